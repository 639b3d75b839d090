use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};

pub static RULE: Rule = Rule {
    name: "acceptance-extended",
    family: Family::Finding,
    summary: "A risk is accepted for longer than was approved",
    level: Level::Error,
    clause: "6.1.3 f, 8.3",
    needs_day: false,
    docs: include_str!("acceptance_extended.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let acceptance = |record: &'_ crate::snapshot::Record| record.data().finding()?.acceptance.clone();
    let Some((old, new)) = acceptance(before).zip(acceptance(after)) else { return };
    // A new approval is of the acceptance as it is now.
    let Some(approved) = old.approved.filter(|approved| new.approved.as_ref() == Some(approved)) else { return };
    let message = match (old.until, new.until) {
        (Some(from), Some(to)) if to > from => {
            format!(
                "the risk is accepted until {to} instead of {from}, and {} approved that on {}",
                approved.by, approved.date
            )
        }
        (Some(from), None) => format!("the risk was accepted until {from}, and has no end any more"),
        _ => return,
    };
    let path = if new.until.is_some() { "/acceptance/until" } else { "/acceptance" };
    report
        .raise(after, path, format!("{message}; nobody approved it anew"))
        .help("have whoever owns the risk look at it again, and record their new approval with the day: `acceptance.approved` (`tickmark set … acceptance/until DAY --approved-by PERSON` does both)")
        .owner(&approved.by);
}
