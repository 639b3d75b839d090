use crate::diagnostic::Level;
use crate::diagnostic::Place;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Evidence, EvidenceStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "evidence-removed-early",
    family: Family::Workpaper,
    summary: "An evidence record is gone before the end of its retention",
    level: Level::Error,
    clause: "7.5.3, A.5.33",
    needs_day: false,
    docs: include_str!("evidence_removed_early.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some(before) = versions.before else { return };
    let Some(old) = before.data().evidence().filter(|old| old.status != EvidenceStatus::Disposed) else { return };
    let day = versions.context.day;
    match versions.after.map(|after| (after, after.data().evidence())) {
        None if versions.context.snapshot.broken_record(&before.id).is_some() => {}
        None => {
            let kept = old.retain_until.map(|until| format!("; it is to be kept until {until}")).unwrap_or_default();
            let level = if old.status.was_verified() { Level::Error } else { Level::Warning };
            let mut report = report.at_level(level);
            let diagnostic = report
                .raise_at(Place::file(before.path.clone()), format!("the evidence record {} is gone{kept}", before.id));
            diagnostic.record = Some(before.subject());
            diagnostic.help("bring it back; what was rightly destroyed keeps its record with `status: disposed` and who approved it");
        }
        Some((after, Some(new))) if new.status == EvidenceStatus::Disposed => {
            if let Some(until) = until(old).filter(|until| day < *until) {
                report
                    .raise(after, "/status", format!("it was disposed of before the end of its retention, {until}"))
                    .help("bring the evidence back if it still is somewhere; what a law wants gone earlier gets a waiver by who decided that");
            }
        }
        Some((after, Some(new))) => {
            shortened(versions, after, (old, new), report);
        }
        Some((_, None)) => {}
    }
}

/// A retention that ends earlier than it did. From the check on the day is promised: audits and closures rest on it, and whoever
/// shortens it in one commit could destroy the evidence in the next.
fn shortened(versions: &Versions<'_>, after: &Record, (old, new): (&Evidence, &Evidence), report: &mut Report<'_>) {
    let Some(from) = old.retain_until.filter(|_| old.status.has_arrived()) else { return };
    let level = if old.status.was_verified() { Level::Error } else { Level::Warning };
    let (level, message) = match new.retain_until {
        Some(to) if to < from && to <= versions.context.day => {
            (Level::Error, format!("its retention ended on {to} by a change; it was to be kept until {from}"))
        }
        Some(to) if to < from => (level, format!("it is to be kept until {to} only, and was until {from}")),
        None => (level, format!("it was to be kept until {from}, and that was taken away")),
        Some(_) => return,
    };
    let path = if new.retain_until.is_some() { "/retain_until" } else { "/status" };
    report
        .at_level(level)
        .raise(after, path, message)
        .help("bring the day back; a shorter retention holds for evidence that is collected from now on, and what a law wants gone earlier gets a waiver by who decided that");
}

fn until(evidence: &Evidence) -> Option<crate::record::Date> {
    evidence.retain_until
}
