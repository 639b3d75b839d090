//! The parts of a comparison of cycles as headings, groups and lines, for text and Markdown alike.

use super::words::{control, counts, part, position, span, title, totals};
use crate::cycles::*;
use crate::record::{AuditorLevel, DecisionStatus, FindingStatus};
use crate::snapshot::Snapshot;
use crate::text::counted;

/// A part of the comparison: its name, its counts, and what it counts.
pub struct Section {
    /// Its name.
    pub name: &'static str,
    /// What there is, in numbers.
    pub counts: String,
    /// The groups that have lines.
    pub groups: Vec<Group>,
}

/// Lines that belong together.
pub struct Group {
    /// What they have in common.
    pub name: &'static str,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One thing.
pub struct Line {
    /// Its id.
    pub id: String,
    /// The one word about it.
    pub mark: String,
    /// Its title and the rest.
    pub words: String,
}

fn line(id: &str, mark: impl Into<String>, words: impl Into<String>) -> Line {
    Line { id: id.to_owned(), mark: mark.into(), words: words.into() }
}

fn section(name: &'static str, counts: String, groups: Vec<(&'static str, Vec<Line>)>) -> Section {
    let groups = groups.into_iter().filter(|(_, lines)| !lines.is_empty());
    Section { name, counts, groups: groups.map(|(name, lines)| Group { name, lines }).collect() }
}

/// All parts but the figures.
pub fn sections(comparison: &Comparison, snapshot: &Snapshot) -> Vec<Section> {
    vec![
        coverage(&comparison.coverage),
        findings(&comparison.findings, snapshot),
        grades(&comparison.graded),
        slips(&comparison.slips),
        ineffective(&comparison.ineffective),
        soa(&comparison.soa),
        people(&comparison.people, snapshot),
        plan(comparison),
        decisions(&comparison.decisions),
    ]
}

fn coverage(coverage: &CoverageChanges) -> Section {
    let lines = |all: &[Audited]| {
        let line = |one: &Audited| line(&one.criterion.id, one.audits.join(", "), &*one.criterion.title);
        all.iter().map(line).collect()
    };
    let counts = counts(&[
        (coverage.gained.len(), "gained"),
        (coverage.lost.len(), "lost"),
        (coverage.kept, "audited in both"),
        (coverage.neither, "in neither"),
    ]);
    section(
        "Coverage",
        counts,
        vec![
            ("Gained: audited in the later cycle only", lines(&coverage.gained)),
            ("Lost: audited in the earlier cycle only", lines(&coverage.lost)),
        ],
    )
}

fn findings(findings: &FindingChanges, snapshot: &Snapshot) -> Section {
    let lines = |all: &[Found], more: &dyn Fn(&Found) -> String| -> Vec<Line> {
        all.iter()
            .map(|one| line(&one.finding.id, one.grade.as_str(), format!("{}; {}", one.finding.title, more(one))))
            .collect()
    };
    let new = |one: &Found| {
        let earlier = if one.is_of_cycle { "" } else { ", found by an audit of an earlier cycle" };
        format!("{}{earlier}", one.status)
    };
    let since = |one: &Found| format!("{}, found on {}", one.status, one.detected_on);
    let closed = |one: &Found| {
        let day = one.closed_on.filter(|_| one.status == FindingStatus::Closed).map(|day| format!(" on {day}"));
        let new = if one.is_old { "" } else { ", new in this cycle" };
        format!("{}{}{new}", one.status, day.unwrap_or_default())
    };
    let reopened = findings.reopened.iter().map(|step| {
        let reason = step.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        let words = format!("{}; {} → {}{reason}", title(snapshot, &step.finding), step.from, step.to);
        line(&step.finding, step.day.to_string(), words)
    });
    let counts = counts(&[
        (findings.new.len(), "new"),
        (findings.carried.len(), "carried over"),
        (findings.repeated.len(), "repeated"),
        (findings.reopened.len(), "reopened"),
        (findings.closed.len(), "closed"),
        (findings.gone.len(), "not on record any more"),
    ]);
    section(
        "Findings",
        counts,
        vec![
            ("New", lines(&findings.new, &new)),
            ("Carried over: open at the ends of both", lines(&findings.carried, &since)),
            (
                "Repeated: new, and the lapse was found before",
                lines(&findings.repeated, &|one| format!("repeats {}", one.repeat_of.join(", "))),
            ),
            ("Reopened", reopened.collect()),
            ("Closed", lines(&findings.closed, &closed)),
            ("Not on record any more", lines(&findings.gone, &since)),
        ],
    )
}

