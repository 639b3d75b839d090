//! One commit of the sample's history, as text.
//!
//! ```text
//! author: Eva Lind <eva@harbourline.example>
//! date: 2024-01-08T09:12:00+01:00
//! branch-author: Nuno Teixeira <nuno@harbourline.example>
//! branch-date: 2024-01-08T08:02:00+01:00
//! branch-message: Subject of the branch's commit
//! tag: report/IA-2024-01/v1
//! tagger: Mira Aas <mira@harbourline.example>
//! tag-date: 2024-04-02T15:40:00+02:00
//! tag-message: Report of IA-2024-01, version 1
//! tag-digest: sha256:9f89a06a9a92f63d9c878fe690839836189fee7a3a39436fdc12343b427625b8
//!
//! Subject of the commit
//!
//! Its body.
//! ---
//! diff --git a/tickmark.yaml b/tickmark.yaml
//! ```

use crate::history::trailer;
use crate::source::git::Actor;

/// A commit of the sample's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Author and committer.
    pub author: Actor,
    /// The message, with a line feed at its end.
    pub message: String,
    /// What changed, as `git diff` writes it.
    pub patch: String,
    /// Of a merge, the commit of the branch, which changed it.
    pub branch: Option<BranchStep>,
    /// Tags on the commit.
    pub tags: Vec<Tag>,
}

/// The one commit of a branch that a step merges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchStep {
    /// Author and committer.
    pub author: Actor,
    /// The message, with a line feed at its end.
    pub message: String,
}

/// An annotated tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Name.
    pub name: String,
    /// Who tagged, and when.
    pub tagger: Actor,
    /// The message, with a line feed at its end.
    pub message: String,
}

/// Why a text is no step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// Head, message and change are not told apart.
    #[error("there is no `{0}`")]
    Incomplete(&'static str),
    /// A line of the head that is none.
    #[error("`{0}` does not belong into the head")]
    Head(String),
    /// Not a name with an address.
    #[error("`{0}` is not written as `Name <address>`")]
    Identity(String),
    /// Not an instant.
    #[error("`{0}` is not an instant such as 2024-01-08T09:12:00+01:00")]
    Instant(String),
}

impl Step {
    /// Reads a step.
    ///
    /// # Errors
    /// The text is no step.
    pub fn parse(text: &str) -> Result<Step, StepError> {
        let (head, rest) = text.split_once("\n\n").ok_or(StepError::Incomplete("empty line behind the head"))?;
        let (message, patch) = rest.split_once("\n---\n").ok_or(StepError::Incomplete("---"))?;
        let mut lines = head.lines().peekable();
        let author = identity(field(lines.next(), "author")?, field(lines.next(), "date")?)?;
        let branch = match lines.next_if(|line| line.starts_with("branch-author: ")) {
            Some(line) => {
                let author = identity(field(Some(line), "branch-author")?, field(lines.next(), "branch-date")?)?;
                let message = format!("{}\n", field(lines.next(), "branch-message")?);
                Some(BranchStep { author, message })
            }
            None => None,
        };
        let mut tags = Vec::new();
        while let Some(line) = lines.next() {
            let name = field(Some(line), "tag")?.to_owned();
            let tagger = identity(field(lines.next(), "tagger")?, field(lines.next(), "tag-date")?)?;
            let mut message = format!("{}\n", field(lines.next(), "tag-message")?);
            if let Some(line) = lines.next_if(|line| line.starts_with("tag-digest: ")) {
                let digest = field(Some(line), "tag-digest")?;
                message += &format!("\n{}\n", trailer(digest.strip_prefix("sha256:").unwrap_or(digest)));
            }
            tags.push(Tag { name, tagger, message });
        }
        Ok(Step { author, message: format!("{}\n", message.trim_end()), patch: patch.to_owned(), branch, tags })
    }
}

fn field<'a>(line: Option<&'a str>, name: &'static str) -> Result<&'a str, StepError> {
    let line = line.ok_or(StepError::Incomplete(name))?;
    line.strip_prefix(name).and_then(|rest| rest.strip_prefix(": ")).ok_or_else(|| StepError::Head(line.to_owned()))
}

fn identity(who: &str, when: &str) -> Result<Actor, StepError> {
    let (name, email) = who
        .strip_suffix('>')
        .and_then(|rest| rest.split_once(" <"))
        .ok_or_else(|| StepError::Identity(who.to_owned()))?;
    let no_instant = || StepError::Instant(when.to_owned());
    let instant: jiff::Timestamp = when.parse().map_err(|_| no_instant())?;
    let when = when.strip_suffix('Z').map_or_else(|| when.to_owned(), |utc| format!("{utc}+00:00"));
    let (sign, offset) = match when.rsplit_once(['+', '-']) {
        Some((before, offset)) if when[before.len()..].starts_with('-') => (-1, offset),
        Some((_, offset)) => (1, offset),
        None => return Err(no_instant()),
    };
    let (hours, minutes) = offset.split_once(':').ok_or_else(no_instant)?;
    let number = |text: &str| text.parse::<i32>().map_err(|_| no_instant());
    Ok(Actor {
        name: name.to_owned(),
        email: email.to_owned(),
        seconds: instant.as_second(),
        offset_minutes: sign * (number(hours)? * 60 + number(minutes)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_read() {
        let step = Step::parse(
            "author: Eva Lind <eva@h.example>\ndate: 2024-01-08T09:12:00+01:00\ntag: t/1\ntagger: Mira <m@h.example>\n\
             tag-date: 2024-04-02T15:40:00-03:30\ntag-message: One\ntag-digest: sha256:1f\n\n\
             Subject\n\nBody.\n---\ndiff --git a/x b/x\n",
        )
        .expect("a step");
        assert_eq!((step.author.name.as_str(), step.author.offset_minutes), ("Eva Lind", 60));
        assert_eq!(step.message, "Subject\n\nBody.\n");
        assert_eq!(step.patch, "diff --git a/x b/x\n");
        assert_eq!((step.tags[0].name.as_str(), step.tags[0].tagger.offset_minutes), ("t/1", -210));
        assert_eq!(step.tags[0].message, "One\n\nTickmark-Digest: sha256:1f\n");
        assert_eq!(step.branch, None);
    }

    #[test]
    fn a_merge_has_the_commit_of_its_branch() {
        let step = Step::parse(
            "author: Eva Lind <eva@h.example>\ndate: 2024-01-08T09:12:00+01:00\nbranch-author: Nuno <n@h.example>\n\
             branch-date: 2024-01-08T08:02:00+00:00\nbranch-message: Done\n\nMerge branch 'work'\n---\ndiff --git a/x b/x\n",
        )
        .expect("a step");
        let branch = step.branch.expect("a branch");
        assert_eq!((branch.author.email.as_str(), branch.message.as_str()), ("n@h.example", "Done\n"));
        assert_eq!((step.author.name.as_str(), step.message.as_str()), ("Eva Lind", "Merge branch 'work'\n"));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(Step::parse("author: x"), Err(StepError::Incomplete("empty line behind the head")));
        assert!(matches!(Step::parse("author: x\ndate: y\n\nm\n---\n"), Err(StepError::Identity(_))));
        assert!(matches!(Step::parse("author: x <y>\ndate: y\n\nm\n---\n"), Err(StepError::Instant(_))));
    }
}
