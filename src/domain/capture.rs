//! One line that somebody types in the meeting, and what it is understood as.
//!
//! A line begins with what it is (`gap:`, 宿題：). Behind that stand the text and its parts. Nothing
//! is understood that has no place in what is filed, and nothing is understood twice. Without such a
//! beginning the whole line is unsorted, and nothing else in it is understood.
//!
//! - **An owner** stands at the beginning, and is somebody whom the engagement knows, by name or
//!   surname; a surname that two people have is none. Behind 担当 it may stand anywhere. Behind an @ it
//!   may be anybody.
//! - **A day** stands at the beginning, at the end behind a blank, or anywhere next to by or まで; in an
//!   action also before に. 11/30 behind a product's number (Windows 10/11) is no day, nor is what is
//!   longer than a day (1/2/3) or has の or of behind it; nor is 4/5 at the beginning of a gap, unless an
//!   owner stands before it. 30日 may be how long something takes, and is
//!   no day at the end.
//! - **Behind a slash** that has a blank beside it, or is a wide one, stand the kind of follow-up, a
//!   service, an owner, a day. They are understood if all that is there is understood. A follow-up needs
//!   no blank: 録画/SME. Behind an @ a service may stand anywhere.
//! - **Of a person**, organisation and role follow behind commas or slashes.
//!
//! What is understood is a chip, with all its letters: its colon, slash or まで too. Every letter of the
//! line is in one chip or in the text. A refused chip is one no longer, and its letters are text.

mod dates;
mod due;
mod filed;
mod folded;
mod kind;
mod known;
pub mod lines;
mod names;
mod parts;
mod person;
pub mod refile;
pub mod refused;
mod vocabulary;

use std::ops::Range;

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::code::MeetingKind;
use super::id::EntryId;
use super::text;
use folded::Folded;
use parts::Parts;

pub use kind::{Home, Kind};
pub use known::understand_of;
pub use vocabulary::{Span, Unit, Vocabulary, When};

/// What one chip says; exactly this is filed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Part {
    /// What the line is filed as, by the word that it begins with.
    Kind(Kind),
    /// Who does it; of a gap the expert, of a question who is asked, of a note who said it.
    Owner(Box<str>),
    /// By when; of a gap the day planned for it, of a decision the day that it was made on.
    Due(NaiveDate),
    /// The kind of follow-up meeting that a gap gets (R32, R69).
    FollowUp(MeetingKind),
    /// The service that it is about, one of the engagement's.
    Service(EntryId),
    /// Of a person, the organisation, as it was typed.
    Organisation(Box<str>),
    /// Of a person, the role, as it was typed.
    Role(Box<str>),
    /// What was answered to the question of the line.
    Answer(Box<str>),
}

/// Something that was understood.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Chip {
    /// What was understood.
    pub part: Part,
    /// Where it stands in the line, in bytes, with the colon or slash that belongs to it.
    pub range: Range<usize>,
}

/// What a line is understood by.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The words of both languages.
    pub vocabulary: &'static Vocabulary,
    /// The day that 明日 or a day without a year is seen from.
    pub today: NaiveDate,
    /// The calendar by which business days are counted.
    pub calendar: &'a Calendar,
    /// The names of those who take part, as they are recorded.
    pub people: &'a [&'a str],
    /// The services of the engagement, each by all its names.
    pub services: &'a [(&'a str, EntryId)],
}

/// A line as it was understood.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Captured {
    /// What is not in a chip, as it was typed.
    pub text: String,
    /// In the order of the line.
    pub chips: Vec<Chip>,
}

/// Understands a line. The chips whose ranges are refused are text again.
pub fn understand(line: &str, context: &Context, refused: &[Range<usize>]) -> Captured {
    let folded = Folded::of(line);
    let mut chips = all_chips(line, &folded, context);
    chips.retain(|it| !refused.iter().any(|no| overlap(no, &it.range)));
    if !chips.iter().any(|it| matches!(it.part, Part::Kind(_))) {
        chips.clear();
    }
    chips.sort_by_key(|it| it.range.start);
    Captured { text: rest(line, &chips), chips }
}

