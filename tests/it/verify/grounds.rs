//! Tampering with what a decision rests on: why a risk is accepted, what others found of an auditor, what somebody answered for, why work
//! was given up; each lapse is named, and the honest way to the same end is not.

use crate::support::history::*;
use crate::support::{Place, run};

const AUDITOR: &str = "r/people/p-aud2.yaml";
const ACCEPTED: &str = "acceptance: {approved: {by: p-ceo, date: 2026-05-20}, reason: The interface comes in the autumn, until: 2026-12-31, risk_ref: R-12}\n";

/// A repository in which the risk of a finding is accepted.
fn accepted() -> Place {
    begin_with(|place| {
        let finding = place.read(FINDING).replace("status: planned", "status: accepted");
        place.write(FINDING, finding + ACCEPTED);
        let action = place.read(ACTION);
        let status = action.lines().find(|line| line.starts_with("status:")).expect("a status").to_owned();
        place.write(ACTION, action.replace(&status, "status: cancelled\nstatus_reason: The risk is accepted"));
    })
}

#[test]
fn what_a_risk_was_accepted_for_does_not_change_behind_the_approval() {
    for (old, new) in
        [("The interface comes in the autumn", "Nobody outside can reach it"), ("risk_ref: R-12", "risk_ref: R-40")]
    {
        let place = accepted();
        place.replace(FINDING, old, new);
        commit(&place, "2026-06-02", "it", "Tidy up");
        names(&place, &["acceptance-changed-after-approval"]);
    }
    // Approved anew, by whom it is up to; and another way of writing.
    let place = accepted();
    place.replace(FINDING, "The interface comes in the autumn", "Nobody outside can reach it");
    place.replace(FINDING, "2026-05-20}, reason", "2026-06-02}, reason");
    commit(&place, "2026-06-02", "ceo", "Accept it for another reason");
    clean(&place);
    let place = accepted();
    place.replace(FINDING, "The interface comes in the autumn", "\"The interface comes in the autumn.\"");
    commit(&place, "2026-06-02", "it", "Add a full stop");
    clean(&place);
}

#[test]
fn what_others_found_of_an_auditor_is_theirs_to_change() {
    let examined = |who: &str, message: &str| {
        let place = begin();
        place.replace(AUDITOR, "Witnessed by the head of internal audit", "Examination passed with distinction");
        commit(&place, "2026-06-02", who, message);
        place
    };
    names(&examined("aud2", "Tidy up"), &["competence-rewritten"]);
    clean(&examined("manager", "Correct what was witnessed"));
    clean(&examined("aud2", "Correct what was witnessed\n\nApproved-by: p-manager"));
    // On a branch that somebody else merges, it is still the auditor's.
    let place = begin();
    place.git("r", &["switch", "--quiet", "--create", "tidy"]);
    place.replace(AUDITOR, "outcome: competent, evaluated_by: p-manager", "outcome: competent, evaluated_by: p-ceo");
    commit(&place, "2026-06-02", "aud2", "Tidy up");
    place.git("r", &["switch", "--quiet", "main"]);
    let mut merge = place.command("git", "r");
    merge.env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00").env("GIT_AUTHOR_EMAIL", "it@example.com");
    run(merge.args(["merge", "--quiet", "--no-ff", "--no-edit", "tidy"]), &[0]);
    assert_eq!(found(&place).1, ["competence-rewritten"]);
}

#[test]
fn whoever_hands_a_process_on_to_audit_it_says_that_they_had_it() {
    let owned = || {
        begin_with(|place| place.replace(SETTINGS, "name: Operations, owner: p-it", "name: Operations, owner: p-aud2"))
    };
    let place = owned();
    place.replace(SETTINGS, "name: Operations, owner: p-aud2", "name: Operations, owner: p-hr");
    commit(&place, "2026-06-02", "manager", "Operations is HR's by now");
    names(&place, &["past-role-missing"]);
    let place = owned();
    place.replace(SETTINGS, "name: Operations, owner: p-aud2", "name: Operations, owner: p-hr");
    place.write(AUDITOR, place.read(AUDITOR) + "past_roles: [{process: operations, to: 2026-06-02}]\n");
    commit(&place, "2026-06-02", "manager", "Operations is HR's by now");
    clean(&place);
}

#[test]
fn what_was_given_up_keeps_its_grounds() {
    let place = accepted();
    place.replace(ACTION, "status_reason: The risk is accepted", "status_reason: Nothing was wrong");
    commit(&place, "2026-06-02", "it", "Tidy up");
    assert_eq!(found(&place).1, ["action-changed-after-closure"]);

    let withdrawn = || {
        begin_with(|place| {
            let text = STRENGTH.replace("F-2026-090", "F-2026-091").replace("grade: strength", "grade: observation");
            let text = text.replace("status: closed", "status: withdrawn\nstatus_reason: Out of scope");
            let (text, _) = text.split_once("closed:").expect("a closure");
            place.write("r/findings/2026/F-2026-091.yaml", text);
        })
    };
    let place = withdrawn();
    place.replace("r/findings/2026/F-2026-091.yaml", "statement: The register is complete", "statement: Nothing");
    commit(&place, "2026-06-02", "it", "Tidy up");
    assert!(found(&place).1.contains(&"finding-changed-after-closure".to_owned()));
    let place = withdrawn();
    place.replace("r/findings/2026/F-2026-091.yaml", "raised_by: p-aud", "raised_by: p-aud\nrelated: [F-2026-090]");
    commit(&place, "2026-06-02", "aud", "Say what it goes with");
    clean(&place);
}

