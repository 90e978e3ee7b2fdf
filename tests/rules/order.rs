//! Optional until triggered, order, and entry criteria that the data meets.

use kickoff::domain::assessment::State;
use kickoff::domain::condition::Applies::{self, No, Undecided, Yes};

use crate::support::{Case, item};
use crate::{Known, finding, told};

const PARTNER: &str = "answer/wants-partner";
const MANAGER: &str = "answer/config-manager-current";

#[test]
fn quickleads_is_optional_until_a_partner_is_wanted_or_configuration_manager_is_old() {
    let table: &[(Known, Applies, &[&str])] = &[
        (&[], Undecided, &["wants-partner: ?", "config-manager-current: ?"]),
        (&[(PARTNER, "yes")], Yes, &["wants-partner: yes"]),
        (&[(MANAGER, "no")], Yes, &["config-manager-current: no"]),
        (
            &[(PARTNER, "yes"), (MANAGER, "no")],
            Yes,
            &["wants-partner: yes", "config-manager-current: no"],
        ),
        (&[(PARTNER, "yes"), (MANAGER, "yes")], Yes, &["wants-partner: yes"]),
        (&[(PARTNER, "no"), (MANAGER, "no")], Yes, &["config-manager-current: no"]),
        (&[(PARTNER, "no")], Undecided, &["config-manager-current: ?"]),
        (&[(MANAGER, "yes")], Undecided, &["wants-partner: ?"]),
        (
            &[(PARTNER, "no"), (MANAGER, "yes")],
            No,
            &["wants-partner: no", "config-manager-current: yes"],
        ),
        // A risk opens the talk about a partner; only the customer's wish makes it a duty.
        (
            &[("answer/risk-seen", "yes")],
            Undecided,
            &["wants-partner: ?", "config-manager-current: ?"],
        ),
    ];
    for (known, applies, because) in table {
        let case = Case::new().with(known);
        let status = case.status("ftop.983");
        let due = status.due.clone().unwrap();
        let because: Vec<String> = because.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(told(&due), (*applies, because), "{known:?}");
        assert_eq!(status.is_triggered(), *applies == Yes, "{known:?}");
        assert_eq!(status.mandatory, *applies == Yes, "{known:?}");
        // Due or not, it is there and can be done.
        assert_eq!(status.state, State::Open, "{known:?}");
        for it in due.because.iter().filter(|it| it.holds.is_some()) {
            let question = finding(it).split(':').next().unwrap().to_owned();
            assert_eq!(it.since, case.since(&format!("answer/{question}")), "{known:?}");
        }
    }
}

#[test]
fn no_other_task_becomes_a_duty_and_the_two_mandatory_ones_always_are() {
    let case = Case::new().with(&[(PARTNER, "yes"), (MANAGER, "no")]);
    let mandatory = |name: &str| case.status(name).mandatory;
    assert!(mandatory("ftop.3616") && mandatory("ftop.994") && mandatory("ftop.983"));
    for name in ["ftop.3979", "ftop.1903", "ftop.1904", "ftop.disengaged", "call.partner"] {
        assert!(!mandatory(name), "{name}");
    }
}

/// Which items a ticked one came too early for.
#[track_caller]
fn too_early(name: &str, known: &[(&str, &str)]) -> Vec<&'static str> {
    let status = Case::new().with(known).status(name);
    status.too_early_for.into_iter().map(|it| it.as_str()).collect()
}

#[test]
fn outreach_before_the_handover_is_a_warning_that_does_not_block() {
    const OUTREACH: (&str, &str) = ("item/ftop.3616/mark", "done");
    const HANDOVER: &str = "item/ftop.3979/mark";
    let warned = vec!["ftop.3979"];
    let table: &[(Known, &[&str])] = &[
        (&[], &[]),
        (&[OUTREACH], &warned),
        (&[OUTREACH, (HANDOVER, "done")], &[]),
        (&[(HANDOVER, "done"), OUTREACH], &[]),
        (&[OUTREACH, (HANDOVER, "not-applicable: 引き継ぎのない案件")], &[]),
        (&[OUTREACH, (HANDOVER, "waived: 前任者が不在")], &[]),
        (&[OUTREACH, (HANDOVER, "done"), (HANDOVER, "")], &warned),
        (&[("item/ftop.3616/mark", "waived: 連絡は代理が行う")], &[]),
    ];
    for (known, wanted) in table {
        assert_eq!(too_early("ftop.3616", known), *wanted, "{known:?}");
    }
    let case = Case::new().with(&[OUTREACH]);
    assert_eq!(case.status("ftop.3616").state, State::Done);
}

