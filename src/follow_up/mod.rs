//! Following up: what is to be done, by whom and by when, read off the states of the records.

mod guide;
mod reminders;
mod tasks;

pub use guide::guide;
pub use reminders::{Reminder, is_interval, reminders};
pub use tasks::{Setup, Task, TaskKind, is_in_a_team, late_steps, tasks, to_verify};
