//! `evidence/<id>.yaml`: where a piece of evidence is, what it attests, and how long it is kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::*;

/// A reference to a piece of evidence. The evidence itself usually lies outside Git; its SHA-256 ties it to this record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Id.
    pub id: Id,
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Kind of evidence.
    pub r#type: EvidenceType,
    /// State.
    pub status: EvidenceStatus,
    /// Why it was rejected, or what became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_reason: Option<String>,
    /// System or person it came from, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Person asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_from: Option<Party>,
    /// Day on which it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_on: Option<Date>,
    /// Day by which it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Day on which it was collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected_on: Option<Date>,
    /// Who collected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected_by: Option<PersonRef>,
    /// Span that it attests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Address, path of a file in this repository from the record root, or a file as a commit has it: git:COMMIT:PATH of this
    /// repository, git:NAME@COMMIT:PATH of one under `evidence_repositories` in tickmark.yaml.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// SHA-256 of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Sha256>,
    /// Size of the file in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Who may see it.
    pub classification: Classification,
    /// Whether it holds personal data; then it should not lie in Git.
    pub personal_data: bool,
    /// Day until which it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retain_until: Option<Date>,
    /// Older evidence that it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<EvidenceRef>,
    /// Auditor who checked where it comes from and that it is complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<PersonRef>,
    /// Approval of the disposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposed: Option<Approval>,
    /// Number in the register that it was imported from; by it an import finds the record again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Exceptions to rules for this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

/// Where a piece of evidence is, by its `location`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts<'a> {
    /// A file in the repository, by its path from the record root.
    File(&'a str),
    /// A file as a commit has it.
    Pinned(PinnedFile<'a>),
    /// An address, which nobody visits.
    Address(&'a str),
    /// None of these; in words, why.
    Unclear(&'static str),
}

/// A file as a commit has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinnedFile<'a> {
    /// The name of another repository, as `tickmark.yaml` lists it; without one, this repository.
    pub repository: Option<&'a str>,
    /// The commit's full id.
    pub commit: &'a str,
    /// The path from the top of the repository.
    pub path: &'a str,
}

impl Evidence {
    /// The path of the file in the repository, when `location` is one rather than an address.
    pub fn repository_path(&self) -> Option<&str> {
        match self.whereabouts()? {
            Whereabouts::File(path) => Some(path),
            _ => None,
        }
    }

    /// What `location` stands for.
    pub fn whereabouts(&self) -> Option<Whereabouts<'_>> {
        self.location.as_deref().map(Whereabouts::of)
    }
}

impl Whereabouts<'_> {
    /// What a location stands for.
    pub fn of(location: &str) -> Whereabouts<'_> {
        let scheme = location.split_once(':').filter(|(scheme, _)| {
            scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        });
        match scheme {
            Some(("git", rest)) if !rest.starts_with("//") => pinned(rest),
            Some(_) => Whereabouts::Address(location),
            None if strays(location) => Whereabouts::Unclear(STRAYS),
            None if is_gits(location) => Whereabouts::Unclear(GITS),
            None => Whereabouts::File(location),
        }
    }
}

const STRAYS: &str = "is no plain path below the record root: it is absolute, or has `.`, `..`, `\\` or an empty part";

const GITS: &str = "lies in Git's own data, which no commit has and every clone makes for itself";

/// Reads what follows `git:`.
fn pinned(text: &str) -> Whereabouts<'_> {
    let Some((at, path)) = text.split_once(':') else {
        return Whereabouts::Unclear("names no path behind the commit");
    };
    let (repository, commit) = match at.split_once('@') {
        Some((name, commit)) => (Some(name), commit),
        None => (None, at),
    };
    if repository.is_some_and(|name| !is_id(name)) {
        return Whereabouts::Unclear("names another repository by something else than its name in tickmark.yaml");
    }
    let is_full =
        matches!(commit.len(), 40 | 64) && commit.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
    match is_full {
        false => {
            Whereabouts::Unclear("does not pin a commit by its full id of 40 or 64 hexadecimal digits; names move")
        }
        true if strays(path) => Whereabouts::Unclear("leaves the top folder of its repository"),
        true if is_gits(path) => Whereabouts::Unclear(GITS),
        true => Whereabouts::Pinned(PinnedFile { repository, commit, path }),
    }
}

/// Whether a path lies in Git's own data, by a name that some file system takes for the folder's.
fn is_gits(path: &str) -> bool {
    path.split('/').any(|part| part.trim_end_matches(['.', ' ']).eq_ignore_ascii_case(".git"))
}

/// Whether a path could lead out of the folder that it is read from.
fn strays(path: &str) -> bool {
    path.contains('\\') || path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

words!(
    /// Kind of evidence.
    EvidenceType {
        /// A document that says how things should be.
        Document = "document",
        /// A record that says how things were.
        Record = "record",
        /// Part of a log.
        LogExtract = "log-extract",
        /// Settings of a system.
        Configuration = "configuration",
        /// Picture of a screen.
        Screenshot = "screenshot",
        /// A ticket.
        Ticket = "ticket",
        /// A photograph.
        Photo = "photo",
        /// Note of something seen.
        ObservationNote = "observation-note",
        /// Note of something said.
        InterviewNote = "interview-note",
        /// Result of an analysis.
        Analysis = "analysis",
        /// Somebody else's report.
        ExternalReport = "external-report",
    }
);

impl EvidenceType {
    /// Whether there is a file whose hash can be taken; notes of what was seen or said may live in the workpaper alone.
    pub fn is_file(self) -> bool {
        !matches!(self, Self::ObservationNote | Self::InterviewNote)
    }
}

words!(
    /// State of a piece of evidence.
    EvidenceStatus {
        /// Asked for.
        Requested = "requested",
        /// Here, not checked yet.
        Received = "received",
        /// Checked by an auditor.
        Verified = "verified",
        /// Newer evidence takes its place.
        Superseded = "superseded",
        /// Too old for new use.
        Expired = "expired",
        /// Deleted after its retention; this record stays.
        Disposed = "disposed",
        /// Not accepted.
        Rejected = "rejected",
    }
);

impl EvidenceStatus {
    /// The steps that a piece of evidence may take.
    pub const STEPS: &'static [(Self, Self)] = &[
        (Self::Requested, Self::Received),
        (Self::Received, Self::Verified),
        (Self::Received, Self::Rejected),
        (Self::Verified, Self::Superseded),
        (Self::Verified, Self::Expired),
        (Self::Requested, Self::Disposed),
        (Self::Received, Self::Disposed),
        (Self::Verified, Self::Disposed),
        (Self::Superseded, Self::Disposed),
        (Self::Expired, Self::Disposed),
        (Self::Rejected, Self::Disposed),
    ];

    /// Whether an auditor checked it, now or before it was superseded, expired or disposed of.
    pub fn was_verified(self) -> bool {
        matches!(self, Self::Verified | Self::Superseded | Self::Expired | Self::Disposed)
    }

    /// Whether it has arrived and was not refused.
    pub fn has_arrived(self) -> bool {
        !matches!(self, Self::Requested | Self::Rejected)
    }
}

words!(
    /// Who may see a piece of evidence.
    Classification {
        /// Anybody.
        Public = "public",
        /// The organisation.
        Internal = "internal",
        /// Those who need it.
        Confidential = "confidential",
        /// Named persons.
        Restricted = "restricted",
    }
);
