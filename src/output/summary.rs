//! An engagement in plain lines, for a reader of the file without the app, and for the hand-off.

use crate::domain::assessment::{Assessment, State};
use crate::domain::engagement::Engagement;
use crate::domain::findings::implied_risk;
use crate::domain::four_plus_four::{PartState, part_state};
use crate::domain::gate::Gate;
use crate::domain::id::EntryId;
use crate::domain::parts::Part;
use crate::domain::progress::Progress;
use crate::domain::register::Register;
use crate::domain::revision::{former, to_recheck, wording};
use crate::domain::text::Lang;
use crate::domain::value::Mark;

use crate::i18n::names::{chosen_motion, service_name};
use crate::i18n::words::Words;

/// The lines of one language. `assessment` is what follows from the engagement.
pub fn lines(engagement: &Engagement, assessment: &Assessment, lang: Lang) -> Vec<String> {
    let playbook = engagement.playbook();
    let words = Words(lang);
    let progress = Progress::of(playbook, assessment, engagement);
    let gate = Gate::of(playbook, assessment);
    let mut lines = vec![line(words.column_customer(), words.called(engagement.customer()))];
    let motion = chosen_motion(engagement, playbook, lang).unwrap_or(words.not_asked());
    lines.push(line(words.column_motion(), motion));
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
        let name = service_name(engagement, playbook, service, lang);
        lines.push(line(&name, &four_plus_four(engagement, service, words)));
    }
    for register in Register::ALL {
        let count = engagement.filled_entries(*register).count();
        if count > 0
            && let Some(it) = playbook.register(*register)
        {
            lines.push(line(it.title.get(lang), &words.count(count)));
        }
    }
    let title = |id| playbook.item(id).map_or("", |it| it.title.get(lang));
    let outdated = playbook.item(playbook.roles.outdated_manager);
    if let Some(it) = outdated.filter(|_| implied_risk(engagement).is_some()) {
        // Nobody wrote it down, and the delivery team has to know (R39).
        lines.push(words.implied_risk(it.title.get(lang)));
    }
    let verdict = if gate.is_open() { words.gate_open() } else { words.gate_shut() };
    lines.push(verdict.to_owned());
    lines.extend(gate.missing.iter().map(|it| line(words.gate_missing(), title(it.item()))));
    for id in gate.waived {
        let state = match engagement.mark(id) {
            Some(Mark::NotApplicable(_)) => words.not_applicable(),
            _ => words.waived(),
        };
        let reason = engagement.mark(id).and_then(Mark::reason).map_or("", |it| it.as_str());
        lines.push(line(state, &words.with_reason(title(id), reason)));
    }
    for (_, item) in playbook.items() {
        if assessment.item(item.id).is_some_and(|it| it.lacks_reason) {
            lines.push(line(words.done_without_reason(), title(item.id)));
        }
    }
    let undecided =
        playbook.items().filter(|(_, it)| assessment.state(it.id) == State::Undecided).count();
    if undecided > 0 {
        lines.push(words.undecided_count(undecided));
    }
    for id in to_recheck(engagement) {
        lines.push(line(words.recheck(), title(id)));
    }
    for it in former(engagement) {
        let title = wording(it.of, it.part).map_or("", |it| it.title.get(lang));
        lines.push(line(words.former_title(), title));
    }
    lines
}

/// How far the four prerequisites and the four success factors of a service are, to be read without
/// a legend.
fn four_plus_four(engagement: &Engagement, service: EntryId, words: Words) -> String {
    let count = |parts: &[Part], wanted| {
        let all = parts.iter().map(|it| part_state(engagement, service, *it));
        all.filter(|it| *it == wanted).count()
    };
    let confirmed = count(&Part::DIBS, PartState::Complete);
    let dibs = match count(&Part::DIBS, PartState::Noted) {
        0 => words.dibs_confirmed(confirmed),
        noted => words.dibs_noted(confirmed, noted),
    };
    words.list(&[&dibs, &words.ssat_filled(count(&Part::SSAT, PartState::Complete))])
}

fn line(label: &str, text: &str) -> String {
    format!("{label}: {text}")
}
