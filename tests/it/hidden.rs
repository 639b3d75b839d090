//! What the settings hide is in no output at all: not on a page, in the search, a feed, a calendar or the data, and not in a
//! report, whether that is HTML, Markdown, Typst, a PDF, a workbook or CSV.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Place, demo, not_tested, run};
use serde_json::Value;
use tickmark::history::{Chronicle, Replay};
use tickmark::language::Language;
use tickmark::record::{Audience, Kind};
use tickmark::report::{self, Facts, Format, Options, Register, Templates};
use tickmark::schema::{Shape, What, shape};
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::{Location, Selection};
use tickmark::spreadsheet;
use walkdir::WalkDir;

/// The words that were put into texts, with the fields whose texts they are.
type Marks = BTreeMap<String, (Kind, String)>;

/// Texts by where they stand.
type Texts = BTreeMap<String, String>;

/// Those from whom every text is hidden. What is not found for them is found for the auditees, so that the looking is known to be good.
const HIDDEN_FROM: [&str; 3] = ["certifier", "management", "public"];

const DAY: [&str; 2] = ["--as-of", "2026-11-27"];

/// The files of a folder as texts; the lines of calendars as long as they are meant.
fn texts(folder: &Path) -> Texts {
    let files = WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).expect("a file")).replace("\r\n ", "");
    files.map(|entry| (entry.path().display().to_string(), text(entry.path()))).collect()
}

/// Puts a word of its own behind every text that somebody wrote in words, and notes by which field it is found again.
fn mark(value: &mut Value, shape: &Shape, field: &str, kind: Kind, marks: &mut Marks) {
    match value {
        Value::Object(members) => members.iter_mut().for_each(|(key, member)| {
            let below = if field.is_empty() { key.clone() } else { format!("{field}/{key}") };
            let below = if matches!(shape.what, What::Map(_)) { field.to_owned() } else { below };
            if let Some(shape) = shape.step(key) {
                mark(member, shape, &below, kind, marks);
            }
        }),
        Value::Array(items) => {
            let Some(shape) = shape.step("0") else { return };
            items.iter_mut().for_each(|item| mark(item, shape, field, kind, marks));
        }
        Value::String(text) if shape.what == What::Text && text.trim().contains(' ') && field != "name" => {
            let word = format!("zqv{:05}qz", marks.len());
            *text = format!("{} {word}", text.trim());
            marks.insert(word, (kind, field.to_owned()));
        }
        _ => {}
    }
}

/// The demo with a word in every text, whose fields are all hidden from everybody but the auditees.
fn marked() -> (Place, Marks) {
    let (place, mut marks) = (demo(), BTreeMap::new());
    let mut settings = None;
    for (path, text) in texts(&place.path("demo")).into_iter().filter(|(path, _)| path.ends_with(".yaml")) {
        let Ok(mut value) = serde_yaml::from_str::<Value>(&text) else { continue };
        let Some(kind) = value["kind"].as_str().and_then(Kind::from_word) else { continue };
        mark(&mut value, shape(kind), "", kind, &mut marks);
        fs::write(&path, serde_json::to_string_pretty(&value).expect("JSON")).expect("a file");
        if kind == Kind::Isms {
            settings = Some((path, value));
        }
    }
    let (path, mut value) = settings.expect("the settings");
    let fields = marks.values().map(|(kind, field)| format!("{kind}/{field}")).collect::<BTreeSet<_>>();
    assert!(fields.len() > 80, "{fields:?}");
    let hidden = serde_json::json!({ "hide_fields": fields });
    value["publication"] =
        serde_json::json!({"audiences": HIDDEN_FROM.map(|who| (who, &hidden)).into_iter().collect::<BTreeMap<_, _>>()});
    fs::write(path, serde_json::to_string_pretty(&value).expect("JSON")).expect("a file");
    place.git("demo", &["add", "-A"]);
    place.git("demo", &["commit", "--quiet", "-m", "everything: say it in marked words"]);
    (place, marks)
}

