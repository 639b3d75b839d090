//! Registers in spreadsheets: a sheet of real life comes in, and goes out as it came; what was exported is imported without
//! a change; no formula gets in or out.

use std::path::Path;
use std::process::Command;

use crate::support::{DAY, Place, Run, demo_in, run, tools};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

fn tickmark(place: &Place, folder: &str, arguments: &[&str]) -> Run {
    run(place.tickmark(folder).args(arguments), &[0, 1, 2])
}

const GRADES: [(&str, &str); 6] = [
    ("Nebenabweichung", "minor"),
    ("minor NC", "minor"),
    ("OFI", "opportunity"),
    ("Beobachtung", "observation"),
    ("Hauptabweichung", "major"),
    ("Stärke", "strength"),
];

const OWNERS: [(&str, &str); 4] =
    [("Person IT", "p-it"), ("IT, Person", "p-it"), ("p-hr", "p-hr"), ("it@example.com", "p-it")];

/// What a row of the register says, beside how it is written there.
struct Expected {
    number: String,
    day: String,
    grade: &'static str,
    owner: &'static str,
    criterion: &'static str,
}

/// A register as teams have them: a title over merged cells, headings in two rows, days in five hands, grades in words of two
/// languages, titles between the rows, rows without anything; and, unless they are `mended`, four cells that mean nothing.
fn register(mended: bool) -> (Vec<u8>, Vec<Expected>) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Feststellungen").expect("a name");
    let bold = Format::new().set_bold();
    sheet.merge_range(0, 0, 0, 7, "Internes Audit 2025 – Feststellungen", &bold).expect("a title");
    sheet.merge_range(2, 0, 3, 0, "Lfd. Nr.", &bold).expect("a heading");
    sheet.merge_range(2, 1, 2, 2, "Feststellung", &bold).expect("a heading");
    for (column, name) in [
        (1, "Beschreibung"),
        (2, "Normkapitel"),
        (3, "Datum"),
        (4, "Einstufung"),
        (5, "Verantwortlich"),
        (6, "Prozess"),
    ] {
        sheet.write_string(3, column, name).expect("a heading");
    }
    sheet.write_string(3, 7, "Bemerkung für uns").expect("a heading");
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let mut expected = Vec::new();
    let mut row = 4;
    for number in 1..=200_u32 {
        if number % 40 == 1 {
            sheet.write_string(row, 0, format!("Standort {}", number / 40 + 1)).expect("a title");
            row += 2;
        }
        let (month, day) = ((number % 9 + 1) as u8, (number % 27 + 1) as u8);
        let is_wrong = !mended && number % 60 == 7;
        let (grade, owner) = (GRADES[number as usize % 6], OWNERS[number as usize % 4]);
        let (criterion, cited) =
            [("A 5.18", "A.5.18"), ("Kap. 9.2.2", "9.2.2"), ("A.8.8", "A.8.8")][number as usize % 3];
        sheet.write_number(row, 0, number).expect("a number");
        let text = format!("Bei Stichprobe {number} fehlte die Freigabe. Zwei weitere Fälle wurden gesehen.");
        sheet.write_string(row, 1, text).expect("a text");
        sheet.write_string(row, 2, criterion).expect("a text");
        match number % 5 {
            0 => drop(sheet.write_datetime_with_format(
                row,
                3,
                ExcelDateTime::from_ymd(2025, month, day).expect("a day"),
                &date,
            )),
            1 => drop(sheet.write_string(row, 3, format!("{day}.{month}.2025"))),
            2 => drop(sheet.write_string(row, 3, format!("{day:02}/{month:02}/25"))),
            3 => drop(sheet.write_string(row, 3, format!("2025-{month:02}-{day:02}"))),
            _ => drop(sheet.write_number(row, 3, 45_658 + i32::from(day))),
        }
        sheet.write_string(row, 4, grade.0).expect("a text");
        sheet.write_string(row, 5, if is_wrong { "K. Unbekannt" } else { owner.0 }).expect("a text");
        sheet.write_string(row, 6, "Identity and access").expect("a text");
        sheet.write_formula(row, 7, Formula::new("=1+1").set_result("2")).expect("a formula");
        let day = match number % 5 {
            4 => format!("2025-01-{:02}", day + 1),
            _ => format!("2025-{month:02}-{day:02}"),
        };
        expected.push(Expected { number: number.to_string(), day, grade: grade.1, owner: owner.1, criterion: cited });
        row += 1 + u32::from(number % 17 == 0);
    }
    if !mended {
        sheet.write_string(6, 3, "nächste Woche").expect("a text");
        sheet.write_string(7, 4, "schlimm").expect("a text");
    }
    (workbook.save_to_buffer().expect("a workbook"), expected)
}

