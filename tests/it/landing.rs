//! What `verify` says once a branch is merged, `review` and the gate say before: real branches, judged, merged and verified.

use std::fs;

use crate::support::history::{ACTION, AUDIT, CLOSED, FINDING, NEXT, PAPER, SETTINGS, STRENGTH, TAG, commit};
use crate::support::{Place, run};

const OTHER: &str = "r/findings/2026/F-2026-002.yaml";
/// The day on which branches are judged and merged.
const DAY: &str = "2026-06-10";

/// A main line with an issued report and a closed finding. `change` comes before its first commit.
fn begin(change: impl FnOnce(&Place)) -> Place {
    let place = Place::new();
    place.repository("r");
    place.fixture("r");
    place.write(CLOSED, STRENGTH);
    for id in ["aud", "aud2", "ciso", "manager"] {
        let (path, own) = (format!("r/people/p-{id}.yaml"), format!("{id}@example.com"));
        if !place.read(&path).contains(&own) {
            place.replace(&path, "git: [", &format!("git: [{own}, "));
        }
    }
    change(&place);
    commit(&place, "2026-06-01", "manager", "Begin");
    place
}

/// The rules that say of a branch, and after that of the main line that it was merged into, what is an error.
struct Said {
    review: Vec<String>,
    gate: Vec<String>,
    verify: Vec<String>,
}

