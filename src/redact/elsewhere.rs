//! What other states of the records know of what may not be published.

use std::sync::Arc;

use super::Known;
use crate::record::{Audience, Kind, Publication};
use crate::snapshot::{Broken, Snapshot};

/// What is known beside the state that is shown. Who has a name taken out of the records, or hides one, means what was written
/// before as well.
#[derive(Debug, Clone, Default)]
pub struct Elsewhere {
    /// The settings of other states: what they hide is hidden as well.
    pub publications: Vec<Publication>,
    /// The persons of other states, those of later ones first.
    pub persons: Arc<[Known]>,
}

impl Elsewhere {
    /// What all settings say that count for a state.
    pub(super) fn publications<'a>(&'a self, snapshot: &'a Snapshot) -> impl Iterator<Item = &'a Publication> {
        static NONE: Publication = Publication {
            url: None,
            audience: None,
            language: None,
            repository: None,
            hide: Vec::new(),
            audiences: None,
        };
        let own = snapshot.isms().and_then(|isms| isms.data().publication.as_ref()).unwrap_or(&NONE);
        std::iter::once(own).chain(&self.publications)
    }
}

/// The file of a person whom an audience may not read of by name, and that cannot be read: nobody knows which name to keep
/// back. A state of the past stays as it is, so that there it is enough that the person could be read at another time.
pub fn unreadable_person<'a>(
    snapshot: &'a Snapshot,
    audience: Audience,
    elsewhere: &Elsewhere,
    is_past: bool,
) -> Option<&'a Broken> {
    if !super::keeps_names(snapshot, audience, elsewhere) {
        return None;
    }
    let named = elsewhere.persons.iter().filter(|person| !person.name.is_empty());
    let is_known = |broken: &Broken| named.clone().any(|person| person.id.eq_ignore_ascii_case(&broken.id));
    let mut broken = snapshot.broken().iter();
    broken.find(|broken| match is_past {
        true => is_person(broken) && !is_known(broken),
        false => is_person(broken) || broken.kind.is_none() && is_known(broken),
    })
}

/// Whether a file that cannot be read is that of a person, as far as it or its folder says so.
pub(super) fn is_person(broken: &Broken) -> bool {
    match broken.kind {
        Some(kind) => kind == Kind::Person,
        None => broken.path.split('/').next() == Some(Kind::Person.folder()),
    }
}
