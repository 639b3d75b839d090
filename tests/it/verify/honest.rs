//! Honest histories, however unusual, and how a life is told.

use std::fs;

use crate::support::history::*;
use crate::support::{Place, run};

/// Honest, and unusual: each does one thing to a repository that is not to be mistaken for tampering.
#[test]
fn honest_histories_are_clean() {
    type Act = fn(&Place);
    let histories: [(&str, Act); 16] = [
        ("a merged branch", |place| {
            place.git("r", &["checkout", "--quiet", "-b", "work"]);
            place.write(AUDIT, place.read(AUDIT).replace("lessons: [", "lessons: [Bring cake, "));
            commit(place, "2026-06-02", "aud", "A lesson");
            place.git("r", &["checkout", "--quiet", "main"]);
            place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
        }),
        ("an octopus", |place| {
            for branch in ["one", "two"] {
                place.git("r", &["checkout", "--quiet", "-b", branch, "main"]);
                place.write(&format!("r/{branch}.txt"), "a\n");
                commit(place, "2026-06-02", "it", branch);
            }
            place.git("r", &["checkout", "--quiet", "main"]);
            place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Octopus", "one", "two"]);
        }),
        ("another layout and Windows' line ends", |place| {
            for path in [CLOSED, FINDING, AUDIT] {
                place.write(path, place.read(path).replace('\n', "\r\n") + "# read in the meeting\r\n");
            }
            commit(place, "2026-06-02", "aud", "Another editor");
        }),
        ("files that move", |place| {
            place.git("r", &["mv", "findings/2026", "findings/old"]);
            commit(place, "2026-06-02", "manager", "Move");
        }),
        ("a record that was broken for a day", |place| {
            place.write(CLOSED, format!("{STRENGTH}oops: [\n"));
            commit(place, "2026-06-02", "aud", "Slip");
            place.write(CLOSED, STRENGTH);
            commit(place, "2026-06-03", "aud", "Mend");
        }),
        ("a person who is deleted by mistake and brought back", |place| {
            let mike = place.read("r/people/p-mike.yaml");
            fs::remove_file(place.path("r/people/p-mike.yaml")).expect("removed");
            commit(place, "2026-06-02", "manager", "Slip");
            place.write("r/people/p-mike.yaml", mike);
            commit(place, "2026-06-03", "manager", "Mend");
        }),
        ("an approval by the line of a message", |place| {
            place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
            commit(place, "2026-06-02", "it", "Accepted\n\nApproved-by: p-aud2");
        }),
        ("an approval by the address that a forge gives", |place| {
            let aud = place.read("r/people/p-aud2.yaml");
            place.write("r/people/p-aud2.yaml", format!("{aud}forge: {{github: aud-two}}\n"));
            commit(place, "2026-06-02", "manager", "A name on the forge");
            place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
            commit(place, "2026-06-02", "99+aud-two@users.noreply.github.com", "Accepted");
        }),
        ("records that come from elsewhere", |place| {
            let old = STRENGTH.replace("F-2026-090", "F-2026-070");
            place.write("r/findings/2026/F-2026-070.yaml", old);
            commit(
                place,
                "2026-08-02",
                "it",
                "Take over the old register\n\nTickmark-Import: yes\nApproved-by: p-manager",
            );
        }),
        ("a finding that is opened again for a reason", |place| {
            let entry = "changes:\n  - {date: 2026-06-02, by: p-aud, field: status, from: closed, to: open, reason: Four systems were missing, approved_by: p-manager}\n";
            let open =
                STRENGTH.replace("status: closed", "status: open").replace("grade: strength", "grade: observation");
            let open = open.lines().filter(|line| !line.starts_with("closed:")).collect::<Vec<_>>().join("\n");
            // The grade is changed once the finding is open.
            let reopened = open.replace("grade: observation", "grade: strength");
            place.write(CLOSED, format!("{reopened}\n{entry}"));
            commit(place, "2026-06-02", "aud", "Open it again\n\nApproved-by: p-manager");
        }),
        ("a new version of a report", |place| {
            place.git("r", &["tag", "report/IA-2026-01/v2"]);
            let entry = |from: &str, to: &str| {
                format!(
                    "  - {{date: 2026-06-02, by: p-aud, field: status, from: {from}, to: {to}, reason: A wrong word, approved_by: p-manager}}\n"
                )
            };
            place.replace(AUDIT, "status: closed", "status: drafted");
            place.write(AUDIT, format!("{}changes:\n{}", place.read(AUDIT), entry("closed", "drafted")));
            commit(place, "2026-06-02", "aud", "Another version\n\nApproved-by: p-manager");
            place.replace(AUDIT, "effective: effective", "effective: partly");
            place.replace(AUDIT, "status: drafted", "status: issued");
            place.replace(
                AUDIT,
                "version: 1\n  issued: {by: p-aud, date: 2026-03-12}",
                "version: 2\n  issued: {by: p-aud, date: 2026-06-03}",
            );
            place.replace(AUDIT, "tag: report/IA-2026-01/v1", "tag: report/IA-2026-01/v2");
            commit(place, "2026-06-03", "aud", "Issue it");
            place.git("r", &["tag", "--force", "report/IA-2026-01/v2"]);
        }),
        ("several moves of a date in one squash", |place| {
            place.replace(ACTION, "due: 2026-06-30", "due: 2026-06-20");
            let entry = |from: &str, to: &str| {
                format!(
                    "  - {{date: 2026-06-02, by: p-it, field: actions/1/due, from: \"{from}\", to: \"{to}\", reason: Plans, approved_by: p-aud}}\n"
                )
            };
            let entries = entry("2026-06-30", "2026-07-10") + &entry("2026-07-10", "2026-06-20");
            place.write(ACTION, place.read(ACTION) + "changes:\n" + &entries);
            commit(place, "2026-06-02", "it", "Plans (#12)\n\nApproved-by: p-aud");
        }),
        ("a reason that comes a commit later, and one for what was before the repository", |place| {
            place.replace(ACTION, "due: 2026-06-30", "due: 2026-06-20");
            commit(place, "2026-06-02", "it", "Earlier");
            let entry = |day: &str, from: &str, to: &str| {
                format!(
                    "  - {{date: {day}, by: p-it, field: actions/1/due, from: \"{from}\", to: \"{to}\", reason: Plans, approved_by: p-aud}}\n"
                )
            };
            let entries =
                entry("2026-04-02", "2026-05-31", "2026-06-30") + &entry("2026-06-02", "2026-06-30", "2026-06-20");
            place.write(ACTION, place.read(ACTION) + "changes:\n" + &entries);
            commit(place, "2026-06-03", "it", "Say why\n\nApproved-by: p-aud");
        }),
        ("a record that comes with its changes", |place| {
            let entry = "changes:\n  - {date: 2026-06-02, by: p-aud, field: grade, from: minor, to: strength, reason: Squashed, approved_by: p-manager}\n";
            let text = STRENGTH.replace("F-2026-090", "F-2026-071").replace("2026-03", "2026-06");
            let text = text.replace("audit: IA-2026-01", "audit: IA-2026-02");
            place.write("r/findings/2026/F-2026-071.yaml", text + entry);
            commit(place, "2026-06-12", "aud", "A strength (#13)\n\nApproved-by: p-manager");
        }),
        ("a branch that took the main line in before it was merged", |place| {
            place.git("r", &["checkout", "--quiet", "-b", "work"]);
            place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-aud2, date: 2026-06-02");
            commit(place, "2026-06-02", "aud2", "Accepted");
            place.git("r", &["checkout", "--quiet", "main"]);
            place.write("r/one.txt", "a\n");
            commit(place, "2026-06-02", "it", "Notes");
            place.git("r", &["checkout", "--quiet", "work"]);
            place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Take main in", "main"]);
            place.git("r", &["checkout", "--quiet", "main"]);
            place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
        }),
        ("nothing but other files", |place| {
            place.write("r/README.md", "Notes\n");
            commit(place, "2026-06-02", "stranger@elsewhere.example", "Notes");
        }),
    ];
    for (name, act) in histories {
        let place = begin();
        act(&place);
        let run = verify(&place, &[]);
        assert_eq!(run.code, 0, "{name}: {run:#?}");
        assert!(run.out.contains("all as they were; 0 errors, 0 warnings"), "{name}: {run:#?}");
    }
    clean(&begin());
}

