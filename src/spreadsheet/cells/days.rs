//! Days as people write them, in English and German.

use super::super::mapping::DateOrder;
use super::super::sheet::Cell;
use crate::record::Date;

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
