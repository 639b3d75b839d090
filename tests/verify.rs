//! Tampering: repositories built by plain Git, each with one lapse that `verify` has to name, and honest ones, however
//! unusual, in which it must find nothing.

mod support;

use std::fs;

use support::history::*;
use support::{Place, Run, run};

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

#[test]
fn what_is_deleted_is_seen() {
    let audit = &["IA-2026-01"][..];
    for (path, ids) in
        [(CLOSED, &["IA-2026-01", "F-2026-090"][..]), (ACTION, &[]), (PAPER, audit), ("r/programmes/AP-2026.yaml", &[])]
    {
        let place = begin();
        fs::remove_file(place.path(path)).expect("removed");
        commit(&place, "2026-06-02", "manager", "Remove");
        let (code, rules, broken) = found(&place);
        assert!(code == 1 && rules.contains(&"record-deleted".to_owned()), "{path}: {rules:?}");
        assert_eq!(broken, ids, "{path}");
    }
}

#[test]
fn an_issued_report_that_is_edited_is_seen() {
    let edits = [
        (AUDIT, "effective: effective", "effective: partly"),
        (FINDING, "statement: 1 of 8", "statement: 1 of 80"),
        (FINDING, "evidence: [E-2026-001]", "evidence: [E-2026-004]"),
    ];
    for (path, from, to) in edits {
        let place = begin();
        place.replace(path, from, to);
        commit(&place, "2026-06-02", "aud", "Correct a word");
        names(&place, &["report-changed-after-issue"]);
    }
    let place = begin();
    place.replace(PAPER, "result: conform", "result: strength");
    commit(&place, "2026-06-02", "aud", "Correct a word");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"report-changed-after-issue".to_owned()), "{rules:?}");
}

#[test]
fn a_date_that_moves_in_silence_is_seen() {
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-09-30");
    commit(&place, "2026-06-02", "it", "New plan");
    names(&place, &["due-date-slipped"]);
}

#[test]
fn a_date_that_moves_when_it_has_passed_is_seen() {
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-31");
    let entry = "changes:\n  - {date: 2026-07-10, by: p-it, field: actions/1/due, from: \"2026-06-30\", to: \"2026-07-31\", reason: Late, approved_by: p-aud}\n";
    place.write(ACTION, place.read(ACTION) + entry);
    commit(&place, "2026-07-10", "it", "New date\n\nApproved-by: p-aud");
    let (_, rules, _) = found(&place);
    assert_eq!(rules, ["due-date-moved-when-overdue", "due-date-slipped"]);
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
fn a_person_whom_records_name_does_not_go() {
    let place = begin();
    let path = place.path("r/people/p-mike.yaml");
    let text = fs::read_to_string(&path).expect("it is there");
    fs::remove_file(&path).expect("it is there");
    commit(&place, "2026-06-02", "manager", "Nobody needs Mike");
    clean(&place);
    place.write("r/people/p-mike.yaml", text);
    place.replace("r/people/p-it.yaml", "position:", "reports_to: p-mike\nposition:");
    commit(&place, "2026-06-02", "manager", "But Ines does");
    clean(&place);
    fs::remove_file(&path).expect("it is there");
    commit(&place, "2026-06-02", "manager", "Nobody needs Mike");
    names(&place, &["record-deleted"]);
    let said = verify(&place, &[]).out;
    assert!(said.contains("the person p-mike is gone, and named by p-it"), "{said}");
}

#[test]
fn an_approval_in_the_name_of_somebody_else_is_seen() {
    // That it is their own plan is worse.
    for (email, code) in [("it", 1), ("ciso", 0), ("stranger@elsewhere.example", 0)] {
        let place = begin();
        place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
        commit(&place, "2026-06-02", email, "Accepted");
        exits(&place, code, &["person-commit-mismatch"]);
    }
}

#[test]
fn a_check_of_evidence_in_the_name_of_somebody_else_is_seen() {
    let path = "r/evidence/2026/E-2026-905.yaml";
    let received = || {
        let place = begin();
        let text = place.read("r/evidence/2026/E-2026-001.yaml").replace("E-2026-001", "E-2026-905");
        // Whoever is named already has not checked it yet.
        place.write(path, text.replace("status: verified", "status: received"));
        commit(&place, "2026-06-02", "it", "A list");
        clean(&place);
        place
    };
    for (who, message, rules) in [
        ("it", "Verified", &["person-commit-mismatch"][..]),
        ("it", "Verified\n\nApproved-by: p-aud", &[]),
        ("it", "Verified\n\nApproved-by: p-audit", &["person-commit-mismatch"]),
        ("aud", "Verified", &[]),
    ] {
        let place = received();
        place.replace(path, "status: received", "status: verified");
        commit(&place, "2026-06-03", who, message);
        names(&place, rules);
        let is_told =
            verify(&place, &[]).out.contains("the check of the evidence by p-aud was committed by p-it on 2026-06-03");
        assert_eq!(is_told, !rules.is_empty());
        // An approval that is spelt wrong is none, and whoever wrote it is told why.
        let misspelt = "the line `Approved-by: p-audit` names nobody on record";
        assert_eq!(verify(&place, &[]).out.contains(misspelt), message.ends_with("p-audit"));
    }

    // The auditor checks it on a branch, and it is exchanged there before it is merged.
    for (second, rules) in [("retain_until: 2031-03-31", &[][..]), ("sha256: ", &["person-commit-mismatch"])] {
        let place = received();
        place.git("r", &["checkout", "--quiet", "-b", "work"]);
        place.replace(path, "status: received", "status: verified");
        commit(&place, "2026-06-03", "aud", "Verified");
        let text = place.read(path);
        let line = text.lines().find(|line| line.starts_with(&second[..6])).expect("a line").to_owned();
        let new = if second == "sha256: " { format!("sha256: {}", "a".repeat(64)) } else { second.to_owned() };
        place.replace(path, &line, &new);
        commit(&place, "2026-06-03", "it", "A better list");
        place.git("r", &["checkout", "--quiet", "main"]);
        place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
        names(&place, rules);
    }
}

#[test]
fn an_entry_of_changes_in_the_name_of_somebody_else_is_seen() {
    for (who, message, rules) in [
        ("it", "Earlier", &["person-commit-mismatch"][..]),
        ("it", "Earlier\n\nApproved-by: p-aud", &[]),
        ("aud", "Earlier", &[]),
        ("manager", "Earlier, as p-aud said in the meeting", &[]),
    ] {
        let place = begin();
        place.replace(ACTION, "due: 2026-06-30", "due: 2026-06-20");
        let entry = "changes:\n  - {date: 2026-06-02, by: p-it, field: actions/1/due, from: \"2026-06-30\", to: \"2026-06-20\", reason: Plans, approved_by: p-aud}\n";
        place.write(ACTION, place.read(ACTION) + entry);
        commit(&place, "2026-06-02", who, message);
        names(&place, rules);
    }
}

#[test]
fn an_approval_that_is_passed_off_as_an_import_is_seen() {
    let place = begin();
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-05-02");
    commit(&place, "2026-06-02", "it", "Take over the old register\n\nTickmark-Import: yes");
    exits(&place, 1, &["backdated-entry", "person-commit-mismatch"]);
}

#[test]
fn evidence_that_goes_early_is_seen() {
    let place = begin();
    fs::remove_file(place.path("r/evidence/2026/E-2026-001.yaml")).expect("removed");
    commit(&place, "2026-06-02", "manager", "Clean up");
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&"evidence-removed-early".to_owned()), "{rules:?}");
}

#[test]
fn an_id_that_comes_back_for_something_else_is_seen() {
    let place = begin();
    let mike = place.read("r/people/p-mike.yaml");
    fs::remove_file(place.path("r/people/p-mike.yaml")).expect("removed");
    commit(&place, "2026-06-02", "manager", "Mike left");
    place.write("r/people/new/p-mike.yaml", mike.replace("name: Mike", "name: Michael"));
    commit(&place, "2026-06-03", "manager", "Michael came");
    names(&place, &["id-reused"]);
}

#[test]
fn what_is_brought_back_under_another_title_is_the_same_record() {
    let path = path_of("F-2026-091");
    let draft = |title: &str| {
        let text = strength_of("F-2026-091", "2026-06-02").replace("status: closed", "status: draft");
        let open: Vec<&str> = text.lines().filter(|line| !line.starts_with("closed:")).collect();
        open.join("\n").replace("title: The register is complete", title) + "\n"
    };
    let deleted = || {
        let place = begin();
        place.write(&path, draft("title: The register is complete"));
        commit(&place, "2026-06-02", "aud", "A draft");
        fs::remove_file(place.path(&path)).expect("it was there");
        commit(&place, "2026-06-03", "aud", "Not so");
        place
    };
    let place = deleted();
    place.write(&path, draft("title: The register has every system"));
    commit(&place, "2026-08-04", "aud", "So after all");
    names(&place, &["record-deleted"]);
    let place = deleted();
    place.write(
        &path,
        draft("title: The register has every system").replace("statement: The register", "statement: The list"),
    );
    commit(&place, "2026-08-04", "aud", "Something else");
    names(&place, &["id-reused", "record-deleted"]);
}

/// Deletes a record, brings it back as it was on the branch `work`, changes it there and merges it; gives what the review said.
fn away_and_back(place: &Place, path: &str, (from, to): (&str, &str), message: &str) -> String {
    let old = place.read(path);
    fs::remove_file(place.path(path)).expect("it was there");
    commit(place, "2026-06-02", "manager", "Away");
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.write(path, old);
    commit(place, "2026-06-03", "manager", "Back");
    place.replace(path, from, to);
    commit(place, "2026-06-03", "aud", message);
    let review = run(place.tickmark("r").args(["review", "main", "--as-of", "2026-06-03"]), &[0, 1]).out;
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut merge = place.command("git", "r");
    merge.env("GIT_AUTHOR_EMAIL", "manager@example.com").env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00");
    run(merge.args(["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]), &[0]);
    review
}

#[test]
fn what_is_brought_back_and_goes_on_is_the_same_record() {
    let place = begin();
    let review = away_and_back(&place, ACTION, ("due: 2026-06-30", "due: 2026-09-30"), "Later");
    assert!(review.contains("due-date-slipped") && review.contains("92 days later"), "{review}");
    let (_, rules, _) = found(&place);
    assert_eq!(rules, ["due-date-slipped", "record-deleted"]);

    let place = begin();
    let review = away_and_back(&place, CLOSED, ("grade: strength", "grade: opportunity"), "Not that strong");
    assert!(review.contains("finding-changed-after-closure") && !review.contains("id-reused"), "{review}");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"finding-changed-after-closure".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"id-reused".to_owned()), "{rules:?}");

    let place = begin();
    let review = away_and_back(&place, "r/people/p-mike.yaml", ("Trainee", "Engineer"), "Promoted");
    assert!(!review.contains("id-reused"), "{review}");
    clean(&place);
}

#[test]
fn what_comes_back_broken_is_held_against_what_it_was() {
    let place = begin();
    fs::remove_file(place.path(CLOSED)).expect("it was there");
    commit(&place, "2026-06-02", "aud", "Away");
    place.write(CLOSED, format!("{STRENGTH}  oops: [\n"));
    commit(&place, "2026-06-03", "aud", "Back, and broken");
    place.write(CLOSED, STRENGTH.replace("grade: strength", "grade: opportunity"));
    commit(&place, "2026-06-03", "aud", "Mended");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"finding-changed-after-closure".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"id-reused".to_owned()), "{rules:?}");
}

