//! People.

use super::{Context, Fields, create, person_id, some, texts};
use crate::edit::{Draft, EditError};
use crate::record::{AuditorLevel, Date, Employment, Kind};
use crate::yaml::Node;

/// What is said about a new person.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    /// Id; without it, made of the position.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// Position.
    pub position: String,
    /// E-mail addresses used in Git.
    pub git: Vec<String>,
    /// Unit.
    pub unit: Option<String>,
    /// How the person is bound to the organisation; an employee without it.
    pub employment: Option<Employment>,
    /// First day, for who comes after what is on record.
    pub from: Option<Date>,
    /// Line manager.
    pub reports_to: Option<String>,
    /// Name on GitHub.
    pub github: Option<String>,
    /// Name on GitLab.
    pub gitlab: Option<String>,
    /// What the person may be in an audit team; nothing for somebody who does not audit.
    pub auditor: Vec<AuditorLevel>,
}

/// A person. Who is to audit is approved by whoever writes the record.
///
/// # Errors
/// The id is taken, or the approval needs somebody.
pub fn person(context: Context<'_>, draft: &mut Draft, new: &NewPerson) -> Result<String, EditError> {
    let id = new.id.clone().unwrap_or_else(|| context.taken.free(&person_id(&new.position)));
    let mut fields: Fields = vec![
        ("name", Node::text(new.name.as_str())),
        ("position", Node::text(new.position.as_str())),
        ("employment", Node::word(new.employment.unwrap_or(Employment::Employee))),
    ];
    fields.extend(some("unit", new.unit.as_ref()));
    fields.extend(new.from.map(|day| ("from", Node::word(day))));
    fields.extend(some("reports_to", new.reports_to.as_ref()));
    if !new.git.is_empty() {
        fields.push(("git", texts(&new.git)));
    }
    let forges: Vec<_> =
        some("github", new.github.as_ref()).into_iter().chain(some("gitlab", new.gitlab.as_ref())).collect();
    if !forges.is_empty() {
        fields.push(("forge", Node::map(forges)));
    }
    if !new.auditor.is_empty() {
        let months = context.snapshot.thresholds().competence_review_months;
        let catalogues = context.snapshot.isms().map(|isms| isms.data().catalogues.clone()).unwrap_or_default();
        fields.push((
            "auditor",
            Node::map([
                ("levels", Node::list(new.auditor.iter().map(Node::word))),
                ("catalogues", texts(catalogues)),
                ("approved", context.actor.approval("an auditor is approved by somebody")?),
                ("review_due", Node::word(context.actor.day.plus_months(months.into()))),
            ]),
        ));
    }
    create(context, draft, Kind::Person, (&id, &format!("people/{id}.yaml")), fields)?;
    Ok(id)
}
