//! The release build on a static host, in a folder of it.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use xtask::StaticServer;

use crate::revision;
use crate::scratch::Scratch;

/// Where on the host the app is.
pub const PREFIX: &str = "/a/b/";

/// The host. It can go away and come back at the same address.
pub struct Site {
    server: Option<StaticServer>,
    address: SocketAddr,
    url: String,
}

impl Site {
    /// Serves the build.
    pub fn open() -> Site {
        Site::of(&dist())
    }

    /// Serves a build of the test's own.
    pub fn of(dist: &Path) -> Site {
        assert!(dist.join("index.html").is_file(), "no build in {}", dist.display());
        let server = StaticServer::start(dist, PREFIX).expect("a free port");
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, server.port()));
        Site { url: server.url(), address, server: Some(server) }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn server(&self) -> &StaticServer {
        self.server.as_ref().expect("the host is there")
    }

    /// Pulls the plug.
    pub fn goes_away(&mut self) {
        self.server = None;
    }

    /// Comes back with a build.
    pub fn comes_back(&mut self, dist: &Path) {
        self.server = Some(StaticServer::bind(self.address, dist, PREFIX).expect("its port"));
    }
}

/// The build that is tested.
pub fn dist() -> PathBuf {
    std::env::var_os("KICKOFF_DIST").map_or_else(|| workspace().join("dist"), PathBuf::from)
}

pub fn workspace() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("run by cargo");
    Path::new(&package).ancestors().nth(2).expect("two folders down").to_path_buf()
}

/// A file of the workspace that other tests use too.
pub fn tracked(path: &str) -> PathBuf {
    let path = workspace().join(path);
    assert!(path.is_file(), "{} is missing", path.display());
    path
}

/// Where pictures are left.
pub fn artefacts() -> PathBuf {
    let dir = std::env::var_os("KICKOFF_ARTEFACTS")
        .map_or_else(|| workspace().join("artefacts"), PathBuf::from);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// The one file of the build whose name begins and ends like this.
pub fn named(beginning: &str, ending: &str) -> String {
    let mut found = entries(&dist());
    found.retain(|it| it.starts_with(beginning) && it.ends_with(ending));
    assert_eq!(found.len(), 1, "{beginning}…{ending}: {found:?}");
    found.remove(0)
}

/// Every file under a folder, as addresses relative to it, without what trunk leaves for its next build.
pub fn files_of(dir: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for name in entries(dir).into_iter().filter(|it| !it.starts_with('.')) {
        let path = dir.join(&name);
        if path.is_dir() {
            files.extend(files_of(&path).into_iter().map(|it| format!("{name}/{it}")));
        } else {
            files.push(name);
        }
    }
    files.sort();
    files
}

/// The build, and a second copy of it in a folder of the first: the closest neighbours that two can be.
pub fn two_copies() -> Scratch {
    let made = Scratch::default();
    copy(&dist(), made.path());
    copy(&dist(), &made.path().join(NEIGHBOUR));
    made
}

/// Where that second copy is.
pub const NEIGHBOUR: &str = "next/";

/// The build as if it had been made a second time after a change: the page says so in `<meta name="edition">`, and the
/// icon as well, so that a mixture of two versions shows. The service worker knows both by their hashes.
pub fn edition(name: &str) -> Scratch {
    let made = Scratch::default();
    copy(&dist(), made.path());
    let worker = made.path().join("sw.js");
    let mut listed = fs::read_to_string(&worker).unwrap();
    let mut change = |file: &str, change: &dyn Fn(&str) -> String| {
        let path = made.path().join(file);
        let before = fs::read_to_string(&path).unwrap();
        let after = change(&before);
        let entry = integrity(&before);
        assert!(listed.contains(&entry), "{file} is not listed by its hash");
        listed = listed.replace(&entry, &integrity(&after));
        fs::write(&path, after).unwrap();
    };
    let mark = format!("<meta name=\"edition\" content=\"{name}\">");
    change("index.html", &|page| page.replacen("<meta", &format!("{mark}<meta"), 1));
    change("icons/icon.svg", &|drawn| format!("{drawn}<!-- {name} -->"));
    fs::write(&worker, versioned(&listed, name)).unwrap();
    made
}

/// The build with a playbook of this many rows: those that there are, again under ids of their own.
pub fn with_rows(count: usize) -> Scratch {
    with_content("rows", |before| {
        let mut playbook: Value = serde_json::from_str(before).unwrap();
        let steps = playbook["step"].as_array_mut().unwrap();
        let rows: Vec<(usize, Value)> = (0..)
            .zip(steps.iter())
            .flat_map(|(at, step)| {
                step["item"].as_array().into_iter().flatten().map(move |it| (at, it.clone()))
            })
            .collect();
        for (number, (at, row)) in rows.iter().cycle().take(count - rows.len()).enumerate() {
            let mut row = row.clone();
            row["id"] = json!(format!("more.{number}"));
            steps[*at]["item"].as_array_mut().unwrap().push(row);
        }
        playbook.to_string()
    })
}

/// The build as it would be with these files in the folder of its content.
pub fn with_playbooks(written: &[PathBuf]) -> Scratch {
    let read = |it: &PathBuf| {
        let name = it.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(it).unwrap())
    };
    let files: Vec<(String, String)> = written.iter().map(read).collect();
    with_content("playbooks", |_| xtask::content::as_json(&files).unwrap())
}

/// The build with a second revision of its playbook beside the first.
pub fn with_revision() -> Scratch {
    with_content("revision", |before| {
        let first: Value = serde_json::from_str(before).unwrap();
        json!([first, revision::second(&first)]).to_string()
    })
}

/// The build with another content, of which the worker knows by its hash.
fn with_content(name: &str, change: impl FnOnce(&str) -> String) -> Scratch {
    let made = Scratch::default();
    copy(&dist(), made.path());
    let path = made.path().join(named("playbook", ".json"));
    let before = fs::read_to_string(&path).unwrap();
    let after = change(&before);
    fs::write(&path, &after).unwrap();
    let worker = made.path().join("sw.js");
    let listed = fs::read_to_string(&worker).unwrap();
    let listed = listed.replace(&integrity(&before), &integrity(&after));
    fs::write(&worker, versioned(&listed, name)).unwrap();
    made
}

/// The worker of another version.
fn versioned(worker: &str, name: &str) -> String {
    const VERSION: &str = "VERSION = \"";
    assert!(worker.contains(VERSION), "the worker has no version");
    worker.replacen(VERSION, &format!("{VERSION}{name}-"), 1)
}

/// As in the worker's list.
fn integrity(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

fn entries(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap().flatten();
    entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect()
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in entries(from).into_iter().filter(|it| !it.starts_with('.')) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}
