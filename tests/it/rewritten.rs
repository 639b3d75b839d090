//! What comes to a report or leaves it after it was issued, what a new version of it says otherwise, promises that come back under another
//! name, and days that are rewritten: each lapse by name, and honest work without one.

use crate::support::history::*;
use crate::support::{Place, run};
use serde_json::{Value, json};

const DRAFT: &str = "r/findings/2026/F-2026-020.yaml";
const WALK: &str = "r/audits/IA-2026-02/workpapers/WP-2026-09.yaml";

/// A finding that is a draft.
fn drafted(place: &Place, audit: &str) {
    place.write(
        DRAFT,
        format!(
            "kind: finding\nid: F-2026-020\ntitle: Merges without review\naudit: {audit}\ngrade: observation\nstatus: draft\n\
             criteria: [A.8.32]\nstatement: 6 of 25 merges had no second person.\nevidence: [E-2026-001]\nprocess: identity\n\
             detected_on: 2026-03-03\nraised_by: p-aud\nauditee: p-it\n"
        ),
    );
}

fn walked(place: &Place, audit: &str) {
    place.write(
        WALK,
        format!("kind: workpaper\nid: WP-2026-09\ntitle: Walk through the office\naudit: {audit}\nauditor: p-aud\n"),
    );
}

/// What is said of a report, by its version.
fn report(place: &Place, version: u64) -> Value {
    let sealed = verify(place, &["--format", "json"]).json()["sealed"].as_array().expect("sealed").clone();
    let is_it = |one: &Value| one["id"] == "IA-2026-01" && one["version"] == version;
    sealed.into_iter().find(is_it).expect("the report")
}