#[test]
fn what_begins_otherwise_is_another_record() {
    for (from, to) in
        [("detected_on: 2026-03-03", "detected_on: 2026-03-04"), ("audit: IA-2026-01", "audit: IA-2026-02")]
    {
        let place = begin();
        fs::remove_file(place.path(CLOSED)).expect("it was there");
        commit(&place, "2026-06-02", "aud", "Away");
        place.write(CLOSED, STRENGTH.replace(from, to));
        commit(&place, "2026-06-03", "aud", "Another one");
        let (_, rules, _) = found(&place);
        assert!(rules.contains(&"id-reused".to_owned()), "{to}: {rules:?}");
    }
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
fn a_plan_that_is_filled_in_behind_its_approval_is_seen() {
    let approved = |more: &str| {
        let place = begin();
        let plan = "plan: {version: 1, approved: {by: p-manager, date: 2026-06-02}}\n";
        place.write(NEXT, place.read(NEXT) + "dates: {start: 2026-07-10, end: 2026-07-11}\n" + plan + more);
        commit(&place, "2026-06-02", "manager", "The plan");
        clean(&place);
        place
    };
    let more = [
        "criteria: [A.5.18]\n",
        "scope: {statement: Leavers, processes: [identity]}\n",
        "team: [{person: p-aud, role: lead-auditor}]\n",
        "schedule: [{date: 2026-07-10, time: \"09:00\", activity: opening-meeting, auditor: p-aud, place: Berlin}]\n",
    ];
    for part in more {
        let place = approved("");
        place.write(NEXT, place.read(NEXT) + part);
        commit(&place, "2026-06-03", "manager", "What is audited");
        names(&place, &["plan-changed-after-approval"]);
    }
    let place = approved(more[0]);
    place.replace(NEXT, "criteria: [A.5.18]", "criteria: [A.5.18, A.5.16]");
    let entry = "{date: 2026-06-03, by: p-aud, field: criteria, from: A.5.18, to: \"A.5.18, A.5.16\", reason: They go together, \
                 approved_by: p-manager}";
    place.write(NEXT, place.read(NEXT) + &format!("changes:\n  - {entry}\n"));
    commit(&place, "2026-06-03", "manager", "One more");
    clean(&place);
    // Another number is no approval, and another approval is one.
    let place = approved(more[0]);
    place.replace(NEXT, "criteria: [A.5.18]", "criteria: [A.5.18, A.5.16]");
    place.replace(NEXT, "plan: {version: 1", "plan: {version: 2");
    commit(&place, "2026-06-03", "manager", "One more");
    names(&place, &["plan-changed-after-approval"]);
    let place = approved(more[0]);
    place.replace(NEXT, "criteria: [A.5.18]", "criteria: [A.5.18, A.5.16]");
    place.replace(NEXT, "date: 2026-06-02}}", "date: 2026-06-03}}");
    commit(&place, "2026-06-03", "manager", "One more");
    clean(&place);
    // A declaration comes when it is signed, and a timetable moves.
    let place = approved(&more[2..].concat());
    place.replace(
        NEXT,
        "role: lead-auditor",
        "role: lead-auditor, independence: {declared_on: 2026-06-03, statement: None}",
    );
    place.replace(NEXT, "09:00", "09:30");
    commit(&place, "2026-06-03", "aud", "Half an hour later");
    clean(&place);
}

#[test]
fn a_decision_that_gets_another_person_and_keeps_its_day_is_seen() {
    let old = "accepted: {by: p-aud, date: 2026-03-20";
    let place = begin();
    place.replace(ACTION, old, "accepted: {by: p-aud2, date: 2026-03-20");
    commit(&place, "2026-06-03", "aud2", "Accepted by me");
    names(&place, &["decider-changed"]);
    let entry = "{date: 2026-06-03, by: p-it, field: plan/accepted/by, from: p-aud, to: p-aud2, reason: The mail is from her, approved_by: p-manager}";
    let place = begin();
    place.replace(ACTION, old, "accepted: {by: p-aud2, date: 2026-03-20");
    place.write(ACTION, place.read(ACTION) + &format!("changes:\n  - {entry}\n"));
    commit(&place, "2026-06-03", "manager", "It was her from the beginning");
    clean(&place);
    // Accepted anew, and a person whose record gets another id.
    let place = begin();
    accept(&place);
    commit(&place, "2026-06-03", "aud2", "Accepted anew");
    clean(&place);
    place.git("r", &["mv", "people/p-aud2.yaml", "people/p-ada.yaml"]);
    place.replace("r/people/p-ada.yaml", "id: p-aud2", "id: p-ada");
    place.replace(ACTION, "accepted: {by: p-aud2", "accepted: {by: p-ada");
    commit(&place, "2026-06-04", "manager", "Ada is called Ada");
    let (_, rules, _) = found(&place);
    assert!(!rules.contains(&"decider-changed".to_owned()), "{rules:?}");
}

#[test]
fn a_programme_that_is_changed_behind_its_approval_is_seen() {
    let place = begin();
    let text = place.read(PROGRAMME);
    let start = text.find("  - audit: IA-2026-02").expect("the line");
    let end = text.find("communications:").expect("the end");
    place.write(PROGRAMME, format!("{}{}", &text[..start], &text[end..]));
    commit(&place, "2026-06-02", "manager", "One is enough");
    names(&place, &["audit-removed"]);

    let place = begin();
    place.replace(PROGRAMME, "to: 2026-12-31}\n    criteria", "to: 2027-03-31}\n    criteria");
    commit(&place, "2026-06-02", "manager", "Later");
    names(&place, &["audit-postponed-without-reason"]);
}

#[test]
fn a_policy_that_is_weakened_in_the_change_that_needs_it_does_not_help() {
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-09-30");
    place.write(SETTINGS, place.read(SETTINGS) + "rules: {due-date-slipped: {level: allow, reason: It annoys us}}\n");
    commit(&place, "2026-06-02", "ciso", "New plan");
    names(&place, &["due-date-slipped", "rule-switched-off"]);

    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-09-30");
    let waiver =
        "waivers:\n  - {rule: due-date-slipped, reason: We agreed, approved_by: p-manager, until: 2026-12-31}\n";
    place.write(ACTION, place.read(ACTION) + waiver);
    commit(&place, "2026-06-02", "it", "New plan");
    // The waiver is one that nobody gave, and counts from the next commit on.
    names(&place, &["due-date-slipped", "person-commit-mismatch", "rule-switched-off"]);
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
fn a_statement_of_applicability_that_changes_behind_its_approval_is_seen() {
    let place = begin();
    place.replace("r/soa.yaml", "status: implemented", "status: planned");
    commit(&place, "2026-06-02", "ciso", "Honest now");
    names(&place, &["soa-changed-after-approval"]);
}

#[test]
fn what_is_written_down_too_late_is_seen() {
    let place = begin();
    place.write(NEXT, place.read(NEXT) + "dates: {start: 2026-06-10, end: 2026-06-11}\nplan: {version: 1, approved: {by: p-manager, date: 2026-06-14}}\n");
    commit(&place, "2026-06-15", "manager", "The plan");
    names(&place, &["plan-backdated"]);

    let place = begin();
    let draft = STRENGTH.replace("F-2026-090", "F-2026-091").replace("status: closed", "status: draft");
    // Of an audit that is under way.
    let draft = draft.replace("IA-2026-01", "IA-2026-02");
    let open = draft.lines().filter(|line| !line.starts_with("closed:")).collect::<Vec<_>>().join("\n") + "\n";
    place.write("r/findings/2026/F-2026-091.yaml", &open);
    commit(&place, "2026-06-02", "aud", "A draft");
    place.write("r/findings/2026/F-2026-091.yaml", draft.replace("status: draft", "status: closed"));
    commit(&place, "2026-08-15", "aud", "Closed in March");
    names(&place, &["backdated-entry"]);
}

/// A day, who committed on it, and what.
type WorkOf<'a> = (&'a str, &'a str, &'a dyn Fn(&Place));

/// Commits on a branch, and merges it on another day.
fn merge_of(place: &Place, merged: &str, commits: &[WorkOf<'_>]) {
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    for (day, who, change) in commits {
        change(place);
        commit(place, day, who, "Some work");
    }
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut command = place.command("git", "r");
    command.env("GIT_AUTHOR_EMAIL", "it@example.com").env("GIT_COMMITTER_DATE", format!("{merged}T12:00:00+00:00"));
    run(command.args(["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]), &[0]);
}

#[test]
fn what_was_written_down_on_a_branch_in_time_may_wait_for_its_merge() {
    let nothing = |_: &Place| ();
    let plan = |place: &Place| {
        place.write(NEXT, place.read(NEXT) + "dates: {start: 2026-06-10, end: 2026-06-11}\nplan: {version: 1, approved: {by: p-manager, date: 2026-06-08}}\n");
    };
    let cases: &[(&str, &[WorkOf<'_>], &[&str])] = &[
        ("2026-06-20", &[("2026-06-03", "aud2", &accept)], &[]),
        ("2026-06-20", &[("2026-06-18", "aud2", &accept)], &["backdated-entry"]),
        // A clock that was put back does not help: what it follows is younger.
        ("2026-06-20", &[("2026-06-18", "it", &nothing), ("2026-06-03", "aud2", &accept)], &["backdated-entry"]),
        ("2026-06-20", &[("2026-06-08", "manager", &plan)], &[]),
        ("2026-06-20", &[("2026-06-14", "manager", &plan)], &["plan-backdated"]),
    ];
    for (merged, commits, rules) in cases {
        let place = begin();
        merge_of(&place, merged, commits);
        match rules {
            [] => clean(&place),
            rules => names(&place, rules),
        }
    }
    // What the merge itself adds is as old as the merge.
    let place = begin();
    merge_of(
        &place,
        "2026-06-20",
        &[("2026-06-03", "aud2", &|place| place.replace(ACTION, "note: The directory", "note: A directory"))],
    );
    accept(&place);
    place.git("r", &["add", "--all"]);
    let mut command = place.command("git", "r");
    command.env("GIT_AUTHOR_EMAIL", "aud2@example.com").env("GIT_COMMITTER_DATE", "2026-06-20T12:00:00+00:00");
    run(command.args(["commit", "--quiet", "--amend", "--reset-author", "--no-edit"]), &[0]);
    assert!(found(&place).1.contains(&"backdated-entry".to_owned()), "{:?}", found(&place));
}

/// A strength of the next audit, found and closed by the auditor on a day.
fn strength_of(id: &str, day: &str) -> String {
    let text = STRENGTH.replace("F-2026-090", id).replace("IA-2026-01", "IA-2026-02");
    text.replace("detected_on: 2026-03-03", &format!("detected_on: {day}"))
        .replace("date: 2026-03-10", &format!("date: {day}"))
}

fn path_of(id: &str) -> String {
    format!("r/findings/2026/{id}.yaml")
}

#[test]
fn what_gets_another_number_or_is_mended_on_a_branch_was_written_down_before() {
    let (first, second) = (path_of("F-2026-091"), path_of("F-2026-092"));
    let write = |place: &Place| place.write(&first, strength_of("F-2026-091", "2026-06-03"));
    let renumber = |place: &Place| {
        place.write(&second, place.read(&first).replace("F-2026-091", "F-2026-092"));
        fs::remove_file(place.path(&first)).expect("it was there");
    };
    let place = begin();
    merge_of(&place, "2026-06-28", &[("2026-06-03", "aud", &write), ("2026-06-25", "it", &renumber)]);
    clean(&place);
    // What is not the same under the new number is another record.
    let place = begin();
    let rewrite = |place: &Place| {
        renumber(place);
        place.replace(&second, "The register is complete", "The register is nearly complete");
    };
    merge_of(&place, "2026-06-28", &[("2026-06-03", "aud", &write), ("2026-06-25", "it", &rewrite)]);
    names(&place, &["backdated-entry", "person-commit-mismatch"]);

    // Another branch took the number first, and the main line came into this one.
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    write(&place);
    commit(&place, "2026-06-03", "aud", "A strength");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.write(&first, strength_of("F-2026-091", "2026-06-04").replace("register", "list of suppliers"));
    commit(&place, "2026-06-04", "aud", "Another strength");
    place.git("r", &["checkout", "--quiet", "work"]);
    run(place.command("git", "r").args(["merge", "--quiet", "--no-commit", "main"]), &[1]);
    place.git("r", &["checkout", "--quiet", "--theirs", "."]);
    place.write(&second, strength_of("F-2026-092", "2026-06-03"));
    commit(&place, "2026-06-25", "it", "Merge branch 'main' into work");
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut merge = place.command("git", "r");
    merge.env("GIT_COMMITTER_DATE", "2026-06-28T12:00:00+00:00").env("GIT_AUTHOR_EMAIL", "it@example.com");
    run(merge.args(["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]), &[0]);
    clean(&place);

    let place = begin();
    let break_it = |place: &Place| place.replace(&first, "status: closed", "status: closed]");
    let mend = |place: &Place| place.replace(&first, "status: closed]", "status: closed");
    let acts: [WorkOf<'_>; 3] =
        [("2026-06-03", "aud", &write), ("2026-06-04", "it", &break_it), ("2026-06-25", "it", &mend)];
    merge_of(&place, "2026-06-28", &acts);
    clean(&place);
}

#[test]
fn a_clock_that_is_ahead_on_a_branch_counts_for_nobody_else() {
    let path = path_of("F-2026-091");
    let write = |place: &Place| place.write(&path, strength_of("F-2026-091", "2026-06-04"));
    let lesson = |place: &Place| place.replace(AUDIT, "lessons: [", "lessons: [Bring cake, ");
    let place = begin();
    merge_of(&place, "2026-06-28", &[("2027-06-03", "it", &lesson), ("2026-06-04", "aud", &write)]);
    clean(&place);
    // What such a commit writes down itself came with the merge at the latest, and no earlier than anybody can tell.
    let place = begin();
    merge_of(&place, "2026-06-28", &[("2027-06-03", "aud", &write)]);
    names(&place, &["backdated-entry"]);
    // A clock that is behind takes nothing back.
    let place = begin();
    merge_of(&place, "2026-06-28", &[("2026-06-20", "it", &lesson), ("2026-06-04", "aud", &write)]);
    names(&place, &["backdated-entry"]);
}

#[test]
fn a_day_that_moves_with_its_item_is_not_written_down_anew() {
    let place = begin();
    place.replace(ACTION, "status: in-progress", "status: done\n    done_on: 2026-06-02\n    evidence: [E-2026-004]");
    commit(&place, "2026-06-02", "it", "Done");
    let second = "actions:\n  - n: 2\n    what: Tell the managers\n    type: corrective\n    owner: p-it\n    due: 2026-09-30\n    status: open\n";
    place.replace(ACTION, "actions:\n", second);
    commit(&place, "2026-07-15", "it", "One more, above it\n\nApproved-by: p-aud");
    assert!(!found(&place).1.contains(&"backdated-entry".to_owned()), "{:?}", found(&place));
}

#[test]
fn a_tag_that_is_gone_or_moved_is_seen() {
    let place = begin();
    place.git("r", &["tag", "--delete", TAG]);
    breaks(&place, &["IA-2026-01"]);

    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "side"]);
    place.replace(AUDIT, "effective: effective", "effective: partly");
    commit(&place, "2026-06-02", "aud", "A nicer report");
    place.git("r", &["tag", "--force", TAG]);
    place.git("r", &["checkout", "--quiet", "main"]);
    breaks(&place, &["IA-2026-01"]);

    let place = begin();
    place.replace(AUDIT, "effective: effective", "effective: partly");
    commit(&place, "2026-06-02", "aud", "A nicer report");
    place.git("r", &["tag", "--force", TAG]);
    breaks(&place, &["IA-2026-01"]);

    // It is there, and names no commit at all.
    let place = begin();
    let file = place.git("r", &["rev-parse", "HEAD:tickmark.yaml"]);
    place.git("r", &["tag", "--force", TAG, file.trim()]);
    let run = verify(&place, &[]);
    assert!(run.code == 1 && run.out.contains(&format!("tag {TAG} IS NOT PART of this history")), "{run:#?}");
}

#[test]
fn what_changes_while_nothing_is_a_record_is_seen_once_something_is() {
    let lose = |place: &Place| {
        fs::rename(place.path(SETTINGS), place.path("settings")).expect("moved");
        commit(place, "2026-06-02", "manager", "Lose the settings");
    };
    let place = begin();
    lose(&place);
    place.replace(CLOSED, "is complete\ndet", "is perfect\ndet");
    commit(&place, "2026-06-03", "aud", "A nicer finding");
    fs::rename(place.path("settings"), place.path(SETTINGS)).expect("moved");
    commit(&place, "2026-06-04", "manager", "Settings back");
    names(&place, &["finding-changed-after-closure", "record-root-lost"]);

    let place = begin();
    lose(&place);
    fs::rename(place.path("settings"), place.path(SETTINGS)).expect("moved");
    commit(&place, "2026-06-04", "manager", "Settings back");
    names(&place, &["record-root-lost"]);
}

#[test]
fn what_breaks_before_it_goes_or_moves_is_the_same_record() {
    let break_it = |place: &Place, path: &str| {
        let whole = place.read(path);
        place.write(path, format!("{whole}x: [\n"));
        commit(place, "2026-06-02", "it", "A slip");
        whole
    };
    for (path, rule) in [
        (CLOSED, "record-deleted"),
        (PAPER, "record-deleted"),
        (PROGRAMME, "record-deleted"),
        ("r/evidence/2026/E-2026-001.yaml", "evidence-removed-early"),
    ] {
        let place = begin();
        break_it(&place, path);
        fs::remove_file(place.path(path)).expect("removed");
        commit(&place, "2026-06-03", "it", "Tidy up");
        let (code, rules, _) = found(&place);
        assert!(code == 1 && rules.contains(&rule.to_owned()), "{path}: {rules:?}");
    }

    // Under another path it is held against what it was before it broke.
    let place = begin();
    let whole = break_it(&place, ACTION);
    fs::remove_file(place.path(ACTION)).expect("removed");
    place.write("r/actions/CA-2026-001.yaml", whole.replace("due: 2026-06-30", "due: 2026-12-31"));
    commit(&place, "2026-06-03", "it", "Mend it");
    assert!(found(&place).1.contains(&"due-date-slipped".to_owned()), "{:?}", found(&place));

    // A folder that moves meanwhile changes nothing.
    let place = begin();
    let whole = break_it(&place, FINDING);
    fs::rename(place.path("r/findings/2026"), place.path("r/findings/of-2026")).expect("moved");
    commit(&place, "2026-06-03", "manager", "Other folders");
    place.write("r/findings/of-2026/F-2026-001.yaml", whole);
    commit(&place, "2026-06-04", "manager", "Mend it");
    clean(&place);
}

#[test]
fn what_hides_commits_is_no_proof() {
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-12-31");
    commit(&place, "2026-06-02", "it", "Later");
    place.git("r", &["checkout", "--quiet", "HEAD~1", "--", "."]);
    commit(&place, "2026-06-03", "it", "Never mind");
    let ids = place.git("r", &["rev-parse", "HEAD", "HEAD~2"]);
    place.write("r/.git/info/grafts", ids.split_whitespace().collect::<Vec<_>>().join(" "));
    let run = verify(&place, &[]);
    assert!(run.code == 2 && run.err.contains("`info/grafts` of this clone"), "{run:#?}");
    let run = self::run(place.tickmark("r").args(["lint", "--as-of", "2026-06-15"]), &[0, 1]);
    assert!(run.err.contains("history-unavailable") || run.out.contains("history-unavailable"), "{run:#?}");
}

#[test]
fn a_record_that_becomes_a_link_is_gone() {
    let place = begin();
    let file = place.git("r", &["rev-parse", "HEAD:findings/2026/F-2026-090.yaml"]);
    let entry = format!("120000,{},findings/2026/F-2026-090.yaml", file.trim());
    place.git("r", &["update-index", "--cacheinfo", &entry]);
    place.git("r", &["commit", "--quiet", "-m", "A link"]);
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&"record-deleted".to_owned()), "{rules:?}");
}

#[test]
fn the_root_that_is_asked_for_is_judged() {
    // A copy is judged with the history of what it was copied from.
    let place = begin();
    fs::create_dir(place.path("r/old")).expect("a folder");
    for entry in fs::read_dir(place.path("r")).expect("a folder").flatten() {
        let name = entry.file_name().into_string().expect("a name");
        if !name.starts_with('.') && name != "old" {
            fs::rename(entry.path(), place.path(format!("r/old/{name}"))).expect("moved");
        }
    }
    commit(&place, "2026-06-02", "manager", "Move the records");
    run(place.command("cp", "r").args(["-r", "old", "records"]), &[0]);
    place.replace("r/records/findings/2026/F-2026-090.yaml", "is complete\ndet", "is perfect\ndet");
    commit(&place, "2026-06-03", "manager", "A copy");
    let run_in = |folder: &str| run(place.tickmark(format!("r/{folder}")).arg("verify"), &[0, 1]);
    assert!(run_in("records").out.contains("finding-changed-after-closure"), "{:#?}", run_in("records"));
    assert_eq!(run_in("old").code, 0);

    // Another root beside it is not taken for what was there before.
    let place = begin();
    move_root(&place);
    place.write("r/template/tickmark.yaml", "kind: isms\nid: isms\n");
    commit(&place, "2026-06-02", "manager", "Move the records, and a template");
    fs::rename(place.path("r/isms"), place.path("r/records")).expect("moved");
    commit(&place, "2026-06-03", "manager", "Move them again");
    let run = run(place.tickmark("r/records").arg("verify"), &[0, 1]);
    assert!(run.out.contains("2 issued or closed, all as they were; 0 errors, 0 warnings"), "{run:#?}");
}

#[test]
fn what_was_agreed_to_on_a_branch_is_what_comes() {
    let accept = |place: &Place| {
        place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
    };
    let branch = |place: &Place| drop(place.git("r", &["checkout", "--quiet", "-b", "one"]));
    let merge = |place: &Place| {
        place.git("r", &["checkout", "--quiet", "main"]);
        let mut command = place.command("git", "r");
        command.env("GIT_AUTHOR_EMAIL", "it@example.com").env("GIT_COMMITTER_DATE", "2026-06-05T12:00:00+00:00");
        run(command.args(["merge", "--quiet", "--no-ff", "-m", "Merge one", "one"]), &[0]);
    };
    let place = begin();
    branch(&place);
    accept(&place);
    commit(&place, "2026-06-03", "aud2", "I agree");
    merge(&place);
    clean(&place);

    // Another plan than the one that was accepted.
    let place = begin();
    branch(&place);
    accept(&place);
    commit(&place, "2026-06-03", "aud2", "I agree");
    place.replace(ACTION, "due: 2026-06-30", "due: 2028-06-30");
    commit(&place, "2026-06-04", "it", "Later");
    merge(&place);
    assert!(found(&place).1.contains(&"person-commit-mismatch".to_owned()), "{:?}", found(&place));

    // Taken back, and written in again by somebody else.
    let place = begin();
    branch(&place);
    accept(&place);
    commit(&place, "2026-06-03", "aud2", "I agree");
    place.git("r", &["checkout", "--quiet", "main", "--", "actions"]);
    commit(&place, "2026-06-03", "aud2", "I do not");
    accept(&place);
    commit(&place, "2026-06-04", "it", "They do");
    merge(&place);
    exits(&place, 1, &["person-commit-mismatch"]);
}

#[test]
fn whoever_makes_themselves_manager_is_not_believed() {
    let place = begin();
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
    place.replace(SETTINGS, "programme_manager: p-manager", "programme_manager: p-it");
    commit(&place, "2026-06-03", "it", "Accepted");
    assert!(found(&place).1.contains(&"person-commit-mismatch".to_owned()), "{:?}", found(&place));
}

#[test]
fn the_clock_that_stands_alone_is_named() {
    let place = begin();
    for (day, who) in [("2030-01-01", "it"), ("2026-06-02", "manager"), ("2026-06-03", "manager")] {
        place.replace(ACTION, "title: ", "title: Still ");
        commit(&place, day, who, day);
    }
    let verified = verify(&place, &[]);
    assert!(
        verified.out.contains("dated 2030-01-01, after commits that came after it")
            && !verified.out.contains("before one that it came after")
    );
    let head = place.git("r", &["rev-parse", "--short=10", "HEAD"]);
    for (at, is_last) in [("2026-06-10", true), ("HEAD", true), ("2026-06-02", false), ("HEAD~1", false)] {
        let status = run(place.tickmark("r").args(["status", "--at", at]), &[0]).out;
        assert_eq!(status.contains(head.trim()), is_last, "{at}: {status}");
    }
    let none = run(place.tickmark("r").args(["status", "--at", "2026-13-01"]), &[2]);
    assert!(none.err.contains("a date is written YYYY-MM-DD"), "{none:#?}");
}

#[test]
fn the_signature_of_another_tag_is_none() {
    let place = begin_signed("tags");
    issue(&place);
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    sign_tag(&place, "aud", "another");
    place.git("r", &["update-ref", &format!("refs/tags/{SECOND}"), "refs/tags/another"]);
    let run = verify(&place, &[]);
    assert!(run.code == 1 && run.out.contains("has the signature of another tag, `another`"), "{run:#?}");
    assert!(run.out.contains("is a reference to another tag, `another`"), "{run:#?}");
    let site = ["site", "--as-of", "2026-07-20", "-o", "../out", "--audience", "management"];
    support::run(place.tickmark("r").args(site), &[0]);
    let page = place.read("out/integrity.html");
    assert!(page.contains("is a reference to another tag:</span> <code>another</code>"), "{page}");
    // Whoever did not issue it vouches for nothing.
    sign_tag(&place, "it", SECOND);
    let run = verify(&place, &[]);
    assert!(run.code == 1 && run.out.contains("is signed by p-it, who did not issue the report"), "{run:#?}");
    sign_tag(&place, "aud", SECOND);
    clean(&place);
}

#[test]
fn a_person_that_moves_keeps_their_addresses() {
    let place = begin();
    fs::create_dir(place.path("r/people/a")).expect("a folder");
    fs::rename(place.path("r/people/p-aud2.yaml"), place.path("r/people/a/p-aud2.yaml")).expect("moved");
    commit(&place, "2026-06-02", "manager", "Folders");
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
    commit(&place, "2026-06-03", "aud2", "I agree");
    clean(&place);
}

#[test]
fn a_history_that_is_written_anew_is_seen_by_its_receipt() {
    let place = begin();
    place.replace(ACTION, "status: in-progress", "status: open");
    commit(&place, "2026-06-02", "manager", "Not begun");
    commit(&place, "2026-06-03", "manager", "Nothing");
    assert_eq!(verify(&place, &["--receipt", "../seen.json"]).code, 1, "going back a step is one lapse already");
    let same = verify(&place, &["--since-receipt", "../seen.json"]);
    assert!(!same.err.contains("written anew"), "{same:#?}");
    commit(&place, "2026-06-04", "manager", "More");
    assert!(!verify(&place, &["--since-receipt", "../seen.json"]).err.contains("error"));

    place.git("r", &["reset", "--quiet", "--hard", "HEAD~2"]);
    let shorter = verify(&place, &["--since-receipt", "../seen.json"]);
    assert!(shorter.code == 1 && shorter.err.contains("the main line has 2 commits, and had 3"), "{shorter:#?}");
    for message in ["Other", "And other", "And more"] {
        commit(&place, "2026-06-05", "manager", message);
    }
    let other = verify(&place, &["--since-receipt", "../seen.json"]);
    assert!(other.code == 1 && other.err.contains("history was written anew"), "{other:#?}");
    // What is handed on without the other stream says so too.
    for format in ["text", "markdown"] {
        let told = verify(&place, &["--since-receipt", "../seen.json", "--format", format]).out;
        assert!(told.contains("This history DOES NOT GO ON from the receipt of commit"), "{told}");
        assert!(told.contains("; NOT the history that the receipt saw"), "{told}");
    }
    let told = verify(&place, &["--since-receipt", "../seen.json", "--format", "json"]).out;
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["since_receipt"]["holds"], false);
}

#[test]
fn the_profile_of_the_first_weeks_lets_nobody_rewrite_what_is_reported() {
    let place = begin();
    place.write(SETTINGS, place.read(SETTINGS) + "profile: starter\n");
    commit(&place, "2026-06-02", "manager", "Few rules for now");
    place.replace(FINDING, "statement: 1 of 8", "statement: None of 8");
    commit(&place, "2026-06-03", "it", "Better words");
    // That fewer rules are asked from some day on is named as well.
    names(&place, &["report-changed-after-issue", "rule-switched-off"]);
    let told = verify(&place, &["--format", "markdown"]).out;
    assert!(told.contains("at the profile ") && told.contains("starter"), "{told}");
}

/// Moves all records from the top of the repository into a folder.
fn move_root(place: &Place) {
    fs::create_dir(place.path("r/isms")).expect("a folder");
    for name in [
        "actions",
        "audits",
        "catalogues",
        "evidence",
        "findings",
        "people",
        "programmes",
        "reviews",
        "soa.yaml",
        "tickmark.yaml",
    ] {
        if place.path(format!("r/{name}")).exists() {
            fs::rename(place.path(format!("r/{name}")), place.path(format!("r/isms/{name}"))).expect("moved");
        }
    }
}

#[test]
fn records_that_move_as_a_whole_are_the_same_records() {
    let place = begin();
    move_root(&place);
    commit(&place, "2026-06-02", "manager", "Move the records");
    let run = run(place.tickmark("r/isms").arg("verify"), &[0]);
    assert!(run.out.contains("2 issued or closed, all as they were; 0 errors, 0 warnings"), "{run:#?}");
}

#[test]
fn what_hides_in_a_merge_or_a_move_is_seen() {
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "one"]);
    place.write("r/notes.txt", "a\n");
    commit(&place, "2026-06-02", "aud", "Notes");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "--no-commit", "one"]);
    place.replace(CLOSED, "is complete\ndet", "is perfect\ndet");
    commit(&place, "2026-06-03", "manager", "Merge one");
    names(&place, &["finding-changed-after-closure"]);

    let place = begin();
    for branch in ["one", "two"] {
        place.git("r", &["checkout", "--quiet", "-b", branch, "main"]);
        if branch == "two" {
            place.replace(ACTION, "due: 2026-06-30", "due: 2026-12-30");
        }
        place.write(&format!("r/{branch}.txt"), "a\n");
        commit(&place, "2026-06-02", "it", branch);
    }
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Octopus", "one", "two"]);
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"due-date-slipped".to_owned()), "{rules:?}");

    let place = begin();
    move_root(&place);
    place.replace("r/isms/findings/2026/F-2026-090.yaml", "is complete\ndet", "is perfect\ndet");
    commit(&place, "2026-06-02", "manager", "Move the records");
    let run = run(place.tickmark("r/isms").args(["verify", "--format", "json"]), &[1]);
    assert!(run.out.contains("finding-changed-after-closure"), "{run:#?}");
}

