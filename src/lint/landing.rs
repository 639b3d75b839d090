//! What `verify` will ask of a branch once it is part of the main line, asked before that.

use std::collections::BTreeSet;

use super::changes::lint_commit_by;
use super::needs::evidence::is_here;
use super::waivers::part_waived;
use super::{
    Check, CommitFacts, Context, History, HistoryFacts, IssuedReport, Mapped, Remapped, Report, Rule, Settings, Tag,
    rules,
};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::record::{Date, PinnedFile, Whereabouts};
use crate::snapshot::Snapshot;
use crate::source::Commit;
use crate::text::changing;

/// The rules about signatures: `verify` asks them of the main line, and whoever compares two states asks them of a branch.
pub(super) const SIGNATURES: &[&str] = &["commit-unsigned", "approval-unsigned", "issued-tag-unsigned"];

/// The rule about tags that name something else than what was issued.
const BROKEN_TAG: &str = "issued-tag-broken";
/// The rules about the reports that the branch issues, and the tags of those that it has set already.
const TAGS: &[&str] = &[BROKEN_TAG, "report-digest-mismatch"];
/// The rule about evidence that is not what it was when somebody relied on it.
const DRIFT: &str = "evidence-drifted";
/// The rule about evidence that is not where its record says.
const MISSING: &str = "evidence-missing";
/// The rule about addresses that a `.mailmap` takes for those of others.
const REMAPPED: &str = "address-remapped";
/// What the approvals that a review asks for are about: nobody knows yet whose word the merge will have.
const AGREED: &[&str] = &["person-commit-mismatch", ROLES];
/// The rule about who gets a say: that the word of somebody who has one is wanted is worth a note.
pub const ROLES: &str = "roles-changed-without-authority";

/// The rules that say how late something is written down: how late that is depends on the day and on the way of the merge.
const DATED: &[&str] = &["backdated-entry", "plan-backdated", "answered-after-closing"];

/// Whether a rule about commits of the main line is asked of a branch before it is one of them.
pub(super) fn is_asked_before(rule: &Rule) -> bool {
    let alone = [DRIFT, REMAPPED, ROLES];
    SIGNATURES.contains(&rule.name) || TAGS.contains(&rule.name) || alone.contains(&rule.name) || is_about_merge(rule)
}

/// Whether a rule asks of a commit what is known of a merge before somebody makes it.
fn is_about_merge(rule: &Rule) -> bool {
    matches!(rule.check, Check::Commit(_)) && !AGREED.contains(&rule.name) && !SIGNATURES.contains(&rule.name)
}

/// A branch on its way to a main line.
#[derive(Debug, Default)]
pub struct Landing {
    /// The commit that merges it, as far as it is known before it is made: why it has to be signed, and what the commits of the
    /// branch decided.
    pub merge: CommitFacts,
    /// What the rules would say of records that it brings back as they were before the main line changed them.
    pub restored: Vec<Diagnostic>,
    /// What stands on the main line itself where nothing but a fast-forward brings it there, as far as it has to be signed and is
    /// not; oldest first.
    pub unsigned: Vec<Unsigned>,
    /// The reports that it issues, and what became of their tags, as far as these are set.
    pub reports: Vec<IssuedReport>,
    /// What nothing but the past of the main line knows, as the rules about it say it: what becomes of the evidence that it relies on, and
    /// what is closed by whoever had to answer it.
    pub beside: Vec<Diagnostic>,
    /// The addresses on record that it takes for those of somebody else.
    pub remapped: Vec<Remapped>,
    /// The addresses of nobody's that it takes for those of persons on record.
    pub mapped: Vec<Mapped>,
    /// The ids of its commits.
    pub commits: BTreeSet<String>,
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
    /// What the rules about commits say of the merge that makes of one state of the main line another one, without what is waived.
    pub(super) fn merging(
        &self,
        before: &Snapshot,
        after: &Snapshot,
        day: Date,
        settings: &Settings,
    ) -> Vec<Diagnostic> {
        let mut found = lint_commit_by((before, after), day, settings, &self.merge, &is_about_merge);
        for beside in &self.beside {
            let level = rules::find(beside.rule).map_or(Level::Allow, |rule| match settings.is_set(rule) {
                true => settings.level(rule),
                false => beside.level,
            });
            found.extend((level != Level::Allow).then(|| Diagnostic { level, ..beside.clone() }));
        }
        found.extend(self.roles((before, after), day, settings));
        part_waived(found, &Context::new(after, day), settings).1
    }

    /// Whether what a rule says of a record is that it is as it was again.
    pub(super) fn is_restored(&self, diagnostic: &Diagnostic) -> bool {
        let is_dated = DATED.contains(&diagnostic.rule);
        let said = |one: &Diagnostic| {
            let message = if is_dated { None } else { Some(one.message.clone()) };
            let field = one.field.clone().filter(|_| is_dated);
            (one.identity(), message, field, one.members.clone())
        };
        self.restored.iter().any(|one| one.rule == diagnostic.rule && said(one) == said(diagnostic))
    }

    /// The roles to which nobody has agreed yet who has a say: a note, unless the settings say how grave it is.
    fn roles(&self, states: (&Snapshot, &Snapshot), day: Date, settings: &Settings) -> Vec<Diagnostic> {
        let mut found = lint_commit_by(states, day, settings, &self.merge, &|rule| rule.name == ROLES);
        let is_set = rules::find(ROLES).is_some_and(|rule| settings.is_set(rule));
        found.iter_mut().filter(|_| !is_set).for_each(|diagnostic| diagnostic.level = Level::Info);
        found
    }

