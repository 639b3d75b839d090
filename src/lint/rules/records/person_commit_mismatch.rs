use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Approval, Data, Date, PersonRef};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "person-commit-mismatch",
    family: Family::Records,
    summary: "An approval was committed by somebody else",
    level: Level::Warning,
    clause: "7.5.3, 9.2.2 b",
    needs_day: false,
    docs: include_str!("person_commit_mismatch.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let (Some(commit), Some(after)) = (versions.commit, versions.after) else { return };
    if commit.is_import {
        return;
    }
    let known = versions.before.map(approvals).unwrap_or_default();
    let isms = versions.context.snapshot.isms();
    // Whoever keeps the records may write down what others decided in a meeting.
    let keeps_records =
        |person: &PersonRef| isms.as_ref().is_some_and(|isms| isms.data().roles.programme_manager == *person);
    let is_free = commit.author.as_ref().is_some_and(keeps_records);
    for one in approvals(after) {
        let is_new = !known.iter().any(|other| other.what == one.what && other.by == one.by && other.date == one.date);
        let is_own = commit.author.as_ref() == Some(&one.by) || commit.approved_by.contains(&one.by);
        if !is_new || is_own || is_free {
            continue;
        }
        let author = commit
            .author
            .as_ref()
            .map_or_else(|| format!("{}, who is nobody on record", commit.email), PersonRef::to_string);
        report
            .raise(after, &one.path, format!("{} by {} was committed by {author}", one.what, one.by))
            .help(format!(
                "have {} commit it, or merge it with a line `Approved-by: {}` in the message",
                one.by, one.by
            ))
            .owner(&one.by);
    }
}

/// Something that a person decided.
struct Decided {
    what: &'static str,
    path: String,
    by: PersonRef,
    date: Date,
}

fn approvals(record: &Record) -> Vec<Decided> {
    let mut found = Vec::new();
    let mut add = |what: &'static str, path: &str, by: Option<(&PersonRef, Date)>| {
        found.extend(by.map(|(by, date)| Decided { what, path: path.to_owned(), by: by.clone(), date }));
    };
    let of =
        |approval: Option<&Approval>| -> Option<(PersonRef, Date)> { approval.map(|one| (one.by.clone(), one.date)) };
    match record.data() {
        Data::Programme(programme) => {
            let approved = of(programme.approved.as_ref());
            add("the approval", "/approved/by", approved.as_ref().map(|(by, date)| (by, *date)));
        }
        Data::Audit(audit) if audit.r#type.is_planned_by_us() => {
            let approved = of(audit.plan.as_ref().and_then(|plan| plan.approved.as_ref()));
            add("the approval of the plan", "/plan/approved/by", approved.as_ref().map(|(by, date)| (by, *date)));
            let issued = of(audit.report.as_ref().and_then(|report| report.issued.as_ref()));
            add("the issue of the report", "/report/issued/by", issued.as_ref().map(|(by, date)| (by, *date)));
        }
        Data::Action(action) => {
            let accepted = of(action.plan.as_ref().and_then(|plan| plan.accepted.as_ref()));
            add("the acceptance of the plan", "/plan/accepted/by", accepted.as_ref().map(|(by, date)| (by, *date)));
            let check = action.effectiveness.as_ref();
            let checked = check.and_then(|check| check.checked_by.as_ref().zip(check.checked_on));
            add("the check of effectiveness", "/effectiveness/checked_by", checked);
        }
        Data::Finding(finding) => {
            add("the closure", "/closed/by", finding.closed.as_ref().map(|closed| (&closed.by, closed.date)));
            let accepted = of(finding.acceptance.as_ref().and_then(|acceptance| acceptance.approved.as_ref()));
            add(
                "the acceptance of the risk",
                "/acceptance/approved/by",
                accepted.as_ref().map(|(by, date)| (by, *date)),
            );
        }
        Data::Soa(soa) => {
            let approved = of(soa.approved.as_ref());
            add("the approval", "/approved/by", approved.as_ref().map(|(by, date)| (by, *date)));
        }
        Data::Review(review) => {
            let minutes = of(review.minutes.as_ref());
            add("the approval of the minutes", "/minutes/by", minutes.as_ref().map(|(by, date)| (by, *date)));
        }
        _ => {}
    }
    found
}
