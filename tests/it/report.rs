//! Reports as their readers get them: no field is lost on the way, nobody reads what is not for them, nothing in a record is
//! taken for markup or code, and an issued report is the same whenever it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Place, demo, run};
use serde_json::Value;
use tickmark::language::Language;
use tickmark::record::{Audience, Date, Kind as RecordKind};
use tickmark::report::{Facts, Format, Kind, Options, Register, Templates, build, render, tables};
use tickmark::schema::{Shape, What, shape};
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;
use tickmark::spreadsheet::Cell;
use walkdir::WalkDir;

const FORMATS: [Format; 3] = [Format::Html, Format::Markdown, Format::Typst];

fn below_tests(folder: &str) -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let files = WalkDir::new(&folder).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let path = |entry: &walkdir::DirEntry| {
        let parts = entry.path().strip_prefix(&folder).expect("below").components();
        parts.map(|part| part.as_os_str().to_str().expect("a name")).collect::<Vec<_>>().join("/")
    };
    files.map(|entry| (path(&entry), entry.path().to_owned())).collect()
}

/// The fixture of the rules with the records of some more folders over it.
fn source(folders: &[&str]) -> MemorySource {
    let mut source = MemorySource::default();
    for folder in ["rules/fixture"].iter().chain(folders) {
        for (path, file) in below_tests(folder) {
            source.insert(path, fs::read(file).expect("a file"));
        }
    }
    source
}

fn snapshot(source: &MemorySource) -> Snapshot {
    let snapshot = Snapshot::load(source, &Cache::default()).expect("memory can be read");
    let problems: Vec<&str> = snapshot.problems().iter().map(|problem| problem.message.as_str()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    snapshot
}

fn options(audience: Audience, language: &str) -> Options {
    let day: Date = "2026-07-20".parse().expect("a day");
    Options {
        audience,
        language: Language::built_in(language).expect("a language"),
        day,
        tag: Some("report/x/v1".to_owned()),
        issued: None,
        is_uncommitted: false,
        elsewhere: Default::default(),
    }
}

/// A report in its three forms.
fn texts(snapshot: &Snapshot, audience: Audience, kind: Kind<'_>) -> Vec<String> {
    let document = build(snapshot, &options(audience, "en"), &Facts::default(), kind).expect("a report");
    FORMATS.map(|format| render(&document, format, &Templates::default()).expect("the template holds")).to_vec()
}

/// Replaces every free text of a record by one of `next`, with its path.
fn replace_texts(value: &mut Value, shape: &Shape, path: &str, next: &mut dyn FnMut(&str) -> String) {
    const WITH_A_PATTERN: [&str; 9] =
        ["id", "kind", "sha256", "digest", "timezone", "time", "carry_to", "audit", "url"];
    match value {
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                if let Some(shape) = shape.step(key) {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}/{key}") };
                    replace_texts(member, shape, &path, next);
                }
            }
        }
        Value::Array(items) => {
            let Some(shape) = shape.step("0") else { return };
            items.iter_mut().for_each(|item| replace_texts(item, shape, path, next));
        }
        Value::String(text) if shape.what == What::Text => {
            let last = path.rsplit('/').next().unwrap_or_default();
            if !WITH_A_PATTERN.contains(&last) && path != "interviews/items" {
                *text = next(path);
            }
        }
        _ => {}
    }
}

/// Paths of all fields that a kind of record can have.
fn paths(shape: &Shape, path: &str, found: &mut BTreeSet<String>) {
    match &shape.what {
        What::Object(fields) => {
            for (key, shape) in fields {
                paths(shape, &if path.is_empty() { key.clone() } else { format!("{path}/{key}") }, found);
            }
        }
        What::List(shape) => paths(shape, path, found),
        _ => drop(found.insert(path.to_owned())),
    }
}

fn paths_of(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                paths_of(member, &if path.is_empty() { key.clone() } else { format!("{path}/{key}") }, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| paths_of(item, path, found)),
        _ => drop(found.insert(path.to_owned())),
    }
}

/// Fields of the fullest records that no report shows: a waiver of one record names no other ones.
const NOT_SET: [&str; 1] = ["waivers/records"];

#[test]
fn no_text_of_a_record_is_lost() {
    let mut source = source(&[]);
    let mut marks: BTreeMap<String, String> = BTreeMap::new();
    for (path, file) in below_tests("report") {
        let text = fs::read_to_string(file).expect("a text");
        let mut value: Value = serde_yaml::from_str(&text).expect("YAML");
        let kind = RecordKind::from_word(value["kind"].as_str().expect("a kind")).expect("a kind");
        let (mut possible, mut there) = (BTreeSet::new(), BTreeSet::new());
        paths(shape(kind), "", &mut possible);
        paths_of(&value, "", &mut there);
        let missing: Vec<_> =
            possible.iter().filter(|path| !there.contains(*path) && !NOT_SET.contains(&path.as_str())).collect();
        assert!(missing.is_empty(), "{path} is to have every field, and lacks {missing:?}");
        replace_texts(&mut value, shape(kind), "", &mut |field| {
            let mark = format!("zq{}qz", marks.len());
            marks.insert(mark.clone(), format!("{path} {field}"));
            mark
        });
        source.insert(path, serde_json::to_string_pretty(&value).expect("JSON"));
    }
    assert!(marks.len() > 80, "{}", marks.len());
    let snapshot = snapshot(&source);
    let reports = [
        Kind::Plan("IA-2026-90"),
        Kind::Audit("IA-2026-90"),
        Kind::Action("CA-2026-095"),
        Kind::Programme("AP-2090"),
        Kind::Review("MR-2090-1"),
    ];
    let reports: Vec<Vec<String>> = reports.iter().map(|kind| texts(&snapshot, Audience::Management, *kind)).collect();
    for (format, name) in ["HTML", "Markdown", "Typst"].iter().enumerate() {
        let is_said = |mark: &str| reports.iter().any(|report| report[format].contains(mark));
        let lost: Vec<&String> = marks.iter().filter(|(mark, _)| !is_said(mark)).map(|(_, field)| field).collect();
        assert!(lost.is_empty(), "{name} lacks {lost:#?}");
    }
    let said = |report: usize, path: &str| {
        let (mark, _) = marks.iter().find(|(_, field)| field.ends_with(path)).expect("a mark");
        reports[report].iter().all(|text| text.contains(mark.as_str()))
    };
    assert!(said(0, "audit.yaml schedule/place") && said(1, "audit.yaml conclusion/text"));
    assert!(said(1, "F-2026-095.yaml statement") && said(2, "F-2026-095.yaml statement"));
}

#[test]
fn the_numbers_days_and_words_of_an_audit_are_said() {
    let snapshot = snapshot(&source(&["report"]));
    for text in texts(&snapshot, Audience::Management, Kind::Audit("IA-2026-90")) {
        for said in [
            "4.5",
            "13 April 2026",
            "4–6 May 2026",
            "46",
            "A.5.18",
            "Access rights",
            "R-95",
            "1 August 2026",
            "4711",
            "I1",
        ] {
            assert!(text.contains(said), "{said} is not in\n{text}");
        }
    }
    let german = build(&snapshot, &options(Audience::Management, "de"), &Facts::default(), Kind::Audit("IA-2026-90"));
    let german = render(&german.expect("a report"), Format::Markdown, &Templates::default()).expect("text");
    for said in ["Auditbericht", "4,5", "4.–6. Mai 2026", "Zusammenfassung für die Leitung", "1** Hauptabweichung"] {
        assert!(german.contains(said), "{said} is not in\n{german}");
    }
}

