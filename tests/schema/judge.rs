//! The independent validator, and the schema as it is published.

use std::fs;
use std::path::Path;

use boon::{Compiler, Draft, SchemaIndex, Schemas, ValidationError};
use kickoff::domain::library::Library;
use kickoff::playbook::written;
use kickoff::store::schema;
use serde_json::Value as Json;

/// The library of everything that the build ships: all content there is.
pub fn shipped() -> &'static Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/playbook/content");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".toml") {
            files.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    // Whatever a folder lists them by.
    files.sort();
    let files: Vec<(&str, &str)> = files.iter().map(|it| (&*it.0, &*it.1)).collect();
    written::library(&files).unwrap()
}

/// The text of the published schema.
pub fn published() -> String {
    fs::read_to_string(path()).unwrap_or_default()
}

pub fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/schema").join(schema::name())
}

/// A schema, ready to say yes or no.
pub struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    pub fn of_published() -> Judge {
        Judge::at(published().parse().unwrap(), "")
    }

    pub fn of(library: &Library) -> Judge {
        Judge::at(schema::schema(library), "")
    }

    /// Of one of its definitions.
    pub fn at(schema: Json, pointer: &str) -> Judge {
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        compiler.set_default_draft(Draft::V2020_12);
        // Refers to nothing elsewhere: there is no loader for it.
        compiler.use_loader(Box::new(boon::SchemeUrlLoader::new()));
        let url = "kickoff://schema/engagements.json";
        compiler.add_resource(url, schema).unwrap();
        let index = compiler.compile(&format!("{url}#{pointer}"), &mut schemas);
        let index = index.unwrap_or_else(|it| panic!("{it:#}"));
        Judge { schemas, index }
    }

    pub fn accepts(&self, json: &Json) -> bool {
        self.schemas.validate(json, self.index).is_ok()
    }

    #[track_caller]
    pub fn assert_accepts(&self, json: &Json, what: &str) {
        if let Err(error) = self.schemas.validate(json, self.index) {
            panic!("{what}: {error:#}");
        }
    }

    /// Where it finds something wrong, as pointers; of one place within another, the inner one.
    pub fn flaws(&self, json: &Json) -> Vec<String> {
        let mut places = Vec::new();
        if let Err(error) = self.schemas.validate(json, self.index) {
            leaves(&error, &mut places);
        }
        places
    }
}

fn leaves(error: &ValidationError<'_, '_>, into: &mut Vec<String>) {
    if error.causes.is_empty() {
        into.push(error.instance_location.to_string());
    }
    error.causes.iter().for_each(|it| leaves(it, into));
}
