//! Management reviews.

use super::{Context, Fields, create, texts};
use crate::edit::{Draft, EditError};
use crate::record::{Date, Kind, ReviewStatus};
use crate::yaml::Node;

/// What is said about a new management review.
#[derive(Debug, Clone, Default)]
pub struct NewReview {
    /// Id; without it, `MR-`, the year and its half.
    pub id: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Day on which it is to be held; today without it.
    pub held_on: Option<Date>,
}

/// A review of the time since the last one, with top management and whoever runs the ISMS.
///
/// # Errors
/// The id is taken, or `tickmark.yaml` cannot be read.
pub fn review(context: Context<'_>, draft: &mut Draft, new: &NewReview) -> Result<String, EditError> {
    let isms = context.snapshot.isms().ok_or_else(|| EditError::Broken("tickmark.yaml".to_owned()))?;
    let roles = &isms.data().roles;
    let held_on = new.held_on.unwrap_or(context.actor.day);
    let half = if held_on.0.month() <= 6 { "H1" } else { "H2" };
    let id = new.id.clone().unwrap_or_else(|| context.taken.free(&format!("MR-{}-{half}", held_on.year())));
    let last = context.snapshot.reviews().map(|review| review.period.to).filter(|to| *to < held_on).max();
    let months = context.snapshot.thresholds().review_interval_months;
    let from = last.map_or_else(|| held_on.plus_months(-i64::from(months)), |last| last.plus_days(1));
    let chair = roles.top_management.first().ok_or_else(|| EditError::Broken("tickmark.yaml".to_owned()))?;
    let mut attendees: Vec<&str> = roles.top_management.iter().map(|person| person.as_str()).collect();
    for person in [roles.isms_owner.as_str(), roles.programme_manager.as_str()] {
        if !attendees.contains(&person) {
            attendees.push(person);
        }
    }
    let title = new.title.clone().unwrap_or_else(|| format!("Management review {} {half}", held_on.year()));
    let fields: Fields = vec![
        ("title", Node::text(title)),
        ("status", Node::word(ReviewStatus::Planned)),
        ("held_on", Node::word(held_on)),
        ("chair", Node::text(chair.as_str())),
        ("attendees", texts(attendees)),
        ("period", Node::map([("from", Node::word(from)), ("to", Node::word(held_on))])),
    ];
    create(context, draft, Kind::Review, (&id, &format!("reviews/{id}.yaml")), fields)?;
    Ok(id)
}
