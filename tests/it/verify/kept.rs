//! What a report, a plan, minutes or a declaration says beside what is sealed, and that is changed in silence: each by name, and the honest
//! way to the same end without one.

use crate::support::history::*;
use crate::support::{Place, run};

const AUDITOR: &str = "r/people/p-aud.yaml";
const REVIEW: &str = "r/reviews/MR-2026-1.yaml";
const EXTERNAL: &str = "r/audits/SA-2026-01/audit.yaml";

fn add(place: &Place, path: &str, text: &str) {
    place.write(path, place.read(path) + text);
}

/// An entry of `changes`, of 2 June.
fn entry(by: &str, field: &str, from: &str, to: &str, approved_by: &str) -> String {
    format!(
        "changes:\n  - {{date: 2026-06-02, by: p-{by}, field: {field}, from: \"{from}\", to: \"{to}\", reason: It is so{approved_by}}}\n"
    )
}

/// What `verify` and `review` name of one replacement in a repository that begins with `begin`.
#[track_caller]
fn seen(begin: &dyn Fn() -> Place, (path, from, to): (&str, &str, &str), rules: &[&str]) {
    let place = begin();
    place.replace(path, from, to);
    commit(&place, "2026-06-02", "it", "Say it otherwise");
    told_before(&place);
    assert_eq!(found(&place).1, rules, "{from} -> {to}");
}

/// With an audit ahead that has a team, a member of which has declared a conflict.
fn declared() -> Place {
    begin_with(|place| {
        place.replace(NEXT, "status: planned", "status: confirmed");
        add(
            place,
            NEXT,
            "scope: {statement: Access, processes: [identity]}\ncriteria: [A.5.18]\nmethods: [interview, sampling]\n\
             dates: {start: 2026-09-07, end: 2026-09-09}\nteam:\n  - {person: p-aud, role: lead-auditor}\n",
        );
        add(place, AUDITOR, &format!("conflicts:\n  - {CONFLICT}\n"));
    })
}

const CONFLICT: &str = "{processes: [identity], reason: Built it as a consultant}";

#[test]
fn a_declared_conflict_that_goes_in_silence_is_seen() {
    let rule = ["auditor-changed-after-approval"];
    let gone = format!("conflicts:\n  - {CONFLICT}\n");
    seen(&declared, (AUDITOR, &gone, ""), &rule);
    seen(&declared, (AUDITOR, "consultant}", "consultant, until: 2026-05-31}"), &rule);
    seen(&declared, (AUDITOR, "[identity]", "[operations]"), &rule);
    // It still holds on the days of the audit, or is worded otherwise.
    seen(&declared, (AUDITOR, "consultant}", "consultant, until: 2027-05-31}"), &[]);
    seen(&declared, (AUDITOR, "Built it as a consultant", "Set it up as a consultant"), &[]);
    // The audit is about something else.
    let other = || {
        begin_with(|place| {
            place.write(NEXT, declared().read(NEXT));
            add(place, AUDITOR, "conflicts:\n  - {processes: [operations], reason: Built it}\n");
        })
    };
    seen(&other, (AUDITOR, "conflicts:\n  - {processes: [operations], reason: Built it}\n", ""), &[]);
    // Whoever approves auditors has looked at it.
    let place = declared();
    place.replace(AUDITOR, &gone, "");
    place.replace(
        AUDITOR,
        "approved: {by: p-manager, date: 2025-01-15}",
        "approved: {by: p-manager, date: 2026-06-02}",
    );
    commit(&place, "2026-06-02", "manager", "It was somebody else");
    clean(&place);
}

