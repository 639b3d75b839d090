//! Honest work that must not end in an error which nobody can take away any more, each beside what is not honest and stays named.

mod support;

use support::history::*;
use support::{Place, Run, run};

const REVIEW: &str = "r/reviews/MR-2026-1.yaml";
const SECOND: &str = "report/IA-2026-01/v2";

/// Runs a command that writes, on 2 June, and gives what it said.
fn write(place: &Place, arguments: &str, code: i32) -> Run {
    // A text in quotes is one argument.
    let parts = arguments.split('\'').enumerate();
    let words = parts.flat_map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().collect(),
        _ => vec![part],
    });
    run(place.tickmark("r").args(words).args(["--on", "2026-06-02"]), &[code])
}

/// The levels of the lapses with their rules, and how `verify` ended.
fn levels(place: &Place) -> (i32, Vec<(String, String)>) {
    let run = verify(place, &["--format", "json"]);
    let lapses = run.json()["lapses"].as_array().expect("lapses").clone();
    let text = |lapse: &serde_json::Value, key: &str| lapse[key].as_str().expect("a text").to_owned();
    (run.code, lapses.iter().map(|lapse| (text(lapse, "level"), text(lapse, "rule"))).collect())
}

fn digest(place: &Place) -> String {
    let printed = run(place.tickmark("r").args(["verify", "--digest", "IA-2026-01"]), &[0]).out;
    printed.lines().next().expect("a line").to_owned()
}

/// The second version of the report, with another text in it.
fn issue_anew(place: &Place) {
    write(place, "move IA-2026-01 drafted --reason 'F-2026-001 and the conclusion had typing errors' --by p-aud", 0);
    write(
        place,
        "set IA-2026-01 conclusion/text 'It works, and access is withdrawn late in one case' --reason 'A typing error' --by p-aud",
        0,
    );
    write(place, "move IA-2026-01 issued --by p-aud", 0);
    write(place, "move IA-2026-01 closed --by p-aud", 0);
}

#[test]
fn the_digest_in_the_record_is_that_of_the_version_which_the_record_is_of() {
    let place = begin();
    let first = digest(&place);
    issue_anew(&place);
    let second = digest(&place);
    assert_ne!(first, second);
    write(&place, &format!("set IA-2026-01 report/digest {second} --by p-aud"), 0);
    commit(&place, "2026-06-02", "aud", "Issue the second version");
    place.git("r", &["tag", SECOND]);
    names(&place, &[]);
    assert_eq!(verify(&place, &[]).code, 0, "{:#?}", verify(&place, &[]));
    // That of the first version is none of the second one, and a tag keeps giving that of its own.
    place.replace(AUDIT, &second, &first);
    commit(&place, "2026-06-03", "aud", "Another digest");
    names(&place, &["report-digest-mismatch"]);
    place.replace(AUDIT, &first, &second);
    commit(&place, "2026-06-03", "aud", "And back");
    let message = format!("Report\n\nTickmark-Digest: sha256:{second}\n");
    place.git("r", &["tag", "--force", "--annotate", TAG, "--message", &message, "HEAD~3"]);
    names(&place, &["report-digest-mismatch"]);
}

#[test]
fn what_is_exactly_as_it_was_is_no_error_for_good() {
    let statement = ["The register is complete\ndet", "The list is complete\ndet", "The list is long\ndet"];
    let cases = [
        (CLOSED, statement, "finding-changed-after-closure"),
        (PAPER, ["result: conform", "result: nonconform", "result: not-tested"], "report-changed-after-issue"),
        (FINDING, ["grade: minor", "grade: observation", "grade: opportunity"], "grade-lowered-without-justification"),
        (ACTION, ["due: 2026-06-30", "due: 2026-09-30", "due: 2026-10-30"], "due-date-slipped"),
        (AUDIT, ["text: It works", "text: It fails", "text: It runs"], "report-changed-after-issue"),
        (REVIEW, ["summary: None.", "summary: Some.", "summary: Many."], "review-changed-after-approval"),
    ];
    for (path, [from, to, other], rule) in cases {
        let change = |place: &Place| {
            place.replace(path, from, to);
            commit(place, "2026-06-02", "aud", "Change it");
            let (_, lapses) = levels(place);
            lapses.iter().filter(|(level, lapse)| level == "error" && lapse == rule).count()
        };
        // It said something else meanwhile, and somebody may have read it.
        for (day, level) in [("2026-06-03", "warning"), ("2026-06-09", "warning")] {
            let place = begin();
            assert_eq!(change(&place), 1, "{rule}");
            // What is made of it meanwhile goes with it.
            place.replace(path, to, other);
            commit(&place, "2026-06-02", "aud", "Change it again");
            place.git("r", &["checkout", "--quiet", "HEAD~2", "--", "."]);
            commit(&place, day, "aud", "Put it back");
            let (code, lapses) = levels(&place);
            assert_eq!(code, 0, "{to}: {lapses:?}");
            let of_rule: Vec<_> = lapses.iter().filter(|(_, lapse)| lapse == rule).collect();
            assert!(!of_rule.is_empty() && of_rule.iter().all(|(told, _)| told == level), "{to}: {lapses:?}");
        }
        // Once it is otherwise again, it is named again.
        let place = begin();
        assert_eq!(change(&place), 1, "{rule}");
        place.git("r", &["checkout", "--quiet", "HEAD~1", "--", "."]);
        commit(&place, "2026-06-02", "aud", "Put it back");
        assert_eq!(levels(&place).0, 0, "{rule}");
        assert_eq!(change(&place), 1, "{rule}");
    }
}
