//! The findings: how many, where, since when, and who came upon them.

use super::{Figure, Viewer, grade_ink, number, words};
use crate::figures::{Bar, Curve, Ink, Part, areas, bars, matrix};
use crate::metrics::{self, FLOW, Finder, Graded};
use crate::record::Grade;

impl Viewer<'_, '_> {
    /// Findings by grade in each audit.
    pub(super) fn by_audit(&self) -> Figure {
        let language = self.language();
        let figure = Figure::new("fig-grades", language.plain("fig-grades"), language.plain("fig-grades-note"));
        self.graded(figure, metrics::by_audit(&self.population()))
    }

    /// Findings by grade in each cycle.
    pub(super) fn by_cycle(&self) -> Figure {
        let language = self.language();
        let figure = Figure::new("fig-cycles", language.plain("fig-cycles"), language.plain("fig-cycles-note"));
        self.graded(figure, metrics::by_cycle(&self.population()))
    }

    fn graded(&self, mut figure: Figure, all: Vec<Graded<'_>>) -> Figure {
        let language = self.language();
        figure.legend = self.grade_legend(&[]);
        figure.head = std::iter::once(language.plain("fig-what"))
            .chain(Grade::ALL.iter().map(|grade| self.grade_word(*grade)))
            .chain(["fig-tested", "fig-per-ten"].map(|key| language.plain(key)))
            .collect();
        let mut drawn = Vec::new();
        for graded in &all {
            let parts = graded.findings.iter().filter(|(_, ids)| !ids.is_empty()).map(|(grade, ids)| Part {
                ink: grade_ink(*grade),
                value: ids.len(),
                mark: format!("{} {}", ids.len(), self.grade_mark(*grade)),
                hint: format!("{} {}: {}", ids.len(), self.grade_word(*grade), ids.join(", ")),
            });
            drawn.push(Bar { label: graded.id.to_owned(), parts: parts.collect(), end: graded.count().to_string() });
            figure.told.push(format!("{}: {}", graded.id, graded.count()));
            let per_ten = graded.tenths_per_ten_items().map_or("–".to_owned(), |tenths| self.decimal(tenths as i64));
            let mut row = vec![self.titled([graded.id])];
            row.extend(graded.findings.iter().map(|(_, ids)| self.links(ids.iter().copied())));
            row.extend([number(graded.tested), number(per_ten)]);
            figure.rows.push(row);
        }
        figure.draw_latest(language, &drawn)
    }

    /// Where findings lie: processes and chapters.
    pub(super) fn places(&self) -> Figure {
        let language = self.language();
        let mut figure = Figure::new("fig-places", language.plain("fig-places"), language.plain("fig-places-note"));
        let places = metrics::places(&self.population());
        figure.head =
            ["fig-process", "fig-chapter", "fig-weight", "fig-findings"].map(|key| language.plain(key)).to_vec();
        let mut rows = Vec::new();
        for process in &places.processes {
            let name = self.process_name(*process);
            let mut fields = Vec::new();
            for chapter in &places.chapters {
                let place = (*process, chapter.clone());
                let weight = places.weights.get(&place).copied().unwrap_or_default();
                let ids = places.findings.get(&place).cloned().unwrap_or_default();
                fields.push((weight, if ids.is_empty() { String::new() } else { ids.join(", ") }));
                if !ids.is_empty() {
                    figure.told.push(format!("{name}, {chapter}: {weight}"));
                    figure.rows.push(vec![
                        words(name.clone()),
                        words(chapter.clone()),
                        number(weight),
                        self.links(ids),
                    ]);
                }
            }
            rows.push((name, fields));
        }
        figure.draw(|caption| matrix(caption, &places.chapters, &rows))
    }

