//! Beginning an ISMS and records in it.

use std::path::PathBuf;
use std::process::Command;

use crate::support::{DAY, Place, Run, demo_in, run, tools};

fn tickmark(place: &Place, folder: &str, arguments: &[&str]) -> Run {
    run(place.tickmark(folder).args(arguments), &[0, 1, 2])
}

fn new(place: &Place, arguments: &[&str]) -> Run {
    tickmark(place, "r", &[&["new"], arguments, &["--on", DAY, "--by", "p-aud"]].concat())
}

fn fixture() -> Place {
    let place = Place::new();
    place.fixture_repository("r");
    place
}

#[test]
fn a_new_isms_is_clean_whatever_forge_it_is_for() {
    let place = Place::new();
    for forge in ["github", "gitlab", "none"] {
        let begun = tickmark(
            &place,
            ".",
            &["init", forge, "--forge", forge, "--organisation", "A: \"B\" #1", "--name", "No", "--on", DAY],
        );
        assert_eq!(begun.code, 0, "{begun:#?}");
        let lint = tickmark(&place, forge, &["lint", "--as-of", DAY]);
        assert_eq!(
            (lint.code, lint.out.as_str()),
            (0, "nothing to report in 4 records, as of 2026-06-15\n"),
            "{lint:#?}"
        );
        let checked = tickmark(&place, forge, &["fmt", "--check"]);
        assert_eq!(checked.code, 0, "{checked:#?}");
    }
    let soa = place.read("none/soa.yaml");
    assert_eq!(soa.matches("  - id: A.").count(), 93);
}

#[test]
fn without_a_terminal_nothing_is_asked_and_nothing_is_overwritten() {
    let place = Place::new();
    place.write("isms/.editorconfig", "mine\n");
    let here = tickmark(&place, "isms", &["init", ".", "--dry-run", "--on", DAY]);
    assert!(here.code == 0 && here.out.contains("tickmark next") && !here.out.contains("cd ."), "{here:#?}");
    let begun = tickmark(&place, "isms", &["init", "--on", DAY]);
    assert_eq!(begun.code, 0, "{begun:#?}");
    assert!(begun.err.contains("note: .editorconfig was there already and stays as it is"), "{begun:#?}");
    assert_eq!(place.read("isms/.editorconfig"), "mine\n");
    assert!(place.read("isms/tickmark.yaml").contains("name: isms"));
    let again = tickmark(&place, "isms", &["init"]);
    assert!(again.code == 2 && again.err.contains("tickmark.yaml is there already"), "{again:#?}");
    assert!(!again.err.contains("./"), "{again:#?}");
    let dry = tickmark(&place, ".", &["init", "other", "--dry-run", "--on", DAY]);
    assert!(
        dry.code == 0 && dry.out.contains("would write tickmark.yaml") && !place.path("other").exists(),
        "{dry:#?}"
    );
    let wrong = tickmark(&place, ".", &["init", "other", "--timezone", "Europe/Olso"]);
    assert!(wrong.code == 2 && wrong.err.contains("there is no time zone `Europe/Olso`"), "{wrong:#?}");
}

#[test]
fn forms_and_pipelines_hold_against_their_schemas() {
    let Some(tools) = tools("no TICKMARK_TOOLS, so the forms were not checked") else { return };
    let tools = tools.join("python/bin");
    let place = Place::new();
    for forge in ["github", "gitlab"] {
        tickmark(&place, ".", &["init", forge, "--forge", forge, "--on", DAY]);
    }
    let file = |path: &str| -> PathBuf { place.path(path) };
    let sets = [
        (
            "vendor.github-workflows",
            vec![file("github/.github/workflows/records.yml"), file("github/.github/workflows/forms.yml")],
        ),
        (
            "vendor.github-issue-forms",
            vec![file("github/.github/ISSUE_TEMPLATE/done.yml"), file("github/.github/ISSUE_TEMPLATE/date.yml")],
        ),
        ("vendor.gitlab-ci", vec![file("gitlab/.gitlab-ci.yml")]),
    ];
    for (schema, files) in sets {
        let known = run(Command::new(tools.join("check-jsonschema")).arg("--help"), &[0]).out;
        // Not every release of the validator carries the schema of issue forms.
        if known.contains(schema) {
            run(Command::new(tools.join("check-jsonschema")).args(["--builtin-schema", schema]).args(files), &[0]);
        }
    }
}

