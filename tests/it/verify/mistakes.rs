//! Steps that were taken by mistake and taken back as they were: by whom, when, and what had come of them.

use crate::support::Place;
use crate::support::history::*;

const STEP: &[&str] = &["illegal-transition"];

/// The item of the accepted plan is said to be done.
fn done(place: &Place, day: &str, who: &str) {
    place.replace(
        ACTION,
        "status: in-progress",
        &format!("status: done\n    done_on: {day}\n    evidence: [E-2026-004]"),
    );
    commit(place, day, who, "The accounts expire");
}

/// A proposed plan, which p-aud accepts on 2 June.
fn accepted() -> Place {
    let place = begin_with(|place| {
        place.replace(ACTION, "status: accepted", "status: proposed");
        let accepted = ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}";
        place.replace(ACTION, accepted, "");
        place.replace(ACTION, "status: in-progress", "status: open");
        place.replace(FINDING, "status: planned", "status: open");
    });
    place.replace(ACTION, "status: proposed", "status: accepted");
    place.replace(
        ACTION,
        "2026-03-18}",
        "2026-03-18, accepted: {by: p-aud, date: 2026-06-02, note: The directory waits for June}}",
    );
    place.replace(FINDING, "status: open", "status: planned");
    commit(&place, "2026-06-02", "aud", "Accept the plan");
    place
}

/// Brings everything back as it was before a commit, as `git revert` does.
fn revert(place: &Place, commit_: &str, (day, who): (&str, &str)) {
    place.git("r", &["revert", "--no-commit", commit_]);
    commit(place, day, who, "Revert it");
}

#[track_caller]
fn is_note(place: &Place) {
    exits(place, 0, STEP);
    let run = verify(place, &[]);
    assert!(run.out.contains("info[illegal-transition]") && run.out.contains("nobody went on from that"), "{run:#?}");
    assert!(run.out.contains("0 errors, 0 warnings"), "{run:#?}");
}

#[track_caller]
fn is_warning(place: &Place) {
    exits(place, 0, STEP);
    assert!(verify(place, &[]).out.contains("warning[illegal-transition]"));
}

#[test]
fn a_step_that_its_maker_takes_back_at_once_is_a_note() {
    let place = begin();
    done(&place, "2026-06-02", "it");
    revert(&place, "HEAD", ("2026-06-03", "it"));
    is_note(&place);
    // With the finding that goes along with the plan.
    let place = accepted();
    revert(&place, "HEAD", ("2026-06-02", "aud"));
    is_note(&place);
    // By a merge, and what was written on the way.
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    done(&place, "2026-06-02", "it");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
    place.git("r", &["revert", "--no-commit", "-m", "1", "HEAD"]);
    commit(&place, "2026-06-02", "it", "Revert it");
    is_note(&place);
}

#[test]
fn a_step_that_somebody_else_or_later_takes_back_is_a_warning() {
    for back in [("2026-06-03", "aud"), ("2026-06-05", "it")] {
        let place = begin();
        done(&place, "2026-06-02", "it");
        revert(&place, "HEAD", back);
        is_warning(&place);
    }
    // The settings say how grave it is.
    let place = begin_with(|place| {
        place.append(SETTINGS, "rules: {illegal-transition: {level: error, reason: We take no steps back}}\n");
    });
    done(&place, "2026-06-02", "it");
    revert(&place, "HEAD", ("2026-06-03", "it"));
    exits(&place, 1, STEP);
}

#[test]
fn what_was_more_than_a_mistake_is_not_taken_back_in_silence() {
    // After a month.
    let place = begin();
    done(&place, "2026-06-02", "it");
    revert(&place, "HEAD", ("2026-07-02", "it"));
    exits(&place, 1, STEP);
    // Its day came meanwhile.
    let place = begin();
    done(&place, "2026-06-30", "it");
    revert(&place, "HEAD", ("2026-07-01", "it"));
    exits(&place, 1, STEP);
    // By somebody who is not on record.
    let place = begin();
    done(&place, "2026-06-02", "it");
    revert(&place, "HEAD", ("2026-06-03", "nobody"));
    exits(&place, 1, STEP);
    // What somebody else decided.
    let place = accepted();
    revert(&place, "HEAD", ("2026-06-02", "manager"));
    exits(&place, 1, STEP);
    // Somebody went on from it.
    let place = begin();
    done(&place, "2026-06-02", "it");
    place.replace(FINDING, "status: planned", "status: implemented");
    commit(&place, "2026-06-02", "aud", "It is done");
    revert(&place, "HEAD~1", ("2026-06-03", "it"));
    exits(&place, 1, STEP);
    // Not all of it is as it was.
    let place = begin();
    done(&place, "2026-06-02", "it");
    place.replace(ACTION, "what: Let accounts expire", "what: Let most accounts expire");
    place.replace(ACTION, "status: done\n    done_on: 2026-06-02\n    evidence: [E-2026-004]", "status: in-progress");
    commit(&place, "2026-06-03", "it", "Not yet");
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&STEP[0].to_owned()), "{rules:?}");
}

