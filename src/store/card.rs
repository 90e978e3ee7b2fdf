//! What the list shows of an engagement, kept beside it so that the list never reads the whole.
//! Worked out anew whenever the engagement is written; if it is lost, it is made again.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use serde_json::{Map, Value as Json};

use crate::domain::code::{Code, Motion};
use crate::domain::deadline;
use crate::domain::derived::Derived;
use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::id::EntryId;
use crate::domain::iso;
use crate::domain::library::Library;
use crate::domain::next::Next;
use crate::domain::phase::Phase;
use crate::domain::playbook::Playbook;
use crate::domain::progress::Tally;
use crate::domain::receipt::Receipts;
use crate::domain::register::{Register, people, services, tasks};
use crate::domain::text::trimmed;
use crate::json::put;

use super::agenda;

/// No zone's clock is further ahead of UTC.
const FURTHEST_EAST: TimeDelta = TimeDelta::hours(14);

/// See the module.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Card {
    /// The playbook's id and revision, with a `/` between. Empty on a card of before there were
    /// several.
    pub edition: String,
    /// The customer's name, trimmed.
    pub customer: String,
    /// A code of [`Motion`].
    pub motion: Option<String>,
    /// How many rows and own tasks are closed, of those that count.
    pub closed: usize,
    /// How many count: not what is undecided, does not apply or is set aside.
    pub total: usize,
    /// How many of the mandatory ones are closed.
    pub mandatory_closed: usize,
    /// How many are mandatory, or optional and due by now; they are in `total` too.
    pub mandatory_total: usize,
    /// Until when the customer is to be contacted; `None` once a contact counts, or if there is no
    /// such rule. A contact that lies ahead of the last change is a plan, and one before the
    /// assignment is a slip.
    pub contact_due: Option<NaiveDate>,
    /// Whether that day rests on a holiday list that is not official yet.
    pub contact_due_provisional: bool,
    /// When the kickoff meeting is.
    pub kickoff_at: Option<NaiveDateTime>,
    /// What comes next, in [codes](super::agenda). Empty on a card of an older version.
    pub next: Vec<String>,
    /// What the delivery team says; nothing on a card of an older version.
    pub receipts: Receipts,
    /// How far it is; `None` on a card of an older version, which is made again.
    pub phase: Option<Phase>,
    /// The codes of the playbook's services and the names of the customer's own, by which the list is parted.
    pub services: Vec<String>,
    /// Names of people and numbers of own tasks, by which it is found.
    pub names: Vec<String>,
    /// The time zone by whose clock all that counts, as typed.
    pub zone: String,
    /// The version that it speaks for ([`Engagement::version`]).
    pub head: String,
    /// Milliseconds since 1970 of the latest change.
    pub changed_millis: u64,
}

impl Card {
    /// Works out first what follows from the engagement, which [`Card::derived`] is given.
    pub fn of(engagement: &Engagement) -> Card {
        Card::derived(engagement, &Derived::of(engagement))
    }

    /// For somebody who has worked out already what follows from an engagement.
    pub fn derived(engagement: &Engagement, derived: &Derived) -> Card {
        let Derived { progress, next, assessment } = derived;
        let edition = engagement.edition();
        let head = engagement.head();
        // The latest that any zone's clock showed at the last change.
        let latest = head
            .and_then(|it| i64::try_from(it.millis()).ok())
            .and_then(DateTime::from_timestamp_millis)
            .and_then(|it| it.naive_utc().checked_add_signed(FURTHEST_EAST));
        let contact = deadline::counting_contact(engagement);
        let is_contacted = contact.is_some_and(|at| latest.is_none_or(|latest| at <= latest));
        let due = deadline::first_contact(engagement).filter(|_| !is_contacted);
        let receipts = Receipts::of(engagement, assessment);
        Card {
            edition: format!("{}/{}", edition.playbook, edition.revision),
            customer: engagement.customer().to_owned(),
            motion: engagement
                .answer(engagement.roles().motion)
                .and_then(Motion::from_code)
                .map(|it| it.code().to_owned()),
            closed: progress.all.closed,
            total: progress.all.total,
            mandatory_closed: progress.mandatory.closed,
            mandatory_total: progress.mandatory.total,
            contact_due: due.as_ref().map(|it| it.due),
            contact_due_provisional: due.is_some_and(|it| it.provisional),
            kickoff_at: engagement.moment(Field::Fact(engagement.roles().kickoff_at)),
            // Once the playbook is here, the card is made again.
            next: if edition.is_here() { agenda::write(next) } else { Vec::new() },
            receipts,
            phase: Some(Phase::of(engagement, assessment, receipts)),
            services: services_of(engagement),
            names: names_of(engagement),
            zone: engagement.text(Field::Fact(engagement.roles().time_zone)).to_owned(),
            head: engagement.version(),
            changed_millis: head.map_or(0, |it| it.millis()),
        }
    }

