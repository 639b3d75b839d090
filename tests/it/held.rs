//! What was agreed to is held to: plans that change after they were accepted or approved, decisions in other names, approvals that
//! are put back, results and evidence that came another way than it looks. Each lapse by name, and honest work without one.

use std::fs;

use crate::support::history::*;
use crate::support::{Place, run};

const OLD: &str = "what: Let accounts expire at the end of the contract";
const NEW: &str = "what: Remind everybody to close accounts";

fn entry(field: &str, from: &str, to: &str, approved_by: &str) -> String {
    format!(
        "changes:\n  - {{date: 2026-06-03, by: p-it, field: {field}, from: \"{from}\", to: \"{to}\", reason: It is so{approved_by}}}\n"
    )
}

/// A repository whose next audit has a plan that was approved and says what it takes.
fn planned() -> Place {
    begin_with(|place| {
        place.replace(NEXT, "status: planned", "status: confirmed");
        place.append(NEXT,
            "objectives: [Tell whether access is right]\nscope: {statement: Access, processes: [identity]}\ncriteria: [A.5.18]\n\
             methods: [sampling]\nremote: none\nteam:\n  - {person: p-aud, role: lead-auditor, independence: {declared_on: 2026-05-20, \
             statement: No work here}}\nauditees: [{person: p-it, process: identity}]\n\
             plan: {version: 1, approved: {by: p-manager, date: 2026-05-25}, notified_on: 2026-05-26}\n\
             dates: {start: 2026-09-07, end: 2026-09-09}\neffort: {planned_days: 3}\n\
             schedule:\n  - {date: 2026-09-07, time: \"09:00\", activity: opening-meeting, auditor: p-aud, place: Berlin}\n",
        );
    })
}

#[test]
fn an_accepted_plan_that_is_hollowed_out_is_seen() {
    for (from, to) in [
        (OLD, NEW),
        ("criterion: No leaver with an active account in the 60 days after the change", "criterion: Nobody complains"),
        ("planned_on: 2026-09-15", "planned_on: 2027-09-15"),
        ("    owner: p-it", "    owner: p-ciso"),
        ("type: corrective", "type: correction"),
    ] {
        let place = begin();
        place.replace(ACTION, from, to);
        commit(&place, "2026-06-03", "it", "Say it otherwise");
        names(&place, &["plan-changed-after-acceptance"]);
        // In a review as well, and as one that stands behind a merge.
        place.git("r", &["branch", "theirs", "HEAD~1"]);
        let json = run(place.tickmark("r").args(["lint", "--new-since", "theirs", "--format", "json"]), &[0, 1]);
        assert!(json.out.contains("plan-changed-after-acceptance"), "{json:?}");
    }
    // Who accepted it is not asked again by another remark.
    let place = begin();
    place.replace(ACTION, OLD, NEW);
    place.replace(ACTION, "note: The directory cannot be changed before June", "note: As agreed");
    commit(&place, "2026-06-03", "it", "Say it otherwise");
    names(&place, &["plan-changed-after-acceptance"]);
}

#[test]
fn an_entry_excuses_what_it_tells_of_and_whoever_may_agree_to() {
    let told = |field: &str, from: &str, to: &str, by: &str, author: &str| {
        let place = begin();
        place.replace(ACTION, "    owner: p-it", "    owner: p-ciso");
        place.append(ACTION, &entry(field, from, to, by));
        commit(&place, "2026-06-03", author, "Hand it on");
        place
    };
    clean(&told("actions/1/owner", "p-it", "p-ciso", ", approved_by: p-aud", "aud"));
    clean(&told("actions/1", "Ines", "Cleo", ", approved_by: p-manager", "manager"));
    for (field, from, to, by, author) in [
        ("actions/1/owner", "p-it", "p-ciso", "", "it"),
        ("actions/1/owner", "p-it", "p-ciso", ", approved_by: p-it", "it"),
        ("actions/1/owner", "p-it", "p-ciso", ", approved_by: p-ciso", "ciso"),
        ("actions/1/owner", "p-it", "p-aud2", ", approved_by: p-aud", "aud"),
        ("actions/1/what", "One thing", "Another", ", approved_by: p-aud", "aud"),
    ] {
        names(&told(field, from, to, by, author), &["plan-changed-after-acceptance"]);
    }
}

