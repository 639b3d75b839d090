use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Kind};
use crate::snapshot::Record;
use crate::text::shortened;

pub static RULE: Rule = Rule {
    name: "item-unanswered",
    family: Family::Workpaper,
    summary: "A checklist item has no result although the audit's work is done",
    level: Level::Error,
    clause: "9.2.1",
    needs_day: false,
    docs: include_str!("item_unanswered.md"),
    check: Check::Record(Kind::Workpaper, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(workpaper) = record.data().workpaper() else { return };
    let Some(audit) = context.snapshot.audit(&workpaper.audit) else { return };
    if audit.r#type.is_third_party() || !audit.status.has_reached(AuditStatus::Drafted) {
        return;
    }
    for (position, item) in workpaper.items.iter().enumerate().filter(|(_, item)| item.result.is_none()) {
        report
            .raise(
                record,
                &format!("/items/{position}"),
                format!(
                    "item {} has no result: {}",
                    item.id,
                    shortened(item.question.trim_end().trim_end_matches('.'), 80)
                ),
            )
            .also(audit.at("/status"), "the audit's work is said to be done")
            .help("answer it with `result:`; what could not be looked at is `not-tested`, with `reason` and `carry_to`")
            .owner(&workpaper.auditor)
            .part(&item.id);
    }
}
