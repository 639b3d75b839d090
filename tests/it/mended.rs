//! What is taken away or overdone by mistake and then comes back as it was is no lapse of its own; what comes back otherwise is one.

use crate::support::history::{
    ACTION, AUDIT, CLOSED, FINDING, NEXT, PAPER, PROGRAMME, SETTINGS, STRENGTH, begin, begin_with, commit, exits,
    found, told_before, verify,
};
use crate::support::{Place, run};

const SOA: &str = "r/soa.yaml";
const EVIDENCE: &str = "r/evidence/2026/E-2026-002.yaml";
const AUDITOR: &str = "r/people/p-aud.yaml";
const ANSWER: &str = "acknowledged: {by: p-it, date: 2026-03-06, position: agreed}\n";
const ACCEPTED: &str = ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}";

/// The rules that the last commit breaks, which `review` says of it as long as it is a branch as far as they are errors, and which it does
/// not say where the commit breaks none.
#[track_caller]
fn last(place: &Place) -> Vec<String> {
    told_before(place);
    let head = place.git("r", &["rev-parse", "HEAD"]);
    let json = verify(place, &["--format", "json"]).json();
    let lapses = json["lapses"].as_array().expect("lapses").iter();
    let of_head = lapses.filter(|lapse| lapse["commit"]["id"] == *head);
    let mut rules: Vec<String> = of_head.map(|lapse| lapse["rule"].as_str().unwrap_or_default().to_owned()).collect();
    rules.sort();
    rules.dedup();
    if rules.is_empty() {
        let day = place.git("r", &["show", "--no-patch", "--format=%cd", "--date=format:%Y-%m-%d", "HEAD"]);
        let review = ["review", "HEAD~1", "HEAD", "--as-of", &day, "--format", "json"];
        let review = run(place.tickmark("r").args(review), &[0, 1]).json();
        let all =
            ["added", "squashed", "rebased"].map(|list| review[list].as_array().expect("a list").clone()).concat();
        let rules = all.iter().filter_map(|one| tickmark::lint::rules::find(one["rule"].as_str()?));
        // What the record would be alone is not what this is about.
        let of_way: Vec<&str> = rules.filter(|rule| !rule.needs_one_state()).map(|rule| rule.name).collect();
        assert_eq!(of_way, [""; 0], "{review:#}");
    }
    rules
}

/// Takes a text away by a commit of `taker`, and puts another one in its place by a commit of `giver`, a week later.
fn away_and_back(place: &Place, (path, text): (&str, &str), (taker, giver): (&str, &str), back: &str) {
    let there = place.read(path);
    place.replace(path, text, "");
    commit(place, "2026-06-02", taker, "Tidy up");
    place.write(path, there.replace(text, back));
    commit(place, "2026-06-09", giver, "Put it back");
}

#[test]
fn what_was_said_is_not_said_late_where_it_comes_back_as_it_was() {
    let cases = [
        (FINDING, ANSWER),
        (ACTION, ACCEPTED),
        (SOA, "approved: {by: p-ciso, date: 2026-01-20}\n"),
        (PROGRAMME, "approved: {by: p-ceo, date: 2025-12-10}\n"),
        (PAPER, "reviewed: {by: p-aud, date: 2026-03-06}\n"),
        (PAPER, "    result: conform\n    notes: The records"),
    ];
    for (path, text) in cases {
        let place = begin();
        let text = text.strip_suffix("    notes: The records").unwrap_or(text);
        let there = place.read(path);
        place.write(path, there.replacen(text, "", 1));
        commit(&place, "2026-06-02", "hr", "Tidy up");
        place.write(path, there);
        commit(&place, "2026-06-13", "hr", "Put it back");
        assert_eq!(last(&place), [""; 0], "{text}");
    }
    // The approval of a plan, when its work has begun.
    let place = begin_with(|place| {
        let plan = "client: p-ceo\nplan: {version: 1, approved: {by: p-manager, date: 2026-05-25}}\ndates: {start: 2026-06-05, end: 2026-06-30}\n";
        place.replace(NEXT, "client: p-ceo\n", plan);
    });
    let approved = (NEXT, ", approved: {by: p-manager, date: 2026-05-25}");
    away_and_back(&place, approved, ("hr", "hr"), approved.1);
    assert_eq!(last(&place), [""; 0]);
    let review = ["review", "HEAD~1", "HEAD", "--as-of", "2026-06-20", "--format", "json"];
    let review = run(place.tickmark("r").args(review), &[0]).json();
    assert_eq!((&review["added"], &review["squashed"]), (&serde_json::json!([]), &serde_json::json!([])));
}

