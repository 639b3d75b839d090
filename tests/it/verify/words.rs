//! What whoever is audited makes of what they are held against and held to: of the words of others, once somebody agrees to it; of evidence, of the
//! requirements of a catalogue, of a plan that was accepted and its days.

use super::parties::*;
use crate::support::history::*;
use crate::support::{Place, run};

#[test]
fn who_may_agrees_later_to_what_the_auditee_rewrote() {
    let rewritten = || {
        let place = drafted();
        place.replace(CHECKLIST, "result: observation", "result: conform");
        commit(&place, "2026-06-02", "hr", "It was so");
        exits(&place, 1, &[REWRITTEN]);
        place
    };
    let title = |place: &Place| place.replace(CHECKLIST, "title: Access", "title: Access rights");
    for (who, message, is_agreed) in [
        ("aud", "It was so", true),
        ("mike", "It was so\n\nApproved-by: p-manager", true),
        ("mike", "It was so", false),
        ("it", "It was so\n\nApproved-by: p-hr", false),
        ("hr", "It was so", false),
    ] {
        let place = rewritten();
        title(&place);
        commit(&place, "2026-06-03", who, message);
        exits(&place, i32::from(!is_agreed), &[REWRITTEN]);
        let out = verify(&place, &[]).out;
        assert_eq!(out.contains(" on 2026-06-02; p-") && out.contains(" agreed on 2026-06-03 ("), is_agreed, "{out}");
    }
    // By an auditor who writes something else of the audit, and by one who brings it back.
    let place = rewritten();
    place.replace(NEXT, "title: ", "title: The ");
    commit(&place, "2026-06-03", "aud", "Name it");
    exits(&place, 1, &[REWRITTEN]);
    let place = rewritten();
    place.replace(CHECKLIST, "result: conform", "result: observation");
    commit(&place, "2026-06-03", "aud", "It was not so");
    let out = verify(&place, &[]).out;
    assert!(out.contains("it is as it was again since") && !out.contains(" agreed on "), "{out}");
    // What was no error is a note.
    let place = drafted();
    place.replace(DRAFT, "title: The register is complete", "title: The register is all right");
    commit(&place, "2026-06-02", "hr", "Word it better");
    add(&place, DRAFT, "systemic: true\n");
    commit(&place, "2026-06-03", "aud", "It is everywhere");
    let out = verify(&place, &[]).out;
    assert!(out.contains("info[rewritten-by-party]") && out.contains("0 errors, 0 warnings"), "{out}");
}

#[test]
fn whoever_is_audited_does_not_name_the_evidence() {
    const EVIDENCE: &str = "r/evidence/2026/E-2026-091.yaml";
    let collected = |by: &'static str| {
        move || {
            let place = drafted();
            let text = format!(
                "kind: evidence\nid: E-2026-091\ntitle: Rights of 40 leavers\ntype: record\nstatus: received\nsource: The directory\n\
                 collected_on: 2026-06-01\ncollected_by: {by}\nclassification: internal\npersonal_data: true\n"
            );
            place.write(EVIDENCE, text);
            commit(&place, "2026-06-01", "aud", "Keep it");
            place
        }
    };
    let title = (EVIDENCE, "Rights of 40 leavers", "Rights of 31 leavers");
    changed(&collected("p-aud"), "hr", title, (0, &[REWRITTEN]));
    changed(&collected("p-aud"), "it", title, (0, &[REWRITTEN]));
    changed(&collected("p-aud"), "hr", (EVIDENCE, "The directory", "A list of ours"), (0, &[REWRITTEN]));
    // More words, the auditors, somebody who is not audited, and what is their own.
    changed(&collected("p-aud"), "hr", (EVIDENCE, "40 leavers", "40 leavers of 2026"), (0, &[]));
    changed(&collected("p-aud"), "aud", title, (0, &[]));
    changed(&collected("p-aud"), "mike", title, (0, &[]));
    changed(&collected("p-hr"), "hr", title, (0, &[]));
    changed(&collected("p-mike"), "hr", title, (0, &[]));
    let place = collected("p-aud")();
    place.replace(title.0, title.1, title.2);
    commit(&place, "2026-06-02", "hr", "There were less\n\nApproved-by: p-aud");
    clean(&place);
}

