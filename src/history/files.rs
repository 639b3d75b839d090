//! The files of a state on the way through history, by all that they are looked up with.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::hash::HashMap;
use crate::record::{Data, Kind, ROOT_FILE};
use crate::schema::shape;
use crate::snapshot::{Document, Key};

/// Place of a path among all paths that there were so far.
pub(super) type FileNumber = usize;
/// Place of an id among all ids that there were so far.
type IdNumber = usize;

/// A path, and the version of the file that is there now.
struct File {
    path: Arc<str>,
    version: Option<Version>,
}

/// A version that a commit took away, and the records that it refers to, once somebody has asked.
pub(super) struct Past {
    pub(super) document: Arc<Document>,
    cited: OnceCell<Box<[IdNumber]>>,
}

impl Past {
    pub(super) fn of(document: Arc<Document>) -> Past {
        Past { document, cited: OnceCell::new() }
    }
}

/// A version of a file, and what it is looked up with.
struct Version {
    document: Arc<Document>,
    id: IdNumber,
    /// The audit in whose report it has a part.
    audit: Option<IdNumber>,
    /// The findings that it answers.
    answered: Vec<IdNumber>,
    /// The records that it refers to, once somebody has asked.
    cited: OnceCell<Box<[IdNumber]>>,
}

/// What there is of an id, without regard to case.
#[derive(Default)]
struct Id {
    /// The files with a record of this id: one as a rule.
    holders: Vec<FileNumber>,
    /// The actions that answer it.
    answers: Vec<FileNumber>,
    /// What its report is made of, where it is an audit.
    reported: Vec<FileNumber>,
}

/// How far references are followed from what a commit touched: finding, audit, programme, persons.
const DEPTH: usize = 3;

/// The files of a state.
#[derive(Default)]
pub(super) struct Files {
    files: Vec<File>,
    numbers: HashMap<Arc<str>, FileNumber>,
    ids: Ids,
    /// How many files are there.
    count: usize,
    /// Of each file, the search that came upon it last: beside the files, because a search asks for little else of most.
    seen: Vec<usize>,
    searches: usize,
}

/// All ids that there were so far.
#[derive(Default)]
struct Ids {
    /// By their bytes in lower case.
    numbers: HashMap<Box<[u8]>, IdNumber>,
    all: Vec<Id>,
}

impl Ids {
    /// The number of an id, which is new or not.
    fn number(&mut self, id: &str) -> IdNumber {
        let key = Key::of(id);
        match self.numbers.get(key.as_bytes()) {
            Some(number) => *number,
            None => {
                self.numbers.insert(key.as_bytes().into(), self.all.len());
                self.all.push(Id::default());
                self.all.len() - 1
            }
        }
    }

    fn get(&self, id: &str) -> Option<&Id> {
        self.numbers.get(Key::of(id).as_bytes()).map(|number| &self.all[*number])
    }

    /// The records that a document refers to.
    fn cited(&mut self, document: &Document) -> Box<[IdNumber]> {
        let mut ids = Vec::new();
        if let (Some(root), Some(kind)) = (&document.root, document.kind) {
            shape(kind).cited(root, &mut |id| ids.push(self.number(id)));
        }
        ids.sort_unstable();
        ids.dedup();
        ids.into()
    }
}

impl Files {
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The number of a path, which is new or not.
    pub(super) fn number(&mut self, path: &str) -> FileNumber {
        if let Some(number) = self.numbers.get(path) {
            return *number;
        }
        let path: Arc<str> = path.into();
        self.numbers.insert(Arc::clone(&path), self.files.len());
        self.files.push(File { path, version: None });
        self.seen.push(0);
        self.files.len() - 1
    }

    pub(super) fn path(&self, number: FileNumber) -> &Arc<str> {
        &self.files[number].path
    }

    /// The version that is there now.
    pub(super) fn at(&self, number: FileNumber) -> Option<&Arc<Document>> {
        self.files[number].version.as_ref().map(|version| &version.document)
    }

    pub(super) fn get(&self, path: &str) -> Option<&Arc<Document>> {
        self.at(*self.numbers.get(path)?)
    }

