//! Level bars, one below the other, each of one part or several.

use super::svg::{Anchor, Caption, Drawing, Ink, WIDTH, gutter, row_height, width};

/// A part of a bar.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is filled with.
    pub ink: Ink,
    /// Its length.
    pub value: usize,
    /// What stands in it where there is room: a number, a letter, or both with the number first. Where there is room for one of both
    /// alone, that is the letter.
    pub mark: String,
    /// What it says when something points at it.
    pub hint: String,
}

/// A bar of parts that stand one behind the other.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it is about.
    pub label: String,
    /// Its parts, from the left.
    pub parts: Vec<Part>,
    /// What stands behind it.
    pub end: String,
}

const STEP: f64 = 24.0;
const THICK: f64 = 15.0;

/// Bars on one scale. With `running` a line goes through their running total up to the whole, which makes it a Pareto
/// chart.
pub fn bars(caption: Caption<'_>, bars: &[Bar], running: bool) -> String {
    let mut drawing = Drawing::new(caption);
    let left = gutter(bars.iter().map(|bar| bar.label.as_str()), 150.0);
    let total = |bar: &Bar| bar.parts.iter().map(|part| part.value).sum::<usize>();
    let all: usize = bars.iter().map(total).sum();
    let most = if running { all } else { bars.iter().map(total).max().unwrap_or_default() };
    let right = bars.iter().map(|bar| width(&bar.end)).fold(10.0, f64::max) + 6.0;
    let room = (WIDTH - left - right).max(60.0);
    // Few things are not blown up: at most 26 units for one.
    let unit = (room / most.max(1) as f64).min(26.0);
    let mut line = Vec::new();
    let (mut sum, mut foot) = (0, 0.0);
    for bar in bars {
        let high = row_height(&bar.label, left - 8.0, STEP);
        let top = foot + 4.0 + (high - STEP) / 2.0;
        foot += high;
        drawing.label((left - 8.0, top + THICK / 2.0), &bar.label, left - 8.0);
        let mut x = left;
        for part in bar.parts.iter().filter(|part| part.value > 0) {
            let wide = part.value as f64 * unit;
            drawing.fill(part.ink, [x, top, (wide - 1.0).max(0.8), THICK], &part.hint);
            let letter = part.mark.rsplit(' ').next().unwrap_or_default();
            let fits = |mark: &&str| !mark.is_empty() && wide > width(mark) + 3.0;
            if let Some(mark) = [part.mark.as_str(), letter].into_iter().find(fits) {
                let middle = x + (wide - 1.0) / 2.0;
                drawing.text(&format!("on {}", part.ink.class()), Anchor::Middle, (middle, top + 11.5), mark);
            }
            x += wide;
        }
        sum += total(bar);
        line.push((left + sum as f64 * unit, top + THICK / 2.0));
        drawing.text("", Anchor::Start, (x + 5.0, top + 11.5), &bar.end);
    }
    drawing.path("axis", &[(left - 1.0, 1.0), (left - 1.0, foot + 1.0)]);
    if running && bars.len() > 1 {
        drawing.path("line", &line);
        line.iter().for_each(|point| drawing.mark(Ink::Grey, 2, *point, ""));
    }
    drawing.finish(foot + 4.0)
}
