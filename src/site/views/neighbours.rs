//! The records before and behind a record among those of its kind, in the order in which people look for them.

use std::collections::HashMap;

use super::Viewer;
use super::order::Order;
use crate::record::Kind;
use crate::redact::Redaction;
use crate::site::data::{Value, json};
use crate::site::plan::{PageKind, Plan};
use crate::snapshot::{Record, Snapshot};

/// The records before and behind one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    previous: Option<&'a Record>,
    next: Option<&'a Record>,
}

/// The neighbours of every record that has a page.
pub fn neighbours<'a>(snapshot: &'a Snapshot, plan: &Plan, redaction: &Redaction) -> HashMap<&'a str, Beside<'a>> {
    let mut beside = HashMap::new();
    let order = Order::new(snapshot, redaction);
    for &kind in Kind::ALL.iter().filter(|kind| !kind.is_single()) {
        let of_the_kind = snapshot.records_of(kind);
        let mut records: Vec<&Record> = of_the_kind.filter(|record| plan.address(&record.id).is_some()).collect();
        records.sort_by(|a, b| order.compare(a, b));
        for (position, record) in records.iter().enumerate() {
            let previous = position.checked_sub(1).map(|before| records[before]);
            beside.insert(&*record.id, Beside { previous, next: records.get(position + 1).copied() });
        }
    }
    beside
}

impl Viewer<'_, '_> {
    /// Links to the neighbours of a page; none where a page is no record's.
    pub(super) fn beside(&self, page: &PageKind) -> Value {
        let record = match page {
            PageKind::Record(position) => self.site.beside.get(&*self.site.snapshot.records()[*position].id),
            _ => None,
        };
        let Beside { previous, next } = record.copied().unwrap_or_default();
        let link = |record: Option<&Record>| record.map(|record| self.named(record));
        json!({"previous": link(previous), "next": link(next)})
    }
}
