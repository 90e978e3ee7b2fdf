//! The playbook's own history and front matter.

use leptos::prelude::*;

use super::session::{use_bench, use_words};

#[component]
pub fn History() -> impl IntoView {
    let playbook = use_bench().playbook();
    let words = use_words();
    let revisions = playbook.revisions.iter().map(|it| {
        let on = it.on.to_string();
        view! {
            <tr>
                <td><time datetime=on.clone()>{on.clone()}</time></td>
                <td>{&*it.by}</td>
                <td>{it.what.get(words.0)}</td>
            </tr>
        }
    });
    let about = &playbook.playbook;
    let facts = about.about.iter().map(|it| view! {
        <div class="facts__pair"><dt>{it.label.get(words.0)}</dt><dd>{&*it.value}</dd></div>
    });
    view! {
        <div class="wide" role="region" aria-label=words.revisions() tabindex="0">
            <table class="table">
                <caption class="unseen">{words.revisions()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.date()}</th>
                        <th scope="col">{words.changed_by()}</th>
                        <th scope="col">{words.change()}</th>
                    </tr>
                </thead>
                <tbody>{revisions.collect_view()}</tbody>
            </table>
        </div>
        <section class="block">
            <h2 class="block__title">{words.about_playbook()}</h2>
            <p class="block__lead">
                {about.title.get(words.0)}" · "{about.phase.get(words.0)}" · "{about.revision.to_string()}
            </p>
            <dl class="facts">{facts.collect_view()}</dl>
            <p class="field__hint">{about.stale_note.get(words.0)}</p>
        </section>
    }
}
