//! Evidence that was asked for and is not there yet, or not checked.

use super::Viewer;
use crate::record::{EvidenceStatus, Kind};
use crate::site::data::{Value, json};

impl Viewer<'_, '_> {
    /// The requests, what is due first in front.
    pub(super) fn request_register(&self) -> Value {
        let (snapshot, day) = (self.site.snapshot, self.site.day());
        let mut open: Vec<_> = snapshot
            .evidence()
            .filter(|evidence| self.is_shown(evidence.id()))
            .filter(|evidence| matches!(evidence.status, EvidenceStatus::Requested | EvidenceStatus::Received))
            .collect();
        open.sort_by_key(|evidence| (evidence.due.is_none(), evidence.due, evidence.id()));
        let rows: Vec<Value> = open
            .iter()
            .map(|evidence| {
                let is_here = evidence.status == EvidenceStatus::Received;
                let awaiting = snapshot.awaited_by(*evidence).map(|audit| audit.record());
                let citing =
                    snapshot.cited_by(evidence.id()).chain(awaiting.filter(|audit| self.tells_requests(audit)));
                let citing = citing.filter(|record| record.kind() != Kind::Evidence && self.is_shown(&record.id));
                let late = evidence.due.filter(|_| !is_here).map(|due| day.days_since(due));
                let fields = self.fields(evidence.record());
                json!({
                    "link": self.link(evidence.id()),
                    "fields": fields,
                    "used_by": citing.map(|record| self.link(&record.id)).collect::<Vec<Value>>(),
                    "late": late.filter(|late| *late > 0),
                })
            })
            .collect();
        let requested = open.iter().filter(|evidence| evidence.status == EvidenceStatus::Requested).count();
        let late = rows.iter().filter(|row| !row["late"].is_null()).count();
        let lede = [("count", requested.into()), ("late", late.into()), ("unchecked", (open.len() - requested).into())];
        json!({"lede": self.site.options.language.text("requests-lede", &lede), "rows": rows})
    }
}
