use crate::diagnostic::{Level, Place};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::BUILT_IN;
use crate::record::{Audit, Kind, PartId, Person, PersonRef, Workpaper};
use crate::schema::{Reference, What, shape};
use crate::snapshot::{Record, Snapshot};
use crate::text::{counted, listed as joined, nearest};

pub static RULE: Rule = Rule {
    name: "dangling-reference",
    family: Family::Records,
    summary: "A reference names a record, process, site or item that there is not",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("dangling_reference.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for record in context.records() {
        let mut count = Count::default();
        let Some(root) = &record.document().root else { continue };
        shape(record.kind()).walk(root, &mut |shape, node| {
            let (What::Reference(reference), Some(text)) = (&shape.what, node.as_text()) else { return };
            if let Some((message, help)) = dangling(context.snapshot, record, *reference, text, &count) {
                if !count.is_listed() {
                    return;
                }
                let place = Place::new(record.path.clone(), node.span);
                let diagnostic = report.raise_at(place, message);
                diagnostic.record = Some(record.subject());
                diagnostic.help(help);
            }
        });
        count.tell_rest(record, report);
        if let Some(workpaper) = record.data().workpaper() {
            interviews(record, workpaper, report);
        }
        if let Some(audit) = record.data().audit() {
            lessons(record, audit, report);
        }
        if let Some(person) = record.data().person() {
            line(context.snapshot, record, person, report);
        }
    }
}

/// A person whose line of managers ends at themselves.
fn line(snapshot: &Snapshot, record: &Record, person: &Person, report: &mut Report<'_>) {
    let mut managers: Vec<&PersonRef> = Vec::new();
    let mut next = person.reports_to.as_ref();
    while let Some(manager) = next.filter(|manager| !managers.contains(manager)) {
        managers.push(manager);
        next = snapshot.person(manager).and_then(|person| person.data().reports_to.as_ref());
        if manager.as_str() != person.id.as_str() {
            continue;
        }
        let between = managers.len() - 1;
        let message = match between {
            0 => format!("`{manager}` is this person"),
            _ => format!("the line of managers leads back to this person: {}", listed_ids(&managers)),
        };
        report
            .raise(record, "/reports_to", message)
            .help("name who is above them; whoever is at the top has no `reports_to`");
    }
}

fn listed_ids(managers: &[&PersonRef]) -> String {
    joined(&managers.iter().map(|manager| manager.as_str()).collect::<Vec<_>>(), 6)
}

/// The items of a workpaper that an interview names by their own ids.
fn interviews(record: &Record, workpaper: &Workpaper, report: &mut Report<'_>) {
    for (position, interview) in workpaper.interviews.iter().enumerate() {
        let is_there = |id: &str| workpaper.items.iter().any(|item| item.id.as_str() == id);
        for (place, id) in interview.items.iter().enumerate().filter(|(_, id)| !is_there(id.as_str())) {
            report
                .raise(
                    record,
                    &format!("/interviews/{position}/items/{place}"),
                    format!("interview {} was about item `{id}`, which this workpaper has not", interview.id),
                )
                .help("name an item of this workpaper by its id");
        }
    }
}

/// The lessons of an audit that its decisions name by their numbers.
fn lessons(record: &Record, audit: &Audit, report: &mut Report<'_>) {
    let count = audit.lessons.len();
    for (position, decision) in audit.lesson_decisions.iter().enumerate() {
        if usize::try_from(decision.lesson).is_ok_and(|number| number > count) {
            let has = match count {
                0 => "no lesson".to_owned(),
                count => counted(count as i64, "lesson"),
            };
            let message = format!("lesson {} was decided on, and the audit has {has}", decision.lesson);
            let place = format!("/lesson_decisions/{position}/lesson");
            report.raise(record, &place, message).help("name one of the list under `lessons` by its number, from 1 on");
        }
    }
}

/// How many references of a record are to be said something of. Each suggestion looks through all ids, and nobody reads
/// hundreds of lines about one record.
#[derive(Default)]
pub(super) struct Count(usize);

impl Count {
    /// How many are listed one by one.
    const LISTED: usize = 100;
    /// For how many it is looked for what may have been meant.
    const SUGGESTED: usize = 20;

