//! Verifying: the rules for changes over the whole main line, and what was issued or closed held against what it was then.

use std::collections::{BTreeSet, HashMap};

use jiff::tz::TimeZone;

use super::carried::Carried;
use super::chronicle::Chronicler;
use super::confirmed::Confirmed;
use super::drift::{Drift, Drifted};
use super::feigned::Feigned;
use super::given_up::GivenUp;
use super::imports::Import;
use super::introduced::Introduced;
use super::mended::Mended;
use super::own_work::{lint_former_work, lint_own_work};
use super::owners::Owners;
use super::people::remapped;
use super::reissued::{is_changed, out_again, tell_later, unexplained};
use super::relied::Relied;
use super::scope::Audited;
use super::sealed::{MENDED, Seals};
use super::softened::Softened;
use super::standing::{Standing, look_up, standing};
use super::undone::Undone;
use super::unseated::decided_by_taken_role;
use super::{Chronicle, Claims, Moment, Receipt, ReceiptError, Replay, Sealed};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::hash;
use crate::lint::{Check, HistoryFacts, Settings, lint_commit, rules};
use crate::record::{Date, PersonRef, ROOT_FILE, Waiver};
use crate::source::git::Repository;
use crate::source::{Commit, SourceError};
use crate::text::changing;

/// A lapse, and the commit that brought it.
#[derive(Debug, Clone)]
pub struct Lapse {
    /// The commit.
    pub commit: Commit,
    /// Its day.
    pub day: Date,
    /// Who wrote it, as far as that is a person on record.
    pub author: Option<PersonRef>,
    /// What is wrong; its place is in the text as it was then.
    pub diagnostic: Diagnostic,
}

/// A lapse that somebody waived.
#[derive(Debug, Clone)]
pub struct WaivedLapse {
    /// The lapse.
    pub lapse: Lapse,
    /// What excuses it.
    pub waiver: Waiver,
}

/// What verifying found.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The commits of the main line.
    pub commits: usize,
    /// The newest one.
    pub head: Commit,
    /// What is wrong, oldest first.
    pub lapses: Vec<Lapse>,
    /// What would be wrong if nobody had waived it, oldest first.
    pub waived: Vec<WaivedLapse>,
    /// What is wrong with the history as a whole, by place.
    pub standing: Vec<Diagnostic>,
    /// The settings at its end, and the day there.
    pub judged_by: (Settings, Date),
    /// What was issued and closed, oldest first.
    pub sealed: Vec<Sealed>,
    /// What was taken over from elsewhere, oldest first.
    pub imports: Vec<Import>,
    /// What came in the name of its author, in a commit of somebody whose own work it is about, oldest first.
    pub carried: Vec<Carried>,
    /// The commits that touched records while something was said of signing; `None` while nothing was.
    pub signed: Option<SignedCommits>,
    /// What a later run holds its history against.
    pub receipt: Receipt,
    /// The receipt of an earlier run that this history was held against; `None` where none was given.
    pub since: Option<Since>,
    /// Whose records these are, by the last settings that could be read.
    pub organisation: Option<String>,
}

/// The receipt of an earlier run, and what became of it.
#[derive(Debug, Clone)]
pub struct Since {
    /// What the earlier run saw.
    pub receipt: Receipt,
    /// Whether the history goes on from there, and why it does not.
    pub held: Result<(), ReceiptError>,
}

/// Commits that were looked at for their signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SignedCommits {
    /// Those that a person on record signed.
    pub signed: usize,
    /// All of them.
    pub all: usize,
}

impl Lapse {
    /// Whether it is of the commit as a whole, and not of a record.
    pub fn is_of_commit(&self) -> bool {
        rules::find(self.diagnostic.rule).is_some_and(|rule| matches!(rule.check, Check::Step(_)))
    }

    /// What is wrong; of a commit as a whole, with what it changes. Not every reader is to know each of those records.
    pub fn message(&self) -> String {
        let changing = if self.is_of_commit() { changing(&self.diagnostic.members) } else { String::new() };
        format!("{}{changing}", self.diagnostic.message)
    }

    /// The lapse as something that stands today: a place in a text of then is none in that of now.
    pub fn as_standing(&self) -> Diagnostic {
        let mut diagnostic = self.diagnostic.clone();
        let who = self.author.as_ref().map_or(self.commit.email.as_str(), |person| person.as_str());
        diagnostic.message = format!("{} (in {})", self.message(), self.commit.told(self.day, who));
        diagnostic.place = Place::file(diagnostic.place.path);
        diagnostic.related.clear();
        diagnostic.field = None;
        diagnostic
    }
}

