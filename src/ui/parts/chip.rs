use kit::html::span;
use kit::{Child, View};

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
pub fn chip(text: impl Child, tone: Tone) -> View {
    span().class("chip").attr("data-tone", tone.name()).child(text).into()
}
