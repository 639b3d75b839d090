//! What somebody decides on their own work by hiding who they are, by the name of another, or by whom they brought.

use crate::support::history::*;
use crate::support::{Place, run};

const MISMATCH: &str = "person-commit-mismatch";
const GIVEN: &str = "identity-given-by-another";
const SECOND: &str = "r/people/p-aud2.yaml";

/// Closes the finding of p-it in a name.
fn close(place: &Place, by: &str) {
    let text = place.read(FINDING).replace("status: planned", "status: closed");
    place.write(FINDING, format!("{text}closed: {{by: {by}, date: 2026-06-03, basis: We are content}}\n"));
}

/// The level of the first lapse of a rule.
fn level(place: &Place, rule: &str) -> Option<String> {
    let json = verify(place, &["--format", "json"]).json();
    let lapses = json["lapses"].as_array().expect("lapses").clone();
    lapses.iter().find(|lapse| lapse["rule"] == rule).map(|lapse| lapse["level"].as_str().expect("a level").to_owned())
}

fn is(place: &Place, rule: &str, expected: Option<&str>) {
    let found = level(place, rule);
    assert_eq!(found.as_deref(), expected, "{:#?}", verify(place, &[]));
}

#[test]
fn whoever_hides_is_no_better_off() {
    for (who, message, expected) in [
        ("it", "Close it", Some("error")),
        ("private@home.example", "Close it", Some("error")),
        ("it+x@example.com", "Close it", Some("error")),
        ("ciso", "Close it", Some("warning")),
        ("private@home.example", "Close it\n\nApproved-by: p-aud2", None),
        ("aud2", "Close it", None),
    ] {
        let place = begin();
        close(&place, "p-aud2");
        commit(&place, "2026-06-03", who, message);
        is(&place, MISMATCH, expected);
    }
    let place = begin();
    close(&place, "p-aud2");
    commit(&place, "2026-06-03", "private@home.example", "Close it");
    let told = verify(&place, &[]).out;
    assert!(
        told.contains("if private@home.example is theirs, have them put it under `git:` in their record"),
        "{told}"
    );
    // It is theirs if they say so, and nobody else says it for them.
    place.replace(SECOND, "git: [", "git: [private@home.example, ");
    commit(&place, "2026-06-04", "it", "An address");
    is(&place, MISMATCH, Some("error"));
    place.replace(SECOND, "private@home.example, ", "");
    commit(&place, "2026-06-04", "aud2", "Not mine");
    place.replace(SECOND, "git: [", "git: [private@home.example, ");
    commit(&place, "2026-06-05", "aud2", "Mine");
    is(&place, MISMATCH, Some("warning"));
}

#[test]
fn a_branch_and_a_forge_hide_nobody() {
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    close(&place, "p-aud2");
    commit(&place, "2026-06-03", "aud2", "Close it");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
    is(&place, MISMATCH, None);
}

#[test]
fn nobody_agrees_to_the_slip_of_an_owner_by_the_owner_s_word() {
    let slip = |who: &str, message: &str| {
        let place = begin();
        place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-30");
        let entry = "changes:\n  - {date: 2026-06-02, by: p-it, field: actions/1/due, from: \"2026-06-30\", to: \"2026-07-30\", reason: Holidays, approved_by: p-aud}\n";
        place.write(ACTION, place.read(ACTION) + entry);
        commit(&place, "2026-06-03", who, message);
        place
    };
    let place = slip("it", "Later");
    is(&place, MISMATCH, Some("error"));
    is(&slip("private@home.example", "Later"), MISMATCH, Some("error"));
    is(&slip("ciso", "Later"), MISMATCH, Some("warning"));
    is(&slip("it", "Later\n\nApproved-by: p-aud"), MISMATCH, None);
    is(&slip("aud", "Later"), MISMATCH, None);
    // Whoever it names says so later.
    place.write(ACTION, place.read(ACTION) + "# Seen\n");
    commit(&place, "2026-06-04", "aud", "I agree");
    is(&place, MISMATCH, Some("warning"));
}

