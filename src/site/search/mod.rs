//! The search in the page, without a server: an index that the tool makes and MiniSearch reads in the browser.
//!
//! A page opened from `file://` may load scripts and nothing else, so the index is a set of script files. The words lie in
//! files by the alphabet, what is shown of a page in files by its number: a search loads only the few that it needs. All
//! of it comes from the data of the pages, so that nothing is found that the audience may not read.

mod entry;
mod index;
mod lexicon;
mod words;

pub use entry::{Entry, entries};
pub use index::files;
pub use lexicon::Lexicon;
