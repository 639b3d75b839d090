//! `people/<id>.yaml`: a person, what they may do in audits, and what shows that they can.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::*;

/// A person who takes part in audits or answers for something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Id of the person; not a name, if the repository is published.
    pub id: Id,
    /// Name. The public site never shows it.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Position; the public site shows it in place of the name.
    #[schemars(length(min = 1))]
    pub position: String,
    /// Unit of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How the person is bound to the organisation.
    pub employment: Employment,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day; somebody who left keeps the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Line manager, for the check of independence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports_to: Option<PersonRef>,
    /// E-mail addresses used in Git; they tie commits to persons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub git: Vec<String>,
    /// Names on forges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forge: Option<ForgeHandles>,
    /// Processes and units the person worked in before, for the cooling-off time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past_roles: Vec<PastRole>,
    /// Day on which confidentiality was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidentiality_on: Option<Date>,
    /// Approval as an auditor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auditor: Option<AuditorApproval>,
    /// What the person must not audit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// Education, training, experience, evaluations (ISO/IEC 27001, 7.2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub competence: Vec<Competence>,
    /// Number in the register that it was imported from; by it an import finds the record again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Exceptions to rules for this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

words!(
    /// How a person is bound to the organisation.
    Employment {
        /// Employed.
        Employee = "employee",
        /// Works under a contract.
        Contractor = "contractor",
        /// Audits for the organisation from outside.
        ExternalAuditor = "external-auditor",
        /// Audits for the certification body.
        CertificationBody = "certification-body",
    }
);

/// Names of a person on forges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgeHandles {
    /// Name on GitHub, without the at sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub github: Option<String>,
    /// Name on GitLab, without the at sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gitlab: Option<String>,
}

/// A process or unit that somebody worked in before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PastRole {
    /// The process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<ProcessRef>,
    /// The unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    pub to: Date,
}

words!(
    /// What somebody may be in an audit team.
    AuditorLevel {
        /// Leads audits.
        LeadAuditor = "lead-auditor",
        /// Audits.
        Auditor = "auditor",
        /// Learns under an auditor.
        Trainee = "trainee",
        /// Gives knowledge, does not audit.
        TechnicalExpert = "technical-expert",
    }
);

/// Approval as an auditor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditorApproval {
    /// What the person may be in a team.
    #[schemars(length(min = 1))]
    pub levels: Vec<AuditorLevel>,
    /// Catalogues the person may audit against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub catalogues: Vec<CatalogueRef>,
    /// Who approved it, and when.
    pub approved: Approval,
    /// Day by which the approval must be renewed.
    pub review_due: Date,
    /// Topics the person knows: cloud, secure-development, physical, privacy, legal, …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
}

/// Something that a person must not audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Processes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub processes: Vec<ProcessRef>,
    /// Criteria.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// Why.
    #[schemars(length(min = 1))]
    pub reason: String,
    /// Last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

words!(
    /// Kind of a competence record.
    CompetenceType {
        /// School, university.
        Education = "education",
        /// A course.
        Training = "training",
        /// A certificate of a person.
        Certificate = "certificate",
        /// Work done.
        Experience = "experience",
        /// An audit that somebody watched.
        WitnessedAudit = "witnessed-audit",
        /// An evaluation.
        Evaluation = "evaluation",
        /// Continuing professional development.
        Cpd = "cpd",
    }
);

words!(
    /// What a competence record shows.
    CompetenceOutcome {
        /// Competent.
        Competent = "competent",
        /// Needs development.
        NeedsDevelopment = "needs-development",
        /// Not competent.
        NotCompetent = "not-competent",
    }
);

/// Something that shows what a person can do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    /// Kind.
    pub r#type: CompetenceType,
    /// What it is.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Day.
    pub date: Date,
    /// Last day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub hours: Option<f64>,
    /// What it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<CompetenceOutcome>,
    /// Who evaluated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evaluated_by: Option<PersonRef>,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceRef>,
}
