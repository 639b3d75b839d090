//! Who has to agree to a branch, and what has to be signed.

use std::fmt::Write as _;

use super::super::markdown::{code, escape};
use super::{Frame, named, shortened};
use crate::history::{SignerKey, SignersChange};
use crate::lint::Mapped;
use crate::record::PersonRef;
use crate::review::{Approval, Approver, BranchReview};
use crate::text::listed;

/// The line by which a commit says that it takes records over.
const IMPORT_LINE: &str = "Tickmark-Import: yes";
/// How many of those whose keys count are named.
const SIGNERS: usize = 8;

/// What is to be signed, and by whom.
pub(super) fn signatures(review: &BranchReview, frame: Frame<'_>) -> Vec<String> {
    let target = escape(frame.target);
    let mut lines = review.signers.as_ref().map(signers).unwrap_or_default();
    if let Some(merge) = &review.signatures.merge {
        let list = merge.list.as_deref().map_or_else(|| "its list of allowed signers".to_owned(), code);
        let signers: Vec<String> = merge.signers.iter().map(|name| escape(name)).collect();
        let whose = if signers.is_empty() { String::new() } else { format!(" ({})", listed(&signers, SIGNERS)) };
        lines.push(format!(
            "- The commit that brings this to {target}: signed by a key that {list} has there{whose}, because {}. A forge that merges or \
             squashes signs as itself; a fast-forward makes no such commit, and asks the same of each commit of the branch",
            merge.why
        ));
    }
    if review.signatures.keeps_commits {
        lines.push(
            "- What commits of this branch approve: those commits themselves, by who approves. A merge commit leaves them as they are; a \
             squash or a rebase does not"
                .to_owned(),
        );
    }
    lines.extend(review.signatures.tags.iter().map(|(audit, tag, who)| {
        let who: Vec<String> = who.iter().map(|person| escape(person.as_str())).collect();
        let (audit, tag) = (escape(audit), code(tag));
        match who.is_empty() {
            true => format!("- **{audit}**: the tag {tag}, once this is merged, on the commit that brings it"),
            false => format!("- **{audit}**: the tag {tag}, once it is set, signed by {}", who.join(" or ")),
        }
    }));
    lines
}

/// Whose signatures count that did not, and whose do not any more.
fn signers(change: &SignersChange) -> Vec<String> {
    let line = |key: &SignerKey, what: &str| {
        let of_many = match key.is_of_pattern() {
            true => ", **a pattern**: it counts for whatever address fits it",
            false => "",
        };
        format!("- {} {what} the key {} in {}{of_many}", code(&key.name), code(&key.key), code(&change.list))
    };
    let gained = change.gained.iter().map(|key| line(key, "**gets**"));
    let lost = change.lost.iter().map(|key| line(key, "**loses**"));
    shortened(gained.chain(lost).collect::<Vec<_>>().into_iter())
}

/// Whose addresses come to be whose.
pub(super) fn addresses(review: &BranchReview, frame: Frame<'_>) -> Vec<String> {
    let line = |mapped: &Mapped| {
        format!(
            "- {} takes {}, which is nobody's on record, for an address of {}: what is committed by it from then on is theirs, once that is \
             agreed",
            code(".mailmap"),
            code(&mapped.address),
            named(frame, &mapped.to)
        )
    };
    shortened(review.mapped.iter().map(line))
}

pub(super) fn approvals(review: &BranchReview, frame: Frame<'_>) -> Vec<String> {
    let line = |approval: &Approval| {
        let who = match &approval.who {
            Approver::Person(person) => named(frame, person),
            Approver::TopManagement => {
                let people: Vec<String> = top_management(frame).iter().map(|person| named(frame, person)).collect();
                format!("top management ({})", people.join(" or "))
            }
        };
        let mut why: Vec<String> =
            approval.why.iter().take(8).map(|(id, what)| format!("{what} ({})", escape(id))).collect();
        if let Some(rest) = approval.why.len().checked_sub(8).filter(|rest| *rest > 0) {
            why.push(format!("{rest} more"));
        }
        format!("- {who}: {}", why.join("; "))
    };
    let mut lines: Vec<String> = review.approvals.iter().map(line).collect();
    let trailers = trailers(review, frame);
    if !trailers.is_empty() {
        let who = match of_top_management(review, frame).len() {
            0 | 1 => "of those who have agreed",
            _ => "of those who have agreed (of top management, one is enough)",
        };
        lines.push(format!("\nWhat goes into the message of the merge, {who}:\n\n```\n{trailers}```"));
    }
    if review.takes_over {
        lines.push(format!(
            "\nA commit of this branch says {}: records are taken over by it on the main line alone where the merge says so too.",
            code(IMPORT_LINE)
        ));
    }
    lines
}

/// Who is top management where the branch goes: it does not choose those who agree to it.
fn top_management(frame: Frame<'_>) -> &[PersonRef] {
    let isms = frame.before.isms().or_else(|| frame.after.isms());
    isms.map(|isms| isms.data().roles.top_management.as_slice()).unwrap_or_default()
}

/// The persons one of whom agrees for top management; none where that is asked of nobody, or of one of them by name already.
fn of_top_management<'a>(review: &BranchReview, frame: Frame<'a>) -> &'a [PersonRef] {
    let top = top_management(frame);
    let is_asked = review.approvals.iter().any(|approval| approval.who == Approver::TopManagement);
    let is_named = |approval: &Approval| matches!(&approval.who, Approver::Person(person) if top.contains(person));
    if is_asked && !review.approvals.iter().any(is_named) { top } else { &[] }
}

/// The lines by which `verify` finds who approved, ready to paste.
fn trailers(review: &BranchReview, frame: Frame<'_>) -> String {
    let mut out = String::new();
    let persons = review.approvals.iter().filter_map(|approval| match &approval.who {
        Approver::Person(person) => Some(person),
        Approver::TopManagement => None,
    });
    for person in persons.chain(of_top_management(review, frame)) {
        let _ = writeln!(out, "Approved-by: {}", person.as_str().replace('`', ""));
    }
    if review.takes_over {
        let _ = writeln!(out, "{IMPORT_LINE}");
    }
    out
}