#[test]
fn a_record_s_life_is_told() {
    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-14");
    commit(&place, "2026-06-02", "it", "Two weeks more");
    place.replace(ACTION, "due: 2026-07-14", "due: 2026-08-13");
    commit(&place, "2026-06-20", "it", "And a month\n\nApproved-by: p-aud");
    let told = run(place.tickmark("r").args(["log", "ca-2026-001"]), &[0]).out;
    for line in [
        "    corrective action record begun: accepted",
        "    actions/1/due: moved from 2026-06-30 to 2026-07-14 (14 days later, for the first time)",
        "    actions/1/due: moved from 2026-07-14 to 2026-08-13 (30 days later, for the second time)",
    ] {
        assert!(told.lines().any(|found| found == line), "{line}\n{told}");
    }
    assert!(told.contains("  p-it, in a commit approved by p-aud\n"), "{told}");
    // Of a long text the words that changed, wherever they are in it.
    let long = "In the end all of them were looked at, one after the other, ".repeat(4);
    place.append(FINDING, &format!("status_reason: {long}by two\n"));
    commit(&place, "2026-06-20", "aud", "Long");
    place.replace(FINDING, "other, by two", "other, by three");
    commit(&place, "2026-06-20", "aud", "Longer");
    let finding = run(place.tickmark("r").args(["log", "F-2026-001"]), &[0]).out;
    assert!(finding.contains(&format!("    status_reason: {long}by two\n")), "{finding}");
    assert!(finding.contains("    status_reason: … at, one after the other, by [-two-] {+three+}\n"), "{finding}");
    let json = run(place.tickmark("r").args(["log", "CA-2026-001", "--format", "json"]), &[0]).json();
    assert_eq!(json["events"][2]["what"][0]["to"], "2026-08-13");
    let whole = fs::read_to_string(place.path(ACTION)).expect("a record");
    let told = "communications:\n  - {date: 2026-06-20, what: escalation, from: p-aud, to: [p-ceo, p-it], channel: mail, \
                summary: It is late}\n  - {date: 2026-06-21, what: other, from: p-it, to: [p-aud]}\n";
    place.append(ACTION, told);
    let blocked = "status: in-progress\n    blocked: {since: 2026-06-19, reason: No licence}";
    place.replace(ACTION, "status: in-progress", blocked);
    commit(&place, "2026-06-21", "it", "Told");
    place.write(ACTION, &whole);
    commit(&place, "2026-06-21", "it", "Taken back");
    let log = run(place.tickmark("r").args(["log", "CA-2026-001"]), &[0]).out;
    for line in [
        "communications[1]: on 2026-06-20 p-aud told p-ceo, p-it (escalation, mail): It is late",
        "communications[2]: on 2026-06-21 p-it told p-aud (other)",
        "actions/1/blocked: since: 2026-06-19; reason: No licence",
        "actions/1/blocked taken away: since: 2026-06-19; reason: No licence",
    ] {
        assert!(log.lines().any(|found| found.trim() == line), "{line}\n{log}");
    }
    place.write(ACTION, whole.replace("kind:", "kind"));
    commit(&place, "2026-06-21", "it", "A slip");
    place.write(ACTION, format!("{}\n# still\n", whole.replace("kind:", "kind")));
    commit(&place, "2026-06-22", "it", "Still a slip");
    place.write(ACTION, &whole);
    commit(&place, "2026-06-23", "it", "Mended");
    let told = run(place.tickmark("r").args(["log", "CA-2026-001"]), &[0]).out;
    let told: Vec<&str> = told.lines().rev().filter(|line| line.starts_with("    ")).take(2).map(str::trim).collect();
    assert_eq!(told, ["can be read again", "cannot be read as a record from here on"]);
    let none = run(place.tickmark("r").args(["log", "F-1"]), &[2]);
    assert!(none.err.contains("no commit up to HEAD had a record `F-1`"), "{none:#?}");
}

