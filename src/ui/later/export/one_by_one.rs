//! A file of any number of engagements: one after the other is written and handed to the browser, and read back
//! before it is called exported. Never more than one of them is in memory.

use kickoff::app::import_plan::{Cancelled, Pace};
use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::output::file::{self, Frame, Origin, Writing};
use kickoff::store::document;
use kickoff::store::file::Counts;
use kickoff::store::import::source::{Begun, Finished, Source, begin};

use super::{LeftOut, now_with_offset};
use crate::browser;
use crate::browser::files::{self, MadeFile, Texts};
use crate::ui::session::Session;

/// What came of it.
pub struct Written {
    /// Of the file, if there is one.
    pub said: Option<String>,
    pub unread: Vec<LeftOut>,
}

pub enum NotWritten {
    Failed,
    Cancelled,
}

impl From<Cancelled> for NotWritten {
    fn from(_: Cancelled) -> NotWritten {
        NotWritten::Cancelled
    }
}

/// What cannot be made of it, for whatever reason.
fn failed<T>(_: T) -> NotWritten {
    NotWritten::Failed
}

/// Exports what can be read of these.
///
/// # Errors
///
/// If there is no file then.
pub async fn export(
    session: Session,
    words: Words,
    ids: &[EngagementId],
    pace: &impl Pace,
) -> Result<Written, NotWritten> {
    let at = now_with_offset();
    let mut writing = Writing::new(session.library.default(), at);
    let (mut summaries, mut engagements) = (Texts::default(), Texts::default());
    let (mut unread, mut exported) = (Vec::new(), Vec::new());
    let mut called = None;
    // Reading it back takes about as long.
    let total = 2 * ids.len() as u64;
    for (id, nth) in ids.iter().zip(0..) {
        pace.step(nth, total).await?;
        let (current, beside) = session.archiving.current_and_unread(*id).await;
        let left_out = beside.and_then(|it| LeftOut::of(session, words, *id, it));
        if current.is_err() {
            unread.push(LeftOut::in_archive(session, *id));
        }
        if let Ok(Some(it)) = current {
            let one = writing.add(&it).map_err(failed)?;
            // What is opened again must be what was in the editor, field by field.
            if document::read(&one.document, session.library).ok().as_ref() != Some(&it) {
                return Err(NotWritten::Failed);
            }
            summaries.push(&one.summary).map_err(failed)?;
            engagements.push(&one.engagement).map_err(failed)?;
            called = Some(browser::composed(it.customer()));
            if left_out.is_none() {
                exported.push((*id, it.version()));
            }
        }
        unread.extend(left_out);
    }
    let counts = writing.counts();
    if counts.engagements == 0 {
        return Ok(Written { said: None, unread });
    }
    let called = called.filter(|_| counts.engagements == 1);
    let name = file::name(called.as_deref(), at.date_naive());
    let origin = Origin { build: &files::build(), team_folder: None };
    let Frame { head, between, end } = writing.finish(origin).map_err(failed)?;
    let mut texts = Texts::default();
    texts.push(&head).map_err(failed)?;
    texts.append(summaries).map_err(failed)?;
    texts.push(&between).map_err(failed)?;
    texts.append(engagements).map_err(failed)?;
    texts.push(&end).map_err(failed)?;
    let made = MadeFile::of(name.clone(), texts).map_err(failed)?;
    if read_back(session, &made, pace).await? != Some(counts) {
        return Err(NotWritten::Failed);
    }
    made.download().map_err(failed)?;
    let now = browser::now_millis();
    for (id, version) in exported {
        // The age of the export is a help; the file is there without it.
        let _ = session.with_store(|it| it.note_export_of(id, version, now));
    }
    Ok(Written { said: Some(words.exported_as(&name, &words.size(made.size()))), unread })
}

/// Reads all of it; what is in it, if it is what was written, by its checksum.
async fn read_back(
    session: Session,
    made: &MadeFile,
    pace: &impl Pace,
) -> Result<Option<Counts>, NotWritten> {
    let Begun::Stream(mut stream) = begin(made, session.library).await.map_err(failed)? else {
        return Ok(None);
    };
    let size = made.size();
    while stream.advance().await.map_err(failed)? {
        pace.step(size + stream.at(), 2 * size).await?;
        while stream.next_of_bit().await.map_err(failed)?.is_some() {
            pace.step(size + stream.at(), 2 * size).await?;
        }
    }
    Ok(match stream.finish().await.map_err(failed)? {
        Finished::Open(about) if !about.is_changed => Some(about.counts),
        _ => None,
    })
}
