use crate::diagnostic::{Diagnostic, Level, Place};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, Programme, ProgrammeStatus, ROOT_FILE};
use crate::snapshot::View;

pub static RULE: Rule = Rule {
    name: "programme-missing",
    family: Family::Programme,
    summary: "No approved audit programme spans the day",
    level: Level::Error,
    clause: "9.2.2",
    needs_day: true,
    docs: include_str!("programme_missing.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let (snapshot, day) = (context.snapshot, context.day);
    if snapshot.running_programme(day).is_some() || snapshot.has_broken(&[Kind::Programme]) {
        return;
    }
    let level = if is_beginning(context) { Level::Info } else { RULE.level };
    let mut report = report.at_level(level);
    let programmes = || snapshot.programmes();
    let approved = || programmes().filter(|programme| programme.status.is_approved());
    let draft =
        programmes().find(|programme| programme.status == ProgrammeStatus::Draft && programme.cycle.contains(day));
    let last = approved().filter(|programme| programme.cycle.to < day).max_by_key(|programme| programme.cycle.to);
    let next = approved().filter(|programme| programme.cycle.from > day).min_by_key(|programme| programme.cycle.from);
    let diagnostic = match (draft, last, next) {
        (Some(draft), ..) => of_draft(context, &mut report, &draft),
        (None, Some(last), _) => report
            .raise(
                last.record(),
                "/cycle/to",
                format!("programme {} ended on {}, and no approved one spans {day}", last.id(), last.cycle.to),
            )
            .help("write the programme that follows, and have top management approve it"),
        (None, None, Some(next)) => report
            .raise(
                next.record(),
                "/cycle/from",
                format!("programme {} begins on {}, and no approved one spans {day}", next.id(), next.cycle.from),
            )
            .help("approve a programme for the time until then as well"),
        (None, None, None) => of_none(context, &mut report),
    };
    if let Some(last) = last {
        diagnostic.since(last.cycle.to);
    }
    if let Some(isms) = snapshot.isms() {
        diagnostic.owner(&isms.roles.programme_manager);
    }
}

fn of_draft<'a>(context: &Context<'_>, report: &'a mut Report<'_>, draft: &View<'_, Programme>) -> &'a mut Diagnostic {
    report
        .raise(draft.record(), "/status", format!("programme {} is still a draft on {}", draft.id(), context.day))
        .help("have top management approve it: `approved: {by: …, date: …}`, then `status: approved`")
}

fn of_none<'a>(context: &Context<'_>, report: &'a mut Report<'_>) -> &'a mut Diagnostic {
    let message = format!("no approved audit programme spans {}", context.day);
    match context.snapshot.isms() {
        Some(isms) => report.raise(isms.record(), "", message),
        None => report.raise_at(Place::file(ROOT_FILE), message),
    }
    .help("add programmes/<id>.yaml: which audits are held when, against what, and why then")
}

/// Whether the organisation is only setting out: no certificate, no approved programme yet, no audit report issued.
fn is_beginning(context: &Context<'_>) -> bool {
    let snapshot = context.snapshot;
    snapshot.isms().is_none_or(|isms| isms.certification.is_none())
        && !snapshot.programmes().any(|programme| programme.status.is_approved())
        && !snapshot.audits().any(|audit| audit.status.is_issued())
}
