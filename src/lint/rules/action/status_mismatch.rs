use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::lifecycle::finding_state;
use crate::record::{Action, ActionStatus, Finding, FindingStatus, Grade, Kind};
use crate::snapshot::{Snapshot, View};

pub static RULE: Rule = Rule {
    name: "status-mismatch",
    family: Family::Action,
    summary: "A finding and the record that answers it disagree on their states",
    level: Level::Error,
    clause: "10.2",
    needs_day: false,
    docs: include_str!("status_mismatch.md"),
    check: Check::Records(check),
};

/// The records that carry on from an ineffective one, by its id in lower case.
type Continued<'a> = BTreeMap<String, Vec<View<'a, Action>>>;

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    let mut continued = Continued::new();
    for action in snapshot.actions().filter(|action| action.status != ActionStatus::Cancelled) {
        if let Some(previous) = action.previous.as_ref().filter(|previous| previous.as_str() != action.id()) {
            continued.entry(previous.as_str().to_lowercase()).or_default().push(action);
        }
    }
    for finding in snapshot.findings() {
        match finding.grade {
            Grade::Strength => strength(snapshot, &finding, report),
            _ => finding_and_actions(snapshot, &continued, &finding, report),
        }
    }
}

fn finding_and_actions(
    snapshot: &Snapshot,
    continued: &Continued<'_>,
    finding: &View<'_, Finding>,
    report: &mut Report<'_>,
) {
    use FindingStatus as Status;
    let follows_actions = matches!(
        finding.status,
        Status::Open | Status::Planned | Status::Implemented | Status::Verified | Status::Closed
    );
    let is_nonconformity = finding.grade.is_nonconformity();
    if !follows_actions || !is_nonconformity && finding.decision.is_some() {
        return;
    }
    let is_continued = |action: &View<'_, Action>| {
        let later = continued.get(&action.id().to_lowercase()).into_iter().flatten();
        action.status == ActionStatus::Ineffective && later.into_iter().any(|later| answers(later, finding))
    };
    let least = snapshot
        .actions_for(finding.id())
        .filter(|action| !is_continued(action))
        .filter_map(|action| Some((finding_state(action.status)?, action)))
        .min_by_key(|(state, _)| *state);
    match least {
        Some((state, action)) if is_opened_again(snapshot, finding, state) => unanswered(finding, &action, report),
        Some((state, action)) if state != finding.status => disagree(finding, &action, state, report),
        Some(_) => {}
        // An observation or opportunity may be closed by a decision; whether there is one is `illegal-state`'s.
        None if finding.status == Status::Open || finding.status == Status::Closed && !is_nonconformity => {}
        // A record that cannot be read may be the answer; that it cannot be read is reported.
        None if snapshot.is_named_by_broken(Kind::Action, finding.id()) => {}
        None => {
            report
                .raise(
                    finding.record(),
                    "/status",
                    format!("the finding is `{}`, but no corrective action record answers it", finding.status),
                )
                .help(
                    "write the record and name the finding under `source.findings`, or set the finding back to `open`",
                )
                .owner(&finding.raised_by);
        }
    }
}

/// Whether an open finding, whose actions would give it a state, was opened again after each of them was found effective.
fn is_opened_again(snapshot: &Snapshot, finding: &View<'_, Finding>, state: FindingStatus) -> bool {
    let is_over = finding.status == FindingStatus::Open && state >= FindingStatus::Verified;
    let Some(opened) = finding.opened_again_on().filter(|_| is_over) else { return false };
    let checks = snapshot.actions_for(finding.id()).filter_map(|action| action.effectiveness.as_ref()?.checked_on);
    checks.max().is_none_or(|checked| checked <= opened)
}

fn unanswered(finding: &View<'_, Finding>, action: &View<'_, Action>, report: &mut Report<'_>) {
    report
        .at_level(Level::Warning)
        .raise(finding.record(), "/status", "the finding was opened again, and nothing answers it yet")
        .also(action.at("/status"), "answered it before")
        .help(format!("begin the record that does: `tickmark new action --finding {}`", finding.id()))
        .owner(&finding.raised_by);
}

fn disagree(finding: &View<'_, Finding>, action: &View<'_, Action>, state: FindingStatus, report: &mut Report<'_>) {
    let id = action.id();
    let help = match (action.status, finding.status) {
        (ActionStatus::Ineffective, _) => format!(
            "what was done did not work: set the finding back to `open`, and carry on in a new record with `previous: {id}`"
        ),
        (_, FindingStatus::Open) => {
            format!(
                "set the finding to `{state}`; if it came back, `tickmark move` opens it again with the reason in `changes`"
            )
        }
        _ => format!("set the finding to `{state}`, or bring {id} up to date"),
    };
    report
        .raise(
            finding.record(),
            "/status",
            format!("the finding is `{}`, but {id}, which answers it, is `{}`", finding.status, action.status),
        )
        .also(action.at("/status"), format!("goes together with a finding that is `{state}`"))
        .help(help)
        .owner(&finding.raised_by);
}

/// A strength asks for nothing.
fn strength(snapshot: &Snapshot, finding: &View<'_, Finding>, report: &mut Report<'_>) {
    use FindingStatus as Status;
    if !matches!(finding.status, Status::Draft | Status::Closed | Status::Withdrawn | Status::Superseded) {
        report
            .raise(finding.record(), "/status", format!("a strength that is `{}`", finding.status))
            .help("set it to `closed`: a strength needs no answer")
            .owner(&finding.raised_by);
    }
    for action in snapshot.actions_for(finding.id()).filter(|action| action.status != ActionStatus::Cancelled) {
        report
            .raise(
                action.record(),
                "/source/findings",
                format!("{} is a strength, and there is nothing to correct", finding.id()),
            )
            .also(finding.at("/grade"), "the grade")
            .help("take it out of `source.findings`, or correct the finding's grade")
            .owner(&action.owner);
    }
}

fn answers(action: &Action, finding: &View<'_, Finding>) -> bool {
    action.source.findings.iter().any(|id| id.as_str().eq_ignore_ascii_case(finding.id()))
}
