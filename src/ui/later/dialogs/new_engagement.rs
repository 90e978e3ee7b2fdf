//! A new engagement: the customer, and what decides most of what is to be done. All but the name can wait.

use std::rc::Rc;

use kickoff::app::route::{Page, Route};
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::id::{EngagementId, EntryId, FactId, ServiceId};
use kickoff::domain::playbook::{Playbook, Service};
use kickoff::domain::register::Register;
use kickoff::domain::value::{Kind, Value};
use kickoff::store::engagements::SaveError;
use leptos::prelude::*;

use super::name_form::name_form;
use crate::browser;
use crate::browser::dates;
use crate::browser::quota;
use crate::ui::later::export::notice_in_dialog;
use crate::ui::later::typing::{FieldTexts, TextSlot, line};
use crate::ui::parts::{Dialog, labelled, ticked};
use crate::ui::session::{Session, use_session, use_words, why_not_kept};
use kit::html::{div, fieldset, legend, li, option, select, ul};
use kit::{Shown, View, ev, flag, fresh_id, on_control, views};

/// What is asked beside the name; nothing of it has to be answered.
#[derive(Clone, Copy)]
struct Draft {
    playbook: &'static Playbook,
    motion: RwSignal<String>,
    services: RwSignal<Vec<ServiceId>>,
    moments: [Moment; 2],
}

#[derive(Clone, Copy)]
struct Moment {
    fact: FactId,
    /// Of its control.
    id: StoredValue<String>,
    typed: RwSignal<String>,
    /// The browser has half a moment.
    is_bad: RwSignal<bool>,
}

impl Draft {
    fn new(playbook: &'static Playbook) -> Draft {
        let moment = |fact| Moment {
            fact,
            id: StoredValue::new(fresh_id()),
            typed: RwSignal::new(String::new()),
            is_bad: RwSignal::new(false),
        };
        let roles = playbook.roles;
        Draft {
            playbook,
            motion: RwSignal::new(String::new()),
            services: RwSignal::new(Vec::new()),
            moments: [roles.assigned_at, roles.kickoff_at].map(moment),
        }
    }

    /// The control of the first moment that cannot be taken as it is meant.
    fn unclear(self) -> Option<String> {
        let is_unclear = |it: &Moment| {
            it.is_bad.get_untracked()
                || it.typed.with_untracked(|it| Kind::Moment.problem(it).is_some())
        };
        self.moments.into_iter().find(is_unclear).map(|it| it.id.get_value())
    }

    fn edits(self) -> Vec<Edit> {
        let motion = Field::Answer(self.playbook.roles.motion);
        let answer = motion
            .kind(self.playbook)
            .and_then(|it| it.read(&self.motion.get_untracked()))
            .map(|it| Edit::set(motion, it));
        let moments = self.moments.iter().filter_map(|it| {
            let read = Kind::Moment.read(&it.typed.get_untracked())?;
            Some(Edit::set(Field::Fact(it.fact), read))
        });
        let services = self.services.get_untracked().into_iter().map(|it| {
            let exists = Field::Exists(Register::Services, EntryId::Named(it));
            Edit::set(exists, Value::Flag(true))
        });
        answer.into_iter().chain(moments).chain(services).collect()
    }
}

/// Asks for it, and goes to it.
pub fn new_engagement(dialog: Dialog) -> View {
    let session = use_session();
    let words = use_words();
    let draft = Draft::new(session.library.default());
    let is_refused = RwSignal::new(false);
    let lead = Some(words.new_engagement_hint());
    let form =
        name_form(dialog, lead, words.create(), String::new(), asked(draft), move |customer| {
            // By Enter nobody has left the control that they typed in.
            browser::take_typing();
            // It says itself what is wrong with it.
            if let Some(id) = draft.unclear() {
                browser::focus(&id);
                return false;
            }
            let made = create(session, customer, draft.edits());
            if let Err(why) = &made {
                session.complain(why_not_kept(words, words.not_created(), why));
                is_refused.set(true);
            }
            made.is_ok()
        });
    views([notice_in_dialog(is_refused), form])
}