#[test]
fn a_conflict_that_goes_before_the_audit_comes_is_seen() {
    let rule = ["auditor-changed-after-approval"];
    let gone = format!("conflicts:\n  - {CONFLICT}\n");
    let assign = |place: &Place| {
        place.write(NEXT, declared().read(NEXT));
        commit(place, "2026-06-09", "aud2", "Plan it");
    };
    let take = |from: &str, to: &str, who: &str, message: &str| {
        let place = begin_with(|place| add(place, AUDITOR, &gone));
        place.replace(AUDITOR, from, to);
        commit(&place, "2026-06-02", who, message);
        clean(&place);
        place
    };
    let tidy = "Tidy up";
    for (from, to) in
        [(gone.as_str(), ""), ("consultant}", "consultant, until: 2026-06-30}"), ("[identity]", "[operations]")]
    {
        let place = take(from, to, "aud", tidy);
        assign(&place);
        exits(&place, 1, &rule);
        assert!(verify(&place, &[]).out.contains("p-aud audits here what they had declared that they must not"));
        // Once is enough.
        place.replace(NEXT, "title: Access rights", "title: Rights of access");
        commit(&place, "2026-06-10", "aud2", "Word it better");
        exits(&place, 1, &rule);
    }
    // Somebody else took it out, who has no say in it, or the organisation says how grave it is.
    let place = take(&gone, "", "aud2", tidy);
    assign(&place);
    names(&place, &rule);
    let place = begin_with(|place| {
        add(place, AUDITOR, &gone);
        let level = "rules: {auditor-changed-after-approval: {level: warning, reason: We are five people}}\n";
        add(place, SETTINGS, level);
    });
    place.replace(AUDITOR, &gone, "");
    commit(&place, "2026-06-02", "aud", tidy);
    assign(&place);
    exits(&place, 0, &rule);
    // It weighs as much in the other order.
    for (who, message, code) in [("aud", tidy, 1), ("aud", "Tidy up\n\nApproved-by: p-ceo", 0), ("aud2", tidy, 0)] {
        let place = declared();
        place.replace(AUDITOR, &gone, "");
        commit(&place, "2026-06-02", who, message);
        exits(&place, code, &rule);
    }

    // Somebody who decides agreed, it had ended, was declared anew, or they were approved since.
    for (who, message) in [("manager", tidy), ("aud", "Tidy up\n\nApproved-by: p-ceo")] {
        let place = take(&gone, "", who, message);
        assign(&place);
        clean(&place);
    }
    let ended = gone.replace("consultant}", "consultant, until: 2026-05-31}");
    let place = begin_with(|place| add(place, AUDITOR, &ended));
    place.replace(AUDITOR, &ended, "");
    commit(&place, "2026-06-02", "aud", tidy);
    assign(&place);
    clean(&place);
    let place = take(&gone, "", "aud", tidy);
    let (was, is) = ("{by: p-manager, date: 2025-01-15}", "{by: p-manager, date: 2026-06-03}");
    place.replace(AUDITOR, was, is);
    commit(&place, "2026-06-03", "manager", "Approve it anew");
    assign(&place);
    clean(&place);
    // What they audit is something else.
    let place =
        begin_with(|place| add(place, AUDITOR, "conflicts:\n  - {processes: [operations], reason: Built it}\n"));
    place.replace(AUDITOR, "conflicts:\n  - {processes: [operations], reason: Built it}\n", "");
    commit(&place, "2026-06-02", "aud", tidy);
    assign(&place);
    clean(&place);
}

#[test]
fn an_escalation_that_is_taken_away_is_seen() {
    let told =
        "communications:\n  - {date: 2026-05-20, what: escalation, from: p-manager, to: [p-ceo], channel: mail}\n";
    let escalated = || {
        begin_with(|place| {
            add(place, FINDING, "escalated: {date: 2026-05-20, to: p-ceo}\n");
            add(place, ACTION, told);
        })
    };
    seen(&escalated, (FINDING, "escalated: {date: 2026-05-20, to: p-ceo}\n", ""), &["finding-changed-after-issue"]);
    seen(&escalated, (ACTION, told, ""), &["change-entry-rewritten"]);
    seen(&escalated, (ACTION, "what: escalation", "what: other"), &["change-entry-rewritten"]);
    seen(&escalated, (ACTION, "channel: mail", "channel: meeting"), &[]);
    let place = escalated();
    add(&place, ACTION, "  - {date: 2026-06-02, what: other, from: p-it, to: [p-hr], channel: mail}\n");
    commit(&place, "2026-06-02", "it", "Tell somebody");
    clean(&place);
}

/// With an action that was found effective, and what changed in the ISMS.
fn effective() -> Place {
    begin_with(|place| {
        place.replace(ACTION, "status: accepted", "status: effective");
        place.replace(
            ACTION,
            "status: in-progress",
            "status: done\n    done_on: 2026-04-01\n    evidence: [E-2026-004]",
        );
        place.replace(
            ACTION,
            "planned_on: 2026-09-15",
            "planned_on: 2026-05-15, method: Looked at, result: effective, checked_by: p-aud, checked_on: 2026-05-15",
        );
        add(
            place,
            ACTION,
            "isms_changes:\n  - {what: procedure, ref: Leavers 2.0, done_on: 2026-04-02}\n  - {what: training, ref: HR course}\n",
        );
    })
}

