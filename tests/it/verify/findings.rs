//! Findings and actions that are changed in silence: grades, closures, checks, reasons.

use std::fs;

use crate::support::history::*;
use crate::support::{Place, run};

#[test]
fn a_closed_finding_that_is_edited_is_seen() {
    for (from, to) in [
        ("statement: The register is complete", "statement: The register is nearly complete"),
        ("date: 2026-03-10", "date: 2026-03-01"),
    ] {
        let place = begin();
        place.replace(CLOSED, from, to);
        commit(&place, "2026-06-02", "aud", "Tidy up");
        let (_, rules, _) = found(&place);
        assert!(rules.contains(&"finding-changed-after-closure".to_owned()), "{rules:?}");
        // When it was closed is none of the report's words, what it states is.
        let is_reported = from.starts_with("statement");
        breaks(&place, if is_reported { &["IA-2026-01", "F-2026-090"] } else { &["F-2026-090"] });
    }
}

#[test]
fn an_edit_hidden_in_a_new_layout_is_seen() {
    let place = begin();
    let layout = STRENGTH
        .replace("[A.5.18]", "\n  - A.5.18")
        .replace("The register is complete\ndet", ">-\n  The register is\n  complete now\ndet");
    place.write(CLOSED, layout);
    commit(&place, "2026-06-02", "aud", "Only the layout");
    names(&place, &["finding-changed-after-closure"]);
}

#[test]
fn an_edit_behind_a_broken_version_is_seen() {
    let place = begin();
    place.write(CLOSED, format!("{STRENGTH}  oops: [\n"));
    commit(&place, "2026-06-02", "aud", "Break it");
    place.write(CLOSED, STRENGTH.replace("is complete\ndet", "was complete\ndet"));
    commit(&place, "2026-06-03", "aud", "Mend it");
    breaks(&place, &["IA-2026-01", "F-2026-090"]);
}

fn lower(place: &Place) {
    place.replace(FINDING, "grade: minor", "grade: observation");
    let entry = "changes:\n  - {date: 2026-06-02, by: p-aud, field: grade, from: minor, to: observation, reason: One case, approved_by: p-manager}\n";
    place.write(FINDING, place.read(FINDING) + entry);
}

#[test]
fn a_grade_that_goes_down_in_silence_is_seen() {
    let place = begin();
    place.replace(FINDING, "grade: minor", "grade: observation");
    commit(&place, "2026-06-02", "aud", "Correct");
    names(&place, &["grade-lowered-without-justification"]);
    breaks(&place, &["IA-2026-01"]);
}

#[test]
fn a_report_with_a_finding_that_is_graded_anew_is_named() {
    let place = begin();
    lower(&place);
    commit(&place, "2026-06-02", "manager", "Correct the grade");
    let report = || {
        let sealed = verify(&place, &["--format", "json"]).json()["sealed"].as_array().expect("sealed").clone();
        sealed.into_iter().find(|one| one["id"] == "IA-2026-01").expect("the report")
    };
    assert_eq!(report()["regraded"], serde_json::json!(["F-2026-001"]));
    clean(&place);
    assert!(verify(&place, &[]).out.contains("as it was, but for another grade of F-2026-001 (see `changes` there)"));
    // As it was reported again.
    place.replace(FINDING, "grade: observation", "grade: minor");
    let entry = "  - {date: 2026-06-03, by: p-aud, field: grade, from: observation, to: minor, reason: Two cases after all, approved_by: p-manager}\n";
    place.write(FINDING, place.read(FINDING) + entry);
    commit(&place, "2026-06-03", "manager", "As it was");
    assert_eq!(report()["regraded"], serde_json::json!([]));
    clean(&place);
}

#[test]
fn whoever_lowers_their_own_grade_is_seen_under_every_spelling() {
    for email in ["it@example.com", "IT@Example.com", "12345+ines-it@users.noreply.github.com"] {
        let place = begin();
        lower(&place);
        commit(&place, "2026-06-02", email, "Correct the grade\n\nApproved-by: p-manager");
        names(&place, &["grade-lowered-by-auditee"]);
    }
    let place = begin();
    place.write("r/.mailmap", "Ines <it@example.com> <private@home.example>\n");
    commit(&place, "2026-06-02", "manager", "Add a mailmap");
    lower(&place);
    commit(&place, "2026-06-03", "private@home.example", "Correct the grade\n\nApproved-by: p-manager");
    names(&place, &["grade-lowered-by-auditee"]);
}

