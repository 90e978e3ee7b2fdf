//! What the meeting talks about, and what comes up beside it because of what was recorded.

use kickoff::domain::agenda::Agenda;

use crate::Known;
use crate::support::{Case, playbook};

const RISK: (&str, &str) = ("risks/0198ffff-ffff-7fff-bfff-ffffffffffff/what", "人手が足りない");
const PARTNER: &str = "パートナーの支援を希望されるか";
const MANAGER: &str = "Configuration Manager が";
const TALKS: &str = "3 つの話をしてください";
const TALKED: [(&str, &str); 3] = [
    ("item/out.other-services/mark", "done"),
    ("item/out.learn-more/mark", "done"),
    ("item/out.combine-workloads/mark", "done"),
];

/// As [`Known`], put together.
type Owned<'a> = Vec<(&'a str, &'a str)>;

fn agenda(known: Known) -> Agenda {
    let case = Case::new().with(known);
    Agenda::of(playbook(), &case.engagement, &case.assessment())
}

#[test]
fn every_point_with_a_time_is_on_the_agenda_in_order() {
    let minutes: Vec<u16> =
        agenda(&[]).points.iter().map(|it| playbook().agenda[*it].minutes).collect();
    assert_eq!(minutes, [5, 10, 7, 10, 13, 5, 3, 3, 4]);
}

#[test]
fn what_comes_up_waits_until_it_is_answered_or_done() {
    let done =
        |it: &[(&'static str, &'static str)]| [&[("answer/not-all-workloads", "yes")], it].concat();
    let table: Vec<(Owned, Vec<&str>)> = vec![
        (vec![], vec![]),
        (vec![RISK], vec![PARTNER]),
        (vec![("answer/risk-seen", "yes")], vec![PARTNER]),
        (vec![("answer/risk-seen", "no")], vec![]),
        (vec![RISK, ("answer/wants-partner", "no")], vec![]),
        (vec![RISK, ("answer/wants-partner", "yes")], vec![]),
        // Below current branch is a risk of its own, and makes the referral due.
        (vec![("answer/config-manager-current", "no")], vec![PARTNER, MANAGER]),
        (vec![("answer/config-manager-current", "yes")], vec![]),
        (
            vec![("answer/config-manager-current", "no"), ("item/ftop.983/mark", "done")],
            vec![PARTNER],
        ),
        (done(&[]), vec![TALKS]),
        (done(&TALKED[..2]), vec![TALKS]),
        (done(&TALKED), vec![]),
        (vec![("answer/not-all-workloads", "no")], vec![]),
    ];
    for (known, wanted) in table {
        let raised = agenda(&known).raised;
        let titles: Vec<&str> = raised.iter().map(|it| &*playbook().agenda[*it].title.ja).collect();
        assert_eq!(titles.len(), wanted.len(), "{known:?}: {titles:?}");
        for (title, wanted) in titles.iter().zip(wanted) {
            assert!(title.contains(wanted), "{known:?}: {title}");
        }
    }
}
