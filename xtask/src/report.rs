//! What is said at the end: how long each stage took, how many tests passed, and why the others did not.

use std::time::{Duration, Instant};

use crate::Result;

/// Counted from the lines that Rust's test harness prints.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tests {
    pub passed: u64,
    pub failed: u64,
    /// What the failed ones have said.
    failures: Vec<String>,
    is_in_failures: bool,
}

impl Tests {
    /// Adds the numbers of a `test result: …` line, and keeps what stands above it below `failures:`.
    pub fn read(&mut self, line: &str) {
        let ends = ["test result:", "running "].iter().any(|it| line.starts_with(it));
        if line == "failures:" || ends {
            // The second `failures:` begins the list of their names, which were said. A test that kills all has none.
            self.is_in_failures = line == "failures:" && !self.is_in_failures;
        } else if self.is_in_failures {
            self.failures.push(line.to_owned());
        }
        let Some(result) = line.trim().strip_prefix("test result:") else { return };
        for part in result.split([';', '.']) {
            let mut words = part.split_whitespace();
            let (Some(count), Some(what)) = (words.next(), words.next()) else { continue };
            let Ok(count) = count.parse::<u64>() else { continue };
            match what {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                _ => {}
            }
        }
    }

    /// Says again why tests failed, most of them long before the end.
    pub fn print_failures(&self) {
        const MOST: usize = 200;
        if !self.failures.is_empty() {
            println!("\nfailures:");
        }
        for line in self.failures.iter().take(MOST) {
            println!("{line}");
        }
    }
}

/// The stages of a long command, each announced when it begins and timed.
pub struct Stages {
    total: usize,
    done: Vec<(String, Duration, Outcome)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Ok,
    Failed,
    Skipped,
}

impl Stages {
    pub fn new(total: usize) -> Self {
        Self { total, done: Vec::new() }
    }

    /// Runs one stage. A failure is said at once and remembered; the caller decides whether the next one makes sense.
    pub fn stage(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        println!("\n[{}/{}] {name}", self.done.len() + 1, self.total);
        let start = Instant::now();
        let outcome = match work() {
            Ok(()) => Outcome::Ok,
            Err(message) => {
                eprintln!("{message}");
                Outcome::Failed
            }
        };
        self.done.push((name.to_owned(), start.elapsed(), outcome));
        outcome == Outcome::Ok
    }

    /// Says that a stage was left out: because of an earlier failure, or of what is not here.
    pub fn skip(&mut self, name: &str) {
        println!("\n[{}/{}] {name}: skipped", self.done.len() + 1, self.total);
        self.done.push((name.to_owned(), Duration::ZERO, Outcome::Skipped));
    }

    /// How many stages failed.
    pub fn failed(&self) -> usize {
        self.done.iter().filter(|(_, _, outcome)| *outcome == Outcome::Failed).count()
    }

    /// Time and outcome of each stage.
    pub fn print(&self) {
        println!();
        for (name, time, outcome) in &self.done {
            let outcome = match outcome {
                Outcome::Ok => "ok",
                Outcome::Failed => "FAILED",
                Outcome::Skipped => "skipped",
            };
            println!("{:>7.1} s  {outcome:<8} {name}", time.as_secs_f64());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_results_are_added_up() {
        let mut tests = Tests::default();
        tests.read("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out");
        tests.read("test result: FAILED. 3 passed; 2 failed; 0 ignored; finished in 0.01s");
        tests.read("test domain::some_test ... ok");
        tests.read("7 passed in a sentence of somebody else");
        assert_eq!(tests, Tests { passed: 15, failed: 2, ..Tests::default() });
    }

    #[test]
    fn what_failed_tests_say_is_kept_once() {
        let said = "test one ... FAILED\n\nfailures:\n\n---- one stdout ----\nthread 'one' panicked: 2\n\n\n\
                    failures:\n    one\n\ntest result: FAILED. 0 passed; 1 failed\n\
                    test two ... ok\ntest result: ok. 1 passed; 0 failed";
        let mut tests = Tests::default();
        // Of two commands.
        for line in said.lines().chain(said.lines()) {
            tests.read(line);
        }
        let one = ["", "---- one stdout ----", "thread 'one' panicked: 2", "", ""];
        assert_eq!(tests.failures, [one, one].concat());
    }
}
