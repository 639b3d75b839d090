//! Who answers for a process: whoever gets one by nobody's word is named, and what they decide by it; whoever is given one in an honest way
//! is not.

use crate::support::history::*;
use crate::support::{Place, run};

const ROLES: &str = "roles-changed-without-authority";
const STANDING: &str = "approver-without-authority";
const IDENTITY: &str = "name: Identity and access, owner: p-it";

/// Gives the process of access to somebody.
fn give(place: &Place, person: &str) {
    place.replace(SETTINGS, IDENTITY, &format!("name: Identity and access, owner: {person}"));
}

/// With a programme whose next audit has a plan.
fn ahead() -> Place {
    begin_with(|place| place.replace(NEXT, "status: planned", "status: planned\nplan: {version: 1}"))
}

/// Has the plan of a corrective action accepted anew, on 4 June.
fn accept(place: &Place, who: &str) {
    place.replace(
        ACTION,
        "accepted: {by: p-aud, date: 2026-03-20",
        &format!("accepted: {{by: p-{who}, date: 2026-06-04"),
    );
    commit(place, "2026-06-04", who, "Accept it");
}

fn accept_risk(place: &Place, who: &str) {
    let acceptance = "until: 2026-12-31, reason: It costs too much, risk_ref: R-12";
    let text = place.read(FINDING).replace("status: planned", "status: accepted");
    let approved = format!("approved: {{by: p-{who}, date: 2026-06-04}}");
    place.write(FINDING, format!("{text}acceptance: {{{approved}, {acceptance}}}\n"));
    commit(place, "2026-06-04", who, "Accept the risk");
}

#[test]
fn a_process_that_nobody_gave_is_seen() {
    for (who, message, code, rules) in [
        ("aud", "Tidy up", 0, &[ROLES][..]),
        ("stranger", "Tidy up", 0, &[ROLES]),
        ("mike", "Tidy up", 1, &[ROLES]),
        ("mike", "Tidy up\n\nApproved-by: p-mike", 1, &[ROLES]),
        ("aud", "Tidy up\n\nApproved-by: p-hr", 0, &[ROLES]),
        // One of those who have a say.
        ("it", "Mike answers for it from now on", 0, &[]),
        ("ciso", "Mike answers for it from now on", 0, &[]),
        ("manager", "As the meeting decided", 0, &[]),
        ("ceo", "Mike answers for it from now on", 0, &[]),
        ("mike", "I answer for it from now on\n\nApproved-by: p-it", 0, &[]),
    ] {
        let place = begin();
        give(&place, "p-mike");
        commit(&place, "2026-06-02", who, message);
        exits(&place, code, rules);
    }
}

#[test]
fn a_process_that_comes_by_a_branch_is_that_of_who_gave_it() {
    for (giver, merger, message, rules) in [
        ("aud", "forge", "Merge work", &[ROLES][..]),
        ("aud", "forge", "Merge work\n\nApproved-by: p-ciso", &[]),
        ("aud", "it", "Merge work", &[]),
        ("it", "forge", "Merge work", &[]),
    ] {
        let place = begin();
        place.git("r", &["checkout", "--quiet", "-b", "work"]);
        give(&place, "p-mike");
        commit(&place, "2026-06-02", giver, "Mike answers for it");
        place.replace(FINDING, "ref: R-12", "ref: R-13");
        commit(&place, "2026-06-02", "aud2", "Something else");
        place.replace(FINDING, "ref: R-13", "ref: R-12");
        commit(&place, "2026-06-02", "aud", "As it was");
        let told = run(place.tickmark("r").args(["review", "main", "--as-of", "2026-06-03"]), &[0, 1]).out;
        assert_eq!(told.contains(ROLES), giver != "it", "{told}");
        // Whose word is wanted stands there as a line to paste.
        assert!(told.contains("Approved-by: p-ciso"), "{told}");
        place.git("r", &["checkout", "--quiet", "main"]);
        let mut command = place.command("git", "r");
        command.env("GIT_AUTHOR_EMAIL", format!("{merger}@example.com"));
        command.env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00");
        run(command.args(["merge", "--quiet", "--no-ff", "-m", message, "work"]), &[0]);
        assert_eq!(found(&place).1, rules, "{giver} {merger}");
    }
}

