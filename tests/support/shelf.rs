//! An archive that answers a moment later, and fails when it is told to.

#![allow(dead_code)] // Each test takes what it needs.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::task::Poll;

use kickoff::store::archive::{Alone, Answer, Archive, ArchiveError};

/// When it does not do as told. Operations are counted from 0.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Wrong {
    #[default]
    Nothing,
    /// There is none.
    Missing,
    /// Nothing is written any more, and it says so.
    Full,
    /// Says that all is well, and writes nothing.
    Silent,
    /// Keeps half of what is written, and says nothing.
    Half,
    /// From this operation on nothing happens any more: the page is gone.
    From(usize),
}

/// Cheap to clone: all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Shelf(Rc<State>);

#[derive(Debug, Default)]
struct State {
    rows: RefCell<BTreeMap<String, String>>,
    wrong: Cell<Wrong>,
    count: Cell<usize>,
    is_taken: Cell<bool>,
}

struct Taken(Rc<State>);

impl Alone for Taken {}

impl Drop for Taken {
    fn drop(&mut self) {
        self.0.is_taken.set(false);
    }
}

impl Shelf {
    pub fn goes_wrong(&self, wrong: Wrong) {
        self.0.count.set(0);
        self.0.wrong.set(wrong);
    }

    pub fn operations(&self) -> usize {
        self.0.count.get()
    }

    /// Everything in it, behind everybody's back.
    pub fn all(&self) -> BTreeMap<String, String> {
        self.0.rows.borrow().clone()
    }

    pub fn set_all(&self, rows: BTreeMap<String, String>) {
        *self.0.rows.borrow_mut() = rows;
    }

    pub fn put_behind(&self, key: &str, text: &str) {
        self.0.rows.borrow_mut().insert(key.to_owned(), text.to_owned());
    }

    pub fn remove_behind(&self, key: &str) {
        self.0.rows.borrow_mut().remove(key);
    }

    /// Asks now, and answers when it is asked for a second time.
    fn answer<T: 'static>(
        &self,
        act: impl FnOnce(&mut BTreeMap<String, String>, Wrong) -> T + 'static,
    ) -> Answer<T> {
        let state = Rc::clone(&self.0);
        let mut act = Some(act);
        let mut has_waited = false;
        Box::pin(std::future::poll_fn(move |_| {
            if !std::mem::replace(&mut has_waited, true) {
                return Poll::Pending;
            }
            let number = state.count.replace(state.count.get() + 1);
            let wrong = state.wrong.get();
            match wrong {
                Wrong::From(at) if at <= number => return Poll::Pending,
                Wrong::Missing => return Poll::Ready(Err(ArchiveError::Missing)),
                _ => {}
            }
            let Some(act) = act.take() else { return Poll::Pending };
            Poll::Ready(Ok(act(&mut state.rows.borrow_mut(), wrong)))
        }))
    }
}

impl Archive for Shelf {
    fn keys(&self) -> Answer<Vec<String>> {
        self.answer(|rows, _| rows.keys().cloned().collect())
    }

    fn get_all(&self, keys: Vec<String>) -> Answer<Vec<Option<String>>> {
        self.answer(move |rows, _| keys.iter().map(|it| rows.get(it).cloned()).collect())
    }

    fn put(&self, all: Vec<(String, String)>) -> Answer<()> {
        let put = self.answer(move |rows, wrong| {
            for (key, text) in all {
                let text = match wrong {
                    Wrong::Full => return Err(ArchiveError::NotKept),
                    Wrong::Silent => return Ok(()),
                    Wrong::Half => text.chars().take(text.chars().count() / 2).collect(),
                    _ => text,
                };
                rows.insert(key, text);
            }
            Ok(())
        });
        Box::pin(async move { put.await? })
    }

    fn remove(&self, keys: Vec<String>) -> Answer<()> {
        self.answer(move |rows, _| rows.retain(|key, _| !keys.contains(key)))
    }

    fn alone(&self) -> Answer<Box<dyn Alone>> {
        let state = Rc::clone(&self.0);
        Box::pin(std::future::poll_fn(move |_| {
            if state.wrong.get() == Wrong::Missing {
                return Poll::Ready(Err(ArchiveError::Missing));
            }
            if state.is_taken.replace(true) {
                return Poll::Pending;
            }
            Poll::Ready(Ok(Box::new(Taken(Rc::clone(&state))) as Box<dyn Alone>))
        }))
    }
}
