//! The shapes that a repository may have: each works, or says in one sentence what is missing. The repositories are real
//! ones, made with `git`.
#![cfg(unix)]

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};

use crate::support::{Place, Run, not_tested, run};
use tickmark::snapshot::{Cache, FileFact, Snapshot};
use tickmark::source::{Location, Selection};

const FINDING: &str = "findings/2026/F-2026-001.yaml";

/// A record that raises `schema-invalid`, so that it shows when it is read.
const BROKEN: &str = "kind: fnding\n";

fn paths(diagnostics: &[String]) -> Vec<&str> {
    diagnostics.iter().filter_map(|line| line.split(' ').nth(1)).collect()
}

#[track_caller]
fn reads_the_same_as(place: &Place, folder: &str, revision: &str) -> Vec<String> {
    let files = place.lint(folder, &[]);
    let commit = place.lint(folder, &["--rev", revision]);
    assert_eq!(files.json(), commit.json());
    assert_eq!((files.code, &files.err), (commit.code, &commit.err));
    files.diagnostics()
}

/// A lint of the index as if no commit had been made yet, so that all of it is judged.
#[track_caller]
fn whole_index(place: &Place, folder: &str) -> Run {
    let head = place.git(folder, &["symbolic-ref", "HEAD"]);
    place.git(folder, &["symbolic-ref", "HEAD", "refs/heads/no-commit-yet"]);
    let run = place.lint(folder, &["--staged"]);
    place.git(folder, &["symbolic-ref", "HEAD", &head]);
    run
}

#[test]
fn a_commit_that_is_missing_is_not_said_to_be_beyond_a_shallow_clone() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r");
    for day in ["2026-06-01", "2026-06-02", "2026-06-03"] {
        place.write("r/README.md", day);
        place.git("r", &["add", "--all"]);
        place.git("r", &["commit", "--quiet", "-m", day]);
    }
    let missing = place.git("r", &["rev-parse", "HEAD~1"]);
    let object = format!("r/.git/objects/{}/{}", &missing[..2], &missing[2..]);
    fs::remove_file(place.path(&object)).expect("an object");
    for arguments in [&["verify"][..], &["log", "F-2026-001"], &["status", "--at", "2026-01-01"]] {
        let run = run(place.tickmark("r").args(arguments), &[2]);
        assert!(run.err.contains(&missing) && run.err.contains("git fsck"), "{arguments:?}: {run:#?}");
        assert!(!run.err.contains("unshallow"), "{arguments:?}: {run:#?}");
    }
}

#[test]
fn a_commit_and_its_checkout_are_judged_alike() {
    let place = Place::new();
    place.fixture_repository("r");
    assert!(reads_the_same_as(&place, "r", "HEAD").is_empty());
    place.write("r/.gitignore", "drafts/\n*.local.yaml\n");
    place.write("r/drafts/seen.yaml", BROKEN);
    place.write("r/a.yml", "kind: finding\n");
    place.write("r/b.YAML", "kind: finding\n");
    place.write("r/empty.yaml", "");
    place.write("r/latin1.yaml", b"kind: finding\ntitle: caf\xe9\n");
    place.write("r/folder.yaml/inner.yaml", BROKEN);
    place.write("r/.hidden/x.yaml", BROKEN);
    place.write("r/large.yaml", vec![b'#'; 5 * 1024 * 1024]);
    place.write("r/nested/tickmark.yaml", "kind: isms\n");
    place.write("r/nested/x.yaml", BROKEN);
    place.write("elsewhere.yaml", BROKEN);
    symlink(place.path("elsewhere.yaml"), place.path("r/link.yaml")).expect("a link");
    symlink(place.path("elsewhere.yaml"), place.path("r/findings/dangling.yaml")).expect("a link");
    fs::create_dir(place.path("outside")).expect("a folder");
    place.write("outside/x.yaml", BROKEN);
    symlink(place.path("outside"), place.path("r/linked")).expect("a link");
    // What has an ending is a file.
    symlink(place.path("outside"), place.path("r/picture.png")).expect("a link");
    symlink(place.path("outside"), place.path("r/linked.yaml")).expect("a link");
    place.replace(&format!("r/{FINDING}"), "status:", "stattus:");
    let bad_name = place.path("r").join(std::ffi::OsStr::from_bytes(b"caf\xe9.yaml"));
    fs::write(bad_name, BROKEN).expect("a file");
    fs::write(place.path("r").join(std::ffi::OsStr::from_bytes(b"photo-\xe9.jpg")), "").expect("a file");
    place.git("r", &["add", "--force", "drafts/seen.yaml"]);
    place.commit_on("r", "2026-06-02", "Break it in many ways");
    place.write("r/only.local.yaml", BROKEN);
    place.write("r/drafts/unseen.yaml", BROKEN);

    let diagnostics = reads_the_same_as(&place, "r", "HEAD");
    assert_eq!(whole_index(&place, "r").diagnostics(), diagnostics);
    let paths = paths(&diagnostics);
    for path in [
        "a.yml",
        "b.YAML",
        "caf\u{fffd}.yaml",
        "drafts/seen.yaml",
        "empty.yaml",
        "findings/dangling.yaml",
        FINDING,
        "folder.yaml",
        "folder.yaml/inner.yaml",
        "large.yaml",
        "latin1.yaml",
        "link.yaml",
        "linked",
        "linked.yaml",
        "nested/tickmark.yaml",
    ] {
        assert!(paths.contains(&path), "{path} is not in {diagnostics:#?}");
    }
    let linked = diagnostics.iter().find(|found| found.contains(" linked "));
    assert!(linked.is_some_and(|found| found.contains("records behind it are not checked")), "{diagnostics:#?}");
    for path in
        [".hidden/x.yaml", "linked/x.yaml", "picture.png", "nested/x.yaml", "drafts/unseen.yaml", "only.local.yaml"]
    {
        assert!(!paths.contains(&path), "{path} is in {diagnostics:#?}");
    }
}