#[test]
fn a_waiver_in_another_name_excuses_nobody_who_wrote_it() {
    let waive = |writer: &str, message: &str, mover: &str| {
        let place = begin();
        let waiver =
            "waivers:\n  - {rule: due-date-slipped, reason: By phone, approved_by: p-manager, until: 2026-12-31}\n";
        place.write(ACTION, place.read(ACTION) + waiver);
        commit(&place, "2026-06-02", writer, message);
        place.replace(ACTION, "due: 2026-06-30", "due: 2026-09-30");
        commit(&place, "2026-06-03", mover, "Later");
        place
    };
    let place = waive("it", "A waiver", "it");
    is(&place, "due-date-slipped", Some("error"));
    let told = verify(&place, &[]).out;
    assert!(told.contains("the waiver by p-manager excuses nothing, for p-manager has not confirmed it"), "{told}");
    is(&waive("private@home.example", "A waiver", "it"), "due-date-slipped", Some("error"));
    is(&waive("it", "A waiver\n\nApproved-by: p-manager", "it"), "due-date-slipped", None);
    is(&waive("manager", "A waiver", "it"), "due-date-slipped", None);
    is(&waive("ciso", "A waiver", "it"), "due-date-slipped", None);
    place.write(ACTION, place.read(ACTION) + "# Seen\n");
    commit(&place, "2026-06-04", "manager", "So it was");
    is(&place, "due-date-slipped", Some("warning"));
    assert_eq!(verify(&place, &[]).code, 0);
}

#[test]
fn a_waiver_in_another_name_excuses_nothing_that_stands() {
    let waive = |writer: &str, message: &str| {
        let place = begin();
        let waiver = "waivers:\n  - {rule: issued-tag-broken, reason: The tag is kept in the archive of the old forge, approved_by: p-manager, until: 2026-12-31}\n";
        place.write(SETTINGS, place.read(SETTINGS) + waiver);
        commit(&place, "2026-06-02", writer, message);
        place.git("r", &["tag", "--delete", TAG]);
        place
    };
    let gate = |place: &Place| {
        let arguments = ["gate", "--as-of", "2026-06-15", "--profile", "history"];
        run(place.tickmark("r").args(arguments), &[0, 1])
    };
    let place = waive("it", "A waiver");
    let told = verify(&place, &[]);
    assert!(told.out.contains("error[issued-tag-broken]"), "{told:#?}");
    assert!(
        told.out.contains("the waiver by p-manager excuses nothing, for p-manager has not confirmed it"),
        "{told:#?}"
    );
    let failed = gate(&place);
    assert!(failed.out.contains("(issued-tag-broken)"), "{failed:#?}");
    // Whose name it is says that it is theirs.
    place.replace(SETTINGS, "# A small and clean ISMS.", "# A small ISMS, as agreed.");
    commit(&place, "2026-06-03", "manager", "So it was");
    let confirmed = [place, waive("it", "A waiver\n\nApproved-by: p-manager"), waive("manager", "A waiver")];
    for place in confirmed {
        let verified = verify(&place, &[]).out;
        assert!(verified.contains("waived[issued-tag-broken]"), "{verified}");
        assert!(!gate(&place).out.contains("(issued-tag-broken)"), "{:#?}", gate(&place));
    }
}

#[test]
fn a_gate_heeds_no_waiver_that_somebody_wrote_for_themselves() {
    let slip = |writer: &str| {
        let place = begin();
        place.replace(ACTION, "due: 2026-06-30", "due: 2026-09-30");
        commit(&place, "2026-06-02", "it", "Later");
        let waiver = "waivers:\n  - {rule: due-date-slipped, reason: The supplier delivers in September and the review knows, approved_by: p-manager, until: 2026-12-31}\n";
        place.write(ACTION, place.read(ACTION) + waiver);
        commit(&place, "2026-06-03", writer, "A waiver");
        let arguments = ["gate", "--as-of", "2026-06-15", "--profile", "history"];
        run(place.tickmark("r").args(arguments), &[0, 1]).out
    };
    for (writer, is_counted) in [("it", true), ("private@home.example", true), ("manager", false), ("ciso", false)] {
        let gate = slip(writer);
        assert_eq!(gate.contains("(due-date-slipped)"), is_counted, "{writer}: {gate}");
    }
}

#[test]
fn a_mailmap_gives_nobody_a_voice() {
    let mailmap = "Second <aud2@example.com> <private@home.example>\n";
    for (who, message, given, closed) in [
        ("it", "Names", Some("warning"), Some("error")),
        ("private@home.example", "Names", Some("warning"), Some("error")),
        ("it", "Names\n\nApproved-by: p-aud2", None, None),
        ("aud2", "Names", None, None),
        ("manager", "Names", None, None),
    ] {
        let place = begin();
        place.write("r/.mailmap", mailmap);
        commit(&place, "2026-06-02", who, message);
        is(&place, GIVEN, given);
        close(&place, "p-aud2");
        commit(&place, "2026-06-03", "private@home.example", "Close it");
        is(&place, MISMATCH, closed);
        let log = run(place.tickmark("r").args(["log", "F-2026-001"]), &[0]).out;
        assert_eq!(log.contains("private@home.example"), closed.is_some(), "{log}");
    }
    // Whose address it is leaves it so.
    let place = begin();
    place.write("r/.mailmap", mailmap);
    commit(&place, "2026-06-02", "it", "Names");
    place.write("r/.mailmap", format!("# Read\n{mailmap}"));
    commit(&place, "2026-06-02", "aud2", "Mine");
    close(&place, "p-aud2");
    commit(&place, "2026-06-03", "private@home.example", "Close it");
    is(&place, MISMATCH, None);
    // Names alone, and addresses of nobody on record, are nothing to anybody.
    let place = begin();
    place.write("r/.mailmap", "Second Auditor <aud2@example.com>\nBot <bot@home.example> <ci@home.example>\n");
    commit(&place, "2026-06-02", "it", "Names");
    clean(&place);
}

