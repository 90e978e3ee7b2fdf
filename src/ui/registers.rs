//! The registers of an engagement: one view for all of them, drawn from their columns.

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::id::EntryId;
use kickoff::domain::playbook::{ColumnWords, Playbook, RegisterWords};
use kickoff::domain::register::{Column, Register};
use kickoff::i18n::summary::service_name;
use kickoff::place::Place;
use leptos::prelude::*;

use super::browser;
use super::engagement::Whereabouts;
use super::erased::{entries, live, maybe, on_click, text, when};
use super::fields::{FieldInput, Labels};
use super::parts::{Icon, IconName};
use super::session::{use_bench, use_words};

/// The words of a register.
pub fn register_words(playbook: &'static Playbook, register: Register) -> Option<&'static RegisterWords> {
    playbook.registers.iter().find(|it| &*it.code == register.code())
}

/// The words of a column.
pub fn column_words(
    playbook: &'static Playbook,
    register: Register,
    column: Column,
) -> Option<&'static ColumnWords> {
    let words = register_words(playbook, register)?;
    words.columns.iter().find(|it| &*it.code == column.code)
}

/// The registers beside the pages. Services have their own place: setup, DIBS and SSAT.
fn beside() -> impl Iterator<Item = Register> {
    Register::ALL.iter().copied().filter(|it| *it != Register::Services)
}

/// The register that is shown when none is asked for.
pub fn first() -> Register {
    beside().next().unwrap_or(Register::People)
}

/// Beside the page on wide screens, over it on narrow ones.
#[component]
pub fn Registers() -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let whereabouts = expect_context::<Whereabouts>();
    let shown = Memo::new(move |before: Option<&Register>| {
        let last = before.copied().unwrap_or_else(first);
        whereabouts.register.get().filter(|it| *it != Register::Services).unwrap_or(last)
    });
    let place = move |register: Option<Register>| {
        Place::Engagement { id: bench.id, page: whereabouts.page.get(), register }.to_string()
    };
    let tabs = beside()
        .filter_map(|it| register_words(bench.playbook(), it).map(|words| (it, words)))
        .map(|(register, register_words)| {
            let count = bench.select(move |it| it.entries(register).count());
            view! {
                <li>
                    <a
                        class="tabs__tab"
                        href=text(move || place(Some(register)))
                        aria-current=maybe(move || (shown.get() == register).then_some("true"))
                    >
                        {register_words.title.get(words.0)}
                        <span class="tabs__count">{text(move || count.get().to_string())}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <aside class="aside" aria-label=words.registers()>
            <div class="aside__head">
                <h2 class="aside__title">{words.registers()}</h2>
                <a class="button button--icon aside__close" href=text(move || place(None)) aria-label=words.close()>
                    <Icon name=IconName::Close/>
                </a>
            </div>
            <nav aria-label=words.registers()><ul class="tabs">{tabs}</ul></nav>
            {live(move || view! { <RegisterView register=shown.get()/> }.into_any())}
        </aside>
    }
}

/// A way to a register, with how much is in it.
#[component]
pub fn RegisterLink(register: Register) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let whereabouts = expect_context::<Whereabouts>();
    let count = bench.select(move |it| it.entries(register).count());
    let href = move || {
        let place = |page, register| Place::Engagement { id: bench.id, page, register }.to_string();
        match register {
            Register::Services => place(kickoff::place::Page::Setup, None),
            register => place(whereabouts.page.get(), Some(register)),
        }
    };
    register_words(bench.playbook(), register).map(|it| view! {
        <a class="link" href=text(href)>
            {it.title.get(words.0)}" ("{text(move || count.get().to_string())}")"
        </a>
    })
}

