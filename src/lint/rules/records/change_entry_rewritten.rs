use crate::diagnostic::Level;
use crate::lint::changes::changes;
use crate::lint::explained::{Explained, value};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Change, Communication, Data, Feedback, Message, PersonRef};
use crate::snapshot::Record;
use crate::text::{goes_on, has_same_letters, is_alike, listed, shortened};

pub static RULE: Rule = Rule {
    name: "change-entry-rewritten",
    family: Family::Records,
    summary: "An entry of `changes` is gone, or says something else, or an escalation or a lesson is on record no more",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("change_entry_rewritten.md"),
    check: Check::Change(check),
};

/// From which degree on words say the same in a better way.
const LIKENESS: f64 = 0.6;

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    told(before, after, report);
    learnt(versions, (before, after), report);
    let kept = changes(after.data());
    // Somebody may agree later, and what was said stays.
    let is_kept = |change: &Change| {
        let with = |person: &Option<PersonRef>| Change { approved_by: person.clone(), ..change.clone() };
        kept.contains(change) || change.approved_by.is_none() && kept.iter().any(|now| *now == with(&now.approved_by))
    };
    let lost: Vec<&Change> = changes(before.data()).iter().filter(|change| !is_kept(change)).collect();
    let lost = lost.iter().filter(|change| !is_undone((before, after), &change.field, &lost));
    let lost: Vec<String> = lost.map(|change| format!("{} of {}", change.field, change.date)).collect();
    if lost.is_empty() {
        return;
    }
    report
        .raise(after, "/changes", format!("what was said of a change is not there any more: {}", listed(&lost, 6)))
        .help("bring the entry back as it was; whoever knows better now adds another one")
        .members(lost);
}

/// Notices and escalations that nobody is told to have given any more, to the same people on whatever day.
fn told(before: &Record, after: &Record, report: &mut Report<'_>) {
    let kept = communications(after);
    let is_judged = |message: &&Communication| matches!(message.what, Message::Notice | Message::Escalation);
    let is_kept = |message: &&Communication| {
        kept.iter().any(|now| now.what == message.what && message.to.iter().all(|party| now.to.contains(party)))
    };
    let lost = communications(before).iter().filter(is_judged).filter(|message| !is_kept(message));
    let lost: Vec<String> = lost.map(|message| format!("{} of {}", message.what.as_str(), message.date)).collect();
    if !lost.is_empty() {
        report
            .at_level(Level::Warning)
            .raise(after, "/communications", format!("what was told is not on record any more: {}", listed(&lost, 6)))
            .help("bring the entry back; whoever knows better now adds another one")
            .members(lost);
    }
}

/// What the audited said of an audit whose report is out, and what was learnt from it: more may come, and what was wrong an entry of
/// `changes` says.
fn learnt(versions: &Versions<'_>, (before, after): (&Record, &Record), report: &mut Report<'_>) {
    let (Some(old), Some(new)) = (before.data().audit(), after.data().audit()) else { return };
    if !old.is_frozen() || !new.is_frozen() {
        return;
    }
    let explained = Explained::of(versions);
    let says = |was: &str, is: &str| has_same_letters(was, is) || goes_on(was, is) || is_alike(was, is, LIKENESS);
    let is_said = |was: &Feedback| {
        let remarks =
            |is: &Feedback| says(was.remarks.as_deref().unwrap_or_default(), is.remarks.as_deref().unwrap_or_default());
        new.feedback.as_ref().is_some_and(|is| is.score == was.score && remarks(is))
    };
    if old.feedback.as_ref().is_some_and(|was| !is_said(was)) && !explained.speak_of("feedback") {
        let was = old.feedback.as_ref().map(|was| was.score).unwrap_or_default();
        report
            .at_level(Level::Warning)
            .raise(after, "/feedback", format!("what the audited said of this audit (score {was}) is not on record as it was"))
            .help("bring it back; where it was written down wrong, add an entry of `changes` for feedback with the reason")
            .members(["feedback"]);
    }
    let gone = old.lessons.iter().filter(|was| !new.lessons.iter().any(|is| says(was, is)));
    let gone: Vec<String> = gone.map(|was| shortened(was, 60)).collect();
    if !gone.is_empty() && !explained.speak_of("lessons") {
        report
            .at_level(Level::Warning)
            .raise(after, "/lessons", format!("what was learnt from this audit is not on record any more: {}", listed(&gone, 3)))
            .help("bring it back; what is seen otherwise by now is another one, or an entry of `changes` for lessons with the reason")
            .members(["lessons"]);
    }
}

fn communications(record: &Record) -> &[Communication] {
    match record.data() {
        Data::Action(action) => &action.communications,
        Data::Audit(audit) => &audit.communications,
        _ => &[],
    }
}

/// Whether the changes of a field that are not told of any more did not take place any more either: the field is back at what it
/// was before the first of them, as after `git revert`.
fn is_undone((before, after): (&Record, &Record), field: &str, lost: &[&Change]) -> bool {
    let value = |record: &Record| value(record, field).unwrap_or_default();
    let (mut at, then) = (value(before), value(after));
    let mut of_field: Vec<&Change> = lost.iter().copied().filter(|change| change.field == field).collect();
    while let Some(last) = of_field.iter().rposition(|change| change.to.trim() == at) {
        of_field.remove(last).from.trim().clone_into(&mut at);
    }
    of_field.is_empty() && at == then
}
