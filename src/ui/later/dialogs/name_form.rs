use kickoff::domain::text::is_blank;
use leptos::prelude::*;

use crate::browser;
use crate::ui::parts::{Dialog, button};
use crate::ui::session::use_words;
use kit::html::{div, input, label, p, span};
use kit::{View, ev, fresh_id, html, instead, maybe, on_typed, text};

/// Asks for a customer's name in a dialog, with whatever else is asked, which closes once a name that is not empty was
/// taken.
pub fn name_form(
    dialog: Dialog,
    lead: Option<&str>,
    verb: &str,
    name: String,
    more: View,
    mut take: impl FnMut(&str) -> bool + 'static,
) -> View {
    let words = use_words();
    let typed = RwSignal::new(name.clone());
    let is_missing = RwSignal::new(false);
    let id = fresh_id();
    let problem_id = format!("{id}-problem");
    let field = id.clone();
    let submit = instead(move || {
        let name = typed.get_untracked();
        is_missing.set(is_blank(&name));
        if is_missing.get_untracked() {
            browser::focus(&field);
        } else if take(&name) {
            dialog.close();
        }
    });
    let problem = move || if is_missing.get() { words.customer_needed() } else { "" }.to_owned();
    let control = input()
        .class("field__input")
        .attr("id", id)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autofocus", true)
        .attr("value", name)
        .attr("aria-invalid", maybe(move || is_missing.get().then_some("true")))
        .attr("aria-describedby", problem_id.clone());
    let control = on_typed(control, move |it| typed.set(it.value()));
    let form = html::form()
        .attr("novalidate", true)
        .on(ev::submit, submit)
        .child(lead.map(|it| p().class("dialog__line").child(it)))
        .child(
            label()
                .class("field")
                .child(span().class("field__label").child(words.customer_name()))
                .child(control),
        )
        .child(p().class("field__problem").attr("id", problem_id).child(text(problem)))
        .child(more)
        .child(
            div()
                .class("dialog__actions")
                .child(button("", move || dialog.close()).child(words.cancel()))
                .child(
                    html::button()
                        .class("button button--primary")
                        .attr("type", "submit")
                        .child(verb),
                ),
        );
    form.into()
}
