//! What was undone and came back as it was: a merge that is reverted and made again, an answer that was deleted. That it was gone for a while stays in the report; as
//! nothing of it is lost, it is no error that nobody could ever mend.

use std::sync::Arc;

use super::Moment;
use super::mended::field_of;
use super::verify::Lapse;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Settings, changed_between, rules};
use crate::record::{Date, Kind};
use crate::snapshot::{Document, Record};

/// The rules that say that something went away or back.
const AWAY: &[&str] = &["record-deleted", "evidence-removed-early", "audit-removed", "illegal-transition"];
/// The rules that hold a record to what it said. Where it said nothing else meanwhile, only less, nobody could take it for something else.
const LESS: &[&str] = &[
    "auditee-answer-changed",
    "report-changed-after-issue",
    "finding-changed-after-closure",
    "action-changed-after-closure",
    "review-changed-after-approval",
];
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
    /// The fields of it that lost something; none where it has to be as it was as a whole.
    fields: Vec<String>,
    since: Date,
}

impl Waiting {
    fn is_back(&self, now: &Document) -> bool {
        let is_other = |field: &String| self.fields.contains(field);
        match self.fields.is_empty() {
            true => self.was.text == now.text,
            false => now.data.is_some() && !changed_between(&self.was, now).iter().any(is_other),
        }
    }
}

impl Undone {
    /// Notes a lapse by its number, if it ends once the record is as it was. A level that the settings give a rule stays.
    pub(super) fn note(&mut self, lapse: usize, diagnostic: &Diagnostic, moment: &Moment<'_>, settings: &Settings) {
        let is_meant =
            [AWAY, LESS].iter().any(|rules| rules.contains(&diagnostic.rule)) && diagnostic.level == Level::Error;
        let is_set = rules::find(diagnostic.rule).is_some_and(|rule| settings.is_set(rule));
        let Some(subject) = diagnostic.record.as_ref().filter(|_| is_meant && !is_set) else { return };
        let Some(was) = moment.before.record(&subject.id).filter(|was| was.kind() == subject.kind) else { return };
        let is_part = LESS.contains(&diagnostic.rule);
        let members = diagnostic.members.iter().filter(|_| is_part);
        let fields: Vec<String> = members.map(|member| field_of(member).to_owned()).collect();
        let left = moment.after.record(&subject.id).map(Record::document);
        if is_part && (fields.is_empty() || !left.is_some_and(|left| has_lost(&fields, was.document(), left))) {
            return;
        }
        let (kind, id, was) = (subject.kind, Arc::clone(was.key()), Arc::clone(was.document()));
        self.waiting.push(Waiting { lapse, kind, id, was, fields, since: moment.day });
    }

    /// Makes notes or warnings of the lapses that a commit ends.
    pub(super) fn end(&mut self, lapses: &mut [Lapse], moment: &Moment<'_>) {
        if self.waiting.is_empty() {
            return;
        }
        for record in moment.touched_after() {
            let is_back = |one: &mut Waiting| {
                one.kind == record.kind() && one.id == *record.key() && one.is_back(record.document())
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

/// Whether nothing but a part of what some fields said is gone.
fn has_lost(fields: &[String], was: &Document, left: &Document) -> bool {
    let (Some(was), Some(left)) = (&was.root, &left.root) else { return false };
    let is_less = |field: &String| match (was.get(field), left.get(field)) {
        (Some(was), Some(left)) => left.is_part_of(was),
        (_, left) => left.is_none(),
    };
    fields.iter().all(is_less)
}