fn lapses(place: &Place, rule: &str) -> Vec<String> {
    let lapses = verify(place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    let of_rule = lapses.iter().filter(|lapse| lapse["rule"] == rule);
    of_rule.map(|lapse| format!("{}: {}", lapse["level"].as_str().expect("a level"), lapse["message"])).collect()
}

#[test]
fn what_joins_an_issued_report_by_another_name_of_its_audit_is_seen() {
    type Move = (fn(&Place, &str), &'static str, &'static str);
    let moves: [Move; 2] = [(drafted, DRAFT, "F-2026-020"), (walked, WALK, "WP-2026-09")];
    for (write, path, id) in moves {
        for from in ["IA-2026-02", "IA-2026-99"] {
            let place = begin_with(|place| write(place, from));
            place.replace(path, &format!("audit: {from}"), "audit: IA-2026-01");
            commit(&place, "2026-06-02", "aud", "It belongs there");
            if path == DRAFT {
                names(&place, &["finding-added-after-issue"]);
                place.replace(path, "status: draft", "status: open");
                commit(&place, "2026-06-03", "aud", "Open it");
            }
            names(&place, &["finding-added-after-issue"]);
            breaks(&place, &["IA-2026-01"]);
            assert_eq!(report(&place, 1)["changed_parts"], json!([id]));
            // Whoever takes it away again brings the report back as it was.
            if path == WALK {
                place.replace(path, "audit: IA-2026-01", &format!("audit: {from}"));
                commit(&place, "2026-06-04", "aud", "It does not");
                assert_eq!(report(&place, 1)["intact"], true);
            }
        }
    }
    // The draft that was left out of the report, in whatever state it comes in.
    for (status, with) in [("open", ""), ("superseded", "related: [F-2026-001]\n")] {
        let place = begin_with(|place| drafted(place, "IA-2026-01"));
        clean(&place);
        place.replace(DRAFT, "status: draft", &format!("status: {status}"));
        place.append(DRAFT, with);
        commit(&place, "2026-06-02", "aud", "Go on");
        assert!(found(&place).1.contains(&"finding-added-after-issue".to_owned()));
        breaks(&place, &["IA-2026-01"]);
    }
}

#[test]
fn a_report_is_held_against_its_digest_whatever_the_rules_say() {
    let allow = "rules: {finding-added-after-issue: {level: allow, reason: We know}}\n";
    let place = begin_with(|place| {
        walked(place, "IA-2026-02");
        place.append(SETTINGS, allow);
    });
    place.replace(WALK, "audit: IA-2026-02", "audit: IA-2026-01");
    commit(&place, "2026-06-02", "aud", "It belongs there");
    assert_eq!(found(&place).1, [] as [&str; 0]);
    breaks(&place, &["IA-2026-01"]);
    // A file that cannot be read for a day says what it said last.
    let place = begin();
    let paper = place.read(PAPER);
    place.write(PAPER, format!("{paper}: : [\n"));
    commit(&place, "2026-06-02", "aud", "Oops");
    assert_eq!(report(&place, 1)["intact"], true);
}

#[test]
fn what_an_import_brings_to_an_old_report_is_a_part_of_it() {
    let place = begin();
    place.write("r/findings/2026/F-2026-091.yaml", STRENGTH.replace("F-2026-090", "F-2026-091"));
    commit(&place, "2026-06-02", "manager", "The rest of the old register\n\nTickmark-Import: yes");
    assert_eq!(report(&place, 1)["intact"], true);
    place.replace("r/findings/2026/F-2026-091.yaml", "statement: The register", "statement: The list");
    commit(&place, "2026-06-03", "aud", "Say it otherwise");
    breaks(&place, &["IA-2026-01", "F-2026-091"]);
}

#[test]
fn what_moves_between_audits_whose_reports_are_not_out_is_honest() {
    let place = begin_with(|place| {
        drafted(place, "IA-2026-02");
        walked(place, "IA-2026-02");
        let third = place.read(NEXT).replace("IA-2026-02", "IA-2026-03");
        place.write("r/audits/IA-2026-03/audit.yaml", third);
    });
    place.replace(WALK, "audit: IA-2026-02", "audit: IA-2026-03");
    place.replace(DRAFT, "audit: IA-2026-02", "audit: IA-2026-03");
    commit(&place, "2026-06-02", "aud", "They belong there");
    clean(&place);
    // A draft that nobody reported leaves nothing behind.
    let place = begin_with(|place| drafted(place, "IA-2026-01"));
    place.replace(DRAFT, "audit: IA-2026-01", "audit: IA-2026-02");
    commit(&place, "2026-06-02", "aud", "It belongs there");
    clean(&place);
}

/// The second version of the report: taken back for a reason, changed, and issued.
fn second(reason: &str, change: impl FnOnce(&Place)) -> Place {
    let place = begin();
    place.replace(AUDIT, "status: closed", "status: drafted");
    let entry = format!(
        "changes:\n  - {{date: 2026-06-02, by: p-aud, field: status, from: closed, to: drafted, reason: \"{reason}\", approved_by: p-manager}}\n"
    );
    place.append(AUDIT, &entry);
    commit(&place, "2026-06-02", "aud", "Another version\n\nApproved-by: p-manager");
    change(&place);
    commit(&place, "2026-06-03", "aud", "Write it\n\nApproved-by: p-manager");
    place.replace(AUDIT, "status: drafted", "status: issued");
    let (old, new) =
        ("version: 1\n  issued: {by: p-aud, date: 2026-03-12}", "version: 2\n  issued: {by: p-aud, date: 2026-06-04}");
    place.replace(AUDIT, old, new);
    place.replace(AUDIT, TAG, "report/IA-2026-01/v2");
    commit(&place, "2026-06-04", "aud", "Issue it");
    place.git("r", &["tag", "report/IA-2026-01/v2"]);
    place
}

const RULE: &str = "report-version-unexplained";

fn reworded(place: &Place) {
    place.replace(FINDING, "1 of 8 sampled leavers had an active account for nine days", "One account was late");
}

fn met(place: &Place) {
    place.replace(PAPER, "result: nonconform", "result: conform");
}

#[test]
fn a_new_version_that_says_something_else_in_silence_is_seen() {
    type Change = fn(&Place);
    let changes: [(Change, &str, &str); 2] = [(reworded, "F-2026-001", "statement"), (met, "WP-2026-01", "items")];
    for (change, id, field) in changes {
        let place = second("A typing error", change);
        names(&place, &[RULE]);
        let part = |told: bool| json!([{ "id": id, "what": "changed", "fields": [field], "told": told }]);
        assert_eq!(report(&place, 2)["differs"], json!({ "from_version": 1, "parts": part(false) }));
        assert_eq!(report(&place, 1)["differs"], Value::Null);
        for format in ["text", "markdown"] {
            let out = verify(&place, &["--format", format]).out;
            assert!(out.contains(&format!("differs from version 1 in {id} ({field}) UNTOLD")), "{out}");
        }
        // Whoever names it is not asked again.
        let place = second(&format!("{id}: the log shows otherwise"), change);
        clean(&place);
        assert_eq!(report(&place, 2)["differs"]["parts"], part(true));
        let out = verify(&place, &[]).out;
        assert!(out.contains(&format!("differs from version 1 in {id} ({field}), ")), "{out}");
    }
    // The finding may tell of itself.
    let place = second("Looked at again", |place| {
        reworded(place);
        place.append(FINDING,
            "changes: [{date: 2026-06-03, by: p-aud, field: statement, from: nine days, to: late, reason: Two were back, approved_by: p-manager}]\n",
        );
    });
    clean(&place);
}

#[test]
fn what_a_new_version_says_otherwise_may_be_told_when_it_is_out() {
    let later = |tell: fn(&Place)| {
        let place = second("A typing error", reworded);
        names(&place, &[RULE]);
        tell(&place);
        commit(&place, "2026-06-05", "aud", "Tell of it\n\nApproved-by: p-manager");
        place
    };
    let place = later(|place| {
        place.append(FINDING,
            "changes: [{date: 2026-06-03, by: p-aud, field: statement, from: nine days, to: late, reason: Two were back, approved_by: p-manager}]\n",
        );
    });
    let out = verify(&place, &[]).out;
    assert!(out.contains("told on 2026-06-05") && !out.contains("UNTOLD"), "{out}");
    assert!(out.contains("0 errors, 0 warnings"), "{out}");
    // What is said of something else is said of nothing.
    let place = later(|place| place.replace(FINDING, "ref: R-12", "ref: R-13"));
    let out = verify(&place, &[]).out;
    assert!(out.contains("UNTOLD") && !out.contains("told on 2026-06-05"), "{out}");
}

#[test]
fn the_page_on_integrity_says_what_verifying_does() {
    let place = second("A typing error", |place| {
        reworded(place);
        place.append(SETTINGS, "publication: {audiences: {auditee: {hide_fields: [finding/statement]}}}\n");
    });
    let page = |audience: &str| {
        let arguments = ["site", "--as-of", "2026-07-20", "-o", "out", "--audience", audience];
        run(place.tickmark("r").args(arguments), &[0]);
        place.read("r/out/integrity.html")
    };
    let management = page("management");
    let differs = management
        .split("differs from version 1")
        .nth(1)
        .expect("what differs")
        .split("</td>")
        .next()
        .unwrap_or_default();
    assert!(differs.contains("href=\"findings/F-2026-001.html\"") && differs.contains("(Statement)"), "{differs}");
    assert!(differs.contains("no entry of `changes` tells of it"), "{differs}");
    assert!(management.contains("0 of 2 tags of reports are signed"), "{management}");
    assert_eq!(management.matches("differs from version").count(), 1);
    // Of a field that is not for a reader the page does not say that it is the one.
    let auditee = page("auditee");
    assert!(auditee.contains("differs from version 1") && !auditee.contains("(Statement)"), "{auditee}");
}

#[test]
fn all_steps_of_a_new_version_in_one_commit_are_seen_as_well() {
    let squashed = |reason: &str| {
        let place = second(reason, reworded);
        place.git("r", &["reset", "--quiet", "--soft", TAG]);
        commit(&place, "2026-06-04", "aud", "The second version\n\nApproved-by: p-manager");
        place.git("r", &["tag", "--force", "report/IA-2026-01/v2"]);
        place
    };
    let place = squashed("A typing error");
    names(&place, &[RULE]);
    assert_eq!(lapses(&place, RULE).len(), 1);
    let lint = run(place.tickmark("r").args(["lint", "--new-since", "HEAD~1", "--as-of", "2026-06-04"]), &[0, 1]).out;
    assert!(lint.contains(RULE), "{lint}");
    clean(&squashed("F-2026-001 said more than the log shows"));
}

#[test]
fn a_new_version_that_grows_or_says_the_same_needs_no_more_than_its_reason() {
    clean(&second("A finding was missing", |place| {
        drafted(place, "IA-2026-01");
        place.replace(DRAFT, "status: draft", "status: open");
    }));
    clean(&second("A wrong word", |place| place.replace(AUDIT, "effective: effective", "effective: partly")));
    let place = second("The list of recipients", |_| {});
    clean(&place);
    assert!(verify(&place, &[]).out.contains("says the same as version 1"));
}

#[test]
fn a_finding_that_leaves_its_audit_is_an_error_in_whatever_version() {
    let place = second("F-2026-001 belongs to the next audit", |place| {
        place.replace(FINDING, "audit: IA-2026-01", "audit: IA-2026-02");
    });
    let (code, rules, _) = found(&place);
    assert!(code == 1 && rules.contains(&"report-changed-after-issue".to_owned()), "{rules:?}");
    assert!(report(&place, 2)["differs"]["parts"].to_string().contains("gone"));
    // A workpaper that goes is told, or named.
    let gone = |reason: &str| second(reason, |place| place.replace(PAPER, "audit: IA-2026-01", "audit: IA-2026-02"));
    assert!(found(&gone("A typing error")).1.contains(&RULE.to_owned()));
    assert!(!found(&gone("WP-2026-01 is of another audit")).1.contains(&RULE.to_owned()));
    // Before anything was issued, it may be filed where it belongs.
    let place = begin_with(|place| {
        place.replace(AUDIT, "status: closed", "status: drafted");
        place.replace(AUDIT, "issued: {by: p-aud, date: 2026-03-12}", "distribution: [p-ceo]");
        let text = place.read(AUDIT).replace("  distribution: [p-ceo, p-manager, p-it, p-ciso]\n", "");
        place.write(AUDIT, text.replace("  tag: report/IA-2026-01/v1\n", ""));
    });
    place.replace(FINDING, "audit: IA-2026-01", "audit: IA-2026-02");
    commit(&place, "2026-06-02", "aud", "It belongs there");
    assert!(!found(&place).1.contains(&"report-changed-after-issue".to_owned()));
}

/// An accepted plan that goes back, with an agreement, and its acceptance with it.
fn taken_back(place: &Place) {
    place.replace(ACTION, "status: accepted", "status: proposed");
    place.replace(
        ACTION,
        ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}",
        "",
    );
    place.append(ACTION,
        "changes:\n  - {date: 2026-06-20, by: p-aud, field: status, from: accepted, to: proposed, reason: It needs work, approved_by: p-aud}\n",
    );
    commit(place, "2026-06-20", "aud", "Back");
}

