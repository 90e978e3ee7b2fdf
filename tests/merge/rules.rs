//! Each rule by its name, on two copies that were edited apart.

use kickoff::domain::code::Audience;
use kickoff::domain::engagement::{Edit, Engagement, NotACopy};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::register::{Register, gaps, people};
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::value::Value;

use crate::support::{coined, edit, field, playbook, typed};

pub const START: u64 = 1_789_694_100_000;

const MINUTE: u64 = 60_000;

const YEAR: u64 = 365 * 24 * 60 * MINUTE;

/// A copy in somebody's hands, with a clock of its own.
#[derive(Clone, Debug)]
pub struct Hand {
    pub engagement: Engagement,
    writer: WriterId,
    pub now: u64,
}

impl Hand {
    #[track_caller]
    pub fn set(&mut self, address: &str, text: &str) -> &mut Hand {
        self.edit(&[edit(address, text)])
    }

    #[track_caller]
    pub fn edit(&mut self, edits: &[Edit]) -> &mut Hand {
        self.now += MINUTE;
        let at = Stamp::new(self.now, 0, self.writer);
        self.engagement.apply(playbook(), edits, at).unwrap();
        self
    }

    #[track_caller]
    pub fn meet(&mut self, other: &Hand) -> &mut Hand {
        self.engagement.merge(&other.engagement).unwrap();
        self
    }
}

/// Two hands that hold the same, after these were set.
#[track_caller]
pub fn two_hands(before: &[(&str, &str)]) -> (Hand, Hand) {
    let at = Stamp::new(START, 0, WriterId::new(1, 9));
    let engagement = Engagement::new(EngagementId::coined(7), "コントソ", playbook(), at).unwrap();
    let mut one = Hand { engagement, writer: WriterId::new(1, 9), now: START };
    for (address, text) in before {
        one.set(address, text);
    }
    let other = Hand { writer: WriterId::new(2, 4), ..one.clone() };
    (one, other)
}

/// Both ways round.
#[track_caller]
pub fn both(one: &Hand, other: &Hand) -> Engagement {
    let mut merged = one.engagement.clone();
    merged.merge(&other.engagement).unwrap();
    let mut back = other.engagement.clone();
    back.merge(&one.engagement).unwrap();
    assert!(merged == back, "it matters who takes in whom");
    merged
}

/// All that stands in a field, as typed, what is shown first.
#[track_caller]
pub fn stands(engagement: &Engagement, address: &str) -> Vec<String> {
    let recorded = engagement.recorded(field(address)).unwrap();
    recorded.versions().map(|(it, _)| it.map(Value::typed).unwrap_or_default()).collect()
}

#[test]
fn edits_of_different_fields_are_both_there() {
    let (mut one, mut other) = two_hands(&[("fact/seats", "850")]);
    one.set("fact/seats", "860");
    other.set("fact/industry", "部品");
    let merged = both(&one, &other);
    assert_eq!(stands(&merged, "fact/seats"), ["860"]);
    assert_eq!(stands(&merged, "fact/industry"), ["部品"]);
    assert_eq!(merged.conflicts().count(), 0);
}

#[test]
fn two_texts_written_apart_are_both_kept_and_wait_for_a_decision() {
    for (address, one_text, other_text) in [
        ("fact/customer", "コントソ製作所", "コントソ精機"),
        ("fact/industry", "部品", "金属部品"),
        ("item/ftop.983/note", "一行目", "一行目\n二行目"),
        ("item/ftop.983/owner", "佐藤", "鈴木"),
        ("fact/seats", "約 300", "三百くらい"),
        ("fact/terms-sent", "来週", "再来週"),
    ] {
        let (mut one, mut other) = two_hands(&[("fact/customer", "コントソ")]);
        one.set(address, one_text);
        other.now += 1;
        other.set(address, other_text);
        let merged = both(&one, &other);
        assert_eq!(stands(&merged, address), [other_text, one_text], "the later is shown");
        let conflicts: Vec<_> = merged.conflicts().collect();
        let [conflict] = &conflicts[..] else { panic!("{address}: {conflicts:?}") };
        let values: Vec<String> = conflict.values.iter().map(|it| it.typed()).collect();
        assert_eq!(
            (conflict.field, &values[..]),
            (field(address), &[other_text, one_text].map(str::to_owned)[..])
        );
    }
}

