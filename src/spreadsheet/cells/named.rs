//! What a cell names: people, records, criteria, processes and sites as people write them.

use super::Reading;
use crate::record::criteria::is_control;
use crate::record::{Criterion, Data, Kind};
use crate::schema::Reference;
use crate::snapshot::Snapshot;
use crate::text::{listed, nearest};

pub(super) fn referred(reading: Reading<'_>, reference: Reference, text: &str) -> Result<String, String> {
    match reference {
        Reference::Record(Kind::Person) => person(reading.snapshot, text),
        Reference::Party if text.starts_with("role:") || text.starts_with("group:") => Ok(text.to_owned()),
        Reference::Party => person(reading.snapshot, text)
            .map_err(|error| format!("{error}; what is no person is written role:… or group:…")),
        Reference::Record(Kind::Catalogue) if reading.snapshot.catalogues().get(text).is_some() => Ok(text.to_owned()),
        Reference::Record(kind) => record(reading, kind, text),
        Reference::Criterion => criterion(reading.snapshot, text),
        Reference::Process => {
            let isms = reading.snapshot.isms();
            let processes = isms.as_ref().map(|isms| isms.data().processes.as_slice()).unwrap_or_default();
            let found = processes.iter().find(|process| {
                process.id.as_str().eq_ignore_ascii_case(text) || process.name.to_lowercase() == text.to_lowercase()
            });
            found
                .map(|process| process.id.to_string())
                .ok_or_else(|| format!("there is no process `{text}` in tickmark.yaml"))
        }
        Reference::Site => {
            let isms = reading.snapshot.isms();
            let sites = isms.as_ref().map(|isms| isms.data().sites.as_slice()).unwrap_or_default();
            let found = sites.iter().find(|site| {
                site.id.as_str().eq_ignore_ascii_case(text) || site.name.to_lowercase() == text.to_lowercase()
            });
            found.map(|site| site.id.to_string()).ok_or_else(|| format!("there is no site `{text}` in tickmark.yaml"))
        }
        Reference::Any | Reference::Item => Ok(text.to_owned()),
    }
}

/// The id of a person by id, name in either order, with the first name cut short, last name alone, or e-mail address; if only
/// one person fits.
fn person(snapshot: &Snapshot, text: &str) -> Result<String, String> {
    let wanted = text.to_lowercase();
    let names = |name: &str| {
        let name = name.to_lowercase();
        let (first, last) = name
            .rsplit_once(' ')
            .map_or((String::new(), name.clone()), |(first, last)| (first.to_owned(), last.to_owned()));
        let initial = first.chars().next().map(String::from).unwrap_or_default();
        vec![
            format!("{last}, {first}"),
            format!("{last} {first}"),
            format!("{initial}. {last}"),
            format!("{initial} {last}"),
            format!("{last}, {initial}."),
            last,
            name,
        ]
    };
    let mut exact = snapshot.people().filter(|person| person.id().to_lowercase() == wanted);
    if let Some(person) = exact.next() {
        return Ok(person.id().to_owned());
    }
    let fits = |person: &crate::record::Person| {
        person.git.iter().any(|address| address.to_lowercase() == wanted)
            || person.external_id.as_ref().is_some_and(|id| id.to_lowercase() == wanted)
            || names(&person.name).contains(&wanted)
    };
    let found: Vec<String> =
        snapshot.people().filter(|person| fits(person.data())).map(|person| person.id().to_owned()).collect();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => {
            let known: Vec<String> = snapshot.people().map(|person| person.name.clone()).collect();
            let near = nearest(text, known.iter().map(String::as_str)).map(|near| format!("; is it {near}?"));
            Err(format!("nobody is called `{text}`{}", near.unwrap_or_default()))
        }
        several => Err(format!("`{text}` may be {}", listed(several, 5))),
    }
}

/// The id of a record by its id, or by the number that it had in the sheet it came from.
fn record(reading: Reading<'_>, kind: Kind, text: &str) -> Result<String, String> {
    let is_it = |id: &str| {
        reading.snapshot.record(id).filter(|record| record.kind() == kind).map(|record| record.id.to_string())
    };
    let by_number = || {
        let mut records = reading.snapshot.records_of(kind);
        records.find(|record| external_id(record.data()) == Some(text)).map(|record| record.id.to_string())
    };
    let in_sheet = || reading.new.iter().find(|(number, _)| number == text).map(|(_, id)| id.clone());
    is_it(text).or_else(by_number).or_else(in_sheet).ok_or_else(|| format!("there is no {} `{text}`", kind.noun()))
}

/// The number that a record had in the sheet it came from.
pub fn external_id(data: &Data) -> Option<&str> {
    match data {
        Data::Finding(data) => data.external_id.as_deref(),
        Data::Action(data) => data.external_id.as_deref(),
        Data::Person(data) => data.external_id.as_deref(),
        Data::Evidence(data) => data.external_id.as_deref(),
        _ => None,
    }
}

/// A criterion as it is cited here: `A.5.18` for `A 5.18`, `ISO 27001 A.5.18`, `Annex A.5.18`; `9.2` for `Clause 9.2`.
fn criterion(snapshot: &Snapshot, text: &str) -> Result<String, String> {
    let known = |text: &str| snapshot.catalogues().resolve(&Criterion(text.to_owned())).is_ok();
    if known(text) {
        return Ok(text.to_owned());
    }
    let start = text.find(|c: char| c.is_ascii_digit() && !text.to_lowercase().starts_with("iso")).or_else(|| {
        // Behind the number of the standard: ISO 27001:2022 A.5.18.
        let last = text.rfind(' ')?;
        text[last..].find(|c: char| c.is_ascii_digit()).map(|at| last + at)
    });
    let number =
        start.map(|start| text[start..].split([' ', '(', ':']).next().unwrap_or_default().trim_end_matches('.'));
    let Some(number) = number.filter(|number| !number.is_empty()) else {
        return Err(format!("`{text}` is no criterion; write A.8.8 or 9.2.2"));
    };
    let control = format!("A.{number}");
    let before = &text[..start.unwrap_or_default()];
    let says_control = before.contains(['A', 'a'])
        && !before.to_lowercase().contains("clause")
        && !before.to_lowercase().contains("kap");
    let candidates = if says_control { [control.as_str(), number] } else { [number, control.as_str()] };
    let found = candidates
        .into_iter()
        .find(|candidate| known(candidate) && (is_control(candidate) || !candidate.starts_with('A')));
    found.map(str::to_owned).ok_or_else(|| format!("`{text}` is in no catalogue"))
}

/// The number of a control of the statement of applicability, however it is written; an own one is X.1, X.2, …
pub fn control(snapshot: &Snapshot, text: &str) -> Result<String, String> {
    if text.starts_with("X.") {
        return Ok(text.to_owned());
    }
    // In a statement of applicability a bare number is a control, not a clause.
    let named = if text.starts_with(|c: char| c.is_ascii_digit()) { format!("A.{text}") } else { text.to_owned() };
    let found = criterion(snapshot, &named)?;
    if is_control(&found) {
        Ok(found)
    } else {
        Err(format!("`{text}` is no control; write A.5.1, or X.1 for an own one"))
    }
}
