use crate::diagnostic::Level;
use crate::lint::needs::audit::is_ours;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Audit, AuditStatus, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "meeting-missing",
    family: Family::Audit,
    summary: "An audit has no opening or closing meeting on record",
    level: Level::Warning,
    clause: "ISO 19011:2018, 6.4.3 and 6.4.10",
    needs_day: false,
    docs: include_str!("meeting_missing.md"),
    check: Check::Record(Kind::Audit, check),
};

/// What the state needs.
const NEEDS: &[Need<Audit>] = &[
    Need {
        when: |_, audit| is_ours(audit, AuditStatus::InProgress),
        met: |_, audit| audit.opening_meeting.is_some(),
        place: STATUS,
        lapse: "no opening meeting is recorded",
        help: "record when it was and who was there: `opening_meeting: {date: …, attendees: […]}`",
    },
    Need {
        when: |_, audit| is_ours(audit, AuditStatus::Drafted),
        met: |_, audit| audit.closing_meeting.is_some(),
        place: STATUS,
        lapse: "no closing meeting is recorded",
        help: "record when it was and who was there: `closing_meeting: {date: …, attendees: […]}`",
    },
];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(audit) = record.data().audit() {
        report_needs(NEEDS, context, record, audit, report);
    }
}
