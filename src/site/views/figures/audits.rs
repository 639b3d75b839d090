//! Coverage, the programme, the audits.

use std::collections::BTreeMap;

use super::{Figure, Viewer, number, words};
use crate::figures::{Bar, Block, Curve, Ink, Part, Span, Square, bars, lines, spans, squares};
use crate::metrics::{self, Delivered, Delivery, Milestone, Row, Standing};
use crate::record::{Date, Grade};
use crate::site::views::standing::standing_ink;

impl Viewer<'_, '_> {
    /// Each clause and control in each year of the cycle, as a small square.
    pub(super) fn squares(&self) -> Figure {
        let language = self.language();
        let mut figure =
            Figure::new("fig-coverage", language.plain("fig-coverage"), language.plain("fig-coverage-note"));
        let catalogues = self.site.snapshot.catalogues();
        let years: Vec<i16> = self.site.window.years().collect();
        let mut chapters: Vec<(String, Vec<&Row>)> = Vec::new();
        for row in &self.site.rows {
            let chapter = metrics::chapter(&catalogues.name(row.requirement).as_str().into());
            match chapters.last_mut().filter(|last| last.0 == chapter) {
                Some(last) => last.1.push(row),
                None => chapters.push((chapter, vec![row])),
            }
        }
        let named = |standing: Standing| format!("{} {}", self.standing_mark(standing), self.standing_words(standing));
        figure.legend =
            self.standings().into_iter().map(|standing| (standing_ink(standing), named(standing))).collect();
        figure.legend.push((Ink::Green, format!("◆ {}", language.plain("fig-coverage-through"))));
        if self.carries_beside() {
            figure.legend.push((Ink::Violet, language.plain("fig-coverage-beside")));
        }
        let mut blocks = Vec::new();
        for (chapter, rows) in &chapters {
            let columns = years.iter().enumerate().map(|(column, year)| {
                let squares = rows.iter().map(|row| {
                    let (standing, carried) = self.standing(row, &row.years[column]);
                    let id = catalogues.name(row.requirement);
                    let through = self.through_in(row, *year);
                    let hint = format!("{id}, {year}: {}{through}", self.standing_told(standing, &carried));
                    let is_fine = standing == Standing::Conform;
                    let mark = match standing {
                        // Where nothing was looked at there is nothing to see.
                        Standing::Gap => String::new(),
                        Standing::Conform if !through.is_empty() => "◆".to_owned(),
                        _ => self.standing_mark(standing),
                    };
                    // A graver result keeps its mark beside the diamond.
                    let is_indirect = !through.is_empty() && !is_fine;
                    let beside = self.carried_beside(standing, &carried).map(|grade| match grade {
                        Grade::Major => Ink::Red,
                        _ => Ink::Violet,
                    });
                    Square { ink: standing_ink(standing), mark, is_indirect, beside, hint }
                });
                squares.collect()
            });
            blocks.push(Block { label: chapter.clone(), columns: columns.collect() });
            let covered = rows.iter().filter(|row| row.is_covered()).count();
            figure.told.push(format!("{chapter}: {covered}/{}", rows.len()));
        }
        for (column, year) in years.iter().enumerate() {
            let rows = self.site.rows.iter().map(|row| self.standing(row, &row.years[column]));
            let (stand, carried): (Vec<Standing>, Vec<Vec<&str>>) = rows.unzip();
            let beside =
                stand.iter().zip(&carried).filter(|(one, carried)| self.carried_beside(**one, carried).is_some());
            let beside = beside.count();
            let beside = (beside > 0).then(|| format!("{}: {beside}", language.plain("cell-beside")));
            let counts = Standing::ALL.into_iter().filter_map(|standing| {
                let count = stand.iter().filter(|one| **one == standing).count();
                (count > 0).then(|| format!("{}: {count}", self.standing_words(standing)))
            });
            figure.told.push(format!("{year}: {}", counts.chain(beside).collect::<Vec<_>>().join(", ")));
        }
        figure.head =
            std::iter::once(language.plain("fig-requirement")).chain(years.iter().map(i16::to_string)).collect();
        for row in &self.site.rows {
            let criterion = self.criterion(&catalogues.name(row.requirement));
            let cells = row.years.iter().map(|year| {
                let (standing, carried) = self.standing(row, year);
                let (signs, told) = (self.standing_signs(standing, &carried), self.standing_told(standing, &carried));
                let audits = year.2.iter().map(String::as_str).filter(|audit| self.is_shown(audit));
                let mut value = self.links(audits.chain(carried));
                value.set("text", format!("{signs} {told}{}", self.through_in(row, year.0)).trim());
                value
            });
            figure
                .rows
                .push(std::iter::once(crate::site::data::json!({"criterion": criterion})).chain(cells).collect());
        }
        let names: Vec<String> = years.iter().map(i16::to_string).collect();
        figure.draw(|caption| squares(caption, &names, &blocks))
    }

