//! Waivers in the name of one who has not agreed: they excuse nothing of what whoever wrote them did, as long as that one does not confirm them.

use std::sync::Arc;

use super::Moment;
use super::verification::Lapse;
use crate::diagnostic::Diagnostic;
use crate::lint::{Decision, InName, Settings, WAIVERS, in_other_names, widened_waivers};
use crate::record::{Date, PersonRef, Waiver};
use crate::snapshot::Record;

/// The rule about decisions that somebody else committed.
pub(super) const MISMATCH: &str = "person-commit-mismatch";

/// The waivers that nobody has confirmed yet, and the lapses that they would have excused.
#[derive(Debug, Clone, Default)]
pub(super) struct Feigned {
    waivers: Vec<Written>,
    refused: Vec<(usize, Waiver)>,
}

/// A waiver in another name.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Id of the record in lower case.
    id: Arc<str>,
    waiver: Waiver,
    /// Who wrote it; `None` where that is nobody on record.
    writer: Option<PersonRef>,
}

impl Written {
    /// Whether it excuses what somebody did. Of whom nobody knows, it may be the one who wrote it.
    fn is_for(&self, author: Option<&PersonRef>) -> bool {
        self.writer.as_ref().zip(author).is_some_and(|(writer, author)| writer != author)
    }
}

impl Feigned {
    /// The waiver that excuses what somebody did.
    pub(super) fn excuse(
        &self,
        (diagnostic, author): (&Diagnostic, Option<&PersonRef>),
        settings: &Settings,
        day: Date,
    ) -> Option<Waiver> {
        settings.waiver_that(diagnostic, day, &|waiver| self.counts(waiver, author)).cloned()
    }

    /// The waivers of a commit, by what is wrong with it.
    pub(super) fn of(moment: &Moment<'_>, found: &[Diagnostic]) -> Vec<Written> {
        let mut written = Vec::new();
        let is_meant = |one: &&Diagnostic| one.rule == MISMATCH && one.field.as_deref() == Some(WAIVERS);
        let told: Vec<&Diagnostic> = found.iter().filter(is_meant).collect();
        if told.is_empty() {
            return written;
        }
        for record in moment.touched_after() {
            let is_told = |decision: &Decision| {
                let is_of = |one: &&Diagnostic| one.record.as_ref().is_some_and(|subject| subject.id == record.id);
                told.iter().any(|one| is_of(one) && one.message.starts_with(&*decision.what))
            };
            let in_name = in_other_names(&moment.versions_of(record), moment.facts).into_iter();
            for InName { decision, writer, .. } in in_name.filter(|found| is_told(&found.decision)) {
                let waivers = widened_waivers(moment.before.same(record), record);
                written.extend(waivers.filter(|waiver| decision.is_of(waiver)).map(|waiver| Written {
                    id: Arc::clone(record.key()),
                    waiver: waiver.clone(),
                    writer: writer.clone(),
                }));
            }
        }
        written
    }

    /// Takes the waivers of a commit into account; those that came before it judge it.
    pub(super) fn extend(&mut self, written: Vec<Written>) {
        self.waivers.extend(written);
    }

    /// Notes a lapse by its number that nothing but such a waiver would excuse, and says so in it.
    pub(super) fn refuse(&mut self, lapse: usize, diagnostic: &mut Diagnostic, settings: &Settings, day: Date) {
        self.refused.extend(tell(diagnostic, settings, day).map(|waiver| (lapse, waiver)));
    }

    /// What excuses something that stands at the end, of which nobody knows whose work it is; where nothing but a waiver of these would,
    /// it says so.
    pub(super) fn excuse_standing(
        &self,
        diagnostic: &mut Diagnostic,
        settings: &Settings,
        day: Date,
    ) -> Option<Waiver> {
        let waiver = self.excuse((diagnostic, None), settings, day);
        if waiver.is_none() {
            tell(diagnostic, settings, day);
        }
        waiver
    }

    /// Settings without these waivers, as far as they would excuse what somebody did.
    pub(super) fn out_of(&self, settings: Settings, author: Option<&PersonRef>) -> Settings {
        settings.without(&|waiver| !self.counts(waiver, author))
    }

    fn counts(&self, waiver: &Waiver, author: Option<&PersonRef>) -> bool {
        !self.waivers.iter().any(|written| written.waiver == *waiver && !written.is_for(author))
    }

    /// Takes the waivers for given that a commit confirms, and makes warnings of the lapses that they would have excused.
    pub(super) fn end(&mut self, lapses: &mut [Lapse], moment: &Moment<'_>) {
        if self.waivers.is_empty() {
            return;
        }
        for record in moment.touched_after() {
            for written in self.waivers.extract_if(.., |written| is_confirmed(written, record, moment)) {
                let Written { waiver, .. } = written;
                for (lapse, _) in self.refused.extract_if(.., |(_, refused)| *refused == waiver) {
                    let Some(lapse) = lapses.get_mut(lapse) else { continue };
                    let (day, commit) = (moment.day, moment.commit.short());
                    lapse.agree(&format!(" before {day} ({commit})"), "the waiver is theirs");
                }
            }
        }
    }
}

/// Says of something that nothing but a waiver of these would excuse that it does not; gives that waiver.
fn tell(diagnostic: &mut Diagnostic, settings: &Settings, day: Date) -> Option<Waiver> {
    let waiver = settings.waiver_of(diagnostic, day)?.clone();
    let by = &waiver.approved_by;
    diagnostic.message += &format!("; the waiver by {by} excuses nothing, for {by} has not confirmed it");
    diagnostic.help(format!(
        "have {by} confirm the waiver, in a commit of theirs to the record that has it or with a line `Approved-by: {by}` in the message \
         of one, or put right what it was to excuse"
    ));
    Some(waiver)
}

/// Whether whom a waiver names leaves it where it is, and writes the record or agrees to what somebody else makes of it.
fn is_confirmed(written: &Written, record: &Record, moment: &Moment<'_>) -> bool {
    let is_there = written.id == *record.key() && record.data().waivers().contains(&written.waiver);
    is_there && moment.is_agreed_by(record, &|person| *person == written.waiver.approved_by)
}
