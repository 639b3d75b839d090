//! The front page: one sentence, the figures, what needs somebody, what comes next.

use std::collections::HashSet;

use super::Viewer;
use super::duty::by_day;
use super::lede::capitalised;
use crate::follow_up::{Task, TaskKind, guide};
use crate::metrics::{self, Coverage};
use crate::record::{AuditStatus, Date, FindingStatus, Grade, Kind};
use crate::redact::{AUDITED, DUTIES};
use crate::site::data::{Value, json};
use crate::site::plan::Missing;
use crate::snapshot::View;

/// How many records are named under a figure, which is read at a glance.
const SHOWN: usize = 5;

/// What tells whether something came back or did not work.
const REPEATED: &[Kind] = &[Kind::Finding, Kind::Action];

impl Viewer<'_, '_> {
    /// What the front page shows.
    pub(super) fn overview(&self) -> Value {
        let unpublished = self.site.plan.unpublished.iter();
        let unpublished: Vec<Value> = match self.site.redaction.shows_names() {
            true => {
                unpublished.map(|file| json!({"path": &*file.path, "reason": self.missing(&file.reason)})).collect()
            }
            // The name of a file that could not be read might be anything.
            false => Vec::new(),
        };
        json!({
            "sentence": self.sentence(),
            "figures": self.figures(),
            "overdue": self.late_duties(),
            "late_steps": self.late_steps(),
            "soon": self.soon(),
            "has_begun": metrics::has_begun(self.site.snapshot),
            "beginning": self.beginning(),
            "next": self.next(),
            "undated": self.undated(),
            "tally": self.tally(),
            "ageing": self.ageing(),
            "clauses": self.heat(false),
            "controls": self.heat(true),
            "has_soa": self.site.snapshot.soa().is_some(),
            "state": self.state(),
            "changed": self.changed_since_review(),
            "unpublished": unpublished,
            "unpublished_count": self.site.plan.unpublished.len(),
        })
    }

    fn late_duties(&self) -> Vec<Value> {
        let day = self.site.day();
        self.site.duties.iter().filter(|duty| duty.late(day) > 0).map(|duty| self.duty(duty)).collect()
    }

    fn late_steps(&self) -> Vec<Value> {
        let day = self.site.day();
        let is_late = |task: &&Task| task.late(day).is_some_and(|late| late > 0);
        self.site.errands.iter().filter(is_late).map(|task| self.errand(task)).collect()
    }

    /// What has to be there for the first audit, in the order in which it is needed; nothing once one was reported.
    fn beginning(&self) -> Vec<Value> {
        let snapshot = self.site.snapshot;
        if self.has_looked() || self.site.redaction.is_for_anybody() {
            return Vec::new();
        }
        let steps = guide(snapshot, self.site.day()).into_iter();
        let steps = steps.filter_map(|task| match task.kind {
            TaskKind::Setup(setup) => Some((task, setup)),
            _ => None,
        });
        let steps = steps.map(|(task, setup)| {
            json!({
                "what": self.language().plain(&format!("begin-{}", setup.as_str())),
                "record": self.link(&task.id),
                "owner": task.who.as_deref().map_or(Value::Null, |who| self.party(who)),
            })
        });
        steps.collect()
    }

    /// The last day that counts as soon.
    pub(super) fn soon_until(&self) -> Date {
        self.site.day().plus_days(self.site.snapshot.thresholds().due_soon_days.into())
    }

    fn soon(&self) -> Vec<Value> {
        let day = self.site.day();
        let last = self.soon_until();
        let soon = self.site.duties.iter().filter(|duty| day <= duty.due && duty.due <= last);
        let is_soon = |task: &&Task| task.due.is_some_and(|due| day <= due && due <= last);
        let errands = self.site.errands.iter().filter(is_soon).map(|task| self.errand(task));
        by_day(soon.map(|duty| self.duty(duty)).chain(errands).collect())
    }

