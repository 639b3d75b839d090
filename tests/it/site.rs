//! The site as its readers get it: every link leads somewhere, nobody reads what is not for them, nothing hostile gets
//! through, and the same records give the same bytes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use crate::support::{Place, demo, memory, run};
use tickmark::language::Language;
use tickmark::record::{Audience, Date};
use tickmark::site::{DiskSink, File, MARKER, MemorySink, Options, Sink, SinkError, build};
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::{Commit, MemorySource};
use walkdir::WalkDir;

/// The fixture of the rules, with records that hold a lot of what must not be published.
fn fixture() -> MemorySource {
    memory(&["tests/rules/fixture", "tests/site"])
}

fn day() -> Date {
    "2026-07-20".parse().expect("a day")
}

fn options(audience: Audience) -> Options {
    let commit = Commit {
        id: "0123456789abcdef0123456789abcdef01234567".to_owned(),
        seconds: 1_780_000_000,
        author: "Zelda Quist".to_owned(),
        email: "zelda@example.org".to_owned(),
        summary: "Zelda Quist: plan accepted".to_owned(),
    };
    let commits = HashMap::from([("findings/2026/F-2026-090.yaml".to_owned(), commit)]);
    Options { commits, ..Options::new(audience, day()) }
}

fn site(source: &MemorySource, audience: Audience) -> BTreeMap<String, String> {
    site_with(source, &options(audience))
}

fn site_with(source: &MemorySource, options: &Options) -> BTreeMap<String, String> {
    let snapshot = Snapshot::load(source, &Cache::default()).expect("memory can be read");
    let mut sink = MemorySink::default();
    sink.publish(&build(&snapshot, options).expect("the templates hold")).expect("memory takes all");
    sink.into_files().into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text"))).collect()
}

fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let start = format!(" {name}=\"");
    html.match_indices(&start).filter_map(|(at, _)| html[at + start.len()..].split('"').next()).collect()
}

#[test]
fn the_fixture_is_read_whole() {
    let snapshot = Snapshot::load(&fixture(), &Cache::default()).expect("memory can be read");
    let problems: Vec<&str> = snapshot.problems().iter().map(|problem| problem.message.as_str()).collect();
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn every_record_has_its_address_and_every_link_leads_somewhere() {
    for audience in [Audience::Public, Audience::Management] {
        let files = site(&fixture(), audience);
        for path in [
            "index.html",
            "isms/isms.html",
            "soa/soa.html",
            "findings/F-2026-001.html",
            "actions/CA-2026-001.html",
            "audits/IA-2026-01.html",
            "workpapers/WP-2026-01.html",
            "evidence/E-2026-001.html",
            "people/p-aud.html",
            "programmes/AP-2026.html",
            "reviews/MR-2026-1.html",
            "catalogues/own.html",
            "catalogues/iso27001-2022.html",
            "findings/index.html",
            "style.css",
        ] {
            assert!(files.contains_key(path), "{path}");
        }
        assert_links_lead_somewhere(&files);
    }
}

#[test]
fn every_link_of_the_past_leads_somewhere_too() {
    let place = demo();
    // At the first tag nothing but a programme has the audits that are late by today, and who has left had just come.
    for (revision, day) in [("report/GA-2023-01/v1", "2026-11-01"), ("HEAD", "2027-02-01")] {
        for audience in ["public", "management"] {
            let arguments = ["site", "-o", "../out", "--audience", audience, "--rev", revision, "--as-of", day];
            run(place.tickmark("demo").args(arguments), &[0]);
            let files = WalkDir::new(place.path("out")).into_iter().map(|entry| entry.expect("it can be listed"));
            let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
                let path = entry.path().strip_prefix(place.path("out")).expect("below").components();
                let path: Vec<_> = path.map(|part| part.as_os_str().to_str().expect("a name")).collect();
                (path.join("/"), fs::read_to_string(entry.path()).expect("text"))
            });
            assert_links_lead_somewhere(&files.collect());
        }
    }
}

