//! The frame of every screen: top bar, what the app has to say, and the screen of the place.

use std::time::Duration;

use kickoff::app::route::Route;
use kickoff::domain::id::EngagementId;
use kickoff::domain::library::Library;
use kickoff::i18n::words::Words;
use kickoff::playbook;
use kickoff::store::engagements::Glimpse;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::engagements::engagements;
use super::notices::notices;
use crate::browser::breath::Breath;
use crate::browser::{self, dropped, files, typed_in};
use crate::ui::both::language_button::language_button;
use crate::ui::first::SLICE;
use crate::ui::first::banners::banners;
use crate::ui::first::early_list::{early_list, is_list};
use crate::ui::parts::message_page;
use crate::ui::session::{Direction, Session, use_session, use_words};
use crate::ui::split::{self, Act, Screen, beside, later};
use kit::html::{a, button, header, img, nav, span};
use kit::{El, Shown, View, follow, live, views};

/// Starts the app in the page.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        // The page looks alive after a panic but is not: recover.js shows the way out.
        browser::give_up(&info.to_string());
    }));
    // Leptos brings the owner of all signals and wakes what follows them; the nodes are ours.
    mount_to_body(|| {
        let is_list = is_list();
        if !is_list {
            split::fetch();
        }
        let owner = Owner::current().unwrap_or_default();
        spawn_local(async move {
            let breath = Breath::default();
            let mut early = None;
            if is_list {
                // That the program was compiled was a task of its own.
                breath.offer(0.0).await;
                let (first, glimpsed) = early_list(&breath).await;
                View::from(first.clone()).mount_to_page();
                early = Some((first, glimpsed));
            }
            let shipped = files::fetch_playbook().await.unwrap_or_default();
            match playbook::from_json(&shipped) {
                Ok(library) => begin(library, early, &breath, owner).await,
                Err(flaw) => browser::give_up(&flaw),
            }
        });
    });
}

/// The app itself, in the place of what stood there.
async fn begin(
    library: &'static Library,
    early: Option<(El, Vec<(EngagementId, Glimpse)>)>,
    breath: &Breath,
    owner: Owner,
) {
    let is_list = early.is_some();
    let (first, glimpsed) = early.unzip();
    if is_list {
        // The list that is there is seen first; nobody waits for both.
        browser::painted().await;
    }
    let session = owner.with(|| {
        let session = browser::platform::session(library);
        provide_context(session);
        listen(session);
        session
    });
    if let Some(glimpsed) = glimpsed {
        session.with_store(|it| it.take_glimpsed(glimpsed));
        breath.offer(SLICE).await;
        session.read_list_ahead(async || breath.offer(SLICE).await).await;
        breath.offer(SLICE).await;
    }
    clear_stage(first.as_ref());
    // What is around the list, and then the list.
    let is_its_turn = owner.with(|| RwSignal::new(!is_list));
    owner.with(|| app(first, is_its_turn).mount_to_page());
    breath.offer(SLICE).await;
    is_its_turn.set(true);
    owner.with(split::attend);
    // What is drawn by now is seen first: it waits neither for the other part nor for a look at every key there is.
    browser::after_paint(move || {
        if is_list {
            split::fetch();
        }
        session.measure_room();
    });
}

/// Takes away what stood there while the playbook was on its way.
fn clear_stage(first: Option<&El>) {
    browser::remove("boot");
    if let Some(first) = first {
        first.remove();
    }
}

/// Everything that happens to the page as a whole.
fn listen(session: Session) {
    window_event_listener(ev::hashchange, move |_| {
        if split::act(session, Act::Follow).is_none() {
            session.look_at_address();
        }
    });
    window_event_listener(ev::storage, move |event| {
        browser::others_wrote();
        let key = event.key().unwrap_or_default();
        if split::act(session, Act::Hear(key, event.new_value())).is_none() {
            session.touch_list();
        }
    });
    // Whatever ends the page, what was typed is kept first.
    window_event_listener(ev::pagehide, move |_| {
        browser::take_typing();
        split::act(session, Act::Go);
    });
    window_event_listener(ev::visibilitychange, move |_| leave(session));
    // Told to the document, and not by every browser to the window.
    browser::on_document("visibilitychange", move |_| leave(session));
    dropped::listen(session);
    window_event_listener_untyped("kickoff:update-reload", move |event| {
        leave(session);
        if session.is_unsaved() || session.has_loose_ends() {
            event.prevent_default();
        }
    });
    window_event_listener(ev::beforeunload, move |event| {
        split::act(session, Act::Flush);
        if session.is_unsaved() || session.has_loose_ends() {
            event.prevent_default();
        }
    });
    let look_around = move || {
        split::act(session, Act::LookAround);
    };
    set_interval(look_around, Duration::from_secs(20));
    typed_in::attend();
    window_event_listener(ev::keydown, move |event| on_key(session, &event));
}

