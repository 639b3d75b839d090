use crate::diagnostic::Level;
use crate::lint::needs::{self, Need, unmet};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, AuditStatus, Data, PersonRef, Review, Workpaper};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "illegal-state",
    family: Family::Records,
    summary: "A record is in a state whose needs are not met",
    level: Level::Error,
    clause: "9.2.2, 9.3.3, 10.2",
    needs_day: false,
    docs: include_str!("illegal_state.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for record in context.snapshot.records() {
        let mut states = States { context, record, report: &mut *report, owner: owner(record.data()) };
        match record.data() {
            Data::Programme(data) => states.of_record(needs::programme::NEEDS, data),
            Data::Audit(data) => states.of_record(needs::audit::NEEDS, data),
            Data::Workpaper(data) => states.of_workpaper(data),
            Data::Evidence(data) => states.of_record(needs::evidence::NEEDS, data),
            Data::Finding(data) => states.of_record(needs::finding::NEEDS, data),
            Data::Action(data) => states.of_action(data),
            Data::Review(data) => states.of_review(data),
            Data::Isms(_) | Data::Person(_) | Data::Catalogue(_) | Data::Soa(_) => {}
        }
    }
}

/// Who sees to it that a record has what its state claims.
fn owner(data: &Data) -> Option<&PersonRef> {
    match data {
        Data::Programme(data) => Some(&data.manager),
        Data::Audit(data) => Some(data.lead().unwrap_or(&data.client)),
        Data::Workpaper(data) => Some(&data.auditor),
        Data::Evidence(data) => data.collected_by.as_ref(),
        Data::Finding(data) => Some(&data.raised_by),
        Data::Action(data) => Some(&data.owner),
        Data::Review(_) | Data::Isms(_) | Data::Person(_) | Data::Catalogue(_) | Data::Soa(_) => None,
    }
}

/// The states of a record and its parts.
struct States<'a, 'r> {
    context: &'a Context<'a>,
    record: &'a Record,
    report: &'a mut Report<'r>,
    owner: Option<&'a PersonRef>,
}

impl<'a> States<'a, '_> {
    fn of_record<T>(&mut self, needs: &'static [Need<T>], data: &T) {
        let status = self.record.data().status().unwrap_or_default();
        for need in unmet(needs, self.context, data) {
            self.raise(need.place, format!("the status is `{status}`, but {}", need.lapse), need.help, None);
        }
    }

    fn of_action(&mut self, action: &'a Action) {
        self.of_record(needs::action::NEEDS, action);
        let proposed = if needs::action::is_proposed(action) { needs::action::PROPOSED_ITEMS } else { &[] };
        for (position, item) in action.actions.iter().enumerate() {
            self.owner = item.owner.as_ref().or(Some(&action.owner));
            for need in [needs::action::ITEMS, proposed].into_iter().flat_map(|needs| unmet(needs, self.context, item)) {
                let message = format!("item {} is `{}`, but {}", item.n, item.status, need.lapse);
                let place = format!("/actions/{position}{}", need.place);
                self.raise(&place, message, need.help, Some(item.n.to_string()));
            }
        }
    }

    fn of_review(&mut self, review: &'a Review) {
        self.of_record(needs::review::NEEDS, review);
        for (position, decision) in review.decisions.iter().enumerate() {
            self.owner = decision.owner.as_ref();
            for need in unmet(needs::review::DECISIONS, self.context, decision) {
                let message = format!("decision {} is `{}`, but {}", decision.id, decision.status, need.lapse);
                let place = format!("/decisions/{position}{}", need.place);
                self.raise(&place, message, need.help, Some(decision.id.to_string()));
            }
        }
    }

    /// The results of a checklist need something once the audit's work is done.
    fn of_workpaper(&mut self, workpaper: &'a Workpaper) {
        let Some(audit) = self.context.snapshot.audit(&workpaper.audit) else { return };
        if audit.r#type.is_third_party() || !audit.status.has_reached(AuditStatus::Drafted) {
            return;
        }
        for (position, item) in workpaper.items.iter().enumerate() {
            let Some(result) = item.result else { continue };
            for need in unmet(needs::audit::ITEMS, self.context, item) {
                let message = format!("item {} is `{result}`, but {}", item.id, need.lapse);
                self.raise(&format!("/items/{position}{}", need.place), message, need.help, Some(item.id.to_string()));
            }
        }
    }

    fn raise(&mut self, place: &str, message: String, help: &str, part: Option<String>) {
        let diagnostic = self.report.raise(self.record, place, message);
        diagnostic.help(help);
        if let Some(part) = part {
            diagnostic.part(part);
        }
        if let Some(owner) = self.owner {
            diagnostic.owner(owner);
        }
    }
}
