//! `actions/<id>.yaml`: a corrective action record (CAR; ISO/IEC 27001, 10.2).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::*;

/// A corrective action record: what was done at once, why it happened, what keeps it from happening again, and whether
/// that worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Id.
    pub id: Id,
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// State.
    pub status: ActionStatus,
    /// Why it was sent back or cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_reason: Option<String>,
    /// What it answers.
    pub source: ActionSource,
    /// Person who answers for it.
    pub owner: PersonRef,
    /// What was done at once about the lapse and its consequences (10.2 a).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// Whether the same exists elsewhere (10.2 b 3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
    /// Why it happened (10.2 b 1 and 2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// What is done (10.2 c).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<ActionItem>,
    /// Proposal and acceptance of the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<ActionPlan>,
    /// Whether it worked (10.2 d).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effectiveness: Option<EffectivenessCheck>,
    /// Changes to the ISMS that came of it (10.2 e).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub isms_changes: Vec<IsmsChange>,
    /// Why the ISMS needs no change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_isms_change: Option<String>,
    /// People, money, tools that it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<String>,
    /// What was told to whom, escalations among it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub communications: Vec<Communication>,
    /// Earlier record whose action did not work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<ActionRef>,
    /// Number in the register that it was imported from; by it an import finds the record again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Changes that need a reason: moved due dates above all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Exceptions to rules for this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

impl Action {
    /// The day on which the last item was done.
    pub fn last_done_on(&self) -> Option<Date> {
        self.actions.iter().filter_map(|item| item.done_on).max()
    }

    /// The day on which the last item was done, where none is left to be done.
    pub fn done_on(&self) -> Option<Date> {
        self.last_done_on().filter(|_| self.open_items().next().is_none())
    }

    /// The items that are neither done nor cancelled.
    pub fn open_items(&self) -> impl Iterator<Item = &ActionItem> {
        self.actions.iter().filter(|item| item.status.is_open())
    }
}

words!(
    /// State of a corrective action record.
    ActionStatus {
        /// Being written.
        Draft = "draft",
        /// The owner proposes the plan.
        Proposed = "proposed",
        /// The plan is accepted.
        Accepted = "accepted",
        /// All items are done.
        Implemented = "implemented",
        /// Checked, and it works.
        Effective = "effective",
        /// Checked, and it does not work.
        Ineffective = "ineffective",
        /// Done with.
        Closed = "closed",
        /// Not pursued.
        Cancelled = "cancelled",
    }
);

impl ActionStatus {
    /// The steps that a corrective action record may take.
    pub const STEPS: &'static [(Self, Self)] = &[
        (Self::Draft, Self::Proposed),
        (Self::Proposed, Self::Accepted),
        (Self::Proposed, Self::Draft),
        (Self::Accepted, Self::Implemented),
        (Self::Implemented, Self::Effective),
        (Self::Implemented, Self::Ineffective),
        (Self::Effective, Self::Closed),
        (Self::Draft, Self::Cancelled),
        (Self::Proposed, Self::Cancelled),
        (Self::Accepted, Self::Cancelled),
    ];

    /// Whether the plan has been accepted and the record is not cancelled.
    pub fn is_accepted(self) -> bool {
        self >= Self::Accepted && self != Self::Cancelled
    }

    /// Whether all items are done.
    pub fn is_implemented(self) -> bool {
        self >= Self::Implemented && self != Self::Cancelled
    }

    /// Whether somebody found out if the action works.
    pub fn is_checked(self) -> bool {
        matches!(self, Self::Effective | Self::Ineffective | Self::Closed)
    }

    /// Whether nothing is left to do in this record.
    pub fn is_finished(self) -> bool {
        matches!(self, Self::Ineffective | Self::Closed | Self::Cancelled)
    }
}

words!(
    /// Where a corrective action comes from.
    SourceType {
        /// An audit finding.
        Finding = "finding",
        /// An incident.
        Incident = "incident",
        /// Monitoring or measurement.
        Monitoring = "monitoring",
        /// A complaint.
        Complaint = "complaint",
        /// A management review.
        Review = "review",
        /// Somebody noticed it.
        SelfReported = "self-reported",
        /// An opportunity.
        Opportunity = "opportunity",
    }
);

/// What a corrective action answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionSource {
    /// Kind of source.
    pub r#type: SourceType,
    /// Findings that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FindingRef>,
    /// Name of the source elsewhere: incident number, complaint, review decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#ref: Option<String>,
}