/// Holds every link of a site against its files and the places in them.
fn assert_links_lead_somewhere(files: &BTreeMap<String, String>) {
    let mut links = 0;
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let ids = attributes(html, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}: an id twice");
        for href in attributes(html, "href").into_iter().chain(attributes(html, "src")) {
            if href.starts_with("https://") || href.starts_with("mailto:") {
                continue;
            }
            assert_leads_somewhere(files, path, href);
            links += 1;
        }
    }
    assert!(links > 500, "{links}");
}

#[test]
fn what_has_just_begun_is_told_what_to_do_and_accused_of_nothing() {
    let place = Place::new();
    let mut init = place.tickmark(".");
    init.args(["init", "new", "--organisation", "Acme", "--name", "Ann Lee", "--position", "CEO"]);
    run(init.args(["--email", "ann@acme.example", "--forge", "none"]), &[0]);
    run(place.tickmark("new").args(["site", "-o", "../out", "--audience", "management"]), &[0]);
    let data = |page: &str| -> serde_json::Value { serde_json::from_str(&place.read(page)).expect("JSON") };
    let (front, coverage) = (data("out/index.json"), data("out/coverage.json"));
    let steps = front["beginning"].as_array().expect("steps");
    assert_eq!(steps[0]["what"], "Say what the ISMS covers", "{steps:#?}");
    assert!(steps.iter().any(|step| step["what"] == "Put audits into the programme"), "{steps:#?}");
    assert!(place.read("out/index.html").contains("no programme is approved yet"));
    assert!(!place.read("out/coverage.html").contains("class=\"nonconform\""));
    let lede = "Nothing is planned or audited yet: 30 clauses and 93 applicable controls are to be covered.";
    assert_eq!(coverage["lede"], lede);
    assert_eq!(coverage["years"].as_array().map(Vec::len), Some(1), "no past is made up");
    // An approved programme that leaves requirements out has gaps.
    let programme =
        fs::read_dir(place.path("new/programmes")).expect("a folder").flatten().next().expect("a programme");
    let text = fs::read_to_string(programme.path()).expect("text");
    let approved = "status: approved\napproved: {by: p-ceo, date: 2026-01-05}\n";
    fs::write(programme.path(), text.replacen("status: draft\n", approved, 1)).expect("a file");
    run(place.tickmark("new").args(["site", "-o", "../out", "--audience", "management"]), &[0]);
    // What is still to be set up stays there until an audit was reported.
    assert_eq!(data("out/index.json")["beginning"][0]["what"], "Say what the ISMS covers");
    assert!(place.read("out/coverage.html").contains("class=\"nonconform\""));
}

/// Whether an address that stands in a file is that of a file, and of a place in it.
fn assert_leads_somewhere(files: &BTreeMap<String, String>, path: &str, href: &str) {
    let (target, anchor) = href.split_once('#').unwrap_or((href, ""));
    let target = match (target, path.split_once('/')) {
        ("", _) => path.to_owned(),
        (target, Some((folder, _))) => match target.strip_prefix("../") {
            Some(target) => target.to_owned(),
            None => format!("{folder}/{target}"),
        },
        (target, None) => target.to_owned(),
    };
    let page = files.get(&target).unwrap_or_else(|| panic!("{path}: nothing at {href}"));
    assert!(anchor.is_empty() || attributes(page, "id").contains(&anchor), "{path}: no place {href}");
}

