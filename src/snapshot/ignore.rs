//! The paths that `ignore:` of `tickmark.yaml` names as no records.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::yaml::{self, Node, Problem};

/// The paths that a `tickmark.yaml` names as no records.
#[derive(Debug, Clone, Default)]
pub struct Ignored {
    /// The patterns as they are written.
    pub patterns: Vec<String>,
    /// What they mean.
    pub paths: GlobSet,
}

impl Ignored {
    /// What a `tickmark.yaml` with this text names; `None` where nothing can be read of it.
    pub fn of(text: &str) -> Option<Ignored> {
        let root = yaml::parse(text).root?;
        let nodes = root.get("ignore").map(Node::items).unwrap_or_default();
        let patterns = nodes.iter().filter_map(|node| node.as_text().map(str::to_owned)).collect();
        Some(Ignored { patterns, paths: self::patterns(text.as_bytes()).0 })
    }
}

/// The patterns of a `tickmark.yaml`, with the meaning that they have in `.gitignore`, and what is wrong with them.
pub(super) fn patterns(bytes: &[u8]) -> (GlobSet, Vec<Problem>) {
    let root = yaml::parse(&String::from_utf8_lossy(bytes)).root;
    let nodes = root.as_ref().and_then(|root| root.get("ignore")).map(Node::items).unwrap_or_default();
    let mut set = GlobSetBuilder::new();
    let mut problems = Vec::new();
    for node in nodes {
        let Some(pattern) = node.as_text() else { continue };
        match globs(pattern) {
            Ok(globs) => globs.into_iter().for_each(|glob| {
                set.add(glob);
            }),
            Err(message) => problems.push(
                Problem::new(node.span, message).help("write it as in .gitignore: drafts/, /top.yaml, *.example.yaml"),
            ),
        }
    }
    match set.build() {
        Ok(set) => (set, problems),
        Err(error) => {
            let place = nodes.first().map(|node| node.span).unwrap_or_default();
            problems.push(Problem::new(place, format!("the patterns under `ignore` are too large: {}", error.kind())));
            (GlobSet::empty(), problems)
        }
    }
}

/// What a pattern of `.gitignore` means, as globs: anchored if it has a slash before its end, else at any depth; a folder
/// stands for all that is in it.
fn globs(pattern: &str) -> Result<Vec<globset::Glob>, String> {
    if pattern.starts_with('!') {
        return Err(format!("`{pattern}` would take something back in, and `ignore` cannot"));
    }
    let is_anchored = pattern.trim_end_matches('/').contains('/');
    let stem = pattern.trim_start_matches('/').trim_end_matches('/');
    let base = if is_anchored { stem.to_owned() } else { format!("**/{stem}") };
    let inside = format!("{base}/**");
    let wanted = if pattern.ends_with('/') { vec![inside] } else { vec![base, inside] };
    wanted
        .iter()
        .map(|glob| GlobBuilder::new(glob).literal_separator(true).build())
        .collect::<Result<_, _>>()
        .map_err(|error| format!("`{pattern}` is not a pattern of paths: {}", error.kind()))
}