#[test]
fn honest_work_on_an_accepted_plan_is_silent() {
    // Done, with evidence and in other lines.
    let place = begin();
    place.replace(ACTION, OLD, "what: >-\n      Let accounts expire\n      at the end of the contract");
    place.replace(ACTION, "status: in-progress", "status: done\n    done_on: 2026-06-03\n    evidence: [E-2026-004]");
    commit(&place, "2026-06-03", "it", "Done");
    clean(&place);

    // More than was agreed.
    let place = begin();
    place.replace(
        ACTION,
        "plan: ",
        "  - {n: 2, what: Tell HR, type: corrective, owner: p-it, due: 2026-06-30, status: open}\nplan: ",
    );
    place.replace(ACTION, "effectiveness: {", "effectiveness: {method: Twenty leavers looked at, ");
    commit(&place, "2026-06-03", "it", "More");
    clean(&place);

    // Accepted anew.
    let place = begin();
    place.replace(ACTION, OLD, NEW);
    place.replace(ACTION, "date: 2026-03-20", "date: 2026-06-03");
    commit(&place, "2026-06-03", "aud", "Accept another plan");
    clean(&place);

    // Its owner's record gets another id.
    let place = begin();
    place.git("r", &["mv", "people/p-it.yaml", "people/p-ines.yaml"]);
    place.replace("r/people/p-ines.yaml", "id: p-it", "id: p-ines");
    place.write(ACTION, place.read(ACTION).replace("p-it", "p-ines"));
    commit(&place, "2026-06-03", "manager", "Another number");
    let (_, rules, _) = found(&place);
    assert!(!rules.contains(&"plan-changed-after-acceptance".to_owned()), "{rules:?}");

    // The check follows a day that was moved, which is told once.
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-30");
    place.replace(ACTION, "planned_on: 2026-09-15", "planned_on: 2026-10-15");
    place.append(ACTION, &entry("actions/1/due", "2026-06-30", "2026-07-30", ", approved_by: p-aud"));
    commit(&place, "2026-06-03", "aud", "A month later");
    let (_, rules, _) = found(&place);
    assert_eq!(rules, ["due-date-slipped"]);
    assert!(verify(&place, &[]).out.contains("nothing, if p-aud agreed as it says; the old date stays on record"));
}

#[test]
fn a_later_day_says_who_agreed_to_it() {
    for (agreed, help) in [
        ("", "if whoever accepted the plan agrees"),
        (", approved_by: p-it", "if whoever"),
        (", approved_by: p-manager", "p-manager agreed"),
    ] {
        let place = begin();
        place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-30");
        place.append(ACTION, &entry("actions/1/due", "2026-06-30", "2026-07-30", agreed));
        commit(&place, "2026-06-03", "manager", "A month later");
        assert!(verify(&place, &[]).out.contains(help), "{agreed}");
    }
}

#[test]
fn an_approved_audit_plan_that_shrinks_is_seen() {
    for (from, to) in [
        ("end: 2026-09-09", "end: 2026-09-07"),
        ("planned_days: 3", "planned_days: 0.5"),
        ("remote: none", "remote: full\nremote_risks: Nobody sees the rooms"),
        ("client: p-ceo", "client: p-ciso"),
        ("type: internal", "type: follow-up"),
        ("criteria: [A.5.18]", "criteria: [A.5.16]"),
    ] {
        let place = planned();
        place.replace(NEXT, from, to);
        commit(&place, "2026-06-03", "aud", "Less");
        let (_, rules, _) = found(&place);
        assert_eq!(rules, ["plan-changed-after-approval"], "{to}");
    }
    // An entry for something else, or that nobody who may agreed to, is no excuse.
    for (field, from, to, by) in [
        ("effort/planned_days", "3", "2", "p-manager"),
        ("effort/planned_days", "3", "0.5", "p-aud"),
        ("effort/actual_days", "3", "0.5", "p-manager"),
    ] {
        let place = planned();
        place.replace(NEXT, "planned_days: 3", "planned_days: 0.5");
        place.append(NEXT, &entry(field, from, to, &format!(", approved_by: {by}")));
        commit(&place, "2026-06-03", by.trim_start_matches("p-"), "Less");
        names(&place, &["plan-changed-after-approval"]);
    }
}

