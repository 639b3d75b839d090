//! What a command does not do, and how it ends then: with one sentence and the exit code that the book says.

use crate::support::{DAY, Place, Run, run};

fn fixture() -> Place {
    let place = Place::new();
    place.fixture_repository("records");
    place
}

fn tickmark(place: &Place, arguments: &[&str]) -> Run {
    run(place.tickmark("records").args(arguments), &[0, 1, 2])
}

#[test]
fn invalid_settings_end_a_command_with_two() {
    let place = fixture();
    let path = "records/tickmark.yaml";
    place.write(path, format!("{}x: [\n", place.read(path)));
    for command in [&["status"][..], &["next"], &["remind"], &["export", "csv", "findings"]] {
        let said = tickmark(&place, &[command, &["--as-of", DAY]].concat());
        assert_eq!(said.code, 2, "{command:?}");
        assert!(said.err.contains("error: tickmark.yaml is invalid"), "{}", said.err);
        assert!(!said.out.is_empty());
    }
    for command in [&["site", "-o", "out"][..], &["report", "register", "findings"]] {
        tickmark(&place, command).fails_with(&["tickmark.yaml says what may be published"]);
    }
    assert!(!place.path("records/out").exists());
}

#[test]
fn a_register_without_a_record_that_cannot_be_read_ends_with_one() {
    let place = fixture();
    for command in [&["export", "csv", "findings"][..], &["report", "register", "findings"], &["fmt", "--check"]] {
        assert_eq!(tickmark(&place, command).code, 0, "{command:?}");
    }
    place.write("records/findings/2026/F-2026-077.yaml", "kind: finding\nid: F-2026-077\ntitle: [\n");
    for command in [&["export", "csv", "findings"][..], &["report", "register", "findings"], &["fmt", "--check"]] {
        let said = tickmark(&place, command);
        assert_eq!(said.code, 1, "{command:?}");
        assert!(said.err.contains("cannot be read"), "{}", said.err);
    }
    assert_eq!(tickmark(&place, &["fmt"]).code, 0);
}

#[test]
fn a_day_far_off_is_refused_in_one_sentence() {
    let place = fixture();
    for (option, day) in
        [("--as-of", "9999-12-31"), ("--at", "9999-12-31"), ("--as-of", "0001-01-01"), ("--at", "1899-12-31")]
    {
        let said = tickmark(&place, &["status", option, day]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains("the year of a day is one from 1900 to 2999"), "{}", said.err);
    }
    for day in ["1900-01-01", "2999-12-31"] {
        assert_eq!(tickmark(&place, &["site", "-o", "out", "--as-of", day]).code, 0);
        assert_eq!(tickmark(&place, &["lint", "--as-of", day, "--fail-on", "never"]).code, 0);
    }
}

#[test]
fn nothing_is_recorded_on_a_day_to_come() {
    let place = fixture();
    let before = place.read("records/actions/2026/CA-2026-001.yaml");
    for command in [&["done", "CA-2026-001/2"][..], &["set", "CA-2026-001", "title", "Another one"]] {
        let said = tickmark(&place, &[command, &["--by", "p-it", "--on", "2998-03-01"]].concat());
        said.fails_with(&["nothing is recorded as done on 2998-03-01, which has not come yet"]);
    }
    assert_eq!(place.read("records/actions/2026/CA-2026-001.yaml"), before);
}

