//! Changes for people at a terminal.

use anstyle::{AnsiColor, Style};

use super::words::{Form, Named, Piece, form, inline};
use super::{Frame, heading, sides, summary};
use crate::diff::{Changes, Content, FieldChange, RecordChange};
use crate::render;

/// The changes as text, with a line for the whole at its end.
pub fn text(changes: &Changes, frame: Frame<'_>, color: bool) -> String {
    let mut page = Page { out: String::new(), styles: if color { Styles::colored() } else { Styles::default() } };
    page.line(0, &format!("{} → {}", render::one_line(frame.before), render::one_line(frame.after)));
    page.out.push('\n');
    for change in &changes.records {
        page.record(change);
        page.out.push('\n');
    }
    for unreadable in &changes.unreadable {
        for (side, reason) in sides(unreadable, frame) {
            let style = page.styles.old;
            let path = render::one_line(&unreadable.path);
            page.line(
                0,
                &format!(
                    "{style}{path}: cannot be read in {}: {}{style:#}",
                    render::one_line(side),
                    render::one_line(reason)
                ),
            );
        }
    }
    if !changes.unreadable.is_empty() {
        page.out.push('\n');
    }
    page.line(0, &summary(changes));
    page.out
}

#[derive(Default)]
struct Styles {
    heading: Style,
    state: Style,
    field: Style,
    old: Style,
    new: Style,
}

impl Styles {
    fn colored() -> Self {
        Self {
            heading: Style::new().bold(),
            state: Style::new().bold().fg_color(Some(AnsiColor::Yellow.into())),
            field: AnsiColor::Cyan.on_default(),
            old: AnsiColor::Red.on_default(),
            new: AnsiColor::Green.on_default(),
        }
    }
}

struct Page {
    out: String,
    styles: Styles,
}

impl Page {
    fn line(&mut self, depth: usize, text: &str) {
        self.out.push_str(&"  ".repeat(depth));
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn record(&mut self, change: &RecordChange) {
        let style = self.styles.heading;
        self.line(0, &format!("{style}{}{style:#}", one_line(&heading(change))));
        let facts: String = change.facts.iter().map(|fact| format!("{}, ", one_line(&fact.text()))).collect();
        match (&change.before, &change.after) {
            (None, Some(path)) => {
                let style = self.styles.new;
                self.line(1, &format!("{style}added{style:#}: {facts}{}", render::one_line(path)));
            }
            (Some(path), None) => {
                let style = self.styles.old;
                self.line(1, &format!("{style}removed{style:#}: {facts}{}", render::one_line(path)));
            }
            (Some(before), Some(after)) if before != after => {
                self.line(1, &format!("moved: {} → {}", render::one_line(before), render::one_line(after)));
            }
            _ => {}
        }
        let mut names = Named::default();
        for field in &change.fields {
            let name = names.first(field.within.as_deref());
            self.field(field, name);
        }
    }

    fn field(&mut self, field: &FieldChange, name: Option<String>) {
        let style = self.styles.field;
        let name = name.map(|name| format!(" ({})", one_line(&name))).unwrap_or_default();
        let label = format!("{style}{}{style:#}{name}", one_line(&field.path));
        let (old, new) = (self.styles.old, self.styles.new);
        match form(&field.edit) {
            Form::Step(before, after, _) if field.path == "status" => {
                let style = self.styles.state;
                self.line(1, &format!("{style}{} → {}{style:#}", one_line(&before), one_line(&after)));
            }
            Form::Step(before, after, note) => {
                let note = note.map(|note| format!(", {note}")).unwrap_or_default();
                self.line(1, &format!("{label}: {} → {}{note}", one_line(&before), one_line(&after)));
            }
            Form::Long(before, after) => {
                self.line(1, &format!("{label}:"));
                self.line(2, &format!("{old}- {}{old:#}", one_line(&before)));
                self.line(2, &format!("{new}+ {}{new:#}", one_line(&after)));
            }
            Form::Words(pieces) => {
                self.line(1, &format!("{label}:"));
                let text: Vec<String> = pieces.iter().map(|piece| self.piece(piece)).collect();
                self.line(2, &text.join(" "));
            }
            Form::Members(lost, gained) => {
                let lost = lost.iter().map(|content| format!("{old}- {}{old:#}", one_line(&inline(content))));
                let gained = gained.iter().map(|content| format!("{new}+ {}{new:#}", one_line(&inline(content))));
                let all: Vec<String> = lost.chain(gained).collect();
                self.line(1, &format!("{label}: {}", all.join(", ")));
            }
            Form::Added(content) => self.whole(1, &format!("{label} {new}added{new:#}"), content),
            Form::Removed(content) => self.whole(1, &format!("{label} {old}removed{old:#}"), content),
            Form::Spacing => self.line(1, &format!("{label}: white space only")),
        }
    }

    fn piece(&self, piece: &Piece) -> String {
        let Styles { old, new, .. } = self.styles;
        match piece {
            Piece::Same(words) => one_line(words),
            Piece::Gap => "…".to_owned(),
            Piece::Old(words) => format!("{old}[-{}-]{old:#}", one_line(words)),
            Piece::New(words) => format!("{new}{{+{}+}}{new:#}", one_line(words)),
        }
    }

    /// A value that is only there on one side: fields below each other, anything else on the line.
    fn whole(&mut self, depth: usize, label: &str, content: &Content) {
        match content {
            Content::Map(fields) if !fields.is_empty() => {
                self.line(depth, label);
                for (key, value) in fields {
                    self.whole(depth + 1, &one_line(key), value);
                }
            }
            _ => self.line(depth, &format!("{label}: {}", one_line(&inline(content)))),
        }
    }
}

/// Text from a record on one line of a terminal.
fn one_line(text: &str) -> String {
    render::one_line(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
