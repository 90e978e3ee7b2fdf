//! How a kickoff goes, in one picture, and what its words mean.

use kickoff::i18n::guide::{STATIONS, Station, TERMS, Term};

use crate::ui::later::sample;
use crate::ui::parts::{once_button, page_main, page_title};
use crate::ui::session::{use_session, use_words};
use kit::View;
use kit::html::{dd, div, dl, dt, h2, li, ol, p, section, span};

pub fn guide() -> View {
    let session = use_session();
    let words = use_words();
    let station = |it: &'static Station| {
        View::from(
            li().class("flow__station")
                .child(span().class("flow__title").child(it.title(words)))
                .child(span().class("flow__line").child(it.line(words))),
        )
    };
    let term = |it: &'static Term| {
        let spelled = it.spelled(words);
        let name = dt().child(it.name);
        let name = match spelled {
            "" => name,
            spelled => name.child(" ").child(span().class("terms__spelled").child(spelled)),
        };
        View::from(div().class("glossary__term").child(name).child(dd().child(it.means(words))))
    };
    View::from(
        page_main("page")
            .child(page_title("page__title").child(words.guide()))
            .child(p().class("page__lead").child(words.guide_lead()))
            .child(
                p().class("page__actions").child(
                    once_button("", move || sample::open(session)).child(words.try_sample()),
                ),
            )
            .child(section().class("block").attr("aria-label", words.guide_flow()).child(
                ol().class("flow").child(STATIONS.iter().map(station).collect::<Vec<View>>()),
            ))
            .child(
                section()
                    .class("block")
                    .attr("aria-labelledby", "glossary")
                    .child(
                        h2().class("block__title").attr("id", "glossary").child(words.glossary()),
                    )
                    .child(
                        dl().class("glossary").child(TERMS.iter().map(term).collect::<Vec<View>>()),
                    ),
            ),
    )
}
