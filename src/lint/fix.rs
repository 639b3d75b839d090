//! What has one right answer and is a matter of form: quotes that a text needs, the order of the keys, a file that is not
//! named after its record, spaces at the ends of lines. Comments and all else stay byte for byte, and what a record says
//! stays what it says.

use std::sync::Arc;

use crate::record::{Kind, ROOT_FILE, is_id};
use crate::schema::{What, shape};
use crate::snapshot::{Document, Snapshot, id_of_path};
use crate::span::Span;
use crate::text::counted;
use crate::yaml::{Edit, Node, Value, apply, other_reading};

/// What is to be done with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Path from the record root.
    pub path: Arc<str>,
    /// The text as it is.
    pub before: Arc<str>,
    /// The text as it is to be.
    pub after: String,
    /// The path that the file is to have, where it is another one.
    pub rename: Option<String>,
    /// What was done, each in a few words.
    pub done: Vec<String>,
}

/// The fixes of a snapshot, by path. A file that cannot be read as YAML is left alone.
pub fn fixes(snapshot: &Snapshot) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = snapshot.documents().filter_map(|(path, document)| text(path, document)).collect();
    for record in snapshot.records() {
        let named = Named { path: &record.path, kind: record.kind(), id: &record.id, text: &record.document().text };
        name(snapshot, &named, &mut fixes);
    }
    for (path, kind, id, text) in mended(snapshot, &fixes) {
        name(snapshot, &Named { path: &path, kind, id: &id, text: &text }, &mut fixes);
    }
    fixes.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    fixes
}

/// The fix of a file's text, where it needs one.
fn text(path: &Arc<str>, document: &Document) -> Option<Fix> {
    let (root, kind) = (document.root.as_ref()?, document.kind?);
    let mut done = Vec::new();
    let quotes = quotes(kind, root, &document.text);
    let quoted = apply(&document.text, &quotes);
    if !quotes.is_empty() {
        done.push(format!("put {} in quotes", counted(quotes.len() as i64, "text")));
    }
    let known = Document::read(quoted.as_bytes());
    let mut after = quoted;
    let steps: [(&str, Step); 2] =
        [("removed spaces at the ends of lines", trimmed), ("put the keys in order", ordered)];
    // A tab at the end of a line keeps a record from being one, and only of a record the order is known.
    for (what, step) in steps {
        let now = Document::read(after.as_bytes());
        let Some(changed) = step(&now).filter(|changed| *changed != after && says_the_same(&known, changed)) else {
            continue;
        };
        after = changed;
        done.push(what.to_owned());
    }
    (!done.is_empty()).then(|| Fix {
        path: Arc::clone(path),
        before: Arc::clone(&document.text),
        after,
        rename: None,
        done,
    })
}

/// A fix of a whole text that changes nothing of what it says.
type Step = fn(&Document) -> Option<String>;

/// Whether a text says what a document says.
fn says_the_same(document: &Document, text: &str) -> bool {
    let other = Document::read(text.as_bytes());
    let value = |document: &Document| document.root.as_ref().map(Node::to_json);
    other.problems.len() <= document.problems.len() && value(&other) == value(document)
}

/// Quotes for what is meant as text and read as something else, here or by some tools.
fn quotes(kind: Kind, root: &Node, text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    shape(kind).walk(root, &mut |shape, node| {
        let is_text = matches!(shape.what, What::Text | What::Reference(_));
        let is_misread = match &node.value {
            Value::Bool(_) | Value::Integer(_) | Value::Float(_) => true,
            Value::Text(value) => other_reading(value).is_some(),
            _ => false,
        };
        let written = &text[node.span.range()];
        if is_text && node.plain && is_misread && !written.contains(['"', '\\', '\n']) {
            edits.push(Edit { span: node.span, text: format!("\"{written}\"") });
        }
    });
    edits
}

