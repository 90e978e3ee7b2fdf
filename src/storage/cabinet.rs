//! Where things are kept, under keys of ours only. An origin can be shared: other apps, and other
//! copies of this one under other paths, have their own keys and are never touched.
//!
//! | key, after the namespace | holds |
//! |---|---|
//! | `eng/<id>/a`, `eng/<id>/b` | two generations of one engagement, each a [`record`] |
//! | `card/<id>` | what the list shows of it |
//! | `out/<id>` | when it was last exported, and at which change |
//! | `bin/<id>` | a deleted engagement, a record |
//! | `copy/<id>/<millis>` | a safety copy, made before something replaced it, a record |
//! | `raw/<id>/<millis>` | what could not be read, as it was |
//! | `pref/<name>` | language, device number |

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::card::Card;
use super::document::{self, DocumentError};
use super::drawer::{Drawer, DrawerError};
use super::record::{self, Record, RecordError};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::playbook::Playbook;

/// The keys of one deployment of the app.
pub struct Cabinet<D> {
    drawer: D,
    namespace: String,
    playbook: &'static Playbook,
}

/// What was found under an engagement's keys.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Loaded {
    Whole(Box<Engagement>),
    Missing,
    /// Not readable; the raw texts are kept and can be downloaded.
    Damaged {
        raw: Vec<String>,
    },
    /// Written by a newer version: not read, and never written to.
    Newer {
        raw: Vec<String>,
    },
}

/// One line of the list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Listed {
    pub id: EngagementId,
    pub state: ListedState,
    pub exported: Option<Exported>,
}

/// What the list knows of an engagement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ListedState {
    Whole(Card),
    Damaged,
    Newer,
}

/// The last export of an engagement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Exported {
    /// Milliseconds since 1970.
    pub millis: u64,
    /// The stamp of the latest change that it holds, as text.
    pub head: String,
}

/// A deleted engagement or a safety copy.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
    pub key: String,
    pub id: EngagementId,
    pub kind: KeptKind,
    /// `None` if it cannot be read; the raw text is still there.
    pub customer: Option<String>,
    pub millis: Option<u64>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeptKind {
    Deleted,
    Copy,
    Unreadable,
}

/// Why something is not saved.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SaveError {
    Drawer(DrawerError),
    /// What stands there is newer or unreadable, and is not overwritten.
    Withheld,
}

impl From<DrawerError> for SaveError {
    fn from(it: DrawerError) -> SaveError {
        SaveError::Drawer(it)
    }
}

const GENERATIONS: [&str; 2] = ["a", "b"];

impl<D: Drawer> Cabinet<D> {
    /// `deployment` is the path that the app is served from: two copies on one origin differ by it.
    pub fn new(drawer: D, deployment: &str, playbook: &'static Playbook) -> Cabinet<D> {
        Cabinet { drawer, namespace: format!("kickoff:{deployment}:"), playbook }
    }

