//! The walk: one pass over the main line, with the state before and after each commit as far as it matters.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::OpenPgp;
use super::answering::Answering;
use super::decided::{self, Decided};
use super::files::{FileNumber, Files, Past};
use super::footing::{Footing, Footings};
use super::ignoring::Ignoring;
use super::lenient::Lenient;
use super::merges::author;
use super::moment::{self, Moment};
use super::ousted::Ousted;
use super::people::{People, is_import};
use super::processes::Processes;
use super::signatures::AllowedSigners;
use crate::hash::{HashMap, HashSet};
use crate::lint::CommitFacts;
use crate::record::Date;
use crate::snapshot::{Cache, Document, Snapshot};
use crate::source::git::{Repository, Step};
use crate::source::{Commit, ContentId, MAX_RECORD_BYTES, SourceError, is_record_path};

/// How many commits are read ahead, so that their records are parsed in parallel.
const AHEAD: usize = 64;
/// How many contents are parsed at once: enough for all processors, and few enough that the bytes of a large import are not all held
/// beside what is made of them.
const AT_ONCE: usize = 256;

/// By how many days the clock of a time zone may be ahead.
const ZONES: i64 = 1;

/// A pass over the main line.
pub struct Replay<'r> {
    pub(super) repository: &'r Repository,
    ids: Vec<String>,
    /// When each commit counts as made, in seconds since 1970.
    times: Vec<i64>,
    /// The day that no commit may be after, until one is.
    today: Option<Date>,
    pub(super) root: String,
    pub(super) files: Files,
    /// The last list of allowed signers that a commit changed or took away, and that allowed somebody.
    pub(super) listed: Option<AllowedSigners>,
    /// Shared with the earlier versions of it that are kept.
    pub(super) people: Arc<People>,
    pub(super) footings: Footings,
    /// What the same run has parsed already.
    known: Option<&'r Cache>,
    /// What looks at OpenPGP signatures; without it, none is looked at.
    pub(super) pgp: Option<&'r dyn OpenPgp>,
    /// Of files that cannot be read just now, how they were last.
    pub(super) readable: HashMap<Arc<str>, Arc<Document>>,
    /// Records that were there and are not any more, as they were last.
    pub(super) former: BTreeMap<String, Arc<Document>>,
    /// Where the record root was in the commit before.
    pub(super) root_before: Option<String>,
    /// Whether the commit before had no record root any more.
    is_lost: bool,
    /// Paths that the commit in hand makes readable again.
    mended: Vec<Arc<str>>,
    /// Paths of the records that the commit in hand brings back, otherwise than they were.
    returned: Vec<Arc<str>>,
    /// Audits that came on record with their reports issued, by their ids in lower case.
    pub(super) taken_over: BTreeSet<String>,
    /// What was decided and was taken away again.
    pub(super) decided: Decided,
    /// Who had to answer the findings.
    pub(super) answering: Answering,
    /// Who lost a role to somebody to whom nobody had agreed.
    pub(super) ousted: Ousted,
    /// Who took a process to whom nobody had agreed.
    pub(super) processes: Processes,
    /// What the settings let pass of what somebody takes.
    lenient: Lenient,
    /// What the settings name as no records.
    pub(super) ignoring: Ignoring,
    /// The commits that touched each file which is no record, by their places on the main line.
    pub(super) others: HashMap<String, Vec<usize>>,
    /// Paths of such files that the commit in hand touched.
    pub(super) besides: Vec<String>,
}

impl<'r> Replay<'r> {
    /// The main line up to a revision. `root` is where the records are now.
    ///
    /// # Errors
    /// The revision names no commit, or history is not here as far back as it goes.
    pub fn new(repository: &'r Repository, revision: &str, root: &str) -> Result<Self, SourceError> {
        let (ids, times) = repository.first_parents(revision)?;
        Ok(Self { ids, times, ..Self::empty(repository, root) })
    }

