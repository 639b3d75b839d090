//! What a branch adds: judged by the settings of where it goes, on one day, and never blamed for what was there before.

use tickmark::diagnostic::Level;
use tickmark::gate::{Decision, PROFILES, Profile, judge_added};
use tickmark::lint::{Added, Baseline};
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;

const ISMS: &str = "kind: isms\nformat: 1\norganisation: {name: Example, timezone: UTC}\nscope: {statement: All}\n\
                    catalogues: [iso27001-2022]\nroles: {top_management: [p], programme_manager: p, isms_owner: p}\n";

fn state(settings: &str, actions: &[(&str, &str)]) -> MemorySource {
    let mut source = MemorySource::default();
    source.insert("tickmark.yaml", format!("{ISMS}{settings}"));
    source.insert("people/p.yaml", "kind: person\nid: p\nname: Alma Alm\nposition: Boss\nemployment: employee\n");
    for (id, items) in actions {
        let action = format!(
            "kind: action\nid: {id}\ntitle: Do better\nstatus: draft\nsource: {{type: incident, ref: INC-7}}\n\
             owner: p\nactions: [{items}]\n"
        );
        source.insert(format!("actions/{id}.yaml"), action);
    }
    source
}

const LATE: &str = "{n: 1, what: Do it, due: 2026-03-01, status: open}";
const OPEN: &str = "{n: 1, what: Do it, due: 2026-12-01, status: open}";

fn load(source: &MemorySource) -> Snapshot {
    Snapshot::load(source, &Cache::default()).expect("memory can be read")
}

fn added(base: &MemorySource, target: Option<&MemorySource>, head: &MemorySource) -> Added {
    let target = target.map(load);
    let baseline = Baseline::new(load(base), target.as_ref());
    baseline.judge(&mut load(head), "2026-06-15".parse().expect("a day"), |settings| settings)
}

/// The rules and records of what is added, with the rule of the overdue item among others.
fn overdue(added: &Added) -> Vec<&str> {
    let late = added.outcome.diagnostics.iter().filter(|diagnostic| diagnostic.rule == "action-overdue");
    late.map(|diagnostic| diagnostic.record.as_ref().map_or("", |subject| &*subject.id)).collect()
}

#[test]
fn what_fell_due_meanwhile_is_not_the_branchs() {
    let added = added(&state("", &[("CA-1", LATE)]), None, &state("", &[("CA-1", LATE), ("CA-2", OPEN)]));
    assert!(overdue(&added).is_empty(), "{:?}", added.outcome.diagnostics);
    assert!(added.remaining.iter().any(|diagnostic| diagnostic.rule == "action-overdue"));
}

/// Who writes down why something is late has not made it late, and has not mended it either.
#[test]
fn what_is_late_in_other_words_is_late_as_before() {
    let base = state("", &[("CA-1", LATE)]);
    for (from, to) in [
        ("status: open", "status: open, blocked: {since: 2026-05-01, reason: No spare parts}"),
        ("Do it", "Do it well"),
    ] {
        let added = added(&base, None, &state("", &[("CA-1", &LATE.replace(from, to))]));
        assert!(overdue(&added).is_empty() && added.mended.is_empty(), "{to}: {added:#?}");
    }
}

#[test]
fn what_the_branch_adds_is_reported_and_what_it_mends_is_said() {
    let base = state("", &[("CA-1", LATE)]);
    let both = added(&base, None, &state("", &[("CA-1", OPEN), ("CA-2", LATE)]));
    assert_eq!(overdue(&both), ["CA-2"]);
    let mended: Vec<&str> = both.mended.iter().map(|diagnostic| diagnostic.rule).collect();
    assert!(mended.contains(&"action-overdue"), "{mended:?}");

    let second = LATE.replace("n: 1", "n: 2");
    let one_more = added(&base, None, &state("", &[("CA-1", &format!("{second}, {LATE}"))]));
    assert_eq!(overdue(&one_more), ["CA-1"], "a second late item of the same record is new");
    assert_eq!(one_more.outcome.diagnostics[0].part.as_deref(), Some("CA-1/2"));
}

#[test]
fn a_branch_switches_no_rule_off() {
    let base = state("", &[]);
    let off = "rules: {action-overdue: {level: allow, reason: We do not want to hear it}}\n";
    assert_eq!(overdue(&added(&base, None, &state(off, &[("CA-1", LATE)]))), ["CA-1"]);
    let waiver = "waivers: [{rule: action-overdue, reason: Nobody has the time, approved_by: p, until: 2099-01-01}]\n";
    assert_eq!(overdue(&added(&base, None, &state(waiver, &[("CA-1", LATE)]))), ["CA-1"]);
    // What the target allows by now is allowed, although the branch left before that.
    assert!(overdue(&added(&base, Some(&state(off, &[])), &state("", &[("CA-1", LATE)]))).is_empty());
    // A wrong setting of the branch's own is said.
    let wrong = added(&base, None, &state("rules: {action-overdu: {level: allow, reason: A typo is here}}\n", &[]));
    assert!(wrong.outcome.invalid_settings);
    assert!(wrong.outcome.diagnostics.iter().any(|diagnostic| diagnostic.message.contains("action-overdu")));
}

