//! What those do whom something is about: to the words of others, to their own last day, to the delay that they excuse themselves. Each by name,
//! and the honest way to the same end without one.

use super::support::history::*;
use super::support::{Place, run};

const HR: &str = "r/people/p-hr.yaml";
const LEFT: &str = "decided-after-leaving";

fn add(place: &Place, path: &str, text: &str) {
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
    // It is theirs to say that they leave sooner, and what they said until then counts.
    let place = begin_with(|place| add(place, HR, "to: 2026-09-30\n"));
    place.replace(HR, "to: 2026-09-30", "to: 2026-08-31");
    commit(&place, "2026-06-02", "hr", "I leave sooner");
    clean(&place);
}
