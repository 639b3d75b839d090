//! Two audit cycles held against each other, as their page shows them: what has no page of its own on this site is left out.

mod criteria;
mod findings;
mod people;
mod plan;

use fluent_bundle::FluentValue;

use super::Viewer;
use crate::cycles::{Amount, Comparison, Figure, Side};
use crate::record::{Date, Kind};
use crate::site::data::{Value, json};

/// Rows under a heading; without rows the group is left out.
struct Group {
    heading: String,
    /// What the columns hold: what a row is about, how that stands or changed, and what is said of it.
    heads: [&'static str; 3],
    rows: Vec<Value>,
}

impl Viewer<'_, '_> {
    /// The page of a comparison.
    pub(super) fn comparison(&self, comparison: &Comparison) -> Value {
        let (before, after) = (&comparison.before.name, &comparison.after.name);
        let names = [("before", FluentValue::from(before.as_str())), ("after", FluentValue::from(after.as_str()))];
        let language = &self.site.options.language;
        let shown = || comparison.counted().filter(|figure| self.may_compare(figure.name));
        let others = self.site.options.comparisons.iter().filter(|other| *other != comparison);
        json!({
            "page": {
                "title": language.text("comparison-title", &names),
                "lede": language.text("comparison-lede", &names),
            },
            "sides": [self.side(&comparison.before), self.side(&comparison.after)],
            "figures": shown().map(|figure| self.compared_figure(figure)).collect::<Vec<_>>(),
            "has_dash": shown().any(|figure| figure.change().is_none()),
            "sections": self.sections(comparison),
            "others": others.filter_map(|other| self.comparison_link(other)).collect::<Vec<_>>(),
        })
    }

    /// The comparisons that a programme is one side of.
    pub(super) fn comparisons_of(&self, programme: &str) -> Vec<Value> {
        let all = self.site.options.comparisons.iter();
        let of =
            all.filter(|comparison| [&comparison.before, &comparison.after].iter().any(|side| side.name == programme));
        of.filter_map(|comparison| self.comparison_link(comparison)).collect()
    }

    /// A link to the page of a comparison, if it has one.
    pub(super) fn comparison_link(&self, comparison: &Comparison) -> Option<Value> {
        let path = self.site.plan.comparison(&comparison.before.name, &comparison.after.name)?;
        let label = format!("{} → {}", comparison.before.name, comparison.after.name);
        Some(json!({"label": label, "id": label, "title": Value::Null, "href": format!("{}{path}", self.root)}))
    }

    fn say(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.site.options.language.find(key, arguments).unwrap_or_default()
    }

    fn side(&self, side: &Side) -> Value {
        let commit = side.commit.as_ref().map(|commit| json!({"short": commit.short(), "id": commit.id}));
        // The day is the last one of the programme, unless it still runs.
        let told = |day: Date| self.may_tell_cycles().then(|| day.to_string());
        json!({
            "programme": self.link(&side.name), "from": told(side.period.from), "to": told(side.period.to),
            "day": told(side.day), "commit": commit, "is_running": side.is_running(),
            "by_days": side.by_days,
        })
    }

    fn compared_figure(&self, figure: &Figure) -> Value {
        let amount = |amount: Option<Amount>| match amount {
            None => "–".to_owned(),
            Some(Amount::Count(number)) => number.to_string(),
            Some(Amount::Days(days, of)) => {
                self.say("comparison-median", &[("days", days.into()), ("count", of.into())])
            }
            Some(Amount::Share(part, all)) => {
                self.site.options.language.text("comparison-share", &[("part", part.into()), ("all", all.into())])
            }
        };
        json!({
            "label": self.say(&format!("comparison-figure-{}", figure.name), &[]),
            "before": amount(figure.before), "after": amount(figure.after), "change": figure.change_in_words(),
        })
    }

    fn sections(&self, comparison: &Comparison) -> Vec<Value> {
        vec![
            self.coverage_section(&comparison.coverage),
            self.findings_section(&comparison.findings),
            self.promises_section(comparison),
            self.soa_section(&comparison.soa),
            self.people_section(&comparison.people),
            self.plan_section(&comparison.plan),
            self.decisions_section(&comparison.decisions),
        ]
    }

    /// A section: a heading, a sentence, and the groups that have rows.
    fn compared(&self, name: &str, note: String, groups: Vec<Group>) -> Value {
        let groups = groups.into_iter().filter(|group| !group.rows.is_empty()).map(|Group { heading, heads, rows }| {
            let [what, mark, text] = heads.map(|key| self.language().plain(key));
            json!({"heading": heading, "heads": {"what": what, "mark": mark, "text": text}, "rows": rows})
        });
        let groups: Vec<Value> = groups.collect();
        json!({"heading": self.say(&format!("comparison-{name}"), &[]), "note": note, "groups": groups})
    }

    /// Whether the audience may know the fields that a figure or a group of rows is drawn from.
    fn may_compare(&self, name: &str) -> bool {
        self.site.redaction.may_draw(&format!("comparison-{name}"))
    }

    fn group(&self, name: &str, heads: [&'static str; 3], rows: Vec<Value>) -> Group {
        let rows = if self.may_compare(name) { rows } else { Vec::new() };
        let heading = self.say(&format!("comparison-{name}"), &[("count", FluentValue::from(rows.len() as i64))]);
        Group { heading, heads, rows }
    }

    /// A row about a record; `None` when the record has no page.
    fn row(&self, id: &str, mark: Value, text: Vec<String>) -> Option<Value> {
        self.is_shown(id).then(|| self.any_row(self.link(id), mark, text))
    }

    /// A row. Its texts are what the audience may read already.
    fn any_row(&self, what: Value, mark: Value, text: Vec<String>) -> Value {
        let text: Vec<String> = text.into_iter().filter(|text| !text.is_empty()).collect();
        json!({"what": what, "mark": mark, "text": text})
    }

    fn word(&self, word: &str) -> Value {
        json!({"word": self.site.options.language.word(word)})
    }

    fn step(&self, from: &str, to: &str) -> Value {
        let language = &self.site.options.language;
        json!({"word": format!("{} → {}", language.word(from), language.word(to))})
    }

    fn on(&self, day: Date) -> String {
        self.site.options.language.day(day)
    }

    /// A text of a record as the audience may read it; nothing of a field that is kept from them.
    fn quoted(&self, (kind, field): (Kind, &str), text: &str) -> String {
        if self.site.redaction.hides_of(kind, field) { String::new() } else { self.text(text) }
    }

    /// A reason from the fields of a record that may give it, or that there is none.
    fn because(&self, kind: Kind, fields: &[&str], reason: Option<&String>) -> String {
        match reason {
            None => self.say("comparison-no-reason", &[]),
            Some(_) if fields.iter().any(|field| self.site.redaction.hides_of(kind, field)) => String::new(),
            Some(reason) => self.text(reason),
        }
    }

    /// Ids of records, those without a page left out.
    fn ids(&self, ids: &[String]) -> String {
        let shown: Vec<&str> = ids.iter().map(String::as_str).filter(|id| self.is_shown(id)).collect();
        shown.join(", ")
    }
}
