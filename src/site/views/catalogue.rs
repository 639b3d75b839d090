//! Catalogues and the statement of applicability: requirements, and what the audits say of each.

use super::Viewer;
use super::standing::standing_class;
use crate::record::criteria::Requirement;
use crate::record::{Catalogue, Criterion, Grade, Kind, Soa};
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    /// The page of a catalogue that is built in and no record of the repository.
    pub(super) fn built_in_catalogue(&self, id: &str) -> Value {
        let catalogues = self.site.snapshot.catalogues();
        let Some(catalogue) = catalogues.get(id) else { return json!({}) };
        let title = |number: &str| self.language().requirement(catalogues, &Criterion(format!("{id}:{number}")));
        let entries: Vec<Value> = catalogue
            .entries
            .iter()
            .map(|entry| json!({"id": entry.id.as_str(), "title": title(entry.id.as_str()).as_deref(), "text": null, "owner": null, "url": null, "auditable": entry.auditable, "interval_months": null, "topics": [], "maps_to": []}))
            .collect();
        let auditable = catalogue.entries.iter().filter(|entry| entry.auditable).count() as i64;
        let language = self.language();
        json!({
            "record": {"id": id, "title": catalogue.title, "type": catalogue.r#type.as_str(), "edition": catalogue.edition, "withdrawn": null, "replaced_by": null, "entries": entries},
            "page": {
                "title": catalogue.title,
                "id": id,
                "kind": Kind::Catalogue.as_str(),
                "plural": self.plural(Kind::Catalogue),
                "has_index": true,
                "lede": language.text("catalogue-built-in", &[("count", auditable.into())]),
                "status": null,
                "grade": null,
                "what": language.plain("this-page"),
                "commit": self.newest_commit(self.site.snapshot.records().iter().filter(|record| {
                    matches!(record.kind(), Kind::Audit | Kind::Workpaper | Kind::Finding)
                })),
                "is_uncommitted": false,
                "edit": null,
                "path": null,
            },
            "cited_by": [],
            "life": null,
            "is_built_in": true,
            "more": self.catalogue_more(catalogue),
        })
    }

    /// What is known of each entry, in their order.
    pub(super) fn catalogue_more(&self, catalogue: &Catalogue) -> Value {
        let entries = catalogue.entries.iter().map(|entry| {
            let criterion = Criterion(format!("{}:{}", catalogue.id, entry.id));
            let known = self.site.snapshot.catalogues().resolve(&criterion).unwrap_or_default();
            match known.as_slice() {
                [requirement] if entry.auditable => self.requirement(*requirement),
                _ => json!({"audits": [], "findings": []}),
            }
        });
        json!({"entries": entries.collect::<Vec<Value>>()})
    }

    /// The audits that covered a requirement and the findings on it.
    pub(super) fn requirement(&self, requirement: Requirement) -> Value {
        let snapshot = self.site.snapshot;
        let audits = snapshot.coverage(requirement).iter().filter_map(|covered| {
            let audit = snapshot.covering_audit(covered)?;
            let result = covered.result.as_str();
            let through = self.rules(&covered.through);
            Some(json!({"link": self.link(audit.id()), "issued": covered.issued.to_string(), "result": result, "through": through}))
        });
        let findings = self.site.findings_on.get(&requirement).into_iter().flatten();
        let findings = findings.map(|(finding, through)| {
            let mut link = self.link(&finding.id);
            link.set("through", self.rules(through));
            link
        });
        let findings: Vec<Value> = findings.collect();
        json!({"audits": audits.collect::<Vec<Value>>(), "findings": findings})
    }

    /// The own rules through which alone something speaks to a requirement.
    pub(super) fn rules(&self, through: &[Requirement]) -> Vec<Value> {
        let catalogues = self.site.snapshot.catalogues();
        through.iter().map(|rule| self.criterion(&catalogues.name(*rule))).collect()
    }

    /// The same in words, with their mark; `None` where there are none.
    pub(super) fn through(&self, rules: &[String]) -> Option<String> {
        let words = || self.language().text("through-rules", &[("rules", rules.join(", ").into())]);
        (!rules.is_empty()).then(|| format!("◆ {}", words()))
    }

    /// What is known of each control of the statement of applicability, in their order.
    pub(super) fn soa_more(&self, soa: &Soa) -> Value {
        let controls = soa.controls.iter().map(|control| {
            let criterion = Criterion::from(control.id.as_str());
            let known = self.site.snapshot.catalogues().resolve(&criterion).unwrap_or_default();
            let mut value = match known.as_slice() {
                [requirement] => self.requirement(*requirement),
                _ => json!({"audits": [], "findings": []}),
            };
            value.set("criterion", self.criterion(control.id.as_str()));
            value
        });
        json!({"controls": controls.collect::<Vec<Value>>()})
    }

    /// The map of requirements and years.
    pub(super) fn heat(&self, controls: bool) -> Value {
        let catalogues = self.site.snapshot.catalogues();
        let language = self.language();
        let rows = self.site.rows.iter().filter(|row| row.is_control == controls).map(|row| {
            let cells = row.years.iter().map(|year| {
                let (standing, carried) = self.standing(row, year);
                let beside = self.carried_beside(standing, &carried).map(Grade::as_str);
                let audit = year.2.last().map(|audit| self.link(audit));
                json!({
                    "year": year.0, "class": standing_class(standing), "mark": self.standing_signs(standing, &carried),
                    "words": self.standing_told(standing, &carried), "beside": beside,
                    "carried": carried.iter().filter(|id| self.is_shown(id)).map(|id| self.link(id)).collect::<Vec<Value>>(),
                    "audit": audit, "through": self.rules(row.through(year.0)),
                })
            });
            json!({"criterion": self.criterion(&catalogues.name(row.requirement)), "cells": cells.collect::<Vec<Value>>()})
        });
        let letter = |grade: Grade| self.language().plain(&format!("letter-{grade}"));
        let beside = self.carries_beside().then(|| {
            let mark = format!("{}←{}", letter(Grade::Minor), letter(Grade::Major));
            json!({"class": "beside", "mark": mark, "words": language.plain("cell-beside")})
        });
        let legend = self.standings().into_iter().map(|standing| {
            json!({
                "class": standing_class(standing), "mark": self.standing_mark(standing),
                "words": self.standing_words(standing),
            })
        });
        json!({
            "years": self.site.window.years().collect::<Vec<i16>>(),
            "rows": rows.collect::<Vec<Value>>(),
            "legend": legend.chain(beside).collect::<Vec<Value>>(),
            "from": language.day(self.site.window.period.from),
            "to": language.day(self.site.window.period.to),
        })
    }
}
