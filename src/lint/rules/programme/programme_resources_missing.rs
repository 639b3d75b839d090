use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, ProgrammeStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "programme-resources-missing",
    family: Family::Programme,
    summary: "A programme runs without the days, or with fewer than its audits need",
    level: Level::Warning,
    clause: "5.1, 7.1",
    needs_day: false,
    docs: include_str!("programme_resources_missing.md"),
    check: Check::Record(Kind::Programme, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(programme) = record.data().programme() else { return };
    if !matches!(programme.status, ProgrammeStatus::Approved | ProgrammeStatus::Active) {
        return;
    }
    let Some(resources) = &programme.resources else {
        report
            .raise(record, "/status", "the programme does not say how many auditor days it has")
            .help("agree on them with top management: `resources: {days_per_year: …}`")
            .owner(&programme.manager);
        return;
    };
    if programme.sponsor.is_none() {
        report
            .raise(record, "/status", "nobody in top management stands behind the programme")
            .help("name somebody under `sponsor`, who helps when an audit is refused")
            .owner(&programme.manager);
    }
    let needed: f64 = programme.schedule.iter().filter_map(|line| line.days).sum();
    let years = programme.cycle.to.days_since(programme.cycle.from) as f64 / 365.25;
    let given = resources.days_per_year * years;
    // Half a day is within what a plan can tell. A cycle that ends before it begins is `date-order`'s.
    if years >= 0.0 && needed > given + 0.5 {
        report
            .raise(
                record,
                "/resources/days_per_year",
                format!("the audits of the schedule need {needed} days, and {:.0} are given for the cycle", given),
            )
            .help("agree on more days, or on fewer audits; what cannot be audited is a limitation of the programme")
            .owner(&programme.manager);
    }
}
