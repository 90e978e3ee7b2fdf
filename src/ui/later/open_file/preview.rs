use kickoff::app::import_plan::{Applied, Choice, Here, NoRoom, Plan, apply};
use kickoff::app::route::Route;
use kickoff::domain::engagement::Engagement;
use kickoff::i18n::words::Words;
use kickoff::store::card::Card;
use kickoff::store::engagements::Found;
use kickoff::store::import::stream::About;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Choosing, Chosen, Failed, Read, files_chosen, forget_chosen};
use crate::browser::{dates, quota};
use crate::ui::later::course::Course;
use crate::ui::later::data::backup_kind;
use crate::ui::later::open_file::review::review_view;
use crate::ui::parts::{Tone, answer, button, chip, once_button};
use crate::ui::session::{Session, use_session, use_words};
use kit::html::{a, b, div, fieldset, h2, legend, li, p, section, strong, ul};
use kit::{El, For, Show, Shown, View, flag, follow, fresh_id, text};

/// A file can hold thousands of engagements.
const AT_A_TIME: usize = 20;

/// What the files would do.
pub fn preview(read: Read, chosen: Choosing) -> View {
    let session = use_session();
    let words = use_words();
    let Read { opened, plans, is_anew, failed, .. } = read.clone();
    let count = plans.len();
    // What somebody has to look at stands first.
    let asked = plans.iter().filter(|it| it.is_asked());
    let for_rows: Vec<Plan> =
        asked.chain(plans.iter().filter(|it| !it.is_asked())).cloned().collect();
    let limit = RwSignal::new(AT_A_TIME);
    let shown = Shown::new(move || (0..limit.get().min(count)).collect::<Vec<usize>>());
    let rows = For(shown, move |at| for_rows.get(at).cloned().map(plan_row).unwrap_or_default());
    let more = move || {
        let more = button("", move || limit.update(|it| *it += AT_A_TIME));
        View::from(more.child(text(move || words.show_more(count.saturating_sub(limit.get())))))
    };
    let unknown: usize = opened.iter().map(|it| it.unknown_fields).sum();
    let for_ways = plans.clone();
    let anything = move || for_ways.iter().any(Plan::does_something);
    let is_anything = anything.clone();
    let decided = plans.clone();
    follow(Box::new(move || {
        // All of them are asked, so that any of them tells of a change.
        let all: Vec<bool> = decided.iter().map(Plan::is_decided).collect();
        session.is_deciding.set_value(all.contains(&true));
    }));
    let parts = parts(words, &plans);
    let go = once_button("button--primary", move || take_in(session, read.clone(), &chosen));
    View::from(
        section()
            .class("preview")
            .attr("aria-labelledby", "preview")
            .child(h2().class("block__title").attr("id", "preview").child(words.import_preview()))
            .child(opened.iter().map(|it| origin(words, it)).collect::<Vec<El>>())
            .child(
                (0 < unknown).then(|| {
                    View::from(p().class("field__hint").child(words.import_unknown_fields()))
                }),
            )
            .child(is_anew.then(|| {
                View::from(p().class("refused").attr("role", "alert").child(words.import_anew()))
            }))
            .child(parts.map(|it| View::from(p().child(it))))
            .child(ul().class("cases").child(rows))
            .child(Show(move || limit.get() < count, more))
            .child(failed.map(|it| not_taken(words, it)))
            .child(Show(
                {
                    let anything = anything.clone();
                    move || !anything()
                },
                move || View::from(p().child(words.import_nothing())),
            ))
            .child(
                p().class("page__actions")
                    .child(
                        go.attr("hidden", flag(move || !is_anything())).child(words.import_apply()),
                    )
                    .child(
                        a().class("button")
                            .attr("href", Route::Engagements.to_string())
                            .child(words.to_list()),
                    ),
            ),
    )
}

/// How many of them are new here, and so on, if that is not seen at a glance.
fn parts(words: Words, plans: &[Plan]) -> Option<String> {
    let count = |is_one: fn(&Plan) -> bool| plans.iter().filter(|it| is_one(it)).count();
    let (asked, new) = (count(Plan::is_asked), count(|it| it.here == Found::Missing));
    let same = plans.len() - asked - new;
    (1 < plans.len()).then(|| words.import_parts(asked, new, same))
}

