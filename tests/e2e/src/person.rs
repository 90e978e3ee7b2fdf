//! Somebody who uses the app.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::{Browser, Settings};
use crate::page::{self, Focus, Found, Role, Step, squeezed};
use crate::scratch::Scratch;
use crate::site::Site;
use crate::wait::{eventually, within};

/// Keys as WebDriver writes them.
pub mod key {
    pub const BACKSPACE: char = '\u{E003}';
    pub const TAB: char = '\u{E004}';
    pub const ENTER: char = '\u{E007}';
    pub const SHIFT: char = '\u{E008}';
    pub const CONTROL: char = '\u{E009}';
    pub const ESCAPE: char = '\u{E00C}';
    pub const SPACE: char = ' ';
    pub const END: char = '\u{E010}';
    pub const HOME: char = '\u{E011}';
    pub const LEFT: char = '\u{E012}';
    pub const UP: char = '\u{E013}';
    pub const RIGHT: char = '\u{E014}';
    pub const DOWN: char = '\u{E015}';
    pub const DELETE: char = '\u{E017}';
    pub const F2: char = '\u{E032}';
    /// Lets go of every modifier.
    pub const NONE: char = '\u{E000}';
}

/// Somebody before a browser, looking at the whole page or at a part of it.
#[derive(Clone)]
pub struct Person {
    pub browser: Rc<Browser>,
    path: Vec<Step>,
    url: String,
}

impl Person {
    /// Somebody with a browser that has never been here, who opens the site.
    pub fn at(site: &Site, settings: Settings) -> Person {
        let person = Person::before(site, settings);
        person.opens("");
        person
    }

    /// Somebody with a browser that has never been here, and is not here yet.
    pub fn before(site: &Site, settings: Settings) -> Person {
        let browser = Rc::new(Browser::start(settings));
        Person { browser, path: Vec::new(), url: site.url().to_owned() }
    }

    /// Somebody as most people are.
    pub fn new(site: &Site) -> Person {
        Person::at(site, Settings::default())
    }

    /// The same person before the same browser, after it was killed and started again.
    pub fn after_a_kill(self) -> Person {
        let Person { browser, path, url } = self;
        let browser =
            Rc::try_unwrap(browser).unwrap_or_else(|_| panic!("others hold this browser"));
        Person { browser: Rc::new(browser.is_killed()), path, url }
    }

    // Looking at a part.

    fn part_of(&self, kind: &'static str, name: &str) -> Person {
        let mut part = self.clone();
        part.path.push((kind, name.to_owned()));
        part
    }

    /// The row with this title: of the list, of a step, of a register, of a table.
    pub fn row(&self, title: &str) -> Person {
        self.part_of("row", title)
    }

    /// The part of the page with this heading or label.
    pub fn part(&self, title: &str) -> Person {
        self.part_of("part", title)
    }

    /// The question with these words in it.
    pub fn question(&self, ask: &str) -> Person {
        self.part_of("group", ask)
    }

    /// What is below a line that opens and closes.
    pub fn fold(&self, line: &str) -> Person {
        self.part_of("fold", line)
    }

    /// What the app has just said, with the buttons beside it.
    pub fn saying(&self, text: &str) -> Person {
        self.part_of("saying", text)
    }

    // Going places.

    /// Opens an address of the app, such as `#/data`, and waits until the app is there.
    #[track_caller]
    pub fn opens(&self, address: &str) {
        self.browser.goes_to(&format!("{}{address}", self.url));
        self.waits_for_the_app();
    }

    /// Asks for an address of the app, which may not come up.
    pub fn tries(&self, address: &str) {
        self.browser.goes_to(&format!("{}{address}", self.url));
    }

    #[track_caller]
    pub fn reloads(&self) {
        self.browser.reloads();
        self.waits_for_the_app();
    }

    #[track_caller]
    pub fn waits_for_the_app(&self) {
        // From nothing, and perhaps while other tests have the machine. A list that is there at once is not the app.
        within(Duration::from_secs(30), "the app", || {
            let there = "return Boolean(document.querySelector('main:not([aria-busy=true])')) && !document.querySelector('#boot, #failure');";
            match self.browser.try_script(there, &json!([]))? {
                Value::Bool(true) => self.browser.is_watched(),
                _ => {
                    let why = "return document.querySelector('#failure pre')?.textContent ?? '';";
                    let why = self.browser.try_script(why, &json!([]))?;
                    Err(format!("{why} {}", page::text(&self.browser, &[])?))
                }
            }
        });
        self.browser.draws();
    }

