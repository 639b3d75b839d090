//! What a site tells of the past.

use std::sync::{Arc, OnceLock};

use super::Site;
use crate::cli::cycles::Line;
use crate::cli::elsewhere::persons;
use crate::cli::gap::told;
use crate::cli::gpg::Gpg;
use crate::cli::health::health;
use crate::cli::state::{Loaded, location};
use crate::cli::{Global, Output};
use crate::cycles::Comparison;
use crate::history::{Chronicle, Replay, Verification, tell_and_verify};
use crate::lint::Health;
use crate::redact::Known;

/// What the history up to the commit that is shown tells. It stays the same until there is another commit.
#[derive(Clone)]
pub(in crate::cli) struct Past {
    pub(super) chronicle: Option<Arc<Chronicle>>,
    pub(super) verification: Option<Arc<Verification>>,
    pub(super) comparisons: Arc<[Comparison]>,
    pub(super) health: Arc<[Health]>,
    persons: Arc<OnceLock<Arc<[Known]>>>,
}

impl Past {
    pub(in crate::cli) fn of(
        global: &Global,
        loaded: &Loaded,
        site: &Site,
        output: &mut Output,
    ) -> anyhow::Result<Self> {
        let (chronicle, verification) = history(loaded, output)?.unzip();
        let health = if site.health { health(global, loaded, output)? } else { Arc::default() };
        let comparisons = comparisons(global, loaded, output);
        Ok(Self { chronicle, verification, comparisons, health, persons: Arc::default() })
    }

    /// The persons of all earlier states. The settings say whether anybody has to know them, and they may change while the site is
    /// served.
    pub(super) fn persons(
        &self,
        global: &Global,
        loaded: &Loaded,
        output: &mut Output,
    ) -> anyhow::Result<Arc<[Known]>> {
        if let Some(known) = self.persons.get() {
            return Ok(Arc::clone(known));
        }
        let known = persons(global, loaded, output)?;
        Ok(Arc::clone(self.persons.get_or_init(|| known)))
    }
}

/// Neighbouring cycles compared up to the commit that is shown; none outside a repository, and none with a note where history
/// does not go back far enough.
fn comparisons(global: &Global, loaded: &Loaded, output: &mut Output) -> Arc<[Comparison]> {
    let Some(commit) = loaded.opened.repository.as_ref().and(loaded.snapshot.state().commit()) else {
        return Arc::default();
    };
    let location = location(global);
    let compared = Line::up_to(&location, &commit.id, &loaded.cache).and_then(|line| line.neighbours());
    let compared = compared.unwrap_or_else(|error| {
        output.note("note", &format!("the site has no comparison of cycles: {error:#}"));
        Vec::new()
    });
    compared.into()
}

/// What the history up to the commit that is shown tells; `None` outside a repository, before its first commit, and in a
/// clone that lacks a part of its history, with a warning.
fn history(loaded: &Loaded, output: &mut Output) -> anyhow::Result<Option<(Arc<Chronicle>, Arc<Verification>)>> {
    let (Some(repository), Some(commit)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
        return Ok(None);
    };
    let root = &loaded.opened.root;
    let past = Replay::new(repository, &commit.id, root)
        .and_then(|replay| tell_and_verify(repository, &mut replay.knowing(&loaded.cache).with_signatures(&Gpg), root));
    let lacking = "the site has no lives of records, no news and nothing on the page on integrity, and tells what was promised first \
                   as the records declare it";
    Ok(told(past, lacking, output)?.map(|(chronicle, verification)| (Arc::new(chronicle), Arc::new(verification))))
}