/// Makes a branch, lets the main line go on, judges the branch, merges it, and verifies the main line.
#[track_caller]
fn merge(place: &Place, branch: &dyn Fn(&Place), meanwhile: Option<&dyn Fn(&Place)>) -> Said {
    let errors = |json: &serde_json::Value, list: &str| {
        let all = json[list].as_array().expect("a list").iter();
        all.filter(|one| one["level"] == "error").cloned().collect::<Vec<_>>()
    };
    let rules = |errors: Vec<serde_json::Value>| {
        let mut rules: Vec<String> =
            errors.iter().map(|one| one["rule"].as_str().unwrap_or_default().to_owned()).collect();
        rules.sort();
        rules.dedup();
        rules
    };
    let verify = || errors(&run(place.tickmark("r").args(["verify", "--format", "json"]), &[0, 1]).json(), "lapses");
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    branch(place);
    if let Some(meanwhile) = meanwhile {
        place.git("r", &["checkout", "--quiet", "main"]);
        meanwhile(place);
        place.git("r", &["checkout", "--quiet", "work"]);
    }
    let judge = |arguments: &[&str], list: &str| {
        let arguments = [arguments, &["--as-of", DAY, "--format", "json"]].concat();
        let run = run(place.tickmark("r").args(arguments), &[0, 1]);
        let found = rules(errors(&run.json(), list));
        assert_eq!(run.code, i32::from(!found.is_empty()), "{run:#?}");
        found
    };
    let review = judge(&["review", "main"], "added");
    let gate = judge(&["gate", "--new-since", "main"], "failures");
    place.git("r", &["checkout", "--quiet", "main"]);
    let known = verify();
    let mut command = place.command("git", "r");
    command.env("GIT_COMMITTER_DATE", format!("{DAY}T12:00:00+00:00"));
    command.env("GIT_AUTHOR_EMAIL", "manager@example.com");
    run(command.args(["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]), &[0]);
    let mut verify = verify();
    // Approvals that the merge has to name are asked for by `review`, and this one names none.
    verify.retain(|lapse| !known.contains(lapse) && lapse["rule"] != "person-commit-mismatch");
    Said { review, gate, verify: rules(verify) }
}

/// Asserts that one lapse is an error before the merge and after it.
#[track_caller]
fn is_told(rule: &str, place: &Place, branch: &dyn Fn(&Place), meanwhile: Option<&dyn Fn(&Place)>) {
    let said = merge(place, branch, meanwhile);
    assert_eq!(said.review, [rule], "before the merge");
    assert_eq!(said.gate, [rule], "before the merge, by the gate");
    assert_eq!(said.verify, [rule], "after the merge");
}

/// Asserts that nothing is an error, before the merge and after it.
#[track_caller]
fn is_fine(place: &Place, branch: &dyn Fn(&Place), meanwhile: Option<&dyn Fn(&Place)>) {
    let said = merge(place, branch, meanwhile);
    assert!(said.review.is_empty(), "before the merge: {:?}", said.review);
    assert!(said.gate.is_empty(), "before the merge, by the gate: {:?}", said.gate);
    assert!(said.verify.is_empty(), "after the merge: {:?}", said.verify);
}

/// A second strength, of an audit.
fn add_finding(place: &Place, audit: &str, title: &str) {
    let text = STRENGTH.replace("F-2026-090", "F-2026-002").replace("IA-2026-01", audit);
    place.write(OTHER, text.replace("title: The register is complete", &format!("title: {title}")));
}

/// Takes the report back, so that it is still to be issued.
fn not_issued(place: &Place) {
    place.replace(AUDIT, "status: closed\n", "status: in-progress\n");
    let audit = place.read(AUDIT);
    let (before, rest) = audit.split_once("report:\n").expect("a report");
    let after = rest.split_once("communications:").expect("what follows").1;
    place.write(AUDIT, format!("{before}communications:{after}"));
}

fn issue(place: &Place) {
    place.replace(AUDIT, "status: in-progress\n", "status: issued\n");
    let report = "report:\n  version: 1\n  issued: {by: p-aud, date: 2026-06-03}\n  distribution: [p-ceo, p-manager, p-it, p-ciso]\n  \
                  tag: report/IA-2026-01/v1\ncommunications:";
    place.replace(AUDIT, "communications:", report);
}

#[test]
fn what_comes_to_an_issued_report_is_told() {
    is_told(
        "finding-added-after-issue",
        &begin(|_| {}),
        &|place| {
            add_finding(place, "IA-2026-01", "Keys are counted");
            commit(place, "2026-06-02", "aud", "One more");
        },
        None,
    );
    is_told(
        "finding-added-after-issue",
        &begin(|_| {}),
        &|place| {
            let paper = place.read(PAPER).replace("WP-2026-01", "WP-2026-02").replace("title: ", "title: More of ");
            place.write("r/audits/IA-2026-01/workpapers/WP-2026-02.yaml", paper);
            commit(place, "2026-06-02", "aud", "One more");
        },
        None,
    );
}

#[test]
fn what_comes_to_a_report_that_was_issued_meanwhile_is_told() {
    let issue_it: &dyn Fn(&Place) = &|place| {
        issue(place);
        commit(place, "2026-06-03", "aud", "Issue the report");
        place.git("r", &["tag", TAG]);
    };
    is_told(
        "finding-added-after-issue",
        &begin(not_issued),
        &|place| {
            add_finding(place, "IA-2026-01", "Keys are counted");
            commit(place, "2026-06-02", "aud", "One more");
        },
        Some(issue_it),
    );
    is_told(
        "report-changed-after-issue",
        &begin(not_issued),
        &|place| {
            place.replace(FINDING, "for nine days", "for ten days");
            commit(place, "2026-06-02", "aud", "Count again");
        },
        Some(issue_it),
    );
    // What goes to another audit is none of the report's.
    is_fine(
        &begin(not_issued),
        &|place| {
            add_finding(place, "IA-2026-02", "Keys are counted");
            commit(place, "2026-06-02", "aud", "One more");
        },
        Some(issue_it),
    );
}

#[test]
fn a_grade_that_the_auditee_lowered_is_told() {
    let lower = |place: &Place, who: &str| {
        place.replace(FINDING, "grade: minor", "grade: observation");
        let text = place.read(FINDING);
        let entry = "changes:\n  - {date: 2026-06-02, by: p-aud, field: grade, from: minor, to: observation, reason: One case, approved_by: p-manager}\n";
        place.write(FINDING, format!("{text}{entry}"));
        commit(place, "2026-06-02", who, "Correct the grade");
    };
    is_told("grade-lowered-by-auditee", &begin(|_| {}), &|place| lower(place, "it"), None);
    is_fine(&begin(|_| {}), &|place| lower(place, "manager"), None);
}

#[test]
fn what_is_broken_on_the_main_line_is_held_against_what_it_was() {
    let broken = || {
        let place = begin(|_| {});
        place.write(CLOSED, STRENGTH.replace("criteria: [", "criteria: [["));
        commit(&place, "2026-06-02", "it", "A slip");
        place
    };
    is_told(
        "finding-changed-after-closure",
        &broken(),
        &|place| {
            place.write(CLOSED, STRENGTH.replace("grade: strength", "grade: observation"));
            commit(place, "2026-06-03", "aud", "Mend it");
        },
        None,
    );
    is_fine(
        &broken(),
        &|place| {
            place.write(CLOSED, STRENGTH);
            commit(place, "2026-06-03", "aud", "Mend it");
        },
        None,
    );
}

#[test]
fn what_is_sealed_may_be_brought_back() {
    type Change = fn(&Place);
    let breaks: [(&str, Change); 6] = [
        (FINDING, |place| place.replace(FINDING, "for nine days", "for one day")),
        (FINDING, |place| place.replace(FINDING, "grade: minor", "grade: observation")),
        (FINDING, |place| fs::remove_file(place.path(FINDING)).expect("a finding")),
        (PAPER, |place| place.replace(PAPER, "title: ", "title: More of ")),
        (AUDIT, |place| place.replace(AUDIT, "title: ", "title: More of ")),
        (CLOSED, |place| place.replace(CLOSED, "statement: ", "statement: Nearly; ")),
    ];
    let elsewhere: &dyn Fn(&Place) = &|place| {
        place.replace(NEXT, "client: p-ceo\n", "client: p-ceo\nobjectives: [Tell]\n");
        commit(place, "2026-06-04", "manager", "Go on");
    };
    for (path, change) in breaks {
        for meanwhile in [None, Some(elsewhere)] {
            let place = begin(|_| {});
            let sealed = place.read(path);
            change(&place);
            commit(&place, "2026-06-02", "it", "A small change");
            let restore = |place: &Place| {
                place.write(path, &sealed);
                commit(place, "2026-06-03", "aud", "Bring back what it said");
            };
            is_fine(&place, &restore, meanwhile);
        }
    }
}

#[test]
fn an_accepted_plan_may_be_brought_back_and_is_not_to_be_another_one() {
    const RULE: &str = "plan-changed-after-acceptance";
    const ACCEPTED: &str =
        ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}";
    let what = "what: Let accounts expire at the end of the contract";
    let breaks = [(what, "what: Look into accounts"), ("\nowner: p-it", "\nowner: p-hr"), (ACCEPTED, "")];
    let elsewhere: &dyn Fn(&Place) = &|place| {
        place.replace(NEXT, "client: p-ceo\n", "client: p-ceo\nobjectives: [Tell]\n");
        commit(place, "2026-06-04", "manager", "Go on");
    };
    for (was, is) in breaks {
        for meanwhile in [None, Some(elsewhere)] {
            let broken = || {
                let level = format!("rules: {{{RULE}: {{level: error, reason: We mean what we accept}}}}\n");
                let place = begin(|place| place.write(SETTINGS, place.read(SETTINGS) + &level));
                let accepted = place.read(ACTION);
                place.replace(ACTION, was, is);
                commit(&place, "2026-06-02", "hr", "A small change");
                (place, accepted)
            };
            let (place, accepted) = broken();
            let restore = |place: &Place| {
                place.write(ACTION, &accepted);
                commit(place, "2026-06-03", "hr", "Bring back what was accepted");
            };
            is_fine(&place, &restore, meanwhile);
            let (place, accepted) = broken();
            let otherwise = |place: &Place| {
                place.write(ACTION, accepted.replace(what, "what: Let accounts expire a week later"));
                commit(place, "2026-06-03", "hr", "Bring back what was accepted");
            };
            is_told(RULE, &place, &otherwise, meanwhile);
        }
    }
}

#[test]
fn what_is_brought_back_otherwise_is_told() {
    let tampered = || {
        let place = begin(|_| {});
        let sealed = place.read(FINDING);
        place.replace(FINDING, "for nine days", "for one day");
        commit(&place, "2026-06-02", "it", "A small change");
        (place, sealed)
    };
    let (place, sealed) = tampered();
    let otherwise = |place: &Place| {
        place.write(FINDING, sealed.replace("for nine days", "for eight days"));
        commit(place, "2026-06-03", "aud", "Bring back what it said");
    };
    is_told("report-changed-after-issue", &place, &otherwise, None);
    // What is on disk counts, not what was committed before it.
    let (place, sealed) = tampered();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    let lint = |place: &Place| {
        let run = run(place.tickmark("r").args(["lint", "--new-since", "main", "--as-of", DAY]), &[0, 1]);
        run.out.contains("report-changed-after-issue")
    };
    place.write(FINDING, &sealed);
    assert!(!lint(&place));
    commit(&place, "2026-06-03", "aud", "Bring back what it said");
    assert!(!lint(&place));
    place.write(FINDING, sealed.replace("for nine days", "for eight days"));
    assert!(lint(&place));
}

#[test]
fn a_tag_that_the_branch_belies_is_told() {
    let branch = |changes: bool| {
        move |place: &Place| {
            issue(place);
            commit(place, "2026-06-03", "aud", "Issue the report");
            place.git("r", &["tag", TAG]);
            if changes {
                place.replace(FINDING, "for nine days", "for one day");
                commit(place, "2026-06-04", "aud", "Reads nicer");
            }
        }
    };
    let said = merge(&begin(not_issued), &branch(true), None);
    assert_eq!((said.review, said.gate), (vec!["issued-tag-broken".to_owned()], vec!["issued-tag-broken".to_owned()]));
    is_fine(&begin(not_issued), &branch(false), None);
}

#[test]
fn what_only_a_merge_commit_leaves_as_it_is_is_told() {
    let squash = |place: &Place, rule: &str| {
        let told = run(place.tickmark("r").args(["review", "main", "--as-of", DAY]), &[0]);
        assert!(
            told.out.contains("#### How to merge it\n\nBy a merge commit") && told.out.contains(&format!("(`{rule}`)")),
            "{}",
            told.out
        );
        let json = run(place.tickmark("r").args(["review", "main", "--as-of", DAY, "--format", "json"]), &[0]).json();
        assert_eq!(json["squashed"][0]["rule"], rule);
        let gate = run(place.tickmark("r").args(["gate", "--new-since", "main", "--as-of", DAY]), &[0]);
        assert!(gate.err.contains("squashed or rebased") && gate.err.contains(rule), "{gate:#?}");
        place.git("r", &["checkout", "--quiet", "main"]);
        place.git("r", &["merge", "--quiet", "--squash", "work"]);
        commit(place, DAY, "manager", "Squash work");
        let verify = run(place.tickmark("r").args(["verify", "--format", "json"]), &[1]).json();
        assert!(verify.to_string().contains(rule), "{verify}");
    };
    let place = begin(not_issued);
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    issue(&place);
    commit(&place, "2026-06-03", "aud", "Issue the report");
    place.git("r", &["tag", TAG]);
    squash(&place, "issued-tag-broken");

    let place = begin(|_| {});
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace(
        NEXT,
        "client: p-ceo\n",
        "client: p-ceo\nplan: {version: 1, approved: {by: p-manager, date: 2026-06-02}}\ndates: {start: 2026-06-05, end: 2026-06-30}\n",
    );
    commit(&place, "2026-06-02", "manager", "The plan");
    squash(&place, "plan-backdated");

    // A warning that stays for good is told as well; the gate does not count it.
    let place = begin(|_| {});
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace(NEXT, "client: p-ceo\n", "client: p-ceo\nobjectives: [Tell]\n");
    commit(&place, "2026-06-02", "manager", "Tell more");
    place.replace(
        "r/actions/2026/CA-2026-001.yaml",
        "status: in-progress",
        "status: done\n    done_on: 2026-06-03\n    evidence: [E-2026-004]",
    );
    commit(&place, "2026-06-03", "it", "Done");
    let review = ["review", "main", "--as-of", "2026-07-20", "--format", "json"];
    let json = run(place.tickmark("r").args(review), &[0]).json();
    assert_eq!(
        (&json["squashed"][0]["rule"], &json["squashed"][0]["level"]),
        (&"backdated-entry".into(), &"warning".into())
    );
    let gate = run(place.tickmark("r").args(["gate", "--new-since", "main", "--as-of", "2026-07-20"]), &[0, 1]);
    assert!(!gate.err.contains("backdated-entry"), "{gate:#?}");
}

/// A branch that lowers a grade without a word and puts it back: as one step it does nothing.
fn lower_and_raise(place: &Place) {
    let finding = place.read(FINDING);
    place.replace(FINDING, "grade: minor", "grade: observation");
    commit(place, "2026-06-02", "aud", "Correct the grade");
    place.write(FINDING, finding);
    place.replace(NEXT, "client: p-ceo\n", "client: p-ceo\nobjectives: [Tell]\n");
    commit(place, "2026-06-03", "aud", "Put it back, and go on");
}

#[test]
fn what_the_branch_mends_itself_is_told_of_a_rebase_and_of_a_fast_forward() {
    const RULE: &str = "grade-lowered-without-justification";
    let review = |place: &Place, format: &str| {
        let arguments = ["review", "main", "work", "--as-of", DAY, "--format", format];
        run(place.tickmark("r").args(arguments), &[0])
    };
    let told = |place: &Place| {
        let json = review(place, "json").json();
        let rebased = json["rebased"].as_array().expect("a list").clone();
        let rules: Vec<&str> = rebased.iter().filter_map(|one| one["rule"].as_str()).collect();
        assert_eq!(rules, [RULE], "{json:#}");
        assert_eq!((&json["added"], &json["squashed"]), (&serde_json::json!([]), &serde_json::json!([])));
        let text = review(place, "markdown").out;
        let ways = text.split_once("#### How to merge it\n\n").expect("a section").1;
        assert!(
            ways.starts_with("By a merge commit (`git merge --no-ff`) or a squash") && ways.contains(RULE),
            "{text}"
        );
        assert!(ways.contains("(in ") && ways.contains("of 2026-06-02 by p-aud"), "{text}");
        let gate = ["gate", "--new-since", "main", "--rev", "work", "--as-of", DAY];
        let gate = run(place.tickmark("r").args(gate), &[0]);
        assert!(gate.err.contains("rebased or fast-forwarded") && gate.err.contains(RULE), "{gate:#?}");
    };
    let errors = |place: &Place| {
        let json = run(place.tickmark("r").args(["verify", "--format", "json"]), &[0, 1]).json();
        let lapses = json["lapses"].as_array().expect("lapses").clone();
        lapses.iter().filter(|one| one["level"] == "error").map(|one| one["rule"].clone()).collect::<Vec<_>>()
    };
    let bring = |place: &Place, arguments: &[&str]| {
        place.git("r", &["checkout", "--quiet", "-B", "tried", "main"]);
        place.git("r", &[&["-c", "user.name=M", "-c", "user.email=m@example.com"], arguments].concat());
        errors(place)
    };
    let branched = |goes_on: bool| {
        // Without a level of its own, it would be a warning once the grade is back.
        let place = begin(|place| {
            let level = format!("rules: {{{RULE}: {{level: error, reason: We mean it}}}}\n");
            place.write(SETTINGS, place.read(SETTINGS) + &level);
        });
        place.git("r", &["tag", TAG]);
        place.git("r", &["checkout", "--quiet", "-b", "work"]);
        lower_and_raise(&place);
        place.git("r", &["checkout", "--quiet", "main"]);
        if goes_on {
            place.replace(SETTINGS, "headcount: 40", "headcount: 41");
            commit(&place, "2026-06-04", "manager", "One more colleague");
        }
        place
    };
    let place = branched(false);
    told(&place);
    assert_eq!(bring(&place, &["merge", "--quiet", "--ff-only", "work"]), [RULE]);
    assert_eq!(bring(&place, &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]), [""; 0]);
    let place = branched(true);
    told(&place);
    assert_eq!(bring(&place, &["cherry-pick", "work~1", "work"]), [RULE]);
    assert_eq!(bring(&place, &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]), [""; 0]);
    // What comes in one commit is the same each way.
    let place = begin(|_| {});
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace(NEXT, "client: p-ceo\n", "client: p-ceo\nobjectives: [Tell]\n");
    commit(&place, "2026-06-03", "aud", "Go on");
    assert!(!review(&place, "markdown").out.contains("How to merge it"));
    assert_eq!(run(place.tickmark("r").args(["gate", "--new-since", "main", "--as-of", DAY]), &[0]).err, "");
}

