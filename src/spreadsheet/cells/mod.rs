//! From a cell to a value, by the shape of the value: days, words, people and criteria as people write them, in English and
//! German.

mod days;
mod named;
mod vocabulary;

pub use self::days::day;
use self::named::referred;
pub use self::named::{control, external_id};
use self::vocabulary::word;
use super::mapping::Mapping;
use super::sheet::Cell;
use crate::schema::{Shape, What};
use crate::snapshot::Snapshot;
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

#[cfg(test)]
mod tests {
    use super::super::mapping::DateOrder;
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
