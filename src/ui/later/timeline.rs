//! The days of the engagement in one drawing, and as a list for whoever does not see it.

use kickoff::domain::register::Register;
use kickoff::domain::timeline::{self, Day, Milestone, Standing};
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;

use crate::browser::dates;
use crate::ui::session::{use_editor, use_words};
use kit::html::{h2, li, ol, section, span};
use kit::{Show, View, live};

/// More than these say nothing at a glance: those around today.
const MOST: usize = 9;

/// Nothing until there are two days.
pub fn timeline() -> View {
    let editor = use_editor();
    let words = use_words();
    let now = editor.wall_clock();
    let days = editor.select(move |it| {
        let named = Named { engagement: it, playbook: it.playbook(), words };
        let days = around_today(timeline::of(it, now.get()));
        days.into_iter().map(|day| (day, called(day.of, named))).collect::<Vec<(Day, String)>>()
    });
    Show(
        move || days.with(|it| 2 <= it.len()),
        move || {
            let title = h2().class("block__title").attr("id", "timeline").child(words.timeline());
            View::from(
                section().class("block").attr("aria-labelledby", "timeline").child(title).child(
                    live(move || {
                        let days = days.get().into_iter().map(|(it, said)| row(words, it, said));
                        ol().class("timeline").child(days.collect::<Vec<View>>()).into()
                    }),
                ),
            )
        },
    )
}

fn around_today(days: Vec<Day>) -> Vec<Day> {
    let past = days.iter().filter(|it| matches!(it.standing, Standing::Past | Standing::Missed));
    let before = past.count().saturating_sub(MOST / 2).min(days.len().saturating_sub(MOST));
    days.into_iter().skip(before).take(MOST).collect()
}

fn called(day: Milestone, named: Named) -> String {
    let words = named.words;
    match day {
        Milestone::Assigned => words.day_assigned().to_owned(),
        Milestone::ContactDue => words.day_contact_due().to_owned(),
        Milestone::Contacted => words.day_contacted().to_owned(),
        Milestone::Kickoff => words.day_kickoff().to_owned(),
        Milestone::Entry(register, id) => {
            let title = named.title(register, id);
            match register {
                Register::Gaps => words.day_gap(&title),
                Register::Services => words.day_go_live(&title),
                _ => words.day_meeting(&title),
            }
        }
    }
}

fn row(words: Words, of: Day, said: String) -> View {
    let (standing, note) = match of.standing {
        Standing::Past => ("past", None),
        Standing::Today => ("today", Some(words.today())),
        Standing::Ahead => ("ahead", None),
        Standing::Missed => ("missed", Some(words.day_missed())),
    };
    View::from(
        li().class("timeline__day")
            .attr("data-standing", standing)
            .child(span().class("timeline__on").child(dates::short_day(of.on, words.0)))
            .child(span().class("timeline__said").child(said))
            .child(note.map(|it| span().class("timeline__note").child(it))),
    )
}
