use crate::diagnostic::{Level, Place};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Data, Date, ReviewStatus};
use crate::schema::{What, shape};
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "future-date",
    family: Family::Records,
    summary: "Something is said to have happened on a day that has not come yet",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: true,
    docs: include_str!("future_date.md"),
    check: Check::Records(check),
};

/// Keys of days on which something happened. A test sees to it that every date of a record is here or in `AHEAD`.
const HAPPENED: &[&str] = &[
    "before",
    "checked_on",
    "collected_on",
    "confidentiality_on",
    "date",
    "declared_on",
    "detected_on",
    "done_on",
    "held_on",
    "issued",
    "last_reviewed",
    "notified_on",
    "proposed_on",
    "requested_on",
    "start",
];

/// Keys of days that may lie ahead: limits, plans, and the ends of spans.
#[cfg(test)]
const AHEAD: &[&str] = &[
    "due",
    "end",
    "expires",
    "from",
    "next_audit",
    "next_on",
    "planned_on",
    "response_due",
    "retain_until",
    "review_due",
    "since",
    "to",
    "until",
    "valid_until",
    "withdrawn",
];

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for record in context.records() {
        let Some(root) = &record.document().root else { continue };
        shape(record.kind()).visit(root, "", &mut |path, shape, node| {
            let (What::Date, Some(date)) = (&shape.what, node.as_text().and_then(|text| text.parse::<Date>().ok()))
            else {
                return;
            };
            if date <= context.day || !has_happened(record.data(), path) {
                return;
            }
            let key = path.rsplit('/').next().unwrap_or(path);
            let ahead = counted(date.days_since(context.day), "day");
            let place = Place::new(record.path.clone(), node.span);
            let diagnostic = report.raise_at(place, format!("`{key}` is {date}, {ahead} after {}", context.day));
            diagnostic.record = Some(record.subject());
            diagnostic.help("correct the day; what is only planned is written down when it has happened");
        });
    }
}

/// Whether the day at `path` is one on which something is said to have happened already.
fn has_happened(data: &Data, path: &str) -> bool {
    let key = path.rsplit('/').next().unwrap_or(path);
    match data {
        Data::Review(review) if path == "/held_on" => review.status >= ReviewStatus::Held,
        Data::Audit(audit) => {
            let reached = |state| audit.status.has_reached(state);
            match path {
                "/dates/end" | "/closing_meeting/date" => reached(AuditStatus::Drafted),
                "/dates/start" | "/opening_meeting/date" => reached(AuditStatus::InProgress),
                _ if path.starts_with("/schedule/") => reached(AuditStatus::Drafted),
                _ => HAPPENED.contains(&key),
            }
        }
        _ => HAPPENED.contains(&key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;
    use crate::schema::Shape;

    fn dates(key: &str, shape: &Shape, unknown: &mut Vec<String>) {
        match &shape.what {
            What::Date if HAPPENED.contains(&key) == AHEAD.contains(&key) => unknown.push(key.to_owned()),
            What::Object(fields) => fields.iter().for_each(|(key, shape)| dates(key, shape, unknown)),
            What::List(shape) | What::Map(shape) => dates(key, shape, unknown),
            _ => {}
        }
    }

    #[test]
    fn every_date_of_a_record_is_known_to_have_happened_or_to_lie_ahead() {
        let mut unknown = Vec::new();
        Kind::ALL.iter().for_each(|&kind| dates("", shape(kind), &mut unknown));
        assert!(unknown.is_empty(), "in neither list, or in both: {unknown:?}");
    }
}
