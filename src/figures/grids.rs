//! Fields in rows and columns.

use super::svg::{Anchor, Caption, Drawing, Ink, WIDTH, fitted, gutter, row_height, width};

/// A small square that stands for one thing.
#[derive(Debug, Clone)]
pub struct Square {
    /// What it is filled with.
    pub ink: Ink,
    /// A mark in it.
    pub mark: String,
    /// Whether it came by a way of its own: a small diamond in a corner.
    pub is_indirect: bool,
    /// What it has beside its own: a bar along its left edge.
    pub beside: Option<Ink>,
    /// What it says when something points at it.
    pub hint: String,
}

/// The squares of a group in each column.
#[derive(Debug, Clone)]
pub struct Block {
    /// Name of the group.
    pub label: String,
    /// Its squares, column by column.
    pub columns: Vec<Vec<Square>>,
}

const SIDE: f64 = 11.0;
/// Width of the bar of what a square has beside its own.
const BAR: f64 = 2.2;
/// The least width of a field with a number.
const FIELD: f64 = 22.0;
/// The least height of a row of such fields.
const ROW: f64 = 23.0;

/// Groups of squares: a row for each group, a column for each year.
pub fn squares(caption: Caption<'_>, columns: &[String], blocks: &[Block]) -> String {
    let mut drawing = Drawing::new(caption);
    let left = gutter(blocks.iter().map(|block| block.label.as_str()), 96.0);
    let wide = (WIDTH - left) / columns.len().max(1) as f64;
    let across = (((wide - 8.0) / SIDE) as usize).max(1);
    for (column, name) in columns.iter().enumerate() {
        drawing.text("l", Anchor::Start, (left + column as f64 * wide, 11.0), name);
    }
    let mut top = 19.0;
    for block in blocks {
        drawing.text("", Anchor::Start, (0.0, top + 9.0), &fitted(&block.label, left - 8.0));
        let mut lines = 1;
        for (column, squares) in block.columns.iter().enumerate() {
            for (position, square) in squares.iter().enumerate() {
                let x = left + column as f64 * wide + (position % across) as f64 * SIDE;
                let y = top + (position / across) as f64 * SIDE;
                drawing.fill(square.ink, [x, y, SIDE - 1.0, SIDE - 1.0], &square.hint);
                if let Some(ink) = square.beside {
                    drawing.plate([x, y, BAR + 1.0, SIDE - 1.0]);
                    drawing.fill(ink, [x, y, BAR, SIDE - 1.0], &square.hint);
                }
                if !square.mark.is_empty() {
                    drawing.text(
                        &format!("sq {}", square.ink.class()),
                        Anchor::Middle,
                        (x + if square.beside.is_some() { 6.3 } else { 5.0 }, y + 8.2),
                        &square.mark,
                    );
                }
                if square.is_indirect {
                    drawing.diamond((x + SIDE - 2.6, y + 1.6), 2.0);
                }
            }
            lines = lines.max(squares.len().div_ceil(across));
        }
        top += lines as f64 * SIDE + 6.0;
    }
    drawing.finish(top)
}

/// Numbers in rows and columns, the greater the darker. An empty field has none.
pub fn matrix(caption: Caption<'_>, columns: &[String], rows: &[(String, Vec<(usize, String)>)]) -> String {
    let mut drawing = Drawing::new(caption);
    // The names of the rows get what the columns do not need.
    let narrow = columns.iter().map(|name| width(name)).fold(FIELD, f64::max);
    let room = (WIDTH - columns.len() as f64 * narrow - 8.0).clamp(132.0, 220.0);
    let left = gutter(rows.iter().map(|row| row.0.as_str()), room);
    let wide = ((WIDTH - left) / columns.len().max(1) as f64).min(40.0);
    let most = rows.iter().flat_map(|row| &row.1).map(|field| field.0).max().unwrap_or_default().max(1);
    for (column, name) in columns.iter().enumerate() {
        let middle = left + (column as f64 + 0.5) * wide;
        match width(name) <= wide {
            true => drawing.text("l", Anchor::Middle, (middle, 11.0), name),
            false => drawing.text("l", Anchor::Middle, (middle, 11.0), &fitted(name, wide)),
        }
    }
    let mut top = 18.0;
    for (label, fields) in rows {
        let high = row_height(label, left - 8.0, ROW);
        let middle = top + high / 2.0 - 1.0;
        drawing.label((left - 8.0, middle), label, left - 8.0);
        for (column, (value, hint)) in fields.iter().enumerate() {
            let x = left + column as f64 * wide;
            // Four shades; the number tells the field without them.
            drawing.shade((value * 4).div_ceil(most), [x, top, wide - 2.0, high - 2.0], hint);
            if *value > 0 {
                drawing.text("", Anchor::Middle, (x + wide / 2.0 - 1.0, middle + 4.0), &value.to_string());
            }
        }
        top += high;
    }
    drawing.finish(top)
}
