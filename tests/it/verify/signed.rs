//! What has to be signed, by whom, and whose keys count.

use std::fs;

use super::deeds::{SECOND, accept, issue};
use super::helps::{commands, write};
use super::keys::{SIGNERS, begin_signed, key, sign, sign_merge, sign_tag, with_key};
use super::signed_branches::{branch_of, of_branch};
use crate::support::history::*;
use crate::support::{Place, not_tested, run};

#[test]
fn a_history_that_is_signed_is_clean_and_says_by_whom() {
    let place = begin_signed("tags, approvals, commits");
    issue(&place);
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    sign_tag(&place, "aud", SECOND);
    accept(&place);
    sign(&place, "2026-06-03", "aud2", "aud2", "Accepted");
    // A new key comes by a commit that another one signs.
    place.write(SIGNERS, place.read(SIGNERS) + &key(&place, "ciso", "ed25519"));
    sign(&place, "2026-06-04", "manager", "manager", "Another key");
    clean(&place);
    let json = verify(&place, &["--format", "json"]).json();
    let sealed = json["sealed"].as_array().expect("sealed").iter().find(|one| one["version"] == 2).expect("one");
    assert_eq!((&sealed["version"], &sealed["tag"]["signature"]["person"]), (&2.into(), &"p-aud".into()), "{sealed:#}");
    assert_eq!((&sealed["signature"]["state"], &sealed["signature"]["person"]), (&"good".into(), &"p-aud".into()));
    let text = verify(&place, &[]).out;
    assert!(text.contains("tag report/IA-2026-01/v2 is signed by p-aud"), "{text}");
    assert!(
        text.contains("signed by persons on record are 1 of 2 tags and 4 of 4 commits that touched records or files of evidence since"),
        "{text}"
    );
    // Blanks are as free as OpenSSH takes them.
    let spaced = place.read(SIGNERS).replace("\" ssh-", "\"\t  ssh-").replace("\" ecdsa-", "\"  ecdsa-");
    assert_ne!(spaced, place.read(SIGNERS));
    place.write(SIGNERS, spaced);
    sign(&place, "2026-06-05", "manager", "manager", "Align the list");
    place.replace(FINDING, "title: ", "title: Still ");
    sign(&place, "2026-06-06", "manager", "manager", "A word");
    assert!(!found(&place).1.contains(&"commit-unsigned".to_owned()), "{:#?}", verify(&place, &[]));
}

/// What somebody looked at is in the file, and not in what says of it.
#[test]
fn a_commit_that_touches_nothing_but_a_file_of_evidence_must_be_signed_as_well() {
    let place = begin_signed("commits");
    let unsigned = |place: &Place| found(place).1.iter().filter(|rule| *rule == "commit-unsigned").count();
    place.write("r/README.md", "No record, and no evidence\n");
    commit(&place, "2026-06-03", "manager", "Say what it is");
    assert_eq!(unsigned(&place), 0, "{:#?}", verify(&place, &[]));
    let file = "r/evidence/2026/files/walkthrough.csv";
    place.append(file, "one,more\n");
    sign(&place, "2026-06-04", "manager", "manager", "Signed");
    assert_eq!(unsigned(&place), 0, "{:#?}", verify(&place, &[]));
    place.append(file, "two,more\n");
    commit(&place, "2026-06-05", "manager", "Not signed");
    assert_eq!(unsigned(&place), 1, "{:#?}", verify(&place, &[]));
    let json = verify(&place, &["--format", "json"]).json();
    let lapses = json["lapses"].as_array().expect("lapses");
    let lapse = lapses.iter().find(|lapse| lapse["rule"] == "commit-unsigned").expect("one");
    assert_eq!((&lapse["members"][0], &lapse["person"]), (&"E-2026-002".into(), &"p-manager".into()), "{lapse:#}");
    let drifted = lapses.iter().find(|lapse| lapse["rule"] == "evidence-drifted").expect("one");
    assert_eq!(drifted["person"], "p-manager", "{drifted:#}");
}

