use crate::diagnostic::Level;
use crate::lint::authority::{agreement_to_postpone, agreement_to_restate};
use crate::lint::explained::{Explained, Field};
use crate::lint::reopened::is_reopened;
use crate::lint::verdicts::is_out;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Audit, Date, Finding, FindingRef, FindingStatus, PersonRef};
use crate::snapshot::Record;
use crate::text::{goes_on, has_same_letters, listed};

pub static RULE: Rule = Rule {
    name: "finding-changed-after-issue",
    family: Family::Finding,
    summary: "A reported finding weighs less than the report said, or goes by another name, and nothing says that it may",
    level: Level::Warning,
    clause: "7.5.3, 9.2.2 b",
    needs_day: false,
    docs: include_str!("finding_changed_after_issue.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    if let (Some(old), Some(new)) = (before.data().audit(), after.data().audit()) {
        return of_audit(versions, (old, new), after, report);
    }
    let (Some(old), Some(new)) = (before.data().finding(), after.data().finding()) else { return };
    // A closed finding is another rule's.
    if old.status == FindingStatus::Closed && !is_reopened(versions) || !old.status.is_reported() {
        return;
    }
    let is_there = |id: &FindingRef| versions.context.snapshot.finding(id).is_some();
    let (mut changed, mut told) = (weight(old, new, &is_there), marks(versions, (old, new)));
    let has_any = !changed.is_empty() || !told.is_empty();
    if has_any && !is_out((versions.past, versions.context.snapshot), &old.audit) {
        changed.clear();
        told.clear();
    }
    changed.splice(0..0, [deadline(old, new), escalation(old, new)].into_iter().flatten());
    untold_marks(versions, (after, new), told, report);
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
            agreement.in_words(versions.past, versions.context.day)
        ))
        .owner(&new.raised_by)
        .members(&names);
}

/// By when somebody outside waits for an answer: an entry says who has agreed to another day.
fn deadline(old: &Finding, new: &Finding) -> Option<Field> {
    later("response_due", [old.response_due, new.response_due])
}

fn later(name: &str, [was, is]: [Option<Date>; 2]) -> Option<Field> {
    let is_later = was.is_some_and(|was| is.is_none_or(|is| is > was));
    is_later.then(|| {
        let [was, is] = [was, is].map(|day| day.map(|day| day.to_string()));
        Field::new(name, was.as_deref(), is.as_deref())
    })
}

/// The day by which the body that holds an audit waits for the answers to all that it found.
fn of_audit(versions: &Versions<'_>, (old, new): (&Audit, &Audit), after: &Record, report: &mut Report<'_>) {
    let due = |audit: &Audit| audit.external.as_ref().and_then(|external| external.response_due);
    // What is fixed by a tag is another rule's.
    let is_fixed = old.is_frozen() && new.is_frozen();
    let field = later("external/response_due", [due(old), due(new)]).filter(|_| !is_fixed);
    let agreement = agreement_to_postpone(versions.past, old);
    let Some(field) = field.filter(|field| !Explained::agreed(versions, &agreement).tell(field)) else { return };
    let name = &field.name;
    report
        .raise(after, "/external", format!("the body that holds the audit waits for an answer, and {name} is later or gone"))
        .help(format!(
            "bring back the day, or add an entry of `changes` for {name} with the reason and `approved_by` ({} may agree)",
            agreement.in_words(versions.past, versions.context.day)
        ))
        .owner(&new.client)
        .members([name]);
}

/// That it was taken to top management is as it was, whatever comes of it.
fn escalation(old: &Finding, new: &Finding) -> Option<Field> {
    (old.escalated.is_some() && new.escalated.is_none()).then(|| Field::new("escalated", None, None))
}

/// By what its readers know a finding again, and who answers for it: an entry is enough that says why. Who has left, or is on record by
/// another id, has nobody to answer to.
fn marks(versions: &Versions<'_>, (old, new): (&Finding, &Finding)) -> Vec<Field> {
    let mut found = Vec::new();
    if !has_same_letters(&old.title, &new.title) {
        found.push(Field::new("title", Some(&old.title), Some(&new.title)));
    }
    let is_here = |person: &PersonRef| {
        let person = versions.context.snapshot.person(person);
        person.is_some_and(|person| person.data().to.is_none())
    };
    if let Some(was) = old.auditee.as_ref().filter(|was| new.auditee.as_ref() != Some(was) && is_here(was)) {
        let is = new.auditee.as_ref().map(|is| is.as_str());
        found.push(Field::new("auditee", Some(was.as_str()), is));
    }
    found
}

fn untold_marks(
    versions: &Versions<'_>,
    (after, new): (&Record, &Finding),
    mut fields: Vec<Field>,
    report: &mut Report<'_>,
) {
    let explained = Explained::of(versions);
    fields.retain(|field| !explained.tell(field));
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let Some(first) = names.first() else { return };
    report
        .raise(
            after,
            &format!("/{first}"),
            format!("the finding was reported, and {} changed since: nothing says why", listed(&names, 2)),
        )
        .help(format!(
            "bring back what the report has, or add an entry of `changes` for {} with the reason (`tickmark set {} {first} VALUE --reason TEXT`)",
            listed(&names, 2),
            new.id
        ))
        .owner(&new.raised_by)
        .members(&names);
}

/// What of the weight of a finding is less than was reported. What nobody had said may be added, and so may what makes it graver.
fn weight(old: &Finding, new: &Finding, is_there: &dyn Fn(&FindingRef) -> bool) -> Vec<Field> {
    let mut found = Vec::new();
    let is_alike = |was: &str, is: &str| has_same_letters(was, is) || goes_on(was, is);
    // A grade that changes has its own rules, and another reason.
    if let Some(was) = old.grade_reason.as_deref().filter(|_| old.grade == new.grade) {
        let is = new.grade_reason.as_deref().unwrap_or_default();
        if !is_alike(was, is) {
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
    if !is.is_some_and(|is| is_alike(&was.text, &is.text)) {
        found.push(Field::new("risk/text", Some(&was.text), is.map(|is| is.text.as_str())));
    }
    found
}
