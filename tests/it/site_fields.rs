//! Every field that a record may have reaches the page of its record and a report, and every one may be hidden.
//!
//! The records are made from the schemas: one of each kind with every field filled. A field that is added to a schema
//! is thereby looked for, without a line here.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use tickmark::language::Language;
use tickmark::record::{Audience, Date, Kind};
use tickmark::report;
use tickmark::schema::{Shape, What, shape};
use tickmark::site::{File, Options, build};
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;

/// The id of each kind's record, and its page.
fn page_of(kind: Kind) -> String {
    match kind.is_single() {
        true => format!("{}/{kind}.html", kind.folder()),
        false => format!("{}/full-{kind}.html", kind.folder()),
    }
}

/// Fields that say what the file is or how it is read, and nothing to a reader.
const NOT_SHOWN: [&str; 2] = ["kind", "format"];

/// Values that a probe cannot take, because they decide what else is shown or are taken apart.
fn settled(kind: Kind, field: &str) -> Option<Value> {
    Some(match (kind, field) {
        (_, "id") => format!("full-{kind}").into(),
        (_, "kind") => kind.as_str().into(),
        (Kind::Isms, "format") => 1.into(),
        (Kind::Isms, "organisation/timezone") => "Europe/Oslo".into(),
        (Kind::Isms, "thresholds/cycle_years") => 3.into(),
        (Kind::Isms, "catalogues") => json!(["iso27001-2022", "full-catalogue"]),
        // Restricted evidence and what is hidden have no page to look at.
        (Kind::Evidence, "classification") => "confidential".into(),
        (Kind::Isms, "publication/audiences/management/hide_fields") => json!(["isms/format"]),
        // States in which most is shown, and references by which the pages show each other's fields.
        (Kind::Finding, "status") => "open".into(),
        (Kind::Finding, "grade") => "major".into(),
        (Kind::Audit, "status") => "issued".into(),
        (Kind::Action, "status") => "implemented".into(),
        (Kind::Review, "status") => "held".into(),
        (Kind::Programme, "status") => "active".into(),
        (Kind::Finding | Kind::Workpaper, "audit") | (Kind::Programme, "schedule/audit") => "full-audit".into(),
        (Kind::Action, "source/findings") => json!(["full-finding"]),
        (Kind::Workpaper, "items/finding") => "full-finding".into(),
        (Kind::Audit, "remote") => "partial".into(),
        (Kind::Audit, "schedule/time") => "13:37".into(),
        (Kind::Audit, "feedback/score") => 4.into(),
        (Kind::Soa, "controls/id") => "A.8.8".into(),
        _ => return None,
    })
}

/// A value to look for, with how it may stand on a page.
struct Probe {
    field: String,
    forms: Vec<String>,
}

/// Fills records from their schemas.
struct Filler {
    kind: Kind,
    definitions: Value,
    language: std::sync::Arc<Language>,
    /// Whether the last of the words that a field takes is put in rather than the first.
    last: bool,
    /// Whether true is put in rather than false.
    flags: BTreeMap<String, bool>,
    count: usize,
    probes: Vec<Probe>,
}

