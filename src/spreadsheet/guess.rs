//! Which columns a sheet of real life has, by its headings in English and German.

use super::mapping::{DateOrder, Mapping};
use super::register::{RECORD, Register};
use super::sheet::{Cell, Sheet};

/// A guess at a mapping, and the headings that nothing was found for.
#[derive(Debug, Clone)]
pub struct Guess {
    /// The mapping.
    pub mapping: Mapping,
    /// Headings of columns that are not imported.
    pub left: Vec<String>,
    /// Whether there are days such as 03/04/2025, and none that tells whether its month comes first.
    pub is_order_open: bool,
}

/// Headings by which a value is known, without regard to case, dots and spaces; the first that fits is taken.
const HEADINGS: &[(&str, &str, &[&str])] = &[
    (
        "findings",
        "external_id",
        &[
            "nr",
            "no",
            "number",
            "id",
            "ref",
            "reference",
            "finding no",
            "finding id",
            "lfd nr",
            "nummer",
            "feststellung nr",
            "#",
        ],
    ),
    (
        "findings",
        "title",
        &["title", "short description", "summary", "titel", "kurzbeschreibung", "betreff", "headline"],
    ),
    (
        "findings",
        "statement",
        &[
            "finding",
            "description",
            "statement",
            "observation text",
            "details",
            "feststellung",
            "beschreibung",
            "sachverhalt",
            "what was found",
        ],
    ),
    ("findings", "audit", &["audit", "audit id", "audit no", "auditnr", "audit nr"]),
    (
        "findings",
        "grade",
        &[
            "grade",
            "severity",
            "category",
            "classification",
            "type",
            "rating",
            "einstufung",
            "bewertung",
            "kategorie",
            "art",
            "schwere",
            "klassifizierung",
        ],
    ),
    ("findings", "status", &["status", "state", "stand", "zustand"]),
    (
        "findings",
        "criteria",
        &[
            "criteria",
            "clause",
            "control",
            "requirement no",
            "norm",
            "normkapitel",
            "kapitel",
            "iso clause",
            "clause control",
            "kriterium",
            "control clause",
            "forderung",
            "normbezug",
        ],
    ),
    ("findings", "requirement", &["requirement", "should be", "anforderung", "soll"]),
    ("findings", "process", &["process", "area", "prozess", "bereich"]),
    ("findings", "unit", &["unit", "department", "abteilung", "einheit"]),
    ("findings", "site", &["site", "location", "standort"]),
    (
        "findings",
        "detected_on",
        &[
            "date",
            "found on",
            "detected on",
            "audit date",
            "raised on",
            "datum",
            "festgestellt am",
            "erkannt am",
            "auditdatum",
        ],
    ),
    ("findings", "raised_by", &["auditor", "raised by", "found by", "festgestellt von", "ersteller"]),
    (
        "findings",
        "auditee",
        &["owner", "responsible", "auditee", "responsible person", "verantwortlich", "verantwortlicher", "zuständig"],
    ),
    ("findings", "closed/date", &["closed on", "closing date", "geschlossen am"]),
    ("findings", "closed/by", &["closed by", "geschlossen von"]),
    ("findings", "recommendation", &["recommendation", "empfehlung"]),
    ("findings", "risk/text", &["risk", "impact", "risiko", "auswirkung"]),
    ("findings", "response_due", &["response due", "antwort bis"]),
    (
        "actions",
        "external_id",
        &["nr", "no", "number", "id", "ref", "action no", "action id", "car", "lfd nr", "nummer", "massnahme nr", "#"],
    ),
    ("actions", "title", &["title", "summary", "titel", "thema", "kurzbeschreibung"]),
    (
        "actions",
        "source/findings",
        &["finding", "finding no", "finding id", "feststellung", "feststellung nr", "abweichung"],
    ),
    (
        "actions",
        "owner",
        &["owner", "responsible", "responsible person", "verantwortlich", "verantwortlicher", "zuständig"],
    ),
    ("actions", "cause/statement", &["cause", "root cause", "ursache", "grundursache"]),
    ("actions", "correction/what", &["correction", "immediate action", "sofortmassnahme", "korrektur"]),
    (
        "actions",
        "actions/1/what",
        &[
            "action",
            "corrective action",
            "measure",
            "massnahme",
            "korrekturmassnahme",
            "what",
            "description",
            "beschreibung",
        ],
    ),
    (
        "actions",
        "actions/1/due",
        &[
            "due",
            "due date",
            "deadline",
            "target date",
            "frist",
            "termin",
            "fällig",
            "fällig am",
            "zieltermin",
            "erledigung bis",
        ],
    ),
    (
        "actions",
        "actions/1/done_on",
        &["done", "done on", "completed", "completed on", "closed on", "erledigt am", "abgeschlossen am"],
    ),
    (
        "actions",
        "effectiveness/checked_on",
        &[
            "verified on",
            "effectiveness checked on",
            "checked on",
            "wirksamkeit geprüft am",
            "verifiziert am",
            "geprüft am",
        ],
    ),
    (
        "actions",
        "effectiveness/checked_by",
        &[
            "verified by",
            "effectiveness checked by",
            "checked by",
            "wirksamkeit geprüft von",
            "verifiziert von",
            "geprüft von",
        ],
    ),
    ("actions", "effectiveness/result", &["effectiveness", "effective", "wirksamkeit", "wirksam"]),
    ("actions", "actions/1/status", &["status", "state", "stand", "zustand"]),
    (
        "soa",
        "id",
        &["control", "control id", "no", "nr", "id", "number", "reference", "massnahme nr", "control nr", "annex a"],
    ),
    ("soa", "applicable", &["applicable", "applied", "anwendbar", "applicable y n", "ja nein"]),
    (
        "soa",
        "justification",
        &["justification", "reason", "rationale", "begründung", "justification for inclusion exclusion"],
    ),
    (
        "soa",
        "status",
        &["status", "implementation", "implementation status", "umsetzung", "umsetzungsstatus", "implemented"],
    ),
    ("soa", "owner", &["owner", "responsible", "verantwortlich", "verantwortlicher"]),
    (
        "soa",
        "how",
        &[
            "how",
            "implementation description",
            "evidence",
            "document",
            "policy",
            "umsetzungsbeschreibung",
            "dokument",
            "nachweis",
        ],
    ),
    ("soa", "process", &["process", "prozess"]),
    ("soa", "last_reviewed", &["last reviewed", "reviewed", "review date", "letzte prüfung", "geprüft am"]),
    (
        "people",
        "external_id",
        &["employee no", "employee id", "personnel no", "personalnummer", "pers nr", "nr", "no", "id"],
    ),
    ("people", "name", &["name", "full name", "employee", "mitarbeiter"]),
    ("people", "position", &["position", "title", "job title", "role", "function", "funktion", "rolle", "stelle"]),
    ("people", "unit", &["unit", "department", "team", "abteilung", "einheit", "bereich"]),
    ("people", "git", &["email", "e mail", "mail", "e mail address", "email address"]),
    ("people", "employment", &["employment", "type", "beschäftigung", "art"]),
    ("people", "from", &["from", "start", "start date", "eintritt", "seit"]),
    ("people", "to", &["to", "end", "end date", "austritt", "bis"]),
    ("people", "reports_to", &["reports to", "manager", "line manager", "supervisor", "vorgesetzter"]),
    ("checklist", "record", &["workpaper", "checklist", "arbeitspapier", "checkliste"]),
    ("checklist", "id", &["no", "nr", "id", "number", "item", "question no", "lfd nr"]),
    (
        "checklist",
        "criteria",
        &["criteria", "clause", "control", "norm", "kapitel", "kriterium", "requirement no", "normkapitel"],
    ),
    (
        "checklist",
        "question",
        &["question", "requirement", "check", "what to check", "frage", "prüffrage", "prüfpunkt"],
    ),
    ("checklist", "auditee", &["auditee", "interviewee", "who", "auditierter", "gesprächspartner"]),
    ("checklist", "result", &["result", "assessment", "rating", "ergebnis", "bewertung"]),
    (
        "checklist",
        "notes",
        &[
            "notes",
            "observation",
            "observations",
            "comment",
            "evidence seen",
            "notizen",
            "bemerkung",
            "bemerkungen",
            "feststellung",
        ],
    ),
];

