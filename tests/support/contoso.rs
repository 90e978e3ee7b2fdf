//! A whole case of a fictional customer, made the way people make it: edit by edit.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use kickoff::domain::code::{Audience, Code};
use kickoff::domain::engagement::{Edit, Edition, Engagement};
use kickoff::domain::field::{Field, ItemField, Subject};
use kickoff::domain::id::{EngagementId, EntryId, unique};
use kickoff::domain::playbook::QuestionKind;
use kickoff::domain::register::{Column, Register, people, risks};
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::unknown::UnknownPlace;
use kickoff::domain::value::{Kind, Value};

use serde_json::Value as Json;

use super::{HERE, edit, field, item, playbook, typed};

/// What was typed, line by line; the file explains itself. The frozen files hold just this.
const TYPED: &str = include_str!("contoso.txt");

const PARTNER: WriterId = WriterId::new(0x5e6f_7081, 0);

/// Between two lines of the same moment.
const MILLIS_PER_LINE: u64 = 7_000;

/// Everything that can be recorded is recorded in it, and some of it twice.
pub fn full_engagement() -> Engagement {
    let mut engagement = first_engagement();
    let lacking = lacking(&engagement);
    if !lacking.is_empty() {
        let at = Stamp::new(1_804_726_000_000, 0, HERE);
        engagement.apply(playbook(), &lacking, at).unwrap();
    }
    engagement
}

/// Something for whatever can be recorded and is not: what came since the first file was frozen.
fn lacking(engagement: &Engagement) -> Vec<Edit> {
    let some = |field: Field| {
        let text = match field.kind(playbook()).unwrap() {
            Kind::Text | Kind::LongText | Kind::Name => "あとから加わった欄",
            Kind::Link => "https://www.contoso.example/",
            Kind::Day => "2027-03-01",
            Kind::Moment => "2027-03-01T10:00",
            Kind::Count => "12",
            Kind::Flag => "true",
            Kind::Choice(codes) => codes[0],
            Kind::Service => playbook().services[0].code.as_str(),
            Kind::Mark => "done",
        };
        Edit { field, value: typed(field, text) }
    };
    let single = single_fields().into_iter().filter(|it| engagement.value(*it).is_none());
    let mut edits: Vec<Edit> = single.map(some).collect();
    for (number, register) in Register::ALL.iter().enumerate() {
        let entry = engagement.entries(*register).next().unwrap_or_else(|| {
            let added = EntryId::coined(0xadded + number as u128);
            edits.push(Edit::add(*register, added));
            added
        });
        let has = |column| {
            let mut entries = engagement.entries(*register);
            entries.any(|id| engagement.value(Field::Entry(*register, id, column)).is_some())
        };
        let columns = register.columns().iter().filter(|it| !has(**it));
        edits.extend(columns.map(|it| some(Field::Entry(*register, entry, *it))));
    }
    edits
}

/// Every field that the playbook has, entries aside: those have any number of ids.
pub fn single_fields() -> Vec<Field> {
    let playbook = playbook();
    let facts = playbook.facts.iter().map(|it| Field::Fact(it.id));
    let questions = playbook.questions.iter().filter(|it| it.kind != QuestionKind::Services);
    let answers = questions.map(|it| Field::Answer(it.id));
    let items = playbook
        .items()
        .flat_map(|(_, it)| ItemField::ALL.into_iter().map(move |part| Field::Item(it.id, part)));
    // The playbook's first revision is what marks are made by where nothing is noted.
    let items = items.filter(|it| !matches!(it, Field::Item(_, ItemField::Revision)));
    facts.chain(answers).chain(items).collect()
}

/// As it was when the first file was frozen, with everything that could be recorded then.
pub fn first_engagement() -> Engagement {
    let mut writer = Writer {
        engagement: Engagement::restored(
            EngagementId::coined(unique(1_789_694_100_000, *b"contoso-kk")),
            Edition::of(playbook()),
        ),
        entries: BTreeMap::new(),
        columns: BTreeMap::new(),
        millis: 0,
        writer: HERE,
    };
    for line in TYPED.lines().filter(|it| !it.starts_with('#') && !it.is_empty()) {
        writer.take(line);
    }
    writer.engagement
}

