//! `tickmark review`: what a reviewer of a branch is told, on real repositories.

use crate::support::{DAY, Place, Run, demo_in, run};

const ACTION: &str = "r/actions/2026/CA-2026-001.yaml";
const FINDING: &str = "r/findings/2026/F-2026-001.yaml";

/// The clean fixture on `main`, and a branch `work` that is checked out.
fn place() -> Place {
    let place = Place::new();
    place.fixture_repository("r");
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place
}

fn review(place: &Place, arguments: &[&str]) -> Run {
    run(place.tickmark("r").args(["review", "main", "--as-of", DAY]).args(arguments), &[0, 1, 2])
}

#[test]
fn who_leaves_with_a_branch_is_not_asked_to_agree_to_it() {
    let place = place();
    place.replace("r/people/p-aud.yaml", "from: 2022-01-01\n", "from: 2022-01-01\nto: 2026-06-12\n");
    let audit = "r/audits/IA-2026-01/audit.yaml";
    place.replace(audit, "- person: p-aud\n", "- person: p-aud2\n");
    place.commit_on("r", "2026-06-14", "Take over from p-aud");
    let told = review(&place, &[]).out;
    let asked = told.split_once("#### Who has to agree").expect("a section").1;
    assert!(!asked.contains("Approved-by: p-aud\n") && asked.contains("Approved-by: p-manager\n"), "{asked}");
}

#[test]
fn a_sloppy_branch_gets_its_three_lapses_and_exit_code_1() {
    let place = Place::new();
    place.fixture_repository("r");
    let second = place.read(FINDING).replace("F-2026-001", "F-2026-002").replace("status: planned", "status: open");
    place.write("r/findings/2026/F-2026-002.yaml", second);
    place.commit_on("r", "2026-06-02", "Add a finding");
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace("r/findings/2026/F-2026-002.yaml", "grade: minor", "grade: observation");
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-09-30");
    place.replace(ACTION, "status: in-progress", "status: done\n    done_on: 2026-06-10\n    evidence: [E-2026-004]");
    place.replace(ACTION, "status: accepted", "status: closed\nno_isms_change: Nothing had to change in the documents");
    place.commit_on("r", "2026-06-10", "Close it");
    let run = review(&place, &[]);
    assert_eq!(run.code, 1, "{run:#?}");
    let expected = [
        "<!-- tickmark review -->\n### Audit records: 2 records changed\n",
        "**Not ready**",
        "- **F-2026-002** Access withdrawn late: minor → **observation**, **lowered**\n",
        "- **CA-2026-001** Let access end with the contract: accepted → **closed**, over implemented and effective\n",
        "- **CA-2026-001** Let access end with the contract, item 1: in-progress → **done**\n",
        "item 1: 2026-06-30 → **2026-09-30**, 92 days later\n",
        "(`grade-lowered-without-justification`, `findings/2026/F-2026-002.yaml:",
        "(`due-date-slipped`, `actions/2026/CA-2026-001.yaml:",
        "(`effectiveness-not-checked`, `actions/2026/CA-2026-001.yaml:",
        "the status is `closed`, but",
        "#### Who has to agree\n\n",
        "p-aud (Lead auditor of the partner company): the finding (F-2026-002); the new due date (CA-2026-001)\n",
        "p-manager (",
        "```\nApproved-by: p-aud\n",
    ];
    for text in expected {
        assert!(run.out.contains(text), "{text:?} is not in\n{}", run.out);
    }
    let json = review(&place, &["--format", "json"]).json();
    assert_eq!(json["verdict"], "failed");
    assert_eq!(json["grades"][0]["to"], "observation");
    assert_eq!(json["due_dates"][0]["days"], 92);
    assert_eq!(json["states"][0]["over"], serde_json::json!(["implemented", "effective"]));
}

#[test]
fn on_the_demo_a_sloppy_branch_is_not_ready() {
    let place = demo_in("r");
    place.git("r", &["checkout", "--quiet", "-b", "sloppy"]);
    place.replace("r/findings/2026/F-2026-008.yaml", "grade: minor", "grade: observation");
    place.replace("r/actions/2026/CA-2026-005.yaml", "due: 2026-10-20", "due: 2026-12-20");
    place.replace("r/actions/2026/CA-2026-002.yaml", "status: implemented", "status: closed");
    place.commit_on("r", "2026-10-31", "Tidy up before the audit");
    let review = run(place.tickmark("r").args(["review", "main", "--as-of", "2026-11-01"]), &[1]);
    for text in [
        "Gate images outlive the contract: minor → **observation**, **lowered**",
        "item 1: 2026-10-20 → **2026-12-20**, 61 days later; the old day had passed",
        "the status is `closed`, but no check is recorded",
    ] {
        assert!(review.out.contains(text), "{text:?} is not in\n{}", review.out);
    }
}

