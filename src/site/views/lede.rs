//! The sentence at the head of a page: the state of the thing in words that can be repeated.

use super::Viewer;
use crate::language::Language;
use crate::metrics::DutyKind;
use crate::record::*;
use crate::site::data::Value;
use crate::snapshot::{Record, View};
use crate::text::is_blank;

impl Viewer<'_, '_> {
    /// The sentence for a record.
    pub(super) fn lede(&self, record: &Record) -> String {
        let language = self.language();
        if self.site.redaction.withholds(record) {
            return language.plain("withheld");
        }
        // A sentence without what it is about is none.
        if !needed(record.kind()).iter().all(|field| self.sees(record, field)) {
            return String::new();
        }
        match record.data() {
            Data::Finding(finding) => self.finding_lede(record, finding),
            Data::Action(action) => self.action_lede(record, action),
            Data::Audit(audit) => self.audit_lede(record, audit),
            Data::Programme(programme) => self.programme_lede(programme),
            Data::Review(review) => self.review_lede(record, review),
            Data::Evidence(evidence) => self.evidence_lede(record, evidence),
            Data::Workpaper(workpaper) => workpaper_lede(language, workpaper),
            Data::Person(person) => self.person_lede(record, person),
            Data::Catalogue(catalogue) => catalogue_lede(language, catalogue),
            Data::Soa(soa) => soa_lede(language, soa),
            Data::Isms(isms) => self.isms_lede(isms),
        }
    }

    fn finding_lede(&self, record: &Record, finding: &Finding) -> String {
        let language = self.language();
        let grade = || capitalised(&grade_in_words(language, finding.grade)).into();
        let found = || language.day(finding.detected_on).into();
        let day = |day| language.day(day).into();
        let until = finding.acceptance.as_ref().and_then(|acceptance| acceptance.until);
        let until = until.filter(|_| self.sees(record, "acceptance/until"));
        match finding.status {
            FindingStatus::Draft => language.text("finding-draft", &[("grade", grade()), ("found", found())]),
            FindingStatus::Closed if finding.grade == Grade::Strength => {
                language.text("finding-strength", &[("grade", grade()), ("found", found())])
            }
            FindingStatus::Closed if finding.closed.is_some() && self.sees(record, "closed/date") => {
                let closed = finding.closed.as_ref().map_or(finding.detected_on, |closed| closed.date);
                language.text("finding-closed-on", &[("grade", grade()), ("found", found()), ("day", day(closed))])
            }
            FindingStatus::Accepted => match until {
                Some(until) if !finding.is_accepted_on(self.site.day()) => {
                    let ended = [("grade", grade()), ("found", found()), ("day", day(until))];
                    language.text("finding-acceptance-ended", &ended) + &self.late_in([record])
                }
                Some(until) => language
                    .text("finding-accepted-until", &[("grade", grade()), ("found", found()), ("day", day(until))]),
                None => language.text("finding-accepted", &[("grade", grade()), ("found", found())]),
            },
            FindingStatus::Closed | FindingStatus::Withdrawn | FindingStatus::Superseded => {
                let state = language.word(finding.status.as_str()).into();
                language.text("finding-ended", &[("grade", grade()), ("found", found()), ("state", state)])
            }
            status => {
                let age = self.site.day().days_since(finding.detected_on).max(0).into();
                let progress = progress(language, status).into();
                let open = language.text(
                    "finding-open",
                    &[("grade", grade()), ("found", found()), ("age", age), ("progress", progress)],
                );
                let actions = self.site.snapshot.actions_for(&record.id).map(|action| action.record());
                open + &self.late_in(std::iter::once(record).chain(actions))
            }
        }
    }

    fn action_lede(&self, record: &Record, action: &Action) -> String {
        let language = self.language();
        let all = action.actions.iter().filter(|item| item.status != ActionItemStatus::Cancelled).count();
        let done = action.actions.iter().filter(|item| item.status == ActionItemStatus::Done).count();
        let progress = match (all, action.actions.len()) {
            (0, cancelled) if cancelled > 0 => {
                language.text("action-progress-cancelled", &[("count", cancelled.into())])
            }
            _ => language.text(
                "action-progress",
                &[("all", all.into()), ("done", done.into()), ("left", all.saturating_sub(done).into())],
            ),
        };
        let state = capitalised(&language.word(action.status.as_str()));
        let lede = language.text("action-lede", &[("state", state.into()), ("progress", progress.into())]);
        lede + &self.late_in([record])
    }

