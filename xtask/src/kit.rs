//! The tests of the kit, which draws: they are compiled for a browser, and run in one.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::browser::Browser;
use crate::pins::Pins;
use crate::report::Tests;
use crate::run::{cargo, run_tests};
use crate::{Context, Result, browser, tools};

/// These tests alone.
pub fn test(root: &Path) -> Result<()> {
    let pins = Pins::read(root)?;
    let browser = browser::ensure(&pins.chrome)?;
    run_tests(&mut tests(root, &pins, &browser)?, &mut Tests::default())
}

/// The command that runs them in a browser.
pub fn tests(root: &Path, pins: &Pins, browser: &Browser) -> Result<Command> {
    // Comes with wasm-bindgen, in the same folder.
    let runner = tools::wasm_bindgen(pins).ensure("kit:")?;
    let runner = runner.with_file_name("wasm-bindgen-test-runner");
    fs::create_dir_all(root.join("target")).context(|| "making target/".to_owned())?;
    let browser_to_use = root.join("target").join("kit-webdriver.json");
    let binary = browser.chromium.display().to_string();
    let options = serde_json::json!({ "goog:chromeOptions": { "binary": binary } });
    fs::write(&browser_to_use, options.to_string())
        .context(|| format!("writing {}", browser_to_use.display()))?;
    let words = ["test", "--locked", "--package", "kit", "--target", "wasm32-unknown-unknown"];
    let mut tests = cargo(root, &words);
    tests
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browser_to_use);
    Ok(tests)
}