#[test]
fn formatting_alone_is_nothing_to_say() {
    let place = place();
    place.replace(FINDING, "title: Access withdrawn late", "title:   \"Access withdrawn late\"   # as agreed");
    place.git("r", &["mv", "people/p-it.yaml", "people/IT.yaml"]);
    place.git("r", &["mv", "people/IT.yaml", "people/p-it.yaml"]);
    place.commit_on("r", "2026-06-10", "Reformat");
    let run = review(&place, &[]);
    assert_eq!((run.code, run.out.as_str()), (0, "<!-- tickmark review -->\n**Audit records:** no change.\n"));
}

#[test]
fn it_begins_where_the_branch_left_and_is_judged_by_the_settings_of_the_target() {
    let place = place();
    place.replace(FINDING, "had an active account for nine days", "had an active account for ten days");
    place.replace(
        "r/tickmark.yaml",
        "format: 1",
        "format: 1\nrules: {finding-without-evidence: {level: allow, reason: It is in our way}}",
    );
    place.replace(FINDING, "evidence: [E-2026-001]\n", "");
    place.commit_on("r", "2026-06-10", "Rename");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.replace(ACTION, "title: Let access end", "title: Make access end");
    place.commit_on("r", "2026-06-11", "Go on elsewhere");
    place.git("r", &["checkout", "--quiet", "work"]);
    let run = review(&place, &[]);
    assert!(!run.out.contains("Make access end"), "what main did is not the branch's: {}", run.out);
    assert!(run.out.contains("an active account for ~~nine~~ **ten** days"), "a word diff: {}", run.out);
    assert!(run.out.contains("`finding-without-evidence`"), "{}", run.out);
    assert!(run.out.contains("what the rules report (tickmark.yaml)"), "{}", run.out);
    assert_eq!(run.code, 1);
}

/// What was wrong before and is only kept from being said is not mended.
#[test]
fn what_goes_unsaid_is_told_apart_from_what_is_mended() {
    const OTHER: &str = "r/actions/2026/CA-2026-002.yaml";
    const SETTINGS: &str = "r/tickmark.yaml";
    let place = Place::new();
    place.fixture_repository("r");
    let late = place.read(ACTION).replace("due: 2026-06-30", "due: 2026-06-05");
    place.write(ACTION, &late);
    place.write(OTHER, late.replace("CA-2026-001", "CA-2026-002"));
    place.commit_on("r", "2026-06-08", "Two are late");
    let branch = |change: &dyn Fn()| {
        place.git("r", &["checkout", "--quiet", "--force", "-B", "work", "main"]);
        change();
        place.commit_on("r", "2026-06-10", "Tidy up");
        (review(&place, &[]).out, review(&place, &["--format", "json"]).json())
    };
    let set = |to: &str| place.replace(SETTINGS, "format: 1", &format!("format: 1\n{to}"));
    let waiver = "waivers:\n  - {rule: action-overdue, approved_by: p-manager, until: 2026-08-31, reason: The supplier \
                  delivers the interface in August and access is checked by hand until then}\n";
    let level = |level: &str| {
        set(&format!(
            "rules: {{action-overdue: {{level: {level}, reason: The register of the department tells it too}}}}"
        ));
    };
    let ends = |text: &str| place.write(ACTION, text);
    let cases: [(&dyn Fn(), &str, &str); 6] = [
        (
            &|| ends(&format!("{late}{waiver}")),
            "): **waived** by p-manager (Head of internal audit) until 2026-08-31: The",
            "waived",
        ),
        (&|| level("allow"), "): **switched off**: the rule was at error", "lowered"),
        (&|| level("warning"), "): **lowered**: the rule goes from error to warning", "lowered"),
        (&|| set("ignore: [\"actions/2026/CA-2026-001.yaml\"]"), "): the record **is gone**", "gone"),
        (&|| std::fs::remove_file(place.path(ACTION)).expect("removed"), "): the record **is gone**", "gone"),
        (&|| ends(&late.replace("owner:", "owned:")), "): the record **cannot be read** any more", "unreadable"),
    ];
    for (change, said, why) in cases {
        let (text, json) = branch(change);
        assert!(text.contains(said) && !text.contains("#### Mended"), "{said}: {text}");
        let lint = run(place.tickmark("r").args(["lint", "--new-since", "main", "--as-of", DAY]), &[0, 1]).err;
        assert!(lint.contains(" only kept from being said (`tickmark review main` tells which)"), "{lint}");
        let unsaid = &json["withheld"][0];
        assert_eq!((&unsaid["record"], &unsaid["why"]), (&"CA-2026-001".into(), &why.into()), "{json}");
    }
    // A waiver of whom it lets go keeps nothing from being said, as long as nobody else has agreed that it does.
    let own = waiver.replace("p-manager", "p-it");
    let agreed =
        "  - {rule: waiver-self-approved, approved_by: p-manager, until: 2026-08-31, reason: There is nobody else}\n";
    for (waiver, is_kept) in [(waiver.to_owned(), true), (own.clone(), false), (own + agreed, true)] {
        let (text, json) = branch(&|| ends(&format!("{late}{waiver}")));
        assert_eq!(text.contains("**waived** by"), is_kept, "{text}");
        let why = if is_kept { "waived".into() } else { serde_json::Value::Null };
        assert_eq!(json["withheld"][0]["why"], why);
    }
    let (text, json) = branch(&|| place.replace(OTHER, "due: 2026-06-05", "due: 2026-06-30"));
    assert!(text.contains("#### Mended\n\n- **CA-2026-002**: ") && !text.contains("not said any more"), "{text}");
    assert_eq!(json["withheld"], serde_json::json!([]));
}

