//! `programmes/<id>.yaml`: an audit programme (ISO/IEC 27001, 9.2.2).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::*;

/// An audit programme: the audits of a period, why they are held then, and what they need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Id.
    pub id: Id,
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// State.
    pub status: ProgrammeStatus,
    /// Why it went back a step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_reason: Option<String>,
    /// The cycle: the days that the programme spans.
    pub cycle: Period,
    /// What the programme is to achieve.
    #[schemars(length(min = 1))]
    pub objectives: Vec<String>,
    /// Manages the programme.
    pub manager: PersonRef,
    /// Member of top management who stands behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsor: Option<PersonRef>,
    /// Approval by top management.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Approval>,
    /// Catalogues that the programme audits against.
    #[schemars(length(min = 1))]
    pub criteria: Vec<CatalogueRef>,
    /// Methods in use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<Method>,
    /// How importance and earlier results set the rhythm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency_basis: Option<String>,
    /// Risks to the programme and what is done about them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<ProgrammeRisk>,
    /// Days, money, tools.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<ProgrammeResources>,
    /// Competence that the audits need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub competence_required: Vec<CompetenceRequirement>,
    /// The audits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedule: Vec<ScheduledAudit>,
    /// What was told to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub communications: Vec<Communication>,
    /// Reviews of the programme itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<ProgrammeReview>,
    /// Changes after approval.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Exceptions to rules for this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

words!(
    /// State of an audit programme.
    ProgrammeStatus {
        /// Being written.
        Draft = "draft",
        /// Approved by top management.
        Approved = "approved",
        /// Running.
        Active = "active",
        /// Its period is over and it has been reviewed.
        Closed = "closed",
    }
);

impl ProgrammeStatus {
    /// The steps that a programme may take.
    pub const STEPS: &'static [(Self, Self)] =
        &[(Self::Draft, Self::Approved), (Self::Approved, Self::Active), (Self::Active, Self::Closed)];

    /// Whether top management stands behind the programme.
    pub fn is_approved(self) -> bool {
        self >= Self::Approved
    }
}

/// A risk to the audit programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeRisk {
    /// What could go wrong, or what could be gained.
    #[schemars(length(min = 1))]
    pub risk: String,
    /// What is done about it.
    #[schemars(length(min = 1))]
    pub response: String,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonRef>,
}

/// What the programme may use.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeResources {
    /// Auditor days a year.
    #[schemars(range(min = 0))]
    pub days_per_year: f64,
    /// Money, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<String>,
    /// Help from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<String>,
    /// Tools.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<String>,
}

/// Competence that some audits need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompetenceRequirement {
    /// What it is needed for.
    #[schemars(length(min = 1))]
    pub r#for: String,
    /// Topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<super::AuditorLevel>,
}

words!(
    /// Why an audit is in the programme.
    ScheduleReason {
        /// Its turn in the cycle.
        Cycle = "cycle",
        /// The process matters much.
        Importance = "importance",
        /// Earlier results.
        PreviousResults = "previous-results",
        /// Something changed.
        Change = "change",
        /// Something happened.
        Incident = "incident",
        /// Management asked for it.
        ManagementRequest = "management-request",
    }
);

/// One line of the programme's schedule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduledAudit {
    /// Id of the audit; its record may not be written yet.
    pub audit: Id,
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Span in which it is to be held.
    pub window: Period,
    /// Criteria it is to cover.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// Processes it is to look at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub processes: Vec<ProcessRef>,
    /// Sites it is to visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<SiteRef>,
    /// Lead auditor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<PersonRef>,
    /// Auditor days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub days: Option<f64>,
    /// Why it is held then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ScheduleReason>,
}

/// A review of the programme itself (ISO 19011:2018, 5.6 and 5.7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeReview {
    /// Day.
    pub date: Date,
    /// Who reviewed it.
    pub by: PersonRef,
    /// What was found.
    #[schemars(length(min = 1))]
    pub conclusion: String,
    /// What was measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<String>,
    /// What will be done better.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub improvements: Vec<String>,
}
