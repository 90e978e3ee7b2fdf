//! A static host small enough to understand: what any folder on any web server does, and no more.
//!
//! The browser tests use it to be the network as well: they move it to a new version, take files away, and pull the plug.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::Context;
use crate::headers::Headers;
use crate::weigh::packed;

/// Serves one directory under one path of this machine until it is dropped.
pub struct StaticServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

struct Shared {
    /// Begins and ends with a slash, percent-decoded.
    prefix: String,
    root: Mutex<PathBuf>,
    hidden: Mutex<BTreeSet<String>>,
    broken_off: Mutex<BTreeSet<String>>,
    requests: Mutex<Vec<String>>,
    /// Files by their name, as brotli.
    packed: Mutex<HashMap<String, Vec<u8>>>,
    open: Mutex<HashMap<u64, TcpStream>>,
    stopped: AtomicBool,
}

impl StaticServer {
    /// On a free port of 127.0.0.1. `prefix` is like `/` or `/a/b/`; outside of it everything is "404 Not Found".
    pub fn start(root: &Path, prefix: &str) -> io::Result<Self> {
        Self::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), root, prefix)
    }

    /// On the port of your choice; for a server that comes back after it was away.
    pub fn bind(address: SocketAddr, root: &Path, prefix: &str) -> io::Result<Self> {
        let inner = prefix.trim_matches('/');
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            prefix: if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") },
            root: Mutex::new(root.to_path_buf()),
            hidden: Mutex::default(),
            broken_off: Mutex::default(),
            requests: Mutex::default(),
            packed: Mutex::default(),
            open: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let for_thread = Arc::clone(&shared);
        let accepting = thread::spawn(move || accept(&listener, &for_thread));
        Ok(Self { address, shared, accepting: Some(accepting) })
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Where the app is, with the final slash.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.shared.prefix)
    }

    /// Serves another directory from now on: a new version was deployed.
    pub fn set_root(&self, root: &Path) {
        *lock(&self.shared.root) = root.to_path_buf();
    }

    /// Answers "404 Not Found" for a file (`app.wasm`, relative to the served directory) that is really there.
    pub fn hide(&self, file: &str) {
        lock(&self.shared.hidden).insert(file.to_owned());
    }

    /// Sends half of a file and hangs up, like a network that goes away in the middle.
    pub fn break_off(&self, file: &str) {
        lock(&self.shared.broken_off).insert(file.to_owned());
    }

    /// Serves every file again, and whole.
    pub fn unhide_all(&self) {
        lock(&self.shared.hidden).clear();
        lock(&self.shared.broken_off).clear();
    }

    /// Serves every file of the build as brotli, as most hosts do, to a browser that is known to take it.
    pub fn pack(&self) -> crate::Result<()> {
        let root = lock(&self.shared.root).clone();
        for file in crate::finish::list(&root)? {
            let bytes = fs::read(root.join(&file)).context(|| format!("reading {file}"))?;
            let packed = packed(&bytes).context(|| format!("compressing {file}"))?;
            lock(&self.shared.packed).insert(file, packed);
        }
        Ok(())
    }

    /// The paths asked for so far, as they were asked for, oldest first.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.shared.requests).clone()
    }

    /// Forgets the paths asked for so far.
    pub fn forget_requests(&self) {
        lock(&self.shared.requests).clear();
    }
}

impl Drop for StaticServer {
    /// After this nothing listens any more and every connection is closed, half-sent answers too.
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for the next connection.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
        for (_, stream) in lock(&self.shared.open).drain() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for (id, stream) in (0_u64..).zip(listener.incoming()) {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let Ok(for_drop) = stream.try_clone() else { continue };
        lock(&shared.open).insert(id, for_drop);
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // A browser that goes away in the middle of an answer is nothing to report.
            let _ = converse(&stream, &shared);
            let _ = stream.shutdown(Shutdown::Both);
            lock(&shared.open).remove(&id);
        });
    }
}

/// One request, one answer, and the connection is closed: nothing lingers when the server is to be gone.
fn converse(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream.take(64 * 1024));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = first.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(()) };
    let path = target.split(['?', '#']).next().unwrap_or(target);
    lock(&shared.requests).push(path.to_owned());
    let answer = match method {
        "GET" | "HEAD" => shared.answer(path),
        _ => Answer::text("405 Method Not Allowed"),
    };
    answer.write(stream, method == "HEAD")
}

struct Answer {
    status: &'static str,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    is_broken_off: bool,
}

impl Answer {
    fn text(status: &'static str) -> Self {
        let headers = vec![("Content-Type".to_owned(), "text/plain; charset=utf-8".to_owned())];
        Self { status, headers, body: status.as_bytes().to_vec(), is_broken_off: false }
    }

    fn write(&self, mut stream: &TcpStream, head_only: bool) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {}\r\nConnection: close\r\n", self.status);
        head += &format!("Content-Length: {}\r\n", self.body.len());
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        stream.write_all(head.as_bytes())?;
        if !head_only {
            let end = if self.is_broken_off { self.body.len() / 2 } else { self.body.len() };
            stream.write_all(&self.body[..end])?;
        }
        stream.flush()
    }
}