#[test]
fn a_chronicle_tells_of_every_record_what_its_own_life_tells() {
    use tickmark::history::{Chronicle, Replay, timeline};
    use tickmark::record::Kind;
    use tickmark::source::git::Repository;

    let place = begin();
    place.replace(ACTION, "due: 2026-06-30", "due: 2026-07-14");
    commit(&place, "2026-06-02", "it", "Two weeks more\n\nApproved-by: p-aud");
    place.write("r/README.md", "Notes\n");
    commit(&place, "2026-06-03", "it", "Nothing of the records");
    place.replace(FINDING, "status: planned", "status: implemented");
    commit(&place, "2026-06-04", "aud", "All done");
    fs::remove_file(place.path(CLOSED)).expect("a file");
    commit(&place, "2026-06-05", "aud", "One finding less");
    place.write(CLOSED, STRENGTH.replace("statement: The register", "statement: The whole register"));
    commit(&place, "2026-06-06", "aud", "One finding more");
    let repository = Repository::discover(&place.path("r")).expect("it can be read").expect("a repository");
    let replay = || Replay::new(&repository, "HEAD", "").expect("history");
    let chronicle = Chronicle::of(&mut replay()).expect("history");
    assert_eq!(chronicle.moments.len(), 5, "the notes are no moment");
    assert!(chronicle.events.len() > 10, "{:?}", chronicle.events.keys());
    for id in chronicle.events.keys() {
        let own = timeline(&mut replay(), id).expect("history");
        let told: Vec<_> = chronicle.life(id).collect();
        assert_eq!(own.len(), told.len(), "{id}");
        for (own, (point, what)) in own.iter().zip(told) {
            assert_eq!((&own.commit, own.day, &own.author), (&point.commit, point.day, &point.author), "{id}");
            assert_eq!((&own.approved_by, own.what.as_slice()), (&point.approved_by, what), "{id}");
        }
    }
    let days: Vec<(String, Vec<(&str, usize)>)> = chronicle
        .standings(Kind::Finding)
        .into_iter()
        .map(|(day, counts)| {
            let mut by_state: Vec<(&str, usize)> = counts.iter().map(|(one, count)| (one.status, *count)).collect();
            by_state.sort_unstable();
            (day.to_string(), by_state)
        })
        .collect();
    let expected = [
        ("2026-06-01", vec![("closed", 1), ("planned", 1)]),
        ("2026-06-04", vec![("closed", 1), ("implemented", 1)]),
        ("2026-06-05", vec![("implemented", 1)]),
        ("2026-06-06", vec![("closed", 1), ("implemented", 1)]),
    ];
    assert_eq!(days, expected.map(|(day, counts)| (day.to_owned(), counts)));
}

