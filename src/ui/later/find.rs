//! The search over everything: a field, and a list of what goes with it under the field's arrow keys.

use std::rc::Rc;

use kickoff::app::find::things::{commands, of_engagement, places};
use kickoff::app::find::{Command, Found, Goal, Index, Kind, Thing};
use kickoff::app::requests::{DialogRequest, ExportRequest};
use kickoff::app::route::{Page, Route};
use kickoff::app::shortcut::Shortcut;
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{anywhere, dialogs, export};
use crate::browser::{self, keyboard};
use crate::ui::parts::{Dialog, button};
use crate::ui::session::{Direction, Session, use_session, use_words};
use kit::html::{div, input, kbd, p, span, svg};
use kit::{El, View, ev, flag, fresh_id, instead, is_of_composition, live, on_typed, text, views};

/// What a key does (`shortcuts.rs`).
type Act = fn(Session, Shortcut) -> bool;

/// Opens it; tells whether it could.
pub fn open(session: Session, act: Act) -> bool {
    // What is being typed is to be found too.
    session.flush();
    let words = Words(session.lang.get_untracked());
    anywhere::open(words.search(), |dialog| search(dialog, act))
}

/// A way to it for whoever does not know its key.
pub fn search_button(words: Words, open: impl FnMut() + 'static) -> El {
    let glass = svg::svg().class("icon").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true");
    let glass = glass
        .child(svg::circle().attr("cx", "11").attr("cy", "11").attr("r", "6"))
        .child(svg::path().attr("d", "M15.5 15.5L20 20"));
    button("button--icon", open)
        .attr("aria-label", words.search())
        .attr("title", words.search())
        .attr("aria-keyshortcuts", "Control+K")
        .child(glass)
}

/// Everything that can be found from where somebody is. An engagement is read only by what its editor
/// lets be read.
fn things(session: Session, words: Words) -> Vec<Thing> {
    let editor = session.editor_untracked();
    let page = match session.place.get_untracked() {
        Route::Engagement { page, .. } => page,
        _ => Page::Setup,
    };
    let of_open = editor.map(|editor| {
        let playbook = editor.playbook();
        editor.peek(|engagement| of_engagement(Named { engagement, playbook, words }, page))
    });
    let here = editor.map(|it| (it.id, untrack(|| [it.can_undo(), it.can_redo()])));
    let listed = session.with_store(|it| it.list()).unwrap_or_default();
    let all = of_open.into_iter().flatten();
    all.chain(places(listed, words)).chain(commands(here, words)).collect()
}

fn title_of(kind: Kind, words: Words) -> &'static str {
    match kind {
        Kind::Page => words.kind_pages(),
        Kind::Engagement => words.engagement(),
        Kind::Row => words.kind_items(),
        Kind::Register => words.registers(),
        Kind::Entry => words.kind_entries(),
        Kind::Command => words.kind_commands(),
    }
}

