//! On paper: a control cuts what does not fit into it, and a closed row does not hold its note. What is
//! written there is put beside it as text just before printing, and taken away after.

use kickoff::app::route::At;
use kickoff::domain::code::Audience;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::{Field, ItemField, Subject};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::Register;
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;
use kickoff::output::css;
use kickoff::output::whole::Whole;
use leptos::prelude::*;

use super::changes;
use super::documents::document_words;
use crate::browser;
use crate::ui::session::{EditorHandle, use_session, use_words};
use kit::El;
use kit::html::{b, p};

/// What `style/later/print.css` puts at the head of each sheet.
const WHOSE: &str = "--print-whose";
const REVISION: &str = "--print-revision";

/// As long as the screen is there on which it is called.
pub fn writes_out_for_print() {
    let session = use_session();
    let words = use_words();
    let before = window_event_listener_untyped("beforeprint", move |_| {
        // A browser need not tell that it is over.
        take_away();
        write_out_controls();
        if let Some(editor) = session.editor_untracked() {
            head_pages(editor, words);
            write_out_rows(editor, words);
            write_out_rest(editor, words);
        }
    });
    let after = window_event_listener_untyped("afterprint", |_| take_away());
    on_cleanup(move || {
        before.remove();
        after.remove();
        // Whatever is printed next may be for another customer.
        unhead_pages();
    });
}

fn take_away() {
    unhead_pages();
    for it in browser::all(".printed") {
        it.remove();
    }
}

fn printed() -> El {
    p().class("printed")
}

/// What stands at the head of every sheet: whose it is, and which revision of the playbook is meant.
fn head_pages(editor: EditorHandle, words: Words) {
    let is_document = browser::has("[data-prints=document]");
    let words = if is_document { document_words(editor, words) } else { words };
    let whose = editor.peek(|it| words.called(it.customer()).to_owned());
    let revision = words.date_of(editor.playbook().playbook.revision);
    let revision = format!("{}: {revision}", words.playbook_revision());
    browser::set_style(WHOSE, &css::string(&whose));
    browser::set_style(REVISION, &css::string(&revision));
}

fn unhead_pages() {
    browser::set_style(WHOSE, "");
    browser::set_style(REVISION, "");
}

/// Dates stay as they are: they fit, and only the browser knows how it writes them.
fn write_out_controls() {
    for (control, said) in browser::filled(".field__input:not([type^=date])") {
        control.after(&printed().child(said));
    }
}

/// What a page leaves out because it is long.
fn write_out_rest(editor: EditorHandle, words: Words) {
    for more in browser::all("[data-rest]") {
        let rest = more.attribute("data-rest").unwrap_or_default();
        let Some(place) = browser::around(&more) else { continue };
        let Some(register) = Register::from_code(&rest) else {
            if let Some(rows) = browser::all_in(&place, "tbody").into_iter().next() {
                let drawn = browser::all_in(&rows, "tr").len();
                rows.child(changes::rest(editor, words, drawn));
            }
            continue;
        };
        let drawn = browser::all_in(&place, "[data-entry]").into_iter();
        let drawn: Vec<String> = drawn.filter_map(|it| it.attribute("data-entry")).collect();
        for said in editor.peek(|it| entries(it, editor, words, register, &drawn)) {
            more.before(&printed().child(said));
        }
    }
}

/// A line for each entry that is not drawn, with everything that was written of it.
fn entries(
    engagement: &Engagement,
    editor: EditorHandle,
    words: Words,
    register: Register,
    drawn: &[String],
) -> Vec<String> {
    let named = Named { engagement, playbook: editor.playbook(), words };
    let ids = engagement.filled_entries(register);
    // A service of the playbook is always drawn.
    let ids = ids.filter(|id| matches!(id, EntryId::Coined(_)));
    let ids = ids.filter(|id| !drawn.contains(&At::Entry(register, *id).to_string()));
    let lines = ids.map(|id| {
        let cells = register.columns().iter().filter_map(|column| {
            let field = Field::Entry(register, id, *column);
            let value = engagement.value(field)?;
            let name = named.column(register, *column)?;
            Some(format!("{name}: {}", named.value(field, Some(value))))
        });
        let audience = internal(engagement, words, Subject::Entry(register, id));
        cells.chain(audience).collect::<Vec<String>>().join(" · ")
    });
    lines.collect()
}

/// Said on paper of what the customer is not to see.
fn internal(engagement: &Engagement, words: Words, subject: Subject) -> Option<String> {
    let audience = engagement.audience(subject);
    (audience == Audience::Internal).then(|| words.internal().to_owned())
}

/// What was written of rows that are closed.
fn write_out_rows(editor: EditorHandle, words: Words) {
    let opened = editor.opened.get_untracked();
    let rows = editor.playbook().steps.iter().flat_map(|it| &it.items);
    for id in rows.map(|it| it.id).filter(|it| !opened.contains(it)) {
        let Some(row) = browser::by_id(&format!("item-{id}")) else { continue };
        for (part, name, said) in editor.peek(|it| Whole(it).written(id, words)) {
            let subject = match part {
                ItemField::Note => Some(Subject::Note(id)),
                ItemField::Evidence => Some(Subject::Evidence(id)),
                ItemField::Mark | ItemField::Owner | ItemField::Revision => None,
            };
            let internal = subject
                .and_then(|subject| editor.peek(|it| internal(it, words, subject)))
                .map(|it| format!(" ({it})"));
            let name = b().child(name).child(internal);
            row.clone().child(printed().child(name).child(": ").child(said));
        }
    }
}