#[test]
fn two_branches_that_take_one_id_are_told_before_the_merge() {
    let place = place();
    let add = |title: &str| {
        let text = place.read(FINDING).replace("F-2026-001", "F-2026-002").replace("grade: minor", "grade: strength");
        place.write("r/findings/2026/F-2026-002.yaml", text.replace("Access withdrawn late", title));
    };
    add("Mine");
    place.commit_on("r", "2026-06-10", "Add a finding");
    place.git("r", &["checkout", "--quiet", "-b", "stacked"]);
    place.commit_on("r", "2026-06-11", "Go on from there");
    place.git("r", &["checkout", "--quiet", "-b", "other", "main"]);
    add("Theirs");
    place.commit_on("r", "2026-06-10", "Add another");
    place.git("r", &["checkout", "--quiet", "work"]);
    let clash = "- **F-2026-002** (`findings/2026/F-2026-002.yaml`): `other` takes it too: whoever is merged second";
    let run = review(&place, &[]);
    assert!(run.out.contains(clash), "{}", run.out);
    assert!(!run.out.contains("stacked"), "{}", run.out);
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--ff-only", "other"]);
    place.git("r", &["branch", "--quiet", "-D", "other"]);
    let run = super_review(&place);
    assert!(run.out.contains("`main` has it already"), "{}", run.out);
    assert_eq!(run.code, 1);
}

