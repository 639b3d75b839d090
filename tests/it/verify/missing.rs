//! Histories that are no proof: shallow, damaged, written anew, with what cannot be read.

use std::fs;

use super::deeds::object;
use crate::support::history::*;
use crate::support::{Place, Run, run};

#[test]
fn what_hides_commits_is_no_proof() {
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-12-31");
    commit(&place, "2026-06-02", "it", "Later");
    place.git("r", &["checkout", "--quiet", "HEAD~1", "--", "."]);
    commit(&place, "2026-06-03", "it", "Never mind");
    let ids = place.git("r", &["rev-parse", "HEAD", "HEAD~2"]);
    place.write("r/.git/info/grafts", ids.split_whitespace().collect::<Vec<_>>().join(" "));
    let run = verify(&place, &[]);
    assert!(run.code == 2 && run.err.contains("`info/grafts` of this clone"), "{run:#?}");
    let run = self::run(place.tickmark("r").args(["lint", "--as-of", "2026-06-15"]), &[0, 1]);
    assert!(run.err.contains("history-unavailable") || run.out.contains("history-unavailable"), "{run:#?}");
}

#[test]
fn a_history_that_is_written_anew_is_seen_by_its_receipt() {
    let place = begin();
    place.replace(ACTION, "status: in-progress", "status: open");
    commit(&place, "2026-06-02", "manager", "Not begun");
    commit(&place, "2026-06-03", "manager", "Nothing");
    assert_eq!(verify(&place, &["--receipt", "../seen.json"]).code, 1, "going back a step is one lapse already");
    let same = verify(&place, &["--since-receipt", "../seen.json"]);
    assert!(!same.err.contains("written anew"), "{same:#?}");
    commit(&place, "2026-06-04", "manager", "More");
    assert!(!verify(&place, &["--since-receipt", "../seen.json"]).err.contains("error"));

    place.git("r", &["reset", "--quiet", "--hard", "HEAD~2"]);
    let shorter = verify(&place, &["--since-receipt", "../seen.json"]);
    assert!(shorter.code == 1 && shorter.err.contains("the main line has 2 commits, and had 3"), "{shorter:#?}");
    for message in ["Other", "And other", "And more"] {
        commit(&place, "2026-06-05", "manager", message);
    }
    let other = verify(&place, &["--since-receipt", "../seen.json"]);
    assert!(other.code == 1 && other.err.contains("history was written anew"), "{other:#?}");
    // What is handed on without the other stream says so too.
    for format in ["text", "markdown"] {
        let told = verify(&place, &["--since-receipt", "../seen.json", "--format", format]).out;
        assert!(told.contains("This history DOES NOT GO ON from the receipt of commit"), "{told}");
        assert!(told.contains("; NOT the history that the receipt saw"), "{told}");
    }
    let told = verify(&place, &["--since-receipt", "../seen.json", "--format", "json"]).out;
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["since_receipt"]["holds"], false);
}

#[test]
fn a_clone_without_its_history_is_no_proof() {
    let place = begin();
    commit(&place, "2026-06-02", "manager", "More");
    place.git(".", &["clone", "--quiet", "--depth", "1", &format!("file://{}", place.path("r").display()), "shallow"]);
    for command in [&["verify"][..], &["log", "F-2026-001"]] {
        run(place.tickmark("shallow").args(command), &[2])
            .fails_with(&["the history that this needs is not in this clone"]);
    }
}

#[test]
fn an_object_that_is_not_what_its_id_says_is_no_proof() {
    let names = [
        "HEAD:findings/2026/F-2026-090.yaml",
        "HEAD~1:findings/2026/F-2026-090.yaml",
        "HEAD~1:findings/2026",
        "HEAD~1",
    ];
    for name in names {
        let place = begin();
        place.replace(CLOSED, "complete\naudit", "quite complete\naudit");
        commit(&place, "2026-06-02", "manager", "More");
        let twin = name.replace("HEAD~1", "other").replace("HEAD", "other");
        // Another version of the same, under its id.
        place.git("r", &["checkout", "--quiet", "-b", "other"]);
        place.replace(CLOSED, "complete\nd", "good enough\nd");
        commit(&place, "2026-06-02", "manager", "Other");
        place.git("r", &["checkout", "--quiet", "main"]);
        assert_eq!(verify(&place, &[]).code, 1);
        let bytes = fs::read(place.path(object(&place, &twin))).expect("a loose object");
        let path = place.path(object(&place, name));
        fs::remove_file(&path).expect("an object");
        fs::write(&path, bytes).expect("an object");
        verify(&place, &[]).fails_with(&["is not what its id says"]);
    }
}

