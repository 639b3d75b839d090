//! What the tests of histories share: a repository to tamper with, commits of its people, and what `verify` says of it.

use super::{Place, Run, run};

pub const FINDING: &str = "r/findings/2026/F-2026-001.yaml";
pub const CLOSED: &str = "r/findings/2026/F-2026-090.yaml";
pub const ACTION: &str = "r/actions/2026/CA-2026-001.yaml";
pub const AUDIT: &str = "r/audits/IA-2026-01/audit.yaml";
pub const NEXT: &str = "r/audits/IA-2026-02/audit.yaml";
pub const PAPER: &str = "r/audits/IA-2026-01/workpapers/WP-2026-01.yaml";
pub const PROGRAMME: &str = "r/programmes/AP-2026.yaml";
pub const SETTINGS: &str = "r/tickmark.yaml";
pub const TAG: &str = "report/IA-2026-01/v1";

pub const STRENGTH: &str = "kind: finding\nid: F-2026-090\ntitle: The register is complete\naudit: IA-2026-01\ngrade: strength\nstatus: closed\n\
                        criteria: [A.5.18]\nstatement: The register is complete\ndetected_on: 2026-03-03\nraised_by: p-aud\n\
                        closed: {by: p-aud, date: 2026-03-10, basis: A strength needs no answer}\n";

/// A repository with an issued audit, its tag, a closed finding and an accepted action.
pub fn begin() -> Place {
    begin_with(|_| {})
}

/// The same after something was changed in it before its first commit.
pub fn begin_with(change: impl FnOnce(&Place)) -> Place {
    let place = Place::new();
    place.repository("r");
    place.fixture("r");
    place.write(CLOSED, STRENGTH);
    place.write(
        "r/people/p-mike.yaml",
        "kind: person\nid: p-mike\nname: Mike\nposition: Trainee\nemployment: employee\ngit: [mike@example.com]\n",
    );
    for id in ["aud", "aud2", "ciso", "manager"] {
        let path = format!("r/people/p-{id}.yaml");
        let person = place.read(&path);
        let own = format!("{id}@example.com");
        if !person.contains(&own) {
            place.replace(&path, "git: [", &format!("git: [{own}, "));
        }
    }
    let it = place.read("r/people/p-it.yaml");
    place.write("r/people/p-it.yaml", format!("{it}forge: {{github: ines-it}}\n"));
    change(&place);
    commit(&place, "2026-06-01", "manager", "Begin");
    place.git("r", &["tag", TAG]);
    place
}

/// Commits everything as `who@example.com`, or as an address of its own.
pub fn commit(place: &Place, day: &str, who: &str, message: &str) {
    let email = if who.contains('@') { who.to_owned() } else { format!("{who}@example.com") };
    place.git("r", &["add", "--all"]);
    let mut command = place.command("git", "r");
    command.env("GIT_COMMITTER_DATE", format!("{day}T12:00:00+00:00")).env("GIT_AUTHOR_EMAIL", email);
    run(command.args(["commit", "--quiet", "--allow-empty", "-m", message]), &[0]);
}

pub fn verify(place: &Place, arguments: &[&str]) -> Run {
    // So that no test depends on the day on which it runs.
    let later = ["--as-of", "2029-12-31"];
    let day: &[&str] = if arguments.contains(&"--as-of") { &[] } else { &later };
    run(place.tickmark("r").arg("verify").args(arguments).args(day), &[0, 1, 2])
}

/// The rules that are broken, and the records that are not as they were.
pub fn found(place: &Place) -> (i32, Vec<String>, Vec<String>) {
    let run = verify(place, &["--format", "json"]);
    let json = run.json();
    let text = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let mut rules: Vec<String> =
        json["lapses"].as_array().expect("lapses").iter().map(|lapse| text(lapse, "rule")).collect();
    rules.sort();
    rules.dedup();
    let sealed = json["sealed"].as_array().expect("sealed").iter();
    let is_tag_bad = |one: &serde_json::Value| {
        one["tag"].is_object() && (one["tag"]["part_of_history"] == false || one["tag"]["as_issued"] == false)
    };
    let broken = sealed.filter(|one| one["intact"] == false || is_tag_bad(one)).map(|one| text(one, "id")).collect();
    (run.code, rules, broken)
}

/// Asserts that exactly these rules are broken, and that this is not passed over.
#[track_caller]
pub fn names(place: &Place, rules: &[&str]) {
    let has_error = rules.iter().any(|name| {
        tickmark::lint::rules::find(name).is_some_and(|rule| rule.level == tickmark::diagnostic::Level::Error)
    });
    exits(place, i32::from(has_error), rules);
}

