use web_sys::HtmlInputElement;

use crate::ui::kit::{Child, El, Handler, Live, el, on_control};

/// One of several closed answers; those with the same name belong together.
pub fn answer(
    name: &str,
    is_chosen: Live<bool>,
    is_fixed: Option<Live<bool>>,
    label: impl Child,
    mut pick: impl FnMut() + 'static,
) -> El {
    let pick = on_control(move |_: HtmlInputElement| pick());
    el("label")
        .class("answer")
        .child(radio(name, is_chosen, is_fixed, pick))
        .child(el("span").class("answer__label").child(label))
}

#[inline(never)]
fn radio(name: &str, is_chosen: Live<bool>, is_fixed: Option<Live<bool>>, pick: Handler) -> El {
    el("input")
        .class("answer__box")
        .attr("type", "radio")
        .attr("name", name)
        .attr("disabled", is_fixed)
        .prop("checked", is_chosen)
        .on("change", pick)
}