    /// The own rules through which alone a requirement was audited in a year, as they follow a word.
    fn through_in(&self, row: &Row, year: i16) -> String {
        let catalogues = self.site.snapshot.catalogues();
        let rules: Vec<String> = row.through(year).iter().map(|rule| catalogues.name(*rule)).collect();
        self.through(&rules).map_or(String::new(), |through| format!(", {through}"))
    }

    /// How coverage grows, against the time that is gone.
    pub(super) fn pace(&self) -> Figure {
        let language = self.language();
        let period = self.site.window.period;
        let days = [("from", language.day(period.from).into()), ("to", language.day(period.to).into())];
        let mut figure = Figure::new("fig-pace", language.plain("fig-pace"), language.text("fig-pace-note", &days));
        let day = self.site.day().min(period.to);
        let mut curves = vec![Curve {
            name: language.plain("fig-pace-time"),
            ink: Ink::Grey,
            style: 2,
            is_stepped: false,
            has_marks: false,
            points: vec![(period.from, 0.0, String::new()), (period.to, 100.0, String::new())],
        }];
        figure.head = ["fig-what", "fig-day", "fig-covered", "fig-share-head"].map(|key| language.plain(key)).to_vec();
        for (style, is_control) in [false, true].into_iter().enumerate() {
            let rows: Vec<&Row> = self.site.rows.iter().filter(|row| row.is_control == is_control).collect();
            let steps = metrics::pace(self.site.snapshot, rows.iter().copied(), self.site.window, day);
            let name = if is_control { language.plain("fig-controls") } else { language.plain("fig-clauses") };
            let Some(last) = steps.last() else { continue };
            let share = |covered: usize| covered as f64 * 100.0 / rows.len().max(1) as f64;
            let mut points = vec![(period.from, 0.0, String::new())];
            for step in &steps {
                let covered = metrics::Share { part: step.covered, all: rows.len() };
                points.push((step.day, share(step.covered), format!("{}: {}", step.day, self.share(covered))));
                figure.rows.push(vec![
                    words(name.clone()),
                    self.day_cell(Some(step.day)),
                    number(step.covered),
                    words(self.share(covered)),
                ]);
            }
            points.push((day, share(last.covered), String::new()));
            figure.told.push(format!("{name}: {}", self.share(metrics::Share { part: last.covered, all: rows.len() })));
            let ink = if is_control { Ink::Blue } else { Ink::Green };
            curves.push(Curve { name, ink, style, is_stepped: true, has_marks: false, points });
        }
        let axis = self.axis((period.from, period.to), 100, "\u{a0}%");
        figure.draw(|caption| lines(caption, &axis, &curves))
    }

    /// What became of the audits of the programmes, quarter by quarter.
    pub(super) fn delivery(&self) -> Figure {
        self.delivery_figure(metrics::delivery(&self.population()))
    }

    /// The same for one programme.
    pub(super) fn delivery_of(&self, programme: &str) -> Figure {
        let all = metrics::delivery(&self.population());
        self.delivery_figure(all.into_iter().filter(|line| line.programme == programme).collect())
    }

