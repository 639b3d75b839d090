//! `audits/<id>/audit.yaml`: an audit from plan to report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::DecisionOutcome;
use super::types::*;

/// An audit: its plan, team, timetable, meetings, conclusion and report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// Id; the name of the audit's folder.
    pub id: Id,
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Programme it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<ProgrammeRef>,
    /// Kind of audit.
    pub r#type: AuditType,
    /// Whether it counts for coverage. Without it, internal audits do and others do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_for_coverage: Option<bool>,
    /// State.
    pub status: AuditStatus,
    /// Why it is postponed, cancelled, or went back a step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_reason: Option<String>,
    /// Why it is held outside the programme's schedule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<super::ScheduleReason>,
    /// Who asked for the audit.
    pub client: PersonRef,
    /// What the audit is to find out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// What it looks at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<AuditScope>,
    /// What it audits against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// How it is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<Method>,
    /// How much of it is done from a distance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote: Option<Remote>,
    /// Risks of the remote parts and what is done about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_risks: Option<String>,
    /// The team.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub team: Vec<TeamMember>,
    /// Who is audited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub auditees: Vec<Auditee>,
    /// The plan's version, approval and notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<AuditPlan>,
    /// First and last day of the work on site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<AuditDates>,
    /// Auditor days planned and used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<Effort>,
    /// Timetable.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedule: Vec<TimetableLine>,
    /// Tests on systems, agreed beforehand (A.8.34).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub technical_tests: Vec<TechnicalTest>,
    /// Earlier findings to look at again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_findings: Vec<FindingRef>,
    /// Opening meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_meeting: Option<Meeting>,
    /// Closing meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing_meeting: Option<Meeting>,
    /// What could not be audited, and why. An empty list says that there was nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limitations: Option<Vec<String>>,
    /// Conclusion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<Conclusion>,
    /// The report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// What was told to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub communications: Vec<Communication>,
    /// What the team will do differently next time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lessons: Vec<String>,
    /// What becomes of the lessons; one that nothing is said of here is still to be decided on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lesson_decisions: Vec<LessonDecision>,
    /// What the auditees thought of the audit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Feedback>,
    /// For an audit by somebody else: who, and where their report is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalAudit>,
    /// Changes after confirmation that need a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Exceptions to rules for this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

impl Audit {
    /// Whether the audit's results count for the coverage that 9.2 asks for, once its report is issued.
    pub fn counts_for_coverage(&self) -> bool {
        self.counts_for_coverage.unwrap_or(self.r#type == AuditType::Internal)
    }

    /// The person who leads the audit.
    pub fn lead(&self) -> Option<&PersonRef> {
        let mut team = self.team.iter();
        team.find(|member| member.role == TeamRole::LeadAuditor).map(|member| &member.person)
    }

    /// The day on which the report was issued.
    pub fn issued_on(&self) -> Option<Date> {
        let issued = self.report.as_ref()?.issued.as_ref()?;
        self.status.is_issued().then_some(issued.date)
    }
}

words!(
    /// Kind of audit.
    AuditType {
        /// Internal audit (ISO/IEC 27001, 9.2).
        Internal = "internal",
        /// First look at where things stand; does not count for coverage.
        Baseline = "baseline",
        /// Looks at the corrective actions of an earlier audit.
        FollowUp = "follow-up",
        /// Of a supplier.
        Supplier = "supplier",
        /// Certification audit, first stage.
        Stage1 = "stage-1",
        /// Certification audit, second stage.
        Stage2 = "stage-2",
        /// Surveillance audit by the certification body.
        Surveillance = "surveillance",
        /// Recertification audit.
        Recertification = "recertification",
        /// Out of turn, by the certification body.
        Special = "special",
    }
);

impl Audit {
    /// How often its issued report was taken back to be mended, by its `changes`: each time, the next issue is another version.
    pub fn times_taken_back(&self) -> usize {
        let is_issued =
            |word: &str| [AuditStatus::Issued, AuditStatus::Closed].iter().any(|state| state.as_str() == word);
        let is_back = |change: &&Change| change.field == "status" && is_issued(&change.from) && !is_issued(&change.to);
        self.changes.iter().filter(is_back).count()
    }

