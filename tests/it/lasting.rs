//! Honest work that must not end in an error which nobody can take away any more, each beside what is not honest and stays named.

use crate::support::history::*;
use crate::support::{Place, Run, run};

const REVIEW: &str = "r/reviews/MR-2026-1.yaml";
const SECOND: &str = "report/IA-2026-01/v2";

/// Runs a command that writes, on 2 June, and gives what it said.
fn write(place: &Place, arguments: &str, code: i32) -> Run {
    // A text in quotes is one argument.
    let parts = arguments.split('\'').enumerate();
    let words = parts.flat_map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().collect(),
        _ => vec![part],
    });
    run(place.tickmark("r").args(words).args(["--on", "2026-06-02"]), &[code])
}

/// The levels of the lapses with their rules, and how `verify` ended.
fn levels(place: &Place) -> (i32, Vec<(String, String)>) {
    let run = verify(place, &["--format", "json"]);
    let lapses = run.json()["lapses"].as_array().expect("lapses").clone();
    let text = |lapse: &serde_json::Value, key: &str| lapse[key].as_str().expect("a text").to_owned();
    (run.code, lapses.iter().map(|lapse| (text(lapse, "level"), text(lapse, "rule"))).collect())
}

fn digest(place: &Place) -> String {
    let printed = run(place.tickmark("r").args(["verify", "--digest", "IA-2026-01"]), &[0]).out;
    printed.lines().next().expect("a line").to_owned()
}

/// The second version of the report, with another text in it.
fn issue_anew(place: &Place) {
    write(place, "move IA-2026-01 drafted --reason 'F-2026-001 and the conclusion had typing errors' --by p-aud", 0);
    write(
        place,
        "set IA-2026-01 conclusion/text 'It works, and access is withdrawn late in one case' --reason 'A typing error' --by p-aud",
        0,
    );
    write(place, "move IA-2026-01 issued --by p-aud", 0);
    write(place, "move IA-2026-01 closed --by p-aud", 0);
}

#[test]
fn the_digest_in_the_record_is_that_of_the_version_which_the_record_is_of() {
    let place = begin();
    let first = digest(&place);
    issue_anew(&place);
    let second = digest(&place);
    assert_ne!(first, second);
    write(&place, &format!("set IA-2026-01 report/digest {second} --by p-aud"), 0);
    commit(&place, "2026-06-02", "aud", "Issue the second version");
    place.git("r", &["tag", SECOND]);
    names(&place, &[]);
    assert_eq!(verify(&place, &[]).code, 0, "{:#?}", verify(&place, &[]));
    // That of the first version is none of the second one, and a tag keeps giving that of its own.
    place.replace(AUDIT, &second, &first);
    commit(&place, "2026-06-03", "aud", "Another digest");
    names(&place, &["report-digest-mismatch"]);
    place.replace(AUDIT, &first, &second);
    commit(&place, "2026-06-03", "aud", "And back");
    let message = format!("Report\n\nTickmark-Digest: sha256:{second}\n");
    place.git("r", &["tag", "--force", "--annotate", TAG, "--message", &message, "HEAD~3"]);
    names(&place, &["report-digest-mismatch"]);
}

#[test]
fn a_second_version_is_not_issued_before_somebody_tells_in_what_it_is_another_one() {
    const RULE: &str = "report-version-unexplained";
    let reworded = |is_committed: bool, settings: &str| {
        let place = begin_with(|place| place.write(SETTINGS, place.read(SETTINGS) + settings));
        write(&place, "move IA-2026-01 drafted --reason 'A typing error' --by p-aud", 0);
        place.replace(FINDING, "1 of 8 sampled leavers had an active account for nine days", "One account was late");
        if is_committed {
            commit(&place, "2026-06-02", "aud", "Take it back");
        }
        place
    };
    for is_committed in [false, true] {
        let place = reworded(is_committed, "");
        let before = place.read(AUDIT);
        for reason in ["", " --reason 'A typing error'"] {
            let refused = write(&place, &format!("move IA-2026-01 issued --by p-aud{reason}"), 2).err;
            let said = "IA-2026-01 is not issued as version 2: no entry of `changes` tells in what this report is another one than version 1: \
                        F-2026-001 (statement)";
            assert!(refused.contains(said) && refused.contains("--reason \"F-2026-001: …\""), "{refused}");
            assert_eq!(place.read(AUDIT), before);
        }
        write(&place, "move IA-2026-01 issued --reason 'F-2026-001: the log shows less' --by p-aud", 0);
        write(&place, "move IA-2026-01 closed --by p-aud", 0);
        commit(&place, "2026-06-02", "aud", "Issue the second version");
        place.git("r", &["tag", SECOND]);
        names(&place, &[]);
    }
    // Where nobody wants to know, nobody is asked.
    let allow = format!("rules: {{{RULE}: {{level: allow, reason: We keep both}}}}\n");
    write(&reworded(false, &allow), "move IA-2026-01 issued --by p-aud", 0);
}