/// Takes in what was decided about, while it is shown how far that is. Whoever leaves the page stops it.
fn take_in(session: Session, read: Read, chosen: &Choosing) {
    let words = Words(session.lang.get_untracked());
    let (course, chosen) = (Course::default(), chosen.clone());
    chosen.set(Chosen::TakingIn(course.clone()));
    session.is_deciding.set_value(true);
    spawn_local(async move {
        let pace = course.pace(move || session.place.get_untracked() == Route::Open);
        let read = Read { is_anew: false, failed: None, ..read };
        let applied = apply(session, &read.plans, &files_chosen(), &pace).await;
        let read = match applied {
            Applied::Done => {
                quota::ask_for_promise(session);
                forget_chosen(session);
                return;
            }
            Applied::NotKept(why) => Read { failed: Some(Failed::NotKept(why)), ..read },
            Applied::FileHasChanged => Read { failed: Some(Failed::FileHasChanged), ..read },
            // Somebody went on here meanwhile, so it is shown as it is by now.
            Applied::HasChanged(plans) => Read { plans, is_anew: true, ..read },
            Applied::Cancelled => {
                session.say(words.import_cancelled());
                read
            }
        };
        session.is_deciding.set_value(false);
        chosen.set(Chosen::Read(read));
    });
}

/// What becomes of two revisions of one playbook.
fn other_revision(words: Words, here: &Engagement, there: &Engagement) -> Option<String> {
    let day = || words.date_of(there.playbook().playbook.revision);
    if there.edition().is_newer_than(here.edition()) {
        Some(words.import_newer_revision(&day()))
    } else if here.edition().is_newer_than(there.edition()) {
        Some(words.import_older_revision(&day()))
    } else {
        None
    }
}

fn origin(words: Words, opened: &About) -> El {
    let counts = opened.counts;
    let when = dates::written(opened.exported_at.as_deref().unwrap_or_default(), words.0);
    div()
        .child(p().child(words.import_counts(counts.engagements, counts.fields, counts.entries)))
        .child(opened.is_changed.then(|| {
            View::from(p().class("refused").attr("role", "alert").child(words.file_changed()))
        }))
        // A raw text does not say.
        .child(
            opened
                .app
                .as_deref()
                .map(|app| p().class("field__hint").child(words.file_origin(&when, app))),
        )
}

/// Why nothing was taken in; for want of room, how much, and what can go.
fn not_taken(words: Words, why: Failed) -> View {
    let said = div().class("refused").attr("role", "alert");
    let NoRoom { wanted, can_go } = match why {
        Failed::NotKept(Some(it)) => it,
        Failed::NotKept(None) => return View::from(said.child(p().child(words.import_failed()))),
        Failed::FileHasChanged => {
            return View::from(said.child(p().child(words.import_file_gone())));
        }
    };
    let size = |units: u64| words.size(units * 2);
    // Not where the browser gives less than most do, or does not tell.
    let free = quota::used().map(|it| u64::from(quota::ROOM).saturating_sub(it));
    let missing = free.map(|it| wanted.saturating_sub(it)).filter(|it| 0 < *it);
    let missing = match missing {
        Some(it) => words.room_missing(&size(it)),
        None => words.import_takes(&size(wanted)),
    };
    let missing = p().child(missing);
    let how = if can_go.is_empty() { words.make_room_otherwise() } else { words.make_room() };
    let can_go = can_go.into_iter().map(|(kind, count, units)| {
        li().child(words.can_go(backup_kind(words, kind), count, &size(units)))
    });
    View::from(
        said.child(p().child(b().child(words.import_no_room())))
            .child(missing)
            .child(p().child(how))
            .child(ul().class("lines").child(can_go.collect::<Vec<El>>()))
            .child(p().child(
                a().class("button").attr("href", Route::Data.to_string()).child(words.data()),
            )),
    )
}

