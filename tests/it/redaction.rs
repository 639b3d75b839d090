//! What an audience may not see stays away from it whichever state is shown, however a name is spelt, and whoever it belonged
//! to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::{Place, demo, run};
use icu_normalizer::DecomposingNormalizerBorrowed;
use serde_json::Value;
use walkdir::WalkDir;

fn commit(place: &Place, message: &str) {
    place.git("demo", &["add", "-A"]);
    place.git("demo", &["commit", "--quiet", "-m", message]);
}

/// Another line in place of the one of a finding that begins with a key.
fn rewrite(place: &Place, key: &str, with: &str) {
    let finding = "demo/findings/2026/F-2026-005.yaml";
    let text = place.read(finding);
    let line = text.lines().find(|line| line.starts_with(key)).expect("a line");
    place.replace(finding, line, with);
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let text =
        |entry: &walkdir::DirEntry| String::from_utf8_lossy(&fs::read(entry.path()).expect("a file")).into_owned();
    files.map(|entry| (entry.path().display().to_string(), text(&entry))).collect()
}

/// The site for an audience, by path.
fn site(place: &Place, audience: &str, more: &[&str]) -> BTreeMap<String, String> {
    let day = if more.contains(&"--rev") { &[][..] } else { &["--as-of", "2026-11-27"] };
    let arguments = [&["site", "-o", "../site", "--audience", audience], day, more].concat();
    run(place.tickmark("demo").args(arguments), &[0]);
    texts(&place.path("site"))
}

fn report(place: &Place, arguments: &[&str]) -> String {
    run(place.tickmark("demo").args(["report", "--format", "markdown"]).args(arguments), &[0]).out
}

/// A text as somebody reads it: without tags, emphasis, accents and what nobody sees.
fn read(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let shown: String = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect();
    let shown = shown.replace("&#64;", "@").replace("&#84;", "T").replace("%20", " ").replace("\\u00ad", "");
    let letters = DecomposingNormalizerBorrowed::new_nfkd().normalize(&shown).to_lowercase();
    let letters = letters.chars().filter(|c| !matches!(c, '*' | '`' | '\u{ad}' | '\u{300}'..='\u{36f}'));
    letters.map(|c| LOOK_ALIKE.iter().find(|(other, _)| *other == c).map_or(c, |(_, latin)| *latin)).collect()
}

/// Cyrillic letters, and what they look like.
const LOOK_ALIKE: &[(char, char)] = &[('\u{43e}', 'o'), ('\u{435}', 'e'), ('\u{430}', 'a')];

fn assert_unsaid(files: &BTreeMap<String, String>, words: &[&str]) {
    for (path, text) in files {
        let (shown, raw) = (read(text), text.to_lowercase());
        for word in words {
            assert!(!shown.contains(word) && !raw.contains(word), "{path} says {word}");
        }
    }
}

const SPELT: &str = "Nu**no** Tei**xeira**, Nuno **Teixeira**, Nu\u{ad}no Tei\u{ad}xeira, Nuno &#84;eixeira and \
    Teixeira, Nuno wrote nuno&#64;harbourline.example, nuno(at)harbourline.example and \u{ff2e}\u{ff55}\u{ff4e}\u{ff4f} \
    \u{ff34}\u{ff45}\u{ff49}\u{ff58}\u{ff45}\u{ff49}\u{ff52}\u{ff41} about Tomas Leal, Toma\u{301}s and Nuno%20Teixeira.pdf, \
    NunoTeixeira.xlsx, teixeira_nuno.docx, [this](https://dms.example/nuno-teixeira/a) and MARTA REIS. Tei<b>xei</b>ra, \
    [Tei](https://dms.example)xeira and Nun\u{43e} T\u{435}ix\u{435}ir\u{430}, whom some call Nun\u{43e}.";

