//! What is asked for of the list of engagements: search, order, and what it is parted by. All of it is in
//! the address.

mod table;
mod window;

use kickoff::app::engagement_list::{self, Entry, List};
use kickoff::app::route::Route;
use kickoff::app::selection::{NO_MOTION, Selection, Sort, State};
use kickoff::domain::code::Code;
use kickoff::domain::phase::Phase;
use kickoff::i18n::names;
use kickoff::store::engagements::{Found, Listed};
use leptos::prelude::*;

use window::Window;

use crate::browser::{self, dates};
use crate::ui::parts::{button, labelled, once_button};
use crate::ui::session::{Session, use_session, use_words};
use kit::html::{div, input, p};
use kit::{El, For, Shown, View, ev, flag, fresh_id, html, on_control, on_typed, text, views};

pub fn finder(list: List, rows: &El) -> View {
    let session = use_session();
    let words = use_words();
    let all = list.all;
    let selection = Shown::new(move || Selection::parse(&session.query.get()));
    let sort = Shown::new(move || Some(selection.with(|it| it.sort)));
    let entries = Shown::new(move || {
        // What is due first is another thing as time goes by; nothing else is.
        let now = match sort.get() {
            Some(Sort::Due) => session.now.get(),
            _ => session.now.get_untracked(),
        };
        let clock = clock_at(now);
        let of = |it: &_| Entry::of(it, session.library, &|zone| clock(now, zone));
        all.with(|all| all.iter().flatten().map(of).collect::<Vec<Entry>>())
    });
    let picked = Shown::new(move || {
        let selection = selection.get();
        if selection == Selection::default() {
            // As it is listed: nothing else has to be known of a thousand.
            return all.with(|all| all.iter().flatten().map(|it| it.id).collect());
        }
        entries.with(|all| engagement_list::picked(all, &selection, browser::plain))
    });
    let window = Window::attend(list, rows, picked);
    Effect::new(move |_| {
        let query = session.query.get();
        let address = if query.is_empty() { "#/".to_owned() } else { format!("#/?{query}") };
        // Somebody may have gone on, and the page has not heard of it yet.
        let is_here = Route::parse(&browser::hash(), session.library) == Route::Engagements;
        if is_here && !browser::is_at(&address) {
            browser::replace_hash(&address);
        }
    });

    let search = Shown::new(move || selection.with(|it| it.search.clone()));
    let is_asked = StoredValue::new(false);
    let search_box = on_typed(
        input()
            .class("field__input")
            .attr("type", "search")
            .attr("autocomplete", "off")
            .attr("value", search.get_untracked()),
        move |control| {
            // What is typed is seen first; the rows follow, once for all letters until then.
            if is_asked.get_value() {
                return;
            }
            is_asked.set_value(true);
            let control = control.clone();
            browser::after_paint(move || {
                // The page may have gone.
                if is_asked.try_get_value().is_some() {
                    is_asked.set_value(false);
                    window.begin();
                    change(session, |it| it.search = control.value());
                    window.go_on();
                }
            });
        },
    );
    let box_ = search_box.clone();
    // Another address asks for something else; what somebody is typing is asked for already.
    Effect::new(move |_| {
        let control = kit::Control::of(&box_);
        let wanted = search.get();
        if control.value() != wanted && !control.has_keyboard() {
            control.set_value(&wanted);
        }
    });
    let said = box_of_search(search_box.clone(), words.find());
    let counts = move || (picked.with(Vec::len), all.with(|it| it.as_ref().map_or(0, Vec::len)));
    let clear = button("button--quiet", move || {
        change(session, |it| *it = Selection { sort: it.sort, ..Selection::default() });
        let control = kit::Control::of(&search_box);
        control.set_value("");
        control.focus();
    });
    views([
        div().class("finder__bar").child(said).child(choices(session, selection, all)).into(),
        div()
            .class("finder__found")
            .child(p().class("finder__count").attr("role", "status").child(text(move || {
                let (found, of) = counts();
                words.found_of(found, of)
            })))
            .child(
                clear
                    .attr("hidden", flag(move || !selection.with(Selection::is_narrow)))
                    .child(words.clear_selection()),
            )
            .child(
                once_button("button--quiet", move || table::save(session, words, all, picked))
                    .attr("hidden", flag(move || counts().0 == 0))
                    .child(words.save_list()),
            )
            .into(),
        p().class("empty")
            .attr("hidden", flag(move || 0 < counts().0 || counts().1 == 0))
            .child(words.none_found())
            .into(),
    ])
}

fn box_of_search(control: El, label: &'static str) -> El {
    labelled("search", label, &fresh_id(), control)
}