    fn delivery_figure(&self, audits: Vec<Delivered<'_>>) -> Figure {
        let language = self.language();
        let held = audits.iter().filter(|audit| audit.state == Delivery::InWindow).count();
        let (planned, used) = metrics::own_days(&audits).unwrap_or_default();
        let of_body = audits.iter().any(|audit| audit.is_external && audit.days_planned.is_some());
        let note = language.text(
            "fig-delivery-note",
            &[
                ("body", if of_body { "counted" } else { "none" }.into()),
                ("share", self.share(metrics::Share { part: held, all: audits.len() }).into()),
                ("planned", self.decimal((planned * 10.0).round() as i64).into()),
                ("used", self.decimal((used * 10.0).round() as i64).into()),
            ],
        );
        let mut figure = Figure::new("fig-delivery", language.plain("fig-delivery"), note);
        let look = |state: Delivery| match state {
            Delivery::InWindow => (Ink::Green, language.plain("fig-delivery-in-window")),
            Delivery::Late => (Ink::Amber, language.plain("fig-delivery-late")),
            Delivery::Begun => (Ink::Blue, language.plain("fig-delivery-begun")),
            Delivery::Ahead => (Ink::Pale, language.plain("fig-delivery-ahead")),
            Delivery::Missed => (Ink::Red, language.plain("fig-delivery-missed")),
            Delivery::Postponed => (Ink::Violet, language.plain("fig-delivery-postponed")),
            Delivery::Cancelled => (Ink::Grey, language.plain("fig-delivery-cancelled")),
        };
        figure.legend = Delivery::ALL
            .iter()
            .filter(|state| audits.iter().any(|audit| audit.state == **state))
            .map(|state| look(*state))
            .collect();
        let mut quarters: BTreeMap<String, Vec<&Delivered<'_>>> = BTreeMap::new();
        for audit in &audits {
            let quarter = format!("{} / {}", audit.window.to.year(), (audit.window.to.0.month() + 2) / 3);
            quarters.entry(quarter).or_default().push(audit);
        }
        let mut drawn = Vec::new();
        for (quarter, audits) in &quarters {
            let parts = Delivery::ALL.iter().filter_map(|state| {
                let of: Vec<&str> =
                    audits.iter().filter(|audit| audit.state == *state).map(|audit| audit.audit).collect();
                let (ink, name) = look(*state);
                let hint = format!("{name}: {}", of.join(", "));
                (!of.is_empty()).then(|| Part { ink, value: of.len(), mark: of.len().to_string(), hint })
            });
            figure.told.push(format!("{quarter}: {}", audits.len()));
            drawn.push(Bar { label: quarter.clone(), parts: parts.collect(), end: audits.len().to_string() });
        }
        figure.head = ["fig-audit", "fig-held-by", "fig-window", "fig-state", "fig-days-planned", "fig-days-used"]
            .map(|key| language.plain(key))
            .to_vec();
        figure.rows = audits
            .iter()
            .map(|audit| {
                let days = |days: Option<f64>| {
                    number(days.map_or(String::new(), |days| self.decimal((days * 10.0).round() as i64)))
                };
                vec![
                    self.titled([audit.audit]),
                    words(self.held_by(audit)),
                    words(language.span(audit.window.from, audit.window.to)),
                    words(look(audit.state).1),
                    days(audit.days_planned),
                    days(audit.days_used),
                ]
            })
            .collect();
        figure.draw(|caption| bars(caption, &drawn, false))
    }

    /// Who holds an audit, which tells whose days its days are; nothing where the audience may not know its type.
    fn held_by(&self, audit: &Delivered<'_>) -> String {
        let record = self.site.snapshot.record(audit.audit);
        let is_told = record.is_none_or(|record| self.sees(record, "type"));
        let key = if audit.is_external { "fig-held-by-body" } else { "fig-held-by-us" };
        if is_told { self.language().plain(key) } else { String::new() }
    }

    /// Days from the closing meeting to the report.
    pub(super) fn lead_times(&self) -> Figure {
        let language = self.language();
        let limit = i64::from(self.site.snapshot.thresholds().report_days);
        let note = language.text("fig-lead-note", &[("days", language.days(limit).into())]);
        let mut figure = Figure::new("fig-lead", language.plain("fig-lead"), note);
        figure.legend =
            vec![(Ink::Green, language.plain("fig-lead-in-time")), (Ink::Amber, language.plain("fig-lead-late"))];
        figure.head = ["fig-audit", "fig-closing", "fig-issued", "fig-days"].map(|key| language.plain(key)).to_vec();
        let mut drawn = Vec::new();
        for time in metrics::lead_times(&self.population()) {
            let ink = if time.days() > limit { Ink::Amber } else { Ink::Green };
            let days = language.days(time.days());
            let value = usize::try_from(time.days()).unwrap_or_default();
            figure.told.push(format!("{}: {days}", time.audit));
            let part = Part { ink, value, mark: String::new(), hint: format!("{}: {days}", time.audit) };
            drawn.push(Bar { label: time.audit.to_owned(), parts: vec![part], end: time.days().to_string() });
            figure.rows.push(vec![
                self.titled([time.audit]),
                self.day_cell(Some(time.closing)),
                self.day_cell(Some(time.issued)),
                number(time.days()),
            ]);
        }
        figure.draw_latest(language, &drawn)
    }

