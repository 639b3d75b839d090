//! What was open over time, from the history of the findings.

use super::Population;
use crate::hash::HashMap;
use crate::history::{Chronicle, Standing};
use crate::record::{Date, FindingStatus, Grade, Kind};

/// How many findings were in each state at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The day.
    pub day: Date,
    /// Counts by state, in the order of [`FLOW`].
    pub counts: [usize; FLOW.len()],
}

/// The states of the flow, from the end to the beginning: what is done with lies at the bottom.
pub const FLOW: [FindingStatus; 6] = [
    FindingStatus::Closed,
    FindingStatus::Accepted,
    FindingStatus::Verified,
    FindingStatus::Implemented,
    FindingStatus::Planned,
    FindingStatus::Open,
];

/// The findings by state over time, up to the day; strengths ask nothing of anybody. A contested finding is open.
pub fn flow(population: &Population<'_>, chronicle: &Chronicle) -> Vec<Level> {
    let mut now: HashMap<&str, usize> = HashMap::default();
    let mut counts = [0; FLOW.len()];
    let mut levels: Vec<Level> = Vec::new();
    let of_findings = chronicle.steps.iter().filter(|step| step.kind == Kind::Finding && population.counts(&step.id));
    for step in of_findings {
        // Commits are in the order of the line; a clock that went back does not take the day back.
        let day = levels
            .last()
            .map_or(chronicle.moments[step.moment].day, |last| chronicle.moments[step.moment].day.max(last.day));
        if day > population.day {
            break;
        }
        let (position, id) = (step.after.and_then(band), step.id.as_str());
        let before = match position {
            Some(position) => now.insert(id, position),
            None => now.remove(id),
        };
        if let Some(before) = before {
            counts[before] -= 1;
        }
        if let Some(position) = position {
            counts[position] += 1;
        }
        match levels.last_mut().filter(|last| last.day == day) {
            Some(last) => last.counts = counts,
            None => levels.push(Level { day, counts }),
        }
    }
    levels.dedup_by(|later, earlier| later.counts == earlier.counts);
    let is_something = |level: &Level| level.counts.iter().any(|count| *count > 0);
    let first = levels.iter().position(is_something).unwrap_or(levels.len());
    levels.split_off(first)
}

/// The place in [`FLOW`] of a finding that asks something of somebody.
fn band(standing: Standing) -> Option<usize> {
    if standing.grade == Some(Grade::Strength) {
        return None;
    }
    let status = match standing.status {
        "contested" => FindingStatus::Open.as_str(),
        status => status,
    };
    FLOW.iter().position(|known| known.as_str() == status)
}
