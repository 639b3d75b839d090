//! Results as text, one file per format. Text from records is untrusted: what a terminal or a parser could act on is
//! escaped here.

pub mod cycles;
pub mod diff;
pub mod digest;
pub mod draft;
pub mod fix;
pub mod gate;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod log;
pub mod markdown;
pub mod next;
mod place;
pub mod remind;
mod report;
pub mod review;
pub mod sarif;
pub mod status;
pub mod summary;
pub mod text;
mod unified;
pub mod verification;

pub use place::Spot;
pub use report::Report;

use crate::text::is_acting;

/// `text` without what a terminal would act on: control characters and those that turn the direction of writing. Its lines
/// stay lines, so this is for text of several lines whose lines are known not to begin with what somebody wrote.
pub fn printable(text: &str) -> std::borrow::Cow<'_, str> {
    let is_harmless = |c: char| c == '\n' || c != '\t' && !is_acting(c) && !matches!(c, '\u{200e}' | '\u{200f}');
    match text.chars().all(is_harmless) {
        true => text.into(),
        false => text.chars().map(|c| if is_harmless(c) { c } else { '\u{fffd}' }).collect::<String>().into(),
    }
}

/// `text` as [`printable`], and on one line: what somebody wrote never begins a line of its own. CI systems take lines that
/// begin with `::` for commands, also behind blanks, and `##[` and `##vso[` anywhere; those are broken up.
pub fn one_line(text: &str) -> String {
    let line = printable(&text.replace(['\n', '\u{2028}', '\u{2029}'], " ")).into_owned();
    let line = match line.trim_start().starts_with("::") {
        true => line.replacen(':', "\u{fffd}", 1),
        false => line,
    };
    line.replace("##[", "#\u{fffd}[").replace("##vso[", "#\u{fffd}vso[")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn what_somebody_wrote_begins_no_line() {
        assert_eq!(one_line("Head\n::error::x\u{2028}y\r\u{85}z"), "Head ::error::x y\u{fffd}\u{fffd}z");
        assert_eq!(one_line(" ::error::x"), " \u{fffd}:error::x");
        assert_eq!(one_line("a ##[error]x ##vso[task.x]"), "a #\u{fffd}[error]x #\u{fffd}vso[task.x]");
        assert_eq!(one_line("own:ACP-4 at 10:30"), "own:ACP-4 at 10:30");
    }
}
