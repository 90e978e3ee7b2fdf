use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::domain::value::Value;
use kickoff::place::{Page, Place};

use super::name_form::name_form;
use crate::ui::browser;
use crate::ui::dates;
use crate::ui::el::View;
use crate::ui::parts::Dialog;
use crate::ui::session::{Session, use_session, use_words};

/// Makes an engagement and goes to its questions; says so if it could not be kept.
fn create(session: Session, customer: &str) -> bool {
    let stamp = session.stamp();
    let id = EngagementId::coined(browser::unique());
    let playbook = session.playbook;
    let Ok(mut engagement) = Engagement::new(id, customer, playbook, stamp) else { return false };
    // The deadline is on the clock of the place where it is made, until somebody says otherwise.
    let zone = dates::device_zone();
    if !zone.is_empty() {
        let zone = Edit::set(Field::Fact(known::TIME_ZONE), Value::Text(zone.into()));
        let _ = engagement.apply(playbook, &[zone], stamp);
    }
    if session.with_cabinet(|it| it.add(&engagement, browser::now_millis())).is_err() {
        return false;
    }
    session.touch_list();
    session.ask_for_promise();
    session.go(Place::Engagement { id, page: Page::Setup, at: None });
    true
}

pub fn new_dialog(node: Dialog) -> View {
    let session = use_session();
    let words = use_words();
    let (title, lead) = (words.new_engagement(), Some(words.new_engagement_hint()));
    name_form(node, title, lead, words.create(), String::new(), move |customer| {
        let is_made = create(session, customer);
        if !is_made {
            session.complain(words.not_saved_blocked());
        }
        is_made
    })
}
