//! What applies (C1 to C18): each condition of the content, in all its three answers.

use std::collections::{BTreeMap, BTreeSet};

use kickoff::domain::assessment::State;
use kickoff::domain::condition::Applies::{self, No, Undecided, Yes};
use kickoff::domain::value::Mark;

use crate::support::{Case, playbook};
use crate::told;

/// What is known, whether the items apply then, and the findings that say so.
type Row = (&'static [(&'static str, &'static str)], Applies, &'static [&'static str]);

/// The items that share a condition, and its rows.
const TABLE: &[(&[&str], &[Row])] = &[
    (
        &["goal.scope"],
        &[
            (&[], Undecided, &["partner-involved: ?"]),
            (&[("answer/partner-involved", "yes")], Yes, &["partner-involved: yes"]),
            (&[("answer/partner-involved", "no")], No, &["partner-involved: no"]),
            // Wanting a partner is another question than having one.
            (&[("answer/wants-partner", "yes")], Undecided, &["partner-involved: ?"]),
        ],
    ),
    (
        &["goal.enablement-plan"],
        &[
            (&[], Undecided, &["combine-assessment: ?"]),
            (&[("answer/combine-assessment", "yes")], Yes, &["combine-assessment: yes"]),
            (&[("answer/combine-assessment", "no")], No, &["combine-assessment: no"]),
        ],
    ),
    (
        &[
            "in.account-team",
            "prep.account-research",
            "prep.account-context",
            "prep.account-objectives",
            "prep.account-people",
            "prep.account-notified",
            "prep.account-invited",
        ],
        &[
            (&[], Undecided, &["managed: ?"]),
            (&[("answer/managed", "yes")], Yes, &["managed: yes"]),
            (&[("answer/managed", "no")], No, &["managed: no"]),
        ],
    ),
    (
        &[
            "prep.rfa",
            "prep.rfa-expectations",
            "prep.rfa-disengagement",
            "prep.rfa-enablement",
            "prep.rfa-discussion",
            "ftop.disengaged",
            "call.first-contact",
        ],
        &[
            (&[], Undecided, &["motion is rfa: ?"]),
            (&[("answer/motion", "rfa")], Yes, &["motion is rfa: yes"]),
            (&[("answer/motion", "targeting")], No, &["motion is rfa: no"]),
            (&[("answer/motion", "customer-health")], No, &["motion is rfa: no"]),
        ],
    ),
    (
        &["prep.rfa-migration"],
        &[
            (&[], Undecided, &["motion is rfa: ?", "migration-required: ?"]),
            (&[("answer/motion", "rfa")], Undecided, &["migration-required: ?"]),
            (&[("answer/motion", "targeting")], No, &["motion is rfa: no"]),
            (&[("answer/migration-required", "yes")], Undecided, &["motion is rfa: ?"]),
            (&[("answer/migration-required", "no")], No, &["migration-required: no"]),
            (
                &[("answer/motion", "rfa"), ("answer/migration-required", "yes")],
                Yes,
                &["motion is rfa: yes", "migration-required: yes"],
            ),
            (
                &[("answer/motion", "targeting"), ("answer/migration-required", "no")],
                No,
                &["motion is rfa: no", "migration-required: no"],
            ),
        ],
    ),
    (
        &["call.gap-follow-up"],
        &[
            (&[], Undecided, &["gap-open: ?"]),
            (&[("answer/gap-open", "yes")], Yes, &["gap-open: yes"]),
            (&[("answer/gap-open", "no")], No, &["gap-open: no"]),
        ],
    ),
    (
        &["call.partner"],
        &[
            (&[], Undecided, &["risk-seen: ?"]),
            (&[("answer/risk-seen", "yes")], Yes, &["risk-seen: yes"]),
            (&[("answer/risk-seen", "no")], No, &["risk-seen: no"]),
        ],
    ),
    (
        &[
            "call.win10-expectations",
            "call.win10-sme",
            "call.win10-config-manager",
            "call.win10-slides",
        ],
        &[
            (&[], Undecided, &["windows-10-eligible: ?"]),
            (&[("answer/windows-10-eligible", "yes")], Yes, &["windows-10-eligible: yes"]),
            (&[("answer/windows-10-eligible", "no")], No, &["windows-10-eligible: no"]),
            // The service in scope does not say that the customer is newly eligible.
            (&[("services/win10", "true")], Undecided, &["windows-10-eligible: ?"]),
        ],
    ),
    (
        &["call.win10-upgrade"],
        &[
            (&[], Undecided, &["windows-10-eligible: ?", "config-manager-current: ?"]),
            (&[("answer/windows-10-eligible", "yes")], Undecided, &["config-manager-current: ?"]),
            (&[("answer/windows-10-eligible", "no")], No, &["windows-10-eligible: no"]),
            (&[("answer/config-manager-current", "yes")], No, &["config-manager-current: yes"]),
            (
                &[("answer/windows-10-eligible", "yes"), ("answer/config-manager-current", "no")],
                Yes,
                &["windows-10-eligible: yes", "config-manager-current: no"],
            ),
            (
                &[("answer/windows-10-eligible", "no"), ("answer/config-manager-current", "no")],
                No,
                &["windows-10-eligible: no"],
            ),
        ],
    ),
    (
        &["ftop.1903"],
        &[
            (&[], Undecided, &["services is core: ?", "terms-required: ?"]),
            (&[("services/core", "true")], Undecided, &["terms-required: ?"]),
            (&[("services/exo", "true")], No, &["services is core: no"]),
            (&[("answer/terms-required", "no")], No, &["terms-required: no"]),
            (
                &[("services/core", "true"), ("answer/terms-required", "yes")],
                Yes,
                &["services is core: yes", "terms-required: yes"],
            ),
            (
                &[("services/core", "true"), ("answer/terms-required", "no")],
                No,
                &["terms-required: no"],
            ),
        ],
    ),
    (
        &["ftop.1904"],
        &[
            (&[], Undecided, &["services is exo: ?", "services is od: ?", "services is spo: ?"]),
            (&[("services/exo", "true")], Yes, &["services is exo: yes"]),
            (&[("services/od", "true")], Yes, &["services is od: yes"]),
            (&[("services/spo", "true")], Yes, &["services is spo: yes"]),
            (
                &[("services/exo", "true"), ("services/spo", "true")],
                Yes,
                &["services is exo: yes", "services is spo: yes"],
            ),
            (
                &[("services/teams", "true"), ("services/core", "true")],
                No,
                &["services is exo: no", "services is od: no", "services is spo: no"],
            ),
            // The last one taken out of scope: nobody has said which are in it.
            (
                &[("services/exo", "true"), ("services/exo", "false")],
                Undecided,
                &["services is exo: ?", "services is od: ?", "services is spo: ?"],
            ),
        ],
    ),
    (
        &["ssat.stakeholders", "ssat.scenarios", "ssat.awareness", "ssat.training"],
        &[
            (&[], Undecided, &["ssat-available: ?"]),
            (&[("answer/ssat-available", "yes")], Yes, &["ssat-available: yes"]),
            (&[("answer/ssat-available", "no")], No, &["ssat-available: no"]),
        ],
    ),
    (
        &["out.other-services", "out.learn-more", "out.combine-workloads"],
        &[
            (&[], Undecided, &["not-all-workloads: ?"]),
            (&[("answer/not-all-workloads", "yes")], Yes, &["not-all-workloads: yes"]),
            (&[("answer/not-all-workloads", "no")], No, &["not-all-workloads: no"]),
        ],
    ),
    (
        &["out.ftc-teams", "out.teams"],
        &[
            (&[], Undecided, &["teams-entitled: ?"]),
            (&[("answer/teams-entitled", "yes")], Yes, &["teams-entitled: yes"]),
            (&[("answer/teams-entitled", "no")], No, &["teams-entitled: no"]),
        ],
    ),
    (
        &["next.dibs-gaps"],
        &[
            (&[], Undecided, &["dibs-missing: ?"]),
            (&[("answer/dibs-missing", "yes")], Yes, &["dibs-missing: yes"]),
            (&[("answer/dibs-missing", "no")], No, &["dibs-missing: no"]),
        ],
    ),
    (
        &["next.blocked"],
        &[
            (&[], Undecided, &["blocked-or-no-intent: ?"]),
            (&[("answer/blocked-or-no-intent", "yes")], Yes, &["blocked-or-no-intent: yes"]),
            (&[("answer/blocked-or-no-intent", "no")], No, &["blocked-or-no-intent: no"]),
        ],
    ),
];

#[test]
fn each_branch_applies_or_not_and_says_why() {
    for (items, rows) in TABLE {
        for (known, applies, because) in *rows {
            let case = Case::new().with(known);
            for name in *items {
                let status = case.status(name);
                let because = because.iter().map(|it| (*it).to_owned()).collect();
                assert_eq!(told(&status.applies), (*applies, because), "{name} after {known:?}");
                let state = match applies {
                    Yes => State::Open,
                    No => State::OutOfBranch,
                    Undecided => State::Undecided,
                };
                assert_eq!(status.state, state, "{name} after {known:?}");
            }
        }
    }
}

#[test]
fn the_table_has_each_condition_of_the_content_with_all_three_answers() {
    let mut seen: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (items, rows) in TABLE {
        for name in *items {
            seen.entry(name).or_default().extend(rows.iter().map(|it| format!("{:?}", it.1)));
        }
    }
    let all = BTreeSet::from(["No", "Undecided", "Yes"].map(str::to_owned));
    let wanted: BTreeMap<&str, BTreeSet<String>> = playbook()
        .items()
        .filter(|(_, it)| it.when.is_some())
        .map(|(_, it)| (it.id.as_str(), all.clone()))
        .collect();
    assert_eq!(seen, wanted);
}

#[test]
fn a_finding_says_since_when() {
    let table = [
        ("answer/managed", "no", "in.account-team"),
        ("answer/motion", "rfa", "prep.rfa"),
        ("services/exo", "true", "ftop.1904"),
        ("answer/risk-seen", "yes", "call.partner"),
        ("risks/0198ffff-ffff-7fff-bfff-ffffffffffff/what", "回線が細い", "call.partner"),
        ("services/exo/status", "blocked", "next.blocked"),
    ];
    for (address, typed, name) in table {
        let case = Case::new().with(&[(address, typed)]);
        let because = case.status(name).applies.because;
        assert_eq!(because[0].since, case.since(address), "{name}");
        assert!(because[0].since.is_some(), "{name}");
    }
}

#[test]
fn what_was_recorded_comes_back_with_its_branch() {
    let recorded = [
        ("answer/managed", "yes"),
        ("item/prep.account-people/mark", "waived: 名簿は会議の後に届く"),
        ("item/prep.account-people/note", "総務の方を追加"),
    ];
    let mut case = Case::new().with(&recorded);
    assert_eq!(case.status("prep.account-people").state, State::Waived);
    case.set("answer/managed", "no");
    assert_eq!(case.status("prep.account-people").state, State::OutOfBranch);
    case.set("answer/managed", "");
    assert_eq!(case.status("prep.account-people").state, State::Waived, "asked anew");
    case.set("answer/managed", "yes");
    let mark = case.engagement.mark(crate::support::item("prep.account-people"));
    assert_eq!(mark.and_then(Mark::reason).unwrap().as_str(), "名簿は会議の後に届く");
    assert_eq!(
        case.engagement.text(crate::support::field("item/prep.account-people/note")),
        "総務の方を追加"
    );
}

#[test]
fn an_answer_taken_back_is_asked_anew() {
    let case = Case::new().with(&[("answer/managed", "yes"), ("answer/managed", "")]);
    let (applies, because) = told(&case.status("in.account-team").applies);
    assert_eq!((applies, because), (Undecided, vec!["managed: ?".to_owned()]));
}

#[test]
fn what_has_no_condition_applies_always() {
    let case = Case::new();
    for (_, item) in playbook().items().filter(|(_, it)| it.when.is_none()) {
        let status = case.status(item.id.as_str());
        assert_eq!(told(&status.applies), (Yes, Vec::new()), "{}", item.id);
        assert_eq!(status.state, State::Open, "{}", item.id);
    }
}
