//! Reads a playbook from JSON, strictly: what is missing, misspelt or of another kind is named with
//! its place. By hand, because the code that serde derives for these types would be a tenth of the
//! app, for one file that is read once.

mod table;

use std::cell::RefCell;

use serde_json::Value as Json;

use crate::domain::code::Audience;
use crate::domain::id::{FactId, ItemId, LinkId, NoteId, QuestionId, ServiceId, StepId, keep};
use crate::domain::playbook::{
    About, AboutLine, AgendaPoint, AudienceList, ColumnWords, Counts, Fact, FactKind, Item,
    ItemKind, KeyInput, Link, Note, Panel, Playbook, Question, QuestionKind, RegisterWords,
    Revision, Service, Step, StepKind, Task,
};
use crate::domain::roles::Roles;
use table::Table;

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
        agenda: it.list("agenda", agenda_point),
        key_inputs: it.list("key_input", key_input),
        revisions: it.list("revision", revision),
        steps: it.list("step", step),
        former: Vec::new(),
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
        group: it.maybe_text("group"),
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

fn agenda_point(it: &mut Table) -> AgendaPoint {
    AgendaPoint {
        minutes: it.number("minutes"),
        title: it.text("title"),
        when: it.condition("when"),
        questions: it.strings("questions"),
        items: it.strings("items"),
        registers: it.strings("registers"),
    }
}

fn key_input(it: &mut Table) -> KeyInput {
    KeyInput { title: it.text("title"), items: it.strings("items") }
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
        panel: it.maybe_one_of("panel", Panel::NAMED),
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
