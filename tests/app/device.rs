//! A device without a browser: its clock stands still until it is moved, and its address changes as a
//! browser's does, told a moment later.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime};
use kickoff::app::editor_handle::EditorHandle;
use kickoff::app::open_engagements::Opened;
use kickoff::app::platform::{Act, HalfTyped, Platform, Timer};
use kickoff::app::session::Session;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::store::engagements::{EngagementStore, Found};
use kickoff::store::key_value::KeyValueStore;
use reactive_graph::owner::Owner;
use reactive_graph::traits::{GetUntracked, WithUntracked};

use crate::shelf::Shelf;
use crate::storage::Watched;
use crate::support::library;

pub const START: u64 = 1_800_000_000_000;

type Task = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Default)]
pub struct Outside {
    tasks: RefCell<Vec<Task>>,
    pub now: Cell<u64>,
    address: RefCell<String>,
    is_told: Cell<bool>,
    timers: RefCell<Vec<(Timer, u64, Act)>>,
    next_timer: Cell<Timer>,
    frames: RefCell<Vec<Act>>,
    pub is_at_news: Cell<bool>,
    /// A half-typed date, and whether it is still on the page.
    pub half_typed: RefCell<Option<(String, bool)>>,
    pub is_dialog_typed_in: Cell<bool>,
    pub used_percent: Cell<u32>,
    /// A number of its own, so that two devices are two writers.
    seed: u8,
}

impl Outside {
    /// The page goes, and what it was at.
    pub fn ends(&self) {
        self.tasks.take();
    }
}

/// What the session holds of it.
struct Handle(Rc<Outside>);

impl std::ops::Deref for Handle {
    type Target = Outside;

    fn deref(&self) -> &Outside {
        &self.0
    }
}

impl Platform for Handle {
    fn now_millis(&self) -> u64 {
        self.now.get()
    }

    fn wall_clock(&self, millis: u64, zone: &str) -> NaiveDateTime {
        let hours = if zone == "Asia/Tokyo" { 9 } else { 0 };
        let millis = i64::try_from(millis).unwrap() + hours * 3_600_000;
        DateTime::from_timestamp_millis(millis).unwrap().naive_utc()
    }

    fn random(&self) -> [u8; 10] {
        [self.seed; 10]
    }

    fn address(&self) -> String {
        self.address.borrow().clone()
    }

    fn go(&self, address: &str) {
        if *self.address.borrow() != address {
            *self.address.borrow_mut() = address.to_owned();
            self.is_told.set(false);
        }
    }

    fn after(&self, pause: Duration, act: Act) -> Option<Timer> {
        let timer = self.next_timer.replace(self.next_timer.get() + 1);
        let at = self.now.get() + u64::try_from(pause.as_millis()).unwrap();
        self.timers.borrow_mut().push((timer, at, act));
        Some(timer)
    }

    fn stop(&self, timer: Timer) {
        self.timers.borrow_mut().retain(|it| it.0 != timer);
    }

    fn spawn(&self, task: Task) {
        self.tasks.borrow_mut().push(task);
    }

    fn next_frame(&self, act: Act) {
        self.frames.borrow_mut().push(act);
    }

    fn after_paint(&self, act: Act) {
        self.frames.borrow_mut().push(act);
    }

    fn is_at_news(&self) -> bool {
        self.is_at_news.get()
    }

    fn half_typed(&self) -> Vec<HalfTyped> {
        let Some((name, _)) = self.half_typed.borrow().clone() else { return Vec::new() };
        let outside = Rc::clone(&self.0);
        let is_there = move || outside.half_typed.borrow().as_ref().is_some_and(|it| it.1);
        vec![HalfTyped { name, is_there: Box::new(is_there) }]
    }

    fn is_dialog_typed_in(&self) -> bool {
        self.is_dialog_typed_in.get()
    }

    fn used_percent(&self) -> Option<u32> {
        Some(self.used_percent.get())
    }
}

/// A page of the app, open on a device.
pub struct Device {
    pub outside: Rc<Outside>,
    pub storage: Rc<Watched>,
    pub shelf: Shelf,
    pub session: Session,
    /// What the page has made lives as long as this.
    _owner: Owner,
}

impl Device {
    /// A page at an address, over what is kept.
    pub fn at(address: &str, storage: &Rc<Watched>, seed: u8) -> Device {
        Device::beside(address, storage, &Shelf::default(), seed)
    }