#[test]
fn every_register_is_a_document_too() {
    let exported: Vec<&str> = tickmark::spreadsheet::REGISTERS.iter().map(|register| register.name).collect();
    assert_eq!(Register::ALL.map(Register::as_str).as_slice(), exported);
    let snapshot = snapshot(&source(&["report"]));
    for (register, said) in [
        (Register::ActionItems, &["CA-2026-001/1"][..]),
        (Register::Soa, &["A.5.18"]),
        (Register::Checklist, &["WP-2026-90/", "IA-2026-90"]),
        (Register::Schedule, &["AP-2026", "IA-2026-01"]),
        (Register::Decisions, &["MR-2090-1/"]),
    ] {
        for (language, empty, control) in
            [("en", "There is none.", "A.5.18 Access rights"), ("de", "Es gibt keine.", "A.5.18 Zugangsrechte")]
        {
            let document =
                build(&snapshot, &options(Audience::Management, language), &Facts::default(), Kind::Register(register));
            let text = render(&document.expect("a register"), Format::Markdown, &Templates::default()).expect("text");
            let is_named = said.iter().all(|word| text.contains(word));
            assert!(register != Register::Soa || text.replace('*', "").contains(control), "{text}");
            assert!(is_named && !text.contains(empty) && !text.contains("report-register"), "{register:?}\n{text}");
        }
    }
}

/// Every report that a snapshot has.
fn all_reports(snapshot: &Snapshot, audience: Audience) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let audits = snapshot.audits().flat_map(|audit| [Kind::Plan(audit.id()), Kind::Audit(audit.id())]);
    let actions = snapshot.actions().map(|action| Kind::Action(action.id()));
    let programmes = snapshot.programmes().map(|programme| Kind::Programme(programme.id()));
    let reviews = snapshot.reviews().map(|review| Kind::Review(review.id()));
    let registers = Register::ALL.map(Kind::Register);
    for kind in audits.chain(actions).chain(programmes).chain(reviews).chain(registers) {
        let Some(document) = build(snapshot, &options(audience, "en"), &Facts::default(), kind) else { continue };
        for format in FORMATS {
            let text = render(&document, format, &Templates::default()).expect("the template holds");
            all.push((format!("{kind:?} {format:?}"), text));
        }
        for table in tables(&document).iter().filter(|_| matches!(kind, Kind::Register(_))) {
            all.push((format!("{kind:?} CSV"), tickmark::spreadsheet::csv(table).expect("a table")));
        }
    }
    assert!(all.len() > 10, "{}", all.len());
    all
}

#[test]
fn a_heading_has_something_below_it() {
    let level = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
    for (name, text) in all_reports(&snapshot(&source(&["report"])), Audience::Management) {
        if name.ends_with("Markdown") {
            let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
            for pair in lines.windows(2).filter(|pair| level(pair[0]) > 0 && level(pair[1]) > 0) {
                assert!(level(pair[1]) > level(pair[0]), "{name}: {pair:?}");
            }
        }
    }
}

#[test]
fn what_shows_competence_is_a_table_of_its_own() {
    let text = &texts(&snapshot(&source(&["report"])), Audience::Management, Kind::Programme("AP-2026"))[1];
    let (_, shown) = text.split_once("### What shows their competence").expect("a heading");
    let row = shown.lines().find(|line| line.starts_with("| Person")).expect("a row");
    assert_eq!(row.matches(" | ").count(), 6, "{row}");
}

#[test]
fn a_printed_statement_of_applicability_says_which_it_is() {
    let mut source = source(&["report"]);
    let soa = "kind: soa\nversion: \"2.7\"\napproved: {by: p-aud, date: 2026-03-02}\n\
               controls:\n  - {id: A.5.1, applicable: true, justification: Terminals ask for it, status: implemented}\n";
    source.insert("soa.yaml", soa);
    let text = &texts(&snapshot(&source), Audience::Management, Kind::Register(Register::Soa))[1];
    assert!(text.contains("- **Version:** 2.7") && text.contains("Person AUD, 2 March 2026"), "{text}");
    assert!(text.contains("Terminals ask for it"), "{text}");
}

#[test]
fn nobody_reads_what_is_not_for_them() {
    let source = source(&["report", "site"]);
    let snapshot = snapshot(&source);
    let mut names: BTreeSet<String> = snapshot.people().map(|person| person.name.clone()).collect();
    names.extend(["Zelda", "Quist", "zelda@", "topsecret", "Draft lapse", "5f70bf18"].map(str::to_owned));
    for audience in [Audience::Public, Audience::Auditee, Audience::Certifier] {
        for (name, text) in all_reports(&snapshot, audience) {
            let lowered = text.to_lowercase();
            let said = names.iter().find(|word| lowered.contains(&word.to_lowercase()));
            assert!(audience != Audience::Public || said.is_none(), "{name} for {audience} says {said:?}");
            assert!(!text.contains("topsecret-restricted"), "{name} for {audience}");
        }
    }
    let mut has_name = false;
    for (name, text) in all_reports(&snapshot, Audience::Management) {
        assert!(!text.contains("topsecret-restricted"), "{name}");
        has_name |= text.contains("Zelda Quist");
    }
    assert!(has_name, "management reads names");
}

#[test]
fn nothing_in_a_record_is_taken_for_markup_or_code() {
    for attack in [
        "<script>alert(1)</script></style><img src=x onerror=alert(1)>",
        "\"; #read(\"/etc/passwd\") \\\" #panic(\"got out\") $x$ `y` ]} ",
        "[x](javascript:alert(1)) | cell | {{ 7 * 7 }} {% raw %}",
    ] {
        let mut attacked = source(&["site"]);
        for folder in ["rules/fixture", "site", "report"] {
            for (path, file) in below_tests(folder).into_iter().filter(|(path, _)| path.ends_with(".yaml")) {
                let mut value: Value = serde_yaml::from_str(&fs::read_to_string(file).expect("text")).expect("YAML");
                let kind = RecordKind::from_word(value["kind"].as_str().expect("a kind")).expect("a kind");
                replace_texts(&mut value, shape(kind), "", &mut |_| attack.to_owned());
                attacked.insert(path, serde_json::to_string_pretty(&value).expect("JSON"));
            }
        }
        let attacked = Snapshot::load(&attacked, &Cache::default()).expect("memory can be read");
        for (name, text) in all_reports(&attacked, Audience::Management) {
            if name.ends_with("Html") {
                let body = &text[text.find("</style>").expect("a style") + 8..];
                assert!(!body.contains("</style>") && !body.contains("<script") && !body.contains("<img"), "{name}");
                assert_eq!(text.matches("<style>").count(), 1, "{name}");
            } else if name.ends_with("Typst") {
                let body = &text[text.find("#show: report.with").expect("a beginning")..];
                assert!(outside_literals(body).matches('#').count() < 600, "{name}");
                assert!(
                    !outside_literals(body).contains("read(") && !outside_literals(body).contains("panic("),
                    "{name}"
                );
            } else if name.ends_with("Markdown") {
                let mut html = String::new();
                let parser = pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::all());
                pulldown_cmark::html::push_html(&mut html, parser);
                for tag in ["<script", "<img", "<a ", "</style"] {
                    assert!(!html.contains(tag), "{name} has {tag}");
                }
            }
        }
    }
}