/// The most rows from the top among which headings are looked for.
const TOP: usize = 20;

/// Guesses the mapping of a sheet, for a register or for the one that fits best; `None` when no row looks like headings.
pub fn guess(sheet: &Sheet, register: Option<&'static Register>) -> Option<Guess> {
    let candidates: Vec<&'static Register> = match register {
        Some(register) => vec![register],
        None => super::register::REGISTERS.iter().collect(),
    };
    let tried =
        candidates.into_iter().flat_map(|register| (0..sheet.rows.len().min(TOP)).map(move |row| (register, row)));
    let mut best: Option<(usize, usize, &'static Register, Vec<Option<String>>)> = None;
    for (register, row) in tried {
        let found = columns(sheet, register, row);
        let count = found.iter().flatten().count();
        // Of equal ones the first register, and the row nearest to the top.
        if best.as_ref().is_none_or(|best| count > best.0) {
            best = Some((count, row, register, found));
        }
    }
    let (count, row, register, found) = best?;
    if count < 2 {
        return None;
    }
    let mut mapping = Mapping {
        register: register.name.to_owned(),
        sheet: Some(sheet.name.clone()),
        header: Some(row + 1),
        dates: DateOrder::DayFirst,
        columns: indexmap::IndexMap::new(),
        values: indexmap::IndexMap::new(),
        defaults: indexmap::IndexMap::new(),
    };
    let mut left = Vec::new();
    for (column, value) in found.into_iter().enumerate() {
        let heading = heading(sheet, row, column);
        match value {
            Some(value) => drop(mapping.columns.insert(heading, value)),
            None if heading.is_empty() => {}
            None => left.push(heading),
        }
    }
    let order = order(sheet, register, &mapping, row);
    mapping.dates = order.unwrap_or(DateOrder::DayFirst);
    Some(Guess { mapping, left, is_order_open: order.is_none() })
}

