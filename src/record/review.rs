//! `reviews/<id>.yaml`: a management review (ISO/IEC 27001, 9.3).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::*;

/// A management review: ten inputs, decisions, conclusion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Id.
    pub id: Id,
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// State.
    pub status: ReviewStatus,
    /// Day on which it is or was held.
    pub held_on: Date,
    /// Chair.
    pub chair: PersonRef,
    /// Who was there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendees: Vec<PersonRef>,
    /// Span it looks back on.
    pub period: Period,
    /// The inputs that 9.3.2 names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inputs: Option<ReviewInputs>,
    /// Decisions (9.3.3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Conclusion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<ReviewConclusion>,
    /// Approval of the minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Approval>,
    /// What was told to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub communications: Vec<Communication>,
    /// Day of the next review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_on: Option<Date>,
    /// Exceptions to rules for this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

words!(
    /// State of a management review.
    ReviewStatus {
        /// Planned.
        Planned = "planned",
        /// Held.
        Held = "held",
        /// The minutes are approved.
        Approved = "approved",
        /// All decisions are done or carried over.
        Closed = "closed",
    }
);

impl ReviewStatus {
    /// The steps that a management review may take.
    pub const STEPS: &'static [(Self, Self)] =
        &[(Self::Planned, Self::Held), (Self::Held, Self::Approved), (Self::Approved, Self::Closed)];
}

/// The ten inputs of 9.3.2.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReviewInputs {
    /// a: actions from earlier reviews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_actions: Option<ReviewInput>,
    /// b: changes inside and outside that matter to the ISMS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context_changes: Option<ReviewInput>,
    /// c: changes in what interested parties need and expect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interested_party_changes: Option<ReviewInput>,
    /// d 1: nonconformities and corrective actions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonconformities_and_actions: Option<ReviewInput>,
    /// d 2: results of monitoring and measurement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measurement_results: Option<ReviewInput>,
    /// d 3: results of audits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit_results: Option<ReviewInput>,
    /// d 4: how far the objectives are reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objectives: Option<ReviewInput>,
    /// e: what interested parties said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interested_party_feedback: Option<ReviewInput>,
    /// f: results of the risk assessment and state of the treatment plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk_and_treatment: Option<ReviewInput>,
    /// g: opportunities for improvement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub improvement_opportunities: Option<ReviewInput>,
}

impl ReviewInputs {
    /// The ten inputs with their letter in 9.3.2 and their key, in the order of the standard.
    pub fn all(&self) -> [(&'static str, &'static str, Option<&ReviewInput>); 10] {
        [
            ("a", "previous-actions", self.previous_actions.as_ref()),
            ("b", "context-changes", self.context_changes.as_ref()),
            ("c", "interested-party-changes", self.interested_party_changes.as_ref()),
            ("d 1", "nonconformities-and-actions", self.nonconformities_and_actions.as_ref()),
            ("d 2", "measurement-results", self.measurement_results.as_ref()),
            ("d 3", "audit-results", self.audit_results.as_ref()),
            ("d 4", "objectives", self.objectives.as_ref()),
            ("e", "interested-party-feedback", self.interested_party_feedback.as_ref()),
            ("f", "risk-and-treatment", self.risk_and_treatment.as_ref()),
            ("g", "improvement-opportunities", self.improvement_opportunities.as_ref()),
        ]
    }
}

words!(
    /// Which way something goes.
    Trend {
        /// Better.
        Better = "better",
        /// As before.
        Steady = "steady",
        /// Worse.
        Worse = "worse",
    }
);

/// One input of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewInput {
    /// What was said.
    pub summary: String,
    /// Records that were looked at: audits, findings, actions, earlier reviews.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<RecordRef>,
    /// Which way it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trend: Option<Trend>,
}

words!(
    /// Kind of a decision.
    DecisionType {
        /// Improvement.
        Improvement = "improvement",
        /// Change to the ISMS.
        IsmsChange = "isms-change",
        /// Resources.
        Resource = "resource",
        /// A risk is accepted.
        RiskAcceptance = "risk-acceptance",
        /// Something is taken further up.
        Escalation = "escalation",
        /// Policy.
        Policy = "policy",
        /// Nothing needs to be done, with the reason in the text.
        NoAction = "no-action",
    }
);

words!(
    /// State of a decision.
    DecisionStatus {
        /// Not begun.
        Open = "open",
        /// Begun.
        InProgress = "in-progress",
        /// Done.
        Done = "done",
        /// Taken over into a later review.
        Carried = "carried",
        /// Not pursued.
        Cancelled = "cancelled",
    }
);

impl DecisionStatus {
    /// Whether there is something left to do.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }
}

/// A decision of a review. It is named `<review>/<id>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Id in this review.
    pub id: PartId,
    /// What was decided.
    #[schemars(length(min = 1))]
    pub text: String,
    /// Kind.
    pub r#type: DecisionType,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonRef>,
    /// Day by which it is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// State.
    pub status: DecisionStatus,
    /// Day on which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
    /// Pointers into other systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// Conclusion of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewConclusion {
    /// Whether the ISMS still suits the organisation.
    pub suitable: bool,
    /// Whether it is enough.
    pub adequate: bool,
    /// Whether it works.
    pub effective: bool,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