    fn audit_lede(&self, record: &Record, audit: &Audit) -> String {
        let language = self.language();
        let Some(issued) = audit.issued_on().filter(|_| self.sees(record, "report/issued/date")) else {
            let is_told = self.sees(record, "dates/start") && self.sees(record, "dates/end");
            let when = audit.dates.filter(|_| is_told).map(|dates| language.span(dates.start, dates.end));
            let state = capitalised(&language.word(audit.status.as_str()));
            let lede = match (audit.status, when) {
                (AuditStatus::Planned | AuditStatus::Confirmed, Some(when)) => {
                    language.text("audit-ahead", &[("state", state.into()), ("when", when.into())])
                }
                (AuditStatus::Planned | AuditStatus::Confirmed, None) => {
                    language.text("audit-ahead-undated", &[("state", state.into())])
                }
                (AuditStatus::InProgress, Some(when)) => language.text("audit-in-progress", &[("when", when.into())]),
                (AuditStatus::InProgress, None) => language.plain("audit-in-progress-undated"),
                (AuditStatus::Drafted, _) => language.plain("audit-drafted"),
                _ => language.text("audit-other", &[("state", state.into())]),
            };
            return lede + &self.not_held(record).unwrap_or_else(|| self.late_in([record]));
        };
        let conclusion = audit.conclusion.as_ref();
        let conforms = conclusion.and_then(|conclusion| conclusion.conforms);
        let conforms = match conforms.filter(|_| self.sees(record, "conclusion/conforms")) {
            None => language.plain("audit-no-conclusion"),
            Some(Conformity::Conforms) => language.plain("audit-conforms"),
            Some(Conformity::WithExceptions) => language.plain("audit-with-exceptions"),
            Some(Conformity::DoesNotConform) => language.plain("audit-does-not-conform"),
        };
        let effective = conclusion.and_then(|conclusion| conclusion.effective);
        let effective = match effective.filter(|_| self.sees(record, "conclusion/effective")) {
            None => String::new(),
            Some(Effectiveness::Effective) => language.plain("audit-effective"),
            Some(Effectiveness::Partly) => language.plain("audit-partly"),
            Some(Effectiveness::NotEffective) => language.plain("audit-not-effective"),
        };
        language.text(
            "audit-reported",
            &[
                ("day", language.day(issued).into()),
                ("conforms", conforms.into()),
                ("effective", effective.into()),
                ("findings", self.grades_in_words(&record.id).into()),
            ],
        )
    }

    fn programme_lede(&self, programme: &Programme) -> String {
        let language = self.language();
        let audits: Vec<Option<View<'_, Audit>>> = programme
            .schedule
            .iter()
            .map(|line| self.site.snapshot.audit(&AuditRef::from(line.audit.as_str())))
            .collect();
        let issued = audits.iter().flatten().filter(|audit| audit.status.is_issued()).count();
        let span = match self.may_tell_cycles() {
            true => language.span(programme.cycle.from, programme.cycle.to),
            false => "none".to_owned(),
        };
        language.text(
            "programme-lede",
            &[
                ("state", capitalised(&language.word(programme.status.as_str())).into()),
                ("span", span.into()),
                ("issued", issued.into()),
                ("all", audits.len().into()),
            ],
        )
    }

    fn person_lede(&self, record: &Record, person: &Person) -> String {
        let language = self.language();
        let duties = self.site.duties.iter().filter(|duty| duty.owner == Some(&*record.id));
        let errands = self.site.errands.iter().filter(|task| task.who.as_deref() == Some(&*record.id));
        let days = duties.map(|duty| duty.late(self.site.day()));
        let days = days.chain(errands.map(|task| task.late(self.site.day()).unwrap_or_default()));
        let (late, ahead): (Vec<i64>, Vec<i64>) = days.partition(|late| *late > 0);
        let position = || self.text(&person.position).into();
        if !self.site.gaps.about(record).is_empty() {
            let counts = [("position", position()), ("late", late.len().into()), ("ahead", ahead.len().into())];
            return language.text("person-known", &counts);
        }
        match (late.len(), ahead.len()) {
            (0, 0) if self.has_left(person) => language.text("person-left", &[("position", position())]),
            (0, 0) => {
                let (past, ahead): (Vec<Value>, Vec<Value>) =
                    self.dates_of_person(record).into_iter().partition(|row| row["is_past"] == true);
                if past.is_empty() && ahead.is_empty() {
                    return language.text("person-idle", &[("position", position())]);
                }
                let counts = [("position", position()), ("count", ahead.len().into()), ("past", past.len().into())];
                language.text("person-dates", &counts)
            }
            (0, ahead) => language.text("person-ahead", &[("position", position()), ("count", ahead.into())]),
            (late, ahead) => language
                .text("person-late", &[("position", position()), ("count", late.into()), ("ahead", ahead.into())]),
        }
    }

