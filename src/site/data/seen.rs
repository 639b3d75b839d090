//! How templates read a value: as it is, without a copy.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectExt, ObjectRepr, Value as Seen};

use super::{List, Map, Value};

/// As many bytes as the templates' own texts have in themselves.
const SHORT: usize = 22;

/// A text for the templates. A short one is copied, which costs less than to count who shares it, least of all among threads.
pub fn text_seen(text: &Arc<str>) -> Seen {
    match text.len() <= SHORT {
        true => Seen::from(&**text),
        false => Seen::from(Arc::clone(text)),
    }
}

impl From<&Value> for Seen {
    fn from(value: &Value) -> Seen {
        match value {
            Value::Null => Seen::from(()),
            Value::Bool(flag) => Seen::from(*flag),
            Value::Integer(number) => Seen::from(*number),
            Value::Number(number) => Seen::from(*number),
            Value::Text(text) => text_seen(text),
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