/// Makes of an authority's key its line in the list.
type Line<'a> = &'a dyn Fn(&str) -> String;

#[test]
fn a_signature_by_a_certificate_counts_as_far_as_its_authority_vouches() {
    let signed = |kind: &str, host: bool, names: &str, time: &str, line: Line<'_>| {
        let place = begin_signed("commits");
        let authority = key(&place, "authority", "ed25519").replace("authority@example.com namespaces=", "");
        key(&place, "nia", kind);
        let mut command = place.command("ssh-keygen", "home");
        command.args(["-q", "-s", "authority", "-I", "nia", "-n", names, "-V", time]).args(host.then_some("-h"));
        run(command.arg("nia.pub"), &[0]);
        place.write(SIGNERS, place.read(SIGNERS) + &line(&authority));
        sign(&place, "2026-06-03", "manager", "manager", "An authority");
        place.replace(AUDIT, "lessons: [", "lessons: [Bring cake, ");
        sign(&place, "2026-06-04", "aud", "nia-cert", "A lesson");
        let run = verify(&place, &["--format", "json"]);
        let lapses = run.json()["lapses"].to_string();
        (lapses.contains("commit-unsigned"), lapses)
    };
    let (year, all) = ("20260101:20270101", |key: &str| format!("*@example.com cert-authority,namespaces={key}"));
    for kind in ["ed25519", "rsa", "ecdsa"] {
        let (is_void, lapses) = signed(kind, false, "x@other.example,aud@example.com", year, &all);
        assert!(!is_void, "{kind}: {lapses}");
    }
    let none = |key: &str| format!("*@example.com namespaces={key}");
    let other = |key: &str| format!("*@other.example cert-authority,namespaces={key}");
    let files = |key: &str| format!("*@example.com cert-authority,namespaces={}", key.replace("\"git\"", "\"file\""));
    let past = |key: &str| format!("*@example.com cert-authority,valid-before=\"20260601\",namespaces={key}");
    let lines: [(&str, bool, &str, Line<'_>, &str); 6] = [
        (year, false, "aud@example.com", &none, "did not name before"),
        (year, false, "aud@example.com", &other, "for no name that its authority may vouch for"),
        (year, false, "aud@example.com", &files, "did not name before"),
        (year, false, "aud@example.com", &past, "did not name before"),
        (year, true, "aud@example.com", &all, "for a machine"),
        ("20250101:20260101", false, "aud@example.com", &all, "did not hold on that day"),
    ];
    for (time, host, names, line, words) in lines {
        let (is_void, lapses) = signed("ed25519", host, names, time, line);
        assert!(is_void && lapses.contains(words), "{words}: {lapses}");
    }
}

#[test]
fn a_commit_that_must_be_signed_and_is_not_is_seen() {
    let lesson = |place: &Place| place.replace(AUDIT, "lessons: [", "lessons: [Bring cake, ");
    let place = begin_signed("commits");
    lesson(&place);
    commit(&place, "2026-06-03", "aud", "A lesson");
    names(&place, &["commit-unsigned"]);

    let place = begin_signed("commits");
    lesson(&place);
    sign(&place, "2026-06-03", "aud", "stranger", "A lesson");
    names(&place, &["commit-unsigned"]);
    assert!(verify(&place, &[]).out.contains("which the list of allowed signers did not name before"));

    // The key that vouches for the commit comes with it.
    let place = begin_signed("commits");
    lesson(&place);
    let stranger = place.read("home/stranger.pub");
    place.write(SIGNERS, place.read(SIGNERS) + &format!("aud@example.com {stranger}"));
    sign(&place, "2026-06-03", "aud", "stranger", "A lesson");
    names(&place, &["commit-unsigned"]);

    // A signature that is taken from another commit.
    let place = begin_signed("commits");
    lesson(&place);
    sign(&place, "2026-06-03", "aud", "aud", "A lesson");
    clean(&place);
    let forge = "git cat-file commit HEAD | sed 's/^A lesson$/Another lesson/' | git hash-object -t commit -w --stdin";
    let forged = run(place.command("sh", "r").args(["-c", forge]), &[0]).out;
    place.git("r", &["reset", "--quiet", "--hard", forged.trim()]);
    names(&place, &["commit-unsigned"]);
    assert!(verify(&place, &[]).out.contains("does not fit its content"));
}

