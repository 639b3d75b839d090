//! How a value is written: as JSON without spaces, into a buffer that grows.

use std::borrow::Cow;

use super::Value;
use crate::text::has_any;

impl Value {
    /// Writes it as JSON.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            Value::Null => out.extend_from_slice(b"null"),
            Value::Bool(true) => out.extend_from_slice(b"true"),
            Value::Bool(false) => out.extend_from_slice(b"false"),
            Value::Integer(number) => write_other(number, out),
            Value::Number(number) => write_other(number, out),
            Value::Text(text) => write_text(text, out),
            Value::List(list) => {
                out.push(b'[');
                for (position, item) in list.iter().enumerate() {
                    if position > 0 {
                        out.push(b',');
                    }
                    item.write(out);
                }
                out.push(b']');
            }
            Value::Map(map) => {
                out.push(b'{');
                for (position, (key, value)) in map.0.iter().enumerate() {
                    if position > 0 {
                        out.push(b',');
                    }
                    match key {
                        Cow::Borrowed(name) => write_member(name, value, out),
                        Cow::Owned(name) => {
                            write_text(name, out);
                            write_value(value, out);
                        }
                    }
                }
                out.push(b'}');
            }
        }
    }
}

/// Writes a member of a mapping, the name of which is the program's own: nothing in it is written in another way.
pub fn write_member(name: &'static str, value: &Value, out: &mut Vec<u8>) {
    write_plain(name, out);
    write_value(value, out);
}

fn write_value(value: &Value, out: &mut Vec<u8>) {
    out.push(b':');
    value.write(out);
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    match has_any(text, |byte| (byte < b' ') | (byte == b'"') | (byte == b'\\')) {
        true => write_other(text, out),
        // As nearly all texts are.
        false => write_plain(text, out),
    }
}

#[inline]
fn write_plain(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

fn write_other<T: serde::Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) {
    // Memory takes whatever comes.
    let _ = serde_json::to_writer(out, value);
}
