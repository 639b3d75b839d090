//! Free text of a record as HTML. It is untrusted: what Markdown makes of it is cut down to a few harmless elements.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

pub use crate::text::escaped;

/// Markdown as safe HTML: paragraphs, lists, tables, emphasis, code, links to http, https and mailto. HTML in the text is
/// shown as it is written.
pub fn prose(text: &str) -> String {
    if !text.contains(is_markup) {
        return format!("<p>{}</p>\n", escaped(text.trim()));
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut rendered = String::with_capacity(text.len() * 2);
    html::push_html(&mut rendered, Parser::new_ext(text, options).map(tamed));
    CLEANER.clean(&rendered).to_string()
}

/// Whether a link may be followed: its address is one of the web or of mail.
pub fn is_safe_address(address: &str) -> bool {
    let lowered = address.to_ascii_lowercase();
    let is_known = ["https://", "http://", "mailto:"].iter().any(|scheme| lowered.starts_with(scheme));
    is_known && !address.contains(|c: char| c.is_control() || c.is_whitespace())
}

fn is_markup(c: char) -> bool {
    !(c.is_alphanumeric() || matches!(c, ' ' | ',' | ';' | ':' | '(' | ')' | '?' | '\'' | '"' | '/' | '%'))
        && (c.is_ascii() && c != '.' || c == '\n')
}

/// Events that a page of a record has no place for: raw HTML becomes text, a heading a strong paragraph, an image a link.
fn tamed(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock | Tag::Heading { .. }) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock | TagEnd::Heading(_)) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        event => event,
    }
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "em",
            "strong",
            "del",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ]))
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("ol", ["start"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        // A path in the repository is no address on the site.
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"));
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_a_paragraph() {
        assert_eq!(prose("3 of 8, all contractors."), "<p>3 of 8, all contractors.</p>\n");
        assert_eq!(prose("a < b & \"c\"").trim(), "<p>a &lt; b &amp; \"c\"</p>");
    }

    #[test]
    fn nothing_hostile_gets_through() {
        for text in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1)) [y](data:text/html,x)",
            "![x](javascript:alert(1))",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<svg/onload=alert(1)>",
            "[x]: javascript:alert(1)\n\n[x]",
        ] {
            let html = prose(text);
            let lowered = html.to_lowercase();
            assert!(
                !lowered.contains("<script") && !lowered.contains("<a href=\"javascript") && !lowered.contains("<svg"),
                "{html}"
            );
            assert!(!lowered.contains("<img") && !lowered.contains("<a href=\"data:"), "{html}");
        }
    }

    #[test]
    fn what_is_written_stays_readable() {
        assert!(prose("Wert <5 ms und <b>fett</b>").contains("&lt;b&gt;fett"));
        assert!(prose("- a\n- b").contains("<li>a</li>"));
        assert!(prose("see <https://example.org/a?b=c>").contains("href=\"https://example.org/a?b=c\""));
    }

    #[test]
    fn only_the_web_and_mail_can_be_followed() {
        assert!(is_safe_address("https://dms.example/1") && is_safe_address("mailto:a@b.example"));
        for address in
            ["javascript:alert(1)", "//evil.example", "file:///etc", "https://a b", "data:x", "\u{1}https://a"]
        {
            assert!(!is_safe_address(address), "{address}");
        }
    }
}
