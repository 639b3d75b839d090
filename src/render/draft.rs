//! What a command would write, as a diff.

use super::{printable, unified};
use crate::edit::Written;

/// Files as a unified diff, as `git apply` takes it.
pub fn diff<'a>(files: impl IntoIterator<Item = &'a Written>, prefix: &str) -> String {
    files.into_iter().map(|file| one(file, prefix)).collect()
}

fn one(file: &Written, prefix: &str) -> String {
    let path = format!("{prefix}{}", file.path);
    let old = if file.before.is_some() { format!("a/{path}") } else { "/dev/null".to_owned() };
    let before = file.before.as_deref().unwrap_or_default();
    let lines = unified::diff(before, &file.after, [&old, &format!("b/{path}")]);
    let head = match file.before {
        Some(_) => String::new(),
        None => format!("diff --git a/{path} b/{path}\nnew file mode 100644\n"),
    };
    printable(&format!("{head}{lines}")).into_owned()
}
