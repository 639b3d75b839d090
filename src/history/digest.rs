//! Digests over what must not change: a canonical text, so that anybody can compute the same with other tools.
//!
//! The text is JSON on one line with a line feed at its end: keys sorted by their code points, no spaces, every scalar as the
//! text that stands in the record (`1`, `true` and `2026-03-12` in quotes as well), so that no reader's idea of a number or of
//! a date matters. `docs/history.md` has the same in twenty lines of Python.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::lint::frozen::{FREE_IN_AUDIT, FREE_IN_CLOSED_FINDING, FREE_IN_WORKPAPER, FROZEN_IN_FINDING};
use crate::record::{Data, Kind};
use crate::snapshot::{Document, Snapshot};
use crate::text::hex;
use crate::yaml::{Entry, Node, Value};

/// The line of a tag's message that gives the digest of the report that it fixes.
const TRAILER: &str = "tickmark-digest: sha256:";

/// SHA-256 of a text, in hexadecimal digits.
pub fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// What must not change of an issued audit or a closed finding itself, as canonical text.
pub(super) fn frozen(document: &Document) -> String {
    match document.kind {
        Some(Kind::Audit) => fields(document, |key| !FREE_IN_AUDIT.contains(&key)),
        _ => fields(document, |key| !FREE_IN_CLOSED_FINDING.contains(&key)),
    }
}

/// What the report of its audit says of a finding, as canonical text.
pub(super) fn reported(document: &Document) -> String {
    fields(document, |key| FROZEN_IN_FINDING.contains(&key))
}

/// What the report of an audit says, as canonical text: the audit, its workpapers, its findings, as far as they must not
/// change once it is issued.
pub(super) fn report<'a>(id: &str, documents: impl Iterator<Item = &'a Document>) -> String {
    let mut audit = String::new();
    let (mut findings, mut workpapers) = (BTreeMap::<String, String>::new(), BTreeMap::<String, String>::new());
    for document in documents {
        match &document.data {
            Some(Data::Audit(data)) if data.id.as_str().eq_ignore_ascii_case(id) => {
                audit = fields(document, |key| !FREE_IN_AUDIT.contains(&key));
            }
            Some(Data::Finding(data)) if is(&data.audit, id) && data.status.is_reported() => {
                findings.insert(data.id.to_string(), reported(document));
            }
            Some(Data::Workpaper(data)) if is(&data.audit, id) => {
                workpapers.insert(data.id.to_string(), fields(document, |key| !FREE_IN_WORKPAPER.contains(&key)));
            }
            _ => {}
        }
    }
    let mut out = String::new();
    out.push_str("{\"audit\":");
    out.push_str(&audit);
    for (name, parts) in [("findings", &findings), ("workpapers", &workpapers)] {
        out.push_str(",\"");
        out.push_str(name);
        out.push_str("\":");
        object(parts.iter().map(|(id, text)| (id.as_str(), text)), |text, out| out.push_str(text), &mut out);
    }
    out.push_str("}\n");
    out
}

/// The canonical text of the report of an audit of a snapshot; `None` when there is no such audit.
pub fn report_text(snapshot: &Snapshot, id: &str) -> Option<String> {
    let audit = snapshot.record(id).filter(|record| record.kind() == Kind::Audit)?;
    Some(report(&audit.id, snapshot.records().iter().map(|record| &**record.document())))
}

/// The line for a tag's message that gives a digest.
pub fn trailer(digest: &str) -> String {
    format!("Tickmark-Digest: sha256:{digest}")
}

/// The digest that a tag's message gives.
pub(super) fn in_message(message: &str) -> Option<String> {
    message.lines().find_map(|line| {
        let (start, rest) = (line.get(..TRAILER.len())?, line.get(TRAILER.len()..)?);
        start.eq_ignore_ascii_case(TRAILER).then(|| rest.trim().to_lowercase())
    })
}

fn is(audit: &crate::record::AuditRef, id: &str) -> bool {
    audit.as_str().eq_ignore_ascii_case(id)
}

/// The fields at the top of a record that are kept, as a canonical object.
fn fields(document: &Document, is_kept: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(document.text.len());
    let entries = document.root.as_ref().map(Node::entries).unwrap_or_default();
    map(entries.iter().filter(|entry| is_kept(&entry.key)), &document.text, &mut out);
    out
}

fn canonical(node: &Node, text: &str, out: &mut String) {
    match &node.value {
        Value::Map(entries) => map(entries.iter(), text, out),
        Value::List(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                canonical(item, text, out);
            }
            out.push(']');
        }
        Value::Text(value) => quoted(value, out),
        _ => quoted(text.get(node.span.start as usize..node.span.end as usize).unwrap_or_default(), out),
    }
}

fn map<'n>(entries: impl Iterator<Item = &'n Entry>, text: &str, out: &mut String) {
    let mut entries: Vec<&Entry> = entries.collect();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    object(entries.into_iter().map(|entry| (&*entry.key, &entry.value)), |value, out| canonical(value, text, out), out);
}

/// An object of fields that are sorted by their keys.
fn object<'k, V>(fields: impl Iterator<Item = (&'k str, V)>, write: impl Fn(V, &mut String), out: &mut String) {
    out.push('{');
    for (position, (key, value)) in fields.enumerate() {
        if position > 0 {
            out.push(',');
        }
        quoted(key, out);
        out.push(':');
        write(value, out);
    }
    out.push('}');
}

fn quoted(text: &str, out: &mut String) {
    // Most texts are written as they are; many bytes at once are looked at without a branch.
    const MANY: usize = 32;
    let is_escaped = |byte: &u8| (*byte < b' ') | (*byte == b'"') | (*byte == b'\\');
    let is_plain = |many: &[u8]| !many.iter().fold(false, |any, byte| any | is_escaped(byte));
    if text.as_bytes().chunks(MANY).all(is_plain) {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&serde_json::to_string(text).expect("any text can be written in JSON"));
    }
}
