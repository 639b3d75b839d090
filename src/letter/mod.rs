//! Letters around an audit, as Markdown: the notice to the auditees, the agenda of the two meetings, a blank checklist,
//! and the list of evidence that is asked for.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use crate::record::criteria::Requirement;
use crate::record::*;
use crate::render::markdown::escape;
use crate::snapshot::{Snapshot, View};

/// Which letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// The notice to the auditees.
    Notice,
    /// The agenda of the opening and the closing meeting.
    Agenda,
    /// A blank checklist to print.
    Checklist,
    /// The list of evidence that is asked for.
    Requests,
}

impl Letter {
    fn template(self) -> (&'static str, &'static str) {
        match self {
            Letter::Notice => ("notice", include_str!("templates/notice.md")),
            Letter::Agenda => ("agenda", include_str!("templates/agenda.md")),
            Letter::Checklist => ("checklist", include_str!("templates/checklist.md")),
            Letter::Requests => ("requests", include_str!("templates/requests.md")),
        }
    }
}

#[derive(Serialize)]
struct Person {
    name: String,
    position: String,
    role: Option<&'static str>,
    what: Option<String>,
}

#[derive(Serialize)]
struct Criterion {
    number: String,
    title: String,
}

#[derive(Serialize)]
struct Line {
    date: String,
    time: String,
    activity: String,
    what: String,
    with: String,
    place: String,
}

#[derive(Serialize)]
struct Item {
    id: String,
    criteria: String,
    question: String,
    methods: String,
    auditee: String,
}

#[derive(Serialize)]
struct Paper {
    id: String,
    title: String,
    auditor: Person,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Request {
    id: String,
    title: String,
    from: String,
    due: Option<String>,
    arrived: bool,
}

/// A letter about an audit, as of a day.
///
/// # Errors
/// The template is at fault; that is a bug.
pub fn letter(
    snapshot: &Snapshot,
    audit: View<'_, Audit>,
    letter: Letter,
    day: Date,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    let (name, source) = letter.template();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    // Text from records comes out as the text that it is.
    environment.set_formatter(|out, _, value| match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&escape(text)).map_err(Into::into),
        _ => write!(out, "{value}").map_err(Into::into),
    });
    environment.add_template(name, source)?;
    let text = environment.get_template(name)?.render(Serde(&values(snapshot, audit, day)))?;
    Ok(format!("{}\n", text.trim_end()))
}

/// What the templates may name.
#[derive(Serialize)]
struct Values {
    day: String,
    organisation: String,
    id: String,
    title: String,
    objectives: Vec<String>,
    scope: Option<String>,
    exclusions: Vec<String>,
    period: Option<String>,
    dates: Option<String>,
    methods: Vec<&'static str>,
    remote: Option<&'static str>,
    team: Vec<Person>,
    auditees: Vec<Person>,
    lead: Option<Person>,
    criteria: Vec<Criterion>,
    schedule: Vec<Line>,
    previous: Vec<String>,
    findings: Vec<String>,
    papers: Vec<Paper>,
    requests: Vec<Request>,
}

fn values(snapshot: &Snapshot, audit: View<'_, Audit>, day: Date) -> Values {
    let data = audit.data();
    let scope = data.scope.as_ref();
    let span = |from: Date, to: Date| if from == to { from.to_string() } else { format!("{from} to {to}") };
    let member = |member: &TeamMember| Person { role: Some(member.role.as_str()), ..person(snapshot, &member.person) };
    let findings = snapshot.findings_of(audit.id());
    Values {
        day: day.to_string(),
        organisation: snapshot.isms().map(|isms| isms.data().organisation.name.clone()).unwrap_or_default(),
        id: audit.id().to_owned(),
        title: data.title.clone(),
        objectives: data.objectives.clone(),
        scope: scope.map(|scope| scope.statement.clone()),
        exclusions: scope.map(|scope| scope.exclusions.clone()).unwrap_or_default(),
        period: scope.and_then(|scope| scope.period).map(|period| span(period.from, period.to)),
        dates: data.dates.map(|dates| span(dates.start, dates.end)),
        methods: data.methods.iter().map(|method| method.as_str()).collect(),
        remote: data.remote.filter(|remote| *remote != Remote::None).map(Remote::as_str),
        team: data.team.iter().map(member).collect(),
        auditees: auditees(snapshot, data),
        lead: data.lead().map(|lead| person(snapshot, lead)),
        criteria: criteria(snapshot, data),
        schedule: schedule(snapshot, data),
        previous: data.previous_findings.iter().map(|id| title(snapshot, id)).collect(),
        findings: findings.map(|one| format!("{} ({}): {}", one.id(), one.grade, one.title)).collect(),
        papers: papers(snapshot, audit),
        requests: requests(snapshot, audit),
    }
}