#[test]
fn whoever_took_a_process_does_not_decide_by_it() {
    let take = || {
        let place = ahead();
        give(&place, "p-mike");
        commit(&place, "2026-06-02", "aud2", "Tidy up");
        place
    };
    let place = take();
    accept(&place, "mike");
    names(&place, &[STANDING, ROLES]);
    let told = verify(&place, &[]).out;
    let who =
        "the acceptance of the plan of 2026-06-04 is by p-mike, who owns the process identity without the agreement";
    assert!(told.contains(who), "{told}");
    let place = take();
    accept_risk(&place, "mike");
    assert_eq!(found(&place).1, [STANDING, ROLES]);
    let place = take();
    place.replace(NEXT, "plan: {version: 1}", "plan: {version: 1, approved: {by: p-mike, date: 2026-06-04}}");
    commit(&place, "2026-06-04", "mike", "Approve it");
    assert_eq!(found(&place).1, [STANDING, ROLES]);
    // Nor by another hand, nor after a detour.
    let place = take();
    place.replace(SETTINGS, "access, owner: p-mike", "access, owner: p-hr");
    commit(&place, "2026-06-03", "mike", "Hanna answers for it");
    accept(&place, "hr");
    names(&place, &[STANDING, ROLES]);
    let place = begin();
    let line = "  - {id: identity, name: Identity and access, owner: p-it, importance: high, sites: [berlin], controls: [A.5.18]}\n";
    place.replace(SETTINGS, line, "");
    commit(&place, "2026-06-02", "aud2", "Tidy up");
    place.write(SETTINGS, place.read(SETTINGS) + &line.replace("p-it", "p-mike"));
    commit(&place, "2026-06-03", "aud2", "It is there after all");
    accept(&place, "mike");
    assert!([STANDING, ROLES].iter().all(|rule| found(&place).1.contains(&(*rule).to_owned())), "{:?}", found(&place));
}

#[test]
fn whoever_has_a_process_by_agreement_decides_by_it() {
    // From the start, or confirmed since by one of those who had the say.
    for (who, is_seen) in [("it", false), ("ciso", false), ("ceo", false), ("mike", true), ("aud", true)] {
        let place = begin();
        give(&place, "p-mike");
        commit(&place, "2026-06-02", "aud2", "Tidy up");
        place.replace(SETTINGS, "# A small and clean ISMS.", "# A small ISMS, as agreed.");
        commit(&place, "2026-06-03", who, "So it is");
        accept(&place, "mike");
        assert_eq!(found(&place).1.contains(&STANDING.to_owned()), is_seen, "{who}");
    }
    let place = begin();
    give(&place, "p-mike");
    commit(&place, "2026-06-02", "it", "Mike answers for it from now on");
    accept(&place, "mike");
    names(&place, &[]);
    // By what they are beside that.
    for (who, other) in [("aud2", "p-aud2"), ("ciso", "p-ciso"), ("hr", "p-hr")] {
        let place = begin_with(|place| {
            let line = "  - {id: hiring, name: Hiring, owner: p-hr, importance: low}\n";
            place.write(SETTINGS, place.read(SETTINGS) + line);
        });
        give(&place, other);
        commit(&place, "2026-06-02", "mike", "Tidy up");
        accept(&place, who);
        assert!(!found(&place).1.contains(&STANDING.to_owned()), "{who}: {:?}", found(&place));
    }
}

