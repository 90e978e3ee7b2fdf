//! What holds of every history of three copies, whatever their clocks show.

use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::{Field, ReceiptPart};
use kickoff::domain::overwritten::{Change, OVERWRITTEN_LIMIT};
use kickoff::domain::value::Value;
use kickoff::output::file;
use kickoff::store::{document, import, migrate};
use proptest::prelude::*;
use serde_json::Value as Json;

use crate::copies::{Doing, World, any_doings, of_writes, stamps};
use crate::support::{library, playbook};

/// Of each law; ten of them make more than ten thousand.
const CASES: u32 = 1_100;

fn merged(one: &Engagement, other: &Engagement) -> Engagement {
    let mut one = one.clone();
    one.merge(other).unwrap();
    one
}

/// Equal, and written alike to the last byte.
fn are_same(one: &Engagement, other: &Engagement) -> bool {
    let written = |it| document::write(it).to_string();
    one == other && written(one) == written(other)
}

fn opened(engagement: &Engagement) -> Engagement {
    let at = chrono::DateTime::parse_from_rfc3339("2027-03-12T17:05:00+09:00").unwrap();
    let text = file::write(std::slice::from_ref(engagement), playbook(), at).unwrap();
    import::open(text.as_bytes(), library()).unwrap().engagements.remove(0)
}

/// As version 0.1.0 would have written what is shown.
fn as_schema_1(engagement: &Engagement) -> Json {
    let mut json = document::write(engagement);
    let whole = json.as_object_mut().unwrap();
    whole.insert("schema".to_owned(), 1.into());
    whole.remove("seen");
    whole.remove("past");
    for recorded in whole["fields"].as_object_mut().unwrap().values_mut() {
        recorded.as_object_mut().map(|it| it.remove("rivals"));
    }
    json
}

