//! As much of HTTP/1.1 as showing pages needs: one request for each connection, read whole, answered, closed.

use std::borrow::Cow;
use std::io::{self, Read, Write};

/// The most bytes that the head of a request may have.
const MOST_HEAD: usize = 16 * 1024;
/// The most fields that it may have; browsers send about twenty.
const MOST_FIELDS: usize = 64;

/// The head of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub method: String,
    /// What follows the method: path and query, as they were sent.
    pub target: String,
    /// The host that the browser thinks it talks to.
    pub host: Option<String>,
}

/// Why a request cannot be answered: the status that says so, or a connection that is gone.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    Refused(u16),
    Gone,
}

impl Request {
    /// Reads a head. What follows it is left where it is.
    pub(super) fn read(stream: &mut impl Read) -> Result<Self, Unread> {
        let (mut head, mut chunk) = (Vec::new(), [0; 2048]);
        loop {
            match stream.read(&mut chunk) {
                Ok(0) => return Err(Unread::Gone),
                Ok(length) => head.extend_from_slice(&chunk[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Err(Unread::Gone),
            }
            if head.len() > MOST_HEAD {
                return Err(Unread::Refused(431));
            }
            if let Some(request) = Self::parse(&head)? {
                return Ok(request);
            }
        }
    }

    /// A head that is there as a whole; `None` while some of it is missing.
    fn parse(head: &[u8]) -> Result<Option<Self>, Unread> {
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut parsed = httparse::Request::new(&mut fields);
        let is_whole = parsed.parse(head).map_err(|error| match error {
            httparse::Error::TooManyHeaders => Unread::Refused(431),
            _ => Unread::Refused(400),
        })?;
        let (true, Some(method), Some(target)) = (is_whole.is_complete(), parsed.method, parsed.path) else {
            return Ok(None);
        };
        let mut hosts = parsed.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("host"));
        let host = hosts.next().map(|field| String::from_utf8_lossy(field.value).into_owned());
        // Two hosts are one for us and another one for somebody else.
        if hosts.next().is_some() || !target.starts_with('/') {
            return Err(Unread::Refused(400));
        }
        Ok(Some(Self { method: method.to_owned(), target: target.to_owned(), host }))
    }
}

/// What every answer says. Nobody keeps or embeds these pages, takes them for something else, or loads parts of them from a
/// page elsewhere (what the search looks through is scripts, which any page could run if nothing forbade it).
const ALWAYS: &str = "Cache-Control: no-store\r\n\
    Connection: close\r\n\
    Content-Security-Policy: script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Referrer-Policy: no-referrer\r\n\
    X-Content-Type-Options: nosniff\r\n";

/// What goes back to a browser.
pub(super) struct Answer<'a> {
    pub status: u16,
    /// Content type; empty where there is no content.
    pub kind: &'static str,
    /// A field of its own.
    pub field: Option<(&'static str, String)>,
    pub body: Cow<'a, [u8]>,
}

impl<'a> Answer<'a> {
    /// A file that was asked for.
    pub(super) fn file(kind: &'static str, body: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { status: 200, kind, field: None, body: body.into() }
    }

    /// A status, with its name as content.
    pub(super) fn plain(status: u16) -> Self {
        let body = format!("{status} {}\n", phrase(status)).into_bytes().into();
        Self { status, kind: TEXT, field: None, body }
    }

    /// Writes it, without its content for those who asked for the head alone.
    pub(super) fn write(&self, stream: &mut impl Write, is_head: bool) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {}\r\n{ALWAYS}", self.status, phrase(self.status));
        if !self.kind.is_empty() {
            head.push_str(&format!("Content-Type: {}\r\nContent-Length: {}\r\n", self.kind, self.body.len()));
        }
        if let Some((name, value)) = &self.field {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        if !is_head {
            stream.write_all(&self.body)?;
        }
        stream.flush()
    }
}

/// Begins an answer that goes on for as long as the browser listens.
pub(super) fn begin_events(stream: &mut impl Write) -> io::Result<()> {
    write!(stream, "HTTP/1.1 200 OK\r\n{ALWAYS}Content-Type: text/event-stream\r\n\r\n")?;
    stream.flush()
}

/// Text that is nothing else.
pub(super) const TEXT: &str = "text/plain; charset=utf-8";

fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        307 => "Temporary Redirect",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        _ => "Service Unavailable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str) -> Result<Request, Unread> {
        Request::read(&mut head.as_bytes())
    }

    #[test]
    fn a_request_is_read() {
        let request = read("GET /a%20b?c HTTP/1.1\r\nAccept: */*\r\nhOST: localhost:1\r\n\r\nmore").expect("a request");
        let wanted = ("GET", "/a%20b?c", Some("localhost:1"));
        assert_eq!((&*request.method, &*request.target, request.host.as_deref()), wanted);
        assert_eq!(read("HEAD / HTTP/1.0\r\n\r\n").expect("a request").host, None);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let long = format!("GET / HTTP/1.1\r\nA: {}\r\n\r\n", "a".repeat(MOST_HEAD));
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "A: a\r\n".repeat(MOST_FIELDS + 1));
        for (head, status) in [
            ("\u{16}\u{3}\u{1}", 400),
            ("GET http://localhost/ HTTP/1.1\r\n\r\n", 400),
            ("OPTIONS * HTTP/1.1\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            ("GET / HTTP/2.7\r\n\r\n", 400),
            (&long, 431),
            (&many, 431),
        ] {
            assert_eq!(read(head), Err(Unread::Refused(status)), "{head:.60}");
        }
        assert_eq!(read("GET / HTTP/1.1\r\nHost: a"), Err(Unread::Gone));
        assert_eq!(read(""), Err(Unread::Gone));
    }
}