#[test]
fn words_from_right_to_left_turn_nothing_round() {
    let mut turned = source(&["report"]);
    let change = |source: &mut MemorySource, path: &str, folder: &str, from: &str, to: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder).join(path);
        let text = fs::read_to_string(file).expect("a text");
        assert!(text.contains(from), "{path} lacks {from}");
        source.insert(path, text.replace(from, to));
    };
    let finding = "findings/2026/F-2026-095.yaml";
    change(&mut turned, "people/p-aud.yaml", "rules/fixture", "name: Person AUD", "name: דוד כהן");
    change(&mut turned, finding, "report", "What is so", "\"הגישה **לא** נחסמה בזמן.\"");
    let texts = texts(&snapshot(&turned), Audience::Management, Kind::Audit("IA-2026-90"));
    let (html, typst) = (&texts[0], &texts[2]);
    assert!(html.contains("<bdi>דוד כהן</bdi>, "), "{html}");
    let statement = "<p dir=\"rtl\"><bdi>הגישה </bdi><strong><bdi>לא</bdi></strong><bdi> נחסמה בזמן.</bdi></p>";
    assert!(
        html.contains(statement) || html.contains(&statement.replace("p dir", "bdi dir").replace("/p", "/bdi")),
        "{html}"
    );
    assert!(typst.contains("דוד כהן"), "{typst}");
    // Nothing else is marked.
    let plain = self::texts(&snapshot(&source(&["report"])), Audience::Management, Kind::Audit("IA-2026-90"));
    assert!(!plain[0].contains("<bdi") && !plain[0].contains("dir=\"rtl\""));
}

#[test]
fn a_german_pack_says_what_the_rules_report_in_german() {
    let place = demo();
    let arguments =
        ["report", "certification", "--audience", "management", "--language", "de", "--as-of", "2026-11-01"];
    run(place.tickmark("demo").args(arguments).args(["-o", "../pack"]), &[0]);
    let page = place.read("pack/7-integrity.html");
    for rule in page.split("<code>").skip(1).filter_map(|rest| rest.split("</code>").next()) {
        let Some(known) = tickmark::lint::rules::find(rule) else { continue };
        let german = Language::built_in("de").expect("German").plain(&format!("rule-{rule}"));
        assert!(page.contains(&german) && !page.contains(known.summary), "{rule}");
    }
    assert!(!page.contains(">error<") && !page.contains(">warning<"), "{page}");
    // Who reads that something is overdue reads what.
    for id in ["CA-2026-003/2", "CA-2024-005/1"] {
        assert!(page.contains(&format!("<code>{id}</code>")), "{id} is not named: {page}");
    }
}

#[test]
fn a_day_in_the_middle_of_a_line_of_markdown_is_no_number_of_a_list() {
    let place = demo();
    let arguments = ["report", "plan", "IA-2026-05", "--format", "markdown", "--language", "de"];
    let plan = run(place.tickmark("demo").args(arguments).args(["--as-of", "2026-11-01"]), &[0]).out;
    assert!(plan.contains("**Stand:** 1. November 2026") && plan.contains("| 27. Oktober 2026<br>"), "{plan}");
}

/// What stands outside the string literals of Typst.
fn outside_literals(source: &str) -> String {
    let (mut out, mut is_inside, mut is_escaped) = (String::new(), false, false);
    for character in source.chars() {
        match (is_inside, is_escaped, character) {
            (true, true, _) => is_escaped = false,
            (true, false, '\\') => is_escaped = true,
            (_, _, '"') => is_inside = !is_inside,
            (false, ..) => out.push(character),
            _ => {}
        }
    }
    assert!(!is_inside, "a literal does not end");
    out
}

#[test]
fn an_issued_report_is_the_same_whenever_it_is_written() {
    let place = demo();
    let report = |format: &str| {
        run(place.tickmark("demo").args(["report", "audit", "IA-2026-01", "--format", format]), &[0]).out
    };
    let today = ["html", "markdown", "typst"].map(report);
    assert!(today[1].contains("report/IA-2026-01/v1") && today[1].contains("25 February 2026"), "{}", today[1]);
    place.git("demo", &["checkout", "--quiet", "report/IA-2026-01/v1"]);
    assert!(today == ["html", "markdown", "typst"].map(report), "at the tag itself");
    place.git("demo", &["checkout", "--quiet", "main"]);
    place.replace("demo/audits/IA-2026-01/audit.yaml", "Judge the audit programme itself", "Judge nobody");
    assert!(today == ["html", "markdown", "typst"].map(report), "whatever is on disk by now");
    let now = run(
        place.tickmark("demo").args(["report", "audit", "IA-2026-01", "--as-of", "2026-11-01", "--format", "markdown"]),
        &[0],
    );
    assert!(now.out.contains("Judge nobody"), "unless the command line names another day");
    let unlike = "No: the report as it was issued is the one of its tag report/IA-2026-01/v1, as of 25 February 2026";
    assert!(now.out.contains(unlike) && !today[1].contains("as it was issued"), "{}", now.out);
    let of_tag = ["--rev", "report/IA-2026-01/v1", "--format", "markdown"];
    let of_tag = run(place.tickmark("demo").args(["report", "audit", "IA-2026-01"]).args(of_tag), &[0]).out;
    assert_eq!(of_tag, today[1], "its tag means the day of issue as well");
    let later = ["--rev", "report/IA-2026-01/v1", "--as-of", "2026-11-01", "--format", "markdown"];
    let later = run(place.tickmark("demo").args(["report", "audit", "IA-2026-01"]).args(later), &[0]).out;
    assert!(later.contains(unlike), "{later}");
}

