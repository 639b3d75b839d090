use crate::diagnostic::Level;
use crate::lint::authority::still_here;
use crate::lint::verdicts::{grade_of_successors, graders, is_merged, is_out, may_agree, merging_entry};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Change, Finding, FindingStatus, PersonRef};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "grade-lowered-without-justification",
    family: Family::Finding,
    summary: "A finding was given a milder grade, and nobody with the authority says why",
    level: Level::Error,
    clause: "9.2.2 b, 7.5.3",
    needs_day: false,
    docs: include_str!("grade_lowered_without_justification.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().finding(), after.data().finding()) else { return };
    let states = (versions.past, versions.context.snapshot);
    let is_reported = old.status != FindingStatus::Draft || is_out(states, &old.audit);
    if is_reported && is_merged(old, new) {
        merged(versions, (after, old, new), report);
    }
    // The grade of a draft is still being thought about.
    if new.grade <= old.grade || old.status == FindingStatus::Draft {
        return;
    }
    let entries = versions.explanations("grade");
    let entry = entries.iter().find(|change| change.from == old.grade.as_str() && change.to == new.grade.as_str());
    let lowered = format!("the grade went from {} to {}", old.grade, new.grade);
    let field = format!("field: grade, from: {}, to: {}", old.grade, new.grade);
    raise(versions, (after, "/grade", old), (&lowered, &field), entry.copied(), report);
}

/// A finding goes on as what it was merged into: as milder ones, it is graded milder; as nothing that stands, it is gone.
fn merged(versions: &Versions<'_>, (after, old, new): (&Record, &Finding, &Finding), report: &mut Report<'_>) {
    let Some(grade) = grade_of_successors(versions.context.snapshot, new) else {
        report
            .raise(
                after,
                "/status",
                format!("the finding, {} until then, was superseded, and none takes its place", old.grade),
            )
            .help(format!("bring back `{}`, or name under `related` the finding that it was merged into", old.status))
            .owner(&new.raised_by);
        return;
    };
    if grade > old.grade {
        let lowered = format!("the finding, {} until then, goes on as a part of one that is {grade}", old.grade);
        let field = format!("field: status, from: {}, to: {}", old.status, new.status);
        raise(versions, (after, "/status", old), (&lowered, &field), merging_entry(versions), report);
    }
}

/// Reports what made a finding milder, unless an entry of `changes` tells of it to which somebody agreed who may.
fn raise(
    versions: &Versions<'_>,
    (after, place, old): (&Record, &str, &Finding),
    (lowered, field): (&str, &str),
    entry: Option<&Change>,
    report: &mut Report<'_>,
) {
    let graders: Vec<PersonRef> = graders(versions.past, old).into_iter().cloned().collect();
    let here = still_here(versions.past, &graders, versions.context.day);
    let message = match entry.map(|change| (change, &change.approved_by)) {
        Some((change, _)) if may_agree(versions.past, old, change) => return,
        Some((_, Some(person))) => format!("{lowered} with the agreement of {person}, who may not decide it"),
        Some((_, None)) => format!("{lowered}, and nobody agreed to it"),
        None => format!("{lowered}, and no entry of `changes` says why"),
    };
    let who = match graders.is_empty() {
        true => "the lead auditor or the programme manager".to_owned(),
        false => listed(&here, 4),
    };
    let diagnostic = report.raise(after, place, message);
    diagnostic
        .help(format!("add to `changes`: {{date: …, by: …, {field}, reason: …, approved_by: …}}; {who} may agree"));
    if let Some(person) = here.first() {
        diagnostic.owner(person);
    }
}
