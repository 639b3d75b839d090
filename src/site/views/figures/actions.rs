//! What was done about the findings: how long it took, whether it was on time, whether it worked.

use super::{Figure, Viewer, number, words};
use crate::figures::{Bar, Curve, Ink, Part, Span, bars, lines, spans};
use crate::metrics::{self, Overdue};
use crate::record::CheckResult;

/// How many items the picture of slippage shows; the table has them all.
const SLIPPED_SHOWN: usize = 10;

impl Viewer<'_, '_> {
    /// How long findings took to close, and each of the three parts of the way.
    pub(super) fn closures(&self) -> Figure {
        let language = self.language();
        let mut figure = Figure::new("fig-closure", language.plain("fig-closure"), language.plain("fig-closure-note"));
        let names = [
            (Ink::Blue, language.plain("fig-closure-response")),
            (Ink::Amber, language.plain("fig-closure-implementation")),
            (Ink::Green, language.plain("fig-closure-verification")),
        ];
        let whole = (Ink::Grey, language.plain("fig-closure-whole"));
        figure.legend = std::iter::once(&whole).chain(&names).cloned().collect();
        figure.head = [
            "fig-grade",
            "fig-closed-count",
            "fig-median",
            "fig-p90",
            "fig-longest",
            "fig-closure-response",
            "fig-closure-implementation",
            "fig-closure-verification",
            "fig-closure-parts-count",
            "fig-findings",
        ]
        .map(|key| language.plain(key))
        .to_vec();
        let mut drawn = Vec::new();
        for closures in metrics::closures(&self.population()) {
            let Some(spread) = closures.spread() else { continue };
            let grade = self.grade_word(closures.grade);
            let days = |days: i64| usize::try_from(days).unwrap_or_default();
            let bar = |label: String, ink: Ink, name: &str, value: i64| {
                let hint = format!("{name}: {}", language.days(value));
                let part = Part { ink, value: days(value), mark: String::new(), hint };
                Bar { label, parts: vec![part], end: language.days(value) }
            };
            let label =
                language.text("fig-closure-of", &[("grade", grade.as_str().into()), ("count", spread.count.into())]);
            drawn.push(bar(label.clone(), whole.0, &whole.1, spread.median));
            figure.told.push(format!("{label}: {}", language.days(spread.median)));
            // Each is a median of its own: laid end to end they would claim to add up.
            let known = closures.parts();
            let of = known.map_or(0, |(_, count)| count);
            for ((ink, name), value) in known.into_iter().flat_map(|(parts, _)| names.iter().zip(parts)) {
                let of_known = [("grade", format!("{grade}, {name}").into()), ("count", of.into())];
                drawn.push(bar(String::new(), *ink, name, value));
                figure.told.push(format!("{}: {}", language.text("fig-closure-of", &of_known), language.days(value)));
            }
            let part = |position: usize| number(known.map_or("–".to_owned(), |(parts, _)| parts[position].to_string()));
            figure.rows.push(vec![
                words(grade),
                number(spread.count),
                number(spread.median),
                number(spread.p90.map_or("–".to_owned(), |days| days.to_string())),
                number(spread.longest),
                part(0),
                part(1),
                part(2),
                number(of),
                self.links(closures.closed.iter().map(|closed| closed.finding)),
            ]);
        }
        figure.draw(|caption| bars(caption, &drawn, false))
    }