#[test]
fn a_change_to_the_isms_that_is_gone_after_the_check_is_seen() {
    let rule = ["action-changed-after-closure"];
    let procedure = "  - {what: procedure, ref: Leavers 2.0, done_on: 2026-04-02}\n";
    seen(&effective, (ACTION, procedure, ""), &rule);
    seen(&effective, (ACTION, ", done_on: 2026-04-02}", "}"), &rule);
    seen(&effective, (ACTION, "  - {what: training, ref: HR course}\n", ""), &rule);
    // Another version of the document, and what turned out not to be needed.
    seen(&effective, (ACTION, "Leavers 2.0", "Leavers 2.1"), &[]);
    seen(&effective, (ACTION, "ref: HR course}", "ref: HR course, done_on: 2026-06-02}"), &[]);
    let no_course = "no_isms_change: The course has it already\n";
    seen(&effective, (ACTION, "  - {what: training, ref: HR course}\n", no_course), &[]);
}

#[test]
fn a_reported_finding_that_goes_by_another_name_is_seen() {
    let rule = ["finding-changed-after-issue"];
    let title = "Access withdrawn late";
    seen(&begin, (FINDING, title, "Access is withdrawn"), &rule);
    seen(&begin, (FINDING, "auditee: p-it", "auditee: p-hr"), &rule);
    seen(&begin, (FINDING, "auditee: p-it\n", ""), &rule);
    seen(&begin, (FINDING, title, "Access - withdrawn  LATE."), &[]);
    // An entry says why, of just what has changed.
    let told = |from: &str, to: &str, entry: String| {
        let place = begin();
        place.replace(FINDING, from, to);
        add(&place, FINDING, &entry);
        commit(&place, "2026-06-02", "aud", "Say why");
        place
    };
    clean(&told(
        title,
        "Access of leavers withdrawn late",
        entry("aud", "title", title, "Access of leavers withdrawn late", ""),
    ));
    clean(&told("auditee: p-it", "auditee: p-hr", entry("aud", "auditee", "p-it", "p-hr", "")));
    let other = told("auditee: p-it", "auditee: p-hr", entry("aud", "auditee", "p-it", "p-ciso", ""));
    assert!(found(&other).1.contains(&rule[0].to_owned()), "{:?}", found(&other));
    // Whoever has left answers for nothing.
    let place = begin();
    place.replace("r/people/p-it.yaml", "from: 2020-01-01", "from: 2020-01-01\nto: 2026-05-31");
    place.replace(FINDING, "auditee: p-it", "auditee: p-hr");
    commit(&place, "2026-06-02", "manager", "Ines has left");
    clean(&place);
    // Before the report is out, the auditor may change all of it.
    let place = begin_with(|place| place.replace(AUDIT, "status: closed", "status: drafted"));
    place.replace(FINDING, title, "Access is withdrawn");
    commit(&place, "2026-06-02", "aud", "Word it otherwise");
    assert_eq!(found(&place).1, [""; 0]);
}

#[test]
fn methods_that_are_dropped_are_seen() {
    let at_work = || {
        let place = declared();
        place.replace(NEXT, "status: confirmed", "status: in-progress");
        commit(&place, "2026-06-01", "aud", "Begin");
        place
    };
    seen(&at_work, (NEXT, "[interview, sampling]", "[interview]"), &["scope-changed-in-fieldwork"]);
    seen(&at_work, (NEXT, "[interview, sampling]", "[interview, sampling, observation]"), &[]);
    let rule = ["programme-changed-after-approval"];
    let methods = "methods: [interview, document-review, sampling]";
    seen(&begin, (PROGRAMME, methods, "methods: [interview, document-review]"), &rule);
    seen(&begin, (PROGRAMME, methods, "methods: [sampling, interview, document-review, observation]"), &[]);
}

