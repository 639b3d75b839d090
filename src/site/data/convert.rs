//! What becomes a value, and how one is written in a view.

use std::sync::Arc;

use super::{List, Value};

/// What can stand in a page's data. It takes a reference, so that [`json!`] moves nothing.
pub trait ToValue {
    /// The same as a value.
    fn to_value(&self) -> Value;
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Text(self.into())
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value {
        self.as_str().to_value()
    }
}

impl ToValue for bool {
    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }
}

impl ToValue for f64 {
    fn to_value(&self) -> Value {
        Value::Number(*self)
    }
}

macro_rules! integers {
    ($($integer:ty),+) => {
        $(
            impl ToValue for $integer {
                fn to_value(&self) -> Value {
                    i64::try_from(*self).map_or(Value::Null, Value::Integer)
                }
            }
        )+
    };
}

integers!(i16, i32, i64, u8, u16, u32, u64, usize);

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }
}

impl<T: ToValue> ToValue for [T] {
    fn to_value(&self) -> Value {
        self.iter().map(T::to_value).collect()
    }
}

impl<T: ToValue, const N: usize> ToValue for [T; N] {
    fn to_value(&self) -> Value {
        self.as_slice().to_value()
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(&self) -> Value {
        self.as_slice().to_value()
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Value {
        Value::List(Arc::new(List(items)))
    }
}

macro_rules! from {
    ($($type:ty),+) => {
        $(
            impl From<$type> for Value {
                fn from(value: $type) -> Value {
                    value.to_value()
                }
            }
        )+
    };
}

from!(&str, &String, String, bool, f64, i32, i64, u32, u64, usize, Vec<String>);

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Value {
        match value {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(flag) => Value::Bool(flag),
            serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Value::Integer(whole),
                (None, number) => number.into(),
            },
            serde_json::Value::String(text) => text.into(),
            serde_json::Value::Array(items) => items.into_iter().map(Value::from).collect(),
            serde_json::Value::Object(members) => {
                Value::map(members.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
            }
        }
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, T::into)
    }
}

impl FromIterator<Value> for Value {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Value {
        items.into_iter().collect::<Vec<Value>>().into()
    }
}

/// A value as JSON is written, with expressions where JSON has values.
macro_rules! json {
    ({ $($members:tt)* }) => {{
        #[allow(unused_mut, reason = "a mapping may be empty")]
        let mut members = $crate::site::data::Map::default();
        $crate::site::data::json!(@members members $($members)*);
        $crate::site::data::Value::Map(std::sync::Arc::new(members))
    }};
    ([ $({ $($inner:tt)* }),+ $(,)? ]) => {
        $crate::site::data::Value::from(vec![$($crate::site::data::json!({ $($inner)* })),+])
    };
    ([ $($item:expr),* $(,)? ]) => {
        $crate::site::data::Value::from(vec![$($crate::site::data::ToValue::to_value(&$item)),*])
    };
    (@members $into:ident) => {};
    (@members $into:ident $key:literal: null $(, $($rest:tt)*)?) => {
        $into.add($key, $crate::site::data::Value::Null);
        $crate::site::data::json!(@members $into $($($rest)*)?);
    };
    (@members $into:ident $key:literal: [] $(, $($rest:tt)*)?) => {
        $into.add($key, $crate::site::data::Value::empty());
        $crate::site::data::json!(@members $into $($($rest)*)?);
    };
    (@members $into:ident $key:literal: { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $into.add($key, $crate::site::data::json!({ $($inner)* }));
        $crate::site::data::json!(@members $into $($($rest)*)?);
    };
    (@members $into:ident $key:literal: $value:expr $(, $($rest:tt)*)?) => {
        $into.add($key, $crate::site::data::ToValue::to_value(&$value));
        $crate::site::data::json!(@members $into $($($rest)*)?);
    };
    ($value:expr) => { $crate::site::data::ToValue::to_value(&$value) };
}

pub(crate) use json;
