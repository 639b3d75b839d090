//! What an audience may see. Every text of a record passes here on its way to a page or into a report.

mod elsewhere;
mod fields;
mod figures;
mod gaps;
mod known;
mod names;
mod pattern;
mod reading;
mod seen;
mod settings;
mod written;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub use self::elsewhere::{Elsewhere, unreadable_person};
pub use self::fields::fields;
pub use self::gaps::{AUDITED, DUTIES, Gaps};
pub use self::known::Known;
use self::names::Names;
pub use self::seen::Seen;
use self::settings::Settings;
use crate::language::Language;
use crate::record::{Audience, Classification, Data, Kind};
use crate::snapshot::{Record, Snapshot};

/// What is kept from an audience.
pub struct Redaction {
    audience: Audience,
    shows_names: bool,
    names: Names,
    addresses: Names,
    /// Fields that the settings hide besides.
    hidden: HashSet<(Kind, String)>,
    shows_restricted: bool,
}

/// Who sees which field: one line for each, by kind and path without positions. A field that is not in the list is seen by
/// management alone, so that no new one is published by oversight; a test holds the list against the records.
pub const FIELDS: &str = include_str!("redact/fields.txt");

/// The letters of the audiences that see a field, by kind and path.
static SEEN_BY: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
    let lines = FIELDS.lines().filter(|line| !line.starts_with('#'));
    let parts = lines.map(|line| line.split(' ').filter(|part| !part.is_empty()).collect::<Vec<&str>>());
    parts.filter_map(|parts| Some(((*parts.first()?, *parts.get(1)?), *parts.get(2)?))).collect()
});

/// The fields of evidence that anybody may see.
const OF_WITHHELD_EVIDENCE: &[&str] = &["id", "classification"];

/// Whether an audience sees a field by default.
pub fn is_seen(audience: Audience, kind: Kind, field: &str) -> bool {
    let letter = match audience {
        Audience::Management => return true,
        Audience::Public => 'p',
        Audience::Auditee => 'a',
        Audience::Certifier => 'c',
    };
    SEEN_BY.get(&(kind.as_str(), field)).is_some_and(|letters| letters.contains(letter))
}

impl Redaction {
    /// What `audience` may not see of a snapshot.
    pub fn new(snapshot: &Snapshot, audience: Audience, language: &Language, elsewhere: &Elsewhere) -> Self {
        let shows_names = !keeps_names(snapshot, audience, elsewhere);
        let settings = Settings::of(elsewhere.publications(snapshot), audience);
        let hidden = hidden_fields(snapshot, audience, elsewhere);
        let mut persons = if shows_names { Vec::new() } else { persons(snapshot, elsewhere) };
        let hides_positions = hidden.contains(&(Kind::Person, "position".to_owned()));
        let is_hidden = |person: &Known| settings.hide.iter().any(|id| id.as_str().eq_ignore_ascii_case(&person.id));
        for person in persons.iter_mut().filter(|person| hides_positions || is_hidden(person)) {
            person.position = None;
        }
        let names = match shows_names {
            true => Names::default(),
            false => Names::of(snapshot, &persons, language),
        };
        let addresses = Names::of_nobody(language);
        Self { audience, shows_names, names, addresses, hidden, shows_restricted: settings.shows_restricted }
    }

    /// Whether names of persons may be shown.
    pub fn shows_names(&self) -> bool {
        self.shows_names
    }

    /// Whether the audience is anybody at all, rather than people who have to do with the audits.
    pub fn is_for_anybody(&self) -> bool {
        self.audience == Audience::Public
    }

    /// Whether the addresses by which persons commit and sign may be shown.
    pub fn shows_git_addresses(&self) -> bool {
        is_seen(self.audience, Kind::Person, "git") && !self.hides_of(Kind::Person, "git")
    }

    /// A text as the audience may read it: positions in place of names, no e-mail addresses.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.names.replace(text)
    }

    /// A text of the tool's own, which may say by which address somebody made a commit.
    pub fn told<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.shows_names() && !self.shows_git_addresses() {
            true => self.addresses.replace(text),
            false => self.text(text),
        }
    }

    /// Whether a record is known to the audience by no more than its id and classification.
    pub fn withholds(&self, record: &Record) -> bool {
        record.data().evidence().is_some_and(|evidence| match self.audience {
            Audience::Public => evidence.classification >= Classification::Confidential,
            _ => evidence.classification == Classification::Restricted && !self.shows_restricted,
        })
    }

    /// Whether a field of a record stays away, by its path without positions: `items/notes`.
    pub fn hides(&self, record: &Record, field: &str) -> bool {
        if self.withholds(record) {
            return !OF_WITHHELD_EVIDENCE.contains(&field);
        }
        if !self.hidden.is_empty() && self.hidden.contains(&(record.kind(), field.to_owned())) {
            return true;
        }
        if self.audience != Audience::Management && is_verdict(field) && is_unissued(record) {
            return true;
        }
        let is_public = |record: &Record| {
            record.data().evidence().is_some_and(|evidence| evidence.classification == Classification::Public)
        };
        !is_seen(self.audience, record.kind(), field) && !is_public(record)
    }

    /// Whether the settings hide a field of a kind or what it is part of, whatever the record.
    pub fn hides_of(&self, kind: Kind, field: &str) -> bool {
        Self::is_within(&self.hidden, kind, field)
    }

    /// Whether the settings hide fields that a sentence of a rule may quote. Those of persons are words that [`Self::told`] knows.
    pub fn hides_what_rules_quote(&self) -> bool {
        self.hidden.iter().any(|(kind, _)| *kind != Kind::Person)
    }

    /// Whether a field or what it is part of is among some fields.
    fn is_within(hidden: &HashSet<(Kind, String)>, kind: Kind, field: &str) -> bool {
        let ends = field.match_indices('/').map(|(end, _)| end).chain([field.len()]);
        !hidden.is_empty() && ends.into_iter().any(|end| hidden.contains(&(kind, field[..end].to_owned())))
    }

    /// Whether a field or what it is part of stays away, by its path without positions.
    pub fn hides_within(&self, record: &Record, field: &str) -> bool {
        let ends = field.match_indices('/').map(|(end, _)| end).chain([field.len()]);
        ends.into_iter().any(|end| self.hides(record, &field[..end]))
    }
}

