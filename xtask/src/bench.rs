//! The benchmark: the build, and then the program that drives a browser over it (`tests/e2e/bench`). What it needs that
//! has nothing to do with a browser is here: the statistics, the table, and what is said of the machine.

mod names;
pub mod profile;
pub mod run;
pub mod statistics;
pub mod table;

use std::path::Path;

use crate::browser::Browser;
use crate::pins::Pins;
use crate::run::{cargo, run};
use crate::{Result, browser, build};

/// The word that asks for a profile instead.
pub const PROFILE: &str = "--profile";

/// What is asked of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Fewer rounds.
    pub is_quick: bool,
    /// Only with so many engagements; what is only a part is not kept.
    pub sizes: Vec<usize>,
    /// What is to be said with the results: what else the machine did, what has changed.
    pub note: String,
}

impl Options {
    pub fn parse(words: &[impl AsRef<str>]) -> Result<Options> {
        let mut options = Options::default();
        let mut words = words.iter().map(AsRef::as_ref);
        while let Some(word) = words.next() {
            match word {
                "--quick" => options.is_quick = true,
                "--with" => {
                    let said = words.next().unwrap_or_default();
                    let sizes: std::result::Result<_, _> =
                        said.split(',').map(str::parse).collect();
                    options.sizes = sizes
                        .ok()
                        .filter(|sizes: &Vec<usize>| !sizes.contains(&0))
                        .ok_or("--with is followed by numbers of engagements, as in 1,10")?;
                }
                "--note" => {
                    options.note = words.next().ok_or("--note is followed by a text")?.to_owned();
                }
                other => {
                    return Err(format!("`bench` knows --quick, --with and --note, not `{other}`"));
                }
            }
        }
        Ok(options)
    }
}

/// Builds, measures, and adds the results to those that are kept.
pub fn bench(root: &Path, words: &[&str]) -> Result<()> {
    // Better said now than after the build.
    Options::parse(words)?;
    let pins = Pins::read(root)?;
    let browser = browser::ensure(&pins.chrome)?;
    build::build(root)?;
    measure(root, words, &root.join("dist"), browser)
}

/// Builds with names, and prints where the time goes: of all that can be profiled, or of what is named.
pub fn profile(root: &Path, words: &[&str]) -> Result<()> {
    let pins = Pins::read(root)?;
    let browser = browser::ensure(&pins.chrome)?;
    let dist = build::build_with_names(root)?;
    measure(root, &[&[PROFILE], words].concat(), &dist, browser)
}

fn measure(root: &Path, words: &[&str], dist: &Path, browser: Browser) -> Result<()> {
    let mut bench = cargo(root, &["run", "--locked", "--package", "e2e", "--bin", "bench", "--"]);
    bench
        .args(words)
        .env("KICKOFF_DIST", dist)
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.chromedriver);
    run(&mut bench)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_others_refused() {
        assert_eq!(Options::parse(&[""; 0]).unwrap(), Options::default());
        let all = Options::parse(&["--quick", "--with", "1,10", "--note", "alone on it"]).unwrap();
        let note = "alone on it".to_owned();
        assert_eq!(all, Options { is_quick: true, sizes: vec![1, 10], note });
        for wrong in ["", "ten", "1,,2", "0", "-1"] {
            assert!(Options::parse(&["--with", wrong]).is_err(), "{wrong}");
        }
        assert!(Options::parse(&["--with"]).is_err());
        assert!(Options::parse(&["--note"]).is_err());
        let other = Options::parse(&["--fast"]).unwrap_err();
        assert!(other.contains("--fast"), "{other}");
    }
}
