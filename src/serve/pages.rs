//! A site in memory: what is at an address, and whether it is still what a browser has got.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use percent_encoding::percent_decode_str;

use super::http::{Answer, TEXT};
use super::{EVENTS, SCRIPT};
use crate::text::path_in_address;

/// The files of a site, by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What is said where there is no page.
const NOTHING: &str = include_str!("nothing.html");

/// A site that is shown.
pub(super) struct Pages {
    files: Files,
    /// Of the style and the scripts that every page uses: a page looks different when they change.
    common: u64,
}

/// What is at an address.
enum Found<'a> {
    File(&'a str, &'a [u8]),
    /// A folder that was asked for without the `/` that the links on its page begin from.
    Folder(String),
    Nothing,
}

impl Pages {
    pub(super) fn new(files: Files) -> Self {
        let is_common = |path: &str| !path.contains('/') && (path.ends_with(".css") || path.ends_with(".js"));
        let mut hasher = DefaultHasher::new();
        files.iter().filter(|(path, _)| is_common(path)).for_each(|file| file.hash(&mut hasher));
        Self { files, common: hasher.finish() }
    }

    /// How many files are not what they are in another site.
    pub(super) fn differing(&self, other: &Files) -> usize {
        let gone = self.files.keys().filter(|path| !other.contains_key(*path)).count();
        gone + other.iter().filter(|(path, content)| self.files.get(*path) != Some(content)).count()
    }

    /// What a browser gets. Only what is in memory can be named: no path leads to a file on disk.
    pub(super) fn answer(&self, target: &str) -> Answer<'_> {
        match self.find(target) {
            Found::File(path, content) if path.ends_with(".html") => {
                Answer::file(kind(path), self.with_script(content, target))
            }
            Found::File(path, content) => Answer::file(kind(path), content),
            Found::Folder(location) => {
                Answer { status: 307, kind: "", field: Some(("Location", location)), body: Cow::default() }
            }
            // Browsers ask for it of themselves, and tell the reader of an error when it is not there.
            Found::Nothing if target == "/favicon.ico" => {
                Answer { status: 204, kind: "", field: None, body: Cow::default() }
            }
            Found::Nothing => {
                let body = self.with_script(NOTHING.as_bytes(), target);
                Answer { status: 404, ..Answer::file(kind(".html"), body) }
            }
        }
    }

    /// What tells a page from what it is after a change, also where there is none.
    pub(super) fn version(&self, target: &str) -> String {
        let mut hasher = DefaultHasher::new();
        self.common.hash(&mut hasher);
        if let Found::File(_, content) = self.find(target) {
            content.hash(&mut hasher);
        }
        format!("{:016x}", hasher.finish())
    }

    fn find(&self, target: &str) -> Found<'_> {
        let encoded = target.split(['?', '#']).next().unwrap_or_default();
        let path = encoded.strip_prefix('/').map(|path| percent_decode_str(path).decode_utf8());
        let Some(Ok(path)) = path else { return Found::Nothing };
        let index = match path.is_empty() || path.ends_with('/') {
            true => format!("{path}index.html"),
            false => format!("{path}/index.html"),
        };
        match (self.files.get_key_value(&*path), self.files.get_key_value(&index)) {
            (Some((path, content)), _) => Found::File(path, content),
            (None, Some((path, content))) if encoded.ends_with('/') => Found::File(path, content),
            (None, Some(_)) => Found::Folder(format!("/{}/", path_in_address(&path))),
            (None, None) => Found::Nothing,
        }
    }

    /// A page with the script that reloads it. The script learns from its address which version it came with.
    fn with_script(&self, page: &[u8], target: &str) -> Vec<u8> {
        let script = format!("<script src=\"{SCRIPT}?page={}\" defer></script>\n", self.version(target));
        let end = page.windows(BODY_END.len()).rposition(|window| window.eq_ignore_ascii_case(BODY_END));
        let (before, after) = page.split_at(end.unwrap_or(page.len()));
        [before, script.as_bytes(), after].concat()
    }
}

const BODY_END: &[u8] = b"</body>";

/// The content type of a file, by the end of its name.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "ics" => "text/calendar; charset=utf-8",
        "txt" => TEXT,
        _ => "application/octet-stream",
    }
}

/// The page that a browser wants to hear of, from the address at which it listens.
pub(super) fn listened_to(target: &str) -> Option<&str> {
    let page = target.strip_prefix(EVENTS)?.strip_prefix('?')?;
    page.starts_with('/').then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(files: &[(&str, &str)]) -> Pages {
        let files = files.iter().map(|(path, content)| ((*path).to_owned(), content.as_bytes().to_vec()));
        Pages::new(files.collect())
    }

    #[test]
    fn only_what_is_there_is_found() {
        let pages = pages(&[("index.html", "home"), ("a b/index.html", "list"), ("style.css", "x"), ("c/d.html", "d")]);
        for (target, status) in [
            ("/", 200),
            ("/?q=/../", 200),
            ("/index.html", 200),
            ("/%69ndex.html", 200),
            ("/a%20b/", 200),
            ("/a%20b", 307),
            ("/style.css?1", 200),
            ("/favicon.ico", 204),
            ("/c", 404),
            ("/c/", 404),
            ("/../index.html", 404),
            ("/%2e%2e/index.html", 404),
            ("/c/../index.html", 404),
            ("//index.html", 404),
            ("/%ff", 404),
            ("/%00", 404),
            ("/etc/passwd", 404),
            ("index.html", 404),
        ] {
            assert_eq!(pages.answer(target).status, status, "{target}");
        }
        let field = pages.answer("/a%20b").field.expect("a place");
        assert_eq!(field, ("Location", "/a%20b/".to_owned()));
    }

    #[test]
    fn the_script_stands_at_the_end_of_pages_alone() {
        let pages = pages(&[("a.html", "<body>one</body></html>"), ("b.html", "bare"), ("c.css", "</body>")]);
        let text = |target: &str| String::from_utf8_lossy(&pages.answer(target).body).into_owned();
        assert!(text("/a.html").starts_with("<body>one<script src=\"/.tickmark/reload.js?page="));
        assert!(text("/a.html").ends_with("\" defer></script>\n</body></html>"));
        assert!(text("/b.html").starts_with("bare<script src="));
        assert_eq!(text("/c.css"), "</body>");
        assert!(text("/none").contains("<script src="));
    }

    #[test]
    fn a_version_follows_the_page_and_what_all_pages_use() {
        let of = |page: &str, other: &str, style: &str| {
            let pages = pages(&[("a.html", page), ("b.html", other), ("style.css", style)]);
            pages.version("/a.html")
        };
        assert_eq!(of("a", "b", "s"), of("a", "new", "s"));
        assert_ne!(of("a", "b", "s"), of("new", "b", "s"));
        assert_ne!(of("a", "b", "s"), of("a", "b", "new"));
        let (with, without) = (pages(&[("a.html", "")]), pages(&[]));
        assert_ne!(with.version("/a.html"), without.version("/a.html"));
        assert_eq!(with.version("/a.html?x"), with.version("/%61.html"));
    }

    #[test]
    fn a_listener_names_its_page() {
        assert_eq!(listened_to("/.tickmark/events?/a/b.html"), Some("/a/b.html"));
        assert_eq!(listened_to("/.tickmark/events"), None);
        assert_eq!(listened_to("/.tickmark/events?"), None);
        assert_eq!(listened_to("/index.html?/a"), None);
    }
}
