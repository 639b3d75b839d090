//! A PDF, which the program `typst` makes.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

use crate::cli::state::Loaded;
use crate::edit::EditError;
use crate::source::State;
use crate::text::listed;

/// The moment that a PDF is said to be made at: its state's, so that the same state gives the same bytes.
pub(super) fn timestamp(loaded: &Loaded) -> i64 {
    match loaded.snapshot.state() {
        State::Commit(commit) => commit.seconds,
        _ => loaded.day.0.to_zoned(jiff::tz::TimeZone::UTC).map(|day| day.timestamp().as_second()).unwrap_or_default(),
    }
}

/// What stands in a PDF in place of a character that no font has.
const UNKNOWN: char = '\u{fffd}';

/// How often the program is run: each time it names some of the characters that it has no font for.
const RUNS: usize = 24;

/// A PDF, and the characters that no font has.
pub(super) struct Made {
    pub bytes: Vec<u8>,
    pub unknown: BTreeSet<char>,
}

impl Made {
    /// What there is to say of the characters that no font has.
    pub fn note(&self) -> Option<String> {
        let all: Vec<String> = self.unknown.iter().map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
        let (place, fonts) = match all.len() {
            1 => ("its place", "a font that has it"),
            _ => ("their place", "fonts that have them"),
        };
        (!all.is_empty()).then(|| {
            format!(
                "no font has {}: the PDF shows {UNKNOWN} in {place}; install {fonts}, or hand over the HTML",
                listed(&all, 6)
            )
        })
    }
}

/// Has the program make a PDF. One for the archive has to show each of its characters: what no font has is replaced.
pub(super) fn pdf(source: &str, program: &Path, seconds: i64) -> anyhow::Result<Made> {
    let mut unknown = BTreeSet::new();
    let mut source = source.to_owned();
    let mut run = 0;
    loop {
        run += 1;
        let said = match compile(&source, program, seconds)? {
            Ok(bytes) => return Ok(Made { bytes, unknown }),
            Err(said) => said,
        };
        let mut missing: BTreeSet<char> = unknown_in(&said).filter(|c| source.contains(*c)).collect();
        if missing.is_empty() || run == RUNS {
            let first = said.lines().find(|line| line.starts_with("error")).unwrap_or(said.trim());
            bail!("{} made no PDF: {first}", program.display());
        }
        // Where there are many they are all of one script, of which it is not worth asking for each letter.
        if run > RUNS / 2 {
            missing
                .extend(source.chars().filter(|c| missing.iter().any(|other| is_akin(*c, *other))).collect::<Vec<_>>());
        }
        source = source.chars().map(|c| if missing.contains(&c) { UNKNOWN } else { c }).collect();
        unknown.extend(missing);
    }
}

/// Whether two characters are of one script, as far as fonts have them together.
fn is_akin(one: char, other: char) -> bool {
    let group = |c: char| match u32::from(c) {
        0x1100..=0x11ff | 0x2e80..=0xa4cf | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0x20000..=0x3ffff => 1,
        0x1f000..=0x1faff => 2,
        code => 3 + (code >> 7),
    };
    group(one) == group(other) && !one.is_ascii()
}

/// The characters of which the program says that it cannot show them.
fn unknown_in(said: &str) -> impl Iterator<Item = char> {
    let texts = said.split("the text ").skip(1).filter_map(|rest| {
        let end = [" could not be displayed", " cannot be displayed"].iter().filter_map(|end| rest.find(end)).min()?;
        Some(rest[..end].trim_matches(['`', '"']))
    });
    texts.flat_map(unescaped).filter(|c| !c.is_ascii() && *c != UNKNOWN)
}

/// The characters of a text in which some are written by their number: `\u{301}`.
fn unescaped(text: &str) -> Vec<char> {
    let mut parts = text.split("\\u{");
    let mut characters: Vec<char> = parts.next().unwrap_or_default().chars().collect();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap_or((part, ""));
        characters.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        characters.extend(rest.chars());
    }
    characters
}

/// Runs the program, which sees one folder, with the source in it and nothing else. What it says when it makes none is given back.
fn compile(source: &str, program: &Path, seconds: i64) -> anyhow::Result<Result<Vec<u8>, String>> {
    let folder = tempfile::tempdir().context("there is no place for temporary files")?;
    std::fs::write(folder.path().join("report.typ"), source)?;
    let mut command = Command::new(program);
    command.current_dir(folder.path()).arg("compile").args(["--pdf-standard", "a-2b", "--root", "."]);
    command.arg("--creation-timestamp").arg(OsString::from(seconds.to_string())).args(["report.typ", "report.pdf"]);
    let run = match command.output() {
        Ok(run) => run,
        Err(error) => {
            return Err(EditError::Needs {
                what: format!("{} cannot be run: {error}", program.display()),
                help: "get it from https://github.com/typst/typst/releases or your package manager, or name it with `--typst \
                       PROGRAM`; `--format typst` writes the source without it"
                    .to_owned(),
            }
            .into());
        }
    };
    if !run.status.success() {
        return Ok(Err(String::from_utf8_lossy(&run.stderr).into_owned()));
    }
    let bytes = std::fs::read(folder.path().join("report.pdf"))
        .with_context(|| format!("{} left no PDF", program.display()))?;
    Ok(Ok(bytes))
}

#[cfg(test)]
mod tests {
    use super::{is_akin, unknown_in};

    #[test]
    fn what_no_font_has_is_read_off_the_errors() {
        let said = "error: PDF/A-2b error: the text `\"\u{1f680}\"` could not be displayed with font `\"Libertinus Serif\"`\n\
            error: PDF/A-2b error: the text \"a\\u{301}\u{6f22}\" cannot be displayed using \"x\"\nerror: else";
        assert_eq!(unknown_in(said).collect::<Vec<char>>(), ['\u{1f680}', '\u{301}', '\u{6f22}']);
        assert!(is_akin('\u{6f22}', '\u{304b}') && !is_akin('\u{6f22}', '\u{1f680}') && !is_akin('a', 'b'));
    }
}
