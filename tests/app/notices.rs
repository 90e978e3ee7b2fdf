//! What the app says, and for how long.

use std::slice::from_ref;

use kickoff::app::route::Route;
use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use reactive_graph::traits::{GetUntracked, WithUntracked};

use crate::Device;
use crate::support::contoso::bare_engagement;

#[test]
fn news_goes_by_itself_but_not_while_somebody_is_at_it() {
    let device = Device::with(&[]);
    device.session.say("読み込みました。");
    device.wait(7_999);
    assert_eq!(device.said(), Some(("読み込みました。".to_owned(), false)));
    device.outside.is_at_news.set(true);
    device.wait(5_000);
    assert!(device.said().is_some());
    device.outside.is_at_news.set(false);
    device.wait(2_000);
    assert_eq!(device.said(), None);
}

#[test]
fn other_news_has_its_own_time() {
    let device = Device::with(&[]);
    device.session.say("one");
    device.wait(6_000);
    device.session.say("other");
    device.wait(7_999);
    assert_eq!(device.said().map(|it| it.0), Some("other".to_owned()));
    device.wait(1);
    assert_eq!(device.said(), None);
}

#[test]
fn a_problem_stays_until_somebody_goes_on() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    device.session.complain_of("読めません。".to_owned(), vec![one.id()]);
    device.wait(600_000);
    device.session.notice.with_untracked(|it| {
        let it = it.as_ref().unwrap();
        assert!(it.is_problem);
        assert_eq!(it.raw, [one.id()]);
    });
    device.go("#/data");
    assert_eq!(device.said(), None);
}

#[test]
fn what_is_said_goes_along_to_where_the_app_leads() {
    let device = Device::with(&[]);
    device.session.say("作成しました。");
    device.session.go(Route::Data);
    device.settle();
    assert_eq!(device.session.place.get_untracked(), Route::Data);
    assert!(device.said().is_some(), "it is about this place");
    device.go("#/open");
    assert_eq!(device.said(), None);
    // Where somebody is already, nothing is to be kept for the next change of place.
    device.session.say("書き出しました。");
    device.session.go(Route::Open);
    device.go("#/");
    assert_eq!(device.said(), None);
}

#[test]
fn news_goes_with_its_language_and_a_problem_stays() {
    let device = Device::with(&[]);
    assert_eq!(device.words(), Words(Lang::Ja));
    device.session.say("作成しました。");
    device.session.set_lang(Lang::En);
    assert_eq!(device.said(), None);
    device.session.complain("Not saved.");
    device.session.set_lang(Lang::Ja);
    device.session.notice.with_untracked(|it| assert_eq!(it.as_ref().unwrap().lang, Lang::En));
    // The next page begins in it.
    let next = Device::at("#/", &device.storage, 2);
    assert_eq!(next.words(), Words(Lang::Ja));
    device.session.set_lang(Lang::En);
    let next = Device::at("#/", &device.storage, 3);
    assert_eq!(next.words(), Words(Lang::En));
}

#[test]
fn half_a_date_is_named_if_it_is_gone_and_only_then() {
    for (stays, said) in [(true, None), (false, Some("期限"))] {
        let device = Device::with(&[]);
        *device.outside.half_typed.borrow_mut() = Some(("期限".to_owned(), true));
        device.go("#/data");
        assert_eq!(device.said(), None, "it is not drawn yet");
        *device.outside.half_typed.borrow_mut() = Some(("期限".to_owned(), stays));
        device.wait(0);
        let words = device.words();
        assert_eq!(
            device.said().map(|it| it.0),
            said.map(|it| words.half_typed(&words.list(&[it])))
        );
    }
}
