//! Conflicts that auditors had declared, and that went before they got the audit that they forbid: in neither commit alone is anything wrong.

use std::collections::BTreeMap;

use super::Moment;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Context, Settings, auditing, deciders, forbidden, rules, still_declared, with_own_team};
use crate::record::{Conflict, Date, Person, PersonRef};
use crate::snapshot::Record;

/// What is gone of what each person had declared, by their ids in lower case.
#[derive(Debug, Default)]
pub(super) struct GivenUp {
    gone: BTreeMap<String, Vec<Gone>>,
}

#[derive(Debug)]
struct Gone {
    conflict: Conflict,
    on: Date,
}

impl GivenUp {
    /// Takes a commit into account, and tells of those who audit from it on what they had declared that they must not.
    pub(super) fn note(&mut self, moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if !self.gone.is_empty() {
            moment.touched_after().for_each(|record| found.extend(self.assigned(record, moment, settings)));
        }
        for new in moment.touched_after() {
            let old = moment.before.same(new).and_then(|old| old.data().person());
            if let (Some(old), Some(new)) = (old, new.data().person()) {
                self.note_person(moment, old, new);
            }
        }
        found
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
            gone.extend(lost.map(|conflict| Gone { conflict: conflict.clone(), on: moment.day }));
        }
        if !gone.is_empty() {
            self.gone.insert(key, gone);
        }
    }

    /// Those who come to audit what they had declared, with this version of an audit.
    fn assigned(&self, record: &Record, moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
        let Some(rule) = rules::find("auditor-changed-after-approval") else { return Vec::new() };
        let level = settings.level(rule);
        let audit = with_own_team(record).filter(|audit| !audit.is_frozen() && level != Level::Allow);
        let [before, after] = [moment.before, moment.after].map(|state| Context::new(state, moment.day));
        let mut found = Vec::new();
        for (path, member) in audit.into_iter().flat_map(auditing) {
            let Some(gone) = self.gone.get(&member.person.as_str().to_lowercase()) else { continue };
            let Some(person) = moment.after.person(&member.person) else { continue };
            let id = &person.data().id;
            let is_hit = |context: &Context<'_>, conflict: &Conflict| forbidden(context, (&record.id, id), conflict);
            // What they declare still is named by another rule.
            let is_declared = || person.data().conflicts.iter().any(|conflict| is_hit(&after, conflict));
            let is_new = |gone: &&Gone| is_hit(&after, &gone.conflict) && !is_hit(&before, &gone.conflict);
            let Some(gone) = gone.iter().find(is_new).filter(|_| !is_declared()) else { continue };
            let path = format!("{path}/person");
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
            if let Some(roles) = moment.before.roles() {
                diagnostic.owner(&roles.programme_manager);
            }
            found.push(diagnostic);
        }
        found
    }
}

/// Whether somebody else agreed to what a commit makes of a person, who decides for the ISMS.
fn is_agreed(moment: &Moment<'_>, person: &Person) -> bool {
    let roles = moment.before.roles();
    let may = |one: &PersonRef| {
        one.as_str() != person.id.as_str() && roles.is_some_and(|roles| deciders(roles).any(|other| other == one))
    };
    moment.facts.author_of(person.id.as_str()).into_iter().chain(&moment.facts.approved_by).any(may)
}
