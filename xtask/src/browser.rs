//! Chromium and its driver for the browser tests: found where they are, installed where that is possible.

use std::env::consts::{ARCH, EXE_SUFFIX, OS};
use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{command, on_path, output_of, run};
use crate::{Context, Result, tools};

/// A browser and a driver of the same major version.
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

const CHROMIUM: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const DRIVER: [&str; 2] = ["chromedriver", "/usr/lib/chromium/chromedriver"];
const JAPANESE_FONT: &str = "fonts-noto-cjk";

/// A browser and driver to test with, after installing them if need be. `major` is the version to install when the
/// system does not choose one.
pub fn ensure(major: &str) -> Result<Browser> {
    if let (Some(chromium), Some(chromedriver)) = (named_chromium(), named("CHROMEDRIVER")) {
        println!("Chromium and driver: as the environment says");
        return Ok(Browser { chromium, chromedriver });
    }
    let font_missing =
        linux_is_like("debian") && output_of("dpkg", &["-s", JAPANESE_FONT]).is_none();
    if font_missing && let Err(message) = apt_install(&[JAPANESE_FONT]) {
        println!("Japanese text will look odd in the screenshots: {message}");
    }
    if let Some(found) = installed().or_else(|| downloaded(major)) {
        return Ok(found);
    }
    let why = match install(major) {
        Ok(()) => "they do not start".to_owned(),
        Err(message) => message,
    };
    installed().or_else(|| downloaded(major)).ok_or_else(|| {
        format!("the browser tests need Chromium and its driver: {why}\n{}", advice())
    })
}

/// The hosts that the app is tried on, for real. Where they are not, those tests say so and leave them out.
pub fn ensure_hosts() {
    let has_all = [&["nginx"][..], &["apache2", "httpd"]].iter().all(|names| {
        names.iter().any(|it| on_path(it) || Path::new("/usr/sbin").join(it).is_file())
    });
    if !has_all
        && linux_is_like("debian")
        && let Err(message) = apt_install(&["nginx-light", "apache2"])
    {
        println!("the app is not tried on nginx and Apache: {message}");
    }
}

/// What the user has named: `CHROMIUM`, or `CHROME` as other tools call it.
fn named_chromium() -> Option<PathBuf> {
    named("CHROMIUM").or_else(|| named("CHROME"))
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// What the system has, if browser and driver belong together.
fn installed() -> Option<Browser> {
    // There, asking Chrome for its version opens a window.
    if OS == "windows" {
        return None;
    }
    let first = |named: Option<PathBuf>, usual: &[&str]| {
        named
            .into_iter()
            .chain(usual.iter().map(PathBuf::from))
            .filter_map(|path| whole_path(&path))
            .find_map(|path| Some((major_version(&path)?, path)))
    };
    let (version, chromium) = first(named_chromium(), &CHROMIUM)?;
    let (driver_version, chromedriver) = first(named("CHROMEDRIVER"), &DRIVER)?;
    if version != driver_version {
        println!("Chromium {version} and driver {driver_version} do not belong together");
        return None;
    }
    println!("Chromium {version} and driver: found");
    Some(Browser { chromium, chromedriver })
}

/// The whole address of a program, which a driver needs of its browser.
pub fn whole_path(program: &Path) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let beside = std::env::split_paths(&path).map(|dir| dir.join(program));
    let mut places =
        std::iter::once(program.to_path_buf()).filter(|it| it.is_absolute()).chain(beside);
    places.find(|it| it.is_file())
}

/// "Chromium 156.0.1.2 built on …" and "ChromeDriver 156.0.1.2 (…)" are both of 156.
fn major_version(program: &Path) -> Option<String> {
    let text = output_of(program, &["--version"])?;
    text.split_whitespace().find_map(|word| {
        let (major, _) = word.split_once('.')?;
        major.parse::<u32>().is_ok().then(|| major.to_owned())
    })
}

fn install(major: &str) -> Result<()> {
    // Ubuntu's own packages are snaps, which cannot be driven from a container.
    if linux_is_like("debian") && !linux_is_like("ubuntu") {
        return apt_install(&["chromium", "chromium-driver"]);
    }
    if linux_is_like("ubuntu") {
        apt_install(&[
            "curl",
            "unzip",
            "libnss3",
            "libgbm1",
            "libatk-bridge2.0-0",
            "libxkbcommon0",
            "libxcomposite1",
            "libxdamage1",
            "libxrandr2",
            // The library's own name differs between releases; this one depends on it in all of them.
            "libasound2-dev",
        ])?;
    }
    download(major)
}

