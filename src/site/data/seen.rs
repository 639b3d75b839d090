//! How a value is read: written beside the page as JSON, and by the templates without a copy.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectExt, ObjectRepr, Value as Seen};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{List, Map, Value};

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(list) => serializer.collect_seq(&list.0),
            Value::Map(map) => map.serialize(serializer),
        }
    }
}

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(key, value)| members.serialize_entry(key, value))?;
        members.end()
    }
}

impl From<&Value> for Seen {
    fn from(value: &Value) -> Seen {
        match value {
            Value::Null => Seen::from(()),
            Value::Bool(flag) => Seen::from(*flag),
            Value::Integer(number) => Seen::from(*number),
            Value::Number(number) => Seen::from(*number),
            Value::Text(text) => Seen::from(Arc::clone(text)),
            Value::List(list) => Seen::from_dyn_object(Arc::clone(list)),
            Value::Map(map) => Seen::from_dyn_object(Arc::clone(map)),
        }
    }
}

impl Object for List {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Seen) -> Option<Seen> {
        self.0.get(key.as_usize()?).map(Seen::from)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }
}

impl Object for Map {
    fn get_value(self: &Arc<Self>, key: &Seen) -> Option<Seen> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Seen> {
        self.get(key).map(Seen::from)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.mapped_enumerator(|map| Box::new(map.iter().map(|(key, _)| Seen::from(key))))
    }

    fn enumerator_len(self: &Arc<Self>) -> Option<usize> {
        Some(self.0.len())
    }
}
