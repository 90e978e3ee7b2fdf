use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::storage::cabinet::{Kept, KeptKind, Loaded, Occasion};
use leptos::prelude::*;

use crate::ui::browser;
use crate::ui::dates;
use crate::ui::el::{View, el, on_click, views};
use crate::ui::hand_off::download_texts;
use crate::ui::parts::{Dialog, button};
use crate::ui::session::{Bench, OnBench, Session, use_session, use_words};

/// Puts something kept back: on the list, or in the place of what the engagement is by now, as a
/// step that can be undone. `None` if it is not kept.
fn restore(session: Session, kept: &Kept) -> Option<Option<Bench>> {
    let now = browser::now_millis();
    let engagement = session.with_cabinet(|it| it.read_kept(&kept.key))?;
    if let OnBench::Open(bench) = session.bench_of(kept.id) {
        bench.replace(&engagement, Occasion::BeforeRestore).ok()?;
        return (!bench.is_unsaved()).then_some(Some(bench));
    }
    session.with_cabinet(|cabinet| match (cabinet.load(kept.id), kept.kind) {
        (Ok(Loaded::Missing), KeptKind::Deleted) => {
            cabinet.undelete(kept.id, now).ok().map(|_| None)
        }
        (Ok(Loaded::Missing), _) => cabinet.save(&engagement, now).ok().map(|()| None),
        // What cannot be read is not written over.
        _ => {
            let copy = engagement.copied_as(EngagementId::coined(browser::unique()));
            cabinet.save(&copy, now).ok().map(|()| None)
        }
    })
}

/// What a safety copy was made for.
fn copy_of(words: Words, occasion: Option<Occasion>) -> &'static str {
    match occasion {
        None => words.kept_copy(),
        Some(Occasion::BeforeImport) => words.kept_before_import(),
        Some(Occasion::BeforeMerge) => words.kept_before_merge(),
        Some(Occasion::BeforeMigration) => words.kept_before_migration(),
        Some(Occasion::BeforeDelete) => words.kept_before_delete(),
        Some(Occasion::BeforeRestore) => words.kept_before_restore(),
        Some(Occasion::Daily) => words.kept_daily(),
    }
}

pub fn kept_row(kept: Kept) -> View {
    let session = use_session();
    let words = use_words();
    let kind = match (kept.kind, kept.occasion) {
        (KeptKind::Deleted, _) => words.kept_deleted(),
        (KeptKind::Copy, occasion) => copy_of(words, occasion),
        (KeptKind::Unreadable, _) => words.kept_unreadable(),
    };
    let name = kept.customer.clone().unwrap_or_else(|| kept.id.to_string());
    let can_restore = kept.customer.is_some();
    let drop_dialog = Dialog::new();
    let kept = StoredValue::new(kept);
    let put_back = on_click(move || {
        let done = kept.with_value(|it| restore(session, it));
        match done {
            Some(None) => session.say(words.restored()),
            Some(Some(bench)) => {
                session.say_with_undo(words.restored_in_place(), move || bench.undo())
            }
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
        drop_dialog.close();
        let key = kept.with_value(|it| it.key.clone());
        if session.with_cabinet(|it| it.drop_kept(&key)).is_err() {
            session.complain(words.not_saved());
        }
        session.touch_list();
    });
    let when = kept.with_value(|it| it.millis).map(|it| dates::instant(it, words.0));
    // Several may be of one engagement, so its name alone tells nobody which.
    let title = format!("{name} – {kind}");
    View::from(
        el("li")
            .class("case case--plan")
            .child(
                el("div")
                    .class("case__main")
                    .child(el("strong").class("case__name").child(title.clone()))
                    .child(el("span").class("case__motion").child(when)),
            )
            .child(
                el("div")
                    .class("case__actions")
                    .attr("role", "group")
                    .attr("aria-label", words.actions_for(&title))
                    .child(can_restore.then(|| {
                        View::from(
                            el("button")
                                .class("button")
                                .attr("type", "button")
                                .on("click", put_back)
                                .child(words.restore()),
                        )
                    }))
                    .child(
                        el("button")
                            .class("button button--quiet")
                            .attr("type", "button")
                            .on("click", download)
                            .child(words.download_raw()),
                    )
                    .child(
                        button("button--quiet", move || drop_dialog.open())
                            .child(words.drop_for_good()),
                    ),
            )
            .child(
                drop_dialog.draw(
                    words.drop_for_good_title(),
                    views([
                        el("p").class("dialog__name").child(name).into(),
                        el("p").class("dialog__line").child(words.drop_for_good_line()).into(),
                        el("div")
                            .class("dialog__actions")
                            .child(button("", move || drop_dialog.close()).child(words.cancel()))
                            .child(
                                el("button")
                                    .class("button button--danger")
                                    .attr("type", "button")
                                    .on("click", drop_it)
                                    .child(words.drop_for_good()),
                            )
                            .into(),
                    ]),
                ),
            ),
    )
}
