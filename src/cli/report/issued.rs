//! Of which state an issued report is: the one that its tag names, as long as that is the one that was issued.

use anyhow::bail;

use super::Report;
use crate::cli::state::{At, Loaded, location};
use crate::cli::{Global, Output};
use crate::edit::find;
use crate::history::{Replay, Sealed, verify};
use crate::language::Language;
use crate::record::{Audience, Audit, Kind};
use crate::redact::Elsewhere;
use crate::report::{self, IssuedAs, Options, Section};
use crate::snapshot::Snapshot;
use crate::source::git::Repository;
use crate::source::{Selection, State};

impl Report {
    /// The state that an issued report was made of: its tag's, on the day of issue. What the command line names comes first, and
    /// where that is another state or day, or the tag is not here, the report says of itself that it is not as issued.
    pub(super) fn as_issued(
        &self,
        global: &Global,
        loaded: Loaded,
        output: &mut Output,
    ) -> anyhow::Result<(Loaded, Option<String>, Option<IssuedAs>)> {
        let id = self.id(&loaded)?;
        let audit = find(&loaded.snapshot, &id)?.data().audit();
        let Some((audit, issued)) = audit.and_then(|audit| Some((audit, audit.issued_on()?))) else {
            return Ok((loaded, None, None));
        };
        let named = audit.report.as_ref().and_then(|report| report.tag.clone());
        let state = issued_state(global, &loaded, audit)?;
        let moved_to = state.as_ref().and_then(|state| state.moved_to.clone());
        if let Some(state) = state.as_ref().filter(|state| state.moved_to.is_some()) {
            output.note("warning", &told_of_moved(&id, state));
        }
        let unlike = |is_of_issue: bool| {
            let (tag, moved_to) = (named.clone()?, moved_to.clone());
            (!is_of_issue || moved_to.is_some()).then_some(IssuedAs { tag, day: issued, moved_to, is_of_issue })
        };
        // A tag that names something else says nothing of the report.
        let tag = state.as_ref().filter(|state| state.moved_to.is_none()).map(|state| state.tag.clone());
        if self.state.rev.is_some() || self.state.at.is_some() || self.state.as_of.is_some() {
            let is_of_issue =
                |state: &IssuedState| matches!(loaded.snapshot.state(), State::Commit(here) if here.id == state.commit);
            let is_of_issue = state.as_ref().is_some_and(is_of_issue);
            let has_no_day = self.state.as_of.is_none() && !matches!(self.state.at, Some(At::Day(_)));
            let day = if is_of_issue && has_no_day { issued } else { loaded.day };
            let is_as_issued = is_of_issue && day == issued;
            return Ok((Loaded { day, ..loaded }, tag.filter(|_| is_as_issued), unlike(is_as_issued)));
        }
        let Some(IssuedState { commit, tag: named, .. }) = state else {
            if let Some(tag) = &named {
                let is_shallow = loaded.opened.repository.as_ref().is_some_and(Repository::is_shallow);
                let fetch = if is_shallow { "git fetch --unshallow --tags" } else { "git fetch --tags" };
                let warning = format!(
                    "the report of {id} was issued with the tag `{tag}`, which is not part of this clone's history: this one is of \
                     today's records (`{fetch}` fetches tags; one that was just issued is tagged once it is committed)"
                );
                output.note("warning", &warning);
            }
            return Ok((Loaded { day: issued, ..loaded }, None, unlike(false)));
        };
        let opened = location(global).open(&Selection::Revision(commit))?;
        let snapshot = Snapshot::load(&*opened.source, &loaded.cache)?;
        let then = snapshot.record(&id).and_then(|record| record.data().audit()?.issued_on());
        match then {
            Some(day) => Ok((Loaded { opened, snapshot, day, cache: loaded.cache }, tag, unlike(true))),
            None => bail!("{id} is not issued in the state that its tag `{named}` names"),
        }
    }
}

/// The state that an issued report was made of.
pub(super) struct IssuedState {
    /// The tag that the report names.
    pub tag: String,
    /// The commit of that state.
    pub commit: String,
    /// The commit that the tag names, where that is a later one of which another report would come.
    pub moved_to: Option<String>,
}