proptest! {
    // A failure is written into `rules.rs` as a test of its own, not into a folder beside it.
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: CASES, ..ProptestConfig::default() })]

    /// The screens ask anew about these fields only.
    #[test]
    fn what_differs_is_named(doings in any_doings()) {
        let world = World::after(&doings);
        for (a, b) in [(0, 1), (1, 2), (2, 0), (0, 0)] {
            let (a, b) = (world.engagement(a), world.engagement(b));
            let named = a.differing(b);
            for (field, _) in a.fields().chain(b.fields()) {
                prop_assert_eq!(named.contains(&field), a.recorded(field) != b.recorded(field));
            }
        }
    }

    #[test]
    fn it_does_not_matter_who_takes_in_whom(doings in any_doings()) {
        let world = World::after(&doings);
        for (a, b) in [(0, 1), (1, 2), (2, 0)] {
            let (a, b) = (world.engagement(a), world.engagement(b));
            prop_assert!(are_same(&merged(a, b), &merged(b, a)));
        }
    }

    #[test]
    fn it_does_not_matter_in_which_order_copies_meet(doings in any_doings()) {
        let world = World::after(&doings);
        let [a, b, c] = [0, 1, 2].map(|it| world.engagement(it));
        let wanted = merged(&merged(a, b), c);
        for (x, y, z) in [(a, b, c), (a, c, b), (b, a, c), (b, c, a), (c, a, b), (c, b, a)] {
            prop_assert!(are_same(&merged(x, &merged(y, z)), &wanted));
            prop_assert!(are_same(&merged(&merged(x, y), z), &wanted));
        }
    }

    #[test]
    fn taking_in_again_changes_nothing(doings in any_doings()) {
        let world = World::after(&doings);
        let [a, b, c] = [0, 1, 2].map(|it| world.engagement(it));
        prop_assert!(are_same(&merged(a, a), a));
        let both = merged(a, b);
        for again in [a, b, &both] {
            prop_assert!(are_same(&merged(&both, again), &both));
            prop_assert!(are_same(&merged(again, &both), &both));
        }
        // Nor does what was taken in by somebody else in the meantime.
        let all = merged(&both, c);
        prop_assert!(are_same(&merged(&all, &merged(b, c)), &all));
    }

    #[test]
    fn what_nobody_knowingly_wrote_over_is_there_and_nothing_else(doings in any_doings()) {
        let world = World::after(&doings);
        let each = world.copies.iter().map(|it| (it.engagement.clone(), it.known.clone()));
        for (engagement, known) in each.chain([world.together()]) {
            prop_assert_eq!(stamps(&engagement), of_writes(&known.alive()));
            for (field, recorded) in engagement.fields() {
                for (value, at) in recorded.versions() {
                    prop_assert_eq!(Some(value), world.written.get(&(field, at)).map(Option::as_ref));
                }
            }
        }
    }

    #[test]
    fn what_was_written_over_is_in_the_past_unless_it_was_the_same_typing(doings in any_doings()) {
        let world = World::after(&doings);
        let (engagement, known) = world.together();
        prop_assert!(engagement.overwritten().iter().count() <= OVERWRITTEN_LIMIT);
        let is_past = |write: &(Field, _)| {
            engagement.overwritten().iter().any(|it| {
                (it.field, it.at) == *write && it.value == world.written[write]
            })
        };
        for write in &known.gone {
            // Typed over by the same writer within a minute, or by a clock that was set back.
            let is_typing = known.written.iter().any(|(field, at)| {
                *field == write.0
                    && at.writer() == write.1.writer()
                    && write.1 < *at
                    && at.millis() - write.1.millis() < 60_000
            });
            prop_assert!(is_past(write) || is_typing, "{} {}", write.0, write.1);
        }
        for write in known.alive() {
            prop_assert!(!is_past(&write), "{} {} stands there", write.0, write.1);
        }
        // The history tells of each of them, newest first.
        let history = engagement.history();
        prop_assert!(history.windows(2).all(|it| it[1].at <= it[0].at));
        for it in engagement.overwritten().iter() {
            let is_it = |change: &Change<'_>| {
                (change.field, change.at) == (it.field, it.at) && change.after == it.value.as_ref()
            };
            prop_assert!(history.iter().any(is_it));
        }
    }

    #[test]
    fn deletions_and_texts_win_where_they_should_and_otherwise_the_later(doings in any_doings()) {
        let (engagement, _) = World::after(&doings).together();
        for (field, recorded) in engagement.fields() {
            let versions: Vec<_> = recorded.versions().collect();
            let shown = versions[0];
            if let Field::Exists(register, id) = field {
                // Whoever deleted it, and was not answered by somebody who knew, is heard.
                let is_deleted = versions.iter().any(|it| it.0 != Some(&Value::Flag(true)));
                prop_assert_eq!(engagement.has(register, id), !is_deleted);
            } else if let Field::Audience(_) = field {
                // In doubt it is internal: by itself, or because nothing is said.
                let says = |it| versions.iter().any(|(value, _)| *value == it);
                let [internal, shared] =
                    [&Value::Choice("internal"), &Value::Choice("shared")].map(Some);
                let wanted = [internal, None, shared].into_iter().find(|it| says(*it));
                prop_assert_eq!(Some(shown.0), wanted);
            } else if let Field::Receipt(_, ReceiptPart::Verdict) = field {
                // Who returned it, and was not answered by somebody who knew, is heard.
                let says = |it| versions.iter().any(|(value, _)| *value == it);
                let [returned, accepted] =
                    [&Value::Choice("returned"), &Value::Choice("accepted")].map(Some);
                let wanted = [returned, accepted, None].into_iter().find(|it| says(*it));
                prop_assert_eq!(Some(shown.0), wanted);
            } else {
                let is_filled = versions.iter().any(|it| it.0.is_some());
                prop_assert_eq!(shown.0.is_some(), is_filled);
            }
            let is_like = |value: Option<&Value>| match field {
                Field::Exists(..)
                | Field::Audience(_)
                | Field::Receipt(_, ReceiptPart::Verdict) => value == shown.0,
                _ => value.is_some() == shown.0.is_some(),
            };
            for (value, at) in &versions[1..] {
                prop_assert!(!is_like(*value) || *at <= shown.1, "{} {}", field, at);
            }
        }
    }

    #[test]
    fn a_file_brings_back_exactly_what_was_exported(doings in any_doings()) {
        let world = World::after(&doings);
        let (all, _) = world.together();
        for it in [world.engagement(0), world.engagement(1), &all] {
            prop_assert!(are_same(&opened(it), it));
        }
    }

    #[test]
    fn an_older_document_is_brought_along_once_and_then_stays(doings in any_doings()) {
        let world = World::after(&doings);
        for copy in 0..3 {
            let new = document::write(world.engagement(copy));
            prop_assert_eq!(&*migrate::current(&new).unwrap(), &new);
            let old = as_schema_1(world.engagement(copy));
            let once = migrate::current(&old).unwrap().into_owned();
            prop_assert_eq!(&*migrate::current(&once).unwrap(), &once);
            let (read, again) = (document::read(&old, library()), document::read(&once, library()));
            let read = read.unwrap();
            prop_assert!(are_same(&read, &again.unwrap()));
            for (field, recorded) in world.engagement(copy).fields() {
                prop_assert_eq!(read.value(field), recorded.value.as_ref());
                prop_assert_eq!(read.changed_at(field), Some(recorded.at));
            }
            // It knows less than it did, so nothing of it can write over what it does not know.
            prop_assert!(read.version_vector().is_within(world.engagement(copy).version_vector()));
        }
    }

    #[test]
    fn old_documents_of_several_copies_merge_alike_and_lose_nothing(mut doings in any_doings()) {
        doings.retain(Doing::is_of_schema_1);
        let world = World::after(&doings);
        let old = [0, 1, 2].map(|it| {
            document::read(&as_schema_1(world.engagement(it)), library()).unwrap()
        });
        let [a, b, c] = &old;
        prop_assert!(are_same(&merged(&merged(a, b), c), &merged(&merged(c, b), a)));
        prop_assert!(are_same(&merged(a, b), &merged(b, a)));
        let all = merged(&merged(a, b), c);
        let (_, known) = world.together();
        // What was shown somewhere and nobody knowingly wrote over is still there.
        for (field, at) in known.alive() {
            prop_assert!(all.recorded(field).is_some_and(|it| it.has(at)), "{} {}", field, at);
        }
    }

    #[test]
    fn the_edits_to_another_state_lead_there(doings in any_doings(), other in any_doings()) {
        let world = World::after(&doings);
        let elsewhere = World::after(&other);
        let targets = [0, 1, 2].map(|it| world.engagement(it));
        let targets = targets.into_iter().chain([elsewhere.engagement(0)]);
        for target in targets {
            let start = world.engagement(0);
            let mut there = start.clone();
            let at = start.version_vector().iter().max().unwrap();
            there.apply(playbook(), &start.edits_to(target), at).unwrap();
            let fields = start.fields().chain(target.fields()).map(|it| it.0);
            for field in fields {
                prop_assert_eq!(there.shown(field), target.shown(field), "{}", field);
                if let Field::Exists(register, _) = field {
                    prop_assert!(there.entries(register).eq(target.entries(register)));
                }
            }
            prop_assert!(there.edits_to(target).is_empty());
            prop_assert!(there.conflicts().all(|it| target.conflicts().any(|there| there == it)));
            // A step back leads back: to what was shown.
            let mut back = there.clone();
            back.apply(playbook(), &there.edits_to(start), at).unwrap();
            prop_assert!(start.fields().all(|(it, _)| back.shown(it) == start.shown(it)));
            // Who hears of it shows the same, and knows it to be meant.
            prop_assert!(are_same(&merged(start, &there), &there));
        }
    }

    #[test]
    fn what_an_edit_undoes_is_undone(doings in any_doings(), more in any_doings()) {
        let world = World::after(&doings);
        let start = world.engagement(0);
        let wanted = World::after(&more);
        let at = start.version_vector().iter().max().unwrap();
        let mut there = start.clone();
        let edits = start.edits_to(wanted.engagement(1));
        let inverse = there.apply(playbook(), &edits, at).unwrap();
        there.apply(playbook(), &inverse, at).unwrap();
        prop_assert!(start.fields().all(|(it, _)| there.shown(it) == start.shown(it)));
        prop_assert!(there.fields().all(|(it, _)| there.shown(it) == start.shown(it)));
    }
}

