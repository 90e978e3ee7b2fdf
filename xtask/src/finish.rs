//! The last step of a build: the service worker learns the exact files of this build, and their hashes.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::content::as_json;
use crate::minify::{Reader, minified};
use crate::{Context, Result};

const WORKER: &str = "sw.js";
const BOOT: &str = "boot.js";
const RECOVER: &str = "recover.js";
/// For the host, which keeps it to itself; see [`crate::headers`].
const HEADERS: &str = "_headers";
const INDEX: &str = "index.html";
/// Fetches the other parts of the program; see [`crate::split`].
const LINK: &str = "-link.js";
/// Where the playbooks are as people write them, and the file of them all as the page reads it; see
/// [`crate::content`].
const CONTENT: &str = "content/";
const PLAYBOOK: &str = "playbook.json";
/// What the exported file looks like, for other programs: no page ever asks for it.
const SCHEMA: &str = "schema/";
/// What the screens of the later part look like; fetched with it.
const LATER_STYLE: &str = "style-later.css";
/// Where the page says of which build it is, and what stands there before that is known.
const BUILD: &str = "data-build=";
const UNNAMED: &str = "data-build=dev";

/// Finishes the build in `staging` in place. In a debug build the worker is left out: it would keep showing the page
/// of before the last edit.
pub fn finish_build(staging: &Path, debug: bool) -> Result<()> {
    let mut files = list(staging)?;
    for needed in [INDEX, BOOT, RECOVER, WORKER, HEADERS, "manifest.webmanifest"] {
        if !files.iter().any(|file| file == needed) {
            return Err(format!("the build has no {needed}"));
        }
    }
    check_app(staging, &files)?;
    for file in files.iter().filter(|file| file.ends_with(".js") && *file != WORKER) {
        let path = staging.join(file);
        let reader = if file == RECOVER { Reader::Any } else { Reader::Module };
        write(&path, &minified(&read_text(&path)?, reader).context(|| file.clone())?)?;
    }
    let boot = name_by_its_hash(staging, BOOT)?;
    let recover = name_by_its_hash(staging, RECOVER)?;
    let playbook = translate_content(staging, &files)?;
    let [style, later_style] = join_styles(staging, &files)?;
    if debug {
        return remove(&staging.join(WORKER));
    }

    files.retain(|file| ![WORKER, BOOT, RECOVER, HEADERS].contains(&&**file));
    files.retain(|file| ![CONTENT, SCHEMA].iter().any(|folder| file.starts_with(folder)));
    files.retain(|file| !file.ends_with(".css"));
    files.extend([boot, recover, playbook, style, later_style]);
    files.sort();
    name_the_build(staging, &files)?;
    let template = read_text(&staging.join(WORKER))?;
    let mut version = Sha256::new();
    version.update(&template);
    let mut entries = Vec::new();
    for file in &files {
        let bytes = read(&staging.join(file))?;
        let integrity = format!("sha256-{}", STANDARD.encode(Sha256::digest(&bytes)));
        version.update(format!("{file} {integrity}\n"));
        // Many hosts redirect `index.html` to the folder, and a worker must not cache a redirect.
        let url = if file == INDEX { "./" } else { file.as_str() };
        entries.push(format!("  [{url:?}, {integrity:?}],\n"));
    }
    let version = hex(&version.finalize());
    let worker = fill(&template, "\"{{version}}\"", &format!("{version:?}"))?;
    let worker = fill(&worker, "\"{{files}}\"", &format!("[\n{}]", entries.concat()))?;
    write(&staging.join(WORKER), &worker)?;
    println!("service worker: {} files, version {version}", files.len());
    Ok(())
}

/// The page says which build it is of: the first digits of a sum of all other files.
fn name_the_build(staging: &Path, files: &[String]) -> Result<()> {
    let mut sum = Sha256::new();
    for file in files.iter().filter(|file| *file != INDEX) {
        sum.update(format!("{file} {}\n", hex(&Sha256::digest(read(&staging.join(file))?))));
    }
    let index = staging.join(INDEX);
    let named = format!("{BUILD}{}", &hex(&sum.finalize())[..8]);
    let text = read_text(&index)?;
    match text.matches(UNNAMED).count() {
        1 => write(&index, &text.replace(UNNAMED, &named)),
        count => Err(format!("{INDEX} has {UNNAMED} {count} times instead of once")),
    }
}

