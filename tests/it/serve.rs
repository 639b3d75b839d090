//! The site on this machine, by the real binary: what is answered and what is not, and how it keeps up with the files.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{DAY, Place, run, tools};
use serde_json::Value;
use walkdir::WalkDir;

/// How long anything may take before a test gives up: builds are slow where many tests run at once.
const PATIENCE: Duration = Duration::from_secs(90);
const FINDING: &str = "findings/2026/F-2026-001.yaml";
const PAGE: &str = "/findings/F-2026-001.html";

/// A running `tickmark site --serve`, which ends with the test.
struct Served {
    child: Child,
    address: String,
    said: Receiver<String>,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was answered.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no head: {text:?}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn field(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        fields.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Lines of a stream as they come, without keeping the one who writes them waiting.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

/// The first line that holds a text.
#[track_caller]
fn wait_for(lines: &Receiver<String>, text: &str) -> String {
    let (began, mut seen) = (Instant::now(), Vec::new());
    while let Ok(line) = lines.recv_timeout(PATIENCE.saturating_sub(began.elapsed())) {
        if line.contains(text) {
            return line;
        }
        seen.push(line);
    }
    panic!("{text:?} is not among {seen:#?}");
}

impl Served {
    #[track_caller]
    fn start(command: &mut Command) -> Self {
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("tickmark runs");
        let (out, said) = (child.stdout.take().expect("its output"), child.stderr.take().expect("its errors"));
        let mut served = Self { child, address: String::new(), said: lines(said) };
        let Ok(url) = lines(out).recv_timeout(PATIENCE) else {
            panic!("no address: {:#?}", served.said.try_iter().collect::<Vec<_>>());
        };
        let address = url.strip_prefix("http://").and_then(|url| url.strip_suffix('/')).expect("an address");
        served.address = address.to_owned();
        served
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("somebody answers");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream.set_write_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// What is answered to these very bytes.
    fn say(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("it listens");
        Answer::read(&mut stream)
    }

    fn ask(&self, method: &str, target: &str) -> Answer {
        self.say(&format!("{method} {target} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address))
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target)
    }

    /// What a browser that shows a page hears.
    fn listen(&self, page: &str) -> Receiver<String> {
        let mut stream = self.connect();
        let request = format!("GET /.tickmark/events?{page} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("it listens");
        lines(stream)
    }
}

/// What the next message says: the version of the page, and what is wrong.
#[track_caller]
fn heard(events: &Receiver<String>) -> (String, Option<String>) {
    let line = wait_for(events, "data: ");
    let message: Value = serde_json::from_str(line.strip_prefix("data: ").expect("data")).expect("JSON");
    (message["page"].as_str().expect("a version").to_owned(), message["trouble"].as_str().map(str::to_owned))
}

/// Writes a file in one step: no build sees half of it.
fn put(place: &Place, path: &str, content: &str) {
    let (folder, name) = path.rsplit_once('/').expect("a folder");
    let beside = format!("{folder}/.{name}");
    place.write(&beside, content);
    std::fs::rename(place.path(&beside), place.path(path)).expect("it takes its place");
}

/// The fixture in a repository, shown to management at any free port.
fn serve(place: &Place, arguments: &[&str]) -> Served {
    place.fixture_repository("isms");
    let mut command = place.tickmark("isms");
    command.args(["site", "--audience", "management", "--as-of", DAY, "--serve", "127.0.0.1:0"]).args(arguments);
    Served::start(&mut command)
}

#[test]
fn files_of_the_site_are_answered_and_nothing_else() {
    let place = Place::new();
    let served = serve(&place, &[]);
    for (target, kind, text) in [
        ("/", "text/html; charset=utf-8", "<!doctype html>"),
        ("/index.html?a=/../b", "text/html; charset=utf-8", "<!doctype html>"),
        ("/findings/", "text/html; charset=utf-8", "F-2026-001"),
        ("/%66indings/F%2D2026-001.html", "text/html; charset=utf-8", "F-2026-001"),
        ("/findings/F-2026-001.json", "application/json", "\"format\":"),
        ("/style.css", "text/css; charset=utf-8", "{"),
        ("/search.js", "text/javascript; charset=utf-8", "search"),
        ("/feed.xml", "application/xml", "<feed"),
        ("/badge.svg", "image/svg+xml", "<svg"),
        ("/calendar.ics", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR"),
        ("/.tickmark/reload.js?page=1", "text/javascript; charset=utf-8", "EventSource"),
    ] {
        let answer = served.get(target);
        assert_eq!((answer.status, answer.field("content-type")), (200, Some(kind)), "{target}: {}", answer.head);
        assert!(answer.body.contains(text), "{target}: {}", answer.body);
        assert_eq!(answer.field("content-length"), Some(&*answer.body.len().to_string()), "{target}");
        assert_eq!(answer.field("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.field("cache-control"), Some("no-store"));
        assert_eq!(answer.field("cross-origin-resource-policy"), Some("same-origin"));
        assert!(!answer.head.to_lowercase().contains("access-control"), "{}", answer.head);
    }
    let (whole, head) = (served.get(PAGE), served.ask("HEAD", PAGE));
    assert_eq!((head.status, &head.head, &*head.body), (200, &whole.head, ""));
    let folder = served.get("/findings");
    assert_eq!((folder.status, folder.field("location")), (307, Some("/findings/")));

    for target in [
        "/none.html",
        "/../tickmark.yaml",
        "/%2e%2e/tickmark.yaml",
        "/%2e%2e%2ftickmark.yaml",
        "/..%5ctickmark.yaml",
        "/findings/../../tickmark.yaml",
        "//etc/passwd",
        "/tickmark.yaml",
        "/.git/HEAD",
        "/.tickmark-site",
        "/.tickmark/none",
        "/%ff%00",
    ] {
        let answer = served.get(target);
        assert_eq!(answer.status, 404, "{target}");
        assert!(answer.body.contains("<a href=\"/\">") && !answer.body.contains("passwd"), "{}", answer.body);
    }
}

#[test]
fn only_this_machine_is_answered_and_only_when_it_asks() {
    let place = Place::new();
    let served = serve(&place, &[]);
    let port = served.address.rsplit_once(':').expect("a port").1;
    for host in ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"] {
        assert_eq!(served.say(&format!("GET / HTTP/1.1\r\nhost:{host}:{port}\r\n\r\n")).status, 200, "{host}");
    }
    for host in ["rebound.example.org", "localhost.example.org", "127.0.0.1.example.org", "192.168.0.1", ""] {
        for host in [format!("{host}:{port}"), host.to_owned()] {
            for target in ["/", "/.tickmark/events?/", "/none"] {
                let answer = served.say(&format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
                assert_eq!(answer.status, 403, "{host} {target}");
                assert!(!answer.body.contains("<html"), "{}", answer.body);
            }
        }
    }
    assert_eq!(served.say("GET / HTTP/1.1\r\n\r\n").status, 403);
    assert_eq!(served.say("GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n").status, 403);
    let two = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: example.org\r\n\r\n");
    assert_eq!(served.say(&two).status, 400);
    assert_eq!(served.say(&format!("GET http://localhost:{port}/ HTTP/1.1\r\n\r\n")).status, 400);
    assert_eq!(served.say("what is this\r\n\r\n").status, 400);
    let long = format!("GET /{} HTTP/1.1\r\n", "a".repeat(100_000));
    assert_eq!(served.say(&long).status, 431);

    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"] {
        let answer = served.ask(method, "/");
        assert_eq!((answer.status, answer.field("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    // Who says nothing, or only a part, keeps nobody waiting.
    let silent: Vec<TcpStream> = (0..20).map(|_| served.connect()).collect();
    silent[0].try_clone().expect("a connection").write_all(b"GET / HT").expect("it listens");
    let body = "a=1".repeat(5000);
    let head = format!("POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: {}", served.address, body.len());
    assert_eq!(served.say(&format!("{head}\r\n\r\n{body}")).status, 405);
    assert_eq!(served.get("/").status, 200, "it still answers");
}

#[test]
fn a_change_is_told_and_shown() {
    let place = Place::new();
    let served = serve(&place, &[]);
    let events = served.listen(PAGE);
    let elsewhere = served.listen("/people/");
    let (first, _) = heard(&events);
    heard(&elsewhere);
    let page = served.get(PAGE).body;
    assert!(page.contains(&format!("<script src=\"/.tickmark/reload.js?page={first}\" defer></script>")), "{page}");

    let record = format!("isms/{FINDING}");
    let text = place.read(&record).replace("title: ", "title: The lamp of the lighthouse is out. ");
    put(&place, &record, &text);
    let (second, trouble) = heard(&events);
    assert_ne!(first, second);
    assert_eq!(trouble, None);
    let page = served.get(PAGE).body;
    assert!(page.contains("lamp of the lighthouse") && page.contains(&second), "{page}");
    wait_for(&served.said, "note: built anew, ");

    // A commit alone: the page names it.
    let id = place.commit_on("isms", "2026-06-02", "Name the lamp");
    let (third, _) = heard(&events);
    assert!(served.get(PAGE).body.contains(&id[..7]), "the page does not name {id}");

    // A page that comes, and one that goes.
    let new = served.listen("/people/p-new.html");
    heard(&new);
    assert_eq!(served.get("/people/p-new.html").status, 404);
    let person =
        place.read("isms/people/p-it.yaml").replace("p-it", "p-new").replace("Person IT", "Keeper of the lamp");
    put(&place, "isms/people/p-new.yaml", &person);
    heard(&new);
    assert!(served.get("/people/p-new.html").body.contains("Keeper of the lamp"));
    std::fs::remove_file(place.path("isms/people/p-new.yaml")).expect("it goes");
    heard(&new);
    assert_eq!(served.get("/people/p-new.html").status, 404);

    // The style is part of every page.
    put(&place, "isms/site/style.css", "body { color: teal }\n");
    let (styled, _) = heard(&events);
    assert_ne!(third, styled);
    assert_eq!(served.get("/style.css").body, "body { color: teal }\n");
}

#[test]
fn what_cannot_be_built_leaves_the_last_site() {
    let place = Place::new();
    let served = serve(&place, &[]);
    let events = served.listen(PAGE);
    let (good, trouble) = heard(&events);
    assert_eq!(trouble, None);
    let page = served.get(PAGE).body;

    put(&place, "isms/site/templates/finding.html", "<b>\n{% if %}\n");
    let (still, trouble) = heard(&events);
    assert_eq!(still, good);
    let trouble = trouble.expect("the reason");
    assert!(trouble.contains("site/templates/finding.html") && trouble.contains('2'), "{trouble}");
    assert!(wait_for(&served.said, "error: ").contains("site/templates/finding.html"));
    assert_eq!(served.get(PAGE).body, page);
    let (_, late) = heard(&served.listen(PAGE));
    assert_eq!(late.as_deref(), Some(&*trouble), "who comes later is told too");

    std::fs::remove_file(place.path("isms/site/templates/finding.html")).expect("it goes");
    assert_eq!(heard(&events), (good.clone(), None));
    wait_for(&served.said, "note: built anew, 0 files changed");

    // Settings that cannot be read may have hidden something.
    let settings = place.read("isms/tickmark.yaml");
    put(&place, "isms/tickmark.yaml", &format!("{settings}\"<script>alert(1)</script>\": 1\n"));
    let (still, trouble) = heard(&events);
    assert_eq!(still, good);
    assert!(trouble.is_some_and(|trouble| trouble.contains("tickmark.yaml says what may be published")));
    wait_for(&served.said, "error: tickmark.yaml");
    assert_eq!(served.get(PAGE).body, page);
    put(&place, "isms/tickmark.yaml", &settings);
    assert_eq!(heard(&events), (good, None));
}

#[test]
fn a_record_that_cannot_be_read_is_named_where_its_page_was() {
    let place = Place::new();
    let served = serve(&place, &[]);
    let events = served.listen(PAGE);
    let good = heard(&events);
    let (record, text) = (format!("isms/{FINDING}"), place.read(&format!("isms/{FINDING}")));
    put(&place, &record, &text.replace("status: ", "stature: "));
    let (_, trouble) = heard(&events);
    let trouble = trouble.expect("what is missing");
    assert!(trouble.starts_with(&format!("This site leaves out {FINDING}:")), "{trouble}");
    assert_eq!(served.get(PAGE).status, 404);
    let said = wait_for(&served.said, "warning: the site leaves out");
    assert!(said.contains(&format!("{FINDING}:")), "{said}");
    // A site that is written says the same, and where in the settings it stopped.
    let out = place.path("out").display().to_string();
    let written = run(place.tickmark("isms").args(["site", "-o", &out, "--as-of", DAY]), &[0]);
    assert!(written.err.contains(&format!("the site leaves out {FINDING}:")), "{}", written.err);
    put(&place, &record, &text);
    assert_eq!(heard(&events), good);
    let settings = place.read("isms/tickmark.yaml");
    place.write("isms/tickmark.yaml", format!("nonsense: 1\n{settings}"));
    let refused = run(place.tickmark("isms").args(["site", "-o", &out, "--as-of", DAY]), &[2]);
    assert!(refused.err.contains("it cannot be read: tickmark.yaml:1:1: "), "{}", refused.err);
}

#[test]
fn a_commit_is_shown_as_it_is() {
    let place = Place::new();
    let served = serve(&place, &["--rev", "HEAD"]);
    let events = served.listen(PAGE);
    heard(&events);
    let page = served.get(PAGE).body;
    place.replace(&format!("isms/{FINDING}"), "title: ", "title: New. ");
    place.commit_on("isms", "2026-06-02", "Rename it");
    thread::sleep(Duration::from_secs(3));
    assert!(!events.try_iter().any(|line| line.starts_with("data: ")));
    assert_eq!(served.get(PAGE).body, page);
}

#[test]
fn a_folder_without_a_repository_is_served_by_its_own_address() {
    let place = Place::new();
    place.fixture("isms");
    let mut command = place.tickmark("isms/findings");
    let served = Served::start(command.args(["site", "--as-of", DAY, "--serve"]));
    assert_eq!(served.get("/").status, 200);
    let mut command = place.tickmark("isms");
    let other = Served::start(command.args(["site", "--as-of", DAY, "--serve"]));
    assert_ne!(served.address, other.address);
    assert!(served.address.starts_with("127.0.0.1:80") && other.address.starts_with("127.0.0.1:80"));

    let taken = place.tickmark("isms").args(["site", "--serve", &served.address]).output().expect("it runs");
    assert_eq!(taken.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&taken.stderr).contains("is taken by another program"), "{taken:?}");
}

#[test]
fn nothing_is_shown_to_others() {
    let place = Place::new();
    place.fixture("isms");
    let fails = |arguments: &[&str], words: &str| {
        let run = run(place.tickmark("isms").args(["site", "--serve"]).args(arguments), &[2]);
        assert!(run.err.contains(words) && run.out.is_empty(), "{run:#?}");
    };
    for address in ["0.0.0.0:8000", "[::]:0", "192.168.1.2"] {
        fails(&[address], "asks nobody for a password");
    }
    fails(&["example.org:80"], "write an address of this machine");
    fails(&["0", "-o", "out"], "cannot be used with");
    fails(&["0", "--eject"], "cannot be used with");
    fails(&["0", "--rev", "HEAD"], "not in a Git repository");
}

#[test]
fn a_site_that_is_written_has_no_script_that_reloads() {
    let place = Place::new();
    place.fixture("isms");
    run(place.tickmark("isms").args(["site", "--as-of", DAY, "-o", "../out"]), &[0]);
    for entry in WalkDir::new(place.path("out")) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let content = String::from_utf8_lossy(&std::fs::read(entry.path()).expect("a file")).into_owned();
            assert!(!content.contains("/.tickmark/"), "{}", entry.path().display());
        }
    }
}

/// In a real browser a page reloads by itself, keeps its place, and says as text what is wrong.
#[test]
fn a_browser_keeps_up() {
    let Some(tools) = tools("no browser, so that no page reloaded") else { return };
    let place = Place::new();
    let served = serve(&place, &[]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/reload.mjs");
    let mut command = Command::new("node");
    command.arg(script).arg(format!("http://{}", served.address)).arg(place.path("isms")).env("TICKMARK_TOOLS", tools);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("node runs");
    let (out, err) = (lines(child.stdout.take().expect("output")), lines(child.stderr.take().expect("errors")));
    let began = Instant::now();
    let status = loop {
        match child.try_wait().expect("node runs") {
            Some(status) => break Some(status),
            None if began.elapsed() > PATIENCE => break None,
            None => thread::sleep(Duration::from_millis(50)),
        }
    };
    let _ = child.kill();
    // Something that the browser has left behind may keep the streams open.
    let rest = |lines: Receiver<String>| std::iter::from_fn(move || lines.recv_timeout(Duration::from_secs(1)).ok());
    let said: Vec<String> = rest(out).chain(rest(err)).collect();
    assert!(status.is_some_and(|status| status.success()), "{status:?} {said:#?}");
}
