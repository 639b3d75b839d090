//! Writing values as plain YAML: what is short stands on one line, what is long in a block, and every text in a way that
//! YAML 1.1 and 1.2 read alike.

use super::{Entry, Node, Text, Value, other_reading, scalar::resolve};
use crate::span::Span;

/// The columns that a line should stay within.
pub(super) const WIDTH: usize = 110;

impl Node {
    /// A value that stands nowhere yet.
    pub fn new(value: Value) -> Node {
        Node { span: Span::default(), value, plain: false }
    }

    /// A text; quotes are put around it where they are needed.
    pub fn text(text: impl Into<Text>) -> Node {
        Node::new(Value::Text(text.into()))
    }

    /// A word of a known form, such as a date or a state, that never has quotes.
    pub fn word(word: impl ToString) -> Node {
        Node { plain: true, ..Node::text(word.to_string()) }
    }

    /// A sequence.
    pub fn list(items: impl IntoIterator<Item = Node>) -> Node {
        Node::new(Value::List(items.into_iter().collect()))
    }

    /// A mapping, in this order.
    pub fn map<'a>(entries: impl IntoIterator<Item = (&'a str, Node)>) -> Node {
        let entry = |(key, value): (&str, Node)| Entry { key: key.into(), key_span: Span::default(), value };
        Node::new(Value::Map(entries.into_iter().map(entry).collect()))
    }
}

/// The value on one line, as it may stand in brackets.
pub fn inline(node: &Node) -> String {
    match &node.value {
        Value::List(items) => format!("[{}]", joined(items.iter().map(inline))),
        Value::Map(entries) => {
            format!(
                "{{{}}}",
                joined(entries.iter().map(|entry| format!("{}: {}", key(&entry.key), inline(&entry.value))))
            )
        }
        _ => scalar(node, true),
    }
}

/// An entry of a mapping, whose key stands in column `indent`: one or more lines, each with its end.
pub fn entry(name: &str, node: &Node, indent: usize) -> String {
    format!("{}{}:{}", " ".repeat(indent), key(name), behind_key(node, indent, name.len() + 1))
}

/// An item of a block sequence, whose dash stands in column `indent`.
pub fn item(node: &Node, indent: usize) -> String {
    let dash = format!("{}- ", " ".repeat(indent));
    match &node.value {
        Value::Map(entries) if !fits(node, indent + 2, 4) || entries.iter().any(|one| one.value.is_collection()) => {
            let lines: String = entries.iter().map(|one| entry(&one.key, &one.value, indent + 2)).collect();
            format!("{dash}{}", lines.trim_start_matches(' '))
        }
        _ if node.is_collection() => format!("{dash}{}\n", inline(node)),
        _ => format!("{}-{}", " ".repeat(indent), behind_key(node, indent, 1)),
    }
}

/// What follows the colon of a key in column `indent`, with the end of its last line. `taken` is the width of the key.
pub fn behind_key(node: &Node, indent: usize, taken: usize) -> String {
    let column = indent + taken + 1;
    match &node.value {
        Value::Map(entries) if !fits(node, column, 4) => {
            let lines = entries.iter().map(|one| entry(&one.key, &one.value, indent + 2));
            format!("\n{}", lines.collect::<String>())
        }
        Value::List(items) if !fits(node, column, usize::MAX) => {
            format!("\n{}", items.iter().map(|one| item(one, indent + 2)).collect::<String>())
        }
        Value::Text(text) if !node.plain => text_behind_key(text, indent, column),
        _ => format!(" {}\n", inline(node)),
    }
}

/// Whether a collection stands well on one line: it is short, holds no more than `most` values, and is not nested deeply.
fn fits(node: &Node, column: usize, most: usize) -> bool {
    let is_flat = |node: &Node| match &node.value {
        Value::Map(entries) => !entries.iter().any(|entry| entry.value.is_collection()),
        Value::List(items) => !items.iter().any(Node::is_collection),
        Value::Text(text) => !text.contains('\n'),
        _ => true,
    };
    let holds_little = match &node.value {
        Value::Map(entries) => {
            entries.is_empty()
                || entries.len() <= most
                    && entries.iter().all(|entry| is_flat(&entry.value))
                    && !entries.iter().any(|entry| matches!(entry.value.value, Value::Map(_)))
        }
        Value::List(items) => !items.iter().any(Node::is_collection),
        _ => true,
    };
    holds_little && column + inline(node).chars().count() <= WIDTH
}

/// A text on its line, or as a block where it has several lines or is long.
fn text_behind_key(text: &str, indent: usize, column: usize) -> String {
    let margin = " ".repeat(indent + 2);
    let is_printable = |text: &str| text.chars().all(|c| c == '\n' || is_plain_char(c));
    let lines_are_trim = text.lines().all(|line| line.trim() == line.trim_start() && !line.ends_with(' '));
    let is_block = is_printable(text) && lines_are_trim && !text.starts_with([' ', '\n']) && !text.ends_with("\n\n");
    if text.contains('\n') && is_block && !text.trim().is_empty() {
        let head = if text.ends_with('\n') { "|" } else { "|-" };
        let lines = text.lines().map(|line| if line.is_empty() { "\n".into() } else { format!("{margin}{line}\n") });
        return format!(" {head}\n{}", lines.collect::<String>());
    }
    let is_foldable = is_block && !text.contains("  ") && text.trim() == text && !text.is_empty();
    if column + text.chars().count() > WIDTH && is_foldable {
        return format!(" >-\n{}", folded(text, &margin));
    }
    format!(" {}\n", scalar(&Node::text(text), false))
}

