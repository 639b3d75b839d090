//! Findings by grade: per audit, per cycle, per chapter and process, and who found them.

use std::collections::{BTreeMap, BTreeSet};

use super::Population;
use super::population::day_of;
use crate::record::{Audit, AuditRef, Criterion, Date, Finding, Grade, SourceType};
use crate::snapshot::View;

/// The findings of something by grade, and how much was tested for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded<'a> {
    /// Id of the audit or programme.
    pub id: &'a str,
    /// The findings of each grade, gravest first.
    pub findings: Vec<(Grade, Vec<&'a str>)>,
    /// Checklist items that were tested.
    pub tested: usize,
}

impl Graded<'_> {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.findings.iter().map(|(_, ids)| ids.len()).sum()
    }

    /// Nonconformities, observations and opportunities per ten items tested, in tenths; `None` below ten items.
    pub fn tenths_per_ten_items(&self) -> Option<usize> {
        let found = self.findings.iter().filter(|(grade, _)| *grade != Grade::Strength).map(|(_, ids)| ids.len());
        (self.tested >= 10).then(|| (found.sum::<usize>() * 100 + self.tested / 2) / self.tested)
    }
}

fn graded<'a>(id: &'a str, findings: &[View<'a, Finding>], tested: usize) -> Graded<'a> {
    let of =
        |grade: Grade| findings.iter().filter(|finding| finding.grade == grade).map(|finding| finding.id()).collect();
    Graded { id, findings: Grade::ALL.iter().map(|&grade| (grade, of(grade))).collect(), tested }
}

/// The audits that are reported or have findings on record, by their day.
pub fn by_audit<'a>(population: &Population<'a>) -> Vec<Graded<'a>> {
    let mut audits: Vec<(Option<Date>, Graded<'a>)> = population
        .audits()
        .filter_map(|audit| {
            let findings: Vec<View<'a, Finding>> = of_audit(population, audit.id());
            let is_there = audit.status.is_issued() || !findings.is_empty();
            is_there.then(|| (day_of(audit.data()), graded(audit.id(), &findings, tested(population, audit.id()))))
        })
        .collect();
    audits.sort_by_key(|(day, graded)| (*day, graded.id));
    audits.into_iter().map(|(_, graded)| graded).collect()
}

/// The same by programme: that of the audit, or else the one whose cycle the audit falls into.
pub fn by_cycle<'a>(population: &Population<'a>) -> Vec<Graded<'a>> {
    let mut programmes: Vec<_> =
        population.snapshot.programmes().filter(|programme| population.counts(programme.id())).collect();
    programmes.sort_by_key(|programme| (programme.cycle.from, programme.id()));
    let belongs = |audit: &View<'a, Audit>, programme: &str| match &audit.data().programme {
        Some(named) => named.as_str().eq_ignore_ascii_case(programme),
        None => {
            let day = day_of(audit.data());
            let falls = programmes.iter().find(|one| day.is_some_and(|day| one.cycle.contains(day)));
            falls.is_some_and(|falls| falls.id() == programme)
        }
    };
    let cycles = programmes.iter().map(|programme| {
        let audits: Vec<&str> =
            population.audits().filter(|audit| belongs(audit, programme.id())).map(|audit| audit.id()).collect();
        let findings: Vec<View<'a, Finding>> = audits.iter().flat_map(|audit| of_audit(population, audit)).collect();
        graded(programme.id(), &findings, audits.iter().map(|audit| tested(population, audit)).sum())
    });
    cycles.filter(|graded| graded.count() > 0 || graded.tested > 0).collect()
}

fn of_audit<'a>(population: &Population<'a>, audit: &str) -> Vec<View<'a, Finding>> {
    population.findings_of(audit).collect()
}

fn tested(population: &Population<'_>, audit: &str) -> usize {
    let items = population.workpapers_of(audit).map(|workpaper| {
        workpaper.data().items.iter().filter(|item| item.result.is_some_and(|result| result.is_tested())).count()
    });
    items.sum()
}

/// How much a finding weighs in the map of places: a convention, written down where the map is shown.
pub fn weight(grade: Grade) -> usize {
    match grade {
        Grade::Major => 5,
        Grade::Minor => 2,
        Grade::Observation => 1,
        Grade::Opportunity | Grade::Strength => 0,
    }
}

