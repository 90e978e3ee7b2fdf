use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::store::engagements::{Backup, BackupKind, Found, Occasion, SaveError};
use leptos::prelude::*;

use crate::browser;
use crate::browser::dates;
use crate::ui::later::export::{download_texts, export_copies};
use crate::ui::parts::{Dialog, button, once, once_button};
use crate::ui::session::{Done, Session, use_session, use_words, why_not_kept};
use kit::html::{div, li, p, span, strong};
use kit::{View, ev, html, views};

/// Puts something kept back: on the list, or in the place of what the engagement is by now, as a
/// step that can be undone. Why not, if it can be read and not be kept.
fn restore(session: Session, kept: &Backup) -> Result<Done, Option<SaveError>> {
    let now = browser::now_millis();
    let engagement = session.with_store(|it| it.read_kept(&kept.key)).ok_or(None)?;
    if let Some(editor) = session.open_editor(kept.id) {
        let done = editor.replace(&engagement, Occasion::BeforeRestore);
        return done.map(|it| Done::in_editor(editor, it)).map_err(|it| it.0);
    }
    session.with_store(|store| match (store.load(kept.id), kept.kind) {
        (Ok(Found::Missing), BackupKind::Deleted) => {
            store.bring_back(&kept.key, now)?;
            Ok(Done::Added(kept.id))
        }
        (Ok(Found::Missing), _) => {
            store.add(&engagement, now)?;
            Ok(Done::Added(kept.id))
        }
        // What cannot be read is not written over.
        _ => {
            let copy = engagement.copied_as(EngagementId::coined(session.unique()));
            store.add(&copy, now)?;
            Ok(Done::Added(copy.id()))
        }
    })
}

/// Makes a file of it, which is no export of the engagement as it is by now.
fn export_kept(session: Session, words: Words, kept: &Backup) {
    match session.with_store(|it| it.read_kept(&kept.key)) {
        Some(engagement) => export_copies(session, words, vec![engagement]),
        None => session.complain(words.export_failed()),
    }
}

/// What a safety copy was made for.
fn copy_of(words: Words, occasion: Option<Occasion>) -> &'static str {
    match occasion {
        None => words.kept_copy(),
        Some(Occasion::BeforeImport) => words.kept_before_import(),
        Some(Occasion::BeforeMerge) => words.kept_before_merge(),
        Some(Occasion::BeforeMigration) => words.kept_before_migration(),
        Some(Occasion::BeforeRestore) => words.kept_before_restore(),
        Some(Occasion::BeforeUpgrade) => words.kept_before_upgrade(),
        Some(Occasion::Daily) => words.kept_daily(),
    }
}

/// What it is.
pub fn backup_kind(words: Words, kind: BackupKind) -> &'static str {
    match kind {
        BackupKind::Deleted => words.kept_deleted(),
        BackupKind::Copy => words.kept_copy(),
        BackupKind::Unreadable => words.kept_unreadable(),
    }
}

/// Does something with what is kept, once its text is here. Its row may be gone by then.
fn with_text(session: Session, words: Words, kept: Backup, act: impl FnOnce(&Backup) + 'static) {
    session.archiving.spawn(async move {
        match session.archiving.fetch_kept(kept.key.clone()).await {
            Ok(true) => act(&kept),
            Ok(false) => session.complain(words.kept_not_in_archive()),
            Err(why) => {
                let said = [words.not_unarchived(), words.why_not_moved(why)];
                session.complain(said.join(words.between_sentences()));
            }
        }
    });
}

/// Asks before it goes for good.
fn drop_for_good(dialog: Dialog, name: String, key: StoredValue<Backup>) -> View {
    let session = use_session();
    let words = use_words();
    let go = once_button("button--danger", move || {
        dialog.close();
        let key = key.with_value(|it| it.key.clone());
        if session.with_store(|it| it.drop_kept(&key)).is_err() {
            session.complain(words.not_deleted());
        }
        session.touch_list();
    });
    views([
        p().class("dialog__name").child(name).into(),
        p().class("dialog__line").child(words.drop_for_good_line()).into(),
        div()
            .class("dialog__actions")
            .child(button("", move || dialog.close()).child(words.cancel()))
            .child(go.child(words.drop_for_good()))
            .into(),
    ])
}

/// `dialog` is the page's, for all rows.
pub fn backup_row(kept: Backup, dialog: Dialog) -> View {
    let session = use_session();
    let words = use_words();
    let kind = match kept.kind {
        BackupKind::Copy => copy_of(words, kept.occasion),
        kind => backup_kind(words, kind),
    };
    let name = match &kept.customer {
        Some(name) => words.called(name).to_owned(),
        None => kept.id.to_string(),
    };
    let can_restore = kept.customer.is_some();
    let kept = StoredValue::new(kept);
    let put_back = move || {
        with_text(session, words, kept.get_value(), move |kept| {
            match restore(session, kept) {
                Ok(done @ (Done::Changed(_) | Done::Nothing)) => {
                    session.did(Words::restored_in_place, vec![done]);
                }
                Ok(done) => session.did(Words::restored, vec![done]),
                Err(Some(why)) => session.complain(why_not_kept(words, words.not_restored(), &why)),
                // Another tab has dropped it.
                Err(None) => {
                    session.complain(words.changed_elsewhere());
                    session.touch_list();
                }
            }
        })
    };
    // A file that opens, where there is one to make; else the text as it is.
    let (download, download_said) = if can_restore {
        let export = move || {
            with_text(session, words, kept.get_value(), move |it| export_kept(session, words, it));
        };
        (once(export), words.export())
    } else {
        let raw = move || {
            let key = kept.with_value(|it| it.key.clone());
            let raw = session.with_store(|it| it.raw(&key)).ok().flatten();
            let id = kept.with_value(|it| it.id.to_string());
            download_texts(session, words, &id, raw.into_iter().collect());
        };
        (once(raw), words.download_raw())
    };
    let when = kept.with_value(|it| it.millis).map(|it| dates::instant(it, words.0));
    // Several may be of one engagement, so its name alone tells nobody which.
    let title = format!("{name} – {kind}");
    let ask = move || {
        let name = name.clone();
        dialog.open(words.drop_for_good_title(), || drop_for_good(dialog, name, kept));
    };
    View::from(
        li().class("case case--plan")
            .child(
                div()
                    .class("case__main")
                    .child(strong().class("case__name").child(title.clone()))
                    .child(span().class("case__motion").child(when)),
            )
            .child(
                div()
                    .class("case__actions")
                    .attr("role", "group")
                    .attr("aria-label", words.actions_for(&title))
                    .child(can_restore.then(|| once_button("", put_back).child(words.restore())))
                    .child(
                        html::button()
                            .class("button button--quiet")
                            .attr("type", "button")
                            .handle(ev::click, download)
                            .child(download_said),
                    )
                    .child(button("button--quiet", ask).child(words.drop_for_good())),
            ),
    )
}
