//! Saving an engagement to the same file again and again, where the browser gives out files to write to.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::output::file;
use kickoff::store::same_file::{Left, NotSaved, Saved, save};
use kickoff::store::team_folder::{FolderError, NotTaken};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::export::{listed, now_with_offset, text_of};
use super::team_folder::here;
use crate::browser;
use crate::browser::same_file::{self, LocalFile};
use crate::ui::parts::once_button;
use crate::ui::session::{Session, use_editor, use_session, use_words, why_not_kept};
use kit::html::{div, p};
use kit::{Show, Shown, View, live, text};

/// A file, and the SHA-256 of what was written there last.
#[derive(Clone)]
struct Linked {
    file: LocalFile,
    seen: Option<String>,
}

thread_local! {
    static FILES: RefCell<BTreeMap<EngagementId, Linked>> = const { RefCell::new(BTreeMap::new()) };
    /// What they are called.
    static NAMES: ArcRwSignal<BTreeMap<EngagementId, String>> = ArcRwSignal::default();
    static IS_BUSY: Cell<bool> = const { Cell::new(false) };
}

/// The buttons, and which file it is; nothing where the browser gives out no files.
pub fn same_file() -> View {
    if !same_file::is_supported() {
        return View::default();
    }
    let session = use_session();
    let words = use_words();
    let id = use_editor().id;
    look(session, id);
    let names = NAMES.with(ArcRwSignal::clone);
    let name = Shown::new(move || names.with(|it| it.get(&id).cloned()));
    let choose = move |kind: &str| once_button(kind, move || choose_new(session, words, id));
    let buttons = live(move || {
        let existing = once_button("button--quiet", move || choose_existing(session, words, id));
        let existing = existing.child(words.save_to_existing_file());
        match name.get() {
            None => vec![choose("").child(words.save_to_file()), existing].into(),
            Some(_) => {
                let again = once_button("", move || save_again(session, words, id));
                let again = again.child(words.save_to_same_file());
                let other = choose("button--quiet").child(words.save_to_other_file());
                vec![again, other, existing].into()
            }
        }
    });
    let which = move || name.get().map(|it| words.same_file_named(&it)).unwrap_or_default();
    let hint = move || {
        let which = p().class("field__hint").child(text(which));
        vec![which, p().class("field__hint").child(words.same_file_hint())].into()
    };
    vec![div().class("block__row").child(buttons).into(), Show(move || name.get().is_some(), hint)]
        .into()
}

/// The file that was chosen before this page was opened.
fn look(session: Session, id: EngagementId) {
    if FILES.with_borrow(|it| it.contains_key(&id)) {
        return;
    }
    spawn_local(async move {
        let Some(all) = listed(session) else { return };
        if let Some(file) = same_file::kept(id, &all).await
            && !FILES.with_borrow(|it| it.contains_key(&id))
        {
            link(id, Linked { file, seen: None });
        }
    });
}

fn link(id: EngagementId, linked: Linked) {
    let name = linked.file.name();
    FILES.with_borrow_mut(|it| it.insert(id, linked));
    NAMES.with(|it| it.update(|it| drop(it.insert(id, name))));
}

fn choose_new(session: Session, words: Words, id: EngagementId) {
    session.flush();
    let Some(engagement) = session.current(id) else { return };
    let called = browser::composed(engagement.customer());
    let name = file::name(Some(&called), now_with_offset().date_naive());
    one_at_a_time(async move {
        take(session, words, id, same_file::choose_new(&name).await).await;
    });
}

fn choose_existing(session: Session, words: Words, id: EngagementId) {
    session.flush();
    one_at_a_time(async move {
        take(session, words, id, same_file::choose_existing().await).await;
    });
}

/// Saves to what was chosen. It is the engagement's file from then on, if it was saved to or if it is the
/// permission only that is wanting: to be asked again takes another click.
async fn take(
    session: Session,
    words: Words,
    id: EngagementId,
    chosen: Result<Option<LocalFile>, FolderError>,
) {
    let file = match chosen {
        Ok(Some(it)) => it,
        Ok(None) => return,
        Err(why) => return session.complain(words.same_file_error(why)),
    };
    let mut linked = Linked { file, seen: None };
    let is_saved = write(session, words, id, &mut linked).await;
    if is_saved || !linked.file.is_allowed(false).await {
        let all = listed(session).unwrap_or_default();
        same_file::keep(&linked.file, id, &all).await;
        link(id, linked);
    }
}

fn save_again(session: Session, words: Words, id: EngagementId) {
    session.flush();
    let Some(mut linked) = FILES.with_borrow(|it| it.get(&id).cloned()) else { return };
    one_at_a_time(async move {
        if write(session, words, id, &mut linked).await {
            link(id, linked);
        }
    });
}

/// Two at once would each take the other for somebody else.
fn one_at_a_time(act: impl Future<Output = ()> + 'static) {
    if !IS_BUSY.replace(true) {
        spawn_local(async move {
            act.await;
            IS_BUSY.set(false);
        });
    }
}

/// Tells what came of it, and whether it was saved.
async fn write(session: Session, words: Words, id: EngagementId, linked: &mut Linked) -> bool {
    if !linked.file.is_allowed(true).await {
        session.complain(words.same_file_denied());
        return false;
    }
    let text_of = |it: &Engagement| text_of(it, session.library, now_with_offset());
    let done = save(&linked.file, &here(session), id, &mut linked.seen, &text_of).await;
    session.touch_list();
    match done {
        Ok(Saved { engagement, is_merged }) => {
            // The age of the export is a help; the file is there without it.
            let _ = session.with_store(|it| it.note_export(&engagement, browser::now_millis()));
            session.touch_list();
            let name = linked.file.name();
            session.say(match is_merged {
                true => words.same_file_merged(&name),
                false => words.same_file_saved(&name),
            });
            true
        }
        Err(why) => {
            session.complain(said(session, words, &why));
            false
        }
    }
}

fn said(session: Session, words: Words, why: &NotSaved) -> String {
    match why {
        NotSaved::Left(why) => words.same_file_left(why, || match why {
            Left::Unreadable(why) => words.file_error(why, session.library.default()).what,
            _ => String::new(),
        }),
        NotSaved::NotTaken(NotTaken::Apart) => words.same_file_apart().to_owned(),
        NotSaved::NotTaken(NotTaken::Unreadable) => words.team_unreadable_here().to_owned(),
        NotSaved::NotTaken(NotTaken::NotKept(why)) => {
            why_not_kept(words, words.same_file_not_merged(), why)
        }
        NotSaved::Folder(FolderError::NoPermission) => words.same_file_denied().to_owned(),
        NotSaved::Folder(why) => words.same_file_error(*why).to_owned(),
        NotSaved::Missing => words.changed_elsewhere().to_owned(),
        NotSaved::NotMade => words.export_failed().to_owned(),
    }
}
