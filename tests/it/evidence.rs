//! Evidence over real repositories: pinned files, what is not at hand, paths that lead out, tombstones, and drift.

use std::fs;

use crate::support::{Place, run};

const RECORD: &str = "r/evidence/2026/E-2026-002.yaml";
const FILE: &str = "evidence/2026/files/walkthrough.csv";
const LOCATION: &str = "location: evidence/2026/files/walkthrough.csv";
const HASH: &str = "sha256: c107e9a1250a6997d3244fa09f7b49b9f0a3acf6709bbb434e36e04f202c508c\n";

fn place() -> (Place, String) {
    let place = Place::new();
    place.fixture_repository("r");
    let first = place.git("r", &["rev-parse", "HEAD"]);
    (place, first)
}

/// Evidence rules that a lint raises, with what they say.
fn lint(place: &Place, folder: &str) -> Vec<String> {
    let all = place.lint(folder, &[]).diagnostics();
    all.into_iter().map(|one| one.replace(" evidence/2026/E-2026-002.yaml", "")).collect()
}

/// `rule message` of what verify reports beyond the first commit.
fn verify(place: &Place) -> Vec<String> {
    let json = run(place.tickmark("r").args(["verify", "--format", "json"]), &[0, 1]).json();
    let all = json["lapses"].as_array().expect("lapses").clone();
    all.iter()
        .map(|one| {
            format!("{} {}", one["rule"].as_str().unwrap_or_default(), one["message"].as_str().unwrap_or_default())
        })
        .collect()
}

#[test]
fn a_file_pinned_to_a_commit_is_checked_there() {
    let (place, first) = place();
    place.replace(RECORD, LOCATION, &format!("location: git:{first}:{FILE}"));
    // What the path holds by now does not matter.
    fs::remove_file(place.path("r").join(FILE)).expect("the file");
    place.commit_on("r", "2026-06-02", "Pin the walk-through");
    for arguments in [&[][..], &["--rev", "HEAD"]] {
        place.lint("r", arguments).clean();
    }
    place.replace(RECORD, "sha256: c107", "sha256: d107");
    let found = lint(&place, "r");
    assert!(
        found.len() == 1 && found[0].starts_with("evidence-hash-mismatch ") && found[0].contains(&first[..10]),
        "{found:?}"
    );
    place.replace(RECORD, FILE, "evidence/2026/files/gone.csv");
    assert_eq!(
        lint(&place, "r"),
        [format!("evidence-missing there is no file evidence/2026/files/gone.csv at {}", &first[..10])]
    );
    place.replace(RECORD, &first, "0123456789012345678901234567890123456789");
    assert_eq!(lint(&place, "r"), ["evidence-missing there is no commit 0123456789"]);
}

#[test]
fn a_shallow_or_partial_clone_says_that_it_cannot_tell() {
    let (place, first) = place();
    place.replace(RECORD, LOCATION, &format!("location: git:{first}:{FILE}"));
    place.commit_on("r", "2026-06-02", "Pin the walk-through");
    let url = format!("file://{}", place.path("r").display());
    place.git("r", &["config", "uploadpack.allowFilter", "true"]);
    for (folder, part) in [("shallow", "--depth=1"), ("treeless", "--filter=tree:0")] {
        place.git("", &["clone", "-q", part, &url, folder]);
        // That history is not here is said beside it, by a rule of its own.
        let found: Vec<String> = lint(&place, folder).into_iter().filter(|one| one.starts_with("evidence")).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("evidence-not-here its hash was not checked: there is no commit"), "{found:?}");
        assert!(found[0].contains("in this clone"), "{found:?}");
    }
}

#[test]
fn another_repository_counts_by_its_name_in_the_settings() {
    let (place, _) = place();
    place.repository("product");
    place.write("product/export.csv", place.read(&format!("r/{FILE}")));
    let commit = place.commit_on("product", "2026-03-01", "Export");
    place.replace(RECORD, LOCATION, &format!("location: git:product@{commit}:export.csv"));
    assert_eq!(lint(&place, "r"), ["evidence-outside `product` is no repository that evidence may lie in"]);
    let settings = place.read("r/tickmark.yaml");
    place.write("r/tickmark.yaml", format!("{settings}evidence_repositories: [{{id: product, path: ../product}}]\n"));
    place.lint("r", &[]).clean();
    place.replace(RECORD, "sha256: c107", "sha256: d107");
    assert!(lint(&place, "r")[0].starts_with("evidence-hash-mismatch export.csv at "), "{:?}", lint(&place, "r"));
    fs::rename(place.path("product"), place.path("elsewhere")).expect("moved away");
    assert_eq!(
        lint(&place, "r"),
        ["evidence-not-here its hash was not checked: there is no Git repository at ../product that can be opened"]
    );
    // An absolute path is refused by the schema of the settings.
    place.replace("r/tickmark.yaml", "path: ../product", "path: /etc");
    let run = place.lint("r", &[]);
    assert!(run.code != 0 && run.out.contains("evidence_repositories"), "{run:#?}");
}

