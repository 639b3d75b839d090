use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, ActionItem, ActionStatus, Kind, PersonRef};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "auditor-owns-action",
    family: Family::Audit,
    summary: "The auditor who raised a finding owns its corrective action",
    level: Level::Error,
    clause: "9.2.2 b",
    needs_day: false,
    docs: include_str!("auditor_owns_action.md"),
    check: Check::Record(Kind::Action, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action().filter(|action| action.status != ActionStatus::Cancelled) else { return };
    for id in &action.source.findings {
        let Some(finding) = context.snapshot.finding(id) else { continue };
        let auditor = &finding.data().raised_by;
        let Some((path, what, part)) = owned(action, auditor) else { continue };
        let diagnostic = report.raise(record, &path, format!("{auditor} raised {id} and owns {what}"));
        diagnostic
            .also(finding.at("/raised_by"), "raised here")
            .help(
                "let whoever answers for the process own it; the auditor accepts the plan and checks whether it worked",
            )
            .owner(finding.data().auditee.as_ref().unwrap_or(auditor));
        if let Some(part) = part {
            diagnostic.part(part);
        }
    }
}

/// What of an action an auditor owns: where it stands, what it is, and the item's number.
fn owned(action: &Action, auditor: &PersonRef) -> Option<(String, String, Option<u32>)> {
    if action.owner == *auditor {
        return Some(("/owner".to_owned(), "the corrective action".to_owned(), None));
    }
    let is_own = |item: &ActionItem| item.owner.as_ref() == Some(auditor);
    let position = action.actions.iter().position(is_own)?;
    let number = action.actions[position].n;
    Some((format!("/actions/{position}/owner"), format!("item {number}"), Some(number)))
}
