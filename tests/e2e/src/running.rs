//! Browsers that run. Starting one takes a small machine longer than many a test; so the next test gets what the last
//! one has left, cleared of all that it could tell of it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use crate::scratch::Scratch;
use crate::wait::eventually;
use crate::wire::Wire;

/// One driver with one browser; both are gone when this is dropped.
pub struct Running {
    wire: Wire,
    session: String,
    version: String,
    driver: Child,
    // A driver whose output nobody holds open may end at its next word.
    _output: ChildStdout,
    // After the driver: it goes last. Until it is killed there is one.
    profile: Option<Scratch>,
    /// Of one that is left to the next test.
    in_use: Option<InUse>,
    uses: u32,
}

/// How many tests use one after another: what a browser keeps of its own would grow.
const MOST_USES: u32 = 20;

/// Those that wait for the next test, and how many are in use. When none is in use any more all are ended: nobody
/// else would do it at the end of the program.
struct Pool {
    waiting: Vec<Running>,
    in_use: usize,
}

fn pool() -> MutexGuard<'static, Pool> {
    static POOL: Mutex<Pool> = Mutex::new(Pool { waiting: Vec::new(), in_use: 0 });
    POOL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One of those that are in use.
struct InUse;

impl InUse {
    fn new() -> InUse {
        pool().in_use += 1;
        InUse
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        let ended = {
            let mut pool = pool();
            pool.in_use -= 1;
            if pool.in_use == 0 { std::mem::take(&mut pool.waiting) } else { Vec::new() }
        };
        // It takes its time, which others would wait for.
        drop(ended);
    }
}

/// One that waits, or a new one.
pub fn any() -> Running {
    let in_use = InUse::new();
    let waiting = pool().waiting.pop();
    let mut running = match waiting.map(Running::forgets_its_log) {
        Some(Ok(running)) => running,
        _ => start(Scratch::default(), &[]),
    };
    running.in_use = Some(in_use);
    running.uses += 1;
    running
}

/// One of one's own, told this when it starts.
pub fn new(arguments: &[&str]) -> Running {
    start(Scratch::default(), arguments)
}

impl Running {
    /// As "156.0.7852.10".
    pub fn version(&self) -> &str {
        &self.version
    }

    /// A command of the session.
    ///
    /// # Errors
    ///
    /// What the driver refused.
    pub fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.wire.ask(method, &format!("{}{path}", self.session), body)
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, String> {
        let body = json!({ "cmd": command, "params": parameters });
        self.ask("POST", "/goog/cdp/execute", &body)
    }

    /// Kills the browser at once, and starts another one with what is on the disk.
    pub fn is_killed(mut self, arguments: &[&str]) -> Running {
        let profile = self.profile.take().expect("a profile");
        assert!(kill(&profile), "there is no browser to kill");
        // Its session is gone too; asking it to end would wait for a browser that does not answer.
        self.session.clear();
        drop(self);
        start(profile, arguments)
    }

    /// The test that has used it is over. After one that has failed nobody knows what state it is in.
    pub fn is_left(mut self, origins: &BTreeSet<String>) {
        let Some(in_use) = self.in_use.take() else { return };
        let is_good = !std::thread::panicking() && self.uses < MOST_USES;
        if is_good && self.is_cleared(origins).is_ok() {
            pool().waiting.push(self);
        }
        drop(in_use);
    }

    /// Another tab in the place of all that there are, and nothing is kept of any page. What is set for a tab (its
    /// clock, its size, its theme) goes with it.
    fn is_cleared(&self, origins: &BTreeSet<String>) -> Result<(), String> {
        // Keys that are held down, patience that was asked for.
        self.ask("DELETE", "/actions", &Value::Null)?;
        let limits = json!({ "script": 30_000, "pageLoad": 300_000, "implicit": 0 });
        self.ask("POST", "/timeouts", &limits)?;
        let before = self.ask("GET", "/window/handles", &Value::Null)?;
        let made = self.ask("POST", "/window/new", &json!({ "type": "tab" }))?;
        for tab in before.as_array().into_iter().flatten() {
            self.ask("POST", "/window", &json!({ "handle": tab }))?;
            self.ask("DELETE", "/window", &Value::Null)?;
        }
        self.ask("POST", "/window", &json!({ "handle": made["handle"] }))?;
        for origin in origins {
            let all = json!({ "origin": origin, "storageTypes": "all" });
            self.devtools("Storage.clearDataForOrigin", &all)?;
        }
        self.devtools("Network.clearBrowserCache", &json!({}))?;
        self.devtools("Network.clearBrowserCookies", &json!({}))?;
        self.devtools("Browser.resetPermissions", &json!({}))?;
        Ok(())
    }