#[cfg(unix)]
#[test]
fn no_location_leads_out_of_the_repository() {
    let (place, first) = place();
    place.write("secret.csv", "secret");
    let mut location = LOCATION.to_owned();
    for (said, rule) in [
        ("../secret.csv", "evidence-outside"),
        ("/etc/passwd", "evidence-outside"),
        ("evidence/../../secret.csv", "evidence-outside"),
        ("git:main:evidence/x.csv", "evidence-outside"),
        (&*format!("git:{first}:../secret.csv"), "evidence-outside"),
        (&*format!("git:../product@{first}:secret.csv"), "evidence-outside"),
        (&*format!("git:{first}"), "evidence-outside"),
        (".git/config", "evidence-outside"),
        ("evidence/.GIT/config", "evidence-outside"),
        ("evidence/2026/link.csv", "evidence-missing"),
    ] {
        let new = format!("location: {said}");
        place.replace(RECORD, &location, &new);
        location = new;
        if said.ends_with("link.csv") {
            std::os::unix::fs::symlink("/etc/passwd", place.path("r").join(said)).expect("a link");
        }
        let found = lint(&place, "r");
        assert!(found.len() == 1 && found[0].starts_with(rule), "{said}: {found:?}");
    }
    let link =
        "evidence-missing evidence/2026/link.csv is a symbolic link, or lies behind one, and tickmark follows none";
    assert_eq!(lint(&place, "r"), [link]);
    // A link that the index or a commit holds is no file either.
    let words = link.replacen(' ', " evidence/2026/E-2026-002.yaml ", 1);
    place.git("r", &["add", "-A"]);
    assert_eq!(place.lint("r", &["--staged"]).diagnostics(), [words.as_str()]);
    let commit = place.commit_on("r", "2026-06-02", "A link");
    assert_eq!(place.lint("r", &["--rev", "HEAD"]).diagnostics(), [words.as_str()]);
    place.replace(RECORD, &location, &format!("location: git:{commit}:evidence/2026/link.csv"));
    assert_eq!(
        lint(&place, "r"),
        [format!(
            "evidence-missing evidence/2026/link.csv is a symbolic link at {}, and tickmark follows none",
            &commit[..10]
        )]
    );
}

#[test]
fn what_is_destroyed_leaves_a_tombstone() {
    let (place, _) = place();
    place.replace(RECORD, "retain_until: 2030-03-31", "retain_until: 2026-06-30");
    place.commit_on("r", "2026-06-02", "Kept for three months");
    fs::remove_file(place.path("r").join(FILE)).expect("the file");
    let missing = lint(&place, "r");
    assert_eq!(missing, [format!("evidence-missing there is no file {FILE} in this repository")]);
    let tombstone = "status: disposed\nstatus_reason: Its retention is over";
    place.replace(RECORD, "status: verified", &format!("{tombstone}\ndisposed: {{by: p-manager, date: 2026-07-01}}"));
    let whole = place.read(RECORD);
    let lint = |place: &Place| place.lint("r", &["--as-of", "2026-07-02", "--new-since", "HEAD"]).diagnostics();
    assert_eq!(lint(&place), [""; 0], "hash, reason and approval stay");
    // Too early, without a reason, without the hash.
    let early = place.lint("r", &["--new-since", "HEAD"]).diagnostics();
    assert!(early.iter().any(|one| one.starts_with("evidence-removed-early")), "{early:?}");
    place.replace(RECORD, "status_reason: Its retention is over\n", "");
    assert!(lint(&place)[0].contains("it does not say why"), "{:?}", lint(&place));
    place.write(RECORD, whole.replace(HASH, ""));
    let found = lint(&place);
    assert!(
        found.len() == 1 && found[0].contains("evidence-drifted") && found[0].contains("its hash was taken away"),
        "{found:?}"
    );
    place.write(RECORD, &whole);
    place.commit_on("r", "2026-07-02", "Disposed of");
    let told: Vec<String> = verify(&place).into_iter().filter(|lapse| lapse.starts_with("evidence")).collect();
    assert_eq!(told, ["evidence-removed-early it is to be kept until 2026-06-30 only, and was until 2030-03-31"]);
}

