//! What the tests of the binary share: a place of their own with real repositories in it, and runs of `git` and of
//! `tickmark` that see nothing of the machine's settings.

pub mod changed;
pub mod history;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::UNIX_EPOCH;

use serde_json::Value;
use tickmark::source::MemorySource;
use walkdir::WalkDir;

/// The day on which the fixture is clean.
pub const DAY: &str = "2026-06-15";

/// A temporary folder that holds a home without settings and whatever a test puts into it.
pub struct Place {
    folder: tempfile::TempDir,
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}\n{self:#?}"))
    }

    /// `rule path message` of every diagnostic of a lint.
    pub fn diagnostics(&self) -> Vec<String> {
        let json = self.json();
        let all = json["diagnostics"].as_array().expect("diagnostics").iter();
        let word = |item: &Value, key: &str| item[key].as_str().expect("text").to_owned();
        all.map(|item| format!("{} {} {}", word(item, "rule"), word(item, "path"), word(item, "message"))).collect()
    }

    /// How many records were looked at.
    pub fn records(&self) -> u64 {
        self.json()["records"].as_u64().expect("a number")
    }

    /// Asserts that nothing was found and nothing went wrong.
    #[track_caller]
    pub fn clean(self) -> Self {
        assert_eq!(self.code, 0, "{self:#?}");
        assert_eq!(self.diagnostics(), Vec::<String>::new());
        assert_eq!(self.err, "");
        self
    }

    /// Asserts that the tool could not do its work, printed no result but (as JSON) that, and said why: all of `words`, in one sentence and
    /// at most one hint.
    #[track_caller]
    pub fn fails_with(self, words: &[&str]) -> Self {
        assert_eq!(self.code, 2, "{self:#?}");
        assert!(self.out.is_empty() || self.json()["error"].is_string(), "{self:#?}");
        assert!(self.err.starts_with("error: ") && self.err.lines().count() <= 2, "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

impl Place {
    pub fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        fs::create_dir(place.path("home")).expect("a home");
        place
    }

    /// A path in the place, without symbolic links above it.
    pub fn path(&self, below: impl AsRef<Path>) -> PathBuf {
        self.folder.path().canonicalize().expect("the place").join(below)
    }

    /// A command that sees only the place: no settings of the machine, fixed people and times.
    pub fn command(&self, program: &str, folder: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program);
        let names: Vec<_> = std::env::vars_os().map(|(name, _)| name).collect();
        for name in names.iter().filter(|name| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(name);
        }
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE", "SUDO_UID", "LANG", "LC_ALL"] {
            command.env_remove(name);
        }
        command
            .current_dir(self.path(folder))
            .env("HOME", self.path("home"))
            .env("XDG_CONFIG_HOME", self.path("home/.config"))
            .env("GIT_CONFIG_GLOBAL", self.path("home/.gitconfig"))
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env("GIT_AUTHOR_NAME", "Ada Author")
            .env("GIT_AUTHOR_EMAIL", "ada@example.com")
            .env("GIT_COMMITTER_NAME", "Cem Committer")
            .env("GIT_COMMITTER_EMAIL", "cem@example.com")
            .env("GIT_AUTHOR_DATE", "2026-06-01T10:00:00+02:00")
            .env("GIT_COMMITTER_DATE", "2026-06-01T10:00:00+02:00")
            .env("LC_ALL", "C")
            .env("COLUMNS", "100")
            .stdin(Stdio::null());
        command
    }

    /// Runs `git`, which must succeed, and gives what it printed.
    #[track_caller]
    pub fn git(&self, folder: impl AsRef<Path>, arguments: &[&str]) -> String {
        run(self.command("git", folder).args(arguments), &[0]).out.trim_end().to_owned()
    }

    /// Runs `git` with a committer's time of its own.
    #[track_caller]
    pub fn commit_on(&self, folder: impl AsRef<Path>, day: &str, message: &str) -> String {
        self.git(&folder, &["add", "--all"]);
        let mut command = self.command("git", &folder);
        command.env("GIT_COMMITTER_DATE", format!("{day}T12:00:00+00:00"));
        run(command.args(["commit", "--quiet", "--allow-empty", "-m", message]), &[0]);
        self.git(&folder, &["rev-parse", "HEAD"])
    }

    /// A new repository on the branch `main`.
    pub fn repository(&self, folder: &str) {
        fs::create_dir_all(self.path(folder)).expect("a folder");
        self.git(folder, &["init", "--quiet", "--initial-branch=main"]);
    }

    /// A repository with the fixture in it, committed.
    pub fn fixture_repository(&self, folder: &str) {
        self.repository(folder);
        self.fixture(folder);
        self.commit_on(folder, "2026-06-01", "Begin");
    }

    /// Copies the fixture of the rules into a folder.
    pub fn fixture(&self, folder: &str) {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/fixture"), &self.path(folder));
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a text")
    }

    /// Writes a text behind what a file says.
    pub fn append(&self, path: &str, text: &str) {
        self.write(path, self.read(path) + text);
    }

    /// Takes a file's first occurrence of a text out for another one.
    #[track_caller]
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, text.replacen(from, to, 1));
    }

    /// The command `tickmark`, to be run in `folder`.
    pub fn tickmark(&self, folder: impl AsRef<Path>) -> Command {
        self.command(env!("CARGO_BIN_EXE_tickmark"), folder)
    }

    /// `tickmark lint --format json` as of the day of the fixture, with more arguments.
    #[track_caller]
    pub fn lint(&self, folder: impl AsRef<Path>, arguments: &[&str]) -> Run {
        let mut command = self.tickmark(folder);
        command.args(["lint", "--format", "json"]).args(arguments);
        if !arguments.iter().any(|argument| matches!(*argument, "--as-of" | "--at")) {
            command.args(["--as-of", DAY]);
        }
        run(&mut command, &[0, 1, 2])
    }
}

