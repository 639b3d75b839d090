//! In what one version of a report differs from another one, record by record, and what of that `changes` tells.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::changes::{changed_between, changes};
use super::explained::{names, own_name, speaks_of};
use super::frozen::{FREE_IN_AUDIT, FREE_IN_WORKPAPER, FROZEN_IN_FINDING};
use crate::record::{Audit, AuditRef, Change, Data};
use crate::snapshot::{Document, Snapshot};
use crate::text::listed;
use crate::yaml::{Node, Value};

/// The records of which the report of an audit is made, as they are in one version of it.
#[derive(Debug, Clone, Default)]
pub struct ReportParts {
    /// The audit itself.
    audit: Option<Arc<Document>>,
    /// Its workpapers and its findings, by their ids in lower case.
    parts: BTreeMap<String, Part>,
}

#[derive(Debug, Clone)]
struct Part {
    id: String,
    document: Arc<Document>,
}

/// A record in which two versions of a report differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its id.
    pub id: String,
    /// What became of it.
    pub what: Became,
    /// Whether an entry of `changes` tells of it. What comes to a report, or to what a part of it says, tells of itself, and so does the
    /// audit: the step back has its reason there.
    pub is_told: bool,
}

/// What became of a part of a report from one version to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// It came to it.
    New,
    /// It is not in it any more.
    Gone,
    /// These fields of it say something else.
    Changed(Vec<String>),
}

impl ReportParts {
    /// What the report of an audit is made of among some records.
    pub fn of<'d>(audit: &str, documents: impl Iterator<Item = &'d Arc<Document>>) -> ReportParts {
        let mut found = ReportParts::default();
        documents.for_each(|document| found.add(audit, document));
        found
    }

    /// Takes a record in, if the report of the audit is made of it.
    pub fn add(&mut self, audit: &str, document: &Arc<Document>) {
        let is_it = |other: &AuditRef| other.as_str().eq_ignore_ascii_case(audit);
        let id = match &document.data {
            Some(Data::Audit(data)) if data.id.as_str().eq_ignore_ascii_case(audit) => {
                self.audit = Some(Arc::clone(document));
                return;
            }
            Some(Data::Finding(data)) if is_it(&data.audit) && data.status.is_reported() => &data.id,
            Some(Data::Workpaper(data)) if is_it(&data.audit) => &data.id,
            _ => return,
        };
        let part = Part { id: id.to_string(), document: Arc::clone(document) };
        self.parts.insert(id.as_str().to_lowercase(), part);
    }

    /// In what another version differs from this one, the audit first.
    pub fn differences(&self, new: &ReportParts) -> Vec<Difference> {
        let mut found = Vec::new();
        if let (Some(old), Some(new)) = (&self.audit, &new.audit) {
            let fields = kept(old, new, |field| !FREE_IN_AUDIT.contains(&field));
            let id = old.own_id().unwrap_or_default().to_owned();
            found.extend(fields.map(|fields| Difference { id, what: Became::Changed(fields), is_told: true }));
        }
        let told = self.told_in_audit(new);
        for (key, part) in &self.parts {
            let is_named = || told.iter().any(|change| tells_of(change, &part.id));
            let Some(now) = new.parts.get(key) else {
                let is_told = is_named();
                found.push(Difference { id: part.id.clone(), what: Became::Gone, is_told });
                continue;
            };
            let Some(fields) = fields(&part.document, &now.document) else { continue };
            // A grade that goes down is `grade-lowered-without-justification`'s.
            let is_lowered = is_lowered(&part.document, &now.document);
            let to_tell: Vec<&str> =
                fields.iter().map(String::as_str).filter(|field| !is_lowered || *field != "grade").collect();
            let is_told = is_named()
                || is_told_by_itself(&part.document, &now.document, &to_tell)
                || to_tell.iter().all(|field| grows(&part.document, &now.document, field));
            found.push(Difference { id: now.id.clone(), what: Became::Changed(fields), is_told });
        }
        let new = new.parts.iter().filter(|(key, _)| !self.parts.contains_key(*key));
        found.extend(new.map(|(_, part)| Difference { id: part.id.clone(), what: Became::New, is_told: true }));
        found
    }

    /// The entries of the audit that the other version has, and this one has not.
    fn told_in_audit<'n>(&'n self, new: &'n ReportParts) -> Vec<&'n Change> {
        let [known, all] = [&self.audit, &new.audit].map(|audit| audit.as_deref().map_or(&[][..], entries));
        all.iter().filter(|change| !known.contains(change)).collect()
    }
}

impl Difference {
    /// Takes entries into account that came when the version was out: of the audit, and of the record itself.
    pub(crate) fn tell(&mut self, of_audit: &[&Change], own: &[&Change]) {
        let is_own = match &self.what {
            Became::Changed(fields) => fields.iter().all(|field| own.iter().any(|change| speaks_of(change, field))),
            Became::New | Became::Gone => false,
        };
        self.is_told |= is_own || of_audit.iter().any(|change| tells_of(change, &self.id));
    }