/// Whoever tidies up destroys nothing.
#[test]
fn a_file_that_was_moved_is_not_said_to_be_gone() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r");
    place.commit_on("r", "2026-06-01", "Begin");
    place.git("r", &["mv", "evidence/2026/files", "evidence/2026/kept"]);
    place.commit_on("r", "2026-06-02", "Tidy up");
    let moved = "the file of E-2026-002 is not where its record says, and it was checked";
    let to = "the same bytes are at evidence/2026/kept/walkthrough.csv since";
    let found = verify(&place);
    assert!(found.iter().any(|lapse| lapse.contains(moved) && lapse.contains(to)), "{found:?}");
    place.replace(RECORD, "evidence/2026/files/", "evidence/2026/kept/");
    place.commit_on("r", "2026-06-03", "Say where it is");
    let found = verify(&place);
    assert!(!found.iter().any(|lapse| lapse.starts_with("evidence-drifted")), "{found:?}");
    std::fs::remove_file(place.path("r/evidence/2026/kept/walkthrough.csv")).expect("the file");
    place.commit_on("r", "2026-06-04", "Tidy up more");
    let found = verify(&place);
    assert!(found.iter().any(|lapse| lapse.contains("the file of E-2026-002 is gone")), "{found:?}");
}

#[test]
fn a_file_that_changed_after_it_was_checked_has_drifted() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r");
    // What a report rests on is held before anybody checks it.
    let paper = "r/audits/IA-2026-01/workpapers/WP-2026-01.yaml";
    place.write(paper, place.read(paper).replace("    evidence: [E-2026-002]\n", ""));
    place.commit_on("r", "2026-06-01", "Begin");
    let file = format!("r/{FILE}");
    let old = place.read(&file);
    // Nothing but history knows of a file without a hash.
    place.replace(RECORD, HASH, "");
    place.replace(RECORD, "status: verified", "status: received");
    place.commit_on("r", "2026-06-02", "Handed in");
    place.write(&file, "better,1\n");
    place.commit_on("r", "2026-06-03", "Handed in better");
    place.replace(RECORD, "status: received", "status: verified");
    place.commit_on("r", "2026-06-04", "Checked");
    const BACK: &str = "it is as it was again since";
    let told = |place: &Place, is_back: bool| -> Vec<String> {
        let of_rule = verify(place).into_iter().filter(|lapse| lapse.starts_with("evidence-drifted"));
        of_rule.filter(|lapse| lapse.contains(BACK) == is_back).collect()
    };
    let drifted = |place: &Place| told(place, false);
    // The first commit had it checked, with a hash; taking that away is a lapse of its own.
    let before = drifted(&place).len();
    place.write(&file, "worse,1\n");
    let changed = place.commit_on("r", "2026-06-05", "Swap the file");
    place.commit_on("r", "2026-06-06", "Something else");
    let found = drifted(&place);
    assert_eq!(found.len(), before + 1, "{found:?}");
    assert!(
        found.iter().any(|lapse| lapse.contains("the file of E-2026-002 is not what it was when it was checked")),
        "{found:?}"
    );
    let text = run(place.tickmark("r").args(["verify"]), &[1]).out;
    assert!(text.contains(&changed[..10]), "{text}");
    assert_eq!(told(&place, true), [""; 0]);
    place.write(&file, "better,1\n");
    let back = place.commit_on("r", "2026-06-07", "Put it back");
    assert_eq!(drifted(&place).len(), before);
    // Somebody may have looked at the other one.
    let said =
        format!("the file of E-2026-002 was another one for a while after it was checked; {BACK} {}", &back[..10]);
    assert!(told(&place, true).iter().any(|lapse| lapse.contains(&said)), "{:?}", told(&place, true));
    assert!(run(place.tickmark("r").args(["verify"]), &[0, 1]).out.contains("warning[evidence-drifted]"));
    assert_ne!(old, place.read(&file));
    // Behind a record that cannot be read meanwhile.
    let record = place.read(RECORD);
    place.write(RECORD, format!("{record}x: [\n"));
    place.write(&file, "worse,1\n");
    place.commit_on("r", "2026-06-07", "A slip");
    place.write(RECORD, record);
    place.commit_on("r", "2026-06-07", "Mend it");
    assert_eq!(drifted(&place).len(), before + 1);
    place.write(&file, "better,1\n");
    place.commit_on("r", "2026-06-07", "Put it back once more");
    assert_eq!(drifted(&place).len(), before);
    // Gone, or a link to somewhere, although its record says that it is there.
    std::fs::remove_file(place.path(&file)).expect("the file");
    let gone = place.commit_on("r", "2026-06-08", "Tidy up");
    place.commit_on("r", "2026-06-09", "Something else");
    let is_gone = |place: &Place| {
        let found = drifted(place);
        found.len() == before + 1
            && found.iter().any(|lapse| lapse.contains("the file of E-2026-002 is gone, and it was checked"))
    };
    assert!(is_gone(&place), "{:?}", drifted(&place));
    assert!(run(place.tickmark("r").args(["verify"]), &[1]).out.contains(&gone[..10]));
    std::os::unix::fs::symlink("/etc/hostname", place.path(&file)).expect("a link");
    place.commit_on("r", "2026-06-10", "A link in its place");
    let is_link = |found: &[String]| {
        let said = "the file of E-2026-002 is a symbolic link now, or lies behind one, and tickmark follows none; it was checked";
        found.len() == before + 1 && found.iter().any(|lapse| lapse.contains(said))
    };
    assert!(is_link(&drifted(&place)), "{:?}", drifted(&place));
    std::fs::remove_file(place.path(&file)).expect("the link");
    place.write(&file, "better,1\n");
    place.commit_on("r", "2026-06-11", "Put it back");
    assert_eq!(drifted(&place).len(), before);
    // A link at once, or in the place of the folder: told before the merge, and for good.
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    std::fs::remove_file(place.path(&file)).expect("the file");
    std::os::unix::fs::symlink("/etc/hostname", place.path(&file)).expect("a link");
    place.commit_on("r", "2026-06-12", "A link at once");
    let review = run(place.tickmark("r").args(["review", "main", "--as-of", "2026-06-15"]), &[0, 1]).out;
    assert!(review.contains("is a symbolic link now, or lies behind one"), "{review}");
    assert!(is_link(&drifted(&place)), "{:?}", drifted(&place));
    std::fs::remove_file(place.path(&file)).expect("the link");
    place.write(&file, "better,1\n");
    place.commit_on("r", "2026-06-13", "Put it back for good");
    assert_eq!(drifted(&place).len(), before);
}

