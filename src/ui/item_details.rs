//! What opens in place under a row: state, note, owner, evidence, links, and the notes on the
//! source's wording.

use kickoff::domain::assessment::State;
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::id::NoteId;
use kickoff::domain::playbook::{Item, Link};
use kickoff::domain::register::Register;
use kickoff::domain::text::Line;
use kickoff::domain::value::{Mark, Value};
use kickoff::i18n::words::Words;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::browser;
use super::dates;
use super::fields::{long_text_input, name_input, safe_address};
use super::registers::register_link;
use super::session::{use_bench, use_words};
use crate::ui::el::{
    El, View, el, flag, follow, instead, live, maybe, on_control, text, views, when,
};
use crate::ui::parts::{answer, outside_link};

pub fn item_details(item: &'static Item) -> View {
    let bench = use_bench();
    let words = use_words();
    let id = item.id;
    let is_open = move || bench.opened.with(|it| it.contains(&id));
    let open_or_close = move || {
        bench.opened.update(|all| match all.iter().position(|it| *it == id) {
            Some(at) => {
                all.remove(at);
            }
            None => all.push(id),
        });
    };
    let title = item.title.get(words.0);
    // A row that only informs has no state of its own, but may have links and notes.
    let is_ticked = item.is_ticked();
    let has_more =
        is_ticked || !item.links.is_empty() || !item.notes.is_empty() || !item.registers.is_empty();
    has_more
        .then(|| {
            View::from(
                el("details")
                    .class("details")
                    .prop("open", flag(is_open))
                    .child(
                        el("summary")
                            .class("details__summary")
                            // Told by the click and not by the browser's late "toggle", so that
                            // the next press of a key finds what has opened.
                            .on("click", instead(open_or_close))
                            .child(el("span").child(if is_ticked {
                                words.details_and_note()
                            } else {
                                words.details()
                            }))
                            .child(el("span").class("unseen").child(": ").child(title))
                            .child(note_badge(item)),
                    )
                    .child(when(is_open, move || inside(item))),
            )
        })
        .into()
}

/// Shows on the closed row that there is a note, and that the source's wording misleads.
fn note_badge(item: &'static Item) -> View {
    let bench = use_bench();
    let words = use_words();
    let id = item.id;
    let parts = bench.select(move |it| {
        let has = |part| !it.text(Field::Item(id, part)).trim().is_empty();
        (
            has(ItemField::Note),
            has(ItemField::Evidence),
            it.text(Field::Item(id, ItemField::Owner)).trim().to_owned(),
        )
    });
    let has_source_note = !item.notes.is_empty();
    live(move || {
        let (note, evidence, owner) = parts.get();
        let mut said = Vec::new();
        if note || evidence {
            said.push(words.note().to_owned());
        }
        if !owner.is_empty() {
            said.push(owner);
        }
        if has_source_note {
            said.push(words.source_note().to_owned());
        }
        (!said.is_empty())
            .then(|| View::from(el("span").class("details__badge").child(said.join(" · "))))
            .into()
    })
}

fn inside(item: &'static Item) -> View {
    let bench = use_bench();
    let words = use_words();
    let id = item.id;
    let field = move |part| Field::Item(id, part);
    let changed = bench.select(move |it| it.item_changed_at(id));
    let own =
        item.is_ticked().then(|| {
            views([
                state_choice(item),
                el("div")
                    .class("fields")
                    .child(item.evidence.then(|| {
                        long_text_input(field(ItemField::Evidence), words.evidence(), None)
                    }))
                    .child(long_text_input(field(ItemField::Note), words.note(), None))
                    .child(name_input(field(ItemField::Owner), words.owner()))
                    .into(),
            ])
        });
    let registers = item.registers.iter().filter_map(|it| Register::from_code(it));
    let task_name = item.task.as_ref().map(|task| {
        View::from(
            el("p")
                .class("details__line")
                .child(words.task_name_in_ftop())
                .child(": ")
                .child(el("span").class("details__quote").child(task.name.get(words.0))),
        )
    });
    View::from(
        el("div")
            .class("details__body")
            .child(own)
            .child(
                registers
                    .map(|register| View::from(el("p").child(register_link(register))))
                    .collect::<Vec<View>>(),
            )
            .child(task_name)
            .child(links(item))
            .child(source_notes(item.notes.clone()))
            .child(el("p").class("details__changed").child(text(move || {
                changed
                    .get()
                    .map(|at| words.changed(&dates::instant(at.millis(), words.0)))
                    .unwrap_or_default()
            }))),
    )
}

