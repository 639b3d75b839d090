//! A verdict, for people and for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::json::{Frame, Item, Tool, items, to_text};
use super::one_line;
use crate::diagnostic::Diagnostic;
use crate::gate::{Decision, Verdict, days};
use crate::lint::rules;
use crate::record::{PersonRef, ROOT_FILE};
use crate::snapshot::Snapshot;
use crate::text::{counted, listed, shortened};

/// How many records the last line names before it counts the rest.
const NAMED: usize = 5;

/// A verdict as text: rule by rule what counted, whose it is, since when; then one line that says it all. `prefix` stands
/// before the paths so that they can be followed.
pub fn text(snapshot: &Snapshot, verdict: &Verdict, prefix: &str) -> String {
    let mut out = String::new();
    for failures in verdict.failures.chunk_by(|a, b| a.rule == b.rule) {
        let name = failures[0].rule;
        let summary = rules::find(name).map_or(name, |rule| rule.summary);
        let _ = writeln!(out, "{summary} ({name})\n");
        for same in failures.chunk_by(is_about_the_same) {
            entry(&mut out, snapshot, verdict, same, prefix);
        }
    }
    let _ = writeln!(out, "{}", line(verdict));
    out
}

/// Whether two failures have the same heading: what, whose, since when.
fn is_about_the_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    name(a) == name(b) && a.owner == b.owner && a.since == b.since
}

fn entry(out: &mut String, snapshot: &Snapshot, verdict: &Verdict, failures: &[Diagnostic], prefix: &str) {
    let Some(first) = failures.first() else { return };
    let title = first.record.as_ref().map(|subject| shortened(&subject.title, 80)).unwrap_or_default();
    let mut lines = vec![format!("{}  {title}", name(first))];
    if let Some(owner) = &first.owner {
        let owner = match snapshot.person(&PersonRef::from(owner.as_str())) {
            Some(person) => format!("{} ({owner})", shortened(&person.position, 60)),
            None => owner.clone(),
        };
        let since = first.since.map(|day| format!(", since {day}")).unwrap_or_default();
        let late = days(first, verdict.day).map(|late| format!(", {}", counted(late, "day"))).unwrap_or_default();
        lines.push(format!("  {owner}{since}{late}"));
    }
    for failure in failures {
        lines.push(format!("  {}", failure.message));
        lines.push(format!("  {prefix}{}", snapshot.spot(&failure.place)));
    }
    for line in lines {
        let _ = writeln!(out, "  {}", one_line(line.trim_end()));
    }
    out.push('\n');
}

/// The verdict in one line: `Gate failed (overdue, as of 2026-11-01): 2 overdue: CA-2026-004/2 (p-lars, 47 days), …`.
pub fn line(verdict: &Verdict) -> String {
    let head = match verdict.decision {
        Decision::Passed => "Gate passed",
        Decision::Failed => "Gate failed",
        Decision::Undecided => "Gate not judged",
    };
    let mut parts = Vec::new();
    if verdict.decision == Decision::Undecided {
        parts.push(undecided(verdict));
    }
    let (overdue, others): (Vec<_>, Vec<_>) = verdict.failures.iter().partition(|failure| failure.since.is_some());
    let mut overdue = overdue;
    overdue.sort_by_key(|failure| failure.since);
    if !overdue.is_empty() {
        let names: Vec<String> = overdue.iter().map(|failure| late(verdict, failure)).collect();
        parts.push(format!("{} overdue: {}", names.len(), enumerated(&names)));
    }
    if !others.is_empty() {
        let mut names: Vec<String> =
            others.iter().map(|failure| format!("{} ({})", name(failure), failure.rule)).collect();
        names.dedup();
        let noun = if overdue.is_empty() { "to mend" } else { "more to mend" };
        parts.push(format!("{} {noun}: {}", others.len(), enumerated(&names)));
    }
    if let Some(before) = verdict.before {
        if verdict.failures.is_empty() {
            parts.push("nothing new".to_owned());
        }
        if before > 0 {
            parts.push(format!("{before} as before"));
        }
    }
    if !verdict.waived.is_empty() {
        parts.push(format!("{} waived", verdict.waived.len()));
    }
    if !verdict.turned_off.is_empty() {
        parts.push(format!("tickmark.yaml turns off {}", listed(&verdict.turned_off, NAMED)));
    }
    let colon = if parts.is_empty() { "" } else { ": " };
    let by = if verdict.is_by_promise { ", by the days first promised" } else { "" };
    let line = format!("{head} ({}, as of {}{by}){colon}{}", verdict.profile.name, verdict.day, parts.join("; "));
    one_line(&line)
}

/// Why nobody knows what should count. A waiver with a mistake may stand in any record.
pub(super) fn undecided(verdict: &Verdict) -> String {
    let others: Vec<&str> = verdict.invalid.iter().map(|path| &**path).filter(|path| *path != ROOT_FILE).collect();
    match (others.is_empty(), others.len() == verdict.invalid.len()) {
        (true, _) => format!("{ROOT_FILE} is invalid"),
        (false, true) => format!("a waiver is invalid in {}", listed(&others, NAMED)),
        (false, false) => format!("{ROOT_FILE} is invalid, and a waiver in {}", listed(&others, NAMED)),
    }
}

fn late(verdict: &Verdict, failure: &Diagnostic) -> String {
    let days = days(failure, verdict.day).map(|days| counted(days, "day"));
    let what: Vec<&str> = failure.owner.as_deref().into_iter().chain(days.as_deref()).collect();
    format!("{} ({})", name(failure), what.join(", "))
}

/// `a, b and 3 more`, with commas alone between the names.
fn enumerated(names: &[String]) -> String {
    match names.len().saturating_sub(NAMED) {
        0 => names.join(", "),
        rest => format!("{} and {rest} more", names[..NAMED].join(", ")),
    }
}

/// What a failure is about: the part, the record, or else the file.
fn name(failure: &Diagnostic) -> &str {
    let record = failure.record.as_ref().map(|subject| &*subject.id);
    failure.part.as_deref().or(record).unwrap_or(&failure.place.path)
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    tool: Tool,
    profile: &'a str,
    as_of: String,
    commit: Option<&'a str>,
    root: &'a str,
    verdict: &'static str,
    line: String,
    failures: Vec<Item<'a>>,
    waived: Vec<Item<'a>>,
    turned_off: &'a [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<usize>,
}

/// A verdict as JSON, with a line feed at its end.
pub fn json(snapshot: &Snapshot, verdict: &Verdict, frame: Frame<'_>) -> String {
    to_text(&Document {
        format: 1,
        tool: Tool::this(),
        profile: verdict.profile.name,
        as_of: verdict.day.to_string(),
        commit: snapshot.state().commit().map(|commit| commit.id.as_str()),
        root: frame.root,
        verdict: verdict.decision.as_str(),
        line: line(verdict),
        failures: items(snapshot, &verdict.failures, frame),
        waived: items(snapshot, &verdict.waived, frame),
        turned_off: &verdict.turned_off,
        before: verdict.before,
    })
}
