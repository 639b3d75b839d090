//! The gate: what fails it, what does not soften it, and the line that is pasted into a chat.

use tickmark::gate::{Decision, FAIL_CLOSED, PROFILES, Profile, Verdict, judge};
use tickmark::lint::{lint, rules};
use tickmark::render::gate::{json, line, text};
use tickmark::render::json::Frame;
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;

const ISMS: &str = "\
kind: isms
format: 1
organisation: {name: Example Ltd, headcount: 40, timezone: Europe/Berlin}
scope: {statement: The service, document: Scope 1.0, since: 2024-01-01}
catalogues: [iso27001-2022]
roles: {top_management: [p-it], programme_manager: p-it, isms_owner: p-it}
";

fn source(settings: &str) -> MemorySource {
    let mut source = MemorySource::default();
    source.insert("tickmark.yaml", format!("{ISMS}{settings}"));
    for (id, position) in [("p-it", "Head of IT"), ("p-hr", "Head of \u{200f}[31mHR\u{200f}")] {
        let position = serde_json::to_string(position).expect("a text");
        let person = format!("kind: person\nid: {id}\nname: Somebody\nposition: {position}\nemployment: employee\n");
        source.insert(format!("people/{id}.yaml"), person);
    }
    for (id, owner, due) in [("CA-1", "p-it", "2026-05-31"), ("CA-2", "p-hr", "2026-03-01")] {
        let action = format!(
            "kind: action\nid: {id}\ntitle: Do better\nstatus: draft\nsource: {{type: incident, ref: INC-7}}\n\
             owner: {owner}\nactions:\n  - {{n: 1, what: Do it, due: {due}, status: open}}\n"
        );
        source.insert(format!("actions/{id}.yaml"), action);
    }
    source
}

fn judged(source: &MemorySource, profile: &str, day: &str) -> (Snapshot, Verdict) {
    let snapshot = Snapshot::load(source, &Cache::default()).expect("memory can be read");
    let profile = Profile::find(profile).expect("a profile");
    let verdict = judge(&snapshot, day.parse().expect("a day"), profile);
    (snapshot, verdict)
}

#[test]
fn overdue_items_fail_with_their_owner_and_days_the_longest_first() {
    let (snapshot, verdict) = judged(&source(""), "overdue", "2026-06-01");
    assert_eq!(verdict.decision, Decision::Failed);
    assert_eq!(
        line(&verdict),
        "Gate failed (overdue, as of 2026-06-01): 2 overdue: CA-2/1 (p-hr, 92 days), CA-1/1 (p-it, 1 day)"
    );
    let shown = text(&snapshot, &verdict, "isms/");
    assert!(shown.contains("CA-1/1  Do better\n    Head of IT (p-it), since 2026-05-31, 1 day\n"), "{shown}");
    assert!(shown.contains("    isms/actions/CA-1.yaml:8:30\n"), "{shown}");
    assert!(!shown.contains(['\u{1b}', '\u{200f}']), "{shown}");
    assert!(shown.ends_with(&format!("\n\n{}\n", line(&verdict))), "{shown}");
}

#[test]
fn nothing_is_overdue_on_the_day_itself() {
    let (snapshot, verdict) = judged(&source(""), "overdue", "2026-03-01");
    assert_eq!(verdict.decision, Decision::Passed);
    assert_eq!(text(&snapshot, &verdict, ""), "Gate passed (overdue, as of 2026-03-01)\n");
}

#[test]
fn a_file_that_cannot_be_read_fails_every_profile() {
    for profile in PROFILES {
        let mut source = source("");
        source.insert("actions/CA-2.yaml", "kind: action\nid: CA-2\nstatus: [\n");
        let (_, verdict) = judged(&source, profile.name, "2026-03-01");
        assert_eq!(verdict.decision, Decision::Failed, "{}", profile.name);
        assert!(line(&verdict).contains("actions/CA-2.yaml (schema-invalid)"), "{}", line(&verdict));
    }
}

#[test]
fn neither_levels_nor_waivers_soften_what_fails_closed() {
    let settings = "\
rules:
  dangling-reference: {level: allow, reason: It annoys us}
waivers:
  - {rule: dangling-reference, reason: Later, approved_by: p-it, until: 2030-01-01}
";
    let mut source = source(settings);
    source.insert(
        "actions/CA-1.yaml",
        "kind: action\nid: CA-1\ntitle: Do better\nstatus: draft\nsource: {type: finding, findings: [F-1]}\nowner: p-it\n",
    );
    let (_, verdict) = judged(&source, "overdue", "2026-03-01");
    assert_eq!(line(&verdict), "Gate failed (overdue, as of 2026-03-01): 1 to mend: CA-1 (dangling-reference)");
}

