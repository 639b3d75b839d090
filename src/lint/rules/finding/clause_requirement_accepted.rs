use crate::diagnostic::Level;
use crate::lint::needs::{Need, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::{BUILT_IN, is_control};
use crate::record::{Finding, FindingStatus, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "clause-requirement-accepted",
    family: Family::Finding,
    summary: "The risk of not meeting a clause of the standard was accepted",
    level: Level::Error,
    clause: "1, 10.2",
    needs_day: false,
    docs: include_str!("clause_requirement_accepted.md"),
    check: Check::Record(Kind::Finding, check),
};

/// What the state needs.
const NEEDS: &[Need<Finding>] = &[Need {
    when: |_, finding| finding.status == FindingStatus::Accepted && finding.grade.is_nonconformity(),
    met: |context, finding| !names_clause(context, finding),
    place: "/criteria",
    lapse: "clauses 4 to 10 must be met by whoever claims conformity, and cannot be accepted as a risk",
    help: "answer it with a corrective action; only risks and controls can be accepted",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(finding) = record.data().finding() {
        report_needs(NEEDS, context, record, finding, report);
    }
}

fn names_clause(context: &Context<'_>, finding: &Finding) -> bool {
    let catalogues = context.snapshot.catalogues();
    catalogues.resolve_all(&finding.criteria).into_iter().any(|requirement| {
        let number = catalogues.entry(requirement).id.as_str();
        catalogues.catalogue_of(requirement).id.as_str() == BUILT_IN && !is_control(number)
    })
}
