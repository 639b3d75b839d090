//! Decisions that come in the name of their author, in a commit that a party made of it: by a rebase, or because anybody can name an author.

use super::Moment;
use crate::lint::{Decision, kept_in, new_decisions};
use crate::record::{Date, PersonRef};
use crate::source::Commit;

/// A decision that somebody committed whose own work it is about, with whom it names as the author.
#[derive(Debug, Clone)]
pub struct Carried {
    /// Id of the record.
    pub id: String,
    /// What was decided, and by whom.
    pub decision: Decision,
    /// Who committed it.
    pub committer: PersonRef,
    /// The commit of the main line that brought it.
    pub commit: Commit,
    /// Its day.
    pub day: Date,
}

impl Carried {
    /// The ones that a commit brings. Of what is signed by whoever decided it, or is approved, nobody asks who carried it.
    pub(super) fn of(moment: &Moment<'_>) -> Vec<Carried> {
        let (mut found, facts) = (Vec::new(), moment.facts);
        // Most commits are made by who wrote them.
        if facts.branch.is_empty() && facts.committer == facts.own {
            return found;
        }
        for record in moment.touched_after() {
            let versions = moment.versions_of(record);
            if versions.is_imported(facts) {
                continue;
            }
            for decision in new_decisions(versions.before, record) {
                let setters = facts.setters(record, &decision);
                let Some((setter, committer)) = setters.first().and_then(|setter| Some((setter, setter.committer?)))
                else {
                    continue;
                };
                let own = facts.signature.as_ref().filter(|_| setter.on.is_none());
                let is_signed = setter.signature.or(own).is_some_and(|signature| signature.is_by(|_| true));
                let is_named = setter.person == Some(&decision.by) && *committer != decision.by;
                if !is_named || is_signed || facts.approved_by.contains(&decision.by) {
                    continue;
                }
                if kept_in(&versions, &decision, committer).is_some() {
                    let (id, committer, commit) = (record.id.to_string(), committer.clone(), moment.commit.clone());
                    found.push(Carried { id, decision, committer, commit, day: moment.day });
                }
            }
        }
        found
    }

    /// It in words.
    pub fn in_words(&self) -> String {
        let Carried { id, decision, committer, commit, day } = self;
        format!("{} of {id} by {} (committed by {committer} on {day}, {})", decision.what, decision.by, commit.short())
    }
}
