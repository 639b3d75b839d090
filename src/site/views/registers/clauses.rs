//! The clause index: each clause and each control with every record that speaks to it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Viewer;
use crate::record::criteria::{Requirement, is_control, kept_for};
use crate::record::{Control, Criterion, Kind};
use crate::site::data::{Value, json};
use crate::snapshot::Record;

/// Ids of the records that speak to each requirement, with the own rules through which alone they do.
type Speaking<'r> = HashMap<Requirement, BTreeMap<&'r str, Vec<Requirement>>>;

impl<'a> Viewer<'_, 'a> {
    /// The clauses and controls of the first catalogue.
    pub(super) fn clause_register(&self) -> Value {
        let snapshot = self.site.snapshot;
        let catalogues = snapshot.catalogues();
        let Some(catalogue) = catalogues.default_catalogue() else {
            return json!({"lede": self.site.options.language.plain("clauses-none"), "groups": []});
        };
        let (evidence, papers) = (self.evidence_on(), self.papers_on());
        let soa = snapshot.soa().filter(|soa| self.is_shown(soa.id()));
        let controls: HashMap<&str, &Control> =
            soa.iter().flat_map(|soa| &soa.data().controls).map(|control| (control.id.as_str(), control)).collect();
        let all = catalogues.auditable(catalogue.id.as_str());
        let row = |requirement: Requirement| {
            let name = catalogues.name(requirement);
            let known = self.requirement(requirement);
            let audits = known["audits"].as_array().unwrap_or_default();
            let earlier = audits
                .iter()
                .rev()
                .skip(1)
                .map(|audit| json!({"link": audit["link"].clone(), "through": audit["through"].clone()}));
            let earlier: Vec<Value> = earlier.collect();
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
                "last": audits.last().cloned(),
                "earlier": earlier,
                "findings": known["findings"],
                "others": self.others_on(catalogue.id.as_str(), requirement, &papers),
                "evidence": evidence.map(|(id, through)| self.linked_through(id, through)).collect::<Vec<Value>>(),
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

    /// The workpapers that tested a requirement, the actions that answer the findings on it, and the records that it asks to be
    /// kept: one by one, or where there are many, their list.
    fn others_on(&self, catalogue: &str, requirement: Requirement, papers: &Speaking<'_>) -> Value {
        let snapshot = self.site.snapshot;
        let findings = self.site.findings_on.get(&requirement).into_iter().flatten();
        let actions = findings.flat_map(|(finding, _)| snapshot.actions_for(&finding.id)).map(|action| action.id());
        let kept = kept_for(catalogue, &snapshot.catalogues().name(requirement));
        let of_kind = |kind: Kind| snapshot.records_of(kind);
        let listed = kept.filter(|kind| *kind == Kind::Action);
        let single = kept.filter(|kind| *kind != Kind::Action).into_iter().flat_map(of_kind).map(|record| &*record.id);
        let ids: BTreeSet<&str> = actions.filter(|_| listed.is_none()).chain(single).collect();
        let list = listed.map(|kind| {
            let count = of_kind(kind).filter(|record| self.is_shown(&record.id)).count();
            let label = self.language().text(&format!("count-{kind}"), &[("count", count.into())]);
            json!({"label": label, "href": format!("{}{}/index.html", self.root, kind.folder())})
        });
        let papers = papers.get(&requirement).into_iter().flatten();
        let papers = papers.map(|(id, through)| self.linked_through(id, through));
        let links = papers.chain(ids.into_iter().filter(|id| self.is_shown(id)).map(|id| self.linked_through(id, &[])));
        json!({"links": links.collect::<Vec<Value>>(), "list": list})
    }

    /// A link to what speaks to a requirement, with the own rules through which alone it does.
    fn linked_through(&self, id: &str, through: &[Requirement]) -> Value {
        let mut link = self.link(id);
        link.set("through", self.rules(through));
        link
    }

    /// The workpapers with items on a requirement.
    fn papers_on(&self) -> Speaking<'a> {
        let papers = self.site.snapshot.workpapers().filter(|paper| self.is_shown(paper.id()));
        let papers = papers.filter(|paper| self.sees(paper.record(), "items/criteria"));
        self.speaking(papers.flat_map(|paper| {
            let paper = paper.data();
            paper.items.iter().map(|item| (paper.id.as_str(), item.criteria.as_slice()))
        }))
    }

    /// The evidence that items of the checklists and findings rest on, by requirement.
    fn evidence_on(&self) -> Speaking<'a> {
        let snapshot = self.site.snapshot;
        let is_shown =
            |record: &Record, field: &str| self.is_shown(&record.id) && !self.site.redaction.hides(record, field);
        let papers = snapshot.workpapers().filter(|paper| is_shown(paper.record(), "items/evidence"));
        let items = papers.flat_map(|paper| &paper.data().items).map(|item| (&item.evidence, &item.criteria));
        let findings = snapshot.findings().filter(|finding| is_shown(finding.record(), "evidence"));
        let findings = findings.map(|finding| (&finding.data().evidence, &finding.data().criteria));
        let rested = items.chain(findings);
        self.speaking(
            rested.flat_map(|(evidence, criteria)| evidence.iter().map(move |id| (id.as_str(), criteria.as_slice()))),
        )
    }

    /// Ids by the requirements that the criteria beside them speak to.
    fn speaking(&self, all: impl Iterator<Item = (&'a str, &'a [Criterion])>) -> Speaking<'a> {
        let mut criteria: BTreeMap<&str, Vec<&Criterion>> = BTreeMap::new();
        all.for_each(|(id, named)| criteria.entry(id).or_default().extend(named));
        let mut speaking = Speaking::new();
        for (id, criteria) in criteria {
            for spoken in self.site.snapshot.catalogues().spoken(criteria) {
                speaking.entry(spoken.requirement).or_default().insert(id, spoken.through);
            }
        }
        speaking
    }
}
