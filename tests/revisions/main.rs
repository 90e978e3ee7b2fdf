//! A playbook in two revisions: what the newer one brings, how an engagement comes to it, and that nothing is
//! lost on the way.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

#[path = "../support/storage.rs"]
mod storage;
#[path = "../support/mod.rs"]
mod support;

mod comparing;
mod laws;
mod upgrading;

use std::sync::OnceLock;

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::library::Library;
use kickoff::domain::playbook::Playbook;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::value::{Kind, Value};
use kickoff::playbook;
use serde_json::{Value as Json, json};
use support::revision;

const NOW: u64 = 1_800_000_000_000;
const ONE: WriterId = WriterId::new(1, 1);
const OTHER: WriterId = WriterId::new(2, 1);

fn first_json() -> Json {
    toml::from_str(playbook::WRITTEN).unwrap()
}

/// Both revisions, the newer one first: their order is that of their days.
fn both() -> &'static Library {
    static BOTH: OnceLock<&'static Library> = OnceLock::new();
    BOTH.get_or_init(|| {
        let first = first_json();
        let all = json!([revision::second(&first), first]);
        playbook::from_json(&all.to_string()).unwrap()
    })
}

/// Without the second one.
fn shipped() -> &'static Library {
    support::library()
}

fn first() -> &'static Playbook {
    both().get("customer-kickoff", "2020-04-30").unwrap()
}

fn second() -> &'static Playbook {
    both().get("customer-kickoff", revision::SECOND).unwrap()
}

#[track_caller]
fn field(address: &str) -> Field {
    Field::parse(address, second()).unwrap_or_else(|| panic!("no field `{address}`"))
}

#[track_caller]
fn edit(address: &str, typed: &str) -> Edit {
    let field = field(address);
    let value = match field.kind(second()).unwrap() {
        Kind::Mark if typed.is_empty() => None,
        Kind::Mark => Some(Value::Mark(support::mark(typed))),
        Kind::Flag => Some(Value::Flag(typed == "true")),
        kind => kind.read(typed),
    };
    Edit { field, value }
}

fn on_first() -> Engagement {
    Engagement::new(EngagementId::coined(7), "コントソ製作所", first(), stamp(ONE)).unwrap()
}

fn stamp(writer: WriterId) -> Stamp {
    Stamp::new(NOW, 0, writer)
}

#[track_caller]
fn change(engagement: &mut Engagement, edits: &[Edit], writer: WriterId) {
    let playbook = engagement.playbook();
    engagement.apply(playbook, edits, stamp(writer)).unwrap();
}

fn upgraded(engagement: &Engagement, writer: WriterId) -> Engagement {
    let mut newer = engagement.clone();
    newer.upgrade(second(), stamp(writer)).unwrap();
    newer
}
