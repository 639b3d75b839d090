//! The templates and the filters that they may use.

use std::str::FromStr;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use super::File;
use super::markup;
use super::plan::Page;
use super::views::{self, Site, Viewer};
use crate::record::{Date, Grade};

macro_rules! templates {
    ($($name:literal),+ $(,)?) => {
        const TEMPLATES: &[(&str, &str)] = &[$(($name, include_str!(concat!("templates/", $name)))),+];
    };
}

templates![
    "base.html",
    "macros.html",
    "overview.html",
    "index.html",
    "record.html",
    "isms.html",
    "person.html",
    "catalogue.html",
    "soa.html",
    "programme.html",
    "audit.html",
    "workpaper.html",
    "evidence.html",
    "withheld.html",
    "finding.html",
    "action.html",
    "review.html",
];

/// The templates, ready to render.
pub fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(|output, state, value| match value.as_str().filter(|_| !value.is_safe()) {
        Some(text) => Ok(output.write_str(&markup::escaped(text))?),
        None => minijinja::escape_formatter(output, state, value),
    });
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_filter("prose", |text: &str| Value::from_safe_string(markup::prose(text)));
    environment.add_filter("is_address", |text: &str| markup::is_safe_address(text));
    environment.add_filter("day", |day: &str| Ok::<_, Error>(time(date(day)?, "%-d %B %Y")));
    environment.add_filter("short_day", |day: &str| Ok::<_, Error>(time(date(day)?, "%-d %b %Y")));
    environment.add_filter("span", |from: &str, to: &str| Ok::<_, Error>(views::span_in_words(date(from)?, date(to)?)));
    environment.add_filter("words", |word: &str| views::words(word));
    environment.add_filter("sentence", |word: &str| views::capitalised(&views::words(word)));
    environment.add_filter("grade_words", |word: &str| {
        Grade::ALL
            .iter()
            .find(|grade| grade.as_str() == word)
            .map_or(word.to_owned(), |grade| views::grade_in_words(*grade).to_owned())
    });
    environment.add_filter("days", |days: i64| crate::text::counted(days, "day"));
    for (name, text) in TEMPLATES {
        environment.add_template(name, text)?;
    }
    Ok(environment)
}

/// Renders a page.
pub fn render(environment: &Environment<'_>, site: &Site<'_>, page: &Page) -> Result<File, Error> {
    let (template, context) = Viewer::new(site, page).page(page);
    let mut html = environment.get_template(template)?.render(Serde(&context))?;
    if !html.ends_with('\n') {
        html.push('\n');
    }
    Ok(File { path: page.path.clone(), content: html.into_bytes() })
}

fn date(text: &str) -> Result<Date, Error> {
    Date::from_str(text).map_err(|error| Error::new(ErrorKind::InvalidOperation, format!("{text}: {error}")))
}

fn time(day: Date, format: &str) -> Value {
    Value::from_safe_string(format!("<time datetime=\"{day}\">{}</time>", day.0.strftime(format)))
}
