//! Who may say what: whoever takes a role, an address or a name from somebody in order to decide in their place is named by `verify`, and
//! whoever is given one in the honest way is not.

use std::fs;

use crate::support::history::*;
use crate::support::{Place, run};

const ROLES: &str = "roles-changed-without-authority";

/// Merges the branch `work` as somebody, with a message.
fn merge(place: &Place, day: &str, who: &str, message: &str) {
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut command = place.command("git", "r");
    command.env("GIT_AUTHOR_EMAIL", format!("{who}@example.com"));
    command.env("GIT_COMMITTER_DATE", format!("{day}T12:00:00+00:00"));
    run(command.args(["merge", "--quiet", "--no-ff", "-m", message, "work"]), &[0]);
}

fn branch(place: &Place) {
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
}

fn manager_is(place: &Place, person: &str) {
    place.replace(SETTINGS, "programme_manager: p-manager", &format!("programme_manager: {person}"));
}

fn leads_too(place: &Place, person: &str) {
    place.replace(SETTINGS, "top_management: [p-ceo]", &format!("top_management: [p-ceo, {person}]"));
}

/// What `review` says of the branch that is checked out.
fn review(place: &Place) -> String {
    run(place.tickmark("r").args(["review", "main", "--as-of", "2026-06-03"]), &[0, 1]).out
}

#[test]
fn a_role_that_nobody_gave_is_seen() {
    for change in [manager_is, leads_too] {
        for (who, message, rules) in [
            ("it", "Tidy up", &[ROLES][..]),
            ("it", "Tidy up\n\nApproved-by: p-it", &[ROLES]),
            ("it", "Tidy up\n\nApproved-by: p-aud", &[ROLES]),
            ("stranger", "Tidy up", &[ROLES]),
            ("it", "Tidy up\n\nApproved-by: p-ceo", &[]),
            ("manager", "As the meeting decided", &[]),
            ("ceo", "Ines runs it from now on", &[]),
        ] {
            let place = begin();
            change(&place, "p-it");
            commit(&place, "2026-06-02", who, message);
            told_before(&place);
            // Whoever gives it to themselves has judged their own work.
            let is_own = who == "it" && !rules.is_empty();
            let (code, found, _) = found(&place);
            assert_eq!(found, rules, "{who}: {message}");
            assert_eq!(code, i32::from(is_own), "{who}: {message}");
        }
    }
}

