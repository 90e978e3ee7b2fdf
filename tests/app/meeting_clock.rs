//! The clock of the meeting: forward only, and the same on the next page.

use kickoff::app::meeting_clock::MeetingClock;

const MINUTE: u64 = 60_000;

#[allow(clippy::field_reassign_with_default)] // What it has spent is its own.
fn running(point: usize) -> MeetingClock {
    let mut clock = MeetingClock::default();
    clock.point = point;
    clock.is_running = true;
    clock
}

#[test]
fn time_goes_to_the_point_that_is_talked_about_and_only_while_it_runs() {
    let mut clock = MeetingClock::default();
    clock.pass(MINUTE);
    assert!(!clock.has_begun(), "nobody has started it");
    clock.is_running = true;
    clock.pass(2 * MINUTE);
    clock.point = 3;
    clock.pass(5 * MINUTE);
    clock.is_running = false;
    clock.pass(9 * MINUTE);
    let spent: Vec<u64> = (0..5).map(|it| clock.spent(it) / MINUTE).collect();
    assert_eq!(spent, [2, 0, 0, 5, 0]);
    assert_eq!(clock.total(), 7 * MINUTE);
    // Back to a point: it goes on where it was.
    clock.point = 0;
    clock.is_running = true;
    clock.pass(MINUTE);
    assert_eq!(clock.spent(0), 3 * MINUTE);
}

#[test]
fn the_next_page_goes_on_as_if_nothing_had_been() {
    let mut clock = running(2);
    clock.pass(3 * MINUTE);
    let now = 1_790_000_000_000;
    let next = MeetingClock::of_text(&clock.to_text(now), now + 2 * MINUTE, 9);
    assert_eq!(next.spent(2), 5 * MINUTE, "the time without a page counts");
    assert!(next.is_running);
    clock.is_running = false;
    let paused = MeetingClock::of_text(&clock.to_text(now), now + 2 * MINUTE, 9);
    assert_eq!(paused, clock, "a pause is a pause");
}

#[test]
fn a_wall_clock_that_was_set_back_takes_no_time_away() {
    let mut clock = running(0);
    clock.pass(3 * MINUTE);
    let now = 1_790_000_000_000;
    let next = MeetingClock::of_text(&clock.to_text(now), now - 60 * MINUTE, 9);
    assert_eq!((next.spent(0), next.is_running), (3 * MINUTE, true));
}

#[test]
fn a_clock_that_was_left_running_overnight_stands() {
    let mut clock = running(0);
    clock.pass(3 * MINUTE);
    let now = 1_790_000_000_000;
    let next = MeetingClock::of_text(&clock.to_text(now), now + 14 * 60 * MINUTE, 9);
    assert_eq!((next.spent(0), next.is_running), (3 * MINUTE, false));
}

#[test]
fn what_cannot_be_read_is_a_clock_that_has_not_begun() {
    for text in ["", "x", "1", "1;", "1;?", "1;+", "1;+x", "1;-;x", "9;-", "-1;-", "1;-;-5"] {
        let clock = MeetingClock::of_text(text, 1_790_000_000_000, 9);
        assert!(!clock.has_begun(), "{text}");
    }
    // Of a playbook with more points.
    let clock = MeetingClock::of_text("1;-;5;6;7;8", 1_790_000_000_000, 2);
    assert_eq!(clock.total(), 11);
    // The largest numbers are no overflow.
    let max = u64::MAX;
    let mut clock = MeetingClock::of_text(&format!("0;-;{max};{max}"), 1, 2);
    clock.is_running = true;
    clock.pass(max);
    assert_eq!(clock.total(), max);
}