/// As `verify` says it after the merge, and for one that is back as it was neither says anything.
#[test]
fn an_id_of_a_deleted_record_is_told_before_the_merge() {
    const OLD: &str = "r/people/p-mike.yaml";
    let place = Place::new();
    place.fixture_repository("r");
    place.git("r", &["checkout", "--quiet", "-b", "before"]);
    place.git("r", &["checkout", "--quiet", "main"]);
    let mike = "kind: person\nid: p-mike\nname: Mike\nposition: Trainee\nemployment: employee\n";
    place.write(OLD, mike);
    place.commit_on("r", "2026-06-02", "Mike");
    std::fs::remove_file(place.path(OLD)).expect("removed");
    place.commit_on("r", "2026-06-03", "Mike left");
    let lint = |folder: &str, rev: &str| {
        let arguments = ["lint", "--new-since", rev, "--as-of", DAY, "--format", "json"];
        run(place.tickmark(folder).args(arguments), &[0, 1])
    };
    let is_told = |run: &Run| {
        run.diagnostics()
            .iter()
            .any(|said| said.starts_with("id-reused people/new/p-mike.yaml p-mike named another record before"))
    };
    // Also where it was deleted after the branch had left.
    for from in ["before", "main"] {
        place.git("r", &["checkout", "--quiet", "-B", "work", from]);
        place.write("r/people/new/p-mike.yaml", mike.replace("name: Mike", "name: Michael"));
        place.commit_on("r", "2026-06-10", "Michael came");
        let said = lint("r", "main");
        assert!(said.code == 1 && is_told(&said), "{said:#?}");
        let said = review(&place, &[]);
        assert!(said.code == 1 && said.out.contains("(`id-reused`, `people/new/p-mike.yaml:"), "{said:#?}");
    }
    let url = format!("file://{}", place.path("r").display());
    place.git(".", &["clone", "--quiet", "--depth", "2", "--no-single-branch", &url, "shallow"]);
    place.git("shallow", &["checkout", "--quiet", "origin/work"]);
    place.git("r", &["checkout", "--quiet", "-B", "work", "main"]);
    place.write(OLD, mike);
    place.commit_on("r", "2026-06-10", "Mike is back");
    assert!(!is_told(&lint("r", "main")) && lint("r", "main").code == 0);
    // Where history is cut off nobody knows, and that is said.
    let said = lint("shallow", "origin/main");
    let unasked = said.diagnostics().into_iter().find(|one| one.starts_with("history-unavailable")).unwrap_or_default();
    assert!(!is_told(&said) && unasked.contains("id-reused"), "{said:#?}");
    let said = run(place.tickmark("shallow").args(["review", "origin/main", "--as-of", DAY]), &[0, 1]);
    assert!(said.err.contains("id-reused"), "{said:#?}");
    // As the gate, it does not pass for ready.
    let gate = run(place.tickmark("shallow").args(["gate", "--new-since", "origin/main", "--as-of", DAY]), &[0, 1, 2]);
    assert!((said.code, gate.code) == (1, 1) && !said.out.contains("**Ready**"), "{said:#?}");
    for text in
        ["**Not judged in full**: ", "#### Not judged\n", "id-reused", "(`history-unavailable`)", "fetch-depth: 0"]
    {
        assert!(said.out.contains(text), "{text:?} is not in\n{}", said.out);
    }
    let json = ["review", "origin/main", "--as-of", DAY, "--format", "json"];
    let json = run(place.tickmark("shallow").args(json), &[1]).json();
    assert_eq!((&json["verdict"], &json["unjudged"][0]["rule"]), (&"failed".into(), &"history-unavailable".into()));
}

#[test]
fn a_merge_is_told_to_say_that_it_takes_records_over() {
    let place = place();
    place.replace(FINDING, "title: Access withdrawn late", "title: Access withdrawn later");
    place.commit_on("r", "2026-06-10", "Take over the old register\n\nTickmark-Import: yes");
    place.replace(FINDING, "title: Access withdrawn later", "title: Access withdrawn too late");
    place.commit_on("r", "2026-06-10", "A word");
    let said = review(&place, &[]);
    assert!(said.out.contains("\nApproved-by: p-aud\nTickmark-Import: yes\n```"), "{}", said.out);
    assert_eq!(review(&place, &["--format", "json"]).json()["takes_over"], true);
    let gate = run(place.tickmark("r").args(["gate", "--new-since", "main", "--as-of", DAY]), &[0, 1]);
    assert!(gate.err.contains("without that line in the message of the merge too"), "{gate:#?}");
    place.git("r", &["reset", "--quiet", "--soft", "main"]);
    place.commit_on("r", "2026-06-10", "A word");
    assert!(!review(&place, &[]).out.contains("Tickmark-Import"));
}

/// A review of the branch while `main` is checked out.
fn super_review(place: &Place) -> Run {
    run(place.tickmark("r").args(["review", "main", "work", "--as-of", DAY]), &[0, 1, 2])
}

#[test]
fn a_published_record_is_linked_to_its_page() {
    let place = Place::new();
    place.fixture_repository("r");
    place.replace("r/tickmark.yaml", "format: 1", "format: 1\npublication: {url: \"https://audit.example.org/isms/\"}");
    place.commit_on("r", "2026-06-02", "Publish");
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace(ACTION, "status: in-progress", "status: done\n    done_on: 2026-06-10\n    evidence: [E-2026-004]");
    place.commit_on("r", "2026-06-10", "Do it");
    let run = review(&place, &[]);
    assert!(
        run.out.contains("- [CA-2026-001](https://audit.example.org/isms/actions/CA-2026-001.html) Let access end"),
        "{}",
        run.out
    );
}

#[test]
fn text_of_records_is_text_in_the_comment() {
    let place = place();
    let title = "title: \"<img src=x onerror=alert(1)> @everyone [x](https://evil.example) --> \\u200f[31m | `a`\"";
    place.replace(FINDING, "title: Access withdrawn late", title);
    place.replace(FINDING, "grade: minor", "grade: major");
    place.commit_on("r", "2026-06-10", "Attack");
    let run = review(&place, &[]);
    for text in ["@everyone", "](https://evil", "\u{200f}"] {
        assert!(!run.out.contains(text), "{text:?} in {}", run.out);
    }
    assert_eq!(run.out.matches("<img").count(), run.out.matches("\\<img").count(), "{}", run.out);
    assert!(run.out.contains("minor → **major**, raised"), "{}", run.out);
}