/// Honest, and unusual: each does one thing to a repository that is not to be mistaken for tampering.
#[test]
fn honest_histories_are_clean() {
    type Act = fn(&Place);
    let histories: [(&str, Act); 16] = [
        ("a merged branch", |place| {
            place.git("r", &["checkout", "--quiet", "-b", "work"]);
            place.write(AUDIT, place.read(AUDIT).replace("lessons: [", "lessons: [Bring cake, "));
            commit(place, "2026-06-02", "aud", "A lesson");
            place.git("r", &["checkout", "--quiet", "main"]);
            place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
        }),
        ("an octopus", |place| {
            for branch in ["one", "two"] {
                place.git("r", &["checkout", "--quiet", "-b", branch, "main"]);
                place.write(&format!("r/{branch}.txt"), "a\n");
                commit(place, "2026-06-02", "it", branch);
            }
            place.git("r", &["checkout", "--quiet", "main"]);
            place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Octopus", "one", "two"]);
        }),
        ("another layout and Windows' line ends", |place| {
            for path in [CLOSED, FINDING, AUDIT] {
                place.write(path, place.read(path).replace('\n', "\r\n") + "# read in the meeting\r\n");
            }
            commit(place, "2026-06-02", "aud", "Another editor");
        }),
        ("files that move", |place| {
            place.git("r", &["mv", "findings/2026", "findings/old"]);
            commit(place, "2026-06-02", "manager", "Move");
        }),
        ("a record that was broken for a day", |place| {
            place.write(CLOSED, format!("{STRENGTH}oops: [\n"));
            commit(place, "2026-06-02", "aud", "Slip");
            place.write(CLOSED, STRENGTH);
            commit(place, "2026-06-03", "aud", "Mend");
        }),
        ("a person who is deleted by mistake and brought back", |place| {
            let mike = place.read("r/people/p-mike.yaml");
            fs::remove_file(place.path("r/people/p-mike.yaml")).expect("removed");
            commit(place, "2026-06-02", "manager", "Slip");
            place.write("r/people/p-mike.yaml", mike);
            commit(place, "2026-06-03", "manager", "Mend");
        }),
        ("an approval by the line of a message", |place| {
            place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
            commit(place, "2026-06-02", "it", "Accepted\n\nApproved-by: p-aud2");
        }),
        ("an approval by the address that a forge gives", |place| {
            let aud = place.read("r/people/p-aud2.yaml");
            place.write("r/people/p-aud2.yaml", format!("{aud}forge: {{github: aud-two}}\n"));
            commit(place, "2026-06-02", "manager", "A name on the forge");
            place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
            commit(place, "2026-06-02", "99+aud-two@users.noreply.github.com", "Accepted");
        }),
        ("records that come from elsewhere", |place| {
            let old = STRENGTH.replace("F-2026-090", "F-2026-070");
            place.write("r/findings/2026/F-2026-070.yaml", old);
            commit(
                place,
                "2026-08-02",
                "it",
                "Take over the old register\n\nTickmark-Import: yes\nApproved-by: p-manager",
            );
        }),
        ("a finding that is opened again for a reason", |place| {
            let entry = "changes:\n  - {date: 2026-06-02, by: p-aud, field: status, from: closed, to: open, reason: Four systems were missing, approved_by: p-manager}\n";
            let open =
                STRENGTH.replace("status: closed", "status: open").replace("grade: strength", "grade: observation");
            let open = open.lines().filter(|line| !line.starts_with("closed:")).collect::<Vec<_>>().join("\n");
            // The grade is changed once the finding is open.
            let reopened = open.replace("grade: observation", "grade: strength");
            place.write(CLOSED, format!("{reopened}\n{entry}"));
            commit(place, "2026-06-02", "aud", "Open it again\n\nApproved-by: p-manager");
        }),
        ("a new version of a report", |place| {
            place.git("r", &["tag", "report/IA-2026-01/v2"]);
            let entry = |from: &str, to: &str| {
                format!(
                    "  - {{date: 2026-06-02, by: p-aud, field: status, from: {from}, to: {to}, reason: A wrong word, approved_by: p-manager}}\n"
                )
            };
            place.replace(AUDIT, "status: closed", "status: drafted");
            place.write(AUDIT, format!("{}changes:\n{}", place.read(AUDIT), entry("closed", "drafted")));
            commit(place, "2026-06-02", "aud", "Another version\n\nApproved-by: p-manager");
            place.replace(AUDIT, "effective: effective", "effective: partly");
            place.replace(AUDIT, "status: drafted", "status: issued");
            place.replace(
                AUDIT,
                "version: 1\n  issued: {by: p-aud, date: 2026-03-12}",
                "version: 2\n  issued: {by: p-aud, date: 2026-06-03}",
            );
            place.replace(AUDIT, "tag: report/IA-2026-01/v1", "tag: report/IA-2026-01/v2");
            commit(place, "2026-06-03", "aud", "Issue it");
            place.git("r", &["tag", "--force", "report/IA-2026-01/v2"]);
        }),
        ("several moves of a date in one squash", |place| {
            place.replace(ACTION, "due: 2026-06-30", "due: 2026-06-20");
            let entry = |from: &str, to: &str| {
                format!(
                    "  - {{date: 2026-06-02, by: p-it, field: actions/1/due, from: \"{from}\", to: \"{to}\", reason: Plans, approved_by: p-aud}}\n"
                )
            };
            let entries = entry("2026-06-30", "2026-07-10") + &entry("2026-07-10", "2026-06-20");
            place.write(ACTION, place.read(ACTION) + "changes:\n" + &entries);
            commit(place, "2026-06-02", "it", "Plans (#12)\n\nApproved-by: p-aud");
        }),
        ("a reason that comes a commit later, and one for what was before the repository", |place| {
            place.replace(ACTION, "due: 2026-06-30", "due: 2026-06-20");
            commit(place, "2026-06-02", "it", "Earlier");
            let entry = |day: &str, from: &str, to: &str| {
                format!(
                    "  - {{date: {day}, by: p-it, field: actions/1/due, from: \"{from}\", to: \"{to}\", reason: Plans, approved_by: p-aud}}\n"
                )
            };
            let entries =
                entry("2026-04-02", "2026-05-31", "2026-06-30") + &entry("2026-06-02", "2026-06-30", "2026-06-20");
            place.write(ACTION, place.read(ACTION) + "changes:\n" + &entries);
            commit(place, "2026-06-03", "it", "Say why\n\nApproved-by: p-aud");
        }),
        ("a record that comes with its changes", |place| {
            let entry = "changes:\n  - {date: 2026-06-02, by: p-aud, field: grade, from: minor, to: strength, reason: Squashed, approved_by: p-manager}\n";
            let text = STRENGTH.replace("F-2026-090", "F-2026-071").replace("2026-03", "2026-06");
            let text = text.replace("audit: IA-2026-01", "audit: IA-2026-02");
            place.write("r/findings/2026/F-2026-071.yaml", text + entry);
            commit(place, "2026-06-12", "aud", "A strength (#13)\n\nApproved-by: p-manager");
        }),
        ("a branch that took the main line in before it was merged", |place| {
            place.git("r", &["checkout", "--quiet", "-b", "work"]);
            place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
            commit(place, "2026-06-02", "aud2", "Accepted");
            place.git("r", &["checkout", "--quiet", "main"]);
            place.write("r/one.txt", "a\n");
            commit(place, "2026-06-02", "it", "Notes");
            place.git("r", &["checkout", "--quiet", "work"]);
            place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Take main in", "main"]);
            place.git("r", &["checkout", "--quiet", "main"]);
            place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
        }),
        ("nothing but other files", |place| {
            place.write("r/README.md", "Notes\n");
            commit(place, "2026-06-02", "stranger@elsewhere.example", "Notes");
        }),
    ];
    for (name, act) in histories {
        let place = begin();
        act(&place);
        let run = verify(&place, &[]);
        assert_eq!(run.code, 0, "{name}: {run:#?}");
        assert!(run.out.contains("all as they were; 0 errors, 0 warnings"), "{name}: {run:#?}");
    }
    clean(&begin());
}

#[test]
fn a_clone_without_its_history_is_no_proof() {
    let place = begin();
    commit(&place, "2026-06-02", "manager", "More");
    place.git(".", &["clone", "--quiet", "--depth", "1", &format!("file://{}", place.path("r").display()), "shallow"]);
    for command in [&["verify"][..], &["log", "F-2026-001"]] {
        run(place.tickmark("shallow").args(command), &[2])
            .fails_with(&["the history that this needs is not in this clone"]);
    }
}

/// The file of an object below a repository.
fn object(place: &Place, name: &str) -> String {
    let id = place.git("r", &["rev-parse", name]);
    format!("r/.git/objects/{}/{}", &id[..2], &id[2..])
}

#[test]
fn an_object_that_is_not_what_its_id_says_is_no_proof() {
    let names = [
        "HEAD:findings/2026/F-2026-090.yaml",
        "HEAD~1:findings/2026/F-2026-090.yaml",
        "HEAD~1:findings/2026",
        "HEAD~1",
    ];
    for name in names {
        let place = begin();
        place.replace(CLOSED, "complete\naudit", "quite complete\naudit");
        commit(&place, "2026-06-02", "manager", "More");
        let twin = name.replace("HEAD~1", "other").replace("HEAD", "other");
        // Another version of the same, under its id.
        place.git("r", &["checkout", "--quiet", "-b", "other"]);
        place.replace(CLOSED, "complete\nd", "good enough\nd");
        commit(&place, "2026-06-02", "manager", "Other");
        place.git("r", &["checkout", "--quiet", "main"]);
        assert_eq!(verify(&place, &[]).code, 1);
        let bytes = fs::read(place.path(object(&place, &twin))).expect("a loose object");
        let path = place.path(object(&place, name));
        fs::remove_file(&path).expect("an object");
        fs::write(&path, bytes).expect("an object");
        verify(&place, &[]).fails_with(&["is not what its id says"]);
    }
}

#[test]
fn a_packed_history_is_verified_as_a_loose_one_is() {
    let place = begin();
    let long = |words: &str| {
        let said = STRENGTH.replace("complete\ndetected", &format!("{words}\ndetected"));
        format!("{said}{}", "# a line that stays as it is\n".repeat(40))
    };
    for (day, words) in ["all of it", "most of it", "a part of it", "all of it again"].iter().enumerate() {
        place.write(CLOSED, long(words));
        commit(&place, &format!("2026-06-{:02}", day + 2), "manager", "More");
    }
    let loose = verify(&place, &["--format", "json"]);
    assert!(loose.out.contains("finding-changed-after-closure"), "{loose:#?}");
    // Differences from a place in the pack, from an id, and none.
    for options in [&["--depth=50"][..], &["--depth=50", "--no-delta-base"], &["--depth=0"]] {
        let by_place = format!("repack.useDeltaBaseOffset={}", !options.contains(&"--no-delta-base"));
        place.git("r", &["-c", &by_place, "repack", "-adfq", "--window=50", options[0]]);
        assert_eq!(verify(&place, &["--format", "json"]).out, loose.out, "{options:?}");
    }
}

#[test]
fn a_pack_that_is_damaged_is_no_proof() {
    let place = begin();
    place.replace(CLOSED, "complete\naudit", "quite complete\naudit");
    commit(&place, "2026-06-02", "manager", "More");
    place.git("r", &["repack", "-adfq", "--depth=50"]);
    let packs = fs::read_dir(place.path("r/.git/objects/pack")).expect("packs").filter_map(Result::ok);
    let pack = packs.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|end| end == "pack"));
    let pack = pack.expect("a pack");
    let whole = fs::read(&pack).expect("a pack");
    fs::remove_file(&pack).expect("a pack that may be removed");
    let is_found = |run: &Run| run.code == 1 && run.out.contains("finding-changed-after-closure");
    for part in 1..24 {
        let mut bytes = whole.clone();
        let at = whole.len() * part / 24;
        bytes[at] ^= 0x10;
        fs::write(&pack, bytes).expect("a pack");
        let run = verify(&place, &[]);
        // Not every byte is of an object that is looked at.
        assert!(run.code == 2 || is_found(&run), "byte {at}: {run:#?}");
    }
}

#[test]
fn a_gate_does_not_pass_where_history_is_missing() {
    let place = begin();
    place
        .write(SETTINGS, place.read(SETTINGS) + "rules: {history-unavailable: {level: allow, reason: It annoys us}}\n");
    commit(&place, "2026-06-02", "manager", "More");
    place.git(".", &["clone", "--quiet", "--depth", "1", &format!("file://{}", place.path("r").display()), "shallow"]);
    let gate = |folder: &str, profile: &str| {
        let arguments = ["gate", "--as-of", "2026-06-15", "--profile", profile];
        run(place.tickmark(folder).args(arguments), &[0, 1, 2])
    };
    for profile in ["default", "overdue"] {
        assert_eq!(gate("r", profile).code, 0);
        let failed = gate("shallow", profile);
        assert!(failed.code == 1 && failed.out.contains("history-unavailable"), "{failed:#?}");
    }
    gate("shallow", "history").fails_with(&["the history that this needs is not in this clone"]);
}

