//! What opens in place under a row: state, note, owner, evidence, links, and the notes on the
//! source's wording.

use kickoff::domain::assessment::State;
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::id::NoteId;
use kickoff::domain::playbook::Item;
use kickoff::domain::register::Register;
use kickoff::domain::text::Line;
use kickoff::domain::value::{Mark, Value};
use leptos::prelude::*;
use web_sys::{Element, HtmlInputElement};

use super::browser;
use super::dates;
use super::erased::{flag, live, maybe, on_control, text, when};
use super::fields::{LongTextInput, NameInput, safe_address};
use super::registers::RegisterLink;
use super::session::{use_bench, use_words};

#[component]
pub fn ItemDetails(item: &'static Item) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let id = item.id;
    let is_open = move || bench.opened.with(|it| it.contains(&id));
    let summary_id = browser::fresh_id();
    let title = item.title.get(words.0);
    // A row that only informs has no state of its own, but may have links and notes.
    let is_ticked = item.is_ticked();
    let has_more = is_ticked
        || !item.links.is_empty()
        || !item.notes.is_empty()
        || !item.registers.is_empty();
    has_more.then(|| view! {
        <details
            class="details"
            prop:open=flag(is_open)
            on:toggle=on_control(move |control: Element| {
                let now_open = control.has_attribute("open");
                if now_open != bench.opened.with_untracked(|it| it.contains(&id)) {
                    bench.opened.update(|it| if now_open {
                        it.push(id);
                    } else {
                        it.retain(|it| *it != id);
                    });
                }
            })
        >
            <summary class="details__summary" id=summary_id>
                <span>{if is_ticked { words.details_and_note() } else { words.details() }}</span>
                <span class="unseen">": "{title}</span>
                <NoteBadge item/>
            </summary>
            {when(is_open, move || view! {
                <Inside item/>
            }.into_any())}
        </details>
    })
}

/// Shows on the closed row that there is a note, and that the source's wording misleads.
#[component]
fn NoteBadge(item: &'static Item) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let id = item.id;
    let parts = bench.select(move |it| {
        let has = |part| !it.text(Field::Item(id, part)).trim().is_empty();
        (has(ItemField::Note), has(ItemField::Evidence), it.text(Field::Item(id, ItemField::Owner)).trim().to_owned())
    });
    let has_source_note = !item.notes.is_empty();
    view! {
        {live(move || {
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
                .then(|| view! { <span class="details__badge">{said.join(" · ")}</span> })
                .into_any()
        })}
    }
}

#[component]
fn Inside(item: &'static Item) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let id = item.id;
    let field = move |part| Field::Item(id, part);
    let changed = bench.select(move |it| it.item_changed_at(id));
    let own = item.is_ticked().then(|| view! {
        <StateChoice item/>
        <div class="fields">
            {item.evidence.then(|| view! {
                <LongTextInput field=field(ItemField::Evidence) label=words.evidence() hint=None/>
            })}
            <LongTextInput field=field(ItemField::Note) label=words.note() hint=None/>
            <NameInput field=field(ItemField::Owner) label=words.owner()/>
        </div>
    });
    let registers = item.registers.iter().filter_map(|it| Register::from_code(it));
    let task_name = item.task.as_ref().map(|task| view! {
        <p class="details__line">
            {words.task_name_in_ftop()}": "<span class="details__quote">{task.name.get(words.0)}</span>
        </p>
    });
    view! {
        <div class="details__body">
            {own}
            {registers.map(|register| view! { <p><RegisterLink register/></p> }).collect_view()}
            {task_name}
            <Links item/>
            <SourceNotes ids=item.notes.clone()/>
            <p class="details__changed">{text(move || changed.get().map(|at| {
                words.changed(&dates::instant(at.millis(), words.0))
            }).unwrap_or_default())}</p>
        </div>
    }
}

