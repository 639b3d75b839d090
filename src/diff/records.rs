//! Which records belong together, by their ids: a record's path may change, its id may not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::Scalar;
use super::titles::Titles;
use super::{Changes, RecordChange, Unreadable, fields};
use crate::record::Kind;
use crate::schema::shape;
use crate::snapshot::{Broken, Record, Snapshot};
use crate::text::natural_cmp;

type Found<'a> = BTreeMap<(Kind, String), Vec<&'a Record>>;

/// What changed between two snapshots.
pub(super) fn compare(before: &Snapshot, after: &Snapshot) -> Changes {
    let unreadable = unreadable(before, after);
    let hidden = hidden(before, after);
    let (old, new) = (by_id(before, &hidden), by_id(after, &hidden));
    let ids: BTreeSet<&(Kind, String)> = old.keys().chain(new.keys()).collect();
    let mut records = Vec::new();
    for id in ids {
        let none = Vec::new();
        for (one, other) in couples(old.get(id).unwrap_or(&none), new.get(id).unwrap_or(&none)) {
            records.extend(change(before, one, after, other));
        }
    }
    records.sort_by(|a, b| {
        let path = |change: &RecordChange| change.after.clone().or_else(|| change.before.clone());
        a.kind.cmp(&b.kind).then_with(|| natural_cmp(&a.id, &b.id)).then_with(|| path(a).cmp(&path(b)))
    });
    Changes { records, unreadable }
}

/// Ids and paths, in lower case, of the files that one of the snapshots could not read: whatever the other one has there is
/// neither added nor removed, it is not comparable.
fn hidden(before: &Snapshot, after: &Snapshot) -> BTreeSet<String> {
    let broken = before.broken().iter().chain(after.broken());
    broken
        .filter(|broken| !is_the_same(before, after, &broken.path))
        .flat_map(|broken| [broken.id.to_lowercase(), broken.path.to_lowercase()])
        .collect()
}

fn by_id<'a>(snapshot: &'a Snapshot, hidden: &BTreeSet<String>) -> Found<'a> {
    let mut found = Found::new();
    for record in snapshot.records() {
        let id = record.id.to_lowercase();
        if !hidden.contains(&id) && !hidden.contains(&record.path.to_lowercase()) {
            found.entry((record.kind(), id)).or_default().push(record);
        }
    }
    found
}

/// Records of one id, two by two: those at the same path, then the others in the order of their paths. More than one on a
/// side is a fault that `duplicate-id` reports.
fn couples<'a>(old: &[&'a Record], new: &[&'a Record]) -> Vec<(Option<&'a Record>, Option<&'a Record>)> {
    let at = |records: &[&'a Record], path: &str| records.iter().copied().find(|record| &*record.path == path);
    let mut couples: Vec<_> = old.iter().filter_map(|&one| Some((Some(one), Some(at(new, &one.path)?)))).collect();
    let mut left = old.iter().copied().filter(|one| at(new, &one.path).is_none());
    let mut right = new.iter().copied().filter(|other| at(old, &other.path).is_none());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return couples,
            couple => couples.push(couple),
        }
    }
}

fn change(before: &Snapshot, one: Option<&Record>, after: &Snapshot, other: Option<&Record>) -> Option<RecordChange> {
    let record = other.or(one)?;
    let mut change = RecordChange {
        kind: record.kind(),
        id: Arc::clone(&record.id),
        title: Some(Titles::of_record(record)).filter(|title| !title.is_empty()),
        before: one.map(|record| Arc::clone(&record.path)),
        after: other.map(|record| Arc::clone(&record.path)),
        fields: Vec::new(),
        facts: Vec::new(),
    };
    match (one, other) {
        (Some(one), Some(other)) => {
            let (old, new) = (one.document(), other.document());
            if let (Some(old), Some(new), false) = (&old.root, &new.root, Arc::ptr_eq(old, new)) {
                change.fields = fields::compare(record.kind(), (old, Titles(before)), (new, Titles(after)));
            }
        }
        _ => change.facts = facts(record, if other.is_some() { after } else { before }),
    }
    (change.is_added() || change.is_removed() || change.is_moved() || change.is_changed()).then_some(change)
}

/// Grade and state of a record.
fn facts(record: &Record, snapshot: &Snapshot) -> Vec<Scalar> {
    let shape = shape(record.kind());
    let fact = |field: &str| {
        let node = record.document().root.as_ref()?.get(field)?;
        Some(Scalar::of(node, shape.step(field), &Titles(snapshot)))
    };
    ["grade", "status"].into_iter().filter_map(fact).collect()
}

fn unreadable(before: &Snapshot, after: &Snapshot) -> Vec<Unreadable> {
    let mut found: Vec<Unreadable> = Vec::new();
    for (snapshot, is_after) in [(before, false), (after, true)] {
        for broken in snapshot.broken().iter().filter(|broken| !is_the_same(before, after, &broken.path)) {
            let (path, id) = (Arc::clone(&broken.path), Arc::clone(&broken.id));
            let reason = Some(reason(snapshot, broken));
            if !is_after {
                found.push(Unreadable { path, id, before: reason, after: None });
                continue;
            }
            let known = found.iter().position(|file| file.path == path);
            let known = known.or_else(|| found.iter().position(|file| file.id.eq_ignore_ascii_case(&id)));
            match known {
                Some(position) if found[position].after.is_none() => {
                    (found[position].path, found[position].after) = (path, reason);
                }
                _ => found.push(Unreadable { path, id, before: None, after: reason }),
            }
        }
    }
    found.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    found
}

/// Whether a file is the same on both sides, so that there is nothing to compare: the same text, or the same thing that
/// has none, such as a link.
fn is_the_same(before: &Snapshot, after: &Snapshot, path: &str) -> bool {
    let broken = |snapshot: &'_ Snapshot| snapshot.broken().iter().find(|broken| &*broken.path == path).cloned();
    match (before.text(path), after.text(path)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => match (broken(before), broken(after)) {
            (Some(one), Some(other)) => {
                !one.is_unread && !other.is_unread && reason(before, &one) == reason(after, &other)
            }
            _ => false,
        },
        _ => false,
    }
}

/// The first thing that is wrong with a file.
fn reason(snapshot: &Snapshot, broken: &Broken) -> String {
    let first = snapshot.problems().iter().find(|problem| problem.place.path == broken.path);
    first.map_or_else(|| "it is no record".to_owned(), |problem| problem.message.clone())
}