/// A text over lines that break at its spaces.
fn folded(text: &str, margin: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let long = word.chars().count();
        if width == 0 {
            out.push_str(margin);
        } else if margin.len() + width + 1 + long > WIDTH - 10 {
            out.push('\n');
            out.push_str(margin);
            width = 0;
        } else {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += long;
    }
    out + "\n"
}

fn scalar(node: &Node, in_brackets: bool) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Float(value) => {
            serde_json::Number::from_f64(*value).map_or_else(|| ".nan".to_owned(), |n| n.to_string())
        }
        // What stood without quotes on a line of its own may need them in brackets.
        Value::Text(text) if node.plain && !(in_brackets && has_bracket_sign(text)) => text.to_string(),
        Value::Text(text) if is_safe(text, in_brackets) => text.to_string(),
        Value::Text(text) => quoted(text),
        Value::List(_) | Value::Map(_) => String::new(),
    }
}

fn key(key: &str) -> String {
    // `n` and the like are booleans to YAML 1.1, which readers that know our records do not mind in a key.
    let is_word = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
    if is_word || is_safe(key, true) { key.to_owned() } else { quoted(key) }
}

/// Whether a text reads the same without quotes, to every reader.
fn is_safe(text: &str, in_brackets: bool) -> bool {
    let is_own_text = matches!(resolve(text), Value::Text(_)) && other_reading(text).is_none();
    // It puts quotes around every letter beyond ASCII, which needs none.
    let ascii: String = text.chars().map(|c| if c.is_ascii() { c } else { 'x' }).collect();
    let is_written_plain =
        || serde_yaml::to_string(&ascii).is_ok_and(|written| written.trim_end_matches('\n') == ascii);
    let fits_brackets = !in_brackets || !has_bracket_sign(text);
    is_own_text
        && fits_brackets
        && !matches!(text, "=" | "<<")
        && !text.starts_with(['-', '?', ':', '.', '%', '@', '`'])
        && !text.ends_with(':')
        && text.chars().all(is_plain_char)
        && is_written_plain()
}

fn has_bracket_sign(text: &str) -> bool {
    text.contains([',', '[', ']', '{', '}'])
}

fn is_plain_char(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// A text in double quotes. What does not print is escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_plain_char(c) => out.push(c),
            c => out.push_str(&format!("\\u{:04x}", c as u32)),
        }
    }
    out + "\""
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_acting;
    use crate::yaml::parse;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Node> {
        let text = prop_oneof![
            "[ -~]{0,12}",
            "\\PC{0,20}",
            "[a-z ,:#\\n-]{0,260}",
            "(yes|no|null|~|16:00|9\\.2|2026-01-02|0x1f|1e3|=|<<|- a|a: b|a #b|\\[a|'|\"|[.]5|%a|@a|\\?)",
        ];
        let leaf = prop_oneof![
            // What no record may hold is refused before it is written.
            text.prop_map(|text: String| Node::text(text.replace(is_acting, ""))),
            any::<bool>().prop_map(|value| Node::new(Value::Bool(value))),
            any::<i32>().prop_map(|value| Node::new(Value::Integer(value.into()))),
            (-1.0e6..1.0e6).prop_map(|value: f64| Node::new(Value::Float(value))),
        ];
        leaf.prop_recursive(4, 24, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Node::list),
                proptest::collection::btree_map("[a-z_]{1,8}", inner, 0..6)
                    .prop_map(|map| Node::map(map.iter().map(|(key, value)| (key.as_str(), value.clone())))),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(values in proptest::collection::vec(value(), 1..4)) {
            let text: String = values.iter().enumerate().map(|(n, node)| entry(&format!("k{n}"), node, 0)).collect();
            let parsed = parse(&text);
            prop_assert!(parsed.problems.is_empty(), "{:?}\n{text}", parsed.problems);
            let root = parsed.root.expect("a tree");
            for (n, node) in values.iter().enumerate() {
                let read = root.get(&format!("k{n}")).map(Node::to_json);
                prop_assert_eq!(read, Some(node.to_json()), "{}", &text);
            }
        }
    }

    #[test]
    fn what_another_reader_would_take_for_something_else_has_quotes() {
        for text in ["16:00", "9.2", "no", "2026-01-02", "null", "", " a", "a: b", "#a", "1_000"] {
            assert!(inline(&Node::text(text)).starts_with('"'), "{text}");
        }
        for text in ["A.8.8", "own:ACP-4.2", "p-ciso", "Access review", "https://a.example/b"] {
            assert_eq!(inline(&Node::text(text)), text);
        }
        assert_eq!(entry("due", &Node::word("2026-01-02"), 2), "  due: 2026-01-02\n");
    }

    #[test]
    fn layout_is_that_of_the_records() {
        let approval = Node::map([("by", Node::text("p-ciso")), ("date", Node::word("2026-01-02"))]);
        assert_eq!(entry("approved", &approval, 0), "approved: {by: p-ciso, date: 2026-01-02}\n");
        let item = Node::map([
            ("n", Node::new(Value::Integer(1))),
            ("what", Node::text("Do it")),
            ("owner", Node::text("p-it")),
            ("due", Node::word("2026-01-02")),
            ("status", Node::word("open")),
        ]);
        assert_eq!(
            entry("actions", &Node::list([item]), 0),
            "actions:\n  - n: 1\n    what: Do it\n    owner: p-it\n    due: 2026-01-02\n    status: open\n"
        );
    }
}
