//! What `verify` will ask of the signatures of a branch once it is part of the main line, asked before that.

use super::changes::{CommitFacts, lint_commit_by};
use super::{Check, Context, History, HistoryFacts, IssuedReport, Report, Rule, Settings, rules};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::record::Date;
use crate::snapshot::Snapshot;
use crate::source::Commit;
use crate::text::changing;

/// The rules about signatures: `verify` asks them of the main line, and whoever compares two states asks them of a branch.
pub(super) const SIGNATURES: &[&str] = &["commit-unsigned", "approval-unsigned", "issued-tag-unsigned"];

/// A branch on its way to a main line for which something has to be signed.
#[derive(Debug, Default)]
pub struct Landing {
    /// The commit that merges it, as far as it is known before it is made: why it has to be signed, and what the commits of the
    /// branch decided.
    pub merge: CommitFacts,
    /// What stands on the main line itself where nothing but a fast-forward brings it there, as far as it has to be signed and is
    /// not; oldest first.
    pub unsigned: Vec<Unsigned>,
    /// The reports that it issues, and what became of their tags.
    pub reports: Vec<IssuedReport>,
    /// Path of the list of allowed signers, from the record root.
    pub list: Option<String>,
    /// Whose keys the list has: persons on record, or else the names in the list.
    pub signers: Vec<String>,
    /// The state at its last commit, where what is judged lies on disk and may be another one.
    pub head: Option<Snapshot>,
}

/// A commit of a branch that is not signed as one of the main line would have to be.
#[derive(Debug)]
pub struct Unsigned {
    /// The commit.
    pub commit: Commit,
    /// Its day.
    pub day: Date,
    /// What rules want to know of it.
    pub facts: CommitFacts,
}

impl Landing {
    /// What the rules about signatures say of the way from where the branch left to `head`, with what is waived.
    pub(super) fn lint(&self, before: &Snapshot, head: &Snapshot, day: Date, settings: &Settings) -> Vec<Diagnostic> {
        let after = self.head.as_ref().unwrap_or(head);
        let mut found = self.approvals(before, after, day, settings);
        let context = Context::new(after, day);
        for rule in SIGNATURES.iter().filter_map(|name| rules::find(name)) {
            match rule.check {
                _ if settings.level(rule) == Level::Allow => {}
                Check::Step(check) => found.extend(self.commits(rule, check, &context, settings)),
                Check::History(check) => {
                    let facts = HistoryFacts { reports: self.reports.clone(), ..HistoryFacts::default() };
                    check(&History { context, facts: &facts }, &mut Report::new(rule, settings, &mut found));
                }
                _ => {}
            }
        }
        for diagnostic in &mut found {
            place_in(diagnostic, after, head);
        }
        found
    }

    /// What is signed on the branch counts for what it decided there. What need not be signed is `verify`'s to tell.
    fn approvals(&self, before: &Snapshot, after: &Snapshot, day: Date, settings: &Settings) -> Vec<Diagnostic> {
        let is_asked = |rule: &Rule| rule.name == "approval-unsigned";
        let mut found = lint_commit_by((before, after), day, settings, &self.merge, &is_asked);
        found.retain(|diagnostic| diagnostic.level > Level::Info);
        found
    }

    /// Whether a commit of the branch comes to stand on the main line is the merger's choice: a note, unless the settings say how grave
    /// it is.
    fn commits(
        &self,
        rule: &'static Rule,
        check: fn(&Context<'_>, &CommitFacts, &mut Report<'_>),
        context: &Context<'_>,
        settings: &Settings,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for Unsigned { commit, day, facts } in &self.unsigned {
            let from = found.len();
            check(context, facts, &mut Report::new(rule, settings, &mut found).at_level(Level::Info));
            let who = facts.author.as_ref().map_or(commit.email.as_str(), |person| person.as_str());
            for diagnostic in &mut found[from..] {
                let (message, changing) = (&diagnostic.message, changing(&facts.touched));
                diagnostic.message = format!("{message}{changing} (in {})", commit.told(*day, who));
                diagnostic.help(
                    "merge it by a commit that is signed, which stands for it; where nothing but a fast-forward brings it to the main line, \
                     sign it anew (`git rebase --exec 'git commit --amend --no-edit -S'`)",
                );
            }
        }
        found
    }
}

/// Takes the bytes from the place of what was found in one state where the text is another one in the state that is shown.
fn place_in(diagnostic: &mut Diagnostic, found: &Snapshot, shown: &Snapshot) {
    let is_same = |place: &Place| found.text(&place.path) == shown.text(&place.path);
    if !is_same(&diagnostic.place) {
        diagnostic.place = Place::file(diagnostic.place.path.clone());
    }
    diagnostic.related.retain(|(place, _)| is_same(place));
}
