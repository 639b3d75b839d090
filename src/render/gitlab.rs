//! Code quality for GitLab: a list of issues, which a merge request compares with those of its target.

use serde::Serialize;

use super::json::to_text;
use super::report::{Report, with_help};
use crate::diagnostic::{Level, fingerprints};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// The diagnostics as a list of issues.
pub fn report(report: &Report<'_>) -> String {
    let mut places = report.places();
    let issues: Vec<Issue<'_>> = report
        .diagnostics
        .iter()
        .zip(fingerprints(report.diagnostics))
        .map(|(diagnostic, fingerprint)| {
            let spot = places.at(&diagnostic.place);
            Issue {
                description: with_help(diagnostic),
                check_name: diagnostic.rule,
                fingerprint,
                severity: severity(diagnostic.level),
                location: Location { path: spot.path, lines: Lines { begin: spot.line.unwrap_or(1) } },
            }
        })
        .collect();
    to_text(&issues)
}

/// What is left where the tool could not do its work: an issue that blocks, since the format knows no other way to say so.
pub fn failure(error: &str) -> String {
    to_text(&[Issue {
        description: format!("tickmark could not do its work: {error}"),
        check_name: "tickmark",
        fingerprint: "0".repeat(32),
        severity: "blocker",
        location: Location { path: crate::record::ROOT_FILE.to_owned(), lines: Lines { begin: 1 } },
    }])
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info | Level::Allow => "info",
    }
}