#[test]
fn the_public_reads_no_name_however_it_is_spelt() {
    let place = demo();
    let spelt = serde_json::to_string(SPELT).expect("a text");
    rewrite(&place, "statement: ", &format!("statement: {spelt}"));
    rewrite(&place, "title: ", "title: Nuno&nbsp;Teixeira kept the log of the ledger");
    commit(&place, "F-2026-005: say who did it");
    let words = ["nuno", "teixeira", "tomas", "leal@", "marta", "reis.", "reis,", "harbourline.example"];
    let files = site(&place, "public", &[]);
    assert_unsaid(&files, &words);
    let page = &files[&place.path("site/findings/F-2026-005.html").display().to_string()];
    assert!(page.contains("href=\"https://dms.example/Head-of-platform/a\""), "{page}");
    assert!(!page.contains("platform**") && !page.contains("Head of platform, Head of platform wrote"), "{page}");
    for format in ["html", "markdown", "typst"] {
        let arguments = ["report", "audit", "IA-2026-02", "--rev", "HEAD", "--audience", "public", "--format", format];
        let out = run(place.tickmark("demo").args(arguments), &[0]).out;
        assert_unsaid(&BTreeMap::from([(format.to_owned(), out)]), &words);
    }
    assert!(report(&place, &["audit", "IA-2026-02", "--rev", "HEAD"]).contains("NunoTeixeira.xlsx"));
}

#[test]
fn names_that_the_settings_hide_are_in_no_text_either() {
    let place = demo();
    let spelt = serde_json::to_string(SPELT).expect("a text");
    rewrite(&place, "statement: ", &format!("statement: {spelt}"));
    rewrite(&place, "title: ", "title: Nuno Teixeira kept the log of the ledger");
    let words = ["nuno", "teixeira", "tomas", "leal@", "marta", "reis.", "reis,"];
    let hidden = "  audiences:\n    certifier: {hide_fields: [person/name]}\n";
    place.append("demo/tickmark.yaml", hidden);
    commit(&place, "F-2026-005: say who did it");
    let files = site(&place, "certifier", &[]);
    assert_unsaid(&files, &words);
    let page = |name: &str| files[&place.path("site").join(name).display().to_string()].clone();
    assert!(page("findings/F-2026-005.html").contains("Head of platform kept the log"));
    assert!(page("integrity.html").contains("<code>due-date-slipped</code>"), "what is told beside names still is");
    for arguments in [&["audit", "IA-2026-02", "--rev", "HEAD"][..], &["register", "people"], &["register", "findings"]]
    {
        let written = report(&place, &[arguments, &["--audience", "certifier"]].concat());
        assert_unsaid(&BTreeMap::from([(arguments.join(" "), written)]), &words);
    }
    let others = site(&place, "auditee", &[]);
    assert!(others.values().any(|text| text.contains("Nuno Teixeira kept the log")));
}

#[test]
fn who_was_on_record_once_is_not_named_either() {
    let place = demo();
    let person = "demo/people/p-platform.yaml";
    rewrite(&place, "title: ", "title: Nuno Teixeira and Xaver Quill kept the log of the ledger");
    let sound = place.read(person);
    place.write(person, sound.replace("name: Nuno Teixeira", "name: Xaver Quill").replace("position:", "position: ["));
    commit(&place, "p-platform: break the file");
    place.write(person, sound.replace("Nuno Teixeira", "Nils Almeida"));
    commit(&place, "p-platform: has another name");
    let words = ["teixeira", "xaver", "quill", "nuno"];
    assert_unsaid(&site(&place, "public", &[]), &words);
    let broken = ["--rev", "HEAD~1"];
    assert_unsaid(&site(&place, "public", &broken), &[&words[..], &["almeida"]].concat());
    fs::remove_file(place.path(person)).expect("a file");
    commit(&place, "p-platform: forget them");
    let files = site(&place, "public", &[]);
    assert_unsaid(&files, &[&words[..], &["almeida"]].concat());
    let page = &files[&place.path("site/findings/F-2026-005.html").display().to_string()];
    assert!(page.contains("Head of platform and Head of platform kept"), "{page}");
    let written = report(&place, &["register", "findings", "--audience", "public"]);
    assert_unsaid(&BTreeMap::from([(String::new(), written)]), &words);
}

