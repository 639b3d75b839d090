//! Rules that look at the history of the records as a whole: whether it is here, and what became of what was issued.

use super::{Check, Context, Report, Settings, Signature, rules};
use crate::diagnostic::{Diagnostic, Level};
use crate::record::{Change, Date, PersonRef};
use crate::snapshot::Snapshot;
use crate::source::Commit;

/// What is known of a repository's history.
#[derive(Debug, Clone, Default)]
pub struct HistoryFacts {
    /// Why history is not here as far back as it goes; `None` when it is.
    pub gap: Option<Gap>,
    /// The reports that are issued.
    pub reports: Vec<IssuedReport>,
    /// The entries of `changes` that the main line does not bear out.
    pub unproven: Vec<Unproven>,
    /// What changed of the ISMS since it was audited last; `None` before its first audit.
    pub changed: Option<ChangedSince>,
    /// The addresses on record that the repository's `.mailmap` takes for those of somebody else.
    pub remapped: Vec<Remapped>,
}

/// An address of a person that a `.mailmap` takes for one of somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remapped {
    /// The address.
    pub address: String,
    /// Whose it is.
    pub person: PersonRef,
    /// Who is taken for its owner.
    pub to: PersonRef,
}

/// An address of nobody's on record that a `.mailmap` takes for one of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// The address.
    pub address: String,
    /// Whose it is taken for.
    pub to: PersonRef,
}

/// What is new or otherwise since an audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedSince {
    /// The audit whose report was issued last.
    pub audit: String,
    /// The day of its issue.
    pub day: Date,
    /// Processes that were added.
    pub processes: Vec<String>,
    /// Controls that are new, or apply or are implemented otherwise.
    pub controls: Vec<String>,
}

/// Something that is missing of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What is missing, as the first half of a sentence.
    pub why: String,
    /// What to do about it.
    pub help: String,
    /// The rules that cannot be asked without it.
    pub unasked: Vec<&'static str>,
}

impl Gap {
    /// A gap, and the rules that cannot be asked for it: those that need history, and those that compare two states where
    /// there is one only.
    pub fn new(why: impl Into<String>, help: impl Into<String>, has_two: bool) -> Gap {
        let unasked = rules::ALL.iter().filter(|rule| rule.looks_back() || !rule.is_asked_by_lint(has_two));
        let unasked = unasked.map(|rule| rule.name).collect();
        Gap { why: why.into(), help: help.into(), unasked }
    }
}

/// An entry of `changes` for something that did not happen on the main line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unproven {
    /// Id of the record.
    pub id: String,
    /// The entry.
    pub change: Change,
    /// The commit that brought it.
    pub commit: Commit,
    /// Its day.
    pub day: Date,
}

/// A report, as it was when it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedReport {
    /// Id of the audit.
    pub audit: String,
    /// Version of the report.
    pub version: u32,
    /// Who issued it.
    pub by: Option<PersonRef>,
    /// SHA-256 over what the report says, in hexadecimal digits.
    pub digest: String,
    /// The tag that the record names.
    pub tag: Option<Tag>,
    /// Whether the settings said that tags have to be signed, before it was issued.
    pub must_be_signed: bool,
}

/// What became of a tag that a report names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tag {
    /// Name.
    pub name: String,
    /// The commit that it names, or what else it names; `None` when there is no such tag.
    pub commit: Option<String>,
    /// Whether that commit is part of the history.
    pub is_part: bool,
    /// Where that commit is part of the history and no commit of the main line: the one of the main line that merged it.
    pub merged_by: Option<String>,
    /// Whether the audit is there as it was when it was issued.
    pub is_same: bool,
    /// The name that the tag gives itself, where a reference of another name leads to it.
    pub made_as: Option<String>,
    /// The digest that its message gives.
    pub digest: Option<String>,
    /// Its signature; `None` when there is no such tag.
    pub signature: Option<Signature>,
    /// Who ran the audit programme at the commit that it names.
    pub manager: Option<PersonRef>,
}

impl Tag {
    /// Whether the tag is there and names a commit of this history in which the audit is as it was issued.
    pub fn is_sound(&self) -> bool {
        self.commit.is_some() && self.is_part && self.is_same && self.made_as.is_none()
    }
}

/// What a rule about history may look at.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    /// The state at the end of the history, and the day.
    pub context: Context<'a>,
    /// What is known of the history.
    pub facts: &'a HistoryFacts,
}

/// Holds what is known of a history against the rules about it. Waivers are the caller's.
pub fn lint_history(snapshot: &Snapshot, day: Date, settings: &Settings, facts: &HistoryFacts) -> Vec<Diagnostic> {
    let history = History { context: Context::new(snapshot, day), facts };
    let mut diagnostics = Vec::new();
    for rule in rules::ALL {
        if let (Check::History(check), true) = (rule.check, settings.level(rule) != Level::Allow) {
            check(&history, &mut Report::new(rule, settings, &mut diagnostics));
        }
    }
    diagnostics.sort_by(Diagnostic::cmp_by_place);
    diagnostics
}
