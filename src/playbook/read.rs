//! Reads a playbook from JSON, strictly: what is missing, misspelt or of another kind is named with
//! its place. By hand, because the code that serde derives for these types would be a tenth of the
//! app, for one file that is read once.

use std::cell::RefCell;

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use crate::domain::code::Audience;
use crate::domain::condition::Condition;
use crate::domain::id::{FactId, ItemId, LinkId, NoteId, QuestionId, ServiceId, StepId, keep};
use crate::domain::iso;
use crate::domain::playbook::{
    About, AboutLine, AudienceList, Choice, Choices, ColumnWords, Counts, Fact, FactKind, Item,
    ItemKind, Link, Note, Panel, Playbook, Question, QuestionKind, RegisterWords, Revision,
    Service, Step, StepKind, Task,
};
use crate::domain::roles::Roles;
use crate::domain::text::Text;

/// Reads a playbook. Reading never fails; what was wrong is told, each flaw with its place, and no
/// playbook with a flaw is shipped.
pub fn playbook(json: Json) -> (Playbook, Vec<String>) {
    let flaws = RefCell::default();
    let mut it = Table::of(json, "the playbook".to_owned(), &flaws);
    let read = Playbook {
        playbook: it.table("playbook").read(about),
        roles: it.table("roles").read(roles),
        questions: it.list("question", question),
        services: it.list("service", service),
        facts: it.list("field", fact).leak(),
        links: it.list("link", link),
        notes: it.list("note", note),
        registers: it.list("register", register).leak(),
        audiences: it.list("audience", audience_list),
        revisions: it.list("revision", revision),
        steps: it.list("step", step),
    };
    it.end();
    (read, flaws.into_inner())
}

fn about(it: &mut Table) -> About {
    About {
        id: it.string("id"),
        revision: it.day("revision"),
        title: it.text("title"),
        phase: it.text("phase"),
        stale_note: it.text("stale_note"),
        about: it
            .list("about", |it| AboutLine { label: it.text("label"), value: it.string("value") }),
        rows: it.strings("rows"),
        counts: it
            .table("counts")
            .read(|it| Counts { notes: it.number("notes"), rows: it.number("rows") }),
    }
}

fn roles(it: &mut Table) -> &'static Roles {
    let mut ids = [""; Roles::NAMES.len()];
    for (at, (id, name)) in ids.iter_mut().zip(Roles::NAMES).enumerate() {
        // No playbook can do without the first one.
        if at == 0 || it.has(name) {
            *id = keep(&it.string(name));
        }
    }
    Box::leak(Box::new(Roles::of(ids)))
}

fn question(it: &mut Table) -> Question {
    Question {
        id: QuestionId::written(&it.name("id")),
        code: it.string("code"),
        kind: it.one_of(
            "kind",
            &[
                ("yes-no", QuestionKind::YesNo),
                ("choice", QuestionKind::Choice),
                ("services", QuestionKind::Services),
            ],
        ),
        ask: it.text("ask"),
        hint: it.maybe_text("hint"),
        choices: it.choices(),
        rows: it.strings("rows"),
    }
}

fn service(it: &mut Table) -> Service {
    Service {
        code: ServiceId::written(&it.name("code")),
        name: it.text("name"),
        beyond_source: it.flag("beyond_source"),
    }
}

fn fact(it: &mut Table) -> Fact {
    Fact {
        id: FactId::written(&it.name("id")),
        kind: it.one_of(
            "kind",
            &[
                ("text", FactKind::Text),
                ("long-text", FactKind::LongText),
                ("day", FactKind::Day),
                ("moment", FactKind::Moment),
                ("count", FactKind::Count),
                ("choice", FactKind::Choice),
                ("name", FactKind::Name),
            ],
        ),
        label: it.text("label"),
        hint: it.maybe_text("hint"),
        choices: it.choices(),
    }
}

fn link(it: &mut Table) -> Link {
    Link {
        id: LinkId::written(&it.name("id")),
        url: it.string("url"),
        title: it.text("title"),
        note: it.maybe_text("note"),
        lines: it.numbers("lines"),
        resolvable: it.flag("resolvable"),
    }
}

fn note(it: &mut Table) -> Note {
    Note {
        id: NoteId::written(&it.name("id")),
        number: it.number("number"),
        lines: it.numbers("lines"),
        source_term: it.maybe_string("source_term"),
        misleads: it.text("misleads"),
        meant: it.text("meant"),
    }
}