#[test]
fn a_register_of_real_life_comes_in_after_its_errors_are_mended_and_only_once() {
    let place = Place::new();
    place.fixture_repository("r");
    place.write("old.xlsx", register(false).0);
    let arguments = ["import", "xlsx", "../old.xlsx", "--default", "audit=IA-2026-01", "--by", "p-aud", "--on", DAY];
    let with = |more: &[&str]| tickmark(&place, "r", &[&arguments[..], more].concat());

    let first = with(&["--yes"]);
    assert_eq!(first.code, 1, "{first:#?}");
    for line in [
        "../old.xlsx: Feststellungen D7 (Datum): `nächste Woche` is no day; write it as YYYY-MM-DD",
        "../old.xlsx: Feststellungen E8 (Einstufung): `schlimm` is none of major, minor, observation, opportunity and strength",
        "../old.xlsx: Feststellungen F13 (Verantwortlich): nobody is called `K. Unbekannt`",
        "  Beschreibung → statement",
        "  Lfd. Nr. → external_id",
        "  not imported: Bemerkung für uns",
    ] {
        assert!(first.out.contains(line), "{line}\n{}", first.out);
    }
    assert_eq!(first.out.matches("Unbekannt").count(), 4, "{}", first.out);
    assert_eq!(place.git("r", &["status", "--porcelain"]), "", "nothing is written while there is an error");

    let (sheet, expected) = register(true);
    place.write("old.xlsx", sheet);
    let guess = with(&["--save-mapping", "mapping.yaml"]);
    assert_eq!(
        (guess.code, guess.err.contains("200 new, 0 changed, 0 as before; nothing was written yet")),
        (0, true),
        "{guess:#?}"
    );
    assert_eq!(place.git("r", &["status", "--porcelain"]), "?? mapping.yaml");

    let mapping = ["--mapping", "mapping.yaml"];
    place.write(
        "r/mapping.yaml",
        format!("{}values:\n  auditee: {{K. Unbekannt: p-hr}}\n", place.read("r/mapping.yaml")),
    );
    std::fs::rename(place.path("r/mapping.yaml"), place.path("mapping.yaml")).expect("moved");
    let mapping = [mapping[0], "../mapping.yaml"];
    let second = with(&mapping);
    assert_eq!((second.code, second.out.as_str()), (0, "200 new, 0 changed, 0 as before\n"), "{second:#?}");
    let before = place.git("r", &["status", "--porcelain", "--untracked-files=all"]);
    let third = with(&mapping);
    assert_eq!((third.code, third.out.as_str()), (0, "0 new, 0 changed, 200 as before\n"), "{third:#?}");
    assert_eq!(place.git("r", &["status", "--porcelain", "--untracked-files=all"]), before);

    let written = tickmark(&place, "r", &["export", "xlsx", "findings", "-o", "../new.xlsx", "--as-of", DAY]);
    assert_eq!(written.code, 0, "{written:#?}");
    let Some(rows) = read_back(&place.path("new.xlsx")) else { return };
    let value = |row: &serde_json::Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let imported: Vec<_> = rows.iter().filter(|row| !value(row, "external_id").is_empty()).collect();
    assert_eq!(imported.len(), 200);
    for one in &expected {
        let row = imported.iter().find(|row| value(row, "external_id") == one.number).expect("the row");
        assert_eq!(value(row, "detected_on"), one.day, "{row:#?}");
        assert_eq!(value(row, "grade"), one.grade, "{row:#?}");
        assert_eq!(value(row, "auditee"), one.owner, "{row:#?}");
        assert_eq!(value(row, "criteria"), one.criterion, "{row:#?}");
        assert_eq!(value(row, "process"), "identity", "{row:#?}");
        assert!(value(row, "statement").starts_with(&format!("Bei Stichprobe {} fehlte", one.number)), "{row:#?}");
    }
}

