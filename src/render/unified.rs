//! Texts as a unified diff, as `git apply` takes it.

use std::fmt::{self, Write};

use imara_diff::{Algorithm, Diff, InternedInput, Interner, Token, UnifiedDiffConfig, UnifiedDiffPrinter};

/// The lines that differ, with three around them, below the names of the two files; nothing where no line differs.
pub(super) fn diff(before: &str, after: &str, names: [&str; 2]) -> String {
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::MyersMinimal, &input);
    diff.postprocess_lines(&input);
    if diff.hunks().next().is_none() {
        return String::new();
    }
    let lines = Lines(&input.interner);
    let [old, new] = names;
    format!("--- {old}\n+++ {new}\n{}", diff.unified_diff(&lines, UnifiedDiffConfig::default(), &input))
}

/// The lines of both texts, each with the line feed at its end if it has one.
struct Lines<'a>(&'a Interner<&'a str>);

impl Lines<'_> {
    fn write(&self, mut out: impl Write, sign: char, token: Token) -> fmt::Result {
        let line = self.0[token];
        match line.ends_with('\n') {
            true => write!(out, "{sign}{line}"),
            false => write!(out, "{sign}{line}\n\\ No newline at end of file\n"),
        }
    }
}

impl UnifiedDiffPrinter for Lines<'_> {
    fn display_header(&self, mut out: impl Write, old: u32, new: u32, olds: u32, news: u32) -> fmt::Result {
        // A stretch without lines stands behind the line before it, and of one line the number is left out.
        let range = |start: u32, length: u32| match length {
            0 => format!("{start},0"),
            1 => format!("{}", start + 1),
            _ => format!("{},{length}", start + 1),
        };
        writeln!(out, "@@ -{} +{} @@", range(old, olds), range(new, news))
    }

    fn display_context_token(&self, out: impl Write, token: Token) -> fmt::Result {
        self.write(out, ' ', token)
    }

    fn display_hunk(&self, mut out: impl Write, before: &[Token], after: &[Token]) -> fmt::Result {
        before.iter().try_for_each(|token| self.write(&mut out, '-', *token))?;
        after.iter().try_for_each(|token| self.write(&mut out, '+', *token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(before: &str, after: &str) -> String {
        diff(before, after, ["a/x", "b/x"])
    }

    #[test]
    fn a_change_stands_among_the_lines_around_it() {
        let before: String = (1..=20).map(|number| format!("{number}\n")).collect();
        let after = before.replace("\n3\n", "\nthree\n").replace("\n20\n", "\n");
        let expected = "--- a/x\n+++ b/x\n@@ -1,6 +1,6 @@\n 1\n 2\n-3\n+three\n 4\n 5\n 6\n@@ -17,4 +17,3 @@\n 17\n 18\n 19\n-20\n";
        assert_eq!(of(&before, &after), expected);
    }

    #[test]
    fn what_has_no_lines_or_no_line_end_says_so() {
        assert_eq!(of("", "a\nb\n"), "--- a/x\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n");
        assert_eq!(of("a\n", ""), "--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n-a\n");
        let without = "\\ No newline at end of file\n";
        assert_eq!(of("a", "a\n"), format!("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n{without}+a\n"));
        assert_eq!(of("a\n", "a\n"), "");
    }
}