/// On a branch a record may go to and fro; what comes in one commit is its end, with the entries that tell of the way.
#[test]
fn what_went_to_and_fro_before_it_came_is_no_lapse() {
    let entry = |by: &str, field: &str, from: &str, to: &str| {
        format!(
            "  - {{date: 2026-06-02, by: {by}, field: {field}, from: {from}, to: {to}, reason: It did not work, approved_by: p-aud}}\n"
        )
    };
    // Done and taken back on the branch, while the main line knows of neither.
    let back = |from: &str| {
        let place = begin();
        place.replace(ACTION, "status: accepted", "status: draft");
        place.replace(
            ACTION,
            ", accepted: {by: p-aud, date: 2026-03-20, note: The directory cannot be changed before June}",
            "",
        );
        place.write(
            ACTION,
            format!("{}changes:\n{}", place.read(ACTION), entry("p-it", "status", "implemented", "draft")),
        );
        place.replace(FINDING, "status: planned", "status: open");
        place.write(FINDING, format!("{}changes:\n{}", place.read(FINDING), entry("p-aud", "status", from, "open")));
        commit(&place, "2026-06-02", "aud", "Plan anew");
        place
    };
    clean(&back("implemented"));
    // No step back, and so no way that leads there.
    names(&back("draft"), &["change-not-in-history", "illegal-transition"]);

    // The day of an item moved before the item came.
    let place = begin();
    let item =
        "actions:\n  - {n: 2, what: Tell the payroll, type: corrective, owner: p-it, due: 2026-07-10, status: open}\n";
    place.replace(ACTION, "actions:\n", item);
    let moved = entry("p-it", "actions/2/due", "\"2026-06-30\"", "\"2026-07-10\"");
    place.write(ACTION, format!("{}changes:\n{moved}", place.read(ACTION)));
    commit(&place, "2026-06-02", "aud", "One thing more\n\nApproved-by: p-it");
    clean(&place);

    // A report that was taken back and issued anew.
    let place = begin();
    place.replace(AUDIT, "status: closed", "status: issued");
    place.replace(AUDIT, "report:\n  version: 1", "report:\n  version: 2");
    place.replace(AUDIT, TAG, "report/IA-2026-01/v2");
    place.replace(AUDIT, "issued: {by: p-aud, date: 2026-03-12}", "issued: {by: p-aud, date: 2026-06-02}");
    let entries = entry("p-aud", "status", "closed", "issued") + &entry("p-aud", "status", "issued", "drafted");
    place.write(AUDIT, format!("{}changes:\n{entries}", place.read(AUDIT)));
    commit(&place, "2026-06-02", "aud", "The second version");
    place.git("r", &["tag", "report/IA-2026-01/v2"]);
    clean(&place);
}
