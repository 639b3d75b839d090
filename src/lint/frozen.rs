//! What may not change once a report is issued or a finding is closed. The rules and the digests share it.

/// What of an audit goes on after its report is issued; all else is frozen.
pub const FREE_IN_AUDIT: &[&str] = &[
    "status",
    "status_reason",
    "report",
    "communications",
    "feedback",
    "lessons",
    "lesson_decisions",
    "changes",
    "waivers",
    "effort",
];

/// What of a workpaper may change after the report that rests on it is issued; all else is frozen.
pub const FREE_IN_WORKPAPER: &[&str] = &["reviewed", "waivers", "title"];

/// What of a finding the report says.
pub const FROZEN_IN_FINDING: &[&str] =
    &["audit", "grade", "criteria", "requirement", "statement", "evidence", "process", "raised_by", "detected_on"];

/// What of a corrective action record may change after it is closed; all else is frozen.
pub const FREE_IN_CLOSED_ACTION: &[&str] =
    &["status", "status_reason", "communications", "changes", "waivers", "external_id"];

/// What beside that goes on once a corrective action was checked, until it is closed.
pub const FREE_IN_CHECKED_ACTION: &[&str] = &["isms_changes", "no_isms_change", "resources", "title"];

/// What of a corrective action record says why it was begun and cancelled.
pub const FROZEN_IN_CANCELLED_ACTION: &[&str] =
    &["status_reason", "source", "owner", "correction", "extent", "cause", "previous"];

/// What of a management review goes on after its minutes are approved; all else is frozen, and what was decided as well.
pub const FREE_IN_APPROVED_REVIEW: &[&str] = &["status", "decisions", "communications", "next_on", "waivers"];

/// What of a finding may change after it is closed; all else is frozen.
pub const FREE_IN_CLOSED_FINDING: &[&str] =
    &["status", "status_reason", "changes", "related", "waivers", "external_id"];
