//! Writes a sealed file ([`crate::store::sealed`]): what is in the open first, so that it can be
//! authenticated with the content, and then the whole.

use serde::Serialize;

use crate::domain::text::Lang;
use crate::i18n::words::Words;
use crate::store::checksum;
use crate::store::sealed::{
    CIPHER, DERIVATION, FORMAT, HASH, KEY_BITS, Parameters, SCHEMA_VERSION, TAG_BITS, base64,
};

/// Exact in what is written; reading is another matter, see [`crate::store::sealed`].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    format: &'a str,
    schema_version: u64,
    app: String,
    note: Note<'a>,
    key_derivation: Derivation<'a>,
    cipher: Cipher<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<String>,
}

/// For whoever opens it in an editor.
#[derive(Serialize)]
struct Note<'a> {
    ja: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct Derivation<'a> {
    name: &'a str,
    hash: &'a str,
    iterations: u32,
    salt: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cipher<'a> {
    name: &'a str,
    key_bits: u32,
    tag_bits: u32,
    iv: String,
}

fn written(parameters: &Parameters, build: &str, data: Option<String>) -> Written<'static> {
    Written {
        format: FORMAT,
        schema_version: SCHEMA_VERSION,
        app: super::file::app(build),
        note: Note { ja: Words(Lang::Ja).sealed_note(), en: Words(Lang::En).sealed_note() },
        key_derivation: Derivation {
            name: DERIVATION,
            hash: HASH,
            iterations: parameters.iterations,
            salt: base64(&parameters.salt),
        },
        cipher: Cipher {
            name: CIPHER,
            key_bits: KEY_BITS,
            tag_bits: TAG_BITS,
            iv: base64(&parameters.iv),
        },
        data,
    }
}

/// What is to be authenticated along with the content. `build` is that of the app; empty if nobody knows.
///
/// # Errors
///
/// If JSON cannot be made of it, which no parameters are known to cause.
pub fn associated(parameters: &Parameters, build: &str) -> Result<String, serde_json::Error> {
    let json = serde_json::to_value(written(parameters, build, None))?;
    Ok(checksum::canonical(&json))
}

/// The text of a file with this content, which is encrypted, and its tag; written by the same `build`.
///
/// # Errors
///
/// If JSON cannot be made of it, which no content is known to cause.
pub fn write(
    parameters: &Parameters,
    build: &str,
    data: &[u8],
) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&written(parameters, build, Some(base64(data))))?;
    text.push('\n');
    Ok(text)
}

/// Its name says when and what, and nothing of whom: that is what is sealed.
pub fn name(part: Option<usize>, on: chrono::NaiveDate) -> String {
    let called = part.map_or_else(|| "sealed".to_owned(), |it| format!("sealed-{it}"));
    super::file::name(Some(&called), on)
}