#[test]
fn what_became_of_a_lesson_is_told_with_it() {
    let place = demo();
    let told =
        |arguments: &[&str]| run(place.tickmark("demo").args(arguments).args(["--as-of", "2026-11-01"]), &[0]).out;
    let done = "Send the list of wished documents per interview — Done, Eva Lindqvist, 28 October 2026: The plan of the last audit \
        asks for documents interview by interview → `IA-2026-05`";
    for report in [["programme", "AP-2026"], ["audit", "IA-2026-01"], ["review", "MR-2026-H1"]] {
        let said = told(&[&["report", "--format", "markdown"], &report[..]].concat());
        // Its minutes tell what was known on its day.
        assert_eq!(said.contains(done), report[0] != "review", "{report:?}: {said}");
    }
    let programme = told(&["report", "programme", "AP-2026", "--format", "markdown", "--language", "de"]);
    assert!(
        programme.contains("Agree on tests two weeks ahead, it helps — Aufgegriffen, Eva Lindqvist"),
        "{programme}"
    );
    told(&["site", "--audience", "auditee", "-o", "../lessons"]);
    let read = |path: &str| fs::read_to_string(place.path("lessons").join(path)).expect("a page");
    let rows: Value = serde_json::from_str(&read("improvements.json")).expect("JSON");
    let row = |text: &str| {
        let mut rows = rows["rows"].as_array().expect("rows").iter();
        let row = rows.find(|row| row["text"].as_str().is_some_and(|said| said.contains(text))).expect("a row");
        (row["is_open"] == true, row["is_silent"] == true, row["actions"][0]["id"].as_str().map(str::to_owned))
    };
    assert_eq!(row("wished documents"), (false, false, Some("IA-2026-05".to_owned())));
    assert_eq!(row("Agree on tests"), (true, false, None));
    assert_eq!(row("Ask projects, not lists"), (false, true, None));
    for page in ["improvements.html", "audits/IA-2026-02.html"] {
        assert!(read(page).contains("Becomes part of the programme for the next cycle"), "{page}");
        assert!(read(page).contains("Taken up"), "{page}");
    }
}

#[test]
fn an_action_is_closed_on_its_own_day_or_not_at_all() {
    let place = demo();
    let register = ["report", "register", "actions", "--format", "csv", "--as-of", "2026-11-01"];
    let rows = run(place.tickmark("demo").args(register), &[0]).out;
    let row = |id: &str| rows.split("\nCA-").find(|row| row.starts_with(&id[3..])).expect("a row").to_owned();
    // What did not work was never closed, whenever its finding was.
    let finding = place.read("demo/findings/2024/F-2024-010.yaml");
    let closed = finding.split("\nclosed:").nth(1).and_then(|rest| rest.split("date: ").nth(1)).expect("a day");
    assert!(place.read("demo/actions/2024/CA-2024-005.yaml").contains("findings: [F-2024-010]"));
    assert!(!row("CA-2024-005").contains(&closed[..10]), "{}", row("CA-2024-005"));
    // No finding tells when these were closed, and the history does.
    for id in ["CA-2024-007", "CA-2025-007"] {
        let path = format!("actions/{}/{id}.yaml", &id[3..7]);
        let commit = place.git("demo", &["log", "-1", "--format=%cs", "-S", "status: closed", "--", &path]);
        assert!(row(id).contains(&format!(",{commit},")), "{commit}: {}", row(id));
    }
}

#[test]
fn the_index_of_requirements_names_all_that_speaks_to_one() {
    let place = demo();
    let day = ["--as-of", "2026-11-01"];
    run(place.tickmark("demo").args(["report", "certification", "-o", "../pack"]).args(day), &[0]);
    run(place.tickmark("demo").args(["site", "--audience", "management", "-o", "../site"]).args(day), &[0]);
    let row = |page: &str, begin: &str| {
        let page = place.read(page);
        let rows = page.split("<tr>").find(|row| row.contains(begin)).expect("a row");
        rows.split("</tr>").next().expect("a row").to_owned()
    };
    for row in [row("site/clauses.html", ">9.2.2<"), row("pack/5-requirements.html", ">9.2.2<")] {
        let audits = row.matches("IA-202").count() + row.matches("SA-202").count() + row.matches("SV-202").count();
        assert!(audits > 1 && row.contains(">WP-20"), "{row}");
    }
    // An item that names a requirement by itself says its result of it: the finding that says why stands beside it.
    for row in [row("site/clauses.html", ">7.3<"), row("pack/5-requirements.html", ">7.3<")] {
        assert!(row.contains("F-2025-008") && row.contains("F-2026-010"), "{row}");
    }
    // What was asked for and is cited by nothing yet belongs to the audit that it is asked for.
    assert!(place.read("site/audits/IA-2026-05.html").contains("E-2026-033"));
    assert!(place.read("site/evidence/E-2026-033.html").contains("href=\"../audits/IA-2026-05.html\""));
    let asked = place.read("site/requests.html");
    let asked = asked.split("<tr>").find(|row| row.contains("E-2026-033")).expect("a row");
    assert!(asked.contains("audits/IA-2026-05.html"), "{asked}");
    // What is here is asked of nobody, and waits for an auditor where that is a task of somebody's.
    let requests = place.read("site/requests.html");
    let (outstanding, here) = requests.split_once("id=\"unchecked\"").expect("a list of its own");
    let (unchecked, resting) = here.split_once("id=\"resting\"").expect("what waits for no check");
    assert_eq!(outstanding.matches("<tr><td").count(), 2, "{outstanding}");
    let next =
        run(place.tickmark("demo").args(["next", "--all", "--as-of", "2026-11-01", "--format", "json"]), &[0]).json();
    let checks =
        next["tasks"].as_array().expect("tasks").iter().filter(|task| task["kind"] == "evidence to be verified");
    let ids: Vec<&str> = checks.filter_map(|task| task["name"].as_str()).collect();
    assert!(!ids.is_empty() && ids.iter().all(|id| unchecked.contains(id)), "{ids:?}: {unchecked}");
    assert_eq!(unchecked.matches("<tr><td").count(), ids.len(), "{unchecked}");
    // The rest of what came in says why it waits for nobody.
    assert!(resting.contains("E-2026-016") && !ids.iter().any(|id| resting.contains(id)), "{resting}");
}

#[test]
fn a_rate_of_few_items_is_drawn_as_their_number() {
    let place = demo();
    let site = ["site", "--audience", "management", "--as-of", "2026-11-01", "-o", "../site"];
    run(place.tickmark("demo").args(site), &[0]);
    let page = place.read("site/figures.html");
    let figure = page.split("id=\"fig-punctuality\"").nth(1).and_then(|rest| rest.split("</svg>").next());
    let figure = figure.expect("a figure");
    assert!(figure.contains("due by it") && !figure.contains("100\u{a0}%"), "{figure}");
}

#[test]
fn a_language_of_ones_own_is_one_of_reports_too() {
    let place = demo();
    place
        .write("demo/site/languages/nl.ftl", "report-kind-plan = Auditplan-nl\nreport-kind-pack = Certificeringsmap\n");
    let plan = ["report", "plan", "IA-2026-05", "--language", "nl", "--as-of", "2026-11-01", "--format", "markdown"];
    let out = run(place.tickmark("demo").args(plan), &[0]).out;
    assert!(out.contains("Auditplan-nl") && out.contains("Objectives"), "{out}");
    let pack = ["report", "certification", "--language", "nl", "--as-of", "2026-11-01", "-o", "../pack"];
    run(place.tickmark("demo").args(pack), &[0]);
    assert!(place.read("pack/index.html").contains("Certificeringsmap"));
    let none = ["report", "plan", "IA-2026-05", "--language", "xx"];
    run(place.tickmark("demo").args(none), &[2]).fails_with(&["xx"]);
}

