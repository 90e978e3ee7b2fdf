//! Other tabs, a cleared storage, a killed browser: what happens without anybody doing something here.

use std::cell::Cell;
use std::rc::Rc;
use std::slice::from_ref;

use kickoff::domain::id::EngagementId;
use kickoff::store::engagements::{Found, is_journaled};
use kickoff::store::key_value::StoreError;
use reactive_graph::traits::GetUntracked;

use crate::Device;
use crate::storage::Fault;
use crate::support::contoso::bare_engagement;
use crate::support::{edit, field};

/// The browser tells one tab what another has written.
fn tell(to: &Device, id: EngagementId) {
    for group in ["eng", "tail"] {
        let prefix = format!("kickoff:/a/:{group}/{id}/");
        for (key, raw) in to.storage.all().iter().filter(|it| it.0.starts_with(&prefix)) {
            to.session.written_elsewhere(key, Some(raw));
        }
    }
}

fn two_tabs() -> (Device, Device, EngagementId) {
    let one = bare_engagement(1);
    let first = Device::with(from_ref(&one));
    let second = Device::at("#/", &first.storage, 2);
    first.open(one.id());
    second.open(one.id());
    (first, second, one.id())
}

#[test]
fn another_tabs_words_are_there_at_once_and_what_it_lacks_is_kept_soon() {
    let (first, second, id) = two_tabs();
    first.editor().edit(vec![edit("fact/seats", "860")]);
    second.editor().type_into(field("fact/industry"), "部品");
    let touched = second.session.list_changed.get_untracked();
    tell(&second, id);
    assert_eq!(second.editor().peek(|it| it.count(field("fact/seats"))), Some(860));
    assert!(touched < second.session.list_changed.get_untracked());
    second.wait(250);
    tell(&first, id);
    let first = first.editor().peek(Clone::clone);
    assert_eq!(first.text(field("fact/industry")), "部品");
    assert!(second.editor().peek(|it| *it == first));
    assert!(second.kept(id) == Some(first));
}

#[test]
fn whoever_saves_knows_what_another_tab_has_kept_before_being_told() {
    let (first, second, _) = two_tabs();
    first.editor().edit(vec![edit("fact/seats", "860")]);
    second.editor().edit(vec![edit("fact/industry", "部品")]);
    assert_eq!(second.editor().peek(|it| it.count(field("fact/seats"))), Some(860));
}

#[test]
fn what_is_not_ours_is_not_heard() {
    let (first, _, _) = two_tabs();
    let touched = first.session.list_changed.get_untracked();
    for key in ["other-app", "kickoff:/b/:eng/x/a", "kickoff:/a"] {
        first.session.written_elsewhere(key, Some("x"));
        first.session.written_elsewhere(key, None);
    }
    assert_eq!(first.session.list_changed.get_untracked(), touched);
}

#[test]
fn a_list_that_is_read_ahead_is_the_list_unless_it_changes_meanwhile() {
    let many: Vec<_> = (1..=80).map(bare_engagement).collect();
    let device = Device::with(&many);
    let session = device.session;
    let list = move || session.with_store(|it| it.list()).unwrap();
    let wanted = list();
    assert_eq!(wanted.len(), 80);
    let pauses = Rc::new(Cell::new(0));
    let read = |meanwhile: Option<EngagementId>| {
        let seen = Rc::clone(&pauses);
        seen.set(0);
        device.does(async move {
            let pause = async || {
                seen.set(seen.get() + 1);
                if let Some(id) = meanwhile.filter(|_| seen.get() == 2) {
                    session.delete(id).unwrap();
                    session.touch_list();
                }
            };
            session.read_list_ahead(pause).await;
        });
        device.storage.forget_what_was_touched();
    };
    read(None);
    assert_eq!(pauses.get(), 2, "32 at a time");
    assert_eq!(
        (list(), device.storage.touched().len()),
        (wanted.clone(), 0),
        "it is there already"
    );
    assert_eq!(list(), wanted);
    assert_ne!(device.storage.touched().len(), 0, "once, and not for ever");

    // Nor is it believed after an edit, wherever that was made.
    read(None);
    let editor = device.open(many[3].id());
    editor.edit(vec![edit("fact/customer", "アドベンチャー ワークス")]);
    assert!(list().iter().any(|it| it.name == "アドベンチャー ワークス"));
    device.go("#/");

    // Of what was read before somebody deleted one, nothing is believed.
    read(Some(many[0].id()));
    assert_eq!(list().len(), 79);
    // Nor of what was read before somebody touched the list.
    read(None);
    device.storage.put_behind("kickoff:/a/:pref/lang", "en");
    session.touch_list();
    device.storage.forget_what_was_touched();
    assert_eq!(list().len(), 79);
    assert_ne!(device.storage.touched().len(), 0);
}