#[test]
fn the_histories_hold_enough_of_everything() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    const WORLDS: usize = 400;
    let mut runner = TestRunner::deterministic();
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for _ in 0..WORLDS {
        let doings = any_doings().new_tree(&mut runner).unwrap().current();
        let world = World::after(&doings);
        let (engagement, known) = world.together();
        let mut count = |what, number| *counts.entry(what).or_default() += number;
        count("things done", doings.len());
        count("writes", known.written.len());
        count("knowingly written over", known.gone.len());
        count("values of the past", engagement.overwritten().iter().count());
        count("fields", engagement.fields().count());
        let rivals = engagement.fields().map(|(_, it)| it.rivals.len());
        count("rivals", rivals.sum());
        count("texts to decide", engagement.conflicts().count());
        count(
            "deletions",
            engagement.fields().filter(|it| it.1.value == Some(Value::Flag(false))).count(),
        );
        let audiences = engagement.fields().filter(|it| matches!(it.0, Field::Audience(_)));
        let apart =
            audiences.filter(|it| it.1.rivals.iter().any(|rival| rival.value != it.1.value));
        count("decided apart for whom", apart.count());
        count("emptied", engagement.fields().filter(|it| it.1.value.is_none()).count());
        count("carried along", engagement.unknown_fields().iter().count());
        let earliest = engagement.version_vector().iter().map(|it| it.millis()).min().unwrap();
        count("with a clock far off", usize::from(0 < engagement.ahead_of(earliest)));
    }
    println!("{WORLDS} histories: {counts:#?}");
    assert!(counts.values().all(|it| WORLDS / 4 < *it), "{counts:?}");
}