    /// The share that was done in time, by the day first promised and by the day in force.
    pub(super) fn punctuality(&self) -> Figure {
        let language = self.language();
        let mut figure =
            Figure::new("fig-punctuality", language.plain("fig-punctuality"), language.plain("fig-punctuality-note"));
        let points = metrics::punctuality(&self.population());
        figure.head = ["fig-day", "fig-by-first", "fig-by-current"].map(|key| language.plain(key)).to_vec();
        // Per cent of a few items would swing with each of them: as long as there are no more, they are counted.
        let is_rate = points.iter().any(|point| point.by_first.percent().is_some());
        let height = |share: metrics::Share| match is_rate {
            true => share.percent().map(|percent| percent as f64),
            false => (share.all > 0).then_some(share.part as f64),
        };
        let curve = |name: &str, style: usize, ink: Ink, of: fn(&metrics::Punctuality) -> metrics::Share| Curve {
            name: language.plain(name),
            ink,
            style,
            is_stepped: false,
            has_marks: true,
            points: points
                .iter()
                .filter_map(|point| {
                    let hint = format!("{}: {}", point.day, self.share(of(point)));
                    Some((point.day, height(of(point))?, hint))
                })
                .collect(),
        };
        let mut curves = vec![
            curve("fig-by-first", 0, Ink::Amber, |point| point.by_first),
            curve("fig-by-current", 1, Ink::Blue, |point| point.by_current),
        ];
        if !is_rate {
            let due =
                |point: &metrics::Punctuality| metrics::Share { part: point.by_first.all, all: point.by_first.all };
            curves.push(curve("fig-due-by-first", 2, Ink::Grey, due));
        }
        for point in &points {
            figure.rows.push(vec![
                self.day_cell(Some(point.day)),
                words(self.share(point.by_first)),
                words(self.share(point.by_current)),
            ]);
        }
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return figure };
        figure.told = vec![
            format!("{}: {}", language.plain("fig-by-first"), self.share(last.by_first)),
            format!("{}: {}", language.plain("fig-by-current"), self.share(last.by_current)),
        ];
        let most = points.iter().map(|point| point.by_first.all.max(point.by_current.part)).max().unwrap_or_default();
        let (most, suffix) = if is_rate { (100, "\u{a0}%") } else { (most, "") };
        let axis = self.axis((first.day, last.day), most, suffix);
        figure.draw(|caption| lines(caption, &axis, &curves))
    }

    /// How far due dates moved.
    pub(super) fn slippage(&self) -> Figure {
        let language = self.language();
        let slipped = metrics::slipped(&self.population());
        let all = metrics::promised(&self.population()).len();
        let note = language
            .text("fig-slippage-note", &[("share", self.share(metrics::Share { part: slipped.len(), all }).into())]);
        let mut figure = Figure::new("fig-slippage", language.plain("fig-slippage"), note);
        figure.head = ["fig-item", "fig-by-first-day", "fig-due-now", "fig-moves", "fig-days", "fig-reason"]
            .map(|key| language.plain(key))
            .to_vec();
        let mut drawn = Vec::new();
        for item in &slipped {
            let name = format!("{}/{}", item.action, item.number);
            let days = language.days(item.days_moved());
            let mut link = self.link(item.action);
            link.set("label", name.clone());
            if let Some(href) = link["href"].as_str() {
                link.set("href", format!("{href}#item-{}", item.number));
            }
            figure.rows.push(vec![
                crate::site::data::json!({"links": [link]}),
                self.day_cell(Some(item.first)),
                self.day_cell(Some(item.due)),
                number(item.moves),
                number(item.days_moved()),
                words(item.reasons.iter().map(|reason| self.text(reason)).collect::<Vec<_>>().join(" · ")),
            ]);
            if drawn.len() < SLIPPED_SHOWN {
                figure.told.push(format!("{name}: {days}"));
                drawn.push(Span {
                    label: name,
                    ink: Ink::Amber,
                    from: item.first.min(item.due),
                    to: item.due.max(item.first),
                    is_move: true,
                    hint: days.clone(),
                    end: format!("{} · {}×", days, item.moves),
                });
            }
        }
        let marks = self.span_marks(&drawn);
        let today = language.plain("fig-today");
        figure.draw(|caption| spans(caption, &drawn, &marks, Some((self.site.day(), &today))))
    }

    /// What is overdue by who has to do it.
    pub(super) fn overdue_by_owner(&self) -> Figure {
        let language = self.language();
        let figure = Figure::new("fig-owners", language.plain("fig-owners"), language.plain("fig-owners-note"));
        self.overdue_figure(figure, metrics::overdue_by_owner(&self.population()), |who| {
            let party = who.map(|who| self.party(who)["label"].as_str().unwrap_or_default().to_owned());
            party.unwrap_or_else(|| language.plain("fig-nobody"))
        })
    }

    /// What is overdue by the process of its findings.
    pub(super) fn overdue_by_process(&self) -> Figure {
        let language = self.language();
        let figure =
            Figure::new("fig-processes", language.plain("fig-processes"), language.plain("fig-processes-note"));
        self.overdue_figure(figure, metrics::overdue_by_process(&self.population()), |who| self.process_name(who))
    }

    fn overdue_figure(
        &self,
        mut figure: Figure,
        groups: Vec<Overdue<'_>>,
        name: impl Fn(Option<&str>) -> String,
    ) -> Figure {
        let language = self.language();
        figure.head = ["fig-who", "fig-count", "fig-worst", "fig-records"].map(|key| language.plain(key)).to_vec();
        let mut drawn = Vec::new();
        for group in &groups {
            let label = name(group.who);
            let worst = language.days(group.worst);
            figure.told.push(format!("{label}: {}, {worst}", group.what.len()));
            let part = Part {
                ink: Ink::Red,
                value: usize::try_from(group.worst).unwrap_or_default(),
                mark: String::new(),
                hint: worst.clone(),
            };
            // A short bar has no room for the number.
            let end = format!("{worst} ({})", group.what.len());
            drawn.push(Bar { label: label.clone(), parts: vec![part], end });
            let mut ids: Vec<&str> = group.what.iter().map(|(id, _)| *id).collect();
            ids.dedup();
            figure.rows.push(vec![words(label), number(group.what.len()), number(group.worst), self.links(ids)]);
        }
        figure.draw(|caption| bars(caption, &drawn, false))
    }

    /// Whether what was done worked.
    pub(super) fn effects(&self) -> Figure {
        let language = self.language();
        let effects = metrics::effects(&self.population());
        let note = language.text("fig-effects-note", &[("share", self.share(effects.share()).into())]);
        let mut figure = Figure::new("fig-effects", language.plain("fig-effects"), note);
        figure.head = ["fig-result", "fig-count", "fig-actions"].map(|key| language.plain(key)).to_vec();
        let mut drawn = Vec::new();
        let checked = |result: CheckResult| effects.checked.get(&result).cloned().unwrap_or_default();
        let rows = [
            (Ink::Green, language.word("effective"), checked(CheckResult::Effective)),
            (Ink::Blue, language.word("partly"), checked(CheckResult::Partly)),
            (Ink::Red, language.word("ineffective"), checked(CheckResult::Ineffective)),
            (Ink::Amber, language.plain("fig-effects-overdue"), effects.overdue.clone()),
            (Ink::Pale, language.plain("fig-effects-ahead"), effects.ahead.clone()),
        ];
        for (ink, label, ids) in rows.into_iter().filter(|row| !row.2.is_empty()) {
            figure.told.push(format!("{label}: {}", ids.len()));
            let part = Part { ink, value: ids.len(), mark: String::new(), hint: ids.join(", ") };
            drawn.push(Bar { label: label.clone(), parts: vec![part], end: ids.len().to_string() });
            figure.rows.push(vec![words(label), number(ids.len()), self.titled(ids)]);
        }
        figure.draw(|caption| bars(caption, &drawn, false))
    }

    /// Where the causes lie.
    pub(super) fn causes(&self) -> Figure {
        let language = self.language();
        let note = language.text("fig-causes-note", &[("months", metrics::CAUSE_MONTHS.into())]);
        let mut figure = Figure::new("fig-causes", language.plain("fig-causes"), note);
        figure.head = ["fig-cause", "fig-count", "fig-running", "fig-actions"].map(|key| language.plain(key)).to_vec();
        let causes = metrics::causes(&self.population());
        let all: usize = causes.iter().map(|cause| cause.actions.len()).sum();
        let mut drawn = Vec::new();
        let mut running = 0;
        for cause in &causes {
            let label = match cause.category {
                Some(category) => language.word(category.as_str()),
                None => language.plain("fig-cause-unknown"),
            };
            running += cause.actions.len();
            let share = self.share(metrics::Share { part: running, all });
            figure.told.push(format!("{label}: {}", cause.actions.len()));
            let ink = if cause.category.is_some() { Ink::Blue } else { Ink::Pale };
            let part = Part {
                ink,
                value: cause.actions.len(),
                mark: cause.actions.len().to_string(),
                hint: cause.actions.join(", "),
            };
            drawn.push(Bar { label: label.clone(), parts: vec![part], end: String::new() });
            figure.rows.push(vec![
                words(label),
                number(cause.actions.len()),
                words(share),
                self.titled(cause.actions.iter().copied()),
            ]);
        }
        figure.draw(|caption| bars(caption, &drawn, true))
    }
}
