use kickoff::domain::playbook::Step;
use kickoff::domain::progress::Progress;
use kickoff::place::{Page, Place};
use leptos::prelude::*;

use super::Whereabouts;
use crate::ui::erased::{live, maybe, text};
use crate::ui::parts::Ring;
use crate::ui::session::{use_bench, use_words};

/// The steps in the playbook's order, each with how far it is.
#[component]
pub fn Rail() -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let steps = bench.playbook().steps.iter();
    view! {
        <nav class="rail" aria-label=words.steps()>
            <ul class="rail__list">
                <PlainLink page=Page::Setup title=words.setup()/>
                {steps.map(|step| view! { <StepLink step/> }).collect_view()}
                <PlainLink page=Page::HandOff title=words.hand_off()/>
            </ul>
        </nav>
    }
}

/// The address of a page, with the register that is open staying open.
fn page_place(page: Page) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let bench = use_bench();
    move || Place::Engagement { id: bench.id, page, register: None }.to_string()
}

#[component]
fn PlainLink(page: Page, title: &'static str) -> impl IntoView {
    let whereabouts = expect_context::<Whereabouts>();
    let href = page_place(page);
    let is_here = move || whereabouts.page.get() == page;
    view! {
        <li>
            <a class="rail__link" href=text(href) aria-current=maybe(move || is_here().then_some("page"))>
                <span class="rail__dot" aria-hidden="true"></span>
                <span class="rail__title">{title}</span>
            </a>
        </li>
    }
}

#[component]
fn StepLink(step: &'static Step) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let whereabouts = expect_context::<Whereabouts>();
    let page = Page::Step(step.id);
    let href = page_place(page);
    let is_here = move || whereabouts.page.get() == page;
    let progress = bench.assess(move |assessment, it| Progress::of_step(step, assessment, it));
    let percent = Signal::derive(move || progress.get().all.percent());
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
    view! {
        <li>
            <a class="rail__link" href=text(href) aria-current=maybe(move || is_here().then_some("page"))>
                {live(move || if 0 < progress.get().all.total {
                    view! { <Ring percent/> }.into_any()
                } else {
                    view! { <span class="rail__dot" aria-hidden="true"></span> }.into_any()
                })}
                <span class="rail__title">{step.title.get(words.0)}</span>
                <span class="rail__count" aria-hidden="true">{text(counts)}</span>
                <span class="unseen">{text(spoken)}</span>
            </a>
        </li>
    }
}
