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
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let catalogues = context.snapshot.catalogues();
    for record in context.snapshot.records() {
        let Some(root) = &record.document().root else { continue };
        shape(record.kind()).walk(root, &mut |shape, node| {
            let (What::Reference(Reference::Criterion), Some(text)) = (&shape.what, node.as_text()) else { return };
            let Err(unknown) = catalogues.resolve(&Criterion::from(text)) else { return };
            if matches!(&unknown, Unknown::Catalogue(id) if context.snapshot.broken_record(id).is_some()) {
                return;
            }
            let (message, help) = explain(context, text, unknown);
            let diagnostic = report.raise_at(Place::new(record.path.clone(), node.span), message);
            diagnostic.record = Some(record.subject());
            diagnostic.help(help);
        });
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
                Some(near) => format!("did you mean `{near}`?"),
                None => "look the number up in the catalogue; a requirement of another one has its id before a colon".to_owned(),
            };
            (format!("catalogue {catalogue} has no `{number}`"), help)
        }
        Unknown::Backwards => {
            (format!("`{text}`: the range's end comes before its beginning"), "swap the two numbers".to_owned())
        }
    }
}