impl Shared {
    fn answer(&self, path: &str) -> Answer {
        let Some(path) = percent_decoded(path) else { return Answer::text("400 Bad Request") };
        // Hosts send a folder without its slash to the folder; relative addresses depend on it.
        if format!("{path}/") == self.prefix {
            let mut answer = Answer::text("301 Moved Permanently");
            let segment = self.prefix.trim_matches('/').rsplit('/').next().unwrap_or_default();
            let location = format!("./{}/", percent_encoded(segment));
            answer.headers.push(("Location".to_owned(), location));
            return answer;
        }
        let Some(relative) = path.strip_prefix(&self.prefix) else {
            return Answer::text("404 Not Found");
        };
        let name = if relative.is_empty() || relative.ends_with('/') {
            format!("{relative}index.html")
        } else {
            relative.to_owned()
        };
        let ordinary = |segment: &str| {
            !segment.is_empty() && !segment.starts_with('.') && !segment.contains(['\\', ':'])
        };
        let is_kept_back = name == "_headers" || lock(&self.hidden).contains(&name);
        if !name.split('/').all(ordinary) || is_kept_back {
            return Answer::text("404 Not Found");
        }
        let root = lock(&self.root).clone();
        let Ok(body) = fs::read(root.join(&name)) else { return Answer::text("404 Not Found") };
        let Ok(rules) = Headers::of(&root) else { return Answer::text("500 Server Error") };
        let mut headers = rules.at(&format!("/{relative}"));
        headers.push(("Content-Type".to_owned(), content_type(&name).to_owned()));
        let packed = lock(&self.packed).get(&name).cloned();
        if packed.is_some() {
            headers.push(("Content-Encoding".to_owned(), "br".to_owned()));
        }
        let body = packed.unwrap_or(body);
        let is_broken_off = lock(&self.broken_off).contains(&name);
        Answer { status: "200 OK", headers, body, is_broken_off }
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn percent_encoded(segment: &str) -> String {
    segment
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// A thread that panicked while holding one of these leaves it whole: each is changed in a single step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use std::time::Instant;

    fn folder(index: &str) -> Scratch {
        Scratch::with(&[
            ("_headers", include_bytes!("../../public/_headers")),
            ("index.html", index.as_bytes()),
            ("kickoff-0123456789abcdef_bg.wasm", b"wasm"),
            ("sw.js", b"js"),
            ("manifest.webmanifest", b"{}"),
        ])
    }

    fn ask(server: &StaticServer, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_build_is_served_under_its_prefix_and_nowhere_else() {
        let folder = folder("hello");
        let server = StaticServer::start(&folder, "/a/b/").unwrap();
        let index = ask(&server, "GET /a/b/?x=1");
        assert!(index.starts_with("HTTP/1.1 200 OK"), "{index}");
        assert!(index.contains("text/html; charset=utf-8") && index.ends_with("hello"), "{index}");
        assert!(index.contains("Cache-Control: no-cache"), "{index}");
        assert!(index.contains("frame-ancestors 'none'"), "{index}");

        let wasm = ask(&server, "GET /a/b/kickoff-0123456789abcdef_bg.wasm");
        assert!(wasm.contains("application/wasm") && wasm.contains("immutable"), "{wasm}");
        let worker = ask(&server, "GET /a/b/sw.js");
        assert!(worker.contains("text/javascript") && worker.contains("no-cache"), "{worker}");
        let manifest = ask(&server, "GET /a/b/manifest.webmanifest");
        assert!(manifest.contains("application/manifest+json"), "{manifest}");

        for outside in
            ["/", "/a/", "/a/b/none.js", "/a/b/_headers", "/a/b/%2e%2e/secret", "/a/b/..%5csecret"]
        {
            let answer = ask(&server, &format!("GET {outside}"));
            assert!(answer.starts_with("HTTP/1.1 404"), "{outside}: {answer}");
        }
        assert!(ask(&server, "GET /a/b").contains("Location: ./b/"));
        assert!(ask(&server, "POST /a/b/").starts_with("HTTP/1.1 405"));
        assert_eq!(server.requests()[..2], ["/a/b/", "/a/b/kickoff-0123456789abcdef_bg.wasm"]);
    }

    #[test]
    fn a_prefix_may_be_japanese() {
        let folder = folder("hello");
        let server = StaticServer::start(&folder, "/日本語/").unwrap();
        assert!(ask(&server, "GET /%E6%97%A5%E6%9C%AC%E8%AA%9E/").ends_with("hello"));
        assert!(ask(&server, "GET /%E6%97%A5%E6%9C%AC%E8%AA%9E").contains("./%E6%97%A5"));
    }

    #[test]
    fn a_new_version_and_a_missing_file_can_be_played() {
        let (old, new) = (folder("old"), folder("new"));
        let server = StaticServer::start(&old, "/").unwrap();
        server.set_root(&new);
        assert!(ask(&server, "GET /").ends_with("new"));
        server.hide("sw.js");
        assert!(ask(&server, "GET /sw.js").starts_with("HTTP/1.1 404"));
        server.unhide_all();
        assert!(ask(&server, "GET /sw.js").starts_with("HTTP/1.1 200"));
        server.break_off("sw.js");
        let half = ask(&server, "GET /sw.js");
        assert!(half.contains("Content-Length: 2") && half.ends_with("\r\n\r\nj"), "{half}");
    }

    #[test]
    fn a_dropped_server_is_gone_at_once() {
        let folder = folder("hello");
        let server = StaticServer::start(&folder, "/").unwrap();
        let port = server.port();
        // A browser keeps connections open in advance; one of these must not keep the server alive.
        let mut idle = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let start = Instant::now();
        drop(server);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        let mut nothing = Vec::new();
        let _ = idle.read_to_end(&mut nothing);
        assert!(nothing.is_empty());
        assert!(start.elapsed() < Duration::from_secs(2));
    }
}
