//! The engagements: one row per customer, with what is due and how old the last export is.

mod new_dialog;
mod row;

use kickoff::place::Place;
use kickoff::storage::cabinet::{Listed, ListedState};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::erased::{flag, live, on_click, on_control, when};
use super::hand_off::export_all;
use super::parts::{Icon, IconName, open_dialog};
use super::session::{Session, use_session, use_words};
use new_dialog::NewDialog;
use row::Row;
pub use row::export_line;

/// The list, read anew when something may have changed it.
fn listed(session: Session) -> Option<Vec<Listed>> {
    session.list_changed.track();
    let mut all = session.with_cabinet(|it| it.list()).ok()?;
    all.sort_by_key(|it| match &it.state {
        ListedState::Whole(card) => (1, std::cmp::Reverse(card.changed_millis)),
        // What needs help comes first.
        _ => (0, std::cmp::Reverse(0)),
    });
    Some(all)
}

fn is_match(listed: &Listed, wanted: &str) -> bool {
    match &listed.state {
        ListedState::Whole(card) => card.customer.to_lowercase().contains(wanted),
        _ => wanted.is_empty(),
    }
}

#[component]
pub fn Engagements() -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let wanted = RwSignal::new(String::new());
    let all = Memo::new(move |_| listed(session));
    let shown = move || -> Vec<Listed> {
        let wanted = wanted.get().trim().to_lowercase();
        all.get().unwrap_or_default().into_iter().filter(|it| is_match(it, &wanted)).collect()
    };
    let is_empty = move || all.with(|it| it.as_ref().is_some_and(Vec::is_empty));
    let new_dialog = NodeRef::new();

    view! {
        <main class="page" id="main" tabindex="-1">
            <div class="page__head">
                <div>
                    <h1 class="page__title">{words.home()}</h1>
                    <p class="page__lead">{words.app_line()}</p>
                </div>
                <div class="page__actions">
                    <button
                        class="button button--primary"
                        type="button"
                        on:click=on_click(move || open_dialog(new_dialog))
                    ><Icon name=IconName::Add/>{words.new_engagement()}</button>
                    <a class="button" href=Place::Open.to_string()>{words.open_file()}</a>
                    <button
                        class="button"
                        type="button"
                        hidden=flag(is_empty)
                        on:click=on_click(move || export_all(session, words))
                    >{words.export_all()}</button>
                </div>
            </div>
            {when(move || all.with(Option::is_none), move || view! {
                <p class="empty" role="alert">{words.storage_unreadable()}</p>
            }.into_any())}
            {when(is_empty, move || view! {
                <div class="empty">
                    <h2 class="empty__title">{words.no_engagements_title()}</h2>
                    <p>{words.no_engagements_line()}</p>
                </div>
            }.into_any())}
            <div class="finder" hidden=flag(is_empty)>
                <label class="field">
                    <span class="field__label">{words.find()}</span>
                    <input
                        class="field__input"
                        type="search"
                        autocomplete="off"
                        on:input=on_control(move |control: HtmlInputElement| wanted.set(control.value()))
                    />
                </label>
            </div>
            <ul class="cases" hidden=flag(is_empty)>
                {live(move || {
                    shown().into_iter().map(|listed| view! { <Row listed/> }).collect_view().into_any()
                })}
            </ul>
            <p class="empty" hidden=flag(move || is_empty() || !shown().is_empty())>{words.none_found()}</p>
            <NewDialog node=new_dialog/>
        </main>
    }
}
