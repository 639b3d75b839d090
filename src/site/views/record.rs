//! The pages of records: the record itself, and what the tool knows about it beside.

use super::Viewer;
use super::duty::by_day;
use crate::history::promised;
use crate::metrics::LineDays;
use crate::record::*;
use crate::site::data::{Value, json};
use crate::snapshot::{Record, View};
use crate::text::path_in_address;

impl Viewer<'_, '_> {
    /// The template and the data of a record's page.
    pub(super) fn record_page(&self, record: &Record) -> (&'static str, Value) {
        let mut fields = self.fields(record);
        let changes = self.changes(record, &fields["changes"]);
        if !changes.is_null() {
            fields.set("changes", changes);
        }
        let mut context = json!({
            "record": fields,
            "page": self.head(record),
            "cited_by": self.cited_by(record),
            "life": self.life(record),
            "is_built_in": false,
        });
        let (template, more) = match record.data() {
            Data::Isms(_) => ("isms.html", Value::Null),
            Data::Person(_) => ("person.html", self.person_more(record)),
            Data::Catalogue(catalogue) => ("catalogue.html", self.catalogue_more(catalogue)),
            Data::Soa(soa) => ("soa.html", self.soa_more(soa)),
            Data::Programme(programme) => ("programme.html", self.programme_more(programme)),
            Data::Audit(audit) => ("audit.html", self.audit_more(record, audit)),
            Data::Workpaper(_) => ("workpaper.html", Value::Null),
            Data::Evidence(_) if self.site.redaction.withholds(record) => ("withheld.html", Value::Null),
            Data::Evidence(_) => ("evidence.html", Value::Null),
            Data::Finding(finding) => ("finding.html", self.finding_more(record, finding)),
            Data::Action(action) => ("action.html", self.action_more(record, action, &context["record"]["actions"])),
            Data::Review(review) => ("review.html", self.review_more(record, review)),
        };
        context.set("more", more);
        (template, context)
    }

    /// The changes that needed a reason, each with its field and its values in words.
    fn changes(&self, record: &Record, changes: &Value) -> Value {
        let Some(changes) = changes.as_array() else { return Value::Null };
        let changes = changes.iter().map(|change| {
            let mut change = change.clone();
            let path = change["field"].as_str().unwrap_or_default().to_owned();
            for key in ["from", "to"] {
                let text = change[key].as_str().map(str::to_owned);
                let words = text.map(|text| self.telling(|telling| telling.value(record.kind(), &path, &text)));
                change.set(if key == "from" { "before" } else { "after" }, words);
            }
            change.set("words", self.telling(|telling| telling.field(record.kind(), &path)));
            change
        });
        changes.collect()
    }

    fn head(&self, record: &Record) -> Value {
        let kind = record.kind();
        let title = match record.data() {
            _ if self.site.redaction.withholds(record) => record.id.to_string(),
            Data::Person(person) if self.site.redaction.shows_names() && self.sees(record, "name") => {
                person.name.clone()
            }
            _ => self.title(record),
        };
        json!({
            "title": title,
            "id": if kind.is_single() { Value::Null } else { (&*record.id).into() },
            "kind": kind.as_str(),
            "plural": self.plural(kind),
            "has_index": !kind.is_single(),
            "lede": self.lede(record),
            "status": record.data().status().filter(|_| self.sees(record, "status")),
            "grade": record.data().finding().filter(|_| self.sees(record, "grade")).map(|finding| finding.grade.as_str()),
            "what": self.language().plain("this-record"),
            "late": self.late(record),
            "commit": self.commit(record),
            "is_uncommitted": self.is_uncommitted(record),
            "edit": self.edit_address(record),
            "path": if self.site.redaction.is_for_anybody() { Value::Null } else { Value::from(&*record.path) },
        })
    }

    /// Where the record is edited; nothing for the public, who would meet a login there.
    fn edit_address(&self, record: &Record) -> Option<String> {
        let address = self.site.options.edit.as_ref().filter(|_| !self.site.redaction.is_for_anybody())?;
        Some(address.replace("{path}", &path_in_address(&record.path).to_string()))
    }

    /// The records that refer to this one, and the audits that wait for it, as far as they have pages.
    pub(super) fn citing(&self, record: &Record) -> Vec<&Record> {
        let snapshot = self.site.snapshot;
        let evidence = record.data().evidence().map(|evidence| View::new(record, evidence));
        let awaiting = evidence.into_iter().flat_map(|evidence| snapshot.awaited_by(evidence));
        snapshot
            .cited_by(&record.id)
            .chain(awaiting.filter(|audit| self.tells_requests(audit.record())).map(|audit| audit.record()))
            .filter(|citing| citing.id != record.id && self.is_shown(&citing.id))
            .collect()
    }