#[test]
fn a_record_root_may_be_a_folder_of_the_repository() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r/governance/isms");
    place.write("r/src/deploy.yaml", "not: a record\n");
    place.write("r/governance/isms/x.yaml", BROKEN);
    place.commit_on("r", "2026-06-01", "Begin");
    let root = "r/governance/isms";
    assert_eq!(paths(&reads_the_same_as(&place, root, "HEAD")), ["governance/isms/x.yaml"]);
    let below = place.lint("r/governance/isms/findings/2026", &[]);
    let beside = place.lint("r", &["-C", "governance/isms"]);
    assert_eq!(below.json(), place.lint(root, &[]).json());
    assert_eq!(below.json(), beside.json());
    assert_eq!(place.lint("r/governance/isms/people", &["--rev", "HEAD"]).json(), below.json());
    assert_eq!(below.json()["root"], "governance/isms");
    place.lint("r", &[]).fails_with(&[
        "no `tickmark.yaml` in",
        "there is one in governance/isms",
        "`-C governance/isms`",
    ]);
    // A commit is searched further than the folders above: it has only one record root.
    assert_eq!(place.lint("r", &["--rev", "HEAD"]).json(), below.json());
    let text = run(place.tickmark("r/governance").args(["lint", "-C", "isms", "--as-of", crate::support::DAY]), &[1]);
    assert!(text.out.contains("--> isms/x.yaml:1:7"), "{}", text.out);
}

#[test]
fn a_record_root_that_moved_is_found_in_older_commits() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r/old");
    let before = place.commit_on("r", "2026-06-01", "Begin");
    place.git("r", &["mv", "old", "new"]);
    place.commit_on("r", "2026-06-02", "Move");
    assert_eq!(place.lint("r/new", &["--rev", &before]).clean().json()["root"], "old");
    assert_eq!(place.lint("r/new", &["--rev", "HEAD"]).clean().json()["root"], "new");
    place.git("r", &["rm", "-r", "--quiet", "new"]);
    place.commit_on("r", "2026-06-03", "Remove");
    place.lint("r", &["--rev", "HEAD"]).fails_with(&["has no `tickmark.yaml`"]);
    place.lint("r", &["--rev", "HEAD~1"]).clean();
}

#[test]
fn of_several_record_roots_the_one_at_the_same_path_is_taken() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r/a");
    place.fixture("r/b");
    place.write("r/b/x.yaml", BROKEN);
    place.commit_on("r", "2026-06-01", "Begin");
    place.lint("r/a", &["--rev", "HEAD"]).clean();
    assert_eq!(reads_the_same_as(&place, "r/b", "HEAD").len(), 1);
    place.lint("r", &["--rev", "HEAD"]).fails_with(&["several record roots (a, b)", "`-C DIR`"]);
    place.git(".", &["clone", "--quiet", "--bare", "r", "bare.git"]);
    place.lint("bare.git", &["--rev", "HEAD"]).fails_with(&["several record roots (a, b)"]);
}

#[test]
fn a_bare_repository_shows_its_commits() {
    let place = Place::new();
    // Around a bare repository lies another record root, which is none of its business.
    place.fixture(".");
    place.fixture_repository("r");
    place.git(".", &["clone", "--quiet", "--bare", "r", "bare.git"]);
    assert_eq!(place.lint("bare.git", &["--rev", "main"]).clean().json(), place.lint("r", &[]).json());
    place.lint("bare.git", &[]).fails_with(&["is a bare repository", "`--rev HEAD`"]);
    place.lint("bare.git", &["--staged"]).fails_with(&["is a bare repository"]);
}

#[test]
fn linked_worktrees_and_separate_data_folders_are_repositories() {
    let place = Place::new();
    place.fixture_repository("r");
    place.git("r", &["worktree", "add", "--quiet", "-b", "other", "../w"]);
    place.write("w/x.yaml", BROKEN);
    place.write("w/.gitignore", "y.yaml\n");
    place.write("w/y.yaml", BROKEN);
    place.commit_on("w", "2026-06-02", "Break");
    assert_eq!(paths(&reads_the_same_as(&place, "w", "HEAD")), ["x.yaml"]);
    place.lint("w", &["--staged"]).clean();
    assert_eq!(whole_index(&place, "w").diagnostics().len(), 1);
    place.lint("r", &[]).clean();
    assert_eq!(place.lint("r", &["--rev", "other"]).diagnostics().len(), 1);

    place.git(".", &["init", "--quiet", "--initial-branch=main", "--separate-git-dir=data.git", "s"]);
    place.fixture("s/isms");
    place.write("s/isms/x.yaml", BROKEN);
    place.commit_on("s", "2026-06-02", "Begin");
    assert_eq!(paths(&reads_the_same_as(&place, "s/isms", "HEAD")), ["isms/x.yaml"]);
    assert_eq!(whole_index(&place, "s/isms").diagnostics().len(), 1);
}

