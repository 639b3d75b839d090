//! A review of a branch: one Markdown comment, short when there is little to say, and the same for programs.

mod agreed;
mod json;

use std::fmt::Write as _;

use self::agreed::{addresses, approvals, signatures};
pub use json::json;

use super::diff::{markdown_record, summary};
use super::gate::undecided;
use super::markdown::{code, escape, sentence};
use crate::diagnostic::{Diagnostic, Level};
use crate::gate::Decision;
use crate::lint::Withholding;
use crate::record::lifecycle::Way;
use crate::record::{Kind, PersonRef, Waiver};
use crate::review::{BranchReview, Moved};
use crate::snapshot::Snapshot;
use crate::source::Commit;
use crate::span::Lines;
use crate::text::{counted, listed};

/// By what a program finds the comment again.
pub const MARKER: &str = "<!-- tickmark review -->";

/// How many diagnostics of a kind are shown before the rest is counted.
const SHOWN: usize = 25;
/// How many records are shown field by field: a comment has an end.
const RECORDS: usize = 60;
/// How many bytes a comment has at most, but for its last lines. A forge takes 65,536 characters, and leaves the comment of before
/// standing where there are more.
const LONGEST: usize = 60_000;

/// What is reviewed.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The state at the merge base.
    pub before: &'a Snapshot,
    /// The state at the head.
    pub after: &'a Snapshot,
    /// The record root's path from the top of the repository.
    pub root: &'a str,
    /// The merge base.
    pub base: &'a Commit,
    /// The head.
    pub head: &'a Commit,
    /// The branch that it is to be merged into, as it was named.
    pub target: &'a str,
}

/// A review as Markdown.
pub fn markdown(review: &BranchReview, frame: Frame<'_>) -> String {
    let mut out = format!("{MARKER}\n");
    if review.is_empty() && review.verdict.decision == Decision::Passed {
        let _ = writeln!(out, "**Audit records:** no change.");
        return out;
    }
    let _ = writeln!(out, "### Audit records: {}\n", summary(&review.changes));
    let _ = writeln!(out, "{}\n", verdict(review));
    section(&mut out, "Not judged", &unjudged(review));
    section(&mut out, "To mend", &to_mend(review, frame));
    section(&mut out, "States", &states(review, frame));
    section(&mut out, "Grades", &grades(review, frame));
    section(&mut out, "Due dates", &due_dates(review, frame));
    section(&mut out, "The same id on another branch", &clashes(review));
    section(&mut out, "Mended", &shortened(review.added.mended.iter().map(|it| about(it, frame))));
    section(&mut out, "Not mended, and not said any more once it is merged", &withheld(review, frame));
    section(&mut out, "How to merge it", &ways(review, frame));
    section(&mut out, "Whose commits they become", &addresses(review, frame));
    section(&mut out, "Signatures", &signatures(review, frame));
    section(&mut out, "Who has to agree", &approvals(review, frame));
    fields(&mut out, review);
    let _ = writeln!(
        out,
        "<sub>{} since {} ({}), as of {}, judged by the settings of {}.</sub>",
        frame.head.short(),
        escape(frame.target),
        frame.base.short(),
        review.verdict.day,
        escape(frame.target)
    );
    out
}

fn section(out: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = writeln!(out, "#### {title}\n\n{}\n", lines.join("\n"));
    }
}

fn verdict(review: &BranchReview) -> String {
    let profile = review.verdict.profile.name;
    let before = match review.verdict.before.unwrap_or_default() {
        0 => String::new(),
        count => format!(" {count} more {} there before.", if count == 1 { "was" } else { "were" }),
    };
    let head = match review.verdict.decision {
        Decision::Undecided => format!("**Not judged**: {}.", undecided(&review.verdict)),
        Decision::Failed if review.is_unjudged_alone() => {
            format!(
                "**Not judged in full**: a part of the history is not in this clone, which fails the gate `{profile}`."
            )
        }
        Decision::Failed => {
            let count = review.failures() as i64;
            let verb = if count == 1 { "is" } else { "are" };
            let gap = if review.unjudged.is_empty() { "" } else { " A part of the history is not in this clone." };
            format!(
                "**Not ready**: {} that fail{} the gate `{profile}` {verb} new.{gap}",
                counted(count, "thing"),
                if count == 1 { "s" } else { "" }
            )
        }
        Decision::Passed if review.has_taken_ids() => "**Not ready**: an id is taken.".to_owned(),
        Decision::Passed if review.signatures.merge.is_some() => format!(
            "**Ready** to be merged by a commit that is signed, as far as the gate `{profile}` can tell: nothing new to stop for."
        ),
        Decision::Passed if !review.signatures.tags.is_empty() => format!(
            "**Ready** but for a tag that is to be {}, as far as the gate `{profile}` can tell: nothing new to stop for.",
            if review.signatures.tags.iter().any(|(.., who)| !who.is_empty()) { "signed" } else { "set" }
        ),
        Decision::Passed => format!("**Ready** as far as the gate `{profile}` can tell: nothing new to stop for."),
    };
    format!("{head}{before}")
}

