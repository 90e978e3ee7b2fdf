//! What the engagements of a file come to, so that a reader can tell whether they are what was
//! exported: SHA-256 over their canonical text, in hexadecimal.
//!
//! The canonical text is that of RFC 8785, as far as a file has a use for it: the members of each
//! object by their names in UTF-16, no blank, characters as themselves but for quotes, backslashes
//! and controls. Numbers stand as in the file; this app writes whole ones only.

use std::fmt::Write as _;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::json;

/// Of the member `engagements`.
pub fn of(engagements: &Json) -> String {
    of_bytes(canonical(engagements).as_bytes())
}

/// The same of engagements that come one by one.
#[derive(Clone, Default)]
pub struct ListSum {
    sum: Sha256,
    is_begun: bool,
    /// Kept for the next one.
    text: String,
}

impl ListSum {
    /// Goes on with the next engagement, in the order of the file.
    pub fn add(&mut self, engagement: &Json) {
        self.text.clear();
        self.text.push(if self.is_begun { ',' } else { '[' });
        write(engagement, &mut self.text);
        self.sum.update(self.text.as_bytes());
        self.is_begun = true;
    }

    /// The sum in hexadecimal: what [`of`] says of the list of them all.
    pub fn finish(self) -> String {
        let end: &[u8] = if self.is_begun { b"]" } else { b"[]" };
        in_hexadecimal(&self.sum.chain_update(end).finalize())
    }
}

/// Of anything.
pub fn of_bytes(bytes: &[u8]) -> String {
    in_hexadecimal(&Sha256::digest(bytes))
}

fn in_hexadecimal(bytes: &[u8]) -> String {
    let mut sum = String::new();
    for byte in bytes {
        // Into a string it cannot fail.
        let _ = write!(sum, "{byte:02x}");
    }
    sum
}

/// The canonical text.
pub fn canonical(value: &Json) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// Depth is limited by the reader, and by what there is to write.
fn write(value: &Json, text: &mut String) {
    match value {
        Json::Array(all) => {
            text.push('[');
            for (nth, it) in all.iter().enumerate() {
                if nth != 0 {
                    text.push(',');
                }
                write(it, text);
            }
            text.push(']');
        }
        Json::Object(members) => {
            text.push('{');
            // They are in order by their bytes already, and by UTF-16 too if all of them are ASCII.
            if members.keys().all(|it| it.is_ascii()) {
                write_members(members.iter(), text);
            } else {
                let mut members: Vec<(&String, &Json)> = members.iter().collect();
                members.sort_by(|one, other| one.0.encode_utf16().cmp(other.0.encode_utf16()));
                write_members(members.into_iter(), text);
            }
            text.push('}');
        }
        Json::String(it) => write_string(it, text),
        single => text.push_str(&json::text(single)),
    }
}

fn write_members<'a>(members: impl Iterator<Item = (&'a String, &'a Json)>, text: &mut String) {
    for (nth, (name, it)) in members.enumerate() {
        if nth != 0 {
            text.push(',');
        }
        write_string(name, text);
        text.push(':');
        write(it, text);
    }
}

fn write_string(it: &str, text: &mut String) {
    // Nearly all of them stand as they are.
    if it.bytes().any(|it| it < 0x20 || it == b'"' || it == b'\\') {
        return text.push_str(&json::text(&it.into()));
    }
    text.push('"');
    text.push_str(it);
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_canonical_text_is_that_of_the_standard() {
        let text = |it: Json| canonical(&it);
        assert_eq!(text(json!([])), "[]");
        let all = json!({ "b": [1, true, null], "a": { "y": "あ\n\"\\\u{1}", "x": {} } });
        assert_eq!(text(all), r#"{"a":{"x":{},"y":"あ\n\"\\\u0001"},"b":[1,true,null]}"#);
        // By UTF-16: what is outside of the first plane stands before the end of it.
        let names = json!({ "\u{ff01}": 1, "😀": 2, "1": 3, "\r": 4 });
        assert_eq!(text(names), "{\"\\r\":4,\"1\":3,\"😀\":2,\"\u{ff01}\":1}");
    }

    #[test]
    fn the_sum_is_sha_256() {
        // Of `[]`, by another program.
        let wanted = "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945";
        assert_eq!(of(&json!([])), wanted);
    }
}