/// The heading of a column: its own, or that of the merged one above it.
pub(super) fn heading(sheet: &Sheet, row: usize, column: usize) -> String {
    let own = sheet.cell(row, column).text();
    let above = || {
        let row = row.checked_sub(1)?;
        Some(sheet.cell(row, column).text())
    };
    let text = if own.trim().is_empty() { above().unwrap_or_default() } else { own };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What each column of a row of headings is; a value is taken once, by the heading that fits it best.
fn columns(sheet: &Sheet, register: &'static Register, row: usize) -> Vec<Option<String>> {
    let width = sheet.rows.get(row).map_or(0, Vec::len);
    let mut found: Vec<Option<String>> = vec![None; width];
    let exact = register.columns();
    let headings: Vec<String> = (0..width).map(|column| heading(sheet, row, column)).collect();
    for (column, heading) in headings.iter().enumerate() {
        let is_path = heading == RECORD && register.list.is_some() || exact.iter().any(|(path, _)| path == heading);
        if is_path && !found.contains(&Some(heading.clone())) {
            found[column] = Some(heading.clone());
        }
    }
    let longest = HEADINGS.iter().map(|(.., words)| words.len()).max().unwrap_or_default();
    for priority in 0..longest {
        for (name, value, words) in HEADINGS {
            let Some(word) = words.get(priority).filter(|_| *name == register.name) else { continue };
            let is_free = |column: usize, found: &[Option<String>]| found[column].is_none();
            let hit = (0..width).find(|column| is_free(*column, &found) && plain(&headings[*column]) == *word);
            if let Some(column) = hit.filter(|_| !found.contains(&Some((*value).to_owned()))) {
                found[column] = Some((*value).to_owned());
            }
        }
    }
    found
}

/// A heading without case, punctuation and what stands in brackets.
fn plain(heading: &str) -> String {
    let outside = heading.split('(').next().unwrap_or_default().to_lowercase().replace('ß', "ss");
    let words: String = outside.chars().map(|c| if c.is_alphanumeric() || c == '#' { c } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether days are written with the month first: only if a day of more than 12 stands second, and none first. `None` where there
/// are days with slashes, and none of them tells.
fn order(sheet: &Sheet, register: &'static Register, mapping: &Mapping, header: usize) -> Option<DateOrder> {
    let is_date = |heading: &str| {
        let shape = mapping.columns.get(heading).and_then(|value| register.shape_of(value));
        shape.is_some_and(|shape| shape.what == crate::schema::What::Date)
    };
    let width = sheet.rows.get(header).map_or(0, Vec::len);
    let dates: Vec<usize> = (0..width).filter(|column| is_date(&heading(sheet, header, *column))).collect();
    let (mut first, mut second, mut any) = (false, false, false);
    for row in header + 1..sheet.rows.len() {
        for &column in &dates {
            let Cell::Text(text) = sheet.cell(row, column) else { continue };
            let parts: Vec<u32> = text.split('/').filter_map(|part| part.trim().parse().ok()).collect();
            if let [one, two, _] = parts[..] {
                any |= one != two;
                first |= one > 12;
                second |= two > 12;
            }
        }
    }
    match (first, second) {
        (false, true) => Some(DateOrder::MonthFirst),
        (false, false) if any => None,
        _ => Some(DateOrder::DayFirst),
    }
}
