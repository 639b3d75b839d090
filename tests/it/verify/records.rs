//! Records that go, come back, move, or give themselves the id of another one.

use std::fs;

use super::deeds::{path_of, strength_of};
use crate::support::history::*;
use crate::support::{Place, run};

#[test]
fn what_is_deleted_is_seen() {
    let audit = &["IA-2026-01"][..];
    for (path, ids) in
        [(CLOSED, &["IA-2026-01", "F-2026-090"][..]), (ACTION, &[]), (PAPER, audit), ("r/programmes/AP-2026.yaml", &[])]
    {
        let place = begin();
        fs::remove_file(place.path(path)).expect("removed");
        commit(&place, "2026-06-02", "manager", "Remove");
        let (code, rules, broken) = found(&place);
        assert!(code == 1 && rules.contains(&"record-deleted".to_owned()), "{path}: {rules:?}");
        assert_eq!(broken, ids, "{path}");
    }
}

#[test]
fn a_person_whom_records_name_does_not_go() {
    let place = begin();
    let path = place.path("r/people/p-mike.yaml");
    let text = fs::read_to_string(&path).expect("it is there");
    fs::remove_file(&path).expect("it is there");
    commit(&place, "2026-06-02", "manager", "Nobody needs Mike");
    clean(&place);
    place.write("r/people/p-mike.yaml", text);
    place.replace("r/people/p-it.yaml", "position:", "reports_to: p-mike\nposition:");
    commit(&place, "2026-06-02", "manager", "But Ines does");
    clean(&place);
    fs::remove_file(&path).expect("it is there");
    commit(&place, "2026-06-02", "manager", "Nobody needs Mike");
    names(&place, &["record-deleted"]);
    let said = verify(&place, &[]).out;
    assert!(said.contains("the person p-mike is gone, and still named by p-it"), "{said}");
}

#[test]
fn evidence_that_goes_early_is_seen() {
    let place = begin();
    fs::remove_file(place.path("r/evidence/2026/E-2026-001.yaml")).expect("removed");
    commit(&place, "2026-06-02", "manager", "Clean up");
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&"evidence-removed-early".to_owned()), "{rules:?}");
}

#[test]
fn an_id_that_comes_back_for_something_else_is_seen() {
    let place = begin();
    let mike = place.read("r/people/p-mike.yaml");
    fs::remove_file(place.path("r/people/p-mike.yaml")).expect("removed");
    commit(&place, "2026-06-02", "manager", "Mike left");
    place.write("r/people/new/p-mike.yaml", mike.replace("name: Mike", "name: Michael"));
    commit(&place, "2026-06-03", "manager", "Michael came");
    names(&place, &["id-reused"]);
}

#[test]
fn what_is_brought_back_under_another_title_is_the_same_record() {
    let path = path_of("F-2026-091");
    let draft = |title: &str| {
        let text = strength_of("F-2026-091", "2026-06-02").replace("status: closed", "status: draft");
        let open: Vec<&str> = text.lines().filter(|line| !line.starts_with("closed:")).collect();
        open.join("\n").replace("title: The register is complete", title) + "\n"
    };
    let deleted = || {
        let place = begin();
        place.write(&path, draft("title: The register is complete"));
        commit(&place, "2026-06-02", "aud", "A draft");
        fs::remove_file(place.path(&path)).expect("it was there");
        commit(&place, "2026-06-03", "aud", "Not so");
        place
    };
    let place = deleted();
    place.write(&path, draft("title: The register has every system"));
    commit(&place, "2026-08-04", "aud", "So after all");
    names(&place, &["record-deleted"]);
    let place = deleted();
    place.write(
        &path,
        draft("title: The register has every system").replace("statement: The register", "statement: The list"),
    );
    commit(&place, "2026-08-04", "aud", "Something else");
    names(&place, &["id-reused", "record-deleted"]);
}