#[test]
fn only_whom_it_concerns_answers_a_finding_and_says_something() {
    let place = fixture();
    let path = "records/findings/2026/F-2026-001.yaml";
    let before = place.read(path);
    let on = ["--on", DAY];
    let answer = |arguments: &[&str]| tickmark(&place, &[arguments, &on[..]].concat());
    answer(&["contest", "F-2026-001", "--by", "p-it", "--comment", " "]).fails_with(&["the comment is empty"]);
    answer(&["acknowledge", "F-2026-001", "--by", "p-it", "--comment", ""]).fails_with(&["the comment is empty"]);
    answer(&["acknowledge", "F-2026-001", "--by", "p-aud"])
        .fails_with(&["p-aud is neither auditee nor owner of F-2026-001", "p-it"]);
    assert_eq!(place.read(path), before);
    let said = answer(&["acknowledge", "F-2026-001", "--by", "p-it", "--comment", "Seen again"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("replaces what p-it said on 2026-03-06, who agreed"), "{}", said.out);
}

#[test]
fn no_action_is_begun_for_a_finding_that_is_closed() {
    let place = fixture();
    let path = "records/findings/2026/F-2026-001.yaml";
    let text = place.read(path);
    let status = text.lines().find(|line| line.starts_with("status:")).expect("a state").to_owned();
    place.replace(path, &status, "status: closed");
    let new = ["new", "action", "--finding", "F-2026-001", "--item", "x", "--by", "p-it", "--on", DAY];
    tickmark(&place, &new).fails_with(&["F-2026-001 is closed, and no new action answers it"]);
}

#[test]
fn a_name_of_blanks_is_none() {
    let place = fixture();
    let on = ["--by", "p-ceo", "--on", DAY];
    let new = |arguments: &[&str]| tickmark(&place, &[&["new"], arguments, &on[..]].concat());
    new(&["person", "--name", "   ", "--position", "Clerk"]).fails_with(&["`name` is empty"]);
    new(&["person", "--name", "Ada", "--position", " "]).fails_with(&["`position` is empty"]);
    new(&["finding", "--title", "", "--audit", "IA-2026-02", "--grade", "minor"]).fails_with(&["`title` is empty"]);
    new(&["programme", "--year", "2026"]).fails_with(&["AP-2026 is the programme of 2026 already"]);
    assert_eq!(new(&["programme", "--year", "0"]).code, 2);
    assert_eq!(new(&["programme", "--year", "2028"]).code, 0);
}

#[test]
fn help_names_what_the_command_has() {
    let place = fixture();
    place.git(".", &["clone", "--quiet", "--bare", "records", "bare.git"]);
    let bare = run(place.tickmark("bare.git").args(["set", "CA-2026-001", "title", "x", "--by", "p-it"]), &[2]);
    assert!(bare.err.contains("help: clone it to work on the files"), "{}", bare.err);
    let plain = Place::new();
    plain.fixture("records");
    for command in ["verify", "log"] {
        let mut tickmark = plain.tickmark("records");
        tickmark.arg(command);
        if command == "log" {
            tickmark.arg("CA-2026-001");
        }
        let said = run(&mut tickmark, &[2]);
        assert!(!said.err.contains("leave the option out") && said.err.contains("help: "), "{}", said.err);
    }
    let outside = place.path("outside.txt");
    std::fs::write(&outside, "x").expect("written");
    let said = tickmark(
        &place,
        &["done", "CA-2026-001/1", "--by", "p-it", "--on", DAY, "--evidence", outside.to_str().expect("a path")],
    );
    assert!(said.err.contains("in its place (https://…)") && !said.err.contains("--location"), "{}", said.err);
}

#[test]
fn what_a_file_that_tells_nothing_may_answer_is_not_missed() {
    let follows = |content: &[u8]| {
        let place = fixture();
        let path = "records/actions/2026/CA-2026-001.yaml";
        place.write(path, content);
        let found = place.lint("records", &["--as-of", "2026-09-01"]).diagnostics();
        let rules = ["nc-without-action", "status-mismatch"];
        found.into_iter().filter(|line| rules.iter().any(|rule| line.starts_with(rule))).collect::<Vec<_>>()
    };
    let nothing: Vec<String> = Vec::new();
    assert_eq!(follows(b""), nothing);
    assert_eq!(follows(b"- a\n- b\n"), nothing);
    assert_eq!(follows(&"kind: action\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()), nothing);
    assert_eq!(follows(&vec![b'#'; 5 * 1024 * 1024]), nothing);
    // One that names no finding, and could be read that far, answers none.
    assert_ne!(follows(b"kind: action\nid: CA-2026-001\ntitle: Another\nnonsense: 1\n"), nothing);
}

#[test]
fn nothing_begins_where_nothing_can() {
    let place = fixture();
    place.git(".", &["init", "--quiet", "--bare", "bare.git"]);
    let init = |folder: &str, arguments: &[&str]| {
        run(place.tickmark(folder).arg("init").args(arguments).args(["--on", DAY]), &[0, 1, 2])
    };
    init("bare.git", &[]).fails_with(&["is where Git keeps its own data"]);
    init("records/.git", &[]).fails_with(&["is where Git keeps its own data"]);
    assert!(!place.path("bare.git/tickmark.yaml").exists());
    init("records", &["sub"]).fails_with(&["lies in the ISMS that has begun in"]);
    init(".", &["new", "--organisation", ""]).fails_with(&["`--organisation` is empty"]);
    init(".", &["new", "--organisation", "A\u{1b}[31m"])
        .fails_with(&["`--organisation`: the control character U+001B"]);
    init(".", &["new", "--name", "\u{200b}"]).fails_with(&["`--name` is empty"]);
    assert!(!place.path("new").exists());
    // A position without a letter that can stand in an id is a position all the same.
    assert_eq!(init(".", &["new", "--position", "人事"]).code, 0);
    assert!(place.path("new/people/p-person.yaml").exists());
}

#[test]
fn a_character_that_no_record_holds_is_named() {
    let place = fixture();
    let set = |value: &str| tickmark(&place, &["set", "CA-2026-001", "title", value, "--by", "p-it", "--on", DAY]);
    set("a\u{1b}b").fails_with(&["the control character U+001B cannot stand in a record"]);
    set("a\u{2028}b").fails_with(&["U+2028, which ends a line for some readers of YAML"]);
    set("a\u{61c}b").fails_with(&["U+061C, which turns the direction of writing"]);
    set("a\u{feff}b").fails_with(&["U+FEFF, which marks the beginning of a file"]);
    let blank = set("\u{200b}\u{3164}");
    assert!(blank.code == 1 && blank.out.contains("nothing but blanks"), "{blank:#?}");
    let path = "records/actions/2026/CA-2026-001.yaml";
    let text = place.read(path);
    for c in ["\u{2028}", "\u{2029}", "\u{61c}", "\u{feff}"] {
        place.write(path, text.replacen('\n', &format!(" # a{c}status: closed\n"), 1));
        let found = place.lint("records", &[]).diagnostics();
        assert!(found.iter().any(|line| line.starts_with("schema-invalid")), "{c:?}: {found:?}");
    }
    // At the beginning of a file it says how that is encoded.
    place.write(path, format!("\u{feff}{text}"));
    let found = place.lint("records", &[]).diagnostics();
    assert!(!found.iter().any(|line| line.starts_with("schema-invalid")), "{found:?}");
}

#[test]
fn only_what_a_commit_has_is_frozen() {
    let place = fixture();
    let path = "records/findings/2026/F-2026-090.yaml";
    let closed = "kind: finding\nid: F-2026-090\ntitle: The register is complete\naudit: IA-2026-01\ngrade: strength\nstatus: closed\n\
                  criteria: [A.5.18]\nstatement: The register is complete\ndetected_on: 2026-03-03\nraised_by: p-aud\n\
                  closed: {by: p-aud, date: 2026-03-10, basis: A strength needs no answer}\n";
    place.write(path, closed);
    let set = |text: &str| tickmark(&place, &["set", "F-2026-090", "statement", text, "--by", "p-aud", "--on", DAY]);
    let first = set("The register is whole");
    assert_eq!(first.code, 0, "{first:#?}");
    place.commit_on("records", "2026-06-14", "A strength");
    let then = set("The register is not whole");
    assert!(then.code == 1 && then.out.contains("finding-changed-after-closure"), "{then:#?}");
}

#[test]
fn an_approval_is_whose_it_is() {
    let place = fixture();
    place.replace("records/tickmark.yaml", "kind: isms\n", "kind: isms\nprofile: starter\n");
    let path = "records/programmes/AP-2026.yaml";
    let text = place.read(path);
    let line = text.lines().find(|line| line.starts_with("approved:")).expect("an approval").to_owned();
    let status = text.lines().find(|line| line.starts_with("status:")).expect("a state").to_owned();
    place.write(path, text.replace(&format!("{line}\n"), "").replace(&status, "status: draft"));
    let approve = |who: &str| tickmark(&place, &["move", "AP-2026", "approved", "--by", who, "--on", DAY]);
    approve("p-aud").fails_with(&["top management approves AP-2026, and p-aud is not in it", "p-ceo"]);
    assert_eq!(approve("p-ceo").code, 0);
    assert_eq!(approve("p-ceo").code, 0);
    let whole = format!("`tickmark set AP-2026 approved '{{by: p-aud, date: {DAY}}}' --reason TEXT`");
    approve("p-aud").fails_with(&["AP-2026 is `approved` already, and p-ceo is on record for it", &whole]);
    // With a remark the approval is not set as a whole, which would lose it.
    run(place.tickmark("records").args(["set", "AP-2026", "approved/note", "Until the budget"]), &[0, 1]);
    approve("p-aud").fails_with(&["`tickmark set AP-2026 approved/by p-aud --reason TEXT`, and", "approved/date"]);
}

#[test]
fn who_agrees_afterwards_is_not_lost() {
    let place = fixture();
    let set = |more: &[&str]| {
        let item = ["set", "CA-2026-001/1", "due", "2026-07-20", "--reason", "Later", "--by", "p-it", "--on", DAY];
        tickmark(&place, &[&item, more].concat())
    };
    let path = "records/actions/2026/CA-2026-001.yaml";
    assert_eq!(set(&[]).code, 0);
    let agreed = set(&["--approved-by", "p-aud"]);
    assert_eq!(agreed.code, 0, "{agreed:#?}");
    assert!(place.read(path).contains("approved_by: p-aud"), "{}", place.read(path));
    assert!(set(&["--approved-by", "p-aud"]).err.contains("it is so already"));
    set(&["--approved-by", "p-ceo"]).fails_with(&["no change is left for p-ceo to agree to"]);
}

#[test]
fn a_report_has_an_ending_that_says_what_it_is() {
    let place = fixture();
    tickmark(&place, &["report", "audit", "IA-2026-01", "-o", "x.docx"]).fails_with(&["no report is made as `.docx`"]);
    assert!(!place.path("records/x.docx").exists());
}

#[test]
fn an_audit_of_another_year_is_in_no_programme_of_this_one() {
    let place = fixture();
    place.write(
        "records/programmes/AP-2028.yaml",
        place.read("records/programmes/AP-2026.yaml").replace("2026", "2028").replace("status: ", "status: draft # "),
    );
    let new = ["new", "audit", "--title", "x", "--criteria", "9.2.1", "--lead", "p-aud", "--start", "2020-01-01"];
    let said = tickmark(&place, &[&new[..], &["--programme", "AP-2028", "--by", "p-ceo", "--on", DAY]].concat());
    said.fails_with(&["2020-01-01 is in no programme, and AP-2028 spans"]);
}

#[test]
fn what_is_wrong_in_a_new_record_keeps_it_from_being_begun() {
    let place = fixture();
    let on = ["--by", "p-aud", "--on", DAY];
    place.write("records/evidence/2026/leavers.csv", "a\n");
    let new = ["new", "evidence", "--file", "evidence/2026/leavers.csv", "--source", "HR", "--personal-data"];
    let said = tickmark(&place, &[&new[..], &on].concat());
    assert!(said.code == 1 && said.out.contains("evidence-sensitive-in-repo"), "{said:#?}");
    let list = place.lint("records", &[]).json();
    assert!(list.is_object());
}

#[test]
fn an_import_changes_a_record_no_more_freely_than_a_command() {
    let place = fixture();
    let path = "records/findings/2026/F-2026-001.yaml";
    let before = place.read(path);
    place.write("status.csv", "id,status\nF-2026-001,closed\n");
    place.write("map.yaml", "register: findings\ncolumns: {id: id, status: status}\n");
    let import = ["import", "csv", "../status.csv", "--mapping", "../map.yaml", "--by", "p-aud", "--on", DAY];
    let said = tickmark(&place, &import);
    assert_eq!(said.code, 1, "{said:#?}");
    assert_eq!(place.read(path), before);
}

#[test]
fn clauses_in_one_text_are_told_apart_by_the_help() {
    let place = fixture();
    let path = "records/findings/2026/F-2026-001.yaml";
    let before = place.read(path);
    let written = "criteria: [A.5.18, own:ACP-4.2]";
    for (instead, message, help) in [
        (
            "criteria: \"5.3, 5.1\"",
            "a list is wanted here, and `\"5.3, 5.1\"` is one value",
            "write it as a list: [\"5.3\", \"5.1\"]",
        ),
        (
            "criteria: 5.3, 5.1",
            "a list is wanted here, and `5.3, 5.1` is one value",
            "write it as a list: [\"5.3\", \"5.1\"]",
        ),
        (
            "criteria: A.5.18, own:ACP-4.2",
            "a list is wanted here, and `A.5.18, own:ACP-4.2` is one value",
            "write it as a list: [\"A.5.18\", \"own:ACP-4.2\"]",
        ),
        (
            "criteria: [\"5.3, 5.1\"]",
            "`\"5.3, 5.1\"` is not written as a criterion",
            "write each one by itself: \"5.3\", \"5.1\"",
        ),
    ] {
        place.write(path, before.replace(written, instead));
        let said = tickmark(&place, &["lint", "--as-of", DAY]).out;
        assert!(said.contains(&format!("error[schema-invalid]: {message}\n")), "{instead}: {said}");
        assert!(said.contains(&format!("= help: {help}\n")), "{instead}: {said}");
        // What the help says is right.
        let list = match help.split_once(": ") {
            Some((_, list)) if list.starts_with('[') => list.to_owned(),
            Some((_, entries)) => format!("[{entries}]"),
            None => continue,
        };
        place.write(path, before.replace(written, &format!("criteria: {list}")));
        let said = tickmark(&place, &["lint", "--as-of", DAY, "--fail-on", "never"]).out;
        assert!(!said.contains("schema-invalid") && !said.contains("criterion-unknown"), "{list}: {said}");
    }
}

#[test]
#[cfg(unix)]
fn the_name_of_a_folder_moves_no_cursor() {
    let place = fixture();
    let folder = "isms\u{1b}[31m\u{1b}]0;title\u{7}";
    tickmark(&place, &["-C", folder, "lint"]).fails_with(&["there is no such folder", "isms\u{fffd}[31m"]);
    std::fs::create_dir(place.path(folder)).expect("a folder");
    run(place.tickmark(".").args(["-C", folder, "lint"]), &[2]).fails_with(&["no `tickmark.yaml` in"]);
    place.fixture(folder);
    let soa = format!("{folder}/soa.yaml");
    place.write(&soa, format!("{}x: 1\n", place.read(&soa)));
    for command in [&["lint"][..], &["gate"], &["status"], &["fmt", "--check"], &["set", "isms", "x", "y"]] {
        let said = run(place.tickmark(".").args(["-C", folder]).args(command), &[0, 1, 2]);
        assert!(!said.out.contains(['\u{1b}', '\u{7}']) && !said.err.contains(['\u{1b}', '\u{7}']), "{said:#?}");
    }
}

#[test]
fn the_identity_is_the_one_that_git_would_take() {
    let place = fixture();
    place.write("other.gitconfig", "[user]\n\temail = it@example.com\n");
    let mut command = place.tickmark("records");
    command.env("GIT_CONFIG_GLOBAL", place.path("other.gitconfig")).env_remove("GIT_AUTHOR_EMAIL");
    command.args(["set", "CA-2026-001/1", "due", "2026-07-20", "--reason", "Later", "--on", DAY]);
    let said = run(&mut command, &[0, 1, 2]);
    assert_eq!(said.code, 0, "{said:#?}");
    assert!(place.read("records/actions/2026/CA-2026-001.yaml").contains("by: p-it"));
}

/// One slip is one lapse, and not one for every report there is.
#[test]
fn who_has_no_record_misses_no_report() {
    let place = fixture();
    place.replace("records/tickmark.yaml", "programme_manager: p-manager", "programme_manager: p-manger");
    let found = place.lint("records", &[]).diagnostics();
    assert!(found.iter().any(|said| said.starts_with("unknown-person tickmark.yaml")), "{found:?}");
    assert!(!found.iter().any(|said| said.starts_with("report-not-distributed")), "{found:?}");
}

#[test]
fn what_is_not_named_or_not_there_is_answered_with_a_way_on() {
    let place = fixture();
    for (arguments, said) in [
        (&["report", "plan"][..], ["about one record, and none is named", "such as IA-2026-02 and IA-2026-01"]),
        (&["report", "action"], ["about one record, and none is named", "such as CA-2026-001"]),
        (&["done", "F-2026-001"], ["as a whole is not marked as done", "`tickmark move F-2026-001 STATE`"]),
        (&["log", "CA-2026-01"], ["had a record `CA-2026-01`", "did you mean `CA-2026-001`?"]),
        (&["log", "A.5.18"], ["had a record `A.5.18`", "it is a part of one: `tickmark log soa/A.5.18`"]),
        (&["log", "soa/A.5.99"], ["had a part `A.5.99` of `soa`", "a part is named by its number or id"]),
    ] {
        tickmark(&place, arguments).fails_with(&said);
    }
}

#[test]
fn a_role_that_ended_before_the_decision_is_named_with_its_last_day() {
    let place = fixture();
    place.replace("records/programmes/AP-2026.yaml", "approved: {by: p-ceo, ", "approved: {by: p-hr, ");
    let help = || {
        let json = place.lint("records", &[]).json();
        let all = json["diagnostics"].as_array().expect("diagnostics");
        let found = all.iter().find(|one| one["rule"] == "programme-not-approved").expect("the lapse");
        found["help"].as_str().expect("a help").to_owned()
    };
    assert!(help().contains("goes under `roles.former`"));
    let former = "roles:\n  former: [{person: p-hr, role: top-management, to: 2025-06-30}]\n";
    place.replace("records/tickmark.yaml", "roles:\n", former);
    for words in ["p-hr in top management until 2025-06-30", "set `to` right"] {
        assert!(help().contains(words), "{}", help());
    }
}

/// The kernel lets nobody write there, not even root.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_made_is_named_as_it_was_given() {
    let said = tickmark(&fixture(), &["site", "-o", "/proc/pages", "--as-of", DAY]).fails_with(&["/proc/pages: "]);
    assert!(!said.err.contains(".tickmark-"), "{}", said.err);
}

#[test]
fn no_file_is_written_that_is_named_like_standard_output() {
    let place = fixture();
    for command in
        [&["report", "register", "findings", "--format", "csv", "-o", "-"][..], &["export", "xlsx", "-o", "-"]]
    {
        tickmark(&place, command).fails_with(&["`-` is no file"]);
    }
    assert!(!place.path("records/-").exists());
}
