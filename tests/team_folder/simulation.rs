//! Five devices, 200 edits each, and a sync tool that brings files late, twice, in the wrong order, cut
//! off, renamed, or not at all. In the end all have the same, and nothing is lost.

use std::collections::{BTreeMap, BTreeSet};

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::register::{Register, people};
use kickoff::domain::stamp::Stamp;
use kickoff::domain::value::{Kind, Value};
use kickoff::store::document;

use crate::device::{Device, START};
use crate::replica::File;
use crate::support::{coined, field, mark, playbook};

const DEVICES: usize = 5;
const EDITS: usize = 200;
const ENGAGEMENTS: usize = 4;

/// xorshift64*: the same for the same seed, everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    fn is_one_in(&mut self, limit: usize) -> bool {
        self.below(limit) == 0
    }
}

fn fields() -> Vec<Field> {
    let person = |id, column| Field::Entry(Register::People, coined(id), column);
    let named = [
        "fact/customer",
        "fact/industry",
        "fact/seats",
        "fact/context",
        "answer/managed",
        "item/ftop.983/mark",
        "item/ftop.983/note",
        "services/exo",
        "answer/managed/audience",
    ];
    let mut all: Vec<Field> = named.into_iter().map(field).collect();
    for id in [1, 2] {
        let exists = Field::Exists(Register::People, coined(id));
        all.extend([exists, person(id, people::NAME), person(id, people::SIDE)]);
    }
    all
}

fn value(field: Field, unique: u64) -> Option<Value> {
    let nth = usize::try_from(unique).unwrap();
    match field.kind(playbook()).unwrap() {
        Kind::Flag => Some(Value::Flag(!nth.is_multiple_of(4))),
        Kind::Mark => {
            [None, Some("done"), Some("waived: 希望なし")][nth % 3].map(|it| Value::Mark(mark(it)))
        }
        Kind::Choice(codes) => Some(Value::Choice(codes[nth % codes.len()])),
        Kind::Count => Some(Value::Count(u32::try_from(unique).unwrap())),
        _ => Some(Value::Text(format!("文 {unique}").into())),
    }
}

type Ledger = BTreeMap<(EngagementId, Field, Stamp), Option<Value>>;

/// A file on its way from one replica to another.
struct Transfer {
    to: usize,
    at: usize,
    name: String,
    /// `None` if it was deleted there.
    file: Option<File>,
}

struct World {
    devices: Vec<Device>,
    chance: Chance,
    ledger: Ledger,
    under_way: Vec<Transfer>,
    /// What each replica was when the tool looked last.
    before: Vec<BTreeMap<String, File>>,
    step: usize,
    unique: u64,
    happened: BTreeMap<&'static str, usize>,
}

impl World {
    fn new(seed: u64) -> World {
        let mut devices: Vec<Device> =
            (0..DEVICES).map(|it| Device::new(u32::try_from(it).unwrap() + 1)).collect();
        for it in 0..ENGAGEMENTS {
            let by = it % DEVICES;
            devices[by].create(it as u128 + 1, &format!("お客様 {it}"));
        }
        World {
            devices,
            chance: Chance(seed),
            ledger: Ledger::new(),
            under_way: Vec::new(),
            before: vec![BTreeMap::new(); DEVICES],
            step: 0,
            unique: 0,
            happened: BTreeMap::new(),
        }
    }

    fn count(&mut self, what: &'static str) {
        *self.happened.entry(what).or_default() += 1;
    }

    /// Something is written, and entered into the ledger.
    fn edit(&mut self, nth: usize) {
        let ids: Vec<EngagementId> =
            self.devices[nth].own.engagements.borrow().keys().copied().collect();
        let id = ids[self.chance.below(ids.len())];
        let fields = fields();
        let before = self.devices[nth].get(id);
        let is_taken = |it: &Field| match *it {
            Field::Entry(register, entry, _) => before.has(register, entry),
            _ => true,
        };
        loop {
            self.unique += 1;
            let field = fields[self.chance.below(fields.len())];
            let value = value(field, self.unique);
            if !is_taken(&field) || before.value(field) == value.as_ref() {
                continue;
            }
            let at = self.devices[nth].edit(id, &[Edit { field, value: value.clone() }]);
            self.ledger.insert((id, field, at), value);
            return;
        }
    }