/// Deletes a record, brings it back as it was on the branch `work`, changes it there and merges it; gives what the review said.
fn away_and_back(place: &Place, path: &str, (from, to): (&str, &str), message: &str) -> String {
    let old = place.read(path);
    fs::remove_file(place.path(path)).expect("it was there");
    commit(place, "2026-06-02", "manager", "Away");
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.write(path, old);
    commit(place, "2026-06-03", "manager", "Back");
    place.replace(path, from, to);
    commit(place, "2026-06-03", "aud", message);
    let review = run(place.tickmark("r").args(["review", "main", "--as-of", "2026-06-03"]), &[0, 1]).out;
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut merge = place.command("git", "r");
    merge.env("GIT_AUTHOR_EMAIL", "manager@example.com").env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00");
    run(merge.args(["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]), &[0]);
    review
}

#[test]
fn what_is_brought_back_and_goes_on_is_the_same_record() {
    let place = begin();
    let review = away_and_back(&place, ACTION, ("due: 2026-06-30", "due: 2026-09-30"), "Later");
    assert!(review.contains("due-date-slipped") && review.contains("92 days later"), "{review}");
    let (_, rules, _) = found(&place);
    assert_eq!(rules, ["due-date-slipped", "record-deleted"]);

    let place = begin();
    let review = away_and_back(&place, CLOSED, ("grade: strength", "grade: opportunity"), "Not that strong");
    assert!(review.contains("finding-changed-after-closure") && !review.contains("id-reused"), "{review}");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"finding-changed-after-closure".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"id-reused".to_owned()), "{rules:?}");

    let place = begin();
    let review = away_and_back(&place, "r/people/p-mike.yaml", ("Trainee", "Engineer"), "Promoted");
    assert!(!review.contains("id-reused"), "{review}");
    clean(&place);
}

#[test]
fn what_comes_back_broken_is_held_against_what_it_was() {
    let place = begin();
    fs::remove_file(place.path(CLOSED)).expect("it was there");
    commit(&place, "2026-06-02", "aud", "Away");
    place.write(CLOSED, format!("{STRENGTH}  oops: [\n"));
    commit(&place, "2026-06-03", "aud", "Back, and broken");
    place.write(CLOSED, STRENGTH.replace("grade: strength", "grade: opportunity"));
    commit(&place, "2026-06-03", "aud", "Mended");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"finding-changed-after-closure".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"id-reused".to_owned()), "{rules:?}");
}

#[test]
fn what_begins_otherwise_is_another_record() {
    for (from, to) in
        [("detected_on: 2026-03-03", "detected_on: 2026-03-04"), ("audit: IA-2026-01", "audit: IA-2026-02")]
    {
        let place = begin();
        fs::remove_file(place.path(CLOSED)).expect("it was there");
        commit(&place, "2026-06-02", "aud", "Away");
        place.write(CLOSED, STRENGTH.replace(from, to));
        commit(&place, "2026-06-03", "aud", "Another one");
        let (_, rules, _) = found(&place);
        assert!(rules.contains(&"id-reused".to_owned()), "{to}: {rules:?}");
    }
}

#[test]
fn what_changes_while_nothing_is_a_record_is_seen_once_something_is() {
    let lose = |place: &Place| {
        fs::rename(place.path(SETTINGS), place.path("settings")).expect("moved");
        commit(place, "2026-06-02", "manager", "Lose the settings");
    };
    let place = begin();
    lose(&place);
    place.replace(CLOSED, "is complete\ndet", "is perfect\ndet");
    commit(&place, "2026-06-03", "aud", "A nicer finding");
    fs::rename(place.path("settings"), place.path(SETTINGS)).expect("moved");
    commit(&place, "2026-06-04", "manager", "Settings back");
    names(&place, &["finding-changed-after-closure", "record-root-lost"]);

    let place = begin();
    lose(&place);
    fs::rename(place.path("settings"), place.path(SETTINGS)).expect("moved");
    commit(&place, "2026-06-04", "manager", "Settings back");
    names(&place, &["record-root-lost"]);
}