#[test]
fn a_version_that_is_taken_back_and_out_again_as_it_was_is_the_same_version() {
    let place = begin();
    issue_anew(&place);
    commit(&place, "2026-06-02", "aud", "Issue the second version");
    place.git("r", &["tag", SECOND]);
    let revert = |place: &Place, what: &str| {
        place.git("r", &["revert", "--no-commit", what]);
        commit(place, "2026-06-03", "aud", "Revert");
    };
    revert(&place, "HEAD");
    let (_, lapses) = levels(&place);
    assert!(lapses.contains(&("error".to_owned(), "report-changed-after-issue".to_owned())), "{lapses:?}");
    revert(&place, "HEAD");
    let (code, lapses) = levels(&place);
    assert!(code == 0 && lapses.iter().all(|(level, _)| level != "error"), "{code}: {lapses:?}");
    assert!(!verify(&place, &[]).out.contains("CHANGED"), "{}", verify(&place, &[]).out);
    // By the same number with other words it is not the same.
    revert(&place, "HEAD");
    place.git("r", &["checkout", "--quiet", SECOND, "--", "."]);
    place.replace(AUDIT, "late in one case", "late");
    commit(&place, "2026-06-04", "aud", "Out again");
    let (_, lapses) = levels(&place);
    assert!(lapses.contains(&("error".to_owned(), "report-changed-after-issue".to_owned())), "{lapses:?}");
}

/// With an action that works, and what it changed of the ISMS.
fn effective(status: &str) -> Place {
    begin_with(|place| {
        place.replace(ACTION, "status: accepted", &format!("status: {status}"));
        place.replace(
            ACTION,
            "status: in-progress",
            "status: done\n    done_on: 2026-03-01\n    evidence: [E-2026-004]",
        );
        place.replace(
            ACTION,
            "planned_on: 2026-09-15",
            "planned_on: 2026-05-15, method: Ten leavers compared, result: effective, checked_by: p-aud, checked_on: 2026-05-15, evidence: [E-2026-001]",
        );
        place.replace(FINDING, "status: planned", "status: verified");
        place.write(ACTION, place.read(ACTION) + "no_isms_change: The way was there\n");
    })
}

#[test]
fn what_is_exactly_as_it_was_is_no_error_for_good() {
    let statement = ["The register is complete\ndet", "The list is complete\ndet", "The list is long\ndet"];
    let cases = [
        (CLOSED, statement, "finding-changed-after-closure"),
        (PAPER, ["result: conform", "result: nonconform", "result: not-tested"], "report-changed-after-issue"),
        (FINDING, ["grade: minor", "grade: observation", "grade: opportunity"], "grade-lowered-without-justification"),
        (ACTION, ["due: 2026-06-30", "due: 2026-09-30", "due: 2026-10-30"], "due-date-slipped"),
        (AUDIT, ["text: It works", "text: It fails", "text: It runs"], "report-changed-after-issue"),
        (REVIEW, ["summary: None.", "summary: Some.", "summary: Many."], "review-changed-after-approval"),
    ];
    for (path, [from, to, other], rule) in cases {
        let change = |place: &Place| {
            place.replace(path, from, to);
            commit(place, "2026-06-02", "aud", "Change it");
            let (_, lapses) = levels(place);
            lapses.iter().filter(|(level, lapse)| level == "error" && lapse == rule).count()
        };
        // It said something else meanwhile, and somebody may have read it.
        for (day, level) in [("2026-06-03", "warning"), ("2026-06-09", "warning")] {
            let place = begin();
            assert_eq!(change(&place), 1, "{rule}");
            // What is made of it meanwhile goes with it.
            place.replace(path, to, other);
            commit(&place, "2026-06-02", "aud", "Change it again");
            place.git("r", &["checkout", "--quiet", "HEAD~2", "--", "."]);
            commit(&place, day, "aud", "Put it back");
            let (code, lapses) = levels(&place);
            assert_eq!(code, 0, "{to}: {lapses:?}");
            let of_rule: Vec<_> = lapses.iter().filter(|(_, lapse)| lapse == rule).collect();
            assert!(!of_rule.is_empty() && of_rule.iter().all(|(told, _)| told == level), "{to}: {lapses:?}");
        }
        // Once it is otherwise again, it is named again.
        let place = begin();
        assert_eq!(change(&place), 1, "{rule}");
        place.git("r", &["checkout", "--quiet", "HEAD~1", "--", "."]);
        commit(&place, "2026-06-02", "aud", "Put it back");
        assert_eq!(levels(&place).0, 0, "{rule}");
        assert_eq!(change(&place), 1, "{rule}");
    }
}