    /// Whether its report is another version of one that was out.
    pub fn is_reissued(&self) -> bool {
        self.times_taken_back() > 0 || self.report.as_ref().is_some_and(|report| report.version > 1)
    }

    /// Whether what its report says must not change any more: it is issued. Of a third party's audit our record is no master,
    /// and is frozen where it names a tag that fixes it.
    pub fn is_frozen(&self) -> bool {
        let has_tag = self.report.as_ref().is_some_and(|report| report.tag.is_some());
        self.status.is_issued() && (has_tag || !self.r#type.is_third_party())
    }

    /// The version of its report; 0 where nothing is said of one.
    pub fn report_version(&self) -> u32 {
        self.report.as_ref().map_or(0, |report| report.version)
    }
}

impl AuditType {
    /// Whether the certification body holds the audit; its own report is then the master.
    pub fn is_third_party(self) -> bool {
        self >= Self::Stage1
    }

    /// Whether the audit is held to a plan and a checklist of ours: a baseline and the certification body's audits are not.
    pub fn is_planned_by_us(self) -> bool {
        matches!(self, Self::Internal | Self::FollowUp | Self::Supplier)
    }
}

words!(
    /// State of an audit.
    AuditStatus {
        /// A line of the programme.
        Planned = "planned",
        /// Plan approved and told.
        Confirmed = "confirmed",
        /// Work has begun.
        InProgress = "in-progress",
        /// Work is done; the report is being written.
        Drafted = "drafted",
        /// The report is issued; from here on it is frozen.
        Issued = "issued",
        /// Every nonconformity has an accepted plan.
        Closed = "closed",
        /// Moved to another time.
        Postponed = "postponed",
        /// Not held.
        Cancelled = "cancelled",
    }
);

impl AuditStatus {
    /// The steps that an audit may take.
    pub const STEPS: &'static [(Self, Self)] = &[
        (Self::Planned, Self::Confirmed),
        (Self::Confirmed, Self::InProgress),
        (Self::InProgress, Self::Drafted),
        (Self::Drafted, Self::Issued),
        (Self::Issued, Self::Closed),
        (Self::Planned, Self::Postponed),
        (Self::Confirmed, Self::Postponed),
        (Self::Postponed, Self::Planned),
        (Self::Planned, Self::Cancelled),
        (Self::Confirmed, Self::Cancelled),
        (Self::InProgress, Self::Cancelled),
        (Self::Issued, Self::Drafted),
        (Self::Closed, Self::Drafted),
    ];

    /// Whether the audit has got as far as `state` on the way from planned to closed.
    pub fn has_reached(self, state: AuditStatus) -> bool {
        self <= Self::Closed && self >= state
    }

    /// Whether the report is issued.
    pub fn is_issued(self) -> bool {
        self.has_reached(Self::Issued)
    }
}

words!(
    /// How much of an audit is done from a distance.
    Remote {
        /// Nothing.
        None = "none",
        /// Some of it.
        Partial = "partial",
        /// All of it.
        Full = "full",
    }
);

/// What an audit looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditScope {
    /// In words.
    #[schemars(length(min = 1))]
    pub statement: String,
    /// Processes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub processes: Vec<ProcessRef>,
    /// Sites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<SiteRef>,
    /// Units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// Span whose records are looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<String>,
}

words!(
    /// Role in an audit team.
    TeamRole {
        /// Leads the audit.
        LeadAuditor = "lead-auditor",
        /// Audits.
        Auditor = "auditor",
        /// Gives knowledge, does not audit.
        TechnicalExpert = "technical-expert",
        /// Learns under an auditor.
        Trainee = "trainee",
        /// Watches.
        Observer = "observer",
        /// Helps the team on the auditee's side.
        Guide = "guide",
    }
);

impl TeamRole {
    /// Whether somebody in this role gathers and judges evidence.
    pub fn audits(self) -> bool {
        matches!(self, Self::LeadAuditor | Self::Auditor | Self::Trainee)
    }
}

/// A member of the audit team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamMember {
    /// The person.
    pub person: PersonRef,
    /// The role.
    pub role: TeamRole,
    /// Share of the criteria; without it, all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// Declaration of independence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub independence: Option<Independence>,
}

