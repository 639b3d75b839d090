//! Conflicts that auditors had declared, and that went before they got the audit that they forbid: in neither commit alone is anything wrong.

use std::collections::BTreeMap;

use super::Moment;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{
    Context, Settings, auditing, changed_between, deciders, forbidden, rules, still_declared, with_own_team,
};
use crate::record::{Conflict, Date, Person, PersonRef};
use crate::snapshot::{Record, Snapshot};

/// The rule about auditors who may do more than was approved.
const RULE: &str = "auditor-changed-after-approval";

/// What is gone of what each person had declared, by their ids in lower case.
#[derive(Debug, Default)]
pub(super) struct GivenUp {
    gone: BTreeMap<String, Vec<Gone>>,
}

#[derive(Debug)]
struct Gone {
    conflict: Conflict,
    on: Date,
    /// Whether the person themselves took it back, and nobody else had a word in it.
    is_own: bool,
}

impl GivenUp {
    /// Takes a commit into account, and tells of those who audit from it on what they had declared that they must not.
    pub(super) fn note(&mut self, moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if !self.gone.is_empty() {
            let states = (moment.before, moment.after);
            moment.touched_after().for_each(|record| found.extend(self.assigned(record, states, moment.day, settings)));
        }
        self.note_gone(moment);
        found
    }

    /// Notes what a commit takes away of what somebody had declared.
    pub(super) fn note_gone(&mut self, moment: &Moment<'_>) {
        for new in moment.touched_after() {
            let old = moment.before.same(new).and_then(|old| old.data().person());
            if let (Some(old), Some(new)) = (old, new.data().person()) {
                self.note_person(moment, old, new);
            }
        }
    }

    /// Makes what the rule says of a conflict that goes graver where the person themselves took it back. A level that the settings give it
    /// stays.
    pub(super) fn weigh(found: &mut [Diagnostic], moment: &Moment<'_>, settings: &Settings) {
        let is_set = || rules::find(RULE).is_some_and(|rule| settings.is_set(rule));
        for diagnostic in found.iter_mut().filter(|one| one.rule == RULE && one.field.as_deref() == Some("/conflicts"))
        {
            let new = diagnostic.record.as_ref().and_then(|subject| moment.after.record(&subject.id)?.data().person());
            if new.is_some_and(|new| is_own(moment, new) && !is_agreed(moment, new)) && !is_set() {
                diagnostic.level = Level::Error;
            }
        }
    }

    fn note_person(&mut self, moment: &Moment<'_>, old: &Person, new: &Person) {
        let approved = |person: &Person| person.auditor.as_ref().map(|auditor| auditor.approved.clone());
        let (was, is) = (approved(old), approved(new));
        let key = new.id.as_str().to_lowercase();
        // Whoever approves them as they are now has seen what they declare.
        if is.is_some() && was.as_ref().map(|one| one.said()) != is.as_ref().map(|one| one.said()) {
            self.gone.remove(&key);
            return;
        }
        let mut gone = self.gone.remove(&key).unwrap_or_default();
        gone.retain(|gone| !still_declared(&gone.conflict, new));
        let is_over = |conflict: &Conflict| conflict.until.is_some_and(|until| until < moment.day);
        if !is_agreed(moment, new) {
            let lost = old.conflicts.iter().filter(|conflict| !still_declared(conflict, new) && !is_over(conflict));
            let is_own = is_own(moment, new);
            gone.extend(lost.map(|conflict| Gone { conflict: conflict.clone(), on: moment.day, is_own }));
        }
        if !gone.is_empty() {
            self.gone.insert(key, gone);
        }
    }

    /// Those who come to audit what they had declared, with this version of an audit. Whoever took that back themselves has judged whether
    /// they are independent: it weighs as much as if it were declared still.
    pub(super) fn assigned(
        &self,
        record: &Record,
        (before, after): (&Snapshot, &Snapshot),
        day: Date,
        settings: &Settings,
    ) -> Vec<Diagnostic> {
        let Some(rule) = rules::find(RULE) else { return Vec::new() };
        let level = settings.level(rule);
        let audit = with_own_team(record).filter(|audit| !audit.is_frozen() && level != Level::Allow);
        let roles = before.roles();
        let [before, after] = [before, after].map(|state| Context::new(state, day));
        let mut found = Vec::new();
        for (path, member) in audit.into_iter().flat_map(auditing) {
            let Some(gone) = self.gone.get(&member.person.as_str().to_lowercase()) else { continue };
            let Some(person) = after.snapshot.person(&member.person) else { continue };
            let id = &person.data().id;
            let is_hit = |context: &Context<'_>, conflict: &Conflict| forbidden(context, (&record.id, id), conflict);
            // What they declare still is named by another rule.
            let is_declared = || person.data().conflicts.iter().any(|conflict| is_hit(&after, conflict));
            let is_new = |gone: &&Gone| is_hit(&after, &gone.conflict) && !is_hit(&before, &gone.conflict);
            let Some(gone) = gone.iter().find(is_new).filter(|_| !is_declared()) else { continue };
            let path = format!("{path}/person");
            let level = if gone.is_own && !settings.is_set(rule) { Level::Error } else { level };
            let message = format!(
                "{} audits here what they had declared that they must not; that went, or was to end sooner, on {}, and nobody agreed who may",
                member.person, gone.on
            );
            let mut diagnostic = Diagnostic::new(rule.name, level, record.at(&path), message);
            diagnostic.record = Some(record.subject());
            diagnostic.field = Some(path);
            diagnostic.help(
                "give this part to somebody else, or have them approved as they are now (`auditor.approved`, with a day of its own)",
            );
            if let Some(roles) = roles {
                diagnostic.owner(&roles.programme_manager);
            }
            found.push(diagnostic);
        }
        found
    }
}

/// What of an audit says who audits what, and when.
const ASSIGNING: &[&str] = &["team", "scope", "criteria", "schedule", "dates", "status"];

/// Whether a version of an audit may give somebody something to audit that they did not before.
pub(super) fn assigns(before: Option<&Record>, after: &Record) -> bool {
    let is_ahead = with_own_team(after).is_some_and(|audit| !audit.is_frozen() && !audit.team.is_empty());
    let is_other = |before: &Record| {
        let changed = changed_between(before.document(), after.document());
        changed.iter().any(|field| ASSIGNING.contains(&field.as_str()))
    };
    is_ahead && before.is_none_or(is_other)
}

/// Whether somebody else agreed to what a commit makes of a person, who decides for the ISMS.
fn is_agreed(moment: &Moment<'_>, person: &Person) -> bool {
    let roles = moment.before.roles();
    let may = |one: &PersonRef| {
        one.as_str() != person.id.as_str() && roles.is_some_and(|roles| deciders(roles).any(|other| other == one))
    };
    moment.facts.author_of(person.id.as_str()).into_iter().chain(&moment.facts.approved_by).any(may)
}

/// Whether the person themselves wrote what a commit makes of them.
fn is_own(moment: &Moment<'_>, person: &Person) -> bool {
    moment.facts.author_of(person.id.as_str()).is_some_and(|author| author.as_str() == person.id.as_str())
}
