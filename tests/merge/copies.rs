//! Three copies of one engagement, edited apart and merged now and then, beside a ledger that
//! remembers every single write: naive, and so easy to believe.

use std::collections::{BTreeMap, BTreeSet};

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::{Field, Point, Subject};
use kickoff::domain::id::EngagementId;
use kickoff::domain::register::{Register, people};
use kickoff::domain::stamp::{Clock, Stamp, WriterId};
use kickoff::domain::unknown::UnknownPlace;
use kickoff::domain::value::Value;
use proptest::prelude::*;

use crate::support::{coined, field, mark, playbook};

pub const COPIES: usize = 3;

const START: u64 = 1_789_694_100_000;

const DAY: i64 = 86_400_000;

/// How wrong a clock can be.
const OFFSETS: [i64; 8] = [0, 0, 1_000, -250_000, DAY, -DAY, 365 * DAY, -365 * DAY];

/// One thing that happens to one of the copies.
#[derive(Clone, Debug)]
pub enum Doing {
    /// Something is written into a field; what, is told by a number.
    Write { copy: usize, field: usize, value: usize },
    /// The same by somebody who goes on typing, and decides about nobody else's.
    TypeOn { copy: usize, field: usize, value: usize },
    /// A copy takes in another one.
    Meet { copy: usize, other: usize },
    /// A copy is put back to what another one shows.
    Restore { copy: usize, other: usize },
    /// A copy's clock is set.
    Clock { copy: usize, offset: usize },
    /// A newer version leaves something behind.
    Carry { copy: usize, spot: usize, value: usize },
    /// Time goes by.
    Wait { millis: u64 },
}

impl Doing {
    /// Whether version 0.1.0 could do it: it wrote, and knew of no merging.
    pub fn is_of_schema_1(&self) -> bool {
        !matches!(self, Doing::Meet { .. } | Doing::Restore { .. } | Doing::TypeOn { .. })
    }
}

pub fn any_doings() -> impl Strategy<Value = Vec<Doing>> {
    let copy = 0..COPIES;
    let any = prop_oneof![
        12 => (copy.clone(), 0..fields().len(), 0..6_usize)
            .prop_map(|(copy, field, value)| Doing::Write { copy, field, value }),
        // Whom something is for is decided more often, or hardly ever twice.
        8 => (copy.clone(), fields().len() - 3..fields().len(), 0..3_usize)
            .prop_map(|(copy, field, value)| Doing::Write { copy, field, value }),
        4 => (copy.clone(), 0..fields().len(), 0..6_usize)
            .prop_map(|(copy, field, value)| Doing::TypeOn { copy, field, value }),
        4 => (copy.clone(), copy.clone()).prop_map(|(copy, other)| Doing::Meet { copy, other }),
        1 => (copy.clone(), copy.clone()).prop_map(|(copy, other)| Doing::Restore { copy, other }),
        1 => (copy.clone(), 0..OFFSETS.len())
            .prop_map(|(copy, offset)| Doing::Clock { copy, offset }),
        1 => (copy, 0..3_usize, 0..4_usize)
            .prop_map(|(copy, spot, value)| Doing::Carry { copy, spot, value }),
        4 => prop::sample::select(vec![0, 1, 900, 59_999, 60_000, 300_000, 7_200_000])
            .prop_map(|millis| Doing::Wait { millis }),
    ];
    prop::collection::vec(any, 0..48)
}

/// A few fields, so that the copies get in each other's way.
pub fn fields() -> Vec<Field> {
    let person = |id, column| Field::Entry(Register::People, coined(id), column);
    let exists = |id| Field::Exists(Register::People, coined(id));
    let named = ["fact/customer", "fact/industry", "fact/seats", "fact/terms-sent"];
    let answered = ["answer/managed", "item/ftop.983/mark", "item/ftop.983/note", "services/exo"];
    let mut all: Vec<Field> = named.into_iter().chain(answered).map(field).collect();
    all.extend([
        exists(1),
        person(1, people::NAME),
        person(1, people::SIDE),
        exists(2),
        person(2, people::NAME),
        Field::Audience(Subject::Entry(Register::People, coined(1))),
    ]);
    let own = ["item/ftop.983/note-audience", "answer/managed/audience", "item/ftop.983/receipt"];
    all.extend(own.map(field));
    all
}