#[test]
fn whoever_runs_the_isms_has_that_by_agreement() {
    let owner_is = |place: &Place, person: &str| {
        place.replace(SETTINGS, "isms_owner: p-ciso", &format!("isms_owner: {person}"));
    };
    for (who, message, rules) in [
        ("it", "Tidy up", &[ROLES][..]),
        ("hr", "Tidy up", &[ROLES]),
        ("it", "Tidy up\n\nApproved-by: p-ceo", &[]),
        ("manager", "As the meeting decided", &[]),
        ("ciso", "Ines runs it from now on", &[]),
    ] {
        let place = begin();
        owner_is(&place, "p-it");
        commit(&place, "2026-06-02", who, message);
        told_before(&place);
        assert_eq!(found(&place).1, rules, "{who}: {message}");
    }
    // Who runs the ISMS hands on nothing else.
    let place = begin();
    leads_too(&place, "p-it");
    commit(&place, "2026-06-02", "ciso", "Ines as well");
    assert_eq!(found(&place).1, [ROLES]);

    // By what was taken nobody decides, until somebody agrees.
    let approve = |place: &Place| {
        place.replace("r/soa.yaml", "version: \"4\"", "version: \"5\"");
        place.replace("r/soa.yaml", "by: p-ciso, date: 2026-01-20", "by: p-it, date: 2026-06-04");
        commit(place, "2026-06-04", "it", "Version 5");
    };
    let place = begin();
    owner_is(&place, "p-it");
    commit(&place, "2026-06-02", "it", "Tidy up");
    approve(&place);
    assert_eq!(found(&place).1, [STANDING, ROLES]);
    assert!(verify(&place, &[]).out.contains("is by p-it, who runs the ISMS without the agreement"));
    let place = begin();
    owner_is(&place, "p-it");
    commit(&place, "2026-06-02", "it", "Tidy up");
    place.write(SETTINGS, place.read(SETTINGS) + "waivers: []\n");
    commit(&place, "2026-06-03", "ceo", "So be it");
    approve(&place);
    assert_eq!(found(&place).1, [ROLES]);
    // It goes back to whom it was taken from.
    let place = begin();
    owner_is(&place, "p-it");
    commit(&place, "2026-06-02", "it", "Tidy up");
    place.replace(SETTINGS, "isms_owner: p-it", "isms_owner: p-ciso");
    commit(&place, "2026-06-03", "hr", "As it was");
    let lapses = verify(&place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    assert_eq!(lapses.len(), 1, "{lapses:#?}");
}

#[test]
fn whoever_has_left_gives_nobody_a_role() {
    let left = |on: &str| {
        begin_with(|place| {
            place.replace("r/people/p-ceo.yaml", "from: 2020-01-01", &format!("from: 2020-01-01\nto: {on}"))
        })
    };
    for (on, rules) in [("2026-06-01", &[ROLES][..]), ("2026-06-02", &[]), ("2026-06-30", &[])] {
        let place = left(on);
        manager_is(&place, "p-it");
        commit(&place, "2026-06-02", "ceo", "Ines runs it from now on");
        told_before(&place);
        assert_eq!(found(&place).1, rules, "{on}");
    }
    let place = left("2026-06-01");
    manager_is(&place, "p-it");
    commit(&place, "2026-06-02", "hr", "Ines runs it\n\nApproved-by: p-ceo");
    assert_eq!(found(&place).1, [ROLES]);
    // What they gave on a branch before they left they gave.
    let place = left("2026-06-02");
    branch(&place);
    manager_is(&place, "p-it");
    commit(&place, "2026-06-02", "ceo", "Ines runs it from now on");
    merge(&place, "2026-06-05", "forge", "Merge work");
    assert!(!found(&place).1.contains(&ROLES.to_owned()));
    // Nor do they confirm later on what somebody took.
    let place = left("2026-06-01");
    manager_is(&place, "p-it");
    commit(&place, "2026-06-02", "it", "Tidy up");
    place.write(SETTINGS, place.read(SETTINGS) + "waivers: []\n");
    commit(&place, "2026-06-03", "ceo", "So be it");
    place.replace(
        NEXT,
        "status: planned",
        "status: planned\nplan: {version: 1, approved: {by: p-it, date: 2026-06-04}}",
    );
    commit(&place, "2026-06-04", "it", "Approve");
    assert!(found(&place).1.contains(&STANDING.to_owned()));
}

#[test]
fn a_role_that_is_taken_for_a_while_is_seen() {
    let place = begin();
    manager_is(&place, "p-it");
    commit(&place, "2026-06-02", "it", "Tidy up");
    assert!(verify(&place, &[]).out.contains("p-it runs the audit programme by a commit of their own, and nobody who"));
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
    commit(&place, "2026-06-03", "it", "Accepted");
    place.replace(SETTINGS, "programme_manager: p-it", "programme_manager: p-manager");
    commit(&place, "2026-06-04", "it", "Tidy up");
    let lapses = verify(&place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    let told: Vec<_> = lapses.iter().map(|lapse| (&lapse["rule"], &lapse["person"])).collect();
    // Nor does whoever took it keep the records for others.
    let mismatch = "person-commit-mismatch".into();
    assert_eq!(told, [(&ROLES.into(), &"p-it".into()), (&mismatch, &"p-it".into())], "{lapses:#?}");
}

const STANDING: &str = "approver-without-authority";

/// A repository in which top management is two, and an audit is ahead whose plan nobody has approved.
fn ahead() -> Place {
    begin_with(|place| {
        leads_too(place, "p-hr");
        place.replace(NEXT, "status: planned", "status: planned\nplan: {version: 1}");
    })
}

fn approve_plan(place: &Place, who: &str, day: &str) {
    place.replace(NEXT, "plan: {version: 1}", &format!("plan: {{version: 1, approved: {{by: p-{who}, date: {day}}}}}"));
    commit(place, day, who, "Approve the plan");
}

#[test]
fn whoever_took_a_role_has_not_had_it_by_giving_it_up() {
    let given_up = |message: &str| {
        let place = ahead();
        place.replace(SETTINGS, "[p-ceo, p-hr]", "[p-ceo, p-hr, p-mike]");
        commit(&place, "2026-06-02", "mike", message);
        place.replace(SETTINGS, "top_management: [p-ceo, p-hr, p-mike]", "top_management: [p-ceo, p-hr]");
        place.replace(
            SETTINGS,
            "programme_manager: p-manager",
            "programme_manager: p-manager\n  former: [{person: p-mike, role: top-management, from: 2026-06-02, to: 2026-06-04}]",
        );
        commit(&place, "2026-06-04", "mike", "Give it up");
        let programme = "r/programmes/AP-2026.yaml";
        place.replace(programme, "approved: {by: p-ceo, date: 2025-12-10}", "approved: {by: p-mike, date: 2026-06-04}");
        commit(&place, "2026-06-05", "mike", "Approve");
        found(&place).1
    };
    assert!(given_up("Tidy up").contains(&STANDING.to_owned()));
    assert!(!given_up("Tidy up\n\nApproved-by: p-ceo").contains(&STANDING.to_owned()));
}

#[test]
fn whoever_took_a_role_does_not_decide_by_it() {
    let take = |change: &dyn Fn(&Place)| {
        let place = ahead();
        change(&place);
        commit(&place, "2026-06-02", "it", "Tidy up");
        place
    };
    let manager = |place: &Place| manager_is(place, "p-it");
    let leader = |place: &Place| place.replace(SETTINGS, "[p-ceo, p-hr]", "[p-ceo, p-it]");
    for change in [&manager as &dyn Fn(&Place), &leader] {
        let place = take(change);
        approve_plan(&place, "it", "2026-06-03");
        assert_eq!(found(&place).1, [STANDING, ROLES]);
        let told = verify(&place, &[]).out;
        assert!(told.contains("the approval of the plan of 2026-06-03 is by p-it, who "), "{told}");
        assert!(told.contains("without the agreement of anybody who had the say"), "{told}");
    }

    // Nor by the commit that takes it, nor by another id, nor for others.
    let place = ahead();
    manager_is(&place, "p-it");
    approve_plan(&place, "it", "2026-06-02");
    assert_eq!(found(&place).1, [STANDING, ROLES]);
    let place = take(&leader);
    place.replace(SETTINGS, "[p-ceo, p-it]", "[p-ceo, p-it, p-mike]");
    commit(&place, "2026-06-03", "it", "Mike as well");
    place.replace(
        "r/programmes/AP-2026.yaml",
        "approved: {by: p-ceo, date: 2025-12-10}",
        "approved: {by: p-mike, date: 2026-06-04}",
    );
    commit(&place, "2026-06-04", "mike", "Approve");
    let lapses = verify(&place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    assert_eq!(lapses.iter().filter(|lapse| lapse["rule"] == ROLES).count(), 2, "{lapses:#?}");
    assert!(found(&place).1.contains(&STANDING.to_owned()), "{lapses:#?}");

    // The risks of a process are its owner's to accept.
    for (who, rules) in [("hr", &[STANDING, ROLES][..]), ("it", &[ROLES])] {
        let place = begin();
        leads_too(&place, &format!("p-{who}"));
        commit(&place, "2026-06-02", who, "Tidy up");
        place.replace(FINDING, "status: planned", "status: accepted");
        let acceptance =
            "approved: {by: p-WHO, date: 2026-06-03}, until: 2026-12-31, reason: It costs too much, risk_ref: R-12";
        let acceptance = format!("acceptance: {{{}}}\n", acceptance.replace("WHO", who));
        place.write(FINDING, place.read(FINDING) + &acceptance);
        commit(&place, "2026-06-03", who, "Accept the risk");
        assert_eq!(found(&place).1, rules, "{who}");
    }

    // An entry of `changes` is as good as who agreed to it.
    let place = take(&leader);
    place.replace(PROGRAMME, "resources: {days_per_year: 12}", "resources: {days_per_year: 2}");
    let entry = "changes:\n  - {date: 2026-06-03, by: p-manager, field: resources/days_per_year, from: \"12\", to: \"2\", reason: Enough, approved_by: p-it}\n";
    place.write(PROGRAMME, place.read(PROGRAMME) + entry);
    commit(&place, "2026-06-03", "it", "Two are enough");
    assert_eq!(found(&place).1, ["programme-changed-after-approval", ROLES]);
}

#[test]
fn whoever_took_a_role_and_has_it_by_agreement_since_decides() {
    let note = |place: &Place, day: &str, who: &str, message: &str| {
        place.replace(SETTINGS, "# A small and clean ISMS.", "# A small ISMS, as agreed.");
        commit(place, day, who, message);
    };
    // They are confirmed by who had the say, or everything is as it was.
    for (who, message, is_seen) in [
        ("ceo", "Ines runs it", false),
        ("manager", "I have handed it on", false),
        ("aud", "Ines runs it\n\nApproved-by: p-hr", false),
        ("it", "Ines runs it\n\nApproved-by: p-it", true),
        ("aud", "Ines runs it", true),
    ] {
        let place = ahead();
        manager_is(&place, "p-it");
        commit(&place, "2026-06-02", "it", "Tidy up");
        note(&place, "2026-06-03", who, message);
        approve_plan(&place, "it", "2026-06-04");
        let (_, rules, _) = found(&place);
        assert_eq!(rules.contains(&STANDING.to_owned()), is_seen, "{who} {message}: {rules:?}");
    }

    // Whoever has a say without the role has it as before, and so has who lost theirs.
    let place = ahead();
    place.replace(SETTINGS, "programme_manager: p-manager", "programme_manager: p-aud2");
    commit(&place, "2026-06-02", "aud2", "Tidy up");
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
    commit(&place, "2026-06-03", "aud2", "Accept it");
    approve_plan(&place, "manager", "2026-06-04");
    assert_eq!(found(&place).1, [ROLES]);

    // Where the organisation lets it be, nobody asks.
    let place = begin_with(|place| {
        place.replace(NEXT, "status: planned", "status: planned\nplan: {version: 1}");
        let allow = "rules: {roles-changed-without-authority: {level: allow, reason: We are five people}}\n";
        place.write(SETTINGS, place.read(SETTINGS) + allow);
    });
    manager_is(&place, "p-it");
    commit(&place, "2026-06-02", "it", "Ines runs it from now on");
    approve_plan(&place, "it", "2026-06-03");
    clean(&place);
}

#[test]
fn whoever_takes_a_role_does_not_let_themselves_do_it() {
    const WAIVER: &str = "waivers:\n  - {rule: roles-changed-without-authority, reason: By phone, approved_by: p-manager, until: 2026-12-31}\n";
    const ALLOW: &str = "rules: {roles-changed-without-authority: {level: allow, reason: We are five people}}\n";
    let take = |settings: &str, who: &str, message: &str| {
        let place = ahead();
        place.write(SETTINGS, place.read(SETTINGS) + settings);
        commit(&place, "2026-06-02", who, message);
        manager_is(&place, "p-it");
        commit(&place, "2026-06-03", "it", "Ines runs it from now on");
        place
    };
    for settings in [WAIVER, ALLOW] {
        for (who, message, is_taken) in [
            ("it", "Settings", true),
            ("private@home.example", "Settings", true),
            ("it", "Settings\n\nApproved-by: p-manager", false),
            ("manager", "Settings", false),
        ] {
            let place = take(settings, who, message);
            approve_plan(&place, "it", "2026-06-04");
            let (_, rules, _) = found(&place);
            let is_seen = [STANDING, ROLES].map(|rule| rules.contains(&rule.to_owned()));
            assert_eq!(is_seen, [is_taken; 2], "{settings} {who} {message}: {rules:?}");
        }
    }

    // Whose name it is says that it is theirs.
    let place = take(WAIVER, "it", "Settings");
    place.replace(SETTINGS, "# A small and clean ISMS.", "# A small ISMS, as agreed.");
    commit(&place, "2026-06-03", "manager", "So it was");
    approve_plan(&place, "it", "2026-06-04");
    let (code, rules, _) = found(&place);
    assert!(code == 0 && !rules.contains(&STANDING.to_owned()), "{rules:?}");

    // Nor is it a process of whoever wrote the waiver.
    for (who, is_seen) in [("hr", true), ("manager", false)] {
        let place = begin();
        place.write(SETTINGS, place.read(SETTINGS) + WAIVER);
        commit(&place, "2026-06-02", who, "Settings");
        place.replace(SETTINGS, "owner: p-it, importance: high", "owner: p-hr, importance: high");
        commit(&place, "2026-06-03", "hr", "Hanna answers for it");
        place.replace(FINDING, "status: planned", "status: accepted");
        let acceptance = "acceptance: {approved: {by: p-hr, date: 2026-06-04}, until: 2026-12-31, reason: It costs too much, risk_ref: R-12}\n";
        place.write(FINDING, place.read(FINDING) + acceptance);
        commit(&place, "2026-06-04", "hr", "Accept the risk");
        let (_, rules, _) = found(&place);
        assert_eq!(rules.contains(&STANDING.to_owned()), is_seen, "{who}: {rules:?}");
    }
}

#[test]
fn whoever_comes_back_does_not_bring_along_who_took_a_role() {
    let place = ahead();
    place.replace(SETTINGS, "[p-ceo, p-hr]", "[p-ceo, p-it]");
    commit(&place, "2026-06-02", "it", "Tidy up");
    place.replace(SETTINGS, "[p-ceo, p-it]", "[p-ceo, p-it, p-hr]");
    commit(&place, "2026-06-03", "aud", "Hanna was left out");
    approve_plan(&place, "it", "2026-06-04");
    let lapses = verify(&place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    let told: Vec<_> = lapses.iter().map(|lapse| lapse["rule"].as_str().expect("a rule")).collect();
    assert_eq!(told, [ROLES, STANDING], "{lapses:#?}");

    // Who is put out on the way has it to lose as well, and no say of theirs is gone.
    let place = ahead();
    place.replace(SETTINGS, "[p-ceo, p-hr]", "[p-ceo, p-hr, p-it]");
    commit(&place, "2026-06-02", "it", "Tidy up");
    place.replace(SETTINGS, "[p-ceo, p-hr, p-it]", "[p-it]");
    commit(&place, "2026-06-03", "it", "Tidy up");
    place.replace(SETTINGS, "[p-it]", "[p-ceo, p-hr]");
    commit(&place, "2026-06-04", "ceo", "It is ours");
    let (code, rules, _) = found(&place);
    assert_eq!((code, rules), (1, vec![ROLES.to_owned()]));
    let lapses = verify(&place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    assert_eq!(lapses.len(), 1, "{lapses:#?}");
}

#[test]
fn a_role_that_goes_back_to_whom_it_was_taken_from_is_no_lapse() {
    for (taker, who, day, count) in [
        ("it", "manager", "2026-06-03", 1),
        ("it", "aud", "2026-06-03", 1),
        // Whoever was without it for months, or handed it on, asks for it.
        ("it", "manager", "2026-08-03", 2),
        ("manager", "manager", "2026-06-03", 1),
    ] {
        let place = begin();
        manager_is(&place, "p-it");
        commit(&place, "2026-06-02", taker, "Ines runs it from now on");
        branch(&place);
        place.replace(SETTINGS, "programme_manager: p-it", "programme_manager: p-manager");
        commit(&place, day, who, "Put it back");
        let is_seen = count == 2 || taker == "manager";
        let told = review(&place);
        assert_eq!(told.contains(ROLES), is_seen, "{taker} {who} {day}: {told}");
        place.git("r", &["checkout", "--quiet", "main"]);
        place.git("r", &["merge", "--quiet", "--ff-only", "work"]);
        let lapses = verify(&place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
        let lapses: Vec<_> = lapses.iter().filter(|lapse| lapse["rule"] == ROLES).collect();
        assert_eq!(lapses.len(), count, "{taker} {who} {day}: {lapses:#?}");
    }

    // Nor does whoever took it get it back from the next one, and what was decided anew stays.
    for (next, who, count) in [("p-hr", "hr", 3), ("p-aud", "ceo", 2)] {
        let place = begin();
        let mut holder = "p-manager".to_owned();
        let mut give = |to: &str, who: &str| {
            let role = |person: &str| format!("programme_manager: {person}");
            place.replace(SETTINGS, &role(&holder), &role(to));
            to.clone_into(&mut holder);
            commit(&place, "2026-06-02", who, "Another one");
        };
        give("p-it", "it");
        give(next, who);
        give(if count == 3 { "p-it" } else { "p-manager" }, if count == 3 { "it" } else { "manager" });
        let lapses = verify(&place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
        assert_eq!(lapses.iter().filter(|lapse| lapse["rule"] == ROLES).count(), count, "{lapses:#?}");
    }
}

#[test]
fn a_role_that_comes_by_a_branch_is_that_of_who_gave_it() {
    for (giver, merger, message, rules) in [
        ("it", "forge", "Merge work", &[ROLES][..]),
        ("it", "forge", "Merge work\n\nApproved-by: p-ceo", &[]),
        ("it", "manager", "Merge work", &[]),
        ("ceo", "forge", "Merge work", &[]),
        ("ceo", "it", "Merge work", &[]),
    ] {
        let place = begin();
        branch(&place);
        place.replace(FINDING, "ref: R-12", "ref: R-13");
        commit(&place, "2026-06-02", "aud", "Something else");
        manager_is(&place, "p-it");
        commit(&place, "2026-06-02", giver, "Ines runs it from now on");
        place.replace(FINDING, "ref: R-13", "ref: R-12");
        commit(&place, "2026-06-02", "it", "Something else again");
        let told = review(&place);
        assert_eq!(told.contains(ROLES), giver != "ceo", "{told}");
        assert!(told.contains("top management (p-ceo (Chief executive)): scope or roles"), "{told}");
        // Whoever is named by nothing but their role has a line to paste as well.
        assert!(told.contains("Approved-by: p-ciso\nApproved-by: p-ceo\n```"), "{told}");
        merge(&place, "2026-06-03", merger, message);
        assert_eq!(found(&place).1, rules, "{giver} {merger}");
    }
}

#[test]
fn one_of_several_in_top_management_is_enough() {
    let place = begin_with(|place| leads_too(place, "p-hr"));
    branch(&place);
    place.replace(SETTINGS, "[p-ceo, p-hr]", "[p-ceo, p-hr, p-it]");
    commit(&place, "2026-06-02", "it", "Three of us");
    let told = review(&place);
    assert!(told.contains("of those who have agreed (of top management, one is enough)"), "{told}");
    assert!(told.contains("Approved-by: p-ciso\nApproved-by: p-ceo\nApproved-by: p-hr\n```"), "{told}");
    merge(&place, "2026-06-03", "forge", "Merge work\n\nApproved-by: p-hr");
    names(&place, &[]);
}

#[test]
fn whoever_leaves_or_gets_another_id_takes_no_role() {
    let place = begin_with(|place| leads_too(place, "p-hr"));
    place.replace(SETTINGS, "[p-ceo, p-hr]", "[p-ceo]");
    place.replace("r/people/p-hr.yaml", "from: 2020-01-01", "from: 2020-01-01\nto: 2026-06-01");
    commit(&place, "2026-06-02", "it", "Hanna has left");
    names(&place, &[]);

    let place = begin();
    let all = place.git("r", &["grep", "-l", "p-manager"]);
    for path in all.lines().map(|path| format!("r/{path}")) {
        place.write(&path, place.read(&path).replace("p-manager", "p-mona"));
    }
    place.git("r", &["mv", "people/p-manager.yaml", "people/p-mona.yaml"]);
    commit(&place, "2026-06-02", "it", "Ids are first names from now on");
    let (_, rules, _) = found(&place);
    assert!(!rules.contains(&ROLES.to_owned()), "{rules:?}");
}

#[test]
fn a_mailmap_makes_nobody_somebody_else() {
    for line in [
        "Second <aud2@example.com> <it@example.com>\n",
        "Second <aud2@example.com> Ada Author <IT@example.com>\n",
        "Second <aud2@example.com> <12345+ines-it@users.noreply.github.com>\n",
    ] {
        let place = begin();
        branch(&place);
        place.write("r/.mailmap", format!("# Names\n{line}"));
        commit(&place, "2026-06-02", "it", "Add a mailmap");
        let told = review(&place);
        assert!(told.contains("address-remapped") && told.contains("for one of p-aud2"), "{told}");
        merge(&place, "2026-06-02", "it", "Merge work");
        names(&place, &["address-remapped"]);
        place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
        let address = line.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).expect("an address").0;
        commit(&place, "2026-06-03", address, "Accepted");
        // It is the plan of whoever did that.
        exits(&place, 1, &["address-remapped", "person-commit-mismatch"]);
        let log = run(place.tickmark("r").args(["log", "CA-2026-001"]), &[0]).out;
        assert!(log.contains("p-it") && !log.contains("p-aud2  "), "{log}");
        fs::remove_file(place.path("r/.mailmap")).expect("it was there");
        commit(&place, "2026-06-04", "it", "Take it out");
        assert_eq!(found(&place).1, ["person-commit-mismatch"]);
    }

    // One person's own addresses, and what nobody has on record.
    let place = begin_with(|place| place.replace("r/people/p-it.yaml", "git: [it", "git: [ines@example.com, it"));
    let mailmap = "Ines <ines@example.com> <it@example.com>\nSecond <aud2@example.com> <private@home.example>\n";
    place.write("r/.mailmap", mailmap);
    commit(&place, "2026-06-02", "manager", "Add a mailmap");
    branch(&place);
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
    commit(&place, "2026-06-03", "private@home.example", "Accepted");
    commit(&place, "2026-06-03", "aud2", "And looked at again");
    merge(&place, "2026-06-03", "it", "Merge work");
    names(&place, &[]);
}

#[test]
fn whose_address_a_mailmap_makes_of_nobody_s_is_told_before_the_merge() {
    const LINE: &str = "Second <aud2@example.com> <private@home.example>\n";
    let branch_with = |mailmap: &str| {
        let place = begin();
        branch(&place);
        place.write("r/.mailmap", mailmap);
        commit(&place, "2026-06-02", "it", "Add a mailmap");
        place
    };
    let place = branch_with(LINE);
    let told = review(&place);
    for text in [
        "#### Whose commits they become\n\n- `.mailmap` takes `private@home.example`, which is nobody's on record, for an address of p-aud2 (",
        "): whose an address is (.mailmap)\n",
        "```\nApproved-by: p-aud2\n```",
    ] {
        assert!(told.contains(text), "{text:?} is not in\n{told}");
    }
    let json = run(place.tickmark("r").args(["review", "main", "--as-of", "2026-06-03", "--format", "json"]), &[0]);
    let expected = serde_json::json!([{ "address": "private@home.example", "person": "p-aud2" }]);
    assert_eq!(json.json()["mapped"], expected);
    // What it asks for is what `verify` asks for.
    merge(&place, "2026-06-02", "it", "Merge work\n\nApproved-by: p-aud2");
    names(&place, &[]);

    // Names alone, addresses of nobody on record, and what the main line says already.
    let nothing = "<!-- tickmark review -->\n**Audit records:** no change.\n";
    let harmless = "Second Auditor <aud2@example.com>\nBot <bot@home.example> <ci@home.example>\n";
    assert_eq!(review(&branch_with(harmless)), nothing);
    let place = branch_with(LINE);
    place.git("r", &["checkout", "--quiet", "main"]);
    place.write("r/.mailmap", LINE);
    commit(&place, "2026-06-02", "aud2", "Mine");
    place.git("r", &["checkout", "--quiet", "work"]);
    assert_eq!(review(&place), nothing);
}

/// Gives a finding and the action that answers it to somebody else.
fn hand_on(place: &Place) {
    place.replace(FINDING, "auditee: p-it", "auditee: p-hr");
    commit(place, "2026-06-02", "it", "Hanna answers it");
    place.replace(ACTION, "owner: p-it\ncorrection", "owner: p-hr\ncorrection");
    commit(place, "2026-06-02", "it", "And does it");
}

#[test]
fn whoever_had_to_answer_a_finding_does_not_grade_it() {
    let lower = |place: &Place| {
        place.replace(FINDING, "grade: minor", "grade: observation");
        let entry = "changes:\n  - {date: 2026-06-03, by: p-aud, field: grade, from: minor, to: observation, reason: One case, approved_by: p-manager}\n";
        place.write(FINDING, place.read(FINDING) + entry);
    };
    for (who, is_seen) in [("it", true), ("hr", true), ("aud", false)] {
        let place = begin();
        hand_on(&place);
        lower(&place);
        commit(&place, "2026-06-03", who, "Correct the grade\n\nApproved-by: p-manager");
        told_before(&place);
        let (code, rules, _) = found(&place);
        assert_eq!(rules.contains(&"grade-lowered-by-auditee".to_owned()), is_seen, "{who}: {rules:?}");
        assert_eq!(code, i32::from(is_seen), "{who}");
    }
    // Of a draft, whoever is named is a guess of the auditor's.
    let draft = |place: &Place| {
        let text = STRENGTH.replace("F-2026-090", "F-2026-070").replace("IA-2026-01", "IA-2026-02");
        let text = text.replace("strength", "minor").replace("status: closed", "status: draft");
        let text: String = text.split_inclusive('\n').filter(|line| !line.starts_with("closed:")).collect();
        place.write("r/findings/2026/F-2026-070.yaml", text + "auditee: p-it\n");
    };
    let place = begin_with(draft);
    let path = "r/findings/2026/F-2026-070.yaml";
    place.replace(path, "auditee: p-it", "auditee: p-hr");
    commit(&place, "2026-06-02", "aud", "It is Hanna's");
    place.replace(path, "status: draft", "status: open");
    commit(&place, "2026-06-02", "aud", "Open");
    place.replace(path, "grade: minor", "grade: observation");
    commit(&place, "2026-06-03", "it", "Correct");
    assert!(!found(&place).1.contains(&"grade-lowered-by-auditee".to_owned()), "{:?}", found(&place));
}

#[test]
fn whoever_had_to_answer_a_finding_does_not_close_it() {
    for (by, is_seen) in [("it", true), ("aud", false)] {
        let place = begin();
        hand_on(&place);
        let text = place.read(FINDING).replace("status: planned", "status: closed");
        place.write(FINDING, format!("{text}closed: {{by: p-{by}, date: 2026-06-03, basis: We are content}}\n"));
        commit(&place, "2026-06-03", by, "Close it");
        told_before(&place);
        let (_, rules, _) = found(&place);
        assert_eq!(rules.contains(&"finding-closed-by-auditee".to_owned()), is_seen, "{rules:?}");
    }
}

#[test]
fn nobody_decides_on_their_own_work_in_the_name_of_another() {
    let close = |place: &Place| {
        let text = place.read(FINDING).replace("status: planned", "status: closed");
        place.write(FINDING, format!("{text}closed: {{by: p-aud, date: 2026-06-02, basis: We are content}}\n"));
    };
    let accept = |place: &Place| {
        place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
    };
    let check = |place: &Place| {
        place.replace(
            ACTION,
            "planned_on: 2026-09-15",
            "planned_on: 2026-09-15, checked_by: p-aud, checked_on: 2026-06-02",
        );
    };
    for (what, decide, by) in
        [("close", &close as &dyn Fn(&Place), "p-aud"), ("accept", &accept, "p-aud2"), ("check", &check, "p-aud")]
    {
        let own = Some("error");
        for (who, message, level) in [
            ("it", "In the auditor's name".to_owned(), own),
            ("it", format!("As agreed\n\nApproved-by: {by}"), None),
            ("ciso", "In the auditor's name".to_owned(), Some("warning")),
            ("manager", "As the meeting decided".to_owned(), None),
        ] {
            let place = begin();
            decide(&place);
            commit(&place, "2026-06-02", who, &message);
            let (_, lapses) = levels(&place);
            let found =
                lapses.iter().find(|(_, rule)| rule == "person-commit-mismatch").map(|(level, _)| level.as_str());
            assert_eq!(found, level, "{what}, {who}: {message}: {lapses:?}");
        }
    }
    // Whoever merges it, and says no more, does not make it anybody else's.
    let place = begin();
    branch(&place);
    close(&place);
    commit(&place, "2026-06-02", "it", "In the auditor's name");
    merge(&place, "2026-06-02", "manager", "Merge work");
    assert!(levels(&place).1.contains(&("error".to_owned(), "person-commit-mismatch".to_owned())));
    // Whoever keeps the records does not write down what is said of their own work either.
    let place = begin_with(|place| manager_is(place, "p-it"));
    close(&place);
    commit(&place, "2026-06-02", "it", "As the meeting decided");
    assert!(levels(&place).1.contains(&("error".to_owned(), "person-commit-mismatch".to_owned())));
}

/// The levels of the lapses, with their rules.
fn levels(place: &Place) -> (i32, Vec<(String, String)>) {
    let run = verify(place, &["--format", "json"]);
    let lapses = run.json()["lapses"].as_array().expect("lapses").clone();
    let text = |lapse: &serde_json::Value, key: &str| lapse[key].as_str().expect("a text").to_owned();
    (run.code, lapses.iter().map(|lapse| (text(lapse, "level"), text(lapse, "rule"))).collect())
}

#[test]
fn what_is_undone_and_done_again_is_no_error_for_good() {
    let told = |level: &str, rule: &str| (level.to_owned(), rule.to_owned());
    for (day, code, level) in [("2026-06-02", 0, "info"), ("2026-06-03", 0, "info"), ("2026-06-09", 0, "warning")] {
        let place = begin();
        place.git("r", &["rm", "--quiet", "findings/2026/F-2026-090.yaml", "evidence/2026/E-2026-003.yaml"]);
        place.replace(ACTION, "status: accepted", "status: proposed");
        commit(&place, "2026-06-02", "manager", "Revert");
        assert_eq!(found(&place).0, 1);
        place.git("r", &["checkout", "--quiet", "HEAD~1", "--", "."]);
        commit(&place, day, "manager", "Revert \"Revert\"");
        let (exit, lapses) = levels(&place);
        assert_eq!(exit, code, "{lapses:?}");
        for rule in ["record-deleted", "evidence-removed-early", "illegal-transition"] {
            assert!(lapses.contains(&told(level, rule)), "{day}: {lapses:?}");
        }
        let run = verify(&place, &[]);
        assert!(run.out.contains("all as they were"), "{run:#?}");
        assert!(run.out.contains(&format!("it is as it was again since {day} (")), "{run:#?}");
    }
    // What comes back otherwise than it was, or under a level of its own, is what it was.
    let place = begin();
    place.git("r", &["rm", "--quiet", "actions/2026/CA-2026-001.yaml"]);
    commit(&place, "2026-06-02", "manager", "Away");
    place.git("r", &["checkout", "--quiet", "HEAD~1", "--", "."]);
    place.replace(ACTION, "similar_found: 0", "similar_found: 1");
    commit(&place, "2026-06-02", "manager", "Back");
    assert!(levels(&place).1.contains(&told("error", "record-deleted")), "{:?}", levels(&place));
    let place = begin_with(|place| {
        let level = "rules: {record-deleted: {level: error, reason: We mean it}}\n";
        place.write(SETTINGS, place.read(SETTINGS) + level);
    });
    place.git("r", &["rm", "--quiet", "actions/2026/CA-2026-001.yaml"]);
    commit(&place, "2026-06-02", "manager", "Away");
    place.git("r", &["checkout", "--quiet", "HEAD~1", "--", "."]);
    commit(&place, "2026-06-02", "manager", "Back");
    assert!(levels(&place).1.contains(&told("error", "record-deleted")), "{:?}", levels(&place));
}

#[test]
fn a_report_that_is_taken_back_by_mistake_is_the_same_one_again() {
    let place = begin();
    place.replace(AUDIT, "status: closed", "status: drafted");
    commit(&place, "2026-06-02", "aud", "Revert");
    place.git("r", &["checkout", "--quiet", "HEAD~1", "--", "."]);
    commit(&place, "2026-06-02", "aud", "Revert \"Revert\"");
    let (code, lapses) = levels(&place);
    assert!(code == 0 && lapses.iter().all(|(level, _)| level == "info"), "{lapses:?}");
    let sealed = verify(&place, &["--format", "json"]).json()["sealed"].as_array().expect("sealed").clone();
    let reports: Vec<_> = sealed.iter().filter(|one| one["id"] == "IA-2026-01").collect();
    assert!(matches!(reports[..], [one] if one["intact"] == true && one["superseded"] == false), "{reports:#?}");
}
