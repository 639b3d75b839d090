//! What others had written down, whoever it is about rewrote, and somebody agreed to since: it is agreed from then on, and that it was not before
//! stays in the report.

use std::sync::Arc;

use super::Moment;
use super::verification::Lapse;
use crate::diagnostic::Diagnostic;
use crate::lint::party::by_party;
use crate::lint::{Settings, rewritten_data, rules};
use crate::record::{Kind, PersonRef};
use crate::snapshot::{Document, Record};

/// The rule about what whoever it is about rewrote.
const RULE: &str = "rewritten-by-party";

/// What nobody has agreed to yet.
#[derive(Default)]
pub(super) struct Reworded {
    waiting: Vec<Waiting>,
}

struct Waiting {
    /// Number of the lapse.
    lapse: usize,
    kind: Kind,
    /// In lower case.
    id: Arc<str>,
    /// The record before the lapse.
    was: Arc<Document>,
    /// What of it says something else since.
    names: Vec<String>,
    /// Who may agree.
    may: Vec<PersonRef>,
}

impl Waiting {
    fn is_of(&self, record: &Record) -> bool {
        self.kind == record.kind() && self.id == *record.key()
    }

    /// Whether something of it is not what it was still.
    fn stands(&self, record: &Record) -> bool {
        let changed = rewritten_data(self.was.data.as_ref(), record.data());
        changed.iter().any(|one| self.names.contains(&one.name))
    }

    /// Who may and wrote the record in a commit, or agreed to what it makes of it.
    fn agreed_by<'m>(&self, record: &Record, moment: &'m Moment<'_>) -> Option<&'m PersonRef> {
        let facts = moment.facts;
        let of_branch = facts.branch.iter().filter(|commit| commit.plans.contains_key(&**record.key()));
        let authors = of_branch.filter_map(|commit| commit.author.as_ref());
        let mut known = facts.author_of(&record.id).into_iter().chain(authors).chain(&facts.approved_by);
        known.find(|person| self.may.contains(person))
    }
}

impl Reworded {
    /// Notes a lapse by its number. A level that the settings give the rule stays.
    pub(super) fn note(&mut self, lapse: usize, diagnostic: &Diagnostic, moment: &Moment<'_>, settings: &Settings) {
        if diagnostic.rule != RULE || rules::find(RULE).is_some_and(|rule| settings.is_set(rule)) {
            return;
        }
        let record = diagnostic.record.as_ref().and_then(|subject| moment.after.record(&subject.id));
        let Some((record, was)) = record.and_then(|record| Some((record, moment.before.same(record)?))) else { return };
        let Some(rewriting) = by_party(&moment.versions_of(record), moment.facts) else { return };
        self.waiting.push(Waiting {
            lapse,
            kind: record.kind(),
            id: Arc::clone(record.key()),
            was: Arc::clone(was.document()),
            names: rewriting.changed.into_iter().map(|one| one.name).collect(),
            may: rewriting.may,
        });
    }

    /// Makes milder the lapses to which a commit agrees, where it leaves something of what was made of the record. What is as it was again,
    /// others see to.
    pub(super) fn end(&mut self, lapses: &mut [Lapse], moment: &Moment<'_>) {
        if self.waiting.is_empty() {
            return;
        }
        for record in moment.touched_after() {
            self.waiting.retain(|one| !one.is_of(record) || one.stands(record));
            let is_agreed = |one: &mut Waiting| one.is_of(record) && one.agreed_by(record, moment).is_some();
            for agreed in self.waiting.extract_if(.., is_agreed) {
                let (Some(by), Some(lapse)) = (agreed.agreed_by(record, moment), lapses.get_mut(agreed.lapse)) else {
                    continue;
                };
                let since = format!(" on {}; {by} agreed on {} ({})", lapse.day, moment.day, moment.commit.short());
                lapse.agree(&since, "what it says is agreed");
            }
        }
    }
}