    /// The state in a few sentences that a manager can repeat; where something cannot be read, that first.
    fn sentence(&self) -> String {
        let missing = self.site.gaps.all().len();
        if missing == 0 {
            return self.known_state();
        }
        let incomplete = self.language().text("state-incomplete", &[("count", missing.into())]);
        format!("{incomplete} {}", self.known_state())
    }

    /// The state as far as it can be read.
    fn known_state(&self) -> String {
        let day = self.site.day();
        let late: Vec<i64> = self.site.duties.iter().map(|duty| duty.late(day)).filter(|late| *late > 0).collect();
        let language = self.language();
        let number = |count: usize| capitalised(&language.number(count)).into();
        let knows_duties = self.knows_all(DUTIES);
        let overdue = match late.iter().max() {
            Some(&days) => language.text(
                if knows_duties { "state-late" } else { "state-late-known" },
                &[("count", late.len().into()), ("number", number(late.len())), ("days", days.into())],
            ),
            None => language.plain(if knows_duties { "state-nothing-late" } else { "state-nothing-late-known" }),
        };
        let steps: Vec<i64> = self.site.late_steps_of.values().flatten().copied().collect();
        let overdue = match steps.iter().max() {
            Some(&days) => {
                let steps = &[("count", steps.len().into()), ("number", number(steps.len())), ("days", days.into())];
                format!("{overdue} {}", language.text("state-steps-late", steps))
            }
            None => overdue,
        };
        let majors = self.open_majors().len();
        // That nothing was found says something only where somebody has looked.
        if majors == 0 && !self.has_looked() {
            let nobody_knows = language.plain("state-no-audit");
            return if late.is_empty() && steps.is_empty() {
                nobody_knows
            } else {
                format!("{overdue} {nobody_knows}")
            };
        }
        let known = if self.knows_all(&[Kind::Finding]) { "state-majors" } else { "state-majors-known" };
        let majors = language.text(known, &[("count", majors.into()), ("number", number(majors))]);
        let is_told = self.site.window.is_given && self.site.redaction.may_draw("fig-coverage");
        let covered = self.clause_coverage().percent().filter(|_| is_told);
        let pace = covered.map_or(String::new(), |covered| {
            let (elapsed, period) = (self.site.window.elapsed(day), self.site.window.period);
            let years = match (period.from.year(), period.to.year()) {
                (one, other) if one == other => one.to_string(),
                (first, last) => format!("{first}–{last}"),
            };
            let pace = language.text(
                "state-pace",
                &[("covered", covered.into()), ("elapsed", elapsed.into()), ("years", years.into())],
            );
            let gaps = self.uncovered(false).gaps.len() + self.uncovered(true).gaps.len();
            match gaps {
                0 => format!(" {pace}"),
                gaps => {
                    let gaps = language.text("state-gaps", &[("count", gaps.into()), ("number", number(gaps))]);
                    format!(" {pace} {gaps}")
                }
            }
        });
        format!("{overdue} {majors}{}{pace}", self.accepted_in_words())
    }

    /// Whether an audit is reported, or there is a finding without one.
    fn has_looked(&self) -> bool {
        let snapshot = self.site.snapshot;
        snapshot.audits().any(|audit| audit.status.is_issued())
            || snapshot.findings().any(|one| one.status.is_reported())
    }

    fn missing(&self, reason: &Missing) -> String {
        let language = self.language();
        match reason {
            Missing::Unreadable => language.plain("not-shown-unreadable"),
            Missing::Taken(address) => language.text("not-shown-taken", &[("address", address.as_str().into())]),
        }
    }

    fn open_majors(&self) -> Vec<&str> {
        metrics::open_findings(self.site.snapshot, self.site.day())
            .filter(|finding| finding.grade == Grade::Major && self.counts(finding.id()))
            .map(|finding| finding.id())
            .collect()
    }

    /// How many risks are accepted, as a sentence with a blank before it; nothing where none is.
    fn accepted_in_words(&self) -> String {
        let accepted = metrics::accepted_findings(self.site.snapshot, self.site.day());
        let accepted = accepted.iter().filter(|finding| self.counts(finding.id())).count();
        let number = capitalised(&self.language().number(accepted));
        let count = [("count", accepted.into()), ("number", number.into())];
        if accepted == 0 { String::new() } else { format!(" {}", self.language().text("state-accepted", &count)) }
    }

