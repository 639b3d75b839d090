//! What an audience may see. Every text of a record passes here on its way to a page or into a report.

mod fields;
mod names;

use std::borrow::Cow;

pub use self::fields::fields;
use self::names::Names;
use crate::language::Language;
use crate::record::{Audience, Classification, Data, Kind};
use crate::snapshot::{Record, Snapshot};

/// What is kept from an audience.
pub struct Redaction {
    audience: Audience,
    names: Names,
}

/// Fields that the public does not see, by kind; those of a list without its positions. Names are replaced everywhere
/// else; these fields are about persons or show how an attack would succeed.
const NOT_PUBLIC: &[(Kind, &[&str])] = &[
    (Kind::Isms, &["publication", "ignore", "processes/systems", "processes/links", "rules", "waivers"]),
    (
        Kind::Person,
        &[
            "name",
            "from",
            "to",
            "reports_to",
            "git",
            "forge",
            "past_roles",
            "confidentiality_on",
            "conflicts",
            "competence",
        ],
    ),
    (Kind::Soa, &["controls/how", "controls/risks", "controls/links"]),
    (Kind::Programme, &["risks", "resources/budget", "communications/summary"]),
    (
        Kind::Audit,
        &[
            "remote_risks",
            "technical_tests",
            "opening_meeting/notes",
            "closing_meeting/notes",
            "closing_meeting/disagreements",
            "team/independence/statement",
            "communications/summary",
            "feedback/remarks",
        ],
    ),
    (
        Kind::Workpaper,
        &[
            "items/question",
            "items/auditee",
            "items/sample",
            "items/notes",
            "items/evidence",
            "items/reason",
            "interviews",
        ],
    ),
    (Kind::Evidence, &["source", "location", "sha256", "requested_from"]),
    (Kind::Finding, &["risk", "acknowledged/comment", "acceptance/reason", "acceptance/risk_ref"]),
    (Kind::Action, &["resources", "actions/links", "communications/summary"]),
    (Kind::Review, &["decisions/links", "communications/summary"]),
];

/// The fields of evidence that anybody may see.
const OF_WITHHELD_EVIDENCE: &[&str] = &["id", "classification"];

impl Redaction {
    /// What `audience` may not see of a snapshot.
    pub fn new(snapshot: &Snapshot, audience: Audience, language: &Language) -> Self {
        let names = match audience {
            Audience::Management => Names::default(),
            _ => Names::of(snapshot, language),
        };
        Self { audience, names }
    }

    /// Whether names of persons may be shown.
    pub fn shows_names(&self) -> bool {
        self.audience == Audience::Management
    }

    /// A text as the audience may read it: positions in place of names, no e-mail addresses.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.names.replace(text)
    }

    /// Whether a record is known to the audience by no more than its id and classification.
    pub fn withholds(&self, record: &Record) -> bool {
        record.data().evidence().is_some_and(|evidence| match self.audience {
            Audience::Management => evidence.classification == Classification::Restricted,
            _ => evidence.classification >= Classification::Confidential,
        })
    }

    /// Whether a field of a record stays away, by its path without positions: `items/notes`.
    pub fn hides(&self, record: &Record, field: &str) -> bool {
        if self.withholds(record) {
            return !OF_WITHHELD_EVIDENCE.contains(&field);
        }
        if self.audience == Audience::Management {
            return false;
        }
        if record.data().evidence().is_some_and(|evidence| evidence.classification == Classification::Public) {
            return false;
        }
        // An address in another system tells where to knock.
        field.ends_with("links/url")
            || NOT_PUBLIC.iter().any(|(kind, fields)| *kind == record.kind() && fields.contains(&field))
    }
}

/// Ids of the records that are never published, in lower case.
pub fn hidden(snapshot: &Snapshot) -> Vec<String> {
    let publication = snapshot.isms().and_then(|isms| isms.data().publication.as_ref());
    publication.into_iter().flat_map(|publication| &publication.hide).map(|id| id.as_str().to_lowercase()).collect()
}

/// Whether a record is part of an audit's work that has not been reported, or was taken back: nothing for the public.
pub fn is_unfinished(snapshot: &Snapshot, record: &Record) -> bool {
    match record.data() {
        Data::Finding(finding) => !finding.status.is_reported(),
        Data::Workpaper(workpaper) => snapshot.audit(&workpaper.audit).is_none_or(|audit| !audit.status.is_issued()),
        _ => false,
    }
}
