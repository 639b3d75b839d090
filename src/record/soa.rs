//! `soa.yaml`: the statement of applicability (ISO/IEC 27001, 6.1.3 d).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::*;

/// The statement of applicability: one row per control of Annex A, and own controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Soa {
    /// Version.
    #[schemars(length(min = 1))]
    pub version: String,
    /// Approval of this version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Approval>,
    /// The rows.
    pub controls: Vec<Control>,
    /// Exceptions to rules for this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

words!(
    /// Why a control is applied.
    ControlReason {
        /// A risk is treated by it.
        Risk = "risk",
        /// A law asks for it.
        Law = "law",
        /// A contract asks for it.
        Contract = "contract",
        /// The business wants it.
        Business = "business",
        /// Part of the organisation's baseline.
        Baseline = "baseline",
    }
);

words!(
    /// How far a control is implemented.
    ControlStatus {
        /// Planned.
        Planned = "planned",
        /// Partly implemented.
        Partly = "partly",
        /// Implemented.
        Implemented = "implemented",
    }
);

/// One control of the statement of applicability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Number of the control: A.5.1 to A.8.34, own controls as X.1, X.2, …
    pub id: PartId,
    /// Whether it is applied.
    pub applicable: bool,
    /// Why it is applied, or why not.
    pub justification: String,
    /// Sources of the need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<ControlReason>,
    /// How far it is implemented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ControlStatus>,
    /// Person who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonRef>,
    /// Process that operates it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<ProcessRef>,
    /// How it is done: policy, procedure, system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// Ids in the risk register.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<String>,
    /// Pointers into other systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Day on which the row was last looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_reviewed: Option<Date>,
}
