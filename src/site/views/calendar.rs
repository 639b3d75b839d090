//! The calendars: audits, reviews and what is due, for all and for each person.

use super::{Site, Viewer};
use crate::calendar::Event;
use crate::follow_up::Task;
use crate::metrics::{self, Duty, DutyKind};
use crate::record::{Audit, AuditStatus, Date, Kind, ReviewStatus};
use crate::redact::DUTIES;
use crate::snapshot::{Record, View};

/// An event, and the persons whom it concerns.
pub struct Dated {
    pub event: Event,
    pub who: Vec<String>,
}

impl Site<'_> {
    /// The organisation's name, as the audience may read it.
    pub fn organisation(&self) -> String {
        let isms = self.snapshot.isms().filter(|isms| !self.redaction.hides_within(isms.record(), "organisation/name"));
        let name = isms.map(|isms| self.redaction.text(&isms.organisation.name).into_owned());
        name.unwrap_or_else(|| self.options.language.plain("audit-record"))
    }

    /// The ids of the persons who have a page, where persons may be named; else none.
    pub fn persons(&self) -> impl Iterator<Item = &str> {
        let people = self.snapshot.people().filter(|_| self.redaction.shows_names());
        people.map(|person| person.id()).filter(|id| self.plan.address(id).is_some())
    }

    /// Whether everything that has a day can be read.
    pub fn knows_what_is_late(&self) -> bool {
        self.gaps.of_kinds(DUTIES).is_empty()
    }

    /// Whether everything that speaks of a person can be read.
    pub fn knows_all_of(&self, person: &str) -> bool {
        self.snapshot.record(person).is_none_or(|record| self.gaps.about(record).is_empty())
    }

    /// How many things are overdue.
    pub fn overdue(&self) -> usize {
        self.duties.iter().filter(|duty| duty.late(self.options.day) > 0).count()
    }

    /// How many steps are late besides.
    pub fn late_steps(&self) -> usize {
        self.late_steps_of.values().map(Vec::len).sum()
    }
}

impl Viewer<'_, '_> {
    /// Everything that has a day and is not over, by day.
    pub fn dated(&self) -> Vec<Dated> {
        let mut all: Vec<Dated> = self.site.duties.iter().map(|duty| self.dated_duty(duty)).collect();
        all.extend(self.accepted_later().iter().map(|duty| self.dated_duty(duty)));
        all.extend(self.site.errands.iter().filter_map(|task| self.dated_errand(task)));
        all.extend(self.site.snapshot.audits().filter_map(|audit| self.dated_audit(audit)));
        all.extend(self.dated_lines());
        all.extend(self.dated_reviews());
        all.extend(self.dated_certification());
        all.sort_by(|a, b| a.event.cmp(&b.event));
        all
    }

