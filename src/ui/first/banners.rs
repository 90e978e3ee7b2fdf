//! What stays true until somebody does something about it, on top of every screen.

use crate::ui::both::export_age::export_is_due;
use crate::ui::both::save_errors::why_not_saved;
use kickoff::app::requests::ExportRequest;
use kickoff::app::route::{Page, Route};
use kickoff::store::sample;
use leptos::prelude::*;

use crate::browser;
use crate::browser::quota;
use crate::ui::parts::{IconName, button, icon, once_button};
use crate::ui::session::{use_session, use_words};
use crate::ui::split::{self, Act};
use kit::html::{a, div, p, span};
use kit::{Show, Shown, View, live, on_window, views};

pub fn banners() -> View {
    let session = use_session();
    let words = use_words();
    let lines = [
        new_version(),
        session.memory_only.then(memory_only).into(),
        not_saved(),
        fallback(),
        Show(
            move || session.room.get().is_some_and(|it| quota::TIGHT_PERCENT <= it),
            move || line("problem", words.storage_tight(), View::default()),
        ),
        export_after_meeting(),
        to_decide(),
    ];
    View::from(div().class("banners").attr("role", "status").child(views(lines)))
}

fn line(tone: &'static str, said: &str, way_on: View) -> View {
    let is_problem = tone == "problem";
    View::from(
        p().class("banner")
            .attr("data-tone", tone)
            .child(is_problem.then(|| icon(IconName::Warning)))
            .child(span().child(said))
            .child(way_on),
    )
}

fn new_version() -> View {
    let session = use_session();
    let words = use_words();
    let is_ready = RwSignal::new(browser::is_marked("data-update"));
    on_window("kickoff:update-ready", Box::new(move |_| is_ready.set(true)));
    on_window(
        "kickoff:update-refused",
        Box::new(move |_| session.complain(words.update_refused())),
    );
    Show(
        move || is_ready.get(),
        move || {
            let update = button("button--primary", move || {
                split::act(session, Act::Flush);
                if session.is_unsaved() {
                    session.complain(words.update_unsaved());
                } else {
                    browser::announce("kickoff:update-accept");
                }
            });
            line("info", words.update_ready(), update.child(words.update_now()).into())
        },
    )
}

/// Work is in memory only, wherever somebody has gone on to, and a file is the way out.
fn not_saved() -> View {
    let session = use_session();
    let words = use_words();
    let said = Shown::new(move || {
        let unsaved = session.unsaved();
        let Some((_, error)) = unsaved.first() else { return String::new() };
        let names =
            unsaved.iter().map(|(it, _)| it.peek(|it| words.called(it.customer()).to_owned()));
        let names: Vec<String> = names.collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        words.not_saved_of(&words.list(&names), why_not_saved(words, error))
    });
    // Drawn anew only when it says something else: the keyboard may be on its button.
    live(move || {
        let said = said.get();
        if said.is_empty() {
            return View::default();
        }
        let way_out = once_button("button--primary", move || {
            let all = untrack(|| session.unsaved()).iter().map(|(it, _)| it.id).collect();
            split::save(session, words, ExportRequest::These(all));
        });
        line("problem", &said, way_out.child(words.export_now()).into())
    })
}

/// Nothing can be kept in this browser; a file can.
fn memory_only() -> View {
    let session = use_session();
    let words = use_words();
    let way_out =
        once_button("button--primary", move || split::save(session, words, ExportRequest::All));
    line("problem", words.memory_only(), way_out.child(words.export_now()).into())
}

/// The state before the last is shown, and what is missing is a text that cannot be read.
fn fallback() -> View {
    let session = use_session();
    let words = use_words();
    let raw = move || {
        let editor = session.editor()?;
        Some((editor.id, editor.fallback.get())).filter(|it| !it.1.is_empty())
    };
    let is_any = move || raw().is_some();
    Show(is_any, move || {
        let save = once_button("button--primary", move || {
            if let Some((id, raw)) = untrack(raw) {
                split::save(session, words, ExportRequest::Texts(id.to_string(), raw));
            }
        });
        line("problem", words.set_back_line(), save.child(words.download_raw()).into())
    })
}

/// Two texts in one field wait for somebody, wherever in the engagement somebody is.
fn to_decide() -> View {
    let session = use_session();
    let words = use_words();
    let place = Shown::new(move || match session.editor() {
        Some(editor) if editor.read(|it| it.conflicts().next().is_some()) => {
            let id = editor.id;
            Route::Engagement { id, page: Page::Changes, at: None }.to_string()
        }
        _ => String::new(),
    });
    Show(
        move || place.with(|it| !it.is_empty()),
        move || {
            let decide = a().class("button").attr("href", place.get());
            line("info", words.to_decide_lasting(), decide.child(words.to_decide_title()).into())
        },
    )
}

fn export_after_meeting() -> View {
    let session = use_session();
    let words = use_words();
    // Nobody waits for a file of the sample.
    let is_due = Shown::new(move || {
        let open = session.editor().filter(|it| it.id != sample::id());
        open.is_some_and(|it| export_is_due(session, it))
    });
    Show(
        move || is_due.get(),
        move || {
            let now = once_button("", move || {
                if let Some(editor) = session.editor_untracked() {
                    split::save(session, words, ExportRequest::These(vec![editor.id]));
                }
            });
            line("info", words.export_after_meeting(), now.child(words.export_button()).into())
        },
    )
}