    /// Whether somebody does not hold the position any more. That is told to all who may read of the position, also those who
    /// may not know since when, unless the settings keep it from them by name.
    pub(super) fn has_left(&self, person: &Person) -> bool {
        person.to.is_some_and(|to| to < self.site.day()) && !self.site.redaction.hides_of(Kind::Person, "to")
    }

    fn isms_lede(&self, isms: &Isms) -> String {
        format!("{}.", self.text(isms.scope.statement.trim().trim_end_matches('.')))
    }

    /// That an audit was not held by the end of its time, as a sentence of its own with a blank before it.
    fn not_held(&self, record: &Record) -> Option<String> {
        let language = self.language();
        let duty = self.site.overdue_of(DutyKind::Audit, &record.id)?;
        let late = [("day", language.day(duty.due).into()), ("days", duty.late(self.site.day()).into())];
        Some(format!(" {}", language.text("audit-not-held", &late)))
    }

    /// What is overdue in some records, and which steps are late besides, as sentences of their own with a blank before each.
    fn late_in<'r>(&self, records: impl IntoIterator<Item = &'r Record>) -> String {
        let records: Vec<&Record> = records.into_iter().collect();
        let overdue = records.iter().flat_map(|record| self.site.overdue_in(&record.id)).collect();
        let steps = records.iter().flat_map(|record| self.site.late_steps_in(&record.id)).collect();
        let sentence = |message: &str, late: Vec<i64>| {
            let days = late.iter().copied().max()?;
            let late = self.language().text(message, &[("count", late.len().into()), ("days", days.into())]);
            Some(format!(" {late}"))
        };
        sentence("things-late", overdue).unwrap_or_default() + &sentence("steps-late", steps).unwrap_or_default()
    }

    /// The findings of an audit by grade: "1 minor nonconformity and 2 observations."
    fn grades_in_words(&self, audit: &str) -> String {
        let language = self.language();
        let counts: Vec<String> = Grade::ALL
            .iter()
            .filter_map(|&grade| {
                let findings = self.site.snapshot.findings_of(audit);
                let is_told = |finding: &View<'_, Finding>| {
                    finding.grade == grade && finding.status.is_reported() && self.counts(finding.id())
                };
                let count = findings.filter(is_told).count();
                (count > 0).then(|| language.text(&format!("count-grade-{grade}"), &[("count", count.into())]))
            })
            .collect();
        match counts.is_empty() {
            true => {
                let about = self.site.snapshot.record(audit).map(|record| self.gaps_about(record));
                let knows_all = about.is_none_or(|missing| missing.is_empty());
                language.plain(if knows_all { "no-findings" } else { "no-findings-known" })
            }
            false => format!("{}.", capitalised(&language.list(&counts))),
        }
    }
}

impl Viewer<'_, '_> {
    fn review_lede(&self, record: &Record, review: &Review) -> String {
        let language = self.language();
        let held = language.day(review.held_on).into();
        if review.status == ReviewStatus::Planned {
            let inputs = review.inputs.as_ref();
            let ready = inputs.map_or(0, |inputs| inputs.all().iter().filter(|input| input.2.is_some()).count());
            return match self.site.late_steps_in(&record.id).max() {
                Some(days) => {
                    language.text("review-not-held", &[("day", held), ("days", days.into()), ("ready", ready.into())])
                }
                None => language.text("review-ahead", &[("day", held), ("ready", ready.into())]),
            };
        }
        if !["decisions/status", "decisions/text"].iter().all(|field| self.sees(record, field)) {
            return language.text("review-held-only", &[("day", held)]);
        }
        let open = review.decisions.iter().filter(|decision| decision.status.is_open()).count();
        let decisions = review.decisions.len();
        let lede =
            language.text("review-held", &[("day", held), ("decisions", decisions.into()), ("open", open.into())]);
        let parts = ["conclusion/suitable", "conclusion/adequate", "conclusion/effective"];
        let Some(conclusion) = review.conclusion.as_ref().filter(|_| parts.iter().all(|part| self.sees(record, part)))
        else {
            return lede;
        };
        let words = [
            language.plain(if conclusion.suitable { "isms-suitable" } else { "isms-not-suitable" }),
            language.plain(if conclusion.adequate { "isms-adequate" } else { "isms-not-adequate" }),
            language.plain(if conclusion.effective { "isms-effective" } else { "isms-not-effective" }),
        ];
        format!("{lede} {}", language.text("review-judged", &[("words", language.list(&words).into())]))
    }

