//! Evidence that was asked for and is not there yet, and what is there and waits for an auditor's check.

use super::Viewer;
use crate::follow_up::{TaskKind, to_verify};
use crate::record::{ActionStatus, Data, Evidence, EvidenceRef, EvidenceStatus, Kind};
use crate::site::data::{Value, json};
use crate::snapshot::View;

impl Viewer<'_, '_> {
    /// The requests, what is due first in front, and apart from them what nobody has to bring any more and somebody has to check.
    pub(super) fn request_register(&self) -> Value {
        let (asked, unchecked, resting) = (self.asked(), self.unchecked(), self.resting());
        let late = asked.iter().filter(|row| !row["late"].is_null()).count();
        let lede = [
            ("count", asked.len().into()),
            ("late", late.into()),
            ("unchecked", unchecked.len().into()),
            ("resting", resting.len().into()),
        ];
        json!({
            "lede": self.site.options.language.text("requests-lede", &lede),
            "outstanding": asked,
            "unchecked": unchecked,
            "resting": resting,
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

    /// What is here, was not checked, and waits for no check; and why.
    fn resting(&self) -> Vec<Value> {
        let snapshot = self.site.snapshot;
        let is_resting = |evidence: &View<'_, Evidence>| {
            evidence.status == EvidenceStatus::Received && to_verify(snapshot, *evidence).is_none()
        };
        let is_told =
            |evidence: &View<'_, Evidence>| self.is_shown(evidence.id()) && self.sees(evidence.record(), "status");
        let mut resting: Vec<_> = snapshot.evidence().filter(is_resting).filter(is_told).collect();
        let why = |evidence: View<'_, Evidence>| {
            let citing = snapshot.cited_by(evidence.id());
            let told = citing.filter(|record| self.is_shown(&record.id) && self.sees(record, "status"));
            told.filter_map(|record| Resting::by(record.data())).min()
        };
        resting.sort_by_key(|evidence| (why(*evidence).is_none(), why(*evidence), evidence.id()));
        let row = |evidence: View<'_, Evidence>| {
            let mut row = self.used(evidence);
            row.set("why", self.language().plain(why(evidence).map_or("resting-otherwise", Resting::key)));
            row
        };
        resting.into_iter().map(row).collect()
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

/// Why evidence that is here waits for no check; what tells most comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Resting {
    /// Its action is not carried out yet: whoever checks that looks at it then.
    Ahead,
    /// Its action was checked, and is to be closed.
    Checked,
    /// Its action is over.
    Over,
    /// An audit rests on it whose report is issued.
    Reported,
}

impl Resting {
    /// Why it is, by a record that cites it.
    fn by(citing: &Data) -> Option<Self> {
        match citing {
            Data::Action(action) => Some(match action.status {
                ActionStatus::Effective => Self::Checked,
                status if status.is_finished() => Self::Over,
                _ => Self::Ahead,
            }),
            Data::Workpaper(_) | Data::Finding(_) | Data::Audit(_) => Some(Self::Reported),
            _ => None,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Ahead => "resting-ahead",
            Self::Checked => "resting-checked",
            Self::Over => "resting-over",
            Self::Reported => "resting-reported",
        }
    }
}
