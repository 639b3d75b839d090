//! The data of the pages: records as their audience may see them, and what the tool makes of them.

mod ahead;
mod audit;
mod calendar;
mod catalogue;
mod comparison;
mod days;
mod duty;
mod errand;
mod feed;
mod figures;
mod gaps;
mod index;
mod inputs;
mod lede;
mod life;
mod listed;
mod navigation;
mod neighbours;
mod order;
mod overview;
mod record;
mod registers;
mod shared;
mod standing;
mod value;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

pub use calendar::Dated;
pub use lede::capitalised;
pub(super) use lede::grade_in_words;

use super::Options;
use super::plan::{Page, PageKind, Plan};
use crate::follow_up::Task;
use crate::language::Language;
use crate::metrics::{self, Duty, DutyKind};
use crate::record::criteria::Requirement;
use crate::record::{Criterion, Data, Date, Kind};
use crate::redact::{Gaps, Redaction, Seen};
use crate::site::data::{Value, json};
use crate::snapshot::{Record, Snapshot};

/// What all pages of a site share.
pub struct Site<'a> {
    seen: &'a Seen<'a>,
    pub(super) snapshot: &'a Snapshot,
    pub(super) options: &'a Options,
    plan: &'a Plan,
    redaction: Redaction,
    gaps: Gaps<'a>,
    duties: Vec<Duty<'a>>,
    duties_of: HashMap<&'a str, Vec<usize>>,
    errands: Vec<Task>,
    errands_of: HashMap<String, Vec<usize>>,
    /// The days by which the errands of a record are late.
    late_steps_of: HashMap<String, Vec<i64>>,
    rows: Vec<metrics::Row>,
    window: metrics::Window,
    /// Each with the own rules through which alone it speaks to the requirement.
    findings_on: HashMap<Requirement, Vec<(&'a Record, Vec<Requirement>)>>,
    beside: HashMap<&'a str, neighbours::Beside<'a>>,
    /// What is the same wherever it stands, made when it is first asked for.
    shared: shared::Shared<'a>,
    /// The findings that are not counted, because the audience may not know how they stand.
    untold: Arc<HashSet<&'a str>>,
}

