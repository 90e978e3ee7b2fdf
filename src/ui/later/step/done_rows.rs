//! What is done, in a line each where somebody wants it so. A row folds when that is said and when its step is opened,
//! never under the hand of whoever has just ticked it.

use kickoff::app::route::{At, Route};
use kickoff::domain::assessment::{Assessment, State};
use kickoff::domain::id::ItemId;
use kickoff::domain::playbook::Step;
use kit::html::p;
use kit::{Live, Shown, View, flag, follow, maybe, text};
use leptos::prelude::*;

use crate::ui::parts::button;
use crate::ui::session::{use_editor, use_session, use_words};

/// The name of the preference; what is not said is open.
const DONE_ROWS: &str = "done-rows";
const FOLDED: &str = "folded";

/// The rows of a step that are in a line each.
#[derive(Clone, Copy)]
pub struct Folded(RwSignal<Vec<ItemId>>);

/// What is folded of a step, and the button that folds it, or opens it again.
pub fn done_rows(step: &'static Step) -> (Folded, View) {
    let session = use_session();
    let words = use_words();
    let done = done_of(step);
    let is_wanted = session.with_store(|it| it.preference(DONE_ROWS)).as_deref() == Some(FOLDED);
    let folded = RwSignal::new(if is_wanted { done.get_untracked() } else { Vec::new() });
    // Whoever is led to a row finds all of it.
    follow(Box::new(move || {
        if let Route::Engagement { at: Some(At::Row(led_to)), .. } = session.place.get() {
            let _ = folded.try_update(|all| all.retain(|it| *it != led_to));
        }
    }));
    // One that is open again and done once more is seen whole.
    let are_folded = move || {
        let all = folded.try_get().unwrap_or_default();
        done.with(|done| done.iter().any(|it| all.contains(it)))
    };
    let fold_or_open = move || {
        let (rows, wanted) = match untrack(are_folded) {
            true => (Vec::new(), "open"),
            false => (done.get_untracked(), FOLDED),
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
    let fold = p().class("step__fold").class_when("step__fold--none", is_none).child(button);
    (Folded(folded), fold.into())
}

/// Whether a row in this state is folded, as its attribute. Outside of a step, none is; nor is one whose details are
/// opened.
pub fn is_folded(
    folded: Option<Folded>,
    item: ItemId,
    state: Shown<State>,
) -> Live<Option<&'static str>> {
    let editor = use_editor();
    maybe(move || {
        let Folded(folded) = folded?;
        if folded.try_with(|it| it.contains(&item)) != Some(true) {
            return None;
        }
        if !is_done(state.get()) {
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
        rows.filter(|it| is_done(assessment.state(*it))).collect()
    })
}

/// What was let go is not: its box is empty, and a line would not say why.
fn is_done(state: State) -> bool {
    matches!(state, State::Done | State::Met)
}
