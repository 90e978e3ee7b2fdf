//! One engagement: header, the rail of steps, one page at a time, and the registers beside it.

mod header;
mod rail;
mod unarchiving;

use crate::ui::later::pages::Whereabouts;
use kickoff::app::route::{At, Page, Route};
use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::domain::register::{Register, people};
use kickoff::domain::text::{folded, trimmed, without_doubles};
use kickoff::store::document::SCHEMA;
use kickoff::store::engagements::Found;
use leptos::prelude::*;

use super::capture::capture_dock;
use super::changes::changes;
use super::export::download_raw;
use super::hand_off::hand_off;
use super::meeting::meeting;
use super::print::writes_out_for_print;
use super::registers::registers;
use super::revision::revision;
use super::sample::sample_line;
use super::setup::setup;
use super::soon::{begins, soon};
use super::spoken::{Announcer, spoken};
use super::step::step_screen;
use super::typing::PEOPLE_LIST;
use crate::browser::{self, keyboard};
use crate::ui::parts::{message_page, once_button, page_main, page_title};
use crate::ui::session::{EditorHandle, Open, use_editor, use_session, use_words};
use header::header;
use kit::html::{a, b, datalist, div, fieldset, option, p, section};
use kit::{El, Show, Shown, View, ev, flag, follow, live, on_control, views};
use rail::rail;
use unarchiving::unarchiving;

pub fn engagement_screen() -> View {
    let session = use_session();
    writes_out_for_print();
    live(move || match session.opened() {
        Ok(Found::Whole(Open::ToChange(editor))) => {
            provide_context(editor);
            // With another revision of its playbook, every page is another.
            let edition = editor.select(|it| it.edition().revision.to_string());
            live(move || {
                edition.with(|_| ());
                untrack(|| open(editor))
            })
        }
        Ok(Found::Whole(Open::ToRead(id))) => elsewhere(id),
        Ok(Found::Damaged(id)) => damaged(id),
        Ok(Found::Newer(id)) => newer(id),
        Ok(Found::Archived) => unarchiving(),
        Ok(Found::Missing) => gone(),
        Err(_) => unreadable(),
    })
}

fn open(editor: EditorHandle) -> View {
    let session = use_session();
    let page = Shown::new(move || match session.place.get() {
        Route::Engagement { page, .. } => page,
        // On the way out; the screen goes in a moment.
        _ => Page::Setup,
    });
    let register = Shown::new(move || match session.place.get() {
        Route::Engagement { at, .. } => at.and_then(At::register),
        _ => None,
    });
    // Then there is one line of header, and no banner that can wait.
    let is_meeting = Shown::new(move || page.get() == Page::Meeting);
    follow(Box::new(move || {
        browser::mark("data-meeting", if is_meeting.get() { "yes" } else { "no" });
    }));
    on_cleanup(|| browser::mark("data-meeting", "no"));
    entitled(editor, page);
    let whereabouts = Whereabouts { page, register };
    provide_context(whereabouts);
    let listened = Announcer::new();
    provide_context(listened);
    let typed_name = RwSignal::new(String::new());
    begins(editor, page.get_untracked());
    View::from(
        div()
            .class("workspace")
            .class_when("workspace--register", flag(move || register.get().is_some()))
            .class_when("workspace--meeting", flag(move || is_meeting.get()))
            .child(Show(
                move || !is_meeting.get(),
                move || views([header(editor), sample_line(editor.id)]),
            ))
            .child(
                div()
                    .class("workspace__body")
                    .child(Show(move || !is_meeting.get(), rail))
                    .child(page_main("workspace__main").child(live(move || {
                        match page_begun(editor, page.get()) {
                            Page::Setup => setup(),
                            Page::Meeting => meeting(),
                            Page::HandOff => hand_off(),
                            Page::Changes => changes(),
                            Page::Revision => revision(),
                            Page::Step(id) => match editor.playbook().step(id) {
                                Some(step) => step_screen(step),
                                None => no_such_step(),
                            },
                        }
                    })))
                    .child(soon(registers)),
            )
            .on(
                ev::input,
                on_control(move |it| {
                    if it.attribute("list").as_deref() == Some(PEOPLE_LIST) {
                        typed_name.set(it.value());
                    }
                }),
            )
            .handle(ev::keyup, Box::new(keyboard::shows_whole_text))
            .child((!editor.is_read_only()).then(capture_dock))
            .child(people_list(typed_name))
            .child(spoken(editor, listened)),
    )
}

/// What is drawn from here on is of this page.
fn page_begun(editor: EditorHandle, page: Page) -> Page {
    begins(editor, page);
    editor.shows(page);
    page
}

