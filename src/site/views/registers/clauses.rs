//! The clause index: each clause and each control with every record that speaks to it.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Viewer;
use crate::record::Control;
use crate::record::criteria::{Requirement, is_control};
use crate::site::data::{Value, json};
use crate::snapshot::Record;

impl Viewer<'_, '_> {
    /// The clauses and controls of the first catalogue.
    pub(super) fn clause_register(&self) -> Value {
        let snapshot = self.site.snapshot;
        let catalogues = snapshot.catalogues();
        let Some(catalogue) = catalogues.default_catalogue() else {
            return json!({"lede": self.site.options.language.plain("clauses-none"), "groups": []});
        };
        let evidence = self.evidence_on();
        let soa = snapshot.soa().filter(|soa| self.is_shown(soa.id()));
        let controls: HashMap<&str, &Control> =
            soa.iter().flat_map(|soa| &soa.data().controls).map(|control| (control.id.as_str(), control)).collect();
        let all = catalogues.auditable(catalogue.id.as_str());
        let row = |requirement: Requirement| {
            let name = catalogues.name(requirement);
            let known = self.requirement(requirement);
            let last = known["audits"].as_array().and_then(|audits| audits.last()).cloned();
            let control = controls.get(name.as_str()).map(|control| {
                json!({
                    "applicable": control.applicable,
                    "status": control.status.map(|status| status.as_str()),
                    "href": format!("{}soa/soa.html#{}", self.root, control.id),
                })
            });
            let evidence = evidence.get(&requirement).into_iter().flatten();
            json!({
                "criterion": self.criterion(&name),
                "control": control,
                "last": last,
                "findings": known["findings"],
                "evidence": evidence.map(|id| self.link(id)).collect::<Vec<Value>>(),
            })
        };
        let (controls, clauses): (Vec<Requirement>, Vec<Requirement>) =
            all.iter().partition(|requirement| is_control(&catalogues.name(**requirement)));
        let group = |name: &str, all: &[Requirement]| json!({"name": name, "rows": all.iter().map(|requirement| row(*requirement)).collect::<Vec<Value>>()});
        // What does not apply is not to be audited.
        let wanted: HashSet<Requirement> = self.site.rows.iter().map(|row| row.requirement).collect();
        let is_silent =
            |requirement: &&Requirement| wanted.contains(requirement) && snapshot.coverage(**requirement).is_empty();
        let silent = all.iter().filter(is_silent).count();
        let lede = [("clauses", clauses.len().into()), ("controls", controls.len().into()), ("silent", silent.into())];
        json!({
            "lede": self.site.options.language.text("clauses-lede", &lede),
            "groups": [group("clauses", &clauses), group("controls", &controls)],
        })
    }

    /// The evidence that items of the checklists and findings rest on, by requirement.
    fn evidence_on(&self) -> HashMap<Requirement, BTreeSet<&str>> {
        let snapshot = self.site.snapshot;
        let mut found: HashMap<Requirement, BTreeSet<&str>> = HashMap::new();
        let is_shown =
            |record: &Record, field: &str| self.is_shown(&record.id) && !self.site.redaction.hides(record, field);
        for paper in snapshot.workpapers().filter(|paper| is_shown(paper.record(), "items/evidence")) {
            for item in &paper.data().items {
                for requirement in snapshot.catalogues().answered(&item.criteria) {
                    found.entry(requirement).or_default().extend(item.evidence.iter().map(|id| id.as_str()));
                }
            }
        }
        for finding in snapshot.findings().filter(|finding| is_shown(finding.record(), "evidence")) {
            for requirement in snapshot.catalogues().answered(&finding.data().criteria) {
                found.entry(requirement).or_default().extend(finding.data().evidence.iter().map(|id| id.as_str()));
            }
        }
        found
    }
}
