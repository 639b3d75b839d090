//! Decisions: in the name of somebody else, behind an approval, or by settings that the very change weakens.

use super::deeds::accept;
use crate::support::history::*;
use crate::support::{Place, run};

#[test]
fn an_approval_in_the_name_of_somebody_else_is_seen() {
    // That it is their own plan is worse; who hides whether it is may not be better off.
    for (email, code) in [("it", 1), ("ciso", 0), ("stranger@elsewhere.example", 1)] {
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
        // It is their own item.
        exits(&place, i32::from(!rules.is_empty()), rules);
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
fn a_statement_of_applicability_that_changes_behind_its_approval_is_seen() {
    let place = begin();
    place.replace("r/soa.yaml", "status: implemented", "status: planned");
    commit(&place, "2026-06-02", "ciso", "Honest now");
    names(&place, &["soa-changed-after-approval"]);
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
    exits(&place, 1, &["person-commit-mismatch"]);

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
    exits(&place, 1, &["person-commit-mismatch"]);
    let mailmap = "Second <aud2@example.com> <stranger@elsewhere.example>\n";
    place.write("r/.mailmap", mailmap);
    exits(&place, 1, &["person-commit-mismatch"]);
    place.write("elsewhere", mailmap);
    place.git("r", &["config", "mailmap.file", place.path("elsewhere").to_str().expect("a path")]);
    exits(&place, 1, &["person-commit-mismatch"]);
    commit(&place, "2026-06-03", "manager", "Add a mailmap");
    exits(&place, 1, &["person-commit-mismatch"]);
    let place = begin();
    place.write("r/.mailmap", mailmap);
    commit(&place, "2026-06-02", "manager", "Add a mailmap");
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
    commit(&place, "2026-06-03", "stranger@elsewhere.example", "Accepted");
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
    // It excuses nothing of what whoever wrote it did.
    exits(&waive("it"), 1, &["due-date-slipped", "person-commit-mismatch", "rule-switched-off"]);
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
fn a_rule_that_nobody_agreed_to_soften_counts() {
    let to = |place: &Place, from: &str, to: &str| {
        let settings = place.read(SETTINGS);
        assert!(settings.contains(from) || from.is_empty());
        place.write(SETTINGS, if from.is_empty() { settings + to } else { settings.replace(from, to) });
    };
    let allowed = "rules: {due-date-slipped: {level: allow, reason: Noise}}\n";
    let slip = |place: &Place| place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-30");
    // Allowed, done, and taken back again: by whoever has the date to keep, by nobody on record, by whoever decides.
    for (who, is_named) in [("it", true), ("nobody", true), ("manager", false)] {
        let place = begin();
        to(&place, "", allowed);
        commit(&place, "2026-06-02", who, "Less noise");
        slip(&place);
        commit(&place, "2026-06-03", "it", "More time");
        to(&place, allowed, "");
        commit(&place, "2026-06-04", "manager", "As before");
        let (code, rules, _) = found(&place);
        assert_eq!(rules.contains(&"due-date-slipped".to_owned()), is_named, "{who} {rules:?}");
        assert_eq!(code, i32::from(is_named), "{who}");
        let told = verify(&place, &[]).out;
        assert_eq!(told.contains("is agreed to by nobody who decides"), is_named, "{told}");
    }
    // Agreed to since, by a word or by whoever decides and leaves it there.
    for (who, message) in [("it", "Comments\n\nApproved-by: p-manager"), ("manager", "Comments")] {
        let place = begin();
        to(&place, "", allowed);
        commit(&place, "2026-06-02", "it", "Less noise");
        to(&place, "", "# Less noise\n");
        commit(&place, "2026-06-03", who, message);
        slip(&place);
        commit(&place, "2026-06-04", "it", "More time");
        assert_eq!(found(&place).1, ["rule-switched-off"], "{who}");
    }
    // By the profile for the first weeks.
    let place = begin();
    to(&place, "", "profile: starter\n");
    commit(&place, "2026-06-02", "it", "As in the first weeks");
    slip(&place);
    commit(&place, "2026-06-03", "it", "More time");
    assert!(found(&place).1.contains(&"due-date-slipped".to_owned()), "{:?}", found(&place).1);
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
fn a_catalogue_that_is_dropped_is_seen() {
    let drop = |who: &str, before: &dyn Fn(&Place)| {
        let place = begin();
        before(&place);
        place.replace(SETTINGS, "catalogues: [iso27001-2022, own]", "catalogues: [iso27001-2022]");
        commit(&place, "2026-06-03", who, "Fewer catalogues");
        place
    };
    names(&drop("it", &|_| {}), &["rule-switched-off"]);
    assert!(verify(&drop("it", &|_| {}), &[]).out.contains("catalogues that were in use are not any more: own"));
    // Agreed before, in a change of its own: the agreement is named, and what it excused is listed.
    let place = drop("it", &|place| {
        let waiver = "waivers:\n  - {rule: rule-switched-off, reason: The policy is a part of another one, approved_by: p-manager, until: 2026-12-31}\n";
        place.write(SETTINGS, place.read(SETTINGS) + waiver);
        commit(place, "2026-06-02", "manager", "Agreed");
    });
    names(&place, &["rule-switched-off"]);
    assert!(verify(&place, &[]).out.contains("1 lapse waived"));
    // What was withdrawn asks nothing any more.
    let place = drop("it", &|place| {
        place.replace("r/catalogues/own.yaml", "edition:", "withdrawn: 2026-06-01\nedition:");
        commit(place, "2026-06-02", "ciso", "Withdrawn");
    });
    clean(&place);
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
