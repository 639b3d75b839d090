//! Evidence records.

use sha2::{Digest, Sha256};

use super::{Context, Fields, create, some};
use crate::edit::{Draft, EditError};
use crate::record::*;
use crate::source::lfs;
use crate::text::hex;
use crate::yaml::{Node, Value};

/// What is said about a new piece of evidence.
#[derive(Debug, Clone, Default)]
pub struct NewEvidence {
    /// Id; without it, the next one of the year.
    pub id: Option<String>,
    /// Title; without it, the name of the file.
    pub title: Option<String>,
    /// Kind; without it, what the name of the file says.
    pub r#type: Option<EvidenceType>,
    /// The file.
    pub file: Option<File>,
    /// Where it is kept, when that is not the file's place among the records.
    pub location: Option<String>,
    /// System or person that it came from.
    pub source: Option<String>,
    /// Who may see it; the organisation without it.
    pub classification: Option<Classification>,
    /// Whether it holds personal data.
    pub personal_data: bool,
    /// Whom it is asked of: then it is not here yet.
    pub requested_from: Option<String>,
    /// Day by which it is asked for.
    pub due: Option<Date>,
    /// First and last day that it attests.
    pub period: Option<(Date, Date)>,
}

/// A file whose hash and size are taken.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its path from the record root, when it lies there.
    pub path: Option<String>,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

impl File {
    /// The facts about a file's content; of a file that Git LFS keeps and that is not fetched, those that its pointer tells.
    pub fn new(name: impl Into<String>, path: Option<String>, content: &[u8]) -> File {
        if let Some(pointer) = lfs::pointer(content) {
            return File { name: name.into(), path, sha256: pointer.sha256.to_owned(), size: pointer.size as u64 };
        }
        File { name: name.into(), path, sha256: hex(&Sha256::digest(content)), size: content.len() as u64 }
    }
}

/// The kind of evidence that the name of a file speaks of.
pub fn media(name: &str) -> EvidenceType {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    match ending.as_str() {
        "png" | "gif" | "webp" | "bmp" => EvidenceType::Screenshot,
        "jpg" | "jpeg" | "heic" => EvidenceType::Photo,
        "log" | "evtx" | "jsonl" => EvidenceType::LogExtract,
        "conf" | "cfg" | "ini" | "toml" | "tf" | "yaml" | "yml" | "json" | "xml" => EvidenceType::Configuration,
        "pdf" | "doc" | "docx" | "odt" | "md" | "txt" | "html" => EvidenceType::Document,
        _ => EvidenceType::Record,
    }
}

/// A piece of evidence that is here, with the hash and size of its file, or one that is asked for.
///
/// # Errors
/// The id is taken, or it is not said where the file is kept.
pub fn evidence(context: Context<'_>, draft: &mut Draft, new: &NewEvidence) -> Result<String, EditError> {
    let (year, day) = (context.actor.day.year(), context.actor.day);
    let id = new.id.clone().unwrap_or_else(|| context.taken.next(&format!("E-{year}-"), 3));
    let needs = |what: &str, help: &str| EditError::Needs { what: what.to_owned(), help: help.to_owned() };
    let title = new.title.clone().or_else(|| Some(new.file.as_ref()?.name.clone()));
    let title =
        title.ok_or_else(|| needs("a piece of evidence has a title", "give `--title TEXT`, or `--file FILE`"))?;
    let is_asked_for = new.requested_from.is_some();
    let location = new.location.clone().or_else(|| new.file.as_ref()?.path.clone());
    if new.file.is_some() && location.is_none() {
        return Err(needs(
            "the file lies outside of the records, where nobody else finds it",
            "give the address at which it is kept with `--location ADDRESS`, or move it below the record root",
        ));
    }
    let kind = new.r#type.or_else(|| Some(media(&new.file.as_ref()?.name))).unwrap_or(EvidenceType::Record);
    let months = context.snapshot.thresholds().cycle_years * 12;
    let mut fields: Fields = vec![
        ("title", Node::text(title.as_str())),
        ("type", Node::word(kind)),
        ("status", Node::word(if is_asked_for { EvidenceStatus::Requested } else { EvidenceStatus::Received })),
        ("classification", Node::word(new.classification.unwrap_or(Classification::Internal))),
        ("personal_data", Node::new(Value::Bool(new.personal_data))),
    ];
    if is_asked_for {
        fields.extend(some("requested_from", new.requested_from.as_ref()));
        fields.push(("requested_on", Node::word(day)));
        fields.extend(new.due.map(|due| ("due", Node::word(due))));
    } else {
        let by = context.actor.person("evidence is collected by somebody")?.as_str();
        let source = new.source.clone().unwrap_or_else(|| format!("Collected by {by}"));
        fields.push(("source", Node::text(source)));
        fields.push(("collected_on", Node::word(day)));
        fields.push(("collected_by", Node::text(by)));
        fields.push(("retain_until", Node::word(day.plus_months(months.into()))));
    }
    fields.extend(some("location", location));
    if let Some(file) = &new.file {
        fields.push(("sha256", Node::text(file.sha256.as_str())));
        fields.push(("size", Node::new(Value::Integer(file.size as i64))));
    }
    if let Some((from, to)) = new.period {
        fields.push(("period", Node::map([("from", Node::word(from)), ("to", Node::word(to))])));
    }
    create(context, draft, Kind::Evidence, (&id, &format!("evidence/{year}/{id}.yaml")), fields)?;
    Ok(id)
}
