use crate::diagnostic::Level;
use crate::lint::coverage::report_gaps;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Criterion;

pub static RULE: Rule = Rule {
    name: "control-not-covered",
    family: Family::Programme,
    summary: "An applicable control is neither audited nor scheduled in the cycle",
    level: Level::Error,
    clause: "9.2.1 a, 6.1.3 d",
    needs_day: true,
    docs: include_str!("control_not_covered.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(soa) = context.snapshot.soa() else { return };
    let applicable = soa.controls.iter().filter(|control| control.applicable);
    // An own control, X.1, counts where a catalogue lists it.
    let criteria: Vec<Criterion> = applicable.map(|control| Criterion::from(control.id.as_str())).collect();
    let controls = context.snapshot.catalogues().resolve_all(&criteria);
    report_gaps(context, report, context.thresholds().controls, "applicable controls", &controls);
}
