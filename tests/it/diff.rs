//! What a comparison says: which list items belong together, what is no change, and what could not be compared.

use tickmark::diff::{Changes, Content, Edit, FieldChange, diff};
use tickmark::render::diff::{Frame, json, markdown, text};
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;

/// A small ISMS, as paths and texts.
const FILES: &[(&str, &str)] = &[
    (
        "tickmark.yaml",
        "\
kind: isms
format: 1
organisation: {name: Example Ltd, headcount: 40, timezone: Europe/Berlin}
scope: {statement: The service}
sites: [{id: berlin, name: Berlin office, in_scope: true}]
catalogues: [iso27001-2022, own]
roles: {top_management: [p-ceo], programme_manager: p-ceo, isms_owner: p-ceo}
processes: [{id: identity, name: Identity and access, owner: p-it, importance: high}]
",
    ),
    ("people/p-ceo.yaml", "{kind: person, id: p-ceo, name: C, position: Chief executive, employment: employee}\n"),
    ("people/p-it.yaml", "{kind: person, id: p-it, name: I, position: Head of IT, employment: employee}\n"),
    ("people/p-aud.yaml", "{kind: person, id: p-aud, name: A, position: Controller, employment: employee}\n"),
    (
        "catalogues/own.yaml",
        "\
kind: catalogue
id: own
title: Own policies
type: policy
entries: [{id: ACP-4, title: Access ends, auditable: true}]
",
    ),
    (
        "programmes/AP-2026.yaml",
        "\
kind: programme
id: AP-2026
title: Audit programme 2026
status: active
cycle: {from: 2026-01-01, to: 2026-12-31}
objectives: [One, Two, Three]
manager: p-ceo
criteria: [iso27001-2022, own]
risks:
  - {risk: The auditor falls ill, response: A second one}
  - {risk: Too little time, response: None yet}
schedule:
  - {audit: IA-2, title: Access, window: {from: 2026-09-01, to: 2026-10-31}, criteria: [A.5.18], processes: [identity]}
  - {audit: IA-1, title: All, window: {from: 2026-02-01, to: 2026-03-31}, criteria: [\"4..10\"], processes: [identity]}
",
    ),
    (
        "audits/IA-1/audit.yaml",
        "\
kind: audit
id: IA-1
title: All
type: internal
status: planned
client: p-ceo
team:
  - {person: p-aud, role: lead-auditor, criteria: [A.5.18, own:ACP-4]}
  - {person: p-it, role: observer}
",
    ),
    (
        "audits/IA-1/workpapers/WP-1.yaml",
        "\
kind: workpaper
id: WP-1
title: Access
audit: IA-1
auditor: p-aud
items:
  - {id: \"1\", criteria: [A.5.18], question: Do accounts end?}
  - {id: \"2\", criteria: [A.5.15], question: Who grants access?}
interviews:
  - {id: I1, date: 2026-02-10, interviewee: p-it, interviewer: p-aud, summary: Access is granted by ticket}
",
    ),
    (
        "findings/F-1.yaml",
        "\
kind: finding
id: F-1
title: Access withdrawn late
audit: IA-1
grade: minor
status: open
criteria: [A.5.18, own:ACP-4]
statement: One of eight sampled leavers had an active account for nine days after the last day of work.
evidence: [E-1]
process: identity
detected_on: 2026-03-03
raised_by: p-aud
",
    ),
    (
        "actions/CA-1.yaml",
        "\
kind: action
id: CA-1
title: Let access end with the contract
status: proposed
source: {type: finding, findings: [F-1]}
owner: p-it
actions:
  - {n: 1, what: Let accounts expire, owner: p-it, due: 2026-07-01, status: open}
  - {n: 2, what: Tell HR, owner: p-it, due: 2026-05-01, status: open}
",
    ),
    (
        "reviews/MR-1.yaml",
        "\
kind: review
id: MR-1
title: Management review
status: held
held_on: 2026-05-05
chair: p-ceo
attendees: [p-ceo, p-it]
period: {from: 2025-05-01, to: 2026-04-30}
decisions:
  - {id: D1, text: A second auditor, type: resource, owner: p-ceo, due: 2026-09-01, status: open}
",
    ),
];

fn base() -> MemorySource {
    let mut source = MemorySource::default();
    for (path, text) in FILES {
        source.insert(*path, *text);
    }
    source
}

/// The base with one text replaced in a file.
fn with(path: &str, changes: &[(&str, &str)]) -> MemorySource {
    let (_, text) = FILES.iter().find(|(name, _)| *name == path).expect("a file of the base");
    let mut text = (*text).to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{path} has no {old:?}");
        text = text.replace(old, new);
    }
    let mut source = base();
    source.insert(path, text);
    source
}

/// The changes, and a proof that reading only what differs says the same as reading everything.
fn compare(before: &MemorySource, after: &MemorySource) -> Changes {
    let cache = Cache::default();
    let load = |source| Snapshot::load(source, &cache).expect("memory can be read");
    let whole = diff(&load(before), &load(after));
    let (old, new) = Snapshot::load_pair(before, after, &Cache::default()).expect("memory can be read");
    assert_eq!(diff(&old, &new), whole);
    let back = diff(&load(after), &load(before));
    assert_eq!(mirrored(&back), mirrored(&mirrored_changes(&whole)));
    whole
}

/// What the base became, as text without its first and last line.
fn shown(after: &MemorySource) -> String {
    shown_between(&base(), after)
}

fn shown_between(before: &MemorySource, after: &MemorySource) -> String {
    let all = text(&compare(before, after), FRAME, false);
    let lines: Vec<&str> = all.trim_end().lines().collect();
    lines[2..lines.len() - 1].join("\n").trim_end().to_owned()
}

const FRAME: Frame<'_> = Frame { before: "FROM", after: "TO" };

/// The same changes, read backwards.
fn mirrored_changes(changes: &Changes) -> Changes {
    let mut changes = changes.clone();
    for change in &mut changes.records {
        std::mem::swap(&mut change.before, &mut change.after);
        for FieldChange { edit, .. } in &mut change.fields {
            *edit = match edit.clone() {
                Edit::Added(content) => Edit::Removed(content),
                Edit::Removed(content) => Edit::Added(content),
                Edit::Replaced(before, after) => Edit::Replaced(after, before),
                Edit::Members(lost, gained) => Edit::Members(gained, lost),
            };
        }
    }
    for file in &mut changes.unreadable {
        std::mem::swap(&mut file.before, &mut file.after);
    }
    changes
}

/// Changes as lines, without what is taken from one side by its nature: titles, and positions in a list without identity.
fn mirrored(changes: &Changes) -> Vec<String> {
    let field =
        |change: &FieldChange| format!("{} {:?}", change.path.split('[').next().unwrap_or_default(), change.edit);
    let mut lines = Vec::new();
    for change in &changes.records {
        lines.push(format!("{} {} {:?} {:?} {:?}", change.kind, change.id, change.before, change.after, change.facts));
        let mut fields: Vec<String> = change.fields.iter().map(field).collect();
        fields.sort();
        lines.extend(fields);
    }
    lines.extend(changes.unreadable.iter().map(|file| format!("{} {:?} {:?}", file.id, file.before, file.after)));
    lines
}

#[test]
fn the_same_is_no_difference() {
    assert!(compare(&base(), &base()).is_empty());
}

#[test]
fn a_reformatted_file_is_no_change() {
    let mut source = base();
    let rewritten = "\
# A comment
\"kind\": 'action'
owner: \"p-it\"   # another
id: CA-1
title: >
  Let access end
  with the contract
status: proposed
source:
  findings:
    - F-1
  type: finding
actions:
- what: Tell HR
  n: 2
  status: open
  due: '2026-05-01'
  owner: p-it
- n: 1
  what: |
    Let accounts expire
  owner: p-it
  due: 2026-07-01
  status: open
";
    source.insert("actions/CA-1.yaml", format!("\u{feff}{}", rewritten.replace('\n', "\r\n")));
    assert!(compare(&base(), &source).is_empty());
}

#[test]
fn states_come_first_and_dates_say_how_far_they_moved() {
    let after = with(
        "actions/CA-1.yaml",
        &[
            ("owner: p-it\nactions", "owner: p-aud\nactions"),
            ("status: proposed", "status: accepted"),
            ("due: 2026-07-01, status: open", "due: 2026-09-15, status: in-progress"),
            ("  - {n: 2, what: Tell HR, owner: p-it, due: 2026-05-01, status: open}\n", ""),
        ],
    );
    insta::assert_snapshot!(shown(&after), @"
    corrective action record CA-1: Let access end with the contract
      proposed → accepted
      actions/1/status (Let accounts expire): open → in-progress
      owner: p-it (Head of IT) → p-aud (Controller)
      actions/1/due: 2026-07-01 → 2026-09-15, 76 days later
      actions/2 (Tell HR) removed
        n: 2
        what: Tell HR
        owner: p-it (Head of IT)
        due: 2026-05-01
        status: open
    ");
}

#[test]
fn items_are_matched_by_their_own_identity_wherever_they_stand() {
    let schedule = with(
        "programmes/AP-2026.yaml",
        &[
            (
                "  - {audit: IA-2,",
                "  - {audit: IA-9, title: New, window: {from: 2026-05-01, to: 2026-05-31}, criteria: [A.8], processes: [identity]}\n  - {audit: IA-2,",
            ),
            ("to: 2026-10-31", "to: 2026-11-30"),
        ],
    );
    let team = with(
        "audits/IA-1/audit.yaml",
        &[(
            "  - {person: p-aud, role: lead-auditor, criteria: [A.5.18, own:ACP-4]}\n  - {person: p-it, role: observer}\n",
            "  - {person: p-it, role: guide}\n  - {person: p-aud, role: lead-auditor, criteria: [own:ACP-4]}\n",
        )],
    );
    let workpaper = with(
        "audits/IA-1/workpapers/WP-1.yaml",
        &[
            ("question: Who grants access?", "question: Who grants access?, result: conform"),
            ("2026-02-10", "2026-02-11"),
        ],
    );
    let review = with("reviews/MR-1.yaml", &[("status: open", "status: done")]);
    let all: Vec<String> = [schedule, team, workpaper, review].iter().map(shown).collect();
    insta::assert_snapshot!(all.join("\n"), @"
    audit programme AP-2026: Audit programme 2026
      schedule/IA-2/window/to (Access): 2026-10-31 → 2026-11-30, 30 days later
      schedule/IA-9 (New) added
        audit: IA-9
        title: New
        window
          from: 2026-05-01
          to: 2026-05-31
        criteria: A.8 (Technological controls)
        processes: identity (Identity and access)
    audit IA-1: All
      team/p-aud/criteria (Controller): - A.5.18 (Access rights)
      team/p-it/role (Head of IT): observer → guide
    workpaper WP-1: Access
      items/2/result (Who grants access?) added: conform
      interviews/I1/date: 2026-02-10 → 2026-02-11, 1 day later
    management review MR-1: Management review
      decisions/D1/status (A second auditor): open → done
    ");
}

#[test]
fn lists_without_identity_are_matched_by_what_they_have_in_common() {
    let after = with(
        "programmes/AP-2026.yaml",
        &[
            ("[One, Two, Three]", "[Zero, One, Three]"),
            ("response: None yet", "response: Fewer audits"),
            ("[iso27001-2022, own]", "[own, iso27001-2022]"),
        ],
    );
    insta::assert_snapshot!(shown(&after), @"
    audit programme AP-2026: Audit programme 2026
      objectives[1] added: Zero
      objectives[2] removed: Two
      criteria[1] removed: iso27001-2022 (ISO/IEC 27001:2022)
      criteria[2] added: iso27001-2022 (ISO/IEC 27001:2022)
      risks[2]/response: None yet → Fewer audits
    ");
}

#[test]
fn criteria_and_evidence_are_sets() {
    let after = with("findings/F-1.yaml", &[("[A.5.18, own:ACP-4]", "[own:ACP-4, A.8.2, A.5.18]"), ("[E-1]", "[E-2]")]);
    insta::assert_snapshot!(shown(&after), @"
    finding F-1: Access withdrawn late
      criteria: + A.8.2 (Privileged access rights)
      evidence: - E-1, + E-2
    ");
    let reordered = with("findings/F-1.yaml", &[("[A.5.18, own:ACP-4]", "[own:ACP-4, A.5.18, A.5.18]")]);
    assert!(compare(&base(), &reordered).is_empty());
}

#[test]
fn two_items_with_one_identity_are_still_compared() {
    let after = with("actions/CA-1.yaml", &[("n: 2", "n: 1"), ("what: Tell HR", "what: Tell all")]);
    insta::assert_snapshot!(shown(&after), @"
    corrective action record CA-1: Let access end with the contract
      actions[2]/n: 2 → 1
      actions[2]/what: Tell HR → Tell all
    ");
}

#[test]
fn a_long_text_shows_its_words() {
    let after = with("findings/F-1.yaml", &[("nine days", "eleven days"), ("grade: minor", "grade: major")]);
    insta::assert_snapshot!(shown(&after), @"
    finding F-1: Access withdrawn late
      grade: minor → major
      statement:
        … leavers had an active account for [-nine-] {+eleven+} days after the last day of work.
    ");
}

#[test]
fn records_come_and_go_and_move() {
    let mut after = base();
    after.remove("findings/F-1.yaml");
    let finding = FILES.iter().find(|(path, _)| *path == "findings/F-1.yaml").expect("a finding").1;
    after.insert("findings/2026/F-1.yaml", finding);
    after.insert("findings/2026/F-2.yaml", finding.replace("F-1", "F-2").replace("minor", "major"));
    after.remove("reviews/MR-1.yaml");
    let changes = compare(&base(), &after);
    insta::assert_snapshot!(text(&changes, FRAME, false), @"
    FROM → TO

    finding F-1: Access withdrawn late
      moved: findings/F-1.yaml → findings/2026/F-1.yaml

    finding F-2: Access withdrawn late
      added: major, open, findings/2026/F-2.yaml

    management review MR-1: Management review
      removed: held, reviews/MR-1.yaml

    1 record added, 1 removed, 1 moved
    ");
}

#[test]
fn what_cannot_be_read_is_said_and_never_taken_for_unchanged() {
    let mut after = base();
    after.insert("findings/F-1.yaml", "kind: finding\nid: F-1\n  title: [\n");
    after.insert("people/p-it.yaml", vec![0xff, 0xfe, 0x00]);
    let changes = compare(&base(), &after);
    assert!(changes.records.is_empty(), "{:?}", changes.records);
    assert_eq!(changes.unreadable.len(), 2);
    insta::assert_snapshot!(text(&changes, FRAME, false), @"
    FROM → TO

    findings/F-1.yaml: cannot be read in TO: this line does not fit the indentation of the lines before it
    people/p-it.yaml: cannot be read in TO: the file is UTF-16

    2 records not comparable
    ");
    assert!(compare(&after, &after).is_empty());
    let mut both = after.clone();
    both.insert("findings/F-1.yaml", "kind: nothing\nid: F-1\n");
    assert_eq!(compare(&after, &both).unreadable.len(), 1);
}

#[test]
fn a_file_that_is_no_record_on_either_side_is_no_difference() {
    let mut before = base();
    before.insert("nested/tickmark.yaml", "kind: isms\n");
    before.insert("old.yml", "kind: finding\n");
    assert!(compare(&before, &before.clone()).is_empty());
    let mut after = before.clone();
    after.insert("large.yaml", vec![b'#'; 5 * 1024 * 1024]);
    assert_eq!(compare(&before, &after).unreadable.len(), 1);
}

#[test]
fn text_from_records_is_harmless_in_every_format() {
    let nasty = "title: \"@all \\u200f[31m <b>[x](http://y.example)|`z` ~~*a*~~\"";
    let after = with("findings/F-1.yaml", &[("title: Access withdrawn late", nasty)]);
    let changes = compare(&base(), &after);
    let plain = text(&changes, FRAME, true);
    assert!(!plain.contains('\u{200f}'), "{plain}");
    insta::assert_snapshot!(markdown(&changes, FRAME).replace('\u{200b}', "·"), @r"
    From FROM to TO.

    ### Finding F-1: @·all �\[31m \<b\>\[x\](http:·//y.example)\|\`z\` \~\~\*a\*\~\~

    - `title`: Access withdrawn late → @·all �\[31m \<b\>\[x\](http:·//y.example)\|\`z\` \~\~\*a\*\~\~

    **1 record changed**
    ");
}

#[test]
fn markdown_reads_well() {
    let after = with(
        "actions/CA-1.yaml",
        &[
            (
                "status: proposed",
                "status: accepted\ncorrection: {what: Account disabled, by: p-it, done_on: 2026-03-05}",
            ),
            ("due: 2026-07-01", "due: 2026-06-30"),
            ("findings: [F-1]", "findings: [F-1, F-7]"),
        ],
    );
    insta::assert_snapshot!(markdown(&compare(&base(), &after), FRAME), @"
    From FROM to TO.

    ### Corrective action record CA-1: Let access end with the contract

    - **proposed → accepted**
    - `source/findings`: gained F-7
    - `correction` added
      - `what`: Account disabled
      - `by`: p-it (Head of IT)
      - `done_on`: 2026-03-05
    - `actions/1/due` (Let accounts expire): 2026-07-01 → 2026-06-30, 1 day earlier

    **1 record changed**
    ");
}

#[test]
fn json_is_plain_and_versioned() {
    let after = with(
        "actions/CA-1.yaml",
        &[("owner: p-it\nactions", "owner: p-aud\nactions"), ("due: 2026-07-01", "due: 2026-06-30")],
    );
    let changes = compare(&base(), &after);
    let state = tickmark::source::State::Memory;
    let document: serde_json::Value = serde_json::from_str(&json(&changes, &state, &state)).expect("JSON");
    assert_eq!(document["format"], 1);
    insta::assert_json_snapshot!(document["records"], @r#"
    [
      {
        "change": "changed",
        "kind": "action",
        "id": "CA-1",
        "title": "Let access end with the contract",
        "from": "actions/CA-1.yaml",
        "to": "actions/CA-1.yaml",
        "fields": [
          {
            "field": "owner",
            "change": "replaced",
            "type": "reference",
            "from": {
              "ref": "p-it",
              "title": "Head of IT"
            },
            "to": {
              "ref": "p-aud",
              "title": "Controller"
            }
          },
          {
            "field": "actions/1/due",
            "within": "Let accounts expire",
            "change": "replaced",
            "type": "date",
            "from": "2026-07-01",
            "to": "2026-06-30",
            "days": -1
          }
        ]
      }
    ]
    "#);
}

#[test]
fn no_field_is_lost() {
    let after = with(
        "findings/F-1.yaml",
        &[("statement:", "systemic: true\nrisk: {text: Data is read, rating: high}\nstatement:")],
    );
    let changes = compare(&base(), &after);
    let paths: Vec<&str> = changes.records[0].fields.iter().map(|field| field.path.as_str()).collect();
    assert_eq!(paths, ["risk", "systemic"]);
    assert!(matches!(&changes.records[0].fields[0].edit, Edit::Added(Content::Map(fields)) if fields.len() == 2));
}
