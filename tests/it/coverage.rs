//! Coverage over the years: which span counts, when a gap is a warning and when an error, and what keeps it quiet.

use tickmark::diagnostic::{Diagnostic, Level};
use tickmark::lint::lint;
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;

fn isms(thresholds: &str) -> String {
    format!(
        "kind: isms\nformat: 1\norganisation: {{name: Example, timezone: UTC}}\nscope: {{statement: All}}\n\
         catalogues: [iso27001-2022]\nroles: {{top_management: [p], programme_manager: p, isms_owner: p}}\n\
         thresholds: {{{thresholds}}}\n"
    )
}

/// A programme; `schedule` holds lines as `audit from to criteria`.
fn programme(from: &str, to: &str, schedule: &[[&str; 4]]) -> String {
    let lines: Vec<String> = schedule
        .iter()
        .map(|[id, from, to, criteria]| {
            format!("{{audit: {id}, title: Audit, window: {{from: {from}, to: {to}}}, criteria: [{criteria}]}}")
        })
        .collect();
    format!(
        "kind: programme\nid: AP-{from}\ntitle: Programme\nstatus: approved\ncycle: {{from: {from}, to: {to}}}\n\
         objectives: [See]\nmanager: p\ncriteria: [iso27001-2022]\nschedule: [{}]\n",
        lines.join(", ")
    )
}

fn gaps(thresholds: &str, programmes: &[String], day: &str) -> Option<Diagnostic> {
    let mut source = MemorySource::default();
    source.insert("tickmark.yaml", isms(thresholds));
    source.insert("people/p.yaml", "kind: person\nid: p\nname: P\nposition: Boss\nemployment: employee\n");
    for (number, programme) in programmes.iter().enumerate() {
        source.insert(format!("programmes/{number}.yaml"), programme.clone());
    }
    let snapshot = Snapshot::load(&source, &Cache::default()).expect("memory can be read");
    let found = lint(&snapshot, day.parse().expect("a day")).diagnostics;
    let wrong: Vec<_> = found.iter().filter(|diagnostic| diagnostic.rule == "schema-invalid").collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    found.into_iter().find(|diagnostic| diagnostic.rule == "clause-not-covered")
}

fn assert_gap(gap: Option<Diagnostic>, level: Level, words: &str) {
    let gap = gap.expect("clauses are not covered");
    assert!(gap.message.contains(words), "{}", gap.message);
    assert_eq!(gap.level, level, "{}", gap.message);
}

fn year(year: u32) -> String {
    programme(&format!("{year}-01-01"), &format!("{year}-12-31"), &[])
}

#[test]
fn the_first_cycle_begins_with_the_first_programme_and_warns() {
    let found = gaps("", &[year(2024)], "2024-06-01");
    assert_gap(
        found,
        Level::Warning,
        "no issued audit since 2024-01-01 and none scheduled until 2026-12-31 covers 30 of 30 clauses: 4.1..4.4, 5.1..5.3, 6.1.1..6.3",
    );
    assert_gap(gaps("", &[year(2024), year(2025)], "2025-06-01"), Level::Warning, "until 2026-12-31");
}

#[test]
fn the_last_programme_of_the_span_must_cover_the_rest() {
    let years = [year(2024), year(2025), year(2026), year(2027)];
    assert_gap(gaps("", &years, "2026-06-01"), Level::Error, "since 2024-01-01 and none scheduled until 2026-12-31");
    assert_gap(gaps("", &years, "2027-06-01"), Level::Error, "since 2025-01-01 and none scheduled until 2027-12-31");
    let long = [programme("2024-01-01", "2026-12-31", &[])];
    assert_gap(gaps("", &long, "2025-12-31"), Level::Warning, "since 2024-01-01");
    assert_gap(gaps("", &long, "2026-01-01"), Level::Error, "since 2024-01-01");
}

#[test]
fn yearly_counts_within_the_year_of_the_programme() {
    let yearly = "clauses: yearly";
    assert_gap(
        gaps(yearly, &[year(2024)], "2024-06-01"),
        Level::Error,
        "since 2024-01-01 and none scheduled until 2024-12-31",
    );
    let long = [programme("2024-07-01", "2027-06-30", &[])];
    assert_gap(gaps(yearly, &long, "2025-10-01"), Level::Error, "since 2025-07-01 and none scheduled until 2026-06-30");
}

#[test]
fn what_is_scheduled_is_no_gap_even_when_it_is_late() {
    let lines = [["IA-1", "2024-02-01", "2024-03-31", "'4..8'"], ["IA-2", "2024-09-01", "2024-10-31", "'9', '10.1'"]];
    let programmes = [programme("2024-01-01", "2024-12-31", &lines)];
    let found = gaps("cycle_years: 1", &programmes, "2024-06-01");
    assert_gap(found, Level::Error, "none scheduled until 2024-12-31 covers 1 of 30 clauses: 10.2");
}

#[test]
fn without_a_programme_only_its_absence_is_reported() {
    assert_eq!(gaps("", &[], "2024-06-01"), None);
    assert_eq!(gaps("", &[year(2024)], "2025-06-01"), None);
}