    /// Whether a file has a record of this id.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids.get(id).is_some_and(|id| !id.holders.is_empty())
    }

    /// The files with the id of another one, by their paths.
    pub(super) fn doubled(&self) -> impl Iterator<Item = &Arc<str>> {
        let doubled = self.ids.all.iter().filter(|id| id.holders.len() > 1);
        doubled.flat_map(|id| &id.holders).map(|number| &self.files[*number].path)
    }

    /// The version that is there of a record of this id.
    pub(super) fn of_id(&self, id: &str) -> Option<&Arc<Document>> {
        self.at(*self.ids.get(id)?.holders.first()?)
    }

    /// The files of which the report of an audit is made: the audit, its workpapers and its findings.
    pub(super) fn documents_of(&self, audit: &str) -> impl Iterator<Item = &Arc<Document>> {
        let numbers = self.ids.get(audit).into_iter().flat_map(|id| &id.reported);
        numbers.filter_map(|number| self.at(*number))
    }

    /// All of them, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<Document>)> {
        self.files.iter().filter_map(|file| Some((&file.path, &file.version.as_ref()?.document)))
    }

    /// Puts a version of a file in place of the one before, which it returns; `None` takes the file away.
    pub(super) fn put(&mut self, number: FileNumber, document: Option<Arc<Document>>) -> Option<Past> {
        let new = document.map(|document| self.version(number, document));
        let old = std::mem::replace(&mut self.files[number].version, new);
        self.count = self.count + usize::from(self.files[number].version.is_some()) - usize::from(old.is_some());
        let new = self.files[number].version.as_ref();
        // Most versions are found where the one before was found.
        let places = |version: &Version| (version.id, version.audit, version.answered.clone());
        let is_same = old.as_ref().map(places) == new.map(places);
        if !is_same {
            self.move_from(number, old.as_ref());
        }
        old.map(|Version { document, cited, .. }| Past { document, cited })
    }

    /// Takes a file from where the version before was found to where the one that is there now is.
    fn move_from(&mut self, number: FileNumber, old: Option<&Version>) {
        let (new, all) = (self.files[number].version.as_ref(), &mut self.ids.all);
        if let Some(old) = old {
            let without = |numbers: &mut Vec<FileNumber>| numbers.retain(|known| *known != number);
            without(&mut all[old.id].holders);
            old.answered.iter().for_each(|finding| without(&mut all[*finding].answers));
            old.audit.iter().for_each(|audit| without(&mut all[*audit].reported));
        }
        if let Some(new) = new {
            all[new.id].holders.push(number);
            new.answered.iter().for_each(|finding| all[*finding].answers.push(number));
            new.audit.iter().for_each(|audit| all[*audit].reported.push(number));
        }
    }

    fn version(&mut self, number: FileNumber, document: Arc<Document>) -> Version {
        let ids = &mut self.ids;
        let id = ids.number(&document.id_at(&self.files[number].path).1);
        let answered = match &document.data {
            Some(Data::Action(action)) => action.source.findings.iter().map(|id| ids.number(id.as_str())).collect(),
            _ => Vec::new(),
        };
        let audit = match &document.data {
            Some(Data::Audit(audit)) => Some(audit.id.as_str()),
            Some(Data::Finding(finding)) => Some(finding.audit.as_str()),
            Some(Data::Workpaper(workpaper)) => Some(workpaper.audit.as_str()),
            _ => None,
        };
        let audit = audit.map(|audit| ids.number(audit));
        Version { document, id, audit, answered, cited: OnceCell::new() }
    }

    /// Adds to what the last search found whatever it did not come upon.
    pub(super) fn add_all(&mut self, near: &mut Vec<FileNumber>) {
        let search = self.searches;
        let others = self.seen.iter_mut().enumerate().filter(|(_, seen)| **seen != search);
        near.extend(others.map(|(number, seen)| {
            *seen = search;
            number
        }));
    }

    /// The files that a judgement of some files looks at, which are there in other versions now: those themselves, the
    /// settings, what they refer to and did refer to, and the actions that answer them. `past` has of each the version before.
    pub(super) fn near(&mut self, touched: &[FileNumber], past: &[Option<Past>]) -> Vec<FileNumber> {
        let root = self.number(ROOT_FILE);
        self.searches += 1;
        let (ids, files, seen, search) = (&mut self.ids, &self.files, &mut self.seen, self.searches);
        let mut near = Vec::with_capacity(touched.len() * 2 + 16);
        let mut add = |near: &mut Vec<FileNumber>, numbers: &[FileNumber]| {
            let is_new = |number: &&FileNumber| std::mem::replace(&mut seen[**number], search) != search;
            near.extend(numbers.iter().filter(is_new));
        };
        add(&mut near, touched);
        add(&mut near, &[root]);
        let is_there = |number: &&FileNumber| files[**number].version.is_some();
        if touched.iter().filter(is_there).count() == self.count {
            // As after an import: there is nothing that would have to be looked for.
            return near;
        }
        let first = near.len();
        // Another file with the id of a touched one says that the record was there before, or still is.
        for (number, old) in touched.iter().zip(past) {
            let own = files[*number].version.as_ref().map(|version| version.id);
            let former = old.as_ref().map(|old| ids.number(&old.document.id_at(&files[*number].path).1));
            for id in own.into_iter().chain(former) {
                add(&mut near, &ids.all[id].holders);
            }
        }
        for (number, old) in touched.iter().zip(past).filter_map(|(number, old)| Some((number, old.as_ref()?))) {
            for id in old.cited.get_or_init(|| ids.cited(&old.document)) {
                add(&mut near, &ids.all[*id].holders);
            }
            if old.document.kind == Some(Kind::Finding) {
                let own = ids.number(&old.document.id_at(&files[*number].path).1);
                add(&mut near, &ids.all[own].answers);
            }
        }
        let mut waiting = 0..first;
        for step in 0..DEPTH {
            for position in waiting.clone() {
                let Some(version) = &files[near[position]].version else { continue };
                for id in version.cited.get_or_init(|| ids.cited(&version.document)) {
                    add(&mut near, &ids.all[*id].holders);
                }
                if version.document.kind == Some(Kind::Finding) {
                    add(&mut near, &ids.all[version.id].answers);
                }
            }
            // What was referred to before stands beside what is referred to now.
            waiting = if step == 0 { first..near.len() } else { waiting.end..near.len() };
        }
        near
    }
}
