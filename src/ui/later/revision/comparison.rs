//! Two revisions side by side.

use kickoff::domain::playbook::Playbook;
use kickoff::domain::revision::{Comparison, Part, Wording, wording};
use kickoff::i18n::words::Words;

use crate::ui::session::use_words;
use kit::html::{div, h3, li, p, span, ul};
use kit::{El, View, views};

/// What the newer one adds, drops and says otherwise.
pub fn comparison(found: &Comparison, former: &Playbook, newer: &Playbook) -> View {
    let words = use_words();
    let Comparison { added, removed, changed } = found;
    if added.is_empty() && removed.is_empty() && changed.is_empty() {
        return View::from(p().child(words.revision_same()));
    }
    let alone = |part: &Part, of: &Playbook| {
        wording(of, *part).map(|it| li().child(said(words, it))).into_iter().collect::<Vec<El>>()
    };
    let both = |part: &Part| {
        let [before, now] = [former, newer].map(|it| wording(it, *part));
        let titles = [words.wording_now(), words.wording_next()].map(str::to_owned);
        let both = |(before, now)| li().child(side_by_side(words, titles, before, now));
        before.zip(now).map(both)
    };
    let added = added.iter().flat_map(|it| alone(it, newer)).collect();
    let removed = removed.iter().flat_map(|it| alone(it, former)).collect();
    let changed = changed.iter().filter_map(both).collect();
    views([
        group(words.revision_added(), "lines", added),
        group(words.revision_removed(), "lines", removed),
        group(words.revision_changed(), "compare__all", changed),
    ])
}

fn group(title: &'static str, kind: &str, all: Vec<El>) -> View {
    if all.is_empty() {
        return View::default();
    }
    let title = h3().child(title).child(format!(" ({})", all.len()));
    div().class("compare__group").child(title).child(ul().class(kind).child(all)).into()
}

fn said(words: Words, it: Wording<'_>) -> View {
    let hint = it.hint.map(|it| p().class("field__hint").child(it.get(words.0)));
    views([p().child(it.title.get(words.0)).into(), View::from(hint.map(View::from))])
}

/// A wording and what it was before; one below the other where there is no room.
pub fn side_by_side(
    words: Words,
    titles: [String; 2],
    before: Wording<'_>,
    now: Wording<'_>,
) -> El {
    let [title_before, title_now] = titles;
    let side = |title: String, it: Wording<'_>| {
        div()
            .class("compare__side")
            .child(span().class("field__hint").child(title))
            .child(said(words, it))
    };
    div().class("compare").child(side(title_before, before)).child(side(title_now, now))
}
