//! Handing over: readiness first, then the file, what the delivery team says of it, and what goes to people.

use kickoff::domain::engagement::Engagement;
use kickoff::output::summary;
use kickoff::store::file::Counts;

use super::documents::documents;
use super::export::{export, export_sealed};
use super::readiness::readiness;
use super::receipts::receipts_panel;
use super::revision::revision_offer;
use super::same_file::same_file;
use super::sealing::sealing_button;
use crate::ui::both::export_age::export_line;
use crate::ui::parts::{IconName, icon, once_button, page_title};
use crate::ui::session::{use_editor, use_session, use_words};
use kit::html::{div, h2, li, p, section, ul};
use kit::{View, live, text};

pub fn hand_off() -> View {
    let editor = use_editor();
    let session = use_session();
    let words = use_words();
    let counts = editor.select(|it| Counts::of([it]));
    let lines = editor.assess(move |assessment, it| summary::lines(it, assessment, words.0));
    let head = editor.select(Engagement::version);
    let last = move || export_line(session, words, editor.id, &head.get());
    View::from(
        div()
            .class("step")
            .child(page_title("step__title").child(words.hand_off_title()))
            .child(p().class("step__lead").child(words.hand_off_lead()))
            .child(revision_offer())
            .child(readiness())
            .child(
                section()
                    .class("block")
                    .child(
                        div()
                            .class("block__row")
                            .child(
                                once_button("button--primary", move || {
                                    export(session, words, &[editor.id]);
                                })
                                .child(icon(IconName::Up))
                                .child(words.export_button()),
                            )
                            .child(sealing_button(move |it| async move {
                                export_sealed(session, words, &[editor.id], it).await;
                            }))
                            .child(p().child(words.column_export()).child(": ").child(text(last))),
                    )
                    .child(same_file())
                    .child(p().class("field__hint").child(words.export_anytime()))
                    .child(
                        p().class("field__hint").child(words.file_contents()).child(": ").child(
                            text(move || {
                                let it = counts.get();
                                words.import_counts(it.engagements, it.fields, it.entries)
                            }),
                        ),
                    ),
            )
            .child(receipts_panel())
            .child(documents())
            .child(
                section()
                    .class("block")
                    .child(h2().class("block__title").child(words.file_summary()))
                    .child(ul().class("lines").child(live(move || {
                        lines
                            .get()
                            .into_iter()
                            .map(|it| View::from(li().child(it)))
                            .collect::<Vec<View>>()
                            .into()
                    }))),
            ),
    )
}