fn addresses(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(members) => {
            found.extend(members.get("href").and_then(|href| href.as_str()).map(str::to_owned));
            members.values().for_each(|member| addresses(member, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| addresses(item, found)),
        _ => {}
    }
}

#[test]
fn data_feed_and_search_lead_somewhere_too() {
    for audience in [Audience::Public, Audience::Management] {
        let files = site(&fixture(), audience);
        let (mut data, mut found) = (0, 0);
        for (path, text) in &files {
            if path.ends_with(".json") {
                let mut hrefs = Vec::new();
                addresses(&serde_json::from_str(text).expect("JSON"), &mut hrefs);
                hrefs.iter().for_each(|href| assert_leads_somewhere(&files, path, href));
                data += hrefs.len();
            }
            let pages = text.strip_prefix("tickmarkSearch.pages(").and_then(|text| text.split_once(", "));
            if let Some((_, lines)) = pages {
                let lines = lines.trim_end().strip_suffix(");").expect("a call");
                let lines: Vec<Vec<Option<String>>> = serde_json::from_str(lines).expect("JSON");
                for line in &lines {
                    assert_leads_somewhere(&files, "search.js", line[0].as_deref().expect("an address"));
                }
                found += lines.len();
            }
        }
        assert!(data > 300 && found > 100, "{data} addresses in data, {found} things to be found");
        attributes(&files["feed.xml"], "href").iter().for_each(|href| assert_leads_somewhere(&files, "feed.xml", href));
    }
}

#[test]
fn an_audit_tells_what_changed_since_the_one_before() {
    let mut source = fixture();
    let first = "kind: audit\nid: IA-2020-01\ntitle: The first one\ntype: internal\nstatus: issued\nclient: p-manager\n\
                 dates: {start: 2020-03-02, end: 2020-03-03}\nreport: {version: 1, issued: {by: p-aud, date: 2020-03-09}}\n";
    source.insert("audits/IA-2020-01/audit.yaml", first.to_owned());
    let page = |audience: Audience| site(&source, audience)["audits/IA-2026-01.html"].clone();
    for audience in [Audience::Public, Audience::Management] {
        let page = page(audience);
        let section = page.split("<h2>Since the audit before</h2>").nth(1).expect("the section");
        assert!(section.contains("IA-2020-01</a> (<time datetime=\"2020-03-09\">9 March 2020</time>)"), "{section}");
    }
}

#[test]
fn the_scripts_are_small() {
    let files = site(&fixture(), Audience::Public);
    let scripts = files.iter().filter(|(path, _)| path.ends_with(".js") && !path.contains('/'));
    let size: usize = scripts.map(|(_, text)| text.len()).sum();
    assert!((1_000..60_000).contains(&size), "{size} bytes");
}

#[test]
fn references_lead_both_ways() {
    let files = site(&fixture(), Audience::Management);
    for (path, target) in [
        ("findings/F-2026-001.html", "../actions/CA-2026-001.html"),
        ("actions/CA-2026-001.html", "../findings/F-2026-001.html"),
        ("evidence/E-2026-001.html", "../findings/F-2026-001.html"),
        ("people/p-it.html", "../actions/CA-2026-001.html"),
        ("audits/IA-2026-01.html", "../programmes/AP-2026.html"),
        ("programmes/AP-2026.html", "../audits/IA-2026-01.html"),
        ("catalogues/iso27001-2022.html", "../findings/F-2026-001.html"),
        ("soa/soa.html", "../findings/F-2026-001.html"),
    ] {
        assert!(attributes(&files[path], "href").contains(&target), "{path} lacks {target}");
    }
}

#[test]
fn the_public_reads_no_name_no_address_and_nothing_confidential() {
    let files = site(&fixture(), Audience::Public);
    let snapshot = Snapshot::load(&fixture(), &Cache::default()).expect("memory can be read");
    let mut forbidden: BTreeSet<String> = BTreeSet::new();
    for person in snapshot.people() {
        forbidden.insert(person.name.clone());
        forbidden.extend(person.data().git.iter().cloned());
        let forge = person.data().forge.iter().flat_map(|forge| [forge.github.clone(), forge.gitlab.clone()]);
        forbidden.extend(forge.flatten());
    }
    for word in ["Zelda", "Quist", "zelda@", "topsecret", "Draft lapse", "5f70bf18"] {
        forbidden.insert(word.to_owned());
    }
    for (path, html) in &files {
        let lowered = html.to_lowercase();
        for word in &forbidden {
            assert!(!lowered.contains(&word.to_lowercase()), "{path} says {word}");
        }
    }
    assert!(files["findings/F-2026-090.html"].contains("Head of shipping"));
    assert!(files["evidence/E-2026-090.html"].contains("restricted"));
    // Rows without a title are explained.
    assert!(files["evidence/index.html"].contains("of them not shown here."));
    assert!(!files["evidence/E-2026-090.html"].contains("received"), "the state is not for the public");
    assert!(!files["findings/F-2026-090.html"].contains("received"), "nor where something refers to it");
    assert!(!files.contains_key("findings/F-2026-091.html"), "a draft is not for the public");
}

#[test]
fn the_public_knows_that_a_role_is_no_longer_held_and_not_by_whom_or_since_when() {
    let with = |left: &str| {
        let mut source = fixture();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/fixture");
        let person = fs::read_to_string(folder.join("people/p-it.yaml")).expect("a person");
        source.insert("people/p-it.yaml", format!("{}\n{left}", person.trim_end()));
        source
    };
    let told = |source: &MemorySource, audience: Audience| {
        let files = site(source, audience);
        [&files["people/index.html"], &files["people/p-it.html"]].map(|page| page.contains("no longer in this role"))
    };
    assert_eq!(told(&with(""), Audience::Public), [false, false]);
    assert_eq!(told(&with("to: 2026-12-31\n"), Audience::Public), [false, false], "that day is still to come");
    let left = with("to: 2026-05-17\n");
    assert!(told(&left, Audience::Public)[0]);
    let files = site(&left, Audience::Public);
    assert!(files.values().all(|page| !page.contains("2026-05-17") && !page.contains("17 May 2026")));
    let mut kept = left;
    let settings = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/fixture/tickmark.yaml"));
    let hidden = "\npublication: {audiences: {public: {hide_fields: [person/to]}}}\n";
    kept.insert("tickmark.yaml", settings.expect("a file") + hidden);
    assert_eq!(told(&kept, Audience::Public), [false, false]);
}

#[test]
fn management_reads_names_and_no_restricted_evidence() {
    let files = site(&fixture(), Audience::Management);
    assert!(files["findings/F-2026-090.html"].contains("Zelda Quist"));
    assert!(files["evidence/E-2026-091.html"].contains("topsecret-confidential"));
    for (path, html) in &files {
        assert!(!html.contains("topsecret-restricted"), "{path}");
    }
}

#[test]
fn what_is_hidden_has_no_page_and_no_title() {
    let mut source = fixture();
    let settings = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/fixture/tickmark.yaml"));
    source.insert("tickmark.yaml", settings.expect("a file") + "\npublication: {hide: [F-2026-001]}\n");
    let files = site(&source, Audience::Management);
    assert!(!files.contains_key("findings/F-2026-001.html"));
    for (path, html) in &files {
        assert!(!html.contains("Access withdrawn late"), "{path}");
    }
}

#[test]
fn the_same_records_give_the_same_bytes() {
    assert_eq!(site(&fixture(), Audience::Public), site(&fixture(), Audience::Public));
}

/// The words of a text of at least three letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2)
}

