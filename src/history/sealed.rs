//! What must not change since a point: issued reports, closed findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Moment;
use super::branch::is_graded_anew;
use super::digest::{frozen, report, reported, sha256};
use crate::diagnostic::Diagnostic;
use crate::lint::reopened::is_reopened_between;
use crate::lint::{Became, Difference, ReportParts, Signature, Tag, decisions, untold};
use crate::record::{Date, FindingStatus, Kind, PersonRef, SigningSubject};
use crate::snapshot::{Document, Key, Record};
use crate::source::Commit;

/// Something that must not change since a point: an issued audit, a closed finding.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Kind.
    pub kind: Kind,
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// The commit in which it was issued or closed.
    pub commit: Commit,
    /// The day of that commit.
    pub day: Date,
    /// The day on which the record says that it was issued or closed, where it came with an import, so that its commit says nothing
    /// of that.
    pub taken_over: Option<Date>,
    /// The day on which the record says so; it may have waited for its merge.
    pub dated: Option<Date>,
    /// Version of the report; 1 for a finding.
    pub version: u32,
    /// SHA-256 over what must not change, in hexadecimal digits: of an audit, over all that its report says.
    pub digest: String,
    /// The same over the record alone.
    pub(super) own: String,
    /// The same over its file, as it is now.
    file: String,
    /// Whether it still is as it was then.
    pub is_intact: bool,
    /// Findings and workpapers of an issued report that are not as they were then, by id.
    pub changed_parts: BTreeSet<String>,
    /// Findings of an issued report whose grade is another one since, for a reason that an entry of `changes` gives, by id. That is
    /// no lapse, and the report said something else all the same.
    pub regraded: BTreeSet<String>,
    /// Evidence that it rests on and that is another one since, by id: what was told stays, and what it was told by does not.
    pub exchanged: BTreeSet<String>,
    /// What such findings say since they were graded otherwise last, as a digest, by their ids in lower case.
    accepted: BTreeMap<String, String>,
    /// In what it differs from the version before it, where there was one.
    pub differs: Option<Differs>,
    /// The records that it was made of when it was issued.
    pub(super) parts: ReportParts,
    /// Whether a later version took the place of this report, or the audit was taken back to be reported anew; how it was then
    /// is in its tag alone. Of a finding, whether it was opened again.
    pub is_superseded: bool,
    /// The tag that the report names.
    pub tag: Option<Tag>,
    /// The signature of the commit in which it was issued or closed; `None` where nothing was said of signing before.
    pub signature: Option<Signature>,
    /// Who issued the report.
    pub(super) issuer: Option<PersonRef>,
    /// Whether the tag has to be signed.
    pub(super) must_be_signed: bool,
}

/// In what a report differs from an earlier version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// The earlier version.
    pub from: u32,
    /// The records in which it does; none where both say the same.
    pub parts: Vec<Difference>,
}

impl Sealed {
    /// Whether nothing speaks against it: content, parts and tag are as they were.
    pub fn is_sound(&self) -> bool {
        self.is_intact && self.changed_parts.is_empty() && self.tag.as_ref().is_none_or(Tag::is_sound)
    }
}

impl Sealed {
    fn is_accepted(&self, record: &Record) -> bool {
        let then = self.accepted.get(&**record.key());
        then.is_some_and(|then| *then == sha256(&reported(record.document())))
    }
}

/// What is sealed at a point of the history.
#[derive(Default)]
pub(super) struct Seals {
    now: BTreeMap<Kind, BTreeMap<String, Sealed>>,
    /// Reports of which there is a later version, and closures that were taken back.
    superseded: Vec<Sealed>,
}

impl Seals {
    /// All of it, earlier versions of reports as well, oldest first.
    pub(super) fn into_sorted(self) -> Vec<Sealed> {
        let now = self.now.into_values().flat_map(BTreeMap::into_values);
        let mut sealed: Vec<Sealed> = now.chain(self.superseded).collect();
        sealed.sort_by(|a, b| (a.day, a.kind, &a.id, a.version).cmp(&(b.day, b.kind, &b.id, b.version)));
        sealed
    }

    pub(super) fn get_mut(&mut self, kind: Kind, key: &str) -> Option<&mut Sealed> {
        self.now.get_mut(&kind)?.get_mut(key)
    }

    /// Notes that a record is not there any more.
    pub(super) fn gone(&mut self, record: &Record) {
        if let Some(sealed) = self.get_mut(record.kind(), record.key()) {
            sealed.is_intact = false;
        }
    }

