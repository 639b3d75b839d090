//! What several of the tests do to a repository.

use super::keys::sign;
use crate::support::Place;
use crate::support::history::*;

/// A strength of the next audit, found and closed by the auditor on a day.
pub(super) fn strength_of(id: &str, day: &str) -> String {
    let text = STRENGTH.replace("F-2026-090", id).replace("IA-2026-01", "IA-2026-02");
    text.replace("detected_on: 2026-03-03", &format!("detected_on: {day}"))
        .replace("date: 2026-03-10", &format!("date: {day}"))
}

pub(super) fn path_of(id: &str) -> String {
    format!("r/findings/2026/{id}.yaml")
}

/// The file of an object below a repository.
pub(super) fn object(place: &Place, name: &str) -> String {
    let id = place.git("r", &["rev-parse", name]);
    format!("r/.git/objects/{}/{}", &id[..2], &id[2..])
}

/// Takes the audit back and issues the second version of its report, both as the auditor; without the tag.
pub(super) fn issue(place: &Place) {
    let entry =
        "changes:\n  - {date: 2026-06-02, by: p-aud, field: status, from: closed, to: drafted, reason: A wrong word}\n";
    place.replace(AUDIT, "status: closed", "status: drafted");
    place.write(AUDIT, place.read(AUDIT) + entry);
    sign(place, "2026-06-02", "aud", "aud", "Another version");
    place.replace(AUDIT, "effective: effective", "effective: partly");
    place.replace(AUDIT, "status: drafted", "status: issued");
    let (old, new) =
        ("version: 1\n  issued: {by: p-aud, date: 2026-03-12}", "version: 2\n  issued: {by: p-aud, date: 2026-06-03}");
    place.replace(AUDIT, old, new);
    place.replace(AUDIT, "tag: report/IA-2026-01/v1", "tag: report/IA-2026-01/v2");
}

pub(super) const SECOND: &str = "report/IA-2026-01/v2";

pub(super) fn accept(place: &Place) {
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-03");
}