    /// What is wrong where the commits of the branch come to the main line as others, by a squash or a rebase: what they wrote down in
    /// time counts from the day of those, and what they tagged is no part of the history. Without what is wrong anyway, as
    /// [`Landing::merging`] says it.
    pub(super) fn squashing(
        &self,
        (before, after): (&Snapshot, &Snapshot),
        day: Date,
        settings: &Settings,
        anyway: &[Diagnostic],
    ) -> Vec<Diagnostic> {
        let merge = CommitFacts { branch: Vec::new(), ..self.merge.clone() };
        let squash = Landing { merge, ..Landing::default() };
        let mut found = squash.merging(before, after, day, settings);
        found.retain(|new| !anyway.iter().any(|old| (old.rule, old.identity()) == (new.rule, new.identity())));
        let (mut reports, mut tagged) = (self.reports_of_branch(), Vec::new());
        if let (Some(rule), false) = (rules::find(BROKEN_TAG), reports.is_empty()) {
            reports.iter_mut().filter_map(|report| report.tag.as_mut()).for_each(|tag| tag.is_part = false);
            let facts = HistoryFacts { reports, ..HistoryFacts::default() };
            if let Check::History(check) = rule.check {
                let context = Context::new(after, day);
                check(&History { context, facts: &facts }, &mut Report::new(rule, settings, &mut tagged));
            }
        }
        tagged.extend(self.pins_lost((before, after), settings));
        found.extend(part_waived(tagged, &Context::new(after, day), settings).1);
        found.retain(|diagnostic| diagnostic.level >= Level::Warning);
        found
    }

    /// The evidence that comes pinned to a commit of the branch.
    fn pins_lost(&self, (before, after): (&Snapshot, &Snapshot), settings: &Settings) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let Some(rule) = rules::find(MISSING).filter(|rule| settings.level(rule) != Level::Allow) else { return found };
        let mut report = Report::new(rule, settings, &mut found);
        for evidence in after.evidence().filter(|evidence| is_here(evidence.data())) {
            let Some(Whereabouts::Pinned(PinnedFile { repository: None, commit, path })) =
                evidence.data().whereabouts()
            else {
                continue;
            };
            let was = before.same(evidence.record()).and_then(|old| old.data().evidence());
            if !self.commits.contains(commit) || was.is_some_and(|was| was.location == evidence.data().location) {
                continue;
            }
            let short = commit.get(..10).unwrap_or(commit);
            let message =
                format!("{path} is pinned to {short}, a commit of this branch, which no clone has after that");
            report
                .raise(evidence.record(), "/location", message)
                .help("merge it by a commit, or pin it to a commit of the main line that has the same bytes");
        }
        found
    }

    /// The reports whose tags name a commit of the branch, as they should.
    fn reports_of_branch(&self) -> Vec<IssuedReport> {
        let is_sound = |report: &&IssuedReport| report.tag.as_ref().is_some_and(Tag::is_sound);
        self.reports.iter().filter(is_sound).cloned().collect()
    }

    /// What the rules about signatures and tags say of the way from where the branch left to `head`, without what is waived.
    pub(super) fn signing(
        &self,
        before: &Snapshot,
        head: &Snapshot,
        day: Date,
        settings: &Settings,
    ) -> Vec<Diagnostic> {
        let after = self.head.as_ref().unwrap_or(head);
        let mut found = self.approvals(before, after, day, settings);
        let context = Context::new(after, day);
        for rule in SIGNATURES.iter().chain(TAGS).chain([&REMAPPED]).filter_map(|name| rules::find(name)) {
            match rule.check {
                _ if settings.level(rule) == Level::Allow => {}
                Check::Step(check) => found.extend(self.commits(rule, check, &context, settings)),
                Check::History(check) => {
                    let (reports, remapped) = (self.reports_for(rule), self.remapped.clone());
                    let facts = HistoryFacts { reports, remapped, ..HistoryFacts::default() };
                    check(&History { context, facts: &facts }, &mut Report::new(rule, settings, &mut found));
                }
                _ => {}
            }
        }
        for diagnostic in &mut found {
            place_in(diagnostic, after, head);
        }
        part_waived(found, &Context::new(head, day), settings).1
    }

    /// The reports that a rule looks at. That a tag is not set yet is no lapse: many set it when the branch is merged.
    fn reports_for(&self, rule: &Rule) -> Vec<IssuedReport> {
        let is_set = |report: &&IssuedReport| report.tag.as_ref().is_some_and(|tag| tag.commit.is_some());
        let is_meant = |report: &&IssuedReport| rule.name != BROKEN_TAG || is_set(report);
        self.reports.iter().filter(is_meant).cloned().collect()
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
pub(super) fn place_in(diagnostic: &mut Diagnostic, found: &Snapshot, shown: &Snapshot) {
    let is_same = |place: &Place| found.text(&place.path) == shown.text(&place.path);
    if !is_same(&diagnostic.place) {
        diagnostic.place = Place::file(diagnostic.place.path.clone());
    }
    diagnostic.related.retain(|(place, _)| is_same(place));
}
