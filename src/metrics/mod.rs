//! The figures: pure functions of the records and the day. Each one names the records that it counts.
//!
//! [`Population`] says which records there are for a figure. Times are told by median and 90th percentile, not by mean;
//! small numbers stay numbers ([`ENOUGH_FOR_PERCENT`]).

mod causes;
mod closure;
mod competence;
mod coverage;
mod delivery;
mod duties;
mod evidence;
mod findings;
mod flow;
mod grades;
mod lapses;
mod management;
mod milestones;
mod numbers;
mod pace;
mod people;
mod population;
mod since;
mod slippage;
mod standing;

pub use causes::{CAUSE_MONTHS, Cause, Overdue, causes, first_day, overdue_by_owner, overdue_by_process};
pub use closure::{Closed, Closures, Effects, Reopened, Repeats, closures, effects, reopened, repeat_rate};
pub use competence::{ApprovedBy, Competent, may_audit};
pub use coverage::{Cell, Coverage, Planned, Row, Window, coverage, has_begun, planned, rows, wanted, window};
pub use delivery::{Delivered, Delivery, LeadTime, LineDays, Score, delivery, feedback, lead_times, own_days};
pub use duties::{Duty, DutyKind, OnTime, accepted, checker, checks_ahead, duties, overdue};
pub use evidence::{Quality, evidence_quality};
pub use findings::{AGE_BANDS, Band, Tally, accepted_findings, ageing, is_open, open_findings, repeats, tally};
pub use flow::{FLOW, Level, flow};
pub use grades::{Finder, Found, Graded, Places, by_audit, by_cycle, chapter, found, places, weight};
pub use lapses::{Uncured, uncured};
pub use management::{AcceptedRisk, Decisions, FollowUp, Theme, accepted_risks, applicability, review_follow_up};
pub use milestones::{Days, Milestone, milestones};
pub use numbers::{ENOUGH_FOR_P90, ENOUGH_FOR_PERCENT, Share, Spread, total};
pub use pace::{Step, pace};
pub use people::{Approved, Auditor, EXPIRING_DAYS, Learning, Pool, is_of_ours, learning, pool};
pub use population::Population;
pub use since::{SinceAudit, since_audit};
pub use slippage::{Promised, Punctuality, kept, kept_within, promised, punctuality, slipped};
pub use standing::Standing;
