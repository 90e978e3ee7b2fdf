//! A real browser with a profile of its own, on a clock and in a place of the test's choice.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::running::{self, Running};
use crate::wait::eventually;

/// How a browser is set up.
#[derive(Clone)]
pub struct Settings {
    pub width: u32,
    pub height: u32,
    pub is_dark: bool,
    pub zone: &'static str,
    /// What the clock shows when the browser starts, in milliseconds since 1970; it runs on from there.
    pub starts_at: u64,
    /// Run in every page before anything else, beside what is installed for all tests.
    pub prelude: &'static str,
    /// What the browser is told when it starts, beside what is told for all tests.
    pub arguments: &'static [&'static str],
}

impl Default for Settings {
    /// Tokyo, Friday 2026-09-18 at 10:00, before a window of a usual laptop.
    fn default() -> Self {
        Self {
            width: 1280,
            height: 900,
            is_dark: false,
            zone: "Asia/Tokyo",
            starts_at: 1_789_693_200_000,
            prelude: "",
            arguments: &[],
        }
    }
}

impl Settings {
    /// From the clock of the machine to the one that the test wants, in milliseconds.
    fn clock_shift(&self) -> i64 {
        let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_millis();
        self.starts_at as i64 - i64::try_from(now).unwrap()
    }
}

/// A browser that nobody has used, or nobody could tell from one. Whoever drops it leaves it to the next test.
pub struct Browser {
    running: Option<Running>,
    settings: Settings,
    clock_shift: i64,
    /// The hosts whose pages were gone to.
    origins: RefCell<BTreeSet<String>>,
}

