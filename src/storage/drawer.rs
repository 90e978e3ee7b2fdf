//! Raw storage of texts under keys, as a browser offers it, and one in memory for tests and for
//! browsers that refuse.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// Why storage did not do as told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DrawerError {
    /// No room.
    Full,
    /// Switched off, forbidden or gone.
    Blocked,
    /// What was written is not what is read.
    NotKept,
}

/// Raw storage. Every other app on the same origin sees it too: callers name their keys.
pub trait Drawer {
    /// # Errors
    ///
    /// If storage cannot be read; never for a missing key.
    fn get(&self, key: &str) -> Result<Option<String>, DrawerError>;

    /// # Errors
    ///
    /// If the text is not kept. The former one stays then.
    fn put(&self, key: &str, text: &str) -> Result<(), DrawerError>;

    /// # Errors
    ///
    /// If storage cannot be written.
    fn remove(&self, key: &str) -> Result<(), DrawerError>;

    /// Every key with this beginning.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, DrawerError>;
}

/// Forgets on close.
#[derive(Debug, Default)]
pub struct MemoryDrawer {
    texts: RefCell<BTreeMap<String, String>>,
}

impl Drawer for MemoryDrawer {
    fn get(&self, key: &str) -> Result<Option<String>, DrawerError> {
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn put(&self, key: &str, text: &str) -> Result<(), DrawerError> {
        self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), DrawerError> {
        self.texts.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, DrawerError> {
        Ok(self.texts.borrow().keys().filter(|it| it.starts_with(prefix)).cloned().collect())
    }
}

impl<D: Drawer + ?Sized> Drawer for std::rc::Rc<D> {
    fn get(&self, key: &str) -> Result<Option<String>, DrawerError> {
        (**self).get(key)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), DrawerError> {
        (**self).put(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), DrawerError> {
        (**self).remove(key)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, DrawerError> {
        (**self).keys(prefix)
    }
}