#[test]
fn a_plan_that_goes_back_to_what_was_approved_is_no_second_lapse() {
    const RULE: &str = "plan-changed-after-approval";
    let count = |place: &Place| {
        let lapses = verify(place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
        lapses.iter().filter(|lapse| lapse["rule"] == RULE).count()
    };
    let (aim, other) = ("objectives: [Tell whether access is right]", "objectives: [See what there is]");
    for (from, to) in
        [(aim, other), ("statement: Access", "statement: Nothing much"), ("planned_days: 3", "planned_days: 1")]
    {
        let place = planned();
        place.replace(NEXT, from, to);
        commit(&place, "2026-06-03", "aud", "Say it otherwise");
        assert_eq!(count(&place), 1, "{to}");
        place.replace(NEXT, to, from);
        commit(&place, "2026-06-04", "aud", "As it was");
        told_before(&place);
        assert_eq!(count(&place), 1, "{from}");
        // Another time is another lapse, and half of the way is not there.
        place.replace(NEXT, from, to);
        commit(&place, "2026-06-05", "aud", "Say it otherwise");
        assert_eq!(count(&place), 2, "{to}");
    }
    // What was approved meanwhile, or somebody agreed to, is what it is held to.
    let place = planned();
    place.replace(NEXT, aim, other);
    commit(&place, "2026-06-03", "aud", "Say it otherwise");
    place.replace(
        NEXT,
        "{version: 1, approved: {by: p-manager, date: 2026-05-25}",
        "{version: 2, approved: {by: p-manager, date: 2026-06-04}",
    );
    commit(&place, "2026-06-04", "manager", "Approve it as it is");
    place.replace(NEXT, other, aim);
    commit(&place, "2026-06-05", "aud", "As it was");
    assert_eq!(count(&place), 2);
    let place = planned();
    place.replace(NEXT, "planned_days: 3", "planned_days: 1");
    commit(&place, "2026-06-03", "aud", "Less");
    place.replace(NEXT, "planned_days: 1", "planned_days: 2");
    place.append(NEXT, &entry("effort/planned_days", "1", "2", ", approved_by: p-manager"));
    commit(&place, "2026-06-04", "manager", "Two");
    place.replace(NEXT, "planned_days: 2", "planned_days: 3");
    commit(&place, "2026-06-05", "aud", "As it was");
    assert_eq!(count(&place), 2);
    // A programme likewise.
    let place = begin();
    let (from, to) = ("days_per_year: 12", "days_per_year: 2");
    place.replace(PROGRAMME, from, to);
    commit(&place, "2026-06-03", "it", "Two are enough");
    place.replace(PROGRAMME, to, from);
    commit(&place, "2026-06-04", "it", "As it was");
    let lapses = verify(&place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    assert_eq!(lapses.iter().filter(|lapse| lapse["rule"] == "programme-changed-after-approval").count(), 1);
}

#[test]
fn an_item_that_goes_while_its_plan_is_taken_back_is_seen() {
    let second =
        "  - {n: 2, what: Tell HR whom to tell, type: corrective, owner: p-it, due: 2026-06-30, status: open}\n";
    let back = |drop: bool| {
        let place = begin_with(|place| place.replace(ACTION, "plan: {", &format!("{second}plan: {{")));
        let accepted = ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}";
        let entry = "changes:\n  - {date: 2026-06-03, by: p-aud, field: status, from: accepted, to: proposed, reason: It has to be planned anew, approved_by: p-aud}\n";
        place.replace(ACTION, "status: accepted", "status: proposed");
        place.replace(ACTION, accepted, "");
        place.append(ACTION, entry);
        commit(&place, "2026-06-03", "aud", "Plan it anew");
        if drop {
            place.replace(ACTION, second, "");
        }
        commit(&place, "2026-06-04", "it", "A new plan");
        clean(&place);
        place.replace(ACTION, "status: proposed", "status: accepted");
        place.replace(
            ACTION,
            "proposed_on: 2026-03-18",
            "proposed_on: 2026-03-18, accepted: {by: p-aud, date: 2026-06-05}",
        );
        commit(&place, "2026-06-05", "aud", "Accept it");
        place
    };
    names(&back(true), &["record-deleted"]);
    clean(&back(false));
}

#[test]
fn an_audit_plan_may_change_where_somebody_agrees_and_grow_into_its_work() {
    let place = planned();
    place.replace(NEXT, "planned_days: 3", "planned_days: 0.5");
    place.append(NEXT, &entry("effort/planned_days", "3", "0.5", ", approved_by: p-manager"));
    commit(&place, "2026-06-03", "manager", "Less, and agreed");
    clean(&place);

    // The whole visit a week earlier, a line of the timetable, days used, a declaration.
    let place = planned();
    place.replace(NEXT, "start: 2026-09-07, end: 2026-09-09", "start: 2026-08-31, end: 2026-09-02");
    place.replace(NEXT, "{date: 2026-09-07, time: \"09:00\"", "{date: 2026-08-31, time: \"10:00\"");
    place.replace(NEXT, "planned_days: 3", "planned_days: 3, actual_days: 2");
    place.replace(NEXT, "statement: No work here", "statement: No work here in two years");
    commit(&place, "2026-06-03", "aud", "A week earlier");
    clean(&place);
}

#[test]
fn the_approval_of_an_auditor_that_comes_back_for_more_is_seen() {
    const PERSON: &str = "r/people/p-aud.yaml";
    let place = begin();
    let person = place.read(PERSON);
    let (start, rest) = person.split_once("auditor:\n").expect("an approval");
    let (_, end) = rest.split_once("competence:").expect("what follows");
    place.write(PERSON, format!("{start}competence:{end}"));
    commit(&place, "2026-06-02", "manager", "Take it away");
    place.write(PERSON, person.replace("review_due: 2028-01-15", "review_due: 2031-01-15"));
    commit(&place, "2026-06-03", "manager", "Put it back");
    names(&place, &["auditor-changed-after-approval", "backdated-entry"]);
    // As it was, or approved anew.
    place.write(
        PERSON,
        person.replace("date: 2025-01-15}\n  review_due: 2028", "date: 2026-06-04}\n  review_due: 2031"),
    );
    commit(&place, "2026-06-04", "manager", "Approve it anew");
    names(&place, &["auditor-changed-after-approval", "backdated-entry"]);
}

#[test]
fn the_order_of_a_list_and_another_number_of_a_person_change_no_plan() {
    let place = planned();
    place.replace(NEXT, "criteria: [A.5.18]", "criteria: [A.5.18, own:ACP-4]");
    place.replace(NEXT, "methods: [sampling]", "methods: [sampling, interview]");
    place.replace(NEXT, "processes: [identity]", "processes: [identity, operations]");
    place.replace(NEXT, "date: 2026-05-25", "date: 2026-06-02");
    commit(&place, "2026-06-02", "manager", "Approved anew");
    place.replace(NEXT, "criteria: [A.5.18, own:ACP-4]", "criteria: [own:ACP-4, A.5.18]");
    place.replace(NEXT, "methods: [sampling, interview]", "methods: [interview, sampling]");
    place.replace(NEXT, "processes: [identity, operations]", "processes: [operations, identity]");
    place.replace(PROGRAMME, "criteria: [A.5.18, own:ACP-4]", "criteria: [own:ACP-4, A.5.18]");
    place.replace(PROGRAMME, "processes: [identity, operations]", "processes: [operations, identity]");
    commit(&place, "2026-06-03", "aud", "In another order");
    clean(&place);
    place.replace(PROGRAMME, "criteria: [own:ACP-4, A.5.18]", "criteria: [own:ACP-4]");
    commit(&place, "2026-06-04", "aud", "One less");
    names(&place, &["programme-changed-after-approval"]);

    // In the same place of the team: a new number is no other person, a person who was there already is one.
    let place = planned();
    place.git("r", &["mv", "people/p-aud.yaml", "people/p-ada.yaml"]);
    place.replace("r/people/p-ada.yaml", "id: p-aud", "id: p-ada");
    place.replace(NEXT, "{person: p-aud,", "{person: p-ada,");
    commit(&place, "2026-06-03", "manager", "Another number");
    let (_, rules, _) = found(&place);
    assert!(!rules.contains(&"plan-changed-after-approval".to_owned()), "{rules:?}");
    let place = planned();
    place.git("r", &["rm", "--quiet", "people/p-aud.yaml"]);
    place.replace(NEXT, "{person: p-aud,", "{person: p-mike,");
    commit(&place, "2026-06-03", "manager", "Another person");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"plan-changed-after-approval".to_owned()), "{rules:?}");
}

