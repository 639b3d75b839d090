//! Every rule's page is executed: its bad example raises this rule and nothing else, its good one raises nothing.
//!
//! A page's examples are YAML fences under `## Bad` and `## Good`; several fences below one heading are one example. A
//! fence says `path=FILE` (from the record root), and may say `as-of=DAY`, `merge` (the fence is laid over the fixture's
//! file: keys replace keys, lists replace lists, `~` takes a key away) or `remove`. What it does not touch is
//! `tests/rules/fixture`, which is clean. `also=RULE` names a rule that goes with the lapse and is raised as well. A rule that looks at changes compares with the fixture, or with what the fences
//! marked `before` make of it. One that looks at the history as a whole is told of it by `gap=shallow` (the clone lacks a part) and
//! `tag=NAME:STATE:DIGEST` (the report of the fence's audit is issued with this tag, which is `sound`, `missing`, `elsewhere` or
//! `moved`; `own` is the right digest). `branch=PERSON:PATH` says who set the decision at a path in the branch that was merged.
//! `merged-main=ID` says what the main line was that a commit merged into a branch, `bypassed=ID` which history that has nothing in common with the main line. `behind=DAYS` says by how many days the commit lies before an earlier one, `ahead-of=DAY` that it is dated after the day of the look, `loses-root` that it has no record root any more. `signature=` is `none`, `void` or the person who signed the commit or the tag; `must-be-signed` says that the commit has to be.
//! `given=PERSON:ADDRESS` and `given=PERSON:NAME:KEY` say what `p-it` gives somebody by the commit, `remapped=ADDRESS:PERSON` for whose address
//! the `.mailmap` takes one of the fence's person.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::support::changed::{Changed, judge, whole};
use crate::support::memory;
use serde_yaml::Value;
use tickmark::diagnostic::Diagnostic;
use tickmark::history::{Claims, Scope, report_text, sha256};
use tickmark::lint::{
    BranchCommit, Check, CommitFacts, FormerIds, Gap, Given, HistoryFacts, IssuedReport, Remapped, Rule, Settings,
    Signature, Signer, Tag, decisions, lint, lint_changes, lint_commit, lint_history, rules,
};
use tickmark::record::Date;
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::{Commit, MemorySource, Source as _};
use walkdir::WalkDir;

const DAY: &str = "2026-06-15";

fn fixture_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/fixture")
}

fn fixture() -> MemorySource {
    memory(&["tests/rules/fixture"])
}

/// One `## Bad` or `## Good` of a page.
struct Example {
    is_bad: bool,
    day: Date,
    before: MemorySource,
    source: MemorySource,
    also: BTreeSet<String>,
    /// The commit that leads to it, for a rule that asks for one.
    commit: Option<CommitFacts>,
    /// The history that it is the end of, for a rule that asks for one.
    history: HistoryFacts,
}

fn examples(rule: &Rule) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut lines = rule.docs.lines();
    let mut in_examples = false;
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            in_examples = matches!(heading, "Bad" | "Good");
            if in_examples {
                let day = DAY.parse().expect("a day");
                examples.push(Example {
                    is_bad: heading == "Bad",
                    day,
                    before: fixture(),
                    source: fixture(),
                    also: BTreeSet::new(),
                    commit: None,
                    history: HistoryFacts::default(),
                });
            }
        } else if let Some(info) = line.strip_prefix("```yaml").filter(|_| in_examples) {
            let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            let example = examples.last_mut().expect("a heading came first");
            apply(rule, example, info, &format!("{}\n", body.join("\n")));
        }
    }
    examples
}

