//! The two business days, with the proof: what was skipped, and why.

use kickoff::domain::calendar::{Contact, Deadline};
use kickoff::domain::deadline::{contacted, first_contact, is_rfa, standing, zone_changed};
use kickoff::domain::field::Field;
use kickoff::domain::text::trimmed;
use kickoff::i18n::holidays::closed_name;
use kickoff::i18n::words::Words;

use crate::browser::dates;
use crate::ui::parts::{Tone, button, chip};
use crate::ui::session::{EditorHandle, use_editor, use_words};
use kit::html::{div, li, p, ul};
use kit::{Show, Shown, View, live, text, views};

/// Where the first contact stands, by the engagement's own clock.
fn contact_standing(editor: EditorHandle) -> Shown<Option<(Deadline, Contact)>> {
    let now = editor.wall_clock();
    editor.select(move |it| standing(it, now.get()))
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
        Contact::Missed { late_by, .. } => (words.missed_by(&words.span(*late_by)), Tone::Due),
    }
}

/// The deadline with its proof.
pub fn deadline_panel() -> View {
    let editor = use_editor();
    let words = use_words();
    let applies = editor.select(is_rfa);
    let has_assignment =
        editor.select(|it| it.moment(Field::Fact(it.roles().assigned_at)).is_some());
    let has_deadline = editor.select(|it| first_contact(it).is_some());
    let standing = contact_standing(editor);
    let zone = editor.select(|it| trimmed(it.text(Field::Fact(it.roles().time_zone))).to_owned());
    let has_moved = editor.select(zone_changed);
    let is_known = move || standing.with(Option::is_some);
    let is_open = move || standing.with(|it| matches!(it, Some((_, Contact::NotYet { .. }))));
    let lacks = move || {
        if has_assignment.get() && !has_deadline.get() {
            words.deadline_none()
        } else {
            words.deadline_needs()
        }
    };
    let proof = move || {
        let Some((deadline, contact)) = standing.get() else { return View::default() };
        let (text, tone) = said(&contact, words);
        let skipped = deadline.skipped.iter().map(|(day, why)| {
            View::from(
                li().child(dates::short_day(*day, words.0))
                    .child(" ")
                    .child(closed_name(why, words.0)),
            )
        });
        let title = p()
            .class("panel__title")
            .child(words.deadline_day(&dates::day(deadline.due, words.0)))
            .child(" ")
            .child(chip(text, tone))
            .child(
                deadline
                    .provisional
                    .then(|| views([" ".into(), chip(words.provisional(), Tone::Open)])),
            );
        let hint = |line: View| View::from(p().class("field__hint").child(line));
        let why = deadline.provisional.then(|| hint(words.provisional_why().into()));
        let clock = dates::is_zone(&zone.get()).then(|| {
            let moved = has_moved.get().then(|| hint(words.zone_changed().into()));
            views([hint(words.counted_by(&zone.get()).into()), moved.into()])
        });
        let days = (!deadline.skipped.is_empty()).then(|| {
            views([
                p().class("panel__label").child(words.skipped_days()).into(),
                ul().class("panel__list").child(skipped.collect::<Vec<View>>()).into(),
            ])
        });
        views([title.into(), why.into(), clock.into(), days.into()])
    };
    // The proof counts the minutes; the button stays where it is meanwhile, with the keyboard on it.
    let contact =
        move || View::from(button("", move || contacted_now(editor)).child(words.contacted_now()));
    let panel =
        move || View::from(div().class("panel").child(live(proof)).child(Show(is_open, contact)));
    let line =
        move || View::from(p().class("panel panel--quiet").child(text(move || lacks().to_owned())));
    views([
        Show(move || applies.get() && !is_known(), line),
        Show(move || applies.get() && is_known(), panel),
    ])
}

/// One tap: the contact was made at this minute of the engagement's clock.
fn contacted_now(editor: EditorHandle) {
    let zone = editor.peek(|it| it.text(Field::Fact(it.roles().time_zone)).to_owned());
    let now = dates::wall_clock(crate::browser::now_millis(), &zone);
    editor.edit(contacted(editor.playbook().roles, now).to_vec());
}