#[test]
fn choices_marks_dates_and_numbers_written_apart_show_the_later_and_keep_the_earlier_beside_it() {
    for (address, earlier, later) in [
        ("answer/managed", "yes", "no"),
        ("item/ftop.983/mark", "waived: 理由", "done"),
        ("fact/terms-sent", "2026-10-07", "2026-10-08"),
        ("fact/kickoff-at", "2026-10-07T10:00", "2026-10-07T11:00"),
        ("fact/seats", "850", "860"),
        // What is clear and what is not are no two texts.
        ("fact/seats", "約 300", "300"),
    ] {
        let (mut one, mut other) = two_hands(&[]);
        one.set(address, earlier);
        other.now += 1;
        other.set(address, later);
        let merged = both(&one, &other);
        let recorded = merged.recorded(field(address)).unwrap();
        assert_eq!(recorded.value, typed(field(address), later), "{address}");
        assert_eq!(recorded.rivals.len(), 1);
        assert_eq!(recorded.rivals[0].value, typed(field(address), earlier), "{address}");
        assert_eq!(merged.conflicts().count(), 0, "{address}");
        assert!(merged.history().iter().any(|it| it.after == recorded.rivals[0].value.as_ref()));
    }
}

const AUDIENCES: [&str; 4] = [
    "item/call.deck/note-audience",
    "item/call.risks/evidence-audience",
    "answer/terms-required/audience",
    "risks/00000000-0000-0000-0000-000000000001/audience",
];

/// Two hands that have a risk each of whose fields can be written.
fn two_hands_with_a_risk() -> (Hand, Hand) {
    let (mut one, mut other) = two_hands(&[]);
    one.edit(&[Edit::add(Register::Risks, coined(1))]);
    other.meet(&one);
    other.now = one.now;
    (one, other)
}

#[test]
fn of_two_copies_internal_wins() {
    for address in AUDIENCES {
        for earlier_is_internal in [true, false] {
            let (mut one, mut other) = two_hands_with_a_risk();
            let [first, then] =
                if earlier_is_internal { ["internal", "shared"] } else { ["shared", "internal"] };
            one.set(address, first);
            other.now += YEAR;
            other.set(address, then);
            let merged = both(&one, &other);
            assert_eq!(stands(&merged, address), ["internal", "shared"], "{address}");
            let Field::Audience(subject) = field(address) else { panic!("{address}") };
            assert_eq!(merged.audience(subject), Audience::Internal);
            assert_eq!(merged.conflicts().count(), 0, "nobody is asked");
        }
    }
}

#[test]
fn a_copy_that_is_knowingly_shared_later_is_shared() {
    for address in AUDIENCES {
        let (mut one, mut other) = two_hands_with_a_risk();
        one.set(address, "internal");
        other.set(address, "shared");
        one.meet(&other).set(address, "shared");
        assert_eq!(stands(&both(&one, &other), address), ["shared"], "{address}");
        // Whoever still says internal has been heard, and whoever says it anew is too.
        other.set(address, "shared").set(address, "internal");
        assert_eq!(stands(&both(&one, &other), address)[0], "internal", "{address}");
    }
}

#[test]
fn taken_back_to_what_it_is_by_default_beats_shared_and_not_internal() {
    for (taken_back, said, shown) in [("", "shared", ""), ("", "internal", "internal")] {
        for address in AUDIENCES {
            let (mut one, mut other) = two_hands_with_a_risk();
            one.set(address, "shared");
            other.meet(&one);
            one.set(address, taken_back);
            other.set(address, "internal").set(address, said);
            assert_eq!(stands(&both(&one, &other), address)[0], shown, "{address}");
        }
    }
}

#[test]
fn a_copy_in_which_nobody_has_decided_says_nothing() {
    for address in AUDIENCES {
        for decided in ["internal", "shared"] {
            let (mut one, other) = two_hands_with_a_risk();
            one.set(address, decided);
            assert_eq!(stands(&both(&one, &other), address), [decided], "{address}");
        }
    }
}

