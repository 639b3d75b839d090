use super::dangling_reference::Count;
use crate::diagnostic::{Level, Place};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, is_id};
use crate::schema::{Reference, What, shape};

pub static RULE: Rule = Rule {
    name: "unknown-person",
    family: Family::Records,
    summary: "A reference names a person that there is not",
    level: Level::Error,
    clause: "5.3",
    needs_day: false,
    docs: include_str!("unknown_person.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    for record in context.records() {
        let mut count = Count::default();
        let Some(root) = &record.document().root else { continue };
        shape(record.kind()).walk(root, &mut |shape, node| {
            let What::Reference(reference) = shape.what else { return };
            let is_person = matches!(reference, Reference::Record(Kind::Person) | Reference::Party);
            let Some(text) = node.as_text().filter(|text| is_person && is_id(text)) else { return };
            let known = snapshot.record(text).filter(|person| person.kind() == Kind::Person && *person.id == *text);
            if known.is_some() || snapshot.broken_record(text).is_some() {
                return;
            }
            let people = snapshot.people().map(|person| person.id());
            let near = count.nearest(text, people.chain(snapshot.unread_ids(Some(Kind::Person))));
            if !count.is_listed() {
                return;
            }
            let place = Place::new(record.path.clone(), node.span);
            let diagnostic = report.raise_at(place, format!("there is no person `{text}`"));
            diagnostic.record = Some(record.subject());
            diagnostic.help(match near {
                Some(id) => format!("did you mean `{id}`?"),
                None if reference == Reference::Party => {
                    format!("add people/{text}.yaml, or write `group:{text}` or `role:{text}` for a group or role")
                }
                None => format!("add people/{text}.yaml; somebody who left keeps the record, with `to:`"),
            });
        });
        count.tell_rest(record, report);
    }
}
