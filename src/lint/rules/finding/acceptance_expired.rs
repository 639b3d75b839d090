use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{FindingStatus, Kind};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "acceptance-expired",
    family: Family::Finding,
    summary: "The acceptance of a risk has run out",
    level: Level::Error,
    clause: "8.2",
    needs_day: true,
    docs: include_str!("acceptance_expired.md"),
    check: Check::Record(Kind::Finding, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let accepted = record.data().finding().filter(|finding| finding.status == FindingStatus::Accepted);
    let Some((finding, given)) = accepted.and_then(|finding| Some((finding, finding.acceptance.as_ref()?))) else {
        return;
    };
    let Some(until) = given.until.filter(|until| *until < context.day) else { return };
    let late = counted(context.day.days_since(until), "day");
    let owner = given.approved.as_ref().map(|approved| &approved.by).or(finding.auditee.as_ref());
    report
        .raise(
            record,
            "/acceptance/until",
            format!("the risk was accepted until {until}, {late} before {}", context.day),
        )
        .help("have the risk owner decide again: a new acceptance until a later day, or `open` and a corrective action")
        .owner(owner.unwrap_or(&finding.raised_by))
        .since(until);
}