/// Whether a field of an audit says what its report will say.
fn is_verdict(field: &str) -> bool {
    let is_part = |rest: &str| rest.is_empty() || rest.starts_with('/');
    ["conclusion", "limitations", "lessons", "lesson_decisions"]
        .iter()
        .any(|whole| field.strip_prefix(whole).is_some_and(is_part))
}

/// Whether a record is an audit whose report is not out: what it found may still change, as its findings may.
pub fn is_unissued(record: &Record) -> bool {
    record.data().audit().is_some_and(|audit| !audit.status.is_issued())
}

/// Whether the names of persons are kept from an audience: from the public always, from others where the settings hide the field.
pub fn keeps_names(snapshot: &Snapshot, audience: Audience, elsewhere: &Elsewhere) -> bool {
    let settings = || Settings::of(elsewhere.publications(snapshot), audience);
    audience == Audience::Public || settings().hide_fields.iter().any(|field| *field == "person/name")
}

/// All that is known of the persons whom the records name: as they are now, as they were, and as broken files have them.
fn persons(snapshot: &Snapshot, elsewhere: &Elsewhere) -> Vec<Known> {
    let now = snapshot.people().map(|person| Known::from(person.data()));
    let broken: HashSet<&str> =
        snapshot.broken().iter().filter(|one| elsewhere::is_person(one)).map(|one| &*one.path).collect();
    let documents = snapshot.documents().filter(|(path, _)| !broken.is_empty() && broken.contains(&***path));
    let broken = documents.filter_map(|(path, document)| Known::of(path, document));
    now.chain(broken).chain(elsewhere.persons.iter().cloned()).collect()
}

/// The fields that the settings hide from an audience.
fn hidden_fields(snapshot: &Snapshot, audience: Audience, elsewhere: &Elsewhere) -> HashSet<(Kind, String)> {
    let settings = Settings::of(elsewhere.publications(snapshot), audience);
    settings.hide_fields.into_iter().filter_map(|name| field_named(name)).collect()
}

/// The field that `finding/risk` names; `None` when records have none of this name.
fn field_named(name: &str) -> Option<(Kind, String)> {
    let (kind, field) = name.split_once('/')?;
    let kind = Kind::from_word(kind)?;
    SEEN_BY.contains_key(&(kind.as_str(), field)).then(|| (kind, field.to_owned()))
}

/// The first field that the settings hide from an audience and that no record can have: nothing may be published before
/// its name is right.
pub fn unknown_field<'a>(snapshot: &'a Snapshot, audience: Audience, elsewhere: &'a Elsewhere) -> Option<&'a str> {
    let settings = Settings::of(elsewhere.publications(snapshot), audience);
    settings.hide_fields.into_iter().find(|name| field_named(name).is_none()).map(String::as_str)
}

/// Ids of the records that are not published for an audience, in lower case: those that the settings name, and what belongs to them.
pub fn hidden(snapshot: &Snapshot, audience: Audience, elsewhere: &Elsewhere) -> HashSet<String> {
    let settings = Settings::of(elsewhere.publications(snapshot), audience);
    let mut hidden = settings.hide.into_iter().map(|id| id.as_str().to_lowercase()).collect();
    hide_what_belongs(snapshot, &mut hidden);
    hidden
}

/// Adds what says the same as a record that is hidden: the workpapers and the findings of an audit, and the actions that answer
/// nothing but hidden findings.
fn hide_what_belongs(snapshot: &Snapshot, hidden: &mut HashSet<String>) {
    if hidden.is_empty() {
        return;
    }
    let is_within = |hidden: &HashSet<String>, id: &str| hidden.contains(&id.to_lowercase());
    let of_audits = snapshot.records().iter().filter(|record| match record.data() {
        Data::Workpaper(paper) => is_within(hidden, paper.audit.as_str()),
        Data::Finding(finding) => is_within(hidden, finding.audit.as_str()),
        _ => false,
    });
    let of_audits: Vec<String> = of_audits.map(|record| record.key().to_string()).collect();
    hidden.extend(of_audits);
    let actions = snapshot.actions().filter(|action| {
        let findings = &action.source.findings;
        !findings.is_empty() && findings.iter().all(|id| is_within(hidden, id.as_str()))
    });
    let actions: Vec<String> = actions.map(|action| action.record().key().to_string()).collect();
    hidden.extend(actions);
}

/// Whether a record is part of an audit's work that has not been reported, or was taken back: for management alone.
pub fn is_unfinished(snapshot: &Snapshot, record: &Record) -> bool {
    match record.data() {
        Data::Finding(finding) => !finding.status.is_reported(),
        Data::Workpaper(workpaper) => snapshot.audit(&workpaper.audit).is_none_or(|audit| !audit.status.is_issued()),
        _ => false,
    }
}
