//! Exporting: files, read back before they are called exported.

mod one_by_one;

use chrono::{DateTime, FixedOffset};
use kickoff::app::requests::ExportRequest;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::domain::library::Library;
use kickoff::domain::text::is_blank;
use kickoff::i18n::words::Words;
use kickoff::output::file::{self, Origin};
use kickoff::output::sealed_file;
use kickoff::store::engagements::{EngagementStore, Unread, WhyUnread};
use kickoff::store::import;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::anywhere;
use super::course::Course;
use super::sealing::{NotSealed, Sealing};
use crate::browser::breath::Breath;
use crate::browser::{self, dates, files};
use crate::ui::session::{Session, use_session};
use kit::html::p;
use kit::{View, text};
use one_by_one::{NotWritten, Written};

/// This moment, with this device's distance from UTC.
pub fn now_with_offset() -> DateTime<FixedOffset> {
    let millis = browser::now_millis();
    let utc = DateTime::from_timestamp_millis(millis as i64).unwrap_or_default();
    let offset = FixedOffset::east_opt(dates::offset_minutes(millis) * 60);
    match offset {
        Some(offset) => utc.with_timezone(&offset),
        None => utc.fixed_offset(),
    }
}

/// Makes the file.
pub fn save(session: Session, words: Words, what: ExportRequest) {
    match what {
        ExportRequest::All => export_all(session, words),
        ExportRequest::These(ids) => export(session, words, &ids),
        ExportRequest::Raw(ids) => ids.into_iter().for_each(|it| download_raw(session, words, it)),
        ExportRequest::Texts(name, texts) => download_texts(session, words, &name, texts),
    }
}

/// Reading the list lets others have their turn after so many milliseconds.
const SLICE: f64 = 30.0;

/// Of more of them it is shown how far it is, and it can be stopped.
const AT_ONCE: usize = 10;

/// Exports engagements as they are by now as one file, and notes when. What cannot be in it, or only
/// as it was before, is named, and its raw text offered.
pub fn export(session: Session, words: Words, ids: &[EngagementId]) {
    let (ids, course) = (ids.to_vec(), Course::default());
    let shown = course.clone();
    let is_shown = AT_ONCE < ids.len()
        && anywhere::open(words.export_button(), move |_| {
            let closed = shown.clone();
            // By Escape, too.
            on_cleanup(move || closed.cancel());
            shown.shown(words, words.exporting())
        });
    session.flush();
    spawn_local(async move {
        if is_shown {
            // It is seen before the work begins.
            Breath::default().take().await;
        }
        let pace = course.pace(|| true);
        let written = one_by_one::export(session, words, &ids, &pace).await;
        if let Some(dialog) = anywhere::dialog().filter(|_| is_shown) {
            // Noting when all of them were exported took a while.
            Breath::default().take().await;
            dialog.close();
        }
        // What was found to be unreadable on the way is so on the list too.
        let breath = Breath::default();
        session.renew_list(async || breath.offer(SLICE).await).await;
        let Written { said, unread } = match written {
            Ok(it) => it,
            Err(NotWritten::Cancelled) => return session.say(words.export_cancelled()),
            Err(NotWritten::Failed) => return session.complain(words.export_failed()),
        };
        tell(session, words, said, &unread);
    });
}

/// Tells what came of it; `said` of the file, if there is one.
fn tell(session: Session, words: Words, said: Option<String>, unread: &[LeftOut]) {
    let raw = unread.iter().filter(|it| it.has_raw).map(|it| it.id).collect();
    let is_file = said.is_some();
    match said {
        Some(said) if unread.is_empty() => session.say(said),
        None if unread.is_empty() => session.complain(words.export_nothing()),
        said => {
            let left_out = what_is_left_out(words, unread, is_file);
            let all = [said, Some(left_out)].into_iter().flatten();
            let all: Vec<String> = all.collect();
            session.complain_of(all.join(words.between_sentences()), raw);
        }
    }
}

