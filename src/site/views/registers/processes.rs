//! The processes: who answers for them, how much they matter, what the audits found there, and when they are next.

use super::Viewer;
use crate::record::{Date, Finding, FindingStatus, Grade, Importance, Period, Process, Programme};
use crate::site::data::{Value, json};
use crate::snapshot::View;

impl Viewer<'_, '_> {
    /// The processes of the ISMS, the ones that matter most first.
    pub(super) fn process_register(&self) -> Value {
        let language = &self.site.options.language;
        let programmes = self.site.snapshot.programmes().filter(|programme| self.is_shown(programme.id()));
        let begun = programmes.filter(|programme| self.may_tell_cycles() && programme.cycle.from <= self.site.day());
        let current = begun.max_by_key(|programme| programme.cycle.from).map(|programme| programme.cycle);
        let rows = self.processes(current);
        let idle = rows.iter().filter(|row| row["last"].is_null()).count();
        let lede = [("count", rows.len().into()), ("idle", idle.into())];
        json!({"lede": language.text("processes-lede", &lede), "cycle": current.map(span), "rows": rows})
    }

    /// The processes as a programme plans them: with what was found in the cycle before it.
    pub(in crate::site::views) fn processes_of(&self, programme: &Programme) -> Value {
        let earlier = self.site.snapshot.programmes().filter(|one| self.is_shown(one.id()));
        let earlier = earlier.map(|one| one.cycle);
        let earlier = earlier.filter(|cycle| self.may_tell_cycles() && cycle.to < programme.cycle.from);
        let before = earlier.max_by_key(|cycle| cycle.to);
        json!({"cycle": before.map(span), "rows": self.processes(before)})
    }

    /// The processes, with the findings of a cycle by grade.
    fn processes(&self, cycle: Option<Period>) -> Vec<Value> {
        let isms = self.site.snapshot.isms().filter(|isms| self.is_shown(isms.id()));
        let fields = isms.map(|isms| self.fields(isms.record())).unwrap_or_default();
        let processes = isms.map(|isms| isms.data().processes.as_slice()).unwrap_or_default();
        let mut rows: Vec<(Importance, Value)> = processes
            .iter()
            .zip(fields["processes"].as_array().into_iter().flatten())
            .map(|(process, fields)| (process.importance, self.process(process, fields, cycle)))
            .collect();
        rows.sort_by_key(|(importance, _)| *importance);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn process(&self, process: &Process, fields: &Value, cycle: Option<Period>) -> Value {
        let (snapshot, day) = (self.site.snapshot, self.site.day());
        let is_of = |id: &crate::record::ProcessRef| id.as_str() == process.id.as_str();
        let scheduled = |audit: &str| {
            let mut lines = snapshot.programmes().flat_map(|programme| &programme.data().schedule);
            lines.any(|line| line.audit.as_str() == audit && line.processes.iter().any(is_of))
        };
        let audits: Vec<_> = self
            .shown_audits()
            .into_iter()
            .filter(|audit| match &audit.scope {
                Some(scope) if !scope.processes.is_empty() => scope.processes.iter().any(is_of),
                _ => scheduled(audit.id()),
            })
            .collect();
        let reported = || audits.iter().filter(|audit| audit.status.is_issued());
        let held = |audit: &&View<'_, crate::record::Audit>| self.issued_on(audit);
        let last = reported().max_by_key(held);
        let last_day: Option<Date> =
            last.and_then(|audit| Some(self.dates_of(audit)?.end)).or(last.and_then(|audit| self.issued_on(audit)));
        // What is planned: audits on record, and lines of the programmes whose record is not there yet.
        let mut ahead: Vec<(Date, Date, Value)> = audits
            .iter()
            .filter_map(|audit| self.ahead(audit).map(|(from, to)| (from, to, self.link(audit.id()))))
            .collect();
        for programme in
            snapshot.programmes().filter(|programme| programme.status.is_approved() && self.is_shown(programme.id()))
        {
            for line in &programme.data().schedule {
                if self.may_tell_windows()
                    && line.processes.iter().any(is_of)
                    && snapshot.record(line.audit.as_str()).is_none()
                    && line.window.to >= day
                {
                    ahead.push((line.window.from, line.window.to, self.link(line.audit.as_str())));
                }
            }
        }
        ahead.sort_by_key(|line| (line.0, line.1));
        let interval = process.interval_months.filter(|_| !fields["interval_months"].is_null());
        let due = interval.zip(last_day).map(|(months, last)| last.plus_months(months.into()));
        let findings: Vec<View<'_, Finding>> = snapshot
            .findings()
            .filter(|finding| finding.process.as_ref().is_some_and(is_of))
            .filter(|finding| self.is_shown(finding.id()) && self.sees(finding.record(), "process"))
            .collect();
        let grades = [Grade::Major, Grade::Minor, Grade::Observation];
        let counts = cycle.map(|cycle| grades.map(|grade| self.count(&findings, grade, cycle)));
        json!({
            "fields": fields,
            "audits": reported().map(|audit| self.link(audit.id())).collect::<Vec<Value>>(),
            "last": last.map(|audit| json!({"link": self.link(audit.id()), "day": last_day.map(|day| day.to_string())})),
            "next": ahead.first().map(|(from, to, link)| json!({"link": link, "from": from.to_string(), "to": to.to_string()})),
            "due": due.map(|day| day.to_string()),
            "late": due.map(|due| day.days_since(due)).filter(|late| *late > 0),
            "counts": counts,
            "findings": findings.iter().map(|finding| self.link(finding.id())).collect::<Vec<Value>>(),
        })
    }

    /// How many reported findings of a grade fell into a cycle.
    fn count(&self, findings: &[View<'_, Finding>], grade: Grade, cycle: Period) -> Value {
        let is_of = |finding: &&View<'_, Finding>| {
            finding.grade == grade
                && finding.status.is_reported()
                && finding.status != FindingStatus::Superseded
                && cycle.contains(finding.detected_on)
                && self.counts(finding.id())
        };
        json!({"grade": grade.as_str(), "count": findings.iter().filter(is_of).count()})
    }
}

fn span(cycle: Period) -> Value {
    json!({"from": cycle.from.to_string(), "to": cycle.to.to_string()})
}