/// Where findings lie: the processes, the chapters, and what lies where they meet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places<'a> {
    /// Ids of the processes; `None` stands for findings that name none.
    pub processes: Vec<Option<&'a str>>,
    /// Chapters of the standard (`9`, `A.5`) and other catalogues by their id.
    pub chapters: Vec<String>,
    /// The findings with weight, by process and chapter. One on several chapters lies in each of them.
    pub findings: BTreeMap<(Option<&'a str>, String), Vec<&'a str>>,
    /// Their weight.
    pub weights: BTreeMap<(Option<&'a str>, String), usize>,
}

/// Where the nonconformities and observations lie.
pub fn places<'a>(population: &Population<'a>) -> Places<'a> {
    let mut places = Places::default();
    for finding in population.findings().filter(|finding| weight(finding.grade) > 0) {
        let process = finding.data().process.as_ref().map(|process| process.as_str());
        let chapters: BTreeSet<String> = finding.data().criteria.iter().map(chapter).collect();
        for chapter in chapters {
            let place = (process, chapter);
            places.findings.entry(place.clone()).or_default().push(finding.id());
            *places.weights.entry(place).or_default() += weight(finding.grade);
        }
    }
    let processes: BTreeSet<Option<&str>> = places.findings.keys().map(|place| place.0).collect();
    let chapters: BTreeSet<&str> = places.findings.keys().map(|place| place.1.as_str()).collect();
    // Those that name no process come last.
    places.processes = processes.iter().copied().filter(Option::is_some).chain(processes.get(&None).copied()).collect();
    places.chapters = chapters.into_iter().map(str::to_owned).collect();
    places.chapters.sort_by(|a, b| {
        let is_last = |chapter: &str| (chapter.contains(':'), chapter.starts_with(|c: char| !c.is_ascii_digit()));
        is_last(a).cmp(&is_last(b)).then_with(|| crate::text::natural_cmp(a, b))
    });
    places
}

/// `9` of 9.2.2, `A.5` of A.5.1, `own:` of another catalogue's number.
pub fn chapter(criterion: &Criterion) -> String {
    let text = criterion.as_str();
    if let Some((catalogue, _)) = text.split_once(':') {
        return format!("{catalogue}:");
    }
    let mut steps = text.split('.');
    let first = steps.next().unwrap_or_default();
    match (first.bytes().all(|b| b.is_ascii_digit()), steps.next()) {
        (false, Some(second)) => format!("{first}.{second}"),
        _ => first.to_owned(),
    }
}

/// Who came upon something that was not right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finder {
    /// An audit of our own.
    Internal,
    /// The certification body.
    External,
    /// An incident.
    Incident,
    /// Monitoring, a complaint, a review, somebody who noticed.
    Others,
}

impl Finder {
    /// All, in the order of pictures and tables.
    pub const ALL: [Finder; 4] = [Self::Internal, Self::External, Self::Incident, Self::Others];
}

/// Who found what first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found<'a> {
    /// Nonconformities of audits, and corrective actions that came of something else, by year and finder.
    pub by_year: BTreeMap<i16, BTreeMap<Finder, Vec<&'a str>>>,
    /// Nonconformities that the certification body raised on requirements of which no finding of ours spoke in the
    /// twelve months before.
    pub missed_by_us: Vec<&'a str>,
}

/// Who found what first.
pub fn found<'a>(population: &Population<'a>) -> Found<'a> {
    let mut found = Found::default();
    let mut add = |day: Date, finder: Finder, id: &'a str| {
        found.by_year.entry(day.year()).or_default().entry(finder).or_default().push(id);
    };
    let is_external =
        |audit: &AuditRef| population.snapshot.audit(audit).is_some_and(|audit| audit.r#type.is_third_party());
    let ours: Vec<View<'a, Finding>> = population
        .findings()
        .filter(|finding| !is_external(&finding.audit) && finding.grade != Grade::Strength)
        .collect();
    let catalogues = population.snapshot.catalogues();
    let mut missed = Vec::new();
    for finding in population.findings().filter(|finding| finding.grade.is_nonconformity()) {
        let external = is_external(&finding.audit);
        add(finding.detected_on, if external { Finder::External } else { Finder::Internal }, finding.id());
        let wanted = catalogues.resolve_all(&finding.data().criteria);
        let since = finding.detected_on.plus_months(-12);
        let knew = |own: &View<'a, Finding>| {
            since <= own.detected_on
                && own.detected_on < finding.detected_on
                && catalogues.resolve_all(&own.data().criteria).iter().any(|leaf| wanted.contains(leaf))
        };
        if external && !ours.iter().any(knew) {
            missed.push(finding.id());
        }
    }
    for action in population.actions() {
        let finder = match action.source.r#type {
            SourceType::Finding | SourceType::Opportunity => continue,
            SourceType::Incident => Finder::Incident,
            _ => Finder::Others,
        };
        if let Some(day) = super::causes::first_day(action.data(), |_| true).filter(|day| *day <= population.day) {
            add(day, finder, action.id());
        }
    }
    found.missed_by_us = missed;
    found
}
