use kickoff::app::requests::{ArchiveRequest, ExportRequest};
use kickoff::app::route::Route;
use kickoff::store::engagements::{Found, Listed};

use crate::browser;
use crate::ui::parts::{IconName, icon, once_button};
use crate::ui::session::{use_session, use_words, why_not_kept};
use crate::ui::split::{self, Act};
use kit::View;
use kit::html::{a, code, div, li, span, strong};

/// An engagement that cannot be read: its raw text can be saved; nothing writes over it.
pub fn broken_row(listed: &Listed) -> View {
    let id = listed.id;
    let session = use_session();
    let words = use_words();
    let is_newer = matches!(listed.state, Found::Newer(_));
    let is_lost = listed.state == Found::Missing;
    let is_archived = listed.state == Found::Archived;
    let (title, line) = match listed.state {
        Found::Missing => (words.lost(), words.lost_line()),
        // Its card is not to be had, and whatever it is called is in the archive.
        Found::Archived => (words.archived(), words.archived_only()),
        _ => words.why_unreadable(is_newer),
    };
    let title = match listed.name.as_str() {
        "" => title.to_owned(),
        name => format!("{name} – {title}"),
    };
    let take_off = once_button("button--quiet", move || {
        let now = browser::now_millis();
        if let Err(why) = session.with_store(|it| it.set_aside_damaged(id, now)) {
            session.complain(why_not_kept(words, words.not_set_aside(), &why));
        }
        session.touch_list();
    });
    let raw = once_button("", move || split::save(session, words, ExportRequest::Raw(vec![id])))
        .child(words.download_raw());
    let data = a().class("button").attr("href", Route::Data.to_string()).child(words.data());
    let unarchive = once_button("", move || {
        split::act(session, Act::Archive(ArchiveRequest::Unarchive(id)));
    });
    let take_off_said = if is_lost { words.take_off_list() } else { words.set_aside() };
    View::from(
        li().class("case case--broken")
            .child(
                div()
                    .class("case__main")
                    .child(strong().class("case__name").child(icon(IconName::Warning)).child(title))
                    .child(span().class("case__motion").child(line))
                    .child(code().class("case__id").child(id.to_string())),
            )
            .child(
                div()
                    .class("case__actions")
                    .child(match is_archived {
                        true => unarchive.child(words.unarchive()),
                        false if is_lost => data,
                        false => raw,
                    })
                    .child((!is_newer && !is_archived).then(|| take_off.child(take_off_said))),
            ),
    )
}