#[test]
fn a_report_whose_tag_is_not_here_says_so() {
    let place = demo();
    place.git(".", &["clone", "--quiet", "--no-tags", "demo", "clone"]);
    let report = || run(place.tickmark("clone").args(["report", "audit", "IA-2026-01", "--format", "markdown"]), &[0]);
    let without = report();
    assert!(without.err.contains("git fetch --tags"), "{}", without.err);
    assert!(without.out.contains("No: the report as it was issued is the one of its tag"), "{}", without.out);
    place.git("clone", &["fetch", "--quiet", "--tags"]);
    let with = report();
    assert!(with.err.is_empty() && !with.out.contains("as it was issued"), "{with:#?}");
}

#[test]
fn a_commit_is_named_for_what_it_has_and_nothing_else() {
    let place = demo();
    let register = || {
        let arguments = ["report", "register", "findings", "--as-of", "2026-11-01", "--format", "markdown"];
        run(place.tickmark("demo").args(arguments), &[0]).out
    };
    let site = |language: &str| {
        let arguments = ["site", "-o", "../out", "--audience", "management", "--as-of", "2026-11-01", "--language"];
        run(place.tickmark("demo").args(arguments).arg(language), &[0]);
        let data = |path: &str| -> Value { serde_json::from_str(&place.read(path)).expect("JSON") };
        (place.read("out/index.html"), place.read("out/findings/F-2026-010.html"), data("out/findings/F-2026-010.json"))
    };
    let (front, page, data) = site("en");
    assert!(front.contains("The records of commit") && !front.contains("on disk"), "{front}");
    assert!(!page.contains("not yet committed") && data["head"]["is_uncommitted"] == false, "{page}");
    assert!(!register().contains("on disk"));
    // What is not published, and what only its times tell apart, is no change.
    place.write("demo/notes.txt", "Ask Ines");
    place.write("demo/soa.yaml", place.read("demo/soa.yaml"));
    assert!(site("en").0.contains("The records of commit"));
    let finding = "demo/findings/2026/F-2026-010.yaml";
    place.write(finding, place.read(finding).replacen("title: ", "title: New words for ", 1));
    let (front, page, data) = site("en");
    assert!(front.contains("The records on disk, some of them not yet committed, based on commit"), "{front}");
    assert!(page.contains("New words for") && page.contains("not yet committed as it stands here"), "{page}");
    assert_eq!(data["head"]["is_uncommitted"], true);
    let other: Value = serde_json::from_str(&place.read("out/findings/F-2026-012.json")).expect("JSON");
    assert_eq!(other["head"]["is_uncommitted"], false);
    assert!(register().contains("Files on disk, some of them not yet committed, based on"));
    assert!(site("de").1.contains("noch nicht committet"));
    place.git("demo", &["commit", "--quiet", "--no-verify", "-am", "Say it in other words"]);
    assert!(site("en").0.contains("The records of commit"));
}

#[test]
fn a_report_of_an_audit_that_is_not_over_does_not_pretend_that_it_is() {
    let place = demo();
    let report = |id: &str| {
        let arguments = ["report", "audit", id, "--as-of", "2026-11-01", "--format", "markdown"];
        run(place.tickmark("demo").args(arguments), &[0]).out
    };
    // What is to stand in a report that is being written; others than management get none yet.
    let draft = report("SA-2026-01");
    assert!(draft.contains("This is a draft") && draft.contains("Test report of the provider came late"), "{draft}");
    assert!(!draft.contains("There are no findings") && draft.contains("**1** observation"), "{draft}");
    assert!(!report("IA-2026-01").contains("This is a draft"));
    // Of an audit that nobody held, noughts would say that nothing was found.
    let ahead = report("IA-2026-05");
    assert!(ahead.contains("still to be held") && !ahead.contains("**0** major"), "{ahead}");
    let cancelled = "status: cancelled\nstatus_reason: The hall was under water";
    place.replace("demo/audits/IA-2026-05/audit.yaml", "status: confirmed", cancelled);
    let cancelled = report("IA-2026-05");
    assert!(cancelled.contains("> The audit was cancelled"), "{cancelled}");
    assert!(cancelled.matches("The hall was under water").count() == 2, "{cancelled}");
}

#[test]
fn what_cannot_be_written_is_said() {
    let place = demo();
    for (arguments, words) in [
        (&["audit", "F-2026-001"][..], &["F-2026-001 is no audit", "help"][..]),
        (&["action", "IA-2026-01"], &["is no corrective action record"]),
        (&["register", "lists"], &["there is no register `lists`", "name one of findings, actions, action-items, soa"]),
        (&["register"], &["which register?"]),
        (&["audit", "IA-2026-01", "--format", "csv"], &["only a register can be a spreadsheet"]),
        (&["audit", "IA-1999-01"], &["IA-1999-01"]),
        (&["certification"], &["the pack is a folder: give `-o DIR`", "`-o FILE.pdf`"]),
        (&["certification", "--format", "pdf"], &["a PDF needs a file"]),
        (&["certification", "-o", "c.xlsx"], &["only a register can be a spreadsheet"]),
        (&["audit", "IA-2026-01", "--format", "pdf"], &["a PDF needs a file"]),
        (&["audit", "IA-2026-01", "--language", "xx"], &["there is no language `xx`"]),
        (&["audit", "IA-2026-01", "-o", "r.pdf", "--typst", "no-such-program"], &["cannot be run", "--format typst"]),
        (&["audit", "IA-2026-01", "-o", "r.pdf", "--typst", "/bin/false"], &["made no PDF"]),
    ] {
        run(place.tickmark("demo").arg("report").args(arguments), &[2]).fails_with(words);
    }
    assert!(!place.path("demo/r.pdf").exists());
}

#[test]
fn a_register_has_a_row_a_record_and_is_a_spreadsheet_too() {
    let place = demo();
    let report = |arguments: &[&str]| {
        let mut command = place.tickmark("demo");
        run(command.args(["report", "register"]).args(arguments).args(["--as-of", "2026-11-01"]), &[0]).out
    };
    let csv = report(&["actions", "--format", "csv"]);
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes())
        .records()
        .map(|row| row.expect("a row"))
        .collect();
    assert_eq!(rows.len(), 23, "{csv}");
    assert!(rows.iter().any(|row| row.iter().any(|cell| cell == "CA-2026-002")));
    for register in ["findings", "audits", "evidence"] {
        assert!(report(&[register, "--format", "markdown"]).lines().filter(|line| line.starts_with("| ")).count() > 15);
    }
    assert!(csv.contains(",2026-09-15,"), "a day is a day: {csv}");
    report(&["findings", "-o", "findings.xlsx", "--language", "de"]);
    let workbook = fs::read(place.path("demo/findings.xlsx")).expect("a workbook");
    let sheets = tickmark::spreadsheet::read_xlsx(&workbook).expect("a workbook");
    let column = |name: &str| {
        let at = sheets[0].rows[0].iter().position(|cell| cell.text() == name).expect(name);
        sheets[0].rows[1..].iter().map(|row| row[at].clone()).collect::<Vec<Cell>>()
    };
    let german = Language::built_in("de").expect("German");
    assert!(column(&german.plain("report-raised")).iter().all(|cell| matches!(cell, Cell::Date(_))));
    let open = column(&german.plain("report-days-open"));
    assert!(open.iter().all(|cell| matches!(cell, Cell::Number(_) | Cell::Empty)), "{open:?}");
    assert!(open.iter().any(|cell| matches!(cell, Cell::Number(_))), "{open:?}");
}

