//! One table of a content file, read strictly.

use std::cell::RefCell;

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use crate::domain::condition::Condition;
use crate::domain::iso;
use crate::domain::playbook::{Choice, Choices};
use crate::domain::text::Text;

/// One table of the content, emptied key by key; what is left at the end is a misspelling.
pub(super) struct Table<'a> {
    members: Map<String, Json>,
    place: String,
    flaws: &'a RefCell<Vec<String>>,
}

impl<'a> Table<'a> {
    pub(super) fn of(json: Json, place: String, flaws: &'a RefCell<Vec<String>>) -> Table<'a> {
        let members = match json {
            Json::Object(members) => members,
            _ => {
                flaws.borrow_mut().push(format!("{place}: not a table"));
                Map::new()
            }
        };
        Table { members, place, flaws }
    }

    pub(super) fn read<T>(mut self, read: fn(&mut Table) -> T) -> T {
        let it = read(&mut self);
        self.end();
        it
    }

    pub(super) fn end(&self) {
        for key in self.members.keys() {
            self.flaw(&format!("unknown field `{key}`"));
        }
    }

    #[inline(never)]
    pub(super) fn flaw(&self, what: &str) {
        self.flaws.borrow_mut().push(format!("{}: {what}", self.place));
    }

    pub(super) fn wrong(&self, key: &str, wanted: &str) {
        self.flaw(&format!("`{key}` is not {wanted}"));
    }

    pub(super) fn take(&mut self, key: &str) -> Json {
        self.members.remove(key).unwrap_or_else(|| {
            self.flaw(&format!("missing field `{key}`"));
            Json::Null
        })
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.members.contains_key(key)
    }

    #[inline(never)]
    pub(super) fn string(&mut self, key: &str) -> Box<str> {
        match self.take(key) {
            Json::String(it) => it.into(),
            _ => {
                self.wrong(key, "a text");
                Box::default()
            }
        }
    }

    /// As [`Table::string`], and the table is known by it from here on.
    #[inline(never)]
    pub(super) fn name(&mut self, key: &str) -> Box<str> {
        let name = self.string(key);
        self.place = format!("{} `{name}`", self.place);
        name
    }

    #[inline(never)]
    pub(super) fn maybe_string(&mut self, key: &str) -> Option<Box<str>> {
        self.has(key).then(|| self.string(key))
    }

    #[inline(never)]
    pub(super) fn flag(&mut self, key: &str) -> bool {
        match self.take(key) {
            Json::Bool(it) => it,
            _ => {
                self.wrong(key, "true or false");
                false
            }
        }
    }

    pub(super) fn maybe_flag(&mut self, key: &str) -> bool {
        self.has(key) && self.flag(key)
    }

    #[inline(never)]
    pub(super) fn number(&mut self, key: &str) -> u16 {
        let number = self.take(key).as_u64().and_then(|it| u16::try_from(it).ok());
        number.unwrap_or_else(|| {
            self.wrong(key, "a small number");
            0
        })
    }

    #[inline(never)]
    pub(super) fn day(&mut self, key: &str) -> NaiveDate {
        let written = self.string(key);
        iso::read_day(&written).unwrap_or_else(|| {
            self.wrong(key, "a day");
            NaiveDate::default()
        })
    }

    #[inline(never)]
    pub(super) fn array(&mut self, key: &str) -> Vec<Json> {
        match self.members.remove(key) {
            None => Vec::new(),
            Some(Json::Array(all)) => all,
            Some(_) => {
                self.wrong(key, "a list");
                Vec::new()
            }
        }
    }

    #[inline(never)]
    pub(super) fn strings(&mut self, key: &str) -> Vec<Box<str>> {
        let mut texts = Vec::new();
        for it in self.array(key) {
            match it {
                Json::String(it) => texts.push(it.into()),
                _ => self.wrong(key, "a list of texts"),
            }
        }
        texts
    }

    #[inline(never)]
    pub(super) fn numbers(&mut self, key: &str) -> Vec<u16> {
        let mut numbers = Vec::new();
        for it in self.array(key) {
            match it.as_u64().and_then(|it| u16::try_from(it).ok()) {
                Some(it) => numbers.push(it),
                None => self.wrong(key, "a list of lines"),
            }
        }
        numbers
    }

    pub(super) fn ids<I>(&mut self, key: &str, written: fn(&str) -> I) -> Vec<I> {
        self.strings(key).iter().map(|it| written(it)).collect()
    }

    #[inline(never)]
    pub(super) fn table(&mut self, key: &str) -> Table<'a> {
        let json = self.take(key);
        Table::of(json, format!("{}, {key}", self.place), self.flaws)
    }

    pub(super) fn maybe_table(&mut self, key: &str) -> Option<Table<'a>> {
        self.has(key).then(|| self.table(key))
    }

    pub(super) fn list<T>(&mut self, key: &str, read: fn(&mut Table) -> T) -> Vec<T> {
        let mut all = Vec::new();
        for table in self.tables(key) {
            all.push(table.read(read));
        }
        all
    }

    // One piece of code, not one for each type of what is read.
    #[inline(never)]
    fn tables(&mut self, key: &str) -> Vec<Table<'a>> {
        let mut all = Vec::new();
        for json in self.array(key) {
            let place = format!("{}, {key} {}", self.place, all.len() + 1);
            all.push(Table::of(json, place, self.flaws));
        }
        all
    }

    #[inline(never)]
    pub(super) fn text(&mut self, key: &str) -> Text {
        self.table(key).read(|it| Text { ja: it.string("ja"), en: it.string("en") })
    }

    #[inline(never)]
    pub(super) fn maybe_text(&mut self, key: &str) -> Option<Text> {
        self.has(key).then(|| self.text(key))
    }

    #[inline(never)]
    pub(super) fn choices(&mut self) -> Choices {
        let all =
            self.list("choices", |it| Choice { code: it.string("code"), label: it.text("label") });
        Choices::from(all)
    }

    #[inline(never)]
    pub(super) fn condition(&mut self, key: &str) -> Option<Condition> {
        let written = self.maybe_string(key)?;
        match Condition::parse(&written) {
            Ok(condition) => Some(condition),
            Err(error) => {
                self.flaw(&format!("{key} = `{written}`: {error}"));
                None
            }
        }
    }

    /// The first of those there are, if it is none of them.
    pub(super) fn one_of<T: Copy>(&mut self, key: &str, all: &[(&str, T)]) -> T {
        let written = self.string(key);
        let found = all.iter().find(|(name, _)| *name == &*written);
        if found.is_none() {
            self.wrong(key, "one of those there are");
        }
        found.unwrap_or(&all[0]).1
    }

    pub(super) fn maybe_one_of<T: Copy>(&mut self, key: &str, all: &[(&str, T)]) -> Option<T> {
        self.has(key).then(|| self.one_of(key, all))
    }
}
