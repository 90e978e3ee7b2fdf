//! Where things are kept, under keys of ours only. An origin can be shared: other apps, and other
//! copies of this one under other paths, have their own keys and are never touched.
//!
//! | key, after the namespace | holds |
//! |---|---|
//! | `eng/<id>/a`, `eng/<id>/b` | two generations of one engagement, each a [`record`] |
//! | `tail/<id>/<stamp>` | what was written since, a record for each edit (`tail.rs`) |
//! | `archived/<id>` | that the archive has it, and how that begins (`archived.rs`) |
//! | `card/<id>` | what the list shows of it |
//! | `out/<id>` | when it was last exported, and at which change |
//! | `bin/<id>/<millis>` | a deleted engagement, a record or its label (`kept.rs`); once `bin/<id>` |
//! | `copy/<id>/<millis>-<occasion>` | a safety copy, a record or its label; once without the occasion |
//! | `gone/<id>` | that the way out (recover.js) has deleted it for good |
//! | `raw/<id>/<millis>-<generation>` | what could not be read, as it was |
//! | `pref/<name>` | language, device number, whether single letters are keys, whether what is done is folded (`done-rows`) |
//! | `pref/<name>/<id>` | of one engagement: a captured line that is not filed (`line`), the clock of the meeting (`meeting`) |

mod archived;
mod backups;
mod counting;
mod found;
mod generations;
mod kept;
mod list;
mod make_room;
mod recover;
mod slots;
mod tail;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::card::Card;
use super::document;
use super::document_error::DocumentError;
use super::record::{self, Record, RecordError};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::library::Library;
use crate::json::{self, put};
use crate::store::key_value::{KeyValueStore, StoreError};
use archived::Unarchived;
use counting::Counting;
use slots::Look;
use tail::KnownTail;

pub use crate::store::engagements::backups::{Backup, BackupKind, DAY_MILLIS, Occasion};
pub use archived::TakenBack;
pub use found::Found;
pub use list::ListReading;
pub use recover::{Fate, REMOVED, is_journaled, is_passing};
pub use tail::LONGEST;

/// Where cards are, after the namespace.
const CARD: &str = "card/";

/// The keys of one deployment of the app.
pub struct EngagementStore<D> {
    storage: Counting<D>,
    namespace: String,
    library: &'static Library,
    /// What is known of the generations that were read or written here.
    looks: RefCell<Vec<Look>>,
    /// Which raw texts were found sound or not, by key and first line, in the order of keys.
    checks: RefCell<Vec<(String, String, bool)>>,
    /// Recovered, and not kept yet.
    pending: RefCell<Vec<Engagement>>,
    tails: RefCell<Vec<KnownTail>>,
    /// What the journal holds is here: what is missing now is lost.
    is_recovered: Cell<bool>,
    /// Something in their tails waits for what the journal may have.
    waiting: RefCell<Vec<EngagementId>>,
    /// What the archive was found to have in the place of an engagement.
    unarchived: RefCell<Vec<Unarchived>>,
    left_in_archive: RefCell<Vec<String>>,
    /// What is kept and was looked at for the archive.
    looked_at: RefCell<BTreeSet<String>>,
    /// Cards that were read a moment ago, until the list is read for the first time.
    glimpsed: RefCell<Vec<(EngagementId, Glimpse)>>,
    /// What was read for the next list, after how many writes.
    listed: RefCell<Option<(u64, Vec<Listed>)>>,
}

/// A card as it stands under its key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeptCard {
    /// The number of the generation that it speaks for.
    pub sequence: Option<u64>,
    /// What the list shows, as of that generation.
    pub card: Card,
}

impl KeptCard {
    fn read(text: &str) -> Option<KeptCard> {
        let kept = json::parse(text).ok()?;
        let sequence = kept.get("sequence").and_then(Json::as_u64);
        Some(KeptCard { sequence, card: kept.get("card").and_then(Card::read)? })
    }
}

/// A card's text. Of a thousand the first screen shows twelve, and reads those.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Glimpse(String);

impl Glimpse {
    /// Milliseconds since 1970 of the latest change, as the text says; zero if it does not. Within a text of JSON
    /// no quotation mark stands bare, so this is the member, whatever a customer is called.
    pub fn changed_millis(&self) -> u64 {
        let after = self.0.split("\"changedMillis\":").last().unwrap_or_default();
        let digits = after.bytes().take_while(u8::is_ascii_digit);
        digits.fold(0, |sum: u64, it| sum.saturating_mul(10).saturating_add((it - b'0').into()))
    }

