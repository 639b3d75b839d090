//! Editing by command: one value changes, and every other byte stays.

use crate::support::history::FINDING;
use crate::support::{DAY, Place, Run, run};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tickmark::edit::rank;
use tickmark::record::Kind;
use tickmark::schema::{Shape, What, shape};
use tickmark::snapshot::Document;
use tickmark::yaml::{Node, To, Value, change};

/// A record as somebody may have written it: comments, Windows' line ends, spaces behind, no last newline.
fn as_written(text: &str, style: u8) -> String {
    let text = if style & 32 == 32 { flush(text) } else { text.to_owned() };
    let mut out = String::new();
    for (number, line) in text.lines().enumerate() {
        let is_open = line.ends_with([':', '|', '-', '>']);
        let is_key = line.split_once(": ").is_some_and(|(key, value)| {
            key.trim_start_matches([' ', '-']).bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                && !value.starts_with(['|', '>', '"', '\''])
                && value.ends_with(|c: char| c.is_ascii_alphanumeric())
        });
        if style & 1 == 1 && number % 3 == 1 && !line.starts_with(' ') {
            out.push_str("# what follows matters\n");
        }
        out.push_str(line);
        if style & 2 == 2 && is_key && !is_open && !line.contains('#') && style & 16 == 16 {
            out.push_str("   # said so on the phone");
        }
        out.push('\n');
    }
    if style & 4 == 4 {
        out = out.replace('\n', "\r\n");
    }
    match style & 8 == 8 {
        true => out.trim_end().to_owned(),
        false => out,
    }
}

/// The sequences at the top of a record in the column of their key.
fn flush(text: &str) -> String {
    let mut out = String::new();
    let mut is_within = false;
    let mut before = "";
    for line in text.lines() {
        is_within = line.starts_with("  ") && (is_within || before.ends_with(':') && line.starts_with("  - "));
        out.push_str(if is_within { &line[2..] } else { line });
        out.push('\n');
        before = line;
    }
    out
}

/// The paths of all scalars of a record, each with its shape and the bytes where it stands.
fn scalars(kind: Kind, root: &Node) -> Vec<(String, What, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut keep = |path: &str, shape: &Shape, node: &Node| {
        if !node.is_collection() {
            found.push((path.to_owned(), shape.what.clone(), node.span.range()));
        }
    };
    shape(kind).visit(root, "", &mut keep);
    found
}

fn new_value(what: &What, seed: u64) -> Node {
    match what {
        What::Date => Node::word(format!("2026-0{}-1{}", seed % 9 + 1, seed % 7)),
        What::Word(words) => Node::word(&words[seed as usize % words.len()]),
        What::Integer => Node::new(Value::Integer(seed as i64 % 1000)),
        What::Number => Node::new(Value::Integer(seed as i64 % 50)),
        What::Bool => Node::new(Value::Bool(seed.is_multiple_of(2))),
        _ => Node::text(["p-new", "9.2", "Another: one", "a, [b] and {c}", "no", "It's \"so\""][seed as usize % 6]),
    }
}

