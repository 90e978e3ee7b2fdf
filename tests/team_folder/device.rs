//! A device with what it has, its replica of the folder, and its memory of it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::id::EngagementId;
use kickoff::domain::library::Library;
use kickoff::domain::stamp::{Clock, Stamp, WriterId};
use kickoff::output::file::{self, Origin};
use kickoff::store::engagements::SaveError;
use kickoff::store::file::WrittenBy;
use kickoff::store::key_value::StoreError;
use kickoff::store::team_folder::{
    DeviceId, FolderError, Here, NotTaken, Round, TakenIn, TeamFolder, sync,
};

use crate::replica::Replica;
use crate::support::{library, playbook};

pub const START: u64 = 1_789_694_100_000;

/// What a device has.
#[derive(Default)]
pub struct Own {
    pub engagements: RefCell<BTreeMap<EngagementId, Engagement>>,
    pub bin: RefCell<BTreeSet<EngagementId>>,
    pub now: Cell<u64>,
    pub is_full: Cell<bool>,
    drawn: Cell<u64>,
}

impl Here for Own {
    fn library(&self) -> &'static Library {
        library()
    }

    fn now_millis(&self) -> u64 {
        self.now.get()
    }

    fn draw(&self) -> u64 {
        self.drawn.set(self.drawn.get() + 1);
        0xd0_0000 + self.drawn.get()
    }

    fn list(&self) -> Result<Vec<(EngagementId, String)>, SaveError> {
        let all = self.engagements.borrow();
        Ok(all.iter().map(|(id, it)| (*id, it.version())).collect())
    }

    fn has(&self, id: EngagementId) -> bool {
        self.engagements.borrow().contains_key(&id)
    }

    fn is_deleted(&self, id: EngagementId) -> bool {
        self.bin.borrow().contains(&id)
    }

    async fn current(&self, id: EngagementId) -> Option<Engagement> {
        self.engagements.borrow().get(&id).cloned()
    }

    async fn take_in(&self, other: &Engagement) -> TakenIn {
        if self.is_full.get() {
            return TakenIn::Not(NotTaken::NotKept(SaveError::Store(StoreError::Full)));
        }
        let mut all = self.engagements.borrow_mut();
        let Some(here) = all.get_mut(&other.id()) else {
            all.insert(other.id(), other.clone());
            return TakenIn::New;
        };
        let before = here.clone();
        if here.merge(other).is_err() {
            return TakenIn::Not(NotTaken::Apart);
        }
        if *here == before { TakenIn::Known } else { TakenIn::Changed }
    }

    fn file_of(&self, engagement: &Engagement, by: &WrittenBy) -> Option<String> {
        let at = chrono::DateTime::parse_from_rfc3339("2027-03-12T17:05:00+09:00").unwrap();
        file::write_by(
            std::slice::from_ref(engagement),
            playbook(),
            at,
            Origin { build: "", team_folder: Some(by) },
        )
        .ok()
    }
}

/// See the module.
pub struct Device {
    pub own: Own,
    pub replica: Replica,
    pub memory: TeamFolder,
    clock: Clock,
}

impl Device {
    pub fn new(number: u32) -> Device {
        let memory =
            TeamFolder::new(DeviceId(number.into()), format!("担当 {number}"), BTreeSet::new());
        let device = Device {
            own: Own::default(),
            replica: Replica::default(),
            memory,
            clock: Clock::new(WriterId::new(number, 1)),
        };
        device.own.drawn.set(u64::from(number) << 8);
        device.set_clock(START);
        device
    }

    pub fn set_clock(&self, now: u64) {
        self.own.now.set(now);
        self.replica.now.set(now);
    }

    pub fn wait(&self, millis: u64) {
        self.set_clock(self.own.now.get() + millis);
    }

    /// A new page: of what was seen, nothing is remembered.
    pub fn reload(&mut self) {
        let TeamFolder { device, who, known, .. } = self.memory.clone();
        self.memory = TeamFolder::new(device, who, known);
    }

    pub fn add(&self, engagement: &Engagement) {
        self.own.engagements.borrow_mut().insert(engagement.id(), engagement.clone());
    }

    pub fn create(&mut self, number: u128, customer: &str) -> EngagementId {
        let at = self.clock.next_stamp(self.own.now.get());
        let id = EngagementId::coined(number);
        self.add(&Engagement::new(id, customer, playbook(), at).unwrap());
        id
    }

    /// Makes an edit; its stamp.
    pub fn edit(&mut self, id: EngagementId, edits: &[Edit]) -> Stamp {
        let now = self.own.now.get();
        let mut all = self.own.engagements.borrow_mut();
        let it = all.get_mut(&id).unwrap();
        it.version_vector().iter().for_each(|seen| self.clock.observe(seen, now));
        let at = self.clock.next_stamp(now);
        it.apply(playbook(), edits, at).unwrap();
        at
    }

    pub fn get(&self, id: EngagementId) -> Engagement {
        self.own.engagements.borrow()[&id].clone()
    }

    pub fn has(&self, id: EngagementId) -> bool {
        self.own.has(id)
    }

    pub fn file_of(&self, id: EngagementId) -> String {
        self.memory.device.file_of(id)
    }

    pub fn try_sync(&mut self) -> (Round, Result<(), FolderError>) {
        done(sync(&self.replica, &self.own, &mut self.memory, &|_| {}))
    }

    #[track_caller]
    pub fn sync(&mut self) -> Round {
        let (round, done) = self.try_sync();
        done.unwrap();
        round
    }
}

/// Nothing here ever waits.
pub fn done<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(it) => it,
        Poll::Pending => panic!("it waits"),
    }
}

/// A tool that works brings every file of one to the other.
pub fn copy_all(from: &Device, to: &Device) {
    for (name, file) in from.replica.files.borrow().iter() {
        to.replica.files.borrow_mut().insert(name.clone(), file.clone());
    }
}