    /// What was sealed and is not as it was.
    pub(super) fn broken(&self) -> BTreeSet<(Kind, String)> {
        let is_broken = |sealed: &Sealed| !sealed.is_intact || !sealed.changed_parts.is_empty();
        let all = self.now.iter().flat_map(|(kind, all)| all.iter().map(|(id, sealed)| (*kind, id, sealed)));
        all.filter(|(.., sealed)| is_broken(sealed)).map(|(kind, id, _)| (kind, id.clone())).collect()
    }

    /// Notes which findings and workpapers of an issued report were changed, and which are as they were again.
    pub(super) fn note_parts(&mut self, found: &[Diagnostic], moment: &Moment<'_>) {
        fn named(record: &Record) -> Option<(&str, &Arc<str>)> {
            Some((audit_of(record)?, &record.id))
        }
        // What stays in its audit under its id is a part once.
        let is_other = |record: &&Record| moment.after.same(record).is_none_or(|after| named(after) != named(record));
        for record in moment.touched_after().chain(moment.touched_before().filter(is_other)) {
            let Some((audit, part)) = named(record) else { continue };
            let Some(sealed) = self.get_mut(Kind::Audit, Key::of(audit).as_str()) else { continue };
            let is_new = moment.before.same(record).is_none();
            if moment.facts.is_import && is_new && moment.facts.taken_over.contains(Key::of(audit).as_str()) {
                // An old register comes in pieces.
                sealed.parts.add(audit, record.document());
            }
            let is_lapse = |diagnostic: &&Diagnostic| {
                PARTS.contains(&diagnostic.rule)
                    && diagnostic.record.as_ref().is_some_and(|record| record.id.eq_ignore_ascii_case(part))
            };
            let mut lapses = found.iter().filter(is_lapse).peekable();
            let is_lapse = lapses.peek().is_some();
            let is_again = sealed.is_accepted(record) && lapses.all(|lapse| GRADING.contains(&lapse.rule));
            if is_lapse && !is_again {
                sealed.changed_parts.insert(part.to_string());
            } else if is_graded_anew(moment.before.same(record), record) {
                sealed.regraded.insert(part.to_string());
                if is_again {
                    sealed.changed_parts.remove(&**part);
                } else if !sealed.changed_parts.contains(&**part) {
                    sealed.accepted.insert(record.key().to_string(), sha256(&reported(record.document())));
                }
            }
            let is_as_ever = sealed.changed_parts.is_empty() && sealed.regraded.is_empty();
            if !is_as_ever && digest_of(&sealed.id, moment) == sealed.digest {
                sealed.changed_parts.clear();
                sealed.regraded.clear();
            }
        }
    }

    /// Whether what a rule says of a record is that it is as it was again.
    pub(super) fn is_mended(
        &self,
        diagnostic: &Diagnostic,
        broken: &BTreeSet<(Kind, String)>,
        moment: &Moment<'_>,
    ) -> bool {
        let after = diagnostic.record.as_ref().and_then(|subject| moment.after.record(&subject.id));
        if GRADING.contains(&diagnostic.rule) && after.is_some_and(|after| self.is_accepted(after)) {
            return true;
        }
        let Some(subject) = diagnostic.record.as_ref().filter(|_| MENDED.contains(&diagnostic.rule)) else {
            return false;
        };
        let own = (subject.kind, subject.id.to_lowercase());
        let audit = after.and_then(audit_of);
        let report = audit.map(|audit| (Kind::Audit, audit.to_lowercase()));
        let is_whole = |key: &(Kind, String)| {
            let sealed = self.now.get(&key.0).and_then(|all| all.get(&key.1));
            sealed.map(|sealed| sealed.is_intact && sealed.changed_parts.is_empty())
        };
        // A report that is whole again says nothing of what a closed finding says beside it.
        is_whole(&own) != Some(false)
            && [Some(own), report].iter().flatten().any(|key| broken.contains(key) && is_whole(key) == Some(true))
    }

    /// Whether a finding says again what it said when it was last graded otherwise for a reason.
    fn is_accepted(&self, record: &Record) -> bool {
        let audit = audit_of(record).and_then(|audit| self.now.get(&Kind::Audit)?.get(Key::of(audit).as_str()));
        audit.is_some_and(|audit| audit.is_accepted(record))
    }