#[test]
fn a_programme_that_somebody_takes_over_is_seen() {
    let rule = ["programme-changed-after-approval"];
    seen(&begin, (PROGRAMME, "\nmanager: p-manager", "\nmanager: p-it"), &rule);
    seen(&begin, (PROGRAMME, "sponsor: p-ceo", "sponsor: p-it"), &rule);
    // With the role itself, or with the word of who approved it.
    let place = begin();
    place.replace(PROGRAMME, "\nmanager: p-manager", "\nmanager: p-it");
    place.replace(SETTINGS, "programme_manager: p-manager", "programme_manager: p-it");
    commit(&place, "2026-06-02", "ceo", "Ines runs it from now on");
    clean(&place);
    let place = begin();
    place.replace(PROGRAMME, "sponsor: p-ceo", "sponsor: p-ciso");
    add(&place, PROGRAMME, &entry("ceo", "sponsor", "p-ceo", "p-ciso", ", approved_by: p-ceo"));
    commit(&place, "2026-06-02", "ceo", "Cleo stands behind it");
    clean(&place);
}

#[test]
fn evidence_of_what_is_done_that_is_exchanged_is_seen() {
    let done = || {
        begin_with(|place| {
            place.replace(ACTION, "status: accepted", "status: implemented");
            let evidence = "status: done\n    done_on: 2026-05-20\n    evidence: [E-2026-004]";
            place.replace(ACTION, "status: in-progress", evidence);
        })
    };
    let cited = "    evidence: [E-2026-004]";
    let rule = ["plan-changed-after-acceptance"];
    seen(&done, (ACTION, cited, "    evidence: [E-2026-002]"), &rule);
    seen(&done, (ACTION, &format!("{cited}\n"), ""), &rule);
    seen(&done, (ACTION, cited, "    evidence: [E-2026-002, E-2026-004]"), &[]);
    // Newer evidence names what it takes the place of.
    let place = done();
    let newer = place.read("r/evidence/2026/E-2026-004.yaml").replace("id: E-2026-004", "id: E-2026-005");
    place.write("r/evidence/2026/E-2026-005.yaml", newer + "supersedes: E-2026-004\n");
    place.replace(ACTION, cited, "    evidence: [E-2026-005]");
    commit(&place, "2026-06-02", "it", "A whole log");
    clean(&place);
    // While it is being done, its evidence is being gathered.
    let open = || begin_with(|place| place.replace(ACTION, "in-progress", "in-progress\n    evidence: [E-2026-004]"));
    seen(&open, (ACTION, cited, "    evidence: [E-2026-002]"), &[]);
}

#[test]
fn a_decision_that_is_handed_on_in_silence_is_seen() {
    let rule = ["review-changed-after-approval"];
    seen(&begin, (REVIEW, "owner: p-it", "owner: p-hr"), &rule);
    let place = begin();
    place.replace(REVIEW, "owner: p-it", "owner: p-hr");
    add(
        &place,
        REVIEW,
        "communications:\n  - {date: 2026-06-02, what: decision, from: p-ceo, to: [p-hr, p-it], channel: mail}\n",
    );
    commit(&place, "2026-06-02", "ciso", "Hanna sees to it");
    clean(&place);
    let place = begin();
    place.replace("r/people/p-it.yaml", "from: 2020-01-01", "from: 2020-01-01\nto: 2026-05-31");
    place.replace(REVIEW, "owner: p-it", "owner: p-hr");
    commit(&place, "2026-06-02", "ciso", "Ines has left");
    clean(&place);
    // While the minutes are being written, they are nobody's word.
    let held = || begin_with(|place| place.replace(REVIEW, "status: approved", "status: held"));
    seen(&held, (REVIEW, "owner: p-it", "owner: p-hr"), &[]);
}

#[test]
fn a_day_that_a_body_waits_for_and_that_moves_is_seen() {
    let external = || {
        begin_with(|place| {
            place.write(
                EXTERNAL,
                "kind: audit\nid: SA-2026-01\ntitle: Surveillance\ntype: surveillance\nstatus: issued\nclient: p-ceo\n\
                 external: {body: Certifiers, report_ref: X1, response_due: 2026-06-15}\ndates: {start: 2026-05-01, end: 2026-05-02}\n",
            );
        })
    };
    let rule = ["finding-changed-after-issue"];
    seen(&external, (EXTERNAL, "response_due: 2026-06-15", "response_due: 2026-12-15"), &rule);
    seen(&external, (EXTERNAL, ", response_due: 2026-06-15", ""), &rule);
    seen(&external, (EXTERNAL, "response_due: 2026-06-15", "response_due: 2026-06-10"), &[]);
    let place = external();
    place.replace(EXTERNAL, "response_due: 2026-06-15", "response_due: 2026-12-15");
    let field = "external/response_due";
    add(&place, EXTERNAL, &entry("ceo", field, "2026-06-15", "2026-12-15", ", approved_by: p-ceo"));
    commit(&place, "2026-06-02", "ceo", "They gave us more time");
    clean(&place);
}

