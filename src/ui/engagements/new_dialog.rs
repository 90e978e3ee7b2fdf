use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::domain::value::Value;
use kickoff::place::{Page, Place};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::browser;
use crate::ui::dates;
use crate::ui::el::{View, el, instead, maybe, on_control, text};
use crate::ui::parts::{Dialog, button};
use crate::ui::session::{Session, use_session, use_words};

/// Makes an engagement and goes to its questions; says so if it could not be kept.
fn create(session: Session, customer: &str) -> bool {
    let stamp = session.stamp();
    let id = EngagementId::coined(browser::unique());
    let playbook = session.playbook;
    let Ok(mut engagement) = Engagement::new(id, customer, playbook, stamp) else { return false };
    // The deadline is on the clock of the place where it is made, until somebody says otherwise.
    let zone = dates::device_zone();
    if !zone.is_empty() {
        let zone = Edit::set(Field::Fact(known::TIME_ZONE), Value::Text(zone.into()));
        let _ = engagement.apply(playbook, &[zone], stamp);
    }
    if session.with_cabinet(|it| it.save(&engagement, browser::now_millis())).is_err() {
        return false;
    }
    session.touch_list();
    session.ask_for_promise();
    session.go(Place::Engagement { id, page: Page::Setup, register: None });
    true
}

pub fn new_dialog(node: Dialog) -> View {
    let session = use_session();
    let words = use_words();
    let name = RwSignal::new(String::new());
    let is_missing = RwSignal::new(false);
    let submit = instead(move || {
        let customer = name.get_untracked();
        is_missing.set(customer.trim().is_empty());
        if is_missing.get_untracked() {
            browser::focus("new-customer");
            return;
        }
        if create(session, &customer) {
            node.close();
        } else {
            session.complain(words.not_saved_blocked());
        }
    });
    let problem =
        text(
            move || {
                if is_missing.get() { words.customer_needed().to_owned() } else { String::new() }
            },
        );
    node.draw(
        words.new_engagement(),
        el("form")
            .attr("novalidate", true)
            .on("submit", submit)
            .child(el("p").class("dialog__line").child(words.new_engagement_hint()))
            .child(
                el("label")
                    .class("field")
                    .child(el("span").class("field__label").child(words.customer_name()))
                    .child(
                        el("input")
                            .attr("id", "new-customer")
                            .class("field__input")
                            .attr("type", "text")
                            .attr("autocomplete", "off")
                            .attr("autofocus", true)
                            .prop("value", text(move || name.get()))
                            .attr("aria-invalid", maybe(move || is_missing.get().then_some("true")))
                            .attr("aria-describedby", "new-customer-problem")
                            .on(
                                "input",
                                on_control(move |control: HtmlInputElement| {
                                    name.set(control.value())
                                }),
                            ),
                    ),
            )
            .child(
                el("p").class("field__problem").attr("id", "new-customer-problem").child(problem),
            )
            .child(
                el("div")
                    .class("dialog__actions")
                    .child(button("", move || node.close()).child(words.cancel()))
                    .child(
                        el("button")
                            .class("button button--primary")
                            .attr("type", "submit")
                            .child(words.create()),
                    ),
            )
            .into(),
    )
}
