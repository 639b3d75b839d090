use super::dangling_reference::Count;
use crate::diagnostic::{Level, Place};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Criterion;
use crate::record::criteria::Unknown;
use crate::schema::{Reference, What, shape};
use crate::text::nearest;

pub static RULE: Rule = Rule {
    name: "criterion-unknown",
    family: Family::Records,
    summary: "A criterion is in none of the catalogues",
    level: Level::Error,
    clause: "9.2.2 a",
    needs_day: false,
    docs: include_str!("criterion_unknown.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let catalogues = context.snapshot.catalogues();
    // While the default catalogue cannot be read, nobody knows what a number without a prefix means.
    let default = context.snapshot.isms().and_then(|isms| isms.data().catalogues.first());
    let knows_default =
        catalogues.default_catalogue().map(|catalogue| catalogue.id.as_str()) == default.map(|id| id.as_str());
    for record in context.records() {
        let mut count = Count::default();
        let Some(root) = &record.document().root else { continue };
        shape(record.kind()).walk(root, &mut |shape, node| {
            let (What::Reference(Reference::Criterion), Some(text)) = (&shape.what, node.as_text()) else { return };
            let Err(unknown) = catalogues.resolve(&Criterion::from(text)) else { return };
            let is_broken = |id: &str| context.snapshot.broken_record(id).is_some();
            match &unknown {
                Unknown::Catalogue(id) if is_broken(id) => return,
                _ if !knows_default && !text.contains(':') => return,
                _ => {}
            }
            if !count.is_listed() {
                return;
            }
            let (message, help) = explain(context, text, unknown);
            let diagnostic = report.raise_at(Place::new(record.path.clone(), node.span), message);
            diagnostic.record = Some(record.subject());
            diagnostic.help(help);
        });
        count.tell_rest(record, report);
    }
}

fn explain(context: &Context<'_>, text: &str, unknown: Unknown) -> (String, String) {
    match unknown {
        Unknown::Catalogue(id) => {
            let ids: Vec<&str> = context.snapshot.catalogues().iter().map(|catalogue| catalogue.id.as_str()).collect();
            let help = match nearest(&id, ids.iter().copied()) {
                Some(near) => format!("did you mean `{near}:`?"),
                None => format!("add catalogues/{id}.yaml, or use one of {}", crate::text::listed(&ids, 8)),
            };
            (format!("`{text}`: there is no catalogue `{id}`"), help)
        }
        Unknown::Entry { catalogue, number, nearest } => {
            let help = match nearest {
                _ if looks_like_range(context, &number) => {
                    format!("a range is written `{}`", number.replace('-', ".."))
                }
                Some(near) => format!("did you mean `{near}`?"),
                None => "look the number up in the catalogue; a requirement of another one has its id before a colon"
                    .to_owned(),
            };
            (format!("catalogue {catalogue} has no `{number}`"), help)
        }
        Unknown::Backwards => {
            (format!("`{text}`: the range's end comes before its beginning"), "swap the two numbers".to_owned())
        }
    }
}

/// Whether it is a range written with a hyphen, as many write it.
fn looks_like_range(context: &Context<'_>, number: &str) -> bool {
    let is_known = |number: &str| context.snapshot.catalogues().resolve(&Criterion::from(number)).is_ok();
    number.split_once('-').is_some_and(|(from, to)| is_known(from) && is_known(to))
}