const RECEIPTS: [&str; 2] =
    ["item/out.ftc/receipt", "risks/00000000-0000-0000-0000-000000000001/receipt"];

#[test]
fn of_two_copies_returned_wins() {
    for address in RECEIPTS {
        for [first, then] in [["returned", "accepted"], ["accepted", "returned"]] {
            let (mut one, mut other) = two_hands_with_a_risk();
            one.set(address, first);
            other.now += YEAR;
            other.set(address, then);
            let merged = both(&one, &other);
            assert_eq!(stands(&merged, address), ["returned", "accepted"], "{address}");
            assert_eq!(merged.conflicts().count(), 0, "nobody is asked");
            // Accepted in the knowledge of it, it is accepted, and what was returned is in the past.
            one.meet(&other).set(address, "accepted");
            assert_eq!(stands(&both(&one, &other), address), ["accepted"], "{address}");
        }
        // Not looked at is nothing against either.
        for said in ["accepted", "returned"] {
            let (mut one, mut other) = two_hands_with_a_risk();
            one.set(address, "accepted");
            other.meet(&one);
            one.set(address, "");
            other.set(address, "").set(address, said);
            assert_eq!(stands(&both(&one, &other), address)[0], said, "{address}");
        }
    }
}

#[test]
fn remarks_written_apart_are_two_texts_to_decide_whatever_came_of_the_point() {
    let (mut one, mut other) = two_hands_with_a_risk();
    one.set(RECEIPTS[0], "returned").set("item/out.ftc/receipt-remark", "宛先がない");
    other.now += YEAR;
    other.set(RECEIPTS[0], "accepted").set("item/out.ftc/receipt-remark", "確認済み");
    let merged = both(&one, &other);
    assert_eq!(stands(&merged, RECEIPTS[0])[0], "returned");
    assert_eq!(merged.conflicts().count(), 1);
}

#[test]
fn a_service_picked_twice_is_a_choice_and_not_a_text_to_decide() {
    let (mut one, mut other) = two_hands(&[]);
    let id = coined(1);
    let service = |code: &str| {
        Edit::set(Field::Entry(Register::Gaps, id, gaps::SERVICE), Value::Text(code.into()))
    };
    one.edit(&[Edit::add(Register::Gaps, id)]);
    other.meet(&one);
    one.edit(&[service("exo")]);
    other.edit(&[service("teams")]);
    assert_eq!(both(&one, &other).conflicts().count(), 0);
}

#[test]
fn the_same_text_written_apart_is_no_conflict() {
    let (mut one, mut other) = two_hands(&[]);
    one.set("fact/industry", "部品");
    other.set("fact/industry", "部品");
    let merged = both(&one, &other);
    assert_eq!(merged.conflicts().count(), 0);
    assert_eq!(merged.text(field("fact/industry")), "部品");
}

#[test]
fn an_edit_decides_even_if_it_says_again_what_is_shown() {
    for chosen in ["金属部品", "部品", "別の文"] {
        let (mut one, mut other) = two_hands(&[]);
        one.set("fact/industry", "部品");
        other.now += 1;
        other.set("fact/industry", "金属部品");
        one.meet(&other);
        assert_eq!(one.engagement.conflicts().count(), 1);
        one.set("fact/industry", chosen);
        assert_eq!(stands(&one.engagement, "fact/industry"), [chosen]);
        // The other copy still has its text, and hears of the decision.
        let merged = both(&one, &other);
        assert_eq!(stands(&merged, "fact/industry"), [chosen]);
        assert_eq!(merged.conflicts().count(), 0);
        // What was not chosen can be found again.
        let past: Vec<_> = merged.overwritten().iter().filter_map(|it| it.value.clone()).collect();
        for text in ["部品", "金属部品"] {
            let is_chosen = text == chosen;
            let is_past = past.contains(&Value::Text(text.into()));
            assert!(is_chosen || is_past, "{text} after {chosen}");
        }
    }
}

