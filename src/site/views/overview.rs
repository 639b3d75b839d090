//! The front page: one sentence, the figures, what needs somebody, what comes next.

use serde_json::{Value, json};

use super::Viewer;
use super::lede::capitalised;
use crate::metrics::{self, Coverage};
use crate::record::{AuditStatus, Date, FindingStatus, Grade, ReviewStatus};
use crate::snapshot::View;
use crate::text::counted;

impl Viewer<'_, '_> {
    /// What the front page shows.
    pub(super) fn overview(&self) -> Value {
        let unpublished = self.site.plan.unpublished.iter();
        let unpublished: Vec<Value> = match self.site.redaction.shows_names() {
            true => unpublished.map(|file| json!({"path": &*file.path, "reason": file.reason})).collect(),
            // The name of a file that could not be read might be anything.
            false => Vec::new(),
        };
        json!({
            "sentence": self.sentence(),
            "figures": self.figures(),
            "overdue": self.late_duties(),
            "soon": self.soon(),
            "next": self.next(),
            "tally": self.tally(),
            "ageing": self.ageing(),
            "clauses": self.heat(false),
            "controls": self.heat(true),
            "state": self.state(),
            "unpublished": unpublished,
            "unpublished_count": self.site.plan.unpublished.len(),
        })
    }

    fn late_duties(&self) -> Vec<Value> {
        let day = self.site.day();
        self.site.duties.iter().filter(|duty| duty.late(day) > 0).map(|duty| self.duty(duty)).collect()
    }

    fn soon(&self) -> Vec<Value> {
        let day = self.site.day();
        let last = day.plus_days(self.site.snapshot.thresholds().due_soon_days.into());
        let soon = self.site.duties.iter().filter(|duty| day <= duty.due && duty.due <= last);
        soon.map(|duty| self.duty(duty)).collect()
    }

    /// The state in up to three sentences that a manager can repeat.
    fn sentence(&self) -> String {
        let day = self.site.day();
        let late: Vec<i64> = self.site.duties.iter().map(|duty| duty.late(day)).filter(|late| *late > 0).collect();
        let overdue = match (late.len() as i64, late.iter().max()) {
            (1, Some(days)) => format!("One thing is overdue, by {}.", counted(*days, "day")),
            (count, Some(days)) => {
                format!(
                    "{} things are overdue, the longest by {}.",
                    capitalised(&in_words(count)),
                    counted(*days, "day")
                )
            }
            _ => "Nothing is overdue.".to_owned(),
        };
        let majors = self.open_majors().len() as i64;
        let majors = match majors {
            0 => "No major nonconformity is open.".to_owned(),
            1 => "One major nonconformity is open.".to_owned(),
            more => format!("{} major nonconformities are open.", capitalised(&in_words(more))),
        };
        let pace = self.clause_coverage().percent().map_or(String::new(), |covered| {
            let elapsed = self.site.window.elapsed(day);
            format!(
                " {covered}\u{a0}% of the clauses are audited with {elapsed}\u{a0}% of the certification cycle gone."
            )
        });
        format!("{overdue} {majors}{pace}")
    }

    fn open_majors(&self) -> Vec<&str> {
        metrics::open_findings(self.site.snapshot)
            .filter(|finding| finding.grade == Grade::Major && self.is_shown(finding.id()))
            .map(|finding| finding.id())
            .collect()
    }

    fn clause_coverage(&self) -> Coverage {
        metrics::coverage(self.site.rows.iter().filter(|row| !row.is_control))
    }

    fn figures(&self) -> Value {
        let (snapshot, day) = (self.site.snapshot, self.site.day());
        let majors = self.open_majors();
        let late: Vec<&str> =
            self.site.duties.iter().filter(|duty| duty.late(day) > 0).map(|duty| &*duty.record.id).collect();
        let on_time = metrics::on_time(snapshot, day);
        let clauses = self.clause_coverage();
        let controls = metrics::coverage(self.site.rows.iter().filter(|row| row.is_control));
        let repeats: Vec<&str> =
            metrics::repeats(snapshot, day).iter().map(View::id).filter(|id| self.is_shown(id)).collect();
        let percent = |percent: Option<usize>| percent.map_or("–".to_owned(), |percent| format!("{percent}\u{a0}%"));
        let links = |ids: &[&str]| ids.iter().map(|id| self.link(id)).collect::<Vec<Value>>();
        let months = snapshot.thresholds().repeat_window_months;
        json!([
            {"value": majors.len().to_string(), "label": "open majors", "tone": tone(majors.is_empty()), "note": null, "links": links(&majors)},
            {"value": late.len().to_string(), "label": "overdue", "tone": tone(late.is_empty()), "note": null, "links": links(&late)},
            {"value": percent(on_time.percent()), "label": "done by the day first promised", "tone": "", "note": format!("{} of {} in 12 months", on_time.kept, on_time.all), "links": []},
            {"value": percent(clauses.percent()), "label": "clauses covered", "tone": "", "note": format!("{} of {} clauses, {} of {} controls", clauses.covered, clauses.all, controls.covered, controls.all), "links": []},
            {"value": repeats.len().to_string(), "label": format!("repeat findings in {months} months"), "tone": "", "note": null, "links": links(&repeats)},
        ])
    }