#[test]
fn an_id_that_the_main_line_took_meanwhile_fails_the_gate() {
    let place = begin(|_| {});
    let said = merge(
        &place,
        &|place| {
            add_finding(place, "IA-2026-02", "Mine");
            commit(place, "2026-06-02", "aud", "One more");
        },
        Some(&|place| {
            add_finding(place, "IA-2026-02", "Theirs");
            fs::rename(place.path(OTHER), place.path("r/findings/F-2026-002.yaml")).expect("moved");
            commit(place, "2026-06-02", "aud2", "Another one");
        }),
    );
    for told in [&said.review, &said.gate] {
        assert!(told.contains(&"duplicate-id".to_owned()), "{told:?}");
    }
}

#[test]
fn a_plan_that_came_late_is_told() {
    let plan = |start: &str| {
        let lines = format!(
            "client: p-ceo\nobjectives: [Tell]\nscope: {{statement: Access rights}}\ncriteria: [A.5.18]\nmethods: [interview]\nremote: none\nteam:\n  - \
             {{person: p-aud, role: lead-auditor, independence: {{declared_on: 2026-06-01, statement: No work for the company in the last two years}}}}\n\
             plan: {{version: 1, approved: {{by: p-manager, date: 2026-06-01}}}}\ndates: {{start: {start}, end: 2026-06-30}}\n"
        );
        move |place: &Place| {
            place.replace(NEXT, "client: p-ceo\n", &lines);
            commit(place, "2026-06-08", "manager", "The plan");
        }
    };
    is_told("plan-backdated", &begin(|_| {}), &plan("2026-06-04"), None);
    is_fine(&begin(|_| {}), &plan("2026-06-25"), None);
}

