//! The list of engagements as it can be drawn at once, from their cards alone. A moment later the
//! playbook is there, and the whole app takes its place. A thousand cards are got a part at a time.

use kickoff::app::route::{Page, Route};
use kickoff::domain::id::EngagementId;
use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use kickoff::store::engagements::{self, Glimpse, KeptCard};

use crate::browser::breath::Breath;
use crate::browser::{self, BrowserStore};
use crate::ui::first::SLICE;
use crate::ui::parts::bar;
use kickoff::app::engagement_list::{FIRST_ROWS, highest_first};
use kit::html::{a, div, h1, li, main, p, ul};
use kit::{El, View, text};

/// So many cards are got at a time.
const CARDS: usize = 200;

/// Whether somebody is at the list. Any other place waits for the playbook.
pub fn is_list() -> bool {
    matches!(browser::hash().as_str(), "" | "#" | "#/")
}

/// The list, and all cards that were got for it.
pub async fn early_list(breath: &Breath) -> (El, Vec<(EngagementId, Glimpse)>) {
    let deployment = browser::deployment();
    // The first look at a storage brings all of it here.
    let lang = engagements::kept_lang(&BrowserStore, &deployment);
    breath.offer(SLICE).await;
    let keys = engagements::card_keys(&BrowserStore, &deployment);
    let mut cards = Vec::new();
    for some in keys.chunks(CARDS) {
        breath.offer(SLICE).await;
        cards.extend(engagements::glimpses(&BrowserStore, some));
    }
    breath.offer(SLICE).await;
    let words = Words(lang.and_then(|it| Lang::from_tag(&it)).unwrap_or_default());
    let order = highest_first(cards.iter().map(|it| it.1.changed_millis()).collect());
    let rows: Vec<View> = order
        .into_iter()
        .filter_map(|at| cards.get(at))
        .filter_map(|(id, it)| Some((id, it.read()?)))
        .take(FIRST_ROWS)
        .map(|(id, KeptCard { card, .. })| {
            let place = Route::Engagement { id: *id, page: Page::Setup, at: None };
            let percent = card.progress().percent();
            let label = words.progress_label(card.closed, card.total);
            let name = a().class("case__name").attr("href", place.to_string());
            li().class("case")
                .child(div().class("case__main").child(name.child(words.called(&card.customer))))
                .child(bar(move || percent, text(move || label.clone())))
                .into()
        })
        .collect();
    browser::remove("boot");
    let list = ul().class("cases").child(rows);
    let page = main()
        .class("page")
        .attr("aria-busy", "true")
        .child(h1().class("page__title").child(words.home()))
        .child(p().class("page__lead").child(words.app_line()))
        .child(list);
    (page, cards)
}
