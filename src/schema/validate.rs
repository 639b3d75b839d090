//! Holding a record against its schema, and saying what is wrong in words for people. With [`super::instance`] the only
//! file that names the validator.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};

use super::generate::published;
use super::instance::Tree;
use super::keys::{free_keys, is_about_keys, missing, misspelt, unknown_key};
use super::shape::{What, shape};
use super::values::{cut_off, fill_in, last_key, not_whole, source, wrong_form, wrong_type, wrong_word};
use crate::record::{Date, Kind};
use crate::text::is_blank;
use crate::yaml::{Node, Problem, Value, other_reading};

/// The validator of a kind, built when the first record of the kind comes: building all of them takes longer than many a
/// command.
fn validator(kind: Kind) -> &'static Validator<Tree> {
    static VALIDATORS: [OnceLock<Validator<Tree>>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
    VALIDATORS[kind as usize].get_or_init(|| {
        jsonschema::options_for::<Tree>()
            .should_validate_formats(true)
            .with_format("date", |day: &str| day.parse::<Date>().is_ok())
            // Time in step with the text, and quickly built; the patterns need no more than this engine has.
            .with_pattern_options(jsonschema::PatternOptions::regex())
            .build(published(kind))
            .expect("a generated schema is a schema")
    })
}

/// Makes ready for records of a kind, which takes some milliseconds: for a thread that has nothing else to do.
pub fn prepare(kind: Kind) {
    validator(kind);
}

/// How many errors of the validator are put in words: what is listed in the end is less, and the place of each is looked
/// for in the tree.
const EXPLAINED: usize = 300;
/// For how many problems it is looked for what may have been meant.
pub(super) const SUGGESTED: usize = 20;

/// What is wrong with a record.
#[derive(Debug, Default)]
pub struct Invalid {
    /// In the order of the text; nothing when its schema holds.
    pub problems: Vec<Problem>,
    /// How many more there are, of a record with very many.
    pub more: usize,
}

/// What is wrong with the record.
pub fn validate(kind: Kind, root: &Node, text: &str) -> Invalid {
    let mut problems = Vec::new();
    let mut more = 0;
    let mut absent: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let validator = validator(kind);
    // Most records are valid, and telling that much costs half of collecting what is wrong.
    let errors = (!validator.is_valid(root)).then(|| validator.iter_errors(root));
    for error in errors.into_iter().flatten() {
        match error.kind() {
            ValidationErrorKind::Required { property } if absent.len() < EXPLAINED => absent
                .entry(error.instance_path().to_string())
                .or_default()
                .push(property.as_str().unwrap_or_default().to_owned()),
            ValidationErrorKind::Required { .. } => more += 1,
            _ if problems.len() < EXPLAINED => more += explain(kind, root, text, &error, &mut problems),
            _ => more += 1,
        }
    }
    for (path, mut keys) in absent {
        let owner = root.at(&path).unwrap_or(root);
        let shape = shape(kind).at(&path);
        // A misspelt key and the missing one that was meant are one slip.
        let meant = misspelt(owner, shape);
        keys.retain(|key| !meant.contains(&key.as_str()));
        problems.extend(missing(&keys, owner, root.place(&path), shape));
    }
    ambiguous(kind, root, text, &mut problems);
    problems.sort_by(|a, b| a.span.cmp(&b.span).then_with(|| a.message.cmp(&b.message)));
    // Two keywords may refuse one value for one reason (a date's pattern and its format): the first sentence is enough.
    problems.dedup_by(|b, a| {
        let is_one_value = || a.span.start != a.span.end && !is_about_keys(a) && !is_about_keys(b);
        a.span == b.span && (a.message == b.message || is_one_value())
    });
    Invalid { problems, more }
}

/// Puts an error in words; how many things of it are left out.
fn explain(kind: Kind, root: &Node, text: &str, error: &ValidationError<'_>, problems: &mut Vec<Problem>) -> usize {
    let path = error.instance_path().to_string();
    let node = root.at(&path).unwrap_or(root);
    let shape = shape(kind).at(&path);
    let span = root.place(&path);
    let problem = match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let free = free_keys(node, shape);
            for key in unexpected.iter().take(EXPLAINED) {
                problems.push(unknown_key(key, node, text, &free, problems.len() < SUGGESTED));
            }
            return unexpected.len().saturating_sub(EXPLAINED);
        }
        ValidationErrorKind::Type { .. } => wrong_type(node, span, text, shape),
        ValidationErrorKind::Enum { options } => {
            let words: Vec<&str> = options.as_array().into_iter().flatten().filter_map(|word| word.as_str()).collect();
            wrong_word(node, span, text, &words)
        }
        ValidationErrorKind::Format { .. } | ValidationErrorKind::Pattern { .. } => wrong_form(node, span, text, shape),
        ValidationErrorKind::MinLength { .. } => {
            Problem::new(span, format!("`{}` is empty", last_key(&path))).help(fill_in(shape))
        }
        ValidationErrorKind::MinItems { .. } => {
            Problem::new(span, format!("`{}` needs at least one entry", last_key(&path))).help(fill_in(shape))
        }
        ValidationErrorKind::Minimum { limit } => Problem::new(
            span,
            format!("{} is too small: `{}` is at least {limit}", source(node, text), last_key(&path)),
        )
        .help(fill_in(shape)),
        ValidationErrorKind::Maximum { limit } if path == "/format" => {
            Problem::new(span, format!("this tickmark reads format {limit}, and the file says {}", source(node, text)))
                .help(format!("use the newer tickmark that it was written for; otherwise write `format: {limit}`"))
        }
        ValidationErrorKind::Maximum { limit } => {
            Problem::new(span, format!("{} is too large: `{}` is at most {limit}", source(node, text), last_key(&path)))
                .help(fill_in(shape))
        }
        _ => Problem::new(span, format!("`{}`: {error}", last_key(&path))).help(fill_in(shape)),
    };
    problems.push(problem);
    0
}

/// Text without quotes that another reader (YAML 1.1: editors, scripts, spreadsheets) takes for something else.
fn ambiguous(kind: Kind, root: &Node, text: &str, problems: &mut Vec<Problem>) {
    shape(kind).walk(root, &mut |shape, node| {
        if let (What::Integer, Value::Float(_)) = (&shape.what, &node.value) {
            problems.push(not_whole(node.span, &source(node, text)));
        }
        problems.extend(cut_off(shape, node, text));
        if matches!(shape.what, What::Text)
            && node.as_text().is_some_and(|text| !text.is_empty() && is_blank(Some(text)))
        {
            problems.push(Problem::new(node.span, "nothing but blanks stands here").help(fill_in(Some(shape))));
        }
        let is_text = matches!(shape.what, What::Text | What::Reference(_));
        let (true, true, Some(value)) = (is_text, node.plain, node.as_text()) else { return };
        if let Some(reading) = other_reading(value) {
            problems.push(
                Problem::new(node.span, format!("without quotes, some tools read {} as {reading}", source(node, text)))
                    .help(format!("put it in quotes: \"{value}\"")),
            );
        }
    });
}