#[test]
fn what_comes_back_otherwise_is_said_late_and_for_somebody_else() {
    let both = ["backdated-entry", "person-commit-mismatch"];
    let back = |case: (&str, &str), by: (&str, &str), back: &str| {
        let place = begin();
        away_and_back(&place, case, by, back);
        last(&place)
    };
    let (answer, accepted) = ((FINDING, ANSWER), (ACTION, ACCEPTED));
    assert_eq!(back(answer, ("hr", "hr"), &ANSWER.replace("agreed", "contested, comment: Not ours")), both);
    assert_eq!(back(answer, ("hr", "hr"), &ANSWER.replace("-06", "-07")), both);
    assert_eq!(back(accepted, ("hr", "hr"), &ACCEPTED.replace("June", "August")), both);
    // Who takes back what they said is not made to have said it.
    assert_eq!(back(answer, ("it", "hr"), ANSWER), both);
    assert_eq!(back(accepted, ("aud", "hr"), ACCEPTED), both);
    assert_eq!(back(accepted, ("aud", "aud"), ACCEPTED), [""; 0]);

    // Who is no auditor any more is not made one again in another name.
    let place = begin();
    let there = place.read(AUDITOR);
    let (before, rest) = there.split_once("auditor:\n").expect("an auditor");
    let after = rest.split_once("competence:").expect("what follows").1;
    place.write(AUDITOR, format!("{before}competence:{after}"));
    commit(&place, "2026-06-02", "hr", "No auditor any more");
    place.write(AUDITOR, there);
    commit(&place, "2026-06-09", "aud", "One after all");
    assert_eq!(last(&place), both);

    // What it was said of is something else.
    let place = begin();
    place.replace(ACTION, ACCEPTED, "");
    commit(&place, "2026-06-02", "hr", "Tidy up");
    place.replace(ACTION, "what: Let accounts expire", "what: Ask whether to let accounts expire");
    place.replace(ACTION, "proposed_on: 2026-03-18", &format!("proposed_on: 2026-03-18{ACCEPTED}"));
    commit(&place, "2026-06-09", "hr", "Put it back");
    assert_eq!(last(&place), ["backdated-entry", "person-commit-mismatch", "plan-changed-after-acceptance"]);
    let place = begin();
    place.replace(FINDING, ANSWER, "");
    commit(&place, "2026-06-02", "hr", "Tidy up");
    place.replace(FINDING, "ref: R-12", "ref: R-13");
    place.replace(FINDING, "auditee: p-it\n", &format!("auditee: p-it\n{ANSWER}"));
    commit(&place, "2026-06-09", "hr", "Put it back");
    assert_eq!(last(&place), both);
}

#[test]
fn checked_evidence_that_is_as_it_was_has_not_drifted_again() {
    let place = begin();
    let there = place.read(EVIDENCE);
    let drift = |from: &str, to: &str, day: &str| {
        place.replace(EVIDENCE, from, to);
        commit(&place, day, "it", "Another hash");
        last(&place)
    };
    let rule = ["evidence-drifted"];
    assert_eq!(drift("c107e9a1", "c107e9a2", "2026-06-02"), rule);
    assert_eq!(drift("c107e9a2", "c107e9a3", "2026-06-03"), rule);
    place.write(EVIDENCE, &there);
    commit(&place, "2026-06-04", "it", "Put it back");
    assert_eq!(last(&place), [""; 0]);
    assert_eq!(drift("c107e9a1", "c107e9a4", "2026-06-04"), rule);
}

