//! The team folder: which it is, where it stands, who wrote last, and what is wrong.

use kickoff::i18n::words::Words;
use kickoff::store::team_folder::{Absent, FolderError, Latest, NotTaken, Problem, Progress};
use leptos::prelude::*;

use crate::browser::{dates, folder};
use crate::ui::later::team_folder::{self, Lists, Standing, Status};
use crate::ui::parts::{bar, button, once_button};
use crate::ui::session::{use_session, use_words, why_not_kept};
use kit::html::{self, b, div, h2, h3, input, label, li, p, section, span, strong, ul};
use kit::{El, Show, Shown, View, fresh_id, live, on_control, text, views};

/// How many of a list are drawn.
const SHOWN: usize = 50;

fn shown<T: Clone + Default + PartialEq + Send + Sync + 'static>(
    select: fn(&Status) -> T,
) -> Shown<T> {
    let status = team_folder::status();
    Shown::new(move || status.with(select))
}

pub fn team_folder_block() -> El {
    let words = use_words();
    let session = use_session();
    let is_chosen = shown(|it| it.standing != Standing::NotChosen);
    let choose = move || {
        let choose = once_button("button--primary", move || team_folder::choose(session));
        p().class("page__actions").child(choose.child(words.team_choose()))
    };
    let inside = live(move || match (folder::is_supported(), is_chosen.get()) {
        (false, _) => p().child(words.team_unsupported()).into(),
        (true, false) => {
            let all = p().class("field__hint").child(words.team_all());
            views([all.into(), choose().into()])
        }
        (true, true) => untrack(joined),
    });
    section()
        .class("block")
        .attr("aria-labelledby", "team-folder")
        .child(h2().class("block__title").attr("id", "team-folder").child(words.team_folder()))
        .child(p().child(words.team_lead()))
        .child(inside)
}

fn joined() -> View {
    let session = use_session();
    let words = use_words();
    let name = shown(|it| it.folder.clone());
    let standing = shown(|it| it.standing);
    let progress = shown(|it| it.progress);
    let synced_at = shown(|it| it.synced_at);
    let lists = shown(|it| it.lists.clone());
    let when = move || match synced_at.get() {
        Some(at) => words.team_looked(&dates::instant(at, words.0)),
        None => words.team_never().to_owned(),
    };
    let wrong = live(move || match standing.get() {
        Standing::NotChosen | Standing::Joined => View::default(),
        Standing::Paused => {
            let allow = once_button("button--primary", move || team_folder::allow(session));
            let allow = p().class("page__actions").child(allow.child(words.team_allow()));
            refused(words.team_paused()).child(allow).into()
        }
        Standing::Stopped(why) => refused(words.team_folder_error(why)).into(),
    });
    let sync = button("", move || team_folder::sync_now(session));
    let choose = once_button("button--quiet", move || team_folder::choose(session));
    let leave = once_button("button--quiet", move || team_folder::leave(session));
    views([
        p().child(b().child(text(move || words.team_named(&name.get())))).into(),
        p().class("field__hint").child(words.team_all()).into(),
        div().attr("role", "status").child(p().child(text(when))).child(wrong).into(),
        Show(move || progress.get().is_some(), move || syncing(words, progress)),
        who_field(words).into(),
        p().class("page__actions")
            .child(sync.child(words.team_sync_now()))
            .child(choose.child(words.team_choose_other()))
            .child(leave.child(words.team_leave()))
            .into(),
        live(move || all_lists(words, lists.get())),
    ])
}

/// How far a round is, in a bar and in words. While it looks what is there, nobody knows how much there is.
fn syncing(words: Words, progress: Shown<Option<Progress>>) -> View {
    let is_reading = Shown::new(move || matches!(progress.get(), Some(Progress::Reading(..))));
    let percent = move || match progress.get() {
        Some(Progress::Reading(done, total)) => done * 100 / total.max(1),
        _ => 0,
    };
    let bar = live(move || match is_reading.get() {
        true => bar(percent, text(move || words.team_syncing().to_owned())),
        false => html::progress().attr("aria-label", words.team_syncing()).into(),
    });
    let said = move || match progress.get() {
        Some(Progress::Reading(done, total)) => words.team_reading(done, total),
        Some(Progress::Listing(count)) => words.team_listing(count),
        None => String::new(),
    };
    views([bar, p().class("field__hint").child(text(said)).into()])
}

