//! The dates of an engagement as one calendar file (iCalendar, RFC 5545), which updates what was imported
//! from it before and does not double it: the ids stay, the numbers rise, and what is off is cancelled.
//!
//! Moments are in UTC, which every calendar program shows in its own zone, without a description of
//! zones that each of them reads otherwise. Written by a few lines of our own: the `icalendar` crate
//! brings a parser and a source of chance along.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};

use super::dated::{self, Dated, When};
use super::report::{Block, Bullet};
use super::sections::{ACTIONS, GAPS, MEETINGS, Record, Section};
use super::shared::Shared;
use super::whole::Whole;
use crate::domain::calendar::due_after;
use crate::domain::code::{ActionState, Code, Motion};
use crate::domain::deadline::{BUSINESS_DAYS, calendar, first_contact};
use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::id::EntryId;
use crate::domain::iso;
use crate::domain::register::{Column, Register, actions, gaps, meetings};
use crate::domain::value::Value;
use crate::i18n::words::Words;

/// Whom the file is for. Customers get what is shared, and there is no way from there to the rest.
#[derive(Clone, Copy)]
pub enum Readers<'a> {
    /// The team: all that has a date, internal or not.
    Team(&'a Engagement),
    /// The customer: what is shared, and nothing else.
    Customer(Shared<'a>),
}

/// One event.
struct Event {
    dated: Dated,
    /// How long it takes, if it is at a moment.
    minutes: u32,
    title: String,
    details: Vec<String>,
}

/// A kickoff is about as long if nothing is known of it.
const USUAL_MINUTES: u32 = 60;

/// Entries with a day: what they are called, and what is told of them.
type Kind = (Section, Column, fn(Words, &str) -> String);
const KINDS: [Kind; 3] = [
    (MEETINGS, meetings::ON, |words, what| words.event_meeting(what)),
    (ACTIONS, actions::DUE, |words, what| words.event_action(what)),
    (GAPS, gaps::DUE, |words, what| words.event_gap(what)),
];

/// The file; `None` if nothing has a date. `wall_clock` tells what a clock in the engagement's zone
/// shows at a moment, in milliseconds since 1970. `build` is that of the app; empty if nobody knows.
pub fn write(
    readers: Readers<'_>,
    build: &str,
    at: DateTime<Utc>,
    wall_clock: &dyn Fn(u64) -> NaiveDateTime,
    words: Words,
) -> Option<String> {
    let events = match readers {
        Readers::Team(engagement) => of_team(engagement, words),
        Readers::Customer(shared) => of_customer(&shared, words),
    };
    if events.is_empty() {
        return None;
    }
    let mut file = File(String::new());
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line(&format!("PRODID:-//Kickoff//Kickoff {}//EN", super::file::app(build)));
    file.line("CALSCALE:GREGORIAN");
    file.line("METHOD:PUBLISH");
    for it in events {
        file.event(&it, at, wall_clock, words);
    }
    file.line("END:VCALENDAR");
    Some(file.0)
}

fn of_customer(shared: &Shared<'_>, words: Words) -> Vec<Event> {
    let roles = shared.playbook().roles;
    let customer = shared.fact(roles.customer, words).unwrap_or_default();
    let mut events = Vec::new();
    if let Some(dated) = shared.dated_fact(roles.kickoff_at) {
        events.push(kickoff(shared, dated, None, &customer, words));
    }
    for kind in KINDS {
        for (id, dated) in shared.dated(kind.0.register, kind.1) {
            let state = shared.choice(kind.0.register, id, actions::STATE);
            events.push(entry(shared, kind, id, dated, state, &customer, words));
        }
    }
    events
}

fn of_team(engagement: &Engagement, words: Words) -> Vec<Event> {
    let (record, roles) = (Whole(engagement), engagement.roles());
    let customer = words.called(engagement.customer());
    let mut events = Vec::new();
    events.extend(contact(engagement, customer, words));
    if let Some(dated) = dated::fact(engagement, roles.kickoff_at, &[roles.kickoff_ended]) {
        let ended = engagement.moment(Field::Fact(roles.kickoff_ended));
        events.push(kickoff(&record, dated, ended, customer, words));
    }
    for kind in KINDS {
        let register = kind.0.register;
        for id in dated::entries_ever(engagement, register) {
            if let Some(dated) = dated::entry(engagement, register, id, kind.1) {
                let state = match engagement.value(Field::Entry(register, id, actions::STATE)) {
                    Some(Value::Choice(code)) => Some(*code),
                    _ => None,
                };
                events.push(entry(&record, kind, id, dated, state, customer, words));
            }
        }
    }
    events
}

/// The deadline of the first outreach, if there is or was one.
fn contact(engagement: &Engagement, customer: &str, words: Words) -> Option<Event> {
    let roles = engagement.roles();
    let motion = Field::Answer(roles.motion);
    let mut fields = vec![
        Field::Fact(roles.assigned_at),
        Field::Fact(roles.calendar),
        Field::Fact(roles.contacted_at),
        motion,
    ];
    // They move the deadline.
    let days = Register::ClosedDays;
    for id in dated::entries_ever(engagement, days) {
        fields.push(Field::Exists(days, id));
        fields.extend(Field::of_entry(days, id));
    }
    let assigned = dated::fact(engagement, roles.assigned_at, &[])?;
    let deadline = first_contact(engagement);
    let is_off = deadline.is_none();
    let deadline = deadline.or_else(|| {
        let is_rfa = |it: &Value| *it == Value::Choice(Motion::Rfa.code());
        let was = engagement.value(motion).into_iter().chain(dated::past(engagement, motion));
        let When::Moment(at) = assigned.when else { return None };
        was.into_iter().any(is_rfa).then_some(())?;
        due_after(at.date(), BUSINESS_DAYS, &calendar(engagement))
    })?;
    let sequence = dated::sequence(engagement, &fields);
    let when = When::Day(deadline.due);
    let dated = Dated { sequence, when, is_off, ..assigned };
    Some(Event {
        dated,
        minutes: 0,
        title: words.event_of(words.event_contact(), customer),
        details: Vec::new(),
    })
}

fn kickoff(
    record: &dyn Record,
    dated: Dated,
    ended: Option<NaiveDateTime>,
    customer: &str,
    words: Words,
) -> Event {
    let planned: u32 = record.playbook().agenda.iter().map(|it| u32::from(it.minutes)).sum();
    let taken = match (dated.when, ended) {
        (When::Moment(from), Some(to)) => {
            let millis = |it: NaiveDateTime| it.and_utc().timestamp_millis();
            u32::try_from((millis(to) - millis(from)) / 60_000).ok()
        }
        _ => None,
    };
    let minutes = taken.filter(|it| (1..=24 * 60).contains(it)).unwrap_or(match planned {
        0 => USUAL_MINUTES,
        planned => planned,
    });
    let title = words.event_of(words.event_kickoff(), customer);
    Event { dated, minutes, title, details: Vec::new() }
}

/// What was dropped is off, too. Of what was removed no text goes out: it may be why it was removed.
fn entry(
    record: &dyn Record,
    (section, _, name): Kind,
    id: EntryId,
    mut dated: Dated,
    state: Option<&str>,
    customer: &str,
    words: Words,
) -> Event {
    dated.is_off |= state == Some(ActionState::Dropped.code());
    let section = Section { is_table: false, ..section };
    let told = match section.block_of(record, &[id], words) {
        Some(Block::List(mut all)) => all.pop(),
        _ => None,
    };
    let is_there = record.entries(section.register).contains(&id);
    let Bullet { text, details } =
        told.filter(|_| is_there).unwrap_or_else(|| Bullet::of(words.event_removed()));
    let title = words.event_of(&name(words, &text), customer);
    Event { dated, minutes: 0, title, details }
}

/// A file as it is written, line by line.
struct File(String);

impl File {
    /// Folded after 75 bytes at most, never within a letter.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for it in line.chars() {
            if 75 < length + it.len_utf8() {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(it);
            length += it.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("{name}:{}", escaped(text)));
    }

    fn event(
        &mut self,
        event: &Event,
        at: DateTime<Utc>,
        wall_clock: &dyn Fn(u64) -> NaiveDateTime,
        words: Words,
    ) {
        let Dated { uid, sequence, when, is_off } = &event.dated;
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{uid}"));
        self.line(&format!("SEQUENCE:{sequence}"));
        self.line(&format!("DTSTAMP:{}", utc(at.timestamp_millis())));
        match when {
            When::Day(on) => {
                let after = on.checked_add_days(Days::new(1)).unwrap_or(*on);
                self.line(&format!("DTSTART;VALUE=DATE:{}", day(*on)));
                self.line(&format!("DTEND;VALUE=DATE:{}", day(after)));
                self.line("TRANSP:TRANSPARENT");
            }
            When::Moment(from) => {
                let from = instant(*from, wall_clock);
                let to = from + i64::from(event.minutes) * 60_000;
                self.line(&format!("DTSTART:{}", utc(from)));
                self.line(&format!("DTEND:{}", utc(to)));
            }
        }
        let title = if *is_off { words.event_off(&event.title) } else { event.title.clone() };
        self.text("SUMMARY", &title);
        if !event.details.is_empty() {
            self.text("DESCRIPTION", &event.details.join("\n"));
        }
        self.line(if *is_off { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
        self.line("END:VEVENT");
    }
}

/// The moment, in milliseconds since 1970, at which a clock in the zone shows `local`. An hour that
/// summer time skips is no moment; it is taken as one that is near.
fn instant(local: NaiveDateTime, wall_clock: &dyn Fn(u64) -> NaiveDateTime) -> i64 {
    let millis = |it: NaiveDateTime| it.and_utc().timestamp_millis();
    let mut guess = millis(local);
    // The second time, on the right side of a change of clocks.
    for _ in 0..2 {
        let shown = wall_clock(u64::try_from(guess).unwrap_or_default());
        guess = millis(local) - (millis(shown) - guess);
    }
    guess
}

fn day(it: NaiveDate) -> String {
    iso::day(it).replace('-', "")
}

fn utc(millis: i64) -> String {
    let at = DateTime::<Utc>::from_timestamp_millis(millis).unwrap_or_default();
    format!("{}00Z", iso::moment(at.naive_utc()).replace(['-', ':'], ""))
}

/// As RFC 5545 writes a text: its signs with a backslash, lines as `\n`, and no other controls.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for it in text.replace("\r\n", "\n").chars() {
        match it {
            '\\' | ';' | ',' => safe.extend(['\\', it]),
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                safe.push_str("\\n");
            }
            '\t' => safe.push(' '),
            _ if it.is_control() => {}
            _ => safe.push(it),
        }
    }
    safe
}
