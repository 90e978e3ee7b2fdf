//! Opening files: chosen or dropped, checked as a whole, shown, and only then taken in.

mod preview;
mod review;
mod unsealing;

use kickoff::app::import_plan::{self, FileRead, NoRoom, NotRead, Plan};
use kickoff::i18n::file_errors::Refused;
use kickoff::i18n::words::Words;
use kickoff::store::import::source::Unreadable;
use kickoff::store::import::stream::About;
use kickoff::store::sealed::Envelope;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use crate::browser::dropped::DroppedFiles;
use crate::browser::files::{self, UserFile};
use crate::ui::later::course::Course;
use crate::ui::parts::{page_main, page_title};
use crate::ui::session::{Session, use_session, use_words};
use kit::html::{b, code, details, div, input, label, p, span, summary};
use kit::{El, View, ev, follow, live};
use preview::preview;
use unsealing::unsealing;

/// What is known of the chosen files.
#[derive(Clone, Default)]
pub enum Chosen {
    #[default]
    Nothing,
    Reading(Course),
    Read(Read),
    TakingIn(Course),
}

/// What the files hold, and what is to become of it.
#[derive(Clone, Default)]
pub struct Read {
    refused: Vec<(String, Unreadable)>,
    /// Those that wait for a passphrase.
    sealed: Vec<Sealed>,
    opened: Vec<About>,
    plans: Vec<Plan>,
    /// What is here has changed since it was shown.
    is_anew: bool,
    failed: Option<Failed>,
}

/// Why nothing was taken in.
#[derive(Clone)]
enum Failed {
    /// For want of room, or for something else.
    NotKept(Option<NoRoom>),
    FileHasChanged,
}

/// A file that nobody has opened yet.
#[derive(Clone)]
struct Sealed {
    name: String,
    envelope: Arc<Envelope>,
}

type Choosing = ArcRwSignal<Chosen>;

thread_local! {
    // What was chosen and decided stays until it is taken in or another file is chosen, in the other
    // language and after a visit elsewhere, such as for a look at what is here.
    static CHOSEN: RefCell<Option<Choosing>> = const { RefCell::new(None) };
    // Where engagements are read again that are not in memory.
    static FILES: RefCell<Rc<Vec<UserFile>>> = RefCell::default();
    // How often files were chosen.
    static LATEST: Cell<u32> = const { Cell::new(0) };
}

/// What is chosen, for what is here by now.
fn choosing(session: Session) -> Choosing {
    let chosen = CHOSEN.with_borrow_mut(|it| it.get_or_insert_default().clone());
    if let Chosen::Read(read) = chosen.get_untracked() {
        let (chosen, number) = (chosen.clone(), LATEST.get());
        spawn_local(async move {
            let pace = Course::default().pace(|| true);
            let anew = import_plan::anew(session, &read.plans, &files_chosen(), &pace).await;
            // Unless something else was done with it meanwhile.
            let is_shown = matches!(chosen.get_untracked(), Chosen::Read(it) if it.is_of(&read));
            if let (Ok(Some(plans)), true) = (anew, LATEST.get() == number && is_shown) {
                chosen.set(Chosen::Read(Read { plans, is_anew: true, ..read }));
            }
        });
    }
    chosen
}

impl Read {
    /// Whether it is of the same files, and as many of them are open.
    fn is_of(&self, other: &Read) -> bool {
        self.plans.len() == other.plans.len() && self.opened == other.opened
    }
}

fn files_chosen() -> Rc<Vec<UserFile>> {
    FILES.with_borrow(Rc::clone)
}

/// It is taken in.
fn forget_chosen(session: Session) {
    CHOSEN.set(None);
    FILES.take();
    session.is_deciding.set_value(false);
}