    /// What may have been meant, of the first ones.
    pub(super) fn nearest<'a>(&self, text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        if self.0 < Self::SUGGESTED { nearest(text, candidates) } else { None }
    }

    /// Counts one more; whether it is to be listed.
    pub(super) fn is_listed(&mut self) -> bool {
        self.0 += 1;
        self.0 <= Self::LISTED
    }

    /// Says how many are not listed.
    pub(super) fn tell_rest(&self, record: &Record, report: &mut Report<'_>) {
        if let Some(rest) = self.0.checked_sub(Self::LISTED).filter(|rest| *rest > 0) {
            let (noun, verb) = if rest == 1 { ("reference", "leads") } else { ("references", "lead") };
            let diagnostic = report.raise(record, "", format!("{rest} more {noun} of this record {verb} nowhere"));
            diagnostic.field = None;
            diagnostic.help("mend the first ones, which are listed; then the others are");
        }
    }
}

/// What is wrong with a reference, and what may have been meant.
fn dangling(
    snapshot: &Snapshot,
    from: &Record,
    reference: Reference,
    text: &str,
    count: &Count,
) -> Option<(String, String)> {
    match reference {
        // `unknown-person` and `criterion-unknown` own these.
        Reference::Record(Kind::Person) | Reference::Party | Reference::Criterion => None,
        Reference::Record(kind) => record(snapshot, from, Some(kind), text, count),
        Reference::Any => record(snapshot, from, None, text, count),
        Reference::Item => item(snapshot, from, text, count),
        Reference::Process => {
            let isms = snapshot.isms()?;
            listed(text, "process", isms.data().processes.iter().map(|process| &process.id), count)
        }
        Reference::Site => {
            let isms = snapshot.isms()?;
            listed(text, "site", isms.data().sites.iter().map(|site| &site.id), count)
        }
    }
}

fn record(
    snapshot: &Snapshot,
    from: &Record,
    kind: Option<Kind>,
    text: &str,
    count: &Count,
) -> Option<(String, String)> {
    let noun = kind.map_or("record", Kind::noun);
    if let Some(record) = snapshot.record(text) {
        let fits = kind.is_none_or(|kind| record.kind() == kind);
        if kind == Some(from.kind()) && record.path == from.path {
            return Some((format!("`{text}` is this record itself"), format!("name another {noun}, or leave it out")));
        }
        if fits && *record.id == *text {
            return None;
        }
        return Some(match fits {
            true => (
                format!("`{text}` is written `{}` where it is defined", record.id),
                "write it the same way, upper and lower case included".to_owned(),
            ),
            false => (
                format!(
                    "`{text}` is {}, and {} is wanted here",
                    with_article(record.kind().noun()),
                    with_article(noun)
                ),
                format!("write the id of {}", with_article(noun)),
            ),
        });
    }
    let is_built_in = kind == Some(Kind::Catalogue) && text == BUILT_IN;
    if is_built_in || snapshot.broken_record(text).is_some() {
        return None;
    }
    let ids = snapshot
        .records()
        .iter()
        .filter(|record| kind.is_none_or(|kind| record.kind() == kind) && record.path != from.path)
        .map(|record| &*record.id)
        .chain(snapshot.unread_ids(kind));
    let help = match count.nearest(text, ids) {
        Some(id) => format!("did you mean `{id}`?"),
        None => format!("correct the id, or add the {noun}"),
    };
    Some((format!("there is no {noun} `{text}`"), help))
}

fn item(snapshot: &Snapshot, from: &Record, text: &str, count: &Count) -> Option<(String, String)> {
    let (workpaper, item) = text.split_once('/')?;
    let wrong = record(snapshot, from, Some(Kind::Workpaper), workpaper, count);
    let Some(data) = snapshot.record(workpaper).and_then(|record| record.data().workpaper()) else { return wrong };
    if wrong.is_some() || data.items.iter().any(|known| known.id.as_str() == item) {
        return wrong;
    }
    let help = match count.nearest(item, data.items.iter().map(|known| known.id.as_str())) {
        Some(id) => format!("did you mean `{workpaper}/{id}`?"),
        None => "behind the slash stands the id of one of the workpaper's items".to_owned(),
    };
    Some((format!("workpaper {workpaper} has no item `{item}`"), help))
}

fn listed<'a>(
    text: &str,
    what: &str,
    known: impl Iterator<Item = &'a PartId> + Clone,
    count: &Count,
) -> Option<(String, String)> {
    if known.clone().any(|id| id.as_str() == text) {
        return None;
    }
    let help = match count.nearest(text, known.map(PartId::as_str)) {
        Some(id) => format!("did you mean `{id}`?"),
        None => format!("add the {what} to tickmark.yaml, or correct its id here"),
    };
    Some((format!("tickmark.yaml lists no {what} `{text}`"), help))
}

fn with_article(noun: &str) -> String {
    match noun.starts_with(['a', 'e', 'i', 'I', 'o', 'u']) {
        true => format!("an {noun}"),
        false => format!("a {noun}"),
    }
}
