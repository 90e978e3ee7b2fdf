//! What follows from the records of the services: the rows of DIBS and SSAT, and R65.

use kickoff::domain::assessment::State;
use kickoff::domain::condition::Applies;
use kickoff::domain::progress::Progress;
use kickoff::domain::text::Lang;
use kickoff::output::summary;

use crate::Known;
use crate::support::{Case, item_names, playbook};
use crate::told;

/// One service with DIBS confirmed, an entitlement note and a beginning of SSAT.
pub const WHOLE: [(&str, &str); 10] = [
    ("services/exo/due", "2026-12-01"),
    ("services/exo/due-confirmed", "true"),
    ("services/exo/intent", "yes"),
    ("services/exo/intent-confirmed", "true"),
    ("services/exo/reason", "夜間の当番をやめる"),
    ("services/exo/reason-confirmed", "true"),
    ("services/exo/owner", "佐藤 恵子"),
    ("services/exo/owner-confirmed", "true"),
    ("services/exo/note", "保守切れまでに移したいとのこと。"),
    ("services/exo/scenarios", "現場の写真"),
];

const DIBS: [&str; 4] = ["dibs.date", "dibs.intent", "dibs.reason", "dibs.owner"];
const SSAT: [&str; 4] = ["ssat.stakeholders", "ssat.scenarios", "ssat.awareness", "ssat.training"];

fn states(case: &Case, rows: [&str; 4]) -> [State; 4] {
    rows.map(|it| case.status(it).state)
}

#[test]
fn the_rows_of_dibs_follow_from_the_services() {
    assert_eq!(states(&Case::new(), DIBS), [State::Open; 4]);
    let whole = Case::new().with(&WHOLE);
    assert_eq!(states(&whole, DIBS), [State::Met; 4]);
    let step = playbook().step_named("dibs").unwrap();
    let progress = Progress::of_step(step, &whole.assessment(), &whole.engagement);
    assert_eq!((progress.all.closed, progress.all.total), (4, 4));
    // Written down is not confirmed, and what one service lacks, all lack.
    let noted = whole.clone().with(&[("services/exo/reason-confirmed", "")]);
    assert_eq!(states(&noted, DIBS), [State::Met, State::Met, State::Open, State::Met]);
    let two = whole.clone().with(&[("services/teams", "true")]);
    assert_eq!(states(&two, DIBS), [State::Open; 4]);
    // An own service counts once something is in it.
    let own = "services/0198ffff-ffff-7fff-bfff-ffffffffff11";
    let added = whole.clone().with(&[(own, "true")]);
    assert_eq!(states(&added, DIBS), [State::Met; 4]);
    let named = added.with(&[(&format!("{own}/name"), "社内ポータル")]);
    assert_eq!(states(&named, DIBS), [State::Open; 4]);
    assert_eq!(states(&whole.with(&[("services/exo", "false")]), DIBS), [State::Open; 4]);
}

#[test]
fn a_row_says_since_when_and_of_what_it_is_met_or_not() {
    let table: &[(Known, &str, Applies)] = &[
        (&[], "have date: ?", Applies::Undecided),
        (&[("services/exo/due", "2026-12-01")], "have date: no", Applies::No),
        (&WHOLE[..2], "have date: yes", Applies::Yes),
    ];
    for (known, because, applies) in table {
        let case = Case::new().with(known);
        let met = case.status("dibs.date").met.unwrap();
        assert_eq!(told(&met), (*applies, vec![(*because).to_owned()]));
        let since = known.last().and_then(|it| case.since(it.0));
        assert_eq!(met.because[0].since, since, "{known:?}");
    }
}