impl<'a> Site<'a> {
    /// Works out once what many pages need.
    pub fn new(seen: &'a Seen<'a>, options: &'a Options, plan: &'a Plan) -> Self {
        let snapshot = seen.snapshot();
        let window = metrics::window(snapshot, options.day);
        let default = snapshot.catalogues().default_catalogue().map(|catalogue| catalogue.id.as_str());
        let rows = default.map(|id| metrics::rows(snapshot, id, window, options.day)).unwrap_or_default();
        let redaction = Redaction::new(snapshot, options.audience, &options.language, &options.elsewhere);
        let may_know =
            |paper: &Record, field: &str| plan.address(&paper.id).is_some() && !redaction.hides_within(paper, field);
        let mut findings_on: HashMap<Requirement, Vec<(&Record, Vec<Requirement>)>> = HashMap::new();
        for finding in snapshot.findings().filter(|finding| plan.address(finding.id()).is_some()) {
            for spoken in snapshot.spoken_to(finding, may_know) {
                findings_on.entry(spoken.requirement).or_default().push((finding.record(), spoken.through));
            }
        }
        let history = options.chronicle.as_ref().map(|chronicle| &chronicle.promises);
        let has_day = |duty: &Duty<'_>| {
            let (record, field) = duty.told_by;
            !redaction.hides_within(record, field)
        };
        let duties: Vec<Duty<'_>> = metrics::duties(snapshot, options.day, history)
            .into_iter()
            .filter(|duty| plan.address(&duty.record.id).is_some() && has_day(duty))
            .collect();
        let errands = errand::errands(snapshot, options.day, plan, &redaction);
        let knows_time = |audit: &Record| {
            !["status", "dates"].iter().any(|field| redaction.hides_within(audit, field)) && !redaction.withholds(audit)
        };
        let is_untold = |finding: &&Record| FINDING_STANDS.iter().any(|field| redaction.hides_within(finding, field));
        let untold = snapshot.findings().map(|finding| finding.record()).filter(is_untold).map(|finding| &*finding.id);
        let untold = Arc::new(untold.collect::<HashSet<&str>>());
        let mut duties_of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (position, duty) in duties.iter().enumerate() {
            duties_of.entry(&duty.record.id).or_default().push(position);
            if let Some(audit) = audit_of(snapshot, duty).filter(|audit| knows_time(audit)) {
                duties_of.entry(&audit.id).or_default().push(position);
            }
        }
        let mut late_steps_of: HashMap<String, Vec<i64>> = HashMap::new();
        let mut errands_of: HashMap<String, Vec<usize>> = HashMap::new();
        for (position, task) in errands.iter().enumerate() {
            errands_of.entry(task.id.clone()).or_default().push(position);
            if let Some(late) = task.late(options.day).filter(|late| *late > 0) {
                late_steps_of.entry(task.id.clone()).or_default().push(late);
            }
        }
        let beside = neighbours::neighbours(snapshot, plan, &redaction);
        let shared = shared::Shared::of(snapshot);
        Self {
            seen,
            snapshot,
            options,
            plan,
            redaction,
            gaps: Gaps::of(seen.whole(), options.audience, &options.elsewhere),
            duties,
            duties_of,
            errands,
            errands_of,
            late_steps_of,
            rows,
            window,
            findings_on,
            beside,
            shared,
            untold,
        }
    }

    fn day(&self) -> Date {
        self.options.day
    }

    /// What is overdue of a kind in a record. Of an audit that is that it was not held, also where its programme says its time.
    fn overdue_of(&self, kind: DutyKind, id: &str) -> Option<&Duty<'a>> {
        let mut duties = self.duties_of.get(id).into_iter().flatten().map(|&position| &self.duties[position]);
        let is_it = |duty: &&Duty<'_>| {
            let about = audit_of(self.snapshot, duty).map_or(&*duty.record.id, |audit| &*audit.id);
            duty.kind == kind && about == id && duty.late(self.day()) > 0
        };
        duties.find(is_it)
    }

    /// Days by which the things to be done in a record are overdue.
    fn overdue_in(&self, id: &str) -> impl Iterator<Item = i64> {
        let duties = self.duties_of.get(id).into_iter().flatten().map(|&position| &self.duties[position]);
        duties.map(|duty| duty.late(self.day())).filter(|late| *late > 0)
    }

    /// Days by which the steps that wait for somebody in a record are late.
    fn late_steps_in(&self, id: &str) -> impl Iterator<Item = i64> {
        self.late_steps_of.get(id).into_iter().flatten().copied()
    }

    /// Days by which anything in a record is late, be it overdue or a step.
    fn late_in(&self, id: &str) -> impl Iterator<Item = i64> {
        self.overdue_in(id).chain(self.late_steps_in(id))
    }
}

/// Builds what one page shows, with links as they must be written on it.
pub struct Viewer<'s, 'a> {
    site: &'s Site<'a>,
    root: &'static str,
}

impl<'s, 'a> Viewer<'s, 'a> {
    /// A viewer for a page.
    pub fn new(site: &'s Site<'a>, page: &Page) -> Self {
        Self { site, root: if page.path.contains('/') { "../" } else { "" } }
    }

    /// All that the page's template sees, and the template's name.
    pub fn page(&self, page: &Page) -> (&'static str, Value) {
        let (template, mut context) = match &page.kind {
            PageKind::Overview => ("overview.html", self.overview()),
            PageKind::Figures => ("figures.html", self.all_figures()),
            PageKind::Index(kind) => ("index.html", self.index(*kind)),
            PageKind::Record(position) => self.record_page(&self.site.snapshot.records()[*position]),
            PageKind::BuiltIn(id) => ("catalogue.html", self.built_in_catalogue(id)),
            PageKind::Comparison(position) => {
                ("comparison.html", self.comparison(&self.site.options.comparisons[*position]))
            }
            PageKind::Register(register) => self.register(*register),
        };
        context.set("beside", self.beside(&page.kind));
        context.set("site", self.frame(page));
        context.set("incomplete", self.incomplete(&page.kind));
        context.set("early", self.early());
        context.set("pictures", self.pictures(&page.kind));
        (template, context)
    }

