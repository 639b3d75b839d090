//! Letters around an audit, as Markdown: the notice to the auditees, the agenda of the two meetings, a blank checklist,
//! and the list of evidence that is asked for.

use minijinja::syntax::SyntaxConfig;
use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::FluentValue;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{AutoEscape, Environment, Error};
use serde::Serialize;

use crate::language::Language;
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
    role: Option<String>,
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

/// A letter about an audit, as of a day, in a language.
///
/// # Errors
/// The template is at fault; that is a bug.
pub fn letter(
    snapshot: &Snapshot,
    audit: View<'_, Audit>,
    letter: Letter,
    day: Date,
    language: &Arc<Language>,
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
    let words = Arc::clone(language);
    environment.add_function("t", move |key: &str, arguments: Kwargs| message(&words, key, &arguments));
    environment.add_template(name, source)?;
    let values = Writer { snapshot, language }.values(audit, day);
    let text = environment.get_template(name)?.render(Serde(&values))?;
    Ok(format!("{}\n", text.trim_end()))
}

/// A message of the language, into which text from records is filled as the text that it is.
fn message(language: &Language, key: &str, arguments: &Kwargs) -> Result<Value, Error> {
    let mut filled = Vec::new();
    for name in arguments.args() {
        let value: Value = arguments.get(name)?;
        let text = value.to_string();
        filled.push((name, FluentValue::from(if value.is_safe() { text } else { escape(&text) })));
    }
    arguments.assert_all_used()?;
    Ok(Value::from_safe_string(language.text(key, &filled)))
}

/// What the templates may name. Days are words of the language, which need no escaping where they stand.
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
    methods: Vec<String>,
    remote: Option<String>,
    team: Vec<Person>,
    auditees: Vec<Person>,
    lead: Option<Person>,
    criteria: Vec<Criterion>,
    schedule: Vec<Line>,
    previous: Vec<String>,
    findings: Vec<String>,
    papers: Vec<Paper>,
    requests: Vec<Request>,
    results: Vec<String>,
}

/// Puts the values of records into the words of a language.
struct Writer<'w> {
    snapshot: &'w Snapshot,
    language: &'w Language,
}

