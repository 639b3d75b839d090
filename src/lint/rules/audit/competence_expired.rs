use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Competence, CompetenceType, Date, Kind, Person};
use crate::snapshot::Record;
use crate::text::shortened;

pub static RULE: Rule = Rule {
    name: "competence-expired",
    family: Family::Audit,
    summary: "An auditor's approval or certificate ends before the audit does",
    level: Level::Error,
    clause: "7.2",
    needs_day: false,
    docs: include_str!("competence_expired.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = record.data().audit().filter(|audit| !audit.r#type.is_third_party()) else { return };
    let Some(end) = audit.dates.map(|dates| dates.end) else { return };
    if matches!(audit.status, AuditStatus::Cancelled | AuditStatus::Postponed) {
        return;
    }
    for (position, member) in audit.team.iter().enumerate().filter(|(_, member)| member.role.audits()) {
        let Some(person) = context.snapshot.person(&member.person) else { continue };
        let Some((what, last, path)) = expired(&person, end) else { continue };
        let diagnostic = report.raise(
            record,
            &format!("/team/{position}/person"),
            format!("{} audits until {end}, but {what} {last}", member.person),
        );
        diagnostic.also(person.at(&path), "the last day");
        diagnostic.help("evaluate and approve the auditor anew before the audit, or give the audit to somebody else");
        diagnostic.part(&member.person);
        if last < context.day {
            diagnostic.since(last);
        }
        if let Some(isms) = context.snapshot.isms() {
            diagnostic.owner(&isms.roles.programme_manager);
        }
    }
}

/// What of a person's competence has run out on a day, when, and where it is written.
fn expired(person: &Person, day: Date) -> Option<(String, Date, String)> {
    let review = person.auditor.as_ref().map(|auditor| auditor.review_due).filter(|due| *due < day);
    if let Some(due) = review {
        return Some((
            "the approval as an auditor was to be reviewed by".to_owned(),
            due,
            "/auditor/review_due".to_owned(),
        ));
    }
    let ran_out = person.competence.iter().enumerate().filter_map(|(position, competence)| {
        let last = competence.valid_until.filter(|last| *last < day && counts(competence))?;
        (!person.competence.iter().any(|other| replaces(other, competence, day)))
            .then_some((position, competence, last))
    });
    let (position, competence, last) = ran_out.max_by_key(|(_, _, last)| *last)?;
    let what = format!("{} ({}) ended on", shortened(&competence.title, 60), competence.r#type);
    Some((what, last, format!("/competence/{position}/valid_until")))
}

/// Whether it is something that shows competence by being valid.
fn counts(competence: &Competence) -> bool {
    matches!(competence.r#type, CompetenceType::Certificate | CompetenceType::Training)
}

/// Whether `other` stands in for what has run out: newer, of the same type, and valid on the day.
fn replaces(other: &Competence, expired: &Competence, day: Date) -> bool {
    let is_valid = other.valid_until.is_none_or(|until| until >= day);
    other.r#type == expired.r#type && other.date > expired.date && other.date <= day && is_valid
}