#[test]
fn a_hash_that_changes_after_the_check_has_drifted() {
    let (place, _) = place();
    place.write(&format!("r/{FILE}"), "other,1\n");
    let new = "sha256: c7543d162a8ab6ca65861364cc12c161f34d76bf91a9358eca0014d41d44b528\n";
    place.replace(RECORD, HASH, new);
    place.commit_on("r", "2026-06-05", "Swap the file and its hash");
    let found = verify(&place);
    assert!(
        found.iter().any(|lapse| lapse.contains("its hash was changed after an auditor had checked it")),
        "{found:?}"
    );
}

/// A commit has no more of such a file than its pointer, and a checkout need not have more.
#[test]
fn a_file_that_git_lfs_keeps_is_the_one_its_pointer_names() {
    let (place, _) = place();
    let pointer = |digit: &str| {
        let sha256 = format!("{digit}107e9a1250a6997d3244fa09f7b49b9f0a3acf6709bbb434e36e04f202c508c");
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize 61\n")
    };
    let whole = place.read(&format!("r/{FILE}"));
    place.write(&format!("r/{FILE}"), pointer("c"));
    // A text that looks like a pointer is one where Git LFS keeps files.
    place.commit_on("r", "2026-06-02", "Say that it is kept");
    for arguments in [&[][..], &["--rev", "HEAD"]] {
        let found = place.lint("r", arguments).diagnostics();
        assert!(found.len() == 1 && found[0].contains("what it points to is nowhere"), "{found:?}");
    }
    place.write("r/evidence/.gitattributes", "*.csv filter=lfs diff=lfs merge=lfs -text\n");
    place.commit_on("r", "2026-06-02", "Keep it with Git LFS");
    for arguments in [&[][..], &["--rev", "HEAD"], &["--staged"]] {
        place.lint("r", arguments).clean();
    }
    // As where it is fetched: the commit has the pointer, and the file on disk is the whole one.
    place.write(&format!("r/{FILE}"), whole);
    for arguments in [&[][..], &["--rev", "HEAD"]] {
        place.lint("r", arguments).clean();
    }
    place.write(&format!("r/{FILE}"), pointer("d"));
    let found = lint(&place, "r");
    assert!(found.len() == 1 && found[0].starts_with("evidence-hash-mismatch "), "{found:?}");
}

