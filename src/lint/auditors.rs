//! What the approval of an auditor is for.

use crate::record::{AuditorApproval, AuditorLevel};

/// The fields by which an auditor may do more than before.
pub(crate) fn widened(was: &AuditorApproval, is: &AuditorApproval) -> Vec<&'static str> {
    let fields = [
        ("levels", is.levels.iter().any(|level| !includes(&was.levels, *level))),
        ("catalogues", is.catalogues.iter().any(|catalogue| !was.catalogues.contains(catalogue))),
        ("topics", is.topics.iter().any(|topic| !was.topics.contains(topic))),
        ("review_due", is.review_due > was.review_due),
    ];
    fields.into_iter().filter(|(_, is)| *is).map(|(field, _)| field).collect()
}

/// Whether somebody with some levels has another one by them: who may lead may audit, and who may audit may learn.
fn includes(levels: &[AuditorLevel], level: AuditorLevel) -> bool {
    levels.iter().any(|known| match level {
        AuditorLevel::Auditor => matches!(known, AuditorLevel::LeadAuditor | AuditorLevel::Auditor),
        AuditorLevel::Trainee => *known != AuditorLevel::TechnicalExpert,
        AuditorLevel::LeadAuditor | AuditorLevel::TechnicalExpert => *known == level,
    })
}