/// The text with the keys of the record in the order of its schema. Comments above a key go with it.
fn ordered(document: &Document) -> Option<String> {
    let (root, text) = (document.root.as_ref()?, &*document.text);
    document.data.as_ref()?;
    let What::Object(fields) = &shape(document.kind?).what else { return None };
    let rank = |key: &str| if key == "kind" { Some(0) } else { fields.get_index_of(key).map(|at| at + 1) };
    let mut segments: Vec<(usize, usize)> = Vec::new();
    for (position, entry) in root.entries().iter().enumerate() {
        let key = entry.key_span.start as usize;
        let is_at_line_start = key == 0 || text[..key].ends_with(['\n', '\u{feff}']);
        let rank = rank(&entry.key).filter(|_| is_at_line_start)?;
        let start = if position == 0 { key } else { with_comments(text, key) };
        segments.push((rank, start));
    }
    if segments.is_sorted_by_key(|(rank, _)| *rank) {
        return None;
    }
    let head = segments.first()?.1;
    let ends = segments.iter().skip(1).map(|(_, start)| *start).chain([text.len()]);
    let mut parts: Vec<(usize, &str)> =
        segments.iter().zip(ends).map(|((rank, start), end)| (*rank, &text[*start..end])).collect();
    parts.sort_by_key(|(rank, _)| *rank);
    let mut out = text[..head].to_owned();
    for (_, part) in parts {
        if !out.is_empty() && !out.ends_with(['\n', '\u{feff}']) {
            out.push('\n');
        }
        out.push_str(part);
    }
    Some(out)
}

/// Where the comments begin that stand directly above a key at the start of a line.
fn with_comments(text: &str, key: usize) -> usize {
    let mut start = key;
    while let Some(above) = text[..start].strip_suffix('\n') {
        let line = above.rfind('\n').map_or(0, |newline| newline + 1);
        if !text[line..].starts_with('#') {
            break;
        }
        start = line;
    }
    start
}

/// The text without spaces at the ends of lines.
fn trimmed(document: &Document) -> Option<String> {
    let mut edits = Vec::new();
    let mut at = 0;
    for line in document.text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let kept = body.trim_end_matches([' ', '\t']);
        if kept.len() < body.len() {
            edits.push(Edit { span: Span::new(at + kept.len(), at + body.len()), text: String::new() });
        }
        at += line.len();
    }
    (!edits.is_empty()).then(|| apply(&document.text, &edits))
}

/// A record as far as its name goes.
struct Named<'a> {
    path: &'a Arc<str>,
    kind: Kind,
    id: &'a str,
    text: &'a Arc<str>,
}

/// The files that could not be read as records and can be once they are mended, with kind, id and text.
fn mended(snapshot: &Snapshot, fixes: &[Fix]) -> Vec<(Arc<str>, Kind, String, Arc<str>)> {
    let is_broken = |fix: &&Fix| snapshot.broken().iter().any(|broken| broken.path == fix.path);
    let read = |fix: &Fix| {
        let document = Document::read(fix.after.as_bytes());
        document.data.as_ref()?;
        let id = document.root.as_ref()?.get("id")?.as_text()?.to_owned();
        // Of two records with one id none takes the other's file.
        let is_free = snapshot.record(&id).is_none();
        is_free.then_some((Arc::clone(&fix.path), document.kind?, id, Arc::clone(&fix.before)))
    };
    fixes.iter().filter(is_broken).filter_map(read).collect()
}

/// Brings a record's id and the name of its file together. The id is what other records, branches and history go by, so
/// the file follows; unless others go by the file's name, and nobody by the id.
fn name(snapshot: &Snapshot, record: &Named<'_>, fixes: &mut Vec<Fix>) {
    let expected = id_of_path(record.path, Some(record.kind));
    let is_named_after = !matches!(record.kind, Kind::Isms | Kind::Soa | Kind::Audit) && **record.path != *ROOT_FILE;
    if !is_named_after || record.id == expected {
        return;
    }
    let is_cited = |id: &str| snapshot.cited_by(id).next().is_some();
    let is_slip = is_cited(expected) && !is_cited(record.id) && is_id(expected) && snapshot.record(expected).is_none();
    let position = match fixes.iter().position(|fix| fix.path == *record.path) {
        Some(position) => position,
        None => {
            let before = Arc::clone(record.text);
            let after = before.to_string();
            fixes.push(Fix { path: Arc::clone(record.path), before, after, rename: None, done: Vec::new() });
            fixes.len() - 1
        }
    };
    let fix = &mut fixes[position];
    if is_slip {
        let document = Document::read(fix.after.as_bytes());
        if let Some(node) = document.root.as_ref().and_then(|root| root.get("id")) {
            fix.after = apply(&fix.after, &[Edit { span: node.span, text: expected.to_string() }]);
            fix.done.push(format!("set the id to {expected}, by which other records know it"));
        }
        return;
    }
    let folder = record.path.rfind('/').map_or("", |slash| &record.path[..=slash]);
    let path = format!("{folder}{}.yaml", record.id);
    if snapshot.text(&path).is_none() {
        fix.done.push(format!("renamed the file to {path}"));
        fix.rename = Some(path);
    } else {
        fixes.retain(|fix| !fix.done.is_empty());
    }
}
