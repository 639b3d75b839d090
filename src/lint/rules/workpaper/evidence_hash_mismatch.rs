use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{EvidenceStatus, Kind, Whereabouts};
use crate::snapshot::{FileFact, Record};

pub static RULE: Rule = Rule {
    name: "evidence-hash-mismatch",
    family: Family::Workpaper,
    summary: "The file of an evidence record is not the one that was recorded",
    level: Level::Error,
    clause: "7.5.3; A.5.28, A.5.33",
    needs_day: false,
    docs: include_str!("evidence_hash_mismatch.md"),
    check: Check::Record(Kind::Evidence, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(evidence) = record.data().evidence() else { return };
    // What was refused or disposed of is rightly gone, and what was only asked for is not here yet.
    if !evidence.status.has_arrived() || evidence.status == EvidenceStatus::Disposed {
        return;
    }
    let path = match evidence.whereabouts() {
        Some(Whereabouts::File(path)) => path.to_owned(),
        Some(Whereabouts::Pinned(pin)) => format!("{} at {}", pin.path, head(pin.commit)),
        _ => return,
    };
    let fact = evidence.location.as_deref().and_then(|location| context.snapshot.file(location));
    let Some(FileFact::Present { sha256, .. }) = fact else { return };
    let Some(recorded) = evidence.sha256.as_ref().filter(|recorded| recorded.as_str() != sha256) else { return };
    let message = format!(
        "{path} is not the file that was recorded: its SHA-256 begins with {}, the recorded one with {}",
        head(sha256),
        head(recorded.as_str())
    );
    let diagnostic = report.raise(record, "/sha256", message);
    diagnostic
        .also(record.at("/location"), "the file")
        .help("restore the file as it was collected; a newer one is evidence of its own, with `supersedes:`");
    if let Some(person) = evidence.verified_by.as_ref().or(evidence.collected_by.as_ref()) {
        diagnostic.owner(person);
    }
}

fn head(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
