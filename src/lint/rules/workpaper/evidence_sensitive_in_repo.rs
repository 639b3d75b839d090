use crate::diagnostic::Level;
use crate::lint::needs::evidence::is_here;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Classification, Kind, PinnedFile, Whereabouts};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "evidence-sensitive-in-repo",
    family: Family::Workpaper,
    summary: "Personal or restricted evidence lies in the Git repository",
    level: Level::Error,
    clause: "A.5.34, 7.5.3",
    needs_day: false,
    docs: include_str!("evidence_sensitive_in_repo.md"),
    check: Check::Record(Kind::Evidence, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(evidence) = record.data().evidence().filter(|evidence| is_here(evidence)) else { return };
    let path = match evidence.whereabouts() {
        Some(Whereabouts::File(path)) => path,
        Some(Whereabouts::Pinned(PinnedFile { repository: None, path, .. })) => path,
        _ => return,
    };
    let what = match (evidence.personal_data, evidence.classification) {
        (true, _) => "holds personal data",
        (false, Classification::Restricted) => "is restricted to named persons",
        _ => return,
    };
    let diagnostic = report.raise(record, "/location", format!("{path} {what} and lies in this repository"));
    diagnostic.help(
        "keep it where access and deletion can be controlled and give the address; Git keeps every version for good, so that \
         what is committed has to be taken out of the history",
    );
    if let Some(person) = evidence.collected_by.as_ref().or(evidence.verified_by.as_ref()) {
        diagnostic.owner(person);
    }
}
