//! What is handed over: the pack for the certification auditor, and reports of tags that were moved.

use std::path::Path;

use crate::support::{Place, demo, run, tools};

const DAY: [&str; 2] = ["--as-of", "2026-11-01"];
const TAG: &str = "report/IA-2026-01/v1";

fn pack(place: &Place, arguments: &[&str]) {
    run(place.tickmark("demo").args(["report", "certification", "-o", "../pack"]).args(DAY).args(arguments), &[0]);
}

/// The part of a page from a text up to the next heading.
fn section(page: &str, title: &str) -> String {
    let from = page.split("<h2>").find(|part| part.contains(title)).unwrap_or_else(|| panic!("no {title} in {page}"));
    from.to_owned()
}

#[test]
fn the_pack_has_the_answers_to_all_that_the_body_raised_in_the_cycle() {
    let place = demo();
    pack(&place, &[]);
    let page = place.read("pack/3-corrective-actions.html");
    let raised = section(&page, "Findings of the certification body");
    let answers = section(&page, "Corrective actions on these findings");
    for id in ["CA-2024-004", "CA-2025-005"] {
        assert!(raised.contains(id) && answers.contains(id), "{id}: {answers}");
        assert!(place.path(format!("pack/3-actions/{id}.html")).exists(), "{id}");
    }
    assert!(!answers.contains("There is none") && !answers.contains("Not in the pack"), "{answers}");
    // What is left out is counted: all others are there.
    let others = section(&page, "Corrective actions on other findings");
    let count = |text: &str| text.matches("<tr><td").count();
    let all = walkdir::WalkDir::new(place.path("demo/actions")).into_iter().filter_map(Result::ok);
    let all = all.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "yaml")).count();
    let left_out = all - count(&answers) - count(&others);
    assert!(
        left_out > 0 && others.contains(&format!("Another {left_out} are not in the pack: they were over")),
        "{others}"
    );
    // A cycle that began later leaves out what answers earlier findings, by name.
    let settings = place.read("demo/tickmark.yaml");
    place.write("demo/tickmark.yaml", format!("{settings}thresholds:\n  cycle_years: 2\n"));
    pack(&place, &[]);
    let page = place.read("pack/3-corrective-actions.html");
    let answers = section(&page, "Corrective actions on these findings");
    assert!(
        answers
            .contains("Not in the pack, since they answer findings from before 1 January 2025, when the cycle began")
    );
    assert!(!place.path("pack/3-actions/CA-2024-004.html").exists());
}

#[test]
fn what_the_pack_names_leads_to_it() {
    let place = demo();
    pack(&place, &[]);
    let page = |path: &str| place.read(&format!("pack/{path}"));
    let requirements = page("5-requirements.html");
    for (href, text) in [
        ("2-reports/IA-2026-01.html", "IA-2026-01"),
        ("3-actions/CA-2026-003.html", "CA-2026-003"),
        ("4-reviews/MR-2026-H1.html", "MR-2026-H1"),
        ("2-programmes/AP-2026.html", "AP-2026"),
    ] {
        assert!(
            requirements.contains(&format!("<a href=\"{href}\"><code class=\"short\">{text}</code></a>")),
            "{href}"
        );
    }
    let report = page("2-reports/IA-2026-01.html");
    assert!(report.contains("<a href=\"../index.html\">Certification pack: all pages</a>"), "{report}");
    assert!(
        report.contains("<a href=\"../2-plans/IA-2026-01.html\"><code class=\"short\">IA-2026-01</code></a>"),
        "{report}"
    );
    assert!(page("7-integrity.html").contains("<a href=\"index.html\">"));
    let evidence = page("6-evidence.html");
    let copied = walkdir::WalkDir::new(place.path("pack/evidence")).into_iter().filter_map(Result::ok);
    let copied: Vec<String> = copied
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let below: &Path = entry.path().strip_prefix(place.path("pack")).expect("below");
            below.to_str().expect("a name").to_owned()
        })
        .collect();
    assert!(!copied.is_empty());
    for path in copied {
        assert!(evidence.contains(&format!("<a href=\"{path}\">")), "{path}");
    }
    // What the pack has no page of stays as it is.
    assert!(requirements.contains("<code>WP-2026"), "{requirements}");
}

/// The report of the audit whose tag is moved.
fn report(place: &Place, arguments: &[&str]) -> crate::support::Run {
    let all = ["report", "audit", "IA-2026-01", "--format", "markdown"];
    run(place.tickmark("demo").args(all).args(arguments), &[0])
}

