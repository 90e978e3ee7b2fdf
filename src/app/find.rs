//! Finds something in the whole app by some words of it. Pure: what there is to be found is an argument
//! ([`things`]).
//!
//! Texts are compared as names are (`text::is_unseen` and the platform's plain form), and hiragana as
//! katakana: what an input method has not converted yet is found too.

pub mod things;

use super::route::Route;
use super::shortcut::Shortcut;
use crate::domain::id::EngagementId;
use crate::domain::text::is_unseen;

/// So many are shown; with more than that, another word is quicker than reading.
pub const AT_MOST: usize = 50;

/// What something is, and the group that it is shown in.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Kind {
    /// A screen: of the app, or a page of the open engagement.
    Page,
    /// An engagement on the list.
    Engagement,
    /// A row of the open engagement's playbook.
    Row,
    /// A register of the open engagement, opened beside the page.
    Register,
    /// An entry of a register, unless it is blank.
    Entry,
    /// Something to do, not a place.
    Command,
}

impl Kind {
    /// In the order in which groups that are equally good are shown.
    pub const ALL: [Kind; 6] =
        [Kind::Page, Kind::Engagement, Kind::Row, Kind::Register, Kind::Entry, Kind::Command];

    /// Whether it is shown before anything is typed: there is never much of it.
    fn is_at_hand(self) -> bool {
        matches!(self, Kind::Page | Kind::Engagement | Kind::Command)
    }
}

/// What is done with it once it is chosen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Goal {
    /// Goes there.
    Place(Route),
    /// Does it.
    Do(Command),
}

/// What can be done from anywhere, beside going to a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Command {
    /// Asks for the name of a new engagement.
    New,
    /// Exports this engagement as a file.
    Export(EngagementId),
    /// Takes the last step of the open engagement back.
    Undo,
    /// Makes the step again that was taken back last.
    Redo,
    /// Shows the interface in the other of both languages.
    OtherLanguage,
    /// Does what a key does.
    Key(Shortcut),
}

/// Something that can be found.
#[derive(Clone, Debug)]
pub struct Thing {
    /// The group that it is shown in.
    pub kind: Kind,
    /// What becomes of it once it is chosen.
    pub goal: Goal,
    /// What it is called; a hit in it is better than one elsewhere.
    pub title: String,
    /// Where it is, beside its title; found too.
    pub place: String,
    /// What else it is found by, and is not shown.
    pub also: String,
}

/// A text as it is compared, and where its words begin.
struct Folded {
    text: String,
    begins: Vec<usize>,
}

/// What letters a word is of: where that changes, another begins. Japanese has no blanks between words.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Script {
    Kana,
    Letter,
    Digit,
    Ideograph,
    /// What is between words.
    Mark,
}

impl Script {
    fn of(it: char) -> Script {
        match it {
            'ァ'..='ヺ' | 'ー' => Script::Kana,
            _ if it.is_numeric() => Script::Digit,
            '\u{2e80}'..='\u{ffff}' | '\u{20000}'..='\u{3ffff}' if it.is_alphabetic() => {
                Script::Ideograph
            }
            _ if it.is_alphanumeric() => Script::Letter,
            _ => Script::Mark,
        }
    }
}

/// Hiragana as katakana.
fn as_katakana(it: char) -> char {
    match it {
        'ぁ'..='ゖ' => char::from_u32(u32::from(it) + 0x60).unwrap_or(it),
        _ => it,
    }
}

fn fold(text: &str, plain: fn(&str) -> String) -> Folded {
    let mut folded = Folded { text: String::new(), begins: Vec::new() };
    let mut before = Script::Mark;
    for it in plain(text).chars().map(as_katakana) {
        let script = if is_unseen(it) { Script::Mark } else { Script::of(it) };
        if script != before && script != Script::Mark {
            folded.begins.push(folded.text.len());
        }
        if !is_unseen(it) {
            folded.text.push(it);
        }
        before = script;
    }
    folded
}