#[test]
fn a_detached_head_is_a_commit_like_any_other() {
    let place = Place::new();
    place.fixture_repository("r");
    place.commit_on("r", "2026-06-02", "Again");
    place.git("r", &["checkout", "--quiet", "--detach", "HEAD~1"]);
    let commit = place.git("r", &["rev-parse", "HEAD"]);
    assert!(reads_the_same_as(&place, "r", "HEAD").is_empty());
    assert_eq!(place.lint("r", &[]).json()["commit"], commit.as_str());
}

#[test]
fn before_the_first_commit_there_are_files_and_an_index() {
    let place = Place::new();
    place.repository("r");
    place.lint("r", &[]).fails_with(&["no `tickmark.yaml` in", "tickmark demo"]);
    place.lint("r", &["--rev", "HEAD"]).fails_with(&["no commit yet"]);
    place.fixture("r");
    let files = place.lint("r", &[]).clean();
    assert!(files.json()["commit"].is_null());
    place.lint("r", &["--rev", "HEAD"]).fails_with(&["the repository has no commit yet", "commit something first"]);
    place.lint("r", &["--at", "2026-06-15"]).fails_with(&["no commit yet"]);
    place.lint("r", &["--staged"]).fails_with(&["tickmark.yaml is not staged", "`git add tickmark.yaml`"]);
    place.git("r", &["add", "--all"]);
    place.lint("r", &["--staged"]).clean();
    // An orphan branch has none either, although the repository has.
    place.commit_on("r", "2026-06-01", "Begin");
    place.git("r", &["checkout", "--quiet", "--orphan", "fresh"]);
    place.lint("r", &["--rev", "HEAD~1"]).fails_with(&["no commit yet"]);
    place.lint("r", &["--rev", "main"]).clean();
}

#[test]
fn a_folder_that_is_in_no_repository_has_only_files() {
    let place = Place::new();
    place.fixture("plain");
    place.write("plain/.gitignore", "x.yaml\n");
    place.write("plain/x.yaml", BROKEN);
    assert_eq!(place.lint("plain", &[]).diagnostics().len(), 1);
    let wants = "is not in a Git repository, and";
    place.lint("plain", &["--rev", "HEAD"]).fails_with(&[wants, "revision HEAD needs one"]);
    place.lint("plain", &["--staged"]).fails_with(&[wants, "--staged needs one"]);
    place.lint("plain", &["--at", "2026-06-01"]).fails_with(&[wants, "--at 2026-06-01 needs one"]);
    place.lint(".", &["-C", "nowhere"]).fails_with(&["nowhere: there is no such folder"]);
    place.lint(".", &["-C", "plain/soa.yaml"]).fails_with(&["soa.yaml: it is not a folder"]);
    fs::create_dir(place.path("empty")).expect("a folder");
    place.write("empty/tickmark.yml", "kind: isms\n");
    place.lint("empty", &[]).fails_with(&["no `tickmark.yaml`", "rename", "tickmark.yml"]);
}

#[test]
fn a_shallow_clone_knows_that_it_is_one() {
    let place = Place::new();
    place.fixture_repository("r");
    let first = place.git("r", &["rev-parse", "HEAD"]);
    place.commit_on("r", "2026-06-10", "Again");
    let url = format!("file://{}", place.path("r").display());
    place.git(".", &["clone", "--quiet", "--depth", "1", &url, "shallow"]);
    // What cannot be asked is named, and it is a warning.
    let warned = place.lint("shallow", &[]);
    assert_eq!((warned.code, warned.diagnostics().len()), (0, 1), "{warned:#?}");
    for words in ["history-unavailable tickmark.yaml", "shallow", "finding-changed-after-closure", "issued-tag-broken"]
    {
        assert!(warned.diagnostics()[0].contains(words), "{words}: {warned:#?}");
    }
    assert_eq!(reads_the_same_as(&place, "shallow", "HEAD").len(), 1);
    for revision in ["HEAD~1", &first] {
        place.lint("shallow", &["--rev", revision]).fails_with(&[revision, "shallow", "git fetch --unshallow"]);
    }
    place.lint("shallow", &["--at", "2026-06-05"]).fails_with(&[
        "shallow",
        "`git fetch --unshallow`",
        "fetch-depth: 0",
    ]);
    assert_eq!(place.lint("shallow", &["--at", "2026-06-10", "--fail-on", "never"]).code, 0);
    place.git("shallow", &["fetch", "--quiet", "--unshallow"]);
    assert_eq!(place.lint("shallow", &["--at", "2026-06-05", "--fail-on", "never"]).code, 0);
}

