//! The sentence at the head of a page: the state of the thing in words that can be repeated.

use super::Viewer;
use super::record::words;
use crate::record::*;
use crate::snapshot::{Record, Snapshot, View};
use crate::text::{counted, listed};

/// A day in words: 20 March 2026.
pub fn day_in_words(day: Date) -> String {
    day.0.strftime("%-d %B %Y").to_string()
}

impl Viewer<'_, '_> {
    /// The sentence for a record.
    pub(super) fn lede(&self, record: &Record) -> String {
        if self.site.redaction.withholds(record) {
            return "This evidence is not shown here; its record is in the repository.".to_owned();
        }
        match record.data() {
            Data::Finding(finding) => self.finding_lede(record, finding),
            Data::Action(action) => self.action_lede(record, action),
            Data::Audit(audit) => self.audit_lede(record, audit),
            Data::Programme(programme) => self.programme_lede(programme),
            Data::Review(review) => self.review_lede(review),
            Data::Evidence(evidence) => evidence_lede(evidence),
            Data::Workpaper(workpaper) => workpaper_lede(workpaper),
            Data::Person(person) => self.person_lede(record, person),
            Data::Catalogue(catalogue) => catalogue_lede(catalogue),
            Data::Soa(soa) => soa_lede(soa),
            Data::Isms(isms) => self.isms_lede(isms),
        }
    }

    fn finding_lede(&self, record: &Record, finding: &Finding) -> String {
        let grade = capitalised(grade_in_words(finding.grade));
        let found = day_in_words(finding.detected_on);
        let age = counted(self.site.day().days_since(finding.detected_on).max(0), "day");
        let state = match finding.status {
            FindingStatus::Draft => "still a draft".to_owned(),
            FindingStatus::Closed if finding.grade == Grade::Strength => return format!("{grade}, seen on {found}."),
            FindingStatus::Closed => match &finding.closed {
                Some(closed) => format!("closed on {}", day_in_words(closed.date)),
                None => "closed".to_owned(),
            },
            FindingStatus::Accepted => match finding.acceptance.as_ref().and_then(|acceptance| acceptance.until) {
                Some(until) => format!("its risk accepted until {}", day_in_words(until)),
                None => "its risk accepted".to_owned(),
            },
            FindingStatus::Withdrawn | FindingStatus::Superseded => words(finding.status.as_str()),
            status => {
                let late = self.late_in(self.site.snapshot.actions_for(&record.id).map(|action| action.record()));
                return format!("{grade}, found on {found} and open for {age}{}.{late}", state_in_words(status));
            }
        };
        format!("{grade}, found on {found}, {state}.")
    }

    fn action_lede(&self, record: &Record, action: &Action) -> String {
        let all = action.actions.iter().filter(|item| item.status != ActionItemStatus::Cancelled).count();
        let done = action.actions.iter().filter(|item| item.status == ActionItemStatus::Done).count();
        let progress = match (all, done) {
            (0, _) => "no item is agreed yet".to_owned(),
            (all, done) if all == done => {
                format!("all {} done", counted(all as i64, "item")).replace("all 1 item", "its one item is")
            }
            (all, done) => format!("{done} of {} done", counted(all as i64, "item")),
        };
        let state = capitalised(&words(action.status.as_str()));
        format!("{state}: {progress}.{}", self.late_in([record]))
    }