    fn evidence_lede(&self, record: &Record, evidence: &Evidence) -> String {
        let language = self.language();
        let attests = evidence.period.filter(|_| self.sees(record, "period")).map_or(String::new(), |period| {
            language.text("evidence-attests", &[("span", language.span(period.from, period.to).into())])
        });
        let kept = evidence
            .retain_until
            .filter(|_| self.sees(record, "retain_until"))
            .map_or(String::new(), |until| language.text("evidence-kept", &[("day", language.day(until).into())]));
        let state = match evidence.status {
            EvidenceStatus::Verified => language.plain("evidence-verified"),
            EvidenceStatus::Requested => match self.site.overdue_of(DutyKind::Evidence, &record.id) {
                Some(duty) => {
                    let late = [("day", language.day(duty.due).into()), ("days", duty.late(self.site.day()).into())];
                    language.text("evidence-requested-late", &late)
                }
                None => language.plain("evidence-requested"),
            },
            status => language.word(status.as_str()),
        };
        language.text(
            "evidence-lede",
            &[
                ("type", capitalised(&language.word(evidence.r#type.as_str())).into()),
                ("state", state.into()),
                ("attests", attests.into()),
                ("kept", kept.into()),
            ],
        )
    }
}

/// The fields without which there is nothing to say in a sentence about a record.
fn needed(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Finding => &["grade", "status", "detected_on"],
        Kind::Action => &["status", "actions/status"],
        Kind::Audit => &["status"],
        Kind::Programme => &["status", "cycle/from", "cycle/to", "schedule/audit"],
        Kind::Review => &["status", "held_on"],
        Kind::Evidence => &["type", "status"],
        Kind::Workpaper => &["items/result"],
        Kind::Person => &["position"],
        Kind::Catalogue => &["type", "entries/auditable"],
        Kind::Soa => &["version", "controls/applicable", "controls/status"],
        Kind::Isms => &["scope/statement"],
    }
}

fn workpaper_lede(language: &Language, workpaper: &Workpaper) -> String {
    let answered = workpaper.items.iter().filter(|item| item.result.is_some()).count();
    let exceptions = workpaper.items.iter().filter(|item| item.result.is_some_and(ItemResult::is_exception)).count();
    language.text(
        "workpaper-lede",
        &[("answered", answered.into()), ("all", workpaper.items.len().into()), ("exceptions", exceptions.into())],
    )
}

fn catalogue_lede(language: &Language, catalogue: &Catalogue) -> String {
    let auditable = catalogue.entries.iter().filter(|entry| entry.auditable).count();
    let what = match catalogue.r#type {
        CatalogueType::Standard => language.plain("catalogue-standard"),
        CatalogueType::Own => language.plain("catalogue-own"),
        CatalogueType::Law => language.plain("catalogue-law"),
        CatalogueType::Contract => language.plain("catalogue-contract"),
    };
    language.text("catalogue-lede", &[("what", what.into()), ("count", auditable.into())])
}

fn soa_lede(language: &Language, soa: &Soa) -> String {
    let (applied, excluded): (Vec<&Control>, Vec<&Control>) =
        soa.controls.iter().partition(|control| control.applicable);
    let implemented = applied.iter().filter(|control| control.status == Some(ControlStatus::Implemented)).count();
    language.text(
        "soa-lede",
        &[
            ("version", soa.version.to_string().into()),
            ("applied", applied.len().into()),
            ("all", soa.controls.len().into()),
            ("implemented", implemented.into()),
            ("unstated", applied.iter().filter(|control| control.status.is_none()).count().into()),
            ("excluded", excluded.len().into()),
            ("unreasoned", excluded.iter().filter(|control| is_blank(Some(&control.justification))).count().into()),
        ],
    )
}

/// A grade in words.
pub fn grade_in_words(language: &Language, grade: Grade) -> String {
    language.plain(&format!("grade-{grade}"))
}

/// How far an open finding has come, as the end of a sentence.
fn progress(language: &Language, status: FindingStatus) -> String {
    match status {
        FindingStatus::Contested => language.plain("progress-contested"),
        FindingStatus::Planned => language.plain("progress-planned"),
        FindingStatus::Implemented => language.plain("progress-implemented"),
        FindingStatus::Verified => language.plain("progress-verified"),
        _ => String::new(),
    }
}

/// The text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
