//! The rules of a lead auditor, and running them over a snapshot.

mod answers;
mod audit_days;
mod auditors;
pub(crate) mod authority;
mod baseline;
mod changes;
mod commit;
mod concerned;
mod coverage;
mod days;
mod decisions;
pub mod docs;
mod events;
mod explained;
mod fix;
pub(crate) mod frozen;
mod health;
mod history;
mod in_name;
mod issued;
mod landing;
pub mod needs;
mod own_work;
pub(crate) mod party;
mod processes;
mod profile;
mod reissued;
pub(crate) mod reopened;
pub(crate) mod replaced;
mod report;
mod rewritten;
mod roles;
mod rule;
pub mod rules;
mod run;
mod settings;
mod signature;
mod summary;
mod team;
mod verdicts;
mod waivers;
mod withheld;

pub use answers::new_answers;
pub(crate) use auditors::widened;
pub use baseline::{Added, Baseline, lint_staged};
pub use changes::{FormerIds, Versions, lint_changes, lint_commit};
pub(crate) use changes::{HOLDING, changed_between, changes, lint_commit_by};
pub use commit::{Agreed, BranchCommit, CommitFacts, Given, agreed};
pub use concerned::concerned;
pub use days::{PLAN_APPROVED, RecordedDay, WrittenDay, declared_earlier, made_in_time, new_days};
pub(crate) use decisions::{ACCEPTANCE, AUDITOR, CLOSURE, EFFECTIVENESS, PLAN, WAIVERS};
pub use decisions::{Decision, decisions, is_decided_work, new_decisions};
pub use fix::{Fix, fixes};
pub use health::Health;
pub use history::{
    ChangedSince, Gap, History, HistoryFacts, IssuedReport, Mapped, Remapped, Tag, Unproven, lint_history,
};
pub(crate) use in_name::kept_in;
pub use in_name::{InName, in_other_names};
pub use issued::lacking;
pub(crate) use landing::ROLES;
pub use landing::{Landing, Unsigned};
pub(crate) use own_work::is_of_somebody;
pub use processes::{HandedOn, gives_process, handed_on, owner};
pub use reissued::{Became, Difference, HOW_TO_TELL, ReportParts, untold, untold_in_words};
pub use report::Report;
pub use rewritten::{Rewritten, rewritten, rewritten_data};
pub use roles::{
    Appointment, FORMER, LEADS, OWNER, appointments, deciders, has_left, holders, is_renamed, new_stay, voice,
};
pub use rule::{Check, Family, Rule};
pub use run::{Outcome, lint, lint_by, lint_part, lint_records, lint_with};
pub use settings::Settings;
pub use signature::{Signature, Signer};
pub use summary::{Summary, summary};
pub(crate) use team::{asks, auditing, forbidden, is_audited, still_declared, with_own_team};
pub(crate) use verdicts::{grade_of_successors, graders};
pub use verdicts::{is_to_be_said, other_requirements};
pub use waivers::Standing;
pub(crate) use waivers::{self_excused, widened as widened_waivers};
pub use withheld::{Withheld, Withholding};

use crate::record::{Date, Thresholds};
use crate::snapshot::{Judged, Record, Snapshot};

/// What a rule may look at: the records, and the day on which they are judged.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The records.
    pub snapshot: &'a Snapshot,
    /// The day.
    pub day: Date,
    /// What of the records is judged, where the others are there to stand beside it.
    judged: Option<&'a Judged>,
}

impl<'a> Context<'a> {
    /// All records, on a day.
    pub fn new(snapshot: &'a Snapshot, day: Date) -> Self {
        Self { snapshot, day, judged: None }
    }

    /// The records that are judged, by path.
    pub fn records(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        let judged = self.judged;
        self.snapshot.records().iter().filter(move |record| judged.is_none_or(|it| it.paths.contains(&record.path)))
    }

    /// The numbers that rules compare with.
    pub fn thresholds(&self) -> &'a Thresholds {
        self.snapshot.thresholds()
    }
}
