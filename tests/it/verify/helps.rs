//! Reports that were issued by a profile of few rules, mended to the letter of the helps.

use crate::support::history::*;
use crate::support::{Place, Run, run};

/// Runs a command as `p-aud` on a day.
#[track_caller]
pub(super) fn write(place: &Place, day: &str, arguments: &[&str]) -> Run {
    run(place.tickmark("r").args(arguments).args(["--by", "p-aud", "--on", day]), &[0])
}

/// The lapses of the records on disk: rule, record and help.
fn lapses(place: &Place, day: &str) -> Vec<[String; 3]> {
    let json = run(place.tickmark("r").args(["lint", "--format", "json", "--as-of", day]), &[0, 1]).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let all = json["diagnostics"].as_array().expect("diagnostics").iter();
    all.map(|one| [text(&one["rule"]), text(&one["record"]["id"]), text(&one["help"])]).collect()
}

/// The commands that a help gives, in their order.
pub(super) fn commands(help: &str) -> Vec<Vec<&str>> {
    let quoted = help.split('`').skip(1).step_by(2).filter_map(|text| text.strip_prefix("tickmark "));
    quoted.map(|command| command.split(' ').collect()).collect()
}

/// A report that was issued by a profile of few rules, without most of what the others ask for.
fn without_much(place: &Place) {
    place.write(SETTINGS, format!("{}profile: starter\n", place.read(SETTINGS)));
    for key in ["conclusion:", "closing_meeting:", "opening_meeting:", "limitations:"] {
        place.write(
            AUDIT,
            place.read(AUDIT).split_inclusive('\n').filter(|line| !line.starts_with(key)).collect::<String>(),
        );
    }
    place.replace(
        PAPER,
        "    effective: met\n    result: conform\n    notes: All",
        "    result: conform\n    notes: All",
    );
    place.replace(PAPER, ", basis: leavers of the last twelve months", "");
    place.replace(FINDING, "requirement: Access ends one working day after the last day.\n", "");
}

/// What a person has to say, by the rule that asks for it.
const SAID: &[(&str, &str, &str, &str)] = &[
    (
        "conclusion-missing",
        "IA-2026-01",
        "conclusion",
        "{conforms: with-exceptions, effective: partly, objectives_met: true, text: x}",
    ),
    ("meeting-missing", "IA-2026-01", "opening_meeting", "{date: 2026-03-02, attendees: [p-aud, p-it]}"),
    ("meeting-missing", "IA-2026-01", "closing_meeting", "{date: 2026-03-05, attendees: [p-aud, p-it]}"),
    ("limitation-undisclosed", "IA-2026-01", "limitations", "[]"),
    ("effectiveness-not-assessed", "WP-2026-01", "items/2/effective", "met"),
    ("sample-undocumented", "WP-2026-01", "items/3/sample/basis", "leavers of the last twelve months"),
    ("finding-incomplete", "F-2026-001", "requirement", "Access ends one working day after the last day."),
];

/// What all rules ask of a report that was issued by few of them comes in as their helps say, word for word.
#[test]
fn what_an_issued_report_lacks_comes_in_as_the_help_says() {
    let place = begin_with(without_much);
    assert_eq!(lapses(&place, "2026-06-01"), Vec::<[String; 3]>::new(), "the profile `starter` asks for little");
    place.replace(SETTINGS, "profile: starter\n", "");
    commit(&place, "2026-06-02", "manager", "Take all rules");
    let found = lapses(&place, "2026-06-03");
    let mut rules: Vec<(&str, &str)> = found.iter().map(|[rule, id, _]| (rule.as_str(), id.as_str())).collect();
    let mut expected: Vec<(&str, &str)> = SAID.iter().map(|(rule, id, ..)| (*rule, *id)).collect();
    rules.sort_unstable();
    expected.sort_unstable();
    assert_eq!(rules, expected);
    // Every help says the same way, and nothing but the reason is to be put in.
    let ways: Vec<_> = found.iter().map(|[_, _, help]| commands(help)).collect();
    assert!(ways.iter().all(|way| *way == ways[0]) && ways[0].len() == 2, "{ways:?}");
    let back: Vec<&str> =
        ways[0][0].iter().map(|word| if *word == "TEXT" { "Much was missing" } else { word }).collect();
    write(&place, "2026-06-03", &back);
    for (_, id, field, value) in SAID {
        write(&place, "2026-06-03", &["set", id, field, value]);
    }
    let issued = write(&place, "2026-06-03", &ways[0][1]);
    assert!(!issued.err.contains("lacks"), "{}", issued.err);
    assert_eq!(lapses(&place, "2026-06-03"), Vec::<[String; 3]>::new());
    commit(&place, "2026-06-03", "aud", "Issue the second version");
    place.git("r", &["tag", "report/IA-2026-01/v2"]);
    clean(&place);
}