#[test]
fn what_breaks_before_it_goes_or_moves_is_the_same_record() {
    let break_it = |place: &Place, path: &str| {
        let whole = place.read(path);
        place.write(path, format!("{whole}x: [\n"));
        commit(place, "2026-06-02", "it", "A slip");
        whole
    };
    for (path, rule) in [
        (CLOSED, "record-deleted"),
        (PAPER, "record-deleted"),
        (PROGRAMME, "record-deleted"),
        ("r/evidence/2026/E-2026-001.yaml", "evidence-removed-early"),
    ] {
        let place = begin();
        break_it(&place, path);
        fs::remove_file(place.path(path)).expect("removed");
        commit(&place, "2026-06-03", "it", "Tidy up");
        let (code, rules, _) = found(&place);
        assert!(code == 1 && rules.contains(&rule.to_owned()), "{path}: {rules:?}");
    }

    // Under another path it is held against what it was before it broke.
    let place = begin();
    let whole = break_it(&place, ACTION);
    fs::remove_file(place.path(ACTION)).expect("removed");
    place.write("r/actions/CA-2026-001.yaml", whole.replace("due: 2026-06-30", "due: 2026-12-31"));
    commit(&place, "2026-06-03", "it", "Mend it");
    assert!(found(&place).1.contains(&"due-date-slipped".to_owned()), "{:?}", found(&place));

    // A folder that moves meanwhile changes nothing.
    let place = begin();
    let whole = break_it(&place, FINDING);
    fs::rename(place.path("r/findings/2026"), place.path("r/findings/of-2026")).expect("moved");
    commit(&place, "2026-06-03", "manager", "Other folders");
    place.write("r/findings/of-2026/F-2026-001.yaml", whole);
    commit(&place, "2026-06-04", "manager", "Mend it");
    clean(&place);
}

#[test]
fn a_record_that_becomes_a_link_is_gone() {
    let place = begin();
    let file = place.git("r", &["rev-parse", "HEAD:findings/2026/F-2026-090.yaml"]);
    let entry = format!("120000,{},findings/2026/F-2026-090.yaml", file.trim());
    place.git("r", &["update-index", "--cacheinfo", &entry]);
    place.git("r", &["commit", "--quiet", "-m", "A link"]);
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&"record-deleted".to_owned()), "{rules:?}");
}

#[test]
fn the_root_that_is_asked_for_is_judged() {
    // A copy is judged with the history of what it was copied from.
    let place = begin();
    fs::create_dir(place.path("r/old")).expect("a folder");
    for entry in fs::read_dir(place.path("r")).expect("a folder").flatten() {
        let name = entry.file_name().into_string().expect("a name");
        if !name.starts_with('.') && name != "old" {
            fs::rename(entry.path(), place.path(format!("r/old/{name}"))).expect("moved");
        }
    }
    commit(&place, "2026-06-02", "manager", "Move the records");
    run(place.command("cp", "r").args(["-r", "old", "records"]), &[0]);
    place.replace("r/records/findings/2026/F-2026-090.yaml", "is complete\ndet", "is perfect\ndet");
    commit(&place, "2026-06-03", "manager", "A copy");
    let run_in = |folder: &str| run(place.tickmark(format!("r/{folder}")).arg("verify"), &[0, 1]);
    assert!(run_in("records").out.contains("finding-changed-after-closure"), "{:#?}", run_in("records"));
    assert_eq!(run_in("old").code, 0);

    // Another root beside it is not taken for what was there before.
    let place = begin();
    move_root(&place);
    place.write("r/template/tickmark.yaml", "kind: isms\nid: isms\n");
    commit(&place, "2026-06-02", "manager", "Move the records, and a template");
    fs::rename(place.path("r/isms"), place.path("r/records")).expect("moved");
    commit(&place, "2026-06-03", "manager", "Move them again");
    let run = run(place.tickmark("r/records").arg("verify"), &[0, 1]);
    assert!(run.out.contains("2 issued or closed, all as they were; 0 errors, 0 warnings"), "{run:#?}");
}

#[test]
fn a_person_that_moves_keeps_their_addresses() {
    let place = begin();
    fs::create_dir(place.path("r/people/a")).expect("a folder");
    fs::rename(place.path("r/people/p-aud2.yaml"), place.path("r/people/a/p-aud2.yaml")).expect("moved");
    commit(&place, "2026-06-02", "manager", "Folders");
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
    commit(&place, "2026-06-03", "aud2", "I agree");
    clean(&place);
}

