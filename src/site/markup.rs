//! Free text of a record as HTML. It is untrusted: what Markdown makes of it is cut down to a few harmless elements.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd, html};

use crate::direction;
use crate::report::{MARKDOWN, box_of};
pub use crate::text::escaped;

/// Markdown as safe HTML: paragraphs, lists, tables, emphasis, code, links to http, https and mailto. HTML in the text is
/// shown as it is written.
pub fn prose(text: &str) -> String {
    let html = match has(text, &MARKUP) {
        false => format!("<p>{}</p>\n", escaped(text.trim())),
        true if is_plain(text) => paragraphs(text),
        true => rendered(text),
    };
    if direction::is_in(text) { turned(&html) } else { html }
}

/// Whether a text of several lines is no more than paragraphs, as most are: nothing can begin with a letter but a paragraph, and
/// a line without space around it ends in no break.
fn is_plain(text: &str) -> bool {
    let is_plain = |line: &str| {
        line.starts_with(char::is_alphabetic) && !line.ends_with(char::is_whitespace) && !has(line, &MARKUP_WITHIN)
    };
    text.split('\n').all(|line| line.is_empty() || is_plain(line))
}

fn paragraphs(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    let mut is_open = false;
    for line in text.split('\n') {
        if !line.is_empty() {
            html.push_str(if is_open { "\n" } else { "<p>" });
            html.push_str(&escaped(line));
        } else if is_open {
            html.push_str("</p>\n");
        }
        is_open = !line.is_empty();
    }
    if is_open {
        html.push_str("</p>\n");
    }
    html
}

fn rendered(text: &str) -> String {
    let (mut note, mut links) = (None, Vec::new());
    let events = Parser::new_ext(text, MARKDOWN).filter(|event| leads_somewhere(event, &mut links));
    let events = events.flat_map(|event| tamed(event, &mut note)).flatten();
    let mut rendered = String::with_capacity(text.len() * 2);
    html::push_html(&mut rendered, events);
    // A style is no attribute that a text may bring along; nothing but a column can have brought this one.
    let rendered = rendered.replace(RIGHT, " class=\"right\"").replace(MIDDLE, " class=\"middle\"");
    CLEANER.clean(&rendered).to_string()
}

const RIGHT: &str = " style=\"text-align: right\"";
const MIDDLE: &str = " style=\"text-align: center\"";

/// The words of a text without the signs of Markdown: what is read, and of that what still holds, for what is struck through does
/// not.
pub fn words(text: &str) -> (String, String) {
    if !has(text, &SIGNS) {
        return (text.to_owned(), text.to_owned());
    }
    let whole = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_plain(text) {
        let whole = whole(text);
        return (whole.clone(), whole);
    }
    let (mut all, mut holding, mut struck) = (String::with_capacity(text.len()), String::with_capacity(text.len()), 0);
    for event in Parser::new_ext(text, MARKDOWN) {
        match event {
            Event::Start(Tag::Strikethrough) => struck += 1,
            Event::End(TagEnd::Strikethrough) => struck -= 1,
            event => {
                let part = part_of(&event);
                all.push_str(&part);
                if struck == 0 {
                    holding.push_str(&part);
                }
            }
        }
    }
    let tidy = |text: &str| whole(text).trim_start_matches("· ").trim_end_matches(" ·").replace("· ·", "·");
    (tidy(&all), tidy(&holding))
}

/// What a part of a text adds to its words. Things of a list and cells of a table stand apart.
fn part_of(event: &Event<'_>) -> String {
    match event {
        Event::Text(text)
        | Event::Code(text)
        | Event::Html(text)
        | Event::InlineHtml(text)
        | Event::InlineMath(text)
        | Event::DisplayMath(text) => text.to_string(),
        Event::FootnoteReference(name) => format!(" [{name}]"),
        Event::Start(Tag::FootnoteDefinition(name)) => format!(" [{name}] "),
        Event::TaskListMarker(is_done) => box_of(*is_done).to_owned(),
        Event::Start(Tag::Item) | Event::End(TagEnd::TableCell | TagEnd::List(_)) => " · ".to_owned(),
        Event::Start(tag) if is_inline(&tag.to_end()) => String::new(),
        Event::End(tag) if is_inline(tag) => String::new(),
        _ => " ".to_owned(),
    }
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image)
}

