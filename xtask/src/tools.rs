//! The programs that are needed beside cargo: found where they are, installed where they are not.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};

use crate::pins::Pins;
use crate::run::{command, on_path, output_of, run};
use crate::{Context, Result};

/// A program from crates.io, in exactly one version.
pub struct Tool<'a> {
    krate: &'static str,
    program: &'static str,
    version: &'a str,
    /// What `cargo install` is told beside the version.
    install: &'static [&'static str],
}

/// Trunk's own downloads and self-update stay out: nothing is fetched behind the user's back.
pub fn trunk(pins: &Pins) -> Tool<'_> {
    Tool {
        krate: "trunk",
        program: "trunk",
        version: &pins.trunk,
        install: &["--locked", "--no-default-features", "--features", "rustls"],
    }
}

/// Not `--locked`: the lock file it is published with names a version that not every registry has.
pub fn wasm_bindgen(pins: &Pins) -> Tool<'_> {
    Tool {
        krate: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &pins.wasm_bindgen,
        install: &[],
    }
}

/// Not for a build: drives Firefox for the browser tests.
pub fn geckodriver(pins: &Pins) -> Tool<'_> {
    Tool {
        krate: "geckodriver",
        program: "geckodriver",
        version: &pins.geckodriver,
        install: &["--locked"],
    }
}

/// Not for a build: holds it against `deny.toml`.
pub fn cargo_deny(pins: &Pins) -> Tool<'_> {
    Tool {
        krate: "cargo-deny",
        program: "cargo-deny",
        version: &pins.cargo_deny,
        install: &["--locked"],
    }
}

impl Tool<'_> {
    /// The program's path, after installing it if need be. `step` is the "[2/5]" in front of what is said.
    pub fn ensure(&self, step: &str) -> Result<PathBuf> {
        let Self { krate, version, .. } = self;
        if let Some(path) = self.find() {
            println!("{step} {krate} {version}: found");
            return Ok(path);
        }
        let dir = self.dir()?;
        println!("{step} {krate} {version}: installing into {}", dir.display());
        self.install(&dir)?;
        self.find().ok_or_else(|| {
            format!("{krate} was installed into {} but does not start", dir.display())
        })
    }

    /// On the path first, then in our own directory; another version is as good as none.
    fn find(&self) -> Option<PathBuf> {
        let own = self.dir().ok().map(|dir| dir.join("bin").join(self.file()));
        [Some(PathBuf::from(self.program)), own].into_iter().flatten().find(|path| {
            output_of(path, &["--version"])
                .is_some_and(|text| text.split_whitespace().nth(1) == Some(self.version))
        })
    }

    fn file(&self) -> String {
        format!("{}{EXE_SUFFIX}", self.program)
    }

    /// One directory per version, so that two checkouts never fight over one program.
    fn dir(&self) -> Result<PathBuf> {
        Ok(cache()?.join(format!("{}-{}", self.krate, self.version)))
    }

    fn install(&self, dir: &Path) -> Result<()> {
        let versioned = format!("{}@{}", self.krate, self.version);
        if output_of("cargo", &["binstall", "-V"]).is_some() {
            println!("      ready-made, with cargo binstall");
            let mut binstall = command("cargo");
            binstall.args(["binstall", "--no-confirm", "--disable-strategies", "compile"]);
            if run(binstall.arg("--root").arg(dir).arg(&versioned)).is_ok() {
                return Ok(());
            }
            println!("      no ready-made program; compiling instead");
        }
        let compiler = ["cc", "gcc", "clang", "cl"].into_iter().any(on_path);
        println!("      compiling; this happens once and takes some minutes");
        let mut install = command("cargo");
        install.args(["install", &versioned, "--root"]).arg(dir).args(self.install);
        // A program that runs for two seconds per build need not be optimised for twenty minutes.
        install
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        run(&mut install).context(|| {
            let hint = if compiler {
                "See above for the reason; without a network nothing can be installed."
            } else {
                "There is no C compiler, which it needs. Debian, Ubuntu: `sudo apt-get install build-essential`. \
                 macOS: `xcode-select --install`. Windows: the Visual Studio Build Tools with C++."
            };
            format!("{versioned} could not be installed. {hint}\nxtask")
        })
    }
}

/// Where tools are kept: `$KICKOFF_TOOLS`, or the user's cache.
pub fn cache() -> Result<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(dir) = variable("KICKOFF_TOOLS") {
        return Ok(dir.into());
    }
    let home = variable("HOME").or_else(|| variable("USERPROFILE"));
    let home = home.ok_or("neither HOME nor KICKOFF_TOOLS says where tools may be kept")?;
    Ok(PathBuf::from(home).join(".cache").join("kickoff-tools"))
}

/// Adds the wasm target, unless it is there. Rustup reads it from rust-toolchain.toml too, but only for a fresh toolchain.
pub fn ensure_wasm_target(step: &str) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = output_of("rustc", &["--print", "sysroot"]).ok_or("rustc does not start")?;
    if Path::new(&sysroot).join("lib").join("rustlib").join(TARGET).join("lib").is_dir() {
        println!("{step} Rust target {TARGET}: found");
        return Ok(());
    }
    println!("{step} Rust target {TARGET}: installing");
    run(command("rustup").args(["target", "add", TARGET]))
}