/// A place with the demo in the folder `demo`.
pub fn demo() -> Place {
    demo_in("demo")
}

/// A place with the demo in a folder.
pub fn demo_in(folder: &str) -> Place {
    let place = Place::new();
    copy_demo(&place.path(folder));
    place
}

/// Puts the demo into a folder that is not there yet.
pub fn copy_demo(to: &Path) {
    copy(written_demo(), to);
}

/// The demo as the binary under test writes it. It is the same every time, and writing it is most of what many tests would do, so
/// that it is written once for each binary.
fn written_demo() -> &'static Path {
    static WRITTEN: OnceLock<PathBuf> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let (binary, folder) = (Path::new(env!("CARGO_BIN_EXE_tickmark")), Path::new(env!("CARGO_TARGET_TMPDIR")));
        let built = fs::metadata(binary).and_then(|file| file.modified()).expect("the binary");
        let built = built.duration_since(UNIX_EPOCH).expect("a time after 1970").as_nanos();
        let written = folder.join(format!("demo-{built}"));
        if !written.exists() {
            // Under another name first, so that nobody takes half of it.
            let begun = tempfile::tempdir_in(folder).expect("a temporary folder");
            let begun = begun.path().join("demo");
            run(Command::new(binary).arg("demo").arg(&begun).env_remove("GIT_DIR"), &[0]);
            // Some two thousand files would be copied otherwise.
            run(Command::new("git").args(["gc", "--quiet"]).current_dir(&begun).env_remove("GIT_DIR"), &[0]);
            let renamed = fs::rename(&begun, &written);
            assert!(renamed.is_ok() || written.exists(), "{renamed:?}");
        }
        written
    })
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let to = to.join(entry.path().strip_prefix(from).expect("below"));
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(to).expect("a folder"),
            false => drop(fs::copy(entry.path(), to).expect("a file")),
        }
    }
}

/// The files below folders of this repository, by their paths from these; none that is hidden.
fn files_below(folders: &[&str]) -> impl Iterator<Item = (String, Vec<u8>)> {
    let files = folders.iter().flat_map(|folder| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries = WalkDir::new(&folder).into_iter().map(|entry| entry.expect("the folder can be listed"));
        let files = entries.filter(|entry| entry.file_type().is_file());
        files.map(move |entry| {
            let below = entry.path().strip_prefix(&folder).expect("below the folder").components();
            let names: Vec<&str> = below.map(|part| part.as_os_str().to_str().expect("a name")).collect();
            (names.join("/"), fs::read(entry.path()).expect("a file"))
        })
    });
    files.filter(|(path, _)| !path.starts_with('.'))
}

/// The same as texts.
pub fn texts_below(folders: &[&str]) -> BTreeMap<String, String> {
    let text = |(path, bytes)| (path, String::from_utf8(bytes).expect("a text"));
    files_below(folders).map(text).collect()
}

/// The same as a source.
pub fn memory(folders: &[&str]) -> MemorySource {
    let mut source = MemorySource::default();
    files_below(folders).for_each(|(path, bytes)| source.insert(path, bytes));
    source
}

/// The folder of the programs that `tests/run.sh` installs. Without them the test says what it leaves out.
pub fn tools(left_out: &str) -> Option<PathBuf> {
    let tools = std::env::var_os("TICKMARK_TOOLS").map(PathBuf::from);
    if tools.is_none() {
        not_tested(&format!("{left_out}; use tests/run.sh"));
    }
    tools
}

/// Runs a command, which must end with one of `codes`.
#[track_caller]
pub fn run(command: &mut Command, codes: &[i32]) -> Run {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let run = Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    assert!(codes.contains(&run.code), "{command:?}\n{run:#?}");
    run
}

/// Says that a part of a test was left out. It reaches the terminal although the test passes.
pub fn not_tested(reason: &str) {
    use std::io::Write as _;
    writeln!(std::io::stderr(), "NOT TESTED: {reason}").expect("standard error");
}
