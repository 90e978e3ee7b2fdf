//! The list of engagements as somebody has asked for it: what of it, and in which order.

use std::sync::OnceLock;

use chrono::NaiveDateTime;
use kit::reactive::Shown;
use reactive_graph::signal::RwSignal;

use super::selection::{NO_MOTION, Selection, Sort, State};
use crate::domain::id::EngagementId;
use crate::domain::library::Library;
use crate::domain::phase::Phase;
use crate::domain::text::folded;
use crate::store::card::Card;
use crate::store::engagements::{Found, Listed};

/// So many rows are drawn at a time: what nobody looks at would be on every page. They are higher
/// together than any screen.
pub const ROWS: usize = 30;

/// So many of them at first: they fill most screens, and the others follow once these are painted.
pub const FIRST_ROWS: usize = 12;

/// So many before these when the list is drawn: all of the first ones would be one long task.
pub const AT_ONCE: usize = 6;

/// Where the numbers are, the highest first; what is equal stays as it is. For the first part, in which a
/// sort of the standard library would weigh a kilobyte for each type.
pub fn highest_first(ranks: Vec<u64>) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    for (at, rank) in ranks.iter().enumerate() {
        let place = order.partition_point(|other| *rank <= ranks[*other]);
        order.insert(place, at);
    }
    order
}

/// The list on the screen: the first part of the program draws its rows, and the later one says which.
#[derive(Clone, Copy)]
pub struct List {
    /// Everything there is, what cannot be read first, then what was changed last.
    pub all: Shown<Option<Vec<Listed>>>,
    /// Which of it is drawn, once the later part says; until then, as much as goes from the top.
    pub drawn: RwSignal<Option<Shown<Vec<EngagementId>>>>,
}

/// So much of an id is looked for.
const PART_OF_ID: usize = 8;

/// What an engagement is found, parted and ordered by, made ready once and not for each letter of a
/// search.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The engagement on the list that it is made of.
    pub id: EngagementId,
    name: String,
    /// Whoever is named in it.
    names: Vec<String>,
    compared: Compared,
    /// Its id, in letters.
    code: String,
    is_archived: bool,
    /// Of what can be read.
    card: Option<OfCard>,
}

/// A name, and whatever an engagement is found by in a line of its own, as it is compared. Of a thousand it takes a
/// while, and most lists are neither searched nor put in the order of names.
#[derive(Clone, Debug, Default)]
struct Compared(OnceLock<(String, String)>);

impl PartialEq for Compared {
    /// It follows from the rest.
    fn eq(&self, _: &Compared) -> bool {
        true
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct OfCard {
    motion: String,
    services: Vec<String>,
    phase: Option<Phase>,
    due: Option<NaiveDateTime>,
    closed: usize,
    total: usize,
}

impl Entry {
    /// `clock` tells what a clock on a wall shows now in a zone.
    pub fn of(listed: &Listed, library: &Library, clock: &dyn Fn(&str) -> NaiveDateTime) -> Entry {
        let (names, card) = match &listed.state {
            Found::Whole(card) => (card.names.clone(), Some(OfCard::of(card, library, clock))),
            _ => (Vec::new(), None),
        };
        Entry {
            id: listed.id,
            name: listed.name.clone(),
            names,
            compared: Compared::default(),
            code: listed.id.to_string(),
            is_archived: listed.is_archived,
            card,
        }
    }

    fn compared(&self, plain: fn(&str) -> String) -> &(String, String) {
        self.compared.0.get_or_init(|| {
            let name = folded(&self.name, plain);
            let mut found_by = name.clone();
            for other in &self.names {
                found_by.push('\n');
                found_by.push_str(&folded(other, plain));
            }
            (name, found_by)
        })
    }

    fn is_picked(
        &self,
        selection: &Selection,
        wanted: &[String],
        plain: fn(&str) -> String,
    ) -> bool {
        let Selection { motion, service, state, sort: _, search: _ } = selection;
        let (wants_archived, phase) = match state {
            Some(State::Phase(it)) => (false, Some(*it)),
            Some(State::Archived) => (true, None),
            None => (false, None),
        };
        if wants_archived && !self.is_archived {
            return false;
        }
        let Some(card) = &self.card else {
            // Nobody knows of which motion it is, or how far.
            let asks = !motion.is_empty() || !service.is_empty() || phase.is_some();
            return !asks && self.is_found(wanted, plain);
        };
        let fits_motion = match motion.as_str() {
            "" => true,
            NO_MOTION => card.motion.is_empty(),
            code => card.motion == code,
        };
        fits_motion
            && (service.is_empty() || card.services.contains(service))
            && (phase.is_none() || card.phase == phase)
            && self.is_found(wanted, plain)
    }

    fn is_found(&self, wanted: &[String], plain: fn(&str) -> String) -> bool {
        // Of an id, less would be found in many by chance.
        let is_of_id = |it: &String| PART_OF_ID <= it.len() && self.code.contains(it);
        wanted.iter().all(|it| self.compared(plain).1.contains(it) || is_of_id(it))
    }
}

impl OfCard {
    fn of(card: &Card, library: &Library, clock: &dyn Fn(&str) -> NaiveDateTime) -> OfCard {
        let next = card.playbook(library).and_then(|it| card.next(it));
        OfCard {
            motion: card.motion.clone().unwrap_or_default(),
            services: card.services.clone(),
            phase: card.phase,
            due: next.and_then(|it| it.at(clock(&card.zone)).1),
            closed: card.closed,
            total: card.total,
        }
    }
}

/// What is asked for, in its order. What cannot be read comes first in any order; what is equal stays
/// as it was, which is by the last change.
pub fn picked(
    all: &[Entry],
    selection: &Selection,
    plain: fn(&str) -> String,
) -> Vec<EngagementId> {
    // Every word counts, wherever it is; what is written without blanks is one.
    let words = selection.search.split_whitespace();
    let wanted: Vec<String> = words.map(|it| folded(it, plain)).collect();
    let mut picked: Vec<&Entry> =
        all.iter().filter(|it| it.is_picked(selection, &wanted, plain)).collect();
    match selection.sort {
        Sort::Changed => {}
        Sort::Name => picked.sort_by(|one, other| {
            let key = |it: &&Entry| it.card.is_some();
            key(one)
                .cmp(&key(other))
                .then_with(|| one.compared(plain).0.cmp(&other.compared(plain).0))
        }),
        Sort::Due => picked.sort_by_key(|it| {
            it.card.as_ref().map(|it| (it.due.is_none(), it.due.unwrap_or_default()))
        }),
        // What is furthest from its end comes first.
        Sort::Progress => {
            picked.sort_by_key(|it| it.card.as_ref().map(|it| it.closed * 1_000 / it.total.max(1)))
        }
    }
    picked.into_iter().map(|it| it.id).collect()
}
