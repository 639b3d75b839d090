//! From a cell to a value, by the shape of the value: days, words, people and criteria as people write them, in English and
//! German.

use super::mapping::{DateOrder, Mapping};
use super::sheet::Cell;
use crate::record::criteria::is_control;
use crate::record::{Criterion, Data, Date, Kind};
use crate::schema::{Reference, Shape, What};
use crate::snapshot::Snapshot;
use crate::text::{listed, nearest};
use crate::yaml::{Node, Value};

/// What cells are read against.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The records.
    pub snapshot: &'a Snapshot,
    /// The mapping.
    pub mapping: &'a Mapping,
    /// Ids that this import gives to what other rows may name, by their numbers in the sheet.
    pub new: &'a [(String, String)],
}

/// Words of sheets and the words of records that they stand for, without regard to case.
const WORDS: &[(&str, &[&str])] = &[
    (
        "major",
        &[
            "major nonconformity",
            "major non-conformity",
            "major nc",
            "hauptabweichung",
            "wesentliche abweichung",
            "schwere abweichung",
            "critical",
            "kritisch",
            "ha",
        ],
    ),
    (
        "minor",
        &[
            "minor nonconformity",
            "minor non-conformity",
            "minor nc",
            "nebenabweichung",
            "geringfügige abweichung",
            "abweichung",
            "nonconformity",
            "non-conformity",
            "nc",
            "na",
            "nichtkonformität",
        ],
    ),
    ("observation", &["obs", "remark", "beobachtung", "hinweis", "feststellung", "bemerkung"]),
    (
        "opportunity",
        &[
            "ofi",
            "opportunity for improvement",
            "improvement",
            "recommendation",
            "verbesserungspotenzial",
            "verbesserungspotential",
            "verbesserung",
            "empfehlung",
            "vp",
        ],
    ),
    ("strength", &["positive", "good practice", "positive finding", "stärke", "positiv", "positivfeststellung"]),
    ("open", &["offen", "new", "neu", "to do", "todo", "not started", "nicht begonnen"]),
    (
        "in-progress",
        &["in progress", "ongoing", "started", "wip", "in arbeit", "in bearbeitung", "laufend", "begonnen"],
    ),
    (
        "done",
        &[
            "completed",
            "complete",
            "finished",
            "closed",
            "erledigt",
            "abgeschlossen",
            "umgesetzt",
            "fertig",
            "geschlossen",
        ],
    ),
    ("closed", &["done", "completed", "complete", "geschlossen", "erledigt", "abgeschlossen"]),
    ("cancelled", &["canceled", "dropped", "abgebrochen", "storniert", "entfällt"]),
    ("accepted", &["akzeptiert", "angenommen"]),
    ("planned", &["geplant", "planned", "action planned"]),
    ("implemented", &["umgesetzt", "yes", "ja", "done", "implementiert", "fully implemented", "vollständig"]),
    ("partly", &["partial", "partially", "partially implemented", "teilweise", "teils", "in progress", "in umsetzung"]),
    ("verified", &["geprüft", "verifiziert", "checked"]),
    ("conform", &["ok", "yes", "conforming", "compliant", "konform", "erfüllt", "ja", "c"]),
    (
        "nonconform",
        &[
            "nok",
            "not ok",
            "no",
            "nonconforming",
            "non-compliant",
            "nicht konform",
            "nicht erfüllt",
            "abweichung",
            "nein",
            "nc",
        ],
    ),
    ("not-applicable", &["n/a", "na", "not applicable", "nicht anwendbar", "entfällt"]),
    ("not-tested", &["not tested", "not checked", "nicht geprüft"]),
    ("employee", &["internal", "angestellt", "angestellter", "mitarbeiter", "intern"]),
    ("contractor", &["external", "freelancer", "extern", "dienstleister"]),
    ("low", &["niedrig", "gering"]),
    ("medium", &["mittel"]),
    ("high", &["hoch"]),
];

/// Names of months in English and German, by their first three letters.
const MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("jän", 1),
    ("feb", 2),
    ("mar", 3),
    ("mär", 3),
    ("mae", 3),
    ("apr", 4),
    ("may", 5),
    ("mai", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
];