#[test]
fn whoever_said_too_much_of_a_finding_takes_it_back_within_days() {
    let (grade, weight) = ("grade-lowered-without-justification", "finding-changed-after-issue");
    let slips = [("grade: minor", "grade: major", grade), ("systemic: false", "systemic: true", weight)];
    for (was, is, rule) in slips {
        let back = |day: &str, who: &str, between: &dyn Fn(&Place)| {
            let place = begin();
            let there = place.read(FINDING);
            place.replace(FINDING, was, is);
            between(&place);
            commit(&place, "2026-06-02", "aud", "A slip");
            place.write(FINDING, there);
            commit(&place, day, who, "Put it back");
            last(&place)
        };
        assert_eq!(back("2026-06-03", "aud", &|_| {}), [""; 0], "{is}");
        // Somebody else, months later, and what was meant.
        assert_eq!(back("2026-06-03", "manager", &|_| {}), [rule]);
        assert_eq!(back("2026-06-30", "aud", &|_| {}), [rule]);
        let entry = "changes:\n  - {date: 2026-06-02, by: p-aud, field: grade_reason, from: One case, to: Two cases, reason: Another one}\n";
        let meant = |place: &Place| place.write(FINDING, place.read(FINDING) + entry);
        assert!(back("2026-06-03", "aud", &meant).contains(&rule.to_owned()));
        // Something else comes with it.
        let place = begin();
        place.replace(FINDING, was, is);
        commit(&place, "2026-06-02", "aud", "A slip");
        place.replace(FINDING, is, was);
        place.replace(FINDING, "ref: R-12", "ref: R-13");
        commit(&place, "2026-06-03", "aud", "Put it back");
        assert_eq!(last(&place), [rule]);
    }
}

#[test]
fn a_grade_that_was_corrected_for_a_reason_may_be_brought_back() {
    let entry = |from: &str, to: &str| {
        format!(
            "  - {{date: 2026-06-02, by: p-aud, field: grade, from: {from}, to: {to}, reason: Other cases, approved_by: p-manager}}\n"
        )
    };
    let correct = |place: &Place, from: &str, to: &str| {
        let head = if place.read(FINDING).contains("changes:") { "" } else { "changes:\n" };
        place.replace(FINDING, &format!("grade: {from}\n"), &format!("grade: {to}\n"));
        place.write(FINDING, place.read(FINDING) + head + &entry(from, to));
        commit(place, "2026-06-02", "manager", "Correct the grade");
        assert_eq!(last(place), [""; 0], "{from} {to}");
    };
    let slip = |place: &Place, from: &str, to: &str| {
        place.replace(FINDING, &format!("grade: {from}\n"), &format!("grade: {to}\n"));
        commit(place, "2026-06-03", "hr", "Grade");
        last(place)
    };
    let report = |place: &Place| {
        let json = verify(place, &["--format", "json"]).json();
        let sealed = json["sealed"].as_array().expect("sealed").clone();
        sealed.into_iter().find(|one| one["id"] == "IA-2026-01").expect("a report")
    };
    let lowered = ["grade-lowered-without-justification"];
    for (to, by) in [("major", "minor"), ("major", "observation"), ("observation", "minor"), ("observation", "major")] {
        let place = begin();
        correct(&place, "minor", to);
        let there = place.read(FINDING);
        assert_ne!(slip(&place, to, by), [""; 0]);
        assert_eq!(slip(&place, by, to), [""; 0], "{to} {by}");
        assert_eq!((place.read(FINDING), &report(&place)["intact"]), (there, &serde_json::json!(true)));
        assert_eq!(report(&place)["regraded"], serde_json::json!(["F-2026-001"]));
        // To what nobody said, or with something else.
        assert_ne!(slip(&place, to, by), [""; 0]);
        place.replace(FINDING, "for nine days", "for one day");
        assert_ne!(slip(&place, by, to), [""; 0]);
        assert_eq!(report(&place)["intact"], false);
    }
    // What was corrected again counts no more.
    let place = begin();
    correct(&place, "minor", "major");
    correct(&place, "major", "minor");
    assert_eq!(slip(&place, "minor", "major"), ["report-changed-after-issue"]);
    let place = begin();
    correct(&place, "minor", "observation");
    correct(&place, "observation", "minor");
    assert_eq!(slip(&place, "minor", "observation"), lowered);
}

