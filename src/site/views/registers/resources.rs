//! What the audits need and what there is: days planned and used, competence required and available, the auditors.

use super::Viewer;
use crate::follow_up::is_in_a_team;
use crate::metrics::{self, Approved, Competent};
use crate::record::{Person, Programme, ScheduledAudit};
use crate::site::data::{Value, json};
use crate::snapshot::{Record, View};

impl Viewer<'_, '_> {
    /// Programme by programme, the latest first; then the auditors.
    pub(super) fn resource_register(&self) -> Value {
        let mut programmes: Vec<View<'_, Programme>> =
            self.site.snapshot.programmes().filter(|programme| self.is_shown(programme.id())).collect();
        programmes.sort_by_key(|programme| std::cmp::Reverse(programme.cycle.from));
        let auditors: Vec<View<'_, Person>> = self
            .site
            .snapshot
            .people()
            .filter(|person| metrics::is_of_ours(person.data()) && self.is_shown(person.id()))
            .collect();
        let day = self.site.day();
        // As the figure of the pool counts them.
        let pool = metrics::pool(&self.population()).auditors;
        let is_valid = |id: &str| pool.iter().any(|one| one.person == id && one.approval != Approved::Expired);
        let valid = auditors.iter().filter(|person| is_valid(person.id())).count();
        let running = programmes.iter().find(|programme| programme.cycle.contains(day));
        let (planned, used) = running.map(|programme| self.days(programme)).unwrap_or_default();
        let days = |days: f64| self.language().decimal((days * 10.0).round() / 10.0);
        let lede = [
            ("planned", days(planned).into()),
            ("used", days(used).into()),
            ("auditors", auditors.len().into()),
            ("valid", valid.into()),
            ("running", running.map_or("none", |_| if planned + used > 0.0 { "planned" } else { "unplanned" }).into()),
        ];
        json!({
            "lede": self.site.options.language.text("resources-lede", &lede),
            "programmes": programmes.iter().map(|programme| self.resources_of(programme)).collect::<Vec<Value>>(),
            "auditors_as_of": self.auditors_as_of(),
            "auditors": auditors.iter().map(|person| self.auditor(person)).collect::<Vec<Value>>(),
            "competence": auditors.first().is_none_or(|person| !self.site.redaction.hides(person.record(), "competence")),
        })
    }

    /// Of when the approvals of the auditors are: a later one has overwritten what held on an earlier day.
    fn auditors_as_of(&self) -> String {
        let (language, day) = (self.language(), self.site.day());
        let (key, day) = match self.site.snapshot.written_after(day) {
            Some(committed) => ("auditors-recorded-on", committed),
            None => ("auditors-as-of", day),
        };
        language.text(key, &[("day", language.day(day).into())])
    }

    /// The days that our own audits of a programme are planned with, and those that they used.
    fn days(&self, programme: &Programme) -> (f64, f64) {
        self.days_of(programme, false)
    }

    /// The same of the certification body's audits, or of ours.
    fn days_of(&self, programme: &Programme, of_body: bool) -> (f64, f64) {
        let lines = programme.schedule.iter().map(|line| metrics::LineDays::of(self.site.snapshot, line));
        let lines: Vec<metrics::LineDays> = lines.filter(|line| line.is_external == of_body).collect();
        let sum = |of: fn(&metrics::LineDays) -> Option<f64>| metrics::total(lines.iter().filter_map(of));
        (sum(|line| line.planned), sum(|line| line.used))
    }

    /// Whether the certification body holds an audit of a programme.
    fn is_external(&self, line: &ScheduledAudit) -> bool {
        metrics::LineDays::of(self.site.snapshot, line).is_external
    }

