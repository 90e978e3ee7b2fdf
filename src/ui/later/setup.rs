//! Setup: the basics, the services in scope, and the questions that decide what applies.

use crate::ui::later::deadline::deadline_panel;
use crate::ui::later::more::screenful;
use crate::ui::later::pages::way_on;
use crate::ui::later::question::question_with_audience;
use kickoff::app::route::{At, Page};
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::{Field, Topic};
use kickoff::domain::findings::{AnswerState, answer_state};
use kickoff::domain::id::EntryId;
use kickoff::domain::playbook::{Question, QuestionKind, Service};
use kickoff::domain::register::{Register, services};
use kickoff::domain::value::{Kind, Value};

use super::fields::{Labels, fact_input, field_input};
use super::fold::fold;
use super::revision::revision_offer;
use super::soon::soon;
use super::timeline::timeline;
use crate::ui::later::registers::new_entry::NewEntry;
use crate::ui::parts::{IconName, Tone, button, chip, icon, once_button, page_title, ticked};
use crate::ui::session::{use_editor, use_words};
use kit::html::{div, h2, h3, li, p, section, span, summary, ul};
use kit::{For, Show, View, flag, text, views};

pub fn setup() -> View {
    let editor = use_editor();
    let words = use_words();
    let roles = editor.playbook().roles;
    // In the order of a mail that assigns an engagement.
    let basics = [
        roles.customer,
        roles.assigned_at,
        roles.kickoff_at,
        roles.seats,
        roles.calendar,
        roles.time_zone,
    ];
    View::from(
        div()
            .class("step")
            .child(page_title("step__title").child(words.setup_title()))
            .child(p().class("step__lead").child(words.setup_lead()))
            .child(revision_offer())
            .child(timeline())
            .child(
                section()
                    .class("block")
                    .attr("aria-labelledby", "setup-basics")
                    .child(
                        h2().class("block__title")
                            .attr("id", "setup-basics")
                            .child(words.setup_basics()),
                    )
                    .child(div().class("fields").child(views(basics.map(fact_input))))
                    .child(deadline_panel()),
            )
            .child(soon(services))
            .child(soon(what_decides)),
    )
}

fn what_decides() -> View {
    let title = h2().class("block__title").attr("id", "setup-questions");
    let questions = section()
        .class("block")
        .attr("aria-labelledby", "setup-questions")
        .child(title.child(use_words().setup_questions()))
        .child(questions());
    views([questions.into(), way_on(Page::Setup)])
}

/// The questions by when they are asked: first what decides most, the others folded, with how many of
/// them are answered.
fn questions() -> View {
    let editor = use_editor();
    let words = use_words();
    let asked = editor.playbook().questions.iter().filter(|it| it.kind != QuestionKind::Services);
    let mut groups: Vec<(&'static str, Vec<&'static Question>)> = Vec::new();
    for question in asked {
        let title = question.group.as_ref().map_or("", |it| it.get(words.0));
        match groups.iter_mut().find(|(it, _)| *it == title) {
            Some((_, all)) => all.push(question),
            None => groups.push((title, vec![question])),
        }
    }
    let drawn = groups.into_iter().enumerate().map(|(nth, (title, all))| {
        let asks = all.iter().copied().map(question_with_audience).collect::<Vec<View>>();
        let asks = div().class("questions").child(asks);
        if nth == 0 {
            let title = (!title.is_empty())
                .then(|| View::from(h3().class("questions__title").child(title)));
            return views([title.into(), asks.into()]);
        }
        let total = all.len();
        let is_answered = |id, of: &Engagement| answer_state(id, of) != AnswerState::NotAsked;
        let count = editor.select(move |of| all.iter().filter(|it| is_answered(it.id, of)).count());
        let told = text(move || words.answered(count.get(), total));
        let line = summary().child(title).child(span().class("questions__count").child(told));
        View::from(
            fold(format!("questions {nth}"), false)
                .class("questions__fold")
                .child(line)
                .child(asks),
        )
    });
    drawn.collect::<Vec<View>>().into()
}

/// Which services are in scope, with their seats (C15).
fn services() -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let question = playbook.questions.iter().find(|it| it.kind == QuestionKind::Services);
    let fresh = NewEntry::new(Register::Services);
    let own = editor.select(|it| {
        it.entries(Register::Services)
            .filter(|id| matches!(id, EntryId::Coined(_)))
            .collect::<Vec<EntryId>>()
    });
    let (own, earlier) = screenful(Register::Services, own);
    View::from(
        section()
            .class("block")
            .attr("aria-labelledby", "setup-services")
            .child(
                h2().class("block__title")
                    .attr("id", "setup-services")
                    .child(words.setup_services()),
            )
            .child(
                question
                    .and_then(|it| it.hint.as_ref())
                    .map(|it| View::from(p().class("block__lead").child(it.get(words.0)))),
            )
            .child(earlier)
            .child(
                ul().class("scopes")
                    .child(playbook.services.iter().map(service_choice).collect::<Vec<View>>())
                    .child(For(own, move |id| {
                        let address = At::Entry(Register::Services, id).to_string();
                        let row = li().class("scope").attr("tabindex", "-1");
                        let row = row.attr("data-entry", address);
                        View::from(
                            fresh
                                .look_after(id, row)
                                .child(cell(id, services::NAME))
                                .child(cell(id, services::SEATS))
                                .child(
                                    once_button("button--quiet", move || {
                                        editor.edit(vec![Edit::remove(Register::Services, id)])
                                    })
                                    .child(icon(IconName::Delete))
                                    .child(words.remove_entry()),
                                ),
                        )
                    })),
            )
            .child(
                button("", move || fresh.add())
                    .attr("data-adds", true)
                    .child(icon(IconName::Add))
                    .child(words.other_service()),
            ),
    )
}

fn service_choice(service: &'static Service) -> View {
    let editor = use_editor();
    let words = use_words();
    let id = EntryId::Named(service.code);
    let is_in_scope = editor
        .select_of(Topic::Register(Register::Services), move |it| it.has(Register::Services, id));
    let pick = move |is_ticked| {
        let field = Field::Exists(Register::Services, id);
        editor.edit(vec![Edit::set(field, Value::Flag(is_ticked))]);
    };
    let control = ticked(service.name.get(words.0), flag(move || is_in_scope.get()), pick);
    View::from(
        li().class("scope")
            .child(
                span()
                    .class("scope__choice")
                    .child(Vec::from(control))
                    .child(service.beyond_source.then(|| chip(words.beyond_source(), Tone::Quiet))),
            )
            .child(Show(move || is_in_scope.get(), move || cell(id, services::SEATS))),
    )
}

fn cell(id: EntryId, column: kickoff::domain::register::Column) -> View {
    let editor = use_editor();
    let field = Field::Entry(Register::Services, id, column);
    let kind: Kind = column.kind;
    editor
        .playbook()
        .column(Register::Services, column)
        .map(|it| {
            let labels = Labels { label: &it.label, hint: None, choices: Some(&it.choices) };
            field_input(field, kind, labels)
        })
        .into()
}
