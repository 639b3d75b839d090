//! What is missing where files cannot be read as records: whoever reads what was made without them is told so.

use super::{Elsewhere, hidden};
use crate::record::{Audience, Data, Kind};
use crate::snapshot::{Broken, Record, Snapshot};

/// The files that cannot be read and that an audience would otherwise read of.
pub struct Gaps<'a> {
    snapshot: &'a Snapshot,
    broken: Vec<&'a Broken>,
}

impl<'a> Gaps<'a> {
    /// Those of a state. What the settings hide is not missed.
    pub fn of(snapshot: &'a Snapshot, audience: Audience, elsewhere: &Elsewhere) -> Self {
        if snapshot.broken().is_empty() {
            return Self { snapshot, broken: Vec::new() };
        }
        let hidden = hidden(snapshot, audience, elsewhere);
        let is_missed = |broken: &&Broken| !hidden.contains(&broken.id.to_lowercase());
        Self { snapshot, broken: snapshot.broken().iter().filter(is_missed).collect() }
    }

    /// All of them.
    pub fn all(&self) -> Vec<&'a Broken> {
        self.broken.clone()
    }

    /// Those that are records of one of these kinds, or may be.
    pub fn of_kinds(&self, kinds: &[Kind]) -> Vec<&'a Broken> {
        self.broken.iter().copied().filter(|broken| kinds.iter().any(|kind| may_be(broken, *kind))).collect()
    }

    /// Those that what is told of a record rests on: they name it or what belongs to it, or it refers to them.
    pub fn about(&self, record: &Record) -> Vec<&'a Broken> {
        if self.broken.is_empty() {
            return Vec::new();
        }
        if matches!(record.data(), Data::Soa(_) | Data::Catalogue(_)) {
            return self.of_kinds(AUDITED);
        }
        let ids = self.with_what_belongs(record);
        let refers = |broken: &Broken| {
            let mut citing = self.snapshot.cited_by(&broken.id);
            citing.any(|citing| citing.key() == record.key())
        };
        let names = |broken: &Broken| match self.snapshot.text(&broken.path) {
            Some(text) => ids.iter().any(|id| names(text, id)),
            // What nobody has looked into may name anything.
            None => true,
        };
        self.broken.iter().copied().filter(|broken| refers(broken) || names(broken)).collect()
    }

    /// The id of a record and of what its page gathers: the findings of an audit, the audits of a programme.
    fn with_what_belongs(&self, record: &Record) -> Vec<&str> {
        // The id of what there is one of is a word of the language.
        let own = (!record.kind().is_single()).then_some(&*record.id);
        // The state that is read may be another one than that in which the record was found.
        let record = self.snapshot.same(record).map(Record::data);
        let belonging: Vec<&str> = match record {
            Some(Data::Audit(audit)) => self.snapshot.findings_of(audit.id.as_str()).map(|one| one.id()).collect(),
            Some(Data::Programme(programme)) => programme.schedule.iter().map(|line| line.audit.as_str()).collect(),
            _ => Vec::new(),
        };
        let own: Option<&str> = own.and_then(|id| self.snapshot.record(id)).map(|record| &*record.id);
        own.into_iter().chain(belonging).collect()
    }
}

/// The kinds that say what was looked at and what was found there.
pub const AUDITED: &[Kind] =
    &[Kind::Programme, Kind::Audit, Kind::Workpaper, Kind::Finding, Kind::Soa, Kind::Catalogue];

/// The kinds that say what somebody has to do by a day.
pub const DUTIES: &[Kind] = &[Kind::Action, Kind::Finding, Kind::Review, Kind::Evidence, Kind::Audit, Kind::Programme];

/// Whether a file may be a record of a kind: where it does not say what it is, by the folder that it lies in.
fn may_be(broken: &Broken, kind: Kind) -> bool {
    let folder = broken.path.split('/').next().unwrap_or_default();
    let of_folder = || Kind::ALL.iter().find(|known| known.folder() == folder.trim_end_matches(".yaml"));
    match broken.kind.as_ref().or_else(of_folder) {
        // Workpapers lie below their audit.
        Some(Kind::Audit) if broken.kind.is_none() => matches!(kind, Kind::Audit | Kind::Workpaper),
        Some(known) => *known == kind,
        None => true,
    }
}

/// Whether a text names an id as a word of its own, without regard to case.
fn names(text: &str, id: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let text = text.to_ascii_lowercase();
    let id = id.to_ascii_lowercase();
    text.match_indices(&id).any(|(start, found)| {
        let (before, after) = (&text[..start], &text[start + found.len()..]);
        !before.ends_with(is_part) && !after.starts_with(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn an_id_is_named_as_a_word() {
        assert!(
            names("findings: [F-2026-012, f-2026-013]", "F-2026-013") && names("findings: F-2026-012/1", "F-2026-012")
        );
        assert!(!names("F-2026-0123, XF-2026-012", "F-2026-012") && !names("nobody cannot", "ann"));
    }
}