/// The same, sealed.
pub async fn export_sealed(session: Session, words: Words, ids: &[EngagementId], sealing: Sealing) {
    session.flush();
    let mut unread = Vec::new();
    let mut engagements = Vec::new();
    for id in ids {
        let (current, beside) = session.archiving.current_and_unread(*id).await;
        unread.extend(beside.and_then(|it| LeftOut::of(session, words, *id, it)));
        match current {
            Ok(it) => engagements.extend(it),
            Err(_) => unread.push(LeftOut::in_archive(session, *id)),
        }
    }
    session.touch_list();
    if engagements.is_empty() {
        return tell(session, words, None, &unread);
    }
    let said = download_all(session, words, &engagements, Some(&sealing)).await;
    let Some(said) = said else { return };
    let now = browser::now_millis();
    session.with_store(|store| {
        let is_all_of = |it: &&Engagement| unread.iter().all(|other| other.id != it.id());
        for engagement in engagements.iter().filter(is_all_of) {
            // The age of the export is a help; the file is there without it.
            let _ = store.note_export(engagement, now);
        }
    });
    session.touch_list();
    tell(session, words, Some(said), &unread);
}

/// What a file lacks, in words, or why there is none.
fn what_is_left_out(words: Words, unread: &[LeftOut], is_file: bool) -> String {
    let said = |of: fn(&LeftOut) -> bool, say: fn(Words, &str) -> String| {
        let names = unread.iter().filter(|it| of(it)).map(|it| it.name.as_str());
        let names: Vec<&str> = names.collect();
        (!names.is_empty()).then(|| say(words, &words.quoted(&names)))
    };
    let is_newer = |it: &LeftOut| !it.is_in_file && it.why == WhyUnread::Newer;
    let all = if is_file {
        vec![
            said(|it| !it.is_in_file && it.why != WhyUnread::Newer, Words::export_left_out),
            said(is_newer, Words::export_left_out_newer),
            said(|it| it.is_in_file, Words::export_older),
        ]
    } else {
        let newer = unread.iter().any(is_newer).then(|| words.newer_line().to_owned());
        vec![said(|_| true, Words::export_only_unreadable), newer]
    };
    let all: Vec<String> = all.into_iter().flatten().collect();
    all.join(words.between_sentences())
}

/// Makes a file of what is kept from earlier. When the engagement was exported is another matter.
pub fn export_copies(session: Session, words: Words, copies: Vec<Engagement>) {
    spawn_local(async move {
        if let Some(said) = download_all(session, words, &copies, None).await {
            session.say(said);
        }
    });
}

/// Makes files that can be opened again: one, or as many as it takes.
fn files(
    engagements: &[Engagement],
    library: &'static Library,
    at: DateTime<FixedOffset>,
) -> Option<Vec<String>> {
    let origin = Origin { build: &browser::files::build(), team_folder: None };
    let text = file::write_by(engagements, library.default(), at, origin).ok()?;
    if text.len() as u64 <= import::SIZE_LIMIT || engagements.len() < 2 {
        // What is opened again must be what was in the editor, field by field.
        let opened = import::open(text.as_bytes(), library);
        return opened.is_ok_and(|it| it.engagements == engagements).then(|| vec![text]);
    }
    let (some, others) = engagements.split_at(engagements.len() / 2);
    let mut all = files(some, library, at)?;
    all.extend(files(others, library, at)?);
    Some(all)
}

/// The text of a file with one engagement that can be opened again.
pub fn text_of(
    engagement: &Engagement,
    library: &'static Library,
    at: DateTime<FixedOffset>,
) -> Option<String> {
    files(std::slice::from_ref(engagement), library, at)?.pop()
}