#[test]
fn a_closed_action_whose_closing_is_reverted_and_made_again_is_as_it_was() {
    let place = effective("effective");
    place.replace(ACTION, "no_isms_change: The way was there\n", "");
    commit(&place, "2026-06-01", "it", "Nothing said yet");
    place.replace(ACTION, "status: effective", "status: closed");
    place.write(ACTION, place.read(ACTION) + "no_isms_change: The way was there\n");
    place.replace(FINDING, "status: verified", "status: closed");
    place.write(FINDING, place.read(FINDING) + "closed: {by: p-aud, date: 2026-06-02, basis: It works}\n");
    commit(&place, "2026-06-02", "aud", "Close it");
    assert_eq!(levels(&place).0, 0);
    place.git("r", &["checkout", "--quiet", "HEAD~1", "--", "."]);
    commit(&place, "2026-06-02", "aud", "Revert");
    assert_eq!(levels(&place).0, 1);
    place.git("r", &["checkout", "--quiet", "HEAD~1", "--", "."]);
    commit(&place, "2026-06-03", "aud", "Revert \"Revert\"");
    let (code, lapses) = levels(&place);
    assert!(code == 0 && lapses.iter().all(|(level, _)| level == "info"), "{lapses:?}");
}

#[test]
fn a_checked_action_is_handed_over_where_somebody_agrees_who_may() {
    let place = effective("effective");
    let refused = write(&place, "set CA-2026-001 owner p-hr --reason 'The head of IT leaves' --by p-it", 1);
    assert!(refused.out.contains("action-changed-after-closure"), "{refused:#?}");
    assert!(refused.out.contains("`approved_by` (p-aud, p-ceo and p-manager may agree)"), "{refused:#?}");
    write(&place, "set CA-2026-001 owner p-hr --reason 'The head of IT leaves' --approved-by p-hr --by p-it", 1);
    write(&place, "set CA-2026-001 owner p-hr --reason 'The head of IT leaves' --approved-by p-aud --by p-it", 0);
    commit(&place, "2026-06-02", "it", "Hand it over\n\nApproved-by: p-aud");
    clean(&place);
    // What was checked is none of it, nor is what is closed, and nobody agrees in the name of another.
    let hand_over = |place: Place, (from, to): (&str, &str), message: &str| {
        place.replace(ACTION, "owner: p-it", "owner: p-hr");
        place.replace(ACTION, from, to);
        let entry = "changes:\n  - {date: 2026-06-02, by: p-it, field: owner, from: p-it, to: p-hr, reason: IT leaves, approved_by: p-aud}\n";
        place.write(ACTION, place.read(ACTION) + entry);
        commit(&place, "2026-06-02", "it", message);
        found(&place).1
    };
    let rule = ["action-changed-after-closure"];
    let (checked, nothing) = (("Ten leavers compared", "All leavers compared"), ("owner", "owner"));
    assert_eq!(hand_over(effective("effective"), checked, "Both\n\nApproved-by: p-aud"), rule);
    assert_eq!(hand_over(closed(), nothing, "It is closed\n\nApproved-by: p-aud"), rule);
    assert_eq!(hand_over(effective("effective"), nothing, "In the auditor's name"), ["person-commit-mismatch"]);
}

#[test]
fn an_action_is_taken_back_and_checked_anew_in_one_merge_as_in_two() {
    let checked_anew = |back: &str, check: &str| {
        let place = effective("effective");
        write(&place, back, 0);
        place.replace(ACTION, "Ten leavers compared", "All leavers compared");
        write(&place, check, 0);
        commit(&place, "2026-06-02", "aud", "Check it again\n\nApproved-by: p-manager");
        place
    };
    let back = "move CA-2026-001 implemented --reason 'Too few were compared' --approved-by p-manager --by p-aud";
    let place = checked_anew(back, "move CA-2026-001 effective --by p-aud --set effectiveness/result=effective");
    names(&place, &[]);
    // By an entry to which nobody agreed, and with the check of before.
    for entry in ["", ", approved_by: p-it", ", approved_by: p-manager"] {
        let place = effective("effective");
        place.replace(ACTION, "Ten leavers compared", "All leavers compared");
        let entry = format!(
            "changes:\n  - {{date: 2026-06-02, by: p-aud, field: status, from: effective, to: implemented, reason: Too few{entry}}}\n"
        );
        place.write(ACTION, place.read(ACTION) + &entry);
        commit(&place, "2026-06-02", "aud", "Rewrite the check\n\nApproved-by: p-manager\nApproved-by: p-it");
        assert!(found(&place).1.contains(&"action-changed-after-closure".to_owned()), "{:?}", found(&place));
    }
}

