//! The other engines: the same tests of the journey and of what is kept, in Firefox and in WebKit.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::{apt_install, linux_is_like, whole_path};
use crate::pins::Pins;
use crate::run::{cargo, command, on_path};
use crate::{Result, tools};

/// An engine, what of the suite it runs, and why not the rest of that.
pub struct Engine {
    pub name: &'static str,
    /// As the tests call it.
    id: &'static str,
    /// The modules of the suite.
    modules: &'static [&'static [&'static str]],
    /// Tests of them that it cannot run, each with its reason.
    pub without: &'static [(&'static str, &'static str)],
    find: fn(&Pins) -> Result<Found>,
}

/// Programs and what they are told, by the variables in which the tests look for them.
#[derive(Default)]
struct Found {
    variables: Vec<(&'static str, OsString)>,
    needs_display: bool,
}

const STORAGE: &[&str] = &[
    "journey::",
    "kept::",
    "tabs::",
    "archive::",
    "orders::",
    "left_out::",
    "copies::",
    "delete::",
    "many::",
    "offline::",
    "recovery::",
];

const IN_FRONT: &str = "no driver brings a tab to the front, and only there the keyboard is seen";
const BEFORE_PAGES: &str = "the test changes what the browser can do before the page begins";

pub const ENGINES: [Engine; 2] = [
    Engine {
        name: "Firefox",
        id: "firefox",
        modules: &[STORAGE, &["killed::"]],
        without: &[("archive::by_keyboard_alone", IN_FRONT)],
        find: firefox,
    },
    Engine {
        name: "WebKitGTK",
        id: "webkit",
        // Killed, it would come back empty: driven, it keeps nothing on the disk.
        modules: &[STORAGE],
        without: &[
            ("kept::a_storage_filled_for_real", BEFORE_PAGES),
            ("kept::what_is_not_saved_is_tried_again", BEFORE_PAGES),
            ("kept::without_any_storage", BEFORE_PAGES),
            ("archive::an_import_that_finds_no_room", BEFORE_PAGES),
            ("archive::where_there_is_no_database", BEFORE_PAGES),
            ("orders::an_import_of_several", BEFORE_PAGES),
            ("many::five_hundred", BEFORE_PAGES),
            ("many::an_export_that_takes_a_moment", BEFORE_PAGES),
            ("recovery::a_browser_that_cannot_run_it", BEFORE_PAGES),
            ("archive::by_keyboard_alone", IN_FRONT),
            ("tabs::three_tabs_that_write_at_once", "a tab behind others has one timer per second"),
            (
                "orders::a_list_is_not_drawn_anew",
                "on a busy machine the ring around a list box was missing once in a while; not understood yet",
            ),
            ("orders::nor_does_a_number", "another tab's writing is seen a moment later"),
        ],
        find: webkit,
    },
];

impl Engine {
    /// Its tests, or why they cannot be run here. What is missing is installed where that needs no question.
    pub fn tests(&self, root: &Path, pins: &Pins) -> Result<Command> {
        let found = (self.find)(pins)?;
        let words = ["test", "--locked", "--package", "e2e", "--test", "browser", "--"];
        let mut tests = if found.needs_display {
            let mut display = command("xvfb-run");
            display.args(["-a", "-s", "-screen 0 2000x1600x24", "cargo"]).args(words);
            display.current_dir(root);
            display
        } else {
            cargo(root, &words)
        };
        tests.args(self.modules.concat());
        for (test, _) in self.without {
            tests.args(["--skip", test]);
        }
        tests.env("KICKOFF_ENGINE", self.id).envs(found.variables);
        Ok(tests)
    }
}

fn firefox(pins: &Pins) -> Result<Found> {
    const USUAL: [&str; 3] =
        ["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];
    let firefox = found_or_installed("FIREFOX", &USUAL, &["firefox-esr"])?;
    // Whoever has a driver has chosen it.
    let geckodriver = match named_or_usual("GECKODRIVER", &["geckodriver"]) {
        Some(path) => path,
        None => tools::geckodriver(pins).ensure("driver:")?,
    };
    let variables = vec![("FIREFOX", firefox.into()), ("GECKODRIVER", geckodriver.into())];
    Ok(Found { variables, needs_display: false })
}

fn webkit(_: &Pins) -> Result<Found> {
    const PACKAGES: [&str; 4] = ["webkit2gtk-driver", "libfaketime", "xvfb", "xauth"];
    let find = || {
        let driver = named_or_usual("WEBKIT_DRIVER", &["WebKitWebDriver"])?;
        let browser =
            named_or_usual("WEBKIT", &[]).or_else(|| in_libraries("webkit2gtk-", "MiniBrowser"))?;
        let clock = named_or_usual("FAKETIME_LIBRARY", &[])
            .or_else(|| in_libraries("faketime", "libfaketimeMT.so.1"))?;
        on_path("xvfb-run").then(|| Found {
            variables: vec![
                ("WEBKIT_DRIVER", driver.into()),
                ("WEBKIT", browser.into()),
                ("FAKETIME_LIBRARY", clock.into()),
            ],
            needs_display: true,
        })
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    debian_installs(&PACKAGES)?;
    find().ok_or_else(|| {
        format!("{} were installed, but not where they are looked for", PACKAGES.join(" "))
    })
}

fn found_or_installed(variable: &str, usual: &[&str], packages: &[&str]) -> Result<PathBuf> {
    if let Some(path) = named_or_usual(variable, usual) {
        return Ok(path);
    }
    debian_installs(packages)?;
    named_or_usual(variable, usual).ok_or_else(|| format!("{} does not start", packages.join(" ")))
}

fn debian_installs(packages: &[&str]) -> Result<()> {
    if linux_is_like("debian") {
        apt_install(packages)
    } else {
        Err(format!("here are no {} (Debian's names)", packages.join(", ")))
    }
}

fn named_or_usual(variable: &str, usual: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).filter(|it| !it.is_empty()).map(PathBuf::from);
    named.into_iter().chain(usual.iter().map(PathBuf::from)).find_map(|it| whole_path(&it))
}

/// `/usr/lib/<machine>/<folder…>/<file>`, as Debian lays them out.
fn in_libraries(folder: &str, file: &str) -> Option<PathBuf> {
    let entries = |it: &Path| std::fs::read_dir(it).into_iter().flatten().flatten();
    let machines = entries(Path::new("/usr/lib")).map(|it| it.path());
    let mut folders = machines.flat_map(|it| entries(&it).collect::<Vec<_>>());
    folders.find_map(|it| {
        let is_it = it.file_name().to_string_lossy().starts_with(folder);
        Some(it.path().join(file)).filter(|it| is_it && it.is_file())
    })
}