#[test]
fn a_tag_that_was_moved_makes_no_other_report() {
    let place = demo();
    let issued = report(&place, &[]).out;
    let commit = place.git("demo", &["rev-parse", &format!("{TAG}^{{commit}}")]);
    place.git("demo", &["tag", "--force", TAG, "HEAD"]);
    let head = place.git("demo", &["rev-parse", "HEAD"]);
    let moved = report(&place, &[]);
    let warning = format!("the tag `{TAG}` names {}, which did not issue the report of IA-2026-01", &head[..10]);
    assert!(moved.err.contains(&warning) && moved.err.contains(&commit[..10]), "{}", moved.err);
    let told = format!("The tag {TAG} names another one, {}, of which another report would come.", &head[..10]);
    assert!(moved.out.contains(&told) && moved.out.contains(&commit), "{}", moved.out);
    let body = |text: &str| {
        text.split("\n## ").skip(1).collect::<Vec<_>>().join("\n## ").split("\n---\n").next().map(str::to_owned)
    };
    assert_eq!(body(&moved.out), body(&issued), "it is made of the state that was issued");
    let of_tag = report(&place, &["--rev", TAG]);
    assert!(of_tag.out.contains("No: the report as it was issued") && of_tag.out.contains("did not issue the report"));
    pack(&place, &[]);
    assert!(place.read("pack/verify.txt").contains(&format!("'refs/tags/{TAG}^{{commit}}')\" = {commit}")));
    assert!(place.read("pack/2-reports/IA-2026-01.html").contains("names another one"));
    run(place.tickmark("demo").args(["site", "--audience", "management", "-o", "../site"]).args(DAY), &[0]);
    let page = place.read("site/integrity.html");
    let row = page.split("<tr>").find(|row| row.contains(TAG)).expect("a row");
    assert!(
        row.contains("names another commit than the one that issued") && !row.contains("names the state that"),
        "{row}"
    );
}

#[test]
fn a_tag_that_came_late_and_changes_nothing_is_the_tag() {
    let place = demo();
    let issued = report(&place, &[]).out;
    let commit = place.git("demo", &["rev-parse", &format!("{TAG}^{{commit}}")]);
    place.git("demo", &["checkout", "--quiet", &commit]);
    place.write("demo/notes.txt", "Nothing of the audit\n");
    let next = place.commit_on("demo", "2026-03-01", "Add notes");
    place.git("demo", &["tag", "--force", TAG, &next]);
    let late = report(&place, &[]);
    assert!(late.err.is_empty() && !late.out.contains("names another one"), "{late:#?}");
    assert_eq!(late.out.replace(&next, &commit).replace(&next[..10], &commit[..10]), issued);
}

#[test]
fn whoever_names_the_tag_gets_the_issued_report() {
    let place = demo();
    let issued = report(&place, &[]).out;
    for arguments in [["--rev", TAG], ["--at", TAG]] {
        assert_eq!(report(&place, &arguments).out, issued, "{arguments:?}");
    }
}

#[test]
fn the_layouts_of_reports_are_given_and_taken() {
    let place = demo();
    let plain = report(&place, &[]).out;
    let html = || run(place.tickmark("demo").args(["report", "plan", "IA-2026-01"]).args(DAY), &[0]);
    let before = html().out;
    let given = run(place.tickmark("demo").args(["site", "--eject"]), &[0]).out;
    for name in ["report.html", "report.css", "report.typ"] {
        assert!(given.contains(&format!("site/reports/{name}")), "{given}");
    }
    assert_eq!((report(&place, &[]).out, html().out, html().err), (plain, before, String::new()));
    place.replace("demo/site/reports/report.css", "max-width: 960px", "max-width: 961px");
    assert!(html().out.contains("max-width: 961px"));
    // What takes the place of nothing is told of.
    place.write("demo/site/templates/findng.html", "x");
    place.write("demo/site/stile.css", "x");
    place.write("demo/site/README.md", "x");
    let site = run(place.tickmark("demo").args(["site", "-o", "../site"]).args(DAY), &[0]).err;
    for (path, near) in [("templates/findng.html", "templates/finding.html"), ("stile.css", "style.css")] {
        let warning = format!("site/{path} takes the place of no built-in file: did you mean site/{near}?");
        assert!(site.contains(&warning) && html().err.contains(&warning), "{site}");
    }
    assert!(!site.contains("README"), "{site}");
}