/// The words of a language's messages, without their keys and what is filled in.
fn said(file: &str) -> BTreeSet<String> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let values = lines.map(|line| match line.starts_with(|c: char| c.is_alphanumeric()) {
        true => line.split_once('=').map_or("", |(_, value)| value),
        false => line.split_once(']').map_or(line, |(_, value)| value),
    });
    let is_text = |word: &&str| !word.starts_with('$');
    values.flat_map(|value| value.split(' ').filter(is_text)).flat_map(words).map(str::to_owned).collect()
}

/// What stands in the records apart from the words that the tool itself gives them.
fn written(node: &tickmark::yaml::Node, shape: &tickmark::schema::Shape, found: &mut BTreeSet<String>) {
    use tickmark::schema::What;
    match &shape.what {
        What::Word(_) => {}
        What::List(shape) => node.items().iter().for_each(|node| written(node, shape, found)),
        What::Map(shape) => node.entries().iter().for_each(|entry| {
            found.insert(entry.key.to_string());
            written(&entry.value, shape, found);
        }),
        What::Object(fields) => node
            .entries()
            .iter()
            .filter_map(|entry| Some((entry, fields.get(&*entry.key)?)))
            .for_each(|(entry, shape)| written(&entry.value, shape, found)),
        _ => found.extend(node.as_text().into_iter().flat_map(words).map(str::to_owned)),
    }
}

