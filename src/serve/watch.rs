//! Hearing of changes in a folder. The only file that names notify.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// A folder that is watched, with all that is in it.
pub struct Watch {
    changes: Receiver<()>,
    /// Watches for as long as it is kept.
    _watcher: Box<dyn Watcher>,
}

/// How long nothing has to happen before what happened counts as over: an editor writes a file in several steps, Git many
/// files.
const QUIET: Duration = Duration::from_millis(150);
/// How long changes are gathered at most.
const LONGEST: Duration = Duration::from_secs(2);
/// How often the folder is looked through where the system tells of no changes.
const POLL: Duration = Duration::from_secs(2);

/// Why a folder cannot be watched.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be watched: {error}", .folder.display())]
pub struct WatchError {
    folder: PathBuf,
    error: notify::Error,
}

impl Watch {
    /// Begins to watch a folder.
    ///
    /// # Errors
    /// The folder cannot be watched, not even by looking through it again and again.
    pub fn new(folder: &Path) -> Result<Self, WatchError> {
        let (sender, changes) = channel();
        let watcher = told::<RecommendedWatcher>(folder, Config::default(), sender.clone());
        // Some file systems tell of nothing, and there may be more folders than the system watches.
        let watcher = watcher
            .or_else(|_| told::<PollWatcher>(folder, Config::default().with_poll_interval(POLL), sender))
            .map_err(|error| WatchError { folder: folder.to_owned(), error })?;
        Ok(Self { changes, _watcher: watcher })
    }

    /// Waits for changes until `patience` is over, then for them to end. Gives whether there were any.
    pub fn wait(&self, patience: Duration) -> bool {
        match self.changes.recv_timeout(patience) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return false,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(patience);
                return false;
            }
        }
        let began = Instant::now();
        while began.elapsed() < LONGEST && self.changes.recv_timeout(QUIET).is_ok() {}
        true
    }
}

/// A watcher of a folder that tells of what matters.
fn told<W: Watcher + 'static>(
    folder: &Path,
    config: Config,
    sender: Sender<()>,
) -> Result<Box<dyn Watcher>, notify::Error> {
    let root = folder.to_owned();
    let tell = move |event: notify::Result<Event>| {
        // What is missed is made up for by building anew, which finds the same where nothing has changed.
        if event.map_or(true, |event| matters(&event, &root)) {
            // The one who waits may have ended.
            let _ = sender.send(());
        }
    };
    let mut watcher = W::new(tell, config.with_follow_symlinks(false))?;
    watcher.watch(folder, RecursiveMode::Recursive)?;
    Ok(Box::new(watcher))
}

/// Whether something has happened that a site may show. Reading is nothing, or each build would call for the next.
fn matters(event: &Event, root: &Path) -> bool {
    let is_read = matches!(event.kind, EventKind::Access(_));
    !is_read && (event.paths.is_empty() || event.paths.iter().any(|path| counts(path, root)))
}

/// Whether a path may be of a record or of the user's own files of the site: those in dot-folders are not, least of all
/// what Git keeps.
fn counts(path: &Path, root: &Path) -> bool {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().all(|part| {
        let name = part.as_os_str().to_string_lossy();
        !name.starts_with('.') || name == ".gitignore" || name == ".gitattributes"
    })
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, ModifyKind};

    use super::*;

    #[test]
    fn what_git_and_readers_do_is_nothing() {
        let root = Path::new("/home/.ada/isms");
        let event = |kind: EventKind, path: &str| Event::new(kind).add_path(root.join(path));
        let changed = EventKind::Modify(ModifyKind::Any);
        for path in ["tickmark.yaml", "findings/2026/F-1.yaml", "site/style.css", "", ".gitignore", "a/.gitattributes"]
        {
            assert!(matters(&event(changed, path), root), "{path}");
            assert!(!matters(&event(EventKind::Access(AccessKind::Any), path), root), "{path}");
        }
        for path in [".git/index", ".git/refs/heads/main", ".tickmark-x/new/index.html", "findings/.F-1.yaml.swp"] {
            assert!(!matters(&event(changed, path), root), "{path}");
        }
        assert!(matters(&Event::new(EventKind::Other), root));
    }

    #[test]
    fn a_change_is_heard_of() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().canonicalize().expect("a path");
        std::fs::create_dir(folder.join("findings")).expect("a folder");
        let watch = Watch::new(&folder).expect("it can be watched");
        std::fs::write(folder.join("findings/F-1.yaml"), "one").expect("a file");
        assert!(watch.wait(Duration::from_secs(20)));
    }

    #[test]
    fn a_folder_is_looked_through_where_the_system_tells_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().canonicalize().expect("a path");
        let (sender, changes) = channel();
        let config = Config::default().with_poll_interval(Duration::from_millis(50));
        let _watcher = told::<PollWatcher>(&folder, config, sender).expect("it can be watched");
        std::fs::write(folder.join("tickmark.yaml"), "one").expect("a file");
        assert!(changes.recv_timeout(Duration::from_secs(20)).is_ok());
    }
}
