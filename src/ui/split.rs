//! Screens that the first one does not need. They are a part of the program of their own, fetched
//! once the first screen is drawn, so that the list of engagements is there early.
//!
//! The editor and the screens of an engagement above all are there, with their style sheet, for which the part
//! waits (`xtask/src/later_style.js`): nothing is drawn before its rules are there. What the list
//! asks in a dialog, every file that is made, and the journal are there too: nobody needs them
//! before the list is drawn. When it was split, 193 KB were left for the first screen and 170 KB
//! came after it; `cargo xtask weigh` prints the figures of now. How a program is split is in
//! `xtask/src/split.rs`.

use kickoff::app::requests::ArchiveRequest;
use kickoff::app::requests::DialogRequest;
use kickoff::app::requests::ExportRequest;
use kickoff::app::requests::SampleRequest;
use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use kickoff::i18n::words::Words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::parts::{Dialog, button, message_page};
use super::session::{Direction, Session, use_session, use_words};
use crate::browser;
use crate::browser::breath::Breath;
use crate::browser::keyboard;
use crate::ui::later::archiving;
use crate::ui::later::customer_safe::{customer_safe, switch};
use crate::ui::later::data::data;
use crate::ui::later::dialogs;
use crate::ui::later::engagement::engagement_screen;
use crate::ui::later::export;
use crate::ui::later::finder;
use crate::ui::later::guide::guide;
use crate::ui::later::open_file::open_file;
use crate::ui::later::sample;
use crate::ui::later::shortcuts;
use crate::ui::later::team_folder;
use kickoff::app::engagement_list::List;
use kit::{El, View, live};

#[derive(Clone, Copy)]
pub enum Screen {
    Engagement,
    Open,
    Data,
    /// What a customer may see, in the place of everything else.
    Shared,
    /// The way to it.
    Switch,
    Guide,
    /// None; what goes on behind all of them.
    Behind,
}

/// What happens to the page as a whole, and concerns what can be edited: that is there with the other part.
pub enum Act {
    /// Keeps what was typed.
    Flush,
    /// Nobody looks: the same, and what was kept edit by edit is written as a whole.
    Hide,
    /// The page goes.
    Go,
    /// The screen is about to be drawn anew.
    LeaveScreen,
    /// What is done every half minute or so.
    LookAround,
    /// The address has changed.
    Follow,
    /// Another tab has written under a key, or removed it.
    Hear(String, Option<String>),
    /// Puts an engagement away, or takes it back.
    Archive(ArchiveRequest),
    /// Goes to the sample, or takes it off the list.
    Sample(SampleRequest),
    /// A step back or forth, by a key.
    Step(Direction),
    /// The same, of what a notice tells.
    TakeBack(Direction),
}

/// Whether the other part is here.
#[derive(Clone, Copy, Default, PartialEq)]
enum Part {
    #[default]
    OnItsWay,
    Here,
    Failed,
}

thread_local! {
    // Whoever asks first is not its owner: a screen goes again, and this stays.
    static PART: ArcRwSignal<Part> = ArcRwSignal::new(Part::OnItsWay);

    // The same for what is looked for in the list, which would make one long task with the rest.
    static FINDER: ArcRwSignal<Part> = ArcRwSignal::new(Part::OnItsWay);

    static HAS_BEGUN: Cell<bool> = const { Cell::new(false) };
}

/// Starts fetching the other part, unless it is here.
pub fn fetch() {
    let [part, finder] = [&PART, &FINDER].map(|it| it.with(ArcRwSignal::clone));
    let began_at = browser::hash();
    spawn_local(async move {
        // One part, and of each way into it whether it is open.
        let is_here = fetched::fetch_later().await.is_ok() && fetched::fetch_acts().await.is_ok();
        // That it was compiled was a task of its own, and its first screen is another.
        Breath::default().offer(0.0).await;
        let state = if is_here { Part::Here } else { Part::Failed };
        part.set(state);
        Breath::default().offer(0.0).await;
        finder.set(state);
        // Somebody went on meanwhile, and the keyboard was to go along. At the start it stays at
        // the top of the page.
        if browser::hash() != began_at {
            browser::focus_if_lost("main");
        }
    });
}

/// Begins what goes on behind all screens, as soon as it is here.
pub fn attend() {
    let part = PART.with(ArcRwSignal::clone);
    Effect::new(move |_| {
        if part.get() == Part::Here {
            untrack(|| at_once(fetched::draw(Screen::Behind as u8, None)));
        }
    });
}

/// A screen of the other part, as soon as that is here.
pub fn later(screen: Screen) -> View {
    let part = PART.with(ArcRwSignal::clone);
    live(move || match part.get() {
        Part::OnItsWay => message_page(use_words().loading(), "", View::default()).into(),
        Part::Failed => failed(),
        Part::Here => untrack(|| at_once(fetched::draw(screen as u8, None))).unwrap_or_else(failed),
    })
}

/// Opens a dialog of the other part, as soon as that is here.
pub fn ask(dialog: Dialog, what: DialogRequest, session: Session, words: Words) {
    spawn_local(async move {
        if fetched::ask(dialog, what, session, words).await.is_err() {
            session.complain(words.not_loaded_line());
        }
    });
}

/// Makes a file, as soon as the other part is here.
pub fn save(session: Session, words: Words, what: ExportRequest) {
    spawn_local(async move {
        // How far it is is shown in a place that is drawn with the other part, a turn after that has come.
        let part = PART.with(ArcRwSignal::clone);
        if fetched::fetch_later().await.is_ok() {
            while part.get_untracked() == Part::OnItsWay {
                Breath::default().take().await;
            }
        }
        if fetched::save(session, words, what).await.is_err() {
            session.complain(words.not_loaded_line());
        }
    });
}

