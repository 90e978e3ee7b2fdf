use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::domain::value::Value;
use kickoff::place::{Page, Place};
use kickoff::storage::cabinet::{Exported, Listed, ListedState, Loaded};
use kickoff::storage::card::Card;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::browser;
use crate::ui::dates;
use crate::ui::erased::{live, maybe, on_click, on_control, on_submit, text};
use crate::ui::hand_off::{download_texts, export};
use crate::ui::parts::{Bar, Chip, Dialog, Icon, IconName, Tone, close_dialog, open_dialog};
use crate::ui::session::{Session, use_session, use_words};

#[component]
pub fn Row(listed: Listed) -> impl IntoView {
    let Listed { id, state, exported } = listed;
    match state {
        ListedState::Whole(card) => view! { <WholeRow id card exported/> }.into_any(),
        ListedState::Damaged => view! { <BrokenRow id is_newer=false/> }.into_any(),
        ListedState::Newer => view! { <BrokenRow id is_newer=true/> }.into_any(),
    }
}

#[component]
fn WholeRow(id: EngagementId, card: Card, exported: Option<Exported>) -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let place = Place::Engagement { id, page: Page::Setup, register: None };
    let motion = card.motion.as_deref().and_then(|code| {
        session.playbook.question(known::MOTION).and_then(|it| it.choices.label(code))
    });
    let percent = if card.total == 0 { 100 } else { card.closed * 100 / card.total };
    let label = words.progress_label(card.closed, card.total);
    let due = due_line(session, &card);
    let delete_dialog = NodeRef::<html::Dialog>::new();
    let rename_dialog = NodeRef::<html::Dialog>::new();
    let name = card.customer.clone();

    view! {
        <li class="case">
            <div class="case__main">
                <a class="case__name" href=place.to_string()>{card.customer.clone()}</a>
                <span class="case__motion">
                    {motion.map_or(words.motion_unknown(), |it| it.get(words.0))}
                </span>
            </div>
            <div class="case__progress">
                <span class="case__label" aria-hidden="true">{words.column_progress()}</span>
                <Bar percent label=label.clone()/>
                <span class="case__counts">
                    {words.mandatory_progress(card.mandatory_closed, card.mandatory_total)}
                    " · "{label}
                </span>
            </div>
            <div class="case__due">
                <span class="case__label" aria-hidden="true">{words.column_due()}</span>
                {due}
            </div>
            <div class="case__export">
                <span class="case__label">{words.column_export()}</span>
                <span>{export_line(session, exported.as_ref(), &card.head)}</span>
            </div>
            <div class="case__actions" role="group" aria-label=words.actions_for(&name)>
                <button class="button button--quiet" type="button" on:click=on_click(move || {
                    export_kept(session, words, id);
                })>{words.export()}</button>
                <button class="button button--quiet" type="button" on:click=on_click(move || {
                    open_dialog(rename_dialog);
                })>{words.rename()}</button>
                <button class="button button--quiet" type="button" on:click=on_click(move || {
                    open_dialog(delete_dialog);
                })>{words.delete()}</button>
            </div>
            <RenameDialog node=rename_dialog id name=name.clone()/>
            <DeleteDialog node=delete_dialog id name/>
        </li>
    }
}

/// What is due next, by the clock of this moment.
fn due_line(session: Session, card: &Card) -> AnyView {
    let words = use_words();
    let due = card.contact_due;
    let provisional = card.contact_due_provisional;
    let kickoff = card.kickoff_at;
    live(move || {
        // On this device's clock: to the day it is the same, and the engagement shows its own.
        let today = dates::wall_clock(session.now.get(), "").date();
        match (due, kickoff) {
            (Some(day), _) => {
                let written = dates::short_day(day, words.0);
                let (text, tone) = if day < today {
                    (words.contact_overdue(&written), Tone::Due)
                } else {
                    (words.contact_due(&written), Tone::Strong)
                };
                view! {
                    <Chip text tone/>
                    {provisional.then(|| view! { <Chip text=words.provisional() tone=Tone::Open/> })}
                }
                .into_any()
            }
            (None, Some(moment)) if today <= moment.date() => {
                let text = words.kickoff_on(&dates::moment(moment, words.0));
                view! { <Chip text tone=Tone::Strong/> }.into_any()
            }
            _ => view! { <span class="case__none">{words.nothing_due()}</span> }.into_any(),
        }
    })
}

/// When it was last exported, and whether that still holds everything.
pub fn export_line(session: Session, exported: Option<&Exported>, head: &str) -> String {
    let words = use_words();
    match exported {
        None => words.never_exported().to_owned(),
        Some(it) => {
            let today = dates::wall_clock(session.now.get_untracked(), "").date();
            let then = dates::wall_clock(it.millis, "").date();
            let age = words.days_ago((today - then).num_days());
            words.last_export(&age, it.head == head)
        }
    }
}

