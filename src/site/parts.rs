//! The small parts of a page that stand on it hundreds of times: links, days, marks. They are functions and no macros of the
//! templates, which took half of the time of a page; `macros.html` gives them their names, and one in a user's takes their place.

use std::sync::Arc;

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

use super::markup;
use crate::direction;
use crate::language::Language;
use crate::lint;

/// States that are reached for good.
const GOOD: [&str; 7] = ["closed", "issued", "verified", "effective", "done", "approved", "implemented"];
/// States that somebody has to look at.
const BAD: [&str; 4] = ["ineffective", "contested", "rejected", "expired"];
/// States that nothing comes after.
const OVER: [&str; 4] = ["cancelled", "withdrawn", "superseded", "disposed"];

/// As many bytes as most parts have at most.
const USUAL: usize = 256;

type Part = Result<Value, Error>;

/// Adds the parts to the functions of the templates.
pub fn add(environment: &mut Environment<'_>, language: &Arc<Language>) {
    environment.add_function("part_ref", |link: Value| part(|out| reference(out, &link)));
    environment.add_function("part_refs", |links: Value| part(|out| among(out, &links, ", ", reference)));
    environment.add_function("part_titled", |link: Value| part(|out| titled(out, &link)));
    let words = Arc::clone(language);
    environment.add_function("part_titled_list", move |links: Value| part(|out| titled_list(out, &links, &words)));
    environment.add_function("part_criterion", |one: Value| part(|out| criterion(out, &one)));
    environment.add_function("part_criteria", |all: Value| part(|out| among(out, &all, "<br>", criterion)));
    environment.add_function("part_numbers", |all: Value| part(|out| among(out, &all, ", ", number)));
    environment.add_function("part_fact", |label: Value, value: Value| part(|out| fact(out, &label, &value)));
    let words = Arc::clone(language);
    environment.add_function("part_rule", move |name: Value| part(|out| rule(out, &name, &words)));
    let words = Arc::clone(language);
    environment.add_function("part_mark", move |word: Value| part(|out| mark(out, &word, &words, false)));
    let words = Arc::clone(language);
    environment.add_function("part_grade", move |word: Value| part(|out| mark(out, &word, &words, true)));
    let words = Arc::clone(language);
    environment.add_function("part_state", move |word: Value, kind: Option<Value>| {
        let of_finding = kind.is_some_and(|kind| kind.as_str() == Some("finding"));
        part(|out| state(out, &word, of_finding, &words))
    });
}

fn part(write: impl FnOnce(&mut String) -> Result<(), Error>) -> Part {
    let mut out = String::with_capacity(USUAL);
    write(&mut out)?;
    Ok(Value::from_safe_string(out))
}

/// A link by its label; nothing in place of none.
fn reference(out: &mut String, link: &Value) -> Result<(), Error> {
    if !link.is_true() {
        return Ok(());
    }
    let (label, href) = (link.get_attr("label")?, link.get_attr("href")?);
    if !href.is_true() {
        return tell(out, &label);
    }
    out.push_str(if label == link.get_attr("id")? { "<a class=\"id\" href=\"" } else { "<a href=\"" });
    show(out, &href)?;
    out.push_str("\">");
    show(out, &label)?;
    out.push_str("</a>");
    Ok(())
}

/// A link with the title behind it.
fn titled(out: &mut String, link: &Value) -> Result<(), Error> {
    reference(out, link)?;
    if link.is_true() {
        let title = link.get_attr("title")?;
        if title.is_true() && title != link.get_attr("label")? {
            out.push(' ');
            tell(out, &title)?;
        }
    }
    Ok(())
}

