use std::path::{Path, PathBuf};
use std::process::ExitCode;

use xtask::pins::Pins;
use xtask::{
    Result, bench, build, finish, kit, lighthouse, parts, playbook, release, reproduce, split,
    stages, supply, tools, weigh,
};

const USAGE: &str = "\
cargo xtask serve [--port 8080]   install what is missing, build, and serve the app on this machine
cargo xtask test                  install what is missing, then run every test, native and in the browser
cargo xtask kit                   run the tests of the kit (src/ui/kit) in the browser
cargo xtask build                 install what is missing and build into dist/
cargo xtask bench [--quick]       build, and measure the app beside a hand-written page; added to benches/results.md
                                  (`--with 1,10`: only with so many engagements, and not added)
cargo xtask profile [WHAT…]       build with names, and print where the time goes: of tick, step, list, open, files
cargo xtask weigh                 print what the first screen weighs, and fail above budget.toml
cargo xtask lighthouse            run Lighthouse on dist/; its report is left in artefacts/
cargo xtask parts                 what parts of the program weigh, each taken out alone; into benches/parts.md
cargo xtask ci                    licences, formatting, lints, then `test`; .ci/run calls it, and checks Cargo.lock
cargo xtask supply                hold the licences and sources of all crates against deny.toml
cargo xtask release               build, and lay out the folder, a zip of it and checksums in target/release-files
cargo xtask reproduce             build twice, as we do and by trunk alone, and compare byte for byte
cargo xtask check-playbook FILE…  hold playbooks against their rules: every flaw with its line and column
cargo xtask finish-build          called by trunk: splits the program, lists the files for the service worker";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = root();
    match words.as_slice() {
        ["serve"] => build::serve(&root, 8080),
        ["serve", "--port", port] => {
            let port = port.parse().map_err(|_| format!("`{port}` is not a port number"))?;
            build::serve(&root, port)
        }
        ["build"] => build::build(&root),
        ["test"] => stages::test(&root),
        ["kit"] => kit::test(&root),
        ["bench", words @ ..] => bench::bench(&root, words),
        ["profile", words @ ..] => bench::profile(&root, words),
        ["ci"] => stages::ci(&root),
        ["weigh"] => weigh::weigh(&root.join("dist"), &root.join("budget.toml")),
        ["supply"] => supply::check(&root),
        ["check-playbook", files @ ..] => playbook::check(&root, files),
        ["lighthouse"] => lighthouse::lighthouse(&root),
        ["parts"] => parts::parts(&root),
        ["release"] => release::release(&root),
        ["reproduce"] => reproduce::reproduce(&root),
        ["finish-build"] => {
            let staging = std::env::var_os("TRUNK_STAGING_DIR")
                .ok_or("finish-build is called by `trunk build`, which sets TRUNK_STAGING_DIR")?;
            let debug = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug");
            let staging = Path::new(&staging);
            if !debug && std::env::var_os(build::IS_OURS).is_none() {
                return build::again(&root, staging);
            }
            let pins = Pins::read(&root)?;
            let wasm_bindgen = tools::wasm_bindgen(&pins).ensure("finishing:")?;
            split::split(&root, staging, &wasm_bindgen, debug)?;
            finish::finish_build(staging, debug)
        }
        _ => Err(format!("no such command\n\n{USAGE}")),
    }
}

/// The workspace: cargo says at run time where this package is, so that a moved checkout keeps working.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map_or(package.clone(), Path::to_path_buf)
}
