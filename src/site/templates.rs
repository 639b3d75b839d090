//! The templates and the filters that they may use.

use std::str::FromStr;
use std::sync::{Arc, PoisonError, RwLock};

use fluent_bundle::FluentValue;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, context};

use super::File;
use super::data::text_seen;
use super::markup;
use super::own::{BuildError, Own, TEMPLATE_FOLDER};
use super::parts;
use super::views;
use crate::direction;
use crate::hash::HashMap;
use crate::language::Language;
use crate::record::{Date, Grade};

macro_rules! templates {
    ($($name:literal),+ $(,)?) => {
        /// The built-in templates by name.
        pub const TEMPLATES: &[(&str, &str)] = &[$(($name, include_str!(concat!("templates/", $name)))),+];
    };
}

templates![
    "base.html",
    "header.html",
    "footer.html",
    "macros.html",
    "rare.html",
    "overview.html",
    "figures.html",
    "pictures.html",
    "index.html",
    "record.html",
    "comparison.html",
    "compared.html",
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
    "feed.xml",
    "badge.svg",
    "life.html",
    "blocks.html",
    "processes.html",
    "settings.html",
    "report.html",
    "registers/page.html",
    "registers/coverage.html",
    "registers/clauses.html",
    "registers/processes.html",
    "registers/communications.html",
    "registers/improvements.html",
    "registers/resources.html",
    "registers/requests.html",
    "registers/laws.html",
    "registers/rules.html",
    "registers/integrity.html",
];

/// The templates, ready to render; one of `own` stands in place of the built-in one of its name.
pub fn environment(language: &Arc<Language>, own: &Own) -> Result<Environment<'static>, BuildError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(|output, state, value| match value.as_str().filter(|_| !value.is_safe()) {
        // What is absent or hidden is nothing to read.
        _ if value.is_none() => Ok(()),
        Some(text) => Ok(output.write_str(&markup::escaped(text))?),
        None => minijinja::escape_formatter(output, state, value),
    });
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|error| BuildError::template(&error, own))?);
    // A field that the settings hide is none, also where its record must have one.
    environment.add_filter("prose", |text: Option<&str>| {
        text.map_or(Value::from(""), |text| Value::from_safe_string(markup::prose(text)))
    });
    // The attribute of an element whose text is read from right to left.
    environment.add_filter("way", |text: Option<&str>| {
        let is_turned = text.is_some_and(direction::is_whole);
        Value::from_safe_string(if is_turned { " dir=\"rtl\"".to_owned() } else { String::new() })
    });
    environment.add_filter("is_address", |text: &str| markup::is_safe_address(text));
    parts::add(&mut environment, language);
    let made = RwLock::default();
    environment.add_function("shared", move |state: &State<'_, '_>, name: &str| shared(state, name, &made));
    add_words(&mut environment, language);
    for (name, text) in TEMPLATES {
        let text = match own.text(&format!("{TEMPLATE_FOLDER}{name}"))? {
            Some(text) => text.to_owned(),
            None => (*text).to_owned(),
        };
        environment.add_template_owned(*name, text).map_err(|error| BuildError::template(&error, own))?;
    }
    Ok(environment)
}

/// What says things in a language.
fn add_words(environment: &mut Environment<'static>, language: &Arc<Language>) {
    let of = || Arc::clone(language);
    let words = of();
    environment.add_filter("grade_words", move |word: Option<&str>| {
        let word = word.unwrap_or_default();
        let grade = Grade::ALL.iter().find(|grade| grade.as_str() == word);
        grade.map_or(word.to_owned(), |grade| views::grade_in_words(&words, *grade))
    });
    let words = of();
    environment.add_function("t", move |key: &str, arguments: Kwargs| message(&words, key, &arguments));
    let days = Days::new(of(), Language::day);
    environment.add_filter("day", move |day: Option<&str>| days.told(day));
    let days = Days::new(of(), Language::short_day);
    environment.add_filter("short_day", move |day: Option<&str>| days.told(day));
    // What a field of any sort held: a day as a day, all else as it stands.
    let words = of();
    environment.add_filter("value", move |text: Option<&str>| match text.map(|text| (text, Date::from_str(text))) {
        Some((_, Ok(day))) => time(day, &words.short_day(day)),
        Some((text, Err(_))) => Value::from(text),
        None => Value::from(""),
    });
    let words = of();
    environment.add_filter("span", move |from: Option<&str>, to: Option<&str>| match (from, to) {
        (Some(from), Some(to)) => Ok::<_, Error>(words.span(date(from)?, date(to)?)),
        (Some(one), None) | (None, Some(one)) => Ok(words.day(date(one)?)),
        (None, None) => Ok(String::new()),
    });
    let words = of();
    environment.add_filter("words", move |word: Option<&str>| word.map_or(String::new(), |word| words.word(word)));
    let words = of();
    environment
        .add_filter("letter", move |grade: Option<&str>| grade.map_or(String::new(), |grade| words.letter(grade)));
    let words = of();
    environment.add_filter("sentence", move |word: Option<&str>| {
        word.map_or(String::new(), |word| views::capitalised(&words.word(word)))
    });
    let words = of();
    environment.add_filter("decimal", move |number: f64| words.decimal((number * 10.0).round() / 10.0));
    let words = of();
    environment.add_filter("days", move |days: i64| words.days(days));
}

