//! Starts the app in a browser. Anywhere else it looks at playbooks: `cargo xtask check-playbook FILE…`.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod ui;

#[cfg(target_arch = "wasm32")]
fn main() {
    ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (said, is_good) = match words.split_first() {
        Some((command, files)) if command == "check-playbook" && !files.is_empty() => check(files),
        _ => {
            let usage = "Kickoff runs in a browser: README.md has the command that builds and serves it.\n\
                         Here it checks playbooks: cargo xtask check-playbook FILE…";
            (usage.to_owned(), false)
        }
    };
    eprintln!("{said}");
    if is_good { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}

/// What is wrong with these files, as one library: `name:line:column: flaw`.
#[cfg(not(target_arch = "wasm32"))]
fn check(files: &[String]) -> (String, bool) {
    use kickoff::playbook::written;

    let mut read = Vec::new();
    for name in files {
        match std::fs::read_to_string(name) {
            Ok(written) => read.push((name.as_str(), written)),
            Err(why) => return (format!("{name}: {why}"), false),
        }
    }
    let all: Vec<(&str, &str)> = read.iter().map(|(name, it)| (*name, it.as_str())).collect();
    match written::library(&all) {
        Ok(_) => (format!("{}: no flaw", files.join(", ")), true),
        Err(flaws) => (format!("{}\n{} flaws", flaws.join("\n"), flaws.len()), false),
    }
}
