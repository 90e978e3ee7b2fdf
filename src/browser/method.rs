//! Calls a method by its name. What is bound by its own name is in the first part of the program, whoever calls
//! it: what only the later part calls, and seldom, is not worth that.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

pub(super) fn call(of: &JsValue, name: &str, given: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    method.apply(of, &list(given)?)
}

/// The same, and waits for what it promises.
pub(super) async fn ask(of: &JsValue, name: &str, given: &[JsValue]) -> Result<JsValue, JsValue> {
    let promise: Promise = call(of, name, given)?.dyn_into()?;
    JsFuture::from(promise).await
}

pub(super) fn list(of: &[JsValue]) -> Result<Array, JsValue> {
    let list = Array::new();
    for (at, it) in of.iter().enumerate() {
        Reflect::set(&list, &(at as u32).into(), it)?;
    }
    Ok(list)
}