#[test]
fn an_id_is_the_next_that_no_branch_has() {
    let place = fixture();
    place.git("r", &["checkout", "--quiet", "-b", "other"]);
    let finding = place.read("r/findings/2026/F-2026-001.yaml");
    place.write("r/findings/2026/F-2026-041.yaml", finding.replace("F-2026-001", "F-2026-041"));
    place.commit_on("r", "2026-06-10", "Add a finding");
    place.git("r", &["checkout", "--quiet", "main"]);
    let made = new(&place, &["finding", "--audit", "IA-2026-02", "--title", "Late", "--criteria", "A.5.18"]);
    assert_eq!((made.code, made.out.as_str()), (0, "findings/2026/F-2026-042.yaml: finding F-2026-042\n"), "{made:#?}");
    let taken = new(&place, &["finding", "--id", "f-2026-041", "--audit", "IA-2026-02", "--title", "Late"]);
    assert!(taken.code == 2 && taken.err.contains("f-2026-041 is taken on the branch other"), "{taken:#?}");
    let here = new(&place, &["finding", "--id", "F-2026-001", "--audit", "IA-2026-02", "--title", "Late"]);
    assert!(here.code == 2 && here.err.contains("F-2026-001 is taken\n"), "{here:#?}");
}

#[test]
fn a_finding_comes_with_a_report_that_is_not_out_yet() {
    let place = fixture();
    let late = new(&place, &["finding", "--audit", "IA-2026-01", "--title", "Late"]);
    late.fails_with(&[
        "the report of IA-2026-01 is issued",
        "tickmark move IA-2026-01 drafted --reason TEXT",
        "--set status=open",
    ]);
    assert!(!place.path("r/findings/2026/F-2026-002.yaml").exists());
    let known = [
        "finding",
        "--audit",
        "IA-2026-01",
        "--title",
        "Late",
        "--set",
        "status=open",
        "--set",
        "detected_on=2026-03-03",
    ];
    assert_eq!(new(&place, &known).code, 0);
}

