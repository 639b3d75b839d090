//! Evidence that was asked for and is not there yet, and what is there and not checked.

use super::Viewer;
use crate::record::{Evidence, EvidenceStatus, Kind};
use crate::site::data::{Value, json};
use crate::snapshot::View;

impl Viewer<'_, '_> {
    /// The requests, what is due first in front, and apart from them what nobody has to bring any more.
    pub(super) fn request_register(&self) -> Value {
        let (asked, unchecked) =
            (self.evidence_that_is(EvidenceStatus::Requested), self.evidence_that_is(EvidenceStatus::Received));
        let late = asked.iter().filter(|row| !row["late"].is_null()).count();
        let lede = [("count", asked.len().into()), ("late", late.into()), ("unchecked", unchecked.len().into())];
        json!({
            "lede": self.site.options.language.text("requests-lede", &lede),
            "groups": [json!({"name": "outstanding", "rows": asked}), json!({"name": "unchecked", "rows": unchecked})],
        })
    }

    fn evidence_that_is(&self, status: EvidenceStatus) -> Vec<Value> {
        let all = self.site.snapshot.evidence();
        let mut all: Vec<_> =
            all.filter(|evidence| evidence.status == status && self.is_shown(evidence.id())).collect();
        all.sort_by_key(|evidence| (evidence.due.is_none(), evidence.due, evidence.id()));
        all.into_iter().map(|evidence| self.requested(evidence)).collect()
    }

    fn requested(&self, evidence: View<'_, Evidence>) -> Value {
        let snapshot = self.site.snapshot;
        let awaiting = snapshot.awaited_by(evidence).map(|audit| audit.record());
        let citing = snapshot.cited_by(evidence.id()).chain(awaiting.filter(|audit| self.tells_requests(audit)));
        let citing = citing.filter(|record| record.kind() != Kind::Evidence && self.is_shown(&record.id));
        let is_open = evidence.status == EvidenceStatus::Requested;
        let late = evidence.due.filter(|_| is_open).map(|due| self.site.day().days_since(due));
        json!({
            "link": self.link(evidence.id()),
            "fields": self.fields(evidence.record()),
            "used_by": citing.map(|record| self.link(&record.id)).collect::<Vec<Value>>(),
            "late": late.filter(|late| *late > 0),
        })
    }
}
