//! Reading JSON that came from outside. Stricter than a library for everybody: the same name twice in
//! one object is refused, because which of both counts would be a guess, and what is wrong is told
//! with its path. A number is a number and an object an object: a library's private mark for
//! numbers of any size has no meaning here.
//!
//! `serde_json` takes the last of two members of one name, and gives objects with that mark another
//! meaning; a file must be refused, with its place, where it says a thing twice.

pub mod pieces;

use std::str::FromStr;

use serde_json::{Map, Number, Value as Json};

/// As text, without a blank. A value that is there can always be written.
///
/// Its `Display` would bring the same three times over: by way of a formatter, and with indents.
pub fn text(value: &Json) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Puts a member into an object.
#[inline(never)]
pub fn put(object: &mut Map<String, Json>, name: &str, value: Json) {
    object.insert(name.to_owned(), value);
}

/// Nothing of ours is deeper than ten.
const DEPTH_LIMIT: usize = 127;

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Flaw {
    /// Something does not belong there, by the grammar of JSON or as half of a surrogate pair.
    NotJson,
    /// It ends in the middle.
    CutOff,
    /// Objects and lists stand in one another deeper than 127 levels.
    TooDeep,
    /// A name stands in an object twice.
    Twice,
    /// It would take more memory than there is for it.
    TooMuch,
}

/// What is wrong, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JsonError {
    /// The first thing that is wrong; what comes after it is not looked at.
    pub flaw: Flaw,
    /// In bytes from the beginning.
    pub at: usize,
    /// Such as `engagements[0].id`.
    pub path: String,
}

impl JsonError {
    /// The line, and the character in it, from 1.
    pub fn place(&self, text: &str) -> (usize, usize) {
        let before = text.get(..self.at).unwrap_or(text);
        let line = 1 + before.bytes().filter(|it| *it == b'\n').count();
        let in_line = before.rsplit('\n').next().unwrap_or_default();
        (line, 1 + in_line.chars().count())
    }

    /// It is inside of what is under this part of a path.
    fn under(mut self, part: &str) -> JsonError {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{part}{dot}{}", self.path);
        self
    }
}

/// Reads a whole text.
///
/// # Errors
///
/// The first thing that is wrong with it.
pub fn parse(text: &str) -> Result<Json, JsonError> {
    parse_within(text, usize::MAX)
}

/// The same, in so much [room](ROOM).
///
/// # Errors
///
/// As [`parse`], or that there is too much in it.
pub fn parse_within(text: &str, room: usize) -> Result<Json, JsonError> {
    let mut reader = Reader { text, at: 0, depth: 0, room, is_kept: true };
    let value = reader.value()?;
    reader.skip_blanks();
    if reader.at < text.len() { Err(reader.flaw(Flaw::NotJson)) } else { Ok(value) }
}

/// What a value takes in memory goes by how many there are in it, not by its text: `{"":0}` takes a hundred
/// times its length. So much is more than a hundred times what a full engagement takes, and about 200 MB.
pub const ROOM: usize = 2_000_000;

/// What a member takes more than an element, and the first one of an object.
const MEMBER_ROOM: usize = 2;
const OBJECT_ROOM: usize = 10;

struct Reader<'a> {
    text: &'a str,
    /// Always between two characters.
    at: usize,
    depth: usize,
    /// What there is room for yet.
    room: usize,
    /// Or else it is only looked at, and what comes out means nothing.
    is_kept: bool,
}

