//! The two business days, with the proof: what was skipped, and why.

use kickoff::domain::calendar::{Contact, Deadline};
use kickoff::domain::deadline::{first_contact, is_rfa, standing};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::known;
use kickoff::domain::value::{Kind, Value};
use kickoff::i18n::holidays::closed_name;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use super::dates;
use super::erased::{live, on_click};
use super::parts::{Chip, Tone};
use super::session::{Bench, use_bench, use_words};

/// Where the first contact stands, by the engagement's own clock.
fn contact_standing(bench: Bench) -> Memo<Option<(Deadline, Contact)>> {
    let now = bench.wall_clock();
    let engagement_now = bench.select(Clone::clone);
    Memo::new(move |_| engagement_now.with(|it| standing(it, now.get())))
}

/// In words and with its tone, how the contact stands.
fn said(contact: &Contact, words: Words) -> (String, Tone) {
    match contact {
        Contact::AssignedInFuture { .. } => (words.assigned_future().to_owned(), Tone::Open),
        Contact::NotYet { remaining, overdue: false } => {
            (words.remaining(*remaining), Tone::Strong)
        }
        Contact::NotYet { remaining, overdue: true } => (words.overdue_by(*remaining), Tone::Due),
        Contact::BeforeAssignment { .. } => (words.contact_before().to_owned(), Tone::Open),
        Contact::ContactInFuture { .. } => (words.contact_future().to_owned(), Tone::Open),
        Contact::Met { .. } => (words.deadline_met().to_owned(), Tone::Done),
        Contact::Missed { late_by, .. } => {
            let text = format!("{} ({})", words.deadline_missed(), words.overdue_by(*late_by));
            (text, Tone::Due)
        }
    }
}

/// A word in the header while the contact is open.
#[component]
pub fn DueChip() -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let standing = contact_standing(bench);
    live(move || {
        standing.get().and_then(|(deadline, contact)| match contact {
            Contact::NotYet { overdue, .. } => {
                let day = dates::short_day(deadline.due, words.0);
                let (text, tone) = if overdue {
                    (words.contact_overdue(&day), Tone::Due)
                } else {
                    (words.contact_due(&day), Tone::Strong)
                };
                Some(view! { <Chip text tone/> })
            }
            _ => None,
        })
        .into_any()
    })
}

/// The deadline with its proof.
#[component]
pub fn DeadlinePanel() -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let applies = bench.select(is_rfa);
    let has_assignment =
        bench.select(|it| it.moment(Field::Fact(known::ASSIGNED_AT)).is_some());
    let has_deadline = bench.select(|it| first_contact(it).is_some());
    let standing = contact_standing(bench);
    live(move || {
        if !applies.get() {
            return ().into_any();
        }
        let Some((deadline, contact)) = standing.get() else {
            let line = if has_assignment.get() && !has_deadline.get() {
                words.deadline_none()
            } else {
                words.deadline_needs()
            };
            return view! { <p class="panel panel--quiet">{line}</p> }.into_any();
        };
        let (text, tone) = said(&contact, words);
        let is_open = matches!(contact, Contact::NotYet { .. });
        let skipped = deadline.skipped.iter().map(|(day, why)| view! {
            <li>{dates::short_day(*day, words.0)}" "{closed_name(why, words.0)}</li>
        });
        view! {
            <div class="panel">
                <p class="panel__title">
                    {words.deadline_day(&dates::day(deadline.due, words.0))}" "
                    <Chip text tone/>
                    {deadline.provisional.then(|| view! { " "<Chip text=words.provisional() tone=Tone::Open/> })}
                </p>
                {deadline.provisional.then(|| view! { <p class="field__hint">{words.provisional_why()}</p> })}
                {(!deadline.skipped.is_empty()).then(|| view! {
                    <p class="panel__label">{words.skipped_days()}</p>
                    <ul class="panel__list">{skipped.collect_view()}</ul>
                })}
                {is_open.then(|| view! {
                    <button class="button" type="button" on:click=on_click(move || contacted_now(bench))>
                        {words.contacted_now()}
                    </button>
                })}
            </div>
        }
        .into_any()
    })
}

/// One tap: the contact was made at this minute of the engagement's clock.
fn contacted_now(bench: Bench) {
    let now = dates::wall_clock(
        super::browser::now_millis(),
        &bench.peek(|it| it.text(Field::Fact(known::TIME_ZONE)).to_owned()),
    );
    if let Some(value) = Kind::Moment.read(&Value::Moment(now).typed()) {
        bench.edit(vec![Edit::set(Field::Fact(known::CONTACTED_AT), value)]);
    }
}
