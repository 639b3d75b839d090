use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::{BUILT_IN, is_control};
use crate::record::{Coverage, Kind};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "clause-interval-exceeded",
    family: Family::Programme,
    summary: "A clause that is to be audited every year was audited too long ago",
    level: Level::Warning,
    clause: "9.2.1",
    needs_day: true,
    docs: include_str!("clause_interval_exceeded.md"),
    check: Check::Snapshot(check),
};

/// Months of grace: the audit of this year need not be on the day of last year's.
const GRACE: i64 = 3;

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    if context.thresholds().clauses != Coverage::Yearly
        || snapshot.has_broken(&[Kind::Audit, Kind::Workpaper, Kind::Catalogue])
    {
        return;
    }
    let Some(programme) = snapshot.running_programme(context.day) else { return };
    let catalogues = snapshot.catalogues();
    let limit = context.day.plus_months(-12 - GRACE);
    let mut late = catalogues.auditable(BUILT_IN);
    late.retain(|&requirement| {
        let is_clause = !is_control(catalogues.entry(requirement).id.as_str());
        // What was never audited is `clause-not-covered`'s.
        let last = snapshot.coverage(requirement).iter().map(|covered| snapshot.covered_on(covered)).max();
        is_clause && last.is_some_and(|last| last < limit)
    });
    if late.is_empty() {
        return;
    }
    let names = catalogues.ranges(&late);
    report
        .raise(
            programme.record(),
            "/schedule",
            format!("last audited before {limit}, and every year is agreed: {}", listed(&names, 12)),
        )
        .help("look at them in the next audit, and bring that forward if it is months away")
        .owner(&programme.data().manager)
        .members(late.iter().map(|&one| catalogues.name(one)));
}
