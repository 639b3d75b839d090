use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, ActionStatus, Date, Kind, Message};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "escalation-missing",
    family: Family::Action,
    summary: "An action is long overdue, and nobody was told",
    level: Level::Warning,
    clause: "5.3, 10.2",
    needs_day: true,
    docs: include_str!("escalation_missing.md"),
    check: Check::Record(Kind::Action, check),
};

/// Days after which somebody above has to know.
const DAYS: i64 = 30;

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    if action.status.is_finished() || action.status == ActionStatus::Draft {
        return;
    }
    let late = action.actions.iter().enumerate().filter(|(_, item)| item.status.is_open());
    let late = late.filter_map(|(position, item)| Some((item.due?, position, item)));
    let Some((due, position, item)) = late.min_by_key(|(due, ..)| *due) else { return };
    let limit = due.plus_days(DAYS);
    if limit >= context.day || is_escalated(context, action, due) {
        return;
    }
    let days = counted(context.day.days_since(due), "day");
    let diagnostic = report.raise(
        record,
        &format!("/actions/{position}/due"),
        format!("item {} is {days} overdue, and nobody above has been told", item.n),
    );
    diagnostic
        .help("tell whoever is above the owner and record it: `communications: [{what: escalation, …}]`")
        .since(limit)
        .part(item.n);
    match context.snapshot.isms() {
        Some(isms) => diagnostic.owner(&isms.data().roles.programme_manager),
        None => diagnostic.owner(&action.owner),
    };
}

/// Whether somebody was told since the item was due.
fn is_escalated(context: &Context<'_>, action: &Action, due: Date) -> bool {
    let mut told = action.communications.iter();
    let of_finding = |id| Some(context.snapshot.finding(id)?.data().escalated.as_ref()?.date);
    action.source.findings.iter().filter_map(of_finding).any(|day| day >= due)
        || told.any(|message| message.what == Message::Escalation && message.date >= due)
}
