use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "root-cause-generic",
    family: Family::Action,
    summary: "The cause says nothing but a catchword",
    level: Level::Warning,
    clause: "10.2 b 2",
    needs_day: false,
    docs: include_str!("root_cause_generic.md"),
    check: Check::Record(Kind::Action, check),
};

/// What explains every lapse, and so none. Articles and the like are passed over.
const CATCHWORDS: &[&str] = &[
    "error",
    "human",
    "mistake",
    "oversight",
    "forgotten",
    "forgot",
    "lack",
    "awareness",
    "training",
    "missing",
    "insufficient",
    "inadequate",
    "poor",
    "time",
    "resources",
    "resource",
    "communication",
    "carelessness",
    "negligence",
    "unaware",
    "overlooked",
    "knowledge",
    "attention",
    "staff",
    "employee",
    "employees",
    "process",
    "followed",
];
const FILLERS: &[&str] =
    &["a", "an", "the", "of", "and", "or", "was", "were", "is", "due", "to", "by", "in", "not", "no", "it"];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    let Some(statement) = action.cause.as_ref().and_then(|cause| cause.statement.as_deref()) else { return };
    let is_open = !matches!(action.status, ActionStatus::Closed | ActionStatus::Cancelled);
    if !is_open || !is_generic(statement) || !context.snapshot.answers_nonconformity(action) {
        return;
    }
    report
        .raise(record, "/cause/statement", "the cause says no more than a catchword does")
        .help("ask why once more: what made the mistake possible, and why did nobody notice?")
        .owner(&action.owner);
}

/// Whether every word of a text is a catchword or a filler.
fn is_generic(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !FILLERS.contains(word));
    let mut words = words.peekable();
    words.peek().is_some() && words.all(|word| CATCHWORDS.contains(&word))
}
