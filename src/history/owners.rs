//! Who has owned a plan: whoever hands it on and then accepts it, or checks whether it worked, judges their own work all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::Moment;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Rule, Settings, rules};
use crate::record::{Action, ActionItemStatus, ActionStatus, Approval, PersonRef};
use crate::snapshot::Record;

/// The owners of corrective actions, by the actions' ids in lower case.
#[derive(Debug, Default)]
pub(super) struct Owners {
    /// Those of each and of its items since its plan was accepted.
    since_accepted: BTreeMap<String, BTreeSet<PersonRef>>,
    /// Those of each since its plan was proposed, with what was to be done under them.
    since_proposed: BTreeMap<String, BTreeSet<(PersonRef, Vec<String>)>>,
}

impl Owners {
    /// Takes a commit into account, and tells of the acceptances and checks in it by somebody who owned the plan before.
    pub(super) fn note(&mut self, moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for record in moment.touched_after() {
            let Some(action) = record.data().action() else { continue };
            let before = moment.before.same(record).and_then(|before| before.data().action());
            found.extend(self.accepted(record, (before, action), settings));
            found.extend(self.checked(record, (before, action), settings));
            if action.status.is_accepted() {
                self.since_accepted.entry(record.key().to_string()).or_default().extend(owners(action).cloned());
            }
            if action.status == ActionStatus::Proposed || action.status.is_accepted() {
                let owned = (action.owner.clone(), planned(action));
                self.since_proposed.entry(record.key().to_string()).or_default().insert(owned);
            }
        }
        found
    }

    /// An acceptance by somebody under whom all that is to be done was proposed. Whoever handed on a plan and accepts what another
    /// one made of it has accepted the work of another one.
    fn accepted(
        &self,
        record: &Record,
        (before, action): (Option<&Action>, &Action),
        settings: &Settings,
    ) -> Option<Diagnostic> {
        let by =
            acceptance(action).filter(|now| before.and_then(acceptance).map(Approval::said) != Some(now.said()))?;
        let former = self.since_proposed.get(&**record.key()).filter(|_| by.by != action.owner)?;
        let plan = planned(action);
        let is_own = |(owner, then): &(PersonRef, Vec<String>)| {
            *owner == by.by && !plan.is_empty() && plan.iter().all(|what| then.contains(what))
        };
        former.iter().any(is_own).then_some(())?;
        let message = format!("{} accepts the plan and owned it when it was proposed, as it is", by.by);
        let help = "have it accepted by somebody who did not make it: an auditor, or the programme manager";
        lapse(("plan-self-accepted", settings), (record, "/plan/accepted/by"), message, (help, &action.owner))
    }

    /// A check of effectiveness by somebody who owned a part of the plan that was accepted.
    fn checked(
        &self,
        record: &Record,
        (before, action): (Option<&Action>, &Action),
        settings: &Settings,
    ) -> Option<Diagnostic> {
        let checker = |action: &Action| action.effectiveness.as_ref().and_then(|check| check.checked_by.clone());
        let person = checker(action).filter(|person| before.and_then(checker).as_ref() != Some(person))?;
        let former = self.since_accepted.get(&**record.key())?;
        if !former.contains(&person) || owners(action).any(|owner| *owner == person) {
            return None;
        }
        let message = format!("{person} checks the effectiveness and owned a part of the plan after it was accepted");
        let help =
            "have it checked by somebody who did none of it: the auditor who raised the finding, or another manager";
        let place = (record, "/effectiveness/checked_by");
        lapse(("effectiveness-checked-by-owner", settings), place, message, (help, &action.owner))
    }
}

/// What a rule says of a record, unless the settings switch it off.
fn lapse(
    (rule, settings): (&str, &Settings),
    (record, path): (&Record, &str),
    message: String,
    (help, owner): (&'static str, &PersonRef),
) -> Option<Diagnostic> {
    let rule: &'static Rule = rules::find(rule)?;
    let level = Some(settings.level(rule)).filter(|level| *level != Level::Allow)?;
    let mut diagnostic = Diagnostic::new(rule.name, level, record.at(path), message);
    diagnostic.record = Some(record.subject());
    diagnostic.field = Some(path.to_owned());
    diagnostic.help(help).owner(owner);
    Some(diagnostic)
}

fn acceptance(action: &Action) -> Option<&Approval> {
    action.plan.as_ref().and_then(|plan| plan.accepted.as_ref())
}

/// What is to be done, without how its lines are broken.
fn planned(action: &Action) -> Vec<String> {
    let items = action.actions.iter().filter(|item| item.status != ActionItemStatus::Cancelled);
    items.map(|item| item.what.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn owners(action: &Action) -> impl Iterator<Item = &PersonRef> {
    let items = action.actions.iter().filter(|item| item.status != ActionItemStatus::Cancelled);
    items.filter_map(|item| item.owner.as_ref()).chain([&action.owner])
}
