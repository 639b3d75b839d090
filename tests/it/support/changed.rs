//! What a lint of a change says, held against what the lint of everything says of the same records.

use std::collections::BTreeMap;

use tickmark::diagnostic::Diagnostic;
use tickmark::lint::{Outcome, Settings, lint, lint_part, rules};
use tickmark::record::Date;
use tickmark::snapshot::{Cache, Judged, Snapshot};
use tickmark::source::{Change, ContentId, Entry, MemorySource, Source, SourceError, State, content_id};

/// A state in memory, and the one that it is to follow.
pub struct Changed<'a> {
    pub now: &'a MemorySource,
    pub before: &'a MemorySource,
    /// Paths that count as changed although they are alike in both.
    pub touched: Vec<String>,
}

impl Changed<'_> {
    fn ids(source: &MemorySource) -> BTreeMap<String, ContentId> {
        let entries = source.entries().expect("memory can be listed").into_iter();
        entries.map(|entry| (entry.path.clone(), content_id(&source.read(&entry).expect("a file")))).collect()
    }
}

impl Source for Changed<'_> {
    fn entries(&self) -> Result<Vec<Entry>, SourceError> {
        let ids = Self::ids(self.now);
        Ok(self.now.entries()?.into_iter().map(|entry| Entry { id: ids.get(&entry.path).copied(), ..entry }).collect())
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        self.now.read(entry)
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        self.now.file(path)
    }

    fn changes(&self) -> Result<Option<Vec<Change>>, SourceError> {
        let (now, before) = (Self::ids(self.now), Self::ids(self.before));
        let mut paths: Vec<&String> = now.keys().chain(before.keys()).collect();
        paths.sort();
        paths.dedup();
        let change = |path: &String| Change {
            path: path.clone(),
            before: before.get(path).copied(),
            after: now.get(path).copied(),
        };
        let changes = paths.into_iter().map(change);
        Ok(Some(changes.filter(|it| it.before != it.after || self.touched.contains(&it.path)).collect()))
    }

    fn before(&self, change: &Change) -> Result<Option<Vec<u8>>, SourceError> {
        self.before.file(&change.path)
    }

    fn state(&self) -> &State {
        self.now.state()
    }
}

/// What everything has to say of what is judged.
pub fn expected(whole: Vec<Diagnostic>, judged: &Judged) -> Vec<Diagnostic> {
    let is_near = |diagnostic: &Diagnostic| rules::find(diagnostic.rule).is_some_and(|rule| rule.needs_a_part());
    let is_judged = |diagnostic: &Diagnostic| judged.paths.contains(&diagnostic.place.path);
    whole.into_iter().filter(|diagnostic| is_near(diagnostic) && is_judged(diagnostic)).collect()
}

/// Judges a change, and asserts that the lint of everything says the same of what is judged; `None` where all is judged.
#[track_caller]
pub fn judge(source: &dyn Source, whole: &Outcome, cache: &Cache, day: Date) -> Option<(Judged, Vec<Diagnostic>)> {
    let (snapshot, judged) = Snapshot::load_changed(source, cache).expect("a state")?;
    let part = lint_part(&snapshot, &judged, day, &Settings::of(&snapshot));
    let expected = [&whole.diagnostics, &whole.waived].map(|all| expected(all.clone(), &judged));
    let found = [part.diagnostics.clone(), part.waived];
    let only = |these: &[Vec<Diagnostic>; 2], those: &[Vec<Diagnostic>; 2]| -> Vec<Diagnostic> {
        these.concat().into_iter().filter(|one| !those.concat().contains(one)).collect()
    };
    assert_eq!((only(&found, &expected), only(&expected, &found)), (Vec::new(), Vec::new()));
    assert_eq!(found, expected);
    Some((judged, part.diagnostics))
}

/// What the lint of everything says.
pub fn whole(source: &dyn Source, day: Date) -> Outcome {
    lint(&Snapshot::load(source, &Cache::default()).expect("a state"), day)
}