#[test]
fn another_decider_needs_an_entry_with_both_names_and_somebody_else_who_agrees() {
    let changed = |text: &str, author: &str| {
        let place = begin();
        place.replace(ACTION, "accepted: {by: p-aud, ", "accepted: {by: p-aud2, ");
        place.append(ACTION, text);
        commit(&place, "2026-06-03", author, "Another name");
        place
    };
    clean(&changed(&entry("plan/accepted/by", "p-aud", "p-aud2", ", approved_by: p-manager"), "manager"));
    for (field, from, to, by) in [
        ("plan/proposed_on", "2026-03-17", "2026-03-18", ", approved_by: p-manager"),
        ("plan/accepted/by", "p-aud", "p-aud2", ""),
        ("plan/accepted/by", "p-aud", "p-aud2", ", approved_by: p-aud2"),
        ("plan/accepted/by", "p-aud", "p-aud2", ", approved_by: p-it"),
        ("plan/accepted/by", "p-aud", "p-ciso", ", approved_by: p-manager"),
    ] {
        names(&changed(&entry(field, from, to, by), "manager"), &["decider-changed"]);
    }
}

#[test]
fn reviews_agreements_and_approvals_of_auditors_are_decisions() {
    let test =
        "technical_tests:\n  - {what: Scan of the network, systems: [net], agreed: {by: p-it, date: 2026-06-02}}\n";
    let review = "  - {date: 2026-06-02, by: p-ciso, conclusion: It works}\n";
    type Case<'a> = (&'a str, &'a dyn Fn(&Place), &'a str, &'a str, &'a str);
    let cases: [Case<'_>; 4] = [
        (NEXT, &|place| place.append(NEXT, test), "it", "agreed: {by: p-it", "agreed: {by: p-ciso"),
        (
            PROGRAMME,
            &|place| place.append(PROGRAMME, review),
            "ciso",
            "date: 2026-06-02, by: p-ciso",
            "date: 2026-06-02, by: p-ceo",
        ),
        (
            PAPER,
            &|place| {
                place.replace(
                    PAPER,
                    "reviewed: {by: p-aud, date: 2026-03-06}",
                    "reviewed: {by: p-aud2, date: 2026-06-02}",
                )
            },
            "aud2",
            "reviewed: {by: p-aud2",
            "reviewed: {by: p-ciso",
        ),
        (
            "r/people/p-aud.yaml",
            &|place| {
                place.replace(
                    "r/people/p-aud.yaml",
                    "approved: {by: p-manager, date: 2025-01-15}",
                    "approved: {by: p-ciso, date: 2026-06-02}",
                );
            },
            "ciso",
            "approved: {by: p-ciso",
            "approved: {by: p-manager",
        ),
    ];
    for (path, decide, who, by, other) in cases {
        let place = begin();
        decide(&place);
        commit(&place, "2026-06-02", who, "Decide");
        clean(&place);

        let place = begin();
        decide(&place);
        commit(&place, "2026-06-02", "mike", "Decide for somebody");
        names(&place, &["person-commit-mismatch"]);

        let place = begin();
        decide(&place);
        commit(&place, "2026-06-20", who, "Decide long ago");
        names(&place, &["backdated-entry"]);

        let place = begin();
        decide(&place);
        commit(&place, "2026-06-02", who, "Decide");
        place.replace(path, by, other);
        commit(&place, "2026-06-03", "manager", "Another name");
        names(&place, &["decider-changed"]);
    }
}

