//! Raw storage of texts under keys, as a browser offers it, and one in memory for tests and for
//! browsers that refuse.

use std::cell::RefCell;

/// Why storage did not do as told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StoreError {
    /// No room.
    Full,
    /// Switched off, forbidden or gone.
    Blocked,
    /// What was written is not what is read.
    NotKept,
}

/// Raw storage. Every other app on the same origin sees it too: callers name their keys.
pub trait KeyValueStore {
    /// # Errors
    ///
    /// If storage cannot be read; never for a missing key.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// The texts under these keys, in their order: for whoever wants a thousand.
    ///
    /// # Errors
    ///
    /// As [`KeyValueStore::get`].
    fn get_all(&self, keys: &[String]) -> Result<Vec<Option<String>>, StoreError> {
        keys.iter().map(|it| self.get(it)).collect()
    }

    /// How a text begins: its first line, or some of it if that is longer. Where a whole text is costly to
    /// come by, this is not.
    ///
    /// # Errors
    ///
    /// As [`KeyValueStore::get`].
    fn head(&self, key: &str) -> Result<Option<String>, StoreError> {
        let first = |it: String| it.split('\n').next().map(str::to_owned);
        Ok(self.get(key)?.and_then(first))
    }

    /// # Errors
    ///
    /// If the text is not kept. The former one stays then.
    fn put(&self, key: &str, text: &str) -> Result<(), StoreError>;

    /// # Errors
    ///
    /// If storage cannot be written.
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// Every key with this beginning.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError>;
}

/// Forgets on close.
#[derive(Debug, Default)]
pub struct MemoryStore {
    texts: RefCell<Vec<(String, String)>>,
}

impl KeyValueStore for MemoryStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let texts = self.texts.borrow();
        Ok(texts.iter().find(|(it, _)| it == key).map(|(_, text)| text.clone()))
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.remove(key)?;
        self.texts.borrow_mut().push((key.to_owned(), text.to_owned()));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.texts.borrow_mut().retain(|(it, _)| it != key);
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let texts = self.texts.borrow();
        let keys = texts.iter().map(|(key, _)| key).filter(|it| it.starts_with(prefix));
        Ok(keys.cloned().collect())
    }
}

impl<D: KeyValueStore + ?Sized> KeyValueStore for std::rc::Rc<D> {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        (**self).get(key)
    }

    fn get_all(&self, keys: &[String]) -> Result<Vec<Option<String>>, StoreError> {
        (**self).get_all(keys)
    }

    fn head(&self, key: &str) -> Result<Option<String>, StoreError> {
        (**self).head(key)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        (**self).put(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        (**self).remove(key)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        (**self).keys(prefix)
    }
}