fn search(dialog: Dialog, act: Act) -> View {
    let session = use_session();
    let words = use_words();
    let index = Rc::new(Index::new(things(session, words), browser::plain));
    let found = RwSignal::new(index.find(""));
    // Which of those that are shown would be chosen.
    let at = RwSignal::new(0);
    let id = fresh_id();
    let option_id = {
        let id = id.clone();
        move |nth: usize| format!("{id}-{nth}")
    };
    let choose = {
        let index = index.clone();
        move |nth: usize| {
            let hit = found.with_untracked(|it| it.hits().nth(nth));
            let goal = hit.and_then(|it| index.get(it)).map(|it| it.goal);
            if let Some(goal) = goal {
                dialog.close();
                reach(session, words, goal, act);
            }
        }
    };
    let has_any = move || found.with(|it| it.count != 0);
    let current = {
        let option_id = option_id.clone();
        text(move || if has_any() { option_id(at.get()) } else { String::new() })
    };
    let on_key = {
        let (choose, option_id) = (choose.clone(), option_id.clone());
        move |event: KeyboardEvent| {
            // Enter that ends a composition chooses nothing; some browsers tell of that end first.
            if is_of_composition(&event) {
                return;
            }
            let last = found.with_untracked(|it| it.hits().count()).saturating_sub(1);
            let now = at.get_untracked();
            let next = match event.key().as_str() {
                "Enter" => {
                    choose(now);
                    now
                }
                "ArrowDown" => {
                    if now < last {
                        now + 1
                    } else {
                        0
                    }
                }
                "ArrowUp" => now.checked_sub(1).unwrap_or(last),
                "PageDown" => (now + A_PAGE).min(last),
                "PageUp" => now.saturating_sub(A_PAGE),
                // The browser's own search would open in front of ours.
                "k" if event.ctrl_key() || event.meta_key() => now,
                _ => return,
            };
            event.prevent_default();
            at.set(next);
            if let Some(option) = browser::by_id(&option_id(next)) {
                keyboard::bring_into_view(&option);
            }
        }
    };
    let take = {
        let index = index.clone();
        move |typed: &kit::Control| {
            let now = index.find(&typed.value());
            if found.with_untracked(|it| *it != now) {
                found.set(now);
                at.set(0);
            }
        }
    };
    let field = input()
        .class("field__input")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("autocomplete", "off")
        .attr("autofocus", true)
        .attr("spellcheck", "false")
        .attr("aria-label", words.search_line())
        .attr("placeholder", words.search_line())
        .attr("aria-autocomplete", "list")
        .attr("aria-expanded", text(move || has_any().to_string()))
        .attr("aria-controls", id.as_str())
        .attr("aria-activedescendant", current)
        .on(ev::keydown, on_key);
    let list = move || {
        let found = found.get();
        let mut nth = 0;
        let mut groups = Vec::new();
        for group in &found.groups {
            let title = format!("{}-group-{nth}", option_id(0));
            let mut options = Vec::new();
            for hit in &group.hits {
                if let Some(thing) = index.get(*hit) {
                    let choose = choose.clone();
                    let mine = nth;
                    options.push(View::from(
                        option(thing)
                            .attr("id", option_id(mine))
                            .attr("aria-selected", text(move || (at.get() == mine).to_string()))
                            .on(ev::click, move |_| choose(mine)),
                    ));
                    nth += 1;
                }
            }
            let heading = div().class("found__kind").attr("id", title.as_str());
            groups.push(View::from(
                div()
                    .attr("role", "group")
                    .attr("aria-labelledby", title)
                    .child(heading.child(title_of(group.kind, words)))
                    .child(options),
            ));
        }
        groups.into()
    };
    let said = text(move || found.with(|it| count_told(it, words)));
    let all_keys = button("button--quiet", move || {
        dialog.close();
        act(session, Shortcut::Keys);
    });
    views([
        on_typed(field, take).into(),
        p().class("found__count").attr("role", "status").child(said).into(),
        div()
            .class("found")
            .attr("id", id)
            .attr("role", "listbox")
            .attr("aria-label", words.search_results())
            .attr("hidden", flag(move || !has_any()))
            // The field keeps the keyboard.
            .on(ev::mousedown, instead(|| {}))
            .child(live(list))
            .into(),
        div()
            .class("found__foot")
            .child(span().class("field__hint").child(words.search_keys()))
            .child(all_keys.child(words.keys()).child(kbd().class("key").child("?")))
            .into(),
    ])
}

/// How far a page of the list is.
const A_PAGE: usize = 8;

fn count_told(found: &Found, words: Words) -> String {
    let shown = found.hits().count();
    match found.count {
        0 => words.search_none().to_owned(),
        count if shown < count => words.found_first(shown, count),
        count => words.found_count(count),
    }
}

fn option(thing: &Thing) -> El {
    let place = (!thing.place.is_empty())
        .then(|| View::from(span().class("found__place").child(&*thing.place)));
    div()
        .class("found__option")
        .attr("role", "option")
        .child(span().class("found__title").child(&*thing.title))
        .child(" ")
        .child(place)
}

/// Goes there, or does it.
fn reach(session: Session, words: Words, goal: Goal, act: Act) {
    let command = match goal {
        Goal::Place(place) => {
            if place == session.place.get_untracked() {
                keyboard::arrive_again(place);
            } else {
                session.go(place);
            }
            return;
        }
        Goal::Do(it) => it,
    };
    match command {
        Command::New => {
            if let Some(dialog) = anywhere::dialog() {
                dialogs::ask(dialog, DialogRequest::NewEngagement, session, words);
            }
        }
        Command::Export(id) => export::save(session, words, ExportRequest::These(vec![id])),
        Command::Undo => _ = session.step(Direction::Back),
        Command::Redo => _ = session.step(Direction::Again),
        Command::OtherLanguage => {
            session.tell_half_typed();
            session.set_lang(words.0.other());
        }
        Command::Key(shortcut) => {
            act(session, shortcut);
        }
    }
}
