//! `tickmark.yaml`: the organisation, the scope of its ISMS, its processes, and the settings of the tool.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::*;

/// The ISMS and the settings. Its file `tickmark.yaml` marks the record root.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Isms {
    /// Version of the record format. Always 1.
    #[schemars(range(min = 1, max = 1))]
    pub format: u32,
    /// The organisation.
    pub organisation: Organisation,
    /// Scope of the ISMS.
    pub scope: IsmsScope,
    /// Sites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Site>,
    /// Catalogues in use. The first one is the default: its criteria are written without a prefix.
    #[schemars(length(min = 1))]
    pub catalogues: Vec<CatalogueRef>,
    /// Who holds the roles that the rules ask for.
    pub roles: Roles,
    /// Processes that audits look at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub processes: Vec<Process>,
    /// The certificate, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certification: Option<Certification>,
    /// Numbers that the rules compare with. All of them are conventions; none is fixed by a standard.
    #[serde(default)]
    pub thresholds: Thresholds,
    /// Which rules report, and how gravely, unless `rules` says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<RuleProfile>,
    /// Level per rule, with the reason where it differs from the default.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub rules: IndexMap<String, RuleSetting>,
    /// Exceptions to rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
    /// What came in from the registers of before. Without it, every record is held against all that rules ask of work that is done
    /// here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_over: Option<TakenOver>,
    /// Patterns of paths (as in .gitignore) that are no records although they end in .yaml.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Other Git repositories on the same machine that evidence may be pinned in, as git:NAME@COMMIT:PATH.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence_repositories: Vec<EvidenceRepository>,
    /// When people are reminded of what they have to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminders: Option<Reminders>,
    /// What has to be signed, and whose keys count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing: Option<Signing>,
    /// What the published site may show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication: Option<Publication>,
}

/// Another Git repository that evidence may be pinned in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRepository {
    /// Name by which locations call it.
    pub id: PartId,
    /// Its folder, by the path from the top of this repository, for example ../product. Never an absolute path.
    #[schemars(regex(pattern = r"^[^/\\:][^\\:]*$"))]
    pub path: String,
}

/// The organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Number of people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headcount: Option<u32>,
    /// Time zone by its IANA name, for example Europe/Oslo. It decides which day is today.
    #[schemars(length(min = 1))]
    pub timezone: String,
}

/// Scope of the ISMS (ISO/IEC 27001, 4.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IsmsScope {
    /// The scope in the organisation's own words.
    #[schemars(length(min = 1))]
    pub statement: String,
    /// Name and version of the scope document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Day since which this scope holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
}

/// A place where work is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Id of the site.
    pub id: PartId,
    /// Name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Whether it is in the scope of the ISMS.
    pub in_scope: bool,
}

/// Roles of the ISMS (ISO/IEC 27001, 5.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// Top management.
    #[schemars(length(min = 1))]
    pub top_management: Vec<PersonRef>,
    /// Manages the audit programme.
    pub programme_manager: PersonRef,
    /// Runs the ISMS.
    pub isms_owner: PersonRef,
    /// Who had one of these roles and has it no more: what they decided by it then still counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<FormerRole>,
}

/// A role that somebody had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormerRole {
    /// Who.
    pub person: PersonRef,
    /// The role.
    pub role: PastDecider,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    pub to: Date,
}

words!(
    /// A role by which somebody decided.
    PastDecider {
        /// Was in top management.
        TopManagement = "top-management",
        /// Managed the audit programme.
        ProgrammeManager = "programme-manager",
    }
);

impl Roles {
    /// Those of whom it is known that they had a role before, on a day.
    pub fn former_on(&self, role: PastDecider, day: Date) -> impl Iterator<Item = &PersonRef> {
        let is_then = move |former: &&FormerRole| {
            former.role == role && former.from.is_none_or(|from| from <= day) && day <= former.to
        };
        self.former.iter().filter(is_then).map(|former| &former.person)
    }
}

words!(
    /// How much a process matters to information security.
    Importance {
        /// A lapse would hurt the organisation or its customers badly.
        High = "high",
        /// A lapse would be felt.
        Medium = "medium",
        /// A lapse would be a nuisance.
        Low = "low",
    }
);

