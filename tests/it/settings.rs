//! Who sets levels and waivers: the root's `tickmark.yaml`, and nobody who looks like it.

use tickmark::diagnostic::Level;
use tickmark::lint::lint;
use tickmark::render::text::summary;
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

/// The first day of a team: the frame, two people, an audit under way, a finding and its action.
fn first_day(profile: &str) -> Vec<String> {
    let mut source = MemorySource::default();
    let profile = if profile.is_empty() { String::new() } else { format!("profile: {profile}\n") };
    source.insert("tickmark.yaml", format!("{ISMS}{profile}"));
    for id in ["p", "q"] {
        source.insert(
            format!("people/{id}.yaml"),
            format!("kind: person\nid: {id}\nname: Somebody {id}\nposition: Boss\nemployment: employee\n"),
        );
    }
    source.insert(
        "audits/IA-1/audit.yaml",
        "kind: audit\nid: IA-1\ntitle: First look\ntype: internal\nstatus: in-progress\nclient: p\nobjectives: [See]\n\
         scope: {statement: Access}\ncriteria: [A.5.18]\nmethods: [interview]\nteam: [{person: q, role: lead-auditor}]\n\
         auditees: [{person: p}]\nplan: {version: 1, approved: {by: p, date: 2026-06-01}, notified_on: 2026-06-02}\n\
         dates: {start: 2026-06-10, end: 2026-06-11}\nschedule: [{date: 2026-06-10, activity: interview}]\n\
         effort: {planned_days: 1}\nreason: management-request\n",
    );
    source.insert(
        "audits/IA-1/workpapers/WP-1.yaml",
        "kind: workpaper\nid: WP-1\ntitle: Access\naudit: IA-1\nauditor: q\n\
         items: [{id: \"1\", criteria: [A.5.18], question: Show the leavers.}]\n",
    );
    source.insert(
        "findings/F-1.yaml",
        "kind: finding\nid: F-1\ntitle: Access withdrawn late\naudit: IA-1\ngrade: minor\nstatus: draft\n\
         criteria: [A.5.18]\nstatement: One of three accounts was open.\ndetected_on: 2026-06-11\nraised_by: q\n",
    );
    source.insert(
        "actions/CA-1.yaml",
        "kind: action\nid: CA-1\ntitle: Close accounts\nstatus: draft\nsource: {type: finding, findings: [F-1]}\nowner: p\n",
    );
    let snapshot = Snapshot::load(&source, &Cache::default()).expect("memory can be read");
    let found = lint(&snapshot, "2026-06-15".parse().expect("a day")).diagnostics;
    found.iter().map(|diagnostic| format!("{}[{}] {}", diagnostic.level, diagnostic.rule, diagnostic.message)).collect()
}

#[test]
fn a_newcomer_is_not_flooded() {
    let (starter, usual, certified) = (first_day("starter"), first_day(""), first_day("certified"));
    assert!(starter.len() <= 5, "{starter:#?}");
    assert!(usual.len() > starter.len() && usual.len() <= 20, "{usual:#?}");
    let errors = |found: &[String]| found.iter().filter(|line| line.starts_with("error")).count();
    assert!(errors(&certified) > errors(&usual), "{certified:#?}");
}

#[test]
fn a_level_of_its_own_goes_before_the_profile() {
    let set = "rules: {programme-missing: {level: warning, reason: We want it so}}\n";
    let starter = format!("{ISMS}profile: starter\n");
    assert_eq!(reported(&[("tickmark.yaml", &starter)]), []);
    assert_eq!(reported(&[("tickmark.yaml", &format!("{starter}{set}"))]), [("programme-missing", Level::Warning)]);
    let certified = format!("{ISMS}profile: certified\n");
    assert_eq!(reported(&[("tickmark.yaml", &certified)]), [("programme-missing", Level::Error)]);
}

#[test]
fn a_file_of_signers_that_is_not_there_is_said() {
    let settings = format!("{ISMS}signing: {{required: [tags], allowed_signers: keys/signers}}\n");
    let said = |with: bool| {
        let mut source = MemorySource::default();
        source.insert("people/p.yaml", "kind: person\nid: p\nname: P\nposition: Boss\nemployment: employee\n");
        source.insert("tickmark.yaml", settings.clone());
        if with {
            source.insert("keys/signers", "p ssh-ed25519 AAAA\n");
        }
        let snapshot = Snapshot::load(&source, &Cache::default()).expect("memory can be read");
        let outcome = lint(&snapshot, "2026-06-15".parse().expect("a day"));
        let messages = outcome.diagnostics.into_iter().filter(|diagnostic| diagnostic.rule == "schema-invalid");
        (outcome.invalid_settings, messages.map(|diagnostic| diagnostic.message).collect::<Vec<_>>())
    };
    assert_eq!(said(true), (false, Vec::new()));
    assert_eq!(said(false), (true, vec!["there is no file keys/signers in this repository".to_owned()]));
}

#[test]
fn what_was_not_read_is_counted_where_nobody_is_to_hear_why() {
    let allowed = "rules: {schema-invalid: {level: allow, reason: We mend these files in December}}\n";
    let of = |settings: &str| {
        let mut source = MemorySource::default();
        source.insert("tickmark.yaml", format!("{ISMS}{settings}"));
        source.insert("people/q.yaml", "kind: persom\nid: q\n");
        let snapshot = Snapshot::load(&source, &Cache::default()).expect("memory can be read");
        let day = "2026-06-15".parse().expect("a day");
        summary(&snapshot, &lint(&snapshot, day).diagnostics, 0, day)
    };
    assert!(of(allowed).contains("; 1 file could not be read"), "{}", of(allowed));
    assert!(!of("").contains("could not be read"), "{}", of(""));
}

#[test]
fn settings_of_another_kind_are_told_what_they_are() {
    let mut source = MemorySource::default();
    source.insert("tickmark.yaml", ISMS.replacen("kind: isms", "kind: finding", 1));
    let snapshot = Snapshot::load(&source, &Cache::default()).expect("memory can be read");
    let said: Vec<&str> = snapshot.problems().iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(said, ["tickmark.yaml holds the settings, and says that it is of the kind `finding`"]);
}