#[test]
fn terms_are_accepted_after_they_were_sent_where_they_are_sent_at_all() {
    const ACCEPTED: (&str, &str) = ("item/ftop.1904/mark", "done");
    const SENT: &str = "item/ftop.1903/mark";
    const EXO: (&str, &str) = ("services/exo", "true");
    const CORE: (&str, &str) = ("services/core", "true");
    const TERMS: &str = "answer/terms-required";
    let table: &[(Known, &[&str])] = &[
        (&[EXO, CORE, (TERMS, "yes"), ACCEPTED], &["ftop.1903"]),
        (&[EXO, CORE, (TERMS, "yes"), (SENT, "done"), ACCEPTED], &[]),
        (&[EXO, CORE, (TERMS, "yes")], &[]),
        (&[EXO, CORE, (TERMS, "no"), ACCEPTED], &[]),
        (&[EXO, (TERMS, "yes"), ACCEPTED], &[]),
        // Nobody has asked whether they are required.
        (&[EXO, CORE, ACCEPTED], &["ftop.1903"]),
    ];
    for (known, wanted) in table {
        assert_eq!(too_early("ftop.1904", known), *wanted, "{known:?}");
    }
}

#[test]
fn the_end_is_ticked_after_the_talk_about_it() {
    const RFA: (&str, &str) = ("answer/motion", "rfa");
    const TICKED: (&str, &str) = ("item/ftop.disengaged/mark", "done");
    assert_eq!(too_early("ftop.disengaged", &[RFA, TICKED]), ["prep.rfa-discussion"]);
    let held = ("item/prep.rfa-discussion/mark", "done");
    assert_eq!(too_early("ftop.disengaged", &[RFA, TICKED, held]), [""; 0]);
}

const HANDOVER: (&str, &str) = ("item/ftop.3979/mark", "done");
const BACKGROUND: (&str, &str) = ("item/prep.background/mark", "done");
const PEOPLE: (&str, &str) = ("item/prep.people/mark", "done");
const MANAGED: (&str, &str) = ("answer/managed", "yes");
const NOTIFIED: (&str, &str) = ("item/prep.account-notified/mark", "done");
const INVITED: (&str, &str) = ("item/prep.account-invited/mark", "done");

#[test]
fn entry_criteria_are_met_by_what_is_done_elsewhere() {
    let table: &[(&str, Known, State, &[&str])] = &[
        ("in.handover", &[], State::Open, &["ftop.3979: open"]),
        ("in.handover", &[HANDOVER], State::Met, &["ftop.3979: done"]),
        (
            "in.handover",
            &[("item/ftop.3979/mark", "waived: 前任者が不在")],
            State::Open,
            &["ftop.3979: open"],
        ),
        ("in.research", &[BACKGROUND], State::Open, &["prep.people: open"]),
        (
            "in.research",
            &[BACKGROUND, PEOPLE],
            State::Met,
            &["prep.background: done", "prep.people: done"],
        ),
        ("in.account-team", &[MANAGED, NOTIFIED], State::Open, &["prep.account-invited: open"]),
        (
            "in.account-team",
            &[MANAGED, NOTIFIED, INVITED],
            State::Met,
            &["prep.account-notified: done", "prep.account-invited: done"],
        ),
        (
            "in.account-team",
            &[NOTIFIED, INVITED],
            State::Undecided,
            &["prep.account-notified: done", "prep.account-invited: done"],
        ),
    ];
    for (name, known, state, because) in table {
        let status = Case::new().with(known).status(name);
        assert_eq!(status.state, *state, "{name} after {known:?}");
        assert_eq!(told(&status.met.unwrap()).1, *because, "{name} after {known:?}");
    }
}

#[test]
fn somebody_who_knows_better_overrides_the_data_with_a_reason() {
    let met = [HANDOVER, BACKGROUND, PEOPLE, MANAGED, NOTIFIED, INVITED];
    for name in ["in.handover", "in.research", "in.account-team"] {
        let mark = format!("item/{name}/mark");
        let table = [
            ("not-met: 引き継ぎ書に抜けがある", State::Open),
            ("not-applicable: この案件では不要", State::NotApplicable),
            ("waived: 次回に確認する", State::Waived),
            ("done", State::Done),
            ("", State::Met),
        ];
        for (typed, state) in table {
            let case = Case::new().with(&met).with(&[(&mark, typed)]);
            let status = case.status(name);
            assert_eq!(status.state, state, "{name} {typed}");
            // The data still says what it says.
            assert_eq!(status.met.unwrap().applies, Yes, "{name} {typed}");
            let reason = case.engagement.mark(item(name)).and_then(|it| it.reason());
            assert_eq!(reason.map(|it| it.as_str()), typed.split_once(": ").map(|it| it.1));
        }
    }
}

#[test]
fn only_items_that_the_data_can_meet_are_ever_met() {
    let case = Case::new().with(&[("item/in.team/mark", "not-met: 担当が決まっていない")]);
    assert_eq!(case.status("in.team").state, State::Open);
    assert_eq!(case.status("in.team").met, None);
}