#[test]
fn a_partial_clone_says_what_is_missing_and_how_to_fetch_it() {
    let place = Place::new();
    place.fixture_repository("r");
    place.git("r", &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", place.path("r").display());
    place.git(".", &["clone", "--quiet", "--filter=blob:none", "--no-checkout", &url, "partial"]);
    let fetch = "git fetch --refetch --no-filter";
    place.lint("partial", &["--rev", "HEAD"]).fails_with(&["tickmark.yaml is in HEAD", "not in this clone", fetch]);
    place.git("partial", &["checkout", "--quiet", "main"]);
    assert!(reads_the_same_as(&place, "partial", "HEAD").is_empty());
    // What was there before is not here.
    place.replace("r/soa.yaml", "status: implemented", "status: planned");
    place.commit_on("r", "2026-06-02", "Another state");
    place.git(".", &["clone", "--quiet", "--filter=blob:none", &url, "later"]);
    let warned = place.lint("later", &[]);
    assert!(warned.diagnostics()[0].starts_with("history-unavailable tickmark.yaml soa.yaml is in"), "{warned:#?}");
    place.git("r", &["reset", "--quiet", "--hard", "HEAD~1"]);
    place.git(".", &["clone", "--quiet", "--filter=tree:0", "--no-checkout", &url, "treeless"]);
    place.lint("treeless", &["--rev", "HEAD"]).fails_with(&["HEAD", "not in this clone", fetch]);
    place.git("treeless", &["fetch", "--quiet", "--refetch", "--no-filter"]);
    place.lint("treeless", &["--rev", "HEAD"]).clean();
    // Some versions of Git write an extension down that libgit2 does not know.
    place.git("partial", &["config", "core.repositoryFormatVersion", "1"]);
    place.git("partial", &["config", "extensions.partialClone", "origin"]);
    let unset = "git config --unset extensions.partialClone";
    place.lint("partial", &[]).fails_with(&["uses Git's partial clone", fetch, unset]);
    place.git("partial", &["fetch", "--quiet", "--refetch", "--no-filter"]);
    place.git("partial", &["config", "--unset", "extensions.partialClone"]);
    place.lint("partial", &[]).clean();
}

/// As where the repository that a clone shares its objects with is gone.
#[test]
fn a_clone_without_its_objects_says_so() {
    let place = Place::new();
    place.fixture_repository("r");
    place.git(".", &["clone", "--quiet", "--shared", "r", "shared"]);
    place.lint("shared", &["--rev", "HEAD"]).clean();
    std::fs::remove_dir_all(place.path("r")).expect("removed");
    for arguments in [&[][..], &["--staged"], &["--rev", "HEAD"], &["--rev", "main"]] {
        place.lint("shared", arguments).fails_with(&[
            "the commit that `",
            "is not in this clone",
            "git fetch --refetch",
        ]);
    }
}

#[test]
fn what_a_sparse_checkout_leaves_out_is_still_checked() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r/isms");
    place.write("r/isms/people/x.yaml", BROKEN);
    place.write("r/isms/findings/y.yaml", BROKEN);
    place.commit_on("r", "2026-06-01", "Begin");
    let whole = place.lint("r/isms", &[]);
    place.git("r", &["sparse-checkout", "set", "--no-cone", "/isms/*", "!/isms/people/", "!/isms/evidence/"]);
    assert!(!place.path("r/isms/people").exists());
    assert_eq!(place.lint("r/isms", &[]).json(), whole.json());
    let index = whole_index(&place, "r/isms");
    assert_eq!((index.diagnostics(), index.records()), (whole.diagnostics(), whole.records()));
    assert_eq!(paths(&whole.diagnostics()), ["isms/findings/y.yaml", "isms/people/x.yaml"]);
    // A file that lies there all the same is the one that counts.
    place.write("r/isms/people/x.yaml", "kind: persn\n");
    assert!(place.lint("r/isms", &[]).out.contains("`persn`"));
    fs::remove_file(place.path("r/isms/people/x.yaml")).expect("a file");
    place.git("r", &["sparse-checkout", "set", "--cone", "--sparse-index", "isms/findings"]);
    place.lint("r/isms", &[]).fails_with(&["a sparse index", "git sparse-checkout reapply --no-sparse-index"]);
    place.git("r", &["sparse-checkout", "reapply", "--no-sparse-index"]);
    assert_eq!(place.lint("r/isms", &[]).json(), whole.json());
    place.git("r", &["sparse-checkout", "disable"]);
    place.git("r", &["update-index", "--split-index"]);
    place.lint("r/isms", &[]).fails_with(&["a split index", "git update-index --no-split-index"]);
    place.git("r", &["update-index", "--no-split-index"]);
    assert_eq!(place.lint("r/isms", &[]).json(), whole.json());
}

#[test]
fn a_dirty_file_counts_even_where_git_is_told_not_to_look() {
    let place = Place::new();
    place.fixture_repository("r");
    place.git("r", &["update-index", "--skip-worktree", FINDING]);
    place.git("r", &["update-index", "--assume-unchanged", "soa.yaml"]);
    place.write(&format!("r/{FINDING}"), BROKEN);
    place.write("r/soa.yaml", BROKEN);
    let diagnostics = place.lint("r", &[]).diagnostics();
    assert!([FINDING, "soa.yaml"].iter().all(|path| paths(&diagnostics).contains(path)), "{diagnostics:#?}");
    place.lint("r", &["--staged"]).clean();
}

