//! What was undone and came back as it was: a merge that is reverted and made again, something frozen that was changed by mistake. That it
//! was otherwise for a while stays in the report; as nothing of it is lost, it is no error that nobody could ever mend.

use std::sync::Arc;

use super::mended::field_of;
use super::verify::Lapse;
use super::{Moment, mended};
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Check, Rule, Settings, changed_between, rules};
use crate::record::{Date, Kind};
use crate::snapshot::{Document, Record};

/// The rules that say that something went away or back.
const AWAY: &[&str] = &["record-deleted", "evidence-removed-early", "audit-removed", "illegal-transition"];
/// The rules that hold fields of a record to what they said. Where they said nothing else meanwhile, only less, they are back on their own.
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
    lost: Vec<String>,
    /// Whether it said something else meanwhile, and not only less.
    was_other: bool,
    since: Date,
}

impl Waiting {
    fn is_of(&self, record: &Record) -> bool {
        self.kind == record.kind() && self.id == *record.key()
    }

    fn is_back(&self, now: &Document) -> bool {
        let is_lost = |field: &String| self.lost.contains(field);
        self.was.text == now.text
            || !self.lost.is_empty() && now.data.is_some() && !changed_between(&self.was, now).iter().any(is_lost)
    }
}

impl Undone {
    /// Notes a lapse by its number, if it ends once the record is as it was. A level that the settings give a rule stays.
    pub(super) fn note(&mut self, lapse: usize, diagnostic: &Diagnostic, moment: &Moment<'_>, settings: &Settings) {
        let is_meant = diagnostic.level >= Level::Warning
            && rules::find(diagnostic.rule).is_some_and(|rule| !settings.is_set(rule) && is_of_two(rule));
        let Some(subject) = diagnostic.record.as_ref().filter(|_| is_meant) else { return };
        // What was let through meanwhile, by milder settings or by whom nobody had approved, is not undone.
        if matches!(subject.kind, Kind::Isms | Kind::Person) {
            return;
        }
        let Some(was) = moment.before.record(&subject.id).filter(|was| was.kind() == subject.kind) else { return };
        let lost = match LESS.contains(&diagnostic.rule) {
            true => moment.after.record(&subject.id).map_or_else(Vec::new, |left| lost(diagnostic, was, left)),
            false => Vec::new(),
        };
        let was_other = lost.is_empty() && !AWAY.contains(&diagnostic.rule);
        let (kind, id, was) = (subject.kind, Arc::clone(was.key()), Arc::clone(was.document()));
        self.waiting.push(Waiting { lapse, kind, id, was, lost, was_other, since: moment.day });
    }

    /// Makes notes or warnings of the lapses that a commit ends.
    pub(super) fn end(&mut self, lapses: &mut [Lapse], moment: &Moment<'_>) {
        if self.waiting.is_empty() {
            return;
        }
        for record in moment.touched_after() {
            let is_whole = |one: &&Waiting| one.is_of(record) && one.was.text == record.document().text;
            // With what is word for word as it was ends what was made of it meanwhile.
            let whole = self.waiting.iter().find(is_whole).map(|one| one.lapse);
            let is_over = |one: &mut Waiting| {
                one.is_of(record) && (whole.is_some_and(|first| one.lapse >= first) || one.is_back(record.document()))
            };
            for ended in self.waiting.extract_if(.., is_over) {
                let Some(lapse) = lapses.get_mut(ended.lapse) else { continue };
                let diagnostic = &mut lapse.diagnostic;
                let is_short = moment.day.days_since(ended.since) <= SHORT && !ended.was_other;
                diagnostic.level = if is_short { Level::Info } else { Level::Warning };
                diagnostic.message +=
                    &format!("; it is as it was again since {} ({})", moment.day, moment.commit.short());
                diagnostic.help = None;
            }
        }
    }
}

/// The fields that a lapse is about, where nothing but a part of what they said is gone; else none.
fn lost(diagnostic: &Diagnostic, was: &Record, left: &Record) -> Vec<String> {
    let fields: Vec<String> = diagnostic.members.iter().map(|member| field_of(member).to_owned()).collect();
    let (Some(was), Some(left)) = (&was.document().root, &left.document().root) else { return Vec::new() };
    let is_less = |field: &String| match (was.get(field), left.get(field)) {
        (Some(was), Some(left)) => left.is_part_of(was),
        (_, left) => left.is_none(),
    };
    if fields.iter().all(is_less) { fields } else { Vec::new() }
}

/// Whether a rule says no more than that a record is not what it was, so that it has nothing to say once it is that again. What somebody
/// decided in the name of another stays a lapse.
fn is_of_two(rule: &Rule) -> bool {
    matches!(rule.check, Check::Change(_)) || mended::HOLDING.contains(&rule.name) || rule.name == LOWERED
}

/// The rule that asks beside two versions of a grade who made the one of the other.
const LOWERED: &str = "grade-lowered-by-auditee";
