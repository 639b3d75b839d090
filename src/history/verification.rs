//! What verifying found: lapses, waived ones, what was sealed, and what all of it is judged by.

use super::carried::Carried;
use super::feigned::Feigned;
use super::imports::Import;
use super::{Receipt, ReceiptError, Sealed};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::lint::{Check, Settings, rules};
use crate::record::{Date, PersonRef, ROOT_FILE, Waiver};
use crate::source::Commit;
use crate::text::changing;

/// A lapse, and the commit that brought it.
#[derive(Debug, Clone)]
pub struct Lapse {
    /// The commit.
    pub commit: Commit,
    /// Its day, from which it counts.
    pub day: Date,
    /// The day that it says, where its clock does not fit those of the others.
    pub dated: Option<Date>,
    /// Who wrote it, as far as that is a person on record.
    pub author: Option<PersonRef>,
    /// What is wrong; its place is in the text as it was then.
    pub diagnostic: Diagnostic,
}

impl Lapse {
    /// Says since when nothing is wrong any more, as somebody agreed who has the say. That nobody had agreed before stays in the report, as a
    /// warning, or as a note what was none.
    pub(super) fn agree(&mut self, since: &str, now: &str) {
        let diagnostic = &mut self.diagnostic;
        diagnostic.level = if diagnostic.level == Level::Error { Level::Warning } else { Level::Info };
        diagnostic.message += since;
        diagnostic.help(format!("nothing more: {now} since then"));
    }
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
    /// Of which commits alone lapses are told; `None` where of all.
    pub told: Option<Told>,
    /// Whose records these are, by the last settings that could be read.
    pub organisation: Option<String>,
    /// The waivers that excuse nothing of what whoever wrote them did.
    pub(super) feigned: Feigned,
}

/// The receipt of an earlier run, and what became of it.
#[derive(Debug, Clone)]
pub struct Since {
    /// What the earlier run saw.
    pub receipt: Receipt,
    /// Whether the history goes on from there, and why it does not.
    pub held: Result<(), ReceiptError>,
}

/// The commits whose lapses are told, where not all are.
#[derive(Debug, Clone)]
pub struct Told {
    /// The commit after which they come.
    pub since: Commit,
    /// How many they are.
    pub commits: usize,
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
                    let lapse = Lapse { commit: self.head.clone(), day: *day, dated: None, author: None, diagnostic };
                    self.waived.push(WaivedLapse { lapse, waiver });
                }
                None => self.standing.extend((diagnostic.level != Level::Allow).then_some(diagnostic)),
            }
        }
        self
    }

    /// Settings of its end, as far as they excuse what somebody did: a waiver in a name counts for whoever wrote it once whose name it is has
    /// confirmed it.
    pub fn excusing(&self, settings: Settings, author: Option<&PersonRef>) -> Settings {
        self.feigned.out_of(settings, author)
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