/// A declaration of independence (ISO 19011:2018, 5.5.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Independence {
    /// Day.
    pub declared_on: Date,
    /// What was declared.
    #[schemars(length(min = 1))]
    pub statement: String,
}

/// Somebody who is audited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Auditee {
    /// The person.
    pub person: PersonRef,
    /// The process they answer for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<ProcessRef>,
}

/// Version, approval and notice of an audit plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditPlan {
    /// Version of the plan.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Approval>,
    /// Day on which the auditees were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notified_on: Option<Date>,
}

/// First and last day of the work on site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditDates {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// Auditor days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// Planned.
    #[schemars(range(min = 0))]
    pub planned_days: f64,
    /// Used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub actual_days: Option<f64>,
}

words!(
    /// What happens at a time of the timetable.
    Activity {
        /// Opening meeting.
        OpeningMeeting = "opening-meeting",
        /// Interview.
        Interview = "interview",
        /// Reading documents and records.
        DocumentReview = "document-review",
        /// Watching work being done.
        Observation = "observation",
        /// Taking and looking at samples.
        Sampling = "sampling",
        /// Testing a system.
        TechnicalTest = "technical-test",
        /// Walk around a site.
        SiteTour = "site-tour",
        /// Meeting of the team.
        TeamMeeting = "team-meeting",
        /// Closing meeting.
        ClosingMeeting = "closing-meeting",
        /// Anything else.
        Other = "other",
    }
);

/// One line of an audit's timetable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimetableLine {
    /// Day.
    pub date: Date,
    /// Time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeOfDay>,
    /// What happens.
    pub activity: Activity,
    /// Criteria.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// Process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<ProcessRef>,
    /// Who is audited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auditee: Option<Party>,
    /// Who audits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auditor: Option<PersonRef>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// A test on a system, agreed beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TechnicalTest {
    /// What is tested.
    #[schemars(length(min = 1))]
    pub what: String,
    /// Systems.
    #[schemars(length(min = 1))]
    pub systems: Vec<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Period>,
    /// Agreement of who runs the systems.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Approval>,
    /// What it may do to the systems, and what is done about that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<String>,
}

/// An opening or closing meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Day.
    pub date: Date,
    /// Who was there.
    #[schemars(length(min = 1))]
    pub attendees: Vec<Party>,
    /// Notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What was not agreed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disagreements: Option<String>,
}

words!(
    /// Whether what was audited meets the criteria.
    Conformity {
        /// It does.
        Conforms = "conforms",
        /// It does, with exceptions.
        WithExceptions = "with-exceptions",
        /// It does not.
        DoesNotConform = "does-not-conform",
    }
);

words!(
    /// Whether what was audited works.
    Effectiveness {
        /// It does.
        Effective = "effective",
        /// In part.
        Partly = "partly",
        /// It does not.
        NotEffective = "not-effective",
    }
);

/// Conclusion of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conclusion {
    /// Conformity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conforms: Option<Conformity>,
    /// Effectiveness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Effectiveness>,
    /// Whether the objectives of the audit were met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objectives_met: Option<bool>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The report of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Version.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Who issued it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Approval>,
    /// Who got it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub distribution: Vec<Party>,
    /// Git tag of the issued state, for example report/IA-2026-01/v1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// SHA-256 over the frozen content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Sha256>,
}

/// Decision on a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LessonDecision {
    /// Which of the lessons: 1 is the first.
    #[schemars(range(min = 1))]
    pub lesson: u32,
    /// Who decided.
    pub by: PersonRef,
    /// Day.
    pub date: Date,
    /// Done or declined. Without it, it is taken up and not done yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<DecisionOutcome>,
    /// Why, or what was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Records that take it up: a corrective action record, a programme, a management review, a later audit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RecordRef>,
}

/// What the auditees thought of the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// From 1 (poor) to 5 (very good).
    #[schemars(range(min = 1, max = 5))]
    pub score: u8,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// An audit by somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExternalAudit {
    /// Who holds it.
    #[schemars(length(min = 1))]
    pub body: String,
    /// Number of their report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_ref: Option<String>,
    /// Day by which they want an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_due: Option<Date>,
}