#[test]
fn what_changed_while_an_approval_was_away_is_seen() {
    let away = |between: &dyn Fn(&Place), back: (&str, &str)| {
        let place = planned();
        let approved = "plan: {version: 1, approved: {by: p-manager, date: 2026-05-25}, notified_on: 2026-05-26}";
        place.replace(NEXT, approved, "plan: {version: 1, notified_on: 2026-05-26}");
        commit(&place, "2026-06-02", "aud", "Tidy up");
        between(&place);
        let date = back.1;
        place.replace(
            NEXT,
            "plan: {version: 1, notified_on: 2026-05-26}",
            &approved.replace("2026-05-25}", &format!("{date}}}")),
        );
        commit(&place, back.0, "manager", "Put it back");
        found(&place).1
    };
    let shrink = |place: &Place| {
        place.replace(NEXT, "planned_days: 3", "planned_days: 0.5");
        commit(place, "2026-06-03", "aud", "Less");
    };
    assert_eq!(away(&shrink, ("2026-06-04", "2026-05-25")), ["plan-changed-after-approval"]);
    assert_eq!(away(&|_| {}, ("2026-06-04", "2026-05-25")), [""; 0]);
    assert_eq!(away(&shrink, ("2026-06-04", "2026-06-04")), [""; 0]);

    let place = begin();
    let accepted = "accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}";
    place.replace(ACTION, accepted, "");
    commit(&place, "2026-06-02", "it", "Tidy up");
    place.replace(ACTION, OLD, NEW);
    commit(&place, "2026-06-03", "it", "Say it otherwise");
    place.replace(
        ACTION,
        "plan: {proposed_on: 2026-03-18, }",
        &format!("plan: {{proposed_on: 2026-03-18, {accepted}}}"),
    );
    commit(&place, "2026-06-04", "manager", "Put it back");
    names(&place, &["backdated-entry", "plan-changed-after-acceptance"]);
}

#[test]
fn a_decision_that_was_away_does_not_come_back_in_another_name() {
    let accepted = "accepted: {by: p-aud, date: 2026-06-01, note: The directory cannot be changed before June}";
    let back = |by: &str, date: &str, entry: &str| {
        let place = begin_with(|place| place.replace(ACTION, "date: 2026-03-20", "date: 2026-06-01"));
        place.replace(ACTION, accepted, "");
        commit(&place, "2026-06-02", "it", "Tidy up");
        let there = accepted.replace("p-aud", by).replace("2026-06-01", date);
        let plan = format!("plan: {{proposed_on: 2026-03-18, {there}}}");
        place.replace(ACTION, "plan: {proposed_on: 2026-03-18, }", &plan);
        place.append(ACTION, entry);
        commit(&place, "2026-06-03", "manager", "Put it back");
        place
    };
    names(&back("p-aud2", "2026-06-01", ""), &["decider-changed"]);
    clean(&back("p-aud", "2026-06-01", ""));
    clean(&back("p-aud2", "2026-06-03", ""));
    clean(&back("p-aud2", "2026-06-01", &entry("plan/accepted/by", "p-aud", "p-aud2", ", approved_by: p-manager")));
}