#[test]
fn a_closed_finding_does_not_get_another_title_on_the_way_back() {
    let place = begin();
    fs::remove_file(place.path(CLOSED)).expect("it was there");
    commit(&place, "2026-06-02", "aud", "Away");
    place.write(CLOSED, STRENGTH.replace("title: The register is complete", "title: The register is nearly complete"));
    commit(&place, "2026-06-03", "aud", "Back");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"finding-changed-after-closure".to_owned()), "{rules:?}");
}

#[test]
fn a_step_that_nothing_leads_to_is_seen() {
    let place = begin();
    place.replace(AUDIT, "status: closed", "status: confirmed");
    commit(&place, "2026-06-02", "aud", "Back");
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&"illegal-transition".to_owned()), "{rules:?}");
}

#[test]
fn nobody_judges_their_own_work_unseen() {
    let place = begin();
    place.replace(ACTION, "accepted: {by: p-aud", "accepted: {by: p-it");
    commit(&place, "2026-06-02", "it", "Accept it myself");
    place.replace(ACTION, "accepted: {by: p-it", "accepted: {by: p-aud");
    commit(&place, "2026-06-03", "it", "Nobody saw it");
    let (_, lapses, _) = found(&place);
    assert!(lapses.iter().any(|rule| rule.contains("plan-self-accepted")), "{lapses:#?}");
}

#[test]
fn a_reason_that_is_exchanged_is_seen() {
    let place = begin();
    let entry = |reason: &str| {
        format!(
            "changes: [{{date: 2026-06-01, by: p-it, field: actions/1/due, from: \"2026-06-30\", to: \"2026-07-14\", reason: {reason}, approved_by: p-aud}}]\n"
        )
    };
    let action = place.read(ACTION).replace("due: 2026-06-30", "due: 2026-07-14");
    place.write(ACTION, format!("{action}{}", entry("Holidays")));
    commit(&place, "2026-06-02", "it", "Move it");
    place.write(ACTION, format!("{action}{}", entry("The chief executive wished it")));
    commit(&place, "2026-06-03", "it", "Another reason");
    let (_, lapses, _) = found(&place);
    assert!(lapses.iter().any(|rule| rule.contains("change-entry-rewritten")), "{lapses:#?}");
    place.write(ACTION, format!("{action}{}", entry("Holidays")));
    commit(&place, "2026-06-04", "it", "What was said");
    assert_eq!(found(&place).1.iter().filter(|rule| rule.contains("change-entry-rewritten")).count(), 1);
}

#[test]
fn a_step_back_does_not_open_what_was_given_out() {
    let entry = |field: &str, from: &str, to: &str| {
        format!(
            "  - {{date: 2026-06-02, by: p-it, field: {field}, from: {from}, to: {to}, reason: Think again, approved_by: p-manager}}\n"
        )
    };
    // An issued audit is not put off, a finding of it is no draft again, and a closed one is not merged away.
    for (path, from, to) in
        [(AUDIT, "closed", "postponed"), (FINDING, "planned", "draft"), (CLOSED, "closed", "superseded")]
    {
        let place = begin();
        place.replace(path, &format!("status: {from}"), &format!("status: {to}"));
        place.write(path, format!("{}changes:\n{}", place.read(path), entry("status", from, to)));
        commit(&place, "2026-06-02", "manager", "Back");
        let (code, rules, _) = found(&place);
        assert!(code == 1 && rules.contains(&"illegal-transition".to_owned()), "{path}: {rules:?}");
    }
}

#[test]
fn a_step_back_needs_somebody_who_agrees_and_takes_the_decision_away() {
    let kept = ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}";
    let back = |agreed: &str, accepted: &str| {
        let place = begin();
        place.replace(ACTION, "status: accepted", "status: draft");
        place.replace(ACTION, kept, accepted);
        let entry = format!(
            "{{date: 2026-06-02, by: p-it, field: status, from: accepted, to: draft, reason: Plan anew{agreed}}}"
        );
        place.write(ACTION, format!("{}changes: [{entry}]\n", place.read(ACTION)));
        // A draft goes with a finding that is open.
        place.replace(FINDING, "status: planned", "status: open");
        let entry =
            "{date: 2026-06-02, by: p-aud, field: status, from: planned, to: open, reason: The plan is made anew}";
        place.write(FINDING, format!("{}changes: [{entry}]\n", place.read(FINDING)));
        commit(&place, "2026-06-02", "aud", "Plan anew");
        place
    };
    names(&back("", ""), &["illegal-transition"]);
    // Who is named has not said so either.
    names(&back(", approved_by: p-it", ""), &["illegal-transition", "person-commit-mismatch"]);
    names(&back(", approved_by: p-mike", ""), &["illegal-transition", "person-commit-mismatch"]);
    names(&back(", approved_by: p-aud", kept), &["illegal-transition"]);
    clean(&back(", approved_by: p-aud", ""));
}

