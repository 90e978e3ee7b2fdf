use kickoff::domain::id::EngagementId;

use crate::ui::browser;
use crate::ui::el::{View, el};
use crate::ui::hand_off::download_raw;
use crate::ui::parts::{IconName, button, icon};
use crate::ui::session::{use_session, use_words};

/// An engagement that cannot be read: its raw text can be saved; nothing writes over it.
pub fn broken_row(id: EngagementId, is_newer: bool) -> View {
    let session = use_session();
    let words = use_words();
    let (title, line) = words.why_unreadable(is_newer);
    View::from(
        el("li")
            .class("case case--broken")
            .child(
                el("div")
                    .class("case__main")
                    .child(
                        el("strong")
                            .class("case__name")
                            .child(icon(IconName::Warning))
                            .child(title),
                    )
                    .child(el("span").class("case__motion").child(line))
                    .child(el("code").class("case__id").child(id.to_string())),
            )
            .child(
                el("div")
                    .class("case__actions")
                    .child(
                        button("", move || download_raw(session, words, id))
                            .child(words.download_raw()),
                    )
                    .child((!is_newer).then(|| {
                        View::from(
                            button("button--quiet", move || {
                                let now = browser::now_millis();
                                let done = session.with_cabinet(|it| it.set_aside_damaged(id, now));
                                if done.is_err() {
                                    session.complain(words.not_set_aside());
                                }
                                session.touch_list();
                            })
                            .child(words.set_aside()),
                        )
                    })),
            ),
    )
}
