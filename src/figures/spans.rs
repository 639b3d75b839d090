//! Spans of days, one below the other.

use super::svg::{Anchor, Caption, Drawing, Ink, WIDTH, gutter, row_height, width};
use crate::record::Date;

/// A span, or a day.
#[derive(Debug, Clone)]
pub struct Span {
    /// What it is about.
    pub label: String,
    /// Its colour.
    pub ink: Ink,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Whether a ring marks its first day and a disc its last one, as of something that moved; else it is a bar.
    pub is_move: bool,
    /// What it says when something points at it.
    pub hint: String,
    /// What stands behind it.
    pub end: String,
}

const STEP: f64 = 24.0;

/// Spans of days. `marks` are days with a word below them; a dashed line marks `today`, where it lies among them.
pub fn spans(caption: Caption<'_>, spans: &[Span], marks: &[(Date, String)], today: Option<(Date, &str)>) -> String {
    let mut drawing = Drawing::new(caption);
    let left = gutter(spans.iter().map(|span| span.label.as_str()), 132.0);
    let right = spans.iter().map(|span| width(&span.end)).fold(0.0, f64::max) + 12.0;
    let first = spans.iter().map(|span| span.from).min();
    let last = spans.iter().map(|span| span.to).max();
    let (Some(first), Some(last)) = (first, last) else { return drawing.finish(1.0) };
    let all = last.days_since(first).max(1) as f64;
    let x = |day: Date| left + 6.0 + day.days_since(first) as f64 / all * (WIDTH - left - right - 12.0);
    let high = |span: &Span| row_height(&span.label, left - 8.0, STEP);
    let foot = spans.iter().map(high).sum::<f64>() + 4.0;
    let inside = |day: Date| first <= day && day <= last;
    let marks: Vec<(f64, f64, &str)> = marks
        .iter()
        .filter(|mark| inside(mark.0))
        .map(|(day, word)| {
            drawing.path("grid", &[(x(*day), 0.0), (x(*day), foot)]);
            let half = width(word) / 2.0;
            (x(*day).clamp(left + half, WIDTH - half), half, word.as_str())
        })
        .collect();
    for (middle, _, word) in marks.iter().step_by(stride(&marks)) {
        drawing.text("l", Anchor::Middle, (*middle, foot + 13.0), word);
    }
    let mut top = 1.0;
    for span in spans {
        let middle = top + high(span) / 2.0;
        top += high(span);
        drawing.label((left - 8.0, middle), &span.label, left - 8.0);
        let (from, to) = (x(span.from), x(span.to));
        if span.is_move {
            drawing.path(&format!("curve {}", span.ink.class()), &[(from, middle), (to, middle)]);
            drawing.mark(span.ink, 2, (from, middle), "");
            drawing.mark(span.ink, 0, (to, middle), &span.hint);
        } else if span.from == span.to {
            drawing.mark(span.ink, 0, (from, middle), &span.hint);
        } else {
            drawing.fill(span.ink, [from, middle - 6.0, (to - from).max(2.0), 12.0], &span.hint);
        }
        drawing.text("", Anchor::Start, (to + 8.0, middle + 4.0), &span.end);
    }
    if let Some((day, word)) = today.filter(|today| inside(today.0)) {
        drawing.path("today", &[(x(day), 0.0), (x(day), foot)]);
        let half = width(word) / 2.0;
        drawing.text("", Anchor::Middle, (x(day).min(WIDTH - half), foot + 27.0), word);
        return drawing.finish(foot + 32.0);
    }
    drawing.finish(foot + 18.0)
}

/// Which of the words, given by middle and half the width, stand apart: each, or every second, or every third one. Were only
/// those left out that do not fit, the time between two words would differ.
fn stride(words: &[(f64, f64, &str)]) -> usize {
    const APART: f64 = 4.0;
    let is_apart = |stride: &usize| {
        let shown: Vec<&(f64, f64, &str)> = words.iter().step_by(*stride).collect();
        shown.windows(2).all(|pair| pair[1].0 - pair[1].1 >= pair[0].0 + pair[0].1 + APART)
    };
    (1..words.len()).find(is_apart).unwrap_or(words.len().max(1))
}