fn asked(draft: Draft) -> View {
    let moments = draft.moments.map(|it| moment(draft, it));
    let fields = div().class("fields").child(motion(draft)).child(views(moments));
    views([fields.into(), services(draft)])
}

fn motion(draft: Draft) -> View {
    let words = use_words();
    let Some(question) = draft.playbook.question(draft.playbook.roles.motion) else {
        return View::default();
    };
    let choice = |code: &str, label: &str| View::from(option().attr("value", code).child(label));
    let choices = question.choices.iter().map(|it| choice(&it.code, it.label.get(words.0)));
    let control = select()
        .class("field__input")
        .child(choice("", words.choose_later()))
        .child(choices.collect::<Vec<View>>())
        .on(ev::change, on_control(move |it| draft.motion.set(it.value())));
    labelled("choice", words.column_motion(), &fresh_id(), control).into()
}

fn moment(draft: Draft, of: Moment) -> View {
    let words = use_words();
    let kind = Kind::Moment;
    let stored = Shown::new(move || of.typed.get());
    let slot = TextSlot {
        kind,
        stored,
        problem: Shown::new(move || stored.with(|it| kind.problem(it))),
        is_bad: of.is_bad,
        take: Rc::new(move |typed| of.typed.set(typed.to_owned())),
        settle: Rc::new(|| {}),
    };
    let told = slot.clone();
    let problem = Rc::new(move || told.trouble().map(|it| words.problem(it)));
    let fact = draft.playbook.fact(of.fact);
    fact.map(|fact| {
        let (label, id) = (fact.label.get(words.0), of.id.get_value());
        let said = FieldTexts { label, hint: None, problem, id };
        View::from(line(&slot, said, View::default()))
    })
    .into()
}

fn services(draft: Draft) -> View {
    let words = use_words();
    let choice = |service: &'static Service| {
        let code = service.code;
        let is_chosen = move || draft.services.with(|it| it.contains(&code));
        let pick = move |is_ticked: bool| {
            draft.services.update(|all| {
                all.retain(|it| *it != code);
                if is_ticked {
                    all.push(code);
                }
            });
        };
        let choice = ticked(service.name.get(words.0), flag(is_chosen), pick);
        View::from(li().class("scope__choice").child(Vec::from(choice)))
    };
    // What the source does not name is asked where there is room to say so.
    let all = draft.playbook.services.iter().filter(|it| !it.beyond_source);
    View::from(
        fieldset()
            .class("pick")
            .child(legend().class("field__label").child(words.setup_services()))
            .child(ul().class("pick__list").child(all.map(choice).collect::<Vec<View>>())),
    )
}

/// Makes an engagement and goes to its questions, if it can be kept.
fn create(session: Session, customer: &str, answers: Vec<Edit>) -> Result<(), SaveError> {
    let stamp = session.stamp();
    let id = EngagementId::coined(session.unique());
    let playbook = session.library.default();
    // Only for a name that the form has not let pass.
    let Ok(mut engagement) = Engagement::new(id, customer, playbook, stamp) else { return Ok(()) };
    let mut edits = answers;
    // The deadline is on the clock of the place where it is made, until somebody says otherwise.
    let zone = dates::device_zone();
    if !zone.is_empty() {
        edits.push(Edit::set(Field::Fact(playbook.roles.time_zone), Value::Text(zone.into())));
    }
    if !edits.is_empty() {
        let _ = engagement.apply(playbook, &edits, stamp);
    }
    session.with_store(|it| it.add(&engagement, browser::now_millis()))?;
    session.news_is_read();
    session.touch_list();
    quota::ask_for_promise(session);
    session.go(Route::Engagement { id, page: Page::Setup, at: None });
    Ok(())
}
