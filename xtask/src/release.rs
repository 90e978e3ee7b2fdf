//! What is handed to whoever hosts the app: the folder, the same as one zip, and the checksums of both.

use std::fs;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::finish::{build_of, list};
use crate::{Context, Result, build};

/// Under `target/`.
const FOLDER: &str = "release-files";
const SUMS: &str = "SHA256SUMS";

/// Builds, and lays it all out.
pub fn release(root: &Path) -> Result<()> {
    build::build(root)?;
    let folder = root.join("target").join(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder).context(|| format!("emptying {}", folder.display()))?;
    }
    let name = format!("kickoff-{}-{}", env!("CARGO_PKG_VERSION"), id(&root.join("dist"))?);
    lay_out(&root.join("dist"), &folder, &name)?;
    println!("in {}: {name}/, {name}.zip, {SUMS} (sha256sum -c {SUMS})", folder.display());
    Ok(())
}

/// As the page says it.
fn id(dist: &Path) -> Result<String> {
    let index = dist.join("index.html");
    let index = fs::read_to_string(&index).context(|| format!("reading {}", index.display()))?;
    build_of(&index).map(str::to_owned).ok_or_else(|| "the page names no build".to_owned())
}

fn lay_out(dist: &Path, folder: &Path, name: &str) -> Result<()> {
    let writing = |path: &Path| format!("writing {}", path.display());
    let mut files = list(dist)?;
    files.sort();
    // The same bytes whenever and wherever it is made.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut sums = String::new();
    let mut add_sum = |bytes: &[u8], file: &str| {
        let sum: String = Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect();
        sums.push_str(&format!("{sum}  {file}\n"));
    };
    for file in &files {
        let bytes = fs::read(dist.join(file)).context(|| format!("reading {file}"))?;
        let inner = format!("{name}/{file}");
        zip.start_file(&*inner, options).context(|| format!("packing {file}"))?;
        zip.write_all(&bytes).context(|| format!("packing {file}"))?;
        let to = folder.join(&inner);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).context(|| writing(parent))?;
        }
        fs::write(&to, &bytes).context(|| writing(&to))?;
        add_sum(&bytes, &inner);
    }
    let packed = zip.finish().context(|| "packing".to_owned())?.into_inner();
    let to = folder.join(format!("{name}.zip"));
    fs::write(&to, &packed).context(|| writing(&to))?;
    add_sum(&packed, &format!("{name}.zip"));
    let to = folder.join(SUMS);
    fs::write(&to, sums).context(|| writing(&to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use std::io::Read;

    #[test]
    fn folder_zip_and_sums_are_of_the_same_files_and_the_same_each_time() {
        let dist = Scratch::with(&[
            ("index.html", b"<p data-build=01234567>Hello"),
            ("icons/icon.svg", b"<svg/>"),
            ("sw.js", b"const VERSION = 1;"),
        ]);
        assert_eq!(id(&dist), Ok("01234567".to_owned()));
        let out = Scratch::with(&[("note", b"")]);
        let made = ["one", "other"].map(|it| {
            let folder = out.join(it);
            lay_out(&dist, &folder, "k-1").unwrap();
            let read = |it: &str| fs::read(folder.join(it)).unwrap();
            (read("k-1.zip"), read(SUMS), read("k-1/icons/icon.svg"))
        });
        assert_eq!(made[0], made[1]);
        let [(packed, sums, icon), _] = made;
        assert_eq!(icon, b"<svg/>");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
        assert_eq!(zip.len(), 3);
        let mut text = String::new();
        zip.by_name("k-1/index.html").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "<p data-build=01234567>Hello");
        let sums = String::from_utf8(sums).unwrap();
        let names: Vec<&str> =
            sums.lines().filter_map(|it| it.split_once("  ")).map(|it| it.1).collect();
        assert_eq!(names, ["k-1/icons/icon.svg", "k-1/index.html", "k-1/sw.js", "k-1.zip"]);
    }
}
