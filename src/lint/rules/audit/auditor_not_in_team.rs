use crate::diagnostic::Level;
use crate::lint::team::{outsiders, with_own_team};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Kind;
use crate::snapshot::{Record, View};

pub static RULE: Rule = Rule {
    name: "auditor-not-in-team",
    family: Family::Audit,
    summary: "Somebody audits who is not in the team as an auditor",
    level: Level::Warning,
    clause: "9.2.2 b; ISO 19011:2018, 5.5.4",
    needs_day: false,
    docs: include_str!("auditor_not_in_team.md"),
    check: Check::Record(Kind::Audit, check),
};

/// How many places are shown of one person.
const MOST: usize = 6;

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    for (person, deeds) in outsiders(context, &View::new(record, audit)) {
        // Whoever there is not is `unknown-person`'s, and most likely a slip for somebody of the team.
        if context.snapshot.person(person).is_none() {
            continue;
        }
        let member = audit.team.iter().position(|member| member.person == *person);
        let (path, message) = match member {
            Some(position) => (
                format!("/team/{position}/role"),
                format!("{person} audits, and is in the team as {} only", audit.team[position].role),
            ),
            None => ("/team".to_owned(), format!("{person} audits, and is not in the team")),
        };
        let diagnostic = report.raise(record, &path, message);
        diagnostic
            .help("name them under `team` with the role of an auditor and their share, so that their independence and competence are asked for; or name who did it")
            .owner(audit.lead().unwrap_or(&audit.client))
            .part(person);
        for (place, what) in deeds.places.into_iter().take(MOST) {
            diagnostic.also(place, what);
        }
    }
}