#[test]
fn nothing_is_published_while_a_name_to_keep_back_cannot_be_read() {
    let place = demo();
    place.write("demo/people/p-platform.yaml", "name: [\n");
    let refused = ["people/p-platform.yaml cannot be read", "`public`", "mend the file"];
    for arguments in [
        vec!["site", "-o", "../site", "--audience", "public"],
        vec!["report", "register", "findings", "--audience", "public"],
        vec!["report", "audit", "IA-2026-01", "--audience", "public"],
    ] {
        run(place.tickmark("demo").args(arguments), &[2]).fails_with(&refused);
    }
    assert!(!place.path("site").exists());
    site(&place, "auditee", &[]);
}

/// Goes on under `publication`, with which the settings of the demo end.
const HIDING: &str = "  hide: [IA-2026-02]
  audiences:
    certifier: {hide: [F-2026-005], hide_fields: [finding/risk]}
    auditee: {hide_fields: [finding/statement]}
";

#[test]
fn what_is_hidden_today_is_hidden_in_what_was_issued_before() {
    let place = demo();
    let pack = |folder: &str| {
        let arguments = ["report", "certification", "--as-of", "2026-11-27", "-o", folder];
        run(place.tickmark("demo").args(arguments), &[0]);
        texts(&place.path("demo").join(folder))
    };
    let says = |files: &BTreeMap<String, String>, word: &str| files.values().any(|text| text.contains(word));
    let auditee = ["audit", "IA-2026-04", "--audience", "auditee"];
    let at_tag = [&auditee[..], &["--rev", "report/IA-2026-04/v1"]].concat();
    let statement = "Renewed contracts without the duty to report";
    let text = "3 of 14 contracts with suppliers";
    let (before, report_before) = (pack("../before"), report(&place, &auditee));
    assert!(report_before.contains(statement), "{report_before}");
    place.append("demo/tickmark.yaml", HIDING);
    let after = pack("../after");
    for word in ["report/IA-2026-02/v1", "Number plates and faces without a purpose", "Audit log of the ledger is kept"]
    {
        assert!(says(&before, word), "{word}");
        assert!(!says(&after, word), "{word}");
    }
    assert!(before.keys().any(|path| path.ends_with("2-reports/IA-2026-02.html")));
    assert!(after.keys().any(|path| path.ends_with("2-reports/IA-2026-03.html")));
    assert!(!after.keys().any(|path| path.contains("IA-2026-02")));
    // The audit with what belongs to it, a finding and the action that answers it.
    assert!(says(&after, "8 records are kept back from these readers"));
    assert!(!says(&before, "kept back from these readers"));
    for arguments in [auditee.to_vec(), at_tag.clone()] {
        let now = report(&place, &arguments);
        assert!(now.contains(statement) && !now.contains(text), "{now}");
    }
    assert!(report_before.contains(text), "{report_before}");
    let hidden = ["report", "audit", "IA-2026-02", "--audience", "auditee"];
    run(place.tickmark("demo").args(hidden), &[2]).fails_with(&["IA-2026-02 is not for the audience `auditee`"]);
    // The settings of today count for the site of a state of then, too, once they can be read.
    let then = site(&place, "auditee", &["--rev", "HEAD"]);
    assert!(!says(&then, text) && !then.keys().any(|path| path.contains("audits/IA-2026-02")));
    place.append("demo/tickmark.yaml", "nonsense: 1\n");
    let refused = run(place.tickmark("demo").args(["site", "-o", "../other", "--rev", "HEAD"]), &[2]);
    refused.fails_with(&["today's tickmark.yaml says what may be published"]);
    let refused = run(place.tickmark("demo").args(["report"]).args(at_tag), &[2]);
    refused.fails_with(&["today's tickmark.yaml says what may be published"]);
}