/// One record in one style, edited at one place of its scalars, at one absent field, and at the end of one list.
fn check(text: &str, style: u8, seed: u64) -> Result<(), TestCaseError> {
    let text = as_written(text, style);
    let document = Document::read(text.as_bytes());
    let (Some(root), Some(kind)) = (&document.root, document.kind) else { return Err(TestCaseError::fail(text)) };
    let order = |parent: &str, key: &str| rank(kind, parent, key);
    let all = scalars(kind, root);
    let (path, what, range) = &all[seed as usize % all.len()];
    let head = text[..range.start].trim_end().rsplit('\n').next().unwrap_or_default();
    let is_block = head.ends_with(['|', '>'])
        || head.ends_with("|-")
        || head.ends_with(">-")
        || text[range.clone()].contains('\n');
    let start = if is_block { text[..range.start].trim_end().len() - 2 } else { range.start };
    let changed = change(&text, path, &To::Value(new_value(what, seed)), &order)
        .map_err(|error| TestCaseError::fail(format!("{path}: {error}\n{text}")))?;
    prop_assert!(changed.starts_with(&text[..start]), "{path}\n{changed}");
    if !is_block {
        prop_assert!(changed.ends_with(&text[range.end..]), "{path}\n{text}\n=>\n{changed}");
    }
    let What::Object(fields) = &shape(kind).what else { return Ok(()) };
    let absent: Vec<&String> = fields.keys().filter(|key| root.get(key).is_none()).collect();
    if let Some(key) = absent.get(seed as usize % absent.len().max(1)) {
        let value = Node::map([("by", Node::text("p-a")), ("note", Node::text(format!("{seed} times, \"so\"")))]);
        let path = format!("/{key}");
        let longer = change(&text, &path, &To::Value(value), &order)
            .map_err(|error| TestCaseError::fail(format!("{path}: {error}\n{text}")))?;
        let back = change(&longer, &path, &To::Nothing, &order)
            .map_err(|error| TestCaseError::fail(format!("{path}: {error}\n{longer}")))?;
        prop_assert_eq!(back.trim_end(), text.trim_end(), "{} was added and taken away\n{}", path, longer);
    }
    let lists: Vec<&str> = root.entries().iter().filter(|e| !e.value.items().is_empty()).map(|e| &*e.key).collect();
    if let Some(list) = lists.get(seed as usize % lists.len().max(1)) {
        let last = root.get(list).map_or(0, |node| node.items().len());
        let path = format!("/{list}");
        let item = Node::map([("n", Node::new(Value::Integer(9))), ("what", Node::text("Something: more"))]);
        let longer = change(&text, &path, &To::With(item), &order)
            .map_err(|error| TestCaseError::fail(format!("{path}: {error}\n{text}")))?;
        let back = change(&longer, &format!("{path}/{last}"), &To::Nothing, &order)
            .map_err(|error| TestCaseError::fail(format!("{path}: {error}\n{longer}")))?;
        prop_assert_eq!(back.trim_end(), text.trim_end(), "{} grew and shrank\n{}", path, longer);
    }
    Ok(())
}

#[test]
fn an_edit_of_any_of_a_thousand_records_leaves_every_other_byte() {
    let files = crate::generate::isms(560);
    let texts: Vec<&String> = files.iter().filter(|(path, _)| path.ends_with(".yaml")).map(|(_, text)| text).collect();
    assert!(texts.len() >= 1000, "{}", texts.len());
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    for text in &texts {
        let (style, seed) = (0..64u8, any::<u64>());
        let tree = (style, seed).new_tree(&mut runner).expect("a case");
        let (style, seed) = proptest::strategy::ValueTree::current(&tree);
        if let Err(error) = check(text, style, seed) {
            panic!("style {style}, seed {seed}: {error}");
        }
    }
}

fn place() -> Place {
    let place = Place::new();
    place.fixture_repository("r");
    place
}

fn tickmark(place: &Place, arguments: &[&str]) -> Run {
    let mut command = place.tickmark("r");
    command.args(arguments).args(["--on", DAY]);
    run(&mut command, &[0, 1, 2])
}

#[test]
fn a_dry_run_shows_the_diff_and_writes_nothing() {
    let place = place();
    let run = tickmark(&place, &["set", "CA-2026-001", "title", "Another title", "--dry-run"]);
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(run.out.contains("+title: Another title"), "{}", run.out);
    assert_eq!(place.git("r", &["status", "--porcelain"]), "");
    let again = tickmark(&place, &["set", "CA-2026-001", "title", "Another title"]);
    assert_eq!(again.code, 0, "{again:#?}");
    assert_eq!(place.git("r", &["diff", "--numstat"]), "1\t1\tactions/2026/CA-2026-001.yaml");
}

