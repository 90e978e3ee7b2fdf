//! Handing over: one file, read back before it is called exported.

use chrono::{DateTime, FixedOffset};
use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::domain::playbook::Playbook;
use kickoff::domain::text::is_blank;
use kickoff::i18n::summary;
use kickoff::i18n::words::Words;
use kickoff::storage::cabinet::{Cabinet, Listed, ListedState, Loaded};
use kickoff::storage::file::{self, Counts};
use kickoff::storage::import;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use super::dates;
use super::engagements::export_line;
use super::gate::gate_panel;
use super::parts::{IconName, icon, once_button};
use super::session::{Bench, Session, use_bench, use_session, use_words};
use crate::ui::el::{View, el, live, text};

/// This moment, with this device's distance from UTC.
fn now_with_offset() -> DateTime<FixedOffset> {
    let millis = browser::now_millis();
    let utc = DateTime::from_timestamp_millis(millis as i64).unwrap_or_default();
    let offset = FixedOffset::east_opt(dates::offset_minutes(millis) * 60);
    match offset {
        Some(offset) => utc.with_timezone(&offset),
        None => utc.fixed_offset(),
    }
}

/// What somebody wants a file of.
pub enum Save {
    /// Everything on the list.
    All,
    /// Engagements as they are by now.
    These(Vec<EngagementId>),
    /// What cannot be read of these, as it is.
    Raw(Vec<EngagementId>),
    /// Texts that could not be read, under a name.
    Texts(String, Vec<String>),
}

/// Makes the file.
pub fn save(session: Session, words: Words, what: Save) {
    session.flush();
    match what {
        Save::All => export_all(session, words),
        Save::These(ids) => {
            let all: Vec<Engagement> =
                ids.into_iter().filter_map(|it| session.current(it)).collect();
            if all.is_empty() {
                session.complain(words.damaged_line());
            } else {
                export(session, words, all);
            }
        }
        Save::Raw(ids) => ids.into_iter().for_each(|it| download_raw(session, words, it)),
        Save::Texts(name, texts) => download_texts(session, words, &name, texts),
    }
}

/// Exports engagements as one file, and notes when.
pub fn export(session: Session, words: Words, engagements: Vec<Engagement>) {
    export_but(session, words, engagements, Vec::new());
}

/// The same, where some cannot be in it: they are named, and their raw texts offered.
fn export_but(
    session: Session,
    words: Words,
    engagements: Vec<Engagement>,
    left_out: Vec<LeftOut>,
) {
    let names: Vec<&str> = left_out.iter().map(|it| it.name.as_str()).collect();
    let names = words.quoted(&names);
    let raw: Vec<EngagementId> = left_out.iter().filter(|it| it.has_raw).map(|it| it.id).collect();
    if engagements.is_empty() {
        let said = match left_out.as_slice() {
            [] => words.export_nothing().to_owned(),
            _ => words.export_only_unreadable(&names),
        };
        session.complain_of(said, raw);
        return;
    }
    spawn_local(async move {
        let Some(said) = is_downloaded(session, words, &engagements).await else { return };
        let now = browser::now_millis();
        session.with_cabinet(|cabinet| {
            for engagement in &engagements {
                // The age of the export is a help; the file is there without it.
                let _ = cabinet.note_export(engagement, now);
            }
        });
        session.touch_list();
        if left_out.is_empty() {
            session.say(said);
        } else {
            let between = words.between_sentences();
            session.complain_of(format!("{said}{between}{}", words.export_left_out(&names)), raw);
        }
    });
}

/// Makes a file of what is kept from earlier. When the engagement was exported is another matter.
pub fn export_copies(session: Session, words: Words, copies: Vec<Engagement>) {
    spawn_local(async move {
        if let Some(said) = is_downloaded(session, words, &copies).await {
            session.say(said);
        }
    });
}

/// Makes files that can be opened again: one, or as many as it takes.
fn files(
    engagements: &[Engagement],
    playbook: &Playbook,
    at: DateTime<FixedOffset>,
) -> Option<Vec<String>> {
    let text = file::write(engagements, playbook, at).ok()?;
    if text.len() as u64 <= import::SIZE_LIMIT || engagements.len() < 2 {
        // What is opened again must be what was on the desk, field by field.
        let opened = import::open(text.as_bytes(), playbook);
        return opened.is_ok_and(|it| it.engagements == engagements).then(|| vec![text]);
    }
    let (some, others) = engagements.split_at(engagements.len() / 2);
    let mut all = files(some, playbook, at)?;
    all.extend(files(others, playbook, at)?);
    Some(all)
}

/// Written, read back, compared, and only then called exported; in words, what was.
async fn is_downloaded(
    session: Session,
    words: Words,
    engagements: &[Engagement],
) -> Option<String> {
    let at = now_with_offset();
    let mut first = None;
    let texts = files(engagements, session.playbook, at).unwrap_or_default();
    for (number, text) in texts.iter().enumerate() {
        let called = match engagements {
            [one] => Some(browser::composed(one.customer())),
            _ => (1 < texts.len()).then(|| (number + 1).to_string()),
        };
        let name = file::name(called.as_deref(), at.date_naive());
        if browser::download_checked(&name, text).await.is_err() {
            session.complain(words.export_failed());
            return None;
        }
        first = first.or(Some((name, text.len())));
    }
    let Some((name, bytes)) = first else {
        session.complain(words.export_failed());
        return None;
    };
    Some(match texts.len() {
        1 => words.exported_as(&name, &words.size(bytes as u64)),
        count => words.exported_in_parts(count, &name),
    })
}

