//! A whole case of a fictional customer, made the way people make it: edit by edit.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use kickoff::domain::carried::Spot;
use kickoff::domain::engagement::{Edit, Edition, Engagement};
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::id::{EngagementId, EntryId, unique};
use kickoff::domain::register::Register;
use kickoff::domain::stamp::{Stamp, WriterId};

use serde_json::Value as Json;

use super::{HERE, edit, field, item, playbook, typed};

/// What was typed, line by line; the file explains itself.
const TYPED: &str = include_str!("contoso.txt");

const PARTNER: WriterId = WriterId::new(0x5e6f_7081, 0);

/// Between two lines of the same moment.
const MILLIS_PER_LINE: u64 = 7_000;

/// Everything that can be recorded is recorded in it, and some of it twice.
pub fn full_engagement() -> Engagement {
    let mut writer = Writer {
        engagement: Engagement::restored(
            EngagementId::coined(unique(1_789_694_100_000, *b"contoso-kk")),
            Edition::of(playbook()),
        ),
        entries: BTreeMap::new(),
        millis: 0,
        writer: HERE,
    };
    for line in TYPED.lines().filter(|it| !it.starts_with('#') && !it.is_empty()) {
        writer.take(line);
    }
    writer.engagement
}

/// Just the customer's name, and one answer: the other end of the scale.
pub fn bare_engagement(number: u128) -> Engagement {
    let at = Stamp::new(1_789_694_100_000, 0, HERE);
    let id = EngagementId::coined(number);
    let mut engagement = Engagement::new(id, "ファブリカム", playbook(), at).unwrap();
    engagement.apply(playbook(), &[edit("answer/motion", "targeting")], at).unwrap();
    engagement
}

struct Writer {
    engagement: Engagement,
    /// The entries by the names that the text gives them.
    entries: BTreeMap<(Register, String), EntryId>,
    millis: u64,
    writer: WriterId,
}

impl Writer {
    #[track_caller]
    fn take(&mut self, line: &str) {
        let (sign, rest) = line.split_once(' ').unwrap();
        match sign {
            "@" => self.turn_to(rest),
            "+" => self.add(rest),
            "-" => {
                let (register, id) = self.entry(rest);
                self.apply(&[Edit::remove(register, id)]);
            }
            "?" => {
                let (address, raw) = rest.split_once(" = ").unwrap();
                let raw: Json = raw.parse().unwrap();
                let at = raw["at"].as_str().and_then(Stamp::parse);
                // Whoever has the field has heard of its writer.
                at.into_iter().for_each(|it| self.engagement.restore_seen(it));
                self.engagement.carry(Spot::Field(address.into()), &raw.to_string(), at);
            }
            _ => {
                let (address, text) = line.split_once(" =").unwrap();
                self.set(address, &text.trim_start().replace("\\n", "\n"));
            }
        }
    }

    /// The moment is told as clocks in Tokyo show it.
    fn turn_to(&mut self, heading: &str) {
        let (moment, who) = heading.split_once(' ').unwrap();
        let moment = NaiveDateTime::parse_from_str(moment, "%Y-%m-%dT%H:%M").unwrap();
        let tokyo = moment.and_utc().timestamp_millis() - 9 * 60 * 60 * 1_000;
        self.millis = u64::try_from(tokyo).unwrap();
        self.writer = if who == "partner" { PARTNER } else { HERE };
    }

    fn add(&mut self, row: &str) {
        let (name, cells) = row.split_once(" |").unwrap_or((row, ""));
        let (register, id) = self.entry(name);
        let mut edits = vec![Edit::add(register, id)];
        for (column, cell) in register.columns().iter().zip(cells.split('|')) {
            let field = Field::Entry(register, id, *column);
            if let Some(value) = typed(field, cell.trim().replace("\\n", "\n").as_str()) {
                edits.push(Edit::set(field, value));
            }
        }
        assert!(cells.split('|').count() <= register.columns().len(), "too many cells: {row}");
        self.apply(&edits);
    }

    /// An entry by its name in the text: the playbook's own, or one that is coined on the spot.
    fn entry(&mut self, name: &str) -> (Register, EntryId) {
        let (code, name) = name.split_once('/').unwrap();
        let register = Register::from_code(code).unwrap();
        let named = field_of_service(register, name);
        let mut chance = [0; 10];
        chance.iter_mut().zip(name.bytes().cycle()).for_each(|(to, from)| *to = from);
        let coin = || named.unwrap_or_else(|| EntryId::coined(unique(self.millis, chance)));
        let id = *self.entries.entry((register, name.to_owned())).or_insert_with(coin);
        (register, id)
    }

    fn set(&mut self, address: &str, text: &str) {
        let parts: Vec<&str> = address.split('/').collect();
        match parts[..] {
            ["item", name] => {
                let cells = text.split('|').map(str::trim);
                let id = item(name);
                let parts = [ItemField::Mark, ItemField::Owner, ItemField::Note];
                let parts = parts.into_iter().chain([ItemField::Evidence]);
                let fields = parts.map(|part| Field::Item(id, part));
                let edits =
                    fields.zip(cells).map(|(field, it)| Edit { field, value: typed(field, it) });
                self.apply(&edits.collect::<Vec<_>>());
            }
            [code, name, column] if Register::from_code(code).is_some() => {
                let (register, id) = self.entry(&format!("{code}/{name}"));
                let field = Field::Entry(register, id, register.column(column).unwrap());
                self.apply(&[Edit { field, value: typed(field, text) }]);
            }
            _ => self.apply(&[Edit { field: field(address), value: typed(field(address), text) }]),
        }
    }

    fn apply(&mut self, edits: &[Edit]) {
        self.millis += MILLIS_PER_LINE;
        let at = Stamp::new(self.millis, 0, self.writer);
        self.engagement.apply(playbook(), edits, at).unwrap();
    }
}

fn field_of_service(register: Register, name: &str) -> Option<EntryId> {
    match Field::parse(&format!("{}/{name}", register.code()), playbook())? {
        Field::Exists(_, id) => Some(id),
        _ => None,
    }
}