fn accepted_again(place: &Place, day: &str) {
    place.replace(ACTION, "status: proposed", "status: accepted");
    let plan = format!("plan: {{proposed_on: {day}, accepted: {{by: p-aud, date: {day}}}}}");
    place.replace(ACTION, "plan: {proposed_on: 2026-03-18}", &plan);
    commit(place, day, "aud", "Accept it");
}

/// What the gate says of days that were promised first.
fn promised(place: &Place, day: &str) -> String {
    run(place.tickmark("r").args(["gate", "--profile", "overdue", "--by", "original", "--as-of", day]), &[0, 1]).out
}

#[test]
fn an_item_that_is_done_in_other_words_is_still_promised() {
    const OLD: &str = "what: Let accounts expire at the end of the contract";
    let done = |what: &str, entry: &str| {
        let place = begin();
        place.replace(ACTION, OLD, what);
        place.replace(
            ACTION,
            "status: in-progress",
            "status: done\n    done_on: 2026-07-05\n    evidence: [E-2026-004]",
        );
        place.append(ACTION, entry);
        let before = promised(&place, "2026-07-10");
        commit(&place, "2026-07-05", "it", "Done");
        assert_eq!(promised(&place, "2026-07-10"), before, "{what}");
        (place, before)
    };
    let told = |by: &str| {
        let entry = "{date: 2026-07-05, by: p-it, field: actions/1/what, from: Accounts, to: Mails, reason: It is so";
        format!("changes:\n  - {entry}, approved_by: {by}}}\n")
    };
    let other = "what: Remind everybody to close accounts";
    for entry in [String::new(), told("p-it")] {
        let (place, gate) = done(other, &entry);
        let is_seen = gate.contains("promised was: Let accounts expire") && gate.contains("CA-2026-001/1");
        assert!(is_seen && gate.contains(": 1 overdue"), "{gate}");
        // Whoever accepts it as it is now agrees.
        place.replace(ACTION, "date: 2026-03-20", "date: 2026-07-06");
        commit(&place, "2026-07-06", "aud", "Accept another plan");
        assert!(promised(&place, "2026-07-10").contains("Gate passed"), "{}", promised(&place, "2026-07-10"));
    }
    // Done as promised, in better words, or in others that somebody agreed to.
    for (what, entry) in [
        (OLD, String::new()),
        ("what: Let all accounts expire with the end of the contract", String::new()),
        ("what: Let accounts expire at the end of the contract (with release 4)", String::new()),
        (other, told("p-aud")),
    ] {
        assert!(done(what, &entry).1.contains("Gate passed"), "{what}");
    }
}