#[test]
fn a_layout_is_reached_at_once_and_says_the_same() {
    let files = crate::generate::isms(120);
    let (mut read, mut laid_out) = (0, 0);
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".yaml")) {
        read += 1;
        for style in [0, 3, 7, 19, 31, 32, 51, 63] {
            let text = as_written(text, style);
            let value = |text: &str| Document::read(text.as_bytes()).root.as_ref().map(Node::to_json);
            let Some(once) = tickmark::edit::layout(&text) else { continue };
            laid_out += 1;
            assert_eq!(value(&once), value(&text), "{path}\n{text}\n=>\n{once}");
            assert_eq!(tickmark::edit::layout(&once), None, "{path}\n{text}\n=>\n{once}");
            let comments = |text: &str| text.matches('#').count();
            assert_eq!(comments(&once), comments(&text), "{path}\n{text}\n=>\n{once}");
        }
    }
    assert!(laid_out > read, "{laid_out} of {read}");
}

#[test]
fn the_sample_has_its_layout() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-isms");
    for entry in walkdir::WalkDir::new(&sample) {
        let path = entry.expect("an entry").into_path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let text = std::fs::read_to_string(&path).expect("a text");
            assert_eq!(tickmark::edit::layout(&text), None, "{}", path.display());
        }
    }
}

#[test]
fn a_sequence_in_the_column_of_its_key_is_changed_as_any_other() {
    let text = "kind: person\nid: p-z\nname: X\nposition: Cook\nemployment: employee\ncompetence:\n- {type: training, title: A, date: 2026-01-01}\n# end";
    let order = |parent: &str, key: &str| rank(Kind::Person, parent, key);
    let item =
        Node::map([("type", Node::word("cpd")), ("title", Node::text("B, c")), ("date", Node::word("2026-02-02"))]);
    let longer = change(text, "/competence", &To::With(item), &order).expect("a change");
    let wanted = text.replace("# end", "- {type: cpd, title: \"B, c\", date: 2026-02-02}\n# end");
    assert_eq!(longer, wanted);
    assert_eq!(change(&longer, "/competence/1", &To::Nothing, &order).as_deref(), Ok(text));
    let other = change(text, "/competence/0/title", &To::Value(Node::text("C")), &order).expect("a change");
    assert_eq!(other, text.replace("title: A", "title: C"));
    let laid_out = tickmark::edit::layout(text).expect("a layout");
    assert!(laid_out.contains("competence:\n  - {type: training, title: A, date: 2026-01-01}\n"), "{laid_out}");
}

fn sample() -> Place {
    let place = Place::new();
    tickmark::demo::write(&place.path("r")).expect("the sample");
    place
}

fn step(place: &Place, arguments: &[&str]) -> Run {
    run(place.tickmark("r").args(arguments).args(["--on", "2026-11-02"]), &[0, 1, 2])
}

/// What a step recorded that was taken back is not what the next one records.
#[test]
fn a_step_that_is_taken_again_records_who_took_it_now() {
    let place = sample();
    let path = "r/actions/2026/CA-2026-006.yaml";
    assert!(place.read(path).contains("checked_by: p-analyst"));
    let again = ["move", "CA-2026-006", "implemented", "--by", "p-support", "--reason", "Looked at too early"];
    assert_eq!(step(&place, &again).code, 2, "nobody agreed");
    assert_eq!(step(&place, &[&again[..], &["--approved-by", "p-support"]].concat()).code, 2, "nobody who may agree");
    assert_eq!(step(&place, &[&again[..], &["--approved-by", "p-quality"]].concat()).code, 0);
    assert!(!place.read(path).contains("checked_by: p-analyst"), "who checked it is taken away with the step");
    assert_eq!(step(&place, &["move", "CA-2026-006", "effective", "--by", "p-controller"]).code, 0);
    let text = place.read(path);
    assert!(text.contains("checked_by: p-controller") && !text.contains("checked_by: p-analyst"), "{text}");
    // Who may agree does so by doing it.
    let open = ["move", "F-2026-004", "open", "--by", "p-quality", "--reason", "It came back"];
    assert_eq!(step(&place, &open).code, 0);
    let closed = ["move", "F-2026-004", "closed", "--by", "p-quality", "--reason", "It is good now"];
    assert_eq!(step(&place, &closed).code, 0);
    let text = place.read("r/findings/2026/F-2026-004.yaml");
    assert!(text.contains("basis: It is good now") && text.contains("by: p-quality"), "{text}");
    // The ground is a field as any other.
    assert_eq!(step(&place, &open).code, 0);
    let closed = ["move", "F-2026-004", "closed", "--by", "p-quality", "--set", "closed/basis=Looked at twice"];
    assert_eq!(step(&place, &closed).code, 0);
    let text = place.read("r/findings/2026/F-2026-004.yaml");
    assert!(text.contains("basis: Looked at twice") && text.contains("by: p-quality"), "{text}");
}

