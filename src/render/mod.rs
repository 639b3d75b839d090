//! Results as text, one file per format. Text from records is untrusted: what a terminal or a parser could act on is
//! escaped here.

pub mod cycles;
pub mod diff;
pub mod draft;
pub mod fix;
pub mod gate;
pub mod github;
pub mod gitlab;
pub mod history;
pub mod json;
pub mod junit;
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

pub use place::Spot;
pub use report::Report;

/// `text` without what a terminal would act on: control characters and those that turn the direction of writing.
pub fn printable(text: &str) -> std::borrow::Cow<'_, str> {
    let is_harmless = |c: char| {
        (!c.is_control() || c == '\n')
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    match text.chars().all(is_harmless) {
        true => text.into(),
        false => text.chars().map(|c| if is_harmless(c) { c } else { '\u{fffd}' }).collect::<String>().into(),
    }
}
