//! The days of what is held, as far as the audience may know them.

use super::Viewer;
use crate::record::{Audit, AuditDates, Date, Period, Review};
use crate::snapshot::View;

impl Viewer<'_, '_> {
    /// First and last day of the work of an audit.
    pub(super) fn dates_of(&self, audit: &View<'_, Audit>) -> Option<AuditDates> {
        let is_told = ["dates/start", "dates/end"].iter().all(|field| self.sees(audit.record(), field));
        audit.dates.filter(|_| is_told)
    }

    /// The day on which the report of an audit was issued.
    pub(super) fn issued_on(&self, audit: &View<'_, Audit>) -> Option<Date> {
        audit.issued_on().filter(|_| self.sees(audit.record(), "report/issued/date"))
    }

    /// The window of an audit in the programmes.
    pub(super) fn window_of(&self, audit: &str) -> Option<Period> {
        self.site.snapshot.window_of(audit).filter(|_| self.may_tell_windows())
    }

    /// Whether the audience knows when the programmes have their audits held.
    pub(super) fn may_tell_windows(&self) -> bool {
        self.site.redaction.may_draw("milestone-window")
    }

    /// Whether the audience knows the times of the programmes.
    pub(super) fn may_tell_cycles(&self) -> bool {
        self.site.redaction.may_draw("milestone-cycle")
    }

    /// When an audit is held: by its own dates, or else by the programme.
    pub(super) fn held_in(&self, audit: &View<'_, Audit>) -> Option<(Date, Date)> {
        let own = self.dates_of(audit).map(|dates| (dates.start, dates.end));
        own.or_else(|| self.window_of(audit.id()).map(|window| (window.from, window.to)))
    }

    /// The day of a management review.
    pub(super) fn held_on(&self, review: &View<'_, Review>) -> Option<Date> {
        Some(review.held_on).filter(|_| self.sees(review.record(), "held_on"))
    }

    /// The day that the latest review names for the next one.
    pub(super) fn next_review_on(&self) -> Option<Date> {
        let latest = self.site.snapshot.reviews().max_by_key(|review| review.held_on)?;
        latest.next_on.filter(|_| self.sees(latest.record(), "next_on"))
    }
}
