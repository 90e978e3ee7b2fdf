//! The single most urgent thing: by deadline, then by the playbook's order.

use chrono::NaiveDateTime;
use kickoff::domain::next::{Next, What};
use kickoff::store::agenda;

use crate::Known;
use crate::support::{Case, item_names, playbook};

const RFA: (&str, &str) = ("answer/motion", "rfa");
const ASSIGNED: (&str, &str) = ("fact/assigned-at", "2026-09-18T10:15");
const MEETING: &str = "meetings/0198ffff-ffff-7fff-bfff-ffffffffff01";
const ACTION: &str = "actions/0198ffff-ffff-7fff-bfff-ffffffffff03";
const GAP: &str = "gaps/0198ffff-ffff-7fff-bfff-ffffffffff02";
const TASK: &str = "tasks/0198ffff-ffff-7fff-bfff-ffffffffff03";

#[track_caller]
fn moment(written: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(written, "%Y-%m-%dT%H:%M").unwrap()
}

fn next(case: &Case) -> Next {
    Next::of(playbook(), &case.engagement, &case.assessment())
}

/// What comes next, in short, and its deadline.
#[track_caller]
fn told(case: &Case, now: &str) -> String {
    let next = next(case);
    let (what, by) = next.at(moment(now));
    let what = match what {
        What::Contact => "contact".to_owned(),
        What::Kickoff => "kickoff".to_owned(),
        What::HandOff => "hand-off".to_owned(),
        What::Item(id) => id.to_string(),
        What::Decide(question, item) => format!("{question}? for {item}"),
        What::Entry(register, _, name) => format!("{}: {name}", register.code()),
    };
    match by {
        Some(by) => format!("{what} by {}", by.format("%m-%d %H:%M")),
        None => what,
    }
}

/// Every row with a box is done.
fn all_done() -> Case {
    let mut case = Case::new();
    for name in item_names()
        .filter(|name| playbook().items().any(|(_, it)| it.id.as_str() == *name && it.is_ticked()))
    {
        case.set(&format!("item/{name}/mark"), "done");
    }
    case
}

#[test]
fn without_a_deadline_the_first_open_row_of_the_playbook_comes_next() {
    const NOW: &str = "2026-09-18T12:00";
    let done = |name: &str| format!("item/{name}/mark");
    let mut case = Case::new();
    assert_eq!(told(&case, NOW), "over.business");
    for name in ["over.business", "over.services", "over.expectations"] {
        case.set(&done(name), "done");
    }
    assert_eq!(told(&case, NOW), "goal.needs");
    // Set aside or out of its branch is not open; undecided asks its question.
    for name in ["goal.needs", "goal.services", "goal.expectations", "goal.timeline", "goal.gaps"] {
        case.set(&done(name), "not-applicable: この案件では不要");
    }
    assert_eq!(told(&case, NOW), "partner-involved? for goal.scope");
    case.set("answer/partner-involved", "no");
    assert_eq!(told(&case, NOW), "combine-assessment? for goal.enablement-plan");
    case.set("answer/combine-assessment", "yes");
    assert_eq!(told(&case, NOW), "goal.enablement-plan");
}

#[test]
fn a_criterion_that_the_data_can_meet_leads_to_the_work_behind_it() {
    const NOW: &str = "2026-09-18T12:00";
    let mut case = Case::new().with(&[("answer/managed", "no")]);
    let before = playbook().items().take_while(|(step, _)| step.id.as_str() != "entry");
    for name in before.filter(|(_, it)| it.is_ticked()).map(|(_, it)| it.id.as_str()) {
        case.set(&format!("item/{name}/mark"), "done");
    }
    assert_eq!(told(&case, NOW), "in.team");
    case.set("item/in.team/mark", "done");
    assert_eq!(told(&case, NOW), "ftop.3979");
    case.set("item/ftop.3979/mark", "done");
    assert_eq!(told(&case, NOW), "prep.background");
    // Met, but not for somebody who knows better.
    case.set("item/in.handover/mark", "not-met: 引き継ぎ書に抜けがある");
    assert_eq!(told(&case, NOW), "in.handover");
    // What would meet it is set aside, so the criterion itself is to be settled.
    case.set("item/in.handover/mark", "");
    case.set("item/ftop.3979/mark", "waived: 前任者が不在");
    assert_eq!(told(&case, NOW), "in.handover");
}

