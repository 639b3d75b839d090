//! One page of HTML, to be read in a browser and printed.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, context};

use super::Templates;
use crate::direction;
use crate::report::document::Document;
use crate::text::escaped;

/// The page.
pub fn render(document: &Document, templates: &Templates) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(|output, state, value| match value.as_str().filter(|_| !value.is_safe()) {
        Some(text) => Ok(output.write_str(&escaped(text))?),
        None => minijinja::escape_formatter(output, state, value),
    });
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_filter("apart", |text: &str| Value::from_safe_string(direction::apart(text)));
    environment.add_filter("way", |spans: Value| way(&spans));
    environment.add_template("report.html", &templates.html)?;
    let page = css_text(&document.page);
    let page = page.replace("\\7b page\\7d ", "\" counter(page) \"").replace("\\7b pages\\7d ", "\" counter(pages) \"");
    let html = environment.get_template("report.html")?.render(context! {
        document => Serde(document),
        css => Value::from_safe_string(templates.css.clone()),
        foot_css => Value::from_safe_string(format!("\"{}\"", css_text(&document.foot))),
        page_css => Value::from_safe_string(format!("\"{page}\"")),
    })?;
    Ok(format!("{}\n", html.trim_end()))
}

/// The attribute of an element that holds a line which is read from right to left; nothing for any other line.
fn way(spans: &Value) -> Result<Value, Error> {
    let mut parts = Vec::new();
    for span in spans.try_iter()? {
        let (style, text) = (span.get_attr("style")?, span.get_attr("text")?);
        parts.push((matches!(style.as_str(), Some("code" | "link")), text.as_str().unwrap_or_default().to_owned()));
    }
    let is_turned = direction::is_turned(parts.iter().map(|(is_code, text)| (*is_code, text.as_str())));
    Ok(Value::from_safe_string(if is_turned { " dir=\"rtl\"".to_owned() } else { String::new() }))
}

/// Text between the quotes of a string in a style sheet; whatever is not a letter or a digit is written by its number.
fn css_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            ' ' => out.push(' '),
            c if c.is_ascii_alphanumeric() => out.push(c),
            c => out.push_str(&format!("\\{:x} ", u32::from(c))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::css_text;

    #[test]
    fn nothing_ends_a_string_of_the_style_sheet() {
        let text = css_text("a\"}</style><script>\\\n");
        assert!(!text.contains(['"', '<', '>', '\n', '}']), "{text}");
        assert_eq!(css_text("é·1"), "\\e9 \\b7 1");
    }
}
