//! What a host says with each file: `public/_headers`, in the form that Netlify and Cloudflare Pages read. Our own
//! server reads it too, so the browser tests are served as users are.
//!
//! The policy in it forbids what the app never does, to itself too: no script but its own files, no connection
//! elsewhere, and no text becomes markup or script (Trusted Types; the one policy there is makes the address of the
//! worker). It stands in `index.html` too, but for what only a header can say. The tests here hold that all hosts are
//! told the same.

use std::fs;
use std::path::Path;

use crate::{Context, Result};

/// A path, with `*` for anything, and what is said with it.
struct Rule {
    path: String,
    headers: Vec<(String, String)>,
}

/// The rules of one `_headers` file.
pub struct Headers(Vec<Rule>);

impl Headers {
    /// Those of a build, or none if it has none.
    pub fn of(dist: &Path) -> Result<Headers> {
        let path = dist.join("_headers");
        if !path.is_file() {
            return Ok(Headers(Vec::new()));
        }
        Headers::parse(
            &fs::read_to_string(&path).context(|| format!("reading {}", path.display()))?,
        )
    }

    pub fn parse(text: &str) -> Result<Headers> {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines().filter(|it| !it.trim().is_empty() && !it.starts_with('#')) {
            if line.starts_with('/') {
                rules.push(Rule { path: line.trim_end().to_owned(), headers: Vec::new() });
                continue;
            }
            let wrong = || format!("_headers: `{line}` is no header of a path");
            let (name, value) = line.trim().split_once(": ").ok_or_else(wrong)?;
            let rule = rules.last_mut().filter(|_| line.starts_with(' ')).ok_or_else(wrong)?;
            rule.headers.push((name.to_owned(), value.to_owned()));
        }
        Ok(Headers(rules))
    }

    /// What is said with a path, which begins with a slash: all that match, as the hosts do it.
    pub fn at(&self, path: &str) -> Vec<(String, String)> {
        let rules = self.0.iter().filter(|it| matches(&it.path, path));
        rules.flat_map(|it| it.headers.iter().cloned()).collect()
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, end)) => {
            path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn tracked(path: &str) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        fs::read_to_string(root.join(path)).unwrap()
    }

    /// What a host is told, whichever way it is told.
    #[derive(Debug, PartialEq)]
    struct Told {
        everywhere: BTreeMap<String, String>,
        /// How the names begin of what never changes.
        immutable: BTreeSet<String>,
    }

    const IMMUTABLE: &str = "public, max-age=31536000, immutable";

    fn told() -> Told {
        let headers = Headers::parse(&tracked("public/_headers")).unwrap();
        let everywhere = headers.at("/anything").into_iter();
        let caching = [("Cache-Control".to_owned(), "no-cache".to_owned())];
        let immutable = headers.0.iter().filter(|it| it.headers.iter().any(|it| it.1 == IMMUTABLE));
        Told {
            everywhere: everywhere.chain(caching).collect(),
            immutable: immutable
                .map(|it| it.path.trim_start_matches('/').trim_end_matches("-*").to_owned())
                .collect(),
        }
    }

    /// `boot|kickoff` of a text with `(boot|kickoff)-` in it.
    fn alternatives(text: &str) -> BTreeSet<String> {
        let end = text.find(")-").unwrap();
        let start = text[..end].rfind('(').unwrap() + 1;
        text[start..end].split('|').map(str::to_owned).collect()
    }

    /// The header lines of a configuration: a beginning, a name, a value in quotes.
    fn lines(text: &str, beginning: &str) -> BTreeMap<String, String> {
        let said = text.lines().filter_map(|it| it.strip_prefix(beginning)?.split_once(' '));
        said.map(|(name, rest)| {
            let value = rest.split('"').nth(1).unwrap_or(rest);
            (name.to_owned(), value.to_owned())
        })
        .collect()
    }

    #[test]
    fn the_page_says_the_same_policy_as_the_hosts() {
        let index = tracked("index.html");
        let start = "http-equiv=\"Content-Security-Policy\" content=\"";
        let policy = index.split_once(start).unwrap().1.split('"').next().unwrap();
        // Which the page cannot say.
        let with_frames = format!("{policy}; frame-ancestors 'none'");
        assert_eq!(told().everywhere["Content-Security-Policy"], with_frames);
        assert!(index.contains("<meta name=\"referrer\" content=\"no-referrer\">"));
        assert_eq!(told().everywhere["Referrer-Policy"], "no-referrer");
    }

    #[test]
    fn nginx_is_told_the_same() {
        let text = tracked("hosting/nginx.conf");
        let mut everywhere = lines(&text, "    add_header ");
        assert_eq!(everywhere["Cache-Control"], "$kickoff_cache always;");
        assert!(text.contains("default \"no-cache\";") && text.contains(IMMUTABLE));
        everywhere.insert("Cache-Control".to_owned(), "no-cache".to_owned());
        assert_eq!(Told { everywhere, immutable: alternatives(&text) }, told());
        assert!(text.contains("application/wasm wasm;"));
    }

    #[test]
    fn apache_is_told_the_same() {
        let text = tracked("hosting/apache.htaccess");
        let everywhere = lines(&text, "Header always set ");
        assert_eq!(lines(&text, "    Header always set ")["Cache-Control"], IMMUTABLE);
        assert_eq!(Told { everywhere, immutable: alternatives(&text) }, told());
        assert!(text.contains("AddType application/wasm .wasm"));
    }

    #[test]
    fn azure_is_told_the_same() {
        let text = tracked("hosting/staticwebapp.config.json");
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let everywhere = serde_json::from_value(json["globalHeaders"].clone()).unwrap();
        let routes = json["routes"].as_array().unwrap().iter();
        let immutable = routes.filter(|it| it["headers"]["Cache-Control"] == IMMUTABLE);
        let names = immutable.map(|it| it["route"].as_str().unwrap());
        let immutable =
            names.map(|it| it.trim_start_matches('/').trim_end_matches("-*").to_owned()).collect();
        assert_eq!(Told { everywhere, immutable }, told());
        assert_eq!(json["mimeTypes"][".wasm"], "application/wasm");
    }

    #[test]
    fn every_rule_that_matches_speaks() {
        let text = "# Said.\n/*\n  A: 1\n/x-*\n  B: 2; 3\n/x-1.js\n  C: 4\n";
        let headers = Headers::parse(text).unwrap();
        let names = |path: &str| -> Vec<String> {
            headers.at(path).into_iter().map(|(name, value)| format!("{name}={value}")).collect()
        };
        assert_eq!(names("/"), ["A=1"]);
        assert_eq!(names("/x-2.js"), ["A=1", "B=2; 3"]);
        assert_eq!(names("/x-1.js"), ["A=1", "B=2; 3", "C=4"]);
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in ["  A: 1\n", "/*\nA: 1\n", "/*\n  A\n"] {
            assert!(Headers::parse(text).is_err(), "{text:?}");
        }
    }
}