#[test]
fn what_a_report_said_of_a_finding_is_not_taken_back() {
    let place = begin_with(|place| {
        place.replace(AUDIT, "status: closed\n", "status: in-progress\n");
        let audit = place.read(AUDIT);
        let (before, rest) = audit.split_once("report:\n").expect("a report");
        let after = rest.split_once("communications:").expect("what follows").1;
        place.write(AUDIT, format!("{before}communications:{after}"));
    });
    let there = place.read(FINDING);
    place.replace(FINDING, "grade: minor", "grade: major");
    commit(&place, "2026-06-02", "aud", "Graver than we thought");
    place.replace(AUDIT, "status: in-progress\n", "status: issued\n");
    let report = "report:\n  version: 1\n  issued: {by: p-aud, date: 2026-06-03}\n  distribution: [p-ceo, p-manager, p-it]\ncommunications:";
    place.replace(AUDIT, "communications:", report);
    commit(&place, "2026-06-03", "aud", "Issue the report");
    place.write(FINDING, there);
    commit(&place, "2026-06-04", "aud", "Not that grave");
    assert!(last(&place).contains(&"grade-lowered-without-justification".to_owned()), "{:?}", last(&place));
}

#[test]
fn an_auditor_may_do_again_what_was_approved_and_no_more() {
    const TOPICS: &str = "topics: [cloud, secure-development]";
    let place = begin();
    let set = |from: &str, to: &str| {
        place.replace(AUDITOR, from, to);
        commit(&place, "2026-06-02", "manager", "Topics");
        last(&place)
    };
    assert_eq!(set(TOPICS, "topics: [cloud]"), [""; 0]);
    assert_eq!(set("topics: [cloud]", TOPICS), [""; 0]);
    assert_eq!(set(TOPICS, "topics: [cloud]"), [""; 0]);
    assert_eq!(set("topics: [cloud]", "topics: [cloud, privacy]"), ["auditor-changed-after-approval"]);
    // A new approval is of what it is given for.
    assert_eq!(set("date: 2025-01-15}", "date: 2026-06-02}"), [""; 0]);
    assert_eq!(set("topics: [cloud, privacy]", TOPICS), ["auditor-changed-after-approval"]);
}

/// The levels at which a rule names something.
fn levels(place: &Place, rule: &str) -> Vec<String> {
    let lapses = verify(place, &["--format", "json"]).json()["lapses"].as_array().expect("lapses").clone();
    let of_rule = lapses.iter().filter(|lapse| lapse["rule"] == rule);
    of_rule.map(|lapse| lapse["level"].as_str().expect("a level").to_owned()).collect()
}

#[test]
fn what_was_deleted_and_is_back_as_it_was_is_no_error_for_good() {
    let cases = [
        (FINDING, ANSWER, "auditee-answer-changed"),
        (PAPER, "    result: conform\n", "report-changed-after-issue"),
        (PAPER, "    notes: 1 of 8 kept an active account for nine days.\n", "report-changed-after-issue"),
        (AUDIT, "remote: none\n", "report-changed-after-issue"),
    ];
    for (path, text, rule) in cases {
        for (day, level) in [("2026-06-02", "info"), ("2026-06-09", "warning")] {
            let place = begin();
            let there = place.read(path);
            let at = there.find(text).expect("a text to take away");
            place.write(path, there[..at].to_owned() + &there[at + text.len()..]);
            commit(&place, "2026-06-02", "hr", "Tidy up");
            assert_eq!(levels(&place, rule), ["error"], "{text}");
            // What goes on in the record meanwhile takes nothing from that.
            place.write(path, there.clone() + "waivers: []\n");
            commit(&place, day, "hr", "Put it back");
            assert_eq!(levels(&place, rule), [level], "{text}");
            let told = verify(&place, &[]);
            assert!(told.out.contains(&format!("it is as it was again since {day} (")), "{told:#?}");
            assert_eq!(told.code, 0, "{told:#?}");
        }
    }
    // What said something else meanwhile, or comes back otherwise, was not only away.
    for (meanwhile, back) in [("agreed", "contested, comment: Not ours"), ("contested, comment: Not ours", "agreed")] {
        let place = begin();
        let there = place.read(FINDING);
        let other = |text: &str| ANSWER.replace("position: agreed", &format!("position: {text}"));
        let first = if meanwhile == "agreed" { String::new() } else { other(meanwhile) };
        place.replace(FINDING, ANSWER, &first);
        commit(&place, "2026-06-02", "hr", "Tidy up");
        place.write(FINDING, there.replace(ANSWER, &other(back)));
        commit(&place, "2026-06-02", "hr", "Put it back");
        // Word for word as it was, it is no error any more, and still no note: somebody may have read the other.
        let level = if back == "agreed" { "warning" } else { "error" };
        assert!(levels(&place, "auditee-answer-changed").contains(&level.to_owned()), "{meanwhile}");
    }
}