#[test]
fn an_item_that_was_done_by_mistake_is_open_again_with_all_that_went_by_it() {
    let place = sample();
    let path = "r/actions/2026/CA-2026-005.yaml";
    // The last open item that is late: it takes its action along, and hides that it is late.
    place.replace(
        path,
        "    due: 2026-11-20\n    status: open\n",
        "    due: 2026-11-20\n    status: cancelled\n    status_reason: Part of item 1\n",
    );
    place.git("r", &["commit", "--quiet", "-am", "Less to do"]);
    let done = ["done", "CA-2026-005/1", "--evidence", "https://x.example/job", "--by", "p-legal"];
    assert_eq!(step(&place, &done).code, 0);
    let text = place.read(path);
    assert!(text.contains("status: implemented\n") && text.contains("done_on: 2026-11-02\n"), "{text}");
    let back = ["move", "CA-2026-005/1", "open", "--by", "p-legal", "--reason", "Another item was meant"];
    let run = step(&place, &back);
    assert!(run.code == 0 && run.err.contains("error[action-overdue]"), "it is said, and hinders nobody: {run:#?}");
    assert!(run.out.contains("`tickmark set CA-2026-005/1 evidence --remove`"), "{run:#?}");
    assert_eq!(step(&place, &["set", "CA-2026-005/1", "evidence", "--remove", "--by", "p-legal"]).code, 0);
    let text = place.read(path);
    assert!(text.contains("status: accepted\n") && !text.contains("done_on: 2026-11-02\n"), "{text}");
    assert!(
        place.read("r/findings/2026/F-2026-008.yaml").contains("status: planned\n"),
        "the finding goes by its action"
    );
}

#[test]
fn a_finding_is_merged_into_one_that_stands_with_somebody_who_agrees() {
    let finding = |place: &Place, id: &str, grade: &str| {
        let place_of = |id: &str| format!("r/findings/2026/{id}.yaml");
        let text = place.read(FINDING).replace("F-2026-001", id).replace("grade: minor", &format!("grade: {grade}"));
        place.write(&place_of(id), text.replace("status: planned", "status: open"));
    };
    let place = crate::support::history::begin_with(|place| {
        finding(place, "F-2026-002", "observation");
        finding(place, "F-2026-003", "minor");
    });
    let merge = |more: &[&str]| {
        let own =
            ["move", "F-2026-001", "superseded", "--by", "p-it", "--reason", "They are one", "--on", "2026-06-02"];
        run(place.tickmark("r").args(own).args(more).arg("--dry-run"), &[0, 1, 2])
    };
    let nothing = merge(&[]);
    assert!(nothing.code == 2 && nothing.err.contains("--set related=F-"), "{nothing:#?}");
    let milder = ["--set", "related=F-2026-002"];
    let refused = merge(&milder);
    assert!(
        refused.code == 2 && refused.err.contains("--approved-by") && refused.err.contains("p-aud"),
        "{refused:#?}"
    );
    let own = merge(&[&milder[..], &["--approved-by", "p-it"]].concat());
    assert!(own.code == 2 && own.err.contains("p-it may not agree"), "{own:#?}");
    let agreed = merge(&[&milder[..], &["--approved-by", "p-manager"]].concat());
    assert!(agreed.out.contains("field: status") && agreed.out.contains("approved_by: p-manager"), "{agreed:#?}");
    // What weighs as much takes its place without a word.
    let alike = merge(&["--set", "related=F-2026-003"]);
    assert!(alike.code != 2 && !alike.out.contains("changes:"), "{alike:#?}");
}

