//! What makes two diagnostics of two states the same one: never lines, and never numbers that change with the day.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::Diagnostic;
use crate::text::hex;

impl Diagnostic {
    /// What the diagnostic is, wherever it stands in its file: the rule, the record and the field. Several may share one.
    pub fn identity(&self) -> String {
        let field = self.field.as_deref().unwrap_or_default();
        let names = |part: &&str| !part.is_empty() && !part.bytes().all(|byte| byte.is_ascii_digit());
        let field = field.split('/').filter(names).collect::<Vec<_>>().join("/");
        match &self.record {
            Some(subject) => {
                let part = self.part.as_deref().unwrap_or_default().to_lowercase();
                format!("{}\0{}\0{part}\0{field}", self.rule, subject.id.to_lowercase())
            }
            // What could not be read has nothing but its path and what is said about it.
            None => format!("{}\0{}\0{}\0{field}", self.rule, self.place.path, self.message),
        }
    }
}

/// A fingerprint for each diagnostic: 32 hexadecimal digits, each once in the list. It stays while lines move and days
/// pass. Those of one identity are told apart by their order.
pub fn fingerprints(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut fingerprint = |diagnostic: &Diagnostic| {
        let identity = diagnostic.identity();
        let ordinal = seen.entry(identity.clone()).or_default();
        *ordinal += 1;
        hex(&Sha256::digest(format!("{identity}\0{ordinal}"))[..16])
    };
    diagnostics.iter().map(&mut fingerprint).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Level, Place, Subject};
    use crate::record::Kind;
    use crate::span::Span;

    fn diagnostic(line: u32, message: &str, field: &str) -> Diagnostic {
        let place = Place::new("actions/CA-1.yaml", Span { start: line, end: line + 1 });
        let mut diagnostic = Diagnostic::new("action-overdue", Level::Error, place, message);
        let (id, title) = (Arc::from("CA-1"), Arc::from("x"));
        diagnostic.record = Some(Subject { kind: Kind::Action, id, title, over_on: None, done_on: None });
        diagnostic.field = Some(field.to_owned());
        diagnostic
    }

    #[test]
    fn a_moved_line_and_a_later_day_are_the_same_diagnostic() {
        let before = diagnostic(10, "3 days overdue", "/actions/0/due");
        let after = diagnostic(90, "4 days overdue", "/actions/1/due");
        assert_eq!(fingerprints(&[before]), fingerprints(&[after]));
    }

    #[test]
    fn fingerprints_are_told_apart() {
        let mut other = diagnostic(1, "b", "/actions/1/due");
        other.part("2");
        let all = [diagnostic(1, "a", "/due"), diagnostic(2, "a", "/due"), diagnostic(2, "a", "/owner"), other];
        let fingerprints = fingerprints(&all);
        let distinct: std::collections::BTreeSet<&String> = fingerprints.iter().collect();
        assert_eq!(distinct.len(), all.len(), "{fingerprints:?}");
        assert!(fingerprints.iter().all(|fingerprint| fingerprint.len() == 32));
    }
}
