//! What had to be signed at a commit, by whose keys, and what its signature proves.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Replay;
use super::people::People;
use super::signatures::{AllowedSigners, look_at};
use super::signers::{SignerKey, gained};
use crate::lint::{Signature, Tag};
use crate::record::{Isms, PersonRef, ROOT_FILE, Signing, SigningSubject};
use crate::snapshot::{Document, Snapshot};
use crate::source::git::{Signed, Step};
use crate::source::{Commit, SourceError};

impl Replay<'_> {
    /// What was said of signing before a commit, where signatures are looked at. Where nothing is said any more, what comes back is held
    /// against the last list of allowed signers all the same.
    pub(super) fn signing(&self, step: &Step) -> Result<Option<Rules>, SourceError> {
        let commit = (step.commit.id.as_str(), step.root.as_deref().unwrap_or(&self.root));
        let touches_settings = step.changes.iter().any(|change| change.path == ROOT_FILE);
        let path = match self.said().map(|said| said.allowed_signers) {
            Some(path) => path,
            None if self.pgp.is_some() && self.listed.is_some() && touches_settings => None,
            None => return Ok(None),
        };
        // Looking up the parent of each commit is a twentieth of a replay, and the settings change rarely.
        let parent = self.repository.parent(&step.commit.id)?;
        let path_after = if touches_settings { self.path_at(commit)? } else { path.clone() };
        let before = (parent.as_deref(), self.root_before.as_deref().unwrap_or(commit.1));
        let before = before.0.map(|id| self.list(path.as_deref(), (id, before.1))).transpose()?.flatten();
        let after = self.list(path_after.as_deref(), commit)?;
        Ok(Some(self.rules_between(self.said().unwrap_or_default(), before, after)))
    }

    /// The same of what makes of one commit another one, which has its records at `root`; each has the list that its own settings name.
    pub(super) fn rules(
        &self,
        before: Option<&str>,
        (commit, root): (&str, &str),
    ) -> Result<Option<Rules>, SourceError> {
        let Some(said) = self.said() else { return Ok(None) };
        let list = |at: (&str, &str)| self.path_at(at).and_then(|path| self.list(path.as_deref(), at));
        let root_before = self.root_before.as_deref().unwrap_or(root);
        let before = before.map(|id| list((id, root_before))).transpose()?.flatten();
        Ok(Some(self.rules_between(said, before, list((commit, root))?)))
    }

    /// The evidence whose file a commit touches that touches no record, where commits must be signed: what somebody looked at is in its
    /// file, and not in what says of it.
    pub(super) fn touched_evidence(&self, step: &Step, signing: Option<&Rules>) -> Vec<Arc<str>> {
        let must = signing.is_some_and(|signing| signing.said.required.contains(&SigningSubject::Commits));
        if !must || !step.changes.is_empty() || self.besides.is_empty() {
            return Vec::new();
        }
        let is_touched = |document: &Document| {
            let evidence = document.data.as_ref().and_then(|data| data.evidence());
            let path = evidence.and_then(|evidence| evidence.repository_path());
            path.is_some_and(|path| self.besides.iter().any(|touched| touched == path))
        };
        let mut touched: Vec<(&Arc<str>, &Arc<Document>)> =
            self.files.iter().filter(|(_, document)| is_touched(document)).collect();
        touched.sort_unstable_by_key(|(path, _)| *path);
        touched.into_iter().map(|(path, document)| document.id_at(path).0).collect()
    }

    /// What the settings say of signing as far as the walk has come, where signatures are looked at.
    fn said(&self) -> Option<Signing> {
        self.settings().and_then(|isms| isms.signing.clone()).filter(|_| self.pgp.is_some())
    }

    /// Path of the list of allowed signers by the settings of a commit with its records at a root; where those cannot be read, by the last
    /// ones that could.
    fn path_at(&self, (commit, root): (&str, &str)) -> Result<Option<String>, SourceError> {
        let path = |isms: &Isms| isms.signing.as_ref().and_then(|signing| signing.allowed_signers.clone());
        let text = self.repository.file_at(commit, root, ROOT_FILE)?;
        let document = text.map(|text| Document::read(&text));
        let there = document.as_ref().and_then(|document| document.data.as_ref()?.isms());
        Ok(there.or_else(|| self.settings()).and_then(path))
    }

    fn list(&self, path: Option<&str>, (commit, root): (&str, &str)) -> Result<Option<Vec<u8>>, SourceError> {
        path.map_or(Ok(None), |path| self.repository.file_at(commit, root, path))
    }

    fn rules_between(&self, said: Signing, before: Option<Vec<u8>>, after: Option<Vec<u8>>) -> Rules {
        let changes_list = before != after;
        let read = |list: Option<Vec<u8>>| AllowedSigners::read(&String::from_utf8_lossy(&list.unwrap_or_default()));
        let allowed = read(before);
        // A list that was away for a while has to be believed no more than one that was there.
        let known = self.listed.as_ref().filter(|_| allowed.is_empty()).unwrap_or(&allowed);
        let gained = if changes_list { gained(known, &read(after)) } else { Vec::new() };
        Rules { said, allowed, changes_list, gained }
    }

    /// What the signature of a commit proves, at the time from which the commit counts: its own clock may say what it likes.
    /// By persons and a list as they were before it.
    pub(super) fn signature(
        &self,
        commit: &Commit,
        known: (&People, &AllowedSigners),
    ) -> Result<Signature, SourceError> {
        let signed = self.repository.signature(&commit.id)?;
        Ok(self.look_at(signed.as_ref(), (&commit.email, commit.seconds), known))
    }

    /// Whose keys a list has at a time, in seconds since 1970: persons on record, or else the names in it.
    pub(super) fn signers(&self, allowed: &AllowedSigners, seconds: i64) -> Vec<String> {
        let mut signers: Vec<String> = Vec::new();
        for name in allowed.names(seconds) {
            let signer = self.people.by_name(name).map_or_else(|| name.to_owned(), |person| person.to_string());
            if !signers.contains(&signer) {
                signers.push(signer);
            }
        }
        signers
    }

    fn look_at(
        &self,
        signed: Option<&Signed>,
        by: (&str, i64),
        (people, allowed): (&People, &AllowedSigners),
    ) -> Signature {
        match self.pgp {
            Some(pgp) => look_at(signed, by, allowed, people, pgp),
            None => Signature::Absent,
        }
    }

    /// Notes what the signature of a tag proves, which names a commit, and who ran the audit programme there: by what counted on the
    /// main line then, not by what it says today.
    ///
    /// # Errors
    /// The commit or the list cannot be read.
    pub(super) fn look_at_tag(&self, tag: &mut Tag, commit: &str) -> Result<(), SourceError> {
        let (footing, allowed) = self.footing_of(commit)?;
        tag.signature = Some(match self.repository.tag_object(&tag.name) {
            None => Signature::Absent,
            Some(object) if object.name != tag.name && object.signed.is_some() => {
                Signature::Void(format!("has the signature of another tag, `{}`", object.name))
            }
            Some(object) => {
                self.look_at(object.signed.as_ref(), (&object.email, object.seconds), (&footing.people, &allowed))
            }
        });
        tag.manager = footing.manager;
        Ok(())
    }
}