    fn clause_coverage(&self) -> Coverage {
        metrics::coverage(self.site.rows.iter().filter(|row| !row.is_control))
    }

    fn figures(&self) -> Value {
        let (snapshot, day) = (self.site.snapshot, self.site.day());
        let majors = self.open_majors();
        let language = self.language();
        let late: Vec<&str> =
            self.site.duties.iter().filter(|duty| duty.late(day) > 0).map(|duty| &*duty.record.id).collect();
        let steps = self.site.late_steps();
        let steps = (steps > 0).then(|| language.text("figure-late-steps", &[("count", steps.into())]));
        let on_time = metrics::kept(&self.population());
        let clauses = self.clause_coverage();
        let controls = metrics::coverage(self.site.rows.iter().filter(|row| row.is_control));
        let uncured = metrics::uncured(&self.population());
        let weak: Vec<&str> = uncured.repeated.iter().chain(&uncured.ineffective).copied().collect();
        let percent = |percent: Option<usize>| percent.map_or("–".to_owned(), |percent| format!("{percent}\u{a0}%"));
        // Of few, the numbers themselves say more.
        let punctual = metrics::Share { part: on_time.kept, all: on_time.all };
        let punctual_percent = punctual.percent();
        let punctual = match (punctual_percent, on_time.all) {
            (_, 0) => "–".to_owned(),
            (None, _) => {
                let share = [("part", on_time.kept.into()), ("all", on_time.all.into())];
                language.text("fig-share", &share)
            }
            (whole, _) => percent(whole),
        };
        // Of what cannot be read there may be more, and it may be worse.
        let counted = |count: usize, kinds: &[Kind]| match self.knows_all(kinds) {
            true => count.to_string(),
            false => format!("≥\u{a0}{count}"),
        };
        let toned = |is_good: bool, kinds: &[Kind]| if is_good && !self.knows_all(kinds) { "" } else { tone(is_good) };
        let noted = |note: Option<String>, kinds: &[Kind]| {
            let notes: Vec<String> = note.into_iter().chain(self.lacking(kinds)).collect();
            (!notes.is_empty()).then(|| notes.join("; "))
        };
        let links = |ids: &[&str]| {
            let first = first_of_each(ids).into_iter().take(SHOWN);
            first.map(|id| self.link(id)).collect::<Vec<Value>>()
        };
        let more = |ids: &[&str], href: &str| {
            let count = first_of_each(ids).len().saturating_sub(SHOWN);
            (count > 0).then(|| json!({"count": count, "href": format!("{}{href}", self.root)}))
        };
        let months = snapshot.thresholds().repeat_window_months;
        // Where the figure itself gives the numbers, they are not said again.
        let kept = match (punctual_percent, on_time.all) {
            (_, 0) => language.plain("figure-on-time-none"),
            (None, _) => language.plain("figure-on-time-span"),
            _ => language.text("figure-on-time-note", &[("kept", on_time.kept.into()), ("all", on_time.all.into())]),
        };
        let covered = language.text(
            match (self.site.window.is_given, metrics::has_begun(snapshot)) {
                (true, _) => "figure-coverage-note",
                (false, true) => "figure-coverage-note-no-programme",
                (false, false) => "figure-coverage-note-not-begun",
            },
            &[
                ("covered", clauses.covered.into()),
                ("all", clauses.all.into()),
                ("controls", controls.covered.into()),
                ("all-controls", controls.all.into()),
                ("elapsed", self.site.window.elapsed(day).into()),
            ],
        );
        let repeated = language.text("figure-uncured", &[("months", months.into())]);
        let each = (!weak.is_empty()).then(|| {
            let counts = [("findings", uncured.repeated.len().into()), ("actions", uncured.ineffective.len().into())];
            language.text("figure-uncured-note", &counts)
        });
        let figures = json!([
            {"value": counted(majors.len(), &[Kind::Finding]), "label": language.plain("figure-majors"), "tone": if self.has_looked() { toned(majors.is_empty(), &[Kind::Finding]) } else { "" }, "note": noted(None, &[Kind::Finding]), "links": links(&majors), "more": more(&majors, "findings/index.html")},
            {"value": counted(late.len(), DUTIES), "label": language.plain("figure-overdue"), "tone": toned(late.is_empty(), DUTIES), "note": noted(steps, DUTIES), "links": links(&late), "more": more(&late, "index.html#overdue")},
            {"value": punctual, "label": language.plain("figure-on-time"), "tone": "", "note": noted(Some(kept), &[Kind::Action]), "links": [], "more": null},
            {"value": percent(clauses.percent()), "label": language.plain("figure-coverage"), "tone": "", "note": noted(Some(covered), AUDITED), "links": [], "more": null},
            {"value": counted(uncured.lapses, REPEATED), "label": repeated, "tone": "", "note": noted(each, REPEATED), "links": links(&weak), "more": more(&weak, "figures.html#fig-repeats")},
        ]);
        // One that the audience may not know all the fields of is left out, as it is among the pictures.
        let drawn_from: [&[&str]; 5] =
            [&[], &[], &["fig-punctuality"], &["fig-coverage"], &["fig-repeats", "fig-effects"]];
        let may_draw = |names: &[&str]| names.iter().all(|name| self.site.redaction.may_draw(name));
        let figures = figures.as_array().into_iter().flatten().zip(drawn_from);
        figures.filter(|(_, names)| may_draw(names)).map(|(figure, _)| figure.clone()).collect()
    }

