//! Lighthouse on the release build, as it comes: its mobile setting, a browser that has never been here. The report is
//! left in `artefacts/`. It is Google's own program, fetched by node in one version.

use std::fs;
use std::path::Path;

use crate::pins::Pins;
use crate::run::{command, run};
use crate::{Context, Result, StaticServer, browser};

const VERSION: &str = "13.5.0";
/// Where on the host the app is: anywhere but at its root.
const PREFIX: &str = "/tools/kickoff/";

/// What has to be reached, in hundredths.
const WANTED: [(&str, u32); 4] =
    [("performance", 95), ("accessibility", 100), ("best-practices", 100), ("seo", 100)];

/// Runs it on what is in `dist/`.
pub fn lighthouse(root: &Path) -> Result<()> {
    let pins = Pins::read(root)?;
    let browser = browser::ensure(&pins.chrome)?;
    let server = StaticServer::start(&root.join("dist"), PREFIX)
        .context(|| "serving dist/ (cargo xtask build makes it)".to_owned())?;
    server.pack()?;
    let artefacts = root.join("artefacts");
    fs::create_dir_all(&artefacts).context(|| format!("making {}", artefacts.display()))?;
    let report = artefacts.join("lighthouse");
    run(command("npx")
        .args(["--yes", &format!("lighthouse@{VERSION}"), &server.url(), "--quiet"])
        .args(["--output=html", "--output=json"])
        .arg(format!("--output-path={}", report.display()))
        .arg("--chrome-flags=--headless --no-sandbox --disable-dev-shm-usage")
        .env("CHROME_PATH", &browser.chromium))?;
    let path = report.with_extension("report.json");
    let text = fs::read_to_string(&path).context(|| format!("reading {}", path.display()))?;
    let said: serde_json::Value = serde_json::from_str(&text).context(|| "reading it".into())?;
    judge(&said)
}

/// Prints what was reached, and why not more.
fn judge(said: &serde_json::Value) -> Result<()> {
    let mut missed = Vec::new();
    for (name, wanted) in WANTED {
        let category = &said["categories"][name];
        let score = category["score"].as_f64().ok_or_else(|| format!("there is no {name}"))?;
        let score = (score * 100.0).round() as u32;
        println!("{name}: {score} of {wanted} wanted");
        let parts = category["auditRefs"].as_array().into_iter().flatten();
        for part in parts.filter(|it| it["weight"].as_f64().is_some_and(|it| 0.0 < it)) {
            let audit = &said["audits"][part["id"].as_str().unwrap_or_default()];
            if audit["score"].as_f64().is_some_and(|it| it < 1.0) {
                let text = |key: &str| audit[key].as_str().unwrap_or_default();
                println!("  {} {}", text("title"), text("displayValue"));
            }
        }
        if score < wanted {
            missed.push(name);
        }
    }
    match missed.as_slice() {
        [] => Ok(()),
        missed => Err(format!("Lighthouse wants more of {}", missed.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_category_is_held_against_what_is_wanted() {
        let said = |performance: f64, seo: f64| {
            json!({
                "categories": {
                    "performance": { "score": performance, "auditRefs": [{ "id": "paint", "weight": 10 }] },
                    "accessibility": { "score": 1 },
                    "best-practices": { "score": 1.0 },
                    "seo": { "score": seo },
                },
                "audits": { "paint": { "score": 0.9, "title": "First paint", "displayValue": "1.2 s" } },
            })
        };
        assert_eq!(judge(&said(0.95, 1.0)), Ok(()));
        assert_eq!(
            judge(&said(0.94, 0.99)),
            Err("Lighthouse wants more of performance, seo".to_owned())
        );
        assert_eq!(judge(&json!({})), Err("there is no performance".to_owned()));
    }
}
