//! The parts of a comparison of cycles as headings, groups and lines, for text and Markdown alike.

use super::words::{Words, position, title};
use crate::cycles::*;
use crate::record::{AuditorLevel, DecisionStatus, FindingStatus};
use crate::snapshot::Snapshot;

/// A part of the comparison: its name, its counts, and what it counts.
pub struct Section {
    /// Its name.
    pub name: String,
    /// What there is, in numbers.
    pub counts: String,
    /// The groups that have lines.
    pub groups: Vec<Group>,
}

/// Lines that belong together.
pub struct Group {
    /// What they have in common.
    pub name: String,
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

/// A part by the keys of its name and of the names of its groups; a group without a key has no name.
fn section(say: &Words, name: &str, counts: String, groups: Vec<(&str, Vec<Line>)>) -> Section {
    let groups = groups.into_iter().filter(|(_, lines)| !lines.is_empty());
    let named = |key: &str| if key.is_empty() { String::new() } else { say.plain(&format!("cycles-group-{key}")) };
    Section {
        name: say.plain(name),
        counts,
        groups: groups.map(|(key, lines)| Group { name: named(key), lines }).collect(),
    }
}

/// All parts but the figures.
pub fn sections(say: &Words, comparison: &Comparison, snapshot: &Snapshot) -> Vec<Section> {
    vec![
        coverage(say, &comparison.coverage, snapshot),
        findings(say, &comparison.findings, snapshot),
        grades(say, &comparison.graded),
        slips(say, &comparison.slips),
        ineffective(say, &comparison.ineffective),
        soa(say, &comparison.soa, snapshot),
        people(say, &comparison.people, snapshot),
        plan(say, comparison),
        decisions(say, &comparison.decisions),
    ]
}

fn coverage(say: &Words, coverage: &CoverageChanges, snapshot: &Snapshot) -> Section {
    let lines = |all: &[Audited]| {
        let line = |one: &Audited| {
            let title = say.requirement(snapshot, &one.criterion);
            let through =
                (!one.through.is_empty()).then(|| say.with("cycles-through", "rules", one.through.join(", ")));
            let words = std::iter::once(title).chain(through.map(|through| format!("◆ {through}")));
            line(&one.criterion.id, one.audits.join(", "), words.collect::<Vec<_>>().join("; "))
        };
        all.iter().map(line).collect()
    };
    let counts = say.counts(&[
        (coverage.gained.len(), "gained"),
        (coverage.lost.len(), "lost"),
        (coverage.kept, "in-both"),
        (coverage.neither, "in-neither"),
    ]);
    let counts = match coverage.others {
        0 => counts,
        others => format!("{counts}; {}", say.text("cycles-other-rules", &[("count", others.into())])),
    };
    let groups = vec![("gained", lines(&coverage.gained)), ("lost", lines(&coverage.lost))];
    section(say, "comparison-coverage", counts, groups)
}

fn findings(say: &Words, findings: &FindingChanges, snapshot: &Snapshot) -> Section {
    let lines = |all: &[Found], more: &dyn Fn(&Found) -> Vec<String>| -> Vec<Line> {
        let words = |one: &Found| format!("{}; {}", one.finding.title, more(one).join(", "));
        all.iter().map(|one| line(&one.finding.id, say.word(one.grade.as_str()), words(one))).collect()
    };
    let state = |one: &Found| say.word(one.status.as_str());
    let new = |one: &Found| {
        let earlier = (!one.is_of_cycle).then(|| say.plain("cycles-by-earlier-audit"));
        std::iter::once(state(one)).chain(earlier).collect()
    };
    let since = |one: &Found| vec![state(one), say.with("cycles-found-on", "day", one.detected_on)];
    let closed = |one: &Found| {
        let day = one.closed_on.filter(|_| one.status == FindingStatus::Closed);
        let day = day.map(|day| format!(" {}", say.with("cycles-on", "day", day))).unwrap_or_default();
        let new = (!one.is_old).then(|| say.plain("comparison-new-in-cycle"));
        std::iter::once(format!("{}{day}", state(one))).chain(new).collect()
    };
    let reopened = findings.reopened.iter().map(|step| {
        let reason = step.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        let (from, to) = (say.word(step.from.as_str()), say.word(step.to.as_str()));
        line(&step.finding, step.day.to_string(), format!("{}; {from} → {to}{reason}", title(snapshot, &step.finding)))
    });
    let counts = say.counts(&[
        (findings.new.len(), "new"),
        (findings.carried.len(), "carried"),
        (findings.repeated.len(), "repeated"),
        (findings.reopened.len(), "reopened"),
        (findings.closed.len(), "closed"),
        (findings.accepted.len(), "accepted"),
        (findings.gone.len(), "gone"),
    ]);
    let repeats = |one: &Found| vec![say.with("comparison-repeats", "ids", one.repeat_of.join(", "))];
    let groups = vec![
        ("new", lines(&findings.new, &new)),
        ("carried", lines(&findings.carried, &since)),
        ("repeated", lines(&findings.repeated, &repeats)),
        ("reopened", reopened.collect()),
        ("closed", lines(&findings.closed, &closed)),
        ("accepted", lines(&findings.accepted, &since)),
        ("gone", lines(&findings.gone, &since)),
    ];
    section(say, "comparison-findings", counts, groups)
}

fn grades(say: &Words, graded: &[Graded]) -> Section {
    let lines = graded.iter().map(|one| {
        let draft = if one.was_draft { format!(", {}", say.plain("comparison-before-report")) } else { String::new() };
        let (from, to) = (say.word(one.from.as_str()), say.word(one.to.as_str()));
        let words = format!("{}; {}{draft}: {}", one.title, one.day, say.because(one.reason.as_deref()));
        line(&one.finding, format!("{from} → {to}"), words)
    });
    section(say, "cycles-grades", say.counts(&[(graded.len(), "changed")]), vec![("", lines.collect())])
}

fn slips(say: &Words, slips: &[Slip]) -> Section {
    let lines = slips.iter().map(|slip| {
        let reasons = (!slip.reasons.is_empty()).then(|| slip.reasons.join("; "));
        let what = if slip.what.is_empty() { &slip.record.title } else { &slip.what };
        let words = format!("{what}; {} → {}: {}", slip.from, slip.to, say.because(reasons.as_deref()));
        let days = say.0.days(slip.days());
        let moved = say.text("comparison-moved", &[("times", slip.times.into()), ("days", days.into())]);
        line(&say.part(&slip.record.id, &slip.part), moved, words)
    });
    let days = say.0.days(slips.iter().map(Slip::days).sum());
    let counts = match slips.len() {
        0 => say.plain("cycles-no-change"),
        count => say.text("cycles-moved", &[("count", count.into()), ("days", days.into())]),
    };
    section(say, "cycles-slips", counts, vec![("", lines.collect())])
}

fn ineffective(say: &Words, judged: &[Judged]) -> Section {
    let lines = judged.iter().map(|one| {
        let mut words = Vec::new();
        words.extend(one.checked_on.map(|day| say.with("cycles-checked-on", "day", day)));
        if !one.findings.is_empty() {
            words.push(say.with("cycles-answers", "ids", one.findings.join(", ")));
        }
        words.push(match one.continued_by.as_slice() {
            [] => say.plain("comparison-ends-here"),
            next => say.with("comparison-goes-on", "ids", next.join(", ")),
        });
        line(&one.action.id, say.word(one.result.as_str()), format!("{}; {}", one.action.title, words.join(", ")))
    });
    section(say, "cycles-ineffective", say.counts(&[(judged.len(), "judged")]), vec![("", lines.collect())])
}

fn soa(say: &Words, soa: &SoaChanges, snapshot: &Snapshot) -> Section {
    let mut parts = Vec::new();
    if let Some((before, after)) = &soa.versions {
        let word = |version: &Option<String>| version.clone().unwrap_or_else(|| say.plain("cycles-none"));
        let versions = [("before", word(before).into()), ("after", word(after).into())];
        parts.push(say.text("cycles-version", &versions));
    }
    let more = [(soa.controls.len(), "controls-changed"), (soa.reworded, "controls-reworded")];
    if more.iter().any(|(count, _)| *count > 0) {
        parts.push(say.counts(&more));
    }
    let lines = soa.controls.iter().map(|change| {
        let reason = change.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        let mark = format!("{} → {}", say.control(change.from), say.control(change.to));
        line(&change.control.id, mark, format!("{}{reason}", say.requirement(snapshot, &change.control)))
    });
    let counts = if parts.is_empty() { say.plain("cycles-no-change") } else { parts.join(", ") };
    section(say, "comparison-soa", counts, vec![("", lines.collect())])
}

fn people(say: &Words, people: &PeopleChanges, snapshot: &Snapshot) -> Section {
    let named = |id: &str| position(snapshot, id);
    let joined = people.joined().map(|one| {
        let words = format!("{}; {}", named(&one.person), one.after.join(", "));
        line(&one.person, say.plain("comparison-joined"), words)
    });
    let left = people.left().map(|one| {
        let words = format!("{}; {}", named(&one.person), one.before.join(", "));
        line(&one.person, say.plain("comparison-left"), words)
    });
    let stayed = people.team.iter().filter(|one| !one.before.is_empty() && !one.after.is_empty());
    let stayed = stayed.map(|one| {
        let audits = [("before", one.before.join(", ").into()), ("after", one.after.join(", ").into())];
        let words = format!("{}; {}", named(&one.person), say.text("cycles-then", &audits));
        line(&one.person, say.plain("comparison-stayed"), words)
    });
    let standings = people.standings.iter().map(|one| {
        let mut words = vec![named(&one.person)];
        if !one.topics.is_empty() {
            words.push(say.with("cycles-topics", "topics", one.topics.join(", ")));
        }
        words.extend(one.ran_out_on.map(|day| say.with("comparison-ran-out", "day", day)));
        line(&one.person, standing(say, one), words.join("; "))
    });
    let learned = people.learned.iter().map(|one| {
        let outcome = one.outcome.map(|outcome| format!(": {}", say.word(outcome.as_str()))).unwrap_or_default();
        let words = format!("{}, {}{outcome}", say.word(one.what.as_str()), one.title);
        line(&one.person, one.date.to_string(), words)
    });
    let counts = say.counts(&[
        (people.joined().count(), "joined"),
        (people.left().count(), "left"),
        (people.standings.len(), "approved"),
        (people.learned.len(), "learned"),
    ]);
    let groups = vec![
        ("audited", joined.chain(left).chain(stayed).collect()),
        ("approvals", standings.collect()),
        ("competence", learned.collect()),
    ];
    section(say, "comparison-people", counts, groups)
}

fn standing(say: &Words, standing: &Standing) -> String {
    let words = |levels: &[AuditorLevel]| {
        let words: Vec<String> = levels.iter().map(|level| say.word(level.as_str())).collect();
        if words.is_empty() { say.plain("cycles-none") } else { words.join(", ") }
    };
    match standing.before == standing.after {
        true => words(&standing.after),
        false => format!("{} → {}", words(&standing.before), words(&standing.after)),
    }
}

fn plan(say: &Words, comparison: &Comparison) -> Section {
    let plan = &comparison.plan;
    let audits = plan.audits.iter().map(|held| {
        let mut words = vec![held.audit.title.clone()];
        let when = held.dates.or(held.window).map(|period| say.span(period));
        let late = held.window.filter(|_| held.is_late());
        let late = late.map(|window| format!(" ({})", say.with("comparison-planned-for", "span", say.span(window))));
        words.extend(when.map(|when| format!("{when}{}", late.unwrap_or_default())));
        let days = |days: f64| say.0.decimal(days);
        let days = match (held.days_used, held.days_planned) {
            (Some(used), Some(planned)) => {
                let arguments = [("used", days(used).into()), ("planned", days(planned).into())];
                Some(say.text("comparison-days", &arguments))
            }
            (None, Some(planned)) if planned > 0.0 => Some(say.with("cycles-days-planned", "planned", days(planned))),
            _ => None,
        };
        words.extend(days);
        if !held.is_planned {
            words.push(say.plain("comparison-unplanned"));
        }
        words.extend(held.reason.clone());
        line(&held.audit.id, say.plain(&format!("comparison-outcome-{}", held.outcome.as_str())), words.join("; "))
    });
    let postponed = plan.postponed.iter().map(|one| {
        let words = format!("{}: {}", one.title, say.because(one.reason.as_deref()));
        line(&one.audit, one.day.to_string(), words)
    });
    let totals = [("after", say.totals(&plan.after).into()), ("before", say.totals(&plan.before).into())];
    let groups = vec![("", audits.collect()), ("postponed", postponed.collect())];
    section(say, "comparison-plan", say.text("cycles-totals", &totals), groups)
}

fn decisions(say: &Words, decisions: &DecisionChanges) -> Section {
    let state = |status: Option<DecisionStatus>| {
        status.map_or_else(|| say.plain("comparison-dropped"), |status| say.word(status.as_str()))
    };
    let lines = |all: &[Decided]| {
        let line = |one: &Decided| {
            let day = match (one.done_on, one.due) {
                (Some(done), _) => format!("; {}", say.with("comparison-done-on", "day", done)),
                (None, Some(due)) => format!("; {}", say.with("comparison-due-on", "day", due)),
                (None, None) => String::new(),
            };
            line(&one.decision.id, state(one.status), format!("{}{day}", one.decision.title))
        };
        all.iter().map(line).collect()
    };
    let open = |all: &[Decided]| all.iter().filter(|one| one.status.is_some_and(DecisionStatus::is_open)).count();
    let counts = say.counts(&[
        (decisions.carried.len(), "carried"),
        (open(&decisions.carried), "of-them-open"),
        (decisions.new.len(), "new"),
        (open(&decisions.new), "of-new-open"),
    ]);
    let groups = vec![("open-before", lines(&decisions.carried)), ("new", lines(&decisions.new))];
    section(say, "comparison-decisions", counts, groups)
}
