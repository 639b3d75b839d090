//! Audits.

use super::{Context, Fields, create, texts};
use crate::edit::{Draft, EditError};
use crate::record::*;
use crate::snapshot::View;
use crate::yaml::Node;

/// What is said about a new audit.
#[derive(Debug, Clone, Default)]
pub struct NewAudit {
    /// Id: that of a line of the programme fills the record from it.
    pub id: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Programme; without it, the one whose cycle the audit's days are in.
    pub programme: Option<String>,
    /// Kind of audit; internal without it.
    pub r#type: Option<AuditType>,
    /// Criteria.
    pub criteria: Vec<String>,
    /// Processes.
    pub processes: Vec<String>,
    /// Lead auditor.
    pub lead: Option<String>,
    /// First day.
    pub start: Option<Date>,
    /// Last day; the first one without it.
    pub end: Option<Date>,
    /// Why it is held outside of the programme.
    pub reason: Option<ScheduleReason>,
}

/// An audit, filled from its line in the programme where there is one. Without one, it becomes a line of a programme that
/// is still a draft; an approved one is not changed, so that the audit says why it is held outside of it.
///
/// # Errors
/// The id is taken, or something is missing that only a person knows.
pub fn audit(context: Context<'_>, draft: &mut Draft, new: &NewAudit) -> Result<String, EditError> {
    let snapshot = context.snapshot;
    let is_internal = is_internal(new);
    let programme = programme(context, new);
    let line = new.id.as_ref().and_then(|id| {
        let mut programmes = snapshot.programmes();
        programmes.find_map(|programme| {
            let data = programme.data();
            let line = data.schedule.iter().find(|line| line.audit.as_str().eq_ignore_ascii_case(id));
            line.map(|line| (programme, line))
        })
    });
    // Held outside of a programme, it is in none that does not span its days.
    let is_said = new.reason.is_none() || new.programme.is_some();
    let programme =
        programme.filter(|programme| is_said || new.start.is_none_or(|start| programme.cycle.contains(start)));
    let programme = line.as_ref().map(|(programme, _)| *programme).or(programme);
    let line = line.map(|(_, line)| line);
    let year = new.start.map_or(context.actor.day.year(), |start| start.year());
    let id = match (&new.id, is_internal) {
        (Some(id), _) => id.clone(),
        (None, true) => scheduled_too(context, &format!("IA-{year}-")),
        (None, false) => context.taken.next(&format!("A-{year}-"), 2),
    };
    let title = new.title.clone().or_else(|| line.map(|line| line.title.clone()));
    let title = title.ok_or_else(|| EditError::Needs {
        what: "a new audit needs a title".to_owned(),
        help: "give `--title TEXT`, or the id of a line of the programme's schedule".to_owned(),
    })?;
    let criteria: Vec<String> = match (new.criteria.is_empty(), line) {
        (true, Some(line)) => line.criteria.iter().map(Criterion::to_string).collect(),
        _ => new.criteria.clone(),
    };
    let processes: Vec<String> = match (new.processes.is_empty(), line) {
        (true, Some(line)) => line.processes.iter().map(ProcessRef::to_string).collect(),
        _ => new.processes.clone(),
    };
    let lead = new.lead.clone().or_else(|| Some(line?.lead.as_ref()?.to_string()));
    let known = Line { id: &id, title: &title, criteria: &criteria, processes: &processes, lead: lead.as_deref() };
    let mut fields = fields(context, new, programme, &known)?;
    if is_internal && line.is_none() {
        fields.extend(place(context, draft, new, programme, &known)?);
    }
    create(context, draft, Kind::Audit, (&id, &format!("audits/{id}/audit.yaml")), fields)?;
    Ok(id)
}

/// What the record of an audit says, as far as it is known.
fn fields(
    context: Context<'_>,
    new: &NewAudit,
    programme: Option<View<'_, Programme>>,
    line: &Line<'_>,
) -> Result<Fields, EditError> {
    let mut fields: Fields = vec![
        ("title", Node::text(line.title)),
        ("type", Node::word(new.r#type.unwrap_or(AuditType::Internal))),
        ("status", Node::word(AuditStatus::Planned)),
        ("client", Node::text(client(context)?)),
    ];
    if is_internal(new) {
        fields.extend(programme.as_ref().map(|programme| ("programme", Node::text(programme.id()))));
        fields.push(("objectives", texts(["Tell whether what is audited meets the criteria and works"])));
    }
    if !line.criteria.is_empty() {
        fields.push(("criteria", texts(line.criteria)));
    }
    if !line.processes.is_empty() {
        let name = |id: &String| context.snapshot.process(&ProcessRef(id.clone())).map(|process| process.name.clone());
        let names: Vec<String> = line.processes.iter().map(|id| name(id).unwrap_or_else(|| id.clone())).collect();
        let scope = [("statement", Node::text(names.join(", "))), ("processes", texts(line.processes))];
        fields.push(("scope", Node::map(scope)));
        fields.push(("auditees", auditees(context, line.processes)));
    }
    if let Some(lead) = line.lead {
        let member = [("person", Node::text(lead)), ("role", Node::word(TeamRole::LeadAuditor))];
        fields.push(("team", Node::list([Node::map(member)])));
    }
    if let Some(start) = new.start {
        let dates = [("start", Node::word(start)), ("end", Node::word(new.end.unwrap_or(start)))];
        fields.push(("dates", Node::map(dates)));
    }
    let previous = previous_findings(context, line.criteria, line.processes);
    if !previous.is_empty() {
        fields.push(("previous_findings", texts(previous)));
    }
    Ok(fields)
}

fn is_internal(new: &NewAudit) -> bool {
    new.r#type.is_none_or(|kind| kind == AuditType::Internal)
}

/// The next id that neither a record nor a line of a programme has.
fn scheduled_too(context: Context<'_>, prefix: &str) -> String {
    let mut taken = context.taken.clone();
    let programmes = context.snapshot.programmes();
    programmes.flat_map(|programme| &programme.data().schedule).for_each(|line| taken.add(line.audit.as_str(), None));
    taken.next(prefix, 2)
}

fn programme<'a>(context: Context<'a>, new: &NewAudit) -> Option<View<'a, Programme>> {
    if let Some(id) = &new.programme {
        return context.snapshot.programme(&ProgrammeRef(id.clone()));
    }
    let day = new.start.unwrap_or(context.actor.day);
    let later = || context.snapshot.programmes().filter(|programme| programme.cycle.to >= day);
    later()
        .find(|programme| programme.cycle.contains(day))
        .or_else(|| later().min_by_key(|programme| programme.cycle.from))
}

