//! A comparison of cycles as text, Markdown and JSON.

mod json;
mod markdown;
mod sections;
mod text;
mod words;

pub use json::json;
pub use markdown::markdown;
pub use text::{short, text};
