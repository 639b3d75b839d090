//! The rules' pages as they are published in `docs/rules/`.

use std::fmt::Write as _;

use super::{Family, Rule, rules};

/// A rule's page: its name, where it comes from, and its text. The examples' fences lose what only their test reads.
pub fn page(rule: &Rule) -> String {
    let day = if rule.needs_day { " · depends on the day" } else { "" };
    let mut page = format!(
        "# {}\n\n{}.\n\n*{} · {} by default · {}{day}*\n\n",
        rule.name,
        rule.summary,
        rule.family.title(),
        rule.level,
        rule.clause
    );
    for line in rule.docs.lines() {
        match line.strip_prefix("```yaml ") {
            Some(info) => {
                let path = info.split_whitespace().find_map(|word| word.strip_prefix("path=")).unwrap_or_default();
                let what = match info.split_whitespace().find(|word| matches!(*word, "merge" | "remove")) {
                    Some("merge") => "In ",
                    Some("remove") => "Without ",
                    _ => "",
                };
                let what = match info.split_whitespace().any(|word| word == "before") {
                    true => "Before, in ",
                    false => what,
                };
                let day = info.split_whitespace().find_map(|word| word.strip_prefix("as-of="));
                let day = day.map(|day| format!(", as of {day}")).unwrap_or_default();
                let _ = writeln!(page, "{what}`{path}`{}{day}:\n\n```yaml", circumstances(info));
            }
            None => {
                let _ = writeln!(page, "{line}");
            }
        }
    }
    page
}

/// What the test is told of the commit and the history around an example, in words: two examples may differ in nothing else.
fn circumstances(info: &str) -> String {
    let mut parts = Vec::new();
    for word in info.split_whitespace() {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        let mut values = value.split(':');
        let first = values.next().unwrap_or_default();
        parts.push(match (key, first, values.next().unwrap_or_default()) {
            ("import", ..) => "in a commit that calls itself an import".to_owned(),
            ("by", person, _) => format!("committed by `{person}`"),
            ("branch", person, path) => format!("after `{person}` set `{path}` on the branch"),
            ("approved-by", person, _) => format!("with the agreement of `{person}`"),
            ("former", id, _) => format!("where there was a record `{id}` before, which was deleted"),
            ("behind", days, _) => match days.strip_prefix('-') {
                Some(days) => format!("in a commit that is dated {days} days after a later one"),
                None => format!("in a commit that is dated {days} days before an earlier one"),
            },
            ("ahead-of", day, _) => format!("looked at on {day}, in a commit that is dated later"),
            ("loses-root", ..) => "in a commit that has no `tickmark.yaml`".to_owned(),
            ("merged-main", id, _) => {
                format!("in a merge whose message says that it merged `main`, at {id}, into a branch")
            }
            ("bypassed", id, _) => {
                format!("in a merge of {id}, whose history of records has nothing in common with the main line")
            }
            ("gap", ..) => "in a clone without all of its history".to_owned(),
            ("tag", name, "missing") => format!("issued with the tag `{name}`, which is not there"),
            ("tag", name, "elsewhere") => format!("issued with the tag `{name}`, which is outside of this history"),
            ("tag", name, "moved") => format!("issued with the tag `{name}`, which was moved to another state"),
            ("tag", name, "sound") => format!("issued with the tag `{name}`, which is where it was set"),
            ("tag", name, _) => format!("issued with the tag `{name}`"),
            ("signature", "none", _) => "not signed".to_owned(),
            ("signature", "void", _) => "signed by a key that nobody had vouched for".to_owned(),
            ("signature", person, _) => format!("signed by `{person}`"),
            _ => continue,
        });
    }
    parts.into_iter().map(|part| format!(", {part}")).collect()
}

/// The table of all rules, family by family.
pub fn index() -> String {
    let mut index = format!(
        "# Rules\n\n{} rules. Each page's examples are run by the tests. Levels are the defaults; `rules:` in `tickmark.yaml` sets \
         others, with a reason. Clauses are those of ISO/IEC 27001:2022 unless another source is named.\n",
        rules::ALL.len()
    );
    for &family in Family::ALL {
        let _ =
            write!(index, "\n## {}\n\n| Rule | Level | What it reports | Why |\n|---|---|---|---|\n", family.title());
        for rule in rules::ALL.iter().filter(|rule| rule.family == family) {
            let _ = writeln!(
                index,
                "| [{0}]({0}.md) | {1} | {2} | {3} |",
                rule.name, rule.level, rule.summary, rule.clause
            );
        }
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_the_rule_and_shows_where_its_examples_lie() {
        let rule = rules::find("action-overdue").expect("a rule");
        let page = page(rule);
        assert!(page.starts_with("# action-overdue\n\nAn action item is open past its due date.\n"));
        assert!(page.contains("In `actions/2026/CA-2026-001.yaml`, as of 2026-07-01:\n\n```yaml\nactions:\n"));
        assert!(!page.contains("path="));
    }

    #[test]
    fn a_bad_example_never_looks_like_a_good_one() {
        for rule in rules::ALL {
            let text = page(rule);
            let (mut bad, mut good) = (Vec::new(), Vec::new());
            for part in text.split("\n## ").skip(1) {
                match part.split_once('\n') {
                    Some(("Bad", example)) => bad.push(example.trim().to_owned()),
                    Some(("Good", example)) => good.push(example.trim().to_owned()),
                    _ => {}
                }
            }
            assert!(!bad.iter().any(|example| good.contains(example)), "{}", rule.name);
            let distinct: std::collections::BTreeSet<&String> = bad.iter().collect();
            assert_eq!(distinct.len(), bad.len(), "{}", rule.name);
        }
    }

    #[test]
    fn the_index_has_every_rule() {
        let index = index();
        assert!(rules::ALL.iter().all(|rule| index.contains(&format!("({}.md)", rule.name))));
    }
}