#[test]
fn a_third_text_written_apart_from_a_decision_stands_beside_it() {
    let (mut one, mut other) = two_hands(&[]);
    let mut third = Hand { writer: WriterId::new(3, 3), ..other.clone() };
    one.set("fact/industry", "甲");
    other.set("fact/industry", "乙");
    third.set("fact/industry", "丙");
    one.meet(&other).set("fact/industry", "甲と乙");
    let merged = both(&one, &third);
    assert_eq!(stands(&merged, "fact/industry").len(), 2);
    assert_eq!(merged.conflicts().next().unwrap().values.len(), 2);
}

#[test]
fn an_empty_field_does_not_beat_a_text_written_apart() {
    for later_empty in [false, true] {
        let (mut one, mut other) = two_hands(&[("fact/industry", "部品")]);
        one.set("fact/industry", "金属部品");
        other.now += if later_empty { YEAR } else { 0 };
        other.set("fact/industry", "");
        let merged = both(&one, &other);
        assert_eq!(stands(&merged, "fact/industry"), ["金属部品", ""]);
        assert_eq!(merged.conflicts().count(), 0, "there is only one text");
    }
}

#[test]
fn a_text_that_was_emptied_in_its_knowledge_stays_empty() {
    let (mut one, mut other) = two_hands(&[("fact/industry", "部品")]);
    // Even by a clock that is a year late.
    other.now -= YEAR;
    other.set("fact/industry", "");
    one.set("fact/seats", "850");
    let merged = both(&one, &other);
    assert_eq!(stands(&merged, "fact/industry"), [""]);
    assert!(merged.overwritten().iter().any(|it| it.value == Some(Value::Text("部品".into()))));
}

#[test]
fn a_deleted_entry_stays_deleted_though_somebody_worked_on_it() {
    let (mut one, mut other) = two_hands(&[]);
    let (id, name) = (coined(1), Field::Entry(Register::People, coined(1), people::NAME));
    let set_name = |to: &str| Edit::set(name, Value::Text(to.into()));
    one.edit(&[Edit::add(Register::People, id), set_name("佐藤")]);
    other.meet(&one);
    one.edit(&[Edit::remove(Register::People, id)]);
    other.now += YEAR;
    other.edit(&[set_name("佐藤 恵子")]);
    let merged = both(&one, &other);
    assert!(!merged.has(Register::People, id));
    assert_eq!(merged.entries(Register::People).count(), 0);
    assert_eq!(merged.text(name), "佐藤 恵子", "what was typed lies below");
    assert_eq!(merged.conflicts().count(), 0, "nobody sees it, so nobody has to decide");
    // Somebody who adds it again has all of it back.
    let mut again = Hand { engagement: merged, ..one };
    again.edit(&[Edit::add(Register::People, id)]);
    assert!(both(&again, &other).has(Register::People, id));
    assert_eq!(again.engagement.text(name), "佐藤 恵子");
}

#[test]
fn a_deletion_beats_an_addition_made_apart_and_not_one_that_knows_it() {
    let (mut one, mut other) = two_hands(&[]);
    let id = coined(1);
    one.edit(&[Edit::add(Register::People, id)]);
    other.meet(&one);
    one.edit(&[Edit::remove(Register::People, id)]);
    // Deleted and added again over there, without having heard of the deletion here.
    other.edit(&[Edit::remove(Register::People, id)]).edit(&[Edit::add(Register::People, id)]);
    other.now += YEAR;
    assert!(!both(&one, &other).has(Register::People, id));
    one.meet(&other).edit(&[Edit::add(Register::People, id)]);
    assert!(both(&one, &other).has(Register::People, id));
}

#[test]
fn conflicts_in_a_deleted_entry_wait_until_it_is_there_again() {
    let (mut one, mut other) = two_hands(&[]);
    let (id, name) = (coined(1), Field::Entry(Register::People, coined(1), people::NAME));
    let set_name = |to: &str| Edit::set(name, Value::Text(to.into()));
    one.edit(&[Edit::add(Register::People, id)]);
    other.meet(&one);
    one.edit(&[set_name("佐藤")]);
    other.edit(&[set_name("鈴木")]);
    one.meet(&other);
    assert_eq!(one.engagement.conflicts().count(), 1);
    one.edit(&[Edit::remove(Register::People, id)]);
    assert_eq!(one.engagement.conflicts().count(), 0);
    one.edit(&[Edit::add(Register::People, id)]);
    assert_eq!(one.engagement.conflicts().count(), 1);
}

