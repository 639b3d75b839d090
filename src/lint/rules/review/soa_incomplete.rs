use std::collections::HashMap;

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::is_control;
use crate::record::{Kind, Soa};
use crate::snapshot::View;
use crate::text::{listed, nearest};

pub static RULE: Rule = Rule {
    name: "soa-incomplete",
    family: Family::Review,
    summary: "The statement of applicability does not name each control exactly once",
    level: Level::Error,
    clause: "6.1.3 c and d",
    needs_day: false,
    docs: include_str!("soa_incomplete.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let controls = controls(context);
    if controls.is_empty() {
        return;
    }
    match context.snapshot.soa() {
        Some(soa) => {
            missing(context, &soa, &controls, report);
            rows(&soa, &controls, report);
        }
        None if context.snapshot.broken_record(Kind::Soa.as_str()).is_none() => none_yet(context, report),
        None => {}
    }
}

/// The controls of Annex A in the catalogue that is used without a prefix.
fn controls<'a>(context: &Context<'a>) -> Vec<&'a str> {
    let entries = context.snapshot.catalogues().default_catalogue().map(|catalogue| catalogue.entries.as_slice());
    let auditable = entries.unwrap_or_default().iter().filter(|entry| entry.auditable);
    auditable.map(|entry| entry.id.as_str()).filter(|id| is_control(id)).collect()
}

fn none_yet(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(isms) = context.snapshot.isms() else { return };
    // Nobody is certified without one, so that it was there and is gone, or lies elsewhere.
    if isms.certification.is_some() {
        report
            .raise(isms.record(), "/certification", "the ISMS is certified, and there is no statement of applicability")
            .help("bring soa.yaml back from the history, or write it: a row for each control of Annex A, applied or not, and why")
            .owner(&isms.data().roles.isms_owner);
        return;
    }
    report
        .at_level(Level::Info)
        .raise(isms.record(), "/catalogues", "there is no statement of applicability yet")
        .help("add soa.yaml with a row for each control of Annex A: applied or not, and why");
}

fn missing(context: &Context<'_>, soa: &View<'_, Soa>, controls: &[&str], report: &mut Report<'_>) {
    let has = |id: &str| soa.controls.iter().any(|row| row.id.as_str() == id);
    let missing: Vec<&str> = controls.iter().copied().filter(|id| !has(id)).collect();
    let Some(first) = missing.first() else { return };
    let (count, all) = (missing.len(), controls.len());
    let verb = if count == 1 { "is" } else { "are" };
    let message = format!(
        "{count} of {all} controls {verb} missing from the statement of applicability: {}",
        listed(&missing, 10)
    );
    let diagnostic = report.raise(soa.record(), "/controls", message);
    diagnostic.help(format!(
        "add a row for each, such as {{id: {first}, applicable: false, justification: …}}; what is not applied is named too"
    ));
    diagnostic.members(missing);
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.isms_owner);
    }
}

fn rows(soa: &View<'_, Soa>, controls: &[&str], report: &mut Report<'_>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (position, row) in soa.controls.iter().enumerate() {
        let (id, path) = (row.id.as_str(), format!("/controls/{position}/id"));
        if let Some(first) = seen.get(id) {
            report
                .raise(soa.record(), &path, format!("control {id} has a second row"))
                .also(soa.at(&format!("/controls/{first}/id")), "the first one")
                .help("keep one of the two")
                .part(id);
            continue;
        }
        seen.insert(id, position);
        if !controls.contains(&id) && !id.starts_with("X.") {
            report
                .raise(soa.record(), &path, format!("Annex A has no control {id}"))
                .help(match nearest(id, controls.iter().copied()) {
                    Some(near) => format!("did you mean {near}? Controls of your own are named X.1, X.2, …"),
                    None => "controls of your own are named X.1, X.2, …".to_owned(),
                })
                .part(id);
        }
    }
}
