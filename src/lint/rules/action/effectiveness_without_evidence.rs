use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, EffectivenessCheck, EvidenceRef, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "effectiveness-without-evidence",
    family: Family::Action,
    summary: "A check of effectiveness rests on nothing that came after the action",
    level: Level::Error,
    clause: "10.2 g",
    needs_day: false,
    docs: include_str!("effectiveness_without_evidence.md"),
    check: Check::Record(Kind::Action, check),
};

const HELP: &str = "name under `effectiveness.evidence` what shows, after the last item was done, that the lapse did or did not \
                    come back";

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    let is_made = |check: &&EffectivenessCheck| check.checked_on.is_some() && check.result.is_some();
    let Some(made) = action.effectiveness.as_ref().filter(is_made) else { return };
    let (place, message) = match made.evidence.is_empty() {
        true => ("/effectiveness", "the check of effectiveness rests on no evidence".to_owned()),
        false => match of_implementation(action, made).or_else(|| too_old(context, action, made)) {
            Some(message) => ("/effectiveness/evidence", message),
            None => return,
        },
    };
    let owner = made.checked_by.as_ref().unwrap_or(&action.owner);
    report.raise(record, place, message).help(HELP).owner(owner);
}

/// The message where all that the check rests on is what showed that the items were done.
fn of_implementation(action: &Action, made: &EffectivenessCheck) -> Option<String> {
    let is_of_item = |id: &EvidenceRef| action.actions.iter().any(|item| item.evidence.contains(id));
    let ids: Vec<&str> = made.evidence.iter().map(|id| id.as_str()).collect();
    made.evidence.iter().all(is_of_item).then(|| {
        format!("the check rests on what shows that the items were done, and on nothing else: {}", listed(&ids, 4))
    })
}

/// The message where all evidence of the check was there before the last item was done.
fn too_old(context: &Context<'_>, action: &Action, made: &EffectivenessCheck) -> Option<String> {
    let done = action.last_done_on()?;
    let mut collected = made.evidence.iter().map(|id| context.snapshot.evidence_record(id)?.collected_on);
    // A record that cannot be read, or that has no day, may be the newer one.
    let is_old = collected.all(|day| day.is_some_and(|day| day < done));
    let ids: Vec<&str> = made.evidence.iter().map(|id| id.as_str()).collect();
    is_old.then(|| format!("the last item was done on {done}, and all evidence is older: {}", listed(&ids, 4)))
}
