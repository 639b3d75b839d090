//! The days of an audit, and those of what was found, asked and planned in it.

use super::Report;
use super::events::{Event, compare, event};
use super::needs::finding::stands;
use super::team::with_own_team;
use crate::diagnostic::Level;
use crate::record::{Activity, Audit, Date, Finding, Remote, TimetableLine, Workpaper};
use crate::snapshot::{Record, Snapshot, View};

/// Where a finding says when it was found.
pub(super) const DETECTED: (&str, &str) = ("/detected_on", "it was found");

/// How many days before the first day of its audit a finding may lie: documents are read some weeks ahead.
const READ_AHEAD: i64 = 90;

/// A finding is no older than its audit. What was carried into it from elsewhere keeps its own day: a lapse that came back, a line
/// of another register or report, and what an unplanned audit was held for.
pub(super) fn detection(snapshot: &Snapshot, record: &Record, finding: &Finding, report: &mut Report<'_>) {
    let is_imported = finding.external_id.is_some() || finding.external_ref.is_some();
    let is_carried = !finding.repeat_of.is_empty() || is_imported;
    let Some(audit) = snapshot.audit(&finding.audit).filter(|audit| with_own_team(audit.record()).is_some()) else {
        return;
    };
    // A draft is in no report yet.
    if !is_imported && stands(finding) {
        after_report(audit, record, event(record, "", DETECTED), report);
    }
    if is_carried || audit.reason.is_some() {
        return;
    }
    // Most are not, and telling that much takes no look at where the days stand.
    let plan = audit.plan.as_ref();
    let known = [
        plan.and_then(|plan| plan.approved.as_ref()).map(|approved| approved.date),
        plan.and_then(|plan| plan.notified_on),
        audit.dates.map(|dates| dates.start),
        audit.opening_meeting.as_ref().map(|meeting| meeting.date),
    ];
    if known.into_iter().flatten().all(|day| finding.detected_on >= day.plus_days(-READ_AHEAD)) {
        return;
    }
    let days = [
        ("/plan/approved/date", "its audit was planned"),
        ("/plan/notified_on", "its audit was announced"),
        ("/dates/start", "its audit began"),
        ("/opening_meeting/date", "its audit was opened"),
    ];
    let Some(first) = days.into_iter().filter_map(|day| event(audit.record(), "", day)).min_by_key(|day| day.day)
    else {
        return;
    };
    let is_early = |found: &Event<'_>, from: Date| found.day < from.plus_days(-READ_AHEAD);
    let found = event(record, "", DETECTED).filter(|found| is_early(found, first.day));
    // The window is looked for where it may matter, for there are many findings.
    let is_before =
        |found: &Event<'_>| snapshot.window_of(audit.id()).is_none_or(|window| is_early(found, window.from));
    let Some(found) = found.filter(is_before) else { return };
    compare(record, &first, &found, report);
}

/// What is in a report came before it. A report that was taken back to be mended is not issued until its next version is.
fn after_report(audit: View<'_, Audit>, record: &Record, happened: Option<Event<'_>>, report: &mut Report<'_>) {
    let Some(issued) = audit.issued_on() else { return };
    let Some(late) = happened.filter(|happened| happened.day > issued) else { return };
    let message = format!("{} on {}, after the report of {} was issued on {issued}", late.what, late.day, audit.id());
    let diagnostic = report.raise_at(late.place(), message);
    diagnostic.record = Some(record.subject());
    diagnostic.also(audit.at("/report/issued/date"), "the report").help("correct the day that is wrong");
}

/// Whoever was asked for an audit was asked before its report was out.
pub(super) fn interviews(snapshot: &Snapshot, record: &Record, workpaper: &Workpaper, report: &mut Report<'_>) {
    let Some(audit) = snapshot.audit(&workpaper.audit).filter(|audit| with_own_team(audit.record()).is_some()) else {
        return;
    };
    for (position, interview) in workpaper.interviews.iter().enumerate() {
        let what = format!("interview {} was held", interview.id);
        after_report(audit, record, event(record, &format!("/interviews/{position}/date"), ("", &what)), report);
    }
}

/// What happens on site lies between the first and the last day there. Reading, sampling, meetings and what is done from a
/// distance may lie around them, but not far.
pub(super) fn timetable(record: &Record, audit: &Audit, report: &mut Report<'_>) {
    let Some(dates) = with_own_team(record).and(audit.dates) else { return };
    let is_remote = !matches!(audit.remote, None | Some(Remote::None));
    let slack = |line: &TimetableLine| match line.activity {
        Activity::Interview | Activity::Observation | Activity::SiteTour if !is_remote => 0,
        _ => READ_AHEAD,
    };
    for (position, line) in audit.schedule.iter().enumerate() {
        let slack = slack(line);
        if dates.start.plus_days(-slack) <= line.date && line.date <= dates.end.plus_days(slack) {
            continue;
        }
        let message = format!(
            "the timetable has `{}` on {}, and the audit is from {} to {}",
            line.activity, line.date, dates.start, dates.end
        );
        report
            .at_level(Level::Warning)
            .raise(record, &format!("/schedule/{position}/date"), message)
            .also(record.at("/dates/start"), "the first day on site")
            .help("correct the day, or the audit's `dates`")
            .owner(audit.lead().unwrap_or(&audit.client));
    }
}
