//! A text of a tree: mostly a part of the text that was read, without a copy of its own.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use crate::span::Span;

/// A text: a part of a larger one, or one of its own.
#[derive(Clone)]
pub struct Text(Kept);

#[derive(Clone)]
enum Kept {
    Part { whole: Arc<str>, start: u32, end: u32 },
    Own(Box<str>),
}

impl Text {
    /// A part of a larger text.
    pub(super) fn part(whole: &Arc<str>, span: Span) -> Text {
        Text(Kept::Part { whole: Arc::clone(whole), start: span.start, end: span.end })
    }

    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kept::Part { whole, start, end } => whole.get(*start as usize..*end as usize).unwrap_or_default(),
            Kept::Own(text) => text,
        }
    }

    /// Whether this is the text, without a look at where its characters begin and end.
    #[inline]
    pub fn is(&self, text: &str) -> bool {
        self.bytes() == text.as_bytes()
    }

    #[inline]
    fn bytes(&self) -> &[u8] {
        match &self.0 {
            Kept::Part { whole, start, end } => {
                whole.as_bytes().get(*start as usize..*end as usize).unwrap_or_default()
            }
            Kept::Own(text) => text.as_bytes(),
        }
    }
}

impl Deref for Text {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl PartialEq for Text {
    #[inline]
    fn eq(&self, other: &Text) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Text) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Text) -> Ordering {
        self.bytes().cmp(other.bytes())
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text(Kept::Own(text.into()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text(Kept::Own(text.into()))
    }
}

impl From<Box<str>> for Text {
    fn from(text: Box<str>) -> Text {
        Text(Kept::Own(text))
    }
}

impl From<Cow<'_, str>> for Text {
    fn from(text: Cow<'_, str>) -> Text {
        Text(Kept::Own(text.into()))
    }
}
