//! How far a build is.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// A progress bar for builds that take more than a moment, on a terminal.
pub(super) struct Bar {
    began: Instant,
    bar: OnceLock<Option<ProgressBar>>,
}

/// How long a build goes on without one.
const PATIENCE: Duration = Duration::from_secs(1);

impl Default for Bar {
    fn default() -> Self {
        Self { began: Instant::now(), bar: OnceLock::new() }
    }
}

impl Bar {
    pub(super) fn show(&self, done: usize, all: usize) {
        if self.began.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let style = ProgressStyle::with_template("{bar:30} {pos} of {len} pages").ok()?;
            std::io::stderr().is_terminal().then(|| ProgressBar::new(all as u64).with_style(style))
        });
        if let Some(bar) = bar {
            bar.set_position(done as u64);
        }
    }

    pub(super) fn end(&self) {
        if let Some(Some(bar)) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
