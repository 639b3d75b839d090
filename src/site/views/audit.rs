//! The page of an audit, in the order of its report: what was done, what it came to, what follows from it.
//!
//! What is counted here is counted from fields as the audience sees them, so that no number tells what a field may not.

use super::Viewer;
use super::duty::by_day;
use crate::follow_up::Task;
use crate::hash::HashSet;
use crate::metrics::since_audit;
use crate::record::{Audit, AuditRef, AuditStatus, Finding, FindingRef, Grade};
use crate::site::data::{Value, json};
use crate::snapshot::{Record, View};

impl Viewer<'_, '_> {
    /// What the tool knows of an audit besides its own record.
    pub(super) fn audit_more(&self, record: &Record, audit: &Audit) -> Value {
        let snapshot = self.site.snapshot;
        let workpapers: Vec<Value> = snapshot
            .workpapers_of(&record.id)
            .filter(|workpaper| self.is_shown(workpaper.id()))
            .map(|workpaper| json!({"link": self.link(workpaper.id()), "fields": self.fields(workpaper.record())}))
            .collect();
        let findings = self.findings_of_audit(record);
        let of = |grades: &[Grade]| -> Vec<Value> {
            let is_of = |finding: &&Value| grades.iter().any(|grade| finding["fields"]["grade"] == grade.as_str());
            findings.iter().filter(is_of).cloned().collect()
        };
        let tally = Grade::ALL.iter().map(|grade| (*grade, of(&[*grade]).len())).filter(|(_, count)| *count > 0);
        let tally = tally.map(|(grade, count)| self.tallied(grade, count));
        json!({
            "tally": tally.collect::<Vec<Value>>(),
            "work": work(&workpapers),
            "open": self.untested(&workpapers),
            "workpapers": workpapers,
            "findings": findings,
            "lapses": of(&[Grade::Major, Grade::Minor, Grade::Observation]),
            "strengths": of(&[Grade::Strength]),
            "opportunities": of(&[Grade::Opportunity]),
            "earlier": self.earlier(audit),
            "next": self.next_steps(record),
            "since": self.since(record),
            "requests": self.requests_for(record),
            // Nothing said and nothing there to say look alike among the fields.
            "could_all": audit.limitations.as_ref().is_some_and(Vec::is_empty) && self.sees(record, "limitations"),
            "has_begun": audit.status.has_reached(AuditStatus::InProgress),
        })
    }

    /// The evidence that was asked for.
    fn requests_for(&self, record: &Record) -> Vec<Value> {
        let audit = self.site.snapshot.audit(&AuditRef::from(&*record.id));
        let asked = audit.map(|audit| self.site.snapshot.requested_for(audit)).unwrap_or_default();
        let asked = asked.into_iter().filter(|evidence| self.is_shown(evidence.id()));
        asked
            .map(|evidence| json!({"link": self.link(evidence.id()), "fields": self.fields(evidence.record())}))
            .collect()
    }

    /// What changed since the audit before.
    fn since(&self, record: &Record) -> Value {
        let audit = self.site.snapshot.audit(&AuditRef::from(&*record.id));
        let Some(since) = audit.and_then(|audit| since_audit(&self.population(), audit)) else { return Value::Null };
        let before = since.before;
        let issued = self.issued_on(&before);
        let links = |findings: &[View<'_, Finding>]| -> Vec<Value> {
            findings.iter().map(|finding| self.link(finding.id())).collect()
        };
        let repeated = since.repeated.iter().filter(|finding| self.sees(finding.record(), "repeat_of"));
        let repeated = repeated.map(|finding| {
            let earlier = finding.data().repeat_of.iter().filter(|id| self.is_shown(id.as_str()));
            let earlier: Vec<Value> = earlier.map(|id| self.link(id.as_str())).collect();
            json!({"link": self.link(finding.id()), "earlier": earlier})
        });
        let may_tell = self.site.redaction.may_draw("fig-coverage");
        let ranges = |requirements: &[_]| self.site.snapshot.catalogues().ranges(requirements).join(", ");
        let tested = (may_tell && since.in_both + since.gained.len() > 0).then(|| {
            json!({
                "now": since.in_both + since.gained.len(),
                "before": since.in_both + since.lost.len(),
                "both": since.in_both,
                "gained": ranges(&since.gained),
                "lost": ranges(&since.lost),
            })
        });
        let grades =
            since.grades.iter().map(|(grade, then, now)| json!({"grade": grade.as_str(), "then": then, "now": now}));
        json!({
            "before": self.link(before.id()),
            "day": issued.map(|day| day.to_string()),
            "is_alike": since.is_alike,
            "grades": grades.collect::<Vec<Value>>(),
            "repeated": repeated.collect::<Vec<Value>>(),
            "closed": links(if self.site.redaction.may_draw("fig-closed") { &since.closed } else { &[] }),
            "open": links(&since.open),
            "tested": tested,
        })
    }

    /// So many findings of a grade, in words.
    pub(super) fn tallied(&self, grade: Grade, count: usize) -> Value {
        let words = self.language().text(&format!("count-grade-{grade}"), &[("count", count.into())]);
        json!({"grade": grade.as_str(), "count": count, "words": words})
    }

