use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, CauseCategory, Kind};
use crate::snapshot::Record;
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "isms-change-missing",
    family: Family::Action,
    summary: "A cause lies in how things are arranged, and nothing in the ISMS changes",
    level: Level::Warning,
    clause: "10.2 e, 8.2",
    needs_day: false,
    docs: include_str!("isms_change_missing.md"),
    check: Check::Record(Kind::Action, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    // Until the check it may still come, and once the record is closed the need is one of the state.
    let is_late = action.status == ActionStatus::Effective;
    let category = action.cause.as_ref().and_then(|cause| cause.category).filter(|category| is_arranged(*category));
    let (Some(category), true) = (category, is_late) else { return };
    let is_said = !action.isms_changes.is_empty() || !is_blank(action.no_isms_change.as_deref());
    if is_said || !context.snapshot.answers_nonconformity(action) {
        return;
    }
    report
        .raise(record, "/cause/category", format!("the cause lies in {category}, and no change to the ISMS is on record"))
        .help("list under `isms_changes` which procedure, policy or training changed, or say under `no_isms_change` why none had to")
        .owner(&action.owner);
}

/// Whether a cause of this kind is in something that the ISMS writes down.
fn is_arranged(category: CauseCategory) -> bool {
    matches!(
        category,
        CauseCategory::Process | CauseCategory::Policy | CauseCategory::Competence | CauseCategory::Responsibility
    )
}
