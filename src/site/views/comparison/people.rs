//! Who audits: teams, what auditors may audit, and what they learned.

use super::Viewer;
use crate::cycles::PeopleChanges;
use crate::record::{AuditorLevel, Kind};
use crate::site::data::{Value, json};

/// The fields of a person that say what somebody learned.
const LEARNED: &[&str] = &["competence/type", "competence/title", "competence/date", "competence/outcome"];

impl Viewer<'_, '_> {
    pub(super) fn people_section(&self, people: &PeopleChanges) -> Value {
        let language = &self.site.options.language;
        let person = |id: &str, mark: Value, text: Vec<String>| {
            self.is_shown(id).then(|| self.any_row(self.person(id), mark, text))
        };
        let team = people.team.iter().filter_map(|one| {
            let mark = match (one.before.is_empty(), one.after.is_empty()) {
                (true, _) => language.text("comparison-joined", &[]),
                (_, true) => language.text("comparison-left", &[]),
                _ => language.text("comparison-stayed", &[]),
            };
            let ids = [self.ids(&one.before), self.ids(&one.after)].into_iter().filter(|ids| !ids.is_empty());
            person(&one.person, json!({"word": mark}), vec![ids.collect::<Vec<_>>().join(" → ")])
        });
        let standings = people.standings.iter().filter_map(|one| {
            let words = |levels: &[AuditorLevel]| {
                let words: Vec<String> = levels.iter().map(|level| language.word(level.as_str())).collect();
                if words.is_empty() { "–".to_owned() } else { words.join(", ") }
            };
            let mark = match one.before == one.after {
                true => words(&one.after),
                false => format!("{} → {}", words(&one.before), words(&one.after)),
            };
            let topics: Vec<String> =
                one.topics.iter().map(|topic| self.quoted((Kind::Person, "auditor/topics"), topic)).collect();
            let ran_out =
                one.ran_out_on.map(|day| language.text("comparison-ran-out", &[("day", self.on(day).into())]));
            person(&one.person, json!({"word": mark}), vec![topics.join(", "), ran_out.unwrap_or_default()])
        });
        // Who does not see competence on the page of a person does not see it here.
        let is_told = |id: &str| {
            let record = self.site.snapshot.record(id);
            record.is_some_and(|person| LEARNED.iter().all(|field| self.sees(person, field)))
        };
        let learned = people.learned.iter().filter(|one| is_told(&one.person)).filter_map(|one| {
            let outcome = one.outcome.map(|outcome| language.word(outcome.as_str())).unwrap_or_default();
            let text = vec![self.on(one.date), self.text(&one.title), outcome];
            person(&one.person, self.word(one.what.as_str()), text)
        });
        let groups = vec![
            self.group("team", ["label-who", "label-state", "label-audit"], team.collect()),
            self.group("standings", ["label-who", "label-level", "label-note"], standings.collect()),
            self.group("learned", ["label-who", "label-kind", "label-note"], learned.collect()),
        ];
        self.compared("people", String::new(), groups)
    }
}
