//! The kit in a browser, without the app: what it makes, what it follows, what it keeps by key, and what it frees.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)] // In the helpers too, which are no `#[test]`s.

use std::cell::Cell;
use std::rc::Rc;

use leptos::mount::mount_to_body;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, Node};

use kit::html::{self, button, div, input, li, option, p, select, span, svg, ul};
use kit::{
    Control, For, Modal, Show, Shown, View, ev, flag, live, maybe, of_leptos, on_control, on_typed,
    text,
};

wasm_bindgen_test_configure!(run_in_browser);

/// Draws something in the page, and says by whom it is owned and what it stands in.
fn drawn(draw: impl FnOnce() -> View) -> (Owner, Element) {
    // What follows is woken by the executor that this starts.
    mount_to_body(|| ());
    let holder = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&holder).unwrap();
    let owner = Owner::new();
    owner.with(|| draw().mount(&holder));
    (owner, holder)
}

fn found<C: JsCast>(holder: &Element, selector: &str) -> C {
    holder.query_selector(selector).unwrap().unwrap().unchecked_into()
}

fn said(holder: &Element) -> String {
    holder.text_content().unwrap_or_default()
}

#[wasm_bindgen_test]
fn it_makes_what_is_written() {
    let (_owner, holder) = drawn(|| {
        let inside = (span().child("one"), 2_usize, Some(p()), None::<kit::El>, vec![p(), p()]);
        div().class("a b").attr("hidden", true).attr("title", None::<&str>).child(inside).into()
    });
    assert_eq!(
        holder.inner_html(),
        "<div class=\"a b\" hidden=\"\"><span>one</span>2<p></p><p></p><p></p></div>"
    );
}

#[wasm_bindgen_test]
fn drawings_are_drawings() {
    let (_owner, holder) = drawn(|| svg::svg().child(svg::circle().attr("r", "9")).into());
    let circle: Element = found(&holder, "circle");
    assert_eq!(circle.namespace_uri().as_deref(), Some("http://www.w3.org/2000/svg"));
}

#[wasm_bindgen_test]
async fn it_follows_what_it_reads() {
    let count = RwSignal::new(0);
    let (_owner, holder) = drawn(move || {
        div()
            .attr("title", text(move || count.get().to_string()))
            .attr("lang", maybe(move || (count.get() == 1).then_some("en")))
            .class_when("many", flag(move || 1 < count.get()))
            .child((
                text(move || count.get().to_string()),
                input().attr("type", "checkbox").prop("checked", flag(move || count.get() == 1)),
                live(move || if count.get() == 2 { p().into() } else { View::default() }),
            ))
            .into()
    });
    let element: Element = found(&holder, "div");
    let tick_box: HtmlInputElement = found(&holder, "input");
    let seen = || {
        let attribute = |name| element.get_attribute(name).unwrap_or_default();
        let has_p = element.query_selector("p").unwrap().is_some();
        (said(&holder), attribute("title"), attribute("lang"), attribute("class"), has_p)
    };
    let as_said = |all: [&str; 4], has_p| {
        let [text, title, lang, class] = all.map(str::to_owned);
        (text, title, lang, class, has_p)
    };
    assert_eq!(seen(), as_said(["0", "0", "", ""], false));
    count.set(1);
    tick().await;
    assert_eq!(seen(), as_said(["1", "1", "en", ""], false));
    assert!(tick_box.checked());
    count.set(2);
    tick().await;
    assert_eq!(seen(), as_said(["2", "2", "", "many"], true));
    assert!(!tick_box.checked());
}

#[wasm_bindgen_test]
async fn what_is_shown_stays_while_its_condition_holds() {
    let count = RwSignal::new(1);
    let (_owner, holder) = drawn(move || {
        let inside = move || p().child(text(move || count.get().to_string())).into();
        div().child(Show(move || 0 < count.get(), inside)).into()
    });
    let before: Node = found(&holder, "p");
    count.set(5);
    tick().await;
    assert!(found::<Node>(&holder, "p").is_same_node(Some(&before)));
    assert_eq!(said(&holder), "5");
    count.set(0);
    tick().await;
    assert_eq!(said(&holder), "");
    assert!(holder.query_selector("p").unwrap().is_none());
}

/// A key that no text can be made of.
#[derive(Clone, Copy, PartialEq)]
struct Key(u32, bool);

#[wasm_bindgen_test]
async fn rows_stay_with_their_keys_and_are_freed_without_them() {
    let keys = RwSignal::new(vec![Key(1, true), Key(2, true), Key(3, true)]);
    let freed = Rc::new(Cell::new(0));
    let gone = freed.clone();
    let (owner, holder) = drawn(move || {
        let row = move |Key(number, _): Key| {
            let gone = gone.clone();
            on_cleanup_local(move || gone.set(gone.get() * 10 + number));
            li().child(number as usize).into()
        };
        ul().child(For(Shown::new(move || keys.get()), row)).into()
    });
    let first: Node = found(&holder, "li");
    let third: HtmlElement = found(&holder, "li:last-child");
    third.set_tab_index(0);
    third.focus().unwrap();
    keys.set(vec![Key(4, true), Key(3, true), Key(1, true), Key(1, false)]);
    tick().await;
    assert_eq!(said(&holder), "4311");
    assert_eq!(freed.get(), 2, "the row that went, and no other");
    let rows = holder.query_selector_all("li").unwrap();
    assert!(rows.get(1).unwrap().is_same_node(Some(&third)));
    assert!(rows.get(2).unwrap().is_same_node(Some(&first)));
    let keyboard = document().active_element().unwrap();
    assert!(keyboard.is_same_node(Some(&third)), "the keyboard has moved along");
    owner.cleanup();
    keys.set(vec![]);
    tick().await;
    assert_eq!(said(&holder), "", "what goes with its owner is taken away");
}