    /// What the test before has left in the log of the session. Not when that test ends: the last words of a page may
    /// come after it.
    fn forgets_its_log(self) -> Result<Running, String> {
        for kind in ["browser", "performance"] {
            self.ask("POST", "/se/log", &json!({ "type": kind }))?;
        }
        Ok(self)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.ask("DELETE", "", &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        // One that hangs does not hear its driver, and would take the machine from all other tests.
        if let Some(profile) = &self.profile {
            kill(profile);
        }
    }
}

/// Starts a browser with a profile.
fn start(profile: Scratch, own: &[&str]) -> Running {
    let (driver, output, wire) = driver();
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
    let profile_argument = format!("--user-data-dir={}", profile.path().display());
    let arguments: Vec<&str> =
        arguments.iter().chain(own).copied().chain([profile_argument.as_str()]).collect();
    let capabilities = json!({ "capabilities": { "alwaysMatch": {
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": program("CHROMIUM", "/usr/bin/chromium"),
            "args": arguments,
            "prefs": { "intl.accept_languages": "ja,en" },
            "perfLoggingPrefs": { "enableNetwork": true, "enablePage": false },
        },
    } } });
    let started = eventually("a session", || wire.ask("POST", "/session", &capabilities));
    let session = format!("/session/{}", started["sessionId"].as_str().unwrap());
    let version = started["capabilities"]["browserVersion"].as_str().unwrap().to_owned();
    Running {
        wire,
        session,
        version,
        driver,
        _output: output,
        profile: Some(profile),
        in_use: None,
        uses: 0,
    }
}

/// Kills whatever browser runs on a profile, its children too but not the driver, and tells whether there was one.
fn kill(profile: &Scratch) -> bool {
    let pattern = format!("user-data-dir={}", profile.path().display());
    let Ok(entries) = fs::read_dir("/proc") else {
        let killed = Command::new("pkill").args(["-KILL", "-f", &pattern]).status();
        return killed.is_ok_and(|it| it.success());
    };
    // A small machine may have no pkill, but every shell can kill.
    let is_ours = |pid: &String| {
        let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&command).contains(&pattern)
    };
    let names = entries.flatten().map(|it| it.file_name().to_string_lossy().into_owned());
    let numbers = names.filter(|it| it.bytes().all(|digit| digit.is_ascii_digit()));
    let pids: Vec<String> = numbers.filter(is_ours).collect();
    let kill = format!("kill -KILL {}", pids.join(" "));
    !pids.is_empty()
        && Command::new("sh").args(["-c", &kill]).stderr(Stdio::null()).status().is_ok()
}

fn program(variable: &str, otherwise: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| otherwise.to_owned())
}

/// Starts a driver on a port of its own. It takes a free one for IPv4, then the same for IPv6, and gives up if another
/// program, as a driver that starts beside it, was faster with the second: then another one is started.
fn driver() -> (Child, ChildStdout, Wire) {
    let mut said = String::new();
    for _ in 0..5 {
        let mut driver = Command::new(program("CHROMEDRIVER", "chromedriver"))
            .args(["--port=0", "--log-level=SEVERE"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("chromedriver starts; `cargo xtask test` finds or installs it");
        let mut output = BufReader::new(driver.stdout.take().unwrap());
        match port_of(&mut output, &mut said) {
            Some(port) => return (driver, output.into_inner(), Wire { port }),
            None => _ = driver.wait(),
        }
    }
    panic!("chromedriver did not say its port: {said}");
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
