//! Where the time goes, by function, out of a profile of the browser's (`Profiler.stop` of its own protocol).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::names::readable;
use crate::Result;

/// A function's time in milliseconds: in itself, and with all that it called.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spent {
    pub name: String,
    pub own: f64,
    pub whole: f64,
}

/// Every function, the one with the most time in all first. One that calls itself is counted once at a time.
pub fn spent(profile: &Value) -> Result<Vec<Spent>> {
    let list = |name: &str| profile[name].as_array().ok_or(format!("a profile without `{name}`"));
    let (nodes, samples, deltas) = (list("nodes")?, list("samples")?, list("timeDeltas")?);
    let mut parent_of = BTreeMap::new();
    let mut name_of = BTreeMap::new();
    for node in nodes {
        let id = node["id"].as_u64().ok_or("a node without `id`")?;
        name_of.insert(id, name(&node["callFrame"]));
        for child in node["children"].as_array().into_iter().flatten().filter_map(Value::as_u64) {
            parent_of.insert(child, id);
        }
    }
    let mut all: BTreeMap<&str, Spent> = BTreeMap::new();
    // A sample holds until the next one; the first delta is from the start to the first sample.
    let durations = deltas.iter().skip(1).map(|it| it.as_f64().unwrap_or_default() / 1_000.0);
    for (sample, took) in samples.iter().zip(durations) {
        let id = sample.as_u64().ok_or("a sample that is no number")?;
        let stack = std::iter::successors(Some(id), |id| parent_of.get(id).copied());
        let mut seen = BTreeSet::new();
        for (depth, id) in stack.enumerate() {
            let name = name_of.get(&id).ok_or("a sample of no node")?;
            let spent = all.entry(name).or_default();
            if depth == 0 {
                spent.own += took;
            }
            if seen.insert(name) {
                spent.whole += took;
            }
        }
    }
    let mut all: Vec<Spent> =
        all.into_iter().map(|(name, it)| Spent { name: name.to_owned(), ..it }).collect();
    all.sort_by(|one, other| other.whole.total_cmp(&one.whole));
    Ok(all)
}

fn name(frame: &Value) -> String {
    match frame["functionName"].as_str().unwrap_or_default() {
        "" => {
            let url = frame["url"].as_str().unwrap_or_default();
            let file = url.rsplit('/').next().unwrap_or_default();
            format!("(anonymous) {file}:{}", frame["lineNumber"].as_i64().unwrap_or_default() + 1)
        }
        name => readable(name),
    }
}

/// As a table: those with the most time in themselves, or with all that they called.
pub fn table(spent: &[Spent], by: fn(&Spent) -> f64, most: usize) -> String {
    let mut sorted: Vec<&Spent> = spent.iter().collect();
    sorted.sort_by(|one, other| by(other).total_cmp(&by(one)));
    let lines = sorted.into_iter().take(most);
    let lines = lines.map(|it| format!("{:>9.2} {:>9.2}  {}", it.own, it.whole, it.name));
    let head = format!("{:>9} {:>9}", "own ms", "whole ms");
    std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn node(id: u64, name: &str, children: &[u64]) -> Value {
        json!({ "id": id, "callFrame": { "functionName": name, "url": "http://x/a.js", "lineNumber": 6 }, "children": children })
    }

    #[test]
    fn time_is_of_the_function_and_of_all_that_called_it() {
        let profile = json!({
            "nodes": [node(1, "(root)", &[2]), node(2, "outer", &[3]), node(3, "inner", &[4]), node(4, "outer", &[])],
            "samples": [2, 3, 4, 1],
            "timeDeltas": [9_000, 1_000, 2_000, 4_000],
        });
        let of = |name: &str| {
            let it = spent(&profile).unwrap().into_iter().find(|it| it.name == name).unwrap();
            (it.own, it.whole)
        };
        assert_eq!(of("outer"), (5.0, 7.0));
        assert_eq!(of("inner"), (2.0, 6.0));
        assert_eq!(of("(root)"), (0.0, 7.0));
    }

    #[test]
    fn what_is_no_profile_is_said_to_be_none() {
        assert!(spent(&json!({})).unwrap_err().contains("nodes"));
        let astray = json!({ "nodes": [], "samples": [7, 7], "timeDeltas": [0, 1] });
        assert!(spent(&astray).is_err());
    }

    #[test]
    fn a_function_without_a_name_is_known_by_its_line() {
        assert_eq!(name(&node(1, "", &[])["callFrame"]), "(anonymous) a.js:7");
    }

    #[test]
    fn a_table_is_as_long_as_asked() {
        let of = |name: &str, own, whole| Spent { name: name.to_owned(), own, whole };
        let all = [of("a", 1.0, 9.0), of("b", 3.0, 3.0), of("c", 2.0, 2.0)];
        let text = table(&all, |it| it.own, 2);
        let names: Vec<&str> =
            text.lines().skip(1).map(|it| it.rsplit(' ').next().unwrap()).collect();
        assert_eq!(names, ["b", "c"]);
    }
}
