//! The shapes that several kinds of record share: dates, references, approvals, periods.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A calendar day, written `YYYY-MM-DD`. It has no time of day and no time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(pub jiff::civil::Date);

impl Date {
    /// The day `year-month-day`, or `None` when the calendar has no such day. It has no year 0: other readers refuse it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().filter(|day| day.year() > 0).map(Self)
    }

    /// Whole days from `earlier` to `self`; negative when `earlier` is the later one.
    pub fn days_since(self, earlier: Date) -> i64 {
        (self.0 - earlier.0).get_days().into()
    }

    /// The day `days` later (or earlier when negative). Stays at the calendar's end when it would leave it.
    pub fn plus_days(self, days: i64) -> Date {
        Date(self.0.saturating_add(jiff::Span::new().days(days.clamp(-100_000, 100_000))))
    }

    /// The day `months` later; a day that the month lacks becomes its last one.
    pub fn plus_months(self, months: i64) -> Date {
        Date(self.0.saturating_add(jiff::Span::new().months(months.clamp(-1_200, 1_200))))
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.0.year()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Date {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // jiff also reads a date with a time behind it; a record's date is a day and nothing else.
        if text.len() != 10 {
            return Err(jiff::Error::from_args(format_args!("a date is written YYYY-MM-DD")));
        }
        if let Some(day) = digits(text.as_bytes()) {
            return Ok(day);
        }
        let day: Option<jiff::civil::Date> = text.parse().ok();
        let unknown = || jiff::Error::from_args(format_args!("there is no day {text}; a date is written YYYY-MM-DD"));
        day.and_then(|day| Date::new(day.year(), day.month(), day.day())).ok_or_else(unknown)
    }
}

/// The day that is written `YYYY-MM-DD` in digits, if it is one: quicker than reading all that jiff reads.
fn digits(text: &[u8]) -> Option<Date> {
    let digit = |at: usize| text.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| i16::from(byte - b'0'));
    let two = |at: usize| Some(digit(at)? * 10 + digit(at + 1)?);
    let is_dashed = text.len() == 10 && text[4] == b'-' && text[7] == b'-';
    let (year, month, day) = (two(0)? * 100 + two(2)?, two(5)?, two(8)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).filter(|_| is_dashed)
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "description": "A calendar day, YYYY-MM-DD.",
        })
    }
}

/// The pattern of every record id: it is a file name on every system and never needs quoting in a path.
pub const ID_PATTERN: &str = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

/// Whether `text` may be the id of a record or of a part of one.
pub fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() <= 64
        && bytes.next().is_some_and(|b| b.is_ascii_alphanumeric())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// The schema keyword that says what a text refers to; the snapshot reads it to resolve references.
pub const REFERENCE_KEYWORD: &str = "x-tickmark-reference";

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $pattern:expr, $description:expr $(, $reference:expr)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The text as it stands in the record.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                #[allow(unused_mut)]
                let mut schema = json_schema!({
                    "type": "string",
                    "pattern": $pattern,
                    "description": $description,
                });
                $(schema.insert(REFERENCE_KEYWORD.to_owned(), $reference.into());)?
                schema
            }
        }
    };
}

