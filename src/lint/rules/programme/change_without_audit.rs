use std::collections::BTreeSet;

use crate::diagnostic::{Level, Place};
use crate::lint::{ChangedSince, Check, Context, Family, History, Report, Rule};
use crate::record::criteria::Requirement;
use crate::record::*;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "change-without-audit",
    family: Family::Programme,
    summary: "The ISMS changed since the last audit, and no audit to come looks at what is new",
    level: Level::Info,
    clause: "6.3, 8.1, 9.2.2",
    needs_day: true,
    docs: include_str!("change_without_audit.md"),
    check: Check::History(check),
};

/// So many controls may change until it is a change of the ISMS.
const CONTROLS: usize = 5;

fn check(history: &History<'_>, report: &mut Report<'_>) {
    let (context, Some(changed)) = (&history.context, &history.facts.changed) else { return };
    let Some(isms) = context.snapshot.isms() else { return };
    let ahead = Ahead::of(context);
    let is_noted = |id: &str| is_noted(context, changed, id);
    let processes = changed.processes.iter().map(String::as_str);
    let is_looked_at = |id: &str| ahead.looks_at_all || ahead.processes.contains(id) || is_noted(id);
    let processes: Vec<&str> = processes.filter(|id| !is_looked_at(id)).collect();
    if let Some((first, rest)) = processes.split_first() {
        let what = match rest {
            [] => format!("process {first} is new"),
            _ => format!("processes {} are new", listed(&processes, 6)),
        };
        say(report, isms.at("/processes"), changed, &what);
    }
    let controls: Vec<&str> = changed.controls.iter().map(String::as_str).collect();
    let controls: Vec<&str> = controls.into_iter().filter(|id| !ahead.covers(context, id) && !is_noted(id)).collect();
    if controls.len() >= CONTROLS {
        let place = context.snapshot.soa().map_or_else(|| isms.at("/scope"), |soa| soa.at("/controls"));
        let what = format!("controls {} apply or are implemented otherwise", listed(&controls, 6));
        say(report, place, changed, &what);
    }
}

fn say(report: &mut Report<'_>, place: Place, changed: &ChangedSince, what: &str) {
    let message = format!("the {what} since the report of {}, and no audit to come looks at that", changed.audit);
    report.raise_at(place, message).help(
        "schedule an audit of it, or say in `changes` of the programme why none is needed: an entry that names it by its id",
    );
}

/// What audits look at that are still to be held or reported.
#[derive(Default)]
struct Ahead<'a> {
    processes: BTreeSet<&'a str>,
    /// One names no process, and so looks at all of them.
    looks_at_all: bool,
    criteria: BTreeSet<Requirement>,
}

impl<'a> Ahead<'a> {
    fn of(context: &Context<'a>) -> Ahead<'a> {
        let mut ahead = Ahead::default();
        let mut criteria: Vec<&Criterion> = Vec::new();
        let audits =
            context.snapshot.audits().filter(|audit| audit.issued_on().is_none() && audit.counts_for_coverage());
        for audit in audits.filter(|audit| audit.status != AuditStatus::Cancelled) {
            let Some(scope) = &audit.data().scope else { continue };
            ahead.add(&scope.processes);
            criteria.extend(&audit.data().criteria);
        }
        for programme in context.snapshot.programmes().filter(|programme| programme.status.is_approved()) {
            let is_held = |line: &&ScheduledAudit| {
                context.snapshot.audit(&line.audit.as_str().into()).is_some_and(|audit| audit.issued_on().is_some())
            };
            let lines = programme.data().schedule.iter().filter(|line| line.window.to >= context.day);
            for line in lines.filter(|line| !is_held(line)) {
                ahead.add(&line.processes);
                criteria.extend(&line.criteria);
            }
        }
        ahead.criteria = context.snapshot.catalogues().answered(criteria).into_iter().collect();
        ahead
    }

    fn add(&mut self, processes: &'a [ProcessRef]) {
        self.processes.extend(processes.iter().map(|process| process.as_str()));
        self.looks_at_all |= processes.is_empty();
    }

    /// Whether they look at a control; one that no catalogue has is nothing to look at.
    fn covers(&self, context: &Context<'_>, control: &str) -> bool {
        let control = context.snapshot.catalogues().resolve_all([&Criterion::from(control)]);
        control.iter().all(|requirement| self.criteria.contains(requirement))
    }
}

/// Whether a programme says something of it since the audit.
fn is_noted(context: &Context<'_>, changed: &ChangedSince, id: &str) -> bool {
    let changes = context.snapshot.programmes().flat_map(|programme| &programme.data().changes);
    let names = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.'))
            .any(|word| word.trim_end_matches('.') == id)
    };
    let since = changes.filter(|change| change.date >= changed.day);
    since.into_iter().any(|change| names(&change.reason) || names(&change.to))
}
