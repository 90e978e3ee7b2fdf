//! axe-core's rules on the page that is shown.

use serde_json::Value;

use crate::browser::Browser;

const AXE: &str = include_str!("../vendor/axe.min.js");

/// What axe finds wrong, one line each.
pub fn findings(browser: &Browser) -> Vec<String> {
    browser.script(&format!("if (!globalThis.axe) {{ {AXE} }}"));
    let found = browser.later(
        "const { violations } = await axe.run(document, { resultTypes: ['violations'] });
         return violations.flatMap((rule) => rule.nodes.map((it) =>
             `${rule.id} (${rule.impact}): ${it.target.join(' ')}: ${it.failureSummary.split('\\n')[1]?.trim()}`));",
    );
    match found {
        Value::Array(lines) => {
            lines.iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
        }
        other => vec![other.to_string()],
    }
}
