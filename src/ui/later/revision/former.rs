//! What was recorded of rows, questions, facts and services that only a former revision has.

use kickoff::domain::engagement::Engagement;
use kickoff::domain::revision::{former, wording};
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;

use super::{block, day};
use crate::ui::session::{use_editor, use_words};
use kit::html::{div, li, p, span, strong, ul};
use kit::{El, Show, View, live};

/// One of them, in words.
#[derive(Clone, PartialEq)]
struct Told {
    title: String,
    of: String,
    recorded: Vec<String>,
}

fn told(engagement: &Engagement, words: Words) -> Vec<Told> {
    let named = Named { engagement, playbook: engagement.playbook(), words };
    let all = former(engagement).into_iter().map(|it| Told {
        title: wording(it.of, it.part).map_or("", |it| it.title.get(words.0)).to_owned(),
        of: words.revision_of(&day(words, it.of)),
        recorded: it
            .fields
            .iter()
            .map(|field| {
                let value = named.value(*field, engagement.value(*field));
                format!("{}: {value}", named.field(*field))
            })
            .collect(),
    });
    all.collect()
}

pub fn former_list() -> View {
    let editor = use_editor();
    let words = use_words();
    let all = editor.select(move |it| told(it, words));
    let row = |it: Told| {
        let recorded = it.recorded.into_iter().map(|it| li().child(it)).collect::<Vec<El>>();
        li().class("case case--plan")
            .child(
                div()
                    .class("case__main")
                    .child(strong().class("case__name").child(it.title))
                    .child(span().class("case__motion").child(it.of)),
            )
            .child(ul().class("lines").child(recorded))
    };
    Show(
        move || all.with(|it| !it.is_empty()),
        move || {
            View::from(
                block(words.former_title())
                    .child(p().class("field__hint").child(words.former_line()))
                    .child(live(move || {
                        let rows = all.get().into_iter().map(row).collect::<Vec<El>>();
                        View::from(ul().class("cases").child(rows))
                    })),
            )
        },
    )
}
