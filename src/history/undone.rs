//! What was undone and came back as it was: a merge that is reverted and made again. That it was gone for a while stays in the report; as
//! nothing of it is lost, it is no error that nobody could ever mend.

use std::sync::Arc;

use super::Moment;
use super::verify::Lapse;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Settings, rules};
use crate::record::{Date, Kind};
use crate::snapshot::Document;

/// The rules that say that something went away or back.
const AWAY: &[&str] = &["record-deleted", "evidence-removed-early", "audit-removed", "illegal-transition"];
/// For how many days something may be away before that is worth more than a note.
const SHORT: i64 = 1;

/// The lapses that end once a record is again as it was.
#[derive(Default)]
pub(super) struct Undone {
    waiting: Vec<Waiting>,
}

struct Waiting {
    /// Number of the lapse.
    lapse: usize,
    kind: Kind,
    id: Arc<str>,
    /// The record before the lapse.
    was: Arc<Document>,
    since: Date,
}

impl Undone {
    /// Notes a lapse by its number, if it ends once the record is as it was. A level that the settings give a rule stays.
    pub(super) fn note(&mut self, lapse: usize, diagnostic: &Diagnostic, moment: &Moment<'_>, settings: &Settings) {
        let is_meant = AWAY.contains(&diagnostic.rule) && diagnostic.level == Level::Error;
        let is_set = rules::find(diagnostic.rule).is_some_and(|rule| settings.is_set(rule));
        let Some(subject) = diagnostic.record.as_ref().filter(|_| is_meant && !is_set) else { return };
        let Some(was) = moment.before.record(&subject.id).filter(|was| was.kind() == subject.kind) else { return };
        let (kind, id, was) = (subject.kind, Arc::clone(was.key()), Arc::clone(was.document()));
        self.waiting.push(Waiting { lapse, kind, id, was, since: moment.day });
    }

    /// Makes notes or warnings of the lapses that a commit ends.
    pub(super) fn end(&mut self, lapses: &mut [Lapse], moment: &Moment<'_>) {
        if self.waiting.is_empty() {
            return;
        }
        for record in moment.touched_after() {
            let is_back = |one: &mut Waiting| {
                one.kind == record.kind() && one.id == *record.key() && one.was.text == record.document().text
            };
            for ended in self.waiting.extract_if(.., is_back) {
                let Some(lapse) = lapses.get_mut(ended.lapse) else { continue };
                let diagnostic = &mut lapse.diagnostic;
                let is_short = moment.day.days_since(ended.since) <= SHORT;
                diagnostic.level = if is_short { Level::Info } else { Level::Warning };
                diagnostic.message +=
                    &format!("; it is as it was again since {} ({})", moment.day, moment.commit.short());
                diagnostic.help = None;
            }
        }
    }
}