#[test]
fn a_german_site_says_nothing_in_english() {
    let source = fixture();
    let snapshot = Snapshot::load(&source, &Cache::default()).expect("memory can be read");
    let mut known = said(Language::file("de").expect("German"));
    for record in snapshot.records() {
        let root = record.document().root.as_ref().expect("a record");
        written(root, tickmark::schema::shape(record.kind()), &mut known);
    }
    // Names of things, not words: the tool and its commands, Git's.
    known.extend(["tickmark", "yaml", "Git", "git", "log", "SHA", "GitHub", "GitLab", "ISO", "IEC"].map(str::to_owned));
    for audience in Audience::ALL {
        let german = Language::built_in("de").expect("German is there");
        let files = site_with(&source, &Options { language: german, ..options(*audience) });
        for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            assert!(html.contains("<html lang=\"de\">"), "{path}");
            let body = html.split_once("<body").expect("a body").1;
            // What the rules say is said in their one language, and marked as that.
            let is_english = |part: &str| part.split('>').next().is_some_and(|tag| tag.contains("lang=\"en\""));
            let is_text = |part: &&str| !part.starts_with("code") && !is_english(part);
            let texts = body.split('<').filter(is_text).filter_map(|part| Some(part.split_once('>')?.1));
            let titles = attributes(body, "title").into_iter().chain(attributes(body, "aria-label"));
            // What a picture has no room for ends within a word.
            let whole =
                |text: &'_ str| text.split_once('…').map_or(text.len(), |(text, _)| text.rfind(' ').unwrap_or(0));
            for word in texts.chain(titles).flat_map(|text| words(&text[..whole(text)])) {
                assert!(known.contains(word) || is_capital_of(&known, word), "{path} says {word:?}");
            }
        }
    }
}

/// Whether a word begins a sentence and stands in the language with a small letter.
fn is_capital_of(known: &BTreeSet<String>, word: &str) -> bool {
    let mut letters = word.chars();
    let lowered: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    known.contains(&lowered)
}

/// Replaces the free text of every record by something hostile.
fn hostile(source: &mut MemorySource, attack: &str) {
    let quoted = serde_json::to_string(attack).expect("text");
    let mut replaced = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for root in ["rules/fixture", "site"] {
        for entry in WalkDir::new(folder.join(root)).into_iter().filter_map(Result::ok) {
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            let path = entry
                .path()
                .strip_prefix(folder.join(root))
                .expect("below")
                .to_str()
                .expect("a name")
                .replace('\\', "/");
            if !path.ends_with(".yaml") {
                continue;
            }
            let kind = text.lines().find_map(|line| line.strip_prefix("kind: ")).expect("a kind");
            let kind = tickmark::record::Kind::from_word(kind.trim()).expect("a kind");
            let mut value: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
            attack_texts(&mut value, tickmark::schema::shape(kind), "", attack, &mut replaced);
            source.insert(path, serde_json::to_string_pretty(&value).expect("JSON"));
        }
    }
    assert!(replaced > 150, "{replaced} texts, {quoted}");
}

fn attack_texts(
    value: &mut serde_json::Value,
    shape: &tickmark::schema::Shape,
    field: &str,
    attack: &str,
    count: &mut u32,
) {
    use serde_json::Value;
    use tickmark::schema::What;
    const WITH_A_PATTERN: [&str; 8] = ["id", "kind", "sha256", "digest", "timezone", "time", "carry_to", "audit"];
    match value {
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                if let Some(shape) = shape.step(key) {
                    attack_texts(member, shape, key, attack, count);
                }
            }
        }
        Value::Array(items) => {
            let Some(shape) = shape.step("0") else { return };
            items.iter_mut().for_each(|item| attack_texts(item, shape, field, attack, count));
        }
        Value::String(text) if shape.what == What::Text && !WITH_A_PATTERN.contains(&field) && field != "items" => {
            *text = attack.to_owned();
            *count += 1;
        }
        _ => {}
    }
}

