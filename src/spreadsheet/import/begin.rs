//! New records: their ids, and the files that they are written into.

use super::complete::{complete, path};
use super::values::{ordered, put};
use super::{Field, Import, New};
use crate::record::Kind;
use crate::scaffold::{person_id, schema_link, text};
use crate::snapshot::Document;
use crate::yaml::Node;

impl Import<'_> {
    /// Begins a new record, or adds an item to one that an earlier row began.
    pub(super) fn add(&mut self, row: usize, id: Option<String>, number: &str, fields: Vec<Field>) {
        if let Some((_, known)) = self.new_ids.iter().find(|(known, _)| known == number) {
            let known = known.clone();
            if let Some(new) = self.new.values_mut().find(|new| new.id == known) {
                fields.into_iter().for_each(|field| put(&mut new.root, &field.path, field.node));
            }
            return;
        }
        let mut root = Node::map([]);
        fields.into_iter().for_each(|field| put(&mut root, &field.path, field.node));
        let id = id.unwrap_or_else(|| self.next_id(&root));
        self.taken.add(&id, None);
        self.new_ids.push((number.to_owned(), id.clone()));
        self.new.insert(row, New { id, root });
    }

    fn next_id(&self, root: &Node) -> String {
        let days =
            ["/detected_on", "/collected_on", "/plan/proposed_on", "/actions/0/done_on", "/effectiveness/checked_on"];
        let day = days.iter().find_map(|path| root.at(path)).and_then(Node::as_text);
        let year =
            day.and_then(|day| day.get(..4)).map_or_else(|| self.context.actor.day.year().to_string(), str::to_owned);
        match self.register.kind {
            Kind::Finding => self.taken.next(&format!("F-{year}-"), 3),
            Kind::Action => self.taken.next(&format!("CA-{year}-"), 3),
            Kind::Evidence => self.taken.next(&format!("E-{year}-"), 3),
            Kind::Person => {
                let position = root.get("position").and_then(Node::as_text).unwrap_or("person");
                self.taken.free(&person_id(position))
            }
            kind => self.taken.next(&format!("{}-{year}-", kind.as_str().to_uppercase()), 2),
        }
    }

    /// Writes the new records.
    pub(super) fn create(&mut self) {
        for (row, New { id, mut root }) in std::mem::take(&mut self.new) {
            complete(self.register.kind, &mut root, &self.context);
            let kind = self.register.kind;
            let fields = root.entries().iter().map(|entry| (&*entry.key, entry.value.clone()));
            let mut all = vec![("id", Node::text(id.as_str()))];
            all.extend(fields);
            let path = path(kind, &id);
            let link = self.context.has_schemas.then(|| schema_link(kind, &path));
            let all = all.into_iter().map(|(key, node)| (key, ordered(&node, kind, &format!("/{key}"))));
            let written = text(kind, all.collect(), link.as_deref());
            for problem in Document::read(written.as_bytes()).problems {
                let how = match problem.message.ends_with(" missing") {
                    true => {
                        "; name the column in the mapping, or give one value for all rows with `--default FIELD=VALUE`"
                    }
                    false => "",
                };
                self.error(row, None, format!("{}{how}", problem.message));
            }
            self.result.draft.create(path, written);
            self.result.created += 1;
        }
    }
}
