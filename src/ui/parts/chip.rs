use leptos::prelude::*;

/// What a chip is about; never told by colour alone, the text says it too.
#[derive(Clone, Copy, PartialEq)]
pub enum Tone {
    Quiet,
    Strong,
    Due,
    Done,
    Open,
}

impl Tone {
    fn name(self) -> &'static str {
        match self {
            Tone::Quiet => "quiet",
            Tone::Strong => "strong",
            Tone::Due => "due",
            Tone::Done => "done",
            Tone::Open => "open",
        }
    }
}

/// A short label beside a title.
#[component]
pub fn Chip(#[prop(into)] text: Signal<String>, tone: Tone) -> impl IntoView {
    view! { <span class="chip" data-tone=tone.name()>{text}</span> }
}
