//! Of a long list, only the rows around what is on the screen are in the document. The room of the
//! others stays, so the page is as long as all of them, and the row with the keyboard stays drawn
//! wherever it is.

use std::cell::Cell;

use kickoff::domain::id::EngagementId;
use leptos::prelude::*;

use crate::browser::long_list::{self, sight};
use kickoff::app::engagement_list::{AT_ONCE, FIRST_ROWS, List, ROWS};
use kit::{El, Shown, ev, follow, on_window};

/// So many rows come and go together.
const STEP: usize = 6;

/// What a row takes until one is measured.
const PITCH: f64 = 140.0;

thread_local! {
    // Where the list was, and how high its rows: whoever comes back is there again.
    static LEFT: Cell<(usize, f64)> = const { Cell::new((0, PITCH)) };
}

/// What is drawn of the list.
#[derive(Clone, Copy)]
pub struct Window {
    /// The first row.
    from: RwSignal<usize>,
    /// How many rows from there, by now.
    count: RwSignal<usize>,
}

impl Window {
    /// Other rows come: as few as at first, so that the first of them are there soon.
    pub fn begin(self) {
        if self.from.get_untracked() == 0 {
            self.count.set(FIRST_ROWS);
        }
    }

    /// A few more rows with each frame, until there are all that are to be drawn.
    pub fn go_on(self) {
        let count = self.count;
        request_animation_frame(move || {
            // The page may have gone.
            if count.try_get_untracked().is_some_and(|it| it < ROWS) {
                count.update(|it| *it += STEP);
                self.go_on();
            }
        });
    }

    /// Draws of what is picked the rows that are on the screen, and a few around them.
    pub fn attend(list: List, rows: &El, picked: Shown<Vec<EngagementId>>) -> Window {
        // All at once would be one long task; whoever comes back is among those that follow.
        let is_at_top = LEFT.get().0 == 0;
        let window = Window {
            from: RwSignal::new(LEFT.get().0),
            count: RwSignal::new(if is_at_top { AT_ONCE } else { ROWS }),
        };
        window.go_on();
        draw(window, list, rows, picked);
        window
    }
}

fn draw(window: Window, list: List, rows: &El, picked: Shown<Vec<EngagementId>>) {
    let Window { from, count } = window;
    let with_keyboard = RwSignal::new(None);
    // Paper has no window.
    let is_printed = RwSignal::new(false);
    let drawn = Shown::new(move || {
        picked.with(|all| {
            if is_printed.get() {
                return all.clone();
            }
            let first = first_of(from.get(), all.len());
            let window = all.get(first..).unwrap_or_default();
            let most = count.get();
            let mut drawn: Vec<EngagementId> = window.iter().take(most).copied().collect();
            let kept: Option<EngagementId> = with_keyboard.get();
            if let Some(at) = kept.and_then(|id| all.iter().position(|it| *it == id)) {
                if at < first {
                    drawn.insert(0, all[at]);
                } else if first + most <= at {
                    drawn.push(all[at]);
                }
            }
            drawn
        })
    });
    list.drawn.set(Some(drawn));

    let element = rows.clone();
    follow(Box::new(move || {
        let (first, left) = (from.get(), picked.with(Vec::len));
        let first = first_of(first, left);
        let is_whole = is_printed.get();
        let room = |count: usize| if is_whole { 0.0 } else { count as f64 * LEFT.get().1 };
        let after = left.saturating_sub(first + count.get());
        long_list::leave_room(&element, room(first), room(after));
    }));
    let element = rows.clone();
    Effect::new(move |_| {
        let (drawn, of) = (drawn.get(), picked.get());
        let element = element.clone();
        // By then they are there.
        request_animation_frame(move || {
            let place = |id: &EngagementId| of.iter().position(|it| it == id).unwrap_or_default();
            let numbers: Vec<usize> = drawn.iter().map(|it| place(it) + 1).collect();
            long_list::number(&element, &numbers, of.len());
        });
    });

    let element = rows.clone();
    let settle = move |is_resized: bool| {
        let now = sight(&element);
        let (before, mut pitch) = LEFT.get();
        // Measured once: the room of many rows would jump with each pixel of one.
        if is_resized || pitch == PITCH {
            pitch = now.pitch.unwrap_or(pitch);
        }
        let seen = (now.above / pitch).floor().max(0.0) as usize;
        let on_screen = (now.window / pitch).ceil() as usize;
        let around = ROWS.saturating_sub(on_screen) / 2;
        let first = seen.saturating_sub(around) / STEP * STEP;
        let first = first_of(first, picked.with_untracked(Vec::len));
        LEFT.set((first, pitch));
        if first != before || is_resized {
            from.set(first);
        }
    };
    for (event, is_resized) in [("scroll", false), ("resize", true)] {
        let settle = settle.clone();
        on_window(event, Box::new(move |_| settle(is_resized)));
    }
    for (event, is_begun) in [("beforeprint", true), ("afterprint", false)] {
        on_window(event, Box::new(move |_| is_printed.set(is_begun)));
    }
    let element = rows.clone();
    rows.clone().on(ev::focusin, move |event| {
        let row = long_list::row_of(&element, event.as_ref());
        let id = row.and_then(|at| drawn.with_untracked(|all| all.get(at).copied()));
        with_keyboard.set(id);
    });
}

/// The first row that is drawn, if that is to be this one.
fn first_of(wanted: usize, of: usize) -> usize {
    wanted.min(of.saturating_sub(ROWS))
}
