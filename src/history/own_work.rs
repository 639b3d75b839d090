//! What the rules say that nobody judges their own work, asked of each commit: `lint` asks them of the state of today.

use std::sync::LazyLock;

use super::Moment;
use super::answering::closed_by_former;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Context, Rule, Settings, lint_records, rules};

/// What the rules about judging one's own work say of the records that a commit touched, and did not say before it.
pub(super) fn lint_own_work(moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
    static RULES: LazyLock<Vec<&'static Rule>> =
        LazyLock::new(|| OWN_WORK.iter().filter_map(|name| rules::find(name)).collect());
    let context = |snapshot| Context::new(snapshot, moment.day);
    let mut found = lint_records(context(moment.after), settings, moment.touched_after(), &RULES);
    if found.is_empty() {
        return found;
    }
    let known = lint_records(context(moment.before), settings, moment.touched_before(), &RULES);
    found.retain(|new| {
        !known.iter().any(|old| (old.rule, &old.message, &old.field) == (new.rule, &new.message, &new.field))
    });
    found
}

/// What is closed by somebody who had to answer it, by other names that were put there since.
pub(super) fn lint_former_work(moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
    let level = rules::find("finding-closed-by-auditee").map_or(Level::Allow, |rule| settings.level(rule));
    let states = (moment.before, moment.after);
    let judged = moment.touched_after().filter(|_| level != Level::Allow);
    judged.filter_map(|record| closed_by_former(states, record, &moment.facts.answered_by, level)).collect()
}

/// The rules that nobody judges their own work; `lint` asks them of every state, and a state may be gone by now.
pub(super) const OWN_WORK: &[&str] = &[
    "plan-self-accepted",
    "effectiveness-checked-by-owner",
    "evidence-self-verified",
    "auditor-not-independent",
    "finding-closed-by-auditee",
    "waiver-self-approved",
];
