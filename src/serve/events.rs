//! Telling browsers what happens: the site that is shown, and who waits for news of it.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::json;

use super::http;
use super::pages::{Files, Pages};

/// How long nothing is told before a sign of life. A browser that has gone is noticed by then.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);
/// How soon a browser asks again, in milliseconds, when the server is gone.
const RETRY: u32 = 1000;

/// What is shown now, and who is to hear when that changes.
pub struct Live {
    now: Mutex<Now>,
    news: Condvar,
}

/// What is shown now.
#[derive(Clone)]
pub(super) struct Now {
    pub pages: Arc<Pages>,
    /// Why the latest site could not be built, or what it has to do without.
    trouble: Option<Arc<str>>,
    /// Counts what was told.
    turn: u64,
}

fn notice(left_out: String) -> Arc<str> {
    format!("This site leaves out {left_out}").into()
}

impl Live {
    /// A first site, and what it has to do without.
    pub fn new(files: Files, left_out: Option<String>) -> Self {
        let now = Now { pages: Arc::new(Pages::new(files)), trouble: left_out.map(notice), turn: 0 };
        Self { now: Mutex::new(now), news: Condvar::new() }
    }

    /// Shows a site in place of the one before, tells what it has to do without, and gives the number of files that differ.
    pub fn show(&self, files: Files, left_out: Option<String>) -> usize {
        let differing = self.now().pages.differing(&files);
        let pages = Arc::new(Pages::new(files));
        self.tell(|now| {
            now.pages = pages;
            now.trouble = left_out.map(notice);
        });
        differing
    }

    /// Tells why there is no newer site; the one before goes on being shown.
    pub fn trouble(&self, text: &str) {
        self.tell(|now| now.trouble = Some(format!("This is the last site that could be built. {text}").into()));
    }

    fn tell(&self, change: impl FnOnce(&mut Now)) {
        let mut now = self.locked();
        change(&mut now);
        now.turn += 1;
        self.news.notify_all();
    }

    pub(super) fn now(&self) -> Now {
        self.locked().clone()
    }

    /// What is shown once it is not `turn` any more, or what still is after a while.
    fn after(&self, turn: u64) -> Now {
        let waited = self.news.wait_timeout_while(self.locked(), SIGN_OF_LIFE, |now| now.turn == turn);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// A panic elsewhere has left nothing half done in it.
    fn locked(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells a browser that shows a page which version of it there is, and what is wrong: at once, and whenever it changes.
    /// Ends when the browser is gone.
    pub(super) fn listen(&self, stream: &mut impl Write, page: &str) -> io::Result<()> {
        http::begin_events(stream)?;
        write!(stream, "retry: {RETRY}\n\n")?;
        let (mut now, mut told) = (self.now(), String::new());
        loop {
            // As JSON a text has no line breaks, which would end the message.
            let message = json!({ "page": now.pages.version(page), "trouble": now.trouble.as_deref() }).to_string();
            match message == told {
                true => stream.write_all(b":\n\n")?,
                false => write!(stream, "data: {message}\n\n")?,
            }
            stream.flush()?;
            told = message;
            now = self.after(now.turn);
        }
    }
}
