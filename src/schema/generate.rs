//! Record types → JSON Schema, draft 2020-12, and the schemas that were made so.

use std::sync::OnceLock;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::record::{self, Kind};

/// The schema of a kind of record, as it is in `schemas/`: every command needs some, and reading is cheaper than making.
pub(super) fn published(kind: Kind) -> &'static Value {
    static SCHEMAS: [OnceLock<Value>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
    SCHEMAS[kind as usize].get_or_init(|| serde_json::from_str(text(kind)).expect("a schema is JSON"))
}

/// The text of a kind's schema in `schemas/`.
pub fn text(kind: Kind) -> &'static str {
    match kind {
        Kind::Isms => include_str!("../../schemas/isms.schema.json"),
        Kind::Person => include_str!("../../schemas/person.schema.json"),
        Kind::Catalogue => include_str!("../../schemas/catalogue.schema.json"),
        Kind::Soa => include_str!("../../schemas/soa.schema.json"),
        Kind::Programme => include_str!("../../schemas/programme.schema.json"),
        Kind::Audit => include_str!("../../schemas/audit.schema.json"),
        Kind::Workpaper => include_str!("../../schemas/workpaper.schema.json"),
        Kind::Evidence => include_str!("../../schemas/evidence.schema.json"),
        Kind::Finding => include_str!("../../schemas/finding.schema.json"),
        Kind::Action => include_str!("../../schemas/action.schema.json"),
        Kind::Review => include_str!("../../schemas/review.schema.json"),
    }
}

/// The schema of a kind of record, made of its type.
fn generate(kind: Kind) -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = record::type_schema(kind, generator).to_value();
    simplify(&mut schema);
    let Value::Object(mut object) = schema else { unreachable!("a record's schema is an object") };
    let mut finished = Map::new();
    finished.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    finished.insert("$id".into(), json!(format!("urn:tickmark:schema:{kind}:1")));
    finished.insert("title".into(), json!(format!("tickmark {}", kind.noun())));
    for key in ["$schema", "title"] {
        object.shift_remove(key);
    }
    add_kind(&mut object, kind);
    finished.append(&mut object);
    Value::Object(finished)
}

/// What the text of a kind's schema in `schemas/` has to be by its type.
pub fn generated(kind: Kind) -> String {
    let mut text = serde_json::to_string_pretty(&generate(kind)).unwrap_or_default();
    text.push('\n');
    text
}

/// The name of a kind's schema in `schemas/`.
pub fn file_name(kind: Kind) -> String {
    format!("{kind}.schema.json")
}

/// Every record says what it is; the types leave that to the reader.
fn add_kind(object: &mut Map<String, Value>, kind: Kind) {
    let mut properties = Map::new();
    properties
        .insert("kind".into(), json!({"const": kind.as_str(), "description": "What kind of record this file is."}));
    if let Some(Value::Object(rest)) = object.get_mut("properties") {
        properties.append(rest);
    }
    object.insert("properties".into(), Value::Object(properties));
    let mut required = vec![json!("kind")];
    if let Some(Value::Array(rest)) = object.get_mut("required") {
        required.append(rest);
    }
    object.insert("required".into(), Value::Array(required));
}

/// Says the same with less: no `null` beside a type (a field that may be absent is left out, never empty), one `enum`
/// for a choice of words, no number formats that JSON Schema does not know.
fn simplify(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(simplify),
        Value::Object(object) => {
            drop_null(object);
            merge_words(object);
            if object.get("default").is_some_and(Value::is_null) {
                object.shift_remove("default");
            }
            let is_number = matches!(object.get("type").and_then(Value::as_str), Some("integer" | "number"));
            if is_number {
                if object.get("format").is_some_and(|format| format == "uint32") {
                    object.entry("maximum").or_insert(json!(u32::MAX));
                }
                object.shift_remove("format");
            }
            object.values_mut().for_each(simplify);
        }
        _ => {}
    }
}

fn drop_null(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".into(), only);
        }
    }
    let Some(Value::Array(choices)) = object.get_mut("anyOf") else { return };
    choices.retain(|choice| choice.get("type").and_then(Value::as_str) != Some("null"));
    if let [Value::Object(only)] = choices.as_slice() {
        let only = only.clone();
        object.shift_remove("anyOf");
        for (key, value) in only {
            object.entry(key).or_insert(value);
        }
    }
}

fn merge_words(object: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = object.get("oneOf") else { return };
    let mut words = Vec::new();
    let mut descriptions = Vec::new();
    for choice in choices {
        let Some(word) = choice.get("const") else { return };
        words.push(word.clone());
        descriptions.push(choice.get("description").cloned().unwrap_or_else(|| json!("")));
    }
    object.shift_remove("oneOf");
    object.insert("type".into(), json!("string"));
    object.insert("enum".into(), Value::Array(words));
    // Editors show this one beside each word; it is no keyword of the draft and has no effect on validation.
    object.insert("markdownEnumDescriptions".into(), Value::Array(descriptions));
}