/// The page may go and not come back: whatever stands in a control is better kept than lost, be it in
/// the middle of a composition.
fn leave(session: Session) {
    let is_out_of_sight = browser::is_out_of_sight();
    // A page that comes back was told nothing meanwhile, if it was asleep.
    browser::others_wrote();
    if is_out_of_sight {
        browser::take_typing();
    }
    split::act(session, if is_out_of_sight { Act::Hide } else { Act::Flush });
}

/// Undo and redo by the usual keys, outside of text, which has its own undo: of the engagement that
/// is open, else of what was done to engagements as a whole.
fn on_key(session: Session, event: &ev::KeyboardEvent) {
    let is_command = event.ctrl_key() || event.meta_key();
    // What a dialog stands in front of is left alone.
    let is_ours = is_command && !event.is_composing() && !browser::has("dialog[open]");
    // What is not on the screen is not changed.
    if !is_ours || session.is_sharing.get_untracked() || typed_in::has_own_undo(event) {
        return;
    }
    let way = match (event.key().as_str(), event.shift_key()) {
        ("z" | "Z", false) => Direction::Back,
        ("z" | "Z", true) | ("y" | "Y", _) => Direction::Again,
        _ => return,
    };
    if split::act(session, Act::Step(way)) == Some(true) {
        event.prevent_default();
    }
}

/// Drawn anew as a whole when the language changes; what is in the editor stays.
/// What was there at once stands in the place of the screen until it is the screen's turn.
fn app(early: Option<El>, is_its_turn: RwSignal<bool>) -> View {
    let session = use_session();
    follow(Box::new(move || {
        browser::mark("lang", session.lang.get().tag());
    }));
    live(move || {
        provide_context(Words(session.lang.get()));
        // Not a line of what is drawn for ourselves is there then.
        if session.is_sharing.get() {
            later(Screen::Shared)
        } else {
            frame(early.clone(), is_its_turn)
        }
    })
}

fn frame(early: Option<El>, is_its_turn: RwSignal<bool>) -> View {
    let session = use_session();
    let words = use_words();
    let screen = move || match session.place.get() {
        Route::Engagements => engagements(),
        Route::Open => later(Screen::Open),
        Route::Data => later(Screen::Data),
        Route::Guide => later(Screen::Guide),
        Route::Engagement { .. } => later(Screen::Engagement),
        Route::Nowhere => nowhere(),
    };
    Effect::new(move |_| {
        let page = match session.place.get() {
            Route::Engagements => words.home(),
            Route::Open => words.open_file(),
            Route::Data => words.data(),
            Route::Guide => words.guide(),
            // It has pages of its own.
            Route::Engagement { .. } => return,
            Route::Nowhere => words.nowhere_title(),
        };
        browser::entitle(page, words.app_name());
    });
    // Only a change of screen draws a new one; a change of page within an engagement does not.
    let kind = Shown::new(move || match session.place.get() {
        Route::Engagements => 0,
        Route::Open => 1,
        Route::Data => 2,
        Route::Engagement { .. } => 3,
        Route::Nowhere => 4,
        Route::Guide => 5,
    });
    views([
        button()
            .class("skip button")
            .attr("type", "button")
            .on(ev::click, |_| browser::focus("main"))
            .child(words.skip_to_content())
            .into(),
        top_bar(),
        banners(),
        live(move || {
            kind.get();
            match &early {
                Some(early) if !is_its_turn.get() => early.clone().into(),
                _ => untrack(screen),
            }
        }),
        notices(),
    ])
}

fn top_bar() -> View {
    let words = use_words();
    View::from(
        header()
            .class("top")
            .child(
                a().class("top__home")
                    .attr("href", Route::Engagements.to_string())
                    .child(
                        img()
                            .class("top__mark")
                            .attr("src", "icons/icon.svg")
                            .attr("alt", "")
                            .attr("width", "24")
                            .attr("height", "24"),
                    )
                    .child(span().class("top__name").child(words.app_name())),
            )
            .child(
                nav()
                    .class("top__nav")
                    .attr("aria-label", words.app_name())
                    .child(
                        a().class("top__link")
                            .attr("href", Route::Engagements.to_string())
                            .child(words.home()),
                    )
                    .child(
                        a().class("top__link")
                            .attr("href", Route::Data.to_string())
                            .child(words.data()),
                    )
                    .child(
                        a().class("top__link top__help")
                            .attr("href", Route::Guide.to_string())
                            .attr("aria-label", words.guide())
                            .attr("title", words.guide())
                            .child("?"),
                    ),
            )
            .child(beside(Screen::Switch))
            .child(language_button(|session| {
                split::act(session, Act::LeaveScreen);
            })),
    )
}

fn nowhere() -> View {
    let words = use_words();
    let home = a().class("button button--primary").attr("href", Route::Engagements.to_string());
    message_page(words.nowhere_title(), words.nowhere_line(), home.child(words.home()).into())
        .into()
}