    /// Everything is kept by the page's worker, which answers for the network.
    #[track_caller]
    pub fn is_ready_for_offline(&self) {
        eventually("everything cached", || {
            let ready = self.browser.script(
                "return document.documentElement.dataset.offline === 'ready'
                     && Boolean(navigator.serviceWorker.controller);",
            );
            if ready == true { Ok(()) } else { Err("not yet".to_owned()) }
        });
    }

    /// The page's worker looks for another version of the app, has it, and the page changes to it.
    #[track_caller]
    pub fn changes_to_the_new_version(&self) {
        const NEWS: &str = "新しいバージョンがあります。";
        self.is_ready_for_offline();
        let update = "await (await navigator.serviceWorker.getRegistration()).update();";
        self.browser.later(update);
        self.sees(NEWS);
        self.clicks_button("更新する");
        self.does_not_see(NEWS);
    }

    /// Where the site is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The part of the address after `#`.
    pub fn hash(&self) -> String {
        self.browser.address().split_once('#').map_or(String::new(), |(_, it)| it.to_owned())
    }

    // Doing things.

    #[track_caller]
    fn act(&self, role: Role, name: &str, act: impl Fn(&Found) -> Result<(), String>) {
        let awaited = format!("{} “{name}” {}", role.name(), self.place());
        eventually(&awaited, || {
            let found = page::find(&self.browser, &self.path, role, name)?;
            // What is found by what is written must be called the same for those who cannot see it.
            let told = self.browser.told(&found.element)?;
            if role != Role::Option && !squeezed(&told).starts_with(&squeezed(name)) {
                return Err(format!("a screen reader calls it “{told}”"));
            }
            act(&found)
        });
    }

    fn place(&self) -> String {
        let steps: Vec<String> =
            self.path.iter().map(|(kind, name)| format!("in {kind} “{name}”")).collect();
        steps.join(" ")
    }

    fn clicks(&self, role: Role, name: &str) {
        self.act(role, name, |it| self.browser.to_element(&it.element, "click", &json!({})));
    }

    #[track_caller]
    pub fn clicks_button(&self, name: &str) {
        self.clicks(Role::Button, name);
    }

    #[track_caller]
    pub fn follows(&self, link: &str) {
        self.clicks(Role::Link, link);
        self.browser.draws();
    }

    /// Opens or closes what is below a line.
    #[track_caller]
    pub fn unfolds(&self, name: &str) {
        self.clicks(Role::Fold, name);
    }

    /// Opens every group of questions that is folded, until this one can be seen: a page's end may come after its
    /// beginning.
    #[track_caller]
    pub fn unfolds_question(&self, ask: &str) {
        eventually(&format!("the question “{ask}”"), || {
            self.browser.try_script(
                "document.querySelectorAll('.questions__fold:not([open]) > summary').forEach((it) => it.click());",
                &json!([]),
            )?;
            page::text(&self.browser, &self.question(ask).path).map(drop)
        });
    }

    #[track_caller]
    pub fn ticks(&self, label: &str) {
        assert!(!self.is_ticked(label), "“{label}” is ticked already");
        self.clicks(Role::Checkbox, label);
        self.waits_until_ticked(label, true);
    }

    #[track_caller]
    pub fn unticks(&self, label: &str) {
        assert!(self.is_ticked(label), "“{label}” is not ticked");
        self.clicks(Role::Checkbox, label);
        self.waits_until_ticked(label, false);
    }

    /// Picks one of the answers by what is written beside it.
    #[track_caller]
    pub fn picks(&self, label: &str) {
        self.act(Role::Radio, label, |it| {
            let target = it.label.as_ref().unwrap_or(&it.element);
            self.browser.to_element(target, "click", &json!({}))
        });
    }

