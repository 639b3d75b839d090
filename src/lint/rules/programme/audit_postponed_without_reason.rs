use crate::diagnostic::Level;
use crate::lint::explained::names_others;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Approval, AuditStatus, Data, Programme};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "audit-postponed-without-reason",
    family: Family::Programme,
    summary: "An audit was put off, and nothing says why",
    level: Level::Warning,
    clause: "9.2.2",
    needs_day: false,
    docs: include_str!("audit_postponed_without_reason.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    match (before.data(), after.data()) {
        (Data::Programme(old), Data::Programme(new))
            if old.status.is_approved()
                && old.approved.as_ref().map(Approval::said) == new.approved.as_ref().map(Approval::said) =>
        {
            windows(versions, (old, new), after, report);
        }
        (Data::Audit(old), Data::Audit(new)) if old.plan.as_ref().is_some_and(|plan| plan.approved.is_some()) => {
            let days = old.dates.zip(new.dates);
            let Some((from, to)) = days.map(|(old, new)| (old.start, new.start)).filter(|(from, to)| to > from) else {
                return;
            };
            let mut postponed = versions.explanations("status").into_iter();
            let says = versions.explanations("dates").into_iter().any(|entry| !names_others(versions, entry))
                || !versions.explanations("dates/start").is_empty()
                || postponed.any(|entry| entry.to.trim() == AuditStatus::Postponed.as_str());
            // Work that has begun is not put off; and who says why the audit is postponed has said it.
            let is_said = says || new.status_reason.is_some() && new.status_reason != old.status_reason;
            if !is_said && !old.status.has_reached(AuditStatus::InProgress) {
                report
                    .raise(after, "/dates", format!("the audit begins on {to} instead of {from}, and nothing says why"))
                    .help("add an entry of `changes` for `dates` with the reason, or say it under `status_reason`");
            }
        }
        _ => {}
    }
}

fn windows(versions: &Versions<'_>, (old, new): (&Programme, &Programme), after: &Record, report: &mut Report<'_>) {
    for (position, line) in new.schedule.iter().enumerate() {
        let Some(past) = old.schedule.iter().find(|past| past.audit == line.audit) else { continue };
        let field = format!("schedule/{}/window", line.audit);
        let is_of = |name: &str| {
            name == field || name.starts_with(&format!("{field}/")) || name == format!("schedule/{}", line.audit)
        };
        let mut told = versions.all_explanations().into_iter().filter(|change| is_of(&change.field));
        let is_said = told.any(|change| !names_others(versions, change));
        if line.window.to <= past.window.to || is_said {
            continue;
        }
        let earlier = old.changes.iter().filter(|change| is_of(&change.field)).count();
        let level = if earlier > 0 { Level::Error } else { Level::Warning };
        let times = if earlier > 0 { ", not for the first time" } else { "" };
        report
            .at_level(level)
            .raise(
                after,
                &format!("/schedule/{position}/window"),
                format!(
                    "{} is to be held until {} instead of {}{times}, and nothing says why",
                    line.audit, line.window.to, past.window.to
                ),
            )
            .help(format!(
                "add to `changes`: {{date: …, by: …, field: {field}, from: {}, to: {}, reason: …}}",
                past.window.to, line.window.to
            ))
            .owner(&new.manager);
    }
}
