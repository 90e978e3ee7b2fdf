//! One generation of a kept text: a header line with what it takes to tell whether it is whole,
//! then the text. Two generations are kept, so that bad code or a broken write leaves one.
//!
//! ```text
//! kickoff-record 1 42 18734 9f0a33c1
//! {"id":"0198…", …}
//! ```
//!
//! Kind and version, sequence number, length in bytes, CRC-32 of the bytes.

use crc::{CRC_32_ISO_HDLC, Crc};

const MAGIC: &str = "kickoff-record";
const VERSION: &str = "1";

/// With one table of 1 KB; faster ones take 16 KB of the page, for texts of 100 KB.
const CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// A text that was found whole.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Record {
    /// Of a generation: goes up by one with each writing; the higher one is the newer. Of others, such as the
    /// bin: when it was written, in milliseconds since 1970.
    pub sequence: u64,
    /// What was kept, without the header line.
    pub text: String,
}

/// Why a record is not whole.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RecordError {
    /// It does not begin with a header line, or that is not whole.
    NoHeader,
    /// Written by a newer app.
    NewerVersion,
    /// The text has another length than the header says.
    WrongLength,
    /// The text has another CRC-32 than the header says.
    WrongChecksum,
}

/// The raw text to keep.
pub fn write(sequence: u64, text: &str) -> String {
    let checksum = CRC.checksum(text.as_bytes());
    format!("{MAGIC} {VERSION} {sequence} {} {checksum:08x}\n{text}", text.len())
}

/// Reads a raw text.
///
/// # Errors
///
/// What shows that it is not whole.
pub fn read(raw: &str) -> Result<Record, RecordError> {
    let (sequence, checksum, text) = parts(raw)?;
    if checksum != Some(CRC.checksum(text.as_bytes())) {
        return Err(RecordError::WrongChecksum);
    }
    Ok(Record { sequence, text: text.to_owned() })
}

/// The CRC-32 of a text.
pub fn checksum(text: &str) -> u32 {
    CRC.checksum(text.as_bytes())
}

/// Whether a raw text is whole.
pub fn is_whole(raw: &str) -> bool {
    parts(raw).is_ok_and(|(_, checksum, text)| checksum == Some(CRC.checksum(text.as_bytes())))
}

/// The sequence number that a raw text claims, whole or not.
pub fn claimed_sequence(raw: &str) -> Option<u64> {
    let mut words = header(raw).split(' ');
    (words.next() == Some(MAGIC)).then(|| words.nth(1)?.parse().ok()).flatten()
}

/// The sequence number of a raw text that has its full length. The checksum is not worked out.
///
/// # Errors
///
/// What shows that it is not whole.
pub fn sequence_of(raw: &str) -> Result<u64, RecordError> {
    parts(raw).map(|(sequence, _, _)| sequence)
}

/// The first line, which tells one whole text from another.
pub fn header(raw: &str) -> &str {
    raw.split('\n').next().unwrap_or_default()
}

/// Sequence number, checksum as written, and the text in its full length.
fn parts(raw: &str) -> Result<(u64, Option<u32>, &str), RecordError> {
    let (header, text) = raw.split_once('\n').ok_or(RecordError::NoHeader)?;
    let mut words = header.split(' ');
    if words.next() != Some(MAGIC) {
        return Err(RecordError::NoHeader);
    }
    if words.next() != Some(VERSION) {
        return Err(RecordError::NewerVersion);
    }
    let mut number = || words.next().and_then(|it| it.parse::<u64>().ok());
    let (Some(sequence), Some(length)) = (number(), number()) else {
        return Err(RecordError::NoHeader);
    };
    let checksum = words.next().and_then(|it| u32::from_str_radix(it, 16).ok());
    if length != text.len() as u64 {
        return Err(RecordError::WrongLength);
    }
    Ok((sequence, checksum, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        for text in ["", "{}", "案件\n二行目"] {
            let record = read(&write(7, text)).unwrap();
            assert_eq!(record, Record { sequence: 7, text: text.to_owned() });
        }
    }

    #[test]
    fn no_cut_and_no_flipped_byte_goes_unnoticed() {
        let whole = write(3, r#"{"fact/customer":"コントソ"}"#);
        for end in (0..whole.len()).filter(|it| whole.is_char_boundary(*it)) {
            assert!(read(&whole[..end]).is_err(), "cut at {end}");
        }
        let mut unnoticed = 0;
        for at in 0..whole.len() {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(flipped) = String::from_utf8(bytes) else { continue };
            // A flipped sequence number is still a whole text; nothing else may pass.
            if let Ok(record) = read(&flipped) {
                assert_eq!(record.text, read(&whole).unwrap().text);
                unnoticed += 1;
            }
        }
        assert!(unnoticed <= 1, "{unnoticed} flips passed");
    }

    #[test]
    fn a_text_that_is_not_whole_still_says_which_one_it_was() {
        let whole = write(42, "{}");
        assert!(is_whole(&whole));
        for cut in [&whole[..whole.len() - 1], "kickoff-record 1 42", "kickoff-record 2 42 x"] {
            assert!(!is_whole(cut));
            assert_eq!(claimed_sequence(cut), Some(42), "{cut}");
        }
        for bad in ["", "kickoff-record", "kickoff-record 1 x", "{}", "another 1 42"] {
            assert_eq!(claimed_sequence(bad), None, "{bad}");
        }
    }
}