/// The rows of a register as CSV, each with its headings.
fn rows_of(place: &Place, register: &str) -> Vec<BTreeMap<String, String>> {
    let arguments = ["report", "register", register, "--as-of", "2026-11-01", "--audience", "management"];
    let text = run(place.tickmark("demo").args(arguments).args(["--format", "csv"]), &[0]).out;
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings: Vec<String> = reader.headers().expect("headings").iter().map(str::to_owned).collect();
    let distinct: BTreeSet<&String> = headings.iter().collect();
    assert_eq!(distinct.len(), headings.len(), "{register}: {headings:?}");
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| headings.iter().cloned().zip(row.iter().map(str::to_owned)).collect()).collect()
}

#[test]
fn a_spreadsheet_has_a_column_for_each_value() {
    let place = demo();
    let is_day = |text: &str| text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
    for register in Register::ALL.map(Register::as_str) {
        for row in rows_of(&place, register) {
            for (heading, cell) in &row {
                // A day in words stands among words: in a cell of its own it is a value, and a list of it is none.
                let is_in_words = cell
                    .split("; ")
                    .any(|text| text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(" 2026"));
                assert!(!cell.contains('\n') && !is_in_words, "{register} {heading}: {cell}");
                assert!(heading.ends_with(": remark") || !cell.contains(" / "), "{register} {heading}: {cell}");
            }
        }
    }
    let row = |register: &str, id: &str| {
        let rows = rows_of(&place, register);
        rows.into_iter().find(|row| row.values().any(|cell| cell == id)).expect(id)
    };
    let evidence = row("evidence", "E-2023-005");
    let hash = &evidence["SHA-256"];
    assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
    assert!(is_day(&evidence["Collected: on"]) && is_day(&evidence["Kept until"]), "{evidence:#?}");
    assert!(
        !evidence["Collected: by"].contains(',') && evidence["Where it is"].starts_with("https://"),
        "{evidence:#?}"
    );
    let action = row("actions", "CA-2023-001");
    for (heading, said) in [
        ("Source", "Finding"),
        ("Findings", "F-2023-001"),
        ("Audits", "GA-2023-01"),
        ("Plan accepted", "2023-11-29"),
        ("Items done", "1"),
        ("Items", "1"),
        ("Checked on", "2024-01-04"),
        ("Effectiveness", "Effective"),
    ] {
        assert_eq!(action[heading], said, "{heading}: {action:#?}");
    }
    assert_eq!(row("actions", "CA-2025-001")["Criteria"], "A.8.13; own:BCP-2.1; own:BCP-2.2", "each once");
    let line = row("schedule", "IA-2024-01");
    assert_eq!((&*line["Window: from"], &*line["Window: until"]), ("2024-02-01", "2024-02-29"));
    assert!(line["Criteria"].starts_with("A.5.11; A.5.19; ") && line["Sites"].contains("; "), "{line:#?}");
    // People read the same in one piece.
    let arguments = ["report", "register", "schedule", "--as-of", "2026-11-01", "--format", "markdown"];
    let page = run(place.tickmark("demo").args(arguments), &[0]).out;
    assert!(page.contains("1–29 February 2024") && !page.contains("Window: from"), "{page}");
}

#[test]
fn a_site_shows_what_the_rules_reported_to_management_that_asks_for_it() {
    let place = demo();
    let figures = |more: &[&str]| {
        let arguments = ["site", "-o", "../site", "--as-of", "2026-11-02", "--audience"];
        run(place.tickmark("demo").args(arguments).args(more), &[0]);
        place.read("site/figures.html")
    };
    let shown = figures(&["management", "--health"]);
    let (_, section) = shown.split_once("What the rules report").expect("the figure");
    let rows = section.split("</table>").next().expect("a table").matches("<tr>").count();
    assert!(section.contains("<svg") && rows > 20, "{rows} rows in\n{section}");
    assert!(!figures(&["management"]).contains("What the rules report"), "nobody asked");
    assert!(!figures(&["public", "--health"]).contains("What the rules report"), "it is for management");
}

#[test]
fn a_german_reader_reads_first_in_german_what_the_rules_report() {
    let place = demo();
    let page = |language: &str, page: &str| {
        let arguments = ["site", "-o", "../site", "--as-of", "2026-11-02", "--audience", "management", "--language"];
        run(place.tickmark("demo").args(arguments).arg(language), &[0]);
        place.read(&format!("site/{page}"))
    };
    let german = Language::built_in("de").expect("German");
    let integrity = page("de", "integrity.html");
    // What the rule reports, what the commit did to the item, and the rule's own English words behind that.
    let moved = "Punkt 2: Termin um 76 Tage nach hinten verschoben, von 1. Juli 2026 auf 15. Sep. 2026";
    let lapse = integrity.split("<td class=\"w text\">").find(|cell| cell.contains(moved)).expect("the lapse");
    let (said, rest) = lapse.split_once("<br>").expect("two parts");
    assert_eq!(said, german.plain("rule-due-date-slipped"));
    assert!(rest.starts_with(&format!("<span class=\"soft\">{moved}</span><details")), "{rest}");
    assert!(rest.contains("<span lang=\"en\">item 2 is due 76 days later"), "{rest}");
    let rules = page("de", "rules.html");
    assert!(rules.contains(&german.plain("rule-action-overdue")) && !rules.contains("lang=\"en\""), "{rules}");
    let english = page("en", "integrity.html");
    assert!(english.contains("<td class=\"w text\"><span lang=\"en\">"), "{english}");
}

/// Letters and the gaps between words, in letters: so much goes into the one line of the navigation at 1120 pixels.
const LINE: usize = 130;

#[test]
fn the_navigation_takes_one_line_in_every_language() {
    let place = Place::new();
    place.fixture_repository("r");
    let all = ["public", "management", "auditee", "certifier"];
    for (language, audience) in ["en", "de"].into_iter().flat_map(|language| all.map(|audience| (language, audience))) {
        let arguments = ["site", "--language", language, "--audience", audience, "-o", "out", "--as-of", "2026-07-20"];
        run(place.tickmark("r").args(arguments), &[0]);
        let page = place.read("r/out/index.html");
        let tabs = page.split_once("<div class=\"tabs\">").expect("tabs").1.split_once("</div>").expect("an end").0;
        let words = tabs.split("</a>").filter_map(|link| link.rsplit_once('>')).map(|(_, word)| word.trim());
        let widths: Vec<usize> = words.map(|word| word.chars().count() + 3).filter(|width| *width > 3).collect();
        assert!(
            widths.len() > 7 && widths.iter().sum::<usize>() <= LINE,
            "{language}, {audience}: {widths:?} of {tabs}"
        );
        let first = match audience {
            "auditee" => "findings/index.html",
            "certifier" => "soa/soa.html",
            _ => "programmes/index.html",
        };
        let hrefs: Vec<&str> = tabs.split("href=\"").skip(1).filter_map(|link| link.split('"').next()).collect();
        assert_eq!(hrefs[..3], ["index.html", "figures.html", first], "{language}, {audience}: whom is it for?");
    }
}

