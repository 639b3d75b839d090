use crate::diagnostic::Level;
use crate::lint::coverage::report_gaps;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::{BUILT_IN, is_control};

pub static RULE: Rule = Rule {
    name: "clause-not-covered",
    family: Family::Programme,
    summary: "A clause of 4 to 10 is neither audited nor scheduled in the cycle",
    level: Level::Error,
    clause: "9.2.1 a 2",
    needs_day: true,
    docs: include_str!("clause_not_covered.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let catalogues = context.snapshot.catalogues();
    let mut clauses = catalogues.auditable(BUILT_IN);
    clauses.retain(|clause| !is_control(catalogues.entry(*clause).id.as_str()));
    report_gaps(context, report, context.thresholds().clauses, "clauses", &clauses);
}
