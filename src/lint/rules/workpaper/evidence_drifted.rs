use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Evidence, EvidenceStatus};

pub static RULE: Rule = Rule {
    name: "evidence-drifted",
    family: Family::Workpaper,
    summary: "Evidence is not what it was when an auditor checked it",
    level: Level::Error,
    clause: "7.5.3; A.5.28, A.5.33",
    needs_day: false,
    docs: include_str!("evidence_drifted.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().evidence(), after.data().evidence()) else { return };
    // Until an auditor has checked it, it may be handed in better.
    if !old.status.was_verified() {
        return;
    }
    let (field, what) = match (old.sha256 != new.sha256, old.location != new.location) {
        (true, _) if old.sha256.is_some() => ("/sha256", hash(old, new)),
        // Where the hash stays, the same file may move. Without one, nothing says that it is the same.
        (_, true) if old.sha256.is_none() && is_kept(new) => {
            ("/location", "its location was changed, and no hash says that it is the same".to_owned())
        }
        _ if old.verified_by.is_some() && old.verified_by != new.verified_by && is_kept(new) => {
            ("/verified_by", "who checked it was exchanged afterwards".to_owned())
        }
        _ => return,
    };
    let help = match is_kept(new) {
        true => "put back what was checked; newer evidence gets a record of its own, with `supersedes:`",
        false => "leave the hash in the record: it is what proves later which file was disposed of",
    };
    let diagnostic = report.raise(after, field, what);
    diagnostic.help(help);
    if let Some(person) = old.verified_by.as_ref() {
        diagnostic.owner(person);
    }
}

fn is_kept(evidence: &Evidence) -> bool {
    evidence.status != EvidenceStatus::Disposed
}

fn hash(old: &Evidence, new: &Evidence) -> String {
    let head = |evidence: &Evidence| {
        evidence.sha256.as_ref().map(|hash| hash.as_str().get(..12).unwrap_or_default().to_owned()).unwrap_or_default()
    };
    match (&new.sha256, is_kept(new)) {
        (None, false) => "it was disposed of, and its hash was taken away with it".to_owned(),
        (None, true) => "its hash was taken away after an auditor had checked it".to_owned(),
        _ => format!("its hash was changed after an auditor had checked it: from {}… to {}…", head(old), head(new)),
    }
}