    /// The card; `None` if it is none.
    pub fn read(&self) -> Option<KeptCard> {
        KeptCard::read(&self.0)
    }
}

/// What was found under an engagement's keys; of what cannot be read, the raw texts, to be downloaded.
pub type Loaded = Found<Box<Engagement>, Vec<String>>;

/// One line of the list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Listed {
    /// The engagement under whose keys all of this was found.
    pub id: EngagementId,
    /// What it is called, as far as anything still tells it.
    pub name: String,
    /// Missing if its card is there and nothing else: somebody or something has removed it.
    pub state: Found<Card>,
    /// The last export from here; `None` if none is noted.
    pub exported: Option<Exported>,
    /// What was kept last cannot be read, and the state before it is shown.
    pub is_set_back: bool,
    /// It is in the archive, and only its card is here.
    pub is_archived: bool,
}

/// What cannot be read of an engagement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unread {
    /// Why it is in no file that is made of the engagement.
    pub why: WhyUnread,
    /// As it is.
    pub raw: Vec<String>,
}

/// Why something of an engagement cannot be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WhyUnread {
    /// What is there cannot be read, nor any state before it.
    Damaged,
    /// A newer version has written it.
    Newer,
    /// Nothing is there.
    Lost,
    /// What was kept last is damaged, and the state before it can be read.
    SetBack,
}

/// The last export of an engagement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Exported {
    /// Milliseconds since 1970.
    pub millis: u64,
    /// The version that it holds ([`Engagement::version`]).
    pub head: String,
}

/// Why something is not saved.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SaveError {
    /// Storage did not take it, or cannot be read.
    Store(StoreError),
    /// What stands there is newer or unreadable, and is not overwritten.
    Withheld,
}

impl From<StoreError> for SaveError {
    fn from(it: StoreError) -> SaveError {
        SaveError::Store(it)
    }
}

const GENERATIONS: [&str; 2] = ["a", "b"];

impl<D: KeyValueStore> EngagementStore<D> {
    /// `deployment` is the path that the app is served from: two copies on one origin differ by it.
    pub fn new(storage: D, deployment: &str, library: &'static Library) -> EngagementStore<D> {
        EngagementStore {
            storage: Counting::new(storage),
            namespace: format!("kickoff:{deployment}:"),
            library,
            looks: RefCell::default(),
            checks: RefCell::default(),
            pending: RefCell::default(),
            tails: RefCell::default(),
            is_recovered: Cell::default(),
            waiting: RefCell::default(),
            unarchived: RefCell::default(),
            left_in_archive: RefCell::default(),
            looked_at: RefCell::default(),
            glimpsed: RefCell::default(),
            listed: RefCell::default(),
        }
    }

    /// Cards that were just [glimpsed](glimpses): the first list does not ask for them again. Whatever another tab
    /// writes in between calls for another one.
    pub fn take_glimpsed(&self, cards: Vec<(EngagementId, Glimpse)>) {
        *self.glimpsed.borrow_mut() = cards;
    }

