//! `catalogues/<id>.yaml`: requirements to audit against: own policies, laws, contracts, other standards.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::*;

/// A list of requirements. ISO/IEC 27001:2022 (numbers and short titles) is built in as `iso27001-2022`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Id; in a criterion it stands before the colon.
    pub id: Id,
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// What kind of requirements these are.
    pub r#type: CatalogueType,
    /// Edition or version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Day since which it no longer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Date>,
    /// Catalogue that replaces it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<CatalogueRef>,
    /// The requirements, in their order.
    #[schemars(length(min = 1))]
    pub entries: Vec<CatalogueEntry>,
    /// Exceptions to rules for this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

words!(
    /// What kind of requirements a catalogue holds.
    CatalogueType {
        /// A published standard: numbers and short titles only, never its text.
        Standard = "standard",
        /// The organisation's own rules.
        Own = "own",
        /// A law or regulation.
        Law = "law",
        /// A contract.
        Contract = "contract",
    }
);

/// One requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueEntry {
    /// Number. A parent covers the numbers that begin with it and a dot.
    pub id: PartId,
    /// Short title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// The requirement in full; for own rules, never for a standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Person who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonRef>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether coverage counts it; false for a heading.
    pub auditable: bool,
    /// Months between two audits of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub interval_months: Option<u32>,
    /// Topics an auditor should know to judge it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Criteria of other catalogues that it answers as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub maps_to: Vec<Criterion>,
}
