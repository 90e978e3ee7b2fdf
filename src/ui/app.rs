//! The frame of every screen: top bar, what the app has to say, and the screen of the place.

use std::time::Duration;

use kickoff::content;
use kickoff::desk::Kept;
use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use kickoff::place::Place;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::browser;
use super::data::Data;
use super::engagement::EngagementScreen;
use super::engagements::Engagements;
use super::erased::{live, on_click, when};
use super::open_file::OpenFile;
use super::parts::{Icon, IconName};
use super::session::{OnBench, Session, use_session, use_words};

/// Starts the app in the page.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        // The page looks alive after a panic but is not: boot.js shows the way out.
        let detail = web_sys::CustomEventInit::new();
        detail.set_detail(&info.to_string().into());
        if let Ok(event) =
            web_sys::CustomEvent::new_with_event_init_dict("kickoff:failed", &detail)
        {
            let _ = window().dispatch_event(&event);
        }
    }));
    let playbook = match content::playbook() {
        Ok(playbook) => playbook,
        Err(flaw) => {
            leptos::logging::error!("the playbook cannot be read: {flaw}");
            browser::announce("kickoff:failed");
            return;
        }
    };
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
    mount_to_body(move || {
        let session = Session::new(playbook);
        provide_context(session);
        session.lay_bench(session.place.get_untracked());
        listen(session);
        view! { <App/> }
    });
}

/// Everything that happens to the page as a whole.
fn listen(session: Session) {
    window_event_listener(ev::hashchange, move |_| {
        session.arrived();
        scroll_to_top();
        browser::focus("main");
    });
    // Whatever ends the page, what was typed is kept first.
    window_event_listener(ev::pagehide, move |_| session.flush());
    window_event_listener(ev::visibilitychange, move |_| session.flush());
    document_event(session);
    window_event_listener_untyped("kickoff:update-reload", move |event| {
        session.flush();
        if session.is_unsaved() {
            event.prevent_default();
        }
    });
    window_event_listener(ev::beforeunload, move |event| {
        session.flush();
        if session.is_unsaved() {
            event.prevent_default();
        }
    });
    set_interval(
        move || {
            session.now.set(browser::now_millis());
            if let OnBench::Open(bench) = session.bench.get_untracked() {
                bench.retry();
            }
        },
        Duration::from_secs(20),
    );
    window_event_listener(ev::keydown, move |event| on_key(session, &event));
}

/// `visibilitychange` is told to the document, not to the window.
fn document_event(session: Session) {
    let flush = wasm_bindgen::closure::Closure::<dyn Fn()>::new(move || session.flush());
    let _ = document()
        .add_event_listener_with_callback("visibilitychange", flush.as_ref().unchecked_ref());
    // For the life of the page.
    flush.forget();
}

/// Undo and redo by the usual keys, outside of text, which has its own undo.
fn on_key(session: Session, event: &ev::KeyboardEvent) {
    let is_command = event.ctrl_key() || event.meta_key();
    if !is_command || event.is_composing() || is_in_text(event) {
        return;
    }
    let OnBench::Open(bench) = session.bench.get_untracked() else { return };
    match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => bench.undo(),
        ("z", true) | ("y", _) => bench.redo(),
        _ => return,
    }
    event.prevent_default();
}

fn is_in_text(event: &ev::KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok()) else {
        return false;
    };
    match element.tag_name().as_str() {
        "TEXTAREA" => true,
        "INPUT" => !matches!(
            element.get_attribute("type").as_deref(),
            Some("checkbox" | "radio" | "button" | "file")
        ),
        _ => false,
    }
}

fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Drawn anew as a whole when the language changes; what is open on the bench stays.
#[component]
fn App() -> impl IntoView {
    let session = use_session();
    Effect::new(move |_| {
        let lang = session.lang.get();
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", lang.tag());
        }
    });
    live(move || {
        provide_context(Words(session.lang.get()));
        view! { <Frame/> }.into_any()
    })
}