#[test]
fn whoever_proposed_a_plan_does_not_accept_it_once_it_is_somebody_else_s() {
    let accepted = "accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}";
    let proposed = || {
        let place = begin();
        place.replace(ACTION, "status: accepted", "status: proposed");
        place.replace(ACTION, "status: in-progress", "status: open");
        place.replace(ACTION, accepted, "");
        place
    };
    let hand_on = |place: &Place| {
        place.write(ACTION, place.read(ACTION).replace("owner: p-it", "owner: p-hr"));
    };
    let accept = |place: &Place, by: &str| {
        place.replace(ACTION, "status: proposed", "status: accepted");
        let plan = format!("plan: {{proposed_on: 2026-03-18, accepted: {{by: p-{by}, date: 2026-06-04}}}}");
        place.replace(ACTION, "plan: {proposed_on: 2026-03-18, }", &plan);
        commit(place, "2026-06-04", by, "Accept it");
        found(place).1
    };
    let begin = |days_apart: bool, between: &dyn Fn(&Place)| {
        let place = proposed();
        commit(&place, "2026-06-02", "aud", "Back to what is proposed");
        hand_on(&place);
        between(&place);
        if days_apart {
            commit(&place, "2026-06-03", "it", "Hand it on");
        }
        place
    };
    let is_seen = |rules: &[String]| rules.iter().any(|rule| rule == "plan-self-accepted");
    for days_apart in [false, true] {
        assert!(is_seen(&accept(&begin(days_apart, &|_| {}), "it")), "{days_apart}");
        assert!(!is_seen(&accept(&begin(days_apart, &|_| {}), "manager")), "{days_apart}");
        // Another plan than the one that they proposed.
        assert!(!is_seen(&accept(&begin(days_apart, &|place| place.replace(ACTION, OLD, NEW)), "it")), "{days_apart}");
    }
}

#[test]
fn an_accepted_plan_is_not_handed_on_in_silence() {
    let hand_on = |text: &str, author: &str| {
        let place = begin();
        place.replace(ACTION, "\nowner: p-it", "\nowner: p-hr");
        place.append(ACTION, text);
        commit(&place, "2026-06-03", author, "Hand it on");
        place
    };
    names(&hand_on("", "it"), &["plan-changed-after-acceptance"]);
    names(&hand_on(&entry("owner", "p-it", "p-hr", ", approved_by: p-hr"), "hr"), &["plan-changed-after-acceptance"]);
    clean(&hand_on(&entry("owner", "p-it", "p-hr", ", approved_by: p-aud"), "aud"));
}

#[test]
fn a_change_may_be_reverted_with_its_entry_and_not_its_entry_alone() {
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-30");
    place.append(ACTION, &entry("actions/1/due", "2026-06-30", "2026-07-30", ", approved_by: p-aud"));
    commit(&place, "2026-06-03", "aud", "A month later");
    place.git("r", &["revert", "--no-commit", "HEAD"]);
    commit(&place, "2026-06-04", "aud", "Revert");
    assert_eq!(found(&place).1, ["due-date-slipped"]);

    let text = place.read(ACTION);
    place.git("r", &["reset", "--hard", "-q", "HEAD~1"]);
    place.write(ACTION, text.replace("due: 2026-06-30", "due: 2026-07-30"));
    commit(&place, "2026-06-04", "aud", "No word of it");
    assert_eq!(found(&place).1, ["change-entry-rewritten", "due-date-slipped"]);
}

#[test]
fn results_count_from_the_commit_of_the_branch_that_wrote_them() {
    let merged = |day: &str| {
        let place = begin_with(|place| fs::remove_file(place.path(PAPER)).expect("removed"));
        place.git("r", &["switch", "--quiet", "--create", "paper"]);
        fs::create_dir_all(place.path(PAPER).parent().expect("a folder")).expect("a folder");
        let fixture = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let paper = fixture.join("tests/rules/fixture/audits/IA-2026-01/workpapers/WP-2026-01.yaml");
        let paper = fs::read_to_string(paper).expect("a workpaper");
        place.write(PAPER, paper.replace("reviewed: {by: p-aud, date: 2026-03-06}", ""));
        place.replace(AUDIT, "closing_meeting: {date: 2026-03-05", "closing_meeting: {date: 2026-06-04");
        commit(&place, day, "aud", "Results");
        place.git("r", &["switch", "--quiet", "main"]);
        let mut merge = place.command("git", "r");
        merge.env("GIT_COMMITTER_DATE", "2026-06-20T12:00:00+00:00").env("GIT_AUTHOR_EMAIL", "manager@example.com");
        run(merge.args(["merge", "--quiet", "--no-ff", "--no-edit", "paper"]), &[0]);
        found(&place).1.contains(&"answered-after-closing".to_owned())
    };
    assert!(!merged("2026-06-05"));
    assert!(merged("2026-06-09"));
}

