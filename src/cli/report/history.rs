//! What a report needs of the history: the tag of an issued one, and what goes into the certification pack beside the records.

use crate::cli::Global;
use crate::cli::gpg::Gpg;
use crate::cli::state::{Loaded, last_commit_up_to, location, zone};
use crate::history::{Event, Replay, tell_and_verify};
use crate::record::Audit;
use crate::report::{self, Issued, Options, Sources};
use crate::snapshot::Snapshot;
use crate::source::Selection;

/// What the pack needs beside the records: files of evidence, the states of issued reports, history.
pub(super) fn sources(global: &Global, loaded: &Loaded, options: &Options) -> anyhow::Result<Sources> {
    let mut sources = Sources::default();
    let signing = loaded.snapshot.isms().and_then(|isms| isms.data().signing.as_ref());
    let root = &loaded.opened.root;
    sources.allowed_signers =
        signing.and_then(|signing| signing.allowed_signers.as_deref()).map(|path| match root.is_empty() {
            true => path.to_owned(),
            false => format!("{root}/{path}"),
        });
    for (id, path) in report::wanted_files(&loaded.snapshot, options) {
        if let Some(bytes) = loaded.opened.source.file(path)? {
            sources.files.insert(id.to_owned(), bytes);
        }
    }
    let (Some(repository), Some(commit)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
        return Ok(sources);
    };
    let open = |revision: &str| -> anyhow::Result<Snapshot> {
        let opened = location(global).open(&Selection::Revision(revision.to_owned()))?;
        Ok(Snapshot::load(&*opened.source, &loaded.cache)?)
    };
    let last = report::last_external(&loaded.snapshot, options.day).and_then(|audit| audit.issued_on());
    let then = match last {
        Some(day) => last_commit_up_to(repository, &commit.id, day, &zone(&loaded.snapshot))?,
        None => None,
    };
    sources.facts.earlier = then.map(|then| open(&then.id)).transpose()?;
    for audit in loaded.snapshot.audits() {
        if let (Some(day), Some((tag, commit))) = (audit.issued_on(), tagged(loaded, audit.data())) {
            let snapshot = open(&commit)?;
            sources.issued.push(Issued { audit: audit.id().to_owned(), tag, commit, day, snapshot });
        }
    }
    let root = &loaded.opened.root;
    let mut replay = Replay::new(repository, &commit.id, root)?.with_signatures(&Gpg);
    let (chronicle, verification) = tell_and_verify(repository, &mut replay, root)?;
    for action in loaded.snapshot.actions() {
        let life = chronicle.life(action.id()).map(|(point, what)| Event {
            commit: point.commit.clone(),
            day: point.day,
            author: point.author.clone(),
            approved_by: point.approved_by.clone(),
            what: what.to_vec(),
        });
        sources.facts.lives.insert(action.id().to_lowercase(), life.collect());
    }
    sources.facts.promises = Some(chronicle.promises);
    sources.verification = Some(verification);
    Ok(sources)
}

/// The tag that an issued report names, and its commit, when it is part of the history.
pub(super) fn tagged(loaded: &Loaded, audit: &Audit) -> Option<(String, String)> {
    let tag = audit.report.as_ref()?.tag.as_ref()?;
    let head = loaded.snapshot.state().commit()?;
    let (commit, is_part) = loaded.opened.repository.as_ref()?.tagged(tag, &head.id).ok()??;
    is_part.then(|| (tag.clone(), commit.id))
}
