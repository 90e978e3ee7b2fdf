//! What the delivery team says of what was handed over: each outcome and each open point accepted, or
//! returned with a remark. It travels back as any other field, and merging shows just what they did.

use super::assessment::{Assessment, State};
use super::code::{ActionState, Code, GapState, Receipt};
use super::engagement::Engagement;
use super::field::{Field, Point, ReceiptPart};
use super::id::EntryId;
use super::register::{Register, actions, gaps};
use super::value::Value;

/// The registers whose open entries are points of the hand-off.
pub const OPEN_POINTS: [Register; 4] =
    [Register::Gaps, Register::Risks, Register::Actions, Register::Meetings];

/// How much of what was handed over has been looked at. All zero as long as nothing has.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Receipts {
    /// Points that the delivery team takes over as they are.
    pub accepted: usize,
    /// Points that came back.
    pub returned: usize,
    /// Points, looked at or not.
    pub total: usize,
}

impl Receipts {
    /// Counts the points that are handed over as of now.
    pub fn of(engagement: &Engagement, assessment: &Assessment) -> Receipts {
        let mut receipts = Receipts::default();
        // Most engagements have not come back, and each edit asks.
        if !engagement.fields().any(|it| matches!(it.0, Field::Receipt(..))) {
            return receipts;
        }
        for point in points(engagement, assessment) {
            receipts.total += 1;
            match engagement.receipt(point) {
                Some(Receipt::Accepted) => receipts.accepted += 1,
                Some(Receipt::Returned) => receipts.returned += 1,
                None => {}
            }
        }
        receipts
    }

    /// Whether every point is accepted; never as long as nothing has been looked at.
    pub fn is_accepted(self) -> bool {
        0 < self.total && self.accepted == self.total
    }
}

impl Engagement {
    /// What the delivery team says of a point; `None` as long as nobody has looked.
    pub fn receipt(&self, point: Point) -> Option<Receipt> {
        self.choice(Field::Receipt(point, ReceiptPart::Verdict))
    }
}

/// What is handed over: the outcomes whose branch is taken, in the playbook's order, then what is open
/// in the registers.
pub fn points(engagement: &Engagement, assessment: &Assessment) -> Vec<Point> {
    let mut points = Vec::new();
    for (_, item) in engagement.playbook().items() {
        if item.outcome && assessment.state(item.id) != State::OutOfBranch {
            points.push(Point::Outcome(item.id));
        }
    }
    for register in OPEN_POINTS {
        for id in engagement.filled_entries(register) {
            if is_open(engagement, register, id) {
                points.push(Point::Entry(register, id));
            }
        }
    }
    points
}

fn is_open(engagement: &Engagement, register: Register, id: EntryId) -> bool {
    let is = |column, code: &'static str| {
        engagement.value(Field::Entry(register, id, column)) == Some(&Value::Choice(code))
    };
    match register {
        Register::Gaps => !is(gaps::STATE, GapState::Closed.code()),
        Register::Actions => {
            let is_over = |it: ActionState| is(actions::STATE, it.code());
            !is_over(ActionState::Done) && !is_over(ActionState::Dropped)
        }
        _ => true,
    }
}