/// Written in without that, the same is a lapse: the help does not say so for nothing.
#[test]
fn what_an_issued_report_lacks_does_not_come_in_alone() {
    let place = begin_with(without_much);
    place.replace(SETTINGS, "profile: starter\n", "");
    commit(&place, "2026-06-02", "manager", "Take all rules");
    let (_, _, field, value) = SAID[0];
    let refused =
        run(place.tickmark("r").args(["set", "IA-2026-01", field, value, "--by", "p-aud", "--on", "2026-06-03"]), &[1]);
    assert!(refused.out.contains("report-changed-after-issue"), "{}", refused.out);
}

/// A finding that is closed stays closed: what it lacks is excused, and that is clean as well.
#[test]
fn what_a_closed_finding_lacks_is_excused_as_the_help_says() {
    let place = begin_with(|place| {
        place.replace(CLOSED, "statement: The register is complete", "statement: Person IT keeps it well")
    });
    let found = lapses(&place, "2026-06-02");
    assert!(
        matches!(found.as_slice(), [[rule, _, help]] if rule == "finding-names-person" && help.contains("a waiver")),
        "{found:?}"
    );
    let waiver = "{rule: finding-names-person, reason: The report was given out with it, until: 2027-06-01, approved_by: p-manager}";
    write(&place, "2026-06-02", &["set", "F-2026-090", "waivers", "--add", waiver]);
    assert_eq!(lapses(&place, "2026-06-02"), Vec::<[String; 3]>::new());
    commit(&place, "2026-06-02", "manager", "Excuse it");
    clean(&place);
}

#[test]
fn who_issues_a_report_hears_before_what_it_lacks() {
    let place = begin_with(|place| {
        without_much(place);
        place.replace(AUDIT, "status: closed", "status: drafted");
        let text = place.read(AUDIT);
        let (before, report) = text.split_once("report:\n").expect("a report");
        let after = report.split_inclusive('\n').skip_while(|line| line.starts_with(' ')).collect::<String>();
        place.write(AUDIT, format!("{before}{after}"));
    });
    let told = |arguments: &[&str]| write(&place, "2026-06-02", arguments).err;
    let drafted = place.read(AUDIT);
    let dry = told(&["move", "IA-2026-01", "issued", "--dry-run"]);
    for rule in ["conclusion-missing", "limitation-undisclosed", "meeting-missing", "report-not-distributed"] {
        assert!(dry.contains(&format!("lacks[{rule}]: IA-2026-01: ")), "{dry}");
    }
    assert_eq!(dry.matches("lacks[").count(), 8, "all of it: {dry}");
    assert_eq!(place.read(AUDIT), drafted);
    // Nobody meets that one by one: who is refused for another reason hears it as well, in each profile.
    let unknown = run(place.tickmark("r").args(["move", "IA-2026-01", "issued"]), &[2]).err;
    assert!(unknown.contains("it is not known who you are"), "{unknown}");
    assert_eq!(unknown.matches("lacks[").count(), 8, "{unknown}");
    place.replace(SETTINGS, "profile: starter\n", "");
    let refused =
        run(place.tickmark("r").args(["move", "IA-2026-01", "issued", "--by", "p-aud", "--on", "2026-06-02"]), &[1]);
    let all = refused.out.matches("error[").count() + refused.err.matches("lacks[").count();
    assert!(refused.out.contains("error[conclusion-missing]") && all == 8, "{refused:#?}");
    assert!(refused.err.contains("lacks[report-not-distributed]"), "{refused:#?}");
    place.replace(SETTINGS, "format: 1\n", "format: 1\nprofile: starter\n");
    // A waiver was somebody's decision, and is not told.
    let waivers =
        "waivers: [{rule: limitation-undisclosed, reason: Agreed, until: 2026-12-31, approved_by: p-manager}]\n";
    place.write(AUDIT, format!("{drafted}{waivers}"));
    let set = told(&["set", "IA-2026-01", "status", "issued"]);
    assert!(set.contains("lacks[conclusion-missing]") && !set.contains("lacks[limitation-undisclosed]"), "{set}");
    assert!(place.read(AUDIT).contains("status: issued"));
}
