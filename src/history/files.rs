//! The files of a state on the way through history, by all that they are looked up with.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::hash::{HashMap, HashSet};
use crate::record::{Data, Kind, ROOT_FILE};
use crate::schema::{What, shape};
use crate::snapshot::{Document, id_of_path};

/// Paths of files, in no order: one as a rule.
type Paths = Vec<Arc<str>>;

/// A version of a file.
struct File {
    document: Arc<Document>,
    /// Ids in lower case of the records that it refers to, once somebody has asked.
    cited: OnceCell<Box<[String]>>,
}

/// How far references are followed from what a commit touched: finding, audit, programme, persons.
const DEPTH: usize = 3;

/// The files of a state.
#[derive(Default)]
pub(super) struct Files {
    by_path: HashMap<Arc<str>, File>,
    by_id: HashMap<String, Paths>,
    /// The actions that answer a finding.
    answers: HashMap<String, Paths>,
    /// What the report of an audit is made of.
    reported: HashMap<String, Paths>,
}

impl Files {
    pub(super) fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }

    pub(super) fn get(&self, path: &str) -> Option<&Arc<Document>> {
        self.by_path.get(path).map(|file| &file.document)
    }

    /// Whether a file has a record of this id, which is in lower case.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// The files of which the report of an audit is made: the audit, its workpapers and its findings.
    pub(super) fn documents_of(&self, audit: &str) -> impl Iterator<Item = &Document> {
        let paths = self.reported.get(&audit.to_lowercase()).into_iter().flatten();
        paths.filter_map(|path| self.get(path).map(|document| &**document))
    }

    /// All of them, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<Document>)> {
        self.by_path.iter().map(|(path, file)| (path, &file.document))
    }

    /// Puts a version of a file in place of the one before; `None` takes the file away.
    pub(super) fn put(&mut self, path: &Arc<str>, document: Option<Arc<Document>>) {
        if let Some(File { document: old, .. }) = self.by_path.remove(path) {
            let id = own_id(path, &old);
            if let Some(paths) = self.by_id.get_mut(&id) {
                paths.retain(|known| known != path);
                if paths.is_empty() {
                    self.by_id.remove(&id);
                }
            }
            for finding in answered(&old) {
                if let Some(paths) = self.answers.get_mut(&finding) {
                    paths.retain(|known| known != path);
                }
            }
            if let Some(paths) = audit_of(&old).and_then(|audit| self.reported.get_mut(&audit)) {
                paths.retain(|known| known != path);
            }
        }
        if let Some(document) = document {
            self.by_id.entry(own_id(path, &document)).or_default().push(Arc::clone(path));
            for finding in answered(&document) {
                self.answers.entry(finding).or_default().push(Arc::clone(path));
            }
            if let Some(audit) = audit_of(&document) {
                self.reported.entry(audit).or_default().push(Arc::clone(path));
            }
            self.by_path.insert(Arc::clone(path), File { document, cited: OnceCell::new() });
        }
    }

    /// The files that a judgement of some files looks at, which are there in other versions now: the settings, what they refer
    /// to and did refer to, and the actions that answer them.
    pub(super) fn near<'d>(
        &self,
        touched: &[Arc<str>],
        past: impl Iterator<Item = (&'d Arc<str>, &'d Arc<Document>)>,
    ) -> Vec<Arc<str>> {
        let mut near: Vec<Arc<str>> = touched.to_vec();
        let mut known: HashSet<Arc<str>> = touched.iter().cloned().collect();
        let mut add = |near: &mut Vec<Arc<str>>, paths: Option<&Paths>| {
            near.extend(paths.into_iter().flatten().filter(|path| known.insert(Arc::clone(path))).cloned());
        };
        add(&mut near, Some(&vec![ROOT_FILE.into()]));
        let first = near.len();
        for (path, document) in past {
            cited(document).iter().for_each(|id| add(&mut near, self.by_id.get(id)));
            if document.kind == Some(Kind::Finding) {
                add(&mut near, self.answers.get(&own_id(path, document)));
            }
        }
        let mut waiting = 0..first;
        for step in 0..DEPTH {
            for position in waiting.clone() {
                let path = Arc::clone(&near[position]);
                let Some(file) = self.by_path.get(&path) else { continue };
                let document = &file.document;
                for id in file.cited.get_or_init(|| cited(document)) {
                    add(&mut near, self.by_id.get(id));
                }
                if document.kind == Some(Kind::Finding) {
                    add(&mut near, self.answers.get(&own_id(&path, document)));
                }
            }
            // What was referred to before stands beside what is referred to now.
            waiting = if step == 0 { first..near.len() } else { waiting.end..near.len() };
        }
        near
    }
}

/// The records that a document refers to, by their ids in lower case.
fn cited(document: &Document) -> Box<[String]> {
    let mut ids = Vec::new();
    if let (Some(root), Some(kind)) = (&document.root, document.kind) {
        shape(kind).walk(root, &mut |shape, node| {
            let (What::Reference(reference), Some(text)) = (&shape.what, node.as_text()) else { return };
            ids.extend(reference.record_id(text).map(str::to_lowercase));
        });
    }
    ids.sort();
    ids.dedup();
    ids.into()
}

fn own_id(path: &str, document: &Document) -> String {
    document.own_id().unwrap_or_else(|| id_of_path(path, document.kind)).to_lowercase()
}

/// The findings that an action answers, in lower case.
fn answered(document: &Document) -> Vec<String> {
    match &document.data {
        Some(Data::Action(action)) => action.source.findings.iter().map(|id| id.as_str().to_lowercase()).collect(),
        _ => Vec::new(),
    }
}

/// The audit in whose report a document has a part, in lower case.
fn audit_of(document: &Document) -> Option<String> {
    match document.data.as_ref()? {
        Data::Audit(audit) => Some(audit.id.as_str().to_lowercase()),
        Data::Finding(finding) => Some(finding.audit.as_str().to_lowercase()),
        Data::Workpaper(workpaper) => Some(workpaper.audit.as_str().to_lowercase()),
        _ => None,
    }
}