/// A cleanup that need not go to another thread; there is none.
fn on_cleanup_local(act: impl FnOnce() + 'static) {
    struct AtLast<F: FnOnce()>(Option<F>);
    impl<F: FnOnce()> Drop for AtLast<F> {
        fn drop(&mut self) {
            if let Some(act) = self.0.take() {
                act();
            }
        }
    }
    StoredValue::new_local(AtLast(Some(act)));
}

#[wasm_bindgen_test]
async fn events_have_their_type_and_nobody_hears_them_once_the_owner_is_gone() {
    let heard = RwSignal::new(String::new());
    let at_root = Owner::new();
    let (owner, holder) = drawn(move || {
        button()
            .on(ev::click, move |event| heard.update(|it| *it += &event.button().to_string()))
            .into()
    });
    let pressed: HtmlElement = found(&holder, "button");
    pressed.click();
    assert_eq!(heard.get_untracked(), "0");
    owner.cleanup();
    pressed.click();
    assert_eq!(heard.get_untracked(), "0");
    drop(at_root);
}

#[wasm_bindgen_test]
async fn controls_are_handed_over_to_who_hears_of_them() {
    let heard = RwSignal::new(Vec::<String>::new());
    let (_owner, holder) = drawn(move || {
        let note = move |said: String| heard.update(|it| it.push(said));
        let typed = input().attr("list", "names");
        let box_to_tick = input().attr("type", "checkbox");
        let ticked = on_control(move |it| {
            note(it.is_checked().to_string());
            it.set_checked(false);
        });
        let list = select().child(option().attr("value", "a")).child(option().attr("value", "b"));
        let said = move |it: &Control| note(it.attribute("list").unwrap_or_default() + &it.value());
        div()
            .child(on_typed(typed, said))
            .child(box_to_tick.on(ev::change, ticked))
            .child(list.on(ev::change, on_control(move |it| note(it.value()))))
            .into()
    });
    let typed: HtmlInputElement = found(&holder, "input");
    typed.set_value("Ada");
    typed.dispatch_event(&Event::new("input").unwrap()).unwrap();
    let tick_box: HtmlInputElement = found(&holder, "[type=checkbox]");
    tick_box.click();
    let list: HtmlInputElement = found(&holder, "select");
    list.set_value("b");
    list.dispatch_event(&Event::new("change").unwrap()).unwrap();
    assert_eq!(heard.get_untracked(), ["namesAda", "true", "b"]);
    assert!(!tick_box.checked(), "whoever hears of it has the last word");
}

#[wasm_bindgen_test]
fn what_stands_there_can_be_spoken_to() {
    let (_owner, holder) = drawn(|| {
        let middle = p().attr("lang", "en").child("2");
        let view = ul().child((middle.clone(), li().child("away"))).into();
        middle.before(&p().child("1"));
        middle.after(&p().child("3"));
        assert_eq!(middle.attribute("lang").as_deref(), Some("en"));
        assert_eq!(middle.attribute("title"), None);
        view
    });
    assert_eq!(said(&holder), "123away");
    kit::El::from(found::<Element>(&holder, "li")).remove();
    assert_eq!(said(&holder), "123");
    kit::El::from(found::<Element>(&holder, "ul")).empty();
    assert_eq!(holder.inner_html(), "<ul></ul>");
}

#[wasm_bindgen_test]
fn a_modal_dialog_opens_and_closes() {
    let drawn_as = html::dialog();
    let modal = Modal::of(drawn_as.clone());
    let (_owner, holder) = drawn(|| drawn_as.into());
    assert!(!modal.is_open());
    modal.open();
    assert!(modal.is_open() && holder.query_selector("dialog:modal").unwrap().is_some());
    modal.close();
    assert!(!modal.is_open());
}

#[wasm_bindgen_test]
async fn nothing_follows_once_the_owner_is_gone() {
    let count = RwSignal::new(0);
    let asked = Rc::new(Cell::new(0));
    let told = asked.clone();
    let (owner, _holder) = drawn(move || {
        let said = move || {
            told.set(told.get() + 1);
            count.get().to_string()
        };
        p().child(text(said)).into()
    });
    count.set(1);
    tick().await;
    assert_eq!(asked.get(), 2);
    owner.cleanup();
    count.set(2);
    tick().await;
    assert_eq!(asked.get(), 2);
}

#[wasm_bindgen_test]
async fn a_view_of_leptos_can_stand_inside() {
    #[derive(Clone)]
    struct Name(&'static str);
    let count = RwSignal::new(0);
    let (owner, holder) = drawn(move || {
        provide_context(Name("Ada"));
        let inside = move || {
            let Name(name) = expect_context();
            view! { <b>{name}</b> <i>{move || count.get()}</i> }
        };
        div().child(of_leptos(inside)).into()
    });
    assert_eq!(said(&holder), "Ada0");
    count.set(1);
    tick().await;
    assert_eq!(said(&holder), "Ada1");
    owner.cleanup();
    assert_eq!(said(&holder), "", "it goes with its owner");
}
