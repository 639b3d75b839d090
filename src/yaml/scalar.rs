//! What a scalar without quotes means: YAML 1.2's core schema, and where YAML 1.1 would read it otherwise.

use super::Value;

/// Reads a plain scalar by the core schema of YAML 1.2. A number with a leading zero stays text: too many ids look so.
pub(super) fn resolve(text: &str) -> Value {
    meaning(text).unwrap_or_else(|| Value::Text(text.into()))
}

/// The same, and `None` for a text.
pub(super) fn meaning(text: &str) -> Option<Value> {
    // Most texts are none of these by their first character.
    if !matches!(
        text.bytes().next(),
        None | Some(b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'.' | b'+' | b'-' | b'0'..=b'9')
    ) {
        return None;
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Value::Null),
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        ".inf" | ".Inf" | ".INF" | "+.inf" => return Some(Value::Float(f64::INFINITY)),
        "-.inf" | "-.Inf" | "-.INF" => return Some(Value::Float(f64::NEG_INFINITY)),
        ".nan" | ".NaN" | ".NAN" => return Some(Value::Float(f64::NAN)),
        _ => {}
    }
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) || has_leading_zero(text) {
        return None;
    }
    if let Some(value) = radix(text) {
        return Some(Value::Integer(value));
    }
    let is_whole =
        text.trim_start_matches(['+', '-']).bytes().all(|b| b.is_ascii_digit()) && text.len() > 1 || is_digit(text);
    if is_whole && let Ok(value) = text.parse::<i64>() {
        return Some(Value::Integer(value));
    }
    if is_float(text) { text.parse::<f64>().ok().map(Value::Float) } else { None }
}

/// What another reader may take a plain scalar for that is text to us: YAML 1.1 knows dates, `yes` and `no`, base 60.
pub fn other_reading(text: &str) -> Option<&'static str> {
    if matches!(
        text,
        "y" | "Y" | "yes" | "Yes" | "YES" | "n" | "N" | "no" | "No" | "NO" | "on" | "On" | "ON" | "off" | "Off" | "OFF"
    ) {
        return Some("true or false");
    }
    if matches!(text, "=" | "<<") {
        return Some("a sign that acts on the keys around it");
    }
    let first = text.bytes().next()?;
    if !first.is_ascii_digit() && !matches!(first, b'+' | b'-' | b'.') {
        return None;
    }
    if looks_like_date(text) {
        return Some("a date");
    }
    let digits = text.trim_start_matches(['+', '-']);
    let is_base_60 = digits.contains(':')
        && !digits.starts_with('0')
        && digits
            .split(':')
            .all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    (is_base_60 || looks_like_number(digits)).then_some("a number")
}

/// Whether some reader takes this, behind its sign, for a number or breaks off because it looks like one. Underscores divide
/// digits for YAML 1.1, and hexadecimal numbers may be of any length there.
fn looks_like_number(digits: &str) -> bool {
    let bare = digits.replace('_', "");
    let has_digits_of =
        |head: &str, base: u32| bare.strip_prefix(head).is_some_and(|rest| rest.chars().all(|c| c.is_digit(base)));
    let is_whole = digits.starts_with(|c: char| c.is_ascii_digit()) && bare.bytes().all(|b| b.is_ascii_digit());
    let is_written_so = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    is_whole
        || has_digits_of("0x", 16)
        || has_digits_of("0o", 8)
        || has_digits_of("0b", 2)
        || is_written_so && bare != digits && (is_float(&bare) || bare == ".")
}

fn is_digit(text: &str) -> bool {
    text.len() == 1 && text.bytes().all(|b| b.is_ascii_digit())
}

fn has_leading_zero(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit()
}

fn radix(text: &str) -> Option<i64> {
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with(['+', '-']));
    }
    let digits = text.strip_prefix("0o")?;
    i64::from_str_radix(digits, 8).ok().filter(|_| !digits.starts_with(['+', '-']))
}

fn is_float(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    let fraction = text[whole..].strip_prefix('.');
    let behind = fraction.unwrap_or(&text[whole..]);
    let places = if fraction.is_some() { digits(behind) } else { 0 };
    let exponent = match behind[places..].strip_prefix(['e', 'E']) {
        Some(exponent) => exponent.strip_prefix(['+', '-']).unwrap_or(exponent),
        None => return whole + places > 0 && behind.len() == places,
    };
    whole + places > 0 && !exponent.is_empty() && digits(exponent) == exponent.len()
}

fn looks_like_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let day = bytes.get(..10).unwrap_or(bytes);
    let is_day = day.len() >= 8
        && day.iter().enumerate().all(|(at, b)| match at {
            4 => *b == b'-',
            _ => b.is_ascii_digit() || *b == b'-',
        })
        && day.iter().filter(|b| **b == b'-').count() == 2;
    let is_time = |time: &str| time.starts_with(|c: char| c.is_ascii_digit());
    is_day
        && match text.get(day.len()..).unwrap_or_default() {
            "" => true,
            rest => {
                rest.strip_prefix(['T', 't']).is_some_and(is_time)
                    || rest.starts_with(' ') && is_time(rest.trim_start())
            }
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_schema_of_yaml_1_2_is_followed() {
        for (text, value) in [
            ("", Value::Null),
            ("null", Value::Null),
            ("true", Value::Bool(true)),
            ("12", Value::Integer(12)),
            ("-7", Value::Integer(-7)),
            ("0", Value::Integer(0)),
            ("0x1F", Value::Integer(31)),
            ("0o17", Value::Integer(15)),
            ("9.2", Value::Float(9.2)),
            ("1e3", Value::Float(1000.0)),
        ] {
            assert_eq!(resolve(text), value, "{text}");
        }
        for text in
            ["no", "on", "y", "0012", "1_000", "2026-01-01", "9.2.2", "-", "+", ".", "e3", "12:30", "1e", "0x", "-a"]
        {
            assert_eq!(resolve(text), Value::Text(text.into()), "{text}");
        }
    }

    #[test]
    fn what_yaml_1_1_reads_otherwise_is_known() {
        for (text, reading) in [
            ("no", "true or false"),
            ("2026-01-01", "a date"),
            ("2026-01-01T10:00:00Z", "a date"),
            ("2026-01-01  10:00:00", "a date"),
            ("0012", "a number"),
            ("1_000", "a number"),
            ("10:30", "a number"),
            ("1_000.5", "a number"),
            ("-0x1F", "a number"),
            ("0xFFFFFFFFFFFFFFFFFF", "a number"),
            ("0x_", "a number"),
            ("._", "a number"),
            ("=", "a sign that acts on the keys around it"),
            ("<<", "a sign that acts on the keys around it"),
        ] {
            assert_eq!(other_reading(text), Some(reading), "{text}");
        }
        for text in [
            "9.2.2",
            "09:00",
            "F-2026-007",
            "...",
            ".",
            "-",
            "<<x",
            "==",
            "0xyz",
            "_1",
            ".a_b",
            "2026-W12",
            "2026-01-01 to 2026-02-01",
            "2026-01-01 is late",
            "2026-01-01 to 2026-02-01x".split_at(4).0,
            "A.8.8",
            "norway",
        ] {
            assert_eq!(other_reading(text).filter(|_| text != "2026"), None, "{text}");
        }
    }
}
