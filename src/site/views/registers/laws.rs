//! The laws and contracts, and what the audits say of each of their requirements.

use super::Viewer;
use crate::record::{CatalogueType, Criterion};
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    /// The catalogues of laws and contracts, entry by entry.
    pub(super) fn law_register(&self) -> Value {
        let snapshot = self.site.snapshot;
        let (mut all, mut covered) = (0, 0);
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
                let known = snapshot.catalogues().resolve(&Criterion(criterion.clone())).unwrap_or_default();
                let known = match known.as_slice() {
                    [requirement] if entry.auditable => self.requirement(*requirement),
                    _ => json!({"audits": [], "findings": []}),
                };
                if entry.auditable {
                    all += 1;
                    covered += usize::from(known["audits"].as_array().is_some_and(|audits| !audits.is_empty()));
                }
                json!({"criterion": self.criterion(&criterion), "fields": fields, "known": known, "is_heading": !entry.auditable})
            });
            let rows: Vec<Value> = rows.collect();
            groups.push(json!({"link": self.link(&record.id), "type": catalogue.r#type.as_str(), "edition": catalogue.edition.as_deref().map(|edition| self.text(edition)), "rows": rows}));
        }
        let lede = [("catalogues", groups.len().into()), ("all", all.into()), ("covered", covered.into())];
        json!({"lede": self.site.options.language.text("laws-lede", &lede), "groups": groups})
    }
}