    /// The tool looks at a replica, and sends what is not as it was.
    fn send(&mut self, from: usize) {
        let now = self.devices[from].replica.files.borrow().clone();
        let before = std::mem::replace(&mut self.before[from], now.clone());
        let mut changed: Vec<(String, Option<File>)> = now
            .iter()
            .filter(|(name, file)| before.get(*name) != Some(file))
            .map(|(name, file)| (name.clone(), Some(file.clone())))
            .collect();
        let gone = before.keys().filter(|it| !now.contains_key(*it));
        changed.extend(gone.map(|it| (it.clone(), None)));
        for (name, file) in changed {
            for to in (0..DEVICES).filter(|it| *it != from) {
                // Twice now and then, each as late as it happens to be.
                let times = 1 + usize::from(self.chance.is_one_in(6));
                for _ in 0..times {
                    let at = self.step + self.chance.below(40);
                    let transfer = Transfer { to, at, name: name.clone(), file: file.clone() };
                    self.under_way.push(transfer);
                }
                self.happened.entry("twice").and_modify(|it| *it += times - 1).or_insert(0);
            }
        }
    }

    /// What is due arrives, in any order, and not always whole.
    fn deliver(&mut self) {
        let step = self.step;
        let (mut due, later): (Vec<Transfer>, Vec<Transfer>) =
            self.under_way.drain(..).partition(|it| it.at <= step);
        self.under_way = later;
        while !due.is_empty() {
            let Transfer { to, name, file, .. } = due.swap_remove(self.chance.below(due.len()));
            let now = self.devices[to].own.now.get();
            let mut here = self.before[to].clone();
            match file {
                None => {
                    self.devices[to].replica.files.borrow_mut().remove(&name);
                    here.remove(&name);
                    self.count("deletions that arrived");
                }
                Some(mut file) => {
                    if self.chance.is_one_in(8) {
                        let whole = File { modified: now + 1, ..file.clone() };
                        let at = step + 1 + self.chance.below(10);
                        let again = Transfer { to, at, name: name.clone(), file: Some(whole) };
                        self.under_way.push(again);
                        file.bytes.truncate(self.chance.below(file.bytes.len() + 1));
                        file.modified = now;
                        self.count("half-written");
                    }
                    self.devices[to].replica.files.borrow_mut().insert(name.clone(), file.clone());
                    here.insert(name, file);
                }
            }
            // The tool knows what it has brought, and does not send it back.
            self.before[to] = here;
        }
    }

    /// The tool, or somebody, does something to a file without being asked.
    fn meddle(&mut self) {
        let nth = self.chance.below(DEVICES);
        let names: Vec<String> = self.devices[nth].replica.names().into_iter().collect();
        if names.is_empty() {
            return;
        }
        let name = names[self.chance.below(names.len())].clone();
        let replica = &self.devices[nth].replica;
        let Some(file) = replica.files.borrow_mut().remove(&name) else { return };
        if self.chance.is_one_in(2) {
            self.count("deleted");
            return;
        }
        let stem = name.strip_suffix(".json").unwrap();
        let unique = self.unique;
        let endings = [
            format!(" ({unique}).json"),
            format!("-SATO-PC-{unique}.json"),
            format!(" (SATO-PC の競合コピー {unique}).json"),
        ];
        let copy = format!("{stem}{}", endings[self.chance.below(3)]);
        if self.chance.is_one_in(2) {
            replica.files.borrow_mut().insert(name, file.clone());
        }
        replica.files.borrow_mut().insert(copy, file);
        self.count("conflict copies");
    }

    /// A device looks at its replica.
    fn look(&mut self, nth: usize) {
        self.devices[nth].sync();
        if self.chance.is_one_in(20) {
            self.devices[nth].reload();
            self.count("reloads");
        }
    }

    fn run(&mut self) {
        let mut left = [EDITS; DEVICES];
        while left.iter().any(|it| 0 < *it) {
            self.step += 1;
            for device in &self.devices {
                device.wait(61_000);
            }
            let nth = self.chance.below(DEVICES);
            let has_any = !self.devices[nth].own.engagements.borrow().is_empty();
            if 0 < left[nth] && has_any {
                self.edit(nth);
                left[nth] -= 1;
            }
            if self.chance.is_one_in(2) {
                let nth = self.chance.below(DEVICES);
                self.look(nth);
            }
            // Now and then somebody is offline for a while.
            if self.chance.is_one_in(3) {
                let nth = self.chance.below(DEVICES);
                self.send(nth);
            }
            self.deliver();
            if self.chance.is_one_in(25) {
                self.meddle();
            }
        }
    }