/// What a comparison of cycles says of days that moved: the record, the part and the days.
fn slips(place: &Place) -> Value {
    let base = place.git("r", &["rev-list", "--max-parents=0", "HEAD"]);
    let json =
        run(place.tickmark("r").args(["diff", base.trim(), "HEAD", "--cycles", "--format", "json"]), &[0]).json();
    let of = |slip: &Value| json!([slip["id"], slip["part"], slip["times"], slip["from"], slip["to"]]);
    json["slips"].as_array().expect("slips").iter().map(of).collect()
}

/// Asserts that these rules are named, and that none of it is an error.
#[track_caller]
fn warns(place: &Place, rules: &[&str]) {
    told_before(place);
    let (code, named, _) = found(place);
    assert_eq!((code, named), (0, rules.iter().map(|rule| (*rule).to_owned()).collect()));
}

#[test]
fn a_plan_that_is_accepted_again_is_held_to_what_it_promised() {
    for day in ["2026-06-25", "2026-07-10"] {
        let place = begin();
        taken_back(&place);
        place.replace(ACTION, "due: 2026-06-30", "due: 2027-01-28");
        commit(&place, day, "it", "New days");
        clean(&place);
        accepted_again(&place, day);
        let late: &[&str] = if day > "2026-06-30" { &["due-date-moved-when-overdue"] } else { &[] };
        names(&place, &[late, &["due-date-slipped"]].concat());
        let gate = promised(&place, "2026-08-01");
        assert!(gate.contains("promised for 2026-06-30") && gate.contains("moved 1 time"), "{gate}");
        assert_eq!(slips(&place), json!([["CA-2026-001", "1", 1, "2026-06-30", "2027-01-28"]]));
    }
    // Whoever says why is warned as for any other date.
    let place = begin();
    taken_back(&place);
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-28");
    place.append(ACTION,
        "  - {date: 2026-06-25, by: p-it, field: actions/1/due, from: \"2026-06-30\", to: \"2026-07-28\", reason: Holidays, approved_by: p-aud}\n",
    );
    accepted_again(&place, "2026-06-25");
    warns(&place, &["due-date-slipped"]);
    // With its days, or earlier ones, it has slipped nowhere.
    for due in ["2026-06-30", "2026-06-26"] {
        let place = begin();
        taken_back(&place);
        place.replace(ACTION, "due: 2026-06-30", &format!("due: {due}"));
        commit(&place, "2026-06-22", "it", "Days");
        accepted_again(&place, "2026-06-25");
        clean(&place);
    }
    // What was never accepted is still being talked over.
    let place = begin_with(|place| {
        place.replace(ACTION, "status: accepted", "status: proposed");
        place.replace(
            ACTION,
            ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}",
            "",
        );
    });
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-31");
    commit(&place, "2026-06-20", "it", "Later");
    accepted_again(&place, "2026-06-25");
    clean(&place);
}