/// What can be written into a field: some of it again and again, some of it only once.
pub fn value(field: Field, number: usize, unique: u64) -> Option<Value> {
    let text = |it: String| Some(Value::Text(it.into()));
    let pick = |all: [Option<Value>; 3]| all[number % 3].clone();
    match field.kind(playbook()).unwrap() {
        kickoff::domain::value::Kind::Flag => Some(Value::Flag(!number.is_multiple_of(3))),
        kickoff::domain::value::Kind::Mark => {
            pick([Some(Value::Mark(mark("done"))), Some(Value::Mark(mark("waived: 理由"))), None])
        }
        kickoff::domain::value::Kind::Choice(codes) => {
            pick([Some(Value::Choice(codes[0])), Some(Value::Choice(codes[1])), None])
        }
        kickoff::domain::value::Kind::Count => match number {
            0 => None,
            1 => Some(Value::Unclear(format!("約 {unique}").into())),
            _ => Some(Value::Count(u32::try_from(unique).unwrap())),
        },
        kind @ kickoff::domain::value::Kind::Day => {
            kind.read(["", "2026-10-07", "2026-10-08", "来週", "未定", "2027-01-04"][number])
        }
        _ => match number {
            0 if field != fields()[0] => None,
            1 => text("同じ文".to_owned()),
            _ => text(format!("文 {unique}")),
        },
    }
}

pub type Write = (Field, Stamp);

/// All that a copy could know if nothing were ever forgotten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    pub written: BTreeSet<Write>,
    /// Of these, what somebody knowingly wrote over.
    pub gone: BTreeSet<Write>,
}

impl Known {
    fn meet(&mut self, other: &Known) {
        self.written.extend(&other.written);
        self.gone.extend(&other.gone);
    }

    pub fn alive(&self) -> BTreeSet<Write> {
        &self.written - &self.gone
    }
}

#[derive(Clone, Debug)]
pub struct Copy {
    pub engagement: Engagement,
    pub known: Known,
    clock: Clock,
    offset: i64,
}

/// The copies after all that happened, and what was ever written.
#[derive(Clone, Debug)]
pub struct World {
    pub copies: Vec<Copy>,
    pub written: BTreeMap<Write, Option<Value>>,
    now: u64,
    unique: u64,
}

impl World {
    pub fn after(doings: &[Doing]) -> World {
        let at = Stamp::new(START, 0, WriterId::new(0, 0));
        let engagement =
            Engagement::new(EngagementId::coined(7), "コントソ製作所", playbook(), at).unwrap();
        let writer = |copy: usize| WriterId::new(7, u32::try_from(copy).unwrap() + 1);
        let copies = (0..COPIES).map(|it| Copy {
            engagement: engagement.clone(),
            known: Known::default(),
            clock: Clock::new(writer(it)),
            offset: 0,
        });
        let mut world = World {
            copies: copies.collect(),
            written: BTreeMap::new(),
            now: START + 1_000,
            unique: 0,
        };
        for it in 0..COPIES {
            world.note(it, &BTreeMap::new(), false);
        }
        doings.iter().for_each(|it| world.take(it));
        world
    }