/// The rows of the first sheet, read by a library that shares nothing with the one that wrote it.
fn read_back(file: &Path) -> Option<Vec<serde_json::Value>> {
    let tools = tools("no TICKMARK_TOOLS, so the workbook was not read back")?;
    let script = "import sys, json, datetime, openpyxl\n\
                  sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]\n\
                  rows = list(sheet.iter_rows())\n\
                  assert all(cell.data_type != 'f' for row in rows for cell in row), 'a formula'\n\
                  text = lambda v: v.date().isoformat() if isinstance(v, datetime.datetime) else v\n\
                  names = [cell.value for cell in rows[0]]\n\
                  print(json.dumps([{n: text(c.value) for n, c in zip(names, row)} for row in rows[1:]]))\n";
    let python = Path::new(&tools).join("python/bin/python");
    let read = run(Command::new(python).args(["-c", script]).arg(file), &[0]);
    Some(serde_json::from_str(&read.out).expect("JSON"))
}

#[test]
fn what_was_exported_is_imported_without_a_change() {
    let place = demo_in("work");
    let day = ["--as-of", "2026-11-01"];
    run(place.tickmark("work").args(["export", "xlsx", "-o", "../all.xlsx"]).args(day), &[0]);
    run(place.tickmark("work").args(["export", "csv", "-o", "../csv"]).args(day), &[0]);
    for register in tickmark::spreadsheet::REGISTERS {
        let csv = format!("../csv/{}.csv", register.name);
        let name = register.name;
        let sources =
            [vec!["csv", &csv, "--register", name], vec!["xlsx", "../all.xlsx", "--sheet", name, "--register", name]];
        for source in sources {
            let mut command = place.tickmark("work");
            command.arg("import").args(&source).args(["--yes", "--by", "p-quality", "--on", "2026-11-01"]);
            let run = run(&mut command, &[0]);
            assert!(run.out.contains("0 new, 0 changed, "), "{source:?}\n{run:#?}");
            assert!(!run.out.contains(" 0 as before"), "{source:?}\n{run:#?}");
        }
    }
    assert_eq!(place.git("work", &["status", "--porcelain"]), "");
    let again = std::fs::read(place.path("all.xlsx")).expect("a workbook");
    run(place.tickmark("work").args(["export", "xlsx", "-o", "../all.xlsx"]).args(day), &[0]);
    assert!(
        again == std::fs::read(place.path("all.xlsx")).expect("a workbook"),
        "the same records give the same bytes"
    );
}

#[test]
fn a_text_is_a_text_in_every_spreadsheet() {
    let place = Place::new();
    place.fixture_repository("r");
    for text in ["=HYPERLINK(\"http://evil.example\")", "+1", "-1", "@sum", "'=1", "'quoted'"] {
        let title = format!("title={text}");
        let by = ["--by", "p-aud", "--on", DAY];
        let why = ["--reason", "As it was typed"];
        run(place.tickmark("r").args(["set", "F-2026-001", "title", text]).args(by).args(why), &[0]);
        let csv = run(place.tickmark("r").args(["export", "csv", "findings"]), &[0]).out;
        let cell = csv.lines().nth(1).and_then(|line| line.split_once(',')).expect("a row").1.trim_start_matches('"');
        assert!(cell.starts_with('\''), "{title}: {cell}");
        place.write("f.csv", &csv);
        run(place.tickmark("r").args(["export", "xlsx", "findings", "-o", "../f.xlsx"]), &[0]);
        if let Some(rows) = read_back(&place.path("f.xlsx")) {
            assert_eq!(rows[0]["title"], text);
        }
        for source in [["csv", "../f.csv"], ["xlsx", "../f.xlsx"]] {
            let again = run(place.tickmark("r").arg("import").args(source).arg("--yes").args(by), &[0]);
            assert!(again.out.ends_with("0 new, 0 changed, 1 as before\n"), "{again:#?}");
        }
    }
}