const LEAVERS: &str = "r/evidence/2026/E-2026-001.yaml";
const NOTES: &str = "r/evidence/2026/E-2026-002.yaml";
const LOG: &str = "r/evidence/2026/E-2026-004.yaml";

/// Takes the check of evidence out of its record.
fn unchecked(place: &Place, path: &str) {
    place.replace(path, "status: verified", "status: received");
    place.replace(path, "verified_by: p-aud\n", "");
}

#[test]
fn evidence_that_nobody_checked_is_held_once_a_report_rests_on_it() {
    let rule = ["evidence-drifted"];
    let hash = "sha256: 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef\n";
    let reported = || begin_with(|place| unchecked(place, LEAVERS));
    seen(&reported, (LEAVERS, "5f70bf18", "5f70bf19"), &rule);
    seen(&reported, (LEAVERS, hash, ""), &rule);
    let unhashed = || {
        begin_with(|place| {
            unchecked(place, LEAVERS);
            place.replace(LEAVERS, hash, "");
        })
    };
    seen(&unhashed, (LEAVERS, "dms.example.com", "other.example.com"), &rule);
    let place = reported();
    place.replace(LEAVERS, "5f70bf18", "5f70bf19");
    commit(&place, "2026-06-02", "aud", "Another file");
    assert!(verify(&place, &[]).out.contains("than it did when the report of IA-2026-01 was issued on it"));

    // The same file elsewhere, a hash that nobody had said, and a check that comes late.
    seen(&reported, (LEAVERS, "dms.example.com", "archive.example.com"), &[]);
    seen(&unhashed, (LEAVERS, "location:", &format!("{hash}location:")), &[]);
    let place = reported();
    place.replace(LEAVERS, "status: received", "status: verified\nverified_by: p-aud");
    commit(&place, "2026-06-02", "aud", "Check it");
    clean(&place);
    // Nothing rests on it yet, or what does is taken back to be reported anew.
    seen(&begin, (LOG, "fcde2b2e", "fcde2b2f"), &[]);
    // However a finding spells the audit.
    let place = begin_with(|place| {
        unchecked(place, LEAVERS);
        place.replace(FINDING, "audit: IA-2026-01", "audit: ia-2026-01");
    });
    let back = "changes:\n  - {date: 2026-06-02, by: p-aud, field: status, from: closed, to: drafted, reason: Something is missing}\n";
    place.replace(AUDIT, "status: closed", "status: drafted");
    add(&place, AUDIT, back);
    commit(&place, "2026-06-02", "aud", "Take it back");
    let before = found(&place).1;
    place.replace(LEAVERS, "5f70bf18", "5f70bf19");
    commit(&place, "2026-06-03", "aud", "A whole list");
    assert_eq!(found(&place).1, before);
}

#[test]
fn a_file_that_nobody_checked_is_held_once_a_report_rests_on_it() {
    let file = "r/evidence/2026/files/walkthrough.csv";
    let place = begin_with(|place| unchecked(place, NOTES));
    add(&place, file, "another,1\n");
    commit(&place, "2026-06-02", "it", "Tidy up");
    names(&place, &["evidence-drifted"]);
    assert!(verify(&place, &[]).out.contains("is not what it was when the report of IA-2026-01 was issued on it"));

    // The report that is issued now rests on what there is now.
    let place = begin_with(|place| {
        unchecked(place, NOTES);
        place.replace(AUDIT, "status: closed", "status: drafted");
    });
    add(&place, file, "another,1\n");
    commit(&place, "2026-06-02", "it", "A whole list");
    clean(&place);
    place.replace(AUDIT, "status: drafted", "status: issued");
    commit(&place, "2026-06-03", "aud", "Issue it");
    let before = found(&place).1;
    add(&place, file, "another,2\n");
    commit(&place, "2026-06-04", "it", "Tidy up");
    assert!(!before.contains(&"evidence-drifted".to_owned()), "{before:?}");
    assert!(found(&place).1.contains(&"evidence-drifted".to_owned()));
}

