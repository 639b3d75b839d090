//! Evidence that was asked for and is not there yet, and what is there and waits for an auditor's check.

use super::Viewer;
use crate::follow_up::TaskKind;
use crate::record::{Evidence, EvidenceRef, EvidenceStatus, Kind};
use crate::site::data::{Value, json};
use crate::snapshot::View;

impl Viewer<'_, '_> {
    /// The requests, what is due first in front, and apart from them what nobody has to bring any more and somebody has to check.
    pub(super) fn request_register(&self) -> Value {
        let (asked, unchecked) = (self.asked(), self.unchecked());
        let late = asked.iter().filter(|row| !row["late"].is_null()).count();
        let lede = [("count", asked.len().into()), ("late", late.into()), ("unchecked", unchecked.len().into())];
        json!({
            "lede": self.site.options.language.text("requests-lede", &lede),
            "outstanding": asked,
            "unchecked": unchecked,
        })
    }

    fn asked(&self) -> Vec<Value> {
        let is_asked = |evidence: &View<'_, Evidence>| evidence.status == EvidenceStatus::Requested;
        let asked = self.site.snapshot.evidence().filter(is_asked).filter(|evidence| self.is_shown(evidence.id()));
        let mut asked: Vec<_> = asked.collect();
        asked.sort_by_key(|evidence| (evidence.due.is_none(), evidence.due, evidence.id()));
        let late = |evidence: View<'_, Evidence>| evidence.due.map(|due| self.site.day().days_since(due));
        let row = |evidence: View<'_, Evidence>| {
            let mut row = self.used(evidence);
            row.set("fields", self.fields(evidence.record()));
            row.set("late", late(evidence).filter(|late| *late > 0));
            row
        };
        asked.into_iter().map(row).collect()
    }

    /// What somebody is to check by the errands of everybody; what nothing unfinished rests on waits for nobody.
    fn unchecked(&self) -> Vec<Value> {
        let checks = self.site.errands.iter().filter(|task| task.kind == TaskKind::Verification);
        let row = |evidence: View<'_, Evidence>, who: Option<&str>| {
            let mut row = self.used(evidence);
            row.set("checker", who.map_or(Value::Null, |who| self.party(who)));
            row
        };
        let evidence = |id: &str| self.site.snapshot.evidence_record(&EvidenceRef::from(id));
        checks.filter_map(|task| Some(row(evidence(&task.id)?, task.who.as_deref()))).collect()
    }

    /// A piece of evidence, and what it is for.
    fn used(&self, evidence: View<'_, Evidence>) -> Value {
        let snapshot = self.site.snapshot;
        let awaiting = snapshot.awaited_by(evidence).map(|audit| audit.record());
        let citing = snapshot.cited_by(evidence.id()).chain(awaiting.filter(|audit| self.tells_requests(audit)));
        let citing = citing.filter(|record| record.kind() != Kind::Evidence && self.is_shown(&record.id));
        json!({
            "link": self.link(evidence.id()),
            "used_by": citing.map(|record| self.link(&record.id)).collect::<Vec<Value>>(),
        })
    }
}