/// What was done at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonRef>,
    /// Day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
    /// What was done about the consequences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequences: Option<String>,
    /// Evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceRef>,
    /// Why there was nothing to correct; in place of the other fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub none: Option<String>,
}

/// Whether the same lapse exists elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extent {
    /// Whether it was looked for.
    pub checked: bool,
    /// How.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// How many more cases were found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub similar_found: Option<u32>,
}

words!(
    /// How the cause was found.
    CauseMethod {
        /// Five whys.
        FiveWhys = "five-whys",
        /// Fishbone diagram.
        Fishbone = "fishbone",
        /// Fault tree.
        FaultTree = "fault-tree",
        /// Timeline.
        Timeline = "timeline",
        /// Another way.
        Other = "other",
    }
);

words!(
    /// Where a cause lies.
    CauseCategory {
        /// In how work is done.
        Process = "process",
        /// In tools.
        Tooling = "tooling",
        /// In what people can do.
        Competence = "competence",
        /// In people, time, money.
        Resource = "resource",
        /// In who answers for what.
        Responsibility = "responsibility",
        /// With a supplier.
        Supplier = "supplier",
        /// In how changes are made.
        Change = "change",
        /// In the rules.
        Policy = "policy",
        /// In habits.
        Culture = "culture",
    }
);

/// Why it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// How it was found out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<CauseMethod>,
    /// The cause: why, not what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// Where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CauseCategory>,
    /// Who analysed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysed_by: Option<PersonRef>,
    /// Day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Why correcting the lapse is enough and nothing needs to keep it from happening again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction_suffices: Option<String>,
}

words!(
    /// Kind of an action item.
    ItemType {
        /// Keeps the lapse from happening again.
        Corrective = "corrective",
        /// Mends the lapse.
        Correction = "correction",
        /// Makes something better that was not wrong.
        Improvement = "improvement",
    }
);

words!(
    /// State of an action item.
    ActionItemStatus {
        /// Not begun.
        Open = "open",
        /// Begun.
        InProgress = "in-progress",
        /// Done.
        Done = "done",
        /// Not pursued.
        Cancelled = "cancelled",
    }
);

impl ActionItemStatus {
    /// The steps that an action item may take.
    pub const STEPS: &'static [(Self, Self)] = &[
        (Self::Open, Self::InProgress),
        (Self::Open, Self::Done),
        (Self::InProgress, Self::Done),
        (Self::Open, Self::Cancelled),
        (Self::InProgress, Self::Cancelled),
    ];

    /// Whether there is something left to do.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }
}

/// One thing to be done. It is named `<action>/<n>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionItem {
    /// Number in this record.
    #[schemars(range(min = 1))]
    pub n: u32,
    /// What is to be done.
    #[schemars(length(min = 1))]
    pub what: String,
    /// Kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<ItemType>,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonRef>,
    /// Day by which it is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// State.
    pub status: ActionItemStatus,
    /// Why it was cancelled and what takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_reason: Option<String>,
    /// What it waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Blocked>,
    /// Day on which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
    /// Evidence that it was done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceRef>,
    /// Pointers into other systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// What an item waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blocked {
    /// Since when.
    pub since: Date,
    /// By what.
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// Proposal and acceptance of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionPlan {
    /// Day on which the owner proposed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_on: Option<Date>,
    /// Acceptance by an auditor or the programme manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Approval>,
}

words!(
    /// Result of a check of effectiveness.
    CheckResult {
        /// It works.
        Effective = "effective",
        /// In part.
        Partly = "partly",
        /// It does not.
        Ineffective = "ineffective",
    }
);

/// The check whether an action worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EffectivenessCheck {
    /// How success will be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// Day on which it is to be checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_on: Option<Date>,
    /// Day on which it was checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<Date>,
    /// Who checked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_by: Option<PersonRef>,
    /// How it was checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<CheckResult>,
    /// Evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceRef>,
}

words!(
    /// What part of the ISMS changed.
    IsmsPart {
        /// A policy.
        Policy = "policy",
        /// A procedure.
        Procedure = "procedure",
        /// The risk assessment or treatment.
        Risk = "risk",
        /// The statement of applicability.
        Soa = "soa",
        /// Training.
        Training = "training",
        /// A control.
        Control = "control",
        /// A supplier or a contract.
        Supplier = "supplier",
    }
);

/// A change to the ISMS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IsmsChange {
    /// What part changed.
    pub what: IsmsPart,
    /// Which document and version.
    #[schemars(length(min = 1))]
    pub r#ref: String,
    /// Day; without it the change is still to be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
}
