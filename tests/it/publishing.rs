//! Publishing: who sees what, files of the user's own, and how a site takes the place of the one before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::texts_below;
use serde_json::Value;
use tickmark::record::{Audience, Kind};
use tickmark::redact::{FIELDS, is_seen};
use tickmark::schema::{Shape, What, shape};
use tickmark::site::{BuildError, DiskSink, File, MARKER, Options, Own, Sink, build, originals};
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;
use walkdir::WalkDir;

/// The records of the fixtures, by their path.
fn records() -> BTreeMap<String, String> {
    texts_below(&["tests/rules/fixture", "tests/site"])
}

fn snapshot(records: &BTreeMap<String, String>) -> Snapshot {
    let mut source = MemorySource::default();
    for (path, text) in records {
        source.insert(path.clone(), text.clone());
    }
    Snapshot::load(&source, &Cache::default()).expect("memory can be read")
}

fn options(audience: Audience) -> Options {
    Options::new(audience, "2026-07-20".parse().expect("a day"))
}

fn site(records: &BTreeMap<String, String>, options: &Options) -> BTreeMap<String, String> {
    let files = build(&snapshot(records), options).expect("the templates hold").into_iter();
    files.map(|file| (file.path, String::from_utf8(file.content).expect("text"))).collect()
}

/// The paths of all fields of a shape, without positions.
fn fields(shape: &Shape, field: &str, found: &mut BTreeSet<String>) {
    match &shape.what {
        What::Object(members) => members.iter().for_each(|(key, shape)| {
            let field = if field.is_empty() { key.clone() } else { format!("{field}/{key}") };
            fields(shape, &field, found);
            found.insert(field);
        }),
        What::List(shape) | What::Map(shape) => fields(shape, field, found),
        _ => {}
    }
}

#[test]
fn it_is_settled_of_every_field_who_sees_it() {
    let mut listed: BTreeSet<(String, String)> = BTreeSet::new();
    for line in FIELDS.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [kind, field, seen] = parts[..] else { panic!("{line}") };
        assert!(
            seen.len() == 3 && seen.bytes().zip(*b"pac").all(|(seen, letter)| seen == letter || seen == b'-'),
            "{line}"
        );
        assert!(listed.insert((kind.to_owned(), field.to_owned())), "twice: {line}");
    }
    let mut there = BTreeSet::new();
    for kind in Kind::ALL {
        let mut found = BTreeSet::new();
        fields(shape(*kind), "", &mut found);
        there.extend(found.into_iter().filter(|field| field != "kind").map(|field| (kind.to_string(), field)));
    }
    let missing: Vec<_> = there.difference(&listed).collect();
    let unknown: Vec<_> = listed.difference(&there).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "src/redact/fields.txt lacks {missing:?}, which only management sees until then; it has {unknown:?}, which no record has"
    );
}

/// Puts a word of its own into every free text, and notes by which field it is found again.
fn mark(value: &mut Value, shape: &Shape, field: &str, kind: Kind, marks: &mut BTreeMap<String, (Kind, String)>) {
    const WITH_A_PATTERN: [&str; 9] =
        ["id", "kind", "sha256", "digest", "timezone", "time", "carry_to", "audit", "edition"];
    let name = field.rsplit('/').next().unwrap_or(field);
    match value {
        Value::Object(members) => members.iter_mut().for_each(|(key, member)| {
            let below = if field.is_empty() { key.clone() } else { format!("{field}/{key}") };
            let (shape, below) = match &shape.what {
                What::Map(shape) => (&**shape, field.to_owned()),
                _ => match shape.step(key) {
                    Some(shape) => (shape, below),
                    None => return,
                },
            };
            mark(member, shape, &below, kind, marks);
        }),
        Value::Array(items) => {
            let Some(shape) = shape.step("0") else { return };
            items.iter_mut().for_each(|item| mark(item, shape, field, kind, marks));
        }
        Value::String(text) if shape.what == What::Text && !WITH_A_PATTERN.contains(&name) && name != "items" => {
            let is_record = field.starts_with("publication") || field == "git" || field.starts_with("forge");
            if !is_record {
                let word = format!("Zq{}q", marks.len());
                *text = word.clone();
                marks.insert(word, (kind, field.to_owned()));
            }
        }
        _ => {}
    }
}