#[test]
fn nothing_is_worked_out_from_a_day_that_is_hidden() {
    let place = demo();
    let register = |name: &str| {
        let arguments =
            ["report", "register", name, "--audience", "auditee", "--format", "csv", "--as-of", "2026-11-01"];
        run(place.tickmark("demo").args(arguments), &[0]).out
    };
    let columns = |csv: &str| csv.lines().next().unwrap_or_default().split(',').map(str::to_owned).collect::<Vec<_>>();
    let worked_out = ["Plan due", "Next due", "First promised", "Moved", "Days late"].map(str::to_owned);
    let (before, findings) = (register("actions"), register("findings"));
    assert!(worked_out.iter().all(|column| columns(&before).contains(column)), "{before}");
    let of_findings = ["Days open", "Days late"].map(str::to_owned);
    assert!(before.contains("2026-11-03"), "{before}");
    assert!(of_findings.iter().all(|column| columns(&findings).contains(column)), "{findings}");
    assert!(before.contains("2024-08-20"), "{before}");
    let hidden = "  audiences:\n    auditee: {hide_fields: [action/actions/due, action/correction/done_on, \
        audit/report/issued, finding/detected_on]}\n";
    place.append("demo/tickmark.yaml", hidden);
    let (after, findings) = (register("actions"), register("findings"));
    // What no finding tells of is known to be on record since the first day that may be told.
    assert!(!after.contains("2024-08-20") && after.contains("2024-08-27"), "{after}");
    assert!(!worked_out.iter().any(|column| columns(&after).contains(column)), "{after}");
    assert!(!after.contains("2026-11-03") && after.contains("2026-06-24"), "{after}");
    assert!(!of_findings.iter().any(|column| columns(&findings).contains(column)), "{findings}");
}

/// Days that are hidden, by the folder of their records and what stands before them.
const HIDDEN_DAYS: [(&str, &str); 6] = [
    ("actions", "done_on: "),
    ("actions", "checked_on: "),
    ("actions", "proposed_on: "),
    ("actions", "accepted: "),
    ("findings", "closed: "),
    ("reviews", "done_on: "),
];

/// Moves the days behind these keys to the third of their month.
fn move_days(place: &Place) {
    for (folder, key) in HIDDEN_DAYS {
        for (path, text) in texts(&place.path("demo").join(folder)) {
            let mut moved = text.clone();
            for (at, _) in text.match_indices(key) {
                let line = &text[at..at + text[at..].find('\n').unwrap_or_default()];
                let day = line.find("20").filter(|start| line.as_bytes().get(*start + 7) == Some(&b'-'));
                let day = day.map(|start| at + start + 8);
                moved.replace_range(day.map_or(0..0, |day| day..day + 2), if day.is_some() { "03" } else { "" });
            }
            fs::write(path, moved).expect("a file");
        }
    }
}

#[test]
fn a_page_is_the_same_whatever_is_hidden() {
    let place = demo();
    let hidden = "  audiences:\n    auditee: {hide_fields: [action/correction, action/actions/done_on, \
        action/effectiveness/checked_on, action/plan/proposed_on, action/plan/accepted, action/isms_changes, finding/closed, \
        review/decisions/done_on]}\n";
    place.append("demo/tickmark.yaml", hidden);
    commit(&place, "Hide days");
    // Both times the same files differ from the commit.
    for (folder, _) in HIDDEN_DAYS {
        for (path, text) in texts(&place.path("demo").join(folder)) {
            fs::write(path, format!("{text}\n# x\n")).expect("a file");
        }
    }
    let all = |place: &Place| {
        let mut files = site(place, "auditee", &[]);
        let registers = ["actions", "decisions", "findings", "audits", "evidence", "reviews", "schedule"];
        let registers = registers.map(|register| ["register", register]);
        for arguments in registers.into_iter().chain([["review", "MR-2026-H2"]]) {
            let more = ["--audience", "auditee", "--as-of", "2026-11-01"];
            files.insert(arguments.join(" "), report(place, &[&arguments[..], &more].concat()));
        }
        files
    };
    let before = all(&place);
    move_days(&place);
    let after = all(&place);
    assert!(before.len() > 300 && before.keys().eq(after.keys()));
    // How many violations there are is told of all records, and moved days break rules.
    for (path, text) in before.iter().filter(|(path, _)| !path.contains("site/rules.")) {
        let other = &after[path];
        let line = text.lines().zip(other.lines()).find(|(one, other)| one != other);
        assert!(text == other, "{path} tells a hidden day: {line:?}");
    }
    // To whom it is not hidden, all of it is told.
    let shown = site(&place, "management", &[]);
    let page = shown.iter().find(|(path, _)| path.ends_with("actions/CA-2026-002.html")).map(|(_, text)| text);
    assert!(page.is_some_and(|page| page.contains("2026-05-03")), "{page:?}");
}

