//! What a report, a plan, minutes or a declaration says beside what is sealed, and that is changed in silence: each by name, and the honest
//! way to the same end without one.

mod support;

use support::Place;
use support::history::*;

const AUDITOR: &str = "r/people/p-aud.yaml";

fn add(place: &Place, path: &str, text: &str) {
    place.write(path, place.read(path) + text);
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