/// The blocks of a text with their direction, of those that are read from right to left.
fn turned(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 32);
    let mut rest = html;
    while let Some(at) = BLOCKS.iter().filter_map(|tag| rest.find(tag).map(|at| at + tag.len())).min() {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let end = ENDS.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
        if direction::is_whole(&untagged(&after[..end])) {
            out.push_str(" dir=\"rtl\"");
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// How the blocks begin that have a direction, up to their attributes, and what ends their own text.
const BLOCKS: [&str; 4] = ["<p", "<li", "<td", "<th"];
const ENDS: [&str; 8] = ["</p", "</li", "</td", "</th", "<p", "<li", "<ul", "<ol"];

/// The text of what stands behind the name of a tag.
fn untagged(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect()
}

/// Whether a link may be followed: its address is one of the web or of mail.
pub fn is_safe_address(address: &str) -> bool {
    let lowered = address.to_ascii_lowercase();
    let is_known = ["https://", "http://", "mailto:"].iter().any(|scheme| lowered.starts_with(scheme));
    is_known && !address.contains(|c: char| c.is_control() || c.is_whitespace())
}

/// Whether an event is no part of a link that may not be followed, of which the text stays. `open` are the links around it.
fn leads_somewhere(event: &Event<'_>, open: &mut Vec<bool>) -> bool {
    match event {
        Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
            let is_kept = *link_type == LinkType::Email || is_safe_address(dest_url);
            open.push(is_kept);
            is_kept
        }
        Event::End(TagEnd::Link | TagEnd::Image) => open.pop().unwrap_or(true),
        _ => true,
    }
}

/// ASCII characters that may mean something in Markdown.
static MARKUP: [bool; 256] = meaning(b" ,;:()?'\"/%.");
/// Those that do so elsewhere than at the beginning of a line.
static MARKUP_WITHIN: [bool; 256] = meaning(b" ,;:()?'\"/%.-+=#!@");
/// Those that may have to go from the words of a text.
static SIGNS: [bool; 256] = among(b"*_~`[]<>#|\\&\n");

const fn meaning(nothing: &[u8]) -> [bool; 256] {
    let mut meaning = among(nothing);
    let mut byte = 0;
    while byte < meaning.len() {
        meaning[byte] = byte < 128 && !(byte as u8).is_ascii_alphanumeric() && !meaning[byte];
        byte += 1;
    }
    meaning
}

const fn among(few: &[u8]) -> [bool; 256] {
    let mut among = [false; 256];
    let mut at = 0;
    while at < few.len() {
        among[few[at] as usize] = true;
        at += 1;
    }
    among
}

fn has(text: &str, meant: &[bool; 256]) -> bool {
    text.bytes().any(|byte| meant[usize::from(byte)])
}

/// Events that a page of a record has no place for: raw HTML becomes text, a heading a strong paragraph, an image a link, a
/// footnote a paragraph that begins with its name, as what refers to it ends with.
fn tamed<'e>(event: Event<'e>, note: &mut Option<String>) -> [Option<Event<'e>>; 2] {
    let one = match event {
        Event::TaskListMarker(is_done) => Event::Text(box_of(is_done).into()),
        Event::FootnoteReference(name) => Event::Text(format!(" [{name}]").into()),
        Event::Start(Tag::FootnoteDefinition(name)) => {
            *note = Some(format!("[{name}] "));
            return [None, None];
        }
        Event::End(TagEnd::FootnoteDefinition) => return [None, None],
        Event::Start(Tag::Paragraph) if note.is_some() => {
            return [Some(Event::Start(Tag::Paragraph)), note.take().map(|note| Event::Text(note.into()))];
        }
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock | Tag::Heading { .. }) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock | TagEnd::Heading(_)) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        event => event,
    };
    [Some(one), None]
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
        .add_allowed_classes("td", ["right", "middle"])
        .add_allowed_classes("th", ["right", "middle"])
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
    fn paragraphs_are_what_markdown_makes_of_them() {
        for text in [
            "One.\nTwo, of 3.\n",
            "Follow-up #3: a + b = c!\na@b.example",
            "One\ntwo\n\n\nThree (3).",
            "\n\nÄrger: ja?\n\nb\n\n",
        ] {
            assert!(is_plain(text), "{text:?}");
            assert_eq!(prose(text), rendered(text), "{text:?}");
        }
        for text in [
            "One.\n- two",
            "One.\n1. two",
            "One  \ntwo",
            "One\n two",
            "One\n---",
            "a|b\n-|-",
            "One\n\n    two",
            "One\r\n",
        ] {
            assert!(!is_plain(text), "{text:?}");
        }
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
            assert!(!lowered.contains("<a "), "a link that leads nowhere: {html}");
            assert!(!lowered.contains("<img") && !lowered.contains("<a href=\"data:"), "{html}");
        }
    }

    #[test]
    fn what_is_written_stays_readable() {
        assert_eq!(prose("see [l](javascript:alert) and [m](a.md).").trim(), "<p>see l and m.</p>");
        assert!(prose("<a@b.example>").contains("href=\"mailto:a@b.example\""));
        assert!(prose("Wert <5 ms und <b>fett</b>").contains("&lt;b&gt;fett"));
        assert!(prose("- a\n- b").contains("<li>a</li>"));
        assert!(prose("see <https://example.org/a?b=c>").contains("href=\"https://example.org/a?b=c\""));
    }

    #[test]
    fn what_markdown_has_besides_is_told() {
        assert_eq!(prose("~~All~~ Three."), "<p><del>All</del> Three.</p>\n");
        assert_eq!(prose("- [x] a\n- [ ] b").trim(), "<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>");
        assert_eq!(prose("One[^a].\n\n[^a]: Of two.").trim(), "<p>One [a].</p>\n<p>[a] Of two.</p>");
        let table = prose("a|b|c\n-|-:|:-:\n1|2|3");
        assert!(table.contains("<td>1</td><td class=\"right\">2</td><td class=\"middle\">3</td>"), "{table}");
        let forged = prose("`a`<td style=\"text-align: right\"> <td class=\"right\">");
        assert!(!forged.contains("<td"), "{forged}");
    }

    #[test]
    fn words_have_no_marks_of_markdown() {
        let read = |text: &str| words(text).0;
        assert_eq!(read("**A** *b* `c` [d](https://e.example), ![f](g) \\* <b>h</b>"), "A b c d, f * <b>h</b>");
        assert_eq!(read("- [x] a\n- [ ] b\n\nThen[^1].\n\n[^1]: Of two."), "☑ a · ☐ b · Then [1]. [1] Of two.");
        assert_eq!(read("|a|b|\n|-|-|\n|1|2|"), "a · b · 1 · 2");
        assert_eq!(read("One\ntwo.\n\nThree."), "One two. Three.");
        assert_eq!(words("~~All~~ Three."), ("All Three.".to_owned(), "Three.".to_owned()));
        assert_eq!(read("5 * 3, a_b_c, # 4 and ~10 %"), "5 * 3, a_b_c, # 4 and ~10 %");
    }

    #[test]
    fn what_is_read_from_right_to_left_says_so() {
        assert_eq!(prose("הדוח נמסר."), "<p dir=\"rtl\">הדוח נמסר.</p>\n");
        assert_eq!(prose("דוד כהן was told."), "<p>דוד כהן was told.</p>\n");
        let html = prose("Told:\n\n- הדוח **נמסר**\n- a\n\n|a|הדוח|\n|-|-:|\n|b|נמסר|");
        assert!(html.contains("<li dir=\"rtl\">הדוח <strong>") && html.contains("<li>a</li>"), "{html}");
        assert!(html.contains("<th dir=\"rtl\" class=\"right\">") && html.contains("<td>b</td>"), "{html}");
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
