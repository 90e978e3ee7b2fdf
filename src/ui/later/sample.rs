//! The sample: a kickoff with a company that does not exist, to be looked at and tried out.

use chrono::NaiveDate;
use kickoff::app::route::{Page, Route};
use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::store::engagements::SaveError;
use kickoff::store::sample;

use crate::browser::dates;
use crate::ui::parts::button;
use crate::ui::session::{Done, Session, use_session, use_words, why_not_kept, words_of};
use kit::View;
use kit::html::{p, section};

/// Goes to the sample. If it is not on the list, it is made, as of today.
pub fn open(session: Session) {
    let words = words_of(session);
    let id = sample::id();
    if session.with_store(|it| it.is_any(id)) != Ok(true)
        && let Err(why) = add(session, words)
    {
        return session.complain(why_not_kept(words, words.not_created(), &why));
    }
    session.news_is_read();
    session.touch_list();
    session.go(Route::Engagement { id, page: Page::Setup, at: None });
}

fn add(session: Session, words: Words) -> Result<(), SaveError> {
    let now = session.now_millis();
    let today: NaiveDate = dates::wall_clock(now, &dates::device_zone()).date();
    // Only if it did not go with the playbook, which the tests hold.
    let made = sample::engagement(session.library, words.0, today, session.stamp());
    let Ok(made) = made else { return Err(SaveError::Withheld) };
    session.with_store(|it| it.add(&made, now))
}

/// Takes it off the list. It can be undone, as any deletion.
pub fn remove(session: Session) {
    let id = sample::id();
    match session.delete(id) {
        Ok(()) => {
            session.did(Words::deleted_can_undo, vec![Done::Deleted(id)]);
            session.go(Route::Engagements);
        }
        Err(why) => session.complain(why),
    }
}

/// Says above the sample what it is; nothing above any other engagement.
pub fn sample_line(id: EngagementId) -> View {
    if id != sample::id() {
        return View::default();
    }
    let session = use_session();
    let words = use_words();
    View::from(
        section()
            .class("sample")
            .attr("aria-label", words.sample())
            .child(p().child(words.sample_line()))
            .child(button("button--quiet", move || remove(session)).child(words.remove_sample())),
    )
}
