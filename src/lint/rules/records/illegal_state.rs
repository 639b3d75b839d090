use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule, needs};
use crate::record::Data;

pub static RULE: Rule = Rule {
    name: "illegal-state",
    family: Family::Records,
    summary: "A record is in a state whose needs are not met",
    level: Level::Error,
    clause: "9.2.2, 9.3.3, 10.2",
    needs_day: false,
    docs: include_str!("illegal_state.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for record in context.records() {
        match record.data() {
            Data::Programme(data) => needs::report(needs::programme::NEEDS, context, record, &**data, report),
            Data::Audit(data) => needs::report(needs::audit::NEEDS, context, record, &**data, report),
            Data::Evidence(data) => needs::report(needs::evidence::NEEDS, context, record, &**data, report),
            Data::Finding(data) => needs::report(needs::finding::NEEDS, context, record, &**data, report),
            Data::Action(data) => {
                needs::report(needs::action::NEEDS, context, record, &**data, report);
                for item in needs::action_items(data) {
                    needs::report_part(needs::action::ITEMS, context, record, &item, report);
                }
            }
            Data::Review(data) => {
                needs::report(needs::review::NEEDS, context, record, &**data, report);
                for decision in needs::decisions(data) {
                    needs::report_part(needs::review::DECISIONS, context, record, &decision, report);
                }
            }
            Data::Workpaper(_) | Data::Isms(_) | Data::Person(_) | Data::Catalogue(_) | Data::Soa(_) => {}
        }
    }
}
