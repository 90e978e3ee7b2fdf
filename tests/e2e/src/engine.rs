//! The browser engines in which the same tests run, and how each is driven.
//!
//! Chromium is told everything by its own protocol, at any time. Firefox has the zone that it is started with
//! (`TZ`) and runs what comes before a page, such as another clock, by an extension. WebKit runs nothing before a
//! page: its clock is that of a library below it (libfaketime), and what a page complains of is noted once it is
//! there. It keeps nothing on the disk while it is driven, and its driver types no Japanese.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::Settings;
use crate::wait::within;
use crate::wire::Wire;

/// What draws the pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// What has to be known when a browser is started.
pub struct Start<'a> {
    pub profile: &'a Path,
    pub downloads: &'a Path,
    pub settings: &'a Settings,
    /// From the clock of the machine to the one of the test, in milliseconds.
    pub clock_shift: i64,
}

impl Engine {
    /// The one of this run of the tests: `KICKOFF_ENGINE`, or Chromium.
    pub fn of_this_run() -> Engine {
        match std::env::var("KICKOFF_ENGINE").as_deref() {
            Err(_) | Ok("" | "chromium") => Engine::Chromium,
            Ok("firefox") => Engine::Firefox,
            Ok("webkit") => Engine::WebKit,
            Ok(other) => panic!("KICKOFF_ENGINE is {other}: chromium, firefox or webkit"),
        }
    }

    /// Starts a driver on a port of its own. Another program may be faster with that port; then it is tried again.
    pub fn driver(self, start: &Start) -> Driver {
        let mut said = String::new();
        for _ in 0..5 {
            let (mut command, port) = self.command(start);
            // A bus that one browser starts is found by the others on the same screen. It would be ended with that one
            // (`running::kill`), and whoever is on a bus that is gone ends as well.
            command.env("DBUS_SESSION_BUS_ADDRESS", "disabled:").env("NO_AT_BRIDGE", "1");
            let spawned = command.stdin(Stdio::null()).spawn();
            let mut child = spawned.unwrap_or_else(|it| {
                panic!("{command:?}: {it}; `cargo xtask test` finds or installs it")
            });
            let mut output = child.stdout.take().map(BufReader::new);
            let port = match (port, &mut output) {
                (Some(port), _) => answers(&mut child, port).then_some(port),
                (None, Some(output)) => port_of(output, &mut said),
                (None, None) => None,
            };
            if let Some(port) = port {
                let output = output.map(BufReader::into_inner);
                return Driver { child, _output: output, wire: Wire { port } };
            }
            let _ = child.kill();
            let _ = child.wait();
        }
        panic!("the driver did not say its port: {said}");
    }

    /// The command, and the port that it is given if it does not choose one itself.
    fn command(self, start: &Start) -> (Command, Option<u16>) {
        match self {
            Engine::Chromium => {
                let mut command = Command::new(program("CHROMEDRIVER", "chromedriver"));
                command.args(["--port=0", "--log-level=SEVERE"]).stdout(Stdio::piped());
                (command, None)
            }
            Engine::Firefox => {
                let mut command = Command::new(program("GECKODRIVER", "geckodriver"));
                let port = free_port();
                command
                    .args(["--log=fatal", &format!("--port={port}")])
                    .env("TZ", start.settings.zone)
                    .stdout(Stdio::null())
                    .stderr(Stdio::null());
                (command, Some(port))
            }
            Engine::WebKit => {
                let mut command = Command::new(program("WEBKIT_DRIVER", "WebKitWebDriver"));
                let port = free_port();
                command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
                start.clock(&mut command);
                start.home(&mut command);
                (command, Some(port))
            }
        }
    }

    /// What a session is asked for.
    pub fn capabilities(self, start: &Start) -> Value {
        let own = match self {
            Engine::Chromium => chromium(start),
            Engine::Firefox => firefox(start),
            Engine::WebKit => json!({ "webkitgtk:browserOptions": {
                "binary": program("WEBKIT", "MiniBrowser"),
                "args": ["--automation"],
            } }),
        };
        json!({ "capabilities": { "alwaysMatch": own } })
    }
}

/// A driver that runs.
pub struct Driver {
    pub child: Child,
    // One whose output nobody holds open may end at its next word.
    _output: Option<ChildStdout>,
    pub wire: Wire,
}