#[test]
fn a_sheet_of_actions_has_a_row_for_each_item() {
    let place = Place::new();
    place.fixture_repository("r");
    let sheet = "CAR;Feststellung;Maßnahme;Verantwortlich;Frist;Status\nK-1;F-2026-001;Ablauf einrichten;Person IT;30.09.2026;offen\n\
                 K-1;;Liste jeden Monat prüfen;Person HR;31.10.2026;in Arbeit\n;;Ohne Nummer;Person IT;1.1.2027;offen\n";
    place.write("a.csv", sheet);
    let by = ["--by", "p-aud", "--on", DAY];
    let wrong =
        run(place.tickmark("r").args(["import", "csv", "../a.csv", "--register", "actions", "--yes"]).args(by), &[1]);
    assert!(wrong.out.contains("CSV row 4: the row has no number under `CAR`"), "{wrong:#?}");
    place.write("a.csv", sheet.lines().take(3).collect::<Vec<_>>().join("\n"));
    let done =
        run(place.tickmark("r").args(["import", "csv", "../a.csv", "--register", "actions", "--yes"]).args(by), &[0]);
    assert!(done.out.ends_with("1 new, 0 changed, 0 as before\n"), "{done:#?}");
    let text = place.read("r/actions/2026/CA-2026-002.yaml");
    for line in [
        "external_id: K-1",
        "owner: p-it",
        "  - n: 2",
        "    owner: p-hr",
        "    due: 2026-10-31",
        "    status: in-progress",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let again =
        run(place.tickmark("r").args(["import", "csv", "../a.csv", "--register", "actions", "--yes"]).args(by), &[0]);
    assert!(again.out.contains("0 new, 0 changed, "), "{again:#?}");
}

/// A finding that nothing was to be done about has no action; one of which only the text is missing has.
#[test]
fn a_row_without_an_action_is_left_out_and_said() {
    let place = Place::new();
    place.fixture_repository("r");
    let heading = "CAR;Feststellung;Maßnahme;Verantwortlich;Frist\nK-1;F-2026-001;;Person IT;\n";
    let import = ["import", "csv", "../a.csv", "--register", "actions", "--yes", "--by", "p-aud", "--on", DAY];
    place.write("a.csv", heading);
    let done = run(place.tickmark("r").args(import), &[0]);
    assert!(done.err.contains("row 2 is no entry and is left out: K-1"), "{done:#?}");
    assert!(done.out.ends_with("0 new, 0 changed, 0 as before\n"), "{done:#?}");
    place.write("a.csv", format!("{heading}K-2;F-2026-001;;Person IT;1.1.2027\n"));
    let wrong = run(place.tickmark("r").args(import), &[1]);
    assert!(wrong.out.contains("row 3"), "{wrong:#?}");
}

#[test]
fn what_is_no_sheet_is_said() {
    let place = Place::new();
    place.fixture_repository("r");
    place.write("no.xlsx", "PK\u{3}\u{4}no");
    place.write("no.csv", "a,b\n1,2\n");
    place.write("bad.yaml", "register: findings\ncolumns: {Nr: external_id, Titel: titel}\n");
    for (arguments, words) in [
        (["xlsx", "../no.xlsx", "--yes"], "no workbook that can be read"),
        (["csv", "../no.csv", "--yes"], "no row looks like the headings"),
        (["csv", "../none.csv", "--yes"], "cannot be read"),
        (["csv", "../no.csv", "--mapping=../bad.yaml"], "has no column `titel`; did you mean `title`?"),
    ] {
        let run = run(place.tickmark("r").arg("import").args(arguments), &[2]);
        assert!(run.err.contains(words), "{run:#?}");
    }
}

#[test]
fn a_statement_of_applicability_and_people_come_from_sheets_as_well() {
    let place = Place::new();
    run(
        place.tickmark(".").args([
            "init",
            "r",
            "--name",
            "Bo Lie",
            "--position",
            "Head of IT",
            "--email",
            "bo@nordlys.example",
            "--on",
            DAY,
        ]),
        &[0],
    );
    let import = |file: &str, codes: &[i32]| {
        let mut command = place.tickmark("r");
        run(command.args(["import", "csv", file, "--yes", "--on", DAY, "--by", "p-head-of-it"]), codes)
    };
    place.write("soa.csv", "Nr.;Maßnahme;Anwendbar;Begründung;Umsetzung;Verantwortlich\nA.5.1;Richtlinien;ja;\"Risiko; Kunden\";teilweise;Lie, Bo\n5.2;Rollen;nein;Entfällt;;\nA.9.99;Gibt es nicht;ja;x;ja;Bo Lie\n");
    let wrong = import("../soa.csv", &[1]);
    assert!(wrong.out.contains("CSV A4 (Nr.): `A.9.99` is in no catalogue"), "{wrong:#?}");
    place.replace("soa.csv", "A.9.99", "X.1");
    let done = import("../soa.csv", &[0]);
    assert!(done.out.ends_with("1 new, 2 changed, 0 as before\n"), "{done:#?}");
    let soa = place.read("r/soa.yaml");
    for text in [
        "  - id: A.5.1\n    applicable: true\n    justification: \"Risiko; Kunden\"\n    status: partly\n    owner: p-head-of-it\n",
        "  - id: A.5.2\n    applicable: false\n    justification: \"Entfällt\"\n",
        "  - id: X.1\n",
    ] {
        assert!(soa.contains(text), "{text}\n{soa}");
    }
    place.write("people.csv", "Personalnummer,Name,Funktion,E-Mail,Vorgesetzter,Eintritt\n100,Bo Lie,Head of IT,bo@nordlys.example,,01.02.2020\n101,Eva Dahl,Buchhalterin,eva@nordlys.example,Bo Lie,1.3.2021\n");
    assert!(import("../people.csv", &[0]).out.ends_with("1 new, 1 changed, 0 as before\n"));
    assert!(import("../people.csv", &[0]).out.ends_with("0 new, 0 changed, 2 as before\n"));
    assert!(place.read("r/people/p-head-of-it.yaml").contains("external_id: \"100\"\n"));
    assert!(place.read("r/people/p-buchhalterin.yaml").contains("reports_to: p-head-of-it\n"));
}

#[test]
fn a_text_that_no_cell_can_hold_is_named() {
    let place = Place::new();
    place.fixture("r");
    let long = "word ".repeat(8_000);
    place.replace("r/findings/2026/F-2026-001.yaml", "\nstatement: ", &format!("\nstatement: {long}"));
    let arguments = ["export", "xlsx", "findings", "-o", "f.xlsx"];
    let told = tickmark(&place, "r", &arguments).fails_with(&["`statement` of F-2026-001", "32767", "CSV"]);
    assert_eq!(told.code, 2);
    assert_eq!(tickmark(&place, "r", &["export", "csv", "findings"]).code, 0);
}

/// A day that may be two is not taken for one of them without a word, and what a sheet has not is given otherwise.
#[test]
fn what_a_guess_leaves_open_is_said() {
    let place = Place::new();
    place.fixture("r");
    let import = |days: [&str; 2], arguments: &[&str]| {
        let [one, two] = days;
        place.write("f.csv", format!("No,Finding,Grade,Found on\n1,One,minor,{one}\n2,Two,minor,{two}\n"));
        let all = ["import", "csv", "../f.csv", "--default", "audit=IA-2026-01", "--by", "p-aud", "--on", "2026-06-10"];
        run(place.tickmark("r").args(all).args(arguments), &[0, 1])
    };
    let open = "note: nothing tells whether a day such as 03/04/2025 begins with its month";
    assert!(import(["02/03/2026", "03/03/2026"], &[]).err.contains(open));
    for days in [["02/03/2026", "13/03/2026"], ["02/03/2026", "03/13/2026"], ["2.3.2026", "2026-03-04"]] {
        assert!(!import(days, &[]).err.contains(open), "{days:?}");
    }
    let missing = import(["", ""], &[]);
    assert!(missing.out.contains("`detected_on` is missing; name the column in the mapping, or give"), "{missing:#?}");
    let given = import(["", ""], &["--default", "detected_on=2026-03-02"]);
    assert!(given.code == 0 && given.err.contains("2 new"), "{given:#?}");
}

/// What the page on spreadsheets gives for a file.
fn of_the_page(path: &str) -> String {
    let page = include_str!("../../docs/spreadsheets.md");
    let (_, rest) = page.split_once(&format!(" path={path}\n")).expect("a block");
    rest.split_once("\n```").expect("its end").0.to_owned() + "\n"
}

/// The commands of the page that follow the last mapping.
fn commands_of_the_page() -> Vec<&'static str> {
    let page = include_str!("../../docs/spreadsheets.md");
    let (_, rest) = page.split_once("path=actions.yaml").expect("a block");
    let (_, rest) = rest.split_once("```sh\n").expect("a block");
    rest.split_once("\n```").expect("its end").0.lines().collect()
}

