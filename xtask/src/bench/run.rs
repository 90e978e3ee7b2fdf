//! What has to be known of a run to read its figures later.

use std::fs;
use std::path::Path;
use std::thread;

use crate::run::output_of;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    pub date: String,
    /// With a plus sign if files had changed since.
    pub commit: String,
    pub machine: String,
    pub cores: usize,
    pub browser: String,
    pub rounds: usize,
    pub slowed: u32,
    /// How many programs wanted to run at once in the minute before the run, and in its last; where the system tells.
    pub load: [Option<f64>; 2],
    pub note: String,
}

impl Run {
    /// What this machine and this checkout say of themselves.
    pub fn here(root: &Path) -> Run {
        Run {
            commit: commit(root),
            machine: machine(),
            cores: thread::available_parallelism().map_or(0, usize::from),
            ..Run::default()
        }
    }

    pub fn heading(&self) -> String {
        let Run { date, commit, machine, cores, browser, rounds, slowed, load, note } = self;
        let load = match load {
            [Some(before), Some(after)] => {
                format!(" Load before {before:.1}, at the end {after:.1}.")
            }
            _ => String::new(),
        };
        let note = if note.is_empty() { String::new() } else { format!("\n{note}") };
        format!(
            "## {date}, {commit}\n\n{machine}, {cores} cores; {browser}, processor slowed {slowed}×; {rounds} rounds.{load}{note}"
        )
    }
}

fn commit(root: &Path) -> String {
    let root = root.display().to_string();
    let git = |words: &[&str]| output_of("git", &[&["-C", &root], words].concat());
    match (git(&["rev-parse", "--short", "HEAD"]), git(&["status", "--porcelain"])) {
        (Some(commit), Some(changed)) if changed.is_empty() => commit,
        (Some(commit), _) => format!("{commit}+"),
        _ => "no commit".to_owned(),
    }
}

fn machine() -> String {
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor(&cpus)
        .or_else(|| output_of("sysctl", &["-n", "machdep.cpu.brand_string"]))
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    format!("{model}, {}", std::env::consts::OS)
}

/// The first processor's name, as Linux has it.
fn processor(cpus: &str) -> Option<String> {
    let line = cpus.lines().find(|it| it.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// Of the last minute, where the system tells.
pub fn load_average() -> Option<f64> {
    first_number(&fs::read_to_string("/proc/loadavg").ok()?)
}

fn first_number(text: &str) -> Option<f64> {
    text.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_when_what_and_on_which_machine() {
        let run = Run {
            date: "2026-11-29".to_owned(),
            commit: "c4fabe2+".to_owned(),
            machine: "Some CPU, linux".to_owned(),
            cores: 2,
            browser: "Chromium 156.0".to_owned(),
            rounds: 9,
            slowed: 4,
            load: [Some(0.25), Some(1.0)],
            note: "Alone.".to_owned(),
        };
        assert_eq!(
            run.heading(),
            "## 2026-11-29, c4fabe2+\n\n\
             Some CPU, linux, 2 cores; Chromium 156.0, processor slowed 4×; 9 rounds. \
             Load before 0.2, at the end 1.0.\nAlone."
        );
        let silent = Run { load: [None, None], note: String::new(), ..run };
        assert!(silent.heading().ends_with("9 rounds."));
    }

    #[test]
    fn what_linux_says_of_itself_is_read() {
        let cpus = "processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\n\nmodel name\t: Another\n";
        assert_eq!(processor(cpus).as_deref(), Some("Some CPU @ 2 GHz"));
        assert_eq!(processor("processor\t: 0"), None);
        assert_eq!(first_number("3.17 2.35 2.48 1/300 99"), Some(3.17));
        assert_eq!(first_number(""), None);
    }

    #[test]
    fn a_folder_without_history_has_no_commit() {
        assert_eq!(commit(Path::new("/nowhere/at/all")), "no commit");
    }
}
