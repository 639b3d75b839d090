//! What somebody has to do by a day, as far as the audience may know of it.

use super::Viewer;
use crate::metrics::{Duty, DutyKind};
use crate::record::Review;
use crate::site::data::{Value, json};
use crate::snapshot::Record;

/// Duties and errands, the earliest day first; what has none comes last.
pub(super) fn by_day(mut all: Vec<Value>) -> Vec<Value> {
    all.sort_by_key(|one| one["due"].as_str().map_or((true, String::new()), |due| (false, due.to_owned())));
    all
}

impl Viewer<'_, '_> {
    /// Something to be done by a day.
    pub(super) fn duty(&self, duty: &Duty<'_>) -> Value {
        let late = duty.late(self.site.day());
        let kind = match duty.kind {
            DutyKind::Action => "action",
            DutyKind::Effectiveness => "effectiveness",
            DutyKind::Decision => "decision",
            DutyKind::Response => "response",
            DutyKind::Evidence => "evidence",
            DutyKind::Audit => "audit",
            DutyKind::Risk => "risk",
        };
        json!({
            "record": self.link(&duty.record.id),
            "part": self.part(duty),
            "kind": kind,
            "kind_words": self.language().plain(&format!("duty-{kind}")),
            "what": self.what(duty),
            "owner": self.owner(duty),
            "first_due": duty.first_due.to_string(),
            "due": duty.due.to_string(),
            "late": late,
        })
    }

    /// The decisions of a review, each with the days by which it is late.
    pub(super) fn decisions(&self, record: &Record, review: &Review) -> Value {
        let (site, fields) = (self.site, self.fields(record));
        let shown = fields["decisions"].as_array().into_iter().flatten();
        let decisions = review.decisions.iter().zip(shown).map(|(decision, fields)| {
            let duties = site.duties_of.get(&*record.id).into_iter().flatten().map(|&position| &site.duties[position]);
            let own = duties.filter(|duty| duty.part.as_deref() == Some(decision.id.as_str()));
            let late = own.map(|duty| duty.late(site.day())).filter(|late| *late > 0).max();
            let mut fields = fields.clone();
            fields.set("late", late);
            fields
        });
        decisions.collect()
    }

    /// What is to be done, as far as the audience may know.
    pub(super) fn what(&self, duty: &Duty<'_>) -> String {
        let [what, _] = fields(duty);
        let is_told = !self.site.redaction.withholds(duty.record) && self.sees(duty.record, what);
        if is_told { self.text(duty.what) } else { String::new() }
    }

    /// Who has to do it; an item without an owner of its own is its action's owner's.
    pub(super) fn owner(&self, duty: &Duty<'_>) -> Value {
        let [_, owner] = fields(duty);
        duty.owner.filter(|_| self.sees(duty.record, owner)).map_or(Value::Null, |owner| self.party(owner))
    }

    /// The part of the record that it stands in.
    pub(super) fn part<'d>(&self, duty: &'d Duty<'_>) -> Option<&'d str> {
        let field = match duty.kind {
            DutyKind::Action => "actions/n",
            DutyKind::Audit => "schedule/audit",
            _ => "decisions/id",
        };
        duty.part.as_deref().filter(|_| self.sees(duty.record, field))
    }
}

/// The fields that say what is to be done, and who has to do it.
fn fields(duty: &Duty<'_>) -> [&'static str; 2] {
    match duty.kind {
        DutyKind::Action => ["actions/what", "actions/owner"],
        DutyKind::Effectiveness => ["effectiveness/criterion", "effectiveness/checked_by"],
        DutyKind::Decision => ["decisions/text", "decisions/owner"],
        DutyKind::Response => ["title", "auditee"],
        DutyKind::Evidence => ["title", "requested_from"],
        DutyKind::Audit if duty.part.is_some() => ["schedule/title", "schedule/lead"],
        DutyKind::Audit => ["title", "team"],
        DutyKind::Risk => ["title", "acceptance/approved"],
    }
}
