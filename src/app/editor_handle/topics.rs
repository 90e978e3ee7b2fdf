//! Who is woken by which change: what is shown waits for its topic, not for every edit.
//!
//! A topic is a field, an item, an entry or a register; an edit elsewhere does not even ask. Rows, cards
//! and blocks are drawn as wholes besides (`contain: content` in `style/later/screens.css`). On a DIBS
//! page of 2,100 elements the quickest tenth of the ticks is then drawn within 8 ms, against 28 before
//! (one run, one slow machine, `tests/e2e/tests/tick.rs`); a frame is 16.7.

use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::Notify;

use crate::domain::field::{Field, Topic};

/// Of one engagement.
#[derive(Default)]
pub struct Topics {
    /// Woken by any change.
    pub whole: ArcTrigger,
    /// Each topic of which something was shown so far, in order: a page asks for hundreds.
    parts: Vec<(Topic, ArcTrigger)>,
}

impl Topics {
    /// What is woken when something of a topic changes.
    pub fn trigger(&mut self, topic: Topic) -> ArcTrigger {
        match self.parts.binary_search_by(|it| it.0.cmp(&topic)) {
            Ok(at) => self.parts.get(at).map(|it| it.1.clone()).unwrap_or_default(),
            Err(at) => {
                let new = ArcTrigger::new();
                self.parts.insert(at, (topic, new.clone()));
                new
            }
        }
    }

    /// These fields have changed.
    pub fn wake(&self, changed: &[Field]) {
        self.whole.notify();
        for (topic, trigger) in &self.parts {
            if changed.iter().any(|it| topic.covers(*it)) {
                trigger.notify();
            }
        }
    }
}