    /// The playbooks by which engagements are read here.
    pub fn library(&self) -> &'static Library {
        self.library
    }

    /// Whether a key is one of this deployment.
    pub fn owns(&self, key: &str) -> bool {
        key.starts_with(&self.namespace)
    }

    fn key(&self, rest: &str) -> String {
        format!("{}{rest}", self.namespace)
    }

    fn slot(&self, id: EngagementId, generation: &str) -> String {
        self.key(&format!("eng/{id}/{generation}"))
    }

    fn read(&self, raw: &str) -> Result<Read, Unreadable> {
        let Record { sequence, text } = record::read(raw)?;
        let json = json::parse(&text).map_err(|_| Unreadable::Damaged)?;
        let engagement = document::read(&json, self.library)?;
        let schema = json.get("schema").and_then(Json::as_u64);
        Ok(Read { sequence, engagement, is_older: schema != Some(document::SCHEMA) })
    }

    /// When an engagement was last exported from here.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn exported(&self, id: EngagementId) -> Result<Option<Exported>, StoreError> {
        let text = self.storage.get(&self.key(&format!("out/{id}")))?;
        let kept = text.and_then(|it| json::parse(&it).ok());
        Ok(kept.and_then(|it| {
            let head = it.get("head")?.as_str()?.to_owned();
            Some(Exported { millis: it.get("millis")?.as_u64()?, head })
        }))
    }

    /// Notes an export.
    ///
    /// # Errors
    ///
    /// If it cannot be noted.
    pub fn note_export(&self, engagement: &Engagement, now_millis: u64) -> Result<(), StoreError> {
        self.note_export_of(engagement.id(), engagement.version(), now_millis)
    }

    /// The same of one that is not at hand any more, by the version that was exported.
    ///
    /// # Errors
    ///
    /// If it cannot be noted.
    pub fn note_export_of(
        &self,
        id: EngagementId,
        head: String,
        now_millis: u64,
    ) -> Result<(), StoreError> {
        let key = self.key(&format!("out/{id}"));
        let mut noted = Map::new();
        put(&mut noted, "millis", now_millis.into());
        put(&mut noted, "head", head.into());
        self.storage.put(&key, &json::text(&noted.into()))
    }

    /// A preference of this browser.
    pub fn preference(&self, name: &str) -> Option<String> {
        self.storage.get(&self.key(&format!("pref/{name}"))).ok().flatten()
    }

    /// Keeps a preference if it can; the app works without.
    pub fn set_preference(&self, name: &str, value: &str) {
        let _ = self.storage.put(&self.key(&format!("pref/{name}")), value);
    }

    /// Something that this device knows of an engagement beside it; empty if nothing.
    pub fn beside(&self, id: EngagementId, name: &str) -> String {
        self.preference(&format!("{name}/{id}")).unwrap_or_default()
    }

    /// Keeps such a thing if it can; an empty one is forgotten. It goes with the engagement.
    pub fn set_beside(&self, id: EngagementId, name: &str, value: &str) {
        let name = format!("{name}/{id}");
        match value {
            "" => _ = self.storage.remove(&self.key(&format!("pref/{name}"))),
            value => self.set_preference(&name, value),
        }
    }
}

/// The preference that puts every tab into the view for customers, and what it says then.
const VIEW: &str = "view";
const SHARED: &str = "shared";

impl<S: KeyValueStore> EngagementStore<S> {
    /// Whether only what a customer may see is to be on the screen.
    pub fn is_view_shared(&self) -> bool {
        self.preference(VIEW).as_deref() == Some(SHARED)
    }

    /// Keeps that, for other tabs and the next start.
    pub fn share_view(&self, is_shared: bool) {
        self.set_preference(VIEW, if is_shared { SHARED } else { "internal" });
    }

    /// The same, as another tab has written it.
    pub fn view_told(&self, key: &str, raw: Option<&str>) -> Option<bool> {
        raw.filter(|_| key == self.key("pref/view")).map(|it| it == SHARED)
    }
}

/// The language of the interface, as it is kept; nothing else is looked for.
pub fn kept_lang(storage: &impl KeyValueStore, deployment: &str) -> Option<String> {
    storage.get(&format!("kickoff:{deployment}:pref/lang")).ok().flatten()
}

/// The keys of all cards, for the list that is shown before the playbook is there; in the order of
/// [`EngagementStore::list`], so that what was changed at the same moment stands there in the same order.
pub fn card_keys(storage: &impl KeyValueStore, deployment: &str) -> Vec<String> {
    let namespace = format!("kickoff:{deployment}:");
    let view = storage.get(&format!("{namespace}pref/{VIEW}")).ok().flatten();
    if view.as_deref() == Some(SHARED) {
        // The names of other customers are nobody's business.
        return Vec::new();
    }
    let mut keys = storage.keys(&format!("{namespace}{CARD}")).unwrap_or_default();
    keys.sort();
    keys
}

/// The cards under some of these keys, as far as they are there.
pub fn glimpses(storage: &impl KeyValueStore, keys: &[String]) -> Vec<(EngagementId, Glimpse)> {
    let id = |key: &String| EngagementId::parse(key.rsplit('/').next()?);
    let texts = storage.get_all(keys).unwrap_or_default();
    keys.iter().zip(texts).filter_map(|(key, text)| Some((id(key)?, Glimpse(text?)))).collect()
}

/// A record that could be read.
struct Read {
    sequence: u64,
    engagement: Engagement,
    /// Whether it is of an older shape.
    is_older: bool,
}

enum Unreadable {
    Newer,
    Damaged,
}

impl From<RecordError> for Unreadable {
    fn from(it: RecordError) -> Unreadable {
        match it {
            RecordError::NewerVersion => Unreadable::Newer,
            _ => Unreadable::Damaged,
        }
    }
}

impl From<DocumentError> for Unreadable {
    fn from(it: DocumentError) -> Unreadable {
        match it {
            DocumentError::Newer { .. } => Unreadable::Newer,
            DocumentError::Malformed { .. } => Unreadable::Damaged,
        }
    }
}