#[test]
fn what_both_sides_mend_or_change_elsewhere_is_fine() {
    // In one file, at different places.
    is_fine(
        &begin(|_| {}),
        &|place| {
            place.replace(SETTINGS, "headcount: 40", "headcount: 41");
            commit(place, "2026-06-02", "manager", "One more colleague");
        },
        Some(&|place| {
            place.replace(
                SETTINGS,
                "name: Operations, owner: p-it, importance: medium",
                "name: Operations, owner: p-it, importance: low",
            );
            commit(place, "2026-06-03", "manager", "Weigh it again");
        }),
    );
}

#[test]
fn evidence_that_is_exchanged_is_told() {
    const FILE: &str = "r/evidence/2026/register.txt";
    const RECORD: &str = "r/evidence/2026/E-2026-090.yaml";
    let begin = || {
        begin(|place| {
            place.write(FILE, "The register, counted\n");
            let record = "kind: evidence\nid: E-2026-090\ntitle: The register\ntype: record\nstatus: verified\nsource: HR\ncollected_on: 2026-03-03\n\
                          collected_by: p-aud\nverified_by: p-aud2\nlocation: evidence/2026/register.txt\nclassification: internal\n\
                          personal_data: false\n";
            place.write(RECORD, record);
        })
    };
    is_told(
        "evidence-drifted",
        &begin(),
        &|place| {
            place.write(FILE, "The register, counted again\n");
            commit(place, "2026-06-02", "it", "Count again");
        },
        None,
    );
    is_fine(
        &begin(),
        &|place| {
            place.write("r/evidence/2026/other.txt", "Something else\n");
            commit(place, "2026-06-02", "it", "Another file");
        },
        None,
    );
}

