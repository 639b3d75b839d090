use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Conformity, Effectiveness, FindingStatus, Grade, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "conclusion-contradicts-findings",
    family: Family::Audit,
    summary: "The conclusion of an audit says better than its findings do",
    level: Level::Error,
    clause: "ISO 19011:2018, 4 b",
    needs_day: false,
    docs: include_str!("conclusion_contradicts_findings.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    let Some(conclusion) = &audit.conclusion else { return };
    let graded = |grade: fn(Grade) -> bool| -> Vec<&str> {
        let findings = context.snapshot.findings_of(&record.id).filter(|finding| grade(finding.grade));
        let counts = |status| !matches!(status, FindingStatus::Withdrawn | FindingStatus::Superseded);
        findings.filter(|finding| counts(finding.status)).map(|finding| finding.id()).collect()
    };
    let nonconformities = graded(Grade::is_nonconformity);
    let majors = graded(|grade| grade == Grade::Major);
    let owner = audit.lead().unwrap_or(&audit.client);
    if conclusion.conforms == Some(Conformity::Conforms) && !nonconformities.is_empty() {
        report
            .raise(
                record,
                "/conclusion/conforms",
                format!("it is said to conform without exception, in spite of {}", listed(&nonconformities, 5)),
            )
            .help("say `with-exceptions` or `does-not-conform`, or look at the grades again")
            .owner(owner);
    }
    if conclusion.effective == Some(Effectiveness::Effective) && !majors.is_empty() {
        report
            .raise(
                record,
                "/conclusion/effective",
                format!("it is said to be effective, in spite of the major nonconformity {}", listed(&majors, 5)),
            )
            .help("a major puts the intended results in doubt: say `partly` or `not-effective`, or look at the grade again")
            .owner(owner);
    }
}