    /// The findings of an audit that have a page, the gravest first.
    fn findings_of_audit(&self, record: &Record) -> Vec<Value> {
        let snapshot = self.site.snapshot;
        let mut findings: Vec<_> =
            snapshot.findings_of(&record.id).filter(|finding| self.is_shown(finding.id())).collect();
        findings.sort_by_key(|finding| (finding.grade, finding.id()));
        let fields = findings.into_iter().map(|finding| {
            let actions: Vec<Value> = snapshot.actions_for(finding.id()).map(|action| self.link(action.id())).collect();
            let accepted = snapshot
                .actions_for(finding.id())
                .filter(|action| self.sees(action.record(), "plan/accepted/date"))
                .filter_map(|action| Some(action.plan.as_ref()?.accepted.as_ref()?.date))
                .max();
            let due = snapshot
                .plan_due(finding.data())
                .filter(|_| finding.grade.is_nonconformity())
                .filter(|_| self.sees(record, "report/issued/date"));
            json!({
                "link": self.link(finding.id()),
                "fields": self.fields(finding.record()),
                "actions": actions,
                "plan_accepted": accepted.map(|day| day.to_string()),
                "plan_due": due.map(|day| day.to_string()),
                "is_plan_late": accepted.is_none()
                    && finding.status.is_open()
                    && due.is_some_and(|due| due < self.site.day()),
            })
        });
        fields.collect()
    }

    /// The items that were not tested, and where they are carried to.
    fn untested(&self, workpapers: &[Value]) -> Vec<Value> {
        let mut open = Vec::new();
        for (workpaper, item) in items(workpapers) {
            if item["result"] == "not-tested" {
                let carried = item["carry_to"].as_str().map(|audit| self.link(audit));
                open.push(json!({"workpaper": workpaper["link"], "item": item, "carried": carried}));
            }
        }
        open
    }

    /// The earlier findings that the audit followed up: how they stood when it began, and how they stand now.
    fn earlier(&self, audit: &Audit) -> Vec<Value> {
        let earlier = audit.previous_findings.iter().filter(|id| self.is_shown(id.as_str()));
        let earlier = earlier.filter_map(|id| {
            let finding = self.site.snapshot.record(id.as_str())?;
            let closed = self.fields(finding)["closed"].clone();
            let began = audit.dates.map(|dates| dates.start).filter(|start| *start <= self.site.day());
            let then = began.and_then(|start| self.stood(id, start));
            Some(json!({
                "link": self.link(id.as_str()),
                "then": then.filter(|_| self.sees(finding, "status")),
                "closed": closed,
            }))
        });
        earlier.collect()
    }

    /// The state of a finding at the begin of a day, by the history; `None` where it does not say.
    fn stood(&self, finding: &FindingRef, day: crate::record::Date) -> Option<&'static str> {
        let chronicle = self.site.options.chronicle.as_deref()?;
        let before = |step: &&crate::history::StateStep| chronicle.moments[step.moment].day < day;
        Some(chronicle.steps_of(finding.as_str()).rfind(before)?.after?.status)
    }

    /// What is to be done by a day because of an audit: answers, actions, checks.
    fn next_steps(&self, record: &Record) -> Vec<Value> {
        let snapshot = self.site.snapshot;
        let mut concerned: HashSet<&str> = HashSet::default();
        for finding in snapshot.findings_of(&record.id).map(|finding| finding.record()) {
            concerned.insert(&finding.id);
            concerned.extend(snapshot.actions_for(&finding.id).map(|action| action.id()));
        }
        let duties = self.site.duties.iter().filter(|duty| concerned.contains(&*duty.record.id));
        let is_step = |task: &&Task| task.due.is_some() && concerned.contains(&*task.id);
        let errands = self.site.errands.iter().filter(is_step).map(|task| self.errand(task));
        by_day(duties.map(|duty| self.duty(duty)).chain(errands).collect())
    }
}

/// The items of the workpapers, each with its workpaper.
fn items(workpapers: &[Value]) -> impl Iterator<Item = (&Value, &Value)> {
    workpapers.iter().flat_map(|workpaper| {
        workpaper["fields"]["items"].as_array().into_iter().flatten().map(move |item| (workpaper, item))
    })
}

/// What was done, in numbers: items answered, samples, interviews and with whom, evidence.
fn work(workpapers: &[Value]) -> Value {
    let mut asked: Vec<Value> = Vec::new();
    let mut interviews = 0;
    for interview in workpapers.iter().flat_map(|one| one["fields"]["interviews"].as_array().into_iter().flatten()) {
        interviews += 1;
        if !interview["interviewee"].is_null() && !asked.contains(&interview["interviewee"]) {
            asked.push(interview["interviewee"].clone());
        }
    }
    let mut evidence: Vec<&str> = items(workpapers)
        .flat_map(|(_, item)| item["evidence"].as_array().into_iter().flatten())
        .filter_map(|link| link["id"].as_str())
        .collect();
    evidence.sort_unstable();
    evidence.dedup();
    let samples: Vec<Value> = items(workpapers)
        .filter(|(_, item)| !item["sample"].is_null())
        .map(|(workpaper, item)| json!({"workpaper": workpaper["link"], "item": item}))
        .collect();
    json!({
        "items": items(workpapers).count(),
        "answered": items(workpapers).filter(|(_, item)| !item["result"].is_null()).count(),
        "interviews": interviews,
        "interviewed": asked,
        "evidence": evidence.len(),
        "samples": samples,
    })
}