#[test]
fn no_script_gets_through_any_field() {
    for attack in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)><a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1)) ![y](data:text/html,z) <svg/onload=alert(1)>",
        "javascript:alert(1)",
        "' onmouseover='alert(1)' \" onmouseover=\"alert(1)\" {{ 7 * 7 }} {% raw %}",
    ] {
        let mut source = fixture();
        hostile(&mut source, attack);
        for audience in [Audience::Public, Audience::Management] {
            let files = site(&source, audience);
            assert!(files.len() > 25, "{attack}: {} files", files.len());
            for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
                for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                    let lowered = tag.to_lowercase();
                    let is_ours = ["search.js", "../search.js", "tables.js", "../tables.js", "menu.js", "../menu.js"]
                        .iter()
                        .any(|ours| tag == format!("script src=\"{ours}\" defer"))
                        || tag == "/script"
                        // A picture: its opening tag has nothing of a record.
                        || tag.starts_with("svg class=\"chart\" viewBox=\"0 0 400 ") && tag.matches('"').count() == 8
                        || tag.starts_with("svg class=\"swatch i-") && tag.matches('"').count() == 6;
                    let is_foreign = !is_ours && ["script", "img", "svg"].iter().any(|name| lowered.starts_with(name));
                    let leads_astray =
                        ["javascript:", "data:"].iter().any(|to| lowered.contains(&format!("href=\"{to}")));
                    let has_handler = lowered.split('"').step_by(2).any(|outside| outside.contains(" on"));
                    assert!(!is_foreign && !leads_astray && !has_handler, "{path}: <{tag}> of {attack}");
                }
            }
        }
    }
}

#[test]
fn broken_records_are_listed_and_stop_nothing() {
    let mut source = fixture();
    source.insert("findings/2026/F-2026-099.yaml", "kind: finding\nid: F-2026-099\n");
    source.insert(
        "elsewhere/F-2026-001.yaml",
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/fixture/findings/2026/F-2026-001.yaml"))
            .expect("a file"),
    );
    let files = site(&source, Audience::Management);
    assert!(files["index.html"].contains("findings/2026/F-2026-099.yaml"));
    assert!(files["index.html"].contains("2 files"));
    assert!(files.contains_key("findings/F-2026-001.html"));
}

#[test]
fn an_empty_isms_has_a_site() {
    let files = site(&MemorySource::default(), Audience::Public);
    let front = &files["index.html"];
    // Where nobody has looked, nothing that was not found is good news.
    assert!(front.contains("No audit has been reported yet") && !front.contains("No major nonconformity is open"));
    assert!(front.contains("30 clauses and 93 controls are to be covered; no programme is approved yet"));
    assert!(front.contains("nothing was due in 12 months") && !front.contains("0 of 0 in 12 months"));
    assert!(files["processes.html"].contains("No process is on record."));
    let figures = &files["figures.html"];
    assert!(!figures.contains("0 of 0") && !figures.contains("15 days are agreed"), "nothing is told of nothing");
    assert!(!files["resources.html"].contains(">-0<"));
    // What nobody has begun with is no gap. One that the sentence counts is marked, also while no programme runs.
    let coverage = &files["coverage.html"];
    assert!(coverage.contains("Nothing is planned or audited yet: 30 clauses and 93 controls are to be covered."));
    assert!(!coverage.contains("<td class=\"nonconform\">"));
    let mut begun = MemorySource::default();
    let audit = "kind: audit\nid: IA-2026-01\ntitle: The first\ntype: internal\nstatus: planned\nclient: p-ceo\n";
    begun.insert("audits/IA-2026-01/audit.yaml", audit);
    let files_begun = site(&begun, Audience::Public);
    let coverage = &files_begun["coverage.html"];
    assert!(coverage.contains("123 requirements are neither covered nor planned"), "{coverage}");
    assert_eq!(coverage.matches("<td class=\"nonconform\">").count(), 123);
    let front = &files_begun["index.html"];
    assert!(front.contains("no statement of applicability says which of them apply"));
    assert!(front.contains("Planned, and without a day yet: ") && !front.contains("Nothing is planned."));
    // An audit that lies ahead makes up no past.
    assert!(coverage.contains(">2026<") && !coverage.contains(">2025<"));
    // What there is none of is said once, and not with noughts.
    assert!(!figures.contains("There is nothing to count yet") && figures.contains("Nothing to count yet:"));
    assert!(figures.contains("id=\"fig-pace\""), "what leads to a figure leads somewhere still");
    for kind in ["audits", "findings", "actions", "evidence", "reviews", "workpapers"] {
        let list = &files[&format!("{kind}/index.html")];
        assert!(list.contains("There are none yet.") && !list.contains("class=\"lede\""), "{list}");
    }
    assert!(!files["improvements.html"].contains("0 ideas"));
    assert!(files["resources.html"].contains("No programme runs on this day. Nobody is approved as an auditor yet."));
}