#[test]
fn evidence_of_a_decision_is_not_thrown_away() {
    let place = sample();
    let refused = step(&place, &["done", "MR-2026-H1/D2", "--evidence", "E-2026-001"]);
    assert!(refused.code == 2 && refused.err.contains("cites no evidence"), "{refused:#?}");
    assert!(place.read("r/reviews/MR-2026-H1.yaml").contains("status: open"));
}

#[test]
fn what_was_agreed_is_cancelled_or_put_off_with_somebody_who_agrees() {
    let place = sample();
    let path = "r/actions/2026/CA-2026-003.yaml";
    let cancel = ["move", "CA-2026-003/2", "cancelled", "--by", "p-platform", "--reason", "Replaced by another one"];
    let refused = step(&place, &cancel);
    assert!(refused.code == 2 && refused.err.contains("--approved-by"), "{refused:#?}");
    let own = step(&place, &[&cancel[..], &["--approved-by", "p-platform"]].concat());
    assert!(own.code == 2 && own.err.contains("p-platform may not agree"), "{own:#?}");
    // Who has left is not named, unless nobody else is.
    assert!(refused.err.contains("p-cfo"), "{refused:#?}");
    let (cfo, text) = ("r/people/p-cfo.yaml", place.read("r/people/p-cfo.yaml"));
    place.write(cfo, format!("{text}to: 2026-11-01\n"));
    let left = step(&place, &cancel);
    assert!(left.err.contains("p-quality") && !left.err.contains("p-cfo"), "{left:#?}");
    place.write(cfo, text);
    assert_eq!(step(&place, &[&cancel[..], &["--approved-by", "p-quality"]].concat()).code, 0);
    assert!(place.read(path).contains("field: actions/2/status"), "{}", place.read(path));
    // What is in a report that is issued, and minutes that are approved, do not go back.
    for back in [["move", "F-2026-012", "draft"], ["move", "MR-2026-H1", "held"]] {
        let refused = step(&place, &[&back[..], &["--by", "p-quality", "--reason", "Think again"]].concat());
        assert!(refused.code == 2 && refused.err.contains("does not go back"), "{refused:#?}");
    }
}