/// A repository whose settings say what is taken over, in a commit of its own.
fn taking_over() -> Place {
    let place = Place::new();
    place.repository("r");
    place.fixture("r");
    place.replace("r/people/p-manager.yaml", "git: [", "git: [ada@example.com, ");
    place.commit_on("r", "2026-05-30", "Begin");
    place.git("r", &["tag", "report/IA-2026-01/v1"]);
    place.write("r/tickmark.yaml", format!("{}{}", place.read("r/tickmark.yaml"), of_the_page("tickmark.yaml")));
    place.commit_on("r", "2026-06-01", "Say what is taken over");
    place
}

/// Thirty findings of earlier years, all done with, and what was done about them.
#[test]
fn a_register_of_earlier_years_comes_in_clean_as_the_page_says() {
    let place = taking_over();
    for path in ["audits.csv", "audits.yaml", "findings.yaml", "actions.yaml"] {
        place.write(path, of_the_page(path));
    }
    let register = of_the_page("register.csv");
    let mut rows: Vec<String> = register.lines().map(str::to_owned).collect();
    for number in 3..29 {
        let row = rows[1 + number % 4].clone();
        let (key, rest) = row.split_once(';').expect("a row");
        rows.push(format!("{}-{:02};{}", &key[..2], number + 10, rest.replacen(" was", " once was", 1)));
    }
    assert_eq!(rows.len(), 31);
    place.write("register.csv", rows.join("\n"));
    let by = ["--by", "p-manager", "--on", "2026-06-02"];
    let (before, after): (Vec<&str>, Vec<&str>) =
        commands_of_the_page().into_iter().partition(|command| command.contains("import csv"));
    assert_eq!(after.len(), 3, "{after:?}");
    for command in before {
        let words: Vec<&str> = command.split(' ').skip(1).collect();
        for new in ["0 changed, 0 as before", "0 new, 0 changed"] {
            let done = run(place.tickmark("r").args(&words).args(by), &[0]);
            assert!(done.out.contains(new), "{command}: {done:#?}");
        }
    }
    assert!(after[0].contains("--trailer \"Tickmark-Import: yes\""), "{after:?}");
    place.commit_on("r", "2026-06-02", "Take over the register\n\nTickmark-Import: yes");
    let lint = run(place.tickmark("r").args(["lint", "--as-of", "2026-06-03"]), &[0]);
    assert!(lint.out.contains("nothing to report"), "{lint:#?}");
    run(place.tickmark("r").arg("verify"), &[0]);
    assert!(place.read("r/actions/2023/CA-2023-001.yaml").contains("findings: [F-2023-001]"));

    // And on to another repository, in the form in which registers go out.
    let other = taking_over();
    run(place.tickmark("r").args(["export", "csv", "-o"]).arg(other.path("csv")), &[0]);
    for register in ["audits", "findings", "actions", "action-items"] {
        let file = format!("../csv/{register}.csv");
        let words = ["import", "csv", &file, "--register", register, "--yes"];
        run(other.tickmark("r").args(words).args(by), &[0]);
    }
    other.commit_on("r", "2026-06-02", "Take over the registers\n\nTickmark-Import: yes");
    let lint = run(other.tickmark("r").args(["lint", "--as-of", "2026-06-03"]), &[0]);
    assert!(lint.out.contains("nothing to report"), "{lint:#?}");
}