impl Verification {
    /// The same where it is known what of the newest commit counts as no record, as a lint says it: nobody holds it against anything.
    #[must_use]
    pub fn with_uncounted(mut self, uncounted: Vec<Diagnostic>) -> Verification {
        let (settings, day) = &self.judged_by;
        let is_same = |old: &Diagnostic, new: &Diagnostic| (old.rule, &old.place.path) == (new.rule, &new.place.path);
        self.standing.retain(|old| !uncounted.iter().any(|new| is_same(old, new)));
        for mut diagnostic in uncounted {
            let level = rules::find(diagnostic.rule).map_or(diagnostic.level, |rule| settings.level(rule));
            // Settings cannot excuse themselves.
            if *diagnostic.place.path != *ROOT_FILE {
                diagnostic.level = level;
            }
            match settings.waiver_of(&diagnostic, *day).cloned() {
                Some(waiver) => {
                    let lapse = Lapse { commit: self.head.clone(), day: *day, author: None, diagnostic };
                    self.waived.push(WaivedLapse { lapse, waiver });
                }
                None => self.standing.extend((diagnostic.level != Level::Allow).then_some(diagnostic)),
            }
        }
        self
    }

    /// The same, held against the receipt of an earlier run.
    #[must_use]
    pub fn held_against(self, receipt: Receipt, held: Result<(), ReceiptError>) -> Verification {
        Verification { since: Some(Since { receipt, held }), ..self }
    }

    /// Why the history does not go on from the receipt of an earlier run; `None` where it does, or none was given.
    pub fn broken_off(&self) -> Option<&ReceiptError> {
        self.since.as_ref()?.held.as_ref().err()
    }

    /// Whether nothing speaks against what was issued and closed.
    pub fn is_intact(&self) -> bool {
        self.sealed.iter().all(Sealed::is_sound)
    }
}

/// Replays the main line. `root` is where the records are.
///
/// # Errors
/// History cannot be read.
pub fn verify(repository: &Repository, replay: &mut Replay<'_>, root: &str) -> Result<Verification, SourceError> {
    let mut verifier = Verifier::default();
    replay.run(&mut |moment| verifier.note(moment))?;
    verifier.finish(repository, replay, root)
}

/// Replays the main line once, for the life of every record and for what verifying it finds.
///
/// # Errors
/// History cannot be read.
pub fn tell_and_verify(
    repository: &Repository,
    replay: &mut Replay<'_>,
    root: &str,
) -> Result<(Chronicle, Verification), SourceError> {
    let (mut chronicler, mut verifier) = (Chronicler::default(), Verifier::default());
    replay.run(&mut |moment| {
        chronicler.note(moment);
        verifier.note(moment);
    })?;
    Ok((chronicler.chronicle, verifier.finish(repository, replay, root)?))
}

/// A verification on its way through history.
#[derive(Default)]
pub(super) struct Verifier {
    lapses: Vec<Lapse>,
    waived: Vec<WaivedLapse>,
    seals: Seals,
    claims: Claims,
    relied: Relied,
    owners: Owners,
    given_up: GivenUp,
    undone: Undone,
    confirmed: Confirmed,
    feigned: Feigned,
    introduced: Introduced,
    audited: Audited,
    imports: Vec<Import>,
    carried: Vec<Carried>,
    mended: Mended,
    softened: Softened,
    signed: Option<SignedCommits>,
    /// What the last settings that could be read say.
    last: Option<(Settings, TimeZone)>,
    organisation: Option<String>,
}