/// Exports an engagement that is not open.
fn export_kept(session: Session, words: kickoff::i18n::words::Words, id: EngagementId) {
    match session.with_cabinet(|it| it.load(id)) {
        Ok(Loaded::Whole(engagement)) => export(session, words, vec![*engagement]),
        _ => session.complain(words.damaged_line()),
    }
}

#[component]
fn RenameDialog(node: NodeRef<html::Dialog>, id: EngagementId, name: String) -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let typed = RwSignal::new(name);
    let is_missing = RwSignal::new(false);
    let problem_id = format!("rename-{id}");
    let submit = on_submit(move || {
        let name = typed.get_untracked();
        is_missing.set(name.trim().is_empty());
        if is_missing.get_untracked() {
            return;
        }
        let Ok(Loaded::Whole(mut engagement)) = session.with_cabinet(|it| it.load(id)) else {
            session.complain(words.damaged_line());
            return;
        };
        let edit = Edit::set(Field::Fact(known::CUSTOMER), Value::Text(name.into()));
        let is_taken = engagement.apply(session.playbook, &[edit], session.stamp()).is_ok();
        let save = session.with_cabinet(|it| it.save(&engagement, browser::now_millis()));
        if is_taken && save.is_ok() {
            close_dialog(node);
            session.touch_list();
        } else {
            session.complain(words.not_saved());
        }
    });
    let problem = text(move || if is_missing.get() { words.customer_needed().to_owned() } else { String::new() });
    view! {
        <Dialog node title=words.rename()>
            <form novalidate on:submit=submit>
                <label class="field">
                    <span class="field__label">{words.customer_name()}</span>
                    <input
                        class="field__input"
                        type="text"
                        autocomplete="off"
                        prop:value=Signal::derive(move || typed.get())
                        aria-invalid=maybe(move || is_missing.get().then_some("true"))
                        aria-describedby=problem_id.clone()
                        on:input=on_control(move |control: HtmlInputElement| typed.set(control.value()))
                    />
                </label>
                <p class="field__problem" id=problem_id.clone()>
                    {problem}
                </p>
                <div class="dialog__actions">
                    <button class="button" type="button" on:click=on_click(move || close_dialog(node))>
                        {words.cancel()}
                    </button>
                    <button class="button button--primary" type="submit">{words.rename()}</button>
                </div>
            </form>
        </Dialog>
    }
}

#[component]
fn DeleteDialog(node: NodeRef<html::Dialog>, id: EngagementId, name: String) -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let delete = on_click(move || {
        close_dialog(node);
        let Ok(Loaded::Whole(engagement)) = session.with_cabinet(|it| it.load(id)) else {
            session.complain(words.damaged_line());
            return;
        };
        let now = browser::now_millis();
        if session.with_cabinet(|it| it.delete(&engagement, now)).is_err() {
            session.complain(words.not_saved());
            return;
        }
        session.touch_list();
        session.say_with_undo(words.deleted_can_undo(), move || {
            let back = session.with_cabinet(|it| it.undelete(id, browser::now_millis()));
            if back != Ok(true) {
                session.complain(words.not_saved());
            }
            session.touch_list();
        });
    });
    view! {
        <Dialog node title=words.delete_title()>
            <p class="dialog__name">{name}</p>
            <p class="dialog__line">{words.delete_line()}</p>
            <div class="dialog__actions">
                <button class="button" type="button" on:click=on_click(move || close_dialog(node))>
                    {words.cancel()}
                </button>
                <button class="button" type="button" on:click=on_click(move || {
                    export_kept(session, words, id);
                })>{words.export_first()}</button>
                <button class="button button--danger" type="button" on:click=delete>
                    {words.delete()}
                </button>
            </div>
        </Dialog>
    }
}

/// An engagement that cannot be read: its raw text can be saved; nothing writes over it.
#[component]
fn BrokenRow(id: EngagementId, is_newer: bool) -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let (title, line) = if is_newer {
        (words.newer(), words.newer_line())
    } else {
        (words.damaged(), words.damaged_line())
    };
    let download = on_click(move || {
        let raw = match session.with_cabinet(|it| it.load(id)) {
            Ok(Loaded::Damaged { raw } | Loaded::Newer { raw }) => raw,
            _ => Vec::new(),
        };
        download_texts(session, words, &id.to_string(), raw);
    });
    view! {
        <li class="case case--broken">
            <div class="case__main">
                <strong class="case__name"><Icon name=IconName::Warning/>{title}</strong>
                <span class="case__motion">{line}</span>
                <code class="case__id">{id.to_string()}</code>
            </div>
            <div class="case__actions">
                <button class="button" type="button" on:click=download>{words.download_raw()}</button>
                {(!is_newer).then(|| view! {
                    <button class="button button--quiet" type="button" on:click=on_click(move || {
                        let now = browser::now_millis();
                        let done = session.with_cabinet(|it| it.set_aside_damaged(id, now));
                        if done.is_err() {
                            session.complain(words.not_saved());
                        }
                        session.touch_list();
                    })>{words.set_aside()}</button>
                })}
            </div>
        </li>
    }
}
