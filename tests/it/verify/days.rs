//! Days that move, and clocks that are wrong.

use std::fs;

use super::deeds::{accept, path_of, strength_of};
use crate::support::history::*;
use crate::support::{Place, run};

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

/// What came last has nothing after it that shows how wrong its clock was.
#[test]
fn a_newest_commit_that_is_ahead_of_today_is_named_at_once() {
    let place = begin();
    let as_of = |day: &str| verify(&place, &["--as-of", day]).out;
    let says = |out: &str| out.contains("the commit is dated");
    place.replace(
        SETTINGS,
        "kind: isms\n",
        "kind: isms\nrules: {commit-backdated: {level: error, reason: Days are proof here}}\n",
    );
    commit(&place, "2026-06-12", "manager", "Honest");
    assert!(!says(&as_of("2026-06-12")) && !says(&as_of("2026-06-11")), "{}", as_of("2026-06-11"));
    for (day, what) in [("2036-01-01", "Ahead"), ("2036-01-02", "Ahead too")] {
        place.replace(SETTINGS, "kind: isms\n", &format!("kind: isms\n# {what}\n"));
        commit(&place, day, "manager", what);
    }
    let found = as_of("2026-06-13");
    let said = "the commit is dated 2036-01-01, 3489 days after 2026-06-13";
    assert!(
        found.contains("error[commit-backdated]")
            && found.contains(said)
            && found.matches("the commit is dated").count() == 1,
        "{found}"
    );
    assert!(!says(&as_of("2036-01-02")), "{}", as_of("2036-01-02"));
    let gate = ["gate", "--profile", "history", "--format", "json", "--as-of", "2026-06-13"];
    let gate = run(place.tickmark("r").args(gate), &[1]).out;
    assert!(gate.contains("3489 days after 2026-06-13"), "{gate}");
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
fn a_day_that_is_taken_away_is_seen() {
    let place = begin();
    place.replace(ACTION, "    due: 2026-06-30\n", "");
    commit(&place, "2026-06-02", "it", "No day");
    place.replace(ACTION, "    type: corrective\n", "    type: corrective\n    due: 2026-12-30\n");
    commit(&place, "2026-06-03", "it", "Another day");
    names(&place, &["due-date-slipped"]);
}

#[test]
fn a_time_zone_does_not_come_with_the_commit_that_needs_it() {
    let zone = |place: &Place| {
        let settings = place.read(SETTINGS);
        let (before, rest) = settings.split_once("timezone: ").expect("a time zone");
        let (_, after) = rest.split_once(['\n', ',', '}']).expect("its end");
        let end = &rest[rest.len() - after.len() - 1..];
        place.write(SETTINGS, format!("{before}timezone: Pacific/Niue{end}"));
    };
    let commit_at = |place: &Place, time: &str, who: &str, message: &str| {
        place.git("r", &["add", "--all"]);
        let mut command = place.command("git", "r");
        command.env("GIT_COMMITTER_DATE", time).env("GIT_AUTHOR_EMAIL", format!("{who}@example.com"));
        run(command.args(["commit", "--quiet", "-m", message]), &[0]);
    };
    // On the day after it was due, which is the day itself on Niue.
    let place = begin();
    zone(&place);
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-09-30");
    commit_at(&place, "2026-07-01T08:00:00+00:00", "it", "More time");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"due-date-moved-when-overdue".to_owned()), "{rules:?}");
    assert!(rules.contains(&"rule-switched-off".to_owned()), "{rules:?}");
    assert!(verify(&place, &[]).out.contains("days end later than before, by the time zone Pacific/Niue"));

    // What was on record on a day does not change when the organisation moves.
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-06-29");
    commit_at(&place, "2026-06-02T08:00:00+00:00", "it", "Sooner");
    let at =
        |place: &Place| run(place.tickmark("r").args(["status", "--at", "2026-06-01", "--format", "json"]), &[0]).out;
    let before = at(&place);
    zone(&place);
    commit(&place, "2026-06-05", "manager", "We move");
    assert_eq!(at(&place), before);
}
