//! Stands in for the crate of this name, which Leptos brings for its server functions, with or without any.
//! It exports classes to JavaScript, and what is exported stays in the program although nobody asks for it:
//! bytes of the first screen, on every first visit. There is no server here, so nothing ever calls
//! what is below; it has the types by which `server_fn` compiles, and a stream of nothing.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser.
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    pub fn from_stream<S>(_: S) -> ReadableStream
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        ReadableStream(JsValue::UNDEFINED.unchecked_into())
    }

    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    pub fn into_stream(self) -> Nothing<'static> {
        Nothing(PhantomData)
    }
}

/// It has ended.
pub struct Nothing<'a>(PhantomData<&'a ()>);

impl Stream for Nothing<'_> {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
