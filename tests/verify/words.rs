//! What whoever is audited makes of what they are held against and held to: of the words of others, once somebody agrees to it; of evidence, of the
//! requirements of a catalogue, of a plan that was accepted and its days.

use super::parties::*;
use super::support::history::*;
use super::support::Place;

#[test]
fn who_may_agrees_later_to_what_the_auditee_rewrote() {
    let rewritten = || {
        let place = drafted();
        place.replace(CHECKLIST, "result: observation", "result: conform");
        commit(&place, "2026-06-02", "hr", "It was so");
        exits(&place, 1, &[REWRITTEN]);
        place
    };
    let title = |place: &Place| place.replace(CHECKLIST, "title: Access", "title: Access rights");
    for (who, message, is_agreed) in [
        ("aud", "It was so", true),
        ("mike", "It was so\n\nApproved-by: p-manager", true),
        ("mike", "It was so", false),
        ("it", "It was so\n\nApproved-by: p-hr", false),
        ("hr", "It was so", false),
    ] {
        let place = rewritten();
        title(&place);
        commit(&place, "2026-06-03", who, message);
        exits(&place, i32::from(!is_agreed), &[REWRITTEN]);
        let out = verify(&place, &[]).out;
        assert_eq!(out.contains(" on 2026-06-02; p-") && out.contains(" agreed on 2026-06-03 ("), is_agreed, "{out}");
    }
    // By an auditor who writes something else of the audit, and by one who brings it back.
    let place = rewritten();
    place.replace(NEXT, "title: ", "title: The ");
    commit(&place, "2026-06-03", "aud", "Name it");
    exits(&place, 1, &[REWRITTEN]);
    let place = rewritten();
    place.replace(CHECKLIST, "result: conform", "result: observation");
    commit(&place, "2026-06-03", "aud", "It was not so");
    let out = verify(&place, &[]).out;
    assert!(out.contains("it is as it was again since") && !out.contains(" agreed on "), "{out}");
    // What was no error is a note.
    let place = drafted();
    place.replace(DRAFT, "title: The register is complete", "title: The register is all right");
    commit(&place, "2026-06-02", "hr", "Word it better");
    add(&place, DRAFT, "systemic: true\n");
    commit(&place, "2026-06-03", "aud", "It is everywhere");
    let out = verify(&place, &[]).out;
    assert!(out.contains("info[rewritten-by-party]") && out.contains("0 errors, 0 warnings"), "{out}");
}