#[test]
fn a_finding_that_is_planned_goes_back_with_the_comment_of_who_contests_it() {
    let place = sample();
    place.repository("r");
    place.commit_on("r", "2026-11-01", "Begin");
    let contest =
        |finding: &str, by: &str| step(&place, &["contest", finding, "--comment", "It was logged", "--by", by]);
    let planned = contest("F-2026-005", "p-platform");
    assert_eq!(planned.code, 0, "{planned:#?}");
    let text = place.read("r/findings/2026/F-2026-005.yaml");
    for words in ["status: contested", "from: planned", "reason: It was logged", "comment: It was logged"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // What is closed is opened again first, in the words that are said.
    let closed = contest("F-2025-001", "p-platform");
    let advice = "tickmark move F-2025-001 open --reason TEXT --approved-by PERSON";
    assert!(closed.code == 2 && closed.err.contains(advice) && closed.err.contains("committed"), "{closed:#?}");
    let open = ["move", "F-2025-001", "open", "--reason", "It is disputed", "--approved-by", "p-quality"];
    let opened = step(&place, &[&open[..], &["--by", "p-platform"]].concat());
    assert_eq!(opened.code, 0, "{opened:#?}");
    place.commit_on("r", "2026-11-02", "Open it again");
    let contested = contest("F-2025-001", "p-platform");
    assert_eq!(contested.code, 0, "{contested:#?}");
}

#[test]
fn a_plan_is_given_up_in_one_step_and_its_finding_is_open_again() {
    let place = sample();
    place.repository("r");
    place.commit_on("r", "2026-11-01", "Begin");
    let cancel = ["move", "CA-2026-003", "cancelled", "--by", "p-platform", "--reason", "Another way was found"];
    let agreed = [&cancel[..], &["--approved-by", "p-quality"]].concat();
    // The audit was closed with this plan.
    let refused = step(&place, &agreed);
    assert!(refused.code == 1 && refused.out.contains("take it back to that with `tickmark move`"), "{refused:#?}");
    let back = ["move", "IA-2026-02", "issued", "--by", "p-quality", "--reason", "A plan is given up"];
    assert_eq!(step(&place, &back).code, 0);
    let cancelled = step(&place, &agreed);
    assert!(cancelled.code == 0 && cancelled.out.contains("F-2026-005 is now open"), "{cancelled:#?}");
    let since = ["lint", "--new-since", "HEAD", "--as-of", "2026-11-02"];
    run(place.tickmark("r").args(since), &[0]);
    // Where the plan was taken back before, it is held against what was accepted all the same.
    place.git("r", &["checkout", "--quiet", "."]);
    assert_eq!(step(&place, &back).code, 0);
    let taken_back = ["move", "CA-2026-003", "proposed", "--by", "p-platform", "--reason", "It does not work"];
    assert_eq!(step(&place, &[&taken_back[..], &["--approved-by", "p-quality"]].concat()).code, 0);
    let alone = step(&place, &cancel);
    assert!(alone.code == 2 && alone.err.contains("--approved-by"), "{alone:#?}");
    assert_eq!(step(&place, &agreed).code, 0);
    let text = place.read("r/actions/2026/CA-2026-003.yaml");
    assert!(text.contains("from: proposed\n    to: cancelled") && text.contains("status_reason"), "{text}");
    run(place.tickmark("r").args(since), &[0]);
}

#[test]
fn who_may_agree_to_a_change_does_so_by_making_it() {
    let place = sample();
    place.repository("r");
    place.commit_on("r", "2026-11-01", "Begin");
    let grade = ["set", "F-2026-005", "grade", "observation", "--reason", "It was one case"];
    let other = step(&place, &[&grade[..], &["--by", "p-platform"]].concat());
    assert!(other.code == 1 && other.out.contains("nobody agreed to it"), "{other:#?}");
    let own = step(&place, &[&grade[..], &["--by", "p-quality"]].concat());
    assert_eq!(own.code, 0, "{own:#?}");
    assert!(place.read("r/findings/2026/F-2026-005.yaml").contains("approved_by: p-quality"));
}

#[test]
fn one_more_way_to_look_at_something_needs_no_reason_once_the_work_has_begun() {
    let place = sample();
    place.repository("r");
    place.commit_on("r", "2026-11-01", "Begin");
    let add = |audit: &str, more: &[&str]| {
        step(&place, &[&["set", audit, "methods", "sampling", "--by", "p-data-engineer"], more].concat())
    };
    let added = add("SA-2026-01", &["--add"]);
    assert_eq!(added.code, 0, "{added:#?}");
    assert!(!place.read("r/audits/SA-2026-01/audit.yaml").contains("changes:"));
    run(place.tickmark("r").args(["lint", "--new-since", "HEAD", "--as-of", "2026-11-02"]), &[0]);
    // One less is another plan.
    let fewer = add("SA-2026-01", &[]);
    assert!(fewer.code == 2 && fewer.err.contains("needs a reason"), "{fewer:#?}");
    let announced = add("IA-2026-05", &[]);
    assert!(announced.code == 2 && announced.err.contains("needs a reason"), "{announced:#?}");
}
