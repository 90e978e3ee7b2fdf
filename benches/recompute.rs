//! How long everything takes that one tick sets off: with 200 items and 17 services, natively.
//!
//! `cargo bench` prints it; `cargo test -p e2e --test tick` tells the same of a browser.

// A benchmark that cannot be set up has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use kickoff::domain::assessment::Assessment;
use kickoff::domain::completion::Completion;
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::gate::Gate;
use kickoff::domain::id::{EngagementId, EntryId};
use kickoff::domain::library::Library;
use kickoff::domain::next::Next;
use kickoff::domain::playbook::Playbook;
use kickoff::domain::progress::Progress;
use kickoff::domain::register::{Register, services};
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::value::{Kind, Mark, Value};
use kickoff::playbook;
use kickoff::store::engagements::EngagementStore;
use kickoff::store::key_value::MemoryStore;
use kickoff::store::{document, record};
use serde_json::{Value as Json, json};

const ITEMS: usize = 200;
const SERVICES: usize = 17;
const MILLIS: u64 = 1_789_694_100_000;

/// The playbook as it ships, its rows repeated under other ids until there are enough.
fn library() -> &'static Library {
    let mut json: Json = toml::from_str(playbook::WRITTEN).unwrap();
    let steps = json["step"].as_array_mut().unwrap();
    let shipped: Vec<Json> =
        steps.iter().filter_map(|it| it["item"].as_array()).flatten().cloned().collect();
    let last = steps.iter_mut().rev().find(|it| it["item"].is_array()).unwrap();
    for (number, item) in shipped.iter().cycle().take(ITEMS - shipped.len()).enumerate() {
        let mut item = item.clone();
        item["id"] = json!(format!("more.{number}"));
        last["item"].as_array_mut().unwrap().push(item);
    }
    playbook::from_json(&json.to_string()).unwrap()
}

fn set(playbook: &Playbook, engagement: &mut Engagement, edits: &[Edit]) {
    let at = engagement.head().map_or(MILLIS, Stamp::millis) + 1;
    engagement.apply(playbook, edits, Stamp::new(at, 0, WriterId::new(1, 0))).unwrap();
}

/// Every question answered, every service filled in, every third row ticked, and lists with entries.
fn engagement(playbook: &'static Playbook) -> Engagement {
    let at = Stamp::new(MILLIS, 0, WriterId::new(1, 0));
    let id = EngagementId::coined(7);
    let mut engagement = Engagement::new(id, "コントソ製作所", playbook, at).unwrap();
    for question in &playbook.questions {
        let field = Field::Answer(question.id);
        if let Some(Kind::Choice(codes)) = field.kind(playbook) {
            set(playbook, &mut engagement, &[Edit::set(field, Value::Choice(codes[0]))]);
        }
    }
    for fact in playbook.facts {
        let field = Field::Fact(fact.id);
        let kind = field.kind(playbook).unwrap();
        let typed = match kind {
            Kind::Day => "2026-09-25",
            Kind::Moment => "2026-09-18T10:15",
            Kind::Count => "155",
            _ => "全国 40 拠点への冷蔵配送",
        };
        if let Some(value) = kind.read(typed) {
            set(playbook, &mut engagement, &[Edit::set(field, value)]);
        }
    }
    for service in playbook.services.iter().take(SERVICES) {
        fill(playbook, &mut engagement, Register::Services, EntryId::Named(service.code));
    }
    for (number, register) in (1..).zip(Register::ALL.iter().copied().skip(1)) {
        for entry in 0..10 {
            fill(playbook, &mut engagement, register, EntryId::coined(number * 1_000 + entry));
        }
    }
    for (_, item) in playbook.items().filter(|(_, it)| it.is_ticked()).step_by(3) {
        let field = Field::Item(item.id, ItemField::Mark);
        set(playbook, &mut engagement, &[Edit::set(field, Value::Mark(Mark::Done))]);
    }
    engagement
}

fn fill(playbook: &Playbook, engagement: &mut Engagement, register: Register, id: EntryId) {
    let mut edits = vec![Edit::add(register, id)];
    for column in register.columns().iter().filter(|it| **it != services::NAME) {
        let typed = match column.kind {
            Kind::Day => "2026-10-02",
            Kind::Count => "155",
            Kind::Flag => "true",
            Kind::Choice(codes) => codes[0],
            Kind::Service => "exo",
            _ => "現場の写真を共有する",
        };
        let value = column.kind.read(typed);
        edits.push(Edit { field: Field::Entry(register, id, *column), value });
    }
    set(playbook, engagement, &edits);
}

/// Everything that the screens show of it.
fn recompute(playbook: &Playbook, engagement: &Engagement) {
    let assessment = Assessment::of(playbook, engagement);
    black_box(Progress::of(playbook, &assessment, engagement));
    for step in &playbook.steps {
        black_box(Progress::of_step(step, &assessment, engagement));
    }
    black_box(Gate::of(playbook, &assessment));
    black_box(Next::of(playbook, engagement, &assessment));
    black_box(Completion::of(engagement, &assessment));
}

fn one_tick(criterion: &mut Criterion) {
    let library = library();
    let playbook = library.default();
    let before = engagement(playbook);
    assert_eq!(playbook.items().count(), ITEMS);
    assert_eq!(before.entries(Register::Services).count(), SERVICES);
    let (_, item) = playbook.items().filter(|(_, it)| it.is_ticked()).nth(1).unwrap();
    let field = Field::Item(item.id, ItemField::Mark);
    let ticks = [Edit::set(field, Value::Mark(Mark::Done))];
    let unticks = [Edit::clear(field)];
    let mut tick = {
        let mut engagement = before.clone();
        let mut millis = engagement.head().unwrap().millis();
        move || {
            millis += 1;
            let edits = if millis.is_multiple_of(2) { &ticks } else { &unticks };
            engagement.apply(playbook, edits, Stamp::new(millis, 0, WriterId::new(1, 0))).unwrap();
            recompute(playbook, &engagement);
        }
    };
    criterion.bench_function("one tick: apply, assess, progress, gate, next", |it| {
        it.iter(&mut tick);
    });
    criterion.bench_function("one tick: the document and its record", |it| {
        it.iter(|| {
            let text = document::write(black_box(&before)).to_string();
            black_box(record::write(1, &text))
        });
    });
    let store = EngagementStore::new(MemoryStore::default(), "/", library);
    criterion.bench_function("one tick: the whole save, read back, with its card", |it| {
        it.iter(|| store.save(black_box(&before), MILLIS).unwrap());
    });
}

criterion_group!(handles, one_tick);
criterion_main!(handles);
