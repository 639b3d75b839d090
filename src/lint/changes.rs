//! Rules that look at two versions of a record. The versions may be the two ends of a branch, or two neighbours on the
//! main line.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::days::{RecordedDay, WrittenDay};
use super::decisions::{ACCEPTANCE, VERIFICATION};
use super::{Check, Context, Decision, Report, Rule, Settings, Signature, rules};
use crate::diagnostic::{Diagnostic, Level};
use crate::record::{Change, Data, Date, PersonRef, SigningSubject};
use crate::schema::{What, shape};
use crate::snapshot::{Document, Record, Snapshot};
use crate::yaml::Node;

/// Two versions of one record, and the states that they are from.
#[derive(Debug, Clone, Copy)]
pub struct Versions<'a> {
    /// The later state, and the day.
    pub context: Context<'a>,
    /// The earlier state.
    pub past: &'a Snapshot,
    /// The record as it was; `None` when it is new.
    pub before: Option<&'a Record>,
    /// The record as it is; `None` when it is gone.
    pub after: Option<&'a Record>,
}

/// Ids in lower case of records that were deleted, without those that are back as they were.
pub type FormerIds = BTreeSet<String>;

/// What rules want to know of a commit.
#[derive(Debug, Clone, Default)]
pub struct CommitFacts {
    /// The person who wrote it, by the e-mail address; of a merge, whoever wrote all that it brought.
    pub author: Option<PersonRef>,
    /// The person whose address the commit itself has.
    pub own: Option<PersonRef>,
    /// The author's e-mail address.
    pub email: String,
    /// Who approved it, by the `Approved-by` lines of its message.
    pub approved_by: Vec<PersonRef>,
    /// The commits of a merged branch that decided something or wrote down a day, where the merge brings such.
    pub branch: Vec<BranchCommit>,
    /// The signature of the commit; `None` where nothing was said of signing before it.
    pub signature: Option<Signature>,
    /// What the settings before it say has to be signed.
    pub required: Vec<SigningSubject>,
    /// The records that it wrote or took away, by their ids, where it must be signed.
    pub touched: Vec<Arc<str>>,
    /// Why the commit itself must be signed, as the second half of a sentence.
    pub must_be_signed: Option<&'static str>,
    /// Whether it takes records over from elsewhere: the first commit, or one that says so.
    pub is_import: bool,
    /// Of the ids that it gives to a record, those which another one had.
    pub former: FormerIds,
    /// Ids in lower case of the records that it brings back as they were when they were deleted.
    pub back: BTreeSet<String>,
    /// Of a merge, the records in lower case that are as none of what it merged has them: it wrote them itself.
    pub by_merge: BTreeSet<String>,
    /// Of a merge whose message says that it merged the main line into something else: what the main line was until then, by
    /// its id in few letters.
    pub merged_main: Option<String>,
    /// Of a merge that brings a history of records which has nothing in common with the main line: its newest commit, by its id in few
    /// letters.
    pub bypassed: Option<String>,
    /// Ids in lower case of the audits that came on record with their reports issued, as an import takes them over, and have
    /// not been issued here since.
    pub taken_over: BTreeSet<String>,
    /// Whether it has no record root any more, so that nothing in it is a record.
    pub loses_root: bool,
    /// By how many days its clock is behind the day from which it counts among the others; less than none when it is ahead.
    pub days_behind: i64,
    /// The state before it, with records as they were when something was decided about them that was taken away since, and that it
    /// brings back as it was, or in another name; `None` where it brings back no such thing.
    pub decided: Option<Arc<Snapshot>>,
}

