//! Rows → changes of records. A row is found again by its number, so that a second import changes nothing.

mod complete;
mod values;

use std::collections::{BTreeMap, HashMap};

use self::complete::{complete, complete_item, path};
use self::values::{is_same, ordered, plain, put};
use super::cells::{self, Reading};
use super::guess::heading;
use super::mapping::{Mapping, MappingError, each};
use super::register::{RECORD, Register};
use super::sheet::{Cell, Sheet};
use crate::edit::{Draft, EditError, Target, field_path};
use crate::record::Kind;
use crate::scaffold::{Context, Taken, person_id, schema_link, text};
use crate::snapshot::{Document, Record};
use crate::text::shortened;
use crate::yaml::{Node, Value};

/// What an import does.
#[derive(Debug, Default)]
pub struct Imported {
    /// The files.
    pub draft: Draft,
    /// How many records are new.
    pub created: usize,
    /// How many rows change a record that there is.
    pub changed: usize,
    /// How many rows say what a record says already.
    pub same: usize,
    /// Rows that are no entries: titles between the rows, each with its place and text.
    pub skipped: Vec<(String, String)>,
    /// What is wrong. Nothing is to be written while there is anything.
    pub errors: Vec<RowError>,
}

/// Something wrong in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The sheet.
    pub sheet: String,
    /// The cell, such as `D14`.
    pub place: String,
    /// The heading of its column.
    pub heading: String,
    /// What is wrong.
    pub message: String,
}

/// A value of a row: the path in a row of the register, what it is, and its column.
struct Field {
    path: String,
    node: Node,
    column: Option<usize>,
}

struct Import<'a> {
    context: Context<'a>,
    register: &'static Register,
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    header: usize,
    taken: Taken,
    /// New records by the number of their row: id and fields.
    new: BTreeMap<usize, New>,
    /// Rows of records by their number in the sheet, for those that are new.
    new_ids: Vec<(String, String)>,
    /// How often a number has come, for sheets with a row for each item.
    times: HashMap<String, usize>,
    result: Imported,
}

struct New {
    id: String,
    root: Node,
}

/// Imports a sheet.
///
/// # Errors
/// The mapping does not fit the sheet.
pub fn import(context: Context<'_>, sheet: &Sheet, mapping: &Mapping) -> Result<Imported, MappingError> {
    mapping.check()?;
    let register = mapping.register()?;
    let header = mapping.header.unwrap_or(1).saturating_sub(1);
    let mut import = Import {
        context,
        register,
        sheet,
        mapping,
        header,
        taken: context.taken.clone(),
        new: BTreeMap::new(),
        new_ids: Vec::new(),
        times: HashMap::new(),
        result: Imported::default(),
    };
    let columns = import.columns();
    import.has_key();
    if import.result.errors.is_empty() {
        for row in header + 1..sheet.rows.len() {
            import.row(row, &columns);
        }
        import.create();
    }
    Ok(import.result)
}

