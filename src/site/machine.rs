//! The site for machines: feed, calendars, badge, and the data of every page.

use std::collections::BTreeMap;

use minijinja::{Environment, Error};

use super::File;
use super::data::{Map, Value, json, write_member};
use super::plan::{Page, PageKind};
use super::views::{Dated, Site, Viewer};
use crate::calendar::calendar;
use crate::record::Kind;

/// The format of the data of pages.
const FORMAT: u32 = 1;

/// As many bytes as the data of most pages have at most.
const USUAL: usize = 16 << 10;

/// The data of a page, as its template saw it: the file beside it that ends in `.json`.
pub fn data(site: &Site<'_>, path: &str, context: &Value) -> File {
    let mut content = Vec::with_capacity(USUAL);
    content.push(b'{');
    write_member("format", &FORMAT.into(), &mut content);
    let (day, audience) = (site.options.day.to_string(), site.options.audience.as_str());
    let about = [("page", Value::from(path)), ("as_of", day.into()), ("audience", audience.into())];
    let about = about.iter().map(|(key, value)| (*key, value));
    // The frame is the same on all pages.
    let members = context.as_object().into_iter().flat_map(Map::named).filter(|(key, _)| *key != "site");
    let members = members.map(|(key, value)| (if key == "page" { "head" } else { key }, value));
    for (key, value) in about.chain(members) {
        content.push(b',');
        write_member(key, value, &mut content);
    }
    content.push(b'}');
    content.push(b'\n');
    File { path: beside(path), content }
}

/// The file with the data of a page.
pub fn beside(path: &str) -> String {
    format!("{}.json", path.strip_suffix(".html").unwrap_or(path))
}

/// Feed, calendars and badge.
pub fn files(templates: &Environment<'_>, site: &Site<'_>) -> Result<Vec<File>, Error> {
    let viewer = Viewer::new(site, &Page { kind: PageKind::Overview, path: "index.html".to_owned() });
    let feed = templates.get_template("feed.xml")?.render(minijinja::Value::from(&viewer.feed()))?;
    let badge = templates.get_template("badge.svg")?.render(minijinja::Value::from(&badge(site, &viewer)))?;
    let mut files = vec![text("feed.xml", feed + "\n"), text("badge.svg", badge + "\n")];
    files.extend(calendars(site, &viewer));
    Ok(files)
}

fn text(path: &str, text: String) -> File {
    File { path: path.to_owned(), content: text.into_bytes() }
}

/// One calendar with everything, and one for each person where persons may be named.
fn calendars(site: &Site<'_>, viewer: &Viewer<'_, '_>) -> Vec<File> {
    let (language, day) = (&site.options.language, site.options.day);
    let (organisation, dated) = (site.organisation(), viewer.dated());
    let name = language.text("calendar-name", &[("organisation", organisation.clone().into())]);
    let early = site.snapshot.written_after(day);
    let whole = |name: String, is_whole: bool| {
        let name = match early {
            Some(committed) => language.named_early(&name, day, committed),
            None => name,
        };
        match is_whole {
            true => name,
            false => language.text("calendar-incomplete", &[("name", name.into())]),
        }
    };
    let name = whole(name, site.knows_what_is_late());
    let mut files = vec![text("calendar.ics", calendar(&name, dated.iter().map(|dated| dated.event.clone()), day))];
    let mut theirs: BTreeMap<&str, Vec<&Dated>> = site.persons().map(|person| (person, Vec::new())).collect();
    for dated in &dated {
        let mut who: Vec<&str> = dated.who.iter().map(String::as_str).collect();
        who.sort_unstable();
        who.dedup();
        for person in who {
            if let Some(all) = theirs.get_mut(person) {
                all.push(dated);
            }
        }
    }
    files.extend(theirs.into_iter().map(|(person, all)| {
        let name = language.text(
            "calendar-of",
            &[("organisation", organisation.clone().into()), ("person", viewer.person_name(person).into())],
        );
        let name = whole(name, site.knows_all_of(person));
        let path = format!("{}/{person}.ics", Kind::Person.folder());
        text(&path, calendar(&name, all.into_iter().map(|dated| dated.event.clone()), day))
    }));
    files
}

/// What the badge says, and how wide its halves are.
fn badge(site: &Site<'_>, viewer: &Viewer<'_, '_>) -> Value {
    let language = &site.options.language;
    let (overdue, steps) = (site.overdue(), site.late_steps());
    let label = language.plain("badge-label");
    let text = match (overdue, steps) {
        (0, 0) => language.plain("badge-none"),
        (0, steps) => language.text("badge-steps", &[("count", steps.into())]),
        (overdue, 0) => language.text("badge-overdue", &[("count", overdue.into())]),
        (overdue, steps) => {
            let overdue = language.text("badge-overdue", &[("count", overdue.into())]);
            format!("{overdue}, {}", language.text("badge-steps", &[("count", steps.into())]))
        }
    };
    let is_known = site.knows_what_is_late();
    let text = match (is_known, overdue + steps) {
        (true, _) => text,
        (false, 0) => language.plain("badge-incomplete"),
        (false, _) => language.text("badge-at-least", &[("what", text.into())]),
    };
    let early = viewer.early();
    let text = match early.is_null() {
        true => text,
        false => {
            let day = language.short_day(site.options.day);
            language.text("badge-early", &[("what", text.into()), ("day", day.into())])
        }
    };
    let width = |text: &str| 12 + text.chars().count() * 7;
    json!({"label": label, "text": text, "late": overdue + steps > 0, "is_known": is_known, "early": early, "left": width(&label), "right": width(&text)})
}