/// Which build a page is of.
pub(crate) fn build_of(index: &str) -> Option<&str> {
    let (_, after) = index.split_once(BUILD)?;
    after.get(..8)
}

/// A page without its program, or with two, would be found out by its users first.
fn check_app(staging: &Path, files: &[String]) -> Result<()> {
    let index = read_text(&staging.join(INDEX))?;
    let of_kind = |ending: &str| -> Vec<&String> {
        files
            .iter()
            .filter(|file| file.ends_with(ending) && ![BOOT, RECOVER, WORKER].contains(&&***file))
            .collect()
    };
    for kind in ["_bg.wasm", ".js"] {
        let is_program = |file: &&&String| !file.ends_with(LINK);
        match of_kind(kind).into_iter().filter(|it| is_program(&it)).collect::<Vec<_>>().as_slice()
        {
            [one] if index.contains(one.as_str()) => {}
            [one] => return Err(format!("{INDEX} does not name {one}")),
            others => return Err(format!("one {kind} file is expected, not {others:?}")),
        }
    }
    for style in of_kind(".css") {
        if !index.contains(style.as_str()) {
            return Err(format!("{INDEX} does not name {style}"));
        }
    }
    for name in [RECOVER, BOOT, PLAYBOOK, LATER_STYLE] {
        if !index.contains(name) {
            return Err(format!("{INDEX} does not name {name}"));
        }
    }
    Ok(())
}

/// Trunk names its own files by their hash but copies others as they are; a cached older one would mix two versions.
fn name_by_its_hash(staging: &Path, file: &str) -> Result<String> {
    let bytes = read(&staging.join(file))?;
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let name = format!("{stem}-{}.{ending}", hex(&Sha256::digest(&bytes)));
    fs::rename(staging.join(file), staging.join(&name)).context(|| format!("renaming {file}"))?;
    let index = read_text(&staging.join(INDEX))?;
    write(&staging.join(INDEX), &index.replace(file, &name))?;
    Ok(name)
}

/// Two style sheets instead of many: what the first screen needs, and what comes with the later part. They are written
/// apart because each is about one thing, and each names its layer, so their order does not matter.
fn join_styles(staging: &Path, files: &[String]) -> Result<[String; 2]> {
    let [mut style, mut later] = [const { String::new() }; 2];
    let mut index = String::new();
    for line in read_text(&staging.join(INDEX))?.split_inclusive('>') {
        let named =
            files.iter().find(|file| file.ends_with(".css") && line.contains(&format!("./{file}")));
        match named.filter(|_| line.trim_start().starts_with("<link")) {
            Some(file) => {
                let sheet = if file.starts_with("later/") { &mut later } else { &mut style };
                sheet.push_str(&read_text(&staging.join(file))?);
                remove(&staging.join(file))?;
            }
            None => index.push_str(line),
        }
    }
    let name = format!("style-{}.css", hex(&Sha256::digest(&style)));
    write(&staging.join(&name), &style)?;
    let link = format!("<link rel=\"stylesheet\" href=\"./{name}\"/></head>");
    write(&staging.join(INDEX), &fill(&index, "</head>", &link)?)?;
    let _ = fs::remove_dir(staging.join("later"));
    write(&staging.join(LATER_STYLE), &later)?;
    Ok([name, name_by_its_hash(staging, LATER_STYLE)?])
}

/// All playbooks there are in one file, in the place of what people wrote.
fn translate_content(staging: &Path, files: &[String]) -> Result<String> {
    let mut written = Vec::new();
    for file in files.iter().filter(|it| it.starts_with(CONTENT) && it.ends_with(".toml")) {
        written.push((file[CONTENT.len()..].to_owned(), read_text(&staging.join(file))?));
    }
    write(&staging.join(PLAYBOOK), &as_json(&written)?)?;
    let folder = staging.join(CONTENT);
    fs::remove_dir_all(&folder).context(|| format!("removing {}", folder.display()))?;
    name_by_its_hash(staging, PLAYBOOK)
}

