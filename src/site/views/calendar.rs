//! The calendars: audits, reviews and what is due, for all and for each person.

use super::{Site, Viewer};
use crate::calendar::Event;
use crate::follow_up::Task;
use crate::metrics::{self, Duty, DutyKind};
use crate::record::{Audit, AuditStatus, Date, Kind, Review, ReviewStatus, ScheduledAudit};
use crate::redact::DUTIES;
use crate::site::data::{Value, json};
use crate::snapshot::{Record, View};

/// An event, and the persons whom it concerns.
pub struct Dated {
    pub event: Event,
    pub who: Vec<String>,
    /// The record that it is about, or a name of ours in place of one.
    pub(super) link: Value,
    /// What kind of day it is, in words.
    pub(super) note: String,
    pub(super) is_task: bool,
    /// Whether it is late once it is past: other people's days are not ours to keep.
    pub(super) is_ours: bool,
    /// Whether it has begun, so that it is not past before it is over.
    pub(super) is_under_way: bool,
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
        all.extend(self.checks_ahead().iter().map(|duty| self.dated_duty(duty)));
        all.extend(self.site.errands.iter().filter_map(|task| self.dated_errand(task)));
        all.extend(self.site.snapshot.audits().filter_map(|audit| self.dated_audit(audit)));
        all.extend(self.lines_ahead().into_iter().map(|line| self.dated_line(line)));
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