#[test]
fn a_day_that_is_hidden_is_not_told_by_what_is_counted_from_it() {
    let place = demo();
    let told = |place: &Place| {
        let mut files = site(place, "auditee", &[]);
        files.retain(|path, _| {
            path.contains("/comparisons/") || path.contains("/programmes/AP-") || path.contains("processes.")
        });
        for arguments in [["review", "MR-2026-H2"], ["review", "MR-2026-H1"], ["programme", "AP-2026"]] {
            let more = ["--audience", "auditee", "--as-of", "2026-11-27"];
            files.insert(arguments.join(" "), report(place, &[&arguments[..], &more].concat()));
        }
        files
    };
    let days = ["21 may 2026", "31 december 2025", "2025-12-31", "1 january – 31 december 2025"];
    let before = told(&place);
    assert!(days.iter().all(|day| before.values().any(|text| read(text).contains(day))), "{days:?}");
    let hidden = "  audiences:\n    auditee: {hide_fields: [review/held_on, programme/cycle]}\n";
    place.append("demo/tickmark.yaml", hidden);
    assert_unsaid(&told(&place), &days);
}

#[test]
fn the_order_of_audits_tells_no_day_that_is_hidden() {
    let place = demo();
    let box_of_audits = || {
        let said = report(&place, &["review", "MR-2026-H2", "--audience", "auditee", "--as-of", "2026-11-27"]);
        let rows = said.lines().filter(|line| line.starts_with("| IA-2026") || line.starts_with("| `IA-2026"));
        rows.map(|row| row.chars().skip_while(|c| *c != 'I').take(10).collect::<String>()).collect::<Vec<_>>()
    };
    let issued = |audit: &str, day: &str| {
        let path = format!("demo/audits/{audit}/audit.yaml");
        let text = place.read(&path);
        let start =
            text.find("issued: {by:").and_then(|at| text[at..].find("date: ").map(|day| at + day + 6)).expect("a day");
        place.write(&path, format!("{}{day}{}", &text[..start], &text[start + 10..]));
    };
    issued("IA-2026-02", "2026-10-20");
    let by_day = box_of_audits();
    assert_eq!(by_day.last().map(String::as_str), Some("IA-2026-02"), "{by_day:?}");
    let hidden = "  audiences:\n    auditee: {hide_fields: [audit/report/issued/date]}\n";
    place.append("demo/tickmark.yaml", hidden);
    let mut by_id = by_day.clone();
    by_id.sort();
    assert_eq!(box_of_audits(), by_id);
}

#[test]
fn what_a_hidden_record_breaks_is_counted_for_nobody() {
    let place = demo();
    let found = || {
        let files = site(&place, "management", &[]);
        let rules: Value =
            serde_json::from_str(&files[&place.path("site/rules.json").display().to_string()]).expect("JSON");
        let rows = rules["found"].as_array().expect("rows").clone();
        let row = rows.into_iter().find(|row| row["rule"] == "action-overdue").expect("the row");
        (row["count"].as_i64(), rules["lede"].as_str().map(str::to_owned))
    };
    let (before, lede) = found();
    place.append("demo/tickmark.yaml", "  hide: [CA-2026-003]\n");
    let (after, said) = found();
    assert_eq!(after, before.map(|count| count - 1));
    assert_ne!(said, lede, "the sentence above the table counts the same");
}