    fn resources_of(&self, programme: &View<'_, Programme>) -> Value {
        let fields = self.fields(programme.record());
        let lines = programme.data().schedule.iter().zip(fields["schedule"].as_array().into_iter().flatten());
        let lines = lines.map(|(line, fields)| {
            let audit = self.site.snapshot.audit(&line.audit.as_str().into());
            let effort = audit.and_then(|audit| audit.effort);
            let mut link = self.link(line.audit.as_str());
            if link["title"].is_null() {
                link.set("title", fields["title"].clone());
            }
            let team = audit.filter(|audit| self.sees(audit.record(), "team/person"));
            let own = team.and_then(|audit| audit.data().lead().map(|lead| self.person(lead.as_str())));
            let lead = own.unwrap_or_else(|| fields["lead"].clone());
            json!({
                "audit": link,
                "lead": lead,
                // A programme plans no days of ours for what the certification body holds.
                "scheduled": line.days.filter(|days| *days > 0.0 || !self.is_external(line)),
                "planned": effort.map(|effort| effort.planned_days),
                "used": effort.and_then(|effort| effort.actual_days),
            })
        });
        let (planned, used) = self.days(programme);
        let body = self.days_of(programme, true);
        let own = programme.data().schedule.iter().filter(|line| !self.is_external(line));
        let competent = self.competent(programme);
        let shown = fields["competence_required"].as_array().into_iter().flatten();
        let required = programme.data().competence_required.iter().zip(shown).map(|(required, fields)| {
            let have = competent.having(required).filter(|person| self.is_shown(person.id()));
            json!({
                "for": fields["for"],
                "topics": fields["topics"],
                "level": fields["level"],
                "have": have.map(|person| self.person(person.id())).collect::<Vec<Value>>(),
            })
        });
        json!({
            "link": self.link(programme.id()),
            "resources": fields["resources"],
            "years": (programme.cycle.to.days_since(programme.cycle.from) + 1) as f64 / 365.25,
            "lines": lines.collect::<Vec<Value>>(),
            "scheduled": metrics::total(own.filter_map(|line| line.days)),
            "planned": planned,
            "used": used,
            "body": (body.0 + body.1 > 0.0).then(|| json!({"planned": body.0, "used": body.1})),
            "required": required.collect::<Vec<Value>>(),
            "competent_as_of": self.sees(programme.record(), "cycle/to").then(|| self.competent_as_of(&competent)),
        })
    }

    /// Whose approval counts for a programme.
    fn competent(&self, programme: &Programme) -> Competent<'_> {
        let approvals = self.site.options.chronicle.as_ref().map(|chronicle| &chronicle.approvals);
        let knows = |audit: &Record| self.sees(audit, "team/person");
        Competent::for_programme(self.site.snapshot, programme, approvals, self.site.day(), knows)
    }

    fn competent_as_of(&self, competent: &Competent<'_>) -> String {
        let language = self.language();
        let arguments = [("by", competent.by.as_str().into()), ("day", language.day(competent.day).into())];
        language.text("competent-as-of", &arguments)
    }

    fn auditor(&self, person: &View<'_, Person>) -> Value {
        let day = self.site.day();
        let shows = !self.site.redaction.hides(person.record(), "competence");
        let learning = Some(metrics::learning(person.data(), day)).filter(|_| shows);
        let due = person.auditor.as_ref().map(|auditor| auditor.review_due);
        let late = due.map(|due| day.days_since(due)).filter(|late| *late > 0);
        // As with the steps that are late: nobody has to renew what no audit asks for.
        let is_planned_with = is_in_a_team(self.site.snapshot, person.id());
        json!({
            "link": self.person(person.id()),
            "auditor": self.fields(person.record())["auditor"],
            "late": late.filter(|_| is_planned_with),
            "ran_out": late.filter(|_| !is_planned_with).is_some(),
            "witnessed": learning.and_then(|known| known.witnessed).map(|on| on.to_string()),
            "evaluated": learning.and_then(|known| known.evaluated).map(|on| on.to_string()),
            "hours": learning.map(|known| known.hours),
            "has_left": self.has_left(person.data()),
        })
    }
}
