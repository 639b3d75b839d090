//! Auditors, evidence, reviews, risks, controls.

use super::{Figure, Viewer, number, words};
use crate::figures::{Bar, Curve, Ink, Part, Span, bars, lines, spans};
use crate::lint::Health;
use crate::metrics::{self, Approved, FollowUp};
use crate::record::ControlStatus;

/// One of the numbers of a run of the rules.
type Count = fn(&Health) -> usize;

impl Viewer<'_, '_> {
    /// Who may audit, until when, and how the audits are spread.
    pub(super) fn pool(&self) -> Figure {
        let language = self.language();
        let pool = metrics::pool(&self.population());
        let gaps = pool.gaps.iter().map(|topic| self.text(topic)).collect::<Vec<_>>();
        let gaps = [("count", gaps.len().into()), ("topics", language.list(&gaps).into())];
        let note = match self.site.window.is_given {
            true => language.text("fig-pool-note", &gaps),
            false => language.plain("fig-pool-note-no-programme"),
        };
        let mut figure = Figure::new("fig-pool", language.plain("fig-pool"), note);
        figure.legend =
            vec![(Ink::Blue, language.plain("fig-pool-led")), (Ink::Green, language.plain("fig-pool-took-part"))];
        figure.head = ["fig-auditor", "fig-approval", "fig-renew", "fig-topics", "fig-led-head", "fig-audits"]
            .map(|key| language.plain(key))
            .to_vec();
        let mut drawn = Vec::new();
        for auditor in &pool.auditors {
            let name = self.person(auditor.person)["label"].as_str().unwrap_or_default().to_owned();
            let approval = match auditor.approval {
                Approved::Valid => language.plain("fig-pool-valid"),
                Approved::Expiring => language.plain("fig-pool-expiring"),
                Approved::Expired => language.plain("fig-pool-expired"),
            };
            let took_part = auditor.audits.len() - auditor.led;
            let parts = [(Ink::Blue, auditor.led), (Ink::Green, took_part)].map(|(ink, value)| Part {
                ink,
                value,
                mark: value.to_string(),
                hint: String::new(),
            });
            let end = match auditor.approval {
                Approved::Valid => auditor.audits.len().to_string(),
                _ => format!("{} · {approval}", auditor.audits.len()),
            };
            figure.told.push(format!("{name}: {}, {approval}", auditor.audits.len()));
            drawn.push(Bar { label: name, parts: parts.to_vec(), end });
            figure.rows.push(vec![
                crate::site::data::json!({"links": [self.person(auditor.person)]}),
                words(approval),
                self.day_cell(Some(auditor.review_due)),
                words(auditor.topics.iter().map(|topic| self.text(topic)).collect::<Vec<_>>().join(", ")),
                number(auditor.led),
                self.links(auditor.audits.iter().copied()),
            ]);
        }
        figure.draw(|caption| bars(caption, &drawn, false))
    }

    /// What the audits rest on.
    pub(super) fn evidence_quality(&self) -> Figure {
        let language = self.language();
        let quality = metrics::evidence_quality(&self.population());
        let hashed = metrics::Share { part: quality.hashed.len(), all: quality.hashed.len() + quality.unhashed.len() };
        let said = metrics::Share { part: quality.said_only.len(), all: quality.items.len() };
        let note = language
            .text("fig-evidence-note", &[("hashed", self.share(hashed).into()), ("said", self.share(said).into())]);
        let mut figure = Figure::new("fig-evidence", language.plain("fig-evidence"), note);
        figure.head = ["fig-what", "fig-count", "fig-records"].map(|key| language.plain(key)).to_vec();
        let papers = |items: &[(&'_ str, &'_ str)]| {
            let mut ids: Vec<String> = items.iter().map(|(paper, _)| (*paper).to_owned()).collect();
            ids.dedup();
            ids
        };
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<String>>();
        let rows = [
            (Ink::Green, language.plain("fig-evidence-hashed"), quality.hashed.len(), owned(&quality.hashed)),
            (Ink::Amber, language.plain("fig-evidence-unhashed"), quality.unhashed.len(), owned(&quality.unhashed)),
            (Ink::Amber, language.plain("fig-evidence-stale"), quality.stale.len(), owned(&quality.stale)),
            (
                Ink::Red,
                language.plain("fig-evidence-outstanding"),
                quality.outstanding.len(),
                owned(&quality.outstanding),
            ),
            (Ink::Grey, language.plain("fig-evidence-rejected"), quality.rejected.len(), owned(&quality.rejected)),
            (Ink::Blue, language.plain("fig-evidence-said"), quality.said_only.len(), papers(&quality.said_only)),
            (
                Ink::Amber,
                language.plain("fig-evidence-unsupported"),
                quality.unsupported.len(),
                papers(&quality.unsupported),
            ),
        ];
        let is_empty = quality.items.is_empty() && hashed.all == 0;
        let mut drawn = Vec::new();
        for (ink, label, count, ids) in rows {
            if is_empty {
                break;
            }
            figure.told.push(format!("{label}: {count}"));
            let part = Part { ink, value: count, mark: String::new(), hint: format!("{label}: {count}") };
            drawn.push(Bar { label: label.clone(), parts: vec![part], end: count.to_string() });
            figure.rows.push(vec![words(label), number(count), self.links(ids.iter().map(String::as_str))]);
        }
        figure.draw(|caption| bars(caption, &drawn, false))
    }

