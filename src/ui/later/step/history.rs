//! The playbook's own history and front matter.

use kickoff::domain::iso;

use crate::browser::dates;
use crate::ui::session::{use_editor, use_words};
use kit::html::{caption, dd, div, dl, dt, h2, p, section, table, tbody, td, th, thead, time, tr};
use kit::{View, views};

pub fn history() -> View {
    let playbook = use_editor().playbook();
    let words = use_words();
    let revisions = playbook.revisions.iter().map(|it| {
        // In both languages in one order (R72): the source's own history has two.
        let on = iso::day(it.on);
        let on = time().attr("datetime", on.clone()).child(on);
        View::from(
            tr().child(td().child(on))
                .child(td().child(&*it.by))
                .child(td().child(it.what.get(words.0))),
        )
    });
    let about = &playbook.playbook;
    let facts = about.about.iter().map(|it| {
        View::from(
            div()
                .class("facts__pair")
                .child(dt().child(it.label.get(words.0)))
                // As the source has it, whatever language we speak.
                .child(dd().attr("lang", "en").child(&*it.value)),
        )
    });
    views([
        div()
            .class("wide")
            .attr("role", "region")
            .attr("aria-label", words.revisions())
            .attr("tabindex", "0")
            .child(
                table()
                    .class("table table--history")
                    .child(caption().class("unseen").child(words.revisions()))
                    .child(
                        thead().child(
                            tr().child(th().attr("scope", "col").child(words.date()))
                                .child(th().attr("scope", "col").child(words.changed_by()))
                                .child(th().attr("scope", "col").child(words.change())),
                        ),
                    )
                    .child(tbody().child(revisions.collect::<Vec<View>>())),
            )
            .into(),
        section()
            .class("block")
            .child(h2().class("block__title").child(words.about_playbook()))
            .child(
                p().class("block__lead")
                    .child(about.title.get(words.0))
                    .child(" · ")
                    .child(about.phase.get(words.0))
                    .child(" · ")
                    .child(dates::day(about.revision, words.0)),
            )
            .child(dl().class("facts").child(facts.collect::<Vec<View>>()))
            .child(p().class("field__hint").child(about.stale_note.get(words.0)))
            .into(),
    ])
}