/// What a cell means; `None` for nothing.
///
/// # Errors
/// It is nothing that the value can be, in words.
pub fn read(reading: Reading<'_>, path: &str, shape: &Shape, cell: &Cell) -> Result<Option<Node>, String> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Error(error) => return Err(format!("the spreadsheet says {error} here")),
        cell => cell.text(),
    };
    let text = text.trim();
    if matches!(text, "-" | "–" | "—" | "") {
        return Ok(None);
    }
    let said = reading.mapping.values.get(path).and_then(|values| {
        values.iter().find(|(from, _)| {
            from.trim().eq_ignore_ascii_case(text) || from.trim().to_lowercase() == text.to_lowercase()
        })
    });
    if let Some((_, to)) = said {
        return value(reading, shape, &Cell::Text(to.clone()), to).map(Some);
    }
    value(reading, shape, cell, text).map(Some)
}

fn value(reading: Reading<'_>, shape: &Shape, cell: &Cell, text: &str) -> Result<Node, String> {
    match &shape.what {
        What::Text => Ok(Node::text(text)),
        What::Date => day(cell, text, reading.mapping.dates).map(Node::word),
        What::Word(words) => word(words, text).map(Node::word),
        What::Integer => match cell {
            Cell::Number(number) if number.fract() == 0.0 => Ok(Node::new(Value::Integer(*number as i64))),
            _ => text
                .parse()
                .map(|number| Node::new(Value::Integer(number)))
                .map_err(|_| format!("`{text}` is no whole number")),
        },
        What::Number => number(cell, text),
        What::Bool => truth(cell, text).map(|value| Node::new(Value::Bool(value))),
        What::Reference(reference) => referred(reading, *reference, text).map(Node::text),
        What::List(item) => list(reading, shape, item, text),
        What::Object(_) | What::Map(_) => {
            crate::edit::read_value("the cell", shape, text).map_err(|error| error.to_string())
        }
    }
}

fn list(reading: Reading<'_>, shape: &Shape, item: &Shape, text: &str) -> Result<Node, String> {
    let is_mapping = matches!(item.what, What::Object(_) | What::Map(_) | What::List(_));
    if text.starts_with('[') || is_mapping {
        return crate::edit::read_value("the cell", shape, text).map_err(|error| error.to_string());
    }
    let is_text = item.what == What::Text;
    let parts =
        text.split(|c| c == ';' || c == '\n' || c == ',' && !is_text).map(str::trim).filter(|part| !part.is_empty());
    let items = parts.map(|part| value(reading, item, &Cell::Text(part.to_owned()), part));
    Ok(Node::list(items.collect::<Result<Vec<_>, _>>()?))
}

fn word<'w>(words: &'w [String], text: &str) -> Result<&'w str, String> {
    let plain = text.to_lowercase();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let dashed = plain.replace([' ', '_'], "-");
    if let Some(word) = words.iter().find(|word| **word == plain || **word == dashed) {
        return Ok(word);
    }
    let meant =
        WORDS.iter().find(|(word, names)| words.iter().any(|known| known == word) && names.contains(&plain.as_str()));
    if let Some(word) = meant.and_then(|(meant, _)| words.iter().find(|word| word == meant)) {
        return Ok(word);
    }
    Err(match nearest(&plain, words.iter().map(String::as_str)) {
        Some(near) => format!("`{text}` is none of {}; is it `{near}`?", listed(words, 20)),
        None => format!("`{text}` is none of {}", listed(words, 20)),
    })
}

fn number(cell: &Cell, text: &str) -> Result<Node, String> {
    let number = match cell {
        Cell::Number(number) => Some(*number),
        _ => text.replace(',', ".").parse().ok(),
    };
    let number = number.ok_or_else(|| format!("`{text}` is no number"))?;
    Ok(Node::new(if number.fract() == 0.0 { Value::Integer(number as i64) } else { Value::Float(number) }))
}

fn truth(cell: &Cell, text: &str) -> Result<bool, String> {
    match (cell, text.to_lowercase().as_str()) {
        (Cell::Bool(value), _) => Ok(*value),
        (_, "yes" | "y" | "ja" | "j" | "x" | "true" | "wahr" | "1" | "applicable" | "anwendbar" | "applied") => {
            Ok(true)
        }
        (_, "no" | "n" | "nein" | "false" | "falsch" | "0" | "not applicable" | "nicht anwendbar" | "excluded") => {
            Ok(false)
        }
        _ => Err(format!("`{text}` is neither yes nor no")),
    }
}

