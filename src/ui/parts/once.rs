use kit::html::button;
use kit::{El, Handler, click_count, ev};

/// A second click this soon, in milliseconds, is of the same hand.
const SAME_HAND: f64 = 700.0;

/// A button whose double click does it once, and likewise a key that is held down: two files, two
/// copies or two deletions are never what was meant. Not for what is done several times in a row,
/// such as undo.
pub fn once_button(kind: &str, act: impl FnMut() + 'static) -> El {
    button().class(&format!("button {kind}")).attr("type", "button").handle(ev::click, once(act))
}

/// As [`once_button`], for what is drawn elsewhere.
pub fn once(act: impl FnMut() + 'static) -> Handler {
    boxed(Box::new(act))
}

#[inline(never)]
fn boxed(mut act: Box<dyn FnMut()>) -> Handler {
    let mut last = f64::NEG_INFINITY;
    Box::new(move |event| {
        let at = event.time_stamp();
        // The first click may have put another row under the pointer: the browser counts on.
        let is_again = 1.0 < click_count(&event) || at - last < SAME_HAND;
        last = at;
        if !is_again {
            act();
        }
    })
}
