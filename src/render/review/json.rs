//! A review for programs.

use serde::Serialize;
use serde_json::json;

use super::Frame;
use crate::history::{SignerKey, SignersChange};
use crate::lint::{Mapped, Withheld, Withholding};
use crate::record::Grade;
use crate::record::lifecycle::{StateChange, Way};
use crate::render::json::{Item, Tool, items, to_text};
use crate::review::{Approval, Approver, BranchReview, Clash, DueDate, Moved, Signatures};

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    tool: Tool,
    as_of: String,
    base: &'a str,
    head: &'a str,
    profile: &'a str,
    verdict: &'static str,
    before: usize,
    states: Vec<State<'a>>,
    grades: Vec<Step<'a>>,
    due_dates: Vec<Due<'a>>,
    added: Vec<Item<'a>>,
    mended: Vec<Item<'a>>,
    withheld: Vec<Unsaid<'a>>,
    squashed: Vec<Item<'a>>,
    rebased: Vec<Item<'a>>,
    approvals: Vec<Need<'a>>,
    clashes: Vec<Taken<'a>>,
    signatures: serde_json::Value,
    unjudged: Vec<Item<'a>>,
    mapped: Vec<Given<'a>>,
    takes_over: bool,
    changes: serde_json::Value,
}

#[derive(Serialize)]
struct State<'a> {
    record: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<u32>,
    from: &'a str,
    to: &'a str,
    way: &'static str,
    over: &'a [&'static str],
}

#[derive(Serialize)]
struct Step<'a> {
    record: &'a str,
    from: &'static str,
    to: &'static str,
}

#[derive(Serialize)]
struct Due<'a> {
    record: &'a str,
    item: u32,
    from: String,
    to: String,
    days: i64,
    was_past: bool,
}

#[derive(Serialize)]
struct Unsaid<'a> {
    rule: &'static str,
    record: Option<&'a str>,
    message: &'a str,
    why: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    approved_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
}

#[derive(Serialize)]
struct Need<'a> {
    person: Option<&'a str>,
    role: Option<&'static str>,
    why: Vec<Why<'a>>,
}

#[derive(Serialize)]
struct Why<'a> {
    record: &'a str,
    what: &'a str,
}

#[derive(Serialize)]
struct Given<'a> {
    address: &'a str,
    person: &'a str,
}

#[derive(Serialize)]
struct Taken<'a> {
    id: &'a str,
    path: &'a str,
    branch: &'a str,
    other_path: &'a str,
    is_target: bool,
}

/// A review as JSON, with a line feed at its end.
pub fn json(review: &BranchReview, frame: Frame<'_>) -> String {
    let spots = crate::render::json::Frame { root: frame.root, day: review.verdict.day };
    let changes = crate::render::diff::json(&review.changes, frame.before.state(), frame.after.state());
    to_text(&Document {
        format: 1,
        tool: Tool::this(),
        as_of: review.verdict.day.to_string(),
        base: &frame.base.id,
        head: &frame.head.id,
        profile: review.verdict.profile.name,
        verdict: review.verdict.decision.as_str(),
        before: review.verdict.before.unwrap_or_default(),
        states: review.states.iter().map(state).collect(),
        grades: review.grades.iter().map(grade).collect(),
        due_dates: review.due_dates.iter().map(due).collect(),
        added: items(frame.after, &review.added.outcome.diagnostics, spots),
        mended: items(frame.before, &review.added.mended, spots),
        withheld: review.added.withheld.iter().map(unsaid).collect(),
        squashed: items(frame.after, &review.added.squashed, spots),
        rebased: items(frame.after, &review.rebased, spots),
        approvals: review.approvals.iter().map(need).collect(),
        clashes: review.clashes.iter().map(taken).collect(),
        signatures: signatures(&review.signatures, review.signers.as_ref()),
        unjudged: items(frame.after, &review.unjudged, spots),
        mapped: review.mapped.iter().map(given).collect(),
        takes_over: review.takes_over,
        changes: serde_json::from_str(&changes).unwrap_or_default(),
    })
}

fn state(moved: &Moved<StateChange>) -> State<'_> {
    let (way, over): (_, &[&str]) = match &moved.what.way {
        Way::Stays => ("stays", &[]),
        Way::Step => ("step", &[]),
        Way::Over(states) => ("over", states),
        Way::Back => ("back", &[]),
        Way::None => ("none", &[]),
    };
    let item = moved.what.item.map(|(_, number)| number);
    State { record: &moved.id, item, from: moved.what.from, to: moved.what.to, way, over }
}

fn grade(moved: &Moved<(Grade, Grade)>) -> Step<'_> {
    Step { record: &moved.id, from: moved.what.0.as_str(), to: moved.what.1.as_str() }
}

fn due(moved: &Moved<DueDate>) -> Due<'_> {
    let due = &moved.what;
    Due {
        record: &moved.id,
        item: due.item,
        from: due.from.to_string(),
        to: due.to.to_string(),
        days: due.to.days_since(due.from),
        was_past: due.was_past,
    }
}

fn unsaid(withheld: &Withheld) -> Unsaid<'_> {
    let (why, waiver, level) = match &withheld.why {
        Withholding::Waived(waiver) => ("waived", Some(waiver), None),
        Withholding::TakenOver(waiver) => ("taken-over", Some(waiver), None),
        Withholding::Lowered(_, level) => ("lowered", None, Some(level.as_str())),
        Withholding::Unreadable => ("unreadable", None, None),
        Withholding::Gone => ("gone", None, None),
    };
    let is_dated = why == "waived";
    Unsaid {
        rule: withheld.diagnostic.rule,
        record: withheld.diagnostic.record.as_ref().map(|subject| &*subject.id),
        message: &withheld.diagnostic.message,
        why,
        approved_by: waiver.map(|waiver| waiver.approved_by.as_str()),
        until: waiver.filter(|_| is_dated).map(|waiver| waiver.until.to_string()),
        level,
    }
}

fn need(approval: &Approval) -> Need<'_> {
    let (person, role) = match &approval.who {
        Approver::Person(person) => (Some(person.as_str()), None),
        Approver::TopManagement => (None, Some("top-management")),
    };
    Need { person, role, why: approval.why.iter().map(|(record, what)| Why { record, what }).collect() }
}

fn given(mapped: &Mapped) -> Given<'_> {
    Given { address: &mapped.address, person: mapped.to.as_str() }
}

fn taken(clash: &Clash) -> Taken<'_> {
    Taken {
        id: &clash.id,
        path: &clash.path,
        branch: &clash.branch,
        other_path: &clash.other_path,
        is_target: clash.is_target,
    }
}

fn signatures(needed: &Signatures, signers: Option<&SignersChange>) -> serde_json::Value {
    let merge =
        needed.merge.as_ref().map(|merge| json!({ "why": merge.why, "list": merge.list, "signers": merge.signers }));
    let tags = needed.tags.iter().map(|(audit, tag, who)| json!({ "audit": audit, "tag": tag, "by": who }));
    let keys = |keys: &[SignerKey]| -> Vec<_> {
        keys.iter().map(|key| json!({ "name": key.name, "key": key.key, "is_pattern": key.is_of_pattern() })).collect()
    };
    let signers = signers
        .map(|change| json!({ "list": change.list, "gained": keys(&change.gained), "lost": keys(&change.lost) }));
    let tags: Vec<_> = tags.collect();
    json!({ "merge": merge, "commits_as_they_are": needed.keeps_commits, "tags": tags, "signers": signers })
}
