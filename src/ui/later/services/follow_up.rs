//! What a service lacks and what would bring it: a meeting for each missing part, and the help for a
//! service that is stuck.

use crate::ui::later::links::link_target;
use crate::ui::later::register_link::register_link;
use kickoff::domain::code::Code;
use kickoff::domain::four_plus_four::{FollowUp, PartState, add_follow_up, guide};
use kickoff::domain::id::EntryId;
use kickoff::domain::parts::Part;
use kickoff::domain::register::{Register, meetings};
use kickoff::i18n::names::service_name;

use crate::ui::later::gate::item_link;
use crate::ui::parts::{IconName, Tone, button, chip, icon};
use crate::ui::session::{use_editor, use_session, use_words};
use kit::html::{div, p, span};
use kit::{Show, Shown, View, live, text};

/// Below a part of a service, while it is missing: the kind of meeting that may bring it, the guide,
/// and a button that plans it, or what is planned already (R67, R69).
/// `planned` is shared by all parts on a page, so that a tick looks
/// at the meetings once.
pub fn follow_up_line(
    service: EntryId,
    part: Part,
    part_state: Shown<PartState>,
    planned: Shown<Vec<FollowUp>>,
) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let is_planned =
        Shown::new(move || planned.with(|all| all.iter().any(|it| it.brings(service, part))));
    let kind = playbook
        .column(Register::Meetings, meetings::KIND)
        .and_then(|it| it.choices.label(part.follow_up().code()))
        .map_or("", |it| it.get(words.0));
    let label =
        playbook.column(Register::Services, part.column()).map_or("", |it| it.label.get(words.0));
    let topic = move || {
        let name = editor.peek(|it| service_name(it, playbook, service, words.0));
        format!("{name}: {label}")
    };
    let session = use_session();
    let plan = move || {
        let id = EntryId::coined(session.unique());
        editor.edit(add_follow_up(id, service, part, &topic()));
        session.say(words.follow_up_added());
    };
    Show(
        move || part_state.get() == PartState::Missing,
        move || {
            let action = live(move || match is_planned.get() {
                true => View::from(
                    span()
                        .child(words.follow_up_planned())
                        .child(" ")
                        .child(register_link(Register::Meetings)),
                ),
                false => View::from(
                    button("button--quiet", plan)
                        .child(icon(IconName::Add))
                        .child(words.follow_up_add())
                        .child(
                            span().class("unseen").child(text(move || format!(": {}", topic()))),
                        ),
                ),
            });
            View::from(
                p().class("follow")
                    .child(words.follow_up_by(kind))
                    .child(" ")
                    .child(
                        playbook.link(guide(part, playbook.roles)).map(|it| link_target(it, words)),
                    )
                    .child(" ")
                    .child(action),
            )
        },
    )
}

/// The reminder of a service that is Blocked or No Intent: look up the recommended action (R68).
pub fn stalled_help() -> View {
    let editor = use_editor();
    let words = use_words();
    let Some(item) = editor.playbook().item(editor.playbook().roles.stalled_services) else {
        return View::default();
    };
    let hint = item.hint.as_ref();
    View::from(
        div()
            .class("panel")
            .child(p().child(chip(words.blocker_help(), Tone::Due)))
            .child(hint.map(|it| View::from(p().child(it.get(words.0)))))
            .child(item_link(item.id)),
    )
}
