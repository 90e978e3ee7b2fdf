//! One round: what is new in the folder is taken in, then what no file says yet is written.

use super::memory::{Said, Seen, fingerprint};
use super::{DeviceId, Entry, Folder, FolderError, Here, NotTaken, Problem, TakenIn, TeamFolder};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::iso;
use crate::store::file::WrittenBy;
use crate::store::import::{self, FileError, SIZE_LIMIT};

/// What a round has done.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Round {
    /// Each engagement once, in the order in which something came.
    pub came: Vec<Came>,
    /// How many files were read and written.
    pub read: usize,
    /// How many files of this device were written.
    pub wrote: usize,
}

/// An engagement that a file has brought something to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Came {
    /// The same in the file and here.
    pub id: EngagementId,
    /// The customer's name in the last file that brought something.
    pub customer: String,
    /// It was not here before.
    pub is_new: bool,
}

/// How far a round is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Progress {
    /// It looks what is there, and has come by so many files; nobody knows how many there are.
    Listing(usize),
    /// Of what is new, so many of so many are read.
    Reading(usize, usize),
}

/// One round; `progress` is told how far it is. What goes wrong with a single file is noted with it, and the
/// others go on.
///
/// # Errors
///
/// If nothing more can be done with the folder. What was taken in stays, and the next round goes on.
pub async fn sync<F: Folder, H: Here>(
    folder: &F,
    here: &H,
    memory: &mut TeamFolder,
    progress: &dyn Fn(Progress),
) -> (Round, Result<(), FolderError>) {
    let mut round = Round::default();
    let done = go(folder, here, memory, progress, &mut round).await;
    (round, done)
}

async fn go<F: Folder, H: Here>(
    folder: &F,
    here: &H,
    memory: &mut TeamFolder,
    progress: &dyn Fn(Progress),
    round: &mut Round,
) -> Result<(), FolderError> {
    let there = folder.list(&|count| progress(Progress::Listing(count))).await?;
    memory.forget_gone(&there);
    let to_read: Vec<Entry> = there.into_iter().filter(|it| memory.must_read(it)).collect();
    for (nth, entry) in to_read.iter().enumerate() {
        progress(Progress::Reading(nth, to_read.len()));
        folder.breathe().await;
        look(folder, here, memory, round, entry).await?;
    }
    progress(Progress::Reading(to_read.len(), to_read.len()));
    write_all(folder, here, memory, round).await
}

/// Looks at one file, and takes in what it holds.
async fn look<F: Folder, H: Here>(
    folder: &F,
    here: &H,
    memory: &mut TeamFolder,
    round: &mut Round,
    entry: &Entry,
) -> Result<(), FolderError> {
    let mut seen = Seen::at(entry, here.now_millis());
    if let Err(why) = import::check_size(entry.size) {
        seen.problem = Some(Problem::File(why));
        memory.note(&entry.name, seen);
        return Ok(());
    }
    let bytes = match folder.read(&entry.name).await {
        Ok(bytes) => bytes,
        Err(FolderError::NoPermission) => return Err(FolderError::NoPermission),
        Err(FolderError::Gone) => {
            memory.forget(&entry.name);
            return Ok(());
        }
        Err(why) => {
            seen.problem = Some(Problem::NotRead(why));
            memory.note(&entry.name, seen);
            return Ok(());
        }
    };
    round.read += 1;
    match import::open(&bytes, here.library()) {
        Err(why) => seen.problem = Some(Problem::File(why)),
        Ok(opened) => {
            seen.by = opened.by;
            for engagement in &opened.engagements {
                seen.says.push(Said::of(engagement));
                let why = take_in(here, memory, round, &entry.name, engagement).await;
                seen.problem = seen.problem.or(why.map(Problem::NotTaken));
            }
        }
    }
    memory.note(&entry.name, seen);
    Ok(())
}

/// Takes in one copy; why not, if it was not.
async fn take_in<H: Here>(
    here: &H,
    memory: &mut TeamFolder,
    round: &mut Round,
    name: &str,
    engagement: &Engagement,
) -> Option<NotTaken> {
    let id = engagement.id();
    let is_gone = |memory: &TeamFolder| memory.known.contains(&id) || here.is_deleted(id);
    if !here.has(id) && !memory.wanted.contains(&id) && is_gone(memory) {
        // Deleted here, and so not brought back.
        return None;
    }
    let is_new = match here.take_in(engagement).await {
        TakenIn::Known => {
            memory.wanted.remove(&id);
            return None;
        }
        TakenIn::Not(why) => return Some(why),
        TakenIn::Changed => false,
        TakenIn::New => true,
    };
    memory.wanted.remove(&id);
    memory.forget_mine(id);
    if !is_new && name == memory.device.file_of(id) {
        // Our own file says what we have never heard of: another device goes by our number, such as one
        // with a copy of our profile. From now on it does not.
        memory.device = DeviceId(here.draw());
    }
    let customer = engagement.customer().to_owned();
    match round.came.iter_mut().find(|it| it.id == id) {
        Some(it) => it.customer = customer,
        None => round.came.push(Came { id, customer, is_new }),
    }
    None
}

/// Writes what no file says.
async fn write_all<F: Folder, H: Here>(
    folder: &F,
    here: &H,
    memory: &mut TeamFolder,
    round: &mut Round,
) -> Result<(), FolderError> {
    // Nothing can be said of what cannot be read now; the next round may.
    let Ok(all) = here.list() else { return Ok(()) };
    for (id, _) in &all {
        memory.known.insert(*id);
    }
    let said = memory.said();
    for (id, version) in all {
        if memory.fingerprint_of(id, &version).is_some_and(|it| said.contains(&(id, it))) {
            continue;
        }
        folder.breathe().await;
        let Some(engagement) = here.current(id).await else { continue };
        let fingerprint = fingerprint(&engagement);
        memory.note_mine(id, version, fingerprint);
        let name = memory.device.file_of(id);
        if said.contains(&(id, fingerprint)) || memory.is_withheld(&name) {
            continue;
        }
        let by = WrittenBy {
            device: memory.device.to_string(),
            who: memory.who.clone(),
            at: instant(here.now_millis()),
        };
        let Some(text) = here.file_of(&engagement, &by) else { continue };
        let bytes = text.len() as u64;
        if SIZE_LIMIT < bytes {
            let mut seen = Seen::default();
            seen.problem = Some(Problem::File(FileError::TooLarge { bytes, limit: SIZE_LIMIT }));
            memory.note(&name, seen);
            continue;
        }
        match folder.write(&name, &text).await {
            Ok(entry) => {
                round.wrote += 1;
                let mut seen = Seen::at(&entry, here.now_millis());
                seen.by = Some(by);
                seen.says = vec![Said::of(&engagement)];
                memory.note(&name, seen);
            }
            Err(FolderError::NoPermission) => return Err(FolderError::NoPermission),
            Err(FolderError::Full) => {
                // The others would fail alike.
                memory.note_not_written(name, FolderError::Full);
                return Ok(());
            }
            Err(why) => memory.note_not_written(name, why),
        }
    }
    Ok(())
}

fn instant(millis: u64) -> String {
    let moment = i64::try_from(millis).ok().and_then(chrono::DateTime::from_timestamp_millis);
    iso::instant(moment.unwrap_or_default())
}