#[test]
fn a_packed_history_is_verified_as_a_loose_one_is() {
    let place = begin();
    let long = |words: &str| {
        let said = STRENGTH.replace("complete\ndetected", &format!("{words}\ndetected"));
        format!("{said}{}", "# a line that stays as it is\n".repeat(40))
    };
    for (day, words) in ["all of it", "most of it", "a part of it", "all of it again"].iter().enumerate() {
        place.write(CLOSED, long(words));
        commit(&place, &format!("2026-06-{:02}", day + 2), "manager", "More");
    }
    let loose = verify(&place, &["--format", "json"]);
    assert!(loose.out.contains("finding-changed-after-closure"), "{loose:#?}");
    // Differences from a place in the pack, from an id, and none.
    for options in [&["--depth=50"][..], &["--depth=50", "--no-delta-base"], &["--depth=0"]] {
        let by_place = format!("repack.useDeltaBaseOffset={}", !options.contains(&"--no-delta-base"));
        place.git("r", &["-c", &by_place, "repack", "-adfq", "--window=50", options[0]]);
        assert_eq!(verify(&place, &["--format", "json"]).out, loose.out, "{options:?}");
    }
}

#[test]
fn a_pack_that_is_damaged_is_no_proof() {
    let place = begin();
    place.replace(CLOSED, "complete\naudit", "quite complete\naudit");
    commit(&place, "2026-06-02", "manager", "More");
    place.git("r", &["repack", "-adfq", "--depth=50"]);
    let packs = fs::read_dir(place.path("r/.git/objects/pack")).expect("packs").filter_map(Result::ok);
    let pack = packs.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|end| end == "pack"));
    let pack = pack.expect("a pack");
    let whole = fs::read(&pack).expect("a pack");
    fs::remove_file(&pack).expect("a pack that may be removed");
    let is_found = |run: &Run| run.code == 1 && run.out.contains("finding-changed-after-closure");
    for part in 1..24 {
        let mut bytes = whole.clone();
        let at = whole.len() * part / 24;
        bytes[at] ^= 0x10;
        fs::write(&pack, bytes).expect("a pack");
        let run = verify(&place, &[]);
        // Not every byte is of an object that is looked at.
        assert!(run.code == 2 || is_found(&run), "byte {at}: {run:#?}");
    }
}

#[test]
fn a_gate_does_not_pass_where_history_is_missing() {
    let place = begin();
    place
        .write(SETTINGS, place.read(SETTINGS) + "rules: {history-unavailable: {level: allow, reason: It annoys us}}\n");
    commit(&place, "2026-06-02", "manager", "More");
    place.git(".", &["clone", "--quiet", "--depth", "1", &format!("file://{}", place.path("r").display()), "shallow"]);
    let gate = |folder: &str, profile: &str| {
        let arguments = ["gate", "--as-of", "2026-06-15", "--profile", profile];
        run(place.tickmark(folder).args(arguments), &[0, 1, 2])
    };
    for profile in ["default", "overdue"] {
        assert_eq!(gate("r", profile).code, 0);
        let failed = gate("shallow", profile);
        assert!(failed.code == 1 && failed.out.contains("history-unavailable"), "{failed:#?}");
    }
    gate("shallow", "history").fails_with(&["the history that this needs is not in this clone"]);
}