    /// How many findings were in which state over time.
    pub(super) fn flow(&self) -> Figure {
        let language = self.language();
        let mut figure = Figure::new("fig-flow", language.plain("fig-flow"), language.plain("fig-flow-note"));
        let Some(chronicle) = &self.site.options.chronicle else { return figure };
        let levels = metrics::flow(&self.population(), chronicle);
        let Some(first) = levels.first() else { return figure };
        let inks = [Ink::Pale, Ink::Grey, Ink::Green, Ink::Violet, Ink::Blue, Ink::Amber];
        let names = FLOW.map(|status| language.word(status.as_str()));
        figure.legend = inks.into_iter().zip(names.clone()).rev().collect();
        figure.head = std::iter::once(language.plain("fig-day")).chain(names.iter().rev().cloned()).collect();
        let mut bands = Vec::new();
        for (position, name) in names.iter().enumerate() {
            let mut points: Vec<_> =
                levels.iter().map(|level| (level.day, level.counts[position] as f64, String::new())).collect();
            points.extend(levels.last().map(|last| (self.site.day(), last.counts[position] as f64, String::new())));
            let now = levels.last().map_or(0, |last| last.counts[position]);
            figure.told.push(format!("{name}: {now}"));
            bands.push(Curve {
                name: name.clone(),
                ink: inks[position],
                style: 0,
                is_stepped: true,
                has_marks: false,
                points,
            });
        }
        // A row for each month is enough to read; the picture has every day.
        let mut rows: Vec<(String, Vec<crate::site::data::Value>)> = Vec::new();
        for level in &levels {
            let month = level.day.to_string()[..7].to_owned();
            let cells = std::iter::once(self.day_cell(Some(level.day))).chain(level.counts.iter().rev().map(number));
            match rows.last_mut().filter(|last| last.0 == month) {
                Some(last) => last.1 = cells.collect(),
                None => rows.push((month, cells.collect())),
            }
        }
        figure.rows = rows.into_iter().map(|(_, cells)| cells).collect();
        let most = levels.iter().map(|level| level.counts.iter().sum::<usize>()).max().unwrap_or_default();
        let axis = self.axis((first.day, self.site.day().max(first.day.plus_days(1))), most, "");
        figure.draw(|caption| areas(caption, &axis, &bands))
    }

    /// How long the open findings have been open.
    pub(super) fn ages(&self) -> Figure {
        let language = self.language();
        let mut figure = Figure::new("fig-ages", language.plain("fig-ages"), language.plain("fig-ages-note"));
        figure.legend = self.grade_legend(&[Grade::Strength]);
        figure.head = ["fig-age", "fig-count", "fig-findings"].map(|key| language.plain(key)).to_vec();
        let mut drawn = Vec::new();
        let mut all = 0;
        for band in metrics::ageing(self.site.snapshot, self.site.day()) {
            let label = match band.days {
                (least, Some(most)) => language.text("fig-age-band", &[("least", least.into()), ("most", most.into())]),
                (least, None) => language.text("fig-age-over", &[("days", (least - 1).into())]),
            };
            let shown: Vec<_> = band.findings.iter().filter(|finding| self.is_shown(finding.id())).collect();
            let parts = Grade::ALL.iter().filter_map(|&grade| {
                let ids: Vec<&str> =
                    shown.iter().filter(|finding| finding.grade == grade).map(|finding| finding.id()).collect();
                let hint = format!("{} {}: {}", ids.len(), self.grade_word(grade), ids.join(", "));
                (!ids.is_empty()).then(|| Part {
                    ink: grade_ink(grade),
                    value: ids.len(),
                    mark: format!("{} {}", ids.len(), self.grade_mark(grade)),
                    hint,
                })
            });
            all += shown.len();
            figure.told.push(format!("{label}: {}", shown.len()));
            drawn.push(Bar { label: label.clone(), parts: parts.collect(), end: shown.len().to_string() });
            let ids = shown.iter().map(|finding| finding.id());
            figure.rows.push(vec![words(label), number(shown.len()), self.titled(ids)]);
        }
        if all == 0 {
            figure.rows.clear();
        }
        figure.draw(|caption| bars(caption, &drawn, false))
    }

