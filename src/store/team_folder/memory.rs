//! What is known of the folder: what each file said when it was looked at last.

use std::collections::{BTreeMap, BTreeSet};

use super::{DeviceId, Entry, FolderError, Problem};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::text::digest;
use crate::store::document;
use crate::store::file::WrittenBy;

/// A file that was changed so shortly before it was looked at may be changed again without its size and
/// time telling: some file systems count in steps of two seconds.
const STEP_MILLIS: u64 = 3_000;

/// What is wrong with a file is looked at again after 1, 2, 4, … rounds, and so many at most.
const LONGEST_WAIT: u32 = 64;

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct TeamFolder {
    /// The number that this device writes under; a round may draw another.
    pub device: DeviceId,
    /// As somebody names themselves to the team; empty if nobody has.
    pub who: String,
    /// Engagements that were here while this folder was.
    pub known: BTreeSet<EngagementId>,
    pub(super) wanted: BTreeSet<EngagementId>,
    seen: BTreeMap<String, Seen>,
    /// What each engagement here was when it was looked at: what the list calls it, and its fingerprint.
    mine: BTreeMap<EngagementId, (String, u64)>,
    not_written: BTreeMap<String, FolderError>,
}

/// A file as it was.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub size: u64,
    pub modified: u64,
    pub looked_at: u64,
    pub says: Vec<Said>,
    pub by: Option<WrittenBy>,
    pub problem: Option<Problem>,
    /// How often there was a problem in a row, and for how many rounds it is left alone.
    fails: u32,
    wait: u32,
}

/// What a file says of an engagement.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub id: EngagementId,
    pub fingerprint: u64,
    pub customer: String,
}

/// Who wrote an engagement's file last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Latest {
    /// The engagement that the file has.
    pub id: EngagementId,
    /// The customer's name in that file.
    pub customer: String,
    /// Who wrote it, and when by the clock of their device.
    pub by: WrittenBy,
    /// Whether it is on this device too.
    pub is_here: bool,
}

/// An engagement of the folder that is not here.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Absent {
    /// The engagement that files of the folder have.
    pub id: EngagementId,
    /// The customer's name in one of these files.
    pub customer: String,
}

/// Tells two states apart, also where only something carried along differs.
pub(super) fn fingerprint(engagement: &Engagement) -> u64 {
    digest(&document::as_text(engagement))
}

impl Said {
    pub fn of(engagement: &Engagement) -> Said {
        Said {
            id: engagement.id(),
            fingerprint: fingerprint(engagement),
            customer: engagement.customer().to_owned(),
        }
    }
}

impl Seen {
    pub fn at(entry: &Entry, now_millis: u64) -> Seen {
        let Entry { size, modified, .. } = *entry;
        Seen { size, modified, looked_at: now_millis, ..Seen::default() }
    }

    fn is_of(&self, entry: &Entry) -> bool {
        self.size == entry.size && self.modified == entry.modified
    }

    /// Whether a change since would show.
    fn is_settled(&self) -> bool {
        STEP_MILLIS <= self.looked_at.abs_diff(self.modified)
    }
}

impl TeamFolder {
    /// Of a folder that was not looked at yet: the first round reads every file.
    pub fn new(device: DeviceId, who: String, known: BTreeSet<EngagementId>) -> TeamFolder {
        TeamFolder { device, who, known, ..TeamFolder::default() }
    }

    /// Somebody wants it here, though it was deleted here.
    pub fn want(&mut self, id: EngagementId) {
        self.wanted.insert(id);
        self.seen.retain(|_, it| it.says.iter().all(|it| it.id != id));
    }

    /// Everything is looked at again, by somebody's wish: what was wrong, too.
    pub fn look_anew(&mut self) {
        for seen in self.seen.values_mut() {
            seen.wait = 0;
        }
    }

    /// Somebody has another name: who they are is told with what they write next.
    pub fn rename(&mut self, who: &str) {
        self.who = WrittenBy::name(who);
    }