/// Renders a page.
pub fn render(
    environment: &Environment<'_>,
    template: &str,
    context: &super::data::Value,
    path: &str,
) -> Result<File, Error> {
    let mut html = environment.get_template(template)?.render(Value::from(context))?;
    if !html.ends_with('\n') {
        html.push('\n');
    }
    Ok(File { path: path.to_owned(), content: html.into_bytes() })
}

/// A template that sees nothing but `site`, made once for each place of the navigation.
fn shared(state: &State<'_, '_>, name: &str, made: &RwLock<HashMap<String, Value>>) -> Result<Value, Error> {
    let site = state.lookup("site").unwrap_or_default();
    let key = format!("{name} {}", site.get_attr("place")?);
    if let Some(known) = made.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(known.clone());
    }
    let html = Value::from_safe_string(state.env().get_template(name)?.render(context! { site })?);
    made.write().unwrap_or_else(PoisonError::into_inner).insert(key, html.clone());
    Ok(html)
}

/// Days as templates write them, in one of the forms of a language: each is made once, for there are few and all pages have some.
struct Days {
    language: Arc<Language>,
    form: fn(&Language, Date) -> String,
    made: RwLock<HashMap<String, Value>>,
}

impl Days {
    fn new(language: Arc<Language>, form: fn(&Language, Date) -> String) -> Self {
        Self { language, form, made: RwLock::default() }
    }

    /// A day; nothing for none.
    fn told(&self, day: Option<&str>) -> Result<Value, Error> {
        let Some(text) = day.filter(|day| !day.is_empty()) else { return Ok(Value::from("")) };
        if let Some(known) = self.made.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Ok(known.clone());
        }
        let day = date(text)?;
        let told = time(day, &(self.form)(&self.language, day));
        self.made.write().unwrap_or_else(PoisonError::into_inner).insert(text.to_owned(), told.clone());
        Ok(told)
    }
}

fn date(text: &str) -> Result<Date, Error> {
    Date::from_str(text).map_err(|error| Error::new(ErrorKind::InvalidOperation, format!("{text}: {error}")))
}

fn time(day: Date, words: &str) -> Value {
    Value::from_safe_string(format!("<time datetime=\"{day}\">{}</time>", markup::escaped(words)))
}

/// A message of the language with the arguments filled in. Markup among them stays markup; all else is text.
fn message(language: &Language, key: &str, arguments: &Kwargs) -> Result<Value, Error> {
    if let Some(fixed) = language.fixed(key) {
        return Ok(text_seen(fixed));
    }
    let mut filled = Vec::new();
    let mut markup = Vec::new();
    let names: Vec<&str> = arguments.args().collect();
    for name in names {
        let value: Value = arguments.get(name)?;
        let argument = match value.as_str() {
            // A mark of its own stands for it until the message around it is escaped.
            _ if value.is_safe() => {
                markup.push(value.to_string());
                FluentValue::from(format!("\u{E000}{}\u{E001}", markup.len() - 1))
            }
            Some(text) => FluentValue::from(text.to_owned()),
            None => match (i64::try_from(value.clone()), f64::try_from(value.clone())) {
                (Ok(number), _) => FluentValue::from(number),
                (Err(_), Ok(number)) => FluentValue::from(language.decimal(number)),
                (Err(_), Err(_)) => FluentValue::from(value.to_string()),
            },
        };
        filled.push((name, argument));
    }
    let text = language
        .find(key, &filled)
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("there is no message `{key}`")))?;
    if markup.is_empty() {
        return Ok(Value::from(text));
    }
    let mut html = markup::escaped(&text).into_owned();
    for (position, value) in markup.iter().enumerate() {
        html = html.replace(&format!("\u{E000}{position}\u{E001}"), value);
    }
    Ok(Value::from_safe_string(html))
}