    /// Notes a record that is issued or closed now, and whether one that was is as it was. Gives the version that is out for
    /// the second time with it, where one is.
    pub(super) fn seal(&mut self, record: &Record, moment: &Moment<'_>) -> Option<u32> {
        let Some((version, tag)) = sealed_version(record) else {
            self.unseal(record);
            return None;
        };
        let own = sha256(&frozen(record.document()));
        // What was opened again on a branch, and comes closed, is closed anew.
        if record.kind() == Kind::Finding && is_reopened_between((moment.before, moment.after), record, moment.day) {
            self.supersede(record);
        }
        let known = self.get_mut(record.kind(), record.key());
        if let Some(known) = known.filter(|known| known.version == version) {
            known.is_intact = known.own == own;
            known.file = sha256(&record.document().text);
            // A tag that the record does not name any more still proves what it proved.
            known.tag = known.tag.take().or(tag);
            return None;
        }
        self.supersede(record);
        let mut sealed = sealed(record, moment, (version, tag), own);
        if let Some(same) = self.take_back(&sealed) {
            // Of an earlier version nobody kept what it was made of; it is the same.
            let same = Sealed { parts: sealed.parts, ..same };
            self.now.entry(record.kind()).or_default().insert(record.key().to_string(), same);
            return None;
        }
        // A version that was out already cannot be issued once more.
        let is_again = |known: &Sealed| known.id.eq_ignore_ascii_case(&sealed.id) && known.version >= version;
        sealed.is_intact = record.kind() != Kind::Audit || !self.superseded.iter().any(is_again);
        sealed.differs = self.compare(&sealed);
        let again = (!sealed.is_intact).then_some(version);
        self.now.entry(record.kind()).or_default().insert(record.key().to_string(), sealed);
        again
    }

    /// A record that is not issued or closed any more.
    fn unseal(&mut self, record: &Record) {
        let is_stripped = record.data().audit().is_some_and(|audit| audit.status.is_issued());
        match self.get_mut(record.kind(), record.key()) {
            // It is issued, and says no more of what.
            Some(known) if is_stripped => known.is_intact = false,
            // Taken back, or opened again.
            Some(_) => self.supersede(record),
            None => {}
        }
    }

    fn take(&mut self, record: &Record) -> Option<Sealed> {
        self.now.get_mut(&record.kind())?.remove(&**record.key())
    }

    /// The version that was taken back, where that is undone by what is issued now: the same file, and the same report. Whoever issues
    /// it once more says so in the record.
    fn take_back(&mut self, new: &Sealed) -> Option<Sealed> {
        let is_same = |known: &Sealed| {
            known.id.eq_ignore_ascii_case(&new.id)
                && (known.version, &known.digest, &known.file) == (new.version, &new.digest, &new.file)
        };
        let same = self.superseded.iter().rposition(is_same)?;
        Some(Sealed { is_superseded: false, ..self.superseded.remove(same) })
    }

    /// Holds a version of a report against the one before it, of which nobody asks again what it was made of.
    fn compare(&mut self, new: &Sealed) -> Option<Differs> {
        let is_before = |known: &&mut Sealed| known.id.eq_ignore_ascii_case(&new.id) && known.version < new.version;
        let last = self.superseded.iter_mut().rfind(is_before)?;
        let parts = std::mem::take(&mut last.parts).differences(&new.parts);
        Some(Differs { from: last.version, parts })
    }

    /// What a report that is issued anew with a commit says otherwise than the version before, and nobody tells of. Where that one was out
    /// until this very commit, the rules for two versions see it.
    pub(super) fn untold(&self, record: &Record, moment: &Moment<'_>) -> Option<(u32, String, Vec<String>)> {
        let sealed = self.now.get(&record.kind())?.get(&**record.key())?;
        let differs = sealed.differs.as_ref().filter(|_| sealed.commit.id == moment.commit.id)?;
        let was_out = |old: &Record| sealed_version(old).is_some();
        if moment.before.same(record).is_some_and(was_out) {
            return None;
        }
        let (what, ids) = untold(&differs.parts)?;
        Some((differs.from, what, ids))
    }

    /// Holds what each report was made of against what there is of it at the end, whatever the rules said on the way.
    pub(super) fn hold<'d>(&mut self, documents_of: impl Fn(&str) -> Vec<&'d Arc<Document>>) {
        let audits = self.now.get_mut(&Kind::Audit).into_iter().flat_map(BTreeMap::values_mut);
        for sealed in audits {
            // Nobody asks for them after this.
            let parts = std::mem::take(&mut sealed.parts);
            if !sealed.is_intact || !sealed.changed_parts.is_empty() {
                continue;
            }
            let now = ReportParts::of(&sealed.id, documents_of(&sealed.id).into_iter());
            let is_grade = |what: &Became| matches!(what, Became::Changed(fields) if *fields == ["grade"]);
            let is_known = |one: &Difference| {
                one.id.eq_ignore_ascii_case(&sealed.id) || sealed.regraded.contains(&one.id) && is_grade(&one.what)
            };
            let other = parts.differences(&now).into_iter().filter(|one| !is_known(one));
            sealed.changed_parts = other.map(|one| one.id).collect();
        }
    }

    fn supersede(&mut self, record: &Record) {
        if let Some(mut known) = self.take(record) {
            known.is_superseded = true;
            known.changed_parts.clear();
            known.regraded.clear();
            self.superseded.push(known);
        }
    }
}

