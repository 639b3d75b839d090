use crate::diagnostic::Level;
use crate::lint::waivers::{Standing, standing};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Kind;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "waiver-too-long",
    family: Family::Records,
    summary: "A waiver outlasts a whole certification cycle",
    level: Level::Warning,
    clause: "10.2",
    needs_day: true,
    docs: include_str!("waiver_too_long.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let years = context.thresholds().cycle_years;
    let last = context.day.plus_months(12 * i64::from(years));
    for standing in standing(context.snapshot).filter(|standing| standing.waiver.until > last && can_change(standing)) {
        let waiver = standing.waiver;
        report
            .raise(
                standing.record,
                &standing.path("until"),
                format!(
                    "the waiver of `{}` holds until {}, longer than a cycle of {} from today",
                    waiver.rule,
                    waiver.until,
                    counted(years.into(), "year")
                ),
            )
            .help("let it end within a year or so, and have it approved anew then; a rule that does not fit at all is set under `rules:` in tickmark.yaml")
            .owner(&waiver.approved_by)
            .part(&waiver.rule);
    }
}

/// Whether what it excuses can still be mended: a record that is over stays as it is, and so may what was approved about it.
fn can_change(standing: &Standing<'_>) -> bool {
    standing.record.kind() == Kind::Isms || standing.record.data().over_on().is_none()
}
