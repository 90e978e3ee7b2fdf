//! axe-core's rules on the page that is shown.

use serde_json::Value;

use crate::browser::Browser;

const AXE: &str = include_str!("../vendor/axe.min.js");

/// What axe finds wrong, one line each. It does not ask for targets that a finger hits unless it is told to.
pub fn findings(browser: &Browser) -> Vec<String> {
    run(browser, "rules: { 'target-size': { enabled: true } }")
}

/// The same for what depends on the width of the window: other things are hidden, other things stand side by side.
pub fn findings_of_width(browser: &Browser) -> Vec<String> {
    // From the top: what is half under the header, wherever a page was left, is no smaller for it.
    let before = browser.script("const at = scrollY; scrollTo(0, 0); return at;");
    let rules = "'link-name', 'button-name', 'label', 'target-size', 'heading-order'";
    let found = run(browser, &format!("runOnly: [{rules}]"));
    browser.script_with("scrollTo(0, arguments[0]);", &Value::Array(vec![before]));
    found
}

fn run(browser: &Browser, which: &str) -> Vec<String> {
    browser.script(&format!("if (!window.axe) {{ {AXE} }}"));
    let found = browser.later(&format!(
        "const {{ violations }} = await axe.run(document, {{ resultTypes: ['violations'], {which} }});
         return violations.flatMap((rule) => rule.nodes.map((it) =>
             `${{rule.id}} (${{rule.impact}}): ${{it.target.join(' ')}}: ${{it.failureSummary.split('\\n')[1]?.trim()}}`));",
    ));
    match found {
        Value::Array(lines) => {
            lines.iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
        }
        other => vec![other.to_string()],
    }
}