/// What the page says of actions that nobody checked: until somebody does, they are not effective anywhere, and then all is clean.
#[cfg(unix)]
#[test]
fn what_was_never_checked_is_checked_now_as_the_page_says() {
    let place = taking_over();
    for path in ["audits.csv", "audits.yaml", "findings.yaml", "actions.yaml", "register.csv", "unchecked.csv"] {
        place.write(path, of_the_page(path));
    }
    place.write("audit-2024.pdf", "The report, as it was given out");
    let perform = |commands: &[&str], day: &str| {
        for command in commands.iter().filter(|command| command.starts_with("tickmark ")) {
            let by = if command.contains("--by") { "" } else { " --by p-manager" };
            let line = command.replacen("tickmark", env!("CARGO_BIN_EXE_tickmark"), 1);
            run(place.command("sh", "r").args(["-c", &format!("{line}{by} --on {day}")]), &[0]);
        }
    };
    perform(&commands_of_the_page()[..3], "2026-06-02");
    let page = include_str!("../../docs/spreadsheets.md");
    let (_, rest) = page.split_once("path=unchecked.csv").expect("a block");
    let blocks: Vec<Vec<&str>> = rest
        .split("```sh\n")
        .skip(1)
        .map(|block| block.split("\n```").next().unwrap_or_default().lines().collect())
        .collect();
    let [before, after] = blocks.as_slice() else { panic!("{blocks:?}") };
    perform(before, "2026-06-02");
    place.commit_on("r", "2026-06-02", "Take over what was never checked\n\nTickmark-Import: yes");

    let on = |day: &str, command: &[&str]| run(place.tickmark("r").args(command).args(["--as-of", day]), &[0, 1]);
    let lint = on("2026-06-10", &["lint"]);
    for said in ["effectiveness-not-checked]: the last item was done on 2024-08-14", "done-without-evidence]"] {
        assert!(lint.out.contains(said), "{lint:#?}");
    }
    assert_eq!(lint.out.matches("error[").count(), 2, "{lint:#?}");
    let next = on("2026-06-10", &["next"]);
    assert!(next.out.contains("CA-2024-002  effectiveness check: A line for the badge in the form"), "{next:#?}");
    assert!(!next.out.contains("CA-2024-002  plan") && !next.out.contains("F-2024-001"), "{next:#?}");
    let gate = on("2026-06-10", &["gate"]);
    assert!(gate.code == 1 && gate.out.contains("CA-2024-002"), "{gate:#?}");

    perform(after, "2026-06-10");
    place.commit_on("r", "2026-06-10", "Check what was never checked");
    let lint = on("2026-06-11", &["lint", "--fail-on", "warning"]);
    assert!(lint.code == 0 && !lint.out.contains("CA-2024-002"), "{lint:#?}");
}