/// What WebDriver calls a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Browser {
    /// A browser with an empty profile.
    pub fn start(settings: Settings) -> Browser {
        // Others would find it as it was told to be.
        let is_own = !settings.arguments.is_empty();
        let clock_shift = settings.clock_shift();
        let start = if is_own { running::new } else { running::any };
        let running = start(&settings, clock_shift);
        Browser::of(running, settings, clock_shift)
    }

    /// Kills the whole browser at once, as a power cut or the system does, and starts it again with what is on the
    /// disk. Its clock goes on from the same moment.
    pub fn is_killed(mut self) -> Browser {
        let running = self.running.take().expect("a browser");
        let settings = self.settings.clone();
        let clock_shift = settings.clock_shift();
        Browser::of(running.is_killed(&settings, clock_shift), settings, clock_shift)
    }

    fn of(running: Running, settings: Settings, clock_shift: i64) -> Browser {
        let browser =
            Browser { running: Some(running), settings, clock_shift, origins: RefCell::default() };
        browser.prepare_tab();
        browser
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("it goes with the browser")
    }

    /// What every tab needs before it shows anything.
    fn prepare_tab(&self) {
        if self.engine() != Engine::Chromium {
            assert!(self.settings.arguments.is_empty(), "arguments are Chromium's own");
            match self.engine() {
                Engine::Firefox => self.running().runs_before_pages(&self.prelude()),
                _ => assert!(self.settings.prelude.is_empty(), "nothing runs before a page"),
            }
            self.set_size(self.settings.width, self.settings.height);
            return;
        }
        let prelude = self.prelude();
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": prelude }));
        self.devtools(
            "Emulation.setTimezoneOverride",
            &json!({ "timezoneId": self.settings.zone }),
        );
        let path = self.running().downloads.path();
        let downloads = json!({ "behavior": "allow", "downloadPath": path });
        self.devtools("Browser.setDownloadBehavior", &downloads);
        self.set_theme(self.settings.is_dark);
        self.set_size(self.settings.width, self.settings.height);
    }

    /// What is run in every page before its own scripts.
    fn prelude(&self) -> String {
        let (shift, own) = (self.clock_shift, self.settings.prelude);
        format!("const CLOCK_SHIFT = {shift};\n{}\n{own}", include_str!("prelude.js"))
    }

    pub fn set_theme(&self, is_dark: bool) {
        self.set_media(if is_dark { "dark" } else { "light" }, "none", "");
    }

    /// The colours of the system instead of the page's own, as with the contrast themes of Windows.
    pub fn forces_colours(&self) {
        self.set_media("light", "active", "");
    }

    /// Shows the page as it is printed; an empty medium is the screen again.
    pub fn shows_as(&self, medium: &str) {
        self.set_media("light", "none", medium);
    }

    fn set_media(&self, scheme: &str, forced: &str, medium: &str) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
            { "name": "forced-colors", "value": forced },
        ]);
        let media = json!({ "media": medium, "features": features });
        self.devtools("Emulation.setEmulatedMedia", &media);
    }

    /// Prints the page, and tells how many sheets it takes.
    pub fn prints(&self) -> usize {
        let printed = self.devtools("Page.printToPDF", &json!({}));
        let file = STANDARD.decode(printed["data"].as_str().expect("a file")).expect("base64");
        let text = String::from_utf8_lossy(&file);
        text.matches("/Type /Page\n").count()
    }

    /// Prints the page on A4, as WebDriver has it: a PDF file.
    pub fn pdf(&self) -> Vec<u8> {
        // In centimetres.
        let how = json!({ "page": { "width": 21.0, "height": 29.7 } });
        let printed = self.ask("POST", "/print", &how).expect("printing");
        STANDARD.decode(printed.as_str().expect("a file")).expect("base64")
    }

    /// The size of the page, to the pixel. A window could not be as narrow as a phone.
    pub fn set_size(&self, width: u32, height: u32) {
        if self.engine() != Engine::Chromium {
            return self.set_window(width, height);
        }
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// The window around a page of this size.
    fn set_window(&self, width: u32, height: u32) {
        let around = self.script("return [outerWidth - innerWidth, outerHeight - innerHeight];");
        let around = |at: usize| u32::try_from(around[at].as_i64().unwrap_or(0).max(0)).unwrap();
        let window = json!({ "width": width + around(0), "height": height + around(1) });
        self.ask("POST", "/window/rect", &window).expect("a size");
    }

    pub fn engine(&self) -> Engine {
        self.running().engine
    }

    /// As "156.0.7852.10".
    pub fn version(&self) -> &str {
        self.running().version()
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.running().ask(method, path, body)
    }

    /// A command of the browser's own protocol, for what WebDriver has no word for.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        assert_eq!(self.engine(), Engine::Chromium, "{command} is Chromium's own");
        let body = json!({ "cmd": command, "params": parameters });
        self.ask("POST", "/goog/cdp/execute", &body).unwrap_or_else(|it| panic!("{command}: {it}"))
    }

    /// Goes to an address, as if it were typed.
    pub fn goes_to(&self, address: &str) {
        let origin = address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        self.origins.borrow_mut().insert(origin);
        self.ask("POST", "/url", &json!({ "url": address }))
            .unwrap_or_else(|it| panic!("going to {address}: {it}"));
    }

    pub fn reloads(&self) {
        if self.engine() == Engine::Firefox {
            // Its driver passes the page's worker by, which nobody's reload does.
            self.script("window.isFormer = true; location.reload();");
            let is_new = "return !window.isFormer && document.readyState === 'complete';";
            return eventually("another page", || match self.try_script(is_new, &json!([]))? {
                Value::Bool(true) => Ok(()),
                _ => Err("it is still the same".to_owned()),
            });
        }
        self.ask("POST", "/refresh", &json!({})).expect("reloading");
    }

    /// Waits until what came of the last thing that was done is drawn. What opens or comes next takes the keyboard then,
    /// and nobody presses a key before they have seen it; a driver would, on a machine that draws late.
    pub fn draws(&self) {
        const FRAMES: &str = "
            const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
            if (document.hidden) return 0;
            await frame();
            await frame();
            return 0;";
        // A page may go away meanwhile.
        let _ = self.try_later(FRAMES);
    }

    pub fn goes_back(&self) {
        self.draws();
        self.ask("POST", "/back", &json!({})).expect("going back");
    }

    pub fn goes_forward(&self) {
        self.draws();
        self.ask("POST", "/forward", &json!({})).expect("going forward");
    }

    pub fn address(&self) -> String {
        self.ask("GET", "/url", &Value::Null).unwrap().as_str().unwrap().to_owned()
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    ///
    /// What it threw, or that the page is just changing.
    pub fn try_script(&self, script: &str, arguments: &Value) -> Result<Value, String> {
        self.ask("POST", "/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    pub fn script(&self, script: &str) -> Value {
        self.script_with(script, &json!([]))
    }

    pub fn script_with(&self, script: &str, arguments: &Value) -> Value {
        self.try_script(script, arguments).unwrap_or_else(|it| panic!("{script}: {it}"))
    }

    /// Runs a script whose promise is waited for.
    pub fn later(&self, script: &str) -> Value {
        self.try_later(script).unwrap_or_else(|it| panic!("{script}: {it}"))
    }

    pub fn try_later(&self, script: &str) -> Result<Value, String> {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {script} }})().then(done, (it) => done('threw ' + it));"
        );
        self.ask("POST", "/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// How long a script may take whose promise is waited for.
    pub fn waits_for_scripts(&self, limit: Duration) {
        let limits = json!({ "script": u64::try_from(limit.as_millis()).unwrap() });
        self.ask("POST", "/timeouts", &limits).expect("a limit");
    }

    /// A command to an element: `click`, `value` …
    ///
    /// # Errors
    ///
    /// Why the browser would not: it is covered, gone, not in view …
    pub fn to_element(&self, element: &Value, command: &str, body: &Value) -> Result<(), String> {
        if command == "click" && self.engine() == Engine::WebKit {
            self.rests(element)?;
        }
        let path = format!("/element/{}/{command}", element_id(element));
        self.ask("POST", &path, body).map(drop)
    }

    /// Waits until an element stays where it is. WebKit's driver looks where that is, and then clicks there.
    fn rests(&self, element: &Value) -> Result<(), String> {
        let script = "const [element, done] = arguments;
            const place = () => JSON.stringify(element.getBoundingClientRect());
            const now = document.activeElement;
            // What was just typed is taken after a moment, and may move what is below.
            const isTyped = now !== element && now.matches('input, textarea');
            // A tab that is not in front draws nothing.
            const next = document.hidden ? (it) => setTimeout(it, 20) : requestAnimationFrame;
            const look = (before, times) => next(() => {
              const now = place();
              if (times === 0) done(true);
              else look(now, now === before ? times - 1 : 3);
            });
            setTimeout(() => look(place(), 3), isTyped ? 350 : 0);";
        let body = json!({ "script": script, "args": [element] });
        self.ask("POST", "/execute/async", &body).map(drop)
    }

    /// Types into an element; after it the keyboard is there.
    ///
    /// # Errors
    ///
    /// As [`Browser::to_element`].
    pub fn types_into(&self, element: &Value, text: &str) -> Result<(), String> {
        if self.engine() != Engine::WebKit || text.chars().all(is_on_keyboard) {
            return self.to_element(element, "value", &json!({ "text": text }));
        }
        let text = text.replace('\n', "\u{E007}");
        // The rest comes as from an input method that is done.
        self.try_script(FOCUS, &json!([element]))?;
        let all: Vec<char> = text.chars().collect();
        for part in all.chunk_by(|one, next| is_on_keyboard(*one) && is_on_keyboard(*next)) {
            let text: String = part.iter().collect();
            if is_on_keyboard(part[0]) {
                self.to_element(element, "value", &json!({ "text": text }))?;
            } else {
                self.try_script(INSERT, &json!([text]))?;
            }
        }
        Ok(())
    }

    /// Chooses a file, as in the browser's own dialog.
    ///
    /// # Errors
    ///
    /// As [`Browser::to_element`].
    pub fn chooses_file(&self, element: &Value, file: &Path) -> Result<(), String> {
        let mut path = file.to_path_buf();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // WebKit's driver knows no other names.
        if self.engine() == Engine::WebKit && !name.is_ascii() {
            let ending = name.split_once('.').map_or("", |it| it.1);
            path = self.running().scratch().join(format!("chosen.{ending}"));
            fs::copy(file, &path).map_err(|it| it.to_string())?;
        }
        self.to_element(element, "value", &json!({ "text": path.to_string_lossy() }))
    }

    /// What the browser calls an element to a screen reader.
    ///
    /// # Errors
    ///
    /// If it has gone meanwhile.
    pub fn told(&self, element: &Value) -> Result<String, String> {
        let path = format!("/element/{}/computedlabel", element_id(element));
        let name = self.ask("GET", &path, &Value::Null)?;
        Ok(name.as_str().unwrap_or_default().to_owned())
    }

    /// Nobody reads the screen from here on. What [`Browser::told`] has asked for once is kept ready for ever, which
    /// takes a third of the time of a change of page.
    pub fn tells_nobody(&self) {
        // Only what has been enabled can be disabled.
        self.devtools("Accessibility.enable", &json!({}));
        self.devtools("Accessibility.disable", &json!({}));
    }

    /// Presses and releases keys one after the other; modifiers stay down for the rest of their group.
    pub fn press(&self, keys: &[char]) {
        if let (Engine::WebKit, [letter]) = (self.engine(), keys)
            && !is_on_keyboard(*letter)
        {
            self.script_with(INSERT, &json!([letter.to_string()]));
            return;
        }
        let downs = keys.iter().map(|it| json!({ "type": "keyDown", "value": it.to_string() }));
        let ups = keys.iter().rev().map(|it| json!({ "type": "keyUp", "value": it.to_string() }));
        let actions: Vec<Value> = downs.chain(ups).collect();
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.ask("POST", "/actions", &body).expect("pressing keys");
    }

    /// Everything under localStorage.
    pub fn storage(&self) -> BTreeMap<String, String> {
        let all = self.script("return { ...localStorage };");
        serde_json::from_value(all).unwrap()
    }

    pub fn opens_tab(&self) -> Tab {
        let before = self.tab();
        let made = self.ask("POST", "/window/new", &json!({ "type": "tab" })).unwrap();
        self.looks_at(&Tab(made["handle"].as_str().unwrap().to_owned()));
        self.prepare_tab();
        before
    }

    pub fn tab(&self) -> Tab {
        Tab(self.ask("GET", "/window", &Value::Null).unwrap().as_str().unwrap().to_owned())
    }

    /// All tabs there are.
    pub fn tabs(&self) -> Vec<Tab> {
        let handles = self.ask("GET", "/window/handles", &Value::Null).expect("the tabs");
        let names: Vec<String> = serde_json::from_value(handles).unwrap();
        names.into_iter().map(Tab).collect()
    }

    pub fn looks_at(&self, tab: &Tab) {
        self.ask("POST", "/window", &json!({ "handle": tab.0 })).expect("looking at a tab");
    }

    /// Closes the tab in front; another one has to be looked at then.
    pub fn closes_tab(&self) {
        self.ask("DELETE", "/window", &Value::Null).expect("closing a tab");
    }

    /// What the pages and the browser have written to the console since the last time, from warnings up.
    pub fn complaints(&self) -> Vec<String> {
        if self.engine() != Engine::Chromium {
            return self.noted("seenComplaints");
        }
        let entries = self.log("browser");
        let is_complaint = |it: &&Value| matches!(it["level"].as_str(), Some("WARNING" | "SEVERE"));
        entries
            .iter()
            .filter(is_complaint)
            .map(|it| format!("{} {}", it["level"], it["message"]))
            .collect()
    }

    /// Every address that a page has asked for since the last time.
    pub fn addresses_asked(&self) -> Vec<String> {
        let asked = self.log("performance").into_iter().filter_map(|it| {
            let entry: Value = serde_json::from_str(it["message"].as_str()?).ok()?;
            let message = &entry["message"];
            (message["method"] == "Network.requestWillBeSent")
                .then(|| message["params"]["request"]["url"].as_str().map(str::to_owned))?
        });
        asked.collect()
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.ask("POST", "/se/log", &json!({ "type": kind })).expect("the log");
        entries.as_array().cloned().unwrap_or_default()
    }

    /// Violations of the page's policy since it was loaded.
    pub fn violations(&self) -> Vec<String> {
        self.noted("seenViolations")
    }

    fn noted(&self, list: &str) -> Vec<String> {
        let found = self.script(&format!("return window.{list} ?? ['nobody has watched'];"));
        serde_json::from_value(found).unwrap()
    }

    /// From here on it is noted what the page complains of. Chromium has been told so before the page began.
    ///
    /// # Errors
    ///
    /// If the page is just changing.
    pub fn is_watched(&self) -> Result<(), String> {
        match self.engine() {
            Engine::Chromium => Ok(()),
            _ => self.try_script(include_str!("watch.js"), &json!([])).map(drop),
        }
    }

    /// Cookies, those that scripts cannot see too.
    pub fn cookies(&self) -> Vec<Value> {
        let found = self.ask("GET", "/cookie", &Value::Null).expect("the cookies");
        found.as_array().cloned().unwrap_or_default()
    }

    /// The one file that has been downloaded, taken out of its folder.
    #[track_caller]
    pub fn download(&self) -> (String, Vec<u8>) {
        let mut seen = None;
        let path: PathBuf = eventually("a downloaded file", || {
            const ON_THE_WAY: [&str; 3] = ["crdownload", "part", "wkdownload"];
            let entries = fs::read_dir(self.running().downloads.path());
            let entries = entries.map_err(|it| it.to_string())?;
            let paths: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
            let is_whole = |it: &PathBuf| {
                let ending = it.extension().and_then(|it| it.to_str()).unwrap_or_default();
                !ON_THE_WAY.contains(&ending) && it.metadata().is_ok_and(|it| 0 < it.len())
            };
            match paths.as_slice() {
                [one] if is_whole(one) => {
                    // One engine writes it where it will be.
                    let length = one.metadata().ok().map(|it| it.len());
                    let former = std::mem::replace(&mut seen, length);
                    if former == seen { Ok(one.clone()) } else { Err("it grows".to_owned()) }
                }
                others => Err(format!("{others:?}")),
            }
        });
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        (name, bytes)
    }

    /// The page as a picture, from its top to its end.
    pub fn picture(&self) -> Vec<u8> {
        const MOST: u64 = 4_000;
        let height = self.script("return document.documentElement.scrollHeight;");
        let height = height.as_u64().unwrap().clamp(u64::from(self.settings.height), MOST);
        let width = self.script("return innerWidth;");
        let width = u32::try_from(width.as_u64().unwrap()).unwrap();
        self.set_size(width, u32::try_from(height).unwrap());
        let picture = self.ask("GET", "/screenshot", &Value::Null).expect("a screenshot");
        self.set_size(width, self.settings.height);
        STANDARD.decode(picture.as_str().unwrap()).unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.is_left(&self.origins.take());
        }
    }
}

/// A tab of the browser.
#[derive(Clone, PartialEq)]
pub struct Tab(String);

/// Puts the keyboard at the end of a field, as typing into it does.
const FOCUS: &str = "const [field] = arguments;
    if (document.activeElement !== field) {
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    }";

/// Puts a text where the keyboard is.
const INSERT: &str = "document.execCommand('insertText', false, arguments[0]);";

/// Whether WebKit's driver has a key for it: those of a keyboard without Japanese, and those that WebDriver names.
fn is_on_keyboard(letter: char) -> bool {
    letter.is_ascii() || ('\u{E000}'..='\u{F8FF}').contains(&letter)
}

fn element_id(element: &Value) -> &str {
    element[ELEMENT].as_str().expect("an element")
}
