use crate::ui::later::pages::Whereabouts;
use crate::ui::later::revision;
use kickoff::app::route::{Page, Route};
use kickoff::domain::playbook::Step;
use kickoff::domain::progress::Progress;
use leptos::prelude::*;

use crate::ui::parts::ring;
use crate::ui::session::{use_editor, use_words};
use kit::html::{a, li, nav, span, ul};
use kit::{Show, View, live, maybe, text};

/// The steps in the playbook's order, each with how far it is.
pub fn rail() -> View {
    let editor = use_editor();
    let words = use_words();
    let steps = editor.playbook().steps.iter();
    let [setup, meeting, after @ .., revision] = Page::PLAIN;
    let after = after.into_iter();
    // Where there is nothing to do about it, nobody looks for it here.
    let is_of_interest = revision::is_of_interest(editor);
    View::from(
        nav().class("rail").attr("aria-label", words.steps()).child(
            ul().class("rail__list")
                .child(plain_link(setup))
                .child(plain_link(meeting))
                .child(steps.map(step_link).collect::<Vec<View>>())
                .child(after.map(plain_link).collect::<Vec<View>>())
                .child(Show(move || is_of_interest.get(), move || plain_link(revision))),
        ),
    )
}

/// The address of a page.
fn page_place(page: Page) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let editor = use_editor();
    move || Route::Engagement { id: editor.id, page, at: None }.to_string()
}

fn plain_link(page: Page) -> View {
    let title = page.short_title(use_editor().playbook(), use_words());
    let whereabouts = expect_context::<Whereabouts>();
    let href = page_place(page);
    let is_here = move || whereabouts.page.get() == page;
    View::from(
        li().child(
            a().class("rail__link")
                .attr("href", text(href))
                .attr("aria-current", maybe(move || is_here().then_some("page")))
                .child(span().class("rail__dot").attr("aria-hidden", "true"))
                .child(span().class("rail__title").child(title)),
        ),
    )
}

fn step_link(step: &'static Step) -> View {
    let editor = use_editor();
    let words = use_words();
    let whereabouts = expect_context::<Whereabouts>();
    let page = Page::Step(step.id);
    let href = page_place(page);
    let is_here = move || whereabouts.page.get() == page;
    let progress = editor.assess(move |assessment, it| Progress::of_step(step, assessment, it));
    let counts = move || {
        let all = progress.get().all;
        if all.total == 0 { String::new() } else { words.of_total(all.closed, all.total) }
    };
    let spoken = move || {
        let all = progress.get().all;
        if all.total == 0 {
            words.nothing_to_tick().to_owned()
        } else {
            words.progress_label(all.closed, all.total)
        }
    };
    View::from(
        li().child(
            a().class("rail__link")
                .attr("href", text(href))
                .attr("aria-current", maybe(move || is_here().then_some("page")))
                .child(live(move || {
                    if 0 < progress.get().all.total {
                        ring(move || progress.get().all.percent())
                    } else {
                        View::from(span().class("rail__dot").attr("aria-hidden", "true"))
                    }
                }))
                .child(span().class("rail__title").child(step.title.get(words.0)))
                .child(span().class("rail__count").attr("aria-hidden", "true").child(text(counts)))
                .child(span().class("unseen").child(text(spoken))),
        ),
    )
}
