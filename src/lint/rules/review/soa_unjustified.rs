use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::HashMap;

use crate::record::{Kind, Soa};
use crate::snapshot::Record;
use crate::text::{is_blank, listed, shortened};

pub static RULE: Rule = Rule {
    name: "soa-unjustified",
    family: Family::Review,
    summary: "A row of the statement of applicability does not say why",
    level: Level::Error,
    clause: "6.1.3 d",
    needs_day: false,
    docs: include_str!("soa_unjustified.md"),
    check: Check::Record(Kind::Soa, check),
};

/// How often a sentence may stand in the statement before it is no reason any more.
const MOST: usize = 20;

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(soa) = record.data().soa() else { return };
    empty(context, record, soa, report);
    repeated(context, record, soa, report);
}

fn empty(context: &Context<'_>, record: &Record, soa: &Soa, report: &mut Report<'_>) {
    let rows = soa.controls.iter().enumerate().filter(|(_, row)| says_nothing(&row.justification));
    let rows: Vec<(usize, &str)> = rows.map(|(position, row)| (position, row.id.as_str())).collect();
    let Some((first, _)) = rows.first() else { return };
    let ids: Vec<&str> = rows.iter().map(|(_, id)| *id).collect();
    let path = format!("/controls/{first}/justification");
    let message = format!("nobody says why it is applied or not: {}", listed(&ids, 8));
    let diagnostic = report.raise(record, &path, message);
    diagnostic.help("name the risk, the law or the contract; or why there is nothing to protect").members(ids);
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.isms_owner);
    }
}

fn repeated(context: &Context<'_>, record: &Record, soa: &Soa, report: &mut Report<'_>) {
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    for (position, row) in soa.controls.iter().enumerate().filter(|(_, row)| !says_nothing(&row.justification)) {
        same.entry(row.justification.trim()).or_default().push(position);
    }
    let mut often: Vec<(&str, Vec<usize>)> = same.into_iter().filter(|(_, rows)| rows.len() > MOST).collect();
    often.sort_by_key(|(_, rows)| rows.first().copied());
    for (text, rows) in often {
        let path = format!("/controls/{}/justification", rows.first().copied().unwrap_or_default());
        let message = format!("{} controls have the same justification: {}", rows.len(), shortened(text, 60));
        let mut report = report.at_level(Level::Info);
        let diagnostic = report.raise(record, &path, message);
        diagnostic.help("say for each what it is applied for: the risk, the law, the contract");
        if let Some(isms) = context.snapshot.isms() {
            diagnostic.owner(&isms.data().roles.isms_owner);
        }
    }
}

/// Whether a justification is a blank or stands for one.
fn says_nothing(text: &str) -> bool {
    let text = text.trim().trim_matches(['.', '-']).to_lowercase();
    is_blank(Some(&text))
        || matches!(text.as_str(), "n/a" | "na" | "tbd" | "todo" | "none" | "yes" | "no" | "see above")
}
