use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Evidence, Item, ItemResult, Kind, Workpaper};
use crate::snapshot::{Record, Snapshot, View};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "item-without-evidence",
    family: Family::Workpaper,
    summary: "The result of a checklist item rests on no evidence",
    level: Level::Error,
    clause: "9.2.2; ISO 19011:2018, 6.4.7",
    needs_day: false,
    docs: include_str!("item_without_evidence.md"),
    check: Check::Record(Kind::Workpaper, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(workpaper) = record.data().workpaper() else { return };
    let Some(audit) = context.snapshot.audit(&workpaper.audit) else { return };
    if audit.r#type.is_third_party() || !audit.status.has_reached(AuditStatus::Drafted) {
        return;
    }
    for (position, item) in workpaper.items.iter().enumerate() {
        let Some(result) = item.result.filter(|result| result.is_tested()) else { continue };
        let (field, message, help) = match rests_on(context.snapshot, workpaper, item) {
            Basis::Something => continue,
            Basis::Nothing => (
                "result",
                cites_nothing(item, result),
                "name under `evidence:` what was seen, or an interview that lists the item",
            ),
            Basis::NotArrived(evidence) => (
                "evidence",
                format!("item {} is `{result}`, but {}", item.id, not_arrived(&evidence)),
                "cite evidence that was received, or change the result to `not-tested`",
            ),
        };
        report
            .raise(record, &format!("/items/{position}/{field}"), message)
            .help(help)
            .owner(&workpaper.auditor)
            .part(&item.id);
    }
}

enum Basis<'a> {
    Something,
    Nothing,
    NotArrived(Vec<View<'a, Evidence>>),
}

fn rests_on<'a>(snapshot: &'a Snapshot, workpaper: &Workpaper, item: &Item) -> Basis<'a> {
    let is_in_interview = workpaper.interviews.iter().any(|interview| interview.items.contains(&item.id));
    let cited: Vec<_> = item.evidence.iter().filter_map(|id| snapshot.evidence_record(id)).collect();
    // What cannot be looked up is `dangling-reference`'s.
    if is_in_interview
        || cited.len() < item.evidence.len()
        || cited.iter().any(|evidence| evidence.status.has_arrived())
    {
        Basis::Something
    } else if cited.is_empty() {
        Basis::Nothing
    } else {
        Basis::NotArrived(cited)
    }
}

fn cites_nothing(item: &Item, result: ItemResult) -> String {
    format!("item {} is `{result}` without evidence", item.id)
}

fn not_arrived(evidence: &[View<'_, Evidence>]) -> String {
    let states: Vec<String> =
        evidence.iter().map(|evidence| format!("{} is {}", evidence.id(), evidence.status)).collect();
    listed(&states, 3)
}
