//! The pages that say what to type: a stranger who types it gets there.
#![cfg(unix)]

use crate::support::{Place, run};

/// The commands of a page in its order, each with the day that stands above it. A line that ends in a backslash goes on.
fn commands(page: &str) -> Vec<(String, String)> {
    let blocks = page.split("```sh\n").skip(1).filter_map(|block| block.split_once("\n```"));
    let text: String = blocks.map(|(block, _)| format!("{block}\n")).collect();
    let mut day = String::new();
    let mut commands = Vec::new();
    for line in text.replace("\\\n", " ").lines() {
        match line.strip_prefix("# ") {
            Some(next) => next.clone_into(&mut day),
            None => commands.push((line.to_owned(), day.clone())),
        }
    }
    commands
}

/// Types the commands of a page, on the day that `on` makes of the one that stands above each; gives the folder in which one is
/// in the end.
fn type_in(place: &Place, page: &str, on: impl Fn(&str) -> String) -> String {
    let mut folder = ".".to_owned();
    for (command, day) in commands(page) {
        let day = on(&day);
        let line = match command.strip_prefix("tickmark ") {
            Some("verify") => format!("'{}' verify", env!("CARGO_BIN_EXE_tickmark")),
            Some("lint") => format!("'{}' lint --as-of {day}", env!("CARGO_BIN_EXE_tickmark")),
            Some(rest) => format!("'{}' {rest} --on {day}", env!("CARGO_BIN_EXE_tickmark")),
            None => command.clone(),
        };
        let mut shell = place.command("sh", &folder);
        // The page says who types.
        for own in ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"] {
            shell.env_remove(own);
        }
        let done = shell.args(["-c", &line]).output().expect("a shell");
        let said = [done.stdout, done.stderr].concat();
        // An import says what the old register lacks.
        let is_done = done.status.success() || command.contains(" import ") && done.status.code() == Some(1);
        assert!(is_done, "{command}\n{}", String::from_utf8_lossy(&said));
        // Where `cd` leads to, the commands that follow are typed.
        if let Some((_, to)) = command.split_once("cd ") {
            folder = format!("{folder}/{}", to.split(' ').next().unwrap_or_default());
        }
    }
    folder
}

#[test]
fn what_the_page_on_writing_says_can_be_typed() {
    let place = Place::new();
    let folder = type_in(&place, include_str!("../../docs/writing.md"), str::to_owned);
    for arguments in [&["lint", "--as-of", "2026-06-11", "--fail-on", "warning"][..], &["fmt", "--check"]] {
        run(place.tickmark(&folder).args(arguments), &[0]);
    }
    let status = run(place.tickmark(&folder).args(["status", "--as-of", "2026-06-11"]), &[0]);
    assert!(status.out.contains("1 implemented"), "{status:#?}");
}

/// What a page gives for files, but for the settings, which its commands write.
fn files(page: &str) -> Vec<(&str, String)> {
    let fences = page.split("\n```").filter_map(|block| block.split_once(" path="));
    let files = fences.filter_map(|(_, rest)| rest.split_once('\n'));
    files.filter(|(path, _)| *path != "tickmark.yaml").map(|(path, text)| (path, format!("{text}\n"))).collect()
}

#[test]
fn what_the_page_on_spreadsheets_says_of_earlier_years_can_be_typed() {
    let place = Place::new();
    let page = include_str!("../../docs/spreadsheets.md");
    let (_, page) = page.split_once("## Findings of earlier years").expect("a section");
    for (path, text) in files(page) {
        place.write(path, text);
    }
    place.write("audit-2024.pdf", "The report, as it was given out");
    type_in(&place, page, |_| "2026-06-01".to_owned());
    let lint = run(place.tickmark("nordlys").args(["lint", "--as-of", "2026-06-10", "--fail-on", "warning"]), &[0]);
    assert!(lint.out.contains("nothing to report"), "{lint:#?}");
    let status = run(place.tickmark("nordlys").args(["status", "--as-of", "2026-06-10"]), &[0]);
    assert!(
        status.out.contains("audits       2 closed") && status.out.contains("actions      3 closed"),
        "{status:#?}"
    );
}
