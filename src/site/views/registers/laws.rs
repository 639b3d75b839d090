//! The laws and contracts, and what the audits say of each of their requirements.

use super::Viewer;
use crate::metrics::{self, Planned};
use crate::record::criteria::Requirement;
use crate::record::{AuditStatus, CatalogueType, Criterion};
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    /// The catalogues of laws and contracts, entry by entry.
    pub(super) fn law_register(&self) -> Value {
        let snapshot = self.site.snapshot;
        let (mut all, mut covered) = (0, 0);
        let planned = metrics::planned(snapshot, self.site.day());
        let mut groups: Vec<Value> = Vec::new();
        for record in snapshot.records().iter().filter(|record| self.is_shown(&record.id)) {
            let Some(catalogue) = record.data().catalogue() else { continue };
            if !matches!(catalogue.r#type, CatalogueType::Law | CatalogueType::Contract) {
                continue;
            }
            let fields = self.fields(record);
            let fields = fields["entries"].as_array().into_iter().flatten();
            let rows = catalogue.entries.iter().zip(fields).map(|(entry, fields)| {
                let criterion = format!("{}:{}", catalogue.id, entry.id);
                let resolved = snapshot.catalogues().resolve(&Criterion(criterion.clone())).unwrap_or_default();
                let known = match known_as(&resolved) {
                    Some(requirement) if entry.auditable => self.requirement(requirement),
                    _ => json!({"audits": [], "findings": []}),
                };
                let ahead = match known_as(&resolved) {
                    Some(requirement) if entry.auditable => self.not_reported_yet(requirement),
                    _ => Vec::new(),
                };
                let unplanned = known_as(&resolved).zip(entry.interval_months).filter(|_| entry.auditable);
                let unplanned = unplanned.filter(|_| !fields["interval_months"].is_null());
                let unplanned = unplanned.and_then(|(one, months)| self.unplanned(one, months, &planned));
                if entry.auditable {
                    all += 1;
                    covered += usize::from(known["audits"].as_array().is_some_and(|audits| !audits.is_empty()));
                }
                json!({"criterion": self.criterion(&criterion), "fields": fields, "known": known, "ahead": ahead, "unplanned": unplanned, "is_heading": !entry.auditable})
            });
            let rows: Vec<Value> = rows.collect();
            groups.push(json!({"link": self.link(&record.id), "type": catalogue.r#type.as_str(), "edition": catalogue.edition.as_deref().map(|edition| self.text(edition)), "rows": rows}));
        }
        let lede = [("catalogues", groups.len().into()), ("all", all.into()), ("covered", covered.into())];
        json!({"lede": self.site.options.language.text("laws-lede", &lede), "groups": groups})
    }

    /// That no audit of a requirement is planned by the day on which its interval ends, with the day; `None` where one is. Before
    /// the first audit of it, the interval begins with the first programme. Who may not know that day is not told it.
    fn unplanned(&self, requirement: Requirement, months: u32, planned: &[Planned]) -> Option<Value> {
        let snapshot = self.site.snapshot;
        let covered = snapshot.coverage(requirement).iter();
        let last = covered.max_by_key(|covered| snapshot.covered_on(covered));
        let programmes = snapshot.programmes().filter(|programme| programme.status.is_approved());
        let begin = last.map(|covered| snapshot.covered_on(covered));
        let begin = begin.or_else(|| programmes.map(|programme| programme.cycle.from).min());
        let due = begin.map(|begin| begin.plus_months(months.into()));
        let ahead = || planned.iter().filter(|one| one.requirement == requirement);
        let is_in_time = |one: &Planned| due.is_none_or(|due| one.by <= due);
        if ahead().any(is_in_time) || !self.may_tell_windows() {
            return None;
        }
        let audit = last.map(|covered| snapshot.covering_audit(covered));
        let is_told = audit
            .map_or_else(|| self.may_tell_cycles(), |audit| audit.is_some_and(|audit| self.dates_of(&audit).is_some()));
        let due = due.filter(|_| is_told);
        Some(json!({
            "due": due.map(|day| day.to_string()),
            "late": due.map(|due| self.site.day().days_since(due)).filter(|late| *late > 0),
            "is_later": ahead().next().is_some(),
        }))
    }

    /// The audits that are to cover a requirement, or did and are not reported, with their states.
    fn not_reported_yet(&self, requirement: Requirement) -> Vec<Value> {
        let snapshot = self.site.snapshot;
        let audits = snapshot.audits().filter(|audit| {
            let is_ahead = !audit.status.is_issued() && audit.status != AuditStatus::Cancelled;
            let is_told = self.is_shown(audit.id())
                && ["criteria", "status"].iter().all(|field| self.sees(audit.record(), field));
            is_ahead && is_told && snapshot.catalogues().resolve_all(&audit.data().criteria).contains(&requirement)
        });
        audits.map(|audit| json!({"link": self.link(audit.id()), "state": audit.status.as_str()})).collect()
    }
}

/// The one requirement that an entry is.
fn known_as(resolved: &[Requirement]) -> Option<Requirement> {
    if let [requirement] = resolved { Some(*requirement) } else { None }
}