#[test]
fn a_file_that_git_lfs_takes_over_is_the_same_file() {
    const FILE: &str = "r/evidence/2026/files/walkthrough.csv";
    let pointer = |sha256: &str| format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize 61\n");
    const HASH: &str = "c107e9a1250a6997d3244fa09f7b49b9f0a3acf6709bbb434e36e04f202c508c";
    let moved = |sha256: &str, fetched: Option<&str>| {
        let place = begin_with(|place| {
            let path = "r/evidence/2026/E-2026-002.yaml";
            let text = place.read(path);
            let location = text.lines().find(|line| line.starts_with("location:")).expect("a location");
            place.replace(path, location, "location: evidence/2026/files/walkthrough.csv");
            let hash = place.read(path);
            let hash = hash.lines().find(|line| line.starts_with("sha256:")).expect("a hash");
            place.replace(path, hash, &format!("sha256: {HASH}"));
        });
        let bytes = place.read(FILE);
        if let Some(text) = fetched {
            place.write(&format!("r/.git/lfs/objects/{}/{}/{sha256}", &sha256[..2], &sha256[2..4]), bytes + text);
        }
        place.write("r/.gitattributes", "*.csv filter=lfs diff=lfs merge=lfs -text\n");
        place.write(FILE, pointer(sha256));
        commit(&place, "2026-06-03", "manager", "Keep tables in LFS");
        found(&place).1
    };
    assert_eq!(moved(HASH, Some("")), [""; 0]);
    // What is not here, or is something else, nobody can hold against what was checked; another hash says enough by itself.
    assert_eq!(moved(HASH, None), ["evidence-drifted"]);
    assert_eq!(moved(HASH, Some("more")), ["evidence-drifted"]);
    assert_eq!(moved(&HASH.replace("c107e9a1", "00000000"), None), ["evidence-drifted"]);
}

#[test]
fn what_the_settings_ignore_is_no_record_in_history_either() {
    let draft = "r/drafts/F-2026-800.yaml";
    let place = begin_with(|place| place.append(SETTINGS, "ignore: [drafts/]\n"));
    // A closed finding that nobody counts, a second one of a known number, and one that cannot be read: they come, change and go.
    place.write(draft, STRENGTH.replace("F-2026-090", "F-2026-800"));
    place.write("r/drafts/F-2026-001.yaml", place.read(FINDING));
    place.write("r/drafts/broken.yaml", "kind: finding\nid: [\n");
    commit(&place, "2026-06-02", "mike", "Drafts");
    place.replace("r/drafts/F-2026-001.yaml", "grade: minor", "grade: observation");
    place.replace(draft, "The register is complete\naudit", "Nothing\naudit");
    commit(&place, "2026-06-03", "mike", "Go on");
    fs::remove_file(place.path(draft)).expect("removed");
    commit(&place, "2026-06-04", "mike", "Done");
    clean(&place);

    // What was a record and comes to be ignored is gone; what is not ignored any more comes.
    place.replace(SETTINGS, "ignore: [drafts/]", "ignore: [drafts/, F-2026-090.yaml]");
    commit(&place, "2026-06-05", "manager", "Hide a finding");
    let (code, rules, _) = found(&place);
    assert_eq!(code, 1);
    assert!(
        rules.contains(&"record-deleted".to_owned()) && rules.contains(&"rule-switched-off".to_owned()),
        "{rules:?}"
    );
    place.replace(SETTINGS, "ignore: [drafts/, F-2026-090.yaml]\n", "");
    fs::remove_file(place.path("r/drafts/F-2026-001.yaml")).expect("removed");
    commit(&place, "2026-06-08", "manager", "Look at everything");
    let (_, rules, broken) = found(&place);
    assert!(rules.contains(&"schema-invalid".to_owned()) && broken.is_empty(), "{rules:?} {broken:?}");
}

