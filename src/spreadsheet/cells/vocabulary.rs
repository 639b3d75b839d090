//! The words of sheets and the words of records that they stand for, in English and German.

use crate::text::{listed, nearest};

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
    ("effective", &["yes", "ja", "wirksam", "worked"]),
    ("ineffective", &["no", "nein", "not effective", "unwirksam", "nicht wirksam"]),
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

pub(super) fn word<'w>(words: &'w [String], text: &str) -> Result<&'w str, String> {
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
