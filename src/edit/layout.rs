//! The canonical layout of a record: keys in the order of the schema at every depth, two spaces a level, sequences below
//! their key, one space in brackets, Unix line ends. Comments stay with what they stand above or behind.

use super::rank;
use crate::record::Kind;
use crate::snapshot::Document;
use crate::span::Span;
use crate::yaml::{Edit, Node, Value, apply, has_brackets, inline};

/// The text of a record in its canonical layout; `None` when it has it, or cannot be read.
pub fn layout(text: &str) -> Option<String> {
    let known = Document::read(text.as_bytes());
    let kind = known.kind?;
    known.root.as_ref()?;
    let mut now = text.to_owned();
    let steps: [fn(&str, &Node, Kind) -> String; 5] = [plain_lines, brackets, indented, ordered, plain_lines];
    for step in steps {
        let document = Document::read(now.as_bytes());
        let Some(root) = &document.root else { break };
        let changed = step(&now, root, kind);
        // A step that would change what the record says is left out: nobody writes every layout there is.
        if says_the_same(&document, &changed) {
            now = changed;
        }
    }
    (now != text).then_some(now)
}

fn says_the_same(document: &Document, text: &str) -> bool {
    let other = Document::read(text.as_bytes());
    let value = |document: &Document| document.root.as_ref().map(Node::to_json);
    other.problems.len() <= document.problems.len() && value(&other) == value(document)
}

/// Unix line ends, no spaces behind lines, no blank lines at the beginning and no two in a row, one newline at the end.
fn plain_lines(text: &str, _: &Node, _: Kind) -> String {
    let mut out = String::with_capacity(text.len());
    let mut was_blank = true;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let line = line.trim_end_matches([' ', '\t', '\r']);
        if line.is_empty() && was_blank {
            continue;
        }
        was_blank = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    format!("{}\n", out.trim_end_matches('\n'))
}

/// One space behind commas and colons in brackets that stand on one line.
fn brackets(text: &str, root: &Node, _: Kind) -> String {
    let mut edits = Vec::new();
    collect_brackets(text, root, &mut edits);
    apply(text, &edits)
}

fn collect_brackets(text: &str, node: &Node, edits: &mut Vec<Edit>) {
    let start = node.span.start as usize;
    let open = text[start..].chars().next();
    if has_brackets(text, node) {
        let close = if open == Some('[') { ']' } else { '}' };
        let inside = node.span.end as usize;
        let end = text[inside..].find(close).map(|at| inside + at + 1);
        let written = end.map(|end| &text[start..end]);
        if let (Some(end), Some(written)) = (end, written.filter(|written| is_simple(written, node))) {
            let new = as_written(text, node);
            if new != written {
                edits.push(Edit { span: Span::new(start, end), text: new });
            }
        }
        return;
    }
    node.items().iter().for_each(|item| collect_brackets(text, item, edits));
    node.entries().iter().for_each(|entry| collect_brackets(text, &entry.value, edits));
}

/// Whether brackets hold nothing but values on one line: no brackets in them, no comment.
fn is_simple(written: &str, node: &Node) -> bool {
    let is_flat = !node.items().iter().any(Node::is_collection)
        && !node.entries().iter().any(|entry| entry.value.is_collection());
    is_flat && !written.contains(['\n', '#'])
}