    /// What became of the decisions of the reviews.
    pub(super) fn follow_up(&self) -> Figure {
        let language = self.language();
        let mut figure =
            Figure::new("fig-decisions", language.plain("fig-decisions"), language.plain("fig-decisions-note"));
        let look = |state: FollowUp| match state {
            FollowUp::OnTime => (Ink::Green, language.plain("fig-decisions-on-time")),
            FollowUp::Late => (Ink::Amber, language.plain("fig-decisions-late")),
            FollowUp::Open => (Ink::Pale, language.plain("fig-decisions-open")),
            FollowUp::Overdue => (Ink::Red, language.plain("fig-decisions-overdue")),
            FollowUp::Carried => (Ink::Violet, language.plain("fig-decisions-carried")),
            FollowUp::Cancelled => (Ink::Grey, language.plain("fig-decisions-cancelled")),
        };
        let reviews = metrics::review_follow_up(&self.population());
        let occurs = |state: &FollowUp| reviews.iter().any(|review| review.decisions.contains_key(state));
        let states: Vec<FollowUp> = FollowUp::ALL.into_iter().filter(occurs).collect();
        figure.legend = states.iter().map(|state| look(*state)).collect();
        figure.head =
            std::iter::once(language.plain("fig-review")).chain(states.iter().map(|state| look(*state).1)).collect();
        let mut drawn = Vec::new();
        for review in &reviews {
            let parts = review.decisions.iter().map(|(state, ids)| {
                let (ink, name) = look(*state);
                Part { ink, value: ids.len(), mark: ids.len().to_string(), hint: format!("{name}: {}", ids.join(", ")) }
            });
            let all: usize = review.decisions.values().map(Vec::len).sum();
            figure.told.push(format!("{}: {all}", review.review));
            drawn.push(Bar { label: review.review.to_owned(), parts: parts.collect(), end: all.to_string() });
            let cells = states
                .iter()
                .map(|state| words(review.decisions.get(state).map_or(String::new(), |ids| ids.join(", "))));
            figure.rows.push(std::iter::once(self.titled([review.review])).chain(cells).collect());
        }
        figure.draw(|caption| bars(caption, &drawn, false))
    }