#[test]
fn a_gate_counts_what_only_history_shows() {
    let place = begin_with(|place| {
        let level = "rules: {finding-changed-after-closure: {level: error, reason: We mean it}}\n";
        place.write(SETTINGS, place.read(SETTINGS) + level);
    });
    let gate = || run(place.tickmark("r").args(["gate", "--as-of", "2026-06-15", "--profile", "history"]), &[0, 1, 2]);
    assert_eq!(gate().code, 0);
    place.replace(CLOSED, "is complete\ndet", "is perfect\ndet");
    commit(&place, "2026-06-02", "aud", "Tidy up");
    // Put back, it still has the level that the settings give it: whoever looks decides what it was, and a waiver says so.
    place.write(CLOSED, format!("{STRENGTH}# Put back\n"));
    commit(&place, "2026-06-03", "aud", "Put it back");
    let failed = gate();
    assert!(failed.code == 1 && failed.out.contains("finding-changed-after-closure"), "{failed:#?}");
    assert!(failed.out.contains("of 2026-06-02 by p-aud: Tidy up)"), "{failed:#?}");
    place.write(
        SETTINGS,
        place.read(SETTINGS)
            + "waivers:\n  - {rule: finding-changed-after-closure, reason: Put back the next day, approved_by: p-manager, until: 2026-12-31}\n",
    );
    commit(&place, "2026-06-04", "manager", "Say why");
    assert_eq!(gate().code, 0);
    place.git("r", &["tag", "--delete", TAG]);
    let failed = gate();
    assert!(failed.code == 1 && failed.out.contains("issued-tag-broken"), "{failed:#?}");
    let two = run(place.tickmark("r").args(["gate", "--profile", "history", "--new-since", "HEAD~1"]), &[2]);
    assert!(two.err.contains("tickmark verify REV.."), "{two:#?}");
}

/// The digest of the report, as the tool prints it for the files on disk or for a revision.
fn digest(place: &Place, revision: &[&str]) -> String {
    let printed = run(place.tickmark("r").arg("verify").args(revision).args(["--digest", "IA-2026-01"]), &[0]).out;
    printed.lines().next().expect("a line").to_owned()
}

#[test]
fn the_digest_ties_the_record_the_tag_and_the_report() {
    let place = begin();
    let own = digest(&place, &[]);
    assert_eq!(own, digest(&place, &[TAG]));
    let message = format!("Report\n\nTickmark-Digest: sha256:{own}\n");
    place.git("r", &["tag", "--force", "--annotate", TAG, "--message", &message]);
    place.replace(AUDIT, "tag: report/IA-2026-01/v1", &format!("tag: report/IA-2026-01/v1\n  digest: {own}"));
    commit(&place, "2026-06-02", "manager", "Note the digest");
    clean(&place);

    // A digest that was made for something else.
    place.replace(AUDIT, &own, &"a".repeat(64));
    commit(&place, "2026-06-03", "manager", "Another digest");
    names(&place, &["report-digest-mismatch"]);
    place.replace(AUDIT, &"a".repeat(64), &own);
    commit(&place, "2026-06-04", "manager", "And back");
    clean(&place);

    place.git("r", &["tag", "--force", "--annotate", TAG, "--message", &message.replace(&own, &"1".repeat(64))]);
    names(&place, &["report-digest-mismatch"]);
    let told = run(place.tickmark("r").arg("verify"), &[1]).out;
    assert!(told.contains(&format!("tag {TAG} GIVES ANOTHER DIGEST and is not signed")), "{told}");
}

#[test]
fn the_digest_follows_what_the_report_says_and_nothing_else() {
    let place = begin();
    let own = digest(&place, &[]);
    place.write(AUDIT, place.read(AUDIT).replace("lessons: [", "lessons: [Bring cake, "));
    place.write(FINDING, place.read(FINDING).replace('\n', "\r\n") + "# read in the meeting\r\n");
    assert_eq!(digest(&place, &[]), own);
    for (path, from, to) in [
        (AUDIT, "effective: effective", "effective: partly"),
        (FINDING, "statement: 1 of 8", "statement: 1 of 80"),
        (PAPER, "result: conform", "result: strength"),
    ] {
        let kept = place.read(path);
        place.replace(path, from, to);
        assert_ne!(digest(&place, &[]), own, "{path}");
        place.write(path, kept);
    }
    let unknown = run(place.tickmark("r").args(["verify", "--digest", "F-2026-001"]), &[2]);
    assert!(unknown.err.contains("only reports have a digest"), "{unknown:#?}");
}

#[test]
fn what_the_tool_prints_for_a_tag_can_be_pasted() {
    let place = begin();
    place.git("r", &["tag", "--delete", TAG]);
    let printed = run(place.tickmark("r").args(["verify", "--digest", "IA-2026-01"]), &[0]).out;
    let line = printed.lines().find(|line| line.starts_with("git tag ")).expect("a command");
    run(place.command("sh", "r").args(["-c", line]), &[0]);
    assert!(place.git("r", &["tag", "--list", "--format=%(contents)", TAG]).contains(&digest(&place, &[])));
    clean(&place);
}

/// The page's own program, in another language and with another reader of YAML.
#[test]
fn the_digest_can_be_computed_with_other_tools() {
    let page = include_str!("../docs/history.md");
    let program = page.split("```python\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a program");
    let place = begin();
    place.write("digest.py", program);
    let printed = place.command("python3", "r").args(["../digest.py", "IA-2026-01"]).output();
    let printed = match printed {
        Ok(output) if !String::from_utf8_lossy(&output.stderr).contains("No module named 'yaml'") => output,
        _ => return support::not_tested("the digest in Python: there is no python3 with PyYAML"),
    };
    assert_eq!(String::from_utf8_lossy(&printed.stdout).trim(), digest(&place, &[]), "{printed:?}");
}

#[test]
fn an_approver_s_commit_counts_if_it_is_the_one_that_approves() {
    // Honest: the owner proposes, the approver accepts, in the same branch.
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace(ACTION, "at the end of the contract", "on the last day of the contract");
    commit(&place, "2026-06-02", "it", "Another wording");
    accept(&place);
    commit(&place, "2026-06-03", "aud2", "Accepted");
    place.git("r", &["mv", "actions/2026/CA-2026-001.yaml", "actions/CA-2026-001.yaml"]);
    commit(&place, "2026-06-02", "it", "Tidy up");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
    clean(&place);

    // The owner accepts in the name of the approver, who only mended a word in the same branch.
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    accept(&place);
    commit(&place, "2026-06-02", "it", "Accepted");
    place.replace(ACTION, "at the end of the contract", "on the last day of the contract");
    commit(&place, "2026-06-02", "aud2", "A word");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
    names(&place, &["person-commit-mismatch"]);

    // Nothing but the approver's word in the branch, and the acceptance hidden in the merge.
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace(ACTION, "at the end of the contract", "on the last day of the contract");
    commit(&place, "2026-06-02", "aud2", "A word");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "--no-commit", "work"]);
    accept(&place);
    commit(&place, "2026-06-03", "it", "Merge work");
    exits(&place, 1, &["person-commit-mismatch"]);
}

#[test]
fn an_entry_of_changes_for_what_never_happened_is_seen() {
    let entry = |from: &str, to: &str| {
        format!(
            "changes:\n  - {{date: 2026-06-02, by: p-it, field: actions/1/due, from: \"{from}\", to: \"{to}\", reason: Holidays, approved_by: p-aud}}\n"
        )
    };
    // Nothing moved, a smaller move than the true one, and one the other way round.
    let place = begin();
    place.write(ACTION, place.read(ACTION) + &entry("2026-05-31", "2026-06-30"));
    commit(&place, "2026-06-02", "it", "An excuse\n\nApproved-by: p-aud");
    names(&place, &["change-not-in-history"]);
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-05-31");
    place.write(ACTION, place.read(ACTION) + &entry("2026-05-31", "2026-06-30"));
    commit(&place, "2026-06-02", "it", "The wrong way\n\nApproved-by: p-aud");
    names(&place, &["change-not-in-history"]);
}

const SIGNERS: &str = "r/keys/allowed_signers";

/// Makes a key and gives its line for the list of allowed signers.
fn key(place: &Place, who: &str, kind: &str) -> String {
    let file = place.path(format!("home/{who}"));
    let mut command = place.command("ssh-keygen", ".");
    run(command.args(["-q", "-t", kind, "-N", "", "-C", who, "-f"]).arg(&file), &[0]);
    let public = place.read(&format!("home/{who}.pub"));
    format!("{who}@example.com namespaces=\"git\" {public}")
}

/// Arguments for `git` by which it signs with a key.
fn with_key(place: &Place, key: &str) -> [String; 4] {
    let key = format!("user.signingkey={}", place.path(format!("home/{key}.pub")).display());
    ["-c".to_owned(), "gpg.format=ssh".to_owned(), "-c".to_owned(), key]
}

/// Commits everything as `who`, signed by a key.
fn sign(place: &Place, day: &str, who: &str, key: &str, message: &str) {
    place.git("r", &["add", "--all"]);
    let mut command = place.command("git", "r");
    command.env("GIT_COMMITTER_DATE", format!("{day}T12:00:00+00:00"));
    command.env("GIT_AUTHOR_EMAIL", format!("{who}@example.com"));
    run(command.args(with_key(place, key)).args(["commit", "-S", "--quiet", "--allow-empty", "-m", message]), &[0]);
}

/// Merges the branch `work` into the main line, signed by the manager.
fn sign_merge(place: &Place) {
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut command = place.command("git", "r");
    command.env("GIT_COMMITTER_DATE", "2026-06-04T12:00:00+00:00").env("GIT_AUTHOR_EMAIL", "manager@example.com");
    let merge = ["merge", "-S", "--quiet", "--no-ff", "-m", "Merge work", "work"];
    run(command.args(with_key(place, "manager")).args(merge), &[0]);
}

fn sign_tag(place: &Place, key: &str, tag: &str) {
    let mut command = place.command("git", "r");
    run(command.args(with_key(place, key)).args(["tag", "--force", "--sign", tag, "-m", "Report"]), &[0]);
}

/// A repository in which something has to be signed from its second commit on. `stranger` has a key that nobody allowed.
fn begin_signed(required: &str) -> Place {
    let place = begin();
    let lines = [("aud", "ed25519"), ("aud2", "rsa"), ("manager", "ecdsa"), ("it", "ed25519")];
    let list: String = lines.iter().map(|(who, kind)| key(&place, who, kind)).collect();
    key(&place, "stranger", "ed25519");
    place.write(SIGNERS, list);
    let signing = format!("signing: {{required: [{required}], allowed_signers: keys/allowed_signers}}\n");
    place.write(SETTINGS, place.read(SETTINGS) + &signing);
    commit(&place, "2026-06-02", "manager", "Sign from now on");
    place
}

/// Takes the audit back and issues the second version of its report, both as the auditor; without the tag.
fn issue(place: &Place) {
    let entry =
        "changes:\n  - {date: 2026-06-02, by: p-aud, field: status, from: closed, to: drafted, reason: A wrong word}\n";
    place.replace(AUDIT, "status: closed", "status: drafted");
    place.write(AUDIT, place.read(AUDIT) + entry);
    sign(place, "2026-06-02", "aud", "aud", "Another version");
    place.replace(AUDIT, "effective: effective", "effective: partly");
    place.replace(AUDIT, "status: drafted", "status: issued");
    let (old, new) =
        ("version: 1\n  issued: {by: p-aud, date: 2026-03-12}", "version: 2\n  issued: {by: p-aud, date: 2026-06-03}");
    place.replace(AUDIT, old, new);
    place.replace(AUDIT, "tag: report/IA-2026-01/v1", "tag: report/IA-2026-01/v2");
}

const SECOND: &str = "report/IA-2026-01/v2";

fn accept(place: &Place) {
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
}

#[test]
fn a_history_that_is_signed_is_clean_and_says_by_whom() {
    let place = begin_signed("tags, approvals, commits");
    issue(&place);
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    sign_tag(&place, "aud", SECOND);
    accept(&place);
    sign(&place, "2026-06-03", "aud2", "aud2", "Accepted");
    // A new key comes by a commit that another one signs.
    place.write(SIGNERS, place.read(SIGNERS) + &key(&place, "ciso", "ed25519"));
    sign(&place, "2026-06-04", "manager", "manager", "Another key");
    clean(&place);
    let json = verify(&place, &["--format", "json"]).json();
    let sealed = json["sealed"].as_array().expect("sealed").iter().find(|one| one["version"] == 2).expect("one");
    assert_eq!((&sealed["version"], &sealed["tag"]["signature"]["person"]), (&2.into(), &"p-aud".into()), "{sealed:#}");
    assert_eq!((&sealed["signature"]["state"], &sealed["signature"]["person"]), (&"good".into(), &"p-aud".into()));
    let text = verify(&place, &[]).out;
    assert!(text.contains("tag report/IA-2026-01/v2 is signed by p-aud"), "{text}");
    assert!(
        text.contains("signed by persons on record are 1 of 2 tags and 4 of 4 commits that touched records since"),
        "{text}"
    );
    // Blanks are as free as OpenSSH takes them.
    let spaced = place.read(SIGNERS).replace("\" ssh-", "\"\t  ssh-").replace("\" ecdsa-", "\"  ecdsa-");
    assert_ne!(spaced, place.read(SIGNERS));
    place.write(SIGNERS, spaced);
    sign(&place, "2026-06-05", "manager", "manager", "Align the list");
    place.replace(FINDING, "title: ", "title: Still ");
    sign(&place, "2026-06-06", "manager", "manager", "A word");
    assert!(!found(&place).1.contains(&"commit-unsigned".to_owned()), "{:#?}", verify(&place, &[]));
}

/// Makes of an authority's key its line in the list.
type Line<'a> = &'a dyn Fn(&str) -> String;

#[test]
fn a_signature_by_a_certificate_counts_as_far_as_its_authority_vouches() {
    let signed = |kind: &str, host: bool, names: &str, time: &str, line: Line<'_>| {
        let place = begin_signed("commits");
        let authority = key(&place, "authority", "ed25519").replace("authority@example.com namespaces=", "");
        key(&place, "nia", kind);
        let mut command = place.command("ssh-keygen", "home");
        command.args(["-q", "-s", "authority", "-I", "nia", "-n", names, "-V", time]).args(host.then_some("-h"));
        run(command.arg("nia.pub"), &[0]);
        place.write(SIGNERS, place.read(SIGNERS) + &line(&authority));
        sign(&place, "2026-06-03", "manager", "manager", "An authority");
        place.replace(AUDIT, "lessons: [", "lessons: [Bring cake, ");
        sign(&place, "2026-06-04", "aud", "nia-cert", "A lesson");
        let run = verify(&place, &["--format", "json"]);
        let lapses = run.json()["lapses"].to_string();
        (lapses.contains("commit-unsigned"), lapses)
    };
    let (year, all) = ("20260101:20270101", |key: &str| format!("*@example.com cert-authority,namespaces={key}"));
    for kind in ["ed25519", "rsa", "ecdsa"] {
        let (is_void, lapses) = signed(kind, false, "x@other.example,aud@example.com", year, &all);
        assert!(!is_void, "{kind}: {lapses}");
    }
    let none = |key: &str| format!("*@example.com namespaces={key}");
    let other = |key: &str| format!("*@other.example cert-authority,namespaces={key}");
    let files = |key: &str| format!("*@example.com cert-authority,namespaces={}", key.replace("\"git\"", "\"file\""));
    let past = |key: &str| format!("*@example.com cert-authority,valid-before=\"20260601\",namespaces={key}");
    let lines: [(&str, bool, &str, Line<'_>, &str); 6] = [
        (year, false, "aud@example.com", &none, "did not name before"),
        (year, false, "aud@example.com", &other, "for no name that its authority may vouch for"),
        (year, false, "aud@example.com", &files, "did not name before"),
        (year, false, "aud@example.com", &past, "did not name before"),
        (year, true, "aud@example.com", &all, "for a machine"),
        ("20250101:20260101", false, "aud@example.com", &all, "did not hold on that day"),
    ];
    for (time, host, names, line, words) in lines {
        let (is_void, lapses) = signed("ed25519", host, names, time, line);
        assert!(is_void && lapses.contains(words), "{words}: {lapses}");
    }
}

#[test]
fn a_commit_that_must_be_signed_and_is_not_is_seen() {
    let lesson = |place: &Place| place.replace(AUDIT, "lessons: [", "lessons: [Bring cake, ");
    let place = begin_signed("commits");
    lesson(&place);
    commit(&place, "2026-06-03", "aud", "A lesson");
    names(&place, &["commit-unsigned"]);

    let place = begin_signed("commits");
    lesson(&place);
    sign(&place, "2026-06-03", "aud", "stranger", "A lesson");
    names(&place, &["commit-unsigned"]);
    assert!(verify(&place, &[]).out.contains("which the list of allowed signers did not name before"));

    // The key that vouches for the commit comes with it.
    let place = begin_signed("commits");
    lesson(&place);
    let stranger = place.read("home/stranger.pub");
    place.write(SIGNERS, place.read(SIGNERS) + &format!("aud@example.com {stranger}"));
    sign(&place, "2026-06-03", "aud", "stranger", "A lesson");
    names(&place, &["commit-unsigned"]);

    // A signature that is taken from another commit.
    let place = begin_signed("commits");
    lesson(&place);
    sign(&place, "2026-06-03", "aud", "aud", "A lesson");
    clean(&place);
    let forge = "git cat-file commit HEAD | sed 's/^A lesson$/Another lesson/' | git hash-object -t commit -w --stdin";
    let forged = run(place.command("sh", "r").args(["-c", forge]), &[0]).out;
    place.git("r", &["reset", "--quiet", "--hard", forged.trim()]);
    names(&place, &["commit-unsigned"]);
    assert!(verify(&place, &[]).out.contains("does not fit its content"));
}

#[test]
fn a_commit_that_is_not_signed_is_named_with_what_it_changes() {
    let place = begin_signed("commits");
    place.replace(AUDIT, "lessons: [", "lessons: [Bring cake, ");
    fs::remove_file(place.path("r/people/p-mike.yaml")).expect("it was there");
    commit(&place, "2026-06-03", "aud", "A lesson");
    let id = run(place.command("git", "r").args(["rev-parse", "--short=10", "HEAD"]), &[0]).out;
    let id = id.trim();
    let text = verify(&place, &[]).out;
    let said = format!(
        "error[commit-unsigned]: commit {id}: the commit is not signed, and commits must be signed; it changes IA-2026-01 and p-mike\n  \
         in {id} of 2026-06-03 by p-aud: A lesson\n"
    );
    assert!(text.contains(&said), "{text}");
    let markdown = verify(&place, &["--format", "markdown"]).out;
    assert!(
        markdown.contains(&format!("2026-06-03 `{id}` by p-aud: “A lesson”: commit {id} — the commit is not signed")),
        "{markdown}"
    );
    let json = verify(&place, &["--format", "json"]).json();
    let of_commit = |lapse: &&serde_json::Value| lapse["rule"] == "commit-unsigned";
    let lapse = json["lapses"].as_array().and_then(|lapses| lapses.iter().find(of_commit)).expect("a lapse");
    assert_eq!(lapse["members"], serde_json::json!(["IA-2026-01", "p-mike"]));
    assert_eq!(lapse["path"], "audits/IA-2026-01/audit.yaml");
    let gate = run(place.tickmark("r").args(["gate", "--profile", "history", "--as-of", "2026-06-04"]), &[1]).out;
    assert!(
        gate.contains(&format!("it changes IA-2026-01 and p-mike (in {id} of 2026-06-03 by p-aud: A lesson)")),
        "{gate}"
    );
}

