//! What somebody brings back as it was is no lapse of its own: neither what the rules that hold a record say of the way back, nor, in `regained`
//! and `taken_back`, what is written down there and what weighs less. What was said of the way there, `undone` sees to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Moment;
use super::mistaken::MISTAKES;
use super::regained::{Regained, WRITTEN, held};
use super::taken_back::{MILDER, TakenBack, WIDER};
use crate::diagnostic::Diagnostic;
use crate::lint::changed_between;
use crate::snapshot::{Document, Record};

/// The rules that hold a record to what it said before, apart from those about what is sealed.
pub(super) const HOLDING: &[&str] = &[
    "auditee-answer-changed",
    "finding-changed-after-issue",
    "evidence-changed-after-check",
    "plan-changed-after-acceptance",
    "plan-changed-after-approval",
    "programme-changed-after-approval",
    "soa-changed-after-approval",
    "action-changed-after-closure",
    "review-changed-after-approval",
    "change-entry-rewritten",
    "rewritten-by-party",
    EVIDENCE,
];
/// Where an approval holds the rest of a record.
pub(super) const APPROVALS: &[&str] = &["/approved", "/plan/approved", "/plan/accepted"];
/// The rule about checked evidence, and the fields that it looks at.
const EVIDENCE: &str = "evidence-drifted";
const CHECKED: &[&str] = &["sha256", "location", "verified_by"];

/// Whether the past may excuse what a rule says.
pub(super) fn may_be_mended(rule: &str) -> bool {
    [HOLDING, WRITTEN, MILDER, MISTAKES, &[WIDER]].iter().any(|rules| rules.contains(&rule))
}

/// What is known of records as they were.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// Before they broke such a rule, by the rule and the record's id in lower case.
    before: BTreeMap<(&'static str, String), Arc<Document>>,
    regained: Regained,
    taken_back: TakenBack,
}

impl Mended {
    /// Takes a commit into account. `found` is what the rules say of it.
    pub(super) fn note(&mut self, moment: &Moment<'_>, found: &[Diagnostic]) {
        self.regained.note(moment);
        self.taken_back.note(moment, found);
    }

    /// Takes out of what the rules say of a commit what it brings back as it was.
    pub(super) fn settle(&mut self, found: &mut Vec<Diagnostic>, moment: &Moment<'_>) -> Vec<Diagnostic> {
        let is_asked = found.iter().any(|diagnostic| WRITTEN.contains(&diagnostic.rule));
        let held = if is_asked { held(found) } else { BTreeSet::new() };
        let is_back = |diagnostic: &mut Diagnostic| {
            self.is_mended(diagnostic, moment)
                || is_renumbered(diagnostic, moment)
                || self.regained.is_back(diagnostic, moment, &held)
                || self.taken_back.is_taken_back(diagnostic, moment)
        };
        found.extract_if(.., is_back).collect()
    }

    /// Whether what a rule says of a record is that it is as it was again, in all that it says has changed.
    fn is_mended(&mut self, diagnostic: &Diagnostic, moment: &Moment<'_>) -> bool {
        let Some(rule) = HOLDING.iter().find(|rule| **rule == diagnostic.rule) else { return false };
        let Some(after) = diagnostic.record.as_ref().and_then(|subject| moment.after.record(&subject.id)) else {
            return false;
        };
        let key = (*rule, after.key().to_string());
        let before = moment.before.same(after).map(Record::document);
        // What somebody agreed to since is what it is held to.
        let is_held =
            |then: &&Arc<Document>| before.is_none_or(|before| is_agreed_alike(then, before, after.document()));
        let Some(then) = self.before.get(&key).filter(is_held) else {
            self.before.extend(before.map(|before| (key, Arc::clone(before))));
            return false;
        };
        let other = changed_between(then, after.document());
        let has_changed = |field: &str| other.iter().any(|other| other == field);
        let is_other = |member: &String| has_changed(field_of(member));
        let place = diagnostic.field.as_deref().unwrap_or_default().trim_start_matches('/');
        let is_mended = match *rule {
            // Their members are items of one list.
            "soa-changed-after-approval" => !has_changed("controls"),
            "change-entry-rewritten" => !has_changed(field_of(place)),
            EVIDENCE => !CHECKED.iter().any(|field| has_changed(field)),
            _ => !diagnostic.members.iter().any(is_other),
        };
        if is_mended {
            self.before.remove(&key);
        }
        is_mended
    }
}

/// What may change in a record beside its id, so that it still is the same one.
const BESIDE: &[&str] = &["id", "title", "changes"];

/// Whether a rule about what is written down speaks of a record that the commit took from under another id, as it was: that it is gone
/// there is another rule's, and nobody says anything in it that was not said before.
fn is_renumbered(diagnostic: &Diagnostic, moment: &Moment<'_>) -> bool {
    let subject = diagnostic.record.as_ref().filter(|_| WRITTEN.contains(&diagnostic.rule));
    let new = subject.and_then(|subject| moment.after.record(&subject.id));
    let Some(new) = new.filter(|new| moment.before.same(new).is_none()) else { return false };
    let field = diagnostic.field.as_deref().map(|field| field_of(field.trim_start_matches('/')));
    let is_it = |old: &Record| {
        let changed = changed_between(old.document(), new.document());
        let is_alike = changed.iter().all(|one| BESIDE.contains(&one.as_str()));
        is_alike && field.map_or(changed == ["id"], |field| !changed.iter().any(|one| one == field))
    };
    let mut gone = moment.touched_before().filter(|old| moment.after.same(old).is_none() && old.kind() == new.kind());
    gone.any(is_it)
}

/// The field at the top of a record in which something is that a rule says has changed.
pub(super) fn field_of(member: &str) -> &str {
    match member.split_once(' ') {
        Some(("decision", _)) => "decisions",
        _ => member.split('/').next().unwrap_or_default(),
    }
}

/// Whether a record says what it said, however it is written.
pub(super) fn is_as_it_was(was: &Document, now: &Document) -> bool {
    let are_read = || was.data.is_some() && now.data.is_some() && was.kind == now.kind;
    was.text == now.text || are_read() && changed_between(was, now).is_empty()
}

/// Whether a record is approved as it was, and nobody has agreed meanwhile, by an entry that stays, to what became of it.
fn is_agreed_alike(then: &Document, before: &Document, after: &Document) -> bool {
    let is_same = |path: &str, [one, other]: [&Document; 2]| match [one, other]
        .map(|document| document.root.as_ref()?.at(path))
    {
        [Some(one), Some(other)] => one.says_the_same(other),
        [one, other] => one.is_none() && other.is_none(),
    };
    APPROVALS.iter().all(|path| is_same(path, [then, after]))
        && (is_same("/changes", [then, before]) || is_same("/changes", [then, after]))
}