#[test]
fn a_gate_counts_what_only_history_shows() {
    let place = begin_with(|place| {
        let level = "rules: {finding-changed-after-closure: {level: error, reason: We mean it}}\n";
        place.write(SETTINGS, place.read(SETTINGS) + level);
    });
    let gate = || run(place.tickmark("r").args(["gate", "--as-of", "2026-06-15", "--profile", "history"]), &[0, 1, 2]);
    assert_eq!(gate().code, 0);
    place.replace(CLOSED, "is complete\ndet", "is perfect\ndet");
    commit(&place, "2026-06-02", "aud", "Tidy up");
    // Put back, it still has the level that the settings give it: whoever looks decides what it was, and a waiver says so.
    place.write(CLOSED, format!("{STRENGTH}# Put back\n"));
    commit(&place, "2026-06-03", "aud", "Put it back");
    let failed = gate();
    assert!(failed.code == 1 && failed.out.contains("finding-changed-after-closure"), "{failed:#?}");
    assert!(failed.out.contains("of 2026-06-02 by p-aud: Tidy up)"), "{failed:#?}");
    place.write(
        SETTINGS,
        place.read(SETTINGS)
            + "waivers:\n  - {rule: finding-changed-after-closure, reason: Put back the next day, approved_by: p-manager, until: 2026-12-31}\n",
    );
    commit(&place, "2026-06-04", "manager", "Say why");
    assert_eq!(gate().code, 0);
    place.git("r", &["tag", "--delete", TAG]);
    let failed = gate();
    assert!(failed.code == 1 && failed.out.contains("issued-tag-broken"), "{failed:#?}");
    let told = verify(&place, &[]).out;
    assert!(told.contains("or that nobody has set yet") && told.contains("--digest IA-2026-01 COMMIT"), "{told}");
    let two = run(place.tickmark("r").args(["gate", "--profile", "history", "--new-since", "HEAD~1"]), &[2]);
    assert!(two.err.contains("tickmark verify REV.."), "{two:#?}");
}

#[test]
fn a_file_that_is_too_large_is_told_as_that() {
    let place = begin();
    place.append(FINDING, &format!("# {}\n", "x".repeat(9 << 20)));
    commit(&place, "2026-06-02", "manager", "A long remark");
    let told = verify(&place, &[]);
    assert!(told.code == 1 && told.out.contains("10 MiB, and a record has at most 4 MiB"), "{}", told.out);
    assert!(!told.out.contains("the file is empty"), "{}", told.out);
}

#[test]
fn what_cannot_be_read_is_not_verified() {
    let place = begin();
    place.write(NEXT, "kind: audit\n  id: [\n");
    commit(&place, "2026-06-02", "manager", "Break a record");
    let run = verify(&place, &[]);
    assert!(run.code == 1 && run.out.contains("schema-invalid"), "{run:#?}");
}

#[test]
fn a_main_line_that_was_merged_into_a_branch_is_named_as_the_cause() {
    let place = begin();
    run(place.tickmark("r").args(["verify", "--receipt", "../seen.json"]), &[0, 1]);
    let git = |arguments: &[&str]| place.git("r", arguments);
    git(&["switch", "-q", "-c", "work"]);
    place.replace(FINDING, "title: Access withdrawn late", "title: Access withdrawn much too late");
    commit(&place, "2026-06-18", "aud", "Work on a branch");
    git(&["switch", "-q", "main"]);
    place.replace(ACTION, "note: ", "note:  ");
    place.write(
        "r/people/p-new.yaml",
        "kind: person\nid: p-new\nname: Nia New\nposition: Clerk\nemployment: employee\n",
    );
    commit(&place, "2026-06-19", "manager", "Somebody new");
    run(place.tickmark("r").args(["verify", "--receipt", "../later.json"]), &[0, 1]);
    let main = git(&["rev-parse", "HEAD"]);
    git(&["switch", "-q", "work"]);
    git(&[
        "-c",
        "user.name=It",
        "-c",
        "user.email=it@example.com",
        "merge",
        "-q",
        "--no-ff",
        "-m",
        "Merge branch 'main' into work",
        "main",
    ]);
    let merge = git(&["rev-parse", "HEAD"]);
    git(&["branch", "-q", "-f", "main", "work"]);
    git(&["switch", "-q", "main"]);
    let text = verify(&place, &[]).out;
    let said = format!("the merge has the main line, {}, as what was merged", &main[..10]);
    assert!(text.contains("main-line-swapped") && text.contains(&said) && text.contains(&merge[..10]), "{text}");
    let later = verify(&place, &["--since-receipt", "../later.json"]);
    let said = format!("{}, is beside the main line now: {} merged it into a branch", &main[..10], &merge[..10]);
    assert!(later.code == 1 && later.err.contains(&said), "{later:#?}");
    // With a message of its own, what was seen before tells it all the same, and nothing else can: of a branch that was merged the
    // graph is the same.
    git(&["commit", "-q", "--amend", "-m", "Bring it all together"]);
    let tagged = git(&["rev-parse", TAG]);
    git(&["tag", "-f", TAG, &main]);
    let merge = git(&["rev-parse", "HEAD"]);
    let run = verify(&place, &[]);
    let beside = format!("is beside the main line, merged by {}", &merge[..10]);
    assert!(!run.out.contains("main-line-swapped") && run.out.contains(&beside), "{run:#?}");
    let later = verify(&place, &["--since-receipt", "../later.json"]);
    let said = format!("{}, is beside the main line now: {} merged it into a branch", &main[..10], &merge[..10]);
    assert!(later.code == 1 && later.err.contains(&said), "{later:#?}");
    let range = verify(&place, &[&format!("{main}..main")]);
    let said = format!("{main} is beside the main line of main: {} merged it", &merge[..10]);
    assert!(range.code == 2 && range.err.contains(&said), "{range:#?}");
    git(&["tag", "-f", TAG, &tagged]);
    // What the branch and the main line have in common is still there.
    let seen = verify(&place, &["--since-receipt", "../seen.json"]);
    assert!(!seen.err.contains("receipt"), "{seen:#?}");
}