#[test]
fn thresholds_are_the_targets_too() {
    let base = state("", &[]);
    let head = state("thresholds: {plan_days: {major: 900, minor: 900}, cycle_years: 9}\n", &[]);
    let mut head = load(&head);
    Baseline::new(load(&base), None).judge(&mut head, "2026-06-15".parse().expect("a day"), |settings| settings);
    assert_eq!(head.thresholds().cycle_years, 3);
}

#[test]
fn who_repairs_a_file_is_not_blamed_for_what_it_holds() {
    let mut base = state("", &[]);
    base.insert("actions/CA-1.yaml", "kind: action\nid: CA-1\ntitle: [broken\n");
    let repaired = added(&base, None, &state("", &[("CA-1", LATE)]));
    assert!(overdue(&repaired).is_empty(), "{:?}", repaired.outcome.diagnostics);
    let beside = added(&base, None, &state("", &[("CA-1", LATE), ("CA-2", LATE)]));
    assert_eq!(overdue(&beside), ["CA-2"]);
}

#[test]
fn without_settings_before_the_branchs_own_judge() {
    let added = added(&MemorySource::default(), None, &state("", &[("CA-1", LATE)]));
    assert_eq!(overdue(&added), ["CA-1"]);
    let level = added.outcome.diagnostics.iter().find(|found| found.rule == "action-overdue").map(|found| found.level);
    assert_eq!(level, Some(Level::Error));
}

#[test]
fn the_gate_counts_what_is_added_and_says_what_is_as_before() {
    let baseline = Baseline::new(load(&state("", &[("CA-1", LATE)])), None);
    let day = "2026-06-15".parse().expect("a day");
    let profile = Profile::find("overdue").unwrap_or(&PROFILES[0]);
    let judged = |head: &MemorySource| {
        let added = baseline.judge(&mut load(head), day, |settings| profile.settings(settings));
        judge_added(&added, day, profile)
    };
    let same = judged(&state("", &[("CA-1", LATE)]));
    assert_eq!((same.decision, same.before), (Decision::Passed, Some(1)));
    assert_eq!(
        tickmark::render::gate::line(&same),
        "Gate passed (overdue, as of 2026-06-15): nothing new; 1 as before"
    );
    let worse = judged(&state("", &[("CA-1", LATE), ("CA-2", LATE)]));
    assert_eq!((worse.decision, worse.failures.len()), (Decision::Failed, 1));
    let mut broken = state("", &[("CA-1", LATE)]);
    broken.insert("actions/CA-2.yaml", "kind: action\nid: CA-2\n");
    assert_eq!(judged(&broken).decision, Decision::Failed, "a file that cannot be read fails closed");
}

#[test]
fn what_is_taken_out_of_sight_is_not_early() {
    let base = state("", &[("CA-1", LATE)]);
    let overdue = Profile::find("overdue").expect("a profile");
    let day = "2026-06-15".parse().expect("a day");
    for head in [state("ignore: [CA-1.yaml]\n", &[("CA-1", LATE)]), state("", &[])] {
        let added = added(&base, None, &head);
        let verdict = judge_added(&added, day, overdue);
        let rules: Vec<&str> = verdict.failures.iter().map(|failure| failure.rule).collect();
        assert!(verdict.decision == Decision::Failed && rules == ["record-deleted"], "{rules:?}");
    }
    assert!(overdue.asked(true).contains(&"record-deleted") && !overdue.asked(false).contains(&"record-deleted"));
}

/// What the target's own waiver lets go, it lets go of a branch as well: but not whom the branch's work is late for.
#[test]
fn who_waived_their_own_delay_before_is_not_early_by_it() {
    let with = |items: &str, by: &str| {
        let mut source = state("", &[]);
        for id in ["q", "r"] {
            let person = format!("kind: person\nid: {id}\nname: Another\nposition: Clerk\nemployment: employee\n");
            source.insert(format!("people/{id}.yaml"), person);
        }
        let action = format!(
            "kind: action\nid: CA-1\ntitle: Do better\nstatus: draft\nsource: {{type: incident, ref: INC-7}}\nowner: q\n\
             actions: [{items}]\n\
             waivers: [{{rule: action-overdue, reason: It waits, approved_by: {by}, until: 2026-12-31}}]\n"
        );
        source.insert("actions/CA-1.yaml", action);
        source
    };
    for (by, told) in [("q", &["CA-1"][..]), ("r", &[])] {
        let added = added(&with(OPEN, by), None, &with(LATE, by));
        assert_eq!(overdue(&added), told, "{:#?}", added.outcome.diagnostics);
    }
}
