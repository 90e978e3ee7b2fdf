//! The kickoff in plain text for the customer, as for a mail: only what is shared, and no heading
//! without something under it.

use super::shared::Shared;
use crate::domain::id::EntryId;
use crate::domain::register::{
    Column, Register, actions, decisions, gaps, meetings, needs, people, questions, scope, services,
};
use crate::i18n::words::Words;

/// Entries of one register, under the sentence that leads them in.
struct Section {
    register: Register,
    lead: fn(Words) -> &'static str,
    /// What an entry is called by; services have names of their own.
    title: Column,
    details: &'static [Column],
}

const SECTIONS: [Section; 9] = [
    Section {
        register: Register::Services,
        lead: Words::customer_services,
        title: services::NAME,
        details: &[services::DUE, services::INTENT, services::REASON, services::OWNER],
    },
    Section {
        register: Register::Needs,
        lead: Words::customer_needs,
        title: needs::WHAT,
        details: &[needs::HORIZON],
    },
    Section {
        register: Register::Decisions,
        lead: Words::customer_decisions,
        title: decisions::WHAT,
        details: &[decisions::OWNER, decisions::ON, decisions::SERVICE],
    },
    Section {
        register: Register::Actions,
        lead: Words::customer_actions,
        title: actions::WHAT,
        details: &[actions::OWNER, actions::DUE, actions::STATE, actions::SERVICE],
    },
    Section {
        register: Register::Questions,
        lead: Words::customer_questions,
        title: questions::ASK,
        details: &[questions::OF, questions::ANSWER],
    },
    Section {
        register: Register::Gaps,
        lead: Words::customer_gaps,
        title: gaps::WHAT,
        details: &[gaps::SERVICE, gaps::STATE, gaps::EXPERT, gaps::DUE],
    },
    Section {
        register: Register::Scope,
        lead: Words::customer_scope,
        title: scope::WORK,
        details: &[scope::WHO],
    },
    Section {
        register: Register::Meetings,
        lead: Words::customer_meetings,
        title: meetings::TOPIC,
        details: &[
            meetings::ON,
            meetings::KIND,
            meetings::SERVICE,
            meetings::SCENARIO,
            meetings::PEOPLE,
        ],
    },
    Section {
        register: Register::People,
        lead: Words::customer_people,
        title: people::NAME,
        details: &[people::ORGANISATION, people::ROLE],
    },
];

/// The whole text; empty if there is nothing to tell but the customer's name.
pub fn text(shared: &Shared<'_>, words: Words) -> String {
    let roles = &shared.playbook().roles;
    let kickoff = shared.fact(roles.kickoff_at, words);
    let mut parts: Vec<String> = kickoff.iter().map(|it| words.customer_kickoff(it)).collect();
    parts.extend(SECTIONS.iter().filter_map(|it| section(shared, it, words)));
    if parts.is_empty() {
        return String::new();
    }
    if let Some(customer) = shared.fact(roles.customer, words) {
        parts.insert(0, words.customer_opening(&customer));
    }
    parts.push(words.customer_closing().to_owned());
    parts.join("\n\n")
}

fn section(shared: &Shared<'_>, section: &Section, words: Words) -> Option<String> {
    let entries = shared.entries(section.register).into_iter();
    let entries: Vec<String> = entries.filter_map(|id| entry(shared, section, id, words)).collect();
    (!entries.is_empty()).then(|| format!("{}\n{}", (section.lead)(words), entries.join("\n")))
}

/// An entry with its details under it. Without a name the first detail takes its place.
fn entry(shared: &Shared<'_>, section: &Section, id: EntryId, words: Words) -> Option<String> {
    let title = match section.register {
        Register::Services => shared.service(id, words),
        register => shared.cell(register, id, section.title, words),
    };
    let details = section.details.iter().filter_map(|column| {
        let said = shared.cell(section.register, id, *column, words)?;
        let label = shared.playbook().column(section.register, *column)?.label.get(words.0);
        Some(format!("{label}: {said}"))
    });
    // Further lines of what somebody typed are under the first.
    let lines: Vec<String> = title.into_iter().chain(details).collect();
    let lines: Vec<String> = lines.iter().flat_map(|it| it.lines()).map(str::to_owned).collect();
    (!lines.is_empty()).then(|| format!("- {}", lines.join("\n  ")))
}
