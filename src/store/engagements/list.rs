//! What the list shows: cards where they can be trusted, and a word for everything else that is there.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::{
    CARD, EngagementStore, Fate, Found, GENERATIONS, Glimpse, KeptCard, Listed, Loaded, Unread,
    WhyUnread,
};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::text::is_blank;
use crate::json;
use crate::store::card::Card;
use crate::store::engagements::archived::MARK;
use crate::store::engagements::tail::TAIL;
use crate::store::key_value::{KeyValueStore, StoreError};
use crate::store::record;

/// Of so many engagements what was not looked at yet is read at once: of full ones that is 4 MB.
pub(super) const AHEAD: usize = 32;

/// What was read for the next engagements, under its keys.
#[derive(Default)]
struct Ahead(Vec<(String, Option<String>)>);

impl Ahead {
    fn take(&mut self, key: &str) -> Option<String> {
        let at = self.0.iter().position(|it| it.0 == key)?;
        self.0.swap_remove(at).1
    }
}

/// The list while it is read, some engagements at a time: a thousand at once would keep everybody waiting.
pub struct ListReading {
    /// All there are: what is not there is not asked for, a thousand times.
    names: BTreeSet<String>,
    with_tail: BTreeSet<EngagementId>,
    exported: BTreeSet<EngagementId>,
    archived: BTreeSet<EngagementId>,
    left: std::vec::IntoIter<EngagementId>,
    glimpsed: Vec<(EngagementId, Glimpse)>,
    listed: Vec<Listed>,
    /// How much was written before.
    writes: u64,
}

impl<D: KeyValueStore> EngagementStore<D> {
    /// Everything on the list, unreadable entries included. What [was read just now](Self::take_listed) is not
    /// read again.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all; that is not the same as an empty list.
    pub fn list(&self) -> Result<Vec<Listed>, StoreError> {
        if let Some((writes, listed)) = self.listed.take()
            && writes == self.storage.writes()
        {
            return Ok(listed);
        }
        let mut reading = self.begin_list()?;
        while self.go_on_with_list(&mut reading)? {}
        Ok(reading.listed)
    }

    /// What the next [`Self::list`] is to say, if all of it is read and nothing is written until then. Another tab's
    /// writing is for the caller to see.
    pub fn take_listed(&self, reading: ListReading) {
        if reading.left.len() == 0 {
            self.listed.replace(Some((reading.writes, reading.listed)));
        }
    }

    /// Another tab may have written: what was read for the next list is none.
    pub fn forget_listed(&self) {
        self.listed.replace(None);
    }

    /// The same as [`Self::list`], a part at a time.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all.
    pub fn begin_list(&self) -> Result<ListReading, StoreError> {
        let names = BTreeSet::from_iter(self.storage.keys(&self.namespace)?);
        let under = |group: &str| -> BTreeSet<EngagementId> {
            let prefix = self.key(group);
            let id = |key: &String| key.strip_prefix(&prefix)?.split('/').next().map(str::to_owned);
            names.iter().filter_map(id).filter_map(|it| EngagementId::parse(&it)).collect()
        };
        let (here, with_tail, exported) = (under("eng/"), under(TAIL), under("out/"));
        let mut archived = under(MARK);
        archived.retain(|it| !here.contains(it));
        let mut ids = under(CARD);
        ids.extend(&here);
        ids.extend(&archived);
        for id in self.pending.borrow().iter().map(Engagement::id) {
            archived.remove(&id);
            ids.insert(id);
        }
        Ok(ListReading {
            names,
            with_tail,
            exported,
            archived,
            left: Vec::from_iter(ids).into_iter(),
            glimpsed: std::mem::take(&mut *self.glimpsed.borrow_mut()),
            listed: Vec::new(),
            writes: self.storage.writes(),
        })
    }

