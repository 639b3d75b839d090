//! What was told to whom in the course of the audit work, in one table.

use super::Viewer;
use crate::record::Kind;
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    /// All communications, the newest first.
    pub(super) fn communication_register(&self) -> Value {
        let mut rows: Vec<(String, Value)> = Vec::new();
        let told = [Kind::Programme, Kind::Audit, Kind::Action, Kind::Review];
        let records = self.site.snapshot.records().iter();
        for record in records.filter(|record| told.contains(&record.kind()) && self.is_shown(&record.id)) {
            for one in self.field(record, "communications").as_array().into_iter().flatten() {
                let day = one["date"].as_str().unwrap_or_default().to_owned();
                rows.push((day, json!({"told": one, "record": self.link(&record.id)})));
            }
        }
        // Sorting keeps the order of the records within a day.
        rows.sort_by(|a, b| b.0.cmp(&a.0));
        let latest = rows.first().and_then(|(day, _)| day.parse().ok());
        let language = &self.site.options.language;
        let day = latest.map(|day| language.day(day)).unwrap_or_default();
        let lede = [("count", rows.len().into()), ("day", day.into())];
        json!({
            "lede": language.text("communications-lede", &lede),
            "rows": rows.into_iter().map(|(_, row)| row).collect::<Vec<Value>>(),
        })
    }
}