const WHAT: &str = "Let accounts expire at the end of the contract";

/// The item under another number, in words and for a day.
fn renumbered(what: &str, due: &str) -> Place {
    let place = begin();
    place.replace(ACTION, "    status: in-progress\n", "    status: cancelled\n    status_reason: See item 2\n");
    let item = format!(
        "  - {{n: 2, what: {what}, type: corrective, owner: p-it, due: {due}, status: open}}\nplan: {{proposed_on"
    );
    place.replace(ACTION, "plan: {proposed_on", &item);
    let entry = "{date: 2026-06-20, by: p-aud, field: actions/1/status, from: in-progress, to: cancelled, reason: See item 2, approved_by: p-aud}";
    place.append(ACTION, &format!("changes: [{entry}]\n"));
    commit(&place, "2026-06-20", "aud", "Another number");
    place
}

#[test]
fn an_item_that_comes_back_under_another_number_has_slipped() {
    let place = renumbered(WHAT, "2026-11-27");
    warns(&place, &["due-date-slipped"]);
    let gate = promised(&place, "2026-08-01");
    assert!(gate.contains("item 2 was promised for 2026-06-30"), "{gate}");
    assert_eq!(slips(&place), json!([["CA-2026-001", "2", 1, "2026-06-30", "2026-11-27"]]));
    // Something else, or the same in time.
    for (what, due) in [("Let the contracts office close accounts", "2026-11-27"), (WHAT, "2026-06-30")] {
        let place = renumbered(what, due);
        clean(&place);
        assert!(!promised(&place, "2026-06-25").contains("was promised"));
    }
    assert!(
        !promised(&renumbered("Let the contracts office close accounts", "2026-11-27"), "2026-08-01")
            .contains("was promised")
    );
    // The same work each quarter was agreed on as two things.
    let place = begin_with(|place| {
        let item = format!(
            "  - {{n: 2, what: {WHAT}, type: corrective, owner: p-it, due: 2026-09-30, status: open}}\nplan: {{proposed_on"
        );
        place.replace(ACTION, "plan: {proposed_on", &item);
    });
    place.replace(ACTION, "    status: in-progress\n", "    status: cancelled\n    status_reason: Not this quarter\n");
    let entry = "{date: 2026-06-20, by: p-aud, field: actions/1/status, from: in-progress, to: cancelled, reason: Not now, approved_by: p-aud}";
    place.append(ACTION, &format!("changes: [{entry}]\n"));
    commit(&place, "2026-06-20", "aud", "Not this quarter");
    clean(&place);
    assert!(!promised(&place, "2026-08-01").contains("was promised"));
}

