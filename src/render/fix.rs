//! Fixes, as a diff and in words.

use std::fmt::Write as _;

use super::{printable, unified};
use crate::lint::Fix;

/// Fixes as a unified diff, as `git apply` takes it.
pub fn diff(fixes: &[Fix], prefix: &str) -> String {
    let mut out = String::new();
    for fix in fixes {
        let old = format!("{prefix}{}", fix.path);
        let new = format!("{prefix}{}", fix.rename.as_deref().unwrap_or(&fix.path));
        if fix.rename.is_some() {
            let _ = writeln!(out, "diff --git a/{old} b/{new}\nrename from {old}\nrename to {new}");
        }
        if fix.after != *fix.before {
            let lines = unified::diff(&fix.before, &fix.after, [&format!("a/{old}"), &format!("b/{new}")]);
            out.push_str(&printable(&lines));
        }
    }
    out
}

/// What fixes did, a line for each file.
pub fn done<'a>(fixes: &'a [Fix], prefix: &'a str) -> impl Iterator<Item = String> + 'a {
    fixes.iter().map(move |fix| format!("{prefix}{}: {}", fix.path, fix.done.join(", ")))
}
