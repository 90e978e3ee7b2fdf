//! A text that comes bit by bit, read piece by piece: the members of its object, and where one is a list, each
//! element by itself. What is held of it is what has come and makes no whole piece yet.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::{Flaw, JsonError, ROOM, Reader};

/// What the text is made of, in the order in which it comes.
#[derive(Debug, PartialEq)]
pub enum Piece {
    /// The whole is no object.
    NoObject,
    /// A member that is no list.
    Member {
        /// Once in the whole object.
        name: String,
        /// What stands there; it means nothing where the member is not wanted.
        value: Json,
    },
    /// A member is a list; its elements follow.
    List {
        /// Once in the whole object.
        name: String,
    },
    /// Of the list that was told last.
    Element {
        /// What stands there; it means nothing where the list is not wanted.
        value: Json,
        /// Which of its list it is, from 0.
        nth: usize,
        /// Where it begins, in bytes of the text.
        at: usize,
        /// In bytes.
        length: usize,
    },
}

/// Why there is no next piece.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Stop {
    /// The text has to go on.
    More,
    /// It is whole, and there are no more.
    End,
    /// From here on it is no UTF-8.
    NotUtf8 {
        /// Where that begins, in bytes of the text.
        at: usize,
    },
    /// What is wrong; its place is in bytes of the whole text, not of a piece.
    Json(JsonError),
}

/// Which values are wanted, by the name of the member or the list; others are only looked at.
pub type Wanted<'a> = &'a dyn Fn(&str) -> bool;

/// What comes next.
#[derive(Debug)]
enum State {
    Root,
    Member {
        is_first: bool,
    },
    /// Of a member, or of a list that is the whole.
    Element {
        of: Option<String>,
        nth: usize,
    },
    /// Nothing but blanks.
    End,
}

/// See the module.
#[derive(Debug)]
pub struct Pieces {
    /// What has come and is not read yet.
    text: String,
    /// The bytes of a character that has not come whole.
    half: Vec<u8>,
    /// Where `text` begins.
    from: usize,
    /// What of `text` is read.
    read: usize,
    state: State,
    names: BTreeSet<String>,
    length_of_names: usize,
    /// The text goes on after this in another encoding.
    is_spoilt: bool,
    is_whole: bool,
    /// With less it is not tried again, so that a large piece in small bits is not read anew for each of them.
    enough: usize,
    /// No piece may be longer, in bytes.
    limit: usize,
    most: usize,
}

impl Pieces {
    /// At the beginning of a text. No piece, nor all names of members together, may be longer than
    /// `limit` bytes.
    pub fn new(limit: usize) -> Pieces {
        Pieces {
            text: String::new(),
            half: Vec::new(),
            from: 0,
            read: 0,
            state: State::Root,
            names: BTreeSet::new(),
            length_of_names: 0,
            is_spoilt: false,
            is_whole: false,
            enough: 0,
            limit,
            most: 0,
        }
    }

    /// The most that was ever held of the text, in bytes.
    pub fn most(&self) -> usize {
        self.most
    }

    /// The text goes on.
    pub fn push(&mut self, bytes: &[u8]) {
        self.from += self.read;
        self.text.drain(..self.read);
        self.read = 0;
        if self.is_spoilt {
            return;
        }
        // What stands between is short: at most a character and a bit of it.
        let mut rest = bytes;
        while !self.half.is_empty() && !rest.is_empty() {
            self.half.push(rest[0]);
            rest = &rest[1..];
            match str::from_utf8(&self.half) {
                Ok(it) => self.text.push_str(it),
                Err(it) if it.error_len().is_none() => continue,
                Err(_) => self.is_spoilt = true,
            }
            self.half.clear();
        }
        if self.is_spoilt {
            return;
        }
        match str::from_utf8(rest) {
            Ok(it) => self.text.push_str(it),
            Err(it) => {
                let (valid, half) = rest.split_at(it.valid_up_to());
                // It is, so far.
                self.text.push_str(str::from_utf8(valid).unwrap_or_default());
                self.is_spoilt = it.error_len().is_some();
                if !self.is_spoilt {
                    self.half = half.to_vec();
                }
            }
        }
        self.most = self.most.max(self.text.len());
    }

    /// That was all of it.
    pub fn end(&mut self) {
        self.is_whole = true;
        self.enough = 0;
    }

