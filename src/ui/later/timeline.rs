//! The days of the engagement in one drawing, and as a list for whoever does not see it.

use kickoff::domain::timeline::{self, Day, Milestone, Standing};
use kickoff::i18n::names::service_name;
use kickoff::i18n::words::Words;

use crate::browser::dates;
use crate::ui::session::{EditorHandle, use_editor, use_words};
use kit::html::{h2, li, ol, section, span};
use kit::{Show, View, live};

/// More than these say nothing at a glance: those around today.
const MOST: usize = 9;

/// Nothing until there are two days.
pub fn timeline() -> View {
    let editor = use_editor();
    let words = use_words();
    let now = editor.wall_clock();
    let days = editor.select(move |it| timeline::of(it, now.get()));
    Show(
        move || days.with(|it| 2 <= it.len()),
        move || {
            View::from(
                section()
                    .class("block")
                    .attr("aria-labelledby", "timeline")
                    .child(
                        h2().class("block__title").attr("id", "timeline").child(words.timeline()),
                    )
                    .child(live(move || {
                        let days = around_today(days.get());
                        let days = days.into_iter().map(|it| day(editor, words, it));
                        ol().class("timeline").child(days.collect::<Vec<View>>()).into()
                    })),
            )
        },
    )
}

fn around_today(days: Vec<Day>) -> Vec<Day> {
    let past = days.iter().filter(|it| matches!(it.standing, Standing::Past | Standing::Missed));
    let before = past.count().saturating_sub(MOST / 2).min(days.len().saturating_sub(MOST));
    days.into_iter().skip(before).take(MOST).collect()
}

fn day(editor: EditorHandle, words: Words, of: Day) -> View {
    let standing = match of.standing {
        Standing::Past => "past",
        Standing::Today => "today",
        Standing::Ahead => "ahead",
        Standing::Missed => "missed",
    };
    let said = match &of.of {
        Milestone::Assigned => words.day_assigned().to_owned(),
        Milestone::ContactDue => words.day_contact_due().to_owned(),
        Milestone::Contacted => words.day_contacted().to_owned(),
        Milestone::Kickoff => words.day_kickoff().to_owned(),
        Milestone::Meeting(topic) => words.day_meeting(topic),
        Milestone::Gap(what) => words.day_gap(what),
        Milestone::GoLive(id) => {
            words.day_go_live(&editor.peek(|it| service_name(it, it.playbook(), *id, words.0)))
        }
    };
    let note = match of.standing {
        Standing::Today => Some(words.today()),
        Standing::Missed => Some(words.day_missed()),
        _ => None,
    };
    View::from(
        li().class("timeline__day")
            .attr("data-standing", standing)
            .child(span().class("timeline__on").child(dates::short_day(of.on, words.0)))
            .child(span().class("timeline__said").child(said))
            .child(note.map(|it| span().class("timeline__note").child(it))),
    )
}