#[test]
fn a_block_of_code_stays_one_in_markdown() {
    let place = demo();
    let finding = place.read("demo/findings/2026/F-2026-005.yaml");
    let (before, after) = finding.split_once("\nstatement:").expect("a statement");
    let after: Vec<&str> = after.lines().skip_while(|line| line.starts_with([' ', '>']) || line.is_empty()).collect();
    let code = "statement: |\n  Read with\n\n  ```\n  grep one\n\n    | wc -l\n  ```\n\n  and so on.\n";
    place.write("demo/findings/2026/F-2026-005.yaml", format!("{before}\n{code}{}\n", after.join("\n")));
    let report = |format: &str| {
        let arguments = ["report", "action", "CA-2026-003", "--format", format];
        run(place.tickmark("demo").args(arguments).args(DAY), &[0]).out
    };
    let markdown = report("markdown");
    assert!(markdown.contains("Read with\n\n```\ngrep one\n\n  | wc -l\n```\n\nand so on."), "{markdown}");
    assert!(
        report("html").contains("<p><code class=\"short\">  | wc -l</code></p>")
            && report("typst").contains("\"  | wc -l\"")
    );
}

#[test]
fn a_corrective_action_record_is_a_form_of_two_pages_at_most() {
    let place = demo();
    let typst = |which: &[&str]| {
        run(place.tickmark("demo").arg("report").args(which).args(["--format", "typst"]).args(DAY), &[0]).out
    };
    assert!(typst(&["action", "CA-2026-003"]).starts_with("#let compact = true\n"));
    assert!(typst(&["plan", "IA-2026-01"]).starts_with("#let compact = false\n"));
    let Some(tools) = tools("no Typst, so no pages were counted") else { return };
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/typst");
    let mut command = place.tickmark("demo");
    command.args(["report", "action", "CA-2026-003", "-o", "a.pdf"]).args(DAY);
    run(command.env("TICKMARK_TYPST", program).env("TICKMARK_TOOLS", &tools), &[0]);
    let count = "import pikepdf, sys; print(len(pikepdf.open(sys.argv[1]).pages))";
    let mut python = place.command(Path::new(&tools).join("python/bin/python").to_str().expect("a path"), "demo");
    assert_eq!(run(python.args(["-c", count, "a.pdf"]), &[0]).out.trim(), "2");
}

#[test]
fn what_an_own_rule_alone_speaks_to_says_so_and_changes_no_result_of_the_auditor() {
    let place = demo();
    pack(&place, &[]);
    run(place.tickmark("demo").args(["site", "--audience", "certifier", "-o", "../site"]).args(DAY), &[0]);
    let row = |page: &str, control: &str| {
        let page = place.read(page);
        let rows = page
            .split("<tr")
            .filter(|row| row.contains(&format!(">{control}<")) || row.contains(&format!(">{control} ")));
        rows.last().unwrap_or_else(|| panic!("no {control} in {page}")).to_owned()
    };
    // An item of IA-2026-04 found that A.5.21 conforms, another one that own:SUP-2, which maps to it, does not.
    for control in ["A.5.21", "A.5.34"] {
        let (index, soa) = (row("site/clauses.html", control), row("site/soa/soa.html", control));
        assert!(index.contains("✓ conform") && !index.contains("▲ nonconform"), "{index}");
        assert!(soa.contains("✓ conform") && soa.contains("through "), "{soa}");
        let pack = row("pack/5-requirements.html", control);
        assert!(pack.contains("Conform") && !pack.contains("Nonconform") && pack.contains("◆ through own:"), "{pack}");
    }
    // No item names A.6.8; one is on own:INC-1, which maps to it.
    for page in ["site/clauses.html", "site/soa/soa.html", "site/coverage.html", "pack/5-requirements.html"] {
        let row = row(page, "A.6.8");
        assert!(row.contains('◆') && row.contains("INC-1"), "{page}: {row}");
    }
    // So it is with the papers and the evidence, not with those that name the control.
    for page in ["site/clauses.html", "pack/5-requirements.html"] {
        let row = row(page, "A.6.8");
        let cells: Vec<&str> = row.split("<td").collect();
        for said in ["WP-", "E-20"] {
            let of = cells.iter().find(|cell| cell.contains(said)).unwrap_or_else(|| panic!("no {said} in {row}"));
            assert!(of.contains("◆") && of.contains("INC-1"), "{page}: {of}");
        }
    }
    for page in ["site/index.html", "site/figures.html"] {
        let page = place.read(page);
        let mut rows = page.split("<tr").filter(|row| row.contains(">A.6.8"));
        assert!(rows.any(|row| row.contains('◆') && row.contains("through own:INC-1")), "{page}");
    }
    let audit = place.read("site/audits/IA-2026-04.html");
    assert!(audit.contains("A.5.19..A.5.24, A.5.26, A.5.27, A.5.32, own:SUP-1.1"), "{audit}");
    let pages = place.read("site/clauses.json");
    assert!(pages.contains("\"through\""), "{pages}");
}