/// What `lint --new-since main` says of signatures, each by its rule and its level; that `gate` and `review` fail with an error, and
/// with nothing less; and the review.
fn of_branch(place: &Place) -> (Vec<[String; 2]>, String) {
    let day = ["--as-of", "2026-06-20"];
    let lint =
        run(place.tickmark("r").args(["lint", "--new-since", "main", "--format", "json"]).args(day), &[0, 1]).json();
    let text = |found: &serde_json::Value, key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let found = lint["diagnostics"].as_array().expect("diagnostics").iter();
    let found = found.map(|found| [text(found, "rule"), text(found, "level")]);
    let found: Vec<[String; 2]> = found.filter(|[rule, _]| rule.ends_with("-unsigned")).collect();
    let code = i32::from(found.iter().any(|[_, level]| level == "error"));
    run(place.tickmark("r").args(["gate", "--new-since", "main"]).args(day), &[code]);
    let review = run(place.tickmark("r").args(["review", "main"]).args(day), &[code]);
    assert_eq!(review.out.contains("**Not ready**"), code == 1, "{}", review.out);
    (found, review.out)
}

fn branch_of(required: &str) -> Place {
    let place = begin_signed(required);
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place
}

#[test]
fn a_branch_is_told_how_the_commit_that_merges_it_has_to_be_signed() {
    let lesson = |place: &Place| place.replace(AUDIT, "lessons: [", "lessons: [Bring cake, ");
    let place = branch_of("commits");
    lesson(&place);
    commit(&place, "2026-06-03", "aud", "A lesson");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [["commit-unsigned", "info"]]);
    for text in [
        "**Ready** to be merged by a commit that is signed",
        "- The commit that brings this to main: signed by a key that `keys/allowed_signers` has there (p-aud, p-aud2, p-manager and p-it), \
         because commits must be signed.",
        "of 2026-06-03 by p-aud: A lesson)",
    ] {
        assert!(review.contains(text), "{text:?} is not in\n{review}");
    }
    // It is true: a merge that is signed is enough, and a fast-forward is not.
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut merge = place.command("git", "r");
    merge.env("GIT_AUTHOR_EMAIL", "it@example.com");
    run(
        merge.args(with_key(&place, "it")).args(["merge", "--quiet", "--no-ff", "-S", "-m", "Merge work", "work"]),
        &[0],
    );
    clean(&place);
    place.git("r", &["reset", "--quiet", "--hard", "work"]);
    names(&place, &["commit-unsigned"]);

    // What is signed, or can come by a merge alone, is not named; who sets the level is believed.
    let place = branch_of("commits");
    lesson(&place);
    sign(&place, "2026-06-03", "aud", "aud", "A lesson");
    assert_eq!(of_branch(&place).0, [[""; 2]; 0]);
    commit(&place, "2026-06-03", "aud", "Nothing that touches a record");
    assert_eq!(of_branch(&place).0, [[""; 2]; 0]);
    place.replace(AUDIT, "Bring cake", "Bring a cake");
    sign(&place, "2026-06-03", "aud", "stranger", "A word");
    assert_eq!(of_branch(&place).0, [["commit-unsigned", "info"]]);
    place.git("r", &["checkout", "--quiet", "main"]);
    let level = "rules: {commit-unsigned: {level: error, reason: We only fast-forward}}\n";
    place.write(SETTINGS, place.read(SETTINGS) + level);
    sign(&place, "2026-06-03", "manager", "manager", "No merges here");
    place.git("r", &["checkout", "--quiet", "work"]);
    let (found, review) = of_branch(&place);
    assert_eq!(found, [[""; 2]; 0]);
    assert!(review.contains("- The commit that brings this to main: signed"), "{review}");
    place.git("r", &["rebase", "--quiet", "main"]);
    assert_eq!(of_branch(&place).0, [["commit-unsigned", "error"]; 2]);

    // A key vouches neither for the commit that brings it nor, before the merge, for what follows.
    let place = branch_of("approvals");
    let stranger = place.read("home/stranger.pub");
    place.write(SIGNERS, place.read(SIGNERS) + &format!("aud2@example.com {stranger}"));
    sign(&place, "2026-06-03", "aud2", "stranger", "My other key");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [["commit-unsigned", "info"]]);
    assert!(review.contains("because it changes the list of allowed signers"), "{review}");
    accept(&place);
    sign(&place, "2026-06-03", "aud2", "stranger", "Accepted");
    assert_eq!(of_branch(&place).0, [["approval-unsigned", "error"], ["commit-unsigned", "info"]]);
}

#[test]
fn whose_signatures_count_is_told_before_the_merge() {
    for required in ["approvals", ""] {
        let place = branch_of(required);
        let stranger = place.read("home/stranger.pub");
        let list = place.read(SIGNERS);
        let kept: String = list.split_inclusive('\n').filter(|line| !line.starts_with("aud2@")).collect();
        place.write(SIGNERS, format!("# Ours\n{kept}*@example.com,!it@example.com {stranger}"));
        sign(&place, "2026-06-03", "manager", "manager", "Other keys");
        let review = of_branch(&place).1;
        for text in [
            "- `*@example.com,!it@example.com` **gets** the key `SHA256:",
            "in `keys/allowed_signers`, **a pattern**",
            "- `aud2@example.com` **loses** the key `SHA256:",
            "(namespaces=\"git\")` in `keys/allowed_signers`\n",
            "whose signatures count (keys/allowed",
            "Approved-by: p-manager\n",
        ] {
            assert!(review.contains(text), "{text:?} is not in\n{review}");
        }
        assert!(!review.contains("**aud@example.com**") && !review.contains("- `aud@example.com`"), "{review}");
        let json = run(place.tickmark("r").args(["review", "main", "--format", "json", "--as-of", "2026-06-20"]), &[0]);
        let signers = json.json()["signatures"]["signers"].clone();
        assert_eq!(
            (&signers["gained"][0]["is_pattern"], &signers["lost"][0]["name"]),
            (&true.into(), &"aud2@example.com".into())
        );

        let place = branch_of(required);
        place.write(SIGNERS, format!("# Ours\n{}", place.read(SIGNERS)));
        sign(&place, "2026-06-03", "manager", "manager", "A word");
        assert!(!of_branch(&place).1.contains("whose signatures count"));
    }
}

/// Puts a second key on the list, under the name of somebody.
fn second_key(place: &Place, name: &str) {
    let own = place.read("home/stranger.pub");
    place.write(SIGNERS, format!("{}{name} {own}", place.read(SIGNERS)));
}

#[test]
fn a_key_or_an_address_that_somebody_else_gave_is_seen() {
    let rule = "identity-given-by-another";
    for (required, who, key, message, rules) in [
        ("tags", "it", "it", "A new laptop", &[rule][..]),
        ("tags", "aud2", "it", "A name can be typed", &[rule]),
        ("tags", "it", "it", "A new laptop\n\nApproved-by: p-it", &[rule]),
        ("tags", "it", "it", "A new laptop\n\nApproved-by: p-aud2", &[]),
        ("approvals", "it", "it", "A new laptop\n\nApproved-by: p-aud2", &[rule]),
        ("approvals", "aud2", "aud2", "A new laptop", &[]),
        ("approvals", "manager", "manager", "A new laptop", &[]),
    ] {
        let place = begin_signed(required);
        second_key(&place, "aud2@example.com");
        sign(&place, "2026-06-03", who, key, message);
        names(&place, rules);
        let place = begin_signed(required);
        place.replace("r/people/p-aud2.yaml", "git: [", "git: [aud2b@example.com, ");
        sign(&place, "2026-06-03", who, key, message);
        names(&place, rules);
    }
    // For whoever fits, and an address that is somebody's already: neither of the two hands it over.
    for (who, rules) in [("aud2", &[rule][..]), ("manager", &[])] {
        let place = begin_signed("tags");
        second_key(&place, "*@example.com");
        sign(&place, "2026-06-03", who, who, "For all of us");
        names(&place, rules);
    }
    let place = begin();
    place.replace("r/people/p-aud2.yaml", "git: [", "git: [it@example.com, ");
    commit(&place, "2026-06-02", "it", "Another address");
    assert_eq!(found(&place).1, [rule]);
    assert!(verify(&place, &[]).out.contains("p-it gave p-aud2 it@example.com, which is p-it's"));

    // On a branch: whoever put it there, or whoever merged it.
    for (who, merger, rules) in [("it", "forge", &[rule][..]), ("aud2", "forge", &[]), ("it", "manager", &[])] {
        let place = begin_signed("approvals");
        let forge = key(&place, "forge", "ed25519");
        place.write(SIGNERS, place.read(SIGNERS) + &forge);
        sign(&place, "2026-06-03", "manager", "manager", "The forge signs what it merges");
        place.git("r", &["checkout", "--quiet", "-b", "work"]);
        second_key(&place, "aud2@example.com");
        sign(&place, "2026-06-03", who, who, "A new laptop");
        place.replace(FINDING, "ref: R-12", "ref: R-13");
        sign(&place, "2026-06-03", "aud", "aud", "Something else");
        place.git("r", &["checkout", "--quiet", "main"]);
        let mut merge = place.command("git", "r");
        merge.env("GIT_COMMITTER_DATE", "2026-06-04T12:00:00+00:00");
        merge.env("GIT_AUTHOR_EMAIL", format!("{merger}@example.com")).args(with_key(&place, merger));
        run(merge.args(["merge", "-S", "--quiet", "--no-ff", "-m", "Merge work", "work"]), &[0]);
        names(&place, rules);
    }

    // What gives nobody anything: a comment, a last day, what goes, a new colleague with their own key.
    let place = begin_signed("tags");
    let list = place.read(SIGNERS);
    let line = list.lines().find(|line| line.starts_with("aud2@")).expect("a line");
    let short = line.replace("namespaces=\"git\"", "namespaces=\"git\",valid-before=\"20270101\"");
    place.write(SIGNERS, format!("# Ours\n{}", list.replace(line, &short)));
    sign(&place, "2026-06-03", "it", "it", "Ada leaves");
    clean(&place);
    place.replace(SIGNERS, "aud2@example.com", "aud2@example.com,p-aud2");
    sign(&place, "2026-06-03", "it", "it", "By another name of hers");
    clean(&place);
    let person = "kind: person\nid: p-new\nname: New\nposition: Clerk\nemployment: employee\ngit: [new@example.com]\n";
    place.write("r/people/p-new.yaml", person);
    second_key(&place, "new@example.com");
    sign(&place, "2026-06-03", "it", "it", "A new colleague");
    clean(&place);
}

#[test]
fn an_approval_or_a_tag_of_a_branch_is_asked_for_its_signature() {
    let place = branch_of("approvals");
    accept(&place);
    // What is not committed is signed by nobody yet.
    assert_eq!(of_branch(&place).0, [[""; 2]; 0]);
    commit(&place, "2026-06-03", "aud2", "Accepted");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [["approval-unsigned", "error"]]);
    assert!(
        review.contains("the acceptance of the plan by p-aud2 is not signed by them: the commit is not signed"),
        "{review}"
    );

    let place = branch_of("approvals");
    accept(&place);
    sign(&place, "2026-06-03", "aud2", "aud2", "Accepted");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [[""; 2]; 0]);
    assert!(review.contains("- What commits of this branch approve: those commits themselves"), "{review}");
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-06-29");
    sign(&place, "2026-06-03", "it", "it", "A day earlier");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [["approval-unsigned", "error"]]);
    assert!(review.contains("was followed by one that changed what it was about"), "{review}");

    let place = branch_of("tags");
    issue(&place);
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [[""; 2]; 0]);
    let told = format!("- **IA-2026-01**: the tag `{SECOND}`, once it is set, signed by p-aud or p-manager");
    assert!(review.contains(&told) && review.contains("**Ready** but for a tag"), "{review}");
    for (key, rules) in [("aud", &[][..]), ("stranger", &[["issued-tag-unsigned", "error"]])] {
        sign_tag(&place, key, SECOND);
        assert_eq!(of_branch(&place).0, rules);
    }
}

#[test]
fn a_list_of_keys_or_a_duty_to_sign_that_changes_without_a_signature_is_seen() {
    let place = begin_signed("approvals");
    let stranger = place.read("home/stranger.pub");
    place.write(SIGNERS, place.read(SIGNERS) + &format!("aud2@example.com {stranger}"));
    commit(&place, "2026-06-03", "it", "Another key");
    names(&place, &["commit-unsigned", "identity-given-by-another"]);

    let place = begin_signed("approvals");
    let old = STRENGTH.replace("F-2026-090", "F-2026-070");
    place.write("r/findings/2026/F-2026-070.yaml", old);
    commit(&place, "2026-06-03", "it", "Take over the old register\n\nTickmark-Import: yes");
    names(&place, &["commit-unsigned", "import-unapproved"]);

    let place = begin_signed("approvals, tags");
    place.replace(SETTINGS, "required: [approvals, tags]", "required: [tags]");
    commit(&place, "2026-06-03", "manager", "Less work");
    names(&place, &["commit-unsigned", "rule-switched-off"]);

    // Who decides, and in whose place anybody's decision may be written down.
    for role in ["programme_manager: p-manager", "top_management: [p-ceo"] {
        let place = begin_signed("tags");
        let (role, _) = role.rsplit_once("p-").expect("a role");
        let settings = place.read(SETTINGS);
        let line = settings.lines().find(|line| line.trim_start().starts_with(role)).expect("a role").to_owned();
        let person = if role.ends_with('[') { "p-it]" } else { "p-it" };
        place.replace(SETTINGS, &line, &format!("  {role}{person}"));
        commit(&place, "2026-06-03", "it", "Another role");
        names(&place, &["commit-unsigned", "roles-changed-without-authority"]);
        assert!(verify(&place, &[]).out.contains("it changes who runs the audit programme or is top management"));
        place.git("r", &["reset", "--quiet", "--soft", "HEAD~1"]);
        sign(&place, "2026-06-03", "manager", "manager", "Another role");
        clean(&place);
    }
}

#[test]
fn a_tag_that_must_be_signed_and_is_not_is_seen() {
    let issued = || {
        let place = begin_signed("tags");
        issue(&place);
        place
    };
    let place = issued();
    commit(&place, "2026-06-03", "aud", "Issue it");
    place.git("r", &["tag", SECOND]);
    assert_eq!(found(&place).1, ["approval-unsigned", "issued-tag-unsigned"]);
    place.git("r", &["tag", "--force", "--annotate", SECOND, "-m", "Report"]);
    assert_eq!(found(&place).1, ["approval-unsigned", "issued-tag-unsigned"]);

    let place = issued();
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    sign_tag(&place, "stranger", SECOND);
    names(&place, &["issued-tag-unsigned"]);

    // The key that vouches for the tag comes with what is tagged.
    let place = issued();
    let stranger = place.read("home/stranger.pub");
    place.write(SIGNERS, place.read(SIGNERS) + &format!("aud@example.com {stranger}"));
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    sign_tag(&place, "stranger", SECOND);
    names(&place, &["issued-tag-unsigned"]);

    let place = issued();
    place.replace(AUDIT, "  tag: report/IA-2026-01/v2\n", "");
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    names(&place, &["issued-tag-unsigned"]);
    // What the help says is all that it takes.
    let told = verify(&place, &[]).out;
    assert!(told.contains("by p-aud, who issued the report, or p-manager, the programme manager"), "{told}");
    let line = told.lines().find(|line| line.contains("name it first")).expect("a help");
    assert_eq!(commands(line), [["set", "IA-2026-01", "report/tag", SECOND]]);
    write(&place, "2026-06-03", &commands(line)[0]);
    sign(&place, "2026-06-03", "aud", "aud", "Name the tag");
    sign_tag(&place, "aud", SECOND);
    clean(&place);
}

#[test]
fn an_approval_that_must_be_signed_by_who_gives_it_and_is_not_is_seen() {
    // Not signed at all; a line of the message, signed by somebody else; signed by somebody else in the approver's name.
    type Act = fn(&Place);
    let acts: [(Act, &[&str]); 3] = [
        (|place| commit(place, "2026-06-03", "aud2", "Accepted"), &["approval-unsigned"]),
        (|place| sign(place, "2026-06-03", "it", "it", "Accepted\n\nApproved-by: p-aud2"), &["approval-unsigned"]),
        (|place| sign(place, "2026-06-03", "aud2", "it", "Accepted"), &["approval-unsigned"]),
    ];
    for (required, code) in [("approvals", 1), ("tags", 0)] {
        for (act, rules) in acts {
            let place = begin_signed(required);
            accept(&place);
            act(&place);
            let (exit, names, _) = found(&place);
            assert_eq!(
                (exit, names.as_slice()),
                (code, rules.iter().map(|rule| (*rule).to_owned()).collect::<Vec<_>>().as_slice())
            );
        }
    }
    // The approver's signed commit in a branch counts, whoever merges it.
    let place = begin_signed("approvals");
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    accept(&place);
    sign(&place, "2026-06-03", "aud2", "aud2", "Accepted");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
    clean(&place);
}

#[test]
fn an_address_does_not_come_with_the_branch_or_the_signed_commit_that_needs_it() {
    let take = |place: &Place| place.replace("r/people/p-aud2.yaml", "git: [", "git: [it@example.com, ");
    let is_seen = |place: &Place| assert_eq!(found(place).1, ["approval-unsigned", "person-commit-mismatch"]);
    for at_once in [true, false] {
        let place = branch_of("approvals");
        take(&place);
        if !at_once {
            sign(&place, "2026-06-03", "it", "it", "Another address");
        }
        accept(&place);
        sign(&place, "2026-06-03", "it", "it", "Accepted");
        sign_merge(&place);
        is_seen(&place);
    }
    let place = begin_signed("approvals");
    take(&place);
    accept(&place);
    sign(&place, "2026-06-03", "it", "it", "Accepted");
    assert_eq!(found(&place).1, ["approval-unsigned", "identity-given-by-another", "person-commit-mismatch"]);

    // A person who comes with the branch decides nothing in it.
    let place = branch_of("approvals");
    let person = "kind: person\nid: p-new\nname: New\nposition: Auditor\nemployment: employee\ngit: [it@example.com]\n";
    place.write("r/people/p-new.yaml", person);
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-new, date: 2026-06-03");
    sign(&place, "2026-06-03", "it", "it", "Accepted");
    sign_merge(&place);
    is_seen(&place);
    let place = branch_of("approvals");
    place.write("r/people/p-new.yaml", person.replace("it@", "new@"));
    accept(&place);
    sign(&place, "2026-06-03", "aud2", "aud2", "Accepted, and a new colleague");
    sign_merge(&place);
    clean(&place);

    // What the main line gained since the branch left it counts.
    let place = branch_of("approvals");
    accept(&place);
    let line = key(&place, "aud2b", "ed25519");
    sign(&place, "2026-06-03", "aud2b", "aud2b", "Accepted");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.write(SIGNERS, place.read(SIGNERS) + &line);
    place.replace("r/people/p-aud2.yaml", "git: [", "git: [aud2b@example.com, ");
    sign(&place, "2026-06-03", "manager", "manager", "Another machine");
    sign_merge(&place);
    clean(&place);
}

