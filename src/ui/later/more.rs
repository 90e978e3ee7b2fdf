//! Of what is long, the first part is drawn, and a way to the rest: what nobody looks at would be on
//! every page.

use crate::ui::kit::shown::Shown;
use crate::ui::kit::{View, text, when};
use crate::ui::parts::button;
use crate::ui::session::{use_editor, use_words};

/// How much is drawn where nobody can ask for more.
pub const AT_MOST: usize = 1000;

/// How much is drawn at a time.
const AT_A_TIME: usize = 50;

/// `name`: what it is called in the editor, where is kept how much of it somebody has asked for.
pub fn first_of<T: Clone + PartialEq + Send + Sync + 'static>(
    name: String,
    all: Shown<Vec<T>>,
) -> (Shown<Vec<T>>, View) {
    let editor = use_editor();
    let words = use_words();
    let of = name.clone();
    let limit = Shown::new(move || editor.drawn(&of).unwrap_or(AT_A_TIME));
    let first = Shown::new(move || {
        all.with(|all| all.iter().take(limit.get()).cloned().collect::<Vec<T>>())
    });
    let left = move || all.with(Vec::len).saturating_sub(limit.get());
    let draw = move || {
        let name = name.clone();
        let more = button("", move || editor.draw(&name, Some(limit.get_untracked() + AT_A_TIME)));
        View::from(more.attr("data-more", true).child(text(move || words.show_more(left()))))
    };
    (first, when(move || 0 < left(), draw))
}