    /// The risks whose end is too far ahead to be anybody's duty yet.
    fn accepted_later(&self) -> Vec<Duty<'_>> {
        let site = self.site;
        let is_known = |risk: &Duty<'_>| {
            site.duties.iter().any(|duty| duty.kind == DutyKind::Risk && duty.record.id == risk.record.id)
        };
        let is_seen = |risk: &Duty<'_>| {
            let (record, field) = risk.told_by;
            self.is_shown(&record.id) && !site.redaction.hides_within(record, field)
        };
        metrics::accepted(site.snapshot).filter(|risk| is_seen(risk) && !is_known(risk)).collect()
    }

    fn dated_duty(&self, duty: &Duty<'_>) -> Dated {
        let language = &self.site.options.language;
        let kind = match duty.kind {
            DutyKind::Action => language.plain("calendar-action"),
            DutyKind::Effectiveness => language.plain("calendar-effectiveness"),
            DutyKind::Decision => language.plain("calendar-decision"),
            DutyKind::Response => language.plain("calendar-response"),
            DutyKind::Evidence => language.plain("calendar-evidence"),
            DutyKind::Audit => language.plain("duty-audit"),
            DutyKind::Risk => language.plain("duty-risk"),
        };
        let what = self.what(duty);
        let name = match self.part(duty) {
            Some(part) => format!("{}/{part}", duty.record.id),
            None => duty.record.id.to_string(),
        };
        let owner = self.owner(duty)["label"].as_str().map(str::to_owned);
        let summary = match what.as_str() {
            "" => format!("{name} {kind}"),
            what => format!("{name} {kind}: {what}"),
        };
        let uid = format!("{}-due", name.replace('/', "-"));
        let event = self.event((duty.due, duty.due), uid, summary, owner.unwrap_or_default(), Some(&duty.record.id));
        Dated { event, who: duty.owner.map(str::to_owned).into_iter().collect() }
    }

    /// What waits for somebody until a day. That an audit is to be held stands there as an audit.
    fn dated_errand(&self, task: &Task) -> Option<Dated> {
        let (due, record) = (task.due?, self.site.snapshot.record(&task.id)?);
        let is_held = record.data().audit().is_some_and(|audit| audit.status != AuditStatus::Drafted);
        if is_held {
            return None;
        }
        let summary = format!("{} {}: {}", task.id, self.errand_words(task), self.title_of(record));
        let owner = task.who.as_deref().map(|who| self.party(who)["label"].as_str().unwrap_or(who).to_owned());
        let event =
            self.event((due, due), format!("{}-next", task.id), summary, owner.unwrap_or_default(), Some(&task.id));
        Some(Dated { event, who: task.who.iter().cloned().collect() })
    }

    fn dated_audit(&self, audit: View<'_, Audit>) -> Option<Dated> {
        let is_ahead = matches!(audit.status, AuditStatus::Planned | AuditStatus::Confirmed | AuditStatus::InProgress);
        let days = self.held_in(&audit)?;
        if !is_ahead || !self.is_shown(audit.id()) {
            return None;
        }
        let data = audit.data();
        let people = data.team.iter().map(|member| member.person.to_string());
        let who = people.chain(data.auditees.iter().map(|auditee| auditee.person.to_string())).collect();
        Some(Dated { event: self.audit_event(days, audit.id(), &self.title_of(audit.record())), who })
    }

    /// Audits of a programme that are not begun yet.
    fn dated_lines(&self) -> Vec<Dated> {
        let snapshot = self.site.snapshot;
        let is_told = |id: &str| self.may_tell_windows() && self.is_shown(id);
        let programmes =
            snapshot.programmes().filter(|programme| programme.status.is_approved() && is_told(programme.id()));
        let lines = programmes.flat_map(|programme| programme.data().schedule.iter());
        let ahead =
            lines.filter(|line| snapshot.record(line.audit.as_str()).is_none() && line.window.to >= self.site.day());
        ahead
            .map(|line| Dated {
                event: self.audit_event(
                    (line.window.from, line.window.to),
                    line.audit.as_str(),
                    &self.text(&line.title),
                ),
                who: line.lead.iter().map(ToString::to_string).collect(),
            })
            .collect()
    }

    fn audit_event(&self, days: (Date, Date), id: &str, title: &str) -> Event {
        let summary = format!("{id} {}: {title}", self.site.options.language.plain("calendar-audit"));
        self.event(days, format!("{id}-audit"), summary, String::new(), Some(id))
    }

    fn dated_reviews(&self) -> Vec<Dated> {
        let snapshot = self.site.snapshot;
        let words = self.site.options.language.plain("calendar-review");
        let planned =
            snapshot.reviews().filter(|review| review.status == ReviewStatus::Planned && self.is_shown(review.id()));
        let mut all: Vec<Dated> = planned
            .filter_map(|review| {
                let on = self.held_on(&review)?;
                let summary = format!("{} {words}: {}", review.id(), self.title_of(review.record()));
                let uid = format!("{}-review", review.id());
                let event = self.event((on, on), uid, summary, String::new(), Some(review.id()));
                let (record, data) = (review.record(), review.data());
                let chair = Some(&data.chair).filter(|_| self.sees(record, "chair"));
                let others = data.attendees.iter().filter(|_| self.sees(record, "attendees"));
                Some(Dated { event, who: chair.into_iter().chain(others).map(ToString::to_string).collect() })
            })
            .collect();
        let next = self.next_review_on().filter(|_| all.is_empty());
        if let Some(on) = next.filter(|on| *on >= self.site.day()) {
            all.push(self.of_the_isms((on, on), "next-review", words));
        }
        all
    }

    fn dated_certification(&self) -> Vec<Dated> {
        let Some(isms) = self.site.snapshot.isms().filter(|_| self.is_shown(Kind::Isms.as_str())) else {
            return Vec::new();
        };
        let sees = |field: &str| self.sees(isms.record(), field);
        let Some(certification) = isms.data().certification.as_ref().filter(|_| sees("certification")) else {
            return Vec::new();
        };
        let language = &self.site.options.language;
        let body = if sees("certification/body") { self.text(&certification.body) } else { String::new() };
        let next = certification.next_audit.filter(|_| sees("certification/next_audit"));
        let audit = next.filter(|on| *on >= self.site.day()).map(|on| {
            let words = language.text("calendar-certification-audit", &[("body", body.clone().into())]);
            self.of_the_isms((on, on), "certification-audit", words)
        });
        let expiry = certification.expires.filter(|_| sees("certification/expires")).map(|on| {
            self.of_the_isms((on, on), "certificate-expires", language.plain("calendar-certificate-expires"))
        });
        audit.into_iter().chain(expiry).collect()
    }

    fn of_the_isms(&self, days: (Date, Date), uid: &str, summary: String) -> Dated {
        Dated { event: self.event(days, uid.to_owned(), summary, String::new(), None), who: Vec::new() }
    }

    fn event(
        &self,
        (from, to): (Date, Date),
        uid: String,
        summary: String,
        description: String,
        id: Option<&str>,
    ) -> Event {
        let address = id.and_then(|id| self.site.plan.address(id));
        let url = address.and_then(|address| Some(format!("{}/{address}", self.published_at()?)));
        Event { from, to, uid, summary, description, url }
    }

    /// The name of a person, or the position.
    pub fn person_name(&self, id: &str) -> String {
        self.person(id)["label"].as_str().unwrap_or(id).to_owned()
    }

    /// The title of a record as the audience may read it.
    pub(super) fn title_of(&self, record: &Record) -> String {
        self.link(&record.id)["title"].as_str().unwrap_or_default().to_owned()
    }

    /// The address at which the site is published, without a slash behind it.
    pub(super) fn published_at(&self) -> Option<&str> {
        let url = self.site.snapshot.isms()?.data().publication.as_ref()?.url.as_deref()?;
        Some(url.trim_end_matches('/'))
    }
}
