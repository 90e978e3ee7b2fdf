//! The registers of an engagement: one view for all of them, drawn from their columns.

pub mod implied_risk;
pub mod new_entry;
mod sorting;

use crate::ui::later::more::screenful;
use crate::ui::later::pages::Whereabouts;
use kickoff::app::route::{At, Route};
use kickoff::domain::audience;
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, Subject, Topic};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::Register;
use kickoff::domain::value::{Kind, Value};
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use super::fields::{Labels, field_input};
use super::fold::fold;
use crate::ui::later::audience::audience_input;
use crate::ui::later::pasting::takes_blocks;
use crate::ui::later::registers::implied_risk::implied_risk_line;
use crate::ui::later::registers::new_entry::NewEntry;
use crate::ui::parts::{IconName, button, icon};
use crate::ui::session::{Done, use_editor, use_session, use_words};
use kit::html::{a, aside, div, h2, li, nav, p, section, span, summary, ul};
use kit::{El, For, Show, Shown, View, ev, html, live, maybe, text};

/// The registers beside the pages. Services have their own place: setup, DIBS and SSAT.
fn beside() -> impl Iterator<Item = Register> {
    Register::ALL.iter().copied().filter(|it| *it != Register::Services)
}

/// The register that is shown when none is asked for.
pub fn first() -> Register {
    beside().next().unwrap_or(Register::People)
}

/// Beside the page on wide screens, over it on narrow ones.
pub fn registers() -> View {
    let editor = use_editor();
    let words = use_words();
    let whereabouts = expect_context::<Whereabouts>();
    // What was shown last stays, on a screen wide enough to show it without being asked.
    let last = editor.register;
    let shown = Shown::new(move || {
        let asked = whereabouts.register.get().filter(|it| *it != Register::Services);
        let register = asked.or(last.get_value()).unwrap_or_else(first);
        last.set_value(Some(register));
        register
    });
    let place = move |register: Option<Register>| {
        let at = register.map(At::Register);
        Route::Engagement { id: editor.id, page: whereabouts.page.get(), at }.to_string()
    };
    let tabs = beside()
        .filter_map(|it| editor.playbook().register(it).map(|words| (it, words)))
        .map(|(register, register_words)| {
            let count = editor.select_of(Topic::Register(register), move |it| {
                it.filled_entries(register).count()
            });
            View::from(
                li().child(
                    a().class("tabs__tab")
                        .attr("href", text(move || place(Some(register))))
                        .attr(
                            "aria-current",
                            maybe(move || (shown.get() == register).then_some("true")),
                        )
                        .child(register_words.title.get(words.0))
                        .child(
                            span()
                                .class("tabs__count")
                                .child(text(move || count.get().to_string())),
                        ),
                ),
            )
        })
        .collect::<Vec<View>>();
    View::from(
        aside()
            .class("aside")
            .attr("aria-label", words.registers())
            .child(
                div()
                    .class("aside__head")
                    .child(h2().class("aside__title").child(words.registers()))
                    .child(
                        a().class("button button--icon aside__close")
                            .attr("href", text(move || place(None)))
                            .attr("aria-label", words.close())
                            .child(icon(IconName::Close)),
                    ),
            )
            .child(
                nav().attr("aria-label", words.registers()).child(ul().class("tabs").child(tabs)),
            )
            .child(live(move || register_view(shown.get(), html::h3))),
    )
}

