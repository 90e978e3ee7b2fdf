//! The content as the page reads it: all of its files as JSON, without what only the tests read of them.
//!
//! People write TOML; a parser for it would cost the page 60 KB. That a file is whole is for the tests to say, which
//! name every flaw with its line and column (`tests/playbook`); here it is only brought over.

use serde_json::Value;

use crate::Result;

/// All playbooks of these files, each with its name: by id, then by revision, whatever the files are called. A single
/// one stands by itself.
pub fn as_json(files: &[(String, String)]) -> Result<String> {
    let mut editions: Vec<([String; 2], &str, Value)> = Vec::new();
    for (name, written) in files {
        let mut playbook = read(name, written)?;
        let part = |key: &str| playbook["playbook"][key].as_str().map(str::to_owned);
        let (Some(id), Some(revision)) = (part("id"), part("revision")) else {
            return Err(format!("{name}: `playbook` has no `id` or no `revision`"));
        };
        drop_rows(&mut playbook);
        editions.push(([id, revision], name, playbook));
    }
    editions.sort_by(|a, b| a.0.cmp(&b.0));
    for pair in editions.windows(2) {
        if let [(edition, first, _), (other, second, _)] = pair
            && edition == other
        {
            return Err(format!("{second}: {} is in {first} already", edition.join(" ")));
        }
    }
    let mut all: Vec<Value> = editions.into_iter().map(|it| it.2).collect();
    match (all.pop(), all.is_empty()) {
        (None, _) => Err("there is no content".to_owned()),
        (Some(one), true) => Ok(one.to_string()),
        (Some(last), false) => {
            all.push(last);
            Ok(Value::Array(all).to_string())
        }
    }
}

fn read(name: &str, written: &str) -> Result<Value> {
    toml::from_str(written).map_err(|flaw| {
        let before = written.get(..flaw.span().map_or(0, |it| it.start)).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
        format!("{name}:{line}:{column}: {}", flaw.message())
    })
}

/// Where each row of the requirement has its place is for the tests, not for the page.
fn drop_rows(value: &mut Value) {
    match value {
        Value::Object(members) => {
            // How many there are is a number, and stays.
            if members.get("rows").is_some_and(Value::is_array) {
                members.remove("rows");
            }
            members.values_mut().for_each(drop_rows);
        }
        Value::Array(all) => all.iter_mut().for_each(drop_rows),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, id: &str, revision: &str) -> (String, String) {
        let written = format!("[playbook]\nid = \"{id}\"\nrevision = \"{revision}\"\n");
        (name.to_owned(), written)
    }

    #[test]
    fn the_page_gets_the_content_without_the_places_of_the_rows() {
        let mut content = serde_json::json!({
            "rows": ["R01"], "counts": { "rows": 73 }, "step": [{ "rows": ["R02"], "id": "x" }]
        });
        drop_rows(&mut content);
        let wanted = serde_json::json!({ "counts": { "rows": 73 }, "step": [{ "id": "x" }] });
        assert_eq!(content, wanted);
    }

    #[test]
    fn one_file_stands_by_itself_and_several_in_the_order_of_their_editions() {
        let one = file("z.toml", "a", "2026-01-01");
        assert_eq!(
            as_json(std::slice::from_ref(&one)).unwrap(),
            r#"{"playbook":{"id":"a","revision":"2026-01-01"}}"#
        );
        let files = [file("a.toml", "b", "2027-01-01"), file("b.toml", "b", "2026-01-01"), one];
        let all: Vec<Value> = serde_json::from_str(&as_json(&files).unwrap()).unwrap();
        let order: Vec<String> = all
            .iter()
            .map(|it| format!("{} {}", it["playbook"]["id"], it["playbook"]["revision"]))
            .collect();
        let wanted = ["a\" \"2026-01-01", "b\" \"2026-01-01", "b\" \"2027-01-01"];
        assert_eq!(order, wanted.map(|it| format!("\"{it}\"")));
    }

    #[test]
    fn a_flaw_is_named_with_its_file() {
        let fine = file("fine.toml", "a", "2026-01-01");
        let table = [
            (
                file("twice.toml", "a", "2026-01-01"),
                "twice.toml: a 2026-01-01 is in fine.toml already",
            ),
            (("cut.toml".to_owned(), "[playbook]\nid = ".to_owned()), "cut.toml:2:6: "),
            (("bare.toml".to_owned(), "rows = []".to_owned()), "bare.toml: `playbook` has no `id`"),
        ];
        for (bad, wanted) in table {
            let said = as_json(&[fine.clone(), bad]).unwrap_err();
            assert!(said.starts_with(wanted), "{said}");
        }
        assert!(as_json(&[]).is_err());
    }
}
