//! Putting an engagement away by hand, and taking it back; and what is said of it.

use kickoff::domain::id::EngagementId;
use kickoff::store::archive::NotMoved;
use kickoff::store::engagements::Found;

use crate::ui::session::{Session, words_of};

pub fn archive(session: Session, id: EngagementId) {
    session.archiving.spawn(async move {
        let done = session.archiving.archive(id).await;
        let words = words_of(session);
        match done {
            Ok(()) => session.say(words.archived_done()),
            Err(why) => not_moved(session, words.not_archived(), why),
        }
    });
}

pub fn unarchive(session: Session, id: EngagementId) {
    session.archiving.spawn(async move {
        let words = words_of(session);
        if is_here(session, id).await {
            session.say(words.unarchived_done());
        }
    });
}

/// Takes an engagement back, if it is away, for something that is to be done with it. Tells whether it is here;
/// why not, is said.
pub async fn is_here(session: Session, id: EngagementId) -> bool {
    match session.archiving.take_back(id).await {
        Ok(Found::Whole(())) => true,
        // The list says by now what is the matter with it.
        Ok(_) => false,
        Err(why) => {
            not_moved(session, words_of(session).not_unarchived(), why);
            false
        }
    }
}

fn not_moved(session: Session, what: &str, why: NotMoved) {
    let words = words_of(session);
    session.complain([what, words.why_not_moved(why)].join(words.between_sentences()));
}