    fn take(&mut self, doing: &Doing) {
        match *doing {
            Doing::Wait { millis } => self.now += millis,
            Doing::Clock { copy, offset } => self.copies[copy].offset = OFFSETS[offset],
            Doing::Meet { copy, other } => {
                let other = self.copies[other].clone();
                let copy = &mut self.copies[copy];
                copy.engagement.merge(&other.engagement).unwrap();
                copy.known.meet(&other.known);
            }
            Doing::Restore { copy, other } => {
                let edits = self.copies[copy].engagement.edits_to(&self.copies[other].engagement);
                self.edit(copy, &edits, false);
            }
            Doing::Write { copy, field, value: number }
            | Doing::TypeOn { copy, field, value: number } => {
                self.unique += 1;
                let field = fields()[field];
                let edit = Edit { field, value: value(field, number, self.unique) };
                let is_taken = match field {
                    Field::Entry(register, id, _)
                    | Field::Audience(Subject::Entry(register, id))
                    | Field::Receipt(Point::Entry(register, id), _) => {
                        self.copies[copy].engagement.has(register, id)
                    }
                    _ => true,
                };
                if is_taken {
                    self.edit(copy, &[edit], matches!(doing, Doing::TypeOn { .. }));
                }
            }
            Doing::Carry { copy, spot, value } => {
                let spot = [
                    UnknownPlace::Field("signals/1/level".into()),
                    UnknownPlace::Whole("signals".into()),
                    UnknownPlace::Of(fields()[0], "by".into()),
                ][spot]
                    .clone();
                let at = Stamp::new(START + value as u64 / 2, 0, WriterId::new(1, 1));
                let raw = format!("{{\"at\":\"{at}\",\"value\":{value}}}");
                // Whoever has it has heard of its writer.
                self.copies[copy].engagement.restore_seen(at);
                self.copies[copy].engagement.carry(spot, &raw, Some(at));
            }
        }
    }

    /// The moment that a copy's clock shows.
    fn clock(&self, copy: usize) -> u64 {
        self.now.saturating_add_signed(self.copies[copy].offset)
    }

    fn edit(&mut self, copy: usize, edits: &[Edit], is_beside: bool) {
        let now = self.clock(copy);
        let it = &mut self.copies[copy];
        it.engagement.version_vector().iter().for_each(|seen| it.clock.observe(seen, now));
        let at = it.clock.next_stamp(now);
        let before = stamps(&it.engagement);
        if is_beside {
            it.engagement.apply_beside(playbook(), edits, at).unwrap();
        } else {
            it.engagement.apply(playbook(), edits, at).unwrap();
        }
        self.note(copy, &before, is_beside);
    }

    /// Enters into the ledger what was written since.
    fn note(&mut self, copy: usize, before: &BTreeMap<Field, BTreeSet<Stamp>>, is_beside: bool) {
        let Copy { engagement, known, .. } = &mut self.copies[copy];
        for (field, recorded) in engagement.fields() {
            let is_new = |at| before.get(&field).is_none_or(|it| !it.contains(&at));
            for (value, at) in recorded.versions().filter(|(_, at)| is_new(*at)) {
                let is_over =
                    |it: &Write| it.0 == field && (!is_beside || it.1.writer() == at.writer());
                let over: Vec<Write> = known.alive().into_iter().filter(is_over).collect();
                known.gone.extend(over);
                known.written.insert((field, at));
                self.written.insert((field, at), value.cloned());
            }
        }
    }

    pub fn engagement(&self, copy: usize) -> &Engagement {
        &self.copies[copy].engagement
    }

    /// All copies as one, and all that they know.
    pub fn together(&self) -> (Engagement, Known) {
        let mut all = self.copies[0].clone();
        for it in &self.copies[1..] {
            all.engagement.merge(&it.engagement).unwrap();
            all.known.meet(&it.known);
        }
        (all.engagement, all.known)
    }
}

/// The moment of every version of every field.
pub fn stamps(engagement: &Engagement) -> BTreeMap<Field, BTreeSet<Stamp>> {
    engagement
        .fields()
        .map(|(field, it)| (field, it.versions().map(|(_, at)| at).collect()))
        .collect()
}

/// The same, as the ledger has it.
pub fn of_writes(writes: &BTreeSet<Write>) -> BTreeMap<Field, BTreeSet<Stamp>> {
    let mut all: BTreeMap<Field, BTreeSet<Stamp>> = BTreeMap::new();
    for (field, at) in writes {
        all.entry(*field).or_default().insert(*at);
    }
    all
}
