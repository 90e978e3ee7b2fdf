//! Encrypts a text with a passphrase, and opens what was sealed (`store/sealed.rs`), by WebCrypto. It works
//! off the page's thread, so nothing stands still meanwhile.

use js_sys::{Object, Reflect, Uint8Array};
use kickoff::store::sealed::{
    CIPHER, DERIVATION, Envelope, HASH, ITERATIONS, IV, KEY_BITS, LEAST_LETTERS, Parameters, SALT,
    TAG_BITS, with_plain_blanks,
};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;

use super::method::{ask, list};
use super::text::composed;

/// As it is used: however it was typed, on whatever device, it is the same.
pub struct Passphrase(String);

impl Passphrase {
    pub fn of(typed: &str) -> Passphrase {
        Passphrase(composed(&with_plain_blanks(typed)))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn is_too_short(&self) -> bool {
        self.0.chars().count() < LEAST_LETTERS
    }

    pub fn is(&self, other: &Passphrase) -> bool {
        self.0 == other.0
    }
}

/// Why a sealed file did not open.
pub enum Closed {
    /// The passphrase is wrong, or the file was changed: nobody can tell which.
    Refused,
    /// The browser could not do it.
    Failed,
}

/// Whether the browser can: on plain http it may not.
pub fn is_offered() -> bool {
    subtle().is_ok()
}

fn subtle() -> Result<JsValue, JsValue> {
    let subtle = Reflect::get(&*window().crypto()?, &"subtle".into())?;
    if subtle.is_undefined() { Err(JsValue::from_str("no crypto.subtle")) } else { Ok(subtle) }
}

/// With another salt for each file, so that nothing tells that two are the same.
///
/// # Errors
///
/// If the browser gives no random bytes.
pub fn parameters() -> Result<Parameters, JsValue> {
    let (mut salt, mut iv) = ([0; SALT], [0; IV]);
    let crypto = window().crypto()?;
    crypto.get_random_values_with_u8_array(&mut salt)?;
    crypto.get_random_values_with_u8_array(&mut iv)?;
    Ok(Parameters { iterations: ITERATIONS, salt: salt.to_vec(), iv })
}

/// Encrypts a text, and authenticates along with it what is in the open.
///
/// # Errors
///
/// If the browser cannot.
pub async fn encrypt(
    passphrase: &Passphrase,
    parameters: &Parameters,
    associated: &str,
    text: &str,
) -> Result<Vec<u8>, JsValue> {
    let key = key(passphrase, parameters).await?;
    let how = algorithm(&parameters.iv, associated)?;
    let data = ask(&subtle()?, "encrypt", &[how, key, bytes(text.as_bytes())]).await?;
    Ok(Uint8Array::new(&data).to_vec())
}

/// Opens what is sealed.
///
/// # Errors
///
/// If it does not open, or the browser cannot.
pub async fn open(passphrase: &Passphrase, envelope: &Envelope) -> Result<Vec<u8>, Closed> {
    let parameters = envelope.parameters();
    let key = key(passphrase, parameters).await.map_err(|_| Closed::Failed)?;
    let subtle = subtle().map_err(|_| Closed::Failed)?;
    let how = algorithm(&parameters.iv, envelope.associated()).map_err(|_| Closed::Failed)?;
    let content = ask(&subtle, "decrypt", &[how, key, bytes(envelope.data())]).await;
    Ok(Uint8Array::new(&content.map_err(|_| Closed::Refused)?).to_vec())
}

/// An object with these members.
fn object(members: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &JsValue::from_str(name), value)?;
    }
    Ok(object.into())
}

fn bytes(of: &[u8]) -> JsValue {
    Uint8Array::from(of).into()
}

async fn key(passphrase: &Passphrase, parameters: &Parameters) -> Result<JsValue, JsValue> {
    let subtle = subtle()?;
    let never = JsValue::FALSE;
    let typed = bytes(passphrase.0.as_bytes());
    let uses = list(&["deriveKey".into()])?.into();
    let of_passphrase = ["raw".into(), typed, DERIVATION.into(), never.clone(), uses];
    let typed = ask(&subtle, "importKey", &of_passphrase).await?;
    let how = object(&[
        ("name", DERIVATION.into()),
        ("hash", HASH.into()),
        ("salt", bytes(&parameters.salt)),
        ("iterations", parameters.iterations.into()),
    ])?;
    let what = object(&[("name", CIPHER.into()), ("length", KEY_BITS.into())])?;
    let uses = list(&["encrypt".into(), "decrypt".into()])?.into();
    ask(&subtle, "deriveKey", &[how, typed, what, never, uses]).await
}

fn algorithm(iv: &[u8; IV], associated: &str) -> Result<JsValue, JsValue> {
    object(&[
        ("name", CIPHER.into()),
        ("iv", bytes(iv)),
        ("additionalData", bytes(associated.as_bytes())),
        ("tagLength", TAG_BITS.into()),
    ])
}
