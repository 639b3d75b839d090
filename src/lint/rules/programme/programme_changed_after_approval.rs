use crate::diagnostic::Level;
use crate::lint::authority::agreement_to_reprogramme;
use crate::lint::explained::{Explained, hold_the_same};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Approval, Id, PersonRef, Programme};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "programme-changed-after-approval",
    family: Family::Programme,
    summary: "An approved programme was changed, and nothing says why",
    level: Level::Warning,
    clause: "7.5.3, 9.2.2",
    needs_day: false,
    docs: include_str!("programme_changed_after_approval.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().programme(), after.data().programme()) else { return };
    if !old.status.is_approved() {
        return;
    }
    if old.approved.is_some() && new.approved.is_none() && new.status.is_approved() {
        report
            .raise(
                after,
                "/status",
                format!("the programme stays {}, and who approved it is not there any more", new.status),
            )
            .help("bring `approved` back; what is to be approved anew goes back to `draft`, with an entry of `changes`")
            .owner(&new.manager)
            .members(["approved"]);
        return;
    }
    // A new approval is of the programme as it is now.
    if old.approved.as_ref().map(Approval::said) != new.approved.as_ref().map(Approval::said) {
        return;
    }
    let agreement = agreement_to_reprogramme(versions.past, old);
    let explained = Explained::agreed(versions, &agreement);
    let is_untold = |field: &String| match field.split_once('/') {
        Some((list, _)) => explained.miss((before, after), list, &|name| !is_approved_in(field, name)),
        None => explained.miss((before, after), field, &|_| false),
    };
    // A line that is gone and of which nothing is said is `audit-removed`'s.
    let is_removed = |line: &Id| {
        let is_there = new.schedule.iter().any(|other| other.audit == *line);
        !is_there && versions.explanations(&format!("schedule/{line}")).is_empty()
    };
    let changed = changed(old, new, &is_removed).into_iter().chain(handed_on(versions, old, new));
    let changed: Vec<String> = changed.filter(is_untold).collect();
    let Some(first) = changed.first() else { return };
    let top = first.split('/').next().unwrap_or_default();
    report
        .raise(
            after,
            &format!("/{top}"),
            format!("the programme was approved, and {} changed since", listed(&changed, 6)),
        )
        .help(format!(
            "have top management approve the programme anew, or add an entry of `changes` for {} with `approved_by` ({} may agree)",
            listed(&changed, 6),
            agreement.in_words(versions.past, versions.context.day)
        ))
        .owner(&new.manager)
        .members(changed);
}

/// Whether something is a part of what was approved of a line: the line itself, or what it audits.
fn is_approved_in(line: &str, name: &str) -> bool {
    let part = name.strip_prefix(line).map(|part| part.split('/').nth(1));
    part.is_some_and(|part| part.is_none_or(|part| ["criteria", "processes", "sites"].contains(&part)))
}

/// Who decides about the programme and is somebody else than was approved, without having a role in the ISMS that says so as well: by this
/// alone they may agree to what becomes of its audits. A person whose record got another id is the same one.
fn handed_on(versions: &Versions<'_>, old: &Programme, new: &Programme) -> impl Iterator<Item = String> {
    let now = versions.context.snapshot;
    let is_other = |was: &PersonRef, is: Option<&PersonRef>| is != Some(was) && now.person(was).is_some();
    let roles = now.roles();
    let manages = roles.is_some_and(|roles| roles.programme_manager == new.manager);
    let stands = |sponsor: &PersonRef| roles.is_some_and(|roles| roles.top_management.contains(sponsor));
    let sponsor = new.sponsor.as_ref();
    let is_handed_on =
        old.sponsor.as_ref().is_some_and(|was| is_other(was, sponsor)) && sponsor.is_some_and(|is| !stands(is));
    let fields = [("manager", is_other(&old.manager, Some(&new.manager)) && !manages), ("sponsor", is_handed_on)];
    fields.into_iter().filter(|(_, is)| *is).map(|(field, _)| field.to_owned())
}

/// What top management approved and is not as it was. Windows that move are `audit-postponed-without-reason`'s.
fn changed(old: &Programme, new: &Programme, is_removed: &dyn Fn(&Id) -> bool) -> Vec<String> {
    let whole = [
        ("cycle", old.cycle != new.cycle),
        ("objectives", !hold_the_same(&old.objectives, &new.objectives)),
        ("criteria", !hold_the_same(&old.criteria, &new.criteria)),
        ("methods", old.methods.iter().any(|method| !new.methods.contains(method))),
        ("resources", old.resources != new.resources),
    ];
    let mut changed: Vec<String> = whole.into_iter().filter(|(_, is)| *is).map(|(field, _)| field.to_owned()).collect();
    for line in old.schedule.iter().filter(|line| !is_removed(&line.audit)) {
        let now = new.schedule.iter().find(|other| other.audit == line.audit);
        let is_same = |now: &crate::record::ScheduledAudit| {
            hold_the_same(&now.criteria, &line.criteria)
                && hold_the_same(&now.processes, &line.processes)
                && hold_the_same(&now.sites, &line.sites)
        };
        if !now.is_some_and(is_same) {
            changed.push(format!("schedule/{}", line.audit));
        }
    }
    changed
}
