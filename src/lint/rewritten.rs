//! What others wrote down about somebody's work, and what they told them: the finding that is not reported yet, the checklist of an auditor
//! and its answers, what a piece of evidence is said to be, the messages of an audit or an action. Whoever it is about may answer it, and does not rewrite it.

use super::CommitFacts;
use crate::record::{
    Communication, Data, Evidence, Finding, FindingStatus, Item, ItemResult, Message, Met, PersonRef, RiskRating,
    Workpaper,
};
use crate::snapshot::{Key, Record};
use crate::text::{goes_on, has_same_letters};

/// Something that says something else than it did, or is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Its name: `statement`, `items/D1/result`, `communications/notice of 2026-03-02`.
    pub name: String,
    /// Where it stands now, or the list in which it stood.
    pub path: String,
    /// Whether whom it is about comes off better by it.
    pub is_better: bool,
    /// Whose words it was, beside the auditors.
    pub by: Option<PersonRef>,
    /// Who is asked by it, where it is an item of a checklist.
    pub about: Option<PersonRef>,
}

/// What of a record others had written down and is not as it was. More words behind what was said, and what nobody had said yet, are no
/// matter.
pub fn rewritten(before: Option<&Record>, after: &Record) -> Vec<Rewritten> {
    rewritten_data(before.map(Record::data), after.data())
}

/// The same of what two versions of a record say.
pub fn rewritten_data(before: Option<&Data>, after: &Data) -> Vec<Rewritten> {
    let Some(before) = before else { return Vec::new() };
    match (before, after) {
        (Data::Finding(old), Data::Finding(new)) => of_finding(old, new),
        (Data::Workpaper(old), Data::Workpaper(new)) => of_paper(old, new),
        (Data::Evidence(old), Data::Evidence(new)) => of_evidence(old, new),
        (Data::Action(old), Data::Action(new)) => of_messages(&old.communications, &new.communications),
        (Data::Audit(old), Data::Audit(new)) => of_messages(&old.communications, &new.communications),
        _ => Vec::new(),
    }
}

impl CommitFacts {
    /// Those who rewrote something in a record that comes with this commit, as far as they are on record.
    pub(super) fn rewriters_of(&self, id: &str) -> Vec<&PersonRef> {
        let key = Key::of(id);
        let mut of_branch = self.branch.iter().filter(|commit| commit.rewrote.contains(key.as_str())).peekable();
        match of_branch.peek() {
            Some(_) => of_branch.filter_map(|commit| commit.author.as_ref()).collect(),
            None => self.author_of(id).into_iter().collect(),
        }
    }
}

impl Rewritten {
    fn new(name: impl Into<String>, path: impl Into<String>) -> Rewritten {
        Rewritten { name: name.into(), path: path.into(), is_better: false, by: None, about: None }
    }
}

fn of_finding(old: &Finding, new: &Finding) -> Vec<Rewritten> {
    // What is done with is held as a whole.
    if matches!(old.status, FindingStatus::Closed | FindingStatus::Withdrawn | FindingStatus::Superseded) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut hold = |name: &str, is_kept: bool, is_better: bool| {
        if !is_kept {
            found.push(Rewritten { is_better, ..Rewritten::new(name, format!("/{name}")) });
        }
    };
    hold("title", has_same_letters(&old.title, &new.title), false);
    hold("statement", says(Some(&old.statement), Some(&new.statement)), false);
    hold("requirement", says(old.requirement.as_deref(), new.requirement.as_deref()), false);
    hold("criteria", has_all(&old.criteria, &new.criteria), false);
    hold("evidence", has_all(&old.evidence, &new.evidence), false);
    hold("systemic", old.systemic != Some(true) || new.systemic == Some(true), true);
    hold("repeat_of", has_all(&old.repeat_of, &new.repeat_of), true);
    let rating = |finding: &Finding| -> Option<RiskRating> { finding.risk.as_ref().and_then(|risk| risk.rating) };
    hold("risk", rating(old) <= rating(new), true);
    found
}

fn of_paper(old: &Workpaper, new: &Workpaper) -> Vec<Rewritten> {
    let mut found = Vec::new();
    for was in &old.items {
        let about = was.auditee.as_ref().map(|party| PersonRef(party.as_str().to_owned()));
        let place = new.items.iter().position(|is| is.id == was.id);
        let Some((place, is)) = place.and_then(|place| Some((place, new.items.get(place)?))) else {
            let is_better = was.result.is_some_and(ItemResult::is_exception);
            let gone = Rewritten::new(format!("items/{}", was.id), "/items");
            found.push(Rewritten { is_better, about, ..gone });
            continue;
        };
        found.extend(of_item(was, is).into_iter().map(|(key, is_better)| Rewritten {
            is_better,
            about: about.clone(),
            ..Rewritten::new(format!("items/{}/{key}", was.id), format!("/items/{place}/{key}"))
        }));
    }
    found
}

