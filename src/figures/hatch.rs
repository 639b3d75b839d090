//! The lines that tell inks apart without colour, drawn one by one: a pattern of SVG becomes a picture of dots on paper, of
//! megabytes for a page.

use std::fmt::Write;

use super::svg::{Ink, n};

/// Units from one line to the next.
const GAP: f64 = 6.0;

impl Ink {
    /// The lines over a rectangle, as the data of a path; `None` for an ink that is told by being solid or an outline.
    pub(super) fn hatch(self, [x, y, width, height]: [f64; 4]) -> Option<String> {
        let mut lines = Lines { corner: (x, y), size: (width, height), path: String::new() };
        match self {
            Ink::Red | Ink::Pale => return None,
            Ink::Amber => lines.rising(GAP),
            Ink::Blue => lines.level((1.5, GAP), 1.0),
            Ink::Violet => lines.level((GAP / 2.0, GAP), 0.0),
            Ink::Green => lines.upright(),
            Ink::Grey => {
                lines.rising(GAP);
                lines.falling(GAP);
            }
        }
        // Every other row of dots is set off.
        if self == Ink::Blue {
            lines.level((GAP * 0.75, GAP), 4.0);
        }
        (!lines.path.is_empty()).then_some(lines.path)
    }

    /// The class of the lines: those of dots are broken.
    pub(super) fn hatch_class(self) -> &'static str {
        if self == Ink::Blue { "hatch dots" } else { "hatch" }
    }
}

/// Lines within a rectangle.
struct Lines {
    corner: (f64, f64),
    size: (f64, f64),
    path: String,
}

impl Lines {
    fn upright(&mut self) {
        for x in steps(GAP / 2.0, GAP, self.size.0) {
            let _ = write!(self.path, "M{} {}v{}", n(self.corner.0 + x), n(self.corner.1), n(self.size.1));
        }
    }

    fn level(&mut self, (first, gap): (f64, f64), indent: f64) {
        if indent >= self.size.0 {
            return;
        }
        for y in steps(first, gap, self.size.1) {
            let (left, top) = (self.corner.0 + indent, self.corner.1 + y);
            let _ = write!(self.path, "M{} {}h{}", n(left), n(top), n(self.size.0 - indent));
        }
    }

    /// From the lower left to the upper right.
    fn rising(&mut self, gap: f64) {
        let (width, height) = self.size;
        for sum in steps(gap, gap, width + height) {
            let (left, right) = ((sum - height).max(0.0), sum.min(width));
            self.line((left, sum - left), (right, sum - right));
        }
    }

    /// From the upper left to the lower right.
    fn falling(&mut self, gap: f64) {
        let (width, height) = self.size;
        for sum in steps(gap, gap, width + height) {
            let (left, right) = ((sum - height).max(0.0), sum.min(width));
            self.line((left, height - sum + left), (right, height - sum + right));
        }
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (x, y) = self.corner;
        let _ = write!(self.path, "M{} {}L{} {}", n(x + from.0), n(y + from.1), n(x + to.0), n(y + to.1));
    }
}

/// From a first value on, so far apart, below an end.
fn steps(first: f64, gap: f64, end: f64) -> impl Iterator<Item = f64> {
    (0..).map(move |count| first + f64::from(count) * gap).take_while(move |value| *value < end)
}
