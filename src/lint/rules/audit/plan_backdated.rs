use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, PLAN_APPROVED, Report, Rule, Versions, new_days};
use crate::record::Audit;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "plan-backdated",
    family: Family::Audit,
    summary: "The plan of an audit came into the repository after its work had begun",
    level: Level::Error,
    clause: "9.2.2, 7.5.3",
    needs_day: false,
    docs: include_str!("plan_backdated.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some(after) = versions.after else { return };
    let Some(new) = after.data().audit().filter(|new| !versions.is_imported(commit) && new.r#type.is_planned_by_us())
    else {
        return;
    };
    let is_approved = |audit: &Audit| audit.plan.as_ref().is_some_and(|plan| plan.approved.is_some());
    let was_approved = versions.before.and_then(|before| before.data().audit()).is_some_and(is_approved);
    let Some(start) = new.dates.map(|dates| dates.start) else { return };
    if was_approved || !is_approved(new) {
        return;
    }
    let approval = new_days(versions.before, after).into_iter().find(|recorded| recorded.path == PLAN_APPROVED);
    let written = approval.map_or(versions.context.day, |day| commit.written_on(after, &day, versions.context.day));
    if written <= start {
        return;
    }
    let late = counted(written.days_since(start), "day");
    let approved = new.plan.as_ref().and_then(|plan| plan.approved.as_ref());
    let claims =
        approved.filter(|approval| approval.date <= start).map(|approval| format!("; it says {}", approval.date));
    let diagnostic = report.raise(
        after,
        "/plan",
        format!("the approval of the plan came {late} after the work began on {start}{}", claims.unwrap_or_default()),
    );
    diagnostic.help("nothing undoes it: commit plan and approval before the first day, and say in the report that this one came late");
    if let Some(lead) = new.lead() {
        diagnostic.owner(lead);
    }
}
