//! What is kept of an edit is what it wrote: several tabs that hear of each other's writes in whichever order, and
//! a state that is read again with all of them behind it, come to what merging whole copies comes to.

use kickoff::domain::engagement::{Edit, Engagement, Replayed, Writes};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::stamp::{Clock, Stamp, WriterId};
use kickoff::store::document;
use proptest::prelude::*;

use crate::copies::{fields, value};
use crate::support::playbook;

const TABS: usize = 3;
const CASES: u32 = 1_100;

#[derive(Clone, Debug)]
enum Doing {
    /// Whether by somebody who goes on typing.
    Write {
        tab: usize,
        field: usize,
        value: usize,
        is_beside: bool,
    },
    /// One of the writes of all reaches a tab.
    Reach {
        tab: usize,
        number: usize,
    },
    Wait {
        millis: u64,
    },
}

fn any_doings() -> impl Strategy<Value = Vec<Doing>> {
    let any = prop_oneof![
        6 => (0..TABS, 0..fields().len(), 0..6_usize, any::<bool>())
            .prop_map(|(tab, field, value, is_beside)| Doing::Write { tab, field, value, is_beside }),
        6 => (0..TABS, 0..1_000_usize).prop_map(|(tab, number)| Doing::Reach { tab, number }),
        2 => prop::sample::select(vec![0, 1, 900, 60_000, 300_000]).prop_map(|millis| Doing::Wait { millis }),
    ];
    prop::collection::vec(any, 0..60)
}

struct Tab {
    engagement: Engagement,
    clock: Clock,
    /// Came too early.
    waiting: Vec<Writes>,
}

impl Tab {
    fn hears(&mut self, writes: &Writes) {
        self.waiting.push(writes.clone());
        let waiting = std::mem::take(&mut self.waiting);
        self.engagement.replay_all(&waiting);
        self.waiting = waiting;
        let engagement = self.engagement.clone();
        self.waiting.retain(|it| !engagement.version_vector().covers(it.at));
    }
}

fn begun() -> Engagement {
    let at = Stamp::new(1_789_694_100_000, 0, WriterId::new(0, 0));
    Engagement::new(EngagementId::coined(7), "コントソ製作所", playbook(), at).unwrap()
}

/// The tabs after all that happened, and every write.
fn world(doings: &[Doing]) -> (Vec<Tab>, Vec<Writes>) {
    let writer = |it: usize| WriterId::new(7, u32::try_from(it).unwrap() + 1);
    let tab = |it| Tab { engagement: begun(), clock: Clock::new(writer(it)), waiting: Vec::new() };
    let (mut tabs, mut written) = ((0..TABS).map(tab).collect::<Vec<Tab>>(), Vec::new());
    let (mut now, mut unique) = (1_789_694_101_000, 0);
    for doing in doings {
        match *doing {
            Doing::Wait { millis } => now += millis,
            Doing::Reach { tab, number } => {
                if let Some(it) = written.get(number % written.len().max(1)) {
                    tabs[tab].hears(it);
                }
            }
            Doing::Write { tab, field, value: number, is_beside } => {
                unique += 1;
                let field: Field = fields()[field];
                let tab = &mut tabs[tab];
                for seen in tab.engagement.version_vector().iter() {
                    tab.clock.observe(seen, now);
                }
                let at = tab.clock.next_stamp(now);
                let edits = [Edit { field, value: value(field, number, unique) }];
                let only = is_beside.then(|| at.writer());
                let before = tab.engagement.clone();
                match tab.engagement.write(playbook(), &edits, at, only) {
                    Ok(it) if !it.writes.all.is_empty() => written.push(it.writes),
                    Ok(_) | Err(_) => assert_eq!(tab.engagement, before),
                }
            }
        }
    }
    (tabs, written)
}

fn are_same(one: &Engagement, other: &Engagement) -> bool {
    one == other && document::as_text(one) == document::as_text(other)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: CASES, ..ProptestConfig::default() })]

    #[test]
    fn writes_in_any_order_come_to_what_merging_comes_to(doings in any_doings(), turn in 0..1_000_usize) {
        let (mut tabs, mut written) = world(&doings);
        let mut merged = begun();
        tabs.iter().for_each(|it| merged.merge(&it.engagement).unwrap());
        // From the start, in another order, and with some of them twice.
        let twice: Vec<Writes> = written.iter().step_by(3).cloned().collect();
        written.extend(twice);
        let middle = turn % written.len().max(1);
        written.rotate_left(middle);
        if turn % 2 == 0 {
            written.reverse();
        }
        let mut again = begun();
        prop_assert_eq!(again.replay_all(&written), 0);
        prop_assert!(are_same(&again, &merged));
        for tab in &mut tabs {
            written.iter().for_each(|it| tab.hears(it));
            prop_assert!(tab.waiting.is_empty());
            prop_assert!(are_same(&tab.engagement, &merged));
        }
    }

    /// What is lost of the tail costs itself and what was built on it, until a copy has it: then nothing.
    #[test]
    fn what_builds_on_a_missing_write_waits_and_nothing_is_claimed_of_it(doings in any_doings(), number in 0..1_000_usize) {
        let (tabs, written) = world(&doings);
        prop_assume!(!written.is_empty());
        let missing = &written[number % written.len()];
        let left: Vec<Writes> = written.iter().filter(|it| it.at != missing.at).cloned().collect();
        let mut part = begun();
        part.replay_all(&left);
        prop_assert!(!part.version_vector().covers(missing.at));
        let mut merged = begun();
        tabs.iter().for_each(|it| merged.merge(&it.engagement).unwrap());
        for tab in &tabs {
            let mut whole = part.clone();
            whole.merge(&tab.engagement).unwrap();
            whole.replay_all(&written);
            prop_assert!(are_same(&whole, &merged));
        }
        prop_assert_eq!(part.replay(missing) == Replayed::TooEarly, false);
        prop_assert_eq!(part.replay_all(&left), 0);
        prop_assert!(are_same(&part, &merged));
    }
}
