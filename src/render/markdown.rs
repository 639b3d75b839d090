//! Text from records inside Markdown: it has to come out as the text that it is, never as markup, a link, or a call to
//! somebody.

use super::printable;

/// Keeps a forge from reading an address, a name or a number as something to link; it has no width.
const BREAK: char = '\u{200b}';

/// `text` on one line, so that Markdown shows it as it is, also where it begins a line.
pub fn escape(text: &str) -> String {
    escaped(text, true)
}

/// The same where something stands before it on its line, so that it begins no list.
pub fn escape_within(text: &str) -> String {
    escaped(text, false)
}

fn escaped(text: &str, begins: bool) -> String {
    let line = printable(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let is_list_mark = begins
            && match c {
                '-' | '+' | '=' => at == 0,
                // Nor is it a command to the CI whose log this is printed to.
                ':' => at == 0 && rest.starts_with(':'),
                '.' | ')' => {
                    at > 0
                        && line[..at].bytes().all(|b| b.is_ascii_digit())
                        && (rest.is_empty() || rest.starts_with(' '))
                }
                _ => false,
            };
        if is_list_mark
            || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&' | '!' | '$')
        {
            out.push('\\');
        }
        out.push(c);
        let is_link = match c {
            '@' => true,
            '#' => rest.starts_with(|c: char| c.is_ascii_digit()),
            ':' => rest.starts_with("//"),
            'w' | 'W' => rest.starts_with('.'),
            _ => false,
        };
        if is_link {
            out.push(BREAK);
        }
    }
    out
}

/// `text` as code: for the names of fields and files.
pub fn code(text: &str) -> String {
    let line = printable(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = line.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{line}{pad}{fence}")
}

/// A message of ours, in which names of fields and values stand between backquotes: those become code.
pub fn sentence(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // An odd one out has no partner; then all of it is text.
    if parts.len().is_multiple_of(2) {
        return escape(text);
    }
    let mut out = String::new();
    for (position, part) in parts.iter().enumerate() {
        match position % 2 {
            0 => {
                let words = escape(part);
                let space = |is: bool| if is { " " } else { "" };
                let is_blank = words.is_empty();
                out.push_str(space(part.starts_with(char::is_whitespace) && !out.is_empty()));
                out.push_str(&words);
                out.push_str(space(part.ends_with(char::is_whitespace) && !is_blank && position + 1 < parts.len()));
            }
            _ if part.trim().is_empty() => out.push_str("\\`\\`"),
            _ => out.push_str(&code(part)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// What a reader sees, when nothing but plain text comes out.
    fn seen(markdown: &str) -> Option<String> {
        let mut text = String::new();
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                Event::Text(part) | Event::Code(part) => text.push_str(&part),
                _ => return None,
            }
        }
        Some(text.replace(BREAK, ""))
    }

    fn on_one_line(text: &str) -> String {
        printable(text).replace(BREAK, "").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn text_comes_out_as_it_is(text in "[a-z0-9 .*_`<>|~#@:/!&;$=+\\[\\]()\\\\-]{0,40}") {
            prop_assert_eq!(seen(&escape(&text)), Some(on_one_line(&text)));
        }

        #[test]
        fn code_comes_out_as_it_is(text in "[a-z`][a-z` /|<]{0,20}") {
            prop_assert_eq!(seen(&code(&text)), Some(on_one_line(&text)));
        }
    }

    #[test]
    fn what_stands_between_backquotes_is_code() {
        assert_eq!(sentence("the status is `a_b`, so *go*"), "the status is `a_b`, so \\*go\\*");
        assert_eq!(sentence("`x` and `y`"), "`x` and `y`");
        assert_eq!(sentence("one ` alone @me"), "one \\` alone @\u{200b}me");
        assert_eq!(sentence("` ` empty"), "\\`\\` empty");
    }

    #[test]
    fn nobody_is_called_and_nothing_is_linked() {
        assert_eq!(
            escape("ask @boss about #12 at https://x.example"),
            "ask @\u{200b}boss about \\#\u{200b}12 at https:\u{200b}//x.example"
        );
        assert_eq!(escape("<b>[x](y)|`z`"), "\\<b\\>\\[x\\](y)\\|\\`z\\`");
    }

    #[test]
    fn a_number_begins_a_list_only_where_a_line_begins() {
        assert_eq!(escape("1. Nov. 2026"), "1\\. Nov. 2026");
        assert_eq!(escape_within("1. Nov. 2026 *"), "1. Nov. 2026 \\*");
    }
}
