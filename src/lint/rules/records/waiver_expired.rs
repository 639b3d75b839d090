use crate::diagnostic::Level;
use crate::lint::waivers::standing;
use crate::lint::{Check, Context, Family, Report, Rule};

pub static RULE: Rule = Rule {
    name: "waiver-expired",
    family: Family::Records,
    summary: "A waiver is past its last day and excuses nothing any more",
    level: Level::Error,
    clause: "10.2",
    needs_day: true,
    docs: include_str!("waiver_expired.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for standing in standing(context.snapshot).filter(|standing| standing.waiver.until < context.day) {
        let waiver = standing.waiver;
        report
            .raise(
                standing.record,
                &standing.path("until"),
                format!("the waiver of `{}` ended on {}", waiver.rule, waiver.until),
            )
            .help("remove it if the rule holds again; else have it approved anew until a later day")
            .owner(&waiver.approved_by)
            .since(waiver.until);
    }
}
