//! Browsers that run. Starting one takes a small machine longer than many a test; so the next test gets what the last
//! one has left, cleared of all that it could tell of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::Settings;
use crate::engine::{Driver, Engine, Start};
use crate::scratch::Scratch;
use crate::wait::within;

/// One driver with one browser; both are gone when this is dropped.
pub struct Running {
    pub engine: Engine,
    session: String,
    version: String,
    driver: Driver,
    /// Where its files go, unless it is told of another place later.
    pub downloads: Scratch,
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
pub fn any(settings: &Settings, clock_shift: i64) -> Running {
    let in_use = InUse::new();
    let waiting = pool().waiting.pop();
    let mut running = match waiting.map(Running::forgets_its_log) {
        Some(Ok(mut running)) => {
            // What the test before has left in its folder, or what is on its way there, is not this one's.
            running.downloads = Scratch::default();
            running
        }
        _ => start(Scratch::default(), settings, clock_shift),
    };
    running.in_use = Some(in_use);
    running.uses += 1;
    running
}

/// One of one's own, told this when it starts.
pub fn new(settings: &Settings, clock_shift: i64) -> Running {
    start(Scratch::default(), settings, clock_shift)
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
        self.driver.wire.ask(method, &format!("{}{path}", self.session), body)
    }

    /// A folder that is its own.
    pub fn scratch(&self) -> &Path {
        self.profile.as_ref().expect("it goes with the browser").path()
    }

    /// Firefox runs a script before those of every page for an extension only: one that is there until it ends.
    pub fn runs_before_pages(&self, script: &str) {
        let folder = self.scratch().join("prelude");
        let manifest = json!({
            "manifest_version": 2,
            "name": "prelude",
            "version": "1.0",
            "browser_specific_settings": { "gecko": { "id": "prelude@kickoff.test" } },
            "content_scripts": [{
                "matches": ["http://*/*"],
                "js": ["prelude.js"],
                "run_at": "document_start",
                "world": "MAIN",
            }],
        });
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("manifest.json"), manifest.to_string()).expect("written");
        fs::write(folder.join("prelude.js"), script).expect("written");
        let addon = json!({ "path": folder.display().to_string(), "temporary": true });
        self.ask("POST", "/moz/addon/install", &addon).expect("the extension");
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, String> {
        let body = json!({ "cmd": command, "params": parameters });
        self.ask("POST", "/goog/cdp/execute", &body)
    }

    /// Kills the browser at once, and starts another one with what is on the disk.
    pub fn is_killed(mut self, settings: &Settings, clock_shift: i64) -> Running {
        let profile = self.profile.take().expect("a profile");
        assert!(kill(&profile, &self.driver.child), "there is no browser to kill");
        // Its session is gone too; asking it to end would wait for a browser that does not answer.
        self.session.clear();
        drop(self);
        start(profile, settings, clock_shift)
    }

    /// The test that has used it is over. After one that has failed nobody knows what state it is in.
    pub fn is_left(mut self, origins: &BTreeSet<String>) {
        let Some(in_use) = self.in_use.take() else { return };
        // The others have the clock that they were started with.
        let is_good =
            self.engine == Engine::Chromium && !std::thread::panicking() && self.uses < MOST_USES;
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
        let _ = self.driver.child.kill();
        let _ = self.driver.child.wait();
        // One that hangs does not hear its driver, and would take the machine from all other tests.
        if let Some(profile) = &self.profile {
            kill(profile, &self.driver.child);
        }
    }
}

/// Starts a browser with a profile.
fn start(profile: Scratch, settings: &Settings, clock_shift: i64) -> Running {
    let engine = Engine::of_this_run();
    let downloads = Scratch::default();
    let start =
        Start { profile: profile.path(), downloads: downloads.path(), settings, clock_shift };
    let capabilities = engine.capabilities(&start);
    let driver = engine.driver(&start);
    let ask = || driver.wire.ask("POST", "/session", &capabilities);
    let started = within(Duration::from_secs(60), "a session", ask);
    let session = format!("/session/{}", started["sessionId"].as_str().unwrap());
    let version = started["capabilities"]["browserVersion"].as_str().unwrap().to_owned();
    Running {
        engine,
        session,
        version,
        driver,
        downloads,
        profile: Some(profile),
        in_use: None,
        uses: 0,
    }
}

/// Kills whatever browser runs on a profile, its children too but not the driver, and tells whether there was one.
fn kill(profile: &Scratch, driver: &Child) -> bool {
    let pattern = profile.path().display().to_string();
    let Ok(entries) = fs::read_dir("/proc") else {
        let killed = Command::new("pkill").args(["-KILL", "-f", &pattern]).status();
        return killed.is_ok_and(|it| it.success());
    };
    // A small machine may have no pkill, but every shell can kill.
    let is_ours = |pid: &String| {
        let says = |file: &str| {
            let text = fs::read(format!("/proc/{pid}/{file}")).unwrap_or_default();
            String::from_utf8_lossy(&text).contains(&pattern)
        };
        *pid != driver.id().to_string() && (says("cmdline") || says("environ"))
    };
    let names = entries.flatten().map(|it| it.file_name().to_string_lossy().into_owned());
    let numbers = names.filter(|it| it.bytes().all(|digit| digit.is_ascii_digit()));
    let pids: Vec<String> = numbers.filter(is_ours).collect();
    let kill = format!("kill -KILL {}", pids.join(" "));
    !pids.is_empty()
        && Command::new("sh").args(["-c", &kill]).stderr(Stdio::null()).status().is_ok()
}
