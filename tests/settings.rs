//! Who sets levels and waivers: the root's `tickmark.yaml`, and nobody who looks like it.

use tickmark::diagnostic::Level;
use tickmark::lint::lint;
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;

const ISMS: &str = "kind: isms\nformat: 1\norganisation: {name: Example, timezone: UTC}\nscope: {statement: All}\n\
                    catalogues: [iso27001-2022]\nroles: {top_management: [p], programme_manager: p, isms_owner: p}\n";

/// What a snapshot of these files reports of the two rules that the tests watch.
fn reported(files: &[(&str, &str)]) -> Vec<(&'static str, Level)> {
    let mut source = MemorySource::default();
    source.insert("people/p.yaml", "kind: person\nid: p\nname: P\nposition: Boss\nemployment: employee\n");
    for (path, text) in files {
        source.insert(*path, *text);
    }
    let snapshot = Snapshot::load(&source, &Cache::default()).expect("memory can be read");
    let found = lint(&snapshot, "2026-06-15".parse().expect("a day")).diagnostics;
    let is_watched = |rule: &str| ["programme-missing", "id-matches-filename"].contains(&rule);
    let watched = found.iter().filter(|diagnostic| is_watched(diagnostic.rule));
    watched.map(|diagnostic| (diagnostic.rule, diagnostic.level)).collect()
}

#[test]
fn a_level_that_is_set_holds_everywhere() {
    assert_eq!(reported(&[("tickmark.yaml", ISMS)]), [("programme-missing", Level::Info)]);
    let set = |level| format!("{ISMS}rules: {{programme-missing: {{level: {level}, reason: We want it so}}}}\n");
    assert_eq!(reported(&[("tickmark.yaml", &set("warning"))]), [("programme-missing", Level::Warning)]);
    assert_eq!(reported(&[("tickmark.yaml", &set("allow"))]), []);
}

#[test]
fn another_file_of_the_kind_sets_and_excuses_nothing() {
    let waiver = "{rule: RULE, reason: Because, approved_by: p, until: 2099-12-31}";
    let waivers = ["programme-missing", "id-matches-filename"].map(|rule| waiver.replace("RULE", rule)).join(", ");
    let allowed = "programme-missing: {level: allow, reason: Because}";
    let other = format!("{ISMS}rules: {{{allowed}}}\nwaivers: [{waivers}]\n");
    let expected = [("id-matches-filename", Level::Error), ("programme-missing", Level::Info)];
    assert_eq!(reported(&[("tickmark.yaml", ISMS), ("a.yaml", &other)]), expected);
}
