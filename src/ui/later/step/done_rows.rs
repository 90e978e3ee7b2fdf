//! What is done, in a line each where somebody wants it so. A row folds when that is said and when its step is opened,
//! never under the hand of whoever has just ticked it.

use kickoff::app::route::{At, Route};
use kickoff::domain::assessment::{Assessment, State};
use kickoff::domain::id::ItemId;
use kickoff::domain::playbook::Step;
use kit::html::p;
use kit::{Live, Shown, View, flag, maybe, text};
use leptos::prelude::*;

use crate::ui::parts::button;
use crate::ui::session::{use_editor, use_session, use_words};

/// The name of the preference; what is not said is open.
const DONE_ROWS: &str = "done-rows";
const FOLDED: &str = "folded";

/// The rows of a step that are in a line each.
#[derive(Clone, Copy)]
struct Folded(RwSignal<Vec<ItemId>>);

/// To be told before the rows are drawn. The button that folds them, or opens them again.
pub fn done_rows(step: &'static Step) -> View {
    let session = use_session();
    let words = use_words();
    let done = done_of(step);
    let is_wanted = session.with_store(|it| it.preference(DONE_ROWS)).as_deref() == Some(FOLDED);
    let mut first = if is_wanted { done.get_untracked() } else { Vec::new() };
    // Whoever is led to a row finds all of it.
    if let Route::Engagement { at: Some(At::Row(led_to)), .. } = session.place.get_untracked() {
        first.retain(|it| *it != led_to);
    }
    let folded = RwSignal::new(first);
    provide_context(Folded(folded));
    let are_folded = move || folded.try_with(|it| !it.is_empty()) == Some(true);
    let fold_or_open = move || {
        let (rows, wanted) = match folded.with_untracked(Vec::is_empty) {
            true => (done.get_untracked(), FOLDED),
            false => (Vec::new(), "open"),
        };
        folded.set(rows);
        session.with_store(|it| it.set_preference(DONE_ROWS, wanted));
    };
    let said = move || {
        let said = if are_folded() { words.open_done_rows() } else { words.fold_done_rows() };
        said.to_owned()
    };
    let is_none = flag(move || done.with(Vec::is_empty));
    let button = button("button--quiet", fold_or_open).child(text(said));
    // Its room is kept: what is below stays where it is at the first tick.
    View::from(p().class("step__fold").class_when("step__fold--none", is_none).child(button))
}

/// Whether a row in this state is folded, as its attribute. Outside of a step, none is; nor is one whose details are
/// opened.
pub fn is_folded(item: ItemId, state: Shown<State>) -> Live<Option<&'static str>> {
    let editor = use_editor();
    let folded = use_context::<Folded>();
    maybe(move || {
        let Folded(folded) = folded?;
        // In the meeting, of a step that is gone.
        if folded.try_with(|it| it.contains(&item)) != Some(true) {
            return None;
        }
        if !state.get().is_closed() {
            // Done again, it stays as it is: somebody is at it.
            let _ = folded.try_update_untracked(|it| it.retain(|it| *it != item));
            return None;
        }
        (!editor.opened.with(|it| it.contains(&item))).then_some("")
    })
}

fn done_of(step: &'static Step) -> Shown<Vec<ItemId>> {
    use_editor().assess(move |assessment: &Assessment, _| {
        let rows = step.items.iter().map(|it| it.id);
        rows.filter(|it| assessment.state(*it).is_closed()).collect()
    })
}
