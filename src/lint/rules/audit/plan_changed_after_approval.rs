use crate::diagnostic::Level;
use crate::lint::authority::agreement_to_replan;
use crate::lint::explained::{Explained, hold_the_same};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Approval, Audit, AuditScope, AuditStatus, Independence, PersonRef, Remote, TeamMember};
use crate::text::{goes_on, has_same_letters, listed};

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
    let is_same = |approved: &Approval| approval(new).is_some_and(|now| now.said() == approved.said());
    let Some(approved) = approval(old).filter(|_| is_open) else { return };
    let needs_approval = |audit: &Audit| audit.status.has_reached(AuditStatus::Confirmed);
    if approval(new).is_none() && needs_approval(old) && needs_approval(new) {
        report
            .raise(
                after,
                "/status",
                format!("the audit stays {}, and who approved its plan is not there any more", new.status),
            )
            .help("bring `plan.approved` back; a plan that is to be approved anew has the new approval in its place")
            .owner(new.lead().unwrap_or(&new.client))
            .members(["plan/approved"]);
    }
    if !is_same(&approved) {
        return;
    }
    let agreement = agreement_to_replan(versions.past, old);
    let explained = Explained::agreed(versions, &agreement);
    // A declaration of independence may come later.
    let is_free = |name: &str| name.starts_with("team/") && name.contains("/independence");
    let is_untold = |field: &&str| explained.miss((before, after), field, &is_free);
    // A person whose record got another id is the same one.
    let is_same = |old: &PersonRef, new: &PersonRef| {
        let is_renamed = || versions.context.snapshot.person(old).is_none() && versions.past.person(new).is_none();
        old == new || is_renamed()
    };
    let mut untold: Vec<&str> = changed(old, new, &is_same).into_iter().filter(is_untold).collect();
    untold.extend(Some("dates").filter(|dates| is_shorter(old, new) && !explained.speak_of(dates)));
    let declared = redeclared(old, new);
    untold.extend(declared.iter().map(String::as_str).filter(|field| !explained.speak_of(field)));
    let Some(first) = untold.first() else { return };
    report
        .raise(
            after,
            &format!("/{first}"),
            format!("the plan was approved on {}, and {} changed since", approved.date, listed(&untold, 6)),
        )
        .help(format!(
            "have the plan approved as it is now, or add an entry of `changes` with the reason and who agreed ({} may)",
            agreement.in_words(versions.past, versions.context.day)
        ))
        .owner(new.lead().unwrap_or(&new.client))
        .members(untold);
}

/// What was approved and is not as it was. Scope, criteria and objectives of work that has begun are
/// `scope-changed-in-fieldwork`'s; that a line of a timetable moves is daily work, that it is only now written or is gone is not.
fn changed(old: &Audit, new: &Audit, is_same: &dyn Fn(&PersonRef, &PersonRef) -> bool) -> Vec<&'static str> {
    let has_begun = has_begun(old);
    let days = |audit: &Audit| audit.effort.map(|effort| effort.planned_days);
    let remote = |audit: &Audit| audit.remote.unwrap_or(Remote::None);
    let fields = [
        ("type", old.r#type != new.r#type),
        ("client", !is_same(&old.client, &new.client)),
        ("objectives", !has_begun && !say_the_same(&old.objectives, &new.objectives)),
        ("scope", !has_begun && !is_same_scope(old.scope.as_ref(), new.scope.as_ref())),
        ("criteria", !has_begun && !hold_the_same(&old.criteria, &new.criteria)),
        ("methods", !has_begun && !hold_the_same(&old.methods, &new.methods)),
        ("remote", remote(old) != remote(new)),
        ("team", !is_same_team((&old.team, &new.team), is_same)),
        ("effort/planned_days", days(old).is_some() && days(old) != days(new)),
        ("schedule", old.schedule.is_empty() != new.schedule.is_empty()),
    ];
    fields.into_iter().filter(|(_, is)| *is).map(|(field, _)| field).collect()
}

/// What somebody of the team had declared, and has declared otherwise on the same day or an earlier one. Whoever declares it anew has a new day for that.
fn redeclared(old: &Audit, new: &Audit) -> Vec<String> {
    let is_other = |was: &Independence, is: &Independence| {
        let says = has_same_letters(&was.statement, &is.statement) || goes_on(&was.statement, &is.statement);
        is.declared_on < was.declared_on || is.declared_on == was.declared_on && !says
    };
    let changed = old.team.iter().filter(|was| {
        let is = new.team.iter().find(|is| is.person == was.person).and_then(|is| is.independence.as_ref());
        was.independence.as_ref().zip(is).is_some_and(|(was, is)| is_other(was, is))
    });
    changed.map(|member| format!("team/{}/independence", member.person)).collect()
}

fn has_begun(audit: &Audit) -> bool {
    matches!(audit.status, AuditStatus::InProgress | AuditStatus::Drafted)
}

/// Whether there are fewer days for the work than were approved. That it begins later is `audit-postponed-without-reason`'s, and
/// where it has begun, it may be done sooner.
fn is_shorter(old: &Audit, new: &Audit) -> bool {
    let Some(old_dates) = old.dates.filter(|_| !has_begun(old)) else { return false };
    let length = |dates: crate::record::AuditDates| dates.end.days_since(dates.start);
    new.dates.is_none_or(|new_dates| {
        let begins_later = new_dates.start > old_dates.start && new_dates.end >= old_dates.end;
        length(new_dates) < length(old_dates) && !begins_later
    })
}

fn is_same_scope(old: Option<&AuditScope>, new: Option<&AuditScope>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return old == new };
    has_same_letters(&old.statement, &new.statement)
        && old.period == new.period
        && hold_the_same(&old.processes, &new.processes)
        && hold_the_same(&old.sites, &new.sites)
        && hold_the_same(&old.units, &new.units)
        && say_the_same(&old.exclusions, &new.exclusions)
}

/// Whether two lists have the same sentences, in whatever order.
fn say_the_same(one: &[String], other: &[String]) -> bool {
    let has = |all: &[String], text: &String| all.iter().any(|own| has_same_letters(own, text));
    one.len() == other.len() && one.iter().all(|text| has(other, text)) && other.iter().all(|text| has(one, text))
}

/// Whether the same people audit the same; a declaration of independence may come later.
fn is_same_team((old, new): (&[TeamMember], &[TeamMember]), is_same: &dyn Fn(&PersonRef, &PersonRef) -> bool) -> bool {
    let is_it = |old: &TeamMember, new: &TeamMember| {
        is_same(&old.person, &new.person) && old.role == new.role && hold_the_same(&old.criteria, &new.criteria)
    };
    old.len() == new.len()
        && old.iter().all(|old| new.iter().any(|new| is_it(old, new)))
        && new.iter().all(|new| old.iter().any(|old| is_it(old, new)))
}