fn apply(rule: &Rule, example: &mut Example, info: &str, body: &str) {
    let word = |key: &str| info.split_whitespace().find_map(|word| word.strip_prefix(key));
    let path = word("path=").unwrap_or_else(|| panic!("{}: a fence without path=", rule.name));
    if let Some(day) = word("as-of=") {
        example.day = day.parse().expect("as-of= is a day");
    }
    let also = info.split_whitespace().filter_map(|word| word.strip_prefix("also="));
    example.also.extend(also.map(str::to_owned));
    let is = |wanted: &str| info.split_whitespace().any(|word| word == wanted);
    if is("commit")
        || is("import")
        || info.contains(" by=")
        || info.contains("former=")
        || info.contains("behind=")
        || info.contains("ahead-of=")
        || info.contains("merged-main=")
        || info.contains("bypassed=")
        || is("loses-root")
    {
        let commit = example.commit.get_or_insert_with(CommitFacts::default);
        commit.is_import |= is("import");
        // The fixture's audit came by an import as well.
        commit.taken_over.extend(is("import").then(|| "ia-2026-01".to_owned()));
        commit.author = word("by=").map(Into::into).or(commit.author.take());
        commit.own.clone_from(&commit.author);
        if let Some((person, path)) = word("branch=").and_then(|word| word.split_once(':')) {
            let (author, email) = (Some(person.into()), path.to_owned());
            commit.branch.push(BranchCommit { author, email, ..BranchCommit::default() });
        }
        commit.email = "somebody@example.com".to_owned();
        commit.signature = word("signature=").map(signature_of).or(commit.signature.take());
        commit.must_be_signed = is("must-be-signed").then_some("commits must be signed");
        commit.approved_by.extend(word("approved-by=").map(Into::into));
        commit.former.extend(word("former=").map(str::to_owned));
        commit.loses_root |= is("loses-root");
        commit.merged_main = word("merged-main=").map(str::to_owned);
        commit.bypassed = word("bypassed=").map(str::to_owned);
        commit.ahead_of = word("ahead-of=").map(|day| day.parse().expect("a day"));
        commit.days_behind = word("behind=").map_or(0, |days| days.parse().expect("a number"));
    }
    if let Some((person, rest)) = word("given=").and_then(|word| word.split_once(':')) {
        let (name, key) = rest.split_once(':').map_or((rest, None), |(name, key)| (name, Some(key.to_owned())));
        let (person, name, holder, by) = (Some(person.into()), name.to_owned(), None, "p-it".to_owned());
        example.commit.get_or_insert_default().given.push(Given { person, name, key, holder, is_mapped: false, by });
    }
    if let Some((address, to)) = word("remapped=").and_then(|word| word.split_once(':')) {
        let person = Path::new(path).file_stem().and_then(|stem| stem.to_str()).expect("people/ID.yaml").into();
        example.history.remapped.push(Remapped { address: address.to_owned(), person, to: to.into() });
    }
    if word("gap=").is_some() {
        example.history.gap = Some(Gap::new("the clone is shallow", "fetch the rest", false));
    }
    if let Some(tag) = word("tag=") {
        let audit = path.split('/').nth(1).expect("audits/ID/audit.yaml").to_owned();
        example.history.reports.push(IssuedReport {
            audit,
            version: 1,
            by: Some(tickmark::record::PersonRef("p-aud".to_owned())),
            digest: String::new(),
            tag: Some(tag_of(tag)),
            must_be_signed: false,
        });
        let report = example.history.reports.last_mut().expect("a report");
        let signature = word("signature=").map(signature_of);
        report.must_be_signed = signature.is_some();
        report.tag.as_mut().expect("a tag").signature = signature;
    }
    let source = match info.split_whitespace().any(|word| word == "before") {
        true => &mut example.before,
        false => &mut example.source,
    };
    if info.split_whitespace().any(|word| word == "remove") {
        source.remove(path);
    } else if info.split_whitespace().any(|word| word == "merge") {
        let base = fs::read_to_string(fixture_folder().join(path))
            .unwrap_or_else(|_| panic!("{}: the fixture has no {path} to merge into", rule.name));
        let mut base: Value = serde_yaml::from_str(&base).expect("the fixture is YAML");
        merge(&mut base, serde_yaml::from_str(body).unwrap_or_else(|error| panic!("{}: {error}", rule.name)));
        // JSON is YAML in which every text is quoted, so that none can be taken for something else.
        source.insert(path, serde_json::to_string_pretty(&base).expect("JSON can be written"));
    } else {
        source.insert(path, body);
    }
}

/// A tag by `NAME:STATE:DIGEST`.
fn tag_of(text: &str) -> Tag {
    let mut parts = text.split(':');
    let name = parts.next().expect("a name").to_owned();
    let state = parts.next().expect("a state");
    assert!(["sound", "missing", "elsewhere", "moved"].contains(&state), "{text}");
    Tag {
        name,
        commit: (state != "missing").then(|| "1".repeat(40)),
        is_part: !["missing", "elsewhere"].contains(&state),
        merged_by: None,
        is_same: state == "sound",
        made_as: None,
        digest: parts.next().map(str::to_owned),
        signature: None,
        manager: None,
    }
}