/// The same, where a rule says in its own text that it is graver or milder than its level.
#[track_caller]
pub fn exits(place: &Place, code: i32, rules: &[&str]) {
    told_before(place);
    let (exit, found, _) = found(place);
    assert_eq!((exit, found), (code, rules.iter().map(ToString::to_string).collect()));
}

/// Asserts that these records are not as they were, whatever rules say.
#[track_caller]
pub fn breaks(place: &Place, ids: &[&str]) {
    let (code, _, broken) = found(place);
    assert_eq!((code, broken), (1, ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>()));
}

/// Asserts that `review` finds in the last commit, as long as it is a branch, what `verify` calls an error once it is part of the main
/// line, and nothing else that `verify` would know. Of what a merge changes itself nobody knows before somebody makes it.
#[track_caller]
pub fn told_before(place: &Place) {
    let commit = place.git("r", &["show", "--no-patch", "--format=%cd %H %P", "--date=format:%Y-%m-%d", "HEAD"]);
    let [day, head, parent] = commit.split(' ').collect::<Vec<_>>()[..] else { return };
    // Behind a main line without records a branch begins anew.
    let has_root = place.git("r", &["ls-tree", "-r", "--name-only", parent]).contains("tickmark.yaml");
    if !has_root || place.path("r/isms").exists() {
        return;
    }
    let of = |run: Run, list: &str| run.json()[list].as_array().expect("a list").clone();
    let verified = of(verify(place, &["--format", "json"]), "lapses");
    let review = ["review", parent, "HEAD", "--as-of", day, "--format", "json"];
    let told = of(run(place.tickmark("r").args(review), &[0, 1]), "added");
    let has = |list: &[serde_json::Value], rule: &serde_json::Value| list.iter().any(|one| one["rule"] == *rule);
    let is_error = |one: &&serde_json::Value| one["level"] == "error";
    let is_asked = |lapse: &&serde_json::Value| {
        is_error(lapse) && lapse["commit"]["id"] == *head && lapse["rule"] != "person-commit-mismatch"
    };
    for lapse in verified.iter().filter(is_asked) {
        assert!(has(&told, &lapse["rule"]), "{} is not in {told:?}", lapse["rule"]);
    }
    told_step_by_step(place, &verified, day);
    for one in told.iter().filter(is_error) {
        let rule = tickmark::lint::rules::find(one["rule"].as_str().unwrap_or_default()).expect("a rule");
        assert!(rule.needs_one_state() || has(&verified, &one["rule"]), "{one}");
    }
}

/// Asserts that `review`, asked of all that came after the first commit with records, finds what `verify` calls an error there: in the
/// whole, or in one of its commits, as a fast-forward brings them.
#[track_caller]
fn told_step_by_step(place: &Place, verified: &[serde_json::Value], day: &str) {
    let line = place.git("r", &["log", "--first-parent", "--reverse", "--format=%H", "HEAD"]);
    let has_root = |id: &&str| place.git("r", &["ls-tree", "-r", "--name-only", id]).contains("tickmark.yaml");
    let Some(first) = line.lines().find(has_root) else { return };
    let review = ["review", first, "HEAD", "--as-of", day, "--format", "json"];
    let review = run(place.tickmark("r").args(review), &[0, 1]).json();
    let of = |list: &str| review[list].as_array().expect("a list").clone();
    let told = [of("added"), of("rebased")].concat();
    let is_asked = |lapse: &&serde_json::Value| {
        let commit = &lapse["commit"]["id"];
        lapse["level"] == "error"
            && commit.is_string()
            && commit != first
            && !BESIDE.iter().any(|rule| lapse["rule"] == *rule)
    };
    for lapse in verified.iter().filter(is_asked) {
        let is_told = told.iter().any(|one| one["rule"] == lapse["rule"]);
        assert!(is_told, "{} is not in {told:?}", lapse["rule"]);
    }
    for one in of("rebased") {
        assert!(verified.iter().any(|lapse| lapse["rule"] == one["rule"]), "{one}");
    }
}

/// What is told of the commits of a branch as a note beside, or as an approval that the merge is to name.
const BESIDE: &[&str] = &["commit-unsigned", "approval-unsigned", "issued-tag-unsigned", "person-commit-mismatch"];

#[track_caller]
pub fn clean(place: &Place) {
    told_before(place);
    let run = verify(place, &[]);
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(run.out.contains("all as they were; 0 errors, 0 warnings"), "{run:#?}");
}
