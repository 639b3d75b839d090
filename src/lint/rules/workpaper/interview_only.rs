use crate::diagnostic::Level;
use crate::lint::team::finished_workpaper;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{EvidenceType, Item, Kind, Met, Method};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "interview-only",
    family: Family::Workpaper,
    summary: "That something works rests on nothing but what was said",
    level: Level::Warning,
    clause: "ISO 19011:2018, 6.4.7",
    needs_day: false,
    docs: include_str!("interview_only.md"),
    check: Check::Record(Kind::Workpaper, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(workpaper) = finished_workpaper(context, record) else { return };
    let items = workpaper.items.iter().enumerate();
    let said: Vec<_> = items.filter(|(_, item)| rests_on_words(context, item)).collect();
    let Some((first, _)) = said.first() else { return };
    let ids: Vec<&str> = said.iter().map(|(_, item)| item.id.as_str()).collect();
    report
        .raise(
            record,
            &format!("/items/{first}/effective"),
            format!("that it works rests on interviews alone in item {}", listed(&ids, 8)),
        )
        .help("look at records, settings or the work itself, and cite them as evidence beside the interview")
        .owner(&workpaper.auditor)
        .members(ids);
}

/// Whether an item calls something effective on the ground of interviews alone.
fn rests_on_words(context: &Context<'_>, item: &Item) -> bool {
    let is_said = |id| {
        let evidence = context.snapshot.evidence_record(id);
        evidence.is_some_and(|evidence| evidence.data().r#type == EvidenceType::InterviewNote)
    };
    let heard = match item.evidence.is_empty() {
        // That there is no evidence at all is `item-without-evidence`'s.
        true => false,
        false => item.evidence.iter().all(is_said),
    };
    let asked_only = item.methods.iter().all(|method| *method == Method::Interview);
    item.effective == Some(Met::Met) && heard && asked_only
}
