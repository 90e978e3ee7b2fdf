//! What the delivery team says of what was handed over: each outcome and open point accepted or returned,
//! with a remark. It goes back in the same file.

use std::rc::Rc;

use kickoff::domain::code::{Code, Receipt};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, Point, ReceiptPart, Topic};
use kickoff::domain::receipt::{Receipts, points};
use kickoff::domain::value::{Kind, Value};
use kickoff::i18n::fields::Named;

use super::fold::fold;
use super::pages::Whereabouts;
use super::typing::{FieldTexts, TextSlot, line};
use crate::ui::both::receipts::receipts_chip;
use crate::ui::parts::{answer, button};
use crate::ui::session::{use_editor, use_words};
use kickoff::app::route::{At, Page, Route};
use kit::choosing::{ChoiceMove, moved_through};
use kit::html::{a, div, fieldset, h2, legend, li, p, section, summary, ul};
use kit::{El, For, Show, View, flag, fresh_id, text};
use leptos::prelude::*;

pub fn receipts_panel() -> View {
    let editor = use_editor();
    let words = use_words();
    let all = editor.assess(|assessment, it| points(it, assessment));
    let receipts = editor.assess(|assessment, it| Receipts::of(it, assessment));
    let is_left = move || {
        let it = receipts.get();
        it.accepted + it.returned < all.with(Vec::len)
    };
    let accept_rest = move || {
        let accepted = |it| {
            let field = Field::Receipt(it, ReceiptPart::Verdict);
            Edit::set(field, Value::Choice(Receipt::Accepted.code()))
        };
        let mut open = all.get_untracked();
        editor.peek(|it| open.retain(|point| it.receipt(*point).is_none()));
        editor.edit(open.into_iter().map(accepted).collect());
    };
    // Whoever hands over has nothing to do here, until something has come back.
    let is_any = receipts.with_untracked(|it| 0 < it.accepted + it.returned);
    View::from(
        section()
            .class("block")
            .attr("aria-label", words.receipts_title())
            .child(
                div()
                    .class("block__row")
                    .child(h2().class("block__title").child(words.receipts_title()))
                    .child(receipts_chip(receipts)),
            )
            .child(
                fold("receipts".to_owned(), is_any)
                    .child(
                        summary().child(text(move || words.receipts_go_through(all.get().len()))),
                    )
                    .child(p().class("field__hint").child(words.receipts_lead()))
                    .child(Show(is_left, move || {
                        View::from(button("receipts__rest", accept_rest).child(words.accept_rest()))
                    }))
                    .child(ul().class("receipts").child(For(all, one))),
            ),
    )
}

fn one(point: Point) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let verdict = Field::Receipt(point, ReceiptPart::Verdict);
    let remark = Field::Receipt(point, ReceiptPart::Remark);
    let title = editor.select(move |engagement| Named { engagement, playbook, words }.point(point));
    let given = editor.select_of(Topic::Field(verdict), move |it| it.receipt(point));
    let has_remark = editor.select_of(Topic::Field(remark), move |it| it.value(remark).is_some());
    let way = ChoiceMove::default();
    let name = fresh_id();
    let answers = [None, Some(Receipt::Accepted), Some(Receipt::Returned)].map(|receipt| {
        let way = way.clone();
        let pick = move || {
            let value = receipt.map(|it| Value::Choice(it.code()));
            editor.choose(Edit { field: verdict, value }, way.is_on());
        };
        let is_given = flag(move || given.get() == receipt);
        answer(&name, is_given, None, words.receipt_of(receipt), pick)
    });
    let answers = div().class("question__answers").child(Vec::from(answers));
    let is_asked = move || given.get() == Some(Receipt::Returned) || has_remark.get();
    let id = fresh_id();
    View::from(
        li().class("receipt")
            .attr("data-receipt", text(move || given.get().map_or("none", Code::code).to_owned()))
            .child(
                fieldset()
                    .class("question")
                    .child(
                        legend().class("question__ask").child(
                            a().class("link")
                                .attr("href", place(point))
                                .child(text(move || title.get())),
                        ),
                    )
                    .child(moved_through(answers, &way, move |_| editor.flush()))
                    .child(Show(is_asked, move || View::from(remark_input(remark, id.clone())))),
            ),
    )
}

fn remark_input(field: Field, id: String) -> El {
    let words = use_words();
    let slot = TextSlot::of(field, Kind::LongText);
    let trouble = slot.clone();
    let said = FieldTexts {
        label: words.remark(),
        hint: Some(words.remark_hint()),
        problem: Rc::new(move || trouble.trouble().map(|it| words.problem(it))),
        id,
    };
    line(&slot, said, View::default())
}

/// Where a point is looked at and mended.
fn place(point: Point) -> String {
    let editor = use_editor();
    let (page, at) = match point {
        Point::Outcome(id) => {
            let step = editor.playbook().step_of(id);
            (step.map_or(Page::HandOff, |it| Page::Step(it.id)), At::Row(id))
        }
        Point::Entry(register, id) => {
            let page = expect_context::<Whereabouts>().page.get_untracked();
            (page, At::Entry(register, id))
        }
    };
    Route::Engagement { id: editor.id, page, at: Some(at) }.to_string()
}
