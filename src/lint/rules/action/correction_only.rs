use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, ActionItemStatus, ItemType, Kind};
use crate::snapshot::Record;
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "correction-only",
    family: Family::Action,
    summary: "The lapse is mended, but nothing keeps it from happening again",
    level: Level::Error,
    clause: "10.2 b, c",
    needs_day: false,
    docs: include_str!("correction_only.md"),
    check: Check::Record(Kind::Action, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    let answered = || !context.snapshot.answers_nonconformity(action) || is_corrective(action);
    if !action.status.is_accepted() || answered() {
        return;
    }
    let place = if action.actions.is_empty() { "/status" } else { "/actions" };
    report
        .raise(
            record,
            place,
            format!("the status is `{}`, but no item keeps the lapse from happening again", action.status),
        )
        .help(
            "add an item of `type: corrective` that takes the cause away, or say under `cause.correction_suffices` why \
             mending it is enough",
        )
        .owner(&action.owner);
}

/// Whether an item takes the cause away, or the analysis says why none has to.
fn is_corrective(action: &Action) -> bool {
    let suffices = action.cause.as_ref().and_then(|cause| cause.correction_suffices.as_deref());
    let is_corrective = |item: &crate::record::ActionItem| {
        item.r#type == Some(ItemType::Corrective) && item.status != ActionItemStatus::Cancelled
    };
    !is_blank(suffices) || action.actions.iter().any(is_corrective)
}
