//! Work that takes a while: how far it is, with a way to stop it, and turns for everybody else meanwhile.

use kickoff::app::import_plan::{Cancelled, Pace};
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::browser::breath::Breath;
use crate::ui::parts::{bar, button};
use kit::html::{div, p};
use kit::{View, text};

/// How long the screen may stand still, in milliseconds.
const BREATH: f64 = 50.0;

/// See the module.
#[derive(Clone, Default)]
pub struct Course {
    percent: ArcRwSignal<usize>,
    is_cancelled: ArcRwSignal<bool>,
}

impl Course {
    pub fn cancel(&self) {
        self.is_cancelled.set(true);
    }

    /// Goes on as long as this says that it is wanted.
    pub fn pace<F: Fn() -> bool>(&self, is_wanted: F) -> CoursePace<F> {
        CoursePace { course: self.clone(), breath: Breath::default(), is_wanted }
    }

    /// How far it is.
    pub fn shown(&self, words: Words, said: &'static str) -> View {
        let (percent, course) = (self.percent.clone(), self.clone());
        let cancel = button("", move || course.cancel()).child(words.cancel());
        View::from(
            div()
                .class("course")
                .child(p().attr("role", "status").child(said))
                .child(bar(move || percent.get(), text(move || said.to_owned())))
                .child(p().class("page__actions").child(cancel)),
        )
    }
}

/// The pace of work that is under way.
pub struct CoursePace<F> {
    course: Course,
    breath: Breath,
    is_wanted: F,
}

impl<F: Fn() -> bool> Pace for CoursePace<F> {
    async fn step(&self, done: u64, of: u64) -> Result<(), Cancelled> {
        if self.breath.is_due(BREATH) {
            let percent = done.saturating_mul(100) / of.max(1);
            self.course.percent.set(percent as usize);
            self.breath.take().await;
        }
        if self.course.is_cancelled.get_untracked() || !(self.is_wanted)() {
            return Err(Cancelled);
        }
        Ok(())
    }
}
