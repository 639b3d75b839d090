//! What a rule is: data. Its page, its tests, `explain` and the names that settings allow all derive from the list of rules.

use super::history::History;
use super::landing::is_asked_before;
use super::waivers::Standing;
use super::{CommitFacts, Context, FormerIds, Report, Versions};
use crate::diagnostic::Level;
use crate::record::Kind;
use crate::snapshot::Record;

/// A rule: what it looks for, what it rests on, and how it checks.
#[derive(Debug)]
pub struct Rule {
    /// Name, in kebab case; it names the lapse.
    pub name: &'static str,
    /// Where it belongs.
    pub family: Family,
    /// What it reports, in one line.
    pub summary: &'static str,
    /// Level, unless the settings say otherwise.
    pub level: Level,
    /// Where the rule comes from: clauses of ISO/IEC 27001:2022 unless another source is named.
    pub clause: &'static str,
    /// Whether the result depends on the day.
    pub needs_day: bool,
    /// The rule's page: what, why, a bad and a good example, how to fix. The examples are executed by `tests/it/rules.rs`.
    pub docs: &'static str,
    /// How it checks.
    pub check: Check,
}

/// The families of rules, in the order of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Record keeping.
    Records,
    /// Programme and coverage.
    Programme,
    /// Audit plan, team and report.
    Audit,
    /// Workpapers and evidence.
    Workpaper,
    /// Findings.
    Finding,
    /// Corrective actions.
    Action,
    /// Management review and statement of applicability.
    Review,
}

impl Family {
    /// All families.
    pub const ALL: &'static [Family] = &[
        Family::Records,
        Family::Programme,
        Family::Audit,
        Family::Workpaper,
        Family::Finding,
        Family::Action,
        Family::Review,
    ];

    /// The family in words.
    pub fn title(self) -> &'static str {
        match self {
            Family::Records => "Record keeping",
            Family::Programme => "Programme and coverage",
            Family::Audit => "Audit plan, team and report",
            Family::Workpaper => "Workpapers and evidence",
            Family::Finding => "Findings",
            Family::Action => "Corrective actions",
            Family::Review => "Management review and statement of applicability",
        }
    }
}

impl Rule {
    /// Whether nothing but the history of the records shows what it reports.
    pub fn needs_history(&self) -> bool {
        matches!(self.check, Check::Past(_) | Check::Commit(_) | Check::Step(_) | Check::History(_))
    }

    /// Whether it holds a change, or the history, against what was decided before.
    pub fn judges_a_change(&self) -> bool {
        matches!(self.check, Check::Change(_)) || self.looks_back() || self.needs_history()
    }

    /// Whether a lint asks it: of one state of the records, or of the two ends of a branch, whose history is here.
    pub fn is_asked_by_lint(&self, has_two: bool) -> bool {
        match self.check {
            Check::Change(_) | Check::Past(_) => has_two,
            _ if is_asked_before(self) => has_two,
            _ => !self.needs_history() || self.name == "history-unavailable",
        }
    }

    /// Whether it looks behind the two ends of a branch as well.
    pub fn looks_back(&self) -> bool {
        matches!(self.check, Check::Past(_)) || is_asked_before(self)
    }

    /// Whether a part of a state shows what it reports of a record: the record and what is near to it.
    pub fn needs_a_part(&self) -> bool {
        matches!(self.check, Check::Reading | Check::Record(..) | Check::Records(_))
    }

    /// Whether one state of the records shows what it reports.
    pub fn needs_one_state(&self) -> bool {
        !self.needs_history() && !matches!(self.check, Check::Change(_))
    }
}

/// How a rule checks.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// It is raised while records are read; there is nothing left to run.
    Reading,
    /// It looks at one record of a kind at a time, and at what is near: what that refers to, what answers it, its parts.
    Record(Kind, fn(&Context<'_>, &Record, &mut Report<'_>)),
    /// It looks at one record of a kind at a time, and holds it against all the others.
    Among(Kind, fn(&Context<'_>, &Record, &mut Report<'_>)),
    /// It looks at each of the records, and at no more than what is near to it.
    Records(fn(&Context<'_>, &mut Report<'_>)),
    /// It looks at the snapshot as a whole.
    Snapshot(fn(&Context<'_>, &mut Report<'_>)),
    /// It looks at two versions of a record: at the merge base and at the head of a branch, say.
    Change(fn(&Versions<'_>, &mut Report<'_>)),
    /// It looks at two versions of a record, and at the ids that belonged to records of before.
    Past(fn(&Versions<'_>, &FormerIds, &mut Report<'_>)),
    /// It looks at two neighbours on the main line, and the commit that made the one of the other.
    Commit(fn(&Versions<'_>, &CommitFacts, &mut Report<'_>)),
    /// It looks at a commit of the main line as a whole, and at the state after it.
    Step(fn(&Context<'_>, &CommitFacts, &mut Report<'_>)),
    /// It looks at what is known of the history as a whole.
    History(fn(&History<'_>, &mut Report<'_>)),
    /// It looks at the waivers that hold on the day and that nothing which the other rules found needs.
    UnusedWaivers(fn(&[Standing<'_>], &mut Report<'_>)),
}