/// The state that an issued report was made of: the one that its tag names, unless history knows that another commit issued it and
/// the report would not be the same; `None` where the tag is no part of the history.
pub(super) fn issued_state(global: &Global, loaded: &Loaded, audit: &Audit) -> anyhow::Result<Option<IssuedState>> {
    let Some((tag, named)) = tagged(loaded, audit) else { return Ok(None) };
    let commit = issuing_commit(global, loaded, audit, &named)?;
    Ok(Some(match commit {
        Some(commit) => IssuedState { tag, commit, moved_to: Some(named) },
        None => IssuedState { tag, commit: named, moved_to: None },
    }))
}

/// The commit that issued a report, where that is another one than its tag names and the report would not be the same.
fn issuing_commit(global: &Global, loaded: &Loaded, audit: &Audit, named: &str) -> anyhow::Result<Option<String>> {
    let Some(repository) = &loaded.opened.repository else { return Ok(None) };
    let open = |commit: &str| -> Option<Snapshot> {
        let opened = location(global).open(&Selection::Revision(commit.to_owned())).ok()?;
        Snapshot::load(&*opened.source, &loaded.cache).ok()
    };
    let version = |snapshot: &Snapshot| {
        let audit = snapshot.record(audit.id.as_str())?.data().audit()?;
        audit.issued_on().and(audit.report.as_ref()).map(|report| report.version)
    };
    // Whoever issues a report tags the commit that does, as a rule: then the one before has no such report.
    let before = repository.parent(named).ok().flatten().and_then(|before| open(&before));
    let (Some(before), Some(there)) = (before, open(named)) else { return Ok(None) };
    if version(&before) != version(&there) || version(&there).is_none() {
        return Ok(None);
    }
    let root = &loaded.opened.root;
    let verified = Replay::new(repository, named, root)
        .and_then(|replay| verify(repository, &mut replay.knowing(&loaded.cache), root));
    let verified = match verified {
        Ok(verified) => verified,
        Err(error) if error.is_of_history() => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let is_it = |sealed: &&Sealed| {
        sealed.kind == Kind::Audit
            && sealed.id.eq_ignore_ascii_case(audit.id.as_str())
            && Some(sealed.version) == version(&there)
    };
    let Some(issuing) = verified.sealed.iter().rfind(is_it).map(|sealed| sealed.commit.id.clone()) else {
        return Ok(None);
    };
    let Some(then) = open(&issuing).filter(|_| issuing != named) else { return Ok(None) };
    Ok((said(&then, audit) != said(&there, audit)).then_some(issuing))
}

/// What the report of an audit says in a state, to whoever may read all of it.
fn said(snapshot: &Snapshot, audit: &Audit) -> Option<Vec<Section>> {
    let options = Options {
        audience: Audience::Management,
        language: Language::english(),
        day: audit.issued_on()?,
        tag: None,
        issued: None,
        is_uncommitted: false,
        elsewhere: Elsewhere::default(),
    };
    let report = report::build(snapshot, &options, &report::Facts::default(), report::Kind::Audit(audit.id.as_str()));
    report.map(|document| document.sections)
}

/// The tag that an issued report names, and its commit, when it is part of the history.
fn tagged(loaded: &Loaded, audit: &Audit) -> Option<(String, String)> {
    let tag = audit.report.as_ref()?.tag.as_ref()?;
    let head = loaded.snapshot.state().commit()?;
    let (commit, is_part) = loaded.opened.repository.as_ref()?.tagged(tag, &head.id).ok()??;
    is_part.then(|| (tag.clone(), commit.id))
}

/// That the tag of a report names what did not issue it.
fn told_of_moved(id: &str, state: &IssuedState) -> String {
    let short = |commit: &str| commit[..commit.len().min(10)].to_owned();
    format!(
        "the tag `{}` names {}, which did not issue the report of {id}, and another report would come of it: {} did (set the tag on \
         that one, ask who moved it, and protect tags on the forge)",
        state.tag,
        short(state.moved_to.as_deref().unwrap_or_default()),
        short(&state.commit)
    )
}
