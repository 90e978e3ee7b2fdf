//! When an engagement by request for assistance is complete, and when it is over (R18 to R22).

use super::assessment::{Assessment, State};
use super::code::YesNo;
use super::engagement::Engagement;
use super::field::Field;
use super::findings::LARGE_CUSTOMER_SEATS;

/// Active users that a customer with 1,000 seats or more needs.
const LARGE_CUSTOMER_USERS: u32 = 100;

/// How many active users complete the enablement: 100, or a tenth of fewer than 1,000 seats,
/// rounded up (R20).
pub fn users_needed(seats: u32) -> u32 {
    if seats >= LARGE_CUSTOMER_SEATS { LARGE_CUSTOMER_USERS } else { seats.div_ceil(10) }
}

/// How far a count is from its target.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Reach {
    /// The target or its basis is not known: no verdict.
    #[default]
    Unknown,
    /// The target or its basis is 0, which nobody can mean: no verdict.
    Zero,
    /// Fewer than are needed.
    Short {
        /// How many there are; 0 if nobody has recorded a number.
        have: u32,
        /// The target, never 0.
        need: u32,
    },
    /// As many as are needed, or more.
    Reached {
        /// How many there are.
        have: u32,
        /// The target, never 0.
        need: u32,
    },
}

impl Reach {
    fn of(have: Option<u32>, need: Option<u32>) -> Reach {
        match (have.unwrap_or(0), need) {
            (_, None) => Reach::Unknown,
            (_, Some(0)) => Reach::Zero,
            (have, Some(need)) if have < need => Reach::Short { have, need },
            (have, Some(need)) => Reach::Reached { have, need },
        }
    }

    /// Whether the target is reached. Where there is no verdict, it is not.
    pub fn is_reached(self) -> bool {
        matches!(self, Reach::Reached { .. })
    }
}

/// Where the completion of an engagement stands.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Completion {
    /// The active users against the number that the seats ask for (R20).
    pub enablement: Reach,
    /// `None`: no migration is required. `Some(Unknown)`: required or not asked, without a target.
    pub migration: Option<Reach>,
    /// How far the end is; it may be over without being complete.
    pub disengagement: Disengagement,
    /// The task of the end is ticked although the completion is not reached, or not known.
    pub ended_early: bool,
    /// More active users than seats: one of the two numbers is a slip.
    pub more_users_than_seats: bool,
}

/// How far the end of the engagement is (R22).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Disengagement {
    /// Enablement, or a migration that is required, is not complete.
    #[default]
    NotReady,
    /// Complete; the halves that are still missing.
    Ready {
        /// No day stands there on which completion was discussed with the customer.
        discussion_missing: bool,
        /// The task of the end is not ticked.
        task_missing: bool,
    },
    /// Discussion held and task ticked.
    Disengaged,
}

impl Completion {
    /// Where the completion stands. A number of users that nobody has recorded counts as 0.
    pub fn of(engagement: &Engagement, assessment: &Assessment) -> Completion {
        let roles = engagement.roles();
        let count = |id| engagement.count(Field::Fact(id));
        let (seats, users) = (count(roles.seats), count(roles.active_users));
        let enablement = Reach::of(users, seats.map(users_needed));
        let migration = match engagement.choice(Field::Answer(roles.migration_required)) {
            Some(YesNo::No) => None,
            Some(YesNo::Yes) => {
                Some(Reach::of(count(roles.migrated), count(roles.migration_target)))
            }
            None => Some(Reach::Unknown),
        };
        let is_complete = enablement.is_reached() && migration.is_none_or(Reach::is_reached);
        let discussion_missing =
            engagement.day(Field::Fact(roles.disengagement_discussed)).is_none();
        let task_missing = assessment.state(roles.disengaged) != State::Done;
        let disengagement = match (is_complete, discussion_missing || task_missing) {
            (_, false) => Disengagement::Disengaged,
            (true, true) => Disengagement::Ready { discussion_missing, task_missing },
            (false, true) => Disengagement::NotReady,
        };
        let more_users_than_seats =
            matches!((seats, users), (Some(seats), Some(users)) if users > seats);
        let ended_early = !is_complete && !task_missing;
        Completion { enablement, migration, disengagement, ended_early, more_users_than_seats }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_customers_need_a_tenth_rounded_up_and_large_ones_a_hundred() {
        let table = [
            (0, 0),
            (1, 1),
            (10, 1),
            (11, 2),
            (155, 16),
            (990, 99),
            (991, 100),
            (999, 100),
            (1_000, 100),
            (1_001, 100),
            (50_000, 100),
        ];
        for (seats, users) in table {
            assert_eq!(users_needed(seats), users, "{seats} seats");
        }
    }

    #[test]
    fn without_a_target_there_is_no_verdict() {
        assert_eq!(Reach::of(Some(5_000), None), Reach::Unknown);
        assert_eq!(Reach::of(None, Some(16)), Reach::Short { have: 0, need: 16 });
        assert_eq!(Reach::of(Some(16), Some(16)), Reach::Reached { have: 16, need: 16 });
        assert_eq!(Reach::of(Some(16), Some(0)), Reach::Zero);
        assert_eq!(Reach::of(None, Some(0)), Reach::Zero);
    }
}
