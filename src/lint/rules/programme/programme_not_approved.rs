use crate::diagnostic::Level;
use crate::lint::needs::{Need, STATUS, help_on_top_management, is_top_management, report as report_needs};
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
const NEEDS: &[Need<Programme>] = &[Need {
    when: |_, programme| programme.status.is_approved(),
    met: |_, programme| programme.approved.is_some(),
    place: STATUS,
    lapse: "nobody has approved it",
    help: "record top management's approval: `approved: {by: …, date: …}`",
}];

const APPROVER: &str = "have somebody approve it whom `roles.top_management` in tickmark.yaml lists; who was in top management then, and is \
                        not any more, goes under `roles.former`";

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(programme) = record.data().programme() {
        approver(context, (record, programme), report);
        report_needs(NEEDS, context, record, programme, report);
    }
}

/// Whoever approved it has to be in top management.
fn approver(context: &Context<'_>, (record, programme): (&Record, &Programme), report: &mut Report<'_>) {
    let Some(approved) = &programme.approved else { return };
    let is_open = matches!(programme.status, ProgrammeStatus::Approved | ProgrammeStatus::Active);
    if is_open && !is_top_management(context, &approved.by, approved.date) {
        let message = format!("the status is `{}`, but whoever approved it is not in top management", programme.status);
        let help = help_on_top_management(context, (&approved.by, approved.date), APPROVER);
        report.raise(record, "/approved/by", message).help(help).owner(&programme.manager);
    }
}