    /// The difference in words, behind the id: `F-2026-001 (statement)`.
    pub fn in_words(&self) -> String {
        match &self.what {
            Became::New => format!("{} (new)", self.id),
            Became::Gone => format!("{} (gone)", self.id),
            Became::Changed(fields) => format!("{} ({})", self.id, fields.join(", ")),
        }
    }
}

/// What a new version says otherwise and nobody tells of, in words, and by ids; `None` where there is no such thing.
pub fn untold(differences: &[Difference]) -> Option<(String, Vec<String>)> {
    let untold: Vec<&Difference> = differences.iter().filter(|difference| !difference.is_told).collect();
    let words: Vec<String> = untold.iter().map(|difference| difference.in_words()).collect();
    (!untold.is_empty()).then(|| (listed(&words, 6), untold.iter().map(|one| one.id.clone()).collect()))
}

/// What is wrong where nobody tells in what a version is another one than the version before it.
pub fn untold_in_words(before: u32, what: &str) -> String {
    format!("no entry of `changes` tells in what this report is another one than version {before}: {what}")
}

/// What is to be done about it.
pub const HOW_TO_TELL: &str = "name each of them in the entry of the audit's `changes` for the step back, before the report is issued again; or add an entry for the \
     field to `changes` of the finding, now or later";

/// Whether the report of an audit was given out once, whatever became of it since.
pub(super) fn was_issued(past: &Snapshot, audit: &AuditRef) -> bool {
    let is_from_out = |change: &Change| change.field == "status" && ["issued", "closed"].contains(&change.from.trim());
    let has_been = |audit: &Audit| {
        let report = audit.report.as_ref();
        let is_ours = !audit.r#type.is_third_party() || report.is_some_and(|report| report.tag.is_some());
        let is_issued = report.is_some_and(|report| report.issued.is_some());
        is_ours && (is_issued || audit.changes.iter().any(is_from_out))
    };
    past.audit(audit).is_some_and(|audit| audit.is_frozen() || has_been(audit.data()))
}

/// The fields of a finding or a workpaper that a report says, as far as they are not the same in both.
fn fields(old: &Document, new: &Document) -> Option<Vec<String>> {
    match &new.data {
        Some(Data::Finding(_)) => kept(old, new, |field| FROZEN_IN_FINDING.contains(&field)),
        _ => kept(old, new, |field| !FREE_IN_WORKPAPER.contains(&field)),
    }
}

fn kept(old: &Document, new: &Document, is_kept: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    if std::ptr::eq(old, new) {
        return None;
    }
    let mut fields = changed_between(old, new);
    fields.retain(|field| is_kept(field));
    (!fields.is_empty()).then_some(fields)
}

fn entries(document: &Document) -> &[Change] {
    document.data.as_ref().map(changes).unwrap_or_default()
}

/// Whether an entry of the audit is about a record: by the field that it is of, or in its words.
fn tells_of(change: &Change, id: &str) -> bool {
    let texts = [&change.field, &change.from, &change.to, &change.reason];
    let is_part = |c: char| matches!(c, '/' | ' ' | ',');
    texts.iter().any(|text| names(text, id) || text.split(is_part).any(|word| word.eq_ignore_ascii_case(id)))
}

/// Whether a field says all that it said: what nobody had said yet may be added.
fn grows(old: &Document, new: &Document, field: &str) -> bool {
    let [was, is] = [old, new].map(|document| document.root.as_ref()?.get(field));
    was.is_none_or(|was| is.is_some_and(|is| says_all_of(was, is)))
}

fn says_all_of(old: &Node, new: &Node) -> bool {
    let is_in = |item: &Node| match own_name(item) {
        Some(name) => {
            let mut same = new.items().iter().filter(|other| own_name(other).as_ref() == Some(&name));
            same.any(|other| says_all_of(item, other))
        }
        None => new.items().iter().any(|other| item.says_the_same(other)),
    };
    match (&old.value, &new.value) {
        (Value::Null, _) => true,
        (Value::Map(entries), Value::Map(_)) => {
            entries.iter().all(|entry| new.get(&entry.key).is_some_and(|there| says_all_of(&entry.value, there)))
        }
        (Value::List(items), Value::List(_)) => items.iter().all(is_in),
        _ => old.says_the_same(new),
    }
}

fn is_lowered(old: &Document, new: &Document) -> bool {
    let grade = |document: &Document| Some(document.data.as_ref()?.finding()?.grade);
    grade(old).zip(grade(new)).is_some_and(|(was, is)| is > was)
}

/// Whether a record tells of its own changes, each of them.
fn is_told_by_itself(old: &Document, new: &Document, fields: &[&str]) -> bool {
    let known = entries(old);
    let told: Vec<&Change> = entries(new).iter().filter(|change| !known.contains(change)).collect();
    fields.iter().all(|field| told.iter().any(|change| speaks_of(change, field)))
}
