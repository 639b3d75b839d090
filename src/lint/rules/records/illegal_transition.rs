use crate::diagnostic::Level;
use crate::lint::authority::{agreement_to_go_back, never_back, undone};
use crate::lint::verdicts::is_out;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::lifecycle::{StateChange, Way, back_on_the_way, state_changes};
use crate::record::{Change, Data, FindingStatus};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "illegal-transition",
    family: Family::Records,
    summary: "A record went from one state to another that does not follow from it",
    level: Level::Error,
    clause: "10.2",
    needs_day: false,
    docs: include_str!("illegal_transition.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    for change in state_changes(before.data(), after.data()) {
        one(versions, after, &change, report);
    }
}

fn one(versions: &Versions<'_>, record: &Record, change: &StateChange, report: &mut Report<'_>) {
    let StateChange { from, to, item, .. } = change;
    let what = match item {
        None => format!("the {}", record.kind().noun()),
        Some((_, number)) => format!("item {number}"),
    };
    let Some((lapse, help)) = lapse(versions, change) else { return };
    let went = match change.way {
        Way::Back => format!("{what} goes back from `{from}` to `{to}`, {lapse}"),
        _ => format!("{what} went from `{from}` to `{to}`, {lapse}"),
    };
    let diagnostic = report.raise(record, &change.path(), went).help(help);
    if let Some((_, number)) = item {
        diagnostic.part(number);
    }
}

/// What is wrong with a step, and what to do about it.
fn lapse(versions: &Versions<'_>, change: &StateChange) -> Option<(String, String)> {
    let StateChange { from, to, item, way } = change;
    let before = versions.before?;
    let own = item.is_none().then_some(before);
    if own.is_some_and(|own| is_left_behind(versions, own, to)) {
        return Some((
            "and the report of its audit was issued before that".to_owned(),
            "what proves wrong then is in no version of the report, and nobody learns of it: leave it `draft`, take the audit back \
             to `drafted` (`tickmark move … drafted --reason TEXT`), withdraw it, and issue the next version"
                .to_owned(),
        ));
    }
    if let Some(entries) = on_the_way(versions, change).filter(|_| matches!(way, Way::None | Way::Back)) {
        return of_way(versions, change, &entries);
    }
    match way {
        Way::Stays | Way::Step | Way::Over(_) => None,
        Way::None => Some((
            "and no step leads there".to_owned(),
            format!("leave it `{from}`, or take the way that leads there; see `tickmark explain illegal-transition`"),
        )),
        Way::Back => own
            .and_then(|own| never_back(own, to, stays_reported(versions, own)))
            .map(|(why, instead)| (format!("and it {why}"), format!("leave it `{from}`; {instead}")))
            .or_else(|| unexplained(versions, change))
            .or_else(|| own.and_then(|own| still_decided(versions, own, to))),
    }
}

/// The new entries of `changes` that explain the steps back on the way which the record went: on a branch it may have gone to
/// and fro. `None` where no such way leads there.
fn on_the_way<'a>(versions: &Versions<'a>, change: &StateChange) -> Option<Vec<&'a Change>> {
    let entries = versions.explanations(&change.field());
    let back: Vec<(&str, &str)> = entries.iter().map(|entry| (entry.from.trim(), entry.to.trim())).collect();
    let after = versions.after?;
    let places = back_on_the_way(after.data(), change.item.is_some(), (change.from, change.to), &back)?;
    Some(places.into_iter().map(|place| entries[place]).collect())
}

/// What is wrong with a way over steps back that entries explain.
fn of_way(versions: &Versions<'_>, change: &StateChange, entries: &[&Change]) -> Option<(String, String)> {
    let before = versions.before.filter(|_| change.item.is_none())?;
    let never = entries.iter().find_map(|entry| never_back(before, &entry.to, stays_reported(versions, before)));
    let never = never.map(|(why, instead)| (format!("and it {why}"), format!("leave it `{}`; {instead}", change.from)));
    never
        .or_else(|| not_agreed(versions, change, entries))
        .or_else(|| still_decided(versions, before, change.to).filter(|_| change.way == Way::Back))
}

/// Whether the report with a finding was out, and still is in the version that was out.
fn stays_reported(versions: &Versions<'_>, before: &Record) -> bool {
    let audit = before.data().finding().map(|finding| &finding.audit);
    audit.is_some_and(|audit| is_out((versions.past, versions.context.snapshot), audit))
}

/// Whether a draft is withdrawn that was left when the report of its audit was issued. What another one has issued is not ours to open.
fn is_left_behind(versions: &Versions<'_>, before: &Record, to: &str) -> bool {
    let Some(old) = before.data().finding() else { return false };
    let is_ours = versions.past.audit(&old.audit).is_some_and(|audit| !audit.r#type.is_third_party());
    old.status == FindingStatus::Draft
        && to == FindingStatus::Withdrawn.as_str()
        && is_ours
        && stays_reported(versions, before)
}

/// A kind that has no `changes` explains a step back by its commit alone.
fn unexplained(versions: &Versions<'_>, change: &StateChange) -> Option<(String, String)> {
    let after = versions.after?;
    if !matches!(after.data(), Data::Programme(_) | Data::Audit(_) | Data::Finding(_) | Data::Action(_)) {
        return None;
    }
    not_agreed(versions, change, &[])
}

/// What is wrong with a step back that these entries explain: nothing, if it needs no more than a reason or the right person agreed.
fn not_agreed(versions: &Versions<'_>, change: &StateChange, entries: &[&Change]) -> Option<(String, String)> {
    let (field, StateChange { from, to, item, .. }) = (change.field(), change);
    let before = versions.before.filter(|_| item.is_none());
    let agreement = before.and_then(|before| agreement_to_go_back(versions.past, before, to));
    let lapse = match (entries.first(), &agreement) {
        (None, _) => "and no entry of `changes` says why".to_owned(),
        (Some(_), None) => return None,
        (Some(first), Some(agreement)) => {
            let given: Vec<_> = entries.iter().filter_map(|entry| entry.approved_by.as_ref()).collect();
            match given.as_slice() {
                given if given.iter().any(|person| agreement.is_of(person)) => return None,
                [person, ..] => format!("with the agreement of {person}, who may not decide it"),
                [] => format!("by {}, and nobody agreed to it", first.by),
            }
        }
    };
    let who = agreement
        .map(|agreement| format!("; {} may agree", agreement.in_words(versions.past, versions.context.day)))
        .unwrap_or_default();
    let entry = format!("{{date: …, by: …, field: {field}, from: {from}, to: {to}, reason: …, approved_by: …}}");
    Some((lapse, format!("add to `changes`: {entry}{who}")))
}

/// What the record still says of who decided, although the decision is taken back.
fn still_decided(versions: &Versions<'_>, before: &Record, to: &str) -> Option<(String, String)> {
    let at = |record: &Record, field: &str| record.document().root.as_ref()?.at(&format!("/{field}")).cloned();
    let after = versions.after?;
    let is_kept = |field: &&str| {
        let kept = at(before, field).zip(at(after, field));
        kept.is_some_and(|(old, new)| old.says_the_same(&new))
    };
    let kept: Vec<&str> = undone(before, to).into_iter().filter(is_kept).collect();
    let fields = kept.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>();
    (!kept.is_empty()).then(|| {
        (
            format!("and still has {}, which was said of how it was", listed(&fields, 4)),
            "take that away with the step; who decides anew says so anew".to_owned(),
        )
    })
}
