//! Whom the report of an audit concerns.

use super::Context;
use crate::record::{Audit, Date, PastDecider, Person, PersonRef};

/// Whom a report concerns, and why.
pub fn concerned<'a>(context: &Context<'a>, audit: &'a Audit) -> Vec<(&'a PersonRef, &'static str)> {
    let mut concerned = vec![(&audit.client, "asked for the audit")];
    concerned.extend(audit.auditees.iter().map(|auditee| (&auditee.person, "was audited")));
    let issued = audit.report.as_ref().and_then(|report| report.issued.as_ref()).map(|issued| issued.date);
    concerned.extend(manager(context, audit, issued).map(|manager| (manager, "manages the programme")));
    // Whoever wrote the report has it, and who left meanwhile need not be told. Whom no record knows is said elsewhere.
    concerned.retain(|(person, _)| !audit.team.iter().any(|member| member.person == **person));
    let came_later = |from: Option<Date>| from.zip(issued).is_some_and(|(from, issued)| from > issued);
    let is_here = |person: &Person| person.to.is_none() && !came_later(person.from);
    concerned.retain(|(person, _)| context.snapshot.person(person).is_some_and(|person| is_here(person.data())));
    concerned
}

/// Who was to get the report because they managed the programme on the day of its issue; `None` where one did of those who may have, for
/// nobody is told of a role that they got later.
fn manager<'a>(context: &Context<'a>, audit: &'a Audit, issued: Option<Date>) -> Option<&'a PersonRef> {
    let roles = &context.snapshot.isms()?.data().roles;
    let role = PastDecider::ProgrammeManager;
    let then: Vec<&PersonRef> = issued.into_iter().flat_map(|day| roles.former_on(role, day)).collect();
    let of_programme = audit.programme.as_ref().and_then(|id| context.snapshot.programme(id));
    let of_programme = of_programme.map(|programme| &programme.data().manager);
    let may: Vec<&PersonRef> = match then.is_empty() {
        true => of_programme.into_iter().chain([&roles.programme_manager]).collect(),
        false => then,
    };
    let got = |person: &&PersonRef| {
        let distribution = audit.report.iter().flat_map(|report| &report.distribution);
        distribution.into_iter().any(|party| party.as_str() == person.as_str())
    };
    if may.iter().any(got) { None } else { may.first().copied() }
}