#[test]
fn a_reason_does_not_rewrite_what_a_report_states() {
    let place = begin();
    place.replace(FINDING, "statement: 1 of 8", "statement: 0 of 8");
    let entry = "changes:\n  - {date: 2026-06-02, by: p-it, field: statement, from: old, to: new, reason: Reads better, approved_by: p-manager}\n";
    place.write(FINDING, place.read(FINDING) + entry);
    commit(&place, "2026-06-02", "it", "Reads better");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"report-changed-after-issue".to_owned()), "{rules:?}");
    breaks(&place, &["IA-2026-01"]);
}

#[test]
fn an_agreed_item_is_not_cancelled_by_its_owner_alone() {
    let cancel = |changes: &str| {
        let place = begin();
        let second = "    status: in-progress\n  - {n: 2, what: Tell HR, type: corrective, owner: p-it, due: 2026-06-20, status: open}\n";
        place.replace(ACTION, "    status: in-progress\n", second);
        commit(&place, "2026-06-02", "it", "One thing more");
        place.replace(
            ACTION,
            "due: 2026-06-20, status: open",
            "due: 2026-06-20, status: cancelled, status_reason: Not needed",
        );
        place.write(ACTION, place.read(ACTION) + changes);
        commit(&place, "2026-06-03", "aud", "Cancel it");
        place
    };
    let gate = |place: &Place| {
        let arguments = ["gate", "--profile", "overdue", "--by", "original", "--as-of", "2026-06-25"];
        run(place.tickmark("r").args(arguments), &[0, 1]).code
    };
    let entry = |by: &str| {
        format!(
            "changes:\n  - {{date: 2026-06-03, by: p-it, field: actions/2/status, from: open, to: cancelled, reason: Not needed, approved_by: {by}}}\n"
        )
    };
    for changes in ["", &entry("p-it")] {
        let place = cancel(changes);
        let (code, rules, _) = found(&place);
        assert!(code == 1 && rules.contains(&"action-cancelled-without-reason".to_owned()), "{rules:?}");
        assert_eq!(gate(&place), 1, "what was promised and given up is late");
    }
    let place = cancel(&entry("p-aud"));
    clean(&place);
    assert_eq!(gate(&place), 0);
}

#[test]
fn what_was_checked_is_not_rewritten() {
    let checked = |change: &dyn Fn(&Place)| {
        let place = begin();
        place.replace(ACTION, "status: accepted", "status: effective");
        place.replace(
            ACTION,
            "status: in-progress",
            "status: done\n    done_on: 2026-06-01\n    evidence: [E-2026-004]",
        );
        place.replace(ACTION, "planned_on: 2026-09-15", "planned_on: 2026-09-15, checked_on: 2026-06-02, checked_by: p-aud, method: Looked, result: effective, evidence: [E-2026-090]");
        let evidence = place.read("r/evidence/2026/E-2026-004.yaml").replace("E-2026-004", "E-2026-090");
        place.write("r/evidence/2026/E-2026-090.yaml", evidence);
        place.replace(FINDING, "status: planned", "status: verified");
        commit(&place, "2026-06-02", "aud", "It works");
        change(&place);
        commit(&place, "2026-06-03", "it", "Polish");
        place
    };
    let rewrite = |from: &'static str, to: &'static str| checked(&|place: &Place| place.replace(ACTION, from, to));
    for (from, to) in [
        ("similar_found: 0", "similar_found: 7"),
        ("criterion: No leaver", "criterion: Hardly a leaver"),
        ("result: effective, evidence: [E-2026-090]", "result: effective, evidence: [E-2026-001]"),
    ] {
        let place = rewrite(from, to);
        names(&place, &["action-changed-after-closure"]);
        // Whoever brings it back does what the rule asks for.
        place.replace(ACTION, to, from);
        commit(&place, "2026-06-04", "it", "As it was");
        assert_eq!(found(&place).1.iter().filter(|rule| rule.contains("action-changed-after-closure")).count(), 1);
    }
    clean(&checked(&|place: &Place| {
        place.write(
            ACTION,
            place.read(ACTION) + "isms_changes: [{what: procedure, ref: Leavers 3, done_on: 2026-06-03}]\n",
        );
    }));
}