#[test]
fn a_mistake_that_comes_again_or_hides_what_is_late_needs_a_reason() {
    let place = begin();
    for (step, back) in [("2026-06-02", "2026-06-03"), ("2026-06-04", "2026-06-05")] {
        done(&place, step, "it");
        revert(&place, "HEAD", (back, "it"));
    }
    exits(&place, 1, STEP);
    for back in ["2026-06-02", "2026-06-03", "2026-06-05"] {
        let place = begin_with(|place| place.replace(ACTION, "due: 2026-06-30", "due: 2026-05-30"));
        done(&place, "2026-06-02", "it");
        revert(&place, "HEAD", (back, "it"));
        exits(&place, 1, STEP);
    }
    // Another item of it was late, and looked so all the time.
    let place = begin_with(|place| {
        let item = "  - {n: 2, what: Tell the leads, type: corrective, due: 2026-05-30, status: open}\n";
        place.replace(ACTION, "plan: {", &format!("{item}plan: {{"));
    });
    done(&place, "2026-06-02", "it");
    revert(&place, "HEAD", ("2026-06-03", "it"));
    is_note(&place);
}

#[test]
fn a_plan_that_goes_back_with_the_day_that_came_is_no_mistake() {
    for (due, back, code) in [("2026-06-30", "2026-06-03", 0), ("2026-06-02", "2026-06-03", 1)] {
        let place = begin_with(|place| {
            place.replace(ACTION, "status: accepted", "status: draft");
            let text = place.read(ACTION);
            let (start, rest) = text.split_once("plan: {").expect("a plan");
            let (_, rest) = rest.split_once("}}\n").expect("an end");
            place.write(ACTION, format!("{start}{rest}"));
            place.replace(ACTION, "status: in-progress", "status: open");
            place.replace(ACTION, "    due: 2026-06-30\n", "");
            place.replace(FINDING, "status: planned", "status: open");
        });
        place.replace(ACTION, "status: draft", "status: proposed");
        place.replace(ACTION, "    status: open", &format!("    due: {due}\n    status: open"));
        let text = place.read(ACTION);
        place.write(ACTION, format!("{text}plan: {{proposed_on: 2026-06-02}}\n"));
        commit(&place, "2026-06-02", "it", "Propose it");
        revert(&place, "HEAD", (back, "it"));
        match code {
            0 => is_note(&place),
            _ => exits(&place, 1, STEP),
        }
    }
}

#[test]
fn an_audit_whose_day_came_meanwhile_is_no_mistake() {
    for (day, back, code) in [("2026-06-02", "2026-06-03", 0), ("2026-06-05", "2026-06-06", 1)] {
        let place = begin_with(|place| {
            place.replace(NEXT, "status: planned", "status: confirmed");
            place.append(
                NEXT,
                "scope: {statement: Access, processes: [identity]}\nobjectives: [Tell whether access is right]\ncriteria: [A.5.18]\n\
                 methods: [interview]\nauditees: [{person: p-hr, process: identity}]\n\
                 plan: {version: 1, approved: {by: p-manager, date: 2026-05-20}, notified_on: 2026-05-20}\n\
                 dates: {start: 2026-06-05, end: 2026-06-06}\nteam: [{person: p-aud, role: lead-auditor}]\n",
            );
        });
        place.replace(NEXT, "status: confirmed", "status: in-progress");
        commit(&place, day, "aud", "Begin");
        revert(&place, "HEAD", (back, "aud"));
        exits(&place, code, STEP);
    }
}

#[test]
fn whoever_took_it_into_the_statement_of_applicability_went_on_from_it() {
    let place = begin();
    done(&place, "2026-06-02", "it");
    place.replace(
        "r/soa.yaml",
        "access rights\", status: implemented",
        "access rights; accounts expire\", status: implemented",
    );
    commit(&place, "2026-06-02", "manager", "Take it in");
    revert(&place, "HEAD~1", ("2026-06-03", "it"));
    let run = verify(&place, &[]);
    assert!(run.out.contains("error[illegal-transition]"), "{run:#?}");
}

#[test]
fn a_plan_whose_days_counted_stays_accepted() {
    let place = begin_with(|place| {
        place.replace(ACTION, "status: accepted", "status: proposed");
        place.replace(ACTION, "due: 2026-06-30", "due: 2026-06-02");
        let accepted = ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}";
        place.replace(ACTION, accepted, "");
        place.replace(FINDING, "status: planned", "status: open");
    });
    place.replace(ACTION, "status: proposed", "status: accepted");
    place.replace(ACTION, "2026-03-18}", "2026-03-18, accepted: {by: p-aud, date: 2026-06-02, note: It is urgent}}");
    place.replace(FINDING, "status: open", "status: planned");
    commit(&place, "2026-06-02", "aud", "Accept the plan");
    revert(&place, "HEAD", ("2026-06-03", "aud"));
    exits(&place, 1, STEP);
}