    /// A walk that has come to a commit with a state: what was said there is asked of what comes next.
    pub(super) fn arrived(repository: &'r Repository, root: &str, (commit, state): (&str, &Snapshot)) -> Self {
        let (ids, root_before) = (vec![commit.to_owned()], Some(root.to_owned()));
        let ignoring = Ignoring::of(state);
        let mut replay = Self { ids, root_before, ignoring, ..Self::empty(repository, root) };
        for record in state.records() {
            let number = replay.files.number(&record.path);
            replay.files.put(number, Some(Arc::clone(record.document())));
            replay.people.update(&record.path, Some(record.document()));
        }
        let footing = replay.footing(root);
        replay.footings.note((0, false), footing);
        replay
    }

    fn empty(repository: &'r Repository, root: &str) -> Self {
        Self {
            repository,
            ids: Vec::new(),
            times: Vec::new(),
            today: None,
            root: root.to_owned(),
            files: Files::default(),
            listed: None,
            people: Arc::default(),
            footings: Footings::default(),
            known: None,
            pgp: None,
            readable: HashMap::default(),
            former: BTreeMap::new(),
            root_before: None,
            is_lost: false,
            mended: Vec::new(),
            returned: Vec::new(),
            taken_over: BTreeSet::new(),
            decided: Decided::default(),
            answering: Answering::default(),
            ousted: Ousted::default(),
            processes: Processes::default(),
            lenient: Lenient::default(),
            ignoring: Ignoring::default(),
            others: HashMap::default(),
            besides: Vec::new(),
        }
    }

    /// Takes contents from what was parsed already. Where history is to prove something, each is read from the repository.
    pub fn knowing(mut self, cache: &'r Cache) -> Self {
        self.known = Some(cache);
        self
    }

    /// Looks at signatures as well, at those of OpenPGP by a program.
    pub fn with_signatures(mut self, pgp: &'r dyn OpenPgp) -> Self {
        self.pgp = Some(pgp);
        self
    }

    /// Holds the days of commits against a day as well: what came last has nothing after it that shows how wrong its clock was.
    pub fn as_of(mut self, day: Date) -> Self {
        self.today = Some(day);
        self
    }

