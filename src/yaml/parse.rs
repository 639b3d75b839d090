//! Text → tree. The only file that names the parser. What is written as records mostly are is read without it.

use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, Span as ParserSpan, options};

use super::node::{Entry, Node, Value};
use super::{MAX_DEPTH, Problem, Text, characters, explain, scalar, tabs, unclosed};
use crate::hash::HashMap;
use crate::span::Span;
use crate::text::is_acting;

/// What came of a text.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The tree; `None` when the text is empty or is no YAML.
    pub root: Option<Node>,
    /// What is wrong with the text as plain YAML, in the order of the text.
    pub problems: Vec<Problem>,
    /// Whether the tree lacks something that the text has (an alias, a part nested too deep, what follows an error), so
    /// that holding it against a schema would only raise errors which follow from the first one.
    pub partial: bool,
}

/// Parses a text by the parser, which reads all that YAML allows.
pub(super) fn parse_whole(text: &str) -> Parsed {
    let mut builder = Builder { text, ..Builder::default() };
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    builder.base = text.len() - body.len();
    let options = options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: 200,
        block_nesting_limit: 200,
    };
    for next in Parser::new_from_str_with_options(body, options) {
        match next {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0) + builder.base;
                builder.syntax_error(at, matches!(error.kind(), ErrorKind::RecursionLimitExceeded));
                break;
            }
        }
        if builder.stop {
            break;
        }
    }
    builder.finish()
}

#[derive(Default)]
struct Builder<'a> {
    text: &'a str,
    /// Bytes before the text that the parser sees: the byte-order mark.
    base: usize,
    open: Vec<Open>,
    /// Up to where the text is understood.
    read: usize,
    /// Where the texts are that stand in quotes or in a block.
    texts: Vec<Range<usize>>,
    /// How many collections below the depth limit are open; they are not built.
    too_deep: usize,
    documents: usize,
    root: Option<Node>,
    problems: Vec<Problem>,
    partial: bool,
    stop: bool,
    /// One message about each of these is enough: whoever uses them uses them often.
    has_anchor: bool,
    has_alias: bool,
}

enum Open {
    List {
        start: usize,
        items: Vec<Node>,
    },
    Map {
        start: usize,
        entries: Vec<Entry>,
        key: Option<(Text, Span)>,
        known: HashMap<Text, Span>,
        /// Which of the problems are about a key that is there twice, each with the key.
        twice: Vec<(usize, Text)>,
    },
}