#[test]
fn a_commit_that_changed_much_is_told_in_short_and_whole() {
    let place = demo();
    let arguments = ["site", "-o", "../site", "--as-of", "2026-11-02", "--audience", "management"];
    run(place.tickmark("demo").args(arguments), &[0]);
    let page = place.read("site/soa/soa.html");
    let life = page.split("<section class=\"life\">").nth(1).expect("the life");
    assert!(life.contains("Last reviewed: 11 Dec 2023 → 3 Jan 2025 (A.5.1, A.5.2, "), "{life}");
    assert!(life.contains("<details class=\"soft\"><summary>and "), "{life}");
    // Every control that was looked at is named, whatever stands there at once.
    let data: serde_json::Value = serde_json::from_str(&place.read("site/soa/soa.json")).expect("JSON");
    let fields = data["life"].as_array().expect("a life").iter().flat_map(|event| {
        let all = ["fields", "fields_rest"].map(|key| event[key].as_array().expect("a list").clone());
        assert_eq!(event["fields_more"], all[1].len());
        all.concat()
    });
    let fields: Vec<String> = fields.filter_map(|field| Some(field.as_str()?.to_owned())).collect();
    for control in ["A.5.1", "A.5.37", "A.8.34"] {
        assert!(fields.iter().any(|field| field.contains(control)), "{control} is not in {fields:#?}");
    }
}

#[test]
fn programme_and_review_are_the_nearest_ones() {
    let place = demo();
    let report = |which: &str| {
        let mut command = place.tickmark("demo");
        run(command.args(["report", which, "--format", "markdown", "--as-of", "2026-11-01"]), &[0]).out
    };
    let programme = report("programme");
    for said in ["AP-2026", "●", "○", "Coverage", "9.2.2", "A.5.37", "Auditors"] {
        assert!(programme.contains(said), "{said} is not in\n{programme}");
    }
    let review = report("review");
    for said in ["MR-2026-H2", "d 4: Objectives", "To add", "CA-2026-003", "Overdue", "IA-2026-04"] {
        assert!(review.contains(said), "{said} is not in\n{review}");
    }
}

#[test]
fn a_plan_names_the_parts_of_a_whole_policy_and_a_programme_its_own_days() {
    let place = demo();
    let report = |which: &str, id: &str| {
        let mut command = place.tickmark("demo");
        run(command.args(["report", which, id, "--format", "markdown", "--as-of", "2026-11-01"]), &[0]).out
    };
    for which in ["plan", "audit"] {
        let text = report(which, "IA-2026-04");
        for part in ["own:SUP-1.1", "own:INC-1"] {
            assert!(text.contains(part), "{which}: {part} is not in\n{text}");
        }
    }
    let programme = report("programme", "AP-2026");
    for said in ["**Auditor days used:** 27.5", "**Days of the certification body's audits:** 2"] {
        assert!(programme.contains(said), "{said} is not in\n{programme}");
    }
}

#[test]
fn a_file_of_ones_own_takes_the_place_of_a_layout() {
    let place = demo();
    place.write("demo/site/reports/report.html", "<!doctype html>{{ document.kind }} of {{ document.organisation }}");
    let own = run(place.tickmark("demo").args(["report", "plan", "IA-2026-01"]), &[0]);
    assert_eq!(own.out, "<!doctype html>Audit plan of Harbourline Software\n");
    place.write("demo/site/reports/report.html", "{{ no.such.thing }}");
    run(place.tickmark("demo").args(["report", "plan", "IA-2026-01"]), &[2]).fails_with(&["undefined"]);
}

#[test]
fn the_pack_opens_offline_and_its_instructions_hold() {
    let place = demo();
    let pack = |audience: &str, folder: &str| {
        let mut command = place.tickmark("demo");
        run(
            command.args(["report", "certification", "--as-of", "2026-11-01", "--audience", audience, "-o", folder]),
            &[0],
        );
    };
    pack("management", "../pack");
    pack("management", "../again");
    let files: BTreeMap<String, Vec<u8>> = WalkDir::new(place.path("pack"))
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path =
                entry.path().strip_prefix(place.path("pack")).expect("below").to_str().expect("a name").to_owned();
            assert_eq!(
                fs::read(entry.path()).expect("a file"),
                fs::read(place.path("again").join(&path)).expect("a file"),
                "{path}"
            );
            (path, fs::read(entry.path()).expect("a file"))
        })
        .collect();
    for path in [
        "1-scope-and-soa.html",
        "2-programmes/AP-2026.html",
        "2-reports/IA-2026-01.html",
        "2-auditors.html",
        "3-corrective-actions.html",
        "3-actions/CA-2026-002.html",
        "4-reviews/MR-2026-H1.html",
        "5-requirements.html",
        "6-evidence.html",
        "7-integrity.html",
    ] {
        assert!(files.contains_key(path), "{path} is not among {:?}", files.keys());
    }
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes.clone()).expect("text");
        assert!(!html.contains("<script") && !html.contains("src=") && !html.contains("@import"), "{path}");
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        for target in html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let found = target.strip_prefix("../").map_or(format!("{folder}{target}"), str::to_owned);
            assert!(files.contains_key(&found) && found != *path, "{path}: nothing at {target}");
        }
    }
    let guide = String::from_utf8(files["index.html"].clone()).expect("text");
    assert!(
        files
            .keys()
            .filter(|path| path.ends_with(".html"))
            .all(|path| path == "index.html" || guide.contains(path.as_str()))
    );
    // What is checked and not there is accounted for.
    assert!(guide.contains("are not in the pack: GA-2023-01.") && !files.contains_key("2-reports/GA-2023-01.html"));
    let instructions = String::from_utf8(files["verify.txt"].clone()).expect("text");
    let commands: Vec<&str> = instructions.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
    assert!(commands.len() > 8, "{instructions}");
    let follow = |codes: &[i32]| {
        commands
            .iter()
            .map(|line| {
                run(place.command("sh", "pack").args(["-c", line]).env("REPOSITORY", place.path("demo")), codes).code
            })
            .collect::<Vec<_>>()
    };
    let list = " -c gpg.ssh.allowedSignersFile=keys/allowed_signers verify-tag 'report/IA-2026-01/v1'";
    assert!(instructions.contains(list) && instructions.contains("in keys/allowed_signers"), "{instructions}");
    follow(&[0]);
    place.replace("pack/5-requirements.html", "A.5.1", "A.5.l");
    place.git("demo", &["tag", "--force", "report/IA-2026-01/v1", "HEAD"]);
    assert_eq!(
        follow(&[0, 1]).iter().filter(|code| **code != 0).count(),
        3,
        "a page and a tag that are not what they were, and the tag has no signature"
    );
    pack("public", "../public");
    for entry in WalkDir::new(place.path("public")).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.file_type().is_file() {
            let text = String::from_utf8_lossy(&fs::read(entry.path()).expect("a file")).into_owned();
            for name in ["Lindqvist", "Solheim", "Haugen", "Brandt"] {
                assert!(!text.contains(name), "{} says {name}", entry.path().display());
            }
        }
    }
}

