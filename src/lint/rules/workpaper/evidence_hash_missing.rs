use crate::diagnostic::Level;
use crate::lint::needs::evidence::is_checked;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{EvidenceType, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "evidence-hash-missing",
    family: Family::Workpaper,
    summary: "A verified file has no hash",
    level: Level::Warning,
    clause: "7.5.3; A.5.28",
    needs_day: false,
    docs: include_str!("evidence_hash_missing.md"),
    check: Check::Record(Kind::Evidence, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(evidence) = record.data().evidence().filter(|evidence| is_checked(evidence)) else { return };
    let has_place = evidence.location.as_deref().is_some_and(|location| !is_physical(location));
    // A ticket goes on changing where it is; what it said is kept as a file, which is a record.
    let is_file = evidence.r#type.is_file() && evidence.r#type != EvidenceType::Ticket;
    if !is_file || !has_place || evidence.sha256.is_some() {
        return;
    }
    let diagnostic = report.raise(record, "/location", "a file that an auditor has checked, without its SHA-256");
    diagnostic.help("take it from the file that was checked (`sha256sum FILE`) and record it under `sha256`");
    if let Some(person) = evidence.verified_by.as_ref().or(evidence.collected_by.as_ref()) {
        diagnostic.owner(person);
    }
}

/// Whether a location is a place where no file is: a shelf, a binder, a room.
fn is_physical(location: &str) -> bool {
    let scheme = location.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
    scheme.is_some_and(|scheme| matches!(scheme.as_str(), "archive" | "binder" | "paper" | "room" | "safe"))
}