fn plan_row(plan: Plan) -> View {
    let words = use_words();
    let there = plan.whole().map(Card::of);
    let group = fresh_id();
    let choice = plan.choice.clone();
    let option = |value: Choice, label: &'static str| {
        let (picked, pick) = (choice.clone(), choice.clone());
        let picked = flag(move || picked.get() == value);
        answer(&group, picked, None, label, move || pick.set(value))
    };
    let line = move |label: &'static str, card: Option<&Card>| {
        let Some(card) = card else { return View::default() };
        let changed = dates::instant(card.changed_millis, words.0);
        let progress = words.progress_label(card.closed, card.total);
        View::from(
            p().class("field__hint")
                .child(label)
                .child(": ")
                .child(progress)
                .child(" · ")
                .child(words.changed(&changed)),
        )
    };
    let question = |ask: &'static str, lines: Vec<View>, options: Vec<View>| {
        View::from(
            fieldset()
                .class("question")
                .child(legend().class("question__ask").child(ask))
                .child(lines)
                .child(div().class("question__answers question__answers--column").child(options)),
        )
    };
    let what = match &plan.here {
        Found::Missing => chip(words.import_new(), Tone::Done),
        Found::Whole(Here::Same) => chip(words.import_same(), Tone::Quiet),
        Found::Whole(Here::Other(here)) => question(
            words.import_exists(),
            vec![
                line(words.import_here(), Some(&Card::of(here))),
                line(words.import_there(), there.as_ref()),
            ],
            [
                (Choice::Merge, words.import_merge()),
                (Choice::KeepBoth, words.import_keep_both()),
                (Choice::Replace, words.import_replace()),
                (Choice::Skip, words.import_skip()),
            ]
            .into_iter()
            // What a playbook elsewhere means by its fields, no edit can put in their place.
            .filter(|(it, _)| *it != Choice::Replace || here.edition().is_here())
            .map(|(it, label)| option(it, label).into())
            .collect(),
        ),
        Found::Damaged(()) => question(
            words.import_here_damaged(),
            vec![line(words.import_there(), there.as_ref())],
            vec![
                option(Choice::Replace, words.import_mend()).into(),
                option(Choice::KeepBoth, words.import_keep_both()).into(),
                option(Choice::Skip, words.import_skip()).into(),
            ],
        ),
        Found::Newer(()) | Found::Archived | Found::Whole(Here::Apart) => question(
            match plan.here {
                Found::Newer(()) => words.import_here_newer(),
                // It could not be taken back, and so not compared.
                Found::Archived => words.archived_only(),
                _ => words.import_here_apart(),
            },
            vec![line(words.import_there(), there.as_ref())],
            vec![
                option(Choice::KeepBoth, words.import_keep_both()).into(),
                option(Choice::Skip, words.import_skip()).into(),
            ],
        ),
    };
    let elsewhere = (!plan.edition.is_here()).then(|| {
        let edition = &plan.edition;
        let needed = words.needed_playbook(&edition.playbook, &edition.revision);
        let line = p().class("field__hint").child(words.elsewhere_line());
        View::from(line.child(words.between_sentences()).child(needed))
    });
    let revision = match &plan.here {
        Found::Whole(Here::Other(here)) => {
            plan.whole().and_then(|there| other_revision(words, here, there))
        }
        _ => None,
    };
    let ahead =
        (0 < plan.ahead).then(|| View::from(p().class("field__hint").child(words.clock_ahead())));
    let name = words.called(&plan.customer).to_owned();
    let review = Show(
        move || choice.get() == Choice::Merge,
        move || match (&plan.here, plan.whole()) {
            (Found::Whole(Here::Other(here)), Some(there)) => {
                review_view(here, there, plan.flips.clone())
            }
            _ => View::default(),
        },
    );
    View::from(
        li().class("case case--plan")
            .child(strong().class("case__name").child(name))
            .child(what)
            .child(elsewhere)
            .child(revision.map(|it| View::from(p().class("field__hint").child(it))))
            .child(ahead)
            .child(review),
    )
}
