//! What the settings of one state or several say of an audience.

use crate::record::{Audience, Hidden, HiddenOrShown, Id, Publication};

/// What is kept from an audience by settings: all that any of them hides, and restricted evidence is shown only where all of
/// them show it.
pub(super) struct Settings<'a> {
    pub hide: Vec<&'a Id>,
    pub hide_fields: Vec<&'a String>,
    pub shows_restricted: bool,
}

impl<'a> Settings<'a> {
    /// What several states say of an audience, taken together.
    pub fn of(publications: impl IntoIterator<Item = &'a Publication>, audience: Audience) -> Self {
        let (mut hide, mut hide_fields, mut shows) = (Vec::new(), Vec::new(), Vec::new());
        for publication in publications {
            let (own, fields, is_shown) = for_audience(publication, audience).unwrap_or((&[], &[], false));
            hide.extend(publication.hide.iter().chain(own));
            hide_fields.extend(fields);
            shows.push(is_shown);
        }
        let shows_restricted = !shows.is_empty() && shows.iter().all(|is_shown| *is_shown);
        Self { hide, hide_fields, shows_restricted }
    }
}

/// The records and the fields that are hidden from an audience alone, and whether it sees restricted evidence.
fn for_audience(publication: &Publication, audience: Audience) -> Option<(&[Id], &[String], bool)> {
    fn less(hidden: &Hidden) -> (&[Id], &[String], bool) {
        (&hidden.hide, &hidden.hide_fields, false)
    }
    fn more(hidden: &HiddenOrShown) -> (&[Id], &[String], bool) {
        (&hidden.hide, &hidden.hide_fields, hidden.restricted_evidence == Some(true))
    }
    let audiences = publication.audiences.as_ref()?;
    match audience {
        Audience::Public => audiences.public.as_ref().map(less),
        Audience::Auditee => audiences.auditee.as_ref().map(less),
        Audience::Certifier => audiences.certifier.as_ref().map(more),
        Audience::Management => audiences.management.as_ref().map(more),
    }
}