fn grades(graded: &[Graded]) -> Section {
    let lines = graded.iter().map(|one| {
        let reason = one.reason.as_deref().unwrap_or("no reason on record");
        let draft = if one.was_draft { ", before the report" } else { "" };
        line(&one.finding, format!("{} → {}", one.from, one.to), format!("{}; {}{draft}: {reason}", one.title, one.day))
    });
    section("Grades changed", counts(&[(graded.len(), "changed")]), vec![("", lines.collect())])
}

fn slips(slips: &[Slip]) -> Section {
    let lines = slips.iter().map(|slip| {
        let times = if slip.times == 1 { String::new() } else { format!(" in {} moves", slip.times) };
        let reason = match slip.reasons.as_slice() {
            [] => "no reason on record".to_owned(),
            reasons => reasons.join("; "),
        };
        let what = if slip.what.is_empty() { &slip.record.title } else { &slip.what };
        let words = format!("{what}; {} → {}: {reason}", slip.from, slip.to);
        line(&part(&slip.record.id, &slip.part), format!("{}{times}", counted(slip.days(), "day")), words)
    });
    let days: i64 = slips.iter().map(Slip::days).sum();
    let counts = match slips.len() {
        0 => "no change".to_owned(),
        count => format!("{count} moved, by {} in all", counted(days, "day")),
    };
    section("Due dates slipped", counts, vec![("", lines.collect())])
}

fn ineffective(judged: &[Judged]) -> Section {
    let lines = judged.iter().map(|one| {
        let day = one.checked_on.map(|day| format!("; checked on {day}")).unwrap_or_default();
        let answers =
            if one.findings.is_empty() { String::new() } else { format!(", answers {}", one.findings.join(", ")) };
        let next = match one.continued_by.as_slice() {
            [] => ", nothing goes on from it".to_owned(),
            next => format!(", goes on in {}", next.join(", ")),
        };
        line(&one.action.id, one.result.as_str(), format!("{}{day}{answers}{next}", one.action.title))
    });
    section("Actions that did not work", counts(&[(judged.len(), "judged so")]), vec![("", lines.collect())])
}

fn soa(soa: &SoaChanges) -> Section {
    let mut parts = Vec::new();
    if let Some((before, after)) = &soa.versions {
        let word = |version: &Option<String>| version.clone().unwrap_or_else(|| "none".to_owned());
        parts.push(format!("version {} → {}", word(before), word(after)));
    }
    let more = [(soa.controls.len(), "changed"), (soa.reworded, "reworded only")];
    parts.extend(
        more.into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{} {word}", counted(count as i64, "control"))),
    );
    let lines = soa.controls.iter().map(|change| {
        let reason = change.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        let mark = format!("{} → {}", control(change.from), control(change.to));
        line(&change.control.id, mark, format!("{}{reason}", change.control.title))
    });
    let counts = if parts.is_empty() { "no change".to_owned() } else { parts.join(", ") };
    section("Statement of applicability", counts, vec![("", lines.collect())])
}

