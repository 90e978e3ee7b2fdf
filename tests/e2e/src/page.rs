//! Finding things in the page, in the page.

use serde_json::{Value, json};

use crate::browser::Browser;

/// What a person takes a thing for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    Alert,
    Button,
    Checkbox,
    Field,
    File,
    /// The line that opens and closes what is below it.
    Fold,
    Heading,
    Link,
    /// A list to choose from.
    List,
    Option,
    Radio,
}

impl Role {
    pub fn name(self) -> &'static str {
        match self {
            Role::Alert => "alert",
            Role::Button => "button",
            Role::Checkbox => "checkbox",
            Role::Field => "field",
            Role::File => "file",
            Role::Fold => "fold",
            Role::Heading => "heading",
            Role::Link => "link",
            Role::List => "list",
            Role::Option => "option",
            Role::Radio => "radio",
        }
    }
}

/// One step of the way to a part of the page: its kind and its name.
pub type Step = (&'static str, String);

/// Something that was found, and is in view.
pub struct Found {
    pub element: Value,
    /// The text beside a box, where there is one.
    pub label: Option<Value>,
}

const PAGE: &str = include_str!("page.js");

/// Asks the page. A `why` in its answer is an error.
fn ask(browser: &Browser, call: &str, arguments: &Value) -> Result<Value, String> {
    let answer =
        browser.try_script(&format!("{PAGE}\nreturn page.{call}(...arguments);"), arguments)?;
    match answer["why"].as_str() {
        Some(why) => Err(why.to_owned()),
        None => Ok(answer),
    }
}

/// The one thing of this role and name, enabled.
///
/// # Errors
///
/// If there is none, or more than one, with what there is.
pub fn find(browser: &Browser, path: &[Step], role: Role, name: &str) -> Result<Found, String> {
    let mut found = ask(browser, "find", &json!([path, role.name(), name]))?;
    if found["disabled"] == true {
        return Err("it is disabled".to_owned());
    }
    // Of a page that is just changing an engine may tell nothing.
    if found["element"].is_null() {
        return Err("the page is changing".to_owned());
    }
    let label = found["label"].take();
    Ok(Found { element: found["element"].take(), label: (!label.is_null()).then_some(label) })
}

/// What is written in a part of the page.
///
/// # Errors
///
/// If there is no such part.
pub fn text(browser: &Browser, path: &[Step]) -> Result<String, String> {
    let answer = ask(browser, "text", &json!([path]))?;
    Ok(answer["text"].as_str().unwrap_or_default().to_owned())
}

/// Where the keyboard is.
#[derive(Debug)]
pub struct Focus {
    pub role: String,
    pub name: String,
    /// The width of the ring around it.
    pub outline: f64,
    pub is_in_view: bool,
    pub is_date: bool,
}

pub fn focused(browser: &Browser) -> Option<Focus> {
    let found = ask(browser, "focused", &json!([])).expect("the page answers");
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    (!found.is_null()).then(|| Focus {
        role: text("role"),
        name: text("name"),
        outline: found["outline"].as_f64().unwrap_or_default(),
        is_in_view: found["inView"] == true,
        is_date: found["isDate"] == true,
    })
}

pub fn is_focused_within(browser: &Browser, path: &[Step]) -> bool {
    ask(browser, "isFocusedWithin", &json!([path])).is_ok_and(|it| it == true)
}

/// What covers the place of the keyboard, wholly or in part.
pub fn covering(browser: &Browser) -> Vec<String> {
    let found = ask(browser, "covering", &json!([])).expect("the page answers");
    serde_json::from_value(found).unwrap()
}

/// What sticks out to the right, whether the page can be scrolled that way or cuts it.
pub fn sticking_out(browser: &Browser) -> Vec<String> {
    let found = ask(browser, "stickingOut", &json!([])).expect("the page answers");
    serde_json::from_value(found).unwrap()
}

/// Things at the top of the page that stand one over the other.
pub fn overlapping(browser: &Browser) -> Vec<String> {
    let found = ask(browser, "overlapping", &json!([])).expect("the page answers");
    serde_json::from_value(found).unwrap()
}

/// Without blanks, as names and texts are compared.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