/// The fields of which a word is in some text, with the first of these.
fn found<'m>(texts: &Texts, marks: &'m Marks) -> BTreeMap<&'m (Kind, String), String> {
    let mut found = BTreeMap::new();
    for (path, text) in texts {
        for (place, _) in text.match_indices("zqv") {
            if let Some(field) = text.get(place..place + 10).and_then(|word| marks.get(word)) {
                found.entry(field).or_insert_with(|| path.clone());
            }
        }
    }
    found
}

/// The state of the demo, with what its history tells beside it.
fn state(place: &Place) -> (Snapshot, Facts) {
    let location = Location { folder: place.path("demo"), ..Location::default() };
    let opened = location.open(&Selection::Revision("HEAD".to_owned())).expect("the demo");
    let snapshot = Snapshot::load(&*opened.source, &Cache::default()).expect("records");
    let repository = opened.repository.expect("a repository");
    let mut replay = Replay::new(&repository, "HEAD", "").expect("history");
    let chronicle = Chronicle::of(&mut replay).expect("history");
    let life = |id: &str| (id.to_lowercase(), chronicle.events_of(id).collect());
    let lives = snapshot.actions().map(|action| life(action.id())).collect();
    (snapshot, Facts { lives, promises: Some(chronicle.promises), ..Facts::default() })
}

/// Every register in every form that is text, and for management, who may see the most, every report on every record.
fn reports(snapshot: &Snapshot, facts: &Facts, audience: Audience) -> Texts {
    let options = Options {
        audience,
        language: Language::built_in("en").expect("a language"),
        day: DAY[1].parse().expect("a day"),
        tag: None,
        issued: None,
        is_uncommitted: false,
        elsewhere: Default::default(),
    };
    let registers = Register::ALL.map(report::Kind::Register);
    let (is_whole, mut all) = (audience == Audience::Management, BTreeMap::new());
    let audits = snapshot.audits().flat_map(|audit| [report::Kind::Plan(audit.id()), report::Kind::Audit(audit.id())]);
    let actions = snapshot.actions().map(|action| report::Kind::Action(action.id()));
    let programmes = snapshot.programmes().map(|programme| report::Kind::Programme(programme.id()));
    let reviews = snapshot.reviews().map(|review| report::Kind::Review(review.id()));
    let records = audits.chain(actions).chain(programmes).chain(reviews).filter(|_| is_whole);
    for kind in records.chain(registers) {
        let Some(document) = report::build(snapshot, &options, facts, kind) else { continue };
        for format in [Format::Html, Format::Markdown, Format::Typst] {
            let text = report::render(&document, format, &Templates::default()).expect("the template holds");
            all.insert(format!("{audience} {kind:?} {format:?}"), text);
        }
        for table in report::tables(&document).iter().filter(|_| matches!(kind, report::Kind::Register(_))) {
            all.insert(format!("{audience} {kind:?} CSV"), spreadsheet::csv(table).expect("a table"));
        }
    }
    all
}

/// Reports that are no text.
const MADE: [(&str, &[&str]); 13] = [
    ("pdf", &["action", "CA-2026-003"]),
    ("xlsx", &["register", "findings"]),
    ("pdf", &["plan", "IA-2026-05"]),
    ("pdf", &["audit", "IA-2026-02", "--rev", "HEAD"]),
    ("pdf", &["programme", "AP-2026"]),
    ("pdf", &["review", "MR-2026-H1"]),
    ("pdf", &["register", "action-items"]),
    ("pdf", &["certification"]),
    ("xlsx", &["register", "actions"]),
    ("xlsx", &["register", "soa"]),
    ("xlsx", &["register", "checklist"]),
    ("xlsx", &["register", "evidence"]),
    ("xlsx", &["register", "decisions"]),
];

