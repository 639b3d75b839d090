//! A comparison of cycles for programs. The shape has a version of its own, `format`, and does not follow the types of the
//! tool.

use serde_json::{Value, json as value};

use crate::cycles::*;
use crate::record::{ControlStatus, Period};
use crate::render::json::{Tool, to_text};

/// The comparison as JSON, with a line feed at its end.
pub fn json(comparison: &Comparison) -> String {
    let each = |list: &[Found]| list.iter().map(found).collect::<Vec<_>>();
    let findings = &comparison.findings;
    to_text(&value!({
        "format": 1,
        "tool": Tool::this(),
        "from": side(&comparison.before),
        "to": side(&comparison.after),
        "figures": comparison.figures.iter().map(figure).collect::<Vec<_>>(),
        "coverage": {
            "gained": comparison.coverage.gained.iter().map(audited).collect::<Vec<_>>(),
            "lost": comparison.coverage.lost.iter().map(audited).collect::<Vec<_>>(),
            "in_both": comparison.coverage.kept,
            "in_neither": comparison.coverage.neither,
            "of_other_catalogues": comparison.coverage.others,
        },
        "findings": {
            "new": each(&findings.new),
            "carried": each(&findings.carried),
            "repeated": each(&findings.repeated),
            "reopened": findings.reopened.iter().map(|step| value!({
                "id": step.finding, "day": step.day, "from": step.from, "to": step.to, "reason": step.reason,
            })).collect::<Vec<_>>(),
            "closed": each(&findings.closed),
            "accepted": each(&findings.accepted),
            "gone": each(&findings.gone),
        },
        "grades": comparison.graded.iter().map(|one| value!({
            "id": one.finding, "title": one.title, "day": one.day, "from": one.from, "to": one.to,
            "was_draft": one.was_draft, "reason": one.reason,
        })).collect::<Vec<_>>(),
        "slips": comparison.slips.iter().map(slip).collect::<Vec<_>>(),
        "ineffective": comparison.ineffective.iter().map(|one| value!({
            "id": one.action.id, "title": one.action.title, "result": one.result, "checked_on": one.checked_on,
            "findings": one.findings, "continued_by": one.continued_by,
        })).collect::<Vec<_>>(),
        "soa": soa(&comparison.soa),
        "people": people(&comparison.people),
        "plan": plan(&comparison.plan),
        "decisions": {
            "carried": comparison.decisions.carried.iter().map(decided).collect::<Vec<_>>(),
            "new": comparison.decisions.new.iter().map(decided).collect::<Vec<_>>(),
            "reviews": comparison.decisions.reviews.iter().map(named).collect::<Vec<_>>(),
        },
    }))
}

fn named(named: &Named) -> Value {
    value!({"id": named.id, "title": named.title})
}

fn span(period: Period) -> Value {
    value!({"from": period.from, "to": period.to})
}

fn side(side: &Side) -> Value {
    value!({
        "name": side.name,
        "period": span(side.period),
        "programmes": side.programmes.iter().map(named).collect::<Vec<_>>(),
        "commit": side.commit.as_ref().map(|commit| &commit.id),
        "as_of": side.day,
        "is_running": side.is_running(),
        "is_told_by_days": side.by_days,
    })
}

fn figure(figure: &Figure) -> Value {
    value!({"name": figure.name, "from": figure.before.map(amount), "to": figure.after.map(amount), "change": figure.change()})
}

fn amount(amount: Amount) -> Value {
    match amount {
        Amount::Count(count) => value!({"count": count}),
        Amount::Share(part, all) => value!({"count": part, "of": all}),
        Amount::Days(days, of) => value!({"days": days, "median_of": of}),
    }
}

fn audited(one: &Audited) -> Value {
    value!({"criterion": one.criterion.id, "title": one.criterion.title, "audits": one.audits, "through": one.through})
}

fn found(one: &Found) -> Value {
    value!({
        "id": one.finding.id, "title": one.finding.title, "grade": one.grade, "status": one.status,
        "detected_on": one.detected_on, "repeat_of": one.repeat_of, "is_of_cycle": one.is_of_cycle,
        "was_reported_before": one.is_old, "closed_on": one.closed_on,
    })
}

fn slip(slip: &Slip) -> Value {
    let (kind, part) = match &slip.part {
        Part::Item(number) => ("item", Some(number.to_string())),
        Part::Check => ("check", None),
        Part::Decision(id) => ("decision", Some(id.clone())),
    };
    value!({
        "id": slip.record.id, "title": slip.record.title, "kind": kind, "part": part, "what": slip.what,
        "owner": slip.owner, "times": slip.times, "days": slip.days(), "from": slip.from, "to": slip.to,
        "reasons": slip.reasons,
    })
}

fn soa(soa: &SoaChanges) -> Value {
    let state = |state: Option<(bool, Option<ControlStatus>)>| {
        state.map(|(applicable, status)| value!({"applicable": applicable, "status": status}))
    };
    value!({
        "version": soa.versions.as_ref().map(|(from, to)| value!({"from": from, "to": to})),
        "controls": soa.controls.iter().map(|change| value!({
            "id": change.control.id, "title": change.control.title, "from": state(change.from), "to": state(change.to),
            "reason": change.reason,
        })).collect::<Vec<_>>(),
        "reworded": soa.reworded,
    })
}

fn people(people: &PeopleChanges) -> Value {
    value!({
        "team": people.team.iter().map(|one| value!({"person": one.person, "from": one.before, "to": one.after}))
            .collect::<Vec<_>>(),
        "approvals": people.standings.iter().map(|one| value!({
            "person": one.person, "from": one.before, "to": one.after, "new_topics": one.topics,
            "ran_out_on": one.ran_out_on,
        })).collect::<Vec<_>>(),
        "competence": people.learned.iter().map(|one| value!({
            "person": one.person, "type": one.what, "title": one.title, "date": one.date, "outcome": one.outcome,
        })).collect::<Vec<_>>(),
    })
}

fn plan(plan: &PlanKept) -> Value {
    let totals = |totals: &Totals| {
        value!({
            "planned": totals.planned, "unplanned": totals.unplanned, "held": totals.held, "reported": totals.reported,
            "postponed": totals.postponed, "cancelled": totals.cancelled, "days_planned": totals.days_planned,
            "days_used": totals.days_used,
        })
    };
    value!({
        "from": totals(&plan.before),
        "to": totals(&plan.after),
        "audits": plan.audits.iter().map(|held| value!({
            "id": held.audit.id, "title": held.audit.title, "is_planned": held.is_planned,
            "window": held.window.map(span), "dates": held.dates.map(span), "outcome": held.outcome.as_str(),
            "reason": held.reason, "is_late": held.is_late(), "days_planned": held.days_planned,
            "days_used": held.days_used,
        })).collect::<Vec<_>>(),
        "postponed": plan.postponed.iter().map(|one| value!({
            "id": one.audit, "title": one.title, "day": one.day, "reason": one.reason,
        })).collect::<Vec<_>>(),
    })
}

fn decided(one: &Decided) -> Value {
    value!({
        "id": one.decision.id, "text": one.decision.title, "status": one.status, "due": one.due, "done_on": one.done_on,
        "owner": one.owner,
    })
}