/// A process of the business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// Id of the process.
    pub id: PartId,
    /// Name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Person who answers for it.
    pub owner: PersonRef,
    /// How much it matters.
    pub importance: Importance,
    /// What the business wants of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<String>,
    /// Units that take part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// Sites where it runs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<SiteRef>,
    /// Systems it uses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<String>,
    /// Controls that it operates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<Criterion>,
    /// Spans in which it should not be audited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blackout: Vec<Blackout>,
    /// Months between two audits of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub interval_months: Option<u32>,
    /// Pointers into other systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// A span in which a process should not be audited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blackout {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Why.
    pub reason: String,
}

/// The certificate and its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certification {
    /// Certification body.
    #[schemars(length(min = 1))]
    pub body: String,
    /// Number of the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// Day of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// Last day on which it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// Day of the certification body's next audit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_audit: Option<Date>,
    /// Days within which the body wants an answer to its findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_days: Option<u32>,
}

words!(
    /// How often something must be covered by an issued internal audit.
    Coverage {
        /// In every year.
        Yearly = "yearly",
        /// Once in the certification cycle.
        PerCycle = "per-cycle",
    }
);

/// Days per grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DaysByGrade {
    /// For a major nonconformity.
    pub major: u32,
    /// For a minor nonconformity.
    pub minor: u32,
}

macro_rules! thresholds {
    ($($(#[$doc:meta])* $field:ident: $type:ty = $default:expr),+ $(,)?) => {
        /// Numbers that the rules compare with; a field that stays away has its default.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct Thresholds {
            $($(#[$doc])* pub $field: $type),+
        }

        impl Default for Thresholds {
            fn default() -> Self {
                Self { $($field: $default),+ }
            }
        }
    };
}

thresholds! {
    /// Years of the certification cycle over which coverage is counted.
    cycle_years: u32 = 3,
    /// How often each clause of 4 to 10 must be covered.
    clauses: Coverage = Coverage::PerCycle,
    /// How often each applicable control must be covered.
    controls: Coverage = Coverage::PerCycle,
    /// Days between the notice to the auditees and the start of an audit.
    notice_days: u32 = 10,
    /// Days between the closing meeting and the issue of the report.
    report_days: u32 = 15,
    /// Days from the issue of the report to an accepted plan, by grade.
    plan_days: DaysByGrade = DaysByGrade { major: 7, minor: 20 },
    /// Days from the issue of the report to the last due date, by grade.
    fix_days: DaysByGrade = DaysByGrade { major: 30, minor: 90 },
    /// Days to wait after the last item is done before effectiveness is checked.
    effectiveness_after_days: u32 = 30,
    /// Days after the last item is done within which effectiveness is checked.
    effectiveness_within_days: u32 = 180,
    /// Days after the report within which a major nonconformity is taken to top management.
    escalation_days: u32 = 10,
    /// How often a due date may move.
    max_slips: u32 = 2,
    /// Days before a due date at which it counts as near.
    due_soon_days: u32 = 14,
    /// Months for which somebody who left a process does not audit it.
    cooling_off_months: u32 = 12,
    /// Months between two management reviews.
    review_interval_months: u32 = 12,
    /// Months after which evidence is too old for a new audit.
    evidence_max_age_months: u32 = 12,
    /// Months between two evaluations of an auditor.
    competence_review_months: u32 = 36,
    /// Months within which the same lapse counts as a repeat.
    repeat_window_months: u32 = 24,
}

words!(
    /// Level of a rule. `off` is not among them: YAML 1.1 reads it as a boolean.
    LevelSetting {
        /// The rule is not reported.
        Allow = "allow",
        /// For information.
        Info = "info",
        /// Should be mended.
        Warning = "warning",
        /// Must be mended; fails the run by default.
        Error = "error",
    }
);

words!(
    /// A choice of levels for all rules.
    RuleProfile {
        /// For the first weeks: what is wrong, not yet what is missing.
        Starter = "starter",
        /// For the holder of a certificate: what a certification body would raise as a nonconformity is an error.
        Certified = "certified",
    }
);

/// The level of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// Level.
    pub level: LevelSetting,
    /// Why it differs from the default.
    #[schemars(length(min = 1))]
    pub reason: String,
}

impl Isms {
    /// Whether a record that was over on a day came in from the registers of before.
    pub fn has_taken_over(&self, over_on: Option<Date>) -> bool {
        let before = self.taken_over.as_ref().map(|taken| taken.before);
        before.zip(over_on).is_some_and(|(before, over)| over < before)
    }
}

/// Records that came in from the registers of before, over and done with. How they were worked on cannot be mended, and is not
/// reported; what they say is held against the rules of record keeping as any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakenOver {
    /// First day from which work is done here: audits issued, findings closed and actions checked before it count as taken over; of
    /// an action that was done before it and is checked later, the planning does.
    pub before: Date,
    /// Where they came from, and where the originals are.
    #[schemars(length(min = 1))]
    pub reason: String,
    /// Person who answers for it.
    pub approved_by: PersonRef,
}

/// When people are reminded of what they have to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Reminders {
    /// Days before a day at which somebody is reminded; the largest is how far ahead a reminder looks.
    #[schemars(length(min = 1))]
    pub before_days: Vec<u32>,
    /// Days between two reminders of something that is past its day.
    #[schemars(range(min = 1))]
    pub overdue_every_days: u32,
}