#[test]
fn no_audience_gets_a_word_of_a_field_that_is_not_for_it() {
    let mut marks = BTreeMap::new();
    let mut records = records();
    for text in records.values_mut() {
        let mut value: Value = serde_yaml::from_str(text).expect("YAML");
        let Some(kind) = value["kind"].as_str().and_then(Kind::from_word) else { continue };
        let is_public = value["classification"] == "public";
        if !is_public {
            mark(&mut value, shape(kind), "", kind, &mut marks);
        }
        *text = serde_json::to_string_pretty(&value).expect("JSON");
    }
    let loaded = snapshot(&records);
    assert!(loaded.problems().is_empty(), "{:?}", loaded.problems().first().map(|problem| &problem.message));
    assert!(marks.len() > 150, "{}", marks.len());
    for audience in Audience::ALL {
        let files = site(&records, &options(*audience));
        let whole: String = files.values().map(String::as_str).collect::<Vec<_>>().join("\n").to_lowercase();
        let mut seen = 0;
        for (word, (kind, field)) in &marks {
            let is_there = whole.contains(&word.to_lowercase());
            let is_name = *kind == Kind::Person && field == "name" && *audience != Audience::Public;
            assert!(!is_there || is_seen(*audience, *kind, field) || is_name, "{audience} reads {kind}/{field}");
            seen += u32::from(is_there);
        }
        assert!(seen > 40, "{audience} reads {seen} texts");
    }
}

#[test]
fn each_audience_sees_what_it_is_meant_to() {
    let records = records();
    let public = site(&records, &options(Audience::Public));
    let auditee = site(&records, &options(Audience::Auditee));
    let certifier = site(&records, &options(Audience::Certifier));
    let management = site(&records, &options(Audience::Management));
    let anywhere = |files: &BTreeMap<String, String>, word: &str| files.values().any(|text| text.contains(word));
    for (word, who) in [
        ("Zelda Quist", [false, true, true, true]),
        ("topsecret-confidential", [false, true, true, true]),
        ("topsecret-restricted", [false, false, false, false]),
        ("Draft lapse", [false, false, false, true]),
    ] {
        let found = [&public, &auditee, &certifier, &management].map(|files| anywhere(files, word));
        assert_eq!(found, who, "{word}");
    }
}

#[test]
fn the_settings_tune_what_an_audience_sees() {
    let mut records = records();
    let settings = records.get_mut("tickmark.yaml").expect("the settings");
    settings.push_str(
        "\npublication:\n  audiences:\n    certifier: {restricted_evidence: true, hide: [F-2026-001]}\n    auditee: {hide_fields: [finding/statement]}\n",
    );
    let certifier = site(&records, &options(Audience::Certifier));
    assert!(certifier.values().any(|text| text.contains("topsecret-restricted")));
    assert!(!certifier.contains_key("findings/F-2026-001.html"));
    let auditee = build(&snapshot(&records), &options(Audience::Auditee)).expect("a site");
    assert!(auditee.iter().any(|file| file.path == "findings/F-2026-001.html"));
    assert!(!auditee.iter().any(|file| String::from_utf8_lossy(&file.content).contains("topsecret-restricted")));
}

#[test]
fn a_link_leads_to_where_a_record_is_edited_but_not_for_the_public() {
    let edit = Some("https://forge.example/acme/isms/edit/main/{path}".to_owned());
    let link = "https://forge.example/acme/isms/edit/main/findings/2026/F-2026-001.yaml";
    let page = |audience| {
        site(&records(), &Options { edit: edit.clone(), ..options(audience) })["findings/F-2026-001.html"].clone()
    };
    assert!(page(Audience::Management).contains(link));
    assert!(!page(Audience::Public).contains("forge.example"));
}