/// The tab is called by the page and the customer.
fn entitled(editor: EditorHandle, page: Shown<Page>) {
    let session = use_session();
    let words = use_words();
    let playbook = editor.playbook();
    let customer = editor.select(move |it| words.called(it.customer()).to_owned());
    follow(Box::new(move || {
        let page = page.get().title(playbook, words);
        let customer = customer.get();
        // On the way out, the next screen has the word.
        if matches!(session.place.get_untracked(), Route::Engagement { .. }) {
            browser::entitle(page, &customer);
        }
    }));
}

/// More names than this are no help, and would be on every page.
const SUGGESTED: usize = 100;

/// What name fields suggest.
fn people_list(typed: RwSignal<String>) -> View {
    let editor = use_editor();
    let names = editor.select(|it| {
        let ids = it.entries(Register::People);
        let names = ids.map(|id| trimmed(it.cell(Register::People, id, people::NAME)).to_owned());
        without_doubles(names, browser::plain)
    });
    View::from(datalist().attr("id", PEOPLE_LIST).child(live(move || {
        let names = names.get();
        // Where there are too many to suggest, those that go with what is typed.
        let is_many = SUGGESTED < names.len();
        let typed = if is_many { folded(&typed.get(), browser::plain) } else { String::new() };
        names
            .into_iter()
            .filter(|it| typed.is_empty() || folded(it, browser::plain).contains(&typed))
            .take(SUGGESTED)
            .map(|it| View::from(option().attr("value", it)))
            .collect::<Vec<View>>()
            .into()
    })))
}

/// A step of another playbook, by its address.
fn no_such_step() -> View {
    let words = use_words();
    let title = page_title("step__title").child(words.nowhere_title());
    View::from(div().class("step").child(title).child(p().child(words.nowhere_line())))
}

fn gone() -> View {
    let words = use_words();
    let home = a().class("button button--primary").attr("href", Route::Engagements.to_string());
    let open = a().class("button").attr("href", Route::Open.to_string());
    let ways_on = views([home.child(words.home()).into(), open.child(words.open_file()).into()]);
    only(words.gone_title(), words.gone_line(), ways_on)
}

/// A page that has only something to say.
fn only(title: &str, line: &str, ways_on: View) -> View {
    browser::entitle(title, use_words().app_name());
    message_page(title, line, ways_on).into()
}

fn unreadable() -> View {
    let words = use_words();
    only(words.storage_unreadable(), words.storage_unreadable_line(), View::default())
}

fn damaged(id: EngagementId) -> View {
    let (title, line) = use_words().why_unreadable(false);
    only(title, line, ways_on_with_raw(id))
}

fn ways_on_with_raw(id: EngagementId) -> View {
    let session = use_session();
    let words = use_words();
    let download = once_button("button--primary", move || download_raw(session, words, id));
    let home = a().class("button").attr("href", Route::Engagements.to_string());
    views([download.child(words.download_raw()).into(), home.child(words.home()).into()])
}

/// What a newer version has written, as far as it is understood: to be looked at and not changed.
fn newer(id: EngagementId) -> View {
    let session = use_session();
    let words = use_words();
    let (schema, engagement) = session.with_store(|store| match store.load(id) {
        Ok(Found::Newer(raw)) => store.look_at_newer(&raw),
        _ => (None, None),
    });
    let (title, line) = words.why_unreadable(true);
    let needed = schema.map(|it| words.newer_schema(it, SCHEMA));
    let Some(engagement) = engagement else {
        browser::entitle(title, words.app_name());
        return message_page(title, line, ways_on_with_raw(id)).child(needed).into();
    };
    let why = why_read_only(title, line)
        .child(needed.map(|it| p().child(it)))
        .child(p().child(words.read_only_line()))
        .child(p().class("page__actions").child(ways_on_with_raw(id)));
    read_only(why, engagement)
}

/// An engagement whose playbook is not here, as far as it is understood.
fn elsewhere(id: EngagementId) -> View {
    let words = use_words();
    let Some(engagement) = use_session().current(id) else { return gone() };
    let edition = engagement.edition();
    let why = why_read_only(words.elsewhere(), words.elsewhere_line())
        .child(p().child(words.needed_playbook(&edition.playbook, &edition.revision)));
    read_only(why, engagement)
}

fn why_read_only(title: &'static str, line: &'static str) -> El {
    section()
        .class("newer")
        .attr("aria-label", title)
        .child(p().child(b().child(title)).child(" ").child(line))
}

/// To be looked at and not changed.
fn read_only(why: El, engagement: Engagement) -> View {
    let editor = use_session().read_only(engagement);
    provide_context(editor);
    // The browser locks every control in it; links and folds still work.
    let locked = fieldset().class("locked").attr("disabled", true).child(open(editor));
    views([why.into(), locked.into()])
}