/// A record by its id, linked to its page where it is published, and its title.
fn record(frame: Frame<'_>, kind: Kind, id: &str, title: &str) -> String {
    let named = if title.is_empty() { String::new() } else { format!(" {}", escape(title)) };
    let url = [frame.before, frame.after].into_iter().find_map(|snapshot| {
        let isms = snapshot.isms()?;
        isms.data().publication.as_ref()?.url.clone()
    });
    let is_published = frame.before.record(id).is_some();
    match url.filter(|_| is_published) {
        Some(url) => format!("[{}]({}/{}){named}", escape(id), url.trim_end_matches('/'), kind.page(id)),
        None => format!("**{}**{named}", escape(id)),
    }
}

/// A person by id and position. The name on the forge calls them, so that they learn of it.
fn named(frame: Frame<'_>, person: &PersonRef) -> String {
    let record = frame.before.person(person).or_else(|| frame.after.person(person));
    let id = escape(person.as_str());
    let Some(record) = record else { return id };
    let is_handle = |handle: &&String| handle.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let handle = record.data().forge.as_ref().and_then(|forge| forge.github.as_ref().or(forge.gitlab.as_ref()));
    let handle = handle.filter(is_handle).map(|handle| format!("@{handle} ")).unwrap_or_default();
    format!("{handle}{id} ({})", escape(&record.data().position))
}

fn moved<T>(frame: Frame<'_>, moved: &Moved<T>) -> String {
    record(frame, moved.kind, &moved.id, &moved.title)
}

/// What the clone cannot tell, and what to do about it.
fn unjudged(review: &BranchReview) -> Vec<String> {
    let help = |gap: &Diagnostic| gap.help.as_deref().map(|help| format!("; {}", sentence(help))).unwrap_or_default();
    let line = |gap: &Diagnostic| format!("- {} ({}){}", sentence(&gap.message), code(gap.rule), help(gap));
    review.unjudged.iter().map(line).collect()
}

fn to_mend(review: &BranchReview, frame: Frame<'_>) -> Vec<String> {
    let mut found: Vec<&Diagnostic> = review.added.outcome.diagnostics.iter().collect();
    found.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.level));
    // What the gate counts is shown even where it is held above the settings' level.
    let mut lines: Vec<String> = found.iter().take(SHOWN).map(|diagnostic| mend_line(diagnostic, frame)).collect();
    if let Some(rest) = found.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        lines.push(format!("- … and {rest} more: `tickmark lint --new-since {}`", frame.target.replace('`', "")));
    }
    lines
}

fn mend_line(diagnostic: &Diagnostic, frame: Frame<'_>) -> String {
    let level = match diagnostic.level {
        Level::Error => "**error**",
        Level::Warning => "warning",
        Level::Info | Level::Allow => "note",
    };
    let subject = match (&diagnostic.part, &diagnostic.record) {
        (Some(part), _) => format!("**{}**: ", escape(part)),
        (None, Some(subject)) if !matches!(subject.kind, Kind::Isms | Kind::Soa) => {
            format!("**{}**: ", escape(&subject.id))
        }
        _ => String::new(),
    };
    let help = diagnostic.help.as_deref().map(|help| format!("; {}", sentence(help))).unwrap_or_default();
    format!(
        "- {level} {subject}{} ({}, {}){help}",
        sentence(&diagnostic.message),
        code(diagnostic.rule),
        code(&spot(diagnostic, frame))
    )
}

fn spot(diagnostic: &Diagnostic, frame: Frame<'_>) -> String {
    let place = &diagnostic.place;
    let path = match frame.root.is_empty() {
        true => place.path.to_string(),
        false => format!("{}/{}", frame.root, place.path),
    };
    match (place.span, frame.after.text(&place.path)) {
        (Some(span), Some(text)) => format!("{path}:{}", Lines::new(text).at(span.start).line),
        _ => path,
    }
}

fn states(review: &BranchReview, frame: Frame<'_>) -> Vec<String> {
    let line = |state: &Moved<crate::record::lifecycle::StateChange>| {
        let item = state.what.item.map(|(_, number)| format!(", item {number}")).unwrap_or_default();
        let note = match &state.what.way {
            Way::Over(states) => format!(", over {}", listed(states, 9)),
            Way::Back => ", a step back".to_owned(),
            Way::None => ", **which no step leads to**".to_owned(),
            Way::Stays | Way::Step => String::new(),
        };
        format!("- {}{item}: {} → **{}**{note}", moved(frame, state), state.what.from, state.what.to)
    };
    review.states.iter().map(line).collect()
}

fn grades(review: &BranchReview, frame: Frame<'_>) -> Vec<String> {
    let line = |grade: &Moved<(crate::record::Grade, crate::record::Grade)>| {
        let (from, to) = grade.what;
        let way = if to > from { "**lowered**" } else { "raised" };
        format!("- {}: {from} → **{to}**, {way}", moved(frame, grade))
    };
    review.grades.iter().map(line).collect()
}