#[test]
fn a_tag_is_judged_by_what_counted_where_it_stands() {
    let is_named = |place: &Place| found(place).1.contains(&"issued-tag-unsigned".to_owned());
    let issued = |by: &str| {
        let place = begin_signed("tags");
        issue(&place);
        sign(&place, "2026-06-03", "aud", "aud", "Issue it");
        sign_tag(&place, by, SECOND);
        assert_eq!(is_named(&place), by == "it");
        place
    };
    type Act = fn(&Place);
    let later: [(&str, &str, Act); 6] = [
        ("aud", "another path of the list", |place| {
            fs::rename(place.path(SIGNERS), place.path("r/keys/signers")).expect("moved");
            place.replace(SETTINGS, "keys/allowed_signers", "keys/signers");
        }),
        ("aud", "nothing is said of signing", |place| {
            let settings = place.read(SETTINGS);
            let without = settings.lines().filter(|line| !line.starts_with("signing:"));
            place.write(SETTINGS, without.map(|line| format!("{line}\n")).collect::<String>());
        }),
        ("aud", "another address", |place| {
            place.replace("r/people/p-aud.yaml", "aud@example.com", "aud@elsewhere.example");
        }),
        ("aud", "the leaver is gone", |place| {
            fs::remove_file(place.path("r/people/p-aud.yaml")).expect("it was there");
        }),
        ("manager", "another manager", |place| {
            place.replace(SETTINGS, "programme_manager: p-manager", "programme_manager: p-it");
        }),
        ("it", "the address of who issued it", |place| {
            place.replace("r/people/p-it.yaml", "git: [", "git: [ines@example.com, ");
            place.replace("r/people/p-it.yaml", "it@example.com", "ines2@example.com");
            place.replace("r/people/p-aud.yaml", "git: [", "git: [it@example.com, ");
        }),
    ];
    for (by, name, act) in later {
        let place = issued(by);
        act(&place);
        sign(&place, "2026-06-04", "manager", "manager", name);
        assert_eq!(is_named(&place), by == "it", "{name}: {:#?}", verify(&place, &[]));
    }

    // Who becomes the manager afterwards has signed nothing as one.
    let place = issued("it");
    place.replace(SETTINGS, "programme_manager: p-manager", "programme_manager: p-it");
    sign(&place, "2026-06-04", "manager", "manager", "Another manager");
    assert!(is_named(&place));

    // On a branch: by the list that the main line had where it left.
    for (key, is_bad) in [("aud", false), ("stranger", true)] {
        let place = branch_of("tags");
        let stranger = place.read("home/stranger.pub");
        place.write(SIGNERS, place.read(SIGNERS) + &format!("aud@example.com {stranger}"));
        issue(&place);
        sign(&place, "2026-06-03", "aud", "aud", "Issue it");
        sign_tag(&place, key, SECOND);
        assert_eq!(!of_branch(&place).0.is_empty(), is_bad);
        sign_merge(&place);
        assert_eq!(is_named(&place), is_bad, "{:#?}", verify(&place, &[]));
    }
}

#[test]
fn openpgp_signatures_are_looked_at_by_gpg() {
    let place = begin_signed("approvals");
    let home = place.path("home/gnupg");
    fs::create_dir(&home).expect("a folder");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&home, fs::Permissions::from_mode(0o700)).expect("permissions");
    }
    let command = |program: &str| {
        let mut command = place.command(program, "r");
        command.env("GNUPGHOME", &home);
        command
    };
    let make = [
        "--batch",
        "--quiet",
        "--passphrase",
        "",
        "--quick-gen-key",
        "Aud Two <aud2@example.com>",
        "ed25519",
        "sign",
        "never",
    ];
    match command("gpg").args(make).output() {
        Ok(output) if output.status.success() => {}
        _ => return support::not_tested("OpenPGP: there is no gpg that makes a key"),
    }
    accept(&place);
    place.git("r", &["add", "--all"]);
    let mut signing = command("git");
    signing.env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00").env("GIT_AUTHOR_EMAIL", "aud2@example.com");
    run(signing.args(["-c", "user.signingkey=aud2@example.com", "commit", "-S", "--quiet", "-m", "Accepted"]), &[0]);
    let looked = |gnupg: &std::path::Path, path: Option<&str>| {
        let mut command = place.tickmark("r");
        command.env("GNUPGHOME", gnupg).arg("verify");
        path.map(|path| command.env("PATH", path));
        run(&mut command, &[0, 1])
    };
    let good = looked(&home, None);
    let missing = looked(&home, Some("/nowhere"));
    let unknown = looked(&place.path("home"), None);
    let _ = command("gpgconf").args(["--kill", "all"]).output();
    assert_eq!(good.code, 0, "{good:#?}");
    assert!(
        missing.code == 1 && missing.out.contains("the program gpg, which looks at those, is not installed"),
        "{missing:#?}"
    );
    assert!(unknown.code == 1 && unknown.out.contains("gpg does not have here"), "{unknown:#?}");
}

#[test]
fn a_record_s_life_is_told() {
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-14");
    commit(&place, "2026-06-02", "it", "Two weeks more");
    place.replace(ACTION, "due: 2026-07-14", "due: 2026-08-13");
    commit(&place, "2026-06-20", "it", "And a month\n\nApproved-by: p-aud");
    let told = run(place.tickmark("r").args(["log", "ca-2026-001"]), &[0]).out;
    for line in [
        "    corrective action record begun: accepted",
        "    item 1: due date moved from 2026-06-30 to 2026-07-14 (14 days later, for the first time)",
        "    item 1: due date moved from 2026-07-14 to 2026-08-13 (30 days later, for the second time)",
    ] {
        assert!(told.lines().any(|found| found == line), "{line}\n{told}");
    }
    assert!(told.contains("  p-it, in a commit approved by p-aud\n"), "{told}");
    let json = run(place.tickmark("r").args(["log", "CA-2026-001", "--format", "json"]), &[0]).json();
    assert_eq!(json["events"][2]["what"][0]["to"], "2026-08-13");
    let whole = fs::read_to_string(place.path(ACTION)).expect("a record");
    place.write(ACTION, whole.replace("kind:", "kind"));
    commit(&place, "2026-06-21", "it", "A slip");
    place.write(ACTION, format!("{}\n# still\n", whole.replace("kind:", "kind")));
    commit(&place, "2026-06-22", "it", "Still a slip");
    place.write(ACTION, &whole);
    commit(&place, "2026-06-23", "it", "Mended");
    let told = run(place.tickmark("r").args(["log", "CA-2026-001"]), &[0]).out;
    let told: Vec<&str> = told.lines().rev().filter(|line| line.starts_with("    ")).take(2).map(str::trim).collect();
    assert_eq!(told, ["can be read again", "cannot be read as a record from here on"]);
    let none = run(place.tickmark("r").args(["log", "F-1"]), &[2]);
    assert!(none.err.contains("no commit up to HEAD had a record `F-1`"), "{none:#?}");
}

#[test]
fn a_gate_by_what_was_promised_first_is_not_moved_by_a_date() {
    let place = begin();
    let gate = |by: &str, day: &str| {
        let mut command = place.tickmark("r");
        command.args(["gate", "--profile", "overdue", "--by", by, "--as-of", day]);
        run(&mut command, &[0, 1, 2])
    };
    assert_eq!(gate("original", "2026-06-30").code, 0);
    // In the very change that needs it, committed or not.
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-12-31");
    for _ in 0..2 {
        assert_eq!(gate("current", "2026-07-10").code, 0);
        let late = gate("original", "2026-07-10");
        let words =
            "item 1 was promised for 2026-06-30, 10 days before 2026-07-10; its date moved 1 time, to 2026-12-31";
        assert!(late.code == 1 && late.out.contains(words), "{late:#?}");
        commit(&place, "2026-06-20", "it", "A new date");
    }
    for (from, to) in [("2026-12-31", "2027-01-31"), ("2027-01-31", "2027-02-28")] {
        place.replace(ACTION, &format!("due: {from}"), &format!("due: {to}"));
        commit(&place, "2026-06-21", "it", "Another date");
    }
    let often = gate("original", "2026-06-25");
    assert!(often.code == 1 && often.out.contains("item 1: its date moved 3 times, and 2 are allowed"), "{often:#?}");
    place.git(".", &["clone", "--quiet", "--depth", "1", &format!("file://{}", place.path("r").display()), "shallow"]);
    let shallow = run(place.tickmark("shallow").args(["gate", "--by", "original", "--as-of", "2026-06-25"]), &[2]);
    assert!(shallow.err.contains("shallow"), "{shallow:#?}");
}

#[test]
fn a_chronicle_tells_of_every_record_what_its_own_life_tells() {
    use tickmark::history::{Chronicle, Replay, timeline};
    use tickmark::record::Kind;
    use tickmark::source::git::Repository;

    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-14");
    commit(&place, "2026-06-02", "it", "Two weeks more\n\nApproved-by: p-aud");
    place.write("r/README.md", "Notes\n");
    commit(&place, "2026-06-03", "it", "Nothing of the records");
    place.replace(FINDING, "status: planned", "status: implemented");
    commit(&place, "2026-06-04", "aud", "All done");
    fs::remove_file(place.path(CLOSED)).expect("a file");
    commit(&place, "2026-06-05", "aud", "One finding less");
    place.write(CLOSED, STRENGTH.replace("statement: The register", "statement: The whole register"));
    commit(&place, "2026-06-06", "aud", "One finding more");
    let repository = Repository::discover(&place.path("r")).expect("it can be read").expect("a repository");
    let replay = || Replay::new(&repository, "HEAD", "").expect("history");
    let chronicle = Chronicle::of(&mut replay()).expect("history");
    assert_eq!(chronicle.moments.len(), 5, "the notes are no moment");
    assert!(chronicle.events.len() > 10, "{:?}", chronicle.events.keys());
    for id in chronicle.events.keys() {
        let own = timeline(&mut replay(), id).expect("history");
        let told: Vec<_> = chronicle.life(id).collect();
        assert_eq!(own.len(), told.len(), "{id}");
        for (own, (point, what)) in own.iter().zip(told) {
            assert_eq!((&own.commit, own.day, &own.author), (&point.commit, point.day, &point.author), "{id}");
            assert_eq!((&own.approved_by, own.what.as_slice()), (&point.approved_by, what), "{id}");
        }
    }
    let days: Vec<(String, Vec<(&str, usize)>)> = chronicle
        .standings(Kind::Finding)
        .into_iter()
        .map(|(day, counts)| {
            let mut by_state: Vec<(&str, usize)> = counts.iter().map(|(one, count)| (one.status, *count)).collect();
            by_state.sort_unstable();
            (day.to_string(), by_state)
        })
        .collect();
    let expected = [
        ("2026-06-01", vec![("closed", 1), ("planned", 1)]),
        ("2026-06-04", vec![("closed", 1), ("implemented", 1)]),
        ("2026-06-05", vec![("implemented", 1)]),
        ("2026-06-06", vec![("closed", 1), ("implemented", 1)]),
    ];
    assert_eq!(days, expected.map(|(day, counts)| (day.to_owned(), counts)));
}

/// Commits a change of the issued audit.
fn change_audit(change: impl FnOnce(&Place)) -> Place {
    let place = begin();
    change(&place);
    commit(&place, "2026-06-02", "mike", "Mend the report");
    place
}