/// An engagement that is listed and cannot be exported.
#[derive(Clone, PartialEq)]
pub struct LeftOut {
    pub id: EngagementId,
    pub name: String,
    /// There is a text of it, for whoever can read it.
    pub has_raw: bool,
}

/// What no file can hold.
pub fn left_out(session: Session) -> Vec<LeftOut> {
    let listed = session.with_cabinet(Cabinet::list).unwrap_or_default();
    let is_left_out = |it: &Listed| match it.state {
        ListedState::Whole(_) => false,
        // What was on the desk before is not what the newer version has written since.
        ListedState::Newer(_) => true,
        ListedState::Damaged(_) | ListedState::Lost(_) => session.current(it.id).is_none(),
    };
    let named = |it: Listed| {
        let name = Some(it.state.name().to_owned()).filter(|it| !is_blank(it));
        LeftOut {
            id: it.id,
            name: name.unwrap_or_else(|| it.id.to_string()),
            has_raw: !matches!(it.state, ListedState::Lost(_)),
        }
    };
    listed.into_iter().filter(is_left_out).map(named).collect()
}

/// Exports all engagements that can be read, as they are by now, and names the others.
pub fn export_all(session: Session, words: Words) {
    session.flush();
    match session.with_cabinet(Cabinet::list) {
        Ok(listed) => {
            let whole = listed.iter().filter_map(|it| session.current(it.id)).collect();
            export_but(session, words, whole, left_out(session));
        }
        Err(_) => session.complain(words.storage_unreadable()),
    }
}

/// What the app has said since something was done in a dialog, which covers the news.
pub fn news_in_dialog(is_done: RwSignal<bool>) -> View {
    let session = use_session();
    let said = move || {
        let news = session.notice.get().filter(|_| is_done.get());
        news.map(|it| it.text).unwrap_or_default()
    };
    View::from(el("p").class("dialog__line").attr("role", "status").child(text(said)))
}

/// Saves both generations of an engagement that cannot be read, as they are.
pub fn download_raw(session: Session, words: Words, id: EngagementId) {
    match session.with_cabinet(|it| it.load(id)) {
        Ok(Loaded::Damaged { raw } | Loaded::Newer { raw }) => {
            download_texts(session, words, &id.to_string(), raw);
        }
        // It can be read by now, or nothing of it is there.
        _ => session.complain(words.nothing_to_download()),
    }
}

/// Saves raw texts that could not be read, as they are.
pub fn download_texts(session: Session, words: Words, name: &str, texts: Vec<String>) {
    let name = name.to_owned();
    spawn_local(async move {
        for (at, text) in texts.iter().enumerate() {
            let name = format!("{name}-{}.txt", at + 1);
            if browser::download_checked(&name, text).await.is_err() {
                session.complain(words.export_failed());
            }
        }
    });
}

/// The kickoff meeting is over, and nothing was exported since: the record is in one browser only.
pub fn export_is_due(bench: Bench) -> bool {
    let session = bench.session();
    let (held, zone) = bench.read(|it| {
        let zone = it.text(Field::Fact(known::TIME_ZONE)).to_owned();
        (it.moment(Field::Fact(known::KICKOFF_AT)), zone)
    });
    let now = dates::wall_clock(session.now.get(), &zone);
    let Some(held) = held.filter(|it| *it < now) else { return false };
    session.list_changed.track();
    let exported = session.with_cabinet(|it| it.exported(bench.id)).ok().flatten();
    exported.is_none_or(|it| dates::wall_clock(it.millis, &zone) < held)
}

pub fn hand_off() -> View {
    let bench = use_bench();
    let session = bench.session();
    let words = use_words();
    let playbook = bench.playbook();
    let counts = bench.select(|it| Counts::of([it]));
    let lines = bench.select(move |it| summary::lines(it, playbook, words.0));
    let head = bench.select(Engagement::version);
    let last = move || export_line(session, words, bench.id, &head.get());
    View::from(
        el("div")
            .class("step")
            .child(el("h1").class("step__title").child(words.hand_off_title()))
            .child(el("p").class("step__lead").child(words.hand_off_lead()))
            .child(
                el("section")
                    .class("block")
                    .child(
                        el("div")
                            .class("block__row")
                            .child(
                                once_button("button--primary", move || {
                                    bench.flush();
                                    export(session, words, vec![bench.peek(Clone::clone)]);
                                })
                                .child(icon(IconName::Up))
                                .child(words.export_button()),
                            )
                            .child(
                                el("p").child(words.column_export()).child(": ").child(text(last)),
                            ),
                    )
                    .child(
                        el("p")
                            .class("field__hint")
                            .child(words.file_contents())
                            .child(": ")
                            .child(text(move || {
                                let it = counts.get();
                                words.import_counts(it.engagements, it.fields, it.entries)
                            })),
                    ),
            )
            .child(gate_panel())
            .child(
                el("section")
                    .class("block")
                    .child(el("h2").class("block__title").child(words.file_summary()))
                    .child(el("ul").class("lines").child(live(move || {
                        lines
                            .get()
                            .into_iter()
                            .map(|it| View::from(el("li").child(it)))
                            .collect::<Vec<View>>()
                            .into()
                    }))),
            ),
    )
}