fn person(snapshot: &Snapshot, id: &PersonRef) -> Person {
    let known = snapshot.person(id);
    let known = known.as_ref().map(|person| person.data());
    Person {
        name: known.map_or_else(|| id.to_string(), |person| person.name.clone()),
        position: known.map(|person| person.position.clone()).unwrap_or_default(),
        role: None,
        what: None,
    }
}

fn party(snapshot: &Snapshot, party: &Party) -> String {
    let named = snapshot.person(&PersonRef(party.to_string()));
    match named {
        Some(person) => person.name.clone(),
        None => party.as_str().split_once(':').map_or(party.as_str(), |(_, words)| words).to_owned(),
    }
}

fn auditees(snapshot: &Snapshot, audit: &Audit) -> Vec<Person> {
    let process = |auditee: &Auditee| snapshot.process(auditee.process.as_ref()?).map(|process| process.name.clone());
    audit
        .auditees
        .iter()
        .map(|auditee| Person { what: process(auditee), ..person(snapshot, &auditee.person) })
        .collect()
}

fn criteria(snapshot: &Snapshot, audit: &Audit) -> Vec<Criterion> {
    let catalogues = snapshot.catalogues();
    let mut seen: Vec<Requirement> = Vec::new();
    for requirement in catalogues.resolve_all(&audit.criteria) {
        if catalogues.entry(requirement).auditable && !seen.contains(&requirement) {
            seen.push(requirement);
        }
    }
    let criterion = |requirement: Requirement| Criterion {
        number: catalogues.name(requirement),
        title: catalogues.entry(requirement).title.clone(),
    };
    seen.into_iter().map(criterion).collect()
}

fn schedule(snapshot: &Snapshot, audit: &Audit) -> Vec<Line> {
    let line = |line: &TimetableLine| {
        let process = line.process.as_ref().and_then(|id| snapshot.process(id)).map(|process| process.name.clone());
        let criteria: Vec<String> = line.criteria.iter().map(ToString::to_string).collect();
        let auditor = line.auditor.as_ref().map(|id| person(snapshot, id).name);
        let with = line.auditee.as_ref().map(|auditee| party(snapshot, auditee)).into_iter().chain(auditor);
        Line {
            date: line.date.to_string(),
            time: line.time.as_ref().map(ToString::to_string).unwrap_or_default(),
            activity: line.activity.as_str().replace('-', " "),
            what: process.into_iter().chain(criteria).collect::<Vec<_>>().join(", "),
            with: with.collect::<Vec<_>>().join(", "),
            place: line.place.clone().unwrap_or_default(),
        }
    };
    audit.schedule.iter().map(line).collect()
}

fn title(snapshot: &Snapshot, id: &FindingRef) -> String {
    match snapshot.finding(id) {
        Some(finding) => format!("{id}: {}", finding.title),
        None => id.to_string(),
    }
}

fn papers(snapshot: &Snapshot, audit: View<'_, Audit>) -> Vec<Paper> {
    let item = |item: &crate::record::Item| Item {
        id: item.id.to_string(),
        criteria: item.criteria.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        question: item.question.clone(),
        methods: item.methods.iter().map(|method| method.as_str()).collect::<Vec<_>>().join(", "),
        auditee: item.auditee.as_ref().map(|auditee| party(snapshot, auditee)).unwrap_or_default(),
    };
    let papers = snapshot.workpapers_of(audit.id());
    let paper = |paper: View<'_, Workpaper>| Paper {
        id: paper.id().to_owned(),
        title: paper.title.clone(),
        auditor: person(snapshot, &paper.auditor),
        items: paper.items.iter().map(item).collect(),
    };
    papers.map(paper).collect()
}

/// The evidence that was asked for.
fn requests(snapshot: &Snapshot, audit: View<'_, Audit>) -> Vec<Request> {
    let request = |evidence: View<'_, Evidence>| Request {
        id: evidence.id().to_owned(),
        title: evidence.title.clone(),
        from: evidence.requested_from.as_ref().map(|from| party(snapshot, from)).unwrap_or_default(),
        due: evidence.due.map(|due| due.to_string()),
        arrived: evidence.status != EvidenceStatus::Requested,
    };
    snapshot.requested_for(audit).into_iter().map(request).collect()
}