/// A letter and its accent are one character or two, and nobody sees which; a Mac takes the one for the other.
#[cfg(not(target_os = "macos"))]
#[test]
fn a_name_that_only_looks_the_same_is_told_apart() {
    let (place, _) = place();
    let apart = "evidence/2026/files/pru\u{308}fung.csv";
    fs::rename(place.path("r").join(FILE), place.path("r").join(apart)).expect("renamed");
    place.replace(RECORD, LOCATION, "location: evidence/2026/files/pr\u{fc}fung.csv");
    place.git("r", &["add", "--all"]);
    let found = lint(&place, "r");
    assert!(found.len() == 1 && found[0].contains("its accents are written in another way"), "{found:?}");
    place.replace(RECORD, "pr\u{fc}fung", "pru\u{308}fung");
    place.lint("r", &[]).clean();
    place.replace(RECORD, "pru\u{308}fung", "pr\u{fc}fungen");
    assert_eq!(
        lint(&place, "r"),
        ["evidence-missing there is no file evidence/2026/files/prüfungen.csv in this repository"]
    );
}

/// A branch whose evidence is pinned to a commit of its own.
fn pinned_on_a_branch() -> (Place, String) {
    let (place, _) = place();
    place.git("r", &["checkout", "-q", "-b", "branch"]);
    place.write(&format!("r/{FILE}"), "control,seen\nA.5.1,yes\n");
    let own = place.commit_on("r", "2026-06-02", "Walk through again");
    place.replace(RECORD, LOCATION, &format!("location: git:{own}:{FILE}"));
    let sum = tickmark::history::sha256("control,seen\nA.5.1,yes\n");
    place.replace(RECORD, HASH, &format!("sha256: {sum}\n"));
    place.replace(RECORD, "status: verified", "status: received");
    place.replace(RECORD, "verified_by: p-aud\n", "");
    place.commit_on("r", "2026-06-02", "Pin the walk-through");
    (place, own)
}

#[test]
fn a_pin_to_a_commit_that_a_squash_leaves_behind_is_told_before_and_after() {
    let (place, own) = pinned_on_a_branch();
    let review = ["review", "main", "branch", "--as-of", "2026-06-02"];
    let told = run(place.tickmark("r").args(review), &[0, 1]).out;
    let line = format!("{FILE} is pinned to {}, a commit of this branch", &own[..10]);
    let (before, squashed) = told.split_once("Squashed or rebased, this comes with it").expect("how to merge it");
    assert!(!before.contains(&line) && squashed.contains(&line), "{told}");

    let merged = |way: &[&str], clone: &str| {
        place.git("r", &["checkout", "-q", "main"]);
        place.git("r", &[&["merge", "-q"], way, &["branch"]].concat());
        place.commit_on("r", "2026-06-03", "Walk-through");
        let url = format!("file://{}", place.path("r").display());
        place.git("", &["clone", "-q", "--single-branch", &url, clone]);
        let main = place.git("r", &["rev-parse", "HEAD"]);
        let lint = place.lint(clone, &[]).out;
        let verified = run(place.tickmark(clone).arg("verify"), &[0, 1]);
        (main, lint, verified)
    };
    let (main, lint, verified) = merged(&["--squash"], "squashed");
    let (lost, instead) = (format!("there is no commit {}", &own[..10]), format!("git:{main}:{FILE}"));
    assert!(lint.contains(&lost) && lint.contains(&instead), "{lint}");
    assert!(verified.out.contains(&lost) && verified.out.contains(&instead), "{verified:#?}");
    place.git("r", &["reset", "-q", "--hard", "HEAD~1"]);
    let (_, lint, verified) = merged(&["--no-ff", "--no-commit"], "merged");
    assert!(!lint.contains("evidence-missing") && !verified.out.contains("evidence-missing"), "{lint}{verified:#?}");
}
