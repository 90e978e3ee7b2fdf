//! Files that are not ours, told by their bytes: other kinds of file and other encodings of text. A
//! person who picked the wrong file is helped by what it is, not by where it stops being JSON.

/// What a file is instead of text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OtherKind {
    /// A gzip archive, whatever is in it.
    Gzip,
    /// A ZIP archive that is none of the three below.
    Zip,
    /// A workbook of Excel since 2007.
    Excel,
    /// A document of Word since 2007.
    Word,
    /// A presentation of PowerPoint since 2007.
    PowerPoint,
    /// Word, Excel or PowerPoint of before 2007, and Outlook's messages.
    OldOffice,
    /// A PDF document.
    Pdf,
    /// A PNG, JPEG or GIF.
    Picture,
    /// A page in HTML, such as what a link to a file saves.
    WebPage,
    /// No text, whatever it is.
    Binary,
}

/// How a text is encoded instead of UTF-8.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Encoding {
    /// UTF-16, in either order of bytes.
    Utf16,
    /// UTF-32, in either order of bytes.
    Utf32,
    /// Shift_JIS, with the letters that Windows has beyond the standard.
    ShiftJis,
    /// EUC-JP, with its letters of three bytes.
    EucJp,
}

/// So much of a file tells how its text is encoded.
const SAMPLE: usize = 4_096;

/// What a file is, if its bytes say so.
pub fn kind(bytes: &[u8]) -> Option<OtherKind> {
    const MARKS: [(&[u8], OtherKind); 13] = [
        (b"\x1f\x8b", OtherKind::Gzip),
        (b"%PDF-", OtherKind::Pdf),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OtherKind::OldOffice),
        (b"\x89PNG\r\n", OtherKind::Picture),
        (b"\xff\xd8\xff", OtherKind::Picture),
        (b"GIF8", OtherKind::Picture),
        (b"7z\xbc\xaf\x27\x1c", OtherKind::Binary),
        (b"Rar!\x1a\x07", OtherKind::Binary),
        (b"BZh", OtherKind::Binary),
        (b"\x28\xb5\x2f\xfd", OtherKind::Binary),
        (b"\xfd7zXZ\0", OtherKind::Binary),
        (b"\0asm", OtherKind::Binary),
        (b"MZ\x90", OtherKind::Binary),
    ];
    let marked = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, kind)| *kind);
    marked.or_else(|| is_zip(bytes).then(|| zipped(bytes)))
}

/// Whether a text is a page of the web, such as what a link to a file saves.
pub fn is_web_page(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(14).collect();
    let head = head.to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

fn is_zip(bytes: &[u8]) -> bool {
    // One with something in it, and an empty one.
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// An archive names its files as they are.
fn zipped(bytes: &[u8]) -> OtherKind {
    let names: [(&[u8], OtherKind); 3] = [
        (b"xl/workbook", OtherKind::Excel),
        (b"word/document", OtherKind::Word),
        (b"ppt/presentation", OtherKind::PowerPoint),
    ];
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|it| it == name);
    names.iter().find(|(name, _)| holds(name)).map_or(OtherKind::Zip, |(_, kind)| *kind)
}

/// Of a text with a mark in front, or with zeros in it, whether it is one of the wide encodings.
pub fn wide(bytes: &[u8]) -> Option<Encoding> {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Some(Encoding::Utf32);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some(Encoding::Utf16);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if !sample.contains(&0) {
        return None;
    }
    let is_utf32 = |read: fn([u8; 4]) -> u32| {
        let is_letter = |it: u32| it != 0 && char::from_u32(it).is_some();
        bytes.len().is_multiple_of(4) && sample.as_chunks().0.iter().all(|it| is_letter(read(*it)))
    };
    if is_utf32(u32::from_le_bytes) || is_utf32(u32::from_be_bytes) {
        return Some(Encoding::Utf32);
    }
    // A zero beside each letter of ASCII, always on the same side.
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|it| **it == 0).count();
    let sides = [zeros(0), zeros(1)];
    let is_mostly_zeros = sample.len() <= 4 * (sides[0] + sides[1]);
    let is_one_sided = sides.contains(&0) && bytes.len().is_multiple_of(2);
    let is_utf16 = is_one_sided && (is_mostly_zeros || str::from_utf8(bytes).is_err());
    let read = if sides[0] == 0 { u16::from_le_bytes } else { u16::from_be_bytes };
    (is_utf16 && is_text(sample.as_chunks().0.iter().map(|it| read(*it))))
        .then_some(Encoding::Utf16)
}

/// Whether these are letters that somebody writes, and not whatever bytes come to.
fn is_text(units: impl Iterator<Item = u16>) -> bool {
    let is_written = |it: char| match it {
        '\t' | '\r' | '\n' => true,
        // Of one's own making, and no letters.
        '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'.. => {
            matches!(it, '\u{1f000}'..='\u{3ffff}')
        }
        it => !it.is_control(),
    };
    // The sample may end within a letter.
    let mut letters = char::decode_utf16(units).peekable();
    while let Some(letter) = letters.next() {
        let is_last = letters.peek().is_none();
        if !letter.map_or(is_last, is_written) {
            return false;
        }
    }
    true
}

/// Which of Japan's encodings a text may be in that is not UTF-8.
pub fn japanese(bytes: &[u8]) -> Option<Encoding> {
    // Nearly all that is EUC-JP could be half-width kana of Shift_JIS too, and nobody writes those.
    if is_all(bytes, euc_jp) {
        Some(Encoding::EucJp)
    } else if is_all(bytes, shift_jis) {
        Some(Encoding::ShiftJis)
    } else {
        None
    }
}

/// Whether a text is made of letters of an encoding. It may end within one.
fn is_all(bytes: &[u8], letter: fn(&[u8]) -> Option<usize>) -> bool {
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let length = if *first < 0x80 { Some(1) } else { letter(rest) };
        match length {
            Some(length) => rest = rest.get(length..).unwrap_or_default(),
            None => return false,
        }
    }
    true
}

/// The length of the letter that a text begins with.
fn euc_jp(text: &[u8]) -> Option<usize> {
    let is_high = |at: usize| text.get(at).is_none_or(|it| matches!(it, 0xa1..=0xfe));
    let length = match text.first()? {
        0x8e | 0xa1..=0xfe => 2,
        0x8f => 3,
        _ => return None,
    };
    (1..length).all(is_high).then_some(length)
}

fn shift_jis(text: &[u8]) -> Option<usize> {
    match text.first()? {
        0xa1..=0xdf => Some(1),
        0x81..=0x9f | 0xe0..=0xfc => {
            text.get(1).is_none_or(|it| matches!(it, 0x40..=0x7e | 0x80..=0xfc)).then_some(2)
        }
        _ => None,
    }
}