impl Reader<'_> {
    fn flaw(&self, flaw: Flaw) -> JsonError {
        JsonError { flaw, at: self.at, path: String::new() }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// What does not belong here, or the end of the text.
    fn unexpected<T>(&self) -> Result<T, JsonError> {
        Err(self.flaw(if self.peek().is_none() { Flaw::CutOff } else { Flaw::NotJson }))
    }

    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn take(&mut self, wanted: u8) -> Result<(), JsonError> {
        if self.peek() != Some(wanted) {
            return self.unexpected();
        }
        self.at += 1;
        Ok(())
    }

    fn value(&mut self) -> Result<Json, JsonError> {
        self.skip_blanks();
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::list),
            Some(b'"') => self.string().map(Json::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", true.into()),
            Some(b'f') => self.word("false", false.into()),
            Some(b'n') => self.word("null", Json::Null),
            _ => self.unexpected(),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, JsonError> {
        word.bytes().try_for_each(|it| self.take(it))?;
        Ok(value)
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Json, JsonError>,
    ) -> Result<Json, JsonError> {
        if self.depth == DEPTH_LIMIT {
            return Err(self.flaw(Flaw::TooDeep));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// Whether another one follows, after the first; or else the end of them.
    fn follows(&mut self, is_first: bool, end: u8) -> Result<bool, JsonError> {
        self.skip_blanks();
        if self.peek() == Some(end) {
            self.at += 1;
            return Ok(false);
        }
        if !is_first {
            self.take(b',')?;
            self.skip_blanks();
        }
        Ok(true)
    }

    fn take_room(&mut self, wanted: usize) -> Result<(), JsonError> {
        self.room = self.room.checked_sub(wanted).ok_or_else(|| self.flaw(Flaw::TooMuch))?;
        Ok(())
    }

    fn object(&mut self) -> Result<Json, JsonError> {
        let before = self.room;
        let mut members = Map::new();
        while self.follows(members.is_empty(), b'}')? {
            let at = self.at;
            let name = self.string()?;
            if members.contains_key(&name) {
                return Err(JsonError { flaw: Flaw::Twice, at, path: name });
            }
            self.skip_blanks();
            self.take(b':')?;
            self.take_room(if members.is_empty() { OBJECT_ROOM } else { MEMBER_ROOM })?;
            let value = self.value().map_err(|it| it.under(&name))?;
            members.insert(name, value);
        }
        if !self.is_kept {
            // The names were there to be told apart.
            self.room = before;
            return Ok(Json::Null);
        }
        Ok(members.into())
    }

    fn list(&mut self) -> Result<Json, JsonError> {
        let mut values = Vec::new();
        let mut count = 0;
        while self.follows(count == 0, b']')? {
            let value = self.value().map_err(|it| it.under(&format!("[{count}]")))?;
            if self.is_kept {
                self.take_room(1)?;
                values.push(value);
            }
            count += 1;
        }
        Ok(values.into())
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        if !self.peek().is_some_and(|it| it.is_ascii_digit()) {
            return self.unexpected();
        }
        while self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Json, JsonError> {
        let from = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        let written = &self.text[from..self.at];
        Number::from_str(written).map(Json::Number).map_err(|_| self.flaw(Flaw::NotJson))
    }

    fn string(&mut self) -> Result<String, JsonError> {
        self.take(b'"')?;
        let mut string = String::new();
        loop {
            let from = self.at;
            while self.peek().is_some_and(|it| it != b'"' && it != b'\\' && 0x20 <= it) {
                self.at += 1;
            }
            string.push_str(&self.text[from..self.at]);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(string);
                }
                Some(b'\\') => string.push(self.escaped()?),
                _ => return self.unexpected(),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, JsonError> {
        let from = self.at;
        self.at += 1;
        let plain = match self.peek() {
            Some(it @ (b'"' | b'\\' | b'/')) => it,
            Some(b'b') => 0x08,
            Some(b'f') => 0x0c,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                self.at += 1;
                let unit = self.unit()?;
                let mut units = vec![unit];
                if matches!(unit, 0xd800..=0xdbff) {
                    let rest = &self.text[self.at..];
                    if rest.starts_with("\\u") {
                        self.at += 2;
                        units.push(self.unit()?);
                    } else if matches!(rest, "" | "\\") {
                        self.at = self.text.len();
                        return self.unexpected();
                    }
                }
                // One half of a pair is no character: no text that we could keep.
                return match char::decode_utf16(units).collect::<Result<Vec<char>, _>>() {
                    Ok(chars) if chars.len() == 1 => Ok(chars[0]),
                    _ => Err(JsonError { flaw: Flaw::NotJson, at: from, path: String::new() }),
                };
            }
            _ => return self.unexpected(),
        };
        self.at += 1;
        Ok(char::from(plain))
    }

    /// Four digits of base 16.
    fn unit(&mut self) -> Result<u16, JsonError> {
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = self.peek().and_then(|it| char::from(it).to_digit(16)) else {
                return self.unexpected();
            };
            unit = unit * 16 + digit as u16;
            self.at += 1;
        }
        Ok(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_library_reads_is_read_the_same() {
        for text in [
            "0",
            "-0",
            "1.50e+3",
            "-12.5E-7",
            "\"\"",
            "true",
            "null",
            " [ ] ",
            "{}",
            "[1,[2,{\"a\":[]}],\"x\"]",
            "{\"a\":{\"b\":[1,2]},\"c\":null}",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u3042\\ud842\\udfb7 案𠮷\"",
            "\t{\r\n\"お客様\" : \"コントソ\" }\n",
        ] {
            assert_eq!(parse(text).ok(), serde_json::from_str(text).ok(), "{text}");
            assert!(parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_a_library_refuses_is_refused() {
        for text in [
            "",
            " ",
            "01",
            "1.",
            ".5",
            "1e",
            "+1",
            "-",
            "--1",
            "0x1",
            "tru",
            "True",
            "nul",
            "NaN",
            "'a'",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\n\"",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" 1}",
            "{1:1}",
            "{}{}",
            "[]]",
            "1 2",
            "\u{feff}{}",
            "/**/1",
            "{\"a\":1,/**/\"b\":2}",
        ] {
            assert!(parse(text).is_err(), "{text}");
            assert!(serde_json::from_str::<Json>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_name_twice_is_refused_with_its_path_however_it_is_spelt() {
        for (text, path, at) in [
            ("{\"a\":1,\"a\":1}", "a", 7),
            ("{\"a\":1,\"\\u0061\":1}", "a", 7),
            ("{\"a\":[{},{\"b\":{\"c\":1,\"d\":2,\"c\":3}}]}", "a[1].b.c", 27),
            ("[[],[{\"x\":1,\"x\":2}]]", "[1][0].x", 12),
        ] {
            let wanted = JsonError { flaw: Flaw::Twice, at, path: path.to_owned() };
            assert_eq!(parse(text), Err(wanted), "{text}");
        }
        assert!(parse("[{\"a\":1},{\"a\":1}]").is_ok());
    }

    #[test]
    fn a_librarys_private_marks_are_names_like_others() {
        for text in [
            r#"{"$serde_json::private::Number":"12"}"#,
            r#"{"$serde_json::private::Number":"abc"}"#,
            r#"{"$serde_json::private::RawValue":"{"}"#,
        ] {
            let read = parse(text).unwrap();
            assert!(read.is_object(), "{text}");
            assert_eq!(read.to_string(), text);
        }
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(&nested(DEPTH_LIMIT)).is_ok());
        for levels in [DEPTH_LIMIT + 1, 100_000] {
            let found = parse(&nested(levels)).map_err(|it| (it.flaw, it.at));
            assert_eq!(found, Err((Flaw::TooDeep, DEPTH_LIMIT)));
        }
    }
}
