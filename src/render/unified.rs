//! Texts as a unified diff, as `git apply` takes it.

use std::fmt::Write as _;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, Hunk, InternedInput, Token};

/// How many lines around a change are shown.
const AROUND: u32 = 3;

/// The lines that differ, with some around them, below the names of the two files; nothing where no line differs.
///
/// The library's own form begins some stretches at another line than their heads say, and has no word for a missing line end.
pub(super) fn diff(before: &str, after: &str, names: [&str; 2]) -> String {
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::MyersMinimal, &input);
    diff.postprocess_lines(&input);
    let hunks: Vec<Hunk> = diff.hunks().collect();
    if hunks.is_empty() {
        return String::new();
    }
    let mut out = format!("--- {}\n+++ {}\n", names[0], names[1]);
    // What is nearer to each other than the lines around both is one stretch.
    for hunks in hunks.chunk_by(|one, next| next.before.start - one.before.end <= 2 * AROUND) {
        stretch(hunks, &input, &mut out);
    }
    out
}

/// Changes that stand near each other, as one stretch of lines.
fn stretch(hunks: &[Hunk], input: &InternedInput<&str>, out: &mut String) {
    let [first, ..] = hunks else { return };
    let lead = first.before.start.min(AROUND);
    let mut at = first.before.start - lead;
    let (mut lines, mut counts) = (String::new(), [0, 0]);
    let mut write = |sign: char, tokens: &[Token]| {
        for token in tokens {
            let line = input.interner[*token];
            let end = if line.ends_with('\n') { "" } else { "\n\\ No newline at end of file\n" };
            let _ = write!(lines, "{sign}{line}{end}");
            counts[0] += u32::from(sign != '+');
            counts[1] += u32::from(sign != '-');
        }
    };
    let places = |range: Range<u32>| range.start as usize..range.end as usize;
    for hunk in hunks {
        write(' ', &input.before[places(at..hunk.before.start)]);
        write('-', &input.before[places(hunk.before.clone())]);
        write('+', &input.after[places(hunk.after.clone())]);
        at = hunk.before.end;
    }
    let end = (at + AROUND).min(input.before.len() as u32);
    write(' ', &input.before[places(at..end)]);
    // A stretch without lines stands behind the line before it, and of one line the number is left out.
    let range = |start: u32, length: u32| match length {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        _ => format!("{},{length}", start + 1),
    };
    let [old, new] = [(first.before.start - lead, counts[0]), (first.after.start - lead, counts[1])];
    let _ = write!(out, "@@ -{} +{} @@\n{lines}", range(old.0, old.1), range(new.0, new.1));
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
    fn the_head_of_a_stretch_names_its_first_line() {
        let before: String = (1..=30).map(|number| format!("{number}\n")).collect();
        for line in 1..=30_u32 {
            let after: String =
                (1..=30).map(|number| format!("{}{number}\n", if number == line { "new " } else { "" })).collect();
            let text = of(&before, &after);
            let head = text.lines().nth(2).expect("a head");
            let (first, last) = (line.saturating_sub(3).max(1), (line + 3).min(30));
            let range = format!("{first},{}", last + 1 - first);
            assert_eq!(head, format!("@@ -{range} +{range} @@"));
            assert_eq!(text.lines().count() as u32, 3 + last + 2 - first);
        }
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