#[test]
fn a_commit_that_is_not_signed_is_named_with_what_it_changes() {
    let place = begin_signed("commits");
    place.replace(AUDIT, "lessons: [", "lessons: [Bring cake, ");
    fs::remove_file(place.path("r/people/p-mike.yaml")).expect("it was there");
    commit(&place, "2026-06-03", "aud", "A lesson");
    let id = run(place.command("git", "r").args(["rev-parse", "--short=10", "HEAD"]), &[0]).out;
    let id = id.trim();
    let text = verify(&place, &[]).out;
    let said = format!(
        "error[commit-unsigned]: commit {id}: the commit is not signed, and commits must be signed; it changes IA-2026-01 and p-mike\n  \
         in {id} of 2026-06-03 by p-aud: A lesson\n"
    );
    assert!(text.contains(&said), "{text}");
    let markdown = verify(&place, &["--format", "markdown"]).out;
    assert!(
        markdown.contains(&format!("2026-06-03 `{id}` by p-aud: “A lesson”: commit {id} — the commit is not signed")),
        "{markdown}"
    );
    let json = verify(&place, &["--format", "json"]).json();
    let of_commit = |lapse: &&serde_json::Value| lapse["rule"] == "commit-unsigned";
    let lapse = json["lapses"].as_array().and_then(|lapses| lapses.iter().find(of_commit)).expect("a lapse");
    assert_eq!(lapse["members"], serde_json::json!(["IA-2026-01", "p-mike"]));
    assert_eq!(lapse["path"], "audits/IA-2026-01/audit.yaml");
    let gate = run(place.tickmark("r").args(["gate", "--profile", "history", "--as-of", "2026-06-04"]), &[1]).out;
    assert!(
        gate.contains(&format!("it changes IA-2026-01 and p-mike (in {id} of 2026-06-03 by p-aud: A lesson)")),
        "{gate}"
    );
}

/// Puts a second key on the list, under the name of somebody.
fn second_key(place: &Place, name: &str) {
    let own = place.read("home/stranger.pub");
    place.write(SIGNERS, format!("{}{name} {own}", place.read(SIGNERS)));
}