    /// Replaces what stands in a field.
    #[track_caller]
    pub fn fills(&self, label: &str, text: &str) {
        self.act(Role::Field, label, |it| {
            let kind = "return arguments[0].type;";
            let kind = self.browser.try_script(kind, &json!([it.element]))?;
            if matches!(kind.as_str(), Some("date" | "datetime-local")) {
                // Which part of a date is typed first depends on the browser; this is as if it were picked.
                let pick = "const [input, value] = arguments;
                            input.focus();
                            Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, value);
                            input.dispatchEvent(new Event('input', { bubbles: true }));
                            input.dispatchEvent(new Event('change', { bubbles: true }));
                            input.blur();";
                return self.browser.try_script(pick, &json!([it.element, text])).map(drop);
            }
            self.browser.to_element(&it.element, "click", &json!({}))?;
            // A modifier is let go at the end of a command, and not by every engine before.
            self.send(&it.element, &format!("{}a", key::CONTROL))?;
            self.send(&it.element, &format!("{}{text}", key::BACKSPACE))
        });
    }

    /// Goes on typing at the end of a field, and stays in it.
    #[track_caller]
    pub fn types(&self, label: &str, text: &str) {
        self.act(Role::Field, label, |it| self.send(&it.element, text));
    }

    fn send(&self, element: &Value, text: &str) -> Result<(), String> {
        self.browser.types_into(element, text)
    }

    #[track_caller]
    pub fn chooses(&self, list: &str, option: &str) {
        self.act(Role::List, list, |it| {
            let choose = "return [...arguments[0].options].find((it) => it.label.trim() === arguments[1]) ?? null;";
            let found = self.browser.try_script(choose, &json!([it.element, option]))?;
            if found.is_null() {
                return Err(format!("no “{option}” in it"));
            }
            self.browser.to_element(&found, "click", &json!({}))
        });
    }

    /// Chooses a file, as in the browser's own dialog.
    #[track_caller]
    pub fn chooses_file(&self, label: &str, file: &Path) {
        self.act(Role::File, label, |it| self.browser.chooses_file(&it.element, file));
    }

    /// Presses keys together: the last one with all before it held down.
    pub fn presses(&self, keys: &[char]) {
        self.browser.draws();
        self.browser.press(keys);
    }

    /// Types on the keyboard, wherever it goes.
    pub fn keys_in(&self, text: &str) {
        self.browser.draws();
        for letter in text.chars() {
            self.browser.press(&[letter]);
        }
    }

    /// Presses Tab until the keyboard is on this. Wherever it comes by, one has to see it.
    #[track_caller]
    pub fn tabs_to(&self, role: Role, name: &str) {
        self.presses_until(&[key::TAB], role, name);
    }

    /// The same backwards.
    #[track_caller]
    pub fn shift_tabs_to(&self, role: Role, name: &str) {
        self.presses_until(&[key::SHIFT, key::TAB], role, name);
    }

    #[track_caller]
    fn presses_until(&self, keys: &[char], role: Role, name: &str) {
        const FAR_ENOUGH: usize = 400;
        self.browser.draws();
        let mut passed: Vec<Focus> = page::focused(&self.browser).into_iter().collect();
        for _ in 0..FAR_ENOUGH {
            self.browser.press(keys);
            // Overwritten the last control the browser's own come, and then the first again.
            let Some(focus) = page::focused(&self.browser) else { continue };
            let is_it = focus.role == role.name()
                && squeezed(&focus.name).starts_with(&squeezed(name))
                && (self.path.is_empty() || page::is_focused_within(&self.browser, &self.path));
            passed.push(focus);
            if is_it {
                could_be_followed(&passed);
                return;
            }
        }
        let names: Vec<&str> = passed.iter().map(|it| it.name.as_str()).collect();
        panic!("Tab never comes to {} “{name}” {}: {names:?}", role.name(), self.place());
    }

    // Seeing things.

    fn written(&self) -> Result<String, String> {
        page::text(&self.browser, &self.path)
    }

    /// Everything that is written there.
    #[track_caller]
    pub fn reads(&self) -> String {
        eventually("the text", || self.written())
    }

    #[track_caller]
    pub fn sees(&self, text: &str) {
        let wanted = squeezed(text);
        eventually(&format!("to see “{text}” {}", self.place()), || {
            let written = self.written()?;
            if squeezed(&written).contains(&wanted) { Ok(()) } else { Err(short(&written)) }
        });
    }

    /// Waits until a text is gone; something else has to tell that it would have been there.
    #[track_caller]
    pub fn does_not_see(&self, text: &str) {
        let unwanted = squeezed(text);
        eventually(&format!("not to see “{text}” {}", self.place()), || {
            let written = self.written()?;
            if squeezed(&written).contains(&unwanted) { Err(short(&written)) } else { Ok(()) }
        });
    }

    /// Whether a text is there at this moment.
    pub fn can_see(&self, text: &str) -> bool {
        self.written().is_ok_and(|it| squeezed(&it).contains(&squeezed(text)))
    }

    #[track_caller]
    pub fn sees_a(&self, role: Role, name: &str) {
        eventually(&format!("a {} “{name}” {}", role.name(), self.place()), || {
            page::find(&self.browser, &self.path, role, name).map(drop)
        });
    }

    /// Whether such a thing is there at this moment, and can be used.
    pub fn has_a(&self, role: Role, name: &str) -> bool {
        page::find(&self.browser, &self.path, role, name).is_ok()
    }

    fn property(&self, role: Role, name: &str, property: &str) -> Result<Value, String> {
        let found = page::find(&self.browser, &self.path, role, name)?;
        let read = format!("return arguments[0].{property};");
        self.browser.try_script(&read, &json!([found.element]))
    }

    #[track_caller]
    fn waits_for_property(&self, role: Role, name: &str, property: &str, wanted: &Value) {
        eventually(&format!("{property} of “{name}” {}", self.place()), || {
            match self.property(role, name, property)? {
                found if found == *wanted => Ok(()),
                found => Err(format!("{found} instead of {wanted}")),
            }
        });
    }

    #[track_caller]
    pub fn reads_in(&self, label: &str, text: &str) {
        self.waits_for_property(Role::Field, label, "value", &json!(text));
    }

    /// What stands in a field at this moment.
    #[track_caller]
    pub fn value_of(&self, label: &str) -> String {
        let value = eventually(label, || self.property(Role::Field, label, "value"));
        value.as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn reads_chosen(&self, list: &str, option: &str) {
        self.waits_for_property(Role::List, list, "selectedOptions[0].label", &json!(option));
    }

    #[track_caller]
    pub fn waits_until_ticked(&self, label: &str, is_ticked: bool) {
        self.waits_for_property(Role::Checkbox, label, "checked", &json!(is_ticked));
    }

    #[track_caller]
    pub fn is_ticked(&self, label: &str) -> bool {
        let awaited = format!("checkbox “{label}” {}", self.place());
        eventually(&awaited, || self.property(Role::Checkbox, label, "checked")) == json!(true)
    }

    /// Whether this answer is the picked one.
    #[track_caller]
    pub fn reads_picked(&self, label: &str) {
        self.waits_for_property(Role::Radio, label, "checked", &json!(true));
    }

    /// Everything under localStorage.
    pub fn storage(&self) -> BTreeMap<String, String> {
        self.browser.storage()
    }

    // What belongs to this app.

    /// Makes an engagement from the list, and is on its setup then.
    #[track_caller]
    pub fn creates_engagement(&self, customer: &str) {
        self.opens("#/");
        self.clicks_button("新しいエンゲージメント");
        self.fills("お客様名", customer);
        self.clicks_button("作成");
        self.sees_a(Role::Heading, "エンゲージメントの設定");
    }

    /// Exports an engagement of the list, and keeps the file under this name.
    #[track_caller]
    pub fn exports(&self, customer: &str, scratch: &Scratch, name: &str) -> PathBuf {
        self.opens("#/");
        self.row(customer).clicks_button("書き出す");
        self.sees("書き出しました");
        scratch.file(name, self.browser.download().1)
    }

    /// Takes in a file that is new here, and is on the list then.
    #[track_caller]
    pub fn takes_in(&self, file: &Path) {
        self.opens("#/open");
        self.chooses_file("ファイルを選ぶ", file);
        self.sees("新しく追加します");
        self.clicks_button("取り込む");
        self.sees("取り込みました");
        self.sees_a(Role::Heading, "エンゲージメント一覧");
    }

    /// Waits until the engagement says that everything is kept.
    #[track_caller]
    pub fn sees_it_saved(&self) {
        self.sees("保存済み (このブラウザー内)");
    }
}

/// The way of the keyboard could be seen at every stop after the first place, where it may have been put.
#[track_caller]
fn could_be_followed(passed: &[Focus]) {
    for focus in passed.iter().skip(1) {
        // A date has several stops. At its button for the calendar the browser draws a ring of its own, inside.
        let is_first = passed.first().is_some_and(|it| it.name == focus.name);
        let has_other_ring = || passed.iter().any(|it| it.name == focus.name && 0.0 < it.outline);
        let has_ring = 0.0 < focus.outline || (focus.is_date && (is_first || has_other_ring()));
        assert!(has_ring && focus.is_in_view, "the keyboard cannot be seen: {focus:?}");
    }
}

/// Enough of a page to see what went wrong.
fn short(written: &str) -> String {
    const MOST: usize = 3_000;
    let words: Vec<&str> = written.split_whitespace().collect();
    words.join(" ").chars().take(MOST).collect()
}
