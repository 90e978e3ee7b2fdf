//! The sample: whole in both languages, at any time of the year, and in the middle of a kickoff.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use chrono::{Datelike, NaiveDate, Weekday};
use kickoff::domain::assessment::Assessment;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::gate::Gate;
use kickoff::domain::phase::Phase;
use kickoff::domain::register::Register;
use kickoff::domain::stamp::Stamp;
use kickoff::domain::text::Lang;
use kickoff::domain::value::Value;
use kickoff::output::file;
use kickoff::store::card::Card;
use kickoff::store::{import, sample};

use support::library;

/// At ten in the morning.
fn sample_by(writer: &str, lang: Lang, today: NaiveDate) -> Engagement {
    let at = Stamp::parse(&format!("{today}T01:15:00.000Z/0/{writer}")).unwrap();
    sample::engagement(library(), lang, today, at).unwrap()
}

fn sample_on(lang: Lang, today: NaiveDate) -> Engagement {
    sample_by("1a2b3c4d-00c0ffee", lang, today)
}

fn days() -> impl Iterator<Item = NaiveDate> {
    // Over New Year, the golden week and a leap day, on every day of the week.
    let begin = NaiveDate::from_ymd_opt(2027, 12, 20).unwrap();
    begin.iter_days().take(150)
}

#[test]
fn every_field_of_it_is_one_of_the_playbook_in_both_languages() {
    for lang in Lang::ALL {
        for today in days() {
            let it = sample_on(lang, today);
            assert_eq!(it.unknown().count(), 0, "{today}");
            assert_eq!(it.id(), sample::id());
        }
    }
    let [ja, en] = Lang::ALL.map(|it| sample_on(it, days().next().unwrap()));
    assert_eq!(ja.fields().count(), en.fields().count());
    assert_eq!((ja.customer(), en.customer()), ("ノースウィンド食品", "Northwind Foods"));
}

/// What is written of it in a language, without blanks.
fn texts(it: &Engagement) -> Vec<String> {
    let mut all = Vec::new();
    for (field, recorded) in it.fields() {
        if let Some((Some(Value::Text(text)), _)) = recorded.versions().next() {
            all.push(format!("{field} {text}"));
        }
    }
    all
}

#[test]
fn no_japanese_is_in_the_english_one() {
    let is_japanese = |it: &char| ('\u{3040}'..='\u{9fff}').contains(it);
    let [ja, en] = Lang::ALL.map(|it| texts(&sample_on(it, days().next().unwrap())));
    let japanese: Vec<&String> =
        en.iter().filter(|it| it.chars().any(|it| is_japanese(&it))).collect();
    assert_eq!(japanese, Vec::<&String>::new());
    assert!(50 < ja.iter().filter(|it| it.chars().any(|it| is_japanese(&it))).count());
}

#[test]
fn whenever_it_is_opened_the_meeting_was_last_week_and_something_is_due_next_week() {
    for today in days() {
        let it = sample_on(Lang::Ja, today);
        let card = Card::of(&it);
        let kickoff = card.kickoff_at.unwrap().date();
        assert_eq!(kickoff.weekday(), Weekday::Thu);
        assert!((1..=10).contains(&(today - kickoff).num_days()), "{today} {kickoff}");
        assert_eq!(card.phase, Some(Phase::AfterKickoff), "{today}");
        // Contacted in time.
        assert_eq!(card.contact_due, None, "{today}");
        assert!(
            card.closed * 2 > card.total && card.closed < card.total,
            "{}/{}",
            card.closed,
            card.total
        );
    }
}

#[test]
fn something_is_in_every_register_that_the_meeting_fills_and_something_is_left_to_do() {
    let it = sample_on(Lang::Ja, days().next().unwrap());
    let filled: Vec<Register> = Register::ALL
        .iter()
        .copied()
        .filter(|register| it.entries(*register).next().is_some())
        .collect();
    for wanted in [
        Register::Services,
        Register::People,
        Register::Licences,
        Register::Needs,
        Register::Risks,
        Register::Gaps,
        Register::Meetings,
        Register::Questions,
        Register::Scope,
        Register::Sources,
    ] {
        assert!(filled.contains(&wanted), "{wanted:?}");
    }
    let assessment = Assessment::of(it.playbook(), &it);
    assert!(!Gate::of(it.playbook(), &assessment).is_open());
}

#[test]
fn it_goes_out_and_comes_in_as_any_other() {
    let it = sample_on(Lang::En, days().next().unwrap());
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-30T10:15:00+09:00").unwrap();
    let text = file::write(std::slice::from_ref(&it), library().default(), at).unwrap();
    assert_eq!(import::open(text.as_bytes(), library()).unwrap().engagements, [it]);
}

#[test]
fn two_devices_open_one_and_the_same() {
    let today = days().next().unwrap();
    let mut one = sample_on(Lang::Ja, today);
    let other = sample_by("5e6f7081-feed5eed", Lang::Ja, today);
    one.merge(&other).unwrap();
    assert_eq!(one.conflicts().count(), 0);
}
