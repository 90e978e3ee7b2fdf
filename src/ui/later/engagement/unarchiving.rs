//! An engagement that is on its way out of the archive, or could not be had from there.

use leptos::prelude::*;

use super::only;
use crate::ui::parts::once_button;
use crate::ui::session::{use_session, use_words};
use kickoff::app::route::Route;
use kit::html::{a, main, p};
use kit::{View, live, views};

pub fn unarchiving() -> View {
    let session = use_session();
    let words = use_words();
    let archiving = session.archiving;
    live(move || {
        let Some(why) = archiving.not_taken_back.get() else {
            // Said only if it takes a while.
            return View::from(
                main()
                    .class("page page--late")
                    .attr("id", "main")
                    .attr("tabindex", "-1")
                    .child(p().attr("role", "status").child(words.unarchiving())),
            );
        };
        let again = once_button("button--primary", move || {
            session.open_place(session.place.get_untracked());
        });
        let home = a().class("button").attr("href", Route::Engagements.to_string());
        let ways_on =
            views([again.child(words.try_again()).into(), home.child(words.home()).into()]);
        only(words.not_unarchived(), words.why_not_moved(why), ways_on)
    })
}