#[test]
fn a_programme_without_audits_counts_none() {
    let mut source = MemorySource::default();
    let programme = "kind: programme\nid: AP-1\ntitle: First\nstatus: draft\ncycle: {from: 2026-01-01, to: 2026-12-31}\n\
                     objectives: [See]\nmanager: p-a\nsponsor: p-a\ncriteria: [iso27001-2022]\n";
    source.insert("programmes/AP-1.yaml", programme);
    let files = site(&source, Audience::Management);
    assert!(files["programmes/AP-1.html"].contains("31 December 2026: no audit is scheduled yet."));
    assert!(files["resources.html"].contains("The running programme plans no auditor days yet."));
}

#[test]
fn many_audits_are_drawn_in_part_and_told_whole() {
    let mut source = fixture();
    for number in 10..40 {
        let audit = format!(
            "kind: audit\nid: IA-2026-{number}\ntitle: Small audit\nprogramme: AP-2026\ntype: internal\nstatus: issued\n\
             client: p-ceo\nobjectives: [See]\nscope: {{statement: All}}\ncriteria: [A.8.8]\n\
             dates: {{start: 2026-05-02, end: 2026-05-03}}\neffort: {{planned_days: 1, actual_days: 1}}\n\
             team: [{{person: p-aud, role: lead-auditor}}]\nclosing_meeting: {{date: 2026-05-03, attendees: [p-aud]}}\n\
             conclusion: {{conforms: conforms, effective: effective}}\n\
             report: {{version: 1, issued: {{by: p-aud, date: 2026-05-10}}, distribution: [p-ceo]}}\nfeedback: {{score: 4}}\n"
        );
        source.insert(format!("audits/IA-2026-{number}/audit.yaml"), audit);
    }
    let figures = &site(&source, Audience::Management)["figures.html"];
    let lead = figures.split_once("id=\"fig-lead\"").expect("a figure").1.split_once("</figure>").expect("an end").0;
    assert!(lead.contains("Drawn are the latest 24 of"), "{lead}");
    let (picture, numbers) = lead.split_once("<table").expect("numbers");
    assert!(picture.contains(">IA-2026-39<") && !picture.contains(">IA-2026-10<"), "{picture}");
    assert!(numbers.contains("IA-2026-39") && numbers.contains("IA-2026-10"));
}

