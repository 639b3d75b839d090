use crate::diagnostic::Level;
use crate::lint::{Check, Family, FormerIds, Report, Rule, Versions};

pub static RULE: Rule = Rule {
    name: "id-reused",
    family: Family::Records,
    summary: "An id that belonged to a deleted record names another one",
    level: Level::Error,
    clause: "7.5.2",
    needs_day: false,
    docs: include_str!("id_reused.md"),
    check: Check::Past(check),
};

fn check(versions: &Versions<'_>, former: &FormerIds, report: &mut Report<'_>) {
    let (Some(after), None) = (versions.after, versions.before) else { return };
    if after.kind().is_single() || !former.contains(&**after.key()) {
        return;
    }
    report
        .raise(after, "/id", format!("{} named another record before, which was deleted", after.id))
        .help("give the new record a new id; `tickmark new` takes the next one");
}