const OTHER: &str = "r/actions/2026/CA-2026-002.yaml";

/// The same in another record, made of the one as it was.
fn again(place: &Place, first: &str, due: &str) {
    let text = first.replace("CA-2026-001", "CA-2026-002").replace("due: 2026-06-30", &format!("due: {due}"));
    place.write(OTHER, text.replace("2026-03-18", "2026-06-19").replace("2026-03-20", "2026-06-20"));
}

fn cancelled(place: &Place) {
    place.replace(ACTION, "status: accepted", "status: cancelled\nstatus_reason: CA-2026-002 does it");
    place.replace(ACTION, "    status: in-progress\n", "    status: cancelled\n    status_reason: See there\n");
    place.append(ACTION,
        "changes: [{date: 2026-06-20, by: p-aud, field: status, from: accepted, to: cancelled, reason: See there, approved_by: p-manager}]\n",
    );
}

#[test]
fn an_item_that_comes_back_in_another_record_has_slipped() {
    // At once, or the one after the other.
    for (number, commits) in
        [&["cancel, again"][..], &["cancel", "again"], &["again", "cancel"]].into_iter().enumerate()
    {
        let place = begin();
        let first = place.read(ACTION);
        for steps in commits {
            if steps.contains("cancel") {
                cancelled(&place);
            }
            if steps.contains("again") {
                again(&place, &first, "2026-11-27");
            }
            commit(&place, "2026-06-20", "manager", "Another record\n\nApproved-by: p-aud");
        }
        let said = lapses(&place, "due-date-slipped");
        assert!(matches!(&said[..], [one] if one.starts_with("warning")), "{number}: {said:?}");
        let gate = promised(&place, "2026-08-01");
        assert!(gate.contains("item 1 was promised for 2026-06-30"), "{number}: {gate}");
        assert_eq!(slips(&place), json!([["CA-2026-002", "1", 1, "2026-06-30", "2026-11-27"]]), "{number}");
    }
    let place = begin();
    again(&place, &place.read(ACTION), "2026-06-30");
    cancelled(&place);
    commit(&place, "2026-06-20", "manager", "Another record\n\nApproved-by: p-aud");
    assert_eq!(lapses(&place, "due-date-slipped"), [] as [&str; 0]);
    assert!(!promised(&place, "2026-06-25").contains("was promised"));
}

