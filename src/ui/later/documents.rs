//! What people take along beside the file: documents, to be read before they are copied, downloaded or
//! printed; tables and dates.

use chrono::{DateTime, NaiveDate, Utc};
use kickoff::domain::code::Audience;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::Field;
use kickoff::domain::register::Register;
use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use kickoff::output::calendar_file::{self, Readers};
use kickoff::output::documents::{Document, file_name};
use kickoff::output::report::{Report, Table};
use kickoff::output::shared::Shared;
use kickoff::output::table::{self, SEPARATOR, Separator};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::report_view::{Level, report_view};
use crate::browser::{self, dates, files};
use crate::ui::parts::{Tone, answer, chip, once_button};
use crate::ui::session::{EditorHandle, Session, use_editor, use_session, use_words};
use kit::html::{div, fieldset, h2, legend, p, section};
use kit::{El, Shown, View, flag, fresh_id, live, views};

/// What was chosen is kept with the page, so that it is there in the other language, too.
const DOCUMENT: &str = "document";
const LANGUAGE: &str = "document-language";

/// The language of the document that is shown, or of the page as long as none was chosen.
pub fn document_words(editor: EditorHandle, words: Words) -> Words {
    let chosen = editor.drawn(LANGUAGE).and_then(|it| Lang::ALL.get(it).copied());
    chosen.map_or(words, Words)
}

/// Both parts of the page.
pub fn documents() -> View {
    // What grows comes last: nothing moves away from under a pointer.
    views([tables_and_dates(), documents_part()])
}

fn documents_part() -> View {
    let (editor, words) = (use_editor(), use_words());
    let document = Shown::new(move || {
        Document::ALL.get(editor.drawn(DOCUMENT).unwrap_or_default()).copied().unwrap_or_default()
    });
    let lang = Shown::new(move || document_words(editor, words).0);
    let clock = editor.wall_clock();
    let today = Shown::new(move || clock.get().date());
    let report = Shown::new(move || {
        let (document, said) = (document.get(), Words(lang.get()));
        editor.read(|it| document.report(it, today.get(), said))
    });
    let kinds = Document::ALL.into_iter().enumerate().map(|(at, it)| {
        let pick = move || editor.draw(DOCUMENT, Some(at));
        (it.name(words), flag(move || document.get() == it), Box::new(pick) as Box<dyn FnMut()>)
    });
    let languages = Lang::ALL.into_iter().enumerate().map(|(at, it)| {
        let pick = move || editor.draw(LANGUAGE, Some(at));
        let name = Words(it.other()).language_other();
        (name, flag(move || lang.get() == it), Box::new(pick) as Box<dyn FnMut()>)
    });
    let draw = move || match report.get() {
        None => p().child(words.nothing_shared()).into(),
        Some(report) => report_view(&report, Level::Part),
    };
    let about = move || {
        let document = document.get();
        let (whom, tone) = match document.audience() {
            Audience::Shared => (words.shared(), Tone::Done),
            Audience::Internal => (words.internal(), Tone::Strong),
        };
        let beyond = document.is_beyond_source().then(|| chip(words.beyond_source(), Tone::Quiet));
        let lead = (document.audience() == Audience::Shared).then(|| words.shared_only());
        let lead = p().class("field__hint").child(lead);
        views([p().child(chip(whom, tone)).child(" ").child(beyond).into(), lead.into()])
    };
    section()
        .class("block documents")
        .child(h2().class("block__title").child(words.documents()))
        .child(p().class("field__hint").child(words.documents_lead()))
        .child(choice(words.document_choice(), kinds.collect()))
        .child(choice(words.document_language(), languages.collect()))
        .child(live(about))
        .child(actions(document, report))
        .child(live(draw))
        .into()
}

