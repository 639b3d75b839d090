//! Words of a comparison of cycles that text and Markdown share, in the language of the reader. Days are told in digits.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::FluentValue;

use crate::cycles::{Amount, Figure, Named, Part, Side, Totals};
use crate::language::Language;
use crate::record::{ControlStatus, Criterion, Period};
use crate::snapshot::Snapshot;

/// What says things in a language.
pub struct Words(pub Arc<Language>);

impl Words {
    /// A string of ours.
    pub fn plain(&self, key: &str) -> String {
        self.0.plain(key)
    }

    /// A string of ours with a text filled into it.
    pub fn with(&self, key: &str, name: &str, value: impl ToString) -> String {
        self.0.text(key, &[(name, value.to_string().into())])
    }

    /// A string of ours with what is filled into it.
    pub fn text(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.0.text(key, arguments)
    }

    /// A word of the records.
    pub fn word(&self, word: &str) -> String {
        self.0.word(word)
    }

    /// The title of a requirement; of one that is in no catalogue any more, the one that it had.
    pub fn requirement(&self, snapshot: &Snapshot, named: &Named) -> String {
        let title = self.0.requirement(snapshot.catalogues(), &Criterion::from(named.id.as_str()));
        title.map_or_else(|| named.title.clone(), Cow::into_owned)
    }

    /// A reason from the records, or that there is none.
    pub fn because(&self, reason: Option<&str>) -> String {
        reason.map_or_else(|| self.plain("comparison-no-reason"), str::to_owned)
    }

    /// The name of a figure.
    pub fn label(&self, figure: &Figure) -> String {
        self.plain(&format!("comparison-figure-{}", figure.name))
    }

    /// An amount as a cell of a table.
    pub fn amount(&self, amount: Option<Amount>) -> String {
        match amount {
            None => "–".to_owned(),
            Some(Amount::Count(number)) => number.to_string(),
            Some(Amount::Days(days, of)) => {
                self.text("comparison-median", &[("days", days.into()), ("count", of.into())])
            }
            Some(Amount::Share(part, all)) => {
                self.text("comparison-share", &[("part", part.into()), ("all", all.into())])
            }
        }
    }

    /// What a dash in place of a change stands for, where there is one.
    pub fn dash<'a>(&self, mut figures: impl Iterator<Item = &'a Figure>) -> Option<String> {
        figures.any(|figure| figure.change().is_none()).then(|| self.plain("comparison-dash"))
    }

    /// What a cycle is and by which state it is shown.
    pub fn side(&self, side: &Side) -> String {
        let titles: Vec<String> = side
            .programmes
            .iter()
            .map(|programme| match programme.id == side.name {
                true => programme.title.clone(),
                false => format!("{}: {}", programme.id, programme.title),
            })
            .collect();
        let running = side.is_running().then(|| self.plain("comparison-running"));
        let as_of = self.with("comparison-as-of", "day", side.day);
        let commit = side.commit.as_ref().map(|commit| self.with("cycles-at", "commit", commit.short()));
        let as_of = [Some(as_of), commit].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let by_days = side.by_days.then(|| self.plain("comparison-by-days"));
        let state = running.into_iter().chain([as_of]).chain(by_days).collect::<Vec<_>>().join(", ");
        format!("{}, {}; {state}", titles.join("; "), self.span(side.period))
    }

    /// First and last day.
    pub fn span(&self, period: Period) -> String {
        match period.from == period.to {
            true => period.from.to_string(),
            false => {
                let days = [("from", period.from.to_string().into()), ("to", period.to.to_string().into())];
                self.text("cycles-span", &days)
            }
        }
    }

    /// The name of a part of a record.
    pub fn part(&self, id: &str, part: &Part) -> String {
        match part {
            Part::Item(number) => format!("{id}/{number}"),
            Part::Check => format!("{id} ({})", self.plain("cycles-check")),
            Part::Decision(decision) => format!("{id}/{decision}"),
        }
    }

    /// Whether a control applies, and how far it is implemented.
    pub fn control(&self, state: Option<(bool, Option<ControlStatus>)>) -> String {
        let word = match state {
            None => return self.plain("comparison-no-row"),
            Some((false, _)) => return self.plain("comparison-not-applicable"),
            Some((true, status)) => status,
        };
        word.map_or_else(|| self.plain("comparison-applicable"), |status| self.word(status.as_str()))
    }

    /// Sums of a plan.
    pub fn totals(&self, totals: &Totals) -> String {
        let all = totals.planned + totals.unplanned;
        let mut parts = vec![self.text("cycles-held", &[("held", totals.held.into()), ("all", all.into())])];
        let more = [(totals.unplanned, "unplanned"), (totals.postponed, "postponed"), (totals.cancelled, "cancelled")];
        parts.extend(more.into_iter().filter(|(count, _)| *count > 0).map(|(count, key)| self.count(count, key)));
        let days = [("used", self.0.decimal(totals.days_used)), ("planned", self.0.decimal(totals.days_planned))];
        parts.push(self.text("cycles-days-used", &days.map(|(name, days)| (name, days.into()))));
        parts.join(", ")
    }

    fn count(&self, count: usize, key: &str) -> String {
        self.text(&format!("cycles-count-{key}"), &[("count", count.into())])
    }

    /// `13 new, 3 closed`, without what there is none of; that nothing changed where there is nothing.
    pub fn counts(&self, counts: &[(usize, &str)]) -> String {
        let shown: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, key)| self.count(*count, key)).collect();
        if shown.is_empty() { self.plain("cycles-no-change") } else { shown.join(", ") }
    }
}

/// A person by position.
pub fn position(snapshot: &Snapshot, id: &str) -> String {
    let person = snapshot.record(id).and_then(|record| record.data().person());
    person.map(|person| person.position.clone()).unwrap_or_default()
}

/// The title of a record; nothing where it is not there any more.
pub fn title(snapshot: &Snapshot, id: &str) -> String {
    snapshot.record(id).map(|record| record.data().title().to_owned()).unwrap_or_default()
}
