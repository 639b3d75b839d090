//! The rules in force: where they differ from their defaults, what is waived until when, and what they find today.

use std::collections::BTreeMap;

use super::Viewer;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{self, rules};
use crate::site::data::{Map, Value, json};

impl Viewer<'_, '_> {
    /// Settings and waivers; for readers who see names also what the rules find.
    pub(super) fn rule_register(&self) -> Value {
        let (snapshot, day) = (self.site.snapshot, self.site.day());
        let isms = snapshot.isms().filter(|isms| self.is_shown(isms.id()));
        let fields = isms.map(|isms| self.fields(isms.record())).unwrap_or_default();
        let default = |name: &str| rules::ALL.iter().find(|rule| rule.name == name).map(|rule| rule.level.as_str());
        let settings: Vec<Value> = fields["rules"]
            .as_object()
            .into_iter()
            .flat_map(Map::iter)
            .map(|(name, setting)| json!({"rule": name, "default": default(name), "level": setting["level"], "reason": setting["reason"]}))
            .collect();
        let mut waivers: Vec<Value> = Vec::new();
        for record in snapshot.records().iter().filter(|record| self.is_shown(&record.id)) {
            if record.data().waivers().is_empty() {
                continue;
            }
            let fields = self.fields(record);
            let fields = fields["waivers"].as_array().into_iter().flatten();
            for (waiver, fields) in record.data().waivers().iter().zip(fields) {
                let left = waiver.until.days_since(day);
                waivers.push(
                    json!({"waiver": fields, "record": self.link(&record.id), "left": left, "is_over": left < 0}),
                );
            }
        }
        waivers.sort_by(|a, b| a["left"].as_i64().cmp(&b["left"].as_i64()));
        let found = (!self.site.redaction.is_for_anybody()).then(|| self.violations());
        let holding = waivers.iter().filter(|waiver| waiver["is_over"] == false).count();
        let count = |level: &str| {
            let rows = found.iter().flatten().filter(|row| row["level"] == level);
            rows.filter_map(|row| row["count"].as_i64()).sum::<i64>()
        };
        let language = &self.site.options.language;
        let lede = match &found {
            Some(_) => language.text(
                "rules-lede",
                &[
                    ("rules", rules::ALL.len().into()),
                    ("settings", settings.len().into()),
                    ("waivers", holding.into()),
                    ("errors", count("error").into()),
                    ("warnings", count("warning").into()),
                ],
            ),
            None => {
                language.text("rules-lede-public", &[("rules", rules::ALL.len().into()), ("waivers", holding.into())])
            }
        };
        json!({
            "lede": lede,
            "profile": fields["profile"],
            "settings": settings,
            "taken_over": fields["taken_over"],
            "waivers": waivers,
            "found": found,
        })
    }

    /// How often each rule reports something now, by level and name.
    fn violations(&self) -> Vec<Value> {
        let outcome = lint::lint(self.site.snapshot, self.site.day());
        let mut counts: BTreeMap<(std::cmp::Reverse<Level>, &str), (usize, usize)> = BTreeMap::new();
        // How often a record breaks rules that the readers do not know of is not for them either.
        let is_told = |diagnostic: &&Diagnostic| {
            diagnostic
                .record
                .as_ref()
                .is_none_or(|subject| self.site.snapshot.record(&subject.id).is_none() || self.is_shown(&subject.id))
        };
        for diagnostic in outcome.diagnostics.iter().filter(is_told) {
            counts.entry((std::cmp::Reverse(diagnostic.level), diagnostic.rule)).or_default().0 += 1;
        }
        for diagnostic in outcome.waived.iter().filter(is_told) {
            counts.entry((std::cmp::Reverse(diagnostic.level), diagnostic.rule)).or_default().1 += 1;
        }
        let rows = counts.into_iter().map(|((level, name), (count, waived))| {
            let summary = lint::summary(name, self.language()).map(|summary| summary.text);
            json!({"rule": name, "summary": summary, "level": level.0.as_str(), "count": count, "waived": waived})
        });
        rows.collect()
    }
}
