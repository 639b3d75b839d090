//! The sample ISMS with its history, kept as text and written as a repository.
//!
//! `sample-isms/.history/` holds a step per commit: who, when, what tags, the message, and the change as `git diff` writes
//! it. Identities and times are part of the steps, and whoever commits or tags signs with a key made of the address, so that
//! the same commits come out on every machine.

mod keys;
mod step;
mod steps;

use std::path::Path;

pub use keys::allowed_signer;
pub use step::{BranchStep, Step, StepError, Tag};
pub use steps::STEPS;

use crate::source::SourceError;
use crate::source::git::{Actor, Writer};

/// The day as of which the sample is told: two of its corrective actions are overdue then.
pub const DAY: &str = "2026-11-01";

/// The sample's list of allowed signers.
pub const ALLOWED_SIGNERS: &str = "keys/allowed_signers";

/// Why the demo could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A step is not written as it should be; a fault of this build.
    #[error("step {number} of the sample's history: {error}")]
    Step {
        /// Number of the step, from 1.
        number: usize,
        /// What is wrong with it.
        error: StepError,
    },
    /// Nothing can be signed; a fault of this build.
    #[error("the sample cannot be signed: {0}")]
    Key(#[from] ssh_key::Error),
    /// The repository cannot be written.
    #[error(transparent)]
    Source(#[from] SourceError),
}

/// Reads the steps of the sample's history, oldest first.
///
/// # Errors
/// A step is not written as it should be.
pub fn steps() -> Result<Vec<Step>, DemoError> {
    STEPS
        .iter()
        .zip(1..)
        .map(|(text, number)| Step::parse(text).map_err(|error| DemoError::Step { number, error }))
        .collect()
}

/// Writes the sample as a Git repository into `folder`, which is new or empty, and checks it out.
///
/// # Errors
/// The repository cannot be written.
pub fn write(folder: &Path) -> Result<(), DemoError> {
    let steps = steps()?;
    let mut writer = Writer::create(folder)?;
    for step in steps {
        let by = (&step.author, step.message.as_str());
        match &step.branch {
            None => writer.commit(by.0, by.1, &step.patch, |text| signed(&step.author, text))?,
            Some(branch) => writer.merge(by, (&branch.author, &branch.message), &step.patch, signed)?,
        }
        for tag in &step.tags {
            writer.tag(&tag.name, &tag.tagger, &tag.message, |text| signed(&tag.tagger, text))?;
        }
    }
    writer.exclude("/out/\n")?;
    // For `git log --show-signature`.
    writer.configure("gpg.ssh.allowedSignersFile", ALLOWED_SIGNERS)?;
    writer.finish()?;
    Ok(())
}

fn signed(by: &Actor, text: &str) -> Result<String, DemoError> {
    Ok(keys::sign(&by.email, text)?)
}
