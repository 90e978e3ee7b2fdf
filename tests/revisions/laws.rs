//! Whatever was recorded by whom on which revision: a thousand engagements through upgrade, through a file that
//! an app without the newer revision has opened, and through merging lose nothing.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::{Field, ItemField, Point, ReceiptPart, Subject};
use kickoff::domain::id::EntryId;
use kickoff::domain::library::Library;
use kickoff::domain::playbook::{Playbook, QuestionKind};
use kickoff::domain::register::Register;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::value::{Kind, Value};
use kickoff::output::file;
use kickoff::store::{document, import};
use serde_json::Value as Json;

use crate::support::chance::Chance;
use crate::support::{coined, mark, revision};
use crate::{NOW, both, first, on_first, second, shipped};

const ENGAGEMENTS: u64 = 1_000;

/// All that can be recorded on a revision, with two people and a gap.
fn fields(playbook: &'static Playbook) -> Vec<Field> {
    let facts = playbook.facts.iter().map(|it| Field::Fact(it.id));
    let asked = playbook.questions.iter().filter(|it| it.kind != QuestionKind::Services);
    let answers =
        asked.flat_map(|it| [Field::Answer(it.id), Field::Audience(Subject::Answer(it.id))]);
    let items = playbook.items().flat_map(|(_, it)| {
        let id = it.id;
        [
            Field::Item(id, ItemField::Mark),
            Field::Item(id, ItemField::Mark),
            Field::Item(id, ItemField::Note),
            Field::Item(id, ItemField::Owner),
            Field::Item(id, ItemField::Evidence),
            Field::Audience(Subject::Note(id)),
            Field::Receipt(Point::Outcome(id), ReceiptPart::Verdict),
        ]
    });
    let services = playbook
        .services
        .iter()
        .map(|it| Field::Exists(Register::Services, EntryId::Named(it.code)));
    let entries = [(Register::People, 1), (Register::People, 2), (Register::Gaps, 3)];
    let entries = entries.into_iter().flat_map(|(register, id)| {
        let id = coined(id);
        [Field::Exists(register, id)].into_iter().chain(Field::of_entry(register, id))
    });
    facts.chain(answers).chain(items).chain(services).chain(entries).collect()
}

fn value(kind: Kind, chance: &mut Chance) -> Option<Value> {
    let number = chance.below(5);
    match kind {
        Kind::Flag => Some(Value::Flag(number != 0)),
        Kind::Mark => match number {
            0 => None,
            1 => Some(Value::Mark(mark("waived: 理由"))),
            2 => Some(Value::Mark(mark("not-applicable: 対象なし"))),
            _ => Some(Value::Mark(mark("done"))),
        },
        Kind::Choice(codes) => Some(Value::Choice(codes[chance.below(codes.len())])),
        Kind::Count => kind.read(["", "120", "約 120", "7", "0"][number]),
        Kind::Day => kind.read(["", "2026-10-07", "来週", "2027-01-04", "未定"][number]),
        Kind::Moment => {
            kind.read(["", "2026-10-07T10:00", "来週", "2027-01-04T09:30", "未定"][number])
        }
        _ => kind.read(&["", "同じ文", "文 1", "文 2", "文 3"][number].repeat(1 + chance.below(3))),
    }
}

/// Somebody goes on with a copy.
fn edit_on(copy: &mut Engagement, count: usize, writer: WriterId, chance: &mut Chance) {
    let playbook = copy.playbook();
    let fields = fields(playbook);
    for _ in 0..count {
        let field = fields[chance.below(fields.len())];
        let value = value(field.kind(playbook).unwrap(), chance);
        let at = Stamp::new(NOW + u64::try_from(chance.below(1_000_000)).unwrap(), 0, writer);
        let mut edits = vec![Edit { field, value }];
        if let Some((register, id)) = field.entry().filter(|_| !matches!(field, Field::Exists(..)))
        {
            edits.insert(0, Edit::add(register, id));
        }
        // A customer has a name; all else is taken.
        let is_customer = field == Field::Fact(playbook.roles.customer);
        assert!(copy.apply(playbook, &edits, at).is_ok() || is_customer, "{edits:?}");
    }
}

fn exported_at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2027-04-12T17:05:00+09:00").unwrap()
}

