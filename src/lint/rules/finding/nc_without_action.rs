use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, Finding, FindingStatus, Kind, PersonRef};
use crate::snapshot::{Record, Snapshot};
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "nc-without-action",
    family: Family::Finding,
    summary: "No corrective action record answers a reported nonconformity",
    level: Level::Error,
    clause: "10.2",
    needs_day: true,
    docs: include_str!("nc_without_action.md"),
    check: Check::Record(Kind::Finding, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding().filter(|finding| needs_answer(finding)) else { return };
    let Some(audit) = context.snapshot.audit(&finding.audit) else { return };
    let Some(issued) = audit.issued_on() else { return };
    let Some(last) = context.snapshot.plan_due(finding) else { return };
    let mut actions = context.snapshot.actions_for(&record.id).peekable();
    let cancelled = actions.peek().map(|action| (action.at("/status"), action.id()));
    let is_answered = actions.any(|action| action.status != ActionStatus::Cancelled);
    // A record that cannot be read may be the answer; that it cannot be read is reported.
    if context.day <= last || is_answered || context.snapshot.is_named_by_broken(Kind::Action, &record.id) {
        return;
    }
    let late = counted(context.day.days_since(last), "day");
    let diagnostic = report.raise(
        record,
        "/grade",
        format!(
            "no corrective action record answers this {} nonconformity; one was due on {last}, {late} before {}",
            finding.grade, context.day
        ),
    );
    diagnostic
        .also(audit.at("/report/issued/date"), format!("{} days were given from here", last.days_since(issued)))
        .help(format!("write a corrective action record with `source: {{type: finding, findings: [{}]}}`", record.id))
        .since(last);
    if let Some((place, id)) = cancelled {
        diagnostic.also(place, format!("{id} would answer it, but is cancelled"));
    }
    if let Some(person) = answerable(context.snapshot, finding) {
        diagnostic.owner(person);
    }
}

/// Whether an answer is still being waited for. It is not where the risk is accepted, or the finding is taken back or
/// merged into another; and a finding whose state claims that there is an answer is `status-mismatch`'s.
fn needs_answer(finding: &Finding) -> bool {
    use FindingStatus::{Contested, Draft, Open};
    finding.grade.is_nonconformity() && matches!(finding.status, Draft | Open | Contested)
}

fn answerable<'a>(snapshot: &'a Snapshot, finding: &'a Finding) -> Option<&'a PersonRef> {
    let process = || finding.process.as_ref().and_then(|process| snapshot.process(process));
    finding.auditee.as_ref().or_else(|| process().map(|process| &process.owner))
}
