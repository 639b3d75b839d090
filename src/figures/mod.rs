//! Pictures of figures: SVG that is written into a page when it is built.
//!
//! Every picture has a name and a description for who does not see it. Colours are the style sheet's, so that dark mode and
//! print are the same picture; each one goes with a hatch of its own, and bars with a letter, so that none is told by colour alone.
//! Coordinates are rounded: the same numbers give the same bytes. A picture is 400 units wide and grows with its place, so
//! that its words can be read on a phone and on paper.

mod bars;
mod grids;
mod hatch;
mod lines;
mod spans;
mod svg;

pub use bars::{Bar, Part, bars};
pub use grids::{Block, Square, matrix, squares};
pub use lines::{Axis, Curve, areas, lines};
pub use spans::{Span, spans};
pub use svg::{Caption, Ink, swatch};