fn register(it: &mut Table) -> RegisterWords {
    RegisterWords {
        code: it.name("code"),
        title: it.text("title"),
        one: it.text("one"),
        empty: it.text("empty"),
        columns: it.list("column", |it| ColumnWords {
            code: it.name("code"),
            label: it.text("label"),
            hint: it.maybe_text("hint"),
            choices: it.choices(),
        }),
        rows: it.strings("rows"),
    }
}

fn audience_list(it: &mut Table) -> AudienceList {
    AudienceList {
        audience: it
            .one_of("is", &[("internal", Audience::Internal), ("shared", Audience::Shared)]),
        registers: it.strings("registers"),
        questions: it.strings("questions"),
        items: it.strings("items"),
        facts: it.strings("fields"),
    }
}

fn revision(it: &mut Table) -> Revision {
    Revision {
        on: it.day("on"),
        by: it.string("by"),
        what: it.text("what"),
        rows: it.strings("rows"),
    }
}

fn step(it: &mut Table) -> Step {
    Step {
        id: StepId::written(&it.name("id")),
        kind: it.one_of(
            "kind",
            &[
                ("framing", StepKind::Framing),
                ("entry", StepKind::Entry),
                ("approach", StepKind::Approach),
                ("exit", StepKind::Exit),
                ("next", StepKind::Next),
                ("history", StepKind::History),
            ],
        ),
        title: it.text("title"),
        lead: it.text("lead"),
        role: it.maybe_text("role"),
        motions: it.strings("motions"),
        applies_to: it.maybe_text("applies_to"),
        panel: it.maybe_one_of(
            "panel",
            &[
                ("dibs", Panel::Dibs),
                ("ssat", Panel::Ssat),
                ("gate", Panel::Gate),
                ("revisions", Panel::Revisions),
                ("uncategorized", Panel::Uncategorized),
            ],
        ),
        registers: it.strings("registers"),
        notes: it.ids("notes", NoteId::written),
        lines: it.numbers("lines"),
        rows: it.strings("rows"),
        items: it.list("item", item),
    }
}

fn item(it: &mut Table) -> Item {
    Item {
        id: ItemId::written(&it.name("id")),
        kind: it.one_of(
            "kind",
            &[("check", ItemKind::Check), ("task", ItemKind::Task), ("info", ItemKind::Info)],
        ),
        title: it.text("title"),
        hint: it.maybe_text("hint"),
        group: it.maybe_text("group"),
        parent: it.maybe_string("parent").map(|it| ItemId::written(&it)),
        when: it.condition("when"),
        due_when: it.condition("due_when"),
        expects: it.ids("expects", ItemId::written),
        met_when: it.condition("met_when"),
        outcome: it.maybe_flag("outcome"),
        evidence: it.maybe_flag("evidence"),
        task: it.maybe_table("task").map(|it| it.read(task)),
        fields: it.ids("fields", FactId::written),
        registers: it.strings("registers"),
        links: it.ids("links", LinkId::written),
        notes: it.ids("notes", NoteId::written),
        rows: it.strings("rows"),
        lines: it.numbers("lines"),
    }
}

fn task(it: &mut Table) -> Task {
    Task {
        number: it.maybe_string("number"),
        name: it.text("name"),
        mandatory: it.flag("mandatory"),
        role: it.text("role"),
        services: it.text("services"),
    }
}

/// One table of the content, emptied key by key; what is left at the end is a misspelling.
struct Table<'a> {
    members: Map<String, Json>,
    place: String,
    flaws: &'a RefCell<Vec<String>>,
}