/// Gives the audit that is ahead another id.
fn renumber(place: &Place) {
    let text = place.read(NEXT);
    place.write("r/audits/IA-2026-03/audit.yaml", text.replace("IA-2026-02", "IA-2026-03"));
    place.git("r", &["rm", "--quiet", "-f", "audits/IA-2026-02/audit.yaml"]);
    place.write(PROGRAMME, place.read(PROGRAMME).replace("IA-2026-02", "IA-2026-03"));
}

#[test]
fn what_gets_another_id_is_not_written_down_late() {
    let plan = "client: p-ceo\nplan: {version: 1, approved: {by: p-manager, date: 2026-05-25}}\ndates: {start: 2026-09-05, end: 2026-09-30}\n";
    let ahead = || begin_with(|place| place.replace(NEXT, "client: p-ceo\n", plan));
    let place = ahead();
    renumber(&place);
    commit(&place, "2026-06-12", "hr", "Another number");
    let rules = last(&place);
    assert!(rules.contains(&"record-deleted".to_owned()), "{rules:?}");
    assert!(!rules.iter().any(|rule| rule == "backdated-entry" || rule == "person-commit-mismatch"), "{rules:?}");
    // Nor with an entry; what is new in it is said now.
    let place = ahead();
    renumber(&place);
    let path = "r/audits/IA-2026-03/audit.yaml";
    let entry = "changes:\n  - {date: 2026-06-12, by: p-hr, field: id, from: IA-2026-02, to: IA-2026-03, reason: The number was taken}\n";
    place.write(path, place.read(path) + entry);
    commit(&place, "2026-06-12", "hr", "Another number");
    assert!(!last(&place).contains(&"backdated-entry".to_owned()));
    let place = ahead();
    renumber(&place);
    place.replace(path, "date: 2026-05-25", "date: 2026-05-20");
    commit(&place, "2026-06-12", "hr", "Another number");
    assert!(last(&place).contains(&"backdated-entry".to_owned()));
}

/// The lapses with their levels and messages.
fn told(place: &Place) -> (i32, Vec<[String; 3]>) {
    let run = verify(place, &["--format", "json"]);
    let lapses = run.json()["lapses"].as_array().expect("lapses").clone();
    let text = |lapse: &serde_json::Value, key: &str| lapse[key].as_str().expect("a text").to_owned();
    let of = |lapse: &serde_json::Value| ["level", "rule", "message"].map(|key| text(lapse, key));
    (run.code, lapses.iter().map(of).collect())
}

/// The one lapse of a rule, by its level and its message.
#[track_caller]
fn one(place: &Place, rule: &str) -> (i32, String, String) {
    let (code, lapses) = told(place);
    let of_rule: Vec<_> = lapses.iter().filter(|[_, of, _]| of == rule).collect();
    let [[level, _, message]] = of_rule[..] else { panic!("{lapses:#?}") };
    (code, level.clone(), message.clone())
}

#[test]
fn what_is_back_and_written_otherwise_is_as_it_was() {
    let report = "report-changed-after-issue";
    for (path, from, to, rule) in [
        (PAPER, "The records of the last twelve", "Some records of the last twelve", report),
        (CLOSED, "statement: The register", "statement: Half the register", "finding-changed-after-closure"),
        (ACTION, "what: Let accounts", "what: Do not let accounts", "plan-changed-after-acceptance"),
    ] {
        let place = begin();
        place.replace(path, from, to);
        commit(&place, "2026-06-02", "it", "Tidy up");
        place.replace(path, to, from);
        place.write(path, format!("# As it was.\n{}", place.read(path)));
        commit(&place, "2026-06-03", "it", "Put it back");
        let (code, level, message) = one(&place, rule);
        assert!(code == 0 && level == "warning" && message.contains("as it was again since 2026-06-03"), "{message}");
    }
}

