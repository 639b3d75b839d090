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
use super::mistaken::{MISTAKES, Mistaken};
use super::own_work::{lint_former_work, lint_own_work};
use super::owners::Owners;
use super::people::{People, remapped};
use super::readmitted::Readmitted;
use super::reissued::{is_changed, out_again, tell_later, unexplained};
use super::relied::Relied;
use super::reworded::Reworded;
use super::scope::Audited;
use super::sealed::{MENDED, Seals};
use super::softened::Softened;
use super::standing::{Standing, look_up, standing};
use super::undone::Undone;
use super::unseated::decided_by_taken_role;
use super::verification::{Lapse, SignedCommits, Verification, WaivedLapse};
use super::{Chronicle, Claims, Moment, Receipt, Replay};
use crate::diagnostic::{Diagnostic, Level};
use crate::hash;
use crate::lint::{HistoryFacts, Settings, lint_commit, rules};
use crate::record::PersonRef;
use crate::source::SourceError;
use crate::source::git::Repository;

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
    readmitted: Readmitted,
    undone: Undone,
    confirmed: Confirmed,
    reworded: Reworded,
    feigned: Feigned,
    introduced: Introduced,
    audited: Audited,
    imports: Vec<Import>,
    carried: Vec<Carried>,
    mended: Mended,
    mistaken: Mistaken,
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
        // Whoever speaks by an address that was given to somebody confirms nothing in that name.
        let is_lent = self.introduced.is_lent(&moment.commit.email);
        found.extend(self.readmitted.note((moment, is_lent), &settings));
        found.extend(lint_former_work(moment, &settings));
        found.extend(decided_by_taken_role(moment, &settings));
        found.extend(self.introduced.note(moment, &settings));
        self.claims.note(moment.before, moment.touched_after(), moment.commit, moment.day);
        let (mended, again) = self.settle(&mut found, moment, &settings);
        tell_later(&mut self.seals, &mut self.lapses, moment, &settings);
        self.mended.note(moment, &found);
        self.mistaken.note(moment);
        found.extend(again);
        // That somebody was mistaken stays in the report.
        found.extend(mended.into_iter().filter(|one| MISTAKES.contains(&one.rule)));
        self.undone.end(&mut self.lapses, moment, (&self.relied, &settings));
        self.introduced.end(&mut self.lapses, moment);
        self.readmitted.end(&mut self.lapses, moment);
        if !is_lent {
            self.confirmed.end(&mut self.lapses, moment);
            self.reworded.end(&mut self.lapses, moment);
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
            let dated = Some(moment.day.plus_days(-moment.facts.days_behind)).filter(|dated| *dated != moment.day);
            let lapse = Lapse { commit: moment.commit.clone(), day: moment.day, dated, author, diagnostic };
            match waiver {
                Some(waiver) => self.waived.push(WaivedLapse { lapse, waiver }),
                None => {
                    self.undone.note(self.lapses.len(), &lapse.diagnostic, moment, &settings);
                    self.confirmed.note(self.lapses.len(), &lapse.diagnostic, moment, &settings);
                    self.reworded.note(self.lapses.len(), &lapse.diagnostic, moment, &settings);
                    self.readmitted.wait(self.lapses.len(), &lapse.diagnostic, &settings);
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
        mended.extend(self.mistaken.settle(found, moment, (&self.relied, settings)));
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
            let told = lapses_of(drifts, last, &replay.people);
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
        let Standing { found, waived: excused, judged_by } =
            standing(replay, (&self.softened, &self.feigned), &head, &sealed, facts);
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
            told: None,
            organisation: self.organisation,
            feigned: self.feigned,
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
fn lapses_of(drifts: Vec<Drift>, (settings, zone): &(Settings, TimeZone), people: &People) -> Vec<Lapse> {
    let level = rules::find(DRIFTED).map_or(Level::Allow, |rule| settings.level(rule));
    let lapses = drifts.into_iter().map(|drift| Lapse {
        day: drift.commit.day(zone),
        dated: None,
        diagnostic: drift.told(DRIFTED, level),
        author: people.by_email(&drift.commit.email),
        commit: drift.commit,
    });
    lapses.collect()
}

/// The rule about evidence that is not what it was when somebody relied on it.
const DRIFTED: &str = "evidence-drifted";