/// All entries of a register, and a way to add one.
#[component]
pub fn RegisterView(register: Register) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let ids = bench.select(move |it| it.entries(register).collect::<Vec<EntryId>>());
    let register_words = register_words(bench.playbook(), register)?;
    // The entry that was just added is open; the others are one line each.
    let fresh = RwSignal::new(None);
    let add = on_click(move || {
        let id = EntryId::coined(browser::unique());
        fresh.set(Some(id));
        bench.edit(vec![Edit::add(register, id)]);
    });
    Some(view! {
        <section class="register" aria-label=register_words.title.get(words.0)>
            <h3 class="register__title">{register_words.title.get(words.0)}</h3>
            {when(move || ids.with(Vec::is_empty), move || view! {
                <p class="register__empty">{register_words.empty.get(words.0)}</p>
            }.into_any())}
            <ul class="register__entries">
                {entries(ids, move |id| view! {
                    <Entry register id is_fresh=fresh.get_untracked() == Some(id)/>
                }.into_any())}
            </ul>
            <button class="button" type="button" on:click=add>
                <Icon name=IconName::Add/>{words.add_one(register_words.one.get(words.0))}
            </button>
        </section>
    })
}

#[component]
fn Entry(register: Register, id: EntryId, is_fresh: bool) -> impl IntoView {
    let bench = use_bench();
    let session = bench.session();
    let words = use_words();
    let playbook = bench.playbook();
    let title = bench.select(move |it| {
        let text = it.cell(register, id, register.title_column()).trim();
        let day = it.value(Field::Entry(register, id, register.title_column()));
        match day {
            _ if !text.is_empty() => text.to_owned(),
            Some(value) => value.typed(),
            None => words.unnamed().to_owned(),
        }
    });
    // What a person wants to see of a closed entry: the first chosen word of it.
    let state = bench.select(move |it| state_of(playbook, it, register, id, words));
    let remove = on_click(move || {
        bench.edit(vec![Edit::remove(register, id)]);
        session.say_with_undo(words.removed_entry(), move || {
            bench.edit(vec![Edit::add(register, id)]);
        });
    });
    let cells = register
        .columns()
        .iter()
        .filter_map(|column| column_words(playbook, register, *column).map(|it| (*column, it)))
        .map(|(column, column_words)| {
            let labels = Labels {
                label: &column_words.label,
                hint: column_words.hint.as_ref(),
                choices: Some(&column_words.choices),
            };
            view! {
                <FieldInput field=Field::Entry(register, id, column) kind=column.kind labels/>
            }
        })
        .collect_view();
    view! {
        <li class="entry">
            <details class="entry__fold" open=is_fresh>
                <summary class="entry__summary">
                    <span class="entry__title">{title}</span>
                    <span class="entry__state">{state}</span>
                </summary>
                <div class="fields entry__fields">{cells}</div>
                <button class="button button--quiet" type="button" on:click=remove>
                    <Icon name=IconName::Delete/>{words.remove_entry()}
                </button>
            </details>
        </li>
    }
}

/// The chosen words of an entry, and its service.
fn state_of(
    playbook: &'static Playbook,
    engagement: &kickoff::domain::engagement::Engagement,
    register: Register,
    id: EntryId,
    words: kickoff::i18n::words::Words,
) -> String {
    use kickoff::domain::value::{Kind, Value};
    let said = register.columns().iter().filter_map(|column| {
        match (column.kind, engagement.value(Field::Entry(register, id, *column))?) {
            (Kind::Choice(_), Value::Choice(code)) => column_words(playbook, register, *column)
                .and_then(|it| it.choices.label(code))
                .map(|it| it.get(words.0).to_owned()),
            (Kind::Service, Value::Text(service)) => {
                let service =
                    kickoff::domain::field::entry_id(Register::Services, service, playbook)?;
                Some(service_name(engagement, playbook, service, words.0))
            }
            (Kind::Flag, Value::Flag(true)) => {
                column_words(playbook, register, *column).map(|it| it.label.get(words.0).to_owned())
            }
            _ => None,
        }
    });
    said.collect::<Vec<_>>().join(" · ")
}