/// All entries of a register, and a way to add one.
/// `heading` is the level below the one that stands above it.
pub fn register_view(register: Register, heading: fn() -> El) -> View {
    let editor = use_editor();
    let words = use_words();
    let every = editor.select_of(Topic::Register(register), move |it| {
        it.entries(register).collect::<Vec<EntryId>>()
    });
    let (ids, earlier) = screenful(register, every);
    let Some(register_words) = editor.playbook().register(register) else {
        return View::default();
    };
    let fresh = NewEntry::new(register);
    View::from(
        takes_blocks(section(), register, move || fresh.drop_blank())
            .class("register")
            .attr("tabindex", "-1")
            .attr("aria-label", register_words.title.get(words.0))
            .child(heading().class("register__title").child(register_words.title.get(words.0)))
            .child((register == Register::Risks).then(implied_risk_line))
            .child(Show(
                move || every.with(Vec::is_empty),
                move || {
                    View::from(
                        p().class("register__empty").child(register_words.empty.get(words.0)),
                    )
                },
            ))
            .child(earlier)
            .child(
                ul().class("register__entries")
                    .child(For(ids, move |id| entry(register, id, fresh))),
            )
            .child(
                button("", move || fresh.add())
                    .attr("data-adds", true)
                    .child(icon(IconName::Add))
                    .child(words.add_one(register_words.one.get(words.0))),
            ),
    )
}

fn entry(register: Register, id: EntryId, fresh: NewEntry) -> View {
    let editor = use_editor();
    let session = use_session();
    let words = use_words();
    let playbook = editor.playbook();
    let title =
        editor.select(move |engagement| Named { engagement, playbook, words }.title(register, id));
    // What a person wants to see of a closed entry: the chosen words of it.
    let state = editor
        .select(move |engagement| state_of(Named { engagement, playbook, words }, register, id));
    // What was just added is open; the others are one line each.
    let is_open = fresh.is_coming(id);
    let address = At::Entry(register, id).to_string();
    let row = li().class("entry").attr("tabindex", "-1").attr("data-entry", address.as_str());
    let row = fresh.look_after(id, row);
    let is_unsorted = register == Register::Unsorted && !editor.is_read_only();
    let row = if is_unsorted { sorting::by_keys(id, row) } else { row };
    let remove = move |_| {
        editor.edit(vec![Edit::remove(register, id)]);
        session.did(Words::removed_entry, vec![Done::Changed(editor)]);
    };
    let cells = register
        .columns()
        .iter()
        .filter_map(|column| playbook.column(register, *column).map(|it| (*column, it)))
        .map(|(column, words)| {
            let labels = Labels {
                label: &words.label,
                hint: words.hint.as_ref(),
                choices: Some(&words.choices),
            };
            field_input(Field::Entry(register, id, column), column.kind, labels)
        })
        .collect::<Vec<View>>();
    View::from(
        row.child(
            fold(address, is_open)
                .class("entry__fold")
                .child(
                    summary()
                        .class("entry__summary")
                        .child(span().class("entry__title").child(title))
                        .child(span().class("entry__state").child(state)),
                )
                .child(div().class("fields entry__fields").child(cells))
                .child(
                    div()
                        .class("entry__foot")
                        .child(
                            html::button()
                                .class("button button--quiet")
                                .attr("type", "button")
                                .on(ev::click, remove)
                                .child(icon(IconName::Delete))
                                .child(words.remove_entry()),
                        )
                        .child(audience_input(Subject::Entry(register, id), None)),
                ),
        )
        .child(is_unsorted.then(|| sorting::buttons(id))),
    )
}

/// The chosen words of an entry, its service, and for whom it is if that is not as usual.
fn state_of(named: Named<'_>, register: Register, id: EntryId) -> String {
    let said = register.columns().iter().filter_map(|column| {
        let field = Field::Entry(register, id, *column);
        let value = named.engagement.value(field)?;
        match (column.kind, value) {
            (Kind::Choice(_), Value::Choice(_)) | (Kind::Service, Value::Text(_)) => {
                Some(named.value(field, Some(value)))
            }
            (Kind::Flag, Value::Flag(true)) => named.column(register, *column),
            _ => None,
        }
    });
    let subject = Subject::Entry(register, id);
    let audience = named.engagement.audience(subject);
    let is_usual = audience == audience::default(named.playbook, subject);
    let audience = (!is_usual).then(|| named.words.for_whom(audience).to_owned());
    said.chain(audience).collect::<Vec<_>>().join(" · ")
}