    /// Ids of the commits, oldest first.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Goes over the main line, oldest first, and calls `visit` with each commit that touched a record.
    ///
    /// # Errors
    /// An object is not in this clone.
    pub fn run(&mut self, visit: &mut dyn FnMut(&Moment<'_>)) -> Result<(), SourceError> {
        let ids = std::mem::take(&mut self.ids);
        let mut walk = self.repository.walk(&ids, &self.root);
        let mut ignoring = Ignoring::default();
        for (chunk, ids) in ids.chunks(AHEAD).enumerate() {
            let (mut steps, mut besides) = (Vec::with_capacity(ids.len()), Vec::with_capacity(ids.len()));
            for (position, id) in ids.iter().enumerate() {
                let mut step = walk.step(id)?;
                let others = step.changes.iter().map(|change| &change.path).filter(|path| !is_record_path(path));
                let others: Vec<String> = others.cloned().collect();
                for path in &others {
                    self.others.entry(path.clone()).or_default().push(chunk * AHEAD + position);
                }
                ignoring.apply(self.repository, &mut walk, &mut step)?;
                steps.push(step);
                besides.push((ignoring.clone(), others));
            }
            let read = self.read(&steps)?;
            for (position, (step, (ignoring, others))) in steps.into_iter().zip(besides).enumerate() {
                (self.ignoring, self.besides) = (ignoring, others);
                self.step(chunk * AHEAD + position, &step, &read, visit)?;
            }
        }
        self.ids = ids;
        Ok(())
    }

    /// Every content that the steps bring, each read and parsed once.
    fn read(&self, steps: &[Step]) -> Result<HashMap<ContentId, Arc<Document>>, SourceError> {
        let (mut seen, mut wanted, mut read) = (HashSet::default(), Vec::with_capacity(AT_ONCE), HashMap::default());
        let parse = |(id, bytes): (ContentId, Arc<Vec<u8>>)| (id, Arc::new(Document::read(&bytes)));
        for step in steps {
            for change in &step.changes {
                let Some(id) = change.after.filter(|id| seen.insert(*id)) else { continue };
                let known = self.known.and_then(|known| known.get(&id));
                if let Some(document) = known.filter(|_| self.repository.has(id)) {
                    read.insert(id, document);
                    continue;
                }
                let bytes = self.repository.content(id, &change.path, &step.commit.id)?;
                // What is too large to be a record is not looked into, as everywhere.
                if bytes.len() as u64 > MAX_RECORD_BYTES {
                    read.insert(id, Arc::new(Document::too_large(bytes.len() as u64)));
                    continue;
                }
                wanted.push((id, bytes));
                if wanted.len() == AT_ONCE {
                    read.par_extend(wanted.par_drain(..).map(parse));
                }
            }
        }
        read.par_extend(wanted.into_par_iter().map(parse));
        Ok(read)
    }

    fn step(
        &mut self,
        number: usize,
        step: &Step,
        read: &HashMap<ContentId, Arc<Document>>,
        visit: &mut dyn FnMut(&Moment<'_>),
    ) -> Result<(), SourceError> {
        let signing = self.signing(step)?;
        if let Some(rules) = signing.as_ref().filter(|rules| rules.changes_list && !rules.allowed.is_empty()) {
            self.listed = Some(rules.allowed.clone());
        }
        let is_lost = step.root.is_none() && !self.files.is_empty();
        let loses_root = is_lost && !std::mem::replace(&mut self.is_lost, is_lost);
        let bypassed = self.bypassed(step)?;
        let evidence = self.touched_evidence(step, signing.as_ref());
        if step.changes.is_empty()
            && evidence.is_empty()
            && !loses_root
            && bypassed.is_none()
            && signing.as_ref().is_none_or(|signing| !signing.changes_list)
            && !self.maps_addresses(step)?
        {
            return Ok(());
        }
        self.mended.clear();
        self.returned.clear();
        // A repository may begin with other things than records.
        let is_first = self.files.is_empty();
        let touched: Vec<FileNumber> = step.changes.iter().map(|change| self.files.number(&change.path)).collect();
        let root = step.root.clone().unwrap_or_else(|| self.root.clone());
        let footing = self.footing(self.root_before.as_deref().unwrap_or(&root));
        let past = self.take_all(&touched, step, read);
        let (mut before, after) = self.around(&touched, &past, &step.commit);
        self.ousted.hold(&mut before);
        // Whoever comes on record with this very commit wrote it all the same. Who was on record already does not get another
        // address by the commit that needs it.
        let people = footing.people.with_new(&self.people, |person| before.record(person.as_str()).is_none());
        // As all else of the settings: a commit does not bring the clock that it is judged by.
        let settings = before.isms().or_else(|| after.isms());
        let zone = settings.and_then(|isms| jiff::tz::TimeZone::get(&isms.organisation.timezone).ok());
        let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
        let commit = Commit { email: people.address(&step.address).to_owned(), ..step.commit.clone() };
        let counted = Commit { seconds: self.times[number], ..commit.clone() };
        let day = counted.day(&zone);
        let said = commit.day(&zone);
        let mut approved = people.approvers(&step.message);
        approved.sort();
        approved.dedup();
        let mut paths: Vec<Arc<str>> = touched.iter().map(|number| Arc::clone(self.files.path(*number))).collect();
        paths.sort_unstable();
        let places = moment::touched([&before, &after], &paths);
        let signature = signing.as_ref().map(|signing| self.signature(&counted, (&people, &signing.allowed)));
        let must_be_signed =
            signing.as_ref().and_then(|signing| signing.reason(&before, &after, is_import(&step.message)));
        let facts = CommitFacts {
            author: author(step, &people),
            own: people.by_email(&commit.email),
            committer: people.by_email(&step.committer),
            branch: self.branch(
                (step, counted.seconds),
                (&footing.people, signing.as_ref()),
                (&before, &after),
                &zone,
            )?,
            touched: match must_be_signed {
                Some(_) => moment::ids([&before, &after], &places).into_iter().chain(evidence).collect(),
                None => Vec::new(),
            },
            must_be_signed,
            required: signing.as_ref().map(|signing| signing.said.required.clone()).unwrap_or_default(),
            signature: signature.transpose()?,
            email: commit.email.clone(),
            approved_by: approved,
            unknown_approvers: people.unknown_approvers(&step.message),
            is_import: is_first || is_import(&step.message),
            former: self.former(&after),
            back: self.back(&before, &after),
            by_merge: self.by_merge(step, &after)?,
            merged_main: self.merged_main(step)?,
            bypassed,
            taken_over: self.taken_over_of(&after),
            loses_root,
            days_behind: day.days_since(said),
            ahead_of: self.today.take_if(|today| day == said && said > today.plus_days(ZONES)),
            decided: None,
            promised: None,
            given: Vec::new(),
            answered_by: self.answering.of(&before, &after),
            ousted: self.ousted.on(day),
            unseated: Vec::new(),
            held: self.processes.held(),
            taken: Vec::new(),
        };
        let given = self.given(step, (&before, &after), (&footing.people, signing.as_ref()), &facts)?;
        let mut facts = self.hold_decided((&before, &after), &places, (CommitFacts { given, ..facts }, day));
        for record in places[1].iter().map(|place| &after.records()[*place]) {
            self.answering.note(record);
            if let Some(old) = before.same(record) {
                self.ousted.note((old, record), (&before, &after), (&facts, day), &self.lenient);
                self.processes.note((old, record), (&before, &after), (&facts, day), &self.lenient);
            }
        }
        (facts.unseated, facts.taken) = (self.ousted.unseated(), self.processes.taken());
        self.withhold(step, &facts, &before)?;
        self.stand(number, (&footing, people), &root);
        self.root_before.clone_from(&step.root);
        self.take_over(facts.is_import, &before, &after);
        let moment = Moment {
            commit: &commit,
            number,
            day,
            facts: &facts,
            before: &before,
            after: &after,
            touched: places,
            mended: &self.mended,
            returned: &self.returned,
            files: &self.files,
        };
        visit(&moment);
        self.lenient.note(&moment);
        self.remember(&touched, past);
        Ok(())
    }

    /// Notes the decisions that a commit takes away and the plans that are not in force any more, and adds to its facts what those were
    /// about that it brings back.
    fn hold_decided(
        &mut self,
        (before, after): (&Snapshot, &Snapshot),
        places: &[Vec<usize>; 2],
        (facts, day): (CommitFacts, Date),
    ) -> CommitFacts {
        let old = places[0].iter().map(|place| &before.records()[*place]);
        let new = places[1].iter().map(|place| &after.records()[*place]);
        let new = new.map(|record| (before.same(record), record));
        let (then, promised) = (self.decided.back(new.clone(), (&facts, day)), self.decided.promised(new));
        self.decided.note(old.map(|record| (record, after.same(record))));
        CommitFacts { decided: decided::state(before, then), promised: decided::state(before, promised), ..facts }
    }

    /// Notes by what tags are judged that name a commit, and those that stand behind it, with its records at `root`. Where nobody looks
    /// at signatures, nobody asks.
    fn stand(&mut self, number: usize, (before, people): (&Footing, Arc<People>), root: &str) {
        if self.pgp.is_some() {
            let after = self.footing(root);
            self.footings.note((number, false), before.with_new(people, &after));
            self.footings.note((number, true), after);
        }
    }

    /// Takes the new versions of the files of a commit; what each is held against is returned. What goes is taken first: what
    /// comes may be the same record under another path.
    fn take_all(
        &mut self,
        touched: &[FileNumber],
        step: &Step,
        read: &HashMap<ContentId, Arc<Document>>,
    ) -> Vec<Option<Past>> {
        let mut past: Vec<Option<Past>> = touched.iter().map(|_| None).collect();
        let mut gone = HashMap::default();
        for goes in [true, false] {
            for (place, change) in step.changes.iter().enumerate().filter(|(_, change)| change.after.is_none() == goes)
            {
                let document = change.after.and_then(|id| read.get(&id)).cloned();
                past[place] = self.take(touched[place], document, &mut gone);
            }
        }
        past
    }

    /// Takes a new version of a file; what it is held against is returned. `gone` has, by their ids, those that were broken when
    /// this commit took them away, as they were before that.
    fn take(
        &mut self,
        number: FileNumber,
        document: Option<Arc<Document>>,
        gone: &mut HashMap<Arc<str>, Arc<Document>>,
    ) -> Option<Past> {
        let path = Arc::clone(self.files.path(number));
        // What is mended, or goes, is held against what it was before it broke.
        let is_broken = document.as_ref().is_some_and(|document| document.data.is_none());
        let readable = self.readable.get(&path).filter(|_| !is_broken).cloned();
        self.mended.extend(readable.as_ref().filter(|_| document.is_some()).map(|_| Arc::clone(&path)));
        let back = document.as_ref().and_then(|document| self.brought_back(number, document));
        let replaced = self.files.put(number, document.clone());
        let replaced = readable.map(Past::of).or(replaced);
        let back = back.filter(|_| replaced.as_ref().is_none_or(|old| old.document.data.is_none()));
        self.returned.extend(back.as_ref().map(|_| Arc::clone(&path)));
        let old = back.map(Past::of).or(replaced);
        let last = old.as_ref().map(|old| &old.document);
        if let Some(last) = last.filter(|_| document.is_none()) {
            gone.insert(last.id_at(&path).1, Arc::clone(last));
        }
        // One that moves while it is broken is the same one.
        let moved = document.as_ref().filter(|_| is_broken && old.is_none());
        let moved = moved.and_then(|document| gone.get(&document.id_at(&path).1)).cloned();
        let last = last.cloned().or(moved);
        self.keep_readable(&path, document.as_deref(), last.as_ref());
        self.people.update(&path, document.as_deref());
        old
    }

    /// Keeps the last version that could be read of a file that cannot be any more.
    fn keep_readable(&mut self, path: &Arc<str>, new: Option<&Document>, old: Option<&Arc<Document>>) {
        let is_broken = new.is_some_and(|new| new.data.is_none());
        match old.filter(|old| old.data.is_some()) {
            Some(old) if is_broken => drop(self.readable.insert(Arc::clone(path), Arc::clone(old))),
            _ if is_broken => {}
            _ => drop(self.readable.remove(path)),
        }
    }

    /// Notes the records that were there and are not any more.
    fn remember(&mut self, touched: &[FileNumber], past: Vec<Option<Past>>) {
        for (number, old) in touched.iter().zip(past).filter_map(|(number, old)| Some((number, old?.document))) {
            let (_, key) = old.id_at(self.files.path(*number));
            if old.data.is_some() && !self.files.has_id(&key) {
                self.former.insert(key.to_string(), old);
            }
        }
    }

    /// What there is of the report of an audit after the last commit. What cannot be read counts as it was last.
    pub(super) fn reported_of(&self, audit: &str) -> Vec<&Arc<Document>> {
        let broken = self.readable.iter().filter(|(path, _)| self.files.get(path).is_some());
        self.files.documents_of(audit).chain(broken.map(|(_, document)| document)).collect()
    }

    /// The title of a record after the last commit; `None` of one that is gone or cannot be read.
    pub fn title_of(&self, id: &str) -> Option<&str> {
        Some(self.files.of_id(&id.to_lowercase())?.data.as_ref()?.title())
    }

    /// The files after the last commit, in no order.
    pub fn files(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<Document>)> {
        self.files.iter()
    }
}
