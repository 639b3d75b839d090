//! What those do whom something is about: to the words of others, to their own last day, to the delay that they excuse themselves. Each by name,
//! and the honest way to the same end without one.

use crate::support::history::*;
use crate::support::{Place, run};

pub const HR: &str = "r/people/p-hr.yaml";
pub const CHECKLIST: &str = "r/audits/IA-2026-02/workpapers/WP-2026-02.yaml";
pub const DRAFT: &str = "r/findings/2026/F-2026-091.yaml";
pub const REWRITTEN: &str = "rewritten-by-party";
const LEFT: &str = "decided-after-leaving";

pub fn add(place: &Place, path: &str, text: &str) {
    place.write(path, place.read(path) + text);
}

/// With somebody who left in April.
fn left() -> Place {
    begin_with(|place| add(place, HR, "to: 2026-04-30\n"))
}

#[test]
fn whoever_left_does_not_come_back_by_their_own_word() {
    let accept = |place: &Place, who: &str| {
        let accepted = "acceptance: {approved: {by: p-hr, date: 2026-06-03}, reason: It is cheap, until: 2026-12-31, risk_ref: R-12}\n";
        add(place, FINDING, accepted);
        commit(place, "2026-06-03", who, "Accept it");
    };
    let told = |place: &Place| found(place).1.contains(&LEFT.to_owned());
    for (from, to) in [("to: 2026-04-30\n", ""), ("to: 2026-04-30", "to: 2027-04-30")] {
        let place = left();
        place.replace(HR, from, to);
        commit(&place, "2026-06-02", "hr", "Tidy up");
        names(&place, &[LEFT]);
        let run = verify(&place, &[]);
        assert!(run.out.contains("p-hr had left on 2026-04-30 and takes that back themselves"), "{run:#?}");
        accept(&place, "hr");
        let run = verify(&place, &[]);
        assert!(
            run.out.contains("is by p-hr on 2026-06-03, who had left on 2026-04-30 until they took that back"),
            "{run:#?}"
        );
    }
    // Both at once, and by a branch.
    let place = left();
    place.replace(HR, "to: 2026-04-30\n", "");
    accept(&place, "hr");
    assert!(told(&place));
    let place = left();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace(HR, "to: 2026-04-30\n", "");
    commit(&place, "2026-06-02", "hr", "Tidy up");
    place.replace(FINDING, "title: Access", "title:  Access");
    commit(&place, "2026-06-02", "mike", "Tidy up, too");
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut merge = place.command("git", "r");
    merge.env("GIT_AUTHOR_EMAIL", "mike@example.com").env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00");
    run(merge.args(["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]), &[0]);
    assert!(told(&place));

    // Somebody who decides took it out, or agreed to it, then or before they decide.
    for (who, message) in [("manager", "They are back"), ("hr", "I am back\n\nApproved-by: p-ceo")] {
        let place = left();
        place.replace(HR, "to: 2026-04-30\n", "");
        commit(&place, "2026-06-02", who, message);
        clean(&place);
        accept(&place, "hr");
        assert!(!told(&place));
    }
    let place = begin_with(|place| add(place, HR, "to: 2026-09-30\n"));
    place.replace(HR, "to: 2026-09-30\n", "");
    commit(&place, "2026-06-02", "hr", "I stay");
    clean(&place);
    add(&place, HR, "unit: People\n");
    commit(&place, "2026-06-03", "manager", "They stay");
    accept(&place, "hr");
    assert!(!told(&place));
    // Agreed to once they have decided: that is said, and it is no more than a note; not by somebody who has no say, nor by who says that they left.
    for (who, message, to, is_agreed) in [
        ("manager", "They are back", "", true),
        ("mike", "They are back\n\nApproved-by: p-ceo", "", true),
        ("mike", "They are back", "", false),
        ("hr", "I am back", "", false),
        ("manager", "They left", "to: 2026-04-30\n", false),
    ] {
        let place = left();
        place.replace(HR, "to: 2026-04-30\n", "");
        commit(&place, "2026-06-02", "hr", "Tidy up");
        accept(&place, "hr");
        add(&place, HR, &format!("unit: People\n{to}"));
        commit(&place, "2026-06-04", who, message);
        let out = verify(&place, &[]).out;
        assert_eq!(out.matches("who decides until 2026-06-04, when p-").count(), 2 * usize::from(is_agreed), "{out}");
        assert_eq!(out.contains("info[decided-after-leaving]"), is_agreed, "{out}");
        assert_eq!(out.contains("warning[decided-after-leaving]"), !is_agreed, "{out}");
    }
    // It is theirs to say that they leave sooner, and what they said until then counts.
    let place = begin_with(|place| add(place, HR, "to: 2026-09-30\n"));
    place.replace(HR, "to: 2026-09-30", "to: 2026-08-31");
    commit(&place, "2026-06-02", "hr", "I leave sooner");
    clean(&place);
}

/// With a draft and a checklist of an audit that is under way, and its auditee.
pub fn drafted() -> Place {
    begin_with(|place| {
        place.replace(NEXT, "status: planned", "status: in-progress");
        add(
            place,
            NEXT,
            "scope: {statement: Access, processes: [identity]}\nobjectives: [Tell whether access is right]\ncriteria: [A.5.18]\n\
             methods: [interview]\nauditees: [{person: p-hr, process: identity}]\n\
             plan: {version: 1, approved: {by: p-manager, date: 2026-05-20}, notified_on: 2026-05-20}\n\
             dates: {start: 2026-06-01, end: 2026-06-05}\nteam: [{person: p-aud, role: lead-auditor}]\n",
        );
        place.write(
            CHECKLIST,
            "kind: workpaper\nid: WP-2026-02\ntitle: Access\naudit: IA-2026-02\nauditor: p-aud\nitems:\n  \
             - {id: a, criteria: [A.5.18], question: Who looks at the rights?, auditee: p-hr, result: observation, notes: 31 of 40 are looked at}\n  \
             - {id: b, criteria: [A.5.18], question: What becomes of leavers?, auditee: p-hr}\n",
        );
        let text = STRENGTH.replace("F-2026-090", "F-2026-091").replace("grade: strength", "grade: minor");
        let text = text.replace("IA-2026-01", "IA-2026-02").replace("status: closed", "status: draft");
        let (text, _) = text.split_once("closed:").expect("a closure");
        place.write(DRAFT, format!("{text}auditee: p-hr\n"));
    })
}

/// What is named where one of them changes something in a repository that begins with `begin`.
#[track_caller]
pub fn changed(begin: &dyn Fn() -> Place, who: &str, (path, from, to): (&str, &str, &str), expected: (i32, &[&str])) {
    let place = begin();
    place.replace(path, from, to);
    commit(&place, "2026-06-02", who, "Word it better");
    exits(&place, expected.0, expected.1);
}

#[test]
fn the_auditee_does_not_write_the_finding() {
    let fact = (DRAFT, "statement: The register is complete", "statement: The register is nearly complete");
    let grade = (DRAFT, "grade: minor", "grade: strength");
    changed(&drafted, "hr", fact, (0, &[REWRITTEN]));
    changed(&drafted, "hr", grade, (1, &["grade-lowered-by-auditee"]));
    changed(&drafted, "hr", (DRAFT, "criteria: [A.5.18]", "criteria: [A.5.16]"), (0, &[REWRITTEN]));
    // So is whoever owns the process.
    let of_process = || {
        let place = drafted();
        add(&place, DRAFT, "process: identity\n");
        commit(&place, "2026-06-01", "aud", "Say where");
        place
    };
    changed(&of_process, "it", fact, (0, &[REWRITTEN]));
    changed(&of_process, "it", grade, (1, &["grade-lowered-by-auditee"]));
    // More may come behind it, and the auditor writes what they like.
    changed(&drafted, "hr", (DRAFT, fact.1, &format!("{} but for one", fact.1)), (0, &[]));
    changed(&drafted, "aud", fact, (0, &[]));
    changed(&drafted, "aud", grade, (0, &[]));
    changed(&drafted, "it", fact, (0, &[]));
    // Somebody who may agreed to it.
    for by in ["p-aud", "p-manager"] {
        let place = drafted();
        place.replace(fact.0, fact.1, fact.2);
        commit(&place, "2026-06-02", "hr", &format!("Word it better\n\nApproved-by: {by}"));
        clean(&place);
    }
    // It is as it was again.
    let place = drafted();
    place.replace(fact.0, fact.1, fact.2);
    commit(&place, "2026-06-02", "hr", "Word it better");
    place.replace(fact.0, fact.2, fact.1);
    commit(&place, "2026-06-02", "hr", "Take it back");
    let run = verify(&place, &[]);
    assert!(run.out.contains("0 errors") && run.out.contains("it is as it was again since"), "{run:#?}");
}

#[test]
fn the_auditee_does_not_write_the_checklist() {
    let question = "  - {id: b, criteria: [A.5.18], question: What becomes of leavers?, auditee: p-hr}\n";
    let answer = "  - {id: a, criteria: [A.5.18], question: Who looks at the rights?, auditee: p-hr, result: observation, notes: 31 of 40 are looked at}\n";
    for who in ["hr", "it"] {
        changed(&drafted, who, (CHECKLIST, question, ""), (0, &[REWRITTEN]));
        changed(&drafted, who, (CHECKLIST, "What becomes of leavers", "Do leavers get flowers"), (0, &[REWRITTEN]));
        changed(&drafted, who, (CHECKLIST, "31 of 40", "39 of 40"), (0, &[REWRITTEN]));
        changed(&drafted, who, (CHECKLIST, "result: observation", "result: conform"), (1, &[REWRITTEN]));
        changed(&drafted, who, (CHECKLIST, answer, ""), (1, &[REWRITTEN]));
    }
    // More words, the auditor themselves, and somebody who has nothing to do with it.
    changed(&drafted, "hr", (CHECKLIST, "are looked at", "are looked at and the others in July"), (0, &[]));
    for who in ["aud", "aud2"] {
        changed(&drafted, who, (CHECKLIST, question, ""), (0, &[]));
        changed(&drafted, who, (CHECKLIST, "result: observation", "result: conform"), (0, &[]));
    }
    let place = drafted();
    place.replace(CHECKLIST, question, "");
    commit(&place, "2026-06-02", "hr", "It was there twice\n\nApproved-by: p-aud");
    clean(&place);
    // By a branch of several, which somebody merges who has no say in it.
    let place = drafted();
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace(CHECKLIST, question, "");
    commit(&place, "2026-06-02", "hr", "Tidy up");
    add(&place, HR, "unit: People\n");
    commit(&place, "2026-06-02", "mike", "Tidy up, too");
    place.git("r", &["checkout", "--quiet", "main"]);
    for (who, code) in [("mike", 1), ("aud", 0)] {
        let mut merge = place.command("git", "r");
        merge.env("GIT_AUTHOR_EMAIL", format!("{who}@example.com"));
        merge.env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00");
        run(merge.args(["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]), &[0]);
        assert_eq!(found(&place).1.len(), code, "{who}");
        place.git("r", &["reset", "--quiet", "--hard", "HEAD^"]);
    }
}

#[test]
fn whoever_said_something_says_it_otherwise() {
    let question = "question: What becomes of leavers?, auditee: p-hr";
    let noted = |notes: &str| format!("{question}, notes: {notes}");
    let begin = || {
        let place = drafted();
        place.replace(CHECKLIST, question, &noted("We ask them"));
        commit(&place, "2026-06-01", "hr", "Answer it");
        place
    };
    changed(&begin, "hr", (CHECKLIST, &noted("We ask them"), &noted("They ask us")), (0, &[]));
    changed(&begin, "hr", (CHECKLIST, &noted("We ask them"), question), (0, &[]));
    // Not what was there before, and not what somebody else wrote since.
    changed(&begin, "hr", (CHECKLIST, "31 of 40", "39 of 40"), (0, &[REWRITTEN]));
    let place = begin();
    place.replace(CHECKLIST, &noted("We ask them"), &noted("They were not asked"));
    commit(&place, "2026-06-01", "aud", "It was not so");
    place.replace(CHECKLIST, &noted("They were not asked"), &noted("We ask them"));
    commit(&place, "2026-06-02", "hr", "It was");
    exits(&place, 0, &[REWRITTEN]);
    // What was noted of what somebody else said.
    let message = |words: &str| {
        format!(
            "communications:\n  - {{date: 2026-06-01, what: other, from: p-manager, to: [p-it], summary: {words}}}\n"
        )
    };
    let place = begin_with(|_| {});
    add(&place, ACTION, &message("Go on"));
    commit(&place, "2026-06-01", "it", "Note the call");
    place.replace(ACTION, "summary: Go on", "summary: Begin in July");
    commit(&place, "2026-06-02", "it", "Note it as it was");
    clean(&place);
}

#[test]
fn whoever_was_told_does_not_rewrite_it() {
    let begin = || {
        let told = "communications:\n  - date: 2026-05-20\n    what: escalation\n    from: p-manager\n    to: [p-ceo, p-it]\n    \
                    summary: Item 1 waits. The CEO asks for a day by the end of June.\n";
        begin_with(|place| add(place, ACTION, told))
    };
    let other = (ACTION, "The CEO asks for a day by the end of June.", "The CEO agreed to January.");
    changed(&begin, "it", other, (0, &[REWRITTEN]));
    changed(&begin, "it", (ACTION, "  - date: 2026-05-20\n", "  - date: 2026-05-29\n"), (0, &[REWRITTEN]));
    changed(&begin, "it", (ACTION, "end of June.", "end of June. It is 15 July."), (0, &[]));
    changed(&begin, "manager", other, (0, &[]));
    let place = begin();
    place.replace(other.0, other.1, other.2);
    commit(&place, "2026-06-02", "it", "That is what was said\n\nApproved-by: p-manager");
    clean(&place);
}

#[test]
fn what_was_done_at_once_is_held_with_its_day_and_its_consequences() {
    let rule = ["plan-changed-after-acceptance"];
    changed(&begin, "it", (ACTION, "done_on: 2026-03-05", "done_on: 2026-03-03"), (0, &rule));
    changed(&begin, "it", (ACTION, "no use after the last day", "used for a week"), (0, &rule));
    changed(&begin, "it", (ACTION, "no use after the last day", "no use after the last day; so it stayed"), (0, &[]));
    let place = begin();
    place.replace(ACTION, "done_on: 2026-03-05", "done_on: 2026-03-04");
    add(
        &place,
        ACTION,
        "changes:\n  - {date: 2026-06-02, by: p-it, field: correction/done_on, from: \"2026-03-05\", to: \"2026-03-04\", reason: The log says so, approved_by: p-aud}\n",
    );
    commit(&place, "2026-06-02", "aud", "The log says so");
    clean(&place);
}

#[test]
fn what_an_auditor_declared_stays_as_the_plan_was_approved_with() {
    let begin = || {
        let place = drafted();
        let declared =
            "{person: p-aud, role: lead-auditor, independence: {declared_on: 2026-05-19, statement: No work in IT}}";
        place.replace(NEXT, "{person: p-aud, role: lead-auditor}", declared);
        commit(&place, "2026-06-01", "aud", "Declare it");
        place
    };
    let rule = ["plan-changed-after-approval"];
    changed(&begin, "aud", (NEXT, "No work in IT", "I ran IT until May"), (0, &rule));
    changed(&begin, "aud", (NEXT, "No work in IT", "No work in IT nor for it"), (0, &[]));
    let anew =
        ("declared_on: 2026-05-19, statement: No work in IT", "declared_on: 2026-06-02, statement: Two days in IT");
    changed(&begin, "aud", (NEXT, anew.0, anew.1), (0, &[]));
    let place = begin();
    place.replace(NEXT, "No work in IT", "Two days in IT");
    place.replace(NEXT, "date: 2026-05-20}", "date: 2026-06-02}");
    commit(&place, "2026-06-02", "manager", "It is all right");
    clean(&place);
}

#[test]
fn nobody_lets_their_own_delay_go() {
    let waive = |by: &str| {
        format!("waivers:\n  - {{rule: action-overdue, until: 2026-12-31, reason: It waits, approved_by: p-{by}}}\n")
    };
    let gate = |place: &Place, arguments: &[&str]| {
        let arguments = [&["gate", "--profile", "overdue", "--as-of", "2026-07-15"][..], arguments].concat();
        run(place.tickmark("r").args(arguments), &[0, 1])
    };
    let place = begin();
    add(&place, ACTION, &waive("it"));
    commit(&place, "2026-06-02", "it", "Let it wait");
    names(&place, &["waiver-self-approved"]);
    for arguments in [&[][..], &["--by", "original"]] {
        let run = gate(&place, arguments);
        assert_eq!(run.code, 1, "{run:#?}");
        let why = "the waiver until 2026-12-31 excuses nothing, for p-it approved it and answers for this";
        assert!(run.out.contains(why), "{run:#?}");
    }
    // A lint says it as well.
    let lint = |place: &Place| run(place.tickmark("r").args(["lint", "--as-of", "2026-07-15"]), &[0, 1]);
    let told = |place: &Place| lint(place).out.contains("[action-overdue]");
    assert!(told(&place), "{:#?}", lint(&place));
    // Whoever owns another item of it excuses somebody else.
    let place = begin_with(|place| {
        let item =
            "  - {n: 2, what: Tell the leads, type: corrective, owner: p-manager, due: 2026-12-15, status: open}\n";
        place.replace(ACTION, "plan: {", &format!("{item}plan: {{"));
    });
    add(&place, ACTION, &waive("manager"));
    commit(&place, "2026-06-02", "manager", "Let it wait");
    for arguments in [&[][..], &["--by", "original"]] {
        assert_eq!(gate(&place, arguments).code, 0);
    }
    // It stands in the settings, and names the action or excuses nothing else.
    for records in ["", ", records: [CA-2026-001]"] {
        let place = begin();
        add(&place, SETTINGS, &waive("it").replace("p-it", &format!("p-it{records}")));
        commit(&place, "2026-06-02", "manager", "Let it wait");
        assert_eq!(gate(&place, &[]).code, 1, "{records}");
    }
    // Somebody else has approved it, this too, or that they excuse themselves; or nobody wants to know.
    let more = "  - {rule: action-overdue, until: 2026-12-31, reason: It waits, approved_by: p-manager}\n";
    let agreed =
        "  - {rule: waiver-self-approved, until: 2026-12-31, reason: There is nobody else, approved_by: p-ceo}\n";
    for waivers in [waive("manager"), waive("it") + more, waive("it") + agreed] {
        let place = begin();
        add(&place, ACTION, &waivers);
        commit(&place, "2026-06-02", "manager", "Let it wait");
        assert_eq!(gate(&place, &[]).code, 0, "{waivers}");
        assert!(!told(&place), "{waivers}");
    }
    let place = begin_with(|place| {
        add(place, SETTINGS, "rules: {waiver-self-approved: {level: allow, reason: There is nobody else}}\n");
    });
    add(&place, ACTION, &waive("it"));
    commit(&place, "2026-06-02", "it", "Let it wait");
    assert_eq!(gate(&place, &[]).code, 0);
    let place = begin();
    add(&place, ACTION, &waive("manager"));
    commit(&place, "2026-06-02", "manager", "Let it wait");
    clean(&place);
}

#[test]
fn the_standard_asks_for_no_less_by_a_catalogue_in_its_place() {
    let place = begin();
    let less = "kind: catalogue\nid: iso27001-2022\ntitle: What we audit\ntype: standard\nentries:\n  \
                - {id: \"9.2.1\", title: Internal audit, auditable: true}\n";
    place.write("r/catalogues/iso27001-2022.yaml", less);
    commit(&place, "2026-06-02", "it", "Tidy up");
    let run = verify(&place, &[]);
    assert!(run.out.contains("warning[rule-switched-off]"), "{run:#?}");
    assert!(run.out.contains("of the standard, requirements are asked of nobody from now on: 4.1, 4.2"), "{run:#?}");
    // The same requirements by titles of one's own.
    let place = begin();
    let built_in = include_str!("../../../src/catalogues/iso27001-2022.yaml");
    place.write("r/catalogues/iso27001-2022.yaml", built_in.replace("Internal audit", "Internal audits"));
    commit(&place, "2026-06-02", "it", "Say it in our words");
    let run = verify(&place, &[]);
    assert!(!run.out.contains("rule-switched-off"), "{run:#?}");
}