#[test]
fn a_tick_that_the_records_contradict_stays_and_asks_for_its_reason() {
    for row in DIBS {
        let (mark, note) = (format!("item/{row}/mark"), format!("item/{row}/note"));
        let ticked = Case::new().with(&[("services/exo", "true"), (&mark, "done")]);
        let status = ticked.status(row);
        assert_eq!(status.state, State::Done, "{row}: a tick of an older version");
        assert!(status.is_against_data() && status.lacks_reason, "{row}");
        let explained = ticked.clone().with(&[(&note, "口頭で確認済み")]).status(row);
        assert!(explained.is_against_data() && !explained.lacks_reason, "{row}");
        let evidence = format!("item/{row}/evidence");
        let evident = ticked.clone().with(&[(&evidence, "佐藤課長が読み上げた")]).status(row);
        assert!(!evident.lacks_reason, "{row}");
        // The delivery team is told.
        let told = |case: &Case| {
            let lines = summary::lines(&case.engagement, &case.assessment(), Lang::Ja);
            lines.iter().filter(|it| it.starts_with("手動で完了 (理由の記入なし): ")).count()
        };
        assert_eq!(told(&ticked), 1, "{row}");
        assert_eq!(told(&ticked.clone().with(&[(&note, "口頭で確認済み")])), 0, "{row}");
        // Once the records say the same, there is nothing to explain.
        let agreed = ticked.with(&WHOLE).status(row);
        assert!(!agreed.is_against_data() && !agreed.lacks_reason, "{row}");
        // Every other mark has its reason, or it could not be recorded.
        let doubted = Case::new().with(&WHOLE).with(&[(&mark, "not-met: 聞き直す")]);
        assert_eq!(doubted.status(row).state, State::Open, "{row}");
    }
    // What the data cannot meet is never against it.
    let all = item_names().map(|it| (format!("item/{it}/mark"), "done")).collect::<Vec<_>>();
    let all: Vec<(&str, &str)> = all.iter().map(|it| (&*it.0, it.1)).collect();
    let case = Case::new().with(&all);
    for (_, item) in playbook().items().filter(|(_, it)| it.met_when.is_none()) {
        let status = case.status(item.id.as_str());
        assert!(!status.is_against_data() && !status.lacks_reason, "{}", item.id);
    }
}

#[test]
fn a_row_of_ssat_is_met_by_a_beginning_in_any_service() {
    let asked = Case::new().with(&[("answer/ssat-available", "yes"), ("services/exo", "true")]);
    assert_eq!(states(&asked, SSAT), [State::Open; 4]);
    let begun = asked.with(&[("services/teams/scenarios", "現場の写真")]);
    assert_eq!(states(&begun, SSAT), [State::Open, State::Met, State::Open, State::Open]);
    // What stands there was available, whether anybody was asked or not.
    let unasked = Case::new().with(&[("services/exo/training", "班長から")]);
    assert_eq!(states(&unasked, SSAT), [State::Open, State::Open, State::Open, State::Met]);
}

#[test]
fn the_records_are_dibs_and_notes_of_every_service_and_ssat_where_it_is_available() {
    let without = |columns: &[&str]| -> Case {
        let is_left = |at: &str| !columns.iter().any(|it| at.ends_with(it));
        let rest = WHOLE.into_iter().filter(|it| is_left(it.0));
        Case::new().with(&rest.collect::<Vec<_>>())
    };
    let (note, ssat) = ("/note", "/scenarios");
    let (yes, no) = (("answer/ssat-available", "yes"), ("answer/ssat-available", "no"));
    let table: [(Case, State, &[&str]); 10] = [
        (
            Case::new(),
            State::Open,
            &["dibs-missing: ?", "have entitlement-notes: ?", "ssat-available: ?", "have ssat: ?"],
        ),
        // Answered without a service: there is nothing on record.
        (
            Case::new().with(&[("answer/dibs-missing", "no"), no]),
            State::Open,
            &["have entitlement-notes: ?"],
        ),
        (
            without(&[]),
            State::Met,
            &["dibs-missing: no", "have entitlement-notes: yes", "have ssat: yes"],
        ),
        (without(&["/owner-confirmed"]), State::Open, &["dibs-missing: yes"]),
        (without(&[note]), State::Open, &["have entitlement-notes: no"]),
        // Nobody has asked whether anything is known of SSAT.
        (without(&[ssat]), State::Open, &["ssat-available: ?"]),
        (without(&[ssat]).with(&[yes]), State::Open, &["ssat-available: yes", "have ssat: no"]),
        (
            without(&[ssat]).with(&[no]),
            State::Met,
            &["dibs-missing: no", "have entitlement-notes: yes", "ssat-available: no"],
        ),
        (
            without(&[ssat, note]).with(&[yes]),
            State::Open,
            &["have entitlement-notes: no", "ssat-available: yes", "have ssat: no"],
        ),
        // Every service needs its own.
        (
            without(&[]).with(&[("services/teams/intent", "yes")]),
            State::Open,
            &["dibs-missing: yes", "have entitlement-notes: no"],
        ),
    ];
    for (case, state, because) in table {
        let status = case.status("out.records");
        let met = status.met.unwrap();
        assert_eq!(told(&met).1, because);
        assert_eq!(status.state, state, "{because:?}");
    }
}