#[test]
fn a_title_says_nothing_twice() {
    for audience in [Audience::Public, Audience::Management] {
        for (path, page) in site(&fixture(), audience).iter().filter(|(path, _)| path.ends_with(".html")) {
            let title = page.split_once("<title>").expect("a title").1.split_once("</title>").expect("an end").0;
            let mut parts: Vec<&str> = title.split(" · ").flat_map(|part| part.split("  ")).collect();
            let count = parts.len();
            parts.dedup();
            assert_eq!(parts.len(), count, "{path}: {title}");
            let mut words = title.split(' ');
            let first = words.next();
            assert!(first != words.next(), "{path}: {title}");
        }
    }
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |path: &str, content: &str| File { path: path.to_owned(), content: content.into() };
    let ours = folder.path().join("new/site");
    let mut sink = DiskSink::new(&ours).expect("a new folder");
    sink.publish(&[file("index.html", "1"), file("findings/old.html", "1")]).expect("it can be written");
    assert!(ours.join(MARKER).is_file());

    DiskSink::new(&ours).expect("our own folder").publish(&[file("index.html", "2")]).expect("it can be written");
    assert_eq!(fs::read_to_string(ours.join("index.html")).expect("a file"), "2");
    assert!(!ours.join("findings").exists(), "what is no page any more is gone");

    let foreign = folder.path().join("thesis");
    fs::create_dir(&foreign).expect("a folder");
    DiskSink::new(&foreign).expect("an empty folder");
    fs::write(foreign.join("chapter.md"), "a year of work").expect("a file");
    assert!(matches!(DiskSink::new(&foreign), Err(SinkError::Foreign(_))));
    assert!(matches!(DiskSink::new(&foreign.join("chapter.md")), Err(SinkError::NotAFolder(_))));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing is left beside the site");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_old_site_leads_nowhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = folder.path().join("outside");
    fs::create_dir(&outside).expect("a folder");
    fs::write(outside.join("index.html"), "mine").expect("a file");
    let site = folder.path().join("site");
    let page = [File { path: "findings/index.html".to_owned(), content: b"new".to_vec() }];
    DiskSink::new(&site).expect("a new folder").publish(&[]).expect("it can be written");
    std::os::unix::fs::symlink(&outside, site.join("findings")).expect("a link");
    DiskSink::new(&site).expect("our own folder").publish(&page).expect("it can be written");
    assert_eq!(fs::read_to_string(outside.join("index.html")).expect("a file"), "mine");
    assert!(matches!(
        {
            std::os::unix::fs::symlink(&site, folder.path().join("link")).expect("a link");
            DiskSink::new(&folder.path().join("link"))
        },
        Err(SinkError::NotAFolder(_))
    ));
}

#[test]
fn a_figure_of_the_front_page_names_the_first_few_and_leads_to_the_rest() {
    let place = demo();
    let action = place.read("demo/actions/2026/CA-2026-003.yaml");
    for number in 101..115 {
        let id = format!("CA-2026-{number}");
        place.write(&format!("demo/actions/2026/{id}.yaml"), action.replace("CA-2026-003", &id));
    }
    let arguments = ["site", "-o", "../out", "--audience", "management", "--as-of", "2031-01-01"];
    run(place.tickmark("demo").args(arguments), &[0]);
    let front: serde_json::Value = serde_json::from_str(&place.read("out/index.json")).expect("JSON");
    let overdue = &front["figures"][1];
    let all: BTreeSet<&str> =
        front["overdue"].as_array().expect("a list").iter().filter_map(|duty| duty["record"]["id"].as_str()).collect();
    let named: Vec<&str> =
        overdue["links"].as_array().expect("a list").iter().filter_map(|link| link["id"].as_str()).collect();
    assert!(all.len() > 5 && named.len() == 5, "{} of {}", named.len(), all.len());
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), 5, "each once: {named:?}");
    assert_eq!(overdue["more"]["count"], all.len() - 5);
    assert_eq!(overdue["more"]["href"], "index.html#overdue");
    let page = place.read("out/index.html");
    assert!(page.contains("id=\"overdue\""));
    // The most urgent ones stand there, the others when somebody asks for them.
    let hidden = front["overdue"].as_array().map_or(0, Vec::len) - 12;
    assert!(page.contains(&format!("<summary>and {hidden} more</summary>")), "{hidden}");
}

#[test]
fn the_first_sentence_tells_of_what_nobody_plans_to_audit() {
    let place = demo();
    let build = || {
        let arguments = ["site", "-o", "../out", "--audience", "management", "--as-of", "2026-12-28"];
        run(place.tickmark("demo").args(arguments), &[0]);
        let front: serde_json::Value = serde_json::from_str(&place.read("out/index.json")).expect("JSON");
        front["sentence"].as_str().expect("a sentence").to_owned()
    };
    let cycle = "of the audit cycle 2024–2026 gone.";
    assert!(build().ends_with(cycle));
    let audit = "demo/audits/IA-2026-05/audit.yaml";
    let status = place.read(audit).lines().find(|line| line.starts_with("status: ")).expect("a state").to_owned();
    place.replace(audit, &status, "status: postponed\nstatus_reason: The team moved");
    let sentence = build();
    assert!(
        sentence.contains(cycle) && sentence.ends_with("clauses or controls are neither audited nor planned."),
        "{sentence}"
    );
    assert!(!place.read("out/processes.html").contains("17–19"), "a window that is gone is no next audit");
}