#[test]
fn submodules_and_repositories_inside_are_not_looked_into() {
    let place = Place::new();
    place.repository("library");
    place.write("library/x.yaml", BROKEN);
    place.write("library/proof.csv", "a,b\n");
    place.commit_on("library", "2026-06-01", "Begin");
    place.fixture_repository("r");
    let url = place.path("library").display().to_string();
    place.git("r", &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "vendor"]);
    place.replace("r/evidence/2026/E-2026-002.yaml", "evidence/2026/files/walkthrough.csv", "vendor/proof.csv");
    place.commit_on("r", "2026-06-02", "Add a submodule");
    let missing = reads_the_same_as(&place, "r", "HEAD");
    assert_eq!(whole_index(&place, "r").diagnostics(), missing);
    place.git(".", &["clone", "--quiet", "r", "uninitialised"]);
    assert_eq!(reads_the_same_as(&place, "uninitialised", "HEAD"), missing);
    place.fixture_repository("s");
    place.repository("s/inner");
    place.write("s/inner/x.yaml", BROKEN);
    place.lint("s", &[]).clean();
    place.fixture("s/inner");
    assert_eq!(place.lint("s/inner", &[]).diagnostics().len(), 1);
}

#[test]
fn what_git_ignores_is_no_record_unless_it_is_tracked() {
    let place = Place::new();
    place.fixture_repository("r");
    let clean = place.lint("r", &[]).clean().records();
    place.write("r/.gitignore", "/ignored/\ndrafts/\nscratch-*.yaml\n");
    for path in ["ignored/x.yaml", "findings/drafts/y.yaml", "scratch-z.yaml", "findings/scratch-z.yaml"] {
        place.write(&format!("r/{path}"), BROKEN);
    }
    assert_eq!(place.lint("r", &[]).clean().records(), clean);
    place.git("r", &["add", "--force", "findings/drafts/y.yaml", "scratch-z.yaml"]);
    place.write("r/findings/drafts/beside.yaml", BROKEN);
    assert_eq!(paths(&place.lint("r", &[]).diagnostics()), ["findings/drafts/y.yaml", "scratch-z.yaml"]);
    place.write("home/excluded", "global.yaml\n");
    place.git("r", &["config", "core.excludesFile", place.path("home/excluded").to_str().expect("a path")]);
    place.write("r/global.yaml", BROKEN);
    place.write("r/.git/info/exclude", "local.yaml\n");
    place.write("r/local.yaml", BROKEN);
    assert_eq!(place.lint("r", &[]).diagnostics().len(), 2);
}

#[test]
fn a_record_root_that_git_ignores_does_not_pass_for_an_empty_one() {
    let place = Place::new();
    place.repository("r");
    place.write("r/.gitignore", "isms/\n");
    place.fixture("r/isms");
    place.lint("r/isms", &[]).fails_with(&["Git ignores", "isms/tickmark.yaml", "git add --force"]);
    place.git("r", &["add", "--force", "isms"]);
    place.lint("r/isms", &[]).clean();
}

#[test]
fn the_index_is_what_the_next_commit_will_be() {
    let place = Place::new();
    place.fixture_repository("r");
    place.write("r/x.yaml", BROKEN);
    place.lint("r", &["--staged"]).clean();
    place.git("r", &["add", "--intent-to-add", "x.yaml"]);
    place.lint("r", &["--staged"]).clean();
    assert_eq!(place.lint("r", &[]).diagnostics().len(), 1);
    place.git("r", &["add", "x.yaml"]);
    place.write("r/x.yaml", "kind: other\n");
    let staged = place.lint("r", &["--staged"]);
    assert!(staged.code == 1 && staged.out.contains("`fnding`"), "{staged:#?}");
    assert!(place.lint("r", &[]).out.contains("`other`"));
    place.git("r", &["rm", "--quiet", "--force", "--cached", "x.yaml", FINDING]);
    fs::remove_file(place.path("r/x.yaml")).expect("a file");
    place.lint("r", &[]).clean();
    assert_eq!(place.lint("r", &["--staged"]).code, 1, "the finding is gone from the index and still referred to");
    place.git("r", &["rm", "--quiet", "--cached", "tickmark.yaml"]);
    place.lint("r", &["--staged"]).fails_with(&["tickmark.yaml is not staged"]);
}

#[test]
fn a_merge_conflict_is_named() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r/isms");
    place.commit_on("r", "2026-06-01", "Begin");
    place.git("r", &["checkout", "--quiet", "-b", "other"]);
    place.replace(&format!("r/isms/{FINDING}"), "title: ", "title: Other ");
    place.commit_on("r", "2026-06-02", "Other");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.replace(&format!("r/isms/{FINDING}"), "title: ", "title: Own ");
    place.commit_on("r", "2026-06-02", "Own");
    run(place.command("git", "r").args(["merge", "other"]), &[1]);
    place
        .lint("r/isms", &["--staged"])
        .fails_with(&["isms/findings/2026/F-2026-001.yaml is in a merge conflict", "git add"]);
    let files = place.lint("r/isms", &[]);
    assert_eq!(files.code, 1);
    assert!(files.diagnostics()[0].contains("conflict"), "{files:#?}");
}

