//! How far an engagement is, as numbers.

use kickoff::domain::progress::{Progress, Tally};

use crate::Known;
use crate::support::{Case, item_names, playbook};

fn whole(case: &Case) -> Progress {
    Progress::of(playbook(), &case.assessment(), &case.engagement)
}

#[track_caller]
fn step(case: &Case, name: &str) -> Progress {
    let step = playbook().step_named(name).unwrap();
    Progress::of_step(step, &case.assessment(), &case.engagement)
}

#[test]
fn a_percentage_is_rounded_down_so_that_a_hundred_means_nothing_is_open() {
    for (closed, total, percent) in
        [(0, 0, 100), (0, 1, 0), (1, 3, 33), (2, 3, 66), (199, 200, 99), (200, 200, 100)]
    {
        let tally = Tally { closed, total };
        assert_eq!(tally.percent(), percent, "{closed} of {total}");
        assert_eq!(tally.is_complete(), percent == 100, "{closed} of {total}");
        let ratio = tally.ratio();
        assert!((0.0..=1.0).contains(&ratio) && (ratio == 1.0) == (percent == 100));
    }
}

#[test]
fn every_row_with_a_box_is_counted_once_and_rows_to_read_are_not() {
    let progress = whole(&Case::new());
    let boxes = playbook().items().filter(|(_, it)| it.is_ticked()).count();
    assert_eq!(progress.all.total + progress.undecided + progress.not_applicable, boxes);
    assert_eq!(progress.all.closed, 0);
    assert_eq!(progress.mandatory, Tally { closed: 0, total: 2 });
    // The rows that are only read, ticked in a file or not.
    let mut case = Case::new();
    for name in item_names() {
        case.set(&format!("item/{name}/mark"), "done");
    }
    assert_eq!(whole(&case).all, Tally { closed: boxes, total: boxes });
}

#[test]
fn what_is_set_aside_or_does_not_apply_is_out_of_the_percentage() {
    let before = step(&Case::new(), "entry");
    assert_eq!((before.all.total, before.undecided, before.not_applicable), (3, 1, 0));
    let table: &[(Known, usize, usize, usize, usize)] = &[
        (&[("answer/managed", "no")], 0, 3, 0, 1),
        (&[("answer/managed", "yes")], 0, 4, 0, 0),
        (&[("item/in.team/mark", "not-applicable: 1 人の案件")], 0, 2, 1, 1),
        (&[("item/in.team/mark", "waived: 後で決める")], 1, 3, 1, 0),
        (&[("item/in.team/mark", "done")], 1, 3, 1, 0),
        (&[("item/in.team/mark", "not-met: 未定")], 0, 3, 1, 0),
        // Met by the data is as good as ticked.
        (&[("item/ftop.3979/mark", "done")], 1, 3, 1, 0),
    ];
    for (known, closed, total, undecided, not_applicable) in table {
        let found = step(&Case::new().with(known), "entry");
        assert_eq!(found.all, Tally { closed: *closed, total: *total }, "{known:?}");
        assert_eq!(found.undecided, *undecided, "{known:?}");
        assert_eq!(found.not_applicable, *not_applicable, "{known:?}");
    }
}

#[test]
fn mandatory_work_is_told_apart_and_grows_with_what_becomes_due() {
    let mut case = Case::new().with(&[("item/ftop.994/mark", "done")]);
    assert_eq!(whole(&case).mandatory, Tally { closed: 1, total: 2 });
    case.set("answer/wants-partner", "yes");
    assert_eq!(whole(&case).mandatory, Tally { closed: 1, total: 3 });
    case.set("item/ftop.983/mark", "done");
    assert_eq!(whole(&case).mandatory, Tally { closed: 2, total: 3 });
    case.set("answer/wants-partner", "no");
    assert_eq!(whole(&case).mandatory, Tally { closed: 1, total: 2 });
}

#[test]
fn own_tasks_count_in_their_step() {
    const TASK: &str = "tasks/0198ffff-ffff-7fff-bfff-ffffffffffff";
    let mut case = Case::new();
    assert_eq!(step(&case, "uncategorized"), Progress::default());
    case.set(TASK, "true");
    assert_eq!(step(&case, "uncategorized"), Progress::default(), "nothing in it");
    case.set(&format!("{TASK}/name"), "移行の見積もり");
    assert_eq!(step(&case, "uncategorized").all, Tally { closed: 0, total: 1 });
    assert_eq!(step(&case, "uncategorized").mandatory, Tally::default());
    case.set(&format!("{TASK}/mandatory"), "mandatory");
    assert_eq!(step(&case, "uncategorized").mandatory, Tally { closed: 0, total: 1 });
    case.set(&format!("{TASK}/done"), "true");
    assert_eq!(step(&case, "uncategorized").mandatory, Tally { closed: 1, total: 1 });
    let before = whole(&case).all.total;
    case.set(TASK, "false");
    assert_eq!(whole(&case).all.total, before - 1);
}

#[test]
fn the_whole_is_the_sum_of_its_steps() {
    let case = Case::new().with(&[("answer/managed", "yes"), ("item/ftop.994/mark", "done")]);
    let (mut closed, mut total, mut undecided) = (0, 0, 0);
    for it in &playbook().steps {
        let part = step(&case, it.id.as_str());
        closed += part.all.closed;
        total += part.all.total;
        undecided += part.undecided;
    }
    let found = whole(&case);
    assert_eq!((found.all, found.undecided), (Tally { closed, total }, undecided));
}