    /// Reads some more, and tells whether more is left.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all.
    pub fn go_on_with_list(&self, reading: &mut ListReading) -> Result<bool, StoreError> {
        let ListReading { names, with_tail, exported, archived, left, glimpsed, listed, writes: _ } =
            reading;
        let next: Vec<EngagementId> = left.as_slice().iter().copied().take(AHEAD).collect();
        // A card says nothing of what was written after it.
        let carded = next.iter().copied().filter(|it| !with_tail.contains(it));
        let mut ahead = self.read_ahead(carded, names, glimpsed)?;
        let mut found = Vec::new();
        for id in next.iter().copied() {
            let mut is_set_back = false;
            let is_archived = archived.contains(&id) && self.is_found_archived(id)?;
            let kept = ahead.take(&self.card_key(id)).and_then(|it| KeptCard::read(&it));
            let card = match kept {
                Some(kept) if is_archived => Some(kept.card),
                Some(kept) => self.card(id, kept, names, &mut ahead)?,
                None => None,
            };
            let state = match card {
                Some(card) => Found::Whole(card),
                None => {
                    let loaded = self.load(id)?;
                    // A card that outlived its engagement, such as one that was just deleted.
                    if loaded == Found::Missing && self.fate(id)? != Fate::Gone {
                        continue;
                    }
                    is_set_back = loaded.is_whole() && !self.fallback(id)?.is_empty();
                    loaded.map(|it| Card::of(&it))
                }
            };
            let name = match &state {
                Found::Whole(card) => card.customer.clone(),
                _ => self.name_of(id).unwrap_or_default(),
            };
            found.push(Listed {
                id,
                name,
                state,
                exported: if exported.contains(&id) { self.exported(id)? } else { None },
                is_set_back,
                is_archived,
            });
        }
        // Whatever of it cannot be read leaves all of it to be read.
        listed.append(&mut found);
        left.by_ref().take(next.len()).for_each(drop);
        Ok(left.len() > 0)
    }

    /// What an engagement that cannot be read was called: by its card, or by the newest of its
    /// copies.
    fn name_of(&self, id: EngagementId) -> Option<String> {
        let card = self.kept_card(id).ok().flatten();
        let named =
            card.and_then(|it| it.get("card")?.get("customer")?.as_str().map(str::to_owned));
        let copies = self.storage.keys(&self.key(&format!("copy/{id}/"))).unwrap_or_default();
        let copied = || copies.iter().max().and_then(|it| self.summary(it));
        named.filter(|it| !is_blank(it)).or_else(|| copied().map(|it| it.customer))
    }

    pub(super) fn card_key(&self, id: EngagementId) -> String {
        self.key(&format!("{CARD}{id}"))
    }

    pub(super) fn kept_card(&self, id: EngagementId) -> Result<Option<Json>, StoreError> {
        let text = self.storage.get(&self.card_key(id))?;
        Ok(text.and_then(|it| json::parse(&it).ok()))
    }

    /// Cards, and the generations that were not looked at yet.
    fn read_ahead(
        &self,
        ids: impl Iterator<Item = EngagementId>,
        names: &BTreeSet<String>,
        glimpsed: &mut Vec<(EngagementId, Glimpse)>,
    ) -> Result<Ahead, StoreError> {
        let (mut ahead, mut keys) = (Ahead::default(), Vec::new());
        for id in ids {
            let card = self.card_key(id);
            match glimpsed.iter().position(|it| it.0 == id) {
                Some(at) => ahead.0.push((card, Some(glimpsed.swap_remove(at).1.0))),
                None if names.contains(&card) => keys.push(card),
                None => {}
            }
            for generation in GENERATIONS {
                let key = self.slot(id, generation);
                if names.contains(&key) && self.place_of_check(&key).is_err() {
                    keys.push(key);
                }
            }
        }
        let texts = self.storage.get_all(&keys)?;
        ahead.0.extend(keys.into_iter().zip(texts));
        Ok(ahead)
    }

    /// The card, as far as it can be trusted; `names` are those of all keys, `ahead` what was read of them.
    fn card(
        &self,
        id: EngagementId,
        kept: KeptCard,
        names: &BTreeSet<String>,
        ahead: &mut Ahead,
    ) -> Result<Option<Card>, StoreError> {
        // A card speaks for the generation that it was written with, and for no other; beside one
        // that is not whole, it is not to be trusted.
        let mut newest = None;
        for generation in GENERATIONS {
            let key = self.slot(id, generation);
            if !names.contains(&key) {
                continue;
            }
            let raw = match ahead.take(&key) {
                None => self.as_far_as_needed(&key)?,
                found => found,
            };
            let Some(raw) = raw else { continue };
            let Some(sequence) = record::claimed_sequence(&raw) else { return Ok(None) };
            if newest == Some(sequence) || !self.is_sound_under(&key, &raw)? {
                // Two tabs wrote at the same moment, and a card speaks for one of them only.
                return Ok(None);
            }
            newest = newest.max(Some(sequence));
        }
        let is_current = newest.is_some() && newest == kept.sequence;
        let mut card = is_current.then_some(kept.card);
        if let (Some(older), Some(sequence)) = (&card, newest)
            && older.phase.is_none()
        {
            card = None;
            if self.pending(id).is_none()
                && let Found::Whole(whole) = self.load(id)?
            {
                // An older version's lacks something. It is made again once, and not each time.
                let whole = Card::of(&whole);
                self.keep_card(id, sequence, &whole);
                card = Some(whole);
            }
        }
        Ok(card.filter(|it| it.playbook(self.library).is_none_or(|book| it.next(book).is_some())))
    }

