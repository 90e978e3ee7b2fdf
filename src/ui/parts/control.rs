use kit::html::{div, input, p, span};
use kit::{El, Live, ev, fresh_id, html, on_control};

/// A control under its label; more can be said beneath.
pub fn labelled(kind: &'static str, label: &'static str, id: &str, control: El) -> El {
    div()
        .class("field")
        .attr("data-kind", kind)
        .child(label_of(id, label).class("field__label"))
        .child(control.attr("id", id))
}

/// A box to tick, with its label behind it.
pub fn ticked(
    label: &'static str,
    is_ticked: Live<bool>,
    pick: impl FnMut(bool) + 'static,
) -> [El; 2] {
    let id = fresh_id();
    [tick_box(&id, is_ticked, pick), label_of(&id, label)]
}

/// As [`ticked`], among other fields.
pub fn tick_field(
    label: &'static str,
    is_ticked: Live<bool>,
    pick: impl FnMut(bool) + 'static,
) -> El {
    let [tick, label] = ticked(label, is_ticked, pick);
    div().class("field field--flag").child(tick).child(label.class("field__label"))
}

fn tick_box(id: &str, is_ticked: Live<bool>, mut pick: impl FnMut(bool) + 'static) -> El {
    input()
        .class("box")
        .attr("id", id)
        .attr("type", "checkbox")
        .prop("checked", is_ticked)
        .on(ev::change, on_control(move |control| pick(control.is_checked())))
}

fn label_of(id: &str, label: &'static str) -> El {
    html::label().attr("for", id).child(label)
}

/// What helps to fill in a control. It names this as what describes it.
pub fn hint_line(id: &str, hint: Option<&'static str>) -> Option<El> {
    hint.map(|it| {
        p().class("field__more").attr("id", id).child(span().class("field__hint").child(it))
    })
}
