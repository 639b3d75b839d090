use crate::diagnostic::Level;
use crate::lint::run::run;
use crate::lint::waivers::{SELF_APPROVED, Standing, answers_for, standing};
use crate::lint::{Check, Context, Family, Report, Rule, Settings, rules};
use crate::record::Kind;
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: SELF_APPROVED,
    family: Family::Records,
    summary: "Somebody approved the waiver of what is theirs to do",
    level: Level::Warning,
    clause: "10.2",
    needs_day: true,
    docs: include_str!("waiver_self_approved.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let top = context.snapshot.isms().map(|isms| isms.data().roles.top_management.as_slice()).unwrap_or_default();
    let is_asked = |record: &Record| context.judged.is_none_or(|judged| judged.paths.contains(&record.path));
    let standing = standing(context.snapshot).filter(|standing| is_asked(standing.record));
    for standing in standing.filter(|standing| standing.waiver.until >= context.day) {
        let (waiver, by) = (standing.waiver, &standing.waiver.approved_by);
        // Nobody stands above them who could approve it.
        if top.contains(by) {
            continue;
        }
        let own = covered(context, &standing).filter(|record| answers_for(record.data(), by));
        let own: Vec<&str> = match is_for_all(&standing) {
            true => excused(context, &standing).unwrap_or_default(),
            false => own.map(|record| &*record.id).collect(),
        };
        if own.is_empty() {
            continue;
        }
        let verb = if own.len() == 1 { "is" } else { "are" };
        report
            .raise(
                standing.record,
                &standing.path("approved_by"),
                format!("{by} approved that `{}` may be broken in {}, which {verb} their own", waiver.rule, listed(&own, 4)),
            )
            .help("have it approved by somebody who does not gain by it: whoever manages the programme, the line manager, top management")
            .owner(by)
            .part(&waiver.rule);
    }
}

/// Whether a waiver is a decision for the whole ISMS: one in `tickmark.yaml` that names no records.
fn is_for_all(standing: &Standing<'_>) -> bool {
    standing.record.kind() == Kind::Isms && standing.waiver.records.is_empty()
}

/// The records that a waiver for the whole ISMS excuses now, where each of them is its approver's own: then it is one for them.
fn excused<'a>(context: &Context<'a>, standing: &Standing<'_>) -> Option<Vec<&'a str>> {
    let rule = rules::find(&standing.waiver.rule).filter(|rule| rule.name != RULE.name)?;
    // Beside a part of the records nobody knows what else it excuses.
    if context.judged.is_some() {
        return None;
    }
    let mut own = Vec::new();
    for diagnostic in run(rule, &Settings::of(context.snapshot), context) {
        let record = context.snapshot.record(&diagnostic.record?.id)?;
        if !answers_for(record.data(), &standing.waiver.approved_by) {
            return None;
        }
        own.push(&*record.id);
    }
    own.dedup();
    Some(own)
}

/// The records that a waiver names.
fn covered<'a>(context: &Context<'a>, standing: &Standing<'a>) -> impl Iterator<Item = &'a Record> {
    let own = Some(standing.record).filter(|record| record.kind() != Kind::Isms);
    let named = standing.waiver.records.iter().filter(move |_| own.is_none());
    let snapshot = context.snapshot;
    own.into_iter().chain(named.filter_map(|id| snapshot.record(id.as_str())))
}