#[test]
fn a_key_or_an_address_that_somebody_else_gave_is_seen() {
    let rule = "identity-given-by-another";
    for (required, who, key, message, rules) in [
        ("tags", "it", "it", "A new laptop", &[rule][..]),
        ("tags", "aud2", "it", "A name can be typed", &[rule]),
        ("tags", "it", "it", "A new laptop\n\nApproved-by: p-it", &[rule]),
        ("tags", "it", "it", "A new laptop\n\nApproved-by: p-aud2", &[]),
        ("approvals", "it", "it", "A new laptop\n\nApproved-by: p-aud2", &[rule]),
        ("approvals", "aud2", "aud2", "A new laptop", &[]),
        ("approvals", "manager", "manager", "A new laptop", &[]),
    ] {
        let place = begin_signed(required);
        second_key(&place, "aud2@example.com");
        sign(&place, "2026-06-03", who, key, message);
        names(&place, rules);
        let place = begin_signed(required);
        place.replace("r/people/p-aud2.yaml", "git: [", "git: [aud2b@example.com, ");
        sign(&place, "2026-06-03", who, key, message);
        names(&place, rules);
    }
    // For whoever fits, and an address that is somebody's already: neither of the two hands it over.
    for (who, rules) in [("aud2", &[rule][..]), ("manager", &[])] {
        let place = begin_signed("tags");
        second_key(&place, "*@example.com");
        sign(&place, "2026-06-03", who, who, "For all of us");
        names(&place, rules);
    }
    let place = begin();
    place.replace("r/people/p-aud2.yaml", "git: [", "git: [it@example.com, ");
    commit(&place, "2026-06-02", "it", "Another address");
    assert_eq!(found(&place).1, [rule]);
    assert!(verify(&place, &[]).out.contains("p-it gave p-aud2 it@example.com, which is p-it's"));

    // On a branch: whoever put it there, or whoever merged it.
    for (who, merger, rules) in [("it", "forge", &[rule][..]), ("aud2", "forge", &[]), ("it", "manager", &[])] {
        let place = begin_signed("approvals");
        let forge = key(&place, "forge", "ed25519");
        place.write(SIGNERS, place.read(SIGNERS) + &forge);
        sign(&place, "2026-06-03", "manager", "manager", "The forge signs what it merges");
        place.git("r", &["checkout", "--quiet", "-b", "work"]);
        second_key(&place, "aud2@example.com");
        sign(&place, "2026-06-03", who, who, "A new laptop");
        place.replace(FINDING, "ref: R-12", "ref: R-13");
        sign(&place, "2026-06-03", "aud", "aud", "Something else");
        place.git("r", &["checkout", "--quiet", "main"]);
        let mut merge = place.command("git", "r");
        merge.env("GIT_COMMITTER_DATE", "2026-06-04T12:00:00+00:00");
        merge.env("GIT_AUTHOR_EMAIL", format!("{merger}@example.com")).args(with_key(&place, merger));
        run(merge.args(["merge", "-S", "--quiet", "--no-ff", "-m", "Merge work", "work"]), &[0]);
        names(&place, rules);
    }

    // What gives nobody anything: a comment, a last day, what goes, a new colleague with their own key.
    let place = begin_signed("tags");
    let list = place.read(SIGNERS);
    let line = list.lines().find(|line| line.starts_with("aud2@")).expect("a line");
    let short = line.replace("namespaces=\"git\"", "namespaces=\"git\",valid-before=\"20270101\"");
    place.write(SIGNERS, format!("# Ours\n{}", list.replace(line, &short)));
    sign(&place, "2026-06-03", "it", "it", "Ada leaves");
    clean(&place);
    place.replace(SIGNERS, "aud2@example.com", "aud2@example.com,p-aud2");
    sign(&place, "2026-06-03", "it", "it", "By another name of hers");
    clean(&place);
    let person = "kind: person\nid: p-new\nname: New\nposition: Clerk\nemployment: employee\ngit: [new@example.com]\n";
    place.write("r/people/p-new.yaml", person);
    second_key(&place, "new@example.com");
    sign(&place, "2026-06-03", "it", "it", "A new colleague");
    clean(&place);
}

#[test]
fn a_list_that_moves_or_comes_back_gives_no_key_unseen() {
    const SIGNING: &str = "signing: {required: [tags], allowed_signers: keys/allowed_signers}\n";
    let rule = "identity-given-by-another";
    let to = |place: &Place, path: &str| place.replace(SETTINGS, "keys/allowed_signers", path);
    let with_key = |place: &Place| place.read(SIGNERS) + "aud2@example.com " + &place.read("home/stranger.pub");

    let place = begin_signed("tags");
    place.write("r/keys/others", with_key(&place));
    to(&place, "keys/others");
    sign(&place, "2026-06-03", "it", "it", "The list has another place");
    names(&place, &[rule]);
    // Whatever was there before anybody read it.
    let place = begin_signed("tags");
    place.write("r/keys/others", with_key(&place));
    sign(&place, "2026-06-03", "it", "it", "Not a list yet");
    clean(&place);
    to(&place, "keys/others");
    sign(&place, "2026-06-04", "it", "it", "The list has another place");
    names(&place, &[rule]);

    // Away for a while, as a file or in the settings.
    let place = begin_signed("tags");
    let list = with_key(&place);
    fs::remove_file(place.path(SIGNERS)).expect("to remove it");
    sign(&place, "2026-06-03", "manager", "manager", "Without a list");
    place.write(SIGNERS, list);
    sign(&place, "2026-06-04", "it", "it", "With a list again");
    assert!(found(&place).1.contains(&rule.to_owned()), "{:?}", found(&place).1);
    let place = begin_signed("tags");
    place.replace(SETTINGS, SIGNING, "");
    sign(&place, "2026-06-03", "manager", "manager", "Nothing has to be signed");
    place.write(SIGNERS, with_key(&place));
    sign(&place, "2026-06-04", "it", "it", "A key");
    place.write(SETTINGS, place.read(SETTINGS) + SIGNING);
    sign(&place, "2026-06-05", "it", "it", "Sign again");
    assert!(found(&place).1.contains(&rule.to_owned()), "{:?}", found(&place).1);

    // The same keys in another place, or by whoever decides.
    let place = begin_signed("tags");
    place.git("r", &["mv", "keys/allowed_signers", "keys/moved"]);
    to(&place, "keys/moved");
    sign(&place, "2026-06-03", "it", "it", "The list moves");
    clean(&place);
    place.write("r/keys/others", place.read("r/keys/moved") + "aud2@example.com " + &place.read("home/stranger.pub"));
    place.replace(SETTINGS, "keys/moved", "keys/others");
    sign(&place, "2026-06-04", "manager", "manager", "A new laptop for Ada");
    clean(&place);
}

