//! Who has owned an agreed plan: whoever hands it on and then checks whether it worked checks their own work all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::Moment;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Rule, Settings, rules};
use crate::record::{Action, ActionItemStatus, PersonRef};

/// The owners of each corrective action and of its items since its plan was accepted, by its id in lower case.
#[derive(Debug, Default)]
pub(super) struct Owners {
    known: BTreeMap<String, BTreeSet<PersonRef>>,
}

impl Owners {
    /// Takes a commit into account, and tells of the checks in it by somebody who owned the plan before.
    pub(super) fn note(&mut self, moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
        let rule = rules::find("effectiveness-checked-by-owner");
        let asked =
            rule.map(|rule: &'static Rule| (rule, settings.level(rule))).filter(|(_, level)| *level != Level::Allow);
        let mut found = Vec::new();
        for record in moment.touched_after() {
            let Some(action) = record.data().action() else { continue };
            let checker = |action: &Action| action.effectiveness.as_ref().and_then(|check| check.checked_by.clone());
            let before = moment.before.same(record).and_then(|before| before.data().action()).and_then(checker);
            let own: BTreeSet<PersonRef> = owners(action).cloned().collect();
            let former = self.known.get(&**record.key());
            let is_former =
                |person: &PersonRef| !own.contains(person) && former.is_some_and(|all| all.contains(person));
            if let (Some(person), Some((rule, level))) =
                (checker(action).filter(|person| before.as_ref() != Some(person) && is_former(person)), asked)
            {
                let message =
                    format!("{person} checks the effectiveness and owned a part of the plan after it was accepted");
                let mut diagnostic = Diagnostic::new(rule.name, level, record.at("/effectiveness/checked_by"), message);
                diagnostic.record = Some(record.subject());
                diagnostic.field = Some("/effectiveness/checked_by".to_owned());
                diagnostic
                    .help("have it checked by somebody who did none of it: the auditor who raised the finding, or another manager")
                    .owner(&action.owner);
                found.push(diagnostic);
            }
            if action.status.is_accepted() {
                self.known.entry(record.key().to_string()).or_default().extend(own);
            }
        }
        found
    }
}

fn owners(action: &Action) -> impl Iterator<Item = &PersonRef> {
    let items = action.actions.iter().filter(|item| item.status != ActionItemStatus::Cancelled);
    items.filter_map(|item| item.owner.as_ref()).chain([&action.owner])
}