fn client(context: Context<'_>) -> Result<&str, EditError> {
    let isms = context.snapshot.isms().ok_or_else(|| EditError::Broken("tickmark.yaml".to_owned()))?;
    let client = isms.data().roles.top_management.first();
    client.map(PersonRef::as_str).ok_or_else(|| EditError::Broken("tickmark.yaml".to_owned()))
}

fn auditees(context: Context<'_>, processes: &[String]) -> Node {
    let owners = processes.iter().filter_map(|id| {
        let process = context.snapshot.process(&ProcessRef(id.clone()))?;
        Some(Node::map([("person", Node::text(process.owner.as_str())), ("process", Node::text(id.as_str()))]))
    });
    Node::list(owners)
}

/// The findings that are still open and lie in the same processes or on the same criteria.
fn previous_findings(context: Context<'_>, criteria: &[String], processes: &[String]) -> Vec<String> {
    let snapshot = context.snapshot;
    let criteria: Vec<Criterion> = criteria.iter().map(|text| Criterion(text.clone())).collect();
    let audited = snapshot.catalogues().resolve_all(&criteria);
    let is_near = |finding: &Finding| {
        let lies_there = finding.process.as_ref().is_some_and(|process| processes.contains(&process.to_string()));
        lies_there || snapshot.catalogues().resolve_all(&finding.criteria).iter().any(|one| audited.contains(one))
    };
    let open = snapshot.findings().filter(|finding| finding.status.is_open() && finding.status.is_reported());
    open.filter(|finding| is_near(finding.data())).map(|finding| finding.id().to_owned()).collect()
}

/// What an audit says in the schedule.
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    criteria: &'a [String],
    processes: &'a [String],
    lead: Option<&'a str>,
}

/// Puts an audit into the schedule of a programme that is a draft, or has it say why it is held outside.
fn place(
    context: Context<'_>,
    draft: &mut Draft,
    new: &NewAudit,
    programme: Option<View<'_, Programme>>,
    line: &Line<'_>,
) -> Result<Option<(&'static str, Node)>, EditError> {
    if let Some(reason) = new.reason {
        return Ok(Some(("reason", Node::word(reason))));
    }
    let Some(programme) = programme else { return Ok(None) };
    if let Some(start) = new.start.filter(|start| !programme.cycle.contains(*start)) {
        return Err(EditError::Needs {
            what: format!(
                "{start} is in no programme, and {} spans {} to {}",
                programme.id(),
                programme.cycle.from,
                programme.cycle.to
            ),
            help: format!(
                "begin the programme of that year (`tickmark new programme --year {}`), or give `--reason change` where the \
                 audit is held outside of one",
                start.year()
            ),
        });
    }
    if programme.status.is_approved() {
        return Err(EditError::Needs {
            what: format!("{} is approved and has no line for this audit", programme.id()),
            help: "give `--reason change` (or incident, management-request, …), or the id of a line of its schedule"
                .to_owned(),
        });
    }
    let start = new.start.unwrap_or(context.actor.day).clamp(programme.cycle.from, programme.cycle.to);
    let end = new.end.unwrap_or_else(|| start.plus_months(3)).clamp(start, programme.cycle.to);
    let mut fields = vec![
        ("audit", Node::text(line.id)),
        ("title", Node::text(line.title)),
        ("window", Node::map([("from", Node::word(start)), ("to", Node::word(end))])),
    ];
    if !line.criteria.is_empty() {
        fields.push(("criteria", texts(line.criteria)));
    }
    if !line.processes.is_empty() {
        fields.push(("processes", texts(line.processes)));
    }
    fields.extend(line.lead.map(|lead| ("lead", Node::text(lead))));
    draft.append(programme.record(), "/schedule", Node::map(fields))?;
    draft.done.push(format!("{}: its schedule has {} now", programme.id(), line.id));
    Ok(None)
}