impl Filler {
    fn new(kind: Kind, last: bool) -> (Self, Value) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{kind}.schema.json"));
        let schema: Value = serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON");
        let definitions = schema["$defs"].clone();
        let (language, flags) = (Language::english(), BTreeMap::new());
        (Self { kind, definitions, language, last, flags, count: 0, probes: Vec::new() }, schema)
    }

    /// A word of letters that stands nowhere else.
    fn word(&mut self) -> String {
        self.count += 1;
        let letter = |digit: usize| char::from(b'a' + u8::try_from(digit % 26).expect("a letter"));
        format!("zq{}{}{}", letter(self.count / 26), letter(self.count), self.kind.as_str())
    }

    fn filled(&mut self, schema: &Value, field: &str) -> Value {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            let definition = self.definitions[name].clone();
            return self.filled(&definition, field);
        }
        if let Some(value) = settled(self.kind, field) {
            self.probe_settled(field, &value);
            return value;
        }
        if let Some(fields) = schema["properties"].as_object() {
            let below = |key: &str| if field.is_empty() { key.to_owned() } else { format!("{field}/{key}") };
            let filled = fields.iter().map(|(key, schema)| (key.clone(), self.filled(schema, &below(key))));
            return Value::Object(filled.collect());
        }
        match schema["type"].as_str() {
            Some("array") => json!([self.filled(&schema["items"], field)]),
            Some("object") => {
                let key = "finding-repeats".to_owned();
                self.probes.push(Probe { field: field.to_owned(), forms: vec![key.clone()] });
                Value::Object(Map::from_iter([(key, self.filled(&schema["additionalProperties"], field))]))
            }
            Some("boolean") => (*self.flags.entry(field.to_owned()).or_insert(true)).into(),
            Some("integer" | "number") => self.number(field),
            _ => self.text(schema, field),
        }
    }

    fn probe_settled(&mut self, field: &str, value: &Value) {
        let forms = match value {
            Value::String(text) => {
                vec![text.clone(), self.language.word(text), capital(&self.language.word(text))]
            }
            Value::Array(items) => vec![items[0].as_str().expect("a text").to_owned()],
            value => vec![value.to_string()],
        };
        self.probes.push(Probe { field: field.to_owned(), forms });
    }

    fn number(&mut self, field: &str) -> Value {
        self.count += 1;
        let number = 300 + self.count;
        self.probes.push(Probe { field: field.to_owned(), forms: vec![number.to_string()] });
        number.into()
    }

    fn text(&mut self, schema: &Value, field: &str) -> Value {
        let (text, forms) = if let Some(words) = schema["enum"].as_array() {
            let word = if self.last { words.last() } else { words.first() };
            let word = word.and_then(Value::as_str).expect("a word").to_owned();
            let said =
                [self.language.word(&word), self.language.find(&format!("grade-{word}"), &[]).unwrap_or_default()];
            let forms = said.iter().flat_map(|word| [word.clone(), capital(word)]).filter(|word| !word.is_empty());
            let forms = forms.collect();
            (word, forms)
        } else if schema["format"] == "date" {
            self.day(field)
        } else if schema["pattern"].as_str().is_some_and(|pattern| pattern.starts_with("^https")) {
            let address = format!("https://{}.example.org/", self.word());
            (address.clone(), vec![address])
        } else if schema["pattern"].as_str().is_some_and(|pattern| pattern.contains("[0-9a-f]{64}")) {
            self.count += 1;
            let digest = format!("{:064x}", 0xabc_def0 + self.count);
            (digest.clone(), vec![digest])
        } else if schema["x-tickmark-reference"] == "item" {
            let item = format!("{}/x", self.word());
            (item.clone(), vec![item])
        } else if field.ends_with("/url") || field == "location" {
            let address = format!("https://{}.example.org/", self.word());
            (address.clone(), vec![address])
        } else {
            let word = self.word();
            (word.clone(), vec![word.clone(), capital(&word)])
        };
        self.probes.push(Probe { field: field.to_owned(), forms });
        text.into()
    }

    /// A day of its own; the ends of a period lie in different years, so that both are said in full.
    fn day(&mut self, field: &str) -> (String, Vec<String>) {
        self.count += 1;
        let year = if field.ends_with("/to") || field.ends_with("/end") { 2027 } else { 2026 };
        let (month, day) = (1 + self.count / 28 % 12, 1 + self.count % 28);
        let text = format!("{year}-{month:02}-{day:02}");
        let date: Date = text.parse().expect("a day");
        (text, vec![self.language.day(date), self.language.short_day(date)])
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// One record of each kind with every field, and what to look for on its page.
struct Filled {
    records: BTreeMap<Kind, Value>,
    probes: BTreeMap<Kind, Vec<Probe>>,
    flags: Vec<(Kind, String)>,
}

fn filled(last: bool, flipped: Option<&(Kind, String)>) -> Filled {
    let mut all = Filled { records: BTreeMap::new(), probes: BTreeMap::new(), flags: Vec::new() };
    for &kind in Kind::ALL {
        let (mut filler, schema) = Filler::new(kind, last);
        if let Some((_, field)) = flipped.filter(|(flipped, _)| *flipped == kind) {
            filler.flags.insert(field.clone(), false);
        }
        let record = filler.filled(&schema, "");
        all.records.insert(kind, record);
        filler.probes.retain(|probe| !NOT_SHOWN.contains(&probe.field.as_str()));
        all.probes.insert(kind, filler.probes);
        all.flags.extend(filler.flags.into_keys().map(|field| (kind, field)));
    }
    all
}

fn snapshot(records: &BTreeMap<Kind, Value>) -> Snapshot {
    let mut source = MemorySource::default();
    for (kind, record) in records {
        let path = match kind {
            Kind::Isms => "tickmark.yaml".to_owned(),
            kind => format!("{}/full-{kind}.yaml", kind.folder()),
        };
        source.insert(path, serde_json::to_string_pretty(record).expect("JSON"));
    }
    let snapshot = Snapshot::load(&source, &Cache::default()).expect("memory can be read");
    let problems: Vec<String> = snapshot.problems().iter().map(|problem| format!("{problem:?}")).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    snapshot
}

fn options(audience: Audience) -> Options {
    Options::new(audience, "2026-07-20".parse().expect("a day"))
}

/// The pages of the records as the management reads them: what stands between the tags, and where links lead.
fn pages(records: &BTreeMap<Kind, Value>) -> BTreeMap<Kind, String> {
    let files = build(&snapshot(records), &options(Audience::Management)).expect("the templates hold");
    let files: HashMap<String, File> = files.into_iter().map(|file| (file.path.clone(), file)).collect();
    let page = |&kind: &Kind| {
        let file = files.get(&page_of(kind)).unwrap_or_else(|| panic!("no page {}", page_of(kind)));
        (kind, text_of(std::str::from_utf8(&file.content).expect("text")))
    };
    Kind::ALL.iter().map(page).collect()
}

fn text_of(html: &str) -> String {
    let main = html.split_once("<main").expect("a main part").1.split_once("</main>").expect("an end").0;
    let mut text = String::new();
    for part in main.split('<') {
        // Where a link leads is part of what it says.
        text.push_str(part.split_once("href=\"").and_then(|(_, href)| href.split('"').next()).unwrap_or_default());
        text.push(' ');
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        text.push(' ');
    }
    text.replace("&#x2f;", "/").replace("&amp;", "&").replace('\u{a0}', " ")
}

/// Whether a text says something as a word of its own.
fn says(text: &str, form: &str) -> bool {
    let is_apart = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    text.match_indices(form).any(|(at, found)| {
        is_apart(text[..at].chars().next_back()) && is_apart(text[at + found.len()..].chars().next())
    })
}

#[test]
fn every_field_stands_on_the_page_of_its_record() {
    let mut missing = Vec::new();
    for last in [false, true] {
        let all = filled(last, None);
        let pages = pages(&all.records);
        for (kind, probes) in &all.probes {
            for probe in probes {
                if !probe.forms.iter().any(|form| says(&pages[kind], form)) {
                    missing.push(format!("{kind}/{}: {:?}", probe.field, probe.forms));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{} are missing:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn every_yes_and_no_makes_a_difference_on_the_page() {
    let plain = filled(false, None);
    let before = pages(&plain.records);
    let is_told = |flag: &&(Kind, String)| pages(&filled(false, Some(flag)).records)[&flag.0] != before[&flag.0];
    let silent: Vec<&(Kind, String)> = plain.flags.iter().filter(|flag| !is_told(flag)).collect();
    assert!(plain.flags.len() > 10 && silent.is_empty(), "{silent:?}");
}

/// The fields of every kind, as the settings name them; what holds others comes before them.
fn fields() -> BTreeMap<Kind, Vec<String>> {
    fn walk(shape: &Shape, field: &str, found: &mut Vec<String>) {
        match &shape.what {
            What::Object(fields) => fields.iter().for_each(|(key, shape)| {
                let field = if field.is_empty() { key.clone() } else { format!("{field}/{key}") };
                found.push(field.clone());
                walk(shape, &field, found);
            }),
            What::List(shape) | What::Map(shape) => walk(shape, field, found),
            _ => {}
        }
    }
    let of = |&kind: &Kind| {
        let mut found = Vec::new();
        walk(shape(kind), "", &mut found);
        // Without these there is no address to publish at, and nothing that says what is hidden.
        found.retain(|field| !["kind", "id", "format"].contains(&field.as_str()));
        (kind, found)
    };
    Kind::ALL.iter().map(of).collect()
}

/// Builds the site for an audience that some fields are kept from.
fn built_without(audience: Audience, hidden: &[String]) -> Result<Vec<File>, String> {
    let mut records = filled(false, None).records;
    let isms = records.get_mut(&Kind::Isms).expect("an ISMS");
    isms["publication"]["audiences"][audience.as_str()]["hide_fields"] = json!(hidden);
    build(&snapshot(&records), &options(audience)).map_err(|error| format!("{audience:?} without {hidden:?}: {error}"))
}

/// The words of a record that stand for a field or for a part of it.
fn words_of<'p>(probes: &'p [Probe], field: &str) -> impl Iterator<Item = &'p str> {
    let below = format!("{field}/");
    let is_of = move |probe: &&Probe| probe.field == below[..below.len() - 1] || probe.field.starts_with(&below);
    probes.iter().filter(is_of).flat_map(|probe| &probe.forms).map(String::as_str).filter(|form| form.contains("zq"))
}

#[test]
fn management_may_be_kept_from_any_field() {
    /// So many fields of every kind are hidden at a time, far from each other.
    const AT_ONCE: usize = 3;
    let all = fields();
    let probes = filled(false, None).probes;
    let turns = all.values().map(Vec::len).max().unwrap_or_default().div_ceil(AT_ONCE);
    let mut wrong = Vec::new();
    for turn in 0..turns {
        let of = |fields: &[String]| -> Vec<String> {
            (0..AT_ONCE).filter_map(|part| fields.get(part * turns + turn).cloned()).collect()
        };
        let hidden: Vec<(Kind, String)> =
            all.iter().flat_map(|(kind, fields)| of(fields).into_iter().map(|field| (*kind, field))).collect();
        let names: Vec<String> = hidden.iter().map(|(kind, field)| format!("{kind}/{field}")).collect();
        match built_without(Audience::Management, &names) {
            Err(error) => wrong.push(error),
            Ok(files) => {
                // The address of the site is no text of a page: the calendar needs it.
                let told = hidden.iter().zip(&names).filter(|(_, name)| !name.starts_with("isms/publication"));
                for ((kind, field), name) in told {
                    let words: Vec<&str> = words_of(&probes[kind], field).collect();
                    let says = |file: &&File| {
                        let text = String::from_utf8_lossy(&file.content);
                        words.iter().any(|word| text.contains(word))
                    };
                    wrong.extend(files.iter().find(says).map(|file| format!("{} tells {name}", file.path)));
                }
                // A field that is not there is no word either.
                let says_none = |file: &&File| String::from_utf8_lossy(&file.content).contains(">none<");
                wrong.extend(files.iter().find(says_none).map(|file| format!("{} says none for {names:?}", file.path)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_audience_may_be_kept_from_all_fields() {
    let all: Vec<String> = fields()
        .into_iter()
        .flat_map(|(kind, fields)| fields.into_iter().map(move |field| format!("{kind}/{field}")))
        // What is hidden must still be known.
        .filter(|field| !field.starts_with("isms/publication"))
        .collect();
    for &audience in Audience::ALL {
        let deep: Vec<String> = all.iter().filter(|field| field.matches('/').count() > 1).cloned().collect();
        for hidden in [&all, &deep] {
            built_without(audience, hidden).unwrap_or_else(|error| panic!("{}", &error[error.len() - 300..]));
        }
    }
}

/// What the reports and registers for the management say of records that have every field.
fn reports(records: &BTreeMap<Kind, Value>) -> String {
    use report::Kind as Report;
    let snapshot = snapshot(records);
    let options = report::Options {
        audience: Audience::Management,
        language: Language::english(),
        day: "2026-07-20".parse().expect("a day"),
        tag: None,
        issued: None,
        is_uncommitted: false,
        elsewhere: Default::default(),
    };
    let of_one = [
        Report::Plan("full-audit"),
        Report::Audit("full-audit"),
        Report::Action("full-action"),
        Report::Programme("full-programme"),
        Report::Review("full-review"),
    ];
    let registers = report::Register::ALL.map(Report::Register);
    let written = of_one.into_iter().chain(registers).map(|kind| {
        let document = report::build(&snapshot, &options, &report::Facts::default(), kind).expect("a report");
        let html = report::render(&document, report::Format::Html, &report::Templates::default());
        let html = html.expect("the template holds");
        text_of(&format!("<main{}</main>", html.split_once("<body").expect("a body").1))
    });
    written.collect()
}

#[test]
fn every_field_of_an_audit_and_of_what_follows_stands_in_a_report() {
    const OF_REPORTS: [Kind; 8] = [
        Kind::Soa,
        Kind::Programme,
        Kind::Audit,
        Kind::Workpaper,
        Kind::Evidence,
        Kind::Finding,
        Kind::Action,
        Kind::Review,
    ];
    let mut missing = Vec::new();
    for last in [false, true] {
        let all = filled(last, None);
        let text = reports(&all.records);
        for (kind, probes) in all.probes.iter().filter(|(kind, _)| OF_REPORTS.contains(kind)) {
            // A waiver of one record names no other ones.
            for probe in probes.iter().filter(|probe| probe.field != "waivers/records") {
                if !probe.forms.iter().any(|form| says(&text, form)) {
                    missing.push(format!("{kind}/{}: {:?}", probe.field, probe.forms));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{} are missing:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn every_yes_and_no_makes_a_difference_in_a_report() {
    let plain = filled(false, None);
    let before = reports(&plain.records);
    let is_told = |flag: &&(Kind, String)| reports(&filled(false, Some(flag)).records) != before;
    let silent: Vec<&(Kind, String)> = plain
        .flags
        .iter()
        .filter(|(kind, _)| !matches!(kind, Kind::Isms | Kind::Catalogue))
        .filter(|flag| !is_told(flag))
        .collect();
    assert!(plain.flags.len() > 10 && silent.is_empty(), "{silent:?}");
}
