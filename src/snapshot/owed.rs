//! What is owed by a day that another record says: audits by the programme, answers by the certification body's audit. Whoever
//! counts what is late asks here, so that the gate, the figures and the tasks agree.

use super::{Record, Snapshot, View};
use crate::record::{Audit, AuditStatus, Date, FindingStatus, Period, PersonRef, Programme, ScheduledAudit};

/// An audit whose time is over and that has not begun.
#[derive(Debug, Clone, Copy)]
pub struct LateAudit<'a> {
    /// The record that says its time: the programme, or the audit itself where no programme has it held.
    pub record: &'a Record,
    /// The audit; `None` while it has no record.
    pub audit: Option<&'a Audit>,
    /// Its line in the programme's schedule, and the position of it.
    pub line: Option<(usize, &'a ScheduledAudit)>,
    /// What it is called.
    pub title: &'a str,
    /// The last day of its time.
    pub due: Date,
    /// Who has to see to it.
    pub owner: Option<&'a PersonRef>,
}

/// An answer that the certification body waits for.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The day by which it is wanted.
    pub due: Date,
    /// The record that says the day: the finding, its audit, or the settings.
    pub told_by: &'a Record,
    /// Where that record says it.
    pub field: &'static str,
}

impl Snapshot {
    /// The audits whose time is over and that have not begun. The time of an audit is its window in an approved programme; one that
    /// no programme lists has the days of its own plan.
    pub fn late_audits(&self, day: Date) -> impl Iterator<Item = LateAudit<'_>> {
        let approved = self.programmes().filter(|programme| programme.status.is_approved());
        let of_programmes = approved.flat_map(move |programme| self.late_lines(programme, day));
        of_programmes.chain(self.audits().filter_map(move |audit| self.late_by_its_plan(audit, day)))
    }

    /// Whether an audit of a programme is late. One that is postponed is, once its window is over as well: a new one is what makes
    /// it early. One of the certification body never is, for its days are not ours to keep; one that another programme took over is
    /// late there, if at all; and of one that cannot be read nobody knows.
    pub fn is_late(&self, programme: &str, line: &ScheduledAudit, day: Date) -> bool {
        if line.window.to >= day || self.broken_record(line.audit.as_str()).is_some() {
            return false;
        }
        match self.record(line.audit.as_str()).map(|record| record.data().audit()) {
            None => true,
            Some(audit) => audit.is_some_and(|audit| {
                is_waiting(audit) && audit.programme.as_ref().is_none_or(|own| own.as_str() == programme)
            }),
        }
    }

    /// The span in which an audit is or was to be held, by the approved programmes; of several, the latest.
    pub fn window_of(&self, audit: &str) -> Option<Period> {
        let approved = self.programmes().filter(|programme| programme.status.is_approved());
        let lines = approved.flat_map(|programme| &programme.data().schedule);
        lines
            .filter(|line| line.audit.as_str().eq_ignore_ascii_case(audit))
            .map(|line| line.window)
            .max_by_key(|window| window.to)
    }

    fn late_lines<'a>(
        &'a self,
        programme: View<'a, Programme>,
        day: Date,
    ) -> impl Iterator<Item = LateAudit<'a>> + use<'a> {
        let data = programme.data();
        let lines = data.schedule.iter().enumerate();
        lines.filter(move |(_, line)| self.is_late(programme.id(), line, day)).map(move |(position, line)| LateAudit {
            record: programme.record(),
            audit: self.record(line.audit.as_str()).and_then(|record| record.data().audit()),
            line: Some((position, line)),
            title: &line.title,
            due: line.window.to,
            owner: Some(line.lead.as_ref().unwrap_or(&data.manager)),
        })
    }

    fn late_by_its_plan<'a>(&'a self, audit: View<'a, Audit>, day: Date) -> Option<LateAudit<'a>> {
        let data = audit.data();
        let due = data.dates.map(|dates| dates.end).filter(|end| *end < day && is_waiting(data))?;
        let mut lines = self.programmes().flat_map(|programme| &programme.data().schedule);
        if lines.any(|line| line.audit.as_str().eq_ignore_ascii_case(audit.id())) {
            return None;
        }
        let manager = self.isms().map(|isms| &isms.data().roles.programme_manager);
        let owner = data.lead().or(manager);
        Some(LateAudit { record: audit.record(), audit: Some(data), line: None, title: &data.title, due, owner })
    }

    /// The answer to a finding that the certification body waits for: until an action is accepted, which is one. The day is the
    /// finding's own, else the audit's, else that of the certificate counted from the report.
    pub fn answer_owed<'a>(&'a self, record: &'a Record) -> Option<Answer<'a>> {
        let data = record.data().finding()?;
        let is_open = matches!(data.status, FindingStatus::Open | FindingStatus::Contested);
        let audit = self.audit(&data.audit).filter(|audit| audit.r#type.is_third_party())?;
        let mut actions = self.actions_for(&record.id);
        if !data.grade.is_nonconformity() || !is_open || actions.any(|action| action.status.is_accepted()) {
            return None;
        }
        if let Some(due) = data.response_due {
            return Some(Answer { due, told_by: record, field: "response_due" });
        }
        if let Some(due) = audit.data().external.as_ref().and_then(|external| external.response_due) {
            return Some(Answer { due, told_by: audit.record(), field: "external/response_due" });
        }
        let isms = self.isms()?;
        let days = isms.data().certification.as_ref()?.response_days?;
        let issued = audit.data().issued_on().or(audit.data().dates.map(|dates| dates.end))?;
        let due = issued.plus_days(days.into());
        Some(Answer { due, told_by: isms.record(), field: "certification/response_days" })
    }
}

impl<'a> LateAudit<'a> {
    /// Which audit it is, where the record that says its time is not the audit itself.
    pub fn part(&self) -> Option<&'a str> {
        self.line.map(|(_, line)| line.audit.as_str())
    }

    /// Where the record says its time.
    pub fn field(&self) -> String {
        match self.line {
            Some((position, _)) => format!("/schedule/{position}/window/to"),
            None => "/dates".to_owned(),
        }
    }
}

/// Whether an audit is ours to hold and has not begun.
fn is_waiting(audit: &Audit) -> bool {
    matches!(audit.status, AuditStatus::Planned | AuditStatus::Confirmed | AuditStatus::Postponed)
        && !audit.r#type.is_third_party()
}