    /// The same, with what was put away from there.
    pub fn beside(address: &str, storage: &Rc<Watched>, shelf: &Shelf, seed: u8) -> Device {
        let outside = Outside { seed, used_percent: Cell::new(40), ..Outside::default() };
        let outside = Rc::new(outside);
        outside.now.set(START);
        *outside.address.borrow_mut() = address.to_owned();
        outside.is_told.set(true);
        let owner = Owner::new();
        let any: Rc<dyn KeyValueStore> = Rc::new(Rc::clone(storage));
        let session = owner.with(|| {
            let store = EngagementStore::new(any, "/a/", library());
            Session::new(Rc::new(Handle(Rc::clone(&outside))), store, false)
        });
        session.set_archive(Rc::new(shelf.clone()));
        session.open_place(session.place.get_untracked());
        let (storage, shelf) = (Rc::clone(storage), shelf.clone());
        Device { outside, storage, shelf, session, _owner: owner }
    }

    /// With these engagements, at the list.
    pub fn with(engagements: &[Engagement]) -> Device {
        let storage = Rc::new(Watched::default());
        let store = EngagementStore::new(Rc::clone(&storage), "/a/", library());
        for it in engagements {
            store.save(it, START - 1_000).unwrap();
        }
        Device::at("#/", &storage, 1)
    }

    /// Time goes by: what is due is done, in its order.
    pub fn wait(&self, millis: u64) {
        let end = self.outside.now.get() + millis;
        loop {
            let due = {
                let mut timers = self.outside.timers.borrow_mut();
                let first = timers.iter().enumerate().min_by_key(|(_, it)| (it.1, it.0));
                let first = first.filter(|(_, it)| it.1 <= end).map(|(at, _)| at);
                first.map(|at| timers.remove(at))
            };
            let Some((_, at, act)) = due else { break };
            self.outside.now.set(self.outside.now.get().max(at));
            act();
        }
        self.outside.now.set(end);
    }

    /// What takes a while goes on by a step; tells whether there is anything left of it.
    pub fn step(&self) -> bool {
        let mut tasks = self.outside.tasks.take();
        tasks.retain_mut(|it| {
            it.as_mut().poll(&mut Context::from_waker(Waker::noop())) == Poll::Pending
        });
        self.outside.tasks.borrow_mut().extend(tasks);
        !self.outside.tasks.borrow().is_empty()
    }

    /// What takes a while is done, as far as it ever is.
    pub fn run(&self) {
        (0..1_000).any(|_| !self.step());
    }

    /// Does what takes a while; `None` if it is never done.
    pub fn does<T: 'static>(&self, task: impl Future<Output = T> + 'static) -> Option<T> {
        let done = Rc::new(RefCell::new(None));
        let told = Rc::clone(&done);
        Handle(Rc::clone(&self.outside))
            .spawn(Box::pin(async move { *told.borrow_mut() = Some(task.await) }));
        self.run();
        done.take()
    }

    /// The screen is drawn.
    pub fn draw(&self) {
        for act in self.outside.frames.take() {
            act();
        }
    }

    /// The browser tells of a change of address.
    pub fn settle(&self) {
        if !self.outside.is_told.replace(true) {
            self.session.route_changed();
        }
    }

    /// Somebody follows a link.
    pub fn go(&self, address: &str) {
        Handle(Rc::clone(&self.outside)).go(address);
        self.settle();
    }

    #[track_caller]
    pub fn open(&self, id: EngagementId) -> EditorHandle {
        self.go(&format!("#/e/{id}/setup"));
        self.editor()
    }

    #[track_caller]
    pub fn editor(&self) -> EditorHandle {
        let Some(editor) = self.session.editor_untracked() else { panic!("nothing is open") };
        editor
    }

    /// Whether this engagement is open, to be changed.
    pub fn has_open(&self, id: EngagementId) -> bool {
        self.session.editor_untracked().is_some_and(|it| it.id == id)
    }

    pub fn opened(&self) -> Opened {
        self.session.opened()
    }

    /// What somebody who closes the tab now finds later; `None` if it is not there.
    pub fn kept(&self, id: EngagementId) -> Option<Engagement> {
        let store = EngagementStore::new(Rc::clone(&self.storage), "/a/", library());
        match store.load(id).unwrap() {
            Found::Whole(it) => Some(*it),
            _ => None,
        }
    }

    /// Whom the list shows.
    pub fn listed(&self) -> Vec<String> {
        let all = self.session.with_store(|it| it.list()).unwrap();
        all.iter().map(|it| it.name.as_str().to_owned()).collect()
    }

    /// What the app says, and whether there is a way back or forth.
    pub fn said(&self) -> Option<(String, bool)> {
        let said = |it: &kickoff::app::notices::Notice| (it.text.clone(), it.way.is_some());
        self.session.notice.with_untracked(|it| it.as_ref().map(said))
    }

    pub fn words(&self) -> Words {
        Words(self.session.lang.get_untracked())
    }
}
