use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{CompetenceType, Kind};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "auditor-not-evaluated",
    family: Family::Audit,
    summary: "Nobody has evaluated an approved auditor for a long time",
    level: Level::Warning,
    clause: "ISO 19011:2018, 7.4 to 7.6",
    needs_day: true,
    docs: include_str!("auditor_not_evaluated.md"),
    check: Check::Record(Kind::Person, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(person) = record.data().person() else { return };
    // Whoever left audits no more.
    let Some(approval) = person.auditor.as_ref().filter(|_| person.to.is_none_or(|last| last >= context.day)) else {
        return;
    };
    let evaluates = |kind| matches!(kind, CompetenceType::Evaluation | CompetenceType::WitnessedAudit);
    let seen = person.competence.iter().filter(|it| evaluates(it.r#type) && it.date <= context.day);
    // An approval comes of an evaluation.
    let last = seen.map(|it| it.date).chain([approval.approved.date]).max().unwrap_or(approval.approved.date);
    let months = context.thresholds().competence_review_months;
    let limit = last.plus_months(months.into());
    if limit >= context.day {
        return;
    }
    let diagnostic = report.raise(
        record,
        "/auditor",
        format!("nobody has evaluated this auditor since {last}; every {} is agreed", counted(months.into(), "month")),
    );
    diagnostic
        .help("watch an audit or evaluate the auditor, and add it to `competence` (`witnessed-audit`, `evaluation`)")
        .since(limit);
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.programme_manager);
    }
}