/// Asks for something else.
fn change(session: Session, how: impl FnOnce(&mut Selection)) {
    let mut selection = Selection::parse(&session.query.get_untracked());
    how(&mut selection);
    let query = selection.to_string();
    if session.query.get_untracked() != query {
        session.query.set(query);
    }
}

/// What clocks show, each zone asked once: asking takes the browser longer than all else here.
fn clock_at(now: u64) -> impl Fn(u64, &str) -> chrono::NaiveDateTime {
    let known = std::cell::RefCell::new(Vec::<(String, chrono::NaiveDateTime)>::new());
    move |millis, zone| {
        if millis != now {
            return dates::wall_clock(millis, zone);
        }
        let mut known = known.borrow_mut();
        if let Some(it) = known.iter().find(|it| it.0 == zone) {
            return it.1;
        }
        let shown = dates::wall_clock(millis, zone);
        known.push((zone.to_owned(), shown));
        shown
    }
}

/// A code, and what it is called.
type Choice = (String, String);

fn choices(
    session: Session,
    selection: Shown<Selection>,
    listed: Shown<Option<Vec<Listed>>>,
) -> Vec<El> {
    let words = use_words();
    let library = session.library;
    let chosen = move |of: fn(&Selection) -> String| Shown::new(move || selection.with(of));
    let fixed = |all: Vec<Choice>| Shown::new(move || all.clone());
    let every = move || (String::new(), words.all_of_them().to_owned());

    let sorts = Sort::ALL.map(|it| {
        let called = match it {
            Sort::Changed => words.sort_changed(),
            Sort::Due => words.sort_due(),
            Sort::Name => words.sort_name(),
            Sort::Progress => words.sort_progress(),
        };
        (it.code().to_owned(), called.to_owned())
    });
    let playbook = library.default();
    let motions = playbook.question(playbook.roles.motion).map(|it| &it.choices);
    let mut of_motion = vec![every()];
    for code in kickoff::domain::code::Motion::CODES {
        let label = motions.and_then(|it| it.label(code));
        of_motion.push(((*code).to_owned(), label.map_or(*code, |it| it.get(words.0)).to_owned()));
    }
    of_motion.push((NO_MOTION.to_owned(), words.motion_unknown().to_owned()));
    let mut phases = vec![every()];
    phases.extend(
        Phase::ALL.iter().map(|it| (it.code().to_owned(), names::phase(*it, words).to_owned())),
    );
    phases.push((State::ARCHIVED.to_owned(), words.archived().to_owned()));
    let service = chosen(|it| it.service.clone());
    let services = Shown::new(move || {
        let mut all: Vec<Choice> = Vec::new();
        let mut add = |code: &str| {
            if !code.is_empty() && all.iter().all(|it| it.0 != code) {
                all.push((
                    code.to_owned(),
                    names::service_called(code, library, words.0).to_owned(),
                ));
            }
        };
        listed.with(|listed| {
            for it in listed.iter().flatten() {
                if let Found::Whole(card) = &it.state {
                    card.services.iter().for_each(|it| add(it));
                }
            }
        });
        // Nobody has it by now, and it is asked for all the same.
        add(&service.get());
        all.sort_by(|one, other| one.1.cmp(&other.1));
        all.insert(0, every());
        all
    });
    vec![
        choice(words.sort_by(), fixed(sorts.into()), chosen(|it| it.sort.code().to_owned()), {
            move |code| change(session, |it| it.sort = Sort::from_code(&code).unwrap_or_default())
        }),
        choice(words.column_motion(), fixed(of_motion), chosen(|it| it.motion.clone()), {
            move |code| change(session, |it| it.motion = code)
        }),
        choice(words.one_service(), services, service, {
            move |code| change(session, |it| it.service = code)
        }),
        choice(
            words.phase(),
            fixed(phases),
            chosen(|it| it.state.map_or("", State::code).to_owned()),
            move |code| change(session, |it| it.state = State::from_code(&code)),
        ),
    ]
}

fn choice(
    label: &'static str,
    options: Shown<Vec<Choice>>,
    chosen: Shown<String>,
    pick: impl Fn(String) + 'static,
) -> El {
    let drawn = For(options, move |(code, label): Choice| {
        let is_chosen = chosen.with_untracked(|it| *it == code);
        html::option().attr("value", code).attr("selected", is_chosen).child(label).into()
    });
    let control = html::select()
        .class("field__input")
        .on(ev::change, on_control(move |control| pick(control.value())))
        .child(drawn)
        .prop("value", text(move || chosen.get()));
    labelled("choice", label, &fresh_id(), control)
}
