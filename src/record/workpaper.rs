//! `audits/<id>/workpapers/<id>.yaml`: an auditor's checklist, interviews and samples.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::*;

/// An auditor's working paper: what was asked, what was seen, what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Workpaper {
    /// Id.
    pub id: Id,
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Audit it belongs to.
    pub audit: AuditRef,
    /// Auditor who fills it.
    pub auditor: PersonRef,
    /// The checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// Interviews.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interviews: Vec<Interview>,
    /// Lead auditor's review of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Approval>,
    /// Exceptions to rules for this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

words!(
    /// How far something is met.
    Met {
        /// Met.
        Met = "met",
        /// Partly.
        Partly = "partly",
        /// Not met.
        NotMet = "not-met",
        /// Not looked at.
        NotAssessed = "not-assessed",
    }
);

words!(
    /// Result of a checklist item.
    ItemResult {
        /// The requirement is met.
        Conform = "conform",
        /// It is not: there must be a finding.
        Nonconform = "nonconform",
        /// Met, with something to watch.
        Observation = "observation",
        /// Met, and could be better.
        Opportunity = "opportunity",
        /// Met remarkably well.
        Strength = "strength",
        /// Does not apply here.
        NotApplicable = "not-applicable",
        /// Could not be looked at.
        NotTested = "not-tested",
    }
);

impl ItemResult {
    /// Whether the result must be written down as a finding.
    pub fn is_exception(self) -> bool {
        matches!(self, Self::Nonconform | Self::Observation | Self::Opportunity)
    }

    /// Whether the item was in fact looked at.
    pub fn is_tested(self) -> bool {
        !matches!(self, Self::NotApplicable | Self::NotTested)
    }
}

/// One question of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Id of the item in this workpaper.
    pub id: PartId,
    /// Criteria it looks at.
    #[schemars(length(min = 1))]
    pub criteria: Vec<Criterion>,
    /// What must be shown, in own words.
    #[schemars(length(min = 1))]
    pub question: String,
    /// How it is looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<Method>,
    /// Who is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auditee: Option<Party>,
    /// The sample, where one was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<Sample>,
    /// Whether the control is designed to do what it should.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub designed: Option<Met>,
    /// Whether it is in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implemented: Option<Met>,
    /// Whether it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Met>,
    /// Result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ItemResult>,
    /// What was seen; not an opinion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceRef>,
    /// Finding that came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<FindingRef>,
    /// Why it was not tested or does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Audit to which it is carried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carry_to: Option<Id>,
}

words!(
    /// How a sample was chosen.
    SampleMethod {
        /// All of them.
        Full = "full",
        /// By chance.
        Random = "random",
        /// By chance, group by group.
        Stratified = "stratified",
        /// By the auditor's judgement.
        Judgement = "judgement",
    }
);

/// A sample (ISO 19011:2018, A.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// How many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<u32>,
    /// How many were looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u32>,
    /// How they were chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<SampleMethod>,
    /// What the population is, and why this sample says something about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Which ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selected: Vec<String>,
    /// Seed of the random choice, so that it can be repeated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
}

/// An interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interview {
    /// Id of the interview in this workpaper.
    pub id: PartId,
    /// Day.
    pub date: Date,
    /// Who was asked.
    pub interviewee: Party,
    /// Who asked.
    pub interviewer: PersonRef,
    /// Topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// What was said.
    #[schemars(length(min = 1))]
    pub summary: String,
    /// Items of this workpaper that it helped to answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<PartId>,
}