    fn audit_lede(&self, record: &Record, audit: &Audit) -> String {
        let when = audit.dates.map(|dates| span_in_words(dates.start, dates.end));
        let state = words(audit.status.as_str());
        let Some(issued) = audit.issued_on() else {
            let when = when.map_or_else(|| "without dates yet".to_owned(), |when| format!("for {when}"));
            return match audit.status {
                AuditStatus::Planned | AuditStatus::Confirmed => format!("{} {when}.", capitalised(&state)),
                AuditStatus::InProgress => format!("In progress, {}.", when.replacen("for ", "held on ", 1)),
                AuditStatus::Drafted => "The work is done; the report is being written.".to_owned(),
                _ => format!("{}.", capitalised(&state)),
            };
        };
        let conclusion = audit.conclusion.as_ref();
        let conforms =
            conclusion.and_then(|conclusion| conclusion.conforms).map_or("no conclusion given", |conforms| {
                match conforms {
                    Conformity::Conforms => "what was audited conforms",
                    Conformity::WithExceptions => "what was audited conforms, with exceptions",
                    Conformity::DoesNotConform => "what was audited does not conform",
                }
            });
        let effective =
            conclusion.and_then(|conclusion| conclusion.effective).map_or("", |effective| match effective {
                Effectiveness::Effective => " and is effective",
                Effectiveness::Partly => " and is partly effective",
                Effectiveness::NotEffective => " and is not effective",
            });
        let findings = grades_in_words(self.site.snapshot, &record.id);
        format!("Reported on {}: {conforms}{effective}. {findings}", day_in_words(issued))
    }

    fn programme_lede(&self, programme: &Programme) -> String {
        let audits: Vec<Option<View<'_, Audit>>> = programme
            .schedule
            .iter()
            .map(|line| self.site.snapshot.audit(&AuditRef::from(line.audit.as_str())))
            .collect();
        let issued = audits.iter().flatten().filter(|audit| audit.status.is_issued()).count();
        let span = span_in_words(programme.cycle.from, programme.cycle.to);
        let state = capitalised(&words(programme.status.as_str()));
        format!("{state}, {span}: {issued} of {} reported.", counted(audits.len() as i64, "audit"))
    }

    fn review_lede(&self, review: &Review) -> String {
        let held = day_in_words(review.held_on);
        if review.status == ReviewStatus::Planned {
            let ready = review
                .inputs
                .as_ref()
                .map_or(0, |inputs| inputs.all().iter().filter(|input| input.2.is_some()).count());
            return format!("To be held on {held}; {ready} of 10 inputs are ready.");
        }
        let open = review.decisions.iter().filter(|decision| decision.status.is_open()).count() as i64;
        let decisions = counted(review.decisions.len() as i64, "decision");
        let rest = match open {
            0 => "none of them open".to_owned(),
            open => format!("{open} of them open"),
        };
        let judged = review.conclusion.as_ref().map_or(String::new(), |conclusion| {
            let word = |holds: bool, word: &str| if holds { word.to_owned() } else { format!("not {word}") };
            let all = [
                word(conclusion.suitable, "suitable"),
                word(conclusion.adequate, "adequate"),
                word(conclusion.effective, "effective"),
            ];
            format!(" Top management found the ISMS {}.", listed(&all, 3))
        });
        format!("Held on {held}; {decisions}, {rest}.{judged}")
    }

    fn person_lede(&self, record: &Record, person: &Person) -> String {
        let position = self.text(&person.position);
        let duties = self.site.duties.iter().filter(|duty| duty.owner == Some(&*record.id));
        let (late, ahead): (Vec<_>, Vec<_>) = duties.partition(|duty| duty.late(self.site.day()) > 0);
        let tasks = match (late.len() as i64, ahead.len() as i64) {
            (0, 0) => "nothing is waiting".to_owned(),
            (0, ahead) => format!("{} ahead, nothing late", counted(ahead, "task")),
            (late, 0) => format!("{} late", counted(late, "task")),
            (late, ahead) => format!("{} late, {ahead} ahead", counted(late, "task")),
        };
        format!("{position}: {tasks}.")
    }

    fn isms_lede(&self, isms: &Isms) -> String {
        format!("{}.", self.text(isms.scope.statement.trim().trim_end_matches('.')))
    }

    /// What is overdue in some records, as a sentence of its own with a blank before it.
    fn late_in<'r>(&self, records: impl IntoIterator<Item = &'r Record>) -> String {
        let late: Vec<i64> = records.into_iter().flat_map(|record| self.site.late_in(&record.id)).collect();
        let Some(&worst) = late.iter().max() else { return String::new() };
        match late.len() {
            1 => format!(" One thing is overdue, by {}.", counted(worst, "day")),
            more => {
                format!(" {} are overdue, the longest by {}.", counted(more as i64, "thing"), counted(worst, "day"))
            }
        }
    }
}