/// A signature by `none`, `void` or the person who signed.
fn signature_of(text: &str) -> Signature {
    match text {
        "none" => Signature::Absent,
        "void" => Signature::Void("is signed by a key that nobody knows".to_owned()),
        person => Signature::Good(Signer {
            principal: format!("{person}@example.com"),
            person: Some(person.into()),
            key: "SHA256:0".to_owned(),
        }),
    }
}

fn merge(base: &mut Value, patch: Value) {
    match (base, patch) {
        (Value::Mapping(base), Value::Mapping(patch)) => {
            for (key, value) in patch {
                match value {
                    Value::Null => drop(base.remove(&key)),
                    value => match base.get_mut(&key) {
                        Some(slot) => merge(slot, value),
                        None => drop(base.insert(key, value)),
                    },
                }
            }
        }
        (base, patch) => *base = patch,
    }
}

fn run(source: &MemorySource, day: Date) -> Vec<Diagnostic> {
    let snapshot = Snapshot::load(source, &Cache::default()).expect("memory can be read");
    lint(&snapshot, day).diagnostics
}

/// What an example raises: in its state and, for a rule about changes, on the way to it.
fn run_example(rule: &Rule, example: &Example) -> Vec<Diagnostic> {
    let mut diagnostics = run(&example.source, example.day);
    if let Check::Change(_) | Check::Past(_) | Check::Commit(_) | Check::Step(_) = rule.check {
        let load = |source| Snapshot::load(source, &Cache::default()).expect("memory can be read");
        let (before, after) = (load(&example.before), load(&example.source));
        let mut commit = example.commit.clone();
        for commit in commit.iter_mut().flat_map(|commit| &mut commit.branch) {
            // What the example says by its place.
            let path = std::mem::take(&mut commit.email);
            let all =
                after.records().iter().flat_map(|record| decisions(record).into_iter().map(|one| (&record.id, one)));
            let meant = all.filter(|(_, decision)| decision.path == path);
            commit.set = meant.map(|(id, decision)| (id.to_lowercase(), decision)).collect();
        }
        let settings = Settings::of(&after);
        let found = match &commit {
            Some(commit) => lint_commit(&before, &after, example.day, &settings, commit),
            None => lint_changes((&before, &after), example.day, &settings, &FormerIds::new(), None),
        };
        let found = found.into_iter();
        diagnostics.extend(found.filter(|diagnostic| !settings.is_waived(diagnostic, example.day)));
    }
    if let Check::History(_) = rule.check {
        let after = Snapshot::load(&example.source, &Cache::default()).expect("memory can be read");
        let mut facts = example.history.clone();
        let (nothing, before) = (MemorySource::default(), &example.before);
        let [nothing, before] =
            [&nothing, before].map(|source| Snapshot::load(source, &Cache::default()).expect("memory"));
        let commit = Commit {
            id: "1".repeat(40),
            seconds: 0,
            author: "Ada".to_owned(),
            email: "ada@example.com".to_owned(),
            summary: "A change".to_owned(),
        };
        let mut claims = Claims::default();
        claims.note(&nothing, before.records().iter(), &commit, example.day.plus_days(-30));
        claims.note(&before, after.records().iter(), &commit, example.day);
        facts.unproven = claims.unproven();
        let [mut then, mut now] = [Scope::default(), Scope::default()];
        then.note(&before);
        now.note(&after);
        facts.changed = Some(then.changed(&now, "IA-2026-01", "2026-03-12".parse().expect("a day")));
        for report in &mut facts.reports {
            report.digest = sha256(&report_text(&after, &report.audit).expect("an audit"));
            let tag = report.tag.as_mut().expect("a tag");
            tag.digest = tag.digest.take().map(|text| if text == "own" { report.digest.clone() } else { text });
        }
        diagnostics.extend(lint_history(&after, example.day, &Settings::of(&after), &facts));
    }
    diagnostics
}

fn shown(diagnostics: &[Diagnostic]) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| {
            format!("  {}[{}] {}: {}\n", diagnostic.level, diagnostic.rule, diagnostic.place.path, diagnostic.message)
        })
        .collect()
}

#[test]
fn the_fixture_is_clean() {
    let diagnostics = run(&fixture(), DAY.parse().expect("a day"));
    assert!(diagnostics.is_empty(), "\n{}", shown(&diagnostics));
}

