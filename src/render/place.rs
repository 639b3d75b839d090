//! Places as other programs name them: the path from the top of the repository, lines and columns from 1.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::Place;
use crate::snapshot::Snapshot;
use crate::span::Lines;

/// A place: lines and columns from 1, columns in Unicode code points; the end is behind the last character.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Spot {
    /// Path from the top of the repository.
    pub path: String,
    /// First line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// First column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Last line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_line: Option<u32>,
    /// Column behind the last character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<u32>,
}

/// Finds places in the files of a snapshot; the lines of a file are counted once.
pub(super) struct Places<'a> {
    snapshot: &'a Snapshot,
    root: &'a str,
    lines: HashMap<String, Option<Lines<'a>>>,
}

impl<'a> Places<'a> {
    /// `root` is the record root's path from the top of the repository.
    pub(super) fn new(snapshot: &'a Snapshot, root: &'a str) -> Self {
        Self { snapshot, root, lines: HashMap::new() }
    }

    pub(super) fn at(&mut self, place: &Place) -> Spot {
        let path = match self.root.is_empty() {
            true => place.path.to_string(),
            false => format!("{}/{}", self.root, place.path),
        };
        let snapshot = self.snapshot;
        let lines =
            self.lines.entry(place.path.to_string()).or_insert_with(|| snapshot.text(&place.path).map(Lines::new));
        match (place.span, lines) {
            (Some(span), Some(lines)) => {
                let (start, end) = (lines.at(span.start), lines.at(span.end));
                Spot {
                    path,
                    line: Some(start.line),
                    column: Some(start.column),
                    end_line: Some(end.line),
                    end_column: Some(end.column),
                }
            }
            _ => Spot { path, line: None, column: None, end_line: None, end_column: None },
        }
    }
}