fn evidence_lede(evidence: &Evidence) -> String {
    let attests =
        evidence.period.map_or(String::new(), |period| format!(", attests {}", span_in_words(period.from, period.to)));
    let kept = evidence.retain_until.map_or(String::new(), |until| format!(", kept until {}", day_in_words(until)));
    let state = match evidence.status {
        EvidenceStatus::Verified => "checked by an auditor".to_owned(),
        EvidenceStatus::Requested => "asked for, not here yet".to_owned(),
        status => words(status.as_str()),
    };
    format!("{}, {state}{attests}{kept}.", capitalised(&words(evidence.r#type.as_str())))
}

fn workpaper_lede(workpaper: &Workpaper) -> String {
    let all = workpaper.items.len();
    let answered = workpaper.items.iter().filter(|item| item.result.is_some()).count();
    let exceptions = workpaper.items.iter().filter(|item| item.result.is_some_and(ItemResult::is_exception)).count();
    let items = counted(all as i64, "item");
    format!("{answered} of {items} answered, {}.", counted(exceptions as i64, "exception"))
}

fn catalogue_lede(catalogue: &Catalogue) -> String {
    let auditable = catalogue.entries.iter().filter(|entry| entry.auditable).count() as i64;
    let what = match catalogue.r#type {
        CatalogueType::Standard => "A standard",
        CatalogueType::Own => "Own rules",
        CatalogueType::Law => "A law",
        CatalogueType::Contract => "A contract",
    };
    format!("{what} with {} to audit against.", counted(auditable, "requirement"))
}

fn soa_lede(soa: &Soa) -> String {
    let applied: Vec<&Control> = soa.controls.iter().filter(|control| control.applicable).collect();
    let implemented = applied.iter().filter(|control| control.status == Some(ControlStatus::Implemented)).count();
    let excluded = soa.controls.len() - applied.len();
    format!(
        "Version {}: {} of {} apply, {implemented} of them are implemented; {excluded} are excluded, each with its reason.",
        soa.version,
        applied.len(),
        counted(soa.controls.len() as i64, "control")
    )
}

/// The findings of an audit by grade: "1 minor nonconformity and 2 observations."
fn grades_in_words(snapshot: &Snapshot, audit: &str) -> String {
    let counts: Vec<String> = Grade::ALL
        .iter()
        .filter_map(|&grade| {
            let count = snapshot
                .findings_of(audit)
                .filter(|finding| finding.grade == grade && finding.status.is_reported())
                .count();
            (count > 0).then(|| counted(count as i64, grade_in_words(grade)))
        })
        .collect();
    match counts.is_empty() {
        true => "No findings.".to_owned(),
        false => format!("{}.", capitalised(&listed(&counts, 5))),
    }
}

/// A grade in words.
pub fn grade_in_words(grade: Grade) -> &'static str {
    match grade {
        Grade::Major => "major nonconformity",
        Grade::Minor => "minor nonconformity",
        Grade::Observation => "observation",
        Grade::Opportunity => "opportunity",
        Grade::Strength => "strength",
    }
}

/// How far an open finding has come, as the end of a sentence.
fn state_in_words(status: FindingStatus) -> &'static str {
    match status {
        FindingStatus::Contested => ", contested",
        FindingStatus::Planned => "; its corrective action is accepted",
        FindingStatus::Implemented => "; its corrective action is done and not yet checked",
        FindingStatus::Verified => "; its corrective action was found effective",
        _ => "",
    }
}

/// Two days in words, without saying twice what they share.
pub fn span_in_words(from: Date, to: Date) -> String {
    let last = day_in_words(to);
    if from == to {
        return last;
    }
    match (from.0.year() == to.0.year(), from.0.month() == to.0.month()) {
        (true, true) => format!("{}–{last}", from.0.day()),
        (true, false) => format!("{} – {last}", from.0.strftime("%-d %B")),
        (false, _) => format!("{} – {last}", day_in_words(from)),
    }
}

/// The text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
