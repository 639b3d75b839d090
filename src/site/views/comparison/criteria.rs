//! What is held against: requirements that were audited, and the statement of applicability.

use super::Viewer;
use crate::cycles::{Audited, CoverageChanges, SoaChanges};
use crate::record::{ControlStatus, Kind};
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    pub(super) fn coverage_section(&self, coverage: &CoverageChanges) -> Value {
        let rows = |all: &[Audited]| -> Vec<Value> {
            let row = |one: &Audited| {
                let mut what = self.criterion(&one.criterion.id);
                what.set("label", one.criterion.id.as_str());
                let audits = one.audits.iter().filter(|id| self.is_shown(id)).map(|id| self.link(id));
                self.any_row(
                    what,
                    json!({"word": self.ids(&one.audits), "links": audits.collect::<Vec<_>>()}),
                    self.through(&one.through).into_iter().collect(),
                )
            };
            all.iter().map(row).collect()
        };
        let counts = [("kept", coverage.kept.into()), ("neither", coverage.neither.into())];
        let language = &self.site.options.language;
        let mut note = language.text("comparison-coverage-note", &counts);
        if coverage.others > 0 {
            let others = language.text("cycles-other-rules", &[("count", coverage.others.into())]);
            note = format!("{note} {others}.");
        }
        let note = if self.may_compare("gained") { note } else { String::new() };
        let heads = ["label-requirement", "label-audit", "label-note"];
        let groups =
            vec![self.group("gained", heads, rows(&coverage.gained)), self.group("lost", heads, rows(&coverage.lost))];
        self.compared("coverage", note, groups)
    }

    pub(super) fn soa_section(&self, soa: &SoaChanges) -> Value {
        let language = &self.site.options.language;
        let word = |state: Option<(bool, Option<ControlStatus>)>| match state {
            None => language.text("comparison-no-row", &[]),
            Some((false, _)) => language.text("comparison-not-applicable", &[]),
            Some((true, None)) => language.text("comparison-applicable", &[]),
            Some((true, Some(status))) => language.word(status.as_str()),
        };
        let rows = soa.controls.iter().map(|change| {
            let mut what = self.criterion(&change.control.id);
            what.set("label", change.control.id.as_str());
            let mark = json!({"word": format!("{} → {}", word(change.from), word(change.to))});
            self.any_row(
                what,
                mark,
                change.reason.iter().map(|reason| self.quoted((Kind::Soa, "controls/justification"), reason)).collect(),
            )
        });
        let is_shown = self.is_shown("soa") && self.may_compare("controls");
        let rows: Vec<Value> = rows.filter(|_| is_shown).collect();
        let version = |version: &Option<String>| {
            version.as_ref().map_or_else(|| "–".to_owned(), |version| self.quoted((Kind::Soa, "version"), version))
        };
        let note = soa.versions.as_ref().filter(|_| is_shown).map(|(before, after)| {
            language
                .text("comparison-versions", &[("before", version(before).into()), ("after", version(after).into())])
        });
        self.compared(
            "soa",
            note.unwrap_or_default(),
            vec![self.group("controls", ["label-control", "comparison-change", "label-reason"], rows)],
        )
    }
}