#[test]
fn own_files_stand_in_place_of_the_built_in_ones() {
    let mut own = Own::default();
    own.0.insert("style.css".to_owned(), b"body { color: teal }".to_vec());
    own.0.insert("templates/withheld.html".to_owned(), b"Ask {{ record.id }}".to_vec());
    let files = site(&records(), &Options { own, ..options(Audience::Public) });
    assert_eq!(files["style.css"], "body { color: teal }");
    assert_eq!(files["evidence/E-2026-090.html"], "Ask E-2026-090\n");
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    for (text, line, word) in [
        ("<p>\n{% if %}", 2, "syntax error"),
        ("a\n\n{{ record.nothing }}", 3, "undefined"),
        ("{{ t('nothing') }}", 1, "no message"),
    ] {
        let mut own = Own::default();
        own.0.insert("templates/finding.html".to_owned(), text.into());
        let error =
            build(&snapshot(&records()), &Options { own, ..options(Audience::Public) }).expect_err("it is broken");
        let said = error.to_string();
        assert!(
            said.starts_with(&format!("site/templates/finding.html, line {line}: ")) && said.contains(word),
            "{said}"
        );
    }
    let mut own = Own::default();
    own.0.insert("templates/finding.html".to_owned(), vec![0xff]);
    let error = build(&snapshot(&records()), &Options { own, ..options(Audience::Public) }).err();
    assert!(matches!(error, Some(BuildError::NoText(path)) if path == "site/templates/finding.html"));
}

#[test]
fn what_has_not_changed_is_not_written_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let file = |path: &str, content: &str| File { path: path.to_owned(), content: content.into() };
    let publish = |files: &[File]| DiskSink::new(&site).expect("our folder").publish(files).expect("it can be written");
    publish(&[file("a/kept.html", "1"), file("a/changed.html", "1"), file("gone.html", "1")]);
    let time = |path: &str| fs::metadata(site.join(path)).expect("a file").modified().expect("a time");
    let (kept, changed) = (time("a/kept.html"), time("a/changed.html"));
    std::thread::sleep(std::time::Duration::from_millis(20));
    publish(&[file("a/kept.html", "1"), file("a/changed.html", "2")]);
    assert_eq!(time("a/kept.html"), kept);
    assert!(time("a/changed.html") > changed);
    assert!(!site.join("gone.html").exists());
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside the site");

    // A site that is not finished is never seen.
    let sink = DiskSink::new(&site).expect("our folder");
    sink.write(file("a/kept.html", "3")).expect("it can be written");
    drop(sink);
    assert_eq!(fs::read_to_string(site.join("a/kept.html")).expect("a file"), "1");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

/// A folder with the records of the fixtures.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in records() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn tickmark(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.arg("-C").arg(folder).args(arguments).current_dir(folder);
    command.output().expect("it can be run")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const BUILD: [&str; 5] = ["site", "-o", "out", "--as-of", "2026-07-20"];

#[test]
fn ejected_files_give_the_same_site_and_are_never_written_over() {
    let folder = folder();
    assert!(tickmark(folder.path(), &BUILD).status.success());
    let read = || {
        let files = WalkDir::new(folder.path().join("out")).into_iter().map(|entry| entry.expect("a file"));
        let files = files.filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).expect("a file")))
            .collect::<BTreeMap<_, _>>()
    };
    let before = read();
    fs::create_dir(folder.path().join("site")).expect("a folder");
    fs::write(folder.path().join("site/style.css"), "mine").expect("a file");
    let output = tickmark(folder.path(), &["site", "--eject"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(said(&output), "note: left as they are, since they were there: 1 file\n");
    assert_eq!(fs::read_to_string(folder.path().join("site/style.css")).expect("a file"), "mine");
    for original in originals().iter().filter(|original| original.path != "style.css") {
        let path = folder.path().join("site").join(&original.path);
        assert_eq!(fs::read_to_string(path).expect("a file"), original.text);
    }
    fs::remove_file(folder.path().join("site/style.css")).expect("a file");
    assert!(tickmark(folder.path(), &BUILD).status.success());
    assert!(before == read(), "the originals give the same bytes");
}

#[test]
fn a_site_that_would_come_out_the_same_is_left_as_it_is() {
    let folder = folder();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder.path()).args(["-c", "user.name=A", "-c", "user.email=a@b.example"]).args(arguments);
        assert!(command.output().expect("git can be run").status.success());
    };
    fs::write(folder.path().join(".gitignore"), "/out/\n").expect("a file");
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "Take the records over"]);
    let out = folder.path().join("out");
    let build = |arguments: &[&str]| {
        let output = tickmark(folder.path(), &[&BUILD[..], arguments].concat());
        assert!(output.status.success(), "{}", said(&output));
        (output.stdout, fs::metadata(&out).expect("a folder").modified().expect("a time"))
    };
    let first = build(&[]);
    assert!(build(&[]) == first, "it is not built again, and says the same");
    // Whatever it is made of, and whoever touches it.
    let page = out.join("findings/F-2026-001.html");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, text.replace("<h1>", "<h2>")).expect("a file");
    assert!(build(&[]) != first);
    assert_eq!(fs::read_to_string(&page).expect("a page"), text);
    let mut last = build(&[]);
    let mut is_new = |arguments: &[&str]| std::mem::replace(&mut last, build(arguments)).1 != last.1;
    assert!(!is_new(&[]));
    assert!(is_new(&["--audience", "management"]) && is_new(&["--language", "de"]));
    assert!(is_new(&[]) && !is_new(&[]));
    fs::remove_file(out.join("style.css")).expect("a file");
    assert!(is_new(&[]) && !is_new(&[]));
    fs::create_dir(folder.path().join("site")).expect("a folder");
    fs::write(folder.path().join("site/style.css"), "mine").expect("a file");
    assert!(is_new(&[]) && !is_new(&[]));
    let finding = folder.path().join("findings/2026/F-2026-001.yaml");
    let text = fs::read_to_string(&finding).expect("a finding");
    fs::write(&finding, format!("{text}# looked at\n")).expect("a file");
    assert!(is_new(&[]) && !is_new(&[]));
    git(&["commit", "-qam", "Look at it"]);
    assert!(is_new(&[]) && !is_new(&[]));
    git(&["tag", "-am", "Issued", "issued"]);
    fs::remove_dir_all(folder.path().join(".git/tickmark")).expect("what is kept");
    assert!(is_new(&[]), "what is kept may be deleted");
}

