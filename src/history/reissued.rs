//! Reports that were taken back and are out again: between two commits none of them is a change of an issued report.

use super::sealed::{Seals, audit_of, sealed_version};
use super::verification::Lapse;
use super::{Moment, Replay};
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{HOW_TO_TELL, ReportParts, Settings, changes, rules, untold_in_words};
use crate::record::{Change, Kind};
use crate::snapshot::{Key, Record};
use crate::source::SourceError;

/// The rule about versions of which nobody tells in what they differ.
const UNTOLD: &str = "report-version-unexplained";

/// The last version of the report of an audit that was out, and the records that it was made of then.
///
/// # Errors
/// History cannot be read.
pub fn last_report(replay: &mut Replay<'_>, audit: &str) -> Result<Option<(u32, ReportParts)>, SourceError> {
    let (key, mut last) = (Key::of(audit), None);
    replay.run(&mut |moment| {
        let own = |record: &&Record| record.kind() == Kind::Audit && **record.key() == *key.as_str();
        for record in moment.touched_after().filter(own) {
            let is_new = |version: &u32| last.as_ref().is_none_or(|(known, _)| version > known);
            let version = sealed_version(record).map(|(version, _)| version).filter(is_new);
            if let Some(version) = version {
                last = Some((version, ReportParts::of(&record.id, moment.documents_of(&record.id))));
            }
        }
    })?;
    Ok(last)
}

/// Whether the rules say of a report that it changed while it was issued: that its version was out before is the same once more.
pub(super) fn is_changed(record: &Record, found: &[Diagnostic]) -> bool {
    let is_of = |one: &Diagnostic| one.record.as_ref().is_some_and(|subject| subject.id == record.id);
    found.iter().any(|one| one.rule == "report-changed-after-issue" && is_of(one))
}

/// A report that was taken back and is out again under a version that was out before: between two commits it is no change of
/// an issued report, and of two reports by one name nobody can tell which is meant.
pub(super) fn out_again(record: &Record, version: u32, settings: &Settings) -> Option<Diagnostic> {
    let rule = rules::find("report-changed-after-issue")?;
    let level = settings.level(rule);
    let message = format!(
        "version {version} of this report was out before, was taken back, and is issued again under the same number"
    );
    let mut diagnostic = Diagnostic::new(rule.name, level, record.at("/report/version"), message);
    diagnostic.record = Some(record.subject());
    diagnostic.help("issue it as the next version: `report.version` one higher, and `report.tag` with it");
    (level != Level::Allow).then_some(diagnostic)
}

/// A report that was taken back and is out again under a higher version, and says something else than anybody tells of.
pub(super) fn unexplained(
    record: &Record,
    (before, what, ids): (u32, String, Vec<String>),
    settings: &Settings,
) -> Option<Diagnostic> {
    let rule = rules::find(UNTOLD)?;
    let level = settings.level(rule);
    let message = untold_in_words(before, &what);
    let mut diagnostic = Diagnostic::new(rule.name, level, record.at("/report/version"), message);
    diagnostic.record = Some(record.subject());
    diagnostic.help(HOW_TO_TELL).members(ids);
    (level != Level::Allow).then_some(diagnostic)
}

/// Takes into account what a commit tells of a report that is out under a higher version: once all of it is told, nothing is left but that
/// it came late. A level that the settings give the rule stays.
pub(super) fn tell_later(seals: &mut Seals, lapses: &mut [Lapse], moment: &Moment<'_>, settings: &Settings) {
    for record in moment.touched_after() {
        let audit = if record.kind() == Kind::Audit { Some(&*record.id) } else { audit_of(record) };
        let sealed = audit.and_then(|audit| seals.get_mut(Kind::Audit, Key::of(audit).as_str()));
        let Some(sealed) = sealed.filter(|sealed| sealed.commit.id != moment.commit.id) else { continue };
        let Some(differs) = &mut sealed.differs else { continue };
        if differs.parts.iter().all(|part| part.is_told) {
            continue;
        }
        let known = moment.before.same(record).map(|old| changes(old.data())).unwrap_or_default();
        let new: Vec<&Change> = changes(record.data()).iter().filter(|change| !known.contains(change)).collect();
        for part in &mut differs.parts {
            match record.kind() {
                Kind::Audit => part.tell(&new, &[]),
                _ if part.id.eq_ignore_ascii_case(&record.id) => part.tell(&[], &new),
                _ => {}
            }
        }
        let is_it = |lapse: &&mut Lapse| {
            let of = lapse.diagnostic.record.as_ref().is_some_and(|of| of.id.eq_ignore_ascii_case(&sealed.id));
            lapse.diagnostic.rule == UNTOLD && of && lapse.commit.id == sealed.commit.id
        };
        let is_told = sealed.differs.iter().flat_map(|differs| &differs.parts).all(|part| part.is_told);
        if let Some(lapse) = lapses.iter_mut().find(is_it).filter(|_| is_told) {
            lapse.diagnostic.message += &format!("; told on {} ({})", moment.day, moment.commit.short());
            lapse.diagnostic.help = None;
            if !rules::find(UNTOLD).is_some_and(|rule| settings.is_set(rule)) {
                lapse.diagnostic.level = Level::Info;
            }
        }
    }
}
