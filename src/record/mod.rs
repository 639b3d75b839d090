//! The records: eleven kinds, one file of types for each.
//!
//! These types are the one source of the record format. The JSON Schemas in `schemas/` are generated from them, their
//! doc comments are what an editor shows, and a record is read into them once its schema holds.

mod action;
mod audit;
mod catalogue;
pub mod criteria;
mod evidence;
mod finding;
mod isms;
pub mod lifecycle;
mod person;
mod programme;
mod review;
mod soa;
mod types;
mod workpaper;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use action::*;
pub use audit::*;
pub use catalogue::*;
pub use evidence::*;
pub use finding::*;
pub use isms::*;
pub use person::*;
pub use programme::*;
pub use review::*;
pub use soa::*;
pub use types::*;
pub use workpaper::*;

use types::words;

words!(
    /// The kinds of record, from the frame to the follow-up.
    Kind {
        /// The ISMS and the settings: `tickmark.yaml`.
        Isms = "isms",
        /// A person.
        Person = "person",
        /// A catalogue of criteria.
        Catalogue = "catalogue",
        /// The statement of applicability.
        Soa = "soa",
        /// An audit programme.
        Programme = "programme",
        /// An audit.
        Audit = "audit",
        /// An auditor's working paper.
        Workpaper = "workpaper",
        /// A piece of evidence.
        Evidence = "evidence",
        /// A finding.
        Finding = "finding",
        /// A corrective action record.
        Action = "action",
        /// A management review.
        Review = "review",
    }
);

/// The name of the file that marks a record root.
pub const ROOT_FILE: &str = "tickmark.yaml";

impl Kind {
    /// The kind whose word is `word`.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }

    /// Address of a record's page on the site, whatever folder its file is in.
    pub fn page(self, id: &str) -> String {
        format!("{}/{id}.html", self.folder())
    }

    /// The kind in words, for messages: "corrective action record".
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Isms => "ISMS",
            Kind::Person => "person",
            Kind::Catalogue => "catalogue",
            Kind::Soa => "statement of applicability",
            Kind::Programme => "audit programme",
            Kind::Audit => "audit",
            Kind::Workpaper => "workpaper",
            Kind::Evidence => "evidence record",
            Kind::Finding => "finding",
            Kind::Action => "corrective action record",
            Kind::Review => "management review",
        }
    }

    /// The folder of the kind's pages on the site, and of its records under the root where there is one.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Isms => "isms",
            Kind::Person => "people",
            Kind::Catalogue => "catalogues",
            Kind::Soa => "soa",
            Kind::Programme => "programmes",
            Kind::Audit => "audits",
            Kind::Workpaper => "workpapers",
            Kind::Evidence => "evidence",
            Kind::Finding => "findings",
            Kind::Action => "actions",
            Kind::Review => "reviews",
        }
    }

    /// Whether there is one record of the kind in an ISMS; such a record has no `id` and is named by its kind.
    pub fn is_single(self) -> bool {
        matches!(self, Kind::Isms | Kind::Soa)
    }
}

macro_rules! data {
    ($($kind:ident => $accessor:ident),+ $(,)?) => {
        /// The typed content of a record.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Data {
            $(#[doc = concat!("See [`", stringify!($kind), "`].")] $kind(Box<$kind>)),+
        }

        impl Data {
            /// Which kind of record this is.
            pub fn kind(&self) -> Kind {
                match self { $(Data::$kind(_) => Kind::$kind),+ }
            }

            /// Reads a record of `kind`; the `kind` key itself is not part of what is read.
            ///
            /// # Errors
            /// What `deserializer` says of the first value that does not fit.
            pub fn read<'de, D: serde::Deserializer<'de>>(kind: Kind, deserializer: D) -> Result<Data, D::Error> {
                match kind { $(Kind::$kind => $kind::deserialize(deserializer).map(|data| Data::$kind(Box::new(data)))),+ }
            }

            /// The record's waivers.
            pub fn waivers(&self) -> &[Waiver] {
                match self { $(Data::$kind(data) => &data.waivers),+ }
            }

            $(
                #[doc = concat!("The [`", stringify!($kind), "`], if it is one.")]
                pub fn $accessor(&self) -> Option<&$kind> {
                    match self { Data::$kind(data) => Some(data), _ => None }
                }
            )+
        }

        /// The schema of a kind's type, before the `kind` key is added.
        pub(crate) fn type_schema(kind: Kind, generator: schemars::SchemaGenerator) -> schemars::Schema {
            match kind { $(Kind::$kind => generator.into_root_schema_for::<$kind>()),+ }
        }
    };
}

data! {
    Isms => isms, Person => person, Catalogue => catalogue, Soa => soa, Programme => programme, Audit => audit,
    Workpaper => workpaper, Evidence => evidence, Finding => finding, Action => action, Review => review,
}

impl Data {
    /// The record's title, for people: a person's name, the organisation's name.
    pub fn title(&self) -> &str {
        match self {
            Data::Isms(data) => &data.organisation.name,
            Data::Person(data) => &data.name,
            Data::Catalogue(data) => &data.title,
            Data::Soa(_) => "Statement of applicability",
            Data::Programme(data) => &data.title,
            Data::Audit(data) => &data.title,
            Data::Workpaper(data) => &data.title,
            Data::Evidence(data) => &data.title,
            Data::Finding(data) => &data.title,
            Data::Action(data) => &data.title,
            Data::Review(data) => &data.title,
        }
    }

    /// The day on which nothing was left to be done about an audit, a finding or an action, as far as it says so; `None` while
    /// something is.
    pub fn over_on(&self) -> Option<Date> {
        match self {
            Data::Audit(data) if data.status == AuditStatus::Closed => data.issued_on(),
            Data::Finding(data) if data.status == FindingStatus::Closed => {
                let decided = data.decision.as_ref().map(|decision| decision.date);
                let answered = || decided.or_else(|| (!data.grade.is_nonconformity()).then_some(data.detected_on));
                data.closed.as_ref().map(|closed| closed.date).or_else(answered)
            }
            Data::Action(data) if data.status == ActionStatus::Closed => {
                let checked = data.effectiveness.as_ref().and_then(|check| check.checked_on);
                checked.max(data.last_done_on())
            }
            _ => None,
        }
    }

    /// The word of the record's state, for kinds that have one.
    pub fn status(&self) -> Option<&'static str> {
        match self {
            Data::Programme(data) => Some(data.status.as_str()),
            Data::Audit(data) => Some(data.status.as_str()),
            Data::Evidence(data) => Some(data.status.as_str()),
            Data::Finding(data) => Some(data.status.as_str()),
            Data::Action(data) => Some(data.status.as_str()),
            Data::Review(data) => Some(data.status.as_str()),
            Data::Isms(_) | Data::Person(_) | Data::Catalogue(_) | Data::Soa(_) | Data::Workpaper(_) => None,
        }
    }
}