#[test]
fn when_everything_is_closed_the_engagement_is_handed_over() {
    let case = all_done();
    assert_eq!(told(&case, "2026-09-18T12:00"), "hand-off");
    // An own task is work like any other.
    let case = case.with(&[(TASK, "true")]);
    assert_eq!(told(&case, "2026-09-18T12:00"), "hand-off", "an empty one is none");
    let case = case.with(&[(&format!("{TASK}/name"), "移行の見積もり")]);
    assert_eq!(told(&case, "2026-09-18T12:00"), "tasks: 移行の見積もり");
    let case = case.with(&[(&format!("{TASK}/done"), "true")]);
    assert_eq!(told(&case, "2026-09-18T12:00"), "hand-off");
    // Even a far deadline comes before handing over.
    let case = case.with(&[("services/exo/due", "2027-03-31")]);
    assert_eq!(told(&case, "2026-09-18T12:00"), "services:  by 03-31 23:59");
}

#[test]
fn the_first_contact_comes_next_until_a_contact_counts() {
    const CONTACTED: &str = "fact/contacted-at";
    let due = "contact by 09-25 23:59";
    let open = "over.business";
    let table: &[(Known, &str, &str)] = &[
        (&[], "2026-09-18T12:00", due),
        (&[], "2026-09-25T23:59", due),
        // Overdue is the most urgent of all.
        (&[], "2026-10-30T09:00", due),
        (&[(CONTACTED, "2026-09-24T10:00")], "2026-09-24T10:00", open),
        // Too late, and done all the same.
        (&[(CONTACTED, "2026-09-28T10:00")], "2026-09-28T10:00", open),
        // A plan is no contact until its time has come.
        (&[(CONTACTED, "2026-09-24T10:00")], "2026-09-24T09:59", due),
        // A contact before the assignment is a slip.
        (&[(CONTACTED, "2026-09-18T10:14")], "2026-09-24T10:00", due),
        (&[(CONTACTED, "昨日の夕方")], "2026-09-24T10:00", due),
        (&[("item/ftop.3616/mark", "waived: 代理が連絡する")], "2026-09-24T10:00", open),
    ];
    for (known, now, wanted) in table {
        let case = Case::new().with(&[RFA, ASSIGNED]).with(known);
        assert_eq!(told(&case, now), *wanted, "{known:?} at {now}");
    }
    let other = Case::new().with(&[("answer/motion", "targeting"), ASSIGNED]);
    assert_eq!(told(&other, "2026-09-18T12:00"), open, "only a request has the two days");
}

#[test]
fn the_earliest_deadline_comes_first_whatever_it_is_of() {
    let meeting =
        [(&*format!("{MEETING}/topic"), "録画の SME"), (&format!("{MEETING}/on"), "2026-09-30")];
    let gap = [(&*format!("{GAP}/what"), "録画の保存先"), (&format!("{GAP}/due"), "2026-09-29")];
    let kickoff = [("fact/kickoff-at", "2026-09-28T14:00")];
    let service = [("services/exo/due", "2026-10-01")];
    let case = Case::new().with(&service).with(&meeting).with(&gap).with(&kickoff);
    const NOW: &str = "2026-09-25T09:00";
    assert_eq!(told(&case, NOW), "kickoff by 09-28 14:00");
    let case = case.with(&[("item/ftop.994/mark", "done")]);
    assert_eq!(told(&case, NOW), "gaps: 録画の保存先 by 09-29 23:59");
    let case = case.with(&[(&format!("{GAP}/state"), "closed")]);
    assert_eq!(told(&case, NOW), "meetings: 録画の SME by 09-30 23:59");
    // A meeting is over with its day; nobody ticks it.
    assert_eq!(told(&case, "2026-09-30T23:59"), "meetings: 録画の SME by 09-30 23:59");
    assert_eq!(told(&case, "2026-10-01T00:00"), "services:  by 10-01 23:59");
    // A service's date waits for its DIBS, and for nothing else.
    let case = case.with(&[
        ("services/exo/intent", "yes"),
        ("services/exo/reason", "当番をやめる"),
        ("services/exo/owner", "佐藤 恵子"),
        ("services/exo/due-confirmed", "true"),
        ("services/exo/intent-confirmed", "true"),
        ("services/exo/reason-confirmed", "true"),
        ("services/exo/owner-confirmed", "true"),
    ]);
    assert_eq!(told(&case, "2026-10-01T00:00"), "over.business");
}

