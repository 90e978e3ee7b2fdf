//! What the list asks in a dialog. A part of the program of its own (`split.rs`): the list is there
//! before anybody can press a button of it.

pub mod name_form;
pub mod new_engagement;

use kickoff::app::requests::DialogRequest;
use kickoff::app::requests::ExportRequest;
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::value::Value;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::ui::later::archiving;
use crate::ui::later::dialogs::name_form::name_form;
use crate::ui::later::dialogs::new_engagement::new_engagement;
use crate::ui::later::export::notice_in_dialog;
use crate::ui::later::export::save;
use crate::ui::parts::{Dialog, button, once_button};
use crate::ui::session::{Done, Session, use_session, use_words, why_not_kept};
use kit::html::{div, p};
use kit::{View, views};

/// Opens the dialog.
pub fn ask(dialog: Dialog, what: DialogRequest, session: Session, words: Words) {
    if let DialogRequest::Rename(id) | DialogRequest::Delete(id) = what
        && session.with_store(|it| it.has_archived(id)) == Ok(true)
    {
        session.archiving.spawn(async move {
            if archiving::is_here(session, id).await {
                ask(dialog, what, session, words);
            }
        });
        return;
    }
    // As it is called now, here or in another tab.
    let name = |id| session.current(id).map(|it| it.customer().to_owned()).unwrap_or_default();
    match what {
        DialogRequest::NewEngagement => {
            dialog.open(words.new_engagement(), || new_engagement(dialog))
        }
        DialogRequest::Rename(id) => dialog.open(words.rename(), || rename(dialog, id, name(id))),
        DialogRequest::Delete(id) => {
            dialog.open(words.delete_title(), || delete(dialog, id, name(id)))
        }
    }
}

/// Every engagement has a name.
fn rename(dialog: Dialog, id: EngagementId, name: String) -> View {
    let session = use_session();
    let words = use_words();
    let is_refused = RwSignal::new(false);
    let former = name.clone();
    let form = name_form(dialog, None, words.rename(), name, View::default(), move |name| {
        // Nothing is typed: another tab's name, come meanwhile, is not written over.
        if name == former {
            return true;
        }
        let editor = match session.open_to_change(id) {
            Ok(it) => it,
            Err(why) => {
                session.complain(why);
                is_refused.set(true);
                return false;
            }
        };
        editor.edit(vec![Edit::set(
            Field::Fact(editor.playbook().roles.customer),
            Value::Text(name.into()),
        )]);
        if let Some(why) = untrack(|| editor.not_saved()) {
            session.complain(why_not_kept(words, words.not_renamed(), &why));
            is_refused.set(true);
            return false;
        }
        session.touch_list();
        true
    });
    views([notice_in_dialog(is_refused), form])
}

/// Asks before an engagement moves to the bin, and offers an export first.
fn delete(dialog: Dialog, id: EngagementId, name: String) -> View {
    let session = use_session();
    let words = use_words();
    let delete = button("button--danger", move || {
        dialog.close();
        match session.delete(id) {
            Ok(()) => session.did(Words::deleted_can_undo, vec![Done::Deleted(id)]),
            Err(why) => session.complain(why),
        }
    });
    let is_exported = RwSignal::new(false);
    let export = once_button("", move || {
        save(session, words, ExportRequest::These(vec![id]));
        is_exported.set(true);
    });
    views([
        p().class("dialog__name").child(words.called(&name)).into(),
        p().class("dialog__line").child(words.delete_line()).into(),
        notice_in_dialog(is_exported),
        div()
            .class("dialog__actions")
            .child(button("", move || dialog.close()).child(words.cancel()))
            .child(export.child(words.export_first()))
            .child(delete.child(words.delete()))
            .into(),
    ])
}