#[test]
fn examples_raise_their_rule_and_nothing_else() {
    let mut wrong = String::new();
    for rule in rules::ALL {
        let examples = examples(rule);
        for is_bad in [true, false] {
            if !examples.iter().any(|example| example.is_bad == is_bad) {
                wrong += &format!("{}: no {} example\n", rule.name, if is_bad { "bad" } else { "good" });
            }
        }
        for (number, example) in examples.iter().enumerate() {
            let diagnostics = run_example(rule, example);
            let raised: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
            let mut expected: BTreeSet<&str> = if example.is_bad { [rule.name].into() } else { BTreeSet::new() };
            expected.extend(example.also.iter().map(String::as_str));
            if raised != expected {
                let what = if example.is_bad { "bad" } else { "good" };
                wrong += &format!("{}: {what} example {} raises\n{}", rule.name, number + 1, shown(&diagnostics));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    let all: Vec<Example> = rules::ALL.iter().flat_map(|rule| examples(rule)).collect();
    let bad = all.iter().filter(|example| example.is_bad).count();
    // Not captured, so that each test run says it.
    writeln!(std::io::stderr(), "{} rules, {bad} bad and {} good examples", rules::ALL.len(), all.len() - bad)
        .expect("standard error");
}

/// What a rule is said to reach is true: of what an example changes, and of each of its records alone, a lint of the change says
/// what the lint of everything says. A rule that a part can answer raises its own examples from one.
#[test]
fn a_lint_of_a_change_says_what_the_lint_of_everything_says_of_it() {
    let mut missed = BTreeSet::new();
    for rule in rules::ALL {
        for (number, example) in examples(rule).iter().enumerate() {
            let mut source = Changed { now: &example.source, before: &fixture(), touched: Vec::new() };
            let (whole, cache) = (whole(&source, example.day), Cache::default());
            let Some((_, found)) = judge(&source, &whole, &cache, example.day) else { continue };
            let is_found = found.iter().any(|diagnostic| diagnostic.rule == rule.name);
            if example.is_bad && rule.needs_a_part() && !is_found {
                missed.insert(rule.name);
            }
            // Each record is touched in some of the examples.
            let paths = source.entries().expect("memory can be listed").into_iter().map(|entry| entry.path);
            for path in paths.skip(number % 9).step_by(9) {
                source.touched = vec![path];
                judge(&source, &whole, &cache, example.day);
            }
        }
    }
    assert_eq!(missed, BTreeSet::new());
}

#[test]
fn every_rule_file_is_in_the_list_and_has_a_whole_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint/rules");
    let names: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.name.replace('-', "_")).collect();
    assert_eq!(names.len(), rules::ALL.len(), "two rules have one name");
    for entry in WalkDir::new(folder).min_depth(2) {
        let entry = entry.expect("an entry");
        let stem = entry.path().file_stem().and_then(|stem| stem.to_str()).expect("a name");
        assert!(names.contains(stem), "{} is not in the list of rules", entry.path().display());
    }
    for rule in rules::ALL {
        assert!(!rule.summary.ends_with('.') && !rule.clause.is_empty(), "{}", rule.name);
        for heading in ["\n## Why\n", "\n## Bad\n", "\n## Good\n", "\n## How to fix\n"] {
            assert!(rule.docs.contains(heading), "{}: the page lacks {heading:?}", rule.name);
        }
    }
}

#[test]
fn what_was_done_before_its_plan_can_be_told_as_it_was() {
    let rule = rules::find("date-order").expect("a rule");
    let bad = examples(rule).into_iter().filter(|example| example.is_bad);
    let found: Vec<Diagnostic> = bad.flat_map(|example| run_example(rule, &example)).collect();
    let early =
        found.iter().find(|it| it.message.starts_with("item 1 was done on 2026-03-19, before the plan was accepted"));
    let help = early.and_then(|it| it.help.as_deref()).expect("a help");
    assert!(help.contains("a waiver of `date-order`") && help.contains("`type: correction`"), "{help}");
}

#[test]
fn every_diagnostic_of_a_bad_example_points_at_a_place_and_says_what_to_do() {
    for rule in rules::ALL {
        for example in examples(rule).into_iter().filter(|example| example.is_bad) {
            for diagnostic in run_example(rule, &example) {
                let is_gone = ["record-deleted", "evidence-removed-early"].contains(&diagnostic.rule);
                assert!(diagnostic.place.span.is_some() || is_gone, "{}: {}", rule.name, diagnostic.message);
                assert!(diagnostic.help.is_some(), "{}: {}", rule.name, diagnostic.message);
                assert!(!diagnostic.message.ends_with('.'), "{}: {}", rule.name, diagnostic.message);
            }
        }
    }
}
