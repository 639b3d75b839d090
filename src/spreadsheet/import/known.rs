//! The record or item that a row is about: it is brought to what the row says, or begun.

use std::collections::BTreeMap;

use super::complete::complete_item;
use super::values::{is_same, ordered, plain, put};
use super::{Field, Import};
use crate::edit::{EditError, Target, field_path};
use crate::record::Kind;
use crate::snapshot::Record;
use crate::spreadsheet::cells;
use crate::spreadsheet::mapping::each;
use crate::spreadsheet::register::RECORD;
use crate::yaml::{Node, Value};

impl Import<'_> {
    /// A row that is a record.
    pub(super) fn record(&mut self, row: usize, mut fields: Vec<Field>) {
        let of = |fields: &[Field], path: &str| {
            fields.iter().find(|field| field.path == path).and_then(|field| field.node.as_text().map(str::to_owned))
        };
        let (id, number) = (of(&fields, "id"), of(&fields, "external_id"));
        let Some(name) = id.clone().or(number.clone()) else {
            let is_number = |paths: &str| each(paths).any(|path| matches!(path, "id" | "external_id"));
            let column = self.mapping.columns.iter().find(|(_, paths)| is_number(paths));
            let named = column.map_or(String::new(), |(heading, _)| format!(" under `{heading}`"));
            return self.error(row, None, format!("the row has no number{named}, by which it could be found again"));
        };
        fields.retain(|field| field.path != "id");
        let times = self.times.entry(name.to_lowercase()).or_default();
        *times += 1;
        let times = *times;
        if times > 1 && !fields.iter().any(|field| field.path.starts_with("actions/")) {
            return self.error(row, None, format!("the number {name} has come before"));
        }
        // In a sheet with a row for each item, whoever a row names has to do that item.
        let has = |path: &str| fields.iter().any(|field| field.path.starts_with(path));
        let owner = fields.iter().find(|field| field.path == "owner").map(|field| (field.node.clone(), field.column));
        if let Some((node, column)) = owner.filter(|_| has("actions/1/") && !has("actions/1/owner")) {
            fields.push(Field { path: "actions/1/owner".to_owned(), node, column });
        }
        if times > 1 {
            // A sheet with a row for each item: the first one is there, this is the next.
            fields.retain(|field| field.path.starts_with("actions/1/"));
            for field in &mut fields {
                field.path = field.path.replacen("actions/1/", &format!("actions/{times}/"), 1);
            }
        }
        let kind = self.register.kind;
        let snapshot = self.context.snapshot;
        let known = match &id {
            Some(id) => snapshot.record(id).filter(|record| record.kind() == kind),
            None => {
                let mut records = snapshot.records_of(kind);
                let by_number = records.find(|record| cells::external_id(record.data()) == number.as_deref());
                by_number.or_else(|| self.same_person(&fields))
            }
        };
        match known {
            Some(record) => self.update(row, record, "", fields),
            None => self.add(row, id, &name, fields),
        }
    }

    /// A row that is an item of a list of a record.
    pub(super) fn item(&mut self, row: usize, list: &str, key: &str, mut fields: Vec<Field>) {
        let text_of = |fields: &[Field], path: &str| {
            fields.iter().find(|field| field.path == path).map(|field| plain(&field.node))
        };
        let single = self.register.kind.is_single().then(|| self.register.kind.as_str().to_owned());
        let Some(id) = text_of(&fields, RECORD).or(single) else {
            return self.error(
                row,
                None,
                format!("the row does not say which {} it belongs to", self.register.kind.noun()),
            );
        };
        let Some(name) = text_of(&fields, key) else {
            return self.error(row, None, format!("the row has no `{key}`, by which it could be found again"));
        };
        fields.retain(|field| field.path != RECORD);
        let kind = self.register.kind;
        let Some(record) = self.context.snapshot.record(&id).filter(|record| record.kind() == kind) else {
            let help = match kind {
                Kind::Workpaper => "; begin it with `tickmark new workpaper --audit ID`",
                Kind::Soa => "; `tickmark init` writes one",
                _ => "",
            };
            return self.error(row, None, format!("there is no {} `{id}`{help}", kind.noun()));
        };
        let items =
            record.document().root.as_ref().and_then(|root| root.get(list)).map(Node::items).unwrap_or_default();
        let is_it = |item: &Node| item.get(key).is_some_and(|node| plain(node).eq_ignore_ascii_case(&name));
        match items.iter().position(is_it) {
            Some(position) => {
                fields.retain(|field| field.path != key);
                self.update(row, record, &format!("/{list}/{position}"), fields);
            }
            None => {
                let mut item = Node::map([]);
                fields.into_iter().for_each(|field| put(&mut item, &field.path, field.node));
                let ranked = ordered(&item, self.register.kind, &format!("/{list}/0"));
                match self.result.draft.append(record, &format!("/{list}"), ranked) {
                    Ok(()) => self.result.created += 1,
                    Err(error) => self.error(row, None, error.to_string()),
                }
            }
        }
    }

    /// Brings a record that there is to what a row says. What the row leaves empty stays.
    fn update(&mut self, row: usize, record: &Record, prefix: &str, fields: Vec<Field>) {
        let mut changes = 0;
        let mut items: BTreeMap<String, Node> = BTreeMap::new();
        for Field { path, node, column } in fields {
            let full = match prefix {
                "" => match field_path(&Target { record, part: None }, &path) {
                    Ok(full) => full,
                    Err(EditError::NoPart { part, .. }) => {
                        let item = items.entry(part).or_insert_with(|| Node::map([]));
                        put(item, path.splitn(3, '/').nth(2).unwrap_or_default(), node);
                        continue;
                    }
                    Err(error) => {
                        self.error(row, column, error.to_string());
                        continue;
                    }
                },
                prefix => format!("{prefix}/{path}"),
            };
            let old = record.document().root.as_ref().and_then(|root| root.at(&full));
            if old.is_some_and(|old| is_same(old, &node)) {
                continue;
            }
            match self.result.draft.set(record, &full, node) {
                Ok(()) => changes += 1,
                Err(error) => self.error(row, column, error.to_string()),
            }
        }
        for (number, mut item) in items {
            put(&mut item, "n", Node::new(Value::Integer(number.parse().unwrap_or(1))));
            complete_item(&mut item, record.data().action().map(|action| action.owner.as_str()));
            let ranked = ordered(&item, Kind::Action, "/actions/0");
            match self.result.draft.append(record, "/actions", ranked) {
                Ok(()) => changes += 1,
                Err(error) => self.error(row, None, error.to_string()),
            }
        }
        match changes {
            0 => self.result.same += 1,
            _ => self.result.changed += 1,
        }
    }
}

impl<'a> Import<'a> {
    /// The person of a row, who is on record without a number: by e-mail address, or else by name.
    fn same_person(&self, fields: &[Field]) -> Option<&'a Record> {
        let snapshot = self.context.snapshot;
        let of = |path: &str| fields.iter().find(|field| field.path == path).map(|field| &field.node);
        let name = of("name").and_then(Node::as_text)?.to_lowercase();
        let addresses: Vec<String> = of("git")
            .map(Node::items)
            .unwrap_or_default()
            .iter()
            .filter_map(Node::as_text)
            .map(str::to_lowercase)
            .collect();
        let people = || snapshot.people().filter(|person| person.external_id.is_none());
        let has_address =
            |person: &crate::record::Person| person.git.iter().any(|one| addresses.contains(&one.to_lowercase()));
        let found = people().find(|person| has_address(person.data())).or_else(|| {
            let mut named = people().filter(|person| person.name.to_lowercase() == name);
            // Of two who are called the same, nobody knows which one is meant.
            named.next().filter(|_| named.next().is_none())
        });
        found.filter(|_| self.register.kind == Kind::Person).map(|person| person.record())
    }
}
