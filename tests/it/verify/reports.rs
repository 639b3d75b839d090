//! Issued reports, and the tag and the digest that seal them.

use super::deeds::{SECOND, issue};
use super::keys::{begin_signed, sign, sign_tag};
use crate::support::history::*;
use crate::support::{Place, not_tested, run};

#[test]
fn an_issued_report_that_is_edited_is_seen() {
    let edits = [
        (AUDIT, "effective: effective", "effective: partly"),
        (FINDING, "statement: 1 of 8", "statement: 1 of 80"),
        (FINDING, "evidence: [E-2026-001]", "evidence: [E-2026-004]"),
    ];
    for (path, from, to) in edits {
        let place = begin();
        place.replace(path, from, to);
        commit(&place, "2026-06-02", "aud", "Correct a word");
        names(&place, &["report-changed-after-issue"]);
    }
    let place = begin();
    place.replace(PAPER, "result: conform", "result: strength");
    commit(&place, "2026-06-02", "aud", "Correct a word");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"report-changed-after-issue".to_owned()), "{rules:?}");
}

#[test]
fn a_tag_that_is_gone_or_moved_is_seen() {
    let place = begin();
    place.git("r", &["tag", "--delete", TAG]);
    breaks(&place, &["IA-2026-01"]);

    let place = begin();
    place.git("r", &["checkout", "--quiet", "-b", "side"]);
    place.replace(AUDIT, "effective: effective", "effective: partly");
    commit(&place, "2026-06-02", "aud", "A nicer report");
    place.git("r", &["tag", "--force", TAG]);
    place.git("r", &["checkout", "--quiet", "main"]);
    breaks(&place, &["IA-2026-01"]);

    let place = begin();
    place.replace(AUDIT, "effective: effective", "effective: partly");
    commit(&place, "2026-06-02", "aud", "A nicer report");
    place.git("r", &["tag", "--force", TAG]);
    breaks(&place, &["IA-2026-01"]);

    // It is there, and names no commit at all.
    let place = begin();
    let file = place.git("r", &["rev-parse", "HEAD:tickmark.yaml"]);
    place.git("r", &["tag", "--force", TAG, file.trim()]);
    let run = verify(&place, &[]);
    assert!(run.code == 1 && run.out.contains(&format!("tag {TAG} IS NOT PART of this history")), "{run:#?}");
}

#[test]
fn the_signature_of_another_tag_is_none() {
    let place = begin_signed("tags");
    issue(&place);
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    sign_tag(&place, "aud", "another");
    place.git("r", &["update-ref", &format!("refs/tags/{SECOND}"), "refs/tags/another"]);
    let verified = verify(&place, &[]);
    assert!(
        verified.code == 1 && verified.out.contains("has the signature of another tag, `another`"),
        "{verified:#?}"
    );
    assert!(verified.out.contains("is a reference to another tag, `another`"), "{verified:#?}");
    let site = ["site", "--as-of", "2026-07-20", "-o", "../out", "--audience", "management"];
    run(place.tickmark("r").args(site), &[0]);
    let page = place.read("out/integrity.html");
    assert!(page.contains("is a reference to another tag:</span> <code>another</code>"), "{page}");
    // Whoever did not issue it vouches for nothing.
    sign_tag(&place, "it", SECOND);
    let verified = verify(&place, &[]);
    assert!(
        verified.code == 1 && verified.out.contains("is signed by p-it, who did not issue the report"),
        "{verified:#?}"
    );
    sign_tag(&place, "aud", SECOND);
    clean(&place);
}

/// The digest of the report, as the tool prints it for the files on disk or for a revision.
fn digest(place: &Place, revision: &[&str]) -> String {
    let printed = run(place.tickmark("r").arg("verify").args(revision).args(["--digest", "IA-2026-01"]), &[0]).out;
    printed.lines().next().expect("a line").to_owned()
}

#[test]
fn the_digest_ties_the_record_the_tag_and_the_report() {
    let place = begin();
    let own = digest(&place, &[]);
    assert_eq!(own, digest(&place, &[TAG]));
    let message = format!("Report\n\nTickmark-Digest: sha256:{own}\n");
    place.git("r", &["tag", "--force", "--annotate", TAG, "--message", &message]);
    place.replace(AUDIT, "tag: report/IA-2026-01/v1", &format!("tag: report/IA-2026-01/v1\n  digest: {own}"));
    commit(&place, "2026-06-02", "manager", "Note the digest");
    clean(&place);

    // A digest that was made for something else.
    place.replace(AUDIT, &own, &"a".repeat(64));
    commit(&place, "2026-06-03", "manager", "Another digest");
    names(&place, &["report-digest-mismatch"]);
    place.replace(AUDIT, &"a".repeat(64), &own);
    commit(&place, "2026-06-04", "manager", "And back");
    clean(&place);

    place.git("r", &["tag", "--force", "--annotate", TAG, "--message", &message.replace(&own, &"1".repeat(64))]);
    names(&place, &["report-digest-mismatch"]);
    let told = run(place.tickmark("r").arg("verify"), &[1]).out;
    assert!(told.contains(&format!("tag {TAG} GIVES ANOTHER DIGEST and is not signed")), "{told}");
}