    /// Findings by state and grade; states that do not occur are left out.
    fn tally(&self) -> Value {
        let tally = metrics::tally(self.site.snapshot);
        let count = |row: &metrics::Tally<'_>, position: usize| {
            row.by_status[position].1.iter().filter(|finding| self.counts(finding.id())).count()
        };
        let rows = FindingStatus::ALL.iter().enumerate().filter_map(|(position, status)| {
            let counts: Vec<usize> = tally.iter().map(|row| count(row, position)).collect();
            let all: usize = counts.iter().sum();
            (all > 0).then(|| json!({"status": status.as_str(), "counts": counts, "all": all}))
        });
        let rows: Vec<Value> = rows.collect();
        let grades: Vec<&str> = tally.iter().map(|row| row.grade.as_str()).collect();
        json!({"grades": grades, "rows": rows})
    }

    fn ageing(&self) -> Value {
        let language = self.language();
        let bands = metrics::ageing(self.site.snapshot, self.site.day());
        let bands = bands.iter().map(|band| {
            let label = match band.days {
                (least, Some(most)) => language.text("band-days", &[("least", least.into()), ("most", most.into())]),
                (least, None) => language.text("band-over", &[("days", (least - 1).into())]),
            };
            let findings: Vec<Value> =
                band.findings.iter().map(View::id).filter(|id| self.counts(id)).map(|id| self.link(id)).collect();
            json!({"label": label, "findings": findings})
        });
        bands.collect()
    }

    /// The audits ahead that have no day yet.
    fn undated(&self) -> Vec<Value> {
        let snapshot = self.site.snapshot;
        let audits = snapshot.audits().filter(|audit| {
            let is_ahead = matches!(audit.status, AuditStatus::Planned | AuditStatus::Confirmed);
            let is_told = self.may_tell_windows() && self.sees(audit.record(), "dates");
            is_ahead && is_told && self.is_shown(audit.id())
        });
        let undated = audits.filter(|audit| audit.dates.is_none() && snapshot.window_of(audit.id()).is_none());
        undated.map(|audit| self.link(audit.id())).collect()
    }
}

fn tone(is_good: bool) -> &'static str {
    if is_good { "ok" } else { "bad" }
}

/// Ids in their order, each once.
fn first_of_each<'i>(ids: &[&'i str]) -> Vec<&'i str> {
    let mut seen = HashSet::new();
    ids.iter().copied().filter(|id| seen.insert(*id)).collect()
}