    /// The records that refer to this one, by kind.
    fn cited_by(&self, record: &Record) -> Value {
        let citing = self.citing(record);
        let groups = Kind::ALL.iter().filter_map(|&kind| {
            let links: Vec<Value> =
                citing.iter().filter(|citing| citing.kind() == kind).map(|citing| self.named(citing)).collect();
            (!links.is_empty()).then(|| json!({"kind": self.plural(kind), "links": links}))
        });
        groups.collect()
    }

    /// Whether the audience may know of what was asked for an audit.
    pub(super) fn tells_requests(&self, audit: &Record) -> bool {
        self.sees(audit, "dates")
    }

    /// A link that names a person by name or position, anything else by id.
    pub(super) fn named(&self, record: &Record) -> Value {
        match record.kind() {
            Kind::Person => self.person(&record.id),
            _ => self.link(&record.id),
        }
    }

    fn finding_more(&self, record: &Record, finding: &Finding) -> Value {
        let actions: Vec<View<'_, Action>> = self.site.snapshot.actions_for(&record.id).collect();
        let is_told = finding.grade.is_nonconformity() && finding.status.is_reported() && self.counts(&record.id);
        let plan_due = self.plan_due(finding, &actions).filter(|_| is_told);
        let steps = match is_told {
            true if finding.status == FindingStatus::Accepted => self.accepted_steps(record, finding),
            true => self.finding_steps(record, finding, actions.iter().rev().find(|action| self.is_shown(action.id()))),
            false => Value::empty(),
        };
        let todo = self.todo(std::iter::once(&*record.id).chain(actions.iter().map(|action| &*action.record().id)));
        let actions: Vec<Value> = actions
            .iter()
            .filter(|action| self.is_shown(action.id()))
            .map(|action| {
                let mut fields = self.fields(action.record());
                fields.set("items", self.items(action.record(), action.data(), &fields["actions"]));
                fields.set("link", self.link(action.id()));
                fields
            })
            .collect();
        let is_late = |one: &Value| one["late"].as_i64().is_some_and(|late| late > 0);
        let is_ahead = !todo.iter().any(is_late);
        json!({"steps": steps, "actions": actions, "plan_due": self.due(plan_due), "todo": todo, "is_ahead": is_ahead})
    }

