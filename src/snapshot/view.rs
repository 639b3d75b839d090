//! A record together with its typed content.

use std::ops::Deref;

use super::Record;
use crate::diagnostic::Place;

/// A record of a known kind: its fields by dereference, its places by path.
#[derive(Debug)]
pub struct View<'a, T> {
    record: &'a Record,
    data: &'a T,
}

impl<'a, T> View<'a, T> {
    pub(crate) fn new(record: &'a Record, data: &'a T) -> Self {
        Self { record, data }
    }

    /// The record itself, of whichever kind.
    pub fn record(&self) -> &'a Record {
        self.record
    }

    /// The typed content, for as long as the snapshot lives.
    pub fn data(&self) -> &'a T {
        self.data
    }

    /// The record's id.
    pub fn id(&self) -> &'a str {
        &self.record.id
    }

    /// The place of a value, such as `/actions/1/due`.
    pub fn at(&self, path: &str) -> Place {
        self.record.at(path)
    }
}

impl<T> Clone for View<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for View<'_, T> {}

impl<T> Deref for View<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data
    }
}
