//! The figures as pictures, each with its numbers in a table and its records behind them.

mod actions;
mod audits;
mod findings;
mod others;

use std::sync::Arc;

use super::Viewer;
use crate::figures::{Axis, Bar, Caption, Ink, bars, swatch};
use crate::language::Language;
use crate::metrics::{Population, Share};
use crate::record::{Audience, Data, Date, Grade, Kind};
use crate::site::data::{Value, json};
use crate::site::plan::PageKind;

/// The most bars of a picture that has one for each audit.
const BARS: usize = 24;

/// A figure, as a template lays it out.
pub(super) struct Figure {
    key: &'static str,
    title: String,
    note: String,
    legend: Vec<(Ink, String)>,
    svg: Option<String>,
    /// What the figure says in numbers, for who does not see the picture.
    told: Vec<String>,
    head: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Figure {
    fn new(key: &'static str, title: String, note: String) -> Self {
        Self { key, title, note, legend: Vec::new(), svg: None, told: Vec::new(), head: Vec::new(), rows: Vec::new() }
    }

    /// Draws the picture, unless there is nothing to show.
    fn draw(mut self, draw: impl FnOnce(Caption<'_>) -> String) -> Self {
        if !self.rows.is_empty() {
            let text = self.told.join("; ");
            self.svg = Some(draw(Caption { key: self.key, title: &self.title, text: &text }));
        }
        self
    }

    /// Draws a bar each, and of many only the latest: the numbers have them all.
    fn draw_latest(mut self, language: &Language, drawn: &[Bar]) -> Self {
        let latest = &drawn[drawn.len().saturating_sub(BARS)..];
        if latest.len() < drawn.len() {
            let all = [("count", latest.len().into()), ("all", drawn.len().into())];
            self.note = format!("{} {}", self.note, language.text("fig-latest", &all));
        }
        self.draw(|caption| bars(caption, latest, false))
    }

    fn json(self) -> Value {
        let legend: Vec<Value> =
            self.legend.into_iter().map(|(ink, words)| json!({"swatch": swatch(ink), "words": words})).collect();
        json!({
            "key": self.key,
            "title": self.title,
            // Where there is nothing to count, nothing is told of it either.
            "note": if self.rows.is_empty() { String::new() } else { self.note },
            "legend": if self.svg.is_some() { legend } else { Vec::new() },
            "svg": self.svg,
            "head": self.head,
            "rows": self.rows,
        })
    }
}

impl<'s, 'a> Viewer<'s, 'a> {
    /// What the page of all figures shows.
    pub(super) fn all_figures(&self) -> Value {
        let language = self.language();
        let groups = [
            (
                language.plain("fig-group-audits"),
                vec![self.squares(), self.pace(), self.delivery(), self.lead_times(), self.feedback()],
            ),
            (
                language.plain("fig-group-findings"),
                vec![
                    self.by_audit(),
                    self.by_cycle(),
                    self.places(),
                    self.flow(),
                    self.ages(),
                    self.repeats(),
                    self.reopened(),
                    self.found(),
                ],
            ),
            (
                language.plain("fig-group-actions"),
                vec![
                    self.closures(),
                    self.punctuality(),
                    self.slippage(),
                    self.overdue_by_process(),
                    self.effects(),
                    self.causes(),
                ],
            ),
            (
                language.plain("fig-group-management"),
                vec![self.evidence_quality(), self.follow_up(), self.accepted_risks(), self.applicability()],
            ),
        ];
        let mut groups = groups.map(|(title, figures)| {
            let figures = figures.into_iter().filter(|figure| self.may_draw(figure));
            let figures: Vec<Value> = figures.map(Figure::json).collect();
            json!({"title": title, "figures": figures})
        });
        if self.site.options.audience == Audience::Management && !self.site.options.health.is_empty() {
            push(groups[3].member("figures"), self.health());
        }
        if !self.site.redaction.is_for_anybody() {
            // Who is late and who audits is nothing for everybody, even by position.
            for (group, figure) in [(2, self.overdue_by_owner()), (3, self.pool())] {
                if self.may_draw(&figure) {
                    push(groups[group].member("figures"), figure);
                }
            }
        }
        json!({"groups": groups, "state": self.state()})
    }

    /// The pictures that stand on a page about something else.
    pub(super) fn pictures(&self, page: &PageKind) -> Value {
        let record = match page {
            PageKind::Record(position) => Some(&self.site.snapshot.records()[*position]),
            _ => None,
        };
        let pictures = match (page, record.map(|record| record.data())) {
            (PageKind::Overview, _) => vec![self.flow(), self.punctuality(), self.causes()],
            (PageKind::Index(Kind::Action), _) => vec![self.slippage(), self.punctuality()],
            (PageKind::Index(Kind::Finding), _) => vec![self.flow(), self.ages()],
            (_, Some(Data::Soa(_))) => vec![self.applicability()],
            (_, Some(Data::Programme(programme))) => vec![self.delivery_of(programme.id.as_str())],
            (_, Some(Data::Audit(audit))) => vec![self.milestones(audit.id.as_str())],
            _ => Vec::new(),
        };
        // On such a page, an empty picture says nothing.
        let shown = pictures.into_iter().filter(|picture| picture.svg.is_some() && self.may_draw(picture));
        shown.map(Figure::json).collect()
    }

    /// Whether the audience may know the fields that a figure is drawn from.
    fn may_draw(&self, figure: &Figure) -> bool {
        self.site.redaction.may_draw(figure.key)
    }

    /// What figures count for this audience.
    pub(super) fn population(&self) -> Population<'a> {
        let (plan, untold) = (self.site.plan, Arc::clone(&self.site.untold));
        let is_counted = move |id: &str| plan.address(id).is_some() && !untold.contains(id);
        Population::of(self.site.snapshot, self.site.options.day, is_counted)
            .with_history(self.site.options.chronicle.as_deref())
    }

    /// A cell that names records.
    fn links<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Value {
        let links: Vec<Value> = ids.into_iter().map(|id| self.link(id)).collect();
        json!({"links": links})
    }

    /// A cell that names records, with their titles.
    fn titled<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Value {
        let links: Vec<Value> = ids.into_iter().map(|id| self.link(id)).collect();
        json!({"titled": links})
    }

    fn day_cell(&self, day: Option<Date>) -> Value {
        json!({"day": day.map(|day| day.to_string())})
    }

    fn process_name(&self, id: Option<&str>) -> String {
        let Some(id) = id else { return self.language().plain("fig-no-process") };
        let process = self.site.snapshot.process(&id.into());
        process.map_or_else(|| id.to_owned(), |process| self.text(&process.name))
    }

    /// A share: few as numbers, many in per cent with the numbers behind.
    fn share(&self, share: Share) -> String {
        let (part, all) = (share.part.into(), share.all.into());
        match share.percent() {
            Some(percent) => {
                self.language().text("fig-percent", &[("percent", percent.into()), ("part", part), ("all", all)])
            }
            None => self.language().text("fig-share", &[("part", part), ("all", all)]),
        }
    }

    fn grade_word(&self, grade: Grade) -> String {
        self.language().word(grade.as_str())
    }

    /// The letter of a grade.
    fn grade_mark(&self, grade: Grade) -> String {
        self.language().plain(&format!("letter-{grade}"))
    }

    fn grade_legend(&self, without: &[Grade]) -> Vec<(Ink, String)> {
        let shown = Grade::ALL.iter().filter(|grade| !without.contains(grade));
        shown
            .map(|&grade| (grade_ink(grade), format!("{} {}", self.grade_mark(grade), self.grade_word(grade))))
            .collect()
    }

    /// Words below a time axis: at most six, at the beginnings of months, quarters or years.
    fn marks(&self, from: Date, to: Date) -> Vec<(Date, String)> {
        let months = to.days_since(from) / 30;
        let step = [1, 3, 6, 12, 24, 60].into_iter().find(|step| months / step <= 5).unwrap_or(120);
        let first = Date(from.0.first_of_month()).plus_months(-i64::from(from.0.month() - 1));
        let all = (0..600).map(|count| first.plus_months(count * step)).take_while(|day| *day <= to);
        let label = |day: Date| {
            let year = day.year().to_string();
            match step % 12 == 0 {
                true => year,
                false => {
                    let month = self.language().plain(&format!("month-short-{}", day.0.month()));
                    self.language().text("date-month", &[("month", month.into()), ("year", year.into())])
                }
            }
        };
        all.filter(|day| *day >= from).map(|day| (day, label(day))).collect()
    }

    /// Days and counts that a picture spans.
    fn axis(&self, days: (Date, Date), most: usize, suffix: &str) -> Axis {
        let step =
            [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000].into_iter().find(|step| most / step <= 5).unwrap_or(5000);
        let top = most.div_ceil(step).max(1) * step;
        let steps = (0..=top / step).map(|count| ((count * step) as f64, format!("{}{suffix}", count * step)));
        Axis { days, marks: self.marks(days.0, days.1), most: top as f64, steps: steps.collect() }
    }
}

fn push(figures: Option<&mut Value>, figure: Figure) {
    if let Some(figures) = figures {
        figures.push(figure.json());
    }
}

/// A cell of words.
fn words(text: impl Into<String>) -> Value {
    json!({"text": text.into()})
}

/// A cell with a number.
fn number(number: impl std::fmt::Display) -> Value {
    json!({"number": number.to_string()})
}

fn grade_ink(grade: Grade) -> Ink {
    match grade {
        Grade::Major => Ink::Red,
        Grade::Minor => Ink::Amber,
        Grade::Observation => Ink::Blue,
        Grade::Opportunity => Ink::Violet,
        Grade::Strength => Ink::Green,
    }
}
