//! Those who had left, or were to leave, and took that back themselves: until somebody agrees who decides, their last day counts still.

use std::collections::BTreeMap;

use super::Moment;
use super::verification::Lapse;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Decision, Rule, Settings, WAIVERS, deciders, new_decisions, new_stay, rules};
use crate::record::{Date, PersonRef};
use crate::snapshot::Record;

/// The rule about those who decide and have left.
const RULE: &str = "decided-after-leaving";
/// Where their last day stands.
const LAST: &str = "/to";

/// Those whose last day counts still.
#[derive(Debug, Default)]
pub(super) struct Readmitted {
    /// The last day of each by the record of before, and when they took it back; by their ids in lower case.
    lifted: BTreeMap<String, Lifted>,
    /// Lapses by their numbers, each with whom it is about, in lower case.
    waiting: Vec<(usize, String)>,
    /// To whom the commit in hand agrees, in lower case, and by whom.
    agreed: BTreeMap<String, PersonRef>,
}

#[derive(Debug)]
struct Lifted {
    last: Date,
    on: Date,
}

impl Readmitted {
    /// Takes a commit into account, and tells of those who take back that they had left, and of what they decide since.
    /// Whoever speaks by an address that was lent to them agrees to nothing.
    pub(super) fn note(&mut self, (moment, is_lent): (&Moment<'_>, bool), settings: &Settings) -> Vec<Diagnostic> {
        self.agreed.clear();
        let people = moment.touched_after().filter(|record| record.data().person().is_some());
        let lifted: Vec<_> = people.filter_map(|record| self.note_person(record, (moment, is_lent))).collect();
        let Some(rule) = rules::find(RULE) else { return Vec::new() };
        let level = settings.level(rule);
        if self.lifted.is_empty() || level == Level::Allow {
            return Vec::new();
        }
        let back = lifted.into_iter().map(|(record, message)| {
            let mut diagnostic = told((rule, level), (record, LAST), message);
            diagnostic.members([record.key()]);
            diagnostic
        });
        let mut found: Vec<Diagnostic> = back.collect();
        for record in moment.touched_after() {
            let decided = new_decisions(moment.before.same(record), record).into_iter();
            let decided = decided.filter_map(|decision| self.decided(&decision, moment).map(|told| (decision, told)));
            found.extend(decided.map(|(decision, message)| {
                let mut diagnostic = told((rule, level), (record, decision.path), message);
                diagnostic.part(decision.path).members([decision.by.as_str().to_lowercase()]);
                diagnostic
            }));
        }
        found
    }

    /// Notes a lapse by its number. A level that the settings give the rule stays.
    pub(super) fn wait(&mut self, lapse: usize, diagnostic: &Diagnostic, settings: &Settings) {
        let is_free = || rules::find(RULE).is_some_and(|rule| !settings.is_set(rule));
        if let [person] = &diagnostic.members[..]
            && diagnostic.rule == RULE
            && is_free()
        {
            self.waiting.push((lapse, person.clone()));
        }
    }

    /// Makes milder the lapses of those to whom the commit in hand agrees, and forgets those who left after all.
    pub(super) fn end(&mut self, lapses: &mut [Lapse], moment: &Moment<'_>) {
        let (lifted, agreed) = (&self.lifted, &self.agreed);
        for (lapse, person) in self.waiting.extract_if(.., |(_, person)| !lifted.contains_key(person)) {
            let (Some(by), Some(lapse)) = (agreed.get(&person), lapses.get_mut(lapse)) else { continue };
            let since = format!(" until {}, when {by} did ({})", moment.day, moment.commit.short());
            lapse.agree(&since, "they are there by agreement");
        }
    }

    /// Notes what a commit makes of the last day of a person, and says it where that day was over.
    fn note_person<'m>(
        &mut self,
        record: &'m Record,
        (moment, is_lent): (&Moment<'_>, bool),
    ) -> Option<(&'m Record, String)> {
        let new = record.data().person()?;
        let old = moment.before.same(record).and_then(|old| old.data().person());
        let own = |person: &PersonRef| person.as_str() == new.id.as_str();
        let had_say = |person: &PersonRef| {
            !own(person) && moment.before.roles().is_some_and(|roles| deciders(roles).any(|it| it == person))
        };
        let key = record.key().to_string();
        let lifted = self.lifted.get(&key);
        let has_left = lifted.is_some_and(|lifted| new.to.is_some_and(|to| to <= lifted.last));
        let is_agreed = !is_lent && moment.is_agreed_by(record, &had_say);
        if has_left || is_agreed {
            // Whoever decides and leaves what they find there agrees to it.
            let others = moment.facts.author_of(&record.id).into_iter().chain(&moment.facts.approved_by);
            let by = others.filter(|_| lifted.is_some() && !has_left).find(|person| had_say(person)).cloned();
            self.agreed.extend(by.map(|by| (key.clone(), by)));
            self.lifted.remove(&key);
        }
        if is_agreed {
            return None;
        }
        let last = new_stay(old?, new).filter(|_| moment.facts.sayer_of(&record.id).is_some_and(own))?;
        self.lifted.entry(key).or_insert(Lifted { last, on: moment.day });
        (last < moment.day).then(|| (record, format!("{} had left on {last} and takes that back themselves", new.id)))
    }

    fn decided(&self, decision: &Decision, moment: &Moment<'_>) -> Option<String> {
        let lifted = self.lifted.get(&decision.by.as_str().to_lowercase())?;
        let person = moment.after.person(&decision.by).map(|person| person.data());
        // What it is until when a waiver holds is no day on which anybody decided it.
        let said = decision.date.filter(|_| decision.path != WAIVERS);
        let day = said.unwrap_or(moment.day);
        // One behind the last day that they gave themselves is told of by the rule itself.
        let is_told = said.is_some_and(|day| person.and_then(|person| person.to).is_some_and(|to| to < day));
        (day > lifted.last && !is_told).then(|| {
            format!(
                "{} is by {} on {day}, who had left on {} until they took that back themselves on {}",
                decision.what, decision.by, lifted.last, lifted.on
            )
        })
    }
}

fn told((rule, level): (&'static Rule, Level), (record, path): (&Record, &str), message: String) -> Diagnostic {
    let message = format!("{message}, and nobody agreed who decides");
    let mut diagnostic = Diagnostic::new(rule.name, level, record.at(path), message);
    diagnostic.record = Some(record.subject());
    diagnostic.field = Some(path.to_owned());
    diagnostic.help(
        "have it confirmed that they are there by whoever runs the audit programme, or by top management: in a commit of theirs to the record of \
         the person, or with a line `Approved-by` in the message of one; until then, have others decide",
    );
    diagnostic
}