    /// What is wrong by now, by the name of the file.
    pub fn problems(&self) -> Vec<(String, Problem)> {
        let files = self.seen.iter().filter_map(|(name, seen)| {
            Some((name.clone(), seen.problem.clone().filter(Problem::is_told)?))
        });
        let mine = self.not_written.iter();
        files.chain(mine.map(|(name, why)| (name.clone(), Problem::NotWritten(*why)))).collect()
    }

    /// What the folder has and this device does not, of which `has` tells.
    pub fn absent(&self, has: impl Fn(EngagementId) -> bool) -> Vec<Absent> {
        // Each is asked for once: there may be thousands of files, and few engagements.
        let mut all: BTreeMap<EngagementId, &str> = BTreeMap::new();
        for Said { id, customer, .. } in self.seen.values().flat_map(|it| &it.says) {
            all.insert(*id, customer);
        }
        let all = all.into_iter().filter(|(id, _)| !has(*id));
        all.map(|(id, customer)| Absent { id, customer: customer.to_owned() }).collect()
    }

    /// Who wrote what last, the latest first.
    pub fn latest(&self, has: impl Fn(EngagementId) -> bool) -> Vec<Latest> {
        let mut all: BTreeMap<EngagementId, Latest> = BTreeMap::new();
        for seen in self.seen.values() {
            let Some(by) = &seen.by else { continue };
            for Said { id, customer, .. } in &seen.says {
                if all.get(id).is_none_or(|it| it.by.at < by.at) {
                    let (customer, by) = (customer.clone(), by.clone());
                    all.insert(*id, Latest { id: *id, customer, by, is_here: false });
                }
            }
        }
        let mut all: Vec<Latest> = all.into_values().collect();
        all.iter_mut().for_each(|it| it.is_here = has(it.id));
        // In UTC and in one spelling, so the texts are in order of time.
        all.sort_by(|one, other| other.by.at.cmp(&one.by.at));
        all
    }

    /// Forgets the files that are gone.
    pub(super) fn forget_gone(&mut self, there: &[Entry]) {
        let there: BTreeSet<&str> = there.iter().map(|it| &*it.name).collect();
        self.seen.retain(|name, _| there.contains(&**name));
        self.not_written.clear();
    }

    /// Whether a file has to be looked at: it is new, or not what it was, or something was wrong.
    pub(super) fn must_read(&mut self, entry: &Entry) -> bool {
        let Some(seen) = self.seen.get_mut(&entry.name) else { return true };
        if !seen.is_of(entry) || !seen.is_settled() {
            return true;
        }
        if seen.problem.is_none() {
            return false;
        }
        let must = seen.wait == 0;
        seen.wait = seen.wait.saturating_sub(1);
        must
    }

    pub(super) fn note(&mut self, name: &str, mut seen: Seen) {
        let before = self.seen.get(name).map_or(0, |it| it.fails);
        if seen.problem.is_some() {
            seen.fails = before.saturating_add(1);
            seen.wait = 1_u32.checked_shl(before).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT) - 1;
        }
        self.seen.insert(name.to_owned(), seen);
    }

    pub(super) fn forget(&mut self, name: &str) {
        self.seen.remove(name);
    }

    pub(super) fn note_not_written(&mut self, name: String, why: FolderError) {
        self.not_written.insert(name, why);
    }

    /// What stands under a name of this device is not to be written over.
    pub(super) fn is_withheld(&self, name: &str) -> bool {
        let problem = self.seen.get(name).and_then(|it| it.problem.as_ref());
        problem.is_some_and(|it| !it.is_rubble())
    }

    /// All that the files say.
    pub(super) fn said(&self) -> BTreeSet<(EngagementId, u64)> {
        let said = self.seen.values().flat_map(|it| &it.says);
        said.map(|it| (it.id, it.fingerprint)).collect()
    }

    /// The fingerprint of what is here, if it is still what it was.
    pub(super) fn fingerprint_of(&self, id: EngagementId, version: &str) -> Option<u64> {
        self.mine.get(&id).filter(|it| it.0 == version).map(|it| it.1)
    }

    pub(super) fn note_mine(&mut self, id: EngagementId, version: String, fingerprint: u64) {
        self.mine.insert(id, (version, fingerprint));
    }

    pub(super) fn forget_mine(&mut self, id: EngagementId) {
        self.mine.remove(&id);
    }
}
