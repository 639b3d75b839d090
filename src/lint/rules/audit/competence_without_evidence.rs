use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{CompetenceType, Kind};
use crate::snapshot::Record;
use crate::text::{listed, shortened};

pub static RULE: Rule = Rule {
    name: "competence-without-evidence",
    family: Family::Audit,
    summary: "An approved auditor has training or certificates that nothing proves",
    level: Level::Warning,
    clause: "7.2 d",
    needs_day: false,
    docs: include_str!("competence_without_evidence.md"),
    check: Check::Record(Kind::Person, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(person) = record.data().person().filter(|person| person.auditor.is_some() && person.to.is_none()) else {
        return;
    };
    let is_paper = |kind: CompetenceType| matches!(kind, CompetenceType::Training | CompetenceType::Certificate);
    let competence = person.competence.iter().enumerate();
    let bare: Vec<_> = competence.filter(|(_, it)| is_paper(it.r#type) && it.evidence.is_empty()).collect();
    let Some((first, _)) = bare.first() else { return };
    let titles: Vec<String> = bare.iter().map(|(_, it)| shortened(&it.title, 50)).collect();
    let diagnostic =
        report.raise(record, &format!("/competence/{first}/title"), format!("nothing proves {}", listed(&titles, 4)));
    diagnostic.help("record the certificate as evidence and name it under `evidence`").members(titles);
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.programme_manager);
    }
}