text_type!(
    /// The id of a record: its file's stem (an audit's: its folder). Unique over all kinds, without regard to case.
    Id, ID_PATTERN, "Id of this record: the name of its file without .yaml (an audit's: of its folder). Never reused."
);
text_type!(
    /// The id of a part of a record: an item, an interview, a decision, a process, a site.
    PartId, ID_PATTERN, "Id of this part, unique inside its record."
);
text_type!(
    /// Refers to a [`Person`](super::Person) by id.
    PersonRef, ID_PATTERN, "Id of a person (people/<id>.yaml).", "person"
);
text_type!(
    /// Refers to an [`Audit`](super::Audit) by id.
    AuditRef, ID_PATTERN, "Id of an audit (audits/<id>/audit.yaml).", "audit"
);
text_type!(
    /// Refers to a [`Programme`](super::Programme) by id.
    ProgrammeRef, ID_PATTERN, "Id of an audit programme (programmes/<id>.yaml).", "programme"
);
text_type!(
    /// Refers to a [`Finding`](super::Finding) by id.
    FindingRef, ID_PATTERN, "Id of a finding.", "finding"
);
text_type!(
    /// Refers to an [`Action`](super::Action) (a corrective action record) by id.
    ActionRef, ID_PATTERN, "Id of a corrective action record.", "action"
);
text_type!(
    /// Refers to an [`Evidence`](super::Evidence) record by id.
    EvidenceRef, ID_PATTERN, "Id of an evidence record.", "evidence"
);
text_type!(
    /// Refers to a management [`Review`](super::Review) by id.
    ReviewRef, ID_PATTERN, "Id of a management review.", "review"
);
text_type!(
    /// Refers to a catalogue of criteria by id: one of the repository's, or a built-in one.
    CatalogueRef, ID_PATTERN, "Id of a catalogue (catalogues/<id>.yaml, or iso27001-2022, which is built in).", "catalogue"
);
text_type!(
    /// Refers to a process of `tickmark.yaml` by id.
    ProcessRef, ID_PATTERN, "Id of a process listed in tickmark.yaml.", "process"
);
text_type!(
    /// Refers to a site of `tickmark.yaml` by id.
    SiteRef, ID_PATTERN, "Id of a site listed in tickmark.yaml.", "site"
);
text_type!(
    /// Refers to an item of a workpaper: `<workpaper>/<item>`.
    ItemRef, "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}/[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
    "An item of a workpaper, written <workpaper>/<item>, for example WP-2026-02-access/4.", "item"
);
text_type!(
    /// A person by id, or a group or role in words: `group:all staff`, `role:HR partner`.
    Party, "^([A-Za-z0-9][A-Za-z0-9._-]{0,63}|(group|role):.*[^ ].*)$",
    "Id of a person, or a group or role in words: group:all staff, role:HR partner.", "party"
);
text_type!(
    /// A requirement that is audited against; see [`crate::record::criteria`] for how it is read.
    Criterion, "^([a-z][a-z0-9-]*:)?[A-Za-z0-9][A-Za-z0-9._-]*(\\.\\.[A-Za-z0-9][A-Za-z0-9._-]*)?$",
    "A requirement: \"9.2.2\" or A.8.8 of the first catalogue, own:ACP-4.2 of the catalogue named before the colon, 5.1..5.3 for a range. Quote numbers.", "criterion"
);
text_type!(
    /// Refers to any record by id.
    RecordRef, ID_PATTERN, "Id of a record of any kind.", "record"
);
text_type!(
    /// The SHA-256 of a file, in 64 lower-case hexadecimal digits.
    Sha256, "^[0-9a-f]{64}$", "SHA-256 of the file: 64 lower-case hexadecimal digits."
);
text_type!(
    /// A time of day, `HH:MM`, in the organisation's time zone.
    TimeOfDay, "^([01][0-9]|2[0-3]):[0-5][0-9]$", "Time of day, \"HH:MM\" in quotes."
);

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Period {
    /// Whether `day` lies in the period.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether the two periods share a day.
    pub fn overlaps(&self, other: &Period) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// Who agreed, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Person who approves.
    pub by: PersonRef,
    /// Day of the approval.
    pub date: Date,
    /// Condition or remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Approval {
    /// Who approved, and when: with another remark it is still the same approval.
    pub fn said(&self) -> (&PersonRef, Date) {
        (&self.by, self.date)
    }
}

/// A change that needs a reason which Git alone does not force: a moved due date, a changed grade, a backward step, a
/// change after issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Day of the change.
    pub date: Date,
    /// Person who changed it.
    pub by: PersonRef,
    /// What changed, as a path: actions/1/due, grade, status.
    #[schemars(length(min = 1))]
    pub field: String,
    /// Value before.
    pub from: String,
    /// Value after.
    pub to: String,
    /// Why.
    #[schemars(length(min = 1))]
    pub reason: String,
    /// Person who agreed to the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<PersonRef>,
}

