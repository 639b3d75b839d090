//! An ISMS of any size, the same on every run: the fixture of the rules for a frame, and around it N findings, N/2 evidence
//! records, N/3 actions and N/50 audits of realistic length, about 1 kB each; in a folder, and as a repository with C
//! commits.

#![allow(dead_code, reason = "each bench uses its part")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tickmark::source::MemorySource;
use walkdir::WalkDir;

/// How many findings stand in one folder, as with a folder a year.
const FOLDER: usize = 500;

/// Path → text.
pub type Files = BTreeMap<String, String>;

/// The records of an ISMS with `findings` findings.
pub fn isms(findings: usize) -> Files {
    let mut files = frame();
    let audits = (findings / 50).max(1);
    for number in 0..audits {
        let audit = audit(number, &files["audits/IA-2026-01/audit.yaml"]);
        files.insert(format!("audits/IA-B-{number:05}/audit.yaml"), audit);
    }
    for number in 0..findings {
        let folder = number / FOLDER;
        files.insert(format!("findings/{folder}/F-B-{number:05}.yaml"), finding(number, audits));
        if number % 2 == 0 {
            files.insert(format!("evidence/{folder}/E-B-{number:05}.yaml"), evidence(number));
        }
        if number % 3 == 0 {
            files.insert(format!("actions/{folder}/CA-B-{number:05}.yaml"), action(number));
        }
    }
    files
}

/// The records in memory.
pub fn source(files: &Files) -> MemorySource {
    let mut source = MemorySource::default();
    for (path, text) in files {
        source.insert(path.clone(), text.clone());
    }
    source
}

/// Writes the records into a folder that is in no repository.
pub fn write(folder: &Path, files: &Files) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

/// Makes a repository of the records with its work tree: the first commit has them all, each later one changes five
/// findings.
pub fn repository(folder: &Path, files: &Files, commits: usize) {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        command.args(arguments);
        command
    };
    assert!(git(&["init", "--quiet", "--initial-branch=main"]).status().expect("git runs").success());
    let mut import = git(&["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().expect("git runs");
    let mut stream = import.stdin.take().expect("a pipe");
    let findings: Vec<(&String, &String)> = files.iter().filter(|(path, _)| path.starts_with("findings/")).collect();
    for commit in 0..commits {
        let seconds = 1_700_000_000 + commit * 86_400;
        let mut text =
            format!("commit refs/heads/main\ncommitter Ada <ada@example.com> {seconds} +0000\ndata 6\nChange\n");
        if commit == 0 {
            files.iter().for_each(|(path, content)| put(&mut text, path, content));
        } else {
            for step in 0..5 {
                let (path, content) = findings[(commit * 37 + step * 11) % findings.len()];
                put(&mut text, path, &format!("{content}# seen again in review {commit}\n"));
            }
        }
        stream.write_all(text.as_bytes()).expect("git listens");
    }
    drop(stream);
    assert!(import.wait().expect("git ends").success());
    assert!(git(&["reset", "--quiet", "--hard"]).status().expect("git runs").success());
}

fn put(stream: &mut String, path: &str, content: &str) {
    write!(stream, "M 100644 inline {path}\ndata {}\n{content}\n", content.len()).expect("memory");
}

fn frame() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/fixture");
    let files = WalkDir::new(&folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&folder).expect("below").display().to_string().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).expect("a text"))
        })
        .collect()
}

/// Sentences of an auditor, `count` of them, chosen by `seed`.
fn prose(seed: usize, count: usize) -> String {
    const SENTENCES: [&str; 8] = [
        "The sample was drawn from the list of the last twelve months.",
        "Two of the records that were shown had no date of approval.",
        "The procedure was known to everybody who was asked.",
        "A second system of the same kind was looked at and showed the same.",
        "Nobody could say who had decided this, or when.",
        "The owner of the process explained the case and agreed with the facts.",
        "What the policy asks was done, but a quarter late.",
        "The evidence is kept in the ticket and was exported by the auditor.",
    ];
    let sentence = |step: usize| SENTENCES[(seed * 7 + step * 3 + seed / 8) % SENTENCES.len()];
    (0..count).map(sentence).collect::<Vec<_>>().join(" ")
}

fn quoted(seed: usize, count: usize) -> String {
    format!("\"{}\"", prose(seed, count))
}

fn finding(number: usize, audits: usize) -> String {
    let control = number % 34 + 1;
    let (grade, status) = if number.is_multiple_of(3) { ("minor", "planned") } else { ("observation", "open") };
    format!(
        "kind: finding\nid: F-B-{number:05}\ntitle: Case {number} was treated otherwise than the procedure says\n\
         audit: IA-B-{:05}\ngrade: {grade}\ngrade_reason: One case, no misuse\nstatus: {status}\n\
         criteria: [A.8.{control}]\nrequirement: {}\nstatement: |\n  {}\n  {}\nevidence: [E-B-{:05}]\n\
         process: identity\ndetected_on: 2026-03-03\nraised_by: p-aud\nauditee: p-it\n\
         acknowledged: {{by: p-it, date: 2026-03-06, position: agreed}}\n\
         risk: {{text: {}, rating: medium, ref: R-12}}\nsystemic: false\n",
        number % audits,
        quoted(number, 2),
        prose(number + 1, 3),
        prose(number + 2, 3),
        number - number % 2,
        quoted(number + 3, 1),
    )
}

fn evidence(number: usize) -> String {
    format!(
        "kind: evidence\nid: E-B-{number:05}\ntitle: Export {number} of the list that was sampled\ntype: record\n\
         status: verified\nsource: {}\ncollected_on: 2026-03-03\ncollected_by: p-aud\n\
         period: {{from: 2025-03-01, to: 2026-02-28}}\nlocation: https://dms.example.com/2026/{number}\n\
         sha256: \"{number:064x}\"\nclassification: internal\npersonal_data: false\nretain_until: 2030-03-31\n\
         verified_by: p-aud\n",
        quoted(number, 4),
    )
}

fn action(number: usize) -> String {
    format!(
        "kind: action\nid: CA-B-{number:05}\ntitle: Mend case {number} and what led to it\nstatus: accepted\n\
         source: {{type: finding, findings: [F-B-{number:05}]}}\nowner: p-it\n\
         correction: {{what: {}, by: p-it, done_on: 2026-03-05, consequences: {}}}\n\
         extent: {{checked: true, how: {}, similar_found: 0}}\n\
         cause: {{method: five-whys, statement: {}, category: process, analysed_by: p-it, date: 2026-03-16}}\n\
         actions:\n  - n: 1\n    what: {}\n    type: corrective\n    owner: p-it\n    due: 2026-06-30\n    \
         status: in-progress\n\
         plan: {{proposed_on: 2026-03-18, accepted: {{by: p-aud, date: 2026-03-20, note: Agreed}}}}\n\
         effectiveness: {{criterion: No such case in the 60 days after the change, planned_on: 2026-09-15}}\n",
        quoted(number, 1),
        quoted(number + 1, 1),
        quoted(number + 2, 1),
        quoted(number + 3, 2),
        quoted(number + 4, 1),
    )
}

fn audit(number: usize, template: &str) -> String {
    template.replace("id: IA-2026-01\n", &format!("id: IA-B-{number:05}\n"))
}
