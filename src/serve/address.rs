//! The address at which a site is shown: one of this machine alone.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::str::FromStr;

/// Where a site is shown. Never where others can reach it: nobody is asked for a password there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    ip: IpAddr,
    port: Option<u16>,
}

/// The port without a wish.
const PORT: u16 = 8000;
/// How many ports are tried then, since the first ones may be taken.
const TRIES: u16 = 10;

impl Default for Address {
    fn default() -> Self {
        Self { ip: Ipv4Addr::LOCALHOST.into(), port: None }
    }
}

/// Why a text is no address to show a site at.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// It is none.
    #[error("write an address of this machine such as 127.0.0.1:{PORT}, or a port alone")]
    Unreadable,
    /// Others could read the site.
    #[error("others could read the records there, for the site asks nobody for a password: use 127.0.0.1 or localhost")]
    Open,
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let numeric = match text.strip_prefix("localhost") {
            Some("") => Ipv4Addr::LOCALHOST.to_string(),
            Some(rest) => format!("{}{rest}", Ipv4Addr::LOCALHOST),
            None => text.to_owned(),
        };
        let bare = numeric.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&numeric);
        let address = if let Ok(port) = text.parse() {
            Self { port: Some(port), ..Self::default() }
        } else if let Ok(socket) = numeric.parse::<SocketAddr>() {
            Self { ip: socket.ip(), port: Some(socket.port()) }
        } else if let Ok(ip) = bare.parse() {
            Self { ip, port: None }
        } else {
            return Err(AddressError::Unreadable);
        };
        match address.ip.is_loopback() {
            true => Ok(address),
            false => Err(AddressError::Open),
        }
    }
}

/// Why nothing can be shown at an address.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Another program has the port.
    #[error("{0} is taken by another program: name another port, or 0 for any that is free")]
    Taken(SocketAddr),
    /// Other programs have all ports that are tried.
    #[error("the ports {PORT} to {} are taken by other programs: name another one, or 0 for any that is free", PORT + TRIES - 1)]
    AllTaken,
    /// The system refuses.
    #[error("{address}: {error}")]
    Io {
        /// Where.
        address: SocketAddr,
        /// What it says.
        error: io::Error,
    },
}

impl Address {
    /// Takes the port that was asked for, else the first free one from 8000 on. Gives the address with the port.
    pub(super) fn bind(self) -> Result<(TcpListener, SocketAddr), BindError> {
        let ports = self.port.map_or(PORT..=PORT + TRIES - 1, |port| port..=port);
        for port in ports {
            let address = SocketAddr::new(self.ip, port);
            let bound = TcpListener::bind(address);
            match bound.and_then(|listener| listener.local_addr().map(|address| (listener, address))) {
                Ok(bound) => return Ok(bound),
                Err(error) if error.kind() != io::ErrorKind::AddrInUse => {
                    return Err(BindError::Io { address, error });
                }
                Err(_) if self.port.is_some() => return Err(BindError::Taken(address)),
                Err(_) => {}
            }
        }
        Err(BindError::AllTaken)
    }
}

/// The names under which a browser may ask for the site. A page elsewhere can have a name of its own point to this machine
/// and would then be let read what is here; it cannot choose the name that the browser sends.
pub(super) struct Hosts(Vec<String>);

impl Hosts {
    pub(super) fn of(address: SocketAddr) -> Self {
        let port = address.port();
        let names = ["localhost", "127.0.0.1", "[::1]"];
        let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            hosts.extend(names.iter().map(|name| (*name).to_owned()));
        }
        hosts.push(address.to_string());
        Self(hosts)
    }

    pub(super) fn has(&self, host: &str) -> bool {
        self.0.iter().any(|own| own.eq_ignore_ascii_case(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(String, Option<u16>), String> {
        let address: Result<Address, _> = text.parse();
        address.map(|address| (address.ip.to_string(), address.port)).map_err(|error| error.to_string())
    }

    #[test]
    fn addresses_of_this_machine_are_read() {
        for (text, ip, port) in [
            ("8080", "127.0.0.1", Some(8080)),
            ("0", "127.0.0.1", Some(0)),
            ("localhost", "127.0.0.1", None),
            ("localhost:81", "127.0.0.1", Some(81)),
            ("127.0.0.1", "127.0.0.1", None),
            ("127.1.2.3:9", "127.1.2.3", Some(9)),
            ("::1", "::1", None),
            ("[::1]", "::1", None),
            ("[::1]:8000", "::1", Some(8000)),
        ] {
            assert_eq!(read(text), Ok((ip.to_owned(), port)), "{text}");
        }
    }

    #[test]
    fn other_addresses_are_refused() {
        for text in ["0.0.0.0:8000", "192.168.0.7", "[::]:80", "10.0.0.1:1", "::ffff:8.8.8.8"] {
            assert!(read(text).is_err_and(|error| error.contains("password")), "{text}");
        }
        for text in ["", "here", "localhost.example.org:80", "127.0.0.1:", "70000", "127.0.0.1:8000/", "[::1"] {
            assert!(read(text).is_err_and(|error| error.starts_with("write an address")), "{text}");
        }
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let hosts = Hosts::of(([127, 0, 0, 1], 8000).into());
        for host in ["localhost:8000", "LocalHost:8000", "127.0.0.1:8000", "[::1]:8000"] {
            assert!(hosts.has(host), "{host}");
        }
        for host in ["localhost", "127.0.0.1", "localhost:8001", "example.org:8000", "localhost:8000.example.org", ""] {
            assert!(!hosts.has(host), "{host}");
        }
        assert!(Hosts::of(([127, 0, 0, 1], 80).into()).has("localhost"));
    }
}