#[test]
fn a_reader_without_the_tool_learns_what_is_told_and_what_to_do() {
    let place = begin();
    let own = digest(&place, &[]);
    let message = format!("Report\n\nTickmark-Digest: sha256:{own}\n");
    place.git("r", &["tag", "--force", "--annotate", TAG, "--message", &message]);
    place.replace(FINDING, "statement: 1 of 8", "statement: 2 of 8");
    commit(&place, "2026-06-02", "aud", "More of it");
    let told = run(place.tickmark("r").args(["verify", "--format", "markdown"]), &[1]).out;
    let rule = tickmark::lint::rules::find("report-changed-after-issue").expect("a rule");
    let named = format!("- **{}** (error): {}", rule.name, rule.summary);
    for words in ["gives the digest of what was issued", "  - What to do: ", &named] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    // Nothing is told of what came before, and that is said.
    let told = run(place.tickmark("r").args(["verify", "HEAD~1..HEAD"]), &[1]).out;
    assert!(told.lines().last().expect("a line").contains(" in the 1 commit after "), "{told}");
    for format in ["text", "markdown"] {
        let told = run(place.tickmark("r").args(["verify", "HEAD..HEAD", "--format", format]), &[0, 1]).out;
        assert!(told.contains("0 errors, 0 warnings; no commit comes after "), "{told}");
    }
}

#[test]
fn the_digest_follows_what_the_report_says_and_nothing_else() {
    let place = begin();
    let own = digest(&place, &[]);
    place.write(AUDIT, place.read(AUDIT).replace("lessons: [", "lessons: [Bring cake, "));
    place.write(FINDING, place.read(FINDING).replace('\n', "\r\n") + "# read in the meeting\r\n");
    assert_eq!(digest(&place, &[]), own);
    for (path, from, to) in [
        (AUDIT, "effective: effective", "effective: partly"),
        (FINDING, "statement: 1 of 8", "statement: 1 of 80"),
        (PAPER, "result: conform", "result: strength"),
    ] {
        let kept = place.read(path);
        place.replace(path, from, to);
        assert_ne!(digest(&place, &[]), own, "{path}");
        place.write(path, kept);
    }
    let unknown = run(place.tickmark("r").args(["verify", "--digest", "F-2026-001"]), &[2]);
    assert!(unknown.err.contains("only reports have a digest"), "{unknown:#?}");
}

#[test]
fn what_the_tool_prints_for_a_tag_can_be_pasted() {
    let place = begin();
    place.git("r", &["tag", "--delete", TAG]);
    let printed = run(place.tickmark("r").args(["verify", "--digest", "IA-2026-01"]), &[0]).out;
    let line = printed.lines().find(|line| line.starts_with("git tag ")).expect("a command");
    run(place.command("sh", "r").args(["-c", line]), &[0]);
    assert!(place.git("r", &["tag", "--list", "--format=%(contents)", TAG]).contains(&digest(&place, &[])));
    clean(&place);
}

/// The page's own program, in another language and with another reader of YAML.
#[test]
fn the_digest_can_be_computed_with_other_tools() {
    let page = include_str!("../../../docs/history.md");
    let program = page.split("```python\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a program");
    let place = begin();
    place.write("digest.py", program);
    let printed = place.command("python3", "r").args(["../digest.py", "IA-2026-01"]).output();
    let printed = match printed {
        Ok(output) if !String::from_utf8_lossy(&output.stderr).contains("No module named 'yaml'") => output,
        _ => return not_tested("the digest in Python: there is no python3 with PyYAML"),
    };
    assert_eq!(String::from_utf8_lossy(&printed.stdout).trim(), digest(&place, &[]), "{printed:?}");
}

/// Commits a change of the issued audit.
fn change_audit(change: impl FnOnce(&Place)) -> Place {
    let place = begin();
    change(&place);
    commit(&place, "2026-06-02", "mike", "Mend the report");
    place
}

