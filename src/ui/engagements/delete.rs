use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;

use super::row::export_kept;
use crate::ui::el::{View, el, on_click, views};
use crate::ui::parts::{Dialog, button};
use crate::ui::session::{Done, use_session, use_words};

/// Asks before an engagement moves to the bin, and offers an export first.
pub fn delete(node: Dialog, id: EngagementId, name: String) -> View {
    let session = use_session();
    let words = use_words();
    let delete = on_click(move || {
        node.close();
        if session.delete(id) {
            session.did(Words::deleted_can_undo, vec![Done::Deleted(id)]);
        } else {
            session.complain(words.not_binned());
        }
    });
    node.draw(
        words.delete_title(),
        views([
            el("p").class("dialog__name").child(name).into(),
            el("p").class("dialog__line").child(words.delete_line()).into(),
            el("div")
                .class("dialog__actions")
                .child(button("", move || node.close()).child(words.cancel()))
                .child(
                    button("", move || {
                        export_kept(session, words, id);
                    })
                    .child(words.export_first()),
                )
                .child(
                    el("button")
                        .class("button button--danger")
                        .attr("type", "button")
                        .on("click", delete)
                        .child(words.delete()),
                )
                .into(),
        ]),
    )
}
