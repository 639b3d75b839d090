//! What comes to a report or leaves it after it was issued, what a new version of it says otherwise: each lapse by name, and honest work without one.

mod support;

use serde_json::{Value, json};
use support::history::*;
use support::{Place, run};

const DRAFT: &str = "r/findings/2026/F-2026-020.yaml";
const WALK: &str = "r/audits/IA-2026-02/workpapers/WP-2026-09.yaml";

fn append(place: &Place, path: &str, text: &str) {
    place.write(path, place.read(path) + text);
}

/// A finding that is a draft.
fn drafted(place: &Place, audit: &str) {
    place.write(
        DRAFT,
        format!(
            "kind: finding\nid: F-2026-020\ntitle: Merges without review\naudit: {audit}\ngrade: observation\nstatus: draft\n\
             criteria: [A.8.32]\nstatement: 6 of 25 merges had no second person.\nevidence: [E-2026-001]\nprocess: identity\n\
             detected_on: 2026-03-03\nraised_by: p-aud\nauditee: p-it\n"
        ),
    );
}

fn walked(place: &Place, audit: &str) {
    place.write(
        WALK,
        format!("kind: workpaper\nid: WP-2026-09\ntitle: Walk through the office\naudit: {audit}\nauditor: p-aud\n"),
    );
}

/// What is said of a report, by its version.
fn report(place: &Place, version: u64) -> Value {
    let sealed = verify(place, &["--format", "json"]).json()["sealed"].as_array().expect("sealed").clone();
    let is_it = |one: &Value| one["id"] == "IA-2026-01" && one["version"] == version;
    sealed.into_iter().find(is_it).expect("the report")
}

