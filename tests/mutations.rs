//! Thousands of broken files: none panics, each is refused with words, and whatever opens all the
//! same is written and read again as the same engagement.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use chrono::DateTime;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use kickoff::output::file;
use kickoff::store::import;
use serde_json::{Value as Json, json};

use support::chance::Chance;
use support::files::{MERGED, WHOLE, pointers};
use support::{library, playbook};

/// Of each of the four sorts: 5,200 in all, beside those of `hostile.rs`.
const EACH: usize = 1_300;

/// Whether it opened.
#[track_caller]
fn judge(bytes: &[u8], what: &str) -> bool {
    match import::open(bytes, library()) {
        Err(error) => {
            for lang in Lang::ALL {
                let told = Words(lang).file_error(&error, playbook());
                for words in [told.what, told.next] {
                    assert!(words.ends_with(['。', '.']), "{what}: {words}");
                }
            }
            false
        }
        Ok(opened) => {
            let once = written(&opened.engagements);
            let again = import::open(once.as_bytes(), library()).unwrap();
            assert!(again.engagements == opened.engagements, "{what}: read again, it differs");
            true
        }
    }
}

fn written(engagements: &[Engagement]) -> String {
    let at = DateTime::parse_from_rfc3339("2027-03-12T17:05:00+09:00").unwrap();
    file::write(engagements, playbook(), at).unwrap()
}

/// Judges as many mutations as one test makes, and holds that they are worth something: some open.
#[track_caller]
fn judge_each(seed: u64, mut mutate: impl FnMut(&mut Chance) -> (Vec<u8>, String)) {
    let mut chance = Chance(seed);
    let mut opened = 0;
    for number in 0..EACH {
        let (bytes, what) = mutate(&mut chance);
        opened += usize::from(judge(&bytes, &format!("{number}: {what}")));
    }
    println!("{opened} of {EACH} opened");
    assert!((1..EACH).contains(&opened), "{opened} of {EACH} opened");
}

#[test]
fn flipped_bits() {
    judge_each(0x1234_5678_9abc_def1, |chance| {
        let mut bytes = chance.pick(&[WHOLE, MERGED]).as_bytes().to_vec();
        let flips = 1 + chance.below(2);
        let mut what = String::from("flipped");
        for _ in 0..flips {
            let (at, bit) = (chance.below(bytes.len()), chance.below(8));
            bytes[at] ^= 1 << bit;
            what += &format!(" {at}/{bit}");
        }
        (bytes, what)
    });
}

#[test]
fn pieces_cut_out_doubled_or_moved() {
    judge_each(0x2345_6789_abcd_ef12, |chance| {
        let lines: Vec<&str> = chance.pick(&[WHOLE, MERGED]).lines().collect();
        let (from, count) = (chance.below(lines.len()), 1 + chance.below(8));
        let until = (from + count).min(lines.len());
        let to = chance.below(lines.len());
        let piece = &lines[from..until];
        let (text, what) = match chance.below(3) {
            0 => ([&lines[..from], &lines[until..]].concat().join("\n"), "cut"),
            1 => ([&lines[..until], piece, &lines[until..]].concat().join("\n"), "doubled"),
            _ => ([&lines[..to], piece, &lines[to..]].concat().join("\n"), "copied"),
        };
        (text.into_bytes(), format!("{what} {from}..{until} {to}"))
    });
}

#[test]
fn values_put_in_the_place_of_others() {
    let whole: Json = serde_json::from_str(MERGED).unwrap();
    let places = pointers(&whole);
    let mut values: Vec<Json> =
        places.iter().map(|it| whole.pointer(it).unwrap().clone()).collect();
    values.retain(|it| it.to_string().len() < 2_000);
    values.extend([
        json!(null),
        json!(-1),
        json!(1e300),
        json!(0.1),
        json!(u64::MAX),
        json!(""),
        json!("\u{0}\u{202e}\u{feff}"),
        json!("9999-12-31T23:59:59.999Z/4294967295/ffffffff"),
        json!({ "ffffffff-ffffffff": "9999-12-31T23:59:59.999Z/4294967295" }),
        json!({ "unclear": "９９９９－９９－９９" }),
        json!({ "waived": "𠮷野家\r\n" }),
        json!([[[]]]),
    ]);
    judge_each(0x3456_789a_bcde_f123, |chance| {
        let mut json = whole.clone();
        let place = chance.pick(&places);
        let value = chance.pick(&values).clone();
        let what = format!("{place} := {value}");
        *json.pointer_mut(place).unwrap() = value;
        (json.to_string().into_bytes(), what)
    });
}

#[test]
fn members_taken_out_or_renamed() {
    let whole: Json = serde_json::from_str(MERGED).unwrap();
    let mut places = pointers(&whole);
    places.retain(|it| whole.pointer(it).unwrap().as_object().is_some_and(|it| !it.is_empty()));
    judge_each(0x4567_89ab_cdef_1234, |chance| {
        let mut json = whole.clone();
        let place = chance.pick(&places);
        let object = json.pointer_mut(place).unwrap().as_object_mut().unwrap();
        let names: Vec<String> = object.keys().cloned().collect();
        let name = chance.pick(&names);
        let value = object.remove(name).unwrap();
        let mut what = format!("{place} without {name}");
        if chance.below(2) == 0 {
            let renamed: String = match chance.below(3) {
                0 => chance.pick(&names).clone(),
                1 => name.chars().skip(1).collect(),
                _ => format!("{name}/x"),
            };
            what = format!("{what}, but {renamed}");
            object.insert(renamed, value);
        }
        (json.to_string().into_bytes(), what)
    });
}