#[test]
fn a_new_beginning_in_front_of_the_main_line_is_seen() {
    let place = begin();
    let git = |arguments: &[&str]| place.git("r", arguments);
    place.replace(CLOSED, "statement: The register is complete", "statement: The register is nearly complete");
    commit(&place, "2026-06-02", "aud", "Reads nicer");
    let (lapsed, tree) = (git(&["rev-parse", "HEAD"]), git(&["rev-parse", "HEAD^{tree}"]));
    let make = |tree: &str, parents: &[&str]| {
        let parents: Vec<&str> = parents.iter().flat_map(|parent| ["-p", parent]).collect();
        git(&[&["commit-tree", "-m", "Begin", tree], parents.as_slice()].concat())
    };
    // With all that there is, and with nothing.
    let empty = git(&["hash-object", "-t", "tree", "/dev/null"]);
    for first in [&tree, &empty] {
        let beginning = make(first, &[]);
        let merge = make(&tree, &[&beginning, &lapsed]);
        git(&["reset", "--hard", "--quiet", &merge]);
        let (code, rules, _) = found(&place);
        assert!(code == 1 && rules.contains(&"main-line-bypassed".to_owned()), "{rules:?}");
    }
    // The other way round nothing is hidden, and so it is where what is merged has no records, or begins there.
    let place = begin();
    let git = |arguments: &[&str]| place.git("r", arguments);
    let main = git(&["rev-parse", "HEAD"]);
    git(&["checkout", "--quiet", "--orphan", "site"]);
    git(&["rm", "-r", "--quiet", "--force", "."]);
    for page in ["one", "two"] {
        place.write("r/index.txt", page);
        commit(&place, "2026-06-02", "it", "A page");
    }
    git(&["checkout", "--quiet", "main"]);
    git(&["merge", "--quiet", "--no-ff", "--allow-unrelated-histories", "-m", "Merge the pages", "site"]);
    let (code, rules, _) = found(&place);
    assert!(code == 0 && rules.is_empty(), "{rules:?} {main}");
}

#[test]
fn a_receipt_knows_the_tags_and_the_newest_commit() {
    let place = begin();
    run(place.tickmark("r").args(["verify", "--receipt", "../receipt.json"]), &[0]);
    let since =
        |place: &Place| run(place.tickmark("r").args(["verify", "--since-receipt", "../receipt.json"]), &[0, 1]);
    assert_eq!(since(&place).code, 0);
    commit(&place, "2026-06-02", "manager", "More");
    place.git("r", &["tag", "--force", TAG]);
    let moved = since(&place);
    assert!(
        moved.code == 1 && moved.err.contains("the tag report/IA-2026-01/v1 does not name the commit"),
        "{moved:#?}"
    );
    place.git("r", &["tag", "--delete", TAG]);
    let gone = since(&place);
    assert!(gone.code == 1 && gone.err.contains("there is no tag report/IA-2026-01/v1 any more"), "{gone:#?}");
    place.git("r", &["tag", "--force", TAG, "HEAD~1"]);
    assert_eq!(since(&place).code, 0);
    let receipt = place.read("receipt.json");
    let head = place.git("r", &["rev-parse", "HEAD~1"]);
    place.write("receipt.json", receipt.replace(&head, &"0".repeat(40)));
    assert_eq!(since(&place).code, 1);
}