impl Open {
    fn start(&self) -> usize {
        match self {
            Open::List { start, .. } | Open::Map { start, .. } => *start,
        }
    }
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: ParserSpan) {
        let place = self.span(&span);
        self.read = self.read.max(place.end as usize);
        match event {
            Event::DocumentStart(..) => self.document(place),
            Event::Anchor(_, name) if !self.has_anchor => {
                self.has_anchor = true;
                self.problem(
                    Problem::new(place, format!("the anchor `&{name}` has no place in a record")).help(
                        "remove it, for not every reader follows anchors; text that begins with `&` needs quotes",
                    ),
                );
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(place),
            Event::Scalar(text, style, _, tag) => {
                if tag.is_some() {
                    self.tag(&span);
                }
                self.scalar(&text, style, tag.is_some(), place);
            }
            Event::SequenceStart(_, _, tag) => {
                if tag.is_some() {
                    self.tag(&span);
                    self.partial = true;
                }
                self.open(place, Open::List { start: place.start as usize, items: Vec::new() });
            }
            Event::MappingStart(_, _, tag) => {
                if tag.is_some() {
                    self.tag(&span);
                    self.partial = true;
                }
                self.open(
                    place,
                    Open::Map {
                        start: place.start as usize,
                        entries: Vec::new(),
                        key: None,
                        known: HashMap::default(),
                        twice: Vec::new(),
                    },
                );
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            _ => {}
        }
    }

    fn document(&mut self, place: Span) {
        self.documents += 1;
        if self.documents == 2 {
            self.problem(
                Problem::new(place, "a second document begins here, and a file holds one record")
                    .help("move what follows `---` into a file of its own"),
            );
            self.stop = true;
        } else if let Some(place) = explain::directive(self.text, self.base..place.start as usize) {
            self.problem(Problem::new(place, "a line that begins with `%` has no place in a record").help("remove it"));
        }
    }

    fn alias(&mut self, place: Span) {
        self.partial = true;
        let is_merged = matches!(self.open.last(), Some(Open::Map { key: Some((key, _)), .. }) if &**key == "<<");
        if !is_merged && !std::mem::replace(&mut self.has_alias, true) {
            self.problem(
                Problem::new(place, "an alias (`*`) has no place in a record")
                    .help("write the value out where it is read; text that begins with `*` needs quotes"),
            );
        }
        self.put(Node { span: place, value: Value::Null, plain: false });
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, has_tag: bool, place: Span) {
        if style == ScalarStyle::DoubleQuoted && text.chars().any(is_acting) {
            let source = self.text.get(place.range()).unwrap_or_default();
            self.problems.extend(characters::coded(source, place.start as usize));
        }
        let plain = style == ScalarStyle::Plain;
        if !plain {
            self.texts.push(place.range());
        }
        if matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted)
            && let Some(problem) = unclosed::quote(self.text, place.range())
        {
            // What follows is read inside out.
            (self.partial, self.stop) = (true, true);
            return self.problem(problem);
        }
        let is_key = self.expects_key();
        let value = match plain && !has_tag && !is_key {
            true => scalar::resolve(text),
            false => Value::Text(text.into()),
        };
        self.put(Node { span: self.scalar_span(place, style), value, plain });
    }

    fn span(&self, span: &ParserSpan) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span::new(range.start + self.base, range.end + self.base)
    }

    /// A block scalar's span reaches over its lines; the place to show is the first of them.
    fn scalar_span(&self, place: Span, style: ScalarStyle) -> Span {
        let text = self.text.get(place.range()).unwrap_or_default();
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                Span::new(place.start as usize, place.start as usize + text.lines().next().map_or(0, str::len))
            }
            _ => Span::new(place.start as usize, place.start as usize + text.trim_end().len()),
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn tag(&mut self, span: &ParserSpan) {
        let place = span.tag_span().map_or_else(|| self.span(span), |tag| self.span(&tag));
        let name = self.text.get(place.range()).unwrap_or("!").to_owned();
        self.problem(
            Problem::new(place, format!("the tag `{name}` has no place in a record"))
                .help("remove it; text that begins with `!` needs quotes, and quotes make any value text"),
        );
    }

    fn expects_key(&self) -> bool {
        self.too_deep == 0 && matches!(self.open.last(), Some(Open::Map { key: None, .. }))
    }

    fn open(&mut self, place: Span, open: Open) {
        if self.too_deep > 0 || self.open.len() >= MAX_DEPTH {
            if self.too_deep == 0 {
                self.problem(explain::too_deep(place));
                self.partial = true;
            }
            self.too_deep += 1;
            return;
        }
        if self.expects_key() {
            self.problem(
                Problem::new(place, "a list or a group of keys cannot be a key")
                    .help("write the key as text, and put quotes around text that begins with `[` or `{`"),
            );
            self.partial = true;
        }
        self.open.push(open);
    }

    fn close(&mut self, place: Span) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            if self.too_deep == 0 {
                self.put(Node { span: place, value: Value::Null, plain: false });
            }
            return;
        }
        let Some(open) = self.open.pop() else { return };
        let node = match open {
            Open::List { start, mut items } => {
                items.shrink_to_fit();
                let end = items.last().map_or(place.end as usize, |item| item.span.end as usize);
                Node { span: Span::new(start, end.max(start)), value: Value::List(items), plain: false }
            }
            Open::Map { start, mut entries, twice, .. } => {
                self.dash_missing(&entries, &twice);
                entries.shrink_to_fit();
                let end = entries.last().map_or(place.end as usize, |entry| entry.value.span.end as usize);
                Node { span: Span::new(start, end.max(start)), value: Value::Map(entries), plain: false }
            }
        };
        self.put(node);
    }

    /// Several keys of a list's entry that are there twice, from its first one on, are another entry without its dash.
    fn dash_missing(&mut self, entries: &[Entry], twice: &[(usize, Text)]) {
        let (Some(Open::List { .. }), Some(first), [(problem, key), _, ..]) =
            (self.open.last(), entries.first(), twice)
        else {
            return;
        };
        if first.key == *key && twice.iter().all(|(problem, _)| *problem < self.problems.len()) {
            self.problems[*problem].help =
                Some(format!("a dash is probably missing before it: `- {key}: …` begins the next entry of the list"));
            for (other, _) in twice[1..].iter().rev() {
                self.problems.remove(*other);
            }
        }
    }

    fn put(&mut self, node: Node) {
        if self.too_deep > 0 {
            return;
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { key, .. }) => match key.take() {
                None => {
                    let text = match node.value {
                        Value::Text(text) => text,
                        _ => "".into(),
                    };
                    *key = Some((text, node.span));
                }
                Some((key, key_span)) => self.entry(key, key_span, node),
            },
        }
    }

    fn entry(&mut self, key: Text, key_span: Span, value: Node) {
        let Some(Open::Map { entries, known, twice, .. }) = self.open.last_mut() else { return };
        let first = known.get(&key).copied();
        match first {
            Some(first) => {
                twice.push((self.problems.len(), key.clone()));
                self.problem(
                    Problem::new(key_span, format!("the key `{key}` stands here a second time"))
                        .related(first, "first here")
                        .help("keep one of the two; readers differ on which one counts"),
                );
            }
            None if key.starts_with(|c: char| c.is_whitespace()) => {
                let c = key.chars().next().unwrap_or('\u{a0}');
                self.problem(explain::no_space(c, key_span.start as usize));
                self.partial = true;
            }
            None if &*key == "<<" => {
                self.problem(
                    Problem::new(key_span, "a merge key (`<<`) has no place in a record")
                        .help("write the fields out, so that they stand where they are read"),
                );
                self.partial = true;
            }
            None => {
                known.insert(key.clone(), key_span);
                entries.push(Entry { key, key_span, value });
            }
        }
    }

    fn syntax_error(&mut self, at: usize, is_too_deep: bool) {
        self.partial = true;
        if let Some(conflict) = explain::conflict(self.text) {
            return self.problem(conflict);
        }
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        // Text that begins with `*`, `&` or `!` has been reported as what it looks like.
        let line_start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        if self.too_deep > 0 || self.problems.iter().any(|problem| problem.span.start as usize >= line_start) {
            return;
        }
        if is_too_deep {
            return self.problem(explain::too_deep(Span::new(at, at)));
        }
        let is_bracket = |start: &usize| self.text[*start..].starts_with(['[', '{']);
        let mut brackets = self.open.iter().map(Open::start).filter(is_bracket);
        let outermost = brackets.next();
        let opened = brackets.next_back().or(outermost);
        self.problem(explain::syntax(self.text, outermost.unwrap_or(self.read), at, opened));
    }

    fn finish(mut self) -> Parsed {
        if self.root.is_none() && !self.partial && self.problems.is_empty() {
            self.problem(
                Problem::new(Span::new(0, 0), "the file is empty")
                    .help("write a record into it, or delete the file (a deleted record is reported by its history)"),
            );
        }
        if self.partial && !self.open.is_empty() {
            self.root = self.salvage();
        }
        if !self.partial {
            self.problems.extend(tabs::first(self.text, &self.texts));
        }
        characters::add_raw(self.text, &mut self.problems);
        self.problems.sort_by_key(|problem| problem.span);
        Parsed { root: self.root, problems: self.problems, partial: self.partial }
    }

    /// What had been read of the outermost mapping when an error stopped the parser: enough to know kind and id.
    fn salvage(&mut self) -> Option<Node> {
        match self.open.drain(..).next()? {
            Open::Map { start, entries, .. } => {
                let end = entries.last().map_or(start, |entry| entry.value.span.end as usize);
                Some(Node { span: Span::new(start, end), value: Value::Map(entries), plain: false })
            }
            Open::List { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
