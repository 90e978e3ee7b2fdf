//! Who is woken by which change: what is shown waits for its topic, not for every edit.

use kickoff::domain::field::{Field, Topic};
use leptos::prelude::*;

/// Of one engagement, each topic of which something was shown so far, in order: a page asks for
/// hundreds.
#[derive(Default)]
pub struct Topics(Vec<(Topic, ArcTrigger)>);

impl Topics {
    /// What is woken when something of a topic changes.
    pub fn trigger(&mut self, topic: Topic) -> ArcTrigger {
        match self.0.binary_search_by(|it| it.0.cmp(&topic)) {
            Ok(at) => self.0.get(at).map(|it| it.1.clone()).unwrap_or_default(),
            Err(at) => {
                let new = ArcTrigger::new();
                self.0.insert(at, (topic, new.clone()));
                new
            }
        }
    }

    /// These fields have changed.
    pub fn wake(&self, changed: &[Field]) {
        for (topic, trigger) in &self.0 {
            if changed.iter().any(|it| topic.covers(*it)) {
                trigger.notify();
            }
        }
    }
}