    /// The day by which a plan that answers a finding has to be there; nothing once one is accepted.
    fn plan_due(&self, finding: &Finding, actions: &[View<'_, Action>]) -> Option<Date> {
        let audit = self.site.snapshot.audit(&finding.audit)?;
        let is_there = actions.iter().any(|action| action.status.is_accepted());
        // Whose risk is accepted needs no plan; what follows when that ends is told with what is to be done.
        let is_open = finding.status.is_open() && finding.status != FindingStatus::Accepted;
        let is_awaited = finding.grade.is_nonconformity() && is_open && !is_there;
        let is_told = is_awaited && self.sees(audit.record(), "report/issued/date");
        self.site.snapshot.plan_due(finding).filter(|_| is_told)
    }

    /// The day by which the plan of a corrective action record has to be there; nothing once it is accepted.
    pub(super) fn plan_due_of(&self, record: &Record, action: &Action) -> Option<Date> {
        let is_told = matches!(action.status, ActionStatus::Draft | ActionStatus::Proposed)
            && self.sees(record, "status")
            && self.sees(record, "source/findings");
        let findings = action.source.findings.iter().filter_map(|id| self.site.snapshot.finding(id));
        let findings = findings.filter(|finding| is_told && self.counts(finding.id()));
        findings.filter_map(|finding| self.plan_due(finding.data(), &[])).min()
    }

    /// A day and how late it is.
    fn due(&self, day: Option<Date>) -> Value {
        let late = |day: Date| Some(self.site.day().days_since(day)).filter(|late| *late > 0);
        day.map_or(Value::Null, |day| json!({"day": day.to_string(), "late": late(day)}))
    }

    /// The day from which a finding is open: that of the report, or else its own.
    fn opened_on(&self, finding: &Finding) -> Option<Date> {
        match self.site.snapshot.audit(&finding.audit).filter(|audit| audit.issued_on().is_some()) {
            Some(audit) => self.issued_on(&audit),
            None => Some(finding.detected_on),
        }
    }

    fn action_more(&self, record: &Record, action: &Action, fields: &Value) -> Value {
        let steps = match self.sees(record, "status") {
            true => self.action_steps(record, action),
            false => Value::empty(),
        };
        let plan_due = self.due(self.plan_due_of(record, action));
        json!({"items": self.items(record, action, fields), "steps": steps, "plan_due": plan_due})
    }

    /// The items of an action with the day first promised and how late they are.
    fn items(&self, record: &Record, action: &Action, fields: &Value) -> Value {
        let history = self.site.options.chronicle.as_ref().map(|chronicle| &chronicle.promises);
        let items = action.actions.iter().zip(fields.as_array().into_iter().flatten()).map(|(item, fields)| {
            let mut fields = fields.clone();
            let late = item
                .due
                .filter(|_| !fields["due"].is_null())
                .filter(|_| item.status.is_open() && action.status != ActionStatus::Cancelled)
                .map(|due| self.site.day().days_since(due));
            fields.set("late", late.filter(|late| *late > 0));
            let due = item.due.filter(|_| !fields["due"].is_null());
            fields.set("first_due", due.map(|due| promised(action, item.n, due, history).first.to_string()));
            let own = item.owner.as_ref().filter(|_| !fields["owner"].is_null());
            let heir = || self.sees(record, "owner").then_some(&action.owner).filter(|_| item.owner.is_none());
            fields.set("owner", own.or_else(heir).map_or(Value::Null, |owner| self.person(owner.as_str())));
            fields
        });
        items.collect()
    }

    fn programme_more(&self, programme: &Programme) -> Value {
        let mut named = std::collections::HashSet::new();
        let may_date = self.site.redaction.may_draw("fig-delivery");
        let may_count = self.site.redaction.may_draw("fig-effort");
        let lines = programme.schedule.iter().map(|line| {
            let audit = self.site.snapshot.audit(&AuditRef::from(line.audit.as_str()));
            let dates = audit.and_then(|audit| self.dates_of(&audit));
            let last = dates.map(|dates| dates.end);
            // One that was not held is as late as today.
            let is_off = |status| matches!(status, AuditStatus::Postponed | AuditStatus::Cancelled);
            let is_awaited =
                audit.is_some_and(|audit| !audit.status.is_issued() && audit.status != AuditStatus::Cancelled);
            let last = last.or(is_awaited.then(|| self.site.day()));
            let last = last.filter(|_| may_date);
            let late = last.map(|last| last.days_since(line.window.to)).filter(|late| *late > 0);
            let off = audit.filter(|audit| self.is_shown(audit.id()) && is_off(audit.status));
            let deviation = off.map(|audit| self.fields(audit.record())["status_reason"].clone());
            let findings = Grade::ALL.iter().filter_map(|grade| {
                let count = audit.map_or(0, |audit| {
                    let findings = self.site.snapshot.findings_of(audit.id());
                    findings
                        .filter(|finding| {
                            finding.grade == *grade && finding.status.is_reported() && self.counts(finding.id())
                        })
                        .count()
                });
                (count > 0).then(|| self.tallied(*grade, count))
            });
            // A programme plans no days of ours for what the certification body holds: then its own plan tells them.
            let days = LineDays::of(self.site.snapshot, line);
            let planned = days.planned.filter(|_| days.is_external && line.days.is_none_or(|days| days == 0.0));
            json!({
                "audit": self.link(line.audit.as_str()),
                // What is late before there is a record of it is linked here.
                "anchor": named.insert(line.audit.as_str()).then(|| line.audit.as_str()),
                "late": late,
                "deviation": deviation,
                "planned": planned.filter(|_| may_count),
                "used": audit.filter(|_| may_count).and_then(|audit| audit.effort?.actual_days),
                "dates": dates.map(|dates| json!({"start": dates.start.to_string(), "end": dates.end.to_string()})),
                "findings": findings.collect::<Vec<Value>>(),
            })
        });
        json!({"lines": lines.collect::<Vec<Value>>(), "comparisons": self.comparisons_of(programme.id.as_str()), "processes": self.processes_of(programme)})
    }

    fn person_more(&self, record: &Record) -> Value {
        let own = self.site.duties.iter().filter(|duty| duty.owner == Some(&*record.id));
        let errands = self.site.errands.iter().filter(|task| task.who.as_deref() == Some(&*record.id));
        let (snapshot, id) = (self.site.snapshot, &*record.id);
        let is_own = |person: &PersonRef| person.as_str().eq_ignore_ascii_case(id);
        let audits = snapshot.audits().filter(|audit| self.is_shown(audit.id())).filter_map(|audit| {
            let member = audit.data().team.iter().find(|member| is_own(&member.person));
            let is_audited = audit.data().auditees.iter().any(|auditee| is_own(&auditee.person));
            let role = member.map(|member| member.role.as_str()).or(is_audited.then_some("auditee"))?;
            let dates = self
                .dates_of(&audit)
                .map(|dates| json!({"from": dates.start.to_string(), "to": dates.end.to_string()}));
            Some(json!({"link": self.link(audit.id()), "role": role, "dates": dates}))
        });
        let own_findings = snapshot
            .findings()
            .filter(|finding| self.is_shown(finding.id()) && finding.auditee.as_ref().is_some_and(is_own));
        let (open, over): (Vec<_>, Vec<_>) =
            own_findings.partition(|finding| finding.status.is_open() && self.sees(finding.record(), "status"));
        let findings = open.iter().chain(&over).map(|finding| self.link(finding.id()));
        let mut decisions = Vec::new();
        for review in snapshot.reviews().filter(|review| self.is_shown(review.id())) {
            let fields = self.fields(review.record());
            for (decision, fields) in
                review.data().decisions.iter().zip(fields["decisions"].as_array().into_iter().flatten())
            {
                if decision.owner.as_ref().is_some_and(is_own) {
                    decisions.push(json!({"review": self.link(review.id()), "fields": fields}));
                }
            }
        }
        json!({
            "duties": by_day(own.map(|duty| self.duty(duty)).chain(errands.map(|task| self.errand(task))).collect()),
            "dates": self.dates_of_person(record),
            "audits": audits.collect::<Vec<Value>>(),
            "findings": findings.collect::<Vec<Value>>(),
            "decisions": decisions,
        })
    }
}

impl Viewer<'_, '_> {
    /// The way of a nonconformity whose risk was accepted: nothing else lies ahead.
    fn accepted_steps(&self, record: &Record, finding: &Finding) -> Value {
        let approved = finding.acceptance.as_ref().and_then(|acceptance| acceptance.approved.as_ref());
        let approved = approved.filter(|_| self.sees(record, "acceptance/approved/date")).map(|approved| approved.date);
        let labels = ["step-open", "step-risk-accepted"].map(|key| self.language().plain(key));
        steps(&labels, 1, &[self.opened_on(finding), approved], "done")
    }