#[test]
fn a_former_owner_does_not_check_what_they_owned() {
    let place = begin();
    place.replace(ACTION, "owner: p-it\ncorrection", "owner: p-hr\ncorrection");
    place.replace(ACTION, "    owner: p-it\n", "    owner: p-hr\n");
    commit(&place, "2026-06-02", "it", "Somebody else's now");
    place.replace(ACTION, "planned_on: 2026-09-15", "planned_on: 2026-09-15, checked_on: 2026-06-03, checked_by: p-it, method: Looked, result: effective, evidence: [E-2026-004]");
    commit(&place, "2026-06-03", "it", "It works");
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&"effectiveness-checked-by-owner".to_owned()), "{rules:?}");
}

#[test]
fn evidence_of_a_closed_finding_is_not_exchanged_before_anybody_checked_it() {
    let place = begin();
    let path = "r/evidence/2026/E-2026-090.yaml";
    let hash = |letter: &str| letter.repeat(64);
    let evidence = |place: &str, hash: &str| {
        format!(
            "kind: evidence\nid: E-2026-090\ntitle: The register\ntype: record\nstatus: received\nsource: HR\ncollected_on: 2026-03-03\n\
             collected_by: p-aud\nlocation: https://dms.example/{place}\nsha256: \"{hash}\"\nclassification: internal\npersonal_data: false\n"
        )
    };
    place.write(path, evidence("90", &hash("a")));
    place.write(
        "r/findings/2026/F-2026-092.yaml",
        STRENGTH
            .replace("F-2026-090", "F-2026-092")
            .replace("IA-2026-01", "IA-2026-02")
            .replace("criteria:", "evidence: [E-2026-090]\ncriteria:"),
    );
    commit(&place, "2026-06-02", "manager", "An old one\n\nTickmark-Import: yes");
    place.write(path, evidence("91", &hash("a")));
    commit(&place, "2026-06-03", "it", "It moves");
    clean(&place);
    place.write(path, evidence("91", &hash("b")));
    commit(&place, "2026-06-04", "it", "Another one");
    names(&place, &["evidence-drifted"]);
}

#[test]
fn nobody_closes_their_own_finding_unseen() {
    let place = begin();
    let text = place.read(FINDING).replace("status: planned", "status: closed");
    let closed = |by: &str| format!("{text}closed: {{by: {by}, date: 2026-06-02, basis: We are content}}\n");
    place.write(FINDING, closed("p-it"));
    commit(&place, "2026-06-02", "it", "Close it");
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&"finding-closed-by-auditee".to_owned()), "{rules:?}");
}

#[test]
fn a_closure_that_is_taken_back_is_told() {
    let place = begin();
    place.replace(CLOSED, "status: closed", "status: open");
    let closed = place.read(CLOSED);
    let line = closed.lines().find(|line| line.starts_with("closed: ")).expect("who closed it").to_owned();
    let entry = "changes: [{date: 2026-06-02, by: p-aud, field: status, from: closed, to: open, reason: It is not so, approved_by: p-manager}]";
    place.replace(CLOSED, &line, entry);
    commit(&place, "2026-06-02", "aud", "Open it again\n\nApproved-by: p-manager");
    let of = |place: &Place| {
        let json = verify(place, &["--format", "json"]).json();
        let all = json["sealed"].as_array().expect("a list").clone();
        let of = all.into_iter().filter(|one| one["id"] == "F-2026-090");
        of.map(|one| (one["superseded"].as_bool(), one["intact"].as_bool())).collect::<Vec<_>>()
    };
    assert_eq!(of(&place), [(Some(true), Some(true))]);
    assert!(verify(&place, &[]).out.contains("opened again since"));
    // Closed on another ground, both are told, and neither is a lapse.
    place.replace(CLOSED, "status: open", "status: closed");
    let again = line.replace("2026-03-10", "2026-06-03");
    place.write(CLOSED, place.read(CLOSED) + &again + "\n");
    commit(&place, "2026-06-03", "aud", "It is so after all");
    assert_eq!(of(&place), [(Some(true), Some(true)), (Some(false), Some(true))]);
}
