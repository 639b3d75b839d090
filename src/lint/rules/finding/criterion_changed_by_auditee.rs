use crate::diagnostic::Level;
use crate::lint::roles::holders;
use crate::lint::verdicts::{graders, has_to_answer, other_requirements};
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::{ActionItem, Finding, IsmsChange, IsmsPart, PersonRef};
use crate::snapshot::View;
use crate::text::{listed, natural_cmp};

pub static RULE: Rule = Rule {
    name: "criterion-changed-by-auditee",
    family: Family::Finding,
    summary: "Whoever has to answer a finding changed what it was found against, and nobody else agreed",
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
        let others = || commit.own.iter().chain(&commit.approved_by);
        let who = may_agree(versions, finding.data(), sayer);
        if others().any(|person| who.contains(&person)) {
            continue;
        }
        let place = new.entries.iter().position(|now| now.id.as_str() == *entry);
        let path = place.map_or_else(|| "/entries".to_owned(), |place| format!("/entries/{place}"));
        report
            .raise(
                after,
                &path,
                format!(
                    "{} was found against {}:{entry}, no plan that was accepted says that this is to change, and {sayer}, who has to answer it, changed \
                     what it says",
                    finding.id(),
                    old.id
                ),
            )
            .also(finding.at("/criteria"), "found against it")
            .help(format!(
                "bring back what it was found against, or have the change agreed to: by a commit of one of those who may ({}), or a line \
                 `Approved-by` in the message of the merge",
                listed(&who, 6)
            ))
            .part(finding.id());
    }
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
fn may_agree<'a>(versions: &Versions<'a>, finding: &Finding, sayer: &PersonRef) -> Vec<&'a PersonRef> {
    let mut who = graders(versions.past, finding);
    for person in versions.past.roles().into_iter().flat_map(holders) {
        if !who.contains(&person) {
            who.push(person);
        }
    }
    who.retain(|person| *person != sayer);
    who
}
