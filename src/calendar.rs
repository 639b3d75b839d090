//! Calendars (iCalendar, RFC 5545): events of whole days.

use icalendar::{Calendar, Component, Event as Entry, Property};

use crate::record::Date;
use crate::render::printable;

/// Something that has its day, or its days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// What tells it from all others and stays when its day moves, so that a calendar moves it too.
    pub uid: String,
    /// What it is, on a line.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Where to read on.
    pub url: Option<String>,
}

/// A calendar with a name. The day is when it was written. One without events is there all the same, for those who have
/// subscribed to it; as it has to hold something (RFC 5545, 3.6), it holds the time zone of no event.
pub fn calendar(name: &str, events: impl IntoIterator<Item = Event>, day: Date) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//tickmark//tickmark//EN"));
    calendar.append_property(Property::new("X-WR-CALNAME", printable(name).replace('\n', " ")));
    let mut events = events.into_iter().peekable();
    let is_empty = events.peek().is_none();
    for event in events {
        calendar.push(entry(&event, day));
    }
    let text = calendar.to_string();
    match text.rfind(END).filter(|_| is_empty) {
        Some(end) => format!("{}{TIME_ZONE}{}", &text[..end], &text[end..]),
        None => text,
    }
}

const END: &str = "END:VCALENDAR";
const TIME_ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
                         TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

fn entry(event: &Event, day: Date) -> Entry {
    let compact = |date: Date| date.to_string().replace('-', "");
    let mut entry = Entry::new();
    entry
        .uid(&format!("{}@tickmark", event.uid))
        .add_property("DTSTAMP", format!("{}T000000Z", compact(day)))
        .summary(&printable(&event.summary))
        .description(&printable(&event.description));
    if let Some(url) = &event.url {
        entry.add_property("URL", url);
    }
    entry.append_property(Property::new("DTSTART", compact(event.from)).add_parameter("VALUE", "DATE").done());
    // The end is the first day on which it is over.
    entry.append_property(Property::new("DTEND", compact(event.to.plus_days(1))).add_parameter("VALUE", "DATE").done());
    entry.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_without_events_holds_something() {
        let day: Date = "2026-11-01".parse().expect("a day");
        let name = "END:VCALENDAR";
        let empty = calendar(name, [], day);
        assert_eq!(empty.matches("BEGIN:VTIMEZONE\r\n").count(), 1, "{empty}");
        assert!(empty.ends_with("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"), "{empty}");
        let event = Event {
            from: day,
            to: day,
            uid: "A".to_owned(),
            summary: "A".to_owned(),
            description: String::new(),
            url: None,
        };
        assert!(!calendar(name, [event], day).contains("VTIMEZONE"));
    }
}
