//! By what a tag is judged: the persons, the settings and the list of allowed signers as they were where it stands.

use std::sync::Arc;

use super::Replay;
use super::people::People;
use super::signatures::AllowedSigners;
use crate::record::{Isms, PersonRef, ROOT_FILE};
use crate::source::SourceError;

/// By what a tag is judged.
#[derive(Debug, Clone, Default)]
pub(super) struct Footing {
    pub(super) people: Arc<People>,
    /// Who runs the audit programme.
    pub(super) manager: Option<PersonRef>,
    /// Path of the list of allowed signers, from the record root.
    list: Option<String>,
    /// Where the records are.
    root: String,
}

/// A place on the main line: the number of a commit, and whether it is what comes after it.
type Point = (usize, bool);

/// What tags are judged by in the course of a walk, each with the place from which it counts. It changes rarely.
#[derive(Debug, Default)]
pub(super) struct Footings(Vec<(Point, Footing)>);

impl Footing {
    /// The same for the commit that leads on to `after`: with who is new in it, and what nobody had said before.
    pub(super) fn with_new(&self, people: Arc<People>, after: &Footing) -> Footing {
        Footing {
            people,
            manager: self.manager.clone().or_else(|| after.manager.clone()),
            list: self.list.clone().or_else(|| after.list.clone()),
            root: self.root.clone(),
        }
    }

    fn is_same(&self, other: &Footing) -> bool {
        Arc::ptr_eq(&self.people, &other.people)
            && (&self.manager, &self.list, &self.root) == (&other.manager, &other.list, &other.root)
    }
}

impl Footings {
    /// Notes what counts from a place on.
    pub(super) fn note(&mut self, from: Point, footing: Footing) {
        if !self.0.last().is_some_and(|(_, last)| last.is_same(&footing)) {
            self.0.push((from, footing));
        }
    }

    fn at(&self, place: Point) -> Option<&Footing> {
        let later = self.0.partition_point(|(from, _)| *from <= place);
        self.0.get(later.checked_sub(1)?).map(|(_, footing)| footing)
    }
}

impl Replay<'_> {
    /// The settings as far as the walk has come. Those that cannot be read take nothing back of what the last ones said.
    pub(super) fn settings(&self) -> Option<&Isms> {
        let document = self.readable.get(ROOT_FILE).or_else(|| self.files.get(ROOT_FILE));
        document.and_then(|document| document.data.as_ref()?.isms())
    }

    /// By what a tag is judged that stands where the walk has come to, with the records at `root`.
    pub(super) fn footing(&self, root: &str) -> Footing {
        let settings = self.settings();
        Footing {
            people: Arc::clone(&self.people),
            manager: settings.map(|isms| {
                let agreed = self.ousted.agreed(isms);
                agreed.unwrap_or_else(|| isms.roles.clone()).programme_manager
            }),
            list: settings.and_then(|isms| isms.signing.as_ref()?.allowed_signers.clone()),
            root: root.to_owned(),
        }
    }

    /// By what a tag is judged that names a commit, and the list that counts there: of a commit of the main line, the one before it; of
    /// any other, the one where it left the main line.
    ///
    /// # Errors
    /// The commit or the list cannot be read.
    pub(super) fn footing_of(&self, commit: &str) -> Result<(Footing, AllowedSigners), SourceError> {
        let ids = self.ids();
        let behind = self.repository.last_behind(ids, commit)?;
        let Some((number, id)) = behind.and_then(|number| Some((number, ids.get(number)?))) else {
            return Ok(Default::default());
        };
        let is_beside = id != commit;
        let footing = self.footings.at((number, is_beside)).cloned().unwrap_or_default();
        // Nothing is before the first commit: it has to be believed.
        let before = if is_beside { None } else { self.repository.parent(id)? };
        let before = before.as_deref().unwrap_or(id);
        let list = footing.list.as_ref().map(|path| self.repository.file_at(before, &footing.root, path));
        let list = list.transpose()?.flatten().unwrap_or_default();
        Ok((footing, AllowedSigners::read(&String::from_utf8_lossy(&list))))
    }
}
