//! The drawing itself: elements, words, inks.

use std::fmt::Write;

/// Width of every picture, in its own units.
pub const WIDTH: f64 = 400.0;

/// What a picture is filled with: a colour of the style sheet and a pattern that tells it apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// Grave or late; solid.
    Red,
    /// To be mended; slanted lines.
    Amber,
    /// To be watched; dots.
    Blue,
    /// Could be better; level lines.
    Violet,
    /// Good; upright lines.
    Green,
    /// Neither good nor bad; crossed lines.
    Grey,
    /// Nothing yet, or not any more; an outline.
    Pale,
}

impl Ink {
    /// The class of the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Ink::Red => "i-red",
            Ink::Amber => "i-amber",
            Ink::Blue => "i-blue",
            Ink::Violet => "i-violet",
            Ink::Green => "i-green",
            Ink::Grey => "i-grey",
            Ink::Pale => "i-pale",
        }
    }
}

/// What a picture is called, and what it says.
#[derive(Debug, Clone, Copy)]
pub struct Caption<'a> {
    /// Distinguishes its ids from those of the other pictures of a page.
    pub key: &'a str,
    /// Its name.
    pub title: &'a str,
    /// What it shows, in a sentence or two with the numbers that matter.
    pub text: &'a str,
}

/// A picture that is being drawn.
pub struct Drawing<'a> {
    caption: Caption<'a>,
    body: String,
    /// Areas with a hatch so far.
    areas: usize,
}

/// How a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its start is there.
    Start,
    /// Its middle is there.
    Middle,
    /// Its end is there.
    End,
}

impl<'a> Drawing<'a> {
    /// A drawing with nothing in it yet.
    pub fn new(caption: Caption<'a>) -> Self {
        Self { caption, body: String::new(), areas: 0 }
    }

