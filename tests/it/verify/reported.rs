//! Tampering with what was reported, accepted, checked or approved, apart from what is sealed: each lapse is named, by `review` before the
//! merge as well, and the honest way to the same end is not.

use crate::support::history::*;
use crate::support::{Place, run};

const OTHER: &str = "r/findings/2026/F-2026-002.yaml";
const EVIDENCE: &str = "r/evidence/2026/E-2026-001.yaml";
const SOA: &str = "r/soa.yaml";

/// A second finding of the issued audit.
fn other(place: &Place, grade: &str) {
    place.write(
        OTHER,
        format!(
            "kind: finding\nid: F-2026-002\ntitle: The list of leavers comes late\naudit: IA-2026-01\ngrade: {grade}\nstatus: open\n\
             criteria: [A.5.18]\nrequirement: HR tells of leavers within a day.\nstatement: The list comes on the third of the month.\n\
             evidence: [E-2026-001]\nprocess: identity\ndetected_on: 2026-03-03\nraised_by: p-aud\nauditee: p-hr\n\
             acknowledged: {{by: p-hr, date: 2026-03-06, position: agreed}}\n"
        ),
    );
}

fn merge_into(place: &Place, path: &str, id: &str) {
    let text = place.read(path).replace("status: planned", "status: superseded");
    let text = text.replace("status: open", "status: superseded");
    place.write(path, format!("{text}related: [{id}]\n"));
}

fn entry(field: &str, from: &str, to: &str, approved_by: &str) -> String {
    format!(
        "changes:\n  - {{date: 2026-06-02, by: p-aud, field: {field}, from: {from}, to: {to}, reason: Looked at again, approved_by: {approved_by}}}\n"
    )
}

fn add(place: &Place, path: &str, text: &str) {
    place.write(path, place.read(path) + text);
}

fn close(place: &Place, day: &str) {
    place.replace(OTHER, "status: open", &format!("status: closed\nclosed: {{by: p-aud, date: {day}, basis: Seen}}"));
}

