//! The figures of two cycles side by side.

use super::coverage::{audits, requirements};
use super::plan::{self, Outcome};
use super::{Between, End};
use crate::history::Promises;
use crate::metrics::{self, Population, Spread};
use crate::record::criteria::is_control;
use crate::record::*;
use crate::snapshot::View;

/// A figure of both cycles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its name.
    pub name: &'static str,
    /// The earlier cycle's; `None` where there was nothing to count.
    pub before: Option<Amount>,
    /// The later cycle's.
    pub after: Option<Amount>,
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// So many.
    Count(i64),
    /// So many of all.
    Share(i64, i64),
    /// The median of so many days, and of how many cases.
    Days(i64, usize),
}

impl Amount {
    /// Its number: of a share, the part.
    pub fn number(self) -> i64 {
        match self {
            Amount::Count(number) | Amount::Share(number, _) | Amount::Days(number, _) => number,
        }
    }
}

impl Figure {
    /// By how much the later one is more, where both can be compared as they are.
    pub fn change(&self) -> Option<i64> {
        match (self.before?, self.after?) {
            (Amount::Share(_, all), Amount::Share(_, other)) if all != other => None,
            (before, after) => Some(after.number() - before.number()),
        }
    }

    /// Whether one of the cycles has it at all.
    pub fn is_counted(&self) -> bool {
        self.before.is_some() || self.after.is_some()
    }

    /// The same in a few characters; a dash where the two are not to be compared as they are.
    pub fn change_in_words(&self) -> String {
        match self.change() {
            None => "–".to_owned(),
            Some(0) => "=".to_owned(),
            Some(more) if more > 0 => format!("+{more}"),
            Some(less) => format!("−{}", -less),
        }
    }
}

pub(super) fn figures(before: End<'_>, after: End<'_>, between: &Between) -> Vec<Figure> {
    let [earlier, later] = &between.promises;
    let (old, new) = (of(before, earlier.as_ref()), of(after, later.as_ref()));
    old.into_iter().zip(new).map(|((name, before), (_, after))| Figure { name, before, after }).collect()
}

fn of(end: End<'_>, promises: Option<&Promises>) -> Vec<(&'static str, Option<Amount>)> {
    let findings: Vec<View<'_, Finding>> =
        end.snapshot.findings().filter(|finding| finding.status.is_reported() && end.has(finding)).collect();
    let own: Vec<View<'_, Finding>> =
        findings.iter().copied().filter(|finding| end.cycle.has_finding(end.snapshot, finding)).collect();
    let graded = |grade: Grade| count(own.iter().filter(|finding| finding.grade == grade).count());
    let nonconformities = own.iter().filter(|finding| finding.grade.is_nonconformity()).count();
    let repeated =
        own.iter().filter(|finding| finding.grade.is_nonconformity() && !finding.repeat_of.is_empty()).count();
    let is_accepted = |finding: &View<'_, Finding>| finding.is_accepted_on(end.day);
    let open = findings.iter().copied().filter(|finding| end.is_asked(finding) && !is_accepted(finding));
    let open: Vec<_> = open.collect();
    // What was late or accepted at the end, no day on record tells.
    let on_record = |amount: Option<Amount>| amount.filter(|_| !end.by_days);
    let audits = plan::audits(end);
    let reported = audits.iter().filter(|held| held.outcome == Outcome::Reported).count();
    let in_window = audits.iter().filter(|held| held.outcome == Outcome::Reported && held.window.is_some());
    let on_time = in_window.clone().filter(|held| !held.is_late()).count();
    let population = Population::all(end.snapshot, end.day).with_promises(promises);
    let kept = metrics::kept_within(&population, end.cycle.period);
    let checks = checks(end);
    vec![
        ("clauses-audited", covered(end, false)),
        ("controls-audited", covered(end, true)),
        ("audits-reported", share(reported, audits.len())),
        ("audits-in-window", share(on_time, in_window.count())),
        ("findings-major", graded(Grade::Major)),
        ("findings-minor", graded(Grade::Minor)),
        ("findings-observation", graded(Grade::Observation)),
        ("findings-opportunity", graded(Grade::Opportunity)),
        ("findings-strength", graded(Grade::Strength)),
        ("repeats", share(repeated, nonconformities)),
        ("open-at-end", count(open.len())),
        ("open-nonconformities-at-end", count(open.iter().filter(|finding| finding.grade.is_nonconformity()).count())),
        ("overdue-at-end", on_record(count(metrics::overdue(end.snapshot, end.day, promises).len()))),
        ("done-by-first-date", share(kept.kept, kept.all)),
        ("days-to-closure", days(closure(end, &findings))),
        ("days-to-report", days(lead_times(end))),
        (
            "actions-effective",
            share(checks.iter().filter(|result| **result == CheckResult::Effective).count(), checks.len()),
        ),
        ("risks-accepted-at-end", on_record(count(findings.iter().filter(|finding| is_accepted(finding)).count()))),
    ]
}

fn count(number: usize) -> Option<Amount> {
    Some(Amount::Count(number as i64))
}

fn share(part: usize, all: usize) -> Option<Amount> {
    (all > 0).then_some(Amount::Share(part as i64, all as i64))
}

/// The median of some numbers of days.
fn days(days: Vec<i64>) -> Option<Amount> {
    let spread = Spread::of(days)?;
    Some(Amount::Days(spread.median, spread.count))
}

/// How many clauses or controls of the default catalogue the cycle's audits covered.
fn covered(end: End<'_>, controls: bool) -> Option<Amount> {
    let catalogues = end.snapshot.catalogues();
    let default = catalogues.default_catalogue()?.id.as_str();
    let all: Vec<_> = requirements(end, &[default].into())
        .into_iter()
        .filter(|requirement| is_control(&catalogues.name(*requirement)) == controls)
        .collect();
    share(all.iter().filter(|requirement| !audits(end, **requirement).is_empty()).count(), all.len())
}

/// Days from detection to closure of the nonconformities that were closed in the cycle.
fn closure(end: End<'_>, findings: &[View<'_, Finding>]) -> Vec<i64> {
    let closed = findings.iter().filter(|finding| finding.grade.is_nonconformity() && !finding.status.is_open());
    let days = closed.filter_map(|finding| {
        let closed = finding.data().closed.as_ref()?.date;
        end.cycle.period.contains(closed).then(|| closed.days_since(finding.detected_on))
    });
    days.collect()
}

/// Days from the end of the work to the report, of the cycle's own audits.
fn lead_times(end: End<'_>) -> Vec<i64> {
    let audits = end.snapshot.audits().filter(|audit| !audit.r#type.is_third_party());
    let times = audits.filter(|audit| end.cycle.has_audit(end.snapshot, audit)).filter_map(|audit| {
        let closing = audit.data().closing_meeting.as_ref().map(|meeting| meeting.date);
        Some(audit.issued_on()?.days_since(closing.or_else(|| Some(audit.dates?.end))?))
    });
    times.collect()
}

/// The results of the checks of effectiveness that were made in the cycle.
fn checks(end: End<'_>) -> Vec<CheckResult> {
    let checks = end.snapshot.actions().filter_map(|action| {
        let check = action.data().effectiveness.as_ref()?;
        check.result.filter(|_| check.checked_on.is_some_and(|day| end.cycle.period.contains(day)))
    });
    checks.collect()
}
