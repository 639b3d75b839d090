//! What the lists of records say of each beside its own fields.

use super::Viewer;
use super::duty::by_day;
use crate::metrics;
use crate::record::{Audit, Date, Finding, FindingStatus, Grade, PersonRef};
use crate::site::data::{Value, json};
use crate::snapshot::{Record, View};

impl Viewer<'_, '_> {
    /// What somebody has to do in some records, by day.
    pub(super) fn todo<'r>(&self, ids: impl Iterator<Item = &'r str> + Clone) -> Vec<Value> {
        let site = self.site;
        let duties = ids.clone().filter_map(|id| site.duties_of.get(id)).flatten();
        let duties = duties.map(|&position| self.duty(&site.duties[position]));
        let errands = ids.filter_map(|id| site.errands_of.get(id)).flatten();
        by_day(duties.chain(errands.map(|&position| self.errand(&site.errands[position]))).collect())
    }

    /// The next day of a finding, the first that was promised for it, and for how long it is open.
    pub(super) fn finding_row(&self, record: &Record, finding: &Finding) -> Value {
        let day = self.site.day();
        let age = (metrics::is_open(finding, day) && self.counts(&record.id))
            .then(|| day.days_since(finding.detected_on).max(0));
        let next = self.next_day_of(record);
        json!({
            "first_due": next.map(|(first, _)| first.to_string()),
            "due": next.map(|(_, due)| due.to_string()),
            "age": age,
        })
    }

    /// The next day by which something is due in a finding and in what answers it; of an accepted risk the last day.
    fn next_day_of(&self, record: &Record) -> Option<(Date, Date)> {
        let site = self.site;
        let finding = record.data().finding()?;
        if finding.status == FindingStatus::Accepted {
            let until = finding.acceptance.as_ref().and_then(|given| given.until);
            return until.filter(|_| self.sees(record, "acceptance/until")).map(|until| (until, until));
        }
        let actions = site.snapshot.actions_for(&record.id).filter(|action| self.is_shown(action.id()));
        let ids: Vec<&str> =
            std::iter::once(&*record.id).chain(actions.map(|action| action.record().id.as_ref())).collect();
        let duties = ids.iter().filter_map(|id| site.duties_of.get(*id)).flatten();
        let duties = duties.map(|&position| (site.duties[position].first_due, site.duties[position].due));
        let errands = ids.iter().filter_map(|id| site.errands_of.get(*id)).flatten();
        let errands = errands.filter_map(|&position| site.errands[position].due).map(|due| (due, due));
        duties.chain(errands).min_by_key(|(_, due)| *due)
    }

    /// Who leads an audit, how many days it takes, and what was found by grade.
    pub(super) fn audit_row(&self, record: &Record, audit: &Audit) -> Value {
        let lead = audit.lead().filter(|_| self.sees(record, "team/person")).map(PersonRef::as_str);
        let effort = audit.effort.filter(|_| self.sees(record, "effort"));
        let findings: Vec<View<'_, Finding>> = self
            .site
            .snapshot
            .findings_of(&record.id)
            .filter(|finding| finding.status.is_reported() && self.counts(finding.id()))
            .collect();
        let found = Grade::ALL.iter().filter_map(|grade| {
            let count = findings.iter().filter(|finding| finding.grade == *grade).count();
            (count > 0).then(|| self.tallied(*grade, count))
        });
        json!({
            "lead": lead.map_or(Value::Null, |lead| self.person(lead)),
            "days": effort.map(|effort| effort.actual_days.unwrap_or(effort.planned_days)),
            "is_planned": effort.is_some_and(|effort| effort.actual_days.is_none()),
            "findings": found.collect::<Vec<Value>>(),
        })
    }

    /// How much waits for a person, and how much of it is late.
    pub(super) fn person_row(&self, record: &Record) -> Value {
        let (site, day) = (self.site, self.site.day());
        let duties = site.duties.iter().filter(|duty| duty.owner == Some(&*record.id)).map(|duty| duty.late(day));
        let errands = site.errands.iter().filter(|task| task.who.as_deref() == Some(&*record.id));
        let late: Vec<i64> = duties.chain(errands.map(|task| task.late(day).unwrap_or_default())).collect();
        json!({"tasks": late.len(), "late": late.iter().filter(|late| **late > 0).count()})
    }
}
