//! What a branch is told, before its merge, of what has to be signed.

use super::deeds::{SECOND, accept, issue};
use super::keys::{SIGNERS, begin_signed, sign, sign_tag, with_key};
use crate::support::history::*;
use crate::support::{Place, run};

/// What `lint --new-since main` says of signatures, each by its rule and its level; that `gate` and `review` fail with an error, and
/// with nothing less; and the review.
pub(super) fn of_branch(place: &Place) -> (Vec<[String; 2]>, String) {
    let day = ["--as-of", "2026-06-20"];
    let lint =
        run(place.tickmark("r").args(["lint", "--new-since", "main", "--format", "json"]).args(day), &[0, 1]).json();
    let text = |found: &serde_json::Value, key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let found = lint["diagnostics"].as_array().expect("diagnostics").iter();
    let found = found.map(|found| [text(found, "rule"), text(found, "level")]);
    let found: Vec<[String; 2]> = found.filter(|[rule, _]| rule.ends_with("-unsigned")).collect();
    let code = i32::from(found.iter().any(|[_, level]| level == "error"));
    run(place.tickmark("r").args(["gate", "--new-since", "main"]).args(day), &[code]);
    let review = run(place.tickmark("r").args(["review", "main"]).args(day), &[code]);
    assert_eq!(review.out.contains("**Not ready**"), code == 1, "{}", review.out);
    (found, review.out)
}

pub(super) fn branch_of(required: &str) -> Place {
    let place = begin_signed(required);
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place
}

#[test]
fn a_branch_is_told_how_the_commit_that_merges_it_has_to_be_signed() {
    let lesson = |place: &Place| place.replace(AUDIT, "lessons: [", "lessons: [Bring cake, ");
    let place = branch_of("commits");
    lesson(&place);
    commit(&place, "2026-06-03", "aud", "A lesson");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [["commit-unsigned", "info"]]);
    for text in [
        "**Ready** to be merged by a commit that is signed",
        "- The commit that brings this to main: signed by a key that `keys/allowed_signers` has there (p-aud, p-aud2, p-manager and p-it), \
         because commits must be signed.",
        "of 2026-06-03 by p-aud: A lesson)",
    ] {
        assert!(review.contains(text), "{text:?} is not in\n{review}");
    }
    // It is true: a merge that is signed is enough, and a fast-forward is not.
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut merge = place.command("git", "r");
    merge.env("GIT_AUTHOR_EMAIL", "it@example.com");
    run(
        merge.args(with_key(&place, "it")).args(["merge", "--quiet", "--no-ff", "-S", "-m", "Merge work", "work"]),
        &[0],
    );
    clean(&place);
    place.git("r", &["reset", "--quiet", "--hard", "work"]);
    names(&place, &["commit-unsigned"]);

    // What is signed, or can come by a merge alone, is not named; who sets the level is believed.
    let place = branch_of("commits");
    lesson(&place);
    sign(&place, "2026-06-03", "aud", "aud", "A lesson");
    assert_eq!(of_branch(&place).0, [[""; 2]; 0]);
    commit(&place, "2026-06-03", "aud", "Nothing that touches a record");
    assert_eq!(of_branch(&place).0, [[""; 2]; 0]);
    place.replace(AUDIT, "Bring cake", "Bring a cake");
    sign(&place, "2026-06-03", "aud", "stranger", "A word");
    assert_eq!(of_branch(&place).0, [["commit-unsigned", "info"]]);
    place.git("r", &["checkout", "--quiet", "main"]);
    let level = "rules: {commit-unsigned: {level: error, reason: We only fast-forward}}\n";
    place.write(SETTINGS, place.read(SETTINGS) + level);
    sign(&place, "2026-06-03", "manager", "manager", "No merges here");
    place.git("r", &["checkout", "--quiet", "work"]);
    let (found, review) = of_branch(&place);
    assert_eq!(found, [[""; 2]; 0]);
    assert!(review.contains("- The commit that brings this to main: signed"), "{review}");
    place.git("r", &["rebase", "--quiet", "main"]);
    assert_eq!(of_branch(&place).0, [["commit-unsigned", "error"]; 2]);

    // A key vouches neither for the commit that brings it nor, before the merge, for what follows.
    let place = branch_of("approvals");
    let stranger = place.read("home/stranger.pub");
    place.write(SIGNERS, place.read(SIGNERS) + &format!("aud2@example.com {stranger}"));
    sign(&place, "2026-06-03", "aud2", "stranger", "My other key");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [["commit-unsigned", "info"]]);
    assert!(review.contains("because it changes the list of allowed signers"), "{review}");
    accept(&place);
    sign(&place, "2026-06-03", "aud2", "stranger", "Accepted");
    assert_eq!(of_branch(&place).0, [["approval-unsigned", "error"], ["commit-unsigned", "info"]]);
}

