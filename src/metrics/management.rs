//! What top management answers for: decisions of reviews, accepted risks, the statement of applicability.

use std::collections::BTreeMap;

use super::Population;
use crate::record::{ControlStatus, Date, DecisionStatus, FindingStatus, ReviewStatus};

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FollowUp {
    /// Done by its day, or done without having one.
    OnTime,
    /// Done later.
    Late,
    /// Open, with time left or without a day.
    Open,
    /// Open past its day.
    Overdue,
    /// Taken over into a later review.
    Carried,
    /// Not pursued.
    Cancelled,
}

impl FollowUp {
    /// All, in the order of pictures and tables.
    pub const ALL: [FollowUp; 6] =
        [Self::OnTime, Self::Late, Self::Open, Self::Overdue, Self::Carried, Self::Cancelled];
}

/// The decisions of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decisions<'a> {
    /// Id of the review.
    pub review: &'a str,
    /// Ids of its decisions by what became of them.
    pub decisions: BTreeMap<FollowUp, Vec<&'a str>>,
}

/// What became of the decisions of the reviews that were held, by day.
pub fn review_follow_up<'a>(population: &Population<'a>) -> Vec<Decisions<'a>> {
    let mut reviews: Vec<_> = population
        .snapshot
        .reviews()
        .filter(|review| review.status != ReviewStatus::Planned && population.counts(review.id()))
        .collect();
    reviews.sort_by_key(|review| (review.held_on, review.id()));
    let follow = reviews.iter().map(|review| {
        let mut decisions: BTreeMap<FollowUp, Vec<&'a str>> = BTreeMap::new();
        for decision in &review.data().decisions {
            let state = match decision.status {
                DecisionStatus::Carried => FollowUp::Carried,
                DecisionStatus::Cancelled => FollowUp::Cancelled,
                DecisionStatus::Done => match (decision.due, decision.done_on) {
                    (Some(due), Some(done)) if done > due => FollowUp::Late,
                    _ => FollowUp::OnTime,
                },
                DecisionStatus::Open | DecisionStatus::InProgress => match decision.due {
                    Some(due) if due < population.day => FollowUp::Overdue,
                    _ => FollowUp::Open,
                },
            };
            decisions.entry(state).or_default().push(decision.id.as_str());
        }
        Decisions { review: review.id(), decisions }
    });
    follow.filter(|review| !review.decisions.is_empty()).collect()
}

/// A finding whose risk is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AcceptedRisk<'a> {
    /// Id of the finding.
    pub finding: &'a str,
    /// Day of the approval.
    pub since: Option<Date>,
    /// Last day on which it holds.
    pub until: Option<Date>,
}

/// The risks that are accepted now, the one that ends first at the front; those without an end first of all.
pub fn accepted_risks<'a>(population: &Population<'a>) -> Vec<AcceptedRisk<'a>> {
    let findings = population.findings().filter(|finding| finding.status == FindingStatus::Accepted);
    let mut accepted: Vec<AcceptedRisk<'a>> = findings
        .map(|finding| {
            let acceptance = finding.data().acceptance.as_ref();
            AcceptedRisk {
                finding: finding.id(),
                since: acceptance.and_then(|acceptance| Some(acceptance.approved.as_ref()?.date)),
                until: acceptance.and_then(|acceptance| acceptance.until),
            }
        })
        .collect();
    accepted.sort_by_key(|risk| (risk.until, risk.finding));
    accepted
}

/// The controls of a theme by how far they are implemented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme<'a> {
    /// `A.5`, or the first part of an own control's number.
    pub theme: String,
    /// Numbers of the applied controls by state; `None` stands for those that state none.
    pub applied: BTreeMap<Option<ControlStatus>, Vec<&'a str>>,
    /// Numbers of the controls that are not applied.
    pub excluded: Vec<&'a str>,
}

/// How far the controls are implemented, theme by theme.
pub fn applicability<'a>(population: &Population<'a>) -> Vec<Theme<'a>> {
    let Some(soa) = population.snapshot.soa().filter(|soa| population.counts(soa.id())) else { return Vec::new() };
    let mut themes: Vec<Theme<'a>> = Vec::new();
    for control in &soa.data().controls {
        let number = control.id.as_str();
        let theme = match number.rsplit_once('.') {
            Some((theme, _)) => theme,
            None => number,
        };
        let position = themes.iter().position(|known| known.theme == theme).unwrap_or_else(|| {
            themes.push(Theme { theme: theme.to_owned(), applied: BTreeMap::new(), excluded: Vec::new() });
            themes.len() - 1
        });
        match control.applicable {
            true => themes[position].applied.entry(control.status).or_default().push(number),
            false => themes[position].excluded.push(number),
        }
    }
    themes.sort_by(|a, b| crate::text::natural_cmp(&a.theme, &b.theme));
    themes
}
