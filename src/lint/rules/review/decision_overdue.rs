use crate::diagnostic::Level;
use crate::lint::needs::decisions;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Kind;
use crate::snapshot::Record;
use crate::text::{counted, shortened};

pub static RULE: Rule = Rule {
    name: "decision-overdue",
    family: Family::Review,
    summary: "A decision of management review is past its day",
    level: Level::Error,
    clause: "9.3.3",
    needs_day: true,
    docs: include_str!("decision_overdue.md"),
    check: Check::Record(Kind::Review, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    for part in record.data().review().into_iter().flat_map(decisions) {
        let decision = part.data;
        let Some(due) = decision.due.filter(|due| decision.status.is_open() && *due < context.day) else { continue };
        let late = counted(context.day.days_since(due), "day");
        let diagnostic = report.raise(
            record,
            &format!("{}/due", part.path),
            format!(
                "decision {} was due on {due}, {late} before {}: {}",
                decision.id,
                context.day,
                shortened(&decision.text, 80)
            ),
        );
        diagnostic
            .help("finish it (`status: done`, `done_on`), or carry it over into the next review (`status: carried`)")
            .since(due)
            .part(&decision.id);
        if let Some(owner) = &decision.owner {
            diagnostic.owner(owner);
        }
    }
}