impl Verifier {
    pub(super) fn note(&mut self, moment: &Moment<'_>) {
        // A commit is judged by the settings that it found, not by those that it brings.
        let settings = match (moment.before.isms(), &self.last) {
            (Some(_), _) => Settings::of(moment.before),
            (None, Some((last, _))) => last.clone(),
            (None, None) => Settings::of(moment.after),
        };
        let settings = self.softened.over(settings);
        self.relied.note(moment);
        self.audited.note(moment);
        self.imports.extend(Import::of(moment));
        self.carried.extend(Carried::of(moment));
        if let Some(signature) = &moment.facts.signature {
            let signed = self.signed.get_or_insert_default();
            signed.all += 1;
            signed.signed += usize::from(signature.is_by(|_| true));
        }
        if let Some(isms) = moment.after.isms() {
            let zone = TimeZone::get(&isms.organisation.timezone).unwrap_or(TimeZone::UTC);
            self.last = Some((Settings::of(moment.after), zone));
            self.organisation = Some(isms.organisation.name.clone());
        }
        let mut found = lint_commit(moment.before, moment.after, moment.day, &settings, moment.facts);
        GivenUp::weigh(&mut found, moment, &settings);
        found.extend(lint_own_work(moment, &settings));
        found.extend(self.owners.note(moment, &settings));
        found.extend(self.given_up.note(moment, &settings));
        found.extend(lint_former_work(moment, &settings));
        found.extend(decided_by_taken_role(moment, &settings));
        // Whoever speaks by an address that was given to somebody confirms nothing in that name.
        let is_lent = self.introduced.is_lent(&moment.commit.email);
        found.extend(self.introduced.note(moment, &settings));
        self.claims.note(moment.before, moment.touched_after(), moment.commit, moment.day);
        let (_, again) = self.settle(&mut found, moment, &settings);
        tell_later(&mut self.seals, &mut self.lapses, moment, &settings);
        self.mended.note(moment, &found);
        found.extend(again);
        self.undone.end(&mut self.lapses, moment, (&self.relied, &settings));
        self.introduced.end(&mut self.lapses, moment);
        if !is_lent {
            self.confirmed.end(&mut self.lapses, moment);
            self.feigned.end(&mut self.lapses, moment);
        }
        let feigned = Feigned::of(moment, &found);
        for mut diagnostic in found {
            self.softened.tell(&mut diagnostic);
            let author = author(&diagnostic, moment);
            let waiver = self.feigned.excuse((&diagnostic, author.as_ref()), &settings, moment.day);
            if waiver.is_none() {
                self.feigned.refuse(self.lapses.len(), &mut diagnostic, &settings, moment.day);
            }
            let lapse = Lapse { commit: moment.commit.clone(), day: moment.day, author, diagnostic };
            match waiver {
                Some(waiver) => self.waived.push(WaivedLapse { lapse, waiver }),
                None => {
                    self.undone.note(self.lapses.len(), &lapse.diagnostic, moment, &settings);
                    self.confirmed.note(self.lapses.len(), &lapse.diagnostic, moment, &settings);
                    self.introduced.wait(self.lapses.len(), &lapse.diagnostic);
                    self.lapses.push(lapse);
                }
            }
        }
        self.softened.note(moment, &settings);
        self.feigned.extend(feigned);
        for record in moment.touched_before().filter(|record| moment.after.same(record).is_none()) {
            self.seals.gone(record);
        }
    }

