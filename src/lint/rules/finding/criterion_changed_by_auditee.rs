use crate::diagnostic::Level;
use crate::lint::roles::holders;
use crate::lint::verdicts::{graders, graders_of, has_to_answer, is_withdrawn, other_requirements};
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions, is_audited};
use crate::record::{ActionItem, Audit, AuditRef, AuditStatus, Catalogue, Finding, IsmsChange, IsmsPart, PersonRef};
use crate::snapshot::View;
use crate::text::{listed, natural_cmp};

pub static RULE: Rule = Rule {
    name: "criterion-changed-by-auditee",
    family: Family::Finding,
    summary: "Whoever has to answer a finding, or is audited, changed what they are held against, and nobody else agreed",
    level: Level::Warning,
    clause: "9.2.2 b, 10.2",
    needs_day: false,
    docs: include_str!("criterion_changed_by_auditee.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().catalogue(), after.data().catalogue()) else { return };
    let changed = other_requirements(old, new);
    let Some(sayer) = commit.sayer_of(&after.id).filter(|_| !changed.is_empty()) else { return };
    let is_agreed =
        |who: &[&PersonRef]| commit.own.iter().chain(&commit.approved_by).any(|person| who.contains(&person));
    let did = if is_withdrawn(old, new) { "withdrew it" } else { "changed what it says" };
    let mut open: Vec<View<'_, Finding>> = versions.past.findings().filter(is_held).collect();
    open.sort_by(|a, b| natural_cmp(a.id(), b.id()));
    for finding in open {
        let mut cited = changed
            .iter()
            .filter(|entry| finding.criteria.iter().any(|one| is_cited(one.as_str(), old.id.as_str(), entry)))
            .filter(|entry| !is_planned(versions, &finding, entry));
        let Some(entry) = cited.next().filter(|_| has_to_answer(versions.past, finding.data(), sayer)) else {
            continue;
        };
        let who = may_agree(versions, graders(versions.past, finding.data()), sayer);
        if is_agreed(&who) {
            continue;
        }
        let message = format!(
            "{} was found against {}:{entry}, no plan that was accepted says that this is to change, and {sayer}, who has to answer it, {did}",
            finding.id(),
            old.id
        );
        report
            .raise(after, &place((old, new), entry), message)
            .also(finding.at("/criteria"), "found against it")
            .help(help("bring back what it was found against", &who))
            .part(finding.id());
    }
    let mut under_way: Vec<View<'_, Audit>> = versions.past.audits().filter(is_under_way).collect();
    under_way.sort_by(|a, b| natural_cmp(a.id(), b.id()));
    for audit in under_way {
        let is_asked = |entry: &&&str| {
            audit
                .criteria
                .iter()
                .any(|one| one.as_str() == old.id.as_str() || is_cited(one.as_str(), old.id.as_str(), entry))
        };
        let Some(entry) = changed.iter().find(is_asked).filter(|_| is_party(versions, &audit, sayer)) else { continue };
        let who = may_agree(versions, graders_of(versions.past, &AuditRef(audit.id().to_owned())), sayer);
        if is_agreed(&who) {
            continue;
        }
        let message = format!(
            "{} is under way and holds what it looks at against {}:{entry}, and {sayer}, who is audited, {did}",
            audit.id(),
            old.id
        );
        report
            .raise(after, &place((old, new), entry), message)
            .also(audit.at("/criteria"), "audited against it")
            .help(help("bring back what is audited against until the report is issued", &who))
            .part(audit.id());
    }
}

/// Where it stands that an entry says something else.
fn place((old, new): (&Catalogue, &Catalogue), entry: &str) -> String {
    if is_withdrawn(old, new) {
        return "/withdrawn".to_owned();
    }
    let place = new.entries.iter().position(|now| now.id.as_str() == entry);
    place.map_or_else(|| "/entries".to_owned(), |place| format!("/entries/{place}"))
}

fn help(back: &str, who: &[&PersonRef]) -> String {
    format!(
        "{back}, or have the change agreed to: by a commit of one of those who may ({}), or a line `Approved-by` in the message of the merge",
        listed(who, 6)
    )
}

/// Whether an audit has begun and its report is not out.
fn is_under_way(audit: &View<'_, Audit>) -> bool {
    matches!(audit.status, AuditStatus::InProgress | AuditStatus::Drafted)
}

/// Whether somebody is audited, and not one of the team.
fn is_party(versions: &Versions<'_>, audit: &View<'_, Audit>, person: &PersonRef) -> bool {
    is_audited(versions.past, audit.data(), person) && !audit.team.iter().any(|member| member.person == *person)
}

/// Whether a nonconformity is still to be answered.
fn is_held(finding: &View<'_, Finding>) -> bool {
    finding.grade.is_nonconformity() && finding.status.is_reported() && finding.status.is_open()
}

/// Whether it is agreed that another rule is a part of the answer: an accepted plan names the requirement in what is to be done, or says that
/// a policy or a procedure changes.
fn is_planned(versions: &Versions<'_>, finding: &View<'_, Finding>, entry: &str) -> bool {
    let changes_rules = |change: &IsmsChange| matches!(change.what, IsmsPart::Policy | IsmsPart::Procedure);
    let names_it =
        |item: &ActionItem| item.what.split(|c: char| !is_of_id(c)).any(|word| word.trim_end_matches('.') == entry);
    let mut plans = versions.past.actions_for(finding.id()).filter(|action| action.status.is_accepted());
    plans.any(|action| action.isms_changes.iter().any(changes_rules) || action.actions.iter().any(names_it))
}

fn is_of_id(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-')
}

/// Whether a criterion is an entry of a catalogue, or one above it.
fn is_cited(criterion: &str, catalogue: &str, entry: &str) -> bool {
    let cited = criterion.split_once(':').filter(|(of, _)| *of == catalogue).map(|(_, id)| id);
    cited.is_some_and(|id| id == entry || entry.strip_prefix(id).is_some_and(|rest| rest.starts_with('.')))
}

/// Who may agree: who may lower the grade, and those with a role in the ISMS; never who changed it.
fn may_agree<'a>(versions: &Versions<'a>, graders: Vec<&'a PersonRef>, sayer: &PersonRef) -> Vec<&'a PersonRef> {
    let mut who = graders;
    for person in versions.past.roles().into_iter().flat_map(holders) {
        if !who.contains(&person) {
            who.push(person);
        }
    }
    who.retain(|person| *person != sayer);
    who
}
