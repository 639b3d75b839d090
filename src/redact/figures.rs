//! What figures and other sums are drawn from. One of which the settings hide a field is left out: in part it would say
//! something else, and what is hidden could be worked out from it.

use super::Redaction;
use crate::record::Kind;
use Kind::{Action, Audit, Evidence, Finding, Person, Programme, Review, Soa, Workpaper};

impl Redaction {
    /// Whether the settings hide nothing that a figure, or something else that is counted from records, is drawn from.
    pub fn may_draw(&self, name: &str) -> bool {
        self.hidden.is_empty() || !drawn_from(name).iter().any(|(kind, field)| self.hides_some(*kind, field))
    }

    /// Whether the settings hide a field of a kind, what it is part of, or a part of it.
    fn hides_some(&self, kind: Kind, field: &str) -> bool {
        let is_part = |hidden: &str| hidden.strip_prefix(field).is_some_and(|rest| rest.starts_with('/'));
        self.hides_of(kind, field) || self.hidden.iter().any(|(of, hidden)| *of == kind && is_part(hidden))
    }
}

type Fields = &'static [(Kind, &'static str)];

/// The fields behind the name of a figure, besides how a finding stands.
fn drawn_from(name: &str) -> Fields {
    match name.split_once('-') {
        Some(("fig", _)) => of_figure(name),
        Some(("comparison", rest)) => of_comparison(rest),
        Some(("milestone", rest)) => of_milestone(rest),
        _ => &[],
    }
}

const COVERED: Fields = &[(Workpaper, "items/criteria"), (Workpaper, "items/result"), (Audit, "status")];
const DELIVERED: Fields = &[
    (Programme, "schedule/audit"),
    (Programme, "schedule/window"),
    (Audit, "dates"),
    (Audit, "status"),
    (Audit, "report/issued/date"),
];
const KEPT: Fields = &[(Action, "actions/due"), (Action, "actions/status"), (Action, "actions/done_on")];
const CHECKED: Fields = &[
    (Action, "status"),
    (Action, "effectiveness/planned_on"),
    (Action, "effectiveness/checked_on"),
    (Action, "effectiveness/result"),
];
const DECIDED: Fields =
    &[(Review, "decisions/id"), (Review, "decisions/status"), (Review, "decisions/due"), (Review, "decisions/done_on")];
/// The days that the steps which wait for somebody are counted from.
const STEPS: Fields = &[
    (Action, "effectiveness/checked_on"),
    (Action, "effectiveness/planned_on"),
    (Audit, "closing_meeting/date"),
    (Audit, "dates"),
    (Audit, "report/issued/date"),
    (Finding, "detected_on"),
    (Programme, "schedule/window"),
    (Review, "held_on"),
];
const OVERDUE: Fields = &[
    (Action, "status"),
    (Action, "actions/due"),
    (Action, "actions/status"),
    (Action, "effectiveness/planned_on"),
    (Audit, "status"),
    (Evidence, "due"),
    (Evidence, "status"),
    (Finding, "acceptance/until"),
    (Finding, "response_due"),
    (Programme, "schedule/window"),
    (Review, "decisions/due"),
    (Review, "decisions/status"),
];

fn of_figure(name: &str) -> Fields {
    match name {
        "fig-coverage" => COVERED,
        "fig-graded" => &[(Finding, "audit"), (Finding, "criteria"), (Finding, "grade")],
        "fig-carried" => &[(Finding, "detected_on"), (Finding, "closed/date")],
        "fig-pace" => &[
            (Workpaper, "items/criteria"),
            (Workpaper, "items/result"),
            (Audit, "status"),
            (Audit, "dates"),
            (Audit, "report/issued/date"),
        ],
        "fig-delivery" => DELIVERED,
        "fig-effort" => &[(Programme, "schedule/days"), (Audit, "effort")],
        "fig-lead" => &[(Audit, "closing_meeting/date"), (Audit, "report/issued/date")],
        "fig-feedback" => &[(Audit, "feedback/score"), (Audit, "dates"), (Audit, "report/issued/date")],
        "fig-grades" | "fig-cycles" => {
            &[(Finding, "audit"), (Audit, "dates"), (Audit, "report/issued/date"), (Workpaper, "items/result")]
        }
        "fig-places" => &[(Finding, "criteria"), (Finding, "process")],
        "fig-repeats" => &[(Finding, "repeat_of")],
        "fig-reopened" => &[(Finding, "changes")],
        "fig-found" => &[
            (Finding, "criteria"),
            (Finding, "audit"),
            (Audit, "type"),
            (Action, "source"),
            (Action, "correction/done_on"),
            (Action, "cause/date"),
            (Action, "plan/proposed_on"),
            (Action, "plan/accepted/date"),
            (Action, "actions/done_on"),
            (Action, "actions/due"),
        ],
        "fig-closed" => &[(Finding, "closed/date")],
        "fig-closure" => &[(Finding, "closed/date"), (Action, "plan/accepted/date"), (Action, "actions/done_on")],
        "fig-punctuality" => KEPT,
        "fig-slippage" => &[(Action, "actions/due"), (Action, "actions/status"), (Action, "changes")],
        "fig-processes" => &[(Action, "actions/due"), (Action, "effectiveness/planned_on"), (Finding, "process")],
        "fig-owners" => &[
            (Action, "actions/due"),
            (Action, "actions/owner"),
            (Action, "effectiveness/planned_on"),
            (Action, "owner"),
            (Audit, "dates"),
            (Evidence, "due"),
            (Evidence, "requested_from"),
            (Finding, "acceptance/until"),
            (Finding, "auditee"),
            (Finding, "response_due"),
            (Programme, "schedule/window"),
            (Review, "decisions/due"),
            (Review, "decisions/owner"),
        ],
        "fig-effects" => CHECKED,
        "fig-causes" => &[
            (Finding, "detected_on"),
            (Action, "source"),
            (Action, "cause/category"),
            (Action, "cause/date"),
            (Action, "correction/done_on"),
            (Action, "plan/proposed_on"),
            (Action, "plan/accepted/date"),
            (Action, "actions/done_on"),
            (Action, "actions/due"),
        ],
        "fig-evidence" => &[
            (Evidence, "status"),
            (Evidence, "sha256"),
            (Evidence, "due"),
            (Evidence, "period"),
            (Evidence, "collected_on"),
            (Audit, "dates"),
            (Workpaper, "items/evidence"),
            (Workpaper, "items/methods"),
            (Workpaper, "items/result"),
        ],
        "fig-decisions" => DECIDED,
        "fig-risks" => &[(Finding, "acceptance/until"), (Finding, "acceptance/approved")],
        "fig-steps" => STEPS,
        "fig-soa" => &[(Soa, "controls/applicable"), (Soa, "controls/status")],
        "fig-pool" => &[(Person, "auditor"), (Programme, "competence_required/topics"), (Audit, "team/person")],
        _ => &[],
    }
}

