//! Internal, or shared with the customer: a box to tick beside what it is about.

use kickoff::domain::code::{Audience, Code};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, Subject, Topic};
use kickoff::domain::value::Value;

use crate::ui::parts::ticked;
use crate::ui::session::{use_editor, use_words};
use kit::html::{div, span};
use kit::{View, flag};

/// `of` names what it is about where several are side by side.
pub fn audience_input(subject: Subject, of: Option<&'static str>) -> View {
    let editor = use_editor();
    let words = use_words();
    let field = Field::Audience(subject);
    let is_shared =
        editor.select_of(Topic::Field(field), move |it| it.audience(subject) == Audience::Shared);
    let pick = move |is_shared: bool| {
        let audience = if is_shared { Audience::Shared } else { Audience::Internal };
        editor.edit(vec![Edit::set(field, Value::Choice(audience.code()))]);
    };
    let [tick, label] = ticked(words.shared(), flag(move || is_shared.get()), pick);
    let of = of.map(|it| span().class("unseen").child(": ").child(it));
    View::from(
        div()
            .class("audience")
            .child(tick)
            .child(label.child(of))
            // Hidden by the style sheet while the box is ticked.
            .child(span().class("chip audience__internal").child(words.internal())),
    )
}
