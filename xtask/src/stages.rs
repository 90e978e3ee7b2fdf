//! The two long commands: every test, and everything a change has to pass.

use std::path::Path;

use crate::engines::ENGINES;
use crate::pins::Pins;
use crate::report::{Stages, Tests};
use crate::run::{Beside, cargo, command, run, run_tests};
use crate::{Context, Result, browser, build, kit, supply, weigh};

/// Set where every engine has to be there.
const ALL_ENGINES: &str = "KICKOFF_ALL_ENGINES";

/// README's second command. Every stage that still makes sense is run, whatever failed before it.
pub fn test(root: &Path) -> Result<()> {
    let pins = Pins::read(root)?;
    let dist = root.join("dist");
    let mut stages = Stages::new(6 + ENGINES.len());
    let mut tests = Tests::default();
    let mut found = None;

    stages.stage("browser to test with, tools", || {
        found = Some(browser::ensure(&pins.chrome)?);
        browser::ensure_hosts();
        build::tools(root, 4).map(drop)
    });
    // It ends on one processor, as the tests do; what it says is shown when it is its turn.
    // Not `cargo xtask`, which would wait for whatever else compiles.
    let building = std::env::current_exe()
        .context(|| "finding this program".to_owned())
        .and_then(|it| Beside::start(command(it).arg("build").current_dir(root)));
    stages.stage("native tests", || {
        let words = ["test", "--locked", "--workspace", "--exclude", "e2e", "--no-fail-fast"];
        run_tests(&mut cargo(root, &words), &mut tests)
    });
    let built = stages.stage("release build, what is left of it", || building?.end());
    if built {
        stages.stage("weight", || weigh::weigh(&dist, &root.join("budget.toml")));
    } else {
        stages.skip("weight");
    }
    match &found {
        Some(browser) => {
            stages.stage("kit, in the browser", || {
                run_tests(&mut kit::tests(root, &pins, browser)?, &mut tests)
            });
        }
        None => stages.skip("kit, in the browser"),
    }
    match found.filter(|_| built) {
        Some(browser) => {
            stages.stage("browser tests", || {
                let words = ["test", "--locked", "--package", "e2e", "--no-fail-fast"];
                let mut e2e = cargo(root, &words);
                e2e.env("KICKOFF_DIST", &dist)
                    .env("CHROMIUM", browser.chromium)
                    .env("CHROMEDRIVER", browser.chromedriver);
                run_tests(&mut e2e, &mut tests)
            });
        }
        None => stages.skip("browser tests"),
    }
    for engine in ENGINES {
        let name = format!("journey and storage in {}", engine.name);
        if !built {
            stages.skip(&name);
            continue;
        }
        match engine.tests(root, &pins) {
            Ok(mut command) => {
                stages.stage(&name, || {
                    for (test, why) in engine.without {
                        println!("without {test}: {why}");
                    }
                    run_tests(command.env("KICKOFF_DIST", &dist), &mut tests)
                });
            }
            // CI has all of them. Whoever develops has what they have.
            Err(why) if std::env::var_os(ALL_ENGINES).is_some() => {
                stages.stage(&name, || Err(why));
            }
            Err(why) => {
                println!("{}: {why}", engine.name);
                stages.skip(&name);
            }
        }
    }

    tests.print_failures();
    stages.print();
    // A stage can fail without a failed test; the number must not look like a success then.
    let failed = tests.failed.max(stages.failed() as u64);
    println!("\n{} passed, {failed} failed", tests.passed);
    if failed == 0 { Ok(()) } else { Err("not everything has passed".to_owned()) }
}

/// What CI runs: the checks that need no test, then the README's own test command, whose total is the last line.
/// That the lock file is up to date is for `.ci/run` to see: by the time we run, cargo has updated it.
pub fn ci(root: &Path) -> Result<()> {
    let mut stages = Stages::new(5);
    stages.stage("licences and sources", || supply::check(root));
    stages.stage("formatting", || run(&mut cargo(root, &["fmt", "--all", "--check"])));
    let deny = ["--", "-D", "warnings"];
    stages.stage("lints, this machine", || {
        let words = ["clippy", "--locked", "--workspace", "--all-targets"];
        run(cargo(root, &words).args(deny))
    });
    stages.stage("lints, wasm", || {
        let target = ["--target", "wasm32-unknown-unknown"];
        // In one command: alone the kit has other features of the packages below it, which are read again then.
        // `browser` is the one test for wasm; unit tests, which would be linted too, are for this machine.
        let words = ["clippy", "--locked", "--package", "kickoff", "--package", "kit"];
        let targets = ["--lib", "--bins", "--test", "browser"];
        run(cargo(root, &words).args(targets).args(target).args(deny))
    });
    stages.stage("documentation", || {
        let words = ["doc", "--locked", "--workspace", "--no-deps"];
        run(cargo(root, &words).env("RUSTDOCFLAGS", deny[1..].join(" ")))
    });
    stages.print();
    println!();
    let tests = run(cargo(root, &["xtask", "test"]).env(ALL_ENGINES, "1"));
    match stages.failed() {
        0 => tests,
        count => Err(format!("{count} of the checks before the tests failed; see above")),
    }
}
