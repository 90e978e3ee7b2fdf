//! What services and motions are called.

use super::words::Words;
use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::id::EntryId;
use crate::domain::playbook::Playbook;
use crate::domain::register::{Register, services};
use crate::domain::text::{self, Lang};

/// The motion in words, or that nobody has asked yet.
pub fn motion(engagement: &Engagement, playbook: &Playbook, lang: Lang) -> String {
    chosen_motion(engagement, playbook, lang).unwrap_or(Words(lang).motion_unknown()).to_owned()
}

/// The motion in words, if somebody has said it.
pub fn chosen_motion<'a>(
    engagement: &Engagement,
    playbook: &'a Playbook,
    lang: Lang,
) -> Option<&'a str> {
    let code = engagement.answer(playbook.roles.motion)?;
    let label = playbook.question(playbook.roles.motion).and_then(|it| it.choices.label(code));
    label.map(|it| it.get(lang))
}

/// A service's name: the playbook's, or what somebody typed for a service of their own.
pub fn service_name(
    engagement: &Engagement,
    playbook: &Playbook,
    service: EntryId,
    lang: Lang,
) -> String {
    let typed = engagement.text(Field::Entry(Register::Services, service, services::NAME));
    let typed = text::trimmed(typed);
    if !typed.is_empty() {
        return typed.to_owned();
    }
    match service {
        EntryId::Named(id) => match playbook.service(id) {
            Some(it) => it.name.get(lang).to_owned(),
            None => id.as_str().to_owned(),
        },
        EntryId::Coined(_) => Words(lang).unnamed().to_owned(),
    }
}
