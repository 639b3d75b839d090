use crate::diagnostic::Level;
use crate::lint::waivers::Standing;
use crate::lint::{Check, Family, Report, Rule};

pub static RULE: Rule = Rule {
    name: "waiver-unused",
    family: Family::Records,
    summary: "A waiver excuses something that is not the case",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: true,
    docs: include_str!("waiver_unused.md"),
    check: Check::UnusedWaivers(check),
};

fn check(unused: &[Standing<'_>], report: &mut Report<'_>) {
    for standing in unused {
        let waiver = standing.waiver;
        report
            .raise(
                standing.record,
                &standing.path("rule"),
                format!("nothing that `{}` reports is covered by this waiver", waiver.rule),
            )
            .help("remove it, so that the next lapse is seen")
            .owner(&waiver.approved_by);
    }
}