    /// Notes what becomes of what is sealed, and takes out of what was found what the commit brings back as it was. Gives that, and the
    /// reports that are out for the second time.
    pub(super) fn settle(
        &mut self,
        found: &mut Vec<Diagnostic>,
        moment: &Moment<'_>,
        settings: &Settings,
    ) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        // Nothing else needs to know what was broken before.
        let is_asked = found.iter().any(|diagnostic| MENDED.contains(&diagnostic.rule));
        let broken = if is_asked { self.seals.broken() } else { BTreeSet::new() };
        // What is around the touched records was sealed when it was touched itself.
        let mut again = Vec::new();
        for record in moment.touched_after() {
            let version = self.seals.seal(record, moment).filter(|_| !is_changed(record, found));
            again.extend(version.and_then(|version| out_again(record, version, settings)));
            again.extend(self.seals.untold(record, moment).and_then(|untold| unexplained(record, untold, settings)));
        }
        self.seals.note_parts(found, moment);
        // Whoever brings back what was sealed does what the rules ask for.
        let is_mended = |diagnostic: &mut Diagnostic| self.seals.is_mended(diagnostic, &broken, moment);
        let mut mended: Vec<Diagnostic> = found.extract_if(.., is_mended).collect();
        mended.extend(self.mended.settle(found, moment));
        (mended, again)
    }

    fn finish(self, repository: &Repository, replay: &Replay<'_>, root: &str) -> Result<Verification, SourceError> {
        let ids = replay.ids().to_vec();
        let head = ids.last().cloned().unwrap_or_default();
        let mut lapses = self.lapses;
        // What ended without a trace.
        lapses.retain(|lapse| lapse.diagnostic.level != Level::Allow);
        let numbers: HashMap<&str, usize> = ids.iter().enumerate().map(|(number, id)| (id.as_str(), number)).collect();
        let mut others = Vec::new();
        let last = self.last.map(|(settings, zone)| (self.softened.over(settings), zone));
        if let Some(last) = &last {
            let drifts = drifts(repository, (&self.relied, &replay.others), (&ids, root), last)?;
            let is_other = |drift: &&Drift| drift.back.is_none() && drift.what != Drifted::Left;
            let since = |drift: &Drift| Some((drift.evidence.clone(), *numbers.get(drift.commit.id.as_str())?));
            others.extend(drifts.iter().filter(is_other).filter_map(since));
            let told = lapses_of(drifts, last);
            let told: Vec<Lapse> = told.into_iter().filter(|drift| !is_told(drift, &lapses)).collect();
            lapses.extend(told);
        }
        lapses.sort_by_key(|lapse: &Lapse| numbers.get(lapse.commit.id.as_str()).copied());
        let mut seals = self.seals;
        seals.hold(|audit| replay.reported_of(audit));
        let mut sealed = seals.into_sorted();
        let exchanged = self.relied.exchanged(&others);
        for one in sealed.iter_mut() {
            let of_it = exchanged.get(&(one.kind, one.id.clone())).filter(|_| !one.is_superseded);
            one.exchanged = of_it.cloned().unwrap_or_default();
            if let Some(tag) = &mut one.tag {
                look_up(tag, (&one.id, &one.digest, &one.commit.id, one.version), (repository, replay), (&ids, root))?;
            }
        }
        let head = repository.commit(&head)?;
        let facts = HistoryFacts {
            unproven: self.claims.unproven(),
            changed: self.audited.changed(),
            remapped: remapped(repository, &head.id, &replay.people)?,
            ..HistoryFacts::default()
        };
        let Standing { found, waived: excused, judged_by } = standing((replay, &self.softened), &head, &sealed, facts);
        let mut waived = self.waived;
        waived.extend(excused);
        let receipt = Receipt::of(&ids, &sealed);
        Ok(Verification {
            commits: ids.len(),
            head,
            lapses,
            waived,
            standing: found,
            judged_by,
            sealed,
            imports: self.imports,
            carried: self.carried,
            signed: self.signed,
            receipt,
            since: None,
            organisation: self.organisation,
        })
    }
}

/// Who wrote what a rule speaks of.
fn author(diagnostic: &Diagnostic, moment: &Moment<'_>) -> Option<PersonRef> {
    match &diagnostic.record {
        Some(record) => moment.facts.author_of(&record.id).cloned(),
        None => moment.facts.author.clone(),
    }
}

/// Whether that the file of evidence is another one is told by what the same commit made of its record.
fn is_told(drift: &Lapse, lapses: &[Lapse]) -> bool {
    let (file, commit) = (&drift.diagnostic, &drift.commit.id);
    let is_of = |id: &str| file.members.iter().any(|of| of.eq_ignore_ascii_case(id));
    lapses.iter().filter(|lapse| lapse.commit.id == *commit).map(|lapse| &lapse.diagnostic).any(|told| {
        let is_it = told.record.as_ref().is_some_and(|subject| is_of(&subject.id));
        told.rule == file.rule && is_it && told.level >= file.level
    })
}

/// Evidence whose file is another one now, unless nobody wants to know.
fn drifts(
    repository: &Repository,
    (relied, touching): (&Relied, &hash::HashMap<String, Vec<usize>>),
    (ids, root): (&[String], &str),
    (settings, _): &(Settings, TimeZone),
) -> Result<Vec<Drift>, SourceError> {
    match rules::find(DRIFTED).is_some_and(|rule| settings.level(rule) != Level::Allow) {
        true => relied.drifted(repository, (ids, root), touching),
        false => Ok(Vec::new()),
    }
}

/// What the rule says of it, at the commits that changed it.
fn lapses_of(drifts: Vec<Drift>, (settings, zone): &(Settings, TimeZone)) -> Vec<Lapse> {
    let level = rules::find(DRIFTED).map_or(Level::Allow, |rule| settings.level(rule));
    let lapses = drifts.into_iter().map(|drift| Lapse {
        day: drift.commit.day(zone),
        diagnostic: drift.told(DRIFTED, level),
        commit: drift.commit,
        author: None,
    });
    lapses.collect()
}

/// The rule about evidence that is not what it was when somebody relied on it.
const DRIFTED: &str = "evidence-drifted";
