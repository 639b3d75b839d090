use crate::diagnostic::Level;
use crate::lint::needs::evidence::is_here;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, Whereabouts};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "evidence-outside",
    family: Family::Workpaper,
    summary: "The location of evidence leads out of the repository, or cannot be followed",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("evidence_outside.md"),
    check: Check::Record(Kind::Evidence, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(evidence) = record.data().evidence().filter(|evidence| is_here(evidence)) else { return };
    let (message, help) = match evidence.whereabouts() {
        Some(Whereabouts::Unclear(reason)) => {
            let location = evidence.location.as_deref().unwrap_or_default();
            let help = "give a path from the record root, `git:COMMIT:PATH`, `git:NAME@COMMIT:PATH`, or an address";
            (format!("`{location}` {reason}"), help.to_owned())
        }
        Some(Whereabouts::Pinned(pin)) => {
            let Some(name) = pin.repository.filter(|name| context.snapshot.evidence_repository(name).is_none()) else {
                return;
            };
            let help = format!("list it in tickmark.yaml: `evidence_repositories: [{{id: {name}, path: ../{name}}}]`");
            (format!("`{name}` is no repository that evidence may lie in"), help)
        }
        _ => return,
    };
    report.raise(record, "/location", message).help(help);
}