#[test]
fn a_wrong_clock_decides_nothing_where_one_side_knew_of_the_other() {
    for (one_off, other_off) in
        [(0, YEAR), (YEAR, 0), (YEAR, 10 * YEAR), (0, 24 * 60 * MINUTE), (24 * 60 * MINUTE, 0)]
    {
        let (mut one, mut other) = two_hands(&[]);
        one.now += one_off;
        one.set("fact/industry", "前");
        other.meet(&one);
        other.now = START + other_off;
        other.set("fact/industry", "後");
        assert_eq!(stands(&both(&one, &other), "fact/industry"), ["後"], "{one_off} {other_off}");
        // And back again.
        one.meet(&other);
        one.now = START;
        one.set("fact/industry", "最後");
        assert_eq!(stands(&both(&one, &other), "fact/industry"), ["最後"]);
    }
}

#[test]
fn stamps_far_ahead_are_counted() {
    let (mut one, mut other) = two_hands(&[("fact/seats", "850")]);
    other.now += YEAR;
    other.set("fact/industry", "部品").set("fact/seats", "860");
    one.set("fact/seats", "870");
    assert_eq!(one.engagement.ahead_of(one.now), 0);
    one.meet(&other);
    // One of them is a rival of what is shown, or shown itself: either way one field.
    assert_eq!(one.engagement.ahead_of(one.now), 2);
    assert_eq!(one.engagement.ahead_of(one.now + YEAR), 0);
    assert_eq!(one.engagement.ahead_of(other.now - 300_000), 0);
    assert_eq!(one.engagement.ahead_of(other.now - 300_001), 1);
}

#[test]
fn two_edits_of_one_writer_are_two_even_with_one_stamp() {
    let (mut one, mut other) = two_hands(&[]);
    let at = Stamp::new(START - YEAR, 0, one.writer);
    for (address, text) in [("fact/industry", "部品"), ("fact/seats", "850")] {
        one.engagement.apply(playbook(), &[edit(address, text)], at).unwrap();
        let merged = both(&one, &other);
        assert_eq!(stands(&merged, address), [text]);
        other.meet(&one);
    }
    let stamps = ["fact/industry", "fact/seats"].map(|it| one.engagement.changed_at(field(it)));
    assert!(stamps[0] < stamps[1] && Some(at) < stamps[0]);
}

#[test]
fn another_engagement_and_another_edition_are_refused_and_change_nothing() {
    let (one, other) = two_hands(&[("fact/industry", "部品")]);
    let mut here = one.engagement.clone();
    let copy = other.engagement.copied_as(EngagementId::coined(8));
    assert_eq!(here.merge(&copy), Err(NotACopy::OtherEngagement));
    let mut edition = one.engagement.edition().clone();
    edition.playbook = "success-workshop".into();
    let stranger = Engagement::restored(one.engagement.id(), edition);
    assert_eq!(here.merge(&stranger), Err(NotACopy::OtherEdition));
    assert!(here == one.engagement);
}

#[test]
fn typing_on_within_a_minute_leaves_one_value_in_the_past() {
    let (mut one, _) = two_hands(&[("fact/industry", "前の文")]);
    one.now += 10 * MINUTE;
    for (seconds, text) in [(0, "精"), (1, "精密"), (58, "精密部"), (117, "精密部品")] {
        let at = Stamp::new(one.now + seconds * 1_000, 0, one.writer);
        one.engagement.apply(playbook(), &[edit("fact/industry", text)], at).unwrap();
    }
    let past: Vec<String> =
        one.engagement.overwritten().iter().map(|it| it.value.as_ref().unwrap().typed()).collect();
    assert_eq!(past, ["前の文"]);
    one.now += 10 * MINUTE;
    one.set("fact/industry", "別の文");
    let history: Vec<_> = one
        .engagement
        .history()
        .into_iter()
        .filter(|it| it.field == field("fact/industry"))
        .map(|it| [it.before, it.after].map(|it| it.map(Value::typed).unwrap_or_default()))
        .collect();
    let wanted = [["精密部品", "別の文"], ["前の文", "精密部品"], ["", "前の文"]];
    assert_eq!(history, wanted.map(|it| it.map(str::to_owned)));
}

