//! What was changed when and where, newest first, and above it what two copies left to decide.

use std::fmt;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::Field;
use kickoff::domain::stamp::Stamp;
use kickoff::domain::value::Value;
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;

use super::more::{AT_MOST, first_of};
use super::undecided::texts;
use crate::browser::dates;
use crate::ui::parts::{button, page_title};
use crate::ui::session::{EditorHandle, use_editor, use_words};
use kit::html::{caption, div, h2, li, p, section, table, tbody, td, th, thead, tr, ul};
use kit::{El, For, Show, Shown, View, text};

/// What they are called in the editor, where is kept how many of them somebody has asked for.
const NAME: &str = "changes";

/// How many changes are drawn at first, and with each "more".
const AT_ONCE: usize = 100;

pub fn changes() -> View {
    let words = use_words();
    View::from(
        div()
            .class("step")
            .child(page_title("step__title").child(words.changes()))
            .child(p().class("step__lead").child(words.changes_lead()))
            .child(decisions())
            .child(history()),
    )
}

fn named(editor: EditorHandle, engagement: &Engagement, words: Words) -> Named<'_> {
    Named { engagement, playbook: editor.playbook(), words }
}

/// The fields with two texts, each with a button per text.
fn decisions() -> View {
    let editor = use_editor();
    let words = use_words();
    let fields = editor.select(|it| it.conflicts().map(|it| it.field).collect::<Vec<Field>>());
    let of_field = move |field: Field| {
        let name = text(move || editor.read(|it| named(editor, it, words).field(field)));
        let values = editor.select(move |it| {
            it.texts_to_decide(field).into_iter().cloned().collect::<Vec<Value>>()
        });
        let head = p().class("decide__field").child(name);
        View::from(li().class("decide").child(head).child(texts(field, values, None)))
    };
    Show(
        move || fields.with(|it| !it.is_empty()),
        move || {
            let (first, more) = first_of("conflicts".to_owned(), fields);
            View::from(
                section()
                    .class("block")
                    .attr("aria-labelledby", "to-decide")
                    .child(
                        h2().class("block__title")
                            .attr("id", "to-decide")
                            .child(words.to_decide_title()),
                    )
                    .child(p().child(words.to_decide_lead()))
                    .child(ul().class("decides").child(For(first, of_field)))
                    .child(more),
            )
        },
    )
}

fn history() -> View {
    let editor = use_editor();
    let words = use_words();
    // There is no button to press where nothing can be changed.
    let at_once = if editor.is_read_only() { AT_MOST } else { AT_ONCE };
    let shown = Shown::new(move || editor.drawn(NAME).unwrap_or(at_once));
    let total = editor.select(|it| it.history().len());
    let heads =
        [words.changed_when(), words.changed_field(), words.changed_from(), words.changed_to()];
    let heads = heads.map(|it| View::from(th().attr("scope", "col").child(it)));
    let rows = Shown::new(move || editor.read(|it| rows(editor, it, words, shown.get())));
    let more = move || {
        let more = move || editor.draw(NAME, Some(shown.get_untracked() + AT_ONCE));
        View::from(button("", more).attr("data-rest", NAME).child(words.more_changes()))
    };
    View::from(
        section()
            .child(Show(
                move || total.get() == 0,
                move || View::from(p().class("empty").child(words.changes_none())),
            ))
            .child(
                div()
                    .class("wide")
                    .attr("role", "region")
                    .attr("aria-label", words.changes())
                    .attr("tabindex", "0")
                    .child(
                        table()
                            .class("table table--changes")
                            .child(caption().class("unseen").child(words.changes()))
                            .child(thead().child(tr().child(Vec::from(heads))))
                            .child(tbody().child(For(rows, drawn))),
                    ),
            )
            .child(Show(move || shown.get() < total.get(), more)),
    )
}

/// What is said of one change. Whatever it says is a part of its key: a row that says something else
/// is drawn anew, and no other.
#[derive(Clone, PartialEq)]
struct Told {
    field: Field,
    at: Stamp,
    device: String,
    said: [String; 3],
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told { field, at, device, said } = self;
        write!(f, "{field} {at} {device} {said:?}")
    }
}

fn rows(editor: EditorHandle, engagement: &Engagement, words: Words, most: usize) -> Vec<Told> {
    let named = named(editor, engagement, words);
    let history = engagement.history();
    // Counted from the oldest on, so that a number stays when others come.
    let mut others: Vec<u32> = Vec::new();
    for change in history.iter().rev() {
        let device = change.at.writer().device;
        if device != editor.device() && !others.contains(&device) {
            others.push(device);
        }
    }
    let rows = history.into_iter().take(most).map(|change| {
        let device = change.at.writer().device;
        let device = match others.iter().position(|it| *it == device) {
            Some(at) => words.other_device(at + 1),
            None => words.this_device().to_owned(),
        };
        Told {
            field: change.field,
            at: change.at,
            device,
            said: [
                named.field(change.field),
                named.value(change.field, change.before),
                named.value(change.field, change.after),
            ],
        }
    });
    rows.collect()
}

/// For paper, the changes that are not drawn.
pub fn rest(editor: EditorHandle, words: Words, drawn: usize) -> Vec<View> {
    let all = editor.peek(|it| rows(editor, it, words, usize::MAX));
    all.into_iter().skip(drawn).map(|it| row(it, words).class("printed").into()).collect()
}

fn drawn(told: Told) -> View {
    row(told, use_words()).into()
}

fn row(told: Told, words: Words) -> El {
    let when = td()
        .child(div().child(dates::instant(told.at.millis(), words.0)))
        .child(div().class("field__hint").child(told.device));
    let said = told.said.into_iter().map(|it| td().child(it));
    tr().child(when).child(said.collect::<Vec<El>>())
}