/// Does what concerns what can be edited, and tells whether there was anything of that sort. `None` before there
/// is: what happens then is seen when it comes.
pub fn act(session: Session, what: Act) -> Option<bool> {
    let part = PART.with(ArcRwSignal::clone);
    (part.get_untracked() == Part::Here).then(|| at_once(fetched::act(session, what)))?
}

/// The same for what somebody asks for who may be here before the other part: it is waited for.
pub fn act_later(session: Session, words: Words, what: Act) {
    spawn_local(async move {
        if fetched::act(session, what).await.is_err() {
            session.complain(words.not_loaded_line());
        }
    });
}

/// What a future has ready: a part that is here answers without waiting, and the keyboard's place
/// is looked for in the same breath.
fn at_once<T>(ready: impl Future<Output = Result<T, SplitLoaderError>>) -> Option<T> {
    match pin!(ready).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(it)) => Some(it),
        _ => None,
    }
}

/// Something beside a screen, as soon as the other part is here; nobody waits for it.
pub fn beside(screen: Screen) -> View {
    let part = PART.with(ArcRwSignal::clone);
    live(move || match part.get() {
        Part::Here => untrack(|| at_once(fetched::draw(screen as u8, None))).unwrap_or_default(),
        _ => View::default(),
    })
}

/// Whether what is looked for in the list is still to come.
pub fn is_finder_on_its_way() -> bool {
    FINDER.with(ArcRwSignal::clone).get() == Part::OnItsWay
}

/// What is looked for in the list, as soon as the other part is here.
pub fn finder(list: List, rows: El) -> View {
    let part = FINDER.with(ArcRwSignal::clone);
    live(move || match part.get() {
        Part::Here => untrack(|| at_once(fetched::draw(u8::MAX, Some((list, rows.clone())))))
            .unwrap_or_default(),
        _ => View::default(),
    })
}

fn failed() -> View {
    let words = use_words();
    let again = button("button--primary", || {
        PART.with(|it| it.set(Part::OnItsWay));
        fetch();
    });
    message_page(
        words.not_loaded_title(),
        words.not_loaded_line(),
        again.child(words.try_again()).into(),
    )
    .into()
}

#[allow(unsafe_code, reason = "written by the macro; the split sees to both sides of the call")]
mod fetched {
    use super::*;

    #[wasm_split_helpers::wasm_split(later, fallible, preload(fetch_later))]
    pub(super) fn draw(screen: u8, list: Option<(List, El)>) -> Result<View, SplitLoaderError> {
        begin(use_session());
        // One door for all that is drawn in the same breath: each door is opened for itself.
        if let Some((list, rows)) = list {
            return Ok(finder::finder(list, &rows));
        }
        Ok(match screen {
            0 => engagement_screen(),
            1 => open_file(),
            2 => data(),
            3 => customer_safe(),
            4 => switch(),
            5 => guide(),
            _ => {
                let session = use_session();
                keyboard::attend(session);
                shortcuts::attend(session);
                let owner = Owner::current().unwrap_or_default();
                // Nobody waits for these. What is written until then waits for the journal.
                browser::after_paint(move || {
                    owner.with(|| {
                        browser::journal::open(session);
                        browser::launched::attend(session);
                        team_folder::attend(session);
                    });
                });
                View::default()
            }
        })
    }

    /// Opens what the address asks for, before anything is drawn of it.
    fn begin(session: Session) {
        if !HAS_BEGUN.replace(true) {
            if !session.memory_only {
                session.set_archive(Rc::new(browser::archive::DiskArchive::default()));
            }
            session.begin();
        }
    }

    #[wasm_split_helpers::wasm_split(later, fallible, preload(fetch_acts))]
    pub(super) fn act(session: Session, what: Act) -> Result<bool, SplitLoaderError> {
        begin(session);
        match what {
            Act::Flush => session.flush(),
            Act::Hide => {
                session.flush();
                session.fold();
            }
            Act::Go => {
                session.flush();
                session.drop_blanks();
            }
            Act::LeaveScreen => session.leave_screen(),
            Act::LookAround => session.on_timer(),
            Act::Follow => session.route_changed(),
            Act::Hear(key, raw) => session.written_elsewhere(&key, raw.as_deref()),
            Act::Archive(ArchiveRequest::Archive(id)) => archiving::archive(session, id),
            Act::Archive(ArchiveRequest::Unarchive(id)) => archiving::unarchive(session, id),
            Act::Sample(SampleRequest::Open) => sample::open(session),
            Act::Sample(SampleRequest::Remove) => sample::remove(session),
            Act::Step(way) => return Ok(session.step(way)),
            Act::TakeBack(way) => return Ok(session.undo_or_redo(way)),
        }
        Ok(true)
    }

    #[wasm_split_helpers::wasm_split(later, fallible)]
    pub(super) fn ask(
        dialog: Dialog,
        what: DialogRequest,
        session: Session,
        words: Words,
    ) -> Result<(), SplitLoaderError> {
        dialogs::ask(dialog, what, session, words);
        Ok(())
    }

    #[wasm_split_helpers::wasm_split(later, fallible)]
    pub(super) fn save(
        session: Session,
        words: Words,
        what: ExportRequest,
    ) -> Result<(), SplitLoaderError> {
        export::save(session, words, what);
        Ok(())
    }
}