/// A commit of a merged branch.
#[derive(Debug, Clone, Default)]
pub struct BranchCommit {
    /// The person who wrote it, by the e-mail address.
    pub author: Option<PersonRef>,
    /// The author's e-mail address.
    pub email: String,
    /// The days that it wrote down.
    pub days: Vec<WrittenDay>,
    /// Its signature; `None` where nothing was said of signing before the merge.
    pub signature: Option<Signature>,
    /// The decisions that it set, each with the record's id in lower case.
    pub set: Vec<(String, Decision)>,
    /// What the plans, or the evidence, of the records were made of in it, by their ids in lower case.
    pub plans: BTreeMap<String, Vec<Agreed>>,
    /// Ids in lower case of the findings whose grade it changed.
    pub graded: BTreeSet<String>,
    /// The items of workpapers that got a result in it, and its day, by the workpapers' ids in lower case.
    pub answered: BTreeMap<String, (BTreeSet<String>, Date)>,
}

/// What is agreed on in an item of a plan: its number, what is done, and by when; of evidence, its hash or where it is.
pub type Agreed = (u32, String, Option<Date>);

/// What the items of a record say that somebody agrees on with its plan; of evidence, what somebody checks. Nothing for a record
/// that has neither.
pub fn agreed(record: &Record) -> Vec<Agreed> {
    match record.data() {
        Data::Action(action) => action.actions.iter().map(|item| (item.n, item.what.clone(), item.due)).collect(),
        Data::Evidence(evidence) => {
            let hash = evidence.sha256.as_ref().map(|hash| hash.to_string());
            // One with a hash may lie elsewhere by now.
            hash.or_else(|| evidence.location.clone()).into_iter().map(|what| (0, what, None)).collect()
        }
        _ => Vec::new(),
    }
}

impl BranchCommit {
    /// Takes what it did to a record for done to what that is called now; both ids in lower case.
    pub fn renumber(&mut self, from: &str, to: &str) {
        let is_meant = |id: &String| id == from;
        let ids = self.days.iter_mut().map(|day| &mut day.record).chain(self.set.iter_mut().map(|(id, _)| id));
        ids.filter(|id| is_meant(id)).for_each(|id| to.clone_into(id));
        if let Some(plan) = self.plans.remove(from) {
            self.plans.insert(to.to_owned(), plan);
        }
        if self.graded.remove(from) {
            self.graded.insert(to.to_owned());
        }
        if let Some(answered) = self.answered.remove(from) {
            self.answered.insert(to.to_owned(), answered);
        }
    }

    /// Whether it set a decision of a record.
    pub fn has_set(&self, record: &Record, decision: &Decision) -> bool {
        let id = record.id.to_lowercase();
        self.set.iter().any(|(other, set)| *other == id && set == decision)
    }

    /// Whether what came is what was decided on: a plan that changed after it was accepted is another one, and so is evidence
    /// that was exchanged after it was checked.
    fn agreed_to(&self, record: &Record, decision: &Decision) -> bool {
        let plan = self.plans.get(&record.id.to_lowercase());
        let plan = plan.filter(|_| [ACCEPTANCE, VERIFICATION].contains(&decision.path));
        plan.is_none_or(|plan| *plan == agreed(record))
    }
}

/// Who set a decision: the commit itself or one of the branch that it merged.
#[derive(Debug, Clone, Copy)]
pub struct Setter<'a> {
    /// The person, as far as one is on record.
    pub person: Option<&'a PersonRef>,
    /// The e-mail address of the commit.
    pub email: &'a str,
    /// The signature of a commit of the branch.
    pub signature: Option<&'a Signature>,
}

impl CommitFacts {
    /// Who wrote what the commit says of a record.
    pub fn author_of(&self, id: &str) -> Option<&PersonRef> {
        match self.by_merge.contains(&id.to_lowercase()) {
            true => self.own.as_ref(),
            false => self.author.as_ref(),
        }
    }

    /// Who changed the grade of a finding that this commit has otherwise than the one before.
    pub fn grader_of(&self, id: &str) -> Option<&PersonRef> {
        let key = id.to_lowercase();
        match self.branch.iter().rev().find(|commit| commit.graded.contains(&key)) {
            Some(commit) => commit.author.as_ref(),
            None => self.author_of(id),
        }
    }