/// What is put back is held against what it was given to, which is further back than where the branch left.
#[test]
fn an_acceptance_that_is_put_back_on_a_changed_plan_is_told() {
    let place = begin(|_| {});
    let accepted = place.read(ACTION);
    let (given, what) = (
        ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}",
        "what: Let accounts expire at",
    );
    place.write(ACTION, accepted.replace(given, "").replace("status: accepted", "status: proposed"));
    commit(&place, "2026-06-02", "aud", "Take the acceptance back");
    place.replace(ACTION, what, "what: Talk about");
    commit(&place, "2026-06-03", "it", "Less to do");
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.write(ACTION, accepted.replace(what, "what: Talk about"));
    commit(&place, "2026-06-04", "aud", "Accept it as before");
    let run = run(place.tickmark("r").args(["review", "main", "--as-of", DAY]), &[0, 1]);
    assert!(run.out.contains("`plan-changed-after-acceptance`"), "{}", run.out);
}

/// Until somebody has chosen, nobody knows what comes of both.
#[test]
fn a_conflict_is_said_and_judged_by_where_the_branch_left() {
    let place = begin(|_| {});
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace(CLOSED, "statement: The register is complete", "statement: The register is nearly complete");
    commit(&place, "2026-06-02", "aud", "One");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.replace(CLOSED, "statement: The register is complete", "statement: The register was complete");
    commit(&place, "2026-06-02", "aud", "Other");
    place.git("r", &["checkout", "--quiet", "work"]);
    let run = run(place.tickmark("r").args(["review", "main", "--as-of", DAY]), &[1]);
    assert!(run.out.contains("`finding-changed-after-closure`"), "{}", run.out);
    let note = "note: main and this state both changed findings/2026/F-2026-090.yaml: until somebody chooses, what this adds is judged by";
    assert!(run.err.contains(note), "{}", run.err);
}

