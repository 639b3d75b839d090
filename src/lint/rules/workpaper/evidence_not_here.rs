use crate::diagnostic::Level;
use crate::lint::needs::evidence::is_here;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Kind;
use crate::snapshot::{FileFact, Record};

pub static RULE: Rule = Rule {
    name: "evidence-not-here",
    family: Family::Workpaper,
    summary: "Pinned evidence could not be checked, since its bytes are not at hand",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("evidence_not_here.md"),
    check: Check::Record(Kind::Evidence, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(evidence) = record.data().evidence().filter(|evidence| is_here(evidence)) else { return };
    let fact = evidence.location.as_deref().and_then(|location| context.snapshot.file(location));
    if let Some(FileFact::NotHere { reason }) = fact {
        report
            .raise(record, "/location", format!("its hash was not checked: {reason}"))
            .help("check where all of the repository is (`git fetch --unshallow`, `--refetch --no-filter`)");
    }
}