fn refused(said: &'static str) -> El {
    div().class("refused").child(p().child(said))
}

fn who_field(words: Words) -> El {
    let who = team_folder::status().with_untracked(|it| it.who.clone());
    let id = fresh_id();
    label()
        .class("field")
        .attr("for", id.clone())
        .child(span().class("field__label").child(words.team_who()))
        .child(
            input()
                .class("field__input")
                .attr("id", id)
                .attr("type", "text")
                .attr("maxlength", "60")
                .attr("autocomplete", "name")
                .attr("value", who)
                .on(leptos::ev::change, on_control(move |it| team_folder::rename(&it.value()))),
        )
        .child(span().class("field__hint").child(words.team_who_hint()))
}

fn all_lists(words: Words, lists: Lists) -> View {
    let Lists { latest, absent, problems } = lists;
    views([problem_list(words, problems), absent_list(words, absent), latest_list(words, latest)])
}

/// A list under its title, of so many at most; nothing if there is nothing.
fn listed(words: Words, title: &'static str, lead: Option<&'static str>, all: Vec<El>) -> View {
    let more = all.len().saturating_sub(SHOWN);
    if all.is_empty() {
        return View::default();
    }
    let first: Vec<El> = all.into_iter().take(SHOWN).collect();
    let rest = (0 < more).then(|| li().child(words.team_more(more)));
    views([
        h3().child(title).into(),
        lead.map(|it| View::from(p().class("field__hint").child(it))).unwrap_or_default(),
        ul().class("cases").child(first).child(rest).into(),
    ])
}

fn row(name: &str, said: String, act: Option<El>) -> El {
    let actions = act.map(|it| div().class("case__actions").child(it));
    li().class("case case--plan")
        .child(
            div()
                .class("case__main")
                .child(strong().class("case__name").child(name.to_owned()))
                .child(span().class("case__motion").child(said)),
        )
        .child(actions)
}

fn latest_list(words: Words, latest: Vec<Latest>) -> View {
    let own = team_folder::status().with_untracked(|it| it.device.to_string());
    let one = |it: &Latest| {
        let device = it.by.device.chars().take(4).collect::<String>();
        let who = match &*it.by.who {
            _ if it.by.device == own => words.this_device().to_owned(),
            "" => words.team_device(&device),
            who => who.to_owned(),
        };
        let when = dates::written(&it.by.at, words.0);
        row(words.called(&it.customer), words.team_by(&who, &when), None)
    };
    listed(words, words.team_latest_title(), None, latest.iter().map(one).collect())
}

fn absent_list(words: Words, absent: Vec<Absent>) -> View {
    let session = use_session();
    let one = |it: &Absent| {
        let id = it.id;
        let name = words.called(&it.customer);
        let add = once_button("", move || team_folder::add(session, id)).child(words.team_add());
        let add = add.attr("aria-label", words.team_add_named(name));
        row(name, String::new(), Some(add))
    };
    let rows = absent.iter().map(one).collect();
    listed(words, words.team_absent_title(), Some(words.team_absent_line()), rows)
}

fn problem_list(words: Words, problems: Vec<(String, Problem)>) -> View {
    let playbook = use_session().library.default();
    let one = |(name, why): &(String, Problem)| {
        let said = match why {
            Problem::File(why) => {
                let told = words.file_error(why, playbook);
                [told.what, told.next].join(words.between_sentences())
            }
            Problem::NotRead(FolderError::Gone) => words.team_other().to_owned(),
            Problem::NotRead(why) | Problem::NotWritten(why) => {
                words.team_folder_error(*why).to_owned()
            }
            Problem::NotTaken(NotTaken::Apart) => words.team_apart().to_owned(),
            Problem::NotTaken(NotTaken::Unreadable) => words.team_unreadable_here().to_owned(),
            Problem::NotTaken(NotTaken::NotKept(why)) => {
                why_not_kept(words, words.team_not_merged(), why)
            }
        };
        row(name, said, None)
    };
    listed(words, words.team_problems_title(), None, problems.iter().map(one).collect())
}
