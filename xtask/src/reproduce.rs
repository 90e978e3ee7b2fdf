//! Two builds of the same source, each in a folder of its own and from nothing, one by the command of the README and
//! one by `trunk build --release` alone: are they the same, byte for byte?
//!
//! They are: paths are left out of the program, files are named by their content, and nothing says when it was built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Instant;

use sha2::{Digest, Sha256};

use crate::finish::list;
use crate::run::{cargo, command, output_of, run};
use crate::{Context, Result, build};

/// Who builds where. Names of different length, since a path that is left somewhere would change that too.
const BUILDS: [(&str, By); 2] = [("one", By::Us), ("the-other-folder", By::TrunkAlone)];

#[derive(Clone, Copy, Debug)]
enum By {
    Us,
    TrunkAlone,
}

/// Builds the tracked files twice and compares. The folders go again; the one with what differs stays.
pub fn reproduce(root: &Path) -> Result<()> {
    let scratch = std::env::temp_dir().join(format!("kickoff-reproduce-{}", std::process::id()));
    let (trunk, wasm_bindgen) = build::tools(root, 3)?;
    let mut builds = Vec::new();
    for (folder, by) in BUILDS {
        let source = scratch.join(folder);
        copy_tracked(root, &source)?;
        println!("building in {} ({by:?})", source.display());
        let start = Instant::now();
        // A target folder that cargo is told from outside would be the same for both.
        let mut build = match by {
            By::Us => cargo(&source, &["xtask", "build"]),
            By::TrunkAlone => {
                let mut build = command(&trunk);
                build.current_dir(&source).args(["build", "--release"]);
                build::finds(&mut build, &wasm_bindgen)?;
                build::in_no_colour(&mut build);
                build
            }
        };
        run(build.env_remove("CARGO_TARGET_DIR").env("CARGO_INCREMENTAL", "0"))?;
        println!("built in {:.0} s", start.elapsed().as_secs_f64());
        builds.push(hashes(&source.join("dist"))?);
    }
    let differing = compare(&builds[0], &builds[1]);
    for (file, hash) in &builds[0] {
        println!("{hash}  {file}");
    }
    if !differing.is_empty() {
        return Err(format!(
            "the two builds differ in {}; they are in {}",
            differing.join(", "),
            scratch.display()
        ));
    }
    println!("{} files, the same in both builds", builds[0].len());
    fs::remove_dir_all(&scratch).context(|| format!("removing {}", scratch.display()))
}

/// What git knows of, as it is in the folder now.
pub fn copy_tracked(root: &Path, to: &Path) -> Result<()> {
    let at = root.display().to_string();
    let tracked =
        output_of("git", &["-C", &at, "ls-files", "-z"]).ok_or("`git ls-files` failed")?;
    for file in tracked.split('\0').filter(|it| !it.is_empty()) {
        let (from, to) = (root.join(file), to.join(file));
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).context(|| format!("making {}", folder.display()))?;
        }
        fs::copy(&from, &to).context(|| format!("copying {file}"))?;
    }
    Ok(())
}

/// The hash of each file, by its name.
fn hashes(dist: &Path) -> Result<BTreeMap<String, String>> {
    let mut hashes = BTreeMap::new();
    for file in list(dist)? {
        let bytes = fs::read(dist.join(&file)).context(|| format!("reading {file}"))?;
        let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        hashes.insert(file, hash);
    }
    Ok(hashes)
}

/// The files that are not the same in both, or not in both.
fn compare(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    names.into_iter().filter(|it| one.get(*it) != other.get(*it)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_and_what_is_missing_are_named() {
        let build = |files: &[(&str, &str)]| -> BTreeMap<String, String> {
            files.iter().map(|(name, hash)| ((*name).to_owned(), (*hash).to_owned())).collect()
        };
        let one = build(&[("a", "1"), ("b", "2"), ("c", "3")]);
        assert!(compare(&one, &one).is_empty());
        assert_eq!(compare(&one, &build(&[("a", "1"), ("b", "9"), ("d", "3")])), ["b", "c", "d"]);
    }
}