/// Links with their titles, grades and states, one below the other.
fn titled_list(out: &mut String, links: &Value, words: &Language) -> Result<(), Error> {
    out.push_str("<ul class=\"plain\">\n");
    for link in links.try_iter()? {
        out.push_str("<li>");
        let (grade, status) = (link.get_attr("grade")?, link.get_attr("status")?);
        if grade.is_true() {
            mark(out, &grade, words, true)?;
            out.push(' ');
        }
        titled(out, &link)?;
        if link.get_attr("kind")?.as_str() == Some("evidence") && !link.get_attr("title")?.is_true() {
            out.push_str(" <span class=\"soft\">");
            out.push_str(&markup::escaped(&words.plain("withheld-in-list")));
            out.push_str("</span>");
        }
        if status.is_true() {
            out.push_str(" <span class=\"soft\">");
            let of_finding = link.get_attr("kind")?.as_str() == Some("finding");
            state(out, &status, of_finding, words)?;
            out.push_str("</span>");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
    Ok(())
}

/// A requirement by its number, with its title.
fn criterion(out: &mut String, one: &Value) -> Result<(), Error> {
    numbered(out, one, false)?;
    let title = one.get_attr("title")?;
    if title.is_true() {
        out.push(' ');
        show(out, &title)?;
    }
    Ok(())
}

/// A requirement by its number alone.
fn number(out: &mut String, one: &Value) -> Result<(), Error> {
    numbered(out, one, true)
}

fn numbered(out: &mut String, one: &Value, with_hint: bool) -> Result<(), Error> {
    let (id, href) = (one.get_attr("id")?, one.get_attr("href")?);
    if !href.is_true() {
        return show(out, &id);
    }
    out.push_str("<a class=\"id\" href=\"");
    show(out, &href)?;
    out.push('"');
    let title = one.get_attr("title")?;
    if with_hint && title.is_true() {
        out.push_str(" title=\"");
        show(out, &title)?;
        out.push('"');
    }
    out.push('>');
    show(out, &id)?;
    out.push_str("</a>");
    Ok(())
}

/// One line of what is known at a glance.
fn fact(out: &mut String, label: &Value, value: &Value) -> Result<(), Error> {
    out.push_str("<div><dt>");
    show(out, label)?;
    out.push_str("</dt><dd>");
    tell(out, value)?;
    out.push_str("</dd></div>\n");
    Ok(())
}

/// A rule: its name, and what it reports.
fn rule(out: &mut String, name: &Value, words: &Language) -> Result<(), Error> {
    out.push_str("<code>");
    show(out, name)?;
    out.push_str("</code>");
    let name = name.as_str().unwrap_or_default();
    if let Some(summary) = lint::summary(name, words) {
        out.push_str("<br><span class=\"soft\"");
        if summary.is_english && words.tag() != "en" {
            out.push_str(" lang=\"en\"");
        }
        out.push('>');
        out.push_str(&markup::escaped(&summary.text));
        out.push_str("</span>");
    }
    Ok(())
}

/// A grade: its letter in its colour, and the word where it is asked for.
fn mark(out: &mut String, word: &Value, words: &Language, with_word: bool) -> Result<(), Error> {
    out.push_str("<span class=\"g ");
    show(out, word)?;
    out.push_str("\"><i aria-hidden=\"true\">");
    let grade = word.as_str();
    out.push_str(&markup::escaped(&grade.map(|grade| words.letter(grade)).unwrap_or_default()));
    out.push_str("</i>");
    if with_word {
        out.push(' ');
        out.push_str(&markup::escaped(&grade.map(|grade| words.word(grade)).unwrap_or_default()));
    }
    out.push_str("</span>");
    Ok(())
}

/// A state: a mark and a word, never colour alone. What is accepted of a finding is its risk, of an action its plan.
fn state(out: &mut String, word: &Value, of_finding: bool, words: &Language) -> Result<(), Error> {
    if word.is_undefined() {
        return Err(missing());
    }
    let word = word.as_str();
    let is_among = |states: &[&str]| word.is_some_and(|word| states.contains(&word));
    out.push_str("<span class=\"state\">");
    out.push_str(match () {
        () if is_among(&GOOD) => "✓ ",
        () if is_among(&BAD) => "! ",
        () if is_among(&OVER) => "× ",
        () if of_finding && is_among(&["accepted"]) => "□ ",
        () => "○ ",
    });
    out.push_str(&markup::escaped(&word.map(|word| words.word(word)).unwrap_or_default()));
    out.push_str("</span>");
    Ok(())
}

fn among(
    out: &mut String,
    all: &Value,
    between: &str,
    write: fn(&mut String, &Value) -> Result<(), Error>,
) -> Result<(), Error> {
    for (position, one) in all.try_iter()?.enumerate() {
        if position > 0 {
            out.push_str(between);
        }
        write(out, &one)?;
    }
    Ok(())
}

/// A value among others: words that are read from right to left stand apart from them.
fn tell(out: &mut String, value: &Value) -> Result<(), Error> {
    match value.as_str().filter(|text| !value.is_safe() && direction::is_in(text)) {
        Some(text) => out.push_str(&direction::apart(text)),
        None => show(out, value)?,
    }
    Ok(())
}

/// A value as a template shows it: markup as it stands, all else escaped, nothing for none.
fn show(out: &mut String, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        _ if value.is_none() => {}
        _ if value.is_undefined() => return Err(missing()),
        Some(text) if value.is_safe() => out.push_str(text),
        Some(text) => out.push_str(&markup::escaped(text)),
        None => out.push_str(&markup::escaped(&value.to_string())),
    }
    Ok(())
}

fn missing() -> Error {
    Error::new(ErrorKind::UndefinedError, "there is no such value")
}