/// Moves all records from the top of the repository into a folder.
fn move_root(place: &Place) {
    fs::create_dir(place.path("r/isms")).expect("a folder");
    for name in [
        "actions",
        "audits",
        "catalogues",
        "evidence",
        "findings",
        "people",
        "programmes",
        "reviews",
        "soa.yaml",
        "tickmark.yaml",
    ] {
        if place.path(format!("r/{name}")).exists() {
            fs::rename(place.path(format!("r/{name}")), place.path(format!("r/isms/{name}"))).expect("moved");
        }
    }
}

#[test]
fn records_that_move_as_a_whole_are_the_same_records() {
    let place = begin();
    move_root(&place);
    commit(&place, "2026-06-02", "manager", "Move the records");
    let run = run(place.tickmark("r/isms").arg("verify"), &[0]);
    assert!(run.out.contains("2 issued or closed, all as they were; 0 errors, 0 warnings"), "{run:#?}");
}

#[test]
fn what_hides_in_a_merge_or_a_move_is_seen() {
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "one"]);
    place.write("r/notes.txt", "a\n");
    commit(&place, "2026-06-02", "aud", "Notes");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "--no-commit", "one"]);
    place.replace(CLOSED, "is complete\ndet", "is perfect\ndet");
    commit(&place, "2026-06-03", "manager", "Merge one");
    names(&place, &["finding-changed-after-closure"]);

    let place = begin();
    for branch in ["one", "two"] {
        place.git("r", &["checkout", "--quiet", "-b", branch, "main"]);
        if branch == "two" {
            place.replace(ACTION, "due: 2026-06-30", "due: 2026-12-30");
        }
        place.write(&format!("r/{branch}.txt"), "a\n");
        commit(&place, "2026-06-02", "it", branch);
    }
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Octopus", "one", "two"]);
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"due-date-slipped".to_owned()), "{rules:?}");

    let place = begin();
    move_root(&place);
    place.replace("r/isms/findings/2026/F-2026-090.yaml", "is complete\ndet", "is perfect\ndet");
    commit(&place, "2026-06-02", "manager", "Move the records");
    let run = run(place.tickmark("r/isms").args(["verify", "--format", "json"]), &[1]);
    assert!(run.out.contains("finding-changed-after-closure"), "{run:#?}");
}

#[test]
fn what_a_merge_adds_itself_is_by_whoever_merged() {
    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "f"]);
    place.write("r/README.md", "more\n");
    place.replace(PROGRAMME, "kind: programme\n", "kind: programme\n# More\n");
    commit(&place, "2026-06-02", "aud2", "An unrelated change");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "--no-commit", "f"]);
    place.replace(CLOSED, "The register is complete\na", "The register is nearly complete\na");
    commit(&place, "2026-06-03", "mike", "Merge f");
    let run = verify(&place, &["--format", "json"]).json();
    let lapse =
        run["lapses"].as_array().expect("lapses").iter().find(|lapse| lapse["rule"] == "finding-changed-after-closure");
    assert_eq!(lapse.expect("the lapse")["person"], "p-mike");
}

#[test]
fn what_is_brought_back_is_no_second_lapse() {
    let place = begin();
    let text = place.read(CLOSED);
    place.replace(CLOSED, "The register is complete\na", "The register is nearly complete\na");
    commit(&place, "2026-06-02", "mike", "Edit");
    place.write(CLOSED, &text);
    commit(&place, "2026-06-03", "manager", "Bring it back");
    let run = verify(&place, &["--format", "json"]).json();
    let lapses = run["lapses"].as_array().expect("lapses");
    let persons: Vec<&serde_json::Value> = lapses.iter().map(|lapse| &lapse["person"]).collect();
    assert_eq!(persons, ["p-mike"], "{lapses:#?}");
    assert_eq!(run["intact"], true);
}

