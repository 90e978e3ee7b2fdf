//! An engagement in plain lines, for a reader of the file without the app, and for the hand-off.

use crate::domain::assessment::{Assessment, State};
use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::findings::implied_risk;
use crate::domain::four_plus_four::{self, Part, Standing};
use crate::domain::gate::Gate;
use crate::domain::id::EntryId;
use crate::domain::known;
use crate::domain::playbook::Playbook;
use crate::domain::progress::Progress;
use crate::domain::register::{Register, services};
use crate::domain::text::Lang;

use super::words::Words;

/// The lines of one language.
pub fn lines(engagement: &Engagement, playbook: &Playbook, lang: Lang) -> Vec<String> {
    let words = Words(lang);
    let assessment = Assessment::of(playbook, engagement);
    let progress = Progress::of(playbook, &assessment, engagement);
    let gate = Gate::of(playbook, &assessment);
    let mut lines = vec![line(words.column_customer(), engagement.customer())];
    lines.push(line(words.column_motion(), &motion(engagement, playbook, lang)));
    let (all, mandatory) = (progress.all, progress.mandatory);
    lines.push(line(
        words.column_progress(),
        &format!(
            "{} ({})",
            words.progress_label(all.closed, all.total),
            words.mandatory_progress(mandatory.closed, mandatory.total)
        ),
    ));
    for service in engagement.entries(Register::Services) {
        let parts = Part::DIBS.iter().chain(&Part::SSAT).map(|part| {
            let mark = match four_plus_four::standing(engagement, service, *part) {
                Standing::Complete => "+",
                Standing::Noted => "?",
                Standing::Missing => "-",
            };
            format!("{}{mark}", part.letter())
        });
        let parts: Vec<String> = parts.collect();
        let name = service_name(engagement, playbook, service, lang);
        lines.push(line(&name, &parts.join(" ")));
    }
    for register in Register::ALL {
        let count = engagement.filled_entries(*register).count();
        if count > 0
            && let Some(words) = playbook.register(*register)
        {
            lines.push(line(words.title.get(lang), &count.to_string()));
        }
    }
    if implied_risk(engagement).is_some() {
        // Nobody wrote it down, and the delivery team has to know (R39).
        let title = playbook.item(known::OUTDATED_MANAGER).map_or("", |it| it.title.get(lang));
        lines.push(line(words.implied(), title));
    }
    let verdict = if gate.is_open() { words.gate_open() } else { words.gate_shut() };
    lines.push(verdict.to_owned());
    let title = |id| playbook.item(id).map_or("", |it| it.title.get(lang));
    lines.extend(gate.missing.iter().map(|it| line(words.gate_missing(), title(it.item()))));
    for id in gate.waived {
        let reason = engagement.mark(id).and_then(|it| it.reason());
        let reason = reason.map_or("", |it| it.as_str());
        lines.push(line(words.gate_waived(), &format!("{} ({reason})", title(id))));
    }
    let undecided =
        playbook.items().filter(|(_, it)| assessment.state(it.id) == State::Undecided).count();
    if undecided > 0 {
        lines.push(words.undecided_count(undecided));
    }
    lines
}

/// The motion in words, or that nobody has asked yet.
pub fn motion(engagement: &Engagement, playbook: &Playbook, lang: Lang) -> String {
    let label = engagement
        .answer(known::MOTION)
        .and_then(|code| playbook.question(known::MOTION).and_then(|it| it.choices.label(code)));
    label.map_or(Words(lang).motion_unknown(), |it| it.get(lang)).to_owned()
}

/// A service's name: the playbook's, or what somebody typed for a service of their own.
pub fn service_name(
    engagement: &Engagement,
    playbook: &Playbook,
    service: EntryId,
    lang: Lang,
) -> String {
    let typed = engagement.text(Field::Entry(Register::Services, service, services::NAME)).trim();
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

fn line(label: &str, text: &str) -> String {
    format!("{label}: {text}")
}