fn all_chips(line: &str, folded: &Folded, context: &Context) -> Vec<Chip> {
    let start = folded.over_blanks(0);
    let Some((kind, body)) = kind_at(folded, start, context.vocabulary) else { return Vec::new() };
    let mut parts = Parts::new(line, folded, kind, context);
    parts.add(start..body, Part::Kind(kind));
    let body = folded.trimmed(body..folded.len());
    match kind {
        Kind::Person => parts.of_person(body),
        _ => parts.of_body(body),
    }
    parts.chips()
}

/// What a line that begins here is, and where its colon ends.
fn kind_at(line: &Folded, at: usize, vocabulary: &Vocabulary) -> Option<(Kind, usize)> {
    let mut words = vocabulary.kinds.iter();
    words.find_map(|(word, kind)| {
        let colon = line.over_blanks(line.word(at, word)?);
        (line.at(colon) == Some(':')).then_some((*kind, colon + 1))
    })
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// What is left of a line without its chips. Where one was taken out between blanks or Latin words,
/// one blank stays.
fn rest(line: &str, chips: &[Chip]) -> String {
    let starts = chips.iter().map(|it| it.range.end);
    let ends = chips.iter().map(|it| it.range.start).chain([line.len()]);
    let mut rest = String::with_capacity(line.len());
    let mut is_after_blank = false;
    for (start, end) in std::iter::once(0).chain(starts).zip(ends) {
        let piece = line.get(start..end).unwrap_or_default();
        let bare = piece.trim();
        if bare.is_empty() {
            is_after_blank |= !piece.is_empty();
            continue;
        }
        let meets = |it: Option<char>| it.is_some_and(folded::is_latin);
        let is_before_blank = piece.starts_with(char::is_whitespace);
        let are_latin = meets(rest.chars().next_back()) && meets(bare.chars().next());
        if !rest.is_empty() && ((is_after_blank && is_before_blank) || are_latin) {
            rest.push(' ');
        }
        rest.push_str(bare);
        is_after_blank = piece.ends_with(char::is_whitespace);
    }
    text::trimmed(&rest).to_owned()
}

/// The value of the first chip of a kind.
macro_rules! said {
    ($($(#[$doc:meta])* $name:ident: $part:ident($type:ty) = $value:ident => $told:expr;)*) => {
        $($(#[$doc])* pub fn $name(&self) -> Option<$type> {
            self.chips.iter().find_map(|it| match &it.part {
                Part::$part($value) => Some($told),
                _ => None,
            })
        })*
    };
}

impl Captured {
    /// What the line is filed as; [`Kind::Unsorted`] if no chip says it.
    pub fn kind(&self) -> Kind {
        let mut kinds = self.chips.iter().filter_map(|it| match it.part {
            Part::Kind(kind) => Some(kind),
            _ => None,
        });
        kinds.next().unwrap_or_default()
    }

    said! {
        /// Who does it, is asked or said it: by the recorded name, or as it was typed.
        owner: Owner(&str) = it => &**it;
        /// By when, or of a decision on which day; `None` if no day is understood.
        due: Due(NaiveDate) = it => *it;
        /// The kind of follow-up meeting, which only a gap has (R32, R69).
        follow_up: FollowUp(MeetingKind) = it => *it;
        /// The engagement's service that is named, by its entry.
        service: Service(EntryId) = it => *it;
        /// The organisation, which only a person has.
        organisation: Organisation(&str) = it => &**it;
        /// The role, which only a person has.
        role: Role(&str) = it => &**it;
        /// What was answered, if the line is a question with its answer.
        answer: Answer(&str) = it => &**it;
    }

    /// Whether there is nothing to file: no text, whatever else was understood.
    pub fn is_empty(&self) -> bool {
        text::is_blank(&self.text)
    }
}
