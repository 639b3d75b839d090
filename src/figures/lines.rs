//! Something over time: lines, and areas on top of each other.

use super::svg::{Anchor, Caption, Drawing, Ink, WIDTH, width};
use crate::record::Date;

/// The days and values that a picture spans, and the words at its edges.
#[derive(Debug, Clone)]
pub struct Axis {
    /// First and last day.
    pub days: (Date, Date),
    /// Days with a word below them.
    pub marks: Vec<(Date, String)>,
    /// The greatest value.
    pub most: f64,
    /// Values with a word beside them.
    pub steps: Vec<(f64, String)>,
}

/// A line.
#[derive(Debug, Clone)]
pub struct Curve {
    /// Its name, at its end.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// Its place among the lines; sets the marks and dashes that tell it apart.
    pub style: usize,
    /// Whether it stays on a level until the next point, as counts do.
    pub is_stepped: bool,
    /// Whether each point has a mark.
    pub has_marks: bool,
    /// Days and values, with what a point says when something points at it.
    pub points: Vec<(Date, f64, String)>,
}

const TOP: f64 = 8.0;
const HIGH: f64 = 150.0;
const FOOT: f64 = 22.0;

struct Frame<'x> {
    axis: &'x Axis,
    left: f64,
    right: f64,
}

impl Frame<'_> {
    fn x(&self, day: Date) -> f64 {
        let (from, to) = self.axis.days;
        let all = to.days_since(from).max(1) as f64;
        let gone = day.days_since(from).clamp(0, to.days_since(from).max(0)) as f64;
        self.left + gone / all * (WIDTH - self.left - self.right)
    }

    fn y(&self, value: f64) -> f64 {
        TOP + HIGH - value.min(self.axis.most) / self.axis.most.max(0.001) * HIGH
    }

    fn draw(&self, drawing: &mut Drawing<'_>) {
        for (value, word) in &self.axis.steps {
            let y = self.y(*value);
            drawing.path("grid", &[(self.left, y), (WIDTH - self.right, y)]);
            drawing.text("l", Anchor::End, (self.left - 5.0, y + 4.0), word);
        }
        let mut free = 0.0;
        for (day, word) in &self.axis.marks {
            let x = self.x(*day);
            drawing.path("axis", &[(x, TOP + HIGH), (x, TOP + HIGH + 4.0)]);
            let half = width(word) / 2.0;
            let middle = x.clamp(half, WIDTH - half);
            if middle - half >= free {
                drawing.text("l", Anchor::Middle, (middle, TOP + HIGH + 16.0), word);
                free = middle + half + 4.0;
            }
        }
    }

    fn corners(&self, curve: &Curve) -> Vec<(f64, f64)> {
        let mut corners: Vec<(f64, f64)> = Vec::new();
        for (day, value, _) in &curve.points {
            let (x, y) = (self.x(*day), self.y(*value));
            if let Some(&(_, before)) = corners.last().filter(|_| curve.is_stepped) {
                corners.push((x, before));
            }
            corners.push((x, y));
        }
        corners
    }
}

fn left(axis: &Axis) -> f64 {
    axis.steps.iter().map(|(_, word)| width(word)).fold(10.0, f64::max) + 8.0
}

/// Lines over time, each with its name at its end.
pub fn lines(caption: Caption<'_>, axis: &Axis, curves: &[Curve]) -> String {
    let mut drawing = Drawing::new(caption);
    let names = curves.iter().map(|curve| width(&curve.name)).fold(0.0, f64::max);
    let frame = Frame { axis, left: left(axis), right: (names + 12.0).min(140.0) };
    frame.draw(&mut drawing);
    let mut ends: Vec<(f64, &str)> = Vec::new();
    for curve in curves {
        let corners = frame.corners(curve);
        drawing.path(&format!("curve c{} {}", curve.style % 3, curve.ink.class()), &corners);
        if curve.has_marks {
            for (day, value, hint) in &curve.points {
                drawing.mark(curve.ink, curve.style, (frame.x(*day), frame.y(*value)), hint);
            }
        }
        if let Some(&(_, y)) = corners.last() {
            ends.push((y, &curve.name));
        }
    }
    // Names that would lie on each other are moved apart, from the top.
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    let mut free = 0.0;
    for (y, name) in ends {
        let y = (y + 4.0).max(free);
        drawing.text("", Anchor::Start, (WIDTH - frame.right + 8.0, y), name);
        free = y + 13.0;
    }
    drawing.finish((TOP + HIGH + FOOT).max(free))
}

/// Areas on top of each other, the first at the bottom; each has as many points as the others, on the same days.
pub fn areas(caption: Caption<'_>, axis: &Axis, bands: &[Curve]) -> String {
    let mut drawing = Drawing::new(caption);
    let frame = Frame { axis, left: left(axis), right: 6.0 };
    frame.draw(&mut drawing);
    let count = bands.first().map_or(0, |band| band.points.len());
    let mut floor = vec![0.0; count];
    for band in bands {
        let tops: Vec<f64> = band.points.iter().zip(&floor).map(|(point, floor)| point.1 + floor).collect();
        let edge = |values: &[f64]| {
            let points = band.points.iter().zip(values).map(|((day, _, hint), value)| (*day, *value, hint.clone()));
            frame.corners(&Curve { points: points.collect(), ..band.clone() })
        };
        let mut outline = edge(&tops);
        outline.extend(edge(&floor).into_iter().rev());
        if band.points.iter().any(|point| point.1 > 0.0) {
            drawing.area(band.ink, &outline, &band.name);
        }
        floor = tops;
    }
    drawing.finish(TOP + HIGH + FOOT)
}
