//! Records that are brought back after they were deleted, and others that get the id of one that was.

use crate::lint::changed_between;
use crate::record::Kind;
use crate::snapshot::Document;

/// Whether a new record is the one of its id that was deleted: what it began with is as it was, or all but its title. It may have gone
/// on meanwhile, in the same branch that brings it back.
pub(super) fn is_same(former: &Document, new: &Document) -> bool {
    let (Some(kind), Some(old), Some(now)) = (former.kind, &former.root, &new.root) else { return false };
    if former.data.is_none() || new.data.is_none() || new.kind != Some(kind) {
        return false;
    }
    let changed = changed_between(former, new);
    // What was filled in, such as the day on which evidence came, makes no other record of it.
    let is_other =
        |field: &&str| changed.iter().any(|one| one == field) && old.get(field).is_some() && now.get(field).is_some();
    changed == ["title"] || !origin(kind).iter().any(is_other)
}

/// The fields by which a reader knows a record, and which it keeps as a rule as long as it lives.
fn origin(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Isms | Kind::Soa => &[],
        Kind::Person => &["name"],
        Kind::Catalogue => &["title", "edition"],
        Kind::Programme => &["title", "cycle"],
        Kind::Audit => &["title", "type"],
        Kind::Workpaper => &["title", "audit"],
        Kind::Evidence => &["title", "collected_on"],
        Kind::Finding => &["title", "audit", "detected_on"],
        Kind::Action => &["title", "source"],
        Kind::Review => &["title", "period"],
    }
}
