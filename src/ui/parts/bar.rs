use leptos::prelude::*;

use crate::ui::erased::text;

/// Progress as a native bar, with its number beside it for everybody.
#[component]
pub fn Bar(
    #[prop(into)] percent: Signal<usize>,
    #[prop(into)] label: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="bar">
            <progress
                class="bar__track"
                max="100"
                prop:value=text(move || percent.get().to_string())
                aria-label=label
            ></progress>
            <span class="bar__number" aria-hidden="true">{text(move || format!("{}%", percent.get()))}</span>
        </span>
    }
}
