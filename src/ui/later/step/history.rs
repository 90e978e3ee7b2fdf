//! The playbook's own history and front matter.

use kickoff::domain::iso;

use crate::browser::dates;
use crate::ui::kit::{View, el, views};
use crate::ui::session::{use_editor, use_words};

pub fn history() -> View {
    let playbook = use_editor().playbook();
    let words = use_words();
    let revisions = playbook.revisions.iter().map(|it| {
        let on = el("time").attr("datetime", iso::day(it.on));
        View::from(
            el("tr")
                .child(el("td").child(on.child(dates::day(it.on, words.0))))
                .child(el("td").child(&*it.by))
                .child(el("td").child(it.what.get(words.0))),
        )
    });
    let about = &playbook.playbook;
    let facts = about.about.iter().map(|it| {
        View::from(
            el("div")
                .class("facts__pair")
                .child(el("dt").child(it.label.get(words.0)))
                // As the source has it, whatever language we speak.
                .child(el("dd").attr("lang", "en").child(&*it.value)),
        )
    });
    views([
        el("div")
            .class("wide")
            .attr("role", "region")
            .attr("aria-label", words.revisions())
            .attr("tabindex", "0")
            .child(
                el("table")
                    .class("table")
                    .child(el("caption").class("unseen").child(words.revisions()))
                    .child(
                        el("thead").child(
                            el("tr")
                                .child(el("th").attr("scope", "col").child(words.date()))
                                .child(el("th").attr("scope", "col").child(words.changed_by()))
                                .child(el("th").attr("scope", "col").child(words.change())),
                        ),
                    )
                    .child(el("tbody").child(revisions.collect::<Vec<View>>())),
            )
            .into(),
        el("section")
            .class("block")
            .child(el("h2").class("block__title").child(words.about_playbook()))
            .child(
                el("p")
                    .class("block__lead")
                    .child(about.title.get(words.0))
                    .child(" · ")
                    .child(about.phase.get(words.0))
                    .child(" · ")
                    .child(dates::day(about.revision, words.0)),
            )
            .child(el("dl").class("facts").child(facts.collect::<Vec<View>>()))
            .child(el("p").class("field__hint").child(about.stale_note.get(words.0)))
            .into(),
    ])
}