    /// When a day that this commit, of the day `own`, brings to the main line was written down: by the commit of the merged branch that
    /// did it last, if one did.
    pub fn written_on(&self, record: &Record, recorded: &RecordedDay, own: Date) -> Date {
        let id = record.id.to_lowercase();
        let mut written = self.branch.iter().rev().flat_map(|commit| &commit.days);
        let of_branch = written.find(|written| written.record == id && written.recorded.is_same(recorded));
        of_branch.map_or(own, |written| written.on.min(own))
    }

    /// Who set a decision that this commit brought to the main line; never nobody.
    pub fn setters(&self, record: &Record, decision: &Decision) -> Vec<Setter<'_>> {
        // Who set it last: what was taken back before is not what came.
        let of_branch = self.branch.iter().rev().find(|commit| commit.has_set(record, decision));
        let of_branch = of_branch.filter(|commit| commit.agreed_to(record, decision));
        let mut setters: Vec<Setter<'_>> = of_branch
            .into_iter()
            .map(|commit| Setter {
                person: commit.author.as_ref(),
                email: &commit.email,
                signature: commit.signature.as_ref(),
            })
            .collect();
        if setters.is_empty() {
            // What no commit of the branch set came with the merge itself.
            setters.push(Setter { person: self.own.as_ref(), email: &self.email, signature: None });
        }
        setters
    }
}

impl<'a> Versions<'a> {
    /// Both versions, of a record that is in both states.
    pub fn both(&self) -> Option<(&'a Record, &'a Record)> {
        Some((self.before?, self.after?))
    }

    /// Who runs the audit programme, by the settings that the later version found: it does not name its own author.
    pub fn manager(&self) -> Option<&'a PersonRef> {
        let isms = self.past.isms().or_else(|| self.context.snapshot.isms())?;
        Some(&isms.data().roles.programme_manager)
    }

    /// Whether a commit takes the record over from elsewhere. One that was here before is no newcomer, whatever the message
    /// says.
    pub fn is_imported(&self, commit: &CommitFacts) -> bool {
        commit.is_import && self.before.is_none()
    }

    /// The `changes[]` entries that the later version has and the earlier one has not, for one field.
    pub fn explanations(&self, field: &str) -> Vec<&'a Change> {
        self.all_explanations().into_iter().filter(|change| change.field == field).collect()
    }

    /// The `changes[]` entries that the later version has and the earlier one has not.
    pub fn all_explanations(&self) -> Vec<&'a Change> {
        let of = |record: Option<&'a Record>| record.map(|record| changes(record.data())).unwrap_or_default();
        let known = of(self.before);
        of(self.after).iter().filter(|change| !known.contains(change)).collect()
    }
}

/// The fields at the top of a record that are not what they were, however they are written; in the order of the schema.
pub(super) fn changed_fields(before: &Record, after: &Record) -> Vec<String> {
    changed_between(before.document(), after.document())
}

/// The same of two documents of one kind.
pub(crate) fn changed_between(before: &Document, after: &Document) -> Vec<String> {
    let (Some(old), Some(new), Some(kind)) = (&before.root, &after.root, after.kind) else { return Vec::new() };
    let What::Object(fields) = &shape(kind).what else { return Vec::new() };
    let mut changed: Vec<&str> = Vec::new();
    let alike = alike_in_front(old, [&before.text, &after.text]);
    for (place, entry) in old.entries().iter().enumerate().skip(alike) {
        // Where nothing moved, it stands at the same place.
        let there = new.entries().get(place).filter(|there| there.key == entry.key).map(|there| &there.value);
        if !there.or_else(|| new.get(&entry.key)).is_some_and(|there| entry.value.says_the_same(there)) {
            changed.push(&entry.key);
        }
    }
    for (place, entry) in new.entries().iter().enumerate().skip(alike) {
        let is_there = old.entries().get(place).is_some_and(|there| there.key == entry.key);
        if !is_there && old.get(&entry.key).is_none() {
            changed.push(&entry.key);
        }
    }
    match changed.is_empty() {
        true => Vec::new(),
        false => fields.keys().filter(|key| changed.contains(&key.as_str())).cloned().collect(),
    }
}