    /// Findings by state and grade; states that do not occur are left out.
    fn tally(&self) -> Value {
        let tally = metrics::tally(self.site.snapshot);
        let count = |row: &metrics::Tally<'_>, position: usize| {
            row.by_status[position].1.iter().filter(|finding| self.is_shown(finding.id())).count()
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
        let bands = metrics::ageing(self.site.snapshot, self.site.day());
        let bands = bands.iter().map(|band| {
            let label = match band.days {
                (least, Some(most)) => format!("{least}–{most} days"),
                (least, None) => format!("over {} days", least - 1),
            };
            let findings: Vec<Value> =
                band.findings.iter().map(View::id).filter(|id| self.is_shown(id)).map(|id| self.link(id)).collect();
            json!({"label": label, "findings": findings})
        });
        bands.collect()
    }

    /// What comes next: audits, reviews, the certification body, by day.
    fn next(&self) -> Value {
        let (snapshot, day) = (self.site.snapshot, self.site.day());
        let mut next: Vec<(Date, Date, Value, String)> = Vec::new();
        for audit in snapshot.audits() {
            let is_ahead =
                matches!(audit.status, AuditStatus::Planned | AuditStatus::Confirmed | AuditStatus::InProgress);
            let line = snapshot.programmes().find_map(|programme| {
                programme.data().schedule.iter().find(|line| line.audit.as_str() == audit.id()).map(|line| line.window)
            });
            let span =
                audit.dates.map(|dates| (dates.start, dates.end)).or(line.map(|window| (window.from, window.to)));
            if let Some((from, to)) = span.filter(|_| is_ahead) {
                next.push((
                    from,
                    to,
                    self.link(audit.id()),
                    format!("audit, {}", super::record::words(audit.status.as_str())),
                ));
            }
        }
        for programme in snapshot.programmes().filter(|programme| programme.status.is_approved()) {
            for line in programme.data().schedule.iter().filter(|line| snapshot.record(line.audit.as_str()).is_none()) {
                if day <= line.window.to {
                    let mut link = self.link(line.audit.as_str());
                    link["title"] = self.text(&line.title).into();
                    next.push((line.window.from, line.window.to, link, "audit of the programme".to_owned()));
                }
            }
        }
        for review in snapshot.reviews() {
            if review.status == ReviewStatus::Planned {
                next.push((review.held_on, review.held_on, self.link(review.id()), "management review".to_owned()));
            }
        }
        let planned = snapshot.reviews().any(|review| review.status == ReviewStatus::Planned);
        let latest = snapshot.reviews().max_by_key(|review| review.held_on);
        if let Some(on) = latest.and_then(|review| review.next_on).filter(|on| !planned && *on >= day) {
            next.push((on, on, named("Management review"), "by the last review's minutes".to_owned()));
        }
        let isms = snapshot.isms();
        if let Some(certification) = isms.and_then(|isms| isms.data().certification.as_ref()) {
            let body = self.text(&certification.body);
            if let Some(on) = certification.next_audit.filter(|on| *on >= day) {
                next.push((on, on, named("Audit by the certification body"), body.clone()));
            }
            if let Some(on) = certification.expires {
                next.push((on, on, named("The certificate expires"), body));
            }
        }
        next.sort_by(|a, b| (a.0, a.1, a.2["label"].as_str()).cmp(&(b.0, b.1, b.2["label"].as_str())));
        let rows = next.iter().map(|(from, to, link, what)| {
            json!({"from": from.to_string(), "to": to.to_string(), "link": link, "what": what, "is_past": *to < day})
        });
        rows.collect()
    }
}

fn named(label: &str) -> Value {
    json!({"id": null, "label": label, "title": null, "href": null})
}

fn tone(is_good: bool) -> &'static str {
    if is_good { "ok" } else { "bad" }
}

/// Small numbers as words.
fn in_words(count: i64) -> String {
    const WORDS: [&str; 13] =
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    usize::try_from(count).ok().and_then(|count| WORDS.get(count)).map_or(count.to_string(), |word| (*word).to_owned())
}
