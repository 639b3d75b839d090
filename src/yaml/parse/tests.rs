use super::super::parse;
use super::*;

fn messages(text: &str) -> Vec<String> {
    parse(text).problems.into_iter().map(|problem| problem.message).collect()
}

#[test]
fn every_key_and_value_has_its_place() {
    let text = "\u{feff}kind: finding\ncriteria:\n  - A.8.8\n  - \"9.2\"\nnotes: |\n  one\n  two\n";
    let root = parse(text).root.expect("a tree");
    let slice = |path: &str| &text[root.at(path).expect("a node").span.range()];
    assert_eq!(slice("/kind"), "finding");
    assert_eq!(slice("/criteria/1"), "\"9.2\"");
    assert_eq!(slice("/notes"), "one");
    assert_eq!(&text[root.place("/criteria").range()], "criteria");
    assert_eq!(&text[root.place("/criteria/7").range()], "criteria");
    assert_eq!(&text[root.place("/absent").range()], "kind");
}

#[test]
fn what_is_not_plain_yaml_is_refused_with_its_place() {
    assert_eq!(messages("a: &x 1\nb: *x\n").len(), 2);
    assert!(messages("a: !!str 1\n")[0].contains("`!!str`"));
    assert!(messages("a: 1\na: 2\n")[0].contains("second time"));
    assert!(messages("a: 1\n---\nb: 2\n")[0].contains("second document"));
    assert!(messages("a:\n\t- b\n")[0].contains("tab"));
    assert_eq!(messages(""), ["the file is empty"]);
    assert_eq!(messages("# only a comment\n"), ["the file is empty"]);
    assert!(messages("<<: {a: 1}\n")[0].contains("merge key"));
    assert!(messages("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n")[0].contains("merge conflict"));
}

#[test]
fn hostile_input_is_survived() {
    for text in ["- ".repeat(20_000), "[".repeat(20_000), "{a: ".repeat(5_000), "a:\n ".repeat(3_000)] {
        assert!(!parse(&text).problems.is_empty());
    }
}

#[test]
fn kind_and_id_survive_an_error_further_down() {
    let parsed = parse("kind: finding\nid: F-1\ntitle: [oops\nstatus: open\n");
    assert!(parsed.partial);
    assert_eq!(
        parsed.root.and_then(|root| root.get("id").and_then(Node::as_text).map(str::to_owned)),
        Some("F-1".into())
    );
}