#[test]
fn a_pre_commit_hook_sees_what_is_being_committed() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r/isms");
    place.commit_on("r", "2026-06-01", "Begin");
    let hook = format!(
        "#!/bin/sh\nexec '{}' lint --staged --as-of {} -C isms --format json >../said\n",
        env!("CARGO_BIN_EXE_tickmark"),
        crate::support::DAY
    );
    install_hook(&place, "r/.git/hooks/pre-commit", &hook);
    place.write(&format!("r/isms/{FINDING}"), BROKEN);
    // Nothing is staged; `git commit -a` and `git commit PATH` each make an index of their own and name it.
    for arguments in [vec!["commit", "-a", "-m", "x"], vec!["commit", "-m", "x", "isms"]] {
        run(place.command("git", "r").args(arguments), &[1]);
        assert!(place.read("said").contains("`fnding`"), "{}", place.read("said"));
    }
    place.git("r", &["worktree", "add", "--quiet", "../w"]);
    place.write("w/isms/x.yaml", BROKEN);
    place.git("w", &["add", "--all"]);
    run(place.command("git", "w").args(["commit", "-m", "x"]), &[1]);
    place.git("r", &["checkout", "--", "."]);
    place.write("r/isms/notes.txt", "fine\n");
    place.git("r", &["add", "--all"]);
    place.git("r", &["commit", "--quiet", "-m", "y"]);
}

#[test]
fn a_pre_receive_hook_sees_what_is_being_pushed() {
    let place = Place::new();
    place.fixture_repository("r");
    place.git(".", &["clone", "--quiet", "--bare", "r", "server.git"]);
    let hook = format!(
        "#!/bin/sh\nread old new ref\nexec '{}' lint --rev \"$new\" --as-of {}\n",
        env!("CARGO_BIN_EXE_tickmark"),
        crate::support::DAY
    );
    install_hook(&place, "server.git/hooks/pre-receive", &hook);
    place.write("r/x.yaml", BROKEN);
    place.commit_on("r", "2026-06-02", "Break");
    let refused = run(place.command("git", "r").args(["push", "../server.git", "main"]), &[1]);
    assert!(refused.err.contains("there is no kind of record `fnding`"), "{}", refused.err);
    fs::remove_file(place.path("r/x.yaml")).expect("a file");
    place.commit_on("r", "2026-06-02", "Mend");
    place.git("r", &["push", "--quiet", "../server.git", "main"]);
}