impl<'a> Table<'a> {
    fn of(json: Json, place: String, flaws: &'a RefCell<Vec<String>>) -> Table<'a> {
        let members = match json {
            Json::Object(members) => members,
            _ => {
                flaws.borrow_mut().push(format!("{place}: not a table"));
                Map::new()
            }
        };
        Table { members, place, flaws }
    }

    fn read<T>(mut self, read: fn(&mut Table) -> T) -> T {
        let it = read(&mut self);
        self.end();
        it
    }

    fn end(&self) {
        for key in self.members.keys() {
            self.flaw(&format!("unknown field `{key}`"));
        }
    }

    #[inline(never)]
    fn flaw(&self, what: &str) {
        self.flaws.borrow_mut().push(format!("{}: {what}", self.place));
    }

    fn wrong(&self, key: &str, wanted: &str) {
        self.flaw(&format!("`{key}` is not {wanted}"));
    }

    fn take(&mut self, key: &str) -> Json {
        self.members.remove(key).unwrap_or_else(|| {
            self.flaw(&format!("missing field `{key}`"));
            Json::Null
        })
    }

    fn has(&self, key: &str) -> bool {
        self.members.contains_key(key)
    }

    #[inline(never)]
    fn string(&mut self, key: &str) -> Box<str> {
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
    fn name(&mut self, key: &str) -> Box<str> {
        let name = self.string(key);
        self.place = format!("{} `{name}`", self.place);
        name
    }

    #[inline(never)]
    fn maybe_string(&mut self, key: &str) -> Option<Box<str>> {
        self.has(key).then(|| self.string(key))
    }

    #[inline(never)]
    fn flag(&mut self, key: &str) -> bool {
        match self.take(key) {
            Json::Bool(it) => it,
            _ => {
                self.wrong(key, "true or false");
                false
            }
        }
    }

    fn maybe_flag(&mut self, key: &str) -> bool {
        self.has(key) && self.flag(key)
    }

    #[inline(never)]
    fn number(&mut self, key: &str) -> u16 {
        let number = self.take(key).as_u64().and_then(|it| u16::try_from(it).ok());
        number.unwrap_or_else(|| {
            self.wrong(key, "a small number");
            0
        })
    }

    #[inline(never)]
    fn day(&mut self, key: &str) -> NaiveDate {
        let written = self.string(key);
        iso::read_day(&written).unwrap_or_else(|| {
            self.wrong(key, "a day");
            NaiveDate::default()
        })
    }

    #[inline(never)]
    fn array(&mut self, key: &str) -> Vec<Json> {
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
    fn strings(&mut self, key: &str) -> Vec<Box<str>> {
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
    fn numbers(&mut self, key: &str) -> Vec<u16> {
        let mut numbers = Vec::new();
        for it in self.array(key) {
            match it.as_u64().and_then(|it| u16::try_from(it).ok()) {
                Some(it) => numbers.push(it),
                None => self.wrong(key, "a list of lines"),
            }
        }
        numbers
    }

    fn ids<I>(&mut self, key: &str, written: fn(&str) -> I) -> Vec<I> {
        self.strings(key).iter().map(|it| written(it)).collect()
    }

    #[inline(never)]
    fn table(&mut self, key: &str) -> Table<'a> {
        let json = self.take(key);
        Table::of(json, format!("{}, {key}", self.place), self.flaws)
    }

    fn maybe_table(&mut self, key: &str) -> Option<Table<'a>> {
        self.has(key).then(|| self.table(key))
    }

    fn list<T>(&mut self, key: &str, read: fn(&mut Table) -> T) -> Vec<T> {
        let mut all = Vec::new();
        for json in self.array(key) {
            let place = format!("{}, {key} {}", self.place, all.len() + 1);
            all.push(Table::of(json, place, self.flaws).read(read));
        }
        all
    }

    #[inline(never)]
    fn text(&mut self, key: &str) -> Text {
        self.table(key).read(|it| Text { ja: it.string("ja"), en: it.string("en") })
    }

    #[inline(never)]
    fn maybe_text(&mut self, key: &str) -> Option<Text> {
        self.has(key).then(|| self.text(key))
    }

    #[inline(never)]
    fn choices(&mut self) -> Choices {
        let all =
            self.list("choices", |it| Choice { code: it.string("code"), label: it.text("label") });
        Choices::from(all)
    }

    #[inline(never)]
    fn condition(&mut self, key: &str) -> Option<Condition> {
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
    fn one_of<T: Copy>(&mut self, key: &str, all: &[(&str, T)]) -> T {
        let written = self.string(key);
        let found = all.iter().find(|(name, _)| *name == &*written);
        if found.is_none() {
            self.wrong(key, "one of those there are");
        }
        found.unwrap_or(&all[0]).1
    }

    fn maybe_one_of<T: Copy>(&mut self, key: &str, all: &[(&str, T)]) -> Option<T> {
        self.has(key).then(|| self.one_of(key, all))
    }
}