    /// Whether a raw text is whole, worked out once: the list looks at every record there is, and
    /// again whenever anything changes. What was found unreadable when it was opened stays so.
    fn is_sound(&self, key: &str, raw: &str) -> bool {
        self.known_check(key, record::header(raw)).unwrap_or_else(|| {
            let is_sound = record::is_whole(raw);
            self.note_check(key, raw, is_sound);
            is_sound
        })
    }

    /// A raw text, or its first line only if it was looked at before: most likely it is the same.
    fn as_far_as_needed(&self, key: &str) -> Result<Option<String>, StoreError> {
        let is_known = self.place_of_check(key).is_ok();
        if is_known { self.storage.head(key) } else { self.storage.get(key) }
    }

    /// As [`Self::is_sound`], of a raw text or its first line.
    fn is_sound_under(&self, key: &str, raw: &str) -> Result<bool, StoreError> {
        if let Some(known) = self.known_check(key, record::header(raw)) {
            return Ok(known);
        }
        if raw.contains('\n') {
            return Ok(self.is_sound(key, raw));
        }
        Ok(self.storage.get(key)?.is_some_and(|it| self.is_sound(key, &it)))
    }

    fn known_check(&self, key: &str, header: &str) -> Option<bool> {
        let at = self.place_of_check(key).ok()?;
        let checks = self.checks.borrow();
        checks.get(at).filter(|it| it.1 == header).map(|it| it.2)
    }

    /// Where the check of a key is, or belongs.
    fn place_of_check(&self, key: &str) -> Result<usize, usize> {
        self.checks.borrow().binary_search_by(|it| it.0.as_str().cmp(key))
    }

    pub(super) fn note_check(&self, key: &str, raw: &str, is_sound: bool) {
        // In order: among a thousand, each is looked for.
        let at = self.place_of_check(key);
        let mut checks = self.checks.borrow_mut();
        let check = (key.to_owned(), record::header(raw).to_owned(), is_sound);
        match at {
            Ok(at) => checks[at] = check,
            Err(at) => checks.insert(at, check),
        }
    }

    /// What was kept last of an engagement, as it is, if it cannot be read and the state before it
    /// is what is loaded; and what cannot be read of what was written since.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all.
    pub fn fallback(&self, id: EngagementId) -> Result<Vec<String>, StoreError> {
        let (mut whole, mut lost) = (None, None);
        for generation in GENERATIONS {
            let key = self.slot(id, generation);
            let Some(raw) = self.storage.get(&key)? else { continue };
            if self.is_sound(&key, &raw) {
                whole = whole.max(record::claimed_sequence(&raw));
            } else {
                lost = Some(raw);
            }
        }
        // What is older than the whole one has nothing that is not in it.
        let is_last =
            |raw: &String| record::claimed_sequence(raw).is_none_or(|it| whole < Some(it));
        let mut all = self.unread_tail(id);
        all.extend(lost.filter(|raw| whole.is_some() && is_last(raw)));
        Ok(all)
    }

    /// What is kept of an engagement and is in no file that is made of it. Reads it as a whole: a card
    /// only looks healthy where a record is, by its checksum, and is no engagement all the same.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all.
    pub fn unread(&self, id: EngagementId) -> Result<Option<Unread>, StoreError> {
        Ok(self.load_and_unread(id)?.1)
    }

    /// As [`Self::load`] and [`Self::unread`], read once for both.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all.
    pub fn load_and_unread(
        &self,
        id: EngagementId,
    ) -> Result<(Loaded, Option<Unread>), StoreError> {
        let loaded = self.load(id)?;
        let unread = match &loaded {
            Found::Whole(_) => {
                let raw = self.fallback(id)?;
                (!raw.is_empty()).then_some(Unread { why: WhyUnread::SetBack, raw })
            }
            Found::Newer(raw) => Some(Unread { why: WhyUnread::Newer, raw: raw.clone() }),
            Found::Damaged(raw) => Some(Unread { why: WhyUnread::Damaged, raw: raw.clone() }),
            Found::Archived => None,
            Found::Missing => Some(Unread { why: WhyUnread::Lost, raw: Vec::new() }),
        };
        Ok((loaded, unread))
    }
}