    /// The way of a nonconformity from open to closed, with the days that the records give.
    fn finding_steps(&self, record: &Record, finding: &Finding, action: Option<&View<'_, Action>>) -> Value {
        let reached = match finding.status {
            FindingStatus::Planned => 1,
            FindingStatus::Implemented => 2,
            FindingStatus::Verified => 3,
            FindingStatus::Closed => 4,
            _ => 0,
        };
        let [_, accepted, done, checked] =
            action.map(|action| self.step_days(action.record(), action.data())).unwrap_or_default();
        let closed = finding.closed.as_ref().filter(|_| self.sees(record, "closed/date")).map(|closed| closed.date);
        let days = [self.opened_on(finding), accepted, done, checked, closed];
        let language = self.language();
        let labels = [
            language.plain("step-open"),
            language.plain("step-planned"),
            language.plain("step-implemented"),
            language.plain("step-verified"),
            language.plain("step-closed"),
        ];
        steps(&labels, reached, &days, "done")
    }

    /// The days of an action that the audience may know: of its plan, of the acceptance, of the last item, of the check.
    fn step_days(&self, record: &Record, action: &Action) -> [Option<Date>; 4] {
        let plan = action.plan.as_ref();
        let days = [
            ("plan/proposed_on", plan.and_then(|plan| plan.proposed_on)),
            ("plan/accepted/date", plan.and_then(|plan| Some(plan.accepted.as_ref()?.date))),
            ("actions/done_on", action.last_done_on()),
            ("effectiveness/checked_on", action.effectiveness.as_ref().and_then(|check| check.checked_on)),
        ];
        days.map(|(field, day)| day.filter(|_| self.sees(record, field)))
    }

    fn action_steps(&self, record: &Record, action: &Action) -> Value {
        let reached = match action.status {
            ActionStatus::Cancelled => return Value::empty(),
            ActionStatus::Draft => 0,
            ActionStatus::Proposed => 1,
            ActionStatus::Accepted => 2,
            ActionStatus::Implemented => 3,
            ActionStatus::Effective | ActionStatus::Ineffective => 4,
            ActionStatus::Closed => 5,
        };
        let [proposed, accepted, done, checked] = self.step_days(record, action);
        let days = [None, proposed, accepted, done, checked, None];
        let language = self.language();
        let labels = [
            language.plain("step-draft"),
            language.plain("step-proposed"),
            language.plain("step-accepted"),
            language.plain("step-implemented"),
            language.plain(if action.status == ActionStatus::Ineffective {
                "step-ineffective"
            } else {
                "step-effective"
            }),
            language.plain("step-closed"),
        ];
        // What did not work is not closed.
        let has_failed = action.status == ActionStatus::Ineffective;
        let end = if has_failed { "failed" } else { "done" };
        steps(&labels[..labels.len() - usize::from(has_failed)], reached, &days, end)
    }
}

/// The steps of a way; the last one, once it is reached, is in the state `end`.
fn steps(labels: &[String], reached: usize, days: &[Option<Date>], end: &'static str) -> Value {
    let steps = labels.iter().zip(days).enumerate().map(|(position, (label, day))| {
        let state = match position.cmp(&reached) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal if reached + 1 == labels.len() => end,
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "ahead",
        };
        json!({"label": label, "state": state, "day": day.filter(|_| position <= reached).map(|day| day.to_string())})
    });
    steps.collect()
}
