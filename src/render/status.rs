//! Where things stand: the figures of a state, as text and JSON.

use std::fmt::Write as _;

use serde_json::json;

use super::one_line;
use crate::follow_up::{Task, late_steps};
use crate::metrics::{Duty, Population, accepted_findings, kept, open_findings, overdue, tally};
use crate::record::{ActionStatus, AuditStatus, Date, Finding};
use crate::snapshot::{Snapshot, View};
use crate::source::Commit;
use crate::text::{counted, shortened};

/// The figures of a state, and the day on which it is judged.
pub fn text(population: &Population<'_>, commit: Option<&Commit>) -> String {
    let (snapshot, day) = (population.snapshot, population.day);
    let mut out = match commit {
        Some(commit) => format!("As of {day}, at {} ({})\n\n", commit.short(), one_line(&commit.summary)),
        None => format!("As of {day}\n\n"),
    };
    for tally in tally(snapshot) {
        let states: Vec<String> = tally
            .by_status
            .iter()
            .filter(|(_, findings)| !findings.is_empty())
            .map(|(status, findings)| format!("{} {status}", findings.len()))
            .collect();
        if !states.is_empty() {
            let _ = writeln!(out, "{:<12} {}", tally.grade.as_str(), states.join(", "));
        }
    }
    let (actions, audits) = (counts(actions(snapshot)), counts(audits(snapshot)));
    let _ = writeln!(out, "{:<12} {actions}\n{:<12} {audits}", "actions", "audits");
    let on_time = kept(population);
    if on_time.all > 0 {
        let known = if population.promises.is_some() { "" } else { ", as the records declare it" };
        let _ = writeln!(
            out,
            "{:<12} {} of {} action items of the last twelve months were done by the day first promised{known}",
            "on time", on_time.kept, on_time.all
        );
    }
    let late = overdue(snapshot, day, population.promises);
    list(&mut out, "Overdue", late.iter().map(|duty| late_duty(duty, day)));
    let steps = late_steps(snapshot, day);
    list(&mut out, "Late steps", steps.iter().map(|task| late_step(task, day)));
    let open = counted(open_findings(snapshot, day).count() as i64, "finding");
    let accepted = accepted_findings(snapshot, day);
    list(&mut out, "Accepted risks", accepted.iter().map(accepted_risk));
    let steps = match steps.len() {
        0 => String::new(),
        steps => format!(", {} late", counted(steps as i64, "step")),
    };
    let _ = writeln!(out, "\n{open} open, {} overdue{steps}", counted(late.len() as i64, "thing"));
    out
}

/// Lines under a heading; nothing when there are none.
fn list(out: &mut String, heading: &str, lines: impl ExactSizeIterator<Item = String>) {
    if lines.len() > 0 {
        let _ = writeln!(out, "\n{heading}:");
    }
    lines.for_each(|line| {
        let _ = writeln!(out, "  {line}");
    });
}

fn late_duty(duty: &Duty<'_>, day: Date) -> String {
    let name =
        duty.part.as_ref().map_or_else(|| duty.record.id.to_string(), |part| format!("{}/{part}", duty.record.id));
    format!(
        "{}  {}, {} since {}: {}",
        one_line(&name),
        one_line(duty.owner.unwrap_or("nobody")),
        counted(duty.late(day), "day"),
        duty.due,
        one_line(&shortened(duty.what, 80))
    )
}

/// A finding whose risk is accepted, and until when.
fn accepted_risk(finding: &View<'_, Finding>) -> String {
    let until = finding.acceptance.as_ref().and_then(|given| given.until);
    let until = until.map_or_else(|| "without an end".to_owned(), |until| format!("until {until}"));
    format!("{}  {until}: {}", finding.id(), one_line(&shortened(&finding.title, 80)))
}

fn late_step(task: &Task, day: Date) -> String {
    format!(
        "{}  {}, {} since {}: {}, {}",
        one_line(&task.name),
        one_line(task.who.as_deref().unwrap_or("nobody")),
        counted(task.late(day).unwrap_or_default(), "day"),
        task.due.map_or_else(String::new, |due| due.to_string()),
        task.kind.as_str(),
        one_line(&shortened(&task.what, 80))
    )
}

/// How many corrective actions are in each state.
fn actions(snapshot: &Snapshot) -> impl Iterator<Item = (&'static str, usize)> {
    let count = |status| snapshot.actions().filter(|action| action.status == status).count();
    ActionStatus::ALL.iter().map(move |status| (status.as_str(), count(*status)))
}

/// How many audits are in each state.
fn audits(snapshot: &Snapshot) -> impl Iterator<Item = (&'static str, usize)> {
    let count = |status| snapshot.audits().filter(|audit| audit.status == status).count();
    AuditStatus::ALL.iter().map(move |status| (status.as_str(), count(*status)))
}

fn counts<'a>(all: impl Iterator<Item = (&'a str, usize)>) -> String {
    let shown: Vec<String> =
        all.filter(|(_, count)| *count > 0).map(|(word, count)| format!("{count} {word}")).collect();
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

/// The same as JSON.
pub fn json(population: &Population<'_>, commit: Option<&Commit>) -> String {
    let (snapshot, day) = (population.snapshot, population.day);
    let findings: serde_json::Map<String, serde_json::Value> = tally(snapshot)
        .iter()
        .map(|tally| {
            let states = tally.by_status.iter().filter(|(_, findings)| !findings.is_empty());
            let states: serde_json::Map<_, _> =
                states.map(|(status, findings)| (status.as_str().to_owned(), findings.len().into())).collect();
            (tally.grade.as_str().to_owned(), states.into())
        })
        .collect();
    let late: Vec<_> = overdue(snapshot, day, population.promises)
        .iter()
        .map(|duty| {
            json!({
                "record": &*duty.record.id, "part": duty.part, "owner": duty.owner, "what": duty.what,
                "due": duty.due, "first_due": duty.first_due, "late_days": duty.late(day),
            })
        })
        .collect();
    let accepted: Vec<_> = accepted_findings(snapshot, day)
        .iter()
        .map(|finding| {
            let given = finding.acceptance.as_ref();
            json!({ "record": finding.id(), "until": given.and_then(|given| given.until) })
        })
        .collect();
    let steps: Vec<_> = late_steps(snapshot, day)
        .iter()
        .map(|task| {
            json!({
                "record": task.id, "kind": task.kind.as_str(), "owner": task.who, "what": task.what,
                "due": task.due, "late_days": task.late(day),
            })
        })
        .collect();
    fn states(all: impl Iterator<Item = (&'static str, usize)>) -> serde_json::Map<String, serde_json::Value> {
        all.filter(|(_, count)| *count > 0).map(|(word, count)| (word.to_owned(), count.into())).collect()
    }
    let on_time = kept(population);
    let value = json!({
        "as_of": day,
        "commit": commit.map(|commit| &commit.id),
        "findings": findings,
        "actions": states(actions(snapshot)),
        "audits": states(audits(snapshot)),
        "open_findings": open_findings(snapshot, day).count(),
        "accepted_risks": accepted,
        "on_time": {"kept": on_time.kept, "all": on_time.all},
        "on_time_percent": on_time.percent(),
        "first_due_by": if population.promises.is_some() { "history" } else { "changes" },
        "overdue": late,
        "late_steps": steps,
    });
    format!("{value:#}\n")
}
