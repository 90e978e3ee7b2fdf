//! What was noted so far, the last first.

use kickoff::app::route::{At, Page, Route};
use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EntryId;
use kickoff::domain::register::Register;
use kickoff::i18n::fields::Named;

use crate::ui::parts::{Tone, chip};
use crate::ui::session::{use_editor, use_words};
use kit::html::{a, h2, li, p, section, ul};
use kit::{For, Show, View, text};

/// More are in the registers.
const SHOWN: usize = 12;

/// What is written down in a meeting.
const REGISTERS: [Register; 8] = [
    Register::Decisions,
    Register::Actions,
    Register::Gaps,
    Register::Risks,
    Register::Questions,
    Register::Meetings,
    Register::Needs,
    Register::Unsorted,
];

fn last(engagement: &Engagement) -> Vec<(Register, EntryId)> {
    let of = |it| engagement.filled_entries(it).map(move |id| (it, id));
    let mut all: Vec<(Register, EntryId)> = REGISTERS.into_iter().flat_map(of).collect();
    // Ids are in the order in which they were coined.
    all.sort_by_key(|it| std::cmp::Reverse(it.1));
    all.truncate(SHOWN);
    all
}

pub fn noted() -> View {
    let editor = use_editor();
    let words = use_words();
    let all = editor.select(last);
    View::from(
        section()
            .class("noted")
            .attr("aria-label", words.noted())
            .child(h2().class("meeting__heading").child(words.noted()))
            .child(Show(
                move || all.with(Vec::is_empty),
                move || View::from(p().child(words.nothing_noted())),
            ))
            .child(ul().class("noted__list").child(For(all, |(register, id)| one(register, id)))),
    )
}

fn one(register: Register, id: EntryId) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let kind = playbook.register(register).map_or("", |it| it.one.get(words.0));
    let title =
        editor.select(move |engagement| Named { engagement, playbook, words }.title(register, id));
    let place =
        Route::Engagement { id: editor.id, page: Page::Meeting, at: Some(At::Entry(register, id)) };
    View::from(
        li().class("noted__one").child(chip(kind, Tone::Quiet)).child(
            a().class("link").attr("href", place.to_string()).child(text(move || title.get())),
        ),
    )
}
