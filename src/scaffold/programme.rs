//! Audit programmes.

use super::{Context, Fields, create, some, texts};
use crate::edit::{Draft, EditError};
use crate::record::{Date, Kind, Period, ProgrammeStatus};
use crate::yaml::Node;

/// What is said about a new programme.
#[derive(Debug, Clone, Default)]
pub struct NewProgramme {
    /// Id; without it, `AP-` and the year.
    pub id: Option<String>,
    /// Year that it spans; without it, the one after the latest programme, or this one.
    pub year: Option<i16>,
    /// Title.
    pub title: Option<String>,
}

/// A programme for a year: its manager is who manages programmes, its sponsor the first of top management.
///
/// # Errors
/// The id is taken, or nobody manages programmes.
pub fn programme(context: Context<'_>, draft: &mut Draft, new: &NewProgramme) -> Result<String, EditError> {
    let snapshot = context.snapshot;
    let latest = snapshot.programmes().map(|programme| programme.cycle.to.year()).max();
    let year = new.year.or(latest.map(|year| year + 1)).unwrap_or(context.actor.day.year());
    let is_of_year = |cycle: &Period| cycle.from.year() <= year && year <= cycle.to.year();
    if let Some(known) =
        snapshot.programmes().find(|programme| is_of_year(&programme.cycle)).filter(|_| new.id.is_none())
    {
        return Err(EditError::Needs {
            what: format!("{} is the programme of {year} already", known.id()),
            help: "give `--year` another one, or `--id ID` where the year really has two".to_owned(),
        });
    }
    let days = Date::new(year, 1, 1).zip(Date::new(year, 12, 31));
    let (from, to) =
        days.ok_or_else(|| EditError::Value { field: "year".to_owned(), reason: format!("there is no year {year}") })?;
    let id = new.id.clone().unwrap_or_else(|| context.taken.free(&format!("AP-{year}")));
    let isms = snapshot.isms().ok_or_else(|| EditError::Broken("tickmark.yaml".to_owned()))?;
    let title = new.title.clone().unwrap_or_else(|| format!("Internal audit programme {year}"));
    let mut fields: Fields = vec![
        ("title", Node::text(title)),
        ("status", Node::word(ProgrammeStatus::Draft)),
        ("cycle", Node::map([("from", Node::word(from)), ("to", Node::word(to))])),
        (
            "objectives",
            texts([
                "Tell whether the ISMS meets the organisation's own requirements and those of the standard",
                "Tell whether it is put into effect and kept up",
            ]),
        ),
        ("manager", Node::text(isms.data().roles.programme_manager.as_str())),
        ("criteria", texts(&isms.data().catalogues)),
    ];
    fields.extend(some("sponsor", isms.data().roles.top_management.first()));
    create(context, draft, Kind::Programme, (&id, &format!("programmes/{id}.yaml")), fields)?;
    Ok(id)
}
