use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, ROOT_FILE};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "id-matches-filename",
    family: Family::Records,
    summary: "A record's id is not the name of its file",
    level: Level::Error,
    clause: "7.5.2",
    needs_day: false,
    docs: include_str!("id_matches_filename.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for record in context.records() {
        match record.kind() {
            Kind::Isms if *record.path != *ROOT_FILE => {
                report
                    .raise(record, "/kind", "the kind `isms` belongs into the `tickmark.yaml` of the record root alone")
                    .help("remove this file, or give it the kind that it really is");
            }
            Kind::Isms => {}
            Kind::Soa => one_soa(record, report),
            _ => named(record, report),
        }
    }
}

fn one_soa(record: &Record, report: &mut Report<'_>) {
    if record.path.rsplit('/').next() != Some("soa.yaml") {
        report
            .raise(record, "/kind", format!("the statement of applicability lies in {}", record.path))
            .help("rename the file to soa.yaml");
    }
}

fn named(record: &Record, report: &mut Report<'_>) {
    let expected = crate::snapshot::id_of_path(&record.path, Some(record.kind()));
    if *record.id == *expected {
        return;
    }
    let (what, help) = match record.kind() {
        Kind::Audit => (
            "folder",
            format!("move the record to {}/audit.yaml in a folder of that name, or correct the id", record.id),
        ),
        _ => ("file", format!("rename the file to {}.yaml, or correct the id", record.id)),
    };
    report.raise(record, "/id", format!("the id is `{}`, but the {what} is named `{expected}`", record.id)).help(help);
}