fn due_dates(review: &BranchReview, frame: Frame<'_>) -> Vec<String> {
    let line = |due: &Moved<crate::review::DueDate>| {
        let days = due.what.to.days_since(due.what.from);
        let way = match days > 0 {
            true => format!("{} later", counted(days, "day")),
            false => format!("{} earlier", counted(-days, "day")),
        };
        let past = if due.what.was_past { "; the old day had passed" } else { "" };
        let (from, to) = (due.what.from, due.what.to);
        format!("- {}, item {}: {from} → **{to}**, {way}{past}", moved(frame, due), due.what.item)
    };
    review.due_dates.iter().map(line).collect()
}

fn clashes(review: &BranchReview) -> Vec<String> {
    let line = |clash: &crate::review::Clash| {
        let who = match clash.is_target {
            true => "has it already, so give the new record another id",
            false => "takes it too: whoever is merged second needs another id",
        };
        format!(
            "- **{}** ({}): {} {who} ({})",
            escape(&clash.id),
            code(&clash.path),
            code(&clash.branch),
            code(&clash.other_path)
        )
    };
    review.clashes.iter().map(line).collect()
}

fn about(diagnostic: &Diagnostic, frame: Frame<'_>) -> String {
    let subject = match &diagnostic.record {
        Some(subject) => format!("{}: ", record(frame, subject.kind, &subject.id, "")),
        None => String::new(),
    };
    format!("- {subject}{} ({})", sentence(&diagnostic.message), code(diagnostic.rule))
}

fn withheld(review: &BranchReview, frame: Frame<'_>) -> Vec<String> {
    let why = |why: &Withholding| match why {
        Withholding::Waived(Waiver { approved_by, until, reason, .. }) => {
            format!("**waived** by {} until {until}: {}", named(frame, approved_by), escape(reason.trim()))
        }
        Withholding::TakenOver(waiver) => {
            format!("**taken over** from before {}, says {}", waiver.until, named(frame, &waiver.approved_by))
        }
        Withholding::Lowered(from, Level::Allow) => format!("**switched off**: the rule was at {from}"),
        Withholding::Lowered(from, to) => format!("**lowered**: the rule goes from {from} to {to}"),
        Withholding::Unreadable => "the record **cannot be read** any more".to_owned(),
        Withholding::Gone => "the record **is gone**, or counts as none".to_owned(),
    };
    shortened(review.added.withheld.iter().map(|it| format!("{}: {}", about(&it.diagnostic, frame), why(&it.why))))
}

/// Which ways to merge it add something, and what.
fn ways(review: &BranchReview, frame: Frame<'_>) -> Vec<String> {
    let (squashed, rebased) = (&review.added.squashed, &review.rebased);
    let why = |added: &[Diagnostic]| shortened(added.iter().map(|it| about(it, frame)));
    let mut lines = Vec::new();
    if !squashed.is_empty() {
        lines.push(
            "By a merge commit, which leaves the commits of the branch as they are. Squashed or rebased, this comes with it:\n".to_owned(),
        );
        lines.extend(why(squashed));
    }
    if !rebased.is_empty() {
        let head = match squashed.is_empty() {
            true => {
                "By a merge commit (`git merge --no-ff`) or a squash, of which the branch is one step. Rebased or fast-forwarded"
            }
            false => "\nRebased or fast-forwarded (`git merge` does that by itself where it can)",
        };
        lines.push(format!("{head}, each commit is a step of its own, and this stays in the history for good:\n"));
        lines.extend(why(rebased));
    }
    lines
}

/// The first lines, and how many more there are.
fn shortened(lines: impl ExactSizeIterator<Item = String>) -> Vec<String> {
    let rest = lines.len().saturating_sub(SHOWN);
    let more = (rest > 0).then(|| format!("- … and {rest} more"));
    lines.take(SHOWN).chain(more).collect()
}

fn fields(out: &mut String, review: &BranchReview) {
    let (records, unreadable) = (&review.changes.records, &review.changes.unreadable);
    if records.is_empty() && unreadable.is_empty() {
        return;
    }
    let _ = writeln!(out, "<details><summary>Field by field</summary>\n");
    let mut shown = 0;
    for change in records.iter().take(RECORDS) {
        let mut text = String::new();
        markdown_record(change, &mut text);
        if out.len() + text.len() > LONGEST {
            break;
        }
        out.push_str(&text);
        shown += 1;
    }
    if let Some(rest) = records.len().checked_sub(shown).filter(|rest| *rest > 0) {
        let _ = writeln!(out, "… and {}: `tickmark diff`\n", counted(rest as i64, "more record"));
    }
    for file in unreadable {
        let reason = file.after.as_deref().or(file.before.as_deref()).unwrap_or_default();
        let _ = writeln!(out, "- {} cannot be compared: {}", code(&file.path), escape(reason));
    }
    let _ = writeln!(out, "</details>\n");
}
