use crate::ui::both::export_age::export_line;
use crate::ui::later::pages::Whereabouts;
use kickoff::app::route::{At, Route};
use kickoff::app::shortcut::Shortcut;
use kickoff::domain::engagement::Engagement;
use kickoff::i18n::names::motion;
use leptos::prelude::*;

use crate::ui::both::next::next_of_editor;
use crate::ui::later::capture;
use crate::ui::later::find::search_button;
use crate::ui::later::registers::first;
use crate::ui::later::save_state::save_state;
use crate::ui::later::shortcuts::act;
use crate::ui::parts::{IconName, bar, button, icon};
use crate::ui::session::{EditorHandle, use_session, use_words};
use kit::html::{a, div, p, section, span};
use kit::{Live, View, maybe, text};

/// Who it is, how far it is, and whether it is kept.
pub fn header(editor: EditorHandle) -> View {
    let words = use_words();
    let playbook = editor.playbook();
    let whereabouts = expect_context::<Whereabouts>();
    let customer = editor.select(move |it| words.called(it.customer()).to_owned());
    let motion = editor.select(move |it| motion(it, playbook, words.0));
    let progress = editor.progress();
    let session = use_session();
    let label = text(move || {
        let all = progress.get().all;
        words.progress_label(all.closed, all.total)
    });
    let head = editor.select(Engagement::version);
    let memory_only = session.memory_only;
    let state_name = move || match editor.save_state() {
        _ if editor.is_read_only() => Some("read-only"),
        _ if memory_only => Some("problem"),
        None => Some("saving"),
        Some(kickoff::editor::SaveState::Saved) => Some("saved"),
        Some(kickoff::editor::SaveState::NotSaved(_)) => Some("problem"),
    };
    let register_place = move || {
        let register = whereabouts.register.get();
        let next = if register.is_some() { None } else { Some(At::Register(first())) };
        Route::Engagement { id: editor.id, page: whereabouts.page.get(), at: next }.to_string()
    };
    View::from(
        section()
            .attr("aria-label", words.engagement())
            .class("head")
            .child(
                a().class("head__back")
                    .attr("href", Route::Engagements.to_string())
                    .attr("aria-label", words.home())
                    .child(icon(IconName::Back)),
            )
            .child(
                div()
                    .class("head__who")
                    .child(p().class("head__name").child(customer))
                    .child(p().class("head__motion").child(motion)),
            )
            .child(
                div()
                    .class("head__progress")
                    .child(bar(move || progress.get().all.percent(), label.clone()))
                    .child(
                        p().class("head__counts")
                            .child(text(move || {
                                let mandatory = progress.get().mandatory;
                                words.mandatory_progress(mandatory.closed, mandatory.total)
                            }))
                            .child(" · ")
                            .child(label),
                    ),
            )
            .child(p().class("next head__next").child(next_of_editor(editor)))
            .child(
                div()
                    .class("head__kept")
                    .child(
                        p().class("head__saved")
                            .attr("data-state", maybe(state_name))
                            .child(text(move || save_state(session, editor, words).to_owned())),
                    )
                    .child(
                        p().class("head__export").child(words.column_export()).child(": ").child(
                            text(move || export_line(session, words, editor.id, &head.get())),
                        ),
                    ),
            )
            .child(
                div()
                    .class("head__actions")
                    .child(search_button(words, move || {
                        act(session, Shortcut::Search);
                    }))
                    .child((!editor.is_read_only()).then(|| {
                        button("head__note", move || _ = capture::ask(session))
                            .attr("aria-label", words.note_line())
                            .attr("aria-keyshortcuts", Shortcut::Capture.letter())
                            .child(icon(IconName::Add))
                            .child(span().class("head__word").child(words.note_line()))
                    }))
                    .child(
                        button("button--icon", move || editor.undo())
                            .attr("aria-label", words.undo())
                            .attr("title", words.undo())
                            .attr("aria-disabled", off_unless(move || editor.can_undo()))
                            .child(icon(IconName::Undo)),
                    )
                    .child(
                        button("button--icon", move || editor.redo())
                            .attr("aria-label", words.redo())
                            .attr("title", words.redo())
                            .attr("aria-disabled", off_unless(move || editor.can_redo()))
                            .child(icon(IconName::Redo)),
                    )
                    .child(
                        a().class("button head__registers")
                            .attr("href", text(register_place))
                            .attr("aria-label", words.registers())
                            .child(icon(IconName::Panel))
                            .child(span().class("head__word").child(words.registers())),
                    ),
            ),
    )
}

/// A button that has just done its last keeps the keyboard.
fn off_unless(holds: impl Fn() -> bool + 'static) -> Live<Option<&'static str>> {
    maybe(move || (!holds()).then_some("true"))
}
