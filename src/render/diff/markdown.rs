//! Changes as Markdown, for a pull request or a mail.

use super::words::{Form, Named, Piece, form, inline};
use super::{Frame, heading, sides, summary};
use crate::diff::{Changes, Content, FieldChange, RecordChange};
use crate::render::markdown::{code, escape};

/// The changes as Markdown, with a line for the whole at its end.
pub fn markdown(changes: &Changes, frame: Frame<'_>) -> String {
    let mut out = format!("From {} to {}.\n\n", escape(frame.before), escape(frame.after));
    for change in &changes.records {
        record(change, &mut out);
    }
    if !changes.unreadable.is_empty() {
        out.push_str("### Not comparable\n\n");
        for unreadable in &changes.unreadable {
            for (side, reason) in sides(unreadable, frame) {
                let path = code(&unreadable.path);
                out.push_str(&format!("- {path}: cannot be read in {}: {}\n", escape(side), escape(reason)));
            }
        }
        out.push('\n');
    }
    out.push_str(&format!("**{}**\n", summary(changes)));
    out
}

/// One record's change, below a heading.
pub fn record(change: &RecordChange, out: &mut String) {
    out.push_str(&format!("### {}\n\n", capitalised(&escape(&heading(change)))));
    let facts: String = change.facts.iter().map(|fact| format!("{}, ", escape(&fact.text()))).collect();
    match (&change.before, &change.after) {
        (None, Some(path)) => out.push_str(&format!("- **added**: {facts}{}\n", code(path))),
        (Some(path), None) => out.push_str(&format!("- **removed**: {facts}{}\n", code(path))),
        (Some(before), Some(after)) if before != after => {
            out.push_str(&format!("- moved: {} → {}\n", code(before), code(after)));
        }
        _ => {}
    }
    let mut names = Named::default();
    for change in &change.fields {
        let name = names.first(change.within.as_deref());
        field(change, name, out);
    }
    out.push('\n');
}

fn field(field: &FieldChange, name: Option<String>, out: &mut String) {
    let name = name.map(|name| format!(" ({})", escape(&name))).unwrap_or_default();
    let label = format!("{}{name}", code(&field.path));
    let line = match form(&field.edit) {
        Form::Step(before, after, _) if field.path == "status" => {
            format!("- **{} → {}**\n", escape(&before), escape(&after))
        }
        Form::Step(before, after, note) => {
            let note = note.map(|note| format!(", {note}")).unwrap_or_default();
            format!("- {label}: {} → {}{note}\n", escape(&before), escape(&after))
        }
        Form::Long(before, after) => {
            format!("- {label}\n  - before: {}\n  - after: {}\n", escape(&before), escape(&after))
        }
        Form::Words(pieces) => {
            let text: Vec<String> = pieces.iter().map(piece).collect();
            format!("- {label}: {}\n", text.join(" "))
        }
        Form::Members(lost, gained) => {
            let list = |what: &str, contents: &[Content]| {
                let all: Vec<String> = contents.iter().map(|content| escape(&inline(content))).collect();
                (!all.is_empty()).then(|| format!("{what} {}", all.join(", ")))
            };
            let both: Vec<String> = [list("lost", lost), list("gained", gained)].into_iter().flatten().collect();
            format!("- {label}: {}\n", both.join("; "))
        }
        Form::Added(content) => whole(0, &format!("{label} added"), content),
        Form::Removed(content) => whole(0, &format!("{label} removed"), content),
        Form::Spacing => format!("- {label}: white space only\n"),
    };
    out.push_str(&line);
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Same(words) => escape(words),
        Piece::Gap => "…".to_owned(),
        Piece::Old(words) => format!("~~{}~~", escape(words)),
        Piece::New(words) => format!("**{}**", escape(words)),
    }
}

fn whole(depth: usize, label: &str, content: &Content) -> String {
    let indent = "  ".repeat(depth);
    match content {
        Content::Map(fields) if !fields.is_empty() => {
            let below: String = fields.iter().map(|(key, value)| whole(depth + 1, &code(key), value)).collect();
            format!("{indent}- {label}\n{below}")
        }
        _ => format!("{indent}- {label}: {}\n", escape(&inline(content))),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
