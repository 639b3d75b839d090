use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};

pub static RULE: Rule = Rule {
    name: "duplicate-id",
    family: Family::Records,
    summary: "Two records have the same id",
    level: Level::Error,
    clause: "7.5.2",
    needs_day: false,
    docs: include_str!("duplicate_id.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (first, second) in context.snapshot.duplicates() {
        let how = if first.id == second.id { "has the same id" } else { "has the same id but for its case" };
        report
            .raise(second, "/id", format!("another record {how}: `{}`", first.id))
            .also(first.at("/id"), "the first one")
            .help("give the newer of the two an id that was never used; ids are unique over all kinds");
    }
    for broken in context.snapshot.broken() {
        if let Some(record) = context.snapshot.record(&broken.id) {
            report
                .raise(record, "/id", format!("another file has the same id: `{}`", broken.id))
                .also(crate::diagnostic::Place::file(broken.path.clone()), "the other one, which cannot be read")
                .help("give the newer of the two an id that was never used");
        }
    }
}