#[test]
fn a_record_that_was_moved_takes_what_the_main_line_changed() {
    let place = begin(|place| add_finding(place, "IA-2026-02", "Keys are counted"));
    let moved = "r/findings/F-2026-002.yaml";
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    fs::rename(place.path(OTHER), place.path(moved)).expect("moved");
    commit(&place, "2026-06-02", "aud", "One folder for all");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.replace(OTHER, "title: Keys are counted", "title: Keys and cards are counted");
    commit(&place, "2026-06-02", "aud", "Cards too");
    place.git("r", &["checkout", "--quiet", "work"]);
    let told = run(place.tickmark("r").args(["review", "main", "--as-of", DAY]), &[0]);
    assert!(!told.err.contains("both changed"), "{told:#?}");
    place.git("r", &["merge", "--quiet", "-m", "Merge main", "main"]);
    assert!(place.read(moved).contains("Keys and cards") && !place.path(OTHER).exists());
}

#[test]
fn where_a_record_belongs_whose_folder_was_renamed_somebody_has_to_say() {
    let place = begin(|_| {});
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    add_finding(&place, "IA-2026-02", "Keys are counted");
    commit(&place, "2026-06-02", "aud", "One more");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["mv", "findings/2026", "findings/of-2026"]);
    commit(&place, "2026-06-02", "aud", "Another name");
    place.git("r", &["checkout", "--quiet", "work"]);
    let told = run(place.tickmark("r").args(["review", "main", "--as-of", DAY]), &[0, 1]);
    let note = "one added findings/2026/F-2026-002.yaml to a folder that the other renamed: until somebody says";
    assert!(told.err.contains(note), "{told:#?}");
    let git = run(place.command("git", "r").args(["merge", "--no-edit", "main"]), &[1]);
    assert!(git.out.contains("CONFLICT (file location)"), "{git:#?}");
}