#[test]
fn settings_that_cannot_be_read_publish_nothing_that_they_hide() {
    let folder = folder();
    let settings = folder.path().join("tickmark.yaml");
    let text = fs::read_to_string(&settings).expect("the settings");
    let page = folder.path().join("out/findings/F-2026-001.html");
    fs::write(&settings, format!("{text}publication: {{hide: [F-2026-001]}}\n")).expect("a file");
    assert!(tickmark(folder.path(), &BUILD).status.success());
    assert!(!page.exists());
    for lapse in ["nonsense: 1\n", "thresholds: [\n"] {
        let hiding = format!("{text}publication: {{hide: [F-2026-001]}}\n{lapse}");
        fs::write(&settings, hiding).expect("a file");
        let output = tickmark(folder.path(), &BUILD);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).starts_with("error: tickmark.yaml says what may be published"), "{}", said(&output));
        assert!(!page.exists() && folder.path().join("out/index.html").exists());
    }
}

#[test]
fn what_a_killed_run_left_goes_with_the_next_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let beside = |name: &str, file: &str| {
        fs::create_dir(folder.path().join(name)).expect("a folder");
        fs::write(folder.path().join(name).join(file), "").expect("a file");
        folder.path().join(name)
    };
    let left = beside(".tickmark-site-aB3xYz", "lock");
    let foreign = beside(".tickmark-site-notmne", "notes.txt");
    let of_another = beside(".tickmark-site-old-aB3xYz", "lock");
    let held = beside(".tickmark-site-aB3xY0", "lock");
    let lock = fs::File::open(held.join("lock")).expect("a file");
    lock.try_lock().expect("nobody else has it");
    let page = || File { path: "index.html".to_owned(), content: b"A page\n".to_vec() };
    DiskSink::new(&site).expect("a new folder").publish(&[page()]).expect("it is written");
    assert!(site.join("index.html").is_file() && !left.exists());
    assert!(foreign.exists() && of_another.exists() && held.exists());
    drop(lock);
    DiskSink::new(&site).expect("our folder").publish(&[page()]).expect("it is written");
    assert!(!held.exists() && foreign.exists() && of_another.exists());
    assert!(!site.join("lock").exists());
}