#[test]
fn a_report_is_not_replaced_by_a_higher_number() {
    let place = change_audit(|place| {
        place.replace(AUDIT, "report:\n  version: 1", "report:\n  version: 2");
        place.replace(AUDIT, "limitations: []", "limitations: [Nothing was tested]");
    });
    // The tag is the one of the first version.
    names(&place, &["issued-tag-broken", "report-changed-after-issue"]);
    let listed = verify(&place, &["--format", "json"]).json();
    let versions = listed["sealed"].as_array().expect("sealed").iter().filter(|sealed| sealed["id"] == "IA-2026-01");
    assert_eq!(versions.map(|sealed| sealed["version"].as_u64()).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[test]
fn what_controls_an_issued_report_stays() {
    let control = place_control();
    for (from, to) in [
        (control.as_str(), ""),
        ("issued: {by: p-aud, date: 2026-03-12}", "issued: {by: p-aud2, date: 2026-03-12}"),
        ("distribution: [p-ceo, ", "distribution: ["),
    ] {
        let place = change_audit(|place| place.replace(AUDIT, from, to));
        let (code, rules, _) = found(&place);
        assert!(code == 1 && rules.contains(&"report-changed-after-issue".to_owned()), "{to}: {rules:?}");
    }
}

/// The lines of the report's control in the fixture.
fn place_control() -> String {
    let place = begin();
    let text = place.read(AUDIT);
    let start = text.find("report:\n").expect("the control of the report");
    let length = text[start..].lines().skip(1).take_while(|line| line.starts_with(' ')).map(|line| line.len() + 1);
    text[start..start + "report:\n".len() + length.sum::<usize>()].to_owned()
}

#[test]
fn an_audit_without_its_report_does_not_leave_the_list() {
    let control = place_control();
    let place = change_audit(|place| place.replace(AUDIT, &control, ""));
    breaks(&place, &["IA-2026-01"]);
}

#[test]
fn a_tag_on_the_draft_does_not_prove_the_report() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r");
    let tagged = place.read(AUDIT);
    let draft = tagged.replace("status: closed", "status: drafted").replace("status: issued", "status: drafted");
    assert_ne!(draft, tagged);
    place.write(AUDIT, &draft);
    commit(&place, "2026-03-10", "manager", "Draft");
    place.git("r", &["tag", TAG]);
    place.write(AUDIT, &tagged);
    commit(&place, "2026-03-12", "manager", "Issue");
    let run = verify(&place, &[]);
    assert!(run.code == 1 && run.out.contains("NAMES ANOTHER STATE"), "{run:#?}");
}

#[test]
fn what_a_merge_adds_itself_is_by_whoever_merged() {
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "f"]);
    place.write("r/README.md", "more\n");
    place.replace(PROGRAMME, "kind: programme\n", "kind: programme\n# More\n");
    commit(&place, "2026-06-02", "aud2", "An unrelated change");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "--no-commit", "f"]);
    place.replace(CLOSED, "The register is complete\na", "The register is nearly complete\na");
    commit(&place, "2026-06-03", "mike", "Merge f");
    let run = verify(&place, &["--format", "json"]).json();
    let lapse =
        run["lapses"].as_array().expect("lapses").iter().find(|lapse| lapse["rule"] == "finding-changed-after-closure");
    assert_eq!(lapse.expect("the lapse")["person"], "p-mike");
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
fn an_address_does_not_come_with_the_approval_that_needs_it() {
    let place = begin();
    let person = "r/people/p-aud2.yaml";
    place.replace(person, "git: [", "git: [stranger@example.org, ");
    place.replace(CLOSED, "closed: {by: p-aud, date: 2026-03-10", "closed: {by: p-aud2, date: 2026-06-02");
    place.replace(CLOSED, "F-2026-090", "F-2026-091");
    place.git("r", &["mv", &CLOSED[2..], "findings/2026/F-2026-091.yaml"]);
    place.write(CLOSED, STRENGTH);
    commit(&place, "2026-06-02", "stranger@example.org", "Close it for her");
    let (_, lapses, _) = found(&place);
    assert!(lapses.iter().any(|rule| rule.contains("person-commit-mismatch")), "{lapses:#?}");
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
fn what_is_brought_back_is_no_second_lapse() {
    let place = begin();
    let text = place.read(CLOSED);
    place.replace(CLOSED, "The register is complete\na", "The register is nearly complete\na");
    commit(&place, "2026-06-02", "mike", "Edit");
    place.write(CLOSED, &text);
    commit(&place, "2026-06-03", "manager", "Bring it back");
    let run = verify(&place, &["--format", "json"]).json();
    let lapses = run["lapses"].as_array().expect("lapses");
    let persons: Vec<&serde_json::Value> = lapses.iter().map(|lapse| &lapse["person"]).collect();
    assert_eq!(persons, ["p-mike"], "{lapses:#?}");
    assert_eq!(run["intact"], true);
}

#[test]
fn parts_of_an_issued_report_count_with_it() {
    let place = begin();
    place.replace("r/findings/2026/F-2026-001.yaml", "statement: ", "statement: Nearly, ");
    commit(&place, "2026-06-02", "mike", "Edit");
    let run = verify(&place, &[]);
    assert!(run.code == 1 && run.out.contains("CHANGED since in F-2026-001"), "{run:#?}");
}

#[test]
fn a_commit_with_an_old_date_does_not_stand_for_the_past() {
    let place = begin();
    place.replace(SETTINGS, "kind: isms\n", "kind: isms\n# More\n");
    commit(&place, "2025-01-01", "manager", "From a machine with a wrong clock");
    let (_, lapses, _) = found(&place);
    assert!(lapses.iter().any(|rule| rule.contains("commit-backdated")), "{lapses:#?}");
    run(place.tickmark("r").args(["status", "--at", "2025-06-01"]), &[2]);
}

/// The day that Git shows, and the one that counts instead: of a clock that is ahead, what came after says how wrong it is.
#[test]
fn a_commit_from_a_clock_that_is_ahead_is_told_by_its_own_day() {
    let place = begin();
    for (day, what) in [("2026-06-12", "Ahead"), ("2026-06-05", "On time"), ("2026-06-06", "On time too")] {
        place.replace(SETTINGS, "kind: isms\n", &format!("kind: isms\n# {what}\n"));
        commit(&place, day, "manager", what);
    }
    let run = verify(&place, &[]);
    let said = "the commit is dated 2026-06-12, after commits that came after it";
    assert!(run.out.contains(said) && run.out.contains("it counts from 2026-06-01"), "{run:#?}");
}

#[test]
fn settings_that_break_in_between_do_not_end_the_duty_to_sign() {
    let place = begin_signed("commits");
    let settings = place.read(SETTINGS);
    place.write(SETTINGS, format!("{settings}x: [\n"));
    sign(&place, "2026-06-03", "manager", "manager", "Break the settings");
    let without: String =
        settings.lines().filter(|line| !line.starts_with("signing:")).map(|line| format!("{line}\n")).collect();
    place.write(SETTINGS, without);
    commit(&place, "2026-06-04", "mike", "Mend the settings");
    let (_, lapses, _) = found(&place);
    assert!(lapses.iter().any(|rule| rule.contains("commit-unsigned")), "{lapses:#?}");
}

#[test]
fn what_cannot_be_read_is_not_verified() {
    let place = begin();
    place.write(NEXT, "kind: audit\n  id: [\n");
    commit(&place, "2026-06-02", "manager", "Break a record");
    let run = verify(&place, &[]);
    assert!(run.code == 1 && run.out.contains("schema-invalid"), "{run:#?}");
}

#[test]
fn a_main_line_that_was_merged_into_a_branch_is_named_as_the_cause() {
    let place = begin();
    run(place.tickmark("r").args(["verify", "--receipt", "../seen.json"]), &[0, 1]);
    let git = |arguments: &[&str]| place.git("r", arguments);
    git(&["switch", "-q", "-c", "work"]);
    place.replace(FINDING, "title: Access withdrawn late", "title: Access withdrawn much too late");
    commit(&place, "2026-06-18", "aud", "Work on a branch");
    git(&["switch", "-q", "main"]);
    place.replace(ACTION, "note: ", "note:  ");
    place.write(
        "r/people/p-new.yaml",
        "kind: person\nid: p-new\nname: Nia New\nposition: Clerk\nemployment: employee\n",
    );
    commit(&place, "2026-06-19", "manager", "Somebody new");
    run(place.tickmark("r").args(["verify", "--receipt", "../later.json"]), &[0, 1]);
    let main = git(&["rev-parse", "HEAD"]);
    git(&["switch", "-q", "work"]);
    git(&[
        "-c",
        "user.name=It",
        "-c",
        "user.email=it@example.com",
        "merge",
        "-q",
        "--no-ff",
        "-m",
        "Merge branch 'main' into work",
        "main",
    ]);
    let merge = git(&["rev-parse", "HEAD"]);
    git(&["branch", "-q", "-f", "main", "work"]);
    git(&["switch", "-q", "main"]);
    let text = verify(&place, &[]).out;
    let said = format!("the merge has the main line, {}, as what was merged", &main[..10]);
    assert!(text.contains("main-line-swapped") && text.contains(&said) && text.contains(&merge[..10]), "{text}");
    let later = verify(&place, &["--since-receipt", "../later.json"]);
    let said = format!("{}, is beside the main line now: {} merged it into a branch", &main[..10], &merge[..10]);
    assert!(later.code == 1 && later.err.contains(&said), "{later:#?}");
    // With a message of its own, what was seen before tells it all the same, and nothing else can: of a branch that was merged the
    // graph is the same.
    git(&["commit", "-q", "--amend", "-m", "Bring it all together"]);
    let tagged = git(&["rev-parse", TAG]);
    git(&["tag", "-f", TAG, &main]);
    let merge = git(&["rev-parse", "HEAD"]);
    let run = verify(&place, &[]);
    let beside = format!("is beside the main line, merged by {}", &merge[..10]);
    assert!(!run.out.contains("main-line-swapped") && run.out.contains(&beside), "{run:#?}");
    let later = verify(&place, &["--since-receipt", "../later.json"]);
    let said = format!("{}, is beside the main line now: {} merged it into a branch", &main[..10], &merge[..10]);
    assert!(later.code == 1 && later.err.contains(&said), "{later:#?}");
    let range = verify(&place, &[&format!("{main}..main")]);
    let said = format!("{main} is beside the main line of main: {} merged it", &merge[..10]);
    assert!(range.code == 2 && range.err.contains(&said), "{range:#?}");
    git(&["tag", "-f", TAG, &tagged]);
    // What the branch and the main line have in common is still there.
    let seen = verify(&place, &["--since-receipt", "../seen.json"]);
    assert!(!seen.err.contains("receipt"), "{seen:#?}");
}

#[test]
fn a_new_beginning_in_front_of_the_main_line_is_seen() {
    let place = begin();
    let git = |arguments: &[&str]| place.git("r", arguments);
    place.replace(CLOSED, "statement: The register is complete", "statement: The register is nearly complete");
    commit(&place, "2026-06-02", "aud", "Reads nicer");
    let (lapsed, tree) = (git(&["rev-parse", "HEAD"]), git(&["rev-parse", "HEAD^{tree}"]));
    let make = |tree: &str, parents: &[&str]| {
        let parents: Vec<&str> = parents.iter().flat_map(|parent| ["-p", parent]).collect();
        git(&[&["commit-tree", "-m", "Begin", tree], parents.as_slice()].concat())
    };
    // With all that there is, and with nothing.
    let empty = git(&["hash-object", "-t", "tree", "/dev/null"]);
    for first in [&tree, &empty] {
        let beginning = make(first, &[]);
        let merge = make(&tree, &[&beginning, &lapsed]);
        git(&["reset", "--hard", "--quiet", &merge]);
        let (code, rules, _) = found(&place);
        assert!(code == 1 && rules.contains(&"main-line-bypassed".to_owned()), "{rules:?}");
    }
    // The other way round nothing is hidden, and so it is where what is merged has no records, or begins there.
    let place = begin();
    let git = |arguments: &[&str]| place.git("r", arguments);
    let main = git(&["rev-parse", "HEAD"]);
    git(&["checkout", "--quiet", "--orphan", "site"]);
    git(&["rm", "-r", "--quiet", "--force", "."]);
    for page in ["one", "two"] {
        place.write("r/index.txt", page);
        commit(&place, "2026-06-02", "it", "A page");
    }
    git(&["checkout", "--quiet", "main"]);
    git(&["merge", "--quiet", "--no-ff", "--allow-unrelated-histories", "-m", "Merge the pages", "site"]);
    let (code, rules, _) = found(&place);
    assert!(code == 0 && rules.is_empty(), "{rules:?} {main}");
}

#[test]
fn an_import_brings_findings_to_what_was_imported_alone() {
    let place = begin();
    let late = |id: &str| {
        let text = STRENGTH.replace("F-2026-090", id);
        place.write(&format!("r/findings/2026/{id}.yaml"), text);
    };
    let is_late = || {
        let json = run(place.tickmark("r").args(["verify", "--format", "json"]), &[0, 1]).json();
        let lapses = json["lapses"].as_array().expect("lapses").clone();
        lapses.iter().any(|lapse| lapse["rule"] == "finding-added-after-issue")
    };
    // The audit came with the first commit, its report issued.
    late("F-2026-901");
    commit(&place, "2026-06-18", "manager", "The rest of the old register\n\nTickmark-Import: yes");
    assert!(!is_late());
    // Once its report is issued here, it is no import any more.
    place.replace(AUDIT, "  version: 1\n  issued", "  version: 2\n  issued");
    commit(&place, "2026-06-20", "manager", "Issue it again");
    late("F-2026-902");
    commit(&place, "2026-06-21", "manager", "One more\n\nTickmark-Import: yes");
    assert!(is_late());
}

#[test]
fn what_is_new_since_the_last_audit_asks_for_one() {
    let place = begin();
    let said = "info[change-without-audit]: tickmark.yaml: the process payroll is new since the report of IA-2026-01, and no audit to come";
    assert!(!verify(&place, &[]).out.contains("change-without-audit"));
    let payroll = "importance: medium}\n  - {id: payroll, name: Payroll, owner: p-hr, importance: medium}\n";
    place.replace(SETTINGS, "importance: medium}\n", payroll);
    commit(&place, "2026-06-20", "manager", "Payroll comes in-house");
    let found = verify(&place, &[]).out;
    assert!(found.contains(said), "{found}");
    place.replace(PROGRAMME, "processes: [identity]", "processes: [identity, payroll]");
    commit(&place, "2026-06-21", "manager", "Audit payroll");
    let found = verify(&place, &[]).out;
    assert!(!found.contains("change-without-audit"), "{found}");
}

#[test]
fn every_command_tells_the_same_day_of_the_first_promise() {
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-31");
    commit(&place, "2026-06-20", "it", "A month more, in silence");
    let status = |folder: &str, more: &[&str]| {
        run(place.tickmark(folder).args(["status", "--as-of", "2026-08-20"]).args(more), &[0])
    };
    let late = |folder: &str| {
        let json = status(folder, &["--format", "json"]).json();
        (json["overdue"][0]["first_due"].clone(), json["first_due_by"].clone())
    };
    assert_eq!(late("r"), ("2026-06-30".into(), "history".into()));
    assert!(status("r", &[]).out.contains("by the day first promised\n"));
    // A day that moves in the work tree is no promise either.
    place.replace(ACTION, "due: 2026-07-31", "due: 2026-08-15");
    let told = |report: &[&str]| {
        let mut command = place.tickmark("r");
        let told =
            run(command.arg("report").args(report).args(["--as-of", "2026-08-20", "--format", "markdown"]), &[0]);
        assert!(told.out.contains("30 Jun 2026") && !told.out.contains("as the records declare"), "{told:#?}");
    };
    told(&["action", "CA-2026-001"]);
    told(&["register", "actions"]);
    assert_eq!(late("r"), ("2026-06-30".into(), "history".into()));
    place.git("", &["clone", "-q", "--depth=1", &format!("file://{}", place.path("r").display()), "shallow"]);
    assert_eq!(late("shallow"), ("2026-07-31".into(), "changes".into()));
    assert!(status("shallow", &[]).out.contains("first promised, as the records declare it\n"));
    let register = run(place.tickmark("shallow").args(["report", "register", "actions", "--format", "markdown"]), &[0]);
    assert!(register.out.contains("as the records declare it"), "{register:#?}");
}

#[test]
fn a_gate_by_what_was_promised_first_is_not_moved_by_another_number() {
    let gate = |place: &Place| {
        let arguments = ["gate", "--profile", "overdue", "--by", "original", "--as-of", "2026-07-10"];
        run(place.tickmark("r").args(arguments), &[0, 1, 2])
    };
    type Evasion = (&'static str, fn(&Place));
    let changes: [Evasion; 4] = [
        ("renumbered", |place| {
            place.replace(ACTION, "- n: 1", "- n: 9");
            place.replace(ACTION, "due: 2026-06-30", "due: 2027-06-30");
        }),
        ("without its date", |place| place.replace(ACTION, "    due: 2026-06-30\n", "")),
        ("without its record", |place| fs::remove_file(place.path(ACTION)).expect("removed")),
        ("counted as no record", |place| {
            place.write(SETTINGS, place.read(SETTINGS) + "ignore: [CA-2026-001.yaml]\n");
        }),
    ];
    for (name, change) in changes {
        let place = begin();
        change(&place);
        for _ in 0..2 {
            let late = gate(&place);
            assert!(late.code == 1 && late.out.contains("2026-06-30"), "{name}: {late:#?}");
            commit(&place, "2026-06-20", "it", "Tidy up");
        }
    }
}

#[test]
fn an_item_with_another_number_is_counted_once() {
    for (due, moved) in
        [("2026-06-30", "item 9 was due on 2026-06-30"), ("2026-12-31", "item 9 was promised for 2026-06-30")]
    {
        let place = begin();
        place.replace(ACTION, "- n: 1", "- n: 9");
        place.replace(ACTION, "due: 2026-06-30", &format!("due: {due}"));
        for _ in 0..2 {
            let arguments = ["gate", "--profile", "overdue", "--by", "original", "--as-of", "2026-07-10"];
            let late = run(place.tickmark("r").args(arguments), &[1]);
            assert!(late.out.contains(": 1 overdue: CA-2026-001/9") && late.out.contains(moved), "{late:#?}");
            commit(&place, "2026-06-20", "it", "Tidy up");
        }
    }
}

#[test]
fn a_digest_that_is_exchanged_is_seen_before_it_comes() {
    let place = begin();
    let right = digest(&place, &[]);
    let report = |digest: &str| format!("  tag: report/IA-2026-01/v1\n  digest: {digest}\n");
    place.replace(AUDIT, &report("").replace("  digest: \n", ""), &report(&right));
    commit(&place, "2026-06-02", "aud", "Say what it was");
    clean(&place);
    let wrong = right.replace(|digit: char| digit.is_ascii_digit(), "f");
    let added = |from: &str, to: &str, day: &str| {
        place.replace(AUDIT, from, to);
        commit(&place, day, "aud", "Another digest");
        let new = ["lint", "--new-since", "HEAD~1", "--as-of", day, "--format", "json"];
        let new = run(place.tickmark("r").args(new), &[0, 1]).diagnostics();
        let review =
            run(place.tickmark("r").args(["review", "HEAD~1", "HEAD", "--as-of", day, "--format", "json"]), &[0, 1]);
        assert_eq!(review.json()["added"].as_array().map(Vec::len), Some(new.len()), "{new:?}");
        new.iter().map(|one| one.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(added(&right, &wrong, "2026-06-03"), ["report-digest-mismatch"]);
    // To put it right is none, nor may anybody know that it is not.
    assert_eq!(added(&wrong, &right, "2026-06-04"), [""; 0]);
    clean(&place);
}

#[test]
fn a_receipt_knows_the_tags_and_the_newest_commit() {
    let place = begin();
    run(place.tickmark("r").args(["verify", "--receipt", "../receipt.json"]), &[0]);
    let since =
        |place: &Place| run(place.tickmark("r").args(["verify", "--since-receipt", "../receipt.json"]), &[0, 1]);
    assert_eq!(since(&place).code, 0);
    commit(&place, "2026-06-02", "manager", "More");
    place.git("r", &["tag", "--force", TAG]);
    let moved = since(&place);
    assert!(
        moved.code == 1 && moved.err.contains("the tag report/IA-2026-01/v1 does not name the commit"),
        "{moved:#?}"
    );
    place.git("r", &["tag", "--force", TAG, "HEAD~1"]);
    assert_eq!(since(&place).code, 0);
    let receipt = place.read("receipt.json");
    let head = place.git("r", &["rev-parse", "HEAD~1"]);
    place.write("receipt.json", receipt.replace(&head, &"0".repeat(40)));
    assert_eq!(since(&place).code, 1);
}

#[test]
fn a_copy_of_a_record_that_goes_again_is_no_lapse() {
    let place = begin();
    for (file, copy) in [(CLOSED, "r/findings/2026/copy.yaml"), (PAPER, "r/audits/IA-2026-01/copy.yaml")] {
        place.write(copy, place.read(file));
        commit(&place, "2026-06-02", "manager", "A copy");
        place.git("r", &["rm", "--quiet", copy.strip_prefix("r/").expect("a path")]);
        commit(&place, "2026-06-03", "manager", "And gone");
        clean(&place);
    }
}

#[test]
fn a_root_that_moves_in_two_commits_is_no_lapse() {
    let place = begin();
    let top = std::fs::read_dir(place.path("r")).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let top: Vec<String> = top.map(|name| name.into_string().expect("a name")).filter(|name| name != ".git").collect();
    std::fs::create_dir(place.path("r/gov")).expect("a folder");
    for name in &top {
        run(place.command("cp", "r").args(["-r", name, "gov/"]), &[0]);
    }
    commit(&place, "2026-06-02", "manager", "A copy in a folder");
    place.git("r", &[&["rm", "-r", "--quiet"][..], &top.iter().map(String::as_str).collect::<Vec<_>>()].concat());
    commit(&place, "2026-06-03", "manager", "And only there");
    let run = run(place.tickmark("r/gov").arg("verify"), &[0]);
    assert!(run.out.contains("all as they were; 0 errors, 0 warnings"), "{run:#?}");
}

#[test]
fn what_is_brought_back_as_it_was_is_no_lapse_of_its_own() {
    for file in [CLOSED, FINDING, PAPER, ACTION, PROGRAMME] {
        let place = begin();
        place.git("r", &["rm", "--quiet", file.strip_prefix("r/").expect("a path")]);
        commit(&place, "2026-06-02", "manager", "Tidy up");
        place.git("r", &["checkout", "--quiet", "HEAD~1", "--", file.strip_prefix("r/").expect("a path")]);
        commit(&place, "2026-06-03", "manager", "Bring it back");
        let (_, found, text) = found(&place);
        assert!(
            found.iter().all(|rule| *rule == "record-deleted" || *rule == "dangling-reference"),
            "{found:?} {text:?}"
        );
        assert!(found.contains(&"record-deleted".to_owned()), "{file}: {found:?}");
    }
}

#[test]
fn an_approved_statement_of_applicability_does_not_go() {
    let place = begin();
    place.git("r", &["rm", "--quiet", "soa.yaml"]);
    commit(&place, "2026-06-02", "manager", "Tidy up");
    let (_, found, _) = found(&place);
    assert!(found.contains(&"record-deleted".to_owned()), "{found:?}");
}

/// What a machine or a later commit says of addresses does not change who approved.
#[test]
fn a_mailmap_counts_from_the_commit_after_it() {
    let place = begin();
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
    commit(&place, "2026-06-02", "stranger@elsewhere.example", "Accepted");
    names(&place, &["person-commit-mismatch"]);
    let mailmap = "Second <aud2@example.com> <stranger@elsewhere.example>\n";
    place.write("r/.mailmap", mailmap);
    names(&place, &["person-commit-mismatch"]);
    place.write("elsewhere", mailmap);
    place.git("r", &["config", "mailmap.file", place.path("elsewhere").to_str().expect("a path")]);
    names(&place, &["person-commit-mismatch"]);
    commit(&place, "2026-06-03", "manager", "Add a mailmap");
    names(&place, &["person-commit-mismatch"]);
    let place = begin();
    place.write("r/.mailmap", mailmap);
    commit(&place, "2026-06-02", "manager", "Add a mailmap");
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
    commit(&place, "2026-06-03", "stranger@elsewhere.example", "Accepted");
    clean(&place);
}

#[test]
fn a_report_of_which_a_part_cannot_be_read_has_no_digest() {
    let place = begin();
    let refused = |place: &Place| run(place.tickmark("r").args(["verify", "--digest", "IA-2026-01"]), &[2]).err;
    place.replace(CLOSED, "grade: strength", "grade: strenght");
    assert!(refused(&place).contains("cannot be read"));
    place.replace(CLOSED, "grade: strenght", "grade: strength");
    place.write("r/findings/2026/twin.yaml", place.read(CLOSED));
    assert!(refused(&place).contains("two files say that they are F-2026-090"));
}

#[test]
fn a_version_that_was_out_is_not_issued_once_more() {
    let place = begin();
    let by = "changes:\n  - {date: 2026-06-02, by: p-aud, field: status, from: issued, to: drafted, reason: A sum was wrong}\n";
    let text = place.read(AUDIT);
    let status = text.lines().find(|line| line.starts_with("status:")).expect("a state").to_owned();
    place.write(AUDIT, format!("{}{by}", text.replace(&status, "status: drafted")));
    commit(&place, "2026-06-02", "aud", "Take it back");
    place.replace(AUDIT, "status: drafted", &status);
    commit(&place, "2026-06-03", "aud", "Issue it again");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"report-changed-after-issue".to_owned()), "{rules:?}");
    breaks(&place, &["IA-2026-01"]);
    let gate = run(place.tickmark("r").args(["gate", "--profile", "history"]), &[1]);
    assert!(gate.out.contains("version 1 of this report was out before"), "{}", gate.out);
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

/// On a branch a record may go to and fro; what comes in one commit is its end, with the entries that tell of the way.
#[test]
fn what_went_to_and_fro_before_it_came_is_no_lapse() {
    let entry = |by: &str, field: &str, from: &str, to: &str| {
        format!(
            "  - {{date: 2026-06-02, by: {by}, field: {field}, from: {from}, to: {to}, reason: It did not work, approved_by: p-aud}}\n"
        )
    };
    // Done and taken back on the branch, while the main line knows of neither.
    let back = |from: &str| {
        let place = begin();
        place.replace(ACTION, "status: accepted", "status: draft");
        place.replace(
            ACTION,
            ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}",
            "",
        );
        place.write(
            ACTION,
            format!("{}changes:\n{}", place.read(ACTION), entry("p-it", "status", "implemented", "draft")),
        );
        place.replace(FINDING, "status: planned", "status: open");
        place.write(FINDING, format!("{}changes:\n{}", place.read(FINDING), entry("p-aud", "status", from, "open")));
        commit(&place, "2026-06-02", "aud", "Plan anew");
        place
    };
    clean(&back("implemented"));
    // No step back, and so no way that leads there.
    names(&back("draft"), &["change-not-in-history", "illegal-transition"]);

    // The day of an item moved before the item came.
    let place = begin();
    let item =
        "actions:\n  - {n: 2, what: Tell the payroll, type: corrective, owner: p-it, due: 2026-07-10, status: open}\n";
    place.replace(ACTION, "actions:\n", item);
    let moved = entry("p-it", "actions/2/due", "\"2026-06-30\"", "\"2026-07-10\"");
    place.write(ACTION, format!("{}changes:\n{moved}", place.read(ACTION)));
    commit(&place, "2026-06-02", "aud", "One thing more\n\nApproved-by: p-it");
    clean(&place);

    // A report that was taken back and issued anew.
    let place = begin();
    place.replace(AUDIT, "status: closed", "status: issued");
    place.replace(AUDIT, "report:\n  version: 1", "report:\n  version: 2");
    place.replace(AUDIT, TAG, "report/IA-2026-01/v2");
    place.replace(AUDIT, "issued: {by: p-aud, date: 2026-03-12}", "issued: {by: p-aud, date: 2026-06-02}");
    let entries = entry("p-aud", "status", "closed", "issued") + &entry("p-aud", "status", "issued", "drafted");
    place.write(AUDIT, format!("{}changes:\n{entries}", place.read(AUDIT)));
    commit(&place, "2026-06-02", "aud", "The second version");
    place.git("r", &["tag", "report/IA-2026-01/v2"]);
    clean(&place);
}

/// An entry that is wrong stays, and another one tells of the change as it was.
#[test]
fn an_entry_for_what_never_happened_is_answered_by_another_one() {
    let entry = |from: &str, reason: &str| {
        format!(
            "  - {{date: 2026-06-02, by: p-it, field: actions/1/due, from: \"{from}\", to: \"2026-07-14\", reason: {reason}, approved_by: p-aud}}\n"
        )
    };
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-14");
    place.write(ACTION, format!("{}changes:\n{}", place.read(ACTION), entry("2026-07-07", "Holidays")));
    commit(&place, "2026-06-02", "it", "Move the day\n\nApproved-by: p-aud");
    assert_eq!(found(&place).1, ["change-not-in-history", "due-date-slipped"]);
    place.write(ACTION, place.read(ACTION) + &entry("2026-06-30", "It was due on the last of June"));
    commit(&place, "2026-06-03", "it", "Say it as it was\n\nApproved-by: p-aud");
    // That the day moved is a thing of its own.
    assert_eq!(found(&place).1, ["due-date-slipped"]);
}

#[test]
fn approved_minutes_are_not_held_again() {
    let place = begin();
    let review = "kind: review\nid: MR-2026-H1\ntitle: Review\nstatus: approved\nheld_on: 2026-05-01\nchair: p-ceo\nattendees: [p-ceo]\n\
                  period: {from: 2026-01-01, to: 2026-04-30}\nminutes: {by: p-ceo, date: 2026-05-28}\n";
    place.write("r/reviews/MR-2026-H1.yaml", review);
    commit(&place, "2026-06-02", "manager", "The review");
    place.write("r/reviews/MR-2026-H1.yaml", review.replace("status: approved", "status: held"));
    commit(&place, "2026-06-03", "it", "Back");
    names(&place, &["illegal-transition"]);
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
fn a_waiver_that_nobody_gave_is_seen_and_what_it_excuses_is_told() {
    let waiver =
        "waivers:\n  - {rule: due-date-slipped, reason: We agreed, approved_by: p-manager, until: 2026-12-31}\n";
    let waive = |who: &str| {
        let place = begin();
        let settings = place.read(SETTINGS);
        place.write(SETTINGS, format!("{settings}{waiver}"));
        commit(&place, "2026-06-02", who, "A waiver");
        place.replace(ACTION, "due: 2026-06-30", "due: 2026-09-30");
        commit(&place, "2026-06-03", "it", "New plan");
        place.write(SETTINGS, settings);
        commit(&place, "2026-06-04", who, "Tidy up");
        place
    };
    names(&waive("it"), &["person-commit-mismatch", "rule-switched-off"]);
    let place = waive("manager");
    names(&place, &["rule-switched-off"]);
    let json = verify(&place, &["--format", "json"]).json();
    assert_eq!(json["waived"][0]["rule"], "due-date-slipped");
    assert_eq!(json["waived"][0]["waiver"]["approved_by"], "p-manager");
    for format in ["text", "markdown"] {
        let run = verify(&place, &["--format", format]);
        assert!(run.out.contains("waived by p-manager until 2026-12-31: We agreed"), "{run:#?}");
        assert!(run.out.contains("1 lapse waived"), "{run:#?}");
    }
    let site = |audience: &str| {
        let arguments = ["site", "--as-of", "2026-07-20", "-o", "out", "--audience", audience];
        run(place.tickmark("r").args(arguments), &[0]);
        let page = place.read("r/out/integrity.html");
        page.split_once("Waived lapses</h2>")
            .map(|(_, rest)| rest.split("</section>").next().unwrap_or_default().to_owned())
    };
    let waived = site("management").expect("what was waived");
    for words in [
        "<code>due-date-slipped</code>",
        "actions/CA-2026-001.html",
        "until <time datetime=\"2026-12-31\">",
        "We agreed",
    ] {
        assert!(waived.contains(words), "{words}: {waived}");
    }
    assert_eq!(site("public"), None);
}

#[test]
fn a_stricter_setting_that_goes_is_seen() {
    for (before, after) in [
        ("rules: {owner-overloaded: {level: error, reason: There are few of us}}\n", ""),
        ("profile: certified\n", ""),
        ("thresholds: {clauses: yearly}\n", "thresholds: {clauses: per-cycle}\n"),
    ] {
        let place = begin();
        let settings = place.read(SETTINGS);
        place.write(SETTINGS, format!("{settings}{before}"));
        commit(&place, "2026-06-02", "manager", "Stricter");
        place.write(SETTINGS, format!("{settings}{after}"));
        commit(&place, "2026-06-03", "manager", "Milder");
        names(&place, &["rule-switched-off"]);
    }
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
fn a_day_that_is_taken_away_is_seen() {
    let place = begin();
    place.replace(ACTION, "    due: 2026-06-30\n", "");
    commit(&place, "2026-06-02", "it", "No day");
    place.replace(ACTION, "    type: corrective\n", "    type: corrective\n    due: 2026-12-30\n");
    commit(&place, "2026-06-03", "it", "Another day");
    names(&place, &["due-date-slipped"]);
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
fn a_higher_number_does_not_approve_a_statement_of_applicability() {
    let place = begin();
    place.replace("r/soa.yaml", "status: implemented", "status: planned");
    let soa = place.read("r/soa.yaml");
    let line = soa.lines().find(|line| line.starts_with("version:")).expect("a version").to_owned();
    place.replace("r/soa.yaml", &line, "version: \"9.9\"");
    commit(&place, "2026-06-02", "ciso", "Another version");
    names(&place, &["soa-changed-after-approval"]);
}

#[test]
fn a_retention_that_is_cut_short_is_seen() {
    let path = "r/evidence/2026/E-2026-001.yaml";
    let received = "r/evidence/2026/E-2026-905.yaml";
    for (path, until, level) in
        [(path, "2026-06-02", 1), (path, "2026-12-31", 1), (received, "2026-06-02", 1), (received, "2026-12-31", 0)]
    {
        let place = begin();
        let text = place.read("r/evidence/2026/E-2026-001.yaml").replace("E-2026-001", "E-2026-905");
        let text = text.replace("status: verified", "status: received").replace("verified_by: p-aud\n", "");
        place.write(received, text);
        commit(&place, "2026-06-01", "aud", "A list");
        let text = place.read(path);
        let line = text.lines().find(|line| line.starts_with("retain_until:")).expect("a retention").to_owned();
        place.replace(path, &line, &format!("retain_until: {until}"));
        commit(&place, "2026-06-02", "it", "Shorter");
        let (code, rules, _) = found(&place);
        assert_eq!((code, rules), (level, vec!["evidence-removed-early".to_owned()]));
    }
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

/// Runs a command as `p-aud` on a day.
#[track_caller]
fn write(place: &Place, day: &str, arguments: &[&str]) -> Run {
    run(place.tickmark("r").args(arguments).args(["--by", "p-aud", "--on", day]), &[0])
}

/// The lapses of the records on disk: rule, record and help.
fn lapses(place: &Place, day: &str) -> Vec<[String; 3]> {
    let json = run(place.tickmark("r").args(["lint", "--format", "json", "--as-of", day]), &[0, 1]).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let all = json["diagnostics"].as_array().expect("diagnostics").iter();
    all.map(|one| [text(&one["rule"]), text(&one["record"]["id"]), text(&one["help"])]).collect()
}

/// The commands that a help gives, in their order.
fn commands(help: &str) -> Vec<Vec<&str>> {
    let quoted = help.split('`').skip(1).step_by(2).filter_map(|text| text.strip_prefix("tickmark "));
    quoted.map(|command| command.split(' ').collect()).collect()
}

/// A report that was issued by a profile of few rules, without most of what the others ask for.
fn without_much(place: &Place) {
    place.write(SETTINGS, format!("{}profile: starter\n", place.read(SETTINGS)));
    for key in ["conclusion:", "closing_meeting:", "opening_meeting:", "limitations:"] {
        place.write(
            AUDIT,
            place.read(AUDIT).split_inclusive('\n').filter(|line| !line.starts_with(key)).collect::<String>(),
        );
    }
    place.replace(
        PAPER,
        "    effective: met\n    result: conform\n    notes: All",
        "    result: conform\n    notes: All",
    );
    place.replace(PAPER, ", basis: leavers of the last twelve months", "");
    place.replace(FINDING, "requirement: Access ends one working day after the last day.\n", "");
}

/// What a person has to say, by the rule that asks for it.
const SAID: &[(&str, &str, &str, &str)] = &[
    (
        "conclusion-missing",
        "IA-2026-01",
        "conclusion",
        "{conforms: with-exceptions, effective: partly, objectives_met: true, text: x}",
    ),
    ("meeting-missing", "IA-2026-01", "opening_meeting", "{date: 2026-03-02, attendees: [p-aud, p-it]}"),
    ("meeting-missing", "IA-2026-01", "closing_meeting", "{date: 2026-03-05, attendees: [p-aud, p-it]}"),
    ("limitation-undisclosed", "IA-2026-01", "limitations", "[]"),
    ("effectiveness-not-assessed", "WP-2026-01", "items/2/effective", "met"),
    ("sample-undocumented", "WP-2026-01", "items/3/sample/basis", "leavers of the last twelve months"),
    ("finding-incomplete", "F-2026-001", "requirement", "Access ends one working day after the last day."),
];

/// What all rules ask of a report that was issued by few of them comes in as their helps say, word for word.
#[test]
fn what_an_issued_report_lacks_comes_in_as_the_help_says() {
    let place = begin_with(without_much);
    assert_eq!(lapses(&place, "2026-06-01"), Vec::<[String; 3]>::new(), "the profile `starter` asks for little");
    place.replace(SETTINGS, "profile: starter\n", "");
    commit(&place, "2026-06-02", "manager", "Take all rules");
    let found = lapses(&place, "2026-06-03");
    let mut rules: Vec<(&str, &str)> = found.iter().map(|[rule, id, _]| (rule.as_str(), id.as_str())).collect();
    let mut expected: Vec<(&str, &str)> = SAID.iter().map(|(rule, id, ..)| (*rule, *id)).collect();
    rules.sort_unstable();
    expected.sort_unstable();
    assert_eq!(rules, expected);
    // Every help says the same way, and nothing but the reason is to be put in.
    let ways: Vec<_> = found.iter().map(|[_, _, help]| commands(help)).collect();
    assert!(ways.iter().all(|way| *way == ways[0]) && ways[0].len() == 2, "{ways:?}");
    let back: Vec<&str> =
        ways[0][0].iter().map(|word| if *word == "TEXT" { "Much was missing" } else { word }).collect();
    write(&place, "2026-06-03", &back);
    for (_, id, field, value) in SAID {
        write(&place, "2026-06-03", &["set", id, field, value]);
    }
    let issued = write(&place, "2026-06-03", &ways[0][1]);
    assert!(!issued.err.contains("lacks"), "{}", issued.err);
    assert_eq!(lapses(&place, "2026-06-03"), Vec::<[String; 3]>::new());
    commit(&place, "2026-06-03", "aud", "Issue the second version");
    place.git("r", &["tag", "report/IA-2026-01/v2"]);
    clean(&place);
}

/// Written in without that, the same is a lapse: the help does not say so for nothing.
#[test]
fn what_an_issued_report_lacks_does_not_come_in_alone() {
    let place = begin_with(without_much);
    place.replace(SETTINGS, "profile: starter\n", "");
    commit(&place, "2026-06-02", "manager", "Take all rules");
    let (_, _, field, value) = SAID[0];
    let refused =
        run(place.tickmark("r").args(["set", "IA-2026-01", field, value, "--by", "p-aud", "--on", "2026-06-03"]), &[1]);
    assert!(refused.out.contains("report-changed-after-issue"), "{}", refused.out);
}

/// A finding that is closed stays closed: what it lacks is excused, and that is clean as well.
#[test]
fn what_a_closed_finding_lacks_is_excused_as_the_help_says() {
    let place = begin_with(|place| {
        place.replace(CLOSED, "statement: The register is complete", "statement: Person IT keeps it well")
    });
    let found = lapses(&place, "2026-06-02");
    assert!(
        matches!(found.as_slice(), [[rule, _, help]] if rule == "finding-names-person" && help.contains("a waiver")),
        "{found:?}"
    );
    let waiver = "{rule: finding-names-person, reason: The report was given out with it, until: 2027-06-01, approved_by: p-manager}";
    write(&place, "2026-06-02", &["set", "F-2026-090", "waivers", "--add", waiver]);
    assert_eq!(lapses(&place, "2026-06-02"), Vec::<[String; 3]>::new());
    commit(&place, "2026-06-02", "manager", "Excuse it");
    clean(&place);
}

#[test]
fn who_issues_a_report_hears_before_what_it_lacks() {
    let place = begin_with(|place| {
        without_much(place);
        place.replace(AUDIT, "status: closed", "status: drafted");
        let text = place.read(AUDIT);
        let (before, report) = text.split_once("report:\n").expect("a report");
        let after = report.split_inclusive('\n').skip_while(|line| line.starts_with(' ')).collect::<String>();
        place.write(AUDIT, format!("{before}{after}"));
    });
    let told = |arguments: &[&str]| write(&place, "2026-06-02", arguments).err;
    let drafted = place.read(AUDIT);
    let dry = told(&["move", "IA-2026-01", "issued", "--dry-run"]);
    for rule in ["conclusion-missing", "limitation-undisclosed", "meeting-missing", "report-not-distributed"] {
        assert!(dry.contains(&format!("lacks[{rule}]: IA-2026-01: ")), "{dry}");
    }
    assert_eq!(dry.matches("lacks[").count(), 8, "all of it: {dry}");
    assert_eq!(place.read(AUDIT), drafted);
    // Nobody meets that one by one: who is refused for another reason hears it as well, in each profile.
    let unknown = run(place.tickmark("r").args(["move", "IA-2026-01", "issued"]), &[2]).err;
    assert!(unknown.contains("it is not known who you are"), "{unknown}");
    assert_eq!(unknown.matches("lacks[").count(), 8, "{unknown}");
    place.replace(SETTINGS, "profile: starter\n", "");
    let refused =
        run(place.tickmark("r").args(["move", "IA-2026-01", "issued", "--by", "p-aud", "--on", "2026-06-02"]), &[1]);
    let all = refused.out.matches("error[").count() + refused.err.matches("lacks[").count();
    assert!(refused.out.contains("error[conclusion-missing]") && all == 8, "{refused:#?}");
    assert!(refused.err.contains("lacks[report-not-distributed]"), "{refused:#?}");
    place.replace(SETTINGS, "format: 1\n", "format: 1\nprofile: starter\n");
    // A waiver was somebody's decision, and is not told.
    let waivers =
        "waivers: [{rule: limitation-undisclosed, reason: Agreed, until: 2026-12-31, approved_by: p-manager}]\n";
    place.write(AUDIT, format!("{drafted}{waivers}"));
    let set = told(&["set", "IA-2026-01", "status", "issued"]);
    assert!(set.contains("lacks[conclusion-missing]") && !set.contains("lacks[limitation-undisclosed]"), "{set}");
    assert!(place.read(AUDIT).contains("status: issued"));
}
