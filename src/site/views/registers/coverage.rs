//! The coverage matrix: requirements and years, with what was planned, reported and moved.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Viewer;
use crate::metrics::{self, Planned};
use crate::record::criteria::{Requirement, Spoken};
use crate::record::{AuditStatus, Coverage};
use crate::site::data::{Value, json};

/// What an audit is to a requirement in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Reported,
    Planned,
    Late,
    Moved,
}

impl Mark {
    fn sign(self) -> &'static str {
        match self {
            Mark::Reported => "●",
            Mark::Planned => "○",
            Mark::Late => "!",
            Mark::Moved => "▷",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Mark::Reported => "reported",
            Mark::Planned => "planned",
            Mark::Late => "late",
            Mark::Moved => "moved",
        }
    }
}

/// The requirements that no reported audit covered in time.
pub(in crate::site::views) struct Uncovered {
    /// Those that are planned, and whose audit was not held by its day.
    late: HashSet<Requirement>,
    /// Those that are not planned either.
    pub gaps: HashSet<Requirement>,
}

/// The marks of each requirement and year, with the own rules through which alone an audit speaks to it.
type Marks = HashMap<(Requirement, i16), BTreeMap<(String, Mark), Vec<Requirement>>>;

impl Viewer<'_, '_> {
    /// The clauses and the applicable controls against the years of the window.
    pub(super) fn coverage_register(&self) -> Value {
        let language = &self.site.options.language;
        let marks = self.coverage_marks();
        let [of_clauses, of_controls] = [false, true].map(|is_control| self.uncovered(is_control));
        let late = of_clauses.late.len() + of_controls.late.len();
        let gaps = of_clauses.gaps.len() + of_controls.gaps.len();
        let groups = [
            self.matrix(false, "clauses", &marks, &of_clauses.gaps),
            self.matrix(true, "controls", &marks, &of_controls.gaps),
        ];
        let of = |is_control: bool| metrics::coverage(self.site.rows.iter().filter(|row| row.is_control == is_control));
        let (clauses, controls) = (of(false), of(true));
        let has_begun = metrics::has_begun(self.site.snapshot);
        let has_late = marks.values().flatten().any(|((_, mark), _)| *mark == Mark::Late);
        json!({
            "has_begun": has_begun,
            "has_late": has_late,
            "lede": language.text(if has_begun { "coverage-lede" } else { "coverage-lede-not-begun" }, &[
                ("clauses", clauses.covered.into()),
                ("all-clauses", clauses.all.into()),
                ("controls", controls.covered.into()),
                ("all-controls", controls.all.into()),
                ("late", late.into()),
                ("gaps", gaps.into()),
                ("is-stated", usize::from(self.site.snapshot.soa().is_some()).into()),
            ]),
            "years": self.site.window.years().collect::<Vec<i16>>(),
            "period": json!({"from": self.site.window.period.from.to_string(), "to": self.site.window.period.to.to_string()}),
            "groups": groups,
            "audits": self.matrix_audits(),
        })
    }

    /// How often the clauses or the controls are to be covered.
    fn rhythm(&self, is_control: bool) -> Coverage {
        let thresholds = self.site.snapshot.thresholds();
        if is_control { thresholds.controls } else { thresholds.clauses }
    }

    /// The clauses or controls that are not covered in time.
    pub(in crate::site::views) fn uncovered(&self, is_control: bool) -> Uncovered {
        let (snapshot, day) = (self.site.snapshot, self.site.day());
        let rows = self.site.rows.iter().filter(|row| row.is_control == is_control);
        let window = snapshot.coverage_window(self.rhythm(is_control), day);
        let span = window.map_or(self.site.window.period, |window| window.period);
        let planned = self.planned();
        // While no programme runs, no span ends by which an audit would come too late.
        let in_time = |one: &Planned| window.is_none() || span.contains(one.by);
        let awaiting = |wanted: Mark| -> HashSet<Requirement> {
            let of_it = planned.iter().filter(|(one, mark)| *mark == wanted && in_time(one));
            of_it.map(|(one, _)| one.requirement).collect()
        };
        let (ahead, late) = (awaiting(Mark::Planned), awaiting(Mark::Late));
        let open: Vec<Requirement> =
            rows.map(|row| row.requirement).filter(|one| !snapshot.is_covered_in(span, *one)).collect();
        let late: HashSet<Requirement> =
            open.iter().copied().filter(|one| late.contains(one) && !ahead.contains(one)).collect();
        let gaps: Vec<Requirement> = match window {
            Some(window) => snapshot.gaps(&window, day, &open),
            // What nobody has begun with is no gap yet.
            None if !metrics::has_begun(snapshot) => Vec::new(),
            None => open.into_iter().filter(|one| !ahead.contains(one)).collect(),
        };
        Uncovered { gaps: gaps.into_iter().filter(|one| !late.contains(one)).collect(), late }
    }

