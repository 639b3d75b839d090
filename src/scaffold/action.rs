//! Corrective action records.

use super::{Context, Fields, create, texts};
use crate::edit::{Draft, EditError, find};
use crate::record::*;
use crate::snapshot::View;
use crate::yaml::{Node, Value};

/// What is said about a new corrective action record.
#[derive(Debug, Clone, Default)]
pub struct NewAction {
    /// Id; without it, the next one of the year.
    pub id: Option<String>,
    /// Title; without it, that of the finding.
    pub title: Option<String>,
    /// Findings that it answers.
    pub findings: Vec<String>,
    /// Who answers for it; without it, the auditee of the first finding.
    pub owner: Option<String>,
    /// What is to be done, an item each.
    pub items: Vec<String>,
    /// Day by which the items are to be done; without it, the last day that the grade allows.
    pub due: Option<Date>,
    /// Where it comes from, when it answers no finding.
    pub source: Option<SourceType>,
    /// The name of that source elsewhere.
    pub reference: Option<String>,
    /// The record whose action did not work.
    pub previous: Option<String>,
}

/// A corrective action record for findings, with the owner and the days that they give.
///
/// # Errors
/// There is no such finding, or nobody is named who answers for it.
pub fn action(context: Context<'_>, draft: &mut Draft, new: &NewAction) -> Result<String, EditError> {
    let previous = new.previous.as_deref().map(|id| previous_of(context, id)).transpose()?;
    let findings = match &previous {
        Some(previous) if new.findings.is_empty() => {
            let answered = previous.source.findings.iter().filter_map(|id| context.snapshot.finding(id));
            answered.filter(|finding| finding.status.is_open()).collect()
        }
        _ => new.findings.iter().map(|id| finding_of(context, id)).collect::<Result<Vec<_>, _>>()?,
    };
    let needs = |what: &str, help: &str| EditError::Needs { what: what.to_owned(), help: help.to_owned() };
    let first = findings.first();
    let owner = new.owner.clone().or_else(|| previous.as_ref().map(|previous| previous.owner.to_string()));
    let owner = owner.or_else(|| Some(first?.data().auditee.as_ref()?.to_string()));
    let owner = owner.ok_or_else(|| needs("a corrective action has an owner", "give `--owner PERSON`"))?;
    let title = new.title.clone().or_else(|| previous.as_ref().map(|previous| previous.title.clone()));
    let title = title.or_else(|| Some(first?.title.clone()));
    let title =
        title.ok_or_else(|| needs("a corrective action has a title", "give `--title TEXT`, or `--finding ID`"))?;
    let source = match (new.source, first, &previous) {
        (Some(source), ..) => source,
        (None, Some(_), _) => SourceType::Finding,
        (None, None, Some(previous)) if previous.source.r#type != SourceType::Finding => previous.source.r#type,
        (None, None, _) => {
            return Err(needs("a corrective action answers something", "give `--finding ID`, or `--source incident`"));
        }
    };
    let mut answered = vec![("type", Node::word(source))];
    if !findings.is_empty() {
        answered.push(("findings", texts(findings.iter().map(View::id))));
    }
    let of_previous = || previous.as_ref()?.source.r#ref.clone().filter(|_| new.source.is_none());
    answered.extend(new.reference.clone().or_else(of_previous).map(|reference| ("ref", Node::text(reference))));
    let due = new.due.unwrap_or_else(|| due(context, &findings));
    let items = new.items.iter().enumerate().map(|(position, what)| {
        Node::map([
            ("n", Node::new(Value::Integer(position as i64 + 1))),
            ("what", Node::text(what.as_str())),
            ("type", Node::word(ItemType::Corrective)),
            ("owner", Node::text(owner.as_str())),
            ("due", Node::word(due)),
            ("status", Node::word(ActionItemStatus::Open)),
        ])
    });
    let mut fields: Fields = vec![
        ("title", Node::text(title)),
        ("status", Node::word(ActionStatus::Draft)),
        ("source", Node::map(answered)),
        ("owner", Node::text(owner.as_str())),
    ];
    if !new.items.is_empty() {
        fields.push(("actions", Node::list(items)));
    }
    fields.extend(new.previous.as_ref().map(|id| ("previous", Node::text(id.as_str()))));
    let year = context.actor.day.year();
    let id = new.id.clone().unwrap_or_else(|| context.taken.next(&format!("CA-{year}-"), 3));
    create(context, draft, Kind::Action, (&id, &format!("actions/{year}/{id}.yaml")), fields)?;
    Ok(id)
}

fn previous_of<'a>(context: Context<'a>, id: &str) -> Result<View<'a, Action>, EditError> {
    let record = find(context.snapshot, id)?;
    let action = context.snapshot.action(&ActionRef(record.id.to_string())).ok_or_else(|| EditError::Needs {
        what: format!("{} is no corrective action record but {}", record.id, record.kind().noun()),
        help: "name the record whose action did not work by its id".to_owned(),
    })?;
    if action.status == ActionStatus::Implemented {
        return Err(EditError::Needs {
            what: format!("{} is implemented, and nothing says yet that it did not work", record.id),
            help: format!(
                "record the check first: `tickmark move {} ineffective --set effectiveness/evidence=E-…`",
                record.id
            ),
        });
    }
    Ok(action)
}

fn finding_of<'a>(context: Context<'a>, id: &str) -> Result<View<'a, Finding>, EditError> {
    let record = find(context.snapshot, id)?;
    let finding = context.snapshot.finding(&FindingRef(id.to_owned())).ok_or_else(|| EditError::Needs {
        what: format!("{} is no finding but {}", record.id, record.kind().noun()),
        help: "name a finding by its id".to_owned(),
    })?;
    if !finding.status.is_open() {
        return Err(EditError::Needs {
            what: format!("{} is {}, and no new action answers it", record.id, finding.status),
            help: format!(
                "open it again where it came back (`tickmark move {} open --reason TEXT`), or raise a new finding for what came up \
                 since, with this one under `repeat_of` or `related`",
                record.id
            ),
        });
    }
    Ok(finding)
}

/// The last day that the gravest finding allows, counted from the issue of its audit's report; from today where that is
/// not out, where the day has passed, and where no finding is answered.
fn due(context: Context<'_>, findings: &[View<'_, Finding>]) -> Date {
    let days = context.snapshot.thresholds().fix_days;
    let allowed = |grade: Grade| if grade == Grade::Major { days.major } else { days.minor };
    let last = findings.iter().map(|finding| {
        let issued = context.snapshot.audit(&finding.audit).and_then(|audit| audit.issued_on());
        issued.unwrap_or(context.actor.day).plus_days(allowed(finding.grade).into())
    });
    let gravest = findings.iter().map(|finding| finding.grade).min().unwrap_or(Grade::Minor);
    let anew = context.actor.day.plus_days(allowed(gravest).into());
    last.min().filter(|day| *day >= context.actor.day).unwrap_or(anew)
}