impl Import<'_> {
    fn error(&mut self, row: usize, column: Option<usize>, message: impl Into<String>) {
        let (place, heading) = match column {
            Some(column) => (Sheet::place(row, column), heading(self.sheet, self.header, column)),
            None => (format!("row {}", row + 1), String::new()),
        };
        self.result.errors.push(RowError { sheet: self.sheet.name.clone(), place, heading, message: message.into() });
    }

    /// The columns that are imported: where they are and what they become.
    fn columns(&mut self) -> Vec<(usize, String)> {
        let width = self.sheet.rows.get(self.header).map_or(0, Vec::len);
        let headings: Vec<String> = (0..width).map(|column| heading(self.sheet, self.header, column)).collect();
        let mut columns = Vec::new();
        for (name, path) in &self.mapping.columns {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            match headings.iter().position(|heading| *heading == name) {
                Some(column) => columns.extend(each(path).map(|path| (column, path.to_owned()))),
                None => {
                    let message =
                        format!("no column has the heading `{name}`; the headings are in row {}", self.header + 1);
                    self.error(self.header, None, message);
                }
            }
        }
        columns
    }

    /// Without a number that stays, a second import would make everything a second time.
    fn has_key(&mut self) {
        let has = |wanted: &str| {
            self.mapping.values().any(|path| path == wanted) || self.mapping.defaults.contains_key(wanted)
        };
        let message = match self.register.list {
            None if has("id") || has("external_id") => return,
            None => "no column holds a number that stays the same; map one to `external_id`, so that the import can be repeated".to_owned(),
            Some((_, key)) if has(key) && (has(RECORD) || self.register.kind.is_single()) => return,
            Some((_, key)) => format!("a row of {} is known by `{RECORD}` and `{key}`; map both, or give `{RECORD}` under `defaults`", self.register.name),
        };
        self.error(self.header, None, message);
    }

    fn row(&mut self, row: usize, columns: &[(usize, String)]) {
        let cells = &self.sheet.rows[row];
        let filled: Vec<&Cell> = cells.iter().filter(|cell| **cell != Cell::Empty).collect();
        let mut mapped: Vec<usize> = columns.iter().map(|(column, _)| *column).collect();
        mapped.dedup();
        let is_mapped = mapped.iter().filter(|column| *self.sheet.cell(row, **column) != Cell::Empty).count();
        if filled.is_empty() {
            return;
        }
        if filled.len() == 1 && mapped.len() > 1 && is_mapped <= 1 {
            let text = shortened(&filled[0].text(), 60);
            self.result.skipped.push((format!("row {}", row + 1), text));
            return;
        }
        let before = self.result.errors.len();
        let fields = self.fields(row, columns);
        if self.result.errors.len() > before {
            return;
        }
        if self.is_of_a_finding_alone(columns, &fields) {
            let number = fields.iter().find_map(|field| field.node.as_text()).unwrap_or_default();
            self.result.skipped.push((format!("row {}", row + 1), shortened(number, 60)));
            return;
        }
        match self.register.list {
            None => self.record(row, fields),
            Some((list, key)) => self.item(row, list, key, fields),
        }
    }

    /// Whether a row of a sheet with findings and their actions has no action: a strength, say.
    fn is_of_a_finding_alone(&self, columns: &[(usize, String)], fields: &[Field]) -> bool {
        let is_said = |path: &str| {
            matches!(path, "title" | "actions/1/what") || path.starts_with("correction/") || path.starts_with("cause/")
        };
        self.register.kind == Kind::Action
            && self.register.list.is_none()
            && columns.iter().any(|(_, path)| path == "source/findings")
            && columns.iter().any(|(_, path)| is_said(path))
            && !fields.iter().any(|field| is_said(&field.path))
    }

    fn fields(&mut self, row: usize, columns: &[(usize, String)]) -> Vec<Field> {
        let mut fields = Vec::new();
        for (column, path) in columns {
            let cell = self.sheet.cell(row, *column);
            match self.read(path, cell) {
                Ok(Some(node)) => fields.push(Field { path: path.clone(), node, column: Some(*column) }),
                Ok(None) => {}
                Err(message) => self.error(row, Some(*column), message),
            }
        }
        for (path, text) in &self.mapping.defaults {
            if !fields.iter().any(|field| field.path == *path) {
                match self.read(path, &Cell::Text(text.clone())) {
                    Ok(Some(node)) => fields.push(Field { path: path.clone(), node, column: None }),
                    Ok(None) => {}
                    Err(message) => self.error(row, None, format!("default of {path}: {message}")),
                }
            }
        }
        fields
    }

    fn read(&self, path: &str, cell: &Cell) -> Result<Option<Node>, String> {
        if path == RECORD {
            return Ok(Some(Node::text(cell.text().trim())).filter(|_| *cell != Cell::Empty));
        }
        let Some(shape) = self.register.shape_of(path) else { return Ok(None) };
        if self.register.kind == Kind::Soa && path == "id" && *cell != Cell::Empty {
            return cells::control(self.context.snapshot, cell.text().trim()).map(|id| Some(Node::text(id)));
        }
        // A number that is one by accident: the key of a row is text.
        let cell = match (path, cell) {
            ("id" | "external_id", Cell::Number(number)) => &Cell::Text(number.to_string()),
            (_, cell) => cell,
        };
        let reading = Reading { snapshot: self.context.snapshot, mapping: self.mapping, new: &self.new_ids };
        cells::read(reading, path, shape, cell)
    }

    /// A row that is a record.
    fn record(&mut self, row: usize, mut fields: Vec<Field>) {
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
                let mut records = snapshot.records().iter().filter(|record| record.kind() == kind);
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
    fn item(&mut self, row: usize, list: &str, key: &str, mut fields: Vec<Field>) {
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

    /// Begins a new record, or adds an item to one that an earlier row began.
    fn add(&mut self, row: usize, id: Option<String>, number: &str, fields: Vec<Field>) {
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
    fn create(&mut self) {
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
                self.error(row, None, problem.message);
            }
            self.result.draft.create(path, written);
            self.result.created += 1;
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