#[test]
fn what_a_version_without_locks_left_goes_once_it_is_old() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let beside = |name: &str, inner: &[&str], days: u64| {
        let left = folder.path().join(name);
        inner.iter().for_each(|inner| fs::create_dir_all(left.join(inner)).expect("a folder"));
        let touched = std::time::SystemTime::now() - std::time::Duration::from_secs(days * 24 * 60 * 60 + 60);
        fs::File::open(&left).and_then(|file| file.set_modified(touched)).expect("a day");
        left
    };
    let left = [beside(".tickmark-aB3xYz", &["new"], 1), beside(".tickmark-aB3xY0", &["old"], 400)];
    let kept = [
        beside(".tickmark-aB3xY1", &["new"], 0),
        beside(".tickmark-aB3xY2", &["new", "old"], 400),
        beside(".tickmark-aB3xY3", &["new", "notes"], 400),
        beside(".tickmark-mynotes", &["new"], 400),
    ];
    let page = File { path: "index.html".to_owned(), content: b"A page\n".to_vec() };
    DiskSink::new(&site).expect("a new folder").publish(&[page]).expect("it is written");
    assert!(left.iter().all(|left| !left.exists()), "{left:?}");
    assert!(kept.iter().all(|kept| kept.exists()), "{kept:?}");
}

#[test]
fn a_broken_file_of_ones_own_leaves_the_old_site() {
    let folder = folder();
    assert!(tickmark(folder.path(), &BUILD).status.success());
    let index = folder.path().join("out/index.html");
    let before = fs::read(&index).expect("a file");
    for (path, text, words) in [
        ("site/templates/overview.html", "<p>\n{{ nothing }}", "error: site/templates/overview.html, line 2: "),
        ("site/languages/en.ftl", "overview = a\n\n= b\n", "error: site/languages/en.ftl: line 3: "),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        let output = tickmark(folder.path(), &BUILD);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).starts_with(words) && said(&output).lines().count() == 1, "{}", said(&output));
        assert!(fs::read(&index).expect("a file") == before);
        fs::remove_file(path).expect("a file");
    }
}

#[test]
fn the_language_is_the_settings_the_command_lines_or_ones_own() {
    let folder = folder();
    let start = || fs::read_to_string(folder.path().join("out/index.html")).expect("a page");
    let settings = folder.path().join("tickmark.yaml");
    let text = fs::read_to_string(&settings).expect("the settings") + "\npublication: {language: de}\n";
    fs::write(&settings, text).expect("a file");
    assert!(tickmark(folder.path(), &BUILD).status.success());
    assert!(start().contains("<html lang=\"de\">") && start().contains("Überblick"));

    fs::create_dir_all(folder.path().join("site/languages")).expect("a folder");
    fs::write(folder.path().join("site/languages/fr.ftl"), "overview = Vue d’ensemble\n").expect("a file");
    let output = tickmark(folder.path(), &[&BUILD[..], &["--language", "fr"]].concat());
    assert!(output.status.success(), "{}", said(&output));
    assert!(start().contains("<html lang=\"fr\">") && start().contains("Vue d’ensemble"));
    assert!(start().contains("To the content"), "what it lacks is English");

    for (tag, words) in [("xx", "there is no language `xx`"), ("../../etc", "there is no language")] {
        let output = tickmark(folder.path(), &[&BUILD[..], &["--language", tag]].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
}

#[test]
fn a_site_in_the_folder_of_own_files_is_no_file_of_ones_own() {
    let folder = folder();
    let build = ["site", "-o", "site", "--as-of", "2026-07-20"];
    assert!(tickmark(folder.path(), &build).status.success());
    assert!(folder.path().join("site").join(MARKER).is_file());
    fs::write(folder.path().join("site/style.css"), "of an older version").expect("a file");
    assert!(tickmark(folder.path(), &build).status.success());
    assert_ne!(fs::read_to_string(folder.path().join("site/style.css")).expect("a file"), "of an older version");
    assert_eq!(tickmark(folder.path(), &["site", "--eject"]).status.code(), Some(2));
}

#[test]
fn a_field_that_no_record_has_is_not_taken_for_hidden() {
    let folder = folder();
    let settings = folder.path().join("tickmark.yaml");
    let text = fs::read_to_string(&settings).expect("the settings");
    let text = text + "\npublication: {audiences: {auditee: {hide_fields: [finding/statment]}}}\n";
    fs::write(&settings, text).expect("a file");
    let output = tickmark(folder.path(), &[&BUILD[..], &["--audience", "auditee"]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("finding/statment"), "{}", said(&output));
    assert!(!folder.path().join("out").exists());
}
