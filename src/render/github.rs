//! Annotations for GitHub Actions: workflow commands on standard output.
//!
//! GitHub shows ten of a level for a step and drops the others without a word, so the gravest come first and the last
//! notice says how many are not shown.

use std::fmt::Write as _;

use super::report::{Report, with_help};
use super::{one_line, printable};
use crate::diagnostic::Level;

/// How many annotations of a level GitHub shows for a step.
const SHOWN: usize = 10;

/// The diagnostics as annotations, and the line that says it all as plain text.
pub fn report(report: &Report<'_>) -> String {
    let mut places = report.places();
    let mut out = String::new();
    let hidden: usize =
        [Level::Error, Level::Warning].map(|level| report.count(level).saturating_sub(SHOWN)).iter().sum();
    let infos = report.count(Level::Info);
    // The notice that tells of the others takes a place itself.
    let has_more = hidden > 0 || infos > SHOWN;
    let most_infos = SHOWN - usize::from(has_more);
    for level in [Level::Error, Level::Warning, Level::Info] {
        let most = if level == Level::Info { most_infos } else { SHOWN };
        for diagnostic in report.by_level().into_iter().filter(|diagnostic| diagnostic.level == level).take(most) {
            let spot = places.at(&diagnostic.place);
            let mut properties = vec![("file", spot.path)];
            let numbers =
                [("line", spot.line), ("endLine", spot.end_line), ("col", spot.column), ("endColumn", spot.end_column)];
            properties.extend(numbers.into_iter().filter_map(|(name, value)| Some((name, value?.to_string()))));
            properties.push(("title", diagnostic.rule.to_owned()));
            let properties: Vec<String> =
                properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
            let _ = writeln!(out, "::{} {}::{}", command(level), properties.join(","), data(&with_help(diagnostic)));
        }
    }
    if has_more {
        let more = hidden + infos.saturating_sub(most_infos);
        let _ = writeln!(out, "::notice title=tickmark::{more} more are not shown here; the summary has them all");
    }
    let _ = writeln!(out, "{}", one_line(report.line));
    out
}

/// What is left where the tool could not do its work.
pub fn failure(error: &str) -> String {
    format!("::error title=tickmark could not do its work::{}\n", data(error))
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Allow => "notice",
    }
}

/// Text as the message of a command.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
