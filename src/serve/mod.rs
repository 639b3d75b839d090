//! Showing a site on this machine while its records are written: a server for browsers, and watching for changes.
//!
//! The pages are what [`crate::site`] builds, held in memory; each gets a script that reloads it when it has changed. Nothing
//! else can be asked for, only from this machine, and only under its own names: what is shown may not be for everybody.

mod address;
mod events;
mod http;
mod pages;
mod watch;

use std::io::{self, Read};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

pub use address::{Address, AddressError, BindError};
pub use events::Live;
pub use pages::Files;
pub use watch::{Watch, WatchError};

use address::Hosts;
use http::{Answer, Request, Unread};

/// Where the script is that reloads pages. No page of a site has an address in a dot-folder.
const SCRIPT: &str = "/.tickmark/reload.js";
/// Where it hears of changes.
const EVENTS: &str = "/.tickmark/events";

/// The most connections at a time.
const MOST: usize = 128;
/// How long a browser may take to ask, and to take what it gets.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it may take to end what it says after it was answered.
const FAREWELL: Duration = Duration::from_secs(1);

/// A port of this machine that is held, where nobody is answered yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes a port.
    ///
    /// # Errors
    /// It cannot be had.
    pub fn bind(address: Address) -> Result<Self, BindError> {
        let (listener, address) = address.bind()?;
        Ok(Self { listener, address })
    }

    /// What to open in a browser.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Begins to answer, and goes on for as long as the program runs.
    pub fn start(self, live: Arc<Live>) {
        let hosts = Arc::new(Hosts::of(self.address));
        thread::spawn(move || {
            let seat = Arc::new(());
            for stream in self.listener.incoming() {
                // Nobody else is to be kept waiting for one connection that went wrong.
                let Ok(mut stream) = stream else {
                    thread::sleep(Duration::from_millis(50));
                    continue;
                };
                if Arc::strong_count(&seat) > MOST {
                    let _ = Answer::plain(503).write(&mut stream, false);
                    continue;
                }
                let (live, hosts, seat) = (Arc::clone(&live), Arc::clone(&hosts), Arc::clone(&seat));
                let task = move || {
                    // A browser that has gone needs no answer.
                    let _ = talk(stream, &live, &hosts);
                    drop(seat);
                };
                // Without a thread for it the connection is closed, and the browser asks again.
                let _ = thread::Builder::new().spawn(task);
            }
        });
    }
}

/// Reads what a browser wants and gives it.
fn talk(mut stream: TcpStream, live: &Live, hosts: &Hosts) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = match Request::read(&mut stream) {
        Ok(request) => request,
        Err(Unread::Gone) => return Ok(()),
        Err(Unread::Refused(status)) => {
            Answer::plain(status).write(&mut stream, false)?;
            return part(stream);
        }
    };
    let is_head = request.method == "HEAD";
    if let Some(refusal) = refusal(&request, hosts) {
        refusal.write(&mut stream, is_head)?;
    } else if let Some(page) = pages::listened_to(&request.target) {
        match is_head {
            true => http::begin_events(&mut stream)?,
            false => live.listen(&mut stream, page)?,
        }
    } else if request.target.split('?').next() == Some(SCRIPT) {
        let script = Answer::file("text/javascript; charset=utf-8", include_bytes!("reload.js").as_slice());
        script.write(&mut stream, is_head)?;
    } else {
        live.now().pages.answer(&request.target).write(&mut stream, is_head)?;
    }
    part(stream)
}

/// Why a request is not answered, whatever it is for.
fn refusal(request: &Request, hosts: &Hosts) -> Option<Answer<'static>> {
    if !request.host.as_deref().is_some_and(|host| hosts.has(host)) {
        let body = b"403 Forbidden: open the address that `tickmark site --serve` has printed\n";
        return Some(Answer { body: body.as_slice().into(), ..Answer::plain(403) });
    }
    let is_asking = matches!(&*request.method, "GET" | "HEAD");
    (!is_asking).then(|| Answer { field: Some(("Allow", "GET, HEAD".to_owned())), ..Answer::plain(405) })
}

/// Closes a connection. What the browser has still to say is taken, or the system would cut off what it was told.
fn part(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(FAREWELL))?;
    let mut rest = [0; 4096];
    for _ in 0..64 {
        if stream.read(&mut rest)? == 0 {
            break;
        }
    }
    Ok(())
}