fn done(place: &Place, on: &str, day: &str) {
    place.replace(
        ACTION,
        "    status: in-progress\n",
        &format!("    status: done\n    done_on: {on}\n    evidence: [E-2026-001]\n"),
    );
    commit(place, day, "it", "Done");
}

#[test]
fn a_day_that_comes_to_be_in_time_is_seen() {
    let place = begin();
    done(&place, "2026-07-03", "2026-07-03");
    place.replace(ACTION, "done_on: 2026-07-03", "done_on: 2026-06-29");
    commit(&place, "2026-07-04", "it", "The day");
    names(&place, &["backdated-entry"]);
    // Somebody agreed; it had not come yet; it was late before and after, or in time.
    let place = begin();
    done(&place, "2026-07-03", "2026-07-03");
    place.replace(ACTION, "done_on: 2026-07-03", "done_on: 2026-06-29");
    place.append(ACTION,
        "changes: [{date: 2026-07-04, by: p-it, field: actions/1/done_on, from: \"2026-07-03\", to: \"2026-06-29\", reason: The log, approved_by: p-aud}]\n",
    );
    commit(&place, "2026-07-04", "it", "The day\n\nApproved-by: p-aud");
    clean(&place);
    for (was, is) in [("2026-07-06", "2026-07-02"), ("2026-06-28", "2026-06-26")] {
        let place = begin();
        done(&place, was, was);
        place.replace(ACTION, &format!("done_on: {was}"), &format!("done_on: {is}"));
        commit(&place, was, "it", "A slip of the pen");
        clean(&place);
    }
    let place = begin();
    done(&place, "2027-06-28", "2026-06-28");
    place.replace(ACTION, "done_on: 2027-06-28", "done_on: 2026-06-28");
    commit(&place, "2026-06-29", "it", "The year");
    assert_eq!(lapses(&place, "backdated-entry"), [] as [&str; 0]);
}

