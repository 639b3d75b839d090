//! Rules that look at two versions of a record. The versions may be the two ends of a branch, or two neighbours on the
//! main line.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::waivers::part_waived;
use super::{Check, CommitFacts, Context, Report, Rule, Settings, rules};
use crate::diagnostic::{Diagnostic, Level};
use crate::record::{Change, Data, Date, PersonRef};
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

impl<'a> Versions<'a> {
    /// Both versions, of a record that is in both states.
    pub fn both(&self) -> Option<(&'a Record, &'a Record)> {
        Some((self.before?, self.after?))
    }

    /// Who runs the audit programme, by the settings that the later version found: it does not name its own author.
    pub fn manager(&self) -> Option<&'a PersonRef> {
        let roles = self.past.roles().or_else(|| self.context.snapshot.roles())?;
        Some(&roles.programme_manager)
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
    let found = lint_versions((before, after), day, settings, former, merge, &is_meant);
    part_waived(found, &Context::new(after, day), settings).1
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
pub fn lint_commit_by(
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
                let past = match rule.name {
                    name if HOLDING.contains(&name) => commit.and_then(|commit| commit.decided.as_deref()),
                    name if PROMISING.contains(&name) => commit.and_then(|commit| commit.promised.as_deref()),
                    _ => None,
                };
                since(&changed, context, past).for_each(|versions| check(&versions, &mut report));
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
pub(crate) const HOLDING: &[&str] = &[
    "decider-changed",
    "programme-changed-after-approval",
    "plan-changed-after-approval",
    "plan-changed-after-acceptance",
    "soa-changed-after-approval",
    "auditor-changed-after-approval",
];

/// The rules that hold an action to what it promised, and to the days of that.
const PROMISING: &[&str] = &["due-date-slipped", "due-date-moved-when-overdue", "record-deleted"];

/// Records against how they were when what a commit brings back, or brings into force again, was taken away.
fn since<'a>(
    changed: &[(Option<&'a Record>, Option<&'a Record>)],
    context: Context<'a>,
    past: Option<&'a Snapshot>,
) -> impl Iterator<Item = Versions<'a>> {
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