    /// Lapses that came back, as chains.
    pub(super) fn repeats(&self) -> Figure {
        let language = self.language();
        let repeats = metrics::repeat_rate(&self.population());
        let months = self.site.snapshot.thresholds().repeat_window_months;
        let share = self.share(metrics::Share { part: repeats.repeating.len(), all: repeats.all });
        let note = language.text("fig-repeats-note", &[("share", share.into()), ("months", months.into())]);
        let mut figure = Figure::new("fig-repeats", language.plain("fig-repeats"), note);
        figure.head = ["fig-chain", "fig-count"].map(|key| language.plain(key)).to_vec();
        let mut drawn = Vec::new();
        for chain in &repeats.chains {
            let grade = |id: &str| {
                self.site
                    .snapshot
                    .record(id)
                    .and_then(|record| Some(record.data().finding()?.grade))
                    .unwrap_or(Grade::Minor)
            };
            let parts = chain.iter().map(|id| Part {
                ink: grade_ink(grade(id)),
                value: 1,
                mark: self.grade_mark(grade(id)),
                hint: (*id).to_owned(),
            });
            let label = chain.last().copied().unwrap_or_default();
            figure.told.push(chain.join(" → "));
            drawn.push(Bar { label: label.to_owned(), parts: parts.collect(), end: chain.len().to_string() });
            figure.rows.push(vec![self.titled(chain.iter().copied()), number(chain.len())]);
        }
        figure.legend = self.grade_legend(&[Grade::Strength, Grade::Opportunity]);
        figure.draw(|caption| bars(caption, &drawn, false))
    }

    /// Findings that were opened again.
    pub(super) fn reopened(&self) -> Figure {
        let language = self.language();
        let mut figure =
            Figure::new("fig-reopened", language.plain("fig-reopened"), language.plain("fig-reopened-note"));
        figure.head = ["fig-finding", "fig-day", "fig-reason"].map(|key| language.plain(key)).to_vec();
        for reopened in metrics::reopened(&self.population()) {
            figure.rows.push(vec![
                self.titled([reopened.finding]),
                self.day_cell(Some(reopened.day)),
                words(self.text(reopened.reason)),
            ]);
        }
        // A list says it better than a picture.
        figure
    }

    /// Who came upon what was not right.
    pub(super) fn found(&self) -> Figure {
        let language = self.language();
        let found = metrics::found(&self.population());
        let missed = found.missed_by_us.len();
        let has_external = self.population().audits().any(|audit| audit.r#type.is_third_party());
        let missed = [("count", missed.into()), ("ids", found.missed_by_us.join(", ").into())];
        let note = match has_external {
            true => language.text("fig-found-note", &missed),
            false => language.plain("fig-found-note-no-body"),
        };
        let mut figure = Figure::new("fig-found", language.plain("fig-found"), note);
        let look = |finder: Finder| match finder {
            Finder::Internal => (Ink::Green, language.plain("fig-found-internal")),
            Finder::External => (Ink::Amber, language.plain("fig-found-external")),
            Finder::Incident => (Ink::Violet, language.plain("fig-found-incident")),
            Finder::Others => (Ink::Blue, language.plain("fig-found-others")),
        };
        figure.legend = Finder::ALL.map(look).to_vec();
        figure.head =
            std::iter::once(language.plain("fig-year")).chain(Finder::ALL.map(|finder| look(finder).1)).collect();
        let mut drawn = Vec::new();
        for (year, finders) in &found.by_year {
            let parts = finders.iter().map(|(finder, ids)| {
                let (ink, name) = look(*finder);
                Part { ink, value: ids.len(), mark: ids.len().to_string(), hint: format!("{name}: {}", ids.join(", ")) }
            });
            let all: usize = finders.values().map(Vec::len).sum();
            figure.told.push(format!("{year}: {all}"));
            drawn.push(Bar { label: year.to_string(), parts: parts.collect(), end: all.to_string() });
            let cells = Finder::ALL.map(|finder| self.links(finders.get(&finder).into_iter().flatten().copied()));
            figure.rows.push(std::iter::once(words(year.to_string())).chain(cells).collect());
        }
        figure.draw(|caption| bars(caption, &drawn, false))
    }
}
