//! What many pages show alike: links, requirements, the frame. Each is made once, for pages at the top and for those in folders.

use std::sync::{OnceLock, PoisonError, RwLock};

use crate::hash::HashMap;
use crate::site::data::Value;
use crate::snapshot::Snapshot;

/// A value for pages at the top of the site, and one for those in its folders.
type Both = [OnceLock<Value>; 2];

/// The values that are made once.
pub struct Shared<'a> {
    links: HashMap<&'a str, (Both, Both)>,
    criteria: [RwLock<HashMap<String, Value>>; 2],
    frames: RwLock<HashMap<(&'static str, &'static str), Value>>,
}

impl<'a> Shared<'a> {
    /// Room for all records of a snapshot; nothing is made yet.
    pub fn of(snapshot: &'a Snapshot) -> Self {
        let links = snapshot.records().iter().map(|record| (&*record.id, Default::default())).collect();
        Self { links, criteria: Default::default(), frames: Default::default() }
    }

    /// The link to a record.
    pub fn link(&self, id: &str, root: &str, new: impl FnOnce() -> Value) -> Value {
        // An id in other letters than its record's is rare, and its link is made anew.
        match self.links.get(id) {
            Some((links, _)) => links[place(root)].get_or_init(new).clone(),
            None => new(),
        }
    }

    /// The link to a person, by the name that the audience may know.
    pub fn person(&self, id: &str, root: &str, new: impl FnOnce() -> Value) -> Value {
        match self.links.get(id) {
            Some((_, persons)) => persons[place(root)].get_or_init(new).clone(),
            None => new(),
        }
    }

    /// A requirement.
    pub fn criterion(&self, criterion: &str, root: &str, new: impl FnOnce() -> Value) -> Value {
        kept(&self.criteria[place(root)], criterion, new)
    }

    /// The frame of the pages at a place of the navigation.
    pub fn frame(&self, place: (&'static str, &'static str), new: impl FnOnce() -> Value) -> Value {
        kept(&self.frames, &place, new)
    }
}

/// What is kept under a key, made if need be. Two threads may make the same, and either is as good.
fn kept<K, Q>(kept: &RwLock<HashMap<K, Value>>, key: &Q, new: impl FnOnce() -> Value) -> Value
where
    K: std::borrow::Borrow<Q> + std::hash::Hash + Eq,
    Q: ToOwned<Owned = K> + std::hash::Hash + Eq + ?Sized,
{
    if let Some(known) = kept.read().unwrap_or_else(PoisonError::into_inner).get(key) {
        return known.clone();
    }
    let value = new();
    kept.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), value.clone());
    value
}

/// The place of what is made for pages that reach the top of the site by `root`.
fn place(root: &str) -> usize {
    usize::from(!root.is_empty())
}