/// `.gitattributes` of the main line say how Git merges a file that both sides changed.
#[test]
fn a_file_is_merged_as_gitattributes_say() {
    let both = |attribute: &str| {
        let place = begin(|place| place.write("r/.gitattributes", format!("findings/**/*.yaml {attribute}\n")));
        let change = |place: &Place, title: &str| {
            let text = STRENGTH.replace("F-2026-090", "F-2026-002").replace("IA-2026-01", "IA-2026-02");
            place.write(OTHER, format!("{}due: 2026-07-01\n", text.replace("title: The register is complete", title)));
        };
        place.git("r", &["checkout", "--quiet", "-b", "work"]);
        change(&place, "title: Theirs");
        commit(&place, "2026-06-02", "aud", "One");
        place.git("r", &["checkout", "--quiet", "main"]);
        change(&place, "title: Ours");
        commit(&place, "2026-06-02", "aud", "Other");
        place.git("r", &["checkout", "--quiet", "work"]);
        place
    };
    let review = |place: &Place| run(place.tickmark("r").args(["review", "main", "--as-of", DAY]), &[0, 1]);
    // Both lines are taken, so that one field is there twice.
    let place = both("merge=union");
    let told = review(&place);
    assert!(told.out.contains("`schema-invalid`") && !told.err.contains("both changed"), "{told:#?}");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "-m", "Merge work", "work"]);
    let lint = place.lint("r", &[]).diagnostics();
    assert!(lint.iter().any(|line| line.starts_with("schema-invalid findings/2026/F-2026-002.yaml")), "{lint:?}");
    for (attribute, note) in [
        ("-merge", "both changed findings/2026/F-2026-002.yaml: until somebody chooses"),
        (
            "merge=ours",
            "both changed findings/2026/F-2026-002.yaml (merge=ours), which `.gitattributes` gives to a program to merge",
        ),
    ] {
        let told = review(&both(attribute));
        assert!(told.err.contains(note), "{told:#?}");
    }
}