#[component]
fn Frame() -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let screen = move || match session.place.get() {
        Place::Engagements => view! { <Engagements/> }.into_any(),
        Place::Open => view! { <OpenFile/> }.into_any(),
        Place::Data => view! { <Data/> }.into_any(),
        Place::Engagement { .. } => view! { <EngagementScreen/> }.into_any(),
        Place::Nowhere => view! { <Nowhere/> }.into_any(),
    };
    // Only a change of screen draws a new one; a change of page within an engagement does not.
    let kind = Memo::new(move |_| std::mem::discriminant(&session.place.get()));
    view! {
        // No link: the hash is an address here, so the browser's own jump would lead away.
        <button class="skip button" type="button" on:click=on_click(|| browser::focus("main"))>
            {words.skip_to_content()}
        </button>
        <TopBar/>
        <Lasting/>
        {live(move || {
            kind.get();
            untrack(screen)
        })}
        <Notices/>
    }
}

#[component]
fn TopBar() -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let other = match words.0 {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    };
    view! {
        <header class="top">
            <a class="top__home" href=Place::Engagements.to_string()>
                <img class="top__mark" src="icons/icon.svg" alt="" width="24" height="24"/>
                <span class="top__name">{words.app_name()}</span>
            </a>
            <nav class="top__nav" aria-label=words.app_name()>
                <a class="top__link" href=Place::Engagements.to_string()>{words.home()}</a>
                <a class="top__link" href=Place::Data.to_string()>{words.data()}</a>
            </nav>
            <button
                class="top__lang"
                id="language"
                type="button"
                lang=other.tag()
                on:click=on_click(move || {
                    session.flush();
                    session.set_lang(other);
                    request_animation_frame(|| browser::focus("language"));
                })
            >{words.language_other()}</button>
        </header>
    }
}

/// What stays true until somebody does something about it.
#[component]
fn Lasting() -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let update = RwSignal::new(
        document().document_element().is_some_and(|it| it.has_attribute("data-update")),
    );
    window_event_listener_untyped("kickoff:update-ready", move |_| update.set(true));
    let not_saved = move || match session.bench() {
        OnBench::Open(bench) => match bench.kept() {
            Some(Kept::NotSaved(error)) => Some(super::engagement::why_not_saved(words, &error)),
            _ => None,
        },
        _ => None,
    };
    view! {
        <div class="lasting" role="status">
            {when(move || update.get(), move || view! {
                <p class="lasting__line" data-tone="news">
                    <span>{words.update_ready()}</span>
                    <button
                        class="button button--primary"
                        type="button"
                        on:click=on_click(move || {
                            session.flush();
                            if !session.is_unsaved() {
                                browser::announce("kickoff:update-accept");
                            }
                        })
                    >{words.update_now()}</button>
                </p>
            }.into_any())}
            {session.memory_only.then(|| view! {
                <p class="lasting__line" data-tone="problem">
                    <Icon name=IconName::Warning/>
                    <span>{words.memory_only()}</span>
                </p>
            })}
            {live(move || not_saved().map(|why| view! {
                <p class="lasting__line" data-tone="problem">
                    <Icon name=IconName::Warning/>
                    <span>{why}</span>
                </p>
            }).into_any())}
        </div>
    }
}

#[component]
fn Notices() -> impl IntoView {
    let session = use_session();
    let words = use_words();
    view! {
        <div class="notices" role="status">
            {live(move || session.notice.get().map(|notice| {
                let undo = notice.undo.map(|undo| view! {
                    <button class="button button--on-dark" type="button" on:click=on_click(move || {
                        session.notice.set(None);
                        undo.run(());
                    })>{words.undo()}</button>
                });
                view! {
                    <div class="notice" data-tone=if notice.is_problem { "problem" } else { "news" }>
                        <span class="notice__text">{notice.text}</span>
                        {undo}
                        <button
                            class="button button--on-dark button--icon"
                            type="button"
                            aria-label=words.close()
                            on:click=on_click(move || session.notice.set(None))
                        ><Icon name=IconName::Close/></button>
                    </div>
                }
            }).into_any())}
        </div>
    }
}

#[component]
fn Nowhere() -> impl IntoView {
    let words = use_words();
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="page__title">{words.nowhere_title()}</h1>
            <p>{words.nowhere_line()}</p>
            <p><a class="button button--primary" href=Place::Engagements.to_string()>{words.home()}</a></p>
        </main>
    }
}
