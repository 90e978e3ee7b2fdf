//! Data and safety: where the data is, and everything that was put aside and can come back.

use kickoff::domain::id::EngagementId;
use kickoff::storage::cabinet::{Kept, KeptKind, Loaded};
use leptos::html;
use leptos::prelude::*;

use super::browser;
use super::dates;
use super::erased::{live, on_click, when};
use super::hand_off::download_texts;
use super::parts::{Chip, Dialog, Tone, close_dialog, open_dialog};
use super::session::{Session, use_session, use_words};

#[component]
pub fn Data() -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let kept = Memo::new(move |_| {
        session.list_changed.track();
        session.with_cabinet(|it| it.kept()).unwrap_or_default()
    });
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="page__title">{words.data_title()}</h1>
            <p class="page__lead">{words.data_lead()}</p>
            <p>{words.shared_computer()}</p>
            <section class="block" aria-labelledby="kept">
                <h2 class="block__title" id="kept">{words.kept_title()}</h2>
                {when(move || kept.with(Vec::is_empty), move || view! {
                    <p class="empty">{words.kept_none()}</p>
                }.into_any())}
                <ul class="cases">
                    {live(move || {
                        kept.get().into_iter().map(|kept| view! { <KeptRow kept/> }).collect_view().into_any()
                    })}
                </ul>
            </section>
        </main>
    }
}

/// Puts something kept back on the list: as itself, or as a copy if it is there.
fn restore(session: Session, kept: &Kept) -> Option<bool> {
    let now = browser::now_millis();
    session.with_cabinet(|cabinet| {
        let engagement = cabinet.read_kept(&kept.key)?;
        let is_free = matches!(cabinet.load(kept.id), Ok(Loaded::Missing));
        if is_free && kept.kind == KeptKind::Deleted {
            return cabinet.undelete(kept.id, now).ok().map(|_| false);
        }
        let copy = if is_free {
            engagement
        } else {
            engagement.copied_as(EngagementId::coined(browser::unique()))
        };
        cabinet.save(&copy, now).ok().map(|()| !is_free)
    })
}

#[component]
fn KeptRow(kept: Kept) -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let kind = match kept.kind {
        KeptKind::Deleted => words.kept_deleted(),
        KeptKind::Copy => words.kept_copy(),
        KeptKind::Unreadable => words.kept_unreadable(),
    };
    let name = kept.customer.clone().unwrap_or_else(|| kept.id.to_string());
    let can_restore = kept.customer.is_some();
    let drop_dialog = NodeRef::<html::Dialog>::new();
    let kept = StoredValue::new(kept);
    let put_back = on_click(move || {
        let done = kept.with_value(|it| restore(session, it));
        match done {
            Some(false) => session.say(words.restored()),
            Some(true) => session.say(words.restored_as_copy()),
            None => session.complain(words.not_saved()),
        }
        session.touch_list();
    });
    let download = on_click(move || {
        let key = kept.with_value(|it| it.key.clone());
        let raw = session.with_cabinet(|it| it.raw(&key)).ok().flatten();
        let id = kept.with_value(|it| it.id.to_string());
        download_texts(session, words, &id, raw.into_iter().collect());
    });
    let drop_it = on_click(move || {
        close_dialog(drop_dialog);
        let key = kept.with_value(|it| it.key.clone());
        if session.with_cabinet(|it| it.drop_kept(&key)).is_err() {
            session.complain(words.not_saved());
        }
        session.touch_list();
    });
    let when = kept.with_value(|it| it.millis).map(|it| dates::instant(it, words.0));
    view! {
        <li class="case case--plan">
            <div class="case__main">
                <strong class="case__name">{name.clone()}</strong>
                <span class="case__motion"><Chip text=kind tone=Tone::Quiet/>" "{when}</span>
            </div>
            <div class="case__actions" role="group" aria-label=words.actions_for(&name)>
                {can_restore.then(|| view! {
                    <button class="button" type="button" on:click=put_back>{words.restore()}</button>
                })}
                <button class="button button--quiet" type="button" on:click=download>
                    {words.download_raw()}
                </button>
                <button
                    class="button button--quiet"
                    type="button"
                    on:click=on_click(move || open_dialog(drop_dialog))
                >{words.drop_for_good()}</button>
            </div>
            <Dialog node=drop_dialog title=words.drop_for_good_title()>
                <p class="dialog__name">{name}</p>
                <p class="dialog__line">{words.drop_for_good_line()}</p>
                <div class="dialog__actions">
                    <button class="button" type="button" on:click=on_click(move || close_dialog(drop_dialog))>
                        {words.cancel()}
                    </button>
                    <button class="button button--danger" type="button" on:click=drop_it>
                        {words.drop_for_good()}
                    </button>
                </div>
            </Dialog>
        </li>
    }
}