#[test]
fn what_lint_does_not_read_as_a_record_is_none_in_history_either() {
    let place = begin();
    let inner = "r/old/findings/F-2026-001.yaml";
    place.write("r/findings/2026/F-2026-801.yml", STRENGTH.replace("F-2026-090", "F-2026-801"));
    place.write("r/old/tickmark.yaml", place.read(SETTINGS));
    place.write(inner, place.read(FINDING));
    commit(&place, "2026-06-02", "mike", "What came by mail");
    place.replace("r/findings/2026/F-2026-801.yml", "The register is complete\naudit", "Nothing\naudit");
    place.replace(inner, "grade: minor", "grade: observation");
    commit(&place, "2026-06-03", "mike", "Go on");
    fs::remove_file(place.path("r/findings/2026/F-2026-801.yml")).expect("removed");
    fs::remove_dir_all(place.path("r/old")).expect("removed");
    commit(&place, "2026-06-04", "mike", "Done");
    clean(&place);

    // Whoever makes no record of one that was takes it away, and may bring it back.
    let hide: [&dyn Fn(&Place); 2] = [
        &|place| fs::rename(place.path(CLOSED), place.path(CLOSED).with_extension("yml")).expect("renamed"),
        &|place| place.write("r/findings/tickmark.yaml", place.read(SETTINGS)),
    ];
    for hide in hide {
        let place = begin();
        hide(&place);
        commit(&place, "2026-06-02", "mike", "Tidy up");
        let (code, rules, broken) = found(&place);
        assert!(code == 1 && rules.contains(&"record-deleted".to_owned()), "{rules:?}");
        assert!(broken.contains(&"F-2026-090".to_owned()), "{broken:?}");
        place.git("r", &["revert", "--no-commit", "HEAD"]);
        commit(&place, "2026-06-02", "mike", "Revert");
        assert_eq!((found(&place).0, found(&place).2.len()), (0, 0));
    }
}

/// What a command writes down is what the rules look for.
#[test]
fn a_change_of_an_accepted_plan_by_command_asks_for_what_the_rules_ask_for() {
    for change in [
        ["CA-2026-001/1", "what", "Close accounts each night by a job"],
        ["CA-2026-001/1", "owner", "p-ciso"],
        ["CA-2026-001", "owner", "p-ciso"],
        ["CA-2026-001", "effectiveness/criterion", "No active account after a week"],
        ["CA-2026-001", "effectiveness/planned_on", "2026-10-15"],
    ] {
        let place = begin();
        let set = |more: &[&str]| {
            let fixed = ["--by", "p-it", "--on", "2026-06-03"];
            run(place.tickmark("r").arg("set").args(change).args(fixed).args(more), &[0, 2])
        };
        let refused = set(&[]);
        assert!(refused.code == 2 && refused.err.contains("needs a reason"), "{refused:#?}");
        let done = set(&["--reason", "The directory knows no expiry", "--approved-by", "p-aud"]);
        assert_eq!(done.code, 0, "{done:#?}");
        commit(&place, "2026-06-03", "aud", "Agreed");
        clean(&place);
    }
    let place = planned();
    let change = ["set", "IA-2026-02", "effort/planned_days", "2", "--by", "p-aud", "--on", "2026-06-03"];
    let reason = ["--reason", "The archive is closed", "--approved-by", "p-manager"];
    assert_eq!(run(place.tickmark("r").args(change), &[0, 2]).code, 2);
    run(place.tickmark("r").args(change).args(reason), &[0]);
    commit(&place, "2026-06-03", "manager", "Agreed");
    clean(&place);
    let place = begin();
    let change = ["set", "AP-2026", "resources/days_per_year", "11", "--by", "p-manager", "--on", "2026-06-03"];
    assert_eq!(run(place.tickmark("r").args(change), &[0, 2]).code, 2);
    run(place.tickmark("r").args(change).args(["--reason", "Trains are faster", "--approved-by", "p-ceo"]), &[0]);
    commit(&place, "2026-06-03", "manager", "Agreed");
    clean(&place);
}

#[test]
fn an_approval_that_is_taken_away_is_named() {
    let planned = || {
        begin_with(|place| {
            place.replace(NEXT, "status: planned", "status: confirmed");
            let plan = "plan: {version: 1, approved: {by: p-manager, date: 2026-05-25}}\n";
            place.append(NEXT, &format!("{plan}dates: {{start: 2026-06-05, end: 2026-06-30}}\n"));
        })
    };
    let accepted = ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}";
    type Begin = fn() -> Place;
    let cases: [(Begin, &str, &str, &str); 3] = [
        (begin, PROGRAMME, "approved: {by: p-ceo, date: 2025-12-10}\n", "programme-changed-after-approval"),
        (planned, NEXT, ", approved: {by: p-manager, date: 2026-05-25}", "plan-changed-after-approval"),
        (begin, ACTION, accepted, "plan-changed-after-acceptance"),
    ];
    for (begin, path, approval, rule) in cases {
        let place = begin();
        let there = place.read(path);
        place.replace(path, approval, "");
        commit(&place, "2026-06-02", "it", "Tidy up");
        names(&place, &[rule]);
        // Where it is there again, nothing is said of that it was not.
        place.write(path, there);
        commit(&place, "2026-06-13", "it", "Put it back");
        clean(&place);
    }
}
