use std::path::Path;

use proptest::prelude::*;
use walkdir::WalkDir;

use super::super::parse::parse_whole;
use super::*;

/// A tree that is read here is the parser's, and the parser has nothing to say of the text.
fn holds(text: &str) -> bool {
    let Some(root) = read(&text.into()) else { return false };
    let whole = parse_whole(text);
    assert_eq!(whole.root.as_ref(), Some(&root), "{text}");
    assert!(whole.problems.is_empty() && !whole.partial, "{:?} of\n{text}", whole.problems);
    true
}

fn texts(below: &str) -> Vec<String> {
    let files = WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(below)).sort_by_file_name();
    let files = files.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect()
}

#[test]
fn records_are_read_as_the_parser_reads_them() {
    let records = texts("sample-isms");
    let count = records.iter().filter(|text| holds(text)).count();
    assert!(count * 3 > records.len(), "most records are written as usual: {count} of {}", records.len());
    for text in texts("tests/yaml").iter().chain(&texts("tests/rules/fixture")) {
        holds(text);
    }
}

#[test]
fn what_is_written_otherwise_is_left_to_the_parser() {
    for text in [
        "",
        "a",
        "a: &x 1\n",
        "a: *x\n",
        "a: !!str 1\n",
        "a: 1\na: 2\n",
        "a: 1\n---\nb: 2\n",
        "a:\n\t- b\n",
        "a: \"x\\ty\"\n",
        "a: one\n  two\n",
        "a:\n",
        "a: {b: 1\n",
        "? a\n",
        "a: 'x''y'\n",
        "- - a\n",
        " a: 1\n",
        "a: b: c\n",
        "a: [b, ]\n",
        "%YAML 1.2\n---\na: 1\n",
        "a: 1\r\n",
        "\u{feff}a: 1\n",
        "a: |\n",
        "a: |2\n  x\n",
        "a: >\n  x\n   y\n",
        "a: x\u{2028}y\n",
        "a:\n  b: 1\n c: 2\n",
        "a: \"x\" y\n",
        "a: 1\n...\n",
    ] {
        assert!(read(&text.into()).is_none(), "{text:?}");
    }
}

#[test]
fn depth_is_limited() {
    assert!(read(&format!("a: {}1{}\n", "[".repeat(20_000), "]".repeat(20_000)).into()).is_none());
    let deep: String = (0..60).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(read(&format!("{deep}{}a: 1\n", " ".repeat(60)).into()).is_none());
}

/// Pieces of YAML, from which a text is put together that may be sound or not.
const PIECES: &[&str] = &[
    "a: ",
    "b:",
    "c-d: ",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    "\n ",
    "x",
    "yes",
    "null",
    "~",
    "12",
    "1.5",
    "2026-01-01",
    "\"q\"",
    "\"q\\n\"",
    "'s'",
    "'s''t'",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    "# c",
    " # c",
    "|",
    ">",
    "|-",
    ">-",
    "|+",
    " ",
    "  ",
    "own:A.1",
    "a b",
    ": ",
    ":",
    "-x",
    "--- ",
    "...",
    "ä",
    "–",
    "?",
    "!",
    "&a ",
    "*a",
    "%",
    "@",
    "\t",
    "(p)",
    "a: b\n",
    "k:\n  - a: 1\n    b: 2\n",
    "t: |\n  one\n\n  two\n",
    "f: >\n  one\n  two\n",
    "m: {a: 1, b: [x, y]}\n",
    "\u{a0}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_that_is_read_is_read_as_the_parser_does(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..14)) {
        holds(&pieces.concat());
    }

    /// A record with a piece put in or cut out anywhere.
    #[test]
    fn a_record_with_a_slip_is_read_as_the_parser_does(
        at in 0..400_usize, cut in 0..6_usize, piece in prop::sample::select(PIECES)
    ) {
        const RECORD: &str = "kind: action # why\nid: CA-1\ntitle: \"It's: so\"\nsource: {type: finding, findings: [F-1, F-2]}\n\
            # a comment\ncause:\n  statement: |\n    One.\n\n      Two.\n  text: >-\n    One\n    two\n\n    three\n  n: 3\n\
            list:\n- a\n- 'b c'\nactions:\n  - n: 1\n    due: 2026-06-30\n    evidence: []\n\n  - n: 2\n    what: x y #z\n    who:\n\
            \x20     - p-it\n      - group:all staff\nlast: true\n";
        assert!(read(&RECORD.into()).is_some());
        let at = at.min(RECORD.len());
        let end = (at + cut).min(RECORD.len());
        holds(&format!("{}{piece}{}", &RECORD[..at], &RECORD[end..]));
    }
}
