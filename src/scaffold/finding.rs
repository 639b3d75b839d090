//! Findings.

use super::workpaper::audit_of;
use super::{Context, Fields, create, some, text_or_todo, texts};
use crate::edit::{Draft, EditError, target};
use crate::record::*;
use crate::yaml::Node;

/// What is said about a new finding.
#[derive(Debug, Clone, Default)]
pub struct NewFinding {
    /// Id; without it, the next one of the year.
    pub id: Option<String>,
    /// The lapse in one line.
    pub title: String,
    /// Audit; with an item, the item's.
    pub audit: Option<String>,
    /// Items of the checklist that it comes of: `WP-2026-02-access/4`.
    pub items: Vec<String>,
    /// Grade; without it, what the item's result says.
    pub grade: Option<Grade>,
    /// Requirements that are not met, beside those of the items.
    pub criteria: Vec<String>,
    /// What should be so.
    pub requirement: Option<String>,
    /// What is so.
    pub statement: Option<String>,
    /// Process; without it, that of the audit when it looks at one.
    pub process: Option<String>,
    /// Whether it is said in which state it is, as of one that a report has already.
    pub has_state: bool,
}

/// A finding, filled from the items that it comes of, which name it in turn.
///
/// # Errors
/// There is no such audit or item, or something is missing that only a person knows.
pub fn finding(context: Context<'_>, draft: &mut Draft, new: &NewFinding) -> Result<String, EditError> {
    let snapshot = context.snapshot;
    let year = context.actor.day.year();
    let id = new.id.clone().unwrap_or_else(|| context.taken.next(&format!("F-{year}-"), 3));
    let Basis { criteria, evidence, audit, grade, auditor } = basis(context, draft, new, &id)?;
    let audit = audit.ok_or_else(|| EditError::Needs {
        what: "a finding belongs to an audit".to_owned(),
        help: "give `--audit ID`, or `--item WORKPAPER/ITEM`".to_owned(),
    })?;
    let audit = audit_of(context, &audit)?;
    if audit.is_frozen() && !audit.r#type.is_third_party() && !new.has_state {
        return Err(too_late(audit.id()));
    }
    let in_scope = audit.scope.as_ref().map(|scope| scope.processes.as_slice()).unwrap_or_default();
    let only = if in_scope.len() == 1 { in_scope.first().map(ProcessRef::to_string) } else { None };
    let process = new.process.clone().or(only);
    let auditee = process
        .as_ref()
        .and_then(|id| snapshot.process(&ProcessRef(id.clone())).map(|process| process.owner.to_string()));
    let raised_by = auditor.or_else(|| context.actor.person.as_ref().map(PersonRef::to_string));
    let raised_by = raised_by.or_else(|| audit.lead().map(PersonRef::to_string));
    let raised_by = raised_by.ok_or_else(|| EditError::Needs {
        what: "a finding is raised by somebody".to_owned(),
        help: "give `--by PERSON`".to_owned(),
    })?;
    let mut fields: Fields = vec![
        ("title", Node::text(new.title.as_str())),
        ("audit", Node::text(audit.id())),
        ("grade", Node::word(grade.unwrap_or(Grade::Minor))),
        ("status", Node::word(FindingStatus::Draft)),
        (
            "statement",
            text_or_todo(new.statement.as_deref(), "what is so: fact and extent; no names, no cause, no remedy"),
        ),
        ("detected_on", Node::word(context.actor.day)),
        ("raised_by", Node::text(raised_by)),
    ];
    fields.extend(some("requirement", new.requirement.as_ref()));
    fields.extend(some("process", process));
    fields.extend(some("auditee", auditee));
    for (key, list) in [("criteria", &criteria), ("evidence", &evidence), ("items", &new.items)] {
        if !list.is_empty() {
            fields.push((key, texts(list)));
        }
    }
    create(context, draft, Kind::Finding, (&id, &format!("findings/{year}/{id}.yaml")), fields)?;
    Ok(id)
}

/// A draft beside a report that is out is in no version of it.
fn too_late(audit: &str) -> EditError {
    EditError::Needs {
        what: format!("the report of {audit} is issued, and a new finding is in no version of it"),
        help: format!(
            "raise it in a new audit (`tickmark new audit`), or in the next version of the report: `tickmark move {audit} drafted --reason TEXT`, \
             then the finding, then `tickmark move {audit} issued`; one that the report had and the records lack has its state with `--set status=open`"
        ),
    }
}

/// What a finding takes over from the items that it comes of.
struct Basis {
    criteria: Vec<String>,
    evidence: Vec<String>,
    audit: Option<String>,
    grade: Option<Grade>,
    auditor: Option<String>,
}

/// What the items say, each of which is made to name the finding.
fn basis(context: Context<'_>, draft: &mut Draft, new: &NewFinding, id: &str) -> Result<Basis, EditError> {
    let mut basis = Basis {
        criteria: new.criteria.clone(),
        evidence: Vec::new(),
        audit: new.audit.clone(),
        grade: new.grade,
        auditor: None,
    };
    for name in &new.items {
        let item = target(context.snapshot, name)?;
        let part = item.part.filter(|(list, _)| *list == "items").map(|(_, position)| position);
        let (Data::Workpaper(workpaper), Some(position)) = (item.record.data(), part) else {
            return Err(EditError::Needs {
                what: format!("`{name}` is no item of a workpaper"),
                help: "write it as WORKPAPER/ITEM, such as WP-2026-02-access/4".to_owned(),
            });
        };
        let data = &workpaper.items[position];
        basis.criteria.extend(data.criteria.iter().map(Criterion::to_string));
        basis.evidence.extend(data.evidence.iter().map(EvidenceRef::to_string));
        basis.audit.get_or_insert_with(|| workpaper.audit.to_string());
        basis.auditor.get_or_insert_with(|| workpaper.auditor.to_string());
        basis.grade = basis.grade.or(data.result.and_then(grade_of));
        draft.set(item.record, &item.path("finding"), Node::text(id))?;
        let before =
            data.finding.as_ref().map(|finding| format!(" in place of {finding}, which stays and is named by no item"));
        draft.done.push(format!("{name}: its finding is {id}{}", before.unwrap_or_default()));
    }
    dedup(&mut basis.criteria);
    dedup(&mut basis.evidence);
    Ok(basis)
}

fn grade_of(result: ItemResult) -> Option<Grade> {
    match result {
        ItemResult::Nonconform => Some(Grade::Minor),
        ItemResult::Observation => Some(Grade::Observation),
        ItemResult::Opportunity => Some(Grade::Opportunity),
        ItemResult::Strength => Some(Grade::Strength),
        ItemResult::Conform | ItemResult::NotApplicable | ItemResult::NotTested => None,
    }
}

fn dedup(list: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    list.retain(|item| seen.insert(item.clone()));
}