/// Google publishes matching pairs for testing; they need no installer.
fn download(major: &str) -> Result<()> {
    const LATEST: &str = "https://googlechromelabs.github.io/chrome-for-testing/LATEST_RELEASE_";
    const FILES: &str = "https://storage.googleapis.com/chrome-for-testing-public";
    let platform = platform()?;
    let dir = download_dir(major)?;
    fs::create_dir_all(&dir).context(|| format!("making {}", dir.display()))?;
    let latest = format!("{LATEST}{major}");
    let version = output_of("curl", &["-fsSL", &latest])
        .ok_or_else(|| format!("{latest} cannot be read with curl"))?;
    for name in ["chrome-headless-shell", "chromedriver"] {
        println!("{name} {version}: downloading into {}", dir.display());
        let zip = dir.join(format!("{name}.zip"));
        let url = format!("{FILES}/{version}/{platform}/{name}-{platform}.zip");
        run(command("curl").args(["-fL", "--progress-bar", "-o"]).arg(&zip).arg(url))?;
        // macOS and Windows have a tar that reads zip files.
        let mut unpack = if OS == "linux" { command("unzip") } else { command("tar") };
        unpack.arg(if OS == "linux" { "-qo" } else { "-xf" }).arg(&zip);
        run(unpack.current_dir(&dir))?;
        fs::remove_file(&zip).context(|| format!("removing {}", zip.display()))?;
    }
    Ok(())
}

/// What an earlier run has downloaded.
fn downloaded(major: &str) -> Option<Browser> {
    let platform = platform().ok()?;
    let dir = download_dir(major).ok()?;
    let program = |name: &str| dir.join(format!("{name}-{platform}/{name}{EXE_SUFFIX}"));
    let chromium = program("chrome-headless-shell");
    let chromedriver = program("chromedriver");
    output_of(&chromedriver, &["--version"])?;
    if !chromium.is_file() {
        return None;
    }
    println!("Chrome for testing {major} and driver: found");
    Some(Browser { chromium, chromedriver })
}

fn download_dir(major: &str) -> Result<PathBuf> {
    Ok(tools::cache()?.join(format!("chrome-{major}")))
}

fn platform() -> Result<&'static str> {
    match (OS, ARCH) {
        ("linux", "x86_64") => Ok("linux64"),
        ("macos", "aarch64") => Ok("mac-arm64"),
        ("macos", "x86_64") => Ok("mac-x64"),
        ("windows", "x86_64") => Ok("win64"),
        _ => Err(format!("there is no ready-made pair for {OS} on {ARCH}")),
    }
}

pub fn apt_install(packages: &[&str]) -> Result<()> {
    let all = packages.join(" ");
    let root = output_of("id", &["-u"]).as_deref() == Some("0");
    if !root && output_of("sudo", &["-n", "true"]).is_none() {
        return Err(format!("please run `sudo apt-get install {all}`"));
    }
    if !on_path("apt-get") {
        return Err(format!("there is no apt-get to install {all} with"));
    }
    let apt = |arguments: &[&str]| {
        let mut apt = if root { command("env") } else { command("sudo") };
        if !root {
            apt.args(["-n", "env"]);
        }
        run(apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]).args(arguments))
    };
    println!("apt-get: installing {all}");
    // A list that is out of date in part may still be good enough for what is needed.
    if let Err(message) = apt(&["update"]) {
        println!("{message}");
    }
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}

/// Is this that Linux, or one made from it?
pub fn linux_is_like(name: &str) -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| {
        text.lines()
            .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
            .any(|ids| ids.trim_matches('"').split_whitespace().any(|id| id == name))
    })
}

fn advice() -> &'static str {
    if linux_is_like("debian") && !linux_is_like("ubuntu") {
        return "Install them with: sudo apt-get install chromium chromium-driver fonts-noto-cjk";
    }
    match OS {
        "macos" => "Install them with: brew install --cask google-chrome chromedriver",
        _ => {
            "Install Chrome or Chromium and the chromedriver of the same version \
             (https://googlechromelabs.github.io/chrome-for-testing/), \
             and set CHROMIUM and CHROMEDRIVER to their paths."
        }
    }
}
