//! Running other programs.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::JoinHandle;

use crate::report::Tests;
use crate::{Context, Result};

/// A program that never waits for an answer from the keyboard, so that CI cannot hang on a question.
pub fn command(program: impl Into<OsString>) -> Command {
    let mut command = Command::new(program.into());
    command.stdin(Stdio::null());
    command
}

/// `cargo` in the workspace. Not `$CARGO`: only the one on the path also finds `cargo fmt` and `cargo clippy`.
pub fn cargo(root: &Path, arguments: &[&str]) -> Command {
    let mut cargo = command("cargo");
    cargo.current_dir(root).args(arguments);
    cargo
}

/// Runs to the end, its output shown as it comes.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().context(|| format!("starting `{name}`"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` failed ({status})")) }
}

/// Runs a test command, its output shown as it comes, and adds up what it says has passed and failed.
pub fn run_tests(command: &mut Command, tests: &mut Tests) -> Result<()> {
    let name = name(command);
    let mut child =
        command.stdout(Stdio::piped()).spawn().context(|| format!("starting `{name}`"))?;
    let output = child.stdout.take().ok_or("no output to read")?;
    for line in BufReader::new(output).split(b'\n') {
        let line = line.context(|| format!("reading what `{name}` says"))?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        tests.read(&line);
    }
    let status = child.wait().context(|| format!("waiting for `{name}`"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` failed ({status})")) }
}

/// A program that runs beside others.
pub struct Beside {
    name: String,
    output: JoinHandle<std::io::Result<Output>>,
}

impl Beside {
    /// Starts it. What it says is kept.
    pub fn start(command: &mut Command) -> Result<Beside> {
        let name = name(command);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().context(|| format!("starting `{name}`"))?;
        Ok(Beside { name, output: std::thread::spawn(|| child.wait_with_output()) })
    }

    /// Waits for its end, and shows what it has said.
    pub fn end(self) -> Result<()> {
        let Beside { name, output } = self;
        let output = output.join().map_err(|_| format!("nobody has waited for `{name}`"))?;
        let output = output.context(|| format!("waiting for `{name}`"))?;
        print!("{}", String::from_utf8_lossy(&output.stdout));
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        let status = output.status;
        if status.success() { Ok(()) } else { Err(format!("`{name}` failed ({status})")) }
    }
}

/// What a program prints, if it is there and succeeds.
pub fn output_of(program: impl Into<OsString>, arguments: &[&str]) -> Option<String> {
    let output = command(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Is there such a program on the path?
pub fn on_path(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    std::env::split_paths(&path)
        .any(|dir| dir.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)).is_file())
}

fn name(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_beside_others_is_waited_for_and_its_failure_is_one() {
        let beside = |argument: &str| Beside::start(command("cargo").arg(argument)).unwrap();
        let (good, bad) = (beside("--version"), beside("--no-such-switch"));
        assert_eq!(good.end(), Ok(()));
        assert!(bad.end().unwrap_err().starts_with("`cargo --no-such-switch` failed"));
        assert!(Beside::start(&mut command("no-such-program-at-all")).is_err());
    }
}