/// Open, done, set aside or waived; the last two only with a reason.
fn state_choice(item: &'static Item) -> View {
    let bench = use_bench();
    let words = use_words();
    let id = item.id;
    let field = Field::Item(id, ItemField::Mark);
    let mark = bench.select(move |it| it.mark(id).cloned());
    let is_met = bench.assess(move |assessment, _| assessment.state(id) == State::Met);
    let stored = move || mark.with(|it| it.as_ref().map_or("open", Mark::code));
    // What is picked, which waits here for its reason.
    let picked = RwSignal::new(stored());
    follow(Box::new(move || picked.set(stored())));
    let needs_reason = move || !matches!(picked.get(), "open" | "done");
    let reason = RwSignal::new(String::new());
    follow(Box::new(move || {
        let stored =
            mark.with(|it| it.as_ref().and_then(Mark::reason).map(|it| it.as_str().to_owned()));
        reason.set(stored.unwrap_or_default());
    }));
    let record = move || {
        let line = Line::new(&reason.get_untracked());
        let value = match picked.get_untracked() {
            "open" => None,
            "done" => Some(Value::Mark(Mark::Done)),
            code => match Mark::from_parts(code, line) {
                Some(mark) => Some(Value::Mark(mark)),
                // Without a reason nothing changes; the field says so.
                None => return,
            },
        };
        bench.edit(vec![Edit { field, value }]);
    };
    let choices: Vec<(&'static str, &'static str)> = [
        Some(("open", words.mark_open())),
        Some(("done", words.mark_done())),
        item.met_when.is_some().then(|| ("not-met", words.mark_not_met())),
        item.outcome.then(|| ("waived", words.waived())),
        Some(("not-applicable", words.not_applicable())),
    ]
    .into_iter()
    .flatten()
    .collect();
    let name = browser::fresh_id();
    let reason_id = browser::fresh_id();
    let problem_id = format!("{reason_id}-problem");
    let options = choices
        .into_iter()
        .map(|(code, label)| {
            let said = text(move || {
                let is_met_now = code == "open" && is_met.get();
                let label = if is_met_now { words.met_by_data() } else { label };
                label.to_owned()
            });
            let is_chosen = flag(move || picked.get() == code);
            answer(&name, is_chosen, None, said, move || {
                picked.set(code);
                record();
            })
        })
        .collect::<Vec<El>>();
    View::from(
        el("fieldset")
            .class("question question--state")
            .child(el("legend").class("question__ask").child(words.state()))
            .child(el("div").class("question__answers").child(options))
            .child(when(needs_reason, move || {
                View::from(
                    el("div")
                        .class("field")
                        .child(
                            el("label")
                                .class("field__label")
                                .attr("for", reason_id.clone())
                                .child(words.reason()),
                        )
                        .child(
                            el("input")
                                .class("field__input")
                                .attr("id", reason_id.clone())
                                .attr("type", "text")
                                .attr("autocomplete", "off")
                                .prop("value", text(move || reason.get()))
                                .attr(
                                    "aria-invalid",
                                    maybe(move || {
                                        reason.with(|it| it.trim().is_empty()).then_some("true")
                                    }),
                                )
                                .attr("aria-describedby", problem_id.clone())
                                .on(
                                    "input",
                                    on_control(move |control: HtmlInputElement| {
                                        reason.set(control.value());
                                        record();
                                    }),
                                ),
                        )
                        .child(el("p").class("field__more").attr("id", problem_id.clone()).child(
                            el("span").class("field__problem").child(text(move || {
                                let is_empty = reason.with(|it| it.trim().is_empty());
                                if is_empty {
                                    words.reason_needed().to_owned()
                                } else {
                                    String::new()
                                }
                            })),
                        )),
                )
            })),
    )
}

/// The source's links: printed in full, needed by nothing.
fn links(item: &'static Item) -> View {
    let bench = use_bench();
    let words = use_words();
    let links: Vec<_> = item.links.iter().filter_map(|id| bench.playbook().link(*id)).collect();
    (!links.is_empty())
        .then(|| {
            View::from(
                el("div")
                    .class("details__links")
                    // No heading: rows have none, and what stands above differs.
                    .child(el("p").class("details__title").child(words.links()))
                    .child(
                        el("ul").child(
                            links
                                .into_iter()
                                .map(|link| {
                                    let note = link.note.as_ref().map(|it| {
                                        View::from(
                                            el("span").class("field__hint").child(it.get(words.0)),
                                        )
                                    });
                                    View::from(
                                        el("li")
                                            .child(link_target(link, words))
                                            .child(" ")
                                            .child(
                                                el("code").class("details__url").child(&*link.url),
                                            )
                                            .child(" ")
                                            .child(note),
                                    )
                                })
                                .collect::<Vec<View>>(),
                        ),
                    )
                    .child(el("p").class("field__hint").child(words.links_hint())),
            )
        })
        .into()
}

/// A link of the source, to follow where it leads anywhere.
pub fn link_target(link: &'static Link, words: Words) -> View {
    let title = link.title.get(words.0);
    match link.resolvable.then(|| safe_address(&link.url)).flatten() {
        Some(address) => View::from(outside_link(address, title)),
        None => View::from(el("span").child(title)),
    }
}

/// What the source's wording makes one believe, and what is meant.
pub fn source_notes(ids: Vec<NoteId>) -> View {
    let bench = use_bench();
    let words = use_words();
    let notes: Vec<_> = ids.into_iter().filter_map(|id| bench.playbook().note(id)).collect();
    (!notes.is_empty())
        .then(|| {
            View::from(
                el("details")
                    .class("source")
                    .child(
                        el("summary")
                            .class("source__summary")
                            .child(words.source_note())
                            .child(" (")
                            .child(notes.len())
                            .child(")"),
                    )
                    .child(
                        notes
                            .into_iter()
                            .map(|note| {
                                View::from(
                                    el("dl")
                                        .class("source__note")
                                        .child(
                                            el("dt")
                                                .class("source__where")
                                                .child(words.source_lines(&note.lines))
                                                .child(note.source_term.as_ref().map(|it| {
                                                    views([
                                                        " ".into(),
                                                        el("q")
                                                            .attr("lang", "ja")
                                                            .child(&**it)
                                                            .into(),
                                                    ])
                                                })),
                                        )
                                        .child(
                                            el("dd")
                                                .child(
                                                    el("b").child(words.source_reads()).child(": "),
                                                )
                                                .child(note.misleads.get(words.0)),
                                        )
                                        .child(
                                            el("dd")
                                                .child(
                                                    el("b").child(words.source_means()).child(": "),
                                                )
                                                .child(note.meant.get(words.0)),
                                        ),
                                )
                            })
                            .collect::<Vec<View>>(),
                    ),
            )
        })
        .into()
}
