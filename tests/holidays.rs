//! Japan's holidays, day by day, against packages that other people maintain (`oracle/README.md`).

#![allow(clippy::unwrap_used)] // In the helpers too, which are no `#[test]`s.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use kickoff::domain::holidays::{FIRST_YEAR, Holiday, LAST_YEAR, OFFICIAL_THROUGH};
use kickoff::domain::holidays::{holiday, is_official};

#[path = "oracle/names.rs"]
mod names;
use names::japanese;

const NAMED: &str = include_str!("oracle/japan-holidays.txt");
const DATES: &str = include_str!("oracle/japan-dates.txt");

/// Where the oracle's name for a day is not ours: how often, and why that is no mistake.
///
/// | oracle | ours | days | why |
const EXPLAINED: &[(&str, Holiday, usize, &str)] = &[
    ("休日", Holiday::Citizens, 12, "the Act names no article 3 day; we use the customary name"),
    ("… 振替休日", Holiday::Substitute, 63, "the oracle adds the holiday that it stands in for"),
    (
        "体育の日（スポーツの日）",
        Holiday::HealthAndSports,
        1,
        "the Cabinet Office lists 2019 under both names; the new one came into force in 2020",
    ),
    (
        "休日（祝日扱い）",
        Holiday::Enthronement,
        1,
        "the oracle names the kind of day, Act no. 99 of 2018 its occasion",
    ),
    (
        "休日（祝日扱い）",
        Holiday::EnthronementCeremony,
        1,
        "the oracle names the kind of day, Act no. 99 of 2018 its occasion",
    ),
];

#[test]
fn every_day_from_2000_to_2035_is_what_the_oracle_says_or_explained() {
    let oracle: BTreeMap<NaiveDate, &str> = lines(NAMED)
        .map(|line| line.split_once(' ').unwrap())
        .map(|(day, name)| (day.parse().unwrap(), name))
        .collect();
    let mut differences: BTreeMap<(&str, Option<Holiday>), Vec<NaiveDate>> = BTreeMap::new();
    let mut compared = 0;
    for day in days(2000, 2035) {
        compared += 1;
        let theirs = oracle.get(&day).copied().unwrap_or("none");
        let ours = holiday(day);
        if theirs != ours.map_or("none".to_owned(), japanese) {
            let theirs =
                if theirs.ends_with(" 振替休日") { "… 振替休日" } else { theirs };
            differences.entry((theirs, ours)).or_default().push(day);
        }
    }
    println!("{compared} days compared, {} of them holidays", oracle.len());
    assert_eq!(compared, 13_149);

    let mut explained = BTreeSet::new();
    for &(theirs, ours, count, why) in EXPLAINED {
        let found = differences.get(&(theirs, Some(ours))).map_or(0, Vec::len);
        assert_eq!(found, count, "{theirs}, ours {ours:?}: {why}");
        explained.insert((theirs, Some(ours)));
    }
    differences.retain(|difference, _| !explained.contains(difference));
    assert!(differences.is_empty(), "not explained: {differences:#?}");
}

#[test]
fn every_day_from_2036_to_2099_is_off_or_not_as_the_oracle_says() {
    let oracle: BTreeSet<NaiveDate> = lines(DATES)
        .flat_map(|line| {
            let (year, days) = line.split_once(' ').unwrap();
            days.split(' ').map(move |day| format!("{year}-{day}").parse().unwrap())
        })
        .collect();
    let mut compared = 0;
    for day in days(2036, 2099) {
        compared += 1;
        assert_eq!(holiday(day).is_some(), oracle.contains(&day), "{day}: {:?}", holiday(day));
    }
    println!("{compared} days compared, {} of them holidays", oracle.len());
    assert_eq!(compared, 23_376);
}

#[test]
fn outside_its_years_there_is_no_verdict() {
    assert_eq!((FIRST_YEAR, LAST_YEAR), (2000, 2099));
    for day in days(1990, 1999).chain(days(2100, 2110)) {
        assert_eq!(holiday(day), None, "{day}");
        assert!(!is_official(day), "{day}");
    }
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        assert_eq!(holiday(day), None);
    }
}

#[test]
fn years_are_official_up_to_the_last_published_list() {
    for day in days(2000, 2099) {
        assert_eq!(is_official(day), day.year() <= OFFICIAL_THROUGH, "{day}");
    }
}

#[test]
fn the_list_of_holidays_is_complete_and_in_order() {
    let seen: BTreeSet<Holiday> = days(2000, 2099).filter_map(holiday).collect();
    assert_eq!(Vec::from_iter(seen), Holiday::ALL);
}

#[test]
fn codes_and_names_are_told_apart() {
    let codes: BTreeSet<&str> = Holiday::ALL.iter().map(|holiday| holiday.code()).collect();
    assert_eq!(codes.len(), Holiday::ALL.len());
    let well_formed = |code: &&str| code.chars().all(|it| it.is_ascii_lowercase() || it == '-');
    assert!(codes.iter().all(well_formed), "{codes:?}");
    let names: BTreeSet<String> = Holiday::ALL.iter().map(|holiday| japanese(*holiday)).collect();
    assert_eq!(names.len(), Holiday::ALL.len());
}

fn days(from: i32, through: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(from, 1, 1).unwrap();
    first.iter_days().take_while(move |day| day.year() <= through)
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}
