//! What is handed over: the pack for the certification auditor, and reports of tags that were moved.

mod support;

use std::path::Path;

use support::{Place, run};

const DAY: [&str; 2] = ["--as-of", "2026-11-01"];

fn demo() -> Place {
    let place = Place::new();
    run(place.tickmark(".").args(["demo", "demo"]), &[0]);
    place
}

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
        assert!(requirements.contains(&format!("<a href=\"{href}\"><code>{text}</code></a>")), "{href}");
    }
    let report = page("2-reports/IA-2026-01.html");
    assert!(report.contains("<a href=\"../index.html\">Certification pack: all pages</a>"), "{report}");
    assert!(report.contains("<a href=\"../2-plans/IA-2026-01.html\"><code>IA-2026-01</code></a>"), "{report}");
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