/// One of a few, by its label.
type Choice = (&'static str, kit::Live<bool>, Box<dyn FnMut()>);

fn choice(label: &'static str, options: Vec<Choice>) -> El {
    let name = fresh_id();
    let options = options
        .into_iter()
        .map(|(label, is_chosen, pick)| answer(&name, is_chosen, None, label, pick));
    fieldset()
        .class("question")
        .child(legend().class("question__ask").child(label))
        .child(div().class("question__answers").child(options.collect::<Vec<El>>()))
}

/// What can be done with a document. The buttons stay while the document changes.
fn actions(document: Shown<Document>, report: Shown<Option<Report>>) -> El {
    let (editor, session, words) = (use_editor(), use_session(), use_words());
    let copy = move || {
        let Some(report) = report.get_untracked() else { return };
        spawn_local(async move {
            if files::copy_document(&report.html(), &report.plain()).await {
                session.say(words.document_copied());
            } else {
                session.complain(words.not_copied());
            }
        });
    };
    let download = move || {
        let Some(report) = report.get_untracked() else { return };
        let what = format!("{}-{}", document.get_untracked().code(), report.lang.tag());
        save(session, editor, words, &what, "md", Some(report.markdown()));
    };
    div()
        .class("block__row")
        .child(once_button("button--primary", copy).child(words.copy_report()))
        .child(once_button("", download).child(words.download_report()))
        .child(once_button("", print_chosen).child(words.print_report()))
}

/// The style sheet knows by the mark what is to be on paper.
fn print_chosen() {
    browser::mark("data-prints", "document");
    files::print();
    browser::mark("data-prints", "");
}

fn tables_and_dates() -> View {
    let (editor, session, words) = (use_editor(), use_session(), use_words());
    let kept = session.with_store(|it| it.preference(SEPARATOR));
    let separator =
        RwSignal::new(kept.and_then(|it| Separator::from_sign(&it)).unwrap_or_default());
    let signs = [
        (Separator::Comma, words.separator_comma()),
        (Separator::Semicolon, words.separator_semicolon()),
    ];
    let options = signs.map(|(sign, label)| -> Choice {
        let pick = move || {
            separator.set(sign);
            session.with_store(|it| it.set_preference(SEPARATOR, sign.sign()));
        };
        (label, flag(move || separator.get() == sign), Box::new(pick))
    });
    let of_register = |label, what, register| -> (&'static str, &'static str, Make) {
        (label, what, Box::new(move |it, words| table::register(it, register, words)))
    };
    let tables: [(&'static str, &'static str, Make); 4] = [
        (words.download_tasks(), "tasks", Box::new(table::tasks)),
        of_register(words.download_actions(), "actions", Register::Actions),
        of_register(words.download_gaps(), "gaps", Register::Gaps),
        of_register(words.download_risks(), "risks", Register::Risks),
    ];
    let tables = tables.map(|(label, what, make)| {
        let download = move || {
            let table = editor.peek(|it| make(it, words));
            let text = table::csv(&table, separator.get_untracked());
            save(session, editor, words, what, "csv", Some(text));
        };
        once_button("", download).child(label)
    });
    let of_team = move || {
        let file = editor.peek(|it| calendar(it, Readers::Team(it), words));
        save(session, editor, words, "dates", "ics", file);
    };
    let of_customer = move || {
        let file = editor.peek(|it| calendar(it, Readers::Customer(Shared::of(it)), words));
        save(session, editor, words, "dates-customer", "ics", file);
    };
    section()
        .class("block")
        .child(h2().class("block__title").child(words.tables_and_dates()))
        .child(p().class("field__hint").child(words.tables_and_dates_lead()))
        .child(choice(words.separator(), options.into()))
        .child(div().class("block__row").child(Vec::from(tables)))
        .child(
            div()
                .class("block__row")
                .child(once_button("", of_team).child(words.download_dates_team()))
                .child(once_button("", of_customer).child(words.download_dates_customer())),
        )
        .into()
}

type Make = Box<dyn Fn(&Engagement, Words) -> Table>;

fn calendar(engagement: &Engagement, readers: Readers<'_>, words: Words) -> Option<String> {
    let zone = engagement.text(Field::Fact(engagement.roles().time_zone));
    let now = i64::try_from(browser::now_millis()).unwrap_or_default();
    let at = DateTime::<Utc>::from_timestamp_millis(now).unwrap_or_default();
    calendar_file::write(
        readers,
        &files::build(),
        at,
        &|millis| dates::wall_clock(millis, zone),
        words,
    )
}

/// Hands over a file, and says so.
fn save(
    session: Session,
    editor: EditorHandle,
    words: Words,
    what: &str,
    ending: &str,
    text: Option<String>,
) {
    let Some(text) = text else { return session.complain(words.nothing_dated()) };
    let today: NaiveDate = editor.wall_clock().get_untracked().date();
    let customer = browser::composed(&editor.peek(|it| it.customer().to_owned()));
    let name = file_name(Some(&customer), today, what, ending);
    spawn_local(async move {
        if files::download_checked(&name, &text).await.is_ok() {
            session.say(words.downloaded_as(&name));
        } else {
            session.complain(words.export_failed());
        }
    });
}
