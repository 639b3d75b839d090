//! What lies ahead, as pages show it: the same days as in the calendars.

use std::collections::HashSet;

use super::Viewer;
use super::calendar::Dated;
use crate::metrics::DutyKind;
use crate::record::{Data, Date, Kind, PersonRef};
use crate::site::data::{Value, json};
use crate::snapshot::Record;

impl Viewer<'_, '_> {
    /// What comes next, by day; what is due or overdue by the last day that counts as soon has lists of its own.
    pub(super) fn next(&self) -> Vec<Value> {
        let (day, last) = (self.site.day(), self.soon_until());
        let late = self.late_ids();
        // Its own day may be past while another step of it is late, or the other way round.
        let is_told_as_late = |dated: &Dated| {
            let is_past = dated.event.to < day && !dated.is_under_way;
            is_past && dated.link["id"].as_str().is_some_and(|id| late.contains(id))
        };
        let mut next = self.dated();
        next.retain(|dated| if dated.is_task { dated.event.from > last } else { !is_told_as_late(dated) });
        self.rows_of(next)
    }

    /// What the lists of what is late speak of: records, and the audits of programmes that have none yet.
    fn late_ids(&self) -> HashSet<&str> {
        let (site, day) = (self.site, self.site.day());
        let duties = site.duties.iter().filter(|duty| duty.kind == DutyKind::Audit && duty.late(day) > 0);
        let duties = duties.map(|duty| duty.part.as_deref().unwrap_or(&duty.record.id));
        let errands = site.errands.iter().filter(|task| task.late(day).is_some_and(|late| late > 0));
        duties.chain(errands.map(|task| task.id.as_ref())).collect()
    }

    /// The audits and reviews that somebody takes part in and that are not over, by day. What they have to do stands elsewhere.
    pub(super) fn dates_of_person(&self, person: &Record) -> Vec<Value> {
        let is_it = |one: &PersonRef| one.as_str().eq_ignore_ascii_case(&person.id);
        let is_named = |record: &Record| match record.data() {
            Data::Audit(audit) => {
                audit.team.iter().any(|member| is_it(&member.person))
                    || audit.auditees.iter().any(|auditee| is_it(&auditee.person))
            }
            Data::Review(review) => is_it(&review.chair) || review.attendees.iter().any(is_it),
            _ => false,
        };
        let snapshot = self.site.snapshot;
        let audits = snapshot.audits().filter(|audit| is_named(audit.record()));
        let mut dates: Vec<Dated> = audits.filter_map(|audit| self.dated_audit(audit)).collect();
        let lines = self.lines_ahead().into_iter().filter(|line| line.lead.as_ref().is_some_and(is_it));
        dates.extend(lines.map(|line| self.dated_line(line)));
        let reviews = snapshot.reviews().filter(|review| is_named(review.record()) && self.is_shown(review.id()));
        let reviews = reviews.filter_map(|review| self.dated_review(review));
        // Who may not know whether somebody attends is not told so here.
        dates.extend(reviews.filter(|dated| dated.who.iter().any(|who| who.eq_ignore_ascii_case(&person.id))));
        self.rows_of(dates)
    }

    fn rows_of(&self, mut all: Vec<Dated>) -> Vec<Value> {
        let key = |dated: &Dated| (dated.event.from, dated.event.to, dated.link["label"].as_str().map(str::to_owned));
        all.sort_by_key(key);
        let day = self.site.day();
        let row = |dated: Dated| {
            let (from, to) = (dated.event.from, dated.event.to);
            json!({
                "from": from.to_string(), "to": to.to_string(), "link": dated.link, "what": dated.note,
                "is_past": to < day && !dated.is_under_way,
                "late": self.days_late(&dated, day),
                "owner": dated.link["id"].as_str().map_or(Value::Null, |id| self.awaits(id)),
            })
        };
        all.into_iter().map(row).collect()
    }

    /// Who has to see to it that an audit or a review is held whose day is past.
    fn awaits(&self, id: &str) -> Value {
        let (site, day) = (self.site, self.site.day());
        if let Some(duty) = site.overdue_of(DutyKind::Audit, id) {
            return self.owner(duty);
        }
        let errands = site.errands_of.get(id).into_iter().flatten().map(|&position| &site.errands[position]);
        let mut late = errands.filter(|task| task.late(day).is_some_and(|late| late > 0));
        late.find_map(|task| task.who.as_deref()).map_or(Value::Null, |who| self.party(who))
    }

    /// Days by which something is late. Of an audit in a programme it is the end of its window that counts, as in everything that is
    /// overdue: its own days may be moved within.
    fn days_late(&self, dated: &Dated, day: Date) -> Option<i64> {
        let last = dated.event.to;
        // Holding a review is a step, and late as that.
        if let Some(id) = dated.link["id"].as_str().filter(|_| dated.link["kind"] == Kind::Review.as_str()) {
            return self.site.late_steps_in(id).max();
        }
        let window = dated.link["id"].as_str().filter(|_| !dated.is_task).and_then(|id| self.window_of(id));
        let until = window.map_or(last, |window| window.to);
        Some(day.days_since(until)).filter(|late| dated.is_ours && last < day && *late > 0)
    }
}
