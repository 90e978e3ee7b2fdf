//! JSON for people who compare it: what fits in a line is in one, and the members of each object are by name.

use serde_json::Value as Json;

/// Of a line, without what it is set in by.
const WIDTH: usize = 100;

/// Prints it behind what stands in its line already.
pub fn print(json: &Json, depth: usize, into: &mut String) {
    let line = json.to_string();
    let parts: Vec<(String, &Json)> = match json {
        Json::Array(all) => all.iter().map(|it| (String::new(), it)).collect(),
        Json::Object(members) => {
            let mut members: Vec<(&String, &Json)> = members.iter().collect();
            members.sort_by_key(|it| it.0);
            let named = |name: &String| format!("{}: ", Json::from(name.as_str()));
            members.into_iter().map(|(name, it)| (named(name), it)).collect()
        }
        _ => Vec::new(),
    };
    if parts.is_empty() || line.chars().count() <= WIDTH {
        return into.push_str(&line);
    }
    let (open, close) = if json.is_array() { ('[', ']') } else { ('{', '}') };
    into.push(open);
    for (nth, (name, part)) in parts.into_iter().enumerate() {
        into.push_str(if nth == 0 { "\n" } else { ",\n" });
        into.push_str(&"  ".repeat(depth + 1));
        into.push_str(&name);
        print(part, depth + 1, into);
    }
    into.push('\n');
    into.push_str(&"  ".repeat(depth));
    into.push(close);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_printed_is_what_it_was() {
        let json =
            json!({ "b": ["long".repeat(30), {}, []], "a": { "\"": 1, "c": "x".repeat(99) } });
        let mut text = String::new();
        print(&json, 0, &mut text);
        assert_eq!(text.parse::<Json>().unwrap(), json);
        assert!(text.starts_with("{\n  \"a\": {\n    \"\\\"\": 1,\n"), "{text}");
        assert!(text.contains("\n    {},\n    []\n  ]\n}"), "{text}");
    }
}
