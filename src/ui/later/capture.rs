//! One line in which anything is noted: what it is understood as is shown while it is typed, and Enter
//! files it without leaving the page.

mod chips;
mod line;
mod look_over;

use kickoff::domain::capture::Kind;
use kickoff::domain::engagement::Engagement;
use kickoff::i18n::capture_words::{example, kind_name};
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::browser;
use crate::browser::keyboard::{Key, on_key};
use crate::ui::parts::{Dialog, button};
use crate::ui::session::use_words;
use kit::html::{a, code, dd, div, dl, dt, input, label, p, section, span};
use kit::{Show, View, flag, follow, live, on_typed, text};
use line::{FIELD, Line};

pub use line::{HOME_ID, ask};

/// At the foot of every page of an engagement, once somebody asks for it; not where a page has a line of
/// its own.
pub fn capture_dock() -> View {
    let line = Line::of_engagement();
    let is_shown = move || line.is_asked.get() && !line.stays.get();
    follow(Box::new(move || {
        browser::mark("data-line", if is_shown() { "shown" } else { "none" });
    }));
    on_cleanup(|| browser::mark("data-line", "none"));
    View::from(
        div()
            .class("dock")
            .attr("hidden", flag(move || !is_shown()))
            .child(Show(is_shown, move || drawn(line))),
    )
}

/// The line of a screen that always shows it.
pub fn capture_line() -> View {
    let line = Line::of_engagement();
    line.stays.set(true);
    on_cleanup(move || line.stays.set(false));
    drawn(line)
}

fn drawn(line: Line) -> View {
    let words = use_words();
    let mut former = line.editor.last_step.get_untracked().is_some();
    follow(Box::new(move || {
        let way = line.editor.last_step.get();
        // The first time nothing has happened yet.
        if std::mem::replace(&mut former, false) {
            return;
        }
        if let Some(way) = way {
            untrack(|| line.went(way));
        }
    }));
    let field = input()
        .class("field__input line__field")
        .attr("id", FIELD)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "done")
        .attr("placeholder", words.line_placeholder())
        .prop("value", text(move || line.draft.with(|it| it.text.clone())));
    let field = on_typed(field, move |it| line.typed(&it.value()));
    let field = on_key(field, move |key| pressed(line, key));
    let dialog = Dialog::new();
    let field = browser::on_paste(field, move |it| look_over::look_over(line, dialog, &it));
    View::from(
        section()
            .class("line")
            .attr("aria-label", words.line_label())
            .child(chips::chips(line))
            .child(report(line))
            .child(dialog.place())
            .child(
                div()
                    .class("line__row")
                    .child(
                        label().class("line__label").attr("for", FIELD).child(words.line_label()),
                    )
                    .child(field)
                    .child(button("button--primary", move || line.file()).child(words.line_file()))
                    .child(help(dialog)),
            ),
    )
}

fn pressed(line: Line, key: &Key) -> bool {
    let is_plain = !key.is_command && !key.is_alt && !key.is_shift;
    let is_empty = line.draft.with_untracked(|it| it.text.is_empty());
    match key.name.as_str() {
        "Enter" if is_plain => line.file(),
        "Escape" if is_plain => line.leave(),
        "ArrowUp" if is_plain => return chips::to_last(line),
        "Backspace" if key.is_alt => return line.refuse_last(),
        "z" | "Z" if key.is_command && !key.is_shift && is_empty => return line.take_back(),
        _ => return false,
    }
    true
}

/// What was filed where, and the way back.
fn report(line: Line) -> View {
    let words = use_words();
    let editor = line.editor;
    let version = editor.select(Engagement::version);
    let can_undo = move || line.report.with(|it| it.version.as_ref() == Some(&version.get()));
    let shown = move || {
        let report = line.report.get();
        if report.said.is_empty() {
            return View::default();
        }
        let way = report
            .at
            .map(|at| a().class("link").attr("href", line.address(at)).child(words.line_show()));
        View::from(vec![
            View::from(span().class("line__said").child(report.said)),
            way.into(),
            Show(can_undo, move || {
                View::from(
                    button("button--quiet", move || _ = line.take_back()).child(words.undo()),
                )
            }),
        ])
    };
    // All of it is told, whichever part of it a reader hears of.
    let report = div().class("line__report").attr("role", "status").attr("aria-atomic", "true");
    View::from(report.child(live(shown)))
}

/// How each kind of line begins, on demand.
fn help(dialog: Dialog) -> View {
    let words = use_words();
    let open = move || dialog.open(words.line_help(), move || kinds(dialog, words));
    button("button--quiet", open).child(words.line_help()).into()
}

fn kinds(dialog: Dialog, words: Words) -> View {
    let kinds = Kind::ALL.into_iter().filter(|it| *it != Kind::Unsorted);
    let rows = kinds.flat_map(|it| {
        [
            View::from(dt().child(kind_name(it, words.0))),
            View::from(dd().child(code().child(example(it, words.0)))),
        ]
    });
    let rows: Vec<View> = rows.collect();
    let close = button("", move || dialog.close()).child(words.close());
    View::from(vec![
        View::from(p().class("dialog__line").child(words.line_help_lead())),
        View::from(dl().class("line__kinds").child(rows)),
        View::from(p().class("field__hint").child(words.line_help_keys())),
        View::from(div().class("dialog__actions").child(close)),
    ])
}