/// How often a rule was broken.
fn times(place: &Place, rule: &str) -> usize {
    let lapses = verify(place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    lapses.iter().filter(|lapse| lapse["rule"] == rule).count()
}

#[test]
fn a_finding_that_is_merged_away_is_seen() {
    let place = begin_with(|place| other(place, "observation"));
    merge_into(&place, FINDING, "F-2026-002");
    commit(&place, "2026-06-02", "it", "Tidy up");
    names(&place, &["grade-lowered-by-auditee", "grade-lowered-without-justification"]);

    // By whoever may merge it, into nothing.
    let place = begin();
    place.replace(FINDING, "status: planned", "status: superseded");
    commit(&place, "2026-06-02", "aud", "Tidy up");
    names(&place, &["grade-lowered-without-justification"]);

    // Each into the other one.
    let place = begin_with(|place| other(place, "minor"));
    merge_into(&place, FINDING, "F-2026-002");
    merge_into(&place, OTHER, "F-2026-001");
    commit(&place, "2026-06-02", "aud", "Tidy up");
    names(&place, &["grade-lowered-without-justification"]);
    assert_eq!(times(&place, "grade-lowered-without-justification"), 2);

    // Into one that was done with before.
    let place = begin_with(|place| {
        other(place, "minor");
        place.replace(OTHER, "detected_on: 2026-03-03", "detected_on: 2026-01-12");
        close(place, "2026-02-10");
    });
    merge_into(&place, FINDING, "F-2026-002");
    commit(&place, "2026-06-02", "aud", "Tidy up");
    names(&place, &["grade-lowered-without-justification"]);
}

#[test]
fn whoever_has_to_answer_a_finding_does_not_merge_it() {
    let place = begin_with(|place| other(place, "minor"));
    merge_into(&place, FINDING, "F-2026-002");
    commit(&place, "2026-06-02", "it", "Tidy up");
    names(&place, &["grade-lowered-by-auditee"]);

    // On a branch on which somebody else did something as well.
    let place = begin_with(|place| other(place, "minor"));
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    merge_into(&place, FINDING, "F-2026-002");
    commit(&place, "2026-06-02", "it", "Tidy up");
    add(&place, "r/people/p-mike.yaml", "unit: Operations\n");
    commit(&place, "2026-06-02", "aud", "Learn");
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut merge = place.command("git", "r");
    merge.env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00").env("GIT_AUTHOR_EMAIL", "manager@example.com");
    run(merge.args(["merge", "--quiet", "--no-ff", "-m", "Merge", "work"]), &[0]);
    let (_, rules, _) = found(&place);
    assert_eq!(rules, ["grade-lowered-by-auditee"]);
}

#[test]
fn a_finding_that_is_merged_as_it_should_be_is_no_lapse() {
    let place = begin_with(|place| other(place, "minor"));
    merge_into(&place, FINDING, "F-2026-002");
    commit(&place, "2026-06-02", "aud", "They are one");
    clean(&place);
    // What it was merged into is done with later on.
    let closed = "status: planned";
    place.replace(OTHER, "status: open", closed);
    commit(&place, "2026-06-03", "aud", "Accept the plan");
    clean(&place);

    // Its matter was settled there since.
    let place = begin_with(|place| {
        other(place, "minor");
        close(place, "2026-04-10");
    });
    merge_into(&place, FINDING, "F-2026-002");
    commit(&place, "2026-06-02", "aud", "They are one");
    clean(&place);

    let place = begin_with(|place| other(place, "observation"));
    merge_into(&place, FINDING, "F-2026-002");
    add(&place, FINDING, &entry("status", "planned", "superseded", "p-manager"));
    commit(&place, "2026-06-02", "aud", "They are one\n\nApproved-by: p-manager");
    clean(&place);

    // The auditee wrote it down, and the lead auditor decided it.
    let place = begin_with(|place| other(place, "minor"));
    merge_into(&place, FINDING, "F-2026-002");
    add(&place, FINDING, &entry("status", "planned", "superseded", "p-aud"));
    commit(&place, "2026-06-02", "it", "They are one\n\nApproved-by: p-aud");
    clean(&place);
}

const CONTESTED: &str =
    "acknowledged: {by: p-it, date: 2026-03-06, position: contested, comment: The account was locked.}";

/// With a finding that its auditee contests.
fn contested() -> Place {
    begin_with(|place| {
        place.replace(FINDING, "status: planned", "status: contested");
        place.replace(FINDING, "acknowledged: {by: p-it, date: 2026-03-06, position: agreed}", CONTESTED);
    })
}

#[test]
fn an_objection_that_somebody_else_takes_away_is_seen() {
    let agreed = "acknowledged: {by: p-it, date: 2026-03-06, position: agreed}";
    let other = "acknowledged: {by: p-it, date: 2026-03-06, position: contested, comment: A slip.}";
    for answer in [agreed, other, ""] {
        let place = contested();
        place.replace(FINDING, CONTESTED, answer);
        commit(&place, "2026-06-02", "aud", "Tidy up");
        names(&place, &["auditee-answer-changed"]);
        // Whoever brings it back does what the rule asks for.
        match answer {
            "" => add(&place, FINDING, &format!("{CONTESTED}\n")),
            _ => place.replace(FINDING, answer, CONTESTED),
        }
        commit(&place, "2026-06-03", "aud", "Bring it back");
        assert_eq!(times(&place, "auditee-answer-changed"), 1);
    }
}

#[test]
fn a_dispute_that_a_party_ends_is_seen() {
    for who in ["aud", "it"] {
        let place = contested();
        place.replace(FINDING, "status: contested", "status: open");
        commit(&place, "2026-06-02", who, "Go on");
        names(&place, &["dispute-settled-by-party"]);
    }
}

#[test]
fn whoever_nobody_knows_yet_is_not_named() {
    for (old, new, told, by) in [
        (
            "status: contested",
            "status: open",
            "the dispute was ended, and nobody",
            "in a commit by stranger@example.com, who",
        ),
        (CONTESTED, "", "and that was taken away\n", "taken away in a commit by stranger@example.com\n"),
    ] {
        let place = contested();
        place.replace(FINDING, old, new);
        let found =
            run(place.tickmark("r").args(["lint", "--new-since", "HEAD", "--as-of", "2026-06-02"]), &[0, 1]).out;
        assert!(found.contains(told), "{found}");
        place.git("r", &["checkout", "--quiet", "-b", "work"]);
        commit(&place, "2026-06-02", "stranger", "Go on");
        let found =
            run(place.tickmark("r").args(["lint", "--new-since", "main", "--as-of", "2026-06-02"]), &[0, 1]).out;
        assert!(found.contains(by), "{found}");
    }

    let place = contested();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    other(&place, "minor");
    commit(&place, "2026-06-02", "stranger", "The old register\n\nTickmark-Import: yes");
    let found = run(place.tickmark("r").args(["review", "main", "--as-of", "2026-06-02"]), &[0, 1]).out;
    assert!(found.contains("taken over with their days"), "{found}");
}

#[test]
fn a_dispute_that_is_settled_is_no_lapse() {
    // By whoever manages the programme, with a word behind what the auditee said.
    let place = contested();
    place.replace(FINDING, "status: contested", "status: open");
    place.replace(FINDING, "was locked.}", "was locked. It had been used before.}");
    commit(&place, "2026-06-02", "manager", "Settle it");
    clean(&place);

    // Written down by the auditor.
    let place = contested();
    place.replace(FINDING, "status: contested", "status: open");
    add(&place, FINDING, &entry("status", "contested", "open", "p-manager"));
    commit(&place, "2026-06-02", "aud", "Settle it\n\nApproved-by: p-manager");
    clean(&place);

    // The auditee agrees by now, on the same day or later.
    for (who, day) in [("it", "2026-06-02"), ("it", "2026-03-06")] {
        let place = contested();
        place.replace(FINDING, "status: contested", "status: open");
        place.replace(FINDING, CONTESTED, &format!("acknowledged: {{by: p-it, date: {day}, position: agreed}}"));
        commit(&place, if day < "2026-06" { "2026-06-01" } else { day }, who, "Agree");
        clean(&place);
    }
}

#[test]
fn a_draft_that_is_withdrawn_behind_the_report_is_seen() {
    let withdrawn = "status: withdrawn\nstatus_reason: Talked over";
    let place = begin_with(|place| place.replace(FINDING, "status: planned", "status: draft"));
    place.replace(FINDING, "status: draft", withdrawn);
    commit(&place, "2026-06-02", "it", "Tidy up");
    names(&place, &["illegal-transition"]);

    // While the report is being written.
    let place = begin_with(|place| {
        place.replace(FINDING, "status: planned", "status: draft");
        place.replace(AUDIT, "status: closed", "status: drafted");
    });
    place.replace(FINDING, "status: draft", withdrawn);
    place.replace(PAPER, "result: nonconform", "result: conform");
    commit(&place, "2026-06-02", "aud", "The log shows otherwise");
    clean(&place);
}

#[test]
fn a_reported_finding_that_comes_to_weigh_less_is_seen() {
    let first = |place: &Place| {
        add(place, FINDING, "repeat_of: [F-2026-090]\nresponse_due: 2026-07-01\n");
        place.replace(FINDING, "systemic: false", "systemic: true");
    };
    let edits = [
        ("rating: medium", "rating: low"),
        ("risk: {text: Somebody who left could read customer data, rating: medium, ref: R-12}\n", ""),
        ("text: Somebody who left could read customer data", "text: None to speak of"),
        ("grade_reason: One case, no misuse", "grade_reason: Nobody would have noticed"),
        ("systemic: true", "systemic: false"),
        ("repeat_of: [F-2026-090]\n", ""),
        ("response_due: 2026-07-01", "response_due: 2026-10-01"),
    ];
    for (from, to) in edits {
        let place = begin_with(first);
        place.replace(FINDING, from, to);
        commit(&place, "2026-06-02", "it", "Tidy up");
        names(&place, &["finding-changed-after-issue"]);
    }
    let place = begin_with(first);
    place.replace(FINDING, "rating: medium", "rating: low");
    commit(&place, "2026-06-02", "it", "Tidy up");
    place.replace(FINDING, "rating: low", "rating: medium");
    commit(&place, "2026-06-03", "it", "Bring it back");
    assert_eq!(times(&place, "finding-changed-after-issue"), 1);
}

#[test]
fn what_is_learned_of_a_reported_finding_is_no_lapse() {
    let place = begin();
    place.replace(FINDING, "rating: medium", "rating: high");
    place.replace(FINDING, "systemic: false", "systemic: true");
    place.replace(FINDING, "no misuse", "no misuse seen so far");
    add(&place, FINDING, "repeat_of: [F-2026-090]\n");
    commit(&place, "2026-06-02", "it", "It reaches further");
    clean(&place);

    let place = begin();
    place.replace(FINDING, "rating: medium", "rating: low");
    add(&place, FINDING, &entry("risk/rating", "medium", "low", "p-manager"));
    commit(&place, "2026-06-02", "it", "The data is elsewhere\n\nApproved-by: p-manager");
    clean(&place);

    // A milder grade has a reason of its own, and rules of its own.
    let place = begin();
    place.replace(FINDING, "grade: minor", "grade: observation");
    place.replace(FINDING, "grade_reason: One case, no misuse", "grade_reason: The account had been locked");
    add(&place, FINDING, &entry("grade", "minor", "observation", "p-manager"));
    commit(&place, "2026-06-02", "aud", "Grade it anew\n\nApproved-by: p-manager");
    let (_, rules, _) = found(&place);
    assert!(rules.is_empty(), "{rules:?}");
}

#[test]
fn what_an_accepted_plan_rests_on_is_held() {
    let edits = [
        (
            "The end of a contract is kept by HR and reaches the directory only when somebody writes a mail",
            "Somebody forgot it",
        ),
        ("category: process", "category: competence"),
        ("All 20 leavers compared with the directory", "Nobody looked"),
        ("what: Account disabled", "what: Nothing"),
        ("source: {type: finding, findings: [F-2026-001]}", "source: {type: self-reported}"),
    ];
    for (from, to) in edits {
        let place = begin();
        place.replace(ACTION, from, to);
        commit(&place, "2026-06-02", "it", "Tidy up");
        names(&place, &["plan-changed-after-acceptance"]);
    }
    // Another plan, which was accepted for something else, takes the finding over.
    let second = "r/actions/2026/CA-2026-002.yaml";
    let place = begin_with(|place| {
        other(place, "minor");
        let text = place.read(ACTION).replace("CA-2026-001", "CA-2026-002");
        place.write(second, text.replace("[F-2026-001]", "[F-2026-002]"));
    });
    place.replace(second, "[F-2026-002]", "[F-2026-002, F-2026-001]");
    commit(&place, "2026-06-02", "it", "Tidy up");
    names(&place, &["plan-changed-after-acceptance"]);

    // What is looked at further is no other ground, and what is agreed on is one.
    let place = begin();
    place.replace(
        ACTION,
        "compared with the directory, similar_found: 0",
        "compared with the directory and 12 more, similar_found: 2",
    );
    commit(&place, "2026-06-02", "it", "Look further");
    clean(&place);
    let place = begin();
    place.replace(ACTION, "category: process", "category: tooling");
    add(&place, ACTION, &entry("cause/category", "process", "tooling", "p-aud"));
    commit(&place, "2026-06-02", "it", "The cause lies deeper\n\nApproved-by: p-aud");
    clean(&place);
}

#[test]
fn checked_evidence_does_not_come_to_attest_something_else() {
    let edits = [
        ("period: {from: 2025-03-01,", "period: {from: 2024-03-01,"),
        ("collected_on: 2026-03-03", "collected_on: 2026-02-03"),
        ("type: record", "type: interview-note"),
        ("source: HR system, report 14, run by the auditor", "source: A colleague"),
        ("classification: confidential", "classification: public"),
    ];
    for (from, to) in edits {
        let change = |who: &str, message: &str| {
            let place = begin();
            place.replace(EVIDENCE, from, to);
            commit(&place, "2026-06-02", who, message);
            place
        };
        names(&change("it", "Tidy up"), &["evidence-changed-after-check"]);
        clean(&change("aud", "It had been written down wrongly"));
        clean(&change("it", "It had been written down wrongly\n\nApproved-by: p-aud"));
    }
    let place = begin();
    place.replace(EVIDENCE, "classification: confidential", "classification: restricted");
    commit(&place, "2026-06-02", "it", "Keep it closer");
    clean(&place);
}

#[test]
fn why_a_control_applies_is_a_part_of_what_was_approved() {
    let (from, to) = ("Treats a risk of the register: policies for", "Nobody asked for policies for");
    let place = begin();
    place.replace(SOA, from, to);
    commit(&place, "2026-06-02", "it", "Tidy up");
    names(&place, &["soa-changed-after-approval"]);
    place.replace(SOA, to, from);
    commit(&place, "2026-06-03", "it", "Bring it back");
    assert_eq!(times(&place, "soa-changed-after-approval"), 1);

    let place = begin();
    place.replace(SOA, from, to);
    place.replace(SOA, "version: \"4\"", "version: \"5\"");
    place.replace(SOA, "date: 2026-01-20", "date: 2026-06-02");
    commit(&place, "2026-06-02", "ciso", "Version 5");
    clean(&place);
}

/// Takes over an audit, with its finding closed.
fn take_over(place: &Place, who: &str, message: &str) {
    let audit = place.read(AUDIT).replace("IA-2026-01", "IA-2025-07").replace("2026", "2025");
    let audit = audit.lines().filter(|line| !line.contains("tag:")).collect::<Vec<_>>().join("\n");
    place.write("r/audits/IA-2025-07/audit.yaml", audit);
    let finding = STRENGTH.replace("F-2026-090", "F-2025-090").replace("IA-2026-01", "IA-2025-07");
    place.write("r/findings/2025/F-2025-090.yaml", finding.replace("2026-", "2025-"));
    commit(place, "2026-12-01", who, message);
}

#[test]
fn an_import_is_named_and_has_somebody_s_word() {
    let place = begin();
    take_over(&place, "it", "Old register\n\nTickmark-Import: yes");
    names(&place, &["import-unapproved"]);
    let text = verify(&place, &[]).out;
    let line = "taken over on 2026-12-01 by p-it: 2 records, 2 of them approved, issued, checked or closed elsewhere: Old register";
    assert!(text.contains(line), "{text}");
    // Neither when it was brought here nor when it was issued is the other one.
    let issued = "version 1 issued on 2025-03-12 by its own account, imported on 2026-12-01";
    assert!(
        text.contains(issued) && text.contains("closed on 2025-03-10 by its own account, imported on 2026-12-01"),
        "{text}"
    );
    let markdown = verify(&place, &["--format", "markdown"]).out;
    for words in ["## What was taken over from elsewhere", "by p-it: 2 records", "“Old register”", issued] {
        assert!(markdown.contains(words), "{words} is not in {markdown}");
    }
    let json = verify(&place, &["--format", "json"]).json();
    let import = json["imports"].as_array().expect("imports").last().expect("the import").clone();
    assert_eq!((&import["day"], &import["person"]), (&"2026-12-01".into(), &"p-it".into()));
    assert_eq!((&import["records"], &import["decided"]), (&2.into(), &2.into()));

    let place = begin();
    take_over(&place, "it", "Old register\n\nTickmark-Import: yes\nApproved-by: p-manager");
    clean(&place);
    assert!(verify(&place, &[]).out.contains("by p-it, approved by p-manager: 2 records"));
}

#[test]
fn what_a_reported_finding_weighs_is_set_with_a_reason() {
    let place = begin();
    let set = |arguments: &[&str], code: i32| {
        let command = ["set", "F-2026-001", "risk/rating"].into_iter().chain(arguments.iter().copied());
        run(place.tickmark("r").args(command).args(["--by", "p-aud", "--on", "2026-06-02"]), &[code])
    };
    assert!(set(&["low"], 2).err.contains("needs a reason"));
    set(&["low", "--reason", "The data is elsewhere by now", "--approved-by", "p-manager"], 0);
    commit(&place, "2026-06-02", "aud", "Rate the risk anew\n\nApproved-by: p-manager");
    clean(&place);
    // Graver it becomes without one.
    set(&["high"], 0);
}

#[test]
fn one_deed_is_told_once() {
    // A version of the report that is graded milder.
    let place = begin();
    place.replace(AUDIT, "status: closed", "status: drafted");
    add(&place, AUDIT, &entry("status", "closed", "drafted", "p-manager"));
    commit(&place, "2026-06-02", "manager", "Take it back");
    let before = found(&place).1;
    place.replace(FINDING, "grade: minor", "grade: observation");
    place.replace(AUDIT, "status: drafted", "status: issued");
    let (old, new) =
        ("version: 1\n  issued: {by: p-aud, date: 2026-03-12}", "version: 2\n  issued: {by: p-aud, date: 2026-06-03}");
    place.replace(AUDIT, old, new);
    place.replace(AUDIT, "IA-2026-01/v1", "IA-2026-01/v2");
    commit(&place, "2026-06-03", "aud", "Issue it again");
    place.git("r", &["tag", "report/IA-2026-01/v2"]);
    let new: Vec<String> = found(&place).1.into_iter().filter(|rule| !before.contains(rule)).collect();
    assert_eq!(new, ["grade-lowered-without-justification"]);
    // The first version in its place again, with what the second one was made of.
    place.git("r", &["checkout", "--quiet", "HEAD~2", "--", "audits"]);
    commit(&place, "2026-06-04", "aud", "Take version 2 back");
    assert_eq!(times(&place, "report-changed-after-issue"), 1);

    // Evidence with its record, whether or not somebody checked it.
    for is_checked in [true, false] {
        let (record, file) = ("r/evidence/2026/E-2026-002.yaml", "r/evidence/2026/files/walkthrough.csv");
        let place = begin_with(|place| {
            if !is_checked {
                place.replace(record, "status: verified", "status: received");
                place.replace(record, "verified_by: p-aud\n", "");
            }
        });
        place.write(file, "another,1\n");
        place.replace(record, "c107e9a1", "c107e9a2");
        commit(&place, "2026-06-02", "it", "Another file");
        assert_eq!(times(&place, "evidence-drifted"), 1, "{is_checked}");
        // That the record is back does not bring the file back.
        place.replace(record, "c107e9a2", "c107e9a1");
        commit(&place, "2026-06-03", "it", "The old hash");
        let run = verify(&place, &[]);
        let is_told = !is_checked || run.out.contains("the file of E-2026-002 is not what it was");
        assert!(run.code == 1 && is_told, "{run:#?}");
    }
}

#[test]
fn a_day_that_comes_back_with_the_first_version_of_a_report_is_not_late() {
    let issued = |is_one_commit: bool, who: &str| {
        let place = begin();
        let back = |place: &Place| {
            place.replace(AUDIT, "status: closed", "status: drafted");
            add(place, AUDIT, &entry("status", "closed", "drafted", "p-manager"));
        };
        back(&place);
        if !is_one_commit {
            commit(&place, "2026-06-02", "manager", "Take it back");
        }
        place.replace(AUDIT, "effective: effective", "effective: partly");
        place.replace(AUDIT, "status: drafted", "status: issued");
        let (old, new) = (
            "version: 1\n  issued: {by: p-aud, date: 2026-03-12}",
            "version: 2\n  issued: {by: p-aud, date: 2026-06-03}",
        );
        place.replace(AUDIT, old, new);
        place.replace(AUDIT, "IA-2026-01/v1", "IA-2026-01/v2");
        commit(&place, "2026-06-03", "aud", "Issue it again\n\nApproved-by: p-manager");
        place.git("r", &["tag", "report/IA-2026-01/v2"]);
        place.git("r", &["revert", "--no-commit", "HEAD"]);
        commit(&place, "2026-06-05", who, "Revert");
        place
    };
    for is_one_commit in [true, false] {
        for who in ["aud", "manager"] {
            let place = issued(is_one_commit, who);
            told_before(&place);
            assert_eq!(times(&place, "backdated-entry"), 0, "{is_one_commit} {who}");
        }
    }
    // A day on which nobody had issued it is as late as ever.
    let place = issued(true, "aud");
    place.replace(AUDIT, "date: 2026-03-12}", "date: 2026-03-11}");
    commit(&place, "2026-06-06", "aud", "The day before");
    assert_eq!(times(&place, "backdated-entry"), 1);
}
