use leptos::prelude::*;

use crate::ui::erased::{flag, text};

/// Progress as a ring; the text beside it tells the same, so it is hidden from screen readers.
#[component]
pub fn Ring(#[prop(into)] percent: Signal<usize>) -> impl IntoView {
    view! {
        <svg
            class="ring"
            class:ring--full=flag(move || percent.get() == 100)
            viewBox="0 0 24 24"
            aria-hidden="true"
        >
            <circle class="ring__track" cx="12" cy="12" r="9" pathLength="100"></circle>
            <circle
                class="ring__part"
                cx="12"
                cy="12"
                r="9"
                pathLength="100"
                stroke-dasharray=text(move || format!("{} 100", percent.get()))
            ></circle>
            <path class="ring__tick" d="M8 12.5 l2.7 2.7 L16 9.6"></path>
        </svg>
    }
}
