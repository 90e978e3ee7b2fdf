use kickoff::i18n::summary::motion;
use kickoff::place::Place;
use leptos::prelude::*;

use super::{Whereabouts, save_state};
use crate::ui::deadline::DueChip;
use crate::ui::erased::{flag, maybe, on_click, text};
use crate::ui::parts::{Bar, Icon, IconName};
use crate::ui::session::{Bench, use_words};

/// Who it is, how far it is, and whether it is kept.
#[component]
pub fn Header(bench: Bench) -> impl IntoView {
    let words = use_words();
    let playbook = bench.playbook();
    let whereabouts = expect_context::<Whereabouts>();
    let customer = bench.select(|it| it.customer().to_owned());
    let motion = bench.select(move |it| motion(it, playbook, words.0));
    let progress = bench.progress();
    let percent = Signal::derive(move || progress.get().all.percent());
    let label = Signal::derive(move || {
        let all = progress.get().all;
        words.progress_label(all.closed, all.total)
    });
    let kept = move || bench.kept();
    let state_name = move || match kept() {
        None => Some("saving"),
        Some(kickoff::desk::Kept::Saved) => Some("saved"),
        Some(kickoff::desk::Kept::NotSaved(_)) => Some("problem"),
    };
    let register_place = move || {
        let register = whereabouts.register.get();
        let next = if register.is_some() { None } else { Some(super::super::registers::first()) };
        Place::Engagement { id: bench.id, page: whereabouts.page.get(), register: next }.to_string()
    };
    Effect::new(move |_| {
        document().set_title(&format!("{} – {}", customer.get(), words.app_name()));
    });
    on_cleanup(move || document().set_title(words.app_name()));
    view! {
        <header class="head">
            <a class="head__back" href=Place::Engagements.to_string() aria-label=words.home()>
                <Icon name=IconName::Back/>
            </a>
            <div class="head__who">
                <p class="head__name">{customer}</p>
                <p class="head__motion">{motion}" "<DueChip/></p>
            </div>
            <div class="head__progress">
                <Bar percent label/>
                <p class="head__counts">
                    {text(move || {
                        let mandatory = progress.get().mandatory;
                        words.mandatory_progress(mandatory.closed, mandatory.total)
                    })}
                    " · "{label}
                </p>
            </div>
            <p class="head__saved" data-state=maybe(state_name) role="status">
                {text(move || save_state(words, kept().as_ref()).to_owned())}
            </p>
            <div class="head__actions">
                <button
                    class="button button--icon"
                    type="button"
                    aria-label=words.undo()
                    title=words.undo()
                    disabled=flag(move || !bench.can_undo())
                    on:click=on_click(move || bench.undo())
                ><Icon name=IconName::Undo/></button>
                <button
                    class="button button--icon"
                    type="button"
                    aria-label=words.redo()
                    title=words.redo()
                    disabled=flag(move || !bench.can_redo())
                    on:click=on_click(move || bench.redo())
                ><Icon name=IconName::Redo/></button>
                <a class="button head__registers" href=text(register_place)>
                    <Icon name=IconName::Panel/>{words.registers()}
                </a>
            </div>
        </header>
    }
}