/// The rules that a finding or a workpaper of an issued report breaks when it changes, comes late or goes.
const PARTS: &[&str] = &[
    "report-changed-after-issue",
    "finding-added-after-issue",
    "finding-changed-after-closure",
    "grade-lowered-without-justification",
    "grade-lowered-by-auditee",
    "record-deleted",
];
/// Those of them that say no more than that the grade is another one, for no reason.
const GRADING: &[&str] = &["report-changed-after-issue", "grade-lowered-without-justification"];
/// The rules that say that something sealed is not what it was before this commit, as it is not either where it is brought back.
pub(super) const MENDED: &[&str] = &["report-changed-after-issue", "finding-changed-after-closure"];

/// The audit in whose report a record has a part.
pub(super) fn audit_of(record: &Record) -> Option<&str> {
    let audit = match (record.data().finding(), record.data().workpaper()) {
        (Some(finding), _) => &finding.audit,
        (_, Some(workpaper)) => &workpaper.audit,
        _ => return None,
    };
    Some(audit.as_str())
}

fn digest_of(audit: &str, moment: &Moment<'_>) -> String {
    sha256(&report(audit, moment.documents_of(audit).map(|document| &**document)))
}

/// A record as it is issued or closed.
fn sealed(record: &Record, moment: &Moment<'_>, (version, tag): (u32, Option<Tag>), own: String) -> Sealed {
    let digest = match record.kind() {
        Kind::Audit => digest_of(&record.id, moment),
        _ => own.clone(),
    };
    let parts = match record.kind() {
        Kind::Audit => ReportParts::of(&record.id, moment.documents_of(&record.id)),
        _ => ReportParts::default(),
    };
    let (title, commit) = (record.data().title().to_owned(), moment.commit.clone());
    let (kind, id, day) = (record.kind(), record.id.to_string(), moment.day);
    let facts = moment.facts;
    // Of a merge, the commit of the branch that closed or issued it.
    let set =
        decisions(record).into_iter().filter(|decision| ["/closed/by", "/report/issued/by"].contains(&decision.path));
    let of_branch =
        set.flat_map(|decision| facts.setters(record, &decision)).find_map(|setter| setter.signature.cloned());
    let signature = of_branch.or_else(|| facts.signature.clone());
    let is_imported = facts.is_import && moment.before.record(&record.id).is_none();
    let taken_over = said_on(record).filter(|_| is_imported);
    let must_be_signed = kind == Kind::Audit && facts.required.contains(&SigningSubject::Tags) && !is_imported;
    Sealed {
        kind,
        id,
        title,
        commit,
        day,
        taken_over,
        dated: said_on(record),
        version,
        digest,
        own,
        file: sha256(&record.document().text),
        is_intact: true,
        changed_parts: BTreeSet::new(),
        regraded: BTreeSet::new(),
        exchanged: BTreeSet::new(),
        accepted: BTreeMap::new(),
        differs: None,
        parts,
        is_superseded: false,
        tag,
        signature,
        issuer: issuer(record),
        must_be_signed,
    }
}

/// Who issued the report of an audit.
pub(super) fn issuer(record: &Record) -> Option<PersonRef> {
    Some(record.data().audit()?.report.as_ref()?.issued.as_ref()?.by.clone())
}

/// The day on which a record says that it was issued or closed.
fn said_on(record: &Record) -> Option<Date> {
    let issued = record.data().audit().and_then(|audit| Some(audit.report.as_ref()?.issued.as_ref()?.date));
    issued.or_else(|| Some(record.data().finding()?.closed.as_ref()?.date))
}

/// The version of what must not change, and the tag that is to prove it; `None` while it may.
pub(super) fn sealed_version(record: &Record) -> Option<(u32, Option<Tag>)> {
    if let Some(audit) = record.data().audit() {
        let report = audit.report.as_ref().filter(|_| audit.is_frozen())?;
        let tag = report.tag.as_ref().map(|name| Tag { name: name.to_string(), ..Tag::default() });
        return Some((report.version, tag));
    }
    let finding = record.data().finding()?;
    (finding.status == FindingStatus::Closed).then_some((1, None))
}