#[test]
fn whose_signatures_count_is_told_before_the_merge() {
    for required in ["approvals", ""] {
        let place = branch_of(required);
        let stranger = place.read("home/stranger.pub");
        let list = place.read(SIGNERS);
        let kept: String = list.split_inclusive('\n').filter(|line| !line.starts_with("aud2@")).collect();
        place.write(SIGNERS, format!("# Ours\n{kept}*@example.com,!it@example.com {stranger}"));
        sign(&place, "2026-06-03", "manager", "manager", "Other keys");
        let review = of_branch(&place).1;
        for text in [
            "- `*@example.com,!it@example.com` **gets** the key `SHA256:",
            "in `keys/allowed_signers`, **a pattern**",
            "- `aud2@example.com` **loses** the key `SHA256:",
            "(namespaces=\"git\")` in `keys/allowed_signers`\n",
            "whose signatures count (keys/allowed",
            "Approved-by: p-manager\n",
        ] {
            assert!(review.contains(text), "{text:?} is not in\n{review}");
        }
        assert!(!review.contains("**aud@example.com**") && !review.contains("- `aud@example.com`"), "{review}");
        let json = run(place.tickmark("r").args(["review", "main", "--format", "json", "--as-of", "2026-06-20"]), &[0]);
        let signers = json.json()["signatures"]["signers"].clone();
        assert_eq!(
            (&signers["gained"][0]["is_pattern"], &signers["lost"][0]["name"]),
            (&true.into(), &"aud2@example.com".into())
        );

        let place = branch_of(required);
        place.write(SIGNERS, format!("# Ours\n{}", place.read(SIGNERS)));
        sign(&place, "2026-06-03", "manager", "manager", "A word");
        assert!(!of_branch(&place).1.contains("whose signatures count"));
    }
}

#[test]
fn an_approval_or_a_tag_of_a_branch_is_asked_for_its_signature() {
    let place = branch_of("approvals");
    accept(&place);
    // What is not committed is signed by nobody yet.
    assert_eq!(of_branch(&place).0, [[""; 2]; 0]);
    commit(&place, "2026-06-03", "aud2", "Accepted");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [["approval-unsigned", "error"]]);
    assert!(
        review.contains("the acceptance of the plan by p-aud2 is not signed by them: the commit is not signed"),
        "{review}"
    );

    let place = branch_of("approvals");
    accept(&place);
    sign(&place, "2026-06-03", "aud2", "aud2", "Accepted");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [[""; 2]; 0]);
    assert!(review.contains("- What commits of this branch approve: those commits themselves"), "{review}");
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-06-29");
    sign(&place, "2026-06-03", "it", "it", "A day earlier");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [["approval-unsigned", "error"]]);
    assert!(review.contains("was followed by one that changed what it was about"), "{review}");

    let place = branch_of("tags");
    issue(&place);
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    let (found, review) = of_branch(&place);
    assert_eq!(found, [[""; 2]; 0]);
    let told = format!("- **IA-2026-01**: the tag `{SECOND}`, once it is set, signed by p-aud or p-manager");
    assert!(review.contains(&told) && review.contains("**Ready** but for a tag"), "{review}");
    for (key, rules) in [("aud", &[][..]), ("stranger", &[["issued-tag-unsigned", "error"]])] {
        sign_tag(&place, key, SECOND);
        assert_eq!(of_branch(&place).0, rules);
    }
}
