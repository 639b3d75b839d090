use crate::diagnostic::Level;
use crate::lint::changes::changes;
use crate::lint::{Check, Family, History, Report, Rule};

pub static RULE: Rule = Rule {
    name: "change-not-in-history",
    family: Family::Records,
    summary: "An entry of `changes` tells of a change that never happened",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("change_not_in_history.md"),
    check: Check::History(check),
};

fn check(history: &History<'_>, report: &mut Report<'_>) {
    for unproven in &history.facts.unproven {
        let Some(record) = history.context.snapshot.record(&unproven.id) else { continue };
        let change = &unproven.change;
        let Some(position) = changes(record.data()).iter().position(|other| other == change) else { continue };
        let (field, from, to) = (&change.field, &change.from, &change.to);
        let message = format!(
            "`{field}` never went from {from} to {to} on the main line, as the entry of {} says that {} made",
            unproven.day,
            unproven.commit.short()
        );
        report
            .raise(record, &format!("/changes/{position}"), message)
            .help("add another entry that tells of it as it was (`tickmark log` tells the values); this one stays as it is")
            .owner(&change.by);
    }
}