#[test]
fn a_closed_finding_is_not_opened_in_silence() {
    let place = begin_with(|place| {
        place.write(
            CLOSED,
            STRENGTH
                .replace("strength", "observation")
                .replace("status: closed", "status: open")
                .lines()
                .filter(|line| !line.starts_with("closed:"))
                .collect::<Vec<_>>()
                .join("\n")
                + "\n",
        );
    });
    place.replace(CLOSED, "status: open", "status: closed");
    place.append(CLOSED, "closed: {by: p-aud, date: 2026-06-02, basis: Noted and dealt with}\n");
    commit(&place, "2026-06-02", "aud", "Close it");
    revert(&place, "HEAD", ("2026-06-02", "aud"));
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&STEP[0].to_owned()), "{rules:?}");
}

const EVIDENCE: &str = "r/evidence/2026/E-2026-050.yaml";
const SHOWS: &str = "kind: evidence\nid: E-2026-050\ntitle: Screenshot\ntype: record\nstatus: received\nsource: Directory\ncollected_on: 2026-06-02\n\
                     collected_by: p-it\nlocation: https://dms.example/50\nclassification: internal\npersonal_data: false\nretain_until: 2029-06-02\n";

/// The item is said to be done, by evidence that comes along.
fn done_with_evidence() -> Place {
    let place = begin();
    place.write(EVIDENCE, SHOWS);
    place.replace(ACTION, "status: in-progress", "status: done\n    done_on: 2026-06-02\n    evidence: [E-2026-050]");
    commit(&place, "2026-06-02", "it", "Done");
    place
}

/// The item is open again, for a reason.
fn open_again(place: &Place, day: &str) {
    place.replace(ACTION, "status: done\n    done_on: 2026-06-02\n    evidence: [E-2026-050]", "status: in-progress");
    place.append(
        ACTION,
        &format!("changes:\n  - {{date: {day}, by: p-it, field: actions/1/status, from: done, to: in-progress, reason: The wrong item}}\n"),
    );
}

const GONE: &[&str] = &["evidence-removed-early"];

#[test]
fn evidence_of_a_mistaken_step_goes_with_it() {
    let place = done_with_evidence();
    revert(&place, "HEAD", ("2026-06-03", "it"));
    exits(&place, 0, &["evidence-removed-early", "illegal-transition"]);
    assert!(verify(&place, &[]).out.contains("0 errors, 0 warnings"));
    // By hand, with the reason, in one commit or the next one.
    for at_once in [true, false] {
        let place = done_with_evidence();
        open_again(&place, "2026-06-04");
        if !at_once {
            commit(&place, "2026-06-04", "it", "The wrong item");
            clean(&place);
        }
        std::fs::remove_file(place.path(EVIDENCE)).expect("removed");
        commit(&place, "2026-06-05", "it", "What it came with");
        exits(&place, 0, GONE);
        let run = verify(&place, &[]);
        assert!(
            run.out.contains("info[evidence-removed-early]") && run.out.contains("came along with a step"),
            "{run:#?}"
        );
    }
}

#[test]
fn evidence_that_somebody_needs_does_not_go_with_a_step() {
    let gone = |place: &Place, (day, who): (&str, &str)| {
        std::fs::remove_file(place.path(EVIDENCE)).expect("removed");
        commit(place, day, who, "Tidy up");
        assert!(verify(place, &[]).out.contains("warning[evidence-removed-early]"), "{who}");
    };
    // Somebody else, or a month later.
    for by in [("2026-06-05", "aud"), ("2026-07-05", "it")] {
        let place = done_with_evidence();
        open_again(&place, "2026-06-04");
        commit(&place, "2026-06-04", "it", "The wrong item");
        gone(&place, by);
    }
    // The step still stands, or another record named it.
    let place = done_with_evidence();
    place.replace(ACTION, "    evidence: [E-2026-050]", "    evidence: [E-2026-004]");
    commit(&place, "2026-06-04", "it", "Another one shows it");
    gone(&place, ("2026-06-05", "it"));
    let place = done_with_evidence();
    let finding = place.read(FINDING);
    place.replace(FINDING, "evidence: [E-2026-001]", "evidence: [E-2026-001, E-2026-050]");
    commit(&place, "2026-06-03", "aud", "It shows the lapse");
    place.write(FINDING, finding);
    open_again(&place, "2026-06-04");
    commit(&place, "2026-06-04", "aud", "The wrong item");
    gone(&place, ("2026-06-05", "it"));
}

#[test]
fn checked_evidence_does_not_go_with_a_step() {
    let place = done_with_evidence();
    place.replace(EVIDENCE, "status: received", "status: verified");
    place.append(
        EVIDENCE,
        "verified_by: p-aud\nsha256: 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\n",
    );
    commit(&place, "2026-06-03", "aud", "Looked at");
    open_again(&place, "2026-06-04");
    std::fs::remove_file(place.path(EVIDENCE)).expect("removed");
    commit(&place, "2026-06-04", "it", "The wrong item");
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&GONE[0].to_owned()), "{rules:?}");
}