fn people(people: &PeopleChanges, snapshot: &Snapshot) -> Section {
    let named = |id: &str| position(snapshot, id);
    let joined = people
        .joined()
        .map(|one| line(&one.person, "new in the team", format!("{}; {}", named(&one.person), one.after.join(", "))));
    let left = people
        .left()
        .map(|one| line(&one.person, "not any more", format!("{}; {}", named(&one.person), one.before.join(", "))));
    let stayed = people.team.iter().filter(|one| !one.before.is_empty() && !one.after.is_empty());
    let stayed = stayed.map(|one| {
        line(
            &one.person,
            "in both",
            format!("{}; {}, then {}", named(&one.person), one.before.join(", "), one.after.join(", ")),
        )
    });
    let standings = people.standings.iter().map(|one| {
        let mut words = vec![named(&one.person)];
        if !one.topics.is_empty() {
            words.push(format!("new topics {}", one.topics.join(", ")));
        }
        words.extend(one.ran_out_on.map(|day| format!("to be renewed by {day}")));
        line(&one.person, standing(one), words.join("; "))
    });
    let learned = people.learned.iter().map(|one| {
        let outcome = one.outcome.map(|outcome| format!(": {outcome}")).unwrap_or_default();
        line(&one.person, one.date.to_string(), format!("{}, {}{outcome}", one.what, one.title))
    });
    let counts = counts(&[
        (people.joined().count(), "joined the teams"),
        (people.left().count(), "did not audit again"),
        (people.standings.len(), "approved anew or otherwise"),
        (people.learned.len(), "new in the records of competence"),
    ]);
    section(
        "People",
        counts,
        vec![
            ("Audited", joined.chain(left).chain(stayed).collect()),
            ("Approval as auditor", standings.collect()),
            ("Competence", learned.collect()),
        ],
    )
}

fn standing(standing: &Standing) -> String {
    let words = |levels: &[AuditorLevel]| {
        let words: Vec<&str> = levels.iter().map(|level| level.as_str()).collect();
        if words.is_empty() { "none".to_owned() } else { words.join(", ") }
    };
    match standing.before == standing.after {
        true => words(&standing.after),
        false => format!("{} → {}", words(&standing.before), words(&standing.after)),
    }
}

fn plan(comparison: &Comparison) -> Section {
    let plan = &comparison.plan;
    let audits = plan.audits.iter().map(|held| {
        let mut words = vec![held.audit.title.clone()];
        let when = held.dates.or(held.window).map(span);
        let late =
            if held.is_late() { held.window.map(|window| format!(" (planned for {})", span(window))) } else { None };
        words.extend(when.map(|when| format!("{when}{}", late.unwrap_or_default())));
        let days = match (held.days_used, held.days_planned) {
            (Some(used), Some(planned)) => Some(format!("{used} of {planned} days")),
            (None, Some(planned)) if planned > 0.0 => Some(format!("{planned} days planned")),
            _ => None,
        };
        words.extend(days);
        if !held.is_planned {
            words.push("outside of the plan".to_owned());
        }
        words.extend(held.reason.clone());
        line(&held.audit.id, held.outcome.as_str().replace('-', " "), words.join("; "))
    });
    let postponed = plan.postponed.iter().map(|one| {
        let reason = one.reason.as_deref().unwrap_or("no reason on record");
        line(&one.audit, one.day.to_string(), format!("{}: {reason}", one.title))
    });
    let counts = format!("{}; before: {}", totals(&plan.after), totals(&plan.before));
    section("Plan and actual", counts, vec![("", audits.collect()), ("Postponed on the way", postponed.collect())])
}

fn decisions(decisions: &DecisionChanges) -> Section {
    let state = |status: Option<DecisionStatus>| status.map_or("not on record any more", |status| status.as_str());
    let lines = |all: &[Decided]| {
        let line = |one: &Decided| {
            let day = match (one.done_on, one.due) {
                (Some(done), _) => format!("; done on {done}"),
                (None, Some(due)) => format!("; due on {due}"),
                (None, None) => String::new(),
            };
            line(&one.decision.id, state(one.status), format!("{}{day}", one.decision.title))
        };
        all.iter().map(line).collect()
    };
    let open = |all: &[Decided]| all.iter().filter(|one| one.status.is_some_and(DecisionStatus::is_open)).count();
    let counts = counts(&[
        (decisions.carried.len(), "carried over"),
        (open(&decisions.carried), "of them still open"),
        (decisions.new.len(), "new"),
        (open(&decisions.new), "of the new ones open"),
    ]);
    section(
        "Decisions of management reviews",
        counts,
        vec![("Open at the end of the earlier cycle", lines(&decisions.carried)), ("New", lines(&decisions.new))],
    )
}
