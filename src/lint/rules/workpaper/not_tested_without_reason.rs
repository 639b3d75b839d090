use crate::diagnostic::Level;
use crate::lint::needs::{Need, answered_items, report_part};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Id, Item, ItemResult, Kind, Programme, Workpaper};
use crate::snapshot::{Record, View};
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "not-tested-without-reason",
    family: Family::Workpaper,
    summary: "A checklist item was left out, and nobody says why or when it is looked at",
    level: Level::Error,
    clause: "9.2.1",
    needs_day: false,
    docs: include_str!("not_tested_without_reason.md"),
    check: Check::Record(Kind::Workpaper, check),
};

/// What an item needs that was not tested.
const NEEDS: &[Need<Item>] = &[
    Need {
        when: |_, item| item.result.is_some_and(|result| !result.is_tested()),
        met: |_, item| !is_blank(item.reason.as_deref()),
        place: "/result",
        lapse: "it does not say why",
        help: "give the reason under `reason`; `carry_to` names the audit that will look at it",
    },
    Need {
        when: |_, item| item.result == Some(ItemResult::NotTested) && !is_blank(item.reason.as_deref()),
        met: |_, item| item.carry_to.is_some(),
        place: "/result",
        lapse: "no audit takes it over",
        help: "name the audit that will look at it under `carry_to`",
    },
    Need {
        when: |_, item| item.carry_to.is_some(),
        met: |context, item| item.carry_to.as_ref().is_none_or(|audit| is_known(context, audit)),
        place: "/carry_to",
        lapse: "there is no audit of the name that it is carried to",
        help: "name an audit that has a record, or a line in the schedule of a programme",
    },
];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(workpaper) = record.data().workpaper() else { return };
    for item in answered_items(context, workpaper) {
        report_part(NEEDS, context, record, &item, report);
        let carried = item.data.carry_to.as_ref().and_then(|to| Some((to, over(context, workpaper, to)?)));
        if let Some((to, why)) = carried {
            let message = format!("{} is carried to {to}, and {why}", item.name);
            let diagnostic = report.raise(record, &format!("{}/carry_to", item.path), message);
            diagnostic.help("name an audit that is still to be held under `carry_to`").part(&item.id);
        }
    }
}

/// Why an audit cannot take anything over any more.
fn over(context: &Context<'_>, workpaper: &Workpaper, to: &Id) -> Option<&'static str> {
    if workpaper.audit.as_str().eq_ignore_ascii_case(to.as_str()) {
        return Some("that is the audit that left it out");
    }
    let own = context.snapshot.audit(&workpaper.audit)?.dates?;
    let other = context.snapshot.audit(&to.as_str().into())?.dates?;
    (other.end < own.start).then_some("that audit was over before this one began")
}

/// Whether an audit is there or at least planned; what cannot be read may be it.
fn is_known(context: &Context<'_>, audit: &Id) -> bool {
    let snapshot = context.snapshot;
    let named = audit.as_str();
    let is_scheduled = |programme: &View<'_, Programme>| {
        programme.schedule.iter().any(|line| line.audit.as_str().eq_ignore_ascii_case(named))
    };
    snapshot.record(named).is_some()
        || snapshot.broken_record(named).is_some()
        || snapshot.has_broken(&[Kind::Programme])
        || snapshot.programmes().any(|programme| is_scheduled(&programme))
}