    /// The playbook by whose words it is shown, if it is here.
    pub fn playbook(&self, library: &Library) -> Option<&'static Playbook> {
        match self.edition.rsplit_once('/') {
            Some((id, revision)) => library.get(id, revision),
            None => Some(library.default()),
        }
    }

    /// How far it is.
    pub fn progress(&self) -> Tally {
        Tally { closed: self.closed, total: self.total }
    }

    /// What comes next; `None` on a card of an older version, or of before its playbook was here, which is
    /// made again.
    pub fn next(&self, playbook: &Playbook) -> Option<Next> {
        agenda::read(&self.next, playbook)
    }

    /// As it is kept.
    pub fn write(&self) -> Json {
        let mut card = Map::new();
        let text = |it: &String| Json::from(it.as_str());
        let next: Vec<Json> = self.next.iter().map(text).collect();
        for (name, value) in [
            ("playbook", text(&self.edition)),
            ("customer", text(&self.customer)),
            ("motion", self.motion.as_ref().map(text).into()),
            ("closed", self.closed.into()),
            ("total", self.total.into()),
            ("mandatoryClosed", self.mandatory_closed.into()),
            ("mandatoryTotal", self.mandatory_total.into()),
            ("contactDue", self.contact_due.map(iso::day).into()),
            ("contactDueProvisional", self.contact_due_provisional.into()),
            ("kickoffAt", self.kickoff_at.map(iso::moment).into()),
            ("next", next.into()),
            ("accepted", self.receipts.accepted.into()),
            ("returned", self.receipts.returned.into()),
            ("points", self.receipts.total.into()),
            ("phase", self.phase.map(Phase::code).into()),
            ("services", self.services.iter().map(text).collect()),
            ("names", self.names.iter().map(text).collect()),
            ("zone", text(&self.zone)),
            ("head", text(&self.head)),
            ("changedMillis", self.changed_millis.into()),
        ] {
            put(&mut card, name, value);
        }
        card.into()
    }

    /// As it was kept; `None` if it is not whole, and then it is made again.
    pub fn read(kept: &Json) -> Option<Card> {
        let number = |name: &str| kept.get(name)?.as_u64()?.try_into().ok();
        let text = |name: &str| kept.get(name)?.as_str().map(str::to_owned);
        let lines = |name: &str| -> Option<Vec<String>> {
            kept.get(name)?.as_array()?.iter().map(|it| it.as_str().map(str::to_owned)).collect()
        };
        // A day that is there and none was not written by us.
        let moment = |name: &str| match kept.get(name) {
            None | Some(Json::Null) => Some(None),
            Some(it) => it.as_str().and_then(iso::read_moment).map(Some),
        };
        let day = |name: &str| match kept.get(name) {
            None | Some(Json::Null) => Some(None),
            Some(it) => it.as_str().and_then(iso::read_day).map(Some),
        };
        let card = Card {
            edition: text("playbook").unwrap_or_default(),
            customer: text("customer")?,
            motion: text("motion"),
            closed: number("closed")?,
            total: number("total")?,
            mandatory_closed: number("mandatoryClosed")?,
            mandatory_total: number("mandatoryTotal")?,
            contact_due: day("contactDue")?,
            contact_due_provisional: kept.get("contactDueProvisional")?.as_bool()?,
            kickoff_at: moment("kickoffAt")?,
            next: lines("next").unwrap_or_default(),
            receipts: Receipts {
                accepted: number("accepted").unwrap_or_default(),
                returned: number("returned").unwrap_or_default(),
                total: number("points").unwrap_or_default(),
            },
            phase: kept.get("phase").and_then(Json::as_str).and_then(Phase::from_code),
            services: lines("services").unwrap_or_default(),
            names: lines("names").unwrap_or_default(),
            zone: text("zone").unwrap_or_default(),
            head: text("head")?,
            changed_millis: kept.get("changedMillis")?.as_u64()?,
        };
        card.is_possible().then_some(card)
    }

    /// Whether the numbers can be of any engagement; by hand, or by a flipped bit, they may not.
    fn is_possible(&self) -> bool {
        self.closed <= self.total
            && self.mandatory_closed <= self.mandatory_total
            && self.mandatory_total <= self.total
            && self.mandatory_closed <= self.closed
    }
}

/// As many and as long as a card has room for.
const AT_MOST: usize = 40;
const LENGTH: usize = 60;

fn services_of(engagement: &Engagement) -> Vec<String> {
    let all = engagement.entries(Register::Services).map(|id| match id {
        EntryId::Named(code) => code.as_str().to_owned(),
        EntryId::Coined(_) => short(engagement.cell(Register::Services, id, services::NAME)),
    });
    short_list(&mut all.into_iter())
}

fn names_of(engagement: &Engagement) -> Vec<String> {
    let mut all = Vec::new();
    for (register, column) in [(Register::People, people::NAME), (Register::Tasks, tasks::NUMBER)] {
        let cells = engagement.entries(register);
        let mut cells = cells.map(|id| short(engagement.cell(register, id, column)));
        all.append(&mut short_list(&mut cells));
    }
    all
}

fn short_list(all: &mut dyn Iterator<Item = String>) -> Vec<String> {
    all.filter(|it| !it.is_empty()).take(AT_MOST).collect()
}

fn short(text: &str) -> String {
    trimmed(text).chars().take(LENGTH).collect()
}