/// Something that was told to somebody in the course of the audit work (ISO/IEC 27001, 7.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Communication {
    /// Day.
    pub date: Date,
    /// What kind of message.
    pub what: Message,
    /// Who told it.
    pub from: PersonRef,
    /// Who was told: persons, groups, roles.
    #[schemars(length(min = 1))]
    pub to: Vec<Party>,
    /// How it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// What was said, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Evidence that it was told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceRef>,
    /// Who confirmed that the message arrived, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acknowledged: Vec<Acknowledgement>,
}

/// A confirmation that a message arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// Person who confirms.
    pub by: PersonRef,
    /// Day.
    pub date: Date,
}

/// A pointer into another system: ticket, risk register, incident, change, document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Where the thing is kept: jira, risk-register, incident, change, document, url, …
    #[schemars(length(min = 1))]
    pub system: String,
    /// Its name there.
    #[schemars(length(min = 1))]
    pub r#ref: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// An exception to a rule, with a reason, somebody who answers for it, and an end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Name of the rule.
    #[schemars(length(min = 1))]
    pub rule: String,
    /// Why the rule may be broken here.
    pub reason: String,
    /// Person who answers for it.
    pub approved_by: PersonRef,
    /// Last day on which the waiver holds.
    pub until: Date,
    /// Records it is for. In a record of its own it is for that record, and this stays away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Id>,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// All values, in the order of their meaning.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stands for it in a record.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;

words!(
    /// What kind of message a communication is.
    Message {
        /// Notice of an audit.
        Notice = "notice",
        /// The audit plan.
        Plan = "plan",
        /// Opening meeting.
        OpeningMeeting = "opening-meeting",
        /// Closing meeting.
        ClosingMeeting = "closing-meeting",
        /// The audit report.
        Report = "report",
        /// Something late or serious is taken to a higher level.
        Escalation = "escalation",
        /// Top management says why the audits matter.
        LeadershipMessage = "leadership-message",
        /// Awareness of information security.
        Awareness = "awareness",
        /// A decision is made known.
        Decision = "decision",
        /// Anything else.
        Other = "other",
    }
);

words!(
    /// How a message was told.
    Channel {
        /// In a meeting.
        Meeting = "meeting",
        /// By mail.
        Mail = "mail",
        /// By chat.
        Chat = "chat",
        /// On the intranet.
        Intranet = "intranet",
    }
);

words!(
    /// How something is audited (ISO 19011, annex A).
    Method {
        /// Asking people.
        Interview = "interview",
        /// Reading documents and records.
        DocumentReview = "document-review",
        /// Watching work being done.
        Observation = "observation",
        /// Looking at some of many.
        Sampling = "sampling",
        /// Testing a system.
        TechnicalTest = "technical-test",
        /// Evaluating data about all of many.
        DataAnalysis = "data-analysis",
        /// From a distance.
        Remote = "remote",
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_and_nothing_else() {
        assert!("2026-02-28".parse::<Date>().is_ok());
        for text in ["2024-02-29", "0001-01-01", "9999-12-31", "2026-10-09"] {
            let day: Date = text.parse().expect("a day");
            assert_eq!((Some(day), day.to_string().as_str()), (digits(text.as_bytes()), text));
        }
        for text in ["2023-02-29", "2026-13-01", "2026-00-10", "2026/02/03", "2026-02-0x"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        for text in ["2026-02-30", "2026-2-3", "2026-02-03T10:00", "20260203", "", "+002026-02-03"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn months_end_at_the_last_day_of_a_shorter_month() {
        let day: Date = "2024-02-29".parse().expect("a day");
        assert_eq!(day.plus_months(12).to_string(), "2025-02-28");
        assert_eq!(day.plus_days(1).days_since(day), 1);
    }

    #[test]
    fn ids_are_file_names() {
        for good in ["F-2026-007", "a", "9.2", "p_1"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-a", ".a", "a b", "a/b", "ä", &"x".repeat(65)] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
