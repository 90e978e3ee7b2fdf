//! What a page asks of localStorage, counted.

use serde_json::Value;

use crate::browser::Browser;
use crate::wait::eventually;

/// How often each was called, and how much was written. `counted.js` has to be in the page's
/// [prelude](crate::Settings::prelude): it counts from the start of the page on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub reads: u64,
    pub writes: u64,
    pub removals: u64,
    /// Asked for the name of the nth key.
    pub names: u64,
    /// UTF-16 units of all that was written, names included.
    pub written: u64,
}

impl Counted {
    /// All since the page started or since this was asked last, once nothing has been asked for a while.
    #[track_caller]
    pub fn take(browser: &Browser) -> Counted {
        const TAKE: &str = "
            if (performance.now() - askedOfStorage.last < 1500) return null;
            const taken = { ...askedOfStorage };
            for (const name in askedOfStorage) askedOfStorage[name] = 0;
            return taken;";
        let found = eventually("the storage to be left alone", || {
            match browser.try_script(TAKE, &Value::Array(Vec::new()))? {
                Value::Null => Err("something is still asked of it".to_owned()),
                found => Ok(found),
            }
        });
        let of = |name: &str| found[name].as_u64().expect("a number");
        Counted {
            reads: of("getItem"),
            writes: of("setItem"),
            removals: of("removeItem"),
            names: of("key"),
            written: of("written"),
        }
    }

    pub fn calls(&self) -> u64 {
        self.reads + self.writes + self.removals + self.names
    }
}
