//! A file that is sealed with a passphrase: the whole of another file ([`super::file`]), encrypted, and
//! in the open all that it takes to open it but the passphrase.
//!
//! ```json
//! { "format": "kickoff-sealed", "schemaVersion": 1, "app": "0.1.0",
//!   "note": { "ja": "…", "en": "…" },
//!   "keyDerivation": { "name": "PBKDF2", "hash": "SHA-256", "iterations": 600000, "salt": "…" },
//!   "cipher": { "name": "AES-GCM", "keyBits": 256, "tagBits": 128, "iv": "…" },
//!   "data": "…" }
//! ```
//!
//! `salt`, `iv` and `data` are base64; `data` ends with the tag. What is in the open is authenticated
//! along: the canonical text ([`checksum::canonical`]) of the whole object without `data` is what the
//! cipher calls additional data. So whatever is changed in the file, it does not open: a changed salt
//! makes another key, and a changed note another text, as much as a changed letter of the content.
//!
//! Members that this version does not know are authenticated with the rest, and mean nothing to it.
//! Nothing in the open tells of the content but its size.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value as Json};

use super::checksum;
use super::document_error::Expected;

/// Whose file it is.
pub const FORMAT: &str = "kickoff-sealed";

/// The shape this version writes.
pub const SCHEMA_VERSION: u64 = 1;

/// How the key is made of the passphrase, by the name that the file and browsers have for it.
pub const DERIVATION: &str = "PBKDF2";
/// The hash that the key is made by, named likewise.
pub const HASH: &str = "SHA-256";
/// How the content is encrypted, named likewise.
pub const CIPHER: &str = "AES-GCM";
/// How long the key is, in bits.
pub const KEY_BITS: u32 = 256;
/// How long the tag at the end of the data is, in bits.
pub const TAG_BITS: u32 = 128;

/// What OWASP asks for with this hash: a third of a second here is a third of a second for each guess.
pub const ITERATIONS: u32 = 600_000;

/// Fewer are no protection, and more keep a browser busy for minutes.
pub const LEAST_ITERATIONS: u32 = 100_000;
/// The most that a file may ask for.
pub const MOST_ITERATIONS: u32 = 10_000_000;

/// In bytes.
pub const SALT: usize = 16;
const LONGEST_SALT: usize = 64;
/// How long the IV is, in bytes.
pub const IV: usize = 12;
const TAG: usize = TAG_BITS as usize / 8;

/// What stands before the data takes less.
const HEAD: u64 = 4_000;

/// How much of a file tells whether it is sealed.
pub const BEGINNING: u64 = 200;

/// How large a sealed file can be whose content has this size.
pub const fn largest(content: u64) -> u64 {
    (content + TAG as u64).div_ceil(3) * 4 + HEAD
}

/// Whether a file that begins like this is a sealed one, such as for how large it may be.
pub fn is_begun(bytes: &[u8]) -> bool {
    let end = bytes.len().min(BEGINNING as usize);
    let wanted = FORMAT.as_bytes();
    bytes[..end].windows(wanted.len()).any(|it| it == wanted)
}

/// Why no envelope can be made of a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SealError {
    /// It is of a newer version.
    Newer {
        /// Its `schemaVersion`.
        found: u64,
    },
    /// Of a cipher, or by a way to the key, that is not ours.
    OtherMethod {
        /// The method that it names, or the path and the number that are not ours.
        found: String,
    },
    /// Something else was expected at this path, such as `cipher.iv`.
    Malformed {
        /// From the outside in.
        path: String,
        /// What belongs there.
        expected: Expected,
    },
}

/// What it takes to make the key of a passphrase and to use it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Parameters {
    /// Of the derivation; those of a file from [`LEAST_ITERATIONS`] to [`MOST_ITERATIONS`].
    pub iterations: u32,
    /// Of the derivation, 16 to 64 bytes; random, and new for each file.
    pub salt: Vec<u8>,
    /// Of the cipher; random, and new for each file.
    pub iv: [u8; IV],
}

/// A sealed file that was read: well formed, and nobody knows yet whether it opens.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Envelope {
    parameters: Parameters,
    associated: String,
    data: Vec<u8>,
}

impl Envelope {
    /// What it takes beside the passphrase.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// What is authenticated along with the content.
    pub fn associated(&self) -> &str {
        &self.associated
    }

    /// The content, encrypted, and the tag.
    pub fn data(&self) -> &[u8] {
        &self.data
    }
}

