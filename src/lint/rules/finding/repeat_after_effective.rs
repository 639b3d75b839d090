use crate::diagnostic::Level;
use crate::lint::needs::finding::stands;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, FindingStatus, Kind};
use crate::snapshot::Record;
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "repeat-after-effective",
    family: Family::Finding,
    summary: "A lapse came back after its correction had been found effective",
    level: Level::Error,
    clause: "10.2 d",
    needs_day: false,
    docs: include_str!("repeat_after_effective.md"),
    check: Check::Record(Kind::Finding, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding().filter(|finding| stands(finding)) else { return };
    if !finding.grade.is_nonconformity() {
        return;
    }
    for (position, id) in finding.repeat_of.iter().enumerate() {
        let Some(earlier) = context.snapshot.finding(id) else { continue };
        // Opened again, it is being answered anew.
        let is_over = matches!(earlier.status, FindingStatus::Verified | FindingStatus::Closed);
        let judged = context
            .snapshot
            .actions_for(id.as_str())
            .find(|action| matches!(action.status, ActionStatus::Effective | ActionStatus::Closed));
        let Some(action) = judged.filter(|_| is_over && !is_explained(context, record)) else { continue };
        // While the new plan is being written, it may still say what the old one missed.
        let is_settled = context.snapshot.actions_for(&record.id).any(|action| action.status.is_accepted());
        let level = if is_settled { Level::Error } else { Level::Warning };
        report
            .at_level(level)
            .raise(
                record,
                &format!("/repeat_of/{position}"),
                format!("it repeats {id}, whose corrective action {} had been found effective", action.id()),
            )
            .also(action.at("/effectiveness"), "found effective")
            .help(help(context, record, (id.as_str(), action.id())))
            .owner(&finding.raised_by);
    }
}

/// What can be done, with commands that do it.
fn help(context: &Context<'_>, record: &Record, (earlier, action): (&str, &str)) -> String {
    let new = context.snapshot.actions_for(&record.id).find(|action| action.status != ActionStatus::Cancelled);
    let carry_on = match new {
        Some(new) => format!("`tickmark set {} previous {action}`, and its cause says what {action} missed", new.id()),
        None => format!("`tickmark new action --finding {} --previous {action}`", record.id),
    };
    format!(
        "carry on from the earlier action: {carry_on}; or open the earlier finding again: `tickmark move {earlier} open --reason TEXT`"
    )
}

/// Whether a corrective action of the new finding carries on from another one, or says what its cause is.
fn is_explained(context: &Context<'_>, record: &Record) -> bool {
    context.snapshot.actions_for(&record.id).any(|action| {
        let cause = action.data().cause.as_ref().and_then(|cause| cause.statement.as_deref());
        action.data().previous.is_some() || !is_blank(cause)
    })
}