#[test]
fn what_cannot_be_reviewed_is_said_in_a_sentence() {
    let place = place();
    run(place.tickmark("r").args(["review", "nowhere"]), &[2]).fails_with(&["`nowhere` is not a revision"]);
    place.git("r", &["checkout", "--quiet", "--orphan", "island"]);
    place.commit_on("r", "2026-06-10", "Begin anew");
    run(place.tickmark("r").args(["review", "main", "--as-of", DAY]), &[2]).fails_with(&["no commit in common"]);
    let place = Place::new();
    place.fixture("plain");
    run(place.tickmark("plain").args(["review", "main"]), &[2]).fails_with(&["not in a Git repository"]);
}

#[test]
fn in_a_shallow_clone_the_missing_history_is_named() {
    let place = place();
    place.replace(FINDING, "title: Access withdrawn late", "title: Access withdrawn later");
    place.commit_on("r", "2026-06-10", "Rename");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.commit_on("r", "2026-06-11", "Go on");
    let url = format!("file://{}", place.path("r").display());
    place.git(".", &["clone", "--quiet", "--depth", "1", "--no-single-branch", &url, "shallow"]);
    run(place.tickmark("shallow").args(["review", "origin/main", "origin/work", "--as-of", DAY]), &[2])
        .fails_with(&["shallow", "fetch-depth: 0"]);
    run(place.tickmark("shallow").args(["gate", "--new-since", "origin/work", "--as-of", DAY]), &[2])
        .fails_with(&["shallow"]);
}

#[test]
fn an_invalid_setting_of_the_branch_leaves_it_unjudged() {
    let place = place();
    place.replace("r/tickmark.yaml", "format: 1", "format: 1\nrules: {no-such-rule: {level: error, reason: Because}}");
    place.commit_on("r", "2026-06-10", "Set a rule that there is not");
    let run = review(&place, &[]);
    assert_eq!(run.code, 2, "{run:#?}");
    assert!(run.out.contains("**Not judged**") && run.out.contains("there is no rule `no-such-rule`"), "{}", run.out);
}

/// Whom `verify` will ask for, `review` names: also who approves the statement of applicability, or closes a finding.
#[test]
fn whoever_decides_something_on_the_branch_is_asked() {
    let place = Place::new();
    tickmark::demo::write(&place.path("r")).expect("the sample");
    place.git("r", &["checkout", "--quiet", "-b", "branch"]);
    place.replace("r/soa.yaml", "version: \"1.12\"", "version: \"1.13\"");
    place.replace("r/soa.yaml", "date: 2026-10-14", "date: 2026-11-02");
    place.commit_on("r", "2026-11-02", "The next version");
    let said = run(place.tickmark("r").args(["review", "main", "--as-of", "2026-11-02"]), &[0, 1]).out;
    assert!(said.contains("Approved-by: p-cfo") && said.contains("Approved-by: p-ciso"), "{said}");
}

/// A forge refuses a longer one, and the comment of before would stand.
#[test]
fn a_comment_is_never_longer_than_a_forge_takes() {
    let place = place();
    let words = |word: &str| format!("statement: {}\n", [word; 4_000].join(" "));
    let finding = place.read(FINDING);
    let (before, after) = finding.split_once("statement:").expect("a statement");
    let after = after.split_inclusive('\n').skip(1).skip_while(|line| line.starts_with(' ')).collect::<String>();
    let write = |word: &str| {
        for number in 2..9 {
            let id = format!("F-2026-00{number}");
            let text = format!("{before}{}{after}", words(word)).replace("F-2026-001", &id);
            place.write(&format!("r/findings/2026/{id}.yaml"), text);
        }
    };
    write("nobody");
    place.commit_on("r", "2026-06-10", "Seven findings");
    place.git("r", &["branch", "--force", "main"]);
    write("everybody");
    place.commit_on("r", "2026-06-11", "In other words");
    let said = review(&place, &[]).out;
    assert!(said.len() < 65_536 && said.ends_with("main.</sub>\n"), "{}", said.len());
    assert!(said.contains("more records: `tickmark diff`"), "{}", &said[said.len() - 600..]);
}