/// What of an item of a checklist is not as it was, and whether that is better for whom it is about.
fn of_item(was: &Item, is: &Item) -> Vec<(&'static str, bool)> {
    let met = |was: Option<Met>, is: Option<Met>| {
        let is_better = matches!(was, Some(Met::Partly | Met::NotMet)) && is.is_none_or(|is| Some(is) < was);
        (was.is_none_or(|was| is == Some(was)), is_better)
    };
    let [designed, implemented, effective] =
        [(was.designed, is.designed), (was.implemented, is.implemented), (was.effective, is.effective)]
            .map(|(was, is)| met(was, is));
    let is_milder = was.result.is_some_and(|was| weight(Some(was)) < weight(is.result));
    let fields = [
        ("question", has_same_letters(&was.question, &is.question), false),
        ("criteria", has_all(&was.criteria, &is.criteria), false),
        ("sample", was.sample.is_none() || was.sample == is.sample, false),
        ("designed", designed.0, designed.1),
        ("implemented", implemented.0, implemented.1),
        ("effective", effective.0, effective.1),
        ("result", was.result.is_none_or(|was| is.result == Some(was)), is_milder),
        ("notes", says(was.notes.as_deref(), is.notes.as_deref()), false),
        ("evidence", has_all(&was.evidence, &is.evidence), false),
        ("finding", was.finding.as_ref().is_none_or(|was| is.finding.as_ref() == Some(was)), is.finding.is_none()),
    ];
    fields.into_iter().filter(|(_, is_kept, _)| !is_kept).map(|(key, _, is_better)| (key, is_better)).collect()
}

/// What a piece of evidence is said to be. What it attests once it was checked is `evidence-changed-after-check`'s.
fn of_evidence(old: &Evidence, new: &Evidence) -> Vec<Rewritten> {
    let is_free = !old.status.was_verified();
    let fields = [
        ("title", has_same_letters(&old.title, &new.title) || goes_on(&old.title, &new.title)),
        ("type", !is_free || old.r#type == new.r#type),
        ("source", !is_free || says(old.source.as_deref(), new.source.as_deref())),
        ("collected_on", !is_free || old.collected_on.is_none() || old.collected_on == new.collected_on),
        ("period", !is_free || old.period.is_none() || old.period == new.period),
    ];
    let changed = fields.into_iter().filter(|(_, is_kept)| !is_kept);
    let by = old.collected_by.as_ref();
    changed.map(|(name, _)| Rewritten { by: by.cloned(), ..Rewritten::new(name, format!("/{name}")) }).collect()
}

/// How little a result asks for: what is gone, and what did not apply, asks for nothing.
fn weight(result: Option<ItemResult>) -> u8 {
    match result {
        Some(ItemResult::Nonconform) => 0,
        Some(ItemResult::Observation) => 1,
        Some(ItemResult::Opportunity) => 2,
        _ => 3,
    }
}

/// The messages that say something else than they did. That no such notice or escalation is there any more is `change-entry-rewritten`'s.
fn of_messages(old: &[Communication], new: &[Communication]) -> Vec<Rewritten> {
    let is_kept = |was: &Communication, is: &Communication| {
        (was.date, was.what, &was.from) == (is.date, is.what, &is.from)
            && has_all(&was.to, &is.to)
            && says(was.summary.as_deref(), is.summary.as_deref())
    };
    let is_gone = |was: &Communication| {
        let is_like = |is: &Communication| is.what == was.what && has_all(&was.to, &is.to);
        matches!(was.what, Message::Notice | Message::Escalation) && !new.iter().any(is_like)
    };
    let lost = old.iter().filter(|was| !new.iter().any(|is| is_kept(was, is)) && !is_gone(was));
    let of = |was: &Communication| Rewritten {
        by: Some(was.from.clone()),
        ..Rewritten::new(format!("communications/{} of {}", was.what.as_str(), was.date), "/communications")
    };
    lost.map(of).collect()
}

/// Whether a text says what it did, and maybe more.
fn says(was: Option<&str>, is: Option<&str>) -> bool {
    let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
    was.trim().is_empty() || has_same_letters(was, is) || goes_on(was, is)
}

fn has_all<T: PartialEq>(was: &[T], is: &[T]) -> bool {
    was.iter().all(|one| is.contains(one))
}