    /// Everybody is online, the tool works as it should, and nobody edits. Tells how many rounds wrote.
    fn settle(&mut self) -> usize {
        self.under_way.clear();
        for round in 0..20 {
            let mut wrote = 0;
            for nth in 0..DEVICES {
                self.devices[nth].wait(61_000);
                wrote += self.devices[nth].sync().wrote;
            }
            self.copy_to_all();
            if round > 0 && wrote == 0 {
                return round;
            }
        }
        panic!("they never come to rest");
    }

    /// A file is what its device has of it; what is nobody's is what anybody has.
    fn copy_to_all(&mut self) {
        let mut all: BTreeMap<String, File> = BTreeMap::new();
        let is_of = |name: &str, it: &Device| {
            name.split('.').nth(1) == Some(&it.memory.device.to_string())
                && name.ends_with(".kickoff.json")
        };
        for device in &self.devices {
            for (name, file) in device.replica.files.borrow().iter() {
                if is_of(name, device) || !all.contains_key(name) {
                    all.insert(name.clone(), file.clone());
                }
            }
        }
        for device in &self.devices {
            let mut files = device.replica.files.borrow_mut();
            let keep = |name: &String| is_of(name, device);
            // What somebody has deleted of a device's own stays deleted until it writes it anew.
            let others = all.iter().filter(|(name, _)| !keep(name));
            for (name, file) in others {
                files.insert(name.clone(), file.clone());
            }
        }
    }

    /// No name was ever written by two devices.
    fn check_writers(&self) {
        let mut writers: BTreeMap<String, usize> = BTreeMap::new();
        for (nth, device) in self.devices.iter().enumerate() {
            for name in device.replica.written.borrow().iter() {
                let before = writers.insert(name.clone(), nth);
                assert!(before.is_none_or(|it| it == nth), "two devices wrote {name}");
            }
        }
        assert!(DEVICES < writers.len());
    }

    /// All have all, and the same.
    fn check_equal(&self) {
        let text = |device: &Device| {
            let all = device.own.engagements.borrow();
            all.values().map(document::as_text).collect::<Vec<String>>()
        };
        let first = text(&self.devices[0]);
        assert_eq!(first.len(), ENGAGEMENTS);
        for device in &self.devices[1..] {
            assert!(text(device) == first, "device {} differs", device.memory.device);
        }
    }

    /// Every value that was ever written is shown, is beside what is shown, or is in the past.
    fn check_nothing_is_lost(&self) {
        assert!(self.ledger.len() >= DEVICES * EDITS);
        let all: BTreeMap<EngagementId, Engagement> =
            self.devices[0].own.engagements.borrow().clone();
        for ((id, field, at), value) in &self.ledger {
            let engagement = &all[id];
            assert!(engagement.version_vector().covers(*at), "{field} {at} is not known");
            let mut versions = engagement.recorded(*field).unwrap().versions();
            let is_there = versions.any(|it| it == (value.as_ref(), *at));
            let mut past = engagement.overwritten().iter();
            let is_past = past.any(|it| (it.field, it.at, &it.value) == (*field, *at, value));
            assert!(is_there || is_past, "{field} {at} {value:?} is lost");
        }
    }
}

fn simulate(seed: u64) {
    let mut world = World::new(seed);
    assert_eq!(world.devices[0].own.now.get(), START);
    world.run();
    world.settle();
    world.check_equal();
    world.check_nothing_is_lost();
    world.check_writers();
    // And then all are silent, after a reload too.
    for _ in 0..2 {
        for device in &mut world.devices {
            device.wait(60_000);
            let round = device.sync();
            assert_eq!((round.wrote, round.came.len()), (0, 0));
            device.reload();
        }
    }
    // Conflict copies are left alone.
    let copies: BTreeSet<String> =
        world.devices[0].replica.names().into_iter().filter(|it| it.contains("PC")).collect();
    let written = world.devices.iter().flat_map(|it| it.replica.written.borrow().clone());
    assert!(!written.into_iter().any(|it| copies.contains(&it)));
    println!("seed {seed}: {:?}, {} files", world.happened, world.devices[0].replica.names().len());
    for what in ["twice", "half-written", "deletions that arrived", "deleted", "conflict copies"] {
        assert!(world.happened.get(what).is_some_and(|it| 5 < *it), "too little of `{what}`");
    }
}

#[test]
fn five_devices_come_to_the_same_state_and_to_rest_whatever_the_sync_tool_does() {
    for seed in [1, 20_261_122] {
        simulate(seed);
    }
}