#[test]
fn evidence_that_nobody_checked_is_held_once_an_action_was_checked_on_it() {
    seen(&effective, (LOG, "fcde2b2e", "fcde2b2f"), &["evidence-drifted"]);
    // Two rest on it, and one of them is open again.
    let place = begin_with(|place| {
        place.write(NEXT, effective().read(NEXT));
        place.write(ACTION, effective().read(ACTION));
        place.replace(FINDING, "evidence: [E-2026-001]", "evidence: [E-2026-001, E-2026-004]");
    });
    place.replace(ACTION, "status: effective", "status: implemented");
    commit(&place, "2026-06-02", "aud", "Check it again");
    place.replace(LOG, "fcde2b2e", "fcde2b2f");
    commit(&place, "2026-06-03", "it", "Tidy up");
    assert!(found(&place).1.contains(&"evidence-drifted".to_owned()));
}

#[test]
fn what_the_audited_said_and_what_was_learnt_stays() {
    const RULE: &str = "change-entry-rewritten";
    let times = |place: &Place| {
        let lapses = verify(place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
        lapses.iter().filter(|lapse| lapse["rule"] == RULE).count()
    };
    let lesson = "lessons: [Ask for the list of leavers two weeks ahead]";
    for (from, to) in [
        ("feedback: {score: 4}", "feedback: {score: 5}"),
        ("feedback: {score: 4}\n", ""),
        (lesson, "lessons: [All well]"),
    ] {
        let place = begin();
        place.replace(AUDIT, from, to);
        commit(&place, "2026-06-02", "aud", "Tidy up");
        exits(&place, 0, &[RULE]);
    }
    // Each is one of its own, and what is back as it was is none.
    let place = begin();
    place.replace(AUDIT, "score: 4", "score: 5");
    commit(&place, "2026-06-02", "aud", "Tidy up");
    place.replace(AUDIT, lesson, "lessons: [All well]");
    commit(&place, "2026-06-03", "aud", "Tidy up");
    assert_eq!(times(&place), 2);
    place.replace(AUDIT, "score: 5", "score: 4");
    commit(&place, "2026-06-04", "aud", "As it was");
    assert_eq!(times(&place), 2);
    // More of it, and what an entry tells of.
    let told = entry("aud", "feedback/score", "4", "2", "");
    for (from, to, more) in [
        ("feedback: {score: 4}", "feedback: {score: 4, remarks: Well prepared}", ""),
        (lesson, "lessons: [Ask for the list of leavers two weeks ahead, Plan a day more]", ""),
        ("score: 4", "score: 2", &told),
    ] {
        let place = begin();
        place.replace(AUDIT, from, to);
        add(&place, AUDIT, more);
        commit(&place, "2026-06-02", "aud", "Write it down");
        clean(&place);
    }
}

#[test]
fn a_report_says_which_evidence_it_rests_on_is_another_one() {
    let (record, file) = ("r/evidence/2026/E-2026-002.yaml", "r/evidence/2026/files/walkthrough.csv");
    let exchanged = |place: &Place| {
        let sealed = verify(place, &["--format", "json"]).json()["sealed"].as_array().expect("sealed").clone();
        let of = |one: &serde_json::Value| format!("{} {}", one["id"], one["exchanged"]).replace('"', "");
        sealed.iter().map(of).collect::<Vec<_>>().join(", ")
    };
    let none = "IA-2026-01 [], F-2026-090 []";
    let told = "IA-2026-01 [E-2026-002], F-2026-090 []";
    let line = "as it was; evidence E-2026-002 WAS EXCHANGED since";
    let place = begin();
    let old = place.read(file);
    assert_eq!(exchanged(&place), none);
    place.write(file, "another,1\n");
    commit(&place, "2026-06-02", "it", "Another file");
    assert_eq!(exchanged(&place), told);
    assert!(verify(&place, &[]).out.contains(line) && verify(&place, &["--format", "markdown"]).out.contains(line));
    for report in [&["site", "-o", "../out"][..], &["report", "certification", "-o", "../pack"]] {
        run(place.tickmark("r").args(report).args(["--audience", "certifier", "--as-of", "2026-06-20"]), &[0]);
    }
    for page in ["out/integrity.html", "pack/7-integrity.html"] {
        assert!(place.read(page).contains("evidence exchanged since:"), "{page}");
    }
    place.write(file, old);
    commit(&place, "2026-06-03", "it", "Back");
    assert_eq!(exchanged(&place), none);
    // Its record says something else.
    place.replace(record, "c107e9a1", "c107e9a2");
    commit(&place, "2026-06-04", "it", "Another hash");
    assert_eq!(exchanged(&place), told);
}