/// Without the setting the same is reported, and what is not over is reported with it.
#[test]
fn what_is_not_over_is_not_taken_over() {
    let place = taking_over();
    for (from, to) in [("before: 2026-01-01", "before: 2026-05-31"), ("status: planned", "status: open")] {
        let path = if from.starts_with("status") { "r/findings/2026/F-2026-001.yaml" } else { "r/tickmark.yaml" };
        place.replace(path, from, to);
    }
    place.replace(
        "r/findings/2026/F-2026-001.yaml",
        "requirement: Access ends one working day after the last day.\n",
        "",
    );
    let open = tickmark(&place, "r", &["lint", "--as-of", "2026-06-03"]);
    assert!(open.out.contains("error[finding-incomplete]"), "{open:#?}");
    // The audit itself was closed before that day.
    place.replace("r/audits/IA-2026-01/audit.yaml", "limitations: []\n", "");
    let over = tickmark(&place, "r", &["lint", "--as-of", "2026-06-03"]);
    assert!(!over.out.contains("limitation-undisclosed") && over.out.contains("waived"), "{over:#?}");
    // Work of days to come is not taken over from anywhere.
    place.replace("r/tickmark.yaml", "before: 2026-05-31", "before: 2027-05-31");
    let ahead = tickmark(&place, "r", &["lint", "--as-of", "2026-06-03"]);
    assert!(ahead.out.contains("error[future-date]: `before` is 2027-05-31"), "{ahead:#?}");
    place.replace("r/tickmark.yaml", "taken_over:", "#");
    let all = tickmark(&place, "r", &["lint", "--as-of", "2026-06-03"]);
    assert!(all.out.contains("limitation-undisclosed"), "{all:#?}");
}

