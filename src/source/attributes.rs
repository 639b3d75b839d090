//! What the files `.gitattributes` say of a file, as far as it matters here: whether Git LFS keeps files, and how Git merges this one.

use globset::GlobBuilder;

/// What the files `.gitattributes` say that Git looks into for a file.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    /// The file's path from the top of the repository.
    path: String,
    /// The folders of the files, from the top down, each with a slash at its end, and what is in them.
    texts: Vec<(String, String)>,
}

/// How Git merges a file that both sides changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merging {
    /// Line by line; somebody has to choose where both changed the same ones.
    Text,
    /// The same, and takes the lines of both there.
    Union,
    /// Not at all: somebody has to choose.
    Never,
    /// By a program of this name, which some machines have and others have not.
    By(String),
}

impl Attributes {
    /// Reads what there is for a file, by its path from the top of the repository.
    pub(super) fn of(path: &str, read: impl Fn(&str) -> Option<Vec<u8>>) -> Attributes {
        let folders = std::iter::once("").chain(path.match_indices('/').map(|(end, _)| &path[..=end]));
        let text = |folder: &str| {
            let bytes = read(&format!("{folder}.gitattributes"))?;
            Some((folder.to_owned(), String::from_utf8_lossy(&bytes).into_owned()))
        };
        Attributes { path: path.to_owned(), texts: folders.filter_map(text).collect() }
    }

    /// Whether Git LFS keeps some files: a pointer is a text like any other where it does not. Which files, is left to Git.
    pub fn use_lfs(&self) -> bool {
        let lines = self.texts.iter().flat_map(|(_, text)| text.lines()).map(str::trim);
        lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).any(|word| word == "filter=lfs")
    }

    /// How the file is merged: by what is said last, and furthest down.
    pub fn merging(&self) -> Merging {
        // What Git itself has.
        let mut macros = vec![("binary", vec!["-diff", "-merge", "-text"])];
        let mut merging = Merging::Text;
        for (folder, text) in &self.texts {
            let below = self.path.strip_prefix(folder.as_str()).unwrap_or(&self.path);
            for line in text.lines().map(str::trim_start).filter(|line| !line.starts_with('#')) {
                let Some((pattern, words)) = parted(line) else { continue };
                match pattern.strip_prefix("[attr]") {
                    Some(name) if folder.is_empty() => macros.push((name, words.collect())),
                    Some(_) => {}
                    None if is_match(pattern, below) => {
                        words.for_each(|word| say(word, &macros, &mut merging));
                    }
                    None => {}
                }
            }
        }
        merging
    }
}

/// Takes what a word of a line says of merging.
fn say(word: &str, macros: &[(&str, Vec<&str>)], merging: &mut Merging) {
    match word.strip_prefix("merge=") {
        Some("text") => *merging = Merging::Text,
        Some("union") => *merging = Merging::Union,
        Some("binary") => *merging = Merging::Never,
        Some(name) => *merging = Merging::By(name.to_owned()),
        None => match word {
            "merge" | "!merge" => *merging = Merging::Text,
            "-merge" => *merging = Merging::Never,
            _ => {
                let meant = macros.iter().rev().find(|(name, _)| *name == word);
                // One that names itself, or another one, is not followed further.
                meant.into_iter().flat_map(|(_, words)| words).for_each(|word| say(word, &[], merging));
            }
        },
    }
}

/// The pattern of a line, and the words behind it.
fn parted(line: &str) -> Option<(&str, std::str::SplitWhitespace<'_>)> {
    let (pattern, rest) = match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => line.split_once(char::is_whitespace)?,
    };
    Some((pattern, rest.split_whitespace()))
}

/// Whether a pattern is about a file, whose path is from the folder that the pattern is in: without a slash in it, about a name at any
/// depth. None is about a whole folder.
fn is_match(pattern: &str, path: &str) -> bool {
    let place = if pattern.contains('/') { path } else { path.rsplit('/').next().unwrap_or(path) };
    // Git knows no alternatives.
    let glob = pattern.trim_start_matches('/').replace('{', "\\{").replace('}', "\\}");
    let glob = GlobBuilder::new(&glob).literal_separator(true).backslash_escape(true).build();
    glob.is_ok_and(|glob| glob.compile_matcher().is_match(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merging(path: &str, texts: &[(&str, &str)]) -> Merging {
        let read = |path: &str| texts.iter().find(|(of, _)| *of == path).map(|(_, text)| text.as_bytes().to_vec());
        Attributes::of(path, read).merging()
    }

    #[test]
    fn what_is_said_last_and_furthest_down_counts() {
        let of = |text: &str| merging("isms/findings/F-1.yaml", &[(".gitattributes", text)]);
        assert_eq!(of(""), Merging::Text);
        assert_eq!(of("*.yaml merge=union"), Merging::Union);
        assert_eq!(of("  *.yaml text merge=union eol=lf\n"), Merging::Union);
        assert_eq!(of("*.yml merge=union"), Merging::Text);
        assert_eq!(of("# *.yaml merge=union"), Merging::Text);
        assert_eq!(of("*.yaml merge=union\nF-*.yaml !merge"), Merging::Text);
        assert_eq!(of("*.yaml binary"), Merging::Never);
        assert_eq!(of("*.yaml -merge"), Merging::Never);
        assert_eq!(of("*.yaml -binary"), Merging::Text);
        assert_eq!(of("\"F-1.yaml\" merge=ours"), Merging::By("ours".to_owned()));
        assert_eq!(of("[attr]record merge=union\n*.yaml record"), Merging::Union);
        // With a slash, from the folder of the file; of a folder nothing is said.
        assert_eq!(of("/findings/*.yaml merge=union"), Merging::Text);
        assert_eq!(of("isms/**/*.yaml merge=union"), Merging::Union);
        assert_eq!(of("isms/*.yaml merge=union"), Merging::Text);
        assert_eq!(of("findings/ merge=union"), Merging::Text);
        let two = [(".gitattributes", "*.yaml merge=union"), ("isms/.gitattributes", "/findings/F-1.yaml -merge")];
        assert_eq!(merging("isms/findings/F-1.yaml", &two), Merging::Never);
        assert_eq!(merging("isms/findings/F-2.yaml", &two), Merging::Union);
    }

    #[test]
    fn lfs_is_in_use_where_a_line_says_so() {
        let of = |text: &'static str| Attributes::of("a/b.pdf", |_| Some(text.as_bytes().to_vec())).use_lfs();
        assert!(of("*.pdf filter=lfs diff=lfs"));
        assert!(!of("# *.pdf filter=lfs") && !of("*.pdf text"));
    }
}
