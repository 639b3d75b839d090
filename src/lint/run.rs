//! Running the rules.

use std::sync::Arc;

use rayon::prelude::*;

use super::waivers::{self, Excuse, Standing, part_waived};
use super::{Check, Context, Report, Rule, Settings, issued, rules};
use crate::diagnostic::{Diagnostic, Level};
use crate::record::{Date, Kind, ROOT_FILE};
use crate::snapshot::{Judged, Record, Snapshot};

/// What a lint found.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What is reported, by path, place and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What a waiver keeps back.
    pub waived: Vec<Diagnostic>,
    /// Whether `tickmark.yaml` is wrong, so that the defaults were used in place of what it may have meant.
    pub invalid_settings: bool,
}

impl Outcome {
    /// The same with what else was found.
    pub fn with(mut self, found: Vec<Diagnostic>, settings: &Settings, day: Date) -> Outcome {
        let (waived, found): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|diagnostic| settings.is_waived(diagnostic, day));
        self.waived.extend(waived);
        self.diagnostics.extend(found);
        self.diagnostics.sort_by(Diagnostic::cmp_by_place);
        self
    }

    /// How many diagnostics have this level.
    pub fn count(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count()
    }
}

/// Holds the records of a snapshot against all rules, as of `day`.
pub fn lint(snapshot: &Snapshot, day: Date) -> Outcome {
    lint_with(snapshot, day, &Settings::of(snapshot))
}

/// The same under other settings than the snapshot's own.
pub fn lint_with(snapshot: &Snapshot, day: Date, settings: &Settings) -> Outcome {
    let context = Context::new(snapshot, day);
    let found: Vec<Vec<Diagnostic>> = rules::ALL.par_iter().map(|rule| run(rule, settings, &context)).collect();
    let mut found: Vec<Diagnostic> = found.into_iter().flatten().collect();
    let unused = unused_waivers(&context, &found);
    found.extend(rules::ALL.iter().flat_map(|rule| run_on_waivers(rule, settings, &unused)));
    let (waived, mut diagnostics) = part_waived(found, &context, settings);
    diagnostics.extend(settings.problems().iter().cloned());
    diagnostics.sort_by(Diagnostic::cmp_by_place);
    let invalid_settings = snapshot.isms().is_none()
        || !settings.problems().is_empty()
        || snapshot.problems().iter().any(|problem| &*problem.place.path == ROOT_FILE);
    Outcome { diagnostics, waived, invalid_settings }
}

/// Holds the judged records of a part of a state against the rules that a part can answer.
pub fn lint_part(snapshot: &Snapshot, judged: &Judged, day: Date, settings: &Settings) -> Outcome {
    let context = Context { judged: Some(judged), ..Context::new(snapshot, day) };
    let is_judged = |diagnostic: &Diagnostic| judged.paths.contains(&diagnostic.place.path);
    let asked = rules::ALL.iter().filter(|rule| rule.needs_a_part());
    // For a few records, waking other threads costs more than it gains.
    let found = asked.flat_map(|rule| run(rule, settings, &context)).filter(is_judged);
    let (waived, mut diagnostics) = part_waived(found, &context, settings);
    diagnostics.extend(settings.problems().iter().filter(|problem| is_judged(problem)).cloned());
    diagnostics.sort_by(Diagnostic::cmp_by_place);
    let invalid_settings = settings.problems().iter().any(is_judged);
    Outcome { diagnostics, waived, invalid_settings }
}

/// What one rule finds in a state, whatever waives it.
pub fn lint_by(rule: &'static Rule, snapshot: &Snapshot, day: Date, settings: &Settings) -> Vec<Diagnostic> {
    run(rule, settings, &Context::new(snapshot, day))
}

/// What a rule that looks at one state finds there.
pub(super) fn run(rule: &'static Rule, settings: &Settings, context: &Context<'_>) -> Vec<Diagnostic> {
    let level = settings.level(rule);
    let mut diagnostics = Vec::new();
    let mut report = Report::new(rule, settings, &mut diagnostics);
    match rule.check {
        Check::Reading => diagnostics.extend(read_problems(context.snapshot, level)),
        Check::Record(kind, check) | Check::Among(kind, check) => {
            for record in context.snapshot.records_of(kind) {
                check(context, record, &mut report);
            }
        }
        Check::Records(check) | Check::Snapshot(check) => check(context, &mut report),
        Check::UnusedWaivers(_)
        | Check::Change(_)
        | Check::Past(_)
        | Check::Commit(_)
        | Check::Step(_)
        | Check::History(_) => {}
    }
    diagnostics.retain(|diagnostic| diagnostic.level != Level::Allow);
    issued::advise(rule, context, &mut diagnostics);
    diagnostics
}

/// Holds some records of a snapshot against those of some rules that look at one record, and tells what is waived as well.
pub fn lint_records<'r>(
    context: Context<'_>,
    settings: &Settings,
    records: impl Iterator<Item = &'r Record> + Clone,
    rules: &[&'static Rule],
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for rule in rules.iter().copied() {
        let mut report = Report::new(rule, settings, &mut diagnostics);
        match rule.check {
            Check::Record(kind, check) => {
                let asked = records.clone().filter(|record| record.kind() == kind);
                asked.for_each(|record| check(&context, record, &mut report));
            }
            Check::Records(check) => of_part(check, &context, records.clone(), &mut report),
            _ => {}
        }
    }
    diagnostics.retain(|diagnostic| diagnostic.level != Level::Allow);
    diagnostics
}

/// Asks a rule about each of the records of some alone.
fn of_part<'r>(
    check: fn(&Context<'_>, &mut Report<'_>),
    context: &Context<'_>,
    records: impl Iterator<Item = &'r Record>,
    report: &mut Report<'_>,
) {
    let paths = records.map(|record| Arc::clone(&record.path)).collect();
    let judged = Judged { paths, total: context.snapshot.records().len(), changes: Vec::new() };
    check(&Context { judged: Some(&judged), ..*context }, report);
}

fn run_on_waivers(rule: &'static Rule, settings: &Settings, unused: &[Standing<'_>]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if let (Check::UnusedWaivers(check), Level::Info | Level::Warning | Level::Error) =
        (rule.check, settings.level(rule))
    {
        check(unused, &mut Report::new(rule, settings, &mut diagnostics));
    }
    diagnostics
}

/// The waivers that hold and cover nothing that was found. While a file cannot be read, what it would raise is not known.
fn unused_waivers<'a>(context: &Context<'a>, found: &[Diagnostic]) -> Vec<Standing<'a>> {
    if !context.snapshot.broken().is_empty() {
        return Vec::new();
    }
    // What one state does not show is asked elsewhere, and that there is no such rule is said where it is named.
    let is_asked = |name: &str| rules::find(name).is_some_and(Rule::needs_one_state);
    let is_unused = |standing: &Standing<'_>| {
        let excuse = Excuse::of(standing);
        excuse.holds(context.day)
            && is_asked(&standing.waiver.rule)
            && !found.iter().any(|diagnostic| excuse.covers(diagnostic))
    };
    waivers::standing(context.snapshot).filter(is_unused).collect()
}

/// What reading found wrong. `tickmark.yaml` keeps its level: settings cannot excuse themselves.
fn read_problems(snapshot: &Snapshot, level: Level) -> impl Iterator<Item = Diagnostic> {
    let isms = snapshot.broken_record(Kind::Isms.as_str()).map(|broken| broken.path.clone());
    snapshot.problems().iter().cloned().map(move |mut problem| {
        if isms.as_ref() != Some(&problem.place.path) {
            problem.level = level;
        }
        problem
    })
}