#[test]
fn a_list_of_keys_or_a_duty_to_sign_that_changes_without_a_signature_is_seen() {
    let place = begin_signed("approvals");
    let stranger = place.read("home/stranger.pub");
    place.write(SIGNERS, place.read(SIGNERS) + &format!("aud2@example.com {stranger}"));
    commit(&place, "2026-06-03", "it", "Another key");
    names(&place, &["commit-unsigned", "identity-given-by-another"]);

    let place = begin_signed("approvals");
    let old = STRENGTH.replace("F-2026-090", "F-2026-070");
    place.write("r/findings/2026/F-2026-070.yaml", old);
    commit(&place, "2026-06-03", "it", "Take over the old register\n\nTickmark-Import: yes");
    names(&place, &["commit-unsigned", "import-unapproved"]);

    let place = begin_signed("approvals, tags");
    place.replace(SETTINGS, "required: [approvals, tags]", "required: [tags]");
    commit(&place, "2026-06-03", "manager", "Less work");
    names(&place, &["commit-unsigned", "rule-switched-off"]);

    // Who decides, and in whose place anybody's decision may be written down.
    for role in ["programme_manager: p-manager", "top_management: [p-ceo"] {
        let place = begin_signed("tags");
        let (role, _) = role.rsplit_once("p-").expect("a role");
        let settings = place.read(SETTINGS);
        let line = settings.lines().find(|line| line.trim_start().starts_with(role)).expect("a role").to_owned();
        let person = if role.ends_with('[') { "p-it]" } else { "p-it" };
        place.replace(SETTINGS, &line, &format!("  {role}{person}"));
        commit(&place, "2026-06-03", "it", "Another role");
        names(&place, &["commit-unsigned", "roles-changed-without-authority"]);
        assert!(verify(&place, &[]).out.contains("it changes who runs the audit programme or is top management"));
        place.git("r", &["reset", "--quiet", "--soft", "HEAD~1"]);
        sign(&place, "2026-06-03", "manager", "manager", "Another role");
        clean(&place);
    }
}

