use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{CompetenceType, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "cpd-missing",
    family: Family::Audit,
    summary: "An approved auditor has learnt nothing new in a year",
    level: Level::Info,
    clause: "7.2",
    needs_day: true,
    docs: include_str!("cpd_missing.md"),
    check: Check::Record(Kind::Person, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(person) = record.data().person() else { return };
    let Some(approval) = person.auditor.as_ref().filter(|_| person.to.is_none_or(|last| last >= context.day)) else {
        return;
    };
    let teaches = |kind| !matches!(kind, CompetenceType::Experience | CompetenceType::Evaluation);
    let learnt = person.competence.iter().filter(|it| teaches(it.r#type) && it.date <= context.day).map(|it| it.date);
    // Whoever has just been approved has just shown what they know.
    let last = learnt.chain([approval.approved.date]).max().unwrap_or(approval.approved.date);
    let limit = last.plus_months(12);
    if limit >= context.day {
        return;
    }
    let diagnostic = report.raise(record, "/auditor", format!("no training or workshop of this auditor since {last}"));
    diagnostic.help("plan one, and add it to `competence` with `type: cpd`").since(limit);
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.programme_manager);
    }
}