#[test]
fn limits_that_stand_beside_the_thresholds_are_limits() {
    let place = begin_with(|place| {
        place.write(SETTINGS, place.read(SETTINGS) + "certification: {body: Cert Body, response_days: 90}\n");
    });
    place.replace(SETTINGS, "response_days: 90", "response_days: 30");
    commit(&place, "2026-06-02", "it", "Answer sooner");
    clean(&place);
    place.replace(SETTINGS, "response_days: 30", "response_days: 900");
    commit(&place, "2026-06-03", "it", "Tidy up");
    names(&place, &["rule-switched-off"]);
}

#[test]
fn whoever_has_left_decides_nothing() {
    let place = begin_with(|place| {
        place.write("r/people/p-hr.yaml", place.read("r/people/p-hr.yaml") + "to: 2026-05-31\n");
    });
    let text = place.read(FINDING);
    place.write(FINDING, text.clone() + &ACCEPTED.replace("p-ceo, date: 2026-05-20", "p-hr, date: 2026-06-02"));
    commit(&place, "2026-06-02", "hr@example.com", "Accept it");
    assert!(found(&place).1.contains(&"decided-after-leaving".to_owned()));
    // What they said on their last day comes later with a branch.
    place.write(FINDING, text + &ACCEPTED.replace("p-ceo, date: 2026-05-20", "p-hr, date: 2026-05-31"));
    commit(&place, "2026-06-03", "hr@example.com", "Accept it earlier");
    let lapses = verify(&place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    assert_eq!(lapses.iter().filter(|lapse| lapse["rule"] == "decided-after-leaving").count(), 1);
}

#[test]
fn a_typo_in_what_was_withdrawn_before_the_report_is_no_lapse() {
    let drafted = || {
        begin_with(|place| {
            let text = STRENGTH.replace("F-2026-090", "F-2026-091").replace("grade: strength", "grade: observation");
            let text = text.replace("status: closed", "status: withdrawn\nstatus_reason: The aprovals were found");
            let (text, _) = text.split_once("closed:").expect("a closure");
            place.write("r/findings/2026/F-2026-091.yaml", text);
        })
    };
    let mended = |place: &Place, old: &str, new: &str| {
        place.replace("r/findings/2026/F-2026-091.yaml", old, new);
        commit(place, "2026-06-02", "aud", "Mend a typo");
        found(place).1
    };
    assert_eq!(mended(&drafted(), "were found", "were found."), [""; 0]);
    let entry = "The approvals were found\nchanges:\n  - {date: 2026-06-02, by: p-aud, field: status_reason, from: The aprovals were found, to: The approvals were found, reason: A typo}";
    assert_eq!(mended(&drafted(), "The aprovals were found", entry), [""; 0]);
    assert_eq!(mended(&drafted(), "aprovals", "approvals"), ["finding-changed-after-closure"]);
}

#[test]
fn whoever_is_audited_neither_approves_the_plan_nor_calls_the_audit_off() {
    let planned = || {
        begin_with(|place| {
            place.replace(NEXT, "status: planned", "status: confirmed");
            place.write(
                NEXT,
                place.read(NEXT)
                    + "scope: {statement: Access, processes: [identity]}\nobjectives: [Tell whether access is right]\n\
                       criteria: [A.5.18]\nmethods: [interview, sampling]\nauditees: [{person: p-it, process: identity}]\n\
                       plan: {version: 1, approved: {by: p-manager, date: 2026-05-28}, notified_on: 2026-05-28}\n\
                       dates: {start: 2026-09-07, end: 2026-09-09}\nteam: [{person: p-aud, role: lead-auditor}]\n",
            );
        })
    };
    let cancelled = |who: &str, message: &str| {
        let place = planned();
        place.replace(NEXT, "status: confirmed", "status: cancelled\nstatus_reason: No time");
        commit(&place, "2026-06-02", who, message);
        found(&place).1.contains(&"audit-cancelled-by-auditee".to_owned())
    };
    assert!(cancelled("12+ines-it@users.noreply.github.com", "Call it off"));
    assert!(!cancelled("12+ines-it@users.noreply.github.com", "Call it off\n\nApproved-by: p-ceo"));
    assert!(!cancelled("manager", "Call it off"));
    // A plan that shrank, and whom it is about approves it so.
    let approved = |by: &str| {
        let place = planned();
        place.replace(NEXT, "methods: [interview, sampling]", "methods: [interview]");
        place.replace(NEXT, "by: p-manager, date: 2026-05-28", &format!("by: {by}, date: 2026-06-02"));
        let run = run(place.tickmark("r").args(["lint", "--as-of", "2026-06-02", "--format", "json"]), &[0, 1]);
        run.out.contains("approver-without-authority")
    };
    assert!(approved("p-it"));
    assert!(!approved("p-ceo"));
}