#[test]
fn a_tag_that_must_be_signed_and_is_not_is_seen() {
    let issued = || {
        let place = begin_signed("tags");
        issue(&place);
        place
    };
    let place = issued();
    commit(&place, "2026-06-03", "aud", "Issue it");
    place.git("r", &["tag", SECOND]);
    assert_eq!(found(&place).1, ["approval-unsigned", "issued-tag-unsigned"]);
    place.git("r", &["tag", "--force", "--annotate", SECOND, "-m", "Report"]);
    assert_eq!(found(&place).1, ["approval-unsigned", "issued-tag-unsigned"]);

    let place = issued();
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    sign_tag(&place, "stranger", SECOND);
    names(&place, &["issued-tag-unsigned"]);

    // The key that vouches for the tag comes with what is tagged.
    let place = issued();
    let stranger = place.read("home/stranger.pub");
    place.write(SIGNERS, place.read(SIGNERS) + &format!("aud@example.com {stranger}"));
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    sign_tag(&place, "stranger", SECOND);
    names(&place, &["issued-tag-unsigned"]);

    let place = issued();
    place.replace(AUDIT, "  tag: report/IA-2026-01/v2\n", "");
    sign(&place, "2026-06-03", "aud", "aud", "Issue it");
    names(&place, &["issued-tag-unsigned"]);
    // What the help says is all that it takes.
    let told = verify(&place, &[]).out;
    assert!(told.contains("by p-aud, who issued the report, or p-manager, the programme manager"), "{told}");
    let line = told.lines().find(|line| line.contains("name it first")).expect("a help");
    assert_eq!(commands(line), [["set", "IA-2026-01", "report/tag", SECOND]]);
    write(&place, "2026-06-03", &commands(line)[0]);
    sign(&place, "2026-06-03", "aud", "aud", "Name the tag");
    sign_tag(&place, "aud", SECOND);
    clean(&place);
}

#[test]
fn an_approval_that_must_be_signed_by_who_gives_it_and_is_not_is_seen() {
    // Not signed at all; a line of the message, signed by somebody else; signed by somebody else in the approver's name.
    type Act = fn(&Place);
    let acts: [(Act, &[&str]); 3] = [
        (|place| commit(place, "2026-06-03", "aud2", "Accepted"), &["approval-unsigned"]),
        (|place| sign(place, "2026-06-03", "it", "it", "Accepted\n\nApproved-by: p-aud2"), &["approval-unsigned"]),
        (|place| sign(place, "2026-06-03", "aud2", "it", "Accepted"), &["approval-unsigned", "person-commit-mismatch"]),
    ];
    for (required, code) in [("approvals", 1), ("tags", 0)] {
        for (act, rules) in acts {
            let place = begin_signed(required);
            accept(&place);
            act(&place);
            let (exit, names, _) = found(&place);
            // Whoever signs the acceptance of their own plan has accepted it, whatever has to be signed.
            let code = if rules.len() > 1 { 1 } else { code };
            assert_eq!(
                (exit, names.as_slice()),
                (code, rules.iter().map(|rule| (*rule).to_owned()).collect::<Vec<_>>().as_slice())
            );
        }
    }
    // The approver's signed commit in a branch counts, whoever merges it.
    let place = begin_signed("approvals");
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    accept(&place);
    sign(&place, "2026-06-03", "aud2", "aud2", "Accepted");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.git("r", &["merge", "--quiet", "--no-ff", "-m", "Merge work", "work"]);
    clean(&place);
}

#[test]
fn an_address_does_not_come_with_the_branch_or_the_signed_commit_that_needs_it() {
    let take = |place: &Place| place.replace("r/people/p-aud2.yaml", "git: [", "git: [it@example.com, ");
    let is_seen = |place: &Place| assert_eq!(found(place).1, ["approval-unsigned", "person-commit-mismatch"]);
    for at_once in [true, false] {
        let place = branch_of("approvals");
        take(&place);
        if !at_once {
            sign(&place, "2026-06-03", "it", "it", "Another address");
        }
        accept(&place);
        sign(&place, "2026-06-03", "it", "it", "Accepted");
        sign_merge(&place);
        is_seen(&place);
    }
    let place = begin_signed("approvals");
    take(&place);
    accept(&place);
    sign(&place, "2026-06-03", "it", "it", "Accepted");
    assert_eq!(found(&place).1, ["approval-unsigned", "identity-given-by-another", "person-commit-mismatch"]);

    // A person who comes with the branch decides nothing in it.
    let place = branch_of("approvals");
    let person = "kind: person\nid: p-new\nname: New\nposition: Auditor\nemployment: employee\ngit: [it@example.com]\n";
    place.write("r/people/p-new.yaml", person);
    place.replace(ACTION, "accepted: {by: p-aud, date: 2026-03-20", "accepted: {by: p-new, date: 2026-06-03");
    sign(&place, "2026-06-03", "it", "it", "Accepted");
    sign_merge(&place);
    is_seen(&place);
    let place = branch_of("approvals");
    place.write("r/people/p-new.yaml", person.replace("it@", "new@"));
    accept(&place);
    sign(&place, "2026-06-03", "aud2", "aud2", "Accepted, and a new colleague");
    sign_merge(&place);
    clean(&place);

    // What the main line gained since the branch left it counts.
    let place = branch_of("approvals");
    accept(&place);
    let line = key(&place, "aud2b", "ed25519");
    sign(&place, "2026-06-03", "aud2b", "aud2b", "Accepted");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.write(SIGNERS, place.read(SIGNERS) + &line);
    place.replace("r/people/p-aud2.yaml", "git: [", "git: [aud2b@example.com, ");
    sign(&place, "2026-06-03", "manager", "manager", "Another machine");
    sign_merge(&place);
    clean(&place);
}

