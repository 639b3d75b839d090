use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{CatalogueType, Data};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "normative-text-suspected",
    family: Family::Records,
    summary: "A text looks as if it were copied from a standard",
    level: Level::Warning,
    clause: "Copyright of the publishers of standards",
    needs_day: false,
    docs: include_str!("normative_text_suspected.md"),
    check: Check::Records(check),
};

/// Words from which on a sentence is long.
const LONG: usize = 12;
/// Long sentences with "shall" in one record from which on they are no chance.
const MANY: usize = 3;

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for record in context.records() {
        let texts = texts(record);
        let counts: Vec<(usize, &str)> =
            texts.iter().map(|(path, text)| (suspects(text), path.as_str())).filter(|(count, _)| *count > 0).collect();
        let all: usize = counts.iter().map(|(count, _)| count).sum();
        let Some((_, first)) = counts.first().filter(|_| all >= MANY) else { continue };
        report
            .raise(record, first, format!("{all} long sentences with \u{201c}shall\u{201d}, as standards write them"))
            .help("keep the number and say in own words what is asked; the text of a standard may not be published");
    }
}

/// The texts of a record in which somebody may have pasted a requirement. Own rules, laws and contracts are quoted rightly.
fn texts(record: &Record) -> Vec<(String, &str)> {
    match record.data() {
        Data::Catalogue(data) if data.r#type == CatalogueType::Standard => {
            let entries = data.entries.iter().enumerate();
            entries.filter_map(|(at, it)| Some((format!("/entries/{at}/text"), it.text.as_deref()?))).collect()
        }
        Data::Workpaper(data) => {
            let items = data.items.iter().enumerate();
            items.map(|(at, item)| (format!("/items/{at}/question"), item.question.as_str())).collect()
        }
        Data::Finding(data) => {
            let requirement = data.requirement.as_deref().map(|text| ("/requirement".to_owned(), text));
            requirement.into_iter().chain([("/statement".to_owned(), data.statement.as_str())]).collect()
        }
        _ => Vec::new(),
    }
}

/// How many sentences are long and say what "shall" be.
fn suspects(text: &str) -> usize {
    if !text.contains("hall") && !text.contains("HALL") {
        return 0;
    }
    let is_suspect = |sentence: &&str| {
        let words = sentence.split_whitespace();
        words.clone().count() >= LONG && words.clone().any(|word| word.eq_ignore_ascii_case("shall"))
    };
    text.split(['.', ';', '\n']).filter(is_suspect).count()
}