/// Open, done, set aside or waived; the last two only with a reason.
#[component]
fn StateChoice(item: &'static Item) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let id = item.id;
    let field = Field::Item(id, ItemField::Mark);
    let mark = bench.select(move |it| it.mark(id).cloned());
    let is_met =
        bench.assess(move |assessment, _| assessment.state(id) == State::Met);
    let stored = move || mark.with(|it| it.as_ref().map_or("open", Mark::code));
    // What is picked, which waits here for its reason.
    let picked = RwSignal::new(stored());
    Effect::new(move |_| picked.set(stored()));
    let needs_reason = move || !matches!(picked.get(), "open" | "done");
    let reason = RwSignal::new(String::new());
    Effect::new(move |_| {
        let stored = mark.with(|it| it.as_ref().and_then(Mark::reason).map(|it| it.as_str().to_owned()));
        reason.set(stored.unwrap_or_default());
    });
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
        item.outcome.then(|| ("waived", words.mark_waived())),
        Some(("not-applicable", words.mark_not_applicable())),
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
            view! {
                <label class="answer">
                    <input
                        class="answer__box"
                        type="radio"
                        name=name.clone()
                        value=code
                        prop:checked=flag(move || picked.get() == code)
                        on:change=on_control(move |_: HtmlInputElement| {
                            picked.set(code);
                            record();
                        })
                    />
                    <span class="answer__label">
                        {text(move || {
                            let label = if code == "open" && is_met.get() { words.met_by_data() } else { label };
                            label.to_owned()
                        })}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="question question--state">
            <legend class="question__ask">{words.state()}</legend>
            <div class="question__answers">{options}</div>
            {when(needs_reason, move || view! {
                <div class="field">
                    <label class="field__label" for=reason_id.clone()>{words.reason()}</label>
                    <input
                        class="field__input"
                        id=reason_id.clone()
                        type="text"
                        autocomplete="off"
                        prop:value=text(move || reason.get())
                        aria-invalid=maybe(move || reason.with(|it| it.trim().is_empty()).then_some("true"))
                        aria-describedby=problem_id.clone()
                        on:input=on_control(move |control: HtmlInputElement| {
                            reason.set(control.value());
                            record();
                        })
                    />
                    <p class="field__more" id=problem_id.clone()>
                        <span class="field__problem">{text(move || {
                            let is_empty = reason.with(|it| it.trim().is_empty());
                            if is_empty { words.reason_needed().to_owned() } else { String::new() }
                        })}</span>
                    </p>
                </div>
            }.into_any())}
        </fieldset>
    }
}

/// The source's links: printed in full, needed by nothing.
#[component]
fn Links(item: &'static Item) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let links: Vec<_> = item.links.iter().filter_map(|id| bench.playbook().link(*id)).collect();
    (!links.is_empty()).then(|| view! {
        <div class="details__links">
            <h3 class="details__title">{words.links()}</h3>
            <ul>
                {links.into_iter().map(|link| {
                    let note = link.note.as_ref().map(|it| view! {
                        <span class="field__hint">{it.get(words.0)}</span>
                    });
                    let address = link.resolvable.then(|| safe_address(&link.url)).flatten();
                    let target = match address {
                        Some(address) => view! {
                            <a class="link" href=address target="_blank" rel="noopener noreferrer">
                                {link.title.get(words.0)}<span class="unseen">{words.new_tab()}</span>
                            </a>
                        }
                        .into_any(),
                        None => view! { <span>{link.title.get(words.0)}</span> }.into_any(),
                    };
                    view! { <li>{target}" "<code class="details__url">{&*link.url}</code>" "{note}</li> }
                }).collect_view()}
            </ul>
            <p class="field__hint">{words.links_hint()}</p>
        </div>
    })
}

/// What the source's wording makes one believe, and what is meant.
#[component]
pub fn SourceNotes(ids: Vec<NoteId>) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let notes: Vec<_> = ids.into_iter().filter_map(|id| bench.playbook().note(id)).collect();
    (!notes.is_empty()).then(|| view! {
        <details class="source">
            <summary class="source__summary">{words.source_note()}" ("{notes.len()}")"</summary>
            {notes.into_iter().map(|note| view! {
                <dl class="source__note">
                    <dt class="source__where">
                        {words.source_lines(&note.lines)}
                        {note.source_term.as_ref().map(|it| view! { " "<q lang="ja">{&**it}</q> })}
                    </dt>
                    <dd><b>{words.source_reads()}": "</b>{note.misleads.get(words.0)}</dd>
                    <dd><b>{words.source_means()}": "</b>{note.meant.get(words.0)}</dd>
                </dl>
            }).collect_view()}
        </details>
    })
}
