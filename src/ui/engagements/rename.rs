use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::domain::value::Value;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::el::{View, el, instead, maybe, on_control, text};
use crate::ui::parts::{Dialog, button};
use crate::ui::session::{OnBench, use_session, use_words};

/// Asks for another name; every engagement has one.
pub fn rename(node: Dialog, id: EngagementId, name: String) -> View {
    let session = use_session();
    let words = use_words();
    let typed = RwSignal::new(name);
    let is_missing = RwSignal::new(false);
    let problem_id = format!("rename-{id}");
    let submit = instead(move || {
        let name = typed.get_untracked();
        is_missing.set(name.trim().is_empty());
        if is_missing.get_untracked() {
            return;
        }
        let OnBench::Open(bench) = session.bench_of(id) else {
            session.complain(words.damaged_line());
            return;
        };
        bench.edit(vec![Edit::set(Field::Fact(known::CUSTOMER), Value::Text(name.into()))]);
        if !bench.is_unsaved() {
            node.close();
            session.touch_list();
        } else {
            session.complain(words.not_saved());
        }
    });
    let problem =
        text(
            move || {
                if is_missing.get() { words.customer_needed().to_owned() } else { String::new() }
            },
        );
    node.draw(
        words.rename(),
        el("form")
            .attr("novalidate", true)
            .on("submit", submit)
            .child(
                el("label")
                    .class("field")
                    .child(el("span").class("field__label").child(words.customer_name()))
                    .child(
                        el("input")
                            .class("field__input")
                            .attr("type", "text")
                            .attr("autocomplete", "off")
                            .prop("value", text(move || typed.get()))
                            .attr("aria-invalid", maybe(move || is_missing.get().then_some("true")))
                            .attr("aria-describedby", problem_id.clone())
                            .on(
                                "input",
                                on_control(move |control: HtmlInputElement| {
                                    typed.set(control.value())
                                }),
                            ),
                    ),
            )
            .child(el("p").class("field__problem").attr("id", problem_id.clone()).child(problem))
            .child(
                el("div")
                    .class("dialog__actions")
                    .child(button("", move || node.close()).child(words.cancel()))
                    .child(
                        el("button")
                            .class("button button--primary")
                            .attr("type", "submit")
                            .child(words.rename()),
                    ),
            )
            .into(),
    )
}