#[test]
fn a_copy_of_a_record_that_goes_again_is_no_lapse() {
    let place = begin();
    for (file, copy) in [(CLOSED, "r/findings/2026/copy.yaml"), (PAPER, "r/audits/IA-2026-01/copy.yaml")] {
        place.write(copy, place.read(file));
        commit(&place, "2026-06-02", "manager", "A copy");
        place.git("r", &["rm", "--quiet", copy.strip_prefix("r/").expect("a path")]);
        commit(&place, "2026-06-03", "manager", "And gone");
        clean(&place);
    }
}

#[test]
fn a_root_that_moves_in_two_commits_is_no_lapse() {
    let place = begin();
    let top = std::fs::read_dir(place.path("r")).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let top: Vec<String> = top.map(|name| name.into_string().expect("a name")).filter(|name| name != ".git").collect();
    std::fs::create_dir(place.path("r/gov")).expect("a folder");
    for name in &top {
        run(place.command("cp", "r").args(["-r", name, "gov/"]), &[0]);
    }
    commit(&place, "2026-06-02", "manager", "A copy in a folder");
    place.git("r", &[&["rm", "-r", "--quiet"][..], &top.iter().map(String::as_str).collect::<Vec<_>>()].concat());
    commit(&place, "2026-06-03", "manager", "And only there");
    let run = run(place.tickmark("r/gov").arg("verify"), &[0]);
    assert!(run.out.contains("all as they were; 0 errors, 0 warnings"), "{run:#?}");
}

#[test]
fn what_is_brought_back_as_it_was_is_no_lapse_of_its_own() {
    for file in [CLOSED, FINDING, PAPER, ACTION, PROGRAMME] {
        let place = begin();
        place.git("r", &["rm", "--quiet", file.strip_prefix("r/").expect("a path")]);
        commit(&place, "2026-06-02", "manager", "Tidy up");
        place.git("r", &["checkout", "--quiet", "HEAD~1", "--", file.strip_prefix("r/").expect("a path")]);
        commit(&place, "2026-06-03", "manager", "Bring it back");
        let (_, found, text) = found(&place);
        assert!(
            found.iter().all(|rule| *rule == "record-deleted" || *rule == "dangling-reference"),
            "{found:?} {text:?}"
        );
        assert!(found.contains(&"record-deleted".to_owned()), "{file}: {found:?}");
    }
}

#[test]
fn a_retention_that_is_cut_short_is_seen() {
    let path = "r/evidence/2026/E-2026-001.yaml";
    let received = "r/evidence/2026/E-2026-905.yaml";
    for (path, until, level) in
        [(path, "2026-06-02", 1), (path, "2026-12-31", 1), (received, "2026-06-02", 1), (received, "2026-12-31", 0)]
    {
        let place = begin();
        let text = place.read("r/evidence/2026/E-2026-001.yaml").replace("E-2026-001", "E-2026-905");
        let text = text.replace("status: verified", "status: received").replace("verified_by: p-aud\n", "");
        place.write(received, text);
        commit(&place, "2026-06-01", "aud", "A list");
        let text = place.read(path);
        let line = text.lines().find(|line| line.starts_with("retain_until:")).expect("a retention").to_owned();
        place.replace(path, &line, &format!("retain_until: {until}"));
        commit(&place, "2026-06-02", "it", "Shorter");
        let (code, rules, _) = found(&place);
        assert_eq!((code, rules), (level, vec!["evidence-removed-early".to_owned()]));
    }
}

#[test]
fn a_second_record_of_an_id_is_named() {
    let other = path_of("F-2026-090").replace("2026/", "archive/");
    for text in [str::to_owned, |text: &str| text.replace("F-2026-090", "f-2026-090")] {
        let place = begin();
        place.write(&other, text(&place.read(CLOSED)).replace("The register is complete", "The register is not there"));
        commit(&place, "2026-06-02", "aud", "A copy");
        let run = verify(&place, &[]);
        assert_eq!(run.code, 1, "{run:#?}");
        assert!(run.out.contains("duplicate-id") && run.out.contains("another record has the same id"), "{run:#?}");
        // One that goes again is no lapse.
        fs::remove_file(place.path(&other)).expect("to remove it");
        commit(&place, "2026-06-03", "aud", "One is enough");
        assert!(!verify(&place, &[]).out.contains("duplicate-id"));
    }
}
