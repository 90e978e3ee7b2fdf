//! Own questions, written before and answered in the meeting (R11): each open, with room for the answer.

use kickoff::domain::field::{Field, Topic};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::{Register, questions};

use crate::ui::later::fields::long_text_input;
use crate::ui::later::register_link::register_link;
use crate::ui::session::{use_editor, use_words};
use kit::html::{h3, li, p, section, ul};
use kit::{For, View};

pub fn own_questions() -> View {
    let editor = use_editor();
    let words = use_words();
    let ids = editor.select_of(Topic::Register(Register::Questions), |it| {
        it.filled_entries(Register::Questions).collect::<Vec<EntryId>>()
    });
    View::from(
        section()
            .class("own-questions")
            .attr("aria-label", words.own_questions())
            .child(h3().class("meeting__heading").child(words.own_questions()))
            .child(ul().class("own-questions__list").child(For(ids, question)))
            .child(p().child(register_link(Register::Questions))),
    )
}

fn question(id: EntryId) -> View {
    let editor = use_editor();
    let words = use_words();
    let ask = Field::Entry(Register::Questions, id, questions::ASK);
    let answer = Field::Entry(Register::Questions, id, questions::ANSWER);
    let label = editor
        .playbook()
        .column(Register::Questions, questions::ANSWER)
        .map_or("", |it| it.label.get(words.0));
    View::from(
        li().class("own-questions__one")
            .child(p().class("own-questions__ask").child(editor.typed(ask)))
            .child(long_text_input(answer, label, None)),
    )
}