/// The collection on one line, each value as it is written: quotes are the writer's.
fn as_written(text: &str, node: &Node) -> String {
    let value = |node: &Node| match node.value {
        Value::Null => inline(node),
        _ => text[node.span.range()].to_owned(),
    };
    match &node.value {
        Value::List(items) => format!("[{}]", items.iter().map(value).collect::<Vec<_>>().join(", ")),
        _ => {
            let entry =
                |entry: &crate::yaml::Entry| format!("{}: {}", &text[entry.key_span.range()], value(&entry.value));
            format!("{{{}}}", node.entries().iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Two spaces a level.
fn indented(text: &str, root: &Node, _: Kind) -> String {
    let mut wanted: Vec<(usize, usize)> = Vec::new();
    collect_columns(text, root, 0, &mut wanted);
    wanted.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut shift: isize = 0;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for (number, line) in lines.iter().enumerate() {
        let depth = line.len() - line.trim_start_matches(' ').len();
        let own = |at: usize, depth: usize| {
            let found = wanted.iter().find(|(start, _)| *start == at + depth);
            found.map(|(_, column)| *column as isize - depth as isize)
        };
        let is_comment = line.trim_start().starts_with('#');
        shift = match own(at, depth) {
            Some(shift) => shift,
            // A comment goes with what it stands above.
            None if is_comment => {
                let mut below = at;
                let mut next = None;
                for line in &lines[number..] {
                    let depth = line.len() - line.trim_start_matches(' ').len();
                    if !line.trim_start().starts_with('#') {
                        next = own(below, depth);
                        break;
                    }
                    below += line.len();
                }
                next.unwrap_or(shift)
            }
            None => shift,
        };
        let body = line.trim_start_matches(' ');
        if !body.trim().is_empty() {
            out.push_str(&" ".repeat(depth.saturating_add_signed(shift)));
        }
        out.push_str(body);
        at += line.len();
    }
    out
}

/// The first byte of every key and dash that begins a line, with the column that it should have.
fn collect_columns(text: &str, node: &Node, column: usize, wanted: &mut Vec<(usize, usize)>) {
    if !node.is_collection() || has_brackets(text, node) {
        return;
    }
    for entry in node.entries() {
        wanted.push((entry.key_span.start as usize, column));
        collect_columns(text, &entry.value, column + 2, wanted);
    }
    for item in node.items() {
        let before = text[..item.span.start as usize].trim_end_matches([' ', '\n']);
        if before.ends_with('-') {
            wanted.push((before.len() - 1, column));
        }
        collect_columns(text, item, column + 2, wanted);
    }
}

/// The keys of every mapping in the order of the schema, from the inside out.
fn ordered(text: &str, root: &Node, kind: Kind) -> String {
    let mut now = text.to_owned();
    let mut paths = Vec::new();
    mappings(root, "", &mut paths);
    // The innermost first: what is moved with its mapping is in order by then.
    paths.sort_by_key(|path| std::cmp::Reverse(path.matches('/').count()));
    for path in paths {
        let document = Document::read(now.as_bytes());
        let Some(node) = document.root.as_ref().and_then(|root| root.at(&path)) else { continue };
        if let Some(changed) = ordered_mapping(&now, node, &path, kind).filter(|text| says_the_same(&document, text)) {
            now = changed;
        }
    }
    now
}

fn mappings(node: &Node, path: &str, paths: &mut Vec<String>) {
    if !node.entries().is_empty() {
        paths.push(path.to_owned());
    }
    node.entries().iter().for_each(|entry| mappings(&entry.value, &format!("{path}/{}", entry.key), paths));
    node.items().iter().enumerate().for_each(|(at, item)| mappings(item, &format!("{path}/{at}"), paths));
}

/// The text with the keys of one mapping in order. One whose first key stands behind a dash keeps what stands above keys.
fn ordered_mapping(text: &str, node: &Node, path: &str, kind: Kind) -> Option<String> {
    let entries = node.entries();
    let ranks: Vec<usize> = entries.iter().map(|entry| rank(kind, path, &entry.key)).collect();
    if ranks.is_sorted() || has_brackets(text, node) {
        return None;
    }
    let first = entries.first()?.key_span.start as usize;
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let margin = text[line_start(first)..first].chars().count();
    let shares_line = !text[line_start(first)..first].trim().is_empty();
    let mut starts = vec![first];
    for entry in &entries[1..] {
        starts.push(with_comments(text, line_start(entry.key_span.start as usize)));
    }
    let end = end_of(text, line_start(entries.last()?.key_span.start as usize), margin);
    let ends = starts[1..].iter().copied().chain([end]);
    let mut parts: Vec<(usize, String)> = starts
        .iter()
        .zip(ends)
        .zip(&ranks)
        .map(|((start, end), rank)| {
            let part = if *start == first {
                format!("{}{}", " ".repeat(margin), &text[first..end])
            } else {
                text[*start..end].to_owned()
            };
            (*rank, if part.ends_with('\n') { part } else { part + "\n" })
        })
        .collect();
    parts.sort_by_key(|(rank, _)| *rank);
    let has_comment_above = parts[0].1.trim_start().starts_with('#');
    if shares_line && has_comment_above {
        return None;
    }
    let joined: String = parts.into_iter().map(|(_, part)| part).collect();
    let head = if shares_line { first } else { line_start(first) };
    let body = if shares_line { joined.trim_start_matches(' ') } else { &joined };
    Some(format!("{}{body}{}", &text[..head], &text[end..]))
}

/// Where the comments begin that stand directly above a line.
fn with_comments(text: &str, line: usize) -> usize {
    let mut start = line;
    while let Some(above) = text[..start].strip_suffix('\n') {
        let begin = above.rfind('\n').map_or(0, |newline| newline + 1);
        if !above[begin..].trim_start().starts_with('#') {
            break;
        }
        start = begin;
    }
    start
}

/// Where the lines of the value end whose key is on the line at `start`, in column `margin`.
fn end_of(text: &str, start: usize, margin: usize) -> usize {
    let mut at = start;
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        let depth = line.len() - line.trim_start_matches(' ').len();
        let is_blank = line.trim().is_empty();
        if at > start && !is_blank && depth <= margin {
            break;
        }
        at += line.len();
        if !is_blank {
            end = at;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_gets_its_layout_and_keeps_its_comments() {
        let text = "\u{feff}kind: action\r\nstatus: draft   \r\nid: CA-2026-001\r\ntitle: It # so\r\nowner: p-it\r\n\
                    source: {type: finding,findings: [F-1]}\r\nactions:\r\n- n: 1\r\n  status: open\r\n  # what\r\n  what: >-\r\n    Do it,\r\n    soon\r\n\
                    # how it ends\r\neffectiveness:\r\n      planned_on: 2026-01-02\r\n      criterion: It holds\r\n\r\n\r\n";
        let wanted = "kind: action\nid: CA-2026-001\ntitle: It # so\nstatus: draft\nsource: {type: finding,findings: [F-1]}\nowner: p-it\n\
                      actions:\n  - n: 1\n    # what\n    what: >-\n      Do it,\n      soon\n    status: open\n# how it ends\neffectiveness:\n  \
                      criterion: It holds\n  planned_on: 2026-01-02\n";
        let changed = layout(text).expect("a change");
        assert_eq!(changed, wanted);
        assert_eq!(layout(&changed), None, "what has its layout stays");
    }
}
