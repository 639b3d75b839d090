//! A report as HTML, Markdown or Typst. The layouts are templates that a file below `site/reports/` takes the place of.

mod fold;
mod html;
mod markdown;
mod typst;

pub use self::fold::folded_blocks;
use super::document::Document;

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One page of HTML that asks for no other file.
    Html,
    /// Markdown.
    Markdown,
    /// The source of a PDF.
    Typst,
}

/// The layouts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Templates {
    /// The page, a template of minijinja.
    pub html: String,
    /// Its style.
    pub css: String,
    /// Functions of Typst that lay out what a report is made of.
    pub typst: String,
}

impl Templates {
    /// The folder, from the record root, in which a file takes the place of a layout.
    pub const FOLDER: &'static str = "site/reports";

    /// The layouts by the names of their files, to be overridden one by one.
    pub fn files(&mut self) -> [(&'static str, &mut String); 3] {
        [("report.html", &mut self.html), ("report.css", &mut self.css), ("report.typ", &mut self.typst)]
    }
}

impl Default for Templates {
    fn default() -> Self {
        Self {
            html: include_str!("../templates/report.html").to_owned(),
            css: include_str!("../templates/report.css").to_owned(),
            typst: include_str!("../templates/report.typ").to_owned(),
        }
    }
}

/// Renders a report.
///
/// # Errors
/// The template of the page is at fault.
pub fn render(document: &Document, format: Format, templates: &Templates) -> Result<String, minijinja::Error> {
    let document = &fold::folded(document);
    match format {
        Format::Html => html::render(&fold::in_lines(document), templates),
        Format::Markdown => Ok(markdown::render(document)),
        Format::Typst => Ok(typst::render(document, templates)),
    }
}
