//! Opening files: chosen or dropped, checked as a whole, shown, and only then taken in.

mod preview;
mod review;
mod unsealing;

use kickoff::app::import_plan::{self, Plan};
use kickoff::i18n::file_errors::Refused;
use kickoff::i18n::words::Words;
use kickoff::store::import::{self, Content, FileError, Opened};
use kickoff::store::sealed::{self, Envelope};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::browser::dropped::DroppedFiles;
use crate::browser::files::{self, UserFile};
use crate::ui::session::{Session, use_session, use_words};
use kit::html::{b, code, details, div, h1, input, label, main, p, span, summary};
use kit::{El, View, ev, follow, live};
use preview::preview;
use unsealing::unsealing;

/// What is known of the chosen files.
#[derive(Clone, Default)]
pub enum Chosen {
    #[default]
    Nothing,
    Reading,
    Read(Read),
}

/// What the files hold, and what is to become of it.
#[derive(Clone)]
pub struct Read {
    refused: Vec<(String, Unreadable)>,
    /// Those that wait for a passphrase.
    sealed: Vec<Sealed>,
    opened: Vec<Opened>,
    plans: Vec<Plan>,
    /// What is here has changed since it was shown.
    is_anew: bool,
}

/// A file that nobody has opened yet.
#[derive(Clone)]
struct Sealed {
    name: String,
    envelope: Arc<Envelope>,
}

/// Why a file is not taken.
#[derive(Clone)]
enum Unreadable {
    /// The browser does not give it out, such as when it was moved away.
    Withheld,
    Error(FileError),
}

type Choosing = ArcRwSignal<Chosen>;

thread_local! {
    // What was chosen and decided stays until it is taken in or another file is chosen, in the other
    // language and after a visit elsewhere, such as for a look at what is here.
    static CHOSEN: RefCell<Option<Choosing>> = const { RefCell::new(None) };
    // How often files were chosen.
    static LATEST: Cell<u32> = const { Cell::new(0) };
}

/// What is chosen, for what is here by now.
fn choosing(session: Session) -> Choosing {
    let chosen = CHOSEN.with_borrow_mut(|it| it.get_or_insert_default().clone());
    if let Chosen::Read(read) = chosen.get_untracked()
        && let Some(plans) = import_plan::anew(session, &read.plans)
    {
        chosen.set(Chosen::Read(Read { plans, is_anew: true, ..read }));
    }
    chosen
}

/// It is taken in.
fn forget_chosen(session: Session) {
    CHOSEN.set(None);
    session.is_deciding.set_value(false);
}

async fn read_one(session: Session, file: &UserFile) -> Result<Content, Unreadable> {
    check_size(file).await?;
    let bytes = file.read().await.map_err(|_| Unreadable::Withheld)?;
    import::read(&bytes, session.library).map_err(Unreadable::Error)
}

/// A sealed file is larger than what is in it: where that counts, its first bytes tell whether it is one.
async fn check_size(file: &UserFile) -> Result<(), Unreadable> {
    let size = file.size();
    let mut fits = import::check_size(size);
    if fits.is_err() && import::check_sealed_size(size).is_ok() {
        let beginning = file.beginning(sealed::BEGINNING).await;
        if sealed::is_begun(&beginning.map_err(|_| Unreadable::Withheld)?) {
            fits = Ok(());
        }
    }
    fits.map_err(Unreadable::Error)
}

/// Reads files whole and says what they would do. Nothing changes. Whoever chooses again while some
/// are read means the latter.
fn choose(session: Session, files: Vec<UserFile>, chosen: Choosing) {
    let number = LATEST.get().wrapping_add(1);
    LATEST.set(number);
    session.is_deciding.set_value(false);
    chosen.set(Chosen::Reading);
    spawn_local(async move {
        let (mut refused, mut sealed, mut opened) = (Vec::new(), Vec::new(), Vec::new());
        for file in files {
            match read_one(session, &file).await {
                Ok(Content::Open(it)) => opened.push(it),
                Ok(Content::Sealed(it)) => {
                    sealed.push(Sealed { name: file.name(), envelope: Arc::new(it) });
                }
                Err(error) => refused.push((file.name(), error)),
            }
        }
        if LATEST.get() != number {
            return;
        }
        let plans = import_plan::plans(session, opened.iter().flat_map(|it| &it.engagements));
        chosen.set(Chosen::Read(Read { refused, sealed, opened, plans, is_anew: false }));
    });
}

pub fn open_file() -> View {
    let session = use_session();
    let words = use_words();
    let chosen = choosing(session);
    let take = {
        let chosen = chosen.clone();
        move |files: Vec<UserFile>| {
            if !files.is_empty() {
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
        main()
            .class("page")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .child(h1().class("page__title").child(words.open_file()))
            .child(p().class("page__lead").child(words.import_lead()))
            .child(div().class("drop").child(file_field(words, take)))
            .child(div().attr("aria-live", "polite").child(live(move || match chosen.get() {
                Chosen::Nothing => ().into(),
                Chosen::Reading => View::from(p().child(words.import_reading())),
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