    fn frame(&self, page: &Page) -> Value {
        let place = self.place(&page.kind);
        let mut frame = self.site.shared.frame((self.root, place), || self.frame_at(&page.kind, place));
        frame.set("data", super::machine::beside(page.path.rsplit('/').next().unwrap_or(&page.path)));
        frame
    }

    fn frame_at(&self, page: &PageKind, place: &str) -> Value {
        let snapshot = self.site.snapshot;
        let language = &self.site.options.language;
        let (head, more) = navigation::entries(self.site.options.audience);
        json!({
            "root": self.root,
            "organisation": snapshot.isms().map_or_else(|| language.plain("internal-audits"), |isms| self.title(isms.record())),
            "navigation": self.navigation(&head, page),
            "more": self.navigation(&more, page),
            "audience": language.plain(&format!("for-{}", self.site.options.audience.as_str())),
            "language": language.tag(),
            "names": self.site.redaction.shows_names(),
            "is_for_insiders": !self.site.redaction.is_for_anybody(),
            "day": self.site.day().to_string(),
            "is_overview": matches!(page, PageKind::Overview),
            "is_figures": matches!(page, PageKind::Figures),
            "place": format!("{}{place}", self.root),
        })
    }

    /// The language that the site is written in.
    fn language(&self) -> &'s Language {
        &self.site.options.language
    }

    /// The name of a kind's records in the plural.
    fn plural(&self, kind: Kind) -> String {
        self.language().plain(&format!("kinds-{kind}"))
    }

    /// A text as the audience may read it.
    fn text(&self, text: &str) -> String {
        self.site.redaction.text(text).into_owned()
    }

    /// The title of a record; of a person, the position.
    fn title(&self, record: &Record) -> String {
        match record.data() {
            Data::Soa(_) => self.language().plain("title-soa"),
            _ if !self.sees(record, title_field(record.kind())) => record.id.to_string(),
            Data::Person(person) => self.text(&person.position),
            data => self.text(data.title()),
        }
    }

    /// Whether a record has a page.
    fn is_shown(&self, id: &str) -> bool {
        self.site.plan.address(id).is_some()
    }

    /// Whether the audience sees a field of a record, by its path without positions: neither it nor what it is part of is
    /// kept from them.
    fn sees(&self, record: &Record, field: &str) -> bool {
        !self.site.redaction.hides_within(record, field)
    }

    /// Whether the audience knows how a finding stands, so that it may be counted by state and grade.
    fn counts(&self, finding: &str) -> bool {
        self.is_shown(finding) && !self.site.untold.contains(finding)
    }

    /// A record, as a link names it: id, title where the audience may see it, address where it has a page.
    fn link(&self, id: &str) -> Value {
        self.site.shared.link(id, self.root, || self.new_link(id))
    }

    fn new_link(&self, id: &str) -> Value {
        let record = self.site.snapshot.record(id);
        let address = self.site.plan.address(id);
        let built_in = || self.site.snapshot.catalogues().get(id).filter(|_| record.is_none());
        let seen = record.filter(|record| address.is_some() && !self.site.redaction.withholds(record));
        let title = seen.map(|record| self.title(record));
        let id = record.map_or(id, |record| &record.id);
        // What there is one of is known by its name: its id is a word of the tool.
        let name = title.clone().filter(|_| record.is_some_and(|record| record.kind().is_single()));
        json!({
            "id": id,
            "label": name.as_deref().unwrap_or(id),
            "title": title.or_else(|| built_in().map(|catalogue| catalogue.title.clone())),
            "href": address.map(|address| format!("{}{address}", self.root)),
            "kind": record.map(|record| record.kind().as_str()),
            "status": seen.filter(|record| self.sees(record, "status")).and_then(|record| record.data().status()),
            "grade": seen.filter(|record| self.sees(record, "grade")).and_then(|record| Some(record.data().finding()?.grade.as_str())),
        })
    }

    /// A person: by name where the audience may know it, else by position.
    fn person(&self, id: &str) -> Value {
        self.site.shared.person(id, self.root, || self.new_person(id))
    }

    fn new_person(&self, id: &str) -> Value {
        let mut link = self.link(id);
        // Somebody whom the settings hide is known by the id alone.
        if !self.is_shown(id) {
            return link;
        }
        if let Some(person) = self.site.snapshot.record(id).and_then(|record| record.data().person()) {
            let names = self.site.redaction.shows_names();
            link.set(
                "label",
                match self.site.snapshot.record(id).filter(|record| names && self.sees(record, "name")) {
                    Some(_) => json!(person.name),
                    None => link["title"].as_str().map_or_else(|| self.text(&person.position), str::to_owned).into(),
                },
            );
        }
        link
    }

    /// A person by id, or a group or role in words.
    fn party(&self, party: &str) -> Value {
        match party.split_once(':') {
            Some(("group" | "role", words)) => {
                json!({"id": Value::Null, "label": self.text(words.trim()), "title": Value::Null, "href": Value::Null})
            }
            _ => self.person(party),
        }
    }

    /// A requirement: its number, its title, its place on the catalogue's page.
    fn criterion(&self, criterion: &str) -> Value {
        self.site.shared.criterion(criterion, self.root, || self.new_criterion(criterion))
    }

    fn new_criterion(&self, criterion: &str) -> Value {
        let catalogues = self.site.snapshot.catalogues();
        let (catalogue, number) = match criterion.split_once(':') {
            Some((prefix, number)) => (Some(prefix), number),
            None => (catalogues.default_catalogue().map(|catalogue| catalogue.id.as_str()), criterion),
        };
        let first = number.split("..").next().unwrap_or(number);
        let is_known = catalogue
            .and_then(|id| catalogues.get(id))
            .is_some_and(|catalogue| catalogue.entries.iter().any(|entry| entry.id.as_str() == first));
        let address = catalogue.filter(|_| is_known).and_then(|id| self.site.plan.address(id));
        json!({
            "id": criterion,
            "title": self.language().requirement(catalogues, &Criterion::from(criterion)).map(|title| self.text(&title)),
            "href": address.map(|address| format!("{}{address}#{first}", self.root)),
        })
    }

    /// The commit that last changed a record.
    fn commit(&self, record: &Record) -> Value {
        let commit = self.site.options.commits.get(&*record.path);
        commit.map_or(Value::Null, |commit| self.commit_value(commit))
    }

    /// Whether a record is not, or not as it is shown, in the commit that the state is based on.
    fn is_uncommitted(&self, record: &Record) -> bool {
        self.site.options.uncommitted.as_ref().is_some_and(|paths| paths.contains(&*record.path))
    }

    /// The newest of the commits that last changed these records.
    fn newest_commit<'r>(&self, records: impl IntoIterator<Item = &'r Record>) -> Value {
        let commits = records.into_iter().filter_map(|record| self.site.options.commits.get(&*record.path));
        let newest = commits.max_by(|a, b| (a.seconds, &a.id).cmp(&(b.seconds, &b.id)));
        newest.map_or(Value::Null, |commit| self.commit_value(commit))
    }

    fn commit_value(&self, commit: &crate::source::Commit) -> Value {
        json!({"short": commit.short(), "id": commit.id, "day": commit.day(&self.site.options.zone).to_string()})
    }

    /// The state that the site shows.
    fn state(&self) -> Value {
        let state = self.site.snapshot.state();
        json!({
            "commit": state.commit().map(|commit| self.commit_value(commit)),
            "is_commit": self.site.options.uncommitted.as_ref().is_some_and(BTreeSet::is_empty),
        })
    }
}

/// The audit that was not held by the time that its programme says.
fn audit_of<'a>(snapshot: &'a Snapshot, duty: &Duty<'_>) -> Option<&'a Record> {
    let part = duty.part.as_deref().filter(|_| duty.kind == DutyKind::Audit)?;
    snapshot.record(part)
}

/// The fields that say how a finding stands.
const FINDING_STANDS: [&str; 3] = ["grade", "status", "detected_on"];

/// The field that gives a record its title.
fn title_field(kind: Kind) -> &'static str {
    match kind {
        Kind::Isms => "organisation/name",
        Kind::Person => "position",
        _ => "title",
    }
}