    /// The next piece.
    ///
    /// # Errors
    ///
    /// If there is none, or none yet.
    pub fn next(&mut self, wanted: Wanted<'_>) -> Result<Piece, Stop> {
        loop {
            let held = self.text.len() - self.read;
            if held < self.enough {
                return Err(Stop::More);
            }
            let mut reader = Reader {
                text: &self.text[self.read..],
                at: 0,
                depth: 0,
                room: ROOM,
                is_kept: true,
            };
            reader.skip_blanks();
            self.read += reader.at;
            reader.text = &self.text[self.read..];
            reader.at = 0;
            let stepped = step(&mut reader, &self.state, &self.names, wanted);
            // A number may go on.
            let is_open = reader.at == reader.text.len() && !self.is_whole;
            let (at, held) = (self.from + self.read, reader.text.len());
            let read = reader.at;
            let too_much =
                || Err(Stop::Json(JsonError { flaw: Flaw::TooMuch, at, path: String::new() }));
            match stepped {
                Ok(_) if self.limit < read => return too_much(),
                Ok((next, piece)) if !is_open || piece.is_none() => {
                    self.enough = 0;
                    self.read += read;
                    self.state = next;
                    let Some(mut piece) = piece else { continue };
                    if let Piece::Member { name, .. } | Piece::List { name } = &piece {
                        self.length_of_names += name.len();
                        if self.limit < self.length_of_names {
                            return too_much();
                        }
                        self.names.insert(name.clone());
                    }
                    if let Piece::Element { at: begin, length, .. } = &mut piece {
                        *length = read - *begin;
                        *begin += at;
                    }
                    return Ok(piece);
                }
                Err(error) if error.flaw != Flaw::CutOff => {
                    return Err(Stop::Json(JsonError { at: at + error.at, ..error }));
                }
                // Nothing more is wanted.
                Err(_) if self.is_whole && held == 0 && matches!(self.state, State::End) => {
                    return Err(if self.is_spoilt {
                        Stop::NotUtf8 { at }
                    } else if self.half.is_empty() {
                        Stop::End
                    } else {
                        Stop::Json(JsonError { flaw: Flaw::CutOff, at, path: String::new() })
                    });
                }
                Ok(_) | Err(_) if self.is_spoilt => return Err(Stop::NotUtf8 { at: at + held }),
                Ok(_) | Err(_) if self.limit < held => return too_much(),
                Err(error) if self.is_whole => {
                    return Err(Stop::Json(JsonError { at: at + error.at, ..error }));
                }
                Ok(_) | Err(_) => {
                    self.enough = (2 * held).min(self.limit) + 1;
                    return Err(Stop::More);
                }
            }
        }
    }
}

/// One step from a state to the next one, and the piece that is read by it. The text begins with no blank.
fn step(
    reader: &mut Reader<'_>,
    state: &State,
    names: &BTreeSet<String>,
    wanted: Wanted<'_>,
) -> Result<(State, Option<Piece>), JsonError> {
    match state {
        State::Root => match reader.peek() {
            Some(b'{') => {
                reader.at = 1;
                Ok((State::Member { is_first: true }, None))
            }
            Some(b'[') => {
                reader.at = 1;
                Ok((State::Element { of: None, nth: 0 }, Some(Piece::NoObject)))
            }
            _ => {
                reader.is_kept = false;
                reader.value()?;
                Ok((State::End, Some(Piece::NoObject)))
            }
        },
        State::Member { is_first } => {
            if !reader.follows(*is_first, b'}')? {
                return Ok((State::End, None));
            }
            let at = reader.at;
            let name = reader.string()?;
            if names.contains(&name) {
                return Err(JsonError { flaw: Flaw::Twice, at, path: name });
            }
            reader.skip_blanks();
            reader.take(b':')?;
            reader.skip_blanks();
            if reader.peek() == Some(b'[') {
                reader.at += 1;
                let next = State::Element { of: Some(name.clone()), nth: 0 };
                return Ok((next, Some(Piece::List { name })));
            }
            reader.is_kept = wanted(&name);
            reader.depth = 1;
            let value = reader.value().map_err(|it| it.under(&name))?;
            Ok((State::Member { is_first: false }, Some(Piece::Member { name, value })))
        }
        State::Element { of, nth } => {
            let nth = *nth;
            if !reader.follows(nth == 0, b']')? {
                let is_member = of.is_some();
                let next = if is_member { State::Member { is_first: false } } else { State::End };
                return Ok((next, None));
            }
            let at = reader.at;
            reader.is_kept = of.as_deref().is_some_and(wanted);
            reader.depth = if of.is_some() { 2 } else { 1 };
            let value = reader.value().map_err(|it| {
                let it = it.under(&format!("[{nth}]"));
                if let Some(name) = of { it.under(name) } else { it }
            })?;
            let next = State::Element { of: of.clone(), nth: nth + 1 };
            Ok((next, Some(Piece::Element { value, nth, at, length: 0 })))
        }
        State::End if reader.peek().is_none() => Err(reader.flaw(Flaw::CutOff)),
        State::End => Err(reader.flaw(Flaw::NotJson)),
    }
}