#[test]
fn a_tag_is_judged_by_what_counted_where_it_stands() {
    let is_named = |place: &Place| found(place).1.contains(&"issued-tag-unsigned".to_owned());
    let issued = |by: &str| {
        let place = begin_signed("tags");
        issue(&place);
        sign(&place, "2026-06-03", "aud", "aud", "Issue it");
        sign_tag(&place, by, SECOND);
        assert_eq!(is_named(&place), by == "it");
        place
    };
    type Act = fn(&Place);
    let later: [(&str, &str, Act); 6] = [
        ("aud", "another path of the list", |place| {
            fs::rename(place.path(SIGNERS), place.path("r/keys/signers")).expect("moved");
            place.replace(SETTINGS, "keys/allowed_signers", "keys/signers");
        }),
        ("aud", "nothing is said of signing", |place| {
            let settings = place.read(SETTINGS);
            let without = settings.lines().filter(|line| !line.starts_with("signing:"));
            place.write(SETTINGS, without.map(|line| format!("{line}\n")).collect::<String>());
        }),
        ("aud", "another address", |place| {
            place.replace("r/people/p-aud.yaml", "aud@example.com", "aud@elsewhere.example");
        }),
        ("aud", "the leaver is gone", |place| {
            fs::remove_file(place.path("r/people/p-aud.yaml")).expect("it was there");
        }),
        ("manager", "another manager", |place| {
            place.replace(SETTINGS, "programme_manager: p-manager", "programme_manager: p-it");
        }),
        ("it", "the address of who issued it", |place| {
            place.replace("r/people/p-it.yaml", "git: [", "git: [ines@example.com, ");
            place.replace("r/people/p-it.yaml", "it@example.com", "ines2@example.com");
            place.replace("r/people/p-aud.yaml", "git: [", "git: [it@example.com, ");
        }),
    ];
    for (by, name, act) in later {
        let place = issued(by);
        act(&place);
        sign(&place, "2026-06-04", "manager", "manager", name);
        assert_eq!(is_named(&place), by == "it", "{name}: {:#?}", verify(&place, &[]));
    }

    // Who becomes the manager afterwards has signed nothing as one.
    let place = issued("it");
    place.replace(SETTINGS, "programme_manager: p-manager", "programme_manager: p-it");
    sign(&place, "2026-06-04", "manager", "manager", "Another manager");
    assert!(is_named(&place));

    // On a branch: by the list that the main line had where it left.
    for (key, is_bad) in [("aud", false), ("stranger", true)] {
        let place = branch_of("tags");
        let stranger = place.read("home/stranger.pub");
        place.write(SIGNERS, place.read(SIGNERS) + &format!("aud@example.com {stranger}"));
        issue(&place);
        sign(&place, "2026-06-03", "aud", "aud", "Issue it");
        sign_tag(&place, key, SECOND);
        assert_eq!(!of_branch(&place).0.is_empty(), is_bad);
        sign_merge(&place);
        assert_eq!(is_named(&place), is_bad, "{:#?}", verify(&place, &[]));
    }
}

