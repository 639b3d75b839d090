//! Evidence. Hashes are `evidence-hash-mismatch`'s.

use super::{Need, STATUS};
use crate::record::{Evidence, EvidenceStatus, Whereabouts};
use crate::text::is_blank;

/// The needs of the states of a piece of evidence.
pub const NEEDS: &[Need<Evidence>] = &[
    Need {
        when: |_, evidence| is_here(evidence),
        met: |_, evidence| evidence.collected_on.is_some() && evidence.collected_by.is_some(),
        place: STATUS,
        lapse: "it does not say who collected it, and when",
        help: "fill in `collected_on` and `collected_by`",
    },
    Need {
        when: |_, evidence| is_here(evidence),
        met: |_, evidence| !is_blank(evidence.source.as_deref()) || evidence.requested_from.is_some(),
        place: STATUS,
        lapse: "it does not say where it comes from",
        help: "name the system or the report under `source`",
    },
    Need {
        when: |_, evidence| is_checked(evidence),
        met: |_, evidence| evidence.verified_by.is_some(),
        place: STATUS,
        lapse: "nobody checked it",
        help: "name the auditor who checked where it comes from and that it is complete, under `verified_by`",
    },
    Need {
        when: |_, evidence| is_checked(evidence),
        met: |_, evidence| evidence.retain_until.is_some(),
        place: STATUS,
        lapse: "it does not say how long it is kept",
        help: "give the last day under `retain_until`",
    },
    Need {
        when: |_, evidence| evidence.status == EvidenceStatus::Superseded,
        met: |context, evidence| {
            let mut citing =
                context.snapshot.cited_by(evidence.id.as_str()).filter_map(|record| record.data().evidence());
            citing.any(|newer| newer.supersedes.as_ref().is_some_and(|older| older.as_str() == evidence.id.as_str()))
        },
        place: STATUS,
        lapse: "no newer evidence takes its place",
        help: "name it under `supersedes` in the record of the newer evidence",
    },
    Need {
        when: |_, evidence| evidence.status == EvidenceStatus::Rejected,
        met: |_, evidence| !is_blank(evidence.status_reason.as_deref()),
        place: STATUS,
        lapse: "it does not say why",
        help: "give the reason under `status_reason`: wrong period, edited, unreadable",
    },
    Need {
        when: |_, evidence| evidence.status == EvidenceStatus::Disposed,
        met: |_, evidence| evidence.disposed.is_some(),
        place: STATUS,
        lapse: "nobody approved that",
        help: "record who did: `disposed: {by: …, date: …}`",
    },
    Need {
        when: |_, evidence| evidence.status == EvidenceStatus::Disposed,
        met: |_, evidence| {
            let note = evidence.disposed.as_ref().and_then(|disposed| disposed.note.as_deref());
            !is_blank(evidence.status_reason.as_deref()) || !is_blank(note)
        },
        place: STATUS,
        lapse: "it does not say why",
        help: "give the reason under `status_reason`: its retention is over, somebody asked for it",
    },
];

/// Whether it has arrived and is still there.
pub(crate) fn is_here(evidence: &Evidence) -> bool {
    evidence.status.has_arrived() && evidence.status != EvidenceStatus::Disposed
}

/// Whether it was checked and is still there; what was disposed of may never have been checked.
pub(in crate::lint) fn is_checked(evidence: &Evidence) -> bool {
    evidence.status.was_verified() && evidence.status != EvidenceStatus::Disposed
}

/// What to do where a commit is gone, as that of a branch which was squashed.
pub(crate) fn how_to_pin(evidence: &Evidence, instead: Option<&str>) -> String {
    let path = match evidence.whereabouts() {
        Some(Whereabouts::Pinned(pin)) => pin.path,
        _ => "PATH",
    };
    match instead {
        Some(commit) => format!(
            "a squash or a rebase leaves the commits of a branch behind: pin it to one of the main line that has the same bytes, \
             `location: git:{commit}:{path}`"
        ),
        None => format!(
            "a squash or a rebase leaves the commits of a branch behind: pin it to one of the main line that has the same bytes, \
             `location: git:COMMIT:{path}`, or fetch the branch that has it"
        ),
    }
}