fn lapses(place: &Place, rule: &str) -> Vec<String> {
    let lapses = verify(place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    let of_rule = lapses.iter().filter(|lapse| lapse["rule"] == rule);
    of_rule.map(|lapse| format!("{}: {}", lapse["level"].as_str().expect("a level"), lapse["message"])).collect()
}

#[test]
fn what_joins_an_issued_report_by_another_name_of_its_audit_is_seen() {
    type Move = (fn(&Place, &str), &'static str, &'static str);
    let moves: [Move; 2] = [(drafted, DRAFT, "F-2026-020"), (walked, WALK, "WP-2026-09")];
    for (write, path, id) in moves {
        for from in ["IA-2026-02", "IA-2026-99"] {
            let place = begin_with(|place| write(place, from));
            place.replace(path, &format!("audit: {from}"), "audit: IA-2026-01");
            commit(&place, "2026-06-02", "aud", "It belongs there");
            if path == DRAFT {
                names(&place, &["finding-added-after-issue"]);
                place.replace(path, "status: draft", "status: open");
                commit(&place, "2026-06-03", "aud", "Open it");
            }
            names(&place, &["finding-added-after-issue"]);
            breaks(&place, &["IA-2026-01"]);
            assert_eq!(report(&place, 1)["changed_parts"], json!([id]));
            // Whoever takes it away again brings the report back as it was.
            if path == WALK {
                place.replace(path, "audit: IA-2026-01", &format!("audit: {from}"));
                commit(&place, "2026-06-04", "aud", "It does not");
                assert_eq!(report(&place, 1)["intact"], true);
            }
        }
    }
    // The draft that was left out of the report, in whatever state it comes in.
    for (status, with) in [("open", ""), ("superseded", "related: [F-2026-001]\n")] {
        let place = begin_with(|place| drafted(place, "IA-2026-01"));
        clean(&place);
        place.replace(DRAFT, "status: draft", &format!("status: {status}"));
        append(&place, DRAFT, with);
        commit(&place, "2026-06-02", "aud", "Go on");
        assert!(found(&place).1.contains(&"finding-added-after-issue".to_owned()));
        breaks(&place, &["IA-2026-01"]);
    }
}

#[test]
fn a_report_is_held_against_its_digest_whatever_the_rules_say() {
    let allow = "rules: {finding-added-after-issue: {level: allow, reason: We know}}\n";
    let place = begin_with(|place| {
        walked(place, "IA-2026-02");
        append(place, SETTINGS, allow);
    });
    place.replace(WALK, "audit: IA-2026-02", "audit: IA-2026-01");
    commit(&place, "2026-06-02", "aud", "It belongs there");
    assert_eq!(found(&place).1, [] as [&str; 0]);
    breaks(&place, &["IA-2026-01"]);
    // A file that cannot be read for a day says what it said last.
    let place = begin();
    let paper = place.read(PAPER);
    place.write(PAPER, format!("{paper}: : [\n"));
    commit(&place, "2026-06-02", "aud", "Oops");
    assert_eq!(report(&place, 1)["intact"], true);
}

#[test]
fn what_moves_between_audits_whose_reports_are_not_out_is_honest() {
    let place = begin_with(|place| {
        drafted(place, "IA-2026-02");
        walked(place, "IA-2026-02");
        let third = place.read(NEXT).replace("IA-2026-02", "IA-2026-03");
        place.write("r/audits/IA-2026-03/audit.yaml", third);
    });
    place.replace(WALK, "audit: IA-2026-02", "audit: IA-2026-03");
    place.replace(DRAFT, "audit: IA-2026-02", "audit: IA-2026-03");
    commit(&place, "2026-06-02", "aud", "They belong there");
    clean(&place);
    // A draft that nobody reported leaves nothing behind.
    let place = begin_with(|place| drafted(place, "IA-2026-01"));
    place.replace(DRAFT, "audit: IA-2026-01", "audit: IA-2026-02");
    commit(&place, "2026-06-02", "aud", "It belongs there");
    clean(&place);
}

/// The second version of the report: taken back for a reason, changed, and issued.
fn second(reason: &str, change: impl FnOnce(&Place)) -> Place {
    let place = begin();
    place.replace(AUDIT, "status: closed", "status: drafted");
    let entry = format!(
        "changes:\n  - {{date: 2026-06-02, by: p-aud, field: status, from: closed, to: drafted, reason: \"{reason}\", approved_by: p-manager}}\n"
    );
    append(&place, AUDIT, &entry);
    commit(&place, "2026-06-02", "aud", "Another version\n\nApproved-by: p-manager");
    change(&place);
    commit(&place, "2026-06-03", "aud", "Write it\n\nApproved-by: p-manager");
    place.replace(AUDIT, "status: drafted", "status: issued");
    let (old, new) =
        ("version: 1\n  issued: {by: p-aud, date: 2026-03-12}", "version: 2\n  issued: {by: p-aud, date: 2026-06-04}");
    place.replace(AUDIT, old, new);
    place.replace(AUDIT, TAG, "report/IA-2026-01/v2");
    commit(&place, "2026-06-04", "aud", "Issue it");
    place.git("r", &["tag", "report/IA-2026-01/v2"]);
    place
}

const RULE: &str = "report-version-unexplained";

fn reworded(place: &Place) {
    place.replace(FINDING, "1 of 8 sampled leavers had an active account for nine days", "One account was late");
}

fn met(place: &Place) {
    place.replace(PAPER, "result: nonconform", "result: conform");
}

#[test]
fn a_new_version_that_says_something_else_in_silence_is_seen() {
    type Change = fn(&Place);
    let changes: [(Change, &str, &str); 2] = [(reworded, "F-2026-001", "statement"), (met, "WP-2026-01", "items")];
    for (change, id, field) in changes {
        let place = second("A typing error", change);
        names(&place, &[RULE]);
        let part = |told: bool| json!([{ "id": id, "what": "changed", "fields": [field], "told": told }]);
        assert_eq!(report(&place, 2)["differs"], json!({ "from_version": 1, "parts": part(false) }));
        assert_eq!(report(&place, 1)["differs"], Value::Null);
        for format in ["text", "markdown"] {
            let out = verify(&place, &["--format", format]).out;
            assert!(out.contains(&format!("differs from version 1 in {id} ({field}) UNTOLD")), "{out}");
        }
        // Whoever names it is not asked again.
        let place = second(&format!("{id}: the log shows otherwise"), change);
        clean(&place);
        assert_eq!(report(&place, 2)["differs"]["parts"], part(true));
        let out = verify(&place, &[]).out;
        assert!(out.contains(&format!("differs from version 1 in {id} ({field}), ")), "{out}");
    }
    // The finding may tell of itself.
    let place = second("Looked at again", |place| {
        reworded(place);
        append(
            place,
            FINDING,
            "changes: [{date: 2026-06-03, by: p-aud, field: statement, from: nine days, to: late, reason: Two were back, approved_by: p-manager}]\n",
        );
    });
    clean(&place);
}

#[test]
fn all_steps_of_a_new_version_in_one_commit_are_seen_as_well() {
    let squashed = |reason: &str| {
        let place = second(reason, reworded);
        place.git("r", &["reset", "--quiet", "--soft", TAG]);
        commit(&place, "2026-06-04", "aud", "The second version\n\nApproved-by: p-manager");
        place.git("r", &["tag", "--force", "report/IA-2026-01/v2"]);
        place
    };
    let place = squashed("A typing error");
    names(&place, &[RULE]);
    assert_eq!(lapses(&place, RULE).len(), 1);
    let lint = run(place.tickmark("r").args(["lint", "--new-since", "HEAD~1", "--as-of", "2026-06-04"]), &[0, 1]).out;
    assert!(lint.contains(RULE), "{lint}");
    clean(&squashed("F-2026-001 said more than the log shows"));
}

#[test]
fn a_new_version_that_grows_or_says_the_same_needs_no_more_than_its_reason() {
    clean(&second("A finding was missing", |place| {
        drafted(place, "IA-2026-01");
        place.replace(DRAFT, "status: draft", "status: open");
    }));
    clean(&second("A wrong word", |place| place.replace(AUDIT, "effective: effective", "effective: partly")));
    let place = second("The list of recipients", |_| {});
    clean(&place);
    assert!(verify(&place, &[]).out.contains("says the same as version 1"));
}

#[test]
fn a_finding_that_leaves_its_audit_is_an_error_in_whatever_version() {
    let place = second("F-2026-001 belongs to the next audit", |place| {
        place.replace(FINDING, "audit: IA-2026-01", "audit: IA-2026-02");
    });
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&"report-changed-after-issue".to_owned()), "{rules:?}");
    assert!(report(&place, 2)["differs"]["parts"].to_string().contains("gone"));
    // A workpaper that goes is told, or named.
    let gone = |reason: &str| second(reason, |place| place.replace(PAPER, "audit: IA-2026-01", "audit: IA-2026-02"));
    assert!(found(&gone("A typing error")).1.contains(&RULE.to_owned()));
    assert!(!found(&gone("WP-2026-01 is of another audit")).1.contains(&RULE.to_owned()));
    // Before anything was issued, it may be filed where it belongs.
    let place = begin_with(|place| {
        place.replace(AUDIT, "status: closed", "status: drafted");
        place.replace(AUDIT, "issued: {by: p-aud, date: 2026-03-12}", "distribution: [p-ceo]");
        let text = place.read(AUDIT).replace("  distribution: [p-ceo, p-manager, p-it, p-ciso]\n", "");
        place.write(AUDIT, text.replace("  tag: report/IA-2026-01/v1\n", ""));
    });
    place.replace(FINDING, "audit: IA-2026-01", "audit: IA-2026-02");
    commit(&place, "2026-06-02", "aud", "It belongs there");
    assert!(!found(&place).1.contains(&"report-changed-after-issue".to_owned()));
}