    /// How much the rules reported, month by month.
    pub(super) fn health(&self) -> Figure {
        let language = self.language();
        let mut figure = Figure::new("fig-health", language.plain("fig-health"), language.plain("fig-health-note"));
        let points = &self.site.options.health;
        let kinds: [(&str, Ink, Count); 3] = [
            ("fig-errors", Ink::Red, |point| point.errors),
            ("fig-warnings", Ink::Amber, |point| point.warnings),
            ("fig-waivers", Ink::Grey, |point| point.waived),
        ];
        figure.head =
            std::iter::once("fig-day").chain(kinds.map(|kind| kind.0)).map(|key| language.plain(key)).collect();
        let curves = kinds.iter().enumerate().map(|(style, (key, ink, of))| {
            let name = language.plain(key);
            let mark = |point: &Health| (point.day, of(point) as f64, format!("{}, {name}: {}", point.day, of(point)));
            let points = points.iter().map(mark).collect();
            Curve { name, ink: *ink, style, is_stepped: false, has_marks: true, points }
        });
        let curves: Vec<Curve> = curves.collect();
        for point in points.iter() {
            let cells = kinds.iter().map(|(_, _, of)| number(of(point)));
            figure.rows.push(std::iter::once(self.day_cell(Some(point.day))).chain(cells).collect());
        }
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return figure };
        figure.told = kinds.iter().map(|(key, _, of)| format!("{}: {}", language.plain(key), of(last))).collect();
        let most = points.iter().flat_map(|point| kinds.iter().map(|(_, _, of)| of(point))).max().unwrap_or_default();
        let axis = self.axis((first.day, last.day), most, "");
        figure.draw(|caption| lines(caption, &axis, &curves))
    }

    /// Risks that are accepted, and until when.
    pub(super) fn accepted_risks(&self) -> Figure {
        let language = self.language();
        let mut figure = Figure::new("fig-risks", language.plain("fig-risks"), language.plain("fig-risks-note"));
        figure.head = ["fig-finding", "fig-from", "fig-to", "fig-days-left"].map(|key| language.plain(key)).to_vec();
        let mut drawn = Vec::new();
        for risk in metrics::accepted_risks(&self.population()) {
            let left = risk.until.map(|until| until.days_since(self.site.day()));
            let end = match left {
                Some(left) if left >= 0 => language.days(left),
                Some(over) => language.text("fig-risks-over", &[("days", (-over).into())]),
                None => language.plain("fig-risks-endless"),
            };
            figure.told.push(format!("{}: {end}", risk.finding));
            figure.rows.push(vec![
                self.titled([risk.finding]),
                self.day_cell(risk.since),
                self.day_cell(risk.until),
                match left {
                    Some(over) if over < 0 => words(end.clone()),
                    left => number(left.map_or("–".to_owned(), |left| left.to_string())),
                },
            ]);
            let from = risk.since.unwrap_or(self.site.day());
            drawn.push(Span {
                label: risk.finding.to_owned(),
                ink: if left.is_some_and(|left| left >= 0) { Ink::Blue } else { Ink::Red },
                from,
                to: risk.until.unwrap_or(self.site.day()).max(from),
                is_move: false,
                hint: end.clone(),
                end,
            });
        }
        let marks = self.span_marks(&drawn);
        let today = language.plain("fig-today");
        figure.draw(|caption| spans(caption, &drawn, &marks, Some((self.site.day(), &today))))
    }

    /// How far the controls are implemented.
    pub(super) fn applicability(&self) -> Figure {
        let language = self.language();
        let mut figure = Figure::new("fig-soa", language.plain("fig-soa"), language.plain("fig-soa-note"));
        let states = [
            (Some(ControlStatus::Implemented), Ink::Green, language.word("implemented")),
            (Some(ControlStatus::Partly), Ink::Blue, language.word("partly")),
            (Some(ControlStatus::Planned), Ink::Amber, language.word("planned")),
            (None, Ink::Grey, language.plain("fig-soa-unstated")),
        ];
        let excluded = language.plain("fig-soa-excluded");
        figure.legend = states.iter().map(|(_, ink, name)| (*ink, name.clone())).collect();
        figure.legend.push((Ink::Pale, excluded.clone()));
        figure.head = std::iter::once(language.plain("fig-theme"))
            .chain(states.iter().map(|(_, _, name)| name.clone()))
            .chain([excluded.clone()])
            .collect();
        let mut drawn = Vec::new();
        for theme in metrics::applicability(&self.population()) {
            let of = |state: &Option<ControlStatus>| theme.applied.get(state).map_or(&[][..], Vec::as_slice);
            let part = |ink: Ink, name: &str, ids: &[&str]| Part {
                ink,
                value: ids.len(),
                mark: ids.len().to_string(),
                hint: format!("{name}: {}", ids.join(", ")),
            };
            let mut parts: Vec<Part> = states.iter().map(|(state, ink, name)| part(*ink, name, of(state))).collect();
            parts.push(part(Ink::Pale, &excluded, &theme.excluded));
            let applied: usize = theme.applied.values().map(Vec::len).sum();
            let all = applied + theme.excluded.len();
            let implemented = of(&Some(ControlStatus::Implemented)).len();
            figure.told.push(format!("{}: {implemented}/{applied}", theme.theme));
            drawn.push(Bar { label: theme.theme.clone(), parts, end: all.to_string() });
            let mut row = vec![words(theme.theme.clone())];
            row.extend(states.iter().map(|(state, _, _)| number(of(state).len())));
            row.push(words(theme.excluded.join(", ")));
            figure.rows.push(row);
        }
        figure.draw(|caption| bars(caption, &drawn, false))
    }
}