/// The first case as two people edited it apart and then merged it: with rivals of every sort, a past,
/// writers of more than one page, and what a newer version might leave anywhere.
pub fn merged_engagement() -> Engagement {
    let mut here = first_engagement();
    let mut there = here.clone();
    let risk = here.entries(Register::Risks).next().unwrap();
    let person = here.entries(Register::People).next().unwrap();
    let of_person = |column| Field::Entry(Register::People, person, column);
    let what = Field::Entry(Register::Risks, risk, risks::WHAT);
    let both = |here: &str, there: &str, address: &str| (edit(address, here), edit(address, there));
    let (mut mine, mut theirs): (Vec<Edit>, Vec<Edit>) = [
        both("金属部品の製造", "切削部品の製造", "fact/industry"),
        both("880", "900", "fact/seats"),
        both("", "試験移行の 20 人の名簿", "fact/resources-needed"),
        both("not-met: まだ聞いていない", "waived: 希望なし", "item/ftop.983/mark"),
        both("来週", "再来週", "fact/terms-sent"),
        both("no", "no", "answer/partner-involved"),
    ]
    .into_iter()
    .unzip();
    mine.push(Edit::remove(Register::Risks, risk));
    theirs.push(Edit::set(what, Value::Text("工場の回線が細く、夜間しか移せない".into())));
    theirs.push(Edit::set(of_person(people::ROLE), Value::Text("情報システム部長".into())));
    theirs.push(Edit { field: of_person(people::INTRODUCED), value: None });
    let at = |minutes: u64, writer| Stamp::new(1_804_727_000_000 + minutes * 60_000, 0, writer);
    here.apply(playbook(), &mine, at(0, WriterId::new(HERE.device, 0x00c0_ffee))).unwrap();
    there.apply(playbook(), &theirs, at(1, WriterId::new(PARTNER.device, 0xfeed_5eed))).unwrap();
    here.merge(&there).unwrap();
    let decided = [edit("answer/managed", "no"), edit("answer/managed", "yes")];
    for (minutes, decision) in (10..).step_by(10).zip(decided) {
        here.apply(playbook(), &[decision], at(minutes, WriterId::new(HERE.device, 1))).unwrap();
    }
    for (spot, raw) in [
        (UnknownPlace::Whole("signals".into()), r#"{"level":3,"words":["案件",null,0.10]}"#),
        (UnknownPlace::Of(field("fact/seats"), "source".into()), r#""契約書""#),
        (
            UnknownPlace::Of(Field::Exists(Register::People, person), "pinned".into()),
            r#"{"at":"2027-03-11T01:04:00.000Z/0/9a8b7c6d-00000002","value":true}"#,
        ),
        (UnknownPlace::Overwritten(PAST_OF_A_NEWER_VERSION.into()), PAST_OF_A_NEWER_VERSION),
    ] {
        let json: Json = raw.parse().unwrap();
        here.carry(spot, &json.to_string(), json["at"].as_str().and_then(Stamp::parse));
    }
    here
}

/// The merged case after two people have decided of everything for whom it is, apart and then as one.
pub fn decided_engagement() -> Engagement {
    let mut here = merged_engagement();
    let mut there = here.clone();
    let subjects = recorded_subjects(&here);
    let to = |at: usize, it: Subject, shift: usize| {
        let audience = Audience::ALL[(at + shift) % 2];
        Edit::set(Field::Audience(it), Value::Choice(audience.code()))
    };
    let edits = |shift: usize, each: usize| {
        let all = subjects.iter().enumerate().filter(move |(at, _)| at.is_multiple_of(each));
        all.map(|(at, it)| to(at, *it, shift)).collect::<Vec<Edit>>()
    };
    let at = |minutes: u64, writer| Stamp::new(1_804_740_000_000 + minutes * 60_000, 0, writer);
    here.apply(playbook(), &edits(0, 1), at(0, WriterId::new(HERE.device, 0x00c0_ffee))).unwrap();
    there.apply(playbook(), &edits(1, 5), at(1, WriterId::new(PARTNER.device, 2))).unwrap();
    here.merge(&there).unwrap();
    let taken_back = Edit::clear(Field::Audience(subjects[0]));
    let known = to(1, subjects[5], 1);
    let writer = WriterId::new(HERE.device, 1);
    here.apply(playbook(), &[taken_back, known], at(10, writer)).unwrap();
    here
}

/// Everything that is internal or shared as a whole.
pub fn subjects(engagement: &Engagement) -> Vec<Subject> {
    let questions = playbook().questions.iter().filter(|it| it.kind != QuestionKind::Services);
    let answers = questions.map(|it| Subject::Answer(it.id));
    let items = playbook().items().map(|(_, it)| it.id);
    let of_items = items.flat_map(|it| [Subject::Note(it), Subject::Evidence(it)]);
    let entries = Register::ALL
        .iter()
        .flat_map(|register| engagement.entries(*register).map(|id| Subject::Entry(*register, id)));
    answers.chain(of_items).chain(entries).collect()
}

/// The same, where something is recorded of it; what came since a case was written is not among them.
pub fn recorded_subjects(engagement: &Engagement) -> Vec<Subject> {
    let is_recorded = |it: &Subject| {
        let field = match *it {
            Subject::Answer(id) => Field::Answer(id),
            Subject::Note(id) => Field::Item(id, ItemField::Note),
            Subject::Evidence(id) => Field::Item(id, ItemField::Evidence),
            Subject::Entry(register, id) => Field::Exists(register, id),
        };
        engagement.recorded(field).is_some()
    };
    subjects(engagement).into_iter().filter(is_recorded).collect()
}

const PAST_OF_A_NEWER_VERSION: &str =
    r#"{"at":"2027-03-11T01:00:00.000Z/1/9a8b7c6d","field":"signals/1/level","value":2}"#;

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
    /// What the cells of an entry are, in their order.
    columns: BTreeMap<Register, Vec<Column>>,
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
            "=" => {
                let mut words = rest.split('|').map(str::trim);
                let register = Register::from_code(words.next().unwrap()).unwrap();
                let columns = words.map(|it| register.column(it).unwrap());
                self.columns.insert(register, columns.collect());
            }
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
                self.engagement.carry(UnknownPlace::Field(address.into()), &raw.to_string(), at);
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
        let columns = &self.columns[&register];
        for (column, cell) in columns.iter().zip(cells.split('|')) {
            let field = Field::Entry(register, id, *column);
            if let Some(value) = typed(field, cell.trim().replace("\\n", "\n").as_str()) {
                edits.push(Edit::set(field, value));
            }
        }
        assert!(cells.split('|').count() <= columns.len(), "too many cells: {row}");
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
