//! What becomes of each engagement of a file.

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::domain::merge;
use kickoff::domain::value::Value;
use kickoff::i18n::words::Words;
use kickoff::place::{Page, Place};
use kickoff::storage::cabinet::{Loaded, Occasion};
use leptos::prelude::*;

use crate::ui::browser;
use crate::ui::review::{self, Flips};
use crate::ui::session::{Done, OnBench, Session};

/// What becomes of one engagement of the file.
#[derive(Clone)]
pub struct Plan {
    pub engagement: Engagement,
    pub here: Here,
    pub choice: RwSignal<Choice>,
    /// Where a merge is to take the other side.
    pub flips: Flips,
}

/// What is here already under the same id.
#[derive(Clone, PartialEq)]
pub enum Here {
    Nothing,
    Same,
    Other(Box<Engagement>),
    /// Something that cannot be read, or is newer: never written over.
    Unreadable,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Choice {
    Merge,
    KeepBoth,
    Replace,
    Skip,
}

impl Plan {
    pub fn of(session: Session, engagement: Engagement) -> Plan {
        let found = session.with_cabinet(|it| it.load(engagement.id()));
        let here = match found {
            Ok(Loaded::Missing) => Here::Nothing,
            Ok(Loaded::Whole(it)) if *it == engagement => Here::Same,
            Ok(Loaded::Whole(it)) => Here::Other(it),
            _ => Here::Unreadable,
        };
        let first = match here {
            Here::Other(_) => Choice::Merge,
            _ => Choice::KeepBoth,
        };
        Plan { engagement, here, choice: RwSignal::new(first), flips: RwSignal::default() }
    }
}

/// Takes in one engagement as chosen; `None` if it is not kept, and nothing has changed then.
fn take_in(session: Session, words: Words, plan: &Plan) -> Option<Done> {
    let there = &plan.engagement;
    match (&plan.here, plan.choice.get_untracked()) {
        (Here::Nothing, _) => add(session, there),
        (Here::Same, _) | (_, Choice::Skip) => Some(Done::Nothing),
        (Here::Other(here), choice @ (Choice::Merge | Choice::Replace)) => {
            let OnBench::Open(bench) = session.bench_of(there.id()) else { return None };
            if choice == Choice::Merge {
                let differences = merge::review(session.playbook, here, there).ok()?;
                let flips = plan.flips.with_untracked(|it| review::edits(&differences, it));
                bench.merge(there, &flips).ok()
            } else {
                bench.replace(there, Occasion::BeforeImport).ok()
            }
        }
        (Here::Other(_) | Here::Unreadable, _) => add(session, &copy(session, words, there)),
    }
}

fn add(session: Session, engagement: &Engagement) -> Option<Done> {
    let kept = session.with_cabinet(|it| it.add(engagement, browser::now_millis()));
    kept.ok().map(|()| Done::Added(engagement.id()))
}

/// A copy that goes its own way, named as one.
fn copy(session: Session, words: Words, engagement: &Engagement) -> Engagement {
    let mut copy = engagement.copied_as(EngagementId::coined(browser::unique()));
    let name = format!("{} {}", copy.customer(), words.copy_suffix());
    let edit = Edit::set(Field::Fact(known::CUSTOMER), Value::Text(name.into()));
    // A name with a suffix is never empty, so it is never refused.
    let _ = copy.apply(session.playbook, &[edit], session.stamp());
    copy
}

/// Does what was chosen for every engagement of the file, or nothing of it.
pub fn apply(session: Session, words: Words, plans: &[Plan]) {
    let mut all: Vec<Done> = Vec::new();
    for plan in plans {
        match take_in(session, words, plan) {
            Some(done) => all.push(done),
            None => {
                all.iter().rev().for_each(|it| it.never_was(session));
                session.complain(words.import_failed());
                return;
            }
        }
    }
    session.ask_for_promise();
    let place = match all.as_slice() {
        // What was left to decide is on this page.
        [Done::Changed(bench)] if bench.peek(|it| it.conflicts().next().is_some()) => {
            Place::Engagement { id: bench.id, page: Page::Changes, at: None }
        }
        _ => Place::Engagements,
    };
    session.did(Words::import_done, all);
    session.go(place);
}
