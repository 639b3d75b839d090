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
                let _ = writeln!(page, "{what}`{path}`{day}:\n\n```yaml");
            }
            None => {
                let _ = writeln!(page, "{line}");
            }
        }
    }
    page
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
    fn the_index_has_every_rule() {
        let index = index();
        assert!(rules::ALL.iter().all(|rule| index.contains(&format!("({}.md)", rule.name))));
    }
}