/// A day: a date of the spreadsheet or its serial number, `2026-03-05`, `5.3.2026`, `05/03/26`, `5 March 2026`, `5. März 2026`.
pub fn day(cell: &Cell, text: &str, order: DateOrder) -> Result<Date, String> {
    let unknown = || format!("`{text}` is no day; write it as YYYY-MM-DD");
    match cell {
        Cell::Date(day) => return Ok(*day),
        // Days since the end of 1899, as spreadsheets count.
        Cell::Number(number) if (20_000.0..90_000.0).contains(number) => {
            return Date::new(1899, 12, 30).map(|epoch| epoch.plus_days(*number as i64)).ok_or_else(unknown);
        }
        Cell::Number(_) | Cell::Bool(_) | Cell::Empty | Cell::Error(_) => return Err(unknown()),
        Cell::Text(_) => {}
    }
    let first = text.split([' ', 'T']).next().unwrap_or_default();
    if let Ok(day) = first.parse() {
        return Ok(day);
    }
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let month = |part: &str| {
        let head: String = part.to_lowercase().chars().take(3).collect();
        let is_name = part.chars().all(char::is_alphabetic);
        MONTHS.iter().find(|(name, _)| is_name && *name == head).map(|(_, number)| *number)
    };
    let number = |part: &str| part.trim_end_matches(|c: char| c.is_alphabetic()).parse::<i16>().ok();
    let (day, month, year) = match parts[..] {
        [a, b, c, ..] if month(b).is_some() => (number(a), month(b), number(c)),
        [a, b, c, ..] if month(a).is_some() => (number(b), month(a), number(c)),
        [a, b, c, ..] if a.len() == 4 => (number(c), number(b).map(|number| number as i8), number(a)),
        [a, b, c, ..] => {
            let is_american = order == DateOrder::MonthFirst && text.contains('/');
            let (day, month) = if is_american { (b, a) } else { (a, b) };
            (number(day), number(month).map(|number| number as i8), number(c))
        }
        _ => return Err(unknown()),
    };
    let year = year.map(|year| if year < 100 { 2000 + year } else { year });
    let found =
        day.zip(month).zip(year).and_then(|((day, month), year)| Date::new(year, month, i8::try_from(day).ok()?));
    found.ok_or_else(unknown)
}

fn referred(reading: Reading<'_>, reference: Reference, text: &str) -> Result<String, String> {
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
        let mut records = reading.snapshot.records().iter().filter(|record| record.kind() == kind);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let read = |text: &str, order| day(&Cell::Text(text.into()), text, order).map(|day| day.to_string());
        for text in [
            "2025-03-05",
            "5.3.2025",
            "05.03.25",
            "5/3/2025",
            "5 March 2025",
            "5. März 2025",
            "March 5, 2025",
            "05-Mar-25",
            "2025/03/05",
            "2025-03-05 00:00:00",
        ] {
            assert_eq!(read(text, DateOrder::DayFirst).as_deref(), Ok("2025-03-05"), "{text}");
        }
        assert_eq!(read("3/5/2025", DateOrder::MonthFirst).as_deref(), Ok("2025-03-05"));
        assert_eq!(
            day(&Cell::Number(45_721.0), "45721", DateOrder::DayFirst).map(|day| day.to_string()).as_deref(),
            Ok("2025-03-05")
        );
        for text in ["next week", "31.02.2025", "2025", "Q3 2025", "12", "asap"] {
            assert!(read(text, DateOrder::DayFirst).is_err(), "{text}");
        }
    }

    #[test]
    fn words_of_sheets_are_understood() {
        let grades: Vec<String> = ["major", "minor", "observation", "opportunity", "strength"].map(String::from).into();
        for (text, grade) in
            [("Hauptabweichung", "major"), ("MINOR NC", "minor"), ("OFI", "opportunity"), ("Hinweis", "observation")]
        {
            assert_eq!(word(&grades, text), Ok(grade));
        }
        assert!(word(&grades, "Mayor").is_err_and(|error| error.contains("is it `major`?")));
    }
}