    /// A rectangle in an ink; `hint` is shown when something points at it.
    pub fn fill(&mut self, ink: Ink, place: [f64; 4], hint: &str) {
        let [x, y, width, height] = place.map(n);
        let shape = format!("rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        let lines = hatched(ink, place, "");
        self.shape(ink, &shape, &lines, hint);
    }

    /// An area between corners in an ink.
    pub fn area(&mut self, ink: Ink, points: &[(f64, f64)], hint: &str) {
        let shape = format!("polygon points=\"{}\"", corners(points));
        let least = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (left, top) = (least(|point| point.0), least(|point| point.1));
        let place = [left, top, most(|point| point.0) - left, most(|point| point.1) - top];
        // The lines over all around it are cut at its edge.
        let id = format!("{}-{}", self.caption.key, self.areas);
        let mut lines = hatched(ink, place, &format!(" clip-path=\"url(#{id})\""));
        if !lines.is_empty() {
            lines = format!("<clipPath id=\"{id}\"><{shape}/></clipPath>{lines}");
            self.areas += 1;
        }
        self.shape(ink, &shape, &lines, hint);
    }

    /// A rectangle in a shade from 0 to 4.
    pub fn shade(&mut self, level: usize, [x, y, width, height]: [f64; 4], hint: &str) {
        let place = format!("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", n(x), n(y), n(width), n(height));
        let title = if hint.is_empty() { String::new() } else { format!("<title>{}</title>", escaped(hint)) };
        let _ = write!(self.body, "<g>{title}<rect class=\"s{level}\" {place}/></g>");
    }

    fn shape(&mut self, ink: Ink, element: &str, lines: &str, hint: &str) {
        let _ = write!(self.body, "<g class=\"{}\">", ink.class());
        if !hint.is_empty() {
            let _ = write!(self.body, "<title>{}</title>", escaped(hint));
        }
        let _ = write!(self.body, "<{element} class=\"f\"/>{lines}</g>");
    }

    /// A rectangle in the colour of the paper, which keeps apart what lies on both sides of its edge.
    pub fn plate(&mut self, place: [f64; 4]) {
        let [x, y, width, height] = place.map(n);
        let _ = write!(self.body, "<rect class=\"plate\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
    }

    /// A small diamond around a point.
    pub fn diamond(&mut self, (x, y): (f64, f64), half: f64) {
        let points = corners(&[(x, y - half), (x + half, y), (x, y + half), (x - half, y)]);
        let _ = write!(self.body, "<polygon class=\"diamond\" points=\"{points}\"/>");
    }

    /// A line through points; `class` sets how it looks.
    pub fn path(&mut self, class: &str, points: &[(f64, f64)]) {
        let _ = write!(self.body, "<polyline class=\"{class}\" points=\"{}\"/>", corners(points));
    }

    /// A mark at a point: `0` a disc, `1` a square, `2` a ring.
    pub fn mark(&mut self, ink: Ink, kind: usize, (x, y): (f64, f64), hint: &str) {
        let element = match kind % 3 {
            0 => format!("circle class=\"f\" cx=\"{}\" cy=\"{}\" r=\"4\"", n(x), n(y)),
            1 => format!("rect class=\"f\" x=\"{}\" y=\"{}\" width=\"7\" height=\"7\"", n(x - 3.5), n(y - 3.5)),
            _ => format!("circle class=\"ring\" cx=\"{}\" cy=\"{}\" r=\"3.5\"", n(x), n(y)),
        };
        let _ = write!(self.body, "<g class=\"{}\">", ink.class());
        if !hint.is_empty() {
            let _ = write!(self.body, "<title>{}</title>", escaped(hint));
        }
        let _ = write!(self.body, "<{element}/></g>");
    }

    /// Words; `class` sets how they look.
    pub fn text(&mut self, class: &str, anchor: Anchor, (x, y): (f64, f64), words: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(self.body, "<text{class}{anchor} x=\"{}\" y=\"{}\">{}</text>", n(x), n(y), escaped(words));
    }

    /// The name of a row, in lines that have `most` units and end at a point around the middle of the row.
    pub fn label(&mut self, (x, middle): (f64, f64), words: &str, most: f64) {
        let lines = wrapped(words, most);
        let first = middle + 4.0 - (lines.len().max(1) - 1) as f64 * LINE / 2.0;
        for (row, line) in lines.iter().enumerate() {
            self.text("l", Anchor::End, (x, first + row as f64 * LINE), line);
        }
    }

    /// The picture, so many units high.
    pub fn finish(self, height: f64) -> String {
        let Caption { key, title, text } = self.caption;
        let mut svg = format!(
            "<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{key}-title {key}-text\">\
             <title id=\"{key}-title\">{}</title><desc id=\"{key}-text\">{}</desc>",
            n(WIDTH),
            n(height),
            escaped(title),
            escaped(text)
        );
        svg.push_str(&self.body);
        svg.push_str("</svg>");
        svg
    }
}

/// A small sample of an ink, for a legend. The words beside it say what it stands for.
pub fn swatch(ink: Ink) -> String {
    format!(
        "<svg class=\"swatch {}\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><rect class=\"f\" width=\"12\" height=\"12\"/>{}</svg>",
        ink.class(),
        hatched(ink, [0.0, 0.0, 12.0, 12.0], "")
    )
}

/// The lines over a rectangle as an element, with attributes of its own; nothing for an ink without lines.
fn hatched(ink: Ink, place: [f64; 4], attributes: &str) -> String {
    let path = |lines| format!("<path class=\"{}\" d=\"{lines}\"{attributes}/>", ink.hatch_class());
    ink.hatch(place).map_or(String::new(), path)
}

/// A coordinate: one decimal, none where there is nothing to say.
pub fn n(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, rest) => format!("{sign}{whole}.{rest}"),
    }
}

fn corners(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", n(*x), n(*y))).collect::<Vec<_>>().join(" ")
}

/// Text for between tags and in attributes. What XML does not allow is left out: a page may be read as XML too.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Units that a letter takes at the size of labels, in a wide type.
const LETTER: f64 = 6.6;

/// Units that a text takes at the size of labels, roughly and rather too much.
pub fn width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER
}

/// A text cut so that it takes no more than `most` units.
pub fn fitted(text: &str, most: f64) -> String {
    match width(text) <= most + 0.1 {
        true => text.to_owned(),
        false => crate::text::shortened(text, ((most / LETTER) as usize).saturating_sub(1)),
    }
}

/// Units from one line of a label to the next.
const LINE: f64 = 10.5;

/// A text in as many lines as it takes where a line has `most` units. A word that is longer than that is cut.
pub fn wrapped(text: &str, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| width(line) + LETTER + width(word) <= most + 0.1) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(fitted(word, most)),
        }
    }
    lines
}

/// Units that the row of a label takes, and no fewer than `least`.
pub fn row_height(label: &str, most: f64, least: f64) -> f64 {
    let lines = wrapped(label, most).len();
    if lines <= 2 { least } else { least.max(lines as f64 * LINE + 3.0) }
}

/// Units that the labels of rows take: as many as the longest, within bounds.
pub fn gutter<'t>(labels: impl IntoIterator<Item = &'t str>, most: f64) -> f64 {
    labels.into_iter().map(width).fold(24.0, f64::max).min(most) + 8.0
}