#[test]
fn a_list_that_cannot_be_read_ahead_is_read_when_it_is_shown() {
    let many: Vec<_> = (1..=40).map(bare_engagement).collect();
    let device = Device::with(&many);
    let session = device.session;
    let list = move || session.with_store(|it| it.list()).map(|it| it.len());
    for at in 0.. {
        device.storage.fail(Fault::Once { at, error: StoreError::Blocked });
        let before = device.storage.operations();
        device.does(async move { session.read_list_ahead(async || {}).await });
        let has_failed = at < device.storage.operations() - before;
        let found = list();
        device.storage.fail(Fault::None);
        // Never less of it.
        assert!(matches!(found, Ok(40) | Err(StoreError::Blocked)), "{at}: {found:?}");
        if !has_failed {
            assert!(0 < at, "nothing was read");
            return;
        }
        assert_eq!(list(), Ok(40), "{at}");
    }
}

#[test]
fn what_another_tab_deletes_is_gone_here_unless_something_here_is_not_saved() {
    for is_typing in [false, true] {
        let (first, second, id) = two_tabs();
        if is_typing {
            first.editor().type_into(field("fact/industry"), "部品");
        }
        second.session.delete(id).unwrap();
        first.session.written_elsewhere(&format!("kickoff:/a/:eng/{id}/a"), None);
        assert_eq!(matches!(first.opened(), Ok(Found::Missing)), !is_typing);
        first.wait(1_000);
        let kept = first.kept(id).map(|it| it.text(field("fact/industry")).to_owned());
        assert_eq!(kept, is_typing.then(|| "部品".to_owned()));
    }
}

#[test]
fn a_storage_that_is_cleared_under_us_is_written_again() {
    let (first, _, id) = two_tabs();
    for key in first.storage.all().into_keys() {
        first.storage.remove_behind(&key);
    }
    assert_eq!(first.kept(id), None);
    first.session.written_elsewhere("", None);
    assert!(first.kept(id).is_some());
}

#[test]
fn what_was_missing_opens_once_another_tab_writes_it() {
    let one = bare_engagement(1);
    let first = Device::with(&[]);
    first.go(&format!("#/e/{}/setup", one.id()));
    assert!(matches!(first.opened(), Ok(Found::Missing)));
    first.session.with_store(|it| it.save(&one, 5)).unwrap();
    tell(&first, bare_engagement(2).id());
    assert!(matches!(first.opened(), Ok(Found::Missing)));
    tell(&first, one.id());
    assert!(first.has_open(one.id()));
}

#[test]
fn what_a_killed_browser_wrote_last_is_taken_in_at_the_start() {
    let (first, _, id) = two_tabs();
    // The last edit is in the journal, and storage is as it was before.
    let before = first.storage.all();
    first.editor().edit(vec![edit("fact/seats", "860")]);
    let rows: Vec<(String, String)> =
        first.storage.all().into_iter().filter(|it| is_journaled(&it.0)).collect();
    for (key, _) in &rows {
        match before.get(key) {
            Some(text) => first.storage.put_behind(key, text),
            None => first.storage.remove_behind(key),
        }
    }
    let next = Device::at(&format!("#/e/{id}/setup"), &first.storage, 3);
    assert_eq!(next.editor().peek(|it| it.count(field("fact/seats"))), None);
    let touched = next.session.list_changed.get_untracked();
    next.session.recover(&rows);
    assert_eq!(next.editor().peek(|it| it.count(field("fact/seats"))), Some(860));
    assert_eq!(next.kept(id).unwrap().count(field("fact/seats")), Some(860));
    assert!(touched < next.session.list_changed.get_untracked());
}

#[test]
fn the_whole_is_written_when_nobody_is_at_work_and_not_between_two_ticks() {
    let (first, _, id) = two_tabs();
    let tail = || first.storage.all().keys().filter(|it| it.contains(":tail/")).count();
    first.editor().edit(vec![edit("fact/seats", "860")]);
    first.session.on_timer();
    assert_eq!(tail(), 1, "somebody is at work");
    first.wait(9_000);
    first.session.on_timer();
    assert_eq!(tail(), 1);
    first.wait(1_000);
    first.session.on_timer();
    assert_eq!(tail(), 0);
    first.editor().edit(vec![edit("fact/seats", "870")]);
    assert_eq!(tail(), 1);
    first.go("#/");
    assert_eq!(tail(), 0, "left");
    assert_eq!(first.kept(id).unwrap().count(field("fact/seats")), Some(870));
}

#[test]
fn two_pages_of_one_browser_are_two_writers_of_one_device() {
    let (first, second, _) = two_tabs();
    let writers = [&first, &second].map(|it| it.session.stamp().writer());
    assert_eq!(writers[0].device, writers[1].device, "kept by the first");
    assert_ne!(writers[0].load, writers[1].load);
}