/// What was said of signing before a commit.
pub(super) struct Rules {
    pub(super) said: Signing,
    pub(super) allowed: AllowedSigners,
    /// Whether the commit changes the list of allowed signers.
    pub(super) changes_list: bool,
    /// The keys that names in the list get by it.
    pub(super) gained: Vec<SignerKey>,
}

impl Rules {
    /// Why a commit must be signed, as the second half of a sentence.
    pub(super) fn reason(&self, before: &Snapshot, after: &Snapshot, is_import: bool) -> Option<&'static str> {
        let said = |snapshot: &Snapshot| snapshot.isms().and_then(|isms| isms.data().signing.clone());
        match self.said.required.as_slice() {
            [] => None,
            required if required.contains(&SigningSubject::Commits) => Some("commits must be signed"),
            _ if self.changes_list => Some("it changes the list of allowed signers"),
            _ if is_import => Some("it says that it takes records over, so that less is asked of them"),
            _ if said(before) != said(after) => Some("it changes what must be signed"),
            _ if roles(before) != roles(after) => {
                Some("it changes who runs the audit programme or is top management, and with it who may decide")
            }
            _ if changes_addresses(before, after) => {
                Some("it changes whose an address is, and with it whose a signature is")
            }
            _ => None,
        }
    }
}

/// Who has the roles that let somebody decide.
fn roles(snapshot: &Snapshot) -> Option<(&PersonRef, BTreeSet<&PersonRef>)> {
    let roles = &snapshot.isms()?.data().roles;
    Some((&roles.programme_manager, roles.top_management.iter().collect()))
}

/// Whether somebody on record gets or loses an address, or the name of an account.
fn changes_addresses(before: &Snapshot, after: &Snapshot) -> bool {
    after.people().any(|person| {
        let old = before.record(person.id()).and_then(|record| record.data().person());
        old.is_some_and(|old| old.git != person.git || old.forge != person.forge)
    })
}