/// Through a file that an app with this library has written and opened.
fn through(engagement: &Engagement, library: &'static Library) -> Engagement {
    let text =
        file::write(std::slice::from_ref(engagement), library.default(), exported_at()).unwrap();
    import::open(text.as_bytes(), library).unwrap().engagements.remove(0)
}

/// With its past in the order of the texts: what an app does not understand of it, it writes last.
fn by_text(engagement: &Engagement) -> Json {
    let mut document = document::write(engagement);
    if let Some(past) = document["past"].as_array_mut() {
        past.sort_by_key(Json::to_string);
    }
    document
}

fn merged(all: &[&Engagement]) -> Engagement {
    let mut it = all[0].clone();
    for other in &all[1..] {
        it.merge(other).unwrap();
    }
    it
}

/// What a copy wrote since it left the others: the stamp of each field that it changed.
fn written(base: &Engagement, copy: &Engagement) -> BTreeMap<Field, Stamp> {
    let changed = copy.fields().filter(|(field, it)| base.changed_at(*field) != Some(it.at));
    changed.map(|(field, it)| (field, it.at)).collect()
}

#[test]
fn a_thousand_engagements_come_to_the_newer_revision_and_lose_nothing() {
    let mut seen = [0_usize; 4];
    for seed in 1..=ENGAGEMENTS {
        let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut base = on_first();
        edit_on(&mut base, chance.below(60), WriterId::new(1, 1), &mut chance);
        // One upgrades at once, one later, and one never, in an app that does not have it yet.
        let mut newer = base.clone();
        newer.upgrade(second(), Stamp::new(NOW, 0, WriterId::new(2, 1))).unwrap();
        for (field, it) in base.fields() {
            assert_eq!(newer.recorded(field), Some(it), "{seed}: {field}");
        }
        edit_on(&mut newer, chance.below(40), WriterId::new(2, 1), &mut chance);
        let mut late = base.clone();
        edit_on(&mut late, chance.below(30), WriterId::new(3, 1), &mut chance);
        late.upgrade(second(), Stamp::new(NOW, 0, WriterId::new(3, 1))).unwrap();
        edit_on(&mut late, chance.below(30), WriterId::new(3, 1), &mut chance);
        let mut former = through(&base, shipped());
        edit_on(&mut former, chance.below(40), WriterId::new(4, 1), &mut chance);
        let former = through(&former, both());
        assert_eq!(&*former.edition().revision, "2020-04-30", "{seed}");

        // A file of the newer one, opened and handed on where it is not known.
        let foreign = through(&newer, shipped());
        assert!(!foreign.edition().is_here());
        assert_eq!(by_text(&foreign), by_text(&newer), "{seed}");
        assert_eq!(through(&foreign, both()), newer, "{seed}");

        let all = merged(&[&newer, &late, &former]);
        for order in [[&newer, &former, &late], [&former, &late, &newer], [&late, &former, &newer]]
        {
            let other = merged(&order);
            assert_eq!(other, all, "{seed}");
            assert_eq!(document::as_text(&other), document::as_text(&all), "{seed}");
        }
        assert_eq!(&*all.edition().revision, revision::SECOND, "{seed}");
        assert_eq!(through(&all, both()), all, "{seed}: a file brings it back");
        let apart = [&newer, &late, &former].map(|it| written(&base, it));
        for (field, at) in apart.iter().flatten() {
            assert!(all.recorded(*field).unwrap().has(*at), "{seed}: {field} at {at} is lost");
        }
        for (field, it) in base.fields() {
            let is_rewritten = apart.iter().any(|all| all.contains_key(&field));
            assert!(is_rewritten || all.recorded(field) == Some(it), "{seed}: {field}");
        }
        let of = |playbook: &'static Playbook| {
            playbook.items().filter(|(_, it)| all.mark(it.id).is_some()).count()
        };
        seen[0] += of(first());
        seen[1] += kickoff::domain::revision::to_recheck(&all).len();
        seen[2] += kickoff::domain::revision::former(&all).len();
        seen[3] += all.fields().filter(|it| !it.1.rivals.is_empty()).count();
    }
    // Marks, marks to look at again, what is of the former alone, and rivals: else it would show little.
    assert!(
        seen.iter().zip([8_000, 300, 300, 1_000]).all(|(seen, least)| least < *seen),
        "{seen:?}"
    );
}
