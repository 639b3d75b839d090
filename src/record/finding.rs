//! `findings/<id>.yaml`: what an audit found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::*;

/// A finding: nonconformity, observation, opportunity or strength. The auditor's record; the answer is an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Id.
    pub id: Id,
    /// The lapse in one line.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Audit that found it.
    pub audit: AuditRef,
    /// Grade.
    pub grade: Grade,
    /// Why this grade: isolated or systemic, effect on the intended results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade_reason: Option<String>,
    /// State.
    pub status: FindingStatus,
    /// Why it was withdrawn, superseded, or went back a step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_reason: Option<String>,
    /// Requirements that are not met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// What should be so, in own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<String>,
    /// What is so: fact and extent; no names, no cause, no remedy.
    #[schemars(length(min = 1))]
    pub statement: String,
    /// Evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceRef>,
    /// Checklist items it came of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemRef>,
    /// Process it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<ProcessRef>,
    /// Site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteRef>,
    /// Unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Day on which it was found.
    pub detected_on: Date,
    /// Auditor who raised it.
    pub raised_by: PersonRef,
    /// Manager who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auditee: Option<PersonRef>,
    /// What the auditee says to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<Position>,
    /// What it means for information security.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<FindingRisk>,
    /// Whether it is systemic rather than isolated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub systemic: Option<bool>,
    /// Earlier findings of the same lapse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeat_of: Vec<FindingRef>,
    /// Findings that have to do with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<FindingRef>,
    /// Recommendation, if the audit's terms ask for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<String>,
    /// Decision on an observation or opportunity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<FindingDecision>,
    /// Acceptance of the risk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<Acceptance>,
    /// How it was taken to top management.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalated: Option<Escalation>,
    /// Closure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closure>,
    /// Number in the register that it was imported from; by it an import finds the record again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Number in the certification body's report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<String>,
    /// Day by which the certification body wants an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_due: Option<Date>,
    /// Changes that need a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Exceptions to rules for this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

words!(
    /// Grade of a finding, gravest first.
    Grade {
        /// Major nonconformity: a requirement is not met in a way that puts the intended results in doubt.
        Major = "major",
        /// Minor nonconformity: a requirement is not met in a single or limited case.
        Minor = "minor",
        /// Met, with something to watch.
        Observation = "observation",
        /// Met, and could be better.
        Opportunity = "opportunity",
        /// Met remarkably well.
        Strength = "strength",
    }
);

impl Grade {
    /// Whether a requirement is not met, so that 10.2 asks for an answer.
    pub fn is_nonconformity(self) -> bool {
        matches!(self, Self::Major | Self::Minor)
    }
}

words!(
    /// State of a finding.
    FindingStatus {
        /// Being written.
        Draft = "draft",
        /// Reported.
        Open = "open",
        /// The auditee does not agree.
        Contested = "contested",
        /// The corrective action is accepted.
        Planned = "planned",
        /// All items are done.
        Implemented = "implemented",
        /// The action was found effective.
        Verified = "verified",
        /// Done with.
        Closed = "closed",
        /// The risk is accepted for a time.
        Accepted = "accepted",
        /// Taken back before issue.
        Withdrawn = "withdrawn",
        /// Merged into another finding.
        Superseded = "superseded",
    }
);

impl Finding {
    /// Whether its risk is accepted on a day: nobody has anything to do about it until the acceptance ends.
    pub fn is_accepted_on(&self, day: Date) -> bool {
        let until = self.acceptance.as_ref().and_then(|given| given.until);
        self.status == FindingStatus::Accepted && until.is_none_or(|until| day <= until)
    }

    /// The day on which it was opened again last, by its `changes`; `None` where it never was.
    pub fn opened_again_on(&self) -> Option<Date> {
        let is_it = |change: &&Change| {
            change.field == "status"
                && change.to == FindingStatus::Open.as_str()
                && change.from != FindingStatus::Contested.as_str()
        };
        self.changes.iter().filter(is_it).map(|change| change.date).max()
    }

    /// Whether the auditee contests it, and nothing says yet how that was settled: neither its state nor its `changes`.
    pub fn is_in_dispute(&self) -> bool {
        let is_settled = |change: &Change| change.field == "status" && change.from == FindingStatus::Contested.as_str();
        let is_contested = self.acknowledged.as_ref().is_some_and(|said| said.position == Stance::Contested);
        match self.status {
            FindingStatus::Contested => true,
            FindingStatus::Open => is_contested && !self.changes.iter().any(is_settled),
            _ => false,
        }
    }
}

impl FindingStatus {
    /// The steps that a finding may take.
    pub const STEPS: &'static [(Self, Self)] = &[
        (Self::Draft, Self::Open),
        (Self::Draft, Self::Withdrawn),
        (Self::Draft, Self::Superseded),
        (Self::Open, Self::Contested),
        (Self::Contested, Self::Open),
        (Self::Open, Self::Planned),
        (Self::Open, Self::Accepted),
        (Self::Open, Self::Closed),
        (Self::Open, Self::Superseded),
        (Self::Contested, Self::Superseded),
        (Self::Planned, Self::Implemented),
        (Self::Planned, Self::Accepted),
        (Self::Planned, Self::Superseded),
        (Self::Implemented, Self::Verified),
        (Self::Implemented, Self::Open),
        (Self::Implemented, Self::Superseded),
        (Self::Verified, Self::Closed),
        (Self::Verified, Self::Superseded),
        (Self::Closed, Self::Open),
        (Self::Accepted, Self::Open),
        (Self::Accepted, Self::Superseded),
    ];

    /// Whether somebody still has something to do about the finding.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Withdrawn | Self::Superseded)
    }

    /// Whether the finding stands in an issued report: it is neither a draft nor taken back.
    pub fn is_reported(self) -> bool {
        !matches!(self, Self::Draft | Self::Withdrawn)
    }
}

words!(
    /// What an auditee says to a finding.
    Stance {
        /// Agreed.
        Agreed = "agreed",
        /// Not agreed.
        Contested = "contested",
    }
);

/// An auditee's position on a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Who.
    pub by: PersonRef,
    /// Day.
    pub date: Date,
    /// Agreed or contested.
    pub position: Stance,
    /// In words; how a contested finding was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

words!(
    /// Rating of a risk.
    RiskRating {
        /// Low.
        Low = "low",
        /// Medium.
        Medium = "medium",
        /// High.
        High = "high",
        /// Critical.
        Critical = "critical",
    }
);

/// What a finding means for information security.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingRisk {
    /// In words.
    #[schemars(length(min = 1))]
    pub text: String,
    /// Rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<RiskRating>,
    /// Id in the risk register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#ref: Option<String>,
}

words!(
    /// Outcome of a decision on an observation or opportunity.
    DecisionOutcome {
        /// Done.
        Done = "done",
        /// Declined.
        Declined = "declined",
    }
);

/// Decision on an observation or opportunity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingDecision {
    /// Who decided.
    pub by: PersonRef,
    /// Day.
    pub date: Date,
    /// Done or declined.
    pub outcome: DecisionOutcome,
    /// Why, or what was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Acceptance of the risk that a finding leaves (ISO/IEC 27001, 6.1.3 f).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Risk owner's approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Approval>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Id in the risk register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk_ref: Option<String>,
}

/// How a finding was taken to top management.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Day.
    pub date: Date,
    /// Who was told.
    pub to: Party,
    /// Review in which it was dealt with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewRef>,
}

/// Closure of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// Who closed it.
    pub by: PersonRef,
    /// Day.
    pub date: Date,
    /// On what ground.
    #[schemars(length(min = 1))]
    pub basis: String,
}