/// Written, read back, compared, and only then called exported; in words, what was.
async fn download_all(
    session: Session,
    words: Words,
    engagements: &[Engagement],
    sealing: Option<&Sealing>,
) -> Option<String> {
    let at = now_with_offset();
    let mut first = None;
    let texts = files(engagements, session.library, at).unwrap_or_default();
    for (number, text) in texts.iter().enumerate() {
        let called = match engagements {
            [one] => Some(browser::composed(one.customer())),
            _ => (1 < texts.len()).then(|| (number + 1).to_string()),
        };
        let (name, text) = match sealing {
            None => (file::name(called.as_deref(), at.date_naive()), text.clone()),
            Some(it) => {
                let part = (1 < texts.len()).then_some(number + 1);
                let sealed = match it.sealed(text, session.library).await {
                    Ok(it) => it,
                    Err(NotSealed::Cancelled) => return None,
                    Err(NotSealed::Failed) => {
                        session.complain(words.export_failed());
                        return None;
                    }
                };
                (sealed_file::name(part, at.date_naive()), sealed)
            }
        };
        if files::download_checked(&name, &text).await.is_err() {
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

/// An engagement of which no file holds what was kept last.
#[derive(Clone, PartialEq)]
pub struct LeftOut {
    pub id: EngagementId,
    pub name: String,
    pub why: WhyUnread,
    /// A file holds an older state of it, such as what is in the editor.
    pub is_in_file: bool,
    /// There is a text of it, for whoever can read it.
    pub has_raw: bool,
}

/// Of these, what no file can hold as it was kept last.
fn left_out(session: Session, words: Words, ids: &[EngagementId]) -> Vec<LeftOut> {
    let of = |id: &EngagementId| {
        let unread = session.with_store(|it| it.unread(*id)).ok().flatten()?;
        LeftOut::of(session, words, *id, unread)
    };
    ids.iter().filter_map(of).collect()
}

impl LeftOut {
    /// What is kept of it that no file of it holds; `None` if all there is of it is in an editor.
    fn of(session: Session, words: Words, id: EngagementId, unread: Unread) -> Option<LeftOut> {
        let Unread { why, raw } = unread;
        let current = session.current(id);
        // All there is of one that was removed is in the editor, if it is there.
        if why == WhyUnread::Lost && current.is_some() {
            return None;
        }
        let is_in_file = current.is_some();
        let name = match current {
            Some(it) => words.called(it.customer()).to_owned(),
            None => name_on_list(session, id),
        };
        Some(LeftOut { id, name, why, is_in_file, has_raw: !raw.is_empty() })
    }

    /// Which the archive does not give out.
    fn in_archive(session: Session, id: EngagementId) -> LeftOut {
        let name = name_on_list(session, id);
        LeftOut { id, name, why: WhyUnread::Lost, is_in_file: false, has_raw: false }
    }
}

fn name_on_list(session: Session, id: EngagementId) -> String {
    let listed = session.with_store(EngagementStore::list).unwrap_or_default();
    let name = listed.into_iter().find(|it| it.id == id).map(|it| it.name);
    name.filter(|it| !is_blank(it)).unwrap_or_else(|| id.to_string())
}

/// The same of everything on the list.
pub fn all_left_out(session: Session, words: Words) -> Vec<LeftOut> {
    left_out(session, words, &listed(session).unwrap_or_default())
}

/// Everything on the list; `None` if that cannot be told.
pub fn listed(session: Session) -> Option<Vec<EngagementId>> {
    let all = session.with_store(EngagementStore::list).ok()?;
    Some(all.into_iter().map(|it| it.id).collect())
}

/// Exports all engagements that can be read, as they are by now, and names the others.
pub fn export_all(session: Session, words: Words) {
    session.flush();
    match listed(session) {
        Some(ids) => export(session, words, &ids),
        None => session.complain(words.storage_unreadable()),
    }
}

/// What the app has said since something was done in a dialog, which covers the news.
pub fn notice_in_dialog(is_done: RwSignal<bool>) -> View {
    let session = use_session();
    let said = move || {
        let news = session.notice.get().filter(|_| is_done.get());
        news.map(|it| it.text).unwrap_or_default()
    };
    View::from(p().class("dialog__line").attr("role", "status").child(text(said)))
}

/// Saves what cannot be read of an engagement, as it is.
pub fn download_raw(session: Session, words: Words, id: EngagementId) {
    match session.with_store(|it| it.unread(id)) {
        Ok(Some(Unread { raw, .. })) if !raw.is_empty() => {
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
            if files::download_checked(&name, text).await.is_err() {
                session.complain(words.export_failed());
            }
        }
    });
}