    /// What auditees thought of the audits.
    pub(super) fn feedback(&self) -> Figure {
        let language = self.language();
        let scores = metrics::feedback(&self.population());
        let median = metrics::Spread::of(scores.iter().map(|score| i64::from(score.score)).collect());
        let note = match median {
            Some(median) => {
                language.text("fig-feedback-note", &[("median", median.median.into()), ("count", median.count.into())])
            }
            None => String::new(),
        };
        let mut figure = Figure::new("fig-feedback", language.plain("fig-feedback"), note);
        figure.head = ["fig-audit", "fig-day", "fig-score"].map(|key| language.plain(key)).to_vec();
        let mut drawn = Vec::new();
        for score in &scores {
            figure.told.push(format!("{}: {}", score.audit, score.score));
            let ink = if score.score <= 2 { Ink::Amber } else { Ink::Blue };
            let hint = format!("{}: {}/5", score.audit, score.score);
            let part = Part { ink, value: score.score.into(), mark: String::new(), hint };
            let rest = Part {
                ink: Ink::Pale,
                value: usize::from(5 - score.score.min(5)),
                mark: String::new(),
                hint: String::new(),
            };
            drawn.push(Bar { label: score.audit.to_owned(), parts: vec![part, rest], end: score.score.to_string() });
            figure.rows.push(vec![self.titled([score.audit]), self.day_cell(Some(score.day)), number(score.score)]);
        }
        figure.draw_latest(language, &drawn)
    }

    /// The days of an audit from notice to the last closure.
    pub(super) fn milestones(&self, audit: &str) -> Figure {
        let language = self.language();
        let mut figure =
            Figure::new("fig-timeline", language.plain("fig-timeline"), language.plain("fig-timeline-note"));
        figure.head = ["fig-what", "fig-from", "fig-to", "fig-count"].map(|key| language.plain(key)).to_vec();
        let population = self.population();
        let days = self.site.snapshot.audit(&audit.into()).map(|audit| metrics::milestones(&population, audit));
        let mut drawn = Vec::new();
        for days in days.unwrap_or_default() {
            let (ink, name) = match days.what {
                Milestone::Window => (Ink::Pale, "window"),
                Milestone::PlanApproved => (Ink::Grey, "plan"),
                Milestone::Notified => (Ink::Grey, "notified"),
                Milestone::Work => (Ink::Blue, "work"),
                Milestone::Opening => (Ink::Blue, "opening"),
                Milestone::Closing => (Ink::Blue, "closing"),
                Milestone::Issued => (Ink::Green, "issued"),
                Milestone::PlansAccepted => (Ink::Violet, "accepted"),
                Milestone::FindingsClosed => (Ink::Green, "closed"),
            };
            if !self.site.redaction.may_draw(&format!("milestone-{name}")) {
                continue;
            }
            let name = language.plain(&format!("fig-timeline-{name}"));
            let when = language.span(days.from, days.to);
            let is_count = days.what > Milestone::Issued;
            figure.told.push(format!("{name}: {when}"));
            figure.rows.push(vec![
                words(name.clone()),
                self.day_cell(Some(days.from)),
                self.day_cell(Some(days.to)),
                number(if is_count { days.count.to_string() } else { String::new() }),
            ]);
            drawn.push(Span {
                label: name,
                ink,
                from: days.from,
                to: days.to,
                is_move: false,
                hint: when,
                end: if days.count > 1 && is_count { format!("{}×", days.count) } else { String::new() },
            });
        }
        let marks = self.span_marks(&drawn);
        let today = (self.site.day(), language.plain("fig-today"));
        figure.draw(|caption| spans(caption, &drawn, &marks, Some((today.0, &today.1))))
    }

    /// The words below spans of days.
    pub(super) fn span_marks(&self, spans: &[Span]) -> Vec<(Date, String)> {
        let first = spans.iter().map(|span| span.from).min();
        let last = spans.iter().map(|span| span.to).max();
        first.zip(last).map_or(Vec::new(), |(first, last)| self.marks(first, last))
    }

    /// A number in tenths, with the mark that the language puts before decimals.
    pub(super) fn decimal(&self, tenths: i64) -> String {
        match tenths % 10 {
            0 => (tenths / 10).to_string(),
            part => self.language().text(
                "fig-decimal",
                &[("whole", (tenths / 10).to_string().into()), ("part", part.abs().to_string().into())],
            ),
        }
    }
}
