//! What services and motions are called.

use super::words::Words;
use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::id::EntryId;
use crate::domain::library::Library;
use crate::domain::next::What;
use crate::domain::phase::Phase;
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

/// What is to be done next, in a few words.
pub fn next_title(what: &What, playbook: &Playbook, words: Words) -> String {
    let of_item = |id| playbook.item(id).map_or("", |it| it.title.get(words.0)).to_owned();
    match what {
        What::Contact => of_item(playbook.roles.first_outreach),
        What::Kickoff => of_item(playbook.roles.kickoff_meeting),
        What::Item(id) => of_item(*id),
        What::Decide(id, _) => {
            playbook.question(*id).map_or("", |it| it.ask.get(words.0)).to_owned()
        }
        What::HandOff => words.hand_off_title().to_owned(),
        What::Entry(register, id, name) => {
            let service = match id {
                EntryId::Named(id) => playbook.service(*id),
                _ => None,
            };
            let one = playbook.register(*register).map_or("", |it| it.one.get(words.0));
            match service {
                Some(it) => words.dibs_of(it.name.get(words.0)),
                None if name.is_empty() => one.to_owned(),
                None if *register == Register::Services => words.dibs_of(name),
                None => format!("{one} – {name}"),
            }
        }
    }
}

/// What a service is called of which a list knows the code or, of the customer's own, the name.
pub fn service_called<'a>(known: &'a str, library: &'a Library, lang: Lang) -> &'a str {
    let all = library.editions().iter().flat_map(|it| &it.services);
    let mut named = all.filter(|it| it.code.as_str() == known);
    named.next().map_or(known, |it| it.name.get(lang))
}

/// How far an engagement is.
pub fn phase(phase: Phase, words: Words) -> &'static str {
    match phase {
        Phase::BeforeKickoff => words.phase_before(),
        Phase::AfterKickoff => words.phase_after(),
        Phase::GateOpen => words.phase_open(),
        Phase::HandedOff => words.phase_handed_off(),
    }
}