/// How long a passphrase has to be, in letters. Whoever has the file can guess without end.
pub const LEAST_LETTERS: usize = 12;

/// A passphrase as it was typed, with every blank the one of ASCII, as RFC 8265 has it: an input method
/// for Japanese writes another. No blank is dropped, not at an end either. Letters and their marks
/// become one after this, by the browser's tables (NFC).
pub fn with_plain_blanks(typed: &str) -> String {
    let plain = |it| match it {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            ' '
        }
        other => other,
    };
    typed.chars().map(plain).collect()
}

/// As it stands in the file.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Reads a sealed file.
///
/// # Errors
///
/// The first thing that is wrong with it. Whether it was changed shows only when it is opened.
pub fn read(mut whole: Map<String, Json>) -> Result<Envelope, SealError> {
    match whole.get("schemaVersion").and_then(Json::as_u64) {
        Some(SCHEMA_VERSION) => {}
        Some(found) if SCHEMA_VERSION < found => return Err(SealError::Newer { found }),
        _ => return Err(malformed("schemaVersion", Expected::Schema)),
    }
    let data = whole.remove("data").unwrap_or_default();
    let whole = Json::Object(whole);
    let derivation = part(&whole, "keyDerivation")?;
    is_ours(derivation, "keyDerivation.name", DERIVATION)?;
    is_ours(derivation, "keyDerivation.hash", HASH)?;
    let cipher = part(&whole, "cipher")?;
    is_ours(cipher, "cipher.name", CIPHER)?;
    is_number(cipher, "cipher.keyBits", KEY_BITS)?;
    is_number(cipher, "cipher.tagBits", TAG_BITS)?;
    let (least, most) = (LEAST_ITERATIONS, MOST_ITERATIONS);
    let iterations = member(derivation, "keyDerivation.iterations");
    let iterations = iterations.and_then(Json::as_u64).and_then(|it| u32::try_from(it).ok());
    let iterations = iterations.filter(|it| (least..=most).contains(it));
    let iterations = iterations
        .ok_or_else(|| malformed("keyDerivation.iterations", Expected::Within { least, most }))?;
    let salt =
        bytes(member(derivation, "keyDerivation.salt"), "keyDerivation.salt", SALT, LONGEST_SALT)?;
    let iv = bytes(member(cipher, "cipher.iv"), "cipher.iv", IV, IV)?;
    let iv = <[u8; IV]>::try_from(iv).map_err(|_| no_bytes("cipher.iv", IV))?;
    Ok(Envelope {
        parameters: Parameters { iterations, salt, iv },
        associated: checksum::canonical(&whole),
        data: bytes(Some(&data), "data", TAG, usize::MAX)?,
    })
}

fn part<'a>(whole: &'a Json, name: &str) -> Result<&'a Json, SealError> {
    let found = whole.get(name).filter(|it| it.is_object());
    found.ok_or_else(|| malformed(name, Expected::Object))
}

/// The last part of a path is the member's name.
fn member<'a>(of: &'a Json, path: &str) -> Option<&'a Json> {
    of.get(path.rsplit('.').next().unwrap_or_default())
}

fn is_ours(of: &Json, path: &str, ours: &str) -> Result<(), SealError> {
    let found = member(of, path).and_then(Json::as_str);
    let found = found.ok_or_else(|| malformed(path, Expected::Text))?;
    if found == ours { Ok(()) } else { Err(SealError::OtherMethod { found: found.to_owned() }) }
}

fn is_number(of: &Json, path: &str, ours: u32) -> Result<(), SealError> {
    let found = member(of, path).and_then(Json::as_u64);
    let found = found.ok_or_else(|| malformed(path, Expected::Count))?;
    if found == u64::from(ours) {
        return Ok(());
    }
    Err(SealError::OtherMethod { found: format!("{path}: {found}") })
}

/// Of one spelling: what no encoder writes is refused, so no two texts mean the same bytes.
fn bytes(
    found: Option<&Json>,
    path: &str,
    least: usize,
    most: usize,
) -> Result<Vec<u8>, SealError> {
    let decoded = found.and_then(Json::as_str).and_then(|it| STANDARD.decode(it).ok());
    let decoded = decoded.filter(|it| (least..=most).contains(&it.len()));
    decoded.ok_or_else(|| no_bytes(path, least))
}

fn no_bytes(path: &str, least: usize) -> SealError {
    malformed(path, Expected::Base64 { least })
}

fn malformed(path: &str, expected: Expected) -> SealError {
    SealError::Malformed { path: path.to_owned(), expected }
}