/// Everything that can be found, made ready to be searched.
pub struct Index {
    all: Vec<(Thing, Folded, Folded)>,
    plain: fn(&str) -> String,
}

/// Those of one kind, best first, by their place in the index.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Group {
    /// What all of them are.
    pub kind: Kind,
    /// At least one, for [`Index::get`].
    pub hits: Vec<usize>,
}

/// What was found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Found {
    /// The group with the best hit first.
    pub groups: Vec<Group>,
    /// How many there are, shown or not.
    pub count: usize,
}

impl Found {
    /// What is shown, in its order.
    pub fn hits(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().flat_map(|it| it.hits.iter().copied())
    }
}

/// The whole title, its beginning, the beginning of a word of it, anywhere in it, elsewhere.
type Rank = usize;

const WHOLE: Rank = 0;
const BEGINNING: Rank = 1;
const WORD: Rank = 2;
const INSIDE: Rank = 3;
const ELSEWHERE: Rank = 4;

impl Index {
    /// As [`crate::domain::text::folded`], `plain` is the platform's.
    pub fn new(all: Vec<Thing>, plain: fn(&str) -> String) -> Index {
        let ready = all.into_iter().map(|it| {
            let title = fold(&it.title, plain);
            let rest = fold(&[&*it.place, &*it.also].join("\n"), plain);
            (it, title, rest)
        });
        Index { all: ready.collect(), plain }
    }

    /// What is at a place of the index; `None` beyond its end.
    pub fn get(&self, at: usize) -> Option<&Thing> {
        self.all.get(at).map(|(it, ..)| it)
    }

    /// Those in which every word of what is typed is, best first. Of what would be too many, each kind
    /// keeps its best.
    pub fn find(&self, typed: &str) -> Found {
        let typed = (self.plain)(typed);
        let words: Vec<String> = typed
            .split(is_unseen)
            .filter(|it| !it.is_empty())
            .map(|it| it.chars().map(as_katakana).collect())
            .collect();
        let mut ranked: Vec<(Kind, Vec<(Rank, usize)>)> = Vec::new();
        for kind in Kind::ALL {
            let of_kind = self.all.iter().enumerate().filter(|(_, (it, ..))| it.kind == kind);
            let ranks = of_kind.filter_map(|(at, it)| Some((rank(it, &words)?, at)));
            let mut hits: Vec<(Rank, usize)> = ranks.collect();
            // What is equally good stays in its order.
            hits.sort_unstable();
            if !hits.is_empty() {
                ranked.push((kind, hits));
            }
        }
        let count = ranked.iter().map(|(_, hits)| hits.len()).sum();
        for _ in AT_MOST..count {
            if let Some((_, longest)) = ranked.iter_mut().max_by_key(|(_, hits)| hits.len()) {
                longest.pop();
            }
        }
        ranked.sort_by_key(|(_, hits)| hits.first().map(|(rank, _)| *rank));
        let group = |(kind, hits): (Kind, Vec<(Rank, usize)>)| Group {
            kind,
            hits: hits.into_iter().map(|(_, at)| at).collect(),
        };
        Found { groups: ranked.into_iter().map(group).collect(), count }
    }
}

/// How well something goes with all words; `None` if it does not go with one of them.
fn rank((thing, title, rest): &(Thing, Folded, Folded), words: &[String]) -> Option<Rank> {
    if words.is_empty() {
        return thing.kind.is_at_hand().then_some(WHOLE);
    }
    if title.text == words.concat() {
        return Some(WHOLE);
    }
    words.iter().map(|word| rank_of_word(title, rest, word)).sum()
}

fn rank_of_word(title: &Folded, rest: &Folded, word: &str) -> Option<Rank> {
    let begins = |at: &usize| title.text.get(*at..).is_some_and(|it| it.starts_with(word));
    if title.text.starts_with(word) {
        Some(BEGINNING)
    } else if title.begins.iter().any(begins) {
        Some(WORD)
    } else if title.text.contains(word) {
        Some(INSIDE)
    } else {
        rest.text.contains(word).then_some(ELSEWHERE)
    }
}