#[test]
fn what_goes_back_goes_or_comes_needs_nobody() {
    // Back to whom it was taken from, by whomever, however long that took.
    let place = begin();
    give(&place, "p-mike");
    commit(&place, "2026-06-02", "aud2", "Tidy up");
    place.replace(SETTINGS, "access, owner: p-mike", "access, owner: p-it");
    commit(&place, "2026-09-03", "aud", "Put it back");
    let lapses = verify(&place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    assert!(matches!(&lapses[..], [one] if one["rule"] == ROLES), "{lapses:#?}");
    accept_risk(&place, "it");
    assert!(!found(&place).1.contains(&STANDING.to_owned()));

    // A process that is new, and one whose owner has left.
    let place = begin();
    place.write(SETTINGS, place.read(SETTINGS) + "  - {id: hiring, name: Hiring, owner: p-mike, importance: low}\n");
    commit(&place, "2026-06-02", "aud", "One more");
    assert!(!found(&place).1.contains(&ROLES.to_owned()));
    let place = begin_with(|place| {
        place.write(SETTINGS, place.read(SETTINGS) + "  - {id: hiring, name: Hiring, owner: p-hr, importance: low}\n");
    });
    place.replace("r/people/p-hr.yaml", "from: 2020-01-01", "from: 2020-01-01\nto: 2026-06-01");
    place.replace(SETTINGS, "Hiring, owner: p-hr", "Hiring, owner: p-mike");
    commit(&place, "2026-06-02", "aud", "Hanna has left");
    assert!(!found(&place).1.contains(&ROLES.to_owned()));
    // Where the organisation lets it be, nobody asks.
    let place = begin_with(|place| {
        let allow = "rules: {roles-changed-without-authority: {level: allow, reason: We are five people}}\n";
        place.write(SETTINGS, place.read(SETTINGS) + allow);
    });
    give(&place, "p-mike");
    commit(&place, "2026-06-02", "aud2", "Tidy up");
    accept(&place, "mike");
    clean(&place);
}

#[test]
fn another_id_for_the_same_person_gives_them_nothing() {
    let place = begin();
    let all = place.git("r", &["grep", "-l", "p-it"]);
    for path in all.lines().map(|path| format!("r/{path}")) {
        place.write(&path, place.read(&path).replace("p-it", "p-ines"));
    }
    place.git("r", &["mv", "people/p-it.yaml", "people/p-ines.yaml"]);
    commit(&place, "2026-06-02", "aud", "Ids are first names from now on");
    assert!(!found(&place).1.contains(&ROLES.to_owned()), "{:?}", found(&place));
}

#[test]
fn whoever_owns_a_process_does_not_make_it_matter_less() {
    const RULE: &str = "importance-lowered-by-owner";
    for (who, message, is_seen) in [
        ("it", "Tidy up", true),
        ("it", "Tidy up\n\nApproved-by: p-it", true),
        ("it", "As agreed\n\nApproved-by: p-manager", false),
        ("ciso", "After the risk assessment", false),
        // Whose process it is not has nothing by it.
        ("aud", "As the risk assessment says", false),
    ] {
        let place = begin();
        place.replace(SETTINGS, "owner: p-it, importance: high", "owner: p-it, importance: low");
        commit(&place, "2026-06-02", who, message);
        let rules: &[&str] = if is_seen { &[RULE] } else { &[] };
        names(&place, rules);
    }
    // On a branch, it is who said it there, and whoever merges it may agree.
    for (merger, is_seen) in [("forge", true), ("ciso", false)] {
        let place = begin();
        place.git("r", &["checkout", "--quiet", "-b", "work"]);
        place.replace(SETTINGS, "owner: p-it, importance: high", "owner: p-it, importance: low");
        commit(&place, "2026-06-02", "it", "Tidy up");
        place.replace(FINDING, "ref: R-12", "ref: R-13");
        commit(&place, "2026-06-02", "aud", "Something else");
        let told = run(place.tickmark("r").args(["review", "main", "--as-of", "2026-06-03"]), &[0, 1]).out;
        assert!(told.contains(RULE), "{told}");
        place.git("r", &["checkout", "--quiet", "main"]);
        let mut command = place.command("git", "r");
        command.env("GIT_AUTHOR_EMAIL", format!("{merger}@example.com"));
        command.env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00");
        run(command.args(["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]), &[0]);
        assert_eq!(found(&place).1.contains(&RULE.to_owned()), is_seen, "{merger}: {:?}", found(&place));
    }
}

#[test]
fn whoever_has_to_answer_a_finding_does_not_change_what_it_was_found_against() {
    const RULE: &str = "criterion-changed-by-auditee";
    const OWN: &str = "r/catalogues/own.yaml";
    const TEXT: &str = "one working day after the last day at the latest.";
    let proposed = |place: &Place| {
        place.replace(ACTION, "status: accepted", "status: proposed");
        place.replace(
            ACTION,
            ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}",
            "",
        );
    };
    let other = |place: &Place| place.replace(OWN, TEXT, "thirty days after the last day.");
    let gone = |place: &Place| {
        let text = place.read(OWN);
        let kept: String = text.split_inclusive('\n').filter(|line| !line.contains("ACP-4.2")).collect();
        place.write(OWN, kept);
    };
    let more =
        |place: &Place| place.replace(OWN, TEXT, "one working day after the last day at the latest, in all systems.");
    let longer = |place: &Place| {
        place.replace(OWN, TEXT, "one working day after the last day at the latest. Systems are listed in ACP-7.")
    };
    type Change<'a> = &'a dyn Fn(&Place);
    for (change, who, message, is_seen) in [
        (&other as Change<'_>, "it", "Tidy up", true),
        (&gone, "it", "Tidy up", true),
        (&more, "it", "More of it", false),
        (&longer, "it", "More of it", false),
        (&other, "it", "As agreed\n\nApproved-by: p-aud", false),
        (&other, "it", "As agreed\n\nApproved-by: p-ciso", false),
        (&other, "ciso", "Another rule", false),
    ] {
        let place = begin_with(proposed);
        change(&place);
        commit(&place, "2026-06-02", who, message);
        told_before(&place);
        assert_eq!(found(&place).1.contains(&RULE.to_owned()), is_seen, "{who}: {message}: {:?}", found(&place));
    }
    // What somebody accepted may say that the rule was wrong, and says nothing of it as a rule.
    let item = "what: Let accounts expire at the end of the contract";
    for (change, is_seen) in [
        ((item, item.to_owned()), true),
        ((item, format!("{item}, as ACP-4.2 is to say")), false),
        ((item, format!("{item}, as ACP-4.20 says")), true),
        (
            ("plan: {proposed_on", "isms_changes: [{what: policy, ref: Access 1.3}]\nplan: {proposed_on".to_owned()),
            false,
        ),
        (
            ("plan: {proposed_on", "isms_changes: [{what: training, ref: Course 7}]\nplan: {proposed_on".to_owned()),
            true,
        ),
    ] {
        let place = begin_with(|place| place.replace(ACTION, change.0, &change.1));
        other(&place);
        commit(&place, "2026-06-02", "it", "As the plan says");
        exits(&place, 0, if is_seen { &[RULE] } else { &[] });
    }
}
