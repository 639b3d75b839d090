use crate::diagnostic::Level;
use crate::lint::needs::finding::stands;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Grade, Kind};
use crate::snapshot::Record;
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "major-without-justification",
    family: Family::Finding,
    summary: "A major nonconformity does not say why it is one",
    level: Level::Warning,
    clause: "ISO/IEC 17021-1:2015, 3.12",
    needs_day: false,
    docs: include_str!("major_without_justification.md"),
    check: Check::Record(Kind::Finding, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding().filter(|finding| stands(finding)) else { return };
    let is_ours = context.snapshot.audit(&finding.audit).is_some_and(|audit| !audit.r#type.is_third_party());
    if finding.grade != Grade::Major || !is_ours || !is_blank(finding.grade_reason.as_deref()) {
        return;
    }
    report
        .raise(record, "/grade", "a major nonconformity that does not say why it is one")
        .help("say under `grade_reason` what it puts in doubt: is it systemic, what could have happened?")
        .owner(&finding.raised_by);
}