impl Start<'_> {
    /// The clock and the zone, for what has no other way to be told.
    fn clock(&self, command: &mut Command) {
        let shift = self.clock_shift / 1_000;
        command
            .env("TZ", self.settings.zone)
            // Names of files in any script.
            .env("LC_ALL", "C.UTF-8")
            .env("LD_PRELOAD", program("FAKETIME_LIBRARY", "libfaketimeMT.so.1"))
            .env("FAKETIME", format!("{shift:+}s"))
            // How long something takes is as it is; and so are the times of files.
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("NO_FAKE_STAT", "1");
    }

    /// Where downloads go, and that nothing moves, as programs of this desktop read it.
    fn home(&self, command: &mut Command) {
        let config = self.profile.join("config");
        let write = |name: &str, text: String| {
            let path = config.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("written");
        };
        let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", self.downloads.display());
        write("user-dirs.dirs", downloads);
        write("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n".to_owned());
        command
            .env("HOME", self.profile)
            .env("XDG_CONFIG_HOME", &config)
            .env("XDG_DATA_HOME", self.profile.join("data"))
            .env("XDG_CACHE_HOME", self.profile.join("cache"));
    }
}

fn chromium(start: &Start) -> Value {
    let arguments = [
        "--headless",
        // Without the browser's own bars, which nobody sees and which it would draw at every change of page.
        "--kiosk",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Two more pages in a process of their own, for what is typed in the bar that is not there.
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
        // Else going to 200 pages within ten seconds is taken for a page that has gone mad.
        "--disable-ipc-flooding-protection",
        "--lang=ja",
        // Scrolling that takes its time would move things away under the pointer.
        "--force-prefers-reduced-motion",
    ];
    let profile = format!("--user-data-dir={}", start.profile.display());
    let own = start.settings.arguments.iter().copied();
    let arguments: Vec<&str> = arguments.into_iter().chain(own).chain([profile.as_str()]).collect();
    json!({
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": program("CHROMIUM", "/usr/bin/chromium"),
            "args": arguments,
            "prefs": { "intl.accept_languages": "ja,en" },
            "perfLoggingPrefs": { "enableNetwork": true, "enablePage": false },
        },
    })
}

fn firefox(start: &Start) -> Value {
    json!({ "moz:firefoxOptions": {
        "binary": program("FIREFOX", "firefox-esr"),
        "args": ["-headless", "-profile", start.profile.display().to_string()],
        "prefs": {
            // The extension that runs before a page may be there.
            "xpinstall.signatures.required": false,
            "intl.accept_languages": "ja,en",
            "ui.prefersReducedMotion": 1,
            "ui.systemUsesDarkTheme": i32::from(start.settings.is_dark),
            "browser.download.folderList": 2,
            "browser.download.dir": start.downloads.display().to_string(),
            "browser.download.useDownloadDir": true,
            "browser.download.always_ask_before_handling_new_types": false,
            "browser.download.alwaysOpenPanel": false,
            // All links and buttons are come to by Tab, wherever the tests run.
            "accessibility.tabfocus": 7,
        },
    } })
}

pub fn program(variable: &str, otherwise: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| otherwise.to_owned())
}

/// One that nobody listens on at this moment.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}

/// Whether a driver listens where it was told to, before it ends.
fn answers(driver: &mut Child, port: u16) -> bool {
    let wire = Wire { port };
    let mut is_there = false;
    within(Duration::from_secs(20), "the driver", || {
        is_there = wire.ask("GET", "/status", &Value::Null).is_ok();
        if is_there || driver.try_wait().is_ok_and(|it| it.is_some()) {
            Ok(())
        } else {
            Err("it does not answer".to_owned())
        }
    });
    is_there
}

/// "ChromeDriver was started successfully on port 38123."
fn port_of(output: &mut impl BufRead, said: &mut String) -> Option<u16> {
    while output.read_line(said).is_ok_and(|it| 0 < it) {
        let port = said.lines().last().and_then(|it| it.split_once("successfully on port "));
        if let Some((_, port)) = port {
            return Some(port.trim().trim_end_matches('.').parse().expect("a port"));
        }
    }
    None
}
