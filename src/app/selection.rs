//! Which of the engagements on the list somebody has asked for, and in which order: a part of the
//! address, so that a reload, a bookmark and the way back show the same.
//!
//! | in `#/?…` | values |
//! |---|---|
//! | `sort` | `due`, `name`, `progress`; without it, what was changed last comes first |
//! | `motion` | the code of a motion, or `none` where nobody has asked yet |
//! | `service` | the code of a service, or the name of one of their own |
//! | `state` | the code of a [`Phase`], or `archived` |
//! | `q` | what is looked for, as it was typed |
//!
//! What is unknown or unclear is left out: an address that somebody has written shows more, never nothing.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::domain::code::{Code, Motion};
use crate::domain::phase::Phase;

/// As much of a value as an address keeps.
const LENGTH: usize = 200;

/// What stands for a motion that nobody has asked about yet.
pub const NO_MOTION: &str = "none";

/// In which order the list is; what cannot be read comes first in any.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Sort {
    /// What was changed last comes first.
    #[default]
    Changed,
    /// The next deadline comes first; what has none is last.
    Due,
    /// By the customer's name, as names are compared.
    Name,
    /// What is furthest from its end comes first.
    Progress,
}

impl Sort {
    /// As they are offered.
    pub const ALL: [Sort; 4] = [Sort::Changed, Sort::Due, Sort::Name, Sort::Progress];

    /// As it is in the address; empty for the order that goes without saying.
    pub fn code(self) -> &'static str {
        match self {
            Sort::Changed => "",
            Sort::Due => "due",
            Sort::Name => "name",
            Sort::Progress => "progress",
        }
    }

    /// Reads a [code](Sort::code); `None` if it is none.
    pub fn from_code(code: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What an engagement is in: one of the phases, or put away in whichever.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
    /// In a phase, in the archive or not.
    Phase(Phase),
    /// In the archive, in whichever phase.
    Archived,
}

impl State {
    /// The code of what is in the archive.
    pub const ARCHIVED: &str = "archived";

    /// As it is in the address.
    pub fn code(self) -> &'static str {
        match self {
            State::Phase(it) => it.code(),
            State::Archived => State::ARCHIVED,
        }
    }

    /// Reads a [code](State::code); `None` if it is none.
    pub fn from_code(code: &str) -> Option<State> {
        match code {
            State::ARCHIVED => Some(State::Archived),
            code => Phase::from_code(code).map(State::Phase),
        }
    }
}

/// See the module. Empty where nothing is asked for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Selection {
    /// In which order.
    pub sort: Sort,
    /// The code of a motion, or [`NO_MOTION`].
    pub motion: String,
    /// The code of a service, or the name of one of their own.
    pub service: String,
    /// What it is in; `None` for all, with what is in the archive.
    pub state: Option<State>,
    /// The words that are looked for, as they were typed.
    pub search: String,
}

impl Selection {
    /// Reads what follows `?` in an address.
    pub fn parse(query: &str) -> Selection {
        let mut selection = Selection::default();
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value: String = decoded(value).chars().take(LENGTH).collect();
            match name {
                "sort" => selection.sort = Sort::from_code(&value).unwrap_or_default(),
                "motion" if value == NO_MOTION || Motion::from_code(&value).is_some() => {
                    selection.motion = value;
                }
                "service" => selection.service = value,
                "state" => selection.state = State::from_code(&value),
                "q" => selection.search = value,
                _ => {}
            }
        }
        selection
    }

    /// Whether something on the list may be left out.
    pub fn is_narrow(&self) -> bool {
        let Selection { sort: _, motion, service, state, search } = self;
        !(motion.is_empty() && service.is_empty() && state.is_none() && search.is_empty())
    }
}

impl fmt::Display for Selection {
    /// As it follows `?`; empty where nothing is asked for.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state.map_or("", State::code);
        let mut between = "";
        for (name, value) in [
            ("sort", self.sort.code()),
            ("motion", &self.motion),
            ("service", &self.service),
            ("state", state),
            ("q", &self.search),
        ] {
            if !value.is_empty() {
                write!(f, "{between}{name}={}", utf8_percent_encode(value, PLAIN))?;
                between = "&";
            }
        }
        Ok(())
    }
}

/// What stays as it is; all else has a meaning in addresses, or is not ASCII.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is no encoding stays as it is, and what is no text becomes a question mark.
fn decoded(text: &str) -> String {
    // As forms write a blank.
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}
