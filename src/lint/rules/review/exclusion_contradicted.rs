use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{FindingStatus, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "exclusion-contradicted",
    family: Family::Review,
    summary: "A control that is left out is used all the same",
    level: Level::Warning,
    clause: "6.1.3",
    needs_day: false,
    docs: include_str!("exclusion_contradicted.md"),
    check: Check::Among(Kind::Soa, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(soa) = record.data().soa() else { return };
    let catalogues = context.snapshot.catalogues();
    let excluded = soa.controls.iter().enumerate().filter(|(_, row)| !row.applicable);
    let excluded: Vec<_> = excluded
        .flat_map(|(position, row)| {
            let named = catalogues.resolve_all([&row.id.as_str().into()]);
            named.into_iter().map(move |requirement| (requirement, position, row))
        })
        .collect();
    if excluded.is_empty() {
        return;
    }
    let users = users(context);
    for (requirement, position, row) in excluded {
        let found: Vec<&str> = users
            .iter()
            .filter(|(_, used)| used.binary_search(&requirement).is_ok())
            .map(|(name, _)| name.as_str())
            .collect();
        if found.is_empty() {
            continue;
        }
        let diagnostic = report.raise(
            record,
            &format!("/controls/{position}/applicable"),
            format!("{} is left out, and used by {}", row.id, listed(&found, 4)),
        );
        diagnostic.help("apply the control and say why, or take it out where it is used").part(&row.id).members(found);
        if let Some(isms) = context.snapshot.isms() {
            diagnostic.owner(&isms.data().roles.isms_owner);
        }
    }
}

/// What uses controls, by name, with the requirements: processes, own rules, findings that stand.
fn users(context: &Context<'_>) -> Vec<(String, Vec<crate::record::criteria::Requirement>)> {
    let snapshot = context.snapshot;
    let catalogues = snapshot.catalogues();
    let mut users = Vec::new();
    for process in snapshot.isms().iter().flat_map(|isms| &isms.data().processes) {
        users.push((format!("the process {}", process.id), catalogues.resolve_all(&process.controls)));
    }
    for catalogue in snapshot.own_catalogues().filter(|catalogue| catalogue.data().withdrawn.is_none()) {
        for entry in &catalogue.data().entries {
            users.push((format!("{}:{}", catalogue.id(), entry.id), catalogues.resolve_all(&entry.maps_to)));
        }
    }
    for finding in snapshot.findings().filter(|finding| finding.grade.is_nonconformity()) {
        // What is closed was found when the control may still have been applied.
        let stands = finding.status.is_open() && finding.status != FindingStatus::Draft;
        if stands {
            users.push((finding.id().to_owned(), catalogues.resolve_all(&finding.data().criteria)));
        }
    }
    users
}