#[test]
fn a_report_is_not_replaced_by_a_higher_number() {
    let place = change_audit(|place| {
        place.replace(AUDIT, "report:\n  version: 1", "report:\n  version: 2");
        place.replace(AUDIT, "limitations: []", "limitations: [Nothing was tested]");
    });
    // The tag is the one of the first version.
    names(&place, &["issued-tag-broken", "report-changed-after-issue"]);
    let listed = verify(&place, &["--format", "json"]).json();
    let versions = listed["sealed"].as_array().expect("sealed").iter().filter(|sealed| sealed["id"] == "IA-2026-01");
    assert_eq!(versions.map(|sealed| sealed["version"].as_u64()).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[test]
fn what_controls_an_issued_report_stays() {
    let control = place_control();
    for (from, to) in [
        (control.as_str(), ""),
        ("issued: {by: p-aud, date: 2026-03-12}", "issued: {by: p-aud2, date: 2026-03-12}"),
        ("distribution: [p-ceo, ", "distribution: ["),
    ] {
        let place = change_audit(|place| place.replace(AUDIT, from, to));
        let (code, rules, _) = found(&place);
        assert!(code == 1 && rules.contains(&"report-changed-after-issue".to_owned()), "{to}: {rules:?}");
    }
}

/// The lines of the report's control in the fixture.
fn place_control() -> String {
    let place = begin();
    let text = place.read(AUDIT);
    let start = text.find("report:\n").expect("the control of the report");
    let length = text[start..].lines().skip(1).take_while(|line| line.starts_with(' ')).map(|line| line.len() + 1);
    text[start..start + "report:\n".len() + length.sum::<usize>()].to_owned()
}

#[test]
fn an_audit_without_its_report_does_not_leave_the_list() {
    let control = place_control();
    let place = change_audit(|place| place.replace(AUDIT, &control, ""));
    breaks(&place, &["IA-2026-01"]);
}

#[test]
fn a_tag_on_the_draft_does_not_prove_the_report() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r");
    let tagged = place.read(AUDIT);
    let draft = tagged.replace("status: closed", "status: drafted").replace("status: issued", "status: drafted");
    assert_ne!(draft, tagged);
    place.write(AUDIT, &draft);
    commit(&place, "2026-03-10", "manager", "Draft");
    place.git("r", &["tag", TAG]);
    place.write(AUDIT, &tagged);
    commit(&place, "2026-03-12", "manager", "Issue");
    let run = verify(&place, &[]);
    assert!(run.code == 1 && run.out.contains("NAMES ANOTHER STATE"), "{run:#?}");
}

#[test]
fn parts_of_an_issued_report_count_with_it() {
    let place = begin();
    place.replace("r/findings/2026/F-2026-001.yaml", "statement: ", "statement: Nearly, ");
    commit(&place, "2026-06-02", "mike", "Edit");
    let run = verify(&place, &[]);
    assert!(run.code == 1 && run.out.contains("CHANGED since in F-2026-001"), "{run:#?}");
}

#[test]
fn a_digest_that_is_exchanged_is_seen_before_it_comes() {
    let place = begin();
    let right = digest(&place, &[]);
    let report = |digest: &str| format!("  tag: report/IA-2026-01/v1\n  digest: {digest}\n");
    place.replace(AUDIT, &report("").replace("  digest: \n", ""), &report(&right));
    commit(&place, "2026-06-02", "aud", "Say what it was");
    clean(&place);
    let wrong = right.replace(|digit: char| digit.is_ascii_digit(), "f");
    let added = |from: &str, to: &str, day: &str| {
        place.replace(AUDIT, from, to);
        commit(&place, day, "aud", "Another digest");
        let new = ["lint", "--new-since", "HEAD~1", "--as-of", day, "--format", "json"];
        let new = run(place.tickmark("r").args(new), &[0, 1]).diagnostics();
        let review =
            run(place.tickmark("r").args(["review", "HEAD~1", "HEAD", "--as-of", day, "--format", "json"]), &[0, 1]);
        assert_eq!(review.json()["added"].as_array().map(Vec::len), Some(new.len()), "{new:?}");
        new.iter().map(|one| one.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(added(&right, &wrong, "2026-06-03"), ["report-digest-mismatch"]);
    // To put it right is none, nor may anybody know that it is not.
    assert_eq!(added(&wrong, &right, "2026-06-04"), [""; 0]);
    clean(&place);
}

#[test]
fn a_report_of_which_a_part_cannot_be_read_has_no_digest() {
    let place = begin();
    let refused = |place: &Place| run(place.tickmark("r").args(["verify", "--digest", "IA-2026-01"]), &[2]).err;
    place.replace(CLOSED, "grade: strength", "grade: strenght");
    assert!(refused(&place).contains("cannot be read"));
    place.replace(CLOSED, "grade: strenght", "grade: strength");
    place.write("r/findings/2026/twin.yaml", place.read(CLOSED));
    assert!(refused(&place).contains("two files say that they are F-2026-090"));
}

#[test]
fn a_version_that_was_out_is_not_issued_once_more() {
    let place = begin();
    let by = "changes:\n  - {date: 2026-06-02, by: p-aud, field: status, from: issued, to: drafted, reason: A sum was wrong}\n";
    let text = place.read(AUDIT);
    let status = text.lines().find(|line| line.starts_with("status:")).expect("a state").to_owned();
    place.write(AUDIT, format!("{}{by}", text.replace(&status, "status: drafted")));
    commit(&place, "2026-06-02", "aud", "Take it back");
    place.replace(AUDIT, "status: drafted", &status);
    commit(&place, "2026-06-03", "aud", "Issue it again");
    let (_, rules, _) = found(&place);
    assert!(rules.contains(&"report-changed-after-issue".to_owned()), "{rules:?}");
    breaks(&place, &["IA-2026-01"]);
    let gate = run(place.tickmark("r").args(["gate", "--profile", "history"]), &[1]);
    assert!(gate.out.contains("version 1 of this report was out before"), "{}", gate.out);
}
