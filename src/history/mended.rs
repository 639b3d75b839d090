//! What somebody brings back as it was is no lapse of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Moment;
use crate::diagnostic::Diagnostic;
use crate::lint::changed_between;
use crate::snapshot::Document;

/// The rules that hold a record to what it said before, apart from those about what is sealed.
pub(super) const HOLDING: &[&str] = &[
    "auditee-answer-changed",
    "finding-changed-after-issue",
    "evidence-changed-after-check",
    "plan-changed-after-acceptance",
    "soa-changed-after-approval",
    "action-changed-after-closure",
    "review-changed-after-approval",
    "change-entry-rewritten",
];

/// Records as they were before they broke such a rule, by the rule and the record's id in lower case.
#[derive(Debug, Default)]
pub(super) struct Mended {
    before: BTreeMap<(&'static str, String), Arc<Document>>,
}

impl Mended {
    /// Whether what a rule says of a record is that it is as it was again, in all that it says has changed.
    pub(super) fn is_mended(&mut self, diagnostic: &Diagnostic, moment: &Moment<'_>) -> bool {
        let Some(rule) = HOLDING.iter().find(|rule| **rule == diagnostic.rule) else { return false };
        let Some(after) = diagnostic.record.as_ref().and_then(|subject| moment.after.record(&subject.id)) else {
            return false;
        };
        let key = (*rule, after.key().to_string());
        let Some(then) = self.before.get(&key) else {
            self.before.extend(moment.before.same(after).map(|before| (key, Arc::clone(before.document()))));
            return false;
        };
        let other = changed_between(then, after.document());
        let has_changed = |field: &str| other.iter().any(|other| other == field);
        let is_other = |member: &String| match member.split_once(' ') {
            Some(("decision", _)) => has_changed("decisions"),
            _ => has_changed(member.split('/').next().unwrap_or_default()),
        };
        let is_mended = match *rule {
            // Their members are items of one list.
            "soa-changed-after-approval" => !has_changed("controls"),
            "change-entry-rewritten" => !has_changed("changes"),
            _ => !diagnostic.members.iter().any(is_other),
        };
        if is_mended {
            self.before.remove(&key);
        }
        is_mended
    }
}