#[test]
fn a_decision_that_comes_to_be_done_in_time_is_seen() {
    const REVIEW: &str = "r/reviews/MR-2026-1.yaml";
    let done = |was: &str, is: &str| {
        let place = begin();
        place.replace(
            REVIEW,
            "due: 2026-12-15, status: open",
            &format!("due: 2026-12-15, status: done, done_on: {was}"),
        );
        commit(&place, "2026-12-18", "it", "Done");
        place.replace(REVIEW, &format!("done_on: {was}"), &format!("done_on: {is}"));
        commit(&place, "2026-12-19", "it", "The day");
        lapses(&place, "backdated-entry")
    };
    let named = done("2026-12-18", "2026-12-14");
    assert!(matches!(&named[..], [one] if one.contains("3 days too late")), "{named:?}");
    assert_eq!(done("2026-12-14", "2026-12-13"), [] as [&str; 0]);
}

/// The next audit, with a notice that came too late.
fn noticed(day: &str) -> Place {
    let place = begin();
    place.replace(NEXT, "status: planned", "status: confirmed");
    place.append(NEXT,
        &format!(
            "team: [{{person: p-aud, role: lead-auditor, independence: {{declared_on: {day}, statement: No work here}}}}]\n\
             plan: {{version: 1, notified_on: {day}}}\ndates: {{start: 2026-06-12, end: 2026-06-13}}\n\
             communications: [{{date: {day}, what: notice, from: p-aud, to: [p-it], channel: mail}}]\n"
        ),
    );
    commit(&place, day, "aud", "Give notice");
    place
}

#[test]
fn a_notice_and_a_declaration_that_come_to_be_earlier_are_seen() {
    for (from, to) in [
        ("notified_on: 2026-06-08", "notified_on: 2026-05-20"),
        // Within the days in which something is usually recorded.
        ("notified_on: 2026-06-08", "notified_on: 2026-05-29"),
        ("{date: 2026-06-08, what: notice", "{date: 2026-05-20, what: notice"),
        ("declared_on: 2026-06-08", "declared_on: 2026-05-20"),
    ] {
        let place = noticed("2026-06-08");
        place.replace(NEXT, from, to);
        commit(&place, "2026-06-08", "aud", "The day");
        assert!(!lapses(&place, "backdated-entry").is_empty(), "{to}");
    }
    let place = noticed("2026-06-08");
    place.replace(NEXT, "notified_on: 2026-06-08", "notified_on: 2026-06-05");
    place.replace(NEXT, "{date: 2026-06-08, what: notice", "{date: 2026-06-05, what: notice");
    place.replace(NEXT, "declared_on: 2026-06-08", "declared_on: 2026-05-30");
    commit(&place, "2026-06-08", "aud", "A slip of the pen");
    assert_eq!(lapses(&place, "backdated-entry"), [] as [&str; 0]);
}

#[test]
fn an_escalation_that_is_made_up_or_taken_away_is_seen() {
    let told = |day: &str| {
        format!("communications:\n  - {{date: {day}, what: escalation, from: p-it, to: [p-ceo], channel: meeting}}\n")
    };
    let place = begin();
    place.append(ACTION, &told("2026-07-01"));
    commit(&place, "2026-08-05", "it", "Told");
    names(&place, &["backdated-entry"]);

    let place = begin();
    place.append(ACTION, &told("2026-07-01"));
    commit(&place, "2026-07-02", "manager", "Told");
    clean(&place);
    // Another day that is no earlier, and what else is told, is nobody's loss.
    place.replace(ACTION, "{date: 2026-07-01, what", "{date: 2026-07-02, what");
    place.append(ACTION, "  - {date: 2026-05-01, what: awareness, from: p-it, to: [p-ceo], channel: mail}\n");
    commit(&place, "2026-07-03", "it", "A day later");
    clean(&place);
    place.write(ACTION, place.read(ACTION).split("communications:").next().expect("the rest"));
    commit(&place, "2026-07-04", "it", "Away");
    warns(&place, &["change-entry-rewritten"]);
}
