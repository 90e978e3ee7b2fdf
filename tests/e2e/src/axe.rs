//! axe-core's rules on the page that is shown.

use serde_json::Value;

use crate::browser::Browser;

const AXE: &str = include_str!("../vendor/axe.min.js");

/// What axe says of a page.
pub struct Report {
    /// Its version.
    pub version: String,
    /// How many of its rules found something on the page that they look at, and nothing wrong with it.
    pub passed: u64,
    /// Rules that it cannot decide about by itself.
    pub unsure: Vec<String>,
    /// What is wrong, one line each.
    pub findings: Vec<String>,
}

/// All that axe says. It does not ask for targets that a finger hits unless it is told to.
pub fn report(browser: &Browser) -> Report {
    run(browser, "rules: { 'target-size': { enabled: true } }")
}

/// What axe finds wrong, one line each.
pub fn findings(browser: &Browser) -> Vec<String> {
    report(browser).findings
}

/// The same for what depends on the width of the window: other things are hidden, other things stand side by side.
pub fn findings_of_width(browser: &Browser) -> Vec<String> {
    // From the top: what is half under the header, wherever a page was left, is no smaller for it.
    let before = browser.script("const at = scrollY; scrollTo(0, 0); return at;");
    let rules = "'link-name', 'button-name', 'label', 'target-size', 'heading-order'";
    let found = run(browser, &format!("runOnly: [{rules}]")).findings;
    browser.script_with("scrollTo(0, arguments[0]);", &Value::Array(vec![before]));
    found
}

fn run(browser: &Browser, which: &str) -> Report {
    browser.script(&format!("if (!window.axe) {{ {AXE} }}"));
    let said = browser.later(&format!(
        "const {{ violations, passes, incomplete }} =
             await axe.run(document, {{ resultTypes: ['violations'], {which} }});
         const findings = violations.flatMap((rule) => rule.nodes.map((it) =>
             `${{rule.id}} (${{rule.impact}}): ${{it.target.join(' ')}}: ${{it.failureSummary.split('\\n')[1]?.trim()}}`));
         return {{ version: axe.version, passed: passes.length, unsure: incomplete.map((it) => it.id), findings }};",
    ));
    let lines = |name: &str| -> Vec<String> {
        let all = said[name].as_array().unwrap_or_else(|| panic!("axe says {said}"));
        all.iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
    };
    Report {
        version: said["version"].as_str().unwrap_or_default().to_owned(),
        passed: said["passed"].as_u64().unwrap_or_default(),
        unsure: lines("unsure"),
        findings: lines("findings"),
    }
}