#[test]
fn a_waiver_and_a_rule_that_is_turned_off_are_said_in_the_line() {
    let waiver =
        "waivers: [{rule: action-overdue, reason: Agreed, approved_by: p-it, until: 2026-06-01, records: [CA-2]}]\n";
    let (_, verdict) = judged(&source(waiver), "overdue", "2026-05-01");
    assert_eq!(line(&verdict), "Gate passed (overdue, as of 2026-05-01): 1 waived");
    let (_, verdict) = judged(&source(waiver), "overdue", "2026-06-02");
    assert_eq!(verdict.failures.len(), 2, "the waiver has ended");
    let off = "rules: {action-overdue: {level: allow, reason: We look by hand}}\n";
    let (_, verdict) = judged(&source(off), "overdue", "2026-05-01");
    assert_eq!(line(&verdict), "Gate passed (overdue, as of 2026-05-01): tickmark.yaml turns off action-overdue");
}

#[test]
fn a_milder_level_still_fails_the_profile_that_names_the_rule() {
    let mild = source("rules: {action-overdue: {level: warning, reason: Pull requests must not wait}}\n");
    assert_eq!(judged(&mild, "overdue", "2026-05-01").1.decision, Decision::Failed);
    assert_eq!(judged(&mild, "overdue", "2026-05-01").1.failures.len(), 1);
}

#[test]
fn invalid_settings_are_no_verdict() {
    let (_, verdict) = judged(&source("ruels: {}\n"), "overdue", "2026-03-01");
    assert_eq!(verdict.decision, Decision::Undecided);
    assert!(line(&verdict).starts_with("Gate not judged (overdue, as of 2026-03-01): tickmark.yaml is invalid; "));
}

#[test]
fn the_record_with_a_wrong_waiver_is_named_and_no_waiver_is_to_be_removed() {
    let mut source = source("");
    let waiver = "waivers: [{rule: action-overdeu, reason: Agreed, approved_by: p-it, until: 2026-06-01}]\n";
    source.insert(
        "actions/CA-1.yaml",
        format!(
            "kind: action\nid: CA-1\ntitle: Do better\nstatus: draft\nsource: {{type: incident, ref: INC-7}}\n\
             owner: p-it\n{waiver}"
        ),
    );
    let (snapshot, verdict) = judged(&source, "overdue", "2026-03-01");
    assert_eq!(
        line(&verdict),
        "Gate not judged (overdue, as of 2026-03-01): a waiver is invalid in actions/CA-1.yaml; 1 to mend: \
         actions/CA-1.yaml (schema-invalid)"
    );
    let found = lint(&snapshot, verdict.day).diagnostics;
    assert!(found.iter().all(|diagnostic| diagnostic.rule != "waiver-unused"), "{found:?}");
}

#[test]
fn before_a_certification_nothing_waits() {
    let starter = source("profile: starter\n");
    assert_eq!(judged(&starter, "default", "2026-03-01").1.decision, Decision::Passed);
    let (_, verdict) = judged(&starter, "pre-certification", "2026-03-01");
    let rules: Vec<&str> = verdict.failures.iter().map(|failure| failure.rule).collect();
    assert!(rules.contains(&"programme-missing") && rules.contains(&"review-overdue"), "{rules:?}");
    assert_eq!(verdict.decision, Decision::Failed);

    let off = "{level: allow, reason: We are told by others}";
    let settings = format!("rules: {{programme-missing: {off}, review-overdue: {off}, unknown-person: {off}}}\n");
    let (_, verdict) = judged(&source(&settings), "pre-certification", "2026-03-01");
    let shown = line(&verdict);
    assert!(shown.ends_with("tickmark.yaml turns off unknown-person, programme-missing and review-overdue"), "{shown}");
}

#[test]
fn json_has_a_format_and_says_whose_and_how_late() {
    let (snapshot, verdict) = judged(&source(""), "overdue", "2026-06-01");
    let frame = Frame { root: "isms", day: verdict.day };
    let document: serde_json::Value = serde_json::from_str(&json(&snapshot, &verdict, frame)).expect("JSON");
    assert_eq!((&document["format"], &document["verdict"]), (&1.into(), &"failed".into()));
    let first = &document["failures"][0];
    assert_eq!((&first["part"], &first["owner"], &first["days"]), (&"CA-2/1".into(), &"p-hr".into(), &92.into()));
}

#[test]
fn profiles_name_rules_that_there_are() {
    for name in PROFILES.iter().flat_map(|profile| profile.rules()).chain(FAIL_CLOSED) {
        assert!(rules::find(name).is_some(), "there is no rule {name}");
    }
}