#[test]
fn whoever_is_held_against_a_catalogue_does_not_withdraw_it() {
    const RULE: &str = "criterion-changed-by-auditee";
    const OWN: &str = "r/catalogues/own.yaml";
    let audited = || {
        let place = drafted();
        place.replace(NEXT, "criteria: [A.5.18]", "criteria: [A.5.18, \"own:ACP-4\"]");
        commit(&place, "2026-06-01", "aud", "Look at that too");
        place
    };
    let planned = || {
        let place = audited();
        place.replace(NEXT, "status: in-progress", "status: confirmed");
        place.append(
            NEXT,
            "changes:\n  - {date: 2026-06-01, by: p-aud, field: status, from: in-progress, to: confirmed, reason: We begin later}\n",
        );
        commit(&place, "2026-06-01", "aud", "Begin later");
        place
    };
    let withdrawn = (OWN, "edition: \"3\"\n", "edition: \"3\"\nwithdrawn: 2026-12-31\n");
    let told = |begin: &dyn Fn() -> Place, who: &str, message: &str| {
        let place = begin();
        place.replace(withdrawn.0, withdrawn.1, withdrawn.2);
        commit(&place, "2026-06-02", who, message);
        found(&place).1.contains(&RULE.to_owned())
    };
    assert!(told(&audited, "hr", "Withdraw it"));
    assert!(!told(&planned, "hr", "Withdraw it"));
    assert!(!told(&audited, "hr", "Withdraw it\n\nApproved-by: p-aud"));
    assert!(!told(&audited, "hr", "Withdraw it\n\nApproved-by: p-ciso"));
    assert!(!told(&audited, "ciso", "Withdraw it"));
    assert!(!told(&audited, "mike", "Withdraw it"));
    // So does whoever has to answer a finding.
    let proposed = || {
        begin_with(|place| {
            place.replace(ACTION, "status: accepted", "status: proposed");
            let accepted =
                ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}";
            place.replace(ACTION, accepted, "");
        })
    };
    assert!(told(&proposed, "it", "Withdraw it"));
    assert!(!told(&proposed, "it", "Withdraw it\n\nApproved-by: p-aud"));
}

#[test]
fn what_comes_to_an_accepted_plan_is_noted() {
    const RULE: &str = "plan-extended-by-owner";
    let item = "  - {n: 2, what: Tell the leads, type: corrective, owner: p-it, due: 2026-07-31, status: open}\n";
    let entry = "changes:\n  - {date: 2026-06-02, by: p-it, field: actions/2, from: \"\", to: Tell the leads, reason: They asked}\n";
    for (who, message, entry, is_told) in [
        ("it", "More to do", "", true),
        ("it", "More to do", entry, false),
        ("it", "More to do\n\nApproved-by: p-aud", "", false),
        ("aud", "More to do", "", false),
        ("manager", "More to do", "", false),
    ] {
        let place = begin();
        place.replace(ACTION, "plan: {", &format!("{item}plan: {{"));
        add(&place, ACTION, entry);
        commit(&place, "2026-06-02", who, message);
        exits(&place, 0, if is_told { &[RULE] } else { &[] });
        let out = verify(&place, &[]).out;
        assert!(out.contains("0 errors, 0 warnings") || !is_told, "{out}");
    }
}

#[test]
fn what_a_branch_adds_is_told_by_what_was_promised_where_it_goes() {
    let begin = || begin_with(|place| add(place, SETTINGS, "thresholds: {max_slips: 0}\n"));
    let later = |place: &Place| {
        place.replace(ACTION, "due: 2026-06-30", "due: 2026-08-31");
        let entry = "changes:\n  - {date: 2026-06-02, by: p-it, field: actions/1/due, from: \"2026-06-30\", to: \"2026-08-31\", reason: It waits, approved_by: p-aud}\n";
        add(place, ACTION, entry);
    };
    let done = |place: &Place| {
        let done = "status: done\n    done_on: 2026-06-02\n    evidence: [E-2026-004]";
        place.replace(ACTION, "status: in-progress", done);
    };
    let gate = |change: &dyn Fn(&Place), by: &str, day: &str| {
        let place = begin();
        place.git("r", &["checkout", "--quiet", "-b", "work"]);
        change(&place);
        commit(&place, "2026-06-02", "aud", "Go on");
        let arguments = ["gate", "--profile", "overdue", "--new-since", "main", "--by", by, "--as-of", day];
        let run = run(place.tickmark("r").args(arguments), &[0, 1]);
        (run.code, run.out)
    };
    // Late by what was promised before and after it; by the day in force, it is late no more.
    assert!(gate(&later, "current", "2026-07-15").1.contains("nothing new"));
    let (code, out) = gate(&later, "original", "2026-07-15");
    assert!(code == 0 && out.contains("nothing new; 1 as before"), "{out}");
    // It moved more often than it may; what is done in time is not promised any more.
    let (code, out) = gate(&later, "original", "2026-06-10");
    assert!(code == 1 && out.contains("item 1"), "{out}");
    assert_eq!(gate(&later, "current", "2026-06-10").0, 0);
    assert_eq!(gate(&done, "original", "2026-06-10").0, 0);
}