/// A figure of two cycles, or a list of what changed between them. All of them tell how findings stand themselves.
fn of_comparison(name: &str) -> Fields {
    match name {
        "clauses-audited" | "controls-audited" | "gained" | "lost" => COVERED,
        "audits-reported" | "audits-in-window" | "audits" => DELIVERED,
        "effort" => &[(Programme, "schedule/days"), (Audit, "effort")],
        "findings-major"
        | "findings-minor"
        | "findings-observation"
        | "findings-opportunity"
        | "findings-strength"
        | "open-at-end"
        | "open-nonconformities-at-end"
        | "risks-accepted-at-end"
        | "new"
        | "carried"
        | "gone" => &[(Finding, "grade"), (Finding, "status"), (Finding, "detected_on"), (Finding, "audit")],
        "accepted" => &[
            (Finding, "grade"),
            (Finding, "status"),
            (Finding, "detected_on"),
            (Finding, "audit"),
            (Finding, "acceptance/until"),
        ],
        "closed" | "days-to-closure" => {
            &[(Finding, "grade"), (Finding, "status"), (Finding, "detected_on"), (Finding, "closed/date")]
        }
        "repeats" | "repeated" => &[(Finding, "grade"), (Finding, "detected_on"), (Finding, "repeat_of")],
        "reopened" => &[(Finding, "status"), (Finding, "changes")],
        "grades" => &[(Finding, "grade"), (Finding, "changes")],
        "overdue-at-end" => OVERDUE,
        "done-by-first-date" => KEPT,
        "days-to-report" => &[(Audit, "dates"), (Audit, "closing_meeting/date"), (Audit, "report/issued/date")],
        "actions-effective" | "ineffective" => CHECKED,
        "slips" => &[
            (Action, "actions/due"),
            (Action, "actions/what"),
            (Action, "effectiveness/planned_on"),
            (Action, "changes"),
            (Review, "decisions/due"),
            (Review, "decisions/text"),
        ],
        "controls" => &[(Soa, "version"), (Soa, "controls")],
        "team" => &[(Audit, "team/person")],
        "standings" => &[(Person, "auditor")],
        "postponed" => &[(Audit, "status"), (Audit, "status_reason"), (Audit, "changes")],
        "open-decisions" | "new-decisions" => &[
            (Review, "decisions/id"),
            (Review, "decisions/text"),
            (Review, "decisions/status"),
            (Review, "decisions/due"),
            (Review, "decisions/done_on"),
        ],
        _ => &[],
    }
}

/// A time of a programme, or a day in the course of an audit.
fn of_milestone(name: &str) -> Fields {
    match name {
        "cycle" => &[(Programme, "cycle")],
        "window" => &[(Programme, "schedule/window")],
        "plan" => &[(Audit, "plan/approved/date")],
        "notified" => &[(Audit, "plan/notified_on")],
        "work" => &[(Audit, "dates")],
        "opening" => &[(Audit, "opening_meeting/date")],
        "closing" => &[(Audit, "closing_meeting/date")],
        "issued" => &[(Audit, "report/issued/date")],
        "accepted" => &[(Action, "plan/accepted/date")],
        "closed" => &[(Finding, "closed/date")],
        _ => &[],
    }
}