#[test]
fn what_is_known_is_filled_in() {
    let place = fixture();
    place.replace("r/audits/IA-2026-01/audit.yaml", "status: closed", "status: drafted");
    let action = new(&place, &["action", "--finding", "F-2026-001", "--item", "One: more", "--item", "Two"]);
    assert_eq!(action.code, 0, "{action:#?}");
    let text = place.read("r/actions/2026/CA-2026-002.yaml");
    for line in
        ["source: {type: finding, findings: [F-2026-001]}", "owner: p-it", "    what: \"One: more\"", "  - n: 2"]
    {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let finding = place.read("r/findings/2026/F-2026-001.yaml");
    let item = finding.lines().find(|line| line.starts_with("items: ")).expect("items");
    let item = item.trim_start_matches("items: [").trim_end_matches(']');
    let second = new(&place, &["finding", "--item", item, "--title", "The same again"]);
    assert_eq!(second.code, 0, "{second:#?}");
    let text = place.read("r/findings/2026/F-2026-002.yaml");
    assert!(text.contains("criteria: [A.5.18, own:ACP-4]\n"), "{text}");
    for line in ["evidence:", "audit:"] {
        let of = |text: &str| text.lines().find(|found| found.starts_with(line)).map(str::to_owned);
        assert_eq!(of(&text), of(&finding), "{line}\n{text}");
    }
    assert!(text.contains("statement: \"TODO: "), "{text}");
    let opened = tickmark(&place, "r", &["move", "F-2026-002", "open", "--by", "p-aud", "--on", DAY]);
    assert!(opened.code == 1 && opened.out.contains("its statement is still to be written"), "{opened:#?}");
}

#[test]
fn evidence_has_the_hash_and_size_of_its_file() {
    let place = fixture();
    place.write("r/evidence/files/export.csv", "a,b\n");
    place.write("outside.png", "picture");
    let made = new(&place, &["evidence", "--file", "evidence/files/export.csv", "--title", "Export"]);
    assert_eq!(made.code, 0, "{made:#?}");
    let path = made.out.split(':').next().expect("a path");
    let text = place.read(&format!("r/{path}"));
    let sum = run(place.command("sha256sum", "r").arg("evidence/files/export.csv"), &[0]).out;
    let wanted = [
        format!("sha256: {}", &sum[..64]),
        "size: 4".into(),
        "type: record".into(),
        "location: evidence/files/export.csv".into(),
    ];
    for line in wanted {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let outside = new(&place, &["evidence", "--file", "../outside.png"]);
    assert!(outside.code == 2 && outside.err.contains("the file lies outside of the records"), "{outside:#?}");
    let kept = new(&place, &["evidence", "--file", "../outside.png", "--location", "https://dms.example/9"]);
    assert_eq!(kept.code, 0, "{kept:#?}");
    let path = kept.out.split(':').next().expect("a path");
    assert!(place.read(&format!("r/{path}")).contains("type: screenshot\n"));
}

#[test]
fn evidence_that_leads_out_of_the_repository_is_not_begun() {
    let place = fixture();
    let before = place.git("r", &["status", "--porcelain"]);
    for location in ["/etc/passwd", "../../secret.csv", "evidence/../../secret.csv", "git:HEAD~9"] {
        let refused = new(&place, &["evidence", "--location", location, "--title", "Export"]);
        assert_ne!(refused.code, 0, "{location}: {refused:#?}");
        assert_eq!(place.git("r", &["status", "--porcelain"]), before, "{location}");
    }
    let refused = new(&place, &["evidence", "--location", "/etc/passwd", "--title", "Export"]);
    assert!(refused.out.contains("evidence-outside") && refused.err.contains("nothing was written"), "{refused:#?}");
    let made = new(&place, &["evidence", "--location", "https://dms.example/9", "--title", "Export"]);
    assert_eq!(made.code, 0, "{made:#?}");
}

#[test]
fn evidence_of_a_commit_has_the_hash_and_size_that_it_has_there() {
    let place = Place::new();
    place.fixture_repository("r");
    place.write("r/src/rule.toml", "strict = true\n");
    place.commit_on("r", "2026-06-02", "A rule");
    let head = place.git("r", &["rev-parse", "HEAD"]);
    // What the path holds by now does not matter.
    place.write("r/src/rule.toml", "strict = false\n");
    let wanted = |text: &str| {
        let location = format!("location: git:{head}:src/rule.toml");
        for line in [location.as_str(), "size: 14", "title: rule.toml", "type: configuration"] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
        let hash = text.lines().find_map(|line| line.strip_prefix("sha256: ")).expect("a hash");
        let of_commit = run(place.command("sh", "r").args(["-c", "git show HEAD:src/rule.toml | sha256sum"]), &[0]).out;
        assert_eq!(hash, &of_commit[..64]);
    };
    let made = new(&place, &["evidence", "--location", "git:HEAD:src/rule.toml"]);
    assert_eq!(made.code, 0, "{made:#?}");
    wanted(&place.read(&format!("r/{}", made.out.split(':').next().expect("a path"))));
    let mut done = place.tickmark("r");
    done.args(["done", "CA-2026-001/1", "--by", "p-it", "--on", "2026-06-03"]);
    let done = run(done.args(["--evidence", &format!("git:{head}:src/rule.toml")]), &[0]);
    let made = done.out.lines().find_map(|line| line.split(':').next().filter(|path| path.starts_with("evidence/")));
    wanted(&place.read(&format!("r/{}", made.expect("a record"))));
    for (location, said) in [
        ("git:HEAD:src/gone.toml", "there is no file src/gone.toml at"),
        ("git:no-such-tag:src/rule.toml", "no-such-tag"),
        ("git:HEAD", "names no path behind the commit"),
        ("git:HEAD:../r/src/rule.toml", "leaves the top folder"),
        ("git:elsewhere@HEAD:src/rule.toml", "does not pin a commit by its full id"),
        (&format!("git:elsewhere@{head}:src/rule.toml"), "lists no repository `elsewhere`"),
    ] {
        let refused = new(&place, &["evidence", "--location", location]);
        assert!(refused.code == 2 && refused.err.contains(said), "{said}: {refused:#?}");
    }
}

#[test]
fn an_audit_comes_of_its_line_in_the_programme() {
    let place = demo_in("work");
    let by = ["--by", "p-quality", "--on", "2026-11-01"];
    let made = run(
        place.tickmark("work").args(["new", "audit", "--title", "Out of turn", "--criteria", "A.8.8"]).args(by),
        &[2],
    );
    assert!(made.err.contains("is approved and has no line for this audit"), "{made:#?}");
    let made = run(
        place
            .tickmark("work")
            .args(["new", "audit", "--title", "Out of turn", "--criteria", "A.8.8", "--reason", "incident"])
            .args(by),
        &[0],
    );
    let path = made.out.split(':').next().expect("a path").to_owned();
    let text = place.read(&format!("work/{path}"));
    assert!(text.contains("reason: incident\n") && text.contains("previous_findings: [F-2026-006"), "{text}");
}

#[test]
fn an_audit_that_no_programme_spans_says_why_it_is_held() {
    let place = fixture();
    let said = ["audit", "--title", "What the power cut showed", "--criteria", "9.2.1", "--process", "identity"];
    for (reason, start, is_within) in [("incident", "2026-07-06", true), ("change", "2027-01-11", false)] {
        let made = new(&place, &[&said[..], &["--lead", "p-aud", "--start", start, "--reason", reason]].concat());
        assert_eq!(made.code, 0, "{made:#?}");
        let path = made.out.split(':').next().expect("a path").to_owned();
        let text = place.read(&format!("r/{path}"));
        assert!(text.contains(&format!("reason: {reason}\n")), "{text}");
        assert_eq!(text.contains("programme: AP-2026\n"), is_within, "{text}");
    }
    let programme = place.read("r/programmes/AP-2026.yaml");
    assert!(!programme.contains("IA-2026-03") && !programme.contains("power cut"), "{programme}");
    place.lint("r", &["--as-of", DAY]).clean();
}

#[test]
fn editing_tells_what_it_needs() {
    let place = fixture();
    let by = ["--on", DAY];
    let cases: [(&[&str], &str); 9] = [
        (&["set", "F-2026-01", "title", "x"], "did you mean `F-2026-001`?"),
        (&["set", "F-2026-001", "id", "F-1"], "an id is never changed"),
        (&["set", "CA-2026-001/9", "due", "2026-09-01"], "CA-2026-001 has no part `9`"),
        (&["set", "CA-2026-001/1", "due", "1 May"], "a date is written YYYY-MM-DD"),
        (&["set", "CA-2026-001/1", "due", "2026-09-01"], "needs a reason"),
        (&["set", "CA-2026-001/1", "due", "2026-09-01", "--reason", "Late"], "it is not known who you are"),
        (&["move", "F-2026-001", "withdrawn"], "no step leads from there to `withdrawn`"),
        (&["move", "F-2026-001", "closd"], "did you mean `closed`?"),
        (&["acknowledge", "CA-2026-001", "--by", "p-it"], "CA-2026-001 is no finding"),
    ];
    for (arguments, words) in cases {
        let run = tickmark(&place, "r", &[arguments, &by].concat());
        assert!(run.code == 2 && run.err.contains(words), "{words}\n{run:#?}");
        assert_eq!(place.git("r", &["status", "--porcelain"]), "");
    }
    let person = place.read("r/people/p-it.yaml");
    let git = person.lines().find_map(|line| line.strip_prefix("git: [")).expect("an address").trim_end_matches(']');
    let mut command = place.tickmark("r");
    command.args(["set", "CA-2026-001/1", "due", "2026-09-01", "--reason", "Late"]).args(by);
    command.env("GIT_AUTHOR_EMAIL", git);
    run(&mut command, &[0]);
    assert!(place.read("r/actions/2026/CA-2026-001.yaml").contains("    by: p-it\n"));
}
