use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Control, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "soa-control-without-owner",
    family: Family::Review,
    summary: "An applied control has no owner or belongs to no process",
    level: Level::Warning,
    clause: "5.3",
    needs_day: false,
    docs: include_str!("soa_control_without_owner.md"),
    check: Check::Record(Kind::Soa, check),
};

/// What a row may lack: the field, the words, whether it is asked for, and how to tell.
type Lack = (&'static str, &'static str, bool, fn(&Control) -> bool);

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(soa) = record.data().soa() else { return };
    // The process is asked for once there are processes to name.
    let has_processes = context.snapshot.isms().is_some_and(|isms| !isms.data().processes.is_empty());
    let lacks: [Lack; 2] = [
        ("owner", "nobody answers for", true, |row| row.owner.is_none()),
        ("process", "no process operates", has_processes, |row| row.process.is_none()),
    ];
    for (field, words, _, is_missing) in lacks.into_iter().filter(|(_, _, is_asked, _)| *is_asked) {
        let rows = soa.controls.iter().enumerate().filter(|(_, row)| row.applicable && is_missing(row));
        let rows: Vec<(usize, &str)> = rows.map(|(position, row)| (position, row.id.as_str())).collect();
        let Some((first, _)) = rows.first() else { continue };
        let ids: Vec<&str> = rows.iter().map(|(_, id)| *id).collect();
        let diagnostic = report.raise(record, &format!("/controls/{first}/id"), format!("{words} {}", listed(&ids, 8)));
        diagnostic.help(format!("fill in `{field}` for each")).members(ids);
        if let Some(isms) = context.snapshot.isms() {
            diagnostic.owner(&isms.data().roles.isms_owner);
        }
    }
}
