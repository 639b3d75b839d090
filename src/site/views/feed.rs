//! The feed: what got into another state or grade, the newest first.

use super::Viewer;
use crate::history::{Standing, StateStep};
use crate::record::FindingStatus;
use crate::render::printable;
use crate::site::data::{Value, json};
use crate::site::plan::PageKind;

/// Entries in the feed.
const MOST: usize = 60;

impl Viewer<'_, '_> {
    /// What the feed says.
    pub fn feed(&self) -> Value {
        let chronicle = self.site.options.chronicle.as_deref();
        let steps =
            chronicle.into_iter().flat_map(|chronicle| chronicle.steps.iter().map(move |step| (chronicle, step)));
        let entries: Vec<Value> = steps
            .rev()
            .filter_map(|(chronicle, step)| {
                let commit = &chronicle.moments[step.moment].commit;
                self.entry(step, &commit.id, instant(commit.seconds))
            })
            .take(MOST)
            .collect();
        let updated = entries
            .first()
            .map_or_else(|| format!("{}T00:00:00Z", self.site.day()).into(), |entry| entry["updated"].clone());
        let organisation = self.site.organisation();
        let base = self.published_at();
        let id = base
            .map_or_else(|| format!("urn:tickmark:feed:{}", slug(&organisation)), |base| format!("{base}/feed.xml"));
        json!({
            "id": id,
            "language": self.site.options.language.tag(),
            "organisation": characters(&organisation),
            "base": base,
            "updated": updated,
            "entries": entries,
            "incomplete": self.incomplete(&PageKind::Overview),
            "early": self.early(),
        })
    }

    fn entry(&self, step: &StateStep, commit: &str, updated: String) -> Option<Value> {
        let record = self.site.snapshot.record(&step.id)?;
        let address = self.site.plan.address(&record.id).filter(|_| !self.site.redaction.withholds(record))?;
        let after = step.after.filter(|after| self.is_told(after))?;
        let before = step.before.filter(|before| self.is_told(before));
        if before == Some(after) {
            return None;
        }
        let href = match self.published_at() {
            Some(base) => format!("{base}/{address}"),
            None => address.to_owned(),
        };
        Some(json!({
            "id": format!("urn:tickmark:{}:{commit}", record.id),
            "record": &*record.id,
            "title": characters(&self.title_of(record)),
            "kind": record.kind().as_str(),
            "href": href,
            "updated": updated,
            "status": after.status,
            "was": before.map(|before| before.status).filter(|was| *was != after.status),
            "grade": after.grade.map(|grade| grade.as_str()),
            "was_grade": before.and_then(|before| before.grade).filter(|was| Some(*was) != after.grade).map(|grade| grade.as_str()),
        }))
    }

    /// Whether the audience may know of a standing: work that is not reported is the auditors' own.
    fn is_told(&self, standing: &Standing) -> bool {
        let state =
            FindingStatus::ALL.iter().find(|status| standing.grade.is_some() && status.as_str() == standing.status);
        !self.site.redaction.is_for_anybody() || state.is_none_or(|status| status.is_reported())
    }
}

/// A moment as RFC 3339 has it.
fn instant(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}

/// A text without the characters that XML has no place for.
fn characters(text: &str) -> String {
    printable(text).replace(['\n', '\u{fffe}', '\u{ffff}'], " ")
}

/// A name as a part of an address.
fn slug(name: &str) -> String {
    let letters =
        name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect::<String>();
    letters.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