#[test]
fn another_writer_s_text_is_in_the_past_however_quickly_it_was_written_over() {
    let (mut one, mut other) = two_hands(&[]);
    one.set("fact/industry", "甲の文");
    other.meet(&one);
    other.now = one.now - MINUTE + 1;
    other.set("fact/industry", "乙の文");
    let past: Vec<_> = other.engagement.overwritten().iter().map(|it| it.value.clone()).collect();
    assert_eq!(past, [Some(Value::Text("甲の文".into()))]);
}

#[test]
fn the_newest_three_hundred_values_of_the_past_are_kept_in_every_copy() {
    let (mut one, mut other) = two_hands(&[]);
    for number in 0..250 {
        one.set("fact/seats", &number.to_string());
        other.set("fact/active-users", &number.to_string());
    }
    let merged = both(&one, &other);
    let past: Vec<Stamp> = merged.overwritten().iter().map(|it| it.at).collect();
    assert_eq!(past.len(), 300);
    let all = one.engagement.overwritten().iter().chain(other.engagement.overwritten().iter());
    let mut all: Vec<Stamp> = all.map(|it| it.at).collect();
    all.sort();
    assert_eq!(past, all[all.len() - 300..]);
}

#[test]
fn what_a_newer_version_wrote_merges_by_its_moment_and_never_gets_lost() {
    use kickoff::domain::unknown::UnknownPlace;
    let spots = || {
        [
            UnknownPlace::Field("signals/1/level".into()),
            UnknownPlace::Whole("signals".into()),
            UnknownPlace::Of(field("fact/customer"), "by".into()),
        ]
    };
    let at = |millis| Some(Stamp::new(START + millis, 0, WriterId::new(5, 5)));
    for spot in spots() {
        for (here, there, wanted) in [
            (Some(("1", None)), None, "1"),
            (Some(("1", None)), Some(("1", None)), "1"),
            (Some(("9", at(1))), Some(("1", at(2))), "1"),
            (Some(("9", None)), Some(("1", at(2))), "1"),
            (Some(("9", None)), Some(("1", None)), "9"),
            (Some(("9", at(2))), Some(("1", at(2))), "9"),
        ] {
            let (mut one, mut other) = two_hands(&[]);
            for (hand, raw) in [(&mut one, here), (&mut other, there)] {
                if let Some((raw, at)) = raw {
                    hand.engagement.carry(spot.clone(), raw, at);
                }
            }
            let merged = both(&one, &other);
            let found: Vec<_> = merged.unknown_fields().iter().collect();
            assert_eq!(found, [(&spot, wanted)], "{here:?} {there:?}");
        }
    }
}

#[test]
fn a_version_differs_after_every_change_even_by_a_late_clock() {
    let (mut one, mut other) = two_hands(&[("fact/industry", "部品")]);
    let mut versions = vec![one.engagement.version()];
    one.now -= YEAR;
    one.set("fact/seats", "850");
    versions.push(one.engagement.version());
    other.set("fact/seats", "860");
    one.meet(&other);
    versions.push(one.engagement.version());
    one.now -= YEAR;
    one.set("fact/industry", "");
    versions.push(one.engagement.version());
    let different: std::collections::BTreeSet<_> = versions.iter().collect();
    assert_eq!(different.len(), versions.len(), "{versions:?}");
    // Whoever knows the same has the same.
    other.meet(&one);
    assert_eq!(one.engagement.version(), other.engagement.version());
}

#[test]
fn two_that_claim_to_have_written_over_each_other_both_stay() {
    let (mut one, mut other) = two_hands(&[]);
    one.set("fact/customer", "甲");
    other.set("fact/customer", "乙");
    // No history brings this about; a bent file can.
    let known =
        [one.engagement.version_vector().clone(), other.engagement.version_vector().clone()];
    known[1].iter().for_each(|it| one.engagement.restore_seen(it));
    known[0].iter().for_each(|it| other.engagement.restore_seen(it));
    let merged = both(&one, &other);
    assert_eq!(stands(&merged, "fact/customer").len(), 2);
}
