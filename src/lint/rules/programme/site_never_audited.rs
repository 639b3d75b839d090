use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Coverage, Kind, SiteRef};
use crate::snapshot::{CoverageWindow, Snapshot};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "site-never-audited",
    family: Family::Programme,
    summary: "A site in the scope of the ISMS is visited by no audit",
    level: Level::Warning,
    clause: "9.2.1, 4.3",
    needs_day: true,
    docs: include_str!("site_never_audited.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    let Some(isms) = snapshot.isms() else { return };
    if snapshot.has_broken(&[Kind::Programme, Kind::Audit]) {
        return;
    }
    let Some(window) = snapshot.coverage_window(Coverage::PerCycle, context.day) else { return };
    let sites = isms.data().sites.iter().filter(|site| site.in_scope);
    let missing: Vec<&str> = sites
        .filter(|site| !is_visited(snapshot, &window, &SiteRef(site.id.0.clone()), context.day))
        .map(|site| site.id.as_str())
        .collect();
    if missing.is_empty() {
        return;
    }
    report
        .raise(
            window.programme.record(),
            "/schedule",
            format!(
                "no issued audit since {} and none scheduled until {} visits {}",
                window.period.from,
                window.period.to,
                listed(&missing, 6)
            ),
        )
        .help("name it under `sites` of an audit in the schedule")
        .owner(&window.programme.data().manager)
        .members(missing);
}

/// Whether an audit that counts has visited a site in the window, or one that is still to come will.
fn is_visited(snapshot: &Snapshot, window: &CoverageWindow<'_>, site: &SiteRef, day: crate::record::Date) -> bool {
    let was = snapshot.audits().any(|audit| {
        let data = audit.data();
        let on_site = data.scope.as_ref().is_some_and(|scope| scope.sites.contains(site));
        let held = data.dates.map(|dates| dates.end).or(data.issued_on());
        let is_told = data.issued_on().is_some() && held.is_some_and(|held| window.period.contains(held));
        let is_coming = !data.status.is_issued() && !matches!(data.status, AuditStatus::Cancelled);
        on_site && data.counts_for_coverage() && (is_told || is_coming)
    });
    let programmes = snapshot.programmes().filter(|programme| programme.status.is_approved());
    was || programmes
        .flat_map(|programme| &programme.data().schedule)
        .any(|line| line.window.to >= day && line.window.from <= window.period.to && line.sites.contains(site))
}
