//! Handing over: one file, read back before it is called exported.

use chrono::{DateTime, FixedOffset};
use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::i18n::summary;
use kickoff::i18n::words::Words;
use kickoff::storage::cabinet::{Cabinet, Loaded};
use kickoff::storage::file::{self, Counts};
use kickoff::storage::import;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use super::dates;
use super::engagements::export_line;
use super::gate::gate_panel;
use super::parts::{IconName, button, icon};
use super::session::{Bench, Session, use_bench, use_words};
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

/// Exports engagements as one file, and notes when.
pub fn export(session: Session, words: Words, engagements: Vec<Engagement>) {
    spawn_local(async move {
        if !is_downloaded(session, words, &engagements).await {
            return;
        }
        let now = browser::now_millis();
        session.with_cabinet(|cabinet| {
            for engagement in &engagements {
                // The age of the export is a help; the file is there without it.
                let _ = cabinet.note_export(engagement, now);
            }
        });
        session.touch_list();
    });
}

/// Makes a file of what is kept from earlier. When the engagement was exported is another matter.
pub fn export_copies(session: Session, words: Words, copies: Vec<Engagement>) {
    spawn_local(async move {
        is_downloaded(session, words, &copies).await;
    });
}

/// Makes one file: written, read back, compared, and only then called exported.
async fn is_downloaded(session: Session, words: Words, engagements: &[Engagement]) -> bool {
    let at = now_with_offset();
    let customer = match engagements {
        [one] => Some(browser::composed(one.customer())),
        _ => None,
    };
    let name = file::name(customer.as_deref(), at.date_naive());
    let Ok(text) = file::write(engagements, session.playbook, at) else {
        session.complain(words.export_failed());
        return false;
    };
    // What is opened again must be what was on the desk, field by field.
    let is_whole = import::open(text.as_bytes(), session.playbook)
        .is_ok_and(|it| it.engagements == engagements);
    if !is_whole || browser::download_checked(&name, &text).await.is_err() {
        session.complain(words.export_failed());
        return false;
    }
    session.say(words.exported_as(&name, &words.size(text.len() as u64)));
    true
}

/// Exports all engagements that can be read, as they are by now.
pub fn export_all(session: Session, words: Words) {
    session.flush();
    let listed = session.with_cabinet(Cabinet::list).unwrap_or_default();
    export(session, words, listed.iter().filter_map(|it| session.current(it.id)).collect());
}

/// Saves both generations of an engagement that cannot be read, as they are.
pub fn download_raw(session: Session, words: Words, id: EngagementId) {
    if let Ok(Loaded::Damaged { raw } | Loaded::Newer { raw }) =
        session.with_cabinet(|it| it.load(id))
    {
        download_texts(session, words, &id.to_string(), raw);
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
                                button("button--primary", move || {
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
