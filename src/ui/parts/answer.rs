use kit::html::{input, span};
use kit::{Child, El, Handler, Live, ev, html};

/// One of several closed answers; those with the same name belong together.
pub fn answer(
    name: &str,
    is_chosen: Live<bool>,
    is_fixed: Option<Live<bool>>,
    label: impl Child,
    mut pick: impl FnMut() + 'static,
) -> El {
    let pick = Box::new(move |_| pick());
    html::label()
        .class("answer")
        .child(radio(name, is_chosen, is_fixed, pick))
        .child(span().class("answer__label").child(label))
}

#[inline(never)]
fn radio(name: &str, is_chosen: Live<bool>, is_fixed: Option<Live<bool>>, pick: Handler) -> El {
    input()
        .class("answer__box")
        .attr("type", "radio")
        .attr("name", name)
        .attr("disabled", is_fixed)
        .prop("checked", is_chosen)
        .handle(ev::change, pick)
}
