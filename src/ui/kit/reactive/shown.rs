//! Something worked out that wakes its followers only when it differs. As `Memo`, but all of them
//! share one piece of code: a `Memo` is compiled anew for each type, at 2 KB a type.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use reactive_graph::computed::{ArcMemo, Memo};
use reactive_graph::graph::ToAnySubscriber;
use reactive_graph::traits::{Get, GetUntracked};

use super::leave_on_cleanup;

/// See the module. `Copy`, so that handlers keep it without cloning.
pub struct Shown<T> {
    memo: Memo<Erased>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Shown<T> {
    fn clone(&self) -> Shown<T> {
        *self
    }
}

impl<T> Copy for Shown<T> {}

/// A value and how to tell whether another is the same.
#[derive(Clone)]
struct Erased {
    value: Arc<dyn Any + Send + Sync>,
    is_same: fn(&(dyn Any + Send + Sync), &(dyn Any + Send + Sync)) -> bool,
}

impl PartialEq for Erased {
    fn eq(&self, other: &Erased) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

type WorkOut = Box<dyn Fn() -> Arc<dyn Any + Send + Sync> + Send + Sync>;

impl<T: Clone + Default + PartialEq + Send + Sync + 'static> Shown<T> {
    /// Worked out by this, anew after what it reads has changed, once somebody looks.
    pub fn new(work_out: impl Fn() -> T + Send + Sync + 'static) -> Shown<T> {
        let work_out: WorkOut = Box::new(move || Arc::new(work_out()));
        let is_same = |one: &(dyn Any + Send + Sync), other: &(dyn Any + Send + Sync)| {
            one.downcast_ref::<T>() == other.downcast_ref::<T>()
        };
        Shown { memo: erased(work_out, is_same), of: PhantomData }
    }

    /// What it is now, followed by whoever draws.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// What it is now, without following.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// Looks at it without a copy.
    pub fn with<U>(self, f: impl FnOnce(&T) -> U) -> U {
        look_at(&self.memo.get(), f)
    }

    /// Looks at it without a copy and without following.
    pub fn with_untracked<U>(self, f: impl FnOnce(&T) -> U) -> U {
        look_at(&self.memo.get_untracked(), f)
    }
}

/// What is inside. It is of the type it was made with, by `Shown::new`; the default is never seen.
fn look_at<T: Default + 'static, U>(erased: &Erased, f: impl FnOnce(&T) -> U) -> U {
    match erased.value.downcast_ref::<T>() {
        Some(value) => f(value),
        None => f(&T::default()),
    }
}

fn erased(
    work_out: WorkOut,
    is_same: fn(&(dyn Any + Send + Sync), &(dyn Any + Send + Sync)) -> bool,
) -> Memo<Erased> {
    let memo = ArcMemo::new(move |_| Erased { value: work_out(), is_same });
    leave_on_cleanup(memo.to_any_subscriber());
    memo.into()
}