/// With a finding that is closed, and the action that answers it.
fn closed() -> Place {
    let place = effective("closed");
    place.replace(FINDING, "status: verified", "status: closed");
    place.write(FINDING, place.read(FINDING) + "closed: {by: p-aud, date: 2026-06-01, basis: It works}\n");
    commit(&place, "2026-06-01", "aud", "Close the finding");
    place
}

#[test]
fn a_closed_finding_is_mended_in_one_merge_as_in_two() {
    let (statement, mended) = ("1 of 8 sampled", "1 of 9 sampled");
    let open = |place: &Place| {
        write(place, "move F-2026-001 open --reason 'A typing error' --approved-by p-manager --by p-aud", 0);
        place.replace(FINDING, statement, mended);
    };
    let close = |place: &Place| drop(write(place, "move F-2026-001 closed --reason 'It works' --by p-aud", 0));
    // Opened again and closed anew, or left open, with the next version of its report.
    for closes in [true, false] {
        let place = closed();
        open(&place);
        issue_anew(&place);
        if closes {
            close(&place);
        }
        commit(&place, "2026-06-02", "aud", "Mend the finding\n\nApproved-by: p-manager");
        place.git("r", &["tag", SECOND]);
        names(&place, &[]);
        let (code, _, broken) = found(&place);
        assert_eq!((code, broken), (0, Vec::new()));
    }
    // Without it, its report says something else.
    let place = closed();
    open(&place);
    close(&place);
    commit(&place, "2026-06-02", "aud", "Mend the finding\n\nApproved-by: p-manager");
    names(&place, &["report-changed-after-issue"]);
    // Nobody agreed who may, or it is not closed anew.
    let entry = |date: &str, approved_by: &str| {
        format!(
            "changes:\n  - {{date: {date}, by: p-aud, field: status, from: closed, to: open, reason: A typing error{approved_by}}}\n"
        )
    };
    let agreed = ", approved_by: p-manager";
    let cases = [
        ("2026-06-02", "", "2026-06-02"),
        ("2026-06-02", ", approved_by: p-it", "2026-06-02"),
        ("2026-06-02", agreed, "2026-06-01"),
        ("2026-06-01", agreed, "2026-06-01"),
        ("2026-05-31", agreed, "2026-06-02"),
    ];
    for (date, approved_by, closed_on) in cases {
        let place = closed();
        place.replace(FINDING, statement, mended);
        place.replace(
            FINDING,
            "closed: {by: p-aud, date: 2026-06-01",
            &format!("closed: {{by: p-aud, date: {closed_on}"),
        );
        place.write(FINDING, place.read(FINDING) + &entry(date, approved_by));
        issue_anew(&place);
        commit(&place, "2026-06-02", "aud", "Rewrite it\n\nApproved-by: p-manager\nApproved-by: p-it");
        place.git("r", &["tag", SECOND]);
        assert!(found(&place).1.contains(&"finding-changed-after-closure".to_owned()), "{:?}", found(&place));
    }
}