#[test]
fn an_action_counts_until_it_is_done_or_dropped() {
    const NOW: &str = "2026-09-25T09:00";
    let state = format!("{ACTION}/state");
    let case = |base: Case| base.with(&[(&format!("{ACTION}/what"), "ライセンス表を送る")]);
    // With a day, it comes by that; without one, when nothing else is open.
    let dated = case(Case::new()).with(&[(&format!("{ACTION}/due"), "2026-09-29")]);
    assert_eq!(told(&dated, NOW), "actions: ライセンス表を送る by 09-29 23:59");
    assert_eq!(told(&dated, "2026-10-03T09:00"), "actions: ライセンス表を送る by 09-29 23:59");
    assert_eq!(told(&case(Case::new()), NOW), "over.business");
    assert_eq!(told(&case(all_done()), NOW), "actions: ライセンス表を送る");
    for (typed, is_open) in [("open", true), ("done", false), ("dropped", false), ("", true)] {
        let dated = Case::new().with(&[
            (&format!("{ACTION}/what"), "ライセンス表を送る"),
            (&format!("{ACTION}/due"), "2026-09-29"),
            (&state, typed),
        ]);
        assert_eq!(told(&dated, NOW) != "over.business", is_open, "{typed}");
        let undated = case(all_done()).with(&[(&state, typed)]);
        assert_eq!(told(&undated, NOW) != "hand-off", is_open, "{typed}");
    }
    // One that nothing is written in is no action.
    let blank = all_done().with(&[(ACTION, "true")]);
    assert_eq!(told(&blank, NOW), "hand-off");
}

#[test]
fn a_deadline_more_than_two_weeks_away_waits_behind_what_is_open() {
    let case = Case::new().with(&[("fact/kickoff-at", "2026-10-06T14:00")]);
    assert_eq!(told(&case, "2026-09-22T14:00"), "over.business");
    assert_eq!(told(&case, "2026-09-22T14:01"), "kickoff by 10-06 14:00");
    assert_eq!(told(&case, "2026-10-07T09:00"), "kickoff by 10-06 14:00", "overdue");
}

#[test]
fn deadlines_of_the_same_minute_keep_the_playbooks_order() {
    let case = Case::new().with(&[
        RFA,
        ASSIGNED,
        ("services/exo/due", "2026-09-25"),
        (&format!("{MEETING}/on"), "2026-09-25"),
    ]);
    assert_eq!(told(&case, "2026-09-24T09:00"), "contact by 09-25 23:59");
}

#[test]
fn what_the_list_keeps_says_the_same_at_every_moment() {
    let case = Case::new().with(&[
        RFA,
        ASSIGNED,
        ("fact/contacted-at", "2026-09-24T10:00"),
        ("fact/kickoff-at", "2026-10-06T14:00"),
        (&format!("{MEETING}/topic"), "  録画の SME\nと保存先"),
        (&format!("{MEETING}/on"), "2026-09-30"),
        ("services/exo/due", "2026-12-01"),
    ]);
    let whole = next(&case);
    let kept = agenda::write(&whole);
    assert_eq!(agenda::read(&kept, playbook()), Some(whole.clone()), "{kept:#?}");
    let undecided = Case::new().with(&[("item/over.business/mark", "done")]);
    for it in [next(&undecided), next(&all_done()), Next::default()] {
        assert_eq!(agenda::read(&agenda::write(&it), playbook()), Some(it));
    }
    for broken in [vec![], vec!["- - item/nothing.here"], vec!["x - contact", "- - kickoff"]] {
        let lines: Vec<String> = broken.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(agenda::read(&lines, playbook()), None, "{broken:?}");
    }
}

#[test]
fn nothing_that_is_surely_over_is_kept_for_the_list() {
    let mut case = Case::new();
    for number in 10..40 {
        let meeting = format!("meetings/0198ffff-ffff-7fff-bfff-ffffffff00{number}");
        case.set(&format!("{meeting}/on"), "2026-09-14");
    }
    assert_eq!(next(&case).dated, []);
}
