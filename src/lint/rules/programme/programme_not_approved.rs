use crate::diagnostic::Level;
use crate::lint::needs::is_top_management;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, Programme, ProgrammeStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "programme-not-approved",
    family: Family::Programme,
    summary: "An audit programme runs without the approval of top management",
    level: Level::Error,
    clause: "5.1, 5.3, 9.2.2",
    needs_day: false,
    docs: include_str!("programme_not_approved.md"),
    check: Check::Record(Kind::Programme, check),
};

/// What the state needs.
const NEEDS: &[Need<Programme>] = &[
    Need {
        when: |_, programme| programme.status.is_approved(),
        met: |_, programme| programme.approved.is_some(),
        place: STATUS,
        lapse: "nobody has approved it",
        help: "record top management's approval: `approved: {by: …, date: …}`",
    },
    Need {
        when: |_, programme| matches!(programme.status, ProgrammeStatus::Approved | ProgrammeStatus::Active),
        met: |context, programme| {
            let approved = programme.approved.as_ref();
            approved.is_none_or(|approved| is_top_management(context, &approved.by, approved.date))
        },
        place: "/approved/by",
        lapse: "whoever approved it is not in top management",
        help: "have somebody approve it whom `roles.top_management` in tickmark.yaml lists; who was in top management then, and is not any more, \
               goes under `roles.former`",
    },
];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(programme) = record.data().programme() {
        report_needs(NEEDS, context, record, programme, report);
    }
}