/// How many fields at the top of a record are written in the text that it shares with another one from the beginning. With what
/// follows them there, nothing more can belong to them.
fn alike_in_front(old: &Node, [before, after]: [&str; 2]) -> usize {
    /// How many bytes are held against as many at once.
    const PART: usize = 32;
    let parts = before.as_bytes().chunks(PART).zip(after.as_bytes().chunks(PART));
    let shared = PART * parts.take_while(|(old, new)| old == new).count();
    let keys = old.entries().iter().map(|entry| entry.key_span.end as usize);
    keys.take_while(|end| *end < shared).count().saturating_sub(1)
}

/// The changes that a record declares; a kind that declares none has none.
pub(crate) fn changes(data: &Data) -> &[Change] {
    match data {
        Data::Audit(audit) => &audit.changes,
        Data::Finding(finding) => &finding.changes,
        Data::Action(action) => &action.changes,
        Data::Programme(programme) => &programme.changes,
        _ => &[],
    }
}

/// Holds what changed between two states against the rules for changes, as of `day`. What is waived or allowed stays away. `merge` is what
/// is known of the commit that will make the one of the other.
pub fn lint_changes(
    (before, after): (&Snapshot, &Snapshot),
    day: Date,
    settings: &Settings,
    former: &FormerIds,
    merge: Option<&CommitFacts>,
) -> Vec<Diagnostic> {
    let is_meant = |rule: &Rule| matches!(rule.check, Check::Change(_) | Check::Past(_));
    let mut found = lint_versions((before, after), day, settings, former, merge, &is_meant);
    found.retain(|diagnostic| !settings.is_waived(diagnostic, day));
    found
}

/// The same for a commit and the one before it, with what is waived.
pub fn lint_commit(
    before: &Snapshot,
    after: &Snapshot,
    day: Date,
    settings: &Settings,
    commit: &CommitFacts,
) -> Vec<Diagnostic> {
    lint_commit_by((before, after), day, settings, commit, &|_| true)
}

/// The same by those of the rules that are asked.
pub(super) fn lint_commit_by(
    states: (&Snapshot, &Snapshot),
    day: Date,
    settings: &Settings,
    commit: &CommitFacts,
    is_asked: &dyn Fn(&Rule) -> bool,
) -> Vec<Diagnostic> {
    lint_versions(states, day, settings, &commit.former, Some(commit), is_asked)
}

fn lint_versions(
    (before, after): (&Snapshot, &Snapshot),
    day: Date,
    settings: &Settings,
    former: &FormerIds,
    commit: Option<&CommitFacts>,
    is_meant: &dyn Fn(&Rule) -> bool,
) -> Vec<Diagnostic> {
    let context = Context::new(after, day);
    let mut diagnostics = Vec::new();
    let is_asked = |rule: &&'static Rule| {
        matches!(rule.check, Check::Change(_) | Check::Past(_) | Check::Commit(_) | Check::Step(_))
            && settings.level(rule) != Level::Allow
            && is_meant(rule)
    };
    let mut changed = changed(before, after);
    // That it was gone is judged where it went.
    let is_back = |record: &Record| commit.is_some_and(|commit| commit.back.contains(&**record.key()));
    changed.retain(|(old, new)| old.is_some() || !new.is_some_and(is_back));
    let versions = || changed.iter().map(|&(one, other)| Versions { context, past: before, before: one, after: other });
    for rule in rules::ALL.iter().copied().filter(is_asked) {
        let mut report = Report::new(rule, settings, &mut diagnostics);
        match (rule.check, commit) {
            (Check::Change(check), _) => {
                versions().for_each(|versions| check(&versions, &mut report));
                if HOLDING.contains(&rule.name) {
                    since_decided(&changed, context, commit).for_each(|versions| check(&versions, &mut report));
                }
            }
            (Check::Past(check), _) => versions().for_each(|versions| check(&versions, former, &mut report)),
            (Check::Commit(check), Some(commit)) => {
                versions().for_each(|versions| check(&versions, commit, &mut report));
            }
            (Check::Step(check), Some(commit)) => check(&context, commit, &mut report),
            _ => {}
        }
    }
    diagnostics.sort_by(Diagnostic::cmp_by_place);
    diagnostics
}