/// Makes the action one whose effectiveness `p-aud2` checked.
fn check(place: &Place) {
    place.replace(ACTION, "status: accepted", "status: effective");
    let done = "status: done\n    done_on: 2026-04-01\n    evidence: [E-2026-004]";
    place.replace(ACTION, "status: in-progress", done);
    let checked =
        "planned_on: 2026-05-15, method: Looked at, result: effective, checked_by: p-aud2, checked_on: 2026-05-15";
    place.replace(ACTION, "planned_on: 2026-09-15", checked);
}

#[test]
fn evidence_that_was_another_one_while_somebody_relied_on_it_stays_an_error() {
    const LOG: &str = "r/evidence/2026/E-2026-004.yaml";
    let swapped = |relied: bool| {
        let place = begin_with(|place| place.replace(LOG, "status: received", "status: verified\nverified_by: p-aud"));
        place.replace(LOG, "fcde2b2e", "fcde2b2f");
        commit(&place, "2026-06-02", "it", "Another log");
        if relied {
            check(&place);
        }
        commit(&place, "2026-06-03", "aud2", "Check it");
        place.replace(LOG, "fcde2b2f", "fcde2b2e");
        commit(&place, "2026-06-04", "it", "The old log");
        one(&place, "evidence-drifted")
    };
    let (code, level, message) = swapped(true);
    let meanwhile = "and the effectiveness of CA-2026-001 was checked on it meanwhile";
    assert!(code == 1 && level == "error" && message.contains(meanwhile), "{message}");
    let (code, level, message) = swapped(false);
    assert!(code == 0 && level == "warning" && !message.contains("meanwhile"), "{message}");

    // The same of its file.
    let swapped = |relied: bool| {
        let (place, file) = (begin(), "r/evidence/2026/files/walkthrough.csv");
        let there = place.read(file);
        place.write(file, there.clone() + "another,1\n");
        commit(&place, "2026-06-02", "it", "Another file");
        if relied {
            let cited = "raised_by: p-aud\nevidence: [E-2026-002]";
            let closed = STRENGTH.replace("F-2026-090", "F-2026-095").replace("raised_by: p-aud", cited);
            place.write("r/findings/2026/F-2026-095.yaml", closed.replace("IA-2026-01", "IA-2026-02"));
        }
        commit(&place, "2026-06-03", "aud", "Close it");
        place.write(file, there);
        commit(&place, "2026-06-04", "it", "The old file");
        one(&place, "evidence-drifted")
    };
    let (code, level, message) = swapped(true);
    assert!(
        code == 1 && level == "error" && message.contains("and F-2026-095 was closed on it meanwhile"),
        "{message}"
    );
    let (code, level, message) = swapped(false);
    assert!(code == 0 && level == "warning" && !message.contains("meanwhile"), "{message}");
}

#[test]
fn whoever_checked_what_came_to_be_theirs_for_a_while_is_no_error_for_good() {
    let rule = "effectiveness-checked-by-owner";
    let place = begin_with(check);
    let there = place.read(ACTION);
    place.write(ACTION, there.replace("owner: p-it", "owner: p-aud2"));
    commit(&place, "2026-06-02", "it", "Hand it on");
    assert_eq!(one(&place, rule).1, "error");
    place.write(ACTION, there);
    commit(&place, "2026-06-03", "it", "Revert");
    let (code, level, message) = one(&place, rule);
    assert!(code == 0 && level == "warning", "{message}");
    // Whoever owns it and checks it has decided.
    let place = begin();
    let there = place.read(ACTION);
    check(&place);
    place.replace(ACTION, "checked_by: p-aud2", "checked_by: p-it");
    commit(&place, "2026-06-02", "it", "Check it");
    place.write(ACTION, there);
    commit(&place, "2026-06-03", "it", "Revert");
    assert_eq!(one(&place, rule).1, "error");
}

