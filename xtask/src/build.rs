//! The release build, and looking at it.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::finish::list;
use crate::pins::Pins;
use crate::run::{cargo, command, run};
use crate::server::StaticServer;
use crate::split::KEEP_NAMES;
use crate::{Context, Result, tools};

/// README's first command: everything from a fresh checkout to the running app.
pub fn serve(root: &Path, port: u16) -> Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let start = || {
        StaticServer::bind(address, &root.join("dist"), "/").context(|| {
            format!("port {port} cannot be used (another one can be given with --port)")
        })
    };
    // Better said now than after the build.
    drop(start()?);
    build_in_steps(root, 5, None)?;
    let server = start()?;
    println!("[5/5] serving dist/ at {}   (Ctrl+C ends it)", server.url());
    loop {
        std::thread::park();
    }
}

/// The build alone, into `dist/`.
pub fn build(root: &Path) -> Result<()> {
    build_in_steps(root, 4, None)
}

/// Tells the last step of a build that trunk was started by us, with all that it takes.
pub const IS_OURS: &str = "KICKOFF_BUILD";

/// Somebody has started `trunk build --release`. It cannot tell the compiler of this machine's folders, which would be
/// in the program then: it is built once more as we do it, so that there is one set of bytes, however it is built.
pub fn again(root: &Path, staging: &Path) -> Result<()> {
    println!("building again as `cargo xtask build` does, which leaves this machine's folders out");
    let dist = root.join("target").join("again");
    build_in_steps(root, 4, Some((&dist, Names::Dropped)))?;
    for file in list(staging)? {
        fs::remove_file(staging.join(&file)).context(|| format!("removing {file}"))?;
    }
    for file in list(&dist)? {
        let to = staging.join(&file);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).context(|| format!("making {}", parent.display()))?;
        }
        fs::copy(dist.join(&file), to).context(|| format!("copying {file}"))?;
    }
    Ok(())
}

/// Of the functions in the program.
#[derive(Clone, Copy, PartialEq)]
enum Names {
    Kept,
    Dropped,
}

/// The same with the names of its functions, for a profile; in a folder of its own.
pub fn build_with_names(root: &Path) -> Result<PathBuf> {
    let dist = root.join("target").join("named");
    build_in_steps(root, 4, Some((&dist, Names::Kept)))?;
    Ok(dist)
}

/// The program names the source of a panic. Folders of this machine say nothing to its users, make two builds of the
/// same source differ, and weigh something.
fn without_paths(root: &Path) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|it| it.join(".cargo")));
    let registries = home.and_then(|it| std::fs::read_dir(it.join("registry/src")).ok());
    let folders = registries.into_iter().flatten().flatten().map(|it| it.path());
    let folders = folders.chain(std::iter::once(root.to_path_buf()));
    // Cargo splits at white space, so a folder with a blank in its name stays in.
    let folders =
        folders.map(|it| it.display().to_string()).filter(|it| !it.contains(char::is_whitespace));
    let mut flags: Vec<String> = folders.map(|it| format!("--remap-path-prefix={it}=")).collect();
    // As in .cargo/config.toml, which this replaces: a split needs to know what refers to what.
    flags.push("-Clink-args=--emit-relocs".to_owned());
    flags.join(" ")
}

/// Where trunk and wasm-bindgen are; what is missing is installed.
pub fn tools(root: &Path, total: usize) -> Result<(PathBuf, PathBuf)> {
    let pins = Pins::read(root)?;
    tools::ensure_wasm_target(&format!("[1/{total}]"))?;
    let trunk = tools::trunk(&pins).ensure(&format!("[2/{total}]"))?;
    let wasm_bindgen = tools::wasm_bindgen(&pins).ensure(&format!("[3/{total}]"))?;
    Ok((trunk, wasm_bindgen))
}

/// Trunk takes NO_COLOR for a switch that must be `true` or `false`, not for the usual `1`.
pub fn in_no_colour(trunk: &mut Command) {
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
}

/// Puts a tool's folder before all others that a program looks in.
pub fn finds(program: &mut Command, tool: &Path) -> Result<()> {
    if let Some(dir) = tool.parent().filter(|dir| dir.is_absolute()) {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let dirs = std::iter::once(dir.to_path_buf()).chain(std::env::split_paths(&path));
        program.env("PATH", std::env::join_paths(dirs).context(|| "setting PATH".into())?);
    }
    Ok(())
}

/// `apart` is where a build goes that is not for `dist/`.
fn build_in_steps(root: &Path, total: usize, apart: Option<(&Path, Names)>) -> Result<()> {
    let (trunk, wasm_bindgen) = tools(root, total)?;

    println!("[4/{total}] building for release; the first time takes some minutes");
    let start = Instant::now();
    // Trunk builds offline, so what is missing is fetched here, where it is announced.
    run(&mut cargo(root, &["fetch", "--locked", "--quiet"]))?;
    let mut build = command(trunk);
    build.current_dir(root).args(["build", "--release"]);
    // What another trunk, whose last step we are, says of itself.
    for (name, _) in std::env::vars_os().filter(|it| it.0.to_string_lossy().starts_with("TRUNK_")) {
        build.env_remove(name);
    }
    build.env(IS_OURS, "1");
    if let Some((dist, names)) = apart {
        fs::create_dir_all(dist).context(|| format!("making {}", dist.display()))?;
        build.arg("--dist").arg(dist);
        if names == Names::Kept {
            build.env(KEEP_NAMES, "1");
        }
    }
    finds(&mut build, &wasm_bindgen)?;
    build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_paths(root));
    in_no_colour(&mut build);
    run(&mut build)?;
    let dist = apart.map_or_else(|| "dist/".to_owned(), |it| it.0.display().to_string());
    println!("[4/{total}] built into {dist} in {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}
