use crate::diagnostic::Level;
use crate::lint::authority::agreement_to_restate;
use crate::lint::explained::{Explained, Field};
use crate::lint::verdicts::is_out;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Finding, FindingRef, FindingStatus};
use crate::text::{goes_on, listed, reads_alike};

pub static RULE: Rule = Rule {
    name: "finding-changed-after-issue",
    family: Family::Finding,
    summary: "A reported finding is said to weigh less than the report said, and nobody who may agree did",
    level: Level::Warning,
    clause: "7.5.3, 9.2.2 b",
    needs_day: false,
    docs: include_str!("finding_changed_after_issue.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().finding(), after.data().finding()) else { return };
    // A closed finding is another rule's.
    if old.status == FindingStatus::Closed || !old.status.is_reported() {
        return;
    }
    let is_there = |id: &FindingRef| versions.context.snapshot.finding(id).is_some();
    let mut changed = weight(old, new, &is_there);
    if !changed.is_empty() && !is_out((versions.past, versions.context.snapshot), &old.audit) {
        changed.clear();
    }
    changed.splice(0..0, deadline(old, new));
    if changed.is_empty() {
        return;
    }
    let agreement = agreement_to_restate(versions.past, old);
    let explained = Explained::agreed(versions, &agreement);
    let untold: Vec<Field> = changed.into_iter().filter(|field| !explained.tell(field)).collect();
    let mut names: Vec<&str> = untold.iter().map(|field| field.name.as_str()).collect();
    // More than one finding that it repeats no more.
    names.dedup();
    let Some(first) = names.first() else { return };
    report
        .raise(
            after,
            &format!("/{first}"),
            format!("the finding was reported, and {} changed since", listed(&names, 5)),
        )
        .help(format!(
            "bring back what it said, or add an entry of `changes` for {} with `approved_by` ({} may agree)",
            listed(&names, 5),
            agreement.in_words()
        ))
        .owner(&new.raised_by)
        .members(&names);
}

/// By when somebody outside waits for an answer: an entry says who has agreed to another day.
fn deadline(old: &Finding, new: &Finding) -> Option<Field> {
    let is_later = old.response_due.is_some_and(|old| new.response_due.is_none_or(|new| new > old));
    is_later.then(|| {
        let [was, is] = [old, new].map(|finding| finding.response_due.map(|day| day.to_string()));
        Field::new("response_due", was.as_deref(), is.as_deref())
    })
}

/// What of the weight of a finding is less than was reported. What nobody had said may be added, and so may what makes it graver.
fn weight(old: &Finding, new: &Finding, is_there: &dyn Fn(&FindingRef) -> bool) -> Vec<Field> {
    let mut found = Vec::new();
    // A grade that changes has its own rules, and another reason.
    if let Some(was) = old.grade_reason.as_deref().filter(|_| old.grade == new.grade) {
        let is = new.grade_reason.as_deref().unwrap_or_default();
        if was != is && !goes_on(was, is) {
            found.push(Field::new("grade_reason", Some(was), Some(is)));
        }
    }
    if old.systemic == Some(true) && new.systemic != Some(true) {
        found.push(Field::new("systemic", Some("true"), new.systemic.map(|_| "false")));
    }
    // A finding that got another id is the same one.
    let is_gone = |id: &&FindingRef| is_there(id) && !new.repeat_of.contains(id);
    found.extend(old.repeat_of.iter().filter(is_gone).map(|id| Field::new("repeat_of", Some(id.as_str()), None)));
    let [was, is] = [old, new].map(|finding| finding.risk.as_ref());
    let Some(was) = was else { return found };
    let rating = is.and_then(|is| is.rating);
    if rating < was.rating {
        let [was, is] = [was.rating, rating].map(|rating| rating.map(|rating| rating.as_str()));
        found.push(Field::new("risk/rating", was, is));
    }
    let is_alike = |was: &str, is: &str| was == is || reads_alike(was, is) || goes_on(was, is);
    if !is.is_some_and(|is| is_alike(&was.text, &is.text)) {
        found.push(Field::new("risk/text", Some(&was.text), is.map(|is| is.text.as_str())));
    }
    found
}