impl Writer<'_> {
    fn values(&self, audit: View<'_, Audit>, day: Date) -> Values {
        let (snapshot, language, data) = (self.snapshot, self.language, audit.data());
        let scope = data.scope.as_ref();
        let member = |member: &TeamMember| Person {
            role: Some(language.word(member.role.as_str())),
            ..self.person(&member.person)
        };
        let finding =
            |one: View<'_, Finding>| format!("{} ({}): {}", one.id(), language.word(one.grade.as_str()), one.title);
        Values {
            day: language.day(day),
            organisation: snapshot.isms().map(|isms| isms.data().organisation.name.clone()).unwrap_or_default(),
            id: audit.id().to_owned(),
            title: data.title.clone(),
            objectives: data.objectives.clone(),
            scope: scope.map(|scope| scope.statement.clone()),
            exclusions: scope.map(|scope| scope.exclusions.clone()).unwrap_or_default(),
            period: scope.and_then(|scope| scope.period).map(|period| language.span(period.from, period.to)),
            dates: data.dates.map(|dates| language.span(dates.start, dates.end)),
            methods: data.methods.iter().map(|method| language.word(method.as_str())).collect(),
            remote: data.remote.filter(|remote| *remote != Remote::None).map(|remote| language.word(remote.as_str())),
            team: data.team.iter().map(member).collect(),
            auditees: self.auditees(data),
            lead: data.lead().map(|lead| self.person(lead)),
            criteria: self.criteria(data),
            schedule: data.schedule.iter().map(|line| self.line(line)).collect(),
            previous: data.previous_findings.iter().map(|id| self.title(id)).collect(),
            findings: snapshot.findings_of(audit.id()).map(finding).collect(),
            papers: snapshot.workpapers_of(audit.id()).map(|paper| self.paper(paper)).collect(),
            requests: snapshot.requested_for(audit).into_iter().map(|evidence| self.request(evidence)).collect(),
            results: ItemResult::ALL.iter().map(|result| language.word(result.as_str())).collect(),
        }
    }

    fn person(&self, id: &PersonRef) -> Person {
        let known = self.snapshot.person(id);
        let known = known.as_ref().map(|person| person.data());
        Person {
            name: known.map_or_else(|| id.to_string(), |person| person.name.clone()),
            position: known.map(|person| person.position.clone()).unwrap_or_default(),
            role: None,
            what: None,
        }
    }

    fn party(&self, party: &Party) -> String {
        let named = self.snapshot.person(&PersonRef(party.to_string()));
        match named {
            Some(person) => person.name.clone(),
            None => party.as_str().split_once(':').map_or(party.as_str(), |(_, words)| words).to_owned(),
        }
    }

    fn auditees(&self, audit: &Audit) -> Vec<Person> {
        let process =
            |auditee: &Auditee| self.snapshot.process(auditee.process.as_ref()?).map(|process| process.name.clone());
        let auditees = audit.auditees.iter();
        auditees.map(|auditee| Person { what: process(auditee), ..self.person(&auditee.person) }).collect()
    }

    fn criteria(&self, audit: &Audit) -> Vec<Criterion> {
        let catalogues = self.snapshot.catalogues();
        let mut seen: Vec<Requirement> = Vec::new();
        for requirement in catalogues.resolve_all(&audit.criteria) {
            if catalogues.entry(requirement).auditable && !seen.contains(&requirement) {
                seen.push(requirement);
            }
        }
        let criterion = |requirement: Requirement| {
            let number = catalogues.name(requirement);
            let known = self.language.requirement(catalogues, &crate::record::Criterion::from(number.as_str()));
            let title = known.map_or_else(|| catalogues.entry(requirement).title.clone(), Cow::into_owned);
            Criterion { number, title }
        };
        seen.into_iter().map(criterion).collect()
    }

    fn line(&self, line: &TimetableLine) -> Line {
        let process = line.process.as_ref().and_then(|id| self.snapshot.process(id));
        let process = process.map(|process| process.name.clone());
        let criteria: Vec<String> = line.criteria.iter().map(ToString::to_string).collect();
        let auditor = line.auditor.as_ref().map(|id| self.person(id).name);
        let with = line.auditee.as_ref().map(|auditee| self.party(auditee)).into_iter().chain(auditor);
        Line {
            date: self.language.short_day(line.date),
            time: line.time.as_ref().map(ToString::to_string).unwrap_or_default(),
            activity: self.language.word(line.activity.as_str()),
            what: process.into_iter().chain(criteria).collect::<Vec<_>>().join(", "),
            with: with.collect::<Vec<_>>().join(", "),
            place: line.place.clone().unwrap_or_default(),
        }
    }

    fn title(&self, id: &FindingRef) -> String {
        match self.snapshot.finding(id) {
            Some(finding) => format!("{id}: {}", finding.title),
            None => id.to_string(),
        }
    }

    fn paper(&self, paper: View<'_, Workpaper>) -> Paper {
        let method = |method: &Method| self.language.word(method.as_str());
        let item = |item: &crate::record::Item| Item {
            id: item.id.to_string(),
            criteria: item.criteria.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            question: item.question.clone(),
            methods: item.methods.iter().map(method).collect::<Vec<_>>().join(", "),
            auditee: item.auditee.as_ref().map(|auditee| self.party(auditee)).unwrap_or_default(),
        };
        Paper {
            id: paper.id().to_owned(),
            title: paper.title.clone(),
            auditor: self.person(&paper.auditor),
            items: paper.items.iter().map(item).collect(),
        }
    }

    /// Evidence that was asked for.
    fn request(&self, evidence: View<'_, Evidence>) -> Request {
        Request {
            id: evidence.id().to_owned(),
            title: evidence.title.clone(),
            from: evidence.requested_from.as_ref().map(|from| self.party(from)).unwrap_or_default(),
            due: evidence.due.map(|due| self.language.short_day(due)),
            arrived: evidence.status != EvidenceStatus::Requested,
        }
    }
}
