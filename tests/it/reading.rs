//! What a person reads who wrote a file that is no good record: one message for one slip, at the right place, in words
//! that need no knowledge of YAML's grammar.
//!
//! Each file in `tests/yaml` has one slip or a few; `tests/yaml/messages.txt` is all that is said about them, to be read
//! aloud when it changes. `TICKMARK_UPDATE=1 cargo test --test it reading::` writes it anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tickmark::snapshot::Document;
use tickmark::span::{Lines, Span};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/yaml")
}

fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder())
        .expect("tests/yaml is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            (name, fs::read(&path).expect("a file"))
        })
        .collect();
    files.extend(generated());
    files.sort();
    files
}

/// What would be too long to keep.
fn generated() -> Vec<(String, Vec<u8>)> {
    let many = |text: &str, times: usize| text.repeat(times).into_bytes();
    vec![
        ("generated: brackets".into(), many("[", 50_000)),
        ("generated: dashes".into(), many("- ", 50_000)),
        ("generated: braces".into(), many("{a: ", 50_000)),
        ("generated: quotes".into(), many("\"", 50_001)),
        ("generated: a long line of text".into(), many("x", 1_000_000)),
        ("generated: a long title".into(), [b"kind: finding\ntitle: ".to_vec(), many("x", 1_000_000)].concat()),
        ("generated: a long key".into(), [many("k", 100_000), b": 1\n".to_vec()].concat()),
        ("generated: nul".into(), vec![0; 10_000]),
    ]
}

/// Characters that nobody sees, as their code.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{a0}'
            | '\u{200b}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{fffd}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => format!("<U+{:04X}>", c as u32),
            c if c.is_control() => format!("<U+{:04X}>", c as u32),
            c => c.to_string(),
        })
        .collect()
}

fn said(bytes: &[u8]) -> String {
    let document = Document::read(bytes);
    let lines = Lines::new(&document.text);
    let mut out = String::new();
    let place = |span: Span| {
        let at = lines.at(span.start);
        let slice = document.text.get(span.range()).expect("a span lies on the characters of the text");
        let line = slice.lines().next().unwrap_or_default();
        let mut shown: String = line.chars().take(40).collect();
        shown = visible(&shown);
        if shown.len() < slice.len() {
            shown.push('…');
        }
        format!("{}:{} «{shown}»", at.line, at.column)
    };
    for problem in document.problems.iter().take(12) {
        let _ = writeln!(out, "  {} {}", place(problem.span), visible(&problem.message));
        for (span, label) in &problem.related {
            let _ = writeln!(out, "      {} {label}", place(*span));
        }
        match &problem.help {
            Some(help) => drop(writeln!(out, "      help: {}", visible(help))),
            None => out.push_str("      no help\n"),
        }
    }
    if document.problems.len() > 12 {
        let _ = writeln!(out, "  and {} more", document.problems.len() - 12);
    }
    if document.problems.is_empty() {
        out.push_str(if document.data.is_some() { "  nothing\n" } else { "  nothing, and no record\n" });
    }
    out
}

#[test]
fn each_slip_gets_its_message() {
    let corpus = corpus();
    let messages: String = corpus.iter().map(|(name, bytes)| format!("{name}\n{}\n", said(bytes))).collect();
    let path = folder().join("messages.txt");
    if std::env::var_os("TICKMARK_UPDATE").is_some() {
        fs::write(&path, &messages).expect("messages.txt can be written");
    }
    let kept = fs::read_to_string(&path).expect("messages.txt is there");
    for (new, old) in messages.split("\n\n").zip(kept.split("\n\n")) {
        assert_eq!(new, old, "TICKMARK_UPDATE=1 cargo test --test it reading::, then read the difference aloud");
    }
    assert_eq!(messages.len(), kept.len());
}

#[test]
fn a_bad_file_is_never_taken_for_a_good_one() {
    for (name, bytes) in corpus() {
        let document = Document::read(&bytes);
        let is_good = document.problems.is_empty() && document.data.is_some();
        assert_eq!(is_good, name.starts_with("ok-"), "{name}");
    }
}

#[test]
fn words_are_those_of_the_house() {
    for (name, bytes) in corpus() {
        for problem in Document::read(&bytes).problems {
            assert!(!problem.message.ends_with('.'), "{name}: {}", problem.message);
            assert!(problem.help.as_deref().is_some_and(|help| !help.is_empty()), "{name}: {}", problem.message);
            for jargon in
                ["flow", "scalar", "token", "simple key", "node", "parser", "mapping", "sequence", "anchor event"]
            {
                assert!(!problem.message.contains(jargon), "{name}: {}", problem.message);
            }
        }
    }
}