#[test]
fn openpgp_signatures_are_looked_at_by_gpg() {
    let place = begin_signed("approvals");
    let home = place.path("home/gnupg");
    fs::create_dir(&home).expect("a folder");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&home, fs::Permissions::from_mode(0o700)).expect("permissions");
    }
    let command = |program: &str| {
        let mut command = place.command(program, "r");
        command.env("GNUPGHOME", &home);
        command
    };
    let make = [
        "--batch",
        "--quiet",
        "--passphrase",
        "",
        "--quick-gen-key",
        "Aud Two <aud2@example.com>",
        "ed25519",
        "sign",
        "never",
    ];
    match command("gpg").args(make).output() {
        Ok(output) if output.status.success() => {}
        _ => return not_tested("OpenPGP: there is no gpg that makes a key"),
    }
    accept(&place);
    place.git("r", &["add", "--all"]);
    let mut signing = command("git");
    signing.env("GIT_COMMITTER_DATE", "2026-06-03T12:00:00+00:00").env("GIT_AUTHOR_EMAIL", "aud2@example.com");
    run(signing.args(["-c", "user.signingkey=aud2@example.com", "commit", "-S", "--quiet", "-m", "Accepted"]), &[0]);
    let looked = |gnupg: &std::path::Path, path: Option<&str>| {
        let mut command = place.tickmark("r");
        command.env("GNUPGHOME", gnupg).arg("verify");
        path.map(|path| command.env("PATH", path));
        run(&mut command, &[0, 1])
    };
    let good = looked(&home, None);
    let missing = looked(&home, Some("/nowhere"));
    let unknown = looked(&place.path("home"), None);
    let _ = command("gpgconf").args(["--kill", "all"]).output();
    assert_eq!(good.code, 0, "{good:#?}");
    assert!(
        missing.code == 1 && missing.out.contains("the program gpg, which looks at those, is not installed"),
        "{missing:#?}"
    );
    assert!(unknown.code == 1 && unknown.out.contains("gpg does not have here"), "{unknown:#?}");
}

#[test]
fn settings_that_break_in_between_do_not_end_the_duty_to_sign() {
    let place = begin_signed("commits");
    let settings = place.read(SETTINGS);
    place.write(SETTINGS, format!("{settings}x: [\n"));
    sign(&place, "2026-06-03", "manager", "manager", "Break the settings");
    let without: String =
        settings.lines().filter(|line| !line.starts_with("signing:")).map(|line| format!("{line}\n")).collect();
    place.write(SETTINGS, without);
    commit(&place, "2026-06-04", "mike", "Mend the settings");
    let (_, lapses, _) = found(&place);
    assert!(lapses.iter().any(|rule| rule.contains("commit-unsigned")), "{lapses:#?}");
}

#[test]
fn whoever_signs_a_commit_says_what_it_decides() {
    for (author, signer, level) in [
        ("aud2", "aud2", None),
        ("aud2", "it", Some("error")),
        ("aud2", "ciso", Some("warning")),
        ("aud2", "forge", None),
    ] {
        let place = begin_signed("tags, commits");
        for who in ["ciso", "forge"] {
            let key = key(&place, who, "ed25519");
            place.write(SIGNERS, place.read(SIGNERS) + &key);
        }
        sign(&place, "2026-06-02", "manager", "manager", "Keys");
        accept(&place);
        sign(&place, "2026-06-03", author, signer, "Accepted");
        let json = verify(&place, &["--format", "json"]).json();
        let lapses = json["lapses"].as_array().expect("lapses").clone();
        let found = lapses.iter().find(|lapse| lapse["rule"] == "person-commit-mismatch");
        assert_eq!(found.map(|lapse| lapse["level"].as_str().expect("a level")), level, "{signer}: {lapses:#?}");
        let told = verify(&place, &[]).out;
        let words = "was committed by p-aud2 and signed by p-it, who owns the record";
        assert_eq!(told.contains(words), signer == "it", "{told}");
    }
}
