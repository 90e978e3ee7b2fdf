//! What there is to be found, for each place that somebody can look from.

use std::cmp::Reverse;

use super::{Command, Goal, Kind, Thing};
use crate::app::page::{At, Page};
use crate::app::route::Route;
use crate::app::shortcut::Shortcut;
use crate::domain::field::{Field, ItemField};
use crate::domain::id::EngagementId;
use crate::domain::next::What;
use crate::domain::register::Register;
use crate::domain::value::Value;
use crate::i18n::fields::Named;
use crate::i18n::words::Words;
use crate::store::engagements::{Found, Listed};

/// The pages that are there without an engagement, and those that are listed, the latest change first.
pub fn places(listed: Vec<Listed>, words: Words) -> Vec<Thing> {
    let pages = [
        (Route::Engagements, words.home()),
        (Route::Open, words.open_file()),
        (Route::Data, words.data()),
        (Route::Guide, words.guide()),
    ];
    let pages = pages.map(|(place, title)| thing(Kind::Page, Goal::Place(place), title));
    let mut listed = listed;
    listed.sort_by_key(|it| match &it.state {
        Found::Whole(card) => Reverse(card.changed_millis),
        _ => Reverse(0),
    });
    let listed = listed.iter().map(|it| {
        let place = Route::Engagement { id: it.id, page: Page::Setup, at: None };
        thing(Kind::Engagement, Goal::Place(place), words.called(&it.name))
    });
    pages.into_iter().chain(listed).collect()
}

/// What can be done; `here` is the engagement that is open, and whether a step of it can go back and
/// forth.
pub fn commands(here: Option<(EngagementId, [bool; 2])>, words: Words) -> Vec<Thing> {
    let of_engagement = here.map(|(id, [can_undo, can_redo])| {
        let undo = can_undo.then_some((Command::Undo, words.undo()));
        let redo = can_redo.then_some((Command::Redo, words.redo()));
        [Some((Command::Export(id), words.export_this())), undo, redo]
    });
    let keys = Shortcut::ALL.into_iter().filter(|it| match it {
        // It is open.
        Shortcut::Search => false,
        // Buttons of the meeting.
        Shortcut::NextPoint | Shortcut::Clock => false,
        Shortcut::Capture | Shortcut::Meeting => here.is_some(),
        Shortcut::CustomerSafe | Shortcut::Keys => true,
    });
    [(Command::New, words.new_engagement())]
        .into_iter()
        .chain(of_engagement.into_iter().flatten().flatten())
        .chain(keys.map(|it| (Command::Key(it), it.title(words))))
        .chain([(Command::OtherLanguage, words.language_other())])
        .map(|(command, title)| thing(Kind::Command, Goal::Do(command), title))
        .collect()
}

/// The pages, rows, registers and entries of an engagement, looked for from one of its pages.
pub fn of_engagement(named: Named<'_>, from: Page) -> Vec<Thing> {
    let Named { engagement, playbook, words } = named;
    let id = engagement.id();
    let go = |page, at| Goal::Place(Route::Engagement { id, page, at });
    let steps = playbook.steps.iter().map(|it| Page::Step(it.id));
    let pages = [Page::Setup, Page::Meeting]
        .into_iter()
        .chain(steps)
        .chain(Page::PLAIN.into_iter().skip(2));
    let pages = pages.map(|page| Thing {
        place: engagement.customer().to_owned(),
        ..thing(Kind::Page, go(page, None), page.title(playbook, words))
    });
    let other = words.0.other();
    let rows = playbook.items().map(|(step, item)| {
        let task = item.task.as_ref();
        let number = task.and_then(|it| it.number.as_deref()).map(|it| format!("FTOP {it}"));
        let group = item.group.as_ref().map_or("", |it| it.get(words.0));
        let noted = [ItemField::Note, ItemField::Evidence, ItemField::Owner];
        let noted = noted.map(|part| engagement.text(Field::Item(item.id, part)));
        let also = [group, item.title.get(other), noted[0], noted[1], noted[2]].join("\n");
        let place = [Some(step.title.get(words.0).to_owned()), number];
        Thing {
            place: place.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            also,
            ..thing(
                Kind::Row,
                go(Page::Step(step.id), Some(At::Row(item.id))),
                item.title.get(words.0),
            )
        }
    });
    let registers = Register::ALL.iter().filter(|it| **it != Register::Services);
    let registers = registers.filter_map(|it| {
        let said = playbook.register(*it)?;
        let goal = go(from, Some(At::Register(*it)));
        Some(Thing {
            also: said.title.get(other).to_owned(),
            ..thing(Kind::Register, goal, said.title.get(words.0))
        })
    });
    let entries = Register::ALL.iter().flat_map(|register| {
        engagement.filled_entries(*register).map(|entry| {
            let at = At::Entry(*register, entry);
            // What has its place on a page is shown there, the others beside whichever is open.
            let page = match at.register() {
                Some(_) => from,
                None => Page::of_next(&What::Entry(*register, entry, "".into()), playbook).0,
            };
            let cells = register.columns().iter().filter_map(|column| {
                let field = Field::Entry(*register, entry, *column);
                let value = engagement.value(field)?;
                let is_said = !matches!(value, Value::Flag(_));
                is_said.then(|| named.value(field, Some(value)))
            });
            let place = playbook.register(*register).map_or("", |it| it.title.get(words.0));
            Thing {
                place: place.to_owned(),
                also: cells.collect::<Vec<_>>().join("\n"),
                ..thing(Kind::Entry, go(page, Some(at)), &named.title(*register, entry))
            }
        })
    });
    pages.chain(rows).chain(registers).chain(entries).collect()
}

fn thing(kind: Kind, goal: Goal, title: &str) -> Thing {
    Thing { kind, goal, title: title.to_owned(), place: String::new(), also: String::new() }
}
