//! History as proof: the main line of a repository, commit by commit, in one pass.
//!
//! Each version of a record is read once, when it comes, and forgotten when the next one takes its place, so that memory
//! follows the records and not the history. Records are followed by id, not by path.
//!
//! What is taken away or changed and comes back is looked at from several sides. What the way back is held against: `back` a deleted record,
//! `decided` a decision or a plan that was in force. What the way back is excused of: `sealed` for what was issued and closed, `mended`
//! for what else is held, `mistaken` for a step that its maker takes back, `regained` for what is written down once more, `taken_back` for what weighs less or may do more again;
//! `restored` asks all of them of a branch. What becomes of the lapse that the way there was: `undone`, and for evidence `relied`.

mod answering;
mod approvals;
mod around;
mod back;
mod branch;
mod carried;
mod certificates;
mod chronicle;
mod claims;
mod confirmed;
mod decided;
mod declared;
mod digest;
mod drift;
mod feigned;
mod files;
mod footing;
mod given_up;
mod identities;
mod ignoring;
mod imports;
mod introduced;
mod landing;
mod lenient;
mod mended;
mod merges;
mod mistaken;
mod moment;
mod ousted;
mod own_work;
mod owners;
mod people;
mod processes;
mod promises;
mod readmitted;
mod receipt;
mod regained;
mod rehearsal;
mod reissued;
mod relied;
mod replay;
mod restored;
mod reworded;
mod scope;
mod sealed;
mod signatures;
mod signers;
mod signing;
mod softened;
mod standing;
mod taken_back;
mod taken_over;
mod timeline;
mod undone;
mod unseated;
mod verification;
mod verify;
mod wording;

pub use approvals::Approvals;
pub use carried::Carried;
pub use chronicle::{Chronicle, Happening, Point, Standing, StateStep};
pub use claims::Claims;
pub use declared::{first_due, is_given_up, is_later, promised};
pub use digest::{report_text, sha256, trailer};
pub use imports::Import;
pub use landing::Parting;
pub use moment::Moment;
pub use people::is_import;
pub use promises::{MovedDay, Promise, Promises};
pub use receipt::{Receipt, ReceiptError};
pub use rehearsal::Rehearsal;
pub use reissued::last_report;
pub use replay::Replay;
pub use scope::Scope;
pub use sealed::{Differs, Sealed};
pub use signatures::{OpenPgp, OpenPgpKey};
pub use signers::{SignerKey, SignersChange};
pub use timeline::{Act, Event, What, happened_to, is_of_part, timeline};
pub use verification::{Lapse, SignedCommits, Since, Told, Verification, WaivedLapse};
pub use verify::{tell_and_verify, verify};

pub use crate::lint::Tag;