#[test]
fn an_address_of_nobody_on_record_is_for_whom_addresses_are() {
    let place = demo();
    place.replace("demo/actions/2026/CA-2026-003.yaml", "for 180 days", "for half a year");
    let stranger = "stranger@else.example";
    let message = [
        "commit",
        "--quiet",
        "-a",
        "-m",
        "CA-2026-003: look",
        "--author",
        "stranger@else.example <stranger@else.example>",
    ];
    place.git("demo", &message);
    let page = |files: &BTreeMap<String, String>| {
        files[&place.path("site/actions/CA-2026-003.html").display().to_string()].clone()
    };
    for (language, words) in [("en", "somebody not on record"), ("de", "jemand, der nicht verzeichnet ist")] {
        let files = site(&place, "auditee", &["--language", language]);
        assert_unsaid(&files, &[stranger]);
        assert!(page(&files).contains(words));
    }
    assert!(page(&site(&place, "management", &[])).contains(stranger));
    assert_unsaid(&site(&place, "public", &[]), &[stranger]);
}

#[test]
fn what_belongs_to_a_hidden_record_is_hidden_with_it() {
    let place = demo();
    let hide = "  hide: [IA-2026-04, p-platform]\n";
    place.append("demo/tickmark.yaml", hide);
    commit(&place, "tickmark.yaml: keep an audit and a person back");
    let workpapers = texts(&place.path("demo/audits/IA-2026-04/workpapers"));
    let of_audit = |folder: &str, key: &str, ids: &BTreeSet<String>| -> BTreeSet<String> {
        let records = texts(&place.path("demo").join(folder)).into_values();
        let records = records.filter_map(|text| serde_yaml::from_str::<Value>(&text).ok());
        let is_meant = |value: &Value| match &value.pointer(key) {
            Some(Value::Array(of)) => {
                !of.is_empty() && of.iter().all(|of| ids.contains(of.as_str().unwrap_or_default()))
            }
            Some(of) => ids.contains(of.as_str().unwrap_or_default()),
            None => false,
        };
        records.filter(is_meant).map(|value| value["id"].as_str().expect("an id").to_owned()).collect()
    };
    let findings = of_audit("findings", "/audit", &BTreeSet::from(["IA-2026-04".to_owned()]));
    let actions = of_audit("actions", "/source/findings", &findings);
    assert!(!workpapers.is_empty() && !findings.is_empty() && !actions.is_empty());
    for audience in ["management", "public"] {
        let files = site(&place, audience, &[]);
        let page = |path: &str| files.contains_key(&place.path("site").join(path).display().to_string());
        assert!(page("audits/IA-2026-03.html") && !page("audits/IA-2026-04.html"));
        assert!(!findings.iter().any(|id| page(&format!("findings/{id}.html"))), "{findings:?}");
        assert!(!actions.iter().any(|id| page(&format!("actions/{id}.html"))), "{actions:?}");
        let names = files.keys().filter(|path| path.contains("workpapers/WP-2026-04"));
        assert_eq!(names.count(), 0);
        let (person, whole) = ("p-platform", files.values().cloned().collect::<String>());
        assert!(whole.contains(&format!(">{person}<")), "by the id");
        assert!(!whole.contains("\"Head of platform\"") && !whole.contains(">Head of platform<"), "{audience}");
        let named = ["actions", "audits", "findings", "processes"];
        let named = named.map(|name| format!("site/{name}/index.html")).map(|path| place.path(path));
        let named = named.iter().filter_map(|path| files.get(&path.display().to_string()));
        assert!(named.clone().count() > 2 && !named.clone().any(|text| text.contains("Teixeira")));
    }
}
