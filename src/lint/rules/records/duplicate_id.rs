use std::collections::HashMap;

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Kind;
use crate::schema::{Shape, What, shape};
use crate::snapshot::Record;
use crate::yaml::{Node, Value};

pub static RULE: Rule = Rule {
    name: "duplicate-id",
    family: Family::Records,
    summary: "Two records, or two parts of a record, have the same id",
    level: Level::Error,
    clause: "7.5.2",
    needs_day: false,
    docs: include_str!("duplicate_id.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (first, second) in context.snapshot.duplicates() {
        let how = if first.id == second.id { "has the same id" } else { "has the same id but for its case" };
        report
            .raise(second, "/id", format!("another record {how}: `{}`", first.id))
            .also(first.at("/id"), "the first one")
            .help("give the newer of the two an id that was never used; ids are unique over all kinds");
    }
    for broken in context.snapshot.broken() {
        if let Some(record) = context.snapshot.record(&broken.id) {
            report
                .raise(record, "/id", format!("another file has the same id: `{}`", broken.id))
                .also(crate::diagnostic::Place::file(broken.path.clone()), "the other one, which cannot be read")
                .help("give the newer of the two an id that was never used");
        }
    }
    context.records().for_each(|record| parts(record, report));
}

/// The parts of a record that are named by an id or a number of their own. A second row of a control is `soa-incomplete`'s.
fn parts(record: &Record, report: &mut Report<'_>) {
    let (What::Object(fields), Some(root)) = (&shape(record.kind()).what, &record.document().root) else { return };
    for (list, shape) in fields.iter().filter(|_| record.kind() != Kind::Soa) {
        let Some(key) = own_name(shape) else { continue };
        let items = root.get(list).map(Node::items).unwrap_or_default();
        let name = |item: &Node| match &item.get(key)?.value {
            Value::Integer(number) => Some(number.to_string()),
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        };
        let mut first: HashMap<String, usize> = HashMap::new();
        for (position, name) in items.iter().enumerate().filter_map(|(position, item)| Some((position, name(item)?))) {
            let Some(&other) = first.get(&name) else {
                first.insert(name, position);
                continue;
            };
            let place = |position: usize| format!("/{list}/{position}/{key}");
            report
                .raise(record, &place(position), format!("a second entry of `{list}` has the `{key}` {name}"))
                .also(record.at(&place(other)), "the first one")
                .help("give the newer of the two one that was never used here: what names it has to mean one thing")
                .part(name);
        }
    }
}

/// The field by which the items of a list are named.
fn own_name(list: &Shape) -> Option<&'static str> {
    let What::List(item) = &list.what else { return None };
    let What::Object(fields) = &item.what else { return None };
    ["id", "n"].into_iter().find(|name| fields.contains_key(*name))
}
