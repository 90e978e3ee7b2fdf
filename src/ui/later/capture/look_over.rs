//! Several lines that were pasted: looked over as they are understood, then filed as one step of undo.

use kickoff::domain::capture::lines::{Said, lines};
use kickoff::domain::capture::{Captured, Chip, Part, understand_of};
use kickoff::i18n::capture_words::{VOCABULARY, kind_name};
use leptos::prelude::*;

use super::chips::said;
use super::line::Line;
use crate::ui::parts::{Dialog, button};
use kit::html::{div, input, label, li, p, span, ul};
use kit::{View, ev, on_control, text};

/// More are no help to look at, and would take their time to draw.
const DRAWN: usize = 200;

/// Opens the dialog if there are several lines; one is typed as any other.
pub fn look_over(line: Line, dialog: Dialog, pasted: &str) -> bool {
    let all = lines(pasted, &VOCABULARY);
    if all.len() < 2 {
        return false;
    }
    dialog.open(line.words.pasted_title(), move || drawn(line, dialog, &all));
    true
}

fn drawn(line: Line, dialog: Dialog, all: &[Said]) -> View {
    let words = line.words;
    let all: Vec<Captured> = all.iter().map(|it| understood(line, it)).collect();
    let left_out = RwSignal::new(Vec::<usize>::new());
    let count = all.len();
    let rows = all.iter().take(DRAWN).enumerate();
    let rows: Vec<View> = rows.map(|(nth, it)| row(line, nth, it, left_out)).collect();
    let more = count.checked_sub(DRAWN).filter(|it| 0 < *it);
    let file = move || {
        let left_out = left_out.get_untracked();
        let chosen = all.iter().enumerate().filter(|it| !left_out.contains(&it.0));
        let chosen: Vec<Captured> = chosen.map(|it| it.1.clone()).collect();
        dialog.close();
        line.file_all(chosen);
    };
    let chosen = move || words.file_count(count - left_out.with(Vec::len));
    View::from(vec![
        View::from(p().class("dialog__line").child(words.pasted_line())),
        View::from(ul().class("pasted").child(rows)),
        more.map(|it| p().class("field__hint").child(words.pasted_more(it))).into(),
        View::from(
            div()
                .class("dialog__actions")
                .child(button("", move || dialog.close()).child(words.cancel()))
                .child(button("button--primary", file).child(text(chosen))),
        ),
    ])
}

/// What is no kind of line is unsorted, and keeps who said it.
fn understood(line: Line, said: &Said) -> Captured {
    let today = line.clock.get_untracked().date();
    let mut captured =
        line.editor.peek(|it| understand_of(it, line.seen_by, &VOCABULARY, today, &said.text, &[]));
    if let Some(speaker) = said.speaker.as_ref().filter(|_| captured.chips.is_empty()) {
        captured.chips.push(Chip { part: Part::Owner(speaker.clone()), range: 0..0 });
    }
    captured
}

fn row(line: Line, nth: usize, captured: &Captured, left_out: RwSignal<Vec<usize>>) -> View {
    let words = line.words;
    let kind = captured.kind();
    let parts = captured.chips.iter().filter(|it| !matches!(it.part, Part::Kind(_)));
    let parts = parts.map(|it| {
        let (what, said) = said(line, it, kind, words);
        View::from(span().class("chip").child(format!("{what}: {said}")))
    });
    let parts: Vec<View> = parts.collect();
    let tick = move |it: kit::Control| {
        left_out.update(|all| {
            all.retain(|it| *it != nth);
            if !it.is_checked() {
                all.push(nth);
            }
        });
    };
    let tick = input()
        .class("box")
        .attr("type", "checkbox")
        .attr("checked", true)
        .on(ev::change, on_control(tick));
    let kind = span().class("chip").attr("data-tone", "strong").child(kind_name(kind, words.0));
    let said = span().class("pasted__text").child(captured.text.as_str());
    let label = label().class("pasted__line").child(tick).child(kind).child(said).child(parts);
    li().child(label).into()
}