impl Default for Reminders {
    fn default() -> Self {
        Self { before_days: vec![14, 3], overdue_every_days: 7 }
    }
}

words!(
    /// What has to be signed.
    SigningSubject {
        /// The tags of issued reports.
        Tags = "tags",
        /// The commits that record an approval, by the one who gives it.
        Approvals = "approvals",
        /// Every commit of the main line that touches records.
        Commits = "commits",
    }
);

/// What has to be signed, and whose keys count. Each commit is judged by what was said before it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// What has to be signed; without it, `verify` only says what is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<SigningSubject>,
    /// File with the SSH keys that count, in the form of OpenSSH's allowed_signers, by its path from the folder of this
    /// file. The names in it are e-mail addresses, or ids, of persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub allowed_signers: Option<String>,
}

words!(
    /// Who the published site is for.
    Audience {
        /// Anybody: no names, no addresses, no confidential evidence.
        Public = "public",
        /// Management: names and everything but restricted evidence.
        Management = "management",
        /// Auditees: names of colleagues and what was reported, no competence, interviews or restricted evidence.
        Auditee = "auditee",
        /// The certification auditor: all that shows conformity, with names and competence.
        Certifier = "certifier",
    }
);

/// What the published site may show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Address of the published site, with which a review links each record to its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^https?://[^\\s()<>]+$"))]
    pub url: Option<String>,
    /// Audience when the command line names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// Language of the site and the reports when the command line names none: en, de, or one with a file in
    /// site/languages/.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 2))]
    pub language: Option<String>,
    /// Address at which a record's file is edited, with {path} for its path from the top of the repository:
    /// https://github.com/acme/isms/edit/main/{path}. Pages for the public have no such link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^https?://[^\\s()<>]+$"))]
    pub repository: Option<String>,
    /// Records that are never published, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<Id>,
    /// What differs from the default for one audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audiences: Option<Audiences>,
}

/// What differs from the default for an audience.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audiences {
    /// For the public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public: Option<Hidden>,
    /// For auditees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auditee: Option<Hidden>,
    /// For the certification auditor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certifier: Option<HiddenOrShown>,
    /// For management.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub management: Option<HiddenOrShown>,
}

/// What an audience does not see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hidden {
    /// Records without a page, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<Id>,
    /// Fields that are left out, by kind and path: finding/risk, workpaper/items/notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide_fields: Vec<String>,
}

/// What an audience does not see, or sees more of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HiddenOrShown {
    /// Records without a page, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<Id>,
    /// Fields that are left out, by kind and path: finding/risk, workpaper/items/notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide_fields: Vec<String>,
    /// Whether restricted evidence is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restricted_evidence: Option<bool>,
}