/// The first 64 bits are plenty to tell one build from another.
pub(crate) fn hex(digest: &[u8]) -> String {
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn fill(text: &str, place: &str, with: &str) -> Result<String> {
    match text.matches(place).count() {
        1 => Ok(text.replace(place, with)),
        count => Err(format!("{WORKER} has {place} {count} times instead of once")),
    }
}

/// Every file under `dir`, as addresses relative to it.
pub(crate) fn list(dir: &Path) -> Result<Vec<String>> {
    fn walk(dir: &Path, prefix: &str, into: &mut Vec<String>) -> std::io::Result<()> {
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                walk(&entry.path(), &format!("{name}/"), into)?;
            } else {
                into.push(name);
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    walk(dir, "", &mut files).context(|| format!("listing {}", dir.display()))?;
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).context(|| format!("reading {}", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).context(|| format!("reading {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).context(|| format!("writing {}", path.display()))
}

fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).context(|| format!("removing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    const TEMPLATE: &str = "const VERSION = \"{{version}}\";\nconst FILES = \"{{files}}\";\n";

    fn staging() -> Scratch {
        let index = b"<script src=recover.js></script><script src=./boot.js data-js=./app-1.js data-wasm=./app-1_bg.wasm data-playbook=./playbook.json data-style=./style-later.css data-build=dev></script>\
            <link rel=stylesheet href=./layers-1.css><link rel=stylesheet href=./parts-1.css>\
            <link rel=stylesheet href=./later/layers-1.css><link rel=stylesheet href=./later/parts-1.css></head>";
        Scratch::with(&[
            ("index.html", index),
            ("boot.js", b"boot"),
            ("recover.js", b"recover"),
            ("_headers", b"/*"),
            ("sw.js", TEMPLATE.as_bytes()),
            ("app-1.js", b"glue"),
            ("app-1_bg.wasm", b"wasm"),
            ("app-1-later.wasm", b"more wasm"),
            ("app-1-link.js", b"link"),
            ("layers-1.css", b"@layer a, b;"),
            ("parts-1.css", b"@layer b {}"),
            ("later/layers-1.css", b"@layer a, b;"),
            ("later/parts-1.css", b"@layer b { later }"),
            ("manifest.webmanifest", b"{}"),
            ("content/one.toml", b"playbook = { id = \"x\", revision = \"1\", rows = [\"R01\"] }"),
            ("icons/icon.svg", b"<svg/>"),
            ("schema/of-the-file.json", b"{}"),
        ])
    }

    fn finished(dir: &Path) -> String {
        finish_build(dir, false).unwrap();
        fs::read_to_string(dir.join("sw.js")).unwrap()
    }

    #[test]
    fn the_worker_lists_every_file_but_itself_and_what_no_page_asks_for() {
        let dir = staging();
        let worker = finished(&dir);
        let listed: Vec<&str> = worker
            .lines()
            .filter_map(|line| line.strip_prefix("  [\"")?.split('"').next())
            .collect();
        let mut there = list(&dir).unwrap();
        let others = ["sw.js", "_headers", "schema/of-the-file.json"];
        assert!(others.iter().all(|other| there.iter().any(|file| file == other)), "{there:?}");
        there.retain(|file| !others.contains(&&**file));
        let there: Vec<&str> = there
            .iter()
            .map(|file| if file == "index.html" { "./" } else { file.as_str() })
            .collect();
        assert_eq!(listed, there);
        assert!(worker.contains("\"icons/icon.svg\""), "{worker}");
        // echo -n wasm | sha256sum, in base64
        let wasm = STANDARD.encode(Sha256::digest(b"wasm"));
        assert!(worker.contains(&format!("[\"app-1_bg.wasm\", \"sha256-{wasm}\"]")), "{worker}");
    }

    #[test]
    fn the_page_names_its_build_by_all_other_files() {
        let of = |change: &dyn Fn(&Path)| {
            let dir = staging();
            change(&dir);
            finished(&dir);
            let index = fs::read_to_string(dir.join("index.html")).unwrap();
            build_of(&index).unwrap().to_owned()
        };
        let same = of(&|_| {});
        assert!(same.len() == 8 && same.bytes().all(|it| it.is_ascii_hexdigit()), "{same}");
        assert_eq!(of(&|_| {}), same);
        let other = of(&|dir| fs::write(dir.join("app-1-later.wasm"), "another").unwrap());
        assert_ne!(other, same);
    }

    #[test]
    fn search_engines_and_installers_are_told_the_same() {
        let manifest: serde_json::Value =
            serde_json::from_str(include_str!("../../public/manifest.webmanifest")).unwrap();
        let said = manifest["description"].as_str().unwrap();
        let page = include_str!("../../index.html");
        assert!(
            page.contains(&format!("<meta name=\"description\" content=\"{said}\">")),
            "{said}"
        );
    }

    #[test]
    fn our_own_scripts_are_named_by_their_content() {
        let dir = staging();
        finished(&dir);
        let index = fs::read_to_string(dir.join("index.html")).unwrap();
        for (script, tag) in [("boot", "src=./"), ("recover", "src=")] {
            let files = list(&dir).unwrap();
            let named = files.into_iter().find(|file| file.starts_with(script)).unwrap();
            assert_ne!(named, format!("{script}.js"));
            assert!(index.contains(&format!("{tag}{named}")), "{index}");
        }
    }

    #[test]
    fn the_style_sheets_are_two_in_their_order() {
        let dir = staging();
        finished(&dir);
        let files = list(&dir).unwrap();
        let styles: Vec<&String> = files.iter().filter(|file| file.ends_with(".css")).collect();
        let [style, later] = styles.as_slice() else { panic!("{styles:?}") };
        assert_eq!(fs::read_to_string(dir.join(style)).unwrap(), "@layer a, b;@layer b {}");
        let said = fs::read_to_string(dir.join(later)).unwrap();
        assert_eq!(said, "@layer a, b;@layer b { later }");
        let index = fs::read_to_string(dir.join("index.html")).unwrap();
        assert!(index.contains(&format!("rel=\"stylesheet\" href=\"./{style}\"")), "{index}");
        assert!(index.contains(&format!("data-style=./{later} ")), "{index}");
        assert!(!index.contains("parts-1.css"), "{index}");
        assert!(!dir.join("later").exists());
    }

    #[test]
    fn every_playbook_there_is_is_translated_and_the_file_named_by_its_content() {
        let one = r#"{"playbook":{"id":"x","revision":"1"}}"#;
        let two = format!(r#"[{{"playbook":{{"id":"a","revision":"1"}}}},{one}]"#);
        for (more, wanted) in [(None, one), (Some("[playbook]\nid = 'a'\nrevision = '1'"), &two)] {
            let dir = staging();
            if let Some(more) = more {
                fs::write(dir.join("content/two.toml"), more).unwrap();
            }
            finished(&dir);
            let files = list(&dir).unwrap();
            let playbook = files.iter().find(|file| file.starts_with("playbook-")).unwrap();
            assert_eq!(fs::read_to_string(dir.join(playbook)).unwrap(), wanted);
            let index = fs::read_to_string(dir.join("index.html")).unwrap();
            assert!(index.contains(&format!("data-playbook=./{playbook} ")), "{index}");
            assert!(!dir.join("content").exists());
        }
    }

    #[test]
    fn the_version_is_the_content_and_nothing_else() {
        let version = |worker: String| worker.lines().next().unwrap().to_owned();
        let first = version(finished(&staging()));
        assert_eq!(first, version(finished(&staging())));
        for file in ["manifest.webmanifest", "icons/icon.svg", "boot.js", "app-1_bg.wasm"] {
            let dir = staging();
            fs::write(dir.join(file), "changed").unwrap();
            assert_ne!(first, version(finished(&dir)), "{file}");
        }
        let dir = staging();
        fs::write(dir.join("sw.js"), format!("{TEMPLATE}// changed")).unwrap();
        assert_ne!(first, version(finished(&dir)));
    }

    #[test]
    fn an_incomplete_build_fails() {
        for file in [
            "index.html",
            "boot.js",
            "recover.js",
            "sw.js",
            "app-1.js",
            "app-1_bg.wasm",
            "content/one.toml",
        ] {
            let dir = staging();
            fs::remove_file(dir.join(file)).unwrap();
            assert!(finish_build(&dir, false).is_err(), "without {file}");
        }
        let dir = staging();
        fs::write(dir.join("app-2_bg.wasm"), "wasm").unwrap();
        assert!(finish_build(&dir, false).is_err(), "with two programs");
        let dir = staging();
        fs::write(dir.join("parts.css"), "").unwrap();
        assert!(finish_build(&dir, false).is_err(), "with a style sheet nobody asks for");
        let dir = staging();
        fs::write(dir.join("sw.js"), "no places").unwrap();
        assert!(finish_build(&dir, false).is_err(), "with nowhere to write the list");
    }

    #[test]
    fn a_debug_build_has_no_worker() {
        let dir = staging();
        finish_build(&dir, true).unwrap();
        assert!(!dir.join("sw.js").exists());
    }
}