/// PDFs and workbooks, as files of a folder.
fn made(place: &Place, tools: &Path, audience: &str, which: &[(&str, &[&str])]) -> Vec<PathBuf> {
    let typst = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/typst");
    fs::create_dir(place.path(format!("made-{audience}"))).expect("a folder");
    let file = |(ending, arguments): &(&str, &[&str])| {
        let file = place.path(format!("made-{audience}/{}.{ending}", arguments.join("-")));
        let mut command = place.tickmark("demo");
        command.arg("report").args(*arguments).args(DAY).args(["--audience", audience]).arg("-o").arg(&file);
        run(command.env("TICKMARK_TYPST", &typst).env("TICKMARK_TOOLS", tools), &[0]);
        file
    };
    which.iter().map(file).collect()
}

/// The texts of PDFs and workbooks, read by what shares nothing with those who wrote them.
fn read_back(tools: &Path, files: &[PathBuf]) -> Texts {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/texts.py");
    let read = run(Command::new(tools.join("python/bin/python")).arg(script).args(files), &[0]);
    serde_json::from_str(&read.out).expect("JSON")
}

/// Parts of the names of what says a marked word to the auditees.
const SAYING: [&str; 10] = [
    "/index.html",
    "/F-2023-001.json",
    "/feed.xml",
    "/calendar.ics",
    "/search/words-",
    "/search/pages-",
    " Html",
    " Markdown",
    " Typst",
    " CSV",
];

#[test]
fn no_text_that_the_settings_hide_is_quoted_anywhere() {
    let (place, marks) = marked();
    let (snapshot, facts) = state(&place);
    let of_audience = |audience: Audience| {
        let name = audience.as_str();
        let folder = place.path(format!("site-{name}"));
        let mut site = place.tickmark("demo");
        run(site.args(["site", "--audience", name]).args(DAY).arg("-o").arg(&folder), &[0]);
        let mut all = texts(&folder);
        if audience == Audience::Certifier {
            let mut pack = place.tickmark("demo");
            run(pack.args(["report", "certification", "-o", "../pack"]).args(DAY), &[0]);
            all.extend(texts(&place.path("pack")));
            for format in ["html", "markdown"] {
                let mut overview = place.tickmark("demo");
                overview.args(["report", "certification", "--format", format]).args(DAY);
                all.insert(format!("overview {format}"), run(&mut overview, &[0]).out);
            }
        }
        all.extend(reports(&snapshot, &facts, audience));
        all
    };
    let of_audience = &of_audience;
    let mut hidden = Texts::new();
    let mut shown = Texts::new();
    std::thread::scope(|scope| {
        let start = |audience: &Audience| {
            let audience = *audience;
            (audience, scope.spawn(move || of_audience(audience)))
        };
        for (audience, thread) in Audience::ALL.iter().map(start).collect::<Vec<_>>() {
            let is_hidden = HIDDEN_FROM.contains(&audience.as_str());
            let all = if is_hidden { &mut hidden } else { &mut shown };
            all.extend(thread.join().expect("what an audience reads"));
        }
    });
    match std::env::var_os("TICKMARK_TOOLS").map(PathBuf::from) {
        Some(tools) => {
            hidden.extend(read_back(&tools, &made(&place, &tools, "management", &MADE)));
            let control = read_back(&tools, &made(&place, &tools, "auditee", &MADE[..2]));
            for (path, text) in &control {
                assert!(text.contains("zqv"), "nothing is read of {path}: {text}");
            }
        }
        None => not_tested("no TICKMARK_TOOLS, so that no PDF and no workbook was read; use tests/run.sh"),
    }
    assert!(hidden.len() > 1200, "{}", hidden.len());
    for name in SAYING {
        assert!(shown.iter().any(|(path, text)| path.contains(name) && text.contains("zqv")), "{name}");
    }
    let found = found(&hidden, &marks);
    assert!(found.is_empty(), "{found:#?}");
}