/// The setting is for what came in, and not for what was still to be done here.
#[test]
fn what_was_open_here_is_not_taken_over_unseen() {
    let place = taking_over();
    let setting = place.read("r/tickmark.yaml");
    place.replace("r/tickmark.yaml", "taken_over:", "#");
    // Of what is done and not checked yet, the planning would count as taken over.
    let done = "status: done\n    done_on: 2026-05-20\n    evidence: [E-2026-004]";
    place.replace("r/actions/2026/CA-2026-001.yaml", "status: in-progress", done);
    place.commit_on("r", "2026-06-03", "Take nothing over");
    place.write("r/tickmark.yaml", setting.replace("before: 2026-01-01", "before: 2026-05-31"));
    place.commit_on("r", "2026-06-04", "Take over what is here");
    let all = "warning[rule-switched-off]: isms: records that were here count as taken over from now on: CA-2026-001 and IA-2026-01";
    let told = run(place.tickmark("r").arg("verify"), &[0, 1]);
    assert!(told.out.contains(all), "{told:#?}");

    let closed = "status: closed\nclosed: {by: p-manager, date: 2026-05-20, basis: Seen by the auditor.}";
    place.replace("r/findings/2026/F-2026-001.yaml", "status: planned", closed);
    place.commit_on("r", "2026-06-05", "Close what was open");
    let one = "it was not over here, counts as taken over from now on, and says that it was over on 2026-05-20";
    for command in [&["verify"][..], &["lint", "--new-since", "HEAD~1", "--as-of", "2026-06-05"]] {
        let told = run(place.tickmark("r").args(command), &[0, 1]);
        assert!(told.out.contains(one), "{told:#?}");
    }
}

#[test]
fn a_register_is_a_sheet_to_work_with_and_says_what_it_is_of() {
    let Some(tools) = tools("no TICKMARK_TOOLS, so the workbook was not read back") else { return };
    let python = tools.join("python/bin/python");
    let place = crate::support::demo();
    let look = |file: &str| {
        let script = "import sys, json, openpyxl\n\
                      book = openpyxl.load_workbook(sys.argv[1])\n\
                      sheet = book['register']\n\
                      days = [c.is_date for c in [r for r in zip(*sheet.rows) if r[0].value == 'Collected: on'][0] if c.value]\n\
                      widths = [sheet.column_dimensions[c.column_letter].width for c in sheet[1]]\n\
                      about = [[str(c.value) for c in row] for row in book['about'].rows]\n\
                      print(json.dumps([book.sheetnames, sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions, \
                      days, min(widths), max(widths), about]))\n";
        let read = run(Command::new(&python).args(["-c", script]).arg(place.path(file)), &[0]);
        serde_json::from_str::<serde_json::Value>(&read.out).expect("JSON")
    };
    let make = |codes: &[i32]| {
        let arguments = ["report", "register", "evidence", "--as-of", "2026-11-01", "-o", "../evidence.xlsx"];
        run(place.tickmark("demo").args(arguments), codes);
        look("evidence.xlsx")
    };
    let seen = make(&[0]);
    assert_eq!(seen[0], serde_json::json!(["register", "about"]));
    assert_eq!(seen[1], "A2");
    assert_eq!(seen[2], seen[3], "all of it is filtered");
    let days = seen[4].as_array().expect("days");
    assert!(days.len() > 20 && days[0] == false && days[1..].iter().all(|is_day| *is_day == true), "{days:?}");
    assert!(seen[5].as_f64() >= Some(8.0) && seen[6].as_f64() <= Some(62.0) && seen[5] != seen[6], "{seen}");
    let about = seen[7].to_string();
    assert!(about.contains("Commit") && about.contains("1 November 2026"), "{about}");
    // What is missing is told before anybody counts.
    place.replace("demo/evidence/2026/E-2026-033.yaml", "status: requested", "status: reqested");
    let seen = make(&[1]);
    assert_eq!(seen[0], serde_json::json!(["about", "register"]));
    assert!(seen[7].to_string().contains("cannot be read as a record"), "{seen}");
}