/// The rules that hold a record to what was decided, and to who did.
const HOLDING: &[&str] = &[
    "decider-changed",
    "programme-changed-after-approval",
    "plan-changed-after-approval",
    "plan-changed-after-acceptance",
    "soa-changed-after-approval",
];

/// Records with a decision that a commit brings back, against how they were when it was taken away.
fn since_decided<'a>(
    changed: &[(Option<&'a Record>, Option<&'a Record>)],
    context: Context<'a>,
    commit: Option<&'a CommitFacts>,
) -> impl Iterator<Item = Versions<'a>> {
    let past = commit.and_then(|commit| commit.decided.as_deref());
    past.into_iter().flat_map(move |past| {
        changed.iter().filter_map(move |&(one, after)| {
            let before = past.same(after?);
            let is_other = |then: &Record| one.is_none_or(|one| !Arc::ptr_eq(one.document(), then.document()));
            before.is_some_and(is_other).then_some(Versions { context, past, before, after })
        })
    })
}

/// The records that are not the same in both states, by kind and id.
fn changed<'a>(before: &'a Snapshot, after: &'a Snapshot) -> Vec<(Option<&'a Record>, Option<&'a Record>)> {
    let couple = |record: &Record| {
        let find = |snapshot: &'a Snapshot| snapshot.same(record).filter(|found| found.kind() == record.kind());
        (find(before), find(after))
    };
    let is_changed = |couple: &(Option<&Record>, Option<&Record>)| match couple {
        (Some(one), Some(other)) => {
            !Arc::ptr_eq(one.document(), other.document()) && one.document().text != other.document().text
        }
        (None, None) => false,
        _ => true,
    };
    let mut all = Vec::new();
    for record in only_in(before, after).chain(only_in(after, before)) {
        let couple = couple(record);
        if is_changed(&couple) {
            all.push(((record.kind(), record.key()), couple));
        }
    }
    all.sort_by_key(|(key, _)| *key);
    all.dedup_by(|(a, _), (b, _)| a == b);
    all.into_iter().map(|(_, couple)| couple).collect()
}

/// The records of a state which the other one does not have as the same document at the same path: few of many, as a rule. Both are
/// in the order of their paths.
fn only_in<'a>(state: &'a Snapshot, other: &'a Snapshot) -> impl Iterator<Item = &'a Record> {
    let mut others = other.records().iter().peekable();
    state.records().iter().filter(move |record| {
        while others.next_if(|other| other.path.as_bytes() < record.path.as_bytes()).is_some() {}
        let is_there = |other: &&Record| other.path == record.path && Arc::ptr_eq(other.document(), record.document());
        !others.peek().is_some_and(is_there)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_more_text_may_belong_to_is_not_alike() {
        let front = "id: F-2026-001\ntitle: Leavers keep their accounts for weeks\nstatement: Of twelve leavers\n";
        let alike = |old: &str, new: &str| {
            let (old, new) = (format!("{front}{old}"), format!("{front}{new}"));
            alike_in_front(&crate::yaml::parse(&old).root.expect("a tree"), [&old, &new])
        };
        let rest = "site: berlin\nunit: Human resources, which tells nobody\n";
        assert_eq!(alike(rest, rest), 4);
        // The statement goes on.
        let longer = alike(rest, &format!("  four were still there\n{rest}"));
        assert!((1..=2).contains(&longer), "{longer}");
        assert!(alike(rest, &rest.replace("tells", "told")) <= 4);
        assert!(alike("", rest) <= 2);
    }
}