#[test]
fn a_step_that_is_explained_later_by_whoever_may_is_a_warning() {
    let rule = "illegal-transition";
    let explained = |agreed: &str, takes_away: bool| {
        let place = begin();
        place.replace(ACTION, "status: accepted", "status: proposed");
        commit(&place, "2026-06-02", "it", "Think again");
        assert_eq!(one(&place, rule).1, "error");
        if takes_away {
            place.replace(ACTION, ACCEPTED, "");
        }
        let entry = format!(
            "changes:\n  - {{date: 2026-06-04, by: p-it, field: status, from: accepted, to: proposed, reason: The directory changes{agreed}}}\n"
        );
        place.write(ACTION, place.read(ACTION) + &entry);
        commit(&place, "2026-06-04", "aud", "Say why");
        one(&place, rule)
    };
    let (code, level, message) = explained(", approved_by: p-aud", true);
    assert!(code == 0 && level == "warning", "{message}");
    assert!(message.contains("an entry of `changes` says it since 2026-06-04"), "{message}");
    for (agreed, takes_away) in [("", true), (", approved_by: p-it", true), (", approved_by: p-aud", false)] {
        assert_eq!(explained(agreed, takes_away).1, "error", "{agreed} {takes_away}");
    }

    // Of an item, whoever did it says so alone; and where it went on since, nobody knows what it was.
    for (state, level) in [("in-progress", "warning"), ("open", "error")] {
        let (open, done) = ("status: in-progress", "status: done\n    done_on: 2026-05-20\n    evidence: [E-2026-004]");
        let place = begin_with(|place| place.replace(ACTION, open, done));
        place.replace(ACTION, done, open);
        commit(&place, "2026-06-02", "it", "Not yet");
        let entry = "changes:\n  - {date: 2026-06-04, by: p-it, field: actions/1/status, from: done, to: in-progress, reason: One is left}\n";
        place.write(ACTION, place.read(ACTION).replace(open, &format!("status: {state}")) + entry);
        commit(&place, "2026-06-04", "it", "Say why");
        let lapses = told(&place).1;
        let first = lapses.iter().find(|[_, of, _]| of == rule).expect("a lapse");
        assert_eq!(first[0], level, "{lapses:#?}");
    }
}

#[test]
fn what_is_decided_in_another_name_is_theirs_once_they_confirm_it() {
    const RULE: &str = "person-commit-mismatch";
    let accept = || {
        let place = begin();
        place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
        commit(&place, "2026-06-02", "it", "In the auditor's name");
        exits(&place, 1, &[RULE]);
        place
    };
    let note = |place: &Place, day: &str, who: &str, message: &str| {
        place.replace(ACTION, "title: Let access end", "title: That access may end");
        commit(place, day, who, message);
    };
    for (who, message, code) in [
        ("aud2", "I have accepted it", 0),
        ("it", "Word it better\n\nApproved-by: p-aud2", 0),
        ("it", "Word it better", 1),
        ("aud", "Word it better\n\nApproved-by: p-aud", 1),
    ] {
        let place = accept();
        note(&place, "2026-06-09", who, message);
        exits(&place, code, &[RULE]);
        let told = verify(&place, &[]).out;
        assert_eq!(told.contains("on 2026-06-02; p-aud2 confirmed it on 2026-06-09"), code == 0, "{told}");
    }
    // So it is where they say it anew; another record of theirs says nothing of it.
    let place = accept();
    place.replace(FINDING, "ref: R-12", "ref: R-13");
    commit(&place, "2026-06-09", "aud2", "Something else");
    assert_eq!(found(&place).0, 1);
    let place = accept();
    place.replace(ACTION, "date: 2026-06-02", "date: 2026-06-09");
    commit(&place, "2026-06-09", "aud2", "I accept it today");
    assert_eq!(found(&place).0, 0);
    // A level of its own stays.
    let place = begin_with(|place| {
        let level = "rules: {person-commit-mismatch: {level: error, reason: We mean it}}\n";
        place.write(SETTINGS, place.read(SETTINGS) + level);
    });
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
    commit(&place, "2026-06-02", "it", "In the auditor's name");
    note(&place, "2026-06-09", "aud2", "I have accepted it");
    exits(&place, 1, &[RULE]);
}
