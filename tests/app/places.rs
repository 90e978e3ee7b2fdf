//! Where somebody is, and what is open there.

use std::rc::Rc;
use std::slice::from_ref;

use kickoff::app::route::{Page, Route};
use kickoff::store::engagements::Found;
use reactive_graph::traits::{GetUntracked, SetValue};

use crate::Device;
use crate::storage::Watched;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field};

#[test]
fn an_address_opens_what_it_names() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let page = Device::at(&format!("#/e/{}/prepare", one.id()), &device.storage, 2);
    assert!(page.has_open(one.id()));
    for (address, place) in
        [("#/", Route::Engagements), ("#/data", Route::Data), ("#/x/y", Route::Nowhere)]
    {
        page.go(address);
        assert_eq!(page.session.place.get_untracked(), place);
        assert!(matches!(page.opened(), Ok(Found::Missing)));
    }
}

#[test]
fn the_copy_of_the_day_is_made_once_the_page_is_painted() {
    let one = full_engagement();
    let device = Device::with(from_ref(&one));
    let page = Device::at(&format!("#/e/{}/prepare", one.id()), &device.storage, 2);
    let copies = || page.session.with_store(|it| it.backups()).unwrap().len();
    assert_eq!(copies(), 0);
    page.draw();
    assert_eq!(copies(), 1);
}

#[test]
fn an_editor_knows_which_of_its_pages_were_drawn() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let editor = device.open(one.id());
    assert!(!editor.has_shown(Page::Setup));
    editor.shows(Page::Setup);
    device.go("#/");
    let again = device.open(one.id());
    assert!(again.has_shown(Page::Setup) && !again.has_shown(Page::HandOff));
}

#[test]
fn what_cannot_be_opened_is_told_apart() {
    let one = full_engagement();
    let device = Device::with(from_ref(&one));
    let here = format!("#/e/{}/setup", one.id());
    let keys: Vec<String> =
        device.storage.all().into_keys().filter(|it| it.contains(":eng/")).collect();
    let whole = device.storage.all()[&keys[0]].clone();
    device.storage.put_behind(&keys[0], &whole[..whole.len() / 2]);
    let page = Device::at(&here, &device.storage, 2);
    assert!(matches!(page.opened(), Ok(Found::Damaged(id)) if id == one.id()));
    let said = page.session.open_to_change(one.id()).err().unwrap();
    assert_eq!(said, page.words().damaged_line());
    let page = Device::at(&here, &Rc::new(Watched::default()), 2);
    assert!(matches!(page.opened(), Ok(Found::Missing)));
    // What is not saved of it is nowhere else.
    let device = Device::with(from_ref(&one));
    let editor = device.open(one.id());
    device.storage.fail(crate::storage::Fault::All(kickoff::store::key_value::StoreError::Blocked));
    editor.edit(vec![edit("fact/seats", "1")]);
    device.go("#/");
    device.go(&here);
    assert!(device.has_open(one.id()));
    let page = Device::at(&here, &device.storage, 3);
    assert!(page.opened().is_err());
}

#[test]
fn a_change_of_address_is_told_while_the_screen_is_the_former_one() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    device.open(one.id());
    let session = device.session;
    let seen = Rc::new(std::cell::RefCell::new(Vec::new()));
    let note = {
        let seen = Rc::clone(&seen);
        move || seen.borrow_mut().push(session.place.get_untracked())
    };
    let here = session.place.get_untracked();
    session.before_route_change.set_value(Some(Rc::new(note)));
    device.go("#/data");
    assert_eq!(*seen.borrow(), [here]);
}

#[test]
fn an_engagement_is_handed_on_as_it_is_by_now() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let editor = device.open(one.id());
    let other = Device::at("#/", &device.storage, 2);
    other.open(one.id()).edit(vec![edit("fact/industry", "部品")]);
    device
        .storage
        .fail(crate::storage::Fault::Writing(kickoff::store::key_value::StoreError::Full));
    editor.edit(vec![edit("fact/seats", "860")]);
    // Saved by neither alone.
    let all = device.session.current(one.id()).unwrap();
    assert_eq!(all.text(field("fact/industry")), "部品");
    assert_eq!(all.count(field("fact/seats")), Some(860));
    assert_eq!(device.session.current(bare_engagement(9).id()), None);
}

#[test]
fn how_full_storage_is_is_looked_at_every_half_minute() {
    let device = Device::with(&[]);
    assert_eq!(device.session.room.get_untracked(), None);
    device.session.on_timer();
    assert_eq!(device.session.room.get_untracked(), Some(40));
    device.outside.used_percent.set(90);
    device.session.on_timer();
    assert_eq!(device.session.room.get_untracked(), Some(90));
}