#[test]
fn an_address_from_a_party_gives_no_voice_to_it() {
    for (who, closed) in [("it", Some("error")), ("ciso", None), ("manager", None), ("aud2", None)] {
        let place = begin();
        place.replace(SECOND, "git: [", "git: [private@home.example, ");
        commit(&place, "2026-06-02", who, "An address");
        clean(&place);
        close(&place, "p-aud2");
        commit(&place, "2026-06-03", "private@home.example", "Close it");
        is(&place, MISMATCH, closed);
        if closed.is_some() {
            // By that address nobody confirms anything.
            place.write(FINDING, place.read(FINDING) + "# Seen\n");
            commit(&place, "2026-06-04", "private@home.example", "It was me");
            is(&place, MISMATCH, Some("error"));
            place.write(FINDING, place.read(FINDING) + "# Seen again\n");
            commit(&place, "2026-06-05", "aud2", "It was");
            is(&place, MISMATCH, Some("warning"));
        }
    }
}

#[test]
fn somebody_whom_a_party_brought_does_not_judge_it_unseen() {
    const RULE: &str = "finding-closed-by-auditee";
    let tom = "kind: person\nid: p-tom\nname: Tom\nposition: Auditor\nemployment: employee\ngit: [tom@example.com]\n";
    for (who, message, expected) in [
        ("it", "A new person", Some("error")),
        ("tom", "It is me", Some("warning")),
        ("private@home.example", "A new person", Some("warning")),
        ("it", "A new person\n\nApproved-by: p-manager", None),
        ("manager", "A new person", None),
        ("ceo", "A new person", None),
        ("hr", "A new person", None),
        ("manager", "A register\n\nTickmark-Import: yes", None),
    ] {
        let place = begin();
        place.write("r/people/p-tom.yaml", tom);
        commit(&place, "2026-06-02", who, message);
        close(&place, "p-tom");
        commit(&place, "2026-06-03", "tom", "Close it");
        is(&place, RULE, expected);
        if who == "it" && expected.is_some() {
            let told = verify(&place, &[]).out;
            assert!(told.contains("whom p-it, who is its auditee, brought on record on 2026-06-02"), "{told}");
            place.write("r/people/p-tom.yaml", format!("{tom}# Met\n"));
            commit(&place, "2026-06-04", "manager", "Tom is one of us");
            is(&place, RULE, Some("warning"));
        }
    }
    // What is nobody's whom they brought is theirs to judge.
    let place = begin();
    place.write("r/people/p-tom.yaml", tom);
    commit(&place, "2026-06-02", "ciso", "A new person");
    close(&place, "p-tom");
    commit(&place, "2026-06-03", "tom", "Close it");
    is(&place, RULE, None);
}

#[test]
fn whoever_is_audited_does_not_approve_the_plan_by_whom_they_brought() {
    const RULE: &str = "approver-without-authority";
    let tom = "kind: person\nid: p-tom\nname: Tom\nposition: Head\nemployment: employee\ngit: [tom@example.com]\n";
    let plan = |who: &str, message: &str, scope: &str| {
        let place = begin_with(|place| {
            let planned =
                format!("status: planned\nscope: {{statement: A part, processes: [{scope}]}}\nplan: {{version: 1}}");
            place.replace(NEXT, "status: planned", &planned);
            place.replace(SETTINGS, "name: Operations, owner: p-it", "name: Operations, owner: p-hr");
            place.replace(
                SETTINGS,
                "- {id: operations",
                "- {id: helpdesk, name: Help desk, owner: p-it, importance: low}\n  - {id: operations",
            );
        });
        place.write("r/people/p-tom.yaml", tom);
        commit(&place, "2026-06-02", who, message);
        // What they own they may hand on.
        place.replace(SETTINGS, "name: Help desk, owner: p-it", "name: Help desk, owner: p-tom");
        commit(&place, "2026-06-02", "it", "Tom answers for it");
        clean(&place);
        place.replace(NEXT, "plan: {version: 1}", "plan: {version: 1, approved: {by: p-tom, date: 2026-06-03}}");
        commit(&place, "2026-06-03", "tom", "Approve the plan");
        place
    };
    for (who, message, scope, expected) in [
        ("it", "A new person", "identity", Some("warning")),
        ("it", "A new person\n\nApproved-by: p-ceo", "identity", None),
        ("manager", "A new person", "identity", None),
        ("hr", "A new person", "identity", None),
        // What is audited is another one's.
        ("it", "A new person", "operations", None),
    ] {
        let place = plan(who, message, scope);
        is(&place, RULE, expected);
        if expected.is_some() {
            let told = verify(&place, &[]).out;
            assert!(told.contains("whom p-it, who is audited by it, brought on record on 2026-06-02"), "{told}");
        }
    }
}

