//! The release build, and looking at it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Instant;

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

/// The same with the names of its functions, for a profile; in a folder of its own.
pub fn build_with_names(root: &Path) -> Result<PathBuf> {
    let dist = root.join("target").join("named");
    build_in_steps(root, 4, Some(&dist))?;
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

/// `named` is where a build with names goes.
fn build_in_steps(root: &Path, total: usize, named: Option<&Path>) -> Result<()> {
    let (trunk, wasm_bindgen) = tools(root, total)?;

    println!("[4/{total}] building for release; the first time takes some minutes");
    let start = Instant::now();
    // Trunk builds offline, so what is missing is fetched here, where it is announced.
    run(&mut cargo(root, &["fetch", "--locked", "--quiet"]))?;
    let mut build = command(trunk);
    build.current_dir(root).args(["build", "--release"]);
    if let Some(dist) = named {
        std::fs::create_dir_all(dist).context(|| format!("making {}", dist.display()))?;
        build.arg("--dist").arg(dist).env(KEEP_NAMES, "1");
    }
    if let Some(dir) = wasm_bindgen.parent().filter(|dir| dir.is_absolute()) {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let dirs = std::iter::once(dir.to_path_buf()).chain(std::env::split_paths(&path));
        build.env("PATH", std::env::join_paths(dirs).context(|| "setting PATH".into())?);
    }
    build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_paths(root));
    // Trunk takes NO_COLOR for a switch that must be `true` or `false`, not for the usual `1`.
    if std::env::var_os("NO_COLOR").is_some() {
        build.env("NO_COLOR", "true");
    }
    run(&mut build)?;
    let dist = named.map_or_else(|| "dist/".to_owned(), |it| it.display().to_string());
    println!("[4/{total}] built into {dist} in {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}