/// Reads files engagement by engagement and says what they would do. Nothing changes. Whoever chooses again
/// while some are read means the latter.
fn choose(session: Session, files: Vec<UserFile>, chosen: Choosing) {
    let number = LATEST.get().wrapping_add(1);
    LATEST.set(number);
    session.is_deciding.set_value(false);
    let course = Course::default();
    chosen.set(Chosen::Reading(course.clone()));
    let files = Rc::new(files);
    FILES.set(files.clone());
    spawn_local(async move {
        let pace = course.pace(|| LATEST.get() == number);
        let mut read = Read::default();
        let mut kept = 0;
        for (file, nth) in files.iter().zip(0..) {
            match import_plan::read_file(session, file, nth, &mut kept, &pace).await {
                Ok(FileRead::Open { about, plans }) => {
                    read.opened.push(about);
                    for plan in plans {
                        let added =
                            import_plan::add_plan(session, &mut read.plans, &files, plan).await;
                        if added.is_err() {
                            read.refused.push((file.name(), Unreadable::Withheld));
                            break;
                        }
                    }
                }
                Ok(FileRead::Sealed(it)) => {
                    read.sealed.push(Sealed { name: file.name(), envelope: Arc::new(it) });
                }
                Err(NotRead::Unreadable(why)) => read.refused.push((file.name(), why)),
                Err(NotRead::Cancelled) if LATEST.get() != number => return,
                Err(NotRead::Cancelled) => {
                    FILES.take();
                    session.say(Words(session.lang.get_untracked()).import_cancelled());
                    return chosen.set(Chosen::Nothing);
                }
            }
        }
        if LATEST.get() == number {
            chosen.set(Chosen::Read(read));
        }
    });
}

pub fn open_file() -> View {
    let session = use_session();
    let words = use_words();
    let chosen = choosing(session);
    let take = {
        let chosen = chosen.clone();
        move |files: Vec<UserFile>| {
            let is_busy = matches!(chosen.get_untracked(), Chosen::TakingIn(_));
            if !files.is_empty() && !is_busy {
                choose(session, files, chosen.clone());
            }
        }
    };
    let DroppedFiles(dropped) = expect_context();
    let take_dropped = take.clone();
    follow(Box::new(move || {
        if dropped.with(|it| !it.is_empty()) {
            take_dropped(dropped.write_untracked().split_off(0));
        }
    }));
    View::from(
        page_main("page")
            .child(page_title("page__title").child(words.open_file()))
            .child(p().class("page__lead").child(words.import_lead()))
            .child(div().class("drop").child(file_field(words, take)))
            .child(div().attr("aria-live", "polite").child(live(move || match chosen.get() {
                Chosen::Nothing => ().into(),
                Chosen::Reading(course) => course.shown(words, words.import_reading()),
                Chosen::TakingIn(course) => course.shown(words, words.import_taking_in()),
                Chosen::Read(read) => shown(read, chosen.clone()),
            }))),
    )
}

fn file_field(words: Words, take: impl Fn(Vec<UserFile>) + 'static) -> El {
    label()
        .class("field")
        .attr("for", "file")
        .child(span().class("field__label").child(words.choose_file()))
        .child(
            input()
                .class("field__input")
                .attr("id", "file")
                .attr("type", "file")
                .attr("multiple", true)
                .attr("accept", ".json,application/json")
                .on(ev::change, files::on_chosen(take)),
        )
        .child(span().class("field__hint").child(words.choose_file_hint()))
}

fn shown(read: Read, chosen: Choosing) -> View {
    let session = use_session();
    let words = use_words();
    let refused = read.refused.iter().map(|(name, why)| {
        let told = match why {
            Unreadable::Withheld => words.file_withheld(),
            Unreadable::Error(error) => words.file_error(error, session.library.default()),
        };
        refusal(words, name, told)
    });
    let mut all: Vec<View> = refused.collect();
    all.extend(read.sealed.iter().map(|it| unsealing(it, &chosen)));
    if !read.plans.is_empty() {
        all.push(preview(read, chosen));
    }
    View::from(all)
}

fn refusal(words: Words, name: &str, told: Refused) -> View {
    let detail = told.detail.map(|it| {
        details().child(summary().child(words.exactly_where())).child(p().child(code().child(it)))
    });
    View::from(
        div()
            .class("refused")
            .attr("role", "alert")
            .child(p().child(b().child(words.not_imported(name))))
            .child(p().child(told.what).child(words.between_sentences()).child(told.next))
            .child(detail),
    )
}