    fn matrix(&self, is_control: bool, name: &str, marks: &Marks, gaps: &HashSet<Requirement>) -> Value {
        let (snapshot, day) = (self.site.snapshot, self.site.day());
        let how = self.rhythm(is_control);
        let rows = self.site.rows.iter().filter(|row| row.is_control == is_control);
        let window = snapshot.coverage_window(how, day);
        // A gap stands in the year in which the span ends that it is a gap of.
        let last = window.map_or(self.site.window.period.to, |window| window.period.to).year();
        let rows = rows.map(|row| {
            let cells = self.site.window.years().map(|year| {
                let found = marks.get(&(row.requirement, year));
                let found: Vec<Value> = found
                    .into_iter()
                    .flatten()
                    .map(|((audit, mark), through)| {
                        json!({"sign": mark.sign(), "word": mark.word(), "link": self.link(audit), "through": self.rules(through)})
                    })
                    .collect();
                let is_gap = year == last && gaps.contains(&row.requirement)
                    || how == Coverage::Yearly
                        && metrics::has_begun(snapshot)
                        && year < day.year()
                        && found.iter().all(|mark| mark["word"] != "reported");
                json!({"year": year, "marks": found, "is_gap": is_gap})
            });
            json!({
                "criterion": self.criterion(&snapshot.catalogues().name(row.requirement)),
                "cells": cells.collect::<Vec<Value>>(),
            })
        });
        json!({
            "name": name,
            "how": match how { Coverage::Yearly => "yearly", Coverage::PerCycle => "per-cycle" },
            "rows": rows.collect::<Vec<Value>>(),
            "gaps": gaps.len(),
        })
    }

    /// What each audit is to each requirement it is about.
    fn coverage_marks(&self) -> Marks {
        let snapshot = self.site.snapshot;
        let mut marks = Marks::new();
        let mut put = |spoken: &[Spoken], year: i16, audit: &str, mark: Mark| {
            for Spoken { requirement, through } in spoken {
                marks.entry((*requirement, year)).or_default().insert((audit.to_owned(), mark), through.clone());
            }
        };
        for row in &self.site.rows {
            for covered in snapshot.coverage(row.requirement) {
                if let Some(audit) = snapshot.covering_audit(covered).filter(|audit| self.is_shown(audit.id())) {
                    let spoken = Spoken { requirement: row.requirement, through: covered.through.clone() };
                    put(&[spoken], snapshot.covered_on(covered).year(), audit.id(), Mark::Reported);
                }
            }
        }
        for programme in snapshot.programmes().filter(|programme| programme.status.is_approved()) {
            for line in &programme.data().schedule {
                let audit = snapshot.audit(&line.audit.as_str().into());
                if audit.is_some_and(|audit| !audit.counts_for_coverage()) {
                    continue;
                }
                let planned_in = line.window.to.year();
                let held_in = audit.and_then(|audit| audit.dates).map_or(planned_in, |dates| dates.end.year());
                if audit.is_some_and(|audit| is_dropped(audit.status)) || held_in != planned_in {
                    let requirements = snapshot.catalogues().spoken(metrics::wanted(audit, &line.criteria));
                    put(&requirements, planned_in, line.audit.as_str(), Mark::Moved);
                }
            }
        }
        for (planned, mark) in self.planned() {
            let spoken = Spoken { requirement: planned.requirement, through: planned.through };
            put(&[spoken], planned.by.year(), &planned.audit, mark);
        }
        marks
    }

    /// What audits that are not reported yet are to cover, and whether they are late, as far as the audience may know.
    fn planned(&self) -> Vec<(Planned, Mark)> {
        let snapshot = self.site.snapshot;
        let told = metrics::planned(snapshot, self.site.day()).into_iter().filter(|planned| {
            let audit = snapshot.audit(&planned.audit.as_str().into());
            let is_scheduled = snapshot.window_of(&planned.audit).is_some();
            let is_told = is_scheduled || audit.is_some_and(|audit| self.ahead(&audit).is_some());
            is_told && !audit.is_some_and(|audit| is_dropped(audit.status))
        });
        let marked = told.map(|planned| {
            let is_late = planned.is_late && self.may_tell_late(std::slice::from_ref(&planned.audit));
            (planned, if is_late { Mark::Late } else { Mark::Planned })
        });
        marked.collect()
    }

    /// The audits that the matrix speaks of, with plan and fact.
    fn matrix_audits(&self) -> Value {
        let window = self.site.window.period;
        let audits = self.shown_audits().into_iter().filter_map(|audit| {
            let planned = self.window_of(audit.id());
            let held = self.dates_of(&audit).map(|dates| (dates.start, dates.end));
            let last = held.map(|held| held.1).or(planned.map(|planned| planned.to))?;
            let is_part = window.contains(last) && audit.counts_for_coverage();
            is_part.then(|| {
                json!({
                    "link": self.link(audit.id()),
                    "planned": planned.map(|planned| json!({"from": planned.from.to_string(), "to": planned.to.to_string()})),
                    "held": held.map(|held| json!({"from": held.0.to_string(), "to": held.1.to_string()})),
                    "issued": self.issued_on(&audit).map(|day| day.to_string()),
                    "deviation": planned.zip(held).map(|(planned, held)| held.1.days_since(planned.to).max(0)),
                })
            })
        });
        audits.collect()
    }
}

/// Whether nobody holds an audit at the time that a programme gives it.
fn is_dropped(status: AuditStatus) -> bool {
    matches!(status, AuditStatus::Postponed | AuditStatus::Cancelled)
}
