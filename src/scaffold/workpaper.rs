//! Workpapers.

use super::{Context, Fields, create, slug};
use crate::edit::{Draft, EditError, find};
use crate::record::criteria::Requirement;
use crate::record::*;
use crate::snapshot::View;
use crate::yaml::Node;

/// What is said about a new workpaper.
#[derive(Debug, Clone, Default)]
pub struct NewWorkpaper {
    /// Id; without it, made of the audit's and the title.
    pub id: Option<String>,
    /// Audit.
    pub audit: String,
    /// Auditor who fills it; without it, the lead.
    pub auditor: Option<String>,
    /// Title.
    pub title: Option<String>,
}

/// A checklist with one item for each requirement of the audit that is the auditor's share and that no other workpaper of
/// the audit asks about.
///
/// # Errors
/// There is no such audit, or nobody leads it.
pub fn workpaper(context: Context<'_>, draft: &mut Draft, new: &NewWorkpaper) -> Result<String, EditError> {
    let audit = audit_of(context, &new.audit)?;
    let auditor = new.auditor.clone().or_else(|| audit.lead().map(PersonRef::to_string));
    let auditor = auditor.ok_or_else(|| EditError::Needs {
        what: format!("{} has no lead auditor yet", audit.id()),
        help: "give `--auditor PERSON`".to_owned(),
    })?;
    let stem = audit.id().split_once('-').map_or(audit.id(), |(_, rest)| rest);
    let wanted = match &new.title {
        Some(title) => format!("WP-{stem}-{}", slug(title, 30)),
        None => format!("WP-{stem}"),
    };
    let id = new.id.clone().unwrap_or_else(|| context.taken.free(&wanted));
    let title = new.title.clone().unwrap_or_else(|| audit.title.clone());
    let items = share(context, &audit, &auditor).into_iter().enumerate().map(|(position, requirement)| {
        let catalogues = context.snapshot.catalogues();
        let name = catalogues.name(requirement);
        let question = format!("How is {name} met ({}), and what shows it?", catalogues.entry(requirement).title);
        Node::map([
            ("id", Node::text(format!("Q{}", position + 1))),
            ("criteria", Node::list([Node::text(name)])),
            ("question", Node::text(question)),
        ])
    });
    let fields: Fields = vec![
        ("title", Node::text(title)),
        ("audit", Node::text(audit.id())),
        ("auditor", Node::text(auditor)),
        ("items", Node::list(items)),
    ];
    let folder = audit.record().path.rsplit_once('/').map_or("audits", |(folder, _)| folder);
    create(context, draft, Kind::Workpaper, (&id, &format!("{folder}/workpapers/{id}.yaml")), fields)?;
    Ok(id)
}

/// The audit with an id.
pub(super) fn audit_of<'a>(context: Context<'a>, id: &str) -> Result<View<'a, Audit>, EditError> {
    let record = find(context.snapshot, id)?;
    context.snapshot.audit(&AuditRef(id.to_owned())).ok_or_else(|| EditError::Needs {
        what: format!("{} is no audit but {}", record.id, record.kind().noun()),
        help: "name an audit by its id".to_owned(),
    })
}

fn share(context: Context<'_>, audit: &View<'_, Audit>, auditor: &str) -> Vec<Requirement> {
    let catalogues = context.snapshot.catalogues();
    let member = audit.team.iter().find(|member| member.person.as_str().eq_ignore_ascii_case(auditor));
    let own = member.map(|member| member.criteria.as_slice()).filter(|criteria| !criteria.is_empty());
    let criteria = own.unwrap_or(&audit.data().criteria);
    let papers = context.snapshot.workpapers_of(audit.id());
    let asked: Vec<Requirement> = papers
        .flat_map(|paper| paper.data().items.iter().flat_map(|item| catalogues.answered(&item.criteria)))
        .collect();
    let mut share = Vec::new();
    for requirement in catalogues.resolve_all(criteria) {
        if catalogues.entry(requirement).auditable && !asked.contains(&requirement) && !share.contains(&requirement) {
            share.push(requirement);
        }
    }
    share
}