fn install_hook(place: &Place, path: &str, text: &str) {
    place.write(path, text);
    fs::set_permissions(place.path(path), fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[test]
fn a_git_dir_that_names_another_repository_is_refused() {
    let place = Place::new();
    place.fixture_repository("a");
    place.fixture_repository("b");
    let lint = |folder: &str, arguments: &[&str], git_dir: &str| {
        let mut command = place.tickmark(folder);
        command.args(["lint", "--format", "json", "--as-of", crate::support::DAY]).args(arguments);
        run(command.env("GIT_DIR", git_dir), &[0, 1, 2])
    };
    let other = place.path("b/.git").display().to_string();
    lint("a", &[], &other).fails_with(&["GIT_DIR names", "b/.git, but the records are in", "unset GIT_DIR"]);
    lint("a", &[], ".git").clean();
    lint("a/people", &[], "../.git").clean();
    lint(".", &["-C", "a"], "a/.git").clean();
    lint("a", &[], "").clean();
}

#[test]
fn a_repository_with_sha_256_is_read_like_any_other() {
    let place = Place::new();
    fs::create_dir(place.path("r")).expect("a folder");
    place.git("r", &["init", "--quiet", "--object-format=sha256", "--initial-branch=main"]);
    place.fixture("r");
    place.write("r/x.yaml", BROKEN);
    let commit = place.commit_on("r", "2026-06-01", "Begin");
    assert_eq!(commit.len(), 64);
    assert_eq!(reads_the_same_as(&place, "r", &commit[..12]).len(), 1);
    assert_eq!(whole_index(&place, "r").diagnostics().len(), 1);
    place.write("r/x.yaml", format!("{BROKEN}# changed\n"));
    place.git("r", &["add", "--all"]);
    let staged = place.lint("r", &["--staged"]);
    assert_eq!((staged.diagnostics().len(), staged.records()), (1, 1));
    let index = place.path("r/.git/index");
    let mut command = place.tickmark("r");
    command.args(["lint", "--staged", "--format", "json", "--as-of", crate::support::DAY]).env("GIT_INDEX_FILE", index);
    assert_eq!(run(&mut command, &[1]).diagnostics().len(), 1);
}

#[test]
fn a_repository_with_reftable_is_refused_in_one_sentence() {
    let place = Place::new();
    fs::create_dir(place.path("r")).expect("a folder");
    let made = place.command("git", "r").args(["init", "--quiet", "--ref-format=reftable"]).output().expect("git runs");
    if !made.status.success() {
        not_tested("this git knows no reftable");
        return;
    }
    place.fixture("r");
    place.lint("r", &[]).fails_with(&["Git's reftable format", "git refs migrate --ref-format=files"]);
}

#[test]
fn a_repository_of_somebody_else_is_refused_with_the_way_to_trust_it() {
    let place = Place::new();
    place.fixture_repository("r");
    if std::os::unix::fs::chown(place.path("r"), Some(12_345), None).is_err() {
        not_tested("only root can give a repository to somebody else");
        return;
    }
    std::os::unix::fs::chown(place.path("r/.git"), Some(12_345), None).expect("root may");
    let top = place.path("r").display().to_string();
    let hint = format!("git config --global --add safe.directory {top}");
    place.lint("r/people", &[]).fails_with(&["does not trust the repository at", &hint]);
    place.write("home/.gitconfig", format!("[safe]\n\tdirectory = {top}\n"));
    place.lint("r/people", &[]).clean();
}

#[test]
fn line_ends_that_git_converts_are_no_difference() {
    let place = Place::new();
    place.fixture_repository("r");
    place.write("r/x.yaml", "# one\nkind: fnding\n");
    place.commit_on("r", "2026-06-02", "Break");
    place.git(".", &["clone", "--quiet", "-c", "core.autocrlf=true", "r", "windows"]);
    assert!(place.read("windows/x.yaml").contains("\r\n"));
    assert!(place.read("windows/evidence/2026/files/walkthrough.csv").contains("\r\n"));
    assert_eq!(reads_the_same_as(&place, "windows", "HEAD").len(), 1);
    assert_eq!(fact(&place, &Selection::WorkTree), fact(&place, &Selection::Revision("HEAD".to_owned())));
    // A change beside the line ends is one.
    place.write("windows/evidence/2026/files/walkthrough.csv", "changed\r\n");
    assert_ne!(fact(&place, &Selection::WorkTree), fact(&place, &Selection::Index));
}

fn fact(place: &Place, selection: &Selection) -> Option<FileFact> {
    let location = Location { folder: place.path("windows"), ..Location::default() };
    let opened = location.open(selection).expect("a state");
    let snapshot = Snapshot::load(&*opened.source, &Cache::default()).expect("a snapshot");
    snapshot.file("evidence/2026/files/walkthrough.csv").cloned()
}

#[test]
fn patterns_under_ignore_name_what_is_no_record() {
    let place = Place::new();
    place.fixture_repository("r");
    for path in ["drafts/a.yaml", "findings/drafts/b.yaml", "top.yaml", "findings/top.yaml", "ci/x.yml", "kept.yaml"] {
        place.write(&format!("r/{path}"), BROKEN);
    }
    place.write("r/copy/tickmark.yaml", "kind: isms\n");
    let isms = place.read("r/tickmark.yaml");
    place.write("r/tickmark.yaml", format!("{isms}ignore: [drafts/, /top.yaml, \"*.yml\", copy]\n"));
    place.commit_on("r", "2026-06-02", "Ignore");
    assert_eq!(paths(&reads_the_same_as(&place, "r", "HEAD")), ["findings/top.yaml", "kept.yaml"]);
    place.write(
        "r/tickmark.yaml",
        format!("{isms}ignore: [\"a[\", \"!kept.yaml\", /kept.yaml, \"*.yml\", drafts, copy, top.yaml]\n"),
    );
    let run = place.lint("r", &[]);
    assert_eq!(run.code, 2, "{run:#?}");
    assert!(run.err.contains("settings are invalid in tickmark.yaml"), "{}", run.err);
    assert_eq!(run.diagnostics().len(), 2, "{run:#?}");
}

#[test]
fn revisions_are_named_as_git_names_them() {
    let place = Place::new();
    place.fixture_repository("r");
    let first = place.git("r", &["rev-parse", "HEAD"]);
    place.git("r", &["tag", "light"]);
    place.git("r", &["tag", "-a", "annotated", "-m", "Issued"]);
    place.git("r", &["branch", "feature/x"]);
    place.write("r/x.yaml", BROKEN);
    for number in 2..5 {
        place.commit_on("r", &format!("2026-06-0{number}"), "More");
    }
    for revision in
        ["light", "annotated", "feature/x", "HEAD~3", "HEAD^^^", "main~3", &first, &first[..7], "tags/light"]
    {
        assert_eq!(place.lint("r", &["--rev", revision]).clean().json()["commit"], first.as_str(), "{revision}");
    }
    let unknown = "is not a revision of this repository";
    for revision in ["nope", "HEAD~9", "deadbeef", "", "HEAD@{9}"] {
        place.lint("r", &["--rev", revision]).fails_with(&[&format!("`{revision}` {unknown}"), "git log --oneline"]);
    }
    place.lint("r", &["--rev", "main..light"]).fails_with(&[unknown, "name one commit"]);
    for revision in ["HEAD:tickmark.yaml", "HEAD^{tree}", "HEAD:people"] {
        place.lint("r", &["--rev", revision]).fails_with(&[unknown, "it names no commit"]);
    }
    let mut ids: Vec<String> = (0..1_200)
        .map(|number| tickmark::source::content_id(format!("{number}\n").as_bytes()))
        .map(|id| id[..20].iter().map(|byte| format!("{byte:02x}")).collect())
        .collect();
    ids.sort();
    let twins = ids.windows(2).find(|pair| pair[0][..4] == pair[1][..4]).expect("two of many ids begin alike").to_vec();
    for number in 0..1_200 {
        let id = tickmark::source::content_id(format!("{number}\n").as_bytes());
        let id: String = id[..20].iter().map(|byte| format!("{byte:02x}")).collect();
        if twins.contains(&id) {
            place.write("r/.git/blob", format!("{number}\n"));
            assert_eq!(place.git("r", &["hash-object", "-w", ".git/blob"]), id);
        }
    }
    place.lint("r", &["--rev", &twins[0][..4]]).fails_with(&["several objects begin like this"]);
}

#[test]
fn at_takes_the_last_commit_of_the_day() {
    let place = Place::new();
    place.fixture_repository("r");
    let first = place.git("r", &["rev-parse", "HEAD"]);
    let second = place.commit_on("r", "2026-06-10", "Second");
    let third = place.commit_on("r", "2026-06-12", "Third");
    for (day, commit) in [
        ("2026-06-01", &first),
        ("2026-06-09", &first),
        ("2026-06-10", &second),
        ("2026-06-11", &second),
        ("2026-06-12", &third),
        ("2026-06-15", &third),
    ] {
        let json = place.lint("r", &["--at", day, "--fail-on", "never"]).json();
        assert_eq!((&json["commit"], &json["as_of"]), (&commit.as_str().into(), &day.into()));
    }
    place.lint("r", &["--at", "2026-05-31"]).fails_with(&["there is no commit up to the end of 2026-05-31"]);
    let early = place.lint("r", &["--as-of", "2026-06-11"]);
    assert!(early.err.starts_with("warning: 2026-06-11 is before the commit's day, 2026-06-12"), "{}", early.err);
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let place = Place::new();
    place.fixture("plain");
    for number in 0..1500 {
        place.write(&format!("plain/x{number}.yaml"), BROKEN);
    }
    let tickmark = env!("CARGO_BIN_EXE_tickmark");
    let script = format!("{{ '{tickmark}' lint --as-of 2026-06-15; echo \"code $?\" >&2; }} | head -n 1");
    let run = run(place.command("bash", "plain").args(["-c", &script]), &[0]);
    assert_eq!((run.out.lines().count(), run.err.as_str()), (1, "code 0\n"));
}

#[test]
fn a_file_of_100_mb_is_refused_without_being_read() {
    let place = Place::new();
    place.fixture("plain");
    let file = fs::File::create(place.path("plain/huge.yaml")).expect("a file");
    file.set_len(100 * 1024 * 1024).expect("a sparse file");
    let run = place.lint("plain", &[]);
    assert_eq!(run.code, 1);
    assert_eq!(run.diagnostics(), ["schema-invalid huge.yaml 100 MiB, and a record has at most 4 MiB"]);
    let file = fs::File::create(place.path("plain/tickmark.yaml")).expect("a file");
    file.set_len(100 * 1024 * 1024).expect("a sparse file");
    assert_eq!(place.lint("plain", &[]).code, 2);
}

#[test]
fn what_may_not_be_read_is_named_and_the_rest_is_checked() {
    let place = Place::new();
    place.fixture("plain");
    place.write("plain/closed.yaml", BROKEN);
    place.write("plain/shut/inner.yaml", BROKEN);
    place.write("plain/x.yaml", BROKEN);
    fs::set_permissions(place.path("plain/closed.yaml"), fs::Permissions::from_mode(0o0)).expect("permissions");
    fs::set_permissions(place.path("plain/shut"), fs::Permissions::from_mode(0o0)).expect("permissions");
    let evidence = place.path("plain/evidence/2026/files/walkthrough.csv");
    fs::set_permissions(evidence, fs::Permissions::from_mode(0o0)).expect("permissions");
    let is_root = fs::read(place.path("plain/closed.yaml")).is_ok();
    let run = match is_root {
        // Permissions do not bind root, so somebody else looks.
        true => as_nobody(&place),
        false => Some(place.lint("plain", &[])),
    };
    fs::set_permissions(place.path("plain/shut"), fs::Permissions::from_mode(0o755)).expect("permissions");
    let Some(run) = run else {
        not_tested("permissions do not bind root, and nobody else can run the binary");
        return;
    };
    assert_eq!(run.code, 1, "{run:#?}");
    assert_eq!(
        run.diagnostics(),
        [
            "schema-invalid closed.yaml cannot be read: permission denied",
            "evidence-missing evidence/2026/E-2026-002.yaml evidence/2026/files/walkthrough.csv cannot be read: permission denied",
            "schema-invalid shut a folder that cannot be listed, so its records are not checked",
            "schema-invalid x.yaml there is no kind of record `fnding`",
        ]
    );
}

#[test]
fn an_object_that_is_damaged_is_named() {
    let place = Place::new();
    place.fixture_repository("r");
    place.commit_on("r", "2026-06-01", "Begin");
    for (object, commands) in [
        (format!("HEAD:{FINDING}"), &[&["lint", "--rev", "HEAD"][..]][..]),
        ("HEAD:findings".to_owned(), &[&["lint", "--rev", "HEAD"], &["verify"]]),
    ] {
        let id = place.git("r", &["rev-parse", &object]);
        let file = place.path(format!("r/.git/objects/{}/{}", &id[..2], &id[2..]));
        let whole = fs::read(&file).expect("a loose object");
        fs::remove_file(&file).expect("removed");
        fs::write(&file, "none").expect("a file");
        for command in commands {
            run(place.tickmark("r").args(*command), &[2])
                .fails_with(&[&format!("the object {id} is damaged"), "`git fsck` lists all that is damaged"]);
        }
        fs::write(&file, whole).expect("a file");
    }
}

/// A lint as a user without rights, on a copy of the binary that this user can reach.
fn as_nobody(place: &Place) -> Option<crate::support::Run> {
    use std::os::unix::process::CommandExt;
    fs::copy(env!("CARGO_BIN_EXE_tickmark"), place.path("tickmark")).expect("a copy");
    fs::set_permissions(place.path("."), fs::Permissions::from_mode(0o755)).expect("permissions");
    let mut command = place.command(place.path("tickmark").to_str().expect("a path"), "plain");
    command.args(["lint", "--format", "json", "--as-of", crate::support::DAY]).uid(65_534).gid(65_534);
    let output = command.output().ok()?;
    Some(crate::support::Run {
        code: output.status.code()?,
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}
