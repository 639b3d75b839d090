use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Audit, AuditStatus, TeamMember};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "plan-changed-after-approval",
    family: Family::Audit,
    summary: "The plan of an audit was filled in or changed after it was approved, and nothing says why",
    level: Level::Warning,
    clause: "9.2.2 a, 7.5.3",
    needs_day: false,
    docs: include_str!("plan_changed_after_approval.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().audit(), after.data().audit()) else { return };
    let approval = |audit: &Audit| audit.plan.as_ref().and_then(|plan| plan.approved.clone());
    // A new approval is of the plan as it is now; another number is none. What is reported is frozen as a whole.
    let is_open = old.r#type.is_planned_by_us() && !old.is_frozen() && old.status != AuditStatus::Cancelled;
    let Some(approved) = approval(old).filter(|approved| is_open && approval(new).as_ref() == Some(approved)) else {
        return;
    };
    let explained = versions.all_explanations();
    let is_explained = |field: &str| explained.iter().any(|change| change.field.split('/').next() == Some(field));
    let changed: Vec<&str> = changed(old, new).into_iter().filter(|field| !is_explained(field)).collect();
    let Some(first) = changed.first() else { return };
    report
        .raise(
            after,
            &format!("/{first}"),
            format!("the plan was approved on {}, and {} changed since", approved.date, listed(&changed, 6)),
        )
        .help("have the plan approved as it is now, or add an entry of `changes` with the reason and who agreed")
        .owner(new.lead().unwrap_or(&new.client))
        .members(changed);
}

/// What was approved and is not as it was. Scope, criteria and objectives of work that has begun are
/// `scope-changed-in-fieldwork`'s; that a line of a timetable moves is daily work, that it is only now written is not.
fn changed(old: &Audit, new: &Audit) -> Vec<&'static str> {
    let has_begun = matches!(old.status, AuditStatus::InProgress | AuditStatus::Drafted);
    let fields = [
        ("objectives", !has_begun && old.objectives != new.objectives),
        ("scope", !has_begun && old.scope != new.scope),
        ("criteria", !has_begun && old.criteria != new.criteria),
        ("methods", !has_begun && old.methods != new.methods),
        ("team", team(old) != team(new)),
        ("schedule", old.schedule.is_empty() && !new.schedule.is_empty()),
    ];
    fields.into_iter().filter(|(_, is)| *is).map(|(field, _)| field).collect()
}

/// Who audits what; a declaration of independence may come later.
fn team(audit: &Audit) -> Vec<TeamMember> {
    audit.team.iter().map(|member| TeamMember { independence: None, ..member.clone() }).collect()
}