    /// The checks of actions that are still to be carried out.
    fn checks_ahead(&self) -> Vec<Duty<'_>> {
        let site = self.site;
        let is_seen = |check: &Duty<'_>| {
            let (record, field) = check.told_by;
            self.is_shown(&record.id) && !site.redaction.hides_within(record, field)
        };
        metrics::checks_ahead(site.snapshot, site.day()).filter(is_seen).collect()
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
        let mut link = self.link(&duty.record.id);
        if let Some(part) = self.part(duty) {
            link.set("label", name.as_str());
            link.set("title", Some(what).filter(|what| !what.is_empty()));
            link.set("href", link["href"].as_str().map(|href| format!("{href}#item-{part}")));
        }
        let who = duty.owner.map(str::to_owned).into_iter().collect();
        Dated { event, who, link, note: kind, is_task: true, is_ours: true, is_under_way: false }
    }

    /// What waits for somebody until a day. That an audit is to be held stands there as an audit.
    fn dated_errand(&self, task: &Task) -> Option<Dated> {
        let (due, record) = (task.due?, self.site.snapshot.record(&task.id)?);
        let is_held = record.data().audit().is_some_and(|audit| audit.status != AuditStatus::Drafted);
        if is_held {
            return None;
        }
        let (link, note) = (self.link(&task.id), self.errand_words(task));
        let summary = match record.kind().is_single() {
            true => format!("{}: {note}", link["label"].as_str().unwrap_or_default()),
            false => format!("{} {note}: {}", task.id, self.title_of(record)),
        };
        let owner = task.who.as_deref().map(|who| self.party(who)["label"].as_str().unwrap_or(who).to_owned());
        let event =
            self.event((due, due), format!("{}-next", task.id), summary, owner.unwrap_or_default(), Some(&task.id));
        Some(Dated {
            event,
            who: task.who.iter().cloned().collect(),
            link,
            note,
            is_task: true,
            is_ours: true,
            is_under_way: false,
        })
    }

    pub(super) fn dated_audit(&self, audit: View<'_, Audit>) -> Option<Dated> {
        let is_ahead = matches!(audit.status, AuditStatus::Planned | AuditStatus::Confirmed | AuditStatus::InProgress);
        let days = self.held_in(&audit)?;
        if !is_ahead || !self.is_shown(audit.id()) {
            return None;
        }
        let data = audit.data();
        let people = data.team.iter().map(|member| member.person.to_string());
        let who = people.chain(data.auditees.iter().map(|auditee| auditee.person.to_string())).collect();
        let event = self.audit_event(days, audit.id(), &self.title_of(audit.record()));
        let state = self.language().word(audit.status.as_str());
        let note = self.language().text("next-audit", &[("state", state.into())]);
        let is_under_way = audit.status == AuditStatus::InProgress;
        let is_ours = !data.r#type.is_third_party() && !is_under_way;
        Some(Dated { event, who, link: self.link(audit.id()), note, is_task: false, is_ours, is_under_way })
    }

    /// What programmes have scheduled and no record is of yet.
    pub(super) fn lines_ahead(&self) -> Vec<&ScheduledAudit> {
        let snapshot = self.site.snapshot;
        let is_told = |id: &str| self.may_tell_windows() && self.is_shown(id);
        let programmes =
            snapshot.programmes().filter(|programme| programme.status.is_approved() && is_told(programme.id()));
        let lines = programmes.flat_map(|programme| programme.data().schedule.iter());
        lines
            .filter(|line| snapshot.record(line.audit.as_str()).is_none() && line.window.to >= self.site.day())
            .collect()
    }

    pub(super) fn dated_line(&self, line: &ScheduledAudit) -> Dated {
        let title = self.text(&line.title);
        let mut link = self.link(line.audit.as_str());
        link.set("title", title.as_str());
        Dated {
            event: self.audit_event((line.window.from, line.window.to), line.audit.as_str(), &title),
            who: line.lead.iter().map(ToString::to_string).collect(),
            link,
            note: self.language().plain("next-programme"),
            is_task: false,
            is_ours: true,
            is_under_way: false,
        }
    }

    fn audit_event(&self, days: (Date, Date), id: &str, title: &str) -> Event {
        let summary = format!("{id} {}: {title}", self.site.options.language.plain("calendar-audit"));
        self.event(days, format!("{id}-audit"), summary, String::new(), Some(id))
    }

    fn dated_reviews(&self) -> Vec<Dated> {
        let planned = self.site.snapshot.reviews().filter(|review| self.is_shown(review.id()));
        let mut all: Vec<Dated> = planned.filter_map(|review| self.dated_review(review)).collect();
        let next = self.next_review_on().filter(|_| all.is_empty());
        if let Some(on) = next.filter(|on| *on >= self.site.day()) {
            let language = self.language();
            let note = language.plain("next-review-minutes");
            let summary = language.plain("calendar-review");
            all.push(self.of_the_isms(on, "next-review", summary, (language.plain("next-review-title"), note)));
        }
        all
    }

    pub(super) fn dated_review(&self, review: View<'_, Review>) -> Option<Dated> {
        let on = self.held_on(&review).filter(|_| review.status == ReviewStatus::Planned)?;
        let words = self.language().plain("calendar-review");
        let summary = format!("{} {words}: {}", review.id(), self.title_of(review.record()));
        let event = self.event((on, on), format!("{}-review", review.id()), summary, String::new(), Some(review.id()));
        let (record, data) = (review.record(), review.data());
        let chair = Some(&data.chair).filter(|_| self.sees(record, "chair"));
        let others = data.attendees.iter().filter(|_| self.sees(record, "attendees"));
        let who = chair.into_iter().chain(others).map(ToString::to_string).collect();
        let (link, note) = (self.link(review.id()), self.language().plain("next-review"));
        Some(Dated { event, who, link, note, is_task: false, is_ours: false, is_under_way: false })
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
            self.of_the_isms(on, "certification-audit", words, (language.plain("next-certification"), body.clone()))
        });
        let expiry = certification.expires.filter(|_| sees("certification/expires")).map(|on| {
            let words = language.plain("calendar-certificate-expires");
            self.of_the_isms(on, "certificate-expires", words, (language.plain("certificate-expires"), body.clone()))
        });
        audit.into_iter().chain(expiry).collect()
    }

    fn of_the_isms(&self, on: Date, uid: &str, summary: String, (label, note): (String, String)) -> Dated {
        Dated {
            event: self.event((on, on), uid.to_owned(), summary, String::new(), None),
            who: Vec::new(),
            link: json!({"id": null, "label": label, "title": null, "href": null}),
            note,
            is_task: false,
            is_ours: false,
            is_under_way: false,
        }
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
