//! What nobody will hear of any more once a branch is merged, although nobody has mended it: a waiver covers it, its rule
//! is softer, or its record is not read.

use super::waivers::{TAKEN_OVER, own_waiver};
use super::{Context, Settings, rules};
use crate::diagnostic::{Diagnostic, Level};
use crate::record::{Date, Waiver};
use crate::snapshot::{Snapshot, id_of_path};

/// Something that is wrong still, as far as anybody knows, and why it goes unsaid.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// What is wrong. Its place is in the head, but for a record that is not there any more.
    pub diagnostic: Diagnostic,
    /// Why it goes unsaid.
    pub why: Withholding,
}

/// Why something goes unsaid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Withholding {
    /// A waiver of the branch covers it.
    Waived(Waiver),
    /// Its record counts as taken over, as `taken_over` in the settings says.
    TakenOver(Waiver),
    /// The branch sets the level of its rule from one to another.
    Lowered(Level, Level),
    /// Its record cannot be read.
    Unreadable,
    /// Its record is deleted, or counts as none.
    Gone,
}

/// What the settings of the head would keep back of what is wrong there, and those of before would not.
pub(super) fn by_settings<'a>(
    found: impl Iterator<Item = &'a Diagnostic>,
    before: &Settings,
    (head, own): (&Snapshot, &Settings),
    day: Date,
) -> Vec<Withheld> {
    let lowered = |diagnostic: &Diagnostic| {
        let rule = rules::find(diagnostic.rule)?;
        let (from, to) = (before.level(rule), own.level(rule));
        (to < from).then_some(Withholding::Lowered(from, to))
    };
    let found: Vec<Diagnostic> = found.filter(|diagnostic| !before.is_waived(diagnostic, day)).cloned().collect();
    let why = |diagnostic| waived((diagnostic, &found), head, own, day).or_else(|| lowered(diagnostic));
    found
        .iter()
        .filter_map(|diagnostic| Some(Withheld { diagnostic: diagnostic.clone(), why: why(diagnostic)? }))
        .collect()
}

/// Why that goes unsaid which was said before and is not any more; `None` where it is mended. `kept_back` is what the settings
/// that judge keep back in the head.
pub(super) fn why_unsaid(
    gone: &Diagnostic,
    head: &Snapshot,
    kept_back: &[Diagnostic],
    settings: &Settings,
    day: Date,
) -> Option<Withholding> {
    let identity = gone.identity();
    let mut still = kept_back.iter().filter(|still| still.rule == gone.rule && still.identity() == identity);
    still.find_map(|still| waived((still, kept_back), head, settings, day)).or_else(|| unread(gone, head))
}

/// The waiver that keeps one of several back.
fn waived(
    (diagnostic, all): (&Diagnostic, &[Diagnostic]),
    head: &Snapshot,
    settings: &Settings,
    day: Date,
) -> Option<Withholding> {
    let waiver = settings.waiver_of(diagnostic, day)?.clone();
    // By that one it is said as before.
    if own_waiver((diagnostic, all), &Context::new(head, day), settings).is_some() {
        return None;
    }
    Some(match waiver.rule == TAKEN_OVER {
        true => Withholding::TakenOver(waiver),
        false => Withholding::Waived(waiver),
    })
}

/// Why the head tells nothing of the record that a diagnostic is about; `None` where it does.
fn unread(gone: &Diagnostic, head: &Snapshot) -> Option<Withholding> {
    let path = &*gone.place.path;
    let id = gone.record.as_ref().map_or_else(|| id_of_path(path, None), |subject| &*subject.id);
    if head.record(id).is_some() {
        return None;
    }
    match head.broken_record(id).is_some() || head.text(path).is_some() {
        // What was wrong with a file that could not be read either may be mended: what is wrong with it now is said.
        true => gone.record.is_some().then_some(Withholding::Unreadable),
        false => Some(Withholding::Gone),
    }
}
