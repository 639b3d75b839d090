use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Kind;
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "auditor-self-approved",
    family: Family::Audit,
    summary: "An auditor approved themselves as one",
    level: Level::Warning,
    clause: "7.2, 9.2.2 b",
    needs_day: false,
    docs: include_str!("auditor_self_approved.md"),
    check: Check::Record(Kind::Person, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    // Whoever left audits no more.
    let Some(person) = record.data().person().filter(|person| person.to.is_none()) else { return };
    let Some(auditor) = person.auditor.as_ref().filter(|auditor| auditor.approved.by.as_str() == person.id.as_str())
    else {
        return;
    };
    let roles = context.snapshot.isms().map(|isms| &isms.data().roles);
    // Nobody stands above them who could approve it.
    if roles.is_some_and(|roles| roles.top_management.contains(&auditor.approved.by)) {
        return;
    }
    let by = &auditor.approved.by;
    let diagnostic = report.raise(record, "/auditor/approved/by", format!("{by} is approved as an auditor by {by}"));
    diagnostic.help(
        "have somebody else look at the competence and approve it: whoever manages the programme, or top management",
    );
    if let Some(roles) = roles {
        diagnostic.owner(&roles.programme_manager);
    }
}