    pub fn playbook(&self) -> &'static Playbook {
        self.playbook
    }

    fn key(&self, rest: &str) -> String {
        format!("{}{rest}", self.namespace)
    }

    fn slot(&self, id: EngagementId, generation: &str) -> String {
        self.key(&format!("eng/{id}/{generation}"))
    }

    /// Everything on the list, unreadable entries included.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all; that is not the same as an empty list.
    pub fn list(&self) -> Result<Vec<Listed>, DrawerError> {
        let prefix = self.key("eng/");
        let mut ids = BTreeSet::new();
        for key in self.drawer.keys(&prefix)? {
            let id = key.strip_prefix(&prefix).and_then(|it| it.split('/').next());
            ids.extend(id.and_then(EngagementId::parse));
        }
        ids.into_iter()
            .map(|id| {
                let state = match self.card(id)? {
                    Some(card) => ListedState::Whole(card),
                    None => match self.load(id)? {
                        Loaded::Whole(it) => ListedState::Whole(Card::of(self.playbook, &it)),
                        Loaded::Newer { .. } => ListedState::Newer,
                        Loaded::Damaged { .. } | Loaded::Missing => ListedState::Damaged,
                    },
                };
                Ok(Listed { id, state, exported: self.exported(id)? })
            })
            .collect()
    }

    fn card(&self, id: EngagementId) -> Result<Option<Card>, DrawerError> {
        let text = self.drawer.get(&self.key(&format!("card/{id}")))?;
        let kept: Json = match text.map(|it| serde_json::from_str(&it)) {
            Some(Ok(kept)) => kept,
            _ => return Ok(None),
        };
        // A card speaks for the generation that it was written with, and for no other; beside one
        // that is not whole, it is not to be trusted.
        let mut newest = None;
        for generation in GENERATIONS {
            let Some(raw) = self.drawer.get(&self.slot(id, generation))? else { continue };
            let Ok(sequence) = record::glance(&raw) else { return Ok(None) };
            newest = newest.max(Some(sequence));
        }
        let speaks_for = kept.get("sequence").and_then(Json::as_u64);
        let is_current = newest.is_some() && newest == speaks_for;
        let card = is_current.then(|| kept.get("card").and_then(Card::read)).flatten();
        Ok(card.filter(|it| it.next(self.playbook).is_some()))
    }

    /// Reads an engagement.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all.
    pub fn load(&self, id: EngagementId) -> Result<Loaded, DrawerError> {
        let mut raw = Vec::new();
        let mut best: Option<(u64, Engagement)> = None;
        let mut is_newer = false;
        for generation in GENERATIONS {
            let Some(text) = self.drawer.get(&self.slot(id, generation))? else { continue };
            match self.read(&text) {
                Ok((sequence, it)) if it.id() == id => {
                    if best.as_ref().is_none_or(|(best, _)| *best < sequence) {
                        best = Some((sequence, it));
                    }
                }
                Err(Unreadable::Newer) => is_newer = true,
                Ok(_) | Err(Unreadable::Damaged) => {}
            }
            raw.push(text);
        }
        Ok(match best {
            _ if raw.is_empty() => Loaded::Missing,
            // A newer app's generation beside an older one: what it wrote since must not be lost.
            _ if is_newer => Loaded::Newer { raw },
            Some((_, engagement)) => Loaded::Whole(Box::new(engagement)),
            None => Loaded::Damaged { raw },
        })
    }

    fn read(&self, raw: &str) -> Result<(u64, Engagement), Unreadable> {
        let Record { sequence, text } = record::read(raw)?;
        let json: Json = serde_json::from_str(&text).map_err(|_| Unreadable::Damaged)?;
        Ok((sequence, document::read(&json, self.playbook)?))
    }

    /// The sequence number of a record that this version may write over.
    fn read_frame(&self, raw: &str) -> Result<u64, Unreadable> {
        let Record { sequence, text } = record::read(raw)?;
        document::check_frame(&text, self.playbook)?;
        Ok(sequence)
    }

    /// Keeps an engagement: over the older of its two generations, and only its own keys. Done when
    /// what is read back is what was written.
    ///
    /// # Errors
    ///
    /// If it is not kept. The former generation is still there then.
    pub fn save(&self, engagement: &Engagement, now_millis: u64) -> Result<(), SaveError> {
        let id = engagement.id();
        let mut newest = 0;
        let mut target: Option<(u64, &str)> = None;
        for generation in GENERATIONS {
            let key = self.slot(id, generation);
            // Only the frame is looked at: this is on the path of every keystroke.
            let found = match self.drawer.get(&key)? {
                None => 0,
                Some(raw) => match self.read_frame(&raw) {
                    Ok(sequence) => sequence,
                    Err(Unreadable::Newer) => return Err(SaveError::Withheld),
                    Err(Unreadable::Damaged) => {
                        self.set_aside(id, generation, &raw, now_millis)?;
                        0
                    }
                },
            };
            newest = newest.max(found);
            if target.is_none_or(|(oldest, _)| found < oldest) {
                target = Some((found, generation));
            }
        }
        let (_, generation) = target.unwrap_or((0, GENERATIONS[0]));
        let sequence = newest + 1;
        let text = document::write(engagement).to_string();
        self.put(&self.slot(id, generation), &record::write(sequence, &text))?;
        let card = Card::of(self.playbook, engagement).write();
        let card = json!({ "sequence": sequence, "card": card }).to_string();
        // The card can be made again; its loss is no loss.
        let _ = self.drawer.put(&self.key(&format!("card/{id}")), &card);
        Ok(())
    }

    /// Writes and reads back.
    fn put(&self, key: &str, text: &str) -> Result<(), DrawerError> {
        self.drawer.put(key, text)?;
        if self.drawer.get(key)?.as_deref() == Some(text) {
            Ok(())
        } else {
            Err(DrawerError::NotKept)
        }
    }

    /// Keeps what could not be read before its place is used again.
    fn set_aside(
        &self,
        id: EngagementId,
        generation: &str,
        raw: &str,
        now_millis: u64,
    ) -> Result<(), DrawerError> {
        // Once is enough, however often saving is tried again: a full drawer must not fill up more.
        for key in self.drawer.keys(&self.key(&format!("raw/{id}/")))? {
            if self.drawer.get(&key)?.as_deref() == Some(raw) {
                return Ok(());
            }
        }
        self.put(&self.key(&format!("raw/{id}/{now_millis}-{generation}")), raw)
    }

    /// Moves an engagement to the bin. Its keys go only after the copy is there.
    ///
    /// # Errors
    ///
    /// If it cannot be kept in the bin, or its keys cannot be removed.
    pub fn delete(&self, engagement: &Engagement, now_millis: u64) -> Result<(), SaveError> {
        let id = engagement.id();
        let text = document::write(engagement).to_string();
        self.put(&self.key(&format!("bin/{id}")), &record::write(now_millis, &text))?;
        self.clear(id)?;
        Ok(())
    }

    /// Takes unreadable generations off the list; their raw texts are kept aside.
    ///
    /// # Errors
    ///
    /// If they cannot be kept aside or removed.
    pub fn set_aside_damaged(&self, id: EngagementId, now_millis: u64) -> Result<(), SaveError> {
        for generation in GENERATIONS {
            if let Some(raw) = self.drawer.get(&self.slot(id, generation))? {
                self.set_aside(id, generation, &raw, now_millis)?;
            }
        }
        self.clear(id)?;
        Ok(())
    }

    fn clear(&self, id: EngagementId) -> Result<(), DrawerError> {
        for generation in GENERATIONS {
            self.drawer.remove(&self.slot(id, generation))?;
        }
        self.drawer.remove(&self.key(&format!("card/{id}")))
    }

    /// Makes a safety copy of what is kept of an engagement, before something replaces it.
    ///
    /// # Errors
    ///
    /// If the copy is not kept: then nothing may be replaced.
    pub fn copy_for_safety(
        &self,
        engagement: &Engagement,
        now_millis: u64,
    ) -> Result<(), SaveError> {
        let key = self.key(&format!("copy/{}/{now_millis}", engagement.id()));
        let text = document::write(engagement).to_string();
        self.put(&key, &record::write(now_millis, &text))?;
        Ok(())
    }

    /// Deleted engagements, safety copies and unreadable texts, newest first.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all.
    pub fn kept(&self) -> Result<Vec<Kept>, DrawerError> {
        let mut all: Vec<Kept> = Vec::new();
        for (group, kind) in
            [("bin/", KeptKind::Deleted), ("copy/", KeptKind::Copy), ("raw/", KeptKind::Unreadable)]
        {
            let prefix = self.key(group);
            for key in self.drawer.keys(&prefix)? {
                let Some(rest) = key.strip_prefix(&prefix) else { continue };
                let Some(id) = rest.split('/').next().and_then(EngagementId::parse) else {
                    continue;
                };
                let text = self.drawer.get(&key)?.unwrap_or_default();
                let read = self.read(&text).ok();
                let customer = read.as_ref().map(|(_, it)| it.customer().to_owned());
                // The key tells when, but for the bin, which keeps it as the sequence number.
                let named =
                    rest.split('/').nth(1).and_then(|it| it.split('-').next()?.parse().ok());
                let millis = named.or(read.map(|(sequence, _)| sequence));
                let later = all.iter().position(|it| it.millis < millis);
                all.insert(later.unwrap_or(all.len()), Kept { key, id, kind, customer, millis });
            }
        }
        Ok(all)
    }

    /// The raw text of something kept.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn raw(&self, key: &str) -> Result<Option<String>, DrawerError> {
        self.drawer.get(key)
    }

    /// The engagement in something kept, if it can be read.
    pub fn read_kept(&self, key: &str) -> Option<Engagement> {
        let text = self.drawer.get(key).ok()??;
        self.read(&text).ok().map(|(_, it)| it)
    }

    /// Drops something kept for good.
    ///
    /// # Errors
    ///
    /// If it cannot be removed.
    pub fn drop_kept(&self, key: &str) -> Result<(), DrawerError> {
        self.drawer.remove(key)
    }

    /// Puts a deleted engagement back on the list.
    ///
    /// # Errors
    ///
    /// If it cannot be kept; it is still in the bin then.
    pub fn undelete(&self, id: EngagementId, now_millis: u64) -> Result<bool, SaveError> {
        let key = self.key(&format!("bin/{id}"));
        let Some(engagement) = self.read_kept(&key) else { return Ok(false) };
        // Opened from a file in the meantime: what it became is not lost.
        if let Loaded::Whole(there) = self.load(id)? {
            self.copy_for_safety(&there, now_millis)?;
        }
        self.save(&engagement, now_millis)?;
        self.drawer.remove(&key)?;
        Ok(true)
    }

    /// When an engagement was last exported from here.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn exported(&self, id: EngagementId) -> Result<Option<Exported>, DrawerError> {
        let text = self.drawer.get(&self.key(&format!("out/{id}")))?;
        let kept: Option<Json> = text.and_then(|it| serde_json::from_str(&it).ok());
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
    pub fn note_export(&self, engagement: &Engagement, now_millis: u64) -> Result<(), DrawerError> {
        let head = engagement.head().map(|it| it.to_string()).unwrap_or_default();
        let key = self.key(&format!("out/{}", engagement.id()));
        self.drawer.put(&key, &json!({ "millis": now_millis, "head": head }).to_string())
    }

    /// A preference of this browser.
    pub fn preference(&self, name: &str) -> Option<String> {
        self.drawer.get(&self.key(&format!("pref/{name}"))).ok().flatten()
    }

    /// Keeps a preference if it can; the app works without.
    pub fn set_preference(&self, name: &str, value: &str) {
        let _ = self.drawer.put(&self.key(&format!("pref/{name}")), value);
    }
}

/// What the first screen shows before the playbook is there: the language, and a card for each
/// engagement that has one.
pub fn glance(
    drawer: &impl Drawer,
    deployment: &str,
) -> (Option<String>, Vec<(EngagementId, Card)>) {
    let namespace = format!("kickoff:{deployment}:");
    let lang = drawer.get(&format!("{namespace}pref/lang")).ok().flatten();
    let prefix = format!("{namespace}card/");
    let mut cards = Vec::new();
    for key in drawer.keys(&prefix).unwrap_or_default() {
        let id = key.strip_prefix(&prefix).and_then(EngagementId::parse);
        let text = drawer.get(&key).ok().flatten().unwrap_or_default();
        let kept: Option<Json> = serde_json::from_str(&text).ok();
        let card = kept.as_ref().and_then(|it| it.get("card")).and_then(Card::read);
        cards.extend(id.zip(card));
    }
    (lang, cards)
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
            DocumentError::Newer { .. } | DocumentError::OtherPlaybook { .. } => Unreadable::Newer,
            DocumentError::Malformed { .. } => Unreadable::Damaged,
        }
    }
}