#[test]
fn whoever_carries_a_decision_on_their_own_work_is_told() {
    for (committer, is_told) in [("it", true), ("hr", false), ("aud2", false)] {
        let place = begin();
        close(&place, "p-aud2");
        place.git("r", &["add", "--all"]);
        let mut command = place.command("git", "r");
        command.env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00").env("GIT_AUTHOR_EMAIL", "aud2@example.com");
        command.env("GIT_COMMITTER_EMAIL", format!("{committer}@example.com"));
        run(command.args(["commit", "--quiet", "-m", "Close it"]), &[0]);
        for format in ["text", "markdown"] {
            let run = verify(&place, &["--format", format]);
            let words = "1 decision: the closure of F-2026-001 by p-aud2 (committed by p-it on 2026-06-03";
            assert_eq!(run.out.contains(words), is_told, "{run:#?}");
        }
        let json = verify(&place, &["--format", "json"]).json();
        assert_eq!(json["carried"].as_array().expect("a list").len(), usize::from(is_told));
        is(&place, MISMATCH, None);
        let site = |audience: &str, language: &str| {
            let arguments =
                ["site", "--as-of", "2026-07-20", "-o", "out", "--audience", audience, "--language", language];
            run(place.tickmark("r").args(arguments), &[0]);
            place.read("r/out/integrity.html")
        };
        let section = |page: &str, title: &str| {
            let (_, rest) = page.split_once(&format!("{title}</h2>"))?;
            Some(rest.split("</section>").next().unwrap_or_default().to_owned())
        };
        let told = section(&site("management", "en"), "Decisions that a party committed");
        assert_eq!(told.is_some(), is_told, "{told:?}");
        if let Some(told) = told {
            for words in
                ["findings/F-2026-001.html", ", Closed", "people/p-aud2", "people/p-it", "decided by", "committed by"]
            {
                assert!(told.contains(words), "{words}: {told}");
            }
            let german = section(&site("management", "de"), "Entscheidungen, die Beteiligte eingebracht haben")
                .expect("the same");
            assert!(german.contains("entschieden von") && !german.contains("decided by"), "{german}");
        }
        assert_eq!(section(&site("public", "en"), "Decisions that a party committed"), None);
        let pack = pack(&place);
        for words in ["Decisions that a party committed", "decided by", "committed by"] {
            assert_eq!(pack.contains(words), is_told, "{words}");
        }
    }
}

#[test]
fn a_carried_decision_is_told_to_nobody_who_is_not_to_know_it() {
    let place = begin_with(|place| {
        let hidden = "publication:\n  audiences:\n    certifier: {hide_fields: [finding/closed]}\n";
        place.write(SETTINGS, place.read(SETTINGS) + hidden);
    });
    close(&place, "p-aud2");
    place.git("r", &["add", "--all"]);
    let mut command = place.command("git", "r");
    command.env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00").env("GIT_AUTHOR_EMAIL", "aud2@example.com");
    run(command.env("GIT_COMMITTER_EMAIL", "it@example.com").args(["commit", "--quiet", "-m", "Close it"]), &[0]);
    for (audience, is_told) in [("management", true), ("certifier", false)] {
        run(place.tickmark("r").args(["site", "--as-of", "2026-07-20", "-o", "out", "--audience", audience]), &[0]);
        let page = place.read("r/out/integrity.html");
        assert_eq!(page.contains("Decisions that a party committed"), is_told, "{audience}");
    }
    assert!(!pack(&place).contains("Decisions that a party committed"));
}

/// What the pack for the certification body says of the history.
fn pack(place: &Place) -> String {
    run(place.tickmark("r").args(["report", "certification", "--as-of", "2026-07-20", "-o", "pack"]), &[0]);
    place.read("r/pack/7-integrity.html")
}
