//! Honest work that must not end in an error which nobody can take away any more, each beside what is not honest and stays named.

mod support;

use support::history::*;
use support::{Place, Run, run};

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