#[test]
fn the_certification_auditor_gets_an_overview_as_one_document_too() {
    let place = demo();
    let overview = |more: &[&str]| {
        let arguments = ["report", "certification", "--as-of", "2026-11-01"];
        run(place.tickmark("demo").args(arguments).args(more), &[0]).out
    };
    let said = overview(&["--format", "markdown"]);
    let mut rest = said.as_str();
    for heading in [
        "How to read this",
        "Statement of applicability",
        "Changes since the last external audit",
        "Audit programmes",
        "Coverage",
        "Reports as issued",
        "Findings by state",
        "Findings of the certification body",
        "Clauses and controls, and what speaks to them",
        "Evidence",
        "What the rules report",
        "History",
    ] {
        let is_it = |line: &str| line.starts_with("## ") && line.contains(heading);
        let place = rest.lines().find(|line| is_it(line)).and_then(|line| rest.find(line));
        rest = &rest[place.unwrap_or_else(|| panic!("no {heading} where it is to be in {said}"))..];
    }
    for row in [
        "| `F-2024-009` |",
        "| **Minor** | 2 |",
        "`report/IA-2026-01/v1`",
        "for the certification auditor",
        "| `E-2026-001` |",
    ] {
        assert!(said.contains(row), "{row} is not in {said}");
    }
    let german = overview(&["--format", "html", "--language", "de"]);
    assert!(german.contains("Übersicht für den Zertifizierungsauditor") && german.contains("Offene Abweichungen"));
    for (file, beginning) in [("c.html", "<!doctype html>"), ("c.md", "# "), ("c.typ", "#let compact")] {
        overview(&["-o", file]);
        let text = fs::read_to_string(place.path("demo").join(file)).expect("one file");
        assert!(text.to_lowercase().trim_start().starts_with(beginning), "{file}: {text}");
    }
    // What is a folder stays one.
    fs::create_dir(place.path("demo/pack.md")).expect("a folder");
    overview(&["-o", "pack.md"]);
    assert!(place.path("demo/pack.md/SHA256SUMS").exists());
    let public = overview(&["--format", "markdown", "--audience", "public"]);
    for name in ["Lindqvist", "Solheim", "Haugen", "Brandt"] {
        assert!(said.contains(name) && !public.contains(name), "{name}");
    }
}

fn tools() -> Option<PathBuf> {
    crate::support::tools("no Typst and no HTML validator, so no PDF was made")
}

#[test]
fn a_pdf_is_for_the_archive_and_its_bytes_repeat() {
    let Some(tools) = tools() else { return };
    let place = demo();
    let typst = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/typst");
    let pdf = |id: &[&str], file: &str| {
        let mut command = place.tickmark("demo");
        command.arg("report").args(id).args(["--as-of", "2026-11-01", "-o", file]).env("TICKMARK_TYPST", &typst);
        run(command.env("TICKMARK_TOOLS", &tools), &[0]);
        fs::read(place.path("demo").join(file)).expect("a PDF")
    };
    // An action's record is a form for one sheet of paper.
    for (report, pages) in [
        (&["audit", "IA-2026-01"][..], None),
        (&["plan", "IA-2026-05"], None),
        (&["action", "CA-2025-003", "--language", "de"], Some(2)),
        (&["certification"], None),
    ] {
        assert!(pdf(report, "a.pdf") == pdf(report, "b.pdf"), "{report:?}");
        is_for_the_archive(&tools, &place.path("demo/a.pdf"), pages);
    }
}

/// A PDF is one for the archive, and has no more pages than that.
fn is_for_the_archive(tools: &Path, pdf: &Path, pages: Option<usize>) {
    let check = Command::new(tools.join("python/bin/python"))
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/archive_pdf.py"))
        .arg(pdf)
        .args(pages.map(|pages| pages.to_string()))
        .output()
        .expect("Python runs");
    let [said, wrong] = [&check.stdout, &check.stderr].map(|text| String::from_utf8_lossy(text));
    assert!(check.status.success(), "{}: {said}{wrong}", pdf.display());
}

/// Whoever writes a rocket into a title is to get the report all the same, and to know what it lacks.
#[test]
fn a_character_without_a_glyph_is_seen_to_be_missing() {
    let Some(tools) = tools() else { return };
    let place = demo();
    let action = "demo/actions/2026/CA-2026-003.yaml";
    place.replace(action, "title: The ledger", "title: \u{1f680}\u{fe0f} The ledger \u{1f680}\u{1f6f8}");
    let typst = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/typst");
    let mut command = place.tickmark("demo");
    command.args(["report", "action", "CA-2026-003", "--as-of", "2026-11-01", "-o", "a.pdf"]);
    let said = run(command.env("TICKMARK_TYPST", &typst).env("TICKMARK_TOOLS", &tools), &[0]).err;
    assert!(said.contains("no font has \u{1f680} (U+1F680) and \u{1f6f8} (U+1F6F8): the PDF shows \u{fffd}"), "{said}");
    is_for_the_archive(&tools, &place.path("demo/a.pdf"), None);
}

#[test]
fn columns_of_a_table_stand_where_its_writer_put_them() {
    let place = demo();
    let finding = "demo/findings/2026/F-2026-005.yaml";
    let text = place.read(finding);
    let start = text.find("statement: ").expect("a statement");
    let end = start + text[start..].find("\nevidence").expect("an end");
    let table = "statement: |\n  |Store|Days|\n  |:-:|-:|\n  |old|180|";
    place.write(finding, format!("{}{table}{}", &text[..start], &text[end..]));
    let report = |format: &str| {
        let arguments = ["report", "action", "CA-2026-003", "--as-of", "2026-11-01", "--format", format];
        run(place.tickmark("demo").args(arguments), &[0]).out
    };
    let (html, markdown, typst) = (report("html"), report("markdown"), report("typst"));
    assert!(
        html.contains("<th scope=\"col\" class=\"right\">Days</th>") && html.contains("<td class=\"middle\">"),
        "{html}"
    );
    assert!(markdown.contains("| Store | Days |\n| :-: | --: |\n"), "{markdown}");
    assert!(typst.contains("sides: (\"middle\", \"right\",))"), "{typst}");
}

#[test]
fn a_page_is_html() {
    let Some(tools) = tools() else { return };
    let place = demo();
    let mut pages = Vec::new();
    for report in [
        &["audit", "IA-2026-01"][..],
        &["plan", "IA-2026-05"],
        &["action", "CA-2026-001"],
        &["programme"],
        &["review"],
        &["register", "actions"],
    ] {
        let file = format!("{}.html", report[0]);
        run(place.tickmark("demo").arg("report").args(report).args(["-o", &file]), &[0]);
        pages.push(place.path("demo").join(file));
    }
    let checked = Command::new(tools.join("node/node_modules/.bin/html-validate"))
        .arg("--config")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/htmlvalidate.json"))
        .args(["--formatter", "text"])
        .args(&pages)
        .output()
        .expect("html-validate runs");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}