#[test]
fn a_mistyped_day_is_put_right_where_somebody_else_agrees() {
    let told_as = |path: &str, (from, to): (&str, &str), field: &str, approved_by: &str, told: Option<&str>| {
        let place = begin();
        place.replace(path, from, to);
        let [was, is] = [from, to].map(|text| text.rsplit("date: ").next().unwrap_or_default().to_owned());
        let is = told.map_or(is, str::to_owned);
        let entry = format!(
            "changes:\n  - {{date: 2026-06-02, by: p-it, field: {field}, from: \"{was}\", to: \"{is}\", reason: A typing error{approved_by}}}\n"
        );
        place.write(path, place.read(path) + &entry);
        commit(
            &place,
            "2026-06-02",
            "it",
            "Correct the day\n\nApproved-by: p-aud\nApproved-by: p-it\nApproved-by: p-ceo",
        );
        found(&place).1
    };
    let correct = |path: &str, texts: (&str, &str), field: &str, by: &str| told_as(path, texts, field, by, None);
    let agreed = ", approved_by: p-aud";
    let said = (FINDING, ("{by: p-it, date: 2026-03-06", "{by: p-it, date: 2026-03-05"), "acknowledged/date");
    let of = |(path, texts, field), approved_by| correct(path, texts, field, approved_by);
    assert_eq!(of(said, agreed), [""; 0]);
    let approved = (PROGRAMME, ("{by: p-ceo, date: 2025-12-10", "{by: p-ceo, date: 2025-12-11"), "approved/date");
    assert_eq!(of(approved, agreed), [""; 0]);
    // By whoever says so alone, about something else, and where there was no day.
    let rule = ["backdated-entry"];
    assert_eq!(of(said, ""), rule);
    assert_eq!(of(said, ", approved_by: p-it"), rule);
    assert_eq!(correct(said.0, said.1, "grade_reason", agreed), rule);
    // Nobody agreed to a day that the entry does not name.
    assert_eq!(told_as(said.0, said.1, said.2, agreed, Some("2026-03-07")), rule);
    let place = begin();
    let answer = "acknowledged: {by: p-it, date: 2026-03-06, position: agreed}\n";
    place.replace(FINDING, answer, "");
    commit(&place, "2026-06-01", "it", "Take it back");
    let entry = "changes:\n  - {date: 2026-06-02, by: p-it, field: acknowledged/date, from: none, to: \"2026-03-05\", reason: Forgotten, approved_by: p-aud}\n";
    place.write(FINDING, place.read(FINDING) + &answer.replace("-06", "-05") + entry);
    commit(&place, "2026-06-02", "it", "Say it late\n\nApproved-by: p-aud");
    assert!(found(&place).1.contains(&"backdated-entry".to_owned()), "{:?}", found(&place));
}

#[test]
fn a_review_asks_for_what_can_be_given() {
    // Nothing has to be signed here.
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    issue_anew(&place);
    commit(&place, "2026-06-02", "aud", "Issue the second version");
    let review =
        |place: &Place, day: &str| run(place.tickmark("r").args(["review", "main", "--as-of", day]), &[0, 1]).out;
    let told = review(&place, "2026-06-02");
    assert!(told.contains("**Ready** but for a tag that is to be set") && !told.contains("signed"), "{told}");
    assert!(told.contains(&format!("- **IA-2026-01**: the tag `{SECOND}`, once this is merged")), "{told}");

    // Who has left is asked for nothing; who comes in their place is, or else who runs the programme.
    let asked = |left: &str, to: &str| {
        let place = begin_with(|place| {
            let path = "r/people/p-it.yaml";
            place.write(path, place.read(path) + left);
        });
        place.git("r", &["checkout", "--quiet", "-b", "work"]);
        place.replace(ACTION, "owner: p-it\ncorrection", &format!("owner: {to}\ncorrection"));
        place.replace(ACTION, "similar_found: 0", "similar_found: 1");
        commit(&place, "2026-06-10", "aud", "Go on");
        let told = review(&place, "2026-06-10");
        told.lines().filter_map(|line| Some(line.strip_prefix("Approved-by: ")?.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(asked("", "p-it"), ["p-it"]);
    assert_eq!(asked("to: 2026-06-30\n", "p-it"), ["p-it"]);
    assert_eq!(asked("to: 2026-06-05\n", "p-hr"), ["p-hr"]);
    assert_eq!(asked("to: 2026-06-05\n", "p-it"), ["p-manager"]);
}

#[test]
fn an_audit_that_is_planned_again_is_not_postponed_any_more() {
    let place = begin_with(|place| {
        let plan = "client: p-ceo\nplan: {version: 1, approved: {by: p-manager, date: 2026-05-25}}\ndates: {start: 2026-09-07, end: 2026-09-09}\n";
        place.replace(NEXT, "client: p-ceo\n", plan);
    });
    let there = place.read(NEXT);
    write(&place, "move IA-2026-02 postponed --reason 'The directory is being moved' --by p-manager", 0);
    assert!(place.read(NEXT).contains("status_reason: The directory is being moved"));
    write(&place, "set IA-2026-02 dates '{start: 2026-10-05, end: 2026-10-07}' --by p-manager", 0);
    write(&place, "move IA-2026-02 planned --by p-manager --reason 'It is moved'", 0);
    let now = place.read(NEXT);
    assert!(!now.contains("status_reason") && now.contains("reason: The directory is being moved"), "{now}");
    commit(&place, "2026-06-02", "manager", "Postpone it");
    assert!(!found(&place).1.contains(&"audit-postponed-without-reason".to_owned()), "{:?}", found(&place));
    // Without a word it is named.
    place.write(NEXT, there.replace("2026-09-0", "2026-11-0"));
    commit(&place, "2026-06-03", "manager", "Later");
    assert!(found(&place).1.contains(&"audit-postponed-without-reason".to_owned()), "{:?}", found(&place));
}
